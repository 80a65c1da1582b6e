/* What `:` proposes for the word that is being typed: by the kind of argument it is for. */
#include "tui/seat.h"

#include <stdio.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

/* The words proposed for a line: "a b c". */
static const char *proposed(struct seat *seat, const char *line)
{
	static char text[8192];
	struct choices choices;
	size_t i, used = 0;

	text[0] = '\0';
	choices_find(seat->desk, line, &choices);
	for (i = 0; i < choices.count && used < sizeof text; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? " " : "",
			choices.at[i].word);
	choices_free(&choices);
	return text;
}

static void palette_type(struct seat *seat, const char *line)
{
	seat_press(seat, ":");
	seat_type(seat, line);
}

/* Of the rows that share the move of completing, the one that no field has comes first. */
static void the_key_that_completes_is_told_on_every_screen(void **state)
{
	static const char *const screens[] = {"1", "2", "3", "4", "5", "6", "7", "8"};
	struct seat *seat = *state;
	size_t i;

	for (i = 0; i < sizeof screens / sizeof screens[0]; i++) {
		seat_press(seat, "Esc");
		seat_press(seat, screens[i]);
		seat_press(seat, ":");
		assert_true(seat_sees(seat, "Tab completes · Up: typed before"));
		seat_press(seat, "Esc q");
	}
}

static void run_line(struct seat *seat, const char *line)
{
	palette_type(seat, line);
	seat_press(seat, "Enter");
}

static void colours_and_language_are_taken_by_name(void **state)
{
	struct seat *seat = *state;

	seat->options.color = true;
	seat_open(seat);
	run_line(seat, "theme sáng");
	assert_int_equal(seat->desk->theme, THEME_LIGHT);
	run_line(seat, "theme mono");
	assert_int_equal(seat->desk->theme, THEME_MONO);
	run_line(seat, "theme xyz zzz");
	seat_says(seat, "no colours xyz zzz; there are: terminal, dark, light, mono");
	assert_int_equal(seat->desk->theme, THEME_MONO);
	run_line(seat, "language en");
	seat_says(seat, "this is English now");
	run_line(seat, "language fr");
	seat_says(seat, "no language fr; there are: vi, en");
	run_line(seat, "matrix 705");
	seat_says(seat, "one word too many: 705");
	assert_int_equal(seat->desk->now, VIEW_DUE);
}

static void only_what_is_near_is_taken_for_meant(void **state)
{
	struct seat *seat = *state;

	run_line(seat, "the");
	seat_says(seat, "no command the; did you mean theme?");
	run_line(seat, "foo");
	seat_says(seat, "no command foo; Tab shows them all");
	run_line(seat, "undoo");
	seat_says(seat, "no command undoo; did you mean undo?");
}

static void a_unit_is_proposed_by_its_name_without_marks(void **state)
{
	struct seat *seat = *state;

	palette_type(seat, "extend hoa thanh");
	assert_true(seat_sees(seat, "709              Thị đoàn Hòa Thành"));
	/* Of whom the plan asks something before whom it asks nothing. */
	assert_int_equal(strncmp(proposed(seat, "extend hoa thanh"), "709 ", 4), 0);
	seat_press(seat, "Down Tab");
	assert_string_equal(seat->desk->edit.text, "extend 709 ");
}

static void words_that_are_a_few_are_all_proposed(void **state)
{
	struct seat *seat = *state;

	assert_string_equal(proposed(seat, "status --by "), "unit kind branch");
	assert_string_equal(proposed(seat, "status --by k"), "kind");
	assert_string_equal(proposed(seat, "import "), "units people plan tasks receipts numbers");
	assert_string_equal(proposed(seat, "export "),
		"units people plan tasks receipts numbers summary due log all");
	assert_string_equal(
		proposed(seat, "import tasks x.csv --on-conflict "), "stop mine theirs");
	assert_string_equal(proposed(seat, "set d"), "due-soon date-counts");
	assert_string_equal(proposed(seat, "account "), "add list remove key");
	assert_string_equal(proposed(seat, "purge "), "people");
	assert_string_equal(proposed(seat, "list rep"), "reports");
	assert_string_equal(proposed(seat, "help unex"), "unexempt");
}

static void codes_are_proposed_where_a_word_is_one(void **state)
{
	struct seat *seat = *state;

	assert_string_equal(proposed(seat, "due --report "), "BC1 BC2");
	assert_string_equal(proposed(seat, "list item --item bc"), "BC1 BC2");
	assert_string_equal(proposed(seat, "account add x --unit hoa thanh"), "");
	assert_int_equal(strncmp(proposed(seat, "account add x --unit 709"), "709", 3), 0);
	assert_string_equal(proposed(seat, "account add x --role e"), "editor");
}

static void a_day_is_proposed_with_its_reading(void **state)
{
	struct seat *seat = *state;

	assert_string_equal(proposed(seat, "log --since "), "+0 +1 +3 +7 -1");
	palette_type(seat, "extend 705 BC1 --until 3/7");
	assert_true(seat_sees(seat, "3/7              → Fri 03/7/2020 · 5 days left"));
	assert_string_equal(proposed(seat, "log --since 31/6"), "");
}

