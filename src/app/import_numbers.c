/* Rows of the wide sheet of numbers: a column each, headed "CODE title". */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The number a heading "SL01 Buổi sinh hoạt" means: by its first word. NOWHERE: none. */
static size_t heading_number(struct import_state *state, const char *heading)
{
	char code[CODE_SIZE];
	size_t length = strcspn(heading, " \t\n\xc2");
	if (length == 0 || length >= sizeof code)
		return NOWHERE;
	memcpy(code, heading, length);
	code[length] = '\0';
	size_t item = items_find(state->snapshot->items, state->snapshot->item_count, code);
	return item != NOWHERE && state->snapshot->items[item].type == ITEM_NUMBER ? item : NOWHERE;
}

/* Which number each extra column holds; a number in two columns refuses the file. */
static bool find_numbers(struct import_state *state, size_t *numbers, struct fault *why)
{
	struct import *import = state->import;
	const struct sheet *sheet = import->sheet;
	for (size_t i = 0; i < sheet->extra_count; i++) {
		numbers[i] = heading_number(state, sheet->extras[i]);
		if (numbers[i] == NOWHERE)
			complain(&import->complaints, COMPLAINT_WARNING, sheet->header_line,
				sheet->extras[i], "",
				N_("this column is not known and was left out"));
		for (size_t j = 0; j < i && numbers[i] != NOWHERE; j++)
			if (numbers[j] == numbers[i])
				return refuse(why, FAULT_REFUSED,
					N_("%s: line %ld: columns \"%s\" and \"%s\" are the same "
					   "number: "
					   "remove one"),
					import->file, sheet->header_line, sheet->extras[j],
					sheet->extras[i]);
	}
	return true;
}

/* A column of a thousand odd spellings is told about, not a thousand times. */
#define DOUBTS_A_COLUMN 3

static void tell_doubt(struct import_state *state, size_t row, size_t extra, const char *typed,
	size_t count, const char *doubt)
{
	const struct sheet *sheet = state->import->sheet;
	if (count < DOUBTS_A_COLUMN)
		complain(&state->import->complaints, COMPLAINT_WARNING, sheet->rows[row].line,
			sheet->extras[extra], typed, "%s", doubt);
	else if (count == DOUBTS_A_COLUMN)
		complain(&state->import->complaints, COMPLAINT_WARNING, sheet->rows[row].line,
			sheet->extras[extra], typed,
			N_("%s (more such cells below: look through the column)"), doubt);
}

static bool wish_number(struct import_state *state, size_t row, const struct target *duty,
	size_t number, size_t extra, size_t *doubts, struct fault *why)
{
	static const struct column column = {"value", "value", COLUMN_NUMBER, 0, NULL};
	const struct sheet *sheet = state->import->sheet;
	const char *typed = sheet->rows[row].cells[sheet->format->count + extra];
	char value[32];
	struct fault reason;
	if (!cell_read(&column, typed, value, sizeof value, &reason)) {
		state->import->sheet->rows[row].refused = true;
		complain(&state->import->complaints, COMPLAINT_ERROR, sheet->rows[row].line,
			sheet->extras[extra], typed, "%s", reason.text);
		struct pool *texts = &state->import->pool;
		const char *cure, *other;
		if (cell_cure(&column, typed, DAY_NONE, texts, &cure, &other))
			complaint_cure(&state->import->complaints, cure, other);
		return true;
	}
	if (reason.kind != FAULT_NONE)
		tell_doubt(state, row, extra, typed, (*doubts)++, reason.text);
	struct pool *pool = &state->import->pool;
	const char *after[ROW_FIELDS] = {pool_text(pool, state->snapshot->plan.code),
		pool_text(pool, state->snapshot->items[duty->item].code),
		pool_text(pool, state->snapshot->items[number].code),
		pool_text(pool, state->snapshot->units.at[duty->unit].code), pool_text(pool, value),
		NULL};
	struct buffer key = {0};
	buffer_print(
		&key, "%s %s %s", after[NUMBER_UNIT], after[NUMBER_REPORT], after[NUMBER_ITEM]);
	bool fine = *value ? import_wish(state, row, TABLE_NUMBER, after, buffer_text(&key), why)
			   : import_wish_removed(
				     state, row, TABLE_NUMBER, after, buffer_text(&key), why);
	buffer_free(&key);
	return fine;
}

