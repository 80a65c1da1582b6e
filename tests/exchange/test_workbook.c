/* Excel workbooks: what is in the cells, how it is shown, and that there is no half of one. */
#include "unpack.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "exchange/workbook.h"

struct written {
	int fd;
	struct sheet_writer *writer;
	size_t length;
	char *bytes, *sheet, *styles;
};

static const struct sheet_style usual = {.dialect = DIALECT_WORKBOOK, .title = "Việc"};

static void written_open(struct written *written, const struct sheet_style *style)
{
	char path[] = "/tmp/tiendo-workbook-XXXXXX";

	*written = (struct written){.fd = mkstemp(path)};
	assert_true(written->fd >= 0);
	unlink(path);
	writer_open(&written->writer, written->fd, style);
}

static void written_close(struct written *written)
{
	struct fault why = {0};

	assert_true(writer_close(written->writer, &why));
	written->length = (size_t)lseek(written->fd, 0, SEEK_END);
	written->bytes = malloc(written->length);
	assert_int_equal(pread(written->fd, written->bytes, written->length, 0), written->length);
	close(written->fd);
	written->sheet =
		unpack_part(written->bytes, written->length, "xl/worksheets/sheet1.xml");
	written->styles = unpack_part(written->bytes, written->length, "xl/styles.xml");
}

static void written_free(struct written *written)
{
	free(written->bytes);
	free(written->sheet);
	free(written->styles);
}

static void written_refused(struct written *written, enum fault_kind kind, const char *words)
{
	struct fault why = {0};

	assert_false(writer_close(written->writer, &why));
	assert_int_equal(why.kind, kind);
	assert_non_null(strstr(why.text, words));
	close(written->fd);
}

static const struct column *column_of(enum sheet_kind kind, const char *name)
{
	const struct sheet_format *format = sheet_format(kind);

	return &format->columns[sheet_column(format, name)];
}

/* The text between two others that follow each other in text; it lives until the next call. */
static const char *between(const char *text, const char *before, const char *after)
{
	static char found[70000];
	const char *from = strstr(text, before), *to;

	if (!from)
		return "";
	from += strlen(before);
	to = strstr(from, after);
	assert_non_null(to);
	assert_true((size_t)(to - from) < sizeof found);
	memcpy(found, from, (size_t)(to - from));
	found[to - from] = '\0';
	return found;
}

/* What stands in a cell after its style: t="inlineStr"><is><t>072</t></is>, ><v>5</v>. */
static const char *cell_of(const struct written *written, const char *place)
{
	char before[32];

	snprintf(before, sizeof before, "<c r=\"%s\" s=\"", place);
	if (!strstr(written->sheet, before))
		return "";
	return strchr(between(written->sheet, before, "</c>"), '"') + 1;
}

static void assert_text(const struct written *written, const char *place, const char *text)
{
	char expected[256];

	snprintf(expected, sizeof expected, " t=\"inlineStr\"><is><t>%s</t></is>", text);
	assert_string_equal(cell_of(written, place), expected);
}

static void assert_number(const struct written *written, const char *place, const char *number)
{
	char expected[64];

	snprintf(expected, sizeof expected, "><v>%s</v>", number);
	assert_string_equal(cell_of(written, place), expected);
}

/* The nth element of that name in the styles, from 0, up to its end. */
static const char *nth(const struct written *written, const char *list, const char *name, int n)
{
	static char element[512];
	char start[32];
	const char *at = strstr(written->styles, list);

	snprintf(start, sizeof start, "<%s", name);
	for (at = strstr(at, start); n > 0; n--)
		at = strstr(at + 1, start);
	snprintf(element, sizeof element, "%s", at);
	if (strstr(element + 1, start))
		*strstr(element + 1, start) = '\0';
	return element;
}

