/* Words, labels and letters of states (DOMAIN.md §3, INTERFACE.md), and verdicts in words. */
#include "given.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void every_state_has_its_word_label_and_letter(void **state)
{
	static const struct {
		enum state state;
		const char *word, *label;
		char letter;
	} rows[] = {
		{STATE_NOT_DUE, "not_due", "not due", '.'},
		{STATE_DUE_SOON, "due_soon", "due soon", 's'},
		{STATE_LAST_DAY, "last_day", "last day", '!'},
		{STATE_OVERDUE, "overdue", "overdue", 'Q'},
		{STATE_ON_TIME, "on_time", "on time", 'D'},
		{STATE_LATE, "late", "late", 'T'},
		{STATE_RETURNED, "returned", "returned", 'R'},
		{STATE_EXTENDED, "extended", "extended", 'G'},
		{STATE_EXEMPT, "exempt", "not applicable", '-'},
		{STATE_NO_DATE, "no_date", "no date", 'k'},
		{STATE_IN_PROGRESS, "in_progress", "in progress", '~'},
		{STATE_DONE, "done", "done", 'D'},
	};

	(void)state;
	assert_int_equal(COUNT(rows), STATES);
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum state read = STATES;

		assert_string_equal(state_word(rows[i].state), rows[i].word);
		assert_string_equal(state_label(rows[i].state), rows[i].label);
		assert_int_equal(state_letter(rows[i].state), rows[i].letter);
		assert_true(state_from_word(rows[i].word, &read));
		assert_int_equal(read, rows[i].state);
	}
}

static void an_unknown_word_is_no_state(void **state)
{
	enum state read = STATES;

	(void)state;
	assert_false(state_from_word("on time", &read));
	assert_false(state_from_word("", &read));
	assert_int_equal(read, STATES);
}

static void a_verdict_is_told_with_its_figure(void **state)
{
	static const struct {
		enum state state;
		bool has_days;
		int days;
		const char *told, *left, *days_left;
	} rows[] = {
		{STATE_OVERDUE, true, -1, "overdue (1 day)", "1 day over", "1 day over"},
		{STATE_OVERDUE, true, -2, "overdue (2 days)", "2 days over", "2 days over"},
		{STATE_LATE, true, -1, "late (1 day)", "-", "-"},
		{STATE_LATE, true, -30, "late (30 days)", "-", "-"},
		{STATE_EXTENDED, true, 5, "extended to 05/7/2020", "5 days left", "5 days"},
		{STATE_EXTENDED, true, 0, "extended to 05/7/2020", "today", "today"},
		{STATE_LAST_DAY, true, 0, "last day today", "today", "today"},
		{STATE_DUE_SOON, true, 1, "due soon", "1 day left", "1 day"},
		{STATE_NOT_DUE, true, 40, "not due", "40 days left", "40 days"},
		{STATE_IN_PROGRESS, true, 9, "in progress", "9 days left", "9 days"},
		{STATE_IN_PROGRESS, false, 0, "in progress", "-", "-"},
		{STATE_NO_DATE, false, 0, "no date", "-", "-"},
		{STATE_RETURNED, true, 3, "returned", "3 days left", "3 days"},
		{STATE_RETURNED, true, -3, "returned", "3 days over", "3 days over"},
		{STATE_ON_TIME, true, 2, "on time", "-", "-"},
		{STATE_ON_TIME, true, 0, "on time", "-", "-"},
		{STATE_DONE, false, 0, "done", "-", "-"},
		{STATE_EXEMPT, false, 0, "not applicable", "-", "-"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct verdict verdict = {.state = rows[i].state,
			.has_days = rows[i].has_days,
			.days = rows[i].days,
			.extended_to = D(7, 5)};
		char told[64], left[64], days[64];

		verdict_print(&verdict, told, sizeof told);
		verdict_left(&verdict, left, sizeof left);
		verdict_days(&verdict, days, sizeof days);
		if (strcmp(told, rows[i].told) != 0 || strcmp(left, rows[i].left) != 0 ||
			strcmp(days, rows[i].days_left) != 0)
			fail_msg("row %zu: %s, %s, %s", i, told, left, days);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_has_its_word_label_and_letter),
		cmocka_unit_test(an_unknown_word_is_no_state),
		cmocka_unit_test(a_verdict_is_told_with_its_figure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
