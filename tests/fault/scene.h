/* Works that a fault can hit, each in a folder of its own made anew for every run, and what must hold
 * after the fault, whatever it was: all or nothing, an honest word, nothing left lying about, and the
 * same work can be done afterwards. */
#ifndef TIENDO_TESTS_FAULT_SCENE_H
#define TIENDO_TESTS_FAULT_SCENE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fault/tracer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum start { START_OFFICE, START_NOTHING, START_OLD_VERSION, START_DONE, START_LARGE, START_SHARED };

struct work {
	const char *name;
	const char *words[12]; /* after the options; NULL at the end */
	enum start start;
	const char *input; /* a file of the scene, on standard input */
	const char *makes; /* a file that appears whole or not at all */
	bool is_quiet;     /* what it changes needs no telling: a newer version, an empty database */
	bool is_slow;      /* the short version does little of it */
	const char *keys;  /* on the screen */
	const char *asked; /* of `serve` by an officer of one branch; "": the screen; NULL: it is run here */
	int status;        /* it ends with when nothing goes wrong: not 0 where another's branch is asked for */
};

/* All of them; the first `count` are without a screen. */
extern const struct work works[];
extern const size_t works_count, works_screens;

/* For cmocka's group: the folder, the databases that works start from. *state: none. */
int scene_open(void **state);
int scene_close(void **state);
bool scene_is_long(void); /* TIENDO_SOAK: the whole of every sweep */
bool scene_is_wanted(const struct work *work); /* $TIENDO_FAULT_WORK names one; unset: all */
const char *scene_path(const char *name, char out[512]); /* in the folder that works run in */
const char *scene_said(void); /* on stderr, or on the terminal, by the last run */
bool scene_answered(void);    /* whether that one wrote anything to stdout */

/* What is being tried, for who reads what went wrong; then a line for each thing that did, and at the
 * end of the sweep the verdict on all. */
void scene_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));
void scene_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));
void scene_ends_well(void);

/* Makes the folder of the work anew. */
void scene_set(const struct work *work);
/* Runs it there. extra: up to two variables more for the program, NULL behind them; or NULL. */
void scene_run(const struct work *work, const struct strike *strike, const char *const *extra,
	bool calls_wanted, struct trace *trace);

/* The same, undisturbed but for a SIGKILL after so many microseconds, if it still runs. */
void scene_run_killed(const struct work *work, unsigned microseconds, struct trace *trace);
const struct work *scene_work(const char *name);

/* A number that tells one content of a database from another, whoever wrote it when; 0: there is
 * none. One that is not whole went wrong. */
uint64_t scene_content(const char *name);

/* What the work leaves when nothing goes wrong. */
struct outcome {
	struct trace trace;
	uint64_t before, after;
};
void outcome_of(const struct work *work, struct outcome *outcome);
void outcome_free(struct outcome *outcome);
/* After a run that was struck. may_leave: what lies about may stay, since nothing could be removed. */
void outcome_holds(const struct work *work, const struct outcome *outcome,
	const struct trace *trace, bool may_leave);

#endif
