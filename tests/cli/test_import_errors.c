/* What is wrong with a file: all of it in one go, each as FILE:LINE: column: "value": reason and
 * cure. */
#include "cli/run.h"

/* Lines of stderr that begin with this. */
static size_t lines_with(const struct office *office, const char *start)
{
	size_t count = 0;

	for (const char *at = office->err; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		count += strncmp(at, start, strlen(start)) == 0;
	}
	return count;
}

static void all_errors_come_in_one_go_in_the_order_of_the_lines(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,task,status,done_on,count\n"
		"999,II.9.z,xong rồi,31/6/2020,nhiều\n"
		"703,II.1.a,done,20/6/2020,22\n"
		"703,II.1.b,done,20/6/2020,-3\n"
		"703,II.1.c,\"done\" x,20/6/2020\n"
		"711,III.1.1,done,20/6/2020,\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	assert_int_equal(lines_with(office, "t.csv:2: "), 5);
	assert_int_equal(lines_with(office, "t.csv:3: "), 0);
	assert_int_equal(lines_with(office, "t.csv:4: count: "), 1);
	assert_int_equal(lines_with(office, "t.csv:5: "), 1);
	assert_int_equal(lines_with(office, "t.csv:6: task: "), 1);
	complains(office, "t.csv:2: unit: \"999\": no unit has this code");
	complains(office,
		"t.csv:2: task: \"II.9.z\": plan PCMT2020 has no such item; did you mean II.");
	complains(office, "t.csv:2: status: \"xong rồi\": not one of the words known here: write "
			  "open, doing, done, exempt");
	complains(office, "t.csv:2: done_on: \"31/6/2020\": ");
	complains(office, "t.csv:2: count: \"nhiều\": not a whole number");
	complains(office, "tiendo: t.csv: nothing was written: refused 4");
	assert_true(strstr(office->err, "t.csv:2:") < strstr(office->err, "t.csv:4:"));
	assert_true(strstr(office->err, "t.csv:4:") < strstr(office->err, "t.csv:6:"));
}

/* In the words of the language: the file's own heading, or where the file lacks the column, the one
 * that an export has. */
static void a_column_is_named_as_people_see_it(void **state)
{
	struct office *office = *state;

	file_put(office, "u.csv", "Mã đơn vị,Tên đơn vị\n998,\n");
	run_for(office, 3, "tiendo --lang vi import 'don vi' u.csv");
	assert_int_equal(lines_with(office, "u.csv:2: Tên đơn vị: "), 1);
	assert_int_equal(lines_with(office, "u.csv:2: Loại: "), 1);
	run_for(office, 3, "tiendo import units u.csv");
	assert_int_equal(lines_with(office, "u.csv:2: kind: "), 1);
	file_put(office, "p.csv", "Mã đơn vị,Họ và tên\n703,Lê Kiểu\n");
	run_for(office, 0, "tiendo --lang vi import Người p.csv; tiendo log --csv");
	says(office, ",import people p.csv,");
}

static void a_wrong_code_is_answered_with_the_nearest(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,task,status\n7O3,II.1.a,done\n703,II1.a,doing\nTT1,II.1.a,doing\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: unit: \"7O3\": no unit has this code; did you mean 703 (Thành "
			  "đoàn Tây Ninh)?");
	complains(office,
		"t.csv:3: task: \"II1.a\": plan PCMT2020 has no such item; did you mean II.1.a");
	complains(office, "t.csv:4: unit: \"TT1\": no unit has this code; did you mean TT01");
}

static void an_item_of_another_type_does_not_belong_in_the_file(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,status\n703,BC1,done\n703,SL01,done\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: task: \"BC1\": BC1 is a report: a task belongs here");
	complains(office, "t.csv:3: task: \"SL01\": SL01 is a number: a task belongs here");
	file_put(office, "r.csv", "unit,report,received_on\n703,II.1.a,2020-06-20\n");
	run_for(office, 3, "tiendo import receipts r.csv");
	complains(office, "II.1.a is a task: a report belongs here");
}

