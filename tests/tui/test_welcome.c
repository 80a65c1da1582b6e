/* The first run: no database yet, the ways in, and what each leaves behind. */
#include "tui/seat.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, take, leave)

/* The sample's folder is made where nothing else is, so that what stays of it is seen. */
static char place[64];

static int take(void **state)
{
	strcpy(place, "/tmp/tiendo-welcome-XXXXXX");
	if (!mkdtemp(place) || seat_take_nothing(state) != 0)
		return -1;
	return setenv("TMPDIR", place, 1);
}

static int leave(void **state)
{
	int left = seat_leave(state);

	unsetenv("TMPDIR");
	return rmdir(place) == 0 ? left : -1; /* all that was put there is gone again */
}

static size_t folders_made(void)
{
	DIR *names = opendir(place);
	struct dirent *name;
	size_t count = 0;

	assert_non_null(names);
	while ((name = readdir(names)) != NULL)
		count += name->d_name[0] != '.';
	closedir(names);
	return count;
}

static bool is_made(const struct seat *seat)
{
	return access(seat->path, F_OK) == 0;
}

/* ---- the page ------------------------------------------------------------------------------- */

static void without_a_database_the_page_stands_in_place_of_an_error(void **state)
{
	struct seat *seat = *state;

	assert_true(seat_sees(seat, "Welcome"));
	assert_true(seat_sees(seat, "No database yet: "));
	assert_true(seat_sees(seat, seat->path));
	assert_true(seat_sees(seat, "√ ≈ ▒ · ○ ▲ ◄ » ▪"));
	assert_non_null(strstr(seat_here(seat), "Look round in sample data"));
	assert_false(desk_look(seat->desk));
	assert_false(is_made(seat));
}

static void looking_at_the_page_makes_nothing(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down Up End Home PgDn PgUp Tab S-Tab Left Right x : / u ? Esc m q F1 Esc ^L ^G 0");
	assert_true(seat_sees(seat, "Welcome"));
	seat_press(seat, "Esc");
	seat_says(seat, "q leaves");
	assert_false(desk_is_over(seat->desk));
	seat_press(seat, "q");
	assert_true(desk_is_over(seat->desk));
	assert_false(is_made(seat));
	assert_int_equal(folders_made(), 0);
}

static void every_way_can_be_reached_by_arrows(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down Down Enter");
	assert_ptr_equal(seat->desk->over, &overlay_prompt);
	assert_true(seat_sees(seat, "FILE:"));
	seat_press(seat, "Esc End");
	assert_non_null(strstr(seat_here(seat), "Plain signs only"));
	seat_press(seat, "Down Down");
	assert_non_null(strstr(seat_here(seat), "Plain signs only"));
}

