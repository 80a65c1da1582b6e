/* The line editor: letters with all their marks, input methods, words, pastes, the part shown. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tui/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"
#define HAT "\xCC\x82"
#define ACUTE "\xCC\x81"
#define DOT "\xCC\xA3"

static struct edit edit;

static int empty_edit(void **state)
{
	(void)state;
	edit_set(&edit, "");
	return 0;
}

/* Keys with blanks between them. */
static void press(const char *keys)
{
	char key[32];
	int length;

	while (sscanf(keys, " %31s%n", key, &length) == 1) {
		assert_true(edit_key(&edit, key));
		keys += length;
	}
}

static void assert_edit(const char *before, const char *after)
{
	char joined[EDIT_SIZE * 2];

	snprintf(joined, sizeof joined, "%s%s", before, after);
	assert_string_equal(edit.text, joined);
	assert_int_equal(edit.length, strlen(edit.text));
	assert_int_equal(edit.at, strlen(before));
}

static void set_puts_the_cursor_at_the_end(void **state)
{
	(void)state;
	edit_set(&edit, "Gò Dầu");
	assert_edit("Gò Dầu", "");
	edit_set(&edit, "a\nb\r\nc\td\n");
	assert_edit("a b c d", "");
}

static void letters_go_in_at_the_cursor(void **state)
{
	(void)state;
	press("H ò a Space Left Left a Home Đ");
	assert_edit("Đ", "Hòaa ");
}

static void text_in_pieces_is_kept_composed(void **state)
{
	(void)state;
	edit_set(&edit, "Viê" DOT "t");
	assert_edit("Việt", "");
	edit_set(&edit, "");
	press("V i e " DOT " " HAT " t");
	assert_edit("Việt", "");
	press("Home Right Right");
	assert_edit("Vi", "ệt");
	edit_paste(&edit, "e" HAT ACUTE);
	assert_edit("Viế", "ệt");
}

static void a_mark_joins_the_letter_before_the_cursor_only(void **state)
{
	(void)state;
	edit_set(&edit, "ea");
	press("Left " HAT);
	assert_edit("ê", "a");
	press("Home " ACUTE);
	assert_int_equal(edit.at, strlen(ACUTE));
}

static void a_backspace_takes_a_whole_letter(void **state)
{
	(void)state;
	edit_set(&edit, "Việ");
	press("Backspace");
	assert_edit("Vi", "");
	edit_set(&edit, "k" DOT ACUTE); /* no composed form */
	press("Backspace");
	assert_edit("", "");
	press("Backspace Delete Left Right");
	assert_edit("", "");
}

static void delete_takes_a_whole_letter_after_the_cursor(void **state)
{
	(void)state;
	edit_set(&edit, "aếb");
	press("Home Right Delete");
	assert_edit("a", "b");
}

static void telex_by_backspace_and_letter_gives_the_word(void **state)
{
	(void)state;
	/* UniKey, "dduwowngf": the letter so far is taken back and sent again with its mark. */
	press("d Backspace đ u Backspace ư o Backspace ơ n g Backspace Backspace Backspace ờ n g");
	assert_edit("đường", "");
	/* "Taay Ninh" typed in the middle of a line */
	edit_set(&edit, "tỉnh  2020");
	press("Left Left Left Left Left T a Backspace â y Space N i n h");
	assert_edit("tỉnh Tây Ninh", " 2020");
}

static void telex_in_composed_marks_gives_the_word(void **state)
{
	(void)state;
	/* "Unicode tổ hợp": the letter and a tone mark of its own */
	press("t i ê " ACUTE " n");
	assert_edit("tiến", "");
}

static void words_are_moved_over_and_deleted(void **state)
{
	(void)state;
	edit_set(&edit, "Huyện đoàn  Gò Dầu");
	press("M-b");
	assert_edit("Huyện đoàn  Gò ", "Dầu");
	press("M-b M-b");
	assert_edit("Huyện ", "đoàn  Gò Dầu");
	press("M-f");
	assert_edit("Huyện đoàn", "  Gò Dầu");
	press("M-f");
	assert_edit("Huyện đoàn  Gò", " Dầu");
	press("^W");
	assert_edit("Huyện đoàn  ", " Dầu");
	press("^W");
	assert_edit("Huyện ", " Dầu");
	press("M-f M-f");
	assert_edit("Huyện  Dầu", "");
	press("^W ^W ^W");
	assert_edit("", "");
}

