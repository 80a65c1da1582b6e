/* The log on the canvas: a line for each step, under it what it changed, from what to what; beside
 * them, where there is room, all that is known of the step under the cursor. */
#include "inner.h"
#include "list.h"
#include "log.h"
#include "news.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 1024
#define INDENT 6
#define INDENT_NARROW 3
#define NARROW 60 /* columns: fewer have room for codes alone */
#define WIDE 120 /* columns: there is room for the step beside the list */

/* One "…" is enough where the text before was cut. */
static void draw_more(
	struct canvas *canvas, int row, int column, const char *before, const char *more)
{
	static const char cut[] = "…", start[] = " …";
	size_t length = strlen(before), end = sizeof cut - 1;

	if (length >= end && strcmp(before + length - end, cut) == 0 &&
		strncmp(more, start, sizeof start - 1) == 0)
		more += sizeof start - 1;
	canvas_put(canvas, row, column, -1, STYLE_PLAIN, more);
}


static void put_fitted(struct canvas *canvas, int row, int column, int room, enum style style,
	const char *text)
{
	char fitted[TEXT_SIZE];

	text_fit(fitted, sizeof fitted, text, room > 0 ? room : 0, ALIGN_LEFT);
	canvas_put(canvas, row, column, -1, style, text_trim(fitted));
}

/* Made by others since this screen was opened. */
static bool is_news(const struct desk *desk, const struct log_step *step)
{
	return step->id > desk->opened && !desk_has_made(desk, step->id);
}

static void draw_step(const struct desk *desk, struct canvas *canvas, int row,
	const struct log_step *step, int columns)
{
	struct buffer text = {0};

	buffer_print(&text, "%ld  ", step->id);
	log_time_short(desk, step, &text);
	buffer_print(&text, "  %s: %s", step->actor, step->command);
	if (step->undone)
		buffer_print(&text, " %s", say(N_("(taken back)")));
	if (is_news(desk, step))
		canvas_put(canvas, row, 0, 1, STYLE_STRONG, glyph_changed());
	put_fitted(canvas, row, 1, columns - 1, step->undone ? STYLE_FAINT : STYLE_STRONG,
		buffer_text(&text));
	buffer_free(&text);
}

static void draw_change(const struct view *view, struct canvas *canvas, int row, size_t line,
	int columns)
{
	uint32_t index = view->lines[line].row, above = line > 0 ? view->lines[line - 1].row : NO_ROW;
	bool goes_on = above != NO_ROW && listing_same_subject(&view->listing, index, above);
	int indent = goes_on ? INDENT + 2 : columns < NARROW ? INDENT_NARROW : INDENT;
	char more[TEXT_SIZE], fitted[TEXT_SIZE];
	struct buffer text = {0};
	int column, room;

	log_more(view, index, more, sizeof more);
	room = columns - indent - text_columns(more);
	listing_change(&view->listing, index,
		goes_on                    ? CHANGE_CELL
			: columns < NARROW ? CHANGE_CODED
					   : CHANGE_NAMED,
		&text);
	text_fit(fitted, sizeof fitted, buffer_text(&text), room > 0 ? room : 0, ALIGN_LEFT);
	column = canvas_put(canvas, row, indent, -1, STYLE_PLAIN, text_trim(fitted));
	if (*more)
		draw_more(canvas, row, column, text_trim(fitted), more);
	buffer_free(&text);
}

/* "steps 1000-981/1000": those that are seen, of how many. */
static void draw_position(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout)
{
	size_t end = view->top + (size_t)layout->body_rows, line;
	const struct log_step *first = NULL, *last = NULL, *step;
	char text[POSITION_SIZE];

	if (layout->foot < 0)
		return;
	for (line = view->top; line < view->line_count && line < end; line++) {
		step = view->lines[line].row == NO_ROW
			? &view->listing.log.steps[view->lines[line].section]
			: log_step_at(view, view->lines[line].row);
		first = first ? first : step;
		last = step;
	}
	if (!first || !last)
		return;
	snprintf(text, sizeof text, say(N_("steps %ld-%ld/%ld")), first->id, last->id,
		desk->snapshot->last_step);
	canvas_put(canvas, layout->foot, layout->columns - text_columns(text), -1, STYLE_PLAIN,
		text);
}

static void draw_pane(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout, int column)
{
	struct buffer text = {0};
	int row;

	if (list_has_row(view))
		log_detail(desk, view, (size_t)layout->body_rows, &text);
	for (row = 0; row < layout->body_rows; row++)
		canvas_put(canvas, layout->body + row, column, 1, STYLE_FAINT, "│");
	wrap_put(canvas, layout->body, column + 2, layout->body_rows,
		layout->columns - column - 2, 0, STYLE_PLAIN, buffer_text(&text));
	buffer_free(&text);
}

void log_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout)
{
	bool is_wide = layout->columns >= WIDE;
	int columns = is_wide ? layout->columns * 3 / 5 : layout->columns, row;
	size_t line = view->top;

	if (!view->listing.kind)
		return;
	if (layout->head >= 0)
		put_fitted(canvas, layout->head, 1, columns - 1, STYLE_HEADING,
			say(N_("STEP, TIME, WHO: COMMAND; what it changed")));
	for (row = 0; row < layout->body_rows && line < view->line_count; row++, line++) {
		if (view->lines[line].row == NO_ROW) {
			draw_step(desk, canvas, layout->body + row,
				&view->listing.log.steps[view->lines[line].section], columns);
			continue;
		}
		if (line == view->at) {
			canvas_put(canvas, layout->body + row, 0, 1, STYLE_PLAIN, ">");
			canvas_cursor(canvas, layout->body + row, 1, false);
		}
		draw_change(view, canvas, layout->body + row, line, columns);
	}
	draw_position(desk, view, canvas, layout);
	if (is_wide)
		draw_pane(desk, view, canvas, layout, columns);
}
