/* Rates: half up to one decimal, and never all or none when it is not so (DOMAIN.md §4, §9). */
#include "given.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void a_rate_has_one_decimal_half_up(void **state)
{
	static const struct {
		size_t part, whole;
		const char *text, *english, *vietnamese;
	} rows[] = {
		{0, 0, "", "–", "–"},
		{0, 5, "0.0", "0.0%", "0,0%"},
		{5, 5, "100.0", "100.0%", "100,0%"},
		{17, 20, "85.0", "85.0%", "85,0%"},
		{1, 3, "33.3", "33.3%", "33,3%"},
		{2, 3, "66.7", "66.7%", "66,7%"},
		{1, 2000, "0.1", "0.1%", "0,1%"}, /* 0.05 */
		{1, 400, "0.3", "0.3%", "0,3%"}, /* 0.25 */
		{1, 800, "0.1", "0.1%", "0,1%"}, /* 0.125 */
		{1999, 2000, "99.9", "99.9%", "99,9%"},
		{999999, 1000000, "99.9", "99.9%", "99,9%"},
		{1, 1000000, "0.1", "0.1%", "0,1%"},
		{9994, 10000, "99.9", "99.9%", "99,9%"},
		{999, 1000, "99.9", "99.9%", "99,9%"},
		{1, 1, "100.0", "100.0%", "100,0%"},
	};
	char text[RATE_TEXT], shown[RATE_TEXT + 4];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_string_equal(rate_print(rows[i].part, rows[i].whole, text), rows[i].text);
		assert_true(language_choose("en", NULL));
		assert_string_equal(rate_show(rows[i].part, rows[i].whole, shown), rows[i].english);
		assert_true(language_choose("vi", NULL));
		assert_string_equal(
			rate_show(rows[i].part, rows[i].whole, shown), rows[i].vietnamese);
	}
	assert_true(language_choose("en", NULL));
}

static void parts_are_rounded_by_the_largest_remainder(void **state)
{
	static const struct {
		size_t parts[4];
		int tenths[4];
	} rows[] = {
		{{0, 0, 0, 0}, {0, 0, 0, 0}},
		{{1, 0, 0, 0}, {1000, 0, 0, 0}},
		{{1, 1, 1, 0}, {334, 333, 333, 0}},
		{{2, 1, 0, 0}, {667, 333, 0, 0}},
		{{14, 3, 3, 0}, {700, 150, 150, 0}},
		{{1, 1, 1, 3}, {167, 167, 166, 500}},
		/* 0.0 only for none, 100.0 only for all */
		{{1999, 1, 0, 0}, {999, 1, 0, 0}},
		{{1, 1999, 0, 0}, {1, 999, 0, 0}},
		{{1000000, 1, 0, 0}, {999, 1, 0, 0}},
		{{1000000, 1, 1, 1}, {997, 1, 1, 1}},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int tenths[4] = {-1, -1, -1, -1};

		rate_parts(rows[i].parts, 4, tenths);
		if (memcmp(tenths, rows[i].tenths, sizeof tenths) != 0)
			fail_msg("row %zu: %d %d %d %d", i, tenths[0], tenths[1], tenths[2],
				tenths[3]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rate_has_one_decimal_half_up),
		cmocka_unit_test(parts_are_rounded_by_the_largest_remainder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
