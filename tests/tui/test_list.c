/* The list engine by its behaviour: cursor, filter, order, marks, ranges. */
#include "tui/seat.h"

#include "tui/list.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

static size_t shown(struct seat *seat)
{
	return desk_view(seat->desk)->row_count;
}

/* Every row shown has a state of this kind. */
static void all_are(struct seat *seat, enum shown kind)
{
	const struct view *view = desk_view(seat->desk);
	size_t i;

	assert_true(view->line_count > 0);
	for (i = 0; i < view->line_count; i++)
		assert_true(state_is_shown(
			kind, view_duty(view, view->lines[i].row)->verdict.state));
}

/* Years after a plan its rows still say how many days, not the beginning of them. */
static void days_long_over_are_told_whole(void **state)
{
	struct seat *seat = *state;

	seat->app.today = day_make(2026, 11, 26);
	seat_open(seat);
	assert_int_equal(seat_find(seat, "days …"), -1);
	assert_int_equal(seat_find(seat, "day…"), -1);
	assert_true(seat_sees(seat, " 2340 days over "));
}

static void who_has_not_sent_report_1_takes_two_keys(void **state)
{
	struct seat *seat = *state;
	const struct view *view;
	size_t i;

	seat_press(seat, "Tab f");
	view = desk_view(seat->desk);
	assert_int_equal(shown(seat), 8);
	all_are(seat, SHOWN_NOT_SENT);
	for (i = 0; i < view->line_count; i++)
		assert_string_equal(
			seat->desk->snapshot->items[view_duty(view, view->lines[i].row)->item].code,
			"BC1");
	assert_true(seat_sees(seat, "all [BC1] BC2"));
	assert_true(seat_sees(seat, "f:not sent"));
}

static void a_receipt_is_recorded_in_six_keys(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/ b e n Enter x");
	seat_says(seat, "711 Huyện đoàn Bến Cầu · BC1: on time");
	assert_non_null(strstr(seat_here(seat), "on time 28/6"));
}

static void the_filter_goes_round_the_states(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "f");
	all_are(seat, SHOWN_NOT_SENT);
	seat_press(seat, "f");
	assert_true(seat_sees(seat, "Nothing here is \"overdue\""));
	seat_press(seat, "f f");
	all_are(seat, SHOWN_DUE_SOON);
	seat_press(seat, "f");
	all_are(seat, SHOWN_NOT_DUE);
	seat_press(seat, "f");
	all_are(seat, SHOWN_RECEIVED);
	seat_press(seat, "f");
	all_are(seat, SHOWN_RETURNED);
	seat_press(seat, "f");
	all_are(seat, SHOWN_EXTENDED);
	seat_press(seat, "f");
	all_are(seat, SHOWN_EXEMPT);
	seat_press(seat, "f");
	assert_int_equal(shown(seat), 24);
}

static void the_words_filter_is_blind_to_marks_case_and_tone_place(void **state)
{
	static const char *const spellings[] = {"hoa", "HOA", "hòa", "hoà", "thi hoa", "hoa bc1"};
	struct seat *seat = *state;
	size_t i;

	for (i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
		seat_press(seat, "/ ^U");
		seat_type(seat, spellings[i]);
		seat_press(seat, "Enter");
		assert_true(shown(seat) == (i == 5 ? 1 : 2));
		assert_true(seat_sees(seat, "Thị đoàn Hòa Thành"));
	}
	seat_press(seat, "Esc");
	assert_int_equal(shown(seat), 24);
}

static void an_exclamation_mark_turns_the_filter_round(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/");
	seat_type(seat, "!hoa");
	assert_int_equal(shown(seat), 22);
	assert_false(seat_sees(seat, "Thị đoàn Hòa Thành"));
	seat_press(seat, "Esc");
	assert_int_equal(shown(seat), 24);
}

static void escape_brings_back_the_filter_before(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/ b e n Enter / ^U");
	seat_type(seat, "hoa");
	assert_true(seat_sees(seat, "Hòa Thành"));
	seat_press(seat, "Esc");
	assert_int_equal(shown(seat), 2);
	assert_true(seat_sees(seat, "Bến Cầu"));
}

static void a_filter_that_finds_nothing_says_how_to_clear_it(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/ z z z Enter");
	assert_true(seat_sees(seat, "Nothing here has \"zzz\"; Esc clears the filter."));
	seat_press(seat, "x");
	seat_says(seat, "there is no row here");
}

static void the_cursor_stays_on_its_row_when_the_order_changes(void **state)
{
	struct seat *seat = *state;
	int i;

	seat_press(seat, "Down Down Down Down");
	assert_non_null(strstr(seat_here(seat), "Thị đoàn Hòa Thành"));
	for (i = 0; i < 3; i++) {
		seat_press(seat, "s");
		assert_non_null(strstr(seat_here(seat), "Thị đoàn Hòa Thành"));
		assert_non_null(strstr(seat_here(seat), "BC1"));
	}
}

static void nothing_sorts_anew_under_the_cursor(void **state)
{
	struct seat *seat = *state;
	int before, after;

	seat_press(seat, "f Enter Down Down");
	before = seat_find(seat, "Huyện đoàn Tân Châu");
	seat_press(seat, "x");
	after = seat_find(seat, "Huyện đoàn Tân Châu");
	assert_int_equal(before, after);
	assert_non_null(strstr(seat_here(seat), "on time 28/6"));
	seat_press(seat, "x");
	assert_non_null(strstr(seat_here(seat), "due soon"));
	/* Coming back to the screen is a fresh look. */
	seat_press(seat, "x 2 1");
	assert_int_equal(seat_find(seat, "on time 28/6"), -1);
}

