/* Removing contacts for good: no byte of them stays, and all else does. */
#include "given.h"

enum { PEOPLE = 400 };

/* A text of a person that stands nowhere else: what is to be gone. */
static const char *trace(char out[64], const char *kind, int person)
{
	snprintf(out, 64, "%s%05dQZ", kind, person * 7919 % 100000);
	return out;
}

static void put_person(struct store *store, int person, const char *kinds[4])
{
	char name[64], phone[64], email[64], note[64];

	PUT(store, TABLE_PERSON, person % 2 ? "703" : "705", trace(name, kinds[0], person),
		"Bí thư", trace(phone, kinds[1], person), trace(email, kinds[2], person),
		trace(note, kinds[3], person));
}

/* The life of a roster: imported, changed, partly dropped, taken back, within steps that change
 * other things too. */
static int given_roster(void **state)
{
	static const char *first[] = {"Ten", "090", "mail", "note"},
			  *second[] = {"Ten", "091", "post", "memo"};
	struct store *store;
	struct step_told told;
	char name[64];

	if (given_database(state) != 0)
		return -1;
	store = ((struct given *)*state)->store;
	given_office(store);
	begin(store, "an", "import people people.csv"); /* 2 */
	for (int i = 0; i < PEOPLE; i++)
		put_person(store, i, first);
	commit(store);
	begin(store, "an", "people and others"); /* 3 */
	for (int i = 0; i < PEOPLE; i += 3)
		put_person(store, i, second);
	PUT(store, TABLE_UNIT, "99", "Mới", "huyen", "72");
	PUT(store, TABLE_DUTY, "KH1", "II.1", "703", "done", "2020-06-20");
	commit(store);
	begin(store, "an", "drop people"); /* 4 */
	for (int i = 0; i < PEOPLE; i += 5)
		DROP(store, TABLE_PERSON, i % 2 ? "703" : "705", trace(name, "Ten", i));
	PUT(store, TABLE_SETTING, "due_soon", "4");
	commit(store);
	if (!store_undo(store, "an", 0, &told, NULL)) /* 5 */
		return -1;
	STEP(store, "an", TABLE_HOLIDAY, "2020-04-30", "Lễ"); /* 6 */
	return 0;
}

/* What a program that does not wipe leaves in the gaps of pages and in pages no longer used. */
static void leave_remains(struct given *given)
{
	shut(given);
	raw(given->path, "PRAGMA secure_delete = OFF; CREATE TABLE list AS SELECT * FROM person; "
			 "UPDATE person SET phone = 'y' WHERE unit = '705'; DROP TABLE list");
	given->store = opened(given->path, false);
}

static size_t purge(struct store *store)
{
	struct fault why = {0};
	size_t removed = 9999;

	if (!store_purge_people(store, "admin", &removed, &why))
		fail_msg("%s", why.text);
	return removed;
}

/* How many of the traces stand in any file of the folder. */
static size_t traces_left(const struct given *given)
{
	static const char *const kinds[] = {"Ten", "090", "091", "mail", "post", "note", "memo"};
	static const char *const names[] = {"office.db", "office.db-journal", "office.db.lock"};
	size_t left = 0;

	for (size_t file = 0; file < COUNT(names); file++) {
		char path[256];
		struct buffer bytes;

		if (!file_exists(given_path(given, names[file], path)))
			continue;
		bytes = file_bytes(path);
		for (size_t kind = 0; kind < COUNT(kinds); kind++)
			for (int person = 0; person < PEOPLE; person++) {
				char text[64];

				left += bytes_hold(&bytes, trace(text, kinds[kind], person));
			}
		left += bytes_hold(&bytes, "0901234567") + bytes_hold(&bytes, "an@example.org");
		buffer_free(&bytes);
	}
	return left;
}

static void no_byte_of_a_contact_stays(void **state)
{
	struct given *given = *state;

	leave_remains(given);
	shut(given);
	assert_true(traces_left(given) > PEOPLE * 4); /* the test can see them */
	given->store = opened(given->path, false);
	assert_int_equal(purge(given->store), PEOPLE + 1);
	assert_int_equal(asked(given->store, "SELECT count(*) FROM person"), 0);
	assert_whole(given->store);
	shut(given);
	assert_int_equal(traces_left(given), 0);
	given->store = opened(given->path, false);
	assert_whole(given->store);
}

static void all_else_stays(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	char *before, *after;

	begin(store, "x", "y");
	assert_true(store_run(store, "DELETE FROM person", NULL));
	before = content(store);
	step_abandon(store);
	purge(store);
	after = content(store);
	assert_string_equal(after, before);
	free(before);
	free(after);
}

static void the_log_tells_of_the_purge_and_no_more_of_people(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct log before, log;
	size_t others = 0;
	int64_t at;

	assert_true(store_log(store, 0, "", 0, &before, NULL));
	for (size_t i = 0; i < before.change_count; i++)
		others += before.changes[i].table != TABLE_PERSON;
	assert_true(others < before.change_count);
	log_free(&before);
	purge(store);
	assert_true(store_log(store, 0, "", 0, &log, NULL));
	assert_int_equal(log.step_count, 7);
	assert_string_equal(log.steps[0].actor, "admin");
	assert_string_equal(log.steps[0].command, "purge people");
	assert_true(instant_parse(log.steps[0].at, &at));
	assert_int_equal(log.steps[0].count, 0);
	assert_int_equal(log.steps[5].count, 0); /* the import of people: that it was, not what */
	assert_int_equal(log.change_count, others);
	for (size_t i = 0; i < log.change_count; i++)
		assert_int_not_equal(log.changes[i].table, TABLE_PERSON);
	log_free(&log);
}

