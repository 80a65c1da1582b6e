/* Taking files in: every sample, the same again, all or nothing, and rejects (INTERFACE.md
 * "Import rules"). */
#include "cli/run.h"

static const char *const kinds[] = {"units", "people", "plan", "tasks", "receipts", "numbers"};

/* ---- the samples ----------------------------------------------------------------------------- */

static void every_sample_file_is_imported(void **state)
{
	struct office *office = *state;
	static const char *const added[] = {
		"added 107", "added 16", "added 75", "added 79", "added 5", "added"};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		run_for(office, 0, "tiendo import %s $samples/%s.csv", kinds[i], kinds[i]);
		says(office, added[i]);
		says(office, "refused 0, in conflict 0");
	}
}

static void the_same_file_again_changes_nothing_and_makes_no_step(void **state)
{
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		run_for(office, 0, "tiendo import %s $samples/%s.csv", kinds[i], kinds[i]);
		run_for(office, 0, "tiendo log --csv");
		char *before = strdup(office->out);
		run_for(office, 0, "tiendo import %s $samples/%s.csv", kinds[i], kinds[i]);
		says(office, "added 0, changed 0, removed 0, same");
		run_for(office, 0, "tiendo log --csv");
		assert_string_equal(office->out, before);
		free(before);
	}
}

static void the_samples_over_the_demo_change_only_what_the_steps_did(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo import units $samples/units.csv");
	says(office, "added 0, changed 0, removed 0, same 107,");
	run_for(office, 0, "tiendo import plan $samples/plan.csv");
	says(office, "added 0, changed 0, removed 0, same 75,");
}

static void what_was_understood_is_told(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo import units $samples/units.csv");
	complains(office, "units.csv: UTF-8, separator ,, headings in line 1, rows 107");
	file_put(office, "u.csv", "\xEF\xBB\xBF\n\nMã đơn vị;Tên đơn vị;Loại\n9;Chín;xa\n");
	run_for(office, 0, "tiendo import units u.csv");
	complains(office, "u.csv: UTF-8 with mark, separator ;, headings in line 3, rows 1");
}

static void the_first_import_makes_the_database_a_dry_run_never(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo import units $samples/units.csv --dry-run");
	complains(office, "tiendo init");
	assert_false(file_is(office, "t.db"));
	run_for(office, 0, "bare --db a/b/new.db import units $samples/units.csv");
	run_for(office, 0, "bare --db a/b/new.db --lang en list units --csv");
	says(office, "Tỉnh đoàn Tây Ninh");
}

static void a_file_that_is_refused_leaves_no_database_behind(void **state)
{
	struct office *office = *state;

	file_put(office, "bad.csv", "code,name,kind,parent\n1,Một,xa,7\n");
	run_for(office, 3, "tiendo import units bad.csv");
	assert_false(file_is(office, "t.db"));
	assert_false(file_is(office, "t.db.lock"));
	file_put(office, "p.csv", small_plan);
	run_for(office, 3, "tiendo init --units-file bad.csv --plan-file p.csv");
	assert_false(file_is(office, "t.db"));
	file_put(office, "bad.csv", small_units);
	run_for(office, 0, "tiendo init --units-file bad.csv --plan-file p.csv");
}

static void a_file_that_is_not_there_makes_no_database(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo import units nowhere.csv");
	complains(office, "tiendo: cannot read nowhere.csv: No such file");
	run_for(office, 2, "tiendo import units .");
	complains(office, "folder");
	assert_false(file_is(office, "t.db"));
}

static void standard_input_is_a_file_too(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo import units - < $samples/units.csv");
	says(office, "added 107");
	run_for(office, 0, "cat $samples/units.csv | tiendo import units -");
	says(office, "added 0, changed 0");
	run_for(office, 3,
		"printf 'code,name,kind,parent\\n9,Chín,xa,8\\n' | tiendo import units -");
	complains(office, "-:2: parent: \"8\": no unit 8");
}

/* ---- dry run --------------------------------------------------------------------------------- */

