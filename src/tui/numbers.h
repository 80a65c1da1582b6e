/* The numbers of one report: the table, what is odd about a value, and values typed or pasted. */
#ifndef TIENDO_TUI_NUMBERS_H
#define TIENDO_TUI_NUMBERS_H

#include "canvas.h"
#include "view.h"

struct desk;
struct layout;

/* numbers.c: the numbers of one report, units by numbers */
struct number_column {
	bool is_made;
	struct number_sum sum; /* over every unit of the listing */
	int64_t middle;        /* number_middle's */
	int width;             /* of its values */
};
/* The report that the screen is about: the one chosen, else the current one, else the one due next;
 * NOWHERE where the plan asks for no numbers. */
size_t numbers_report(const struct desk *desk);
void numbers_prepare(struct view *view);
const struct number_column *numbers_column(
	const struct desk *desk, const struct view *view, size_t column);
/* NULL: not reported */
const struct number_value *numbers_value(
	const struct desk *desk, const struct view *view, size_t row, size_t column);
#define COUNT_TEXT 32
/* As the office writes it: 2.455, or 2,455 in English; "-" and "" for what is no count. */
char *numbers_text(const struct number_value *value, char out[COUNT_TEXT]);
char *count_text(int64_t count, char out[COUNT_TEXT]);
/* "<" below an earlier report, "?" far from the others, "▪" changed by another; "" */
const char *numbers_mark(
	const struct desk *desk, const struct view *view, size_t row, size_t column);
/* The number under the cursor and what is odd about its value, short. */
void numbers_hint(const struct desk *desk, char *out, size_t size);
void numbers_history(struct desk *desk);

/* numbers_draw.c */
void numbers_draw(struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout);

/* numbers_edit.c, numbers_paste.c */
/* Starts recording cells of the column under the cursor; values NULL: to be asked for. */
void numbers_start(struct desk *desk, const struct target *targets, size_t count,
	const char *values);
/* Shows what a pasted column would do, from the cursor down. */
void fill_open(struct desk *desk, const char *text);
/* Opens the cell under the cursor; a key that types starts it anew, any other with what is there. */
void numbers_type(struct desk *desk, const char *key);
void numbers_paste(struct desk *desk, const char *text);
/* What stands in the cell under the cursor, as it is typed; "" elsewhere. Returns out. */
const char *numbers_field(const struct desk *desk, char *out, size_t size);
/* What a value will make of the cell under the cursor: "→ 27 (22 + 5)"; false with the reason. */
bool numbers_reading(const struct desk *desk, const char *value, char *out, size_t size);
void fill_drop(struct desk *desk);

#endif
