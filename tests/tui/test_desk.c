/* Sitting at the desk: screens, commands, prompts, help, and what others do meanwhile. */
#include "tui/seat.h"

#include "tui/news.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

/* ---- screens -------------------------------------------------------------------------------- */

static void the_unit_and_item_follow_from_screen_to_screen(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/ b e n Enter 3");
	assert_non_null(strstr(seat_row(seat, 0), "3 Unit · 711 Huyện đoàn Bến Cầu"));
	assert_non_null(strstr(seat_here(seat), "BC1"));
	seat_press(seat, "Down 4");
	assert_non_null(strstr(seat_row(seat, 0), "4 Item · BC2"));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Bến Cầu"));
	seat_press(seat, "2");
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Bến Cầu"));
	assert_non_null(strstr(seat_here(seat), "[·]"));
}

static void enter_opens_the_unit_and_escape_goes_back(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down Enter");
	assert_int_equal(seat->desk->now, VIEW_UNIT);
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Deadline: before 01/7/2020 (last day 30/6/2020)"));
	seat_press(seat, "Esc Esc");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Biên"));
}

static void coming_back_finds_the_list_as_it_was_left(void **state)
{
	struct seat *seat = *state;
	int row = seat_find(seat, "Huyện đoàn Tân Biên");

	seat_press(seat, "Down Enter x Esc");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	assert_int_equal(seat_find(seat, "Huyện đoàn Tân Biên"), row);
	assert_non_null(strstr(seat_here(seat), ">√  Huyện đoàn Tân Biên"));
}

static void q_leaves_from_the_first_screen_and_escape_does_not(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "8 q");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	seat_press(seat, "Esc");
	assert_false(desk_is_over(seat->desk));
	seat_says(seat, "q leaves");
	seat_press(seat, "q");
	assert_true(desk_is_over(seat->desk));
}

static void the_last_screen_comes_back(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "2 4 `");
	assert_int_equal(seat->desk->now, VIEW_MATRIX);
	seat_press(seat, "`");
	assert_int_equal(seat->desk->now, VIEW_ITEM);
}

static void the_board_adds_up_at_its_end(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 24, 120);
	assert_true(seat_sees(seat,
		"on time 3 + late 0 + open in time 19 + overdue 0 + returned 1 + "
		"not applicable 1 = 24"));
	seat_size(seat, 24, 80);
	assert_true(seat_sees(
		seat, "on time 3 + open in time 19 + returned 1 + not applicable 1 = 24"));
	seat_size(seat, 24, 46);
	assert_true(seat_sees(seat, "√ 3 + · 19 + ◄ 1 + ○ 1 = 24"));
	seat->desk->options.ascii = true;
	assert_true(seat_sees(seat, "D 3 + . 19 + R 1 + - 1 = 24"));
}

static void the_matrix_shows_its_cell_and_its_sums(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/ c h a u Space t h a n h Enter 2");
	assert_non_null(strstr(seat_here(seat), "[◄]"));
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Sent back on 24/6/2020"));
	seat_press(seat, "Esc Home");
	assert_non_null(strstr(seat_here(seat), "Tỉnh đoàn"));
	seat_press(seat, "x");
	seat_says(seat, "the plan does not ask this of this unit");
}

/* The sums made without judging every duty are those of judging every duty. */
static void the_sums_of_the_matrix_are_right(void **state)
{
	struct seat *seat = *state;
	const struct snapshot *snapshot;
	const struct view *view;
	size_t row, i;
	int kind;

	seat_press(seat, "2");
	view = desk_view(seat->desk);
	snapshot = seat->desk->snapshot;
	for (row = 0; row < view->listing.count; row++) {
		struct tally tally = {{0}, 0};

		for (i = 0; i < view->listing.item_count; i++) {
			size_t unit = view->listing.units[row], item = view->listing.items[i];
			struct verdict verdict =
				snapshot_judge(snapshot, item, unit, seat->app.today);

			if (item_binds(&snapshot->items[item], unit))
				tally_add(&tally, &verdict);
		}
		for (kind = 0; kind < STATES; kind++)
			assert_int_equal(tally.of[kind], view->tallies[row].of[kind]);
	}
}

/* ---- commands ------------------------------------------------------------------------------- */

static void a_tick_is_taken_back_and_done_again_in_words(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down x");
	seat_says(seat, "705 Huyện đoàn Tân Biên · BC1: on time (u: undo)");
	seat_press(seat, "u");
	seat_says(seat, "taken back:");
	seat_says(seat, "tick 705 BC1");
	assert_non_null(strstr(seat_here(seat), "due soon"));
	seat_press(seat, "U");
	seat_says(seat, "done again:");
	assert_non_null(strstr(seat_here(seat), "on time 28/6"));
}

static void a_prompt_shows_its_reading_at_every_key(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down g");
	assert_true(seat_sees(seat, "Huyện đoàn Tân Biên · BC1 · grant a later deadline"));
	assert_true(seat_sees(seat, "last day now 30/6/2020; a later one: 15/8, +30"));
	seat_type(seat, "30/6");
	assert_true(seat_sees(seat, "BC1 is good until 30/6/2020 already: give a later day"));
	seat_press(seat, "Enter"); /* the reason is not asked for */
	assert_true(seat_sees(seat, "BC1 is good until 30/6/2020 already: give a later day"));
	assert_true(seat_sees(seat, "DAY: 30/6"));
	seat_press(seat, "^U");
	seat_type(seat, "t6");
	assert_true(seat_sees(seat, "→ Fri 03/7/2020 · 5 days left"));
	seat_press(seat, "Esc X");
	seat_type(seat, "-1");
	assert_true(seat_sees(seat, "→ Sat 27/6/2020 · 1 day ago"));
}

