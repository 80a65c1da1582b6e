/* The sparse facts of a plan, put where a snapshot's units and items stand. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool plan_rows(struct rows *rows, struct store *store, const char *sql,
	const struct snapshot *snapshot, struct fault *why)
{
	if (!rows_open(rows, store, sql, why))
		return false;
	sqlite3_bind_text(rows->statement, 1, snapshot->plan.code, -1, SQLITE_STATIC);
	if (sqlite3_bind_parameter_count(rows->statement) > 1)
		sqlite3_bind_text(rows->statement, 2, store->fence.unit, -1, SQLITE_STATIC);
	return true;
}

static void sort(void *list, size_t count, size_t size, int (*order)(const void *, const void *))
{
	if (count) /* qsort takes no NULL */
		qsort(list, count, size, order);
}

/* Codes of the file are exact; plan's items_find, made for what people type, is not. */
size_t find_item(struct finder *finder, const char *code)
{
	const struct snapshot *snapshot = finder->snapshot;
	if (strcmp(finder->code, code) == 0)
		return finder->item;
	snprintf(finder->code, sizeof finder->code, "%s", code);
	finder->item = NOWHERE;
	for (size_t i = 0; i < snapshot->item_count && finder->item == NOWHERE; i++)
		if (strcmp(snapshot->items[i].code, code) == 0)
			finder->item = i;
	return finder->item;
}

static int by_number(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int by_place(size_t item_a, size_t unit_a, size_t item_b, size_t unit_b)
{
	return item_a != item_b ? by_number(item_a, item_b) : by_number(unit_a, unit_b);
}

static int record_order(const void *a, const void *b)
{
	const struct record *left = a, *right = b;
	return by_place(left->item, left->unit, right->item, right->unit);
}

static enum progress progress_of(const char *word)
{
	return !*word                        ? PROGRESS_OPEN
		: strcmp(word, "done") == 0 ? PROGRESS_DONE
					    : PROGRESS_DOING;
}

static struct record read_record(sqlite3_stmt *statement, struct pool *pool)
{
	return (struct record){.progress = progress_of(column_word(statement, DUTY_PROGRESS)),
		.done_on = column_day(statement, DUTY_DONE_ON),
		.document = column_text(statement, DUTY_DOCUMENT, pool),
		.document_date = column_day(statement, DUTY_DOCUMENT_DATE),
		.count = column_is_null(statement, DUTY_COUNT)
			? -1
			: sqlite3_column_int64(statement, DUTY_COUNT),
		.note = column_text(statement, DUTY_NOTE, pool),
		.exempt_why = column_text(statement, DUTY_EXEMPT_WHY, pool),
		.extended_to = column_day(statement, DUTY_EXTENDED_TO),
		.extended_by = column_text(statement, DUTY_EXTENDED_BY, pool),
		.extended_why = column_text(statement, DUTY_EXTENDED_WHY, pool),
		.reminders = sqlite3_column_int(statement, DUTY_REMINDERS),
		.rev = column_long(statement, DUTY_REV)};
}

bool records_load(struct store *store, struct snapshot *snapshot, struct fault *why)
{
#define DUTIES                                                                                     \
	"SELECT plan, item, unit, progress, done_on, document, document_date, count, note, "       \
	"exempt_why, extended_to, extended_by, extended_why, reminders, rev FROM "
	static const char all[] = DUTIES "duty WHERE plan = ?1";
	static const char of_branch[] =
		OF_BRANCH DUTIES "branch CROSS JOIN duty ON unit = top WHERE plan = ?1";
	struct rows rows;
	if (!plan_rows(&rows, store, branch_is_small(store) ? of_branch : all, snapshot, why))
		return false;
	struct finder finder = {snapshot, "", NOWHERE};
	size_t room = 0;
	while (rows_next(&rows)) {
		size_t item = find_item(&finder, column_word(rows.statement, DUTY_ITEM));
		size_t unit = units_find(&snapshot->units, column_word(rows.statement, DUTY_UNIT));
		if (item == NOWHERE || unit == NOWHERE)
			continue;
		snapshot->records = make_room(snapshot->records, snapshot->record_count, &room,
			sizeof *snapshot->records);
		struct record *record = &snapshot->records[snapshot->record_count++];
		*record = read_record(rows.statement, &snapshot->pool);
		record->item = item;
		record->unit = unit;
	}
	sort(snapshot->records, snapshot->record_count, sizeof *snapshot->records, record_order);
	return rows_close(&rows, why);
}

static int receipt_order(const void *a, const void *b)
{
	const struct receipt *left = a, *right = b;
	int order = by_place(left->item, left->unit, right->item, right->unit);
	return order ? order : (left->version > right->version) - (left->version < right->version);
}

bool receipts_load(struct store *store, struct snapshot *snapshot, struct fault *why)
{
#define RECEIPTS                                                                                   \
	"SELECT plan, item, unit, version, received_on, document, document_date, returned_on, "    \
	"note, rev FROM "
	static const char all[] = RECEIPTS "receipt WHERE plan = ?1";
	static const char of_branch[] =
		OF_BRANCH RECEIPTS "branch CROSS JOIN receipt ON unit = top WHERE plan = ?1";
	struct rows rows;
	if (!plan_rows(&rows, store, branch_is_small(store) ? of_branch : all, snapshot, why))
		return false;
	struct finder finder = {snapshot, "", NOWHERE};
	size_t room = 0;
	while (rows_next(&rows)) {
		sqlite3_stmt *statement = rows.statement;
		size_t item = find_item(&finder, column_word(statement, RECEIPT_ITEM));
		size_t unit = units_find(&snapshot->units, column_word(statement, RECEIPT_UNIT));
		if (item == NOWHERE || unit == NOWHERE)
			continue;
		snapshot->receipts = make_room(snapshot->receipts, snapshot->receipt_count, &room,
			sizeof *snapshot->receipts);
		snapshot->receipts[snapshot->receipt_count++] = (struct receipt){.item = item,
			.unit = unit,
			.version = sqlite3_column_int(statement, RECEIPT_VERSION),
			.received_on = column_day(statement, RECEIPT_RECEIVED_ON),
			.document = column_text(statement, RECEIPT_DOCUMENT, &snapshot->pool),
			.document_date = column_day(statement, RECEIPT_DOCUMENT_DATE),
			.returned_on = column_day(statement, RECEIPT_RETURNED_ON),
			.note = column_text(statement, RECEIPT_NOTE, &snapshot->pool),
			.rev = column_long(statement, RECEIPT_REV)};
	}
	sort(snapshot->receipts, snapshot->receipt_count, sizeof *snapshot->receipts,
		receipt_order);
	return rows_close(&rows, why);
}
