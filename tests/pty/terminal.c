/* The pseudo-terminal of the tests: what the program writes goes into libvterm, what is typed goes
 * to the program, and every wait takes in both output and the keeper's reports. */
#include "pty/inner.h"
#include "pty/keeper.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TYPE_DEADLINE 20000

static struct terminal *terminals;

long terminal_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void take_output(struct terminal *terminal)
{
	char bytes[65536];
	ssize_t got = read(terminal->master, bytes, sizeof bytes);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0) {
		terminal->is_silent = true; /* EIO: nobody has it open any more */
		return;
	}
	terminal->reads++;
	buffer_bytes(&terminal->output, bytes, (size_t)got);
	vterm_input_write(terminal->vterm, bytes, (size_t)got);
}

static void take_report(struct terminal *terminal)
{
	struct keeper_report report;

	if (read(terminal->reports, &report, sizeof report) != sizeof report) {
		terminal->has_ended = true; /* the keeper is gone, killed perhaps */
		return;
	}
	if (terminal->process == 0) {
		terminal->process = report.process;
		return;
	}
	terminal->status = report.status;
	terminal->has_stopped = WIFSTOPPED(report.status);
	terminal->has_ended = WIFEXITED(report.status) || WIFSIGNALED(report.status);
}

/* Waits up to `milliseconds` and takes in what came. False when nothing did. */
static bool pump(struct terminal *terminal, long milliseconds, bool to_write)
{
	bool is_deaf = terminal->is_silent || terminal->is_stalled || terminal->master < 0;
	struct pollfd ready[2] = {
		{is_deaf ? -1 : terminal->master, (short)(POLLIN | (to_write ? POLLOUT : 0)), 0},
		{terminal->has_ended ? -1 : terminal->reports, POLLIN, 0},
	};

	if (poll(ready, 2, milliseconds < 0 ? 0 : (int)milliseconds) <= 0)
		return false;
	if (ready[0].revents & ~POLLOUT)
		take_output(terminal);
	if (ready[1].revents)
		take_report(terminal);
	return true;
}

static void give_up(struct terminal *terminal, const char *what, const char *text)
{
	fprintf(stderr, "waited for %s%s; the %dx%d screen was\n%s--- end of screen%s\n", what,
		text, terminal->rows, terminal->columns, terminal_screen(terminal),
		terminal->has_ended ? "; the program had ended" : "");
	fail_msg("waited in vain for %s%s", what, text);
}

struct wish {
	const char *text;
	int row;
	bool is_wanted;
};

static bool is_granted(struct terminal *terminal, const struct wish *wish)
{
	const char *row;
	size_t length = strlen(wish->text);

	if (wish->row < 0)
		return terminal_has_text(terminal, wish->text) == wish->is_wanted;
	row = terminal_row(terminal, wish->row);
	if (length > 0 && wish->text[length - 1] == '\n')
		return strlen(row) == length - 1 && strncmp(row, wish->text, length - 1) == 0;
	return strncmp(row, wish->text, length) == 0;
}

static void wait_for(struct terminal *terminal, struct wish wish, int deadline)
{
	long end = terminal_clock() + deadline;

	while (!is_granted(terminal, &wish)) {
		/* When both have closed nothing can change any more. */
		if (terminal_clock() >= end || (terminal->has_ended && terminal->is_silent))
			give_up(terminal, wish.is_wanted ? "the text " : "the end of the text ",
				wish.text);
		pump(terminal, end - terminal_clock(), false);
	}
}

bool terminal_has_text(struct terminal *terminal, const char *text)
{
	int row;

	while (pump(terminal, 0, false) && !terminal->is_silent)
		continue;
	for (row = 0; row < terminal->rows; row++) {
		if (strstr(terminal_row(terminal, row), text))
			return true;
	}
	return false;
}

void terminal_wait_text(struct terminal *terminal, const char *text, int deadline)
{
	wait_for(terminal, (struct wish){text, -1, true}, deadline);
}

void terminal_wait_no_text(struct terminal *terminal, const char *text, int deadline)
{
	wait_for(terminal, (struct wish){text, -1, false}, deadline);
}

void terminal_wait_row(struct terminal *terminal, int row, const char *text, int deadline)
{
	wait_for(terminal, (struct wish){text, row, true}, deadline);
}

static long count_writes(pid_t process)
{
	char path[64], line[128];
	long writes = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/io", (long)process);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file)) {
		if (strncmp(line, "syscw: ", 7) == 0)
			writes = strtol(line + 7, NULL, 10);
	}
	if (file)
		fclose(file);
	return writes;
}

void terminal_settle(struct terminal *terminal, int quiet)
{
	long writes;

	do {
		writes = terminal->is_stalled ? count_writes(terminal->process) : 0;
	} while ((pump(terminal, quiet, false) && !terminal->is_silent) ||
		(terminal->is_stalled && count_writes(terminal->process) != writes));
}

static void type_bytes(struct terminal *terminal, const char *bytes, size_t left)
{
	long end = terminal_clock() + TYPE_DEADLINE;
	ssize_t sent;

	while (left > 0) {
		sent = write(terminal->master, bytes, left);
		if (sent > 0) {
			bytes += sent;
			left -= (size_t)sent;
			continue;
		}
		if (terminal_clock() >= end || (sent < 0 && errno != EAGAIN && errno != EINTR))
			give_up(terminal, "the program to read what is typed", "");
		pump(terminal, end - terminal_clock(), true);
	}
}

void terminal_type(struct terminal *terminal, const char *bytes)
{
	type_bytes(terminal, bytes, strlen(bytes));
}