static void a_prompt_refuses_in_the_parser_s_words(void **state)
{
	struct seat *seat = *state;
	struct day_context context = {.today = day_make(2020, 6, 28), .year = 2020};
	struct fault why;
	int day;

	assert_false(day_parse("31/6", context, &day, &why));
	why.text[40] = '\0';
	seat_press(seat, "Down X");
	seat_type(seat, "31/6");
	assert_true(seat_sees(seat, why.text));
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "DAY: 31/6"));
	seat_press(seat, "Esc");
	assert_non_null(strstr(seat_here(seat), "due soon"));
}

static void an_extension_asks_for_a_day_and_a_reason(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down g");
	seat_type(seat, "+5");
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "REASON:"));
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "a reason is needed"));
	seat_type(seat, "đi học");
	seat_press(seat, "Enter");
	seat_says(seat, "705 Huyện đoàn Tân Biên · BC1: extended to 03/7/2020");
}

static void a_note_is_edited_where_it_was(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "3 End Up c ^U"); /* the last is a contact */
	seat_type(seat, "một");
	seat_press(seat, "Enter c");
	assert_true(seat_sees(seat, "TEXT: một"));
}

static void a_task_s_command_on_a_report_is_refused_before_asking(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "#");
	seat_says(seat, "BC1 is a report, this is for tasks: x marks it received");
	assert_null(seat->desk->over);
}

static void a_long_answer_is_shown_to_be_read(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Tab f * n");
	assert_true(seat_sees(seat, "To Huyện đoàn Châu Thành: the report BC1"));
	seat_press(seat, "q");
	assert_null(seat->desk->over);
	seat_press(seat, "^G Down n");
	assert_ptr_equal(seat->desk->over, &overlay_text);
	seat_press(seat, "q");
	assert_null(seat->desk->over);
	assert_true(seat_sees(seat, "1 time"));
}

static void a_message_longer_than_its_line_is_read_whole(void **state)
{
	struct seat *seat = *state;

	desk_say(seat->desk, STYLE_ERROR, "%s and the cure last", "a reason that has no end of words "
		"and then some more of them, so that no line of eighty columns can hold it,");
	assert_int_equal(seat_find(seat, "a reason that has"), 21);
	assert_int_equal(seat_find(seat, "the cure last"), 22);
	seat_press(seat, "Down");
	assert_int_equal(seat_find(seat, "a reason that has"), -1);
}

static void what_the_list_does_not_show_of_a_row_has_the_whole_line(void **state)
{
	struct seat *seat = *state;

	assert_true(seat_sees(seat, "14-BC/ĐTN · Thiếu số liệu tập huấn và số thành viên"));
	seat_press(seat, "2 End Right Right Right");
	seat_size(seat, 24, 100);
	assert_true(seat_sees(seat, " · Báo cáo sơ kết cả đợt"));
}

static void a_readonly_desk_changes_nothing(void **state)
{
	struct seat *seat = *state;

	app_close(&seat->app);
	seat->app.readonly = true;
	seat_open(seat);
	seat_press(seat, "Down x");
	seat_says(seat, "opened for reading only");
	seat_press(seat, "?");
	assert_true(seat_sees(seat, "(opened for reading only)"));
}

static void of_two_screens_of_one_person_each_takes_back_its_own_first(void **state)
{
	struct seat *seat = *state, other;

	seat_beside(seat, &other);
	seat_press(seat, "Down x");
	seat_press(&other, "Down Down x");
	seat_press(seat, "u");
	seat_says(seat, "taken back: step ");
	seat_says(seat, "tick 705 BC1");
	/* What the other did is no bar to doing it again, */
	seat_press(seat, "U");
	seat_says(seat, "tick 705 BC1");
	seat_press(seat, "u");
	seat_says(seat, "tick 705 BC1");
	/* and once there is no more of one's own it is the person's newest, which is said. */
	seat_press(seat, "u");
	seat_says(seat, "taken back, though not done on this screen: step ");
	seat_says(seat, "tick 706 BC1");
	seat_leave_beside(&other);
}

static void undo_on_the_log_takes_back_the_step_under_the_cursor(void **state)
{
	struct seat *seat = *state;
	int i;

	seat_size(seat, 24, 120);
	seat_press(seat, "Down x Down x 8");
	assert_non_null(strstr(seat_here(seat), "706 Huyện đoàn Tân Châu · BC1: received on"));
	for (i = 0; i < 10 && !strstr(seat_here(seat), "705 Huyện đoàn Tân Biên · BC1"); i++)
		seat_press(seat, "Down");
	seat_press(seat, "u");
	seat_says(seat, "tick 705 BC1");
	seat_press(seat, "1 Home");
	assert_true(seat_sees(seat, "Received 4"));
	assert_true(seat_sees(seat, "▲  Huyện đoàn Tân Biên"));
}

