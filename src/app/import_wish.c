/* What a row of any import wants of the database: the wish for a row there, decided between the sheet,
 * the row as it left and the row as it is now. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows of the database ---------------------------------------------------------------------- */

bool import_stored(struct import_state *state, enum table table, const char *const *keys,
	const char **fields, bool *found, struct fault *why)
{
	return store_get(state->app->store, table, keys, &state->import->pool, fields, found, why);
}

struct import_change *import_newest(struct import_state *state)
{
	return &state->import->changes[state->import->count - 1];
}

static struct import_change *add_change(
	struct import_state *state, size_t row, enum table table, const char *key)
{
	struct import *import = state->import;
	if (import->count == import->room) {
		import->room = import->room ? import->room * 2 : 128;
		import->changes =
			memory_grow(import->changes, import->room, sizeof *import->changes);
	}
	struct import_change *change = &import->changes[import->count++];
	*change = (struct import_change){
		.table = table, .row = row, .key = pool_text(&import->pool, key)};
	change->before = pool_take(&import->pool, 2 * table_fields(table) * sizeof *change->before);
	change->after = change->before + table_fields(table);
	return change;
}

bool import_left(struct import_state *state, size_t row, enum table table, const char *const *keys,
	const char **fields, struct fault *why)
{
	const char *stored[ROW_FIELDS];
	struct import_base base;
	bool found;
	if (!import_stored(state, table, keys, stored, &found, why))
		return false;
	import_base(state, row, table, keys, stored, found, &base);
	memcpy(fields, base.fields, table_fields(table) * sizeof *fields);
	return true;
}

/* ---- conflicts ------------------------------------------------------------------------------- */

/* What one change comes from: the row when the sheet left, and where the two sides went apart. */
struct sides {
	struct import_base base;
	unsigned apart; /* bits by field */
	bool is_stale;  /* the sheet has old values, which nobody edited */
};

/* "done_on: 2020-06-23 here, 2020-06-22 in the sheet; …" */
static void add_differences(struct import_state *state, const struct import_change *change,
	const struct sides *sides, struct buffer *out)
{
	const struct import *import = state->import;
	for (size_t i = 0; i < table_fields(change->table); i++) {
		struct buffer here = {0}, sheet = {0};
		if (!(sides->apart >> i & 1))
			continue;
		import_value_shown(import, change->table, i, change->before[i], &here);
		import_value_shown(import, change->table, i, change->after[i], &sheet);
		buffer_print(out, "%s%s: ", out->length ? "; " : "",
			import_field_shown(import, change->table, i));
		buffer_print(
			out, say(N_("%s here, %s in the sheet")), buffer_text(&here), buffer_text(&sheet));
		buffer_free(&here);
		buffer_free(&sheet);
	}
}

/* "ban-phong-trao, 28/6/2020 09:15", by the office's clock. */
static void add_who_and_when(struct import_state *state, long step, struct buffer *out)
{
	const char *actor, *at;
	char day[DAY_TEXT];
	int64_t seconds;
	if (!store_step_who(state->app->store, step, &state->import->pool, &actor, &at, NULL))
		return;
	buffer_add(out, *actor ? actor : "?");
	if (!instant_parse(at, &seconds))
		return;
	seconds += (int64_t)state->snapshot->rules.utc_offset * 60;
	int minutes = (int)((seconds % 86400 + 86400) % 86400 / 60);
	buffer_print(out, ", %s %02d:%02d", day_print(instant_day(seconds, 0), day), minutes / 60,
		minutes % 60);
}

static void complain_conflict(struct import_state *state, const struct import_change *change,
	const struct sides *sides, enum change_how how)
{
	struct sheet *sheet = state->import->sheet;
	struct buffer who = {0}, both = {0};
	bool is_gone = how == CHANGE_ADDED;
	add_who_and_when(state, sides->base.step, &who);
	add_differences(state, change, sides, &both);
	complain(&state->import->complaints, COMPLAINT_CONFLICT, sheet->rows[change->row].line,
		sheet->shown[sheet_column(sheet->format, "rev")],
		import_cell(state, change->row, "rev"),
		is_gone ? N_("removed here in step %ld (%s) after this sheet left (%s): choose with "
			     "--on-conflict mine or theirs")
			: N_("changed here in step %ld (%s) after this sheet left (%s): choose with "
			     "--on-conflict mine or theirs"),
		sides->base.step, buffer_text(&who), buffer_text(&both));
	buffer_free(&who);
	buffer_free(&both);
}

static bool differs(const struct import_change *change)
{
	for (size_t i = table_keys(change->table); i + 1 < table_fields(change->table); i++)
		if (strcmp(change->before[i], change->after[i]) != 0)
			return true;
	return false;
}

