/* Databases, and what lies beside them, that somebody made to do harm, and files that change under an
 * open program: refused in words, never made worse, nothing held up. */
#include "store/given.h"

#include <signal.h>

static struct buffer given_bytes; /* of a whole database */

static uint32_t chance(uint32_t *seed)
{
	*seed ^= *seed << 13; /* xorshift32 */
	*seed ^= *seed >> 17;
	return *seed ^= *seed << 5;
}

static void assert_refused_untouched(const struct given *given, const char *why_not)
{
	for (int readonly = 0; readonly < 2; readonly++) {
		struct fault why = {0};
		struct store *store;

		alarm(60); /* a pipe would hold up whoever opens it: that ends the test, and fails it */
		assert_false(store_open(&store, given->path, readonly, &why));
		alarm(0);
		assert_fault(why, FAULT_REFUSED, why_not);
	}
}

static void what_lies_beside_a_database_and_is_no_file_is_refused(void **state)
{
	static const char *const endings[] = {"-journal", "-wal", "-shm"};
	struct given *given = *state;

	given_office(given->store);
	shut(given);
	for (size_t i = 0; i < COUNT(endings); i++) {
		char name[300];

		snprintf(name, sizeof name, "%s%s", given->path, endings[i]);
		assert_int_equal(mkfifo(name, 0600), 0);
		assert_refused_untouched(given, "what tiendo leaves beside");
		assert_int_equal(unlink(name), 0);
		assert_int_equal(symlink("/etc/passwd", name), 0);
		assert_refused_untouched(given, "what tiendo leaves beside");
		assert_int_equal(unlink(name), 0);
		assert_int_equal(mkdir(name, 0700), 0);
		assert_refused_untouched(given, "what tiendo leaves beside");
		assert_int_equal(rmdir(name), 0);
	}
	given->store = opened(given->path, false);
	assert_whole(given->store);
}