static void lines_are_cut_before_and_after_the_cursor(void **state)
{
	(void)state;
	edit_set(&edit, "Gò Dầu");
	press("M-b ^K");
	assert_edit("Gò ", "");
	press("^A Right ^U");
	assert_edit("", "ò ");
	press("^E a");
	assert_edit("ò a", "");
}

static void other_keys_are_not_taken(void **state)
{
	static const char *const keys[] = {"Up", "Down", "Enter", "Esc", "Tab", "F1", "^L", "^G",
		"M-x", "PgUp", "Insert", "", "\033", "\x07", "\177", "\xC2\x9B"};
	size_t i;

	(void)state;
	edit_set(&edit, "a");
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_false(edit_key(&edit, keys[i]));
	assert_edit("a", "");
	press("^ M -");
	assert_edit("a^M-", "");
}

static void a_paste_becomes_one_line_without_controls(void **state)
{
	(void)state;
	edit_set(&edit, "[]");
	press("Left");
	edit_paste(&edit, "Gò\r\nDầu\t1\033[2J\x07\xC2\x9B\xFFz\r\n\n");
	assert_edit("[Gò Dầu 1[2J" REPLACEMENT "z", "]");
	edit_paste(&edit, "\n");
	assert_edit("[Gò Dầu 1[2J" REPLACEMENT "z", "]");
}

/* Nor is one made of the bytes on both sides of what was left out. */
static void a_paste_of_broken_letters_makes_no_control(void **state)
{
	(void)state;
	edit_set(&edit, "");
	edit_paste(&edit, "a\xC2\x01\x83z");
	assert_string_equal(edit.text, "a\xEF\xBF\xBD\xEF\xBF\xBDz");
}

static void a_paste_too_long_is_cut_between_letters_and_loses_nothing_old(void **state)
{
	struct buffer paste = {0};
	int i;

	(void)state;
	for (i = 0; i < 100000; i++)
		buffer_add(&paste, "ế");
	edit_set(&edit, "<>");
	press("Left");
	edit_paste(&edit, buffer_text(&paste));
	assert_true(edit.length < EDIT_SIZE && edit.length > EDIT_SIZE - 4);
	assert_int_equal(strlen(edit.text), edit.length);
	assert_true(text_is_utf8(edit.text, edit.length, NULL));
	assert_int_equal(edit.text[0], '<');
	assert_string_equal(edit.text + edit.at, ">");
	press("ệ");
	assert_true(edit.length < EDIT_SIZE);
	assert_string_equal(edit.text + edit.at, ">");
	edit_set(&edit, buffer_text(&paste));
	assert_int_equal(edit.length, (EDIT_SIZE - 1) / 3 * 3);
	buffer_free(&paste);
}

static void a_text_that_fits_is_shown_from_its_start(void **state)
{
	size_t from;
	int cursor;

	(void)state;
	edit_set(&edit, "Gò Dầu");
	edit_view(&edit, 7, &from, &cursor);
	assert_int_equal(from, 0);
	assert_int_equal(cursor, 6);
	press("Left Left");
	edit_view(&edit, 7, &from, &cursor);
	assert_int_equal(from, 0);
	assert_int_equal(cursor, 4);
	edit_set(&edit, "");
	edit_view(&edit, 7, &from, &cursor);
	assert_int_equal(from, 0);
	assert_int_equal(cursor, 0);
}

static void the_view_leaves_no_column_free(void **state)
{
	size_t from;
	int cursor;

	(void)state;
	edit_set(&edit, "abcdefghijklmnopqrstuvwxyz");
	edit_view(&edit, 10, &from, &cursor);
	assert_int_equal(from, 17);
	assert_int_equal(cursor, 9);
}

static void a_paste_that_is_cut_says_so(void **state)
{
	char text[EDIT_SIZE + 1];

	(void)state;
	memset(text, 'x', sizeof text);
	text[EDIT_SIZE - 1] = '\0';
	edit_set(&edit, "");
	assert_true(edit_paste(&edit, text));
	assert_false(edit_paste(&edit, "y"));
	assert_int_equal(edit.length, EDIT_SIZE - 1);
}

