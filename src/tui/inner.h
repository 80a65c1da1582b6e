/* What the files of the screen share: the desk. It knows no curses; what it shows goes on a
 * canvas. */
#ifndef TIENDO_TUI_INNER_H
#define TIENDO_TUI_INNER_H

#include "canvas.h"
#include "edit.h"
#include "first.h"
#include "theme.h"
#include "tiendo/tui.h"
#include "tree.h"
#include "typed.h"

struct desk;

/* ---- views: one per screen, each with its own cursor, marks, filter and order --------------- */

enum view_name {
	VIEW_DUE, VIEW_MATRIX, VIEW_UNIT, VIEW_ITEM, VIEW_REPORTS, VIEW_NUMBERS, VIEW_TREE, VIEW_PEOPLE,
	VIEW_LOG, VIEW_ANSWER, VIEW_IMPORT, VIEW_WELCOME, VIEWS
};

/* Which states are shown: tabs by state, and two that take several in. */
enum shown {
	SHOWN_ALL, SHOWN_NOT_SENT, SHOWN_OVERDUE, SHOWN_TODAY, SHOWN_DUE_SOON, SHOWN_NOT_DUE,
	SHOWN_RECEIVED, SHOWN_RETURNED, SHOWN_EXTENDED, SHOWN_IN_PROGRESS, SHOWN_NO_DATE, SHOWN_EXEMPT,
	SHOWNS
};

enum order { ORDER_WORST, ORDER_UNIT, ORDER_DEADLINE, ORDER_PLAN, ORDERS };

/* What the rates are rolled up by, and what the deadlines are put together by. */
enum groups { GROUPS_NONE, GROUPS_REPORT, GROUPS_BRANCH, GROUPS_KIND, GROUPS_UNIT, GROUPS };

/* What a small menu is about. */
enum setting { SETTING_SHOWN, SETTING_ORDER, SETTING_GROUPS };

/* The part of the deadlines that a row of the rates stands for; by code, to outlive a snapshot. */
struct scope {
	bool is_set, alone, tasks;
	char unit[CODE_SIZE]; /* "": all */
	char kind[CODE_SIZE * 4];
};

/* How the cells of the matrix are shown; `z` goes round. */
enum cells { CELLS_WIDE, CELLS_DENSE, CELLS_LETTERS, CELLS };

#define LABEL_SIZE 24

/* Over a column of the matrix: "II.1" and "a" of item II.1.a, "BC" and "1" of a report. */
struct matrix_column {
	char group[LABEL_SIZE], label[LABEL_SIZE];
	bool starts_group; /* of another group than the one before */
	bool has_event;
	struct tally tally;
};

#define NO_ROW UINT32_MAX
#define FILTER_SIZE 256
#define SHOWS_MOST 32

struct line {
	uint32_t row;     /* of the listing; NO_ROW: a heading, or one of the lines below it */
	uint32_t section; /* of a heading: the item's index, or SECTION_…; of a group: its own */
	uint32_t more;    /* of a unit's numbers and contacts: which, from 1 on; 0: a heading */
};
#define SECTION_REPORTS NO_ROW
#define SECTION_NUMBERS (NO_ROW - 1)
#define SECTION_PEOPLE (NO_ROW - 2)

/* What a unit's screen has besides its duties. */
struct unit_more {
	struct roster roster;
	struct number_value *values; /* that it has given */
	size_t value_count;
	size_t asked;                /* numbers that the plan asks for with each report */
	struct numbers_owed {
		size_t report, given;
	} *owed;                     /* by report */
	size_t owed_count;
};

/* Rows by what they are about, sorted, each once. */
struct marks {
	struct target *at;
	size_t count, room;
};

