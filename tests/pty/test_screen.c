/* screen.c in a real pseudo-terminal: what it draws and what that costs, sizes, signals, refusals.
 * The program under test is the list of sample.c. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/sample.h"
#include "pty/terminal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_restored(struct terminal *terminal)
{
	struct termios settings = terminal_settings(terminal);
	int row, column;
	bool is_shown;

	assert_int_equal(settings.c_lflag & (ICANON | ECHO | ISIG), ICANON | ECHO | ISIG);
	assert_true(settings.c_iflag & ICRNL);
	assert_true(settings.c_oflag & OPOST);
	assert_true(settings.c_oflag & ONLCR);
	assert_false(terminal_on_alternate(terminal));
	terminal_cursor(terminal, &row, &column, &is_shown);
	assert_true(is_shown);
}

static bool has_written(struct terminal *terminal, size_t from, const char *bytes)
{
	size_t length, i, wanted = strlen(bytes);
	const char *output = terminal_output(terminal, from, &length);

	for (i = 0; i + wanted <= length; i++) {
		if (memcmp(output + i, bytes, wanted) == 0)
			return true;
	}
	return false;
}

static void vietnamese_shows_where_the_locale_is_C(void **state)
{
	static const char *const env[] = {"LC_ALL=C", NULL};
	struct terminal *terminal = sample_start("", env);

	(void)state;
	assert_string_equal(terminal_row(terminal, 1), "> Huyện đoàn Gò Dầu");
	assert_string_equal(terminal_row(terminal, 2), "  Thị đoàn Trảng Bàng √ ▲ ◄ ○");
	assert_true(terminal_on_alternate(terminal));
}

static void a_letter_in_pieces_and_a_wide_one_keep_their_columns(void **state)
{
	struct terminal *terminal = sample_start("", NULL);

	(void)state;
	assert_string_equal(terminal_row(terminal, 3), "  Hòa|漢字|e\xCC\xA3\xCC\x82|");
	assert_string_equal(terminal_row(terminal, 4), "  \xEF\xBF\xBD[2J|\xEF\xBF\xBD|");
}

static void styles_are_colours_with_both_halves_named(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	struct terminal_look look = terminal_look(terminal, 5, 2 + STYLE_WARN);

	(void)state;
	assert_int_equal(look.foreground, 0);
	assert_int_equal(look.background, 3);
	look = terminal_look(terminal, 5, 2 + STYLE_BAD);
	assert_int_equal(look.foreground, 7);
	assert_int_equal(look.background, 1);
	assert_true(look.is_bold);
	look = terminal_look(terminal, 5, 2 + STYLE_BACK);
	assert_int_equal(look.background, 6);
	look = terminal_look(terminal, 5, 2 + STYLE_PLAIN);
	assert_int_equal(look.foreground, -1);
	assert_int_equal(look.background, -1);
	assert_true(terminal_look(terminal, 0, 0).is_reversed);
}

static void mono_has_no_colour_but_bold_underline_and_reverse(void **state)
{
	struct terminal *terminal = sample_start("mono", NULL);
	struct terminal_look look;
	int column;

	(void)state;
	for (column = 0; column < STYLES; column++) {
		look = terminal_look(terminal, 5, 2 + column);
		assert_int_equal(look.foreground, -1);
		assert_int_equal(look.background, -1);
	}
	look = terminal_look(terminal, 5, 2 + STYLE_BAD);
	assert_true(look.is_bold && look.is_reversed);
	assert_true(terminal_look(terminal, 5, 2 + STYLE_BACK).is_underlined);
	assert_true(terminal_look(terminal, 5, 2 + STYLE_WARN).is_bold);
}

static void the_hidden_cursor_follows_the_marker(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	int row, column;
	bool is_shown;

	(void)state;
	terminal_type(terminal, "j");
	terminal_wait_row(terminal, 2, ">", SOON);
	terminal_settle(terminal, 50);
	terminal_cursor(terminal, &row, &column, &is_shown);
	assert_int_equal(row, 2);
	assert_int_equal(column, 0);
	assert_false(is_shown);
}

static void a_marker_one_row_down_costs_64_bytes_in_one_write_at_most(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	struct terminal_count before, after;

	(void)state;
	terminal_settle(terminal, 200);
	before = terminal_bytes(terminal);
	terminal_type(terminal, "\033OB");
	terminal_wait_row(terminal, 2, ">", SOON);
	terminal_settle(terminal, 100);
	after = terminal_bytes(terminal);
	print_message("marker down: %zu bytes, %ld write(s)\n", after.bytes - before.bytes,
		after.writes - before.writes);
	assert_in_range(after.bytes - before.bytes, 1, 64);
	if (before.writes >= 0)
		assert_int_equal(after.writes - before.writes, 1);
}

static void an_unchanged_canvas_and_an_idle_screen_cost_nothing(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	struct terminal_count count;

	(void)state;
	count = terminal_cost(terminal, "x", 300);
	assert_int_equal(count.bytes, 0);
	if (count.writes >= 0)
		assert_int_equal(count.writes, 0);
	/* That the key was taken shows in what comes next. */
	terminal_type(terminal, "j");
	terminal_wait_row(terminal, 2, ">", SOON);
	assert_int_equal(terminal_cost(terminal, "", 500).bytes, 0);
}

