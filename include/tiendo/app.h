/* The door of app: what the program can do. Two tables, commands and listings, serve every shell; a
 * shell fills a request, runs it, and shows the reply. Nothing here prints. */
#ifndef TIENDO_APP_H
#define TIENDO_APP_H

#include "tiendo/exchange.h"
#include "tiendo/plan.h"
#include "tiendo/store.h"

/* ---- the app: passed first everywhere -------------------------------------------------------- */

struct app {
	const char *db;       /* path of the database; borrowed */
	const char *plan;     /* --plan, NULL: the only open one */
	const char *shown_plan; /* of a screen: meant where none is named; NULL: the only open one */
	const char *unit;     /* --unit: a code or name, NULL: all */
	const char *actor;    /* who acts, for the log */
	const char *account;  /* serve --as: who is acted for; NULL: whoever runs the program, an admin */
	enum role role;       /* of the account, once the database is open */
	char branch[CODE_SIZE]; /* the top of what the account sees; "": everything */
	const char *program;  /* path of this program, for key lines; may be NULL */
	/* Told of every refusal to an account, with the name of the command or NULL; may be NULL. */
	void (*denied)(const struct app *app, const char *command);
	const char *bad_settings; /* what is wrong with them, for who asks; NULL: nothing */
	const char *samples;  /* folder of the sample files */
	bool readonly;
	bool is_protected;    /* readonly because of somebody's permissions, not because of a wish */
	int patience;         /* milliseconds that a change waits for others; 0: the store's own */
	const char *day;      /* the day to take as today, as typed; NULL: none typed */
	bool as_of;           /* today was given, not read off the clock */
	int today;            /* the day taken as today; DAY_NONE until the clock is asked */
	int clock_day;        /* the office's real day: nothing can be recorded later than it */
	const char *const *keys; /* by command, in the table's order; NULL: the table's own */
	struct store *store;  /* NULL until a command needs it */
	bool takes_bulk;      /* nobody looks at the rows of an import before it is run */
	bool takes_parts;     /* a long listing may be answered part by part: listing_next */
	struct watcher watcher; /* told how far an import is; false from it leaves nothing written */
};

/* Opens app->db if it is not open yet; create: makes it where there is none. Sets today and
 * clock_day by the office's time zone where not given. */
bool app_open(struct app *app, bool create, struct fault *why);
/* Whether the database that is open lies where it should not, in words for whoever looks after it;
 * nothing for an account. */
bool app_warning(const struct app *app, struct fault *warning);
/* Whether nothing can be changed, with the reason as a refusal: asked for, or which file or folder
 * cannot be written. */
bool app_is_for_reading(const struct app *app, struct fault *why);
bool app_barred(const struct app *app, struct fault *why); /* the latter alone */
void app_close(struct app *app);
/* The words of a fault for who acts. In a session over SSH where things lie on the server, and what to
 * do about them there, is told to nobody: then these are other words. */
const char *fault_told(const struct app *app, const struct fault *why);
/* A snapshot of app->plan at this moment, freed by the caller. */
bool app_snapshot(struct app *app, unsigned more, struct snapshot **snapshot, struct fault *why);
/* The branch of --unit; NOWHERE for all. */
bool app_branch(const struct app *app, const struct snapshot *snapshot, size_t *branch,
	struct fault *why);

/* ---- listings --------------------------------------------------------------------------------- */

/* A column as people see it; machines get struct column. */
struct show {
	const char *heading; /* msgid */
	int width;           /* columns wanted; 0: takes what is left */
	int keep;            /* dropped first on narrow screens: highest number first; 0 never */
	enum text_align align;
};

struct query {
	const char *report;  /* only this item */
	bool tasks;          /* dated tasks too */
	bool reports;        /* not tasks alone */
	int within;          /* -1: all */
	const char *by;      /* status: NULL, unit, kind, branch */
	const char *branch;  /* due: only this unit and all below it, by code; NULL: all */
	bool alone;          /* due, people: that unit without those below it */
	const char *of_kind; /* due: only units of this kind; NULL: all */
	bool undated;        /* due: tasks without a date too */
	int since;           /* log: from this day on; DAY_NONE: all */
	size_t most;         /* log: newest so many steps; 0: all */
	size_t few;          /* log: of a step no more changes than these; 0: all */
	long before;         /* log: steps before this one; 0: to the newest */
	long step;           /* log: this step alone; 0: all */
	const char *const *prefer; /* log: of a step what is about these units first, by code, sorted */
	size_t prefer_count;
	bool in_parts;       /* log: part by part */
	size_t unit, item;   /* listings unit, item and people: whose; NOWHERE: by app->unit or report */
};

