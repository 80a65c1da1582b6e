/* Rates on the canvas: a bar of the parts, the on-time rate, the points since the report before, and
 * the parts as counts, which add up. What has no room goes: the counts together, then the bar. */
#include "inner.h"
#include "list.h"
#include "parts.h"
#include "reports.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 1024
#define NAME_AT 2
#define NAME_LEAST 18
#define NAME_MOST 44
#define BAR_LEAST 8
#define BAR_MOST 40
#define RATE_WIDTH 8
#define POINTS_WIDTH 7
#define PARTS 6
#define COUNTS (PARTS + 1) /* and the sum */

/* Columns where things stand; -1: there is no room. */
struct rate_grid {
	int name_width, bar, bar_width, rate, points, counts, count_width;
};

static size_t part_of(const struct tally *tally, size_t part)
{
	switch (part) {
	case 0:
		return tally_on_time(tally);
	case 1:
		return tally_late(tally);
	case 2:
		return tally_open(tally);
	case 3:
		return tally_overdue(tally);
	case 4:
		return tally_returned(tally);
	case 5:
		return tally_exempt(tally);
	default:
		return tally_total(tally);
	}
}

/* The states that stand for the parts in headings and, in ASCII, in bars. */
static const enum state part_states[PARTS] = {STATE_ON_TIME, STATE_LATE, STATE_NOT_DUE,
	STATE_OVERDUE, STATE_RETURNED, STATE_EXEMPT};

/* ---- places --------------------------------------------------------------------------------- */

static bool has_points(const struct desk *desk, const struct view *view)
{
	size_t row, report;

	if (view->before.kind)
		return true;
	for (row = 0; view->groups == GROUPS_NONE && row < view->listing.count; row++)
		if (reports_before(desk, view, row, &report))
			return true;
	return false;
}

static void grid_make(const struct desk *desk, const struct view *view, int columns,
	struct rate_grid *grid)
{
	char total[32];
	int rest = columns - NAME_AT - NAME_LEAST - RATE_WIDTH, width;

