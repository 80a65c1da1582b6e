/* What the files of store share. */
#ifndef TIENDO_STORE_INNER_H
#define TIENDO_STORE_INNER_H

#include "tiendo/store.h"

/* The session extension is built into Debian's library; the header shows it on demand. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

enum { VERB_GET, VERB_PUT, VERB_DROP, VERBS };

/* What an account sees and changes, as it was when last read (fence.c). */
struct fence {
	char *account; /* NULL: there is no fence */
	enum role role;
	bool is_whole; /* no branch: all units */
	char unit[CODE_SIZE];
	struct pool pool;
	size_t count;
	const char **codes; /* of the branch, by strcmp */
};

/* long_steps.c */
#define LONG_STEPS 32
struct long_step {
	long step;
	size_t offset; /* of the first change that the account sees; the end where it sees none */
	uint64_t columns, keys;
	char table[32];
};
struct long_steps {
	uint64_t print; /* of the branch that they were found for */
	size_t count, next;
	struct long_step at[LONG_STEPS];
};

struct store {
	sqlite3 *db;
	char *path;
	int lock; /* descriptor of the lock file that queues writers; -1: none needed */
	long number; /* drawn in the queue; -1: none */
	const char *network; /* name of the network file system it lies on; NULL */
	bool readonly;
	int patience;     /* milliseconds */
	const struct watcher *watcher; /* told of waits; may be NULL */
	int64_t waiting_since;         /* of SQLite's own wait; by a clock of the queue's */
	bool never_waits, gave_up;     /* a look that must not wait; the watcher ended the wait */
	int data_version; /* as last seen */
	sqlite3_stmt *prepared[TABLES][VERBS];
	/* while a step is open */
	sqlite3_session *session;
	struct buffer recorded; /* the changeset of the step's parts that are over */
	long step;
	char *actor, *command; /* NULL where no step is open */
	struct fill *fill; /* the step's last part has begun; then there is no session */
	struct fence fence;
	struct long_steps long_steps;
	struct ground *ground; /* of the last snapshot; NULL */
};

#define STORE_APPLICATION 1953064292 /* "tied" */
#define STORE_VERSION 2

/* Turns an SQLite result into a fault in words; false always. */
bool store_refuse(struct store *store, int result, struct fault *why);
/* Whether the disk did not give what was read of the file: SQLite calls that damaged too, and a backup
 * would be put in its place without need. */
bool store_is_unread(struct store *store);
bool store_run(struct store *store, const char *sql, struct fault *why);
bool store_prepare(
	struct store *store, const char *sql, sqlite3_stmt **statement, struct fault *why);
/* An integer from the first column of the first row; 0 where there is none. */
bool store_ask(struct store *store, const char *sql, int64_t *answer, struct fault *why);
int store_bind(sqlite3_stmt *statement, int index, const char *text); /* "" binds NULL */
/* Runs a prepared change once and finalizes it. */
bool store_finish(struct store *store, sqlite3_stmt *statement, struct fault *why);

/* The rows of one statement: rows_open, bind, while (rows_next), and rows_close, which says whether
 * all were read. A statement left open would hold up every writer (QUALITY.md §3). */
struct rows {
	struct store *store;
	sqlite3_stmt *statement;
	int result;
};
bool rows_open(struct rows *rows, struct store *store, const char *sql, struct fault *why);
bool rows_next(struct rows *rows);
bool rows_close(struct rows *rows, struct fault *why);

/* The list, grown where its room is used up by count. */
void *make_room(void *list, size_t count, size_t *room, size_t size);

/* ---- fence.c: what an account sees and changes -------------------------------------------------- */

/* Reads the account and its branch as they are now; FAULT_DENIED: it is gone. */
bool fence_read(struct store *store, struct fault *why);
void fence_free(struct store *store);
/* Everything is seen and may be changed: no account, or an admin's. */
bool fence_is_open(const struct store *store);
bool fence_has_unit(const struct store *store, const char *code);
/* Whether the row with these keys is seen. */
bool fence_shows(const struct store *store, enum table table, const char *const *keys);
/* Whether it may be changed. */
bool fence_admits_put(
	struct store *store, enum table table, const char *const *fields, struct fault *why);
bool fence_admits(const struct store *store, enum table table, const char *const *keys,
	struct fault *why);
/* fence_unit.c: what an editor makes of a unit; taken: there is one of this code already. */
bool fence_admits_fields(
	struct store *store, const char *const *fields, bool taken, struct fault *why);
bool fence_refuse_kind(const struct store *store, const char *code, struct fault *why);
bool fence_admits_changeset(
	const struct store *store, const void *bytes, int length, struct fault *why);
