/* The tree of units: order, branches, and what is refused (DOMAIN.md §6). */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void units_in_any_order_stand_in_tree_order(void **state)
{
	const struct unit given[] = {
		given_unit("25501", "", "co-so", "705"),
		given_unit("703", "", "thanh", "72"),
		given_unit("25456", "", "co-so", "703"),
		given_unit("72", "", "tinh", ""),
		given_unit("705", "", "huyen", "72"),
		given_unit("25474", "", "co-so", "703"),
		given_unit("25486", "", "co-so", "705"),
	};
	static const struct {
		const char *code;
		size_t above, end;
		int level;
	} expected[] = {
		{"72", NOWHERE, 7, 0},
		{"703", 0, 4, 1},
		{"25456", 1, 3, 2},
		{"25474", 1, 4, 2},
		{"705", 0, 7, 1},
		{"25486", 4, 6, 2},
		{"25501", 4, 7, 2},
	};
	struct pool pool = {0};
	struct units units = given_tree(given, COUNT(given), &pool);

	(void)state;
	assert_int_equal(units.count, COUNT(expected));
	for (size_t i = 0; i < COUNT(expected); i++) {
		assert_string_equal(units.at[i].code, expected[i].code);
		assert_int_equal(units.at[i].above, expected[i].above);
		assert_int_equal(units.at[i].end, expected[i].end);
		assert_int_equal(units.at[i].level, expected[i].level);
		assert_int_equal(units_find(&units, expected[i].code), i);
	}
	pool_free(&pool);
}

/* In whatever order they come, each is found; in theirs, without a search. */
static void codes_one_behind_the_other_are_found(void **state)
{
	const struct unit given[] = {
		given_unit("72", "", "tinh", ""),
		given_unit("705", "", "huyen", "72"),
		given_unit("25486", "", "xa", "705"),
		given_unit("7", "", "xa", "705"),
	};
	static const char *const codes[] = {"25486", "30", "7", "705", "72", "99"};
	struct pool pool = {0};
	struct units units = given_tree(given, COUNT(given), &pool);
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(codes); i++)
		assert_int_equal(units_find_next(&units, codes[i], &at),
			units_find(&units, codes[i]));
	assert_int_equal(at, COUNT(given));
	for (size_t i = COUNT(codes); i-- > 0;)
		assert_int_equal(units_find_next(&units, codes[i], &at),
			units_find(&units, codes[i]));
	pool_free(&pool);
}

static void several_roots_and_two_levels_need_nothing_special(void **state)
{
	const struct unit given[] = {
		given_unit("B", "", "tinh", ""),
		given_unit("b1", "", "xa", "B"),
		given_unit("A", "", "tinh", ""),
		given_unit("b0", "", "xa", "B"),
	};
	struct pool pool = {0};
	struct units units = given_tree(given, COUNT(given), &pool);

	(void)state;
	assert_string_equal(units.at[0].code, "A");
	assert_int_equal(units.at[0].end, 1);
	assert_string_equal(units.at[1].code, "B");
	assert_int_equal(units.at[1].end, 4);
	assert_string_equal(units.at[2].code, "b0");
	assert_int_equal(units.at[2].level, 1);
	pool_free(&pool);
}

static void leading_zeros_make_different_codes(void **state)
{
	const struct unit given[] = {
		given_unit("1", "", "k", ""),
		given_unit("001", "", "k", ""),
		given_unit("00001", "", "k", "001"),
	};
	struct pool pool = {0};
	struct units units = given_tree(given, COUNT(given), &pool);

	(void)state;
	assert_string_equal(units.at[units_find(&units, "001")].code, "001");
	assert_string_equal(units.at[units_find(&units, "1")].code, "1");
	assert_int_equal(units.at[units_find(&units, "00001")].above, units_find(&units, "001"));
	assert_int_equal(units_find(&units, "01"), NOWHERE);
	pool_free(&pool);
}

