/* The loop: draw, wait, take all that was typed, draw again. An idle screen writes nothing. */
#include "inner.h"
#include "screen.h"
#include "signals.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define IDLE (-1) /* no status of a program: nobody typed for too long */
#define LOOK_EVERY 2000 /* ms: how soon another session's change is seen */

/* Work that goes on while no key is waited for. */
struct work {
	struct desk *desk;
	struct canvas *canvas;
	int *status;
	struct works works;
	bool is_stopped;
};

/* From anywhere: a field is no less there when one comes back to it. */
static bool is_stop(const struct desk *desk, const char *key)
{
	const struct command *command = command_at(desk, key, ON_HELP);

	return command && command->move == MOVE_SUSPEND && screen_offers(desk->app, command);
}

static void take_event(struct desk *desk, struct event *event, int *status)
{
	switch (event->kind) {
	case EVENT_KEY:
		if (is_stop(desk, event->key))
			desk->wants_stop = true;
		else
			desk_key(desk, event->key);
		break;
	case EVENT_PASTE:
		desk_paste(desk, event->text);
		free(event->text);
		break;
	case EVENT_HANGUP:
		*status = 128 + (event->signal ? event->signal : SIGHUP);
		break;
	default:
		break;
	}
}

static void show(struct desk *desk, struct canvas *canvas)
{
	int rows, columns;

	screen_size(&rows, &columns);
	if (rows != canvas->rows || columns != canvas->columns)
		canvas_size(canvas, rows, columns);
	desk_draw(desk, canvas);
	screen_theme(desk->theme);
	if (desk_takes_repaint(desk))
		screen_repaint();
	screen_show(canvas);
}

/* Esc, ^G or a lost line stop the work; other keys were meant for what is not there yet. */
static void take_stop(struct work *work)
{
	struct event event;
	const struct command *command;

	while (!work->is_stopped && screen_has_input() && screen_event(&event, 0)) {
		if (event.kind == EVENT_HANGUP)
			take_event(work->desk, &event, work->status);
		free(event.kind == EVENT_PASTE ? event.text : NULL);
		command = event.kind == EVENT_KEY ? command_at(work->desk, event.key, ON_HELP) : NULL;
		work->is_stopped = *work->status != 0 ||
			(command && (command->move == MOVE_CANCEL ||
				strcmp(event.key, "Esc") == 0));
	}
}

static bool tell_work(void *context, enum stage stage, size_t done, size_t total)
{
	struct work *work = context;
	/* A wait is short, and what is typed meanwhile is meant: only a death or a lost line ends it. */
	bool waits = stage == STAGE_WAIT;

	if (works_show(&work->works, signals_clock())) {
		desk_works(work->desk, stage, done, total);
		show(work->desk, work->canvas);
	}
	if (waits)
		return !signals_dying() && signals_wait(signals_clock()) != WAIT_LOST;
	take_stop(work);
	return !work->is_stopped;
}

/* Waits for something that changes what is to be seen; until: when to give up waiting for a key. */
static bool wait_for(struct desk *desk, struct event *event, int64_t until, int *status)
{
	int patience = desk_patience(desk);

	if (patience >= 0) {
		if (screen_event(event, patience))
			return true;
		desk_settle(desk);
		return false;
	}
	while (!screen_event(event, LOOK_EVERY)) {
		if (desk->options.idle && signals_clock() >= until) {
			*status = IDLE;
			return false;
		}
		if (desk_look(desk))
			return false;
	}
	return true;
}

/* ^Z. Whoever stops may never come back. */
static void stop(struct desk *desk, int *status)
{
	struct buffer told = {0};
	struct event event;

	desk->wants_stop = false;
	draft_keep(desk);
	buffer_print(&told, "%s\r\n", say(N_("tiendo waits: the command fg goes on with it")));
	signals_stop(buffer_text(&told));
	if (screen_event(&event, 0))
		take_event(desk, &event, status);
	if (!signals_has_stopped())
		desk_say(desk, STYLE_ERROR, "%s",
			say(N_("there is no shell to go to: q leaves")));
	buffer_free(&told);
}

/* When things are to be done that are not done at every key. */
struct times {
	int64_t end;  /* nobody typed for too long */
	int64_t keep; /* what is being typed is kept, also of who never pauses */
};

static void wait_and_take(struct desk *desk, struct times *times, int *status)
{
	struct event event;
	int64_t now;

	if (!wait_for(desk, &event, times->end, status))
		return;
	now = signals_clock();
	times->end = now + (int64_t)desk->options.idle * 1000;
	take_event(desk, &event, status);
	while (*status == 0 && !desk_is_over(desk) && !desk->wants_stop && screen_has_input() &&
		screen_event(&event, 0))
		take_event(desk, &event, status);
	if (desk->wants_stop)
		stop(desk, status);
	if (now >= times->keep) {
		times->keep = now + LOOK_EVERY;
		draft_keep(desk);
	}
}

bool tui_run(struct app *app, const struct tui_options *options, int *status, struct fault *why)
{
	struct screen_options terminal = {options->color, theme_named(options->theme)};
	struct canvas canvas = {0};
	struct desk *desk;
	struct work work = {.canvas = &canvas, .status = status};
	struct times times = {.end = signals_clock() + (int64_t)options->idle * 1000};

	*status = 0;
	if (!desk_open(&desk, app, options, why))
		return false;
	if (!screen_open(&terminal, why)) {
		desk_close(desk);
		return false;
	}
	desk->options.color = screen_theme(desk->theme);
	work.desk = desk;
	app->watcher = (struct watcher){tell_work, &work};
	while (*status == 0 && !desk_is_over(desk)) {
		work.works.heard = 0;
		work.is_stopped = false;
		show(desk, &canvas);
		wait_and_take(desk, &times, status);
	}
	if (*status != 0)
		draft_keep(desk);
	app->watcher = (struct watcher){NULL, NULL};
	/* While signals are still only noted: a second one of a line that is lost would leave it there. */
	aside_drop(desk);
	screen_close();
	canvas_free(&canvas);
	bool is_gone = *status == 0 && desk->gone.kind != FAULT_NONE;
	*why = desk->gone;
	desk_close(desk);
	if (is_gone)
		return false;
	if (*status == IDLE)
		return refuse(why, FAULT_TROUBLE,
			N_("closed: no key was pressed for %d seconds; what was half typed is kept"),
			options->idle);
	return true;
}
