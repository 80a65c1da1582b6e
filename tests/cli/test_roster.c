/* Units and contacts typed one by one: added, edited, moved, removed, taken back; refused by the rules
 * of an import. */
#include "cli/run.h"

#include <stdio.h>

/* The unit's cell in `list units`. */
static void unit_is(struct office *office, const char *code, const char *heading, const char *value)
{
	struct table units;

	table_of(office, &units, "list units");
	assert_string_equal(
		table_at(&units, table_row(&units, "code", code, NULL), heading), value);
	table_free(&units);
}

static void person_is(struct office *office, const char *unit, const char *name, const char *heading,
	const char *value)
{
	struct table people;

	table_of(office, &people, "list people");
	assert_string_equal(
		table_at(&people, table_row(&people, "unit", unit, "name", name, NULL), heading),
		value);
	table_free(&people);
}

static size_t count_of(struct office *office, const char *listing)
{
	struct table rows;
	size_t count;

	table_of(office, &rows, "list %s", listing);
	count = rows.rows;
	table_free(&rows);
	return count;
}

/* ---- units ------------------------------------------------------------------------------------ */

static void a_unit_is_added_below_another(void **state)
{
	struct office *office = *state;
	size_t before = count_of(office, "units");

	run_for(office, 0, "tiendo add-unit 705-1 'Chi đoàn Một' --kind co-so --parent 705 "
			   "--from 1/6/2020 --aliases 'CĐ 1; Một'");
	says(office, "705-1 Chi đoàn Một: added");
	unit_is(office, "705-1", "parent", "705");
	unit_is(office, "705-1", "valid_from", "2020-06-01");
	unit_is(office, "705-1", "aliases", "CĐ 1; Một");
	assert_int_equal(count_of(office, "units"), before + 1);
	run_for(office, 0, "tiendo add-unit 99 'Đơn vị gốc' --kind tinh");
	unit_is(office, "99", "parent", "");
	run_for(office, 0, "tiendo undo && tiendo undo");
	assert_int_equal(count_of(office, "units"), before);
	run_for(office, 0, "tiendo redo && tiendo redo");
	assert_int_equal(count_of(office, "units"), before + 2);
}

/* The unit above may be named as everywhere. */
static void the_unit_above_is_named_as_units_are(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo add-unit x1 Một --kind co-so --parent 'huyen doan tan bien'");
	unit_is(office, "x1", "parent", "705");
	run_for(office, 2, "tiendo add-unit x2 Hai --kind co-so --parent 'tan binh'");
	complains(office, "25474");
	complains(office, "25495");
}

static void what_an_import_refuses_is_refused(void **state)
{
	static const char *const lines[][2] = {
		{"add-unit 705 Khác --kind huyen", "there is a unit 705 (Huyện đoàn Tân Biên) already"},
		{"add-unit 'a b' Khác --kind huyen", "a code is 1 to 32 of"},
		{"add-unit x1 '' --kind huyen", "a unit needs a name"},
		{"add-unit x1 Khác --kind ''", "a unit needs a kind"},
		{"add-unit x1 Khác --kind huyen --from 2/1/2020 --to 1/1/2020",
			"it ends before it begins"},
		{"edit-unit 72 --parent 705", "72 would stand below itself"},
		{"edit-unit 705 --parent 705", "705 would stand below itself"},
		{"edit-unit 705 --name ''", "a unit needs a name"},
		{"edit-unit 705 --kind ''", "a unit needs a kind"},
		{"edit-unit 705 --kind 'huyen, thanh'", "a kind is one word"},
		{"add-unit x1 Khác --kind 'a b'", "a kind is one word"},
		{"edit-unit 705 --kind 703", "703 is a unit's code and cannot be a kind"},
		{"edit-unit 705 --aliases 'TB; 706 ;x'", "706 is a unit's code and cannot be an alias"},
		{"add-person 705 ''", "empty"},
		{"add-person 705 'Hoàng Văn Hư Cấu'", "on its roster already"},
		{"add-person 705 X --phone nhiều", "not a phone number"},
		{"edit-person 705 hoang --phone nhiều", "not a phone number"},
	};
	struct office *office = *state;
	size_t units = count_of(office, "units"), people = count_of(office, "people");

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		run_for(office, 3, "tiendo %s", lines[i][0]);
		complains(office, lines[i][1]);
	}
	assert_int_equal(count_of(office, "units"), units);
	assert_int_equal(count_of(office, "people"), people);
	run_for(office, 2, "tiendo edit-unit 705 --from 31/2/2020");
	run_for(office, 2, "tiendo add-unit x1 Khác");
	complains(office, "--kind KIND is missing");
}