static void a_step_of_the_log_opens_with_before_and_after(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down x 8 Enter");
	assert_true(seat_sees(seat, "by ban-phong-trao"));
	assert_true(seat_sees(seat, "705 Huyện đoàn Tân Biên · BC1 Báo cáo"));
	assert_true(seat_sees(seat, "  received on: – → 28/6/2020"));
}

static void the_rows_shown_are_exported(void **state)
{
	struct seat *seat = *state;
	char path[160], line[512];
	FILE *file;
	int lines = 0;

	snprintf(path, sizeof path, "%s/view.csv", seat->folder);
	seat_press(seat, "/ h o a Enter E");
	assert_true(seat_sees(seat, "FILE: due-2020-06-28.csv"));
	seat_press(seat, "^U");
	seat_type(seat, path);
	seat_press(seat, "Enter");
	snprintf(line, sizeof line, "2 rows written to %s", path);
	assert_string_equal(seat->desk->message, line);
	file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file))
		lines++;
	fclose(file);
	assert_int_equal(lines, 3);
	seat_press(seat, "E ^U");
	seat_type(seat, path);
	assert_true(seat_sees(seat, "takes the place of the file that is there"));
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Enter again takes its place"));
	seat_press(seat, "Backspace v"); /* another name is asked about anew */
	assert_ptr_equal(seat->desk->over, &overlay_prompt);
	seat_press(seat, "Enter Enter");
	seat_says(seat, "rows written to");
}

static void the_name_of_an_export_says_what_it_is(void **state)
{
	struct seat *seat = *state;
	char path[160];

	seat_press(seat, "E ^U");
	seat_type(seat, "a.ods");
	assert_true(seat_sees(seat, "workbooks of this kind are not written"));
	seat_press(seat, "^U");
	snprintf(path, sizeof path, "%s/view.xlsx", seat->folder);
	seat_type(seat, path);
	if (!writer_makes_workbooks()) {
		assert_true(seat_sees(seat, "built without workbooks"));
		return;
	}
	assert_true(seat_sees(seat, "the rows shown, as an Excel workbook"));
	seat_press(seat, "Enter");
	seat_says(seat, "rows written to");
	assert_int_equal(access(path, R_OK), 0);
}

static void what_cannot_be_undone_does_not_run_here(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, ":");
	seat_type(seat, "purge people");
	seat_press(seat, "Enter");
	seat_says(seat, "this cannot be undone: do it on the command line");
	seat_press(seat, ":");
	seat_type(seat, "list people");
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Phạm Thị Giả Định"));
	seat_size(seat, 24, 140);
	seat_press(seat, "Esc ?");
	seat_type(seat, "purge");
	assert_true(seat_sees(seat, "(this cannot be undone"));
}

static void a_refused_import_shows_every_line(void **state)
{
	struct seat *seat = *state;
	char path[160], line[256];
	FILE *file;
	int i;

	snprintf(path, sizeof path, "%s/bad.csv", seat->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("unit,task,status\n705,XX,done\n706,YY,done\n", file);
	fclose(file);
	for (i = 0; i < 2; i++) {
		snprintf(line, sizeof line, "import tasks %s%s", path, i ? " --dry-run" : "");
		seat_press(seat, ":");
		seat_type(seat, line);
		seat_press(seat, "Enter");
		assert_int_equal(seat->desk->now, VIEW_IMPORT);
		assert_true(seat_sees(seat, "XX"));
		assert_true(seat_sees(seat, "YY"));
		seat_press(seat, "Esc");
	}
	/* One line that is too long for the message line is read whole. */
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("unit,colour\n705,red\n", file);
	fclose(file);
	snprintf(line, sizeof line, "import tasks %s", path);
	seat_press(seat, ":");
	seat_type(seat, line);
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "colour"));
}

static void an_inverted_filter_says_what_every_row_has(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/");
	seat_type(seat, "!doan");
	assert_true(seat_sees(seat, "Every row has \"doan\""));
	seat_press(seat, "^U");
	seat_type(seat, "zz");
	assert_true(seat_sees(seat, "Nothing here has \"zz\""));
}

static void a_window_that_grows_again_is_filled(void **state)
{
	struct seat *seat = *state;
	struct view *view = &seat->desk->views[VIEW_MATRIX];
	int i;

	seat_press(seat, "2");
	for (i = 0; i < 40; i++)
		seat_press(seat, "Right");
	seat_size(seat, 12, 40);
	assert_true(seat_sees(seat, "‹"));
	assert_false(seat_sees(seat, "›"));
	seat_size(seat, 24, 200);
	assert_false(seat_sees(seat, "‹"));
	assert_int_equal(view->first_column, 0);
	seat_size(seat, 12, 40);
	for (i = 0; i < 40; i++)
		seat_press(seat, "Left");
	assert_true(seat_sees(seat, "›"));
	assert_false(seat_sees(seat, "‹"));
}

static void the_log_shows_from_what_to_what(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down x 8");
	assert_non_null(strstr(seat_here(seat), "705 Huyện đoàn Tân Biên · BC1: received on: – → 28/6/2020"));
	/* The demo's own imports change many rows. */
	seat_press(seat, "End");
	assert_true(seat_sees(seat, " more"));
}

