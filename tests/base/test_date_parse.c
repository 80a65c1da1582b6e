/* Days as people type them. Today is Sunday 28/6/2020, the plan's year is 2021. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tiendo/base.h"

static struct day_context context(void)
{
	return (struct day_context){.today = day_make(2020, 6, 28), .year = 2021};
}

static void every_accepted_form_is_read(void **state)
{
	static const char *const cases[][2] = {{"1/7/2020", "2020-07-01"},
	        {"01/07/2020", "2020-07-01"}, {"01/7/2020", "2020-07-01"},
	        {"1-7-2020", "2020-07-01"}, {"2020-07-01", "2020-07-01"},
	        {"2020-7-1", "2020-07-01"}, {" 1/7/2020\t", "2020-07-01"},
	        {"\uFEFF\u00A01/7/2020\u200B", "2020-07-01"}, {"29/2/2020", "2020-02-29"},
	        {"31/12/2199", "2199-12-31"}, {"1/1/1900", "1900-01-01"}, {"1/7", "2021-07-01"},
	        {"01/07", "2021-07-01"}, {"1-7", "2021-07-01"}, {"13/7/2020", "2020-07-13"},
	        {"today", "2020-06-28"}, {"TODAY", "2020-06-28"}, {"hôm nay", "2020-06-28"},
	        {"hom nay", "2020-06-28"}, {"Ho\u0302m  nay", "2020-06-28"},
	        {"HÔM NAY", "2020-06-28"}, {"hôm qua", "2020-06-27"}, {"hom qua", "2020-06-27"},
	        {"yesterday", "2020-06-27"}, {"mai", "2020-06-29"}, {"ngày mai", "2020-06-29"},
	        {"Tomorrow", "2020-06-29"}, {"+3", "2020-07-01"}, {"-1", "2020-06-27"},
	        {"+0", "2020-06-28"}, {"-0", "2020-06-28"}, {"+365", "2021-06-28"},
	        {" +3 ", "2020-07-01"}};
	char out[DAY_TEXT];
	struct fault why;
	size_t i;
	int day;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		day = DAY_NONE;
		why.text[0] = '\0';
		if (!day_parse(cases[i][0], context(), &day, &why))
			print_message("%s: %s\n", cases[i][0], why.text);
		assert_string_equal(day_iso(day, out), cases[i][1]);
	}
}

static void a_weekday_is_the_next_one_today_included(void **state)
{
	static const char *const names[7][12] = {
	        {"t2", "T2", "thứ 2", "thứ2", "thứ hai", "thu hai", "mon", "Monday", "THỨ HAI",
	                "Thu\u031B\u0301 2"},
	        {"t3", "thứ 3", "thu 3", "thứ ba", "tue", "tuesday"},
	        {"t4", "thứ 4", "thứ tư", "wed", "wednesday"},
	        {"t5", "thứ 5", "thứ năm", "thu", "Thu", "thursday"},
	        {"t6", "thứ 6", "thứ sáu", "fri", "friday"},
	        {"t7", "thứ 7", "thứ bảy", "thứ bẩy", "sat", "saturday"},
	        {"cn", "CN", "c.n.", "chủ nhật", "chu nhat", "sun", "sunday"}};
	struct fault why;
	int today, weekday, i, day;

	(void)state;
	for (today = day_make(2020, 6, 20); today < day_make(2020, 7, 5); today++) {
		for (weekday = 1; weekday <= 7; weekday++) {
			for (i = 0; i < 12 && names[weekday - 1][i]; i++) {
				const struct day_context leaning = {today, 0};

				assert_true(day_parse(names[weekday - 1][i], leaning, &day, &why));
				assert_int_equal(day_weekday(day), weekday);
				assert_in_range(day - today, 0, 6);
			}
		}
	}
}

static void a_day_without_a_year_leans_on_the_plan_or_on_today(void **state)
{
	struct day_context leaning = context();
	int day;

	(void)state;
	assert_true(day_parse("29/3", leaning, &day, NULL));
	assert_int_equal(day, day_make(2021, 3, 29));
	leaning.year = 0;
	assert_true(day_parse("29/2", leaning, &day, NULL));
	assert_int_equal(day, day_make(2020, 2, 29));
	leaning.year = 2021;
	assert_false(day_parse("29/2", leaning, &day, NULL));
}

static void what_could_mislead_is_refused_with_its_cure(void **state)
{
	static const char *const forms = "1/7/2020";
	static const char *const cases[][2] = {{"7/13/2020", "month first"},
	        {"7/13/2020", "13/7/2020"}, {"7/13/2020", "2020-07-13"},
	        {"7-31-2020", "month first"}, {"7/13", "month first"}, {"1/7/20", "two-digit year"},
	        {"1-7-20", "two-digit year"}, {"20-07-01", "two-digit year"},
	        {"1/7/5", "two-digit year"}, {"31/4/2020", "no such day"},
	        {"29/2/2019", "no such day"}, {"0/7/2020", "no such day"},
	        {"1/0/2020", "no such day"}, {"32/1/2020", "no such day"},
	        {"2020-13-01", "no such day"}, {"32/13/2020", "no such day"},
	        {"1/7/1899", "1900 to 2199"}, {"1/7/2200", "1900 to 2199"},
	        {"+999999", "1900 to 2199"}, {"-999999", "1900 to 2199"}};
	struct fault why;
	size_t i;
	int day = 77;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_false(day_parse(cases[i][0], context(), &day, &why));
		assert_int_equal(why.kind, FAULT_USAGE);
		if (!strstr(why.text, cases[i][1]))
			print_message("%s: %s\n", cases[i][0], why.text);
		assert_non_null(strstr(why.text, cases[i][1]));
		assert_non_null(strstr(why.text, cases[i][0]));
		if (!strstr(why.text, "month first"))
			assert_non_null(strstr(why.text, forms));
	}
	assert_int_equal(day, 77);
}

static void what_is_no_day_is_refused_naming_the_forms(void **state)
{
	static const char *const cases[] = {"", " ", "x", "/", "1", "1/", "/7", "1/7/", "1//7",
	        "1/7/2020/3", "1/7-2020", "1-7/2020", "2020/07/01", "1/7/020", "1/7/02020",
	        "001/7/2020", "1/007/2020", "2020-07", "7/2020", "2020-007-01", "2020-07-001",
	        "1.7.2020", "1 7 2020", "+", "-", "+-1", "+3x", "--1", "+1000000", "+ 3", "t1",
	        "t8", "thứ", "Thử", "thứ 8", "thứ 1", "nay", "hom", "ngay", "01072020",
	        "1/7/2020 x", "x 1/7/2020", "99999999999999999999/1/2020",
	        "1/7/99999999999999999999", "١/٧/٢٠٢٠", "\xFF", "today\xFF tomorrow", "mon tue"};
	struct fault why;
	size_t i;
	int day = 77;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (day_parse(cases[i], context(), &day, &why))
			print_message("taken: %s\n", cases[i]);
		assert_int_equal(day, 77);
		assert_int_equal(why.kind, FAULT_USAGE);
		assert_non_null(
		        strstr(why.text, "write 1/7/2020, 2020-07-01, 1/7, today, +3 or t6"));
	}
}

static void a_hostile_text_is_refused_short_and_clean(void **state)
{
	static char huge[100000];
	struct fault why;
	int day;

	(void)state;
	memset(huge, '1', sizeof huge - 1);
	assert_false(day_parse(huge, context(), &day, &why));
	assert_in_range(strlen(why.text), 1, 200);
	assert_non_null(strstr(why.text, "…"));
	memcpy(huge, "\033]0;gone\a\n", 10);
	assert_false(day_parse(huge, context(), &day, &why));
	assert_null(strpbrk(why.text, "\033\a\n"));
	/* 64 marks on one letter are one column, and still fit into the sentence. */
	memset(huge, 0, sizeof huge);
	huge[0] = 'a';
	for (day = 0; day < 64; day++)
		memcpy(huge + 1 + 2 * day, "\u0301", 2);
	assert_false(day_parse(huge, context(), &day, &why));
	assert_true(text_is_utf8(why.text, strlen(why.text), NULL));
}

