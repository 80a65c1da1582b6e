/* A monkey at the desk: presses random keys, pastes, changes the size of the window, and sometimes
 * another session does something. The same seed does the same again. */
#ifndef TIENDO_TESTS_TUI_MONKEY_H
#define TIENDO_TESTS_TUI_MONKEY_H

#include "tui/seat.h"

struct monkey {
	struct seat *seat;
	uint64_t chance;     /* state of the generator */
	size_t pressed, pasted, resized, left, others;
	char last[8][64];    /* what it did last, for a report */
	size_t done;
};

/* Sits down: the samples lie beside the database, which is the current folder from then on. */
void monkey_sit(struct monkey *monkey, struct seat *seat, uint64_t seed);
/* One thing; what is typed word by word counts by its keys. */
void monkey_act(struct monkey *monkey);
void monkey_resize(struct monkey *monkey);
/* A number below `end`. */
size_t monkey_pick(struct monkey *monkey, size_t end);
/* Runs a command line as another session would; false with why where it is refused. */
bool monkey_run(struct seat *seat, const char *actor, const char *line, struct fault *why);

#endif
