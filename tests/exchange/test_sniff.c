/* From bytes to text: marks, UTF-16, what is no text at all, what was damaged on the way. */
#include "given.h"

#include "exchange/inner.h"

static const char units[] = "Mã đơn vị,Tên đơn vị\n703,Thành đoàn Tây Ninh\n";
static const char units_rows[] = "703|Thành đoàn Tây Ninh\n";

struct sniffed {
	struct plain plain;
	struct pool pool;
	struct fault why;
	bool good;
};

static void sniff(struct sniffed *sniffed, const char *bytes, size_t length, const char *encoding)
{
	struct sheet_options options = {.encoding = encoding};

	*sniffed = (struct sniffed){.good = false};
	sniffed->good = sniff_text(&sniffed->plain, bytes, length, &options,
		sheet_format(SHEET_UNITS), &sniffed->pool, &sniffed->why);
}

/* text as UTF-16 with a mark if asked for. */
static void to_utf16(struct buffer *out, const char *text, bool big, bool mark)
{
	size_t left = strlen(text);

	buffer_clear(out);
	if (mark)
		buffer_bytes(out, big ? "\xFE\xFF" : "\xFF\xFE", 2);
	while (left > 0) {
		uint32_t character;
		size_t step = text_step(text, left, &character);
		char pair[2] = {
			(char)(character >> (big ? 8 : 0)), (char)(character >> (big ? 0 : 8))};

		buffer_bytes(out, pair, 2);
		text += step;
		left -= step;
	}
}

static void assert_taken(const char *bytes, size_t length, const char *asked, const char *encoding)
{
	struct sheet_options options = {.encoding = asked, .today = GIVEN_TODAY};
	struct given given;

	given_bytes(&given, SHEET_UNITS, bytes, length, &options);
	assert_string_equal(given_rows(&given, "code name"), units_rows);
	assert_string_equal(given.sheet->encoding, encoding);
	given_free(&given);
}

static void every_mark_is_taken_off_and_named(void **state)
{
	struct buffer bytes = {0};

	(void)state;
	assert_taken(units, strlen(units), NULL, "UTF-8");
	assert_taken(units, strlen(units), "utf-8", "UTF-8");
	assert_taken(units, strlen(units), "UTF8", "UTF-8");
	buffer_print(&bytes, "\xEF\xBB\xBF%s", units);
	assert_taken(bytes.text, bytes.length, NULL, "UTF-8 with mark");
	assert_taken(bytes.text, bytes.length, "CP1258", "UTF-8 with mark");
	for (int big = 0; big < 2; big++) {
		const char *name = big ? "UTF-16BE" : "UTF-16LE";

		to_utf16(&bytes, units, big, true);
		assert_taken(bytes.text, bytes.length, NULL, name);
		to_utf16(&bytes, units, big, false);
		assert_taken(bytes.text, bytes.length, NULL, name);
		assert_taken(bytes.text, bytes.length, name, name);
	}
	buffer_free(&bytes);
}

static void a_mark_before_a_quoted_heading_is_no_part_of_it(void **state)
{
	static const char text[] = "\xEF\xBB\xBF\"Mã đơn vị\",\"Tên đơn vị\"\r\n"
				   "\"703\",\"Thành đoàn Tây Ninh\"\r\n";

	(void)state;
	assert_taken(text, strlen(text), NULL, "UTF-8 with mark");
}

static void marks_in_the_middle_of_utf16_are_no_part_of_the_text(void **state)
{
	static const char strewn[] = "\xEF\xBB\xBFMã đơn vị,\xEF\xBB\xBF\"Tên đơn vị\"\n"
				     "703,\xEF\xBB\xBF\"Thành đ\xEF\xBB\xBFoàn Tây Ninh\"\xEF\xBB\xBF\n"
				     "\xEF\xBB\xBF";
	struct buffer bytes = {0};

	(void)state;
	for (int big = 0; big < 2; big++) {
		to_utf16(&bytes, strewn, big, true);
		assert_taken(bytes.text, bytes.length, NULL, big ? "UTF-16BE" : "UTF-16LE");
	}
	buffer_free(&bytes);
}

static void question_marks_of_addresses_are_no_lost_letters(void **state)
{
	static const char text[] = "code,name\n703,http://x.vn/a?b=c\n705,\"see http://y.vn/d?e=f\"\n"
				   "706,q?z=1\n707,http://z.vn/h?ello\n708,b?c=d\n";

	struct sheet_options options = {.today = GIVEN_TODAY};
	struct given given;

	(void)state;
	given_bytes(&given, SHEET_UNITS, text, strlen(text), &options);
	assert_non_null(given.sheet);
	assert_int_equal(given.sheet->row_count, 5);
	given_free(&given);
}

static void letters_in_pieces_become_whole_ones(void **state)
{
	static const char text[] = "Ma\xCC\x83 \xC4\x91\xC6\xA1n vi\xCC\xA3,Te\xCC\x82n "
				   "\xC4\x91\xC6\xA1n vi\xCC\xA3\n"
				   "703,Tha\xCC\x80nh \xC4\x91oa\xCC\x80n Ta\xCC\x82y Ninh\n";

	(void)state;
	assert_taken(text, strlen(text), NULL, "UTF-8");
}

