/* How styles look: one table of pairs for each theme. It knows no curses; screen.c turns it into
 * what the terminal has. */
#ifndef TIENDO_TUI_THEME_H
#define TIENDO_TUI_THEME_H

#include "canvas.h"

/* terminal: plain text as the terminal has it, pairs of colours for what stands out; dark, light:
 * every cell painted; mono: no colour, as NO_COLOR asks. */
enum theme {
	THEME_TERMINAL, THEME_DARK, THEME_LIGHT, THEME_MONO, THEMES
};

#define COLOUR_OWN -1 /* the terminal's */
enum { MARK_BOLD = 1, MARK_UNDERLINE = 2, MARK_REVERSE = 4, MARK_DIM = 8 };

/* Both halves of a pair are named, or neither is: half of one on the user's own may be unreadable.
 * Colours are the sixteen of xterm. */
struct look {
	signed char foreground, background;
	unsigned char marks;
};

struct look theme_look(enum theme theme, enum style style);
/* The number of its pair of colours, from 1 to THEME_PAIRS; 0: it has the terminal's own. What looks
 * as plain text does has that one's. */
#define THEME_PAIRS (THEMES * STYLES)
int theme_pair(enum theme theme, enum style style);
/* The colour to use where there are only so many. */
int theme_colour(int colour, int colours);
const char *theme_word(enum theme theme); /* of the config: "dark" */
enum theme theme_named(const char *word); /* NULL, or no theme: THEME_TERMINAL */

#endif