struct view {
	bool is_loaded;
	struct listing listing;
	struct line *lines; /* what the filter leaves, in the order shown */
	size_t line_count, row_count; /* with and without headings */
	size_t found[SHOWNS];         /* rows with the words of the filter, by what shows them */
	struct tally seen;            /* of the duties in lines */
	size_t at, top;               /* lines: under the cursor, first one seen */
	bool has_here;
	struct target here;           /* the row that the cursor stays on */
	struct target *kept;          /* the order shown before the listing was loaded anew */
	size_t kept_count;
	struct marks marks;
	bool in_range;
	struct target range_from;
	char filter[FILTER_SIZE];     /* as typed, without the "!" that inverts */
	bool is_inverted;
	enum shown shown;
	enum order order;
	size_t tab;                   /* deadlines, rates: this report only; NOWHERE: all. Of numbers */
	struct scope scope;           /* deadlines */
	enum groups groups;           /* rates, deadlines */
	size_t most;                  /* rates: the largest sum of a row */
	struct listing before;        /* rates: the same of the report before; kind NULL: none */
	size_t column, first_column;  /* matrix, numbers: under the cursor, first one seen */
	size_t column_item;           /* matrix: what that column is of */
	enum cells cells;             /* matrix */
	int widths[SHOWS_MOST];       /* lists: what the columns need */
	bool is_bare[SHOWS_MOST];     /* lists: nothing stands in that column */
	long log_before;              /* log: the steps before this one; 0: the newest */
	struct tally *tallies;        /* matrix: of each unit of the listing */
	struct matrix_column *columns; /* matrix: of each item */
	struct unit_more *more;       /* unit */
	struct number_column *numbers; /* numbers: of each item, made when first seen */
};

/* In place of an item in the key of a group's row: its reports, and behind that its tasks. */
#define GROUP_ITEMS (NOWHERE - 2)

/* How one screen differs from another; views[] has a row per view_name. */
struct view_kind {
	const char *listing;
	unsigned on;               /* ON_…: where commands work */
	enum move move;            /* the command that opens it */
	const char *title;         /* msgid */
	bool has_sections;
	enum order orders[ORDERS]; /* `s` goes round the first order_count */
	int order_count;
};
extern const struct view_kind view_kinds[VIEWS];

/* view.c */
bool view_load(struct desk *desk, enum view_name name, struct fault *why);
void view_drop(struct view *view); /* the listing; cursor, marks and filter stay */
void view_close(struct view *view);
struct target view_key(const struct view *view, size_t row);
const struct duty *view_duty(const struct view *view, size_t row); /* NULL: rows are no duties */
const struct tally *view_tally(const struct view *view, size_t row); /* NULL: rows count nothing */
/* What to act on: the cell or row at a line; false for a heading or a cell that is not owed. */
bool view_target(const struct desk *desk, const struct view *view, size_t line,
	struct target *target);
/* Remembers the order shown, to keep it over a reload: nothing re-sorts under the cursor. */
void view_keep(struct view *view);
void view_forget(struct view *view); /* that order */

/* list.c: which rows, in which order, and the cursor on them */
void list_arrange(struct desk *desk, struct view *view);
void list_step(struct view *view, long rows);
void list_page(struct view *view, int rows); /* rows < 0: up */
void list_first(struct view *view);
void list_last(struct view *view);
bool list_find(struct view *view, struct target key); /* puts the cursor there */
void list_window(struct view *view, int rows);
bool list_has_row(const struct view *view); /* the cursor is on a row */

/* list_order.c */
struct row_table;
struct row_table *row_table_make(const struct view *view);
uint32_t row_table_find(const struct row_table *table, struct target key); /* NO_ROW */
void row_table_free(struct row_table *table);
void rows_order(const struct desk *desk, const struct view *view, uint32_t *rows, size_t count);
/* rows[0..count) in fresh order, put into the order kept; returns how many there are now (rows kept
 * that the filter would leave out stay). rows has room for every row of the listing. */
size_t rows_keep(const struct view *view, uint32_t *rows, size_t count);

/* list_filter.c */
/* Whether what was typed is in the row itself, not just in one below it. */
bool row_is_found(struct desk *desk, const struct view *view, size_t row);
/* The rows to be shown, in the listing's order; counts what each choice would show. */
size_t rows_filter(struct desk *desk, struct view *view, uint32_t *rows);

/* shown.c */
const char *shown_label(enum shown shown);
unsigned shown_states(enum shown shown); /* a bit each */
bool state_is_shown(enum shown shown, enum state state);
bool shown_is_offered(const struct view *view, enum shown shown);

/* groups.c */
const char *groups_label(enum view_name name, enum groups groups);
bool groups_are_offered(enum view_name name, enum groups groups);
void groups_choose(struct desk *desk, enum groups groups);
bool rows_are_grouped(const struct view *view);
uint32_t row_group(const struct view *view, uint32_t row);
void rows_group(const struct view *view, uint32_t *rows, size_t count); /* in place, stably */
/* The heading's name is cut where it must be, never its count. */
void group_draw_heading(const struct view *view, struct canvas *canvas, int row, size_t line);

