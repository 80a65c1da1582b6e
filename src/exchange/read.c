/* A file's bytes to a sheet: rows are taken as they come; what their cells mean is found after that,
 * in read_cells.c. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"

const struct sheet_limits sheet_limits_local = {
	.file_bytes = (size_t)1 << 30, .cell_bytes = 1 << 20, .columns = 1000, .rows = 0};
const struct sheet_limits sheet_limits_officer = {
	.file_bytes = (size_t)16 << 20, .cell_bytes = 4096, .columns = 64, .rows = 100000,
	.is_tame = true};

static bool is_blank_row(const struct record *record)
{
	for (size_t i = 0; i < record->count; i++) {
		unsigned char first = (unsigned char)record->cells[i][0];

		if (first > ' ' && first < 0xC2)
			return false;
		if (record->cells[i][strspn(record->cells[i], " \t\n\xC2\xA0")])
			return false;
	}
	return true;
}

/* The header of another page, or of another file with its mark: blanks do not matter in it. */
static bool is_header_again(const struct sheet *sheet, const struct record *record)
{
	struct pool scratch = {0};
	bool is_same = record->count == sheet->column_count;

	for (size_t i = 0; is_same && i < record->count; i++) {
		const char *cell = record->cells[i], *heading = sheet->headings[i];

		is_same = strcmp(cell, heading) == 0 ||
			  strcmp(cell_plain(NULL, cell, &scratch), heading) == 0;
	}
	pool_free(&scratch);
	return is_same;
}

/* Empty cells that a spreadsheet left behind the last column do not make a row long. */
static size_t record_width(const struct record *record)
{
	size_t width = record->count;

	while (width > 0 && record->cells[width - 1][0] == '\0')
		width--;
	return width;
}

