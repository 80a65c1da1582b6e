/* Which file is opened, made or left alone: init, demo, backup, check, purge, and what is no
 * database of ours. */
#include "cli/run.h"

static void init_makes_an_empty_database(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "bare --db deep/er/t.db --lang en init");
	says(office, "made deep/er/t.db; next: import units, then a plan");
	run_for(office, 0, "bare --db deep/er/t.db list units --csv");
	assert_string_equal(
		office->out, "code,name,kind,parent,level,valid_from,valid_to,aliases,rev\r\n");
	run_for(office, 2, "bare --db deep/er/t.db --lang en due");
	complains(office, "there is no plan yet: import one with 'tiendo import plan FILE'");
	run_for(office, 2, "bare --db deep/er/t.db --lang en done 703 II.1.a");
	run_for(office, 2, "bare --db deep/er/t.db --lang en status");
	run_for(office, 2, "bare --db deep/er/t.db --lang en list matrix");
	run_for(office, 0, "bare --db deep/er/t.db --lang en log");
}

static void init_takes_both_files(void **state)
{
	struct office *office = *state;
	struct table due;

	run_for(office, 0,
		"tiendo init --units-file $samples/units.csv --plan-file $samples/plan.csv");
	says(office, "made t.db\n");
	table_of(office, &due, "due");
	assert_int_equal(due.rows, 24);
	table_free(&due);
	run_for(office, 3, "tiendo init");
	complains(office, "t.db is there already: choose another name with --db");
	run_for(office, 2, "bare --db new.db init --units-file nowhere.csv");
	assert_false(file_is(office, "new.db"));
}

static void demo_is_the_sample_and_refuses_a_file_that_is_there(void **state)
{
	struct office *office = *state;
	struct table due;

	run_for(office, 0, "tiendo demo");
	says(office,
		"made the sample database t.db; open it with: tiendo --db t.db --as-of 28/6/2020");
	table_of(office, &due, "due");
	assert_int_equal(table_count(&due, "unit", "711", "state", "extended", NULL), 1);
	assert_int_equal(table_count(&due, "unit", "TT02", "state", "exempt", NULL), 1);
	table_free(&due);
	run_for(office, 3, "tiendo demo");
	file_put(office, "other", "some text");
	run_for(office, 3, "bare --db other demo");
	run_for(office, 0, "cat other");
	assert_string_equal(office->out, "some text");
	run_for(office, 0, "rm t.db; tiendo -q demo");
	assert_string_equal(office->out, "");
}

static void without_a_database_the_way_to_one_is_told(void **state)
{
	struct office *office = *state;
	static const char *const lines[] = {"due", "status", "list units", "log", "export units",
		"check", "backup x", "done 703 II.1.a", "undo", "remind BC1", "log --since 1/7",
		"purge people --yes"};

	for (size_t i = 0; i < COUNT(lines); i++) {
		run_for(office, 2, "bare --lang en --db none.db %s", lines[i]);
		complains(office, "no database at none.db: make one with 'tiendo init', or try "
				  "'tiendo demo'");
		assert_false(file_is(office, "none.db"));
		assert_false(file_is(office, "none.db.lock"));
	}
}

static void the_usual_place_is_under_xdg_data_home(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "bare --lang en init");
	assert_true(file_is(office, ".local/share/tiendo/tiendo.db"));
	run_for(office, 0, "XDG_DATA_HOME=$PWD/data; export XDG_DATA_HOME; bare init");
	assert_true(file_is(office, "data/tiendo/tiendo.db"));
	run_for(office, 0, "TIENDO_DB=env.db; export TIENDO_DB; bare init");
	assert_true(file_is(office, "env.db"));
	run_for(office, 0, "TIENDO_DB=env.db; export TIENDO_DB; bare --db opt.db init");
	assert_true(file_is(office, "opt.db"));
}

/* ---- files that are not ours ----------------------------------------------------------------- */

static void is_refused_untouched(struct office *office, const char *why)
{
	run_for(office, 0, "cp odd.db before.db");
	run_for(office, 3, "bare --lang en --db odd.db due");
	complains(office, why);
	run_for(office, 3, "bare --lang en --db odd.db start 703 II.3.c");
	run_for(office, 3, "bare --lang en --db odd.db import units $samples/units.csv");
	run_for(office, 3, "bare --lang en --db odd.db check");
	run_for(office, 0, "cmp odd.db before.db; ! test -e odd.db-journal");
}

static void files_of_other_programs_are_refused_untouched(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"printf 'not a database, but text that is longer than a hundred bytes, so that "
		"it could be taken for a header of one' > odd.db");
	is_refused_untouched(office, "odd.db is not a tiendo database: it was left as it is");
	run_for(office, 0, ": > odd.db");
	is_refused_untouched(office, "odd.db is empty, not a tiendo database");
	/* A SQLite file with another application id: bytes 68-71. */
	run_for(office, 0,
		"cp t.db odd.db; printf 'abcd' | dd of=odd.db bs=1 seek=68 conv=notrunc "
		"2>/dev/null");
	is_refused_untouched(office, "odd.db is a database of another program");
}

