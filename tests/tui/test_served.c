/* The screen as an account has it over SSH: its branch on every screen, and no file of the server. The
 * account e edits 703 and all below it. */
#include "tui/seat.h"

#include "tui/preview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct buffer strangers; /* codes and names of units outside 703, a line each */

static bool is_below(const struct units *units, size_t unit, const char *top)
{
	for (; unit != NOWHERE; unit = units->at[unit].above)
		if (strcmp(units->at[unit].code, top) == 0)
			return true;
	return false;
}

/* A name that is also inside, or part of one, tells nothing. */
static bool is_telling(const struct units *units, const char *name)
{
	for (size_t i = 0; i < units->count; i++)
		if (is_below(units, i, "703") && strstr(units->at[i].name, name))
			return false;
	return true;
}

static void strangers_read(const struct snapshot *snapshot)
{
	buffer_clear(&strangers);
	for (size_t i = 0; i < snapshot->units.count; i++) {
		const struct unit *unit = &snapshot->units.at[i];

		if (is_below(&snapshot->units, i, "703"))
			continue;
		if (is_telling(&snapshot->units, unit->name))
			buffer_print(&strangers, "%s\n", unit->name);
	}
	assert_non_null(strstr(buffer_text(&strangers), "Huyện đoàn Tân Biên\n"));
}

static int seat_served(void **state)
{
	struct seat *seat;

	seat_take(state);
	seat = *state;
	strangers_read(seat->desk->snapshot);
	seat_other(seat, "tinh", "account add e --role editor --unit 703");
	seat_other(seat, "tinh", "account add v --role viewer --unit 703");
	seat_other(seat, "tinh", "number 703 SL01 90 --report BC2");
	seat_other(seat, "tinh", "number 705 SL01 777000 --report BC1");
	seat_other(seat, "tinh", "number 705 SL01 777000 --report BC2");
	desk_close(seat->desk);
	seat->desk = NULL;
	app_close(&seat->app);
	seat->app.account = seat->app.actor = "e";
	seat_size(seat, 40, 140);
	seat_open(seat);
	return 0;
}

/* Nothing drawn names a unit outside, nor what is recorded of one. */
static void sees_no_stranger(struct seat *seat, const char *where)
{
	const char *name = buffer_text(&strangers);
	struct buffer screen = {0};

	for (int row = 0; row < seat->canvas.rows; row++)
		buffer_print(&screen, "%s\n", seat_row(seat, row));
	for (size_t length; *name; name += length + 1) {
		char one[400];

		length = strcspn(name, "\n");
		snprintf(one, sizeof one, "%.*s", (int)length, name);
		if (strstr(buffer_text(&screen), one))
			fail_msg("%s: %s", where, one);
	}
	if (strstr(buffer_text(&screen), "777") || /* in a sum, too */
		strstr(buffer_text(&screen), "secret"))
		fail_msg("%s: a value of others", where);
	buffer_free(&screen);
}

static void every_screen_is_of_the_branch_alone(void **state)
{
	static const char *const screens[] = {"1", "2", "3", "4", "5", "5 b", "5 b b", "5 b b b", "5 =",
		"6", "6 R", "6 H", "8", "1 L", "1 Enter", "1 * T", "1 T", "1 n", "1 m", "1 ?", "3 Tab",
		"2 f", "1 s", "1 f", "7", "7 z", "7 z z", "7 Enter", "7 Enter Tab", "7 a"};
	struct seat *seat = *state;

	seat_other(seat, "tinh", "note 705 BC1 secret");
	seat_other(seat, "tinh", "note 703 BC1 'what is told'");
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		seat_open(seat);
		seat_press(seat, screens[i]);
		sees_no_stranger(seat, screens[i]);
	}
	seat_open(seat);
	seat_press(seat, "6");
	assert_true(seat_sees(seat, "90"));
	seat_press(seat, "5 b");
	assert_true(seat_sees(seat, "Thành đoàn Tây Ninh"));
}