/* Whether the row's shape allows to tell which cell belongs to which column. */
bool row_has_shape(
	const struct sheet *sheet, const struct record *record, struct fault *why)
{
	size_t width = record_width(record), wanted = sheet->column_count;

	if (record->unclosed)
		return refuse(why, FAULT_REFUSED,
			N_("a quotation mark opens on line %ld and is not closed as it should "
			   "be: close it, and write quotation marks inside a cell twice"),
			record->quote_line);
	if (record->swallowed || shape_is_split(record))
		return refuse(why, FAULT_REFUSED,
			N_("a quotation mark inside a cell joins or splits cells: write it twice"));
	if (width > wanted)
		return refuse(why, FAULT_REFUSED,
			N_("%zu cells where the header has %zu: put cells that contain a "
			   "separator in quotation marks"),
			width, wanted);
	if (record->count < wanted && record->stray)
		return refuse(why, FAULT_REFUSED,
			N_("%zu cells where the header has %zu, and a quotation mark inside a "
			   "cell: write it twice"),
			record->count, wanted);
	if (record->count < wanted && record->torn)
		return refuse(why, FAULT_REFUSED,
			N_("%zu cells where the header has %zu: a line break stands inside a "
			   "cell; put the cell in quotation marks"),
			record->count, wanted);
	if (record->count < wanted && shape_has_gap(sheet))
		return refuse(why, FAULT_REFUSED,
			N_("%zu cells where the header has %zu, one of them without a heading: "
			   "name it, or remove its separator"),
			record->count, wanted);
	return true;
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

const char *row_raw(const struct sheet_row *row, size_t place)
{
	return place < row->raw_count ? row->raw[place] : "";
}

/* The cells in the format's order, as they came: what they mean is found column by column. */
static void place_cells(const struct reading *reading, struct sheet_row *row)
{
	const struct layout *layout = &reading->layout;
	size_t count = reading->sheet->format->count;

	for (size_t i = 0; i < count; i++)
		row->cells[i] = row_raw(row, layout->place[i]);
	for (size_t i = 0; i < reading->sheet->extra_count; i++)
		row->cells[count + i] = row_raw(row, layout->extra_place[i]);
}

/* A cell beyond a short row's end has a place now. */
static void fix_cell(struct sheet *sheet, struct sheet_row *row, size_t place, const char *text)
{
	if (place >= row->raw_count) {
		const char **raw = pool_take(&sheet->pool, (place + 1) * sizeof *raw);

		for (size_t i = 0; i < place; i++)
			raw[i] = i < row->raw_count ? row->raw[i] : "";
		row->raw = raw;
		row->raw_count = place + 1;
	}
	row->raw[place] = pool_text(&sheet->pool, text);
}

static void fix_row(struct reading *reading, struct sheet_row *row)
{
	const struct sheet_options *options = &reading->options;
	struct sheet *sheet = reading->sheet;

	while (reading->fix < options->fix_count && options->fixes[reading->fix].line < row->line)
		reading->fix++;
	for (size_t i = reading->fix;
		i < options->fix_count && options->fixes[i].line == row->line; i++)
		for (size_t place = 0; place < sheet->column_count; place++)
			if (strcmp(sheet->headings[place], options->fixes[i].column) == 0) {
				fix_cell(sheet, row, place, options->fixes[i].text);
				break;
			}
}

bool record_role(struct reading *reading, const struct record *record, bool first,
	enum record_role *role, struct fault *why)
{
	const struct sheet *sheet = reading->sheet;

	*role = RECORD_BLANK;
	if (is_blank_row(record))
		return true;
	*role = RECORD_HEADER;
	if (is_header_again(sheet, record))
		return true;
	if (footer_lacks_key(sheet, &reading->layout, record) &&
		!personal_check_below(sheet, record, first, why))
		return false;
	*role = RECORD_FOOTER;
	if (!record->unclosed &&
		footer_is(sheet, &reading->layout, record, reading->after_totals)) {
		reading->after_totals = true;
		return true;
	}
	reading->after_totals = false;
	*role = RECORD_ROW;
	return true;
}

bool refuse_cancelled(struct fault *why)
{
	return refuse(why, FAULT_NO, N_("cancelled: nothing was written"));
}

/* Reading a file's records is one half of the stage, reading its cells column by column the other. */
static size_t count_lines(const struct reading *reading, const struct plain *plain)
{
	const char *at = plain->text, *end = at + plain->length;
	size_t lines = 1;

	if (!reading->options.watcher)
		return 0;
	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		lines++;
		at++;
	}
	return lines;
}

/* The second half of a row that a line break inside a cell cut in two … */
static bool is_rest_of_row(const struct sheet *sheet, const struct record *record)
{
	return record->torn && record->count < sheet->column_count;
}

/* … whose first half may look like a whole one. */
static void refuse_first_half(struct reading *reading)
{
	struct sheet_row *row = &reading->sheet->rows[reading->sheet->row_count - 1];

	complain(reading->complaints, COMPLAINT_ERROR, row->line, "", "",
		N_("a line break stands inside its last cell: put the cell in quotation marks"));
	row->refused = true;
}

static void take_row(struct reading *reading, const struct record *record)
{
	struct sheet *sheet = reading->sheet;
	struct fault why;
	bool has_shape = row_has_shape(sheet, record, &why);

	reading->row_count++;
	reading->some_too_wide = reading->some_too_wide ||
				 record_width(record) > sheet->column_count;
	if (has_shape && record->count < sheet->column_count && reading->short_count++ == 0)
		reading->short_line = record->line;
	if (reading->kept && reading->kept[reading->row_count - 1] != STREAM_KEPT)
		return;
	if (reading->torn_line == record->line - 1 && is_rest_of_row(sheet, record))
		refuse_first_half(reading);
	reading->torn_line = record->torn && has_shape ? record->line : 0;
	struct sheet_row *row = add_row(reading, record);

	row->refused = !has_shape;
	fix_row(reading, row);
	place_cells(reading, row);
	if (!has_shape)
		complain(reading->complaints, COMPLAINT_ERROR, record->line, "", "", "%s",
			why.text);
}

