/* What is recorded of duties: done, start, reopen, receive, return, extend, exempt. */
#include "cli/run.h"

/* The row of the board as it stands on a day. */
static void the_duty_is(struct office *office, const char *day, const char *unit, const char *item,
	const char *state, const char *days, const char *received_on)
{
	struct table due;
	size_t row;

	run_for(office, 0, "bare --db t.db --as-of %s list item --item %s --csv", day, item);
	table_read(&due, office->out);
	row = table_row(&due, "unit", unit, NULL);
	assert_string_equal(table_at(&due, row, "state"), state);
	assert_string_equal(table_at(&due, row, "days"), days);
	assert_string_equal(table_at(&due, row, "received_on"), received_on);
	table_free(&due);
}

static void the_task_has(struct office *office, const char *unit, const char *task,
	const char *column, const char *value)
{
	struct table tasks;

	table_of(office, &tasks, "list tasks");
	assert_string_equal(
		table_at(&tasks, table_row(&tasks, "unit", unit, "task", task, NULL), column),
		value);
	table_free(&tasks);
}

/* ---- tasks ----------------------------------------------------------------------------------- */

static void done_ticks_with_day_paper_count_and_note(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"tiendo done 703 II.3.c --on 25/6/2020 --document 24-BC --count 2.455 --note 'hai "
		"đợt'");
	says(office, "703 Thành đoàn Tây Ninh · II.3.c: ");
	the_task_has(office, "703", "II.3.c", "status", "done");
	the_task_has(office, "703", "II.3.c", "done_on", "2020-06-25");
	the_task_has(office, "703", "II.3.c", "document", "24-BC");
	the_task_has(office, "703", "II.3.c", "count", "2455");
	the_task_has(office, "703", "II.3.c", "note", "hai đợt");
}

static void done_without_a_day_is_done_today(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo done 703 II.3.c");
	the_task_has(office, "703", "II.3.c", "done_on", "2020-06-28");
}

static void the_first_day_sticks_unless_another_is_named(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo done 703 II.1.b --count 7");
	the_task_has(office, "703", "II.1.b", "done_on", "2020-06-23");
	the_task_has(office, "703", "II.1.b", "count", "7");
	run_for(office, 0, "tiendo done 703 II.1.b --on 20/6");
	the_task_has(office, "703", "II.1.b", "done_on", "2020-06-20");
}

static void days_are_typed_in_many_ways(void **state)
{
	struct office *office = *state;
	static const char *const ways[] = {
		"25/6/2020", "25/06/2020", "25-6-2020", "2020-06-25", "25/6", "-3"};

	for (size_t i = 0; i < COUNT(ways); i++) {
		run_for(office, 0, "tiendo done 705 II.3.c --on %s", ways[i]);
		the_task_has(office, "705", "II.3.c", "done_on", "2020-06-25");
		run_for(office, 0, "tiendo reopen 705 II.3.c");
	}
	run_for(office, 0, "tiendo done 705 II.3.c --on 'hôm qua'");
	the_task_has(office, "705", "II.3.c", "done_on", "2020-06-27");
	run_for(office, 0, "tiendo done 705 II.3.c --on today");
	the_task_has(office, "705", "II.3.c", "done_on", "2020-06-28");
	run_for(office, 2, "tiendo done 705 II.3.c --on 6/25/2020");
	run_for(office, 2, "tiendo done 705 II.3.c --on 25/6/20");
	complains(office, "two-digit year");
	run_for(office, 2, "tiendo done 705 II.3.c --on 31/4");
}

static void start_begins_reopen_takes_back(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo start 703 II.3.c");
	the_task_has(office, "703", "II.3.c", "status", "doing");
	run_for(office, 0, "tiendo reopen 703 II.3.c");
	the_task_has(office, "703", "II.3.c", "status", "open");
	run_for(office, 0, "tiendo reopen 703 II.1.b");
	the_task_has(office, "703", "II.1.b", "status", "open");
	the_task_has(office, "703", "II.1.b", "done_on", "");
	run_for(office, 0, "tiendo start 703 II.1.a"); /* done, now under way again */
	the_task_has(office, "703", "II.1.a", "status", "doing");
	the_task_has(office, "703", "II.1.a", "done_on", "");
}

