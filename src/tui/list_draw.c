/* A list on the canvas: rows are never coloured whole or reversed, so that moving the cursor
 * changes two cells (QUALITY.md §1). */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "numbers.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 1024

static void draw_gutter(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t line, bool is_in_range)
{
	enum state state = listing_state(&view->listing, view->lines[line].row);
	struct target target;

	if (line == view->at) {
		canvas_put(canvas, row, 0, 1, STYLE_PLAIN, ">");
		/* Behind the marker: there it is after the marker is written, for no byte more. */
		canvas_cursor(canvas, row, 1, false);
	}
	if (view->listing.folded && !unit_is_valid(&desk->snapshot->units.at[view_key(view,
			view->lines[line].row).unit], desk->app->today))
		state = STATE_EXEMPT; /* no longer, or not yet */
	if (state != STATES)
		state_put(desk, canvas, row, 1, state);
	if (!view_target(desk, view, line, &target))
		return;
	if (is_in_range || marks_have(&view->marks, target))
		canvas_put(canvas, row, 2, 1, STYLE_STRONG, "*");
	else if (marks_have(&desk->changed, target))
		canvas_put(canvas, row, 2, 1, STYLE_STRONG, glyph_changed());
}

static void draw_heading(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t line, int columns)
{
	const struct item *section;
	char text[TEXT_SIZE], fitted[TEXT_SIZE];

	if (rows_are_grouped(view)) {
		group_draw_heading(view, canvas, row, line);
		return;
	}
	if (view->lines[line].section >= SECTION_PEOPLE) {
		canvas_put(canvas, row, 1, -1, STYLE_STRONG,
			view->lines[line].section == SECTION_REPORTS
				/* TRANSLATORS: heading over the reports of a unit */
				? say(N_("Reports"))
				: unit_more_heading(view->lines[line].section));
		return;
	}
	section = &desk->snapshot->items[view->lines[line].section];
	snprintf(text, sizeof text, "%s %s", section->code, section->title);
	text_fit(fitted, sizeof fitted, text, columns - 1, ALIGN_LEFT);
	canvas_put(canvas, row, 1, -1, STYLE_STRONG, text_trim(fitted));
}

/* Under the heading of a unit its name would say nothing; what is asked does. */
static bool shows_title(const struct view *view, size_t show)
{
	return show == 0 && view->groups == GROUPS_UNIT && rows_are_grouped(view);
}

static void row_shown(const struct view *view, uint32_t row, size_t show, struct buffer *out)
{
	buffer_clear(out);
	if (shows_title(view, show))
		buffer_add(out, view->listing.snapshot->items[view_duty(view, row)->item].title);
	else
		listing_shown(&view->listing, row, show, out);
}

static void draw_row(const struct view *view, struct canvas *canvas, int row, size_t line,
	const struct column_place *places, size_t shows)
{
	uint32_t index = view->lines[line].row;
	enum state state = listing_state(&view->listing, index);
	struct buffer text = {0};
	char fitted[TEXT_SIZE], *trimmed;
	int column;
	size_t i;

	for (i = 0; i < shows; i++) {
		/* The state's words come last. */
		enum style style = i + 1 == shows && state != STATES ? state_style(state)
								     : STYLE_PLAIN;

		if (places[i].width == 0)
			continue;
		row_shown(view, index, i, &text);
		text_fit(fitted, sizeof fitted, buffer_text(&text), places[i].width, ALIGN_LEFT);
		trimmed = text_trim(fitted);
		column = places[i].column;
		if (view->listing.folded && i == 0) /* how far in it stands says whose it is */
			column += (int)(trimmed - fitted);
		if (places[i].align == ALIGN_RIGHT)
			column += places[i].width - text_columns(trimmed);
		canvas_put(canvas, row, column, places[i].width - (column - places[i].column), style,
			trimmed);
	}
	buffer_free(&text);
}

static void draw_head(
	const struct view *view, struct canvas *canvas, int row, const struct column_place *places,
	size_t shows)
{
	char fitted[TEXT_SIZE];
	size_t i;

	for (i = 0; i < shows; i++) {
		if (places[i].width == 0)
			continue;
		text_fit(fitted, sizeof fitted,
			say(shows_title(view, i) ? N_("CONTENT")
						 : listing_show(&view->listing, i).heading),
			places[i].width, places[i].align);
		canvas_put(canvas, row, places[i].column, places[i].width, STYLE_HEADING, fitted);
	}
}

