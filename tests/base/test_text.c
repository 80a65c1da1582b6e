/* Texts as bytes: UTF-8 in and out, normalising, trimming, and outputs that never overflow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tiendo/base.h"

/* Each line the six tones of one letter: none, grave, hook, tilde, acute, dot. */
static const char *const letters[] = {"aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị",
        "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ", "AÀẢÃÁẠ", "ĂẰẲẴẮẶ", "ÂẦẨẪẤẬ",
        "EÈẺẼÉẸ", "ÊỀỂỄẾỆ", "IÌỈĨÍỊ", "OÒỎÕÓỌ", "ÔỒỔỖỐỘ", "ƠỜỞỠỚỢ", "UÙỦŨÚỤ", "ƯỪỬỮỨỰ", "YỲỶỸÝỴ"};
/* The same letters without tone, taken apart, and the tones as combining marks. */
static const char *const bases[] = {"a", "a\u0306", "a\u0302", "e", "e\u0302", "i", "o", "o\u0302",
        "o\u031B", "u", "u\u031B", "y", "A", "A\u0306", "A\u0302", "E", "E\u0302", "I", "O",
        "O\u0302", "O\u031B", "U", "U\u031B", "Y"};
static const char *const tones[] = {"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"};

static const struct {
	const char *bytes;
	size_t bad; /* offset of the first bad byte */
} malformed[] = {{"\x80", 0}, {"a\xBF", 1}, {"\xC0\x80", 0}, {"\xC1\xBF", 0}, {"ab\xC2", 2},
        {"\xC2 ", 0}, {"\xC3\xC3\xA0", 0}, {"\xE0\x80\x80", 0}, {"\xE0\x9F\xBF", 0},
        {"\xE1\xBA", 0}, {"\xE1\xBAz", 0}, {"\xE1\xBA\xA1\xE1", 3}, {"\xED\xA0\x80", 0},
        {"\xED\xBF\xBF", 0}, {"\xF0\x80\x80\x80", 0}, {"\xF0\x8F\xBF\xBF", 0}, {"\xF0\x9F\x98", 0},
        {"\xF0\x9F\x98z", 0}, {"\xF4\x90\x80\x80", 0}, {"\xF5\x80\x80\x80", 0},
        {"\xF8\x88\x80\x80\x80", 0}, {"\xFC\x84\x80\x80\x80\x80", 0}, {"\xFE", 0}, {"\xFF", 0},
        {"x\xEF\xBF", 1}};

static void every_character_is_read_as_it_was_put(void **state)
{
	char bytes[4];
	uint32_t character, read;
	size_t length, expected;

	(void)state;
	for (character = 0; character <= 0x10FFFF; character++) {
		if (character == 0xD800)
			character = 0xE000;
		expected = 1 + (character >= 0x80) + (character >= 0x800) + (character >= 0x10000);
		length = text_put(bytes, character);
		assert_int_equal(length, expected);
		assert_int_equal(text_step(bytes, length, &read), length);
		assert_int_equal(read, character);
		/* One byte less is malformed, and no byte behind the end is looked at. */
		if (length > 1) {
			assert_int_equal(text_step(bytes, length - 1, &read), 1);
			assert_int_equal(read, 0xFFFD);
		}
	}
	assert_int_equal(text_step("", 0, &read), 0);
	assert_int_equal(text_step("abc", 0, &read), 0);
}

static void what_is_no_character_is_put_as_a_replacement(void **state)
{
	static const uint32_t none[] = {0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, UINT32_MAX};
	char bytes[4];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof none / sizeof *none; i++) {
		assert_int_equal(text_put(bytes, none[i]), 3);
		assert_memory_equal(bytes, "\uFFFD", 3);
	}
}

