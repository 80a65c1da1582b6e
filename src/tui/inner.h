/* What the files of the screen share: the desk. It knows no curses; what it shows goes on a
 * canvas. */
#ifndef TIENDO_TUI_INNER_H
#define TIENDO_TUI_INNER_H

#include "act.h"
#include "canvas.h"
#include "draft.h"
#include "edit.h"
#include "first.h"
#include "overlay.h"
#include "theme.h"
#include "tiendo/tui.h"
#include "tree.h"
#include "typed.h"
#include "view.h"

struct preview;

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
	bool is_warned; /* that a file is there already: Enter again takes its place */
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

	struct drafts drafts;         /* of what is being typed */
	struct typed typed;
	char message[MESSAGE_SIZE];
	enum style message_style;
	int body_rows, columns;       /* when last drawn: what a page is, what a message holds */
	long *own;                    /* the steps that this desk made */
	size_t own_count, own_room;
	long looked;                  /* the last step when news were last looked at */
	bool has_news;                /* seen while something was open */
	bool wants_repaint, wants_stop, is_over;
	struct fault gone;            /* why it is over, where that is nobody's wish */
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

/* move.c */
void desk_back(struct desk *desk); /* to the screen before */
void desk_move(struct desk *desk, enum move move, const char *key);
void desk_show(struct desk *desk, enum view_name name); /* goes to a screen */
/* The same, the one that is open too, of this unit and item; NOWHERE: of the current one. */
void desk_show_at(struct desk *desk, enum view_name name, struct target target);
/* What was typed as `:filter`. */
void filter_set(struct desk *desk, const char *text);

#endif
