/* Rows of files about duties: tasks and receipts. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void warn_of_title(struct import_state *state, size_t row, const struct item *item)
{
	const char *title = import_cell(state, row, "title");
	char seen[512], known[512];
	if (*title && strcmp(text_fold(seen, sizeof seen, title),
			      text_fold(known, sizeof known, item->title)) != 0)
		import_warn(state, row, "title",
			N_("%s is called \"%s\" here: the title was left as it is"), item->code,
			item->title);
}

bool import_duty(struct import_state *state, size_t row, const char *item_column,
	enum item_type type, struct target *duty)
{
	const struct snapshot *snapshot = state->snapshot;
	if (state->misshapen[row])
		return false;
	bool has_unit = import_unit(state, row, "unit", &duty->unit);
	bool has_item = import_item(state, row, item_column, type, &duty->item);
	if (!has_unit || !has_item)
		return false;
	const struct item *item = &snapshot->items[duty->item];
	if (!item_binds(item, duty->unit)) {
		import_refuse(state, row, item_column,
			N_("%s is not for %s (%s): its audience is %s"), item->code,
			snapshot->units.at[duty->unit].code, snapshot->units.at[duty->unit].name,
			*item->audience ? item->audience : "-");
		return false;
	}
	warn_of_title(state, row, item);
	if (item_last_day(item) != DAY_NONE)
		import_known_day(state, row, "due", item_last_day(item));
	return true;
}

static const char *duty_key(struct import_state *state, const struct target *duty)
{
	struct buffer key = {0};
	buffer_print(&key, "%s %s", state->snapshot->units.at[duty->unit].code,
		state->snapshot->items[duty->item].code);
	const char *kept = pool_text(&state->import->pool, buffer_text(&key));
	buffer_free(&key);
	return kept;
}

/* What is there and is no day was complained about when it was read. */
static bool is_day(const char *iso)
{
	int day;
	return day_from_iso(iso, &day);
}

static bool is_later_than_today(const struct import_state *state, const char *iso)
{
	int day;
	int latest = state->app->clock_day > state->app->today ? state->app->clock_day
							       : state->app->today;
	return day_from_iso(iso, &day) && day > latest;
}

/* The code strings of a snapshot go with it; changes outlive it. */
static void keep_keys(struct import_state *state, const struct target *duty, const char **keys)
{
	struct pool *pool = &state->import->pool;
	keys[0] = pool_text(pool, state->snapshot->plan.code);
	keys[1] = pool_text(pool, state->snapshot->items[duty->item].code);
	keys[2] = pool_text(pool, state->snapshot->units.at[duty->unit].code);
}

/* ---- tasks ----------------------------------------------------------------------------------- */

/* Without a column for the status the day says it: one given is done, one emptied is not. NULL: the
 * row says nothing of it. */
static const char *read_status(struct import_state *state, size_t row, const char *const *left)
{
	const char *done_on = import_cell_or_null(state, row, "done_on");
	const char *status = import_cell(state, row, "status");
	if (import_has(state, "status"))
		return *status || !done_on || !*done_on ? status : "done";
	if (*left[DUTY_EXEMPT_WHY])
		return "exempt";
	if (done_on && *done_on)
		return "done";
	return done_on && strcmp(left[DUTY_PROGRESS], "done") == 0 ? "open" : NULL;
}

static void wish_exempt(
	struct import_state *state, size_t row, const char *const *left, const char **after)
{
	const char *note = import_cell_or_null(state, row, "note");
	const char *why = note ? note : left[DUTY_EXEMPT_WHY];
	if (!*why)
		import_refuse(state, row, note ? "note" : "status",
			N_("not applicable needs its reason in the note"));
	if (is_day(import_cell(state, row, "done_on")))
		import_refuse(state, row, "done_on",
			N_("a day is given but the status is not done: mend one of the two"));
	after[DUTY_EXEMPT_WHY] = why; /* what was done before stays under the exemption */
}

static void wish_progress(struct import_state *state, size_t row, const struct item *item,
	const char *status, const char *const *left, const char **after)
{
	const char *done_on = import_cell_or_null(state, row, "done_on");
	bool done = strcmp(status, "done") == 0;
	if (!done && done_on && is_day(done_on))
		import_refuse(state, row, "done_on",
			N_("a day is given but the status is not done: mend one of the two"));
	if (done && !*(done_on ? done_on : left[DUTY_DONE_ON]) && item_last_day(item) != DAY_NONE)
		import_refuse(state, row, "done_on",
			N_("done, but on which day? this task has a deadline"));
	if (done_on && is_later_than_today(state, done_on))
		import_refuse(state, row, "done_on", N_("this day is still to come"));
	after[DUTY_EXEMPT_WHY] = "";
	after[DUTY_NOTE] = import_cell_or_null(state, row, "note");
	after[DUTY_PROGRESS] = done ? "done" : strcmp(status, "doing") == 0 ? "doing" : "";
	after[DUTY_DONE_ON] = done ? done_on : "";
}