static void malformed_bytes_are_seen_where_they_are(void **state)
{
	uint32_t character;
	size_t i, where;

	(void)state;
	for (i = 0; i < sizeof malformed / sizeof *malformed; i++) {
		const char *bytes = malformed[i].bytes, *bad = bytes + malformed[i].bad;

		where = 99;
		assert_false(text_is_utf8(bytes, strlen(bytes), &where));
		assert_false(text_is_utf8(bytes, strlen(bytes), NULL));
		assert_int_equal(where, malformed[i].bad);
		assert_int_equal(text_step(bad, strlen(bad), &character), 1);
		assert_int_equal(character, 0xFFFD);
	}
	where = 99;
	assert_true(text_is_utf8(
	        "Đảng uỷ \U0001F600\uFFFD", strlen("Đảng uỷ \U0001F600\uFFFD"), &where));
	assert_int_equal(where, 99);
	assert_true(text_is_utf8("", 0, NULL));
}

/* Two bytes decide almost everything: every pair of them, before an 'x', is what RFC 3629 says. */
static void every_pair_of_bytes_is_judged_strictly(void **state)
{
	int first, second;

	(void)state;
	for (first = 0; first < 256; first++) {
		for (second = 0; second < 256; second++) {
			const char bytes[] = {(char)first, (char)second};
			bool expected = first < 0x80 ? second < 0x80
			                             : first >= 0xC2 && first <= 0xDF &&
			                                       (second & 0xC0) == 0x80;

			assert_int_equal(text_is_utf8(bytes, 2, NULL), expected);
		}
	}
}

static void every_vietnamese_letter_is_composed_however_it_was_typed(void **state)
{
	char apart[16], out[16], expected[8];
	const char *at;
	size_t i, tone, bytes;
	uint32_t character;

	(void)state;
	for (i = 0; i < sizeof letters / sizeof *letters; i++) {
		at = letters[i];
		for (tone = 0; tone < 6; tone++, at += bytes) {
			bytes = text_step(at, strlen(at), &character);
			memcpy(expected, at, bytes);
			expected[bytes] = '\0';
			/* composed already */
			assert_string_equal(text_normalise(out, sizeof out, expected), expected);
			/* letter, shape, tone */
			strcat(strcpy(apart, bases[i]), tones[tone]);
			assert_string_equal(text_normalise(out, sizeof out, apart), expected);
			/* letter, tone, shape: the order of the dot below, and of some keyboards */
			apart[0] = bases[i][0];
			strcat(strcpy(apart + 1, tones[tone]), bases[i] + 1);
			if (tone == 0 || tone == 5 || bases[i][1] == '\0' ||
			        strstr(bases[i], "\u031B"))
				assert_string_equal(
				        text_normalise(out, sizeof out, apart), expected);
			/* half composed: the letter with its shape, the tone behind it */
			bytes = text_step(letters[i], strlen(letters[i]), &character);
			memcpy(apart, letters[i], bytes);
			strcpy(apart + bytes, tones[tone]);
			assert_string_equal(text_normalise(out, sizeof out, apart), expected);
			bytes = strlen(expected);
		}
	}
}

static void a_normalised_text_is_repaired_and_whole(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		const char *expected;
	} cases[] = {{"", 0, ""}, {"plain", 5, "plain"}, {"plain", 3, "pla"},
	        {"Go\u0300 Da\u0302\u0300u", 12, "Gò Dầu"}, {"Gò Dầu", 9, "Gò Dầu"},
	        {"a\xFFz", 3, "a\uFFFDz"}, {"\xE1\xBA", 2, "\uFFFD\uFFFD"}, {"a\0b", 3, "a\uFFFDb"},
	        {"\u212B", 3, "\u00C5"}, {"“x” – y…", 16, "“x” – y…"},
	        {"\u1100\u1161", 6, "\uAC00"}, {"\u0344", 2, "\u0308\u0301"}};
	struct pool pool = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		        text_normalised(cases[i].text, cases[i].length, &pool), cases[i].expected);
	pool_free(&pool);
}

