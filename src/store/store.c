/* Making, opening and closing the database file, and what every statement of the room needs:
 * running, asking, and turning SQLite's results into words. */
#include "inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse_disk(struct store *store, struct fault *why)
{
	return refuse(why, FAULT_TROUBLE,
		N_("the disk fails where %s is: have it looked at, and take a backup elsewhere as "
		   "soon as that works"),
		store->path);
}

bool store_is_unread(struct store *store)
{
	sqlite3_file *journal = NULL;
	int of_file = 0, of_journal = 0;
	if (!store->db)
		return false;
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_LAST_ERRNO, &of_file);
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal);
	if (journal && journal->pMethods)
		journal->pMethods->xFileControl(journal, SQLITE_FCNTL_LAST_ERRNO, &of_journal);
	return of_file == EIO || of_journal == EIO;
}

/* A commit that fails so leaves its changes to be looked at: whose unit is gone. */
static bool refuse_hanging(struct store *store, struct fault *why)
{
	static const char sql[] =
		"WITH used (code) AS (SELECT unit FROM duty UNION ALL SELECT unit FROM receipt "
		"UNION ALL SELECT unit FROM number UNION ALL SELECT unit FROM person UNION ALL "
		"SELECT parent FROM unit UNION ALL SELECT unit FROM account) "
		"SELECT code FROM used WHERE code IS NOT NULL AND code NOT IN (SELECT code FROM unit) "
		"LIMIT 1";
	sqlite3_stmt *statement = NULL;
	refuse(why, FAULT_REFUSED,
		N_("what this hangs on is not there any more: another removed it; nothing was "
		   "changed"));
	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK &&
		sqlite3_step(statement) == SQLITE_ROW)
		refuse(why, FAULT_MISSING, N_("%s is not there any more: another removed it"),
			column_word(statement, 0));
	sqlite3_finalize(statement);
	return false;
}

bool store_refuse(struct store *store, int result, struct fault *why)
{
	/* One number of the kind above. */
	if (result == SQLITE_IOERR_NOMEM)
		result = SQLITE_NOMEM;
	if (result == SQLITE_IOERR_WRITE)
		return refuse(why, FAULT_TROUBLE,
			N_("the disk takes no more (a quota, a limit on file sizes, or the disk "
			   "fails): nothing was changed"));
	/* The journal is gone by then: that is the commit point. */
	if (result == SQLITE_IOERR_DIR_FSYNC)
		return refuse(why, FAULT_TROUBLE,
			N_("the change was made, but the disk did not confirm it: look at it "
			   "(tiendo log) before you do it again"));
	if (result == SQLITE_READONLY_ROLLBACK)
		return refuse(why, FAULT_TROUBLE,
			N_("a program that wrote %s was cut off: open it once for writing, which "
			   "takes back what was half done"),
			store->path);
	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		if (store->gave_up)
			return refuse(why, FAULT_NO, N_("no longer waited: nothing was changed"));
		return refuse(why, FAULT_BUSY,
			N_("the database is busy: somebody else is writing; try again in "
			   "a moment"));
	case SQLITE_FULL:
		return refuse(why, FAULT_TROUBLE,
			N_("the disk is full: nothing was changed; make room and try again"));
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return refuse(why, FAULT_TROUBLE,
			N_("the database %s or its folder cannot be written: nothing was changed; "
			   "check its permissions"),
			store->path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		if (store_is_unread(store))
			return refuse_disk(store, why);
		return refuse(why, FAULT_REFUSED,
			N_("the database %s is damaged: run 'tiendo check' and take the last "
			   "backup"),
			store->path);
	case SQLITE_CONSTRAINT:
		if (sqlite3_extended_errcode(store->db) == SQLITE_CONSTRAINT_FOREIGNKEY)
			return refuse_hanging(store, why);
		return refuse(why, FAULT_REFUSED, N_("the database does not take this: %s"),
			sqlite3_errmsg(store->db));
	case SQLITE_INTERRUPT:
		return refuse(why, FAULT_TROUBLE, N_("cancelled: nothing was changed"));
	case SQLITE_IOERR:
		return refuse_disk(store, why);
	case SQLITE_NOMEM:
		return refuse(why, FAULT_TROUBLE, N_("out of memory: nothing was changed"));
	default:
		return refuse(why, FAULT_TROUBLE, N_("the database %s cannot be used: %s"),
			store->path, sqlite3_errmsg(store->db));
	}
}

bool store_prepare(
	struct store *store, const char *sql, sqlite3_stmt **statement, struct fault *why)
{
	int result = sqlite3_prepare_v2(store->db, sql, -1, statement, NULL);
	return result == SQLITE_OK || store_refuse(store, result, why);
}

