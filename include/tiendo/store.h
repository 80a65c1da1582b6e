/* The door of store: one SQLite file that keeps everything, changed only in steps that can be taken
 * back. Texts in are borrowed for the call; snapshots own their texts. */
#ifndef TIENDO_STORE_H
#define TIENDO_STORE_H

#include "tiendo/plan.h"

struct store;

/* ---- files ---------------------------------------------------------------------------------- */

/* Makes a new database at path, readable by its owner and group, and leaves it closed. FAULT_REFUSED
 * if something is there already; a failed attempt leaves nothing behind. */
bool store_create(const char *path, struct fault *why);

/* Removes a database that was made and came to nothing, with all that lies beside it: a journal left
 * alone would be played into the next of that name. */
void store_remove(const char *path);

/* Opens path (":memory:" makes an empty one that goes with store_close). FAULT_MISSING: nothing
 * there, told how to make one. FAULT_REFUSED, the file untouched: another program's database, a
 * newer version, a truncated or damaged file, one with triggers or views planted in it. An older
 * version is backed up beside itself and brought up to date, unless readonly. */
bool store_open(struct store **store, const char *path, bool readonly, struct fault *why);
/* The same, with this patience (store_set_patience) from the first look at the file on. */
bool store_open_within(struct store **store, const char *path, bool readonly, int patience,
	struct fault *why);
void store_close(struct store *store);
const char *store_path(const struct store *store);
const char *store_journal_mode(struct store *store); /* "delete" or "wal" (QUALITY.md §3) */

/* "NFS": the network file system the file lies on, where neither the order of writers nor a change
 * acknowledged can be relied on; NULL: on none, or the system does not tell. */
const char *store_network(const struct store *store);

/* How long a change waits for others, in milliseconds (default 5,000), before FAULT_BUSY. */
void store_set_patience(struct store *store, int milliseconds);

/* Whom a wait is told of, in milliseconds (STAGE_WAIT), again and again; where it says no the wait is
 * given up: FAULT_NO. Borrowed until store_close; NULL: nobody. */
void store_set_watcher(struct store *store, const struct watcher *watcher);

/* Whether another connection has changed the file since the last call of this or of a snapshot. */
bool store_has_news(struct store *store);
/* Whether the file that is open still has its name; false with why where it was removed, or another
 * put in its place. */
bool store_is_in_place(struct store *store, struct fault *why);
/* A number that is another one after another connection has changed the file, whoever looked in
 * between; -1 where it cannot be told. */
long store_version(struct store *store);

/* ---- accounts: who comes in over SSH ---------------------------------------------------------- */

enum role {
	ROLE_VIEWER, /* sees the branch, or all where it has none */
	ROLE_EDITOR, /* changes what is recorded of the branch, too: duties, receipts, numbers, people,
	              * and the units below its top */
	ROLE_ADMIN,  /* may do everything */
	ROLES
};
const char *role_word(enum role role); /* "viewer", "editor", "admin" */
bool role_from_word(const char *word, enum role *role);

struct account {
	const char *name;
	enum role role;
	const char *unit; /* code of the top of its branch; "": no branch */
	long rev;
};
struct accounts {
	struct pool pool;
	size_t count;
	struct account *at; /* by name */
};
bool store_accounts(struct store *store, struct accounts *accounts, struct fault *why);
void accounts_free(struct accounts *accounts);

/* Puts a fence around this connection: from now on it sees, changes, takes back and is told of
 * nothing but what the account may, as the account and the tree are at each moment. What is outside
 * is not there to readers; changing it is FAULT_DENIED, and so is everything once the account is
 * gone. role and unit ("": no branch; may be NULL) are told. */
bool store_act_as(struct store *store, const char *account, enum role *role, char unit[CODE_SIZE],
	struct fault *why);

/* ---- snapshots ------------------------------------------------------------------------------ */

enum {
	SNAPSHOT_NUMBERS = 1,
	SNAPSHOT_PEOPLE = 2,
	SNAPSHOT_BRIEF = 4 /* rules and the plan alone: no units, no items, nothing recorded */
};

/* Loads units, rules and one plan as they are at one moment. plan NULL: the only open plan; none
 * at all gives a snapshot with has_plan false; several: FAULT_MISSING that names them. */
bool store_snapshot(struct store *store, const char *plan, unsigned more, struct snapshot **snapshot,
	struct fault *why);
void snapshot_free(struct snapshot *snapshot); /* NULL allowed */
/* Gives a snapshot that was taken without numbers what all units say of one of them in one report, as
 * it is now; nothing where the snapshot knows it. */