static void a_day_to_come_is_refused(void **state)
{
	struct office *office = *state;

	run_for(office, 3, "tiendo done 703 II.3.c --on 1/1/2190");
	complains(office, "01/01/2190 is still to come: give the day it happened");
	run_for(office, 3, "tiendo receive 705 BC1 --on 1/1/2190");
	run_for(office, 3, "tiendo return 703 BC1 --why x --on 1/1/2190");
	/* Later than --as-of is no matter: the office's own day is what counts. */
	run_for(office, 0, "tiendo done 703 II.3.c --on 5/7");
}

static void a_report_is_received_and_a_task_done(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo done 705 BC1");
	complains(office, "BC1 is a report: use 'receive'");
	run_for(office, 2, "tiendo receive 705 II.1.a");
	complains(office, "II.1.a is a task: use 'done'");
	run_for(office, 2, "tiendo start 705 SL01");
	complains(office,
		"SL01 (Buổi học tập và sinh hoạt chuyên đề) is not owed by units: it is a number");
	run_for(office, 2, "tiendo extend 705 SK1 --until 9/7 --why x");
	run_for(office, 2, "tiendo done 703 III.1.1");
	complains(office, "III.1.1 is not for 703 (Thành đoàn Tây Ninh): its audience is tinh");
}

/* ---- reports --------------------------------------------------------------------------------- */

static void received_before_the_day_is_on_time_on_it_is_late(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"tiendo receive 705 BC1 --on 30/6 --document 30-BC --document-date 29/6 --note "
		"'bản giấy'");
	run_for(office, 0, "tiendo receive 706 BC1 --on 1/7");
	run_for(office, 0, "tiendo receive 707 BC1 --on 2/7");
	the_duty_is(office, "9/7/2020", "705", "BC1", "on_time", "0", "2020-06-30");
	the_duty_is(office, "9/7/2020", "706", "BC1", "late", "-1", "2020-07-01");
	the_duty_is(office, "9/7/2020", "707", "BC1", "late", "-2", "2020-07-02");
	the_duty_is(office, "1/7/2020", "707", "BC1", "overdue", "-1", "");
	run_for(office, 0, "tiendo list receipts --csv | grep 705,.*BC1");
	says(office, "2020-06-30,30-BC,2020-06-29,1,,bản giấy,");
	run_for(office, 0, "bare --db t.db --as-of 9/7/2020 list receipts --csv | grep 707,.*BC1");
	says(office, ",late,2,2020-06-30,");
}

static void by_a_day_includes_that_day(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo reopen 706 III.2.1; tiendo done 706 III.2.1 --on 10/6");
	the_duty_is(office, "28/6/2020", "706", "III.2.1", "on_time", "0", "2020-06-10");
	run_for(office, 0, "tiendo done 706 III.2.1 --on 11/6");
	the_duty_is(office, "28/6/2020", "706", "III.2.1", "late", "-1", "2020-06-11");
}

static void receiving_twice_is_a_supplement_that_changes_no_punctuality(void **state)
{
	struct office *office = *state;
	struct table receipts;

	run_for(office, 0, "tiendo receive 705 BC1 --on 30/6; tiendo receive 705 BC1 --on 8/7");
	the_duty_is(office, "9/7/2020", "705", "BC1", "on_time", "0", "2020-06-30");
	table_of(office, &receipts, "list receipts");
	assert_int_equal(table_count(&receipts, "unit", "705", "report", "BC1", "version", "2",
				 "received_on", "2020-07-08", NULL),
		1);
	table_free(&receipts);
	run_for(office, 3, "tiendo receive 705 BC1 --on 1/7");
	complains(office, "version 2 of 705 · BC1 came or went back on 08/7/2020: a later version "
			  "cannot be earlier");
	run_for(office, 0, "tiendo reopen 705 BC1"); /* the last receipt goes */
	table_of(office, &receipts, "list receipts");
	assert_int_equal(table_count(&receipts, "unit", "705", "report", "BC1", NULL), 1);
	table_free(&receipts);
}