void terminal_type_slowly(struct terminal *terminal, const char *bytes, int gap)
{
	for (; *bytes; bytes++) {
		type_bytes(terminal, bytes, 1);
		terminal_settle(terminal, gap);
	}
}

struct terminal_count terminal_bytes(struct terminal *terminal)
{
	return (struct terminal_count){terminal->output.length, terminal->reads,
		terminal->has_ended ? -1 : count_writes(terminal->process)};
}

struct terminal_count terminal_cost(struct terminal *terminal, const char *bytes, int quiet)
{
	struct terminal_count before, after;

	terminal_settle(terminal, quiet);
	before = terminal_bytes(terminal);
	terminal_type(terminal, bytes);
	terminal_settle(terminal, quiet);
	after = terminal_bytes(terminal);
	after.bytes -= before.bytes;
	after.reads -= before.reads;
	after.writes = after.writes < 0 || before.writes < 0 ? -1 : after.writes - before.writes;
	return after;
}

const char *terminal_output(struct terminal *terminal, size_t from, size_t *length)
{
	*length = from < terminal->output.length ? terminal->output.length - from : 0;
	return *length ? terminal->output.text + from : "";
}

void terminal_resize(struct terminal *terminal, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	terminal->rows = rows;
	terminal->columns = columns;
	terminal_view_rows(terminal);
	vterm_set_size(terminal->vterm, rows, terminal_view_columns(columns));
	ioctl(terminal->master, TIOCSWINSZ, &size);
}

struct termios terminal_settings(struct terminal *terminal)
{
	struct termios settings = {0};

	if (tcgetattr(terminal->master, &settings) != 0)
		fail_msg("no terminal settings: %s", strerror(errno));
	return settings;
}

void terminal_stall(struct terminal *terminal, bool is_stalled)
{
	terminal->is_stalled = is_stalled;
}

void terminal_hang_up(struct terminal *terminal)
{
	close(terminal->master);
	terminal->master = -1;
	terminal->is_silent = true;
}

pid_t terminal_process(struct terminal *terminal)
{
	return terminal->process;
}

void terminal_signal(struct terminal *terminal, int number)
{
	if (terminal->has_ended)
		fail_msg("no program left to send signal %d to", number);
	kill(terminal->process, number);
}

void terminal_wait_stop(struct terminal *terminal, int deadline)
{
	long end = terminal_clock() + deadline;

	while (!terminal->has_stopped) {
		if (terminal->has_ended || terminal_clock() >= end)
			give_up(terminal, "the program to stop", "");
		pump(terminal, end - terminal_clock(), false);
	}
	while (pump(terminal, 0, false))
		continue;
}

int terminal_wait_end(struct terminal *terminal, int deadline)
{
	long end = terminal_clock() + deadline;

	while (!terminal->has_ended || !(terminal->is_silent || terminal->is_stalled)) {
		if (terminal_clock() >= end)
			give_up(terminal, "the program to end", "");
		pump(terminal, end - terminal_clock(), false);
	}
	return terminal->status;
}

static int open_master(int rows, int columns, char *name, size_t size)
{
	struct winsize window = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
		fail_msg("no pseudo-terminal: %s", strerror(errno));
	snprintf(name, size, "%s", ptsname(master));
	ioctl(master, TIOCSWINSZ, &window);
	fcntl(master, F_SETFL, O_NONBLOCK);
	fcntl(master, F_SETFD, FD_CLOEXEC);
	return master;
}

struct terminal *terminal_start(const char *const argv[], const char *const env[], int rows,
	int columns)
{
	struct terminal *terminal = memory_take(1, sizeof *terminal);
	int reports[2], leash[2];
	char name[128];

	terminal->rows = rows;
	terminal->columns = columns;
	terminal->master = open_master(rows, columns, name, sizeof name);
	if (pipe(reports) != 0 || pipe(leash) != 0)
		fail_msg("no pipe: %s", strerror(errno));
	fflush(NULL);
	terminal->keeper = fork();
	if (terminal->keeper == 0)
		keeper_run(argv, env, name, reports[1], leash[0]);
	close(reports[1]);
	close(leash[0]);
	fcntl(reports[0], F_SETFD, FD_CLOEXEC);
	fcntl(leash[1], F_SETFD, FD_CLOEXEC);
	terminal->reports = reports[0];
	terminal->leash = leash[1];
	terminal_view_rows(terminal);
	terminal_view_open(terminal);
	terminal->next = terminals;
	terminals = terminal;
	while (terminal->process == 0 && !terminal->has_ended)
		pump(terminal, TYPE_DEADLINE, false);
	return terminal;
}

void terminal_close(struct terminal *terminal)
{
	struct terminal **link = &terminals;
	int i;

	if (!terminal)
		return;
	while (*link != terminal)
		link = &(*link)->next;
	*link = terminal->next;
	if (!terminal->has_ended && terminal->process > 0)
		kill(terminal->process, SIGKILL);
	close(terminal->leash);
	kill(terminal->keeper, SIGKILL);
	waitpid(terminal->keeper, NULL, 0);
	if (terminal->master >= 0)
		close(terminal->master);
	close(terminal->reports);
	vterm_free(terminal->vterm);
	for (i = 0; i < terminal->row_count; i++)
		buffer_free(&terminal->row_texts[i]);
	free(terminal->row_texts);
	buffer_free(&terminal->output);
	buffer_free(&terminal->text);
	free(terminal);
}

int terminal_close_all(void **state)
{
	(void)state;
	while (terminals)
		terminal_close(terminals);
	return 0;
}
