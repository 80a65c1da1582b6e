/* Codes: which are valid. */
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_is_letters_digits_dots_lines_and_dashes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
