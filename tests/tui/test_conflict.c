/* Another session changes the row while a field is open: on Enter both sides are told, one key
 * decides, and nothing that was typed or written is lost unseen. */
#include "tui/seat.h"

#include <stdio.h>
#include <string.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

/* What the file has for a duty or its newest receipt, "" where there is nothing. */
static const char *stored(struct seat *seat, const char *unit, const char *item, int field)
{
	static char text[256];
	const char *fields[ROW_FIELDS] = {NULL}, *keys[] = {"PMT2020", item, unit, "1"};
	struct pool pool = {0};
	struct fault why;
	bool found = false;

	keys[0] = seat->desk->snapshot->plan.code;
	if (!store_get(seat->desk->app->store, field < 100 ? TABLE_DUTY : TABLE_RECEIPT, keys, &pool,
		    fields, &found, &why))
		fail_msg("%s", why.text);
	snprintf(text, sizeof text, "%s", found ? fields[field % 100] : "");
	pool_free(&pool);
	return text;
}
#define RECEIPT(field) (100 + (field))

/* The cursor on a row of the unit's own list. */
static void go(struct seat *seat, const char *unit, const char *item)
{
	seat->desk->unit = units_find(&seat->desk->snapshot->units, unit);
	seat->desk->item = items_find(
		seat->desk->snapshot->items, seat->desk->snapshot->item_count, item);
	seat_press(seat, "8");
	seat->desk->unit = units_find(&seat->desk->snapshot->units, unit);
	seat->desk->item = items_find(
		seat->desk->snapshot->items, seat->desk->snapshot->item_count, item);
	seat_press(seat, "3");
}

/* Every field that is answered with Enter: keys that open it, what is typed, what another runs
 * meanwhile, and the cell they meet in. */
static const struct meeting {
	const char *unit, *item, *keys, *typed, *then, *typed_then, *other;
	int field;
	const char *theirs, *mine;
} meetings[] = {
	{"706", "II.1.a", "c", "gọi lại sau", NULL, NULL, "note 706 II.1.a 'đã gọi'", DUTY_NOTE,
		"đã gọi", "gọi lại sau"},
	{"706", "II.1.a", "#", "12", NULL, NULL, "count 706 II.1.a 9", DUTY_COUNT, "9", "12"},
	{"706", "BC1", "g", "5/7", "Enter", "mưa lũ", "extend 706 BC1 --until 2020-07-03 --why họp",
		DUTY_EXTENDED_TO, "2020-07-03", "2020-07-05"},
	{"706", "BC1", "o", "giải thể", NULL, NULL, "exempt 706 BC1 --why 'sáp nhập'",
		DUTY_EXEMPT_WHY, "sáp nhập", "giải thể"},
	{"706", "II.1.b", "X", "26/6", NULL, NULL, "done 706 II.1.b --on 2020-06-27",
		DUTY_DONE_ON, "2020-06-27", "2020-06-26"},
};

static void start(struct seat *seat, const struct meeting *meeting)
{
	go(seat, meeting->unit, meeting->item);
	seat_press(seat, meeting->keys);
	assert_ptr_equal(seat->desk->over, &overlay_prompt);
	seat_press(seat, "^U");
	seat_type(seat, meeting->typed);
	if (meeting->then) {
		seat_press(seat, meeting->then);
		seat_type(seat, meeting->typed_then);
	}
	seat_other(seat, "van-thu", meeting->other);
	seat_press(seat, "Enter");
	if (seat->desk->over != &overlay_conflict)
		fail_msg("%s: %s", meeting->other, seat->desk->message);
	assert_string_equal(stored(seat, meeting->unit, meeting->item, meeting->field),
		meeting->theirs);
}

#define EACH(meeting)                                                                              \
	const struct meeting *meeting = meetings;                                                  \
	meeting < meetings + sizeof meetings / sizeof *meetings;                                   \
	meeting++

