/* Places, marks and orders carried from one snapshot to the next: by code, where units or items
 * were added or removed and indices mean other things. */
#include "inner.h"
#include "list.h"
#include "news.h"

#include <stdlib.h>
#include <string.h>

/* New index by old; NULL: they are the same. */
struct maps {
	size_t *units, *items;
	size_t item_count; /* before */
};

static size_t *map_units(const struct units *from, const struct units *to)
{
	size_t *map, i;

	if (from->at == to->at) /* snapshots share them where none has changed */
		return NULL;
	for (i = 0; i < from->count && i < to->count; i++)
		if (strcmp(from->at[i].code, to->at[i].code) != 0)
			break;
	if (i == from->count && i == to->count)
		return NULL;
	map = memory_take(from->count + 1, sizeof *map);
	for (i = 0; i < from->count; i++)
		map[i] = units_find(to, from->at[i].code);
	return map;
}

static size_t *map_items(const struct snapshot *from, const struct snapshot *to)
{
	size_t *map, i;

	for (i = 0; i < from->item_count && i < to->item_count; i++)
		if (strcmp(from->items[i].code, to->items[i].code) != 0)
			break;
	if (i == from->item_count && i == to->item_count)
		return NULL;
	map = memory_take(from->item_count + 1, sizeof *map);
	for (i = 0; i < from->item_count; i++)
		map[i] = items_find(to->items, to->item_count, from->items[i].code);
	return map;
}

static size_t place_of(const size_t *map, size_t place)
{
	return place == NOWHERE || !map ? place : map[place];
}

/* Rows of units and people have no item, or something else in its place. */
static size_t item_of(const struct maps *maps, size_t item)
{
	return item >= maps->item_count ? item : place_of(maps->items, item);
}

static struct target target_of(const struct maps *maps, struct target target)
{
	return (struct target){place_of(maps->units, target.unit), item_of(maps, target.item)};
}

static void marks_carry(const struct maps *maps, struct marks *marks)
{
	struct marks carried = {NULL, 0, 0};
	size_t i;

	for (i = 0; i < marks->count; i++) {
		struct target target = target_of(maps, marks->at[i]);

		bool is_gone = target.item == NOWHERE && marks->at[i].item != NOWHERE;

		if (target.unit != NOWHERE && !is_gone)
			marks_set(&carried, target, true);
	}
	marks_clear(marks);
	*marks = carried;
}

static void view_carry(const struct maps *maps, struct view *view)
{
	size_t i;

	marks_carry(maps, &view->marks);
	view->here = target_of(maps, view->here);
	view->range_from = target_of(maps, view->range_from);
	view->tab = place_of(maps->items, view->tab);
	for (i = 0; i < view->kept_count; i++)
		view->kept[i] = target_of(maps, view->kept[i]);
}

static void matrix_carry(const struct maps *maps, struct view *view)
{
	view_carry(maps, view);
	view->column_item = place_of(maps->items, view->column_item);
}

/* Rows of the rates: an item's, or a group's by its unit; kinds and sums have neither. */
static struct target group_of(
	const struct maps *maps, const struct view *view, struct target target)
{
	bool is_item = target.item < GROUP_ITEMS;

	if (is_item || view->groups == GROUPS_BRANCH || view->groups == GROUPS_UNIT)
		target.unit = place_of(maps->units, target.unit);
	if (is_item)
		target.item = place_of(maps->items, target.item);
	return target;
}

static void groups_carry(const struct maps *maps, struct view *view)
{
	size_t i;

	view->here = group_of(maps, view, view->here);
	view->tab = place_of(maps->items, view->tab);
	for (i = 0; i < view->kept_count; i++)
		view->kept[i] = group_of(maps, view, view->kept[i]);
}

/* The column of a number is told by its place among the numbers: what is typed next goes there. */
static void column_carry(const struct maps *maps, const struct snapshot *to, struct view *view)
{
	size_t item, i, column = 0;

	if (!view->listing.items || view->column >= view->listing.item_count)
		return;
	item = place_of(maps->items, view->listing.items[view->column]);
	for (i = 0; item != NOWHERE && i < item; i++)
		column += to->items[i].type == ITEM_NUMBER;
	view->column = column;
}

static void numbers_carry(const struct maps *maps, const struct snapshot *to, struct view *view)
{
	view_carry(maps, view);
	column_carry(maps, to, view);
}

static bool names_are_same(const struct snapshot *from, const struct snapshot *to)
{
	size_t i;

	for (i = 0; from->units.at != to->units.at && i < from->units.count; i++)
		if (strcmp(from->units.at[i].name, to->units.at[i].name) != 0)
			return false;
	for (i = 0; i < from->item_count; i++)
		if (strcmp(from->items[i].title, to->items[i].title) != 0)
			return false;
	return true;
}

void desk_carry(struct desk *desk, const struct snapshot *from, const struct snapshot *to)
{
	struct maps maps = {map_units(&from->units, &to->units), map_items(from, to),
		from->item_count};
	int name;

	if (maps.units || maps.items || !names_are_same(from, to)) {
		pool_free(&desk->folds.pool);
		memset(&desk->folds, 0, sizeof desk->folds);
	}
	if (maps.units || maps.items) {
		if (maps.units)
			tree_carry(desk, maps.units, &to->units);
		desk->unit = place_of(maps.units, desk->unit);
		desk->item = place_of(maps.items, desk->item);
		marks_carry(&maps, &desk->changed);
		for (name = 0; name < VIEWS; name++)
			if (name == VIEW_REPORTS)
				groups_carry(&maps, &desk->views[name]);
			else if (name == VIEW_MATRIX)
				matrix_carry(&maps, &desk->views[name]);
			else if (name == VIEW_NUMBERS)
				numbers_carry(&maps, to, &desk->views[name]);
			else if (name != VIEW_LOG && name != VIEW_ANSWER)
				view_carry(&maps, &desk->views[name]);
	}
	free(maps.units);
	free(maps.items);
}
