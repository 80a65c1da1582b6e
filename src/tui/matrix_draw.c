/* The matrix on the canvas: the unit stays, the items scroll; sums at the right and at the bottom,
 * a box with the cell's details where there is room. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

#define NAME_LEAST 20
#define NAME_MOST 26
#define SUM_WIDTH 6       /* of a sum at the right */
#define BOX_LEAST 22
#define BOX_FROM 120      /* columns of a screen that has a box */
#define BOX_ROWS 10       /* that a box below the units needs */
#define BOX_MOST 100
#define LABEL_MOST 5
#define TEXT_SIZE 512

/* Where things stand, in columns. */
struct grid {
	int name, name_width, cells, cells_end, sums;
	int cells_last;          /* behind the last item seen */
	int box;                 /* column of the box at the right; -1: none */
	int units;               /* rows of units; sums and what is below follow */
	int sum_rows;
	bool box_below;
	int widths[SHOWS_MOST];
	size_t first, end;       /* items seen */
};

static int digits_of(size_t number)
{
	int digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

/* Three columns, more for a long label or a large sum. */
static int cell_width(const struct desk *desk, const struct view *view, size_t index)
{
	const struct tally *tally = &view->columns[index];
	char group[LABEL_SIZE], label[LABEL_SIZE];
	int width, sum;

	matrix_label(desk, view->listing.items[index], group, label);
	width = text_columns(label) > LABEL_MOST ? LABEL_MOST + 1 : text_columns(label) + 1;
	sum = digits_of(tally_total(tally)) + 1;
	if (sum > width)
		width = sum;
	return width < 3 ? 3 : width;
}

static bool is_group_start(const struct desk *desk, const struct view *view, size_t index)
{
	char group[LABEL_SIZE], before[LABEL_SIZE], label[LABEL_SIZE];

	if (index == 0)
		return false;
	matrix_label(desk, view->listing.items[index], group, label);
	matrix_label(desk, view->listing.items[index - 1], before, label);
	return strcmp(group, before) != 0;
}

static int item_width(const struct desk *desk, const struct view *view, const struct grid *grid,
	size_t index)
{
	return cell_width(desk, view, index) +
		(index > grid->first && is_group_start(desk, view, index));
}

/* How many items fit from grid->first on. */
static void grid_end(const struct desk *desk, const struct view *view, struct grid *grid)
{
	int at = grid->cells;

	for (grid->end = grid->first; grid->end < view->listing.item_count; grid->end++) {
		int width = item_width(desk, view, grid, grid->end);

		if (at + width > grid->cells_end)
			break;
		at += width;
	}
	grid->sums = grid->cells_last = at;
}

static int items_width(const struct desk *desk, const struct view *view)
{
	const struct grid whole = {.first = 0};
	int width = 0;
	size_t i;

	for (i = 0; i < view->listing.item_count; i++)
		width += item_width(desk, view, &whole, i);
	return width;
}

/* Back to the left as far as the last item stays in sight: a window that grew is filled. */
static void grid_fill(const struct desk *desk, struct view *view, struct grid *grid)
{
	while (grid->end == view->listing.item_count && grid->first > 0) {
		grid->first--;
		grid_end(desk, view, grid);
	}
	if (grid->end < view->listing.item_count && grid->first < view->first_column) {
		grid->first++;
		grid_end(desk, view, grid);
	}
	view->first_column = grid->first;
}

/* The box goes below where the units leave room: then all items are seen at once. */
static void grid_rows(const struct view *view, const struct layout *layout, struct grid *grid)
{
	grid->sum_rows = layout->body_rows >= 8 ? 2 : 0;
	grid->units = layout->body_rows - grid->sum_rows;
	grid->box_below = layout->columns >= BOX_FROM &&
		view->line_count + BOX_ROWS < (size_t)grid->units;
	if (grid->box_below)
		grid->units = (int)view->line_count;
}

static void grid_make(const struct desk *desk, struct view *view, const struct layout *layout,
	struct grid *grid)
{
	bool has_box;
	int sums = layout->columns >= 60 ? 1 + 2 * SUM_WIDTH : 0;
	int right, rest;

	grid_rows(view, layout, grid);
	has_box = layout->columns >= BOX_FROM && !grid->box_below;
	right = layout->columns - sums - (has_box ? BOX_LEAST + 1 : 0);
	grid->name = GUTTER;
	rest = right - GUTTER - 1 - items_width(desk, view);
	grid->name_width = rest > NAME_MOST ? NAME_MOST : rest;
	if (grid->name_width < NAME_LEAST)
		grid->name_width = NAME_LEAST;
	if (grid->name_width > NAME_MOST)
		grid->name_width = NAME_MOST;
	grid->cells = grid->name + grid->name_width + 1;
	grid->cells_end = right;
	if (view->column < view->first_column)
		view->first_column = view->column;
	for (;;) {
		grid->first = view->first_column;
		grid_end(desk, view, grid);
		if (view->column < grid->end || grid->first >= view->column)
			break;
		view->first_column++;
	}
	grid_fill(desk, view, grid);
	grid->box = has_box ? grid->sums + sums + 1 : -1;
	if (sums == 0)
		grid->sums = -1;
}

/* ‹ and › where items lie beyond. */
static void draw_beyond(const struct view *view, struct canvas *canvas, int row,
	const struct grid *grid)
{
	int last = canvas->columns - 1;

	if (grid->first > 0)
		canvas_put(canvas, row, grid->cells - 1, 1, STYLE_STRONG, "‹");
	if (grid->end < view->listing.item_count)
		canvas_put(canvas, row, grid->cells_last < last ? grid->cells_last : last, 1,
			STYLE_STRONG, "›");
}

static void draw_heads(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout, const struct grid *grid)
{
	char group[LABEL_SIZE], label[LABEL_SIZE], fitted[TEXT_SIZE];
	int at = grid->cells, width, row = layout->head;
	size_t i;

	canvas_put(canvas, row, grid->name, grid->name_width, STYLE_HEADING, say(N_("UNIT")));
	for (i = grid->first; i < grid->end; i++) {
		width = cell_width(desk, view, i);
		matrix_label(desk, view->listing.items[i], group, label);
		if (i == grid->first || is_group_start(desk, view, i)) {
			canvas_put(canvas, row - 1, at, 1, STYLE_FAINT, i > grid->first ? "│" : "");
			canvas_put(canvas, row, at, 1, STYLE_FAINT, i > grid->first ? "│" : "");
			at += i > grid->first;
			canvas_put(canvas, row - 1, at + (i == grid->first), -1, STYLE_PLAIN,
				group);
		}
		text_fit(fitted, sizeof fitted, label, width == 3 ? 2 : width - 1, ALIGN_LEFT);
		canvas_put(canvas, row, at + 1, -1, STYLE_HEADING, text_trim(fitted));
		at += width;
	}
	if (grid->sums < 0)
		return;
	canvas_put(canvas, row - 1, grid->sums, SUM_WIDTH * 2 + 1, STYLE_FAINT, "│");
	canvas_put(canvas, row, grid->sums, 1, STYLE_FAINT, "│");
	/* TRANSLATORS: heading over a number of at most five digits: how many are done */
	text_fit(fitted, sizeof fitted, say(N_("DONE")), SUM_WIDTH - 1, ALIGN_RIGHT);
	canvas_put(canvas, row, grid->sums + 1, SUM_WIDTH, STYLE_PLAIN, fitted);
	/* TRANSLATORS: heading over a number of at most five digits: how many are overdue */
	text_fit(fitted, sizeof fitted, say(N_("OVER")), SUM_WIDTH - 1, ALIGN_RIGHT);
	canvas_put(canvas, row, grid->sums + 1 + SUM_WIDTH, SUM_WIDTH, STYLE_PLAIN, fitted);
}

/* "[√]" under the cursor; "*" right of what is marked, "▪" left of what others changed. */
static void draw_cell(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, int column, struct target target, bool is_here)
{
	bool is_marked = marks_have(&view->marks, target);
	const struct snapshot *snapshot = desk->snapshot;

	if (item_binds(&snapshot->items[target.item], target.unit))
		state_put(desk, canvas, row, column + 1,
			snapshot_judge(snapshot, target.item, target.unit, desk->app->today).state);
	if (is_here) {
		canvas_put(canvas, row, column, 1, STYLE_STRONG, "[");
		canvas_put(canvas, row, column + 2, 1, STYLE_STRONG, "]");
		canvas_cursor(canvas, row, column + 1, false);
	}
	if (marks_have(&desk->changed, target)) /* "▪√]" under the cursor */
		canvas_put(canvas, row, column, 1, STYLE_STRONG, glyph_changed());
	if (is_marked)
		canvas_put(canvas, row, column + 2, 1, STYLE_STRONG, "*");
}

static void draw_sums(struct canvas *canvas, int row, const struct grid *grid,
	const struct tally *tally)
{
	if (grid->sums < 0)
		return;
	canvas_put(canvas, row, grid->sums, 1, STYLE_FAINT, "│");
	canvas_print(canvas, row, grid->sums + 1, STYLE_PLAIN, "%*zu", SUM_WIDTH - 1,
		tally_on_time(tally) + tally_late(tally));
	if (tally_overdue(tally))
		canvas_print(canvas, row, grid->sums + 1 + SUM_WIDTH, STYLE_PLAIN, "%*zu",
			SUM_WIDTH - 1, tally_overdue(tally));
}

static void draw_unit(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t line, const struct grid *grid)
{
	uint32_t index = view->lines[line].row;
	struct target target = {view->listing.units[index], 0};
	char fitted[TEXT_SIZE];
	int at = grid->cells;
	size_t i;

	if (line == view->at)
		canvas_put(canvas, row, 0, 1, STYLE_PLAIN, ">");
	text_fit(fitted, sizeof fitted, desk->snapshot->units.at[target.unit].name,
		grid->name_width, ALIGN_LEFT);
	canvas_put(canvas, row, grid->name, grid->name_width, STYLE_PLAIN, fitted);
	for (i = grid->first; i < grid->end; i++) {
		if (i > grid->first && is_group_start(desk, view, i))
			canvas_put(canvas, row, at++, 1, STYLE_FAINT, "│");
		target.item = view->listing.items[i];
		draw_cell(desk, view, canvas, row, at, target,
			line == view->at && i == view->column);
		at += cell_width(desk, view, i);
	}
	draw_sums(canvas, row, grid, &view->tallies[index]);
}

static void draw_bottom(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, const struct grid *grid, bool is_overdue)
{
	struct tally all = {{0}, 0};
	int at = grid->cells;
	size_t i, sum;

	canvas_put(canvas, row, grid->name, grid->name_width, STYLE_PLAIN,
		is_overdue ? say(N_("overdue")) : say(N_("done")));
	for (i = 0; i < view->listing.item_count; i++)
		tally_join(&all, &view->columns[i]);
	for (i = grid->first; i < grid->end; i++) {
		int width = cell_width(desk, view, i);

		if (i > grid->first && is_group_start(desk, view, i))
			canvas_put(canvas, row, at++, 1, STYLE_FAINT, "│");
		sum = is_overdue ? tally_overdue(&view->columns[i])
				 : tally_on_time(&view->columns[i]) + tally_late(&view->columns[i]);
		if (sum || !is_overdue)
			canvas_print(canvas, row, at, STYLE_PLAIN, "%*zu",
				width == 3 ? 2 : width - 1, sum);
		at += width;
	}
	if (grid->sums < 0)
		return;
	canvas_put(canvas, row, grid->sums, 1, STYLE_FAINT, "│");
	sum = is_overdue ? tally_overdue(&all) : tally_on_time(&all) + tally_late(&all);
	canvas_print(canvas, row, grid->sums + 1 + (is_overdue ? SUM_WIDTH : 0), STYLE_PLAIN,
		"%*zu", SUM_WIDTH - 1, sum);
}

static void draw_box(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout, const struct grid *grid)
{
	int row = layout->body, rows = layout->body_rows, column = grid->box;
	struct target target;
	struct buffer text = {0};

	if (!(grid->box >= 0 || grid->box_below) || !view_target(desk, view, view->at, &target))
		return;
	card_write(desk, target, &text);
	if (grid->box_below) {
		row += grid->units + grid->sum_rows + 1;
		rows -= grid->units + grid->sum_rows + 1;
		column = GUTTER;
	} else {
		for (; row < layout->body + rows; row++)
			canvas_put(canvas, row, column - 1, 1, STYLE_FAINT, "│");
		row = layout->body;
		column++;
	}
	wrap_put(canvas, row, column, rows,
		layout->columns - column < BOX_MOST ? layout->columns - column : BOX_MOST, 0,
		STYLE_PLAIN, buffer_text(&text));
	buffer_free(&text);
}

static void draw_legend(const struct desk *desk, struct canvas *canvas, int row)
{
	static const enum state states[] = {STATE_ON_TIME, STATE_LATE, STATE_IN_PROGRESS,
		STATE_DUE_SOON, STATE_OVERDUE, STATE_RETURNED, STATE_EXTENDED, STATE_EXEMPT,
		STATE_NOT_DUE, STATE_NO_DATE};
	int at = 1, end;
	size_t i;

	for (i = 0; i < sizeof states / sizeof states[0]; i++) {
		const char *label = say(state_label(states[i]));

		end = at + 3 + text_columns(label);
		if (end > canvas->columns - 12)
			return;
		state_put(desk, canvas, row, at, states[i]);
		canvas_put(canvas, row, at + 2, -1, STYLE_PLAIN, label);
		at = end;
	}
}

void matrix_draw(const struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout)
{
	struct layout units = *layout;
	struct grid grid;
	size_t line;
	int row;

	if (!view->listing.kind)
		return;
	grid_make(desk, view, layout, &grid);
	units.body_rows = grid.units;
	list_window(view, units.body_rows);
	if (layout->head > 0) {
		draw_heads(desk, view, canvas, layout, &grid);
		draw_beyond(view, canvas, layout->head, &grid);
	}
	line = view->top;
	for (row = 0; row < units.body_rows && line < view->line_count; row++, line++)
		draw_unit(desk, view, canvas, layout->body + row, line, &grid);
	if (grid.sum_rows) {
		row = layout->body + units.body_rows;
		draw_bottom(desk, view, canvas, row, &grid, false);
		draw_bottom(desk, view, canvas, row + 1, &grid, true);
	}
	draw_box(desk, view, canvas, layout, &grid);
	if (layout->foot >= 0)
		draw_legend(desk, canvas, layout->foot);
	list_draw_position(view, canvas, &units);
}
