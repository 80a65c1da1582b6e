/* Runs the built program with one of its system calls made to fail, or the program killed there. The
 * program is the one that people get: nothing is linked in and nothing laid over it, so what the C
 * library, SQLite and curses call for themselves is met too. It needs ptrace on x86-64 Linux;
 * tracer_works says whether it is there. */
#ifndef TIENDO_TESTS_FAULT_TRACER_H
#define TIENDO_TESTS_FAULT_TRACER_H

#include <stdbool.h>
#include <stddef.h>

/* What a call does, as far as it can go wrong. */
enum {
	CALL_TAKES_ROOM = 1, /* a full disk or a quota can refuse it */
	CALL_WAITS = 2,      /* a signal can break it off */
	CALL_IN_PART = 4,    /* it may do less than it was asked */
	CALL_OPENS = 8,      /* descriptors can run out */
	CALL_LOCKS = 16,
};

struct call {
	const char *name; /* "pwrite64" */
	unsigned does;
	char what[96]; /* last part of the file's name */
};

enum strike_how {
	STRIKE_NOTHING, STRIKE_ERROR, STRIKE_SHORT, STRIKE_KILL, STRIKE_TEAR,
	STRIKE_HOLD /* the program stands still while what tracer_meanwhile was told is done */
};
#define AT_KEY (-1) /* of STRIKE_HOLD: where it first waits for a key */

struct strike {
	enum strike_how how; /* TEAR: half of it is done, then the program is killed */
	int error;
	long at;     /* 0: the first call */
	bool sticks; /* from there on all calls that this error can come from */
};

struct job {
	const char *const *words; /* the program's path first; NULL at the end */
	const char *const *environment;
	const char *folder;
	const char *input;  /* path; NULL: nothing to read */
	const char *output, *errors; /* paths of what it writes */
	const char *keys; /* typed one by one whenever it waits for a key, in a terminal of 80x24 that
			   * stands for input, output and errors; NULL: no terminal */
	unsigned kill_after; /* microseconds, less than a second, where nothing is struck; 0: never */
};

struct trace {
	int status; /* exit status, or 1000 + n after signal n */
	long count; /* calls that touch the disk, from main on */
	bool is_struck;
	bool is_mute;     /* what it said on stderr was struck */
	bool is_restored; /* the terminal's settings are as they were */
	struct call *calls; /* all of them where wanted; to be freed */
};

bool tracer_works(void);
void tracer_meanwhile(void (*act)(void));
/* Runs the job to its end; calls_wanted: what it called. */
void tracer_run(const struct job *job, const struct strike *strike, bool calls_wanted,
	struct trace *trace);

#endif
