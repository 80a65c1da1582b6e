/* The sparse facts of a plan, put where a snapshot's units and items stand. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Opens the rows that belong to the snapshot's plan. */
static bool plan_rows(struct rows *rows, struct store *store, const char *sql,
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

/* Rows come by item code, so an item is looked up once a run. */
struct finder {
	const struct snapshot *snapshot;
	char code[CODE_SIZE];
	size_t item;
};

/* Codes of the file are exact; plan's items_find, made for what people type, is not. */
static size_t find_item(struct finder *finder, const char *code)
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

/* ---- numbers: of a national tree there are 700,000 -------------------------------------------- */

/* Units in the order in which the table gives them: the next is nearly always the one behind. */
struct unit_walk {
	const struct units *units;
	size_t *by_code, *rank;
	size_t at;
};

static int unit_code_order(const void *a, const void *b)
{
	const struct unit *const *left = a, *const *right = b;
	return strcmp((*left)->code, (*right)->code);
}

static void unit_walk_open(struct unit_walk *walk, const struct units *units)
{
	const struct unit **sorted = memory_take(units->count + 1, sizeof *sorted);
	*walk = (struct unit_walk){.units = units,
		.by_code = memory_take(units->count + 1, sizeof *walk->by_code),
		.rank = memory_take(units->count + 1, sizeof *walk->rank)};
	for (size_t i = 0; i < units->count; i++)
		sorted[i] = &units->at[i];
	sort(sorted, units->count, sizeof *sorted, unit_code_order);
	for (size_t i = 0; i < units->count; i++) {
		walk->by_code[i] = (size_t)(sorted[i] - units->at);
		walk->rank[walk->by_code[i]] = i;
	}
	free(sorted);
}

static void unit_walk_close(struct unit_walk *walk)
{
	free(walk->by_code);
	free(walk->rank);
}

static size_t unit_walk_find(struct unit_walk *walk, const char *code)
{
	const struct units *units = walk->units;
	size_t unit;
	if (walk->at < units->count &&
		strcmp(units->at[walk->by_code[walk->at]].code, code) == 0)
		return walk->by_code[walk->at++];
	unit = units_find(units, code);
	if (unit != NOWHERE)
		walk->at = walk->rank[unit] + 1;
	return unit;
}

/* The numbers of one item in one report, which come one after another. */
struct number_run {
	size_t report, number, first, count;
};

static int number_run_order(const void *a, const void *b)
{
	const struct number_run *left = a, *right = b;
	return by_place(left->report, left->number, right->report, right->number);
}

/* In the order of the plan, and in each run by unit: each is put at its unit, then they are taken up
 * one after another, which no sort of all of them does as fast. */
static void numbers_arrange(struct snapshot *snapshot, struct number_run *runs, size_t run_count)
{
	struct number_value *sorted = memory_take(snapshot->number_count + 1, sizeof *sorted);
	size_t *place = memory_take(snapshot->units.count + 1, sizeof *place), used = 0;
	sort(runs, run_count, sizeof *runs, number_run_order);
	for (size_t at = 0; at < run_count; at++) {
		const struct number_run *run = &runs[at];
		for (size_t i = run->first; i < run->first + run->count; i++)
			place[snapshot->numbers[i].unit] = i + 1;
		for (size_t unit = 0; unit < snapshot->units.count; unit++) {
			if (place[unit])
				sorted[used++] = snapshot->numbers[place[unit] - 1];
			place[unit] = 0;
		}
	}
	free(place);
	free(snapshot->numbers);
	snapshot->numbers = sorted;
}

static struct number_value read_number(sqlite3_stmt *statement)
{
	return (struct number_value){.not_applicable = *column_word(statement, 3) == '-',
		.value = sqlite3_column_int64(statement, 3),
		.rev = column_long(statement, 4)};
}

/* One more at the end of the last run, or the first of another. */
static void run_add(struct number_run **runs, size_t *count, size_t *room, size_t at,
	const struct number_value *value)
{
	struct number_run *last = *count ? *runs + *count - 1 : NULL;
	if (!last || last->report != value->report || last->number != value->number) {
		*runs = make_room(*runs, *count, room, sizeof **runs);
		last = *runs + (*count)++;
		*last = (struct number_run){value->report, value->number, at, 0};
	}
	last->count++;
}

bool numbers_load(struct store *store, struct snapshot *snapshot, struct fault *why)
{
	/* By the key, a run for each report and item; its parts after the plan are asked for alone. */
	static const char sql[] = "SELECT report, item, unit, value, rev FROM number WHERE plan = ?1 "
				  "ORDER BY report, item, unit";
	struct rows rows;
	if (!plan_rows(&rows, store, sql, snapshot, why))
		return false;
	struct finder report = {snapshot, "", NOWHERE}, number = {snapshot, "", NOWHERE};
	struct number_run *runs = NULL;
	size_t room = 0, run_count = 0, run_room = 0;
	struct unit_walk walk;
	unit_walk_open(&walk, &snapshot->units);
	while (rows_next(&rows)) {
		struct number_value value = read_number(rows.statement);
		value.report = find_item(&report, column_word(rows.statement, 0));
		value.number = find_item(&number, column_word(rows.statement, 1));
		value.unit = unit_walk_find(&walk, column_word(rows.statement, 2));
		if (value.report == NOWHERE || value.number == NOWHERE || value.unit == NOWHERE)
			continue;
		snapshot->numbers = make_room(snapshot->numbers, snapshot->number_count, &room,
			sizeof *snapshot->numbers);
		run_add(&runs, &run_count, &run_room, snapshot->number_count, &value);
		snapshot->numbers[snapshot->number_count++] = value;
	}
	numbers_arrange(snapshot, runs, run_count);
	free(runs);
	unit_walk_close(&walk);
	snapshot->has_numbers = true;
	return rows_close(&rows, why);
}

static int number_order(const void *a, const void *b)
{
	const struct number_value *left = a, *right = b;
	return by_place(left->report, left->number, right->report, right->number);
}

bool store_numbers_of(struct store *store, const struct snapshot *snapshot, size_t unit,
	struct number_value **values, size_t *count, struct fault *why)
{
	static const char sql[] = "SELECT report, item, unit, value, rev FROM number "
				  "WHERE unit = ?2 AND plan = ?1";
	struct rows rows;
	*values = NULL;
	*count = 0;
	if (!plan_rows(&rows, store, sql, snapshot, why))
		return false;
	sqlite3_bind_text(rows.statement, 2, snapshot->units.at[unit].code, -1, SQLITE_STATIC);
	struct finder report = {snapshot, "", NOWHERE}, number = {snapshot, "", NOWHERE};
	size_t room = 0;
	while (rows_next(&rows)) {
		struct number_value value = read_number(rows.statement);
		value.report = find_item(&report, column_word(rows.statement, 0));
		value.number = find_item(&number, column_word(rows.statement, 1));
		value.unit = unit;
		if (value.report == NOWHERE || value.number == NOWHERE)
			continue;
		*values = make_room(*values, *count, &room, sizeof **values);
		(*values)[(*count)++] = value;
	}
	sort(*values, *count, sizeof **values, number_order);
	return rows_close(&rows, why);
}