static void a_long_paste_and_a_bulk_say_what_they_want(void **state)
{
	struct seat *seat = *state;
	char text[EDIT_SIZE + 8];

	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	seat_press(seat, "Down c");
	desk_paste(seat->desk, text);
	assert_true(seat_sees(seat, "the paste was cut: a field holds 4,096 bytes"));
	seat_press(seat, "Esc * g");
	assert_true(seat_sees(seat, "TYPE THE NUMBER:"));
}

static void what_cannot_be_done_is_refused_before_it_is_asked_for(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down r");
	seat_says(seat, "705 has not sent BC1: nothing to send back");
	seat_press(seat, "S");
	seat_says(seat, "BC1 is a report, this is for tasks: x marks it received");
	seat_press(seat, "#");
	seat_says(seat, "x marks it received");
	assert_null(seat->desk->over);
}

static void the_answer_begins_with_what_was_done(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down x g");
	seat_type(seat, "9/7");
	seat_press(seat, "Enter v Enter");
	seat_says(seat, "extended to 09/7/2020; 705 Huyện đoàn Tân Biên");
	seat_press(seat, "c");
	seat_type(seat, "x");
	seat_press(seat, "Enter");
	seat_says(seat, "note kept; 705 Huyện đoàn Tân Biên");
}

static void tab_completes_a_name_with_blanks_to_its_code(void **state)
{
	static const char *const names[] = {
		"huyện đoàn tân bi", "huyen doan tan bien", "\"Huyện đoàn Tân Bi"};
	struct seat *seat = *state;
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		seat_press(seat, ":");
		seat_type(seat, "extend ");
		seat_type(seat, names[i]);
		seat_press(seat, "Tab");
		assert_string_equal(seat->desk->edit.text, "extend 705 ");
		seat_press(seat, "Esc");
	}
	seat_press(seat, ":");
	seat_type(seat, "extend tân");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "extend tân");
}

/* ---- palette and help ----------------------------------------------------------------------- */

static void the_palette_runs_what_the_command_line_runs(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, ":");
	seat_type(seat, "extend 705 BC1 --until 5/7 --why 'đi học xa'");
	seat_press(seat, "Enter");
	seat_says(seat, "705 Huyện đoàn Tân Biên · BC1: extended to 05/7/2020");
}

static void the_palette_acts_on_the_marks_where_no_row_is_named(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down Space Space :");
	seat_type(seat, "exempt --why thử");
	seat_press(seat, "Enter");
	seat_says(seat, "2 duties changed");
}

static void tab_completes_commands_units_and_items(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, ":");
	seat_type(seat, "ext");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "extend ");
	seat_type(seat, "711");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "extend 711 ");
	seat_type(seat, "bc");
	seat_press(seat, "Tab");
	assert_true(seat_sees(seat, "Báo cáo sơ kết cả đợt"));
	seat_press(seat, "Down Tab");
	assert_string_equal(seat->desk->edit.text, "extend 711 BC1 ");
	seat_type(seat, "--u");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "extend 711 BC1 --until ");
}

static void an_unknown_command_names_the_nearest(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, ":");
	seat_type(seat, "extendd");
	seat_press(seat, "Enter");
	seat_says(seat, "no command extendd; did you mean extend?");
}

static void a_listing_is_an_answer_that_escape_leaves(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, ":");
	seat_type(seat, "list people");
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Phạm Thị Giả Định"));
	seat_press(seat, "Down Esc");
	assert_int_equal(seat->desk->now, VIEW_DUE);
}

static void help_filters_and_runs(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "?");
	assert_true(seat_sees(seat, "mark done or received today"));
	seat_type(seat, "matrix");
	assert_false(seat_sees(seat, "mark done or received today"));
	seat_press(seat, "Enter");
	assert_int_equal(seat->desk->now, VIEW_MATRIX);
}

static void help_gives_the_reason_of_what_cannot_run(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/ z z Enter ?");
	assert_true(seat_sees(seat, "(there is no row here)"));
}

/* ---- keys ----------------------------------------------------------------------------------- */

static void an_unknown_key_says_so_and_points_to_help(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Z");
	seat_says(seat, "Z does nothing here; ? shows the keys");
	seat_press(seat, "kRIT5");
	seat_says(seat, "kRIT5 does nothing here");
}

static size_t meanings(const char *key, unsigned screen)
{
	const struct command *command;
	char padded[128], wanted[64];
	size_t count = 0;

	snprintf(wanted, sizeof wanted, " %s ", key);
	for (command = commands; command->name; command++) {
		snprintf(padded, sizeof padded, " %s ", command->keys);
		count += command->screens & screen && strstr(padded, wanted) != NULL;
	}
	return count;
}

static void a_key_has_one_meaning_in_a_place_and_a_line_of_help(void **state)
{
	const struct command *command;
	char keys[128], *key, *rest;
	unsigned screen;

	(void)state;
	for (command = commands; command->name; command++) {
		assert_true(command->help && command->help[0]);
		assert_true(command->run || command->move != MOVE_NONE);
		snprintf(keys, sizeof keys, "%s", command->keys);
		for (key = strtok_r(keys, " ", &rest); key; key = strtok_r(NULL, " ", &rest))
			for (screen = ON_DUE; screen <= ON_HELP; screen *= 2)
				assert_true(meanings(key, screen) <= 1);
	}
}

