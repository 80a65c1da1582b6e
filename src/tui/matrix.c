/* The matrix, units by items: its sums, its headings, its cursor across. Drawn in matrix_draw.c. */
#include "inner.h"
#include "matrix.h"

#include <stdlib.h>
#include <string.h>

/* ---- sums ----------------------------------------------------------------------------------- */

/* Where unit stands among the rows, which are in tree order; NOWHERE. */
static size_t row_of(const struct listing *listing, size_t unit)
{
	size_t low = 0, high = listing->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (listing->units[middle] < unit)
			low = middle + 1;
		else
			high = middle;
	}
	return low < listing->count && listing->units[low] == unit ? low : NOWHERE;
}

static size_t column_of(const struct listing *listing, size_t item)
{
	size_t i;

	for (i = 0; i < listing->item_count; i++)
		if (listing->items[i] == item)
			return i;
	return NOWHERE;
}

/* Most duties have nothing recorded: all those of an item share one verdict. */
static enum state state_unrecorded(const struct desk *desk, const struct item *item)
{
	const struct snapshot *snapshot = desk->snapshot;

	return duty_judge(&snapshot->rules, &snapshot->plan, item, NULL, NULL, 0,
		desk->app->today).state;
}

static void count_unrecorded(const struct desk *desk, struct view *view)
{
	const struct snapshot *snapshot = desk->snapshot;
	const struct listing *listing = &view->listing;
	size_t i, row;

	for (i = 0; i < listing->item_count; i++) {
		const struct item *item = &snapshot->items[listing->items[i]];
		enum state state = state_unrecorded(desk, item);

		for (row = 0; row < listing->count; row++) {
			if (!item_binds(item, listing->units[row]))
				continue;
			view->tallies[row].of[state]++;
			view->columns[i].tally.of[state]++;
		}
	}
}

/* Puts the true verdict of a duty that has something recorded in the place of the common one. */
static void count_recorded(
	const struct desk *desk, struct view *view, size_t item, size_t unit)
{
	const struct snapshot *snapshot = desk->snapshot;
	size_t row = row_of(&view->listing, unit), column = column_of(&view->listing, item);
	enum state common, state;

	if (row == NOWHERE || column == NOWHERE || !item_binds(&snapshot->items[item], unit))
		return;
	common = state_unrecorded(desk, &snapshot->items[item]);
	state = snapshot_judge(snapshot, item, unit, desk->app->today).state;
	view->tallies[row].of[common]--;
	view->tallies[row].of[state]++;
	view->columns[column].tally.of[common]--;
	view->columns[column].tally.of[state]++;
}

/* ---- headings ------------------------------------------------------------------------------- */

static void label_take(char out[LABEL_SIZE], const char *text, size_t length)
{
	if (length >= LABEL_SIZE)
		length = LABEL_SIZE - 1;
	memcpy(out, text, length);
	out[length] = '\0';
}

/* "II.1" and "a" of item II.1.a; "BC" and "1" of a report. */
static void label_make(const struct desk *desk, size_t item, struct matrix_column *column)
{
	const struct item *one = &desk->snapshot->items[item];
	const char *section =
		one->section == NOWHERE ? "" : desk->snapshot->items[one->section].code;
	size_t length = strlen(section);

	if (length > 0 && strncmp(one->code, section, length) == 0 && one->code[length] == '.') {
		label_take(column->group, section, length);
		label_take(column->label, one->code + length + 1, strlen(one->code + length + 1));
		return;
	}
	length = strcspn(one->code, "0123456789");
	label_take(column->group, one->code, length);
	if (one->code[length] == '\0')
		length = 0;
	label_take(column->label, one->code + length, strlen(one->code + length));
}

static bool has_event(const struct snapshot *snapshot, const struct item *item)
{
	size_t i;

	for (i = 0; i < snapshot->item_count; i++)
		if (item_meets_event(item, &snapshot->items[i], &snapshot->plan))
			return true;
	return false;
}

static void columns_name(const struct desk *desk, struct view *view)
{
	const struct listing *listing = &view->listing;
	size_t i;

	for (i = 0; i < listing->item_count; i++) {
		struct matrix_column *column = &view->columns[i];

		label_make(desk, listing->items[i], column);
		column->starts_group =
			i > 0 && strcmp(column->group, view->columns[i - 1].group) != 0;
		column->has_event =
			has_event(desk->snapshot, &desk->snapshot->items[listing->items[i]]);
	}
}

/* ---- the cursor ----------------------------------------------------------------------------- */

/* The cursor stays on its item; where that is gone, in its place among the others. */
static void column_find(struct view *view)
{
	size_t column = column_of(&view->listing, view->column_item), count = view->listing.item_count;

	if (column != NOWHERE)
		view->column = column;
	else if (view->column >= count)
		view->column = count > 0 ? count - 1 : 0;
	if (count > 0)
		view->column_item = view->listing.items[view->column];
}

void matrix_aim(struct view *view, size_t item)
{
	size_t column = column_of(&view->listing, item);

	if (column == NOWHERE)
		return;
	view->column = column;
	view->column_item = item;
}

void matrix_move(struct view *view, int columns)
{
	if (columns < 0 && view->column > 0)
		view->column--;
	else if (columns > 0 && view->column + 1 < view->listing.item_count)
		view->column++;
	if (view->column < view->listing.item_count)
		view->column_item = view->listing.items[view->column];
}

/* ---- loading --------------------------------------------------------------------------------- */

void matrix_load(const struct desk *desk, struct view *view)
{
	const struct snapshot *snapshot = desk->snapshot;
	size_t i;

	view->tallies = memory_take(view->listing.count + 1, sizeof *view->tallies);
	view->columns = memory_take(view->listing.item_count + 1, sizeof *view->columns);
	if (!view->listing.kind)
		return;
	count_unrecorded(desk, view);
	for (i = 0; i < snapshot->record_count; i++)
		count_recorded(desk, view, snapshot->records[i].item, snapshot->records[i].unit);
	for (i = 0; i < snapshot->receipt_count; i++) {
		const struct receipt *receipt = &snapshot->receipts[i];

		/* Once a duty: versions follow each other; with a record it was counted above. */
		if (i > 0 && receipt[-1].item == receipt->item && receipt[-1].unit == receipt->unit)
			continue;
		if (snapshot_record(snapshot, receipt->item, receipt->unit))
			continue;
		count_recorded(desk, view, receipt->item, receipt->unit);
	}
	columns_name(desk, view);
	column_find(view);
}