/* The fast path looks at eight bytes at once: a difficult byte must be seen at every place. */
static void one_difficult_byte_is_seen_wherever_it_stands(void **state)
{
	static const char *const difficult[] = {"\xFF", "\x80", "", "a\u0300"};
	static const char *const expected[] = {"\uFFFD", "\uFFFD", "\uFFFD", "à"};
	struct pool pool = {0};
	char text[64], wanted[64];
	size_t i, at, length;

	(void)state;
	for (i = 0; i < 4; i++) {
		for (at = 0; at < 40; at++) {
			memset(text, 'x', sizeof text);
			memset(wanted, 'x', sizeof wanted);
			length = i == 2 ? 1 : strlen(difficult[i]);
			memcpy(text + at, difficult[i], length);
			memcpy(wanted + at, expected[i], strlen(expected[i]));
			length += at + 9;
			wanted[at + strlen(expected[i]) + 9] = '\0';
			assert_string_equal(text_normalised(text, length, &pool), wanted);
		}
	}
	pool_free(&pool);
}

static void normalising_cuts_between_graphemes(void **state)
{
	char out[64];

	(void)state;
	assert_string_equal(text_normalise(out, 4, "Gò Dầu"), "Gò");
	assert_string_equal(text_normalise(out, 3, "Gò Dầu"), "G");
	assert_string_equal(text_normalise(out, 3, "Go\u0300 Dầu"), "G");
	assert_string_equal(text_normalise(out, 1, "Gò"), "");
	/* A letter that has no composed form keeps its mark or goes with it. */
	assert_string_equal(text_normalise(out, 6, "abx\u0301"), "abx\u0301");
	assert_string_equal(text_normalise(out, 5, "abx\u0301x"), "ab");
	strcpy(out, "kept");
	assert_ptr_equal(text_normalise(out, 0, "x"), out);
	assert_string_equal(out, "kept");
}

/* A hundred thousand marks, in turns of the two classes whose order must be exchanged. */
static void a_million_marks_are_normalised_in_no_time(void **state)
{
	enum { MARKS = 500000 };
	char *text = malloc(1 + 2 * MARKS + 1), *normal;
	struct pool pool = {0};
	size_t i;

	(void)state;
	text[0] = 'q';
	for (i = 0; i < MARKS; i++)
		memcpy(text + 1 + 2 * i, i % 2 ? "\u0323" : "\u0301", 2);
	text[1 + 2 * MARKS] = '\0';
	normal = text_normalised(text, 1 + 2 * MARKS, &pool);
	assert_int_equal(strlen(normal), 1 + 2 * MARKS);
	assert_memory_equal(normal, "q\u0323\u0323", 5);
	assert_string_equal(normal + 2 * MARKS - 1, "\u0301");
	pool_free(&pool);
	free(text);
}

static void trimming_takes_blanks_off_both_ends_only(void **state)
{
	static const char *const cases[][2] = {{"", ""}, {"   ", ""}, {" \t\r\n\v\f x", "x"},
	        {"x \u00A0\u200B\uFEFF\r\n", "x"}, {"\uFEFFMã đơn vị", "Mã đơn vị"},
	        {"\u00A0 a\u00A0 b \u200B", "a\u00A0 b"}, {"\u00A0", ""},
	        {"\u200B\u200Bthôn\u200B2", "thôn\u200B2"}, {"\xC2", "\xC2"},
	        {"\xE2\x80", "\xE2\x80"}, {"à", "à"}, {"xã", "xã"}, {"\u2003x", "\u2003x"}};
	char text[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		strcpy(text, cases[i][0]);
		assert_string_equal(text_trim(text), cases[i][1]);
	}
}

static unsigned chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* Sews pieces that are difficult together. */
static void hostile_text(char *text, size_t pieces, unsigned *seed)
{
	static const char *const piece[] = {"a", "Z", "9", "10", "0", " ", "\n", "\t", "\033",
	        "\x7F", "đ", "Đ", "Ð", "ế", "Ậ", "\u0301", "\u0323", "\u0302", "\u031B", "o", "a",
	        "\u00AD", "\u200D", "\u202E", "\u2066", "\uFEFF", "\uFFFD", "\u3000", "漢",
	        "\uAC00", "\u1161", "\U0001F468\u200D\U0001F469", "\U0001F1FB\U0001F1F3",
	        "\U000E0041", "\uFDFA", "\U0010FFFF", "\xFF", "\xC3", "\xE1\xBA", "\xED\xA0\x80",
	        "\xF0\x9F", ".", "-", "(", "\u0600", "\u0E33", "\u034F", "½", "²", "ﬁ", "İ", "ẞ"};

	*text = '\0';
	while (pieces-- > 0)
		strcat(text, piece[chance(seed, sizeof piece / sizeof *piece)]);
}

