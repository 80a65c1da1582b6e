/* Themes on a real pseudo-terminal: what is painted, changing it while it runs, terminals without
 * colours. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/program.h"

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define SOON 20000

static char home[96];

static int office_made(void **state)
{
	char path[96];

	if (program_prepare(state) != 0)
		return -1;
	snprintf(home, sizeof home, "XDG_CONFIG_HOME=%s", program_folder);
	snprintf(path, sizeof path, "%s/tiendo", program_folder);
	return mkdir(path, 0700);
}

static void configure(const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "%s/tiendo/config", program_folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static struct terminal *opened(const char *theme, const char *type, const char *more)
{
	const char *const env[] = {home, type, more, NULL};
	struct terminal *terminal;

	configure(theme);
	terminal = program_start("en", NULL, env, 24, 80);
	terminal_wait_text(terminal, "?:help", SOON);
	return terminal;
}

static void leave(struct terminal *terminal)
{
	int row, column;
	bool is_shown;

	terminal_type(terminal, "q");
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 0);
	assert_false(terminal_on_alternate(terminal));
	terminal_cursor(terminal, &row, &column, &is_shown);
	assert_true(is_shown);
	terminal_close(terminal);
}

/* All cells of the screen have that ground, but those of a pair of their own. */
static int count_ground(struct terminal *terminal, int ground)
{
	int row, column, count = 0;

	terminal_settle(terminal, 50);
	for (row = 0; row < 24; row++)
		for (column = 0; column < 80; column++)
			count += terminal_look(terminal, row, column).background == ground;
	return count;
}

static void the_themes_paint_the_whole_screen(void **state)
{
	struct terminal *terminal = opened("theme = dark\n", "TERM=xterm-256color", NULL);

	(void)state;
	assert_int_equal(count_ground(terminal, -1), 0);
	assert_true(count_ground(terminal, 0) > 1500);
	assert_int_equal(terminal_look(terminal, 12, 40).foreground, 7);
	leave(terminal);
	terminal = opened("theme = light\n", "TERM=xterm-256color", NULL);
	assert_int_equal(count_ground(terminal, -1), 0);
	assert_true(count_ground(terminal, 15) > 1500);
	leave(terminal);
	/* Eight colours have no bright white; screen erases with no colour at all. */
	terminal = opened("theme = light\n", "TERM=linux", NULL);
	assert_int_equal(count_ground(terminal, -1), 0);
	assert_true(count_ground(terminal, 7) > 1500);
	leave(terminal);
	terminal = opened("theme = dark\n", "TERM=screen", NULL);
	assert_int_equal(count_ground(terminal, -1), 0);
	leave(terminal);
}

static void a_theme_is_changed_while_it_runs_and_is_there_next_time(void **state)
{
	struct terminal *terminal = opened("", "TERM=xterm-256color", NULL);

	(void)state;
	assert_true(count_ground(terminal, -1) > 1500);
	terminal_type(terminal, ":theme\r");
	terminal_wait_text(terminal, "colours: dark; kept in", SOON);
	assert_int_equal(count_ground(terminal, -1), 0);
	terminal_type(terminal, "2");
	terminal_wait_text(terminal, "2 Matrix", SOON);
	terminal_settle(terminal, 50);
	assert_int_equal(count_ground(terminal, -1), 0);
	terminal_type(terminal, "1:theme\r");
	terminal_wait_text(terminal, "colours: light", SOON);
	assert_true(count_ground(terminal, 15) > 1500);
	terminal_type(terminal, ":theme\r");
	terminal_wait_text(terminal, "colours: none", SOON);
	assert_int_equal(count_ground(terminal, -1), 24 * 80);
	terminal_type(terminal, ":theme\r");
	terminal_wait_text(terminal, "colours: the terminal's own", SOON);
	terminal_type(terminal, ":theme\r");
	terminal_wait_text(terminal, "colours: dark", SOON);
	leave(terminal);
	{
		const char *const env[] = {home, NULL};

		terminal = program_start("en", NULL, env, 24, 80);
	}
	terminal_wait_text(terminal, "?:help", SOON);
	assert_int_equal(count_ground(terminal, -1), 0);
	leave(terminal);
}