static void another_language_is_there_at_once_and_kept(void **state)
{
	struct seat *seat = *state;
	char config[128], line[128];
	FILE *file;

	if (!seat_vietnamese())
		skip();
	language_choose("en", NULL);
	snprintf(config, sizeof config, "%s/config", seat->folder);
	seat->options.config = config;
	seat_open(seat);
	assert_true(seat_sees(seat, "Tiếng Việt"));
	seat_press(seat, "V");
	assert_string_equal(language_now(), "vi");
	assert_true(seat_sees(seat, "Chưa có tệp dữ liệu"));
	assert_true(seat_sees(seat, "English"));
	file = fopen(config, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	assert_string_equal(line, "lang = vi\n");
	fclose(file);
}

static void plain_signs_are_kept_and_taken_back(void **state)
{
	struct seat *seat = *state;
	char config[128], line[128] = "";
	FILE *file;

	snprintf(config, sizeof config, "%s/config", seat->folder);
	seat->options.config = config;
	seat_open(seat);
	seat_press(seat, "A");
	seat_says(seat, "plain signs now; kept in ");
	assert_true(seat->desk->options.ascii);
	seat_press(seat, "A");
	seat_says(seat, "all signs now; kept in ");
	assert_false(seat->desk->options.ascii);
	file = fopen(config, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	assert_string_equal(line, "ascii = no\n");
	fclose(file);
}

static void what_is_half_typed_when_the_line_is_lost_harms_nothing(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	seat_press(seat, "2");
	seat_type(seat, "units.csv");
	draft_keep(seat->desk);
	seat_open(seat);
	seat_press(seat, "2");
	assert_string_equal(seat->desk->edit.text, "units.csv");
}

/* ---- the sample ----------------------------------------------------------------------------- */

static void the_sample_is_looked_at_and_gone_when_left(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "1");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	assert_true(seat_sees(seat, "Sun 28/6/2020"));
	assert_string_equal(strstr(seat_row(seat, 0), " SAMPLE "), seat_row(seat, 0));
	seat_press(seat, "Esc");
	seat_says(seat, "q leaves the sample; nothing of it is kept");
	seat_press(seat, "E");
	assert_true(seat_sees(seat, "FILE: sample-due-2020-06-28.csv"));
	seat_press(seat, "Esc");
	seat_press(seat, "Down x");
	seat_says(seat, "on time (u: undo)");
	assert_int_equal(folders_made(), 1);
	assert_false(is_made(seat));
	seat_press(seat, "2 q q");
	assert_false(desk_is_over(seat->desk));
	assert_true(seat_sees(seat, "Welcome"));
	assert_int_equal(folders_made(), 0);
}

static void a_mistyped_path_stands_on_top(void **state)
{
	struct seat *seat = *state;
	char line[160];

	snprintf(line, sizeof line, "There is no file %s", seat->path);
	assert_false(seat_sees(seat, line));
	seat->options.keeps_db = false; /* --db or TIENDO_DB named it */
	seat_open(seat);
	assert_int_equal(seat_find(seat, line), 2);
	assert_false(seat_sees(seat, "No database yet"));
}

static void the_sample_goes_too_when_the_line_is_lost(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "1");
	assert_int_equal(folders_made(), 1);
	desk_close(seat->desk);
	seat->desk = NULL;
	assert_int_equal(folders_made(), 0);
	assert_string_equal(seat->app.db, seat->path);
	assert_null(seat->app.store);
}

static void without_the_sample_files_the_way_says_so(void **state)
{
	struct seat *seat = *state;

	seat->app.samples = "/no/such/folder";
	seat_open(seat);
	assert_true(seat_sees(seat, "the sample files are not there"));
	seat_press(seat, "1");
	seat_says(seat, "the sample files are not there");
	seat_press(seat, "4");
	seat_says(seat, "the sample files are not there");
	assert_true(seat_sees(seat, "Welcome"));
}

static void a_place_that_takes_no_folder_is_told(void **state)
{
	struct seat *seat = *state;

	setenv("TMPDIR", "/dev/null", 1);
	seat_press(seat, "1");
	setenv("TMPDIR", place, 1);
	seat_says(seat, "cannot make a folder in /dev/null");
	assert_true(seat_sees(seat, "Welcome"));
}

/* ---- a new plan ----------------------------------------------------------------------------- */

static void units_then_plan_make_the_database(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "2");
	assert_true(seat_sees(seat, "the units, a CSV file"));
	seat_type(seat, "samples/units.csv");
	seat_press(seat, "Enter");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	assert_false(is_made(seat));
	seat_press(seat, "Enter");
	assert_true(is_made(seat));
	assert_true(seat_sees(seat, "107 units are in; now the plan, a CSV file"));
	seat_press(seat, "Esc"); /* the units are written: that is not nothing */
	seat_says(seat, "left: no plan was taken in; the 107 units stay");
	seat_press(seat, "i");
	seat_type(seat, "plan");
	seat_press(seat, "Enter ^U");
	seat_type(seat, "samples/plan.csv");
	seat_press(seat, "Enter Enter");
	seat_says(seat, "added 75");
	assert_true(seat_sees(seat, "1 Deadlines"));
	assert_true(seat_sees(seat, "Huyện đoàn Tân Biên"));
	assert_int_equal(folders_made(), 0);
	assert_string_equal(store_path(seat->app.store), seat->path);
}

static void a_preview_left_makes_no_database(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "2");
	seat_type(seat, "samples/units.csv");
	seat_press(seat, "Enter");
	assert_int_equal(folders_made(), 1);
	seat_press(seat, "V Esc");
	assert_true(seat_find(seat, "samples/units.csv") >= 0); /* "left …", in either language */
	assert_int_equal(seat->desk->now, VIEW_WELCOME);
	assert_false(is_made(seat));
	assert_int_equal(folders_made(), 0);
	seat_press(seat, "2 Esc");
	assert_int_equal(seat->desk->now, VIEW_WELCOME);
}

