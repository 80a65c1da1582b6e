/* Long work on the command line: told on a terminal after a while, stopped by a signal. */
#include "cli/run.h"

#include "cli/teller.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static int64_t now;

static int64_t clock_of_tests(void)
{
	return now;
}

/* What came through since the last look. */
static const char *told(int from)
{
	static char text[256];
	ssize_t length = read(from, text, sizeof text - 1);

	text[length > 0 ? length : 0] = '\0';
	return text;
}

static void ends_make(int ends[2])
{
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(fcntl(ends[i], F_SETFL, O_NONBLOCK), 0);
	language_choose("en", NULL);
}

static void the_line_comes_after_a_second_is_rewritten_and_wiped(void **state)
{
	struct teller teller;
	int ends[2];

	(void)state;
	ends_make(ends);
	teller_begin(&teller, ends[1]);
	teller.clock = clock_of_tests;
	now = 5000;
	assert_true(teller_tell(&teller, STAGE_READ, 0, 100));
	now = 5999;
	assert_true(teller_tell(&teller, STAGE_READ, 50, 100));
	assert_string_equal(told(ends[0]), "");
	now = 6000;
	assert_true(teller_tell(&teller, STAGE_READ, 99, 100));
	assert_string_equal(told(ends[0]), "tiendo: reading 99%");
	now = 6100; /* too soon after the last */
	assert_true(teller_tell(&teller, STAGE_WRITE, 0, 100));
	assert_string_equal(told(ends[0]), "");
	now = 6300;
	assert_true(teller_tell(&teller, STAGE_WRITE, 7, 100));
	assert_int_equal(teller_end(&teller), 0);
	assert_string_equal(told(ends[0]), "\r                   \rtiendo: writing 7%"
					   "\r                  \r");
	close(ends[0]);
}

/* Whoever writes holds the lock that all others wait for. */
static void a_terminal_that_takes_nothing_is_not_waited_for(void **state)
{
	struct teller teller;
	char part[256] = {0};
	int ends[2];

	(void)state;
	ends_make(ends);
	while (write(ends[1], part, sizeof part) > 0)
		;
	teller_begin(&teller, ends[1]);
	teller.clock = clock_of_tests;
	now = 5000;
	assert_true(teller_tell(&teller, STAGE_WRITE, 0, 100));
	now = 6000;
	assert_true(teller_tell(&teller, STAGE_WRITE, 7, 100));
	assert_int_equal(teller.columns, 0); /* no line stands there to be wiped */
	while (*told(ends[0]) || read(ends[0], part, sizeof part) > 0)
		;
	assert_int_equal(teller_end(&teller), 0);
	assert_string_equal(told(ends[0]), "");
	close(ends[0]);
}

static void nothing_is_told_where_there_is_no_terminal(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo export units u.csv && tiendo import units u.csv");
	assert_null(strchr(office->err, '\r'));
}

static void a_signal_is_an_answer_of_no_until_the_end(void **state)
{
	struct teller teller;
	struct sigaction before, after;

	(void)state;
	sigaction(SIGINT, NULL, &before);
	teller_begin(&teller, -1);
	assert_true(teller_tell(&teller, STAGE_READ, 0, 1));
	raise(SIGINT);
	assert_false(teller_tell(&teller, STAGE_READ, 1, 1));
	assert_int_equal(teller_end(&teller), SIGINT);
	sigaction(SIGINT, NULL, &after);
	assert_ptr_equal(after.sa_handler, before.sa_handler);
	/* The next work knows nothing of it. */
	teller_begin(&teller, -1);
	assert_true(teller_tell(&teller, STAGE_READ, 0, 1));
	assert_int_equal(teller_end(&teller), 0);
}

static void what_was_ignored_stays_ignored(void **state)
{
	struct teller teller;

	(void)state;
	signal(SIGHUP, SIG_IGN);
	teller_begin(&teller, -1);
	assert_true(teller_tell(&teller, STAGE_READ, 0, 1));
	raise(SIGHUP);
	assert_true(teller_tell(&teller, STAGE_READ, 1, 1));
	assert_int_equal(teller_end(&teller), 0);
	signal(SIGHUP, SIG_DFL);
}

/* The program starts with the signal waiting for it: it comes when the work lets it, so that nothing
 * depends on how fast anything is. */
static int import_with_waiting(const struct office *office, int number)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		sigset_t blocked;

		sigemptyset(&blocked);
		sigaddset(&blocked, number);
		sigprocmask(SIG_BLOCK, &blocked, NULL);
		raise(number);
		if (freopen("/dev/null", "w", stderr) && chdir(office->folder) == 0)
			execl(getenv("TIENDO"), "tiendo", "--db", "t.db", "--lang", "en", "import",
				"units", "u.csv", "--partial", "--rejects", "r.csv", (char *)NULL);
		_exit(127);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void a_signal_cancels_an_import_and_leaves_nothing(void **state)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	struct office *office = *state;

	/* Valgrind takes no waiting signal along into the next program. */
	if (!getenv("TIENDO") || (getenv("RUNNER") && *getenv("RUNNER")))
		skip();
	file_put(office, "u.csv", "code,name,kind,parent\nN1,Chi đoàn 1,co-so,703\nBAD,,,\n");
	for (size_t i = 0; i < COUNT(numbers); i++) {
		assert_int_equal(import_with_waiting(office, numbers[i]), 128 + numbers[i]);
		run_for(office, 0, "tiendo list units --csv");
		says_not(office, "N1");
		run_for(office, 0, "ls -A");
		says_not(office, "r.csv");
	}
	run_for(office, 3, "tiendo import units u.csv --partial --rejects r.csv");
	run_for(office, 0, "tiendo list units --csv");
	says(office, "N1");
}

int main(void)
{
	/* Who runs tests in the background may have them ignored. */
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_line_comes_after_a_second_is_rewritten_and_wiped),
		cmocka_unit_test(a_terminal_that_takes_nothing_is_not_waited_for),
		TEST(nothing_is_told_where_there_is_no_terminal),
		cmocka_unit_test(a_signal_is_an_answer_of_no_until_the_end),
		cmocka_unit_test(what_was_ignored_stays_ignored),
		TEST(a_signal_cancels_an_import_and_leaves_nothing),
	};

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		signal(numbers[i], SIG_DFL);
	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
