/* What goes with reports: the numbers asked for with them, and reminders to who has not sent. */
#include "cli/run.h"

/* ---- numbers --------------------------------------------------------------------------------- */

static void the_number_is(
	struct office *office, const char *report, const char *unit, const char *value)
{
	struct table numbers;

	table_of(office, &numbers, "list numbers");
	assert_int_equal(table_count(&numbers, "report", report, "unit", unit,
				 "SL01 Buổi học tập và sinh hoạt chuyên đề", value, NULL),
		1);
	table_free(&numbers);
}

static void a_number_is_a_count_a_dash_or_nothing(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo number 705 SL01 12 --report BC1");
	says(office, "SL01 Buổi học tập và sinh hoạt chuyên đề: 12");
	the_number_is(office, "BC1", "705", "12");
	run_for(office, 0, "tiendo number 705 SL01 2.455 --report BC1");
	the_number_is(office, "BC1", "705", "2455");
	run_for(office, 0, "tiendo number 705 SL01 - --report BC1");
	says(office, "not applicable");
	the_number_is(office, "BC1", "705", "-");
	run_for(office, 0, "tiendo number 705 SL01 0 --report BC1");
	the_number_is(office, "BC1", "705", "0");
	run_for(office, 0, "tiendo number 705 SL01 '' --report BC1");
	says(office, "not reported");
	the_number_is(office, "BC1", "705", "");
	run_for(office, 0, "tiendo number 705 SL01 '' --report BC1");
	says(office, "nothing changed");
	run_for(office, 2, "tiendo number 705 SL01 2.45 --report BC1");
	run_for(office, 2, "tiendo number 705 SL01 -3 --report BC1");
	run_for(office, 2, "tiendo number 705 SL01 nhiều --report BC1");
}

static void a_plus_adds_to_what_is_there(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo number 705 SL01 +5 --report BC1");
	the_number_is(office, "BC1", "705", "5");
	run_for(office, 0, "tiendo number 705 SL01 +1.000 --report BC1");
	says(office, "SL01 Buổi học tập và sinh hoạt chuyên đề: 1005");
	the_number_is(office, "BC1", "705", "1005");
	run_for(office, 2, "tiendo number 705 SL01 +999999999999 --report BC1");
	run_for(office, 2, "tiendo number 705 SL01 + --report BC1");
	run_for(office, 2, "tiendo number 705 SL01 +-5 --report BC1");
	the_number_is(office, "BC1", "705", "1005");
	run_for(office, 0, "tiendo number 705 SL01 - --report BC1");
	run_for(office, 2, "tiendo number 705 SL01 +5 --report BC1");
	complains(office, "it is not applicable, so 5 cannot be added: give the count itself");
	the_number_is(office, "BC1", "705", "-");
}

/* A line each, in the order of the units, all in one step. */
static void several_values_go_to_several_units(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"printf '705\\n706\\n707\\n' | tiendo number - SL01 \"$(printf '7\\n-\\n1.200')\" "
		"--report BC1");
	says(office, "SL01 Buổi học tập và sinh hoạt chuyên đề: 3 units");
	the_number_is(office, "BC1", "705", "7");
	the_number_is(office, "BC1", "706", "-");
	the_number_is(office, "BC1", "707", "1200");
	run_for(office, 0, "tiendo log");
	says(office, "number 705,706,707 SL01 7,-,1.200 --report BC1");
	run_for(office, 2,
		"printf '705\\n706\\n707\\n' | tiendo number - SL01 \"$(printf '7\\n8')\" --report BC1");
	complains(office, "2 values for 3 units");
	run_for(office, 2,
		"printf '705\\n706\\n' | tiendo number - SL01 \"$(printf '7\\nx')\" --report BC1");
	the_number_is(office, "BC1", "705", "7");
	run_for(office, 0, "tiendo undo");
	the_number_is(office, "BC1", "705", "");
	the_number_is(office, "BC1", "707", "");
}

static void a_number_belongs_to_a_number_and_a_report(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo number 705 SL01 3");
	complains(office, "--report REPORT is missing");
	run_for(office, 2, "tiendo number 705 BC1 3 --report BC1");
	complains(office, "BC1 is not a number: it is a report");
	run_for(office, 2, "tiendo number 705 SL01 3 --report II.1.a");
	complains(office, "II.1.a is a task");
	run_for(office, 2, "tiendo number 72 SL01 3 --report BC1");
	complains(office, "BC1 is not for 72");
	run_for(office, 2, "tiendo number 705 SL77 3 --report BC1");
}

