/* Lines typed at `:`: there again with Up, also the next time, and private. */
#include "tui/seat.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

static char history[128];

static void keep(struct seat *seat)
{
	snprintf(history, sizeof history, "%s/state/history", seat->folder);
	seat->options.history = history;
	seat_open(seat);
}

static void run(struct seat *seat, const char *line)
{
	seat_press(seat, ":");
	seat_type(seat, line);
	seat_press(seat, "Enter Esc");
}

static void file_text(char *out, size_t size)
{
	FILE *file = fopen(history, "r");
	size_t length = file ? fread(out, 1, size - 1, file) : 0;

	out[length] = '\0';
	if (file)
		fclose(file);
}

static void up_and_down_go_through_what_was_typed(void **state)
{
	struct seat *seat = *state;

	run(seat, "log --since 1/6");
	run(seat, "status");
	seat_press(seat, ": Up");
	assert_string_equal(seat->desk->edit.text, "status");
	seat_press(seat, "Up");
	assert_string_equal(seat->desk->edit.text, "log --since 1/6");
	seat_press(seat, "Up Up");
	assert_string_equal(seat->desk->edit.text, "log --since 1/6");
	seat_press(seat, "Down Down");
	assert_string_equal(seat->desk->edit.text, "");
	seat_press(seat, "l Up");
	assert_string_equal(seat->desk->edit.text, "log --since 1/6"); /* the last that begins so */
	seat_press(seat, "Down");
	assert_string_equal(seat->desk->edit.text, "l");
	seat_press(seat, "Down");
	assert_int_equal(seat->desk->pick, 0); /* among what may be typed */
}

static void the_past_is_there_the_next_time_and_private(void **state)
{
	struct seat *seat = *state;
	struct stat about;

	keep(seat);
	run(seat, "status --by kind");
	run(seat, "nonsense");
	run(seat, "status --by kind");
	assert_int_equal(stat(history, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	seat_open(seat);
	seat_press(seat, ": Up");
	assert_string_equal(seat->desk->edit.text, "status --by kind");
	seat_press(seat, "Up");
	assert_string_equal(seat->desk->edit.text, "nonsense");
	seat_press(seat, "Up");
	assert_string_equal(seat->desk->edit.text, "nonsense"); /* each once */
}

static void what_is_about_people_is_not_kept(void **state)
{
	struct seat *seat = *state;
	char text[4096];

	keep(seat);
	run(seat, "person add 705 \"Nguyễn Văn A\"");
	run(seat, "note 705 BC1 \"gọi 0912 345 678\"");
	run(seat, "note 705 BC1 \"gọi 0912.345.678\"");
	run(seat, "note 705 BC1 a@b.vn");
	run(seat, "account list");
	run(seat, "extend 711 BC1 --until 2020-07-03 --why x");
	file_text(text, sizeof text);
	assert_string_equal(text, "extend 711 BC1 --until 2020-07-03 --why x\n");
}

static void nothing_is_kept_of_an_account(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "admin", "account add tanbien --role editor --unit 705");
	app_close(&seat->app);
	seat->app.account = "tanbien";
	keep(seat);
	run(seat, "status");
	assert_int_not_equal(access(history, F_OK), 0);
	seat_press(seat, ": Up");
	assert_string_equal(seat->desk->edit.text, "status"); /* while the screen is open */
}

static void a_link_is_not_written_through(void **state)
{
	struct seat *seat = *state;
	char target[128];

	keep(seat);
	snprintf(target, sizeof target, "%s/target", seat->folder);
	file_make_folders(history, 0700);
	assert_int_equal(symlink(target, history), 0);
	run(seat, "status");
	assert_int_not_equal(access(target, F_OK), 0);
}

static void a_long_or_strange_file_is_made_short_and_plain(void **state)
{
	struct seat *seat = *state;
	struct stat about;
	FILE *file;
	int i;

	keep(seat);
	file_make_folders(history, 0700);
	file = fopen(history, "w");
	assert_non_null(file);
	fputs("\xff\xfe strange\n\n", file);
	for (i = 0; i < 9000; i++)
		fprintf(file, "list %d\n", i);
	fputs("no end", file);
	assert_int_equal(fclose(file), 0);
	seat_press(seat, ": Up");
	assert_string_equal(seat->desk->edit.text, "list 8999");
	for (i = 0; i < PAST_MOST + 5; i++)
		seat_press(seat, "Up");
	assert_string_equal(seat->desk->edit.text, "list 8800");
	assert_int_equal(stat(history, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_true(about.st_size < 4096);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(up_and_down_go_through_what_was_typed),
		TEST(the_past_is_there_the_next_time_and_private),
		TEST(what_is_about_people_is_not_kept),
		TEST(nothing_is_kept_of_an_account),
		TEST(a_link_is_not_written_through),
		TEST(a_long_or_strange_file_is_made_short_and_plain),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
