/* Large files: the rows one after another out of the text, no sheet kept. What a row is and what its
 * cells mean is decided by the same functions as for sheets. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

#define POOL_KEPT ((size_t)1 << 16)

struct sheet_stream {
	struct reading reading;
	struct pool scratch; /* of the text, where the bytes are not it */
	struct plain plain;
	struct records *records, *again;
	struct record record; /* of the row given last, unless that was a common one */
	struct common_rows common;
	struct line line;
	struct pool pool; /* of the cells given last */
	struct slice *cells;
	bool is_first; /* the next record is the first below the header */
	bool has_nameless;
	bool *witnessed; /* by column of the file: it has a heading, or a row has shown that it has not */
	bool needs_neighbours; /* a row has cells, even if empty ones, behind the last heading, or a
				* lone carriage return ends it */
	size_t remarks; /* records that a complaint is due about */
	bool is_sheet_given;
};

static bool is_streamable(const struct sheet_format *format)
{
	for (size_t i = 0; i < format->count; i++) {
		if (format->columns[i].type == COLUMN_DATE ||
			(format->columns[i].flags & COLUMN_DERIVED))
			return false;
	}
	return !format->wide;
}

static struct records *open_records(const struct sheet_stream *stream)
{
	return records_open(stream->plain.text, stream->plain.length,
		stream->reading.sheet->separator, stream->reading.options.limits);
}

bool stream_open(struct sheet_stream **out, const struct sheet_format *format, const char *bytes,
	size_t length, const struct sheet_options *options, struct fault *why)
{
	struct sheet_stream *stream = memory_take(1, sizeof *stream);
	struct reading *reading = &stream->reading;
	const struct sheet *sheet;

	assert(is_streamable(format));
	*out = NULL;
	reading->sheet = sheet_new(format);
	reading->options = *options;
	if (!read_header(reading, &stream->plain, bytes, length, &stream->scratch, why)) {
		stream_close(stream);
		return false;
	}
	sheet = reading->sheet;
	stream->cells = memory_take(format->count, sizeof *stream->cells);
	stream->witnessed = memory_take(sheet->column_count, sizeof *stream->witnessed);
	for (size_t i = 0; i < sheet->column_count; i++)
		if (!(stream->witnessed[i] = sheet->headings[i][0] != '\0'))
			stream->has_nameless = true;
	common_rows_start(&stream->common, sheet, &reading->layout, stream->plain.is_lettered);
	stream->again = open_records(stream);
	stream_rewind(stream);
	*out = stream;
	return true;
}

const struct sheet *stream_about(const struct sheet_stream *stream)
{
	return stream->reading.sheet;
}

bool stream_needs_neighbours(const struct sheet_stream *stream)
{
	return stream->needs_neighbours;
}

void stream_rewind(struct sheet_stream *stream)
{
	struct fault why;

	records_close(stream->records);
	stream->records = open_records(stream);
	for (size_t i = 0; i < stream->reading.layout.before; i++)
		records_next(stream->records, &stream->record, &why);
	stream->reading.after_totals = false;
	stream->reading.row_count = 0;
	stream->remarks = 0;
	stream->is_first = true;
}

static const char *cell_of(const struct sheet_stream *stream, size_t column)
{
	size_t place = stream->reading.layout.place[column];

	return place < stream->record.count ? stream->record.cells[place] : "";
}

/* A cell that stands in the text as it is lasts as long as that. */
static struct slice slice_of(const struct sheet_stream *stream, const struct records *records,
	size_t column, const char *text)
{
	size_t place = stream->reading.layout.place[column], length = strlen(text);

	if (stream->record.plain && length > 0 && text == cell_of(stream, column))
		text = stream->plain.text + records_place(records, &stream->record, place);
	return (struct slice){text, length};
}

static bool take_cells(
	struct sheet_stream *stream, const struct records *records, bool *is_verbatim)
{
	const struct sheet *sheet = stream->reading.sheet;
	struct cell_context context = {.pool = &stream->pool, .today = stream->reading.options.today};
	struct fault why;
	bool good = true;

	if (stream->pool.bytes > POOL_KEPT)
		pool_free(&stream->pool);
	for (size_t i = 0; i < sheet->format->count; i++) {
		const struct column *column = &sheet->format->columns[i];
		bool is_needed = (column->flags & (COLUMN_KEY | COLUMN_OPTIONAL)) == COLUMN_KEY;
		const char *raw = cell_of(stream, i), *text = "";

		stream->cells[i] = (struct slice){"", 0};
		if (!sheet->has[i])
			continue;
		if (cell_take(column, raw, &context, &text, &why) != CELL_GOOD ||
			(is_needed && !text[0]))
			good = false;
		*is_verbatim = *is_verbatim && text == raw;
		stream->cells[i] = slice_of(stream, records, i, text);
	}
	return good;
}

/* The cells of a row of which stream_next said that they are what stands in the file. */
static void take_verbatim(struct sheet_stream *stream)
{
	const struct sheet *sheet = stream->reading.sheet;

	for (size_t i = 0; i < sheet->format->count; i++) {
		const char *text = sheet->has[i] ? cell_of(stream, i) : "";

		stream->cells[i] = (struct slice){text, strlen(text)};
	}
}

