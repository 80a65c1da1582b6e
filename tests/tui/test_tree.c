/* The tree of units and their rosters at the desk: folds, search, the current unit, and what is added,
 * edited, removed and taken back there. */
#include "tui/seat.h"

#include <string.h>

static bool here_has(struct seat *seat, const char *text)
{
	return strstr(seat_here(seat), text) != NULL;
}

/* The cursor's row has it. */
static void is_at(struct seat *seat, const char *text)
{
	if (!here_has(seat, text))
		fail_msg("at |%s|, not at %s", seat_here(seat), text);
}

static bool is_there(struct seat *seat, const char *code)
{
	return units_find(&seat->desk->snapshot->units, code) != NOWHERE;
}

static void clear_field(struct seat *seat)
{
	seat_press(seat, "^U");
}

static void answer(struct seat *seat, const char *text)
{
	seat_type(seat, text);
	seat_press(seat, "Enter");
}

/* ---- the tree -------------------------------------------------------------------------------- */

static void branches_fold_and_unfold(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home");
	is_at(seat, "- Tỉnh đoàn Tây Ninh");
	assert_true(seat_sees(seat, "+ Huyện đoàn Tân Biên"));
	assert_false(seat_sees(seat, "25486"));
	seat_press(seat, "Down Down");
	is_at(seat, "705");
	seat_press(seat, "Right");
	is_at(seat, "- Huyện đoàn Tân Biên");
	assert_true(seat_sees(seat, "25486"));
	seat_press(seat, "Right");
	is_at(seat, "25486");
	seat_press(seat, "Left");
	is_at(seat, "705");
	seat_press(seat, "Left");
	is_at(seat, "+ Huyện đoàn Tân Biên");
	assert_false(seat_sees(seat, "25486"));
	seat_press(seat, "Left");
	is_at(seat, "Tỉnh đoàn Tây Ninh");
	seat_press(seat, "Left");
	assert_false(seat_sees(seat, "705"));
	seat_press(seat, "Left Right");
	assert_true(seat_sees(seat, "705"));
}

static void one_key_folds_or_unfolds_all(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home z");
	assert_int_equal(desk_view(seat->desk)->row_count, 107);
	seat_press(seat, "/");
	seat_type(seat, "25495");
	seat_press(seat, "Enter Esc");
	is_at(seat, "25495");
	/* The cursor stays on the branch that its row went into. */
	seat_press(seat, "z");
	assert_int_equal(desk_view(seat->desk)->row_count, 13);
	is_at(seat, "705");
}

static void the_search_finds_what_is_folded(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home /");
	seat_type(seat, "tan binh");
	is_at(seat, "25474");
	assert_true(seat_sees(seat, "25495"));
	assert_true(seat_sees(seat, "Huyện đoàn Tân Biên")); /* what it is in */
	assert_false(seat_sees(seat, "Gò Dầu"));
	seat_press(seat, "Esc");
	is_at(seat, "Tỉnh đoàn Tây Ninh");
	assert_false(seat_sees(seat, "25495"));
	seat_press(seat, "/");
	seat_type(seat, "HUYEN HOA THANH"); /* another name of it */
	is_at(seat, "709");
	clear_field(seat);
	seat_type(seat, "không có đâu");
	assert_true(seat_sees(seat, "Nothing here has"));
	clear_field(seat);
	seat_press(seat, "Enter");
	is_at(seat, "Tỉnh đoàn Tây Ninh");
}

static void the_current_unit_is_followed(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "1 /");
	seat_type(seat, "go dau");
	seat_press(seat, "Enter 7");
	is_at(seat, "710");
	seat_press(seat, "Down 3");
	assert_true(strstr(seat_row(seat, 0), "711") != NULL);
	seat_press(seat, "7 / 2 5 4 9 5 Enter Esc 3 7");
	is_at(seat, "25495"); /* its branch is open */
	seat_press(seat, "Esc Esc");
}

static void units_that_are_no_more_are_told_in_words(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "tinh", "edit-unit 703 --to 27/6/2020");
	seat_other(seat, "tinh", "edit-unit 706 --from 29/6/2020");
	seat_open(seat);
	seat_press(seat, "7 Home Down");
	is_at(seat, "ended 27/6/2020");
	is_at(seat, "○");
	assert_true(seat_find(seat, "not before 29/6/2020") >= 0);
	seat_size(seat, 19, 46);
	seat_press(seat, "Home Down");
	assert_true(seat_sees(seat, "ended 27/6/2020 · Phạm Thị Giả Định"));
}