bool store_run(struct store *store, const char *sql, struct fault *why)
{
	int result = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	return result == SQLITE_OK || store_refuse(store, result, why);
}

bool store_ask(struct store *store, const char *sql, int64_t *answer, struct fault *why)
{
	sqlite3_stmt *statement;
	if (!store_prepare(store, sql, &statement, why))
		return false;
	int result = sqlite3_step(statement);
	*answer = result == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	return result == SQLITE_ROW || result == SQLITE_DONE || store_refuse(store, result, why);
}

bool store_finish(struct store *store, sqlite3_stmt *statement, struct fault *why)
{
	int result = sqlite3_step(statement);
	sqlite3_finalize(statement);
	return result == SQLITE_DONE || store_refuse(store, result, why);
}

bool rows_open(struct rows *rows, struct store *store, const char *sql, struct fault *why)
{
	*rows = (struct rows){.store = store};
	return store_prepare(store, sql, &rows->statement, why);
}

bool rows_next(struct rows *rows)
{
	rows->result = sqlite3_step(rows->statement);
	return rows->result == SQLITE_ROW;
}

bool rows_close(struct rows *rows, struct fault *why)
{
	sqlite3_finalize(rows->statement);
	return rows->result == SQLITE_DONE || store_refuse(rows->store, rows->result, why);
}

void *make_room(void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	*room = *room ? *room * 2 : 64;
	return memory_grow(list, *room, size);
}

int store_bind(sqlite3_stmt *statement, int index, const char *text)
{
	if (!text || !*text)
		return sqlite3_bind_null(statement, index);
	return sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

const char *column_word(sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);
	return text ? (const char *)text : "";
}

const char *column_text(sqlite3_stmt *statement, int column, struct pool *pool)
{
	const char *text = column_word(statement, column);
	return *text ? pool_text(pool, text) : "";
}

int column_day(sqlite3_stmt *statement, int column)
{
	int day;
	return day_from_iso(column_word(statement, column), &day) ? day : DAY_NONE;
}

long column_long(sqlite3_stmt *statement, int column)
{
	return (long)sqlite3_column_int64(statement, column);
}

bool column_is_null(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_type(statement, column) == SQLITE_NULL;
}

/* WAL has a race in SQLite before 3.51.3 that damages files (QUALITY.md §3), and needs memory that
 * computers do not share; there, a rollback journal with the folder synced too. */
