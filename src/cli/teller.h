/* How far long work is, told on a terminal, and what stops it. */
#ifndef TIENDO_CLI_TELLER_H
#define TIENDO_CLI_TELLER_H

#include "tiendo/base.h"

#include <signal.h>

#define DEATHS 3

struct teller {
	int to;                   /* as teller_terminal gave it; -1: nothing is shown */
	int64_t (*clock)(void);   /* milliseconds; tests have their own */
	int64_t started, shown;
	int columns;              /* of the line that stands there */
	bool is_watching;
	struct sigaction before[DEATHS];
};

/* Where to tell; -1 where standard error is no terminal. Whoever works may hold the lock that all
 * others wait for: a terminal that is stopped, or that nobody reads, is told nothing, and is not waited
 * for. */
int teller_terminal(void);
/* Closes `to` in the end. */
void teller_begin(struct teller *teller, int to);
/* A watcher's tell, the teller its context: false after SIGINT, SIGTERM or SIGHUP, which are caught
 * from the first call on. */
bool teller_tell(void *teller, enum stage stage, size_t done, size_t total);
/* Wipes the line and lets the signals go; the one that came, or 0. */
int teller_end(struct teller *teller);

#endif
