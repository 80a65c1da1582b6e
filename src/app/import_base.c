/* What a row was when its sheet left. A row's rev tells when that was, and the log keeps every value
 * since: walked back to that step, it gives the cells as they were written. So nothing is stored when
 * a sheet is exported, every sheet that ever left is remembered, and its id rides in each row as the
 * rev, which outlives sorting, cutting and pasting. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* The changes of one table since the oldest row of the sheet, each row's together, oldest first. */
struct history {
	bool loaded, known; /* known: the log could be read */
	enum table table;
	struct log log;
	size_t count;
	struct past {
		const struct log_change *change;
		long step;
	} *at;
};

struct histories {
	struct history of[TABLES];
};

static int past_order(const void *a, const void *b)
{
	const struct past *left = a, *right = b;
	int order = strcmp(left->change->key, right->change->key);
	if (!order)
		order = (left->step > right->step) - (left->step < right->step);
	return order ? order : (left->change > right->change) - (left->change < right->change);
}

static long oldest_rev(const struct import_state *state)
{
	const struct sheet *sheet = state->import->sheet;
	long oldest = 0;
	for (size_t row = 0; row < sheet->row_count; row++) {
		long rev = strtol(import_cell(state, row, "rev"), NULL, 10);
		if (rev > 0 && (!oldest || rev < oldest))
			oldest = rev;
	}
	return oldest;
}

/* A log that cannot be read remembers nothing: its trouble shows where it is asked for. */
static const struct history *history_load(struct import_state *state, enum table table)
{
	if (!state->histories)
		state->histories = memory_take(1, sizeof *state->histories);
	struct history *history = &state->histories->of[table];
	if (history->loaded)
		return history;
	history->loaded = true;
	history->table = table;
	history->known = store_log_of(
		state->app->store, table, oldest_rev(state), &history->log, NULL);
	if (!history->known)
		return history;
	const struct log *log = &history->log;
	history->at = memory_take(log->change_count + 1, sizeof *history->at);
	for (size_t i = 0; i < log->step_count; i++)
		for (size_t j = 0; j < log->steps[i].count; j++)
			history->at[history->count++] = (struct past){
				&log->changes[log->steps[i].first + j], log->steps[i].id};
	qsort(history->at, history->count, sizeof *history->at, past_order);
	return history;
}

void import_forget_history(struct import_state *state)
{
	for (int table = 0; state->histories && table < TABLES; table++) {
		log_free(&state->histories->of[table].log);
		free(state->histories->of[table].at);
	}
	free(state->histories);
	state->histories = NULL;
}

