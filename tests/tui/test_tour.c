/* The guided lap: it sees by itself what was done, and touches nothing of the person's own. */
#include "tui/seat.h"

#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

static void begin(struct seat *seat, const char *name)
{
	seat_press(seat, ":");
	seat_type(seat, name);
	seat_press(seat, "Enter");
}

/* All but the last step. */
static void walk(struct seat *seat)
{
	assert_true(seat_sees(seat, "Task 1 of 5"));
	seat_press(seat, "Tab f");
	assert_true(seat_sees(seat, "Task 1 of 5")); /* it is still being chosen */
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Task 2 of 5"));
	seat_press(seat, "Down x");
	assert_true(seat_sees(seat, "Task 3 of 5"));
	seat_press(seat, "/");
	seat_type(seat, "hoa thanh");
	assert_true(seat_sees(seat, "without any marks")); /* not under a field that is open */
	seat_press(seat, "Enter");
	assert_non_null(strstr(seat_here(seat), "Thị đoàn Hòa Thành"));
	assert_true(seat_sees(seat, "It asks for more time"));
	seat_press(seat, "g + 5 Enter");
	seat_type(seat, "away");
	assert_true(seat_sees(seat, "It asks for more time"));
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Task 4 of 5"));
	seat_press(seat, "6 7 Enter");
	assert_true(seat_sees(seat, "Task 4 of 5"));
	seat_press(seat, "8 Enter");
	assert_true(seat_sees(seat, "Task 5 of 5"));
}

static void the_lap_is_walked_by_doing(void **state)
{
	struct seat *seat = *state;

	begin(seat, "tour");
	walk(seat);
	seat_press(seat, "u");
	assert_true(seat_sees(seat, "That was the lap"));
	seat_press(seat, "q q");
	assert_false(desk_is_over(seat->desk));
	assert_false(seat_sees(seat, "That was the lap"));
	seat_says(seat, "the sample is gone");
}

static void nothing_of_the_lap_reaches_the_person_s_own(void **state)
{
	struct seat *seat = *state;
	long before = seat->desk->snapshot->last_step;

	seat->app.unit = "705";
	seat_open(seat);
	begin(seat, "tap");
	assert_true(seat_sees(seat, "Huyện đoàn Châu Thành")); /* the whole sample */
	walk(seat);
	begin(seat, "tour");
	assert_false(seat_sees(seat, "Task"));
	assert_string_equal(store_path(seat->app.store), seat->path);
	assert_string_equal(seat->app.unit, "705");
	assert_int_equal(seat->desk->snapshot->last_step, before);
	assert_true(seat_sees(seat, "Sun 28/6/2020"));
}

static void what_is_open_for_reading_only_can_be_practised_with(void **state)
{
	struct seat *seat = *state;

	app_close(&seat->app);
	seat->app.readonly = true;
	seat_open(seat);
	begin(seat, "tour");
	walk(seat);
	begin(seat, "tour");
	assert_true(seat->app.readonly);
	seat_press(seat, "x");
	seat_says(seat, "opened for reading only");
}

/* The receipt is what counts, not the key. */
static void another_way_of_doing_it_counts_too(void **state)
{
	struct seat *seat = *state;

	begin(seat, "tour");
	seat_press(seat, "Tab f Enter x");
	assert_true(seat_sees(seat, "Task 2 of 5")); /* another unit's was not asked for */
	seat_press(seat, ":");
	seat_type(seat, "receive 705 BC1");
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Task 3 of 5"));
}

static void keys_of_one_s_own_are_the_ones_told(void **state)
{
	struct seat *seat = *state;
	struct key_choice *choices = NULL;
	struct pool pool = {0};
	struct fault why;

	assert_true(keys_take(&choices, "next-filter", "F5", "config", 1, &pool, &why));
	assert_true(keys_settle(&seat->app, choices, &pool, &why));
	begin(seat, "tour");
	assert_true(seat_sees(seat, "Tab goes to BC1, F5"));
	seat_press(seat, "Tab F5 Enter");
	assert_true(seat_sees(seat, "Task 2 of 5"));
	seat->app.keys = NULL;
	pool_free(&pool);
}

static void an_account_is_not_led_round(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "admin", "account add tanbien --role editor --unit 705");
	app_close(&seat->app);
	seat->app.account = "tanbien";
	seat_open(seat);
	begin(seat, "tour");
	assert_int_equal(seat->desk->message_style, STYLE_ERROR);
	assert_false(seat_sees(seat, "Task 1"));
	begin(seat, "open-file");
	assert_int_equal(seat->desk->message_style, STYLE_ERROR);
	assert_null(seat->desk->over);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_lap_is_walked_by_doing),
		TEST(nothing_of_the_lap_reaches_the_person_s_own),
		TEST(what_is_open_for_reading_only_can_be_practised_with),
		TEST(another_way_of_doing_it_counts_too),
		TEST(keys_of_one_s_own_are_the_ones_told),
		TEST(an_account_is_not_led_round),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