char *list_position(const struct view *view, int body_rows, char out[POSITION_SIZE])
{
	size_t first = 0, last = 0, line, end = view->top + (size_t)body_rows;

	out[0] = '\0';
	if (view->row_count == 0)
		return out;
	if (view->row_count == view->line_count) {
		first = view->top;
		last = end < view->line_count ? end : view->line_count;
	} else {
		for (line = 0; line < view->line_count && line < end; line++) {
			first += line < view->top && view->lines[line].row != NO_ROW;
			last += view->lines[line].row != NO_ROW;
		}
	}
	snprintf(out, POSITION_SIZE, "%zu-%zu/%zu", first + 1, last, view->row_count);
	return out;
}

void list_draw_position(const struct view *view, struct canvas *canvas, const struct layout *layout)
{
	char text[POSITION_SIZE];

	if (layout->foot < 0)
		return;
	list_position(view, layout->body_rows, text);
	canvas_put(canvas, layout->foot, layout->columns - text_columns(text), -1, STYLE_PLAIN,
		text);
}

void list_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout)
{
	struct column_place places[SHOWS_MOST];
	size_t shows, line = view->top, first = 1, last = 0;
	int row;

	if (!view->listing.kind)
		return;
	shows = list_place(view, layout->columns - layout->pane, places);
	if (layout->head >= 0)
		draw_head(view, canvas, layout->head, places, shows);
	view_range(view, &first, &last);
	for (row = 0; row < layout->body_rows && line < view->line_count; row++, line++) {
		if (view->lines[line].more > 0) {
			unit_more_draw(desk, view, canvas, layout->body + row, line,
				layout->columns - layout->pane);
			continue;
		}
		if (view->lines[line].row == NO_ROW) {
			draw_heading(desk, view, canvas, layout->body + row, line,
				layout->columns - layout->pane);
			continue;
		}
		draw_gutter(desk, view, canvas, layout->body + row, line,
			line >= first && line <= last);
		draw_row(view, canvas, layout->body + row, line, places, shows);
	}
	list_draw_position(view, canvas, layout);
}

/* "Huyện đoàn Tân Biên · BC1 due soon" */
static void cell_text(const struct desk *desk, const struct view *view, uint32_t row,
	struct buffer *out)
{
	const struct snapshot *snapshot = desk->snapshot;
	size_t unit = view->listing.units[row], item;
	struct verdict verdict;
	char words[TEXT_SIZE] = "";

	buffer_add(out, snapshot->units.at[unit].name);
	if (view->column >= view->listing.item_count)
		return;
	item = view->listing.items[view->column];
	if (item_binds(&snapshot->items[item], unit)) {
		verdict = snapshot_judge(snapshot, item, unit, desk->app->today);
		verdict_print(&verdict, words, sizeof words);
	}
	buffer_print(out, " · %s %s", snapshot->items[item].code, words);
}

/* The row under the cursor in one line, for a window too small for a list. */
void list_row_text(const struct desk *desk, const struct view *view, char *out, size_t size)
{
	struct buffer text = {0};
	size_t shows, i;

	if (unit_more_text(desk, view, view->at, out, size))
		return;
	if (list_has_row(view)) {
		uint32_t row = view->lines[view->at].row;

		if (view->tallies) {
			cell_text(desk, view, row, &text);
		} else if (view->numbers) {
			char count[COUNT_TEXT];

			buffer_print(&text, "%s · %s %s",
				desk->snapshot->units.at[view_key(view, row).unit].name,
				desk->snapshot->items[view->listing.items[view->column]].code,
				numbers_text(numbers_value(desk, view, row, view->column), count));
		} else {
			shows = listing_show_count(&view->listing);
			for (i = 0; i < shows; i++) {
				buffer_add(&text, i ? " " : "");
				listing_shown(&view->listing, row, i, &text);
			}
		}
	}
	snprintf(out, size, "%s", buffer_text(&text));
	buffer_free(&text);
}
