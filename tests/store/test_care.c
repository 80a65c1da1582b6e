/* Copies that are whole, and checks that see damage and live through it. */
#include "given.h"

static int given_filled(void **state)
{
	if (given_database(state) != 0)
		return -1;
	given_office(((struct given *)*state)->store);
	return 0;
}

static void a_copy_has_equal_content_and_log(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct step_told told;
	struct store *copy;
	struct stat about;
	mode_t mask = umask(0);
	char path[256], *before = content(given->store);

	STEP(given->store, "an", TABLE_SETTING, "x", "1");
	if (!store_backup(given->store, given_path(given, "copy.db", path), &why))
		fail_msg("%s", why.text);
	umask(mask);
	assert_int_equal(files_in(given->folder), 3); /* with the lock */
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0660); /* contacts are in it */
	copy = opened(path, false);
	assert_whole(copy);
	assert_true(store_undo(copy, "an", 0, &told, &why));
	assert_content(copy, before);
	store_close(copy);
	assert_string_equal(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x"), "1");
	free(before);
}

static void a_copy_never_replaces_what_is_there(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct buffer bytes;
	char path[256];

	file_write(given_path(given, "copy.db", path), "mine", 4);
	assert_false(store_backup(given->store, path, &why));
	assert_fault(why, FAULT_REFUSED, "is there already");
	bytes = file_bytes(path);
	assert_string_equal(buffer_text(&bytes), "mine");
	buffer_free(&bytes);
	assert_false(store_backup(given->store, given->path, &why));
	assert_int_equal(why.kind, FAULT_REFUSED);
	assert_false(store_backup(given->store, given->folder, &why));
	assert_int_equal(why.kind, FAULT_REFUSED);
	/* A link to nowhere is there too, though nothing answers behind it. */
	assert_int_equal(symlink("nowhere", given_path(given, "link", path)), 0);
	assert_false(store_backup(given->store, path, &why));
	assert_fault(why, FAULT_REFUSED, "is there already");
	assert_int_equal(files_in(given->folder), 4);
	assert_whole(given->store);
}

static void a_copy_into_no_folder_is_refused(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char path[256];

	assert_false(store_backup(given->store, given_path(given, "none/copy.db", path), &why));
	assert_fault(why, FAULT_TROUBLE, "cannot make");
}

static void a_copy_cut_off_before_does_not_bar_the_way(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct store *copy;
	char path[256], part[300];

	given_path(given, "copy.db", path);
	snprintf(part, sizeof part, "%s.%ld.part", path, (long)getpid());
	file_write(part, "half", 4);
	if (!store_backup(given->store, path, &why))
		fail_msg("%s", why.text);
	assert_false(file_exists(part));
	copy = opened(path, true);
	assert_whole(copy);
	store_close(copy);
}

static void a_copy_named_like_an_address_is_a_file_of_that_name(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct store *copy;
	char here[4096], path[256];

	assert_non_null(getcwd(here, sizeof here));
	assert_int_equal(chdir(given->folder), 0);
	if (!store_backup(given->store, "file:copy.db", &why))
		fail_msg("%s", why.text);
	copy = opened("file:copy.db", true);
	assert_whole(copy);
	store_close(copy);
	assert_true(store_create("file:new.db?mode=memory", &why));
	assert_int_equal(chdir(here), 0);
	assert_true(file_exists(given_path(given, "file:copy.db", path)));
	assert_true(file_exists(given_path(given, "file:new.db?mode=memory", path)));
	assert_int_equal(files_in(given->folder), 4);
}

static void a_copy_that_is_not_whole_is_not_kept(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char path[256];

	shut(given);
	raw(given->path, "DELETE FROM unit WHERE code = '705'");
	given->store = opened(given->path, false);
	assert_false(store_backup(given->store, given_path(given, "copy.db", path), &why));
	assert_fault(why, FAULT_TROUBLE, "did not come out whole (a row points to nothing");
	assert_int_equal(files_in(given->folder), 2);
}

