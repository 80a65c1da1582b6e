/* The screen that serve opens: of one branch, with nothing on it that leads out, ended when its
 * account is gone or nobody types. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOON 20000

static int office_made(void **state)
{
	return program_prepare(state) == 0 &&
			       program_runs("account add e --role editor --unit 703") &&
			       program_runs("account add v --role viewer --unit 703")
		       ? 0
		       : -1;
}

static struct terminal *served(const char *account, const char *idle)
{
	char log[96];
	const char *const words[] = {
		"serve", "--as", account, "--idle", idle, "--log", log, NULL};

	snprintf(log, sizeof log, "%s/log", program_folder);
	return program_start("en", words, NULL, 24, 100);
}

static bool log_holds(const char *text)
{
	char path[96], bytes[8192];
	FILE *file;
	size_t length;

	snprintf(path, sizeof path, "%s/log", program_folder);
	file = fopen(path, "r");
	if (!file)
		return false;
	length = fread(bytes, 1, sizeof bytes - 1, file);
	bytes[length] = '\0';
	fclose(file);
	return strstr(bytes, text) != NULL;
}

static void the_screen_is_of_the_branch_alone(void **state)
{
	struct terminal *terminal = served("e", "0");

	(void)state;
	terminal_wait_text(terminal, "Thành đoàn Tây Ninh", SOON);
	assert_false(terminal_has_text(terminal, "Huyện đoàn"));
	assert_true(terminal_has_text(terminal, " e"));
	terminal_type(terminal, "2");
	terminal_wait_text(terminal, "2 Matrix", SOON);
	assert_true(terminal_has_text(terminal, ">   Thành đoàn Tây Ninh"));
	assert_false(terminal_has_text(terminal, "Huyện đoàn"));
	terminal_type(terminal, ":note 705 BC2 x\r");
	terminal_wait_text(terminal, "sees only 703", SOON);
	terminal_type(terminal, ":note 703 BC2 x\r");
	terminal_wait_text(terminal, "(u: undo)", SOON);
	terminal_type(terminal, "u");
	terminal_wait_text(terminal, "taken back", SOON);
	terminal_type(terminal, ":quit\r");
	assert_int_equal(terminal_wait_end(terminal, SOON), 0);
	terminal_close(terminal);
}

static void nothing_on_it_leads_out(void **state)
{
	static const struct {
		const char *typed, *said;
	} tries[] = {{"E", "not to be had over SSH"}, {"i", "no file of the server"},
		{":import people -\r", "no file of the server"},
		{":take-good\r", "not to be had over SSH"}, {":check\r", "whose role is editor"},
		{":doctor\r", "not to be had over SSH"}, {":backup x\r", "not to be had over SSH"},
		{":import people /etc/passwd\r", "no file of the server"},
		{":export people x.csv\r", "no file of the server"},
		{":set due-soon 4\r", "whose role is editor"},
		{":account add e --role admin\r", "whose role is editor"}, {":!sh\r", "no command"},
		{":suspend\r", "not to be had over SSH"}, {"\032", "not to be had over SSH"},
		{":undo 1\r", "another's"}};
	struct terminal *terminal = served("e", "0");
	char path[96];

	(void)state;
	terminal_wait_text(terminal, "Thành đoàn Tây Ninh", SOON);
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		terminal_type(terminal, tries[i].typed);
		terminal_wait_text(terminal, tries[i].said, SOON);
		terminal_type(terminal, "\033");
		terminal_type(terminal, "1");
		terminal_type(terminal, "\f");
	}
	snprintf(path, sizeof path, "%s/x.csv", program_folder);
	assert_int_equal(access(path, F_OK), -1);
	assert_true(log_holds("account=e command=export-view rule=right"));
	assert_true(log_holds("account=e command=undo rule=right"));
	terminal_close(terminal);
}

static void a_viewer_is_told_before_anything_is_asked(void **state)
{
	struct terminal *terminal = served("v", "0");

	(void)state;
	terminal_wait_text(terminal, "Thành đoàn Tây Ninh", SOON);
	terminal_type(terminal, "x");
	terminal_wait_text(terminal, "whose role is viewer", SOON);
	terminal_type(terminal, ":extend\r");
	terminal_wait_text(terminal, "'extend' is not for", SOON);
	terminal_close(terminal);
}

static void an_account_that_is_removed_is_out_at_once(void **state)
{
	struct terminal *terminal = served("v", "0");

	(void)state;
	terminal_wait_text(terminal, "Thành đoàn Tây Ninh", SOON);
	assert_true(program_runs("account remove v"));
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 5);
	assert_true(terminal_has_text(terminal, "there is no account v"));
	assert_false(terminal_on_alternate(terminal));
	assert_true(program_runs("undo"));
	terminal_close(terminal);
}

/* It draws into a line that takes nothing, with keys waiting behind them; others go on as if it were not. */
static void a_screen_whose_line_stands_still_keeps_nobody_waiting(void **state)
{
	struct terminal *terminal = served("e", "0");

	(void)state;
	terminal_wait_text(terminal, "Thành đoàn Tây Ninh", SOON);
	terminal_stall(terminal, true);
	for (int i = 0; i < 40; i++)
		terminal_type(terminal, "2\f5\f1\f");
	setenv("TIENDO_WAIT", "300", 1);
	for (int i = 0; i < 5; i++) {
		assert_true(program_runs("note 703 BC1 'meanwhile'"));
		assert_true(program_runs("note 703 BC1 ''"));
		assert_true(program_runs("due"));
	}
	unsetenv("TIENDO_WAIT");
	terminal_stall(terminal, false);
	terminal_type(terminal, ":quit\r");
	assert_int_equal(terminal_wait_end(terminal, SOON), 0);
	terminal_close(terminal);
}