static void pasted_letters_are_no_keys(void **state)
{
	struct seat *seat = *state;

	desk_paste(seat->desk, "xxq");
	assert_false(desk_is_over(seat->desk));
	seat_says(seat, "a paste goes into a field");
	seat_press(seat, "/");
	desk_paste(seat->desk, "hoa\n");
	assert_string_equal(desk_view(seat->desk)->filter, "hoa");
}

static void command_keys_work_with_an_input_method_on(void **state)
{
	struct seat *seat = *state;

	/* UniKey: "e" then "x" for a tilde; the letter is taken back and comes again, marked. */
	seat_press(seat, "Down e Backspace ẽ");
	seat_says(seat, "BC1: on time");
	/* "ea" then "f": both letters come again. */
	seat_press(seat, "u Down e a Backspace Backspace è a");
	assert_true(seat_sees(seat, "f:not sent"));
	seat_press(seat, "Down a Backspace â");
	seat_says(seat, "a does nothing here");
	seat_press(seat, "Down d Backspace đ");
	seat_says(seat, "d does nothing here");
	/* A Backspace alone is a key like any other. */
	seat_press(seat, "Down Backspace");
	seat_says(seat, "Backspace does nothing here");
	assert_int_equal(desk_patience(seat->desk), -1);
}

/* After a letter it may be the method's: nothing is done before it is known. */
static void a_backspace_waits_for_the_letter_behind_it(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "x");
	seat_says(seat, "BC1: on time");
	seat_press(seat, "Backspace");
	seat_says(seat, "BC1: on time");
	assert_true(desk_patience(seat->desk) > 0);
	desk_settle(seat->desk);
	seat_says(seat, "Backspace does nothing here");
	assert_int_equal(desk_patience(seat->desk), -1);
	/* A paste does not wait either, nor does it become keys. */
	seat_press(seat, "k Backspace");
	desk_paste(seat->desk, "x");
	assert_int_equal(desk_patience(seat->desk), -1);
	seat_says(seat, "a paste goes into a field");
}

static void a_text_over_the_screen_is_scrolled_with_an_input_method_on(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "3 Enter");
	assert_ptr_equal(seat->desk->over, &overlay_text);
	seat_press(seat, "o Backspace ọ"); /* o and j */
	assert_ptr_equal(seat->desk->over, &overlay_text);
	seat_press(seat, "Esc");
	assert_null(seat->desk->over);
}

static void fields_get_the_letters_of_an_input_method(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "/ h o a Backspace Backspace ò a");
	assert_string_equal(desk_view(seat->desk)->filter, "hòa");
}

static void escape_and_a_quick_key_are_two(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "8 M-2");
	assert_int_equal(seat->desk->now, VIEW_MATRIX);
}

/* ---- keys of one's own, the menu, the language ------------------------------------------------- */

/* Opens the seat with these keys; the pool is the caller's. */
static void open_with_keys(struct seat *seat, const char *name, const char *keys, struct pool *pool)
{
	struct key_choice *choices = NULL;
	struct fault why;

	if (!keys_take(&choices, name, keys, "c", 1, pool, &why) ||
		!keys_settle(&seat->app, choices, pool, &why))
		fail_msg("%s", why.text);
	seat_open(seat);
}

static void chosen_keys_act_and_are_shown_everywhere(void **state)
{
	struct seat *seat = *state;
	struct pool pool = {0};

	open_with_keys(seat, "tick", "F5 t", &pool);
	assert_true(seat_sees(seat, " F5:received X:on day"));
	seat_press(seat, "Down x");
	seat_says(seat, "x does nothing here");
	seat_press(seat, "t");
	seat_says(seat, "BC1: on time");
	seat_press(seat, "F5");
	seat_says(seat, "(u: undo)");
	seat_press(seat, "? F5");
	assert_true(seat_sees(seat, "> F5 t       tick"));
	seat_press(seat, "Esc m");
	assert_true(seat_sees(seat, "1 F5 "));
	seat_press(seat, "Esc");
	open_with_keys(seat, "undo", "F9", &pool);
	seat_press(seat, "x");
	seat_says(seat, "(F9: undo)");
	open_with_keys(seat, "matrix", "w", &pool);
	seat_press(seat, "w");
	assert_true(seat_sees(seat, "w Matrix"));
	open_with_keys(seat, "back", "Esc F10", &pool);
	seat_press(seat, "Esc");
	seat_says(seat, "F10 leaves; everything is saved already");
	seat_size(seat, 8, 30);
	assert_true(seat_sees(seat, "F10 ?"));
	seat_press(seat, "F10");
	assert_true(desk_is_over(seat->desk));
	pool_free(&pool);
}

/* Even where Backspace is the key of something an input method's is not. */
static void a_chosen_backspace_acts_only_for_a_person(void **state)
{
	struct seat *seat = *state;
	struct pool pool = {0};

	long last;

	open_with_keys(seat, "tick", "x Backspace", &pool);
	last = seat->desk->snapshot->last_step;
	seat_press(seat, "Down e Backspace ẽ");
	seat_says(seat, "BC1: on time");
	desk_settle(seat->desk);
	assert_int_equal(seat->desk->snapshot->last_step, last + 1);
	seat_press(seat, "Down Backspace");
	assert_int_equal(seat->desk->snapshot->last_step, last + 2);
	seat_press(seat, "k Backspace"); /* behind a letter once it is known to be no method's */
	assert_int_equal(seat->desk->snapshot->last_step, last + 2);
	desk_settle(seat->desk);
	assert_int_equal(seat->desk->snapshot->last_step, last + 3);
	pool_free(&pool);
}

