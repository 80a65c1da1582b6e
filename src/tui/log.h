/* The log: a part of it at a time, each step told in a few words or in all. */
#ifndef TIENDO_TUI_LOG_H
#define TIENDO_TUI_LOG_H

#include "canvas.h"
#include "view.h"

struct desk;
struct layout;

/* How much of the log is held at a time, and of a step. */
#define LOG_STEPS 200
#define LOG_CHANGES 9
/* log_window.c: the log a part at a time */
bool log_turn(struct desk *desk, enum move move); /* true: the move is done */
/* The units that the words of the filter name, into the query; to be freed. */
const char **log_prefer(struct desk *desk, const struct view *view, struct query *query);
void log_filter(struct desk *desk); /* after the words of the filter changed */
/* log_draw.c */
void log_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout);
/* All of the step under the cursor, at most so many of its changes. */
void log_detail(const struct desk *desk, const struct view *view, size_t most, struct buffer *out);
void log_time_short(const struct desk *desk, const struct log_step *step, struct buffer *out);
/* "28/6/2020 14:03", by the office's clock. */
void log_time(const struct desk *desk, const struct log_step *step, struct buffer *out);
const struct log_step *log_step_at(const struct view *view, size_t row); /* NULL: none */
bool log_row_is_shown(const struct view *view, size_t row);
/* " … and 12 more" behind the one row of a step with many; "". */
char *log_more(const struct view *view, size_t row, char *out, size_t size);
bool log_step_text(const struct view *view, size_t row, char *out, size_t size);

#endif
