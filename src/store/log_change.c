/* The changes of one step in words, read from its changeset: those that a window wants and the
 * account sees. */
#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Which field of a table's key is the unit, and which the item, a change is about. */
static const struct {
	signed char unit, item;
} about[TABLES] = {
	[TABLE_SETTING] = {-1, -1},
	[TABLE_HOLIDAY] = {-1, -1},
	[TABLE_UNIT] = {UNIT_CODE, -1},
	[TABLE_PERSON] = {PERSON_UNIT, -1},
	[TABLE_PLAN] = {-1, -1},
	[TABLE_ITEM] = {-1, ITEM_CODE},
	[TABLE_DUTY] = {DUTY_UNIT, DUTY_ITEM},
	[TABLE_RECEIPT] = {RECEIPT_UNIT, RECEIPT_ITEM},
	[TABLE_NUMBER] = {NUMBER_UNIT, NUMBER_ITEM},
	[TABLE_ACCOUNT] = {-1, -1},
};

int table_unit_key(enum table table)
{
	return about[table].unit;
}

/* ---- one change in words ---------------------------------------------------------------------- */

static const char *value_text(const struct walk_value *value, struct pool *pool)
{
	char digits[24];
	if (value->type == SQLITE_TEXT || value->type == SQLITE_BLOB)
		return pool_slice(pool, value->text, value->length);
	if (value->type != SQLITE_INTEGER)
		return "";
	snprintf(digits, sizeof digits, "%lld", (long long)value->number);
	return pool_text(pool, digits);
}

static const struct walk_value *key_value(const struct walk *change, size_t field)
{
	return change->operation == SQLITE_INSERT ? &change->new[field] : &change->old[field];
}

static const char *keys_joined(const struct walk *change, enum table table, struct pool *pool)
{
	struct buffer words = {0};
	for (size_t i = 0; i < table_keys(table); i++)
		buffer_print(&words, "%s%s", i ? " " : "", value_text(key_value(change, i), pool));
	const char *joined = pool_text(pool, buffer_text(&words));
	buffer_free(&words);
	return joined;
}

static bool field_changed(const struct walk *change, size_t field)
{
	if (change->operation == SQLITE_UPDATE)
		return change->new[field].type != 0;
	const struct walk_value *value = key_value(change, field);
	return value->type != 0 && value->type != SQLITE_NULL;
}

/* ---- what a window takes ---------------------------------------------------------------------- */

void log_add(struct log_reader *reader, const struct log_change *change)
{
	struct log *log = reader->log;
	log->changes = make_room(log->changes, log->change_count, &reader->room, sizeof *log->changes);
	log->changes[log->change_count++] = *change;
}

static bool is_full(const struct log_reader *reader)
{
	return reader->window->few && reader->lines >= reader->window->few;
}

static struct log_change change_told(
	struct log_reader *reader, const struct walk *change, enum table table, bool turned)
{
	struct pool *pool = &reader->log->pool;
	struct log_change line = {.table = table,
		.how = change->operation == SQLITE_UPDATE                ? 'c'
			: (change->operation == SQLITE_INSERT) != turned ? 'a'
									 : 'd',
		.key = keys_joined(change, table, pool),
		.unit = "",
		.item = "",
		.field = "",
		.before = "",
		.after = ""};
	if (about[table].unit >= 0)
		line.unit = value_text(key_value(change, (size_t)about[table].unit), pool);
	if (about[table].item >= 0)
		line.item = value_text(key_value(change, (size_t)about[table].item), pool);
	return line;
}

/* What an account sees hangs from nothing that it does not see: the log tells of no unit above it. */
static bool is_hidden(const struct log_reader *reader, enum table table, size_t field,
	const struct walk_value *value)
{
	char code[CODE_SIZE] = "";
	if (table != TABLE_UNIT || field != UNIT_PARENT || fence_is_open(reader->store) ||
		value->type != SQLITE_TEXT || value->length == 0)
		return false;
	if (value->length < sizeof code)
		memcpy(code, value->text, value->length);
	return !fence_has_unit(reader->store, code);
}

static const char *value_told(struct log_reader *reader, enum table table, size_t field,
	const struct walk_value *value)
{
	return is_hidden(reader, table, field, value) ? "" : value_text(value, &reader->log->pool);
}

/* A change of one row becomes a line per field; a row of nothing but keys still gives one. What the
 * window has no room for is counted. */
static void log_row(
	struct log_reader *reader, const struct walk *change, enum table table, bool turned)
{
	struct log_change line = {.key = NULL};
	size_t first = reader->lines;
	if (!is_full(reader))
		line = change_told(reader, change, table, turned);
	for (size_t i = table_keys(table); i + 1 < table_fields(table); i++) {
		const struct walk_value *old = &change->old[i], *new = &change->new[i];
		if (!field_changed(change, i))
			continue;
		if (!is_full(reader)) {
			line.field = table_field(table, i);
			line.before = value_told(reader, table, i, turned ? new : old);
			line.after = value_told(reader, table, i, turned ? old : new);
			log_add(reader, &line);
		}
		reader->lines++;
	}
	if (reader->lines == first) {
		if (!is_full(reader))
			log_add(reader, &line);
		reader->lines++;
	}
}