static void the_menu_runs_by_number_by_key_and_by_cursor(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 19, 46);
	assert_true(seat_sees(seat, "m:menu ?:help"));
	seat_press(seat, "Down m");
	assert_true(seat_sees(seat, "> 1 x       mark done or received today"));
	assert_true(seat_sees(seat, "Menu 1/"));
	seat_press(seat, "1");
	seat_says(seat, "BC1: on time");
	seat_press(seat, "m 0"); /* the next page */
	assert_true(seat_sees(seat, "> 1 n "));
	seat_press(seat, "Left j j k Enter");
	assert_ptr_equal(seat->desk->over, &overlay_prompt);
	seat_says(seat, "");
	seat_press(seat, "Esc m u"); /* a key means what it means */
	assert_null(seat->desk->over);
	seat_says(seat, "taken back");
	seat_press(seat, "m q m m m Esc");
	assert_null(seat->desk->over);
	assert_false(desk_is_over(seat->desk));
}

static void every_page_of_the_menu_comes_round(void **state)
{
	struct seat *seat = *state;
	size_t page;
	const char *row;

	seat_press(seat, "m");
	row = seat_row(seat, 22);
	assert_memory_equal(row, "Menu 1/", 7);
	/* All rows of the screen are used, nine of them by number. */
	assert_memory_equal(seat_row(seat, 9), "  9 ", 4);
	assert_memory_equal(seat_row(seat, 10), "    n ", 6);
	assert_memory_equal(seat_row(seat, 21), "    U ", 6);
	row = seat_row(seat, 22);
	for (page = (size_t)(row[7] - '0'); page > 0; page--)
		seat_press(seat, "0");
	assert_memory_equal(seat_row(seat, 22), "Menu 1/", 7);
	seat_press(seat, "Left");
	row = seat_row(seat, 22);
	assert_int_equal(row[5], row[7]);
}

static void the_language_changes_at_once_and_is_kept(void **state)
{
	struct seat *seat = *state;
	char path[128], bytes[64] = "";
	FILE *file;

	if (!seat_vietnamese())
		skip();
	language_choose("en", NULL);
	snprintf(path, sizeof path, "%s/config", seat->folder);
	seat->options.config = path;
	seat_open(seat);
	seat_press(seat, "V");
	assert_true(seat_sees(seat, "Thời hạn"));
	assert_true(seat_sees(seat, "ĐƠN VỊ"));
	assert_true(seat_sees(seat, path));
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(bytes, sizeof bytes, file));
	fclose(file);
	assert_string_equal(bytes, "lang = vi\n");
	seat_press(seat, "V");
	assert_true(seat_sees(seat, "this is English now; kept in "));
	assert_true(seat_sees(seat, "1 Deadlines"));
	seat->options.config = seat->folder; /* no file */
	seat_open(seat);
	seat_press(seat, "V");
	assert_string_equal(language_now(), "vi");
	assert_int_equal(seat->desk->message_style, STYLE_ERROR);
	seat_press(seat, "V");
	assert_string_equal(language_now(), "en");
}

/* ---- texts to send ---------------------------------------------------------------------------- */

static void a_text_to_send_is_shown_and_logs_nothing(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Tab * T");
	assert_ptr_equal(seat->desk->over, &overlay_text);
	assert_true(seat_sees(seat, "8 texts to paste"));
	/* Nothing stands before the text, so that a selection is the text alone. */
	assert_memory_equal(seat_row(seat, 1), "To Huyện đoàn Tân Biên: the report BC1", 38);
	assert_true(seat_sees(seat, "Tuesday 30/6/2020). Days left: 2"));
	seat_press(seat, "Esc");
	assert_int_equal(desk_view(seat->desk)->marks.count, 12); /* to be gone on with */
	seat_press(seat, "8");
	assert_false(seat_sees(seat, "remind"));
}

static void a_text_is_for_the_row_under_the_cursor_a_task_too(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "T");
	assert_true(seat_sees(seat, "1 text to paste"));
	seat_press(seat, "Esc 3 / h o i Space t h i Enter T");
	assert_ptr_equal(seat->desk->over, &overlay_text);
	assert_true(seat_sees(seat, ": the task "));
	seat_press(seat, "Esc x");
	seat_press(seat, "T");
	assert_null(seat->desk->over);
	seat_says(seat, "nobody to remind");
}

static void a_text_is_written_to_a_file(void **state)
{
	struct seat *seat = *state;
	char path[128], bytes[1024], line[160];
	FILE *file;
	size_t length;

	snprintf(path, sizeof path, "%s/text.txt", seat->folder);
	seat_press(seat, "T E ^U");
	assert_true(seat_sees(seat, "a file needs a name here"));
	seat_press(seat, "Esc"); /* back to the text */
	assert_ptr_equal(seat->desk->over, &overlay_text);
	seat_press(seat, "E ^U");
	seat_type(seat, seat->path);
	seat_press(seat, "Enter Enter"); /* the database itself is not written over */
	assert_true(seat->desk->message_style == STYLE_ERROR);
	seat_press(seat, "E ^U");
	seat_type(seat, path);
	seat_press(seat, "Enter");
	snprintf(line, sizeof line, "written to %s", path);
	assert_string_equal(seat->desk->message, line);
	file = fopen(path, "r");
	assert_non_null(file);
	length = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	assert_int_equal(length, seat->desk->text.length);
	assert_memory_equal(bytes, buffer_text(&seat->desk->text), length);
}

