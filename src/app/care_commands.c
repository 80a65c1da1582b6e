/* Looking after the database: copies, checks, settings, holidays, contacts. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool run_backup(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *path = request_value(request, N_("FILE"))->text;
	if (strcmp(path, "-") == 0)
		return refuse(why, FAULT_USAGE,
			N_("a copy of the database goes into a file, not to standard output: name one"));
	if (!store_backup(app->store, path, why))
		return false;
	buffer_print(&reply->text, say(N_("copied to %s and verified\n")), path);
	return true;
}

static size_t check_audiences(const struct snapshot *snapshot, struct buffer *report)
{
	size_t problems = 0;
	struct fault why;
	for (size_t i = 0; i < snapshot->item_count; i++)
		if (!audience_check(snapshot->items[i].audience, &snapshot->units, &why)) {
			buffer_print(report, "%s %s: %s\n", snapshot->plan.code,
				snapshot->items[i].code, why.text);
			problems++;
		}
	return problems;
}

/* Whether the unit still owes what was recorded of it; if not, says so. */
static size_t check_owed(
	const struct snapshot *snapshot, size_t item, size_t unit, struct buffer *report)
{
	if (item_binds(&snapshot->items[item], unit))
		return 0;
	buffer_print(report,
		say(N_("%s %s: something is recorded for %s, which does not owe it\n")),
		snapshot->plan.code, snapshot->items[item].code, snapshot->units.at[unit].code);
	return 1;
}

/* Facts whose unit no longer owes the item, words that name no unit, versions with a gap. */
static size_t check_plan(const struct snapshot *snapshot, struct buffer *report)
{
	size_t problems = check_audiences(snapshot, report);
	for (size_t i = 0; i < snapshot->record_count; i++)
		problems += check_owed(
			snapshot, snapshot->records[i].item, snapshot->records[i].unit, report);
	for (size_t i = 0; i < snapshot->receipt_count; i++) {
		const struct receipt *receipt = &snapshot->receipts[i];
		size_t count;
		const struct receipt *first =
			snapshot_receipts(snapshot, receipt->item, receipt->unit, &count);
		if (receipt == first)
			problems += check_owed(snapshot, receipt->item, receipt->unit, report);
		if (receipt->version == receipt - first + 1)
			continue;
		buffer_print(report,
			say(N_("%s %s: version %d of %s is there, an earlier one is not\n")),
			snapshot->plan.code, snapshot->items[receipt->item].code, receipt->version,
			snapshot->units.at[receipt->unit].code);
		problems++;
	}
	return problems;
}

static bool check_rules(struct app *app, struct buffer *report, size_t *problems, struct fault *why)
{
	struct plans plans;
	if (!store_plans(app->store, &plans, why))
		return false;
	bool fine = true;
	for (size_t i = 0; fine && i < plans.count; i++) {
		struct snapshot *snapshot;
		fine = store_snapshot(app->store, plans.at[i].code, 0, &snapshot, why);
		if (fine)
			*problems += check_plan(snapshot, report);
		snapshot_free(snapshot);
	}
	plans_free(&plans);
	return fine;
}

bool run_check(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *file = app->account ? say(N_("the database")) : store_path(app->store);
	size_t problems;
	(void)request;
	if (!store_check(app->store, &reply->complaints, &problems, why))
		return false;
	/* Rules are only worth asking of a file whose pages are whole. */
	if (!problems && !check_rules(app, &reply->complaints, &problems, why))
		return false;
	if (problems)
		return refuse(why, FAULT_REFUSED,
			N_("%s: problems found: %zu; take the last backup, or mend them"),
			file, problems);
	buffer_print(&reply->text, say(N_("%s: all is well\n")), file);
	return true;
}

bool run_purge(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *what = request_value(request, "people")->text;
	size_t removed;
	if (strcmp(what, "people") != 0)
		return refuse(
			why, FAULT_USAGE, N_("only 'purge people' is possible, not %s"), what);
	if (!store_purge_people(app->store, app->actor, &removed, why))
		return false;
	reply->changed = removed;
	buffer_print(&reply->text,
		say_many("%lu contact removed for good, from the log too\n",
			"%lu contacts removed for good, from the log too\n",
			(unsigned long)removed),
		(unsigned long)removed);
	return true;
}

/* ---- settings -------------------------------------------------------------------------------- */

