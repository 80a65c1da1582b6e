/* The door of tui: the screen. */
#ifndef TIENDO_TUI_H
#define TIENDO_TUI_H

#include "tiendo/app.h"

struct tui_options {
	bool ascii; /* only ASCII glyphs */
	bool color;
	const char *theme; /* "dark", "light", "mono", "terminal"; NULL: the last */
	int idle; /* seconds without a key after which it ends, with what was typed kept; 0: never */
	const char *drafts; /* folder for what is half typed when the line is lost; NULL: it is not kept */
	const char *config; /* file of settings that keeps language and theme; NULL: it is not kept */
	const char *history; /* file of lines typed at `:`; NULL: they are not kept */
	bool keeps_db; /* a database opened by its path is the one in config from then on */
	const char *typing; /* the input method's way: "telex", "vni"; NULL: it is found out */
};

/* Opens the screen on the deadline board, or on the welcome page where there is no database yet, and returns when the person leaves it. *status is the exit
 * status: 0, or 128 + n after signal n. False with why, and nothing drawn, where the terminal
 * cannot show it or the database cannot be opened. */
bool tui_run(struct app *app, const struct tui_options *options, int *status, struct fault *why);

#endif