/* The format of a cell: "cellXfs" itself, or the font, the fill or the number format it names. */
static const char *format_of(const struct written *written, const char *place, const char *what)
{
	char before[64];
	const char *format;

	snprintf(before, sizeof before, "<c r=\"%s\" s=\"", place);
	format = nth(written, "<cellXfs", "xf ", atoi(between(written->sheet, before, "\"")));
	if (strcmp(what, "font") == 0)
		return nth(written, "<fonts", "font>", atoi(between(format, "fontId=\"", "\"")));
	if (strcmp(what, "fill") == 0)
		return nth(written, "<fills", "fill>", atoi(between(format, "fillId=\"", "\"")));
	if (strcmp(what, "number") == 0) {
		snprintf(before, sizeof before, "numFmtId=\"%d\" formatCode=\"",
			atoi(between(format, "numFmtId=\"", "\"")));
		return between(written->styles, before, "\"");
	}
	return format;
}

/* One row: the cells of these columns of a kind. */
static void put_row(struct written *written, enum sheet_kind kind, const char *names,
	const char *const *texts)
{
	char list[128], *rest = NULL;

	snprintf(list, sizeof list, "%s", names);
	for (char *name = strtok_r(list, " ", &rest); name; name = strtok_r(NULL, " ", &rest))
		writer_cell(written->writer, column_of(kind, name), *texts++);
	writer_end_row(written->writer);
}

static void codes_phones_and_texts_stay_texts(void **state)
{
	struct written written;

	(void)state;
	written_open(&written, &usual);
	put_row(&written, SHEET_TASKS, "unit task note document note",
		(const char *[]){"072", "1.10", "=1+1", "12E5", "'=x"});
	put_row(&written, SHEET_PEOPLE, "phone name",
		(const char *[]){"0901 234 567", "Nguyễn <Thị> & \"B\""});
	written_close(&written);
	assert_text(&written, "A1", "072");
	assert_text(&written, "B1", "1.10");
	assert_text(&written, "C1", "=1+1");
	assert_text(&written, "D1", "12E5");
	assert_text(&written, "E1", "''=x"); /* reading takes one off */
	assert_text(&written, "A2", "0901 234 567");
	assert_text(&written, "B2", "Nguyễn &lt;Thị&gt; &amp; \"B\"");
	assert_null(strstr(written.sheet, "<f>"));
	/* 49, "@": what people type over them stays text too */
	assert_non_null(strstr(format_of(&written, "A1", "cellXfs"), "numFmtId=\"49\""));
	assert_non_null(strstr(written.sheet, "<col min=\"1\""));
	written_free(&written);
}

static void days_are_days(void **state)
{
	static const char names[] = "done_on document_date due";
	struct sheet_style iso = usual;
	struct written written;

	(void)state;
	written_open(&written, &usual);
	put_row(&written, SHEET_TASKS, names,
		(const char *[]){"2020-06-28", "1900-03-01", "1900-02-28"});
	put_row(&written, SHEET_TASKS, names, (const char *[]){"", "2199-12-31", "soon"});
	written_close(&written);
	assert_number(&written, "A1", "44010");
	assert_string_equal(format_of(&written, "A1", "number"), "dd/mm/yyyy");
	assert_number(&written, "B1", "61");
	assert_text(&written, "C1", "28/02/1900 (T4)"); /* programs do not agree about these */
	assert_string_equal(cell_of(&written, "A2"), "");
	assert_number(&written, "B2", "109574");
	assert_text(&written, "C2", "soon");
	written_free(&written);
	iso.iso_dates = true;
	written_open(&written, &iso);
	put_row(&written, SHEET_TASKS, names, (const char *[]){"2020-06-28", "", ""});
	written_close(&written);
	assert_number(&written, "A1", "44010");
	assert_string_equal(format_of(&written, "A1", "number"), "yyyy-mm-dd");
	written_free(&written);
}

