/* Giving files out: what comes home changes nothing, one edit is one change, and a file that could
 * not be written whole is none. */
#include "cli/run.h"

#include "tiendo/exchange.h"

static const char *const kinds[] = {"units", "people", "plan", "tasks", "receipts", "numbers"};

/* Texts that spreadsheets, CSV and shells stumble over. */
static void make_it_awkward(struct office *office)
{
	run_for(office, 0,
		"tiendo done 703 II.3.c --on 25/6 --document '=1+1' --note '- chưa \"nộp\"; xem, "
		"sau'");
	run_for(office, 0, "tiendo done 705 II.3.c --on 25/6 --note \"'=x\ndòng hai,\n\tthụt\"");
	run_for(office, 0, "tiendo receive 705 BC1 --on 26/6 --document '+5' --note '@bch'");
	run_for(office, 0, "tiendo extend 706 BC1 --until 5/7 --why 'mưa'");
	run_for(office, 0, "tiendo exempt 703 II.1.a --why 'không có'");
	run_for(office, 0, "tiendo exempt 703 BC1 --why 'gộp'");
	run_for(office, 0, "tiendo start 706 II.3.c");
	run_for(office, 0,
		"tiendo number 705 SL01 - --report BC1; tiendo number 705 SL02 0 --report BC2");
	file_put(office, "u.csv",
		"code,name,kind,parent,valid_from,valid_to,aliases\n"
		"00701,\"Xã \"\"Mới\"\", khu A\",co-so,703,2020-01-01,2021-12-31,'=A;B\n");
	run_for(office, 0, "tiendo import units u.csv");
	file_put(office, "p.csv",
		"type,code,title,by,audience,target,issued\nplan,PCMT2020,Cao điểm,,,,\n"
		"task,X.1,'- Việc thêm,2020-07-06,huyen,75%,2020-05-29\n");
	run_for(office, 0, "tiendo import plan p.csv");
}

static void comes_home_unchanged(struct office *office, const char *options, const char *language)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		run_for(office, 0, "tiendo --lang %s export %s f.csv %s", language, kinds[i],
			options);
		for (int home = 0; home < 2; home++) {
			run_for(office, 0, "tiendo --lang %s import %s f.csv", home ? "vi" : "en",
				kinds[i]);
			run_for(office, 0, "tiendo --lang en import %s f.csv --dry-run", kinds[i]);
			says(office, "added 0, changed 0, removed 0,");
			says(office, "refused 0, in conflict 0");
			for (const char *at = office->err; (at = strstr(at, "f.csv:")) != NULL;
				at++)
				assert_int_equal(at[6], ' '); /* no complaint about any line */
		}
	}
	run_for(office, 0, "tiendo log --csv > after.csv");
	run_for(office, 0, "cmp before.csv after.csv"); /* no step was made */
}

static void every_kind_comes_home_without_a_change(void **state)
{
	struct office *office = *state;
	static const char *const options[] = {
		"", "--separator ';'", "--iso-dates", "--separator ';' --iso-dates"};

	make_it_awkward(office);
	run_for(office, 0, "tiendo log --csv > before.csv");
	for (size_t i = 0; i < COUNT(options); i++) {
		comes_home_unchanged(office, options[i], "en");
		comes_home_unchanged(office, options[i], "vi");
	}
}

static void listings_as_csv_come_home_too(void **state)
{
	struct office *office = *state;
	static const char *const names[] = {
		"units", "people", "items", "tasks", "receipts", "numbers"};

	make_it_awkward(office);
	for (size_t i = 0; i < COUNT(kinds); i++) {
		run_for(office, 0, "tiendo list %s --csv > f.csv; tiendo import %s f.csv", names[i],
			kinds[i]);
		says(office, "added 0, changed 0, removed 0,");
	}
}

static void one_edited_day_is_one_change(void **state)
{
	struct office *office = *state;
	char *sheet, *edited;

	run_for(office, 0, "tiendo export receipts r.csv");
	sheet = file_get(office, "r.csv");
	edited = text_replaced(
		sheet, "\"26/06/2020 (T6)\",\"25-BC/ĐTN\"", "\"25/6/2020\",\"25-BC/ĐTN\"");
	file_put(office, "r.csv", edited);
	free(edited);
	free(sheet);
	run_for(office, 0, "tiendo import receipts r.csv --dry-run");
	says(office, "receipt 710 BC1 (1): changed: received_on: 2020-06-26 → 2020-06-25\n"
		     "added 0, changed 1, removed 0, same 24, refused 0, in conflict 0\n");
	run_for(office, 0, "tiendo import receipts r.csv");
	run_for(office, 0, "tiendo list receipts --csv | grep 710,.*BC1");
	says(office, "2020-06-25,25-BC/ĐTN");
}