/* marks.c */
bool marks_have(const struct marks *marks, struct target target);
void marks_set(struct marks *marks, struct target target, bool marked);
void marks_clear(struct marks *marks);
/* The lines of a range that is still open; false, changing nothing, where none is. */
bool view_range(const struct view *view, size_t *first, size_t *last);
size_t view_mark_count(const struct desk *desk, const struct view *view);
void view_mark(struct desk *desk, struct view *view);
void view_mark_range(struct desk *desk, struct view *view);
void view_mark_all(struct desk *desk, struct view *view);
/* The marked rows, else the one under the cursor; to be freed. */
struct target *view_targets(const struct desk *desk, const struct view *view, size_t *count);

/* ---- drawing -------------------------------------------------------------------------------- */

/* Rows of the canvas; -1 where a thing has no room. */
struct layout {
	int title, counts, tabs, timeline, head, body, body_rows, tour, foot, message, keys;
	int timeline_rows, words, word_rows, progress; /* the last three: of an item, of a unit */
	int columns;
	int pane; /* columns at the right that are the pane's, its rule included; 0: there is none */
	bool is_tiny;
};
#define SHORT_ROWS 16 /* fewer have no rules */
struct layout layout_of(const struct desk *desk, int rows, int columns);

/* list_draw.c, list_columns.c, matrix.c, matrix_draw.c, log_view.c */
void list_measure(struct view *view); /* widths never shrink until the listing is shown anew */
/* Where the columns stand: places[show].width 0 for one that has no room. */
#define GUTTER 4 /* ">", the glyph, the mark, a blank */
struct column_place {
	int column, width;
	enum text_align align;
};
size_t list_place(const struct view *view, int columns, struct column_place *places);
void list_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout);
#define POSITION_SIZE 64
/* "1-12/12" */
char *list_position(const struct view *view, int body_rows, char out[POSITION_SIZE]);
void list_draw_position(const struct view *view, struct canvas *canvas,
	const struct layout *layout);
void list_row_text(const struct desk *desk, const struct view *view, char *out, size_t size);
void matrix_load(const struct desk *desk, struct view *view);
void matrix_draw(const struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout);
void matrix_move(struct view *view, int columns);
void matrix_aim(struct view *view, size_t item); /* puts the cursor on that item's column */
void matrix_next_cells(struct desk *desk);
/* The item under the cursor, short: "BC2 3/12 · …" where its heading says too little. */
void matrix_hint(const struct desk *desk, char *out, size_t size);

/* pane.c: details of what the cursor is on */
#define PANE_FROM 120 /* columns of a screen that has them */
struct area {
	int row, column, rows, columns;
};
int pane_columns(const struct desk *desk, int columns); /* beside a list; 0: none */
void pane_look(struct desk *desk); /* before pane_draw: asks who changed it last */
/* Marks text that goes on below with "…". */
void pane_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	struct area area);
/* The same behind a rule, which takes two columns. */
void pane_draw_beside(const struct desk *desk, const struct view *view, struct canvas *canvas,
	struct area area);

/* unit_view.c: a unit's numbers and contacts, lines that are no rows */
bool unit_more_load(const struct desk *desk, struct view *view, struct fault *why);
void unit_more_free(struct unit_more *more); /* NULL allowed */
size_t unit_more_lines(const struct view *view); /* at most */
void unit_more_add(struct view *view, uint32_t section); /* its heading and lines, behind the last */
bool line_is_stop(const struct line *line); /* the cursor may stand there */
const char *unit_more_heading(uint32_t section);
void unit_more_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t line, int columns);
/* False: the line, or the one under the cursor, is none of them. */
bool unit_more_text(
	const struct desk *desk, const struct view *view, size_t line, char *out, size_t size);
bool unit_more_write(const struct desk *desk, const struct view *view, struct buffer *out);
bool unit_more_open(struct desk *desk);
void unit_contact_draw(const struct desk *desk, struct canvas *canvas, int row, int room);

/* progress.c: how far a unit or item is, what the plan says of the item */
struct tally view_sum(const struct view *view); /* of all duties listed */
void progress_draw(const struct desk *desk, struct canvas *canvas, int row);
void item_words_draw(const struct desk *desk, struct canvas *canvas, int row, int rows);
int deadline_draw(const struct desk *desk, struct canvas *canvas, int row, int room);