static void what_is_no_text_is_refused_in_words(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *says;
	} examples[] = {
		{"", 0, "empty"},
		{"\xEF\xBB\xBF", 3, "empty"},
		{"\n \t\r\n", 5, "empty"},
		{"\x1A", 1, "empty"},
		{"PK\x03\x04 and more", 13, "workbook"},
		{"PK\x05\x06", 4, "workbook"},
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", 12, "workbook"},
		{"%PDF-1.4", 8, "PDF"},
		{"{\\rtf1", 6, "document"},
		{"<HTML><table>", 13, "web page"},
		{"<!doctype html>", 15, "web page"},
		{"<table>", 7, "web page"},
		{"<?xml version", 13, "XML"},
		{"\xEF\xBB\xBF<?xml version", 16, "XML"},
		{"\xEF\xBB\xBF\r\n <html>", 12, "web page"},
		{"\x1F\x8B\x08", 3, "compressed"},
		{"a,b\nc\0d,e\n", 10, "line 2 holds a zero byte"},
		{"\0\0\0\0\0\0\0\0", 8, "zero byte"},
		{"code,name\n1,a\n2,b\xE1\n", 19, "line 3 is not UTF-8"},
		{"code\r1\r\xFF\r", 10, "line 3 is not UTF-8"},
		{"code,name\n1,\xED\xA0\x80\n", 16, "line 2 is not UTF-8"},
		{"code,name\n1,\xC0\xAF\n", 15, "line 2 is not UTF-8"},
		{"code,name\n1,\xF4\x90\x80\x80\n", 17, "line 2 is not UTF-8"},
		{"\xFF\xFE"
		 "a\0\n\0\x00\xD8"
		 "b\0",
			10, "line 2 is not UTF-16LE"},
		{"\xFF\xFE"
		 "a\0\n",
			5, "line 1 is not UTF-16LE"},
		{"code\n1\n\xEF\xBF\xBD\n", 11, "letters were lost on line 3"},
		{"M? ??n v?,Tên\n1,Ng?y nh?n th?ng\n", 33, "line 2"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
		struct sniffed sniffed;

		sniff(&sniffed, examples[i].bytes, examples[i].length, NULL);
		assert_false(sniffed.good);
		assert_int_equal(sniffed.why.kind, FAULT_REFUSED);
		assert_non_null(strstr(sniffed.why.text, examples[i].says));
		pool_free(&sniffed.pool);
	}
}

static void question_marks_between_letters_may_be_meant(void **state)
{
	static const char *const texts[] = {"code,note\n1,what?why?how?who?when\n2,việc gì\n",
		"code,note\n1,http://x/y?a=b\n2,a?b\n", "code,note\n1,why? because?\n2,? ?\n"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct sniffed sniffed;

		sniff(&sniffed, texts[i], strlen(texts[i]), NULL);
		assert_true(sniffed.good);
		pool_free(&sniffed.pool);
	}
}

static void an_end_of_file_sign_is_dropped(void **state)
{
	(void)state;
	struct sniffed sniffed;

	sniff(&sniffed, "code\n1\n\x1A", 8, NULL);
	assert_true(sniffed.good);
	assert_int_equal(sniffed.plain.length, 7);
	pool_free(&sniffed.pool);
}

static void an_encoding_that_nobody_knows_is_a_wrong_call(void **state)
{
	static const char *const names[] = {"latin9", "UTF-16", "UTF-16XE", ""};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct sniffed sniffed;

		sniff(&sniffed, "code\n1\n", 7, names[i]);
		assert_false(sniffed.good);
		assert_int_equal(sniffed.why.kind, FAULT_USAGE);
		assert_non_null(strstr(sniffed.why.text, "UTF-16LE"));
		pool_free(&sniffed.pool);
	}
}

static void lines_count_every_kind_of_line_end_once(void **state)
{
	(void)state;
	assert_int_equal(sniff_line("a\nb\r\nc\rd", 0), 1);
	assert_int_equal(sniff_line("a\nb\r\nc\rd", 2), 2);
	assert_int_equal(sniff_line("a\nb\r\nc\rd", 5), 3);
	assert_int_equal(sniff_line("a\nb\r\nc\rd", 7), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_mark_is_taken_off_and_named),
		cmocka_unit_test(a_mark_before_a_quoted_heading_is_no_part_of_it),
		cmocka_unit_test(marks_in_the_middle_of_utf16_are_no_part_of_the_text),
		cmocka_unit_test(question_marks_of_addresses_are_no_lost_letters),
		cmocka_unit_test(letters_in_pieces_become_whole_ones),
		cmocka_unit_test(what_is_no_text_is_refused_in_words),
		cmocka_unit_test(question_marks_between_letters_may_be_meant),
		cmocka_unit_test(an_end_of_file_sign_is_dropped),
		cmocka_unit_test(an_encoding_that_nobody_knows_is_a_wrong_call),
		cmocka_unit_test(lines_count_every_kind_of_line_end_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