static void a_report_sent_back_waits_for_its_next_version(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo return 703 BC1");
	complains(office, "--why REASON is missing");
	run_for(office, 2, "tiendo return 703 BC1 --why '  . '");
	complains(office, "a reason is needed");
	run_for(office, 3, "tiendo return 703 BC1 --why x --on 25/6");
	complains(office, "cannot be sent back before it came");
	run_for(office, 0, "tiendo return 703 BC1 --why 'thiếu chữ ký' --on 27/6");
	says(office, "returned");
	the_duty_is(office, "28/6/2020", "703", "BC1", "returned", "2", "2020-06-24");
	run_for(office, 0, "tiendo list receipts --csv | grep '703,.*,BC1,.*,2,2020-06-27'");
	says(office, "tập huấn và số tin tố giác.; thiếu chữ ký");
	run_for(office, 3, "tiendo return 703 BC1 --why nữa");
	complains(office, "703 · BC1 was sent back already");
	run_for(office, 0, "tiendo receive 703 BC1 --on 5/7");
	the_duty_is(office, "9/7/2020", "703", "BC1", "on_time", "6", "2020-06-24");
	run_for(office, 3, "tiendo return 705 BC1 --why x");
	complains(office, "705 has not sent BC1: nothing to send back");
}

static void an_extension_moves_the_verdict_of_that_unit_alone(void **state)
{
	struct office *office = *state;
	struct table due;

	run_for(office, 0, "tiendo extend 705 BC1 --until 5/7 --why 'mưa bão'");
	says(office, "extended to 05/7/2020");
	the_duty_is(office, "28/6/2020", "705", "BC1", "extended", "7", "");
	the_duty_is(office, "5/7/2020", "705", "BC1", "extended", "0", "");
	the_duty_is(office, "6/7/2020", "705", "BC1", "overdue", "-1", "");
	the_duty_is(office, "5/7/2020", "706", "BC1", "overdue", "-5", "");
	run_for(office, 0,
		"tiendo extend 705 BC1 --until 3/7 --why 'đổi lại'"); /* a later one replaces it */
	the_duty_is(office, "4/7/2020", "705", "BC1", "overdue", "-1", "");
	run_for(office, 0, "tiendo receive 705 BC1 --on 3/7");
	the_duty_is(office, "9/7/2020", "705", "BC1", "on_time", "0", "2020-07-03");
	table_of(office, &due, "due");
	assert_int_equal(table_count(&due, "unit", "705", "item", "BC1", "due_before", "2020-07-01",
				 "last_day", "2020-06-30", "extended_to", "2020-07-03", NULL),
		1);
	table_free(&due);
}

static void an_extension_is_later_than_the_deadline_and_has_a_reason(void **state)
{
	struct office *office = *state;

	run_for(office, 3, "tiendo extend 705 BC1 --until 30/6 --why x");
	complains(office, "BC1 is good until 30/6/2020 already: give a later day");
	run_for(office, 2, "tiendo extend 705 BC1 --until 5/7");
	run_for(office, 2, "tiendo extend 705 BC1 --why x");
	run_for(office, 2, "tiendo extend 705 BC1 --until 5/7 --why ''");
	run_for(office, 3, "tiendo extend 705 II.1.b --until 5/7 --why x");
	complains(office, "II.1.b has no deadline: there is nothing to extend");
}

