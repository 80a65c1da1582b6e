/* The matrix on the canvas: heads, cells, sums at the right and at the bottom, a box with the cell's
 * details where there is room. Where things stand is matrix_grid.c's. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "matrix.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 512

static bool is_dense(const struct view *view)
{
	return view->cells != CELLS_WIDE;
}

static size_t tally_done(const struct tally *tally)
{
	return tally_on_time(tally) + tally_late(tally);
}

void matrix_next_cells(struct desk *desk)
{
	static const char *const words[CELLS] = {
		[CELLS_WIDE] = N_("wide cells"),
		[CELLS_DENSE] = N_("dense; below: tenths done, how many overdue"),
		[CELLS_LETTERS] = N_("dense, as letters"),
	};
	struct view *view = desk_view(desk);

	view->cells = (enum cells)((view->cells + 1) % CELLS);
	desk_say(desk, STYLE_PLAIN, "%s", say(words[view->cells]));
}

void matrix_hint(const struct desk *desk, char *out, size_t size)
{
	const struct view *view = &desk->views[VIEW_MATRIX];
	const struct item *item;
	const struct tally *tally;
	struct buffer text = {0};

	out[0] = '\0';
	if (view->column >= view->listing.item_count || !view->columns)
		return;
	item = &desk->snapshot->items[view->listing.items[view->column]];
	tally = &view->columns[view->column].tally;
	buffer_print(&text, "%s %zu/%zu · %s", item->code, tally_done(tally),
		tally_expected(tally), item->title);
	text_clean(out, size, buffer_text(&text));
	buffer_free(&text);
}

/* ---- heads ---------------------------------------------------------------------------------- */

/* ‹ and › where items lie beyond. */
static void draw_beyond(const struct view *view, struct canvas *canvas, int row,
	const struct matrix_grid *grid)
{
	int last = canvas->columns - 1;

	if (grid->first > 0)
		canvas_put(canvas, row, grid->cells - 1, 1, STYLE_STRONG, "‹");
	if (grid->end < view->listing.item_count)
		canvas_put(canvas, row, grid->cells_last < last ? grid->cells_last : last, 1,
			STYLE_STRONG, "›");
}

static void draw_group(const struct view *view, struct canvas *canvas, int row,
	const struct matrix_grid *grid, const struct matrix_place *place)
{
	bool has_rule = place->column > grid->first;
	int at = place->at, room = place->room;

	if (has_rule) {
		canvas_put(canvas, row, at - 1, 1, STYLE_PLAIN, "│");
		canvas_put(canvas, row + 1, at - 1, 1, STYLE_PLAIN, "│");
	} else if (!is_dense(view)) {
		at++;
		room--;
	}
	canvas_put(canvas, row, at, room, STYLE_PLAIN, view->columns[place->column].group);
}

/* Dense, the end of a label tells it from its neighbours: "3" and "3b" are 3 and b. */
static void draw_dense_head(const struct view *view, struct canvas *canvas, int row,
	const struct matrix_place *place)
{
	const char *label = view->columns[place->column].label, *end = label;
	size_t length = strlen(label), bytes;

	while (length > 0 && (bytes = text_grapheme(end, length)) < length) {
		end += bytes;
		length -= bytes;
	}
	canvas_put(canvas, row, place->at, 1,
		place->column == view->column ? STYLE_TITLE : STYLE_HEADING, end);
}

static void draw_wide_head(const struct view *view, struct canvas *canvas, int row,
	const struct matrix_place *place)
{
	const struct matrix_column *column = &view->columns[place->column];
	char fitted[TEXT_SIZE];

	if (column->has_event)
		canvas_put(canvas, row, place->at, 1, STYLE_STRONG, glyph_event());
	text_fit(fitted, sizeof fitted, column->label, place->width == 3 ? 2 : place->width - 1,
		ALIGN_LEFT);
	canvas_put(canvas, row, place->at + 1, -1, STYLE_HEADING, text_trim(fitted));
}

static void draw_sum_heads(struct canvas *canvas, int row, const struct matrix_grid *grid)
{
	char fitted[TEXT_SIZE];

	canvas_put(canvas, row - 1, grid->sums, MATRIX_SUM_WIDTH * 2 + 1, STYLE_PLAIN, "│");
	canvas_put(canvas, row, grid->sums, 1, STYLE_PLAIN, "│");
	/* TRANSLATORS: heading over a number of at most five digits: how many are done */
	text_fit(fitted, sizeof fitted, say(N_("DONE")), MATRIX_SUM_WIDTH - 1, ALIGN_RIGHT);
	canvas_put(canvas, row, grid->sums + 1, MATRIX_SUM_WIDTH, STYLE_PLAIN, fitted);
	/* TRANSLATORS: heading over a number of at most five digits: how many are overdue */
	text_fit(fitted, sizeof fitted, say(N_("OVER")), MATRIX_SUM_WIDTH - 1, ALIGN_RIGHT);
	canvas_put(canvas, row, grid->sums + 1 + MATRIX_SUM_WIDTH, MATRIX_SUM_WIDTH, STYLE_PLAIN,
		fitted);
}

