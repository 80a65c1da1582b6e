/* Slips of a hand that cost somebody something once; each has left a test. */
#include "cli/run.h"

#include <sys/stat.h>
#include <unistd.h>

static void a_sheet_is_never_written_over_the_database(void **state)
{
	static const char *const names[] = {"t.db", "./t.db", "t.db.lock", "link.db"};
	struct office *office = *state;

	run_for(office, 0, "ln -s t.db link.db && cp t.db before.db && tiendo -q due > /dev/null");
	for (size_t i = 0; i < COUNT(names); i++) {
		run_for(office, 3, "tiendo export plan %s", names[i]);
		complains(office, "is the database itself: choose another name");
	}
	run_for(office, 0, "cmp t.db before.db");
}

static void words_without_marks_that_fit_several_units_are_asked_back(void **state)
{
	struct office *office = *state;

	/* "Long Hoa" has the word as it was typed; "Hòa Thành" may be meant all the same. */
	run_for(office, 2, "tiendo list unit --unit hoa");
	complains(office, "fits several units");
	complains(office, "709 Thị đoàn Hòa Thành");
	run_for(office, 0, "tiendo list unit --unit 'Thị đoàn Hòa Thành'");
}

static void letters_lost_in_an_old_encoding_are_refused(void **state)
{
	struct office *office = *state;

	/* windows-1252 as some programs save Vietnamese: what it lacks became "?" */
	run_for(office, 0,
		"printf 'unit,name,position\\n703,Nguy?n V\\342n M?u,B\\355 th?\\n"
		"705,Tr?n Th? V\\355 D?,Ph\\363 b?n\\n' > p.csv");
	run_for(office, 3, "tiendo import people p.csv");
	complains(office, "letters became \"?\"");
}

static void a_receipt_taken_back_is_told_with_its_paper(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo tick 710 BC1");
	says(office, "version 1 of 26/6/2020 (25-BC/ĐTN) taken back");
	run_for(office, 0, "tiendo undo && tiendo due --csv");
	says(office, "2020-06-26");
}

static void a_bulk_leaves_out_what_is_not_applicable(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "printf '705\\nTT02\\n706\\n' | tiendo tick - BC1");
	says(office, "2 duties changed; 1 not applicable, left as they are");
	run_for(office, 3, "tiendo tick TT02 BC1");
	complains(office, "not applicable");
}

static void a_day_behind_the_one_looked_at_says_when_it_shows(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo receive 705 BC1 --on 1/7/2020");
	says(office, "recorded for 01/7/2020, it shows from that day on");
	run_for(office, 0, "tiendo --as-of 1/7/2020 list due --report BC1 --csv");
	says(office, "705,Huyện đoàn Tân Biên,BC1,Báo cáo kết quả tháng đầu,2020-07-01,2020-06-30,late");
}

static void a_share_respelled_by_a_spreadsheet_is_no_change(void **state)
{
	static const char *const spelled[] = {"1", "100.00%", "100,00%", "100 %"};
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(spelled); i++) {
		run_for(office, 0, "tiendo export plan p.csv; sed -i 's/\"100%%\"/\"%s\"/' p.csv",
			spelled[i]);
		run_for(office, 0, "tiendo import plan p.csv --dry-run");
		says(office, "changed 0,");
	}
	run_for(office, 0, "sed -i 's/\"100 %%\"/\"90%%\"/' p.csv; tiendo import plan p.csv --dry-run");
	says(office, "100% → 90%");
}

static void the_lock_is_open_to_whoever_the_database_is(void **state)
{
	struct office *office = *state;
	struct stat lock;
	char path[256];

	run_for(office, 0, "umask 077; rm -f t.db.lock; chmod 664 t.db; tiendo -q tick 705 BC1");
	snprintf(path, sizeof path, "%s/t.db.lock", office->folder);
	assert_int_equal(stat(path, &lock), 0);
	assert_int_equal(lock.st_mode & 0777, 0664);
}

static void who_may_only_read_the_file_reads_it(void **state)
{
	struct office *office = *state;

	if (geteuid() == 0) /* to root every file can be written */
		skip();
	run_for(office, 0, "chmod 444 t.db && tiendo due");
	run_for(office, 5, "tiendo tick 705 BC1");
}

/* Nothing can be made beside the file: no lock, no journal. */
static void who_may_not_write_in_the_folder_reads_the_file(void **state)
{
	struct office *office = *state;

	if (geteuid() == 0)
		skip();
	run_for(office, 0, "mkdir d && cp t.db d/r.db && chmod 555 d");
	run(office, "\"$TIENDO\" --db d/r.db --lang en --as-of 28/6/2020 due --csv && "
		    "{ \"$TIENDO\" --db d/r.db --lang en note 705 BC2 x; test $? = 5; }");
	run_for(office, office->status, "chmod 755 d; exit %d", office->status);
	assert_int_equal(office->status, 0);
}

static void what_goes_to_a_closed_output_is_missed(void **state)
{
	static const char *const lines[] = {"due", "due --csv", "export plan -", "--version", "help"};
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(lines); i++) {
		run(office, "tiendo %s >&-", lines[i]);
		assert_int_equal(office->status, 2);
	}
}

static void a_refusal_prints_no_empty_table_first(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo due --report XX --csv");
	assert_string_equal(office->out, "");
	run_for(office, 2, "tiendo list unit");
	assert_string_equal(office->out, "");
}

static void a_screen_named_as_a_command_is_told_its_listing(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo matrix");
	complains(office, "here it is 'tiendo list matrix'");
}

static void a_dry_run_in_vietnamese_speaks_of_the_columns_of_the_file(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"tiendo --lang vi export receipts r.csv; sed -i 's|26/06/2020 (T6)|25/06/2020|' r.csv");
	run_for(office, 0, "tiendo --lang vi import receipts r.csv --dry-run");
	says(office, "phiếu nhận 710 BC1 (1): sửa: Ngày nhận: 26/6/2020 → 25/6/2020");
	complains(office, "bảng mã UTF-8 có BOM");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sheet_is_never_written_over_the_database),
		TEST(words_without_marks_that_fit_several_units_are_asked_back),
		TEST(letters_lost_in_an_old_encoding_are_refused),
		TEST(a_receipt_taken_back_is_told_with_its_paper),
		TEST(a_bulk_leaves_out_what_is_not_applicable),
		TEST(a_day_behind_the_one_looked_at_says_when_it_shows),
		TEST(a_share_respelled_by_a_spreadsheet_is_no_change),
		TEST(the_lock_is_open_to_whoever_the_database_is),
		TEST(who_may_only_read_the_file_reads_it),
		TEST(who_may_not_write_in_the_folder_reads_the_file),
		TEST(what_goes_to_a_closed_output_is_missed),
		TEST(a_refusal_prints_no_empty_table_first),
		TEST(a_screen_named_as_a_command_is_told_its_listing),
		TEST(a_dry_run_in_vietnamese_speaks_of_the_columns_of_the_file),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