/* A place in the plan that a row is about; NOWHERE where it is not. */
struct place { size_t unit, item; };
struct summary_row {
	size_t unit, item;   /* NOWHERE: none */
	const char *kind;    /* of units, or "" */
	const char *title;   /* item's, or "reports"/"tasks" for a sum */
	struct tally tally;
};

/* What of a listing's texts is taken away where it is written, since it may reach a terminal. */
enum cleaning {
	CLEAN_NOTHING,
	CLEAN_CELLS, /* ends of lines and tabs stay within the quotes of a sheet: they are the data's */
	CLEAN_LINES  /* nothing acts on the terminal that it is written to */
};

struct listing_kind;
struct listing_parts;
struct listing {
	const struct listing_kind *kind;
	const struct cell_rule **rules;  /* by column; NULL: kind->cell writes it */
	const struct snapshot *snapshot; /* borrowed: outlives the listing */
	struct pool pool;
	int today;
	const struct column *columns;    /* for machines */
	size_t column_count;
	size_t count;                    /* rows */
	size_t unit, item;               /* the one it is about */
	enum cleaning clean;
	struct board board;              /* duties: due, unit, item, tasks, receipts, matrix */
	const size_t *units;             /* rows that are units: units, matrix, numbers */
	const size_t *items;             /* columns or rows that are items */
	size_t item_count;
	const struct receipt_row *receipts;
	const struct summary_row *summary;
	size_t summary_count;
	const struct plans *plans;
	struct plans plan_rows;
	struct accounts accounts;
	struct roster roster; bool has_roster; /* people: rows are of roster, not of the snapshot */
	const bool *folded;              /* tree: by unit, on a screen; borrowed. NULL: none is */
	struct log log;
	const uint32_t *log_steps;       /* log: index of the step of each row */
	const uint32_t *log_changes;     /* log: index of the change of each row */
	struct listing_parts *parts;     /* NULL: its rows are all there are */
};

struct listing_kind {
	const char *name;   /* tiendo list NAME */
	const char *title;  /* msgid */
	unsigned more;      /* SNAPSHOT_… it needs */
	int sheet;          /* enum sheet_kind whose columns it has, or -1 */
	const struct show *shows; /* how people see it; NULL: every column but rev, by type */
	size_t show_count;
	bool (*load)(struct app *app, struct listing *listing, const struct query *query,
		struct fault *why);
	const struct cell_rule *cells; /* canonical texts, for machines */
	/* Columns that depend on the plan (a number, an item); NULL: there are none. */
	void (*cell)(const struct listing *listing, size_t row, size_t column, struct buffer *out);
	/* The same for people; NULL where shows is. */
	void (*shown)(const struct listing *listing, size_t row, size_t show, struct buffer *out);
	/* What a row is about; NULL: nothing. */
	struct place (*place)(const struct listing *listing, size_t row);
	/* The line that ends the board, or NULL. */
	void (*foot)(const struct listing *listing, struct buffer *out);
};

extern const struct listing_kind *const listing_kinds[]; /* ends with NULL */
const struct listing_kind *listing_kind(const char *name);
/* Loads into a zeroed listing; freed with listing_free in either case. */
bool listing_load(struct app *app, const struct listing_kind *kind, const struct snapshot *snapshot,
	const struct query *query, struct listing *listing, struct fault *why);
void listing_free(struct listing *listing);
/* For what goes to standard output: a client over SSH has a terminal of its own behind it. */
enum cleaning output_cleaning(const struct app *app);
/* A listing in parts has the rows of one at a time, of the first when it is loaded, and nothing is held
 * of the database between them: it is not to be outlived by app. Puts the next part's rows in place of
 * those at hand; *more: false, there are no more. FAULT_BUSY: others removed them meanwhile. */
bool listing_next(struct listing *listing, bool *more, struct fault *why);
/* Back to the first part, of the same rows: what was added since is none of them. */
bool listing_again(struct listing *listing, struct fault *why);
/* Canonical text of a cell: ISO days, English words, plain counts; appended to out. */
void listing_cell(const struct listing *listing, size_t row, size_t column, struct buffer *out);
/* What people see of a cell, by kind->shown or by the column's type; appended to out. */
size_t listing_show_count(const struct listing *listing);
struct show listing_show(const struct listing *listing, size_t show);
void listing_shown(const struct listing *listing, size_t row, size_t show, struct buffer *out);
/* The row's state; STATES where it has none. */
enum state listing_state(const struct listing *listing, size_t row);
/* Refuses a path that is the database or one of the files beside it: a sheet would end it. */
bool export_path_is_safe(const struct app *app, const char *path, struct fault *why);
/* The dialect for a file of that name: a workbook for .xlsx. Refuses names of workbooks that are not
 * written, by this build or at all. */
