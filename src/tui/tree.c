/* The tree of units: which branches are folded, by unit, so that a filter and a reload leave them as
 * they are; the cursor across branches; what others see of the current unit's roster. */
#include "inner.h"
#include "list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPEN_MOST 20 /* a tree of no more units is shown whole */

static const struct units *units_of(const struct desk *desk)
{
	return &desk->snapshot->units;
}

static bool has_some(const struct desk *desk, size_t unit)
{
	return units_of(desk)->at[unit].end > unit + 1;
}

/* ---- folds ---------------------------------------------------------------------------------- */

/* Roots are open and the rest is folded: a country's first screen is its provinces. */
static bool *folds_make(const struct units *units)
{
	bool *folded = memory_take(units->count + 1, sizeof *folded);
	size_t i;

	for (i = 0; units->count > OPEN_MOST && i < units->count; i++)
		folded[i] = units->at[i].level > 0;
	return folded;
}

const bool *tree_folds(struct desk *desk)
{
	struct tree *tree = &desk->tree;

	if (!tree->folded || tree->count != units_of(desk)->count) {
		free(tree->folded);
		tree->folded = folds_make(units_of(desk));
		tree->count = units_of(desk)->count;
	}
	return tree->folded;
}

/* map: new index by old; units that are new are folded as at the start. */
void tree_carry(struct desk *desk, const size_t *map, const struct units *to)
{
	struct tree *tree = &desk->tree;
	bool *folded;
	size_t i;

	if (!tree->folded)
		return;
	folded = folds_make(to);
	for (i = 0; i < tree->count; i++)
		if (map[i] != NOWHERE)
			folded[map[i]] = tree->folded[i];
	free(tree->folded);
	tree->folded = folded;
	tree->count = to->count;
}

void tree_forget(struct desk *desk)
{
	free(desk->tree.folded);
	roster_free(&desk->tree.roster);
	memset(&desk->tree, 0, sizeof desk->tree);
}

/* The row's unit; NOWHERE where the cursor is on none. */
size_t tree_unit(const struct desk *desk)
{
	const struct view *view = &desk->views[VIEW_TREE];

	return list_has_row(view) ? view_key(view, view->lines[view->at].row).unit : NOWHERE;
}

static void cursor_on(struct view *view, size_t unit)
{
	if (list_find(view, (struct target){unit, NOWHERE}))
		list_step(view, 0);
}

void tree_show(struct desk *desk, size_t unit)
{
	struct view *view = &desk->views[VIEW_TREE];
	const struct units *units = units_of(desk);
	bool changed = false;
	size_t above;

	if (unit == NOWHERE || !view->listing.folded)
		return;
	for (above = units->at[unit].above; above != NOWHERE; above = units->at[above].above) {
		changed = changed || desk->tree.folded[above];
		desk->tree.folded[above] = false;
	}
	if (changed)
		list_arrange(desk, view);
	cursor_on(view, unit);
}

/* ---- keys ----------------------------------------------------------------------------------- */

static void fold(struct desk *desk, size_t unit, bool folded)
{
	desk->tree.folded[unit] = folded;
	list_arrange(desk, &desk->views[VIEW_TREE]);
}

/* As in every tree: right opens, then goes in; left closes, then goes out. */
void tree_across(struct desk *desk, int step)
{
	struct view *view = &desk->views[VIEW_TREE];
	size_t unit = tree_unit(desk), above;
	bool is_open;

	if (unit == NOWHERE)
		return;
	above = units_of(desk)->at[unit].above;
	/* What a filter shows stands open whatever is folded. */
	is_open = has_some(desk, unit) && (*view->filter || !desk->tree.folded[unit]);
	if (step > 0 && is_open)
		list_step(view, 1);
	else if (step > 0 && has_some(desk, unit))
		fold(desk, unit, false);
	else if (step < 0 && is_open && !*view->filter)
		fold(desk, unit, true);
	else if (step < 0 && above != NOWHERE)
		cursor_on(view, above);
}

/* Folds all below the roots, or, where nothing is open, unfolds everything. */
void tree_fold_all(struct desk *desk)
{
	const struct units *units = units_of(desk);
	size_t unit = tree_unit(desk), i;
	bool any_open = false;

	if (unit == NOWHERE)
		return;
	for (i = 0; i < units->count; i++)
		any_open = any_open || (units->at[i].level > 0 && has_some(desk, i) &&
			!desk->tree.folded[i]);
	for (i = 0; i < units->count; i++)
		desk->tree.folded[i] = any_open && units->at[i].level > 0;
	/* The cursor stays on its row, or on the branch that it went into. */
	for (i = unit; i != NOWHERE; i = units->at[i].above)
		if (units->at[i].above != NOWHERE && desk->tree.folded[units->at[i].above])
			unit = units->at[i].above;
	list_arrange(desk, &desk->views[VIEW_TREE]);
	cursor_on(&desk->views[VIEW_TREE], unit);
}

/* ---- the roster of a unit ------------------------------------------------------------------- */

const struct roster *tree_roster(struct desk *desk, size_t unit)
{
	struct tree *tree = &desk->tree;
	struct fault why;

	if (unit == NOWHERE)
		return NULL;
	if (tree->step == desk->snapshot->last_step && tree->of == unit && tree->is_read)
		return &tree->roster;
	roster_free(&tree->roster);
	tree->is_read = store_roster(
		desk->app->store, units_of(desk), unit, unit + 1, &tree->roster, &why);
	tree->of = unit;
	tree->step = desk->snapshot->last_step;
	return tree->is_read ? &tree->roster : NULL;
}

/* Names are keys: cut short enough, and far from every index of an item. */
size_t person_key(const char *name)
{
	return (size_t)(bytes_print(PRINT_BEGIN, name, strlen(name)) >> 2) | (SIZE_MAX / 2 + 1);
}

const struct person *people_at(const struct view *view, size_t line)
{
	if (line >= view->line_count || view->lines[line].row == NO_ROW ||
		!view->listing.has_roster)
		return NULL;
	return &view->listing.roster.at[view->lines[line].row];
}

void people_next_scope(struct desk *desk)
{
	struct fault why;

	desk->tree.with_below = !desk->tree.with_below;
	marks_clear(&desk->views[VIEW_PEOPLE].marks);
	if (!view_load(desk, VIEW_PEOPLE, &why))
		desk_refuse(desk, &why);
}

static void add_line(struct buffer *out, const char *label, const char *text)
{
	if (*text)
		buffer_print(out, "%s: %s\n", label, text);
}

void person_write(const struct desk *desk, const struct person *person, struct buffer *out)
{
	const struct unit *unit = &units_of(desk)->at[person->unit];

	buffer_print(out, "%s\n%s %s\n\n", person->name, unit->code, unit->name);
	add_line(out, say(N_("position held")), person->position);
	add_line(out, say(N_("phone")), person->phone);
	add_line(out, say(N_("email")), person->email);
	add_line(out, say(N_("note")), person->note);
}
