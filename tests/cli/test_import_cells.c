/* What cells and columns of a file mean: cleared or left alone, read in either language, mended
 * where a spreadsheet spoilt them (INTERFACE.md "Import rules"). */
#include "cli/run.h"

static void an_empty_cell_clears_an_absent_column_leaves_alone(void **state)
{
	struct office *office = *state;
	struct table tasks;
	size_t row;

	file_put(office, "t.csv", "unit,task,note\n703,II.1.b,\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "changed 1,");
	table_of(office, &tasks, "list tasks");
	row = table_row(&tasks, "unit", "703", "task", "II.1.b", NULL);
	assert_string_equal(table_at(&tasks, row, "note"), "");
	assert_string_equal(table_at(&tasks, row, "status"), "done");
	assert_string_equal(table_at(&tasks, row, "done_on"), "2020-06-23");
	assert_string_equal(table_at(&tasks, row, "count"), "5");
	table_free(&tasks);
}

static void rows_that_are_missing_delete_nothing(void **state)
{
	struct office *office = *state;
	struct table tasks, people, units;

	file_put(office, "t.csv", "unit,task,status\n703,II.3.c,doing\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	table_of(office, &tasks, "list tasks");
	assert_true(table_count(&tasks, "status", "done", NULL) >= 60);
	table_free(&tasks);
	file_put(office, "o.csv", "unit,name\n703,Một Người Nữa\n");
	run_for(office, 0, "tiendo import people o.csv");
	table_of(office, &people, "list people");
	assert_int_equal(people.rows, 17);
	table_free(&people);
	file_put(office, "u.csv", "code,name,kind,parent\n799,Mới,huyen,72\n");
	run_for(office, 0, "tiendo import units u.csv");
	table_of(office, &units, "list units");
	assert_int_equal(units.rows, 108);
	table_free(&units);
}

/* Calc and gnumeric make numbers of codes, whatever is quoted: 1.10 comes home as 1.1. */
static void codes_made_numbers_are_the_ones_that_were_exported(void **state)
{
	struct office *office = *state;

	file_put(office, "u.csv", "code,name,kind,parent\n007,Bảy,thu,72\n00123,Một,thu,007\n");
	run_for(office, 0, "tiendo import units u.csv");
	file_put(office, "p.csv",
		"type,code,title,audience\nplan,MA,Mã,\ntask,1.10,Việc,thu\ntask,12E5,Việc,thu\n");
	run_for(office, 0, "tiendo import plan p.csv");
	file_put(office, "u.csv",
		"code,name,kind,parent,rev\n7,Bảy,thu,72,7\n123,Một,thu,7,7\n");
	run_for(office, 0, "tiendo import units u.csv --dry-run");
	says(office, "added 0, changed 0, removed 0, same 2,");
	complains(office, "u.csv:2: code: \"7\": read as 007");
	file_put(office, "p.csv",
		"type,code,title,audience,rev\nplan,MA,Mã,,8\ntask,1.1,Việc,thu,8\n"
		"task,1200000,Việc,thu,8\n");
	run_for(office, 0, "tiendo import plan p.csv --dry-run");
	says(office, "added 0, changed 0, removed 0, same 3,");
	complains(office, "p.csv:3: code: \"1.1\": read as 1.10");
	file_put(office, "t.csv", "unit,task,status\n7,\"1,1\",doing\n");
	run_for(office, 0, "tiendo --plan MA import tasks t.csv");
	says(office, "added 1,");
	complains(office, "t.csv:2: task: \"1,1\": read as 1.10");
}

static void a_code_that_may_be_meant_is_not_made_another(void **state)
{
	struct office *office = *state;

	file_put(office, "p.csv", "type,code,title\nplan,MA,Mã\ntask,1.10,Việc\n");
	run_for(office, 0, "tiendo import plan p.csv");
	/* A row that was never exported, and one beside which its neighbour stands, are new. */
	file_put(office, "p.csv", "type,code,title\nplan,MA,Mã\ntask,1.1,Việc\n");
	run_for(office, 0, "tiendo import plan p.csv --dry-run");
	says(office, "added 1, changed 0,");
	file_put(office, "p.csv",
		"type,code,title,rev\nplan,MA,Mã,7\ntask,1.10,Việc,7\ntask,1.1,Việc,7\n");
	run_for(office, 0, "tiendo import plan p.csv");
	says(office, "added 1, changed 0,");
	/* Now there are both, and a third spelling could be either. */
	file_put(office, "t.csv", "unit,task,status\n703,1.100,doing\n");
	run_for(office, 3, "tiendo --plan MA import tasks t.csv");
	complains(office, "t.csv:2: task: \"1.100\": plan MA has no such item");
}

static void a_share_made_a_fraction_is_a_share_again(void **state)
{
	struct office *office = *state;

	file_put(office, "p.csv",
		"type,code,title,target\nplan,MA,Mã,\ntask,A,Việc,100%\ntask,B,Việc,80%\ntask,C,Việc,5\n");
	run_for(office, 0, "tiendo import plan p.csv");
	file_put(office, "p.csv",
		"type,code,title,target\nplan,MA,Mã,\ntask,A,Việc,1\n"
		"task,B,Việc,\"0,95999999999999999\"\ntask,C,Việc,0.5\n");
	run_for(office, 0, "tiendo import plan p.csv --dry-run");
	says(office, "item B: changed: target: 80% → 96%");
	says(office, "item C: changed: target: 5 → 0.5");
	says(office, "changed 2,");
	complains(office, "p.csv:4: target: \"0,95999999999999999\": read as 96%");
}

static void a_key_is_never_cleared(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,status\n,II.1.a,done\n703,,done\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: unit: empty: every row needs it");
	complains(office, "t.csv:3: task: empty: every row needs it");
}

static void headings_are_read_in_both_languages_in_any_order_folded(void **state)
{
	struct office *office = *state;
	static const char *const headings[] = {"unit,task,status,done_on",
		"Mã đơn vị,Mã việc,Tình trạng,Ngày xong", "MA DON VI,ma viec,tinh-trang,ngay xong",
		"\"Unit \",TASK,Status:,Done on"};
	char text[400];

	for (size_t i = 0; i < COUNT(headings); i++) {
		snprintf(text, sizeof text, "%s\n703,II.3.c,done,2020-06-2%zu\n", headings[i], i);
		file_put(office, "t.csv", text);
		run_for(office, 0, "tiendo import tasks t.csv");
		says(office, i ? "changed 1," : "added 1,");
	}
	file_put(office, "t.csv", "Ngày xong,status,Mã việc,unit\n2020-06-24,done,II.3.c,703\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "changed 1,");
}

static void unknown_columns_are_reported_and_ignored(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,Màu,task,status,Ghi riêng\n703,đỏ,II.3.c,doing,x\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	complains(office, "t.csv:1: Màu: this column is not known and was left out");
	complains(office, "t.csv:1: Ghi riêng: this column is not known");
	says(office, "added 1,");
}

static void a_missing_or_doubled_column_refuses_the_file(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,status\n703,done\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "tiendo: t.csv: line 1: no column \"Mã việc\" (task)");
	file_put(office, "t.csv", "unit,task,Mã việc,status\n703,II.3.c,II.3.c,doing\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "same column");
	file_put(office, "n.csv", "report,unit,SL01 Một,SL01 Hai\nBC1,703,1,2\n");
	run_for(office, 3, "tiendo import numbers n.csv");
	complains(office, "\"SL01 Một\" and \"SL01 Hai\" are the same number");
}

static void separators_marks_and_line_ends_are_sniffed(void **state)
{
	struct office *office = *state;
	static const char *const files[] = {"unit,task,status\n703,II.3.c,doing\n",
		"unit;task;status\r\n703;II.3.c;doing\r\n",
		"unit\ttask\tstatus\n703\tII.3.c\tdoing",
		"\xEF\xBB\xBFunit,task,status\n703,II.3.c,doing\n",
		"sep=;\nunit;task;status\n703;II.3.c;doing\n",
		"\n\nunit|task|status\n703|II.3.c|doing\n",
		"Danh sách việc,,\nunit,task,status\n703,II.3.c,doing\nTổng cộng,,1\n"};

	for (size_t i = 0; i < COUNT(files); i++) {
		file_put(office, "t.csv", files[i]);
		run_for(office, 0, "tiendo import tasks t.csv");
		says(office, i ? "same 1," : "added 1,");
	}
}

static void separator_and_encoding_can_be_named(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit;task;status\n703;II.3.c;doing\n");
	run_for(office, 0, "tiendo import tasks t.csv --separator ';' --encoding UTF-8");
	run_for(office, 3, "tiendo import tasks t.csv --separator ,");
	run_for(office, 2, "tiendo import tasks t.csv --separator x");
	complains(office, "--separator takes , ; | or tab, not 'x'");
	run_for(office, 2, "tiendo export units --separator ''");
	complains(office, "not ''");
	run_for(office, 2, "tiendo --plan '' due");
	complains(office, "no plan ''; there are:");
	run_for(office, 0,
		"tr ';' '\\t' < t.csv > tab.csv; tiendo import tasks tab.csv --separator tab");
	run_for(office, 0, "iconv -f UTF-8 -t UTF-16 t.csv > u16.csv; tiendo import tasks u16.csv");
	complains(office, "UTF-16");
	file_put(office, "o.csv", "unit,name,position\n703,Nguyễn Văn Đức,Phó Bí thư\n");
	run_for(office, 0,
		"iconv -f UTF-8 -t CP1258//TRANSLIT o.csv > c.csv; "
		"tiendo import people c.csv --encoding CP1258; tiendo list people --csv");
	says(office, "Nguyễn Văn Đức,Phó Bí thư");
	run(office, "tiendo import people o.csv --encoding EBCDIC");
	assert_int_not_equal(office->status, 0);
}

static void derived_columns_are_ignored_and_a_differing_name_or_title_is_told(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,unit_name,task,title,status,verdict,due\n"
		"703,Tên khác,II.3.c,Việc gì khác,doing,late,2001-01-01\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: title: \"Việc gì khác\": II.3.c is called");
	complains(office, "unit_name: \"Tên khác\": 703 is called \"Thành đoàn Tây Ninh\" here: the row was");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.3.c,");
	says(office, "Thành đoàn Tây Ninh");
	says(office, ",in_progress,,");
}

static void zeros_that_a_spreadsheet_took_are_found_again_if_one_code_fits(void **state)
{
	struct office *office = *state;
	struct table units;

	file_put(office, "u.csv",
		"code,name,kind,parent\n01,Tỉnh,tinh,\n001,Quận,huyen,01\n"
		"0070,Xã Bảy,xa,1\n00080,Xã Tám,xa,001\n");
	run_for(office, 3, "tiendo import units u.csv");
	complains(office, "u.csv:4: parent: \"1\": no unit 1");
	file_put(office, "u.csv", "code,name,kind,parent\n01,Tỉnh,tinh,\n0070,Xã Bảy,xa,1\n");
	run_for(office, 0, "tiendo import units u.csv");
	complains(office, "u.csv:3: parent: \"1\": read as 01");
	file_put(office, "o.csv", "unit,name\n70,Một Người\n");
	run_for(office, 0, "tiendo import people o.csv");
	complains(office, "o.csv:2: unit: \"70\": read as 0070: the spreadsheet took its zeros");
	file_put(office, "u.csv", "code,name,kind,parent\n001,Quận,huyen,01\n70,Bảy mươi,xa,01\n");
	run_for(office, 0, "tiendo import units u.csv");
	complains(office, "u.csv:3: code: \"70\": a new unit, although 0070 differs only in zeros");
	complains_not(office, "u.csv:2: code");
	file_put(office, "o.csv", "unit,name\n1,Một Người\n");
	run_for(office, 3, "tiendo import people o.csv");
	complains(office, "2 units have this code but for zeros");
	table_of(office, &units, "list units");
	assert_int_equal(units.rows, 4);
	table_free(&units);
}

static void a_sheet_of_days_alone_ticks_and_unticks(void **state)
{
	struct office *office = *state;
	struct table tasks;

	file_put(office, "t.csv",
		"unit,task,done_on\n703,II.3.c,2020-06-21\n703,II.1.b,\n703,II.1.c,\n705,II.3.c,"
		"\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	table_of(office, &tasks, "list tasks");
	assert_int_equal(
		table_count(&tasks, "unit", "703", "task", "II.3.c", "status", "done", NULL), 1);
	assert_int_equal(table_count(&tasks, "unit", "703", "task", "II.1.b", "status", "open",
				 "done_on", "", NULL),
		1);
	assert_int_equal(
		table_count(&tasks, "unit", "703", "task", "II.1.c", "status", "doing", NULL), 1);
	assert_int_equal(
		table_count(&tasks, "unit", "705", "task", "II.3.c", "status", "open", NULL), 1);
	table_free(&tasks);
}

static void an_exemption_comes_with_its_reason_or_not_at_all(void **state)
{
	struct office *office = *state;
	struct table tasks;

	file_put(office, "t.csv", "unit,task,status,note\n703,II.3.c,exempt,\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: note: not applicable needs its reason in the note");
	file_put(office, "t.csv", "unit,task,status\n703,II.3.c,exempt\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	file_put(office, "t.csv", "unit,task,status,note,done_on\n703,II.3.c,exempt,không có,\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	file_put(office, "t.csv", "unit,task,document\n703,II.3.c,12-CV\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	file_put(office, "t.csv", "unit,task,note\n703,II.3.c,\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	table_of(office, &tasks, "list tasks");
	assert_int_equal(
		table_count(&tasks, "unit", "703", "task", "II.3.c", "status", "exempt", "note",
			"không có", "document", "12-CV", "verdict", "exempt", NULL),
		1);
	table_free(&tasks);
	file_put(office, "t.csv", "unit,task,status,note\n703,II.3.c,open,\n");
	run_for(office, 0, "tiendo import tasks t.csv");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.3.c,");
	says(office, ",open,,12-CV,");
}

static void a_deadline_keeps_the_wording_of_the_column_it_stands_in(void **state)
{
	struct office *office = *state;
	struct table items;
	size_t row;

	open_small(office);
	file_put(office, "p.csv", "type,code,before\nplan,KH1,\ntask,V1,\nreport,B1,\n");
	run_for(office, 0, "tiendo import plan p.csv");
	table_of(office, &items, "list items");
	row = table_row(&items, "code", "V1", NULL);
	assert_string_equal(table_at(&items, row, "by"), "2020-06-10");
	assert_string_equal(table_at(&items, row, "before"), "");
	row = table_row(&items, "code", "B1", NULL);
	assert_string_equal(table_at(&items, row, "before"), "");
	table_free(&items);
	file_put(office, "p.csv", "type,code,by\nplan,KH1,\ntask,V1,12/6/2020\n");
	run_for(office, 0, "tiendo import plan p.csv");
	table_of(office, &items, "list items");
	assert_int_equal(
		table_count(&items, "code", "V1", "by", "2020-06-12", "before", "", NULL), 1);
	table_free(&items);
}

static void items_are_blind_to_case_and_keep_their_place(void **state)
{
	struct office *office = *state;
	struct table items;

	open_small(office);
	file_put(office, "p.csv",
		"type,code,title\nplan,KH1,Kế hoạch\ntask,v1,Việc đầu\n"
		"task,V1b,Việc chen\ntask,V2,Việc hai\n");
	run_for(office, 0, "tiendo import plan p.csv");
	says(office, "added 1, changed 1, removed 0, same 2");
	table_of(office, &items, "list items");
	assert_string_equal(table_at(&items, 1, "code"), "V1");
	assert_string_equal(table_at(&items, 1, "title"), "Việc đầu");
	assert_string_equal(table_at(&items, 2, "code"), "V1b");
	assert_string_equal(table_at(&items, 3, "code"), "V2");
	assert_string_equal(table_at(&items, 7, "code"), "S2");
	table_free(&items);
}

static void a_second_plan_needs_to_be_named(void **state)
{
	struct office *office = *state;

	file_put(office, "p.csv", small_plan);
	run_for(office, 0,
		"sed 's/huyen,xa/huyen/; s/KH1/KH2/' p.csv > q.csv; tiendo import plan q.csv");
	run_for(office, 2, "tiendo due");
	complains(office, "--plan (");
	complains(office, "KH2");
	run_for(office, 0, "tiendo due --plan KH2 --csv");
	says(office, "KH2,705,");
	run_for(office, 2, "tiendo due --plan KH3");
	complains(office, "no plan KH3; there are: ");
	/* A file of duties names its plan itself. */
	run_for(office, 0, "tiendo import tasks $samples/tasks.csv");
	run_for(office, 3, "tiendo import tasks $samples/tasks.csv --plan KH2");
	complains(office, "this import is about plan KH2");
	run_for(office, 0, "tiendo import units $samples/units.csv");
}

static void numbers_of_a_later_report_below_the_earlier_are_warned_about(void **state)
{
	struct office *office = *state;

	open_small(office);
	file_put(office, "n.csv",
		"report,unit,S1 Số buổi,S2 Số người\nB1,10,5,100\nB2,10,4,-\nB2,20,1,1\n");
	run_for(office, 0, "tiendo import numbers n.csv");
	complains(office,
		"n.csv:3: S1: 4 is below the 5 of B1, although B2 counts from the same day on");
	complains_not(office, "S2");
	complains_not(office, "n.csv:4");
	file_put(office, "n.csv", "report,unit,S2 Số người\nB2,10,99\n");
	run_for(office, 0, "tiendo import numbers n.csv");
	complains(office, "n.csv:2: S2: 99 is below the 100 of B1");
}

static void zero_not_reported_and_not_applicable_stay_three_things(void **state)
{
	struct office *office = *state;
	struct table numbers;

	open_small(office);
	file_put(office, "n.csv", "report,unit,S1,S2\nB1,10,0,-\nB1,20,,7\n");
	run_for(office, 0, "tiendo import numbers n.csv");
	says(office, "added 3, changed 0, removed 0, same 1");
	table_of(office, &numbers, "list numbers");
	assert_int_equal(table_count(&numbers, "unit", "10", "report", "B1", "S1 Số buổi", "0",
				 "S2 Số người", "-", NULL),
		1);
	assert_int_equal(
		table_count(&numbers, "unit", "20", "report", "B1", "S1 Số buổi", "", NULL), 1);
	table_free(&numbers);
	file_put(office, "n.csv", "report,unit,S1,S2\nB1,10,,\n");
	run_for(office, 0, "tiendo import numbers n.csv");
	says(office, "removed 2");
}

static void personal_data_is_refused_and_not_logged(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,task,status,Họ và tên,Ngày sinh\n703,II.3.c,done,Ai Đó,1/1/2000\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "personal data");
	complains_not(office, "Ai Đó");
	run_for(office, 0, "tiendo log --csv");
	says_not(office, "Ai Đó");
	says_not(office, "t.csv");
}

static void wrong_words_of_the_call_are_refused(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo import");
	complains(office, "KIND is missing; usage: tiendo import KIND FILE");
	run_for(office, 2, "tiendo import units");
	run_for(office, 2, "tiendo import summary $samples/units.csv");
	complains(office,
		"no kind summary; there are: units, people, plan, tasks, receipts, numbers");
	run_for(office, 2, "tiendo import units $samples/units.csv --on-conflict perhaps");
	complains(office, "--on-conflict takes stop, mine or theirs");
	run_for(office, 2, "tiendo import units $samples/units.csv more");
	complains(office, "one word too many: more");
	run_for(office, 5, "tiendo --readonly import units $samples/units.csv");
}

static void duties_need_a_plan(void **state)
{
	struct office *office = *state;

	file_put(office, "u.csv", small_units);
	run_for(office, 0, "tiendo init --units-file u.csv");
	file_put(office, "t.csv", "unit,task,status\n10,V1,doing\n");
	run_for(office, 2, "tiendo import tasks t.csv");
	complains(office, "there is no plan yet");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_cell_clears_an_absent_column_leaves_alone),
		TEST(rows_that_are_missing_delete_nothing),
		TEST(codes_made_numbers_are_the_ones_that_were_exported),
		TEST(a_code_that_may_be_meant_is_not_made_another),
		TEST(a_share_made_a_fraction_is_a_share_again),
		TEST(a_key_is_never_cleared),
		TEST(headings_are_read_in_both_languages_in_any_order_folded),
		TEST(unknown_columns_are_reported_and_ignored),
		TEST(a_missing_or_doubled_column_refuses_the_file),
		TEST(separators_marks_and_line_ends_are_sniffed),
		TEST(separator_and_encoding_can_be_named),
		TEST(derived_columns_are_ignored_and_a_differing_name_or_title_is_told),
		TEST_BARE(zeros_that_a_spreadsheet_took_are_found_again_if_one_code_fits),
		TEST(a_sheet_of_days_alone_ticks_and_unticks),
		TEST(an_exemption_comes_with_its_reason_or_not_at_all),
		TEST_BARE(a_deadline_keeps_the_wording_of_the_column_it_stands_in),
		TEST_BARE(items_are_blind_to_case_and_keep_their_place),
		TEST(a_second_plan_needs_to_be_named),
		TEST_BARE(numbers_of_a_later_report_below_the_earlier_are_warned_about),
		TEST_BARE(zero_not_reported_and_not_applicable_stay_three_things),
		TEST(personal_data_is_refused_and_not_logged),
		TEST(wrong_words_of_the_call_are_refused),
		TEST_BARE(duties_need_a_plan),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
