/* Writing: the exact bytes of both dialects, and the promise that what is written reads back. */
#include "given.h"

#include <fcntl.h>
#include <unistd.h>

static const struct sheet_style sheet_style = {.dialect = DIALECT_SPREADSHEET};
static const struct sheet_style machine_style = {.dialect = DIALECT_MACHINE};

/* A file without a name, written by a writer and read back whole. */
struct written {
	int fd;
	struct sheet_writer *writer;
	char *bytes;
	size_t length;
};

static void written_open(struct written *written, const struct sheet_style *style)
{
	char path[] = "/tmp/tiendo-write-XXXXXX";

	*written = (struct written){.fd = mkstemp(path)};
	assert_true(written->fd >= 0);
	unlink(path);
	writer_open(&written->writer, written->fd, style);
}

static void written_close(struct written *written)
{
	struct fault why;

	assert_true(writer_close(written->writer, &why));
	written->length = (size_t)lseek(written->fd, 0, SEEK_END);
	written->bytes = calloc(written->length + 1, 1);
	assert_int_equal(pread(written->fd, written->bytes, written->length, 0), written->length);
	close(written->fd);
}

static const struct column *column_of(enum sheet_kind kind, const char *name)
{
	const struct sheet_format *format = sheet_format(kind);

	return &format->columns[sheet_column(format, name)];
}

static void assert_cell(const struct sheet_style *style, const struct column *column,
	const char *text, const char *expected)
{
	struct written written;
	size_t mark = style->dialect == DIALECT_SPREADSHEET ? 3 : 0;

	written_open(&written, style);
	writer_cell(written.writer, column, text);
	writer_cell(written.writer, NULL, "");
	writer_end_row(written.writer);
	written_close(&written);
	assert_int_equal(written.bytes[written.length - 2], '\r');
	assert_int_equal(written.bytes[written.length - 1], '\n');
	written.bytes[written.length - 3] = '\0'; /* the separator before the empty cell */
	assert_string_equal(written.bytes + mark, expected);
	free(written.bytes);
}

static void a_spreadsheet_gets_every_text_quoted_and_guarded(void **state)
{
	static const struct {
		enum sheet_kind kind;
		const char *column, *text, *expected;
	} examples[] = {
		{SHEET_TASKS, "note", "a,b", "\"a,b\""},
		{SHEET_TASKS, "note", "nói \"thử\"\nhai", "\"nói \"\"thử\"\"\nhai\""},
		{SHEET_TASKS, "note", "", ""},
		{SHEET_TASKS, "note", "=1+1", "\"'=1+1\""},
		{SHEET_TASKS, "note", "-chưa nộp", "\"'-chưa nộp\""},
		{SHEET_TASKS, "note", "+5", "\"+5\""},
		{SHEET_TASKS, "note", "-5", "\"-5\""},
		{SHEET_TASKS, "note", "@bch", "\"'@bch\""},
		{SHEET_TASKS, "note", "\tx", "\"'\tx\""},
		{SHEET_TASKS, "note", "'=1", "\"''=1\""},
		{SHEET_TASKS, "note", "''=1", "\"'''=1\""},
		{SHEET_TASKS, "note", "'a", "\"'a\""},
		{SHEET_TASKS, "unit", "072", "\"072\""},
		{SHEET_TASKS, "unit", "'x", "\"''x\""},
		{SHEET_TASKS, "count", "22", "22"},
		{SHEET_TASKS, "count", "0", "0"},
		{SHEET_TASKS, "rev", "7", "7"},
		{SHEET_DUE, "days", "-3", "-3"},
		{SHEET_TASKS, "done_on", "2026-03-26", "\"26/03/2026 (T5)\""},
		{SHEET_TASKS, "done_on", "", ""},
		{SHEET_TASKS, "done_on", "hôm qua", "\"hôm qua\""},
		{SHEET_TASKS, "status", "done", "\"đã xong\""},
		{SHEET_TASKS, "status", "lạ", "\"lạ\""},
		{SHEET_DUE, "state", "overdue", "\"quá hạn\""},
		{SHEET_PEOPLE, "phone", "0901 234 567", "\"0901 234 567\""},
		{SHEET_PEOPLE, "phone", "+14155550123", "\"+14155550123\""},
		{SHEET_SUMMARY, "reporting_rate", "85.0", "\"85,0\""},
		{SHEET_SUMMARY, "reporting_rate", "100", "100"},
		{SHEET_SUMMARY, "reporting_rate", "", ""},
	};

	(void)state;
	language_choose("vi", NULL);
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
		assert_cell(&sheet_style, column_of(examples[i].kind, examples[i].column),
			examples[i].text, examples[i].expected);
	language_choose("en", NULL);
	assert_cell(&sheet_style, column_of(SHEET_TASKS, "status"), "done", "\"done\"");
	assert_cell(&sheet_style, column_of(SHEET_SUMMARY, "on_time_rate"), "85.0", "\"85.0\"");
}

