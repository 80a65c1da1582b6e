/* Units as typed one by one: added below another, edited, moved, removed where nothing hangs on them. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Options and the columns that they fill. */
static const struct {
	const char *option, *column;
} fields[] = {{"--name", "name"}, {"--kind", "kind"}, {"--parent", "parent"}, {"--from", "valid_from"},
	{"--to", "valid_to"}, {"--aliases", "aliases"}};

/* The code of the unit above: by code or name, as units are named everywhere; "" for none. */
static bool take_parent(
	struct app *app, struct request *request, const char *typed, const char **code, struct fault *why)
{
	bool is_meant;
	size_t unit;
	*code = "";
	if (!*typed)
		return true;
	if (!request->snapshot && !any_snapshot(app, 0, &request->snapshot, &is_meant, why))
		return false;
	const struct units *units = &request->snapshot->units;
	if (!units_name(units, 0, units->count, typed, &unit, why))
		return refuse_unit(app, units, typed, why);
	*code = units->at[unit].code;
	return true;
}

static bool add_fields(
	struct app *app, struct request *request, struct entry *entry, struct fault *why)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct value *value = request_value(request, fields[i].option);
		const char *text = value->text;
		char iso[DAY_TEXT];
		if (!value->given)
			continue;
		if (strcmp(fields[i].option, "--parent") == 0 &&
			!take_parent(app, request, text, &text, why))
			return false;
		if (value->day != DAY_NONE)
			text = day_iso(value->day, iso);
		entry_add(entry, fields[i].column, text);
	}
	return true;
}

static bool run(struct app *app, struct request *request, struct entry *entry, struct reply *reply,
	struct fault *why)
{
	struct buffer words = {0};
	request_words(request, &words);
	entry->words = buffer_text(&words);
	bool done = add_fields(app, request, entry, why) && entry_run(app, entry, reply, why);
	buffer_free(&words);
	entry_free(entry);
	return done;
}

bool run_add_unit(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct entry entry = {.kind = SHEET_UNITS, .is_new = true};
	const char *code = request_value(request, N_("CODE"))->text;
	const char *name = request_value(request, N_("NAME"))->text;
	if (app_has_branch(app) && !*request_value(request, "--parent")->text)
		return refuse(why, FAULT_DENIED,
			N_("the account %s adds units below %s alone: name the one above it with "
			   "--parent UNIT"),
			app->account, app->branch);
	entry_add(&entry, "code", code);
	entry_add(&entry, "name", name);
	if (!run(app, request, &entry, reply, why))
		return false;
	/* TRANSLATORS: code and name of a unit */
	buffer_print(&reply->text, say(N_("%s %s: added\n")), code, name);
	return true;
}

/* The one unit named: NOWHERE with why where it is none or several. */
static const struct unit *only_unit(const struct request *request, struct fault *why)
{
	if (request->unit_count == 1)
		return &request->snapshot->units.at[request->units[0]];
	refuse(why, FAULT_USAGE, N_("one unit at a time"));
	return NULL;
}

/* Before anything is said of what stands above it. */
static bool may_change(const struct app *app, const struct unit *unit, struct fault *why)
{
	if (!app_has_branch(app) || strcmp(unit->code, app->branch) != 0)
		return true;
	return refuse(why, FAULT_DENIED,
		N_("%s is the top of the branch of the account %s: only an admin changes it"),
		unit->code, app->account);
}

bool run_edit_unit(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct entry entry = {.kind = SHEET_UNITS, .request = request};
	const struct unit *unit = only_unit(request, why);
	bool stale;
	if (!unit || !may_change(app, unit, why) ||
		!entry_is_stale(app, request, TABLE_UNIT, &unit->code, &stale, why))
		return false;
	entry_add(&entry, "code", unit->code);
	/* Only then: an import takes small differences for a spreadsheet's, not a person's. */
	if (stale)
		entry_add(&entry, "rev", request_value(request, "--rev")->text);
	if (!run(app, request, &entry, reply, why))
		return false;
	struct buffer told = reply->text;
	reply->text = (struct buffer){0};
	/* TRANSLATORS: code and name of a unit, what was changed of it */
	buffer_print(&reply->text, "%s %s: %s\n", unit->code, unit->name,
		told.length ? buffer_text(&told) : say(N_("nothing was to be changed")));
	buffer_free(&told);
	return true;
}

