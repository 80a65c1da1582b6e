/* The only file that knows curses: start, keys, resize, blit, restore (TUI.md §1). */
#ifndef TIENDO_TUI_SCREEN_H
#define TIENDO_TUI_SCREEN_H

#include "theme.h"

struct screen_options {
	bool color; /* false: mono (NO_COLOR, --color never); bold, underline, reverse stay */
	enum theme theme;
};

/* After language_choose, which makes the character type UTF-8. Refuses, in words that name
 * `tiendo due`, when stdin or stdout is no terminal, TERM is dumb or lacks cup or clear. An unknown
 * putty* is taken as xterm. On success the terminal is restored by screen_close, by exit() and by
 * deadly signals. */
bool screen_open(const struct screen_options *options, struct fault *why);
void screen_close(void);
void screen_size(int *rows, int *columns);

/* Shows this theme from the next screen_show on; true where there are colours. */
bool screen_theme(enum theme theme);
/* Shows the canvas: one write of the difference. An unchanged canvas writes nothing. */
void screen_show(const struct canvas *canvas);
void screen_repaint(void); /* the next screen_show draws everything (^L) */

/* What happened. Keys are text: a character ("x", "ế"), "Enter", "Esc", "Space", "Tab", "S-Tab",
 * "Backspace", "Delete", "Insert", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn",
 * "F1"…"F12", "^L" for control letters, "M-b" for Alt; any other key has the name terminfo gives it
 * ("kRIT5"), for the message that it does nothing. */
enum event_kind {
	EVENT_NONE,    /* the time is over */
	EVENT_KEY,
	EVENT_PASTE,   /* bracketed paste: text */
	EVENT_RESIZE,
	EVENT_HANGUP   /* SIGHUP, SIGTERM, SIGINT or SIGQUIT came: signal holds it; or the terminal is
	                * gone: 0 */
};

struct event {
	enum event_kind kind;
	char key[32];
	char *text;    /* EVENT_PASTE: to be freed */
	int signal;
};

/* Waits up to milliseconds (negative: for ever); false with EVENT_NONE when nothing came. */
bool screen_event(struct event *event, int milliseconds);
/* Whether screen_event would return at once: the caller handles that first and draws afterwards
 * (type-ahead is drained before painting). */
bool screen_has_input(void);

#endif