static void a_not_applicable_number_is_a_bare_dash_in_quotes(void **state)
{
	const struct column column = {"SL01", "SL01", COLUMN_NUMBER, 0, NULL};

	(void)state;
	assert_cell(&sheet_style, &column, "-", "\"-\"");
	assert_cell(&sheet_style, &column, "22", "22");
	assert_cell(&machine_style, &column, "-", "-");
}

static void machines_get_plain_text_and_english_words(void **state)
{
	static const struct {
		enum sheet_kind kind;
		const char *column, *text, *expected;
	} examples[] = {
		{SHEET_TASKS, "note", "a", "a"},
		{SHEET_TASKS, "note", "a,b", "\"a,b\""},
		{SHEET_TASKS, "note", "a;b", "a;b"},
		{SHEET_TASKS, "note", "\"", "\"\"\"\""},
		{SHEET_TASKS, "note", "a\nb", "\"a\nb\""},
		{SHEET_TASKS, "note", " a", "\" a\""},
		{SHEET_TASKS, "note", "a ", "\"a \""},
		{SHEET_TASKS, "note", "=1+1", "=1+1"},
		{SHEET_TASKS, "note", "-x", "-x"},
		{SHEET_TASKS, "note", "'=1", "\"''=1\""},
		{SHEET_TASKS, "note", "=\"1\"", "\"'=\"\"1\"\"\""},
		{SHEET_TASKS, "done_on", "2026-03-26", "2026-03-26"},
		{SHEET_TASKS, "status", "done", "done"},
		{SHEET_TASKS, "count", "22", "22"},
		{SHEET_SUMMARY, "reporting_rate", "85.0", "85.0"},
	};

	(void)state;
	language_choose("vi", NULL);
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
		assert_cell(&machine_style, column_of(examples[i].kind, examples[i].column),
			examples[i].text, examples[i].expected);
	language_choose("en", NULL);
}

