/* Going from screen to screen, the unit and item under the cursor with it. */
#include "inner.h"
#include "list.h"
#include "matrix.h"

/* The unit and item under the cursor become the current ones. */
static void follow(struct desk *desk)
{
	struct view *view = desk_view(desk);
	struct target target;

	if (desk->now == VIEW_ANSWER || desk->now == VIEW_IMPORT || !list_has_row(view))
		return;
	if (desk->now == VIEW_MATRIX) {
		desk->unit = view->listing.units[view->lines[view->at].row];
		desk->item = view->listing.items[view->column];
	} else if (desk->now == VIEW_TREE) {
		desk->unit = tree_unit(desk);
	} else if (desk->now != VIEW_PEOPLE && view_target(desk, view, view->at, &target)) {
		desk->unit = target.unit;
		desk->item = target.item;
	}
}

static bool find_unit(struct view *view, size_t unit)
{
	size_t line;

	for (line = 0; line < view->line_count; line++) {
		if (view->lines[line].row == NO_ROW ||
			view_key(view, view->lines[line].row).unit != unit)
			continue;
		view->at = line;
		return true;
	}
	return false;
}

/* Puts the cursor of the screen now open on the current unit and item. */
static void arrive(struct desk *desk)
{
	struct view *view = desk_view(desk);

	if (desk->now == VIEW_LOG || desk->now == VIEW_REPORTS || desk->now == VIEW_PEOPLE ||
		desk->unit == NOWHERE)
		return;
	if (desk->now == VIEW_TREE) {
		tree_show(desk, desk->unit);
		return;
	}
	if (desk->now == VIEW_MATRIX) {
		find_unit(view, desk->unit);
		matrix_aim(view, desk->item);
	} else if (!list_find(view, (struct target){desk->unit, desk->item}) &&
		!(list_has_row(view) &&
			view_key(view, view->lines[view->at].row).unit == desk->unit)) {
		find_unit(view, desk->unit);
	}
	list_step(view, 0);
}

/* Fresh: sorted and filtered anew; else as it was left, so that work down a list can go on. */
static void open_view(struct desk *desk, enum view_name name, bool is_fresh)
{
	struct view *view = &desk->views[name];
	struct fault why;

	desk->views[desk->now].in_range = false;
	/* The current report is the one whose numbers are shown. */
	if (name == VIEW_NUMBERS && desk->item != NOWHERE &&
		desk->snapshot->items[desk->item].type == ITEM_REPORT)
		desk->views[VIEW_NUMBERS].tab = desk->item;
	desk->now = name;
	if (name == VIEW_ANSWER || name == VIEW_IMPORT || name == VIEW_WELCOME)
		return;
	if (is_fresh)
		view_forget(view);
	else if (view->is_loaded)
		view_keep(view);
	if (!view_load(desk, name, &why))
		desk_refuse(desk, &why);
	arrive(desk);
}

/* Deadlines are where every way back ends. */
void desk_show(struct desk *desk, enum view_name name)
{
	if (name == desk->now)
		return;
	follow(desk);
	desk->last = desk->now;
	if (name == VIEW_DUE)
		desk->depth = 0;
	else if (desk->depth < BACK_MOST)
		desk->back[desk->depth++] = desk->now;
	open_view(desk, name, true);
}

void desk_back(struct desk *desk)
{
	follow(desk);
	if (desk->now != VIEW_IMPORT)
		desk->last = desk->now;
	open_view(desk, desk->depth > 0 ? desk->back[--desk->depth] : VIEW_DUE, false);
}

void desk_show_at(struct desk *desk, enum view_name name, struct target target)
{
	follow(desk);
	if (target.unit != NOWHERE)
		desk->unit = target.unit;
	if (target.item != NOWHERE)
		desk->item = target.item;
	if (name != desk->now) {
		desk->last = desk->now;
		if (desk->depth < BACK_MOST)
			desk->back[desk->depth++] = desk->now;
	}
	open_view(desk, name, true);
}
