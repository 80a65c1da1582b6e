/* How far two texts are apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tiendo/base.h"

static void near_texts_are_counted_in_edits(void **state)
{
	static const struct {
		const char *a, *b;
		int limit, distance;
	} cases[] = {{"", "", 3, 0}, {"import", "import", 3, 0}, {"import", "imprt", 3, 1},
	        {"import", "imoprt", 3, 1}, {"import", "inport", 3, 1}, {"import", "iimport", 3, 1},
	        {"status", "stauts", 3, 1}, {"due", "log", 3, 3}, {"due", "log", 2, 3},
	        {"due", "log", 1, 2}, {"", "abc", 3, 3}, {"abc", "", 1, 2}, {"đoàn", "doan", 3, 2},
	        {"ca", "abc", 3, 3}, {"a", "b", 0, 1}, {"a", "a", 0, 0}, {"a", "b", -4, 1},
	        {"a", "a", -4, 0}, {"kitten", "sitting", INT_MAX, 3}, {"\xFF", "\xFE", 3, 0}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(
		        text_distance(cases[i].a, cases[i].b, cases[i].limit), cases[i].distance);
		assert_int_equal(
		        text_distance(cases[i].b, cases[i].a, cases[i].limit), cases[i].distance);
	}
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* The definition, written without any thought of speed. */
static int plain_distance(const char *a, size_t i, const char *b, size_t j)
{
	int best;

	if (i == 0 || j == 0)
		return (int)(i + j);
	best = least(plain_distance(a, i - 1, b, j), plain_distance(a, i, b, j - 1)) + 1;
	best = least(best, plain_distance(a, i - 1, b, j - 1) + (a[i - 1] != b[j - 1]));
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		best = least(best, plain_distance(a, i - 2, b, j - 2) + 1);
	return best;
}

static void the_band_finds_what_the_definition_finds(void **state)
{
	unsigned seed = 7;
	char a[8], b[8];
	int round, limit, whole;
	size_t i;

	(void)state;
	for (round = 0; round < 600; round++) {
		char *const texts[] = {a, b};

		for (i = 0; i < 2; i++) {
			size_t length = (seed = seed * 1664525u + 1013904223u) >> 29, at;

			for (at = 0; at < length && at < 6; at++)
				texts[i][at] =
				        (char)('a' +
				                ((seed = seed * 1664525u + 1013904223u) >> 16) % 3);
			texts[i][at] = '\0';
		}
		whole = plain_distance(a, strlen(a), b, strlen(b));
		for (limit = 0; limit < 8; limit++)
			assert_int_equal(text_distance(a, b, limit), least(whole, limit + 1));
	}
}

static void huge_texts_are_told_apart_in_no_time(void **state)
{
	enum { BYTES = 2000000 };
	char *a = malloc(BYTES + 1), *b = malloc(BYTES + 1);

	(void)state;
	memset(a, 'x', BYTES);
	memset(b, 'x', BYTES);
	a[BYTES] = b[BYTES] = '\0';
	assert_int_equal(text_distance(a, "due", 3), 4);
	assert_int_equal(text_distance("due", a, INT_MAX - 1), BYTES);
	b[BYTES / 2] = 'y';
	assert_int_equal(text_distance(a, b, 2), 1);
	memset(b, 'y', BYTES);
	assert_int_equal(text_distance(a, b, 2), 3);
	free(a);
	free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(near_texts_are_counted_in_edits),
	        cmocka_unit_test(the_band_finds_what_the_definition_finds),
	        cmocka_unit_test(huge_texts_are_told_apart_in_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
