/* Many contacts in one step: written otherwise than all else, and in no other way to be told from it. */
#include "given.h"

#include <signal.h>
#include <sys/resource.h>

static int given_filled(void **state)
{
	if (given_database(state) != 0)
		return -1;
	given_office(((struct given *)*state)->store);
	return 0;
}

#define MANY 3000

static const char *const units[] = {"25474", "25495", "703", "705"}; /* by their bytes */

/* The n-th of MANY, in the order of keys; rows of all lengths, some fields empty. */
static void person_make(size_t n, struct person_row *row, char room[2][8192])
{
	static const char letters[] = "Một cán bộ đoàn có ghi chú dài, \"trong ngoặc\"\n";
	size_t length = n % 7 == 0 ? 0 : n * 37 % 6000;

	*row = (struct person_row){.length = {0}};
	row->text[PERSON_UNIT] = units[n * COUNT(units) / MANY];
	row->text[PERSON_NAME] = room[0];
	snprintf(room[0], sizeof room[0], "Nguyễn %06zu", n);
	row->text[PERSON_PHONE] = n % 3 ? "0901 234 567" : "";
	row->text[PERSON_NOTE] = room[1];
	for (size_t i = 0; i < length; i++)
		room[1][i] = letters[i % (sizeof letters - 1)] & 0x7f ? letters[i % (sizeof letters - 1)] : 'x';
	while (length > 0 && (room[1][length - 1] & 0x80)) /* no letter is cut in two */
		length--;
	room[1][length] = '\0';
	for (size_t i = 0; i < PERSON_REV; i++)
		row->length[i] = row->text[i] ? strlen(row->text[i]) : 0;
}

static size_t bytes_of_many(void)
{
	char room[2][8192];
	struct person_row row;
	size_t bytes = 0;

	for (size_t i = 0; i < MANY; i++) {
		person_make(i, &row, room);
		bytes += person_bytes(&row);
	}
	return bytes;
}

/* Up to `count`, which is told as it would be of all. */
static bool fill(struct store *store, size_t count, struct fault *why)
{
	char room[2][8192];
	struct person_row row;

	if (!step_fill_begin(store, bytes_of_many(), why))
		return false;
	for (size_t i = 0; i < count; i++) {
		person_make(i, &row, room);
		if (!step_fill(store, &row, why))
			return false;
	}
	return step_fill_end(store, why);
}

static void put_many(struct store *store)
{
	char room[2][8192];
	struct person_row row;

	for (size_t i = 0; i < MANY; i++) {
		person_make(i, &row, room);
		put_row(store, TABLE_PERSON, row.text);
	}
}

static long filled(struct store *store, const char *actor)
{
	struct fault why = {0};

	begin(store, actor, "import people roster.csv");
	if (!fill(store, MANY, &why))
		fail_msg("%s", why.text);
	return commit(store);
}

static bool undo(struct store *store, const char *actor, struct fault *why)
{
	struct step_told told;

	return store_undo(store, actor, 0, &told, why);
}

static int bytes_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The newest step's changes as sorted lines: a changeset has no order. */
static char *log_text(struct store *store)
{
	struct log log;
	struct buffer all = {0};
	struct fault why;

	assert_true(store_log(store, 0, "", 1, &log, &why));
	char **lines = memory_take(log.change_count, sizeof *lines);
	for (size_t i = 0; i < log.change_count; i++) {
		const struct log_change *change = &log.changes[i];
		struct buffer line = {0};

		buffer_print(&line, "%c %s %s %s %s>%s\n", change->how, change->key, change->unit,
			change->field, change->before, change->after);
		lines[i] = line.text;
	}
	qsort(lines, log.change_count, sizeof *lines, bytes_order);
	buffer_print(&all, "%s %s\n", log.steps[0].actor, log.steps[0].command);
	for (size_t i = 0; i < log.change_count; i++) {
		buffer_add(&all, lines[i]);
		free(lines[i]);
	}
	free(lines);
	log_free(&log);
	return all.text;
}

static void filled_and_put_are_the_same(void **state)
{
	struct given *given = *state;
	char path[256];
	struct store *other;

	assert_true(store_create(given_path(given, "other.db", path), NULL));
	other = opened(path, false);
	given_office(other);
	begin(other, "an", "import people roster.csv");
	put_many(other);
	commit(other);
	filled(given->store, "an");

	char *content_put = content(other), *log_put = log_text(other);
	assert_content(given->store, content_put);
	char *log_filled = log_text(given->store);
	assert_string_equal(log_filled, log_put);
	assert_whole(given->store);
	free(content_put);
	free(log_put);
	free(log_filled);
	store_close(other);
}