static void a_wide_screen_shows_the_roster_beside_the_tree(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 24, 119);
	seat_press(seat, "7 Home Down");
	assert_false(seat_sees(seat, "Phó Bí thư Thành đoàn"));
	seat_size(seat, 24, 120);
	assert_true(seat_sees(seat, "Phó Bí thư Thành đoàn"));
	assert_true(seat_sees(seat, "0900 000 004 · giadinh@example.org"));
	seat_press(seat, "Down");
	assert_false(seat_sees(seat, "giadinh"));
	assert_true(seat_sees(seat, "hucau@example.org"));
	seat_press(seat, "Right Right");
	assert_true(seat_sees(seat, "nobody on its roster yet"));
}

/* ---- units ----------------------------------------------------------------------------------- */

static void a_unit_is_added_below_the_cursor(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Down Down a");
	answer(seat, "705-1");
	answer(seat, "Chi đoàn Một");
	assert_true(seat_sees(seat, "co-so")); /* what its brothers are */
	seat_press(seat, "Enter");
	seat_says(seat, "705-1 Chi đoàn Một: added (u: undo)");
	is_at(seat, "705-1");
	seat_press(seat, "3 7");
	is_at(seat, "705-1");
	seat_press(seat, "u");
	assert_false(is_there(seat, "705-1"));
	seat_press(seat, "U");
	assert_true(is_there(seat, "705-1"));
}

static void a_wrong_answer_is_refused_in_the_words_of_an_import(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Down Down a");
	answer(seat, "a b");
	assert_true(seat_sees(seat, "a code is 1 to 32 of"));
	assert_true(seat_sees(seat, "CODE: a b")); /* at its field */
	clear_field(seat);
	answer(seat, "705");
	assert_true(seat_sees(seat, "there is a unit 705 (Huyện đoàn Tân Biên) already"));
	clear_field(seat);
	answer(seat, "705-9");
	answer(seat, "");
	assert_true(seat_sees(seat, "a unit needs a name"));
	answer(seat, "Một");
	clear_field(seat);
	assert_true(seat_sees(seat, "kinds in use, by Tab: tinh, thanh, co-so, huyen"));
	seat_type(seat, "xa");
	assert_true(seat_sees(seat, "a new kind, no unit has it; in use, by Tab: tinh, thanh"));
	clear_field(seat);
	seat_type(seat, "hu");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "huyen");
}

static void a_unit_removed_while_it_is_edited_is_told(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 / 2 5 4 9 5 Enter Esc e");
	clear_field(seat);
	answer(seat, "Tên gõ dở");
	seat_other(seat, "tinh", "remove-unit 25495");
	seat_press(seat, "Enter Enter Enter Enter Enter");
	assert_true(seat_sees(seat, "25495 is not there any more: another removed it"));
}

static void a_contact_that_another_changed_too_shows_both_sides(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "huyen", "add-person 25495 'Lê Bê' --position 'Phó Bí thư'");
	assert_true(desk_look(seat->desk));
	seat_press(seat, "7 / 2 5 4 9 5 Enter Enter e Enter");
	seat_other(seat, "huyen", "edit-person 25495 'Lê Bê' --position 'Ủy viên'");
	clear_field(seat);
	answer(seat, "Bí thư");
	seat_press(seat, "Enter Enter Enter Enter");
	assert_true(seat_sees(seat, "Lê Bê: changed by another meanwhile"));
	assert_true(seat_sees(seat, "theirs: position: Ủy viên (huyen"));
	seat_press(seat, "y");
	seat_says(seat, "Ủy viên → Bí thư");
}

static void a_contact_removed_while_it_is_edited_is_told_at_once(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "huyen", "add-person 25495 'Lê Bê'");
	assert_true(desk_look(seat->desk));
	seat_press(seat, "7 / 2 5 4 9 5 Enter Enter e");
	assert_true(seat_sees(seat, "NEW-NAME: Lê Bê"));
	seat_other(seat, "huyen", "remove-person 25495 'Lê Bê'");
	clear_field(seat);
	answer(seat, "Lê Bê Mới");
	seat_says(seat, "Lê Bê was removed or renamed meanwhile by another");
	assert_int_equal(seat->desk->views[VIEW_PEOPLE].line_count, 0);
}

