/* Instants: printed, read, and the civil day they fall on in the office. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "tiendo/base.h"

static void now_is_what_the_clock_says(void **state)
{
	int64_t before = (int64_t)time(NULL), now = instant_now(), after = (int64_t)time(NULL);

	(void)state;
	assert_true(before <= now && now <= after);
}

static void instants_go_round_through_their_text(void **state)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} cases[] = {{0, "1970-01-01T00:00:00Z"}, {1593306123, "2020-06-28T01:02:03Z"},
	        {-1, "1969-12-31T23:59:59Z"}, {951868799, "2000-02-29T23:59:59Z"},
	        {-2208988800, "1900-01-01T00:00:00Z"}, {7258118399, "2199-12-31T23:59:59Z"}};
	char out[INSTANT_TEXT];
	int64_t seconds;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_ptr_equal(instant_print(cases[i].seconds, out), out);
		assert_string_equal(out, cases[i].text);
		assert_true(instant_parse(cases[i].text, &seconds));
		assert_true(seconds == cases[i].seconds);
	}
	for (seconds = -2208988800; seconds < 7258118400; seconds += 7654321) {
		int64_t again = 0;

		assert_true(instant_parse(instant_print(seconds, out), &again));
		assert_true(again == seconds);
	}
}

static void an_instant_out_of_our_years_prints_as_nothing(void **state)
{
	static const int64_t far[] = {-2208988801, 7258118400, INT64_MAX, INT64_MIN, INT64_MAX / 60,
	        (int64_t)INT_MAX * 60, (int64_t)INT_MIN * 60};
	char out[INSTANT_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof far / sizeof *far; i++) {
		assert_string_equal(instant_print(far[i], out), "");
		assert_int_equal(instant_day(far[i], 0), DAY_NONE);
	}
	assert_int_equal(instant_day(INT64_MAX, INT_MAX), DAY_NONE);
	assert_int_equal(instant_day((int64_t)INT_MAX * 60, INT_MAX), DAY_NONE);
	assert_int_equal(instant_day((int64_t)INT_MIN * 60, INT_MIN), DAY_NONE);
}

static void only_the_exact_form_is_read(void **state)
{
	static const char *const refused[] = {"", "2020-06-28", "2020-06-28T01:02:03",
	        "2020-06-28 01:02:03Z", "2020-06-28T01:02:03+07:00", "2020-06-28T01:02:03z",
	        "2020-06-28t01:02:03Z", "2020-06-28T24:00:00Z", "2020-06-28T23:60:00Z",
	        "2020-06-28T23:59:60Z", "2020-06-31T01:02:03Z", "1899-12-31T01:02:03Z",
	        "2020-06-28T1:02:03Z ", "2020-06-28T-1:02:03Z", "2020-06-28T01:0a:03Z",
	        "2020-06-28T01:02: 3Z", "2020-06-28T01-02-03Z", "2020-06-28T01:02-03Z",
	        "2020-06-28T01:02:03ZZ", "2020-06-28T01:02:03.5Z", "20200628T010203Z",
	        " 2020-06-28T01:02:03"};
	int64_t seconds = 77;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(instant_parse(refused[i], &seconds));
	assert_true(seconds == 77);
}

static void the_day_is_that_of_the_office_not_of_the_server(void **state)
{
	static const struct {
		const char *instant;
		int offset;
		const char *day;
	} cases[] = {{"2020-06-30T16:59:59Z", 420, "2020-06-30"},
	        {"2020-06-30T17:00:00Z", 420, "2020-07-01"},
	        {"2020-06-30T18:00:00Z", 420, "2020-07-01"},
	        {"2020-06-30T18:00:00Z", 0, "2020-06-30"},
	        {"2020-07-01T02:00:00Z", -180, "2020-06-30"},
	        {"1970-01-01T00:00:00Z", -1, "1969-12-31"},
	        {"1970-01-01T00:00:00Z", 0, "1970-01-01"},
	        {"1969-12-31T23:59:59Z", 0, "1969-12-31"},
	        {"1969-12-31T00:00:00Z", 0, "1969-12-31"}, {"2199-12-31T17:00:00Z", 420, ""},
	        {"1900-01-01T00:00:00Z", -60, ""}, {"2020-12-31T18:15:00Z", 345, "2021-01-01"}};
	char out[DAY_TEXT];
	int64_t seconds;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(instant_parse(cases[i].instant, &seconds));
		assert_string_equal(
		        day_iso(instant_day(seconds, cases[i].offset), out), cases[i].day);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(now_is_what_the_clock_says),
	        cmocka_unit_test(instants_go_round_through_their_text),
	        cmocka_unit_test(an_instant_out_of_our_years_prints_as_nothing),
	        cmocka_unit_test(only_the_exact_form_is_read),
	        cmocka_unit_test(the_day_is_that_of_the_office_not_of_the_server),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
