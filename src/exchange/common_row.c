/* Rows of which the bytes alone tell that nothing is to be said of them: all cells there, each begun by
 * a letter or a digit and such that reading it leaves it as it is. Nearly all rows of a large file are
 * such; what is only probable goes the long way, which comes to the same. */
#include <string.h>

#include "inner.h"

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Neither trimmed nor unwrapped nor guarded, and no spreadsheet's error, which begin with "E" or a sign.
 * Controls and damage were looked for in the line as a whole. */
static bool is_common_text(const char *text, size_t length)
{
	unsigned char first = (unsigned char)text[0];
	bool is_letter = first >= 0x80 || (first >= 'A' && first <= 'Z' && first != 'E') ||
			 (first >= 'a' && first <= 'z');

	return (is_letter || is_digit(text[0])) && text[length - 1] != ' ';
}

/* A code with which a row is a row of the table, no heading, total or signature; and not 1.2E+08. */
static bool is_common_code(const char *text, size_t length)
{
	bool has_digit = false;

	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)text[i] >= 0x80 || text[i] == ' ' || (text[i] | 0x20) == 'e')
			return false;
		has_digit = has_digit || is_digit(text[i]);
	}
	return has_digit && is_common_text(text, length);
}

static bool is_common_phone(const char *text, size_t length)
{
	static const char form[] = "0ddd ddd ddd";

	if (length != sizeof form - 1)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (form[i] == 'd' ? !is_digit(text[i]) : text[i] != form[i])
			return false;
	}
	return true;
}

static bool is_common_count(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!is_digit(text[i]))
			return false;
	}
	return length == 1 || (length < 10 && text[0] != '0');
}

void common_rows_start(struct common_rows *rows, const struct sheet *sheet,
	const struct layout *layout, bool is_lettered)
{
	*rows = (struct common_rows){
		.sheet = sheet, .place = layout->place, .is_lettered = is_lettered};
	for (size_t i = 0; i < sheet->format->count; i++) {
		const struct column *column = &sheet->format->columns[i];

		if (!(column->flags & COLUMN_REQUIRED))
			continue;
		if (!sheet->has[i])
			return;
		rows->are_possible = rows->are_possible || column->type == COLUMN_CODE;
	}
	for (size_t i = 0; i < sheet->column_count; i++)
		rows->are_possible = rows->are_possible && sheet->headings[i][0];
}

/* Rows of one unit stand together. */
static bool is_code(struct common_rows *rows, size_t column, struct slice cell)
{
	const char *heading = rows->sheet->headings[rows->place[column]];

	if (cell.length == rows->code.length && rows->code_of == column &&
		memcmp(cell.text, rows->code.text, cell.length) == 0)
		return true;
	if (!is_common_code(cell.text, cell.length) ||
		(strncmp(heading, cell.text, cell.length) == 0 && !heading[cell.length]))
		return false;
	rows->code = cell;
	rows->code_of = column;
	return true;
}

static bool is_common_cell(struct common_rows *rows, size_t at, struct slice cell)
{
	const struct column *column = &rows->sheet->format->columns[at];

	if (cell.length == 0)
		return (column->flags & (COLUMN_KEY | COLUMN_OPTIONAL)) != COLUMN_KEY;
	switch (column->type) {
	case COLUMN_CODE:
		return is_code(rows, at, cell);
	case COLUMN_LINE:
	case COLUMN_TEXT:
		return is_common_text(cell.text, cell.length);
	case COLUMN_PHONE:
		return is_common_phone(cell.text, cell.length);
	case COLUMN_COUNT:
		return is_common_count(cell.text, cell.length);
	default:
		return false;
	}
}

/* Whether all letters of the line are plain ones. */
static bool is_lettered(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text, *end = at + length;
	size_t step = 1;

	while (at < end && step > 0) {
		step = *at < 0x80 ? 1 : plain_letter(at);
		at += step;
	}
	return step > 0;
}

bool common_row(struct common_rows *rows, const char *start, const struct line *line,
	struct slice *cells)
{
	const struct sheet *sheet = rows->sheet;

	if (line->is_odd || line->count != sheet->column_count)
		return false;
	for (size_t i = 0; i < sheet->format->count; i++) {
		cells[i] = (struct slice){"", 0};
		if (!sheet->has[i])
			continue;
		cells[i] = line->cells[rows->place[i]];
		if (!is_common_cell(rows, i, cells[i]))
			return false;
	}
	return rows->is_lettered || is_lettered(start, line->length);
}
