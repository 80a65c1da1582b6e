/* What the files of app share. */
#ifndef TIENDO_APP_INNER_H
#define TIENDO_APP_INNER_H

#include "tiendo/app.h"

/* A row of a file of receipts: a version, or version 1 still to come. */
struct receipt_row {
	uint32_t duty;
	int version;
	const struct receipt *receipt; /* NULL: none */
};

/* How one column gets its canonical text, appended to out. */
struct cell_rule {
	const char *name; /* the column's; the table ends with NULL */
	void (*write)(const struct listing *listing, size_t row, struct buffer *out);
};

/* import.c, import_run.c: the two halves of import_open and import_run. */
/* Reads and checks a file against the database: everything that would happen, nothing written.
 * False with why: the file as a whole cannot be taken. */
bool import_prepare(struct app *app, enum sheet_kind kind, const char *file, const char *bytes,
	size_t length, const struct import_options *options, struct import *import, struct fault *why);
/* Does it, as one step. FAULT_REFUSED if anything is refused or in conflict, unless partial;
 * FAULT_BUSY and is_outdated if others changed the database since it was prepared. */
bool import_commit(struct app *app, struct import *import, const struct import_options *options,
	const char *command, long *step, struct fault *why);
/* "added 3, changed 1 …" and, in full, a line per change: key: column: before → after. */
void import_print(const struct import *import, bool full, struct buffer *out);

/* The command as it would be typed, for the log: "done 703 II.1.a --on 2020-06-28". */
void request_words(const struct request *request, struct buffer *out);
/* A word behind a blank where there are words, quoted as a shell wants it. */
void word_add(struct buffer *out, const char *word);

const char *meant_plan(const struct app *app); /* NULL: the only open one */
/* A snapshot of the plan that is meant, or, where that cannot be told, of the newest one: for what
 * leans on units and rules alone. */
bool any_snapshot(struct app *app, unsigned more, struct snapshot **snapshot, bool *is_meant,
	struct fault *why);

/* A fresh snapshot into the reply, for a shell that wants to see what changed. */
bool reply_refresh(struct app *app, struct reply *reply, struct fault *why);

typedef bool command_run_function(
	struct app *app, struct request *request, struct reply *reply, struct fault *why);

/* One duty being changed. The fields start as they are and end as they shall be. */
struct change {
	struct app *app;
	const struct request *request;
	const struct item *item;
	const struct unit *unit;
	struct pool *pool;
	const char *duty[ROW_FIELDS];
	const char *receipt[ROW_FIELDS]; /* the latest version; version "" when there is none */
	bool duty_changed, receipt_changed, receipt_removed;
	bool skipped; /* a bulk tick leaves out what is not applicable */
};

typedef bool duty_rule(struct change *change, struct fault *why);
/* duty_rules.c */
duty_rule finish_task, begin_task, reopen_duty, receive_report, return_report, extend_duty,
	exempt_duty, unexempt_duty, note_duty, count_task, tick_open, tick_back;

/* clash.c: whether what is to be written meets what others wrote since the person looked; both sides
 * go to the reply. before: the same row as it is now. */
bool duty_clashes(const struct change *change, const struct change *before, struct reply *reply);
bool number_clashes(const struct change *change, const char *there, long rev, const char *wished,
	struct reply *reply);
/* Whether a step that is fine in itself may be kept: refused where rows met and nobody decided. */
bool clashes_allow(
	const struct request *request, bool fine, struct reply *reply, struct fault *why);

/* duty_commands.c, number_commands.c, reminder_commands.c: what is recorded of duties */
command_run_function run_done, run_start, run_reopen, run_tick, run_receive, run_return, run_extend,
	run_exempt, run_unexempt, run_note, run_count, run_number, run_remind, run_message;
/* history_, care_, make_, import_, export_, list_, account_, help_commands.c */
command_run_function run_undo, run_undo_to, run_redo, run_replay, run_log, run_init, run_demo, run_import, run_export,
	run_list, run_due, run_status, run_account, run_serve, run_backup, run_check, run_purge, run_set, run_holiday, run_help,
	run_completion, run_doctor;
/* unit_commands.c, person_commands.c: the tree of units and who works there */
command_run_function run_add_unit, run_edit_unit, run_remove_unit, run_add_person, run_edit_person,
	run_remove_person;

/* rights.c: what the arguments of a request may be where an account is acted for. */
bool request_allowed(const struct app *app, const struct request *request, struct fault *why);
/* Tells of a refusal that came from below; false always. */
bool tell_denied(const struct app *app, const struct command *command, const struct fault *why);
/* After units_name said no: words that fit none of these are for an account with a branch "not yours",
 * whether or not they are somebody else's. Passes *why on; false always. */