static void a_newer_or_cut_database_is_refused_untouched(void **state)
{
	struct office *office = *state;

	/* The version is bytes 60-63. */
	run_for(office, 0,
		"cp t.db odd.db; printf '\\000\\000\\000\\143' | dd of=odd.db bs=1 seek=60 "
		"conv=notrunc 2>/dev/null");
	is_refused_untouched(
		office, "odd.db was written by a newer tiendo (version 99 of the file");
	run_for(office, 0, "head -c 50000 t.db > odd.db");
	is_refused_untouched(office, "odd.db is cut short");
}

static void a_folder_is_no_database(void **state)
{
	struct office *office = *state;

	run_for(office, 3, "bare --lang en --db . due");
	run_for(office, 2, "bare --lang en --db t.db/x due");
	run_for(office, 2, "bare --lang en --db /proc/none/t.db init");
}

/* ---- care ------------------------------------------------------------------------------------ */

static void a_backup_is_a_whole_database(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo backup copy.db");
	says(office, "copied to copy.db and verified");
	run_for(office, 0,
		"tiendo due --csv > a; bare --db copy.db --as-of 28/6/2020 due --csv > b; cmp a b");
	run_for(office, 3, "tiendo backup copy.db");
	complains(office, "copy.db is there already");
	run_for(office, 2, "tiendo backup no/such/folder.db");
	run_for(office, 0, "tiendo -q backup again.db");
	assert_string_equal(office->out, "");
}

static void check_finds_nothing_in_a_good_file(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo check");
	says(office, "t.db: all is well");
}

static void check_finds_facts_that_nobody_owes(void **state)
{
	struct office *office = *state;

	file_put(office, "p.csv",
		"type,code,audience\nplan,PCMT2020,\ntask,II.1.b,huyen\nreport,BC1,huyen\n");
	run_for(office, 0, "tiendo import plan p.csv");
	run_for(office, 3, "tiendo check");
	complains(office, "PCMT2020 II.1.b: something is recorded for 703, which does not owe it");
	complains(office, "PCMT2020 BC1: something is recorded for 703, which does not owe it");
	complains(office, "; take the last backup, or mend them");
	run_for(office, 0, "tiendo undo; tiendo check");
	/* A unit that is gone from its kind leaves words that name nobody. */
	file_put(office, "u.csv", "code,kind\n709,huyen\n712,huyen\n");
	run_for(office, 0, "tiendo import units u.csv");
	run_for(office, 3, "tiendo check");
	complains(office, "PCMT2020 II.1.a: ");
}

static void check_finds_damaged_pages(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"dd if=/dev/urandom of=t.db bs=4096 seek=12 count=6 conv=notrunc 2>/dev/null");
	run_for(office, 3, "tiendo check");
}

static void purge_removes_every_contact_for_good(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo purge people");
	complains(office, "this cannot be undone: say --yes to do it");
	run_for(office, 2, "tiendo purge people --no-input");
	run_for(office, 2, "tiendo purge units --yes");
	complains(office, "only 'purge people' is possible, not units");
	run_for(office, 0, "tiendo purge people --yes");
	says(office, "16 contacts removed for good, from the log too");
	run_for(office, 0, "tiendo list people --csv");
	assert_string_equal(office->out, "unit,name,position,phone,email,note,rev\r\n");
	run_for(office, 0, "tiendo log --csv");
	says_not(office, "Nguyễn Văn Mẫu");
	run_for(office, 1, "grep -q 'Giả Định' t.db");
	run_for(office, 0, "tiendo list tasks --csv");
	says(office, "703,");
}

static void the_database_asks_before_what_cannot_be_undone(void **state)
{
	struct office *office = *state;

	run_in_terminal(office, 80, "echo no > /dev/null; tiendo purge people --no-input");
	assert_int_equal(office->status, 2);
	says(office, "say --yes");
}

/* ---- settings -------------------------------------------------------------------------------- */