static void both_sides_are_told_with_who_wrote_the_other(void **state)
{
	struct seat *seat = *state;

	start(seat, &meetings[0]);
	assert_true(seat_sees(seat, "changed by another meanwhile"));
	assert_true(seat_sees(seat, "theirs: note: đã gọi (van-thu, "));
	assert_true(seat_sees(seat, "yours:  note: gọi lại sau"));
	seat_size(seat, 19, 46);
	assert_true(seat_sees(seat, "theirs: note: đã gọi (van-thu"));
	assert_true(seat_sees(seat, "y:write yours t:keep theirs c:compare"));
	seat_press(seat, "c");
	assert_true(seat_sees(seat, "  theirs: note: đã gọi (van-thu, "));
	seat_press(seat, "Esc");
	assert_ptr_equal(seat->desk->over, &overlay_conflict);
}

static void yours_is_written_in_every_field_when_it_is_chosen(void **state)
{
	struct seat *seat = *state;

	for (EACH(meeting)) {
		start(seat, meeting);
		seat_press(seat, "y");
		assert_null(seat->desk->over);
		assert_string_equal(
			stored(seat, meeting->unit, meeting->item, meeting->field), meeting->mine);
		seat_press(seat, "u"); /* theirs again */
		assert_string_equal(
			stored(seat, meeting->unit, meeting->item, meeting->field), meeting->theirs);
		seat_other(seat, "van-thu", "undo");
		desk_look(seat->desk);
	}
}

static void theirs_stays_in_every_field_and_what_was_typed_is_said(void **state)
{
	struct seat *seat = *state;

	for (EACH(meeting)) {
		long last = seat->desk->snapshot->last_step;

		start(seat, meeting);
		seat_press(seat, "t");
		assert_null(seat->desk->over);
		seat_says(seat, "theirs is kept; yours was: ");
		assert_string_equal(
			stored(seat, meeting->unit, meeting->item, meeting->field), meeting->theirs);
		assert_int_equal(seat->desk->snapshot->last_step, last + 1);
		seat_other(seat, "van-thu", "undo");
		desk_look(seat->desk);
	}
}

static void escape_goes_back_to_the_field_with_what_was_typed(void **state)
{
	struct seat *seat = *state;

	for (EACH(meeting)) {
		start(seat, meeting);
		seat_press(seat, "Esc");
		assert_ptr_equal(seat->desk->over, &overlay_prompt);
		assert_string_equal(seat->desk->edit.text,
			meeting->typed_then ? meeting->typed_then : meeting->typed);
		seat_press(seat, "Enter y");
		assert_string_equal(
			stored(seat, meeting->unit, meeting->item, meeting->field), meeting->mine);
		seat_press(seat, "u");
		seat_other(seat, "van-thu", "undo");
		desk_look(seat->desk);
	}
}

static void a_third_who_writes_before_the_choice_is_told_too(void **state)
{
	struct seat *seat = *state;

	start(seat, &meetings[0]);
	seat_other(seat, "thu-ba", "note 706 II.1.a 'chuyển đơn vị khác'");
	seat_press(seat, "y");
	assert_ptr_equal(seat->desk->over, &overlay_conflict);
	assert_true(seat_sees(seat, "theirs: note: chuyển đơn vị khác (thu-ba, "));
	assert_string_equal(stored(seat, "706", "II.1.a", DUTY_NOTE), "chuyển đơn vị khác");
	seat_press(seat, "y");
	assert_string_equal(stored(seat, "706", "II.1.a", DUTY_NOTE), "gọi lại sau");
}

static void who_changed_another_cell_of_the_row_is_no_conflict(void **state)
{
	struct seat *seat = *state;

	go(seat, "706", "II.1.a");
	seat_press(seat, "c ^U");
	seat_type(seat, "gọi lại sau");
	seat_other(seat, "van-thu", "count 706 II.1.a 9");
	seat_press(seat, "Enter");
	assert_null(seat->desk->over);
	assert_string_equal(stored(seat, "706", "II.1.a", DUTY_NOTE), "gọi lại sau");
	assert_string_equal(stored(seat, "706", "II.1.a", DUTY_COUNT), "9");
}

