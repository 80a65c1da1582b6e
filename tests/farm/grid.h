/* A sheet as a grid of cells, for the farm alone: it reads what clients save without a line of the
 * program under test. */
#ifndef TIENDO_TESTS_FARM_GRID_H
#define TIENDO_TESTS_FARM_GRID_H

#include <stdbool.h>
#include <stddef.h>

struct cell {
	char *text;
	bool quoted; /* as it stood in the file */
};

struct grid {
	size_t rows, columns; /* the heading is row 0 */
	char separator;
	struct cell *cells;
};

/* Ends the program with a message where the file is none, or a row is longer than the heading. The
 * separator is the one that the heading has most of. */
void grid_read(struct grid *grid, const char *path);
/* UTF-8 with mark, CRLF, quotes where they were. */
void grid_write(const struct grid *grid, const char *path);
void grid_free(struct grid *grid);

struct cell *grid_cell(const struct grid *grid, size_t row, size_t column);
void cell_set(struct cell *cell, const char *text, bool quoted);
/* (size_t)-1: none. */
size_t grid_column(const struct grid *grid, const char *heading);
/* "" where there is no such column. */
const char *grid_at(const struct grid *grid, size_t row, const char *heading);

/* A whole file, with a NUL behind it. */
char *bytes_read(const char *path, size_t *length);
void give_up(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
