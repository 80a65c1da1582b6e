/* What the tests of store start from: a folder that goes with the test, a database in it, a small
 * office's rows, and ways to look at and to spoil a file past the door. */
#ifndef TIENDO_TESTS_STORE_GIVEN_H
#define TIENDO_TESTS_STORE_GIVEN_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/inner.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct given {
	char folder[200];
	char path[256];      /* of the database */
	struct store *store; /* open on path, or NULL */
};

static inline char *given_path(const struct given *given, const char *name, char out[256])
{
	snprintf(out, 256, "%s/%s", given->folder, name);
	return out;
}

static inline size_t files_in(const char *folder)
{
	DIR *at = opendir(folder);
	size_t count = 0;

	assert_non_null(at);
	for (struct dirent *file = readdir(at); file; file = readdir(at))
		count += strcmp(file->d_name, ".") != 0 && strcmp(file->d_name, "..") != 0;
	closedir(at);
	return count;
}

static inline bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static inline void folder_empty(const char *folder)
{
	DIR *at = opendir(folder);

	if (!at)
		return;
	for (struct dirent *file = readdir(at); file; file = readdir(at)) {
		char path[600];

		if (strcmp(file->d_name, ".") == 0 || strcmp(file->d_name, "..") == 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
		if (unlink(path) != 0)
			rmdir(path);
	}
	closedir(at);
}

/* Never of a database that is open: closing it here would drop SQLite's locks. */
static inline struct buffer file_bytes(const char *path)
{
	struct buffer bytes = {0};
	char part[4096];
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	assert_true(file >= 0);
	while ((got = read(file, part, sizeof part)) > 0)
		buffer_bytes(&bytes, part, (size_t)got);
	assert_int_equal(got, 0);
	close(file);
	return bytes;
}

static inline void file_write(const char *path, const void *bytes, size_t length)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0660);

	assert_true(file >= 0);
	assert_int_equal(write(file, bytes, length), (ssize_t)length);
	close(file);
}

static inline bool bytes_hold(const struct buffer *bytes, const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i + length <= bytes->length; i++)
		if (bytes->text[i] == *text && memcmp(bytes->text + i, text, length) == 0)
			return true;
	return false;
}

