/* sheet_read over all kinds of file. The first byte chooses the kind, the second the options, the
 * rest is the file. A file is refused in words or taken whole, what was taken is text that a
 * terminal and the database may have, and written again in either dialect it reads as the same. */
#include "fuzz.h"
#include "tiendo/exchange.h"

#include <stdio.h>
#include <unistd.h>

static const struct sheet_limits small = {
        .file_bytes = 1 << 20, .cell_bytes = 256, .columns = 16, .rows = 50};

static struct sheet_options options_of(uint8_t byte)
{
	static const char *const encodings[] = {
	        NULL, "UTF-8", "UTF-16LE", "UTF-16BE", "CP1258", "TCVN3", "VISCII", "VNI"};
	static const char separators[] = {0, ',', ';', '\t', '|'};
	/* Below 'A' everything is sniffed, as it is for people; from there on it is chosen. */
	bool chosen = byte >= 'A';

	return (struct sheet_options){.encoding = chosen ? encodings[byte % 8] : NULL,
	        .separator = chosen ? separators[byte / 8 % 5] : 0,
	        .today = 18441, /* 28/6/2020 */
	        .limits = byte % 2 ? &small : NULL};
}

static void check_text(const char *text)
{
	HOLDS(text);
	HOLDS(text_is_utf8(text, strlen(text), NULL));
}

static void check_canonical(const struct column *column, const char *text)
{
	int64_t count;
	int day;
	bool known = false;

	check_text(text);
	if (!*text)
		return;
	if (column->type == COLUMN_DATE)
		HOLDS(day_from_iso(text, &day));
	if (column->type == COLUMN_COUNT)
		HOLDS(count_parse(text, &count, NULL));
	if (column->type == COLUMN_LINE || column->type == COLUMN_CODE)
		HOLDS(!strchr(text, '\n'));
	for (const struct choice *choice = column->choices; choice && choice->word; choice++)
		known = known || strcmp(choice->word, text) == 0;
	HOLDS(!column->choices || known);
}

static void check_sheet(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		check_text(sheet->headings[i]);
	for (size_t row = 0; row < sheet->row_count; row++) {
		const struct sheet_row *at = &sheet->rows[row];

		HOLDS(at->line >= sheet->header_line);
		for (size_t i = 0; i < sheet->format->count && !at->refused; i++) {
			const struct column *column = &sheet->format->columns[i];

			if (sheet->has[i] && !(column->flags & COLUMN_DERIVED))
				check_canonical(column, at->cells[i]);
		}
		for (size_t i = 0; i < sheet->extra_count; i++)
			check_text(at->cells[sheet->format->count + i]);
		for (size_t i = 0; i < at->raw_count; i++)
			check_text(at->raw[i]);
	}
}

static void check_complaints(const struct complaints *complaints)
{
	char line[2048], clean[2048];

	for (size_t i = 0; i < complaints->count; i++) {
		complaint_print(&complaints->at[i], "file.csv", line, sizeof line);
		HOLDS(strcmp(text_clean(clean, sizeof clean, line), line) == 0);
	}
}

/* ---- there and back --------------------------------------------------------------------------- */

/* The column that stands under heading i; format->count: one that is not known. */
static size_t column_under(const struct sheet *sheet, size_t i)
{
	size_t column = 0;

	while (column < sheet->format->count &&
	        !(sheet->has[column] && sheet->shown[column] == sheet->headings[i]))
		column++;
	return column;
}

/* The good rows, in the file's own order of columns. */
static void write_sheet(const struct sheet *sheet, int fd, const struct sheet_style *style)
{
	struct sheet_writer *writer;
	struct fault why;

	writer_open(&writer, fd, style);
	for (size_t i = 0; i < sheet->column_count; i++)
		writer_heading(writer, sheet->headings[i]);
	writer_end_row(writer);
	for (size_t row = 0; row < sheet->row_count; row++) {
		const struct sheet_row *at = &sheet->rows[row];

		for (size_t i = 0; i < sheet->column_count && !at->refused; i++) {
			size_t column = column_under(sheet, i);

			if (column < sheet->format->count)
				writer_cell(writer, &sheet->format->columns[column],
				        at->cells[column]);
			else
				writer_cell(writer, NULL, i < at->raw_count ? at->raw[i] : "");
		}
		if (!at->refused)
			writer_end_row(writer);
	}
	HOLDS(writer_close(writer, &why));
}