static void draw_heads(const struct view *view, struct canvas *canvas,
	const struct layout *layout, const struct matrix_grid *grid)
{
	struct matrix_place place;
	int row = layout->head;
	bool more;

	canvas_put(canvas, row, grid->name, grid->name_width, STYLE_HEADING, say(N_("UNIT")));
	for (more = matrix_first(view, grid, &place); more; more = matrix_next(view, grid, &place)) {
		if (place.room > 0)
			draw_group(view, canvas, row - 1, grid, &place);
		if (is_dense(view))
			draw_dense_head(view, canvas, row, &place);
		else
			draw_wide_head(view, canvas, row, &place);
	}
	if (grid->sums >= 0)
		draw_sum_heads(canvas, row, grid);
	draw_beyond(view, canvas, row, grid);
}

/* ---- cells ---------------------------------------------------------------------------------- */

static void put_state(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, int column, enum state state)
{
	char letter[2] = {state_letter(state), '\0'};

	if (view->cells == CELLS_LETTERS)
		canvas_put(canvas, row, column, 1, state_style(state), letter);
	else
		state_put(desk, canvas, row, column, state);
}

/* Cells as they are marked and where the cursor is. */
struct cell_look {
	bool is_here, is_marked, is_changed;
};

/* Dense, a mark takes the glyph's place, and the cursor is the cell turned round. */
static void draw_dense_cell(const struct desk *desk, struct canvas *canvas, int row, int column,
	struct cell_look look)
{
	(void)desk;
	if (look.is_marked)
		canvas_put(canvas, row, column, 1, STYLE_STRONG, "*");
	else if (look.is_changed)
		canvas_style(canvas, row, column, 1, STYLE_STRONG);
	if (look.is_here) {
		canvas_style(canvas, row, column, 1, STYLE_TITLE);
		canvas_cursor(canvas, row, column, false);
	}
}

/* "[√]" under the cursor; "*" right of what is marked, "▪" left of what others changed. */
static void draw_wide_cell(struct canvas *canvas, int row, int column, struct cell_look look)
{
	if (look.is_here) {
		canvas_put(canvas, row, column, 1, STYLE_PLAIN, "[");
		canvas_put(canvas, row, column + 2, 1, STYLE_PLAIN, "]");
		canvas_cursor(canvas, row, column + 1, false);
	}
	if (look.is_changed) /* "▪√]" under the cursor */
		canvas_put(canvas, row, column, 1, STYLE_STRONG, glyph_changed());
	if (look.is_marked)
		canvas_put(canvas, row, column + 2, 1, STYLE_STRONG, "*");
}

static void draw_cell(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, int column, struct target target, struct cell_look look)
{
	const struct snapshot *snapshot = desk->snapshot;

	if (item_binds(&snapshot->items[target.item], target.unit))
		put_state(desk, view, canvas, row, column + !is_dense(view),
			snapshot_judge(snapshot, target.item, target.unit, desk->app->today).state);
	if (is_dense(view))
		draw_dense_cell(desk, canvas, row, column, look);
	else
		draw_wide_cell(canvas, row, column, look);
}

static void draw_sums(struct canvas *canvas, int row, const struct matrix_grid *grid,
	const struct tally *tally)
{
	if (grid->sums < 0)
		return;
	canvas_put(canvas, row, grid->sums, 1, STYLE_PLAIN, "│");
	canvas_print(canvas, row, grid->sums + 1, STYLE_PLAIN, "%*zu", MATRIX_SUM_WIDTH - 1,
		tally_done(tally));
	if (tally_overdue(tally))
		canvas_print(canvas, row, grid->sums + 1 + MATRIX_SUM_WIDTH, STYLE_PLAIN, "%*zu",
			MATRIX_SUM_WIDTH - 1, tally_overdue(tally));
}

static void draw_rule(const struct view *view, struct canvas *canvas, int row,
	const struct matrix_grid *grid, const struct matrix_place *place)
{
	if (place->column > grid->first && view->columns[place->column].starts_group)
		canvas_put(canvas, row, place->at - 1, 1, STYLE_PLAIN, "│");
}

static void draw_unit(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t line, const struct matrix_grid *grid, bool is_in_range)
{
	uint32_t index = view->lines[line].row;
	struct target target = {view->listing.units[index], 0};
	struct matrix_place place;
	char fitted[TEXT_SIZE];
	bool more;

	if (line == view->at)
		canvas_put(canvas, row, 0, 1, STYLE_PLAIN, ">");
	text_fit(fitted, sizeof fitted, desk->snapshot->units.at[target.unit].name,
		grid->name_width, ALIGN_LEFT);
	canvas_put(canvas, row, grid->name, grid->name_width, STYLE_PLAIN, fitted);
	for (more = matrix_first(view, grid, &place); more; more = matrix_next(view, grid, &place)) {
		bool is_column = place.column == view->column;

		target.item = view->listing.items[place.column];
		draw_rule(view, canvas, row, grid, &place);
		draw_cell(desk, view, canvas, row, place.at, target,
			(struct cell_look){is_column && line == view->at,
				marks_have(&view->marks, target) ||
					(is_in_range && is_column &&
						item_binds(&desk->snapshot->items[target.item],
							target.unit)),
				marks_have(&desk->changed, target)});
	}
	draw_sums(canvas, row, grid, &view->tallies[index]);
}