static void a_filled_in_sheet_is_taken(void **state)
{
	struct office *office = *state;
	char *sheet, *edited;

	run_for(office, 0, "tiendo --lang vi export receipts r.csv");
	sheet = file_get(office, "r.csv");
	edited = text_replaced(sheet,
		"\"Huyện đoàn Tân Biên\",\"BC1\",\"Báo cáo kết quả tháng đầu\",,,,",
		"\"Huyện đoàn Tân Biên\",\"BC1\",\"Báo cáo kết quả tháng đầu\",27/6/2020,31-BC,,");
	file_put(office, "r.csv", edited);
	free(edited);
	free(sheet);
	run_for(office, 0, "tiendo import receipts r.csv");
	says(office, "added 1, changed 0, removed 0,");
	run_for(office, 0, "tiendo due --csv | grep 705,.*BC1");
	says(office, "on_time,3,2020-06-27");
}

/* ---- the dialect ----------------------------------------------------------------------------- */

static void the_spreadsheet_dialect_is_what_a_double_click_opens(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo --lang vi export tasks");
	assert_int_equal(strncmp(office->out, "\xEF\xBB\xBF\"Kế hoạch\",\"Mã đơn vị\",", 30), 0);
	says(office, "\"Ngày xong\"");
	says(office, "\"đã xong\",\"20/06/2020 (T7)\",,,22,");
	says(office, "\r\n");
	run_for(office, 0, "tiendo --lang en export tasks - --separator ';' --iso-dates");
	says(office, "\"plan\";\"unit\";\"unit_name\";\"task\";\"title\";\"status\";\"done_on\";");
	says(office, "\"done\";\"2020-06-20\";;;22;");
}

static void headings_are_those_of_the_kind(void **state)
{
	struct office *office = *state;
	static const char *const headings[] = {
		"code,name,kind,parent,valid_from,valid_to,aliases,rev",
		"unit,name,position,phone,email,note,rev",
		"type,code,title,audience,before,by,from,to,proof,target,partners,measure,document,"
		"issued,"
		"issuer,note,rev",
		"plan,unit,unit_name,task,title,status,done_on,document,document_date,count,note,"
		"verdict,"
		"due,rev",
		"plan,unit,unit_name,report,title,received_on,document,document_date,version,"
		"returned_on,"
		"note,verdict,days_late,due,rev"};
	struct table table;

	for (size_t i = 0; i < COUNT(headings); i++) {
		run_for(office, 0, "tiendo export %s", kinds[i]);
		table_read(&table, office->out);
		table_headed(&table, headings[i]);
		table_free(&table);
	}
	run_for(office, 0, "tiendo export numbers");
	says(office, "\"plan\",\"report\",\"unit\",\"unit_name\",\"SL01 Buổi học tập và sinh hoạt "
		     "chuyên đề\",");
	run_for(office, 0, "tiendo --lang vi export units");
	says(office, "\"Mã đơn vị\",\"Tên đơn vị\",\"Loại\",\"Đơn vị cấp trên\",\"Từ ngày\",\"Đến "
		     "ngày\",\"Tên khác\",\"Phiên bản\"");
}

static void read_only_kinds_are_written(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export due");
	says(office, "\"BC1\"");
	says_not(office, "\"II.1.a\"");
	says_not(office, "\"III.2.1\"");
	run_for(office, 0, "tiendo export due --tasks");
	says(office, "\"III.2.1\"");
	run_for(office, 0, "tiendo export due --report BC2");
	says_not(office, "\"BC1\"");
	run_for(office, 0, "tiendo export summary");
	says(office, "\"reports\"");
	run_for(office, 0, "tiendo export log");
	says(office, "\"import units ");
	for (size_t i = 0; i < 3; i++) {
		static const char *const names[] = {"summary", "due", "log"};

		run_for(office, 0, "tiendo export %s > f.csv", names[i]);
		run_for(office, 2, "tiendo import %s f.csv", names[i]);
	}
}

