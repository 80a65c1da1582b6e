/* Counts that add up (DOMAIN.md §4, §9). */
#include "given.h"

#include <string.h>

static void add(struct tally *tally, enum state state, int times)
{
	struct verdict verdict = {.state = state};

	while (times-- > 0)
		tally_add(tally, &verdict);
}

static void the_worked_example_of_20_reports_adds_up(void **state)
{
	struct tally tally = {0};
	char out[256], rate[RATE_TEXT];
	size_t parts[3];
	int tenths[3];

	(void)state;
	add(&tally, STATE_ON_TIME, 14);
	add(&tally, STATE_LATE, 3);
	add(&tally, STATE_OVERDUE, 3);
	assert_int_equal(tally_expected(&tally), 20);
	assert_int_equal(tally_total(&tally), 20);
	assert_string_equal(rate_reporting(&tally, rate), "85.0");
	assert_string_equal(rate_on_time(&tally, rate), "70.0");
	assert_string_equal(rate_completion(&tally, rate), "85.0");
	parts[0] = tally_on_time(&tally);
	parts[1] = tally_late(&tally);
	parts[2] = tally_overdue(&tally);
	rate_parts(parts, 3, tenths);
	assert_int_equal(tenths[0], 700);
	assert_int_equal(tenths[1], 150);
	assert_int_equal(tenths[2], 150);
	tally_print(&tally, out, sizeof out);
	assert_string_equal(out, "on time 14 + late 3 + open in time 0 + overdue 3 + returned 0"
					" + not applicable 0 = 20");
}

static void every_state_falls_into_one_part(void **state)
{
	static const struct {
		enum state state;
		size_t (*part)(const struct tally *);
	} rows[STATES] = {
		{STATE_NOT_DUE, tally_open},
		{STATE_DUE_SOON, tally_open},
		{STATE_LAST_DAY, tally_open},
		{STATE_OVERDUE, tally_overdue},
		{STATE_ON_TIME, tally_on_time},
		{STATE_LATE, tally_late},
		{STATE_RETURNED, tally_returned},
		{STATE_EXTENDED, tally_open},
		{STATE_EXEMPT, tally_exempt},
		{STATE_NO_DATE, tally_open},
		{STATE_IN_PROGRESS, tally_open},
		{STATE_DONE, tally_on_time},
	};

	(void)state;
	for (size_t i = 0; i < STATES; i++) {
		struct tally tally = {0};

		add(&tally, rows[i].state, 2);
		assert_int_equal(rows[i].part(&tally), 2);
		assert_int_equal(tally_total(&tally), 2);
		assert_int_equal(tally_expected(&tally), rows[i].state == STATE_EXEMPT ? 0 : 2);
		assert_int_equal(tally_on_time(&tally) + tally_late(&tally) + tally_open(&tally) +
						tally_overdue(&tally) + tally_returned(&tally) +
						tally_exempt(&tally),
			2);
	}
}

static void duties_without_a_date_are_a_part_of_their_own_in_print(void **state)
{
	struct tally tally = {0};
	char out[256];

	(void)state;
	add(&tally, STATE_NO_DATE, 4);
	add(&tally, STATE_IN_PROGRESS, 2);
	add(&tally, STATE_DONE, 1);
	add(&tally, STATE_EXEMPT, 1);
	add(&tally, STATE_RETURNED, 1);
	tally_print(&tally, out, sizeof out);
	assert_string_equal(out, "on time 1 + late 0 + open in time 2 + overdue 0 + returned 1"
					" + not applicable 1 + no date 4 = 9");
}

static void extensions_in_force_and_received_within_are_counted(void **state)
{
	struct verdict within = {.state = STATE_ON_TIME, .within_extension = true};
	struct tally tally = {0}, more = {0};

	(void)state;
	add(&tally, STATE_EXTENDED, 2);
	add(&tally, STATE_ON_TIME, 5);
	tally_add(&more, &within);
	assert_int_equal(tally.extended, 2);
	tally_join(&tally, &more);
	assert_int_equal(tally.extended, 3);
	assert_int_equal(tally_on_time(&tally), 6);
	assert_int_equal(tally_open(&tally), 2);
	assert_int_equal(tally_total(&tally), 8);
}

static void an_empty_tally_has_no_rates(void **state)
{
	struct tally tally = {0};
	char rate[RATE_TEXT];

	(void)state;
	assert_string_equal(rate_reporting(&tally, rate), "");
	assert_string_equal(rate_on_time(&tally, rate), "");
	assert_string_equal(rate_completion(&tally, rate), "");
	/* nothing due yet: a completion of 0/0, and an on-time rate that is progress */
	add(&tally, STATE_NOT_DUE, 3);
	assert_string_equal(rate_completion(&tally, rate), "");
	assert_string_equal(rate_on_time(&tally, rate), "0.0");
	/* exempt is out of the denominator */
	memset(&tally, 0, sizeof tally);
	add(&tally, STATE_EXEMPT, 3);
	assert_string_equal(rate_on_time(&tally, rate), "");
	add(&tally, STATE_ON_TIME, 3);
	assert_string_equal(rate_on_time(&tally, rate), "100.0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worked_example_of_20_reports_adds_up),
		cmocka_unit_test(every_state_falls_into_one_part),
		cmocka_unit_test(duties_without_a_date_are_a_part_of_their_own_in_print),
		cmocka_unit_test(extensions_in_force_and_received_within_are_counted),
		cmocka_unit_test(an_empty_tally_has_no_rates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
