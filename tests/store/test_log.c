/* The log: what each step changed, from which text to which, and which steps are told. */
#include "given.h"

static int given_filled(void **state)
{
	if (given_database(state) != 0)
		return -1;
	given_office(((struct given *)*state)->store);
	return 0;
}

static struct log logged(struct store *store, long after, const char *since, size_t most)
{
	struct fault why = {0};
	struct log log;

	if (!store_log(store, after, since, most, &log, &why))
		fail_msg("%s", why.text);
	return log;
}

/* A change as one line: "table how key [unit] [item] field: before > after". */
static void assert_change(const struct log *log, size_t at, const char *expected)
{
	char line[400];

	assert_true(at < log->change_count);
	snprintf(line, sizeof line, "%s %c %s [%s] [%s] %s: %s > %s",
		table_name(log->changes[at].table), log->changes[at].how, log->changes[at].key,
		log->changes[at].unit, log->changes[at].item, log->changes[at].field,
		log->changes[at].before, log->changes[at].after);
	assert_string_equal(line, expected);
}

/* The changes of the newest step, in any order. */
static void assert_newest(struct store *store, const char *const *expected, size_t count)
{
	struct log log = logged(store, 0, "", 1);

	assert_int_equal(log.step_count, 1);
	assert_int_equal(log.steps[0].first, 0);
	assert_int_equal(log.steps[0].count, count);
	assert_int_equal(log.change_count, count);
	for (size_t i = 0; i < count; i++)
		assert_change(&log, i, expected[i]);
	log_free(&log);
}

static void a_row_added_is_told_field_by_field(void **state)
{
	static const char *const expected[] = {
		"duty a KH1 II.1 703 [703] [II.1] progress:  > done",
		"duty a KH1 II.1 703 [703] [II.1] done_on:  > 2020-06-20",
		"duty a KH1 II.1 703 [703] [II.1] count:  > 7",
	};
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "an", TABLE_DUTY, "KH1", "II.1", "703", "done",
		"2020-06-20", [DUTY_COUNT] = "7");
	assert_newest(store, expected, COUNT(expected));
}

static void a_row_changed_is_told_by_what_changed(void **state)
{
	static const char *const expected[] = {
		"unit c 705 [705] [] name: Huyện đoàn Tân Biên > Tân Biên",
		"unit c 705 [705] [] valid_to: 2025-06-30 > ",
		"unit c 705 [705] [] aliases: Tân Biên;TB > TB",
	};
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "an", TABLE_UNIT, "705", "Tân Biên", "huyen", "72", "2000-01-01", "", "TB");
	assert_newest(store, expected, COUNT(expected));
}

static void a_row_removed_is_told_field_by_field(void **state)
{
	static const char *const expected[] = {
		"receipt d KH1 BC1 703 1 [703] [BC1] received_on: 2020-06-29 > ",
		"receipt d KH1 BC1 703 1 [703] [BC1] document: 9-BC > ",
		"receipt d KH1 BC1 703 1 [703] [BC1] document_date: 2020-06-28 > ",
		"receipt d KH1 BC1 703 1 [703] [BC1] returned_on: 2020-06-30 > ",
		"receipt d KH1 BC1 703 1 [703] [BC1] note: thiếu số > ",
	};
	struct store *store = ((struct given *)*state)->store;

	begin(store, "an", "drop");
	DROP(store, TABLE_RECEIPT, "KH1", "BC1", "703", "1");
	commit(store);
	assert_newest(store, expected, COUNT(expected));
}

static void a_row_of_nothing_but_keys_is_told_once(void **state)
{
	static const char *const added[] = {"duty a KH1 II.1 703 [703] [II.1] :  > "},
				  *const removed[] = {"duty d KH1 II.1 703 [703] [II.1] :  > "};
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "an", TABLE_DUTY, "KH1", "II.1", "703");
	assert_newest(store, added, 1);
	begin(store, "an", "drop");
	DROP(store, TABLE_DUTY, "KH1", "II.1", "703");
	commit(store);
	assert_newest(store, removed, 1);
}