static void a_reminder_is_counted_and_gives_its_text(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down n");
	assert_true(seat_sees(seat, "1 text to paste (u: undo)"));
	seat_press(seat, "Esc 3 Enter");
	seat_press(seat, "Esc 1 n Esc");
	seat_press(seat, "Enter Enter");
	assert_true(seat_sees(seat, "Reminded 2 times"));
}

/* ---- others --------------------------------------------------------------------------------- */

static void what_another_session_changed_appears_and_is_said(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down Down");
	assert_false(desk_look(seat->desk));
	seat_other(seat, "van-thu", "tick 706 BC1");
	assert_true(desk_look(seat->desk));
	seat_says(seat, "▪ van-thu: tick 706 BC1 (L: what)");
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Tân Châu"));
	assert_non_null(strstr(seat_here(seat), ">√▪"));
	assert_false(desk_look(seat->desk));
	seat_press(seat, "Esc");
	assert_false(seat_sees(seat, "▪ Huyện"));
}

static void what_others_changed_is_told_once_looked_at(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "L");
	seat_says(seat, "others have changed nothing since you last looked");
	seat_press(seat, "x");
	seat_other(seat, "van-thu", "tick 706 BC1");
	seat_other(seat, "van-thu", "extend 703 BC2 --until 2020-08-05 --why storm");
	seat_press(seat, "L"); /* also what no look has found yet */
	assert_ptr_equal(seat->desk->over, &overlay_text);
	assert_true(seat_sees(seat, " · van-thu: tick 706 BC1"));
	assert_true(seat_sees(seat, "  706 Huyện đoàn Tân Châu · BC1: received on: – → 28/6/2020"));
	assert_true(seat_sees(seat, "  703 Thành đoàn Tây Ninh · BC2: extended because: – → storm"));
	assert_false(seat_sees(seat, "ban-phong-trao: tick"));
	seat_press(seat, "Esc L");
	seat_says(seat, "others have changed nothing");
	/* However long the command is, the key that tells more is seen. */
	seat_press(seat, "*");
	seat_other(seat, "van-thu",
		"extend 703 BC1 --until 2020-08-05 --why "
		"'storm, floods, roads cut and no line for a week in all of the border communes'");
	assert_true(desk_look(seat->desk));
	assert_true(seat_sees(seat, "▪ van-thu: extend 703 BC1"));
	assert_true(seat_sees(seat, "(L: what)"));
}

static void many_own_steps_are_none_of_others(void **state)
{
	struct seat *seat = *state;
	int i;

	for (i = 0; i < 80; i++)
		seat_press(seat, "x");
	seat_press(seat, "L");
	seat_says(seat, "others have changed nothing");
}

static void news_waits_while_something_is_being_typed(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down g");
	seat_type(seat, "+5");
	seat_other(seat, "van-thu", "tick 706 BC1");
	assert_false(desk_look(seat->desk));
	assert_true(seat_sees(seat, "DAY: +5"));
	seat_press(seat, "Esc");
	assert_true(desk_look(seat->desk));
}

static void the_cursor_stays_on_its_unit_when_units_come_before_it(void **state)
{
	struct seat *seat = *state;
	char path[160], line[256];
	FILE *file;

	snprintf(path, sizeof path, "%s/units.csv", seat->folder);
	file = fopen(path, "w");
	fputs("code,name,kind,parent\n700,Huyện đoàn Mới,huyen,72\n", file);
	fclose(file);
	seat_press(seat, "Down Down Space");
	snprintf(line, sizeof line, "import units %s", path);
	seat_other(seat, "van-thu", line);
	assert_true(desk_look(seat->desk));
	assert_non_null(strstr(seat_here(seat), "Huyện đoàn Dương Minh"));
	assert_true(seat_sees(seat, "▲* Huyện đoàn Tân Châu"));
	assert_true(seat_sees(seat, "Huyện đoàn Mới"));
}

static void a_tick_that_came_too_late_says_both(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down Down");
	seat_other(seat, "van-thu", "tick 706 BC1");
	seat_press(seat, "x");
	seat_says(seat, "nothing changed: it is so already · ▪ van-thu: tick 706 BC1 (L: what)");
}

static void an_own_step_is_never_told_as_another_s(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "ban-phong-trao", "tick 706 BC1");
	desk_made(seat->desk, seat->desk->snapshot->last_step + 1);
	assert_true(desk_look(seat->desk));
	assert_string_equal(seat->desk->message, "");
	assert_false(seat_sees(seat, "▪ Huyện"));
}

/* ---- storms --------------------------------------------------------------------------------- */

