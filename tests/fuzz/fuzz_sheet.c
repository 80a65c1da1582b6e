/* sheet_read over all kinds of file. The first byte chooses the kind, the second the options, the
 * rest is the file. A file is refused in words or taken whole, and what was taken is text that a
 * terminal and the database may have. */
#include "fuzz.h"
#include "tiendo/exchange.h"

static const struct sheet_limits small = {
        .file_bytes = 1 << 20, .cell_bytes = 256, .columns = 16, .rows = 50};

static struct sheet_options options_of(uint8_t byte)
{
	static const char *const encodings[] = {
	        NULL, "UTF-8", "UTF-16LE", "UTF-16BE", "CP1258", "TCVN3", "VISCII", "VNI"};
	static const char separators[] = {0, ',', ';', '\t'};
	/* '0' to '7': everything is sniffed, as it is for people; letters choose. */
	bool chosen = byte >= 'A';

	return (struct sheet_options){.encoding = chosen ? encodings[byte % 8] : NULL,
	        .separator = chosen ? separators[byte / 8 % 4] : 0,
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
	/* exactly as long as it is: one byte read too many is seen */
	char *text = malloc(length - 1);
	HOLDS(text);
	memcpy(text, bytes + 2, length - 2);
	if (sheet_read(&sheet, format, text, length - 2, &options, &complaints, &why)) {
		check_sheet(sheet);
		complaints_sort(&complaints);
		check_complaints(&complaints);
		sheet_close(sheet);
	} else {
		HOLDS(why.kind != FAULT_NONE && *why.text);
	}
	free(text);
	complaints_free(&complaints);
	return 0;
}
