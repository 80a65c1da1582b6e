/* Commands whose answer is a listing: due, status, log, list. */
#include "inner.h"

#include <string.h>

static bool answer(struct app *app, struct reply *reply, const struct listing_kind *kind,
	const struct query *query, struct fault *why)
{
	snapshot_free(reply->snapshot);
	if (!app_snapshot(app, kind->more, &reply->snapshot, why))
		return false;
	reply->listing = memory_take(1, sizeof *reply->listing);
	return listing_load(app, kind, reply->snapshot, query, reply->listing, why);
}

static struct query query_from(const struct app *app, const struct request *request)
{
	const struct value *within = request_value(request, "--within");
	const struct value *report = request_value(request, "--report");
	const struct value *since = request_value(request, "--since");
	const struct value *by = request_value(request, "--by");
	return (struct query){.tasks = request_value(request, "--tasks")->given,
		.reports = true,
		.within =
			within->given ? (int)(within->count > 100000 ? 100000 : within->count) : -1,
		.report = report->given ? report->text : NULL,
		.by = by->given ? by->text : NULL,
		.since = since->given ? since->day : DAY_NONE,
		.in_parts = app->takes_parts,
		.unit = NOWHERE,
		.item = NOWHERE};
}

bool run_due(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct query query = query_from(app, request);
	if (!answer(app, reply, &listing_due, &query, why))
		return false;
	if (!request_value(request, "--check")->given)
		return true;
	for (size_t i = 0; i < reply->listing->count; i++)
		if (listing_state(reply->listing, i) == STATE_OVERDUE)
			reply->said_no = true;
	return true;
}

static bool check_by(const struct query *query, struct fault *why)
{
	const char *by = query->by;
	return !by || strcmp(by, "unit") == 0 || strcmp(by, "kind") == 0 ||
	       strcmp(by, "branch") == 0 ||
	       refuse(why, FAULT_USAGE, N_("--by takes unit, kind or branch, not %s"), by);
}

bool run_status(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct query query = query_from(app, request);
	return check_by(&query, why) && answer(app, reply, &listing_summary, &query, why);
}

bool run_log(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct value *step = request_value(request, "--step");
	struct query query = query_from(app, request);
	if (step->given)
		query.step = (long)step->count;
	/* Listed, 0 would be all of them. */
	if (step->given && !query.step)
		return refuse(why, FAULT_MISSING, N_("there is no step %ld"), 0L);
	if (!answer(app, reply, &listing_log, &query, why))
		return false;
	return !step->given || reply->listing->count > 0 ||
		refuse(why, FAULT_MISSING, N_("there is no step %ld"), query.step);
}

static bool refuse_name(const char *name, struct fault *why)
{
	struct buffer names = {0};
	for (size_t i = 0; listing_kinds[i]; i++)
		buffer_print(&names, "%s%s", i ? ", " : "", listing_kinds[i]->name);
	refuse(why, FAULT_USAGE, N_("no listing %s; there are: %s"), name, buffer_text(&names));
	buffer_free(&names);
	return false;
}

/* Which listings an option narrows. One that would narrow nothing is refused: a script that counts on
 * it would take all rows for what it asked for. */
static bool takes_options(
	const struct request *request, const struct listing_kind *kind, struct fault *why)
{
	static const char of_item[] = "due, item, reports, tasks, receipts, numbers";
	static const struct {
		const char *option, *listings;
	} narrows[] = {{"--tasks", "due"}, {"--within", "due"}, {"--report", of_item},
		{"--item", of_item}, {"--by", "reports"}, {"--since", "log"}};
	size_t length = strlen(kind->name);
	for (size_t i = 0; i < sizeof narrows / sizeof *narrows; i++) {
		const char *at = narrows[i].listings;
		if (!request_value(request, narrows[i].option)->given)
			continue;
		while (strncmp(at, kind->name, length) != 0 || (at[length] && at[length] != ',')) {
			at += strcspn(at, " ");
			if (!*at++)
				return refuse(why, FAULT_USAGE,
					N_("'list %s' has no %s; that is for: %s"), kind->name,
					narrows[i].option, narrows[i].listings);
		}
	}
	return true;
}

bool run_list(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct listing_kind *kind = listing_kind(request_value(request, N_("NAME"))->text);
	const struct value *item = request_value(request, "--item");
	struct query query = query_from(app, request);
	if (!kind)
		return refuse_name(request_value(request, N_("NAME"))->text, why);
	if (!takes_options(request, kind, why))
		return false;
	if (item->given)
		query.report = item->text;
	if (!check_by(&query, why) || !answer(app, reply, kind, &query, why))
		return false;
	if (request_value(request, "--check")->given && reply->listing->count == 0)
		reply->said_no = true;
	return true;
}
