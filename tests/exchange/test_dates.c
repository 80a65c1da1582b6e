/* Days in files: every spelling that people and spreadsheets produce, and whose turn it is when day
 * and month cannot be told. */
#include "given.h"

#include "exchange/inner.h"

static const char *read_day(const struct date_order *order, const char *text, char iso[DAY_TEXT],
	enum cell_result *result)
{
	struct fault why = {0};
	int day = DAY_NONE;

	*result = date_read(order, text, GIVEN_TODAY, &day, &why);
	if (*result != CELL_GOOD)
		assert_true(why.text[0] != '\0');
	return *result == CELL_REFUSED ? "" : day_iso(day, iso);
}

static void every_usual_spelling_is_read(void **state)
{
	static const struct {
		const char *text, *iso;
	} examples[] = {
		{"26/03/2026", "2026-03-26"},
		{"26/3/2026", "2026-03-26"},
		{"26-03-2026", "2026-03-26"},
		{"26.03.2026", "2026-03-26"},
		{"2026-03-26", "2026-03-26"},
		{"2026/03/26", "2026-03-26"},
		{"2026.3.26", "2026-03-26"},
		{"26/03/26", "2026-03-26"},
		{"26-3-26", "2026-03-26"},
		{"26/03/2026 (T5)", "2026-03-26"},
		{"T5 26/03/2026", "2026-03-26"},
		{"T5, 26/03/2026", "2026-03-26"},
		{"Thứ 5, 26/03/2026", "2026-03-26"},
		{"thứ năm 26/03/2026", "2026-03-26"},
		{"Thứ Năm, ngày 26/03/2026", "2026-03-26"},
		{"26/03/2026 (Thu)", "2026-03-26"},
		{"Thu 26/03/2026", "2026-03-26"},
		{"THU 26/03/2026", "2026-03-26"},
		{"Thursday 26/03/2026", "2026-03-26"},
		{"29/03/2026 (CN)", "2026-03-29"},
		{"chủ nhật 29/03/2026", "2026-03-29"},
		{"Chủ Nhật, 29/3/2026", "2026-03-29"},
		{"Sun 29/03/2026", "2026-03-29"},
		{"thứ hai 30/03/2026", "2026-03-30"},
		{"thứ ba 31/03/2026", "2026-03-31"},
		{"Thứ tư 25/03/2026", "2026-03-25"},
		{"Thứ sáu 27/03/2026", "2026-03-27"},
		{"Thứ bảy 28/03/2026", "2026-03-28"},
		{"(T7) 28/03/2026", "2026-03-28"},
		{"ngày 26 tháng 3 năm 2026", "2026-03-26"},
		{"26 thg 3 2026", "2026-03-26"},
		{"26-Mar-26", "2026-03-26"},
		{"26 Mar 2026", "2026-03-26"},
		{"Mar 26, 2026", "2026-03-26"},
		{"26-thg 3-26", "2026-03-26"},
		{"2026-03-26 00:00:00", "2026-03-26"},
		{"2026-03-26T00:00:00Z", "2026-03-26"},
		{"26/03/2026 00:00", "2026-03-26"},
		{"26/03/2026 0:00:00.000", "2026-03-26"},
		{"26/03/2026 12:00:00 AM", "2026-03-26"},
		{"26/03/2026 12:00 SA", "2026-03-26"},
		{" 26 / 03 / 2026 ", "2026-03-26"},
		{"29/2/2020", "2020-02-29"},
		{"05/05/2020", "2020-05-05"},
	};
	const struct date_order none = {.day_first = false};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
		char iso[DAY_TEXT];
		enum cell_result result;
		const char *read = read_day(&none, examples[i].text, iso, &result);

		if (strcmp(read, examples[i].iso) != 0)
			fail_msg("%s: \"%s\"", examples[i].text, read);
		assert_int_equal(result, CELL_GOOD);
	}
}

