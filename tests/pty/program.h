/* What the tests of the whole program in a terminal begin with: the sample database in a folder of its
 * own, and the built program at it on 28/6/2020. */
#ifndef TIENDO_TESTS_PTY_PROGRAM_H
#define TIENDO_TESTS_PTY_PROGRAM_H

#include "pty/terminal.h"

#include <stdbool.h>

extern char program_folder[64], program_db[96];

/* The built program: $TIENDO, or where make leaves it. */
const char *program_path(void);
/* cmocka's set-up and tear-down, of a group or of a test: makes folder and database; closes what is
 * still open and removes them with all else in the folder. */
int program_prepare(void **state);
int program_clear(void **state);

/* Another session runs a command line on the database; true if it was done. */
bool program_runs(const char *line);
/* The program on a terminal, not waited for: language "en" or "vi"; more: its further words, ended by
 * NULL, or NULL; env: see terminal_start. */
struct terminal *program_start(const char *language, const char *const more[],
	const char *const env[], int rows, int columns);

#endif
