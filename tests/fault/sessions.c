/* Driving many terminals with one poll. */
#include "fault/sessions.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 256

double session_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- one --------------------------------------------------------------------------------------- */

static _Noreturn void become(const char *name, const char *const words[])
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	int terminal;

	setsid();
	terminal = open(name, O_RDWR);
	if (terminal < 0 || ioctl(terminal, TIOCSWINSZ, &size) != 0)
		_exit(126);
	for (int file = 0; file < 3; file++)
		dup2(terminal, file);
	setenv("TERM", "xterm-256color", 1);
	execvp(words[0], (char *const *)(uintptr_t)words);
	_exit(127);
}

bool session_start(struct session *session, int number, const char *const words[])
{
	memset(session, 0, sizeof *session);
	session->number = number;
	session->terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (session->terminal < 0 || grantpt(session->terminal) != 0 ||
		unlockpt(session->terminal) != 0)
		return false;
	fcntl(session->terminal, F_SETFD, FD_CLOEXEC);
	session->process = fork();
	if (session->process == 0)
		become(ptsname(session->terminal), words);
	fcntl(session->terminal, F_SETFL, O_NONBLOCK);
	return session->process > 0;
}

static void end(struct session *session)
{
	close(session->terminal);
	session->terminal = -1;
}

/* False: there is nothing more to come. */
static bool take(struct session *session)
{
	char bytes[16384];
	ssize_t got;

	while ((got = read(session->terminal, bytes, sizeof bytes)) > 0) {
		size_t room = sizeof session->shown - 1 - session->shown_length;
		size_t kept = (size_t)got < room ? (size_t)got : room;

		memcpy(session->shown + session->shown_length, bytes, kept);
		session->shown_length += kept;
	}
	return got < 0 && errno == EAGAIN;
}

void session_type(struct session *session, const char *bytes, double now)
{
	if (session->terminal < 0)
		return;
	take(session); /* what came unasked is no answer */
	if (write(session->terminal, bytes, strlen(bytes)) == (ssize_t)strlen(bytes))
		session->is_waiting = true;
	session->asked = now;
}

bool session_has_shown(const struct session *session, const char *text)
{
	return strstr(session->shown, text) != NULL;
}

void session_kill(struct session *session)
{
	if (session->process <= 0)
		return;
	kill(session->process, SIGKILL);
	waitpid(session->process, NULL, 0);
	session->process = 0;
	if (session->terminal >= 0)
		end(session);
}

/* ---- all --------------------------------------------------------------------------------------- */

static void note_answer(struct session *session, int think)
{
	double now = session_clock();

	session->next = now + think; /* more of it may come: only what is quiet is typed at again */
	if (!session->is_waiting)
		return;
	session->is_waiting = false;
	if (session->answer_count < sizeof session->answers / sizeof *session->answers)
		session->answers[session->answer_count++] = now - session->asked;
}

bool sessions_read(struct session *all, int count, int milliseconds, int think)
{
	struct pollfd ready[MOST];
	bool are_there = true;

	for (int i = 0; i < count; i++)
		ready[i] = (struct pollfd){.fd = all[i].terminal, .events = POLLIN};
	if (poll(ready, (nfds_t)count, milliseconds) <= 0)
		return true;
	for (int i = 0; i < count; i++) {
		if (!ready[i].revents || all[i].terminal < 0)
			continue;
		if (take(&all[i])) {
			note_answer(&all[i], think);
		} else {
			end(&all[i]);
			are_there = false;
		}
	}
	return are_there;
}

int session_end(struct session *all, int count, int which, int deadline)
{
	double over = session_clock() + deadline;
	int status;

	while (all[which].terminal >= 0 && session_clock() < over)
		sessions_read(all, count, 50, 0);
	if (all[which].terminal >= 0 || waitpid(all[which].process, &status, 0) < 0)
		return -1;
	all[which].process = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

double *sessions_answers(const struct session *all, int count, size_t *total)
{
	double *answers = calloc((size_t)count * 128 + 1, sizeof *answers);

	*total = 0;
	for (int i = 0; answers && i < count; i++)
		for (size_t j = 0; j < all[i].answer_count; j++)
			answers[(*total)++] = all[i].answers[j];
	if (answers)
		qsort(answers, *total, sizeof *answers, by_size);
	return answers;
}

/* ---- what they take ---------------------------------------------------------------------------- */

static size_t slurp(const char *process, const char *name, char out[8192])
{
	char path[300];
	size_t length;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%s/%s", process, name);
	file = fopen(path, "r");
	length = file ? fread(out, 1, 8191, file) : 0;
	out[length] = '\0';
	if (file)
		fclose(file);
	return length;
}

static bool runs(const char *process, const char *program, const char *text)
{
	char path[300], exe[4096], line[8192], *real = realpath(program, NULL);
	ssize_t length;
	bool is_it;

	snprintf(path, sizeof path, "/proc/%s/exe", process);
	length = readlink(path, exe, sizeof exe - 1);
	exe[length > 0 ? length : 0] = '\0';
	is_it = real && strcmp(exe, real) == 0;
	free(real);
	length = is_it ? (ssize_t)slurp(process, "cmdline", line) : 0;
	for (ssize_t i = 0; i < length; i++)
		line[i] = line[i] ? line[i] : ' ';
	return is_it && strstr(line, text);
}

static double field(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	return at ? strtod(at + strlen(name), NULL) : 0;
}

static void add_up(struct footprint *footprint, const char *process)
{
	char text[8192];
	const char *at;
	unsigned long user = 0, system = 0;

	if (slurp(process, "smaps_rollup", text) == 0)
		return;
	footprint->count++;
	footprint->pss += field(text, "\nPss:");
	footprint->rss += field(text, "\nRss:");
	slurp(process, "stat", text);
	at = strrchr(text, ')'); /* user and system time are the 14th and 15th words */
	if (at && sscanf(at, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) == 2)
		footprint->cpu += (double)(user + system) * 1000 / (double)sysconf(_SC_CLK_TCK);
}

struct footprint footprint_of(const char *program, const char *text)
{
	struct footprint footprint = {0};
	DIR *folder = opendir("/proc");

	for (struct dirent *entry; folder && (entry = readdir(folder));)
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
			runs(entry->d_name, program, text))
			add_up(&footprint, entry->d_name);
	if (folder)
		closedir(folder);
	return footprint;
}
