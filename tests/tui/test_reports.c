/* Sitting at the rates: groups, bars, the report before, formulas, and the deadlines behind a row. */
#include "tui/seat.h"

#include <stdio.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

static const struct summary_row *here(struct seat *seat)
{
	const struct view *view = desk_view(seat->desk);

	assert_int_equal(seat->desk->now, VIEW_REPORTS);
	return &view->listing.summary[view->lines[view->at].row];
}

static void on_day(struct seat *seat, int month, int day)
{
	seat->app.today = day_make(2020, month, day);
	seat_open(seat);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void a_row_has_its_rate_and_parts_that_add_up(void **state)
{
	struct seat *seat = *state;
	const struct view *view;
	size_t line;

	seat_press(seat, "5");
	assert_non_null(strstr(seat_row(seat, 0), "5 Reports"));
	assert_non_null(strstr(seat_here(seat), "BC1 Báo cáo"));
	assert_non_null(strstr(seat_here(seat), "27.3%"));
	assert_non_null(strstr(seat_here(seat), "3       7       1   1  12"));
	view = desk_view(seat->desk);
	for (line = 0; line < view->line_count; line++) {
		const struct tally *tally =
			&view->listing.summary[view->lines[line].row].tally;

		assert_int_equal(tally_on_time(tally) + tally_late(tally) + tally_open(tally) +
				tally_overdue(tally) + tally_returned(tally) + tally_exempt(tally),
			tally_total(tally));
	}
	seat_press(seat, "End");
	assert_non_null(strstr(seat_here(seat), "= tasks"));
	assert_true(seat_sees(seat, "= 213"));
}

/* Whatever it is rolled up by, the same duties are in it. */
static void every_way_of_grouping_adds_up_to_the_same(void **state)
{
	struct seat *seat = *state;
	const struct view *view;
	int way;
	size_t line;

	seat_press(seat, "5 b");
	view = desk_view(seat->desk);
	for (way = 0; way < 3; way++) {
		size_t total = 0, done = 0;

		for (line = 0; line < view->line_count; line++) {
			const struct tally *tally =
				&view->listing.summary[view->lines[line].row].tally;

			assert_true(tally_total(tally) > 0);
			total += tally_total(tally);
			done += tally_on_time(tally) + tally_late(tally);
		}
		assert_int_equal(total, 213);
		assert_int_equal(done, 68);
		assert_true(seat_sees(seat, "= 213"));
		seat_press(seat, "b");
	}
	assert_non_null(strstr(seat_here(seat), "BC1 Báo cáo"));
}

static void tab_takes_one_report_alone(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "5 b b Tab");
	assert_true(seat_sees(seat, "[BC1]"));
	assert_true(seat_sees(seat, "b:by kind"));
	assert_true(seat_sees(seat, "= 12"));
	assert_int_equal(seat_find(seat, "reports"), -1); /* said by the tab already */
	seat_press(seat, "Tab Tab");
	assert_true(seat_sees(seat, "[all]"));
	assert_true(seat_sees(seat, "· reports"));
}

static void sorted_worst_first_the_sums_stay_below(void **state)
{
	struct seat *seat = *state;

	on_day(seat, 7, 5);
	seat_press(seat, "5 s Home");
	assert_non_null(strstr(seat_here(seat), "BC1"));
	assert_true(tally_overdue(&here(seat)->tally) > 0);
	seat_press(seat, "End");
	assert_non_null(strstr(seat_here(seat), "= tasks"));
	seat_press(seat, "Up");
	assert_non_null(strstr(seat_here(seat), "= reports"));
}

/* ---- bars ----------------------------------------------------------------------------------- */

static size_t times(const char *text, const char *part)
{
	size_t count = 0;

	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		count++;
	return count;
}

static void a_bar_is_as_long_as_the_column_and_shows_the_least_part(void **state)
{
	struct seat *seat = *state;
	char row[4096];
	int width;

	on_day(seat, 7, 5);
	for (width = 44; width <= 120; width += 19) {
		seat_size(seat, 24, width);
		seat_press(seat, "5 Home");
		snprintf(row, sizeof row, "%s", seat_here(seat));
		if (!strstr(row, "█"))
			continue; /* no room for bars */
		assert_true(times(row, "█") >= 2);
		assert_true(times(row, "◄") >= 1);
		assert_true(times(row, "!") >= 3);
		assert_non_null(strstr(row, "27.3%"));
	}
}

static void in_ascii_a_bar_is_of_letters(void **state)
{
	struct seat *seat = *state;
	const char *text;

	seat->options.ascii = true;
	on_day(seat, 7, 5);
	seat_press(seat, "5");
	text = strstr(seat_here(seat), "DDQQ");
	assert_non_null(text);
	assert_non_null(strstr(text, "R"));
}

/* ---- the report before ----------------------------------------------------------------------- */

static void a_report_past_its_deadline_is_compared_with_the_one_before(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "5 Down");
	assert_non_null(strstr(seat_here(seat), "BC2"));
	assert_null(strstr(seat_here(seat), "-27.3")); /* its rate is progress, no verdict yet */
	on_day(seat, 8, 2);
	seat_press(seat, "5 Down");
	assert_non_null(strstr(seat_here(seat), "-27.3"));
	seat_press(seat, "b Tab Tab");
	assert_true(seat_sees(seat, "± BC1"));
	assert_non_null(strstr(seat_row(seat, seat_find(seat, "Thành đoàn Tây Ninh")), "-100.0"));
	assert_non_null(strstr(seat_row(seat, seat_find(seat, "Huyện đoàn Tân Biên")), " 0.0 "));
	/* Exempt from BC1: nothing out of nothing is not compared. */
	assert_null(strstr(seat_row(seat, seat_find(seat, "Đoàn Trường")), "0.0 "));
	seat_press(seat, "Home =");
	assert_true(seat_sees(seat, "BC1 before it: on time 100.0%"));
}

