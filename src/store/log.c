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
};

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

/* table: the only one asked for; TABLES: all. */
static bool log_changeset(struct log *log, size_t *room, const void *bytes, int length, bool turned,
	enum table table)
{
	sqlite3_changeset_iter *at;
	/* SQLite's iterator takes a pointer to what it will not change. */
	if (!changeset_is_whole(bytes, (size_t)length) ||
		sqlite3changeset_start(&at, length, (void *)(uintptr_t)bytes) != SQLITE_OK)
		return false;
	while (sqlite3changeset_next(at) == SQLITE_ROW) {
		struct one_change change = {.at = at};
		const char *name;
		int fields, indirect;
		if (sqlite3changeset_op(at, &name, &fields, &change.operation, &indirect) ==
				SQLITE_OK &&
			table_from_name(name, &change.table) &&
			(table == TABLES || table == change.table) &&
			(size_t)fields == table_fields(change.table))
			log_row(log, room, &change, turned);
	}
	return sqlite3changeset_finalize(at) == SQLITE_OK;
}

static bool log_step(struct log *log, size_t *room, size_t *step_room, sqlite3_stmt *statement,
	enum table table)
{
	log->steps = make_room(log->steps, log->step_count, step_room, sizeof *log->steps);
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
	if (bytes && !log_changeset(log, room, bytes, sqlite3_column_bytes(statement, 7),
			     step->way == STEP_UNDO, table))
		return false;
	step->count = log->change_count - step->first;
	return true;
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
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_int64(rows.statement, 1, after);
	sqlite3_bind_text(rows.statement, 2, since ? since : "", -1, SQLITE_STATIC);
	sqlite3_bind_int64(rows.statement, 3, most ? (sqlite3_int64)most : -1);
	size_t room = 0, step_room = 0;
	while (rows_next(&rows))
		if (!log_step(log, &room, &step_room, rows.statement, table)) {
			rows.result = SQLITE_CORRUPT;
			break;
		}
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

bool store_step_who(struct store *store, long step, struct pool *pool, const char **actor,
	const char **at, struct fault *why)
{
	struct rows rows;
	bool found = false;
	if (!rows_open(&rows, store, "SELECT actor, at FROM step WHERE id = ?1", why))
		return false;
	sqlite3_bind_int64(rows.statement, 1, step);
	while (rows_next(&rows)) {
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
