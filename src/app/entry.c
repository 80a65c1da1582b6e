/* One unit or contact as typed, put through all that an import asks of a row: one rule for both. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define TRIES 5 /* others may change the database between the look and the step */

static void add_quoted(struct buffer *out, const char *text)
{
	buffer_add(out, "\"");
	for (; *text; text++)
		if (*text == '"')
			buffer_add(out, "\"\"");
		else
			buffer_bytes(out, text, 1);
	buffer_add(out, "\"");
}

/* Reading takes an apostrophe off what a spreadsheet would take for a formula. */
static bool is_guarded(const char *text)
{
	size_t apostrophes = strspn(text, "'");
	return apostrophes > 0 && text[apostrophes] && strchr("=+-@", text[apostrophes]);
}

void entry_add(struct entry *entry, const char *column, const char *text)
{
	static const struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	const struct sheet_format *format = sheet_format(entry->kind);
	struct buffer guarded = {0};
	buffer_print(&guarded, "%s%s", is_guarded(text) ? "'" : "", text);
	buffer_add(&entry->head, entry->head.length ? "," : "");
	buffer_add(&entry->row, entry->row.length ? "," : "");
	add_quoted(&entry->head,
		column_heading(&format->columns[sheet_column(format, column)], &style));
	add_quoted(&entry->row, buffer_text(&guarded));
	buffer_free(&guarded);
}

void entry_free(struct entry *entry)
{
	buffer_free(&entry->head);
	buffer_free(&entry->row);
}

bool entry_is_stale(struct app *app, const struct request *request, enum table table,
	const char *const *keys, bool *stale, struct fault *why)
{
	const struct value *rev = request_value(request, "--rev");
	const char *stored[ROW_FIELDS];
	struct pool pool = {0};
	bool found;
	*stale = false;
	if (!rev->given)
		return true;
	bool read = store_get(app->store, table, keys, &pool, stored, &found, why);
	/* The checks would say what a new row lacks: that is not what is wrong. */
	if (read && !found)
		read = refuse_gone(keys[table == TABLE_PERSON], why);
	if (read && found) {
		long long newest = strtoll(stored[table_fields(table) - 1], NULL, 10);
		/* Told of what is there now, the person chose to write over it. */
		bool is_chosen = request->on_conflict == CONFLICT_MINE && newest <= request->told;
		*stale = newest > rev->count && !is_chosen;
	}
	pool_free(&pool);
	return read;
}

/* ---- what the checks said -------------------------------------------------------------------- */

/* A column as people call it; "" for none. */
static const char *shown_column(const struct import *import, const struct complaint *complaint)
{
	static const struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	const struct sheet_format *format = import->sheet->format;
	size_t column = sheet_column(format, complaint->column);
	return column == NOWHERE ? complaint->column
				 : column_heading(&format->columns[column], &style);
}

static bool refuse_complaint(
	const struct import *import, const struct complaint *complaint, struct fault *why)
{
	if (!*complaint->column)
		return refuse(why, FAULT_REFUSED, "%s", complaint->text);
	return refuse(why, FAULT_REFUSED, "%s: %s", shown_column(import, complaint),
		complaint->text);
}

/* The cells that both sides changed: what is there now, what was typed. */
static bool refuse_conflict(
	const struct import *import, const struct import_change *change, struct fault *why)
{
	struct import_shown shown = {.name = NULL};
	struct buffer sides = {0};
	for (size_t i = 0; i < table_fields(change->table); i++) {
		if (!(change->apart >> i & 1) ||
			!import_sides_shown(import, change->table, i, change->before,
				change->after, &shown))
			continue;
		/* TRANSLATORS: a field, its value now, the value typed */
		buffer_print(&sides, say(N_("%s%s: %s now, %s typed")), sides.length ? "; " : "",
			shown.name, buffer_text(&shown.before), buffer_text(&shown.after));
	}
	refuse(why, FAULT_REFUSED,
		N_("%s was changed by another meanwhile: %s; nothing was changed: look, and edit "
		   "it again"),
		change->key, buffer_text(&sides));
	import_shown_free(&shown);
	buffer_free(&sides);
	return false;
}

static bool refuse_there(const struct import_change *change, struct fault *why)
{
	if (change->table == TABLE_UNIT)
		return refuse(why, FAULT_REFUSED,
			N_("there is a unit %s (%s) already: 'edit-unit' changes it"),
			change->before[UNIT_CODE], change->before[UNIT_NAME]);
	return refuse(why, FAULT_REFUSED,
		N_("%s has %s on its roster already: 'edit-person' changes the entry"),
		change->before[PERSON_UNIT], change->before[PERSON_NAME]);
}

