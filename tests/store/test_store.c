/* Making, opening and refusing database files; reading only; the journal; a full disk. */
#include "given.h"

#include <signal.h>
#include <sys/resource.h>

static void refused_at(const char *path, bool readonly, enum fault_kind kind, const char *words)
{
	struct store *store = (struct store *)path; /* anything but NULL */
	struct fault why = {0};

	assert_false(store_open(&store, path, readonly, &why));
	assert_null(store);
	assert_fault(why, kind, words);
}

/* Refused for writing and for reading, not a byte of it changed, nothing put beside it. */
static void refused_untouched(const struct given *given, enum fault_kind kind, const char *words)
{
	struct buffer before = file_bytes(given->path), after;
	size_t files = files_in(given->folder);

	refused_at(given->path, false, kind, words);
	refused_at(given->path, true, kind, words);
	after = file_bytes(given->path);
	assert_int_equal(after.length, before.length);
	assert_memory_equal(buffer_text(&after), buffer_text(&before), before.length);
	assert_int_equal(files_in(given->folder), files);
	buffer_free(&before);
	buffer_free(&after);
}

static void a_database_made_is_whole_and_empty(void **state)
{
	struct given *given = *state;
	struct fault why = {0};

	assert_true(store_create(given->path, &why));
	assert_int_equal(files_in(given->folder), 1);
	given->store = opened(given->path, false);
	assert_whole(given->store);
	assert_content(given->store, ".");
	assert_int_equal(asked(given->store, "SELECT count(*) FROM step"), 0);
	assert_int_equal(asked(given->store, "PRAGMA application_id"), STORE_APPLICATION);
	assert_int_equal(asked(given->store, "PRAGMA user_version"), STORE_VERSION);
	assert_int_equal(asked(given->store, "PRAGMA foreign_keys"), 1);
	assert_int_equal(asked(given->store, "PRAGMA trusted_schema"), 0);
}