bool snapshot_read_number(struct store *store, struct snapshot *snapshot, size_t report,
	size_t number, struct fault *why);
/* What an older snapshot of the same plan, units and items knows of numbers is taken from it, which
 * loses it, and brought up to date by what the log says was changed since: a screen full of numbers
 * need not be read again for each that is typed. Where that cannot be, or is too much, the snapshot
 * knows none, and what is asked for is read again. */
bool snapshot_carry_numbers(struct store *store, struct snapshot *snapshot, struct snapshot *older,
	struct fault *why);

/* The numbers that one unit has given in the snapshot's plan, of every report, as they are now, by
 * report, then number; to be freed. A unit that the account does not see has none. */
bool store_numbers_of(struct store *store, const struct snapshot *snapshot, size_t unit,
	struct number_value **values, size_t *count, struct fault *why);
/* A few numbers as they are now, all at one moment: values say which (report, number, unit) and are
 * filled in where are_there says so. */
bool store_numbers_at(struct store *store, const struct snapshot *snapshot,
	struct number_value *values, bool *are_there, size_t count, struct fault *why);

struct plans {
	struct pool pool;
	size_t count;
	struct plan *at; /* newest first */
};
bool store_plans(struct store *store, struct plans *plans, struct fault *why);
void plans_free(struct plans *plans);

/* ---- rows ------------------------------------------------------------------------------------ */

/* Every row is a list of texts in the order of these fields; "" is empty (NULL in the file); days
 * are ISO, counts are digits. Keys come first. rev comes last, is read and never written: it is the
 * id of the step that last changed the row. */
enum table {
	TABLE_SETTING, TABLE_HOLIDAY, TABLE_UNIT, TABLE_PERSON, TABLE_PLAN, TABLE_ITEM, TABLE_DUTY,
	TABLE_RECEIPT, TABLE_NUMBER, TABLE_ACCOUNT, TABLES
};
enum { SETTING_NAME, SETTING_VALUE, SETTING_REV };
enum { HOLIDAY_DAY, HOLIDAY_NAME, HOLIDAY_REV };
enum {
	UNIT_CODE, UNIT_NAME, UNIT_KIND, UNIT_PARENT, UNIT_VALID_FROM, UNIT_VALID_TO, UNIT_ALIASES,
	UNIT_REV
};
enum {
	PERSON_UNIT, PERSON_NAME, PERSON_POSITION, PERSON_PHONE, PERSON_EMAIL, PERSON_NOTE, PERSON_REV
};
enum {
	PLAN_CODE, PLAN_TITLE, PLAN_DOCUMENT, PLAN_ISSUED, PLAN_ISSUER, PLAN_PARTNERS, PLAN_AUDIENCE,
	PLAN_NOTE, PLAN_STARTS, PLAN_ENDS, PLAN_DATE_COUNTS, PLAN_CLOSED, PLAN_REV
};
enum {
	ITEM_PLAN, ITEM_CODE, ITEM_TYPE, ITEM_TITLE, ITEM_AUDIENCE, ITEM_DUE_BEFORE, ITEM_WORDING,
	ITEM_STARTS, ITEM_ENDS, ITEM_PROOF, ITEM_TARGET, ITEM_PARTNERS, ITEM_MEASURE, ITEM_DOCUMENT,
	ITEM_ISSUED, ITEM_ISSUER, ITEM_NOTE, ITEM_POSITION, ITEM_REV
};
enum {
	DUTY_PLAN, DUTY_ITEM, DUTY_UNIT, DUTY_PROGRESS, DUTY_DONE_ON, DUTY_DOCUMENT, DUTY_DOCUMENT_DATE,
	DUTY_COUNT, DUTY_NOTE, DUTY_EXEMPT_WHY, DUTY_EXTENDED_TO, DUTY_EXTENDED_BY, DUTY_EXTENDED_WHY,
	DUTY_REMINDERS, DUTY_REV
};
enum {
	RECEIPT_PLAN, RECEIPT_ITEM, RECEIPT_UNIT, RECEIPT_VERSION, RECEIPT_RECEIVED_ON, RECEIPT_DOCUMENT,
	RECEIPT_DOCUMENT_DATE, RECEIPT_RETURNED_ON, RECEIPT_NOTE, RECEIPT_REV
};
enum { NUMBER_PLAN, NUMBER_REPORT, NUMBER_ITEM, NUMBER_UNIT, NUMBER_VALUE, NUMBER_REV };
enum { ACCOUNT_NAME, ACCOUNT_ROLE, ACCOUNT_UNIT, ACCOUNT_REV };
#define ROW_FIELDS 20