static void a_task_that_does_not_bind_the_unit_is_refused(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,status\n703,III.1.1,doing\n25456,II.1.a,doing\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: task: \"III.1.1\": III.1.1 is not for 703 (Thành đoàn Tây "
			  "Ninh): its audience is tinh");
	complains(office, "t.csv:3: task: \"II.1.a\": II.1.a is not for 25456");
}

static void the_same_key_twice_refuses_both_rows_however_it_is_spelt(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,task,status,done_on\n703,II.3.c,doing,\n705,II.3.c,doing,\n703,ii.3.C,done,"
		"31/6/2020\n");
	run_for(office, 3, "tiendo import tasks t.csv --partial");
	complains(office,
		"t.csv:2: task: \"II.3.c\": the same key stands in line 4 too: keep one of them");
	complains(office, "t.csv:4: task: \"ii.3.C\": the same key stands in line 2 too");
	says(office, "added 1,");
	file_put(office, "r.csv",
		"unit,report,version,received_on\n705,BC1,,2020-06-20\n705,BC1,1,2020-06-21\n");
	run_for(office, 3, "tiendo import receipts r.csv");
	complains(office, "r.csv:3: version: \"1\": the same key stands in line 2 too");
	file_put(office, "u.csv", "code,name,kind,parent\n001,A,xa,72\n001,B,xa,72\n");
	run_for(office, 3, "tiendo import units u.csv");
	complains(office, "u.csv:2: code: \"001\": the same key stands in line 3 too");
	file_put(office, "u.csv", "code,name,kind,parent\n001,A,xa,72\n");
	run_for(office, 0, "tiendo import units u.csv");
	file_put(office, "o.csv", "unit,name\n001,Ai\n1,Ai\n");
	run_for(office, 3, "tiendo import people o.csv");
	complains(office, "o.csv:3: name: \"Ai\": the same key stands in line 2 too");
	file_put(office, "p.csv", "type,code,title\nplan,P,P\ntask,A1,x\ntask,a1,y\n");
	run_for(office, 3, "tiendo import plan p.csv");
	complains(office, "p.csv:4: code: \"a1\": the same key stands in line 3 too");
}

static void units_in_a_circle_or_without_a_parent_are_refused(void **state)
{
	struct office *office = *state;

	file_put(office, "u.csv",
		"code,name,kind,parent\nA,Một,huyen,C\nB,Hai,huyen,A\nC,Ba,huyen,B\nD,Bốn,xa,A\nE,"
		"Năm,xa,707x\n"
		"F,Sáu,xa,E\nG,Bảy,xa,G\n");
	run_for(office, 3, "tiendo import units u.csv");
	complains(office, "u.csv:2: parent: \"C\": A would stand below itself");
	complains(office, "u.csv:3: parent: \"A\": B would stand below itself");
	complains(office, "u.csv:4: parent: \"B\": C would stand below itself");
	complains(office, "u.csv:5: parent: \"A\": the unit above it, A, was refused");
	complains(office, "u.csv:6: parent: \"707x\": no unit 707x, neither here nor in the file; "
			  "did you mean 707");
	complains(office, "u.csv:7: parent: \"E\": the unit above it, E, was refused");
	complains(office, "u.csv:8: parent: \"G\": G would stand below itself");
	/* What is there already can be bent into a circle too. */
	file_put(office, "u.csv", "code,parent\n72,25456\n");
	run_for(office, 3, "tiendo import units u.csv");
	complains(office, "u.csv:2: parent: \"25456\": 72 would stand below itself");
	run_for(office, 0, "tiendo check");
}

