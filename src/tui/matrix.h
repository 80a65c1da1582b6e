/* The matrix of units and items: its cursor and sums, and where its columns and rows stand. */
#ifndef TIENDO_TUI_MATRIX_H
#define TIENDO_TUI_MATRIX_H

#include "canvas.h"
#include "view.h"

struct desk;
struct layout;

#define LABEL_SIZE 24

/* Over a column of the matrix: "II.1" and "a" of item II.1.a, "BC" and "1" of a report. */
struct matrix_column {
	char group[LABEL_SIZE], label[LABEL_SIZE];
	bool starts_group; /* of another group than the one before */
	bool has_event;
	struct tally tally;
};

/* matrix.c, matrix_draw.c */
void matrix_load(const struct desk *desk, struct view *view);
void matrix_draw(const struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout);
void matrix_move(struct view *view, int columns);
void matrix_aim(struct view *view, size_t item); /* puts the cursor on that item's column */
void matrix_next_cells(struct desk *desk);
/* The item under the cursor, short: "BC2 3/12 · …" where its heading says too little. */
void matrix_hint(const struct desk *desk, char *out, size_t size);

/* matrix_grid.c, for who draws it */
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