static void codes_of_one_beginning_are_ordered_by_the_rest(void **state)
{
	const struct unit given[] = {
		given_unit("province-10", "", "k", ""),
		given_unit("province-1", "", "k", ""),
		given_unit("province", "", "k", ""),
		given_unit("province-09", "", "k", ""),
	};
	struct pool pool = {0};
	struct units units = given_tree(given, COUNT(given), &pool);

	(void)state;
	assert_string_equal(units.at[0].code, "province");
	assert_string_equal(units.at[1].code, "province-09");
	assert_string_equal(units.at[2].code, "province-1");
	assert_string_equal(units.at[3].code, "province-10");
	pool_free(&pool);
}

static void no_units_are_a_tree_too(void **state)
{
	struct pool pool = {0};
	struct units units = given_tree(NULL, 0, &pool), nothing = {0};

	(void)state;
	assert_int_equal(units.count, 0);
	assert_int_equal(units_find(&units, "72"), NOWHERE);
	assert_int_equal(units_find(&nothing, "72"), NOWHERE);
	pool_free(&pool);
}

#define CHAIN 100000
static void a_chain_of_100000_units_is_no_deeper_than_any(void **state)
{
	struct unit *given = memory_take(CHAIN, sizeof *given);
	char(*codes)[8] = memory_take(CHAIN, sizeof *codes);
	struct pool pool = {0};
	struct units units;

	(void)state;
	for (size_t i = 0; i < CHAIN; i++) {
		snprintf(codes[i], sizeof codes[i], "u%06zu", i);
		given[CHAIN - 1 - i] = given_unit(codes[i], "", "k", i ? codes[i - 1] : "");
	}
	units = given_tree(given, CHAIN, &pool);
	for (size_t i = 0; i < CHAIN; i++) {
		if (units.at[i].level != (int)i || units.at[i].end != CHAIN ||
			strcmp(units.at[i].code, codes[i]) != 0)
			fail_msg("unit %zu", i);
	}
	pool_free(&pool);
	free(codes);
	free(given);
}

static void a_closed_chain_of_100000_units_is_one_cycle(void **state)
{
	struct unit *given = memory_take(CHAIN, sizeof *given);
	char(*codes)[8] = memory_take(CHAIN, sizeof *codes);
	struct unit_complaint complaint;
	size_t complaints = 1;
	struct pool pool = {0};
	struct units units;

	(void)state;
	for (size_t i = 0; i < CHAIN; i++)
		snprintf(codes[i], sizeof codes[i], "u%06zu", i);
	for (size_t i = 0; i < CHAIN; i++)
		given[i] = given_unit(codes[i], "", "k", codes[(i + 1) % CHAIN]);
	assert_false(units_arrange(&units, given, CHAIN, &pool, &complaint, &complaints));
	assert_int_equal(complaints, CHAIN);
	pool_free(&pool);
	free(codes);
	free(given);
}

static void twice_orphan_and_cycle_are_complained_of_in_the_order_of_the_list(void **state)
{
	const struct unit given[] = {
		given_unit("72", "", "k", ""),
		given_unit("c1", "", "k", "c2"),
		given_unit("703", "", "k", "72"),
		given_unit("lost", "", "k", "nowhere"),
		given_unit("703", "", "k", "72"),
		given_unit("c2", "", "k", "c3"),
		given_unit("c3", "", "k", "c1"),
		given_unit("below-the-cycle", "", "k", "c1"),
		given_unit("below-the-lost", "", "k", "lost"),
		given_unit("self", "", "k", "self"),
	};
	static const struct unit_complaint expected[] = {
		{1, UNIT_CYCLE},
		{3, UNIT_ORPHAN},
		{4, UNIT_TWICE},
		{5, UNIT_CYCLE},
		{6, UNIT_CYCLE},
		{9, UNIT_CYCLE},
	};
	struct unit_complaint complaints[16];
	size_t count = COUNT(complaints);
	struct pool pool = {0};
	struct units units;

	(void)state;
	assert_false(units_arrange(&units, given, COUNT(given), &pool, complaints, &count));
	assert_int_equal(count, COUNT(expected));
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(complaints[i].index, expected[i].index);
		assert_int_equal(complaints[i].wrong, expected[i].wrong);
	}
	assert_int_equal(units.count, 0);
	pool_free(&pool);
}