static void who_may_only_read_can_copy(void **state)
{
	struct given *given = *state;
	struct store *reader, *copy;
	struct fault why = {0};
	char path[256], *before = content(given->store);

	shut(given);
	reader = opened(given->path, true);
	if (!store_backup(reader, given_path(given, "copy.db", path), &why))
		fail_msg("%s", why.text);
	store_close(reader);
	copy = opened(path, false);
	assert_content(copy, before);
	store_close(copy);
	free(before);
}

static void a_copy_within_a_step_is_refused_and_the_step_goes_on(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char path[256];

	begin(given->store, "an", "x");
	PUT(given->store, TABLE_SETTING, "x", "1");
	assert_false(store_backup(given->store, given_path(given, "copy.db", path), &why));
	assert_int_equal(why.kind, FAULT_TROUBLE);
	assert_int_equal(files_in(given->folder), 3); /* with the step's journal */
	assert_int_equal(commit(given->store), 2);
}

static void copies_made_while_another_process_writes_are_whole(void **state)
{
	struct given *given = *state;
	int stop[2];
	pid_t child;

	shut(given);
	assert_int_equal(pipe(stop), 0);
	if ((child = fork()) == 0) {
		struct store *store;
		long step, steps = 0;
		char byte;

		close(stop[1]);
		fcntl(stop[0], F_SETFL, O_NONBLOCK);
		if (!store_open(&store, given->path, false, NULL))
			_exit(1);
		store_set_patience(store, 60000);
		/* Two rows that are always equal: a copy of half a step would show. */
		while (read(stop[0], &byte, 1) != 0) {
			char value[24];

			snprintf(value, sizeof value, "%ld", ++steps);
			if (!step_begin(store, "an", "x", NULL) ||
				!store_put(store, TABLE_SETTING, FIELDS("left", value), NULL) ||
				!store_put(store, TABLE_SETTING, FIELDS("right", value), NULL) ||
				!step_commit(store, &step, NULL))
				_exit(2);
		}
		store_close(store);
		_exit(steps > 0 ? 0 : 3);
	}
	close(stop[0]);
	given->store = opened(given->path, false);
	store_set_patience(given->store, 60000);
	for (int i = 0; i < 8; i++) {
		struct fault why = {0};
		struct store *copy;
		char name[32], path[256];

		snprintf(name, sizeof name, "copy%d.db", i);
		if (!store_backup(given->store, given_path(given, name, path), &why))
			fail_msg("%s", why.text);
		copy = opened(path, true);
		assert_whole(copy);
		assert_int_equal(asked(copy,
					 "SELECT count(DISTINCT value) > 1 FROM setting WHERE name "
					 "IN ('left', 'right')"),
			0);
		store_close(copy);
	}
	close(stop[1]);
	assert_int_equal(ended(child), 0);
}

/* Checks; the report must have these words, or no problem where there are none. */
static void assert_report(struct store *store, const char *words)
{
	struct buffer report = {0};
	struct fault why = {0};
	size_t problems = 99, lines = 0;

	if (!store_check(store, &report, &problems, &why))
		fail_msg("%s", why.text);
	for (const char *at = buffer_text(&report); *at; at++)
		lines += *at == '\n';
	assert_true(lines >= problems);
	assert_int_equal(problems > 0, words != NULL);
	if (words && !strstr(buffer_text(&report), words))
		fail_msg("%s", buffer_text(&report));
	buffer_free(&report);
}