static void a_parent_misspelt_in_a_first_file_is_found_among_its_own_rows(void **state)
{
	struct office *office = *state;

	file_put(
		office, "u.csv", "code,name,kind,parent\n7001,Tỉnh,tinh,\n7101,Huyện,huyen,7O01\n");
	run_for(office, 3, "tiendo import units u.csv");
	complains(office, "did you mean 7001 (Tỉnh)?");
}

static void a_unit_needs_a_name_a_kind_and_a_good_code(void **state)
{
	struct office *office = *state;

	file_put(office, "u.csv",
		"code,name,kind,parent,valid_from,valid_to\nX1,,,72,,\nX "
		"2,Tên,xa,72,,\n-x,Tên,xa,72,,\n"
		"X3,Tên,xa,72,2020-06-30,2020-06-01\nX4,Tên,xa,72,29/2/2021,\n");
	run_for(office, 3, "tiendo import units u.csv");
	complains(office, "u.csv:2: name: a unit needs a name");
	complains(office, "u.csv:2: kind: a unit needs a kind");
	complains(office, "u.csv:3: code: \"X 2\": a code is 1 to 32 of");
	complains(office, "u.csv:4: code: \"-x\": a code is 1 to 32 of");
	complains(office, "u.csv:5: valid_to: \"2020-06-01\": it ends before it begins");
	complains(office, "u.csv:6: valid_from: \"29/2/2021\": no such day");
}

static void a_day_that_cannot_be_or_is_still_to_come_is_refused(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,task,status,done_on\n703,II.3.c,done,31/4/2020\n705,II.3.c,done,2199-01-01\n"
		"706,II.3.c,done,2020-13-01\n707,II.3.c,done,mai\n708,III.2.1,done,\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: done_on: \"31/4/2020\": no such day in the calendar");
	complains(office, "t.csv:3: done_on: \"2199-01-01\": this day is still to come");
	complains(office, "t.csv:4: done_on: \"2020-13-01\": ");
	complains(office, "t.csv:5: done_on: \"mai\": not a day");
	complains(office, "t.csv:6: done_on: done, but on which day? this task has a deadline");
	file_put(office, "r.csv",
		"unit,report,received_on,returned_on\n705,BC1,2199-01-01,\n706,BC1,2020-06-20,2199-"
		"01-01\n"
		"707,BC1,2020-06-20,2020-06-19\n709,BC1,,2020-06-20\n");
	run_for(office, 3, "tiendo import receipts r.csv");
	complains(office, "r.csv:2: received_on: \"2199-01-01\": this day is still to come");
	complains(office, "r.csv:3: returned_on: \"2199-01-01\": this day is still to come");
	complains(office, "r.csv:4: returned_on: \"2020-06-19\": sent back before it was received");
	complains(office, "r.csv:5: received_on: sent back, but received on which day?");
}

static void a_day_with_a_status_that_is_not_done_contradicts_itself(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,task,status,done_on,note\n703,II.3.c,doing,2020-06-20,\n705,II.3.c,exempt,"
		"2020-06-20,vì\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office,
		"t.csv:2: done_on: \"2020-06-20\": a day is given but the status is not done");
	complains(office,
		"t.csv:3: done_on: \"2020-06-20\": a day is given but the status is not done");
}

static void versions_follow_one_another_without_a_gap(void **state)
{
	struct office *office = *state;

	file_put(office, "r.csv",
		"unit,report,version,received_on\n705,BC1,2,2020-06-20\n706,BC1,0,2020-06-20\n"
		"707,BC1,1,31/6/2020\n707,BC1,2,2020-06-22\n707,BC1,3,2020-06-23\n");
	run_for(office, 3, "tiendo import receipts r.csv --partial");
	complains(office, "r.csv:2: version: \"2\": version 1 is missing: record it first");
	complains(office, "r.csv:3: version: \"0\": versions begin with 1");
	complains(office, "r.csv:5: version: \"2\": version 1 is missing");
	complains(office, "r.csv:6: version: \"3\": version 2 is missing");
	file_put(office, "r.csv", "unit,report,version,received_on\n703,BC1,1,\n");
	run_for(office, 3, "tiendo import receipts r.csv");
	complains(office,
		"r.csv:2: received_on: version 2 is there: this one cannot be cleared before it");
	file_put(office, "r.csv", "unit,report,version,received_on\n703,BC1,1,\n703,BC1,2,\n");
	run_for(office, 0, "tiendo import receipts r.csv");
	says(office, "removed 2");
	file_put(office, "r.csv",
		"unit,report,version,received_on\n703,BC1,2,21/6/2020\n703,BC1,1,20/6/2020\n");
	run_for(office, 0, "tiendo import receipts r.csv");
	says(office, "added 2");
}