const char *table_name(enum table table);
size_t table_fields(enum table table); /* rev included */
size_t table_keys(enum table table);
const char *table_field(enum table table, size_t field);
bool table_from_name(const char *name, enum table *table);

/* Reads the row with these keys; *found says whether there is one; fields are texts from pool. */
bool store_get(struct store *store, enum table table, const char *const *keys, struct pool *pool,
	const char **fields, bool *found, struct fault *why);

/* The contacts one by one in the order of their keys, without holding them all; for an account, those of
 * its branch. Until people_close nobody else can write. */
struct people;
bool people_open(struct people **people, struct store *store, struct fault *why);
/* fields: as in store_get, valid until the next call. False: the end, or what people_close says. */
bool people_next(struct people *people, const char *fields[ROW_FIELDS]);
bool people_close(struct people *people, struct fault *why);

/* The contacts of units[from..end), a branch or one unit, without those of all the others. Freed
 * with roster_free in either case. */
struct roster {
	struct pool pool;
	size_t count;
	struct person *at; /* by unit, then name in Vietnamese order */
};
bool store_roster(struct store *store, const struct units *units, size_t from, size_t end,
	struct roster *roster, struct fault *why);
void roster_free(struct roster *roster);

/* What hangs on a unit, so that it can be told before it is removed. */
struct unit_uses {
	size_t below;     /* units that have it above them */
	size_t people;    /* its contacts */
	size_t entries;   /* duties, receipts and numbers, of all plans */
	size_t accounts;  /* whose branch it is the top of */
	size_t audiences; /* plans and items that name its code */
};
bool store_unit_uses(
	struct store *store, const char *code, struct unit_uses *uses, struct fault *why);

/* ---- change steps ---------------------------------------------------------------------------- */

/* A change step is one thing a person did. Begin takes the writers' queue and the file's write
 * lock, within the patience: FAULT_BUSY after it. Between begin and commit rows are read as they
 * will be. Nothing is kept until step_commit says true; if it says false nothing was. */
bool step_begin(struct store *store, const char *actor, const char *command, struct fault *why);
/* Adds or replaces the row; one that already has these values is left as it is. Refuses what the
 * schema forbids (a unit that is not there, a day that cannot be). */
bool store_put(struct store *store, enum table table, const char *const *fields, struct fault *why);
bool store_drop(struct store *store, enum table table, const char *const *keys, struct fault *why);
/* Between any two of the above, now and then in a long step: the rows changed up to here are not
 * changed again in it. What SQLite records of a step it looks up by a hash of the keys that whoever
 * chooses them can make the same for all; nothing is looked for in a part that is over. */
bool step_part(struct store *store, struct fault *why);
/* *step: the id, or 0 when nothing changed (then no step is kept). */
bool step_commit(struct store *store, long *step, struct fault *why);
void step_abandon(struct store *store);

/* Many new contacts at once, as the last part of a step: only more of them, step_commit or
 * step_abandon may follow. step_fill_begin is told the sum of person_bytes of all that will come;
 * they come in the order of their keys, bytes of unit, then of name. Refused: a unit that is not
 * there; FAULT_BUSY: one of them is there already, so another session was faster. */
struct person_row {
	const char *text[PERSON_REV];
	size_t length[PERSON_REV]; /* 0: empty */
};
size_t person_bytes(const struct person_row *row);
bool step_fill_begin(struct store *store, size_t bytes, struct fault *why);
bool step_fill(struct store *store, const struct person_row *row, struct fault *why);
bool step_fill_end(struct store *store, struct fault *why);

struct step_told {
	long step;       /* the step made: an undo is a step too */
	long target;     /* the one taken back or done again */
	char command[512]; /* of the target */
	size_t rows;     /* changed */
};
/* Takes a step back: step 0 means this actor's newest that is not taken back. A row changed since
 * is a conflict: FAULT_REFUSED naming it, nothing changed. Nothing to undo: FAULT_MISSING. */
bool store_undo(struct store *store, const char *actor, long step, struct step_told *told,
	struct fault *why);
/* Takes back that step and every later one that is not taken back, newest first, all or none; each
 * can be done again. told: rows of all, the command of the oldest; *steps: how many. */
bool store_undo_since(struct store *store, const char *actor, long step, size_t *steps,
	struct step_told *told, struct fault *why);
/* How many it would be; FAULT_MISSING where there is no such step. */
bool store_count_since(struct store *store, long step, size_t *steps, struct fault *why);
/* Does again what this actor took back last, unless something new was done by them since. */
bool store_redo(struct store *store, const char *actor, struct step_told *told, struct fault *why);
/* The same of what that undo of theirs took back; 0: the last. */
bool store_redo_of(struct store *store, const char *actor, long undo, struct step_told *told,
	struct fault *why);