static void a_change_names_the_unit_and_item_it_is_about(void **state)
{
	static const struct {
		enum table table;
		const char *fields[ROW_FIELDS], *unit, *item;
	} rows[] = {
		{TABLE_SETTING, {"x", "1"}, "", ""},
		{TABLE_HOLIDAY, {"2020-04-30", "Lễ"}, "", ""},
		{TABLE_UNIT, {"99", "N", "k"}, "99", ""},
		{TABLE_PERSON, {"705", "Bê"}, "705", ""},
		{TABLE_PLAN, {"KH2", "T"}, "", ""},
		{TABLE_ITEM, {"KH1", "X", "task", "T", [ITEM_POSITION] = "9"}, "", "X"},
		{TABLE_DUTY, {"KH1", "II.1", "703", "done"}, "703", "II.1"},
		{TABLE_RECEIPT, {"KH1", "BC1", "705", "1", "2020-06-30"}, "705", "BC1"},
		{TABLE_NUMBER, {"KH1", "BC1", "N1", "705", "1"}, "705", "N1"},
		{TABLE_ACCOUNT, {"a", "viewer", "705"}, "", ""},
	};
	struct store *store = ((struct given *)*state)->store;

	assert_int_equal(COUNT(rows), TABLES);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct log log;

		begin(store, "an", "put");
		put_row(store, rows[i].table, rows[i].fields);
		commit(store);
		log = logged(store, 0, "", 1);
		assert_int_equal(log.changes[0].table, rows[i].table);
		assert_string_equal(log.changes[0].unit, rows[i].unit);
		assert_string_equal(log.changes[0].item, rows[i].item);
		log_free(&log);
	}
}

static void an_undo_is_told_turned_round_and_a_redo_as_it_was(void **state)
{
	static const char *const changed[] = {"setting c due_soon [] [] value: 5 > 7"},
				  *const turned[] = {"setting c due_soon [] [] value: 7 > 5"},
				  *const added[] = {"holiday a 2020-04-30 [] [] name:  > Lễ"},
				  *const removed[] = {"holiday d 2020-04-30 [] [] name: Lễ > "};
	struct store *store = ((struct given *)*state)->store;
	struct step_told told;
	struct log log;

	STEP(store, "an", TABLE_SETTING, "due_soon", "7");
	assert_newest(store, changed, 1);
	assert_true(store_undo(store, "an", 0, &told, NULL));
	assert_newest(store, turned, 1);
	assert_true(store_redo(store, "an", &told, NULL));
	assert_newest(store, changed, 1);
	STEP(store, "an", TABLE_HOLIDAY, "2020-04-30", "Lễ");
	assert_newest(store, added, 1);
	assert_true(store_undo(store, "ba", 5, &told, NULL));
	assert_newest(store, removed, 1);

	log = logged(store, 0, "", 0);
	assert_int_equal(log.step_count, 6);
	assert_int_equal(log.steps[0].way, STEP_UNDO);
	assert_int_equal(log.steps[0].target, 5);
	assert_string_equal(log.steps[0].actor, "ba");
	assert_string_equal(log.steps[0].command, "undo 5");
	assert_int_equal(log.steps[1].way, STEP_DO);
	assert_int_equal(log.steps[1].target, 0);
	assert_true(log.steps[1].undone);
	assert_int_equal(log.steps[2].way, STEP_REDO);
	assert_int_equal(log.steps[2].target, 2);
	assert_string_equal(log.steps[2].command, "redo 2");
	assert_int_equal(log.steps[3].way, STEP_UNDO);
	assert_false(log.steps[3].undone);
	assert_int_equal(log.steps[4].id, 2);
	assert_false(log.steps[4].undone); /* done again */
	log_free(&log);
}

static void a_step_tells_who_when_and_by_what(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct log log = logged(store, 0, "", 0);
	int64_t at = 0, now = instant_now();

	assert_int_equal(log.step_count, 1);
	assert_int_equal(log.steps[0].id, 1);
	assert_string_equal(log.steps[0].actor, "admin");
	assert_string_equal(log.steps[0].command, "import office");
	assert_true(instant_parse(log.steps[0].at, &at));
	assert_true(at <= now && at > now - 600);
	assert_true(log.steps[0].count > 40);
	log_free(&log);
}

