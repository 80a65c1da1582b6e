/* The small menus of filter, order and groups: what they offer, how they are chosen from, what they
 * leave behind. */
#include "tui/seat.h"

#include "tui/list.h"

#include <stdio.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

static size_t shown(struct seat *seat)
{
	return desk_view(seat->desk)->row_count;
}

static void the_key_opens_the_menu_and_moves_on_at_once(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "f");
	assert_true(seat_sees(seat, "│ 1 all"));
	assert_true(seat_sees(seat, "│>2 not sent       20"));
	assert_int_equal(shown(seat), 20);
	seat_press(seat, "f");
	assert_true(seat_sees(seat, "│>3 overdue"));
	assert_int_equal(shown(seat), 0);
}

static void a_digit_chooses_and_closes(void **state)
{
	static const struct {
		const char *keys, *said;
		size_t rows;
	} rows[] = {
		{"f 1", "f:all", 24}, {"f 2", "f:not sent", 20}, {"f 3", "f:overdue", 0},
		{"f 4", "f:today", 0}, {"f 5", "f:due soon", 6}, {"f 6", "f:not due", 12},
		{"f 7", "f:received", 3}, {"f 8", "f:returned", 1}, {"f 9", "f:extended", 1},
		{"f a", "f:not applicable", 1},
	};
	struct seat *seat = *state;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		seat_press(seat, rows[i].keys);
		assert_true(seat_sees(seat, rows[i].said));
		assert_int_equal(shown(seat), rows[i].rows);
		assert_false(seat_sees(seat, ":choose"));
	}
}

/* What a choice says it has is what it shows, and the parts are the whole. */
static void every_count_is_what_the_choice_shows(void **state)
{
	static const char *const screens[] = {"1", "2", "3", "4", "1 Tab", "1 / h o a Enter"};
	struct seat *seat = *state;
	struct view *view;
	size_t i, sum;
	int kind;

	for (i = 0; i < sizeof screens / sizeof screens[0]; i++) {
		seat_press(seat, screens[i]);
		view = desk_view(seat->desk);
		for (kind = 0, sum = 0; kind < SHOWNS; kind++) {
			view->shown = (enum shown)kind;
			list_arrange(seat->desk, view);
			assert_int_equal(view->found[kind], view->row_count);
			sum += kind > SHOWN_NOT_SENT ? view->row_count : 0;
		}
		if (seat->desk->now != VIEW_MATRIX) /* a unit has many states there */
			assert_int_equal(sum, view->found[SHOWN_ALL]);
		view->shown = SHOWN_ALL;
		list_arrange(seat->desk, view);
	}
}

static void a_state_that_nothing_is_in_is_a_choice_only_while_chosen(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "f");
	assert_false(seat_sees(seat, "in progress"));
	seat_press(seat, "Enter 3 f");
	assert_true(seat_sees(seat, "in progress"));
}

static void escape_brings_back_what_was_chosen_before(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "f 5 f f f Esc");
	assert_true(seat_sees(seat, "f:due soon"));
	assert_int_equal(shown(seat), 6);
	seat_press(seat, "s s Esc");
	assert_true(seat_sees(seat, "s:worst first"));
	/* Once more, on the first screen, it shows all again. */
	seat_press(seat, "Esc");
	assert_int_equal(shown(seat), 24);
}

static void arrows_walk_in_the_menu_and_stop_at_its_ends(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "s Down");
	assert_true(seat_sees(seat, ">3 by deadline"));
	seat_press(seat, "Down j");
	assert_true(seat_sees(seat, ">3 by deadline"));
	seat_press(seat, "Up Up k");
	assert_true(seat_sees(seat, ">1 worst first"));
	seat_press(seat, "Enter Down");
	assert_int_equal(desk_view(seat->desk)->at, 1);
}

static void any_other_key_does_what_it_always_does(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "f Space");
	assert_int_equal(desk_view(seat->desk)->marks.count, 1);
	assert_null(seat->desk->over);
	seat_press(seat, "f s");
	assert_true(seat_sees(seat, ">2 by unit"));
	seat_press(seat, "Tab");
	assert_true(seat_sees(seat, "[BC1]"));
	assert_null(seat->desk->over);
	/* A digit is a choice or nothing: never a screen. */
	seat_press(seat, "s 8");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	assert_non_null(seat->desk->over);
}

