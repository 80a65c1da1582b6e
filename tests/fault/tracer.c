/* One program under ptrace: its system calls counted from main on, one of them turned. */
#define _GNU_SOURCE
#include "fault/tracer_inner.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#if defined __x86_64__ && defined __linux__
#include <linux/filter.h>
#include <linux/seccomp.h>

#define PATIENCE 120 /* seconds until a program that hangs is ended */
#define MOST_KEYS 150

/* ---- starting it --------------------------------------------------------------------------- */

static void put_at(int at, const char *path, int flags)
{
	int file = open(path, flags, 0600);

	if (file < 0 || dup2(file, at) < 0)
		_exit(126);
}

/* Only these stop the program: all others go at full speed. */
static void stop_at_kinds(void)
{
	struct sock_filter lines[2 * (KINDS + 1) + 2];
	struct sock_fprog program = {0, lines};

	lines[program.len++] = (struct sock_filter)BPF_STMT(
		BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i <= KINDS; i++) {
		unsigned number = i < KINDS ? (unsigned)kinds[i].number : SYS_poll;

		lines[program.len++] = (struct sock_filter)BPF_JUMP(
			BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
		lines[program.len++] =
			(struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
	}
	lines[program.len++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(126);
}

static void become(const struct job *job, const char *terminal, bool is_traced)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};

	if (terminal) {
		setsid();
		for (int at = 0; at < 3; at++)
			put_at(at, terminal, O_RDWR);
		ioctl(STDIN_FILENO, TIOCSWINSZ, &size);
	} else {
		int flags = O_WRONLY | O_CREAT | O_TRUNC;

		put_at(STDIN_FILENO, job->input ? job->input : "/dev/null", O_RDONLY);
		put_at(STDOUT_FILENO, job->output, flags);
		put_at(STDERR_FILENO, job->errors, flags);
	}
	for (int file = 3; file < 64; file++)
		close(file);
	if (chdir(job->folder) != 0)
		_exit(126);
	alarm(PATIENCE);
	if (is_traced) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		stop_at_kinds();
	}
	execve(job->words[0], (char **)(void *)job->words, (char **)(void *)job->environment);
	_exit(127);
}

static void start(struct run *run, struct termios *settings, bool is_traced)
{
	char name[64] = "";
	int status;

	run->terminal = -1;
	if (run->job->keys) {
		run->terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
		if (run->terminal < 0 || grantpt(run->terminal) != 0 || unlockpt(run->terminal) != 0)
			abort();
		snprintf(name, sizeof name, "%s", ptsname(run->terminal));
		tcgetattr(run->terminal, settings);
	}
	fflush(NULL);
	run->process = fork();
	if (run->process == 0)
		become(run->job, *name ? name : NULL, is_traced);
	if (!is_traced)
		return;
	if (run->process < 0 || waitpid(run->process, &status, 0) != run->process)
		abort();
	ptrace(PTRACE_SETOPTIONS, run->process, NULL,
		(void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL));
}

static void (*meanwhile)(void);

void tracer_meanwhile(void (*act)(void))
{
	meanwhile = act;
}

/* ---- turning it ------------------------------------------------------------------------------ */

/* Which of the following calls a lasting fault meets too: a full disk those that take room, but what
 * is told on descriptor 2 is to be read. */
static bool is_met(const struct strike *strike, const struct kind *kind,
	const struct user_regs_struct *at)
{
	if (kind->file && (int)argument(at, kind->file) == STDERR_FILENO)
		return false;
	if (strike->error == ENOSPC || strike->error == EDQUOT) {
		if (at->orig_rax == SYS_open || at->orig_rax == SYS_openat)
			return (argument(at, kind->path + 1) & O_CREAT) != 0;
		return at->orig_rax != SYS_close && (kind->does & CALL_TAKES_ROOM);
	}
	if (strike->error == EMFILE)
		return (kind->does & CALL_OPENS) != 0;
	if (strike->error == ENOLCK)
		return (kind->does & CALL_LOCKS) != 0;
	return at->orig_rax != SYS_close;
}

static void turn(struct run *run, const struct kind *kind, struct user_regs_struct *at)
{
	const struct strike *strike = run->strike;
	bool halves = strike->how == STRIKE_SHORT || strike->how == STRIKE_TEAR;

	run->trace->is_struck = true;
	run->trace->is_mute |= kind->file && (int)argument(at, kind->file) == STDERR_FILENO;
	if (strike->how == STRIKE_HOLD) {
		meanwhile();
		return;
	}
	if (strike->how == STRIKE_KILL) {
		kill(run->process, SIGKILL);
		return;
	}
	if (halves && kind->length && argument(at, kind->length) > 1)
		at->rdx /= 2;
	else if (strike->how == STRIKE_ERROR && at->orig_rax != SYS_close)
		at->orig_rax = (unsigned long long)-1; /* no call at all; a close closes in any case */
	run->turns = true;
	ptrace(PTRACE_SETREGS, run->process, NULL, at);
}

static void enter(struct run *run, struct user_regs_struct *at)
{
	const struct strike *strike = run->strike;
	const struct kind *kind;
	long now;

	/* The first thing that main does, after the dynamic linker's own files. */
	run->is_begun = run->is_begun ||
		(at->orig_rax == SYS_fcntl && at->rdi == 0 && at->rsi == F_GETFD);
	kind = run->is_begun ? kind_of(at) : NULL;
	if (!kind)
		return;
	if (run->calls_wanted)
		note_call(run, kind, at);
	now = run->trace->count++;
	if (strike->how == STRIKE_NOTHING)
		return;
	if (now == strike->at || (strike->sticks && now > strike->at && is_met(strike, kind, at)))
		turn(run, kind, at);
}

