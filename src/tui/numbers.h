/* The numbers of one report: the table, what is odd about a value, and values typed or pasted. */
#ifndef TIENDO_TUI_NUMBERS_H
#define TIENDO_TUI_NUMBERS_H

#include "canvas.h"
#include "view.h"

struct desk;
struct layout;

/* numbers.c: the numbers of one report, units by numbers */
/* The report that the screen is about: the one chosen, else the current one, else the one due next;
 * NOWHERE where the plan asks for no numbers. */
size_t numbers_report(const struct desk *desk);
/* NULL: not reported, or in a column that is not known */
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

/* numbers_column.c: what is in sight is read, the rest costs nothing */
struct number_column {
	bool is_made;
	struct number_sum sum; /* over every unit of the listing */
	int width;             /* of its values */
	unsigned char *below;  /* BELOW_…, by row */
};
enum { BELOW_UNKNOWN, BELOW_NOT, BELOW_IS }; /* an earlier report */
void numbers_prepare(const struct desk *desk, struct view *view);
void numbers_drop(struct view *view);
/* Reads a column if it is not known yet. False: it could not be, and the message line says why. */
bool numbers_know(struct desk *desk, struct view *view, size_t column);
bool numbers_know_all(struct desk *desk, struct view *view, struct fault *why);
/* The same for one that is to be drawn; after one that could not be read no other is tried until the
 * next time that anything is drawn. */
void numbers_make(struct desk *desk, struct view *view, size_t column);
/* The column, empty where it is not made. */
const struct number_column *numbers_column(const struct view *view, size_t column);
/* How wide a column is at least, whatever is in it. */
int numbers_least(const struct desk *desk, const struct view *view, size_t column);
/* Asks which of the values in these columns and lines are below those of earlier reports. */
void numbers_compare(struct desk *desk, struct view *view, size_t first, size_t end, size_t line,
	size_t lines);
/* Whether it was asked, and is. */
bool numbers_below(const struct view *view, size_t row, size_t column);

/* numbers_draw.c */
/* Reads what will be in sight; before anything is drawn, for it may be refused. */
void numbers_look(struct desk *desk, const struct layout *layout);
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
bool numbers_reading(struct desk *desk, const char *value, char *out, size_t size);
void fill_drop(struct desk *desk);

#endif