static void the_tab_by_state_is_marked_among_the_counts(void **state)
{
	struct seat *seat = *state;

	assert_string_equal(seat_row(seat, 1),
		" Overdue 0 ▪ Now 0 ▪ Soon 6 ▪ Later 12 ▪ Sent 3 ▪ Back 1 ▪ Ext. 1 ▪ n.a. 1");
	seat_press(seat, "f 5");
	assert_string_equal(seat_row(seat, 1),
		" Overdue 0 ▪ Now 0 ▪[Soon 6]▪ Later 12 ▪ Sent 3 ▪ Back 1 ▪ Ext. 1 ▪ n.a. 1");
	seat_press(seat, "f 3");
	assert_non_null(strstr(seat_row(seat, 1), "[Overdue 0]▪ Now 0"));
	seat_press(seat, "f 1 / h o a Enter");
	assert_non_null(strstr(seat_row(seat, 1), " Due soon 1 ▪ Not due 1 ▪ Received 0"));
	seat_press(seat, "/ ^U Enter");
	seat_size(seat, 24, 120);
	assert_non_null(strstr(seat_row(seat, 1), "▪ Due soon 6 ▪ Not due 12 ▪ Received 3 ▪"));
	/* What is left out is told, for the parts add up. */
	seat_size(seat, 24, 46);
	assert_string_equal(
		seat_row(seat, 1), " Overdue 0 ▪ Now 0 ▪ Soon 6 ▪ Later 12 …");
}

static void the_totals_add_up_to_what_is_shown(void **state)
{
	struct seat *seat = *state;

	assert_true(seat_sees(seat, "returned 1 + not applicable 1 = 24"));
	seat_press(seat, "f 2");
	assert_true(seat_sees(seat, "open in time 19 + returned 1 = 20"));
	seat_press(seat, "Tab");
	assert_true(seat_sees(seat, "open in time 7 + returned 1 = 8"));
	seat_press(seat, "f 7");
	assert_true(seat_sees(seat, " on time 3 = 3"));
	seat_press(seat, "f 1 / b e n Enter");
	assert_true(seat_sees(seat, "= 1 "));
	/* A row that is kept although the filter would leave it out is counted as well. */
	seat_press(seat, "Esc f 2 x");
	assert_true(seat_sees(seat, "= 8"));
	assert_int_equal(shown(seat), 8);
}

/* On any day the tabs by state count what the rates count, and `status` prints. */
static void the_tabs_count_what_the_rates_count(void **state)
{
	static const int days[][2] = {{6, 1}, {6, 28}, {6, 30}, {7, 1}, {7, 31}, {8, 15}};
	struct seat *seat = *state;
	const struct tally *rates;
	const size_t *found;
	size_t i;

	for (i = 0; i < sizeof days / sizeof days[0]; i++) {
		seat->app.today = day_make(2020, days[i][0], days[i][1]);
		seat_open(seat);
		seat_press(seat, "5");
		found = seat->desk->views[VIEW_DUE].found;
		rates = &seat->desk->views[VIEW_REPORTS].listing.board.reports;
		assert_int_equal(found[SHOWN_ALL], tally_total(rates));
		assert_int_equal(found[SHOWN_OVERDUE], tally_overdue(rates));
		assert_int_equal(found[SHOWN_RETURNED], tally_returned(rates));
		assert_int_equal(found[SHOWN_EXEMPT], tally_exempt(rates));
		assert_int_equal(
			found[SHOWN_RECEIVED], tally_on_time(rates) + tally_late(rates));
		assert_int_equal(found[SHOWN_TODAY] + found[SHOWN_DUE_SOON] + found[SHOWN_NOT_DUE] +
					 found[SHOWN_EXTENDED] + found[SHOWN_IN_PROGRESS] +
					 found[SHOWN_NO_DATE],
			tally_open(rates));
		assert_int_equal(found[SHOWN_NOT_SENT], tally_open(rates) + tally_overdue(rates) +
								tally_returned(rates));
	}
}

static void deadlines_stand_under_their_units_with_their_count(void **state)
{
	struct seat *seat = *state;
	int head;

	seat_press(seat, "b 3");
	head = seat_find(seat, "705 Huyện đoàn Tân Biên (2)");
	assert_true(head > 0);
	assert_non_null(strstr(seat_row(seat, head + 1), "Báo cáo kết quả"));
	assert_non_null(strstr(seat_row(seat, head + 2), "Báo cáo sơ kết cả đợt"));
	assert_true(seat_sees(seat, "b:by unit"));
	assert_int_equal(shown(seat), 24);
	seat_press(seat, "f 2 s 3");
	head = seat_find(seat, "TT01 Đoàn Khối Cơ quan (ví dụ) (2)");
	assert_true(head > 0);
}

