/* The log as it is read: what goes through its steps (log.c) and what goes through the changes of one
 * (log_change.c). */
#ifndef TIENDO_STORE_LOG_H
#define TIENDO_STORE_LOG_H

#include "inner.h"

struct log_reader {
	struct store *store;
	const struct log_window *window;
	struct log *log;
	size_t room, step_room;
	size_t lines;  /* of the step at hand, those not kept too */
	bool is_choosy; /* takes what the window prefers alone */
	bool hides;    /* some of the step was left out because the account does not see it */
	long step;     /* the one at hand */
	size_t bytes;  /* taken by its words and what was before it */
	bool is_parted; /* of which the rest is for the next part */
	bool is_gone;  /* of which the rest is not there any more */
};

void log_add(struct log_reader *reader, const struct log_change *change);
/* Whether there is enough for a part. */
bool log_is_full(const struct log_reader *reader);
/* Takes what the window wants of a step's changes; *cut: there are more than were counted. Ends the
 * walk; false: it was not whole. */
bool log_walk(
	struct log_reader *reader, struct walk *walk, long holder, bool turned, bool *cut);

#endif
