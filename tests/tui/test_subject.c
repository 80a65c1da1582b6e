/* The screens of one unit and of one item: how far they are, what the plan says, whom to call, which
 * numbers are owed, and the pane of details. */
#include "tui/seat.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

static void unit_of(struct seat *seat, const char *code)
{
	seat_press(seat, "8"); /* there is no row that the current unit follows */
	seat->desk->unit = units_find(&seat->desk->snapshot->units, code);
	assert_true(seat->desk->unit != NOWHERE);
	seat_press(seat, "3");
	assert_non_null(strstr(seat_row(seat, 0), code));
}

static void item_of(struct seat *seat, const char *code)
{
	const struct snapshot *snapshot = seat->desk->snapshot;

	seat_press(seat, "8");
	seat->desk->item = items_find(snapshot->items, snapshot->item_count, code);
	seat_press(seat, "4");
	assert_non_null(strstr(seat_row(seat, 0), code));
}

/* ---- the item ------------------------------------------------------------------------------- */

static void a_target_is_counted_over_the_nine_it_binds(void **state)
{
	struct seat *seat = *state;

	item_of(seat, "III.2.4b");
	assert_true(seat_sees(seat, "target 100%: 5 of 9 done "));
	assert_true(seat_sees(seat, "progress 55.6% · 4 more to go"));
	assert_true(seat_sees(seat, "III.2 Nhiệm vụ của huyện"));
	assert_true(seat_sees(seat, "III.2.4b Củng cố Đội"));
}

/* Who is exempt is out of what is expected, and that is said. */
static void an_exemption_lowers_what_is_expected(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "admin", "exempt 706 III.2.4b --why none");
	seat_other(seat, "admin", "exempt 707 III.2.4b --why none");
	seat_other(seat, "admin", "exempt 709 III.2.4b --why none");
	assert_true(desk_look(seat->desk));
	item_of(seat, "III.2.4b");
	seat_size(seat, 24, 120);
	assert_true(seat_sees(seat, "target 100%: 5 of 6 done "));
	assert_true(seat_sees(seat, "1 more to go · 3 not applicable left out"));
	seat_other(seat, "admin", "exempt 711 III.2.4b --why none");
	assert_true(desk_look(seat->desk));
	assert_true(seat_sees(seat, "target 100%: 5 of 5 done "));
	assert_true(seat_sees(seat, "100.0% · target reached · 4 not applicable left out"));
}

static void before_the_deadline_it_is_progress_and_then_a_rate(void **state)
{
	struct seat *seat = *state;

	item_of(seat, "BC1");
	assert_true(seat_sees(seat, "3 of 11 received "));
	assert_true(seat_sees(seat, "progress 27.3%"));
	assert_true(seat_sees(seat, "before 01/7/2020 (last day 30/6/2020)"));
	seat->app.today = day_make(2020, 7, 1);
	seat_open(seat);
	item_of(seat, "BC1");
	assert_true(seat_sees(seat, "on time 27.3%"));
	seat_size(seat, 19, 46);
	assert_true(seat_sees(seat, "before 01/7 "));
	assert_true(seat_sees(seat, "3 of 11 received "));
}

static void the_formula_is_on_the_same_key(void **state)
{
	struct seat *seat = *state;

	item_of(seat, "BC1");
	seat_press(seat, "=");
	assert_true(seat_sees(seat, "BC1 Báo cáo kết quả tháng đầu"));
	assert_true(seat_sees(seat, "reporting rate = (on time + late) / expected = 3 / 11 = 27.3%"));
	seat_press(seat, "Esc");
	unit_of(seat, "708");
	seat_press(seat, "=");
	assert_true(seat_sees(seat, "708 Huyện đoàn Châu Thành"));
	assert_true(seat_sees(seat, "= 5 / 18 = 27.8%"));
}

/* ---- the unit ------------------------------------------------------------------------------- */

static void contacts_are_told_on_top_and_below(void **state)
{
	struct seat *seat = *state;

	unit_of(seat, "708");
	assert_non_null(strstr(seat_row(seat, 2), "Bùi Thị Tượng Trưng · 0900 000 008"));
	assert_non_null(strstr(seat_row(seat, 3), "5 of 18 done"));
	seat_press(seat, "End");
	assert_true(seat_sees(seat, "Contacts"));
	assert_non_null(strstr(seat_here(seat), "Phó Bí thư Huyện đoàn · 0900 000 008"));
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Position: Phó Bí thư Huyện đoàn"));
	assert_true(seat_sees(seat, "Email: tuongtrung@example.org"));
	seat_press(seat, "Esc x");
	seat_says(seat, "this line is no report or task");
	seat_press(seat, "="); /* of the unit, wherever the cursor is */
	assert_true(seat_sees(seat, "= 5 / 18 = 27.8%"));
}