bool refuse_unit(const struct app *app, const struct units *units, const char *words,
	struct fault *why);
/* Whether anything but the whole of the office is seen. */
bool app_has_branch(const struct app *app);

/* key.c: an SSH public key as pasted, checked; the line of authorized_keys for it. */
bool key_read(const char *text, struct buffer *key, struct fault *why);
bool key_line(const struct app *app, const char *account, const char *key, struct buffer *line,
	struct fault *why);

/* request_step.c: the frame of every change. Begins a step told by the request's own words. */
bool request_step_begin(struct app *app, const struct request *request, struct fault *why);
/* Commits it into reply->step, or abandons it where the work was not done; false then. */
bool request_step_end(struct app *app, bool done, struct reply *reply, struct fault *why);

/* --separator, where it is given: one of , ; | and tab. */
bool request_separator(const struct request *request, char *separator, struct fault *why);

/* Closes the database that this command made and takes it away: what it was made for failed. */
void database_unmake(struct app *app);

/* Imports one file of the sample or of init; text of what happened goes to reply. */
bool import_file(struct app *app, enum sheet_kind kind, const char *path,
	const struct import_options *options, const char *command, struct reply *reply,
	struct fault *why);

/* What a kind's rows become: import_prepare runs the one for the sheet's kind. */
struct histories;
struct import_state {
	struct app *app;
	struct import *import;
	struct snapshot *snapshot;
	enum on_conflict on_conflict;
	struct bare_code *bare_codes; /* import_rows.c's */
	size_t guess_count;  /* wrong codes that a right one was looked for */
	struct guess *guesses; /* import_rows.c's */
	bool *misshapen; /* by row: which cell is whose cannot be told, so no more is said of it */
	struct histories *histories; /* import_base.c's */
	size_t stale_count;     /* rows that only the database has changed since the sheet left */
	long stale_line;        /* of the first */
	size_t misnamed_count;  /* rows whose name of the unit is not that of their code */
	size_t misnamed_row, misnamed_unit; /* the first */
	bool day_first, month_first; /* what days that nobody touched prove of the client */
};
typedef bool import_rows_function(struct import_state *state, struct fault *why);
import_rows_function import_units, import_people, import_plan_rows, import_tasks, import_receipts,
	import_numbers;

/* code_order.c: people are sorted by the bytes of their unit's code; a snapshot's units are not. */
struct code_order {
	size_t count;
	const char **codes; /* sorted */
	uint32_t *rank;     /* by unit of the snapshot */
};
void codes_order(const struct units *units, struct code_order *order);
void codes_free(struct code_order *order);

/* import_bulk.c: large files of people, whose plain rows are counted, printed and written here and
 * are no rows of import->sheet. */
bool import_bulk_is_for(enum sheet_kind kind, const char *bytes, size_t length,
	const struct import_options *options);
/* In place of sheet_read; the snapshot is there already. True with import->bulk NULL: the file is one
 * for sheet_read after all. */
bool import_bulk_read(struct import_state *state, const char *bytes, size_t length,
	const struct sheet_options *options, struct fault *why);
/* After all other changes of the step. */
bool import_bulk_write(struct app *app, const struct import *import, struct fault *why);
void import_bulk_print(const struct import *import, struct buffer *out);
/* Its plain rows, in the order of the file: their keys, joined by a blank. */
void import_bulk_each(
	const struct import *import, void (*take)(void *to, const char *key), void *to);
void import_bulk_free(struct import_bulk *bulk); /* NULL allowed */
void import_print_change(const struct import *import, const struct import_change *change,
	struct buffer *out);
/* To be asked before each row is checked; false with why where the watcher says to stop. */
bool import_goes_on(const struct import_state *state, size_t row, struct fault *why);

/* import_run.c: the command of an opened import with the options in force, chosen in it or since */
const char *import_words(struct import *import);
/* rejects and rows; command is for the log */
bool import_take(struct app *app, struct import *import, const struct import_options *options,
	const char *command, long *step, struct fault *why);

/* Cells and complaints of one row. */
const char *import_cell(const struct import_state *state, size_t row, const char *column); /* "" */
bool import_has(const struct import_state *state, const char *column);
/* Whether the row has a cell of that column, empty or not. */
bool import_says(const struct import_state *state, size_t row, const char *column);
/* NULL where it has none: the value stays as it is. */
const char *import_cell_or_null(const struct import_state *state, size_t row, const char *column);
void import_refuse(struct import_state *state, size_t row, const char *column, const char *msgid, ...)
	__attribute__((format(printf, 4, 5)));
/* Refuses a cell of a sheet that left here with letters that came back as question marks; cure: what
 * would mend it, or "". */
void import_refuse_lost(struct import_state *state, size_t row, const char *column, const char *was,
	const char *cure);
