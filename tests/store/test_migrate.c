/* Older files brought up to date: a real file of version 1, what is kept, what is refused. */
#include "given.h"

#include <sys/file.h>

/* Written by the program as it was then: four units, a plan, a contact, an undo and a redo. */
#define REAL_VERSION_1 "tests/store/version-1.db"

static int given_version_1(void **state)
{
	struct buffer bytes = file_bytes(REAL_VERSION_1);

	if (given_folder(state) != 0)
		return -1;
	file_write(((struct given *)*state)->path, bytes.text, bytes.length);
	buffer_free(&bytes);
	return 0;
}

static char *schema_of(struct store *store)
{
	struct buffer all = {0};
	struct rows rows;

	assert_true(rows_open(&rows, store,
		"SELECT type || name || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name",
		NULL));
	while (rows_next(&rows))
		buffer_print(&all, "%s\n", column_word(rows.statement, 0));
	assert_true(rows_close(&rows, NULL));
	return all.text;
}

/* The only file beside the database whose name has ".v1-" in it. */
static void backup_path(const struct given *given, char out[256])
{
	DIR *at = opendir(given->folder);
	size_t found = 0;

	assert_non_null(at);
	for (struct dirent *file = readdir(at); file; file = readdir(at))
		if (strncmp(file->d_name, "office.db.v1-", 13) == 0) {
			snprintf(out, 256, "%.100s/%.100s", given->folder, file->d_name);
			found++;
		}
	closedir(at);
	assert_int_equal(found, 1);
}

/* Whatever stands in the newest schema was made by a step, letter by letter. */
static void all_steps_together_make_the_newest_schema(void **state)
{
	struct given *given = *state;
	struct store *newest, *old;
	char *theirs, *ours;

	assert_true(store_in_memory(&old, 1, NULL));
	assert_int_equal(asked(old, "PRAGMA user_version"), 1);
	given->store = opened(given->path, true);
	theirs = schema_of(given->store);
	ours = schema_of(old);
	assert_string_equal(theirs, ours);
	free(theirs);
	free(ours);
	assert_true(schema_run_steps(old, 1, STORE_VERSION, NULL));
	assert_true(store_in_memory(&newest, STORE_VERSION, NULL));
	theirs = schema_of(old);
	ours = schema_of(newest);
	assert_string_equal(theirs, ours);
	free(theirs);
	free(ours);
	store_close(old);
	store_close(newest);
}

static void a_file_of_version_1_is_brought_up_to_date(void **state)
{
	struct given *given = *state;
	struct store *newest;
	char *theirs, *ours;

	given->store = opened(given->path, false);
	assert_int_equal(asked(given->store, "PRAGMA user_version"), STORE_VERSION);
	assert_whole(given->store);
	assert_true(store_in_memory(&newest, STORE_VERSION, NULL));
	theirs = schema_of(given->store);
	ours = schema_of(newest);
	assert_string_equal(theirs, ours);
	free(theirs);
	free(ours);
	store_close(newest);

	assert_string_equal(FIELD(given->store, TABLE_UNIT, UNIT_NAME, "701"), "Huyện Một");
	assert_string_equal(
		FIELD(given->store, TABLE_DUTY, DUTY_DONE_ON, "KH", "V1", "701"), "2020-06-20");
	assert_string_equal(FIELD(given->store, TABLE_RECEIPT, RECEIPT_RECEIVED_ON, "KH", "B1",
				    "702", "1"),
		"2020-06-21");
	assert_int_equal(asked(given->store, "SELECT count(*) FROM step"), 7);
}

static void its_steps_can_still_be_taken_back(void **state)
{
	struct given *given = *state;
	struct step_told told;
	struct fault why = {0};

	given->store = opened(given->path, false);
	if (!store_undo(given->store, "x", 4, &told, &why))
		fail_msg("%s", why.text);
	assert_null(FIELD(given->store, TABLE_DUTY, DUTY_DONE_ON, "KH", "V1", "701"));
	STEP(given->store, "x", TABLE_ACCOUNT, "mot", "editor", "701");
	reopen(given);
	assert_string_equal(FIELD(given->store, TABLE_ACCOUNT, ACCOUNT_ROLE, "mot"), "editor");
}

