/* What the tests of the command line start from: an office of their own (a folder that goes with
 * the test, the sample database in it), a way to run the program there, eyes for what it says. */
#ifndef TIENDO_TESTS_CLI_RUN_H
#define TIENDO_TESTS_CLI_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct office {
	char folder[128]; /* where lines run; $HOME too */
	int status; /* of the last line: exit status, or 128 + n after signal n */
	char *out, *err; /* what it wrote */
	const char *typed; /* what waits in a terminal's keyboard; NULL: nothing */
};

/* For cmocka's group: makes the sample database that every office gets a copy of. */
int offices_open(void **state);
int offices_close(void **state);
/* For each test: *state is a struct office * with the sample in t.db; office_bare: no database. */
int office_open(void **state);
int office_bare(void **state);
int office_close(void **state);

/* Two districts, three communes, a plan with a dated task and two reports; open_small makes it the
 * database of a bare office. */
extern const char small_units[], small_plan[];
void open_small(struct office *office);

/* Runs a line of sh in the office's folder, where `tiendo` is the program on t.db (as of 28/6/2020,
 * in English, unless the line says otherwise), `bare` the program with nothing added, $samples the
 * folder of samples. Nothing of the tester's own environment but PATH gets in. */
void run(struct office *office, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same, and the status must be this one. */
void run_for(struct office *office, int status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same in a pseudo-terminal of that many columns: out is what reached the terminal. */
void run_in_terminal(struct office *office, int columns, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

void says(const struct office *office, const char *text); /* on stdout */
void says_not(const struct office *office, const char *text);
void complains(const struct office *office, const char *text); /* on stderr */
void complains_not(const struct office *office, const char *text);
bool holds(const char *text, const char *part);

/* ---- files of the office --------------------------------------------------------------------- */

void file_put(const struct office *office, const char *name, const char *text);
char *file_get(const struct office *office, const char *name); /* to be freed; fails if not there */
bool file_is(const struct office *office, const char *name);
char *text_replaced(
	const char *text, const char *old, const char *new); /* the first; to be freed */

/* ---- tables: CSV as a reader would take it (RFC 4180), mark and CR taken off ----------------- */

struct table {
	size_t columns, rows; /* the header not counted */
	char **cells; /* header first */
	char *text;
};

void table_read(struct table *table, const char *csv);
void table_free(struct table *table);
size_t table_column(const struct table *table, const char *heading); /* fails if there is none */
const char *table_at(const struct table *table, size_t row, const char *heading);
/* The first row where these headings have these values (pairs, NULL at the end); fails if none. */
size_t table_row(const struct table *table, ...);
size_t table_count(const struct table *table, ...); /* how many such rows */
/* The header's names joined with commas, as INTERFACE.md lists them. */
void table_headed(const struct table *table, const char *names);
/* A listing of the office as a table: run_for(…, 0, "tiendo LINE --csv"), read. */
void table_of(struct office *office, struct table *table, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#define TEST(name) cmocka_unit_test_setup_teardown(name, office_open, office_close)
#define TEST_BARE(name) cmocka_unit_test_setup_teardown(name, office_bare, office_close)

#endif
