/* Long work on the command line: one line on a terminal that tells how far it is, and signals that
 * stop it where it can still be left without a trace. */
#include "teller.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE 1000 /* ms: what is done sooner is not told of */
#define SELDOM 200    /* ms between two tellings */

static const int deaths[DEATHS] = {SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t death;

static int64_t clock_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void note(int number)
{
	death = number;
}

/* Only once there is work to stop: until then a signal ends the program as ever. A parent may have
 * left them blocked. */
static void watch(struct teller *teller)
{
	struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
	sigset_t unblocked;
	sigemptyset(&action.sa_mask);
	sigemptyset(&unblocked);
	death = 0;
	for (int i = 0; i < DEATHS; i++) {
		sigaddset(&unblocked, deaths[i]);
		sigaction(deaths[i], &action, &teller->before[i]);
		if (teller->before[i].sa_handler == SIG_IGN) /* nohup */
			sigaction(deaths[i], &teller->before[i], NULL);
	}
	teller->is_watching = true;
	sigprocmask(SIG_UNBLOCK, &unblocked, NULL);
}

int teller_terminal(void)
{
	/* Opened anew: standard error itself is shared with others, who want it to wait. */
	return isatty(STDERR_FILENO)
		       ? open("/dev/tty", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
		       : -1;
}

void teller_begin(struct teller *teller, int to)
{
	*teller = (struct teller){.to = to, .clock = clock_now};
}

/* What there is no room for is lost. */
static void put(struct teller *teller, const struct buffer *text)
{
	if (text->length && write(teller->to, text->text, text->length) < 0)
		teller->columns = 0;
}

static void add_wipe(struct teller *teller, struct buffer *out)
{
	if (teller->columns > 0)
		buffer_print(out, "\r%*s\r", teller->columns, "");
	teller->columns = 0;
}

static void show(struct teller *teller, enum stage stage, size_t done, size_t total)
{
	char line[128];
	if (stage == STAGE_WAIT)
		snprintf(line, sizeof line, "tiendo: %s", stage_name(stage));
	else
		snprintf(line, sizeof line, "tiendo: %s %zu%%", stage_name(stage),
			total ? (size_t)((double)done / (double)total * 100) : 0);
	struct buffer text = {0};
	add_wipe(teller, &text);
	buffer_add(&text, line);
	teller->columns = text_columns(line);
	put(teller, &text);
	buffer_free(&text);
}

bool teller_tell(void *context, enum stage stage, size_t done, size_t total)
{
	struct teller *teller = context;
	int64_t now = teller->clock();
	if (!teller->is_watching) {
		teller->started = now;
		watch(teller);
	}
	if (teller->to >= 0 && now - teller->started >= PATIENCE && now - teller->shown >= SELDOM) {
		show(teller, stage, done, total);
		teller->shown = now;
	}
	return death == 0;
}

int teller_end(struct teller *teller)
{
	if (teller->to >= 0) {
		struct buffer text = {0};
		add_wipe(teller, &text);
		put(teller, &text);
		buffer_free(&text);
		close(teller->to);
		teller->to = -1;
	}
	if (!teller->is_watching)
		return 0;
	for (int i = 0; i < DEATHS; i++)
		sigaction(deaths[i], &teller->before[i], NULL);
	teller->is_watching = false;
	return death;
}