void import_warn(struct import_state *state, size_t row, const char *column, const char *msgid, ...)
	__attribute__((format(printf, 4, 5)));
/* Notes the codes of the snapshot's units for the next two. */
void import_bare_codes(struct import_state *state);
/* The unit meant by a code, exact or but for zeros at its start, without a word; NOWHERE where there
 * is none or several. */
size_t import_unit_meant(const struct import_state *state, const char *code);
/* import_slip.c: whether the two differ in one letter that is wrong, missing, too much or in its
 * neighbour's place, or in case alone. */
bool code_is_slip(const char *code, const char *typed);
/* Whether they differ in nothing but case and zeros before numbers: H1 and H01. */
bool code_is_same_but_for_zeros(const char *code, const char *typed);
/* What would take the cell's place, of the complaint made last. */
void import_cure(struct import_state *state, const char *cure);
/* Finds the unit a cell names: exact code, or equal but for leading zeros (warned about). An empty
 * cell gives false without a word: the sheet has complained of it. */
bool import_unit(struct import_state *state, size_t row, const char *column, size_t *unit);
/* Refuses a code that no unit of these has, with the nearest. */
void import_refuse_code(struct import_state *state, size_t row, const char *column,
	const struct units *units);
/* The same for an item, or the only one that differs from the cell in nothing but what a spreadsheet
 * does to a number (warned about). */
bool import_item(struct import_state *state, size_t row, const char *column, enum item_type type,
	size_t *item);
/* For a row that was exported and whose code nobody has: the one known code that a spreadsheet would
 * show so and that no row of the file has (warned about); NULL: there is none. */
const char *import_code_exported(struct import_state *state, size_t row, const char *column,
	const char *const *known, size_t count);
/* Refuses every row whose key columns, joined, stand twice in the file. */
void import_refuse_doubles(struct import_state *state, const char *const *key_columns, size_t count);
/* Reads a row of the database as it is now; its texts live as long as the import. */
bool import_stored(struct import_state *state, enum table table, const char *const *keys,
	const char **fields, bool *found, struct fault *why);
/* The same as it was when the sheet left: what its cells are to be read against. */
bool import_left(struct import_state *state, size_t row, enum table table, const char *const *keys,
	const char **fields, struct fault *why);
/* Notes what a row wants of a table row: after[] holds the wished texts, NULL where the file says
 * nothing (kept as it is). */
bool import_wish(struct import_state *state, size_t row, enum table table, const char **after,
	const char *key, struct fault *why);
bool import_wish_removed(struct import_state *state, size_t row, enum table table,
	const char *const *keys, const char *key, struct fault *why);
struct import_change *import_newest(struct import_state *state); /* the wish noted last */
/* import_fields.c: the column of the file's kind that a field of a row comes from. */
const struct column *import_field_column(
	const struct import *import, enum table table, size_t field); /* NULL: none */
/* What lines of text call a field in which two rows differ and what it is in either: the machines' words
 * in English, the office's in Vietnamese. False: another field says the same, as the column status
 * says both progress and not applicable. shown starts zeroed and may be filled again. */
struct import_shown {
	const char *name;
	struct buffer before, after;
};
bool import_sides_shown(const struct import *import, enum table table, size_t field,
	const char *const *before, const char *const *after, struct import_shown *shown);
void import_shown_free(struct import_shown *shown);
/* The unit and item of a row, if one owes the other; else the row is refused. */
bool import_duty(struct import_state *state, size_t row, const char *item_column,
	enum item_type type, struct target *duty);
/* Tells of the rows whose unit is called otherwise here: all in one warning. */
void import_tell_names(struct import_state *state);
/* import_rekeyed.c: warns of rows that are new, though they left here under another key, which stays. */
bool import_tell_rekeyed(struct import_state *state, struct fault *why);

/* ---- import_base.c: what a row was when its sheet left, and what each side did to it since ------ */

struct import_base {
	bool known;  /* the sheet has revs: it came from here */
	bool found;  /* there was such a row */
	bool blind;  /* its values then cannot be told any more: fields are those of now */
	long step;   /* the newest step that changed it since; 0: none */
	const char *fields[ROW_FIELDS];
};
/* The row with these keys as it was at the rev that the sheet has for it; as it is now (stored,
 * found) where the sheet has no revs. */
void import_base(struct import_state *state, size_t row, enum table table, const char *const *keys,
	const char *const *stored, bool found, struct import_base *base);

/* Bits by field: what the sheet changed, and where the database went another way meanwhile. */
struct import_merge {
	unsigned edited, apart;
};
/* Takes the sheet's edits into the row as it is now: wished (NULL: the sheet says nothing) becomes
 * the merged row, with the sheet's word where the two went apart, and all of the sheet's where the
 * row is not there now. A cell that a spreadsheet merely respelled is no edit. */
