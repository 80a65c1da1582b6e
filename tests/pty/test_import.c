/* An import at the real screen: seen before it is done, stopped by a key that was typed ahead. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/program.h"
#include "pty/sample.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

static char sheet[96];

static int office_made(void **state)
{
	FILE *file;

	if (program_prepare(state) != 0)
		return -1;
	snprintf(sheet, sizeof sheet, "%s/f.csv", program_folder);
	file = fopen(sheet, "w");
	assert_non_null(file);
	fputs("unit,task,status\n705,II.3.c,doing\n7O3,II.3.c,doing\n", file);
	return fclose(file);
}

static struct terminal *start(void)
{
	struct terminal *terminal = program_start("en", NULL, NULL, 24, 80);

	terminal_wait_text(terminal, "1 Deadlines", SOON);
	return terminal;
}

static void ask(struct terminal *terminal)
{
	terminal_type(terminal, "i");
	terminal_wait_text(terminal, "KIND:", SOON);
	terminal_type(terminal, "tasks\r");
	terminal_wait_text(terminal, "FILE:", SOON);
	terminal_type(terminal, sheet);
	terminal_wait_text(terminal, "f.csv", SOON);
}

static void a_cancel_typed_ahead_stops_the_reading(void **state)
{
	struct terminal *terminal = start();

	(void)state;
	ask(terminal);
	terminal_type(terminal, "\r\007");
	terminal_wait_text(terminal, "cancelled: nothing was written", SOON);
	/* Once stopped, nothing stands in the way of the next. */
	terminal_type(terminal, "i");
	terminal_wait_text(terminal, "KIND: tasks", SOON);
	terminal_type(terminal, "\r\r");
	terminal_wait_text(terminal, "[rows 2] refused 1", SOON);
	terminal_type(terminal, "y");
	terminal_wait_text(terminal, "Enter takes 2 rows in", SOON);
	terminal_type(terminal, "\r\007");
	terminal_wait_text(terminal, "cancelled: nothing was written", SOON);
	assert_true(terminal_has_text(terminal, "Import"));
	terminal_type(terminal, "\r");
	terminal_wait_text(terminal, "added 2, changed 0, removed 0 (u: undo)", SOON);
	terminal_type(terminal, "u");
	terminal_wait_text(terminal, "taken back: step", SOON);
	terminal_type(terminal, "q");
	assert_int_equal(WEXITSTATUS(terminal_wait_end(terminal, SOON)), 0);
}

static void the_cursor_stays_on_the_entry(void **state)
{
	struct terminal *terminal = start();
	int row, column;
	bool is_shown;

	(void)state;
	ask(terminal);
	terminal_type(terminal, "\r");
	terminal_wait_text(terminal, "[rows 2]", SOON);
	terminal_cursor(terminal, &row, &column, &is_shown);
	assert_string_equal(strncmp(terminal_row(terminal, row), ">!", 2) == 0 ? "on it" : "elsewhere",
		"on it");
	assert_false(is_shown);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_cancel_typed_ahead_stops_the_reading, office_made, program_clear),
		cmocka_unit_test_setup_teardown(the_cursor_stays_on_the_entry, office_made, program_clear),
	};

	sample_main(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
