/* Rows to a file descriptor, in the dialect that survives spreadsheets or in the one that machines
 * expect (CSV.md, "Recommended export"), or to a workbook. Whatever is written here reads back as the
 * same text. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "workbook.h"

#define WRITER_ROOM 65536

struct sheet_writer {
	int fd;
	struct sheet_style style;
	struct book *book; /* DIALECT_WORKBOOK: takes all */
	int failure; /* errno of the first write that failed */
	size_t cells; /* of this row */
	bool is_bare; /* the row's only cell so far is empty */
	size_t used;
	char bytes[WRITER_ROOM];
};

static void writer_flush(struct sheet_writer *writer)
{
	size_t done = 0;

	while (done < writer->used && !writer->failure) {
		ssize_t wrote = write(writer->fd, writer->bytes + done, writer->used - done);

		if (wrote >= 0)
			done += (size_t)wrote;
		else if (errno != EINTR)
			writer->failure = errno;
	}
	writer->used = 0;
}

static void writer_put(struct sheet_writer *writer, const char *bytes, size_t length)
{
	if (length < WRITER_ROOM - writer->used) {
		memcpy(writer->bytes + writer->used, bytes, length);
		writer->used += length;
		return;
	}
	while (length > 0) {
		size_t part = WRITER_ROOM - writer->used;

		if (part > length)
			part = length;
		memcpy(writer->bytes + writer->used, bytes, part);
		writer->used += part;
		bytes += part;
		length -= part;
		if (writer->used == WRITER_ROOM)
			writer_flush(writer);
	}
}

bool writer_makes_workbooks(void)
{
	return book_is_built();
}

void writer_open(struct sheet_writer **out, int fd, const struct sheet_style *style)
{
	struct sheet_writer *writer = memory_take(1, sizeof *writer);

	writer->fd = fd;
	writer->style = *style;
	if (!writer->style.separator)
		writer->style.separator = ',';
	if (style->dialect == DIALECT_SPREADSHEET)
		writer_put(writer, "\xEF\xBB\xBF", 3);
	if (style->dialect == DIALECT_WORKBOOK)
		book_open(&writer->book, fd, style);
	*out = writer;
}

