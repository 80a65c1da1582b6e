/* The log on the screen: steps with what each changed, a part at a time; taking back from here; a
 * step as a command; words that find steps by who, whom and when. */
#include "tui/seat.h"

#include "tui/log.h"

#include <stdio.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

/* So many steps of an hour each, by another, before the screen is opened anew. */
static void make_steps(struct seat *seat, int count)
{
	struct store *store;
	struct fault why;
	long step;
	int i;

	assert_true(store_open(&store, seat->path, false, &why));
	for (i = 0; i < count; i++) {
		char note[32], command[64];
		const char *fields[ROW_FIELDS] = {seat->desk->snapshot->plan.code, "II.1.a", "703", "",
			"", "", "", "", note, "", "", "", "", "", ""};

		snprintf(note, sizeof note, "lần %d", i);
		snprintf(command, sizeof command, "note 703 II.1.a 'lần %d'", i);
		assert_true(step_begin(store, "van-thu", command, &why));
		assert_true(store_put(store, TABLE_DUTY, fields, &why));
		assert_true(step_commit(store, &step, &why));
	}
	store_close(store);
	app_close(&seat->app);
	seat_open(seat);
}

static void a_step_has_a_line_and_its_changes_stand_under_it_in_words(void **state)
{
	struct seat *seat = *state;
	int row;

	seat_other(seat, "van-thu", "extend 705 BC1 --until 2020-07-03 --why 'mưa lũ'");
	seat_press(seat, "8");
	row = seat_find(seat, "van-thu: extend 705 BC1 --until 2020-07-03 --why 'mưa lũ'");
	assert_in_range(row, 2, 3);
	assert_string_equal(seat_row(seat, row + 1),
		">     705 Huyện đoàn Tân Biên · BC1: extended to: – → 03/7/2020");
	assert_string_equal(seat_row(seat, row + 2), "        extended by: – → van-thu");
	assert_string_equal(seat_row(seat, row + 3), "        extended because: – → mưa lũ");
	assert_int_equal(strncmp(seat_row(seat, row), "▪11  ", strlen("▪11  ")), 0); /* another's */
	seat_size(seat, 19, 46);
	assert_true(seat_sees(seat, ">  705 · BC1: extended to: – → 03/7/2020"));
}

static void a_wide_window_shows_all_of_the_step_beside_the_list(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 40, 120);
	seat_press(seat, "8");
	assert_true(seat_sees(seat, "│ Step "));
	seat_size(seat, 40, 119);
	assert_false(seat_sees(seat, "│ Step "));
}

static void a_long_log_is_held_a_part_at_a_time_and_seen_whole(void **state)
{
	struct seat *seat = *state;
	struct view *view;
	long last;
	int keys;

	make_steps(seat, 700);
	view = &seat->desk->views[VIEW_LOG];
	last = seat->desk->snapshot->last_step;
	seat_press(seat, "8");
	assert_int_equal(view->listing.log.step_count, LOG_STEPS);
	/* Down to the first step of all, never past a step unseen. */
	for (keys = 0; keys < 2000 && view->listing.log.oldest > 1; keys++) {
		long before = log_step_at(view, view->lines[view->at].row)->id;

		seat_press(seat, "Down");
		assert_in_range(before - log_step_at(view, view->lines[view->at].row)->id, 0, 1);
	}
	assert_int_equal(view->listing.log.oldest, 1);
	seat_press(seat, "End");
	assert_int_equal(log_step_at(view, view->lines[view->at].row)->id, 1);
	/* And up again. */
	for (keys = 0; keys < 2000 && view->log_before; keys++)
		seat_press(seat, "PgUp");
	seat_press(seat, "Home");
	assert_int_equal(log_step_at(view, view->lines[view->at].row)->id, last);
	assert_true(seat_sees(seat, "steps 710-"));
	seat_press(seat, "End");
	assert_int_equal(log_step_at(view, view->lines[view->at].row)->id, 1);
	assert_true(view->listing.log.step_count <= LOG_STEPS);
	/* What others do meanwhile leaves the cursor where it is. */
	seat_other(seat, "huyen-705", "tick 705 BC1");
	assert_true(desk_look(seat->desk));
	seat_says(seat, "▪ huyen-705: tick 705 BC1");
	assert_int_equal(log_step_at(view, view->lines[view->at].row)->id, 1);
}

