/* Working days and holidays (DOMAIN.md §3, §9). 22/6/2020 is a Monday. */
#include "given.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct rules rules = {.utc_offset = 420, .due_soon = 3};
static const struct plan plan = {.ends = DAY_NONE};

static void holidays_and_the_setting_move_due_soon(void **state)
{
	const int holidays[] = {D(6, 25), D(6, 26), D(6, 28)};
	struct rules own = {.due_soon = 3, .holidays = holidays, .holiday_count = COUNT(holidays)};
	struct item item = given_item(ITEM_REPORT, "BC1", D(7, 1));

	(void)state;
	assert_int_equal(
		duty_judge(&own, &plan, &item, NULL, NULL, 0, D(6, 23)).state, STATE_DUE_SOON);
	assert_int_equal(
		duty_judge(&own, &plan, &item, NULL, NULL, 0, D(6, 22)).state, STATE_NOT_DUE);
	own.due_soon = 0;
	assert_int_equal(
		duty_judge(&own, &plan, &item, NULL, NULL, 0, D(6, 29)).state, STATE_NOT_DUE);
	assert_int_equal(
		duty_judge(&own, &plan, &item, NULL, NULL, 0, D(6, 30)).state, STATE_LAST_DAY);
	own.due_soon = 100;
	assert_int_equal(
		duty_judge(&own, &plan, &item, NULL, NULL, 0, D(5, 1)).state, STATE_DUE_SOON);
}

static void working_days_leave_out_weekends_and_holidays(void **state)
{
	/* twice the same, one on a Saturday */
	const int holidays[] = {D(6, 24), D(6, 24), D(6, 27), D(7, 1)};
	struct rules own = {.holidays = holidays, .holiday_count = COUNT(holidays)};
	static const struct {
		int from, to, plain, without_holidays;
	} rows[] = {
		{622, 626, 5, 4}, /* Monday to Friday */
		{622, 628, 5, 4},
		{627, 628, 0, 0}, /* a weekend */
		{626, 629, 2, 2},
		{624, 624, 1, 0},
		{625, 624, 0, 0}, /* nothing from tomorrow to today */
		{601, 630, 22, 21},
		{601, 701, 23, 21},
		{101, 1231, 262, 260},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(
			workdays_between(&rules, on(rows[i].from), on(rows[i].to)), rows[i].plain);
		assert_int_equal(workdays_between(&own, on(rows[i].from), on(rows[i].to)),
			rows[i].without_holidays);
	}
}

static void working_days_are_what_counting_them_one_by_one_gives(void **state)
{
	const int holidays[] = {D(6, 24), D(6, 27), D(7, 1), D(7, 2)};
	struct rules own = {.holidays = holidays, .holiday_count = COUNT(holidays)};

	(void)state;
	for (int from = D(6, 15); from < D(7, 15); from++) {
		int counted = 0;

		for (int to = from; to < D(7, 20); to++) {
			counted += !day_is_free(&own, to);
			assert_int_equal(workdays_between(&own, from, to), counted);
		}
	}
}

static void weekends_and_holidays_are_free(void **state)
{
	const int holidays[] = {D(6, 24)};
	struct rules own = {.holidays = holidays, .holiday_count = COUNT(holidays)};

	(void)state;
	assert_true(day_is_free(&own, D(6, 27)));
	assert_true(day_is_free(&own, D(6, 28)));
	assert_false(day_is_free(&own, D(6, 29)));
	assert_true(day_is_free(&own, D(6, 24)));
	assert_false(day_is_free(&rules, D(6, 24)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holidays_and_the_setting_move_due_soon),
		cmocka_unit_test(working_days_leave_out_weekends_and_holidays),
		cmocka_unit_test(working_days_are_what_counting_them_one_by_one_gives),
		cmocka_unit_test(weekends_and_holidays_are_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
