/* The import object: one and the same for dry run, preview and run. */
#include "app/given.h"

#include <sqlite3.h>

static const struct import_options plain_options;

/* Prepares text as a file "f.csv" of that kind; the import is the caller's to free. */
static bool prepare(struct desk *desk, enum sheet_kind kind, const char *text,
	const struct import_options *options, struct import *import)
{
	return import_prepare(
		&desk->app, kind, "f.csv", text, strlen(text), options, import, &desk->why);
}

static void prepared(
	struct desk *desk, enum sheet_kind kind, const char *text, struct import *import)
{
	if (!prepare(desk, kind, text, &plain_options, import))
		fail_msg("%s", desk->why.text);
}

static const char *printed(const struct import *import, bool full, char *out, size_t size)
{
	struct buffer text = {0};

	import_print(import, full, &text);
	snprintf(out, size, "%s", buffer_text(&text));
	buffer_free(&text);
	return out;
}

static void preparing_writes_nothing_and_knows_everything(void **state)
{
	struct desk *desk = *state;
	struct snapshot *before = desk_snapshot(desk, 0), *after;
	struct import import;
	char text[1000];

	prepared(desk, SHEET_TASKS,
		"unit,task,status,done_on,note\n703,II.1.b,done,2020-06-22,x\n703,II.3.c,doing,,\n"
		"703,II.1.a,done,2020-06-20,\n703,II.1.c,open,,\n703,II.9,done,,\n",
		&import);
	assert_int_equal(import.count, 4);
	assert_int_equal(import.changes[0].how, CHANGE_CHANGED);
	assert_string_equal(import.changes[0].key, "703 II.1.b");
	assert_string_equal(import.changes[0].before[DUTY_DONE_ON], "2020-06-23");
	assert_string_equal(import.changes[0].after[DUTY_DONE_ON], "2020-06-22");
	assert_string_equal(import.changes[0].after[DUTY_COUNT], "5"); /* no such column: kept */
	assert_int_equal(import.changes[1].how, CHANGE_ADDED);
	assert_int_equal(import.changes[2].how, CHANGE_SAME);
	assert_int_equal(import.changes[3].how, CHANGE_REMOVED);
	assert_int_equal(import.of[CHANGE_REFUSED], 1);
	assert_int_equal(import.complaints.errors, 1);
	printed(&import, true, text, sizeof text);
	assert_non_null(
		strstr(text, "duty 703 II.1.b: changed: done_on: 2020-06-23 → 2020-06-22\n"));
	assert_non_null(strstr(text, "duty 703 II.3.c: added\n"));
	assert_non_null(strstr(text, "duty 703 II.1.c: removed: status: doing → open\n"));
	assert_non_null(
		strstr(text, "added 1, changed 1, removed 1, same 1, refused 1, in conflict 0\n"));
	assert_string_equal(printed(&import, false, text, sizeof text),
		"added 1, changed 1, removed 1, same 1, refused 1, in conflict 0\n");
	import_free(&import);
	after = desk_snapshot(desk, 0);
	assert_int_equal(after->last_step, before->last_step);
	snapshot_free(after);
	snapshot_free(before);
}

static void committing_does_what_was_prepared_as_one_step(void **state)
{
	struct desk *desk = *state;
	struct import import;
	long step;

	prepared(desk, SHEET_TASKS, "unit,task,status\n703,II.3.c,doing\n705,II.3.c,doing\n",
		&import);
	assert_true(import_commit(
		&desk->app, &import, &plain_options, "import tasks f.csv", &step, &desk->why));
	assert_true(step > 0);
	import_free(&import);
	assert_int_equal(verdict_on(desk, "703", "II.3.c").state, STATE_IN_PROGRESS);
	done(desk, "undo");
	assert_int_equal(verdict_on(desk, "705", "II.3.c").state, STATE_NO_DATE);
}

static void a_dry_run_commits_to_nothing(void **state)
{
	struct desk *desk = *state;
	struct import_options options = {.dry_run = true};
	struct import import;
	long step;

	prepared(desk, SHEET_TASKS, "unit,task,status\n703,II.3.c,doing\n", &import);
	assert_true(import_commit(&desk->app, &import, &options, "import", &step, &desk->why));
	assert_int_equal(step, 0);
	import_free(&import);
	assert_int_equal(verdict_on(desk, "703", "II.3.c").state, STATE_NO_DATE);
}

