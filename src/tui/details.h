/* All that is known of one thing: the pane beside a list, a unit's numbers and contacts, the card of
 * a duty. */
#ifndef TIENDO_TUI_DETAILS_H
#define TIENDO_TUI_DETAILS_H

#include "canvas.h"
#include "view.h"

struct desk;

/* pane.c: details of what the cursor is on */
#define PANE_FROM 120 /* columns of a screen that has them */
struct area {
	int row, column, rows, columns;
};
int pane_columns(const struct desk *desk, int columns); /* beside a list; 0: none */
void pane_look(struct desk *desk); /* before pane_draw: asks who changed it last */
/* Marks text that goes on below with "…". */
void pane_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	struct area area);
/* The same behind a rule, which takes two columns. */
void pane_draw_beside(const struct desk *desk, const struct view *view, struct canvas *canvas,
	struct area area);

/* What a unit's screen has besides its duties. */
struct unit_more {
	struct roster roster;
	struct number_value *values; /* that it has given */
	size_t value_count;
	size_t asked;                /* numbers that the plan asks for with each report */
	struct numbers_owed {
		size_t report, given;
	} *owed;                     /* by report */
	size_t owed_count;
};

/* unit_view.c: a unit's numbers and contacts, lines that are no rows */
bool unit_more_load(const struct desk *desk, struct view *view, struct fault *why);
void unit_more_free(struct unit_more *more); /* NULL allowed */
size_t unit_more_lines(const struct view *view); /* at most */
void unit_more_add(struct view *view, uint32_t section); /* its heading and lines, behind the last */
bool line_is_stop(const struct line *line); /* the cursor may stand there */
const char *unit_more_heading(uint32_t section);
void unit_more_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t line, int columns);
/* False: the line, or the one under the cursor, is none of them. */
bool unit_more_text(
	const struct desk *desk, const struct view *view, size_t line, char *out, size_t size);
bool unit_more_write(const struct desk *desk, const struct view *view, struct buffer *out);
bool unit_more_open(struct desk *desk);
void unit_contact_draw(const struct desk *desk, struct canvas *canvas, int row, int room);

/* card.c: everything known of one duty, in words */
void card_write(const struct desk *desk, struct target target, struct buffer *out);
/* The one thing about it that a list does not show, in a line. */
#define HINT_SIZE 512
void card_hint(const struct desk *desk, struct target target, char *out, size_t size);

#endif