static unsigned chance(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static void any_size_and_any_keys_are_survived(void **state)
{
	static const char *const keys[] = {"Down", "Up", "Left", "Right", "PgDn", "PgUp", "Home",
		"End", "Enter", "Esc", "1", "2", "3", "4", "8", "`", "Tab", "f", "s", "b", "/", "h", "o",
		"a", "!", "Space", "v", "*", "?", ":", "^U", "Backspace", "x", "u", "U", "g", "o",
		"n", "q", "E", "ế", "^G", "M-x", "F1", "+", "5", "m", "0", "9", "T", "L", "V", "e",
		"ẽ", "Backspace", "KEY_SLEFT"};
	struct seat *seat = *state;
	unsigned seed = 7;
	int i;

	seat->options.ascii = false;
	for (i = 0; i < 3000; i++) {
		const char *key = keys[chance(&seed) % (sizeof keys / sizeof keys[0])];

		/* Nothing is written outside the test's folder. */
		if (seat->desk->over == &overlay_prompt && (seat->desk->asked == ASKED_FILE ||
			seat->desk->asked == ASKED_TEXT_FILE))
			key = "Esc";
		desk_key(seat->desk, key);
		if (i % 5 == 0)
			desk_settle(seat->desk);
		if (i % 3 == 0)
			seat_size(seat, (int)(chance(&seed) % 40) + 1,
				(int)(chance(&seed) % 130) + 1);
		desk_draw(seat->desk, &seat->canvas);
	}
	seat_size(seat, 1, 1);
	desk_draw(seat->desk, &seat->canvas);
	seat_size(seat, 24, 80);
	desk_draw(seat->desk, &seat->canvas);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_unit_and_item_follow_from_screen_to_screen),
		TEST(enter_opens_the_unit_and_escape_goes_back),
		TEST(coming_back_finds_the_list_as_it_was_left),
		TEST(q_leaves_from_the_first_screen_and_escape_does_not),
		TEST(the_last_screen_comes_back),
		TEST(the_board_adds_up_at_its_end),
		TEST(the_matrix_shows_its_cell_and_its_sums),
		TEST(the_sums_of_the_matrix_are_right),
		TEST(a_tick_is_taken_back_and_done_again_in_words),
		TEST(a_prompt_shows_its_reading_at_every_key),
		TEST(a_prompt_refuses_in_the_parser_s_words),
		TEST(an_extension_asks_for_a_day_and_a_reason),
		TEST(a_note_is_edited_where_it_was),
		TEST(a_task_s_command_on_a_report_is_refused_before_asking),
		TEST(a_long_answer_is_shown_to_be_read),
		TEST(a_message_longer_than_its_line_is_read_whole),
		TEST(what_the_list_does_not_show_of_a_row_has_the_whole_line),
		TEST(a_readonly_desk_changes_nothing),
		TEST(of_two_screens_of_one_person_each_takes_back_its_own_first),
		TEST(undo_on_the_log_takes_back_the_step_under_the_cursor),
		TEST(a_step_of_the_log_opens_with_before_and_after),
		TEST(the_rows_shown_are_exported),
		TEST(the_name_of_an_export_says_what_it_is),
		TEST(the_palette_runs_what_the_command_line_runs),
		TEST(the_palette_acts_on_the_marks_where_no_row_is_named),
		TEST(tab_completes_commands_units_and_items),
		TEST(an_unknown_command_names_the_nearest),
		TEST(a_listing_is_an_answer_that_escape_leaves),
		TEST(help_filters_and_runs),
		TEST(help_gives_the_reason_of_what_cannot_run),
		TEST(an_unknown_key_says_so_and_points_to_help),
		TEST(a_key_has_one_meaning_in_a_place_and_a_line_of_help),
		TEST(pasted_letters_are_no_keys),
		TEST(command_keys_work_with_an_input_method_on),
		TEST(a_backspace_waits_for_the_letter_behind_it),
		TEST(a_text_over_the_screen_is_scrolled_with_an_input_method_on),
		TEST(fields_get_the_letters_of_an_input_method),
		TEST(escape_and_a_quick_key_are_two),
		TEST(what_another_session_changed_appears_and_is_said),
		TEST(chosen_keys_act_and_are_shown_everywhere),
		TEST(a_chosen_backspace_acts_only_for_a_person),
		TEST(the_menu_runs_by_number_by_key_and_by_cursor),
		TEST(every_page_of_the_menu_comes_round),
		TEST(the_language_changes_at_once_and_is_kept),
		TEST(a_text_to_send_is_shown_and_logs_nothing),
		TEST(a_text_is_for_the_row_under_the_cursor_a_task_too),
		TEST(a_text_is_written_to_a_file),
		TEST(a_reminder_is_counted_and_gives_its_text),
		TEST(what_others_changed_is_told_once_looked_at),
		TEST(many_own_steps_are_none_of_others),
		TEST(news_waits_while_something_is_being_typed),
		TEST(the_cursor_stays_on_its_unit_when_units_come_before_it),
		TEST(what_cannot_be_undone_does_not_run_here),
		TEST(a_refused_import_shows_every_line),
		TEST(an_inverted_filter_says_what_every_row_has),
		TEST(a_window_that_grows_again_is_filled),
		TEST(the_log_shows_from_what_to_what),
		TEST(a_long_paste_and_a_bulk_say_what_they_want),
			TEST(what_cannot_be_done_is_refused_before_it_is_asked_for),
		TEST(the_answer_begins_with_what_was_done),
		TEST(tab_completes_a_name_with_blanks_to_its_code),
		TEST(a_tick_that_came_too_late_says_both),
		TEST(an_own_step_is_never_told_as_another_s),
		TEST(any_size_and_any_keys_are_survived),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