static void what_the_options_select_is_what_is_exported(void **state)
{
	struct office *office = *state;
	struct table table;

	run_for(office, 0, "tiendo --unit 703 export units");
	table_read(&table, office->out);
	assert_int_equal(table.rows, 11);
	table_free(&table);
	run_for(office, 0, "tiendo --unit 703 export receipts");
	table_read(&table, office->out);
	assert_int_equal(table_count(&table, "unit", "703", NULL), table.rows);
	table_free(&table);
	run_for(office, 0, "bare --db t.db --lang en --as-of 5/7/2020 export due");
	says(office, "\"overdue\"");
	run_for(office, 0, "bare --db t.db --lang en --as-of 5/6/2020 export due");
	says_not(office, "\"overdue\"");
	run_for(office, 2, "tiendo --plan NONE export tasks");
	run_for(office, 0, "tiendo export tasks --report II.1.a");
	table_read(&table, office->out);
	assert_int_equal(table.rows, 12);
	table_free(&table);
}

/* ---- files ----------------------------------------------------------------------------------- */

static void export_all_is_a_folder_of_every_kind(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export all out");
	says(office, "out/units.csv: 107 rows\n");
	says(office, "out/tasks.csv: 189 rows\n");
	run_for(office, 0, "ls out | tr '\\n' ' '");
	assert_string_equal(office->out,
		"due.csv log.csv numbers.csv people.csv plan.csv receipts.csv "
		"summary.csv tasks.csv units.csv ");
	run_for(office, 0, "tiendo -q export all out");
	assert_string_equal(office->out, "");
	run_for(office, 2, "tiendo export all");
	complains(office, "needs a folder");
	run_for(office, 2, "tiendo export all no/such/place");
	run_for(office, 2, "tiendo export all t.db");
}

static void a_full_disk_is_told_and_the_old_file_kept(void **state)
{
	struct office *office = *state;
	char *kept;

	run_for(office, 2, "tiendo export units /dev/full");
	complains(office, "tiendo: the file could not be written whole: No space left");
	run_for(office, 2, "tiendo export units > /dev/full");
	run_for(office, 2, "tiendo list units > /dev/full");
	complains(office, "not all could be written");
	run_for(office, 2, "tiendo list units --csv > /dev/full");
	run_for(office, 2, "tiendo list units --json > /dev/full");
	run_for(office, 2, "tiendo due --plain > /dev/full");
	run_for(office, 2, "tiendo message BC1 > /dev/full");
	complains_not(office, "the change was made");
	run_for(office, 2, "tiendo --help > /dev/full");
	run_for(office, 2, "tiendo --version > /dev/full");
	run_for(office, 2, "tiendo --db made.db init --units-file $samples/units.csv > /dev/full");
	complains(office, "tiendo log shows it");
	file_put(office, "old.csv", "what was there\n");
	run_for(office, 2, "trap '' XFSZ; ulimit -f 1; tiendo export units old.csv");
	complains(office, "File too large");
	kept = file_get(office, "old.csv");
	assert_string_equal(kept, "what was there\n");
	free(kept);
	run_for(office, 0, "ls -A | grep -c old");
	assert_string_equal(office->out, "1\n"); /* nothing half written is left beside it */
}

static void a_file_that_is_there_is_replaced_whole(void **state)
{
	struct office *office = *state;
	char *now;

	file_put(office, "u.csv", "old\n");
	run_for(office, 0, "tiendo export units u.csv");
	says(office, "u.csv: 107 rows\n");
	now = file_get(office, "u.csv");
	assert_true(holds(now, "\"703\""));
	free(now);
	run_for(office, 2, "tiendo export units no/such/folder/u.csv");
	run_for(office, 2, "mkdir d; tiendo export units d");
	complains(office, "folder");
}

static void no_csv_goes_under_the_name_of_a_workbook(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo export units u.XLS");
	complains(office, "u.XLS: workbooks of this kind are not written: name a .csv or .xlsx file");
	run_for(office, 2, "tiendo export units u.ods");
	assert_false(file_is(office, "u.ods"));
	run_for(office, 0, "tiendo export units u.x");
}

