/* What a person means by a file of the corpus, as written beside it in NAME.expect, a line each:
 *
 *   # a remark
 *   kind tasks                     the KIND of the import
 *   encoding TCVN3, separator ;    what the person gave for --encoding, --separator ("tab")
 *   refused PHRASE | PHRASE        the file as a whole is refused, in words that hold these
 *   silent TEXT                    nothing that is said repeats this
 *   read ENCODING, SEPARATOR, LINE, ROWS      what was understood
 *   2 added KEY: FIELD=VALUE | FIELD=VALUE    a record; fields as the database calls them
 *   3 changed KEY: FIELD=VALUE     fields not named are as they were; in a record added, empty
 *   4 removed KEY
 *   5-9 same                       all records of these lines that no other line tells of
 *   5 nothing                      a row that is fine and says nothing
 *   6 refused                      a row refused because another one was
 *   error 7 "HEADING" PHRASE       a complaint; also warning, conflict. Line 0: the whole file
 *
 * Every record and every complaint must be told of, once. In values and headings \n \t \e \p (|) \q (")
 * \\ and \*N,TEXT; (TEXT N times) are written so. */
#ifndef TIENDO_TESTS_APP_EXPECTED_H
#define TIENDO_TESTS_APP_EXPECTED_H

#include "tiendo/app.h"

#define EXPECTED_CELLS 20

struct expected_row {
	long first, last;         /* lines of the file */
	int how;                  /* enum change_how; -1: nothing */
	const char *key;          /* NULL: whatever records there are */
	size_t count;
	const char *fields[EXPECTED_CELLS], *values[EXPECTED_CELLS];
	bool met;
};

struct expected_complaint {
	enum complaint_level level;
	long line;
	const char *column, *phrase;
	bool met;
};

struct expected {
	struct pool pool;
	enum sheet_kind kind;
	const char *encoding; /* asked for */
	char separator;       /* asked for */
	size_t phrase_count;
	const char *phrases[8]; /* of the refusal; none: taken */
	const char *silent;
	const char *read;       /* NULL: refused */
	size_t row_count;
	struct expected_row rows[200];
	size_t complaint_count;
	struct expected_complaint complaints[60];
};

/* Reads a .expect file's text. NULL, or the line that cannot be understood (of the pool). */
const char *expected_read(struct expected *expected, const char *text);
void expected_free(struct expected *expected);

#endif
