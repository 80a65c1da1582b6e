/* Sitting at the numbers: typing, moving, adding, pasting, doubts, and what others write meanwhile. */
#include "tui/seat.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

/* What the file says; -1 not applicable, -2 not reported. */
static int64_t stored(struct seat *seat, const char *report, const char *number, const char *unit)
{
	const char *fields[ROW_FIELDS], *keys[] = {"PCMT2020", report, number, unit};
	struct pool pool = {0};
	struct fault why;
	int64_t value = -2;
	bool found;

	assert_true(
		store_get(seat->app.store, TABLE_NUMBER, keys, &pool, fields, &found, &why));
	if (found)
		value = strcmp(fields[NUMBER_VALUE], "-") == 0
			? -1
			: strtoll(fields[NUMBER_VALUE], NULL, 10);
	pool_free(&pool);
	return value;
}

/* To the numbers of BC1, on Tân Biên (705), which has reported none. */
static void sit_down(struct seat *seat)
{
	seat_press(seat, "/ t a n Space b i e n Enter 6");
	assert_int_equal(seat->desk->now, VIEW_NUMBERS);
	assert_non_null(strstr(seat_row(seat, 0), "6 Numbers · BC1"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
}

/* ---- typing --------------------------------------------------------------------------------- */

static void enter_goes_down_and_tab_goes_right(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_press(seat, "1 2 Enter");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 12);
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Châu"));
	seat_press(seat, "3 Tab");
	assert_int_equal(stored(seat, "BC1", "SL01", "706"), 3);
	seat_press(seat, "4 S-Tab 5 Up");
	assert_int_equal(stored(seat, "BC1", "SL02", "706"), 4);
	assert_int_equal(stored(seat, "BC1", "SL01", "706"), 5);
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
	assert_int_equal(desk_view(seat->desk)->column, 0);
	seat_press(seat, "Enter Enter Tab Tab");
	assert_non_null(strstr(seat_here(seat), "Dương Minh Châu"));
	assert_int_equal(desk_view(seat->desk)->column, 2);
}

static void zero_not_applicable_and_not_reported_look_different(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	assert_non_null(strstr(seat_here(seat), "[     ]"));
	seat_press(seat, "0 Enter Up");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 0);
	assert_non_null(strstr(seat_here(seat), "[    0]"));
	seat_press(seat, "- Enter Up");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), -1);
	assert_non_null(strstr(seat_here(seat), "[    -]"));
	seat_press(seat, "# Backspace Enter Up");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), -2);
	assert_non_null(strstr(seat_here(seat), "[     ]"));
}

static void a_plus_adds_and_says_what_it_comes_to(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_press(seat, "Up Right + 1 0");
	assert_true(seat_sees(seat, "→ 1,250 (1,240 +10)"));
	seat_press(seat, "Enter");
	assert_int_equal(stored(seat, "BC1", "SL02", "703"), 1250);
	seat_press(seat, "u");
	assert_int_equal(stored(seat, "BC1", "SL02", "703"), 1240);
}

static void what_is_no_number_is_refused_in_its_cell(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_press(seat, "2 . 4 5 Enter");
	assert_ptr_equal(seat->desk->over, &overlay_cell);
	assert_true(seat_sees(seat, "not a whole number"));
	seat_press(seat, "5 Enter");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 2455);
	seat_press(seat, "Up 7 Esc");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 2455);
	assert_int_equal(seat->desk->now, VIEW_NUMBERS);
}