static void the_view_follows_the_cursor_and_never_hides_it(void **state)
{
	static const char text[] = "Huyện đoàn 漢字漢字 Gò Dầu, Thị đoàn Hòa Thành k" DOT ACUTE "x";
	size_t from, at;
	int cursor, columns;
	char part[sizeof text];

	(void)state;
	for (columns = 2; columns < 60; columns++) {
		edit_set(&edit, text);
		do {
			at = edit.at;
			edit_view(&edit, columns, &from, &cursor);
			assert_in_range(cursor, 0, columns - 1);
			assert_true(from <= at);
			snprintf(part, sizeof part, "%.*s", (int)(at - from), edit.text + from);
			assert_int_equal(text_columns(part), cursor);
			/* a wide letter under the cursor is whole */
			snprintf(part, sizeof part, "%.*s",
				(int)text_grapheme(edit.text + at, edit.length - at),
				edit.text + at);
			assert_true(cursor + text_columns(part) <= columns);
			press("Left");
		} while (edit.at != at);
		assert_int_equal(at, 0);
		assert_int_equal(from, 0);
	}
}

static void a_view_without_room_ends(void **state)
{
	size_t from;
	int cursor, columns;

	(void)state;
	edit_set(&edit, "漢字ế");
	for (columns = -1; columns < 2; columns++) {
		press("Home");
		edit_view(&edit, columns, &from, &cursor);
		assert_int_equal(cursor, 0);
		press("Right");
		edit_view(&edit, columns, &from, &cursor);
		assert_int_equal(cursor, 0);
		assert_int_equal(from, edit.at);
		press("End");
		edit_view(&edit, columns, &from, &cursor);
		assert_int_equal(from, edit.at);
	}
}

static void any_stream_of_keys_keeps_the_promises(void **state)
{
	static const char *const keys[] = {"a", "ế", HAT, ACUTE, DOT, "đ", "Space", "漢", "Left",
		"Right", "Left", "Backspace", "Delete", "Home", "End", "M-b", "M-f", "^W",
		"\xE1\x84\x80", "\xE1\x85\xA1", "\xE2\x80\x8D", "\xF0\x9F\x87\xBB",
		"\xF0\x9F\x87\xB3"};
	char normal[EDIT_SIZE];
	unsigned seed = 2020;
	size_t at;
	int i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		seed = seed * 1103515245u + 12345u;
		edit_key(&edit, keys[(seed >> 16) % (sizeof keys / sizeof keys[0])]);
		assert_int_equal(strlen(edit.text), edit.length);
		assert_string_equal(text_normalise(normal, sizeof normal, edit.text), edit.text);
		for (at = 0; at < edit.at;)
			at += text_grapheme(edit.text + at, edit.length - at);
		assert_int_equal(at, edit.at);
		if (edit.length > 200)
			edit_set(&edit, "");
	}
}

#define TEST(name) cmocka_unit_test_setup(name, empty_edit)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(set_puts_the_cursor_at_the_end),
		TEST(letters_go_in_at_the_cursor),
		TEST(text_in_pieces_is_kept_composed),
		TEST(a_mark_joins_the_letter_before_the_cursor_only),
		TEST(a_backspace_takes_a_whole_letter),
		TEST(delete_takes_a_whole_letter_after_the_cursor),
		TEST(telex_by_backspace_and_letter_gives_the_word),
		TEST(telex_in_composed_marks_gives_the_word),
		TEST(words_are_moved_over_and_deleted),
		TEST(lines_are_cut_before_and_after_the_cursor),
		TEST(other_keys_are_not_taken),
		TEST(a_paste_becomes_one_line_without_controls),
		TEST(a_paste_of_broken_letters_makes_no_control),
		TEST(a_paste_too_long_is_cut_between_letters_and_loses_nothing_old),
		TEST(a_text_that_fits_is_shown_from_its_start),
		TEST(the_view_leaves_no_column_free),
		TEST(a_paste_that_is_cut_says_so),
		TEST(the_view_follows_the_cursor_and_never_hides_it),
		TEST(a_view_without_room_ends),
		TEST(any_stream_of_keys_keeps_the_promises),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
