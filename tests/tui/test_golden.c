/* Whole screens, in both languages and three sizes (TUI.md §7). `make golden` writes them anew. */
#include "tui/seat.h"

#include <stdio.h>

/* One screen in all sizes; what is on it is the same. */
static void all_sizes(struct seat *seat, const char *screen)
{
	static const struct {
		int rows, columns;
	} sizes[] = {{24, 80}, {19, 46}, {40, 120}};
	char name[80];
	size_t i;

	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		snprintf(name, sizeof name, "%s-%s-%dx%d", screen, language_now(), sizes[i].columns,
			sizes[i].rows);
		seat_golden(seat, name, sizes[i].rows, sizes[i].columns);
	}
}

/* Steps of the sample have the time that the seat gives them. */
static void all_screens(struct seat *seat)
{
	seat_open(seat);
	all_sizes(seat, "due");
	seat_press(seat, "b Enter");
	all_sizes(seat, "due-groups");
	seat_press(seat, "b Enter");
	all_sizes(seat, "due-units");
	seat_press(seat, "b Enter Home Tab f");
	all_sizes(seat, "due-menu");
	seat_press(seat, "Space Down");
	all_sizes(seat, "due-marked");
	seat_press(seat, "Esc Esc Tab Tab 2 Down Right");
	all_sizes(seat, "matrix");
	seat_press(seat, "z");
	all_sizes(seat, "matrix-dense");
	seat_press(seat, "z z");
	seat_press(seat, "3");
	all_sizes(seat, "unit");
	seat_press(seat, "Enter");
	all_sizes(seat, "card");
	seat_press(seat, "Esc Home Down Down");
	all_sizes(seat, "unit-numbers");
	seat_press(seat, "End");
	all_sizes(seat, "unit-contacts");
	seat_press(seat, "Home Down 4");
	all_sizes(seat, "item");
	seat_press(seat, "1 ?");
	all_sizes(seat, "help");
	seat_press(seat, "Esc :");
	seat_type(seat, "extend 70");
	all_sizes(seat, "palette");
	seat_press(seat, "Esc g");
	seat_type(seat, "7/8");
	all_sizes(seat, "prompt");
	seat_press(seat, "^U");
	seat_type(seat, "31/6");
	all_sizes(seat, "prompt-refused");
	seat_press(seat, "Esc /");
	seat_type(seat, "hoa");
	all_sizes(seat, "filter");
	seat_press(seat, "Esc Tab * T");
	all_sizes(seat, "message");
	seat_press(seat, "Esc Esc Tab Tab m");
	all_sizes(seat, "menu");
	seat_press(seat, "Esc Esc i");
	seat_type(seat, "tasks");
	seat_press(seat, "Enter");
	seat_type(seat, "tests/tui/files/tasks.csv");
	seat_press(seat, "Enter");
	all_sizes(seat, "preview");
	seat_press(seat, "y Left");
	all_sizes(seat, "preview-columns");
	seat_press(seat, "Esc Home 6 Home Right");
	all_sizes(seat, "numbers");
	seat_press(seat, "+ 5");
	all_sizes(seat, "numbers-type");
	seat_press(seat, "Esc");
	desk_paste(seat->desk, "22\n-\n2.455\nabc\n\n0\n");
	all_sizes(seat, "numbers-paste");
	seat_press(seat, "Esc Esc 5 Down");
	all_sizes(seat, "reports");
	seat_press(seat, "b Tab Down");
	all_sizes(seat, "reports-branch");
	seat_press(seat, "=");
	all_sizes(seat, "formula");
	seat_press(seat, "Esc Enter");
	all_sizes(seat, "due-branch");
	seat_press(seat, "Esc 8");
	all_sizes(seat, "log");
	seat_press(seat, "Down Down =");
	all_sizes(seat, "log-command");
	seat_press(seat, "Esc Esc");
}

/* The tree of units and a roster; one unit has ended and one is still to come. */
static void roster_screens(struct seat *seat)
{
	seat_other(seat, "tinh", "edit-unit 25489 --to 31/5/2020");
	seat_other(seat, "tinh", "edit-unit 25492 --from 1/7/2020");
	seat_open(seat);
	seat_press(seat, "7 Home Down Down Right Down");
	all_sizes(seat, "tree");
	seat_press(seat, "/");
	seat_type(seat, "tan binh");
	all_sizes(seat, "tree-filter");
	seat_press(seat, "Esc e");
	all_sizes(seat, "tree-edit");
	seat_press(seat, "Esc Home D");
	all_sizes(seat, "tree-stays");
	seat_press(seat, "Esc Home Enter Space Space D");
	all_sizes(seat, "people-delete");
	seat_press(seat, "Esc Tab");
	all_sizes(seat, "people");
}

static void every_screen_in_english(void **state)
{
	all_screens(*state);
	roster_screens(*state);
}

static void every_screen_in_vietnamese(void **state)
{
	if (!seat_vietnamese())
		skip();
	all_screens(*state);
	roster_screens(*state);
}

static void an_empty_plan_says_what_to_do(void **state)
{
	struct seat *seat = *state;

	all_sizes(seat, "empty");
	if (!seat_vietnamese())
		return;
	seat_open(seat);
	all_sizes(seat, "empty");
}