static void only_as_many_complaints_are_written_as_there_is_room_for(void **state)
{
	const struct unit given[] = {
		given_unit("a", "", "k", "x"),
		given_unit("b", "", "k", "x"),
		given_unit("c", "", "k", "x"),
	};
	struct unit_complaint complaints[2] = {{99, UNIT_TWICE}, {99, UNIT_TWICE}};
	size_t count = 1;
	struct pool pool = {0};
	struct units units;

	(void)state;
	assert_false(units_arrange(&units, given, COUNT(given), &pool, complaints, &count));
	assert_int_equal(count, 3);
	assert_int_equal(complaints[0].index, 0);
	assert_int_equal(complaints[1].index, 99);
	pool_free(&pool);
}

static void the_last_valid_day_is_valid(void **state)
{
	struct unit unit = given_unit("a", "", "k", "");

	(void)state;
	assert_true(unit_is_valid(&unit, D(6, 30)));
	unit.valid_from = D(6, 1);
	unit.valid_to = D(6, 30);
	assert_false(unit_is_valid(&unit, D(5, 31)));
	assert_true(unit_is_valid(&unit, D(6, 1)));
	assert_true(unit_is_valid(&unit, D(6, 30)));
	assert_false(unit_is_valid(&unit, D(7, 1)));
	assert_true(unit_is_valid(&unit, DAY_NONE));
}

static void when_a_unit_is_valid_is_said_as_of_a_day(void **state)
{
	static const struct {
		int from, to, today;
		const char *said;
	} cases[] = {
		{DAY_NONE, DAY_NONE, 0, ""},
		{DAY_NONE, 630, 630, "until 30/6/2020"},
		{DAY_NONE, 630, 701, "ended 30/6/2020"},
		{601, DAY_NONE, 531, "not before 01/6/2020"},
		{601, DAY_NONE, 601, "since 01/6/2020"},
		{601, 630, 531, "not before 01/6/2020"},
		{601, 630, 615, "until 30/6/2020"},
		{601, 630, 701, "ended 30/6/2020"},
	};
	struct unit unit = given_unit("705", "", "huyen", "72");
	struct buffer said = {0};

	(void)state;
	language_choose("en", NULL);
	for (size_t i = 0; i < COUNT(cases); i++) {
		int from = cases[i].from, to = cases[i].to, today = cases[i].today;

		unit.valid_from = from == DAY_NONE ? from : D(from / 100, from % 100);
		unit.valid_to = to == DAY_NONE ? to : D(to / 100, to % 100);
		buffer_clear(&said);
		unit_validity(&unit, today ? D(today / 100, today % 100) : D(6, 1), &said);
		assert_string_equal(buffer_text(&said), cases[i].said);
	}
	buffer_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units_in_any_order_stand_in_tree_order),
		cmocka_unit_test(codes_one_behind_the_other_are_found),
		cmocka_unit_test(several_roots_and_two_levels_need_nothing_special),
		cmocka_unit_test(leading_zeros_make_different_codes),
		cmocka_unit_test(codes_of_one_beginning_are_ordered_by_the_rest),
		cmocka_unit_test(no_units_are_a_tree_too),
		cmocka_unit_test(a_chain_of_100000_units_is_no_deeper_than_any),
		cmocka_unit_test(a_closed_chain_of_100000_units_is_one_cycle),
		cmocka_unit_test(twice_orphan_and_cycle_are_complained_of_in_the_order_of_the_list),
		cmocka_unit_test(only_as_many_complaints_are_written_as_there_is_room_for),
		cmocka_unit_test(the_last_valid_day_is_valid),
		cmocka_unit_test(when_a_unit_is_valid_is_said_as_of_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
