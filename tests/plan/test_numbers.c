/* Sums of numbers (DOMAIN.md §9). */
#include "given.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { BC1, SL1, SL2, SL3, SL4, ITEMS }; /* items */
enum { ROOT, A, A1, B, C, UNITS }; /* units, in tree order */

static struct number_value value(size_t number, size_t unit, int64_t said)
{
	return (struct number_value){.report = BC1,
		.number = number,
		.unit = unit,
		.not_applicable = said < 0,
		.value = said < 0 ? 0 : said};
}

/* Three districts owe BC1; C is exempt. */
static void check(size_t number, size_t branch, struct number_sum expected)
{
	const struct unit given[UNITS] = {
		given_unit("0", "", "tinh", ""),
		given_unit("a", "", "huyen", "0"),
		given_unit("a1", "", "xa", "a"),
		given_unit("b", "", "huyen", "0"),
		given_unit("c", "", "huyen", "0"),
	};
	struct item items[ITEMS];
	struct record records[] = {given_record(BC1, B), given_record(BC1, C)};
	struct number_value numbers[] = {
		value(SL1, A, 10),
		value(SL1, A1, 1000),
		value(SL1, B, 0),
		value(SL1, C, 7),
		value(SL2, A, 0),
		value(SL2, B, -1),
		value(SL3, A, -1),
		value(SL3, B, -1),
	};
	struct number_run runs[] = {{BC1, SL1, 4, numbers}, {BC1, SL2, 2, numbers + 4},
		{BC1, SL3, 2, numbers + 6}};
	struct snapshot snapshot = {.items = items,
		.item_count = ITEMS,
		.plan = {.ends = DAY_NONE},
		.records = records,
		.record_count = COUNT(records),
		.runs = runs,
		.run_count = COUNT(runs),
		.has_numbers = true};
	struct number_sum sum;

	records[1].exempt_why = "dissolved";
	for (size_t i = 0; i < ITEMS; i++)
		items[i] = given_item(ITEM_NUMBER, "SL", DAY_NONE);
	items[BC1] = given_item(ITEM_REPORT, "BC1", D(7, 1));
	items[BC1].audience = "huyen";
	snapshot.units = given_tree(given, UNITS, &snapshot.pool);
	items_arrange(items, ITEMS, &snapshot.plan, &snapshot.units, &snapshot.pool);
	sum = number_add_up(&snapshot, BC1, number, branch);
	assert_int_equal(sum.total, expected.total);
	assert_int_equal(sum.said, expected.said);
	assert_int_equal(sum.not_applicable, expected.not_applicable);
	assert_int_equal(sum.expected, expected.expected);
	assert_int_equal(number_expected(&snapshot, BC1, branch), expected.expected);
	pool_free(&snapshot.pool);
}

static void only_units_that_owe_the_report_are_added(void **state)
{
	(void)state;
	check(SL1, NOWHERE, (struct number_sum){.total = 10, .said = 2, .expected = 2});
	check(SL1, ROOT, (struct number_sum){.total = 10, .said = 2, .expected = 2});
}

static void zero_not_applicable_and_not_reported_are_three_things(void **state)
{
	(void)state;
	check(SL2, NOWHERE,
		(struct number_sum){.total = 0, .said = 1, .not_applicable = 1, .expected = 2});
	check(SL3, NOWHERE, (struct number_sum){.not_applicable = 2, .expected = 2});
	check(SL4, NOWHERE, (struct number_sum){.expected = 2});
}

static void a_branch_is_added_alone(void **state)
{
	(void)state;
	check(SL1, A, (struct number_sum){.total = 10, .said = 1, .expected = 1});
	check(SL1, B, (struct number_sum){.total = 0, .said = 1, .expected = 1});
	check(SL1, C, (struct number_sum){0});
	check(SL1, A1, (struct number_sum){0});
}

/* The middle of these counts of ROOT, A, A1, B, C, all of whom owe BC1 with one number, SL1. */
static int64_t middle_of(const int64_t said[UNITS])
{
	const struct unit given[UNITS] = {
		given_unit("0", "", "huyen", ""),
		given_unit("a", "", "huyen", "0"),
		given_unit("a1", "", "huyen", "a"),
		given_unit("b", "", "huyen", "0"),
		given_unit("c", "", "huyen", "0"),
	};
	struct item items[2] = {given_item(ITEM_REPORT, "BC1", D(7, 1)),
		given_item(ITEM_NUMBER, "SL1", DAY_NONE)};
	struct number_value numbers[UNITS];
	struct number_run run = {BC1, SL1, UNITS, numbers};
	struct snapshot snapshot = {.items = items,
		.item_count = 2,
		.plan = {.ends = DAY_NONE},
		.runs = &run,
		.run_count = 1};
	int64_t middle;

	for (size_t i = 0; i < UNITS; i++)
		numbers[i] = value(SL1, i, said[i]);
	items[BC1].audience = "huyen";
	snapshot.units = given_tree(given, UNITS, &snapshot.pool);
	items_arrange(items, 2, &snapshot.plan, &snapshot.units, &snapshot.pool);
	middle = number_add_up(&snapshot, BC1, SL1, NOWHERE).middle;
	pool_free(&snapshot.pool);
	return middle;
}

static void the_middle_is_of_four_counts_above_zero_at_least(void **state)
{
	(void)state;
	assert_int_equal(middle_of((const int64_t[]){5, 3, 9, 1, 7}), 5);
	assert_int_equal(middle_of((const int64_t[]){2, 2, 2, 2, 2}), 2);
	assert_int_equal(middle_of((const int64_t[]){9, 8, 1, 0, 7}), 8);
	assert_int_equal(middle_of((const int64_t[]){1, 2, 3, 9000, 4}), 3);
	assert_int_equal(middle_of((const int64_t[]){5, 0, 9, -1, 7}), 0);
}

static void a_digit_too_many_or_too_few_is_far(void **state)
{
	(void)state;
	assert_true(number_is_far(1200, 120));
	assert_false(number_is_far(1199, 120));
	assert_true(number_is_far(12, 120));
	assert_false(number_is_far(13, 120));
	assert_false(number_is_far(0, 120));
	assert_false(number_is_far(1200, 0));
	assert_false(number_is_far(40, 2)); /* small counts differ by nature */
	assert_true(number_is_far(50, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_units_that_owe_the_report_are_added),
		cmocka_unit_test(zero_not_applicable_and_not_reported_are_three_things),
		cmocka_unit_test(a_branch_is_added_alone),
		cmocka_unit_test(the_middle_is_of_four_counts_above_zero_at_least),
		cmocka_unit_test(a_digit_too_many_or_too_few_is_far),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
