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
	int offset = state->snapshot->rules.utc_offset, minute = instant_minute(seconds, offset);
	buffer_print(out, ", %s %02d:%02d", day_print(instant_day(seconds, offset), day), minute / 60,
		minute % 60);
}

/* The step and person of each cell, where the cells were not all changed in one. */
static bool is_one_step(struct import_state *state, const struct import_change *change,
	const struct sides *sides, long *step)
{
	bool is_one = true;
	*step = 0;
	for (size_t i = 0; i < table_fields(change->table); i++) {
		if (!(sides->apart >> i & 1))
			continue;
		long of_field = import_base_step(state, change->row, change->table, change->after,
			i, &sides->base);
		is_one = is_one && (!*step || of_field == *step);
		*step = of_field;
	}
	return is_one;
}

/* "done_on: 2020-06-23 here, 2020-06-22 in the sheet; …", with_steps: "… here (step 12: who, when), …" */
static void add_differences(struct import_state *state, const struct import_change *change,
	const struct sides *sides, bool with_steps, struct buffer *out)
{
	struct import_shown shown = {.name = NULL};
	for (size_t i = 0; i < table_fields(change->table); i++) {
		if (!(sides->apart >> i & 1) ||
			!import_sides_shown(state->import, change->table, i, change->before,
				change->after, &shown))
			continue;
		buffer_print(out, "%s%s: ", out->length ? "; " : "", shown.name);
		if (with_steps) {
			long step = import_base_step(state, change->row, change->table,
				change->after, i, &sides->base);
			struct buffer who = {0};
			add_who_and_when(state, step, &who);
			/* TRANSLATORS: value, step, who and when, value */
			buffer_print(out, say(N_("%s here since step %ld (%s), %s in the sheet")),
				buffer_text(&shown.before), step, buffer_text(&who),
				buffer_text(&shown.after));
			buffer_free(&who);
		} else {
			buffer_print(out, say(N_("%s here, %s in the sheet")),
				buffer_text(&shown.before), buffer_text(&shown.after));
		}
	}
	import_shown_free(&shown);
}

/* Told also where a choice was made: what was overwritten or left out, who had it here and since when. */
static void complain_conflict(struct import_state *state, const struct import_change *change,
	const struct sides *sides, bool is_gone)
{
	struct sheet *sheet = state->import->sheet;
	struct buffer who = {0}, both = {0}, text = {0};
	long step;
	bool is_one = is_one_step(state, change, sides, &step);
	add_who_and_when(state, step, &who);
	add_differences(state, change, sides, !is_one, &both);
	if (!is_one && !is_gone)
		buffer_print(&text, say(N_("changed here after this sheet left (%s)")),
			buffer_text(&both));
	else
		buffer_print(&text,
			say(is_gone ? N_("removed here in step %ld (%s) after this sheet left (%s)")
				    : N_("changed here in step %ld (%s) after this sheet left (%s)")),
			step, buffer_text(&who), buffer_text(&both));
	if (state->on_conflict != CONFLICT_STOP)
		buffer_print(&text, ": %s",
			state->on_conflict == CONFLICT_MINE ? say(N_("what is here is kept"))
							    : say(N_("the sheet's is taken")));
	complain(&state->import->complaints,
		state->on_conflict == CONFLICT_STOP ? COMPLAINT_CONFLICT : COMPLAINT_WARNING,
		sheet->rows[change->row].line, sheet->shown[sheet_column(sheet->format, "rev")],
		import_cell(state, change->row, "rev"), "%s", buffer_text(&text));
	if (state->on_conflict == CONFLICT_STOP)
		complaint_advise(&state->import->complaints,
			N_("choose with --on-conflict mine or theirs"));
	buffer_free(&who);
	buffer_free(&both);
	buffer_free(&text);
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
	change->apart = sides->apart;
	complain_conflict(state, change, sides, how == CHANGE_ADDED);
	if (state->on_conflict == CONFLICT_STOP) {
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

/* A question mark where a letter stood was typed by nobody: the sheet was saved in an encoding that has
 * no such letter. */
static void refuse_lost_letters(struct import_state *state, size_t row, enum table table,
	const struct import_base *base, const char *const *after)
{
	for (size_t i = table_keys(table); i + 1 < table_fields(table); i++) {
		const struct column *column = import_field_column(state->import, table, i);
		if (!column || !after[i] || !text_lost_letters(base->fields[i], after[i]))
			continue;
		import_refuse_lost(
			state, row, column->name, base->fields[i], base->fields[i]);
	}
}

/* Whether the database has gone on where the sheet says nothing. What this very sheet brought, when it
 * came before, it says itself. */
static bool is_stale(const struct import_change *change, const struct import_base *base,
	unsigned edited)
{
	bool went_on = false;
	for (size_t i = table_keys(change->table); i + 1 < table_fields(change->table); i++)
		went_on = went_on || (!(edited >> i & 1) &&
					     strcmp(change->before[i], base->fields[i]) != 0);
	return went_on;
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
	refuse_lost_letters(state, row, table, &sides.base, after);
	struct import_merge merge =
		import_merge(state->import, table, &sides.base, change->before, found, after);
	sides.is_stale = is_stale(change, &sides.base, merge.edited);
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
	sides.is_stale = found && !sides.base.found;
	/* A cell that was empty when the sheet left says nothing of what was recorded since. */
	decide(state, change, &sides,
		found && sides.base.found ? CHANGE_REMOVED : CHANGE_SAME);
	return true;
}
