/* What a real terminal shows: all screens as they are on a canvas, and the first three without colour
 * and with ASCII alone, with how each cell looks. `make golden` writes the latter anew. */
#include "pty/program.h"
#include "tui/seat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOON 20000
#define LINE_SIZE 4096

static char home[96];

static int office_made(void **state)
{
	seats_prepare(state);
	if (program_prepare(state) != 0)
		return -1;
	snprintf(home, sizeof home, "XDG_CONFIG_HOME=%s", program_folder);
	return 0;
}

static int office_gone(void **state)
{
	seats_clear(state);
	return program_clear(state);
}

static struct terminal *opened(const char *language, const char *sign, const char *more, int rows,
	int columns)
{
	const char *const words[] = {sign, NULL};
	const char *const env[] = {home, more, NULL};
	struct terminal *terminal = program_start(language, words, env, rows, columns);

	terminal_wait_text(terminal, strcmp(language, "vi") == 0 ? "?:giúp" : "?:help", SOON);
	terminal_settle(terminal, 50);
	return terminal;
}

static void golden_path(char *path, const char *name)
{
	const char *file = __FILE__, *slash = strrchr(file, '/');

	snprintf(path, LINE_SIZE, "%.*s/golden/%s.txt", (int)(slash - file), file, name);
}

/* How a row looks: a letter a cell, blanks at its end cut. */
static void looks_print(struct terminal *terminal, int row, int columns, char *out)
{
	int column, used = 0;

	for (column = 0; column < columns; column++) {
		struct terminal_look look = terminal_look(terminal, row, column);

		assert_int_equal(look.foreground, -1);
		assert_int_equal(look.background, -1);
		out[column] = look.is_reversed ? (look.is_bold ? 'R' : 'r')
			: look.is_bold         ? 'b'
			: look.is_underlined   ? 'u'
					       : '.';
		if (out[column] != '.')
			used = column + 1;
	}
	out[used] = '\0';
}

static void golden_compare(struct terminal *terminal, const char *name, int rows, int columns)
{
	const char *wish = getenv("TIENDO_GOLDEN");
	bool writes = wish && strcmp(wish, "write") == 0;
	char path[LINE_SIZE], text[LINE_SIZE], line[LINE_SIZE];
	FILE *file;
	int row;

	golden_path(path, name);
	file = fopen(path, writes ? "w" : "r");
	if (!file)
		fail_msg("%s is not there: TIENDO_GOLDEN=write makes it", path);
	/* The first row has this machine's person at its right. */
	for (row = 1; row < 2 * rows; row++) {
		if (row < rows)
			snprintf(text, sizeof text, "%s", terminal_row(terminal, row));
		else
			looks_print(terminal, row - rows, columns, text);
		if (writes) {
			fprintf(file, "%s\n", text);
			continue;
		}
		assert_non_null(fgets(line, sizeof line, file));
		line[strcspn(line, "\n")] = '\0';
		if (strcmp(line, text) != 0)
			fail_msg("%s:%d:\nwanted |%s|\nseen   |%s|", path, row, line, text);
	}
	assert_int_equal(fclose(file), 0);
}

/* ---- the same as on the canvas -------------------------------------------------------------- */

static void press(struct terminal *terminal, const char *keys, const char *title)
{
	terminal_type(terminal, keys);
	terminal_wait_text(terminal, title, SOON);
	terminal_settle(terminal, 50);
}

static void canvas_compare(struct terminal *terminal, struct seat *seat, const char *keys)
{
	int row;

	/* Above it is this machine's person. */
	for (row = 1; row < seat->canvas.rows; row++)
		if (strcmp(seat_row(seat, row), terminal_row(terminal, row)) != 0)
			fail_msg("%s, %dx%d, row %d:\ncanvas   |%s|\nterminal |%s|", keys,
				seat->canvas.columns, seat->canvas.rows, row, seat_row(seat, row),
				terminal_row(terminal, row));
}

static void compare_all(struct seat *seat, const char *language, int rows, int columns)
{
	/* Keys for either, and a word that is to be seen then. */
	static const struct {
		const char *bytes, *keys, *vi, *en;
	} steps[] = {
		{"j ", "j Space", "dấu 1 dòng", "1 mark"}, {"2", "2", "2 Ma trận", "2 Matrix"},
		{"l", "l", "2 Ma trận", "2 Matrix"}, {"3", "3", "3 Đơn vị", "3 Unit"},
		{"4", "4", "4 Việc", "4 Item"}, {"5", "5", "5 Báo cáo", "5 Rep"},
		{"b\r", "b Enter", "5 Báo cáo", "5 Rep"}, {"6", "6", "6 Số liệu", "6 Num"},
		{"q?", "q ?", "Tìm:", "Search:"}, {"\007m", "^G m", "Menu 1/", "Menu 1/"},
		{"\007:ti", "^G : t i", "tick", "tick"},
	};
	struct terminal *terminal = opened(language, "--color=always", NULL, rows, columns);
	size_t i;

	seat_size(seat, rows, columns);
	seat_open(seat);
	canvas_compare(terminal, seat, "the first");
	for (i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		press(terminal, steps[i].bytes,
			strcmp(language, "vi") == 0 ? steps[i].vi : steps[i].en);
		seat_press(seat, steps[i].keys);
		canvas_compare(terminal, seat, steps[i].keys);
	}
	terminal_close(terminal);
}

static void a_real_terminal_shows_what_the_canvas_has(void **state)
{
	static const struct {
		int rows, columns;
	} sizes[] = {{24, 80}, {19, 46}, {40, 120}};
	size_t i;

	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		compare_all(*state, "en", sizes[i].rows, sizes[i].columns);
		if (seat_vietnamese())
			compare_all(*state, "vi", sizes[i].rows, sizes[i].columns);
		language_choose("en", NULL);
	}
}

/* ---- without colour, with ASCII ------------------------------------------------------------- */

static void the_first_three(const char *way, const char *sign, const char *more)
{
	struct terminal *terminal = opened("vi", sign, more, 24, 80);
	char name[64];

	snprintf(name, sizeof name, "due-%s-vi-80x24", way);
	golden_compare(terminal, name, 24, 80);
	press(terminal, " *2\033[C", "2 Ma trận");
	snprintf(name, sizeof name, "matrix-%s-vi-80x24", way);
	golden_compare(terminal, name, 24, 80);
	press(terminal, "3", "3 Đơn vị");
	snprintf(name, sizeof name, "unit-%s-vi-80x24", way);
	golden_compare(terminal, name, 24, 80);
	terminal_close(terminal);
}

static void without_colour_bold_underline_and_reverse_tell(void **state)
{
	(void)state;
	the_first_three("mono", "--", "NO_COLOR=1");
}

static void with_ascii_letters_tell(void **state)
{
	(void)state;
	the_first_three("ascii", "--ascii", "NO_COLOR=1");
}

static int leave(void **state)
{
	terminal_close_all(state);
	return seat_leave(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_real_terminal_shows_what_the_canvas_has, seat_take, leave),
		cmocka_unit_test_teardown(
			without_colour_bold_underline_and_reverse_tell, terminal_close_all),
		cmocka_unit_test_teardown(with_ascii_letters_tell, terminal_close_all),
	};

	return cmocka_run_group_tests(tests, office_made, office_gone);
}