static void what_is_refused_stops_all_unless_a_part_will_do(void **state)
{
	struct desk *desk = *state;
	struct import_options partial = {.partial = true};
	struct import import;
	long step;

	prepared(desk, SHEET_TASKS, "unit,task,status\n703,II.3.c,doing\n999,II.3.c,doing\n",
		&import);
	assert_false(
		import_commit(&desk->app, &import, &plain_options, "import", &step, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_REFUSED);
	assert_int_equal(step, 0);
	assert_false(import_commit(&desk->app, &import, &partial, "import", &step, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_REFUSED);
	assert_true(step > 0);
	import_free(&import);
}

static void a_file_that_is_only_written_is_not_read(void **state)
{
	struct desk *desk = *state;
	struct import import;

	assert_false(prepare(desk, SHEET_SUMMARY, "unit\n703\n", &plain_options, &import));
	assert_int_equal(desk->why.kind, FAULT_USAGE);
	import_free(&import);
}

static void the_database_s_own_refusal_takes_everything_back(void **state)
{
	struct desk *desk = *state;
	struct import import;
	long step;

	/* Prepared against a unit that is gone when it comes to writing. */
	done(desk, "import units samples/units.csv");
	prepared(desk, SHEET_TASKS, "unit,task,status\n703,II.3.c,doing\n705,II.3.c,doing\n",
		&import);
	assert_true(step_begin(desk->app.store, "tester", "gone", &desk->why));
	assert_true(store_drop(
		desk->app.store, TABLE_ITEM, (const char *[]){"PCMT2020", "II.3.c"}, &desk->why));
	assert_true(step_commit(desk->app.store, &step, &desk->why));
	assert_false(
		import_commit(&desk->app, &import, &plain_options, "import", &step, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_REFUSED);
	assert_int_equal(step, 0);
	import_free(&import);
	done(desk, "undo");
	done(desk, "check");
}

static void somebody_who_writes_is_waited_for_then_told(void **state)
{
	struct desk *desk = *state;
	struct store *other;
	struct import import;
	long step;

	prepared(desk, SHEET_TASKS, "unit,task,status\n703,II.3.c,doing\n", &import);
	assert_true(store_open(&other, desk->db, false, &desk->why));
	assert_true(step_begin(other, "other", "holds", &desk->why));
	store_set_patience(desk->app.store, 10);
	assert_false(
		import_commit(&desk->app, &import, &plain_options, "import", &step, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_BUSY);
	step_abandon(other);
	store_close(other);
	assert_true(
		import_commit(&desk->app, &import, &plain_options, "import", &step, &desk->why));
	import_free(&import);
}

static void kept_conflicts_are_counted_with_the_same(void **state)
{
	struct desk *desk = *state;
	struct import_options mine = {.on_conflict = CONFLICT_MINE},
			      theirs = {.on_conflict = CONFLICT_THEIRS};
	static const char stale[] = "unit,task,status,done_on,rev\n703,II.1.b,done,2020-06-22,1\n";
	struct import import;
	char text[600];

	assert_true(prepare(desk, SHEET_TASKS, stale, &plain_options, &import));
	assert_int_equal(import.of[CHANGE_CONFLICT], 1);
	printed(&import, true, text, sizeof text);
	assert_non_null(
		strstr(text, "duty 703 II.1.b: conflict: done_on: 2020-06-23 → 2020-06-22\n"));
	import_free(&import);
	assert_true(prepare(desk, SHEET_TASKS, stale, &mine, &import));
	assert_int_equal(import.of[CHANGE_KEPT], 1);
	printed(&import, true, text, sizeof text);
	assert_non_null(strstr(text, "duty 703 II.1.b: kept\n"));
	assert_non_null(strstr(text, "same 1, refused 0, in conflict 0\n"));
	import_free(&import);
	assert_true(prepare(desk, SHEET_TASKS, stale, &theirs, &import));
	assert_int_equal(import.of[CHANGE_CHANGED], 1);
	import_free(&import);
}

static void a_refused_row_is_in_no_conflict_as_well(void **state)
{
	struct desk *desk = *state;
	struct import import;

	prepared(desk, SHEET_TASKS, "unit,task,status,done_on,rev\n703,II.1.b,done,31/6/2020,1\n",
		&import);
	assert_int_equal(import.of[CHANGE_REFUSED], 1);
	assert_int_equal(import.of[CHANGE_CONFLICT], 0);
	assert_int_equal(import.complaints.conflicts, 0);
	import_free(&import);
}

static void units_of_a_conflict_do_not_count_in_the_tree(void **state)
{
	struct desk *desk = *state;
	struct import import;

	/* The new parent of 703 is not taken, so what would be a circle is none. */
	prepared(desk, SHEET_UNITS,
		"code,name,kind,parent,rev\n703,Khác,thanh,N1,0\nN1,Mới,huyen,703,\n", &import);
	assert_int_equal(import.of[CHANGE_CONFLICT], 1);
	assert_int_equal(import.of[CHANGE_REFUSED], 0);
	assert_int_equal(import.of[CHANGE_ADDED], 1);
	import_free(&import);
}

static void a_unit_that_left_here_comes_home_without_its_zeros(void **state)
{
	struct desk *desk = *state;
	struct import import;
	long step;

	prepared(desk, SHEET_UNITS,
		"code,name,kind,parent\n0099,Chín,co-so,703\n0088,Tám,co-so,703\n"
		"00088,Tám tám,co-so,705\n",
		&import);
	assert_true(import_commit(
		&desk->app, &import, &plain_options, "import", &step, &desk->why));
	import_free(&import);
	/* By its name or by its version; another name without one is another unit. */
	prepared(desk, SHEET_UNITS, "code,name,kind,parent\n99,CHIN,co-so,705\n", &import);
	assert_int_equal(import.of[CHANGE_CHANGED], 1);
	assert_string_equal(import.changes[0].key, "0099");
	import_free(&import);
	prepared(desk, SHEET_UNITS, "code,name,kind,parent,rev\n99,Mười,co-so,703,9999\n", &import);
	assert_string_equal(import.changes[0].key, "0099");
	import_free(&import);
	prepared(desk, SHEET_UNITS, "code,name,kind,parent\n99,Mười,co-so,703\n", &import);
	assert_int_equal(import.of[CHANGE_ADDED], 1);
	assert_string_equal(import.changes[0].key, "99");
	import_free(&import);
	/* Two that it may be are asked about, and are no doubles. */
	prepared(desk, SHEET_UNITS,
		"code,name,kind,parent\n88,Tám,co-so,703\n88,Tám tám,co-so,705\n", &import);
	assert_int_equal(import.of[CHANGE_REFUSED], 2);
	assert_int_equal(import.complaints.errors, 2);
	assert_non_null(strstr(import.complaints.at[0].text, "2 units have this code"));
	import_free(&import);
	prepared(desk, SHEET_PEOPLE, "unit,name\n88,An\n88,An\n", &import);
	assert_int_equal(import.complaints.errors, 2);
	import_free(&import);
}

static void a_number_that_may_be_a_fraction_is_told_of_a_few_times(void **state)
{
	struct desk *desk = *state;
	struct buffer sheet = {0};
	struct import import;

	buffer_add(&sheet, "report,unit,SL01\n");
	for (int unit = 703; unit <= 712; unit++)
		if (unit != 704)
			buffer_print(&sheet, "BC2,%d,1.240\n", unit);
	prepared(desk, SHEET_NUMBERS, buffer_text(&sheet), &import);
	assert_int_equal(import.of[CHANGE_ADDED], 9);
	assert_string_equal(import.changes[0].after[NUMBER_VALUE], "1240");
	assert_int_equal(import.complaints.warnings, 4);
	assert_non_null(strstr(import.complaints.at[0].text, "read as 1240"));
	assert_non_null(strstr(import.complaints.at[3].text, "more such cells below"));
	import_free(&import);
	buffer_free(&sheet);
}

static void complaints_show_a_cell_as_it_stands_in_the_file(void **state)
{
	struct desk *desk = *state;
	struct import import;

	prepared(desk, SHEET_TASKS, "unit,task,status,done_on\n703,II.3.c,DOING,20/6/2020\n", &import);
	assert_int_equal(import.complaints.errors, 1);
	assert_string_equal(import.complaints.at[0].column, "done_on");
	assert_string_equal(import.complaints.at[0].value, "20/6/2020");
	import_free(&import);
}

static void a_word_that_is_not_known_is_complained_about_once(void **state)
{
	struct desk *desk = *state;
	struct import import;

	prepared(desk, SHEET_TASKS,
		"unit,task,status,done_on\n703,II.3.c,gần xong,2020-06-20\n#N/A,II.3.c,done,2020-06-20\n",
		&import);
	assert_int_equal(import.complaints.errors, 2);
	assert_string_equal(import.complaints.at[0].column, "status");
	assert_string_equal(import.complaints.at[1].column, "unit");
	import_free(&import);
}

static void a_long_value_is_shown_in_short(void **state)
{
	struct desk *desk = *state;
	struct import import;
	char sheet[2000], note[1001], text[3000];

	memset(note, 'x', sizeof note - 1);
	note[sizeof note - 1] = '\0';
	snprintf(sheet, sizeof sheet, "unit,task,note\n703,II.1.b,%s\n", note);
	prepared(desk, SHEET_TASKS, sheet, &import);
	printed(&import, true, text, sizeof text);
	assert_true(strlen(text) < 600);
	import_free(&import);
}

/* Rows in the thousands, all refused: what is linear stays so. */
static void a_file_full_of_errors_is_told_to_its_end(void **state)
{
	struct desk *desk = *state;
	struct buffer sheet = {0};
	struct import import;

	buffer_add(&sheet, "unit,task,status\n");
	for (int i = 0; i < 20000; i++)
		buffer_print(&sheet, "Z%05d,II.3.c,doing\n", i);
	prepared(desk, SHEET_TASKS, buffer_text(&sheet), &import);
	assert_int_equal(import.of[CHANGE_REFUSED], 20000);
	assert_int_equal(import.complaints.errors, 20000);
	assert_int_equal(import.complaints.at[19999].line, 20001);
	import_free(&import);
	buffer_free(&sheet);
}

/* Tables begun in the record of the newest step. */
static size_t parts_recorded(const struct desk *desk)
{
	static const char head[] = "T\7\1\2\0\0\0\0\0person";
	sqlite3 *db;
	sqlite3_stmt *statement;
	size_t parts = 0;

	assert_int_equal(sqlite3_open(desk->db, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
		"SELECT changeset FROM step ORDER BY id DESC LIMIT 1", -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	const char *bytes = sqlite3_column_blob(statement, 0);
	size_t length = (size_t)sqlite3_column_bytes(statement, 0);
	for (size_t i = 0; i + sizeof head <= length; i++)
		parts += memcmp(bytes + i, head, sizeof head) == 0;
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return parts;
}

/* Names that SQLite's session extension hashes to one value, as anybody can make them: in one part the
 * work grows with the square of their number, while everybody waits for the lock. */
static void a_long_import_is_recorded_in_parts_and_taken_back_as_one(void **state)
{
	struct desk *desk = *state;
	struct buffer sheet = {0};
	struct import import;
	long step;

	buffer_add(&sheet, "unit,name\n");
	for (int i = 0; i < 2000; i++) {
		buffer_add(&sheet, "703,P ");
		for (int bit = 0; bit < 11; bit++)
			buffer_add(&sheet, i >> bit & 1 ? "BA" : "CH");
		buffer_add(&sheet, "\n");
	}
	prepared(desk, SHEET_PEOPLE, buffer_text(&sheet), &import);
	assert_true(import_commit(
		&desk->app, &import, &plain_options, "import people f.csv", &step, &desk->why));
	import_free(&import);
	assert_true(parts_recorded(desk) >= 4);
	done(desk, "list people");
	assert_true(desk->reply.listing->count >= 2000);
	done(desk, "undo");
	done(desk, "list people");
	assert_true(desk->reply.listing->count < 100);
	done(desk, "redo");
	done(desk, "list people");
	assert_true(desk->reply.listing->count >= 2000);
	done(desk, "check");
	buffer_free(&sheet);
}

static void a_new_item_finds_room_between_its_neighbours(void **state)
{
	struct desk *desk = *state;
	char sheet[400];
	struct snapshot *snapshot;

	/* Again and again right behind II.1.a, until the gap is used up: then at the end. */
	for (int i = 0; i < 14; i++) {
		struct import import;
		long step;

		snprintf(sheet, sizeof sheet,
			"type,code,title\nplan,PCMT2020,Cao điểm\n"
			"task,II.1.a,Học tập\ntask,X%d,Việc mới %d\n",
			i, i);
		prepared(desk, SHEET_PLAN, sheet, &import);
		assert_true(import_commit(
			&desk->app, &import, &plain_options, "import", &step, &desk->why));
		import_free(&import);
	}
	snapshot = desk_snapshot(desk, 0);
	size_t after = items_find(snapshot->items, snapshot->item_count, "II.1.a") + 1;
	assert_int_equal(snapshot->items[after].code[0], 'X');
	for (size_t i = 1; i < snapshot->item_count; i++)
		assert_true(snapshot->items[i - 1].position < snapshot->items[i].position);
	assert_int_equal(snapshot->items[snapshot->item_count - 1].code[0], 'X');
	snapshot_free(snapshot);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(preparing_writes_nothing_and_knows_everything),
		TEST(committing_does_what_was_prepared_as_one_step),
		TEST(a_dry_run_commits_to_nothing),
		TEST(what_is_refused_stops_all_unless_a_part_will_do),
		TEST(a_file_that_is_only_written_is_not_read),
		TEST(the_database_s_own_refusal_takes_everything_back),
		TEST(somebody_who_writes_is_waited_for_then_told),
		TEST(kept_conflicts_are_counted_with_the_same),
		TEST(a_refused_row_is_in_no_conflict_as_well),
		TEST(units_of_a_conflict_do_not_count_in_the_tree),
		TEST(a_unit_that_left_here_comes_home_without_its_zeros),
		TEST(a_number_that_may_be_a_fraction_is_told_of_a_few_times),
		TEST(complaints_show_a_cell_as_it_stands_in_the_file),
		TEST(a_word_that_is_not_known_is_complained_about_once),
		TEST(a_long_value_is_shown_in_short),
		TEST(a_file_full_of_errors_is_told_to_its_end),
		TEST(a_long_import_is_recorded_in_parts_and_taken_back_as_one),
		TEST(a_new_item_finds_room_between_its_neighbours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