/* ---- sums below ------------------------------------------------------------------------------ */

/* In one column there is room for tenths of what is expected: 0 for none alone, 1 to 9, √ for all; of
 * what is overdue for up to nine, and + for more. */
static void put_dense_sum(const struct desk *desk, struct canvas *canvas, int row, int column,
	const struct tally *tally, bool is_overdue)
{
	size_t expected = tally_expected(tally), sum;

	if (is_overdue) {
		sum = tally_overdue(tally);
		if (sum > 9)
			canvas_put(canvas, row, column, 1, STYLE_PLAIN, "+");
		else if (sum > 0)
			canvas_print(canvas, row, column, STYLE_PLAIN, "%zu", sum);
	} else if (expected > 0 && tally_done(tally) == expected) {
		state_put(desk, canvas, row, column, STATE_ON_TIME);
	} else if (expected > 0) {
		sum = tally_done(tally) * 10 / expected;
		canvas_print(canvas, row, column, STYLE_PLAIN, "%zu",
			sum == 0 && tally_done(tally) > 0 ? 1 : sum);
	}
}

static void put_wide_sum(struct canvas *canvas, int row, const struct matrix_place *place,
	const struct tally *tally, bool is_overdue)
{
	size_t sum = is_overdue ? tally_overdue(tally) : tally_done(tally);

	if (sum || !is_overdue)
		canvas_print(canvas, row, place->at, STYLE_PLAIN, "%*zu",
			place->width == 3 ? 2 : place->width - 1, sum);
}

static const char *sum_label(const struct view *view, bool is_overdue)
{
	if (is_overdue)
		return say(N_("overdue"));
	return is_dense(view) ? say(N_("done, tenths")) : say(N_("done"));
}

static void draw_bottom(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, const struct matrix_grid *grid, bool is_overdue)
{
	struct tally all = {{0}, 0};
	struct matrix_place place;
	size_t i;
	bool more;

	canvas_put(canvas, row, grid->name, grid->name_width, STYLE_PLAIN,
		sum_label(view, is_overdue));
	for (i = 0; i < view->listing.item_count; i++)
		tally_join(&all, &view->columns[i].tally);
	for (more = matrix_first(view, grid, &place); more; more = matrix_next(view, grid, &place)) {
		const struct tally *tally = &view->columns[place.column].tally;

		draw_rule(view, canvas, row, grid, &place);
		if (is_dense(view))
			put_dense_sum(desk, canvas, row, place.at, tally, is_overdue);
		else
			put_wide_sum(canvas, row, &place, tally, is_overdue);
	}
	if (grid->sums < 0)
		return;
	canvas_put(canvas, row, grid->sums, 1, STYLE_PLAIN, "│");
	canvas_print(canvas, row, grid->sums + 1 + (is_overdue ? MATRIX_SUM_WIDTH : 0), STYLE_PLAIN,
		"%*zu", MATRIX_SUM_WIDTH - 1, is_overdue ? tally_overdue(&all) : tally_done(&all));
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void draw_box(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout, const struct matrix_grid *grid)
{
	int used = grid->units + grid->sum_rows + 1;

	if (grid->box_below)
		pane_draw(desk, view, canvas,
			(struct area){layout->body + used, GUTTER, layout->body_rows - used,
				layout->columns - GUTTER});
	else if (grid->box >= 0)
		pane_draw_beside(desk, view, canvas,
			(struct area){layout->body, grid->box - 1, layout->body_rows,
				layout->columns - grid->box + 1});
}

static void draw_legend(
	const struct desk *desk, const struct view *view, struct canvas *canvas, int row)
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
		put_state(desk, view, canvas, row, at, states[i]);
		canvas_put(canvas, row, at + 2, -1, STYLE_PLAIN, label);
		at = end;
	}
}

void matrix_draw(const struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout)
{
	struct layout units = *layout;
	struct matrix_grid grid;
	size_t line, first = 1, last = 0;
	int row;

	if (!view->listing.kind)
		return;
	matrix_grid_make(view, layout, &grid);
	units.body_rows = grid.units;
	list_window(view, units.body_rows);
	view_range(view, &first, &last);
	if (layout->head > 0)
		draw_heads(view, canvas, layout, &grid);
	line = view->top;
	for (row = 0; row < units.body_rows && line < view->line_count; row++, line++)
		draw_unit(desk, view, canvas, layout->body + row, line, &grid,
			line >= first && line <= last);
	if (grid.sum_rows) {
		row = layout->body + units.body_rows;
		draw_bottom(desk, view, canvas, row, &grid, false);
		draw_bottom(desk, view, canvas, row + 1, &grid, true);
	}
	draw_box(desk, view, canvas, layout, &grid);
	if (layout->foot >= 0)
		draw_legend(desk, view, canvas, layout->foot);
	list_draw_position(view, canvas, &units);
}
