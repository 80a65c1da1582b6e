/* A file's bytes to a sheet: rows are taken as they come, then each column is read as a whole,
 * because what one day means may depend on the days below it. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"

const struct sheet_limits sheet_limits_local = {
	.file_bytes = (size_t)1 << 30, .cell_bytes = 1 << 20, .columns = 1000, .rows = 0};
const struct sheet_limits sheet_limits_officer = {
	.file_bytes = (size_t)16 << 20, .cell_bytes = 4096, .columns = 64, .rows = 100000};

struct reading {
	struct sheet *sheet;
	struct layout layout;
	struct sheet_options options;
	struct complaints *complaints;
	size_t room; /* of sheet->rows */
	bool after_totals; /* the last row was a total or a signature */
	size_t short_count;
	long short_line;
};

static bool is_blank_row(const struct record *record)
{
	for (size_t i = 0; i < record->count; i++) {
		if (record->cells[i][strspn(record->cells[i], " \t\n\xC2\xA0")])
			return false;
	}
	return true;
}

static bool is_header_again(const struct sheet *sheet, const struct record *record)
{
	if (record->count != sheet->column_count)
		return false;
	for (size_t i = 0; i < record->count; i++) {
		if (strcmp(record->cells[i], sheet->headings[i]) != 0)
			return false;
	}
	return true;
}

/* Empty cells that a spreadsheet left behind the last column do not make a row long. */
static size_t record_width(const struct record *record)
{
	size_t width = record->count;

	while (width > 0 && record->cells[width - 1][0] == '\0')
		width--;
	return width;
}

static void complain_row(struct reading *reading, const struct record *record, struct fault *why)
{
	complain(reading->complaints, COMPLAINT_ERROR, record->line, "", "", "%s", why->text);
}

/* Whether the row's shape allows to tell which cell belongs to which column. */
static bool check_shape(struct reading *reading, const struct record *record)
{
	size_t width = record_width(record), wanted = reading->sheet->column_count;
	struct fault why;

	if (record->unclosed)
		refuse(&why, FAULT_REFUSED,
			N_("a quotation mark opens on line %ld and is not closed as it should "
			   "be: close it, and write quotation marks inside a cell twice"),
			record->quote_line);
	else if (record->swallowed)
		refuse(&why, FAULT_REFUSED,
			N_("a quotation mark inside a cell joins cells: write it twice"));
	else if (width > wanted)
		refuse(&why, FAULT_REFUSED,
			N_("%zu cells where the header has %zu: put cells that contain a "
			   "separator in quotation marks"),
			width, wanted);
	else if (record->count < wanted && record->stray)
		refuse(&why, FAULT_REFUSED,
			N_("%zu cells where the header has %zu, and a quotation mark inside a "
			   "cell: write it twice"),
			record->count, wanted);
	else if (record->count < wanted && record->torn)
		refuse(&why, FAULT_REFUSED,
			N_("%zu cells where the header has %zu: a line break stands inside a "
			   "cell; put the cell in quotation marks"),
			record->count, wanted);
	else
		return true;
	complain_row(reading, record, &why);
	return false;
}

/* One block a row: the three arrays of texts, then the texts. */
static struct sheet_row *add_row(struct reading *reading, const struct record *record)
{
	struct sheet *sheet = reading->sheet;
	size_t own = sheet->format->count + sheet->extra_count, bytes = 0;
	struct sheet_row *row;
	char *texts;

	if (sheet->row_count == reading->room) {
		reading->room = reading->room ? reading->room * 2 : 64;
		sheet->rows = memory_grow(sheet->rows, reading->room, sizeof *sheet->rows);
	}
	for (size_t i = 0; i < record->count; i++)
		bytes += strlen(record->cells[i]) + 1;
	row = &sheet->rows[sheet->row_count++];
	*row = (struct sheet_row){.line = record->line, .raw_count = record->count};
	row->cells = pool_take(&sheet->pool, (own + record->count) * sizeof *row->cells + bytes);
	row->raw = row->cells + own;
	texts = (char *)(row->raw + record->count);
	for (size_t i = 0; i < record->count; i++) {
		size_t size = strlen(record->cells[i]) + 1;

		row->raw[i] = memcpy(texts, record->cells[i], size);
		texts += size;
	}
	return row;
}

static const char *raw_cell(const struct sheet_row *row, size_t place)
{
	return place < row->raw_count ? row->raw[place] : "";
}