static void a_filled_step_is_taken_back_and_done_again(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct step_told told;
	char *before = content(given->store);

	filled(given->store, "an");
	char *after = content(given->store);
	reopen(given);
	assert_true(store_undo(given->store, "an", 0, &told, &why));
	assert_int_equal(told.rows, MANY);
	assert_content(given->store, before);
	assert_true(store_redo(given->store, "an", &told, &why));
	assert_content(given->store, after);
	assert_whole(given->store);
	free(before);
	free(after);
}

static void what_was_put_before_in_the_step_belongs_to_it(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char *before = content(given->store);

	begin(given->store, "an", "import people roster.csv");
	PUT(given->store, TABLE_UNIT, "25474", "Xã Khác", "co-so", "703");
	PUT(given->store, TABLE_PERSON, "703", "Nguyễn Văn Ân", "Phó bí thư");
	DROP(given->store, TABLE_RECEIPT, "KH1", "BC1", "703", "1");
	assert_true(fill(given->store, MANY, &why));
	assert_true(commit(given->store) > 0);
	assert_whole(given->store);
	assert_string_equal(FIELD(given->store, TABLE_UNIT, UNIT_NAME, "25474"), "Xã Khác");
	assert_true(undo(given->store, "an", &why));
	assert_content(given->store, before);
	free(before);
}

static void a_contact_changed_since_stops_the_undo(void **state)
{
	struct given *given = *state;
	struct fault why = {0};

	filled(given->store, "an");
	STEP(given->store, "binh", TABLE_PERSON, "25474", "Nguyễn 000001", "Bí thư");
	char *before = content(given->store);
	assert_false(undo(given->store, "an", &why));
	assert_fault(why, FAULT_REFUSED, "person 25474 Nguyễn 000001 was changed since");
	assert_content(given->store, before);
	free(before);
}

static void foreign_keys_hold_again_after_a_fill(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	long step;

	filled(given->store, "an");
	begin(given->store, "an", "put");
	PUT(given->store, TABLE_PERSON, "999", "Ai");
	assert_false(step_commit(given->store, &step, &why));
	begin(given->store, "an", "import");
	assert_false(fill(given->store, MANY, &why));
	step_abandon(given->store);
	begin(given->store, "an", "put");
	PUT(given->store, TABLE_PERSON, "999", "Ai");
	assert_false(step_commit(given->store, &step, &why));
	assert_whole(given->store);
}

static void a_unit_that_went_meanwhile_refuses_all(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char *before;

	begin(given->store, "an", "drop");
	DROP(given->store, TABLE_NUMBER, "KH1", "BC1", "N1", "703");
	DROP(given->store, TABLE_UNIT, "25495");
	commit(given->store);
	before = content(given->store);
	begin(given->store, "an", "import");
	assert_false(fill(given->store, MANY, &why));
	assert_fault(why, FAULT_REFUSED, "unit 25495 is there no more");
	step_abandon(given->store);
	assert_content(given->store, before);
	free(before);
}

static void drop_person(struct store *store, const char *unit, const char *name)
{
	begin(store, "binh", "drop");
	DROP(store, TABLE_PERSON, unit, name);
	commit(store);
}

static void a_contact_that_came_meanwhile_refuses_all(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char *before;

	STEP(given->store, "binh", TABLE_PERSON, "705", "Nguyễn 002999");
	before = content(given->store);
	begin(given->store, "an", "import");
	assert_false(fill(given->store, MANY, &why));
	assert_fault(why, FAULT_BUSY, "another session added some of the same people");
	step_abandon(given->store);
	assert_content(given->store, before);
	/* Nothing of it is left to hold up others. */
	drop_person(given->store, "705", "Nguyễn 002999");
	filled(given->store, "an");
	free(before);
}

static void fewer_rows_than_announced_are_no_step(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char *before = content(given->store);
	long step;

	begin(given->store, "an", "import");
	assert_true(fill(given->store, MANY - 1, &why));
	assert_false(step_commit(given->store, &step, &why));
	assert_content(given->store, before);
	free(before);
}