static void the_cursor_of_the_terminal_is_in_the_cell(void **state)
{
	struct seat *seat = *state;
	const char *at;
	int row, column;

	sit_down(seat);
	row = seat_find(seat, "> Huyện đoàn Tân Biên");
	if (row < 0)
		row = seat_find(seat, ">▲ Huyện đoàn Tân Biên");
	at = strchr(seat_row(seat, row), '[');
	assert_non_null(at);
	/* Marks and letters before it take more bytes than columns. */
	for (column = 0; column < 80; column++)
		if (seat->canvas.cells[row * 80 + column].text[0] == '[')
			break;
	assert_int_equal(seat->canvas.cursor_row, row);
	assert_int_equal(seat->canvas.cursor_column, column + 5);
	assert_false(seat->canvas.cursor_shown);
	seat_press(seat, "4 2");
	assert_int_equal(seat->canvas.cursor_row, row);
	assert_int_equal(seat->canvas.cursor_column, column + 3);
	assert_true(seat->canvas.cursor_shown);
}

static void a_reader_cannot_type(void **state)
{
	struct seat *seat = *state;

	seat->app.readonly = true;
	seat_open(seat);
	sit_down(seat);
	seat_press(seat, "5");
	assert_null(seat->desk->over);
	seat_says(seat, "opened for reading only");
	desk_paste(seat->desk, "1\n2\n");
	assert_null(seat->desk->over);
	seat_says(seat, "opened for reading only");
}

static void what_was_typed_when_the_line_was_lost_comes_back_in_its_cell(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	sit_down(seat);
	seat_press(seat, "Right 4 7 1");
	draft_keep(seat->desk);
	seat_open(seat);
	sit_down(seat);
	seat_press(seat, "#"); /* another cell */
	assert_string_equal(seat->desk->edit.text, "");
	seat_press(seat, "Esc Right #");
	assert_string_equal(seat->desk->edit.text, "471");
	seat_press(seat, "Enter");
	assert_int_equal(stored(seat, "BC1", "SL02", "705"), 471);
}

/* ---- sums and doubts ------------------------------------------------------------------------ */

static void a_total_says_how_many_units_it_is_over(void **state)
{
	struct seat *seat = *state;
	int row;

	sit_down(seat);
	row = seat_find(seat, " total ");
	assert_non_null(strstr(seat_row(seat, row), "85  4,790"));
	assert_non_null(strstr(seat_row(seat, row + 1), "4/11   4/11"));
	seat_press(seat, "1 5 Enter");
	assert_non_null(strstr(seat_row(seat, row), "100  4,790"));
	assert_non_null(strstr(seat_row(seat, row + 1), "5/11   4/11"));
	seat_press(seat, "- Enter"); /* said, but nothing to add */
	assert_non_null(strstr(seat_row(seat, row), "100  4,790"));
	assert_non_null(strstr(seat_row(seat, row + 1), "5/11   4/11"));
}

static void less_than_the_earlier_report_is_marked_and_told(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_press(seat, "R");
	assert_non_null(strstr(seat_row(seat, 0), "6 Numbers · BC2"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
	seat_press(seat, "Up 2 1 Enter");
	seat_says(seat, "21 is below the 22 of BC1");
	assert_null(seat->desk->over);
	assert_true(seat_sees(seat, "<   21"));
	seat_press(seat, "Up");
	assert_true(seat_sees(seat, "< BC1 22"));
	seat_press(seat, "2 2 Enter");
	assert_false(seat_sees(seat, "<   22"));
}

static void a_digit_too_many_is_marked(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_press(seat, "Right 1 5 0 0 0 Enter");
	assert_true(seat_sees(seat, "?15,000"));
	seat_press(seat, "Up");
	assert_true(seat_sees(seat, "? usual 1,240"));
	seat_press(seat, "1 5 0 0 Enter");
	assert_true(seat_sees(seat, "1,500"));
	assert_false(seat_sees(seat, "?15"));
}

static void every_write_of_a_cell_is_in_its_history(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_press(seat, "H");
	assert_true(seat_sees(seat, "nobody has written this number yet"));
	seat_press(seat, "Esc 5 Enter Up 6 Enter Up H");
	assert_true(seat_sees(seat, "ban-phong-trao · not reported → 5"));
	assert_true(seat_sees(seat, "ban-phong-trao · 5 → 6"));
}

/* ---- what is not in sight -------------------------------------------------------------------- */

/* A column is read when it is drawn; keys may be faster. */
static void keys_before_anything_is_drawn_know_what_is_there(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "huyen-705", "number 705 SL01 20 --report BC1");
	seat_press(seat, "/ t a n Space b i e n Enter");
	desk_key(seat->desk, "6");
	desk_key(seat->desk, "+");
	desk_key(seat->desk, "5");
	assert_true(seat_sees(seat, "→ 25 (20 +5)"));
	seat_press(seat, "Enter");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 25);
}

