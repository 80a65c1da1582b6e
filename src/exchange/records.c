/* Cuts a text into records and their cells. Which bytes are one record, on which line a quotation
 * mark opens and whether it stands where it may, libcsv does not say (CSV.md, traps 3-8): the
 * watcher below walks the same states beside it, and libcsv splits each record that was found. */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

enum watch_state { BETWEEN_CELLS, IN_BARE, IN_QUOTED, AFTER_QUOTE };

struct records {
	const char *at, *end; /* what is left to read */
	long line; /* that at stands on */
	char separator;
	const struct sheet_limits *limits;
	bool cr_file; /* the first line ends with a lone CR, so they all may */
	bool first_seen; /* … is known */
	bool after_cr; /* the record before was ended by a lone CR */
	const char *text; /* all of it */
	struct line plain; /* the line cut last */
	struct csv_parser parser;
	struct buffer texts;
	size_t *starts, starts_room, count;
	const char **cells;
	size_t cells_room;
};

/* The record being walked over. */
struct watch {
	enum watch_state state;
	size_t spaces; /* since the last quotation mark of a quoted cell */
	const char *cell; /* where the cell begins */
	long cell_line;
	const char *cell_line_end, *cell_line_next; /* of the line the quoted cell opens on */
	bool cell_stray, cell_joins, cell_spans;
	bool stray, swallowed, unclosed, too_long;
	bool any; /* something is there: not a blank line */
};

static int is_blank_byte(unsigned char byte)
{
	return byte == ' ' || byte == '\t';
}

static void *records_grow(void *block, size_t size)
{
	return memory_grow(block, 1, size);
}

static void parser_start(struct records *records)
{
	csv_init(&records->parser, 0);
	csv_set_delim(&records->parser, (unsigned char)records->separator);
	csv_set_realloc_func(&records->parser, records_grow);
	csv_set_blk_size(&records->parser, 1024);
}

struct records *records_open(
	const char *text, size_t length, char separator, const struct sheet_limits *limits)
{
	struct records *records = memory_take(1, sizeof *records);

	records->at = records->text = text;
	records->end = text + length;
	records->line = 1;
	records->separator = separator;
	records->limits = limits;
	parser_start(records);
	return records;
}

size_t records_place(const struct records *records, const struct record *record, size_t cell)
{
	return record->at + records->starts[cell];
}

void records_seek(struct records *records, size_t at)
{
	records->at = records->text + at;
	records->first_seen = records->after_cr = false;
}

void records_close(struct records *records)
{
	if (!records)
		return;
	csv_free(&records->parser);
	line_free(&records->plain);
	buffer_free(&records->texts);
	free(records->starts);
	free(records->cells);
	free(records);
}

static void watch_cell_end(struct records *records, struct watch *watch, const char *at)
{
	size_t limit = records->limits->cell_bytes;

	if (limit && watch->cell && (size_t)(at - watch->cell) > limit)
		watch->too_long = true;
	if (watch->cell_stray && watch->cell_joins)
		watch->swallowed = true;
	watch->state = BETWEEN_CELLS;
	watch->cell = NULL;
}

static void watch_cell_start(struct watch *watch, const char *at, long line)
{
	watch->cell = at;
	watch->cell_line = line;
	watch->cell_stray = watch->cell_joins = watch->cell_spans = false;
	watch->spaces = 0;
	watch->state = *at == '"' ? IN_QUOTED : IN_BARE;
}

static void watch_stray(struct watch *watch)
{
	watch->stray = watch->cell_stray = true;
	if (watch->cell_spans)
		watch->unclosed = true;
}

/* One byte after the second quotation mark of a cell: the states are libcsv's own. */
static void watch_after_quote(struct watch *watch, const char *at)
{
	if (is_blank_byte((unsigned char)*at)) {
		watch->spaces++;
	} else if (*at != '"') {
		watch->state = IN_QUOTED;
		watch_stray(watch);
	} else if (watch->spaces == 0) {
		watch->state = IN_QUOTED;
	} else {
		watch->spaces = 0;
		watch_stray(watch);
	}
}

static void watch_byte(struct records *records, struct watch *watch, const char *at)
{
	bool separates = *at == records->separator;

	switch (watch->state) {
	case BETWEEN_CELLS:
		if (separates)
			watch->any = true;
		else if (!is_blank_byte((unsigned char)*at))
			watch_cell_start(watch, at, records->line);
		break;
	case IN_BARE:
		if (separates)
			watch_cell_end(records, watch, at);
		else if (*at == '"')
			watch->stray = true;
		break;
	case IN_QUOTED:
		if (*at == '"') {
			watch->state = AFTER_QUOTE;
			watch->spaces = 0;
		} else if (separates) {
			watch->cell_joins = true;
		}
		break;
	case AFTER_QUOTE:
		if (separates)
			watch_cell_end(records, watch, at);
		else
			watch_after_quote(watch, at);
		break;
	}
	if (watch->state != BETWEEN_CELLS)
		watch->any = true;
}

/* The end of a physical line at `at`, the next one starting at `next`. */
static void watch_line_end(
	struct records *records, struct watch *watch, const char *at, const char *next)
{
	size_t limit = records->limits->cell_bytes;

	if (watch->state != IN_QUOTED) {
		watch_cell_end(records, watch, at);
		return;
	}
	if (watch->cell_line == records->line) {
		watch->cell_line_end = at;
		watch->cell_line_next = next;
	}
	watch->cell_spans = true;
	if (watch->cell_stray || next == at || (limit && (size_t)(at - watch->cell) > limit))
		watch->unclosed = true;
}

