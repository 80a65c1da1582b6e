/* The rates: sums over reports, branches or kinds, and the deadlines behind each. */
#ifndef TIENDO_TUI_REPORTS_H
#define TIENDO_TUI_REPORTS_H

#include "canvas.h"
#include "view.h"

struct desk;
struct layout;

/* reports.c: rates */
void reports_query(const struct view *view, struct query *query);
bool reports_load(struct desk *desk, struct view *view, struct fault *why);
void reports_roll_up(struct desk *desk, enum groups groups);
/* The title of a row, or what stands before "· reports" in it. */
void reports_name(const struct desk *desk, const struct view *view, size_t row, struct buffer *out);
const char *reports_suffix(const struct view *view, size_t row); /* msgid; "" */
bool reports_is_changed(const struct desk *desk, const struct view *view, size_t row);
bool reports_is_sum(const struct view *view, size_t row);
/* The same row of the report before; NULL where there is none. *report: which report that is. */
const struct tally *reports_before(
	const struct desk *desk, const struct view *view, size_t row, size_t *report);
/* "+12.5": the on-time rate now less the one before, in points; "" */
#define POINTS_TEXT 32
char *points_text(const struct tally *now, const struct tally *before, char out[POINTS_TEXT]);
void reports_formula(struct desk *desk);
void reports_open(struct desk *desk);    /* the deadlines behind the row */
void scope_drop(struct desk *desk);
/* "705 Huyện đoàn Tân Biên · tasks" */
void scope_text(const struct desk *desk, char *out, size_t size);

/* reports_draw.c */
/* The parts of what is expected, each at least a cell where there is anything of it. */
void rate_bar(const struct desk *desk, struct canvas *canvas, int row, int column, int width,
	const struct tally *tally);
void reports_draw(const struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout);

#endif