static void a_cumulative_number_below_the_earlier_one_is_warned_about(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo number 703 SL01 21 --report BC2");
	complains(office, "warning: 703 · SL01: 21 is below the 22 of BC1, although BC2 counts "
			  "from the same day on");
	the_number_is(office, "BC2", "703", "21");
	run_for(office, 0, "tiendo number 703 SL01 22 --report BC2");
	complains_not(office, "warning");
	run_for(office, 0, "tiendo number 703 SL01 - --report BC2");
	complains_not(office, "warning");
	run_for(office, 0, "tiendo number 703 SL01 1 --report BC1");
	complains_not(office, "warning");
}

static void a_number_is_logged_as_it_would_be_typed(void **state)
{
	struct office *office = *state;
	struct table log;

	run_for(office, 0, "tiendo number 'huyen doan tan bien' sl01 2.455 --report bc1");
	table_of(office, &log, "log");
	assert_string_equal(table_at(&log, 0, "command"), "number 705 sl01 2.455 --report bc1");
	table_free(&log);
}

/* ---- reminders ------------------------------------------------------------------------------- */

static size_t lines_of(const char *text, const char *start)
{
	size_t count = 0;

	for (const char *at = text; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		count += strncmp(at, start, strlen(start)) == 0;
	}
	return count;
}

static void remind_gives_a_text_for_each_unit_that_has_not_sent(void **state)
{
	struct office *office = *state;
	struct table due;

	run_for(office, 0, "tiendo remind BC1");
	assert_int_equal(lines_of(office->out, "To "), 8); /* 12 less 3 received and 1 exempt */
	says(office, "To Huyện đoàn Tân Biên: the report BC1 \"Báo cáo kết quả tháng đầu\" of "
		     "\"Cao điểm");
	says(office, "is due before 01/7/2020 (the last day is Tuesday 30/6/2020)");
	says(office, "To Huyện đoàn Bến Cầu: ");
	says(office, "extended to Friday 03/7/2020");
	says(office, "To Huyện đoàn Châu Thành: "); /* sent back, not sent again */
	says_not(office, "Gò Dầu");
	table_of(office, &due, "due");
	assert_int_equal(table_count(&due, "item", "BC1", "reminders", "1", NULL), 8);
	assert_int_equal(table_count(&due, "reminders", "0", NULL), 16);
	table_free(&due);
	run_for(office, 0, "tiendo --unit 705 remind BC1 -q");
	assert_int_equal(lines_of(office->out, "To "), 1);
	table_of(office, &due, "due");
	assert_int_equal(
		table_count(&due, "unit", "705", "item", "BC1", "reminders", "2", NULL), 1);
	table_free(&due);
	run_for(office, 0, "tiendo undo; tiendo undo");
	table_of(office, &due, "due");
	assert_int_equal(table_count(&due, "reminders", "0", NULL), 24);
	table_free(&due);
}

static void a_message_is_the_same_text_and_logs_nothing(void **state)
{
	struct office *office = *state;
	struct table due;

	run_for(office, 0, "tiendo message BC1 >m; tiendo remind BC1 >r; cmp m r; tiendo undo -q");
	run_for(office, 0, "tiendo --as-of 3/7/2020 message BC1");
	assert_int_equal(lines_of(office->out, "To "), 8);
	says(office, "was due before 01/7/2020 (the last day is Tuesday 30/6/2020). Days over: 3");
	run_for(office, 0, "tiendo --unit 705 message II.1.b");
	says(office, "To Huyện đoàn Tân Biên: the task II.1.b \"");
	run_for(office, 0, "tiendo --lang vi --unit 705 message BC1");
	says(office, "Kính gửi Huyện đoàn Tân Biên: ");
	says(office, "thứ Ba, ngày 30/6/2020");
	table_of(office, &due, "due");
	assert_int_equal(table_count(&due, "reminders", "0", NULL), 24);
	table_free(&due);
	run_for(office, 2, "tiendo message SL01"); /* a number is nobody's to send alone */
}

static void nobody_is_reminded_when_all_have_sent(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo --unit 710 remind BC1");
	says(office, "nobody to remind: all have sent");
	run_for(office, 2, "tiendo remind II.1.a");
	run_for(office, 2, "tiendo remind");
	run_for(office, 2, "tiendo remind BC9");
	complains(office, "did you mean BC1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_number_is_a_count_a_dash_or_nothing),
		TEST(a_plus_adds_to_what_is_there),
		TEST(several_values_go_to_several_units),
		TEST(a_number_belongs_to_a_number_and_a_report),
		TEST(a_cumulative_number_below_the_earlier_one_is_warned_about),
		TEST(a_number_is_logged_as_it_would_be_typed),
		TEST(remind_gives_a_text_for_each_unit_that_has_not_sent),
		TEST(a_message_is_the_same_text_and_logs_nothing),
		TEST(nobody_is_reminded_when_all_have_sent),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