/* Walks over one record; *stop is its end, records->at the start of what follows. */
static void watch_record(struct records *records, struct watch *watch, const char **stop)
{
	const char *at = records->at, *next;

	do {
		while (at < records->end && *at != '\n' && *at != '\r' && !watch->unclosed)
			watch_byte(records, watch, at++);
		if (watch->unclosed)
			break;
		next = at;
		if (next < records->end)
			next += *at == '\r' && at + 1 < records->end && at[1] == '\n' ? 2 : 1;
		watch_line_end(records, watch, at, next);
		*stop = at;
		at = next;
		records->line++;
	} while (watch->state == IN_QUOTED && !watch->unclosed);
	if (watch->unclosed) {
		*stop = watch->cell_line_end;
		at = watch->cell_line_next;
		records->line = watch->cell_line + 1;
	}
	records->at = at;
}

static void add_start(struct records *records, size_t start)
{
	if (records->count == records->starts_room) {
		records->starts_room = records->starts_room ? records->starts_room * 2 : 32;
		records->starts =
			memory_grow(records->starts, records->starts_room, sizeof *records->starts);
	}
	records->starts[records->count++] = start;
}

static void take_cell(void *bytes, size_t length, void *context)
{
	struct records *records = context;
	const char *from = bytes, *cr;

	add_start(records, records->texts.length);
	while ((cr = memchr(from, '\r', length)) != NULL) {
		size_t before = (size_t)(cr - from);

		buffer_bytes(&records->texts, from, before);
		buffer_bytes(&records->texts, "\n", 1);
		before += before + 1 < length && cr[1] == '\n' ? 2 : 1;
		from += before;
		length -= before;
	}
	buffer_bytes(&records->texts, from, length);
	buffer_bytes(&records->texts, "", 1);
}

static void point_cells(struct records *records)
{
	if (records->count > records->cells_room) {
		records->cells_room = records->count;
		records->cells =
			memory_grow(records->cells, records->cells_room, sizeof *records->cells);
	}
	for (size_t i = 0; i < records->count; i++)
		records->cells[i] = records->texts.text + records->starts[i];
}

static void split_record(struct records *records, const char *from, size_t length)
{
	buffer_clear(&records->texts);
	records->count = 0;
	csv_parse(&records->parser, from, length, take_cell, NULL, records);
	csv_fini(&records->parser, take_cell, NULL, records);
	point_cells(records);
}

/* ---- plain lines ----------------------------------------------------------------------------- */

/* Splits a line of plain cells without asking libcsv: the cells of the copy stand as far from its
 * start as in the text. False: it is to be read the long way, nothing was taken. */
static bool plain_record(struct records *records, struct watch *watch, const char **stop)
{
	const char *start = records->at;
	size_t limit = records->limits->cell_bytes;
	struct line *line = &records->plain;

	records->count = 0;
	buffer_clear(&records->texts);
	if (!line_cut(line, start, records->end, records->separator) ||
		(limit && line->length > limit))
		return false;
	buffer_bytes(&records->texts, start, line->length);
	for (size_t i = 0; i < line->count; i++) {
		add_start(records, (size_t)(line->cells[i].text - start));
		records->texts.text[records->starts[i] + line->cells[i].length] = '\0';
	}
	point_cells(records);
	*stop = start + line->length;
	records->at = line->next;
	records->line++;
	watch->any = true;
	return true;
}

const char *records_at(const struct records *records)
{
	return records->at;
}

bool records_line(struct records *records, struct line *line)
{
	size_t limit = records->limits->cell_bytes, columns = records->limits->columns;

	return !records->after_cr &&
	       line_cut(line, records->at, records->end, records->separator) &&
	       (!limit || line->length <= limit) && (!columns || line->count <= columns);
}

void records_pass(struct records *records, const struct line *line)
{
	records->first_seen = true;
	records->at = line->next;
	records->line++;
}

/* A lone CR as line end in a file of other line ends usually stood inside a cell. CR CR LF comes
 * from a doubled translation and cuts nothing. */
static bool note_line_end(struct records *records, const char *stop)
{
	bool lone = stop < records->end && *stop == '\r' && records->at == stop + 1 &&
		    !(records->at < records->end && *records->at == '\r');
	bool torn;

	if (!records->first_seen) {
		records->first_seen = true;
		records->cr_file = lone;
	}
	torn = !records->cr_file && (lone || records->after_cr);
	records->after_cr = lone;
	return torn;
}

bool records_next(struct records *records, struct record *record, struct fault *why)
{
	why->kind = FAULT_NONE;
	while (records->at < records->end) {
		const struct sheet_limits *limits = records->limits;
		const char *start = records->at, *stop = start;
		struct watch watch = {0};

		*record = (struct record){
			.line = records->line, .at = (size_t)(start - records->text)};
		record->plain = plain_record(records, &watch, &stop);
		if (!record->plain)
			watch_record(records, &watch, &stop);
		if (!watch.any) {
			records->after_cr = false;
			continue;
		}
		if (watch.too_long)
			return refuse(why, FAULT_REFUSED,
				N_("line %ld has a cell of more than %zu bytes: shorten it, or "
				   "close its quotation mark"),
				record->line, limits->cell_bytes);
		if (!record->plain)
			split_record(records, start, (size_t)(stop - start));
		if (limits->columns && records->count > limits->columns)
			return refuse(why, FAULT_REFUSED,
				N_("line %ld has %zu cells, at most %zu are taken: check the "
				   "separator"),
				record->line, records->count, limits->columns);
		record->quote_line = watch.cell_line;
		record->unclosed = watch.unclosed;
		record->swallowed = watch.swallowed;
		record->stray = watch.stray;
		record->torn = note_line_end(records, stop);
		record->count = records->count;
		record->cells = records->cells;
		return true;
	}
	return false;
}
