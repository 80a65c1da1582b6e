/* The campaign in a line above the deadlines: today, events, deadlines, and its ends. */
#include "tui/seat.h"

#include <stdio.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)
#define LINE 3 /* its row at 80x24 */

/* The line as it is on a day. */
static const char *line_on(struct seat *seat, int month, int day)
{
	seat->app.today = day_make(2020, month, day);
	seat_open(seat);
	return seat_row(seat, LINE);
}

static void today_walks_along_the_line(void **state)
{
	static const struct {
		int month, day;
		const char *line;
	} rows[] = {
		{6, 1, " 01/6  ▼······:······:······26/6◊··:·│BC1 before 01/7···:······:·BC2│ 01/8"},
		{6, 28, " 01/6  ┴──────┴──────┴──────26/6◊─▼:·│BC1 before 01/7···:······:·BC2│ 01/8"},
		{6, 30, " 01/6  ┴──────┴──────┴──────26/6◊──┴▼│BC1 before 01/7···:······:·BC2│ 01/8"},
		{7, 1, " 01/6  ┴──────┴──────┴──────26/6◊──┴─▼BC1·:······:···BC2 before 01/8│ 01/8"},
		{7, 31, " 01/6  ┴──────┴──────┴──────26/6◊──┴─│BC1 before 01/7───┴──────┴───▼│ 01/8"},
	};
	struct seat *seat = *state;
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_string_equal(line_on(seat, rows[i].month, rows[i].day), rows[i].line);
}

/* The plan is ahead or over: an arrow where today lies, and how far away. */
static void outside_of_the_plan_today_is_an_arrow_at_its_end(void **state)
{
	struct seat *seat = *state;

	assert_string_equal(line_on(seat, 5, 31),
		" 01/6  ◄begins in 1 day·····26/6◊··:·│BC1 before 01/7···:······:·BC2│ 01/8");
	assert_string_equal(line_on(seat, 1, 1),
		" 01/6  ◄begins in 152 days··26/6◊··:·│BC1 before 01/7···:······:·BC2│ 01/8");
	assert_string_equal(line_on(seat, 8, 2),
		" 01/6  ┴──────┴──────┴──────26/6◊──┴─│BC1─┴──────┴───ended 1 day ago► 01/8");
	assert_string_equal(line_on(seat, 12, 31),
		" 01/6  ┴──────┴──────┴──────26/6◊──┴─│BC1─┴──────┴ended 152 days ago► 01/8");
}

static size_t item_of(struct seat *seat, const char *code)
{
	return items_find(seat->desk->snapshot->items, seat->desk->snapshot->item_count, code);
}

static void a_last_day_is_a_block_and_a_day_too_late_a_wall(void **state)
{
	struct seat *seat = *state;
	struct item *report = &seat->desk->snapshot->items[item_of(seat, "BC1")];

	report->wording = WORDING_BY;
	assert_string_equal(seat_row(seat, LINE),
		" 01/6  ┴──────┴──────┴──────26/6◊─▼:■BC1 by 30/6·:···BC2 before 01/8│ 01/8");
}

static void a_deadline_behind_the_plan_is_on_the_line_where_it_has_room(void **state)
{
	struct seat *seat = *state;
	struct item *report = &seat->desk->snapshot->items[item_of(seat, "BC2")];

	report->due_before = day_make(2020, 8, 15);
	assert_string_equal(seat_row(seat, LINE),
		" 01/6  ┴─────┴─────┴────26/6◊─▼:·│BC1 before 01/7:·····:·BC2 before 15/8│ 15/8");
	report->due_before = day_make(2021, 8, 15);
	assert_string_equal(seat_row(seat, LINE),
		" 01/6  ┴──────┴──────┴──────26/6◊─▼:·│BC1 before 01/7·BC2 15/8/2021► 31/7");
}

static void a_long_plan_has_several_days_in_a_column(void **state)
{
	struct seat *seat = *state;

	seat->desk->snapshot->plan.starts = day_make(2019, 9, 5);
	assert_string_equal(seat_row(seat, LINE),
		" 05/9  ──────────────────────────────────────────────────────26/6◊▼BC1··│ 01/8");
}

static void the_line_gives_way_to_the_list(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 21, 80);
	assert_false(seat_sees(seat, "26/6◊"));
	seat_size(seat, 24, 59);
	assert_false(seat_sees(seat, "26/6◊"));
	seat_size(seat, 22, 60);
	assert_true(seat_sees(seat, "◊"));
	seat_size(seat, 31, 120);
	assert_false(seat_sees(seat, "day 28 of 61"));
	seat_size(seat, 32, 120);
	assert_true(seat_sees(seat, "▼ day 28 of 61   ◊ to 30/6 Tháng hành động"));
	seat_size(seat, 24, 80);
	seat_press(seat, "2");
	assert_false(seat_sees(seat, "26/6◊"));
}

static void an_event_of_one_day_is_on_on_its_day(void **state)
{
	struct seat *seat = *state;
	struct snapshot *snapshot = seat->desk->snapshot;
	size_t item;

	/* Its end may be the day itself or not be said. */
	for (item = 0; item < snapshot->item_count; item++)
		if (snapshot->items[item].type == ITEM_EVENT &&
			snapshot->items[item].to == snapshot->items[item].from)
			snapshot->items[item].to = DAY_NONE;
	seat_size(seat, 32, 120);
	seat->app.today = day_make(2020, 6, 26);
	assert_true(seat_sees(seat, "▼ day 26 of 61   ◊ 26/6 Ngày Quốc tế"));
}

static void a_cursor_move_leaves_the_line_alone(void **state)
{
	struct seat *seat = *state;
	char before[1024];

	snprintf(before, sizeof before, "%s", seat_row(seat, LINE));
	seat_press(seat, "Down Down PgDn");
	assert_string_equal(seat_row(seat, LINE), before);
}

/* Names of plans are long, and a terminal may be wide beyond reason. */
static void any_width_has_a_line_inside_the_window(void **state)
{
	struct seat *seat = *state;
	int columns;

	for (columns = 40; columns < 700; columns += columns < 140 ? 1 : 97) {
		seat_size(seat, 40, columns);
		desk_draw(seat->desk, &seat->canvas);
		assert_int_equal(seat_sees(seat, "◊"), columns >= 60);
	}
}

static void an_event_is_told_whole_or_not_at_all(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 40, 150);
	assert_non_null(strstr(seat_row(seat, LINE + 1), "Ngày toàn dân phòng, chống ma túy"));
	seat_size(seat, 40, 120);
	assert_non_null(strstr(seat_row(seat, LINE + 1), "phòng, chống ma túy   …"));
	assert_null(strstr(seat_row(seat, LINE + 1), "Ngày Quốc tế"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(today_walks_along_the_line),
		TEST(outside_of_the_plan_today_is_an_arrow_at_its_end),
		TEST(a_last_day_is_a_block_and_a_day_too_late_a_wall),
		TEST(a_deadline_behind_the_plan_is_on_the_line_where_it_has_room),
		TEST(a_long_plan_has_several_days_in_a_column),
		TEST(the_line_gives_way_to_the_list),
		TEST(an_event_of_one_day_is_on_on_its_day),
		TEST(a_cursor_move_leaves_the_line_alone),
		TEST(any_width_has_a_line_inside_the_window),
		TEST(an_event_is_told_whole_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
