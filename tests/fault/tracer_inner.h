/* What the files behind tracer.h share. */
#ifndef TIENDO_TESTS_FAULT_TRACER_INNER_H
#define TIENDO_TESTS_FAULT_TRACER_INNER_H

#include "fault/tracer.h"

#include <sys/types.h>

#if defined __x86_64__ && defined __linux__
#include <sys/user.h>

struct kind {
	long number;
	const char *name;
	int path, file, length; /* which argument, from 1; 0: none */
	unsigned does;
};
enum { KINDS = 40 };
extern const struct kind kinds[KINDS];

struct run {
	const struct job *job;
	const struct strike *strike;
	struct trace *trace;
	pid_t process;
	int terminal; /* our end; -1: none */
	bool is_begun, turns, calls_wanted;
	size_t room, keys;
};

/* NULL: a call that touches no disk. */
const struct kind *kind_of(const struct user_regs_struct *at);
unsigned long long argument(const struct user_regs_struct *at, int number);
bool fetch(pid_t process, unsigned long long from, void *to, size_t length);
/* Adds the call to what is wanted of the trace. */
void note_call(struct run *run, const struct kind *kind, const struct user_regs_struct *at);

#endif

#endif