/* A name that is the same everywhere, of a file that is nowhere. */
static void welcome(struct seat *seat)
{
	seat->app.db = "plan/tiendo.db";
	seat_open(seat);
	all_sizes(seat, "welcome");
	seat_press(seat, "3");
	seat_type(seat, "samples");
	all_sizes(seat, "welcome-open");
	seat_press(seat, "Esc 4");
	all_sizes(seat, "tour");
	seat_press(seat, "Tab f Enter g");
	all_sizes(seat, "tour-prompt");
	seat_press(seat, "Esc q");
}

static void the_first_run_shows_the_ways_in(void **state)
{
	welcome(*state);
	if (seat_vietnamese())
		welcome(*state);
}

static void a_window_too_small_asks_to_be_widened(void **state)
{
	struct seat *seat = *state;

	seat_golden(seat, "tiny-en-30x8", 8, 30);
	seat_press(seat, "i");
	seat_type(seat, "tasks");
	seat_press(seat, "Enter");
	seat_type(seat, "tests/tui/files/tasks.csv");
	seat_press(seat, "Enter");
	seat_golden(seat, "tiny-preview-en-30x8", 8, 30);
	seat->app.db = "plan/tiendo.db";
	app_close(&seat->app);
	seat_open(seat);
	seat_press(seat, "Down");
	seat_golden(seat, "tiny-welcome-en-30x8", 8, 30);
}

static void ascii_has_a_twin_for_every_sign(void **state)
{
	struct seat *seat = *state;

	seat->options.ascii = true;
	seat_open(seat);
	seat_golden(seat, "due-ascii-80x24", 24, 80);
	seat_press(seat, "2");
	seat_golden(seat, "matrix-ascii-80x24", 24, 80);
	seat_press(seat, "3");
	seat_golden(seat, "unit-ascii-80x24", 24, 80);
	seat_press(seat, "4");
	seat_golden(seat, "item-ascii-80x24", 24, 80);
	seat_press(seat, "6 Right");
	seat_golden(seat, "numbers-ascii-80x24", 24, 80);
	seat_press(seat, "q 7");
	seat_golden(seat, "tree-ascii-80x24", 24, 80);
	seat->app.today = day_make(2020, 8, 2); /* BC2 is over: it has one before to be compared with */
	seat_open(seat);
	seat_press(seat, "5 Down");
	seat_golden(seat, "reports-ascii-80x24", 24, 80);
}

/* The classes of TUI.md §7 that all_sizes leaves out, by the screens whose shape depends on them. */
static void every_class_of_sizes_has_a_screen(void **state)
{
	static const struct {
		const char *key, *screen;
	} screens[] = {{"1", "due"}, {"2", "matrix"}, {"3", "unit"}, {"4", "item"}, {"5", "reports"},
		{"6", "numbers"}};
	static const struct {
		int rows, columns;
	} sizes[] = {{24, 70}, {14, 80}, {12, 44}, {8, 38}};
	struct seat *seat = *state;
	char name[80];
	size_t i, j;

	if (!seat_vietnamese())
		skip();
	seat_open(seat);
	for (i = 0; i < sizeof screens / sizeof screens[0]; i++) {
		seat_press(seat, "Esc Esc");
		seat_press(seat, screens[i].key);
		for (j = 0; j < sizeof sizes / sizeof sizes[0]; j++) {
			snprintf(name, sizeof name, "%s-vi-%dx%d", screens[i].screen, sizes[j].columns,
				sizes[j].rows);
			seat_golden(seat, name, sizes[j].rows, sizes[j].columns);
		}
	}
	seat_press(seat, "Esc Esc 1");
	seat_golden(seat, "due-vi-300x100", 100, 300);
	seat_press(seat, "2");
	seat_golden(seat, "matrix-vi-300x100", 100, 300);
}

static void the_keys_that_must_work_do_in_the_smallest_window(void **state)
{
	struct seat *seat = *state;
	char first[256];

	seat_size(seat, 8, 30);
	snprintf(first, sizeof first, "%s", seat_row(seat, 0));
	assert_true(seat_sees(seat, "widen the window"));
	seat_press(seat, "Down");
	assert_string_not_equal(seat_row(seat, 0), first);
	seat_press(seat, "Up");
	assert_string_equal(seat_row(seat, 0), first);
	seat_press(seat, "?");
	assert_ptr_equal(seat->desk->over, &overlay_help);
	assert_true(seat_sees(seat, "Search"));
	seat_press(seat, "Esc q");
	assert_true(desk_is_over(seat->desk));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_screen_in_english, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(every_screen_in_vietnamese, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(
			an_empty_plan_says_what_to_do, seat_take_empty, seat_leave),
		cmocka_unit_test_setup_teardown(
			the_first_run_shows_the_ways_in, seat_take_nothing, seat_leave),
		cmocka_unit_test_setup_teardown(
			a_window_too_small_asks_to_be_widened, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(
			ascii_has_a_twin_for_every_sign, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(
			every_class_of_sizes_has_a_screen, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(
			the_keys_that_must_work_do_in_the_smallest_window, seat_take, seat_leave),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