/* The cells in the format's order, as they came: what they mean is found column by column. */
static void place_cells(const struct reading *reading, struct sheet_row *row)
{
	const struct layout *layout = &reading->layout;
	size_t count = reading->sheet->format->count;

	for (size_t i = 0; i < count; i++)
		row->cells[i] = raw_cell(row, layout->place[i]);
	for (size_t i = 0; i < reading->sheet->extra_count; i++)
		row->cells[count + i] = raw_cell(row, layout->extra_place[i]);
}

static void take_record(struct reading *reading, const struct record *record)
{
	struct sheet *sheet = reading->sheet;
	struct sheet_row *row;

	if (is_blank_row(record))
		return;
	if (is_header_again(sheet, record)) {
		complain(reading->complaints, COMPLAINT_WARNING, record->line, "", "",
			N_("the header again: skipped"));
		return;
	}
	if (!record->unclosed &&
		footer_is(sheet, &reading->layout, record, reading->after_totals)) {
		reading->after_totals = true;
		complain(reading->complaints, COMPLAINT_WARNING, record->line, "", "",
			N_("read as a total, a remark or a signature below the table: skipped"));
		return;
	}
	reading->after_totals = false;
	row = add_row(reading, record);
	row->refused = !check_shape(reading, record);
	place_cells(reading, row);
	if (!row->refused && record->count < sheet->column_count && reading->short_count++ == 0)
		reading->short_line = record->line;
}

static bool take_records(struct reading *reading, const struct plain *plain, struct fault *why)
{
	struct sheet *sheet = reading->sheet;
	size_t limit = reading->options.limits->rows;
	struct records *records =
		records_open(plain->text, plain->length, sheet->separator, reading->options.limits);
	struct record record;
	size_t seen = 0;
	bool good = true;

	while (good && records_next(records, &record, why)) {
		if (++seen <= reading->layout.before)
			continue;
		take_record(reading, &record);
		if (limit && sheet->row_count > limit)
			good = refuse(why, FAULT_REFUSED, N_("more than %zu rows: split the file"),
				limit);
	}
	records_close(records);
	if (reading->short_count > 0)
		complain(reading->complaints, COMPLAINT_WARNING, reading->short_line, "", "",
			say_many(
				N_("%zu row has fewer cells than the header: the missing ones "
				   "are read as empty"),
				N_("%zu rows, this one first, have fewer cells than the header: "
				   "the missing ones are read as empty"),
				reading->short_count),
			reading->short_count);
	return good && why->kind == FAULT_NONE;
}

/* The order of day and month in a column of dates, from all its cells. */
static struct date_order column_order(const struct reading *reading, size_t at)
{
	const struct sheet *sheet = reading->sheet;
	const struct column *column = &sheet->format->columns[at];
	struct date_order order = {.proven = false};
	struct pool scratch = {0};

	if (reading->options.order != ORDER_BY_COLUMN) {
		order.month_first = reading->options.order == ORDER_MONTH;
		order.day_first = !order.month_first;
		order.proven = true;
		return order;
	}
	for (size_t i = 0; i < sheet->row_count; i++) {
		const struct sheet_row *row = &sheet->rows[i];
		int day;

		if (!row->refused && row->cells[at][0] && !day_from_iso(row->cells[at], &day))
			date_witness(&order, cell_plain(column, row->cells[at], &scratch),
				reading->options.today);
	}
	pool_free(&scratch);
	return order;
}

/* A column of a thousand odd spellings is told about, not a thousand times. */
#define WARNINGS_A_COLUMN 3

static void warn_of_cell(struct reading *reading, const struct sheet_row *row, const char *shown,
	const char *text, size_t count, const struct fault *why)
{
	if (count < WARNINGS_A_COLUMN)
		complain(reading->complaints, COMPLAINT_WARNING, row->line, shown, text, "%s",
			why->text);
	else if (count == WARNINGS_A_COLUMN)
		complain(reading->complaints, COMPLAINT_WARNING, row->line, shown, text,
			N_("%s (more such cells below: look through the column)"), why->text);
}

static bool is_ambiguous(
	const struct column *column, const char *text, const struct cell_context *context)
{
	int day, day_first, month_first;

	return text[0] && !day_from_iso(text, &day) &&
	       date_readings(cell_plain(column, text, context->pool), context->today, &day_first,
		       &month_first);
}

static void read_cell(struct reading *reading, struct sheet_row *row, size_t at,
	struct cell_context *context, size_t *warned)
{
	struct sheet *sheet = reading->sheet;
	const struct column *column = &sheet->format->columns[at];
	const char *text = row->cells[at], *shown = sheet->shown[at];
	struct fault why;
	enum cell_result result = cell_take(column, text, context, &row->cells[at], &why);

