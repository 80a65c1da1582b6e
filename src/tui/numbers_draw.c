/* The numbers of a report on the canvas: the unit stays, the numbers scroll; below them their sums
 * and over how many units those are. */
#include "inner.h"
#include "list.h"
#include "numbers.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define NAME_AT 3     /* ">", the glyph, a blank */
#define NAME_LEAST 20
#define NAME_MOST 26
#define TEXT_SIZE 512

/* Where things stand, in columns. */
struct sheet_grid {
	int name_width, cells, cells_end, cells_last;
	int units, sum_rows;
	size_t first, end; /* numbers seen */
};

/* A mark or "[", the value, "]". */
static int cell_width(struct desk *desk, struct view *view, size_t column)
{
	numbers_make(desk, view, column);
	return numbers_column(view, column)->width + 2;
}

static void grid_end(struct desk *desk, struct view *view, struct sheet_grid *grid)
{
	int at = grid->cells;

	for (grid->end = grid->first; grid->end < view->listing.item_count; grid->end++) {
		int width;

		/* What cannot fit need not be read. */
		if (at + numbers_least(desk, view, grid->end) + 2 > grid->cells_end &&
			grid->end > grid->first)
			break;
		width = cell_width(desk, view, grid->end);
		if (at + width > grid->cells_end && grid->end > grid->first)
			break;
		at += width;
	}
	grid->cells_last = at;
}

/* The cursor's number in sight, half a page further when it leaves, as rows do; and no column free at
 * the right while some are hidden at the left. */
static void grid_scroll(struct desk *desk, struct view *view, struct sheet_grid *grid)
{
	size_t half;

	grid->first = view->first_column;
	grid_end(desk, view, grid);
	half = (grid->end - grid->first) / 2;
	if (view->column < grid->first)
		grid->first = view->column > half ? view->column - half : 0;
	else if (view->column >= grid->end)
		grid->first = view->column - half;
	for (grid_end(desk, view, grid); grid->end <= view->column; grid_end(desk, view, grid))
		grid->first++;
	while (grid->end == view->listing.item_count && grid->first > 0) {
		grid->first--;
		grid_end(desk, view, grid);
		if (grid->end < view->listing.item_count) {
			grid->first++;
			grid_end(desk, view, grid);
			break;
		}
	}
	view->first_column = grid->first;
}

static void grid_make(struct desk *desk, struct view *view, const struct layout *layout,
	struct sheet_grid *grid)
{
	*grid = (struct sheet_grid){.name_width = layout->columns >= 60 ? NAME_MOST : NAME_LEAST};
	grid->sum_rows = layout->body_rows >= 8 ? 2 : 0;
	grid->units = layout->body_rows - grid->sum_rows;
	if (view->line_count < (size_t)grid->units)
		grid->units = (int)view->line_count;
	grid->cells = NAME_AT + grid->name_width + 1;
	grid->cells_end = layout->columns - 1; /* for "›" */
	grid_scroll(desk, view, grid);
}

static void draw_heads(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, const struct sheet_grid *grid)
{
	char fitted[TEXT_SIZE];
	int at = grid->cells, width;
	size_t i;

	canvas_put(canvas, row, NAME_AT, grid->name_width, STYLE_HEADING, say(N_("UNIT")));
	for (i = grid->first; i < grid->end; i++, at += width + 2) {
		width = numbers_column(view, i)->width;
		text_fit(fitted, sizeof fitted,
			desk->snapshot->items[view->listing.items[i]].code, width, ALIGN_RIGHT);
		canvas_put(canvas, row, at + 1, width, STYLE_HEADING, fitted);
	}
	if (grid->first > 0)
		canvas_put(canvas, row, grid->cells, 1, STYLE_STRONG, "‹");
	if (grid->end < view->listing.item_count)
		canvas_put(canvas, row, grid->cells_last < canvas->columns ? grid->cells_last
									   : canvas->columns - 1,
			1, STYLE_STRONG, "›");
}

/* The field in the cell, while it is typed into. */
static void draw_field(struct desk *desk, struct canvas *canvas, int row, int column, int width)
{
	size_t from;
	int cursor;

	edit_view(&desk->edit, width, &from, &cursor);
	canvas_put(canvas, row, column, width, STYLE_KEY, desk->edit.text + from);
	canvas_cursor(canvas, row, column + cursor, true);
}

static void draw_cell(struct desk *desk, const struct view *view, struct canvas *canvas, int row,
	int at, size_t line, size_t column)
{
	int width = numbers_column(view, column)->width;
	bool is_here = line == view->at && column == view->column;
	const char *mark = numbers_mark(desk, view, view->lines[line].row, column);
	char text[COUNT_TEXT], fitted[TEXT_SIZE], *trimmed;

	if (is_here) {
		/* Plain: bold ones would cost a move more than it may. */
		canvas_put(canvas, row, at, 1, STYLE_PLAIN, "[");
		canvas_put(canvas, row, at + width + 1, 1, STYLE_PLAIN, "]");
	} else if (*mark) {
		canvas_put(canvas, row, at, 1,
			strcmp(mark, glyph_changed()) == 0 ? STYLE_STRONG : STYLE_WARN, mark);
	}
	if (is_here && desk->over == &overlay_cell) {
		draw_field(desk, canvas, row, at + 1, width);
		return;
	}
	numbers_text(numbers_value(desk, view, view->lines[line].row, column), text);
	text_fit(fitted, sizeof fitted, numbers_column(view, column)->is_made ? text : "…", width,
		ALIGN_RIGHT);
	trimmed = text_trim(fitted);
	canvas_put(canvas, row, at + 1 + width - text_columns(trimmed), -1, STYLE_PLAIN, trimmed);
	if (is_here)
		canvas_cursor(canvas, row, at + width, false);
}

