/* A field half typed when the line is lost is offered again, to the same person, for the same row. */
#include "tui/seat.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

/* A draft below a folder that is not there yet. */
static void give_draft(struct seat *seat, char path[160])
{
	snprintf(path, 160, "%s/state/tiendo/draft", seat->folder);
	seat->options.draft = path;
	seat_open(seat);
}

static void remove_draft(struct seat *seat)
{
	static const char *const names[] = {"state/tiendo/draft", "state/tiendo", "state"};
	char path[160];
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", seat->folder, names[i]);
		remove(path);
	}
}

static void a_half_typed_reason_comes_back_for_the_same_row(void **state)
{
	struct seat *seat = *state;
	struct stat about;
	char path[160];

	give_draft(seat, path);
	seat_press(seat, "Down o");
	seat_type(seat, "mưa lũ");
	draft_keep(seat->desk);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	seat_open(seat);
	seat_press(seat, "o");
	assert_false(seat_sees(seat, "mưa lũ")); /* another row */
	seat_press(seat, "Esc Down o");
	assert_true(seat_sees(seat, "mưa lũ"));
	seat_press(seat, "Esc o");
	assert_false(seat_sees(seat, "mưa lũ")); /* it is offered once */
	remove_draft(seat);
}

/* kill -9 leaves no time to keep anything: the look for news every two seconds has kept it. */
static void what_is_being_typed_is_kept_before_any_end_and_gone_once_it_is_done(void **state)
{
	struct seat *seat = *state;
	char path[160];

	give_draft(seat, path);
	seat_press(seat, "Down o");
	seat_type(seat, "mất sóng");
	assert_false(desk_look(seat->desk));
	assert_int_equal(access(path, F_OK), 0);
	seat_open(seat); /* nobody kept anything at the end */
	seat_press(seat, "Down o");
	assert_string_equal(seat->desk->edit.text, "mất sóng");
	seat_type(seat, "!");
	desk_look(seat->desk);
	assert_int_equal(access(path, F_OK), 0);
	seat_press(seat, "Enter");
	assert_null(seat->desk->over);
	assert_int_not_equal(access(path, F_OK), 0);
	seat_press(seat, "Down o");
	seat_type(seat, "nhầm");
	desk_look(seat->desk);
	seat_press(seat, "Esc");
	assert_int_not_equal(access(path, F_OK), 0);
	remove_draft(seat);
}

static void nothing_is_kept_where_no_field_is_open(void **state)
{
	struct seat *seat = *state;
	char path[160];

	give_draft(seat, path);
	draft_keep(seat->desk);
	seat_press(seat, "o");
	draft_keep(seat->desk); /* open, but nothing typed */
	seat_press(seat, "Esc /");
	seat_type(seat, "hoa");
	draft_keep(seat->desk); /* a filter is no entry */
	assert_int_not_equal(access(path, F_OK), 0);
	remove_draft(seat);
}

static void a_word_to_choose_comes_back_to_be_replaced_and_a_file_to_be_typed_on(void **state)
{
	struct seat *seat = *state;
	char path[160];

	give_draft(seat, path);
	seat_press(seat, "i");
	seat_type(seat, "tas");
	draft_keep(seat->desk);
	seat_open(seat);
	seat_press(seat, "i");
	assert_string_equal(seat->desk->edit.text, "tas");
	seat_type(seat, "units");
	assert_string_equal(seat->desk->edit.text, "units");
	seat_press(seat, "Enter");
	seat_type(seat, "/tmp/a");
	draft_keep(seat->desk);
	seat_open(seat);
	seat_press(seat, "i");
	seat_type(seat, "units");
	seat_press(seat, "Enter");
	assert_string_equal(seat->desk->edit.text, "/tmp/a");
	seat_type(seat, "b.csv");
	assert_string_equal(seat->desk->edit.text, "/tmp/ab.csv");
	remove_draft(seat);
}

static void what_was_only_offered_is_no_draft(void **state)
{
	struct seat *seat = *state;
	char path[160];

	give_draft(seat, path);
	strcpy(seat->desk->import_kind, "tasks");
	seat_press(seat, "i");
	assert_string_equal(seat->desk->edit.text, "tasks");
	draft_keep(seat->desk);
	assert_int_not_equal(access(path, F_OK), 0);
	remove_draft(seat);
}

static void a_link_planted_as_the_draft_is_neither_written_nor_read(void **state)
{
	struct seat *seat = *state;
	char path[160], other[160], text[8] = "";
	FILE *file;

	snprintf(path, sizeof path, "%s/draft", seat->folder);
	snprintf(other, sizeof other, "%s/other", seat->folder);
	file = fopen(other, "w");
	assert_non_null(file);
	fputs("mine", file);
	fclose(file);
	assert_int_equal(symlink(other, path), 0);
	seat->options.draft = path;
	seat_open(seat);
	seat_press(seat, "o");
	seat_type(seat, "lý do");
	draft_keep(seat->desk);
	file = fopen(other, "r");
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof text, file));
	fclose(file);
	assert_string_equal(text, "mine");
	unlink(path);
	unlink(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_half_typed_reason_comes_back_for_the_same_row),
		TEST(what_is_being_typed_is_kept_before_any_end_and_gone_once_it_is_done),
		TEST(nothing_is_kept_where_no_field_is_open),
		TEST(a_word_to_choose_comes_back_to_be_replaced_and_a_file_to_be_typed_on),
		TEST(what_was_only_offered_is_no_draft),
		TEST(a_link_planted_as_the_draft_is_neither_written_nor_read),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