static void only_what_is_named_is_edited(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo edit-unit 25495 --to 30/6/2021 --name 'Xã đoàn Tân Bình'");
	says(office, "name: Đoàn xã Tân Bình → Xã đoàn Tân Bình; valid_to: - → 2021-06-30");
	unit_is(office, "25495", "parent", "705");
	unit_is(office, "25495", "valid_to", "2021-06-30");
	run_for(office, 0, "tiendo edit-unit 25495 --to ''");
	unit_is(office, "25495", "valid_to", "");
	run_for(office, 0, "tiendo edit-unit 25495 --parent 703 && tiendo undo");
	unit_is(office, "25495", "parent", "705");
	run_for(office, 0, "tiendo edit-unit 25495 --kind co-so");
	says(office, "nothing was to be changed");
}

/* What an import takes for a spreadsheet's spelling is what a person typed here. */
static void what_is_typed_is_kept_as_typed(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo edit-unit 25495 --aliases 1.10 && "
			   "tiendo edit-unit 25495 --aliases 1.1");
	unit_is(office, "25495", "aliases", "1.1");
	run_for(office, 0, "tiendo edit-person 705 hoang --note \"'=1+1\" --position 'Bí thư, \"A\"'");
	run_for(office, 0, "tiendo list people --json");
	says(office, "\"note\": \"'=1+1\"");
	person_is(office, "705", "Hoàng Văn Hư Cấu", "position", "Bí thư, \"A\"");
}

static void a_newer_row_is_not_overwritten_unseen(void **state)
{
	struct office *office = *state;
	struct table units;
	char rev[32];

	table_of(office, &units, "list units");
	snprintf(rev, sizeof rev, "%s",
		table_at(&units, table_row(&units, "code", "25495", NULL), "rev"));
	table_free(&units);
	run_for(office, 0, "tiendo edit-unit 25495 --name 'Của người khác'");
	run_for(office, 3, "tiendo edit-unit 25495 --name 'Của tôi' --rev %s", rev);
	complains(office, "name: Của người khác now, Của tôi typed; nothing was changed");
	unit_is(office, "25495", "name", "Của người khác");
	/* Another field of it is no conflict. */
	run_for(office, 0, "tiendo edit-unit 25495 --to 30/6/2021 --rev %s", rev);
	unit_is(office, "25495", "name", "Của người khác");
	unit_is(office, "25495", "valid_to", "2021-06-30");
}

static void a_unit_that_anything_hangs_on_stays(void **state)
{
	struct office *office = *state;

	run_for(office, 3, "tiendo remove-unit 705");
	complains(office, "10 units below it");
	complains(office, "recorded entries");
	complains(office, "edit-unit 705 --to DAY");
	run_for(office, 0, "tiendo account add bien --role viewer --unit 25495");
	run_for(office, 3, "tiendo remove-unit 25495");
	complains(office, "this hangs on it: 1 account;");
	unit_is(office, "25495", "name", "Đoàn xã Tân Bình");
}

static void a_unit_goes_with_its_contacts_and_comes_back_with_them(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo add-person 25495 'Lê Bê' --phone 0901234567");
	run_for(office, 0, "tiendo add-person 25495 'Đỗ Ân'");
	run_for(office, 0, "tiendo remove-unit 25495");
	says(office, "25495 Đoàn xã Tân Bình: removed, with 2 contacts");
	run_for(office, 2, "tiendo list people --unit 25495");
	run_for(office, 0, "tiendo undo");
	person_is(office, "25495", "Lê Bê", "phone", "0901 234 567");
	unit_is(office, "25495", "parent", "705");
	run_for(office, 0, "tiendo check");
}

/* A branch in any order, as one step; all of it or nothing. */
static void several_units_go_at_once(void **state)
{
	struct office *office = *state;
	size_t before = count_of(office, "units");

	run_for(office, 0, "tiendo add-unit a1 Một --kind co-so --parent 705 && "
			   "tiendo add-unit a2 Hai --kind co-so --parent a1");
	run_for(office, 3, "printf 'a1\\na2\\n705\\n' | tiendo remove-unit -");
	assert_int_equal(count_of(office, "units"), before + 2);
	run_for(office, 0, "printf 'a1\\na2\\n' | tiendo remove-unit -");
	assert_int_equal(count_of(office, "units"), before);
	run_for(office, 0, "tiendo undo");
	assert_int_equal(count_of(office, "units"), before + 2);
}

