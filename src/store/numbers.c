/* The numbers of a snapshot: all of them, or those of one report that are asked for; of a whole
 * country there are 700,000. The newer snapshot gets those of the older by what the log says of the
 * steps between (numbers_carry.c). */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* ---- runs ------------------------------------------------------------------------------------ */

void runs_free(struct snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->run_count; i++)
		free(snapshot->runs[i].at);
	free(snapshot->runs);
	snapshot->runs = NULL;
	snapshot->run_count = 0;
}

/* Puts a run of so many values where it belongs. */
static void run_add(struct snapshot *snapshot, struct number_run run)
{
	size_t place = snapshot_run_from(snapshot, run.report, run.number);
	run.at = memory_grow(run.at, run.count + 1, sizeof *run.at);
	snapshot->runs = memory_grow(
		snapshot->runs, snapshot->run_count + 1, sizeof *snapshot->runs);
	memmove(snapshot->runs + place + 1, snapshot->runs + place,
		(snapshot->run_count - place) * sizeof *snapshot->runs);
	snapshot->runs[place] = run;
	snapshot->run_count++;
}

/* A run being read, of which the units come by code: each value is put at its unit, then they are
 * moved together, which no sort does as fast. */
struct filling {
	struct number_run run;
	const struct units *units; /* NULL: there is none */
	uint64_t *has; /* a bit per unit */
	size_t code;   /* where the codes are now */
};

static void filling_start(
	struct filling *filling, const struct units *units, size_t report, size_t number)
{
	*filling = (struct filling){.units = units,
		.run = {report, number, 0, memory_take(units->count + 1, sizeof *filling->run.at)},
		.has = memory_take(units->count / 64 + 1, sizeof *filling->has)};
}

static void filling_drop(struct filling *filling)
{
	free(filling->run.at);
	free(filling->has);
	filling->units = NULL;
}

/* NULL: a unit that is not seen. */
static struct number_value *filling_next(struct filling *filling, const char *code)
{
	size_t unit = units_find_next(filling->units, code, &filling->code);
	if (unit == NOWHERE)
		return NULL;
	filling->has[unit / 64] |= (uint64_t)1 << unit % 64;
	filling->run.at[unit] = (struct number_value){.report = (uint32_t)filling->run.report,
		.number = (uint32_t)filling->run.number,
		.unit = (uint32_t)unit};
	return &filling->run.at[unit];
}

static void filling_end(struct filling *filling, struct snapshot *snapshot)
{
	struct number_run *run = &filling->run;
	for (size_t unit = 0; unit < filling->units->count; unit++)
		if (filling->has[unit / 64] >> unit % 64 & 1)
			run->at[run->count++] = run->at[unit];
	run_add(snapshot, *run);
	run->at = NULL;
	filling_drop(filling);
}

/* ---- reading --------------------------------------------------------------------------------- */

/* From a row that ends with the value and its rev. */
static void read_value(sqlite3_stmt *statement, int column, struct number_value *value)
{
	value->not_applicable = *column_word(statement, column) == '-';
	value->value = value->not_applicable ? 0 : sqlite3_column_int64(statement, column);
	value->rev = column_long(statement, column + 1);
}

static void read_all(struct rows *rows, struct snapshot *snapshot)
{
	struct finder report = {snapshot, "", NOWHERE}, number = {snapshot, "", NOWHERE};
	struct filling filling = {.units = NULL};
	while (rows_next(rows)) {
		size_t of_report = find_item(&report, column_word(rows->statement, 0));
		size_t item = find_item(&number, column_word(rows->statement, 1));
		if (of_report == NOWHERE || item == NOWHERE)
			continue;
		if (filling.units && (filling.run.report != of_report || filling.run.number != item))
			filling_end(&filling, snapshot);
		if (!filling.units)
			filling_start(&filling, &snapshot->units, of_report, item);
		struct number_value *value =
			filling_next(&filling, column_word(rows->statement, 2));
		if (value)
			read_value(rows->statement, 3, value);
	}
	if (filling.units)
		filling_end(&filling, snapshot);
}

bool numbers_load(struct store *store, struct snapshot *snapshot, struct fault *why)
{
	/* By the key, a run for each report and item; its parts after the plan are asked for alone. */
#define NUMBERS "SELECT report, item, unit, value, rev FROM "
#define IN_ORDER "WHERE plan = ?1 ORDER BY report, item, unit"
	static const char all[] = NUMBERS "number " IN_ORDER;
	static const char of_branch[] =
		OF_BRANCH NUMBERS "branch CROSS JOIN number ON unit = top " IN_ORDER;
	struct rows rows;
	if (!plan_rows(&rows, store, branch_is_small(store) ? of_branch : all, snapshot, why))
		return false;
	runs_free(snapshot);
	read_all(&rows, snapshot);
	snapshot->has_numbers = true;
	return rows_close(&rows, why);
}

