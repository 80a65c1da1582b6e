/* Texts as a terminal shows them: clusters, columns, cutting, padding, cleaning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "tiendo/base.h"

static void clusters_are_whole(void **state)
{
	/* Each text is one cluster, followed by more. */
	static const char *const cases[] = {"a", "ế", "e\u0302\u0301", "đ", "\r\n", "\n", "\xFF",
	        "\xC3", "\u0301", "\U0001F1FB\U0001F1F3",
	        "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F44D\U0001F3FB",
	        "\u1100\u1161\u11A8", "\uFFFD", "\u00AD", "é\u0323", "ạ\u0302"};
	static const char *const after[] = {"", "x", "ế", "\xFF", "漢", "\U0001F1FB\U0001F1F3"};
	char text[64];
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (j = 0; j < sizeof after / sizeof *after; j++) {
			strcat(strcpy(text, cases[i]), after[j]);
			assert_int_equal(text_grapheme(text, strlen(text)), strlen(cases[i]));
		}
	}
	assert_int_equal(text_grapheme("", 0), 0);
	assert_int_equal(text_grapheme("e\u0301", 1), 1);
}

static const struct {
	const char *text;
	int columns;
} wide[] = {{"", 0}, {"abc", 3}, {"Huyện đoàn Gò Dầu", 17}, {"Go\u0300 Da\u0302\u0300u", 6},
        {"漢字", 4}, {"\u3000", 2}, {"한", 2}, {"\u1112\u1161\u11AB", 2}, {"\U0001F600", 2},
        {"\U0001F1FB\U0001F1F3", 2}, {"\U0001F468\u200D\U0001F469", 2}, {"\t", 1}, {"\033[m", 3},
        {"\x7F", 1}, {"\xC2\x85", 1}, {"\xFF\xFE", 2}, {"\xE1\xBA", 2}, {"\uFFFD", 1},
        {"\u0301", 0}, {"…", 1}, {"│ ✓ ▪", 5}, {"đ", 1}, {"\u00AD", 1}, {"ｈ", 2},
        {"a\U0001F3FB", 2}};

static void columns_are_those_of_the_screen(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof wide / sizeof *wide; i++)
		assert_int_equal(text_columns(wide[i].text), wide[i].columns);
}

static void cutting_never_splits_a_cluster(void **state)
{
	static const struct {
		const char *text;
		int columns;
		size_t bytes;
		int used;
	} cases[] = {{"abc", 2, 2, 2}, {"abc", 3, 3, 3}, {"abc", 99, 3, 3}, {"abc", 0, 0, 0},
	        {"abc", -5, 0, 0}, {"", 4, 0, 0}, {"漢字", 3, 3, 2}, {"漢字", 1, 0, 0},
	        {"Gò Dầu", 2, 3, 2}, {"Go\u0300x", 2, 4, 2}, {"o\u0300\u0323x", 1, 5, 1},
	        {"\u0301x", 0, 2, 0}, {"\U0001F1FB\U0001F1F3", 1, 0, 0}, {"\xFFx", 1, 1, 1}};
	size_t i;
	int used;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(text_cut(cases[i].text, cases[i].columns, &used), cases[i].bytes);
		assert_int_equal(used, cases[i].used);
		assert_int_equal(text_cut(cases[i].text, cases[i].columns, NULL), cases[i].bytes);
	}
}