bool fence_admits_change(const struct store *store, struct fault *why); /* any at all */
/* What touches the file as a whole. */
bool fence_admits_all(const struct store *store, struct fault *why);
/* Whether the account may add a step of so many bytes to those of the last hour (fence_hour.c). */
bool fence_admits_more(struct store *store, size_t bytes, struct fault *why);
/* Whether it may take back so many steps, with so many bytes, in one transaction. */
bool fence_admits_at_once(
	const struct store *store, size_t steps, size_t bytes, struct fault *why);
/* Which of a table's keys is the unit that a row is about; -1: none. */
int table_unit_key(enum table table);
/* The words of a step's command as this connection's account is told them; it or from pool. is_cut: it
 * changed what the account does not see, so only its first word is told. */
const char *command_shown(const struct store *store, const char *command, struct pool *pool);
const char *command_told(struct store *store, const char *actor, const char *command, bool is_cut,
	struct pool *pool);

enum { SMALL_BRANCH = 500 }; /* units */
/* Whether what is seen is a small branch, so that its rows are better looked up unit by unit than picked
 * out of all: of hundreds who look again at each change of the others most see a few units. */
#define SMALL_BRANCH 500 /* units */
bool branch_is_small(const struct store *store);
/* The units of the branch whose top is ?2, to be joined by CROSS JOIN, which keeps them first. */
#define OF_BRANCH                                                                                  \
	"WITH RECURSIVE branch (top) AS (SELECT code FROM unit WHERE code = ?2 "                   \
	"UNION SELECT unit.code FROM branch JOIN unit ON unit.parent = branch.top) "

/* ---- migrate.c: versions of the schema ---------------------------------------------------------- */

/* The tables as they were in that version, into an empty database. */
bool schema_build(struct store *store, int version, struct fault *why);
/* The steps from a version to another, in one transaction. */
bool schema_run_steps(struct store *store, int from, int to, struct fault *why);
bool schema_version(struct store *store, int *version, struct fault *why);
/* Backs up and brings up to date what an older version wrote. */
bool schema_bring_up(struct store *store, struct fault *why);
/* An empty database in memory, of that version. */
bool store_in_memory(struct store **store, int version, struct fault *why);

/* Before SQLite opens it: is this file a whole database of ours? */
bool file_is_ours(const char *path, struct fault *why);
/* The name of the network file system that path lies on; NULL: it is none, or not told. */
const char *file_network(const char *path);
/* Flushes path and its folder to the disk. */
bool file_sync(const char *path, struct fault *why);
/* Takes away a database that did not come out whole, its journal too: SQLite leaves one where it
 * could not roll back, and it would spoil the next file of that name. */
void file_remove(const char *path);

/* What appears at path whole or not at all. part_make: an empty file beside it that only its owner and
 * group can read, by its absolute path, since SQLite would take one that starts with "file:" for an
 * address; NULL: it cannot be made. part_end takes it back: whole and synced it gets its name, and is
 * gone otherwise. What programs that were cut off left behind goes with the next; part_sweep: of all
 * files whose paths begin like this. */
char *part_make(const char *path, struct fault *why);
void part_sweep(const char *path);
bool part_end(char *part, const char *path, bool is_whole, struct fault *why);

/* The writers' queue (QUALITY.md §3): held from step_begin to commit or abandon. */
bool queue_enter(struct store *store, struct fault *why);
void queue_leave(struct store *store);
/* SQLite's busy handler: whom it keeps waiting, reading too, looks again soon and equally often until
 * the patience is over, and the watcher is told. SQLite's own sleeps longer and longer, so that who
 * waits most has the least chance between those who come and go. */
int queue_busy(void *store, int times);

/* BEGIN IMMEDIATE in the queue's turn; every write goes through this pair. */
bool write_begin(struct store *store, struct fault *why);
bool write_commit(struct store *store, struct fault *why);
void write_abandon(struct store *store);
/* After some errors (a full disk) SQLite itself rolls the transaction back: what followed would be
 * written outside any step. */
bool step_is_alive(struct store *store, struct fault *why);

/* The step that an undo or redo is about. */
struct target {
	long id; /* 0: there is none */
	char *command, *actor;
	void *changeset;
	int bytes;
};
/* sql gives its id, command and actor; ?1 is this actor, ?2, where it has one, the step. */
bool target_read(struct store *store, const char *sql, const char *actor, long step,
	struct target *target, struct fault *why);
void target_free(struct target *target);

/* fill.c: what a step that was filled leaves behind; NULL allowed. */
void fill_close(struct store *store);
bool fill_is_whole(const struct store *store);