static void draw_unit(struct desk *desk, struct view *view, struct canvas *canvas, int row,
	size_t line, const struct sheet_grid *grid)
{
	const struct duty *duty = view_duty(view, view->lines[line].row);
	char fitted[TEXT_SIZE];
	int at = grid->cells;
	size_t i;

	if (line == view->at)
		canvas_put(canvas, row, 0, 1, STYLE_PLAIN, ">");
	state_put(desk, canvas, row, 1, duty->verdict.state);
	text_fit(fitted, sizeof fitted, desk->snapshot->units.at[duty->unit].name,
		grid->name_width, ALIGN_LEFT);
	canvas_put(canvas, row, NAME_AT, grid->name_width, STYLE_PLAIN, text_trim(fitted));
	for (i = grid->first; i < grid->end; i++) {
		draw_cell(desk, view, canvas, row, at, line, i);
		at += cell_width(desk, view, i);
	}
}

/* Zero only where somebody said zero, "-" where all said that it does not apply. */
static char *sum_text(const struct number_sum *sum, char out[COUNT_TEXT])
{
	if (sum->said)
		return count_text(sum->total, out);
	strcpy(out, sum->not_applicable ? "-" : "");
	return out;
}

static void draw_sums(const struct view *view, struct canvas *canvas,
	int row, const struct sheet_grid *grid)
{
	char text[COUNT_TEXT], fitted[TEXT_SIZE];
	int at = grid->cells, width;
	size_t i;

	/* TRANSLATORS: the sum of a column of numbers */
	canvas_put(canvas, row, NAME_AT, grid->name_width, STYLE_STRONG, say(N_("total")));
	/* TRANSLATORS: under a sum: how many of the units it is over, such as 4/12 */
	canvas_put(canvas, row + 1, NAME_AT, grid->name_width, STYLE_PLAIN, say(N_("units in it")));
	for (i = grid->first; i < grid->end; i++, at += width + 2) {
		const struct number_column *column = numbers_column(view, i);

		width = column->width;
		if (!column->is_made)
			continue;
		text_fit(fitted, sizeof fitted, sum_text(&column->sum, text), width, ALIGN_RIGHT);
		canvas_put(canvas, row, at + 1, width, STYLE_STRONG, fitted);
		snprintf(text, sizeof text, "%zu/%zu", column->sum.said, column->sum.expected);
		text_fit(fitted, sizeof fitted, text, width, ALIGN_RIGHT);
		canvas_put(canvas, row + 1, at + 1, width, STYLE_PLAIN, fitted);
	}
}

/* Codes alone say little: where the units leave room, what each number in sight is. */
static void draw_titles(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, int rows, const struct sheet_grid *grid)
{
	char text[TEXT_SIZE];
	size_t i;

	if (rows < (int)(grid->end - grid->first))
		return;
	for (i = grid->first; i < grid->end; i++, row++) {
		const struct item *number = &desk->snapshot->items[view->listing.items[i]];

		snprintf(text, sizeof text, "%s %s%s%s%s", number->code, number->title,
			*number->measure ? " (" : "", number->measure,
			*number->measure ? ")" : "");
		canvas_put(canvas, row, NAME_AT, -1, STYLE_PLAIN, text);
	}
}

/* As many of the signs explained as there is room for. */
static void draw_legend(struct canvas *canvas, int row, int room)
{
	static const char *const signs[] = {N_("blank: not reported"), N_("-: n/a"),
		N_("<: below earlier report"), N_("?: far from others")};
	int column = 1;
	size_t i;

	for (i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (column + text_columns(say(signs[i])) > room)
			return;
		column = canvas_put(canvas, row, column, -1, STYLE_HINT, say(signs[i])) + 2;
	}
}

void numbers_look(struct desk *desk, const struct layout *layout)
{
	struct view *view = &desk->views[VIEW_NUMBERS];
	struct sheet_grid grid;

	if (view->is_reading || !view->listing.kind || !view->listing.item_count)
		return;
	view->is_stuck = false;
	if (layout->is_tiny) {
		numbers_make(desk, view, view->column);
		return;
	}
	grid_make(desk, view, layout, &grid);
	list_window(view, grid.units);
	if (!view->is_stuck)
		numbers_compare(
			desk, view, grid.first, grid.end, view->top, (size_t)grid.units);
}

void numbers_draw(struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout)
{
	struct layout units = *layout;
	char position[POSITION_SIZE];
	struct sheet_grid grid;
	size_t line;
	int row;

	if (!view->listing.kind || !view->listing.item_count)
		return;
	grid_make(desk, view, layout, &grid);
	units.body_rows = grid.units;
	list_window(view, units.body_rows);
	draw_heads(desk, view, canvas, layout->head, &grid);
	line = view->top;
	for (row = 0; row < units.body_rows && line < view->line_count; row++, line++)
		draw_unit(desk, view, canvas, layout->body + row, line, &grid);
	if (grid.sum_rows && view->line_count > 0)
		draw_sums(view, canvas, layout->body + units.body_rows, &grid);
	row = units.body_rows + grid.sum_rows + 1;
	draw_titles(desk, view, canvas, layout->body + row, layout->body_rows - row, &grid);
	if (layout->foot < 0)
		return;
	list_position(view, units.body_rows, position);
	draw_legend(canvas, layout->foot, layout->columns - text_columns(position) - 1);
	list_draw_position(view, canvas, &units);
}
