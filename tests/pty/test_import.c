/* An import at the real screen: seen before it is done, stopped by a key that was typed ahead. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/sample.h"
#include "pty/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct place {
	char folder[64], db[96], file[96];
};

static const char *program(void)
{
	const char *named = getenv("TIENDO");

	return named ? named : "build/tiendo";
}

static int place_take(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	char line[1024];
	FILE *file;

	assert_non_null(place);
	strcpy(place->folder, "/tmp/tiendo-pty-XXXXXX");
	assert_non_null(mkdtemp(place->folder));
	snprintf(place->db, sizeof place->db, "%s/t.db", place->folder);
	snprintf(place->file, sizeof place->file, "%s/f.csv", place->folder);
	snprintf(line, sizeof line, "%s --db %s demo >/dev/null", program(), place->db);
	assert_int_equal(system(line), 0);
	file = fopen(place->file, "w");
	assert_non_null(file);
	fputs("unit,task,status\n705,II.3.c,doing\n7O3,II.3.c,doing\n", file);
	assert_int_equal(fclose(file), 0);
	*state = place;
	return 0;
}

static int place_leave(void **state)
{
	struct place *place = *state;
	char line[128];

	terminal_close_all(NULL);
	snprintf(line, sizeof line, "rm -rf '%s'", place->folder);
	assert_int_equal(system(line), 0);
	free(place);
	return 0;
}

static struct terminal *start(const struct place *place)
{
	const char *argv[] = {program(), "--db", place->db, "--as-of", "28/6/2020", "--lang", "en", NULL};
	struct terminal *terminal = terminal_start(argv, NULL, 24, 80);

	terminal_wait_text(terminal, "1 Deadlines", SOON);
	return terminal;
}

static void ask(struct terminal *terminal, const struct place *place)
{
	terminal_type(terminal, "i");
	terminal_wait_text(terminal, "KIND:", SOON);
	terminal_type(terminal, "tasks\r");
	terminal_wait_text(terminal, "FILE:", SOON);
	terminal_type(terminal, place->file);
	terminal_wait_text(terminal, "f.csv", SOON);
}

static void a_cancel_typed_ahead_stops_the_reading(void **state)
{
	struct terminal *terminal = start(*state);

	ask(terminal, *state);
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
	struct terminal *terminal = start(*state);
	int row, column;
	bool is_shown;

	ask(terminal, *state);
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
			a_cancel_typed_ahead_stops_the_reading, place_take, place_leave),
		cmocka_unit_test_setup_teardown(the_cursor_stays_on_the_entry, place_take, place_leave),
	};

	sample_main(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