/* Enter keeps what stands there; what was not touched is not written. */
static void a_unit_is_edited_field_by_field(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Down Down e");
	assert_true(seat_sees(seat, "NAME: Huyện đoàn Tân Biên"));
	seat_other(seat, "huyen", "edit-unit 705 --aliases 'Của người khác'");
	clear_field(seat);
	answer(seat, "Huyện đoàn mới");
	seat_press(seat, "Enter Enter Enter");
	seat_type(seat, "31/2");
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "31/2"));
	clear_field(seat);
	answer(seat, "30/6/2021");
	seat_press(seat, "Enter");
	seat_says(seat, "name: Huyện đoàn Tân Biên → Huyện đoàn mới; valid_to: - → 2021-06-30");
	is_at(seat, "until 30/6/2021");
	seat_press(seat, "e Enter Enter Enter Enter");
	clear_field(seat); /* an emptied field is cleared */
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Của người khác"));
	seat_press(seat, "Enter");
	assert_false(here_has(seat, "until"));
}

static void what_another_changed_meanwhile_is_not_overwritten(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Down Down e");
	seat_other(seat, "huyen", "edit-unit 705 --name 'Của người khác'");
	clear_field(seat);
	answer(seat, "Của tôi");
	seat_press(seat, "Enter Enter Enter Enter Enter");
	assert_true(seat_sees(seat, "changed by another meanwhile"));
	assert_true(seat_sees(seat, "theirs: name: Của người khác (huyen"));
	assert_true(seat_sees(seat, "yours:  name: Của tôi"));
	seat_press(seat, "t");
	seat_says(seat, "theirs is kept; yours was: name: Của tôi");
	is_at(seat, "Của người khác");
}

static void what_was_typed_can_be_written_over_it(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Down Down e");
	seat_other(seat, "huyen", "edit-unit 705 --name 'Của người khác'");
	clear_field(seat);
	answer(seat, "Của tôi");
	seat_press(seat, "Enter Enter Enter Enter Enter");
	/* Another writes again: that was not told yet. */
	seat_other(seat, "huyen", "edit-unit 705 --name 'Lần nữa'");
	seat_press(seat, "y");
	assert_true(seat_sees(seat, "theirs: name: Lần nữa"));
	seat_press(seat, "y");
	is_at(seat, "Của tôi");
}

static void who_types_an_option_is_asked_for_nothing_else(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 :");
	answer(seat, "edit-unit 705 --to 30/6/2021");
	seat_says(seat, "705 Huyện đoàn Tân Biên: valid_to: - → 2021-06-30");
	is_at(seat, "705");
	seat_press(seat, "1 :");
	answer(seat, "add-person 705 'Lê Bê' --phone 0901234567");
	seat_says(seat, "Lê Bê is a contact of 705 now");
}

static void a_deletion_asks_for_the_count(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "tinh", "add-person 25495 'Lê Bê'");
	seat_open(seat);
	seat_press(seat, "7 / 2 5 4 9 5 Enter Esc D");
	assert_true(seat_sees(seat, "2 rows: type 2 to go on"));
	seat_type(seat, "3");
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "Đoàn xã Tân Bình · Remove 2 rows?"));
	assert_true(seat_sees(seat, "not 3: only the number 2 goes on"));
	seat_press(seat, "Esc");
	is_at(seat, "25495");
	seat_press(seat, "D 2 Enter");
	seat_says(seat, "25495 Đoàn xã Tân Bình: removed, with 1 contact");
	is_at(seat, "705"); /* what it stood in */
	seat_press(seat, "u");
	assert_true(seat_sees(seat, "25495"));
}

static void a_unit_that_anything_hangs_on_is_not_asked_about(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Down D");
	assert_true(seat_sees(seat, "10 units below it"));
	assert_true(seat_sees(seat, "edit-unit 703 --to DAY"));
	assert_true(seat_sees(seat, "Esc closes it")); /* and not all of it again, cut */
	seat_press(seat, "Esc");
	is_at(seat, "703");
}

