/* A sheet that comes home to a database that has moved on: rev guards what others did since. */
#include "cli/run.h"

/* Exports tasks, then another changes 703 · II.1.b, then the sheet says otherwise. */
static void sheet_and_database_part(struct office *office)
{
	char *sheet, *edited;

	run_for(office, 0, "tiendo export tasks t.csv --iso-dates");
	run_for(office, 0, "tiendo done 703 II.1.b --on 25/6 --count 6");
	sheet = file_get(office, "t.csv");
	edited = text_replaced(sheet, "\"2020-06-23\",,,5,", "\"2020-06-22\",,,5,");
	file_put(office, "t.csv", edited);
	free(edited);
	free(sheet);
}

static void the_day_is(struct office *office, const char *day)
{
	struct table tasks;
	size_t row;

	table_of(office, &tasks, "list tasks");
	row = table_row(&tasks, "unit", "703", "task", "II.1.b", NULL);
	assert_string_equal(table_at(&tasks, row, "done_on"), day);
	table_free(&tasks);
}

static void a_row_changed_on_both_sides_is_a_conflict_told_with_both(void **state)
{
	struct office *office = *state;

	sheet_and_database_part(office);
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "rev: ");
	complains(office, "changed here in step ");
	complains(office, " after this sheet left (done_on: 2020-06-25 here, 2020-06-22 in the "
			  "sheet): choose");
	complains(office, "refused 0, in conflict 1");
	complains(office, "choose with --on-conflict mine or theirs");
	says(office, "in conflict 1");
	the_day_is(office, "2020-06-25");
}

static void stop_is_what_happens_without_a_word_and_stops_all(void **state)
{
	struct office *office = *state;

	sheet_and_database_part(office);
	run_for(office, 3, "tiendo import tasks t.csv --on-conflict stop");
	the_day_is(office, "2020-06-25");
	file_put(office, "t.csv",
		"unit,task,status,done_on,rev\n703,II.1.b,done,2020-06-22,1\n703,II.3.c,doing,,\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "nothing was written: refused 0, in conflict 1");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.3.c,");
	says(office, ",open,");
}

static void theirs_takes_the_file(void **state)
{
	struct office *office = *state;

	sheet_and_database_part(office);
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict theirs");
	says(office, "changed 1,");
	the_day_is(office, "2020-06-22");
}

static void mine_keeps_the_database(void **state)
{
	struct office *office = *state;

	sheet_and_database_part(office);
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict=mine");
	says(office, "changed 0,");
	the_day_is(office, "2020-06-25");
}

/* Puts another text into a copy of t.csv. */
static void edited_copy(
	struct office *office, const char *name, const char *what, const char *with)
{
	char *sheet = file_get(office, "t.csv"), *edited = text_replaced(sheet, what, with);

	assert_string_not_equal(sheet, edited);
	file_put(office, name, edited);
	free(edited);
	free(sheet);
}

/* A choice that was made is told as well: what was lost by it is nowhere else in sight. */
static void what_a_choice_overwrites_or_keeps_is_told(void **state)
{
	struct office *office = *state;

	sheet_and_database_part(office);
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict mine --dry-run");
	complains(office, "changed here in step ");
	complains(office, "(done_on: 2020-06-25 here, 2020-06-22 in the sheet): what is here is kept");
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict theirs");
	complains(office, "(done_on: 2020-06-25 here, 2020-06-22 in the sheet): the sheet's is taken");
}

static void a_sheet_that_comes_twice_is_not_told_of_its_own_edits(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export tasks t.csv --iso-dates");
	edited_copy(office, "a.csv", "\"2020-06-23\",,,5,", "\"2020-06-23\",,,7,");
	run_for(office, 0, "tiendo import tasks a.csv");
	run_for(office, 0, "tiendo import tasks a.csv");
	complains_not(office, "after this sheet left");
	run_for(office, 0, "tiendo note 703 II.1.a xem");
	run_for(office, 0, "tiendo import tasks a.csv");
	complains(office, "1 row was changed here after this sheet left");
}