static void an_exemption_needs_a_reason_and_takes_out_of_the_denominator(void **state)
{
	struct office *office = *state;
	struct table status;

	run_for(office, 2, "tiendo exempt 705 BC1");
	run_for(office, 2, "tiendo exempt 705 BC1 --why ' '");
	complains(office, "a reason is needed: a word or two");
	run_for(office, 0, "tiendo exempt 705 BC1 --why 'giải thể'");
	the_duty_is(office, "28/6/2020", "705", "BC1", "exempt", "", "");
	table_of(office, &status, "status");
	assert_int_equal(table_count(&status, "item", "BC1", "expected", "10", "exempt", "2",
				 "total", "12", NULL),
		1);
	table_free(&status);
	run_for(office, 3, "tiendo receive 705 BC1");
	complains(office,
		"705 · BC1 is not applicable (giải thể): make it applicable first with 'unexempt'");
	run_for(office, 3, "tiendo extend 705 BC1 --until 5/7 --why x");
	run_for(office, 0, "tiendo exempt 703 II.1.b --why 'không có'");
	run_for(office, 3, "tiendo done 703 II.1.b");
	run_for(office, 3, "tiendo start 703 II.1.b");
	run_for(office, 3, "tiendo count 703 II.1.b 3");
	run_for(office, 0, "tiendo unexempt 703 II.1.b; tiendo unexempt 705 BC1");
	the_task_has(office, "703", "II.1.b", "status", "done");
	the_task_has(office, "703", "II.1.b", "done_on", "2020-06-23");
	the_duty_is(office, "28/6/2020", "705", "BC1", "due_soon", "2", "");
}

static void the_document_s_day_may_be_the_one_that_counts(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo set date-counts document");
	run_for(office, 0, "tiendo receive 705 BC1 --on 5/7 --document-date 30/6");
	the_duty_is(office, "9/7/2020", "705", "BC1", "on_time", "0", "2020-07-05");
	run_for(office, 0, "tiendo set date-counts received");
	the_duty_is(office, "9/7/2020", "705", "BC1", "late", "-5", "2020-07-05");
}

/* ---- several units at once ------------------------------------------------------------------- */

static void several_units_come_on_standard_input(void **state)
{
	struct office *office = *state;
	struct table log, due;

	run_for(office, 0,
		"printf '705\\nhuyen doan chau thanh\\r\\n\\n 707 \\n705\\n' | tiendo receive - "
		"BC1 --on 27/6");
	says(office, "3 duties changed");
	table_of(office, &due, "due");
	assert_int_equal(table_count(&due, "item", "BC1", "state", "on_time", "received_on",
				 "2020-06-27", NULL),
		2);
	table_free(&due);
	table_of(office, &log, "log");
	assert_string_equal(
		table_at(&log, 0, "command"), "receive 705,708,707 BC1 --on 2020-06-27");
	table_free(&log);
	run_for(office, 0, "tiendo undo"); /* all of them were one step */
	table_of(office, &due, "due");
	assert_int_equal(table_count(&due, "item", "BC1", "state", "on_time", NULL), 3);
	table_free(&due);
	run_for(office, 0, "printf '705\\n' | tiendo done --on 27/6 - II.3.c");
	run_for(office, 0, "printf '705\\n' | tiendo exempt --why=x -- - BC1");
	the_duty_is(office, "28/6/2020", "705", "BC1", "exempt", "", "");
}

static void one_wrong_unit_among_several_and_nothing_is_done(void **state)
{
	struct office *office = *state;
	struct table due;

	run_for(office, 2, "printf '705\\n999\\n' | tiendo receive - BC1 --on 27/6");
	complains(office, "no unit \"999\"");
	run_for(office, 3, "printf '705\\nTT02\\n' | tiendo receive - BC1 --on 27/6");
	run_for(office, 2, "printf '705\\n72\\n' | tiendo receive - BC1 --on 27/6");
	complains(office, "BC1 is not for 72");
	table_of(office, &due, "due");
	assert_int_equal(
		table_count(&due, "unit", "705", "item", "BC1", "state", "due_soon", NULL), 1);
	table_free(&due);
	run_for(office, 2, "tiendo receive - BC1 < /dev/null");
	complains(office, "no unit is named");
	run_for(office, 2, "printf '\\n \\n' | tiendo receive - BC1");
}

/* ---- the rest of the table ------------------------------------------------------------------- */

