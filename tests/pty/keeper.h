/* The leader of the session a tested program runs in. Without one the program's group would be
 * orphaned, and the kernel would never stop it. Used by terminal.c only. */
#ifndef TIENDO_TESTS_PTY_KEEPER_H
#define TIENDO_TESTS_PTY_KEEPER_H

#include <sys/types.h>

struct keeper_report {
	pid_t process;
	int status; /* waitpid's; 0 in the first report, which tells the process */
};

/* To be called in a fork. Runs argv on the pseudo-terminal `name`, in the foreground; writes a
 * report to `reports` at the start and at every stop, continuation and end; lives until `leash` is
 * closed on the other side. */
_Noreturn void keeper_run(const char *const argv[], const char *const env[], const char *name,
	int reports, int leash);

#endif
