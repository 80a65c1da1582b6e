/* The door of cli: the command line. */
#ifndef TIENDO_CLI_H
#define TIENDO_CLI_H

#include "tiendo/app.h"

/* What main needs to know to open the screen instead: no command was given. */
struct cli_start {
	struct app app; /* first: what tells of refusals finds the rest by it */
	bool ascii, color;
	bool wants_screen;
	int idle; /* seconds without a key after which a served screen ends; 0: never */
	int log;  /* descriptor of a served session's log of refusals; -1: the system's */
	const char *config; /* the person's file of settings; NULL: none can be found */
	const char *typing; /* "telex", "vni" or NULL */
	const char *theme; /* "terminal", "dark", "light", "mono" or NULL */
	const char *drafts; /* folder where the screen keeps what is half typed */
	const char *history; /* where it keeps lines typed; NULL: nowhere */
	bool is_named; /* the database was named by an option or the environment */
	struct pool pool; /* what app borrows */
};

/* Reads options, config and environment and, where a command was given, runs it. Returns the exit
 * status of INTERFACE.md; with start->wants_screen the caller opens the screen. */
int cli_run(int count, char **words, struct cli_start *start);
void cli_end(struct cli_start *start);

#endif