static void steps_are_told_newest_first_after_since_and_at_most(void **state)
{
	static const struct {
		long after;
		const char *since;
		size_t most;
		long newest, oldest;
		size_t count;
	} rows[] = {
		{0, "", 0, 200, 1, 200},
		{0, NULL, 0, 200, 1, 200},
		{0, "", 3, 200, 198, 3},
		{198, "", 0, 200, 199, 2},
		{200, "", 0, 0, 0, 0},
		{5, "", 1, 200, 200, 1},
		{0, "2020-06-30", 0, 200, 150, 51},
		{0, "2020-06-30T00:00:00Z", 0, 200, 150, 51},
		{0, "2020-06-30T00:00:01Z", 0, 200, 180, 21},
		{190, "2020-06-30T00:00:01Z", 2, 200, 199, 2},
		{0, "2021-01-01T00:00:00Z", 0, 0, 0, 0},
	};
	struct given *given = *state;

	for (int i = 2; i <= 200; i++) {
		char value[16];

		snprintf(value, sizeof value, "%d", i);
		assert_int_equal(STEP(given->store, "an", TABLE_SETTING, "x", value), i);
	}
	shut(given);
	raw(given->path,
		"UPDATE step SET at = CASE WHEN id < 150 THEN '2020-06-01T10:00:00Z' "
		"WHEN id < 180 THEN '2020-06-30T00:00:00Z' ELSE '2020-07-01T00:00:00Z' END");
	given->store = opened(given->path, false);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct log log = logged(given->store, rows[i].after, rows[i].since, rows[i].most);
		size_t changes = 0;

		if (log.step_count != rows[i].count)
			fail_msg("row %zu: %zu steps", i, log.step_count);
		if (log.step_count == 0)
			continue;
		assert_int_equal(log.steps[0].id, rows[i].newest);
		assert_int_equal(log.steps[log.step_count - 1].id, rows[i].oldest);
		for (size_t step = 0; step < log.step_count; step++) {
			assert_int_equal(log.steps[step].first, changes);
			changes += log.steps[step].count;
		}
		assert_int_equal(changes, log.change_count);
		log_free(&log);
	}
}

/* A step of many rows is read no further than asked, however many there are. */
static void of_a_large_step_no_more_is_read_than_asked(void **state)
{
	struct given *given = *state;
	struct log_window window = {.few = 3};
	struct fault why = {0};
	struct log log;
	char name[32], value[64];
	int i;

	begin(given->store, "an", "many");
	for (i = 0; i < 9000; i++) {
		snprintf(name, sizeof name, "setting-%05d", i);
		snprintf(value, sizeof value, "a value that is long enough %05d", i);
		PUT(given->store, TABLE_SETTING, name, value);
	}
	commit(given->store);
	STEP(given->store, "an", TABLE_SETTING, "x", "1");
	assert_true(store_log_window(given->store, &window, &log, &why));
	assert_int_equal(log.steps[0].count, 1);
	assert_false(log.steps[0].is_cut);
	assert_int_equal(log.steps[1].count, 3);
	assert_true(log.steps[1].is_cut);
	log_free(&log);
	/* Read in pieces it is the same to the last row. */
	window = (struct log_window){.most = 2};
	assert_true(store_log_window(given->store, &window, &log, &why));
	assert_int_equal(log.steps[1].count, 9000);
	assert_false(log.steps[1].is_cut);
	assert_int_equal(log.steps[1].lines, 9000);
	log_free(&log);
}

/* One step of many rows, long enough to be read in pieces. */
static void put_many(struct store *store, int count)
{
	char name[32];

	begin(store, "an", "many");
	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof name, "Nguyễn Văn %05d", i);
		PUT(store, TABLE_PERSON, "703", name, "Bí thư", "0901234567");
	}
	commit(store);
}

/* Part by part it is the same log; no part is much larger than asked, and what is done between two
 * parts is none of it. */
