/* The first run at the real screen: from no database to the first plan, and the guided lap. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/program.h"
#include "pty/sample.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct place {
	char home[64], tmp[96], variables[2][128], top[512];
};

static int place_take(void **state)
{
	struct place *place = calloc(1, sizeof *place);

	assert_non_null(place);
	strcpy(place->home, "/tmp/tiendo-first-XXXXXX");
	assert_non_null(mkdtemp(place->home));
	snprintf(place->tmp, sizeof place->tmp, "%s/tmp", place->home);
	snprintf(place->variables[0], sizeof place->variables[0], "HOME=%s", place->home);
	snprintf(place->variables[1], sizeof place->variables[1], "TMPDIR=%s", place->tmp);
	assert_non_null(getcwd(place->top, sizeof place->top));
	*state = place;
	return access(place->home, W_OK) || mkdir(place->tmp, 0700);
}

static int place_leave(void **state)
{
	struct place *place = *state;
	char line[128];

	terminal_close_all(NULL);
	snprintf(line, sizeof line, "rm -rf '%s'", place->home);
	assert_int_equal(system(line), 0);
	free(place);
	return 0;
}

static struct terminal *start(const struct place *place, const char *as_of)
{
	const char *argv[] = {program_path(), "--lang", "en", as_of, NULL};
	const char *env[] = {place->variables[0], place->variables[1], "XDG_DATA_HOME", "XDG_STATE_HOME",
		"XDG_CONFIG_HOME", "TIENDO_DB", NULL};
	struct terminal *terminal = terminal_start(argv, env, 24, 80);

	terminal_wait_text(terminal, "tiendo", SOON);
	return terminal;
}

static bool has_database(const struct place *place)
{
	char path[128];

	snprintf(path, sizeof path, "%s/.local/share/tiendo/tiendo.db", place->home);
	return access(path, F_OK) == 0;
}

static bool is_clean(const struct place *place)
{
	DIR *names = opendir(place->tmp);
	struct dirent *name;
	bool found = false;

	assert_non_null(names);
	while ((name = readdir(names)) != NULL)
		found = found || name->d_name[0] != '.';
	closedir(names);
	return !found;
}

static void give_file(struct terminal *terminal, const struct place *place, const char *name)
{
	terminal_wait_text(terminal, "FILE:", SOON);
	terminal_type(terminal, place->top);
	terminal_type(terminal, "/samples/");
	terminal_type(terminal, name);
	terminal_type(terminal, "\r");
	terminal_wait_text(terminal, "Nothing is written yet", SOON);
}

static void from_nothing_to_the_first_plan(void **state)
{
	struct place *place = *state;
	struct terminal *terminal = start(place, "--as-of=28/6/2020");

	terminal_wait_text(terminal, "No database yet", SOON);
	terminal_type(terminal, "2");
	give_file(terminal, place, "units.csv");
	assert_false(has_database(place));
	terminal_type(terminal, "\r");
	terminal_wait_text(terminal, "the plan, a CSV file", SOON);
	give_file(terminal, place, "plan.csv");
	terminal_type(terminal, "\r");
	terminal_wait_text(terminal, "1 Deadlines", SOON);
	terminal_wait_text(terminal, "added 75", SOON);
	terminal_wait_text(terminal, "due soon", SOON);
	terminal_type(terminal, "q");
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 0);
	terminal_close(terminal);
	assert_true(is_clean(place));
	terminal = start(place, "--as-of=28/6/2020"); /* the next time it is simply there */
	terminal_wait_text(terminal, "1 Deadlines", SOON);
	terminal_type(terminal, "q");
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 0);
}

static void the_lap_is_left_as_it_was_found(void **state)
{
	struct place *place = *state;
	struct terminal *terminal = start(place, NULL);

	terminal_wait_text(terminal, "No database yet", SOON);
	terminal_type(terminal, "4");
	terminal_wait_text(terminal, "Task 1 of 5", SOON);
	terminal_type(terminal, "\tf\r");
	terminal_wait_text(terminal, "Task 2 of 5", SOON);
	terminal_type(terminal, "jx");
	terminal_wait_text(terminal, "Task 3 of 5", SOON);
	terminal_type(terminal, "/hoa thanh\r");
	terminal_wait_text(terminal, "It asks for more time", SOON);
	terminal_type(terminal, "g+5\raway\r");
	terminal_wait_text(terminal, "Task 4 of 5", SOON);
	terminal_type(terminal, "67\r8\r");
	terminal_wait_text(terminal, "Task 5 of 5", SOON);
	terminal_type(terminal, "u");
	terminal_wait_text(terminal, "That was the lap", SOON);
	terminal_type(terminal, ":tour\r");
	terminal_wait_text(terminal, "the lap is over", SOON);
	assert_true(is_clean(place));
	terminal_type(terminal, "q");
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 0);
	assert_false(has_database(place));
}

static void a_line_lost_in_the_lap_leaves_nothing_either(void **state)
{
	struct place *place = *state;
	struct terminal *terminal = start(place, NULL);

	terminal_wait_text(terminal, "No database yet", SOON);
	terminal_type(terminal, "4");
	terminal_wait_text(terminal, "Task 1 of 5", SOON);
	assert_false(is_clean(place));
	terminal_signal(terminal, SIGHUP);
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 128 + SIGHUP);
	assert_true(is_clean(place));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(from_nothing_to_the_first_plan, place_take, place_leave),
		cmocka_unit_test_setup_teardown(the_lap_is_left_as_it_was_found, place_take, place_leave),
		cmocka_unit_test_setup_teardown(
			a_line_lost_in_the_lap_leaves_nothing_either, place_take, place_leave),
	};

	sample_main(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