static void tick_marks_and_again_takes_back(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo tick 705 BC1");
	the_duty_is(office, "28/6/2020", "705", "BC1", "on_time", "2", "2020-06-28");
	run_for(office, 0, "tiendo tick 705 BC1");
	the_duty_is(office, "28/6/2020", "705", "BC1", "due_soon", "2", "");
	run_for(office, 0, "tiendo tick 705 II.3.c");
	the_task_has(office, "705", "II.3.c", "status", "done");
	run_for(office, 0, "tiendo tick-on 706 BC1 --on 26/6");
	the_duty_is(office, "28/6/2020", "706", "BC1", "on_time", "4", "2020-06-26");
	run_for(office, 2, "tiendo tick-on 706 BC2");
	/* Of several, only those that are open. */
	run_for(office, 0, "printf '703\\n705\\n' | tiendo tick - II.1.c");
	the_task_has(office, "703", "II.1.c", "status", "done");
	run_for(office, 0, "printf '705\\n706\\n' | tiendo tick - II.3.c");
	the_task_has(office, "706", "II.3.c", "status", "done");
	the_task_has(office, "705", "II.3.c", "done_on", "2020-06-28");
	run_for(office, 0, "printf '705\\n706\\n' | tiendo tick - II.3.c");
	the_task_has(office, "705", "II.3.c", "status", "open");
}

static void notes_and_counts_are_written(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"tiendo note 703 BC1 'xem lại'; tiendo note 703 II.3.c 'chờ'; tiendo count 703 "
		"II.3.c 12");
	the_task_has(office, "703", "II.3.c", "note", "chờ");
	the_task_has(office, "703", "II.3.c", "count", "12");
	run_for(office, 0, "tiendo list receipts --csv | grep '703,.*BC1.*,2,'");
	says(office, ",xem lại,");
	run_for(office, 0, "tiendo note 705 BC1 'hẹn mai'");
	run_for(office, 0, "tiendo list receipts --csv | grep 705,.*BC1");
	says_not(office, "hẹn mai"); /* of the duty, not of a receipt that is not there */
	run_for(office, 0, "tiendo log --csv | head -2");
	says(office, "note,,hẹn mai");
}

static void a_text_is_kept_as_a_sheet_would_bring_it_back(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"tiendo done 703 II.3.c --note '  hai\r\ndòng  ' --document 'số\t12\n-BC '");
	the_task_has(office, "703", "II.3.c", "note", "hai\ndòng");
	the_task_has(office, "703", "II.3.c", "document", "số 12 -BC");
	run_for(office, 2, "tiendo done 703 II.3.c --note \"$(printf '\\033[2J')\"");
	complains(office, "a control character stands in this text");
	run_for(office, 2, "tiendo done 703 II.3.c --note \"$(printf '\\377')\"");
	complains(office, "not UTF-8");
	run_for(office, 2, "tiendo done 703 II.3.c --note \"$(seq 1 2000)\"");
	complains(office, "longer than 4,096 bytes");
	run_for(office, 0, "tiendo done 703 II.3.c --note -gạch --on -1");
	the_task_has(office, "703", "II.3.c", "note", "-gạch");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(done_ticks_with_day_paper_count_and_note),
		TEST(done_without_a_day_is_done_today),
		TEST(the_first_day_sticks_unless_another_is_named),
		TEST(days_are_typed_in_many_ways),
		TEST(start_begins_reopen_takes_back),
		TEST(a_day_to_come_is_refused),
		TEST(a_report_is_received_and_a_task_done),
		TEST(received_before_the_day_is_on_time_on_it_is_late),
		TEST(by_a_day_includes_that_day),
		TEST(receiving_twice_is_a_supplement_that_changes_no_punctuality),
		TEST(a_report_sent_back_waits_for_its_next_version),
		TEST(an_extension_moves_the_verdict_of_that_unit_alone),
		TEST(an_extension_is_later_than_the_deadline_and_has_a_reason),
		TEST(an_exemption_needs_a_reason_and_takes_out_of_the_denominator),
		TEST(the_document_s_day_may_be_the_one_that_counts),
		TEST(several_units_come_on_standard_input),
		TEST(one_wrong_unit_among_several_and_nothing_is_done),
		TEST(tick_marks_and_again_takes_back),
		TEST(notes_and_counts_are_written),
		TEST(a_text_is_kept_as_a_sheet_would_bring_it_back),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