static void leave(struct run *run, struct user_regs_struct *at)
{
	if (!run->turns)
		return;
	run->turns = false;
	if (run->strike->how == STRIKE_TEAR) {
		kill(run->process, SIGKILL);
	} else if (run->strike->how == STRIKE_ERROR) {
		at->rax = (unsigned long long)-run->strike->error;
		ptrace(PTRACE_SETREGS, run->process, NULL, at);
	}
}

/* ---- the terminal ---------------------------------------------------------------------------- */

static void take_output(struct run *run)
{
	char bytes[4096];
	ssize_t got;
	int file = open(run->job->output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	while ((got = read(run->terminal, bytes, sizeof bytes)) > 0)
		if (write(file, bytes, (size_t)got) != got)
			abort();
	close(file);
}

/* It waits for a key: here is one. After the last, what leads out of everything. */
static void feed(struct run *run, const struct user_regs_struct *at)
{
	static const char out[] = "\007\007q"; /* a search, what it is in, the screen */
	struct pollfd first;
	size_t given = strlen(run->job->keys);
	const char *key;

	if (at->orig_rax != SYS_poll || at->rdx == 0 ||
		!fetch(run->process, at->rdi, &first, sizeof first) || first.fd != STDIN_FILENO ||
		!(first.events & POLLIN))
		return;
	take_output(run);
	if (run->strike->how == STRIKE_HOLD && run->strike->at == AT_KEY && !run->trace->is_struck) {
		run->trace->is_struck = true;
		meanwhile();
	}
	key = run->keys < given ? run->job->keys + run->keys : out + (run->keys - given) % 3;
	if (++run->keys > MOST_KEYS)
		kill(run->process, SIGABRT); /* it cannot be left: told as a crash */
	else if (write(run->terminal, key, 1) != 1)
		abort();
}

static bool has_same_settings(int terminal, const struct termios *before)
{
	struct termios now;

	return tcgetattr(terminal, &now) == 0 && now.c_iflag == before->c_iflag &&
		now.c_oflag == before->c_oflag && now.c_lflag == before->c_lflag;
}

/* ---- running it ------------------------------------------------------------------------------ */

static void stopped(struct run *run, int status)
{
	struct user_regs_struct at;

	if (ptrace(PTRACE_GETREGS, run->process, NULL, &at) != 0)
		return; /* it was killed */
	if (status >> 8 == (SIGTRAP | 0x80)) { /* the end of a call that was turned */
		leave(run, &at);
		return;
	}
	enter(run, &at);
	if (run->terminal >= 0)
		feed(run, &at);
}

static void note_end(struct run *run, int status)
{
	run->trace->status = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void follow(struct run *run)
{
	int status, signal = 0;

	for (;;) {
		ptrace(run->turns ? PTRACE_SYSCALL : PTRACE_CONT, run->process, NULL,
			(void *)(uintptr_t)signal);
		signal = 0;
		if (waitpid(run->process, &status, 0) != run->process)
			abort();
		if (!WIFSTOPPED(status))
			break;
		if (status >> 8 == (SIGTRAP | 0x80) ||
			status >> 8 == (SIGTRAP | PTRACE_EVENT_SECCOMP << 8))
			stopped(run, status);
		else if (WSTOPSIG(status) != SIGTRAP) /* that of execve */
			signal = WSTOPSIG(status);
	}
	note_end(run, status);
}

/* Not to wait for anything: a moment drawn by lot. */
static void kill_later(const struct run *run)
{
	struct timespec pause = {.tv_nsec = (long)run->job->kill_after * 1000};

	nanosleep(&pause, NULL);
	kill(run->process, SIGKILL);
}

static void wait_for_end(struct run *run)
{
	int status;

	if (run->job->kill_after)
		kill_later(run);
	if (waitpid(run->process, &status, 0) != run->process)
		abort();
	note_end(run, status);
}

/* Meanwhile this process plays the terminal. */
static pid_t killer_start(const struct run *run)
{
	pid_t killer = fork();

	if (killer < 0)
		abort();
	if (killer == 0) {
		kill_later(run);
		_exit(0);
	}
	return killer;
}

static void killer_stop(pid_t killer)
{
	kill(killer, SIGKILL);
	waitpid(killer, NULL, 0);
}

void tracer_run(const struct job *job, const struct strike *strike, bool calls_wanted,
	struct trace *trace)
{
	struct run run = {
		.job = job, .strike = strike, .trace = trace, .calls_wanted = calls_wanted};
	struct termios settings = {.c_iflag = 0};
	bool is_traced = strike->how != STRIKE_NOTHING || calls_wanted || job->keys;

	*trace = (struct trace){.is_restored = true};
	if (job->keys)
		unlink(job->output);
	start(&run, &settings, is_traced);
	pid_t killer = is_traced && job->kill_after ? killer_start(&run) : 0;
	if (is_traced)
		follow(&run);
	else
		wait_for_end(&run);
	if (killer)
		killer_stop(killer);
	if (run.terminal >= 0) {
		take_output(&run);
		trace->is_restored = has_same_settings(run.terminal, &settings);
		close(run.terminal);
	}
}

bool tracer_works(void)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
			_exit(1);
		raise(SIGSTOP);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
		return false;
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	return true;
}

#else

void tracer_meanwhile(void (*act)(void))
{
	(void)act;
}

void tracer_run(const struct job *job, const struct strike *strike, bool calls_wanted,
	struct trace *trace)
{
	(void)job, (void)strike, (void)calls_wanted, (void)trace;
	abort();
}

bool tracer_works(void)
{
	return false;
}

#endif