	width = snprintf(total, sizeof total, "%zu", view->most) + 1;
	*grid = (struct rate_grid){
		.bar = -1, .points = -1, .counts = -1, .count_width = width < 4 ? 4 : width};
	width = has_points(desk, view) && rest >= POINTS_WIDTH + BAR_LEAST + 1 ? POINTS_WIDTH : 0;
	rest -= width;
	if (rest >= COUNTS * grid->count_width) {
		grid->counts = columns - COUNTS * grid->count_width;
		rest -= COUNTS * grid->count_width;
	}
	/* A third of what is left is the bar's, the rest the name's. */
	grid->bar_width = rest / 2 > BAR_MOST ? BAR_MOST : rest / 2 < BAR_LEAST ? BAR_LEAST : rest / 2;
	if (grid->bar_width + 1 > rest)
		grid->bar_width = -1;
	rest += NAME_LEAST - (grid->bar_width + 1);
	grid->name_width = rest > NAME_MOST ? NAME_MOST : rest;
	grid->bar = grid->bar_width > 0 ? NAME_AT + grid->name_width + 1 : -1;
	grid->rate = NAME_AT + grid->name_width + grid->bar_width + 1;
	if (width)
		grid->points = grid->rate + RATE_WIDTH;
	/* Counts stand beside the rest, not at the far edge. */
	if (grid->counts > grid->rate + RATE_WIDTH + width)
		grid->counts = grid->rate + RATE_WIDTH + width;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void put_right(struct canvas *canvas, int row, int column, int width, enum style style,
	const char *text)
{
	canvas_put(canvas, row, column + width - text_columns(text), -1, style, text);
}

static void draw_head(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, const struct rate_grid *grid)
{
	char text[TEXT_SIZE], fitted[TEXT_SIZE];
	size_t report = NOWHERE;
	int at = grid->counts, i;

	canvas_put(canvas, row, NAME_AT, grid->name_width, STYLE_HEADING, say(N_("CONTENT")));
	put_right(canvas, row, grid->rate, RATE_WIDTH, STYLE_HEADING, say(N_("ON TIME")));
	if (grid->points >= 0) {
		if (view->before.kind)
			reports_before(desk, view, 0, &report);
		snprintf(text, sizeof text, "± %s",
			report != NOWHERE ? desk->snapshot->items[report].code : "");
		text_fit(fitted, sizeof fitted, text, POINTS_WIDTH - 1, ALIGN_RIGHT);
		put_right(canvas, row, grid->points, POINTS_WIDTH, STYLE_HEADING, text_trim(fitted));
	}
	for (i = 0; i < PARTS && at >= 0; i++, at += grid->count_width)
		state_put(desk, canvas, row, at + grid->count_width - 1, part_states[i]);
	if (at >= 0)
		canvas_put(canvas, row, at + grid->count_width - 1, 1, STYLE_PLAIN, "=");
}

/* How many of the bar's cells each part gets: by largest remainder, and one at least where there is
 * anything at all, so that a single overdue one is seen among thousands. */
static void bar_cells(const struct tally *tally, int width, int cells[PARTS - 1])
{
	size_t parts[PARTS - 1], i, most = 0;
	int tenths[PARTS - 1], used = 0;

	for (i = 0; i < PARTS - 1; i++)
		parts[i] = part_of(tally, i);
	rate_parts(parts, PARTS - 1, tenths);
	for (i = 0; i < PARTS - 1; i++) {
		cells[i] = tenths[i] * width / 1000;
		if (parts[i] && !cells[i])
			cells[i] = 1;
		used += cells[i];
		if (parts[i] > parts[most])
			most = i;
	}
	if (tally_expected(tally))
		cells[most] += width - used;
}

void rate_bar(const struct desk *desk, struct canvas *canvas, int row, int column, int width,
	const struct tally *tally)
{
	static const char *const blocks[PARTS - 1] = {"█", "▓", ".", "!", "◄"};
	int cells[PARTS - 1], i, j;
	char letter[2] = "";

	bar_cells(tally, width, cells);
	for (i = 0; i < PARTS - 1; i++) {
		letter[0] = state_letter(part_states[i]);
		for (j = 0; j < cells[i]; j++)
			canvas_put(canvas, row, column++, 1, state_style(part_states[i]),
				desk->options.ascii ? letter : blocks[i]);
	}
}

static void draw_name(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t index, int width)
{
	const char *suffix = reports_suffix(view, index);
	struct buffer name = {0};
	char fitted[TEXT_SIZE], tail[TEXT_SIZE] = "";
	int column;

	if (*suffix)
		snprintf(tail, sizeof tail, " · %s", say(suffix));
	reports_name(desk, view, index, &name);
	text_fit(fitted, sizeof fitted, buffer_text(&name), width - text_columns(tail),
		ALIGN_LEFT);
	column = canvas_put(canvas, row, NAME_AT, width, STYLE_PLAIN, text_trim(fitted));
	canvas_put(canvas, row, column, -1, STYLE_PLAIN, tail);
	buffer_free(&name);
}

/* What there is none of stays blank: what there is stands out, and a page is sent in fewer bytes. */
static void draw_counts(struct canvas *canvas, int row, const struct rate_grid *grid,
	const struct tally *tally)
{
	char text[32];
	int at = grid->counts;
	size_t i;

	for (i = 0; i < COUNTS; i++, at += grid->count_width) {
		if (part_of(tally, i) == 0)
			continue;
		snprintf(text, sizeof text, "%zu", part_of(tally, i));
		put_right(canvas, row, at, grid->count_width, STYLE_PLAIN, text);
	}
}

static void draw_row(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t line, const struct rate_grid *grid)
{
	size_t index = view->lines[line].row, report;
	const struct tally *tally = &view->listing.summary[index].tally;
	char rate[RATE_TEXT + 4], points[POINTS_TEXT];

	if (line == view->at) {
		canvas_put(canvas, row, 0, 1, STYLE_PLAIN, ">");
		canvas_cursor(canvas, row, 1, false);
	}
	if (reports_is_changed(desk, view, index))
		canvas_put(canvas, row, 1, 1, STYLE_STRONG, glyph_changed());
	draw_name(desk, view, canvas, row, index, grid->name_width);
	if (grid->bar >= 0)
		rate_bar(desk, canvas, row, grid->bar, grid->bar_width, tally);
	rate_show(tally_on_time(tally), tally_expected(tally), rate);
	put_right(canvas, row, grid->rate, RATE_WIDTH, STYLE_PLAIN, rate);
	if (grid->points >= 0)
		put_right(canvas, row, grid->points, POINTS_WIDTH, STYLE_PLAIN,
			points_text(tally, reports_before(desk, view, index, &report), points));
	if (grid->counts >= 0)
		draw_counts(canvas, row, grid, tally);
}

void reports_draw(const struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout)
{
	struct rate_grid grid;
	size_t line = view->top;
	int row;

	if (!view->listing.kind)
		return;
	grid_make(desk, view, layout->columns, &grid);
	if (layout->head >= 0)
		draw_head(desk, view, canvas, layout->head, &grid);
	for (row = 0; row < layout->body_rows && line < view->line_count; row++, line++)
		draw_row(desk, view, canvas, layout->body + row, line, &grid);
	list_draw_position(view, canvas, layout);
}
