/* Rates rolled up: what a row stands for, the same of the report before, how the rates are worked
 * out, and the deadlines behind them. Drawn in reports_draw.c. */
#include "inner.h"
#include "list.h"
#include "parts.h"
#include "reports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 512

/* ---- groups --------------------------------------------------------------------------------- */

static const char *const words[GROUPS] = {NULL, NULL, "branch", "kind", "unit"};

void reports_query(const struct view *view, struct query *query)
{
	query->by = words[view->groups];
}

void reports_roll_up(struct desk *desk, enum groups groups)
{
	struct view *view = &desk->views[VIEW_REPORTS];
	struct fault why;

	view->groups = groups;
	view->has_here = false;
	view->at = view->top = 0;
	if (!view_load(desk, VIEW_REPORTS, &why))
		desk_refuse(desk, &why);
}

/* ---- the report before ----------------------------------------------------------------------- */

static size_t report_before(const struct snapshot *snapshot, size_t item)
{
	while (item != NOWHERE && item-- > 0)
		if (snapshot->items[item].type == ITEM_REPORT)
			return item;
	return NOWHERE;
}

/* Before its deadline a rate is progress, no verdict: there is nothing to compare yet (DOMAIN.md §4). */
static bool report_is_open(const struct desk *desk, size_t item)
{
	return item_last_day(&desk->snapshot->items[item]) >= desk->app->today;
}

bool reports_load(struct desk *desk, struct view *view, struct fault *why)
{
	size_t report = report_before(desk->snapshot, view->tab), row, sum;
	struct query query = {
		.reports = true, .within = -1, .since = DAY_NONE, .unit = NOWHERE, .item = NOWHERE};

	view->most = 0;
	for (row = 0; row < view->listing.summary_count; row++) {
		sum = tally_total(&view->listing.summary[row].tally);
		view->most = sum > view->most ? sum : view->most;
	}
	if (report == NOWHERE || report_is_open(desk, view->tab))
		return true;
	reports_query(view, &query);
	query.report = desk->snapshot->items[report].code;
	return listing_load(desk->app, view->listing.kind, desk->snapshot, &query, &view->before,
		why);
}

/* Groups stand in the same order in both listings, so a row is found near its own place. */
static const struct tally *row_beside(const struct view *view, size_t row)
{
	const struct summary_row *wanted = &view->listing.summary[row], *other;
	size_t count = view->before.summary_count, i, at;

	for (i = 0; i < count; i++) {
		at = (row + i) % count;
		other = &view->before.summary[at];
		if (other->unit == wanted->unit && strcmp(other->kind, wanted->kind) == 0 &&
			(other->item == NOWHERE) == (wanted->item == NOWHERE))
			return &other->tally;
	}
	return NULL;
}

const struct tally *reports_before(
	const struct desk *desk, const struct view *view, size_t row, size_t *report)
{
	const struct listing *listing = &view->listing;
	size_t item = listing->summary[row].item, of = item != NOWHERE ? item : view->tab, i;

	*report = report_before(desk->snapshot, of);
	if (of != NOWHERE && report_is_open(desk, of))
		return NULL;
	if (view->before.kind)
		return row_beside(view, row);
	if (item == NOWHERE || desk->snapshot->items[item].type != ITEM_REPORT)
		return NULL;
	for (i = 0; i < listing->summary_count; i++)
		if (*report != NOWHERE && listing->summary[i].item == *report)
			return &listing->summary[i].tally;
	return NULL;
}

/* "27.3" as 273 */
static long rate_tenths(const char *rate)
{
	char *point;
	long whole = strtol(rate, &point, 10);

	return whole * 10 + (*point == '.' ? strtol(point + 1, NULL, 10) : 0);
}