static void a_cursor_move_changes_two_cells(void **state)
{
	struct seat *seat = *state;
	struct canvas before = {0};
	int i, changed = 0;

	seat_press(seat, "Down Down");
	desk_draw(seat->desk, &seat->canvas);
	canvas_size(&before, 24, 80);
	desk_draw(seat->desk, &before);
	seat_press(seat, "Down");
	for (i = 0; i < 24 * 80; i++)
		changed += memcmp(&before.cells[i], &seat->canvas.cells[i],
				   sizeof *before.cells) != 0;
	assert_int_equal(changed, 2);
	canvas_free(&before);
}

static void a_page_moves_the_window_by_a_page(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 16, 80);
	seat_press(seat, "1 PgDn");
	assert_true(seat_sees(seat, "11-20/24"));
	seat_press(seat, "PgUp");
	assert_true(seat_sees(seat, "1-10/24"));
	seat_press(seat, "End");
	assert_true(seat_sees(seat, "15-24/24"));
	seat_press(seat, "Home");
	assert_true(seat_sees(seat, "1-10/24"));
}

static void space_marks_and_moves_down(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Space Space");
	assert_true(seat_sees(seat, "2 marks"));
	assert_true(seat_sees(seat, " ◄* Huyện đoàn Châu Thành"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Châu"));
	seat_press(seat, "Up Space");
	assert_true(seat_sees(seat, "1 mark"));
}

static void marks_outlive_the_filter(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/ b e n Enter Space / ^U h o a Enter Space Esc");
	assert_int_equal(desk_view(seat->desk)->marks.count, 2);
	seat_press(seat, "Esc");
	assert_int_equal(desk_view(seat->desk)->marks.count, 0);
}

static void a_range_marks_from_v_to_v(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down v Down Down");
	assert_true(seat_sees(seat, "3 marks, range open"));
	assert_true(seat_sees(seat, " ▲* Huyện đoàn Tân Biên"));
	seat_press(seat, "v");
	assert_int_equal(desk_view(seat->desk)->marks.count, 3);
	seat_press(seat, "v Down Esc");
	assert_int_equal(desk_view(seat->desk)->marks.count, 3);
}

static void an_open_range_counts_when_a_command_runs(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down v Down Down x");
	seat_says(seat, "3 duties changed (u: undo)");
	assert_true(seat_sees(seat, "Sent 6"));
	assert_int_equal(view_mark_count(seat->desk, desk_view(seat->desk)), 0);
}

static void a_star_marks_all_rows_shown_or_none(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Tab f *");
	assert_int_equal(desk_view(seat->desk)->marks.count, 8);
	seat_press(seat, "*");
	assert_int_equal(desk_view(seat->desk)->marks.count, 0);
}

static void one_command_acts_on_the_marks_as_one_step(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Tab f 5 * x");
	seat_says(seat, "6 duties changed (u: undo)");
	assert_true(seat_sees(seat, "Sent 9"));
	seat_press(seat, "u");
	assert_true(seat_sees(seat, "Sent 3"));
	seat_press(seat, "U");
	assert_true(seat_sees(seat, "Sent 9"));
	/* What was taken back is told by its units, or how many where they are many. */
	seat_press(seat, "u");
	seat_says(seat, "tick 705,706,707,709,TT01,TT03 BC1");
	seat_press(seat, "Tab f 6 * x u");
	seat_says(seat, ", tick, 12 rows");
}

static void more_than_twenty_rows_ask_for_the_count(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "* g");
	assert_true(seat_sees(seat, "24 rows: type 24 to go on"));
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "nothing is typed yet: type 24 to go on"));
	seat_press(seat, "2 3 Enter");
	assert_true(seat_sees(seat, "not 23: only the number 24 goes on"));
	seat_press(seat, "Backspace 4 Enter");
	assert_true(seat_sees(seat, "DAY:"));
	seat_press(seat, "Esc");
	seat_says(seat, "nothing was changed");
	assert_true(seat_sees(seat, "24 marks"));
}

static void sections_stand_over_their_tasks(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "3");
	assert_true(seat_find(seat, "Reports") < seat_find(seat, "BC1"));
	assert_true(seat_find(seat, "II.1 Phối hợp") < seat_find(seat, "II.1.a"));
	assert_true(seat_find(seat, "II.1.a") < seat_find(seat, "II.2 Bồi dưỡng"));
	/* The cursor goes from row to row, over the headings. */
	seat_press(seat, "Home Down Down Down Down");
	assert_non_null(strstr(seat_here(seat), "II.1.a"));
	seat_press(seat, "Up Up Up"); /* the numbers of both reports stand between */
	assert_non_null(strstr(seat_here(seat), "BC2"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(days_long_over_are_told_whole),
		TEST(who_has_not_sent_report_1_takes_two_keys),
		TEST(a_receipt_is_recorded_in_six_keys),
		TEST(the_filter_goes_round_the_states),
		TEST(the_words_filter_is_blind_to_marks_case_and_tone_place),
		TEST(an_exclamation_mark_turns_the_filter_round),
		TEST(escape_brings_back_the_filter_before),
		TEST(a_filter_that_finds_nothing_says_how_to_clear_it),
		TEST(the_cursor_stays_on_its_row_when_the_order_changes),
		TEST(nothing_sorts_anew_under_the_cursor),
		TEST(a_cursor_move_changes_two_cells),
		TEST(a_page_moves_the_window_by_a_page),
		TEST(space_marks_and_moves_down),
		TEST(marks_outlive_the_filter),
		TEST(a_range_marks_from_v_to_v),
		TEST(an_open_range_counts_when_a_command_runs),
		TEST(a_star_marks_all_rows_shown_or_none),
		TEST(one_command_acts_on_the_marks_as_one_step),
		TEST(more_than_twenty_rows_ask_for_the_count),
		TEST(sections_stand_over_their_tasks),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