static void the_formula_has_the_numbers_of_the_row(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "5 =");
	assert_true(seat_sees(seat, "on-time rate = on time / expected = 3 / 11 = 27.3%"));
	assert_true(seat_sees(seat, "reporting rate = (on time + late) / expected = 3 / 11"));
	assert_true(seat_sees(seat, "completion rate = done / (done + overdue) = 3 / 3"));
	assert_true(seat_sees(seat, "these rates are progress, no verdict yet"));
	seat_press(seat, "Esc");
	assert_int_equal(seat->desk->now, VIEW_REPORTS);
}

/* ---- the deadlines behind -------------------------------------------------------------------- */

/* Enter on every row opens exactly the duties that were counted. */
static void enter_opens_the_deadlines_that_were_counted(void **state)
{
	struct seat *seat = *state;
	static const char *const ways[] = {"", "b", "b b", "b b b", "Tab b", "Tab Tab b b"};
	const struct view *due = &seat->desk->views[VIEW_DUE];
	size_t way, i, count;

	for (way = 0; way < sizeof ways / sizeof ways[0]; way++) {
		seat_open(seat);
		due = &seat->desk->views[VIEW_DUE];
		seat_press(seat, "5");
		seat_press(seat, ways[way]);
		seat_press(seat, "Home");
		count = desk_view(seat->desk)->line_count;
		for (i = 0; i < count; i++) {
			struct tally tally = here(seat)->tally, opened;

			seat_press(seat, "Enter");
			if (seat->desk->now == VIEW_ITEM) {
				assert_int_equal(desk_view(seat->desk)->line_count,
					tally_total(&tally));
			} else {
				assert_int_equal(seat->desk->now, VIEW_DUE);
				opened = due->listing.board.reports;
				tally_join(&opened, &due->listing.board.tasks);
				assert_memory_equal(&opened, &tally, sizeof tally);
				assert_int_equal(due->line_count, tally_total(&tally));
			}
			seat_press(seat, "Esc");
			assert_int_equal(seat->desk->now, VIEW_REPORTS);
			seat_press(seat, "Down");
		}
	}
}

static void one_brings_all_deadlines_back(void **state)
{
	struct seat *seat = *state;
	size_t all = desk_view(seat->desk)->line_count;

	seat_press(seat, "5 b Enter Down Down Down Enter");
	assert_non_null(strstr(seat_row(seat, 0), "1 Deadlines · Huyện đoàn"));
	assert_true(desk_view(seat->desk)->line_count < all);
	seat_press(seat, "Enter Esc");
	assert_non_null(strstr(seat_row(seat, 0), "1 Deadlines · Huyện đoàn"));
	seat_press(seat, "1");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	assert_int_equal(desk_view(seat->desk)->line_count, all);
}

static void a_unit_is_found_among_the_rows(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "5 b b b Tab / g o Space d a u Enter");
	assert_int_equal(desk_view(seat->desk)->line_count, 1);
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Gò Dầu"));
	seat_press(seat, "Esc b / k h i e n Enter");
	assert_int_equal(desk_view(seat->desk)->line_count, 0);
}

static void what_another_does_is_counted(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "5 b Tab Down");
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
	assert_non_null(strstr(seat_here(seat), "0.0%"));
	seat_other(seat, "huyen-705", "receive 705 BC1");
	seat_other(seat, "huyen-705", "count 705 II.1.a 7");
	assert_true(desk_look(seat->desk));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
	assert_non_null(strstr(seat_here(seat), "100.0%"));
}

static void the_row_stays_when_a_unit_is_added_before_it(void **state)
{
	struct seat *seat = *state;
	char path[160], line[240];
	FILE *file;

	seat_press(seat, "5 b Tab Down");
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
	snprintf(path, sizeof path, "%s/new.csv", seat->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("code,name,kind,parent\n704,Huyện đoàn Mới,huyen,72\n", file);
	assert_int_equal(fclose(file), 0);
	snprintf(line, sizeof line, "import units %s", path);
	seat_other(seat, "admin", line);
	assert_true(desk_look(seat->desk));
	assert_true(seat_sees(seat, "Huyện đoàn Mới"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
}

static void an_empty_plan_and_a_tiny_window_are_fine(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "5");
	assert_true(seat_sees(seat, "There is no plan yet"));
	seat_press(seat, "b Tab = Enter s / a Esc Esc");
	seat_size(seat, 1, 1);
	seat_press(seat, "5 b = Esc Enter");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_row_has_its_rate_and_parts_that_add_up),
		TEST(every_way_of_grouping_adds_up_to_the_same),
		TEST(tab_takes_one_report_alone),
		TEST(sorted_worst_first_the_sums_stay_below),
		TEST(a_bar_is_as_long_as_the_column_and_shows_the_least_part),
		TEST(in_ascii_a_bar_is_of_letters),
		TEST(a_report_past_its_deadline_is_compared_with_the_one_before),
		TEST(the_formula_has_the_numbers_of_the_row),
		TEST(enter_opens_the_deadlines_that_were_counted),
		TEST(one_brings_all_deadlines_back),
		TEST(a_unit_is_found_among_the_rows),
		TEST(what_another_does_is_counted),
		TEST(the_row_stays_when_a_unit_is_added_before_it),
		cmocka_unit_test_setup_teardown(
			an_empty_plan_and_a_tiny_window_are_fine, seat_take_empty, seat_leave),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