/* events.c: the plan's days and what is on them, as far as the row is free */
void events_draw(const struct desk *desk, struct canvas *canvas, int row);
const char *glyph_event(void);
/* "01/6–30/6" of an event, "26/6" of one day */
void event_days(const struct item *event, char *out, size_t size);

/* How much of the log is held at a time, and of a step. */
#define LOG_STEPS 200
#define LOG_CHANGES 9
/* log_window.c: the log a part at a time */
bool log_turn(struct desk *desk, enum move move); /* true: the move is done */
/* The units that the words of the filter name, into the query; to be freed. */
const char **log_prefer(struct desk *desk, const struct view *view, struct query *query);
void log_filter(struct desk *desk); /* after the words of the filter changed */
/* log_draw.c */
void log_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout);
/* All of the step under the cursor, at most so many of its changes. */
void log_detail(const struct desk *desk, const struct view *view, size_t most, struct buffer *out);
void log_time_short(const struct desk *desk, const struct log_step *step, struct buffer *out);
/* "28/6/2020 14:03", by the office's clock. */
void log_time(const struct desk *desk, const struct log_step *step, struct buffer *out);
const struct log_step *log_step_at(const struct view *view, size_t row); /* NULL: none */
bool log_row_is_shown(const struct view *view, size_t row);
/* " … and 12 more" behind the one row of a step with many; "". */
char *log_more(const struct view *view, size_t row, char *out, size_t size);
bool log_step_text(const struct view *view, size_t row, char *out, size_t size);

/* reports.c: rates */
void reports_query(const struct view *view, struct query *query);
bool reports_load(struct desk *desk, struct view *view, struct fault *why);
void reports_roll_up(struct desk *desk, enum groups groups);
/* The title of a row, or what stands before "· reports" in it. */
void reports_name(const struct desk *desk, const struct view *view, size_t row, struct buffer *out);
const char *reports_suffix(const struct view *view, size_t row); /* msgid; "" */
bool reports_is_changed(const struct desk *desk, const struct view *view, size_t row);
bool reports_is_sum(const struct view *view, size_t row);
/* The same row of the report before; NULL where there is none. *report: which report that is. */
const struct tally *reports_before(
	const struct desk *desk, const struct view *view, size_t row, size_t *report);
/* "+12.5": the on-time rate now less the one before, in points; "" */
#define POINTS_TEXT 32
char *points_text(const struct tally *now, const struct tally *before, char out[POINTS_TEXT]);
void reports_formula(struct desk *desk);
void reports_open(struct desk *desk);    /* the deadlines behind the row */
void scope_drop(struct desk *desk);
/* "705 Huyện đoàn Tân Biên · tasks" */
void scope_text(const struct desk *desk, char *out, size_t size);

/* reports_draw.c */
/* The parts of what is expected, each at least a cell where there is anything of it. */
void rate_bar(const struct desk *desk, struct canvas *canvas, int row, int column, int width,
	const struct tally *tally);
void reports_draw(const struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout);

/* numbers.c: the numbers of one report, units by numbers */
struct number_column {
	bool is_made;
	struct number_sum sum; /* over every unit of the listing */
	int64_t middle;        /* number_middle's */
	int width;             /* of its values */
};
/* The report that the screen is about: the one chosen, else the current one, else the one due next;
 * NOWHERE where the plan asks for no numbers. */
size_t numbers_report(const struct desk *desk);
void numbers_prepare(struct view *view);
const struct number_column *numbers_column(
	const struct desk *desk, const struct view *view, size_t column);
/* NULL: not reported */
const struct number_value *numbers_value(
	const struct desk *desk, const struct view *view, size_t row, size_t column);
#define COUNT_TEXT 32
/* As the office writes it: 2.455, or 2,455 in English; "-" and "" for what is no count. */
char *numbers_text(const struct number_value *value, char out[COUNT_TEXT]);
char *count_text(int64_t count, char out[COUNT_TEXT]);
/* "<" below an earlier report, "?" far from the others, "▪" changed by another; "" */
const char *numbers_mark(
	const struct desk *desk, const struct view *view, size_t row, size_t column);
