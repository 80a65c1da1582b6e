/* Which rows of the screen hold what, by its size (TUI.md §7). */
#include "details.h"
#include "inner.h"
#include "parts.h"

#define TINY_ROWS 10
#define TINY_COLUMNS 40
#define TALL_ROWS 20
#define WORDY_ROWS 24

static struct layout layout_tiny(int rows, int columns)
{
	return (struct layout){.title = -1, .counts = -1, .tabs = -1, .timeline = -1, .head = -1,
		.tour = -1, .foot = -1, .words = -1, .progress = -1, .body = 0, .body_rows = rows > 1 ? 1 : rows,
		.message = rows > 2 ? rows - 2 : -1,
		.keys = rows > 1 ? rows - 1 : -1, .columns = columns, .is_tiny = true};
}

struct layout layout_of(const struct desk *desk, int rows, int columns)
{
	bool has_counts = rows >= TALL_ROWS && view_kinds[desk->now].on & ON_DUTIES &&
		desk->now != VIEW_MATRIX;
	bool has_tabs = view_kinds[desk->now].on & ON_DUTIES ||
		((desk->now == VIEW_NUMBERS || desk->now == VIEW_REPORTS) && rows >= SHORT_ROWS);
	struct layout layout = {.title = 0, .counts = -1, .tabs = -1, .timeline = -1, .head = -1,
		.tour = -1, .foot = -1, .words = -1, .progress = -1, .message = rows - 2, .keys = rows - 1,
		.columns = columns, .pane = pane_columns(desk, columns)};
	int row = 1, tour = tour_rows(desk, rows, columns);

	if (rows < TINY_ROWS || columns < TINY_COLUMNS)
		return layout_tiny(rows, columns);
	if (has_counts)
		layout.counts = row++;
	if (desk->now == VIEW_ITEM && rows >= TALL_ROWS) {
		layout.word_rows = rows >= WORDY_ROWS ? 2 : 1;
		layout.words = row;
		row += layout.word_rows;
	}
	if (has_tabs)
		layout.tabs = row++;
	if ((desk->now == VIEW_UNIT || desk->now == VIEW_ITEM) && rows >= SHORT_ROWS)
		layout.progress = row++;
	layout.timeline_rows = timeline_rows(desk, rows, columns);
	if (layout.timeline_rows > 0)
		layout.timeline = row;
	row += layout.timeline_rows;
	if (desk->now == VIEW_MATRIX)
		row++; /* headings of groups */
	if (rows >= SHORT_ROWS || desk->now == VIEW_MATRIX || desk->now == VIEW_NUMBERS)
		layout.head = row++;
	layout.body = row;
	layout.body_rows = layout.message - row;
	if (rows >= SHORT_ROWS && desk->now != VIEW_ANSWER) {
		layout.body_rows--;
		layout.foot = layout.body + layout.body_rows;
	}
	if (tour > 0 && tour + 1 < layout.body_rows) {
		layout.body_rows -= tour;
		layout.tour = layout.body + layout.body_rows;
	}
	return layout;
}