static void what_was_planted_in_the_schema_is_reported(void **state)
{
	static const char *const planted[] = {"ALTER TABLE duty ADD COLUMN name TEXT",
		"CREATE TABLE list (name TEXT)",
		"CREATE INDEX more ON unit (name)", "DROP INDEX unit_by_parent", "ANALYZE"};
	struct given *given = *state;
	struct buffer whole;

	assert_report(given->store, NULL);
	shut(given);
	whole = file_bytes(given->path);
	for (size_t i = 0; i < COUNT(planted); i++) {
		file_write(given->path, whole.text, whole.length);
		raw(given->path, planted[i]);
		given->store = opened(given->path, false);
		assert_report(given->store, "the schema differs");
		shut(given);
	}
	buffer_free(&whole);
}

static void a_trigger_planted_while_it_is_open_is_reported(void **state)
{
	struct given *given = *state;

	raw(given->path, "CREATE TRIGGER spy AFTER UPDATE ON duty BEGIN DELETE FROM receipt; END");
	assert_report(given->store, "the schema differs");
}

static void rows_that_point_to_nothing_are_reported(void **state)
{
	struct given *given = *state;

	shut(given);
	raw(given->path, "DELETE FROM unit WHERE code = '705'");
	given->store = opened(given->path, false);
	assert_report(given->store, "a row points to nothing: duty → unit");
}

static void numbers_that_no_change_takes_are_reported(void **state)
{
	static const char *const planted[] = {"UPDATE duty SET count = 9223372036854775807",
		"UPDATE number SET value = '9223372036854775807'"};
	struct given *given = *state;

	for (size_t i = 0; i < COUNT(planted); i++) {
		shut(given);
		raw(given->path, "UPDATE duty SET count = 999999999999; "
				 "UPDATE number SET value = '999999999999'");
		given->store = opened(given->path, false);
		assert_report(given->store, NULL);
		shut(given);
		raw(given->path, planted[i]);
		given->store = opened(given->path, false);
		assert_report(given->store, "the number is larger than tiendo takes");
	}
}

/* Past the door a text may be of any length; the longest that a file may bring is well. */
static void texts_longer_than_any_that_come_in_are_reported(void **state)
{
	struct given *given = *state;

	shut(given);
	raw(given->path, "UPDATE unit SET name = replace(hex(zeroblob(1 << 19)), '00', 'ab') "
			 "WHERE code = '705'");
	given->store = opened(given->path, false);
	assert_report(given->store, NULL);
	shut(given);
	raw(given->path, "UPDATE unit SET name = replace(hex(zeroblob(1600000)), '00', 'ab') "
			 "WHERE code = '705'");
	given->store = opened(given->path, false);
	assert_report(given->store, "unit 705: the text of name is longer than any that tiendo takes");
}

static void a_spoiled_step_of_the_log_is_reported(void **state)
{
	struct given *given = *state;

	STEP(given->store, "an", TABLE_SETTING, "x", "1");
	shut(given);
	raw(given->path, "UPDATE step SET changeset = x'54' WHERE id = 2; "
			 "UPDATE step SET changeset = x'' WHERE id = 1");
	given->store = opened(given->path, false);
	assert_report(given->store, "step 2 of the log cannot be read");
}

/* The page where a table begins, by SQLite's own word. */
static size_t page_of(struct store *store, const char *table)
{
	struct rows rows;
	size_t page = 0;

	assert_true(rows_open(
		&rows, store, "SELECT rootpage FROM sqlite_schema WHERE name = ?1", NULL));
	sqlite3_bind_text(rows.statement, 1, table, -1, SQLITE_STATIC);
	while (rows_next(&rows))
		page = (size_t)column_long(rows.statement, 0);
	assert_true(rows_close(&rows, NULL));
	assert_true(page > 1);
	return page;
}