static bool nothing_recorded(const char *const *fields)
{
	for (size_t i = DUTY_PROGRESS; i < DUTY_REV; i++)
		if (*fields[i])
			return false;
	return true;
}

/* A row that says nothing leaves no record, and clears one that is there. */
static void drop_if_empty(struct import_change *change)
{
	if (!nothing_recorded(change->after))
		return;
	if (change->how == CHANGE_ADDED)
		change->how = CHANGE_SAME;
	else if (change->how == CHANGE_CHANGED)
		change->how = CHANGE_REMOVED;
}

static bool wish_task(
	struct import_state *state, size_t row, const struct target *duty, struct fault *why)
{
	const struct item *item = &state->snapshot->items[duty->item];
	const char *after[ROW_FIELDS] = {NULL}, *left[ROW_FIELDS];
	keep_keys(state, duty, after);
	if (!import_left(state, row, TABLE_DUTY, after, left, why))
		return false;
	const char *status = read_status(state, row, left);
	if (status && strcmp(status, "exempt") == 0)
		wish_exempt(state, row, left, after);
	else if (status)
		wish_progress(state, row, item, status, left, after);
	else
		after[DUTY_NOTE] = import_cell_or_null(state, row, "note");
	after[DUTY_DOCUMENT] = import_cell_or_null(state, row, "document");
	after[DUTY_DOCUMENT_DATE] = import_cell_or_null(state, row, "document_date");
	after[DUTY_COUNT] = import_cell_or_null(state, row, "count");
	if (!import_wish(state, row, TABLE_DUTY, after, duty_key(state, duty), why))
		return false;
	drop_if_empty(import_newest(state));
	return true;
}

bool import_tasks(struct import_state *state, struct fault *why)
{
	static const char *const keys[] = {"unit", "task"};
	const struct sheet *sheet = state->import->sheet;
	import_refuse_doubles(state, keys, 2);
	for (size_t row = 0; row < sheet->row_count; row++) {
		struct target duty;
		if (!import_goes_on(state, row, why))
			return false;
		if (import_duty(state, row, "task", ITEM_TASK, &duty) &&
			!wish_task(state, row, &duty, why))
			return false;
	}
	return true;
}

/* ---- receipts -------------------------------------------------------------------------------- */

/* By duty and version, so that what stands beside a version is found at once. */
static int version_order(const void *a, const void *b)
{
	const struct import_change *left = *(const struct import_change *const *)a;
	const struct import_change *right = *(const struct import_change *const *)b;
	int order = strcmp(left->after[RECEIPT_UNIT], right->after[RECEIPT_UNIT]);
	if (!order)
		order = strcmp(left->after[RECEIPT_ITEM], right->after[RECEIPT_ITEM]);
	return order ? order : strcmp(left->after[RECEIPT_VERSION], right->after[RECEIPT_VERSION]);
}

/* Whether a version is there already, or is brought or taken away by a row of the file. */
static bool version_is_there(struct import_state *state, struct import_change **sorted,
	const struct import_change *beside, bool *there, struct fault *why)
{
	const struct import *import = state->import;
	const char *fields[ROW_FIELDS];
	struct import_change **found =
		bsearch(&beside, sorted, import->count, sizeof *sorted, version_order);
	if (!import_stored(state, TABLE_RECEIPT, beside->after, fields, there, why))
		return false;
	if (!found || import->sheet->rows[(*found)->row].refused)
		return true;
	if ((*found)->how == CHANGE_ADDED || (*found)->how == CHANGE_REMOVED)
		*there = (*found)->how == CHANGE_ADDED;
	return true;
}

/* Versions follow one another without a gap: the first gives the punctuality. */
static bool check_gap(struct import_state *state, struct import_change **sorted,
	const struct import_change *change, struct fault *why)
{
	long version = strtol(change->after[RECEIPT_VERSION], NULL, 10);
	bool removed = change->how == CHANGE_REMOVED, there;
	const char *keys[ROW_FIELDS];
	struct import_change beside = {.after = keys};
	char number[24];
	if (!removed && (change->how != CHANGE_ADDED || version <= 1))
		return true;
	snprintf(number, sizeof number, "%ld", removed ? version + 1 : version - 1);
	memcpy(keys, change->after, table_keys(TABLE_RECEIPT) * sizeof *keys);
	keys[RECEIPT_VERSION] = number;
	if (!version_is_there(state, sorted, &beside, &there, why))
		return false;
	if (removed && there)
		import_refuse(state, change->row, "received_on",
			N_("version %s is there: this one cannot be cleared before it"), number);
	if (!removed && !there)
		import_refuse(state, change->row, "version",
			N_("version %s is missing: record it first"), number);
	return true;
}

