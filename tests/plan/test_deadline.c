/* Deadlines in words: both readings always (DOMAIN.md §2). */
#include "given.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void both_readings_are_shown_whatever_the_plan_said(void **state)
{
	static const struct {
		enum wording wording;
		int month, of_month;
		const char *long_form, *short_form;
	} rows[] = {
		{WORDING_BEFORE, 7, 1, "before 01/7/2020 (last day 30/6/2020)", "before 01/7"},
		{WORDING_BY, 7, 1, "by 30/6/2020 (before 01/7/2020)", "by 30/6"},
		{WORDING_NONE, 7, 1, "before 01/7/2020 (last day 30/6/2020)", "before 01/7"},
		{WORDING_BY, 1, 1, "by 31/12/2019 (before 01/01/2020)", "by 31/12"},
		{WORDING_BEFORE, 3, 1, "before 01/3/2020 (last day 29/02/2020)", "before 01/3"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item item =
			given_item(ITEM_REPORT, "BC1", D(rows[i].month, rows[i].of_month));
		char out[96];

		item.wording = rows[i].wording;
		deadline_print(&item, out, sizeof out);
		assert_string_equal(out, rows[i].long_form);
		deadline_short(&item, out, sizeof out);
		assert_string_equal(out, rows[i].short_form);
	}
}

static void without_a_deadline_there_is_nothing_to_say(void **state)
{
	struct item item = given_item(ITEM_TASK, "a", DAY_NONE);
	char out[8] = "x";

	(void)state;
	deadline_print(&item, out, sizeof out);
	assert_string_equal(out, "");
	out[0] = 'x';
	deadline_short(&item, out, sizeof out);
	assert_string_equal(out, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_readings_are_shown_whatever_the_plan_said),
		cmocka_unit_test(without_a_deadline_there_is_nothing_to_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
