/* Whole numbers as people type them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tiendo/base.h"

static void numbers_are_read_with_and_without_groups(void **state)
{
	static const struct {
		const char *text;
		int64_t count;
	} cases[] = {{"0", 0}, {"7", 7}, {"2455", 2455}, {"2.455", 2455}, {"2,455", 2455},
	        {"2 455", 2455}, {"2\u00A0455", 2455}, {"2\u202F455", 2455}, {" 2455 ", 2455},
	        {"\uFEFF12\r\n", 12}, {"007", 7}, {"12.345.678", 12345678}, {"123,456", 123456},
	        {"1 000 000", 1000000}, {"999999999999", 999999999999},
	        {"999.999.999.999", 999999999999},
	        {"000000000000000000000000000000000000000005", 5}};
	struct fault why;
	int64_t count;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		count = -1;
		assert_true(count_parse(cases[i].text, &count, &why));
		assert_true(count == cases[i].count);
	}
}

static void what_is_no_whole_number_is_refused(void **state)
{
	static const char *const cases[] = {"", " ", "x", "-1", "+1", "2.45", "2.4555", "2,45",
	        "2.455,5", "2.455.67", "2.455,678", "2 455.678", "1234.567", "12345,678", ".455",
	        "2.", "2.455.", "2..455", "0.455", "00.455", "1e3", "0x10", "2455 người", "١٢",
	        "1\u2003000", "½", "2,455 ,678", "\xFF", "1 2 3", "1  000", "12 34"};
	struct fault why;
	int64_t count = 77;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (count_parse(cases[i], &count, &why))
			print_message("taken: %s\n", cases[i]);
		assert_true(count == 77);
		assert_int_equal(why.kind, FAULT_USAGE);
		assert_non_null(strstr(why.text, "write 2455, 2.455 or 2,455"));
		assert_false(count_parse(cases[i], &count, NULL));
	}
}

static void too_large_a_number_is_refused(void **state)
{
	static const char *const cases[] = {"1000000000000", "1.000.000.000.000",
	        "9223372036854775808", "99999999999999999999999999999999999999999"};
	static char huge[100000];
	struct fault why;
	int64_t count = 77;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_false(count_parse(cases[i], &count, &why));
		assert_int_equal(why.kind, FAULT_USAGE);
		assert_non_null(strstr(why.text, "999,999,999,999"));
	}
	memset(huge, '9', sizeof huge - 1);
	assert_false(count_parse(huge, &count, &why));
	assert_in_range(strlen(why.text), 1, 200);
	assert_true(count == 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(numbers_are_read_with_and_without_groups),
	        cmocka_unit_test(what_is_no_whole_number_is_refused),
	        cmocka_unit_test(too_large_a_number_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
