/* A field of a change as people know it: by the heading their file has over it, in the spellings of
 * the office. */
#include "inner.h"

#include <string.h>

const struct column *import_field_column(
	const struct import *import, enum table table, size_t field)
{
	static const char *const renamed[][2] = {{"progress", "status"}, {"exempt_why", "note"},
		{"starts", "from"}, {"ends", "to"}, {"due_before", "before"}};
	const struct sheet_format *format = import->sheet->format;
	const char *name = table_field(table, field);
	size_t column = sheet_column(format, name);
	for (size_t i = 0; column == NOWHERE && i < sizeof renamed / sizeof *renamed; i++)
		if (strcmp(renamed[i][0], name) == 0)
			column = sheet_column(format, renamed[i][1]);
	return column == NOWHERE ? NULL : &format->columns[column];
}

/* The column of a wide sheet whose heading begins with the number's code. */
static const char *number_heading(const struct import *import, const char *code)
{
	const struct sheet *sheet = import->sheet;
	size_t length = strlen(code);
	for (size_t i = 0; i < sheet->extra_count; i++)
		if (strncmp(sheet->extras[i], code, length) == 0 &&
			!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-",
				sheet->extras[i][length] ? sheet->extras[i][length] : ' '))
			return sheet->extras[i];
	return NULL;
}

const char *import_heading(
	const struct import *import, const struct import_change *change, size_t field)
{
	const struct sheet *sheet = import->sheet;
	if (change->table == TABLE_NUMBER && field == NUMBER_VALUE)
		return number_heading(import, change->after[NUMBER_ITEM]);
	const struct column *column = import_field_column(import, change->table, field);
	size_t index = column ? (size_t)(column - sheet->format->columns) : NOWHERE;
	return !column || !sheet->has[index] ? NULL : sheet->shown[index];
}

const char *import_label(
	const struct import *import, const struct import_change *change, size_t field)
{
	static const struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	const char *heading = import_heading(import, change, field);
	const struct column *column = import_field_column(import, change->table, field);
	if (heading)
		return heading;
	return column ? column_heading(column, &style) : table_field(change->table, field);
}

const char *import_field_shown(const struct import *import, enum table table, size_t field)
{
	static const struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	const struct column *column = import_field_column(import, table, field);
	if (!column || strcmp(language_now(), "vi") != 0)
		return table_field(table, field);
	return column_heading(column, &style);
}

/* A canonical text as the office writes it: 01/7/2020, "xong". */
static void add_spelled(const struct column *column, const char *text, struct buffer *out)
{
	char day[DAY_TEXT];
	int number;
	if (column && *text && column->type == COLUMN_CHOICE)
		text = choice_shown(column, text);
	if (column && column->type == COLUMN_DATE && day_from_iso(text, &number))
		text = day_print(number, day);
	buffer_add(out, *text ? text : "-");
}

void import_value(const struct import *import, const struct import_change *change, size_t field,
	bool after, struct buffer *out)
{
	add_spelled(import_field_column(import, change->table, field),
		after ? change->after[field] : change->before[field], out);
}

void import_value_shown(const struct import *import, enum table table, size_t field,
	const char *value, struct buffer *out)
{
	char clean[200];
	const struct column *column = import_field_column(import, table, field);
	text_clean(clean, sizeof clean, value);
	add_spelled(strcmp(language_now(), "vi") == 0 ? column : NULL, clean, out);
}

size_t import_row_at(const struct import *import, long line)
{
	const struct sheet *sheet = import->sheet;
	size_t low = 0, high = sheet->row_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (sheet->rows[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sheet->row_count && sheet->rows[low].line == line ? low : NOWHERE;
}

size_t import_column_at(const struct import *import, const char *heading)
{
	const struct sheet *sheet = import->sheet;
	for (size_t i = 0; *heading && i < sheet->column_count; i++)
		if (strcmp(sheet->headings[i], heading) == 0)
			return i;
	return NOWHERE;
}

const char *import_raw(const struct import *import, size_t row, size_t column)
{
	const struct sheet *sheet = import->sheet;
	if (row >= sheet->row_count || column >= sheet->rows[row].raw_count)
		return "";
	return sheet->rows[row].raw[column];
}