/* gather.c: from start to end, writes to the database's file that stand side by side go out together;
 * NULL: there is no file. gather_end, before the transaction ends, gives SQLite's result of the last. */
struct gather;
struct gather *gather_start(struct store *store);
int gather_end(struct gather *gather); /* NULL allowed */

/* The number of the step that is written next, into store->step. */
bool step_next(struct store *store, struct fault *why);

struct step_row {
	const char *way; /* do, undo, redo */
	long target;     /* 0: none */
	const void *changeset; /* NULL: none, or of that many zeros still to be written */
	size_t bytes;
};
/* Adds the row of the step that is open. */
bool step_insert(struct store *store, const char *actor, const char *command,
	const struct step_row *row, struct fault *why);
/* Ends the recording of changes: store->recorded has all of the step's. */
bool step_recorded(struct store *store, struct fault *why);

/* Whether these bytes are a changeset to their end. SQLite 3.40.1 reads some damaged ones without
 * end, so none goes to it unasked. */
bool changeset_is_whole(const void *bytes, size_t length);
/* Appends to kept what of the changeset is not about one table; false: it is not whole. */
bool changeset_without(const void *bytes, size_t length, const char *table, struct buffer *kept);

/* The changes of a changeset one by one, in memory that does not grow with it: walk_bytes or
 * walk_blob, while (walk_next), and walk_close, which says whether all of it was walked and whole. */
#define CHANGE_COLUMNS 64 /* of a table of ours: far fewer */
struct walk_value {
	int type; /* SQLITE_TEXT…; 0: the change does not tell of this column */
	const char *text; /* until the next change; ends by its length alone */
	size_t length;
	int64_t number;
};
struct walk {
	sqlite3_blob *blob; /* NULL: all of it is in the window */
	size_t length, end; /* of the blob; behind what was read of it */
	const unsigned char *window, *record;
	unsigned char *own; /* the window of a blob */
	size_t room, have, at;
	uint64_t columns, keys;
	char table[32];
	int operation, result;
	struct walk_value old[CHANGE_COLUMNS], new[CHANGE_COLUMNS];
};
void walk_bytes(struct walk *walk, const void *bytes, size_t length); /* borrowed until walk_close */
bool walk_blob(struct walk *walk, struct store *store, long step, struct fault *why);
/* Lets a walk, before its first change, begin where another of the same changes was. */
void walk_go(struct walk *walk, size_t offset, uint64_t columns, uint64_t keys, const char *table);
bool walk_next(struct walk *walk);
bool walk_close(struct walk *walk);

/* Lets a walk of a long step, before its first change, begin where the account's own do, if known. */
void long_step_resume(struct store *store, long step, struct walk *walk);
/* The walk stands at the first change that is shown; or it is at its end, and there is none. */
void long_step_note(struct store *store, long step, const struct walk *walk, bool is_found);

/* "" for NULL, also where the schema has none: a damaged file may say anything. */
const char *column_word(sqlite3_stmt *statement, int column); /* until the next row */
const char *column_text(sqlite3_stmt *statement, int column, struct pool *pool);
int column_day(sqlite3_stmt *statement, int column);
long column_long(sqlite3_stmt *statement, int column);
bool column_is_null(sqlite3_stmt *statement, int column);

/* ground.c: a snapshot's units, once last_step is known and the fence was read. is_shared: by other
 * snapshots; not inside a step, which may come to nothing. ground_leave: NULL allowed. */
bool ground_take(struct store *store, struct snapshot *snapshot, bool is_shared, struct fault *why);
void ground_leave(struct ground *ground);

/* Parts of a snapshot: the plan that code means (NULL: the only open one), and the sparse facts of
 * the plan, arranged, once units and items are. */
bool plan_load(struct store *store, const char *code, struct snapshot *snapshot, struct fault *why);
bool people_load(struct store *store, struct snapshot *snapshot, struct fault *why);
bool records_load(struct store *store, struct snapshot *snapshot, struct fault *why);
bool receipts_load(struct store *store, struct snapshot *snapshot, struct fault *why);
bool numbers_load(struct store *store, struct snapshot *snapshot, struct fault *why);
/* Opens the rows that belong to the snapshot's plan, ?1; ?2, where the statement has one, is the top
 * of the branch. */
bool plan_rows(struct rows *rows, struct store *store, const char *sql,
	const struct snapshot *snapshot, struct fault *why);
/* Rows come by item code, so an item is looked up once a run. Begins as {snapshot, "", NOWHERE}. */
struct finder {
	const struct snapshot *snapshot;
	char code[CODE_SIZE];
	size_t item;
};
size_t find_item(struct finder *finder, const char *code);
void runs_free(struct snapshot *snapshot);

#endif
