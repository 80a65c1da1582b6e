/* Codes: which are valid, and which a spreadsheet takes for one number. */
#include "given.h"

static void a_code_is_letters_digits_dots_lines_and_dashes(void **state)
{
	static const char *const good[] = {"72", "001", "TT01", "III.2.4b", "a_b-c.d", "0",
		"abcdefghijklmnopqrstuvwxyz012345"};
	static const char *const bad[] = {"", ".a", "-a", "_a", "a b", "a/b", "đ", "a,b", "a;b",
		"a\n", "abcdefghijklmnopqrstuvwxyz0123456"};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!code_is_valid(good[i]))
			fail_msg("refused: %s", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (code_is_valid(bad[i]))
			fail_msg("taken: %s", bad[i]);
}

static void a_spreadsheet_shows_two_codes_as_one_number(void **state)
{
	static const char *const same[][2] = {{"007", "7"}, {"1.10", "1.1"}, {"1.10", "1,1"},
		{"12E5", "1200000"}, {"1e3", "1000"}, {"1.234", "1234"}, {"1.234.567", "1234567"},
		{"703", "703"}, {"01.", "1"}};
	static const char *const other[][2] = {{"1.10", "1.01"}, {"703", "704"}, {"X07", "X7"},
		{"", ""}, {"", "0"}, {"3-4", "3-4"}, {"BC1", "BC1"}, {"1.1.2", "1.1.3"}, {"e5", "e5"},
		{"nan", "nan"}, {"0x10", "16"}, {"1E", "1"}, {".5", "0.5"},
		{"11111111111111111111111111111111", "1"}};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (!code_is_same_number(same[i][0], same[i][1]) ||
			!code_is_same_number(same[i][1], same[i][0]))
			fail_msg("not the same: %s, %s", same[i][0], same[i][1]);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (code_is_same_number(other[i][0], other[i][1]) ||
			code_is_same_number(other[i][1], other[i][0]))
			fail_msg("the same: %s, %s", other[i][0], other[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_spreadsheet_shows_two_codes_as_one_number),
		cmocka_unit_test(a_code_is_letters_digits_dots_lines_and_dashes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
