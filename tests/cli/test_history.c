/* The log, and taking back and doing again across processes. */
#include "cli/run.h"

static void the_log_has_before_and_after_of_every_field(void **state)
{
	struct office *office = *state;
	struct table log;

	run_for(office, 0, "tiendo done 703 II.1.b --on 20/6 --count 7");
	table_of(office, &log, "log");
	assert_string_equal(
		table_at(&log, 0, "command"), "done 703 II.1.b --on 2020-06-20 --count 7");
	assert_string_equal(table_at(&log, 0, "table"), "duty");
	assert_string_equal(table_at(&log, 0, "key"), "PCMT2020 II.1.b 703");
	assert_int_equal(table_count(&log, "step", table_at(&log, 0, "step"), NULL), 2);
	assert_int_equal(table_count(&log, "step", table_at(&log, 0, "step"), "field", "done_on",
				 "old", "2020-06-23", "new", "2020-06-20", NULL),
		1);
	assert_int_equal(table_count(&log, "step", table_at(&log, 0, "step"), "field", "count",
				 "old", "5", "new", "7", NULL),
		1);
	table_free(&log);
}

static bool is_instant(const char *at)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";

	for (size_t i = 0; form[i]; i++)
		if (form[i] == 'd' ? at[i] < '0' || at[i] > '9' : at[i] != form[i])
			return false;
	return at[strlen(form)] == '\0';
}

static void steps_carry_an_instant_and_who(void **state)
{
	struct office *office = *state;
	struct table log;

	run_for(office, 0, "id -un");
	char *who = strdup(office->out);
	who[strcspn(who, "\n")] = '\0';
	table_of(office, &log, "log");
	for (size_t row = 0; row < log.rows; row++) {
		assert_true(is_instant(table_at(&log, row, "at")));
		assert_string_equal(table_at(&log, row, "actor"), who);
	}
	for (size_t row = 1; row < log.rows; row++) /* newest first */
		assert_true(
			atol(table_at(&log, row - 1, "step")) >= atol(table_at(&log, row, "step")));
	table_free(&log);
	free(who);
}

static void people_see_the_change_in_words(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo done 703 II.1.b --on 20/6");
	run_for(office, 0, "tiendo log | head -2");
	says(office, "703 Thành đoàn Tây Ninh · II.1.b");
	says(office, "23/6/2020 → 20/6/2020");
	run_for(office, 0, "tiendo reopen 703 II.1.b; tiendo log | head -3");
	says(office, "703 Thành đoàn Tây Ninh · II.1.b: done on: 20/6/2020 → –");
	run_for(office, 0, "tiendo undo -q; tiendo log | head -3");
	says(office, "703 Thành đoàn Tây Ninh · II.1.b: done on: – → 20/6/2020");
}

static void the_log_is_kept_to_a_branch_and_to_days(void **state)
{
	struct office *office = *state;
	struct table log;

	run_for(office, 0, "tiendo done 703 II.3.c; tiendo done 705 II.3.c");
	table_of(office, &log, "log --unit 705");
	assert_string_equal(table_at(&log, 0, "command"), "done 705 II.3.c");
	assert_int_equal(table_count(&log, "command", "done 703 II.3.c", NULL), 0);
	assert_true(table_count(&log, "table", "unit", NULL) > 0);
	table_free(&log);
	table_of(office, &log, "log --unit 703");
	assert_string_equal(table_at(&log, 0, "command"), "done 703 II.3.c");
	assert_int_equal(table_count(&log, "command", "done 705 II.3.c", NULL), 0);
	table_free(&log);
	run_for(office, 0, "bare --db t.db --lang en log --since today --csv");
	says(office, "done 703 II.3.c");
	run_for(office, 0, "bare --db t.db --lang en log --since +1 --csv");
	assert_string_equal(office->out, "step,at,actor,command,table,key,field,old,new\r\n");
	run_for(office, 0, "bare --db t.db --lang en log --since=-1 --csv");
	says(office, "done 703 II.3.c");
	run_for(office, 2, "tiendo log --since 31/6");
}