static void what_is_no_day_is_refused(void **state)
{
	static const char *const texts[] = {"31/4/2020", "29/2/2019", "13/13/2020", "0/1/2020",
		"2020-13-01", "26/03", "26", "2020", "hôm nay", "1/7/2020 14:30", "1/7/2020 12:00",
		"1/7/2020 12:00 PM", "1/7/2020 00:00 00:00", "00:00", "1/7/20201", "1//7/2020",
		"/1/7/2020", "1/7/2020/", "1/7/2020/1", "+1/7/2020", "-1/7/2020", "1/-7/2020",
		"1/7/220", "1/7/2", "2020-06-0", "2020-060-1", "001/7/2020", "1/7/2020 họp",
		"1899-12-31", "1/7/1899", "2200-01-01", "26/03/2026 (T6)", "thứ tám 26/03/2026",
		"thu 26/03/2026 xyz", "Mar Mar 2026", "2026 Mar", "12/1/2020 1:00",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "29999", "70000", "46107,5", "461070",
		"46107x", "T 26/03/2026", "T9 26/03/2026", "thứ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"26/03/2026 và", "1/7/2020 0:0a"};
	const struct date_order none = {.day_first = false};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		char iso[DAY_TEXT];
		enum cell_result result;
		const char *read = read_day(&none, texts[i], iso, &result);

		if (result != CELL_REFUSED)
			fail_msg("%s: \"%s\"", texts[i], read);
	}
}

static void a_spreadsheets_day_number_is_taken_with_a_warning(void **state)
{
	static const struct {
		const char *text, *iso;
	} examples[] = {{"46107", "2026-03-26"}, {"46107.0", "2026-03-26"},
		{"46107,0", "2026-03-26"}, {"30000", "1982-02-18"}, {"69999", "2091-08-24"},
		{"44012", "2020-06-30"}};
	const struct date_order none = {.day_first = false};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		char iso[DAY_TEXT];
		enum cell_result result;

		assert_string_equal(
			read_day(&none, examples[i].text, iso, &result), examples[i].iso);
		assert_int_equal(result, CELL_WARNED);
	}
}

static void a_two_digit_year_is_the_one_nearest_to_today(void **state)
{
	static const struct {
		const char *text;
		int today;
		const char *iso;
	} examples[] = {
		{"1/1/20", GIVEN_TODAY, "2020-01-01"},
		{"1/1/70", GIVEN_TODAY, "2070-01-01"},
		{"1/1/71", GIVEN_TODAY, "1971-01-01"},
		{"1/1/99", GIVEN_TODAY, "1999-01-01"},
		{"1/1/05", 0, "2005-01-01"},
		{"1/1/10", 46022 /* 2096 */, "2110-01-01"},
	};
	const struct date_order none = {.day_first = false};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		struct fault why;
		char iso[DAY_TEXT];
		int day;

		assert_int_equal(date_read(&none, examples[i].text, examples[i].today, &day, &why),
			CELL_GOOD);
		assert_string_equal(day_iso(day, iso), examples[i].iso);
	}
}

/* A column of days and what is made of it: "2020-03-04 …", errors and warnings marked. */
static void assert_column(const char *days, const char *expected)
{
	struct given given;
	struct buffer text = {0};
	char list[512], *rest = NULL;

	buffer_add(&text, "unit,report,received_on\n");
	snprintf(list, sizeof list, "%s", days);
	for (char *day = strtok_r(list, "|", &rest); day; day = strtok_r(NULL, "|", &rest))
		buffer_print(&text, "703,BC1,%s\n", day);
	given_text(&given, SHEET_RECEIPTS, buffer_text(&text));
	assert_string_equal(given_rows(&given, "received_on"), expected);
	given_free(&given);
	buffer_free(&text);
}

static void without_evidence_the_day_comes_first(void **state)
{
	(void)state;
	assert_column("3/4/2020|5/6/2020", "2020-04-03\n2020-06-05\n?2 received_on\n");
	assert_column("2020-03-04|5/6/2020", "2020-03-04\n2020-06-05\n?3 received_on\n");
}

