/* Faults: what a refusal says, and what it may never say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tiendo/base.h"

static void every_kind_has_the_exit_status_of_the_interface(void **state)
{
	static const struct {
		enum fault_kind kind;
		int status;
	} cases[] = {{FAULT_NONE, 0}, {FAULT_NO, 1}, {FAULT_USAGE, 2}, {FAULT_MISSING, 2},
	        {FAULT_TROUBLE, 2}, {FAULT_REFUSED, 3}, {FAULT_BUSY, 4}, {FAULT_DENIED, 5}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(fault_status(cases[i].kind), cases[i].status);
	/* A kind that cannot be is trouble, never success. */
	assert_int_equal(fault_status((enum fault_kind)99), 2);
}

static void a_refusal_is_false_and_says_kind_and_text(void **state)
{
	struct fault why = {FAULT_NONE, ""};

	(void)state;
	assert_false(refuse(&why, FAULT_MISSING, N_("no unit %s, not in %d"), "HCM-01", 3));
	assert_int_equal(why.kind, FAULT_MISSING);
	assert_string_equal(why.text, "no unit HCM-01, not in 3");
}

static void nobody_need_ask_why(void **state)
{
	(void)state;
	assert_false(refuse(NULL, FAULT_BUSY, N_("held by %s"), "lan"));
}

static void a_refusal_may_quote_the_one_before(void **state)
{
	struct fault why = {FAULT_NONE, ""};

	(void)state;
	refuse(&why, FAULT_REFUSED, N_("no day"));
	refuse(&why, FAULT_REFUSED, N_("line %d: %s"), 7, why.text);
	assert_string_equal(why.text, "line 7: no day");
}

static void an_over_long_text_is_cut_between_characters(void **state)
{
	static char name[5000];
	struct fault why;
	size_t shift, at;

	(void)state;
	for (shift = 0; shift < 3; shift++) {
		memset(name, 'x', shift);
		for (at = shift; at + 3 < sizeof name; at += 3)
			memcpy(name + at, "ế", 3);
		name[at] = '\0';
		memset(&why, 0x55, sizeof why);
		refuse(&why, FAULT_REFUSED, N_("%s"), name);
		assert_in_range(strlen(why.text), FAULT_TEXT - 4, FAULT_TEXT - 1);
		assert_true(text_is_utf8(why.text, strlen(why.text), NULL));
		assert_int_equal((strlen(why.text) - shift) % 3, 0);
	}
}

static void a_hostile_name_cannot_act_on_the_terminal(void **state)
{
	struct fault why;

	(void)state;
	refuse(&why, FAULT_MISSING, N_("no unit %s"), "\033]0;x\a\n\u202Eab\xFF");
	assert_string_equal(why.text, "no unit \uFFFD]0;x\uFFFD \uFFFDab\uFFFD");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_kind_has_the_exit_status_of_the_interface),
	        cmocka_unit_test(a_refusal_is_false_and_says_kind_and_text),
	        cmocka_unit_test(nobody_need_ask_why),
	        cmocka_unit_test(a_refusal_may_quote_the_one_before),
	        cmocka_unit_test(an_over_long_text_is_cut_between_characters),
	        cmocka_unit_test(a_hostile_name_cannot_act_on_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