/* The first change of the row with this key; history->count where there is none. */
static size_t history_find(const struct history *history, const char *key)
{
	size_t low = 0, high = history->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(history->at[middle].change->key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t field_index(enum table table, const char *name)
{
	size_t field = table_keys(table);
	while (field + 1 < table_fields(table) && strcmp(table_field(table, field), name) != 0)
		field++;
	return field;
}

/* Walks the row's changes after step `left`: the first that tells of a field has what it was. The
 * log goes before the import does, so texts are copied into pool. */
static void walk_back(const struct history *history, const char *key, long left,
	struct import_base *base, struct pool *pool)
{
	bool seen[ROW_FIELDS] = {false}, any = false, was_removed = false;
	for (size_t i = history_find(history, key);
		i < history->count && strcmp(history->at[i].change->key, key) == 0; i++) {
		const struct log_change *change = history->at[i].change;
		size_t field = field_index(history->table, change->field);
		if (history->at[i].step <= left)
			continue;
		if (!any)
			base->found = change->how != 'a';
		any = true;
		was_removed = was_removed || change->how == 'd';
		base->step = history->at[i].step;
		if (field + 1 < table_fields(history->table) && !seen[field]) {
			seen[field] = true;
			base->fields[field] = base->found ? pool_text(pool, change->before) : "";
		}
	}
	for (size_t i = table_keys(history->table); any && i + 1 < table_fields(history->table); i++)
		if (!seen[i] && (was_removed || !base->found))
			base->fields[i] = ""; /* a removal tells of every field that had a value */
}

static const char *keys_joined(
	struct import_state *state, enum table table, const char *const *keys)
{
	struct buffer joined = {0};
	for (size_t i = 0; i < table_keys(table); i++)
		buffer_print(&joined, "%s%s", i ? " " : "", keys[i]);
	const char *kept = pool_text(&state->import->pool, buffer_text(&joined));
	buffer_free(&joined);
	return kept;
}

void import_base(struct import_state *state, size_t row, enum table table,
	const char *const *keys, const char *const *stored, bool found, struct import_base *base)
{
	long now = found ? strtol(stored[table_fields(table) - 1], NULL, 10) : 0;
	long left = strtol(import_cell(state, row, "rev"), NULL, 10);
	*base = (struct import_base){.known = import_has(state, "rev"), .found = found};
	memcpy(base->fields, stored, table_fields(table) * sizeof *stored);
	/* A rev is given back with the values that had it, so the same rev is the same row. */
	if (!base->known || left == now)
		return;
	if (left <= 0) { /* there was no such row when the sheet left */
		base->found = false;
		base->step = now;
		for (size_t i = table_keys(table); i < table_fields(table); i++)
			base->fields[i] = "";
		return;
	}
	const struct history *history = history_load(state, table);
	if (history->known)
		walk_back(history, keys_joined(state, table, keys), left, base,
			&state->import->pool);
	else if (now > left) /* no past to lean on: whatever differs was changed on both sides */
		base->blind = true, base->step = now;
}

/* ---- two sides of a row ------------------------------------------------------------------------ */

/* Fields that say one thing together: changed here and there, they cannot be taken one by one. */
static const struct {
	enum table table;
	unsigned char count, fields[3];
} bonds[] = {
	{TABLE_DUTY, 3, {DUTY_PROGRESS, DUTY_DONE_ON, DUTY_EXEMPT_WHY}},
	{TABLE_ITEM, 2, {ITEM_DUE_BEFORE, ITEM_WORDING}},
	{TABLE_ITEM, 2, {ITEM_STARTS, ITEM_ENDS}},
	{TABLE_PLAN, 2, {PLAN_STARTS, PLAN_ENDS}},
	{TABLE_UNIT, 2, {UNIT_VALID_FROM, UNIT_VALID_TO}},
	{TABLE_RECEIPT, 2, {RECEIPT_RECEIVED_ON, RECEIPT_RETURNED_ON}},
};

/* The fields bound to this one, itself among them. */
static size_t bond_of(enum table table, size_t field, unsigned char fields[3])
{
	for (size_t i = 0; i < sizeof bonds / sizeof *bonds; i++)
		for (size_t j = 0; bonds[i].table == table && j < bonds[i].count; j++)
			if (bonds[i].fields[j] == field) {
				memcpy(fields, bonds[i].fields, sizeof bonds[i].fields);
				return bonds[i].count;
			}
	fields[0] = (unsigned char)field;
	return 1;
}

/* These fields and all that are bound to one of them. */
static unsigned with_bound(enum table table, unsigned fields)
{
	unsigned all = fields;
	for (size_t i = 0; i < table_fields(table); i++) {
		unsigned char bound[3];
		size_t count = fields >> i & 1 ? bond_of(table, i, bound) : 0;
		for (size_t j = 0; j < count; j++)
			all |= 1u << bound[j];
	}
	return all;
}

/* Whether the database has gone another way than the sheet in what this field says. */
static bool went_apart(enum table table, size_t field, const struct import_base *base,
	const char *const *stored, const char *const *wished)
{
	unsigned char bound[3];
	size_t count = bond_of(table, field, bound);
	bool changed_here = base->blind, differs = false;
	for (size_t i = 0; i < count; i++) {
		changed_here = changed_here || strcmp(stored[bound[i]], base->fields[bound[i]]) != 0;
		differs = differs || strcmp(stored[bound[i]], wished[bound[i]]) != 0;
	}
	return changed_here && differs;
}

/* Free texts alone may come back respelled: of codes, days, counts and words the reader of cells has
 * found what they mean. */
static bool is_edited(
	const struct import *import, enum table table, size_t field, const char *left, const char *back)
{
	const struct column *column = import_field_column(import, table, field);
	bool is_free = column && (column->type == COLUMN_TEXT || column->type == COLUMN_LINE ||
					 column->type == COLUMN_PHONE);
	return strcmp(left, back) != 0 && !(is_free && text_came_back(left, back));
}

struct import_merge import_merge(const struct import *import, enum table table, const struct import_base *base,
	const char *const *stored, bool found, const char **wished)
{
	struct import_merge merge = {.edited = 0};
	const char *sheet[ROW_FIELDS];
	for (size_t i = 0; i < table_fields(table); i++) {
		bool is_edit = i >= table_keys(table) && i + 1 < table_fields(table) && wished[i] &&
			       is_edited(import, table, i, base->fields[i], wished[i]);
		merge.edited |= (unsigned)is_edit << i;
		sheet[i] = is_edit ? wished[i] : base->fields[i];
	}
	merge.edited = with_bound(table, merge.edited);
	for (size_t i = 0; i < table_fields(table); i++) {
		bool is_edit = merge.edited >> i & 1;
		if (is_edit && strcmp(stored[i], sheet[i]) != 0 &&
			went_apart(table, i, base, stored, sheet))
			merge.apart |= 1u << i;
		if (i >= table_keys(table))
			wished[i] = is_edit || !found ? sheet[i] : stored[i];
	}
	return merge;
}