static void who_changed_it_and_when_is_told_by_the_offices_clock(void **state)
{
	struct office *office = *state;

	sheet_and_database_part(office);
	run_for(office, 0, "tiendo log --csv | tail -1 | cut -d, -f3 > who; "
			   "tiendo log --csv | tail -1 | cut -d, -f2 | "
			   "TZ=Asia/Ho_Chi_Minh xargs date '+%%d/%%-m/%%Y %%H:%%M' -d > when; "
			   "tiendo import tasks t.csv 2> said; test $? = 3 && "
			   "grep -F \"($(cat who), $(cat when))\" said && grep -c \" after this sheet left\" said");
}

static void two_sheets_that_touch_different_cells_of_a_row_both_go_in(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export tasks t.csv --iso-dates");
	edited_copy(office, "a.csv", "\"2020-06-23\",,,5,", "\"2020-06-22\",,,5,");
	edited_copy(office, "b.csv", "\"2020-06-23\",,,5,", "\"2020-06-23\",,,6,");
	run_for(office, 0, "tiendo import tasks a.csv");
	says(office, "changed 1,");
	run_for(office, 0, "tiendo import tasks b.csv");
	says(office, "changed 1, removed 0, same 188, refused 0, in conflict 0");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.1.b,");
	says(office, ",2020-06-22,,,6,");
}

static void a_sheet_can_be_edited_and_imported_again_and_again(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export tasks t.csv --iso-dates");
	edited_copy(office, "t.csv", "\"2020-06-23\",,,5,", "\"2020-06-22\",,,5,");
	run_for(office, 0, "tiendo import tasks t.csv");
	edited_copy(office, "t.csv", "\"2020-06-22\",,,5,", "\"2020-06-22\",,,7,");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "changed 1,");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "changed 0, removed 0, same 189");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.1.b,");
	says(office, ",2020-06-22,,,7,");
}

static void a_task_done_here_and_exempted_there_is_a_conflict(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export tasks t.csv");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",open,");
	file_put(office, "a.csv", "unit,task,status,note,rev\n711,II.3.c,exempt,no club,\n");
	run_for(office, 0, "tiendo done 711 II.3.c");
	run_for(office, 3, "tiendo import tasks a.csv");
	complains(office, "status: done here, exempt (no club) in the sheet");
}

static void a_sheet_is_remembered_across_undo_and_redo(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo done 703 II.1.b --on 25/6");
	run_for(office, 0, "tiendo export tasks t.csv --iso-dates");
	run_for(office, 0, "tiendo undo");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "changed 0, removed 0, same 189, refused 0, in conflict 0");
	the_day_is(office, "2020-06-23");
	edited_copy(office, "t.csv", "\"2020-06-25\",,,5,", "\"2020-06-25\",,,8,");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "changed 1,");
	the_day_is(office, "2020-06-23");
}

static void untouched_days_tell_how_a_typed_one_is_read(void **state)
{
	struct office *office = *state;

	/* What a spreadsheet of the United States makes of ISO days, and 4 March typed there. */
	run_for(office, 0,
		"tiendo export tasks t.csv --iso-dates; "
		"sed -i -E 's,\"2020-0([0-9])-0?([0-9]+)\",\\1/\\2/2020,g' t.csv; "
		"sed -i '/,\"711\",.*,\"II.3.c\",/s,\"open\"\\,,\"done\"\\,3/4/2020,' t.csv");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "added 1, changed 0, removed 0");
	complains(office, "the days of this sheet that nobody touched came back month first, so this "
			  "is read as 2020-03-04");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",done,2020-03-04,");
}

