/* The matrix by its behaviour: cursor and marks on cells, dense cells, events, what scrolls. */
#include "tui/seat.h"

#include "tui/matrix.h"

#include <stdio.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

static const char *item_here(struct seat *seat)
{
	const struct view *view = desk_view(seat->desk);

	return seat->desk->snapshot->items[view->listing.items[view->column]].code;
}

static void go_to(struct seat *seat, const char *item)
{
	int i;

	seat_press(seat, "2");
	for (i = 0; i < 30; i++)
		seat_press(seat, "Left");
	for (i = 0; i < 30 && strcmp(item_here(seat), item) != 0; i++)
		seat_press(seat, "Right");
	assert_string_equal(item_here(seat), item);
}

static void import_plan(struct seat *seat, const char *text)
{
	char path[160], line[240];
	FILE *file;

	snprintf(path, sizeof path, "%s/plan.csv", seat->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	snprintf(line, sizeof line, "import plan %s", path);
	seat_other(seat, "admin", line);
}

/* ---- the cursor ----------------------------------------------------------------------------- */

static void the_column_stays_when_items_come_before_it(void **state)
{
	struct seat *seat = *state;

	go_to(seat, "III.2.1");
	import_plan(seat, "type,code,title,audience\nplan,PCMT2020,Cao điểm,\n"
			  "task,II.1.0,Việc mới,huyen\n");
	assert_true(desk_look(seat->desk));
	assert_string_equal(item_here(seat), "III.2.1");
}

/* Another screen was open when the plan changed: the matrix was not there to be carried. */
static void the_column_stays_when_the_plan_changed_behind_another_screen(void **state)
{
	struct seat *seat = *state;

	go_to(seat, "III.2.1");
	seat_press(seat, "8");
	import_plan(seat, "type,code,title,audience\nplan,PCMT2020,Cao điểm,\n"
			  "task,II.1.0,Việc mới,huyen\n");
	assert_true(desk_look(seat->desk));
	seat_press(seat, "2");
	assert_string_equal(item_here(seat), "III.2.1");
}

static void it_opens_at_the_unit_and_item_of_the_screen_before(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Tab Tab / g o Space d a u Enter 2");
	assert_string_equal(item_here(seat), "BC2");
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Gò Dầu"));
	seat_press(seat, "Left 4");
	assert_non_null(strstr(seat_row(seat, 0), "4 Item · BC1"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Gò Dầu"));
}

/* ---- marks ---------------------------------------------------------------------------------- */

static void cells_are_marked_and_acted_on_as_rows_are(void **state)
{
	struct seat *seat = *state;

	go_to(seat, "II.3.c");
	seat_press(seat, "Home Down v Down Down");
	assert_true(seat_sees(seat, "3 marks, range open"));
	assert_non_null(strstr(seat_here(seat), "*"));
	seat_press(seat, "v");
	assert_true(seat_sees(seat, "3 marks"));
	seat_press(seat, "x");
	seat_says(seat, "3 ");
	assert_int_equal(tally_on_time(&desk_view(seat->desk)->columns[9].tally), 3);
	seat_press(seat, "u *");
	assert_true(seat_sees(seat, "12 marks")); /* the column, without who is not asked */
	assert_int_equal(tally_on_time(&desk_view(seat->desk)->columns[9].tally), 0);
}

/* ---- dense ---------------------------------------------------------------------------------- */

static void dense_the_whole_plan_is_seen_at_80_columns(void **state)
{
	struct seat *seat = *state;
	int row;

	seat_press(seat, "2");
	assert_true(seat_sees(seat, "‹"));
	seat_press(seat, "z");
	assert_false(seat_sees(seat, "‹"));
	assert_false(seat_sees(seat, "›"));
	row = seat_find(seat, "Huyện đoàn Tân Châu");
	assert_non_null(strstr(seat_row(seat, row), "▒--√│--- │--- │   - │!----│▲·│    1     1"));
	assert_non_null(strstr(seat_row(seat, 2), "II.1│II.2│II.3│III.1│III.2│BC│"));
	assert_non_null(strstr(seat_row(seat, 3), "abcd│abc │abc │123b │1234b│12│ DONE"));
}

static void dense_sums_are_tenths_and_never_all_or_none_where_some_are(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "2 z");
	/* 8, 4, 2, 6 of 12; 4, 1 of 12, 2 of 11; 2, 2, 0; one of one, 0, one of one, 7 of 9 */
	assert_true(seat_sees(seat, "done, tenths               6315│311 │110 │√0√7 │91235│20│"));
}

static void then_cells_are_letters_and_then_wide_again(void **state)
{
	struct seat *seat = *state;
	int row;

	seat_press(seat, "2 z z");
	row = seat_find(seat, "Huyện đoàn Tân Châu");
	assert_non_null(strstr(seat_row(seat, row), "~kkD│kkk │kkk │   k │Qkkkk│s.│"));
	assert_true(seat_sees(seat, "D on time T late"));
	seat_press(seat, "z");
	assert_true(seat_sees(seat, "[◄]"));
	assert_true(seat_sees(seat, "√ on time ≈ late"));
}

static void a_dense_cell_is_marked_and_the_cursor_is_on_it(void **state)
{
	struct seat *seat = *state;
	const struct canvas *canvas = &seat->canvas;

	seat_press(seat, "2 z Space Up");
	seat_row(seat, 0);
	assert_string_equal(canvas->cells[canvas->cursor_row * canvas->columns +
				    canvas->cursor_column].text,
		"*");
	assert_int_equal(canvas->cells[canvas->cursor_row * canvas->columns +
				 canvas->cursor_column].style,
		STYLE_TITLE);
}

/* ---- events --------------------------------------------------------------------------------- */

static void an_event_is_told_above_and_marks_the_columns_it_is_about(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "2");
	assert_non_null(strstr(seat_row(seat, 1), "◊ to 30/6 Tháng hành động"));
	/* BC1 falls due within it; the campaign, which is all of the plan, marks nothing. */
	assert_non_null(strstr(seat_row(seat, 3), "│◊1  2 │"));
	seat_size(seat, 40, 120);
	assert_true(seat_sees(seat, "◊ 01/6–30/6 Tháng hành động"));
}

static void an_event_to_come_and_one_of_today_are_told(void **state)
{
	struct seat *seat = *state;

	seat->app.today = day_make(2020, 6, 26);
	seat_open(seat);
	seat_press(seat, "2");
	assert_non_null(strstr(seat_row(seat, 1), "◊ today Ngày Quốc tế"));
	seat->app.today = day_make(2020, 5, 20);
	seat_open(seat);
	seat_press(seat, "2");
	assert_non_null(strstr(seat_row(seat, 1), "◊ from 01/6"));
	seat->app.today = day_make(2020, 9, 1);
	seat_open(seat);
	seat_press(seat, "2");
	assert_non_null(strstr(seat_row(seat, 1), "◊ 01/6–31/7 Đợt cao điểm"));
	assert_null(strstr(seat_row(seat, 1), "26/6"));
}

/* ---- sizes ---------------------------------------------------------------------------------- */

/* At every size the cursor is seen, and a sign where something is not. */
static void every_cell_can_be_reached_at_every_size(void **state)
{
	static const int heights[] = {10, 19, 40};
	static const int widths[] = {40, 60, 80, 120};
	struct seat *seat = *state;
	const struct view *view;
	size_t height, width, cells;

	seat_press(seat, "2");
	view = desk_view(seat->desk);
	for (cells = CELLS_WIDE; cells <= CELLS_DENSE; cells++) {
		for (height = 0; height < 3; height++)
			for (width = 0; width < 4; width++) {
				size_t i;

				seat_size(seat, heights[height], widths[width]);
				for (i = 0; i < view->listing.item_count; i++) {
					seat_press(seat, "Left");
					assert_true(seat->canvas.cursor_column >= 25);
				}
				assert_int_equal(view->column, 0);
				assert_false(seat_sees(seat, "‹"));
				for (i = 1; i < view->listing.item_count; i++)
					seat_press(seat, "Right");
				assert_string_equal(item_here(seat), "BC2");
				assert_false(seat_sees(seat, "›"));
				assert_int_equal(seat_sees(seat, "‹"), view->first_column > 0);
			}
		seat_size(seat, 24, 80);
		seat_press(seat, "z");
	}
}

static void the_box_tells_of_the_cell_beside_or_below(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 40, 120);
	go_to(seat, "III.1.1");
	seat_press(seat, "Home Down");
	assert_true(seat_sees(seat, "the plan does not ask this of this unit"));
	seat_press(seat, "Home");
	assert_true(seat_sees(seat, "III.1.1 Chỉ đạo cơ sở Đoàn"));
	assert_true(seat_sees(seat, "Last changed 27/6/2020 14:30 by nobody"));
	seat_size(seat, 24, 120);
	assert_true(seat_sees(seat, "│ III.1.1 Chỉ đạo cơ sở"));
	/* What does not fit is said to go on. */
	seat_size(seat, 16, 120);
	assert_true(seat_sees(seat, "…"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_column_stays_when_items_come_before_it),
		TEST(the_column_stays_when_the_plan_changed_behind_another_screen),
		TEST(it_opens_at_the_unit_and_item_of_the_screen_before),
		TEST(cells_are_marked_and_acted_on_as_rows_are),
		TEST(dense_the_whole_plan_is_seen_at_80_columns),
		TEST(dense_sums_are_tenths_and_never_all_or_none_where_some_are),
		TEST(then_cells_are_letters_and_then_wide_again),
		TEST(a_dense_cell_is_marked_and_the_cursor_is_on_it),
		TEST(an_event_is_told_above_and_marks_the_columns_it_is_about),
		TEST(an_event_to_come_and_one_of_today_are_told),
		TEST(every_cell_can_be_reached_at_every_size),
		TEST(the_box_tells_of_the_cell_beside_or_below),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