bool export_style(const char *path, struct sheet_style *style, struct fault *why);
/* How much of a change of the log is told. */
enum change_part {
	CHANGE_NAMED,   /* "705 Huyện đoàn Tân Biên · BC1: received on: – → 26/6/2020" */
	CHANGE_CODED,   /* "705 · BC1: received on: – → 26/6/2020" */
	CHANGE_SUBJECT, /* the row alone, with its item's title */
	CHANGE_CELL     /* what became of its cell alone */
};
void listing_change(
	const struct listing *listing, size_t row, enum change_part part, struct buffer *out);
/* Whether it changed the same row in the same step. */
bool listing_same_subject(const struct listing *listing, size_t row, size_t other);
/* Writes the rows at hand, or those of only[0..only_count), in a dialect. */
void listing_write(const struct listing *listing, const size_t *only, size_t only_count,
	struct sheet_writer *writer, const struct sheet_style *style);
/* Writes all rows, of all parts, and tells how many they were. */
bool listing_write_all(struct listing *listing, struct sheet_writer *writer,
	const struct sheet_style *style, size_t *rows, struct fault *why);

/* ---- commands --------------------------------------------------------------------------------- */

enum ask {
	ASK_NOTHING,
	ASK_UNITS,   /* one or several units: with an item they make the targets */
	ASK_TASK, ASK_REPORT, ASK_ITEM, /* an item of that type */
	ASK_NUMBER,
	ASK_DAY, ASK_DAY_OR_NONE, ASK_COUNT, ASK_VALUE, ASK_TEXT, ASK_WORD, ASK_FILE,
	ASK_FLAG     /* an option without a value */
};

struct argument {
	enum ask ask;
	const char *option; /* "--on"; NULL: by position */
	const char *label;  /* msgid, for usage and prompts: "day" */
	bool required;
	bool prompted;      /* the screen asks for it even where it is optional */
};

struct value {
	bool given;
	const char *text; /* as typed */
	int day;
	int64_t count;
};

struct target { size_t unit, item; }; /* indices in the request's snapshot */
#define ARGUMENTS 10

enum on_conflict { CONFLICT_STOP, CONFLICT_MINE, CONFLICT_THEIRS };

struct request {
	const struct command *command;
	struct snapshot *snapshot;   /* what names were resolved against; NULL if nothing was */
	size_t unit_count;
	size_t *units;               /* as named, in order, each once */
	size_t item, number;         /* NOWHERE until named */
	size_t target_count;
	struct target *targets;      /* units x item, or the rows of a screen */
	struct value values[ARGUMENTS]; /* by command->arguments */
	struct sheet_style style;    /* of exports and --csv */
	/* The snapshot is what the person saw when they decided. What others wrote since in the cells
	 * that this would write is a conflict: nothing is written and the reply has both sides
	 * (STOP), it is written over as far as the person was told of it, up to that step (MINE), or
	 * left as it is while all else is done (THEIRS). */
	bool is_seen;
	bool is_of_session;
	const long *made;            /* steps of the session, in order: undo and redo turn these first */
	size_t made_count;
	enum on_conflict on_conflict;
	long told;
	struct pool pool;
};

/* A duty or number where two people met. */
struct clash {
	struct target target;      /* in the request's snapshot */
	const char *theirs, *mine; /* what stands there now, what was to be written: in words */
	const char *actor, *at;    /* who wrote it and when (RFC 3339, UTC); "" where it is not known */
};

struct reply {
	struct buffer text;     /* what happened, for people: one line or a few */
	struct buffer complaints; /* lines FILE:LINE: column: reason, and warnings */
	struct listing *listing; /* the answer is a list; listing and its snapshot are the reply's */
	struct snapshot *snapshot;
	long step;              /* the change step made; 0: none */
	size_t changed;         /* duties or rows changed */
	size_t clash_count;     /* rows that others changed meanwhile: not written, unless by THEIRS */
	struct clash *clashes;
	long told;              /* the newest step that the clashes tell of */
	struct pool pool;       /* of the clashes */
	bool said_no;           /* the answer is "no": exit status 1 */
	bool is_answer;         /* text is what was asked for, not talk about what was done */
	bool is_to_copy;        /* and a screen shows it whole, line by line as it is */
};

