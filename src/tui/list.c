/* The one list engine: which rows are shown in which order, headings between them, and the cursor,
 * which stays on its row by what the row is about, however the rows change around it. */
#include "details.h"
#include "inner.h"
#include "list.h"

#include <stdlib.h>
#include <string.h>

bool list_has_row(const struct view *view)
{
	return view->at < view->line_count && view->lines[view->at].row != NO_ROW;
}

/* ---- arranging ------------------------------------------------------------------------------ */

/* The heading that a row stands under: NO_ROW for reports. */
static uint32_t row_section(const struct desk *desk, const struct view *view, uint32_t row)
{
	const struct duty *duty = view_duty(view, row);
	const struct item *item = &desk->snapshot->items[duty->item];

	return item->type == ITEM_REPORT || item->section == NOWHERE ? NO_ROW
								     : (uint32_t)item->section;
}

static void lines_fill(struct desk *desk, struct view *view, const uint32_t *rows, size_t count)
{
	enum view_name name = (enum view_name)(view - desk->views);
	bool is_grouped = rows_are_grouped(view);
	bool has_sections = is_grouped ||
		(view_kinds[name].has_sections && view->order == ORDER_PLAN);
	bool has_numbers = false;
	uint32_t section = 0, last = 0;
	bool is_log = view->listing.log_steps != NULL && name == VIEW_LOG;
	size_t i;

	free(view->lines);
	view->lines = memory_take(count * 2 + 1 + unit_more_lines(view), sizeof *view->lines);
	view->line_count = 0;
	view->row_count = count;
	for (i = 0; i < count; i++) {
		if (has_sections && view_duty(view, rows[i])) {
			section = is_grouped ? row_group(view, rows[i])
					     : row_section(desk, view, rows[i]);
			if (!is_grouped && !has_numbers && section != SECTION_REPORTS) {
				unit_more_add(view, SECTION_NUMBERS);
				has_numbers = true;
			}
			if (i == 0 || section != last)
				view->lines[view->line_count++] = (struct line){NO_ROW, section, 0};
			last = section;
		}
		if (is_log && (i == 0 || view->listing.log_steps[rows[i]] != section)) {
			section = view->listing.log_steps[rows[i]];
			view->lines[view->line_count++] = (struct line){NO_ROW, section, 0};
		}
		view->lines[view->line_count++] = (struct line){rows[i], 0, 0};
	}
	if (!has_numbers)
		unit_more_add(view, SECTION_NUMBERS);
	unit_more_add(view, SECTION_PEOPLE);
}

static void tally_seen(struct view *view, const uint32_t *rows, size_t count)
{
	const struct duty *duty;
	size_t i;

	memset(&view->seen, 0, sizeof view->seen);
	for (i = 0; i < count && (duty = view_duty(view, rows[i])) != NULL; i++)
		tally_add(&view->seen, &duty->verdict);
}

/* The nearest line that the cursor may stand on, downward first. */
static size_t line_near(const struct view *view, size_t line)
{
	size_t i;

	if (view->line_count == 0)
		return 0;
	if (line >= view->line_count)
		line = view->line_count - 1;
	for (i = line; i < view->line_count; i++)
		if (line_is_stop(&view->lines[i]))
			return i;
	for (i = line; i > 0; i--)
		if (line_is_stop(&view->lines[i]))
			return i;
	return 0;
}

/* In a tree what is above a row found is shown too: the cursor goes to the row itself. */
static void find_first(struct desk *desk, struct view *view)
{
	size_t line;

	if (list_has_row(view) && row_is_found(desk, view, view->lines[view->at].row))
		return;
	for (line = 0; line < view->line_count; line++)
		if (row_is_found(desk, view, view->lines[line].row)) {
			view->at = line;
			return;
		}
}

void list_arrange(struct desk *desk, struct view *view)
{
	uint32_t *rows = memory_take(view->listing.count + 1, sizeof *rows);
	size_t count = rows_filter(desk, view, rows);

	rows_order(desk, view, rows, count);
	if (view->kept)
		count = rows_keep(view, rows, count);
	if (rows_are_grouped(view))
		rows_group(view, rows, count);
	lines_fill(desk, view, rows, count);
	tally_seen(view, rows, count);
	free(rows);
	view_forget(view);
	if (!view->has_here || !list_find(view, view->here))
		view->at = line_near(view, view->at);
	if (view->listing.folded && *view->filter)
		find_first(desk, view);
}

bool list_find(struct view *view, struct target key)
{
	struct target here;
	size_t i;

	for (i = 0; i < view->line_count; i++) {
		if (view->lines[i].row == NO_ROW)
			continue;
		here = view_key(view, view->lines[i].row);
		if (here.unit == key.unit && here.item == key.item) {
			view->at = i;
			return true;
		}
	}
	return false;
}

/* ---- the cursor ----------------------------------------------------------------------------- */

/* Every move of the person's own says anew which row the cursor stays on. */
static void cursor_put(struct view *view, size_t line)
{
	view->at = line;
	view->has_here = list_has_row(view);
	if (view->has_here)
		view->here = view_key(view, view->lines[line].row);
}

void list_step(struct view *view, long rows)
{
	size_t line = view->at, seek;

	for (; rows > 0; rows--) {
		for (seek = line + 1; seek < view->line_count && !line_is_stop(&view->lines[seek]);)
			seek++;
		if (seek >= view->line_count)
			break;
		line = seek;
	}
	for (; rows < 0; rows++) {
		for (seek = line; seek > 0 && !line_is_stop(&view->lines[seek - 1]);)
			seek--;
		if (seek == 0)
			break;
		line = seek - 1;
	}
	cursor_put(view, line);
}

void list_page(struct view *view, int rows)
{
	size_t page = (size_t)(rows < 0 ? -rows : rows), line;

	if (rows > 0) {
		line = view->at + page;
		view->top += page;
	} else {
		line = view->at > page ? view->at - page : 0;
		view->top = view->top > page ? view->top - page : 0;
	}
	cursor_put(view, line_near(view, line));
}

void list_first(struct view *view)
{
	view->top = 0;
	cursor_put(view, line_near(view, 0));
}

void list_last(struct view *view)
{
	cursor_put(view, line_near(view, view->line_count ? view->line_count - 1 : 0));
}

/* Half a page at a time: a line is cheap to cross and a half page is seldom drawn. */
void list_window(struct view *view, int rows)
{
	size_t seen = rows < 1 ? 1 : (size_t)rows, half = seen / 2;

	if (view->at < view->top)
		view->top = view->at > half ? view->at - half : 0;
	else if (view->at >= view->top + seen)
		view->top = view->at - (seen - 1 - half);
	if (view->top + seen > view->line_count)
		view->top = view->line_count > seen ? view->line_count - seen : 0;
	if (view->top > 0 && view->top == view->at && seen > 1 &&
		!line_is_stop(&view->lines[view->top - 1]))
		view->top--;
}
