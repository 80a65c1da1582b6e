/* Complaints: kept, counted, put in order, printed so that nothing in them acts on a terminal. */
#include "given.h"

static void complaints_are_counted_by_level(void **state)
{
	struct complaints all = {0};

	(void)state;
	complain(&all, COMPLAINT_ERROR, 3, "Mã", "x", "bad %d", 7);
	complain(&all, COMPLAINT_WARNING, 2, "", NULL, "odd");
	complain(&all, COMPLAINT_CONFLICT, 1, "", "", "newer");
	assert_int_equal(all.count, 3);
	assert_int_equal(all.errors, 1);
	assert_int_equal(all.warnings, 1);
	assert_int_equal(all.conflicts, 1);
	assert_string_equal(all.at[0].text, "bad 7");
	assert_string_equal(all.at[1].value, "");
	complaints_free(&all);
	assert_int_equal(all.count, 0);
	complaints_free(&all);
}

static void sorting_is_by_line_and_keeps_the_order_within_one(void **state)
{
	struct complaints all = {0};
	uint32_t seed = 7;

	(void)state;
	complaints_sort(&all);
	for (size_t i = 0; i < 1000; i++) {
		seed = seed * 1664525 + 1013904223;
		complain(&all, COMPLAINT_ERROR, (long)(seed >> 16) % 50, "", "", "%zu", i);
	}
	complaints_sort(&all);
	for (size_t i = 1; i < all.count; i++) {
		const struct complaint *one = &all.at[i - 1], *two = &all.at[i];

		assert_true(one->line < two->line ||
			    (one->line == two->line && atoi(one->text) < atoi(two->text)));
	}
	complain(&all, COMPLAINT_ERROR, 1, "", "", "after sorting there is room again");
	assert_int_equal(all.count, 1001);
	complaints_free(&all);
}

static void assert_printed(long line, const char *column, const char *value, const char *expected)
{
	struct complaints all = {0};
	char out[256];

	complain(&all, COMPLAINT_ERROR, line, column, value, "no such unit");
	complaint_print(&all.at[0], "units.csv", out, sizeof out);
	assert_string_equal(out, expected);
	complaints_free(&all);
}

static void a_line_names_file_line_column_value_and_reason(void **state)
{
	(void)state;
	assert_printed(12, "Cấp trên", "70", "units.csv:12: Cấp trên: \"70\": no such unit");
	assert_printed(12, "Cấp trên", "", "units.csv:12: Cấp trên: no such unit");
	assert_printed(12, "", "", "units.csv:12: no such unit");
	assert_printed(0, "", "", "units.csv: no such unit");
}

static void advice_for_the_command_line_is_printed_and_no_part_of_the_text(void **state)
{
	struct complaints all = {0};
	char out[256];

	(void)state;
	complain(&all, COMPLAINT_CONFLICT, 2, "rev", "7", "changed here");
	assert_string_equal(all.at[0].advice, "");
	complaint_advise(&all, "choose with --side");
	complaint_print(&all.at[0], "units.csv", out, sizeof out);
	assert_string_equal(out, "units.csv:2: rev: \"7\": changed here: choose with --side");
	assert_string_equal(all.at[0].text, "changed here");
	complaints_free(&all);
}

static void a_long_value_is_cut(void **state)
{
	(void)state;
	assert_printed(1, "c", "ạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạ",
		"units.csv:1: c: \"ạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạ…\": no such unit");
}

static void nothing_printed_acts_on_a_terminal(void **state)
{
	(void)state;
	assert_printed(
		1, "a\nb", "\x1B[31m", "units.csv:1: a b: \"\xEF\xBF\xBD[31m\": no such unit");
}

static void a_huge_value_is_not_kept_whole(void **state)
{
	struct complaints all = {0};
	char *value = malloc(100001);

	(void)state;
	memset(value, 'a', 100000);
	memcpy(value + 239, "ạ", 3); /* the cut must not go through it */
	value[100000] = '\0';
	complain(&all, COMPLAINT_ERROR, 1, "", value, "long");
	assert_int_equal(strlen(all.at[0].value), 239);
	complaints_free(&all);
	free(value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(complaints_are_counted_by_level),
		cmocka_unit_test(sorting_is_by_line_and_keeps_the_order_within_one),
		cmocka_unit_test(a_line_names_file_line_column_value_and_reason),
		cmocka_unit_test(advice_for_the_command_line_is_printed_and_no_part_of_the_text),
		cmocka_unit_test(a_long_value_is_cut),
		cmocka_unit_test(nothing_printed_acts_on_a_terminal),
		cmocka_unit_test(a_huge_value_is_not_kept_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
