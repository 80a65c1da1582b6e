/* How far long work is, told on a terminal, and what stops it. */
#ifndef TIENDO_CLI_TELLER_H
#define TIENDO_CLI_TELLER_H

#include "tiendo/base.h"

#include <signal.h>
#include <stdio.h>

#define DEATHS 3

struct teller {
	FILE *to;                 /* a terminal; NULL: nothing is shown */
	int64_t (*clock)(void);   /* milliseconds; tests have their own */
	int64_t started, shown;
	int columns;              /* of the line that stands there */
	bool is_watching;
	struct sigaction before[DEATHS];
};

void teller_begin(struct teller *teller, FILE *to);
/* A watcher's tell, the teller its context: false after SIGINT, SIGTERM or SIGHUP, which are caught
 * from the first call on. */
bool teller_tell(void *teller, enum stage stage, size_t done, size_t total);
/* Wipes the line and lets the signals go; the one that came, or 0. */
int teller_end(struct teller *teller);

#endif