struct import_merge import_merge(const struct import *import, enum table table, const struct import_base *base,
	const char *const *stored, bool found, const char **wished);
/* A row's keys as the log joins them; the text is the import's. */
const char *import_keys_joined(
	struct import_state *state, enum table table, const char *const *keys);
/* The newest step since the sheet left that changed what this field says; base->step where the log
 * does not tell. */
long import_base_step(struct import_state *state, size_t row, enum table table,
	const char *const *keys, size_t field, const struct import_base *base);
void import_forget_history(struct import_state *state);
/* Evidence of the order of day and month: what this cell is known to mean. */
void import_known_day(struct import_state *state, size_t row, const char *column, int day);

/* number_commands.c: BC2 is cumulative, so a number below the one of an earlier report that counts
 * from the same day on is odd (DOMAIN.md §5). number_below says so in words, or is false; values are
 * digits, "-" or "". */
bool report_is_earlier(const struct item *earlier, const struct item *report);
bool number_below(const char *value, const char *earlier_value, const char *earlier,
	const char *report, char *out, size_t size);

/* entry.c: one unit or contact as typed, put through the checks of an import. */
struct entry {
	enum sheet_kind kind;
	const char *words;       /* the command, for the log; of contacts without what is personal */
	bool is_new;             /* refused where there is such a row */
	const char *const *in_place_of; /* keys of the row that goes as this one comes; NULL: none */
	const char *const *before;      /* all of that row */
	const struct request *request;  /* what others wrote meanwhile is its clash; NULL: refused */
	struct buffer head, row;
};
/* The text of a column by its name in the file of that kind; days are ISO. */
void entry_add(struct entry *entry, const char *column, const char *text);
/* Checks it and writes it as one step. reply->text is what was changed, "" where nothing was or the
 * row is new; doubts are its complaints. */
bool entry_run(struct app *app, const struct entry *entry, struct reply *reply, struct fault *why);
void entry_free(struct entry *entry);
/* clash.c: a row of a unit or its roster that another changed, where the person saw it before. */
void entry_clashes(struct app *app, const struct request *request, const struct import *import,
	struct reply *reply);
bool refuse_gone(const char *key, struct fault *why); /* a row that others removed meanwhile */
/* Whether the row with these keys is newer than --rev, where that is given. */
bool entry_is_stale(struct app *app, const struct request *request, enum table table,
	const char *const *keys, bool *stale, struct fault *why);

/* change_words.c: what a row of the table is called: "unit", "receipt" */
const char *table_shown(enum table table);
/* A field and what stands in it in the words of the office: "received on: 26/6/2020". */
void field_print(enum table table, const char *field, const char *text, struct buffer *out);
/* A change of the log in the words of the office. */
void change_print(const struct snapshot *snapshot, const struct log_change *change,
	enum change_part part, struct buffer *out);

/* ---- listings -------------------------------------------------------------------------------- */

/* listing.c */
bool need_plan(const struct snapshot *snapshot, struct fault *why);
/* A word of a column of choices in the language in use. */
const char *choice_shown(const struct column *column, const char *word);
void cell_add_day(struct buffer *out, int day); /* ISO */
void cell_add_count(struct buffer *out, int64_t count);

/* list_duties.c, for listings whose rows are duties */
const struct duty *listed_duty(const struct listing *listing, size_t row);
const struct item *listed_item(const struct listing *listing, size_t row);
const struct record *listed_record(const struct listing *listing, size_t row); /* NULL: none */
struct place listed_place(const struct listing *listing, size_t row);
/* The task or report of that code; NULL: NOWHERE, which means all. */
bool find_owed(const struct snapshot *snapshot, const char *code, size_t *item, struct fault *why);
bool load_board(struct app *app, struct listing *listing, struct board_query *query,
	struct fault *why);
void board_foot(const struct listing *listing, struct buffer *out);
typedef void listing_cell_function(const struct listing *listing, size_t row, struct buffer *out);
listing_cell_function duty_cell_plan, duty_cell_unit, duty_cell_unit_name, duty_cell_item,
	duty_cell_title, duty_cell_state;
listing_cell_function duty_cell_document, duty_cell_count; /* list_files.c */

extern const struct listing_kind listing_due, listing_unit, listing_item, listing_matrix,
	listing_reports, listing_log, listing_units, listing_tree, listing_units_file,
	listing_people, listing_plans, listing_items,
	listing_tasks, listing_receipts, listing_numbers, listing_summary, listing_accounts;

/* argument_words.c */
extern const char *const setting_words[]; /* of `set`; ends with NULL */

#endif
