/* Change steps: kept, abandoned, taken back, done again. */
#include "given.h"

static int given_filled(void **state)
{
	if (given_database(state) != 0)
		return -1;
	given_office(((struct given *)*state)->store);
	return 0;
}

static struct step_told undo(struct store *store, const char *actor, long step)
{
	struct fault why = {0};
	struct step_told told = {0};

	if (!store_undo(store, actor, step, &told, &why))
		fail_msg("undo: %s", why.text);
	return told;
}

static struct step_told redo(struct store *store, const char *actor)
{
	struct fault why = {0};
	struct step_told told = {0};

	if (!store_redo(store, actor, &told, &why))
		fail_msg("redo: %s", why.text);
	return told;
}

static void nothing_to_undo(struct store *store, const char *actor, long step)
{
	struct fault why = {0};
	struct step_told told;

	assert_false(store_undo(store, actor, step, &told, &why));
	assert_int_equal(why.kind, FAULT_MISSING);
}

static void nothing_to_redo(struct store *store, const char *actor)
{
	struct fault why = {0};
	struct step_told told;

	assert_false(store_redo(store, actor, &told, &why));
	assert_fault(why, FAULT_MISSING, "nothing to redo");
}

static const char *setting(struct store *store, const char *name)
{
	return FIELD(store, TABLE_SETTING, SETTING_VALUE, name);
}

/* Ticks II.1 for a unit, as a step of its own. */
static long tick(struct store *store, const char *actor, const char *unit, const char *day)
{
	return STEP(store, actor, TABLE_DUTY, "KH1", "II.1", unit, "done", day);
}

static void steps_are_numbered_upwards_and_rows_carry_the_number(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	assert_string_equal(FIELD(store, TABLE_UNIT, UNIT_REV, "705"), "1");
	assert_int_equal(STEP(store, "a", TABLE_SETTING, "x", "1"), 2);
	assert_int_equal(STEP(store, "b", TABLE_SETTING, "y", "1"), 3);
	assert_int_equal(STEP(store, "a", TABLE_SETTING, "x", "2"), 4);
	assert_string_equal(FIELD(store, TABLE_SETTING, SETTING_REV, "x"), "4");
	assert_string_equal(FIELD(store, TABLE_SETTING, SETTING_REV, "y"), "3");
	assert_string_equal(FIELD(store, TABLE_UNIT, UNIT_REV, "705"), "1");
	reopen(*state);
	assert_int_equal(STEP(((struct given *)*state)->store, "a", TABLE_SETTING, "x", "3"), 5);
}

static void a_step_that_changes_nothing_is_not_kept(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	assert_int_equal(STEP(store, "a", TABLE_SETTING, "due_soon", "5"), 0);
	begin(store, "a", "nothing at all");
	assert_int_equal(commit(store), 0);
	begin(store, "a", "there and away again");
	PUT(store, TABLE_SETTING, "x", "1");
	DROP(store, TABLE_SETTING, "x");
	assert_int_equal(commit(store), 0);
	assert_int_equal(asked(store, "SELECT count(*) FROM step"), 1);
	assert_string_equal(FIELD(store, TABLE_SETTING, SETTING_REV, "due_soon"), "1");
	assert_int_equal(STEP(store, "a", TABLE_SETTING, "x", "1"), 2);
}

static void a_step_abandoned_leaves_nothing(void **state)
{
	struct given *given = *state;
	char *before = content(given->store);

	begin(given->store, "a", "x");
	PUT(given->store, TABLE_SETTING, "x", "1");
	DROP(given->store, TABLE_NUMBER, "KH1", "BC1", "N1", "703");
	step_abandon(given->store);
	step_abandon(given->store); /* none open: nothing to do */
	assert_content(given->store, before);
	begin(given->store, "a", "closed while open");
	PUT(given->store, TABLE_SETTING, "x", "1");
	reopen(given);
	assert_content(given->store, before);
	assert_int_equal(asked(given->store, "SELECT count(*) FROM step"), 1);
	free(before);
}