static void a_dry_run_tells_old_and_new_of_every_cell_and_writes_nothing(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "cp t.db before.db");
	file_put(office, "t.csv",
		"unit,task,status,done_on,count\n703,II.1.a,done,2020-06-21,22\n705,II.2.a,open,,\n"
		"711,II.3.c,done,2020-06-09,\n");
	run_for(office, 0, "tiendo import tasks t.csv --dry-run");
	says(office, "duty 703 II.1.a: changed: done_on: 2020-06-20 → 2020-06-21\n");
	says(office, "duty 705 II.2.a: changed: progress: done → -\n");
	says(office, "duty 705 II.2.a: changed: done_on: 2020-06-19 → -\n");
	says(office, "duty 711 II.3.c: added\n");
	says(office, "added 1, changed 2, removed 0, same 0, refused 0, in conflict 0\n");
	run_for(office, 0, "cmp t.db before.db");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.1.a,");
	says(office, "2020-06-20");
}

static void the_run_does_what_the_dry_run_said(void **state)
{
	struct office *office = *state;
	char *plan;
	struct table log;

	file_put(office, "t.csv",
		"unit,task,status,done_on,count\n703,II.1.a,done,2020-06-21,22\n705,II.2.a,open,,\n"
		"710,II.3.c,doing,,4\n");
	run_for(office, 0, "tiendo import tasks t.csv --dry-run");
	plan = strdup(office->out);
	assert_non_null(strstr(plan, "added 1, changed 2, "));
	run_for(office, 0, "tiendo import tasks t.csv");
	assert_string_equal(office->out, strstr(plan, "added 1, changed 2, "));
	table_of(office, &log, "log");
	for (size_t row = 0; row < log.rows; row++) {
		char said[512];

		if (strcmp(table_at(&log, row, "step"), table_at(&log, 0, "step")) != 0 ||
			!*table_at(&log, row, "old"))
			continue;
		snprintf(said, sizeof said, "%s: %s → %s\n", table_at(&log, row, "field"),
			table_at(&log, row, "old"),
			*table_at(&log, row, "new") ? table_at(&log, row, "new") : "-");
		if (!holds(plan, said))
			fail_msg("the plan did not say %s:\n%s", said, plan);
	}
	table_free(&log);
	free(plan);
}

static void a_dry_run_of_a_bad_file_has_the_status_and_words_of_the_run(void **state)
{
	struct office *office = *state;
	char *said;

	file_put(office, "t.csv", "unit,task,status\n703,II.1.a,open\n999,II.1.a,done\n");
	run_for(office, 3, "tiendo import tasks t.csv --dry-run");
	said = strdup(office->err);
	run_for(office, 3, "tiendo import tasks t.csv");
	assert_string_equal(office->err, said);
	free(said);
	run_for(office, 3, "tiendo import tasks t.csv --dry-run --partial");
	complains(office, "the good rows would be taken; refused 1");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.1.a,");
	says(office, ",done,");
}

/* ---- all or nothing, --partial, --rejects ---------------------------------------------------- */

static void one_bad_row_and_nothing_is_written(void **state)
{
	struct office *office = *state;
	char *before;

	run_for(office, 0, "tiendo list tasks --csv");
	before = strdup(office->out);
	file_put(office, "t.csv",
		"unit,task,status,done_on\n703,II.3.c,done,2020-06-21\n703,II.9.z,done,2020-06-"
		"21\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "tiendo: t.csv: nothing was written: refused 1, in conflict 0");
	run_for(office, 0, "tiendo list tasks --csv");
	assert_string_equal(office->out, before);
	free(before);
}

static void partial_takes_the_good_rows_and_still_says_no(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"unit,task,status,done_on\n703,II.3.c,done,2020-06-21\n703,II.9.z,done,2020-06-"
		"21\n");
	run_for(office, 3, "tiendo import tasks t.csv --partial");
	complains(office, "the good rows were taken; refused 1");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.3.c,");
	says(office, ",done,2020-06-21,");
}

static void rejects_are_the_rows_as_they_came_with_the_reason_and_come_home_mended(void **state)
{
	struct office *office = *state;
	char *rejects, *mended;

	file_put(office, "t.csv",
		"task;Ghi riêng;unit;done_on;status\n"
		"II.3.c;x;703;21/6/2020;xong rồi\nII.3.c; a ;705;21/6/2020;đã xong\n"
		"II.3.c;\"hai\ndòng\";706;31/6/2020;đã xong\nII.3.c;y;707;21/6/2020;đã xong\n");
	run_for(office, 3, "tiendo import tasks t.csv --partial --rejects no.csv");
	rejects = file_get(office, "no.csv");
	assert_true(holds(rejects,
		"\xEF\xBB\xBF\"task\";\"Ghi riêng\";\"unit\";\"done_on\";\"status\";\"reason\"\r\n"
		"\"II.3.c\";\"x\";\"703\";\"21/6/2020\";\"xong rồi\";\"status: "));
	assert_true(holds(
		rejects, "\"II.3.c\";\"hai\ndòng\";\"706\";\"31/6/2020\";\"đã xong\";\"done_on: "));
	assert_false(holds(rejects, "\"705\""));
	mended = text_replaced(rejects, "xong rồi", "đã xong");
	free(rejects);
	rejects = text_replaced(mended, "31/6/2020", "30/6/2020");
	file_put(office, "no.csv", rejects);
	free(rejects);
	free(mended);
	run_for(office, 0, "bare --db t.db --lang en import tasks no.csv");
	says(office, "added 2,");
}