static void fitting_fills_exactly_the_columns(void **state)
{
	static const struct {
		const char *text;
		int columns;
		enum text_align align;
		const char *expected;
	} cases[] = {{"abc", 5, ALIGN_LEFT, "abc  "}, {"abc", 5, ALIGN_RIGHT, "  abc"},
	        {"abc", 5, ALIGN_MIDDLE, " abc "}, {"abc", 6, ALIGN_MIDDLE, " abc  "},
	        {"abc", 3, ALIGN_RIGHT, "abc"}, {"abcd", 3, ALIGN_LEFT, "ab…"},
	        {"abcd", 3, ALIGN_RIGHT, "ab…"}, {"abcd", 1, ALIGN_LEFT, "…"},
	        {"abcd", 0, ALIGN_LEFT, ""}, {"abcd", -1, ALIGN_LEFT, ""},
	        {"", 2, ALIGN_LEFT, "  "}, {"", 0, ALIGN_LEFT, ""}, {"漢字", 3, ALIGN_LEFT, "漢…"},
	        {"漢字x", 4, ALIGN_LEFT, "漢… "}, {"漢字x", 4, ALIGN_RIGHT, " 漢…"},
	        {"漢字", 1, ALIGN_LEFT, "…"}, {"Gò Dầu", 4, ALIGN_LEFT, "Gò …"},
	        {"Go\u0300", 3, ALIGN_RIGHT, " Go\u0300"}};
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		text_fit(out, sizeof out, cases[i].text, cases[i].columns, cases[i].align);
		assert_string_equal(out, cases[i].expected);
	}
}

static void fitting_gives_the_width_asked_for_at_every_width(void **state)
{
	char out[256];
	size_t i;
	int columns, align;

	(void)state;
	for (i = 0; i < sizeof wide / sizeof *wide; i++) {
		for (columns = 0; columns < 40; columns++) {
			for (align = ALIGN_LEFT; align <= ALIGN_MIDDLE; align++) {
				text_fit(out, sizeof out, wide[i].text, columns,
				        (enum text_align)align);
				assert_int_equal(text_columns(out), columns);
			}
		}
	}
}

static void a_fit_without_room_ends_between_clusters(void **state)
{
	char out[8];

	(void)state;
	text_fit(out, 3, "Gò Dầu", 6, ALIGN_LEFT);
	assert_string_equal(out, "G");
	text_fit(out, 3, "o\u0300x", 6, ALIGN_LEFT);
	assert_string_equal(out, "");
	text_fit(out, 6, "abcdefgh", 4, ALIGN_LEFT);
	assert_string_equal(out, "abc");
	text_fit(out, 4, "x", 2000000000, ALIGN_RIGHT);
	assert_string_equal(out, "   ");
	strcpy(out, "kept");
	text_fit(out, 0, "x", 3, ALIGN_LEFT);
	assert_string_equal(out, "kept");
}

static void what_acts_on_a_terminal_is_cleaned_away(void **state)
{
	static const struct {
		uint32_t first, last;
	} replaced[] = {{0x01, 0x08}, {0x0B, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x34F, 0x34F},
	        {0x61C, 0x61C}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E},
	        {0x2060, 0x206F}, {0xE000, 0xF8FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
	        {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xFDD0, 0xFDEF}, {0x378, 0x379},
	        {0x1160, 0x1160}, {0x3164, 0x3164}, {0x1FFFE, 0x1FFFF}, {0xE0000, 0xE01EF},
	        {0xF0000, 0x10FFFF}};
	char text[8], out[16];
	uint32_t character;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof replaced / sizeof *replaced; i++) {
		for (character = replaced[i].first; character <= replaced[i].last; character++) {
			text[0] = 'a';
			text[1 + text_put(text + 1, character)] = '\0';
			assert_string_equal(text_clean(out, sizeof out, text), "a\uFFFD");
		}
	}
	assert_string_equal(text_clean(out, sizeof out, "a\nb\tc\r\n"), "a b c\uFFFD ");
}

static void of_a_cell_only_what_acts_is_left_out(void **state)
{
	static const char *const cases[][2] = {{"", ""}, {"a\nb\tc\r\n", "a\nb\tc\n"},
		{"\033[2Ja\177\xC2\x9B" "b\007", "[2Jab"}, {"a\u202Eb\u2066c\u061Cd\u200F\u2028", "abcd"},
		{"\u0301a\u200Bb\u200Dc\uFE0F\u00AD\uE000", "\u0301a\u200Bb\u200Dc\uFE0F\u00AD\uE000"},
		{"a\xFF", "a\uFFFD"}, {"Đoàn ✔\uFE0F", "Đoàn ✔\uFE0F"}};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(text_clean_cell(out, sizeof out, cases[i][0]), cases[i][1]);
	assert_string_equal(text_clean_cell(out, 3, "\033abc"), "ab");
}