static void a_log_read_in_parts_is_the_whole_log(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct log_place place = {.is_end = false};
	struct log_window window = {.part = 100, .place = &place, .shows_damaged = true};
	struct fault why = {0};
	size_t told = 0;

	STEP(store, "an", TABLE_SETTING, "x", "1");
	put_many(store, 3000);
	STEP(store, "an", TABLE_SETTING, "x", "2");
	begin(store, "an", "few");
	PUT(store, TABLE_SETTING, "x", "3");
	PUT(store, TABLE_SETTING, "y", "3");
	commit(store);
	struct log all = logged(store, 0, "", 0), part;
	for (int i = 0; !place.is_end; i++) {
		assert_true(store_log_window(store, &window, &part, &why));
		assert_true(part.change_count < 110 || part.steps[0].id == 1);
		for (size_t j = 0; j < part.step_count; j++)
			for (size_t k = 0; k < part.steps[j].count; k++, told++) {
				const struct log_change *one = &part.changes[part.steps[j].first + k];

				assert_true(told < all.change_count);
				assert_string_equal(one->key, all.changes[told].key);
				assert_string_equal(one->field, all.changes[told].field);
				assert_string_equal(one->after, all.changes[told].after);
			}
		log_free(&part);
		if (i < 3)
			STEP(store, "an", TABLE_SETTING, "z", i % 2 ? "1" : "2");
	}
	assert_int_equal(told, all.change_count);
	log_free(&all);
}

static void a_part_that_others_removed_meanwhile_is_refused(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct log_place place = {.is_end = false};
	struct log_window window = {.part = 100, .place = &place, .shows_damaged = true};
	struct fault why = {0};
	struct log part;
	size_t removed;

	put_many(store, 3000);
	assert_true(store_log_window(store, &window, &part, &why));
	assert_int_equal(part.steps[0].count, part.change_count);
	log_free(&part);
	assert_true(store_purge_people(store, "an", &removed, &why));
	assert_false(store_log_window(store, &window, &part, &why));
	assert_fault(why, FAULT_BUSY, "read it again");
	assert_int_equal(part.change_count, 0);
}

/* Before the first part of a step is told all of it is known to be whole. */
static void a_long_step_that_is_damaged_is_no_part_but_a_line(void **state)
{
	struct given *given = *state;
	struct log_place place = {.is_end = false};
	struct log_window window = {.part = 100, .place = &place, .shows_damaged = true};
	struct fault why = {0};
	struct log part;

	put_many(given->store, 3000);
	shut(given);
	raw(given->path, "UPDATE step SET changeset = substr(changeset, 1, length(changeset) - 1) "
			 "WHERE id = (SELECT max(id) FROM step)");
	given->store = opened(given->path, false);
	assert_true(store_log_window(given->store, &window, &part, &why));
	assert_int_equal(part.steps[0].count, 1);
	assert_int_equal(part.changes[0].how, 'x');
	assert_int_equal(part.steps[1].id, 1);
	assert_true(place.is_end);
	log_free(&part);
}

static void a_window_of_the_log_is_told_by_ids_and_by_whom_it_is_about(void **state)
{
	struct given *given = *state;
	struct log_window window = {.after = 1, .before = 4};
	struct fault why = {0};
	struct log log;
	int i;

	for (i = 0; i < 5; i++)
		STEP(given->store, "an", TABLE_SETTING, "x", i % 2 ? "1" : "2");
	assert_true(store_log_window(given->store, &window, &log, &why));
	assert_int_equal(log.step_count, 2);
	assert_int_equal(log.steps[0].id, 3);
	assert_int_equal(log.steps[1].id, 2);
	assert_int_equal(log.oldest, 2);
	log_free(&log);
	window = (struct log_window){.unit = "nobody"};
	assert_true(store_log_window(given->store, &window, &log, &why));
	assert_int_equal(log.step_count, 0);
	log_free(&log);
	assert_int_equal(store_step_before(given->store, "1970-01-01T00:00:00Z"), 1);
	assert_int_equal(store_step_before(given->store, "9999-01-01T00:00:00Z"), 6);
}