/* Of the steps that a session made, in order: the newest that undo can take back, or the undo that redo
 * can turn, unless it did something new since. 0: none. */
long store_step_of(struct store *store, const long *made, size_t count, bool back);

/* ---- the log --------------------------------------------------------------------------------- */

enum step_way { STEP_DO, STEP_UNDO, STEP_REDO };

struct log_change {
	enum table table;
	char how;          /* 'a' added, 'c' changed, 'd' removed, 'x' damaged: after says so */
	const char *key;   /* key fields joined by a space */
	const char *unit;  /* code of the unit it is about; "" */
	const char *item;  /* code of the item it is about; "" */
	const char *field, *before, *after;
};

struct log_step {
	long id;
	const char *at; /* RFC 3339, UTC */
	const char *actor, *command;
	enum step_way way;
	long target;    /* of an undo or redo */
	bool undone;
	size_t first, count; /* its changes; an undo's are those of its target, turned round */
	size_t lines;        /* how many there are, where not all were to be kept */
	bool is_cut;         /* and more than that: they were not counted */
};

struct log {
	struct pool pool;
	size_t step_count;
	struct log_step *steps; /* newest first */
	size_t change_count;
	struct log_change *changes;
	long oldest; /* the last step looked at, whether or not it is among them; 0: none */
};
/* Steps with id > after and at >= since ("" : all), at most `most` of the newest (0: all). */
bool store_log(struct store *store, long after, const char *since, size_t most, struct log *log,
	struct fault *why);
/* The same for the changes of one table alone, all of them since `after`. */
bool store_log_of(struct store *store, enum table table, long after, struct log *log,
	struct fault *why);
/* Where a log that is read part by part goes on; zeroed: it begins. What was done since it began is
 * no part of it. */
struct log_place {
	bool is_end;
	long newest, oldest; /* behind the first step looked at; the last that is done with */
	long step;           /* done with up to this offset of its changes; 0: none is */
	size_t length, offset;
	uint64_t columns, keys;
	char table[32];
};
/* A part of the log, so that neither a long log nor a large step has to be held whole. */
struct log_window {
	long after, before; /* ids between these; before 0: to the newest */
	const char *since;  /* from this instant on; NULL: all */
	size_t most;        /* so many of the newest steps; 0: all */
	size_t few;         /* of each step's changes no more than these, the first; 0: all */
	bool shows_damaged; /* a step that cannot be read is a line that says so, no fault */
	bool one_table;     /* only changes of rows of this table */
	enum table table;
	const char *unit, *item; /* only changes about this unit, this item, by code; NULL: all */
	/* Of each step the changes about these units, by code in the order of strcmp, if it has any;
	 * else its first ones. */
	const char *const *prefer;
	size_t prefer_count;
	size_t scan;        /* no more steps than these are looked at; 0: all */
	/* A part of about so many changes, or of 4 MB, from there on, which is moved behind it:
	 * a long step goes on in the next. A part may be empty and not the last; most and scan are 0.
	 * NULL: no parts. */
	size_t part;
	struct log_place *place;
};
/* FAULT_BUSY: between two parts others took away what is still to be read (store_purge_people). */
bool store_log_window(
	struct store *store, const struct log_window *window, struct log *log, struct fault *why);
/* The id before which all steps were made earlier than this instant (RFC 3339, UTC). */
long store_step_before(struct store *store, const char *instant);
void log_free(struct log *log);
/* Who made a step, and when (RFC 3339, UTC): texts from pool. FAULT_MISSING: there is none such, or
 * none that this account sees anything of. */
bool store_step_who(struct store *store, long step, struct pool *pool, const char **actor,
	const char **at, struct fault *why);

/* ---- care ------------------------------------------------------------------------------------ */

/* A consistent copy made while others work, verified and synced before it appears at path.
 * FAULT_REFUSED if path exists. */
bool store_backup(struct store *store, const char *path, struct fault *why);
/* Looks at pages, foreign keys and the exact schema; adds a line per problem to report. */
bool store_check(struct store *store, struct buffer *report, size_t *problems, struct fault *why);
/* Removes every contact, from the rows and from the log's past, beyond undo (DOMAIN.md §7). */
bool store_purge_people(struct store *store, const char *actor, size_t *removed, struct fault *why);

/* "3.40.1": the SQLite in use. */
const char *store_engine(void);

#endif
