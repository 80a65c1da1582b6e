/* What another session changed appears on every screen: marked, named, the cursor on its row, and
 * never under a field that is open. */
#include "tui/seat.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

static const char *const screens[] = {"1", "2", "3", "4", "5", "6"};
#define SCREENS (sizeof screens / sizeof *screens)

/* A row of each screen that is about unit 706 and the first report is in sight. */
static void open_screen(struct seat *seat, const char *key)
{
	seat->desk->unit = units_find(&seat->desk->snapshot->units, "706");
	seat->desk->item = items_find(
		seat->desk->snapshot->items, seat->desk->snapshot->item_count, "BC1");
	seat_press(seat, "8");
	seat->desk->unit = units_find(&seat->desk->snapshot->units, "706");
	seat->desk->item = items_find(
		seat->desk->snapshot->items, seat->desk->snapshot->item_count, "BC1");
	seat_press(seat, key);
}

static bool is_marked(struct seat *seat)
{
	int row;

	for (row = 2; row < seat->canvas.rows - 2; row++)
		if (strstr(seat_row(seat, row), "▪"))
			return true;
	return false;
}

static void what_others_change_is_marked_on_every_screen_and_the_cursor_stays(void **state)
{
	struct seat *seat = *state;
	size_t i;

	seat_size(seat, 40, 120);
	for (i = 0; i < SCREENS; i++) {
		struct view *view;
		struct target here;
		size_t column;

		seat_press(seat, "^G");
		open_screen(seat, screens[i]);
		view = desk_view(seat->desk);
		here = view_key(view, view->lines[view->at].row);
		column = view->column;
		assert_false(is_marked(seat));
		seat_other(seat, "van-thu", "tick 706 BC1");
		seat_other(seat, "van-thu", "number 707 SL01 7 --report BC1");
		assert_true(desk_look(seat->desk));
		seat_says(seat, "▪ van-thu: number 707 SL01 7 --report BC1, and 1 more");
		view = desk_view(seat->desk);
		assert_memory_equal(&here, &view->here, sizeof here);
		assert_int_equal(view->column, column);
		if (!is_marked(seat))
			fail_msg("no mark on screen %s", screens[i]);
		seat_other(seat, "van-thu", "undo");
		seat_other(seat, "van-thu", "undo");
		assert_true(desk_look(seat->desk));
		seat_press(seat, "Esc");
	}
}

static void the_log_marks_the_steps_of_others(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Down x 8");
	seat_other(seat, "van-thu", "tick 706 BC1");
	assert_true(desk_look(seat->desk));
	assert_int_equal(strncmp(seat_row(seat, 2), "▪12  ", strlen("▪12  ")), 0);
	assert_non_null(strstr(seat_here(seat), "705 Huyện đoàn Tân Biên"));
	assert_int_equal(seat_row(seat, 4)[0], ' '); /* one's own is none */
}

static void nothing_moves_under_a_field_of_any_kind(void **state)
{
	static const char *const fields[] = {"/", ":", "c", "g", "?", "m", "i", "E"};
	struct seat *seat = *state;
	size_t i;

	for (i = 0; i < sizeof fields / sizeof *fields; i++) {
		seat_press(seat, "1");
		seat_press(seat, fields[i]);
		assert_non_null(seat->desk->over);
		seat_other(seat, "van-thu", "tick 706 BC1");
		assert_false(desk_look(seat->desk));
		seat_press(seat, "Esc");
		assert_true(desk_look(seat->desk));
		seat_press(seat, "^G");
	}
}

static void a_file_replaced_beneath_the_screen_is_told_without_a_key(void **state)
{
	struct seat *seat = *state;
	char aside[128];
	FILE *empty;

	snprintf(aside, sizeof aside, "%s/aside", seat->folder);
	assert_int_equal(rename(seat->path, aside), 0);
	assert_true(desk_look(seat->desk));
	seat_says(seat, "was removed or replaced while it was open");
	assert_false(desk_look(seat->desk)); /* an idle screen sends nothing */
	seat_press(seat, "Down");
	assert_true(desk_look(seat->desk));
	seat_says(seat, "was removed or replaced while it was open");
	empty = fopen(seat->path, "w");
	assert_non_null(empty);
	fclose(empty);
	seat_press(seat, "x");
	seat_press(seat, "Esc");
	assert_int_equal(unlink(seat->path), 0);
	assert_int_equal(rename(aside, seat->path), 0);
	desk_look(seat->desk);
	seat_press(seat, "Down x");
	seat_says(seat, "(u: undo)");
	/* Emptied in place. */
	assert_int_equal(truncate(seat->path, 0), 0);
	assert_true(desk_look(seat->desk));
	seat_says(seat, "was removed or replaced while it was open");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_others_change_is_marked_on_every_screen_and_the_cursor_stays),
		TEST(the_log_marks_the_steps_of_others),
		TEST(nothing_moves_under_a_field_of_any_kind),
		TEST(a_file_replaced_beneath_the_screen_is_told_without_a_key),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