/* ---- undo and redo --------------------------------------------------------------------------- */

static char *whole(struct office *office)
{
	run_for(office, 0, "rm -rf all; tiendo -q export all all; rm all/log.csv; cat all/*.csv");
	return strdup(office->out);
}

static void undo_takes_the_last_step_back_and_redo_does_it_again(void **state)
{
	struct office *office = *state;
	char *before = whole(office), *after, *now;

	run_for(office, 0, "tiendo receive 705 BC1 --on 27/6");
	after = whole(office);
	assert_string_not_equal(before, after);
	run_for(office, 0, "tiendo undo");
	says(office, "taken back: step ");
	says(office, ", receive 705 BC1 --on 2020-06-27");
	now = whole(office);
	assert_string_equal(now, before);
	free(now);
	run_for(office, 0, "tiendo redo");
	says(office, "done again: step ");
	now = whole(office);
	assert_string_equal(now, after);
	free(now);
	free(after);
	free(before);
}

static void undo_goes_on_step_by_step_to_the_empty_database(void **state)
{
	struct office *office = *state;
	char *full = whole(office), *now;
	int steps = 0;

	for (;; steps++) {
		run(office, "tiendo undo");
		if (office->status != 0)
			break;
	}
	assert_int_equal(steps, 10); /* six files and four commands made the sample */
	assert_int_equal(office->status, 2);
	complains(office, "nothing to undo");
	run_for(office, 0, "tiendo list units --csv");
	assert_string_equal(
		office->out, "code,name,kind,parent,level,valid_from,valid_to,aliases,rev\r\n");
	for (int i = 0; i < steps; i++)
		run_for(office, 0, "tiendo redo");
	run_for(office, 2, "tiendo redo");
	now = whole(office);
	assert_string_equal(now, full);
	free(now);
	free(full);
}

static void something_new_ends_what_could_be_done_again(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo start 703 II.3.c; tiendo undo; tiendo start 705 II.3.c");
	run_for(office, 2, "tiendo redo");
	complains(office, "nothing to redo");
}

static void a_step_can_be_named(void **state)
{
	struct office *office = *state;
	struct table log;
	char step[24];

	run_for(office, 0, "tiendo start 703 II.3.c; tiendo start 705 II.3.c");
	table_of(office, &log, "log");
	snprintf(step, sizeof step, "%s",
		table_at(&log, table_row(&log, "command", "start 703 II.3.c", NULL), "step"));
	table_free(&log);
	run_for(office, 0, "tiendo undo %s", step);
	run_for(office, 0, "tiendo list tasks --csv | grep II.3.c | grep doing");
	says(office, ",705,");
	says_not(office, ",703,");
	run_for(office, 2, "tiendo undo %s", step);
	complains(office, "cannot be taken back");
}

static void a_step_whose_rows_changed_since_is_refused_by_name(void **state)
{
	struct office *office = *state;
	struct table log;
	char step[24], *before, *after;

	run_for(office, 0, "tiendo start 703 II.3.c; tiendo done 703 II.3.c");
	table_of(office, &log, "log");
	snprintf(step, sizeof step, "%s",
		table_at(&log, table_row(&log, "command", "start 703 II.3.c", NULL), "step"));
	table_free(&log);
	before = whole(office);
	run_for(office, 3, "tiendo undo %s", step);
	complains(office, "duty PCMT2020 II.3.c 703 was changed since");
	after = whole(office);
	assert_string_equal(after, before);
	free(after);
	free(before);
}