/* The number under the cursor and what is odd about its value, short. */
void numbers_hint(const struct desk *desk, char *out, size_t size);
void numbers_history(struct desk *desk);

/* numbers_draw.c */
void numbers_draw(struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout);

/* numbers_edit.c, numbers_paste.c */
/* Starts recording cells of the column under the cursor; values NULL: to be asked for. */
void numbers_start(struct desk *desk, const struct target *targets, size_t count,
	const char *values);
/* Shows what a pasted column would do, from the cursor down. */
void fill_open(struct desk *desk, const char *text);
/* Opens the cell under the cursor; a key that types starts it anew, any other with what is there. */
void numbers_type(struct desk *desk, const char *key);
void numbers_paste(struct desk *desk, const char *text);
/* What a value will make of the cell under the cursor: "→ 27 (22 + 5)"; false with the reason. */
bool numbers_reading(const struct desk *desk, const char *value, char *out, size_t size);
void fill_drop(struct desk *desk);

/* board.c; the counts in shown.c */
const char *order_label(enum order order);
void board_draw_counts(const struct desk *desk, struct canvas *canvas, int row);
void board_draw_tabs(const struct desk *desk, struct canvas *canvas, int row);
/* The words in use, where there are any; returns the column behind them. */
int board_draw_filter(const struct desk *desk, struct canvas *canvas, int row, int column);
void board_next_tab(struct desk *desk, int step);

/* empty.c */
void empty_draw(const struct desk *desk, struct canvas *canvas, const struct layout *layout);

/* timeline_draw.c */
int timeline_rows(const struct desk *desk, int rows, int columns); /* on a screen of this size */
void timeline_draw(const struct desk *desk, struct canvas *canvas, int row, int rows);

/* foot.c */
void foot_draw(const struct view *view, struct canvas *canvas, int row, int body_rows);

/* bar.c */
void bar_draw_title(const struct desk *desk, struct canvas *canvas, int row);
void bar_draw_keys(const struct desk *desk, struct canvas *canvas, int row);
void bar_draw_message(struct desk *desk, struct canvas *canvas, int row);
/* The first key of a command: "?" of help; "" where it has none. out has room for KEY_LABEL. */
#define KEY_LABEL 16
char *key_label(const struct desk *desk, const struct command *command, char out[KEY_LABEL]);
char *key_label_of(const struct desk *desk, enum move move, char out[KEY_LABEL]);
char *key_label_of_leaving(const struct desk *desk, char out[KEY_LABEL]); /* "q": not Esc */
const char *desk_keys(const struct desk *desk, const struct command *command);
bool command_is_here(const struct desk *desk, const struct command *command); /* it has a key */

/* state_style.c */
void state_put(const struct desk *desk, struct canvas *canvas, int row, int column,
	enum state state);
enum style state_style(enum state state);
const char *glyph_changed(void);
void canvas_to_ascii(struct canvas *canvas);
void signs_turn(struct desk *desk); /* ASCII alone, or all of them */

/* theme.c */
void theme_next(struct desk *desk);

/* wrap.c: words in lines */
/* Puts text from line `from` on into an area; returns how many lines text has in all. */
int wrap_put(struct canvas *canvas, int row, int column, int rows, int columns, int from,
	enum style style, const char *text);
void area_blank(struct canvas *canvas, int row, int rows);
void area_clear(struct canvas *canvas, int row, int rows, int column, int columns);

/* ---- overlays: what takes the keys while it is open ----------------------------------------- */

struct overlay {
	void (*key)(struct desk *desk, const char *key);
	void (*paste)(struct desk *desk, const char *text); /* NULL: takes none */
	void (*draw)(struct desk *desk, struct canvas *canvas, const struct layout *layout);
};
extern const struct overlay overlay_filter, overlay_prompt, overlay_palette, overlay_help,
	overlay_text, overlay_menu, overlay_cell, overlay_fill, overlay_conflict, overlay_choose;

void filter_open(struct desk *desk);
void palette_open(struct desk *desk);
void help_open(struct desk *desk);
void menu_open(struct desk *desk);
void choose_open(struct desk *desk, enum setting setting); /* and moves on to the next choice */
/* Shows text until it is closed; takes the buffer over. */
void text_open(struct desk *desk, const char *title, struct buffer *text);
void text_again(struct desk *desk); /* the same, where it was left */