static void a_screen_at_which_nobody_types_ends(void **state)
{
	struct terminal *terminal = served("e", "1");

	(void)state;
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 2);
	assert_true(terminal_has_text(terminal, "no key was pressed for 1 seconds"));
	assert_false(terminal_on_alternate(terminal));
	terminal_close(terminal);
}

/* Kilobytes, at most so far; as the kernel counts them. */
static long most_memory(pid_t process)
{
	char path[64], line[128];
	long most = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/status", (int)process);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, "VmHWM:", 6) == 0)
			most = strtol(line + 6, NULL, 10);
	if (file)
		fclose(file);
	return most;
}

/* The client says how large its terminal is; some hundred such sessions are to fit into the server. */
static void a_terminal_that_says_it_is_vast_takes_no_memory_for_it(void **state)
{
	char line[400];
	const char *argv[] = {"/bin/sh", "-c", line, NULL};
	struct terminal *terminal;

	(void)state;
	snprintf(line, sizeof line,
		"stty rows 5000 cols 5000 && exec \"$TIENDO\" --db %s --lang en --as-of 28/6/2020 serve --as "
		"e --log %s/log", program_db, program_folder);
	terminal = terminal_start(argv, NULL, 24, 100);
	terminal_wait_row(terminal, 0, " tiendo", SOON);
	assert_true(most_memory(terminal_process(terminal)) < 500000); /* it was 1,700,000 */
	terminal_type(terminal, ":quit\r");
	assert_int_equal(terminal_wait_end(terminal, SOON), 0);
	terminal_close(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_screen_is_of_the_branch_alone, terminal_close_all),
		cmocka_unit_test_teardown(nothing_on_it_leads_out, terminal_close_all),
		cmocka_unit_test_teardown(
			a_viewer_is_told_before_anything_is_asked, terminal_close_all),
		cmocka_unit_test_teardown(
			an_account_that_is_removed_is_out_at_once, terminal_close_all),
		cmocka_unit_test_teardown(
			a_screen_whose_line_stands_still_keeps_nobody_waiting, terminal_close_all),
		cmocka_unit_test_teardown(a_screen_at_which_nobody_types_ends, terminal_close_all),
		cmocka_unit_test_teardown(
			a_terminal_that_says_it_is_vast_takes_no_memory_for_it, terminal_close_all),
	};

	return cmocka_run_group_tests(tests, office_made, program_clear);
}