/* "+07:00" or "-5" as minutes. */
static bool read_zone(const char *text, char *out, size_t size, struct fault *why)
{
	char sign = *text;
	char *rest;
	long hours = strtol(text + (sign == '+' || sign == '-'), &rest, 10), minutes = 0;
	if (*rest == ':')
		minutes = strtol(rest + 1, &rest, 10);
	if (!*text || *rest || hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
		return refuse(
			why, FAULT_USAGE, N_("a time zone is written like +07:00, not %s"), text);
	snprintf(out, size, "%ld", (sign == '-' ? -1 : 1) * (hours * 60 + minutes));
	return true;
}

static bool read_setting(
	const char *name, const char *value, char *out, size_t size, struct fault *why)
{
	int64_t count;
	snprintf(out, size, "%s", value);
	if (strcmp(name, "timezone") == 0)
		return read_zone(value, out, size, why);
	if (strcmp(name, "due-soon") == 0) {
		if (!count_parse(value, &count, why))
			return false;
		return count <= 60 ||
		       refuse(why, FAULT_USAGE, N_("due-soon takes 0 to 60 working days"));
	}
	if (strcmp(name, "date-counts") == 0)
		return strcmp(value, "received") == 0 || strcmp(value, "document") == 0 ||
		       refuse(why, FAULT_USAGE,
			       N_("date-counts takes received or document, not %s"), value);
	return strcmp(value, "no") == 0 || strcmp(value, "yes") == 0 ||
	       refuse(why, FAULT_USAGE, N_("closed takes yes or no, not %s"), value);
}

static bool put_plan_setting(
	struct app *app, const char *name, const char *value, struct fault *why)
{
	struct snapshot *snapshot;
	struct pool pool = {0};
	const char *fields[ROW_FIELDS];
	char iso[DAY_TEXT];
	bool found = false;
	if (!app_snapshot(app, 0, &snapshot, why))
		return false;
	const char *keys[] = {snapshot->has_plan ? snapshot->plan.code : ""};
	bool fine = store_get(app->store, TABLE_PLAN, keys, &pool, fields, &found, why) &&
		    (found || refuse(why, FAULT_MISSING, N_("there is no plan to set this for")));
	if (fine) {
		if (strcmp(name, "closed") == 0)
			fields[PLAN_CLOSED] =
				strcmp(value, "yes") == 0 ? day_iso(app->clock_day, iso) : "";
		else
			fields[PLAN_DATE_COUNTS] = strcmp(value, "document") == 0 ? value : "";
		fine = store_put(app->store, TABLE_PLAN, fields, why);
	}
	pool_free(&pool);
	snapshot_free(snapshot);
	return fine;
}

static bool put_setting(struct app *app, const char *name, const char *value, struct fault *why)
{
	if (strcmp(name, "closed") == 0 || strcmp(name, "date-counts") == 0)
		return put_plan_setting(app, name, value, why);
	const char *fields[] = {
		strcmp(name, "timezone") == 0 ? "utc_offset" : "due_soon", value, ""};
	return store_put(app->store, TABLE_SETTING, fields, why);
}

static bool show_settings(struct app *app, struct reply *reply, struct fault *why)
{
	struct snapshot *snapshot;
	if (!app_snapshot(app, 0, &snapshot, why))
		return false;
	int offset = snapshot->rules.utc_offset;
	reply->is_answer = true;
	buffer_print(&reply->text, "timezone %c%02d:%02d\ndue-soon %d\n", offset < 0 ? '-' : '+',
		abs(offset) / 60, abs(offset) % 60, snapshot->rules.due_soon);
	if (snapshot->has_plan)
		buffer_print(&reply->text, "date-counts %s\nclosed %s\n",
			snapshot->plan.by_document_date ? "document" : "received",
			snapshot->plan.closed ? "yes" : "no");
	snapshot_free(snapshot);
	return true;
}

bool run_set(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct value *name = request_value(request, N_("NAME"));
	const struct value *value = request_value(request, N_("VALUE"));
	char stored[64];
	bool known = false;
	for (size_t i = 0; setting_words[i]; i++)
		known = known || strcmp(setting_words[i], name->text) == 0;
	if (name->given && !known)
		return refuse(why, FAULT_USAGE,
			N_("no setting %s; there are: timezone, due-soon, date-counts, closed"),
			name->text);
	if (!value->given)
		return show_settings(app, reply, why);
	if (!read_setting(name->text, value->text, stored, sizeof stored, why))
		return false;
	if (!request_step_begin(app, request, why))
		return false;
	bool put = put_setting(app, name->text, stored, why);
	return request_step_end(app, put, reply, why) && show_settings(app, reply, why);
}

bool run_holiday(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	int day = request_value(request, N_("DAY"))->day;
	const struct value *name = request_value(request, N_("TEXT"));
	char iso[DAY_TEXT], shown[DAY_TEXT];
	const char *fields[] = {
		day_iso(day, iso), name->given && *name->text ? name->text : iso, ""};
	bool remove = request_value(request, "--remove")->given;
	if (!request_step_begin(app, request, why))
		return false;
	bool done = remove ? store_drop(app->store, TABLE_HOLIDAY, fields, why)
			   : store_put(app->store, TABLE_HOLIDAY, fields, why);
	if (!request_step_end(app, done, reply, why))
		return false;
	buffer_print(&reply->text,
		remove ? say(N_("%s is a working day again\n")) : say(N_("%s is no working day\n")),
		day_print(day, shown));
	return true;
}