/* The field of desk->edit, with the cursor, behind a label. */
void field_draw(struct desk *desk, struct canvas *canvas, int row, const char *label);
enum asked { ASKED_ARGUMENT, ASKED_COUNT, ASKED_FILE, ASKED_CELL, ASKED_REJECTS, ASKED_TEXT_FILE,
	ASKED_DATABASE };
void prompt_open(struct desk *desk, enum asked asked, const char *start);
void prompt_read(struct desk *desk); /* what stands in the field, into desk->reading */
void prompt_paste(struct desk *desk, const char *text);
void prompt_accept(struct desk *desk); /* the overlay stays open where the answer is refused */
void prompt_leave(struct desk *desk);
/* prompt_kind.c: the kind of file that an import asks for */
void kind_read(struct desk *desk, const char *text);
/* The only kind that begins so; with nothing typed or one typed whole, the next. False: there is none. */
bool kind_complete(const char *text, char *out, size_t size);
/* What a key does while an overlay is open; MOVE_NONE: nothing. */
enum move overlay_move(const struct desk *desk, const char *key);
/* Moves the first line shown of something long; who draws keeps the end in sight. False: no such move. */
bool overlay_scroll(const struct desk *desk, enum move move, size_t *top);

/* prompt_check.c */
/* Whether what is aimed at can be done at all; before anything is asked. */
bool act_check(const struct desk *desk, struct fault *why);
/* Whether the value just taken can be right, as far as the screen knows. */
bool argument_check(const struct desk *desk, struct fault *why);
/* What is there to know at this field, into desk->reading; false: nothing special. */
bool argument_hint(struct desk *desk, const char *text);
/* As kind_complete, of units; false as well where no kind of unit is asked for. */
bool unit_kind_complete(const struct desk *desk, const char *text, char *out, size_t size);
/* "Mark 24 rows?" false: the command has no question of its own. */
bool count_question(const struct desk *desk, char *out, size_t size);

/* conflict.c */
/* What another wrote meanwhile against what was about to be written; takes the clashes over. */
void conflict_open(struct desk *desk, struct reply *reply);
void conflict_drop(struct desk *desk);
/* The field asked for last, with what was typed and why (may be NULL) it was not taken; false: none. */
bool field_again(struct desk *desk, const struct fault *why);

/* file_names.c */
/* The name as a shell would take it: ~/ is the home folder. Returns out. */
char *file_expanded(const char *name, char *out, size_t size);
/* Completes what is typed as far as the names of files that begin so agree. False: there is none. */
bool file_complete(struct edit *edit);

/* draft.c */
void draft_keep(const struct desk *desk); /* when the line is lost with a field open */
/* The same now and then while a field is open, for a death that leaves no time; and what is kept so
 * goes when the field has been answered or left. */
void draft_follow(struct desk *desk);
void draft_drop(struct desk *desk);
/* What was typed of the field that is about to open when the line was lost, once. */
bool draft_take(struct desk *desk, char *out, size_t size);

/* palette_words.c: what the last word of a line may become */
struct choices {
	struct pool pool;
	size_t count, room;
	size_t from; /* bytes of the line that stay before a choice */
	struct option {
		const char *word, *about;
	} *at;
};
#define CHOICES_MOST 64
void choices_find(struct desk *desk, const char *line, struct choices *choices);
void choices_free(struct choices *choices);
void choice_add(struct choices *choices, const char *word, const char *about);

/* palette_files.c: the names of files that begin so, as words of a line */
void choices_add_files(struct choices *choices, const char *start);

/* card.c: everything known of one duty, in words */
void card_write(const struct desk *desk, struct target target, struct buffer *out);
/* The one thing about it that a list does not show, short: a cursor move must stay cheap. */
#define HINT_SIZE 48
void card_hint(const struct desk *desk, struct target target, char out[HINT_SIZE]);

/* ---- acting --------------------------------------------------------------------------------- */

/* A command on its way: targets are known, arguments are being asked for. */
struct act {
	bool is_open;
	bool is_confirmed;   /* the count was typed, or need not be */
	bool on_marks;
	struct request request; /* its snapshot is the desk's: not to be freed with it */
	size_t argument;     /* being asked for */
	const struct overlay *from; /* the field that was answered last; NULL: none */
	size_t asked;        /* the argument that it was about */
	size_t rows;         /* to be removed; 0: it removes none */
	bool has_options;    /* typed with it: the fields not named stay as they are */
	const char *start;   /* of the field asked for */
	size_t steps;        /* of the log that are taken back; their number is asked for */
};