static void a_receipt_needs_its_day_and_a_duty_that_applies(void **state)
{
	struct office *office = *state;

	file_put(office, "r.csv", "unit,report,document\n705,BC1,12-BC\n");
	run_for(office, 3, "tiendo import receipts r.csv");
	complains(office, "r.csv:2: report: \"BC1\": a new receipt needs the column received_on");
	file_put(office, "r.csv", "unit,report,received_on\nTT02,BC1,2020-06-20\n");
	run_for(office, 3, "tiendo import receipts r.csv");
	complains(office, "r.csv:2: report: \"BC1\": not applicable here (Sinh viên");
}

static void a_plan_file_is_one_plan_with_the_plan_first(void **state)
{
	struct office *office = *state;

	file_put(office, "p.csv", "type,code,title\ntask,V1,Việc\nplan,KH9,Kế hoạch\n");
	run_for(office, 3, "tiendo import plan p.csv");
	complains(
		office, "p.csv:2: type: \"task\": the first row of a plan file is the plan itself");
	complains(office, "p.csv:3: type: \"plan\": one file is one plan");
	file_put(office, "p.csv", "type,code,title\nplan,KH9,Kế hoạch\nplan,KH8,Kế hoạch khác\n");
	run_for(office, 3, "tiendo import plan p.csv");
	complains(office, "p.csv:3: type: \"plan\": one file is one plan");
	file_put(office, "p.csv",
		"type,code,title,before\nplan,KH9,Kế hoạch,2020-01-01\nmission,V1,Việc,\n");
	run_for(office, 3, "tiendo import plan p.csv");
	complains(office, "p.csv:2: before: \"2020-01-01\": a plan itself has none of this");
	complains(office, "p.csv:3: type: \"mission\": not one of the words known here: write "
			  "plan, section, task, report, number, event");
}

static void an_item_says_one_deadline_a_known_audience_and_days_in_order(void **state)
{
	struct office *office = *state;

	file_put(office, "p.csv",
		"type,code,title,audience,before,by,from,to\n"
		"plan,KH9,Kế hoạch,,,,2020-06-30,2020-06-01\n"
		"report,B1,Báo cáo,huyen,2020-07-01,2020-06-30,,\n"
		"task,V1,,huyện lỵ,,,2020-06-30,2020-06-01\n"
		"section,M,Mục,,2020-07-01,,,\n"
		"report,B2,Báo cáo,huyen,,,,\n"
		"task,V 2,Việc,,,,,\n"
		"report,B3,Báo cáo,huyen,,2020-06-28,,\n");
	run_for(office, 3, "tiendo import plan p.csv");
	complains(office, "p.csv:2: to: \"2020-06-01\": it ends before it begins");
	complains(office, "p.csv:3: by: \"2020-06-30\": 'before' and 'by' are both given");
	complains(office, "p.csv:4: title: an item needs a title");
	complains(office, "p.csv:4: audience: \"huyện lỵ\": ");
	complains(office, "p.csv:4: to: \"2020-06-01\": it ends before it begins");
	complains(
		office, "p.csv:5: before: \"2020-07-01\": only tasks and reports have a deadline");
	complains(office, "p.csv:6: before: this report has no deadline: it is never late");
	complains(office, "p.csv:7: code: \"V 2\": a code is 1 to 32 of");
	complains(office, "p.csv:7: audience: no audience: nobody owes it");
	complains(office, "p.csv:8: by: \"2020-06-28\": the last good day, Sun 28/6/2020, is no "
			  "working day: it is not moved");
}