static void the_tree_is_printed_with_what_has_ended(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo edit-unit 25495 --to 1/6/2020 && tiendo edit-unit 25486 --from "
			   "1/7/2020");
	run_for(office, 0, "tiendo list tree --unit 705");
	says(office, "Huyện đoàn Tân Biên");
	says(office, "\n  Đoàn xã Tân Bình ");
	says(office, "ended 01/6/2020");
	says(office, "not before 01/7/2020");
	says_not(office, "Gò Dầu");
	run_for(office, 0, "tiendo list tree --csv > a && tiendo list units --csv > b && cmp a b");
}

/* ---- people ----------------------------------------------------------------------------------- */

static void a_contact_is_added_edited_and_renamed(void **state)
{
	struct office *office = *state;
	size_t before = count_of(office, "people");

	run_for(office, 0, "tiendo add-person 25495 'Lê Bê' --position 'Bí thư' --phone 0901234567 "
			   "--email b@example.org --note 'sáng thứ hai'");
	says(office, "Lê Bê is a contact of 25495 now");
	person_is(office, "25495", "Lê Bê", "phone", "0901 234 567");
	run_for(office, 0, "tiendo edit-person 25495 'le be' --name 'Lê Văn Bê' --note ''");
	says(office, "name: Lê Bê → Lê Văn Bê; note: sáng thứ hai → -");
	person_is(office, "25495", "Lê Văn Bê", "email", "b@example.org");
	person_is(office, "25495", "Lê Văn Bê", "note", "");
	assert_int_equal(count_of(office, "people"), before + 1);
	run_for(office, 0, "tiendo undo");
	person_is(office, "25495", "Lê Bê", "note", "sáng thứ hai");
	run_for(office, 0, "tiendo redo && tiendo remove-person 25495 bê");
	says(office, "1 contact of 25495 (Đoàn xã Tân Bình) removed");
	assert_int_equal(count_of(office, "people"), before);
}

static void a_name_that_fits_nobody_or_several_is_refused(void **state)
{
	struct office *office = *state;
	size_t before = count_of(office, "people");

	run_for(office, 2, "tiendo remove-person 72 van");
	run_for(office, 0, "tiendo add-person 72 'Trần Thị Khác'");
	run_for(office, 2, "tiendo remove-person 72 'tran'");
	complains(office, "Trần Thị Ví Dụ");
	run_for(office, 2, "tiendo edit-person 72 Ai --note x");
	complains(office, "no one is Ai on the roster of 72 (Tỉnh đoàn Tây Ninh); there are: ");
	run_for(office, 2, "tiendo edit-person 25495 Ai --note x");
	complains(office, "there is nobody on the roster of 25495");
	run_for(office, 2, "tiendo remove-person 72 ''");
	run_for(office, 3, "tiendo edit-person 72 khác --name 'Trần Thị Ví Dụ'");
	complains(office, "already");
	assert_int_equal(count_of(office, "people"), before + 1);
}

/* DOMAIN.md §7: one command removes all contacts, so none may stay in the words of a step. */
static void the_log_keeps_no_contact_once_all_are_removed(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo add-person 25495 'Lê Bí Mật' --phone 0909999999 --note kín");
	run_for(office, 0, "tiendo edit-person 25495 'Lê Bí Mật' --name 'Lê Kín' --phone 0908888888");
	run_for(office, 0, "tiendo log");
	says(office, "0908 888 888");
	run_for(office, 0, "tiendo --yes purge people");
	run_for(office, 0, "tiendo log --csv");
	says_not(office, "Mật");
	says_not(office, "Kín");
	says_not(office, "0908");
	run(office, "grep -c -a -e 'Bí Mật' -e '08 888' t.db");
	says(office, "0\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_unit_is_added_below_another),
		TEST(the_unit_above_is_named_as_units_are),
		TEST(what_an_import_refuses_is_refused),
		TEST(only_what_is_named_is_edited),
		TEST(what_is_typed_is_kept_as_typed),
		TEST(a_newer_row_is_not_overwritten_unseen),
		TEST(a_unit_that_anything_hangs_on_stays),
		TEST(a_unit_goes_with_its_contacts_and_comes_back_with_them),
		TEST(several_units_go_at_once),
		TEST(the_tree_is_printed_with_what_has_ended),
		TEST(a_contact_is_added_edited_and_renamed),
		TEST(a_name_that_fits_nobody_or_several_is_refused),
		TEST(the_log_keeps_no_contact_once_all_are_removed),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