/* The database keeps its word where the two went apart; the sheet's other edits go in. */
static enum change_how keep_ours(struct import_change *change, unsigned apart)
{
	for (size_t i = 0; i < table_fields(change->table); i++)
		if (apart >> i & 1)
			change->after[i] = change->before[i];
	return differs(change) ? CHANGE_CHANGED : CHANGE_KEPT;
}

/* how: what the sheet would do to the row if nobody else had touched it. */
static void decide(struct import_state *state, struct import_change *change,
	const struct sides *sides, enum change_how how)
{
	const struct sheet_row *row = &state->import->sheet->rows[change->row];
	change->how = how;
	if (how == CHANGE_SAME && sides->base.step && sides->is_stale && state->stale_count++ == 0)
		state->stale_line = row->line;
	if (how == CHANGE_SAME || !sides->apart || row->refused)
		return;
	if (state->on_conflict == CONFLICT_STOP) {
		complain_conflict(state, change, sides, how);
		change->how = CHANGE_CONFLICT;
	} else if (state->on_conflict == CONFLICT_MINE) {
		change->how = how == CHANGE_CHANGED ? keep_ours(change, sides->apart) : CHANGE_KEPT;
	}
}

/* ---- wishes ---------------------------------------------------------------------------------- */

void import_known_day(struct import_state *state, size_t row, const char *column, int day)
{
	const struct sheet *sheet = state->import->sheet;
	size_t index = sheet_column(sheet->format, column);
	if (index == NOWHERE || !sheet->has[index])
		return;
	enum day_order order = sheet_day_proves(sheet, row, index, day);
	state->day_first = state->day_first || order == ORDER_DAY;
	state->month_first = state->month_first || order == ORDER_MONTH;
}

/* A cell whose day is one of the two that it had when it left was not touched by a person. */
static void note_days(
	struct import_state *state, size_t row, enum table table, const struct import_base *base)
{
	for (size_t i = table_keys(table); base->known && i + 1 < table_fields(table); i++) {
		int day;
		if (day_from_iso(base->fields[i], &day))
			import_known_day(state, row, table_field(table, i), day);
	}
}

static bool is_stale(
	const struct import_change *change, const struct import_base *base, bool found)
{
	bool differs_now = base->found != found;
	for (size_t i = table_keys(change->table); i + 1 < table_fields(change->table); i++)
		differs_now = differs_now || strcmp(change->before[i], base->fields[i]) != 0;
	return differs_now;
}

bool import_wish(struct import_state *state, size_t row, enum table table, const char **after,
	const char *key, struct fault *why)
{
	struct import_change *change = add_change(state, row, table, key);
	struct sides sides;
	bool found;
	if (!import_stored(state, table, after, change->before, &found, why))
		return false;
	import_base(state, row, table, after, change->before, found, &sides.base);
	note_days(state, row, table, &sides.base);
	sides.is_stale = is_stale(change, &sides.base, found);
	struct import_merge merge =
		import_merge(state->import, table, &sides.base, change->before, found, after);
	memcpy(change->after, after, table_fields(table) * sizeof *after);
	sides.apart = merge.apart;
	if (found)
		decide(state, change, &sides, differs(change) ? CHANGE_CHANGED : CHANGE_SAME);
	else if (sides.base.found) { /* taken out since: an old sheet does not bring it back */
		sides.apart = 0;
		for (size_t i = 0; i < table_fields(table); i++)
			if ((merge.edited >> i & 1) && *after[i])
				sides.apart |= 1u << i;
		decide(state, change, &sides, sides.apart ? CHANGE_ADDED : CHANGE_SAME);
	} else {
		sides.apart = 0;
		decide(state, change, &sides, CHANGE_ADDED);
	}
	return true;
}

bool import_wish_removed(struct import_state *state, size_t row, enum table table,
	const char *const *keys, const char *key, struct fault *why)
{
	struct import_change *change = add_change(state, row, table, key);
	struct sides sides = {.apart = 0};
	bool found;
	if (!import_stored(state, table, keys, change->before, &found, why))
		return false;
	import_base(state, row, table, keys, change->before, found, &sides.base);
	for (size_t i = 0; i < table_fields(table); i++) {
		change->after[i] = i < table_keys(table) ? keys[i] : "";
		if (i >= table_keys(table) && i + 1 < table_fields(table) &&
			(sides.base.blind || strcmp(change->before[i], sides.base.fields[i]) != 0))
			sides.apart |= 1u << i;
	}
	sides.is_stale = is_stale(change, &sides.base, found);
	/* A cell that was empty when the sheet left says nothing of what was recorded since. */
	decide(state, change, &sides,
		found && sides.base.found ? CHANGE_REMOVED : CHANGE_SAME);
	return true;
}