static void a_sheet_of_before_the_start_has_its_rows_compared_with_nothing(void **state)
{
	struct office *office = *state;

	/* rev 0: there was no such row, so what is here was recorded since. */
	file_put(office, "t.csv",
		"unit,task,status,done_on,count,rev\n703,II.1.b,done,2020-06-23,7,0\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "(count: 5 here, 7 in the sheet)");
}

static void partial_leaves_the_conflict_and_rejects_hold_it(void **state)
{
	struct office *office = *state;
	char *rejects;

	sheet_and_database_part(office);
	run_for(office, 3, "tiendo import tasks t.csv --partial --rejects no.csv");
	the_day_is(office, "2020-06-25");
	rejects = file_get(office, "no.csv");
	assert_true(holds(rejects, "\"II.1.b\""));
	assert_true(holds(rejects, "rev: changed here in step"));
	assert_false(holds(rejects, "\"II.1.a\""));
	free(rejects);
	run_for(office, 0, "tiendo import tasks no.csv --on-conflict theirs");
	the_day_is(office, "2020-06-22");
}

static void a_newer_row_with_the_same_values_is_no_conflict(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export tasks t.csv");
	run_for(office, 0, "tiendo done 703 II.1.b --on 25/6");
	run_for(office, 0, "tiendo done 703 II.1.b --on 23/6");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "changed 0, removed 0, same 189, refused 0, in conflict 0");
}

static void a_sheet_does_not_untick_what_was_ticked_after_it_left(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export tasks t.csv");
	run_for(office, 0, "tiendo done 711 II.3.c");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "changed 0, removed 0, same 189, refused 0, in conflict 0");
	complains(office, "1 row was changed here after this sheet left and stays as it is now");
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict theirs");
	says(office, "changed 0, removed 0, same 189");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",done,");
}

static void a_sheet_does_not_bring_back_what_was_taken_back_after_it_left(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo start 711 II.3.c");
	run_for(office, 0, "tiendo export tasks t.csv");
	run_for(office, 0, "tiendo reopen 711 II.3.c");
	run_for(office, 0, "tiendo import tasks t.csv");
	says(office, "added 0, changed 0, removed 0, same 189, refused 0, in conflict 0");
	complains(office, "1 row was changed here after this sheet left");
	/* Somebody who works on in the sheet is asked. */
	run_for(office, 0, "sed -i '/\"711\".*\"II.3.c\"/s/\"doing\",,,,,,/\"doing\",,,,,\"half\",/' "
			   "t.csv && grep -c half t.csv");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "removed here in step ");
	complains(office, "note: - here, half in the sheet");
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict mine");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",open,");
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict theirs");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",doing,");
	says(office, ",half,");
}

static void an_undo_after_it_left_counts_as_taking_away(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo receive 705 BC1 --on 27/6");
	run_for(office, 0, "tiendo number 705 SL01 4 --report BC1");
	run_for(office, 0, "tiendo export receipts r.csv; tiendo export numbers n.csv");
	run_for(office, 0, "tiendo undo; tiendo undo");
	run_for(office, 0, "tiendo import receipts r.csv");
	says(office, "added 0, changed 0, removed 0");
	complains(office, "1 row was changed here after this sheet left");
	run_for(office, 0, "tiendo import numbers n.csv");
	says(office, "added 0, changed 0, removed 0");
	run_for(office, 0, "tiendo redo; tiendo redo");
	run_for(office, 0, "tiendo import receipts r.csv");
	says(office, "added 0, changed 0, removed 0");
	run_for(office, 0, "tiendo import numbers n.csv");
	says(office, "added 0, changed 0, removed 0");
}

static void a_sheet_without_revs_was_never_ours_and_is_taken(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,status,done_on\n703,II.1.b,done,22/6/2020\n");
	run_for(office, 0, "tiendo done 703 II.1.b --on 25/6");
	run_for(office, 0, "tiendo import tasks t.csv");
	the_day_is(office, "2020-06-22");
}

static void a_number_set_after_the_sheet_left_is_not_emptied_by_it(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export numbers n.csv");
	run_for(office, 0, "tiendo number 705 SL01 9 --report BC1");
	run_for(office, 0, "tiendo import numbers n.csv");
	says(office, "added 0, changed 0, removed 0");
	run_for(office, 0, "tiendo list numbers --csv | grep BC1,705,");
	says(office, ",9,");
}