static void rejects_of_rejects_have_one_column_of_reasons(void **state)
{
	struct office *office = *state;
	char *rejects;

	file_put(office, "t.csv", "unit,task,status\n999,II.3.c,done\n703,II.3.c,doing\n");
	run_for(office, 3, "tiendo import tasks t.csv --rejects no.csv");
	run_for(office, 3, "tiendo import tasks no.csv --rejects again.csv");
	complains_not(office, "not known");
	rejects = file_get(office, "again.csv");
	assert_true(holds(rejects, "\"unit\",\"task\",\"status\",\"reason\"\r\n\"999\","));
	free(rejects);
}

static void rejected_days_mean_the_same_without_the_other_rows(void **state)
{
	struct office *office = *state;
	char *rejects;

	/* Both orders, as the other rows tell: the day alone would be taken for 6 May. */
	file_put(office, "t.csv",
		"unit,task,status,done_on,note\n703,II.3.c,done,6/21/2020,\n"
		"705,II.3.c,done,6/5/2020,x\n999,II.3.c,done,21.6.2020,\n");
	run_for(office, 3, "tiendo import tasks t.csv --partial --rejects no.csv");
	rejects = file_get(office, "no.csv");
	assert_true(holds(rejects, "\"705\",\"II.3.c\",\"done\",\"6/5/2020 ?\",\"x\","));
	assert_true(holds(rejects, "\"999\",\"II.3.c\",\"done\",\"21.6.2020\",,"));
	free(rejects);
	run_for(office, 3, "tiendo import tasks no.csv");
	complains(office, "no.csv:2: done_on: \"6/5/2020 ?\": not a day");
	/* Month first, as only the good row tells. */
	file_put(office, "t.csv",
		"unit,task,status,done_on\n705,II.3.c,done,6/21/2020\n999,II.3.c,done,6/5/2020\n");
	run_for(office, 3, "tiendo import tasks t.csv --partial --rejects no.csv");
	rejects = file_get(office, "no.csv");
	assert_true(holds(rejects, "\"999\",\"II.3.c\",\"done\",\"2020-06-05\","));
	free(rejects);
}

static void rejected_rows_keep_the_cells_beyond_the_header(void **state)
{
	struct office *office = *state;
	char *rejects, *mended;

	file_put(office, "t.csv",
		"unit,task,status,note\n703,II.3.c,doing,chờ duyệt, rồi làm\n"
		"999,II.3.c,doing,x\n");
	run_for(office, 3, "tiendo import tasks t.csv --rejects no.csv");
	rejects = file_get(office, "no.csv");
	assert_true(holds(rejects, "\xEF\xBB\xBF\"reason\",\"unit\",\"task\",\"status\",\"note\"\r\n"));
	assert_true(holds(
		rejects, "\"703\",\"II.3.c\",\"doing\",\"chờ duyệt\",\"rồi làm\"\r\n"));
	assert_true(holds(rejects, "\"999\",\"II.3.c\",\"doing\",\"x\"\r\n"));
	run_for(office, 3, "tiendo import tasks no.csv");
	complains(office, "no.csv:2: 6 cells where the header has 5");
	mended = text_replaced(rejects, "\"chờ duyệt\",\"rồi", "\"chờ duyệt, rồi");
	free(rejects);
	rejects = text_replaced(mended, "\"999\"", "\"705\"");
	file_put(office, "no.csv", rejects);
	free(rejects);
	free(mended);
	run_for(office, 0, "tiendo import tasks no.csv");
	says(office, "added 2,");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.3.c,");
	says(office, "\"chờ duyệt, rồi làm\"");
}