char *points_text(const struct tally *now, const struct tally *before, char out[POINTS_TEXT])
{
	char rate[RATE_TEXT], earlier[RATE_TEXT], *point;
	long tenths;

	out[0] = '\0';
	if (!before || !*rate_on_time(now, rate) || !*rate_on_time(before, earlier))
		return out;
	tenths = rate_tenths(rate) - rate_tenths(earlier);
	snprintf(out, POINTS_TEXT, "%s%ld.%ld", tenths > 0 ? "+" : tenths < 0 ? "-" : "",
		labs(tenths) / 10, labs(tenths) % 10);
	point = strchr(out, '.');
	if (point && strcmp(language_now(), "vi") == 0)
		*point = ',';
	return out;
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* Whether others changed any of the duties that a row counts. */
bool reports_is_changed(const struct desk *desk, const struct view *view, size_t row)
{
	const struct summary_row *counted = &view->listing.summary[row];
	const struct unit *units = desk->snapshot->units.at;
	bool is_sum = counted->item == NOWHERE && counted->unit == NOWHERE && !*counted->kind;
	size_t i;

	for (i = 0; !is_sum && i < desk->changed.count; i++) {
		const struct target *target = &desk->changed.at[i];
		bool is_report, is_meant;

		/* A unit itself, or a contact, which are no duties. */
		if (target->item >= desk->snapshot->item_count ||
			target->unit >= desk->snapshot->units.count)
			continue;
		is_report = desk->snapshot->items[target->item].type == ITEM_REPORT;
		is_meant = counted->item != NOWHERE ? counted->item == target->item
			: is_report == (strcmp(counted->title, "tasks") != 0);
		if (counted->unit != NOWHERE)
			is_meant = is_meant && target->unit >= counted->unit &&
				target->unit < units[counted->unit].end;
		if (*counted->kind)
			is_meant = is_meant &&
				strcmp(units[target->unit].kind, counted->kind) == 0;
		if (is_meant)
			return true;
	}
	return false;
}

bool reports_is_sum(const struct view *view, size_t row)
{
	return view->groups == GROUPS_NONE && view->listing.summary[row].item == NOWHERE;
}

void reports_name(const struct desk *desk, const struct view *view, size_t row, struct buffer *out)
{
	const struct summary_row *summary = &view->listing.summary[row];

	if (summary->item != NOWHERE)
		buffer_print(out, "%s %s", desk->snapshot->items[summary->item].code,
			summary->title);
	else if (reports_is_sum(view, row))
		buffer_print(out, "= %s", say(summary->title));
	else if (summary->unit != NOWHERE)
		buffer_add(out, desk->snapshot->units.at[summary->unit].name);
	else
		buffer_add(out, *summary->kind ? summary->kind : say(N_("(no kind)")));
}

/* With one report chosen it is said already. */
const char *reports_suffix(const struct view *view, size_t row)
{
	const struct summary_row *summary = &view->listing.summary[row];

	return view->tab == NOWHERE && summary->item == NOWHERE && !reports_is_sum(view, row)
		? summary->title
		: "";
}

static bool is_of_tasks(const struct desk *desk, const struct view *view, size_t row)
{
	const struct summary_row *summary = &view->listing.summary[row];

	/* Rows of a group come in pairs, reports before tasks; sums too. */
	return summary->item != NOWHERE ? desk->snapshot->items[summary->item].type == ITEM_TASK
					: strcmp(summary->title, "tasks") == 0;
}

/* ---- the formula ----------------------------------------------------------------------------- */

static void add_rate(struct buffer *out, const char *formula, size_t part, size_t whole)
{
	char rate[RATE_TEXT + 4];

	buffer_print(out, "%s = %zu / %zu = %s\n", formula, part, whole,
		rate_show(part, whole, rate));
}

static void add_parts(struct buffer *out, const struct tally *tally)
{
	char parts[TEXT_SIZE];

	tally_print(tally, parts, sizeof parts);
	buffer_print(out, "\n%s\n", parts);
}

static void add_day(const struct desk *desk, size_t item, struct buffer *out)
{
	char deadline[TEXT_SIZE];
	const struct item *report = &desk->snapshot->items[item];

	deadline_print(report, deadline, sizeof deadline);
	if (!*deadline)
		return;
	buffer_print(out, say(N_("Deadline: %s\n")), deadline);
	if (report_is_open(desk, item))
		buffer_add(out, say(N_("Its last day is not over: these rates are progress, no "
				       "verdict yet.\n")));
}

static void add_before(
	const struct desk *desk, const struct view *view, size_t row, struct buffer *out)
{
	size_t report;
	const struct tally *before = reports_before(desk, view, row, &report);
	char points[POINTS_TEXT], rate[RATE_TEXT + 4];

	if (!before)
		return;
	points_text(&view->listing.summary[row].tally, before, points);
	/* TRANSLATORS: an earlier report, its on-time rate, the difference in points */
	buffer_add(out, "\n");
	buffer_print(out, say(N_("%s before it: on time %s; the difference is %s points\n")),
		desk->snapshot->items[report].code,
		rate_show(tally_on_time(before), tally_expected(before), rate),
		*points ? points : "–");
}

static void add_formula(
	const struct desk *desk, const struct tally *tally, size_t item, struct buffer *out)
{
	size_t done = tally_on_time(tally) + tally_late(tally);

	buffer_add(out, "\n\n");
	add_rate(out, say(N_("on-time rate = on time / expected")), tally_on_time(tally),
		tally_expected(tally));
	add_rate(out, say(N_("reporting rate = (on time + late) / expected")), done,
		tally_expected(tally));
	add_rate(out, say(N_("completion rate = done / (done + overdue)")), done,
		done + tally_overdue(tally));
	buffer_add(out, say(N_("expected = all but not applicable\n")));
	add_parts(out, tally);
	if (item != NOWHERE)
		add_day(desk, item, out);
}

static void formula_of_row(const struct desk *desk, const struct view *view, struct buffer *out)
{
	size_t row = view->lines[view->at].row;
	size_t item = view->listing.summary[row].item != NOWHERE ? view->listing.summary[row].item
								 : view->tab;

	reports_name(desk, view, row, out);
	if (*reports_suffix(view, row))
		buffer_print(out, " · %s", say(reports_suffix(view, row)));
	add_formula(desk, &view->listing.summary[row].tally, item, out);
	add_before(desk, view, row, out);
}

/* Of the unit or item that the screen is about. */
static void formula_of_subject(const struct desk *desk, const struct view *view, struct buffer *out)
{
	const struct snapshot *snapshot = desk->snapshot;
	struct tally sum = view_sum(view);
	bool is_unit = desk->now == VIEW_UNIT;

	if (is_unit)
		buffer_print(out, "%s %s", snapshot->units.at[desk->unit].code,
			snapshot->units.at[desk->unit].name);
	else
		buffer_print(out, "%s %s", snapshot->items[desk->item].code,
			snapshot->items[desk->item].title);
	add_formula(desk, &sum, is_unit ? NOWHERE : desk->item, out);
}

void reports_formula(struct desk *desk)
{
	const struct view *view = desk_view(desk);
	struct buffer text = {0};
	bool has_any = desk->now == VIEW_REPORTS ? list_has_row(view) : view->row_count > 0;

	if (!has_any) {
		desk_say(desk, STYLE_ERROR, "%s", say(N_("there is no row here")));
		return;
	}
	if (desk->now == VIEW_REPORTS)
		formula_of_row(desk, view, &text);
	else
		formula_of_subject(desk, view, &text);
	text_open(desk, say(N_("How the rates are worked out")), &text);
	buffer_free(&text);
}

/* ---- the deadlines behind -------------------------------------------------------------------- */

/* The head of the branches has a row for its own duties alone. */
static bool is_head(const struct desk *desk, size_t unit)
{
	size_t branch = NOWHERE;

	app_branch(desk->app, desk->snapshot, &branch, NULL);
	return branch != NOWHERE ? unit == branch : desk->snapshot->units.at[unit].level == 0;
}

static void scope_set(const struct desk *desk, const struct view *view, size_t row,
	struct scope *scope)
{
	const struct summary_row *summary = &view->listing.summary[row];
	bool is_group = summary->item == NOWHERE && !reports_is_sum(view, row);

	*scope = (struct scope){.is_set = true, .tasks = is_of_tasks(desk, view, row)};
	if (is_group && summary->unit != NOWHERE) {
		snprintf(scope->unit, sizeof scope->unit, "%s",
			desk->snapshot->units.at[summary->unit].code);
		scope->alone = view->groups == GROUPS_UNIT || is_head(desk, summary->unit);
	} else if (is_group) {
		snprintf(scope->kind, sizeof scope->kind, "%s", summary->kind);
	}
}

void reports_open(struct desk *desk)
{
	const struct view *view = desk_view(desk);
	struct view *due = &desk->views[VIEW_DUE];
	size_t row, item;

	row = view->lines[view->at].row;
	item = view->listing.summary[row].item;
	if (item != NOWHERE && desk->snapshot->items[item].type == ITEM_TASK) {
		desk->item = item;
		desk_show(desk, VIEW_ITEM);
		return;
	}
	scope_set(desk, view, row, &due->scope);
	due->tab = item != NOWHERE ? item : view->tab;
	/* What was counted, and nothing less. */
	due->filter[0] = '\0';
	due->is_inverted = false;
	due->shown = SHOWN_ALL;
	due->has_here = false;
	due->at = due->top = 0;
	desk_show(desk, VIEW_DUE);
}

void scope_drop(struct desk *desk)
{
	desk->views[VIEW_DUE].scope = (struct scope){.is_set = false};
	if (desk->now == VIEW_DUE)
		desk_show(desk, VIEW_REPORTS);
}

void scope_text(const struct desk *desk, char *out, size_t size)
{
	const struct scope *scope = &desk->views[VIEW_DUE].scope;
	size_t unit = *scope->unit ? units_find(&desk->snapshot->units, scope->unit) : NOWHERE;
	const char *name = unit != NOWHERE ? desk->snapshot->units.at[unit].name
		: *scope->kind             ? scope->kind
					   : desk->snapshot->plan.title;

	snprintf(out, size, "%s · %s", name, scope->tasks ? say(N_("tasks")) : say(N_("reports")));
}