static void all_later_steps_are_taken_back_together_or_none_is(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export tasks before.csv -q");
	run_for(office, 0, "tiendo done 703 II.3.c; tiendo done 705 II.3.c; tiendo done 703 II.3.c --on 20/6");
	run_for(office, 0, "tiendo undo-to 11");
	says(office, "3 steps taken back, to before step 11, done 703 II.3.c");
	run_for(office, 0, "tiendo export tasks after.csv -q; cmp before.csv after.csv");
	run_for(office, 0, "tiendo redo -q; tiendo redo -q; tiendo log --plain | head -2");
	says(office, "redo 12");
	/* The first is done again and so cannot be named as what was never undone. */
	run_for(office, 2, "tiendo undo-to 999");
	complains(office, "there is no step 999");
	static const char *const lines[] = {"undo 0", "undo-to 0", "log --step 0", "undo 999"};
	for (size_t i = 0; i < COUNT(lines); i++) {
		run_for(office, 2, "tiendo %s", lines[i]);
		complains(office, "there is no step");
		assert_string_equal(office->out, "");
	}
}

/* The lines that are told do the same again: taken back and run by a shell, all is as it was. */
static void what_is_told_to_do_a_step_again_does_it_again(void **state)
{
	static const char *const lines[] = {
		"tiendo done 703 II.3.c --on 20/6 --document '12-BC/ĐTN' --count 3 --note \"có 'nháy'\"",
		"tiendo start 705 II.3.c",
		"printf '705\n706\n707\n' | tiendo done - II.3.c --on 20/6",
		"tiendo reopen 703 II.1.b",
		"tiendo receive 705 BC1 --on 26/6 --document 9-BC --document-date 25/6 --note '- đủ'",
		"tiendo return 705 BC1 --why 'thiếu; dấu'",
		"tiendo extend 705 BC1 --until 5/7 --why 'mưa lũ'",
		"tiendo exempt 705 II.3.c --why 'không có trường'",
		"tiendo unexempt TT02 BC1",
		"tiendo note 705 II.3.c -- '-x y'",
		"tiendo note 708 BC1 ''",
		"tiendo count 706 II.3.c 12",
		"tiendo number 705 SL01 40 --report BC1",
		"tiendo number 703 SL01 '' --report BC1",
		"tiendo number 703 SL02 - --report BC1",
		"tiendo tick 705 BC1",
		"tiendo tick-on 706 II.3.c --on 21/6",
		"tiendo holiday 2/9/2020 'Quốc khánh'",
		"tiendo account add ha --role editor --unit 705",
	};
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(lines); i++) {
		run_for(office, 0, "%s", lines[i]);
		run_for(office, 0,
			"rm -rf one two; tiendo export all one -q; tiendo list log --csv | "
			"sed -n '2s/,.*//p' >step; tiendo account list --csv >one/accounts");
		run_for(office, 0, "tiendo replay $(cat step) >again; tiendo undo -q");
		run_for(office, 0, ". ./again >/dev/null");
		run_for(office, 0,
			"tiendo export all two -q; tiendo account list --csv >two/accounts; "
			"for f in one/*; do case $f in *log*) continue;; esac; "
			"sed 's/[0-9]*$//; s/[0-9]*\r$//' $f >a; "
			"sed 's/[0-9]*$//; s/[0-9]*\r$//' two/${f#one/} >b; cmp a b || exit 9; done");
	}
	run_for(office, 0, "tiendo replay 4");
	says(office, "tiendo import tasks ");
}

static void an_import_is_one_step_and_taken_back_whole(void **state)
{
	struct office *office = *state;
	char *before, *now;

	file_put(office, "t.csv",
		"unit,task,status\n703,II.3.c,doing\n705,II.3.c,doing\n706,II.3.c,doing\n");
	before = whole(office);
	run_for(office, 0, "tiendo import tasks t.csv");
	run_for(office, 0, "tiendo undo");
	says(office, "import tasks t.csv");
	now = whole(office);
	assert_string_equal(now, before);
	free(now);
	free(before);
}

static void what_changed_nothing_is_no_step(void **state)
{
	struct office *office = *state;
	char *before;

	run_for(office, 0, "tiendo log --csv");
	before = strdup(office->out);
	run_for(office, 0,
		"tiendo reopen 705 BC1; tiendo unexempt 705 BC1; tiendo start 703 II.1.c; tiendo "
		"done 703 II.1.b");
	run_for(office, 0, "tiendo log --csv");
	assert_string_equal(office->out, before);
	free(before);
}