static void rejected_rows_without_a_shape_are_not_taken_until_mended(void **state)
{
	struct office *office = *state;
	char *rejects, *mended;

	/* A parser makes one cell of two here. */
	file_put(office, "t.csv",
		"unit,task,status,document,note\n703,II.3.c,doing,\"x \"y\"\",\"z\"\n"
		"999,II.3.c,doing,,\n");
	run_for(office, 3, "tiendo import tasks t.csv --rejects no.csv");
	rejects = file_get(office, "no.csv");
	assert_true(holds(rejects, "\"x \"\"y\"\",\"\"z\",,\"?\"\r\n"));
	assert_true(holds(rejects, "\"999\",\"II.3.c\",\"doing\",,\r\n"));
	run_for(office, 3, "tiendo import tasks no.csv");
	complains(office, "no.csv:2: 7 cells where the header has 6");
	mended = text_replaced(rejects, "\"x \"\"y\"\",\"\"z\",,\"?\"", "\"x y\",z");
	free(rejects);
	rejects = text_replaced(mended, "\"999\"", "\"705\"");
	file_put(office, "no.csv", rejects);
	free(rejects);
	free(mended);
	run_for(office, 0, "tiendo import tasks no.csv");
	says(office, "added 2,");
}

static void rejects_that_cannot_be_kept_stop_the_import(void **state)
{
	struct office *office = *state;
	char *kept;

	file_put(office, "t.csv", "unit,task,status\n703,II.3.c,doing\n999,II.3.c,done\n");
	run_for(office, 2, "tiendo import tasks t.csv --partial --rejects no/such/folder.csv");
	run_for(office, 2, "tiendo import tasks t.csv --partial --rejects ./t.csv");
	complains(office, "the file being imported");
	kept = file_get(office, "t.csv");
	assert_true(holds(kept, "703,II.3.c"));
	free(kept);
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.3.c,");
	says(office, ",open,");
}

static void without_refused_rows_no_rejects_are_written(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo import units $samples/units.csv --rejects no.csv");
	assert_false(file_is(office, "no.csv"));
}

static void a_plan_whose_own_row_is_refused_rejects_all_its_rows(void **state)
{
	struct office *office = *state;
	char *rejects;

	file_put(office, "u.csv", small_units);
	run_for(office, 0, "tiendo init --units-file u.csv");
	file_put(office, "p.csv",
		"type,code,title,audience,before\nplan,KH9,,,\ntask,V1,Việc,huyen,\nreport,B1,,xa,"
		"\n");
	run_for(office, 3, "tiendo import plan p.csv --partial --rejects no.csv");
	complains(office, "p.csv:2: title: a plan needs a title");
	complains(office, "p.csv:4: title: an item needs a title");
	says(office, "added 0, changed 0, removed 0, same 0, refused 3");
	rejects = file_get(office, "no.csv");
	assert_true(holds(rejects, "\"V1\""));
	free(rejects);
	run_for(office, 2, "tiendo list items");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_BARE(every_sample_file_is_imported),
		TEST_BARE(the_same_file_again_changes_nothing_and_makes_no_step),
		TEST(the_samples_over_the_demo_change_only_what_the_steps_did),
		TEST(what_was_understood_is_told),
		TEST_BARE(the_first_import_makes_the_database_a_dry_run_never),
		TEST_BARE(a_file_that_is_refused_leaves_no_database_behind),
		TEST_BARE(a_file_that_is_not_there_makes_no_database),
		TEST_BARE(standard_input_is_a_file_too),
		TEST(a_dry_run_tells_old_and_new_of_every_cell_and_writes_nothing),
		TEST(the_run_does_what_the_dry_run_said),
		TEST(a_dry_run_of_a_bad_file_has_the_status_and_words_of_the_run),
		TEST(one_bad_row_and_nothing_is_written),
		TEST(partial_takes_the_good_rows_and_still_says_no),
		TEST(rejects_are_the_rows_as_they_came_with_the_reason_and_come_home_mended),
		TEST(rejects_of_rejects_have_one_column_of_reasons),
		TEST(rejected_days_mean_the_same_without_the_other_rows),
		TEST(rejected_rows_keep_the_cells_beyond_the_header),
		TEST(rejected_rows_without_a_shape_are_not_taken_until_mended),
		TEST(rejects_that_cannot_be_kept_stop_the_import),
		TEST(without_refused_rows_no_rejects_are_written),
		TEST_BARE(a_plan_whose_own_row_is_refused_rejects_all_its_rows),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