static void put_fit(char *out, size_t size, const char *text)
{
	text_fit(out, size, text, 12, ALIGN_MIDDLE);
}

static void put_fit_right(char *out, size_t size, const char *text)
{
	text_fit(out, size, text, 3, ALIGN_RIGHT);
}

static void no_output_overflows_or_ends_in_half_a_character(void **state)
{
	static char *(*const put[])(char *, size_t, const char *) = {
	        text_normalise, text_clean, text_fold, text_fold_marked, text_collation_key};
	static void (*const fit[])(char *, size_t, const char *) = {put_fit, put_fit_right};
	char text[512], clean[2048], out[96];
	unsigned seed = 2020;
	size_t round, size, i, kind;

	(void)state;
	for (round = 0; round < 3000; round++) {
		hostile_text(text, chance(&seed, 24), &seed);
		text_clean(clean, sizeof clean, text);
		size = chance(&seed, 48);
		for (kind = 0; kind < 7; kind++) {
			memset(out, 0x55, sizeof out);
			if (kind < 5)
				assert_ptr_equal(put[kind](out, size, text), out);
			else
				fit[kind - 5](out, size, clean);
			for (i = size; i < sizeof out; i++)
				assert_int_equal(out[i], 0x55);
			if (size > 0) {
				assert_non_null(memchr(out, '\0', size));
				assert_true(text_is_utf8(out, strlen(out), NULL));
			}
		}
	}
}

static void what_is_cut_is_the_beginning_of_the_whole(void **state)
{
	static char *(*const put[])(char *, size_t, const char *) = {
	        text_normalise, text_clean, text_fold, text_fold_marked};
	char text[512], whole[4096], out[64];
	unsigned seed = 1931;
	size_t round, size, kind;

	(void)state;
	for (round = 0; round < 2000; round++) {
		hostile_text(text, chance(&seed, 24), &seed);
		size = 1 + chance(&seed, sizeof out);
		for (kind = 0; kind < 4; kind++) {
			put[kind](whole, sizeof whole, text);
			put[kind](out, size, text);
			assert_memory_equal(out, whole, strlen(out));
			if (strlen(whole) < size)
				assert_string_equal(out, whole);
		}
	}
}

/* Values that the authors of FNV give; files on disk are named by them. */
static void prints_are_those_of_fnv_1a(void **state)
{
	(void)state;
	assert_true(bytes_print(PRINT_BEGIN, "", 0) == UINT64_C(0xcbf29ce484222325));
	assert_true(bytes_print(PRINT_BEGIN, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(bytes_print(PRINT_BEGIN, "foobar", 6) == UINT64_C(0x85944171f73967e8));
	assert_true(bytes_print(bytes_print(PRINT_BEGIN, "foo", 3), "bar", 3) ==
		    UINT64_C(0x85944171f73967e8));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_character_is_read_as_it_was_put),
	        cmocka_unit_test(what_is_no_character_is_put_as_a_replacement),
	        cmocka_unit_test(malformed_bytes_are_seen_where_they_are),
	        cmocka_unit_test(every_pair_of_bytes_is_judged_strictly),
	        cmocka_unit_test(every_vietnamese_letter_is_composed_however_it_was_typed),
	        cmocka_unit_test(a_normalised_text_is_repaired_and_whole),
	        cmocka_unit_test(one_difficult_byte_is_seen_wherever_it_stands),
	        cmocka_unit_test(normalising_cuts_between_graphemes),
	        cmocka_unit_test(a_million_marks_are_normalised_in_no_time),
	        cmocka_unit_test(trimming_takes_blanks_off_both_ends_only),
	        cmocka_unit_test(no_output_overflows_or_ends_in_half_a_character),
	        cmocka_unit_test(what_is_cut_is_the_beginning_of_the_whole),
		cmocka_unit_test(prints_are_those_of_fnv_1a),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