static void contacts_that_were_removed_are_told_no_more(void **state)
{
	struct seat *seat = *state;
	struct fault why;
	size_t removed;

	if (!store_purge_people(seat->app.store, "admin", &removed, &why))
		fail_msg("%s", why.text);
	unit_of(seat, "708");
	assert_false(seat_sees(seat, "Tượng Trưng"));
	seat_press(seat, "End");
	assert_false(seat_sees(seat, "Contacts"));
}

static void numbers_owed_are_counted_and_lead_to_the_first_missing(void **state)
{
	struct seat *seat = *state;

	unit_of(seat, "708");
	assert_true(seat_sees(seat, "BC1      24 of 32 given, 8 missing"));
	assert_true(seat_sees(seat, "BC2      none of 32 given yet"));
	seat_press(seat, "Home Down Down");
	assert_non_null(strstr(seat_here(seat), "24 of 32"));
	seat_press(seat, "Enter");
	assert_non_null(strstr(seat_row(seat, 0), "6 Numbers · BC1"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Châu Thành"));
	seat_press(seat, "4 2 Tab Esc");
	assert_non_null(strstr(seat_row(seat, 0), "3 Unit · 708"));
	assert_true(seat_sees(seat, "BC1      25 of 32 given, 7 missing"));
}

/* A report that a unit need not send asks no numbers of it. */
static void an_exempt_report_owes_no_numbers(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "admin", "exempt 708 BC2 --why none");
	assert_true(desk_look(seat->desk));
	unit_of(seat, "708");
	assert_true(seat_sees(seat, "BC1      24 of 32"));
	assert_false(seat_sees(seat, "none of 32"));
}

static void what_is_searched_for_are_the_duties(void **state)
{
	struct seat *seat = *state;

	unit_of(seat, "708");
	seat_press(seat, "/ d o i Enter");
	assert_false(seat_sees(seat, "Numbers owed"));
	seat_press(seat, "End");
	assert_false(seat_sees(seat, "Contacts"));
	seat_press(seat, "Esc");
	assert_true(seat_sees(seat, "Numbers owed") || seat_sees(seat, "Contacts"));
}

/* They stand behind all rows where there are no sections, and are no rows to act on. */
static void in_any_order_and_size_lines_that_are_no_rows_stay_so(void **state)
{
	struct seat *seat = *state;
	static const int heights[] = {1, 8, 10, 16, 19, 24, 40};
	size_t i;

	unit_of(seat, "708");
	seat_press(seat, "s");
	for (i = 0; i < 7; i++) {
		seat_size(seat, heights[i], 80);
		seat_press(seat, "End Up Up Space v Up v * c Esc * Home PgDn PgDn Down");
		assert_int_equal(desk_view(seat->desk)->marks.count, 0);
	}
	seat_size(seat, 8, 60);
	seat_press(seat, "End");
	assert_non_null(strstr(seat_row(seat, 0), "Bùi Thị Tượng Trưng"));
}

/* ---- the pane ------------------------------------------------------------------------------- */

static void wide_enough_the_row_is_told_beside_the_list(void **state)
{
	struct seat *seat = *state;

	item_of(seat, "BC1");
	seat_press(seat, "Home");
	seat_size(seat, 24, 119);
	assert_false(seat_sees(seat, "│ 703 Thành đoàn Tây Ninh"));
	seat_size(seat, 40, 120);
	assert_true(seat_sees(seat, "│ 703 Thành đoàn Tây Ninh"));
	assert_true(seat_sees(seat, "Version 1: received 24/6/2020"));
	assert_true(seat_sees(seat, "Last changed 27/6/2020 14:30 by nobody"));
	seat_press(seat, "Down");
	assert_true(seat_sees(seat, "│ 705 Huyện đoàn Tân Biên"));
	assert_false(seat_sees(seat, "Last changed"));
	seat_press(seat, "x");
	assert_true(seat_sees(seat, "Last changed"));
}

static void the_pane_names_the_numbers_that_are_missing(void **state)
{
	struct seat *seat = *state;

	unit_of(seat, "708");
	seat_size(seat, 40, 120);
	seat_press(seat, "Home Down Down");
	assert_true(seat_sees(seat, "│ SL08 Gương điển hình"));
	assert_false(seat_sees(seat, "│ SL01 "));
	seat_press(seat, "End");
	assert_true(seat_sees(seat, "│ Phone: 0900 000 008"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_target_is_counted_over_the_nine_it_binds),
		TEST(an_exemption_lowers_what_is_expected),
		TEST(before_the_deadline_it_is_progress_and_then_a_rate),
		TEST(the_formula_is_on_the_same_key),
		TEST(contacts_are_told_on_top_and_below),
		TEST(contacts_that_were_removed_are_told_no_more),
		TEST(numbers_owed_are_counted_and_lead_to_the_first_missing),
		TEST(an_exempt_report_owes_no_numbers),
		TEST(what_is_searched_for_are_the_duties),
		TEST(in_any_order_and_size_lines_that_are_no_rows_stay_so),
		TEST(wide_enough_the_row_is_told_beside_the_list),
		TEST(the_pane_names_the_numbers_that_are_missing),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