	if (column->flags & COLUMN_DERIVED) {
		if (result == CELL_REFUSED)
			row->cells[at] = text;
		return;
	}
	if (column->type == COLUMN_DATE && is_ambiguous(column, text, context))
		sheet->ambiguous++;
	if (result == CELL_REFUSED) {
		complain(reading->complaints, COMPLAINT_ERROR, row->line, shown, text, "%s",
			why.text);
		row->refused = true;
	} else if (result == CELL_WARNED) {
		warn_of_cell(reading, row, shown, text, (*warned)++, &why);
	} else if (row->cells[at][0] == '\0' && (column->flags & COLUMN_KEY) &&
		   !(column->flags & COLUMN_OPTIONAL)) {
		complain(reading->complaints, COMPLAINT_ERROR, row->line, shown, "",
			N_("empty: every row needs it"));
		row->refused = true;
	}
}

static void read_columns(struct reading *reading)
{
	struct sheet *sheet = reading->sheet;
	bool *misshapen = memory_take(sheet->row_count, sizeof *misshapen);

	for (size_t i = 0; i < sheet->row_count; i++)
		misshapen[i] = sheet->rows[i].refused;
	for (size_t at = 0; at < sheet->format->count; at++) {
		struct cell_context context = {
			.pool = &sheet->pool, .today = reading->options.today};
		size_t warned = 0;

		if (!sheet->has[at])
			continue;
		if (sheet->format->columns[at].type == COLUMN_DATE)
			context.order = column_order(reading, at);
		for (size_t i = 0; i < sheet->row_count; i++) {
			if (!misshapen[i])
				read_cell(reading, &sheet->rows[i], at, &context, &warned);
		}
	}
	free(misshapen);
}

/* A column without a heading is nobody's; silence about what stands in it would be a loss. */
static void warn_of_nameless(struct reading *reading)
{
	const struct sheet *sheet = reading->sheet;

	for (size_t i = 0; i < sheet->column_count; i++) {
		for (size_t j = 0; j < sheet->row_count && !sheet->headings[i][0]; j++) {
			const char *text = raw_cell(&sheet->rows[j], i);

			if (text[0]) {
				complain(reading->complaints, COMPLAINT_WARNING,
					sheet->rows[j].line, "", text,
					N_("column %zu has no heading, so it is ignored: name it"),
					i + 1);
				break;
			}
		}
	}
}

static bool read_all(struct reading *reading, const char *bytes, size_t length, struct fault *why)
{
	const struct sheet_options *options = &reading->options;
	struct sheet *sheet = reading->sheet;
	size_t limit = options->limits->file_bytes;
	struct pool scratch = {0};
	struct plain plain;
	bool good;

	if (limit && length > limit)
		return refuse(why, FAULT_REFUSED, N_("more than %zu bytes: split the file"), limit);
	good = sniff_text(&plain, bytes, length, options, sheet->format, &scratch, why);
	if (good) {
		sheet->encoding = plain.encoding;
		good = header_read(sheet, &reading->layout, &plain, options, why);
		sheet->places = reading->layout.place;
		good = good && take_records(reading, &plain, why);
	}
	pool_free(&scratch);
	if (good) {
		read_columns(reading);
		warn_of_nameless(reading);
	}
	return good;
}

enum day_order sheet_day_proves(const struct sheet *sheet, size_t row, size_t column, int day)
{
	const char *text = raw_cell(&sheet->rows[row], sheet->places[column]);
	struct pool scratch = {0};
	enum day_order order = ORDER_BY_COLUMN;
	int day_first, month_first;

	text = cell_plain(&sheet->format->columns[column], text, &scratch);
	if (!strchr(text, '(') && date_readings(text, day, &day_first, &month_first)) {
		if (day == day_first)
			order = ORDER_DAY;
		else if (day == month_first)
			order = ORDER_MONTH;
	}
	pool_free(&scratch);
	return order;
}

bool sheet_read(struct sheet **out, const struct sheet_format *format, const char *bytes,
	size_t length, const struct sheet_options *options, struct complaints *complaints,
	struct fault *why)
{
	struct reading reading = {.complaints = complaints};
	struct fault reason = {0};

	if (options)
		reading.options = *options;
	if (!reading.options.limits)
		reading.options.limits = &sheet_limits_local;
	*out = NULL;
	reading.sheet = memory_take(1, sizeof *reading.sheet);
	reading.sheet->format = format;
	if (!read_all(&reading, bytes, length, &reason)) {
		sheet_close(reading.sheet);
		if (why)
			*why = reason;
		return false;
	}
	*out = reading.sheet;
	return true;
}

void sheet_close(struct sheet *sheet)
{
	if (!sheet)
		return;
	pool_free(&sheet->pool);
	free(sheet->rows);
	free(sheet);
}
