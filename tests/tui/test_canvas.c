/* The grid of cells: what is clipped, what is cleaned, what a row reads as. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tui/canvas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static struct canvas canvas;

static int open_canvas(void **state)
{
	(void)state;
	canvas_size(&canvas, 3, 10);
	return 0;
}

static int close_canvas(void **state)
{
	(void)state;
	canvas_free(&canvas);
	return 0;
}

static const char *row_text(int row)
{
	static char text[1000];

	return canvas_row(&canvas, row, text, sizeof text);
}

static const struct cell *cell(int row, int column)
{
	return &canvas.cells[row * canvas.columns + column];
}

static void a_new_canvas_is_blank(void **state)
{
	(void)state;
	assert_string_equal(row_text(0), "");
	assert_string_equal(cell(2, 9)->text, " ");
	assert_int_equal(cell(2, 9)->style, STYLE_PLAIN);
	canvas_put(&canvas, 1, 0, -1, STYLE_BAD, "abc");
	canvas_cursor(&canvas, 1, 1, true);
	canvas_blank(&canvas);
	assert_string_equal(row_text(1), "");
	assert_int_equal(cell(1, 0)->style, STYLE_PLAIN);
	assert_false(canvas.cursor_shown);
}

static void put_returns_the_column_after_the_last_cell(void **state)
{
	(void)state;
	assert_int_equal(canvas_put(&canvas, 0, 2, -1, STYLE_PLAIN, "Đặng"), 6);
	assert_string_equal(row_text(0), "  Đặng");
	assert_int_equal(canvas_put(&canvas, 1, 8, -1, STYLE_PLAIN, "Đặng"), 10);
	assert_string_equal(row_text(1), "        Đặ");
	assert_int_equal(canvas_put(&canvas, 2, 1, 3, STYLE_PLAIN, "Đặng"), 4);
	assert_string_equal(row_text(2), " Đặn");
	assert_int_equal(canvas_put(&canvas, 2, 5, -1, STYLE_PLAIN, ""), 5);
}

static void what_is_outside_is_dropped(void **state)
{
	(void)state;
	canvas_put(&canvas, -1, 0, -1, STYLE_BAD, "x");
	canvas_put(&canvas, 3, 0, -1, STYLE_BAD, "x");
	canvas_put(&canvas, 0, 10, -1, STYLE_BAD, "x");
	canvas_put(&canvas, 0, -1, 1, STYLE_BAD, "x");
	canvas_put(&canvas, 0, INT32_MIN, -1, STYLE_BAD, "x");
	canvas_put(&canvas, 0, INT32_MAX, INT32_MAX, STYLE_BAD, "x");
	canvas_put(&canvas, 0, 3, 0, STYLE_BAD, "x");
	canvas_style(&canvas, -1, 0, -1, STYLE_BAD);
	canvas_style(&canvas, 5, 0, -1, STYLE_BAD);
	canvas_style(&canvas, 0, INT32_MIN, -1, STYLE_BAD);
	assert_string_equal(row_text(0), "");
	assert_string_equal(row_text(2), "");
	assert_int_equal(cell(0, 0)->style, STYLE_PLAIN);
	assert_string_equal(row_text(-1), "");
	assert_string_equal(row_text(3), "");
}

static void text_that_starts_left_of_the_canvas_shows_its_rest(void **state)
{
	(void)state;
	assert_int_equal(canvas_put(&canvas, 0, -2, -1, STYLE_PLAIN, "abcd"), 2);
	assert_string_equal(row_text(0), "cd");
	assert_int_equal(canvas_put(&canvas, 1, -2, 3, STYLE_PLAIN, "abcd"), 1);
	assert_string_equal(row_text(1), "c");
}

static void a_wide_cluster_is_never_cut_at_an_edge(void **state)
{
	(void)state;
	assert_int_equal(canvas_put(&canvas, 0, 7, -1, STYLE_PLAIN, "漢字"), 9);
	assert_string_equal(row_text(0), "       漢");
	assert_string_equal(cell(0, 8)->text, "");
	assert_string_equal(cell(0, 9)->text, " ");
	assert_int_equal(canvas_put(&canvas, 1, 0, 3, STYLE_PLAIN, "漢字"), 2);
	assert_string_equal(row_text(1), "漢");
	assert_int_equal(canvas_put(&canvas, 2, -1, -1, STYLE_PLAIN, "漢字"), 3);
	assert_string_equal(row_text(2), " 字");
}

static void half_a_wide_cluster_does_not_stay_behind(void **state)
{
	(void)state;
	canvas_put(&canvas, 0, 0, -1, STYLE_PLAIN, "漢字");
	canvas_put(&canvas, 0, 1, -1, STYLE_PLAIN, "ab");
	assert_string_equal(row_text(0), " ab");
	assert_string_equal(cell(0, 3)->text, " ");
	canvas_put(&canvas, 1, 0, -1, STYLE_PLAIN, "漢字");
	canvas_put(&canvas, 1, 1, -1, STYLE_PLAIN, "語");
	assert_string_equal(row_text(1), " 語");
	canvas_put(&canvas, 2, 8, -1, STYLE_PLAIN, "漢");
	canvas_put(&canvas, 2, 9, -1, STYLE_PLAIN, "x");
	assert_string_equal(row_text(2), "         x");
}

static void letters_and_their_marks_share_a_cell(void **state)
{
	(void)state;
	/* ệ taken apart, as macOS writes file names */
	assert_int_equal(canvas_put(&canvas, 0, 0, -1, STYLE_PLAIN, "e\xCC\xA3\xCC\x82x"), 2);
	assert_string_equal(cell(0, 0)->text, "e\xCC\xA3\xCC\x82");
	assert_string_equal(cell(0, 1)->text, "x");
}