/* Once through all rows; *again: a row was refused, which may leave a new gap. */
static bool check_once(struct import_state *state, struct import_change **sorted, bool *again,
	struct fault *why)
{
	const struct import *import = state->import;
	*again = false;
	for (size_t i = 0; i < import->count; i++) {
		const struct import_change *change = &import->changes[i];
		const bool *refused = &import->sheet->rows[change->row].refused;
		if (*refused)
			continue;
		if (!check_gap(state, sorted, change, why))
			return false;
		*again = *again || *refused;
	}
	return true;
}

static bool check_gaps(struct import_state *state, struct fault *why)
{
	struct import *import = state->import;
	struct import_change **sorted = memory_take(import->count + 1, sizeof *sorted);
	bool fine = true;
	for (size_t i = 0; i < import->count; i++)
		sorted[i] = &import->changes[i];
	qsort(sorted, import->count, sizeof *sorted, version_order);
	for (bool again = true; fine && again;)
		fine = check_once(state, sorted, &again, why);
	free(sorted);
	return fine;
}

static void check_receipt(struct import_state *state, size_t row, const struct target *duty)
{
	const struct import_change *change = import_newest(state);
	const struct record *record = snapshot_record(state->snapshot, duty->item, duty->unit);
	int received, returned;
	if (!*change->after[RECEIPT_RECEIVED_ON])
		import_refuse(
			state, row, "report", N_("a new receipt needs the column received_on"));
	if (is_later_than_today(state, change->after[RECEIPT_RECEIVED_ON]))
		import_refuse(state, row, "received_on", N_("this day is still to come"));
	if (is_later_than_today(state, change->after[RECEIPT_RETURNED_ON]))
		import_refuse(state, row, "returned_on", N_("this day is still to come"));
	if (day_from_iso(change->after[RECEIPT_RECEIVED_ON], &received) &&
		day_from_iso(change->after[RECEIPT_RETURNED_ON], &returned) && returned < received)
		import_refuse(state, row, "returned_on", N_("sent back before it was received"));
	if (change->how == CHANGE_ADDED && record && *record->exempt_why)
		import_refuse(state, row, "report",
			N_("not applicable here (%s): make it applicable first with 'unexempt'"),
			record->exempt_why);
}

static bool wish_receipt(struct import_state *state, size_t row, const struct target *duty,
	const char **after, const char *key, struct fault *why)
{
	bool clears = import_has(state, "received_on") && !*import_cell(state, row, "received_on");
	if (strtol(after[RECEIPT_VERSION], NULL, 10) < 1) {
		if (!state->import->sheet->rows[row].refused)
			import_refuse(state, row, "version", N_("versions begin with 1"));
		return true;
	}
	if (clears) {
		if (*import_cell(state, row, "returned_on"))
			import_refuse(state, row, "received_on",
				N_("sent back, but received on which day?"));
		return import_wish_removed(state, row, TABLE_RECEIPT, after, key, why);
	}
	if (!import_wish(state, row, TABLE_RECEIPT, after, key, why))
		return false;
	check_receipt(state, row, duty);
	return true;
}

bool import_receipts(struct import_state *state, struct fault *why)
{
	static const char *const keys[] = {"unit", "report", "version"};
	const struct sheet *sheet = state->import->sheet;
	import_refuse_doubles(state, keys, 3);
	for (size_t row = 0; row < sheet->row_count; row++) {
		struct target duty;
		if (!import_goes_on(state, row, why))
			return false;
		if (!import_duty(state, row, "report", ITEM_REPORT, &duty))
			continue;
		const char *after[ROW_FIELDS] = {NULL};
		const char *version = import_cell(state, row, "version");
		keep_keys(state, &duty, after);
		after[RECEIPT_VERSION] = *version ? version : "1";
		after[RECEIPT_RECEIVED_ON] = import_cell_or_null(state, row, "received_on");
		after[RECEIPT_DOCUMENT] = import_cell_or_null(state, row, "document");
		after[RECEIPT_DOCUMENT_DATE] = import_cell_or_null(state, row, "document_date");
		after[RECEIPT_RETURNED_ON] = import_cell_or_null(state, row, "returned_on");
		after[RECEIPT_NOTE] = import_cell_or_null(state, row, "note");
		struct buffer key = {0};
		buffer_print(&key, "%s (%s)", duty_key(state, &duty), after[RECEIPT_VERSION]);
		bool fine = wish_receipt(state, row, &duty, after, buffer_text(&key), why);
		buffer_free(&key);
		if (!fine)
			return false;
	}
	return check_gaps(state, why);
}
