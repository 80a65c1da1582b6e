/* Programs in terminals by the hundred, all at the same time: keys go to each, and how long the first
 * byte of an answer takes is kept. No screens are kept: terminal.h is for looking at one. */
#ifndef TIENDO_TESTS_FAULT_SESSIONS_H
#define TIENDO_TESTS_FAULT_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct session {
	int number, terminal; /* terminal -1: it has ended, or never began */
	pid_t process;
	bool is_waiting, is_over;
	int at;              /* its next key */
	double next, asked;  /* when that may be pressed; when the last was */
	double answers[128]; /* ms */
	size_t answer_count, shown_length;
	char shown[65536];   /* the beginning of what it wrote */
};

double session_clock(void); /* ms */
bool session_start(struct session *session, int number, const char *const words[]);
void session_type(struct session *session, const char *bytes, double now);
bool session_has_shown(const struct session *session, const char *text);
/* Takes in what all of them write, for so long; who has an answer may go on `think` later. False: one
 * that should run has ended. */
bool sessions_read(struct session *all, int count, int milliseconds, int think);
/* Waits until it has ended: its exit status, or -1. */
int session_end(struct session *all, int count, int which, int deadline);
void session_kill(struct session *session);
/* Of all, in order; to be freed. */
double *sessions_answers(const struct session *all, int count, size_t *total);

/* What the processes of a program take whose command line holds a text: kB, and ms of processor time.
 * Where the system does not tell: count 0. */
struct footprint {
	int count;
	double pss, rss, cpu;
};
struct footprint footprint_of(const char *program, const char *text);

#endif