/* SQLite removes the file that a journal names as the one over several databases. */
static void a_journal_that_names_another_file_removes_nothing(void **state)
{
	static const unsigned char mark[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
	struct given *given = *state;
	char victim[256], journal[300];
	struct buffer bytes = {0};
	uint32_t sum = 0;

	shut(given);
	file_write(given_path(given, "victim", victim), "precious", 8);
	for (const char *byte = victim; *byte; byte++)
		sum += (uint32_t)*byte;
	buffer_bytes(&bytes, mark, sizeof mark); /* a journal begins with the same bytes */
	while (bytes.length < 512)
		buffer_bytes(&bytes, "", 1);
	buffer_bytes(&bytes, "\0\0\0\1", 4);
	buffer_bytes(&bytes, victim, strlen(victim));
	for (int i = 0; i < 2; i++) {
		uint32_t number = i ? sum : (uint32_t)strlen(victim);
		unsigned char big[] = {(unsigned char)(number >> 24), (unsigned char)(number >> 16),
			(unsigned char)(number >> 8), (unsigned char)number};

		buffer_bytes(&bytes, big, sizeof big);
	}
	buffer_bytes(&bytes, mark, sizeof mark);
	snprintf(journal, sizeof journal, "%s-journal", given->path);
	file_write(journal, bytes.text, bytes.length);
	buffer_free(&bytes);
	assert_refused_untouched(given, "what tiendo leaves beside");
	assert_true(file_exists(victim));
	unlink(journal);
}

static void journals_of_random_bytes_never_crash(void **state)
{
	struct given *given = *state;
	uint32_t seed = 20200628;
	char journal[300];

	given_office(given->store);
	shut(given);
	given_bytes = file_bytes(given->path);
	snprintf(journal, sizeof journal, "%s-journal", given->path);
	for (int run = 0; run < (getenv("TIENDO_SOAK") ? 20000 : 100); run++) {
		static const unsigned char mark[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
		unsigned char bytes[6000];
		struct fault why = {0};
		struct buffer report = {0};
		struct store *store;
		size_t problems;

		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (unsigned char)(chance(&seed) % 3 ? 0 : chance(&seed));
		memcpy(bytes, mark, sizeof mark);
		bytes[8] = bytes[9] = bytes[10] = 0; /* few pages, so that it is worth playing back */
		file_write(given->path, given_bytes.text, given_bytes.length);
		file_write(journal, bytes, sizeof bytes);
		if (store_open(&store, given->path, false, &why)) {
			store_check(store, &report, &problems, &why);
			store_close(store);
		}
		buffer_free(&report);
		unlink(journal);
	}
	file_write(given->path, given_bytes.text, given_bytes.length);
	buffer_free(&given_bytes);
}

/* Every bit of the head of every page, one at a time. */
static void flipped_bits_of_page_heads_are_told_or_harmless(void **state)
{
	struct given *given = *state;
	size_t share = getenv("TIENDO_SOAK") ? 1 : 61, told = 0, tried = 0;

	given_office(given->store);
	shut(given);
	given_bytes = file_bytes(given->path);
	for (size_t bit = 0; bit < given_bytes.length / 4096 * 12 * 8; bit += share) {
		size_t at = bit / 96 * 4096 + bit % 96 / 8 + (bit < 96 ? 100 : 0);
		struct buffer report = {0};
		struct fault why = {0};
		struct store *store;
		size_t problems = 0;

		given_bytes.text[at] = (char)(given_bytes.text[at] ^ 1 << bit % 8);
		file_write(given->path, given_bytes.text, given_bytes.length);
		given_bytes.text[at] = (char)(given_bytes.text[at] ^ 1 << bit % 8);
		tried++;
		if (!store_open(&store, given->path, false, &why)) {
			told++;
			continue;
		}
		told += !store_check(store, &report, &problems, &why) || problems > 0;
		buffer_free(&report);
		store_close(store);
	}
	/* What is left lies in counters that mean nothing by themselves. */
	if (told * 10 < tried * 6)
		fail_msg("only %zu of %zu were told", told, tried);
	file_write(given->path, given_bytes.text, given_bytes.length);
	buffer_free(&given_bytes);
}

static void what_breaks_a_rule_is_reported(void **state)
{
	static const struct {
		const char *sql, *told;
	} rows[] = {
		{"INSERT INTO unit (code, name, kind, rev) VALUES ('a b;c', 'x', 'y', 1)", "no code"},
		{"INSERT INTO unit (code, name, kind, rev) VALUES ('-x', 'x', 'y', 1)", "no code"},
		{"UPDATE plan SET rev = 99", "does not have the step"},
		{"UPDATE item SET type = 'event' WHERE code = 'N1'", "of this kind"},
		{"UPDATE item SET type = 'section' WHERE code = 'BC1'", "of this kind"},
		{"UPDATE step SET at = 'yesterday'", "cannot be as it is"},
		{"INSERT INTO step (id, at, actor, command, way, target, undone) VALUES (90, "
		 "'2020-06-28T00:00:00Z', 'a', 'b', 'undo', 1, 1)", "cannot be as it is"},
		{"INSERT INTO setting (name, value, rev) VALUES ('utc_offset', 'x', 1)", "no value"},
		{"UPDATE unit SET name = CAST(x'4e67ff' AS TEXT)", "the text of name is damaged"},
		{"UPDATE unit SET name = CAST(x'4e670041' AS TEXT)", "the text of name is damaged"},
	};
	struct given *given = *state;

	given_office(given->store);
	assert_whole(given->store);
	shut(given);
	given_bytes = file_bytes(given->path);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buffer report = {0};
		struct fault why = {0};
		size_t problems = 0;

		file_write(given->path, given_bytes.text, given_bytes.length);
		raw(given->path, rows[i].sql);
		given->store = opened(given->path, false);
		assert_true(store_check(given->store, &report, &problems, &why));
		if (!problems || !strstr(buffer_text(&report), rows[i].told))
			fail_msg("%s: %zu problems: %s", rows[i].sql, problems, buffer_text(&report));
		buffer_free(&report);
		shut(given);
	}
	file_write(given->path, given_bytes.text, given_bytes.length);
	buffer_free(&given_bytes);
}

static bool put_x(struct store *store, struct fault *why)
{
	long step;

	if (!step_begin(store, "an", "x", why))
		return false;
	if (store_put(store, TABLE_SETTING, FIELDS("x", "1"), why))
		return step_commit(store, &step, why);
	step_abandon(store);
	return false;
}

static void nothing_is_written_into_a_file_that_was_replaced(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char aside[256];
	long step;

	given_office(given->store);
	assert_int_equal(rename(given->path, given_path(given, "aside", aside)), 0);
	assert_false(put_x(given->store, &why));
	assert_fault(why, FAULT_TROUBLE, "removed or replaced");
	/* Another in its place is another still. */
	assert_true(store_create(given->path, &why));
	assert_false(put_x(given->store, &why));
	assert_fault(why, FAULT_TROUBLE, "removed or replaced");
	unlink(given->path);
	assert_int_equal(rename(aside, given->path), 0);
	assert_true(put_x(given->store, &why));
	assert_true(store_is_in_place(given->store, &why));
	/* Also between the beginning of a step and its end. */
	begin(given->store, "an", "y");
	PUT(given->store, TABLE_SETTING, "y", "1");
	assert_int_equal(rename(given->path, aside), 0);
	assert_false(step_commit(given->store, &step, &why));
	assert_fault(why, FAULT_TROUBLE, "removed or replaced");
	assert_int_equal(rename(aside, given->path), 0);
	reopen(given);
	assert_null(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "y"));
	assert_whole(given->store);
}