static void what_is_taken_back_is_as_before(void **state)
{
	struct given *given = *state;
	struct step_told told;
	char *before = content(given->store), *after;

	begin(given->store, "a", "one of each");
	PUT(given->store, TABLE_UNIT, "99", "Mới", "huyen", "72");
	PUT(given->store, TABLE_DUTY, "KH1", "II.1", "99", "doing");
	PUT(given->store, TABLE_DUTY, "KH1", "II.1", "705", "doing", "", "", "", "13");
	PUT(given->store, TABLE_SETTING, "due_soon", "4");
	DROP(given->store, TABLE_NUMBER, "KH1", "BC1", "N1", "703");
	DROP(given->store, TABLE_PERSON, "703", "Nguyễn Văn Ân");
	DROP(given->store, TABLE_RECEIPT, "KH1", "BC1", "703", "1");
	assert_int_equal(commit(given->store), 2);
	after = content(given->store);
	reopen(given); /* across sessions */

	told = undo(given->store, "a", 0);
	assert_int_equal(told.step, 3);
	assert_int_equal(told.target, 2);
	assert_int_equal(told.rows, 7);
	assert_string_equal(told.command, "one of each");
	assert_content(given->store, before);
	assert_whole(given->store);
	reopen(given);

	told = redo(given->store, "a");
	assert_int_equal(told.step, 4);
	assert_int_equal(told.target, 2);
	assert_int_equal(told.rows, 7);
	assert_string_equal(told.command, "one of each");
	assert_content(given->store, after);
	assert_whole(given->store);
	free(before);
	free(after);
}

static void everything_can_be_taken_back_to_an_empty_database(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	char *before = content(store);

	undo(store, "admin", 0);
	assert_content(store, ".");
	nothing_to_undo(store, "admin", 0);
	redo(store, "admin");
	assert_content(store, before);
	nothing_to_redo(store, "admin");
	free(before);
}

static void undo_undo_redo_redo_is_where_it_was(void **state)
{
	struct given *given = *state;
	char *at[4];

	for (int i = 0; i < 4; i++) {
		char value[2] = {(char)('0' + i), 0};

		if (i > 0)
			assert_int_equal(STEP(given->store, "a", TABLE_SETTING, "x", value), i + 1);
		at[i] = content(given->store);
	}
	for (int round = 0; round < 2; round++) {
		assert_int_equal(undo(given->store, "a", 0).target, 4);
		assert_content(given->store, at[2]);
		assert_int_equal(undo(given->store, "a", 0).target, 3);
		assert_content(given->store, at[1]);
		reopen(given);
		assert_int_equal(undo(given->store, "a", 0).target, 2);
		assert_content(given->store, at[0]);
		nothing_to_undo(given->store, "a", 0);
		assert_int_equal(redo(given->store, "a").target, 2);
		assert_content(given->store, at[1]);
		assert_int_equal(redo(given->store, "a").target, 3);
		assert_content(given->store, at[2]);
		assert_int_equal(undo(given->store, "a", 0).target, 3);
		assert_int_equal(redo(given->store, "a").target, 3);
		reopen(given);
		assert_int_equal(redo(given->store, "a").target, 4);
		assert_content(given->store, at[3]);
		nothing_to_redo(given->store, "a");
	}
	for (int i = 0; i < 4; i++)
		free(at[i]);
}

static void each_actor_takes_back_what_is_theirs(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "an", TABLE_SETTING, "an", "1");
	STEP(store, "ba", TABLE_SETTING, "ba", "1");
	nothing_to_undo(store, "nobody", 0);
	nothing_to_undo(store, "", 0);
	nothing_to_redo(store, "an");
	assert_int_equal(undo(store, "an", 0).target, 2);
	assert_null(setting(store, "an"));
	assert_string_equal(setting(store, "ba"), "1");
	nothing_to_undo(store, "an", 0);
	nothing_to_redo(store, "ba");
	assert_int_equal(undo(store, "ba", 0).target, 3);
	assert_int_equal(redo(store, "an").target, 2);
	assert_int_equal(redo(store, "ba").target, 3);
}

static void a_step_is_taken_back_by_name(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	struct step_told told;

	STEP(store, "an", TABLE_SETTING, "x", "1");
	STEP(store, "an", TABLE_SETTING, "y", "1");
	STEP(store, "ba", TABLE_SETTING, "z", "1");
	assert_int_equal(undo(store, "an", 2).target, 2);
	assert_null(setting(store, "x"));
	assert_string_equal(setting(store, "y"), "1");
	assert_int_equal(undo(store, "an", 4).target, 4); /* another's too: app says who may */
	assert_null(setting(store, "z"));
	nothing_to_undo(store, "an", 4); /* already */
	nothing_to_undo(store, "an", 5); /* an undo itself */
	nothing_to_undo(store, "an", 99);
	nothing_to_undo(store, "an", -1);
	assert_false(store_undo(store, "an", 99, &told, &why));
	assert_fault(why, FAULT_MISSING, "step 99");
	assert_int_equal(redo(store, "an").target, 4); /* the last taken back by an */
	assert_int_equal(redo(store, "an").target, 2);
	nothing_to_redo(store, "an");
}