static void words_find_who_whom_and_when(void **state)
{
	struct seat *seat = *state;
	struct view *view;

	seat_other(seat, "van-thu", "tick 706 BC1");
	make_steps(seat, 250);
	view = &seat->desk->views[VIEW_LOG];
	seat_press(seat, "8 /");
	seat_type(seat, "van-thu tan chau");
	seat_press(seat, "Enter");
	assert_int_equal(view->row_count, 0); /* it is in an older part */
	assert_true(seat_sees(seat, "Nothing here has \"van-thu tan chau\""));
	seat_press(seat, "Down");
	assert_non_null(strstr(seat_here(seat), "706 Huyện đoàn Tân Châu · BC1: received on"));
	seat_press(seat, "Esc /");
	seat_type(seat, "hoa thanh"); /* one of hundreds of rows of an import, past the first ones */
	seat_press(seat, "Enter Down");
	assert_non_null(strstr(seat_here(seat), "709 Thị đoàn Hòa Thành"));
	seat_press(seat, "Esc /");
	seat_type(seat, "1/1/2020"); /* before the first */
	seat_press(seat, "Enter");
	assert_int_equal(view->line_count, 0);
	seat_press(seat, "Esc");
	assert_int_equal(view->log_before, 0);
	assert_true(view->row_count > 0);
}

static void back_to_here_asks_for_the_number_of_steps_and_takes_back_all_of_them(void **state)
{
	struct seat *seat = *state;
	const struct view *view = &seat->desk->views[VIEW_LOG];
	long last = seat->desk->snapshot->last_step;

	seat_press(seat, "Down x Down x Down x 8");
	assert_int_equal(seat->desk->snapshot->last_step, last + 3);
	while (log_step_at(view, view->lines[view->at].row)->id > last + 1)
		seat_press(seat, "Down");
	seat_press(seat, "B");
	assert_true(seat_sees(seat, "3 steps: type 3 to go on"));
	seat_type(seat, "2");
	seat_press(seat, "Enter");
	assert_ptr_equal(seat->desk->over, &overlay_prompt);
	seat_press(seat, "Backspace 3 Enter");
	seat_says(seat, "3 steps taken back, to before step ");
	assert_int_equal(seat->desk->snapshot->last_step, last + 6);
	seat_press(seat, "1");
	assert_true(seat_sees(seat, "Sent 3"));
	seat_press(seat, "U U U");
	assert_true(seat_sees(seat, "Sent 6"));
}

static void a_step_whose_rows_were_changed_later_is_not_taken_back_alone(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "van-thu", "note 706 II.1.a một");
	seat_other(seat, "van-thu", "note 706 II.1.a hai");
	seat_press(seat, "8 Down u");
	seat_says(seat, "706");
	seat_says(seat, "was changed since");
}

static void a_step_is_shown_as_the_command_that_would_do_it_again(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Tab Space Space Space x 8 =");
	assert_ptr_equal(seat->desk->over, &overlay_text);
	assert_true(seat_sees(seat, "printf '%s\\n' 70"));
	assert_true(seat_sees(seat, " | tiendo receive - BC1 --on 2020-06-28"));
	seat_press(seat, "Esc End =");
	assert_true(seat_sees(seat, "tiendo import units "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_step_has_a_line_and_its_changes_stand_under_it_in_words),
		TEST(a_wide_window_shows_all_of_the_step_beside_the_list),
		TEST(a_long_log_is_held_a_part_at_a_time_and_seen_whole),
		TEST(words_find_who_whom_and_when),
		TEST(back_to_here_asks_for_the_number_of_steps_and_takes_back_all_of_them),
		TEST(a_step_whose_rows_were_changed_later_is_not_taken_back_alone),
		TEST(a_step_is_shown_as_the_command_that_would_do_it_again),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
