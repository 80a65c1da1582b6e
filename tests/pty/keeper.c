/* The process between a test and the program it tests: everything between fork and exec. */
#include "pty/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void set_environment(const char *const env[])
{
	static const char *const unset[] = {"LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES",
		"LC_TIME", "NO_COLOR", "ESCDELAY", "LINES", "COLUMNS"};
	char name[256];
	size_t i;
	const char *equals;

	for (i = 0; i < sizeof unset / sizeof unset[0]; i++)
		unsetenv(unset[i]);
	setenv("TERM", "xterm-256color", 1);
	for (i = 0; env && env[i]; i++) {
		equals = strchr(env[i], '=');
		snprintf(name, sizeof name, "%.*s", (int)strcspn(env[i], "="), env[i]);
		if (equals)
			setenv(name, equals + 1, 1);
		else
			unsetenv(name);
	}
}

static void signals_to(void (*action)(int))
{
	static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP, SIGTTIN,
		SIGTTOU, SIGCHLD, SIGALRM};
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		signal(numbers[i], action);
	signal(SIGCHLD, SIG_DFL);
}

static _Noreturn void program_run(const char *const argv[], const char *const env[], int slave)
{
	setpgid(0, 0);
	tcsetpgrp(slave, getpid());
	signals_to(SIG_DFL);
	dup2(slave, 0);
	dup2(slave, 1);
	dup2(slave, 2);
	if (slave > 2)
		close(slave);
	set_environment(env);
	/* execvp changes neither the texts nor the array. */
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	fprintf(stderr, "cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

static void keeper_watch(pid_t program, int reports)
{
	struct keeper_report report = {.process = program};

	do {
		if (write(reports, &report, sizeof report) < 0)
			return;
		if (waitpid(program, &report.status, WUNTRACED | WCONTINUED) < 0)
			return;
	} while (!WIFEXITED(report.status) && !WIFSIGNALED(report.status));
	if (write(reports, &report, sizeof report) < 0)
		return;
}

_Noreturn void keeper_run(const char *const argv[], const char *const env[], const char *name,
	int reports, int leash)
{
	int slave, descriptor;
	pid_t program;
	char byte;

	/* Another terminal's master held here would never hang up. */
	for (descriptor = 3; descriptor < 256; descriptor++) {
		if (descriptor != reports && descriptor != leash)
			close(descriptor);
	}
	signals_to(SIG_IGN);
	setsid();
	slave = open(name, O_RDWR);
	ioctl(slave, TIOCSCTTY, 0);
	program = fork();
	if (program == 0) {
		close(reports);
		close(leash);
		program_run(argv, env, slave);
	}
	setpgid(program, program);
	keeper_watch(program, reports);
	/* Closed, so that what was written last is known to be the last; but the leader lives on,
	 * or the kernel would reset the settings the tests want to see. */
	close(slave);
	while (read(leash, &byte, 1) < 0 && errno == EINTR)
		continue;
	_exit(0);
}
