/* The screens as rows of one table, and the listing behind each: loaded, kept over a reload,
 * dropped. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "log.h"
#include "matrix.h"
#include "numbers.h"
#include "reports.h"

#include <stdlib.h>
#include <string.h>

const struct view_kind view_kinds[VIEWS] = {
	[VIEW_DUE] = {"due", ON_DUE, MOVE_DUE, N_("Deadlines"), false,
		{ORDER_WORST, ORDER_UNIT, ORDER_DEADLINE}, 3},
	[VIEW_MATRIX] = {"matrix", ON_MATRIX, MOVE_MATRIX, N_("Matrix"), false,
		{ORDER_UNIT, ORDER_WORST}, 2},
	[VIEW_UNIT] = {"unit", ON_UNIT, MOVE_UNIT, N_("Unit"), true,
		{ORDER_PLAN, ORDER_WORST, ORDER_DEADLINE}, 3},
	[VIEW_ITEM] = {"item", ON_ITEM, MOVE_ITEM, N_("Item"), false,
		{ORDER_UNIT, ORDER_WORST}, 2},
	[VIEW_REPORTS] = {"reports", ON_REPORTS, MOVE_REPORTS, N_("Reports"), false,
		{ORDER_PLAN, ORDER_WORST}, 2},
	[VIEW_NUMBERS] = {"numbers", ON_NUMBERS, MOVE_NUMBERS, N_("Numbers"), false,
		{ORDER_UNIT, ORDER_WORST}, 2},
	[VIEW_TREE] = {"tree", ON_TREE, MOVE_TREE, N_("Units and people"), false, {ORDER_UNIT}, 1},
	[VIEW_PEOPLE] = {"people", ON_PEOPLE, MOVE_NONE, N_("People"), false, {ORDER_UNIT}, 1},
	[VIEW_LOG] = {"log", ON_LOG, MOVE_LOG, N_("Log"), false, {ORDER_PLAN}, 1},
	[VIEW_IMPORT] = {NULL, ON_IMPORT, MOVE_NONE, N_("Import"), false, {ORDER_PLAN}, 1},
	[VIEW_WELCOME] = {NULL, ON_WELCOME, MOVE_NONE, N_("Welcome"), false, {ORDER_PLAN}, 1},
	[VIEW_ANSWER] = {NULL, ON_HELP, MOVE_NONE, N_("Answer"), false, {ORDER_PLAN}, 1},
};

static struct query view_query(const struct desk *desk, enum view_name name)
{
	const struct view *view = &desk->views[name];
	struct query query = {
		.reports = true, .within = -1, .since = DAY_NONE, .unit = NOWHERE, .item = NOWHERE};

	switch (name) {
	case VIEW_DUE:
		if (view->tab != NOWHERE)
			query.report = desk->snapshot->items[view->tab].code;
		if (view->scope.is_set) {
			query.branch = *view->scope.unit ? view->scope.unit : NULL;
			query.alone = view->scope.alone;
			query.of_kind = *view->scope.kind ? view->scope.kind : NULL;
			query.reports = !view->scope.tasks || view->tab != NOWHERE;
			query.tasks = query.undated = view->scope.tasks;
		}
		break;
	case VIEW_REPORTS:
		reports_query(view, &query);
		if (view->tab != NOWHERE)
			query.report = desk->snapshot->items[view->tab].code;
		break;
	case VIEW_UNIT:
		query.tasks = true;
		query.unit = desk->unit;
		break;
	case VIEW_ITEM:
		query.tasks = true;
		query.item = desk->item;
		break;
	case VIEW_NUMBERS:
		query.report = desk->snapshot->items[view->tab].code;
		break;
	case VIEW_PEOPLE:
		query.unit = desk->unit;
		query.alone = !desk->tree.with_below;
		break;
	case VIEW_LOG:
		query.most = LOG_STEPS;
		query.few = LOG_CHANGES;
		query.before = view->log_before;
		break;
	default:
		query.tasks = true;
	}
	return query;
}

/* Whether there is anything to load: a listing about no unit or item would be refused. */
static bool view_has_subject(const struct desk *desk, enum view_name name)
{
	if (name == VIEW_LOG || name == VIEW_TREE)
		return true;
	if (name == VIEW_PEOPLE)
		return desk->unit != NOWHERE;
	if (name == VIEW_IMPORT || name == VIEW_WELCOME || !desk->snapshot->has_plan)
		return false;
	return !(name == VIEW_UNIT && desk->unit == NOWHERE) &&
		!(name == VIEW_ITEM && desk->item == NOWHERE) &&
		!(name == VIEW_NUMBERS && desk->views[name].tab == NOWHERE);
}

