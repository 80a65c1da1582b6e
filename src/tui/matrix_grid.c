/* Where the columns of the matrix stand: the unit stays, the items scroll by half a page; sums at the
 * right, a box of details where there is room. */
#include "inner.h"
#include "list.h"
#include "matrix.h"
#include "parts.h"

#include <string.h>

#define NAME_LEAST 20
#define NAME_MOST 26
#define BOX_LEAST 22
#define BOX_FROM 120      /* columns of a screen that has a box */
#define BOX_ROWS 10       /* that a box below the units needs */
#define LABEL_MOST 5

static int digits_of(size_t number)
{
	int digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

/* Three columns, more for a long label or a large sum; of dense cells one. */
static int cell_width(const struct view *view, size_t column)
{
	const struct matrix_column *one = &view->columns[column];
	int width = text_columns(one->label), sum = digits_of(tally_total(&one->tally)) + 1;

	if (view->cells != CELLS_WIDE)
		return 1;
	width = width > LABEL_MOST ? LABEL_MOST + 1 : width + 1;
	if (sum > width)
		width = sum;
	return width < 3 ? 3 : width;
}

static bool starts_group(const struct view *view, const struct matrix_grid *grid, size_t column)
{
	return column == grid->first || view->columns[column].starts_group;
}

/* What is left free behind the last cell of a group, so that the group's label fits over its cells. */
static int group_pad(const struct view *view, const struct matrix_grid *grid, size_t column)
{
	int label, width = 0;
	size_t first = column;

	if (column + 1 < view->listing.item_count && !view->columns[column + 1].starts_group)
		return 0;
	for (width = cell_width(view, first); first > grid->first &&
		!view->columns[first].starts_group; width += cell_width(view, first))
		first--;
	label = text_columns(view->columns[column].group);
	label = label > LABEL_MOST ? LABEL_MOST : label;
	if (view->cells == CELLS_WIDE)
		label++; /* it stands over the glyphs */
	return label > width ? label - width : 0;
}

static int column_width(const struct view *view, const struct matrix_grid *grid, size_t column)
{
	return cell_width(view, column) + group_pad(view, grid, column) +
		(column > grid->first && view->columns[column].starts_group);
}

/* How many items fit from grid->first on. */
static void grid_end(const struct view *view, struct matrix_grid *grid)
{
	int at = grid->cells;

	for (grid->end = grid->first; grid->end < view->listing.item_count; grid->end++) {
		int width = column_width(view, grid, grid->end);

		if (at + width > grid->cells_end && grid->end > grid->first)
			break;
		at += width;
	}
	grid->sums = grid->cells_last = at;
}

static int items_width(const struct view *view)
{
	const struct matrix_grid whole = {.first = 0};
	int width = 0;
	size_t i;

	for (i = 0; i < view->listing.item_count; i++)
		width += column_width(view, &whole, i);
	return width;
}

/* The cursor's item in sight, half a page further when it leaves, as rows do; and no column free at
 * the right while some are hidden at the left. */
static void grid_scroll(struct view *view, struct matrix_grid *grid)
{
	size_t half;

	grid->first = view->first_column < view->listing.item_count ? view->first_column : 0;
	grid_end(view, grid);
	half = (grid->end - grid->first) / 2;
	if (view->column < grid->first)
		grid->first = view->column > half ? view->column - half : 0;
	else if (view->column >= grid->end)
		grid->first = view->column - half;
	for (grid_end(view, grid); grid->end <= view->column && grid->first < view->column;
		grid_end(view, grid))
		grid->first++;
	while (grid->end == view->listing.item_count && grid->first > 0) {
		grid->first--;
		grid_end(view, grid);
		if (grid->end < view->listing.item_count) {
			grid->first++;
			grid_end(view, grid);
			break;
		}
	}
	view->first_column = grid->first;
}

/* The box goes below where the units leave room: then all items are seen at once. */
static void grid_rows(const struct view *view, const struct layout *layout, struct matrix_grid *grid)
{
	grid->sum_rows = layout->body_rows >= 8 ? 2 : 0;
	grid->units = layout->body_rows - grid->sum_rows;
	grid->box_below = layout->columns >= BOX_FROM &&
		view->line_count + BOX_ROWS < (size_t)grid->units;
	if (grid->box_below)
		grid->units = (int)view->line_count;
}

void matrix_grid_make(struct view *view, const struct layout *layout, struct matrix_grid *grid)
{
	int sums = layout->columns >= 60 ? 1 + 2 * MATRIX_SUM_WIDTH : 0;
	int right, rest;
	bool has_box;

	*grid = (struct matrix_grid){.name = GUTTER, .box = -1};
	grid_rows(view, layout, grid);
	has_box = layout->columns >= BOX_FROM && !grid->box_below;
	right = layout->columns - sums - (has_box ? BOX_LEAST + 1 : 0);
	rest = right - GUTTER - 1 - items_width(view);
	grid->name_width = rest > NAME_MOST ? NAME_MOST : rest;
	if (grid->name_width < NAME_LEAST)
		grid->name_width = NAME_LEAST;
	grid->cells = grid->name + grid->name_width + 1;
	grid->cells_end = sums ? right : right - 1; /* for "›" */
	grid_scroll(view, grid);
	if (has_box)
		grid->box = grid->sums + sums + 1;
	if (sums == 0)
		grid->sums = -1;
}

/* ---- column by column ------------------------------------------------------------------------ */

/* How wide the cells of the group are that starts at a column. */
static int group_room(const struct view *view, const struct matrix_grid *grid, size_t column)
{
	size_t i = column;
	int room = 0;

	if (!starts_group(view, grid, column))
		return 0;
	do {
		room += cell_width(view, i) + group_pad(view, grid, i);
		i++;
	} while (i < grid->end && !view->columns[i].starts_group);
	return room;
}

static bool place_make(const struct view *view, const struct matrix_grid *grid,
	struct matrix_place *place)
{
	if (place->column >= grid->end)
		return false;
	place->at += place->column > grid->first && view->columns[place->column].starts_group;
	place->width = cell_width(view, place->column);
	place->room = group_room(view, grid, place->column);
	return true;
}

bool matrix_first(const struct view *view, const struct matrix_grid *grid,
	struct matrix_place *place)
{
	*place = (struct matrix_place){.column = grid->first, .at = grid->cells};
	return place_make(view, grid, place);
}

bool matrix_next(const struct view *view, const struct matrix_grid *grid,
	struct matrix_place *place)
{
	place->at += place->width + group_pad(view, grid, place->column);
	place->column++;
	return place_make(view, grid, place);
}