/* Where on the screen a command belongs. */
enum {
	ON_DUE = 1, ON_MATRIX = 2, ON_UNIT = 4, ON_ITEM = 8, ON_LOG = 16, ON_HELP = 32, ON_NUMBERS = 64,
	ON_REPORTS = 128, ON_IMPORT = 256, /* the preview of an import */
	ON_CONFLICT = 512, /* where another changed meanwhile what was about to be written */
	ON_TREE = 1024, ON_PEOPLE = 2048, ON_ROSTER = ON_TREE | ON_PEOPLE,
	ON_WELCOME = 4096, /* the page of who has no database yet */
	ON_DUTIES = 15, /* where rows are duties */
	ON_SCREENS = ON_DUTIES | ON_LOG | ON_NUMBERS | ON_REPORTS | ON_ROSTER
};

enum right {
	RIGHT_NONE, RIGHT_READ, RIGHT_CHANGE,
	RIGHT_MAKE,   /* may make the database */
	RIGHT_DESTROY /* changes beyond undo: a shell asks first */
};

/* What only a screen can do: moving about. */
enum move {
	MOVE_NONE, MOVE_UP, MOVE_DOWN, MOVE_LEFT, MOVE_RIGHT, MOVE_PAGE_UP, MOVE_PAGE_DOWN, MOVE_HOME,
	MOVE_END, MOVE_OPEN, MOVE_BACK, MOVE_MARK, MOVE_RANGE, MOVE_ALL, MOVE_FILTER, MOVE_NEXT_FILTER,
	MOVE_NEXT_SORT, MOVE_NEXT_TAB, MOVE_PALETTE, MOVE_HELP, MOVE_REPAINT, MOVE_SUSPEND, MOVE_CANCEL, MOVE_LANGUAGE,
	MOVE_THEME, MOVE_LAST_SCREEN, MOVE_NEWS, MOVE_EXPORT, MOVE_MENU, MOVE_DUE, MOVE_MATRIX, MOVE_UNIT,
	MOVE_ITEM, MOVE_REPORTS, MOVE_NUMBERS, MOVE_TREE, MOVE_FOLD_ALL, MOVE_LOG, MOVE_TYPE, MOVE_HISTORY,
	MOVE_NEXT_GROUPS, MOVE_FORMULA, MOVE_NEXT_CELLS,
	MOVE_QUIT, MOVE_ASCII, MOVE_TOUR, MOVE_SAMPLE, MOVE_NEW_PLAN, MOVE_OPEN_FILE,
	/* where two people wrote the same cells */
	MOVE_MINE, MOVE_THEIRS, MOVE_COMPARE,
	/* in the preview of an import */
	MOVE_TAKE_ALL, MOVE_TAKE_GOOD, MOVE_NEXT_ERROR, MOVE_LAST_ERROR, MOVE_CURE, MOVE_CURE_OTHER,
	MOVE_CURE_COLUMN, MOVE_MEND, MOVE_UNMEND, MOVE_NEXT_SIDE, MOVE_ENTRY
};

/* What an account may run, by its role (enum role), over SSH. A row that says nothing is for nobody
 * but who runs the program on the machine itself. */
enum {
	BY_VIEWER = 1 << ROLE_VIEWER, BY_EDITOR = 1 << ROLE_EDITOR, BY_ADMIN = 1 << ROLE_ADMIN,
	BY_ALL = BY_VIEWER | BY_EDITOR | BY_ADMIN, BY_WRITERS = BY_EDITOR | BY_ADMIN,
	BY_NOBODY = 0 /* reads or writes files of the machine, or tells of it */
};

struct command {
	const char *name;
	const char *keys;     /* "x", "j Down": separated by spaces; "" none */
	const struct argument *arguments; /* ends with ASK_NOTHING */
	unsigned screens;     /* where its keys work */
	enum right right;
	unsigned who;         /* BY_… */
	const char *help;     /* msgid: one line, an infinitive */
	const char *bar;      /* msgid: one or two words for the key bar; NULL: not there */
	enum move move;
	bool (*run)(struct app *app, struct request *request, struct reply *reply, struct fault *why);
};

