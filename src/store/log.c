/* The log in words: steps, newest first, and what each changed, read from their changesets. */
#include "inner.h"

#include <stdint.h>
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

/* ---- a log being read ------------------------------------------------------------------------- */

struct log_reader {
	struct store *store;
	const struct log_window *window;
	struct log *log;
	size_t room, step_room;
	size_t lines;  /* of the step at hand, those not kept too */
	bool is_choosy; /* takes what the window prefers alone */
	bool hides;    /* some of the step was left out because the account does not see it */
};

static void log_add(struct log_reader *reader, const struct log_change *change)
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
			if (!*line.before && !*line.after && !fence_is_open(reader->store))
				continue; /* nothing of it is told */
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

/* Takes what the window wants of a step's changes; *cut: there are more than were counted. */
static bool log_walk(
	struct log_reader *reader, struct walk *walk, long holder, bool turned, bool *cut)
{
	const struct log_window *window = reader->window;
	/* Of what a branch sees, no matter what is asked for. */
	bool is_noted = fence_is_open(reader->store) || !walk->blob;
	reader->lines = 0;
	*cut = false;
	while (!*cut && walk_next(walk)) {
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
	return walk_close(walk) || *cut;
}

/* ---- steps ------------------------------------------------------------------------------------ */

#define HELD_BYTES "65536" /* a longer changeset is read in pieces */
/* Of a step and of what it took back or did again: the changes are those of the latter. */
#define STEP_COLUMNS                                                                               \
	"step.id, step.at, step.actor, step.command, step.way, step.target, step.undone, "          \
	"coalesce(length(step.changeset), length(target.changeset)), "                               \
	"CASE WHEN coalesce(length(step.changeset), length(target.changeset)) <= " HELD_BYTES          \
	" THEN coalesce(step.changeset, target.changeset) END, "                                      \
	"CASE WHEN step.changeset IS NULL THEN target.id ELSE step.id END"
enum { COLUMN_LENGTH = 7, COLUMN_CHANGESET, COLUMN_HOLDER };

/* Begins to walk the changes of the step at a row; false: it has none, or they cannot be read. */
static bool step_walk(struct log_reader *reader, struct rows *rows, struct walk *walk)
{
	sqlite3_stmt *statement = rows->statement;
	const void *bytes = sqlite3_column_blob(statement, COLUMN_CHANGESET);
	if (!sqlite3_column_int64(statement, COLUMN_LENGTH))
		return false;
	if (bytes) {
		walk_bytes(walk, bytes, (size_t)sqlite3_column_bytes(statement, COLUMN_CHANGESET));
		return true;
	}
	if (walk_blob(walk, reader->store, column_long(statement, COLUMN_HOLDER), NULL)) {
		/* Whether others' changes are in what is not walked is not known: as if they were. */
		reader->hides = !fence_is_open(reader->store);
		if (reader->hides)
			long_step_resume(reader->store, column_long(statement, COLUMN_HOLDER), walk);
		return true;
	}
	rows->result = walk->result;
	return false;
}

/* One line in the place of changes that cannot be read; not to who sees but a branch. */
static void log_damaged(struct log_reader *reader, const struct log_step *step)
{
	const char *told = say(N_("the record of this step is damaged: see 'tiendo check'"));
	struct log_change line = {0, 'x', "", "", "", "", "", told};
	reader->log->change_count = step->first;
	reader->lines = 0;
	if (fence_is_open(reader->store))
		log_add(reader, &line);
}

static void log_step(struct log_reader *reader, struct rows *rows)
{
	sqlite3_stmt *statement = rows->statement;
	struct log *log = reader->log;
	struct walk walk;
	log->steps =
		make_room(log->steps, log->step_count, &reader->step_room, sizeof *log->steps);
	struct log_step *step = &log->steps[log->step_count++];
	*step = (struct log_step){.id = column_long(statement, 0),
		.at = column_text(statement, 1, &log->pool),
		.actor = column_text(statement, 2, &log->pool),
		.command = column_text(statement, 3, &log->pool),
		.target = column_long(statement, 5),
		.undone = sqlite3_column_int(statement, 6),
		.first = log->change_count};
	const char *way = column_word(statement, 4);
	step->way = strcmp(way, "undo") == 0 ? STEP_UNDO
		: strcmp(way, "redo") == 0 ? STEP_REDO : STEP_DO;
	reader->hides = false;
	/* What is preferred, or else anything. */
	for (int pass = reader->window->prefer_count ? 0 : 1; pass < 2 && step->count == 0; pass++) {
		reader->is_choosy = pass == 0;
		reader->lines = 0;
		if (step_walk(reader, rows, &walk) &&
			!log_walk(reader, &walk, column_long(statement, COLUMN_HOLDER),
				step->way == STEP_UNDO, &step->is_cut)) {
			rows->result = walk.result == SQLITE_OK ? SQLITE_CORRUPT : walk.result;
			if (rows->result != SQLITE_CORRUPT || !reader->window->shows_damaged)
				return;
			rows->result = SQLITE_ROW;
			log_damaged(reader, step);
		}
		step->count = log->change_count - step->first;
	}
	step->lines = step->count < reader->lines ? reader->lines : step->count;
	step->command = command_told(
		reader->store, step->actor, step->command, reader->hides, &log->pool);
	/* What shows nothing to this account, or nothing of what is asked for, is not there. */
	if (step->count == 0 && (!fence_is_open(reader->store) || reader->window->unit))
		log->step_count--;
}

bool store_log_window(
	struct store *store, const struct log_window *window, struct log *log, struct fault *why)
{
	static const char sql[] = "SELECT " STEP_COLUMNS
				  " FROM step LEFT JOIN step AS target ON target.id = step.target "
				  "WHERE step.id > ?1 AND step.id < ?2 AND step.at >= ?3 "
				  "ORDER BY step.id DESC LIMIT ?4";
	*log = (struct log){.step_count = 0};
	struct rows rows;
	if (!fence_read(store, why) || !rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_int64(rows.statement, 1, window->after);
	sqlite3_bind_int64(rows.statement, 2, window->before ? window->before : INT64_MAX);
	sqlite3_bind_text(
		rows.statement, 3, window->since ? window->since : "", -1, SQLITE_STATIC);
	/* Behind a fence the newest that are shown count: not all are. */
	bool is_all = fence_is_open(store) && !window->unit;
	sqlite3_bind_int64(
		rows.statement, 4, window->most && is_all ? (sqlite3_int64)window->most : -1);
	struct log_reader reader = {.store = store, .window = window, .log = log};
	for (size_t seen = 0; (is_all || !window->most || log->step_count < window->most) &&
		(!window->scan || seen < window->scan) && rows_next(&rows);
		seen++) {
		log_step(&reader, &rows);
		log->oldest = column_long(rows.statement, 0);
		if (rows.result != SQLITE_ROW)
			break;
	}
	if (rows.result == SQLITE_ROW) /* enough were found */
		rows.result = SQLITE_DONE;
	if (rows_close(&rows, why))
		return true;
	log_free(log);
	return false;
}

bool store_log(struct store *store, long after, const char *since, size_t most, struct log *log,
	struct fault *why)
{
	struct log_window window = {.after = after, .since = since, .most = most};
	return store_log_window(store, &window, log, why);
}

bool store_log_of(
	struct store *store, enum table table, long after, struct log *log, struct fault *why)
{
	struct log_window window = {.after = after, .one_table = true, .table = table};
	return store_log_window(store, &window, log, why);
}

bool store_step_who(struct store *store, long step, struct pool *pool, const char **actor,
	const char **at, struct fault *why)
{
	struct log_window window = {.after = step - 1, .before = step + 1, .few = 1};
	struct log log;
	if (!store_log_window(store, &window, &log, why))
		return false;
	bool found = log.step_count > 0;
	if (found) {
		*actor = pool_text(pool, log.steps[0].actor);
		*at = pool_text(pool, log.steps[0].at);
	}
	log_free(&log);
	return found || refuse(why, FAULT_MISSING, N_("there is no step %ld"), step);
}

long store_step_before(struct store *store, const char *instant)
{
	static const char sql[] = "SELECT id, at FROM step WHERE id >= ?1 ORDER BY id LIMIT 1";
	int64_t low = 1, high = 0;
	if (!store_ask(store, "SELECT max(id) + 1 FROM step", &high, NULL))
		return 0;
	/* Ids and instants grow together: a look at a few steps instead of all. */
	while (low < high) {
		int64_t middle = low + (high - low) / 2, id = high;
		bool is_earlier = false;
		struct rows rows;
		if (!rows_open(&rows, store, sql, NULL))
			return 0;
		sqlite3_bind_int64(rows.statement, 1, middle);
		while (rows_next(&rows)) {
			id = sqlite3_column_int64(rows.statement, 0);
			is_earlier = strcmp(column_word(rows.statement, 1), instant) < 0;
		}
		if (!rows_close(&rows, NULL))
			return 0;
		if (is_earlier)
			low = id + 1;
		else
			high = middle;
	}
	return (long)low;
}

void log_free(struct log *log)
{
	pool_free(&log->pool);
	free(log->steps);
	free(log->changes);
	*log = (struct log){.step_count = 0};
}
