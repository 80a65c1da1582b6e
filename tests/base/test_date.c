/* Civil days: every one of the three hundred years, beside the C library's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "tiendo/base.h"

static void every_day_of_three_centuries_goes_round(void **state)
{
	int first = day_make(1900, 1, 1), last = day_make(2199, 12, 31), day, year, month, of_month,
	    again;
	char out[DAY_TEXT];

	(void)state;
	assert_int_equal(first, -25567);
	assert_int_equal(last - first + 1, 109573);
	assert_int_equal(day_make(1970, 1, 1), 0);
	for (day = first; day <= last; day++) {
		time_t seconds = (time_t)day * 86400;
		struct tm tm;

		assert_non_null(gmtime_r(&seconds, &tm));
		day_split(day, &year, &month, &of_month);
		assert_int_equal(year, tm.tm_year + 1900);
		assert_int_equal(month, tm.tm_mon + 1);
		assert_int_equal(of_month, tm.tm_mday);
		assert_int_equal(day_weekday(day) % 7, tm.tm_wday);
		assert_int_equal(day_make(year, month, of_month), day);
		assert_true(day_from_iso(day_iso(day, out), &again));
		assert_int_equal(again, day);
	}
}

static void a_day_that_cannot_be_is_none(void **state)
{
	static const int cannot[][3] = {{2020, 4, 31}, {2019, 2, 29}, {1900, 2, 29}, {2100, 2, 29},
	        {2020, 13, 1}, {2020, 0, 1}, {2020, 1, 0}, {2020, 1, 32}, {1899, 12, 31},
	        {2200, 1, 1}, {2020, -1, 1}, {2020, 1, -1}, {0, 1, 1}, {INT_MAX, 1, 1},
	        {INT_MIN, 1, 1}, {2020, INT_MAX, 1}, {2020, INT_MIN, 1}, {2020, 1, INT_MAX},
	        {2020, 1, INT_MIN}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cannot / sizeof *cannot; i++)
		assert_int_equal(day_make(cannot[i][0], cannot[i][1], cannot[i][2]), DAY_NONE);
	assert_int_not_equal(day_make(2000, 2, 29), DAY_NONE);
	assert_int_not_equal(day_make(2020, 2, 29), DAY_NONE);
}

static void each_year_has_its_number_of_days(void **state)
{
	int year, month, day, count;

	(void)state;
	for (year = 1890; year < 2210; year++) {
		for (count = 0, month = -2; month < 15; month++) {
			for (day = -2; day < 40; day++)
				count += day_make(year, month, day) != DAY_NONE;
		}
		if (year < 1900 || year > 2199)
			assert_int_equal(count, 0);
		else if (year == 1900 || year == 2100 || year % 4 != 0)
			assert_int_equal(count, 365);
		else
			assert_int_equal(count, 366);
	}
}

static void days_are_printed_as_the_office_writes(void **state)
{
	static const struct {
		int year, month, day;
		const char *iso, *print, *brief, *sheet;
	} cases[] = {{2020, 7, 1, "2020-07-01", "01/7/2020", "01/7", "01/07/2020 (T4)"},
	        {2020, 5, 4, "2020-05-04", "04/5/2020", "04/5", "04/05/2020 (T2)"},
	        {2020, 12, 26, "2020-12-26", "26/12/2020", "26/12", "26/12/2020 (T7)"},
	        {2020, 1, 9, "2020-01-09", "09/01/2020", "09/01", "09/01/2020 (T5)"},
	        {2020, 2, 29, "2020-02-29", "29/02/2020", "29/02", "29/02/2020 (T7)"},
	        {2020, 3, 1, "2020-03-01", "01/3/2020", "01/3", "01/03/2020 (CN)"},
	        {2026, 3, 26, "2026-03-26", "26/3/2026", "26/3", "26/03/2026 (T5)"},
	        {1900, 1, 1, "1900-01-01", "01/01/1900", "01/01", "01/01/1900 (T2)"},
	        {2199, 12, 31, "2199-12-31", "31/12/2199", "31/12", "31/12/2199 (T3)"}};
	char out[DAY_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		int day = day_make(cases[i].year, cases[i].month, cases[i].day);

		assert_string_equal(day_iso(day, out), cases[i].iso);
		assert_string_equal(day_print(day, out), cases[i].print);
		assert_string_equal(day_short(day, out), cases[i].brief);
		assert_string_equal(day_sheet(day, out), cases[i].sheet);
	}
}

static void no_day_prints_as_nothing(void **state)
{
	static char *(*const print[])(int, char[DAY_TEXT]) = {
	        day_iso, day_print, day_short, day_sheet};
	char out[DAY_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof print / sizeof *print; i++) {
		memset(out, 'x', sizeof out);
		assert_ptr_equal(print[i](DAY_NONE, out), out);
		assert_string_equal(out, "");
		/* A number that is no day of ours still stays within the buffer. */
		assert_true(strlen(print[i](INT_MAX, out)) < DAY_TEXT);
		assert_true(strlen(print[i](INT_MIN + 1, out)) < DAY_TEXT);
	}
	assert_string_equal(day_name(DAY_NONE), "");
}

static void weekdays_are_named_in_the_language_in_use(void **state)
{
	static const char *const vi[] = {"T2", "T3", "T4", "T5", "T6", "T7", "CN"};
	static const char *const en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	int monday = day_make(2020, 6, 29), i;
	char out[DAY_TEXT];

	(void)state;
	for (i = 0; i < 7; i++) {
		assert_int_equal(day_weekday(monday + i), i + 1);
		language_choose("vi", NULL);
		assert_string_equal(day_name(monday + i), vi[i]);
		language_choose("en", NULL);
		assert_string_equal(day_name(monday + i), en[i]);
		/* Spreadsheets get the one spelling that none of them takes for a date. */
		assert_non_null(strstr(day_sheet(monday + i, out), vi[i]));
	}
	assert_int_equal(day_weekday(INT_MAX) % 8, day_weekday(INT_MAX));
}

static void only_exact_iso_is_iso(void **state)
{
	static const char *const refused[] = {"", "2020", "2020-07", "2020-7-1", "2020-07-1",
	        "2020-07-011", "2020-07-01 ", " 2020-07-01", "2020/07/01", "20200701", "2020-13-01",
	        "2020-02-30", "1899-12-31", "2200-01-01", "0000-00-00", "+020-07-01", "2020-07-0a",
	        "٢٠٢٠-07-01", "-020-07-01", "2020-07-01T00"};
	size_t i;
	int day = 77;

	(void)state;
	for (i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(day_from_iso(refused[i], &day));
	assert_int_equal(day, 77);
	assert_true(day_from_iso("2020-07-01", &day));
	assert_int_equal(day, day_make(2020, 7, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_day_of_three_centuries_goes_round),
	        cmocka_unit_test(a_day_that_cannot_be_is_none),
	        cmocka_unit_test(each_year_has_its_number_of_days),
	        cmocka_unit_test(days_are_printed_as_the_office_writes),
	        cmocka_unit_test(no_day_prints_as_nothing),
	        cmocka_unit_test(weekdays_are_named_in_the_language_in_use),
	        cmocka_unit_test(only_exact_iso_is_iso),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