/* What is below the top of the branch is an editor's, the top is not; a viewer's is nothing. */
static void units_are_added_and_removed_below_the_top_of_the_branch(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home D");
	seat_says(seat, "703 is the top of the branch of the account e");
	seat_press(seat, "Home a");
	seat_type(seat, "703-1");
	seat_press(seat, "Enter");
	seat_type(seat, "Moi");
	seat_press(seat, "Enter Enter");
	seat_says(seat, "703-1 Moi: added");
	seat_press(seat, "D 1 Enter");
	seat_says(seat, "703-1 Moi: removed");
	seat_press(seat, "u");
	seat_says(seat, "taken back");
	assert_true(strstr(seat_here(seat), "703") != NULL);
	seat_press(seat, ":");
	seat_type(seat, "add-unit 703-2 X --kind co-so --parent 705");
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "sees only 703"));
	seat_press(seat, "Esc :");
	seat_type(seat, "add-unit 703-2 X --kind co-so");
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "--parent UNIT"));

	desk_close(seat->desk);
	seat->desk = NULL;
	app_close(&seat->app);
	seat->app.account = seat->app.actor = "v";
	seat_open(seat);
	seat_press(seat, "7 Home a");
	seat_says(seat, "'add-unit' is not for the account v");
	seat_press(seat, "Home Enter D");
	seat_says(seat, "'remove-person' is not for the account v");
}

static void news_and_log_are_of_the_branch_alone(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "1");
	seat_other(seat, "tinh", "note 705 BC1 secret");
	seat_other(seat, "tinh", "remind BC2");
	seat_other(seat, "tinh", "note 703 BC1 mine");
	seat_other(seat, "tinh", "number 705 SL01 5 --report BC1");
	assert_true(desk_look(seat->desk));
	sees_no_stranger(seat, "message");
	assert_true(seat_sees(seat, "note 703 BC1 mine"));
	assert_true(seat_sees(seat, "1 more")); /* the reminder, not what is about 705 */
	seat_press(seat, "L");
	sees_no_stranger(seat, "L");
	assert_true(seat_sees(seat, "note 703 BC1 mine"));
	assert_true(seat_sees(seat, "remind …"));
	assert_false(seat_sees(seat, "SL01 5"));
	seat_press(seat, "Esc L");
	seat_says(seat, "others have changed nothing");
	seat_press(seat, "8");
	sees_no_stranger(seat, "8");
	assert_true(seat_sees(seat, "mine"));
	assert_false(seat_sees(seat, "705"));
}

/* Every letter of the palette's completion of units, and of the filter. */
static void completion_knows_the_branch_alone(void **state)
{
	struct seat *seat = *state;
	static const char *const starts[] = {"note ", "note 7", "note 70", "note 72", "note 705",
		"note h", "note huyen", "note tan bien", "note tinh", "due --report ", "--unit 7"};

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		seat_press(seat, ": ^U");
		seat_type(seat, starts[i]);
		seat_press(seat, "Tab");
		sees_no_stranger(seat, starts[i]);
		seat_press(seat, "Tab");
		sees_no_stranger(seat, starts[i]);
		seat_press(seat, "Esc");
	}
	seat_press(seat, "/");
	seat_type(seat, "tan bien");
	sees_no_stranger(seat, "/");
}

static const char *path_of(const struct seat *seat, const char *name)
{
	static char path[200];

	snprintf(path, sizeof path, "%s/%s", seat->folder, name);
	return path;
}

static size_t denials;

static void count_denial(const struct app *app, const char *command)
{
	(void)app;
	(void)command;
	denials++;
}

static void types_line(struct seat *seat, const char *line)
{
	seat_press(seat, ": ^U");
	seat_type(seat, line);
	seat_press(seat, "Enter");
}

