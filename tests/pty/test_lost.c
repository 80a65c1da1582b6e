/* A session that dies with a field half typed, in every way it can die; one that has to wait; and two
 * sessions that meet: the built program in a real terminal. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/program.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOON 20000

static char state_home[96];

static int office_made(void **state)
{
	int made = program_prepare(state);

	snprintf(state_home, sizeof state_home, "XDG_STATE_HOME=%s/state", program_folder);
	return made;
}

static struct terminal *begin(const char *wait)
{
	const char *env[] = {state_home, wait, NULL};
	struct terminal *terminal = program_start("en", NULL, env, 24, 100);

	terminal_wait_text(terminal, "1-16/24", SOON);
	return terminal;
}

/* A reason is being typed for the first row. */
static struct terminal *half_typed(void)
{
	struct terminal *terminal = begin(NULL);

	terminal_type(terminal, "o");
	terminal_wait_text(terminal, "REASON:", SOON);
	terminal_type(terminal, "lost line");
	terminal_wait_text(terminal, "REASON: lost line", SOON);
	return terminal;
}

static void is_offered_next_and_nothing_was_done(void)
{
	struct terminal *terminal = begin(NULL);

	assert_true(terminal_has_text(terminal, "n/a 1"));
	terminal_type(terminal, "o");
	terminal_wait_text(terminal, "REASON: lost line", SOON);
	terminal_type(terminal, "\033");
	terminal_wait_text(terminal, "left: nothing was changed", SOON);
	terminal_type(terminal, "q");
	assert_int_equal(terminal_wait_end(terminal, SOON), 0);
	terminal_close(terminal);
}

static void every_deadly_signal_keeps_what_was_typed(void **state)
{
	static const int numbers[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		struct terminal *terminal = half_typed();
		int status;

		terminal_signal(terminal, numbers[i]);
		status = terminal_wait_end(terminal, 2000);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 128 + numbers[i]);
		assert_true(terminal_settings(terminal).c_lflag & ICANON);
		assert_false(terminal_on_alternate(terminal));
		terminal_close(terminal);
		is_offered_next_and_nothing_was_done();
	}
}

static void a_lost_line_keeps_what_was_typed(void **state)
{
	struct terminal *terminal = half_typed();
	int status;

	(void)state;
	terminal_hang_up(terminal);
	status = terminal_wait_end(terminal, 2000);
	assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
	terminal_close(terminal);
	is_offered_next_and_nothing_was_done();
}

static void a_terminal_that_stalls_keeps_what_was_typed(void **state)
{
	struct terminal *terminal = half_typed();
	int status;

	(void)state;
	terminal_stall(terminal, true);
	terminal_signal(terminal, SIGHUP);
	status = terminal_wait_end(terminal, 2000);
	assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
	terminal_close(terminal);
	is_offered_next_and_nothing_was_done();
}

static bool has_draft(void)
{
	char path[160];
	struct dirent *entry;
	bool has = false;
	DIR *list;

	snprintf(path, sizeof path, "%s/state/tiendo/drafts", program_folder);
	list = opendir(path);
	while (list && (entry = readdir(list)) != NULL)
		has = has || entry->d_name[0] != '.';
	if (list)
		closedir(list);
	return has;
}

/* Nothing can be done at that moment: what was typed was kept before, also of who never pauses. */
static void kill_9_loses_no_more_than_the_last_words(void **state)
{
	struct terminal *terminal = half_typed();
	long until = terminal_clock() + SOON;

	(void)state;
	while (!has_draft() && terminal_clock() < until) {
		terminal_type(terminal, ".");
		terminal_settle(terminal, 50);
	}
	assert_true(has_draft());
	terminal_signal(terminal, SIGKILL);
	terminal_wait_end(terminal, 2000);
	terminal_close(terminal);
	is_offered_next_and_nothing_was_done();
}

static void stopping_and_going_on_keeps_the_field_open(void **state)
{
	struct terminal *terminal = half_typed();

	(void)state;
	terminal_signal(terminal, SIGTSTP);
	terminal_wait_stop(terminal, SOON);
	terminal_settle(terminal, 100);
	assert_false(terminal_on_alternate(terminal));
	terminal_signal(terminal, SIGCONT);
	terminal_wait_text(terminal, "REASON: lost line", SOON);
	terminal_type(terminal, "s");
	terminal_wait_text(terminal, "REASON: lost lines", SOON);
	terminal_type(terminal, "\033");
	terminal_wait_text(terminal, "left: nothing was changed", SOON);
}

/* To the shell and back, from within a field too; and what was typed is kept meanwhile. */
static void control_z_gives_the_terminal_back_and_keeps_the_field(void **state)
{
	struct terminal *terminal = half_typed();

	(void)state;
	terminal_type(terminal, "\032");
	terminal_wait_stop(terminal, SOON);
	terminal_settle(terminal, 100);
	assert_false(terminal_on_alternate(terminal));
	assert_true(terminal_settings(terminal).c_lflag & ICANON);
	assert_true(terminal_has_text(terminal, "tiendo waits: the command fg goes on with it"));
	assert_true(has_draft());
	terminal_signal(terminal, SIGCONT);
	terminal_wait_text(terminal, "REASON: lost line", SOON);
	assert_false(terminal_settings(terminal).c_lflag & ICANON);
	terminal_type(terminal, "\033");
	terminal_wait_text(terminal, "left: nothing was changed", SOON);
	assert_false(has_draft());
}