static void the_file_as_it_was_stays_beside_it(void **state)
{
	struct given *given = *state;
	char path[256];
	struct store *copy;

	given->store = opened(given->path, false);
	backup_path(given, path);
	copy = opened(path, true);
	assert_int_equal(asked(copy, "PRAGMA user_version"), 1);
	assert_whole(copy); /* by the schema of its own version */
	assert_string_equal(FIELD(copy, TABLE_UNIT, UNIT_NAME, "701"), "Huyện Một");
	store_close(copy);
	/* Once is enough. */
	reopen(given);
	backup_path(given, path);
}

static void reading_alone_leaves_it_as_it_is(void **state)
{
	struct given *given = *state;
	struct buffer before = file_bytes(given->path), after;

	given->store = opened(given->path, true);
	assert_whole(given->store);
	assert_string_equal(FIELD(given->store, TABLE_UNIT, UNIT_NAME, "701"), "Huyện Một");
	shut(given);
	after = file_bytes(given->path);
	assert_int_equal(after.length, before.length);
	assert_memory_equal(after.text, before.text, before.length);
	assert_int_equal(files_in(given->folder), 1);
	buffer_free(&before);
	buffer_free(&after);
}

static void what_cannot_be_backed_up_is_not_touched(void **state)
{
	struct given *given = *state;
	struct buffer before, after;
	struct fault why = {0};

	/* A table that no tiendo of that version made: the copy is not whole. */
	raw(given->path, "CREATE TABLE planted (x)");
	before = file_bytes(given->path);
	assert_false(store_open(&given->store, given->path, false, &why));
	assert_fault(why, FAULT_TROUBLE, "did not come out whole");
	after = file_bytes(given->path);
	assert_int_equal(after.length, before.length);
	assert_memory_equal(after.text, before.text, before.length);
	assert_int_equal(files_in(given->folder), 2); /* it and its lock */
	buffer_free(&before);
	buffer_free(&after);
}

static void a_file_that_somebody_writes_waits_and_is_left_alone(void **state)
{
	struct given *given = *state;
	sqlite3 *writer;
	struct fault why = {0};
	char lock[256];
	int queue;

	given_path(given, "office.db.lock", lock);
	queue = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_true(queue >= 0);
	assert_int_equal(flock(queue, LOCK_EX), 0);
	assert_int_equal(sqlite3_open(given->path, &writer), SQLITE_OK);
	assert_false(store_open(&given->store, given->path, false, &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	assert_int_equal(files_in(given->folder), 2);
	close(queue);
	sqlite3_close(writer);
	given->store = opened(given->path, false);
	assert_int_equal(asked(given->store, "PRAGMA user_version"), STORE_VERSION);
}

static void sessions_that_open_at_once_bring_it_up_once(void **state)
{
	struct given *given = *state;
	char path[256];
	pid_t children[4];

	for (size_t i = 0; i < COUNT(children); i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0) {
			struct store *store;
			bool fine = store_open(&store, given->path, false, NULL);

			_exit(fine && asked(store, "PRAGMA user_version") == STORE_VERSION ? 0 : 1);
		}
	}
	for (size_t i = 0; i < COUNT(children); i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	backup_path(given, path);
	given->store = opened(given->path, false);
	assert_whole(given->store);
}

#define OLD(name) cmocka_unit_test_setup_teardown(name, given_version_1, given_gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OLD(all_steps_together_make_the_newest_schema),
		OLD(a_file_of_version_1_is_brought_up_to_date),
		OLD(its_steps_can_still_be_taken_back),
		OLD(the_file_as_it_was_stays_beside_it),
		OLD(reading_alone_leaves_it_as_it_is),
		OLD(what_cannot_be_backed_up_is_not_touched),
		OLD(a_file_that_somebody_writes_waits_and_is_left_alone),
		OLD(sessions_that_open_at_once_bring_it_up_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
