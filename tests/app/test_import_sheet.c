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

/* ---- letters that a client lost ------------------------------------------------------------------ */

static void a_cell_that_lost_letters_is_refused_with_what_it_was(void **state)
{
	struct desk *desk = *state;
	struct import import;

	done(desk, "note 703 II.1.b 'Đã làm xong chưa?'");
	prepared(desk, SHEET_TASKS, "unit,task,note\n703,II.1.b,?ã làm xong ch?a?\n", CONFLICT_STOP,
		&import);
	assert_int_equal(import.of[CHANGE_REFUSED], 1);
	assert_string_equal(import.complaints.at[0].column, "note");
	assert_string_equal(import.complaints.at[0].cure, "Đã làm xong chưa?");
	import_free(&import);
	prepared(desk, SHEET_TASKS, "unit,task,note\n703,II.1.b,Đã làm xong?\n", CONFLICT_STOP,
		&import);
	assert_int_equal(import.of[CHANGE_CHANGED], 1);
	import_free(&import);
}

static void lost_letters_are_told_from_question_marks(void **state)
{
	(void)state;
	assert_true(text_lost_letters("07-QĐ/ĐTN", "07-Q?/?TN"));
	assert_true(text_lost_letters("chưa à?", "ch?a à?"));
	assert_false(text_lost_letters("chưa", "chưa"));
	assert_false(text_lost_letters("chua", "ch?a"));
	assert_false(text_lost_letters("chưa", "ch?a?"));
	assert_false(text_lost_letters("chưa", "ch?"));
	assert_false(text_lost_letters("", "?"));
}

/* ---- names and keys ------------------------------------------------------------------------------ */

static size_t warnings_with(const struct import *import, const char *text)
{
	size_t count = 0;

	for (size_t i = 0; i < import->complaints.count; i++)
		count += import->complaints.at[i].level == COMPLAINT_WARNING &&
			 strstr(import->complaints.at[i].text, text);
	return count;
}

static void names_that_part_from_their_codes_are_told_once(void **state)
{
	struct desk *desk = *state;
	struct import import;
	char sheet[400];
	struct snapshot *now = desk_snapshot(desk, 0);
	size_t at = units_find(&now->units, "703"), next = units_find(&now->units, "705");

	snprintf(sheet, sizeof sheet,
		"unit,unit_name,task,count\n703,%s,II.1.a,22\n705,%s,II.1.a,1\n703,%s,II.1.b,5\n",
		now->units.at[next].name, now->units.at[at].name, now->units.at[at].name);
	prepared(desk, SHEET_TASKS, sheet, CONFLICT_STOP, &import);
	assert_int_equal(warnings_with(&import, " in 2 rows, this one first"), 1);
	assert_string_equal(import.complaints.at[0].column, "unit_name");
	assert_int_equal(import.complaints.at[0].line, 2);
	import_free(&import);
	snprintf(sheet, sizeof sheet, "unit,unit_name,task,count\n703,%s,II.1.a,22\n",
		now->units.at[next].name);
	prepared(desk, SHEET_TASKS, sheet, CONFLICT_STOP, &import);
	assert_int_equal(warnings_with(&import, "taken by its code"), 1);
	import_free(&import);
	snapshot_free(now);
}

static void a_key_edited_or_spoilt_in_a_row_that_left_here_is_told(void **state)
{
	struct desk *desk = *state;
	struct import import;
	char sheet[300];

	prepared(desk, SHEET_PEOPLE,
		"unit,name,position\n703,Nguyễn Văn Mẫu,Phó Bí thư\n703,Trần Thị Ví Dụ,Ủy viên\n",
		CONFLICT_STOP, &import);
	const struct import_options options = {.partial = false};
	long step;
	assert_true(import_commit(&desk->app, &import, &options, "import", &step, &desk->why));
	import_free(&import);
	snprintf(sheet, sizeof sheet,
		"unit,name,position,rev\n703,Nguyễn Văn Mãu,Phó Bí thư,%ld\n"
		"703,Trần Thị Ví Dụ,Ủy viên,%ld\n",
		step, step);
	prepared(desk, SHEET_PEOPLE, sheet, CONFLICT_STOP, &import);
	assert_int_equal(import.of[CHANGE_ADDED], 1);
	assert_int_equal(warnings_with(&import, "left here as 703 Nguyễn Văn Mẫu"), 1);
	assert_string_equal(import.complaints.at[0].column, "name");
	import_free(&import);
	snprintf(sheet, sizeof sheet,
		"unit,name,position,rev\n703,Nguyễn Văn Mẫu,Phó Bí thư,%ld\n"
		"703,Trần Thị Ví D?,Ủy viên,%ld\n",
		step, step);
	prepared(desk, SHEET_PEOPLE, sheet, CONFLICT_STOP, &import);
	assert_int_equal(import.of[CHANGE_ADDED], 0);
	assert_int_equal(import.of[CHANGE_REFUSED], 1);
	assert_non_null(strstr(import.complaints.at[0].text, "it was \"703 Trần Thị Ví Dụ\""));
	import_free(&import);
}

