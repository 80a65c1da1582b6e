/* The order of rows: sorted when a person asks for it, and kept as it was when rows change under
 * the cursor. */
#include "inner.h"
#include "list.h"
#include "reports.h"

#include <stdlib.h>
#include <string.h>

/* ---- rows by what they are about ------------------------------------------------------------ */

struct row_table {
	size_t slot_count; /* a power of two */
	struct target *keys;
	uint32_t *rows;    /* NO_ROW: empty */
};

static size_t slot_of(const struct row_table *table, struct target key)
{
	uint64_t mixed = (uint64_t)key.unit * 0x9E3779B97F4A7C15u ^
		(uint64_t)key.item * 0xC2B2AE3D27D4EB4Fu;

	return (size_t)(mixed ^ mixed >> 29) & (table->slot_count - 1);
}

struct row_table *row_table_make(const struct view *view)
{
	struct row_table *table = memory_take(1, sizeof *table);
	size_t row, slot;

	for (table->slot_count = 64; table->slot_count < view->listing.count * 2;)
		table->slot_count *= 2;
	table->keys = memory_take(table->slot_count, sizeof *table->keys);
	table->rows = memory_take(table->slot_count, sizeof *table->rows);
	memset(table->rows, 0xFF, table->slot_count * sizeof *table->rows);
	for (row = 0; row < view->listing.count; row++) {
		struct target key = view_key(view, row);

		for (slot = slot_of(table, key); table->rows[slot] != NO_ROW;)
			slot = (slot + 1) & (table->slot_count - 1);
		table->rows[slot] = (uint32_t)row;
		table->keys[slot] = key;
	}
	return table;
}

uint32_t row_table_find(const struct row_table *table, struct target key)
{
	size_t slot = slot_of(table, key);

	for (; table->rows[slot] != NO_ROW; slot = (slot + 1) & (table->slot_count - 1))
		if (table->keys[slot].unit == key.unit && table->keys[slot].item == key.item)
			return table->rows[slot];
	return NO_ROW;
}

void row_table_free(struct row_table *table)
{
	free(table->keys);
	free(table->rows);
	free(table);
}

/* ---- sorting -------------------------------------------------------------------------------- */

struct sortable {
	int64_t first, second;
	uint32_t row;
};

static int sortable_compare(const void *left, const void *right)
{
	const struct sortable *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->second != b->second)
		return a->second < b->second ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static int64_t deadline_key(const struct verdict *verdict)
{
	int day = verdict->extended_to != DAY_NONE ? verdict->extended_to : verdict->last_day;

	return day == DAY_NONE ? INT_MAX : day;
}

static struct sortable duty_sortable(
	const struct snapshot *snapshot, enum order order, const struct duty *duty, uint32_t row)
{
	bool is_report = snapshot->items[duty->item].type == ITEM_REPORT;
	int64_t plan = ((int64_t)!is_report << 32) + duty->item;

	if (order == ORDER_UNIT)
		return (struct sortable){duty->unit, plan, row};
	if (order == ORDER_DEADLINE)
		return (struct sortable){deadline_key(&duty->verdict), duty->unit, row};
	return (struct sortable){plan, duty->unit, row};
}

/* Units with the most overdue first, then those with the fewest done. */
static struct sortable unit_sortable(const struct view *view, uint32_t row)
{
	const struct tally *tally = view_tally(view, row);

	if (view->listing.summary && reports_is_sum(view, row))
		return (struct sortable){INT64_MAX, row, row}; /* sums stay below */
	return (struct sortable){-(int64_t)tally_overdue(tally),
		(int64_t)(tally_on_time(tally) + tally_late(tally)), row};
}