static void every_printed_day_is_read_again(void **state)
{
	static char *(*const print[])(int, char[DAY_TEXT]) = {day_iso, day_print};
	int day, last = day_make(2199, 12, 31), again;
	char out[DAY_TEXT];
	size_t i;

	(void)state;
	/* A stride without a common factor with weeks and years still meets every date. */
	for (day = day_make(1900, 1, 1); day <= last; day += 5) {
		for (i = 0; i < 2; i++) {
			assert_true(day_parse(print[i](day, out), context(), &again, NULL));
			assert_int_equal(again, day);
		}
	}
	for (day = day_make(2021, 1, 1); day <= day_make(2021, 12, 31); day++) {
		assert_true(day_parse(day_short(day, out), context(), &again, NULL));
		assert_int_equal(again, day);
	}
}

static void without_a_today_nothing_leans_on_it(void **state)
{
	const struct day_context none = {DAY_NONE, 2020};
	int day = 77;

	(void)state;
	assert_true(day_parse("1/7", none, &day, NULL));
	assert_int_equal(day, day_make(2020, 7, 1));
	day = 77;
	assert_false(day_parse("today", none, &day, NULL));
	assert_false(day_parse("-3", none, &day, NULL));
	assert_false(day_parse("t6", none, &day, NULL));
	assert_int_equal(day, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_accepted_form_is_read),
	        cmocka_unit_test(a_weekday_is_the_next_one_today_included),
	        cmocka_unit_test(a_day_without_a_year_leans_on_the_plan_or_on_today),
	        cmocka_unit_test(what_could_mislead_is_refused_with_its_cure),
	        cmocka_unit_test(what_is_no_day_is_refused_naming_the_forms),
	        cmocka_unit_test(a_hostile_text_is_refused_short_and_clean),
	        cmocka_unit_test(every_printed_day_is_read_again),
	        cmocka_unit_test(without_a_today_nothing_leans_on_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