static void what_another_wrote_out_of_sight_is_there_when_it_comes_in_sight(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	assert_false(seat_sees(seat, "SL32"));
	seat_press(seat, "Tab");
	seat_other(seat, "huyen-705", "number 705 SL32 77 --report BC1");
	seat_other(seat, "huyen-705", "number 705 SL02 1234 --report BC1");
	assert_true(desk_look(seat->desk));
	assert_non_null(strstr(seat_here(seat), "1,234"));
	for (int i = 0; i < 31; i++)
		seat_press(seat, "Tab");
	assert_true(seat_sees(seat, "SL32"));
	assert_non_null(strstr(seat_here(seat), "77"));
}

static void an_export_has_the_numbers_that_were_never_in_sight(void **state)
{
	struct seat *seat = *state;
	char path[160], text[8192];
	FILE *file;
	size_t length;

	seat_other(seat, "huyen-705", "number 705 SL32 4321 --report BC1");
	sit_down(seat);
	assert_false(seat_sees(seat, "SL32"));
	seat_press(seat, "E ^U");
	snprintf(path, sizeof path, "%s/out.csv", seat->folder);
	seat_type(seat, path);
	seat_press(seat, "Enter");
	file = fopen(path, "r");
	assert_non_null(file);
	length = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	remove(path);
	text[length] = '\0';
	assert_non_null(strstr(text, "4321"));
}

/* Cells that could not be read are not shown as if nobody had reported. */
static void numbers_that_cannot_be_read_are_told_and_come_when_they_can_be(void **state)
{
	struct seat *seat = *state;
	sqlite3 *other;

	seat_other(seat, "huyen-705", "number 705 SL01 876 --report BC1");
	seat_press(seat, "/ t a n Space b i e n Enter");
	store_set_patience(seat->app.store, 1);
	assert_int_equal(sqlite3_open(seat->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	seat_press(seat, "6");
	seat_says(seat, "the database is busy");
	assert_non_null(strstr(seat_here(seat), "…"));
	seat_press(seat, "5");
	seat_says(seat, "the database is busy");
	assert_null(seat->desk->over);
	assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(other), SQLITE_OK);
	seat_press(seat, "Right Left");
	assert_non_null(strstr(seat_here(seat), "876"));
	assert_null(strstr(seat_here(seat), "…"));
}

/* ---- pasting -------------------------------------------------------------------------------- */

static void a_pasted_column_is_shown_first_and_is_one_step(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	desk_paste(seat->desk, "10\n-\n2.500\n\n");
	assert_true(seat_sees(seat, "4 values into SL01"));
	assert_true(seat_sees(seat, "Huyện đoàn Tân Biên        not reported → 10"));
	assert_true(seat_sees(seat, "not reported → 2,500"));
	assert_true(seat_sees(seat, "Huyện đoàn Châu Thành      17 → not reported"));
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), -2);
	seat_press(seat, "Enter");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 10);
	assert_int_equal(stored(seat, "BC1", "SL01", "706"), -1);
	assert_int_equal(stored(seat, "BC1", "SL01", "707"), 2500);
	assert_int_equal(stored(seat, "BC1", "SL01", "708"), -2);
	seat_press(seat, "u");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), -2);
	assert_int_equal(stored(seat, "BC1", "SL01", "708"), 17);
}