static void a_hundred_keys_at_once_are_painted_together(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	struct terminal_count before;
	char keys[101];

	(void)state;
	memset(keys, 'j', 100);
	keys[100] = '\0';
	terminal_settle(terminal, 200);
	before = terminal_bytes(terminal);
	terminal_type(terminal, keys);
	terminal_wait_text(terminal, "> Xã đoàn 39", SOON);
	terminal_settle(terminal, 100);
	print_message("100 downs: %zu bytes\n", terminal_bytes(terminal).bytes - before.bytes);
	assert_in_range(terminal_bytes(terminal).bytes - before.bytes, 1, 4096);
}

static void a_resize_storm_down_to_1x1_and_back_survives(void **state)
{
	static const int sizes[][2] = {{1, 1}, {2, 1}, {1, 200}, {50, 2}, {100, 300},
		{3, 3}, {10, 40}};
	struct terminal *terminal = sample_start("", NULL);
	int i;

	(void)state;
	for (i = 0; i < 700; i++) {
		terminal_resize(terminal, sizes[i % 7][0], sizes[i % 7][1]);
		terminal_type(terminal, i % 2 ? "j" : "k");
		terminal_has_text(terminal, "");
	}
	terminal_resize(terminal, 1, 1);
	terminal_wait_row(terminal, 0, "l\n", SOON);
	terminal_resize(terminal, 30, 100);
	terminal_wait_row(terminal, 0, "list 30x100\n", SOON);
	terminal_wait_text(terminal, "Xã đoàn 28", SOON);
	terminal_resize(terminal, 24, 80);
	terminal_wait_row(terminal, 0, "list 24x80\n", SOON);
	terminal_type(terminal, "q");
	assert_int_equal(terminal_wait_end(terminal, SOON), 0);
}

static void control_l_paints_everything_again(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	struct terminal_count count;

	(void)state;
	count = terminal_cost(terminal, "\014", 500);
	assert_in_range(count.bytes, 300, 4096);
	assert_string_equal(terminal_row(terminal, 1), "> Huyện đoàn Gò Dầu");
}

static void leaving_restores_the_terminal(void **state)
{
	static const char *const ways[] = {"q", "e"};
	struct terminal *terminal;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		terminal = sample_start("", NULL);
		assert_false(terminal_settings(terminal).c_lflag & (ICANON | ECHO | ISIG));
		assert_true(has_written(terminal, 0, "\033[?2004h"));
		terminal_type(terminal, ways[i]);
		assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), i == 0 ? 0 : 3);
		assert_restored(terminal);
		assert_true(has_written(terminal, 0, "\033[?2004l"));
		terminal_close(terminal);
	}
}