static void other_steps_and_other_changes_of_the_same_steps_are_taken_back(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	struct step_told told;

	purge(store);
	assert_false(store_undo(store, "admin", 7, &told, &why)); /* the purge itself */
	assert_int_equal(why.kind, FAULT_MISSING);
	assert_true(store_undo(store, "an", 0, &told, &why));
	assert_int_equal(told.target, 6);
	assert_true(store_undo(store, "an", 0, &told, &why));
	assert_int_equal(told.target, 3);
	assert_int_equal(told.rows, 2); /* the unit and the duty; the people are forgotten */
	assert_null(FIELD(store, TABLE_UNIT, UNIT_NAME, "99"));
	assert_null(FIELD(store, TABLE_DUTY, DUTY_PROGRESS, "KH1", "II.1", "703"));
	assert_false(store_undo(store, "an", 0, &told, &why)); /* step 2 was people only */
	assert_int_equal(why.kind, FAULT_MISSING);
	assert_true(store_redo(store, "an", &told, &why));
	assert_int_equal(told.target, 3);
	assert_string_equal(FIELD(store, TABLE_UNIT, UNIT_NAME, "99"), "Mới");
	assert_true(store_redo(store, "an", &told, &why));
	assert_int_equal(told.target, 6);
	assert_false(store_undo(store, "an", 1, &told, &why)); /* others rely on it */
	assert_int_equal(why.kind, FAULT_REFUSED);
	assert_int_equal(asked(store, "SELECT count(*) FROM person"), 0);
	assert_whole(store);
}

static void a_purge_can_be_done_again_and_people_added_anew(void **state)
{
	static const char *again[] = {"Ten", "090", "mail", "note"};
	struct given *given = *state;

	purge(given->store);
	assert_int_equal(purge(given->store), 0);
	begin(given->store, "an", "import people");
	put_person(given->store, 1, again);
	assert_int_equal(commit(given->store), 9);
	assert_int_equal(purge(given->store), 1);
	shut(given);
	assert_int_equal(traces_left(given), 0);
	given->store = opened(given->path, false);
	assert_whole(given->store);
}

static void a_log_that_cannot_be_read_stops_the_purge_before_anything_is_gone(void **state)
{
	static const char *const spoiled[] = {
		"x'54'",                   /* ends after 'T' */
		"x'5405'",                 /* before the key flags */
		"x'54010161'",             /* within the name */
		"x'5401016100'||x'12'",    /* within a change */
		"x'540101610012000900'",   /* no kind of value */
		"x'54010161001200030561'", /* within a text */
		"x'54010161001200030161ff'", /* then no kind of change */
		"x'5401016100120001'",     /* within a number */
		"x'54010161001200'",       /* before a value */
		"x'00'",
		"x'54ffffffffffffffffff'",
		"x'54ffff'",
	};
	struct given *given = *state;
	struct buffer whole;

	shut(given);
	whole = file_bytes(given->path);
	for (size_t i = 0; i < COUNT(spoiled); i++) {
		struct fault why = {0};
		char sql[200], *before;
		size_t removed = 0;

		file_write(given->path, whole.text, whole.length);
		snprintf(sql, sizeof sql,
			"UPDATE step SET changeset = CAST(%s AS BLOB) WHERE id = 3", spoiled[i]);
		raw(given->path, sql);
		given->store = opened(given->path, false);
		before = content(given->store);
		if (store_purge_people(given->store, "admin", &removed, &why))
			fail_msg("%s was read", spoiled[i]);
		assert_fault(why, FAULT_REFUSED, "step 3 of the log cannot be read");
		assert_content(given->store, before);
		assert_int_equal(asked(given->store, "SELECT count(*) FROM step"), 6);
		free(before);
		shut(given);
	}
	buffer_free(&whole);
}

static void who_reads_on_holds_up_the_purge_which_can_be_done_again(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	sqlite3 *reader;
	size_t removed = 0;

	store_set_patience(given->store, 0);
	assert_int_equal(sqlite3_open(given->path, &reader), SQLITE_OK);
	assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM unit", NULL, NULL, NULL),
		SQLITE_OK);
	if (store_purge_people(given->store, "admin", &removed, &why))
		skip(); /* a journal that lets readers be */
	assert_int_equal(why.kind, FAULT_BUSY);
	sqlite3_close(reader);
	purge(given->store);
	shut(given);
	assert_int_equal(traces_left(given), 0);
}

int main(void)
{
#define IN_ROSTER(test) cmocka_unit_test_setup_teardown(test, given_roster, given_gone)
	const struct CMUnitTest tests[] = {
		IN_ROSTER(no_byte_of_a_contact_stays),
		IN_ROSTER(all_else_stays),
		IN_ROSTER(the_log_tells_of_the_purge_and_no_more_of_people),
		IN_ROSTER(other_steps_and_other_changes_of_the_same_steps_are_taken_back),
		IN_ROSTER(a_purge_can_be_done_again_and_people_added_anew),
		IN_ROSTER(a_log_that_cannot_be_read_stops_the_purge_before_anything_is_gone),
		IN_ROSTER(who_reads_on_holds_up_the_purge_which_can_be_done_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