static void the_log_shows_what_was_taken_back(void **state)
{
	struct office *office = *state;
	struct table log;

	run_for(office, 0, "tiendo start 703 II.3.c; tiendo undo; tiendo redo");
	table_of(office, &log, "log");
	assert_int_equal(strncmp(table_at(&log, 0, "command"), "redo ", 5), 0);
	assert_string_equal(table_at(&log, 0, "new"), "doing");
	assert_int_equal(strncmp(table_at(&log, 1, "command"), "undo ", 5), 0);
	assert_string_equal(table_at(&log, 1, "old"), "doing");
	assert_string_equal(table_at(&log, 2, "command"), "start 703 II.3.c");
	table_free(&log);
}

static void what_was_taken_back_is_told_so_with_several_plans_open(void **state)
{
	struct office *office = *state;

	file_put(office, "second.csv",
		"type,code,title\nplan,SECOND,Another plan\nsection,I,Work\n");
	run_for(office, 0, "tiendo tick 705 BC1");
	run_for(office, 0, "tiendo import plan second.csv");
	run_for(office, 2, "tiendo due");
	complains(office, "several plans are open");
	run_for(office, 0, "tiendo undo");
	says(office, "taken back");
	run_for(office, 0, "tiendo redo");
	says(office, "done again");
}

/* What is read in parts is printed as one: a row each in every form, a list that ends, a table whose
 * columns stand under each other. */
static void a_long_log_is_printed_whole_in_every_form(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"awk 'BEGIN { print \"unit,name,position,phone\"; for (i = 0; i < 9000; i++) "
		"print \"703,Nguyen Van \" i \",x,\" 901000000 + i }' >p.csv; "
		"tiendo import people p.csv; tiendo undo");
	run_for(office, 0, "tiendo log --plain | wc -l");
	long lines = strtol(office->out, NULL, 10);
	assert_true(lines > 36000);
	/* A cell of the sample has line ends of its own. */
	run_for(office, 0, "for i in 'log --csv' 'export log -'; do tiendo $i | grep -c 'Nguyen Van'; done");
	says(office, "36000\n36000\n");
	run_for(office, 0, "tiendo log --json >log.json; grep -c '^ {\"step' log.json; tail -n 1 log.json");
	assert_int_equal(strtol(office->out, NULL, 10), lines - 1);
	says(office, "\n]\n");
	run_for(office, 0, "grep -c '},$' log.json");
	assert_int_equal(strtol(office->out, NULL, 10), lines - 2);
	run_for(office, 0, "tiendo log >log; wc -l <log; sed -n 's/person Nguyen Van.*//p' log | "
			   "sort -u | wc -l");
	says(office, "\n2\n"); /* before the changes of two steps stand two texts */
	assert_int_equal(strtol(office->out, NULL, 10), lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_log_has_before_and_after_of_every_field),
		TEST(steps_carry_an_instant_and_who),
		TEST(people_see_the_change_in_words),
		TEST(the_log_is_kept_to_a_branch_and_to_days),
		TEST(undo_takes_the_last_step_back_and_redo_does_it_again),
		TEST(undo_goes_on_step_by_step_to_the_empty_database),
		TEST(something_new_ends_what_could_be_done_again),
		TEST(a_step_can_be_named),
		TEST(a_step_whose_rows_changed_since_is_refused_by_name),
		TEST(all_later_steps_are_taken_back_together_or_none_is),
		TEST(what_is_told_to_do_a_step_again_does_it_again),
		TEST(an_import_is_one_step_and_taken_back_whole),
		TEST(what_changed_nothing_is_no_step),
		TEST(the_log_shows_what_was_taken_back),
		TEST(what_was_taken_back_is_told_so_with_several_plans_open),
		TEST(a_long_log_is_printed_whole_in_every_form),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