static void a_spoiled_page_is_reported_and_no_copy_is_made_of_it(void **state)
{
	static const char *const tables[] = {"unit", "duty", "step", "unit_by_parent", "setting"};
	struct given *given = *state;
	struct buffer whole;
	size_t page[COUNT(tables)];
	char path[256];

	for (size_t i = 0; i < COUNT(tables); i++)
		page[i] = page_of(given->store, tables[i]);
	shut(given);
	whole = file_bytes(given->path);
	for (size_t i = 0; i < COUNT(tables); i++) {
		struct fault why = {0};
		struct buffer report = {0};
		size_t at = (page[i] - 1) * 4096, problems = 0;
		char kept = whole.text[at];

		whole.text[at] = 0x77; /* no kind of page */
		file_write(given->path, whole.text, whole.length);
		whole.text[at] = kept;
		given->store = opened(given->path, false);
		assert_true(store_check(given->store, &report, &problems, &why));
		assert_true(problems > 0);
		buffer_free(&report);
		assert_false(store_backup(given->store, given_path(given, "copy.db", path), &why));
		assert_true(why.kind == FAULT_REFUSED || why.kind == FAULT_TROUBLE);
		assert_int_equal(files_in(given->folder), 2);
		shut(given);
	}
	buffer_free(&whole);
}

/* Does everything there is to do; whatever it says, it must come back. */
static void use_everything(const char *path)
{
	struct store *store;
	struct fault why;
	struct snapshot *snapshot;
	struct plans plans;
	struct log log;
	struct step_told told;
	struct buffer report = {0};
	struct pool pool = {0};
	const char *fields[ROW_FIELDS];
	size_t count;
	bool found;
	long step;

	if (!store_open(&store, path, false, &why))
		return;
	store_set_patience(store, 0);
	store_check(store, &report, &count, &why);
	buffer_free(&report);
	if (store_snapshot(store, NULL, SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE, &snapshot, &why))
		snapshot_free(snapshot);
	if (store_plans(store, &plans, &why))
		plans_free(&plans);
	if (store_log(store, 0, "", 0, &log, &why))
		log_free(&log);
	store_get(store, TABLE_DUTY, FIELDS("KH1", "II.1", "705"), &pool, fields, &found, &why);
	pool_free(&pool);
	if (step_begin(store, "an", "x", &why)) {
		store_put(store, TABLE_DUTY, FIELDS("KH1", "II.1", "705", "doing"), &why);
		store_drop(store, TABLE_SETTING, FIELDS("due_soon"), &why);
		step_commit(store, &step, &why);
	}
	store_undo(store, "an", 0, &told, &why);
	store_redo(store, "an", &told, &why);
	store_undo(store, "admin", 0, &told, &why);
	store_undo(store, "admin", 1, &told, &why);
	store_purge_people(store, "an", &count, &why);
	store_close(store);
}

static uint32_t chance(uint32_t *seed)
{
	*seed ^= *seed << 13; /* xorshift32 */
	*seed ^= *seed >> 17;
	return *seed ^= *seed << 5;
}

static void flipped_bits_never_crash(void **state)
{
	struct given *given = *state;
	struct buffer whole;
	uint32_t seed = 20200628;
	size_t *used, used_count = 0;
	char side[300];
	static const char *const sides[] = {"-journal", "-wal", "-shm"};

	STEP(given->store, "an", TABLE_DUTY, "KH1", "II.1", "703", "done", "2020-06-20");
	STEP(given->store, "an", TABLE_PERSON, "705", "Lê Thị Bê", "Phó", "0912");
	shut(given);
	whole = file_bytes(given->path);
	/* Most of the file is empty: flip where something is. */
	used = memory_take(whole.length, sizeof *used);
	for (size_t i = 0; i < whole.length; i++)
		if (whole.text[i])
			used[used_count++] = i;
	for (int i = 0; i < 300; i++) {
		struct buffer flipped = {0};

		buffer_bytes(&flipped, whole.text, whole.length);
		for (size_t flips = 1 + chance(&seed) % 3; flips > 0; flips--) {
			char *byte = &flipped.text[used[chance(&seed) % used_count]];

			*byte = (char)(*byte ^ 1 << chance(&seed) % 8);
		}
		file_write(given->path, flipped.text, flipped.length);
		buffer_free(&flipped);
		use_everything(given->path);
		for (size_t other = 0; other < COUNT(sides); other++) {
			snprintf(side, sizeof side, "%s%s", given->path, sides[other]);
			unlink(side);
		}
	}
	free(used);
	buffer_free(&whole);
}