bool refuse_gone(const char *key, struct fault *why)
{
	return refuse(why, FAULT_MISSING, N_("%s is not there any more: another removed it"), key);
}

static bool check(
	const struct import *import, const struct entry *entry, struct buffer *doubts, struct fault *why)
{
	bool is_new = entry->is_new || entry->in_place_of;
	const struct complaints *complaints = &import->complaints;
	if (is_new && import->count == 1 && *import->changes[0].before[0])
		return refuse_there(&import->changes[0], why);
	for (size_t i = 0; i < complaints->count; i++)
		if (complaints->at[i].level == COMPLAINT_ERROR)
			return refuse_complaint(import, &complaints->at[i], why);
	if (import->count != 1)
		return refuse(why, FAULT_REFUSED, N_("nothing was typed"));
	const struct import_change *change = &import->changes[0];
	if (change->how == CHANGE_CONFLICT)
		return refuse_conflict(import, change, why);
	if (!is_new && change->how == CHANGE_ADDED)
		return refuse_gone(change->key, why);
	for (size_t i = 0; i < complaints->count; i++)
		if (complaints->at[i].level == COMPLAINT_WARNING)
			buffer_print(doubts, "%s%s%s\n", shown_column(import, &complaints->at[i]),
				*complaints->at[i].column ? ": " : "", complaints->at[i].text);
	return true;
}

/* ---- doing it --------------------------------------------------------------------------------- */

/* "name: A → B; valid to: – → 30/6/2025" */
static void tell(const struct import *import, const char *const *before, struct buffer *out)
{
	const struct import_change *change = &import->changes[0];
	struct import_shown shown = {.name = NULL};
	size_t told = 0;
	for (size_t i = 0; i + 1 < table_fields(change->table); i++)
		if (strcmp(before[i], change->after[i]) != 0 &&
			import_sides_shown(import, change->table, i, before, change->after, &shown))
			buffer_print(out, "%s%s: %s → %s", told++ ? "; " : "", shown.name,
				buffer_text(&shown.before), buffer_text(&shown.after));
	import_shown_free(&shown);
}

/* What a person typed is meant, though an import may take it for a spreadsheet's spelling of what was
 * there: 1.1 in place of 1.10. */
static void take_typed(const struct import *import)
{
	const struct sheet *sheet = import->sheet;
	const struct import_change *change = &import->changes[0];
	for (size_t i = 0; i + 1 < table_fields(change->table); i++) {
		size_t column = sheet_column(sheet->format, table_field(change->table, i));
		if (column != NOWHERE && sheet->has[column])
			change->after[i] = sheet->rows[change->row].cells[column];
	}
}

static bool write(struct app *app, const struct entry *entry, const struct import_change *change,
	struct fault *why)
{
	const char *const *old = entry->in_place_of;
	return (!old || store_drop(app->store, change->table, old, why)) &&
	       store_put(app->store, change->table, change->after, why);
}

/* One try; *again: others were faster, nothing was written. */
static bool try_once(struct app *app, const struct entry *entry, const char *bytes, size_t length,
	struct reply *reply, bool *again, struct fault *why)
{
	struct import_options options = {.sheet = {.encoding = "UTF-8", .separator = ','}};
	struct import import;
	*again = false;
	buffer_clear(&reply->complaints);
	if (!import_prepare(app, entry->kind, entry->words, bytes, length, &options, &import, why) ||
		!check(&import, entry, &reply->complaints, why) ||
		!step_begin(app->store, app->actor, entry->words, why)) {
		if (entry->request && entry->request->is_seen)
			entry_clashes(app, entry->request, &import, reply);
		import_free(&import);
		return false;
	}
	take_typed(&import);
	const struct import_change *change = &import.changes[0];
	*again = !import_is_current(app, &import);
	bool done = !*again && write(app, entry, change, why);
	if (!request_step_end(app, done, reply, why)) {
		import_free(&import);
		return false;
	}
	reply->changed = reply->step != 0;
	if (!entry->is_new)
		tell(&import, entry->in_place_of ? entry->before : change->before, &reply->text);
	import_free(&import);
	return true;
}

bool entry_run(struct app *app, const struct entry *entry, struct reply *reply, struct fault *why)
{
	struct buffer bytes = {0};
	bool again = true, done = false;
	buffer_print(&bytes, "%s\r\n%s\r\n", buffer_text(&entry->head), buffer_text(&entry->row));
	for (int i = 0; again && i < TRIES; i++)
		done = try_once(app, entry, buffer_text(&bytes), bytes.length, reply, &again, why);
	buffer_free(&bytes);
	return done || (again && refuse(why, FAULT_BUSY,
					 N_("others keep changing the database: try again")));
}