static bool take_record(
	struct reading *reading, const struct record *record, bool first, struct fault *why)
{
	enum record_role role = RECORD_BLANK;

	if (!record_role(reading, record, first, &role, why))
		return false;
	if (role == RECORD_HEADER)
		complain(reading->complaints, COMPLAINT_WARNING, record->line, "", "",
			N_("the header again: skipped"));
	else if (role == RECORD_FOOTER)
		complain(reading->complaints, COMPLAINT_WARNING, record->line, "", "",
			N_("read as a total, a remark or a signature below the table: skipped"));
	else if (role == RECORD_ROW)
		take_row(reading, record);
	return true;
}

bool read_records(struct reading *reading, const struct plain *plain, struct fault *why)
{
	struct sheet *sheet = reading->sheet;
	size_t limit = reading->options.limits->rows;
	struct records *records =
		records_open(plain->text, plain->length, sheet->separator, reading->options.limits);
	struct record record;
	size_t seen = 0, lines = count_lines(reading, plain);
	bool good = true;

	while (good && records_next(records, &record, why)) {
		good = watcher_tell(reading->options.watcher, STAGE_READ, seen, 2 * lines) ||
			refuse_cancelled(why);
		if (!good || ++seen <= reading->layout.before)
			continue;
		good = take_record(reading, &record, seen == reading->layout.before + 1, why);
		if (good && limit && reading->row_count > limit)
			good = refuse(why, FAULT_REFUSED, N_("more than %zu rows: split the file"),
				limit);
	}
	records_close(records);
	shape_check_long(sheet, reading->some_too_wide, reading->complaints);
	if (reading->short_count > 0)
		complain(reading->complaints, COMPLAINT_WARNING, reading->short_line, "", "",
			say_many(
				N_("%zu row has fewer cells than the header: the missing ones "
				   "change nothing"),
				N_("%zu rows, this one first, have fewer cells than the header: "
				   "the missing ones change nothing"),
				reading->short_count),
			reading->short_count);
	return good && why->kind == FAULT_NONE;
}

struct sheet *sheet_new(const struct sheet_format *format)
{
	struct sheet *sheet = memory_take(1, sizeof *sheet);

	sheet->format = format;
	return sheet;
}

bool read_header(struct reading *reading, struct plain *plain, const char *bytes, size_t length,
	struct pool *scratch, struct fault *why)
{
	struct sheet_options *options = &reading->options;
	struct sheet *sheet = reading->sheet;

	if (!options->limits)
		options->limits = &sheet_limits_local;
	if (options->limits->file_bytes && length > options->limits->file_bytes)
		return refuse(why, FAULT_REFUSED, N_("more than %zu bytes: split the file"),
			options->limits->file_bytes);
	if (!sniff_text(plain, bytes, length, options, sheet->format, scratch, why))
		return false;
	sheet->encoding = plain->encoding;
	if (!header_read(sheet, &reading->layout, plain, options, why))
		return false;
	sheet->places = reading->layout.place;
	return true;
}

enum day_order sheet_day_proves(const struct sheet *sheet, size_t row, size_t column, int day)
{
	const char *text = row_raw(&sheet->rows[row], sheet->places[column]);
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
	struct reading reading = {.complaints = complaints, .sheet = sheet_new(format)};
	struct pool scratch = {0};
	struct plain plain = {.text = ""};
	struct fault reason = {0};
	bool good;

	if (options)
		reading.options = *options;
	good = read_header(&reading, &plain, bytes, length, &scratch, &reason) &&
	       read_records(&reading, &plain, &reason);
	pool_free(&scratch);
	good = good && read_cells(&reading, &reason);
	if (!good) {
		sheet_close(reading.sheet);
		reading.sheet = NULL;
		if (why)
			*why = reason;
	}
	*out = reading.sheet;
	return good;
}

void sheet_close(struct sheet *sheet)
{
	if (!sheet)
		return;
	pool_free(&sheet->pool);
	free(sheet->rows);
	free(sheet);
}
