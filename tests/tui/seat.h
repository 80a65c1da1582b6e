/* A seat at the desk: the sample database in a folder of its own, opened on 28/6/2020 by
 * ban-phong-trao, an empty canvas before it. */
#ifndef TIENDO_TESTS_TUI_SEAT_H
#define TIENDO_TESTS_TUI_SEAT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tui/inner.h"

struct seat {
	char folder[64], path[96], drafts[96];
	struct app app;
	struct tui_options options;
	struct desk *desk;
	struct canvas canvas;
};

/* Group set-up: makes the sample once; *state is not touched. */
int seats_prepare(void **state);
int seats_clear(void **state);

/* Test set-up: *state is a struct seat. */
int seat_take(void **state);
int seat_take_empty(void **state); /* an empty database instead */
int seat_take_nothing(void **state); /* no database yet: seat->path is where one would be made */
int seat_leave(void **state);

void seat_size(struct seat *seat, int rows, int columns);
void seat_open(struct seat *seat); /* again, after options or app were changed */
void seat_keep_drafts(struct seat *seat); /* from now on, in a folder that is not there yet */
size_t seat_draft_count(const struct seat *seat);
/* The other of two sessions on the same file: its own app and desk; to be left before the first. */
void seat_beside(struct seat *seat, struct seat *other);
void seat_leave_beside(struct seat *other);
/* Keys by name, separated by spaces: "/ h o a Enter x". */
void seat_press(struct seat *seat, const char *keys);
void seat_type(struct seat *seat, const char *text); /* letter by letter */
/* The screen as it is drawn now. */
const char *seat_row(struct seat *seat, int row);
bool seat_sees(struct seat *seat, const char *text); /* in some row */
int seat_find(struct seat *seat, const char *text);  /* the first row that has it; -1 */
/* The row under the cursor, as drawn. */
const char *seat_here(struct seat *seat);
void seat_says(struct seat *seat, const char *text); /* the message line has it */

/* Another session runs a command line ("tick 705 BC1") on the same file. */
void seat_other(struct seat *seat, const char *actor, const char *line);

/* The screen is that of tests/tui/golden/NAME.txt; TIENDO_GOLDEN=write makes it so. */
void seat_golden(struct seat *seat, const char *name, int rows, int columns);
/* Chooses Vietnamese; false where the catalogue is not built. */
bool seat_vietnamese(void);

#endif