static void a_report_sent_back_by_both_is_told_and_so_is_one_taken_back_unseen(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "van-thu", "receive 706 BC1 --on 2020-06-26");
	desk_look(seat->desk);
	go(seat, "706", "BC1");
	seat_press(seat, "r");
	seat_type(seat, "thiếu dấu");
	seat_other(seat, "van-thu", "note 706 BC1 'bản ký số'");
	seat_press(seat, "Enter");
	assert_ptr_equal(seat->desk->over, &overlay_conflict);
	assert_string_equal(stored(seat, "706", "BC1", RECEIPT(RECEIPT_RETURNED_ON)), "");
	seat_press(seat, "t x"); /* it is in: again takes it back */
	seat_press(seat, "u");
	seat_other(seat, "van-thu", "receive 706 BC1 --on 2020-06-28");
	seat_press(seat, "x"); /* the second version was never seen */
	assert_ptr_equal(seat->desk->over, &overlay_conflict);
	seat_press(seat, "Esc");
	assert_null(seat->desk->over);
	seat_says(seat, "left: nothing was changed");
	assert_string_equal(stored(seat, "706", "BC1", RECEIPT(RECEIPT_RECEIVED_ON)), "2020-06-26");
}

static void of_many_marked_rows_the_one_is_named_and_the_others_can_be_done(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "Tab Space Space Space g"); /* 705, 706, 707 */
	seat_type(seat, "5/7");
	seat_press(seat, "Enter");
	seat_type(seat, "mưa lũ");
	seat_other(seat, "van-thu", "extend 706 BC1 --until 2020-07-03 --why họp");
	seat_press(seat, "Enter");
	assert_ptr_equal(seat->desk->over, &overlay_conflict);
	assert_true(seat_sees(seat, "1 of 3 rows were changed by others meanwhile: Huyện đoàn Tân"));
	assert_true(seat_sees(seat, "t:do the others"));
	seat_press(seat, "t");
	seat_says(seat, "2 duties changed; 1 changed by others, left as they are");
	assert_string_equal(stored(seat, "706", "BC1", DUTY_EXTENDED_TO), "2020-07-03");
	assert_string_equal(stored(seat, "705", "BC1", DUTY_EXTENDED_TO), "2020-07-05");
	seat_press(seat, "u"); /* it was one step */
	assert_string_equal(stored(seat, "705", "BC1", DUTY_EXTENDED_TO), "");
}

static void what_is_typed_is_kept_when_the_line_is_lost_over_a_conflict(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	start(seat, &meetings[0]);
	draft_keep(seat->desk);
	seat_open(seat);
	go(seat, "706", "II.1.a");
	seat_press(seat, "c");
	assert_string_equal(seat->desk->edit.text, "gọi lại sau");
}

static void what_a_busy_database_did_not_take_stays_in_the_field(void **state)
{
	struct seat *seat = *state;
	struct store *other;
	struct fault why;
	long step;

	go(seat, "706", "II.1.a");
	seat_press(seat, "c ^U");
	seat_type(seat, "gọi lại sau");
	assert_true(store_open(&other, seat->path, false, &why));
	assert_true(step_begin(other, "van-thu", "import tasks x.csv", &why));
	store_set_patience(seat->app.store, 1);
	seat_press(seat, "Enter");
	assert_ptr_equal(seat->desk->over, &overlay_prompt);
	assert_true(seat_sees(seat, "the database is busy"));
	assert_string_equal(seat->desk->edit.text, "gọi lại sau");
	assert_true(step_commit(other, &step, &why));
	store_close(other);
	seat_press(seat, "Enter");
	assert_string_equal(stored(seat, "706", "II.1.a", DUTY_NOTE), "gọi lại sau");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(both_sides_are_told_with_who_wrote_the_other),
		TEST(yours_is_written_in_every_field_when_it_is_chosen),
		TEST(theirs_stays_in_every_field_and_what_was_typed_is_said),
		TEST(escape_goes_back_to_the_field_with_what_was_typed),
		TEST(a_third_who_writes_before_the_choice_is_told_too),
		TEST(who_changed_another_cell_of_the_row_is_no_conflict),
		TEST(a_report_sent_back_by_both_is_told_and_so_is_one_taken_back_unseen),
		TEST(of_many_marked_rows_the_one_is_named_and_the_others_can_be_done),
		TEST(what_is_typed_is_kept_when_the_line_is_lost_over_a_conflict),
		TEST(what_a_busy_database_did_not_take_stays_in_the_field),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