bool view_load(struct desk *desk, enum view_name name, struct fault *why)
{
	struct view *view = &desk->views[name];
	struct query query;
	const char **units = NULL;
	bool fine;

	if (name == VIEW_NUMBERS)
		view->tab = numbers_report(desk);
	if (view_has_subject(desk, name))
		query = view_query(desk, name);
	view_drop(view);
	if (name == VIEW_LOG)
		units = log_prefer(desk, view, &query);
	fine = !view_has_subject(desk, name) ||
		listing_load(desk->app, listing_kind(view_kinds[name].listing), desk->snapshot,
			&query, &view->listing, why);
	free(units);
	if (!fine) {
		listing_free(&view->listing);
		memset(&view->listing, 0, sizeof view->listing);
		return false;
	}
	view->is_loaded = true;
	if (name == VIEW_REPORTS && view->listing.kind && !reports_load(desk, view, why))
		return false;
	if (name == VIEW_UNIT && view->listing.kind && !unit_more_load(desk, view, why))
		return false;
	if (name == VIEW_MATRIX)
		matrix_load(desk, view);
	if (name == VIEW_TREE)
		view->listing.folded = tree_folds(desk);
	if (!view->kept)
		memset(view->widths, 0, sizeof view->widths);
	if (name == VIEW_NUMBERS)
		numbers_prepare(desk, view);
	else if (name != VIEW_REPORTS)
		list_measure(view);
	if (name == VIEW_TREE)
		tree_measure(desk, view);
	list_arrange(desk, view);
	return true;
}

void view_drop(struct view *view)
{
	numbers_drop(view); /* the listing tells how many there are */
	if (view->listing.kind)
		listing_free(&view->listing);
	if (view->before.kind)
		listing_free(&view->before);
	memset(&view->before, 0, sizeof view->before);
	memset(&view->listing, 0, sizeof view->listing);
	free(view->lines);
	free(view->tallies);
	free(view->columns);
	unit_more_free(view->more);
	view->more = NULL;
	view->lines = NULL;
	view->tallies = NULL;
	view->columns = NULL;
	view->line_count = view->row_count = 0;
	view->is_loaded = false;
}

void view_forget(struct view *view)
{
	free(view->kept);
	view->kept = NULL;
	view->kept_count = 0;
}

void view_close(struct view *view)
{
	view_drop(view);
	marks_clear(&view->marks);
	view_forget(view);
	memset(view, 0, sizeof *view);
}

const struct duty *view_duty(const struct view *view, size_t row)
{
	const struct listing *listing = &view->listing;

	/* Rates have the board that they count, which may be as long as they are. */
	return !listing->summary && listing->board.count == listing->count && row < listing->count
		? &listing->board.at[row]
		: NULL;
}

const struct tally *view_tally(const struct view *view, size_t row)
{
	if (view->tallies)
		return &view->tallies[row];
	return view->listing.summary ? &view->listing.summary[row].tally : NULL;
}

struct target view_key(const struct view *view, size_t row)
{
	const struct listing *listing = &view->listing;
	const struct duty *duty = view_duty(view, row);

	if (duty)
		return (struct target){duty->unit, duty->item};
	if (listing->log_steps) {
		const struct log_step *step = &listing->log.steps[listing->log_steps[row]];

		return (struct target){(size_t)step->id, listing->log_changes[row] - step->first};
	}
	if (listing->summary) {
		const struct summary_row *row_of = &listing->summary[row];

		/* A group has a row for reports and one for tasks; kinds have no unit. */
		if (row_of->item == NOWHERE)
			return (struct target){row_of->unit != NOWHERE ? row_of->unit : row,
				GROUP_ITEMS + (strcmp(row_of->title, "tasks") == 0)};
		return (struct target){row_of->unit, row_of->item};
	}
	if (listing->folded)
		return (struct target){listing->kind->place(listing, row).unit, NOWHERE};
	if (listing->has_roster)
		return (struct target){listing->roster.at[row].unit,
			person_key(listing->roster.at[row].name)};
	if (listing->units && listing->items)
		return (struct target){listing->units[row], NOWHERE};
	return (struct target){row, NOWHERE};
}

bool view_target(const struct desk *desk, const struct view *view, size_t line,
	struct target *target)
{
	const struct duty *duty;
	uint32_t row;

	if (line >= view->line_count || (row = view->lines[line].row) == NO_ROW)
		return false;
	if (view == &desk->views[VIEW_MATRIX]) {
		if (view->column >= view->listing.item_count)
			return false;
		*target = (struct target){
			view->listing.units[row], view->listing.items[view->column]};
		return item_binds(&desk->snapshot->items[target->item], target->unit);
	}
	if (view->listing.folded || view->listing.has_roster) {
		*target = view_key(view, row);
		return true;
	}
	duty = view_duty(view, row);
	if (duty)
		*target = (struct target){duty->unit, duty->item};
	return duty != NULL;
}

void view_keep(struct view *view)
{
	size_t i;

	view_forget(view);
	view->kept = memory_take(view->line_count + 1, sizeof *view->kept);
	/* A tree has but one order, and people stand by their names. */
	for (i = 0; i < view->line_count && !view->listing.folded && !view->listing.has_roster; i++) {
		if (view->lines[i].row != NO_ROW)
			view->kept[view->kept_count++] = view_key(view, view->lines[i].row);
	}
	view->has_here = list_has_row(view);
	if (view->has_here)
		view->here = view_key(view, view->lines[view->at].row);
}
