/* A command on its way, from a key or a line to what it did; what leaves as a file; how long work
 * goes on. */
#ifndef TIENDO_TUI_ACT_H
#define TIENDO_TUI_ACT_H

#include "view.h"

struct desk;
struct overlay;

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
	const char *answers[ARGUMENTS], *starts[ARGUMENTS]; /* of those answered; NULL: not asked */
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

#endif