/* Every bit of a changeset, one at a time: log and undo read it by SQLite's own reader. */
static void flipped_bits_of_a_changeset_never_crash(void **state)
{
	struct given *given = *state;
	struct store *store = given->store;
	struct rows rows;
	struct buffer whole = {0};

	begin(store, "an", "some of all kinds");
	PUT(store, TABLE_DUTY, "KH1", "II.1", "703", "done", "2020-06-20", [DUTY_COUNT] = "7");
	PUT(store, TABLE_SETTING, "due_soon", "7");
	DROP(store, TABLE_NUMBER, "KH1", "BC1", "N1", "703");
	commit(store);
	assert_true(rows_open(&rows, store, "SELECT changeset FROM step WHERE id = 2", NULL));
	while (rows_next(&rows))
		buffer_bytes(&whole, sqlite3_column_blob(rows.statement, 0),
			(size_t)sqlite3_column_bytes(rows.statement, 0));
	assert_true(rows_close(&rows, NULL));
	assert_true(whole.length > 100);
	assert_true(store_run(store, "PRAGMA synchronous = OFF", NULL));
	for (size_t bit = 0; bit < whole.length * 8; bit++) {
		struct step_told told;
		struct fault why;
		struct log log;
		sqlite3_stmt *statement;
		char *at = &whole.text[bit / 8];

		*at = (char)(*at ^ 1 << bit % 8);
		assert_true(store_run(store, "BEGIN", NULL));
		assert_true(store_prepare(
			store, "UPDATE step SET changeset = ?1 WHERE id = 2", &statement, NULL));
		sqlite3_bind_blob(statement, 1, whole.text, (int)whole.length, SQLITE_STATIC);
		assert_true(store_finish(store, statement, NULL));
		if (store_log(store, 0, "", 2, &log, &why))
			log_free(&log);
		assert_true(store_run(store, "COMMIT", NULL));
		if (store_undo(store, "an", 2, &told, &why) &&
			!store_redo(store, "an", &told, &why))
			fail_msg("bit %zu: undone but not done again: %s", bit, why.text);
		*at = (char)(*at ^ 1 << bit % 8);
	}
	buffer_free(&whole);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, given_filled, given_gone)
	const struct CMUnitTest tests[] = {
		IN_OFFICE(a_copy_has_equal_content_and_log),
		IN_OFFICE(a_copy_never_replaces_what_is_there),
		IN_OFFICE(a_copy_into_no_folder_is_refused),
		IN_OFFICE(a_copy_cut_off_before_does_not_bar_the_way),
		IN_OFFICE(a_copy_named_like_an_address_is_a_file_of_that_name),
		IN_OFFICE(a_copy_that_is_not_whole_is_not_kept),
		IN_OFFICE(who_may_only_read_can_copy),
		IN_OFFICE(a_copy_within_a_step_is_refused_and_the_step_goes_on),
		IN_OFFICE(copies_made_while_another_process_writes_are_whole),
		IN_OFFICE(what_was_planted_in_the_schema_is_reported),
		IN_OFFICE(a_trigger_planted_while_it_is_open_is_reported),
		IN_OFFICE(rows_that_point_to_nothing_are_reported),
		IN_OFFICE(numbers_that_no_change_takes_are_reported),
		IN_OFFICE(texts_longer_than_any_that_come_in_are_reported),
		IN_OFFICE(a_spoiled_step_of_the_log_is_reported),
		IN_OFFICE(a_spoiled_page_is_reported_and_no_copy_is_made_of_it),
		IN_OFFICE(flipped_bits_never_crash),
		IN_OFFICE(flipped_bits_of_a_changeset_never_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