static void counts_and_percents_are_numbers(void **state)
{
	const struct column number = {"SL01", "SL01", COLUMN_NUMBER, 0, NULL};
	struct written written;

	(void)state;
	language_choose("vi", NULL);
	written_open(&written, &usual);
	put_row(&written, SHEET_TASKS, "count rev count",
		(const char *[]){"2455", "0", "999999999999"});
	put_row(&written, SHEET_SUMMARY, "on_time_rate on_time_rate",
		(const char *[]){"85.0", "33.3"});
	writer_cell(written.writer, &number, "22");
	writer_cell(written.writer, &number, "-");
	writer_cell(written.writer, &number, "1234567890123456"); /* more digits than a number keeps */
	writer_cell(written.writer, &number, "");
	writer_end_row(written.writer);
	put_row(&written, SHEET_DUE, "days", (const char *[]){"-3"});
	written_close(&written);
	language_choose("en", NULL);
	assert_number(&written, "A1", "2455");
	assert_number(&written, "B1", "0");
	assert_number(&written, "C1", "999999999999");
	assert_number(&written, "A2", "85");
	assert_string_equal(format_of(&written, "A2", "number"), "0.0");
	assert_number(&written, "B2", "33.3");
	assert_number(&written, "A3", "22");
	assert_text(&written, "B3", "-");
	assert_text(&written, "C3", "1234567890123456");
	assert_string_equal(cell_of(&written, "D3"), "");
	assert_number(&written, "A4", "-3");
	written_free(&written);
}

static void states_have_the_colours_of_the_screen(void **state)
{
	static const struct {
		const char *word, *place, *shown, *letters, *ground;
	} states[] = {
		{"due_soon", "A1", "sắp đến hạn", "FF000000", "FFFFFF00"},
		{"last_day", "A2", "hạn cuối hôm nay", "FF000000", "FFFFFF00"},
		{"overdue", "A3", "quá hạn", "FFFFFFFF", "FFFF0000"},
		{"returned", "A4", "trả lại", "FF000000", "FF00FFFF"},
		{"on_time", "A5", "đúng hạn", NULL, NULL},
		{"exempt", "A6", "không áp dụng", NULL, NULL},
	};
	struct written written;

	(void)state;
	language_choose("vi", NULL);
	written_open(&written, &usual);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		put_row(&written, SHEET_DUE, "state", (const char *[]){states[i].word});
	put_row(&written, SHEET_TASKS, "verdict note",
		(const char *[]){"overdue", "overdue"});
	written_close(&written);
	language_choose("en", NULL);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		const char *place = states[i].place;

		assert_text(&written, place, states[i].shown);
		if (states[i].letters) {
			assert_non_null(
				strstr(format_of(&written, place, "font"), states[i].letters));
			assert_non_null(
				strstr(format_of(&written, place, "fill"), states[i].ground));
		} else {
			assert_non_null(strstr(format_of(&written, place, "fill"), "none"));
		}
	}
	assert_non_null(strstr(format_of(&written, "A3", "font"), "<b/>"));
	assert_null(strstr(format_of(&written, "A1", "font"), "<b/>"));
	assert_non_null(strstr(format_of(&written, "A7", "fill"), "FFFF0000"));
	assert_non_null(strstr(format_of(&written, "B7", "fill"), "none")); /* only a word */
	written_free(&written);
}

static void derived_columns_are_grey(void **state)
{
	struct written written;

	(void)state;
	written_open(&written, &usual);
	put_row(&written, SHEET_TASKS, "unit unit_name due note",
		(const char *[]){"703", "Thành đoàn", "2020-06-30", "x"});
	written_close(&written);
	assert_null(strstr(format_of(&written, "A1", "font"), "rgb"));
	assert_non_null(strstr(format_of(&written, "B1", "font"), "FF707070"));
	assert_non_null(strstr(format_of(&written, "C1", "font"), "FF707070"));
	assert_null(strstr(format_of(&written, "D1", "font"), "rgb"));
	written_free(&written);
}

static void put_tasks(struct written *written, const char *title, const char *note)
{
	const struct sheet_format *format = sheet_format(SHEET_TASKS);

	for (size_t i = 0; i < format->count; i++)
		writer_heading(written->writer, column_heading(&format->columns[i], &usual));
	writer_end_row(written->writer);
	for (int row = 0; row < 3; row++)
		put_row(written, SHEET_TASKS,
			"plan unit unit_name task title status done_on document document_date count "
			"note verdict due rev",
			(const char *[]){"PCMT2020", "703", "Thành đoàn", "II.1.a", title, "done",
				"2020-06-28", "", "", "", note, "on_time", "2020-06-30", "7"});
}