bool snapshot_read_number(struct store *store, struct snapshot *snapshot, size_t report,
	size_t number, struct fault *why)
{
#define NUMBER "SELECT unit, value, rev FROM "
#define OF_RUN "WHERE plan = ?1 AND report = ?3 AND item = ?4"
	static const char all[] = NUMBER "number " OF_RUN;
	static const char of_branch[] =
		OF_BRANCH NUMBER "branch CROSS JOIN number ON unit = top " OF_RUN;
	struct filling filling;
	struct rows rows;
	if (snapshot_knows(snapshot, report, number))
		return true;
	if (!plan_rows(&rows, store, branch_is_small(store) ? of_branch : all, snapshot, why))
		return false;
	sqlite3_bind_text(rows.statement, 3, snapshot->items[report].code, -1, SQLITE_STATIC);
	sqlite3_bind_text(rows.statement, 4, snapshot->items[number].code, -1, SQLITE_STATIC);
	filling_start(&filling, &snapshot->units, report, number);
	while (rows_next(&rows)) {
		struct number_value *value =
			filling_next(&filling, column_word(rows.statement, 0));
		if (value)
			read_value(rows.statement, 1, value);
	}
	if (rows_close(&rows, why)) {
		filling_end(&filling, snapshot);
		return true;
	}
	filling_drop(&filling);
	return false;
}

/* ---- single ones ------------------------------------------------------------------------------ */

static int value_order(const void *a, const void *b)
{
	const struct number_value *left = a, *right = b;
	if (left->report != right->report)
		return left->report < right->report ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

bool store_numbers_of(struct store *store, const struct snapshot *snapshot, size_t unit,
	struct number_value **values, size_t *count, struct fault *why)
{
	static const char sql[] = "SELECT report, item, value, rev FROM number "
				  "WHERE unit = ?3 AND plan = ?1";
	struct finder report = {snapshot, "", NOWHERE}, number = {snapshot, "", NOWHERE};
	struct rows rows;
	size_t room = 0;
	*values = NULL;
	*count = 0;
	if (!plan_rows(&rows, store, sql, snapshot, why))
		return false;
	sqlite3_bind_text(rows.statement, 3, snapshot->units.at[unit].code, -1, SQLITE_STATIC);
	while (rows_next(&rows)) {
		size_t of_report = find_item(&report, column_word(rows.statement, 0));
		size_t item = find_item(&number, column_word(rows.statement, 1));
		if (of_report == NOWHERE || item == NOWHERE)
			continue;
		*values = make_room(*values, *count, &room, sizeof **values);
		struct number_value *value = &(*values)[(*count)++];
		*value = (struct number_value){.report = (uint32_t)of_report,
			.number = (uint32_t)item,
			.unit = (uint32_t)unit};
		read_value(rows.statement, 2, value);
	}
	if (*count)
		qsort(*values, *count, sizeof **values, value_order);
	return rows_close(&rows, why);
}

static void read_one(
	const struct snapshot *snapshot, struct rows *rows, struct number_value *value, bool *is_there)
{
	sqlite3_bind_text(rows->statement, 2, snapshot->items[value->report].code, -1, SQLITE_STATIC);
	sqlite3_bind_text(rows->statement, 3, snapshot->items[value->number].code, -1, SQLITE_STATIC);
	sqlite3_bind_text(rows->statement, 4, snapshot->units.at[value->unit].code, -1, SQLITE_STATIC);
	*is_there = rows_next(rows);
	if (*is_there)
		read_value(rows->statement, 0, value);
}

bool store_numbers_at(struct store *store, const struct snapshot *snapshot,
	struct number_value *values, bool *are_there, size_t count, struct fault *why)
{
	static const char sql[] = "SELECT value, rev FROM number "
				  "WHERE plan = ?1 AND report = ?2 AND item = ?3 AND unit = ?4";
	struct rows rows;
	bool own = sqlite3_get_autocommit(store->db);
	if (own && !store_run(store, "BEGIN", why)) /* one look at the file for all of them */
		return false;
	bool fine = rows_open(&rows, store, sql, why);
	if (fine)
		sqlite3_bind_text(rows.statement, 1, snapshot->plan.code, -1, SQLITE_STATIC);
	for (size_t i = 0; fine && i < count; i++) {
		read_one(snapshot, &rows, &values[i], &are_there[i]);
		fine = sqlite3_reset(rows.statement) == SQLITE_OK ||
			store_refuse(store, rows.result, why);
	}
	sqlite3_finalize(rows.statement);
	if (own && !sqlite3_get_autocommit(store->db))
		store_run(store, "COMMIT", NULL);
	return fine;
}