static void deadly_signals_end_it_with_the_terminal_restored(void **state)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
	struct terminal *terminal;
	size_t i;
	int status;

	(void)state;
	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		terminal = sample_start("", NULL);
		terminal_signal(terminal, numbers[i]);
		status = terminal_wait_end(terminal, 2000);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 128 + numbers[i]);
		assert_restored(terminal);
		assert_true(has_written(terminal, 0, "\033[?2004l"));
		terminal_close(terminal);
	}
}

static void a_crash_restores_the_terminal_and_is_still_a_crash(void **state)
{
	static const struct {
		const char *key;
		int number;
	} ways[] = {{"!", SIGSEGV}, {"@", SIGABRT}, {"%", SIGFPE}, {"&", SIGSEGV}};
	struct terminal *terminal;
	size_t i;
	int status;

	(void)state;
	for (i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		terminal = sample_start("", NULL);
		terminal_type(terminal, ways[i].key);
		status = terminal_wait_end(terminal, SOON);
#ifdef __SANITIZE_ADDRESS__
		assert_int_not_equal(status, 0);
#else
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), ways[i].number);
#endif
		assert_restored(terminal);
		assert_true(has_written(terminal, 0, "\033[?2004l"));
		terminal_close(terminal);
	}
}

static void stopping_restores_and_continuing_paints_again(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	size_t from;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		terminal_signal(terminal, SIGTSTP);
		terminal_wait_stop(terminal, SOON);
		terminal_settle(terminal, 100);
		assert_restored(terminal);
		from = terminal_bytes(terminal).bytes;
		terminal_signal(terminal, SIGCONT);
		terminal_wait_text(terminal, "Huyện đoàn Gò Dầu", SOON);
		terminal_wait_text(terminal, "Xã đoàn 22", SOON);
		terminal_settle(terminal, 100);
		assert_true(terminal_on_alternate(terminal));
		assert_false(terminal_settings(terminal).c_lflag & (ICANON | ECHO | ISIG));
		assert_true(has_written(terminal, from, "\033[?2004h"));
	}
	terminal_type(terminal, "\033[B");
	terminal_wait_row(terminal, 2, ">", SOON);
}

static void a_size_changed_while_stopped_is_noticed(void **state)
{
	struct terminal *terminal = sample_start("", NULL);

	(void)state;
	terminal_signal(terminal, SIGSTOP);
	terminal_wait_stop(terminal, SOON);
	terminal_resize(terminal, 12, 50);
	terminal_signal(terminal, SIGCONT);
	terminal_wait_text(terminal, "list 12x50", SOON);
	terminal_wait_text(terminal, "> Huyện đoàn Gò Dầu", SOON);
}

static void a_lost_line_ends_it_within_two_seconds(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	int status;

	(void)state;
	terminal_hang_up(terminal);
	status = terminal_wait_end(terminal, 2000);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 100); /* EVENT_HANGUP without a signal */
}

static void a_terminal_that_does_not_read_cannot_keep_it_alive(void **state)
{
	struct terminal *terminal = sample_start("", NULL);
	int status;

	(void)state;
	terminal_stall(terminal, true);
	terminal_type(terminal, "f");
	terminal_settle(terminal, 200);
	terminal_signal(terminal, SIGTERM);
	status = terminal_wait_end(terminal, 2000);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 128 + SIGTERM);
	assert_true(terminal_settings(terminal).c_lflag & ICANON);
}

static void assert_refused(struct terminal *terminal)
{
	int status = terminal_wait_end(terminal, SOON);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_true(terminal_has_text(terminal, "tiendo due"));
	assert_false(has_written(terminal, 0, "\033["));
	assert_restored(terminal);
	terminal_close(terminal);
}