/* act.c */
/* Runs a command on the marks or the row under the cursor; words are those typed after its name. */
void act_start(struct desk *desk, const struct command *command, const char **words, size_t count);
/* The same on rows that are known, with texts[i] for argument i, NULL where there is none yet. */
void act_start_on(struct desk *desk, const struct command *command, const struct target *targets,
	size_t count, const char *const texts[ARGUMENTS]);
void act_go_on(struct desk *desk); /* after an answer */
void act_again(struct desk *desk); /* runs it once more, after a conflict was decided */
void act_drop(struct desk *desk);
/* Why a command cannot run here and now; "" if it can. */
void act_reason(const struct desk *desk, const struct command *command, char *out, size_t size);
bool act_is_import(const struct desk *desk);
/* act_aim.c */
bool act_aim(struct desk *desk, struct fault *why);
void act_expand(struct desk *desk); /* ~/ in names of files that were given */
bool command_needs_rows(const struct command *command);

/* export.c */
void export_ask(struct desk *desk);
bool export_write(struct desk *desk, const char *path, struct fault *why);
bool export_text(struct desk *desk, const char *path, struct fault *why); /* overlay_text's */

/* ---- the preview of an import --------------------------------------------------------------- */

/* preview.c */
struct preview;
/* Reads the file that a request of `import` names and goes to its preview; nothing is written. */
void preview_open(struct desk *desk, const struct request *request);
void preview_free(struct preview *preview); /* NULL allowed */
bool preview_move(struct desk *desk, enum move move); /* false: none of the preview's */
void preview_reword(struct desk *desk);    /* the language is another */
/* What prompts of the preview ask: the reading of what is typed, and the answer. */
void preview_read(struct desk *desk, const char *text);
void preview_answer(struct desk *desk);
void preview_title(const struct desk *desk, char *out, size_t size);
/* preview_draw.c */
void preview_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout);
/* The entry under the cursor in one line, for a window too small for a list. */
void preview_row_text(const struct desk *desk, char *out, size_t size);
/* works.c */
#define WORKS_AFTER 1000 /* ms: work that is done sooner is not told of */
#define WORKS_EVERY 300  /* ms between two tellings */
struct works {
	int64_t heard, started, shown; /* on any clock of milliseconds; zeroed: nothing is at work */
};
/* Whether work that is heard of now is to be shown now. */
bool works_show(struct works *works, int64_t now);
/* Says how far long work is; to be drawn by who hears of it. */
void desk_works(struct desk *desk, enum stage stage, size_t done, size_t total);

/* move.c */
void desk_back(struct desk *desk); /* to the screen before */
void desk_move(struct desk *desk, enum move move, const char *key);
void desk_show(struct desk *desk, enum view_name name); /* goes to a screen */

/* news.c: snapshots, and what others did */
/* Takes a snapshot newer than the desk's over; own is the step that this desk made, or 0. Says who
 * else changed what. */
void desk_renew(struct desk *desk, struct snapshot *snapshot, long own);
bool desk_reload(struct desk *desk, long own, struct fault *why);
void desk_hold_plan(struct desk *desk); /* the plan shown is the one meant from now on */
void desk_made(struct desk *desk, long step); /* so that it is never told as another's */
bool desk_has_made(const struct desk *desk, long step);
void news_open(struct desk *desk); /* news_view.c: what others changed, as a text */

/* carry.c: places that outlive a snapshot whose units or items were changed */
void desk_carry(struct desk *desk, const struct snapshot *from, const struct snapshot *to);

/* ---- the desk ------------------------------------------------------------------------------- */

/* Names as search sees them, made when first asked for. */
struct folds {
	struct pool pool;
	size_t unit_count, item_count;
	const char **units, **items;
};

/* A column pasted: a value for each line from the cursor down. */
struct fill {
	struct pool pool;
	size_t count, refused;
	const char **values;
	struct target *targets; /* fewer than values where the list ends before they do */
	size_t target_count, top;
};

/* Rows that another changed meanwhile. */
struct conflict {
	struct pool pool;
	size_t count, top;
	struct clash *at;
	long told;
	bool is_compared;
};

#define MESSAGE_SIZE 1024
#define BACK_MOST 8

