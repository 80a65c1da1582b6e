/* The board: every duty a query asks for, by one walk along the sorted rows. */
#include "inner.h"

/* The rows of the duty being looked at, and where the next ones begin. */
struct cursor {
	const struct snapshot *snapshot;
	size_t record, receipt;
};

static const struct record *cursor_record(struct cursor *cursor, size_t item, size_t unit)
{
	const struct snapshot *snapshot = cursor->snapshot;
	const struct record *record;

	while (cursor->record < snapshot->record_count &&
		snapshot->records[cursor->record].item == item &&
		snapshot->records[cursor->record].unit < unit)
		cursor->record++;
	if (cursor->record == snapshot->record_count)
		return NULL;
	record = &snapshot->records[cursor->record];
	return record->item == item && record->unit == unit ? record : NULL;
}

static const struct receipt *cursor_receipts(
	struct cursor *cursor, size_t item, size_t unit, size_t *count)
{
	const struct snapshot *snapshot = cursor->snapshot;
	const struct receipt *receipts = snapshot->receipts;
	size_t at = cursor->receipt, from;

	while (at < snapshot->receipt_count && receipts[at].item == item &&
		receipts[at].unit < unit)
		at++;
	from = at;
	while (at < snapshot->receipt_count && receipts[at].item == item &&
		receipts[at].unit == unit)
		at++;
	cursor->receipt = at;
	*count = at - from;
	return *count ? &receipts[from] : NULL;
}

static bool item_is_asked(
	const struct snapshot *snapshot, const struct board_query *query, size_t index)
{
	const struct item *item = &snapshot->items[index];

	if (query->item != NOWHERE && query->item != index)
		return false;
	if (!item->bound)
		return false;
	return (item->type == ITEM_REPORT && query->reports) ||
		(item->type == ITEM_TASK && query->tasks);
}

static bool state_is_open(enum state state)
{
	return state == STATE_NOT_DUE || state == STATE_DUE_SOON || state == STATE_LAST_DAY ||
		state == STATE_EXTENDED || state == STATE_IN_PROGRESS;
}

static bool verdict_is_asked(
	const struct board_query *query, const struct item *item, const struct verdict *verdict)
{
	if (item->type == ITEM_TASK && !query->undated && item->due_before == DAY_NONE &&
		verdict->extended_to == DAY_NONE)
		return false;
	if (query->within < 0 || verdict->state == STATE_OVERDUE ||
		verdict->state == STATE_RETURNED)
		return true;
	return state_is_open(verdict->state) && verdict->has_days && verdict->days <= query->within;
}

static void item_collect(const struct board_query *query, size_t index, size_t from, size_t end,
	struct cursor *cursor, struct board *board)
{
	const struct snapshot *snapshot = cursor->snapshot;
	const struct item *item = &snapshot->items[index];
	struct tally *tally = item->type == ITEM_REPORT ? &board->reports : &board->tasks;
	/* Most duties have nothing recorded: all those of an item share one verdict. */
	struct verdict common = duty_judge(
		&snapshot->rules, &snapshot->plan, item, NULL, NULL, 0, query->today);

	cursor->record = snapshot_record_from(snapshot, index, from);
	cursor->receipt = snapshot_receipt_from(snapshot, index, from);
	for (size_t unit = from; unit < end; unit++) {
		struct duty *duty = &board->at[board->count];
		const struct record *record;
		const struct receipt *receipts;
		size_t count;

		if (!item_binds(item, unit))
			continue;
		record = cursor_record(cursor, index, unit);
		receipts = cursor_receipts(cursor, index, unit, &count);
		duty->item = (uint32_t)index;
		duty->unit = (uint32_t)unit;
		duty->verdict = !record && count == 0 ? common
						      : duty_judge(&snapshot->rules, &snapshot->plan,
								item, record, receipts, count,
								query->today);
		if (!verdict_is_asked(query, item, &duty->verdict))
			continue;
		tally_add(tally, &duty->verdict);
		board->count++;
	}
}

void board_build(const struct snapshot *snapshot, const struct board_query *query,
	struct pool *pool, struct board *board)
{
	struct cursor cursor = {.snapshot = snapshot};
	size_t from = 0, end = snapshot->units.count, room = 1;

	*board = (struct board){0};
	if (query->unit != NOWHERE) {
		from = query->unit;
		end = snapshot->units.at[from].end;
	}
	for (size_t i = 0; i < snapshot->item_count; i++) {
		size_t bound = snapshot->items[i].bound_count;

		if (item_is_asked(snapshot, query, i))
			room += bound < end - from ? bound : end - from;
	}
	board->at = pool_take(pool, room * sizeof *board->at);
	for (size_t i = 0; i < snapshot->item_count; i++)
		if (item_is_asked(snapshot, query, i))
			item_collect(query, i, from, end, &cursor, board);
}