static void nothing_is_done_again_after_something_new(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "an", TABLE_SETTING, "x", "1");
	undo(store, "an", 0);
	STEP(store, "ba", TABLE_SETTING, "y", "1"); /* another's does not count */
	redo(store, "an");
	undo(store, "an", 0);
	STEP(store, "an", TABLE_SETTING, "z", "1");
	nothing_to_redo(store, "an");
	assert_int_equal(undo(store, "an", 0).target, 7);
	assert_int_equal(redo(store, "an").target, 7);
	nothing_to_redo(store, "an");
}

/* The undo of step is refused naming the row, and nothing changes, not even the log. */
static void conflict(struct store *store, const char *actor, long step, const char *row)
{
	struct fault why = {0};
	struct step_told told;
	char *before = content(store);
	int64_t steps = asked(store, "SELECT count(*) + sum(undone) * 1000 FROM step");

	assert_false(store_undo(store, actor, step, &told, &why));
	assert_fault(why, FAULT_REFUSED, row);
	assert_content(store, before);
	assert_int_equal(asked(store, "SELECT count(*) + sum(undone) * 1000 FROM step"), steps);
	free(before);
	/* The way is free again for others. */
	begin(store, "x", "y");
	step_abandon(store);
}

static void a_row_changed_since_is_a_conflict(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	begin(store, "an", "tick two");
	PUT(store, TABLE_DUTY, "KH1", "II.1", "703", "done", "2020-06-20");
	PUT(store, TABLE_DUTY, "KH1", "II.1", "25474", "done", "2020-06-20");
	assert_int_equal(commit(store), 2);
	STEP(store, "ba", TABLE_DUTY, "KH1", "II.1", "703", "done", "2020-06-21");
	conflict(store, "an", 0, "duty KH1 II.1 703 was changed since");
	undo(store, "ba", 0);
	assert_int_equal(undo(store, "an", 0).target, 2);
}

static void a_row_whose_other_field_changed_since_is_a_conflict(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	tick(store, "an", "703", "2020-06-20");
	tick(store, "an", "703", "2020-06-21");
	STEP(store, "ba", TABLE_DUTY, "KH1", "II.1", "703", "done",
		"2020-06-21", [DUTY_NOTE] = "new");
	conflict(store, "an", 0, "duty KH1 II.1 703");
	assert_string_equal(
		FIELD(store, TABLE_DUTY, DUTY_NOTE, "KH1", "II.1", "703"), "new"); /* not lost */
}

static void a_row_changed_and_changed_back_since_is_a_conflict(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "an", TABLE_SETTING, "x", "1");
	STEP(store, "ba", TABLE_SETTING, "x", "2");
	STEP(store, "ba", TABLE_SETTING, "x", "1");
	conflict(store, "an", 0, "setting x was changed since");
}

static void a_row_dropped_since_is_a_conflict(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "an", TABLE_SETTING, "due_soon", "7");
	begin(store, "ba", "drop");
	DROP(store, TABLE_SETTING, "due_soon");
	commit(store);
	conflict(store, "an", 0, "setting due_soon was changed since");
}

static void a_dropped_row_made_anew_since_is_a_conflict(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	begin(store, "an", "drop");
	DROP(store, TABLE_RECEIPT, "KH1", "BC1", "703", "1");
	commit(store);
	STEP(store, "ba", TABLE_RECEIPT, "KH1", "BC1", "703", "1", "2020-06-30");
	conflict(store, "an", 0, "receipt KH1 BC1 703 1 was changed since");
}

static void what_later_entries_rely_on_is_not_taken_back(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "an", TABLE_UNIT, "99", "Mới", "huyen", "72");
	tick(store, "ba", "99", "2020-06-20");
	conflict(store, "an", 0, "later entries rely on");
	conflict(store, "admin", 1, "");
	undo(store, "ba", 0);
	assert_int_equal(undo(store, "an", 0).target, 2);
}

static void a_conflict_is_met_in_doing_again_too(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	struct step_told told;

	STEP(store, "an", TABLE_SETTING, "due_soon", "7");
	undo(store, "an", 0);
	STEP(store, "ba", TABLE_SETTING, "due_soon", "9");
	assert_false(store_redo(store, "an", &told, &why));
	assert_fault(why, FAULT_REFUSED, "setting due_soon was changed since");
	assert_string_equal(setting(store, "due_soon"), "9");
	undo(store, "ba", 0);
	redo(store, "an");
	assert_string_equal(setting(store, "due_soon"), "7");
}

