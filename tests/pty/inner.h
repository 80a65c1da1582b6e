/* What the files behind terminal.h share. */
#ifndef TIENDO_TESTS_PTY_INNER_H
#define TIENDO_TESTS_PTY_INNER_H

#include "pty/terminal.h"
#include "tiendo/base.h"

#include <vterm.h>

struct terminal {
	struct terminal *next;
	int master;              /* -1 when hung up */
	int reports, leash;      /* from the keeper; the keeper leaves when it closes */
	pid_t keeper, process;
	bool has_ended, has_stopped;
	bool is_silent;          /* no more output can come */
	bool is_stalled;         /* it is not read */
	int status;
	VTerm *vterm;
	VTermScreen *screen;
	int rows, columns, row_count;
	bool is_cursor_shown, on_alternate;
	struct buffer output, text, *row_texts;
	size_t reads;
};

/* view.c: the screen that libvterm keeps. */
void terminal_view_open(struct terminal *terminal);
void terminal_view_rows(struct terminal *terminal); /* room for the texts of so many rows */
int terminal_view_columns(int columns);             /* libvterm's for a terminal of so many */

#endif