extern const struct command commands[]; /* ends with a NULL name */
const struct command *command_named(const char *name);
const struct command *command_nearest(const char *name);
/* The keys of a command that are in force: "x F5", "" none. */
const char *command_keys(const struct app *app, const struct command *command);
bool keys_have(const char *keys, const char *key);
/* A person's choice of keys: taken line by line ("tick", "x F5", where it stands), a later one over
 * an earlier; then made the app's, all together, so that two may change places. Refuses what is no
 * command of the screen, what is no key, two commands of one place with one key; each with file and
 * line. Texts are from pool, which outlives the app. */
struct key_choice {
	const char *keys, *file; /* keys NULL: none was made */
	int line;
};
bool keys_take(struct key_choice **choices, const char *name, const char *keys, const char *file,
	int line, struct pool *pool, struct fault *why);
bool keys_settle(struct app *app, const struct key_choice *choices, struct pool *pool,
	struct fault *why);
/* The n-th word that an argument may be where it is one of a few, for completion; false behind the
 * last, or where it is anything. */
#define ARGUMENT_WORD 32
bool argument_word(const struct command *command, const struct argument *argument, size_t n,
	char out[ARGUMENT_WORD]);
/* Writes "name = value" into a file of settings, in place of the line that has it or at the end;
 * the rest stays as it is. Makes the file and its folders where there are none. */
bool setting_keep(const char *path, const char *name, const char *value, struct fault *why);
/* What was given for an option ("--on") or, for an argument by position, its label ("VALUE"). */
const struct value *request_value(const struct request *request, const char *name);
/* Makes a zeroed request ready for this command. */
void request_start(struct request *request, const struct command *command);

/* Parsers that argv and prompts share. Each fills its place in the request or refuses in words. */
bool request_take(struct app *app, struct request *request, size_t argument, const char *text,
	struct fault *why);
/* Takes all words behind the command's name: arguments by position, options (--name VALUE or
 * --name=VALUE) anywhere before "--"; then request_finish. A unit may be several, a line each. */
bool request_parse(struct app *app, struct request *request, const char *const *words, size_t count,
	struct fault *why);
/* The same without request_finish: for a shell that asks for what is missing. */
bool request_take_words(struct app *app, struct request *request, const char *const *words,
	size_t count, struct fault *why);
/* Resolves units x item into targets once all is taken. */
bool request_finish(struct app *app, struct request *request, struct fault *why);
/* The other way in: rows of a screen. The snapshot is given up to the request. */
void request_aim(struct request *request, const struct target *targets, size_t count);
void request_free(struct request *request);
/* Splits a line into words like a shell without its powers: spaces, '…', "…", \x. Words live in
 * pool; false on an open quote. */
bool words_split(const char *line, struct pool *pool, const char ***words, size_t *count,
	struct fault *why);

/* Whether this person may run it at all, whatever its arguments: for a shell that asks for what is
 * missing. FAULT_DENIED if not. The database is open, or no account is acted for. */
bool command_allowed(const struct app *app, const struct command *command, struct fault *why);
/* The same for the screen, where the line itself is taken: no command of files is to be had there by
 * an account. FAULT_DENIED, with what to do instead. */
bool screen_allowed(const struct app *app, const struct command *command, struct fault *why);
/* The same asked quietly, of a command that is only shown. */
bool screen_offers(const struct app *app, const struct command *command);
/* Whether this person may run it, and the database opened if the command needs it to be there. */
bool command_check(struct app *app, const struct request *request, struct fault *why);
/* The one place where commands run: opens the database if the command needs it, checks that this
 * person may, and runs it. */
bool command_run(struct app *app, struct request *request, struct reply *reply, struct fault *why);
void reply_free(struct reply *reply);
/* "done UNIT TASK [--on DAY]…" in the language in use. */
void command_usage(const struct command *command, struct buffer *out);
/* The whole table as roff paragraphs: the command list of the manual page. */
void command_reference(struct buffer *out);

/* ---- numbers -----------------------------------------------------------------------------------
 * The value of `number`: a count, "+5" for so many more, "-" not applicable, "" not reported; one for
 * all units, or as many as there are units, a line each, in their order. */

/* The next of the values in *at, trimmed; false after the last. A last line end adds none. */
#define VALUE_SIZE 48
bool value_next(const char **at, char out[VALUE_SIZE]);
/* What a value makes of what is there (NULL: nothing): digits, "-" or "". */
bool value_apply(const char *value, const struct number_value *there, char out[VALUE_SIZE],
	struct fault *why);
/* A count in a report, and the first of the earlier reports that had more of it although both count
 * from the same day on (DOMAIN.md §5). */