/* The order of plan's own board, which is the one place that says what is worse. */
static void rows_worst(const struct view *view, uint32_t *rows, size_t count)
{
	struct board board = {.count = count};
	struct row_table *table;
	size_t i;

	board.at = memory_take(count + 1, sizeof *board.at);
	for (i = 0; i < count; i++)
		board.at[i] = *view_duty(view, rows[i]);
	board_sort(&board);
	table = row_table_make(view);
	for (i = 0; i < count; i++)
		rows[i] = row_table_find(
			table, (struct target){board.at[i].unit, board.at[i].item});
	row_table_free(table);
	free(board.at);
}

void rows_order(const struct desk *desk, const struct view *view, uint32_t *rows, size_t count)
{
	enum view_name name = (enum view_name)(view - desk->views);
	bool has_duties = count > 0 && view_duty(view, rows[0]) != NULL;
	struct sortable *sortables;
	size_t i;

	/* The listing itself comes in the first order. */
	if (view->order == view_kinds[name].orders[0] || count == 0)
		return;
	if (view->order == ORDER_WORST && has_duties) {
		rows_worst(view, rows, count);
		return;
	}
	sortables = memory_take(count, sizeof *sortables);
	for (i = 0; i < count; i++)
		sortables[i] = has_duties ? duty_sortable(desk->snapshot, view->order,
						    view_duty(view, rows[i]), rows[i])
					  : unit_sortable(view, rows[i]);
	qsort(sortables, count, sizeof *sortables, sortable_compare);
	for (i = 0; i < count; i++)
		rows[i] = sortables[i].row;
	free(sortables);
}

/* ---- kept ----------------------------------------------------------------------------------- */

/* Rows that are new stand behind the row that precedes them in fresh order: chains hang on it. */
struct chains {
	uint32_t *first, *last, *next; /* by row; the last slot of first and last is the head */
	size_t head;
};

static void chain_add(struct chains *chains, size_t anchor, uint32_t row)
{
	if (chains->first[anchor] == NO_ROW)
		chains->first[anchor] = row;
	else
		chains->next[chains->last[anchor]] = row;
	chains->last[anchor] = row;
}

static size_t chain_put(const struct chains *chains, size_t anchor, uint32_t *rows, size_t count)
{
	uint32_t row = chains->first[anchor];

	for (; row != NO_ROW; row = chains->next[row])
		rows[count++] = row;
	return count;
}

static uint32_t *no_rows(size_t count)
{
	uint32_t *rows = memory_take(count, sizeof *rows);

	memset(rows, 0xFF, count * sizeof *rows);
	return rows;
}

/* The rows that were shown, in that order. */
static uint32_t *kept_rows(const struct view *view, bool *is_kept)
{
	struct row_table *table = row_table_make(view);
	uint32_t *kept = memory_take(view->kept_count + 1, sizeof *kept);
	size_t i;

	for (i = 0; i < view->kept_count; i++) {
		kept[i] = row_table_find(table, view->kept[i]);
		if (kept[i] != NO_ROW)
			is_kept[kept[i]] = true;
	}
	row_table_free(table);
	return kept;
}

size_t rows_keep(const struct view *view, uint32_t *rows, size_t count)
{
	size_t all = view->listing.count, i, anchor = all, kept_count = 0;
	struct chains chains = {no_rows(all + 1), no_rows(all + 1), no_rows(all + 1), all};
	bool *is_kept = memory_take(all + 1, sizeof *is_kept);
	uint32_t *kept = kept_rows(view, is_kept);

	for (i = 0; i < count; i++) {
		if (is_kept[rows[i]])
			anchor = rows[i];
		else
			chain_add(&chains, anchor, rows[i]);
	}
	kept_count = chain_put(&chains, chains.head, rows, 0);
	for (i = 0; i < view->kept_count; i++) {
		if (kept[i] == NO_ROW)
			continue;
		rows[kept_count++] = kept[i];
		kept_count = chain_put(&chains, kept[i], rows, kept_count);
	}
	free(chains.first);
	free(chains.last);
	free(chains.next);
	free(is_kept);
	free(kept);
	return kept_count;
}