struct desk {
	struct app *app;
	struct tui_options options;
	enum theme theme;
	char plan[CODE_SIZE];         /* app->shown_plan */
	struct snapshot *snapshot;
	struct view views[VIEWS];
	struct snapshot *answered;    /* of the answer's listing, when it is not the desk's */
	enum view_name now, last;
	enum view_name back[BACK_MOST]; /* where Esc goes */
	int depth;
	size_t unit, item;            /* the current ones; they follow from screen to screen */
	struct marks changed;         /* rows that others changed */
	struct folds folds;
	struct {
		long step;
		char text[FILTER_SIZE];
	} last_change;                /* of what the pane tells; step 0: nothing to tell */
	struct tree tree;

	struct preview *preview;      /* open, or left with cells mended; NULL */
	char import_kind[FILTER_SIZE], import_file[EDIT_SIZE]; /* asked for last */

	const struct overlay *over;   /* NULL: the screen has the keys */
	struct edit edit;             /* of the overlay */
	enum asked asked;
	char reading[FAULT_TEXT];     /* how the parser reads what is typed, or why it does not */
	bool is_refused;
	struct act act;
	size_t pick, pick_top;        /* row of help or palette; first line of a text */
	bool on_pick;                 /* moved last: the hardware cursor goes along, not in the field */
	struct buffer text;           /* of overlay_text */
	char text_title[FILTER_SIZE];
	char filter_before[FILTER_SIZE]; /* to go back to on Esc */
	bool inverted_before;
	enum setting setting;         /* of overlay_choose */
	int chosen_before;            /* to go back to on Esc */

	struct aside aside;
	const char *db_given;         /* app->db as it came, where another file was opened from here */
	char *db_path;                /* that other one */
	const char *next_import;      /* kind of file that is asked for when this one is in; NULL */
	struct tour tour;
	struct past past;

	struct fill fill;             /* of overlay_fill */
	struct conflict conflict;     /* of overlay_conflict */
	long opened;                  /* the newest step when the desk was opened */

	uint64_t drafted;             /* of the text that is kept as a draft; 0: none */
	struct typed typed;
	char message[MESSAGE_SIZE];
	enum style message_style;
	int body_rows, columns;       /* when last drawn: what a page is, what a message holds */
	long *own;                    /* the steps that this desk made */
	size_t own_count, own_room;
	long looked;                  /* the last step when news were last looked at */
	bool has_news;                /* seen while something was open */
	bool wants_repaint, is_over;
};

/* desk.c */
/* Opens the database if it is not open and loads the deadline board; the welcome page where there is
 * none yet. */
bool desk_open(struct desk **desk, struct app *app, const struct tui_options *options,
	struct fault *why);
void desk_close(struct desk *desk);
/* Opens app->db if it is not open and begins anew at its deadlines; the desk is as it was where that
 * fails. */
bool desk_sit(struct desk *desk, struct fault *why);
/* Begins anew with that snapshot, which the desk takes over: nothing is open, nothing was done. */
void desk_begin(struct desk *desk, struct snapshot *snapshot);
void desk_key(struct desk *desk, const char *key);
/* Milliseconds after which desk_settle is to be called when no key has come; negative: never. */
int desk_patience(const struct desk *desk);
void desk_settle(struct desk *desk);
void desk_paste(struct desk *desk, const char *text);
/* Looks whether others changed something, or a day has begun. Returns whether there is anything to
 * draw. */
bool desk_look(struct desk *desk);
void desk_draw(struct desk *desk, struct canvas *canvas);
bool desk_is_over(const struct desk *desk);
bool desk_takes_repaint(struct desk *desk); /* ^L was pressed since the last call */

struct view *desk_view(struct desk *desk);
void desk_say(struct desk *desk, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void desk_refuse(struct desk *desk, const struct fault *why);
/* The command whose keys have `key` on these screens; NULL. */
const struct command *command_at(const struct desk *desk, const char *key, unsigned screens);
const struct command *command_of(enum move move);
void desk_do(struct desk *desk, const struct command *command, const char *key);
/* The reading of a day beside today: "Tue 30/6/2020 · 2 days left". */
void day_reading(const struct desk *desk, int day, char *out, size_t size);
const char *desk_unit_fold(struct desk *desk, size_t unit);
const char *desk_item_fold(struct desk *desk, size_t item);

#endif
