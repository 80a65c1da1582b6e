/* The driver of the tests of screen.c: a list with a marker, and keys that misbehave on purpose. */
#include "pty/sample.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define ROWS 40

struct sample {
	struct canvas canvas;
	struct screen_options options;
	bool shows_keys;
	int selected, top, events;
	char event[128], paste[128];
};

static const char *const rows[] = {
	"Huyện đoàn Gò Dầu",
	"Thị đoàn Trảng Bàng √ ▲ ◄ ○",
	"Hòa|漢字|e\xCC\xA3\xCC\x82|",
	"\033[2J|\xE2\x80\xAE|",
	"",
};

static void draw_row(struct sample *sample, int row, int item)
{
	int style;

	canvas_put(&sample->canvas, row, 0, 1, STYLE_PLAIN, item == sample->selected ? ">" : " ");
	if (item == 4) {
		for (style = 0; style < STYLES; style++)
			canvas_put(&sample->canvas, row, 2 + style, 1, (enum style)style, "s");
	} else if (item < 4) {
		canvas_put(&sample->canvas, row, 2, -1, STYLE_PLAIN, rows[item]);
	} else {
		canvas_print(&sample->canvas, row, 2, STYLE_PLAIN, "Xã đoàn %d", item);
	}
}

static void draw(struct sample *sample)
{
	int height, width, row;

	screen_size(&height, &width);
	canvas_size(&sample->canvas, height, width);
	canvas_print(&sample->canvas, 0, 0, STYLE_TITLE, "list %dx%d", height, width);
	if (sample->selected < sample->top)
		sample->top = sample->selected;
	if (sample->selected - sample->top >= height - 1)
		sample->top = sample->selected - height + 2;
	for (row = 1; row < height && sample->top + row - 1 < ROWS; row++)
		draw_row(sample, row, sample->top + row - 1);
	canvas_cursor(&sample->canvas, sample->selected - sample->top + 1, 0, false);
	if (sample->shows_keys && sample->events > 0) {
		canvas_blank(&sample->canvas);
		canvas_put(&sample->canvas, height - 2, 0, -1, STYLE_PLAIN, sample->paste);
		canvas_put(&sample->canvas, height - 1, 0, -1, STYLE_PLAIN, sample->event);
	}
	screen_show(&sample->canvas);
}

/* Paints for ever. */
static void flood(struct sample *sample, struct event *event)
{
	int turn, row;

	for (turn = 0; !screen_event(event, 0); turn++) {
		for (row = 0; row < sample->canvas.rows; row++)
			canvas_print(&sample->canvas, row, 0, STYLE_PLAIN, "%070d", turn);
		screen_show(&sample->canvas);
	}
}

static int run_deep(int depth)
{
	volatile char room[4096];

	room[0] = (char)depth;
	return (depth < 0 ? 0 : run_deep(depth + 1)) + room[0];
}

static void misbehave(char key)
{
	volatile uintptr_t nowhere = 64;
	struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
	if (key == '!')
		*(volatile char *)nowhere = 1;
	else if (key == '@')
		abort();
	else if (key == '%')
		raise(SIGFPE);
	else if (key == '&')
		run_deep(0);
	else if (key == 'e')
		exit(3);
}

static void open_again(struct sample *sample)
{
	struct fault why;

	screen_close();
	sample->selected = 0;
	if (!screen_open(&sample->options, &why))
		exit(9);
}

static void obey(struct sample *sample, struct event *event)
{
	const char *key = event->key;

	if (event->kind != EVENT_KEY)
		return;
	if ((strcmp(key, "j") == 0 || strcmp(key, "Down") == 0) && sample->selected < ROWS - 1)
		sample->selected++;
	else if ((strcmp(key, "k") == 0 || strcmp(key, "Up") == 0) && sample->selected > 0)
		sample->selected--;
	else if (strcmp(key, "^L") == 0)
		screen_repaint();
	else if (strcmp(key, "f") == 0)
		flood(sample, event);
	else if (strcmp(key, "o") == 0)
		open_again(sample);
	else if (strchr("!@%&e", key[0]))
		misbehave(key[0]);
}

static void show_event(struct sample *sample, const struct event *event)
{
	sample->events++;
	if (event->kind == EVENT_PASTE)
		snprintf(sample->paste, sizeof sample->paste, "paste %d, %zu bytes: %.60s",
			sample->events, strlen(event->text), event->text);
	else
		snprintf(sample->event, sizeof sample->event, "#%d %s.", sample->events,
			event->key);
}

static int sample_run(const char *mode)
{
	struct sample sample = {.options.color = strcmp(mode, "mono") != 0,
		.shows_keys = strcmp(mode, "keys") == 0};
	struct event event;
	struct fault why;

	language_choose("en", "build/locale");
	if (!screen_open(&sample.options, &why)) {
		fprintf(stderr, "list: %s\n", why.text);
		return fault_status(why.kind);
	}
	for (;;) {
		if (!screen_has_input())
			draw(&sample);
		screen_event(&event, -1);
		if (sample.shows_keys)
			show_event(&sample, &event);
		else
			obey(&sample, &event);
		free(event.text);
		if (event.kind == EVENT_HANGUP)
			break;
		if (!sample.shows_keys && event.kind == EVENT_KEY && strcmp(event.key, "q") == 0)
			break;
	}
	screen_close();
	canvas_free(&sample.canvas);
	if (event.kind != EVENT_HANGUP)
		return 0;
	return event.signal ? 128 + event.signal : 100;
}

static char path[4096];

void sample_main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "sample") == 0)
		exit(sample_run(argc > 2 ? argv[2] : ""));
	/* Not run by the name in /proc itself: under valgrind that would be valgrind. */
	if (readlink("/proc/self/exe", path, sizeof path - 1) <= 0)
		exit(99);
}

const char *sample_path(void)
{
	return path;
}

struct terminal *sample_begin(const char *mode, const char *const env[])
{
	const char *const argv[] = {path, "sample", mode, NULL};

	return terminal_start(argv, env, 24, 80);
}

struct terminal *sample_start(const char *mode, const char *const env[])
{
	struct terminal *terminal = sample_begin(mode, env);

	terminal_wait_text(terminal, "list 24x80", SOON);
	terminal_wait_text(terminal, "Xã đoàn 22", SOON);
	return terminal;
}