static void files_are_proposed_and_folders_gone_on_in(void **state)
{
	struct seat *seat = *state;
	char line[256], wanted[256];
	FILE *file;

	assert_string_equal(proposed(seat, "import units samples/u"), "samples/units.csv");
	palette_type(seat, "import units sampl");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "import units samples/");
	/* A name with a blank stands in quotes, or it would be two words. */
	snprintf(line, sizeof line, "%s/a b.csv", seat->folder);
	file = fopen(line, "w");
	assert_non_null(file);
	fclose(file);
	snprintf(line, sizeof line, "import units %s/a", seat->folder);
	snprintf(wanted, sizeof wanted, "'%s/a b.csv'", seat->folder);
	assert_string_equal(proposed(seat, line), wanted);
	assert_string_equal(proposed(seat, "import units /no/such/"), "");
}

static void an_account_is_proposed_no_file_and_nothing_it_may_not_do(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "admin", "account add xem --role viewer --unit 705");
	app_close(&seat->app);
	seat->app.account = "xem";
	seat_open(seat);
	assert_string_equal(proposed(seat, "import units samples/u"), "");
	assert_string_equal(proposed(seat, "to"), "");
	assert_string_equal(proposed(seat, "ext"), "");
	assert_string_equal(proposed(seat, "stat"), "status");
}

static void a_screen_is_opened_on_what_is_named(void **state)
{
	struct seat *seat = *state;
	struct desk *desk = seat->desk;

	run_line(seat, "unit 708");
	assert_int_equal(desk->now, VIEW_UNIT);
	assert_string_equal(desk->snapshot->units.at[desk->unit].code, "708");
	run_line(seat, "unit 706");
	assert_string_equal(desk->snapshot->units.at[desk->unit].code, "706");
	seat_press(seat, "q");
	assert_int_equal(desk->now, VIEW_DUE);
	run_line(seat, "item BC2");
	assert_int_equal(desk->now, VIEW_ITEM);
	assert_string_equal(desk->snapshot->items[desk->item].code, "BC2");
	run_line(seat, "numbers BC1");
	assert_int_equal(desk->now, VIEW_NUMBERS);
	assert_string_equal(
		desk->snapshot->items[desk->views[VIEW_NUMBERS].tab].code, "BC1");
	assert_string_equal(proposed(seat, "numbers "), "BC1 BC2");
	assert_int_equal(strncmp(proposed(seat, "unit hoa thanh"), "709 ", 3), 0);
}

static void a_screen_is_not_opened_on_what_is_not_there(void **state)
{
	struct seat *seat = *state;

	run_line(seat, "unit 999");
	assert_true(seat_sees(seat, "999"));
	run_line(seat, "unit 703,705");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	run_line(seat, "numbers 706");
	assert_true(seat_sees(seat, "706"));
	run_line(seat, "item SL01");
	assert_int_equal(seat->desk->now, VIEW_DUE);
}

static void a_word_too_many_is_refused_not_left_out(void **state)
{
	static const char *const lines[] = {
		"quit x", "matrix 703", "units 703", "unit 703 705", "news x", "menu x"};
	struct seat *seat = *state;
	size_t i;

	for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		run_line(seat, lines[i]);
		assert_true(seat_sees(seat, "one word too many: "));
		assert_int_equal(seat->desk->now, VIEW_DUE);
		assert_false(seat->desk->is_over);
	}
}

static void an_option_of_the_program_is_refused_with_the_way(void **state)
{
	struct seat *seat = *state;

	run_line(seat, "list people --unit 706");
	assert_true(seat_sees(seat, "--unit is given when tiendo is started, not here: / filters"));
	run_line(seat, "matrix --unit=703");
	assert_true(seat_sees(seat, "--unit is given when tiendo is started"));
	assert_int_equal(seat->desk->now, VIEW_DUE);
}

static void a_filter_can_be_typed_as_a_command(void **state)
{
	struct seat *seat = *state;

	run_line(seat, "filter hoa thanh");
	assert_string_equal(desk_view(seat->desk)->filter, "hoa thanh");
	run_line(seat, "filter !bc1");
	assert_string_equal(desk_view(seat->desk)->filter, "bc1");
	assert_true(desk_view(seat->desk)->is_inverted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(colours_and_language_are_taken_by_name),
		TEST(only_what_is_near_is_taken_for_meant),
		TEST(the_key_that_completes_is_told_on_every_screen),
		TEST(a_screen_is_opened_on_what_is_named),
		TEST(a_screen_is_not_opened_on_what_is_not_there),
		TEST(a_word_too_many_is_refused_not_left_out),
		TEST(an_option_of_the_program_is_refused_with_the_way),
		TEST(a_filter_can_be_typed_as_a_command),
		TEST(a_unit_is_proposed_by_its_name_without_marks),
		TEST(words_that_are_a_few_are_all_proposed),
		TEST(codes_are_proposed_where_a_word_is_one),
		TEST(a_day_is_proposed_with_its_reading),
		TEST(files_are_proposed_and_folders_gone_on_in),
		TEST(an_account_is_proposed_no_file_and_nothing_it_may_not_do),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