static void terminals_that_cannot_show_a_screen_are_refused(void **state)
{
	static const char *const types[] = {"TERM=dumb", "TERM=", "TERM", "TERM=no-such-thing",
		"TERM=unknown"};
	const char *env[] = {NULL, NULL};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof types / sizeof types[0]; i++) {
		env[0] = types[i];
		assert_refused(sample_begin("", env));
	}
}

static void input_or_output_that_is_no_terminal_is_refused(void **state)
{
	static const char *const input[] = {"/bin/sh", "-c",
		"exec \"$SELF\" sample </dev/null", NULL};
	static const char *const output[] = {"/bin/sh", "-c",
		"exec \"$SELF\" sample >/dev/null", NULL};
	char setting[4200];
	const char *env[] = {setting, NULL};

	(void)state;
	snprintf(setting, sizeof setting, "SELF=%s", sample_path());
	assert_refused(terminal_start(input, env, 24, 80));
	assert_refused(terminal_start(output, env, 24, 80));
}

static void an_unknown_putty_is_taken_as_xterm(void **state)
{
	static const char *const env[] = {"TERM=putty-of-tomorrow", NULL};
	struct terminal *terminal = sample_start("", env);

	(void)state;
	terminal_type(terminal, "\033[B");
	terminal_wait_row(terminal, 2, ">", SOON);
}

static void old_terminals_show_the_list_too(void **state)
{
	static const char *const types[] = {"TERM=vt100", "TERM=linux", "TERM=ansi", "TERM=screen"};
	const char *env[] = {NULL, NULL};
	struct terminal *terminal;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		env[0] = types[i];
		terminal = sample_start("", env);
		terminal_type(terminal, "j");
		terminal_wait_row(terminal, 2, ">", SOON);
		terminal_type(terminal, "q");
		assert_int_equal(terminal_wait_end(terminal, SOON), 0);
		terminal_close(terminal);
	}
}

static void the_screen_can_be_left_and_opened_again(void **state)
{
	struct terminal *terminal = sample_start("", NULL);

	(void)state;
	terminal_type(terminal, "jo");
	terminal_wait_row(terminal, 1, "> Huyện đoàn Gò Dầu\n", SOON);
	terminal_type(terminal, "\033[B");
	terminal_wait_row(terminal, 2, ">", SOON);
	terminal_type(terminal, "q");
	assert_int_equal(terminal_wait_end(terminal, SOON), 0);
	assert_restored(terminal);
}

#define TEST(name) cmocka_unit_test_teardown(name, terminal_close_all)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(vietnamese_shows_where_the_locale_is_C),
		TEST(a_letter_in_pieces_and_a_wide_one_keep_their_columns),
		TEST(styles_are_colours_with_both_halves_named),
		TEST(mono_has_no_colour_but_bold_underline_and_reverse),
		TEST(the_hidden_cursor_follows_the_marker),
		TEST(a_marker_one_row_down_costs_64_bytes_in_one_write_at_most),
		TEST(an_unchanged_canvas_and_an_idle_screen_cost_nothing),
		TEST(a_hundred_keys_at_once_are_painted_together),
		TEST(a_resize_storm_down_to_1x1_and_back_survives),
		TEST(control_l_paints_everything_again),
		TEST(leaving_restores_the_terminal),
		TEST(deadly_signals_end_it_with_the_terminal_restored),
		TEST(a_crash_restores_the_terminal_and_is_still_a_crash),
		TEST(stopping_restores_and_continuing_paints_again),
		TEST(a_size_changed_while_stopped_is_noticed),
		TEST(a_lost_line_ends_it_within_two_seconds),
		TEST(a_terminal_that_does_not_read_cannot_keep_it_alive),
		TEST(terminals_that_cannot_show_a_screen_are_refused),
		TEST(input_or_output_that_is_no_terminal_is_refused),
		TEST(an_unknown_putty_is_taken_as_xterm),
		TEST(old_terminals_show_the_list_too),
		TEST(the_screen_can_be_left_and_opened_again),
	};

	sample_main(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