static void rejected_cells_are_written_as_they_came_but_for_what_would_run(void **state)
{
	static const char *const examples[][2] = {
		{"'=1", "\"'=1\""},
		{"=1", "\"'=1\""},
		{" =1", "\"'=1\""},
		{"22", "\"22\""},
		{"-5", "\"-5\""},
		{"-", "\"-\""},
		{"-x", "\"'-x\""},
		{" x ", "\" x \""},
		{"=\"072\"", "\"=\"\"072\"\"\""},
		{"=\"a\"\"b\"", "\"=\"\"a\"\"\"\"b\"\"\""},
		{"=\"a|b\"", "\"a|b\""},
		{"=\"=cmd|x\"", "\"'=cmd|x\""},
		{"=\"a\"&cmd|'/C calc'!A0&\"b\"", "\"'=\"\"a\"\"&cmd|'/C calc'!A0&\"\"b\"\"\""},
		{"\xEF\xBC\x9D" "1", "\"'\xEF\xBC\x9D" "1\""},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
		assert_cell(&sheet_style, NULL, examples[i][0], examples[i][1]);
	assert_cell(&machine_style, NULL, "=1", "=1");
}

static void days_can_be_iso_in_a_spreadsheet_too(void **state)
{
	struct sheet_style style = {.dialect = DIALECT_SPREADSHEET, .iso_dates = true};

	(void)state;
	assert_cell(&style, column_of(SHEET_TASKS, "done_on"), "2026-03-26", "\"2026-03-26\"");
}

static void a_whole_file_looks_as_documented(void **state)
{
	struct written written;
	struct sheet_style style = {.dialect = DIALECT_SPREADSHEET, .separator = ';'};

	(void)state;
	written_open(&written, &style);
	writer_heading(written.writer, "Mã đơn vị");
	writer_heading(written.writer, "=tiêu đề");
	writer_end_row(written.writer);
	writer_cell(written.writer, column_of(SHEET_TASKS, "unit"), "703");
	writer_cell(written.writer, column_of(SHEET_TASKS, "count"), "5");
	writer_end_row(written.writer);
	written_close(&written);
	assert_string_equal(
		written.bytes, "\xEF\xBB\xBF\"Mã đơn vị\";\"'=tiêu đề\"\r\n\"703\";5\r\n");
	free(written.bytes);
	written_open(&written, &machine_style);
	writer_heading(written.writer, "SL01 a, b");
	writer_heading(written.writer, "=x");
	writer_end_row(written.writer);
	writer_cell(written.writer, NULL, "");
	writer_end_row(written.writer);
	written_close(&written);
	assert_string_equal(written.bytes, "\"SL01 a, b\",=x\r\n\"\"\r\n");
	free(written.bytes);
}

/* ---- round trips ---- */

static const struct sheet_style styles[] = {{.dialect = DIALECT_SPREADSHEET},
	{.dialect = DIALECT_SPREADSHEET, .separator = ';'},
	{.dialect = DIALECT_SPREADSHEET, .iso_dates = true}, {.dialect = DIALECT_MACHINE}};

/* texts down one column of a plan or unit file, in every style and language, read back. */
static void assert_comes_home(
	enum sheet_kind kind, const char *name, const char *const *texts, size_t count)
{
	const struct sheet_format *format = sheet_format(kind);
	const struct column *key = &format->columns[kind == SHEET_PLAN ? 1 : 0];

	for (size_t i = 0; i < 8; i++) {
		const struct sheet_style *style = &styles[i % 4];
		struct written written;
		struct given given;

		language_choose(i < 4 ? "vi" : "en", NULL);
		written_open(&written, style);
		for (size_t at = 0; at < format->count; at++)
			writer_heading(written.writer, column_heading(&format->columns[at], style));
		writer_end_row(written.writer);
		for (size_t row = 0; row < count; row++) {
			for (size_t at = 0; at < format->count; at++) {
				const struct column *column = &format->columns[at];
				const char *text = column == key ? "X1" : "";

				if (strcmp(column->name, "type") == 0)
					text = "task";
				if (strcmp(column->name, name) == 0)
					text = texts[row];
				writer_cell(written.writer, column, text);
			}
			writer_end_row(written.writer);
		}
		written_close(&written);
		given_bytes(&given, kind, written.bytes, written.length, NULL);
		assert_non_null(given.sheet);
		assert_int_equal(given.sheet->row_count, count);
		assert_int_equal(given.complaints.count, 0);
		for (size_t row = 0; row < count; row++)
			assert_string_equal(given_cell(&given, row, name), texts[row]);
		given_free(&given);
		free(written.bytes);
	}
	language_choose("en", NULL);
}

#define ASSERT_COMES_HOME(kind, name, texts)                                                       \
	assert_comes_home(kind, name, texts, sizeof(texts) / sizeof(texts)[0])

static void guards_quotes_and_separators_come_home(void **state)
{
	static const char *const texts[] = {"", "a", "'=1", "=1", "-x", "+5", "-5", "''=", "'''=x",
		"'", "''", "'a", "=", "-", "+", "@", "'@x", "=\"072\"", "'=\"072\"", "''=\"x\"",
		"=\"\"", "=\"", "\"", "\"\"", "\"a\"", "a\"b", "a,b", "a;b", "a\nb", "a\n\nb",
		"\"\n\"", "a\"\n,\"b", "a\tb", "1.500", "01/02/2020", "075", "1E5", "đến hạn",
		"Hoà Thành", "ệ", "\\", "\\\"", "a|b", "NULL", "true", "😀", "sep=;", "à", "#a",
		"Mã", "'-5", "'+84", "- chưa nộp"};

	(void)state;
	ASSERT_COMES_HOME(SHEET_PLAN, "note", texts);
}

static void lines_and_codes_come_home(void **state)
{
	static const char *const texts[] = {"", "a", "'=1", "=1", "-x", "+5", "''=", "'", "''",
		"'a", "=\"072\"", "'=\"072\"", "\"", "a\"b", "a,b", "a;b", "072", "1.10", "12E5",
		"1/2", "\xC3\xA0", "'-5", "III.1.1"};

	(void)state;
	ASSERT_COMES_HOME(SHEET_PLAN, "title", texts);
	ASSERT_COMES_HOME(SHEET_UNITS, "kind", texts);
}

static void days_choices_counts_and_phones_come_home(void **state)
{
	static const char *const proofs[] = {"none", "document", "count", "both", ""};
	static const char *const counts[] = {"0", "1", "1234567", "", "999999999999"};
	static const char *const phones[] = {
		"0901 234 567", "+14155550123", "113", "", "0901 234 567, 0276 3822 333"};
	char iso[600][DAY_TEXT];
	const char *days[600];

	(void)state;
	for (int i = 0; i < 600; i++)
		days[i] = day_iso(-25567 + i * 182, iso[i]); /* 1900 to 2199 */
	ASSERT_COMES_HOME(SHEET_PLAN, "before", days);
	ASSERT_COMES_HOME(SHEET_PLAN, "proof", proofs);
	ASSERT_COMES_HOME(SHEET_PLAN, "rev", counts);
	for (size_t i = 0; i < 5; i++) {
		char out[64];

		assert_true(cell_read(
			column_of(SHEET_PEOPLE, "phone"), phones[i], out, sizeof out, NULL));
		assert_string_equal(out, phones[i]);
	}
}

static void any_text_comes_home(void **state)
{
	static const char *const pieces[] = {"'", "'", "=", "+", "-", "@", "\"", "\"", ",", ";",
		"\n", " ", "a", "đ", "ệ", "1", "0", ".", "/", "\t", "\xCC\x81", "e", "\xC2\xA0",
		"😀", "|", "\\", "\xE2\x80\x8B"};
	struct pool pool = {0};
	const char *texts[2000];
	uint32_t seed = 20200628;

	(void)state;
	for (size_t i = 0; i < 2000; i++) {
		struct buffer text = {0};

		for (size_t length = 1 + i % 9; length > 0; length--) {
			seed = seed * 1664525 + 1013904223;
			buffer_add(
				&text, pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])]);
		}
		texts[i] = text_trim(text_normalised(buffer_text(&text), text.length, &pool));
		buffer_free(&text);
	}
	ASSERT_COMES_HOME(SHEET_PLAN, "note", texts);
	pool_free(&pool);
}