/* Whether a change is about the one that is asked for; NULL: all are. */
static bool is_about(const struct walk *change, int field, const char *code)
{
	if (!code)
		return true;
	if (field < 0)
		return false;
	const struct walk_value *value = key_value(change, (size_t)field);
	return value->type == SQLITE_TEXT && value->length == strlen(code) &&
		memcmp(value->text, code, value->length) == 0;
}

static int code_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_preferred(const struct log_reader *reader, const struct walk *change, int field)
{
	const struct log_window *window = reader->window;
	char text[CODE_SIZE] = "";
	const char *code = text;
	if (!reader->is_choosy)
		return true;
	if (field < 0 || key_value(change, (size_t)field)->length >= sizeof text)
		return false;
	memcpy(text, key_value(change, (size_t)field)->text, key_value(change, (size_t)field)->length);
	return bsearch(&code, window->prefer, window->prefer_count, sizeof code, code_order) != NULL;
}

static bool is_shown(struct log_reader *reader, const struct walk *change, enum table table)
{
	char code[CODE_SIZE] = "";
	const char *keys[ROW_FIELDS] = {NULL};
	int unit = table_unit_key(table);
	if (fence_is_open(reader->store))
		return true;
	/* Of what belongs to no unit the whole office is told, not a branch. */
	if (unit >= 0 && key_value(change, (size_t)unit)->length < sizeof code) {
		memcpy(code, key_value(change, (size_t)unit)->text,
			key_value(change, (size_t)unit)->length);
		keys[unit] = code;
	}
	bool shown = unit >= 0 && *code && fence_shows(reader->store, table, keys);
	bool hides_parent = table == TABLE_UNIT &&
		(is_hidden(reader, table, UNIT_PARENT, &change->old[UNIT_PARENT]) ||
			is_hidden(reader, table, UNIT_PARENT, &change->new[UNIT_PARENT]));
	reader->hides = reader->hides || !shown || hides_parent;
	return shown;
}

#define COUNTED_BYTES ((size_t)1 << 18) /* of a longer step what has no room is not even counted */
#define CHOSEN_BYTES ((size_t)1 << 22)  /* what is preferred is not looked for behind these */

/* A part holds so much at most, and what goes beyond it with the last change. */
#define PART_BYTES ((size_t)1 << 22)

bool log_is_full(const struct log_reader *reader)
{
	const struct log *log = reader->log;
	return reader->window->place &&
		(log->change_count >= reader->window->part || log->pool.bytes >= PART_BYTES);
}

/* Of a long step the rest is for the next part, once there is enough for this one. */
static bool part_ends(struct log_reader *reader, const struct walk *walk)
{
	struct log_place *place = reader->window->place;
	const struct log *log = reader->log;
	size_t offset = walk->end - walk->have + walk->at;
	if (!place || !walk->blob || offset == walk->length ||
		(log->change_count < reader->window->part &&
			log->pool.bytes - reader->bytes < PART_BYTES))
		return false;
	place->step = reader->step;
	place->length = walk->length;
	place->offset = offset;
	place->columns = walk->columns;
	place->keys = walk->keys;
	memcpy(place->table, walk->table, sizeof place->table);
	reader->is_parted = true;
	return true;
}

bool log_walk(
	struct log_reader *reader, struct walk *walk, long holder, bool turned, bool *cut)
{
	const struct log_window *window = reader->window;
	/* Of what a branch sees, no matter what is asked for. */
	bool is_noted = fence_is_open(reader->store) || !walk->blob ||
		(window->place && window->place->step);
	reader->lines = 0;
	*cut = false;
	while (!*cut && !part_ends(reader, walk) && walk_next(walk)) {
		enum table table;
		if (reader->is_choosy && walk->end > CHOSEN_BYTES) {
			*cut = true;
			break;
		}
		if (!table_from_name(walk->table, &table) || walk->columns != table_fields(table) ||
			!is_shown(reader, walk, table))
			continue;
		if (!is_noted)
			long_step_note(reader->store, holder, walk, true);
		is_noted = true;
		if (!is_about(walk, about[table].unit, window->unit) ||
			!is_about(walk, about[table].item, window->item) ||
			!is_preferred(reader, walk, about[table].unit) ||
			(window->one_table && table != window->table))
			continue;
		*cut = is_full(reader) && walk->length > COUNTED_BYTES;
		if (!*cut)
			log_row(reader, walk, table, turned);
	}
	if (!is_noted && walk->result == SQLITE_OK)
		long_step_note(reader->store, holder, walk, false);
	return walk_close(walk) || *cut || reader->is_parted;
}