/* ---- removing --------------------------------------------------------------------------------- */

static void add_use(struct buffer *out, const char *words, size_t count)
{
	if (!count)
		return;
	buffer_add(out, out->length ? ", " : "");
	buffer_print(out, words, (unsigned long)count);
}

static bool check_uses(const struct app *app, const struct unit *unit, const struct unit_uses *uses,
	struct fault *why)
{
	struct buffer parts = {0};
	add_use(&parts, say_many("%lu unit below it", "%lu units below it", uses->below), uses->below);
	add_use(&parts, say_many("%lu recorded entry", "%lu recorded entries", uses->entries),
		uses->entries);
	add_use(&parts,
		say_many("%lu audience of a plan or item", "%lu audiences of plans or items",
			uses->audiences),
		uses->audiences);
	add_use(&parts, say_many("%lu account", "%lu accounts", uses->accounts), uses->accounts);
	bool free_of_all = !parts.length;
	if (!free_of_all && app->account && app->role != ROLE_ADMIN)
		/* TRANSLATORS: code, name, what hangs on it */
		refuse(why, FAULT_REFUSED,
			N_("%s (%s) stays, for this hangs on it: %s; ask an admin to give it an end "
			   "date instead"),
			unit->code, unit->name, buffer_text(&parts));
	else if (!free_of_all)
		/* TRANSLATORS: code, name, what hangs on it, code */
		refuse(why, FAULT_REFUSED,
			N_("%s (%s) stays, for this hangs on it: %s; give it an end date instead: "
			   "edit-unit %s --to DAY"),
			unit->code, unit->name, buffer_text(&parts), unit->code);
	buffer_free(&parts);
	return free_of_all;
}

bool unit_removal(struct app *app, const struct unit *unit, size_t *rows, struct fault *why)
{
	struct unit_uses uses;
	if (!may_change(app, unit, why))
		return false;
	if (!store_unit_uses(app->store, unit->code, &uses, why) ||
		!check_uses(app, unit, &uses, why))
		return false;
	*rows = 1 + uses.people;
	return true;
}

static bool drop_people(struct app *app, const struct units *units, size_t unit, struct fault *why)
{
	struct roster roster;
	bool fine = store_roster(app->store, units, unit, unit + 1, &roster, why);
	for (size_t i = 0; fine && i < roster.count; i++) {
		const char *keys[] = {units->at[unit].code, roster.at[i].name};
		fine = store_drop(app->store, TABLE_PERSON, keys, why);
	}
	roster_free(&roster);
	return fine;
}

static bool drop_unit(struct app *app, const struct units *units, size_t unit, struct reply *reply,
	struct fault *why)
{
	const char *code = units->at[unit].code;
	size_t rows;
	if (!unit_removal(app, &units->at[unit], &rows, why) ||
		!drop_people(app, units, unit, why) ||
		!store_drop(app->store, TABLE_UNIT, &code, why))
		return false;
	if (rows > 1)
		buffer_print(&reply->text,
			say_many("%s %s: removed, with %lu contact\n",
				"%s %s: removed, with %lu contacts\n", rows - 1),
			code, units->at[unit].name, (unsigned long)(rows - 1));
	else
		buffer_print(&reply->text, say(N_("%s %s: removed\n")), code, units->at[unit].name);
	reply->changed += rows;
	return true;
}

static int deepest_first(const void *a, const void *b)
{
	size_t left = *(const size_t *)a, right = *(const size_t *)b;
	return (left < right) - (left > right);
}

bool run_remove_unit(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct units *units = &request->snapshot->units;
	bool fine = true;
	if (!request_step_begin(app, request, why))
		return false;
	/* A whole branch may be named at once, in any order. */
	qsort(request->units, request->unit_count, sizeof *request->units, deepest_first);
	for (size_t i = 0; fine && i < request->unit_count; i++)
		fine = drop_unit(app, units, request->units[i], reply, why);
	if (request_step_end(app, fine, reply, why))
		return true;
	buffer_clear(&reply->text);
	return false;
}
