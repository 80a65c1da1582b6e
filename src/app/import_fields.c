/* A field of a change as people know it: by the heading their file has over it, in the spellings of
 * the office. */
#include "inner.h"

#include <string.h>

size_t import_field_column(const struct sheet_format *format, enum table table, size_t field)
{
	static const char *const renamed[][2] = {{"progress", "status"}, {"exempt_why", "note"},
		{"starts", "from"}, {"ends", "to"}, {"due_before", "before"}};
	const char *name = table_field(table, field);
	size_t column = sheet_column(format, name);
	for (size_t i = 0; column == NOWHERE && i < sizeof renamed / sizeof *renamed; i++)
		if (strcmp(renamed[i][0], name) == 0)
			column = sheet_column(format, renamed[i][1]);
	return column;
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
	size_t column = import_field_column(sheet->format, change->table, field);
	return column == NOWHERE || !sheet->has[column] ? NULL : sheet->shown[column];
}

const char *import_label(
	const struct import *import, const struct import_change *change, size_t field)
{
	static const struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	const struct sheet_format *format = import->sheet->format;
	const char *heading = import_heading(import, change, field);
	size_t column = import_field_column(format, change->table, field);
	if (heading)
		return heading;
	return column == NOWHERE ? table_field(change->table, field)
				 : column_heading(&format->columns[column], &style);
}

/* "done" as the office writes it. */
static const char *choice_shown(const struct column *column, const char *word)
{
	bool vietnamese = strcmp(language_now(), "vi") == 0;
	for (const struct choice *choice = column->choices; choice->word; choice++)
		if (strcmp(choice->word, word) == 0)
			return vietnamese ? choice->vi : choice->word;
	return word;
}

void import_value(const struct import *import, const struct import_change *change, size_t field,
	bool after, struct buffer *out)
{
	const struct sheet_format *format = import->sheet->format;
	const char *text = after ? change->after[field] : change->before[field];
	size_t column = import_field_column(format, change->table, field);
	char day[DAY_TEXT];
	int number;
	const struct column *about = column == NOWHERE ? NULL : &format->columns[column];
	if (about && *text && about->type == COLUMN_CHOICE)
		text = choice_shown(about, text);
	if (about && about->type == COLUMN_DATE && day_from_iso(text, &number))
		text = day_print(number, day);
	buffer_add(out, *text ? text : "-");
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