static void deadlines_stand_under_their_report_worst_first(void **state)
{
	struct seat *seat = *state;
	int head;

	seat->app.today = day_make(2020, 7, 2);
	seat_open(seat);
	seat_press(seat, "b Enter");
	head = seat_find(seat, "BC1 Báo cáo kết quả tháng đầu · before 01/7 (12, overdue 6)");
	assert_true(head > 0);
	assert_non_null(strstr(seat_row(seat, head + 1), "overdue (2 days)"));
	assert_true(seat_find(seat, "BC2 Báo cáo sơ kết cả đợt · before 01/8 (12)") > head + 12);
	seat_press(seat, "b b");
	assert_false(seat_sees(seat, "(12"));
}

/* What others do while one looks moves no group. */
static void groups_stay_where_they_are_when_rows_change(void **state)
{
	struct seat *seat = *state;
	int before;

	seat_press(seat, "b 3 Down Down Down Down");
	before = seat_find(seat, "706 Huyện đoàn Tân Châu (2)");
	assert_true(before > 0);
	assert_non_null(strstr(seat_here(seat), "due soon"));
	seat_other(seat, "huyen-706", "receive 706 BC1");
	assert_true(desk_look(seat->desk));
	assert_int_equal(seat_find(seat, "706 Huyện đoàn Tân Châu (2)"), before);
	assert_non_null(strstr(seat_here(seat), "on time"));
}

static void groups_can_be_marked_and_walked_through(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "b 2 *");
	assert_int_equal(desk_view(seat->desk)->marks.count, 24);
	seat_press(seat, "Esc End");
	assert_int_equal(
		desk_view(seat->desk)->at, desk_view(seat->desk)->line_count - 1);
	seat_press(seat, "Home");
	assert_int_equal(desk_view(seat->desk)->at, 1);
	assert_int_equal(desk_view(seat->desk)->line_count, 26);
}

static void a_window_of_any_size_has_the_present_choice(void **state)
{
	struct seat *seat = *state;
	int rows, columns;

	seat_press(seat, "f 9 f Up");
	for (rows = 1; rows < 26; rows++) {
		for (columns = 1; columns < 90; columns += 11) {
			seat_size(seat, rows, columns);
			desk_draw(seat->desk, &seat->canvas);
			if (columns > 30)
				assert_true(seat_sees(seat, ">9 extended"));
		}
	}
}

static void the_keys_told_are_those_of_the_choices(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "f");
	assert_true(seat_sees(seat, "1-9 a:choose f:next"));
	assert_false(seat_sees(seat, "x:received")); /* the list's keys are not asked for now */
	seat_press(seat, "Esc s");
	assert_true(seat_sees(seat, "1-3:choose s:next"));
	seat_press(seat, "Esc");
	assert_false(seat_sees(seat, ":choose"));
}

static void a_count_never_runs_into_the_name_of_a_choice(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "f Esc f Up");
	seat_size(seat, 5, 10);
	assert_true(seat_sees(seat, "│>1 all"));
	seat_press(seat, "f");
	assert_true(seat_sees(seat, "│>2 not se"));
	assert_false(seat_sees(seat, "20"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_key_opens_the_menu_and_moves_on_at_once),
		TEST(a_digit_chooses_and_closes),
		TEST(every_count_is_what_the_choice_shows),
		TEST(a_state_that_nothing_is_in_is_a_choice_only_while_chosen),
		TEST(escape_brings_back_what_was_chosen_before),
		TEST(arrows_walk_in_the_menu_and_stop_at_its_ends),
		TEST(any_other_key_does_what_it_always_does),
		TEST(the_tab_by_state_is_marked_among_the_counts),
		TEST(the_totals_add_up_to_what_is_shown),
		TEST(the_tabs_count_what_the_rates_count),
		TEST(deadlines_stand_under_their_units_with_their_count),
		TEST(deadlines_stand_under_their_report_worst_first),
		TEST(groups_stay_where_they_are_when_rows_change),
		TEST(groups_can_be_marked_and_walked_through),
		TEST(a_window_of_any_size_has_the_present_choice),
		TEST(the_keys_told_are_those_of_the_choices),
		TEST(a_count_never_runs_into_the_name_of_a_choice),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