/* Its owner, who is not root, works on: what a step may not write is told, and nothing of it is there. */
static int works_while_permissions_change(const char *path, const char *folder)
{
	struct store *store;
	struct fault why = {0};

	become_nobody();
	if (!store_open(&store, path, false, &why))
		return 1;
	if (chmod(folder, 0555) != 0 || put_x(store, &why))
		return 2;
	if (why.kind != FAULT_TROUBLE || !strstr(why.text, "check its permissions"))
		return 3;
	if (chmod(folder, 0755) != 0 || !put_x(store, &why))
		return 4;
	store_close(store);
	return 0;
}

static void a_permission_taken_away_meanwhile_is_told_and_given_back_goes_on(void **state)
{
	struct given *given = *state;
	char lock[300];
	pid_t child;

	given_office(given->store);
	shut(given);
	snprintf(lock, sizeof lock, "%s.lock", given->path);
	if (geteuid() == 0) {
		assert_int_equal(chown(given->folder, 65534, 65534), 0);
		assert_int_equal(chown(given->path, 65534, 65534), 0);
		assert_int_equal(chown(lock, 65534, 65534), 0);
	}
	if ((child = fork()) == 0)
		_exit(works_while_permissions_change(given->path, given->folder));
	assert_int_equal(ended(child), 0);
	chmod(given->folder, 0755);
	given->store = opened(given->path, false);
	assert_non_null(FIELD(given->store, TABLE_SETTING, SETTING_VALUE, "x"));
	assert_whole(given->store);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, given_database, given_gone)
	const struct CMUnitTest tests[] = {
		IN_OFFICE(what_lies_beside_a_database_and_is_no_file_is_refused),
		IN_OFFICE(a_journal_that_names_another_file_removes_nothing),
		IN_OFFICE(journals_of_random_bytes_never_crash),
		IN_OFFICE(flipped_bits_of_page_heads_are_told_or_harmless),
		IN_OFFICE(what_breaks_a_rule_is_reported),
		IN_OFFICE(nothing_is_written_into_a_file_that_was_replaced),
		IN_OFFICE(a_permission_taken_away_meanwhile_is_told_and_given_back_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