static void steps_are_taken_back_together_newest_first_or_not_at_all(void **state)
{
	struct given *given = *state;
	struct step_told told;
	struct fault why = {0};
	size_t steps = 0;

	STEP(given->store, "an", TABLE_SETTING, "x", "1");
	STEP(given->store, "ba", TABLE_SETTING, "x", "2");
	STEP(given->store, "an", TABLE_SETTING, "y", "1");
	assert_true(store_count_since(given->store, 2, &steps, &why));
	assert_int_equal(steps, 2);
	assert_true(store_undo_since(given->store, "an", 2, &steps, &told, &why));
	assert_int_equal(steps, 2);
	assert_int_equal(told.target, 2);
	assert_string_equal(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x"), "1");
	assert_null(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "y"));
	assert_false(store_undo_since(given->store, "an", 2, &steps, &told, &why));
	assert_fault(why, FAULT_MISSING, "step 2 cannot be taken back");
	assert_true(store_redo(given->store, "an", &told, &why));
	assert_string_equal(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x"), "2");
}

static void an_empty_log_is_empty(void **state)
{
	struct store *store = opened(":memory:", false);
	struct log log = logged(store, 0, "", 0);

	(void)state;
	assert_int_equal(log.step_count, 0);
	assert_int_equal(log.change_count, 0);
	log_free(&log);
	store_close(store);
}

static void a_spoiled_log_is_refused_in_words(void **state)
{
	static const char *const spoiled[] = {
		"x'54'",
		"x'00'",
		"x'54ffffffffffffffffff'",
		"substr(changeset, 1, length(changeset) / 2)",
		"substr(changeset, 1, length(changeset) - 1)",
	};
	struct given *given = *state;
	struct fault why = {0};
	struct log log;

	for (size_t i = 0; i < COUNT(spoiled); i++) {
		char sql[200];

		reopen(given);
		STEP(given->store, "an", TABLE_UNIT, "99", "N", i % 2 ? "k" : "l");
		shut(given);
		snprintf(sql, sizeof sql,
			"UPDATE step SET changeset = %s WHERE id = (SELECT max(id) FROM step)",
			spoiled[i]);
		raw(given->path, sql);
		given->store = opened(given->path, false);
		if (store_log(given->store, 0, "", 0, &log, &why))
			fail_msg("%s was read", spoiled[i]);
		assert_int_equal(why.kind, FAULT_REFUSED);
		assert_int_equal(log.step_count, 0);
		log_free(&log);
		/* who looks at the log sees the others, and of this one that it is damaged */
		struct log_window window = {.shows_damaged = true};
		assert_true(store_log_window(given->store, &window, &log, &why));
		assert_true(log.step_count > i);
		assert_int_equal(log.steps[0].count, 1);
		assert_int_equal(log.changes[log.steps[0].first].how, 'x');
		assert_non_null(strstr(log.changes[log.steps[0].first].after, "tiendo check"));
		log_free(&log);
	}
}

static void changes_of_tables_unknown_here_are_passed_over(void **state)
{
	/* One insert into a table "tmp" of one column, as sqlite3session.c writes it. */
	struct given *given = *state;
	struct log log;

	shut(given);
	raw(given->path, "UPDATE step SET changeset = CAST(x'540101746d7000' || "
			 "x'1200010000000000000007' || changeset AS BLOB) WHERE id = 1");
	given->store = opened(given->path, false);
	log = logged(given->store, 0, "", 0);
	assert_int_equal(log.step_count, 1);
	assert_true(log.steps[0].count > 40);
	log_free(&log);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, given_filled, given_gone)
	const struct CMUnitTest tests[] = {
		IN_OFFICE(a_row_added_is_told_field_by_field),
		IN_OFFICE(a_row_changed_is_told_by_what_changed),
		IN_OFFICE(a_row_removed_is_told_field_by_field),
		IN_OFFICE(a_row_of_nothing_but_keys_is_told_once),
		IN_OFFICE(a_change_names_the_unit_and_item_it_is_about),
		IN_OFFICE(an_undo_is_told_turned_round_and_a_redo_as_it_was),
		IN_OFFICE(a_step_tells_who_when_and_by_what),
		IN_OFFICE(steps_are_told_newest_first_after_since_and_at_most),
		cmocka_unit_test_setup_teardown(
			of_a_large_step_no_more_is_read_than_asked, given_database, given_gone),
		cmocka_unit_test_setup_teardown(
			a_window_of_the_log_is_told_by_ids_and_by_whom_it_is_about, given_database, given_gone),
		cmocka_unit_test_setup_teardown(
			steps_are_taken_back_together_newest_first_or_not_at_all, given_database, given_gone),
		cmocka_unit_test(an_empty_log_is_empty),
		IN_OFFICE(a_log_read_in_parts_is_the_whole_log),
		IN_OFFICE(a_part_that_others_removed_meanwhile_is_refused),
		IN_OFFICE(a_long_step_that_is_damaged_is_no_part_but_a_line),
		IN_OFFICE(a_spoiled_log_is_refused_in_words),
		IN_OFFICE(changes_of_tables_unknown_here_are_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