static void a_desk_for_reading_changes_nothing(void **state)
{
	static const char *const keys[] = {"a", "e", "D"};
	struct seat *seat = *state;

	seat->app.readonly = true;
	seat_open(seat);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		seat_press(seat, "7 Home Down");
		seat_press(seat, keys[i]);
		seat_says(seat, "opened for reading only");
		seat_press(seat, "Enter");
		seat_press(seat, keys[i]);
		seat_says(seat, "opened for reading only");
		seat_press(seat, "Esc");
	}
}

static void folds_stay_when_others_change_the_tree(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Down Down Right Down");
	is_at(seat, "25486");
	seat_other(seat, "tinh", "add-unit 100 'Đứng trước' --kind huyen --parent 72");
	assert_true(desk_look(seat->desk));
	is_at(seat, "25486");
	assert_true(seat_sees(seat, "Đứng trước"));
	assert_true(seat_sees(seat, "- Huyện đoàn Tân Biên"));
	assert_true(seat_sees(seat, "+ Huyện đoàn Tân Châu"));
	seat_other(seat, "tinh", "edit-unit 25489 --name 'Đổi tên'");
	assert_true(desk_look(seat->desk));
	assert_non_null(strstr(seat_row(seat, seat_find(seat, "Đổi tên")), "▪"));
	seat_other(seat, "tinh", "remove-unit 25486");
	assert_true(desk_look(seat->desk));
	assert_false(is_there(seat, "25486"));
	assert_true(*seat_here(seat));
}

/* ---- rosters --------------------------------------------------------------------------------- */

static void a_contact_is_added_to_an_empty_roster(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 / 2 5 4 9 5 Enter Esc Enter");
	assert_true(seat_sees(seat, "Here stand the contacts of this unit"));
	seat_press(seat, "e");
	seat_says(seat, "there is no row here");
	seat_press(seat, "D");
	seat_says(seat, "there is no row here");
	seat_press(seat, "a");
	answer(seat, "Lê Bê");
	answer(seat, "Bí thư");
	answer(seat, "nhiều");
	seat_press(seat, "Enter Enter");
	seat_says(seat, "not a phone number");
	seat_press(seat, "a");
	answer(seat, "Lê Bê");
	answer(seat, "Bí thư");
	answer(seat, "0901234567");
	seat_press(seat, "Enter Enter");
	seat_says(seat, "Lê Bê is a contact of 25495 now");
	is_at(seat, "0901 234 567");
}

static void a_contact_that_is_renamed_keeps_the_cursor(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Enter Down e");
	assert_true(seat_sees(seat, "NEW-NAME: Nguyễn Văn Mẫu"));
	clear_field(seat);
	answer(seat, "Vũ Đổi Tên");
	seat_press(seat, "Enter Enter Enter Enter");
	seat_says(seat, "Nguyễn Văn Mẫu: name: Nguyễn Văn Mẫu → Vũ Đổi Tên");
	is_at(seat, "Vũ Đổi Tên");
	assert_true(here_has(seat, "0900 000 001"));
	seat_press(seat, "u");
	assert_true(seat_sees(seat, "Nguyễn Văn Mẫu"));
}

static void marked_contacts_are_removed_at_once(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Enter * D");
	assert_true(seat_sees(seat, "3 rows: type 3 to go on"));
	seat_press(seat, "3 Enter");
	seat_says(seat, "3 contacts of 72 (Tỉnh đoàn Tây Ninh) removed");
	assert_true(seat_sees(seat, "Here stand the contacts"));
	seat_press(seat, "u");
	assert_int_equal(desk_view(seat->desk)->row_count, 3);
	seat_press(seat, "Tab");
	assert_int_equal(desk_view(seat->desk)->row_count, 16);
	seat_press(seat, "* D");
	seat_says(seat, "people of several units are marked");
	assert_null(seat->desk->over);
	seat_press(seat, "* / g i a Space d i n h Enter D");
	assert_true(seat_sees(seat, "1 row"));
	seat_press(seat, "1 Enter");
	seat_says(seat, "1 contact of 703 (Thành đoàn Tây Ninh) removed");
}