static bool take_line(struct sheet_stream *stream, size_t at)
{
	const struct sheet *sheet = stream->reading.sheet;
	const struct plain *plain = &stream->plain;
	const struct line *line = &stream->line;

	if (!line_cut(&stream->line, plain->text + at, plain->text + plain->length,
		    sheet->separator))
		return false;
	for (size_t i = 0; i < sheet->format->count; i++) {
		size_t place = stream->reading.layout.place[i];
		bool is_there = sheet->has[i] && place < line->count;

		stream->cells[i] = is_there ? line->cells[place] : (struct slice){"", 0};
	}
	return true;
}

/* The first cell in a column without a heading is complained about. */
static bool witness_nameless(struct sheet_stream *stream)
{
	const struct record *record = &stream->record;
	size_t columns = stream->reading.sheet->column_count;
	bool found = false;

	for (size_t i = 0; i < columns && i < record->count; i++) {
		if (stream->witnessed[i] || !record->cells[i][0])
			continue;
		stream->witnessed[i] = found = true;
	}
	return found;
}

static void give_row(
	struct sheet_stream *stream, const struct records *records, struct stream_row *row)
{
	struct fault why;
	bool has_shape = row_has_shape(stream->reading.sheet, &stream->record, &why);

	*row = (struct stream_row){.at = stream->record.at,
		.misshapen = !has_shape,
		.is_verbatim = has_shape,
		.cells = stream->cells};
	row->good = has_shape && take_cells(stream, records, &row->is_verbatim);
}

/* What comes next, if it is a row as nearly all are. */
static bool give_common(struct sheet_stream *stream, struct stream_row *row)
{
	const char *start = records_at(stream->records);

	if (!stream->common.are_possible || !records_line(stream->records, &stream->line) ||
		!common_row(&stream->common, start, &stream->line, stream->cells))
		return false;
	records_pass(stream->records, &stream->line);
	stream->reading.after_totals = false;
	*row = (struct stream_row){.at = (size_t)(start - stream->plain.text),
		.good = true,
		.is_verbatim = true,
		.cells = stream->cells};
	return true;
}

/* What comes next, whatever it is, or the end. */
static bool give_next(struct sheet_stream *stream, struct stream_row *row, struct fault *why)
{
	const struct sheet *sheet = stream->reading.sheet;

	while (records_next(stream->records, &stream->record, why)) {
		enum record_role role;

		if (!record_role(&stream->reading, &stream->record, stream->is_first, &role, why))
			return false;
		stream->is_first = false;
		stream->remarks += role == RECORD_HEADER || role == RECORD_FOOTER;
		if (role != RECORD_ROW)
			continue;
		give_row(stream, stream->records, row);
		stream->needs_neighbours = stream->needs_neighbours || stream->record.torn ||
			stream->record.count > sheet->column_count;
		stream->remarks += row->misshapen || stream->record.count < sheet->column_count;
		if (stream->has_nameless && witness_nameless(stream))
			row->good = false;
		return true;
	}
	return false;
}

bool stream_next(struct sheet_stream *stream, struct stream_row *row, struct fault *why)
{
	size_t limit = stream->reading.options.limits->rows;

	why->kind = FAULT_NONE;
	if (!give_common(stream, row) && !give_next(stream, row, why))
		return false;
	stream->is_first = false;
	return ++stream->reading.row_count <= limit || !limit ||
	       refuse(why, FAULT_REFUSED, N_("more than %zu rows: split the file"), limit);
}

void stream_again(
	struct sheet_stream *stream, size_t at, bool is_verbatim, struct stream_row *row)
{
	struct fault why;

	*row = (struct stream_row){
		.at = at, .good = true, .is_verbatim = true, .cells = stream->cells};
	if (is_verbatim && take_line(stream, at))
		return;
	records_seek(stream->again, at);
	records_next(stream->again, &stream->record, &why);
	if (is_verbatim)
		take_verbatim(stream);
	else
		give_row(stream, stream->again, row);
}

bool stream_keeps(const struct sheet_stream *stream, const char *text)
{
	return text >= stream->plain.text && text < stream->plain.text + stream->plain.length;
}

bool stream_sheet(struct sheet_stream *stream, const unsigned char *kept, struct sheet **sheet,
	struct complaints *complaints, struct fault *why)
{
	struct reading *reading = &stream->reading;
	size_t rows = reading->row_count;
	struct fault reason = {0};
	bool good = true;

	reading->complaints = complaints;
	reading->kept = kept;
	reading->row_count = reading->short_count = 0;
	reading->after_totals = false;
	if (stream->remarks || (rows && memchr(kept, STREAM_KEPT, rows)))
		good = read_records(reading, &stream->plain, &reason);
	if (!good || !read_cells(reading, &reason)) {
		*why = reason;
		return false;
	}
	*sheet = reading->sheet;
	stream->is_sheet_given = true;
	return true;
}

void stream_close(struct sheet_stream *stream)
{
	if (!stream)
		return;
	records_close(stream->records);
	records_close(stream->again);
	pool_free(&stream->pool);
	pool_free(&stream->scratch);
	line_free(&stream->line);
	free(stream->cells);
	free(stream->witnessed);
	if (!stream->is_sheet_given)
		sheet_close(stream->reading.sheet);
	free(stream);
}