/* Words typed, keys pressed: each is refused in words, logged, and asks for nothing. */
static void no_file_of_the_server_is_read_or_written(void **state)
{
	static const char *const lines[] = {"import people %s/in.csv", "import tasks -", "import",
		"import people", "export people %s/out.csv", "export all %s/out", "export people -",
		"backup %s/out.db", "export-view", "import people %s/in.csv --dry-run",
		"import people %s/in.csv --rejects %s/out.csv", "import people ~/in.csv", "take-good"};
	static const char *const keys[] = {"1 i", "1 E", "2 i", "3 E", "5 E", "6 E", "6 i", "8 E"};
	struct seat *seat = *state;
	FILE *file = fopen(path_of(seat, "in.csv"), "w");

	fputs("unit,name\n703,Lê Lọt\n", file);
	fclose(file);
	seat->app.denied = count_denial;
	for (size_t i = 0; i < sizeof lines / sizeof *lines + sizeof keys / sizeof *keys; i++) {
		size_t key = i - sizeof lines / sizeof *lines;
		char line[400];

		seat_open(seat);
		denials = 0;
		if (i < sizeof lines / sizeof *lines) {
			snprintf(line, sizeof line, lines[i], seat->folder, seat->folder);
			types_line(seat, line);
		} else {
			snprintf(line, sizeof line, "%s", keys[key]);
			seat_press(seat, line);
		}
		if (denials != 1 || seat->desk->over || seat->desk->now == VIEW_IMPORT ||
			seat->desk->message_style != STYLE_ERROR)
			fail_msg("%s: told %zu times: %s", line, denials, seat->desk->message);
	}
	assert_int_equal(access(path_of(seat, "out.csv"), F_OK), -1);
	assert_int_equal(access(path_of(seat, "out.db"), F_OK), -1);
	assert_int_equal(access(path_of(seat, "out"), F_OK), -1);
}

static void what_the_screen_lets_in_the_doors_below_refuse(void **state)
{
	struct seat *seat = *state;
	struct request request = {.command = NULL};
	struct fault why;
	const char *const words[] = {"people", path_of(seat, "in.csv")};

	seat_press(seat, "1");
	assert_false(export_write(seat->desk, path_of(seat, "x.csv"), &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	seat_press(seat, "1 T");
	assert_false(export_text(seat->desk, path_of(seat, "x.txt"), &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	seat_open(seat);
	request_start(&request, command_named("import"));
	assert_true(request_parse(&seat->app, &request, words, 2, &why));
	preview_open(seat->desk, &request);
	assert_int_not_equal(seat->desk->now, VIEW_IMPORT);
	assert_null(seat->desk->preview);
	seat_says(seat, "over SSH a file is always");
	request_free(&request);
	assert_int_equal(access(path_of(seat, "x.csv"), F_OK), -1);
	assert_int_equal(access(path_of(seat, "x.txt"), F_OK), -1);
}

/* No row of the screen tells where the database of the server lies. */
static void sees_no_place(struct seat *seat, const char *where)
{
	if (seat_sees(seat, seat->folder) || seat_sees(seat, ".db"))
		fail_msg("%s tells the place", where);
}

/* The file is taken away while it is open; what the screen says of that is for the server's people. */
static void what_fails_on_the_server_is_told_without_its_place(void **state)
{
	static const char *const keys[] = {"1 x", "1 X Enter", "4 c a Enter", "6 Home 5 Enter", "7 e a Enter",
		"7 a a Enter", "8 u"};
	struct seat *seat = *state;
	char kept[200];

	snprintf(kept, sizeof kept, "%s.kept", seat->path);
	seat_size(seat, 40, 200);
	assert_int_equal(rename(seat->path, kept), 0);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		for (const char *at = keys[i]; *at; at += strcspn(at, " "), at += *at == ' ') {
			char key[20];

			snprintf(key, sizeof key, "%.*s", (int)strcspn(at, " "), at);
			seat_press(seat, key);
			sees_no_place(seat, keys[i]);
		}
	}
	seat_press(seat, "Esc Esc 1 x");
	seat_says(seat, "ask who looks after the server");
	assert_int_equal(rename(kept, seat->path), 0);
}

static void a_text_is_not_written_to_a_file(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "1 T");
	assert_true(seat_sees(seat, "Thành đoàn Tây Ninh"));
	assert_false(seat_sees(seat, "writes it to a file"));
	seat_press(seat, "E");
	seat_says(seat, "not to be had over SSH");
	assert_ptr_equal(seat->desk->over, &overlay_text);
	seat_press(seat, "Enter");
	assert_int_equal(access("tiendo-2020-06-28.txt", F_OK), -1);
}

static void a_language_is_not_kept_in_a_file_of_the_server(void **state)
{
	static char config[200];
	struct seat *seat = *state;

	snprintf(config, sizeof config, "%s", path_of(seat, "config"));
	seat->options.config = config;
	seat_open(seat);
	seat_press(seat, "V");
	seat_press(seat, "V");
	assert_int_equal(access(config, F_OK), -1);
	language_choose("en", NULL);
}

/* In no field that a person can get to; the last one is got to past the screen. */
static void names_of_files_are_not_completed(void **state)
{
	struct seat *seat = *state;

	prompt_open(seat->desk, ASKED_FILE, "/et");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "/et");
	seat_press(seat, "Esc : ^U");
	seat_type(seat, "import people /et");
	seat_press(seat, "Tab");
	assert_null(strstr(seat->desk->edit.text, "/etc"));
}

static void what_is_not_to_be_had_is_in_no_bar_and_says_so_in_the_menu(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 40, 200);
	seat_press(seat, "1");
	assert_true(seat_sees(seat, "x:received"));
	assert_false(seat_sees(seat, "i:import"));
	seat_press(seat, "?");
	seat_type(seat, "CSV file");
	assert_true(seat_sees(seat, "this account may not do it"));
}