static void all_of_a_contact_is_shown_on_one_key(void **state)
{
	struct seat *seat = *state;

	seat_size(seat, 19, 46);
	seat_press(seat, "7 Home Enter Enter");
	assert_true(seat_sees(seat, "thu@example.org"));
	assert_true(seat_sees(seat, "Văn thư, Văn phòng Tỉnh đoàn"));
	seat_press(seat, "Esc Esc");
	is_at(seat, "Tỉnh đoàn Tây Ninh");
}

static void what_others_do_to_a_roster_is_marked(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7 Home Enter");
	seat_other(seat, "tinh", "add-person 72 'An Mới'");
	assert_true(desk_look(seat->desk));
	assert_non_null(strstr(seat_row(seat, seat_find(seat, "An Mới")), "▪"));
	is_at(seat, "Lê Văn Thử");
	seat_press(seat, "q Home");
	is_at(seat, "▪");
	seat_other(seat, "tinh", "add-unit 100 'Đứng trước' --kind huyen --parent 72");
	assert_true(desk_look(seat->desk));
	is_at(seat, "▪");
}

static void an_empty_tree_says_what_it_is_for(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "7");
	assert_true(seat_sees(seat, "Here stand the units of the office as a tree"));
	seat_press(seat, "Right Left z Enter e D Tab");
	seat_press(seat, "a");
	answer(seat, "1");
	answer(seat, "Gốc");
	answer(seat, "tinh");
	seat_says(seat, "1 Gốc: added");
	is_at(seat, "Gốc");
	seat_press(seat, "a");
	answer(seat, "2");
	answer(seat, "Dưới");
	answer(seat, "huyen");
	is_at(seat, "Dưới");
	seat_press(seat, "Left");
	is_at(seat, "Gốc");
}

/* Its heading whole or not at all, however little the names leave. */
static void a_column_without_room_leaves_no_stump_of_its_heading(void **state)
{
	struct seat *seat = *state;
	const char *head;
	int columns;

	seat_press(seat, "7");
	seat_press(seat, "a");
	answer(seat, "1");
	answer(seat, "Đoàn Trường Cao đẳng Sư phạm và Công nghệ");
	answer(seat, "tinh");
	for (columns = 46; columns <= 130; columns++) {
		seat_size(seat, 24, columns);
		head = seat_row(seat, seat_find(seat, "    UNIT"));
		if (strstr(head, " V"))
			assert_non_null(strstr(head, " VALID"));
	}
}

#define SEAT(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SEAT(branches_fold_and_unfold),
		SEAT(one_key_folds_or_unfolds_all),
		SEAT(the_search_finds_what_is_folded),
		SEAT(the_current_unit_is_followed),
		SEAT(units_that_are_no_more_are_told_in_words),
		SEAT(a_wide_screen_shows_the_roster_beside_the_tree),
		SEAT(a_unit_is_added_below_the_cursor),
		SEAT(a_wrong_answer_is_refused_in_the_words_of_an_import),
		SEAT(a_contact_that_another_changed_too_shows_both_sides),
		SEAT(a_contact_removed_while_it_is_edited_is_told_at_once),
		SEAT(a_unit_removed_while_it_is_edited_is_told),
		SEAT(a_unit_is_edited_field_by_field),
		SEAT(what_another_changed_meanwhile_is_not_overwritten),
		SEAT(what_was_typed_can_be_written_over_it),
		SEAT(who_types_an_option_is_asked_for_nothing_else),
		SEAT(a_deletion_asks_for_the_count),
		SEAT(a_unit_that_anything_hangs_on_is_not_asked_about),
		SEAT(a_desk_for_reading_changes_nothing),
		SEAT(folds_stay_when_others_change_the_tree),
		SEAT(a_contact_is_added_to_an_empty_roster),
		SEAT(a_contact_that_is_renamed_keeps_the_cursor),
		SEAT(marked_contacts_are_removed_at_once),
		SEAT(all_of_a_contact_is_shown_on_one_key),
		SEAT(what_others_do_to_a_roster_is_marked),
		cmocka_unit_test_setup_teardown(
			an_empty_tree_says_what_it_is_for, seat_take_empty, seat_leave),
		cmocka_unit_test_setup_teardown(
			a_column_without_room_leaves_no_stump_of_its_heading, seat_take_empty, seat_leave),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