static void a_cluster_too_long_for_a_cell_shows_as_a_replacement(void **state)
{
	char text[64] = "a";
	int i;

	(void)state;
	for (i = 0; i < 12; i++)
		strcat(text, "\xCC\x81");
	strcat(text, "b");
	assert_int_equal(canvas_put(&canvas, 0, 0, -1, STYLE_PLAIN, text), 2);
	assert_string_equal(row_text(0), REPLACEMENT "b");
}

static void control_bytes_never_pass(void **state)
{
	static const char *const payloads[] = {"\033[2J", "\r", "\a", "\b", "\177", "\xC2\x9B[2J",
		"\xE2\x80\xAE", "\xE2\x80\x8D", "\xEF\xBB\xBF", "\xF3\xA0\x81\x81", "\xEE\x80\x80",
		"\xFF", "\xC0\x9B", "\xED\xA0\x80", "\v\f\x0E\x0F", "\xE2\x80\xA8"};
	size_t i, at;
	const char *text;

	(void)state;
	for (i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
		canvas_blank(&canvas);
		canvas_put(&canvas, 0, 0, -1, STYLE_PLAIN, payloads[i]);
		canvas_print(&canvas, 1, 0, STYLE_PLAIN, "%s", payloads[i]);
		text = row_text(0);
		assert_non_null(strstr(text, REPLACEMENT));
		for (at = 0; text[at]; at++)
			assert_true((unsigned char)text[at] >= 0x20 && text[at] != 0x7F);
		assert_null(strstr(text, "\xC2\x9B"));
		assert_null(strstr(text, "\xE2\x80"));
		assert_int_equal(strncmp(row_text(1), REPLACEMENT, 3) == 0,
			strncmp(row_text(0), REPLACEMENT, 3) == 0);
	}
	canvas_put(&canvas, 2, 0, -1, STYLE_PLAIN, "a\nb\tc");
	assert_string_equal(row_text(2), "a b c");
}

static void every_byte_and_pair_of_bytes_stays_in_its_cells(void **state)
{
	char text[3] = "";
	int first, second, column;

	(void)state;
	for (first = 1; first < 256; first++) {
		for (second = 0; second < 256; second++) {
			text[0] = (char)first;
			text[1] = (char)second;
			canvas_put(&canvas, 0, 8, -1, STYLE_PLAIN, text);
		}
	}
	for (column = 0; column < 8; column++)
		assert_string_equal(cell(0, column)->text, " ");
	assert_string_equal(row_text(1), "");
}