static void a_viewer_types_no_number(void **state)
{
	struct seat *seat = *state;

	app_close(&seat->app);
	desk_close(seat->desk);
	seat->desk = NULL;
	seat->app.account = seat->app.actor = "v";
	seat_open(seat);
	seat_press(seat, "6 5");
	assert_null(seat->desk->over);
	seat_says(seat, "whose role is viewer");
	seat->app.denied = count_denial;
	denials = 0;
	desk_paste(seat->desk, "1\n2\n3\n");
	assert_null(seat->desk->over);
	assert_int_equal(denials, 1);
	desk_paste(seat->desk, "12");
	assert_int_equal(denials, 2);
	seat_press(seat, "Esc");
	seat_open(seat);
	seat_press(seat, "1 x");
	seat_says(seat, "whose role is viewer");
	seat_press(seat, "T");
	assert_true(seat_sees(seat, "Thành đoàn Tây Ninh"));
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, seat_served, seat_leave)

static int strangers_gone(void **state)
{
	buffer_free(&strangers);
	return seats_clear(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SERVED(every_screen_is_of_the_branch_alone),
		SERVED(units_are_added_and_removed_below_the_top_of_the_branch),
		SERVED(news_and_log_are_of_the_branch_alone),
		SERVED(completion_knows_the_branch_alone),
		SERVED(no_file_of_the_server_is_read_or_written),
		SERVED(what_the_screen_lets_in_the_doors_below_refuse),
		SERVED(what_fails_on_the_server_is_told_without_its_place),
		SERVED(a_text_is_not_written_to_a_file),
		SERVED(a_language_is_not_kept_in_a_file_of_the_server),
		SERVED(names_of_files_are_not_completed),
		SERVED(what_is_not_to_be_had_is_in_no_bar_and_says_so_in_the_menu),
		SERVED(a_viewer_types_no_number),
	};

	return cmocka_run_group_tests(tests, seats_prepare, strangers_gone);
}