/* What the sheet says of a column's width. */
static double width_of(const struct written *written, int column)
{
	char before[48];

	snprintf(before, sizeof before, "<col min=\"%d\" max=\"%d\" width=\"", column, column);
	return strtod(between(written->sheet, before, "\""), NULL);
}

static void headings_and_keys_stand_still_above_a_filter(void **state)
{
	char many[121];
	struct written written;
	char *about;

	(void)state;
	memset(many, 'x', sizeof many - 1);
	many[sizeof many - 1] = '\0';
	language_choose("vi", NULL);
	written_open(&written, &usual);
	put_tasks(&written, "Kế hoạch của đơn vị", many);
	written_close(&written);
	language_choose("en", NULL);
	assert_text(&written, "B1", "Mã đơn vị");
	assert_non_null(strstr(format_of(&written, "B1", "font"), "<b/>"));
	assert_non_null(strstr(written.sheet,
		"<pane xSplit=\"4\" ySplit=\"1\" topLeftCell=\"E2\" activePane=\"bottomRight\" "
		"state=\"frozen\"/>"));
	assert_non_null(strstr(written.sheet, "<autoFilter ref=\"A1:N4\"/>"));
	assert_in_range((int)width_of(&written, 3), 14, 16); /* the heading and the filter's button */
	assert_in_range((int)width_of(&written, 5), 20, 22); /* a letter with marks takes one */
	assert_in_range((int)width_of(&written, 11), 60, 62); /* no wider than that: wrapped */
	assert_non_null(strstr(format_of(&written, "K2", "cellXfs"), "wrapText=\"1\""));
	assert_null(strstr(format_of(&written, "E2", "cellXfs"), "wrapText"));
	about = unpack_part(written.bytes, written.length, "docProps/core.xml");
	assert_non_null(strstr(about, "<dc:title>Việc</dc:title><dc:creator>tiendo</dc:creator>"));
	free(about);
	about = unpack_part(written.bytes, written.length, "xl/workbook.xml");
	assert_non_null(strstr(about, "<sheet name=\"Việc\""));
	free(about);
	written_free(&written);
}

static void a_sheet_without_rows_is_a_workbook(void **state)
{
	struct written written;

	(void)state;
	written_open(&written, &(struct sheet_style){.dialect = DIALECT_WORKBOOK, .title = "a/b"});
	writer_heading(written.writer, "code");
	writer_heading(written.writer, "072");
	writer_end_row(written.writer);
	written_close(&written);
	assert_text(&written, "B1", "072");
	assert_non_null(strstr(written.sheet, "<autoFilter ref=\"A1:B1\"/>"));
	written_free(&written);
	written_open(&written, &(struct sheet_style){.dialect = DIALECT_WORKBOOK});
	written_close(&written);
	written_free(&written);
}