static void print_takes_texts_longer_than_any_screen(void **state)
{
	char *text = malloc(100001);

	(void)state;
	assert_non_null(text);
	memset(text, 'x', 100000);
	text[100000] = '\0';
	assert_int_equal(canvas_print(&canvas, 0, 1, STYLE_PLAIN, "%s", text), 10);
	assert_int_equal(canvas_put(&canvas, 1, 1, -1, STYLE_PLAIN, text), 10);
	assert_string_equal(row_text(0), " xxxxxxxxx");
	assert_string_equal(row_text(1), " xxxxxxxxx");
	free(text);
	canvas_size(&canvas, 1, 3000);
	assert_int_equal(canvas_print(&canvas, 0, 0, STYLE_PLAIN, "%02000d|ế", 0), 2002);
}

static void style_changes_looks_and_leaves_text(void **state)
{
	(void)state;
	canvas_put(&canvas, 0, 0, -1, STYLE_PLAIN, "abcdef");
	canvas_style(&canvas, 0, 1, 2, STYLE_WARN);
	canvas_style(&canvas, 0, 8, -1, STYLE_TITLE);
	canvas_style(&canvas, 1, -3, 4, STYLE_TITLE);
	assert_string_equal(row_text(0), "abcdef");
	assert_int_equal(cell(0, 0)->style, STYLE_PLAIN);
	assert_int_equal(cell(0, 1)->style, STYLE_WARN);
	assert_int_equal(cell(0, 2)->style, STYLE_WARN);
	assert_int_equal(cell(0, 3)->style, STYLE_PLAIN);
	assert_int_equal(cell(0, 9)->style, STYLE_TITLE);
	assert_int_equal(cell(1, 0)->style, STYLE_TITLE);
	assert_int_equal(cell(1, 1)->style, STYLE_PLAIN);
}

static void the_cursor_stays_on_the_canvas(void **state)
{
	(void)state;
	canvas_cursor(&canvas, 7, 70, true);
	assert_int_equal(canvas.cursor_row, 2);
	assert_int_equal(canvas.cursor_column, 9);
	assert_true(canvas.cursor_shown);
	canvas_cursor(&canvas, -1, -1, false);
	assert_int_equal(canvas.cursor_row, 0);
	assert_int_equal(canvas.cursor_column, 0);
}

static void a_row_is_cut_to_the_room_between_clusters(void **state)
{
	char text[8];

	(void)state;
	canvas_put(&canvas, 0, 0, -1, STYLE_PLAIN, "ế ếế");
	assert_string_equal(canvas_row(&canvas, 0, text, sizeof text), "ế ế");
	assert_string_equal(canvas_row(&canvas, 0, text, 5), "ế");
	assert_string_equal(canvas_row(&canvas, 0, text, 1), "");
}

static void a_canvas_of_one_cell_works(void **state)
{
	(void)state;
	canvas_size(&canvas, 0, -4);
	assert_int_equal(canvas.rows, 1);
	assert_int_equal(canvas.columns, 1);
	assert_int_equal(canvas_put(&canvas, 0, 0, -1, STYLE_PLAIN, "漢"), 0);
	assert_int_equal(canvas_put(&canvas, 0, 0, -1, STYLE_PLAIN, "ếx"), 1);
	assert_string_equal(row_text(0), "ế");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_canvas, close_canvas)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_canvas_is_blank),
		TEST(put_returns_the_column_after_the_last_cell),
		TEST(what_is_outside_is_dropped),
		TEST(text_that_starts_left_of_the_canvas_shows_its_rest),
		TEST(a_wide_cluster_is_never_cut_at_an_edge),
		TEST(half_a_wide_cluster_does_not_stay_behind),
		TEST(letters_and_their_marks_share_a_cell),
		TEST(a_cluster_too_long_for_a_cell_shows_as_a_replacement),
		TEST(control_bytes_never_pass),
		TEST(every_byte_and_pair_of_bytes_stays_in_its_cells),
		TEST(print_takes_texts_longer_than_any_screen),
		TEST(style_changes_looks_and_leaves_text),
		TEST(the_cursor_stays_on_the_canvas),
		TEST(a_row_is_cut_to_the_room_between_clusters),
		TEST(a_canvas_of_one_cell_works),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