static void a_file_that_is_none_makes_no_database(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "2");
	seat_type(seat, "samples/nothing.csv");
	seat_press(seat, "Enter");
	seat_says(seat, "cannot read samples/nothing.csv");
	assert_int_equal(seat->desk->now, VIEW_WELCOME);
	assert_false(is_made(seat));
}

static void a_database_made_meanwhile_is_looked_at_again(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "2");
	seat_type(seat, "samples/units.csv");
	seat_press(seat, "Enter");
	seat_other(seat, "somebody", "import units samples/units.csv");
	seat_press(seat, "Enter");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	seat_says(seat, "others changed the database meanwhile");
	seat_press(seat, "Enter");
	seat_says(seat, "no row would change");
	seat_press(seat, "Esc");
	assert_true(seat_sees(seat, "1 Deadlines"));
}

static void where_nothing_can_be_made_the_way_says_why(void **state)
{
	struct seat *seat = *state;

	seat->app.db = "/dev/null/tiendo.db";
	seat_open(seat);
	assert_true(seat_sees(seat, "nothing can be made in /dev/null: "));
	seat_press(seat, "2");
	seat_says(seat, "nothing can be made in /dev/null: ");
	assert_null(seat->desk->over);
	seat->app.db = seat->path;
	seat->app.readonly = true;
	seat_open(seat);
	seat_press(seat, "2");
	seat_says(seat, "opened for reading only");
}

/* ---- a file that is there ------------------------------------------------------------------- */

static void a_database_is_opened_by_its_path(void **state)
{
	struct seat *seat = *state;
	char other[128], config[128], text[256] = "";
	struct fault why;
	FILE *file;

	snprintf(other, sizeof other, "%s/other.db", seat->folder);
	snprintf(config, sizeof config, "%s/config", seat->folder);
	assert_true(store_create(other, &why));
	seat->options.config = config;
	seat->options.keeps_db = true;
	seat_open(seat);
	seat_press(seat, "3");
	seat_type(seat, seat->folder);
	assert_true(seat_sees(seat, "this is a folder"));
	seat_press(seat, "Enter");
	assert_non_null(seat->desk->over);
	seat_type(seat, "/oth");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, other);
	seat_press(seat, "Enter");
	seat_says(seat, "opened ");
	assert_true(seat_sees(seat, "1 Deadlines"));
	assert_string_equal(store_path(seat->app.store), other);
	file = fopen(config, "r");
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof text, file));
	fclose(file);
	assert_ptr_equal(strstr(text, "db = /"), text);
	assert_non_null(strstr(text, "/other.db"));
	desk_close(seat->desk);
	seat->desk = NULL;
	assert_string_equal(seat->app.db, seat->path); /* what the desk made is not borrowed on */
}

static void what_is_no_database_is_refused_and_the_page_stays(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "3");
	seat_type(seat, "samples/units.csv");
	seat_press(seat, "Enter");
	assert_int_equal(seat->desk->now, VIEW_WELCOME);
	assert_int_equal(seat->desk->message_style, STYLE_ERROR);
	assert_string_equal(seat->app.db, seat->path);
	seat_press(seat, "1");
	assert_true(seat_sees(seat, "1 Deadlines"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_database_the_page_stands_in_place_of_an_error),
		TEST(looking_at_the_page_makes_nothing),
		TEST(every_way_can_be_reached_by_arrows),
		TEST(another_language_is_there_at_once_and_kept),
		TEST(plain_signs_are_kept_and_taken_back),
		TEST(what_is_half_typed_when_the_line_is_lost_harms_nothing),
		TEST(the_sample_is_looked_at_and_gone_when_left),
		TEST(a_mistyped_path_stands_on_top),
		TEST(the_sample_goes_too_when_the_line_is_lost),
		TEST(without_the_sample_files_the_way_says_so),
		TEST(a_place_that_takes_no_folder_is_told),
		TEST(units_then_plan_make_the_database),
		TEST(a_preview_left_makes_no_database),
		TEST(a_file_that_is_none_makes_no_database),
		TEST(a_database_made_meanwhile_is_looked_at_again),
		TEST(where_nothing_can_be_made_the_way_says_why),
		TEST(a_database_is_opened_by_its_path),
		TEST(what_is_no_database_is_refused_and_the_page_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