/* SQL past the door, by a connection that knows nothing of tiendo. */
static inline void raw(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

/* Stand before the C library's: these tests need no disk that lasts, but one that can fail. */
static int syncs_that_work = -1; /* -1: all; else the number before every one fails */

int fsync(int file)
{
	(void)file;
	if (syncs_that_work == 0) {
		errno = EIO;
		return -1;
	}
	syncs_that_work -= syncs_that_work > 0;
	return 0;
}

int fdatasync(int file)
{
	return fsync(file);
}

static inline int given_folder(void **state)
{
	struct given *given = memory_take(1, sizeof *given);
	const char *where = getenv("TMPDIR");

	snprintf(given->folder, sizeof given->folder, "%s/tiendo-store-XXXXXX",
		where ? where : "/tmp");
	if (!mkdtemp(given->folder))
		return -1;
	given_path(given, "office.db", given->path);
	*state = given;
	return 0;
}

static inline int given_gone(void **state)
{
	struct given *given = *state;

	store_close(given->store);
	chmod(given->folder, 0700);
	folder_empty(given->folder);
	rmdir(given->folder);
	free(given);
	return 0;
}

static inline struct store *opened(const char *path, bool readonly)
{
	struct store *store;
	struct fault why = {0};

	if (!store_open(&store, path, readonly, &why))
		fail_msg("%s", why.text);
	return store;
}

static inline int given_database(void **state)
{
	struct given *given;

	if (given_folder(state) != 0)
		return -1;
	given = *state;
	if (!store_create(given->path, NULL))
		return -1;
	return store_open(&given->store, given->path, false, NULL) ? 0 : -1;
}

static inline void reopen(struct given *given)
{
	store_close(given->store);
	given->store = opened(given->path, false);
}

static inline void shut(struct given *given)
{
	store_close(given->store);
	given->store = NULL;
}

static inline void begin(struct store *store, const char *actor, const char *command)
{
	struct fault why = {0};

	if (!step_begin(store, actor, command, &why))
		fail_msg("%s", why.text);
}

static inline long commit(struct store *store)
{
	struct fault why = {0};
	long step = -1;

	if (!step_commit(store, &step, &why))
		fail_msg("%s", why.text);
	return step;
}

static inline void put_row(struct store *store, enum table table, const char *const *fields)
{
	struct fault why = {0};

	if (!store_put(store, table, fields, &why))
		fail_msg("%s: %s", table_name(table), why.text);
}

static inline void drop_row(struct store *store, enum table table, const char *const *keys)
{
	struct fault why = {0};

	if (!store_drop(store, table, keys, &why))
		fail_msg("%s: %s", table_name(table), why.text);
}

#define FIELDS(...) ((const char *[ROW_FIELDS]){__VA_ARGS__})
#define PUT(store, table, ...) put_row(store, table, FIELDS(__VA_ARGS__))
#define DROP(store, table, ...) drop_row(store, table, FIELDS(__VA_ARGS__))

/* One put as a step of its own; returns the step. */
#define STEP(store, actor, table, ...)                                                             \
	(begin(store, actor, "put " #table), PUT(store, table, __VA_ARGS__), commit(store))

/* One field of the row with these keys; NULL where there is no row. The text lives until the next
 * call but seven. */
static inline const char *field_of(
	struct store *store, enum table table, size_t field, const char *const *keys)
{
	static char texts[8][256];
	static unsigned next;
	const char *fields[ROW_FIELDS];
	char *text = texts[next++ % 8];
	struct pool pool = {0};
	struct fault why = {0};
	bool found;

	if (!store_get(store, table, keys, &pool, fields, &found, &why))
		fail_msg("%s", why.text);
	if (found)
		snprintf(text, sizeof *texts, "%s", fields[field]);
	pool_free(&pool);
	return found ? text : NULL;
}
#define FIELD(store, table, field, ...) field_of(store, table, field, FIELDS(__VA_ARGS__))

/* An office of five units (705 twice as deep), one open plan with a section, a task, a report and a
 * number, and one row of every other table; all in one step. */
static inline long given_office(struct store *store)
{
	begin(store, "admin", "import office");
	PUT(store, TABLE_SETTING, "due_soon", "5");
	PUT(store, TABLE_HOLIDAY, "2020-09-02", "Quốc khánh");
	PUT(store, TABLE_UNIT, "25495", "Xã Tân Bình", "co-so", "705");
	PUT(store, TABLE_UNIT, "72", "Tỉnh đoàn Tây Ninh", "tinh");
	PUT(store, TABLE_UNIT, "705", "Huyện đoàn Tân Biên", "huyen", "72", "2000-01-01",
		"2025-06-30", "Tân Biên;TB");
	PUT(store, TABLE_UNIT, "703", "Thành đoàn Tây Ninh", "thanh", "72");
	PUT(store, TABLE_UNIT, "25474", "Xã Tân Bình", "co-so", "703");
	PUT(store, TABLE_PERSON, "703", "Nguyễn Văn Ân", "Bí thư", "0901234567", "an@example.org",
		"cũ");
	PUT(store, TABLE_PLAN, "KH1", "Kế hoạch cao điểm", "144-KH", "2020-05-26", "Tỉnh đoàn",
		"Công an", "huyen,thanh", "ghi chú", "2020-06-01", "2020-07-31", "document");
	PUT(store, TABLE_ITEM, "KH1", "II", "section", "Nội dung", [ITEM_POSITION] = "1");
	PUT(store, TABLE_ITEM, "KH1", "II.1", "task", "Tuyên truyền", "huyen", "2020-07-01",
		"before", "2020-06-01", "2020-06-30", "both", "100%", "Công an", "buổi", "12-HD",
		"2020-05-01", "Ban", "một", "2");
	PUT(store, TABLE_ITEM, "KH1", "BC1", "report", "Báo cáo 1", "huyen,thanh", "2020-07-01",
		"by", [ITEM_POSITION] = "3");
	PUT(store, TABLE_ITEM, "KH1", "N1", "number", "Số buổi", [ITEM_MEASURE] = "buổi",
		[ITEM_POSITION] = "4");
	PUT(store, TABLE_DUTY, "KH1", "II.1", "705", "done", "2020-06-20", "7-BC", "2020-06-19",
		"12", "tốt", "", "2020-07-05", "admin", "mưa", "2");
	PUT(store, TABLE_RECEIPT, "KH1", "BC1", "703", "1", "2020-06-29", "9-BC", "2020-06-28",
		"2020-06-30", "thiếu số");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N1", "703", "25");
	PUT(store, TABLE_ACCOUNT, "tinh", "admin");
	return commit(store);
}

/* Every row of every table but step, types told apart: two equal texts are the same content. */
static inline char *content(struct store *store)
{
	struct buffer all = {0};

	for (int table = 0; table < TABLES; table++) {
		char sql[64];
		struct rows rows;

		snprintf(sql, sizeof sql, "SELECT * FROM %s", table_name((enum table)table));
		assert_true(rows_open(&rows, store, sql, NULL));
		while (rows_next(&rows)) {
			buffer_add(&all, table_name((enum table)table));
			for (int i = 0; i < sqlite3_column_count(rows.statement); i++)
				buffer_print(&all, "|%d:%s", sqlite3_column_type(rows.statement, i),
					column_word(rows.statement, i));
			buffer_add(&all, "\n");
		}
		assert_true(rows_close(&rows, NULL));
	}
	buffer_add(&all, ".");
	return all.text;
}

static inline void assert_content(struct store *store, const char *expected)
{
	char *now = content(store);

	assert_string_equal(now, expected);
	free(now);
}

static inline int64_t asked(struct store *store, const char *sql)
{
	struct fault why = {0};
	int64_t answer;

	if (!store_ask(store, sql, &answer, &why))
		fail_msg("%s", why.text);
	return answer;
}

static inline void assert_whole(struct store *store)
{
	struct buffer report = {0};
	struct fault why = {0};
	size_t problems;

	if (!store_check(store, &report, &problems, &why))
		fail_msg("%s", why.text);
	if (problems)
		fail_msg("%s", buffer_text(&report));
	buffer_free(&report);
}

#define assert_fault(why, expected_kind, words)                                                    \
	do {                                                                                       \
		if ((why).kind != (expected_kind) || !strstr((why).text, (words)))                 \
			fail_msg("kind %d: %s", (int)(why).kind, (why).text);                      \
	} while (0)

/* The status of a child: its exit status, or 1000 + the signal that ended it. A child of a test
 * must end by _exit and use no assertion: cmocka's would go on with the parent's tests. */
static inline int ended(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* In a child: nobody, whom permissions bind (root they do not). */
static inline void become_nobody(void)
{
	if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		_exit(99);
}

#endif