static void no_colour_means_none_whatever_the_theme(void **state)
{
	static const char *const ways[][2] = {{"TERM=xterm-256color", "NO_COLOR=1"},
		{"TERM=vt100", NULL}, {"TERM=vt220", NULL}};
	struct terminal *terminal;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		terminal = opened("theme = dark\n", ways[i][0], ways[i][1]);
		assert_int_equal(count_ground(terminal, -1), 24 * 80);
		assert_true(terminal_look(terminal, 0, 0).is_reversed);
		terminal_type(terminal, ":theme\r");
		terminal_wait_text(terminal, "there are no colours to choose", SOON);
		leave(terminal);
	}
	terminal = opened("theme = dark\ncolor = never\n", "TERM=xterm", NULL);
	assert_int_equal(count_ground(terminal, -1), 24 * 80);
	leave(terminal);
}

/* Strange terminals show the board, or are told what to do and leave with 2. */
static void strange_terminals_work_or_are_told(void **state)
{
	static const char *const good[] = {"vt100", "vt220", "linux", "putty", "putty-256color", "screen",
		"screen-256color", "tmux-256color", "xterm", "xterm-mono", "ansi", "rxvt", "cygwin"};
	static const char *const bad[] = {"TERM=dumb", "TERM=", "TERM", "TERM=no-such-thing",
		"TERM=../../etc/passwd"};
	struct terminal *terminal;
	char type[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof good / sizeof good[0]; i++) {
		snprintf(type, sizeof type, "TERM=%s", good[i]);
		terminal = opened("", type, "LANG=C");
		assert_true(terminal_has_text(terminal, "Huyện đoàn Tân Biên"));
		leave(terminal);
	}
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		const char *const env[] = {home, bad[i], NULL};

		terminal = program_start("en", NULL, env, 24, 80);
		assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 2);
		assert_true(terminal_has_text(terminal, "tiendo due"));
		assert_false(terminal_on_alternate(terminal));
		terminal_close(terminal);
	}
}

static void assert_cursor(struct terminal *terminal, bool wanted)
{
	int row, column;
	bool is_shown;

	terminal_settle(terminal, 50);
	terminal_cursor(terminal, &row, &column, &is_shown);
	assert_int_equal(is_shown, wanted);
}

/* And again after the program was stopped. */
static void a_field_has_a_cursor_and_a_list_hides_it(void **state)
{
	struct terminal *terminal = opened("", "TERM=xterm-256color", NULL);

	(void)state;
	assert_cursor(terminal, false);
	terminal_type(terminal, "/");
	assert_cursor(terminal, true);
	terminal_signal(terminal, SIGTSTP);
	terminal_wait_stop(terminal, SOON);
	assert_cursor(terminal, true);
	terminal_signal(terminal, SIGCONT);
	terminal_wait_text(terminal, "1 Deadlines", SOON);
	assert_cursor(terminal, true);
	terminal_type(terminal, "\007");
	terminal_wait_text(terminal, "?:help", SOON);
	assert_cursor(terminal, false);
	terminal_signal(terminal, SIGTSTP);
	terminal_wait_stop(terminal, SOON);
	terminal_signal(terminal, SIGCONT);
	terminal_wait_text(terminal, "1 Deadlines", SOON);
	assert_cursor(terminal, false);
	leave(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_themes_paint_the_whole_screen, terminal_close_all),
		cmocka_unit_test_teardown(
			a_theme_is_changed_while_it_runs_and_is_there_next_time, terminal_close_all),
		cmocka_unit_test_teardown(no_colour_means_none_whatever_the_theme, terminal_close_all),
		cmocka_unit_test_teardown(a_field_has_a_cursor_and_a_list_hides_it, terminal_close_all),
		cmocka_unit_test_teardown(strange_terminals_work_or_are_told, terminal_close_all),
	};

	return cmocka_run_group_tests(tests, office_made, program_clear);
}
