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
	complains(office, "done_on: 2020-06-25 ≠ 2020-06-22; count: 6 ≠ 5");
	complains(office, "refused 0, in conflict 1");
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
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "progress: done ≠ -");
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict mine");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",done,");
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict theirs");
	says(office, "removed 1");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",open,");
}

static void a_sheet_does_not_bring_back_what_was_taken_back_after_it_left(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo start 711 II.3.c");
	run_for(office, 0, "tiendo export tasks t.csv");
	run_for(office, 0, "tiendo reopen 711 II.3.c");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "removed here in step ");
	complains(office, "progress: - ≠ doing");
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict mine");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",open,");
	run_for(office, 0, "tiendo import tasks t.csv --on-conflict theirs");
	run_for(office, 0, "tiendo list tasks --csv | grep 711,.*II.3.c,");
	says(office, ",doing,");
}

static void an_undo_after_it_left_counts_as_taking_away(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo receive 705 BC1 --on 27/6");
	run_for(office, 0, "tiendo number 705 SL01 4 --report BC1");
	run_for(office, 0, "tiendo export receipts r.csv; tiendo export numbers n.csv");
	run_for(office, 0, "tiendo undo; tiendo undo");
	run_for(office, 3, "tiendo import receipts r.csv");
	complains(office, "removed here in step ");
	run_for(office, 3, "tiendo import numbers n.csv");
	complains(office, "removed here in step ");
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
	run_for(office, 3, "tiendo import numbers n.csv");
	complains(office, "value: 9 ≠ -");
	run_for(office, 0, "tiendo import numbers n.csv --on-conflict mine");
	run_for(office, 0, "tiendo list numbers --csv | grep BC1,705,");
	says(office, ",9,");
}

static void units_and_items_are_guarded_too(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"tiendo export units u.csv; tiendo export plan p.csv; tiendo export people o.csv");
	file_put(office, "e.csv", "code,name\n703,Thành đoàn Tây Ninh mới\n");
	run_for(office, 0, "tiendo import units e.csv");
	file_put(office, "e.csv", "type,code,title\nplan,PCMT2020,Cao điểm\ntask,II.1.a,Học\n");
	run_for(office, 0, "tiendo import plan e.csv");
	file_put(office, "e.csv", "unit,name,phone\n703,Phạm Thị Giả Định,0900 999 999\n");
	run_for(office, 0, "tiendo import people e.csv");
	run_for(office, 3, "tiendo import units u.csv");
	complains(office, "name: Thành đoàn Tây Ninh mới ≠ Thành đoàn Tây Ninh");
	run_for(office, 3, "tiendo import plan p.csv");
	complains(office, "in conflict 2");
	run_for(office, 3, "tiendo import people o.csv");
	complains(office, "phone: 0900 999 999 ≠ 0900 000 004");
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
