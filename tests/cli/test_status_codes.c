/* The exit status: 0 done, 1 no, 2 usage or trouble, 3 data refused, 4 busy, 5 not allowed. */
#include "cli/run.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

static void done_is_0(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo done 703 II.3.c --on 25/6");
	run_for(office, 0, "tiendo due");
	run_for(office, 0, "tiendo done 703 II.3.c --on 25/6");
	says(office, "nothing changed: it is so already");
}

static void no_is_1(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo due --check");
	run_for(office, 1, "tiendo due --check --tasks");
	says(office, "overdue");
	run_for(office, 1, "bare --db t.db --as-of 1/7/2020 due --check --csv");
	run_for(office, 0, "bare --db t.db --as-of 1/7/2020 due --csv");
	run_for(office, 0, "bare --db t.db --as-of 1/7/2020 --unit 703 due --check");
	run_for(office, 1, "bare --db t.db --as-of 1/7/2020 --unit 705 due --check");
	run_for(office, 0, "tiendo list due --check --within 2");
	run_for(office, 1, "tiendo list due --check --within 0 --report BC2");
	run_for(office, 1, "tiendo --unit 72 list due --report III.1.1 --within 0 --check");
}

static void wrong_words_are_2(void **state)
{
	struct office *office = *state;
	static const char *const lines[] = {"frobnicate", "done", "done 703",
		"done 703 II.1.a --on", "done 703 II.1.a --on 31/6", "done 703 II.1.a --frob",
		"done 703 II.1.a extra", "list nothing", "status --by moon", "due --within soon",
		"number 703 SL01 2.45 --report BC1", "return 703 BC1", "extend 711 BC1 --until 9/7",
		"exempt 703 II.1.a", "completion tcsh", "help frob", "undo x", "--lang xx due",
		"--color blue due", "-x due", "--frob", "purge units --yes", "backup",
		"set colour red", "--db= due", "--csv=yes due", "--unit"};

	for (size_t i = 0; i < COUNT(lines); i++) {
		run_for(office, 2, "tiendo %s", lines[i]);
		if (strncmp(office->err, "tiendo: ", 8) != 0)
			fail_msg("%s: %s", lines[i], office->err);
		assert_string_equal(office->out, "");
	}
}

static void what_is_not_there_is_2(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo done 999 II.1.a");
	run_for(office, 2, "tiendo done 703 IX.1");
	run_for(office, 2, "bare --db none.db due");
	run_for(office, 2, "tiendo --plan NONE due");
	run_for(office, 2, "tiendo undo 99");
	run_for(office, 2, "tiendo redo");
	complains(office, "nothing to redo");
}

static void refused_data_is_3(void **state)
{
	struct office *office = *state;

	run_for(office, 3, "tiendo done TT02 II.3.c --on 1/1/2199");
	complains(office, "is still to come");
	run_for(office, 3, "tiendo receive TT02 BC1");
	complains(office, "unexempt");
	run_for(office, 3, "tiendo return 705 BC1 --why x");
	run_for(office, 3, "tiendo demo");
	run_for(office, 3, "tiendo init");
	run_for(office, 3, "tiendo backup t.db");
}

/* Holds the writers' queue as another process would: flock is between open files. */
static int queue_held(const struct office *office)
{
	char path[256];
	int file;

	snprintf(path, sizeof path, "%s/t.db.lock", office->folder);
	file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_true(file >= 0);
	assert_int_equal(flock(file, LOCK_EX), 0);
	return file;
}

static void busy_is_4(void **state)
{
	struct office *office = *state;
	int queue = queue_held(office);

	run_for(office, 4, "TIENDO_WAIT=20; export TIENDO_WAIT; tiendo done 703 II.3.c");
	complains(office, "tiendo: the database is busy: somebody else is writing");
	run_for(office, 4, "TIENDO_WAIT=0; export TIENDO_WAIT; tiendo remind BC1");
	run_for(office, 0, "TIENDO_WAIT=20; export TIENDO_WAIT; tiendo due");
	close(queue);
	run_for(office, 0, "TIENDO_WAIT=20; export TIENDO_WAIT; tiendo done 703 II.3.c --on 25/6");
}

static void a_wait_that_is_no_time_is_refused(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "TIENDO_WAIT=long; export TIENDO_WAIT; tiendo due");
	complains(office, "TIENDO_WAIT takes milliseconds");
	run_for(office, 2, "TIENDO_WAIT=3600001; export TIENDO_WAIT; tiendo due");
	run_for(office, 0, "TIENDO_WAIT=; export TIENDO_WAIT; tiendo due");
}

static void not_allowed_is_5(void **state)
{
	struct office *office = *state;
	static const char *const lines[] = {"done 703 II.3.c", "start 703 II.3.c",
		"reopen 703 II.1.a", "receive 705 BC1", "return 703 BC1 --why x",
		"extend 705 BC1 --until 9/7 --why x", "exempt 705 BC1 --why x", "unexempt TT02 BC1",
		"number 703 SL01 1 --report BC1", "remind BC1", "undo", "redo",
		"import units $samples/units.csv", "purge people --yes", "tick 703 II.3.c",
		"note 703 BC1 x", "count 703 II.1.a 3", "holiday 1/7", "set due-soon 4"};

	for (size_t i = 0; i < COUNT(lines); i++) {
		run_for(office, 5, "tiendo --readonly %s", lines[i]);
		complains(office, "tiendo: opened for reading only: nothing can be changed");
	}
	run_for(office, 5, "bare --readonly --db new.db init");
	run_for(office, 5, "bare --readonly --db new.db demo");
	assert_false(file_is(office, "new.db"));
}

static void reading_is_allowed_when_opened_for_reading(void **state)
{
	struct office *office = *state;
	static const char *const lines[] = {"due", "status", "list units", "log", "export all out",
		"check", "backup copy.db", "help", "doctor", "completion bash"};

	for (size_t i = 0; i < COUNT(lines); i++)
		run_for(office, 0, "tiendo %s --readonly", lines[i]);
	run_for(office, 0, "chmod a-w t.db . ; tiendo --readonly due --csv; chmod u+w .");
	says(office, "BC1");
}

static void messages_go_to_stderr_and_begin_with_the_program(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo done 999 II.1.a");
	assert_string_equal(office->out, "");
	assert_int_equal(strncmp(office->err, "tiendo: ", 8), 0);
	run_for(office, 0, "tiendo due --csv");
	assert_string_equal(office->err, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(done_is_0),
		TEST(no_is_1),
		TEST(wrong_words_are_2),
		TEST(what_is_not_there_is_2),
		TEST(refused_data_is_3),
		TEST(busy_is_4),
		TEST(a_wait_that_is_no_time_is_refused),
		TEST(not_allowed_is_5),
		TEST(reading_is_allowed_when_opened_for_reading),
		TEST(messages_go_to_stderr_and_begin_with_the_program),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
