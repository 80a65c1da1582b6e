/* A grid of cells to draw on: clips, counts columns, lets no control byte through, knows no curses.
 * The whole screen is drawn onto an empty canvas each time; screen.c shows the difference. */
#ifndef TIENDO_TUI_CANVAS_H
#define TIENDO_TUI_CANVAS_H

#include "tiendo/base.h"

#include <wchar.h>

/* What a piece of text means; screen.c turns it into colour or, without colour, bold, underline or
 * reverse (TUI.md §3). No two states differ by colour alone: their letters and glyphs differ. */
enum style {
	STYLE_PLAIN,
	STYLE_TITLE,    /* the top bar: reverse */
	STYLE_HEADING,  /* column headings: underline or bold */
	STYLE_FAINT,    /* rules: nothing to be read */
	STYLE_HINT,     /* keys of an overlay, what cannot run now */
	STYLE_STRONG,   /* bold: marks, what others changed */
	STYLE_WARN,     /* due soon, last day: black on yellow; mono bold */
	STYLE_BAD,      /* overdue: bold white on red; mono reverse bold */
	STYLE_BACK,     /* returned: black on cyan; mono underline */
	STYLE_KEY,      /* a key in the key bar: bold */
	STYLE_ERROR,    /* a refusal in the message line: bold */
	STYLES
};

#define CELL_TEXT 20 /* bytes of one grapheme cluster with its NUL; longer ones show as U+FFFD */

struct cell {
	char text[CELL_TEXT]; /* "" in the right half of a wide cluster */
	unsigned char style;
};

struct canvas {
	int rows, columns;
	struct cell *cells;
	int cursor_row, cursor_column; /* where the hardware cursor stays (TUI.md §1.6) */
	bool cursor_shown;
};

/* (Re)sizes and blanks; both at least 1. */
void canvas_size(struct canvas *canvas, int rows, int columns);
void canvas_blank(struct canvas *canvas);
void canvas_free(struct canvas *canvas);

/* Puts text at (row, column), at most `width` columns of it (negative: to the edge). Cleaned with
 * text_clean's rules; clusters that would be cut at an edge are left out. Anything outside the
 * canvas is dropped. Returns the column after the last cell written. */
int canvas_put(struct canvas *canvas, int row, int column, int width, enum style style,
	const char *text);
int canvas_print(struct canvas *canvas, int row, int column, enum style style, const char *format,
	...) __attribute__((format(printf, 5, 6)));
/* Restyles cells that are there: a highlighted part of a row. */
void canvas_style(struct canvas *canvas, int row, int column, int width, enum style style);
void canvas_cursor(struct canvas *canvas, int row, int column, bool shown);

/* One row as text, trailing blanks cut: what a golden screen compares. Returns out. */
char *canvas_row(const struct canvas *canvas, int row, char *out, size_t size);

/* Its characters, at most `most` and a NUL. Where the C library measures one differently than the
 * canvas did, the row would shift: a replacement stands for it. Whether it is as wide as asked. */
bool cell_wide(const char *text, int columns, wchar_t *out, size_t most);

#endif