static void what_people_write_stays_as_it_is(void **state)
{
	static const char *const kept[] = {"", "Đoàn xã Phước Vinh (Châu Thành) – 25/26 “tốt”…",
	        "e\u0302\u0301 x\u0323", "漢字 한글 ไทย عربي עברית", "\U0001F600 ✓ ▪ │ ½ € ₫",
	        "\u00A0x", "\uFFFD"};
	char out[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof kept / sizeof *kept; i++)
		assert_string_equal(text_clean(out, sizeof out, kept[i]), kept[i]);
}

static void malformed_bytes_are_cleaned_one_by_one(void **state)
{
	static const char *const cases[][2] = {{"\xFFz", "\uFFFDz"}, {"\xE1\xBA", "\uFFFD\uFFFD"},
	        {"a\xED\xA0\x80", "a\uFFFD\uFFFD\uFFFD"}, {"\xC0\x8A", "\uFFFD\uFFFD"},
	        {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"}};
	char out[32];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(text_clean(out, sizeof out, cases[i][0]), cases[i][1]);
}

static void a_mark_without_a_letter_cannot_reach_its_neighbour(void **state)
{
	char out[32];

	(void)state;
	assert_string_equal(text_clean(out, sizeof out, "\u0301a"), "\uFFFDa");
	assert_string_equal(text_clean(out, sizeof out, "\n\u0301"), " \u0301");
}

/* Every character of Unicode, as the C library sees what is left of it: shown, and one or two
 * columns wide unless it sits on the letter before it. */
static void nothing_that_comes_out_is_unprintable(void **state)
{
	char text[8], out[16];
	uint32_t character, seen;
	size_t length;
	int columns;

	(void)state;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	for (character = 1; character <= 0x10FFFF; character++) {
		if (character == 0xD800)
			character = 0xE000;
		text[0] = 'a';
		text[1 + text_put(text + 1, character)] = '\0';
		text_clean(out, sizeof out, text);
		length = text_step(out + 1, strlen(out + 1), &seen);
		assert_int_equal(out[1 + length], '\0');
		assert_true(seen == character || seen == 0xFFFD || seen == ' ');
		columns = wcwidth((wchar_t)seen);
		if (columns < 0)
			print_message("U+%04X is not printable\n", (unsigned)seen);
		assert_true(columns >= 0);
	}
}

static void a_huge_text_is_measured_and_cut(void **state)
{
	enum { BYTES = 3000000 };
	char *text = malloc(BYTES + 1), *out = malloc(BYTES + 1);
	int used;

	(void)state;
	memset(text, 'x', BYTES);
	text[BYTES] = '\0';
	assert_int_equal(text_columns(text), BYTES);
	assert_int_equal(text_cut(text, 80, &used), 80);
	assert_int_equal(strlen(text_clean(out, BYTES + 1, text)), BYTES);
	text_fit(out, 100, text, 80, ALIGN_LEFT);
	assert_int_equal(text_columns(out), 80);
	free(text);
	free(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(clusters_are_whole),
	        cmocka_unit_test(columns_are_those_of_the_screen),
	        cmocka_unit_test(cutting_never_splits_a_cluster),
	        cmocka_unit_test(fitting_fills_exactly_the_columns),
	        cmocka_unit_test(fitting_gives_the_width_asked_for_at_every_width),
	        cmocka_unit_test(a_fit_without_room_ends_between_clusters),
	        cmocka_unit_test(what_acts_on_a_terminal_is_cleaned_away),
	        cmocka_unit_test(of_a_cell_only_what_acts_is_left_out),
	        cmocka_unit_test(what_people_write_stays_as_it_is),
	        cmocka_unit_test(malformed_bytes_are_cleaned_one_by_one),
	        cmocka_unit_test(a_mark_without_a_letter_cannot_reach_its_neighbour),
	        cmocka_unit_test(nothing_that_comes_out_is_unprintable),
	        cmocka_unit_test(a_huge_text_is_measured_and_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