static bool choose_journal(struct store *store, struct fault *why)
{
	if (sqlite3_libversion_number() >= 3051003 && !store->network)
		return store_run(
			store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", why);
	return store_run(store, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;", why);
}

static bool harden(struct store *store, struct fault *why)
{
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)NULL);
	sqlite3_limit(store->db, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO attaches its copy */
	sqlite3_limit(store->db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
	sqlite3_busy_handler(store->db, queue_busy, store);
	return store_run(store,
		"PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;",
		why);
}

/* Opens without looking at what the file holds. */
static bool connect(struct store *store, int flags, struct fault *why)
{
	int result = sqlite3_open_v2(
		store->path, &store->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
	if (result != SQLITE_OK)
		return store_refuse(store, result, why);
	return harden(store, why);
}

#define PATIENCE 5000 /* ms */

static struct store *store_make(const char *path)
{
	struct store *store = memory_take(1, sizeof *store);
	store->lock = -1;
	store->number = -1;
	store->patience = PATIENCE;
	/* Links on the way are the owner's own; NOFOLLOW refuses one put there afterwards. */
	char *real = strcmp(path, ":memory:") == 0 ? NULL : realpath(path, NULL);
	store->path = memory_text(real ? real : path);
	free(real);
	store->network = file_network(store->path);
	return store;
}

bool store_create(const char *path, struct fault *why)
{
	struct stat there;
	if (lstat(path, &there) == 0)
		return refuse(why, FAULT_REFUSED,
			N_("%s is there already: choose another name, or open it as it is"), path);
	char *part = part_make(path, why);
	if (!part)
		return false;
	struct store *store = store_make(part);
	bool made = connect(store, SQLITE_OPEN_READWRITE, why) && choose_journal(store, why) &&
		schema_build(store, STORE_VERSION, why);
	store_close(store);
	return part_end(part, path, made, why);
}

/* Triggers and views have no place in this schema: whoever planted one wanted it to run. */
static bool refuse_planted(struct store *store, struct fault *why)
{
	int64_t planted, tables;
	if (!store_ask(store,
		    "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')",
		    &planted, why) ||
		!store_ask(store, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'",
			&tables, why))
		return false;
	if (planted > 0)
		return refuse(why, FAULT_REFUSED,
			N_("%s holds triggers or views that tiendo did not make: it is not opened; "
			   "take the last backup"),
			store->path);
	if (tables == 0)
		return refuse(why, FAULT_REFUSED,
			N_("%s holds no tables of tiendo's: it is not opened; take the last "
			   "backup"),
			store->path);
	return true;
}

/* Whoever may write the database may queue for it: the lock takes its mode and group. Only its owner
 * can give them; where that is somebody else they were given when it was made. */
static void lock_like_file(struct store *store)
{
	struct stat file, lock;
	if (stat(store->path, &file) != 0 || fstat(store->lock, &lock) != 0 ||
		lock.st_uid != geteuid())
		return;
	if (lock.st_gid != file.st_gid && fchown(store->lock, (uid_t)-1, file.st_gid) != 0)
		return; /* not of that group: then the mode would open it to the wrong one */
	if ((lock.st_mode & 0666) != (file.st_mode & 0666))
		fchmod(store->lock, file.st_mode & 0666);
}

static bool open_lock(struct store *store, struct fault *why)
{
	struct buffer name = {0};
	buffer_print(&name, "%s.lock", store->path);
	store->lock = open(buffer_text(&name), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0660);
	int error = errno;
	if (store->lock >= 0)
		lock_like_file(store);
	bool fine = store->lock >= 0 ||
		refuse(why, FAULT_TROUBLE,
			N_("cannot open %s: %s; only reading is possible (--readonly)"),
			buffer_text(&name), strerror(error));
	buffer_free(&name);
	return fine;
}

static bool open_file(struct store *store, struct fault *why)
{
	int flags = store->readonly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	if (!file_is_ours(store->path, why) ||
		!connect(store, flags, why) || !refuse_planted(store, why))
		return false;
	if (store->readonly)
		return true;
	/* SQLite opens what it cannot write for reading, without a word. */
	if (sqlite3_db_readonly(store->db, "main"))
		return refuse(why, FAULT_TROUBLE,
			N_("%s cannot be written; only reading is possible (--readonly)"),
			store->path);
	return choose_journal(store, why) && open_lock(store, why) && schema_bring_up(store, why);
}

static bool open_memory(struct store *store, int version, struct fault *why)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
	return connect(store, flags, why) && schema_build(store, version, why);
}

bool store_in_memory(struct store **store, int version, struct fault *why)
{
	*store = store_make(":memory:");
	if (open_memory(*store, version, why))
		return true;
	store_close(*store);
	*store = NULL;
	return false;
}

bool store_open(struct store **store, const char *path, bool readonly, struct fault *why)
{
	return store_open_within(store, path, readonly, PATIENCE, why);
}

bool store_open_within(struct store **store, const char *path, bool readonly, int patience,
	struct fault *why)
{
	struct store *opened = store_make(path);
	opened->readonly = readonly;
	opened->patience = patience;
	bool fine = strcmp(path, ":memory:") == 0 ? open_memory(opened, STORE_VERSION, why)
						  : open_file(opened, why);
	if (!fine) {
		store_close(opened);
		opened = NULL;
	}
	*store = opened;
	return fine;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	step_abandon(store);
	for (int table = 0; table < TABLES; table++)
		for (int verb = 0; verb < VERBS; verb++)
			sqlite3_finalize(store->prepared[table][verb]);
	sqlite3_close(store->db);
	fence_free(store);
	ground_leave(store->ground);
	if (store->lock >= 0)
		close(store->lock);
	free(store->path);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->path;
}

const char *store_network(const struct store *store)
{
	return store->network;
}

const char *store_engine(void)
{
	return sqlite3_libversion();
}

const char *store_journal_mode(struct store *store)
{
	int64_t is_wal = 0;
	store_ask(store, "SELECT journal_mode = 'wal' FROM pragma_journal_mode", &is_wal, NULL);
	return is_wal ? "wal" : "delete";
}

void store_set_patience(struct store *store, int milliseconds)
{
	store->patience = milliseconds;
}

void store_set_watcher(struct store *store, const struct watcher *watcher)
{
	store->watcher = watcher;
}

long store_version(struct store *store)
{
	int64_t version;
	store->never_waits = true; /* who looks now and then looks again soon */
	bool told = store_ask(store, "PRAGMA data_version", &version, NULL);
	store->never_waits = false;
	return told ? (long)version : -1;
}

bool store_has_news(struct store *store)
{
	long version = store_version(store);
	if (version < 0)
		return false;
	bool news = store->data_version != 0 && version != store->data_version;
	store->data_version = (int)version;
	return news;
}