static void a_build_without_workbooks_says_so(void **state)
{
	struct office *office = *state;

	if (writer_makes_workbooks())
		skip();
	run_for(office, 2, "tiendo export units u.xlsx");
	complains(office, "u.xlsx: this program was built without workbooks: name a .csv file");
	assert_false(file_is(office, "u.xlsx"));
	run_for(office, 0, "tiendo doctor");
	says(office, "workbooks (.xlsx): not in this build\n");
}

static void every_kind_is_written_as_a_workbook(void **state)
{
	struct office *office = *state;

	if (!writer_makes_workbooks())
		skip();
	make_it_awkward(office);
	for (size_t i = 0; i < COUNT(kinds); i++) {
		run_for(office, 0, "tiendo export %s f.xlsx; head -c 2 f.xlsx", kinds[i]);
		says(office, " rows\nPK");
		run_for(office, 0, "tiendo export %s g.xlsx && cmp f.xlsx g.xlsx", kinds[i]);
	}
	run_for(office, 0, "for kind in summary due log; do tiendo export $kind F.XLSX || exit; done");
	run_for(office, 0, "tiendo export all d; ls d | grep -c csv");
	says(office, "9\n"); /* a folder of CSV files */
	run_for(office, 3, "tiendo import units f.xlsx");
	complains(office, "workbook, not CSV");
	run_for(office, 2, "tiendo export units u.xlsx --separator ';'");
	complains(office, "a workbook has no separators: leave --separator out");
	assert_false(file_is(office, "u.xlsx"));
	run_for(office, 0, "tiendo doctor");
	says(office, "workbooks (.xlsx): written\n");
}

/* Whether the file itself or what the library keeps beside it has no room. */
static void there_is_no_half_of_a_workbook(void **state)
{
	struct office *office = *state;
	char *kept;

	if (!writer_makes_workbooks())
		skip();
	file_put(office, "old.xlsx", "what was there\n");
	for (int blocks = 1; blocks < 30; blocks += blocks < 4 ? 1 : 8) {
		run_for(office, 2, "trap '' XFSZ; ulimit -f %d; tiendo export units old.xlsx",
			blocks);
		complains(office, "whole");
		complains_not(office, "[ERROR]"); /* the library's own words */
		kept = file_get(office, "old.xlsx");
		assert_string_equal(kept, "what was there\n");
		free(kept);
		run_for(office, 0, "ls -A | grep -c old");
		assert_string_equal(office->out, "1\n");
	}
	run_for(office, 2, "ln -s /dev/full full.xlsx; tiendo export units full.xlsx");
	complains_not(office, "[ERROR]");
	run_for(office, 2, "tiendo export units no/such/folder/u.xlsx");
	run_for(office, 0, "chmod 640 old.xlsx; tiendo export units old.xlsx; stat -c %%a old.xlsx");
	says(office, "640\n");
}

static void kinds_and_separators_that_are_none_are_refused(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo export everything");
	complains(office, "no kind everything; there are: units, people, plan, tasks, receipts, "
			  "numbers, summary, due, log, all");
	run_for(office, 2, "tiendo export units --separator ab");
	run_for(office, 2, "tiendo export");
	run_for(office, 2, "tiendo export due --report BC9");
	complains(office, "no report or task BC9 in plan PCMT2020; did you mean BC1 (");
}

static void without_a_plan_units_can_still_be_exported(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo init --units-file $samples/units.csv");
	run_for(office, 0, "tiendo export units");
	run_for(office, 2, "tiendo export tasks");
	complains(office, "there is no plan yet");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_kind_comes_home_without_a_change),
		TEST(listings_as_csv_come_home_too),
		TEST(one_edited_day_is_one_change),
		TEST(a_filled_in_sheet_is_taken),
		TEST(the_spreadsheet_dialect_is_what_a_double_click_opens),
		TEST(headings_are_those_of_the_kind),
		TEST(read_only_kinds_are_written),
		TEST(what_the_options_select_is_what_is_exported),
		TEST(export_all_is_a_folder_of_every_kind),
		TEST(a_full_disk_is_told_and_the_old_file_kept),
		TEST(a_file_that_is_there_is_replaced_whole),
		TEST(no_csv_goes_under_the_name_of_a_workbook),
		TEST(a_build_without_workbooks_says_so),
		TEST(every_kind_is_written_as_a_workbook),
		TEST(there_is_no_half_of_a_workbook),
		TEST(kinds_and_separators_that_are_none_are_refused),
		TEST_BARE(without_a_plan_units_can_still_be_exported),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
