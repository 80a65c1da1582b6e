/* Several at once: writers in turn, patience, news of others; writers that die at any moment. */
#include "given.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <time.h>

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void a_second_writer_waits_its_patience_and_is_told(void **state)
{
	struct given *given = *state;
	struct store *second = opened(given->path, false);
	struct fault why = {0};
	struct step_told told;
	size_t removed;
	int64_t before;

	store_set_patience(second, 50);
	begin(given->store, "an", "x");
	PUT(given->store, TABLE_SETTING, "x", "1");
	before = milliseconds();
	assert_false(step_begin(second, "ba", "y", &why));
	before = milliseconds() - before;
	assert_true(before >= 50 && before < 4000); /* not the 5,000 of who sets none */
	assert_fault(why, FAULT_BUSY, "busy");
	store_set_patience(second, 0);
	assert_false(store_undo(second, "ba", 0, &told, &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	assert_false(store_purge_people(second, "ba", &removed, &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	/* Readers are not kept waiting by a step that is open. */
	assert_null(FIELD(second, TABLE_SETTING, SETTING_VALUE, "x"));
	commit(given->store);
	assert_string_equal(FIELD(second, TABLE_SETTING, SETTING_VALUE, "x"), "1");
	STEP(second, "ba", TABLE_SETTING, "x", "2");
	assert_string_equal(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x"), "2");
	store_close(second);
}

static void every_end_of_a_step_lets_the_next_writer_in(void **state)
{
	struct given *given = *state;
	struct store *second = opened(given->path, false);
	struct step_told told;
	struct fault why = {0};
	long step;

	store_set_patience(second, 0);
	STEP(given->store, "an", TABLE_SETTING, "x", "1"); /* kept */
	STEP(second, "ba", TABLE_SETTING, "y", "1");
	STEP(given->store, "an", TABLE_SETTING, "x", "1"); /* nothing changed */
	STEP(second, "ba", TABLE_SETTING, "y", "2");
	begin(given->store, "an", "abandoned");
	step_abandon(given->store);
	STEP(second, "ba", TABLE_SETTING, "y", "3");
	begin(given->store, "an", "refused");
	PUT(given->store, TABLE_PERSON, "none", "N");
	assert_false(step_commit(given->store, &step, &why));
	STEP(second, "ba", TABLE_SETTING, "y", "4");
	assert_true(store_undo(given->store, "an", 0, &told, &why));
	STEP(second, "ba", TABLE_SETTING, "y", "5");
	assert_false(store_undo(given->store, "an", 0, &told, &why));
	STEP(second, "ba", TABLE_SETTING, "y", "6");
	begin(given->store, "an", "closed");
	shut(given);
	STEP(second, "ba", TABLE_SETTING, "y", "7");
	store_close(second);
}

static void a_writer_waits_for_one_who_ends_in_time(void **state)
{
	struct given *given = *state;
	int told[2];
	char byte;
	pid_t child;

	shut(given);
	assert_int_equal(pipe(told), 0);
	if ((child = fork()) == 0) {
		struct store *store;
		long step;

		if (!store_open(&store, given->path, false, NULL) ||
			!step_begin(store, "an", "x", NULL) ||
			!store_put(store, TABLE_SETTING, FIELDS("x", "1"), NULL) ||
			write(told[1], "b", 1) != 1)
			_exit(1);
		/* Work enough for the parent to find the way barred. */
		for (int i = 0; i < 2000; i++) {
			char name[16];

			snprintf(name, sizeof name, "n%d", i);
			if (!store_put(store, TABLE_SETTING, FIELDS(name, "1"), NULL))
				_exit(2);
		}
		_exit(step_commit(store, &step, NULL) && step == 1 ? 0 : 3);
	}
	given->store = opened(given->path, false);
	assert_int_equal(read(told[0], &byte, 1), 1);
	begin(given->store, "ba", "y");
	assert_string_equal(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "n1999"), "1");
	PUT(given->store, TABLE_SETTING, "y", "1");
	assert_int_equal(commit(given->store), 2);
	assert_int_equal(ended(child), 0);
	close(told[0]);
	close(told[1]);
}

static void who_writes_outside_the_queue_is_waited_for_too(void **state)
{
	struct given *given = *state;
	struct store *second = opened(given->path, false);
	struct fault why = {0};
	sqlite3 *other;
	long step = -1;

	assert_int_equal(sqlite3_open(given->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	store_set_patience(given->store, 20);
	assert_false(step_begin(given->store, "an", "x", &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	store_set_patience(second, 0); /* who was told "busy" stands in nobody's way */
	begin(second, "ba", "y");
	store_close(second);

	/* A reader who stays holds up the commit, which then says no and leaves nothing. */
	assert_int_equal(sqlite3_exec(other, "BEGIN; SELECT count(*) FROM unit", NULL, NULL, NULL),
		SQLITE_OK);
	begin(given->store, "an", "x");
	PUT(given->store, TABLE_SETTING, "x", "1");
	if (strcmp(store_journal_mode(given->store), "delete") == 0) {
		assert_false(step_commit(given->store, &step, &why));
		assert_int_equal(why.kind, FAULT_BUSY);
		assert_int_equal(step, 0);
		assert_null(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x"));
	} else {
		commit(given->store);
	}
	sqlite3_close(other);
	assert_true(STEP(given->store, "an", TABLE_SETTING, "x", "2") > 0);
}

static void many_writers_lose_nothing(void **state)
{
	enum { WRITERS = 6, STEPS = 15 };
	struct given *given = *state;
	pid_t children[WRITERS];

	shut(given);
	for (int writer = 0; writer < WRITERS; writer++)
		if ((children[writer] = fork()) == 0) {
			struct store *store;

			if (!store_open(&store, given->path, false, NULL))
				_exit(1);
			store_set_patience(store, 60000);
			for (int i = 0; i < STEPS; i++) {
				char name[32], value[16];
				struct pool pool = {0};
				const char *fields[ROW_FIELDS];
				bool found;
				long step;

				/* A count that all raise: a lost write would show. */
				if (!step_begin(store, "an", "x", NULL) ||
					!store_get(store, TABLE_SETTING, FIELDS("count"), &pool,
						fields, &found, NULL))
					_exit(2);
				snprintf(value, sizeof value, "%d",
					found ? atoi(fields[SETTING_VALUE]) + 1 : 1);
				snprintf(name, sizeof name, "w%d.%d", writer, i);
				if (!store_put(
					    store, TABLE_SETTING, FIELDS("count", value), NULL) ||
					!store_put(
						store, TABLE_SETTING, FIELDS(name, value), NULL) ||
					!step_commit(store, &step, NULL) || step == 0)
					_exit(3);
				pool_free(&pool);
			}
			store_close(store);
			_exit(0);
		}
	for (int writer = 0; writer < WRITERS; writer++)
		assert_int_equal(ended(children[writer]), 0);
	given->store = opened(given->path, false);
	assert_whole(given->store);
	assert_int_equal(asked(given->store, "SELECT count(*) FROM setting"), WRITERS * STEPS + 1);
	assert_string_equal(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "count"), "90");
	assert_int_equal(asked(given->store, "SELECT max(id) FROM step"), WRITERS * STEPS);
}

/* The number that was drawn last, as it stands in the lock file (queue.c). */
static uint32_t drawn_last(const char *path)
{
	char lock[300];
	uint32_t last = 0;
	int file;

	snprintf(lock, sizeof lock, "%s.lock", path);
	file = open(lock, O_RDONLY);
	assert_true(file >= 0);
	if (read(file, &last, sizeof last) != (ssize_t)sizeof last)
		last = 0;
	close(file);
	return last;
}

/* A process that makes one step in its turn; returns when it waits for it. */
static pid_t waiting(const char *path, int number)
{
	uint32_t before = drawn_last(path);
	int64_t end = milliseconds() + 60000;
	pid_t child = fork();

	if (child == 0) {
		struct store *store;
		char actor[16];
		long step;

		snprintf(actor, sizeof actor, "%d", number);
		if (!store_open(&store, path, false, NULL))
			_exit(1);
		store_set_patience(store, 60000);
		if (!step_begin(store, actor, "x", NULL) ||
			!store_put(store, TABLE_SETTING, FIELDS("newest", actor), NULL) ||
			!step_commit(store, &step, NULL))
			_exit(2);
		store_close(store);
		_exit(0);
	}
	while (drawn_last(path) == before && milliseconds() < end)
		poll(NULL, 0, 1);
	assert_true(drawn_last(path) != before);
	return child;
}

/* An own process holds the file: locks of one process do not keep another store of it out. */
static void hold(const char *path, int is_held, int is_over)
{
	struct store *store;
	char byte;
	long step;

	if (!store_open(&store, path, false, NULL) || !step_begin(store, "first", "x", NULL) ||
		!store_put(store, TABLE_SETTING, FIELDS("newest", "first"), NULL) ||
		write(is_held, "b", 1) != 1 || read(is_over, &byte, 1) != 1 ||
		!step_commit(store, &step, NULL))
		_exit(1);
	_exit(0);
}

/* Another program, which knows SQLite's own lock alone; it lets go before the usual patience is over. */
static void hold_as_another_program(const char *path, int is_held)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK ||
		sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) != SQLITE_OK)
		_exit(1);
	alarm(4);
	if (write(is_held, "b", 1) == 1)
		pause();
	_exit(2);
}

static void who_opens_waits_its_own_patience(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct store *store;
	int is_held[2];
	pid_t holder;
	char byte;

	shut(given);
	assert_int_equal(pipe(is_held), 0);
	if ((holder = fork()) == 0)
		hold_as_another_program(given->path, is_held[1]);
	assert_int_equal(read(is_held[0], &byte, 1), 1);
	assert_false(store_open_within(&store, given->path, false, 1, &why));
	assert_fault(why, FAULT_BUSY, "busy");
	kill(holder, SIGKILL);
	assert_int_equal(ended(holder), 1000 + SIGKILL);
	close(is_held[0]);
	close(is_held[1]);
	given->store = opened(given->path, false);
}

static void who_came_first_writes_first(void **state)
{
	enum { WAITING = 6, DIES = 2 };
	struct given *given = *state;
	pid_t holder, children[WAITING];
	int is_held[2], is_over[2];
	int place[WAITING] = {0};
	struct log log;
	char byte;

	shut(given);
	assert_int_equal(pipe(is_held), 0);
	assert_int_equal(pipe(is_over), 0);
	if ((holder = fork()) == 0)
		hold(given->path, is_held[1], is_over[0]);
	assert_int_equal(read(is_held[0], &byte, 1), 1);
	for (int i = 0; i < WAITING; i++)
		children[i] = waiting(given->path, i);
	kill(children[DIES], SIGKILL); /* who waited behind it waits on */
	assert_int_equal(ended(children[DIES]), 1000 + SIGKILL);
	assert_int_equal(write(is_over[1], "b", 1), 1);
	assert_int_equal(ended(holder), 0);
	for (int i = 0; i < WAITING; i++)
		if (i != DIES)
			assert_int_equal(ended(children[i]), 0);
	given->store = opened(given->path, false);
	assert_true(store_log(given->store, 0, "", 0, &log, NULL));
	assert_int_equal(log.step_count, WAITING); /* the first, and all but one of these */
	assert_string_equal(log.steps[WAITING - 1].actor, "first");
	for (size_t i = 0; i + 1 < log.step_count; i++)
		place[atoi(log.steps[i].actor)] = (int)i; /* newest first */
	/* The one behind the dead met those before it; everybody else has the place they came to. */
	assert_true(place[0] > place[1]);
	assert_true(place[3] > place[4] && place[4] > place[5]);
	log_free(&log);
	for (int i = 0; i < 2; i++) {
		close(is_held[i]);
		close(is_over[i]);
	}
}

static void a_lock_file_with_anything_in_it_keeps_the_order_it_can(void **state)
{
	struct given *given = *state;
	char lock[300];
	int file;

	snprintf(lock, sizeof lock, "%s.lock", given->path);
	for (int i = 0; i < 3; i++) {
		file = open(lock, O_WRONLY | O_TRUNC);
		assert_true(file >= 0);
		if (i > 0)
			assert_int_equal(write(file, "\377\377\377\377\377", i == 1 ? 2 : 5), i == 1 ? 2 : 5);
		close(file);
		STEP(given->store, "an", TABLE_SETTING, "x", i == 0 ? "1" : i == 1 ? "2" : "3");
	}
	assert_int_equal(asked(given->store, "SELECT max(id) FROM step"), 3);
}

static void a_lock_file_that_cannot_be_made_is_told(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct store *store;
	char lock[300];

	shut(given);
	snprintf(lock, sizeof lock, "%s.lock", given->path);
	unlink(lock);
	assert_int_equal(mkdir(lock, 0700), 0);
	assert_false(store_open(&store, given->path, false, &why));
	assert_fault(why, FAULT_TROUBLE, ".lock");
	rmdir(lock);
	assert_int_equal(symlink("office.db", lock), 0); /* a link there is not followed */
	assert_false(store_open(&store, given->path, false, &why));
	assert_fault(why, FAULT_TROUBLE, ".lock");
	given->store = opened(given->path, true); /* to read needs no lock */
}

static void a_lock_that_fails_is_told(void **state)
{
	struct given *given = *state;
	struct fault why = {0};

	close(given->store->lock);
	given->store->lock = 999; /* no such descriptor */
	assert_false(step_begin(given->store, "an", "x", &why));
	assert_fault(why, FAULT_TROUBLE, "cannot lock");
	given->store->lock = -1;
}

static void news_are_what_others_changed(void **state)
{
	struct given *given = *state;
	struct store *second = opened(given->path, false);
	struct snapshot *snapshot;

	assert_false(store_has_news(given->store)); /* the first look */
	STEP(given->store, "an", TABLE_SETTING, "x", "1");
	assert_false(store_has_news(given->store)); /* its own */
	assert_true(STEP(second, "ba", TABLE_SETTING, "x", "2") > 0);
	assert_true(store_has_news(given->store));
	assert_false(store_has_news(given->store)); /* once */
	begin(second, "ba", "x");
	PUT(second, TABLE_SETTING, "x", "3");
	assert_false(store_has_news(given->store)); /* not yet */
	step_abandon(second);
	assert_false(store_has_news(given->store));
	STEP(second, "ba", TABLE_SETTING, "x", "4");
	assert_true(store_snapshot(given->store, NULL, 0, &snapshot, NULL));
	snapshot_free(snapshot);
	assert_false(store_has_news(given->store)); /* the snapshot has it */
	STEP(second, "ba", TABLE_SETTING, "x", "5");
	assert_false(store_snapshot(given->store, "none", 0, &snapshot, NULL));
	assert_true(store_has_news(given->store)); /* a refused one told nothing */
	assert_false(store_has_news(second));
	STEP(given->store, "an", TABLE_SETTING, "x", "6");
	assert_true(store_has_news(second));
	store_close(second);
}

static void a_version_stays_until_others_have_changed_the_file(void **state)
{
	struct given *given = *state;
	struct store *second = opened(given->path, false);
	struct snapshot *snapshot;
	long version = store_version(given->store);

	STEP(given->store, "an", TABLE_SETTING, "x", "1");
	assert_int_equal(store_version(given->store), version);
	STEP(second, "ba", TABLE_SETTING, "x", "2");
	store_has_news(given->store); /* who looks in between takes nothing away */
	assert_true(store_snapshot(given->store, NULL, 0, &snapshot, NULL));
	snapshot_free(snapshot);
	assert_int_not_equal(store_version(given->store), version);
	/* Also seen with the write lock held, when it is too late for others. */
	version = store_version(given->store);
	STEP(second, "ba", TABLE_SETTING, "x", "3");
	begin(given->store, "an", "x");
	assert_int_not_equal(store_version(given->store), version);
	step_abandon(given->store);
	store_close(second);
}

static void a_file_locked_whole_gives_no_news_and_no_crash(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct snapshot *snapshot;
	struct plans plans;
	struct log log;
	struct pool pool = {0};
	const char *fields[ROW_FIELDS];
	struct buffer report = {0};
	size_t problems;
	bool found;
	sqlite3 *other;

	if (strcmp(store_journal_mode(given->store), "delete") != 0)
		skip();
	store_set_patience(given->store, 0);
	assert_int_equal(sqlite3_open(given->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	assert_false(store_snapshot(given->store, NULL, 0, &snapshot, &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	assert_null(snapshot);
	assert_false(store_plans(given->store, &plans, &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	plans_free(&plans);
	assert_false(store_log(given->store, 0, "", 0, &log, &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	log_free(&log);
	assert_false(
		store_get(given->store, TABLE_SETTING, FIELDS("x"), &pool, fields, &found, &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	assert_false(found);
	assert_false(store_check(given->store, &report, &problems, &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	buffer_free(&report);
	store_has_news(given->store);
	sqlite3_close(other);
	assert_true(store_snapshot(given->store, NULL, 0, &snapshot, &why));
	snapshot_free(snapshot);
}

static void a_writer_killed_mid_step_leaves_the_old_content_and_no_lock(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct stat before, after;
	struct store *reader, *same;
	char *expected, journal[300];
	pid_t child;

	given_office(given->store);
	shut(given);
	stat(given->path, &before);
	if ((child = fork()) == 0) {
		struct store *store;

		/* A small cache, so that pages of the open step reach the file. */
		if (!store_open(&store, given->path, false, NULL) ||
			!store_run(store, "PRAGMA cache_size = 5", NULL) ||
			!step_begin(store, "an", "x", NULL))
			_exit(1);
		for (int i = 0; i < 3000; i++) {
			char name[64];

			snprintf(name, sizeof name, "a setting with a long name, number %d", i);
			if (!store_put(store, TABLE_SETTING, FIELDS(name, "1"), NULL))
				_exit(2);
		}
		raise(SIGKILL);
		_exit(3);
	}
	assert_int_equal(ended(child), 1000 + SIGKILL);
	stat(given->path, &after);
	assert_true(after.st_size > before.st_size); /* the step had reached the file */
	snprintf(journal, sizeof journal, "%s-journal", given->path);
	if (sqlite3_libversion_number() < 3051003) {
		assert_true(file_exists(journal));
		/* Who may only read cannot take it back, and is told what to do. */
		assert_false(store_open(&reader, given->path, true, &why));
		assert_fault(why, FAULT_TROUBLE, "open it once for writing");
	}
	same = opened(":memory:", false);
	given_office(same);
	expected = content(same);
	store_close(same);
	given->store = opened(given->path, false);
	assert_content(given->store, expected);
	free(expected);
	assert_whole(given->store);
	store_set_patience(given->store, 0);
	STEP(given->store, "ba", TABLE_SETTING, "x", "1");
	assert_false(file_exists(journal));
}

/* The system calls by which SQLite changes files, to die before the Nth of them. */
static int calls_left;

static void count_down(void)
{
	if (--calls_left < 0)
		raise(SIGKILL);
}

static ssize_t dying_pwrite(int file, const void *bytes, size_t length, off_t at)
{
	count_down();
	return pwrite(file, bytes, length, at);
}

static ssize_t dying_write(int file, const void *bytes, size_t length)
{
	count_down();
	return write(file, bytes, length);
}

static int dying_unlink(const char *path)
{
	count_down();
	return unlink(path);
}

static int dying_ftruncate(int file, off_t length)
{
	count_down();
	return ftruncate(file, length);
}

static void die_after(int calls)
{
	static const struct {
		const char *name;
		sqlite3_syscall_ptr call;
	} rows[] = {
		{"pwrite", (sqlite3_syscall_ptr)dying_pwrite},
		{"pwrite64", (sqlite3_syscall_ptr)dying_pwrite},
		{"write", (sqlite3_syscall_ptr)dying_write},
		{"unlink", (sqlite3_syscall_ptr)dying_unlink},
		{"ftruncate", (sqlite3_syscall_ptr)dying_ftruncate},
	};
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

	calls_left = calls;
	for (size_t i = 0; i < COUNT(rows); i++)
		vfs->xSetSystemCall(vfs, rows[i].name, rows[i].call);
}

static void a_writer_killed_at_any_call_leaves_all_or_nothing(void **state)
{
	struct given *given = *state;
	int calls = 0, kept = 0, status = -1;
	char padding[20000]; /* so that the file grows: the header is then ahead of the pages */

	memset(padding, 'x', sizeof padding - 1);
	padding[sizeof padding - 1] = '\0';
	given_office(given->store);
	for (; status != 0; calls++) {
		char before[16] = "-", after[16], acknowledged = '-';
		const char *found;
		int told[2];
		pid_t child;

		found = FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x");
		snprintf(before, sizeof before, "%s", found ? found : "none");
		snprintf(after, sizeof after, "%d", calls);
		shut(given);
		assert_int_equal(pipe(told), 0);
		if ((child = fork()) == 0) {
			struct store *store;
			long step;

			if (!store_open(&store, given->path, false, NULL))
				_exit(1);
			die_after(calls);
			if (!step_begin(store, "an", "x", NULL) ||
				!store_put(store, TABLE_SETTING, FIELDS("x", after), NULL) ||
				!store_put(store, TABLE_UNIT, FIELDS("99", after, "k"), NULL) ||
				!store_put(store, TABLE_SETTING, FIELDS(after, padding), NULL) ||
				!step_commit(store, &step, NULL))
				_exit(2);
			_exit(write(told[1], "k", 1) == 1 ? 0 : 3);
		}
		close(told[1]);
		if (read(told[0], &acknowledged, 1) != 1)
			acknowledged = '-';
		close(told[0]);
		status = ended(child);
		assert_true(status == 0 || status == 1000 + SIGKILL);
		given->store = opened(given->path, false);
		store_set_patience(given->store, 0);
		found = FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x");
		if (found && strcmp(found, after) == 0) {
			kept++;
			assert_string_equal(
				FIELD(given->store, TABLE_UNIT, UNIT_NAME, "99"), after);
		} else {
			assert_string_equal(found ? found : "none", before);
			assert_int_equal(acknowledged, '-');
		}
		assert_whole(given->store);
		begin(given->store, "ba", "y"); /* nobody is barred */
		step_abandon(given->store);
		assert_true(calls < 1000);
	}
	assert_true(calls > 8);
	assert_true(kept >= 1);
}

static void a_disk_that_does_not_confirm_is_told_and_nothing_is_half(void **state)
{
	struct given *given = *state;
	int after_the_point = 0, syncs = 0;
	bool done = false;

	given_office(given->store);
	for (; !done; syncs++) {
		struct fault why = {0};
		char value[16];
		const char *found;
		long step = -1;

		snprintf(value, sizeof value, "%d", syncs);
		begin(given->store, "an", "x");
		PUT(given->store, TABLE_SETTING, "x", value);
		syncs_that_work = syncs;
		done = step_commit(given->store, &step, &why);
		syncs_that_work = -1;
		reopen(given);
		found = FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x");
		assert_whole(given->store);
		if (done) {
			assert_string_equal(found, value);
			break;
		}
		assert_int_equal(why.kind, FAULT_TROUBLE);
		if (found && strcmp(found, value) == 0) {
			/* Past the commit point: never called "nothing was changed". */
			assert_non_null(strstr(why.text, "did not confirm"));
			after_the_point++;
		} else {
			assert_null(strstr(why.text, "did not confirm"));
		}
	}
	if (sqlite3_libversion_number() < 3051003) {
		assert_true(syncs >= 3);
		assert_int_equal(after_the_point, 1);
	}
}

static void a_new_database_the_disk_does_not_confirm_is_not_left(void **state)
{
	struct given *given = *state;
	struct fault last = {0};
	bool made = false;
	int syncs = 0;

	for (; !made; syncs++) {
		struct fault why = {0};

		syncs_that_work = syncs;
		made = store_create(given->path, &why);
		syncs_that_work = -1;
		if (made)
			break;
		assert_int_equal(why.kind, FAULT_TROUBLE);
		assert_int_equal(files_in(given->folder), 0);
		last = why;
	}
	assert_true(syncs > 3);
	assert_fault(last, FAULT_TROUBLE, "brought safely to the disk"); /* not SQLite's word alone */
	given->store = opened(given->path, false);
	assert_whole(given->store);
}

static void a_copy_the_disk_does_not_confirm_is_not_kept(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char path[256];

	given_office(given->store);
	syncs_that_work = 0;
	assert_false(store_backup(given->store, given_path(given, "copy.db", path), &why));
	syncs_that_work = -1;
	assert_int_equal(why.kind, FAULT_TROUBLE);
	assert_int_equal(files_in(given->folder), 2); /* the database and its lock */
	assert_true(store_backup(given->store, path, &why));
}

int main(void)
{
#define IN_DATABASE(test) cmocka_unit_test_setup_teardown(test, given_database, given_gone)
	const struct CMUnitTest tests[] = {
		IN_DATABASE(a_second_writer_waits_its_patience_and_is_told),
		IN_DATABASE(every_end_of_a_step_lets_the_next_writer_in),
		IN_DATABASE(a_writer_waits_for_one_who_ends_in_time),
		IN_DATABASE(who_writes_outside_the_queue_is_waited_for_too),
		IN_DATABASE(many_writers_lose_nothing),
		IN_DATABASE(who_opens_waits_its_own_patience),
		IN_DATABASE(who_came_first_writes_first),
		IN_DATABASE(a_lock_file_with_anything_in_it_keeps_the_order_it_can),
		IN_DATABASE(a_lock_file_that_cannot_be_made_is_told),
		IN_DATABASE(a_lock_that_fails_is_told),
		IN_DATABASE(news_are_what_others_changed),
		IN_DATABASE(a_version_stays_until_others_have_changed_the_file),
		IN_DATABASE(a_file_locked_whole_gives_no_news_and_no_crash),
		IN_DATABASE(a_writer_killed_mid_step_leaves_the_old_content_and_no_lock),
		IN_DATABASE(a_writer_killed_at_any_call_leaves_all_or_nothing),
		IN_DATABASE(a_disk_that_does_not_confirm_is_told_and_nothing_is_half),
		cmocka_unit_test_setup_teardown(
			a_new_database_the_disk_does_not_confirm_is_not_left, given_folder,
			given_gone),
		IN_DATABASE(a_copy_the_disk_does_not_confirm_is_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