/* After any number of rows, also when pages of them are in the file already. */
static void a_fill_cut_off_leaves_nothing(void **state)
{
	struct given *given = *state;
	char *before = content(given->store);

	shut(given);
	for (size_t rows = 0; rows <= MANY; rows += MANY / 6) {
		pid_t child = fork();

		if (child == 0) {
			struct store *store;

			if (store_open(&store, given->path, false, NULL) &&
				step_begin(store, "an", "import", NULL) && fill(store, rows, NULL))
				kill(getpid(), SIGKILL);
			_exit(1);
		}
		assert_int_equal(ended(child), 1000 + SIGKILL);
		given->store = opened(given->path, false);
		assert_content(given->store, before);
		assert_whole(given->store);
		shut(given);
	}
	free(before);
}

/* What waits to be written with what comes behind it is of no account where there is no room for it. */
static void a_fill_without_room_leaves_nothing(void **state)
{
	struct given *given = *state;
	struct fault why;
	struct rlimit all, less;
	char *before = content(given->store);

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &all), 0);
	signal(SIGXFSZ, SIG_IGN);
	for (rlim_t room = 300000; room < 9000000; room += 700001) {
		less = (struct rlimit){room, all.rlim_max};
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &less), 0);
		begin(given->store, "an", "import");
		assert_false(fill(given->store, MANY, &why));
		step_abandon(given->store);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &all), 0);
		assert_content(given->store, before);
	}
	assert_whole(given->store);
	filled(given->store, "an");
	assert_whole(given->store);
	free(before);
}

static void a_purge_leaves_nothing_of_a_fill(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	size_t removed;

	begin(given->store, "an", "import people roster.csv");
	PUT(given->store, TABLE_UNIT, "25474", "Xã Khác", "co-so", "703");
	assert_true(fill(given->store, MANY, &why));
	commit(given->store);
	assert_true(store_purge_people(given->store, "admin", &removed, &why));
	assert_int_equal(removed, MANY + 1);
	assert_whole(given->store);
	shut(given);
	struct buffer bytes = file_bytes(given->path);
	assert_false(bytes_hold(&bytes, "Nguyễn 00"));
	assert_true(bytes_hold(&bytes, "Xã Khác"));
	buffer_free(&bytes);
}

static void a_backup_holds_a_fill(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	char path[256];

	filled(given->store, "an");
	char *before = content(given->store);
	if (!store_backup(given->store, given_path(given, "copy.db", path), &why))
		fail_msg("%s", why.text);
	struct store *copy = opened(path, false);
	assert_content(copy, before);
	assert_true(undo(copy, "an", &why));
	store_close(copy);
	free(before);
}

static void people_are_walked_over_in_the_order_of_their_keys(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct people *people;
	const char *fields[ROW_FIELDS];
	char last[256] = "", key[256];
	size_t count = 0;

	filled(given->store, "an");
	assert_true(people_open(&people, given->store, &why));
	for (; people_next(people, fields); count++) {
		snprintf(key, sizeof key, "%s\001%s", fields[PERSON_UNIT], fields[PERSON_NAME]);
		assert_true(strcmp(last, key) < 0);
		strcpy(last, key);
	}
	assert_int_equal(count, MANY + 1);
	assert_true(people_close(people, &why));
	/* One who has seen enough holds nobody up. */
	assert_true(people_open(&people, given->store, &why));
	assert_true(people_next(people, fields));
	assert_true(people_close(people, &why));
	STEP(given->store, "an", TABLE_SETTING, "due_soon", "4");
}

#define FILLED(name) cmocka_unit_test_setup_teardown(name, given_filled, given_gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FILLED(filled_and_put_are_the_same),
		FILLED(a_filled_step_is_taken_back_and_done_again),
		FILLED(what_was_put_before_in_the_step_belongs_to_it),
		FILLED(a_contact_changed_since_stops_the_undo),
		FILLED(foreign_keys_hold_again_after_a_fill),
		FILLED(a_unit_that_went_meanwhile_refuses_all),
		FILLED(a_contact_that_came_meanwhile_refuses_all),
		FILLED(fewer_rows_than_announced_are_no_step),
		FILLED(a_fill_cut_off_leaves_nothing),
		FILLED(a_fill_without_room_leaves_nothing),
		FILLED(a_purge_leaves_nothing_of_a_fill),
		FILLED(a_backup_holds_a_fill),
		FILLED(people_are_walked_over_in_the_order_of_their_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