static void letters_that_xml_cannot_hold_are_spelled(void **state)
{
	static const struct {
		const char *text, *place, *expected;
	} examples[] = {
		{"a\x01" "b\x1f", "A1", "a_x0001_b_x001F_"},
		{"_x0041_ _x41_ _X0041_", "A2", "_x005F_x0041_ _x41_ _X0041_"},
		{"__x00e1_", "A3", "__x005F_x00e1_"},
		{"a\xEF\xBF\xBE\xEF\xBF\xBF", "A4", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
		{"a\xFF\xC3", "A5", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
		{"\xED\xA0\x80", "A6", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* half a pair */
		{"😀 Đẵng", "A7", "😀 Đẵng"},
		{"a\r\nb", "A8", "a_x000D_\nb"},
		{"]]>", "A9", "]]&gt;"},
		{"\xE2\x80\xAE" "abc", "A10", "\xE2\x80\xAE" "abc"},
	};
	struct written written;

	(void)state;
	written_open(&written, &usual);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		put_row(&written, SHEET_TASKS, "note", (const char *[]){examples[i].text});
	put_row(&written, SHEET_TASKS, "note", (const char *[]){" a "});
	written_close(&written);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		assert_text(&written, examples[i].place, examples[i].expected);
	assert_string_equal(cell_of(&written, "A11"),
		" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is>");
	written_free(&written);
}

static void the_same_rows_are_the_same_bytes(void **state)
{
	struct written once, again;
	char *about;

	(void)state;
	written_open(&once, &usual);
	put_tasks(&once, "a", "b");
	written_close(&once);
	written_open(&again, &usual);
	put_tasks(&again, "a", "b");
	written_close(&again);
	assert_int_equal(once.length, again.length);
	assert_memory_equal(once.bytes, again.bytes, once.length);
	about = unpack_part(once.bytes, once.length, "docProps/core.xml");
	assert_non_null(strstr(about, "1980-01-01T00:00:00Z")); /* nor does the clock get in */
	free(about);
	written_free(&once);
	written_free(&again);
}

static void put_letters(struct written *written, const char *letter, size_t count)
{
	struct buffer text = {0};

	while (count-- > 0)
		buffer_add(&text, letter);
	writer_cell(written->writer, column_of(SHEET_TASKS, "note"), buffer_text(&text));
	buffer_free(&text);
	writer_end_row(written->writer);
}

static void more_than_a_workbook_takes_is_refused(void **state)
{
	struct written written;

	(void)state;
	written_open(&written, &usual);
	put_letters(&written, "ữ", 32767);
	put_letters(&written, "😀", 16383);
	written_close(&written);
	assert_null(strstr(format_of(&written, "A1", "cellXfs"), "numFmtId=\"49\""));
	written_free(&written);
	written_open(&written, &usual);
	put_letters(&written, "a", 5);
	put_letters(&written, "ữ", 32768);
	put_letters(&written, "b", 5);
	written_refused(&written, FAULT_REFUSED, "row 2: a cell has more than the 32,767 letters");
	written_open(&written, &usual);
	put_letters(&written, "😀", 16384); /* two each, as Excel counts */
	written_refused(&written, FAULT_REFUSED, "32,767");
	written_open(&written, &usual);
	for (int row = 0; row < 1048576; row++)
		writer_end_row(written.writer);
	put_letters(&written, "a", 1);
	written_refused(&written, FAULT_REFUSED, "1,048,576 rows");
	written_open(&written, &usual);
	for (int column = 0; column < 16385; column++)
		writer_heading(written.writer, "x");
	written_refused(&written, FAULT_REFUSED, "16,384 columns");
}

/* The library looks at no result of writing its temporary files: the sheet is cut short there, the
 * archive of it is small enough, and the library is content. */
static void a_cut_temporary_file_is_told(void **state)
{
	struct rlimit before, small;
	struct written written;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){.rlim_cur = 60000, .rlim_max = before.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	written_open(&written, &usual);
	for (int row = 0; row < 2000; row++)
		put_row(&written, SHEET_TASKS, "unit note",
			(const char *[]){"703", "nhiều dòng như nhau"});
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	written_refused(&written, FAULT_TROUBLE, "room for temporary files");
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
}

/* One byte changed or lost anywhere but in what nobody reads (days, versions): not whole. */
static void a_damaged_workbook_is_not_whole(void **state)
{
	struct written written;
	size_t rows, missed = 0;
	FILE *file = tmpfile();
	int fd = fileno(file);

	(void)state;
	written_open(&written, &usual);
	put_tasks(&written, "a", "b");
	written_close(&written);
	rows = strlen(between(written.sheet, "<sheetData>", "</sheetData>"));
	assert_int_equal(pwrite(fd, written.bytes, written.length, 0), written.length);
	assert_true(book_is_whole(fd, rows));
	assert_false(book_is_whole(fd, rows + 1));
	for (size_t i = 0; i < written.length; i++) {
		char byte = (char)(written.bytes[i] ^ 0x41);

		assert_int_equal(pwrite(fd, &byte, 1, (off_t)i), 1);
		missed += book_is_whole(fd, rows);
		assert_int_equal(pwrite(fd, written.bytes + i, 1, (off_t)i), 1);
	}
	assert_true(missed < written.length / 5);
	for (size_t length = written.length; length-- > 0;) {
		assert_int_equal(ftruncate(fd, (off_t)length), 0);
		assert_false(book_is_whole(fd, rows));
	}
	fclose(file);
	written_free(&written);
}

/* An archive of one part of that name, made as the library would. */
static int pack_part(const char *name, const char *xml)
{
	unsigned char record[46] = "PK\1\2", end[22] = "PK\5\6", packed[512];
	const unsigned char local[30] = "PK\3\4";
	uLong sum = crc32(0, (const Bytef *)xml, (uInt)strlen(xml));
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)xml,
		.avail_in = (uInt)strlen(xml),
		.next_out = packed,
		.avail_out = sizeof packed};
	FILE *file = tmpfile();
	int fd = dup(fileno(file));

	assert_int_equal(
		deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	record[10] = 8;
	for (int i = 0; i < 4; i++)
		record[16 + i] = (unsigned char)(sum >> (8 * i));
	record[20] = (unsigned char)stream.total_out;
	record[24] = (unsigned char)strlen(xml);
	record[28] = (unsigned char)strlen(name);
	end[10] = 1;
	end[16] = (unsigned char)(30 + stream.total_out);
	assert_true(fwrite(local, sizeof local, 1, file) == 1);
	assert_true(fwrite(packed, stream.total_out, 1, file) == 1);
	assert_true(fwrite(record, sizeof record, 1, file) == 1);
	assert_true(fwrite(name, strlen(name), 1, file) == 1);
	assert_true(fwrite(end, sizeof end, 1, file) == 1);
	deflateEnd(&stream);
	fclose(file);
	return fd;
}

static void a_part_with_a_piece_missing_is_not_whole(void **state)
{
	static const char sheet[] = "xl/worksheets/sheet1.xml";
	static const struct {
		const char *name, *xml;
		bool is_whole;
	} parts[] = {
		{sheet, "<?xml?>\n<a><sheetData><row/></sheetData><b c=\"d\"/></a>\n", true},
		{"xl/styles.xml", "<?xml?>\n<a><sheetData><row/></sheetData><b c=\"d\"/></a>", false},
		{sheet, "<?xml?>\n<a><sheetData><row/></sheetData><b c=\"d\"/></a", false},
		{sheet, "<?xml?>\n<a><sheetData><row/></sheetData><b c=\"d\"/>", false},
		{sheet, "<?xml?>\n<a><sheetData><row/></sheetData><b c=\"d</a>", false},
		{sheet, "<?xml?>\n<a><sheetData><row/></sheetData><b c=\"d\"<b/></a>", false},
		{sheet, "<?xml?>\n<a><sheetData><row></sheetData><b c=\"d\"/></a>", false},
		{sheet, "<?xml?>\n<a><sheetData><ro/></sheetData><b c=\"d\"/></a>", false},
		{sheet, "<?xml?>\n<a><row/></sheetData><b c=\"d\"/></a>", false},
		{sheet, "<?xml?>\n<a><sheetData><row/><b c=\"d\"/></a>", false},
		{sheet, "<?xml?>\n", false},
		{sheet, "", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		int fd = pack_part(parts[i].name, parts[i].xml);

		assert_int_equal(book_is_whole(fd, strlen("<row/>")), parts[i].is_whole);
		close(fd);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_phones_and_texts_stay_texts),
		cmocka_unit_test(days_are_days),
		cmocka_unit_test(counts_and_percents_are_numbers),
		cmocka_unit_test(states_have_the_colours_of_the_screen),
		cmocka_unit_test(derived_columns_are_grey),
		cmocka_unit_test(headings_and_keys_stand_still_above_a_filter),
		cmocka_unit_test(a_sheet_without_rows_is_a_workbook),
		cmocka_unit_test(letters_that_xml_cannot_hold_are_spelled),
		cmocka_unit_test(the_same_rows_are_the_same_bytes),
		cmocka_unit_test(more_than_a_workbook_takes_is_refused),
		cmocka_unit_test(a_cut_temporary_file_is_told),
		cmocka_unit_test(a_damaged_workbook_is_not_whole),
		cmocka_unit_test(a_part_with_a_piece_missing_is_not_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