static void a_number_that_is_none_is_refused_by_its_column(void **state)
{
	struct office *office = *state;

	file_put(office, "n.csv",
		"report,unit,SL01 "
		"Buổi,SL02,Màu\nBC1,703,2.45,-1,x\nBC3,703,1,1,\nBC1,705,2.455,,\n");
	run_for(office, 3, "tiendo import numbers n.csv");
	complains(office, "n.csv:2: SL01 Buổi: \"2.45\": not a whole number");
	complains(office, "n.csv:2: SL02: \"-1\": ");
	complains(office,
		"n.csv:3: report: \"BC3\": plan PCMT2020 has no such item; did you mean BC");
	complains(office, "n.csv:1: Màu: this column is not known and was left out");
	run_for(office, 3, "tiendo import numbers n.csv --partial");
	run_for(office, 0, "tiendo list numbers --csv | grep BC1,705");
	says(office, ",2455,");
}

static void a_row_of_the_wrong_shape_is_said_once(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,task,status\n999,zzz,q,too,many\n703,II.3.c,\"open\n705,II.3.c,doing\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	assert_int_equal(lines_with(office, "t.csv:2: "), 1);
	complains(office, "t.csv:2: 5 cells where the header has 3");
	complains(office, "a quotation mark opens on line 3");
}

static void files_that_are_no_tables_are_refused_in_words(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "tiendo: t.csv: the file is empty");
	file_put(office, "t.csv", "PK\x03\x04 something");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "tiendo: t.csv: this is a spreadsheet workbook, not CSV");
	file_put(office, "t.csv", "một,hai,ba\n1,2,3\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "tiendo: t.csv: no header row");
	run_for(office, 2, "mkfifo pipe; ln -s /dev/zero z; tiendo import tasks z");
	complains(office, "is a device");
}

static void a_value_that_would_act_on_the_terminal_is_shown_tamed(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,status\n\033[2J\033]0;x\007,II.1.a,done\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	assert_null(strchr(office->err, '\033'));
	assert_null(strchr(office->err, '\007'));
	complains(office, "t.csv:2: unit: ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_errors_come_in_one_go_in_the_order_of_the_lines),
		TEST(a_column_is_named_as_people_see_it),
		TEST(a_wrong_code_is_answered_with_the_nearest),
		TEST(an_item_of_another_type_does_not_belong_in_the_file),
		TEST(a_task_that_does_not_bind_the_unit_is_refused),
		TEST(the_same_key_twice_refuses_both_rows_however_it_is_spelt),
		TEST(units_in_a_circle_or_without_a_parent_are_refused),
		TEST_BARE(a_parent_misspelt_in_a_first_file_is_found_among_its_own_rows),
		TEST(a_unit_needs_a_name_a_kind_and_a_good_code),
		TEST(a_day_that_cannot_be_or_is_still_to_come_is_refused),
		TEST(a_day_with_a_status_that_is_not_done_contradicts_itself),
		TEST(versions_follow_one_another_without_a_gap),
		TEST(a_receipt_needs_its_day_and_a_duty_that_applies),
		TEST(a_plan_file_is_one_plan_with_the_plan_first),
		TEST(an_item_says_one_deadline_a_known_audience_and_days_in_order),
		TEST(a_number_that_is_none_is_refused_by_its_column),
		TEST(a_row_of_the_wrong_shape_is_said_once),
		TEST(files_that_are_no_tables_are_refused_in_words),
		TEST(a_value_that_would_act_on_the_terminal_is_shown_tamed),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
