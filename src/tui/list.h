/* The rows of a view: which are shown, in which order, the cursor and the marks on them, and how they
 * are drawn as a list. */
#ifndef TIENDO_TUI_LIST_H
#define TIENDO_TUI_LIST_H

#include "canvas.h"
#include "view.h"

struct desk;
struct layout;

/* list.c: which rows, in which order, and the cursor on them */
void list_arrange(struct desk *desk, struct view *view);
void list_step(struct view *view, long rows);
void list_page(struct view *view, int rows); /* rows < 0: up */
void list_first(struct view *view);
void list_last(struct view *view);
bool list_find(struct view *view, struct target key); /* puts the cursor there */
void list_window(struct view *view, int rows);
bool list_has_row(const struct view *view); /* the cursor is on a row */

/* list_order.c */
struct row_table;
struct row_table *row_table_make(const struct view *view);
uint32_t row_table_find(const struct row_table *table, struct target key); /* NO_ROW */
void row_table_free(struct row_table *table);
void rows_order(const struct desk *desk, const struct view *view, uint32_t *rows, size_t count);
/* rows[0..count) in fresh order, put into the order kept; returns how many there are now (rows kept
 * that the filter would leave out stay). rows has room for every row of the listing. */
size_t rows_keep(const struct view *view, uint32_t *rows, size_t count);

/* list_filter.c */
/* Whether what was typed is in the row itself, not just in one below it. */
bool row_is_found(struct desk *desk, const struct view *view, size_t row);
/* The rows to be shown, in the listing's order; counts what each choice would show. */
size_t rows_filter(struct desk *desk, struct view *view, uint32_t *rows);

/* shown.c */
const char *shown_label(enum shown shown);
unsigned shown_states(enum shown shown); /* a bit each */
bool state_is_shown(enum shown shown, enum state state);
bool shown_is_offered(const struct view *view, enum shown shown);

/* groups.c */
const char *groups_label(enum view_name name, enum groups groups);
bool groups_are_offered(enum view_name name, enum groups groups);
void groups_choose(struct desk *desk, enum groups groups);
bool rows_are_grouped(const struct view *view);
uint32_t row_group(const struct view *view, uint32_t row);
void rows_group(const struct view *view, uint32_t *rows, size_t count); /* in place, stably */
/* The heading's name is cut where it must be, never its count. */
void group_draw_heading(const struct view *view, struct canvas *canvas, int row, size_t line);

/* marks.c */
bool marks_have(const struct marks *marks, struct target target);
void marks_set(struct marks *marks, struct target target, bool marked);
void marks_clear(struct marks *marks);
/* The lines of a range that is still open; false, changing nothing, where none is. */
bool view_range(const struct view *view, size_t *first, size_t *last);
size_t view_mark_count(const struct desk *desk, const struct view *view);
void view_mark(struct desk *desk, struct view *view);
void view_mark_range(struct desk *desk, struct view *view);
void view_mark_all(struct desk *desk, struct view *view);
/* The marked rows, else the one under the cursor; to be freed. */
struct target *view_targets(const struct desk *desk, const struct view *view, size_t *count);

/* list_draw.c, list_columns.c */
void list_measure(struct view *view); /* widths never shrink until the listing is shown anew */
/* Where the columns stand: places[show].width 0 for one that has no room. */
#define GUTTER 4 /* ">", the glyph, the mark, a blank */
struct column_place {
	int column, width;
	enum text_align align;
};
size_t list_place(const struct view *view, int columns, struct column_place *places);
void list_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	const struct layout *layout);
#define POSITION_SIZE 64
/* "1-12/12" */
char *list_position(const struct view *view, int body_rows, char out[POSITION_SIZE]);
void list_draw_position(const struct view *view, struct canvas *canvas,
	const struct layout *layout);
void list_row_text(const struct desk *desk, const struct view *view, char *out, size_t size);

#endif