struct number_doubt {
	size_t number, unit;
	int64_t count;
	size_t earlier; /* NOWHERE: none; then there is no count */
	int64_t earlier_count;
};
/* Tells of doubts[0..count) in `report` what the file says of them in the earlier ones. */
bool number_doubts(struct app *app, const struct snapshot *snapshot, size_t report,
	struct number_doubt *doubts, size_t count, struct fault *why);

/* Whether nothing hangs on a unit; rows: it and its contacts, which go with it. FAULT_REFUSED with what
 * does, and the cure. */
bool unit_removal(struct app *app, const struct unit *unit, size_t *rows, struct fault *why);

/* ---- import: one object for dry run, preview and run ------------------------------------------- */

enum change_how { CHANGE_ADDED, CHANGE_CHANGED, CHANGE_SAME, CHANGE_REMOVED, CHANGE_REFUSED,
	CHANGE_CONFLICT, CHANGE_KEPT /* a conflict decided for the database */ };

struct import_change {
	enum change_how how;
	enum table table;
	size_t row;                      /* of the sheet */
	const char *key;                 /* for people: "705 BC1" */
	const char **before;             /* the table's fields; "" throughout where the row is new */
	const char **after;
	unsigned apart; /* fields that both sides changed, by bits; how they were decided, where how
			 * is not CHANGE_CONFLICT, says on_conflict */
};

struct import_options {
	bool dry_run, partial;
	const char *rejects; /* file name or NULL */
	bool counts_rows;    /* the file must have so many rows */
	int64_t rows;
	enum on_conflict on_conflict;
	struct sheet_options sheet;
	size_t bulk_rows; /* a file of people with that many lines is taken in bulk, which needs little
	                   * memory; its bytes are then borrowed until import_free; 0: never */
};

struct import_bulk;
/* What an import was opened from, kept so that it can be prepared again. */
struct import_source {
	struct pool pool;
	enum sheet_kind kind;
	const char *file, *words; /* words: the command without its choices */
	char *bytes;
	size_t length;
	struct import_options options; /* may be changed between preparations */
	size_t fix_count, fix_room;
	struct sheet_fix *fixes;  /* in the order in which they were made */
	bool made;                /* the database was made for it */
};

struct import {
	struct import_source *source; /* NULL: it was only prepared */
	const char *file;
	size_t row_count; /* of the file; the sheet has fewer where bulk is not NULL */
	struct import_bulk *bulk; /* rows that are plainly new or the same: in of[], not in changes */
	struct sheet *sheet;
	struct complaints complaints;
	struct pool pool;
	size_t count, room;
	struct import_change *changes; /* in the order of the file */
	size_t of[CHANGE_KEPT + 1];
	long version;     /* of the database when it was prepared */
	bool is_outdated; /* others changed the database since: it was not committed */
};

/* From a request of the command `import`, options included: checks the right to it as command_run
 * does, reads the file and prepares. To be freed in either case. */
bool import_open(struct app *app, const struct request *request, struct import *import,
	struct fault *why);
/* Puts text in place of a cell of the file from the next preparation on. */
void import_mend(struct import *import, long line, const char *column, const char *text);
/* Takes the mend made last back; NULL: there is none. Lives until the next mend. */
const struct sheet_fix *import_unmend(struct import *import);
/* Prepares again, by the file's bytes as they were read, the mends and the options as they are now,
 * and the database as it is now. False with why: the import is as it was before. */
bool import_again(struct app *app, struct import *import, struct fault *why);
/* Whether nobody else changed the database since it was prepared. */
bool import_is_current(struct app *app, const struct import *import);
/* Does what source->options say: the rejects first, then the rows as one step. Where import_commit
 * fails no file of rejects is left behind, unless it failed because of what is in it. */
bool import_run(struct app *app, struct import *import, long *step, struct fault *why);

/* A field of a change for people: what the file (NULL: it has no such column) or the office calls it,
 * and what it was or will be in the words of the office. */
const char *import_heading(const struct import *import, const struct import_change *change,
	size_t field);
const char *import_label(const struct import *import, const struct import_change *change,
	size_t field);
void import_value(const struct import *import, const struct import_change *change, size_t field,
	bool after, struct buffer *out);
/* The row of the sheet that begins on that line, and the column with that heading; NOWHERE: none. */
size_t import_row_at(const struct import *import, long line);
size_t import_column_at(const struct import *import, const char *heading);
/* What stands in that cell of the file, mends included; "". */
const char *import_raw(const struct import *import, size_t row, size_t column);
void import_free(struct import *import);

#endif