static void a_database_made_is_for_its_owner_and_group_only(void **state)
{
	struct given *given = *state;
	mode_t mask = umask(0);
	struct stat about;

	assert_true(store_create(given->path, NULL));
	given->store = opened(given->path, false);
	umask(mask);
	assert_int_equal(stat(given->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0660);
}

static void what_is_there_already_is_not_made_again(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct buffer bytes;
	char link_path[256];

	file_write(given->path, "mine", 4);
	assert_false(store_create(given->path, &why));
	assert_fault(why, FAULT_REFUSED, "is there already");
	bytes = file_bytes(given->path);
	assert_string_equal(buffer_text(&bytes), "mine");
	buffer_free(&bytes);

	assert_false(store_create(given->folder, &why));
	assert_int_equal(why.kind, FAULT_REFUSED);

	assert_int_equal(symlink("elsewhere.db", given_path(given, "link", link_path)), 0);
	assert_false(store_create(link_path, &why));
	assert_int_equal(why.kind, FAULT_REFUSED);
	assert_int_equal(files_in(given->folder), 2);
}

static void a_database_in_no_folder_is_not_made(void **state)
{
	char path[256];
	struct fault why = {0};

	assert_false(store_create(given_path(*state, "none/office.db", path), &why));
	assert_fault(why, FAULT_TROUBLE, "cannot make");
}

static void a_missing_database_names_init(void **state)
{
	struct given *given = *state;

	refused_at(given->path, false, FAULT_MISSING, "tiendo init");
	refused_at(given->path, true, FAULT_MISSING, "tiendo init");
	assert_int_equal(files_in(given->folder), 0);
}

static void a_file_of_another_kind_is_refused(void **state)
{
	struct given *given = *state;
	unsigned char noise[9000] = "SQLite format 3";
	uint32_t seed = 1;

	file_write(given->path, "", 0);
	refused_untouched(given, FAULT_REFUSED, "is empty");
	file_write(given->path, "hello", 5);
	refused_untouched(given, FAULT_REFUSED, "not a tiendo database");
	file_write(given->path, noise, 99); /* one byte short of a header */
	refused_untouched(given, FAULT_REFUSED, "not a tiendo database");
	for (size_t i = 16; i < sizeof noise; i++)
		noise[i] = (unsigned char)((seed = seed * 1664525 + 1013904223) >> 24);
	file_write(given->path, noise, sizeof noise);
	refused_untouched(given, FAULT_REFUSED, "another program");
	file_write(given->path, noise + 1, sizeof noise - 1);
	refused_untouched(given, FAULT_REFUSED, "not a tiendo database");
}

static void what_is_no_file_is_refused(void **state)
{
	struct given *given = *state;
	char path[256];

	refused_at(given->folder, false, FAULT_REFUSED, "is not a file");
	assert_int_equal(mkfifo(given_path(given, "pipe", path), 0600), 0);
	refused_at(path, false, FAULT_REFUSED, "is not a file");
	file_write(given->path, "x", 1);
	refused_at(given_path(given, "office.db/x", path), false, FAULT_TROUBLE, "cannot read");
}

static void a_database_that_may_not_be_read_is_trouble(void **state)
{
	struct given *given = *state;
	pid_t child;

	assert_true(store_create(given->path, NULL));
	chmod(given->folder, 0755);
	chmod(given->path, 0);
	if ((child = fork()) == 0) {
		struct store *store;
		struct fault why = {0};

		become_nobody();
		if (store_open(&store, given->path, true, &why))
			_exit(1);
		_exit(why.kind == FAULT_TROUBLE && strstr(why.text, "Permission denied") ? 0 : 2);
	}
	assert_int_equal(ended(child), 0);
}

static void another_programs_database_is_refused(void **state)
{
	struct given *given = *state;

	raw(given->path, "CREATE TABLE unit (code TEXT)");
	refused_untouched(given, FAULT_REFUSED, "another program");
	raw(given->path, "PRAGMA application_id = 252006673; PRAGMA user_version = 1");
	refused_untouched(given, FAULT_REFUSED, "another program");
}

static void a_version_this_program_does_not_know_is_refused(void **state)
{
	static const struct {
		const char *sql, *words;
	} rows[] = {
		{"PRAGMA user_version = 3",
			"newer tiendo (version 3 of the file, this program knows 2)"},
		{"PRAGMA user_version = 99", "newer tiendo (version 99"},
		{"PRAGMA user_version = -1", "newer tiendo"},
		{"PRAGMA user_version = 0", "has no version"},
	};
	struct given *given = *state;

	assert_true(store_create(given->path, NULL));
	for (size_t i = 0; i < COUNT(rows); i++) {
		raw(given->path, rows[i].sql);
		refused_untouched(given, FAULT_REFUSED, rows[i].words);
	}
}

static void a_database_cut_anywhere_is_refused(void **state)
{
	struct given *given = *state;
	struct buffer whole;
	size_t cuts = 0;

	given_office(given->store);
	shut(given);
	whole = file_bytes(given->path);
	assert_true(whole.length > 50000);
	for (size_t length = whole.length - 1; length > 0;
		length = length > 4200 ? length - 1361 : length > 220 ? length - 97 : length - 1) {
		file_write(given->path, whole.text, length);
		refused_untouched(given, FAULT_REFUSED,
			length < 100 ? "not a tiendo database" : "is cut short");
		cuts++;
	}
	assert_true(cuts > 150);
	file_write(given->path, whole.text, whole.length);
	buffer_free(&whole);
	given->store = opened(given->path, false);
	assert_whole(given->store);
}

static void a_database_of_the_largest_pages_is_opened_and_refused_when_cut(void **state)
{
	struct given *given = *state;
	struct buffer whole;

	given_office(given->store);
	shut(given);
	raw(given->path, "PRAGMA page_size = 65536; VACUUM");
	whole = file_bytes(given->path);
	assert_int_equal(whole.length % 65536, 0);
	given->store = opened(given->path, false);
	assert_whole(given->store);
	shut(given);
	file_write(given->path, whole.text, whole.length - 1);
	buffer_free(&whole);
	refused_untouched(given, FAULT_REFUSED, "is cut short");
}

static void a_planted_trigger_or_view_is_refused(void **state)
{
	static const char *const planted[][2] = {
		{"CREATE TRIGGER spy AFTER UPDATE ON duty BEGIN DELETE FROM receipt; END",
			"DROP TRIGGER spy"},
		{"CREATE VIEW unit_names AS SELECT name FROM unit", "DROP VIEW unit_names"},
	};
	struct given *given = *state;

	shut(given);
	for (size_t i = 0; i < COUNT(planted); i++) {
		raw(given->path, planted[i][0]);
		refused_untouched(given, FAULT_REFUSED, "triggers or views");
		raw(given->path, planted[i][1]);
		given->store = opened(given->path, false);
		shut(given);
	}
}

static void a_database_without_tables_is_refused(void **state)
{
	struct given *given = *state;

	raw(given->path, "PRAGMA application_id = 1953064292; PRAGMA user_version = 1");
	refused_untouched(given, FAULT_REFUSED, "holds no tables");
}

static void a_spoiled_schema_is_refused(void **state)
{
	struct given *given = *state;
	struct buffer bytes;

	shut(given);
	bytes = file_bytes(given->path);
	bytes.text[100] = 0x55; /* the kind of page 1 */
	file_write(given->path, bytes.text, bytes.length);
	buffer_free(&bytes);
	refused_untouched(given, FAULT_REFUSED, "is damaged");
}

static void a_link_to_a_database_is_followed(void **state)
{
	struct given *given = *state;
	char path[256];
	struct store *store;

	assert_int_equal(symlink("office.db", given_path(given, "link", path)), 0);
	store = opened(path, false);
	assert_string_equal(strrchr(store_path(store), '/'), "/office.db");
	STEP(store, "a", TABLE_SETTING, "x", "1");
	store_close(store);
	assert_string_equal(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x"), "1");
	assert_false(file_exists(given_path(given, "link.lock", path)));
}

static void a_database_in_memory_is_new_each_time(void **state)
{
	struct store *store = opened(":memory:", false);

	(void)state;
	given_office(store);
	assert_whole(store);
	store_close(store);
	store = opened(":memory:", false);
	assert_content(store, ".");
	store_close(store);
	store_close(NULL);
}

/* Whether another process holds the byte that SQLite's writers lock (its os_unix.c). */
static bool is_locked(const char *path)
{
	struct flock reserved = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000001, .l_len = 1};
	int file = open(path, O_RDWR | O_CLOEXEC);
	bool locked =
		file >= 0 && fcntl(file, F_GETLK, &reserved) == 0 && reserved.l_type != F_UNLCK;

	close(file);
	return locked;
}

static void opening_once_more_keeps_the_locks_of_an_open_step(void **state)
{
	struct given *given = *state;
	struct store *second;
	pid_t child;

	begin(given->store, "a", "x");
	PUT(given->store, TABLE_SETTING, "x", "1");
	second = opened(given->path, true);
	store_close(second);
	if ((child = fork()) == 0)
		_exit(is_locked(given->path) ? 0 : 1);
	assert_int_equal(ended(child), 0);
	assert_true(commit(given->store) > 0);
	if ((child = fork()) == 0)
		_exit(is_locked(given->path) ? 1 : 0);
	assert_int_equal(ended(child), 0);
}

static void reading_only_refuses_changes(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct step_told told;
	size_t removed;
	struct buffer before, after;
	char lock[300];

	given_office(given->store);
	shut(given);
	snprintf(lock, sizeof lock, "%s.lock", given->path);
	assert_int_equal(unlink(lock), 0);
	before = file_bytes(given->path);
	given->store = opened(given->path, true);
	assert_string_equal(FIELD(given->store, TABLE_UNIT, UNIT_PARENT, "705"), "72");
	assert_false(step_begin(given->store, "a", "b", &why));
	assert_fault(why, FAULT_DENIED, "reading only");
	assert_false(store_undo(given->store, "admin", 0, &told, &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	assert_false(store_redo(given->store, "admin", &told, &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	assert_false(store_purge_people(given->store, "admin", &removed, &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	assert_whole(given->store);
	shut(given);
	after = file_bytes(given->path);
	assert_int_equal(after.length, before.length);
	assert_memory_equal(after.text, before.text, before.length);
	assert_int_equal(files_in(given->folder), 1);
	buffer_free(&before);
	buffer_free(&after);
}

/* What a person without the right to write finds: 0 all as promised. */
static int as_nobody(const char *path)
{
	struct store *store;
	struct snapshot *snapshot;
	struct fault why = {0};

	become_nobody();
	if (store_open(&store, path, false, &why))
		return 1;
	if (why.kind != FAULT_TROUBLE || !strstr(why.text, "--readonly"))
		return 2;
	if (!store_open(&store, path, true, &why))
		return 3;
	if (!store_snapshot(store, NULL, 0, &snapshot, &why) || snapshot->units.count != 5)
		return 4;
	snapshot_free(snapshot);
	if (step_begin(store, "a", "b", &why) || why.kind != FAULT_DENIED)
		return 5;
	store_close(store);
	return 0;
}

static void a_folder_that_cannot_be_written_is_read(void **state)
{
	struct given *given = *state;
	char lock[300];
	pid_t child;

	given_office(given->store);
	shut(given);
	snprintf(lock, sizeof lock, "%s.lock", given->path);
	unlink(lock);
	chmod(given->path, 0444);
	chmod(given->folder, 0555);
	if ((child = fork()) == 0)
		_exit(as_nobody(given->path));
	assert_int_equal(ended(child), 0);
	assert_int_equal(files_in(given->folder), 1);
}

static void a_file_that_cannot_be_written_is_opened_for_reading_only(void **state)
{
	struct given *given = *state;
	char lock[300];
	pid_t child;

	shut(given);
	snprintf(lock, sizeof lock, "%s.lock", given->path);
	chmod(lock, 0666);
	chmod(given->path, 0444);
	chmod(given->folder, 0777);
	if ((child = fork()) == 0) {
		struct store *store;
		struct fault why = {0};

		become_nobody();
		if (store_open(&store, given->path, false, &why))
			_exit(1);
		if (why.kind != FAULT_TROUBLE || !strstr(why.text, "--readonly"))
			_exit(2);
		_exit(store_open(&store, given->path, true, &why) ? 0 : 3);
	}
	assert_int_equal(ended(child), 0);
}

static void the_journal_is_the_one_that_keeps_data_on_this_sqlite(void **state)
{
	struct given *given = *state;

	assert_string_equal(store_engine(), sqlite3_libversion());
	if (sqlite3_libversion_number() >= 3051003) {
		assert_string_equal(store_journal_mode(given->store), "wal");
		assert_int_equal(asked(given->store, "PRAGMA synchronous"), 2); /* FULL */
	} else {
		assert_string_equal(store_journal_mode(given->store), "delete");
		assert_int_equal(asked(given->store, "PRAGMA synchronous"), 3); /* EXTRA */
	}
}

static void a_database_turned_to_wal_by_others_is_turned_back(void **state)
{
	struct given *given = *state;

	if (sqlite3_libversion_number() >= 3051003)
		skip();
	given_office(given->store);
	shut(given);
	raw(given->path, "PRAGMA journal_mode = WAL");
	given->store = opened(given->path, false);
	assert_string_equal(store_journal_mode(given->store), "delete");
	assert_whole(given->store);
}

static void each_kind_of_sqlites_results_has_its_words(void **state)
{
	static const struct {
		int result;
		enum fault_kind kind;
		const char *words;
	} rows[] = {
		{SQLITE_BUSY, FAULT_BUSY, "busy"},
		{SQLITE_BUSY_SNAPSHOT, FAULT_BUSY, "busy"},
		{SQLITE_LOCKED, FAULT_BUSY, "busy"},
		{SQLITE_FULL, FAULT_TROUBLE, "disk is full"},
		{SQLITE_IOERR_WRITE, FAULT_TROUBLE, "disk takes no more"},
		{SQLITE_IOERR_DIR_FSYNC, FAULT_TROUBLE, "did not confirm"},
		{SQLITE_IOERR_FSYNC, FAULT_TROUBLE, "the disk fails"},
		{SQLITE_IOERR_NOMEM, FAULT_TROUBLE, "out of memory"},
		{SQLITE_READONLY, FAULT_TROUBLE, "cannot be written"},
		{SQLITE_READONLY_ROLLBACK, FAULT_TROUBLE, "open it once for writing"},
		{SQLITE_PERM, FAULT_TROUBLE, "cannot be written"},
		{SQLITE_CANTOPEN_ISDIR, FAULT_TROUBLE, "cannot be written"},
		{SQLITE_CORRUPT_INDEX, FAULT_REFUSED, "tiendo check"},
		{SQLITE_NOTADB, FAULT_REFUSED, "tiendo check"},
		{SQLITE_CONSTRAINT_CHECK, FAULT_REFUSED, "does not take"},
		{SQLITE_INTERRUPT, FAULT_TROUBLE, "cancelled"},
		{SQLITE_NOMEM, FAULT_TROUBLE, "out of memory"},
		{SQLITE_PROTOCOL, FAULT_TROUBLE, "cannot be used"},
	};
	struct given *given = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fault why = {0};

		assert_false(store_refuse(given->store, rows[i].result, &why));
		assert_fault(why, rows[i].kind, rows[i].words);
		assert_false(store_refuse(given->store, rows[i].result, NULL));
	}
}

/* Files may not grow beyond this, as on a full disk. SIGXFSZ is ignored so that write says so. */
static void disk_holds(rlim_t bytes)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_leaves_no_half_made_database(void **state)
{
	struct given *given = *state;
	size_t refusals = 0;

	for (rlim_t room = 0;; room += 8192) {
		struct fault why = {0};
		bool made;

		disk_holds(room);
		made = store_create(given->path, &why);
		disk_holds(RLIM_INFINITY);
		if (made)
			break;
		assert_fault(why, FAULT_TROUBLE, "the disk takes no more");
		assert_int_equal(files_in(given->folder), 0);
		refusals++;
	}
	assert_true(refusals >= 3);
	given->store = opened(given->path, false);
	assert_whole(given->store);
}

static bool put_many(struct store *store, const char *value, int count, struct fault *why)
{
	for (int i = 0; i < count; i++) {
		char name[32];

		snprintf(name, sizeof name, "n%06d", i);
		if (!store_put(store, TABLE_SETTING, FIELDS(name, value), why))
			return false;
	}
	return true;
}

static void a_full_disk_at_commit_changes_nothing_and_passes(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct stat about;
	char *before;
	long step = -1;

	given_office(given->store);
	before = content(given->store);
	stat(given->path, &about);
	begin(given->store, "a", "much");
	assert_true(put_many(given->store, "value", 1000, &why));
	disk_holds((rlim_t)about.st_size);
	assert_false(step_commit(given->store, &step, &why));
	disk_holds(RLIM_INFINITY);
	assert_fault(why, FAULT_TROUBLE, "the disk takes no more");
	assert_int_equal(step, 0);
	assert_content(given->store, before);
	assert_whole(given->store);
	reopen(given);
	assert_content(given->store, before);
	begin(given->store, "a", "much");
	assert_true(put_many(given->store, "value", 1000, &why));
	assert_int_equal(commit(given->store), 2);
	assert_whole(given->store);
	free(before);
}

static void a_full_disk_amid_a_step_ends_the_step(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char *before;
	long step = -1;

	given_office(given->store);
	before = content(given->store);
	assert_true(
		store_run(given->store, "PRAGMA cache_size = 10", NULL)); /* pages leave it early */
	begin(given->store, "a", "much");
	disk_holds(20000);
	assert_false(put_many(given->store, "a value of some length", 5000, &why));
	assert_fault(why, FAULT_TROUBLE, "the disk takes no more");
	disk_holds(RLIM_INFINITY);
	/* The step is gone: what comes after it must not slip in without one. */
	assert_false(store_put(given->store, TABLE_SETTING, FIELDS("late", "1"), &why));
	assert_int_equal(why.kind, FAULT_TROUBLE);
	assert_false(store_drop(given->store, TABLE_SETTING, FIELDS("due_soon"), &why));
	assert_int_equal(why.kind, FAULT_TROUBLE);
	assert_false(step_commit(given->store, &step, &why));
	assert_int_equal(why.kind, FAULT_TROUBLE);
	assert_int_equal(step, 0);
	assert_content(given->store, before);
	STEP(given->store, "a", TABLE_SETTING, "late", "1");
	assert_whole(given->store);
	free(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, given_folder, given_gone)
#define IN_DATABASE(test) cmocka_unit_test_setup_teardown(test, given_database, given_gone)
		IN_FOLDER(a_database_made_is_whole_and_empty),
		IN_FOLDER(a_database_made_is_for_its_owner_and_group_only),
		IN_FOLDER(what_is_there_already_is_not_made_again),
		IN_FOLDER(a_database_in_no_folder_is_not_made),
		IN_FOLDER(a_missing_database_names_init),
		IN_FOLDER(a_file_of_another_kind_is_refused),
		IN_FOLDER(what_is_no_file_is_refused),
		IN_FOLDER(a_database_that_may_not_be_read_is_trouble),
		IN_FOLDER(another_programs_database_is_refused),
		IN_FOLDER(a_version_this_program_does_not_know_is_refused),
		IN_DATABASE(a_database_cut_anywhere_is_refused),
		IN_DATABASE(a_database_of_the_largest_pages_is_opened_and_refused_when_cut),
		IN_DATABASE(a_planted_trigger_or_view_is_refused),
		IN_FOLDER(a_database_without_tables_is_refused),
		IN_DATABASE(a_spoiled_schema_is_refused),
		IN_DATABASE(a_link_to_a_database_is_followed),
		cmocka_unit_test(a_database_in_memory_is_new_each_time),
		IN_DATABASE(opening_once_more_keeps_the_locks_of_an_open_step),
		IN_DATABASE(reading_only_refuses_changes),
		IN_DATABASE(a_folder_that_cannot_be_written_is_read),
		IN_DATABASE(a_file_that_cannot_be_written_is_opened_for_reading_only),
		IN_DATABASE(the_journal_is_the_one_that_keeps_data_on_this_sqlite),
		IN_DATABASE(a_database_turned_to_wal_by_others_is_turned_back),
		IN_DATABASE(each_kind_of_sqlites_results_has_its_words),
		IN_FOLDER(a_full_disk_leaves_no_half_made_database),
		IN_DATABASE(a_full_disk_at_commit_changes_nothing_and_passes),
		IN_DATABASE(a_full_disk_amid_a_step_ends_the_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