static void units_and_items_are_guarded_too(void **state)
{
	struct office *office = *state;
	static const char *const kinds[] = {"units", "plan", "people"};

	for (size_t i = 0; i < COUNT(kinds); i++)
		run_for(office, 0, "tiendo export %s %s.csv", kinds[i], kinds[i]);
	file_put(office, "e.csv", "code,name\n703,Thành đoàn Tây Ninh mới\n");
	run_for(office, 0, "tiendo import units e.csv");
	file_put(office, "e.csv", "type,code,title\nplan,PCMT2020,Cao điểm\ntask,II.1.a,Học\n");
	run_for(office, 0, "tiendo import plan e.csv");
	file_put(office, "e.csv", "unit,name,phone\n703,Phạm Thị Giả Định,0900 999 999\n");
	run_for(office, 0, "tiendo import people e.csv");
	/* Untouched, the old sheets have nothing to say … */
	for (size_t i = 0; i < COUNT(kinds); i++) {
		run_for(office, 0, "tiendo import %s %s.csv", kinds[i], kinds[i]);
		says(office, "added 0, changed 0, removed 0");
	}
	/* … edited in the same cells they are conflicts. */
	run_for(office, 0, "sed -i 's/\"Thành đoàn Tây Ninh\"/\"Thành đoàn\"/' units.csv");
	run_for(office, 3, "tiendo import units units.csv");
	complains(office, "name: Thành đoàn Tây Ninh mới here, Thành đoàn in the sheet");
	run_for(office, 0, "sed -i '/\"II.1.a\"/s/\"task\",\"II.1.a\",\"[^\"]*\"/\"task\",\"II.1.a\",\"Xem\"/' plan.csv");
	run_for(office, 3, "tiendo import plan plan.csv");
	complains(office, "title: Học here, Xem in the sheet");
	complains(office, "in conflict 1");
	run_for(office, 0, "sed -i 's/0900 000 004/0900 111 111/' people.csv");
	run_for(office, 3, "tiendo import people people.csv");
	complains(office, "phone: 0900 999 999 here, 0900 111 111 in the sheet");
}

static void an_export_of_one_office_fills_another(void **state)
{
	struct office *office = *state;
	static const char *const kinds[] = {
		"units", "people", "plan", "tasks", "receipts", "numbers"};

	run_for(office, 0, "tiendo export all out");
	for (size_t i = 0; i < COUNT(kinds); i++) {
		run_for(office, 0, "bare --db other.db --lang en import %s out/%s.csv", kinds[i],
			kinds[i]);
		says(office, "changed 0, removed 0");
	}
	run_for(office, 0, "bare --db other.db --lang en --as-of 28/6/2020 list tasks --csv");
	says(office, "703,Thành đoàn Tây Ninh,II.1.a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_row_changed_on_both_sides_is_a_conflict_told_with_both),
		TEST(stop_is_what_happens_without_a_word_and_stops_all),
		TEST(theirs_takes_the_file),
		TEST(mine_keeps_the_database),
		TEST(what_a_choice_overwrites_or_keeps_is_told),
		TEST(a_sheet_that_comes_twice_is_not_told_of_its_own_edits),
		TEST(who_changed_it_and_when_is_told_by_the_offices_clock),
		TEST(two_sheets_that_touch_different_cells_of_a_row_both_go_in),
		TEST(a_sheet_can_be_edited_and_imported_again_and_again),
		TEST(a_task_done_here_and_exempted_there_is_a_conflict),
		TEST(a_sheet_is_remembered_across_undo_and_redo),
		TEST(untouched_days_tell_how_a_typed_one_is_read),
		TEST(a_sheet_of_before_the_start_has_its_rows_compared_with_nothing),
		TEST(partial_leaves_the_conflict_and_rejects_hold_it),
		TEST(a_newer_row_with_the_same_values_is_no_conflict),
		TEST(a_sheet_does_not_untick_what_was_ticked_after_it_left),
		TEST(a_sheet_does_not_bring_back_what_was_taken_back_after_it_left),
		TEST(an_undo_after_it_left_counts_as_taking_away),
		TEST(a_sheet_without_revs_was_never_ours_and_is_taken),
		TEST(a_number_set_after_the_sheet_left_is_not_emptied_by_it),
		TEST(units_and_items_are_guarded_too),
		TEST(an_export_of_one_office_fills_another),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