/* ---- cumulative reports ---------------------------------------------------------------------- */

static int change_order(const void *a, const void *b)
{
	const struct import_change *left = *(const struct import_change *const *)a;
	const struct import_change *right = *(const struct import_change *const *)b;
	int order = strcmp(left->after[NUMBER_UNIT], right->after[NUMBER_UNIT]);
	if (!order)
		order = strcmp(left->after[NUMBER_ITEM], right->after[NUMBER_ITEM]);
	return order ? order : strcmp(left->after[NUMBER_REPORT], right->after[NUMBER_REPORT]);
}

/* The number of an earlier report as it will be: by the file, else as it is here. */
static bool earlier_value(struct import_state *state, struct import_change **sorted, size_t count,
	const struct import_change *change, const char *report, const char **value,
	struct fault *why)
{
	const char *keys[ROW_FIELDS], *fields[ROW_FIELDS];
	struct import_change wanted = {.after = keys}, *key = &wanted, **found;
	bool there;
	memcpy(keys, change->after, table_keys(TABLE_NUMBER) * sizeof *keys);
	keys[NUMBER_REPORT] = report;
	found = bsearch(&key, sorted, count, sizeof *sorted, change_order);
	*value = found ? (*found)->after[NUMBER_VALUE] : "";
	if (found)
		return true;
	if (!import_stored(state, TABLE_NUMBER, keys, fields, &there, why))
		return false;
	*value = fields[NUMBER_VALUE];
	return true;
}

/* What comes of one number: a warning for each earlier report that had more of it. */
static bool warn_below(struct import_state *state, struct import_change **sorted, size_t count,
	const struct import_change *change, struct fault *why)
{
	const struct snapshot *snapshot = state->snapshot;
	size_t report =
		items_find(snapshot->items, snapshot->item_count, change->after[NUMBER_REPORT]);
	size_t number =
		items_find(snapshot->items, snapshot->item_count, change->after[NUMBER_ITEM]);
	for (size_t i = 0; i < snapshot->item_count; i++) {
		const char *value;
		char said[FAULT_TEXT];
		if (!report_is_earlier(&snapshot->items[i], &snapshot->items[report]))
			continue;
		if (!earlier_value(
			    state, sorted, count, change, snapshot->items[i].code, &value, why))
			return false;
		if (number_below(change->after[NUMBER_VALUE], value, snapshot->items[i].code,
			    change->after[NUMBER_REPORT], said, sizeof said))
			import_warn(state, change->row, snapshot->items[number].code, "%s", said);
	}
	return true;
}

static bool warn_all_below(struct import_state *state, struct fault *why)
{
	struct import *import = state->import;
	struct import_change **sorted = memory_take(import->count + 1, sizeof *sorted);
	bool fine = true;
	for (size_t i = 0; i < import->count; i++)
		sorted[i] = &import->changes[i];
	qsort(sorted, import->count, sizeof *sorted, change_order);
	for (size_t i = 0; fine && i < import->count; i++)
		if (import->changes[i].how == CHANGE_ADDED ||
			import->changes[i].how == CHANGE_CHANGED)
			fine = warn_below(state, sorted, import->count, &import->changes[i], why);
	free(sorted);
	return fine;
}

bool import_numbers(struct import_state *state, struct fault *why)
{
	static const char *const keys[] = {"report", "unit"};
	const struct sheet *sheet = state->import->sheet;
	size_t *numbers =
		pool_take(&state->import->pool, (sheet->extra_count + 1) * sizeof *numbers);
	size_t *doubts =
		pool_take(&state->import->pool, (sheet->extra_count + 1) * sizeof *doubts);
	import_refuse_doubles(state, keys, 2);
	if (!find_numbers(state, numbers, why))
		return false;
	for (size_t row = 0; row < sheet->row_count; row++) {
		struct target duty;
		if (!import_goes_on(state, row, why))
			return false;
		if (!import_duty(state, row, "report", ITEM_REPORT, &duty))
			continue;
		for (size_t i = 0; i < sheet->extra_count; i++)
			if (numbers[i] != NOWHERE &&
				!wish_number(state, row, &duty, numbers[i], i, &doubts[i], why))
				return false;
	}
	return warn_all_below(state, why);
}