static void letters_in_pieces_come_home_whole(void **state)
{
	struct written written;
	struct given given;

	(void)state;
	written_open(&written, &machine_style);
	writer_heading(written.writer, "code");
	writer_heading(written.writer, "name");
	writer_end_row(written.writer);
	writer_cell(written.writer, column_of(SHEET_UNITS, "code"), "1");
	writer_cell(written.writer, column_of(SHEET_UNITS, "name"),
		"Ho\xCC\x80"
		"a");
	writer_end_row(written.writer);
	written_close(&written);
	given_bytes(&given, SHEET_UNITS, written.bytes, written.length, NULL);
	assert_string_equal(given_cell(&given, 0, "name"), "Hòa");
	given_free(&given);
	free(written.bytes);
}

static void a_large_file_is_written_whole(void **state)
{
	struct written written;
	char note[1000];

	(void)state;
	memset(note, '"', sizeof note - 1);
	note[sizeof note - 1] = '\0';
	written_open(&written, &sheet_style);
	for (int row = 0; row < 1000; row++) {
		writer_cell(written.writer, column_of(SHEET_TASKS, "note"), note);
		writer_end_row(written.writer);
	}
	written_close(&written);
	assert_int_equal(written.length, 3 + 1000 * (2 * 999 + 2 + 2));
	free(written.bytes);
}

static void a_full_disk_is_told_when_the_writer_closes(void **state)
{
	struct sheet_writer *writer;
	struct fault why = {0};
	int fd = open("/dev/full", O_WRONLY);

	if (fd < 0)
		skip();
	writer_open(&writer, fd, &sheet_style);
	for (int row = 0; row < 100000; row++) {
		writer_cell(writer, NULL, "x");
		writer_end_row(writer);
	}
	assert_false(writer_close(writer, &why));
	assert_int_equal(why.kind, FAULT_TROUBLE);
	close(fd);
	writer_open(&writer, fd, &sheet_style); /* closed by now */
	assert_false(writer_close(writer, &why));
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_spreadsheet_gets_every_text_quoted_and_guarded),
		cmocka_unit_test(a_not_applicable_number_is_a_bare_dash_in_quotes),
		cmocka_unit_test(machines_get_plain_text_and_english_words),
		cmocka_unit_test(rejected_cells_are_written_as_they_came_but_for_what_would_run),
		cmocka_unit_test(days_can_be_iso_in_a_spreadsheet_too),
		cmocka_unit_test(a_whole_file_looks_as_documented),
		cmocka_unit_test(guards_quotes_and_separators_come_home),
		cmocka_unit_test(lines_and_codes_come_home),
		cmocka_unit_test(days_choices_counts_and_phones_come_home),
		cmocka_unit_test(any_text_comes_home),
		cmocka_unit_test(letters_in_pieces_come_home_whole),
		cmocka_unit_test(a_large_file_is_written_whole),
		cmocka_unit_test(a_full_disk_is_told_when_the_writer_closes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
