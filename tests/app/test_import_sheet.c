/* What an import makes of sheets that people cut, shift and retype, and what it tells of them. */
#include "app/given.h"

static void prepared(struct desk *desk, enum sheet_kind kind, const char *text,
	enum on_conflict choice, struct import *import)
{
	const struct import_options options = {.on_conflict = choice};

	if (!import_prepare(&desk->app, kind, "f.csv", text, strlen(text), &options, import,
		    &desk->why))
		fail_msg("%s", desk->why.text);
}

/* ---- short rows -------------------------------------------------------------------------------- */

static void cells_that_a_short_row_has_not_change_nothing(void **state)
{
	struct import import;

	prepared(*state, SHEET_TASKS,
		"unit,task,status,done_on,document,count,note\n"
		"703,II.1.a,done,20/06/2020,,22,\n705,II.1.a\n703,II.1.b,done,23/06/2020\n",
		CONFLICT_STOP, &import);
	assert_int_equal(import.complaints.errors, 0);
	assert_int_equal(import.complaints.warnings, 1);
	assert_non_null(strstr(import.complaints.at[0].text, "2 rows, this one first"));
	assert_int_equal(import.of[CHANGE_REMOVED], 0);
	assert_int_equal(import.changes[1].how, CHANGE_SAME);
	assert_int_equal(import.changes[2].how, CHANGE_SAME);
	assert_string_equal(import.changes[2].after[DUTY_COUNT], "5");
	import_free(&import);
}

static void an_empty_cell_clears_where_a_missing_one_does_not(void **state)
{
	struct import import;

	prepared(*state, SHEET_TASKS,
		"unit,task,count,note\n703,II.1.b,,\n", CONFLICT_STOP, &import);
	assert_int_equal(import.changes[0].how, CHANGE_CHANGED);
	assert_string_equal(import.changes[0].after[DUTY_COUNT], "");
	import_free(&import);
}

static void a_short_row_takes_back_no_receipt_and_no_number(void **state)
{
	struct import import;

	prepared(*state, SHEET_RECEIPTS, "unit,report,received_on,note\n703,BC1\n", CONFLICT_STOP,
		&import);
	assert_int_equal(import.of[CHANGE_REMOVED], 0);
	assert_int_equal(import.of[CHANGE_SAME], 1);
	import_free(&import);
	prepared(*state, SHEET_NUMBERS, "report,unit,SL01,SL02\nBC1,703,9\n", CONFLICT_STOP,
		&import);
	assert_int_equal(import.count, 1);
	assert_string_equal(import.changes[0].after[NUMBER_ITEM], "SL01");
	import_free(&import);
}

static void a_short_row_without_its_key_is_refused(void **state)
{
	struct import import;

	prepared(*state, SHEET_TASKS, "note,unit,task\nx,703\ny,703,II.1.a\n", CONFLICT_STOP,
		&import);
	assert_int_equal(import.complaints.errors, 1);
	assert_int_equal(import.of[CHANGE_REFUSED], 1);
	assert_true(import.sheet->rows[0].refused);
	import_free(&import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(cells_that_a_short_row_has_not_change_nothing),
		TEST(an_empty_cell_clears_where_a_missing_one_does_not),
		TEST(a_short_row_takes_back_no_receipt_and_no_number),
		TEST(a_short_row_without_its_key_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