static void a_paste_with_a_wrong_value_changes_nothing(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_press(seat, "5");
	desk_paste(seat->desk, "1\nabc\n3\n"); /* also out of an open field */
	assert_true(seat_sees(seat, "1 value is refused"));
	seat_press(seat, "Enter");
	seat_says(seat, "nothing is taken while a value is refused");
	seat_press(seat, "Esc");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), -2);
	desk_paste(seat->desk, "1\t2\n3\t4\n");
	seat_says(seat, "several columns were pasted");
	seat_press(seat, "End");
	desk_paste(seat->desk, "1\n2\n");
	assert_true(seat_sees(seat, "no unit is left for it"));
	seat_press(seat, "Esc");
	desk_paste(seat->desk, "1\n2\n3\n4\n5\n");
	assert_true(seat_sees(seat, "4 values too many: no unit is left"));
	seat_press(seat, "Esc");
	assert_int_equal(stored(seat, "BC1", "SL01", "TT03"), -2);
}

static void a_pasted_number_goes_into_the_field(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	desk_paste(seat->desk, "1.240\n");
	assert_ptr_equal(seat->desk->over, &overlay_cell);
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), -2);
	seat_press(seat, "Enter");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 1240);
}

/* ---- others --------------------------------------------------------------------------------- */

static void who_wrote_the_cell_meanwhile_is_told_before_it_is_written_over(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_press(seat, "5");
	seat_other(seat, "huyen-705", "number 705 SL01 8 --report BC1");
	seat_press(seat, "Enter");
	assert_ptr_equal(seat->desk->over, &overlay_conflict);
	assert_true(seat_sees(seat, "theirs: value: 8 (huyen-705, "));
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 8);
	seat_press(seat, "Esc");
	assert_ptr_equal(seat->desk->over, &overlay_cell);
	assert_string_equal(seat->desk->edit.text, "5");
	seat_press(seat, "Enter y");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 5);
	/* What is added is added to whatever is there. */
	seat_press(seat, "+ 2");
	seat_other(seat, "huyen-705", "number 705 SL01 20 --report BC1");
	seat_press(seat, "Enter");
	assert_null(seat->desk->over);
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 22);
}

