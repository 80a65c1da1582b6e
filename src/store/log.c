/* The log in words: steps, newest first, and what each changed, read from their changesets. */
#include "inner.h"

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

static const char *value_text(sqlite3_value *value, struct pool *pool)
{
	const unsigned char *text = value ? sqlite3_value_text(value) : NULL;
	return text ? pool_slice(pool, (const char *)text, (size_t)sqlite3_value_bytes(value)) : "";
}

struct one_change {
	sqlite3_changeset_iter *at;
	enum table table;
	int operation;
};

static const char *side_text(
	const struct one_change *change, size_t field, bool after, struct pool *pool)
{
	sqlite3_value *value = NULL;
	if (after && change->operation != SQLITE_DELETE)
		sqlite3changeset_new(change->at, (int)field, &value);
	else if (!after && change->operation != SQLITE_INSERT)
		sqlite3changeset_old(change->at, (int)field, &value);
	return value_text(value, pool);
}

static const char *key_text(const struct one_change *change, size_t field, struct pool *pool)
{
	return side_text(change, field, change->operation == SQLITE_INSERT, pool);
}

static const char *keys_joined(const struct one_change *change, struct pool *pool)
{
	struct buffer words = {0};
	for (size_t i = 0; i < table_keys(change->table); i++)
		buffer_print(&words, "%s%s", i ? " " : "", key_text(change, i, pool));
	const char *joined = pool_text(pool, buffer_text(&words));
	buffer_free(&words);
	return joined;
}

static void log_add(struct log *log, size_t *room, const struct log_change *change)
{
	log->changes = make_room(log->changes, log->change_count, room, sizeof *log->changes);
	log->changes[log->change_count++] = *change;
}

static bool field_changed(const struct one_change *change, size_t field)
{
	sqlite3_value *value = NULL;
	if (change->operation == SQLITE_UPDATE) {
		sqlite3changeset_new(change->at, (int)field, &value);
		return value != NULL;
	}
	if (change->operation == SQLITE_INSERT)
		sqlite3changeset_new(change->at, (int)field, &value);
	else
		sqlite3changeset_old(change->at, (int)field, &value);
	return value && sqlite3_value_type(value) != SQLITE_NULL;
}

/* A change of one row becomes a line per field; a row of nothing but keys still gives one. */
static void log_row(struct log *log, size_t *room, const struct one_change *change, bool turned)
{
	struct log_change line = {.table = change->table,
		.how = change->operation == SQLITE_UPDATE                ? 'c'
			: (change->operation == SQLITE_INSERT) != turned ? 'a'
									 : 'd',
		.key = keys_joined(change, &log->pool),
		.unit = "",
		.item = "",
		.field = "",
		.before = "",
		.after = ""};
	if (about[change->table].unit >= 0)
		line.unit = key_text(change, (size_t)about[change->table].unit, &log->pool);
	if (about[change->table].item >= 0)
		line.item = key_text(change, (size_t)about[change->table].item, &log->pool);
	size_t first = log->change_count;
	for (size_t i = table_keys(change->table); i + 1 < table_fields(change->table); i++) {
		if (!field_changed(change, i))
			continue;
		line.field = table_field(change->table, i);
		line.before = side_text(change, i, turned, &log->pool);
		line.after = side_text(change, i, !turned, &log->pool);
		log_add(log, room, &line);
	}
	if (log->change_count == first)
		log_add(log, room, &line);
}

/* A log being read: of one table, or all (TABLES); hides says that some of the step at hand was left
 * out because the account does not see it. */
struct log_reader {
	struct store *store;
	struct log *log;
	size_t room, step_room;
	enum table table;
	bool hides;
};

static bool is_shown(struct log_reader *reader, const struct one_change *change)
{
	int unit = table_unit_key(change->table);
	const char *keys[ROW_FIELDS] = {NULL};
	struct pool pool = {0};
	if (fence_is_open(reader->store))
		return true;
	/* Of what belongs to no unit the whole office is told, not a branch. */
	if (unit >= 0)
		keys[unit] = key_text(change, (size_t)unit, &pool);
	bool shown = unit >= 0 && fence_shows(reader->store, change->table, keys);
	pool_free(&pool);
	reader->hides = reader->hides || !shown;
	return shown;
}

