/* Signal notes and the crash path. Everything a catcher touches is in one static: there is one
 * terminal. Only async-signal-safe calls are made from catchers. */
#include "signals.h"

#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const int noted[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

static struct {
	volatile sig_atomic_t is_watching, is_writing, death, stop, resume, resize;
	bool has_stopped;
	const char *told; /* to the shell, when it stops next; NULL: nothing */
	int wake[2];
	struct sigaction noted_before[COUNT(noted)], crashes_before[COUNT(crashes)];
	struct termios settings;
	char reset[256];
	size_t reset_length;
	/* A stack that ran over is a crash too, and needs another to run its catcher on. */
	char stack[32768];
} watch;

static bool is_stalled(void)
{
	struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&output, 1, 0) == 0;
}

static void note(int number)
{
	int error = errno;

	switch (number) {
	case SIGTSTP:
		watch.stop = 1;
		break;
	case SIGCONT:
		watch.resume = 1;
		break;
	case SIGWINCH:
		watch.resize = 1;
		break;
	default:
		watch.death = number;
		if (watch.is_writing && is_stalled())
			tcflush(STDOUT_FILENO, TCOFLUSH);
	}
	/* A full pipe wakes as well as one more byte would. */
	if (write(watch.wake[1], "", 1) < 0)
		errno = error;
	errno = error;
}

bool signals_reset(void)
{
	if (is_stalled())
		tcflush(STDOUT_FILENO, TCOFLUSH);
	tcsetattr(STDIN_FILENO, TCSANOW, &watch.settings);
	return write(STDOUT_FILENO, watch.reset, watch.reset_length) >= 0;
}

static void crash(int number)
{
	size_t i;

	signals_reset(); /* nothing more can be done for a terminal that is gone */
	for (i = 0; i < COUNT(crashes); i++) {
		if (crashes[i] == number)
			sigaction(number, &watch.crashes_before[i], NULL);
	}
	raise(number); /* waits until this catcher returns */
}

static void catch(int number, void (*catcher)(int), int flags, struct sigaction *before)
{
	struct sigaction action = {.sa_handler = catcher, .sa_flags = flags};

	sigfillset(&action.sa_mask);
	sigaction(number, &action, before);
}

static bool open_pipe(void)
{
	int i;

	if (pipe(watch.wake) != 0)
		return false;
	for (i = 0; i < 2; i++) {
		fcntl(watch.wake[i], F_SETFD, FD_CLOEXEC);
		fcntl(watch.wake[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

bool signals_watch(const struct termios *settings)
{
	stack_t stack = {.ss_sp = watch.stack, .ss_size = sizeof watch.stack};
	size_t i;

	if (!open_pipe())
		return false;
	watch.settings = *settings;
	watch.reset_length = 0;
	watch.is_writing = watch.death = watch.stop = watch.resume = watch.resize = 0;
	watch.is_watching = 1;
	sigaltstack(&stack, NULL);
	/* No SA_RESTART: what blocks on a dead line has to notice. */
	for (i = 0; i < COUNT(noted); i++) {
		catch(noted[i], note, 0, &watch.noted_before[i]);
		/* nohup, or a shell without job control: what was ignored stays ignored. */
		if (watch.noted_before[i].sa_handler == SIG_IGN)
			sigaction(noted[i], &watch.noted_before[i], NULL);
	}
	for (i = 0; i < COUNT(crashes); i++)
		catch(crashes[i], crash, SA_ONSTACK, &watch.crashes_before[i]);
	return true;
}

void signals_release(void)
{
	stack_t none = {.ss_flags = SS_DISABLE};
	size_t i;

	if (!watch.is_watching)
		return;
	watch.is_watching = 0;
	for (i = 0; i < COUNT(noted); i++)
		sigaction(noted[i], &watch.noted_before[i], NULL);
	for (i = 0; i < COUNT(crashes); i++)
		sigaction(crashes[i], &watch.crashes_before[i], NULL);
	sigaltstack(&none, NULL);
	close(watch.wake[0]);
	close(watch.wake[1]);
}

void signals_reset_add(const char *capability)
{
	if (!capability || capability == (char *)-1)
		return;
	while (*capability && watch.reset_length < sizeof watch.reset) {
		if (strncmp(capability, "$<", 2) == 0 && strchr(capability, '>'))
			capability = strchr(capability, '>') + 1;
		else
			watch.reset[watch.reset_length++] = *capability++;
	}
}

int signals_descriptor(void)
{
	return watch.wake[0];
}

struct signals signals_take(void)
{
	struct signals taken = {0};
	char bytes[64];

	if (!watch.death && !watch.stop && !watch.resume && !watch.resize)
		return taken;
	/* Emptied before the notes are read: a signal in between wakes once too often, never too
	 * seldom. */
	while (read(watch.wake[0], bytes, sizeof bytes) > 0)
		continue;
	taken.death = watch.death;
	watch.death = 0;
	taken.stop = watch.stop;
	watch.stop = 0;
	taken.resume = watch.resume;
	watch.resume = 0;
	taken.resize = watch.resize;
	watch.resize = 0;
	if (taken.death && is_stalled())
		tcflush(STDOUT_FILENO, TCOFLUSH);
	return taken;
}

bool signals_dying(void)
{
	return watch.death != 0;
}

int64_t signals_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool is_line_lost(const struct pollfd *input)
{
	int bytes = 0;

	if (input->revents & (POLLHUP | POLLERR | POLLNVAL))
		return true;
	/* Readable, and nothing to read: the end of the file. */
	return (input->revents & POLLIN) && (ioctl(input->fd, FIONREAD, &bytes) != 0 || bytes == 0);
}

enum signals_wait signals_wait(int64_t end)
{
	struct pollfd ready[2] = {{STDIN_FILENO, POLLIN, 0}, {watch.wake[0], POLLIN, 0}};
	int64_t left = end < 0 ? -1 : end - signals_clock();
	int count;

	if (end >= 0)
		left = left < 0 ? 0 : left > INT_MAX ? INT_MAX : left;
	count = poll(ready, 2, (int)left);
	if (count == 0)
		return WAIT_OVER;
	return count > 0 && is_line_lost(&ready[0]) ? WAIT_LOST : WAIT_READY;
}

void signals_writing(bool is_writing)
{
	watch.is_writing = is_writing;
	/* It may have come just before. */
	if (is_writing && watch.death && is_stalled())
		tcflush(STDOUT_FILENO, TCOFLUSH);
}

void signals_stop(const char *told)
{
	watch.told = told;
	watch.stop = 1;
}

void signals_stop_here(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL}, before;
	const char *told = watch.told;

	watch.told = NULL;
	watch.resume = 0;
	sigemptyset(&action.sa_mask);
	if (sigaction(SIGTSTP, &action, &before) != 0)
		return;
	if (told)
		terminal_send(told);
	if (told)
		kill(0, SIGTSTP);
	else
		raise(SIGTSTP);
	sigaction(SIGTSTP, &before, NULL);
	/* Where no shell could go on with it the system lets nothing stop. */
	watch.has_stopped = watch.resume != 0;
}

bool signals_has_stopped(void)
{
	return watch.has_stopped;
}
