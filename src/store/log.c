/* The log in words: steps, newest first, each with its changes (log_change.c). */
#include "log.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
	const struct log_place *place = reader->window->place;
	size_t length = (size_t)sqlite3_column_int64(statement, COLUMN_LENGTH);
	reader->is_gone = place && place->step && place->length != length;
	if (!length || reader->is_gone)
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
		if (place && place->step)
			walk_go(walk, place->offset, place->columns, place->keys, place->table);
		return true;
	}
	rows->result = walk->result;
	return false;
}

/* Of a step that is told in parts it has to be known before the first whether all can be read. */
static bool is_readable(struct log_reader *reader, struct walk *walk, long holder)
{
	struct walk whole;
	if (!walk->blob || !reader->window->place || reader->window->place->step)
		return true;
	if (walk_blob(&whole, reader->store, holder, NULL))
		while (walk_next(&whole))
			;
	bool is_whole = walk_close(&whole);
	walk->result = whole.result;
	return is_whole;
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

/* The changes that the window wants of the step at a row. */
static void log_changes(struct log_reader *reader, struct rows *rows, struct log_step *step)
{
	long holder = column_long(rows->statement, COLUMN_HOLDER);
	struct walk walk;
	if (!step_walk(reader, rows, &walk))
		return;
	if (is_readable(reader, &walk, holder)) {
		if (log_walk(reader, &walk, holder, step->way == STEP_UNDO, &step->is_cut))
			return;
	} else {
		walk_close(&walk);
	}
	rows->result = walk.result == SQLITE_OK ? SQLITE_CORRUPT : walk.result;
	if (rows->result != SQLITE_CORRUPT || !reader->window->shows_damaged)
		return;
	rows->result = SQLITE_ROW;
	log_damaged(reader, step);
}

static void log_step(struct log_reader *reader, struct rows *rows)
{
	sqlite3_stmt *statement = rows->statement;
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
	reader->hides = false;
	reader->bytes = log->pool.bytes;
	/* What is preferred, or else anything. */
	for (int pass = reader->window->prefer_count ? 0 : 1; pass < 2 && step->count == 0; pass++) {
		reader->is_choosy = pass == 0;
		reader->lines = 0;
		log_changes(reader, rows, step);
		if (rows->result != SQLITE_ROW)
			return;
		step->count = log->change_count - step->first;
	}
	step->lines = step->count < reader->lines ? reader->lines : step->count;
	step->command = command_told(
		reader->store, step->actor, step->command, reader->hides, &log->pool);
	/* What shows nothing to this account, or nothing of what is asked for, is not there. */
	if (step->count == 0 && (!fence_is_open(reader->store) || reader->window->unit))
		log->step_count--;
}

/* ---- windows and parts ------------------------------------------------------------------------ */

/* The step before which the window begins, or goes on; 0: with the newest. */
static long place_before(const struct log_window *window)
{
	const struct log_place *place = window->place;
	if (!place || !place->newest)
		return window->before;
	return place->step ? place->step + 1 : place->oldest;
}

/* Behind the step that was read, or as much of it as there was room for; false: that was enough. */
static bool place_move(struct log_reader *reader)
{
	struct log_place *place = reader->window->place;
	if (!place)
		return true;
	if (!place->newest)
		place->newest = reader->step + 1;
	if (reader->is_parted)
		return false;
	place->step = 0;
	place->oldest = reader->step;
	return !log_is_full(reader);
}

static bool refuse_gone(struct fault *why)
{
	return refuse(why, FAULT_BUSY,
		N_("while the log was read others removed some of it: read it again"));
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
	long before = place_before(window);
	sqlite3_bind_int64(rows.statement, 1, window->after);
	sqlite3_bind_int64(rows.statement, 2, before ? before : INT64_MAX);
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
		reader.step = log->oldest = column_long(rows.statement, 0);
		log_step(&reader, &rows);
		if (rows.result != SQLITE_ROW || reader.is_gone || !place_move(&reader))
			break;
	}
	if (window->place)
		window->place->is_end = rows.result == SQLITE_DONE;
	if (rows.result == SQLITE_ROW) /* enough were found */
		rows.result = SQLITE_DONE;
	if (rows_close(&rows, why) && (!reader.is_gone || refuse_gone(why)))
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