static void a_constraint_met_in_taking_back_is_refused_in_words(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	/* Taking back the drop of 25474 needs 703, which went afterwards. */
	begin(store, "an", "drop");
	DROP(store, TABLE_UNIT, "25495");
	commit(store);
	begin(store, "ba", "drop");
	DROP(store, TABLE_DUTY, "KH1", "II.1", "705");
	DROP(store, TABLE_UNIT, "705");
	commit(store);
	conflict(store, "an", 0, "rely");
}

static void a_spoiled_log_is_refused_and_changes_nothing(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct step_told told;
	char *before;

	STEP(given->store, "an", TABLE_SETTING, "due_soon", "7");
	before = content(given->store);
	shut(given);
	raw(given->path, "UPDATE step SET changeset = x'54ffffff' WHERE id = 2");
	given->store = opened(given->path, false);
	assert_false(store_undo(given->store, "an", 0, &told, &why));
	assert_fault(why, FAULT_REFUSED, "is damaged");
	assert_content(given->store, before);
	free(before);
}

static int count_work(void *context)
{
	++*(long *)context;
	return 0;
}

/* How much SQLite works, in hundreds of its instructions, to take back an import of this many units
 * while an office with many entries is at work. */
static long work_of_undoing(struct given *given, int units)
{
	struct step_told told;
	struct fault why = {0};
	long work = 0;
	char code[16], parent[16];

	begin(given->store, "admin", "import units units.csv");
	for (int i = 0; i < units; i++) {
		snprintf(code, sizeof code, "x%05d", i);
		snprintf(parent, sizeof parent, "x%05d", i / 20);
		PUT(given->store, TABLE_UNIT, code, "Xã", "co-so", i < 20 ? "72" : parent);
	}
	assert_true(commit(given->store) > 0);
	sqlite3_progress_handler(given->store->db, 100, count_work, &work);
	if (!store_undo(given->store, "admin", 0, &told, &why))
		fail_msg("%s", why.text);
	sqlite3_progress_handler(given->store->db, 0, NULL, NULL);
	assert_int_equal(told.rows, units);
	return work;
}

static void taking_back_an_import_takes_work_by_its_rows_alone(void **state)
{
	struct given *given = *state;
	char *before;
	long work[2];

	begin(given->store, "admin", "entries");
	for (int i = 0; i < 4000; i++) {
		char unit[16], version[16];

		snprintf(unit, sizeof unit, "u%05d", i / 4);
		snprintf(version, sizeof version, "%d", i % 4 + 1);
		if (i % 4 == 0) {
			PUT(given->store, TABLE_UNIT, unit, "Xã", "co-so", "72");
			PUT(given->store, TABLE_DUTY, "KH1", "II.1", unit, "done", "2020-06-20");
			PUT(given->store, TABLE_NUMBER, "KH1", "BC1", "N1", unit, "5");
		}
		PUT(given->store, TABLE_RECEIPT, "KH1", "BC1", unit, version, "2020-06-20");
	}
	commit(given->store);
	before = content(given->store);
	work[0] = work_of_undoing(given, 1375);
	work[1] = work_of_undoing(given, 11000);
	/* Eight times the rows: eight times the work, and no more by the entries there are. */
	if (work[1] > 9 * work[0] || work[1] > 11000L * 5)
		fail_msg("work %ld, %ld", work[0], work[1]);
	assert_content(given->store, before);
	free(before);
}

static void what_is_recorded_of_a_unit_that_is_gone_is_refused_by_its_code(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	long step;

	begin(store, "an", "note 999 II.1 x");
	PUT(store, TABLE_DUTY, "KH1", "II.1", "999", "doing");
	assert_false(step_commit(store, &step, &why));
	assert_fault(why, FAULT_MISSING, "999 is not there any more");
	assert_null(FIELD(store, TABLE_DUTY, DUTY_PROGRESS, "KH1", "II.1", "999"));
	begin(store, "an", "note 705 x");
	PUT(store, TABLE_DUTY, "KH1", "no", "705", "doing");
	assert_false(step_commit(store, &step, &why));
	assert_fault(why, FAULT_REFUSED, "not there any more");
}