static void one_day_above_twelve_decides_for_the_column(void **state)
{
	(void)state;
	assert_column("3/4/2020|25/6/2020", "2020-04-03\n2020-06-25\n");
	assert_column("3/4/2020|6/25/2020", "2020-03-04\n2020-06-25\n?2 received_on\n");
	assert_column("3/3/2020|6/25/2020", "2020-03-03\n2020-06-25\n");
}

static void days_of_both_orders_leave_the_others_undecided(void **state)
{
	(void)state;
	assert_column("3/4/2020|25/6/2020|6/25/2020|7/7/2020",
		"2020-06-25\n2020-06-25\n2020-07-07\n!2 received_on\n");
}

static void a_weekday_proves_the_order(void **state)
{
	(void)state;
	/* 3/4/2020 was a Friday, 4/3/2020 a Wednesday. */
	assert_column("03/04/2020 (T6)|5/6/2020", "2020-04-03\n2020-06-05\n");
	assert_column("03/04/2020 (T4)|5/6/2020", "2020-03-04\n2020-05-06\n?3 received_on\n");
	assert_column("'03/04/2020 (T4)|\"=\"\"5/6/2020\"\"\"",
		"2020-03-04\n2020-05-06\n?3 received_on\n");
}

static void a_weekday_says_nothing_where_days_without_one_do(void **state)
{
	(void)state;
	/* The first is as an export wrote it; below it somebody typed. */
	assert_column("24/06/2020 (T4)|5/6/2020|6/25/2020",
		"2020-06-24\n2020-05-06\n2020-06-25\n?3 received_on\n");
	/* 3/12 and 12/3 of 2020 were both a Thursday. */
	assert_column("03/12/2020 (T5)|6/25/2020", "2020-12-03\n2020-06-25\n");
}

static void columns_that_tell_nothing_are_read_as_the_others_tell(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_RECEIPTS,
		"unit,report,received_on,document_date\n703,BC1,6/25/2020,6/4/2020\n");
	assert_string_equal(given_rows(&given, "received_on document_date"),
		"2020-06-25|2020-06-04\n?2 document_date\n");
	given_free(&given);
	given_text(&given, SHEET_RECEIPTS,
		"unit,report,received_on,document_date\n703,BC1,25/6/2020,6/4/2020\n");
	assert_string_equal(
		given_rows(&given, "received_on document_date"), "2020-06-25|2020-04-06\n");
	given_free(&given);
	given_text(&given, SHEET_RECEIPTS,
		"unit,report,received_on,document_date,returned_on\n"
		"703,BC1,25/6/2020,6/4/2020,6/26/2020\n");
	assert_string_equal(given_rows(&given, "document_date"),
		"2020-04-06\n?2 document_date\n");
	given_free(&given);
}

static void derived_days_are_read_but_never_complained_about(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_RECEIPTS,
		"unit,report,due,days_late,verdict\n703,BC1,45/45/45,x,?\n703,BC2,1/7/2020,2,Trễ hạn\n");
	assert_string_equal(
		given_rows(&given, "due days_late verdict"), "45/45/45|x|?\n2020-07-01|2|late\n");
	given_free(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_usual_spelling_is_read),
		cmocka_unit_test(what_is_no_day_is_refused),
		cmocka_unit_test(a_spreadsheets_day_number_is_taken_with_a_warning),
		cmocka_unit_test(a_two_digit_year_is_the_one_nearest_to_today),
		cmocka_unit_test(without_evidence_the_day_comes_first),
		cmocka_unit_test(one_day_above_twelve_decides_for_the_column),
		cmocka_unit_test(days_of_both_orders_leave_the_others_undecided),
		cmocka_unit_test(a_weekday_proves_the_order),
		cmocka_unit_test(a_weekday_says_nothing_where_days_without_one_do),
		cmocka_unit_test(columns_that_tell_nothing_are_read_as_the_others_tell),
		cmocka_unit_test(derived_days_are_read_but_never_complained_about),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