/* A row copied with its rev to make a new one beside it. */
static void a_new_row_beside_the_one_it_was_copied_from_is_not_told(void **state)
{
	struct desk *desk = *state;
	struct import import;
	char sheet[300];

	prepared(desk, SHEET_PEOPLE, "unit,name,position\n703,Nguyễn Văn Mẫu,Phó Bí thư\n",
		CONFLICT_STOP, &import);
	const struct import_options options = {.partial = false};
	long step;
	assert_true(import_commit(&desk->app, &import, &options, "import", &step, &desk->why));
	import_free(&import);
	snprintf(sheet, sizeof sheet,
		"unit,name,position,rev\n703,Nguyễn Văn Mẫu,Phó Bí thư,%ld\n"
		"703,Lê Văn Thử,Phó Bí thư,%ld\n",
		step, step);
	prepared(desk, SHEET_PEOPLE, sheet, CONFLICT_STOP, &import);
	assert_int_equal(import.of[CHANGE_ADDED], 1);
	assert_int_equal(import.complaints.warnings, 0);
	import_free(&import);
}

/* ---- conflicts --------------------------------------------------------------------------------- */

/* The rev that a duty of the sample has now. */
static long rev_of(struct desk *desk, const char *unit, const char *task)
{
	const char *keys[] = {"PCMT2020", task, unit}, *fields[ROW_FIELDS];
	struct pool pool = {0};
	bool found;

	assert_true(store_get(desk->app.store, TABLE_DUTY, keys, &pool, fields, &found, NULL));
	long rev = strtol(fields[DUTY_REV], NULL, 10);
	pool_free(&pool);
	return rev;
}

static void conflict_is(struct desk *desk, const char *text, struct import *import)
{
	prepared(desk, SHEET_TASKS, text, CONFLICT_STOP, import);
	assert_int_equal(import->complaints.conflicts, 1);
}

/* The last step to touch the row is not the one that touched the cell. */
static void the_step_and_person_of_the_cell_in_conflict_are_named(void **state)
{
	struct desk *desk = *state;
	struct import import;
	char sheet[200];
	long left = rev_of(desk, "703", "II.1.b");

	desk->app.actor = "lan";
	done(desk, "count 703 II.1.b 6");
	long counted = desk->reply.step;
	desk->app.actor = "mai";
	done(desk, "note 703 II.1.b xem");
	snprintf(sheet, sizeof sheet, "unit,task,count,rev\n703,II.1.b,7,%ld\n", left);
	conflict_is(desk, sheet, &import);
	char named[60];
	snprintf(named, sizeof named, "changed here in step %ld (lan, ", counted);
	assert_non_null(strstr(import.complaints.at[0].text, named));
	assert_null(strstr(import.complaints.at[0].text, "mai"));
	import_free(&import);
	snprintf(sheet, sizeof sheet, "unit,task,count,note,rev\n703,II.1.b,7,soon,%ld\n", left);
	conflict_is(desk, sheet, &import);
	snprintf(named, sizeof named, "count: 6 here since step %ld (lan, ", counted);
	assert_non_null(strstr(import.complaints.at[0].text, named));
	snprintf(named, sizeof named, "note: xem here since step %ld (mai, ", counted + 1);
	assert_non_null(strstr(import.complaints.at[0].text, named));
	import_free(&import);
}

/* A row that was not there when its sheet left has no rev to begin with. */
static void the_person_is_named_also_where_the_sheet_knew_of_no_row(void **state)
{
	struct desk *desk = *state;
	struct import import;

	desk->app.actor = "lan";
	done(desk, "start 711 II.3.c");
	desk->app.actor = "mai";
	done(desk, "note 711 II.3.c xem");
	conflict_is(desk, "unit,task,status,done_on,rev\n711,II.3.c,done,2020-06-09,\n", &import);
	assert_non_null(strstr(import.complaints.at[0].text, "(lan, "));
	import_free(&import);
}

static void a_number_that_is_empty_is_not_shown_as_one_that_does_not_apply(void **state)
{
	struct import import;
	struct buffer text = {0};

	prepared(*state, SHEET_NUMBERS, "report,unit,SL01,SL02\nBC1,703,-,\n", CONFLICT_STOP,
		&import);
	import_print(&import, true, &text);
	assert_non_null(strstr(buffer_text(&text), " → -\n"));
	assert_non_null(strstr(buffer_text(&text), " → (empty)\n"));
	buffer_free(&text);
	import_free(&import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(cells_that_a_short_row_has_not_change_nothing),
		TEST(an_empty_cell_clears_where_a_missing_one_does_not),
		TEST(a_short_row_takes_back_no_receipt_and_no_number),
		TEST(a_short_row_without_its_key_is_refused),
		TEST(a_cell_that_lost_letters_is_refused_with_what_it_was),
		TEST(lost_letters_are_told_from_question_marks),
		TEST(names_that_part_from_their_codes_are_told_once),
		TEST(a_key_edited_or_spoilt_in_a_row_that_left_here_is_told),
		TEST(a_new_row_beside_the_one_it_was_copied_from_is_not_told),
		TEST(the_step_and_person_of_the_cell_in_conflict_are_named),
		TEST(the_person_is_named_also_where_the_sheet_knew_of_no_row),
		TEST(a_number_that_is_empty_is_not_shown_as_one_that_does_not_apply),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