static bool needs_quotes(const struct sheet_writer *writer, const char *text)
{
	char special[] = "\"\r\n?";
	size_t length = strlen(text);

	special[3] = writer->style.separator;
	return strpbrk(text, special) || text[0] == ' ' || text[0] == '\t' ||
	       (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'));
}

static void put_byte(struct sheet_writer *writer, char byte)
{
	writer->bytes[writer->used++] = byte;
	if (writer->used == WRITER_ROOM)
		writer_flush(writer);
}

static void put_cell(struct sheet_writer *writer, const char *guard, const char *text, bool quoted)
{
	const char *mark;

	if (writer->cells++ > 0)
		put_byte(writer, writer->style.separator);
	writer->is_bare = writer->cells == 1 && !*text && !*guard;
	if (!quoted) {
		writer_put(writer, text, strlen(text));
		return;
	}
	put_byte(writer, '"');
	writer_put(writer, guard, strlen(guard));
	while ((mark = strchr(text, '"')) != NULL) {
		writer_put(writer, text, (size_t)(mark - text) + 1);
		put_byte(writer, '"');
		text = mark + 1;
	}
	writer_put(writer, text, strlen(text));
	put_byte(writer, '"');
}

void writer_heading(struct sheet_writer *writer, const char *text)
{
	bool is_sheet = writer->style.dialect == DIALECT_SPREADSHEET;
	bool would_change = cell_is_formula(text, is_sheet ? 0 : 1) || cell_is_wrapped(text);

	if (writer->style.dialect == DIALECT_WORKBOOK) {
		book_heading(writer->book, text);
		return;
	}
	put_cell(writer, would_change ? "'" : "", text,
		is_sheet || would_change || needs_quotes(writer, text));
}

/* Spreadsheets get one apostrophe before what they would take for a formula; a text that already
 * starts like a guarded one, or has blanks before a sign, gets one too, in all dialects, so that
 * reading takes off the right one and no blanks. In codes, days and phones it takes off any. A
 * workbook knows text from formulas; but saved as CSV and read it must lose no apostrophe either. */
static const char *cell_guard(
	const struct sheet_writer *writer, const struct column *column, const char *text)
{
	bool is_free = column->type == COLUMN_TEXT || column->type == COLUMN_LINE;
	bool would_change = is_free ? cell_is_formula(text, !cell_starts_blank(text))
				    : text[0] == '\'';

	if (writer->style.dialect == DIALECT_SPREADSHEET)
		would_change = would_change || (cell_is_formula(text, 0) && !cell_is_whole(text));
	return would_change || cell_is_wrapped(text) ? "'" : "";
}

/* The canonical text as this style spells it; room holds what had to be made. */
static const char *cell_spelled(const struct sheet_writer *writer, const struct column *column,
	const char *text, char room[64])
{
	bool is_sheet = writer->style.dialect != DIALECT_MACHINE;
	bool vietnamese = is_sheet && strcmp(language_now(), "vi") == 0;
	int day;

	if (column->type == COLUMN_DATE && is_sheet && !writer->style.iso_dates &&
		day_from_iso(text, &day))
		return day_sheet(day, room);
	if (column->type == COLUMN_PERCENT && vietnamese && strlen(text) < 64) {
		memcpy(room, text, strlen(text) + 1);
		if (strchr(room, '.'))
			*strchr(room, '.') = ',';
		return room;
	}
	if (column->type == COLUMN_CHOICE && vietnamese) {
		for (const struct choice *choice = column->choices; choice->word; choice++) {
			if (strcmp(choice->word, text) == 0)
				return choice->vi;
		}
	}
	return text;
}

/* ="072" is text to every program; what holds more may be a formula between two texts. */
static bool is_harmless_wrapping(const char *text)
{
	return cell_is_wrapped(text) && !strpbrk(text + 2, "&|!(=+@");
}

/* A cell as it came from a file of somebody's, who may have meant harm: what a spreadsheet would run
 * gets the guard, which reading takes off; what is guarded already stays as it is. */
static void put_raw(struct sheet_writer *writer, const char *raw)
{
	struct pool scratch = {0};
	const char *bare = raw, *guard = "";

	if (cell_is_formula(raw, 0) && raw[strspn(raw, " ")] != '\'' && !is_harmless_wrapping(raw)) {
		bare = cell_bare(raw, &scratch);
		if (cell_is_formula(bare, 0) && bare[0] != '\'' && !cell_is_whole(bare) &&
			strcmp(bare, "-") != 0)
			guard = "'";
	}
	put_cell(writer, guard, bare, *raw != '\0');
	pool_free(&scratch);
}

void writer_cell(struct sheet_writer *writer, const struct column *column, const char *text)
{
	bool is_sheet = writer->style.dialect == DIALECT_SPREADSHEET;
	bool is_number = column && (column->type == COLUMN_COUNT || column->type == COLUMN_NUMBER ||
					   column->type == COLUMN_PERCENT);
	const char *guard = "", *canonical = text;
	char room[64];

	if (!column && is_sheet) {
		put_raw(writer, text);
		return;
	}
	if (column && *text) {
		text = cell_spelled(writer, column, text, room);
		if (!is_number)
			guard = cell_guard(writer, column, text);
	}
	if (writer->style.dialect == DIALECT_WORKBOOK)
		book_cell(writer->book, column, canonical, guard, text);
	else if (!*text || (is_sheet && is_number && cell_is_whole(text)))
		put_cell(writer, "", text, false);
	else
		put_cell(writer, guard, text, is_sheet || *guard || needs_quotes(writer, text));
}

void writer_end_row(struct sheet_writer *writer)
{
	if (writer->style.dialect == DIALECT_WORKBOOK) {
		book_end_row(writer->book);
		return;
	}
	if (writer->is_bare) /* an empty line would be no row at all */
		writer_put(writer, "\"\"", 2);
	writer_put(writer, "\r\n", 2);
	writer->cells = 0;
	writer->is_bare = false;
}

bool writer_close(struct sheet_writer *writer, struct fault *why)
{
	int failure;

	if (writer->style.dialect == DIALECT_WORKBOOK) {
		bool good = book_close(writer->book, why);

		free(writer);
		return good;
	}
	writer_flush(writer);
	failure = writer->failure;
	free(writer);
	return !failure || refuse(why, FAULT_TROUBLE, N_("the file could not be written whole: %s"),
				   strerror(failure));
}
