/* The matrix: where its columns and rows stand (matrix_grid.c), for who draws them (matrix_draw.c). */
#ifndef TIENDO_TUI_MATRIX_H
#define TIENDO_TUI_MATRIX_H

#include "inner.h"

#define MATRIX_SUM_WIDTH 6 /* of a sum at the right */

/* In columns of the screen; rows count from the top of the body. */
struct matrix_grid {
	int name, name_width, cells, cells_end;
	int cells_last;          /* behind the last item seen */
	int sums;                /* -1: there is no room for them */
	int box;                 /* column of the box at the right; -1: none */
	int units;               /* rows of units; sums and what is below follow */
	int sum_rows;
	bool box_below;
	size_t first, end;       /* items seen */
};

/* One column after another, as they are seen. */
struct matrix_place {
	size_t column;           /* of the listing */
	int at, width;           /* of the cell, "│" before it left out */
	int room;                /* of the group that starts here; 0: none does */
};

void matrix_grid_make(struct view *view, const struct layout *layout, struct matrix_grid *grid);
/* The first column seen, then the next; false behind the last. */
bool matrix_first(const struct view *view, const struct matrix_grid *grid,
	struct matrix_place *place);
bool matrix_next(const struct view *view, const struct matrix_grid *grid,
	struct matrix_place *place);

#endif
