/* The grid of cells. Everything shown goes through put_cluster's one caller, canvas_put, which
 * cleans and clips; a wide cluster is a cell with its text and a cell with "". */
#include "canvas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"
#define SMALL_TEXT 1024

static struct cell *cell_at(const struct canvas *canvas, int row, int column)
{
	return canvas->cells + (size_t)row * (size_t)canvas->columns + (size_t)column;
}

static void cell_blank(struct cell *cell)
{
	cell->text[0] = ' ';
	cell->text[1] = '\0';
}

void canvas_size(struct canvas *canvas, int rows, int columns)
{
	canvas->rows = rows < 1 ? 1 : rows;
	canvas->columns = columns < 1 ? 1 : columns;
	canvas->cells = memory_grow(canvas->cells,
		(size_t)canvas->rows * (size_t)canvas->columns, sizeof *canvas->cells);
	canvas_blank(canvas);
}

void canvas_blank(struct canvas *canvas)
{
	size_t count = (size_t)canvas->rows * (size_t)canvas->columns, i;

	if (count == 0)
		return;
	memset(canvas->cells, 0, count * sizeof *canvas->cells);
	for (i = 0; i < count; i++)
		canvas->cells[i].text[0] = ' ';
	canvas->cursor_row = canvas->cursor_column = 0;
	canvas->cursor_shown = false;
}

void canvas_free(struct canvas *canvas)
{
	free(canvas->cells);
	memset(canvas, 0, sizeof *canvas);
}

/* Half of a wide cluster must not outlive the other half. */
static void loosen_neighbours(struct canvas *canvas, int row, int column, int columns)
{
	if (column > 0 && cell_at(canvas, row, column)->text[0] == '\0')
		cell_blank(cell_at(canvas, row, column - 1));
	if (column + columns < canvas->columns &&
		cell_at(canvas, row, column + columns)->text[0] == '\0')
		cell_blank(cell_at(canvas, row, column + columns));
}

static void put_cluster(struct canvas *canvas, int row, int column, int columns,
	enum style style, const char *text)
{
	struct cell *cell = cell_at(canvas, row, column);

	loosen_neighbours(canvas, row, column, columns);
	strcpy(cell->text, text);
	cell->style = (unsigned char)style;
	if (columns == 2) {
		cell[1].text[0] = '\0';
		cell[1].style = (unsigned char)style;
	}
}

/* The cluster at text as a cell holds it; returns its bytes in text. */
static size_t take_cluster(const char *text, size_t left, char out[CELL_TEXT], int *columns)
{
	size_t bytes;

	if (left == 1 || ((text[0] & 0x80) == 0 && (text[1] & 0x80) == 0)) {
		out[0] = text[0];
		out[1] = '\0';
		*columns = 1;
		return 1;
	}
	bytes = text_grapheme(text, left);
	if (bytes < CELL_TEXT) {
		memcpy(out, text, bytes);
		out[bytes] = '\0';
	} else {
		strcpy(out, REPLACEMENT);
	}
	*columns = text_columns(out);
	return bytes;
}

static int put_clean(struct canvas *canvas, int row, int column, int limit, enum style style,
	const char *text)
{
	size_t left = strlen(text), bytes;
	char cluster[CELL_TEXT];
	int columns, end = column;

	for (; left > 0; text += bytes, left -= bytes, column += columns) {
		bytes = take_cluster(text, left, cluster, &columns);
		if (columns > limit - column)
			break;
		if (columns == 0 || column < 0)
			continue;
		put_cluster(canvas, row, column, columns, style, cluster);
		end = column + columns;
	}
	return end;
}

/* The column where a run of `width` columns ends on this canvas. */
static int run_end(const struct canvas *canvas, int column, int width)
{
	if (width < 0 || width > canvas->columns - column)
		return canvas->columns;
	return column + width;
}

int canvas_put(struct canvas *canvas, int row, int column, int width, enum style style,
	const char *text)
{
	char small[SMALL_TEXT], *clean = small;
	int limit;
	size_t size;

	/* The second test also keeps the arithmetic on columns far from overflow. */
	if (row < 0 || row >= canvas->rows || column >= canvas->columns || column < -(1 << 20))
		return column;
	limit = run_end(canvas, column, width);
	if (limit <= 0 || limit <= column)
		return column;
	/* A byte grows to three at most; what cannot reach the canvas need not be cleaned. */
	size = ((size_t)(limit - column) + 1) * CELL_TEXT;
	if (size / 3 > strlen(text))
		size = 3 * strlen(text) + 1;
	if (size > sizeof small)
		clean = memory_take(size, 1);
	text_clean(clean, size, text);
	column = put_clean(canvas, row, column, limit, style, clean);
	if (clean != small)
		free(clean);
	return column;
}

int canvas_print(struct canvas *canvas, int row, int column, enum style style, const char *format,
	...)
{
	char small[SMALL_TEXT], *text = small;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(small, sizeof small, format, arguments);
	va_end(arguments);
	if (length < 0)
		return column;
	if ((size_t)length >= sizeof small) {
		text = memory_take((size_t)length + 1, 1);
		va_start(arguments, format);
		vsnprintf(text, (size_t)length + 1, format, arguments);
		va_end(arguments);
	}
	column = canvas_put(canvas, row, column, -1, style, text);
	if (text != small)
		free(text);
	return column;
}

void canvas_style(struct canvas *canvas, int row, int column, int width, enum style style)
{
	int end;

	if (row < 0 || row >= canvas->rows || column >= canvas->columns || column < -(1 << 20))
		return;
	end = run_end(canvas, column, width);
	for (column = column < 0 ? 0 : column; column < end; column++)
		cell_at(canvas, row, column)->style = (unsigned char)style;
}

static int clamp(int value, int count)
{
	return value < 0 || count < 1 ? 0 : value >= count ? count - 1 : value;
}

void canvas_cursor(struct canvas *canvas, int row, int column, bool shown)
{
	canvas->cursor_row = clamp(row, canvas->rows);
	canvas->cursor_column = clamp(column, canvas->columns);
	canvas->cursor_shown = shown;
}

char *canvas_row(const struct canvas *canvas, int row, char *out, size_t size)
{
	size_t length = 0, used = 0, bytes;
	const struct cell *cell;
	int column;

	if (size == 0)
		return out;
	for (column = 0; row >= 0 && row < canvas->rows && column < canvas->columns; column++) {
		cell = cell_at(canvas, row, column);
		bytes = strlen(cell->text);
		if (bytes >= size - length)
			break;
		memcpy(out + length, cell->text, bytes);
		length += bytes;
		if (strcmp(cell->text, " ") != 0)
			used = length;
	}
	out[used] = '\0';
	return out;
}