static void what_another_wrote_appears_and_is_marked(void **state)
{
	struct seat *seat = *state;

	sit_down(seat);
	seat_other(seat, "huyen-706", "number 706 SL01 8 --report BC1");
	assert_true(desk_look(seat->desk));
	assert_true(seat_sees(seat, "▪    8"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
	seat_says(seat, "(L: what)"); /* digits are numbers here */
	seat_press(seat, "R");
	assert_false(seat_sees(seat, "▪    8"));
	seat_press(seat, "R Esc");
	assert_true(seat_sees(seat, "     8"));
	assert_false(seat_sees(seat, "▪    8"));
}

static void write_file(struct seat *seat, char path[160], const char *text)
{
	FILE *file;

	snprintf(path, 160, "%s/new.csv", seat->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void the_cell_stays_when_numbers_and_units_are_added_before_it(void **state)
{
	struct seat *seat = *state;
	char path[160], line[240];

	sit_down(seat);
	seat_press(seat, "Right");
	write_file(seat, path, "type,code,title\nplan,PCMT2020,Cao điểm\nnumber,SL00,Mới\n");
	snprintf(line, sizeof line, "import plan %s", path);
	seat_other(seat, "admin", line);
	write_file(seat, path, "code,name,kind,parent\n704,Huyện đoàn Mới,huyen,72\n");
	snprintf(line, sizeof line, "import units %s", path);
	seat_other(seat, "admin", line);
	assert_true(desk_look(seat->desk));
	assert_true(seat_sees(seat, "Huyện đoàn Mới"));
	assert_true(seat_sees(seat, "SL00"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
	seat_press(seat, "7 Enter");
	assert_int_equal(stored(seat, "BC1", "SL02", "705"), 7);
}

/* ---- sizes ---------------------------------------------------------------------------------- */

/* Below the sums there is room for less than nothing: what the numbers are is then not said. */
static void the_key_bar_is_the_key_bar_whatever_the_height(void **state)
{
	struct seat *seat = *state;
	char bar[256];
	int rows;

	seat_press(seat, "6");
	seat_size(seat, 24, 90);
	snprintf(bar, sizeof bar, "%s", seat_row(seat, 23));
	for (rows = 12; rows < 60; rows++) {
		seat_size(seat, rows, 90);
		assert_string_equal(seat_row(seat, rows - 1), bar);
	}
}

static void every_number_can_be_reached_in_a_narrow_window(void **state)
{
	struct seat *seat = *state;
	size_t i;

	sit_down(seat);
	seat_size(seat, 19, 46);
	for (i = 0; i < 40; i++) {
		seat_press(seat, "Right");
		assert_non_null(strchr(seat_here(seat), '['));
	}
	assert_true(seat_sees(seat, "SL32"));
	for (i = 0; i < 40; i++) {
		seat_press(seat, "Left");
		assert_non_null(strchr(seat_here(seat), '['));
	}
	assert_true(seat_sees(seat, "SL01"));
	seat_size(seat, 8, 30);
	assert_true(seat_sees(seat, "Huyện đoàn Tân Biên · SL01"));
	seat_press(seat, "4 Enter");
	assert_int_equal(stored(seat, "BC1", "SL01", "705"), 4);
	seat_size(seat, 1, 1);
	seat_press(seat, "5 Enter");
	desk_paste(seat->desk, "1\n2\n");
	seat_press(seat, "Enter");
	seat_size(seat, 24, 80);
	assert_non_null(strchr(seat_here(seat), '['));
}

static void a_plan_without_numbers_says_so(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "6");
	assert_true(seat_sees(seat, "There is no plan yet"));
	seat_press(seat, "5 Tab R H Down");
	desk_paste(seat->desk, "1\n2\n");
	assert_null(seat->desk->over);
	seat_press(seat, "Esc");
	assert_int_equal(seat->desk->now, VIEW_DUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(enter_goes_down_and_tab_goes_right),
		TEST(zero_not_applicable_and_not_reported_look_different),
		TEST(a_plus_adds_and_says_what_it_comes_to),
		TEST(what_is_no_number_is_refused_in_its_cell),
		TEST(the_cursor_of_the_terminal_is_in_the_cell),
		TEST(a_reader_cannot_type),
		TEST(what_was_typed_when_the_line_was_lost_comes_back_in_its_cell),
		TEST(a_total_says_how_many_units_it_is_over),
		TEST(less_than_the_earlier_report_is_marked_and_told),
		TEST(a_digit_too_many_is_marked),
		TEST(every_write_of_a_cell_is_in_its_history),
		TEST(keys_before_anything_is_drawn_know_what_is_there),
		TEST(what_another_wrote_out_of_sight_is_there_when_it_comes_in_sight),
		TEST(an_export_has_the_numbers_that_were_never_in_sight),
		TEST(numbers_that_cannot_be_read_are_told_and_come_when_they_can_be),
		TEST(a_pasted_column_is_shown_first_and_is_one_step),
		TEST(a_paste_with_a_wrong_value_changes_nothing),
		TEST(a_pasted_number_goes_into_the_field),
		TEST(who_wrote_the_cell_meanwhile_is_told_before_it_is_written_over),
		TEST(what_another_wrote_appears_and_is_marked),
		TEST(the_cell_stays_when_numbers_and_units_are_added_before_it),
		TEST(the_key_bar_is_the_key_bar_whatever_the_height),
		TEST(every_number_can_be_reached_in_a_narrow_window),
		cmocka_unit_test_setup_teardown(
			a_plan_without_numbers_says_so, seat_take_empty, seat_leave),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