static void a_step_in_parts_is_one_step(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char *before = content(given->store), *after;
	long step;

	begin(given->store, "an", "import");
	PUT(given->store, TABLE_UNIT, "901", "Xã A", "co-so", "72");
	assert_true(step_part(given->store, &why));
	PUT(given->store, TABLE_UNIT, "902", "Xã B", "co-so", "901"); /* hangs from the other part */
	assert_true(step_part(given->store, &why));
	assert_true(step_part(given->store, &why)); /* one without changes */
	PUT(given->store, TABLE_DUTY, "KH1", "II.1", "902", "doing");
	assert_true(step_commit(given->store, &step, &why));
	after = content(given->store);
	assert_int_equal(undo(given->store, "an", 0).rows, 3);
	assert_content(given->store, before);
	assert_int_equal(redo(given->store, "an").rows, 3);
	assert_content(given->store, after);
	begin(given->store, "an", "import");
	PUT(given->store, TABLE_UNIT, "903", "Xã C", "co-so", "72");
	assert_true(step_part(given->store, &why));
	step_abandon(given->store);
	assert_content(given->store, after);
	begin(given->store, "an", "nothing");
	assert_true(step_part(given->store, &why));
	assert_true(step_commit(given->store, &step, &why));
	assert_int_equal(step, 0);
	free(before);
	free(after);
}

static void a_session_turns_its_own_steps_first(void **state)
{
	struct given *given = *state;
	struct store *store = given->store;
	struct step_told told;
	long mine[4], others;

	mine[0] = tick(store, "an", "703", "2020-06-01");
	assert_true(tick(store, "an", "705", "2020-06-01") > 0);
	assert_int_equal(store_step_of(store, mine, 0, true), 0);
	assert_int_equal(store_step_of(store, mine, 1, true), mine[0]);
	mine[1] = undo(store, "an", mine[0]).step;
	assert_int_equal(store_step_of(store, mine, 2, true), 0); /* it has no other */
	/* What another session of the same person did since is no bar. */
	others = tick(store, "an", "705", "2020-06-02");
	nothing_to_redo(store, "an");
	assert_int_equal(store_step_of(store, mine, 2, false), mine[1]);
	assert_true(store_redo_of(store, "an", mine[1], &told, NULL));
	assert_int_equal(told.target, mine[0]);
	mine[2] = told.step;
	assert_int_equal(store_step_of(store, mine, 3, false), 0);
	assert_int_equal(store_step_of(store, mine, 3, true), mine[0]);
	/* Something new of its own is one. */
	mine[2] = undo(store, "an", mine[0]).step;
	mine[3] = tick(store, "an", "703", "2020-06-03");
	assert_int_equal(store_step_of(store, mine, 4, false), 0);
	assert_false(store_redo_of(store, "an", others, &told, NULL)); /* no undo */
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, given_filled, given_gone)
	const struct CMUnitTest tests[] = {
		IN_OFFICE(steps_are_numbered_upwards_and_rows_carry_the_number),
		IN_OFFICE(a_step_that_changes_nothing_is_not_kept),
		IN_OFFICE(a_step_abandoned_leaves_nothing),
		IN_OFFICE(what_is_recorded_of_a_unit_that_is_gone_is_refused_by_its_code),
		IN_OFFICE(a_step_in_parts_is_one_step),
		IN_OFFICE(what_is_taken_back_is_as_before),
		IN_OFFICE(everything_can_be_taken_back_to_an_empty_database),
		IN_OFFICE(undo_undo_redo_redo_is_where_it_was),
		IN_OFFICE(each_actor_takes_back_what_is_theirs),
		IN_OFFICE(a_session_turns_its_own_steps_first),
		IN_OFFICE(a_step_is_taken_back_by_name),
		IN_OFFICE(nothing_is_done_again_after_something_new),
		IN_OFFICE(a_row_changed_since_is_a_conflict),
		IN_OFFICE(a_row_whose_other_field_changed_since_is_a_conflict),
		IN_OFFICE(a_row_changed_and_changed_back_since_is_a_conflict),
		IN_OFFICE(a_row_dropped_since_is_a_conflict),
		IN_OFFICE(a_dropped_row_made_anew_since_is_a_conflict),
		IN_OFFICE(what_later_entries_rely_on_is_not_taken_back),
		IN_OFFICE(a_conflict_is_met_in_doing_again_too),
		IN_OFFICE(a_constraint_met_in_taking_back_is_refused_in_words),
		IN_OFFICE(a_spoiled_log_is_refused_and_changes_nothing),
		IN_OFFICE(taking_back_an_import_takes_work_by_its_rows_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