/* Spreadsheets are handed no cell that they would run: a sign may begin only a plain number. */
static void check_tame(const char *text, size_t length, char separator)
{
	bool quoted = false;

	for (size_t at = 0; at < length; at++) {
		bool begins = at == 0 || (!quoted && (text[at - 1] == separator || text[at - 1] == '\n'));
		const char *cell = text + at + (text[at] == '"'), *end;

		if (begins && strchr("=+-@\t", *cell)) {
			/* ="…" of plain letters is text to every program. */
			bool wrapped = strncmp(cell, "=\"\"", 3) == 0;

			end = cell + (wrapped ? 3 : 1);
			end += wrapped ? strcspn(end, "\"&|!(") : strspn(end, "0123456789");
			HOLDS(strncmp(end, wrapped ? "\"\"\"" : "", wrapped ? 3 : 0) == 0);
			HOLDS(*end == '"' || *end == separator || *end == '\r');
		}
		quoted ^= text[at] == '"';
	}
}

static void check_same(const struct sheet *sheet, const struct sheet *again)
{
	size_t next = 0;

	for (size_t row = 0; row < sheet->row_count; row++) {
		if (sheet->rows[row].refused)
			continue;
		HOLDS(next < again->row_count);
		for (size_t i = 0; i < sheet->format->count; i++)
			if (sheet->has[i] && !(sheet->format->columns[i].flags & COLUMN_DERIVED))
				HOLDS(strcmp(sheet->rows[row].cells[i],
				              again->rows[next].cells[i]) == 0);
		HOLDS(!again->rows[next].refused);
		next++;
	}
	HOLDS(next == again->row_count);
}

static void check_there_and_back(const struct sheet *sheet, const struct sheet_style *style)
{
	struct sheet_options options = {.encoding = "UTF-8", .separator = style->separator, .today = 18441};
	struct complaints complaints = {.count = 0};
	struct fault why = {.kind = FAULT_NONE};
	struct sheet *again;
	size_t passed = 0;
	static FILE *file;
	off_t length;
	char *text;
	int fd;

	file = file ? file : tmpfile();
	HOLDS(file);
	fd = fileno(file);
	HOLDS(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
	write_sheet(sheet, fd, style);
	length = lseek(fd, 0, SEEK_END);
	text = calloc(1, (size_t)length + 1);
	HOLDS(text && pread(fd, text, (size_t)length, 0) == length);
	if (style->dialect == DIALECT_SPREADSHEET)
		check_tame(text + 3, (size_t)length - 3, style->separator);
	/* A row that has come to stand right below the headings may ask for personal data there; and where
	 * the rows with whole letters were left out, the others show that theirs were taken apart. */
	if (!sheet_read(&again, sheet->format, text, (size_t)length, &options, &complaints, &why)) {
		HOLDS(strstr(why.text, "asks for") || strstr(why.text, "in another encoding"));
		complaints_free(&complaints);
		free(text);
		return;
	}
	/* A row may look like the headings or a total now, and is then told; never silently gone. */
	for (size_t i = 0; i < complaints.count; i++)
		passed += strstr(complaints.at[i].text, "skipped") != NULL;
	if (passed == 0 && again->header_line == 1)
		check_same(sheet, again);
	sheet_close(again);
	complaints_free(&complaints);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct complaints complaints = {.count = 0};
	struct fault why = {.kind = FAULT_NONE};
	struct sheet *sheet;

	if (length < 2)
		return 0;
	const struct sheet_format *format =
	        sheet_format((enum sheet_kind)(bytes[0] % (SHEET_NUMBERS + 1)));
	struct sheet_options options = options_of(bytes[1]);
	struct sheet_style style = {.dialect = bytes[0] / 64 % 2 ? DIALECT_MACHINE : DIALECT_SPREADSHEET,
	        .separator = bytes[0] / 128 ? ';' : ',',
	        .iso_dates = bytes[1] / 4 % 2};
	/* exactly as long as it is: one byte read too many is seen */
	char *text = malloc(length - 1);
	HOLDS(text);
	memcpy(text, bytes + 2, length - 2);
	if (sheet_read(&sheet, format, text, length - 2, &options, &complaints, &why)) {
		check_sheet(sheet);
		complaints_sort(&complaints);
		check_complaints(&complaints);
		check_there_and_back(sheet, &style);
		sheet_close(sheet);
	} else {
		HOLDS(why.kind != FAULT_NONE && *why.text);
	}
	free(text);
	complaints_free(&complaints);
	return 0;
}