static int log_changeset(struct log_reader *reader, const void *bytes, int length, bool turned)
{
	sqlite3_changeset_iter *at;
	if (!changeset_is_whole(bytes, (size_t)length))
		return SQLITE_CORRUPT;
	/* SQLite's iterator takes a pointer to what it will not change. */
	int result = sqlite3changeset_start(&at, length, (void *)(uintptr_t)bytes);
	if (result != SQLITE_OK)
		return result;
	while (sqlite3changeset_next(at) == SQLITE_ROW) {
		struct one_change change = {.at = at};
		const char *name;
		int fields, indirect;
		if (sqlite3changeset_op(at, &name, &fields, &change.operation, &indirect) ==
				SQLITE_OK &&
			table_from_name(name, &change.table) &&
			(size_t)fields == table_fields(change.table) && is_shown(reader, &change) &&
			(reader->table == TABLES || reader->table == change.table))
			log_row(reader->log, &reader->room, &change, turned);
	}
	return sqlite3changeset_finalize(at);
}

/* A command that named others' units is cut to its first word. */
static const char *command_shown(const char *command, struct pool *pool)
{
	struct buffer first = {0};
	buffer_bytes(&first, command, strcspn(command, " "));
	buffer_add(&first, " …");
	const char *shown = pool_text(pool, buffer_text(&first));
	buffer_free(&first);
	return shown;
}

static int log_step(struct log_reader *reader, sqlite3_stmt *statement)
{
	struct log *log = reader->log;
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
	const void *bytes = sqlite3_column_blob(statement, 7);
	reader->hides = false;
	int result = bytes ? log_changeset(reader, bytes, sqlite3_column_bytes(statement, 7),
				     step->way == STEP_UNDO)
			   : SQLITE_OK;
	if (result != SQLITE_OK)
		return result;
	step->count = log->change_count - step->first;
	if (reader->hides)
		step->command = command_shown(step->command, &log->pool);
	if (step->count == 0 && !fence_is_open(reader->store))
		log->step_count--;
	return SQLITE_OK;
}

static bool log_read(struct store *store, enum table table, long after, const char *since,
	size_t most, struct log *log, struct fault *why)
{
	static const char sql[] =
		"SELECT step.id, step.at, step.actor, step.command, step.way, step.target, "
		"step.undone, coalesce(step.changeset, target.changeset) FROM step "
		"LEFT JOIN step AS target ON target.id = step.target "
		"WHERE step.id > ?1 AND step.at >= ?2 ORDER BY step.id DESC LIMIT ?3";
	*log = (struct log){.step_count = 0};
	struct rows rows;
	if (!fence_read(store, why) || !rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_int64(rows.statement, 1, after);
	sqlite3_bind_text(rows.statement, 2, since ? since : "", -1, SQLITE_STATIC);
	/* Behind a fence the newest that are shown count: not all are. */
	bool is_open = fence_is_open(store);
	sqlite3_bind_int64(rows.statement, 3, most && is_open ? (sqlite3_int64)most : -1);
	struct log_reader reader = {.store = store, .log = log, .table = table};
	int result;
	while ((is_open || !most || log->step_count < most) && rows_next(&rows))
		if ((result = log_step(&reader, rows.statement)) != SQLITE_OK) {
			rows.result = result;
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
	return log_read(store, TABLES, after, since, most, log, why);
}

bool store_log_of(
	struct store *store, enum table table, long after, struct log *log, struct fault *why)
{
	return log_read(store, table, after, "", 0, log, why);
}

/* Whether any of a step's changes is seen; of one without changes nothing is known. */
static bool shows_any(struct store *store, const void *bytes, int length)
{
	struct log log = {.step_count = 0};
	struct log_reader reader = {.store = store, .log = &log, .table = TABLES};
	bool shows = fence_is_open(store) ||
		(bytes && log_changeset(&reader, bytes, length, false) == SQLITE_OK &&
			log.change_count > 0);
	log_free(&log);
	return shows;
}

bool store_step_who(struct store *store, long step, struct pool *pool, const char **actor,
	const char **at, struct fault *why)
{
	static const char sql[] =
		"SELECT step.actor, step.at, coalesce(step.changeset, target.changeset) FROM step "
		"LEFT JOIN step AS target ON target.id = step.target WHERE step.id = ?1";
	struct rows rows;
	bool found = false;
	if (!fence_read(store, why) || !rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_int64(rows.statement, 1, step);
	while (rows_next(&rows)) {
		const void *bytes = sqlite3_column_blob(rows.statement, 2);
		if (!shows_any(store, bytes, sqlite3_column_bytes(rows.statement, 2)))
			continue;
		*actor = column_text(rows.statement, 0, pool);
		*at = column_text(rows.statement, 1, pool);
		found = true;
	}
	if (!rows_close(&rows, why))
		return false;
	return found || refuse(why, FAULT_MISSING, N_("there is no step %ld"), step);
}

void log_free(struct log *log)
{
	pool_free(&log->pool);
	free(log->steps);
	free(log->changes);
	*log = (struct log){.step_count = 0};
}