/* The queue of writers, held as by one who was stopped in the middle of it. */
static int queue_held(void)
{
	char path[128];
	int lock;

	snprintf(path, sizeof path, "%s.lock", program_db);
	lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
	assert_int_equal(flock(lock, LOCK_EX), 0);
	return lock;
}

static void who_has_to_wait_is_told_and_then_refused_with_the_text_kept(void **state)
{
	struct terminal *terminal = begin("TIENDO_WAIT=2500");
	int lock = queue_held();

	(void)state;
	terminal_type(terminal, "c\025wait for it\r");
	terminal_wait_text(terminal, "somebody else is writing: waiting", SOON);
	terminal_wait_text(terminal, "the database is busy: somebody else is writing", SOON);
	assert_true(terminal_has_text(terminal, "TEXT: wait for it"));
	close(lock);
	terminal_type(terminal, "\r");
	terminal_wait_text(terminal, "(u: undo)", SOON);
	assert_true(program_runs("undo"));
}

static bool is_made(const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", program_folder, name);
	return access(path, F_OK) == 0;
}

/* ^S in a terminal keeps what a program writes there for as long as somebody likes: others would wait as
 * long for one that tells how far it is while it holds their lock. */
static void telling_how_far_it_is_never_waits_for_a_terminal_that_is_stopped(void **state)
{
	char line[400];
	const char *argv[] = {"/bin/sh", "-c", line, NULL};
	struct terminal *terminal;
	int lock = queue_held();
	long end = terminal_clock() + SOON;

	(void)state;
	snprintf(line, sizeof line,
		"echo ready; read -r start; TIENDO_WAIT=60000 \"$TIENDO\" --db %s --lang en note 705 BC2 "
		"stopped >%s/said; echo >%s/over; exec cat", program_db, program_folder, program_folder);
	terminal = terminal_start(argv, NULL, 24, 80);
	terminal_wait_text(terminal, "ready", SOON);
	terminal_type(terminal, "\r\023");
	terminal_settle(terminal, 1500); /* a wait is told of after a second */
	close(lock);
	while (!is_made("over") && terminal_clock() < end)
		terminal_settle(terminal, 50);
	assert_true(is_made("over"));
	terminal_close(terminal);
	assert_true(program_runs("undo"));
}

static void a_dead_line_ends_a_wait_at_once(void **state)
{
	struct terminal *terminal = begin("TIENDO_WAIT=60000");
	int lock = queue_held(), status;

	(void)state;
	terminal_type(terminal, "c\025wait for it\r");
	terminal_wait_text(terminal, "somebody else is writing: waiting", SOON);
	terminal_hang_up(terminal);
	status = terminal_wait_end(terminal, 2000);
	assert_int_equal(WEXITSTATUS(status), 128 + SIGHUP);
	terminal_close(terminal);
	close(lock);
	terminal = begin(NULL);
	terminal_type(terminal, "c");
	terminal_wait_text(terminal, "TEXT: wait for it", SOON);
}

static void two_sessions_see_each_other_and_a_conflict_is_decided(void **state)
{
	struct terminal *terminal = begin(NULL);

	(void)state;
	terminal_type(terminal, "c\025mine");
	terminal_wait_text(terminal, "TEXT: mine", SOON);
	assert_true(program_runs("note 708 BC1 theirs"));
	assert_true(program_runs("tick 706 BC1"));
	terminal_settle(terminal, 100);
	assert_true(terminal_has_text(terminal, "TEXT: mine"));
	terminal_type(terminal, "\r");
	terminal_wait_text(terminal, "theirs: note: theirs", SOON);
	terminal_wait_text(terminal, "yours:  note: mine", SOON);
	terminal_type(terminal, "t");
	terminal_wait_text(terminal, "theirs is kept; yours was: note: mine", SOON);
	terminal_wait_text(terminal, "√▪ Huyện đoàn Tân Châu", SOON);
	assert_true(program_runs("undo") && program_runs("undo"));
	terminal_wait_text(terminal, ": undo ", SOON);
}

#define TEST(name) cmocka_unit_test_teardown(name, terminal_close_all)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_deadly_signal_keeps_what_was_typed),
		TEST(a_lost_line_keeps_what_was_typed),
		TEST(a_terminal_that_stalls_keeps_what_was_typed),
		TEST(kill_9_loses_no_more_than_the_last_words),
		TEST(stopping_and_going_on_keeps_the_field_open),
		TEST(control_z_gives_the_terminal_back_and_keeps_the_field),
		TEST(who_has_to_wait_is_told_and_then_refused_with_the_text_kept),
		TEST(telling_how_far_it_is_never_waits_for_a_terminal_that_is_stopped),
		TEST(a_dead_line_ends_a_wait_at_once),
		TEST(two_sessions_see_each_other_and_a_conflict_is_decided),
	};

	return cmocka_run_group_tests(tests, office_made, program_clear);
}