static void settings_are_shown_and_changed_in_steps(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo set");
	assert_string_equal(
		office->out, "timezone +07:00\ndue-soon 3\ndate-counts received\nclosed no\n");
	run_for(office, 0, "tiendo set due-soon 1");
	says(office, "due-soon 1\n");
	run_for(office, 0, "tiendo due --csv | grep 705,.*BC1");
	says(office, "not_due");
	run_for(office, 0, "tiendo set timezone -5; tiendo set timezone +05:30");
	says(office, "timezone -05:00");
	says(office, "timezone +05:30");
	run_for(office, 0, "tiendo set closed yes");
	says(office, "closed yes");
	run_for(office, 0, "tiendo undo; tiendo -q set");
	says(office, "closed no");
	run_for(office, 2, "tiendo set timezone x");
	run_for(office, 2, "tiendo set timezone +15");
	run_for(office, 2, "tiendo set timezone +7:60");
	run_for(office, 2, "tiendo set due-soon 61");
	run_for(office, 2, "tiendo set due-soon x");
	run_for(office, 2, "tiendo set date-counts sent");
	run_for(office, 2, "tiendo set closed maybe");
	run_for(office, 2, "tiendo set colour red");
	complains(office, "no setting colour; there are: timezone, due-soon, date-counts, closed");
	run_for(office, 0, "bare --db e.db init; bare --db e.db --lang en set");
	says_not(office, "closed");
	run_for(office, 2, "bare --db e.db --lang en set closed yes");
	complains(office, "there is no plan to set this for");
}

static void a_closed_plan_makes_room_for_the_next(void **state)
{
	struct office *office = *state;

	file_put(office, "p.csv",
		"type,code,title,audience,by,from\nplan,KH2,Kế hoạch "
		"hai,,,2021-01-01\nreport,R,Báo cáo,huyen,30/6,\n");
	run_for(office, 3, "tiendo import plan p.csv"); /* no year in a file: not guessed */
	file_put(office, "p.csv",
		"type,code,title,audience,by,from\nplan,KH2,Kế hoạch "
		"hai,,,2021-01-01\nreport,R,Báo cáo,huyen,30/6/2021,\n");
	run_for(office, 0, "tiendo import plan p.csv");
	run_for(office, 2, "tiendo due");
	complains(office, "several plans are open: name one with --plan (");
	run_for(office, 0, "tiendo --plan PCMT2020 set closed yes");
	run_for(office, 0, "bare --db t.db --lang en due --csv");
	says(office, "KH2,705,");
	/* A day without a year is of the plan's year. */
	run_for(office, 0, "bare --db t.db --as-of 30/6 due --csv");
	says(office, "2021-07-01,2021-06-30,last_day,0,");
	run_for(office, 0, "bare --db t.db --plan PCMT2020 --as-of 30/6 due --csv");
	says(office, "2020-06-30,last_day,0,");
}

static void the_office_s_zone_is_found_whatever_plan_is_meant(void **state)
{
	struct office *office = *state;

	file_put(office, "p.csv", "type,code,title\nplan,KH2,Kế hoạch hai\n");
	run_for(office, 0, "tiendo set timezone -12; tiendo import plan p.csv");
	run_for(office, 0,
		"bare --db t.db --lang en doctor | grep 'today'; bare --db t.db --plan KH2 --lang "
		"en doctor | grep today");
	char *second = strchr(office->out, '\n') + 1;
	assert_int_equal(strncmp(office->out, second, strlen(second)), 0);
}

static void holidays_are_no_working_days(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo set due-soon 1; tiendo due --csv | grep 705,.*BC1");
	says(office, "not_due");
	run_for(office, 0, "tiendo holiday 29/6/2020 'Nghỉ bù'");
	says(office, "29/6/2020 is no working day");
	run_for(office, 0, "tiendo due --csv | grep 705,.*BC1");
	says(office, "due_soon");
	run_for(office, 0, "tiendo holiday 29/6/2020 --remove");
	says(office, "29/6/2020 is a working day again");
	run_for(office, 0, "tiendo due --csv | grep 705,.*BC1");
	says(office, "not_due");
	run_for(office, 0, "tiendo holiday 30/6; tiendo log --csv | head -2");
	says(office, "holiday 2020-06-30");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_BARE(init_makes_an_empty_database),
		TEST_BARE(init_takes_both_files),
		TEST_BARE(demo_is_the_sample_and_refuses_a_file_that_is_there),
		TEST_BARE(without_a_database_the_way_to_one_is_told),
		TEST_BARE(the_usual_place_is_under_xdg_data_home),
		TEST(files_of_other_programs_are_refused_untouched),
		TEST(a_newer_or_cut_database_is_refused_untouched),
		TEST(a_folder_is_no_database),
		TEST(a_backup_is_a_whole_database),
		TEST(check_finds_nothing_in_a_good_file),
		TEST(check_finds_facts_that_nobody_owes),
		TEST(check_finds_damaged_pages),
		TEST(purge_removes_every_contact_for_good),
		TEST(the_database_asks_before_what_cannot_be_undone),
		TEST(settings_are_shown_and_changed_in_steps),
		TEST(a_closed_plan_makes_room_for_the_next),
		TEST(the_office_s_zone_is_found_whatever_plan_is_meant),
		TEST(holidays_are_no_working_days),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
