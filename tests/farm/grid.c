/* The farm's own reader and writer of sheets: RFC 4180, UTF-8 or UTF-16 with mark. */
#include "grid.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void give_up(const char *format, ...)
{
	va_list arguments;

	fputs("farm: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	exit(2);
}

static void *take(size_t count, size_t size)
{
	void *room = calloc(count ? count : 1, size);

	if (!room)
		give_up("out of memory");
	return room;
}

char *bytes_read(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	size_t room = 1 << 16, got;
	char *bytes = take(room + 1, 1);

	if (!file)
		give_up("%s: %s", path, strerror(errno));
	*length = 0;
	while ((got = fread(bytes + *length, 1, room - *length, file)) > 0) {
		*length += got;
		if (*length == room) {
			bytes = realloc(bytes, (room *= 2) + 1);
			if (!bytes)
				give_up("out of memory");
		}
	}
	fclose(file);
	bytes[*length] = '\0';
	return bytes;
}

static size_t utf8_put(char *out, uint32_t character)
{
	if (character < 0x80) {
		out[0] = (char)character;
		return 1;
	}
	if (character < 0x800) {
		out[0] = (char)(0xC0 | character >> 6);
		out[1] = (char)(0x80 | (character & 0x3F));
		return 2;
	}
	if (character < 0x10000) {
		out[0] = (char)(0xE0 | character >> 12);
		out[1] = (char)(0x80 | (character >> 6 & 0x3F));
		out[2] = (char)(0x80 | (character & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | character >> 18);
	out[1] = (char)(0x80 | (character >> 12 & 0x3F));
	out[2] = (char)(0x80 | (character >> 6 & 0x3F));
	out[3] = (char)(0x80 | (character & 0x3F));
	return 4;
}

/* UTF-16LE behind its mark. */
static char *utf8_from_utf16(const char *bytes, size_t length)
{
	char *text = take(length * 2 + 1, 1);
	size_t at = 0;

	for (size_t i = 2; i + 1 < length; i += 2) {
		uint32_t unit = (unsigned char)bytes[i] | (uint32_t)(unsigned char)bytes[i + 1]
		                                                  << 8;

		if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < length) {
			uint32_t low = (unsigned char)bytes[i + 2] |
			               (uint32_t)(unsigned char)bytes[i + 3] << 8;

			unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		at += utf8_put(text + at, unit);
	}
	return text;
}

static char separator_of(const char *text)
{
	static const char candidates[] = ",;\t";
	size_t counts[3] = {0}, best = 0;
	bool quoted = false;

	for (; *text && (quoted || *text != '\n'); text++) {
		const char *found = strchr(candidates, *text);

		quoted ^= *text == '"';
		if (!quoted && found)
			counts[found - candidates]++;
	}
	for (size_t i = 1; i < 3; i++)
		best = counts[i] > counts[best] ? i : best;
	return candidates[best];
}

/* The cell at *at, which is left on what ended it; room takes any cell of the file. */
static struct cell cell_take(const char **at, char separator, char *room)
{
	struct cell cell = {NULL, **at == '"'};
	char *out = room;

	if (cell.quoted) {
		for (++*at; **at; ++*at) {
			if (**at == '"' && *++*at != '"')
				break;
			if (**at == '\r' && (*at)[1] == '\n')
				continue;
			*out++ = **at;
		}
	} else {
		while (**at && **at != separator && **at != '\n' && **at != '\r')
			*out++ = *(*at)++;
	}
	cell.text = take((size_t)(out - room) + 1, 1);
	memcpy(cell.text, room, (size_t)(out - room));
	return cell;
}

static void row_take(struct grid *grid, const char **at, char *room, const char *path)
{
	size_t column = 0;

	if (grid->rows > 0)
		grid->cells = realloc(
		        grid->cells, (grid->rows + 1) * grid->columns * sizeof *grid->cells);
	for (bool more = true; more; column++) {
		struct cell cell = cell_take(at, grid->separator, room);

		if (grid->rows == 0)
			grid->cells = realloc(grid->cells, ++grid->columns * sizeof *grid->cells);
		if (!grid->cells)
			give_up("out of memory");
		if (column >= grid->columns)
			give_up("%s: row %zu is longer than the heading", path, grid->rows);
		*grid_cell(grid, grid->rows, column) = cell;
		more = **at == grid->separator;
		*at += more;
	}
	for (; column < grid->columns; column++)
		*grid_cell(grid, grid->rows, column) = (struct cell){take(1, 1), false};
	grid->rows++;
	*at += **at == '\r';
	*at += **at == '\n';
}

void grid_read(struct grid *grid, const char *path)
{
	size_t length;
	char *bytes = bytes_read(path, &length), *text = bytes;
	char *room;

	*grid = (struct grid){0};
	if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
		text = utf8_from_utf16(bytes, length);
	const char *at = text + (strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
	grid->separator = separator_of(at);
	room = take(strlen(at) + 1, 1);
	while (*at)
		row_take(grid, &at, room, path);
	if (grid->rows < 2)
		give_up("%s: no rows", path);
	free(room);
	if (text != bytes)
		free(text);
	free(bytes);
}

void grid_write(const struct grid *grid, const char *path)
{
	FILE *file = fopen(path, "wb");

	if (!file)
		give_up("%s: %s", path, strerror(errno));
	fputs("\xEF\xBB\xBF", file);
	for (size_t i = 0; i < grid->rows * grid->columns; i++) {
		const struct cell *cell = &grid->cells[i];

		if (cell->quoted)
			fputc('"', file);
		for (const char *at = cell->text; *at; at++) {
			if (*at == '"')
				fputc('"', file);
			fputc(*at, file);
		}
		if (cell->quoted)
			fputc('"', file);
		if ((i + 1) % grid->columns)
			fputc(grid->separator, file);
		else
			fputs("\r\n", file);
	}
	if (fclose(file) != 0)
		give_up("%s: %s", path, strerror(errno));
}

void grid_free(struct grid *grid)
{
	for (size_t i = 0; i < grid->rows * grid->columns; i++)
		free(grid->cells[i].text);
	free(grid->cells);
}

struct cell *grid_cell(const struct grid *grid, size_t row, size_t column)
{
	return &grid->cells[row * grid->columns + column];
}

void cell_set(struct cell *cell, const char *text, bool quoted)
{
	size_t length = strlen(text);
	char *copy = take(length + 1, 1);

	memcpy(copy, text, length);
	free(cell->text);
	*cell = (struct cell){copy, quoted};
}

size_t grid_column(const struct grid *grid, const char *heading)
{
	for (size_t i = 0; i < grid->columns; i++)
		if (strcmp(grid->cells[i].text, heading) == 0)
			return i;
	return (size_t)-1;
}

const char *grid_at(const struct grid *grid, size_t row, const char *heading)
{
	size_t column = grid_column(grid, heading);

	return column == (size_t)-1 ? "" : grid_cell(grid, row, column)->text;
}
