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

static const char *column_shown(const struct import *import, const char *name)
{
	static const struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	size_t column = sheet_column(import->sheet->format, name);
	if (column == NOWHERE || strcmp(language_now(), "vi") != 0)
		return name;
	return column_heading(&import->sheet->format->columns[column], &style);
}

static const char *field_shown(const struct import *import, enum table table, size_t field)
{
	static const struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	const struct column *column = import_field_column(import, table, field);
	if (!column || strcmp(language_now(), "vi") != 0)
		return table_field(table, field);
	return column_heading(column, &style);
}

/* A canonical text as the office writes it: 01/7/2020, "xong". */
static void add_spelled(
	const struct column *column, const char *text, const char *empty, struct buffer *out)
{
	char day[DAY_TEXT];
	int number;
	if (column && *text && column->type == COLUMN_CHOICE)
		text = choice_shown(column, text);
	if (column && column->type == COLUMN_DATE && day_from_iso(text, &number))
		text = day_print(number, day);
	buffer_add(out, *text ? text : empty);
}

/* A dash is what a number has that does not apply, so beside one nothing is called nothing. */
static const char *empty_shown(enum table table, const char *value, const char *beside)
{
	bool has_dash = strcmp(value, "-") == 0 || strcmp(beside, "-") == 0;
	return table == TABLE_NUMBER || has_dash ? say(N_("(empty)")) : "-";
}

void import_value(const struct import *import, const struct import_change *change, size_t field,
	bool after, struct buffer *out)
{
	add_spelled(import_field_column(import, change->table, field),
		after ? change->after[field] : change->before[field],
		empty_shown(change->table, change->before[field], change->after[field]), out);
}

static void add_value(const struct import *import, enum table table, size_t field,
	const char *value, const char *beside, struct buffer *out)
{
	char clean[200];
	const struct column *column = import_field_column(import, table, field);
	text_clean(clean, sizeof clean, value);
	add_spelled(strcmp(language_now(), "vi") == 0 ? column : NULL, clean,
		empty_shown(table, value, beside), out);
}

static const char *status_of(const char *const *duty)
{
	if (*duty[DUTY_EXEMPT_WHY])
		return "exempt";
	return *duty[DUTY_PROGRESS] ? duty[DUTY_PROGRESS] : "open";
}

/* "exempt (no branch there)": a sheet has no cell for the reason but the note. */
static void add_status(const struct import *import, const char *const *duty, struct buffer *out)
{
	char why[200];
	add_value(import, TABLE_DUTY, DUTY_PROGRESS, status_of(duty), "", out);
	if (*duty[DUTY_EXEMPT_WHY])
		buffer_print(out, " (%s)", text_clean(why, sizeof why, duty[DUTY_EXEMPT_WHY]));
}

bool import_sides_shown(const struct import *import, enum table table, size_t field,
	const char *const *before, const char *const *after, struct import_shown *shown)
{
	bool is_status = table == TABLE_DUTY &&
			 (field == DUTY_PROGRESS || field == DUTY_EXEMPT_WHY) &&
			 strcmp(status_of(before), status_of(after)) != 0;
	buffer_clear(&shown->before);
	buffer_clear(&shown->after);
	if (is_status) {
		shown->name = column_shown(import, "status");
		add_status(import, before, &shown->before);
		add_status(import, after, &shown->after);
		return field == DUTY_PROGRESS ||
		       strcmp(before[DUTY_PROGRESS], after[DUTY_PROGRESS]) == 0;
	}
	shown->name = table == TABLE_DUTY && field == DUTY_EXEMPT_WHY
			      ? column_shown(import, "note")
			      : field_shown(import, table, field);
	add_value(import, table, field, before[field], after[field], &shown->before);
	add_value(import, table, field, after[field], before[field], &shown->after);
	return true;
}

void import_shown_free(struct import_shown *shown)
{
	buffer_free(&shown->before);
	buffer_free(&shown->after);
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
