/* The first run: the welcome page, sample data that goes when it is left, the guided lap, and lines
 * typed at `:` that are still there the next time. */
#ifndef TIENDO_TUI_FIRST_H
#define TIENDO_TUI_FIRST_H

#include "tiendo/app.h"

struct desk;
struct canvas;
struct layout;

/* A database of its own in a folder of its own in place of the person's, which stays open. */
enum aside_kind {
	ASIDE_NONE,
	ASIDE_SAMPLE, /* the sample, to look round in */
	ASIDE_TRIAL   /* an empty one: what the first import would do, with nothing made yet */
};

struct aside {
	enum aside_kind kind;
	struct app own; /* the person's, as it was */
	char plan[CODE_SIZE]; /* desk->plan, as it was */
	char folder[256], db[272];
};

/* aside.c */
/* Makes the sample and sits down at it; the desk is as it was where that fails. */
bool aside_sample(struct desk *desk, struct fault *why);
/* Where there is no database yet: an empty one to prepare an import against. True where there is. */
bool aside_trial(struct desk *desk, struct fault *why);
/* Before the import is done: the person's own database, made if need be, takes the trial's place, and
 * the import is to be prepared again. */
bool aside_found(struct desk *desk, bool *was_there, struct fault *why);
/* Back to the person's own; nothing of the other stays. The desk still shows what it showed. */
void aside_drop(struct desk *desk);
/* The same, and sits down at the person's own, or at the welcome page. False: nothing is aside. */
bool aside_leave(struct desk *desk);
/* Another database in place of this one; the desk is as it was where that fails. */
bool aside_open_file(struct desk *desk, const char *path, struct fault *why);

/* welcome.c */
void welcome_show(struct desk *desk); /* no database: the desk is about nothing */
bool welcome_move(struct desk *desk, enum move move, const char *key); /* false: none of its own */
void welcome_open_file(struct desk *desk);
void welcome_new_plan(struct desk *desk);
/* After a key: goes to the deadlines once there is a database, and on to the next import. */
void welcome_go_on(struct desk *desk);
/* Why a way in is barred; "" if it is not. */
void welcome_reason(const struct desk *desk, const struct command *command, char *out, size_t size);
/* What the prompt for a database asks: the reading of what is typed, and the answer. */
void welcome_read(struct desk *desk, const char *text);
void welcome_answer(struct desk *desk);
/* What the file is that an import asks for. */
void welcome_import_title(const struct desk *desk, char *out, size_t size);
void welcome_say_left(struct desk *desk); /* a prompt, before its request is dropped */
/* welcome_draw.c */
/* The n-th way to go on from the page; NULL after the last. */
const struct command *welcome_way(size_t n);
void welcome_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout);
/* The way under the cursor in one line, for a window too small for a list. */
void welcome_row_text(const struct desk *desk, char *out, size_t size);

/* tour.c: the guided lap */
struct tour {
	bool is_on;
	size_t step;
	size_t receipts; /* when the step began */
	size_t done;     /* times its command was run since */
};
const char *tour_name(void);       /* its command, by a word of the language in use */
void tour_turn(struct desk *desk); /* begins it, or ends it */
void tour_note(struct desk *desk, const struct command *command); /* it was run, and did something */
void tour_look(struct desk *desk); /* whether the task is done */
/* Rows that it takes on a screen of that size. */
int tour_rows(const struct desk *desk, int rows, int columns);
void tour_draw(const struct desk *desk, struct canvas *canvas, const struct layout *layout);

/* past.c: what was typed at `:` before */
#define PAST_MOST 200
struct past {
	bool is_read;
	size_t count;
	char *lines[PAST_MOST]; /* oldest first */
	size_t at;              /* shown now; count: what is being typed */
	char *typed;            /* what stood there before a line of the past */
};
void past_start(struct desk *desk); /* the palette opens */
void past_add(struct desk *desk, const char *line);
/* The line before or after that begins like what was typed, into the field. False: there is none. */
bool past_move(struct desk *desk, int step);
bool past_is_shown(const struct desk *desk);
void past_free(struct past *past);

#endif
