/* The contacts of a branch, and what keeps a unit from being removed. */
#include "given.h"

static int given_people(void **state)
{
	struct store *store;

	if (given_database(state) != 0)
		return -1;
	store = ((struct given *)*state)->store;
	given_office(store);
	begin(store, "admin", "people");
	PUT(store, TABLE_PERSON, "25495", "Lê Bê", "Bí thư", "0901 234 567", "b@example.org", "x");
	PUT(store, TABLE_PERSON, "25495", "Đỗ Ân");
	PUT(store, TABLE_PERSON, "25495", "Dương Ái");
	PUT(store, TABLE_PERSON, "72", "Âu Cơ");
	commit(store);
	return 0;
}

static struct snapshot *all_units(struct store *store)
{
	struct snapshot *snapshot;
	struct fault why = {0};

	if (!store_snapshot(store, NULL, SNAPSHOT_PEOPLE, &snapshot, &why))
		fail_msg("%s", why.text);
	return snapshot;
}

/* "72 Âu Cơ|25495 Lê Bê" of the branch of a unit, or of it alone. */
static void roster_is(struct store *store, const char *code, bool alone, const char *expected)
{
	struct snapshot *snapshot = all_units(store);
	const struct units *units = &snapshot->units;
	size_t from = units_find(units, code);
	struct buffer got = {0};
	struct roster roster;
	struct fault why = {0};

	assert_true(store_roster(
		store, units, from, alone ? from + 1 : units->at[from].end, &roster, &why));
	for (size_t i = 0; i < roster.count; i++)
		buffer_print(&got, "%s%s %s", i ? "|" : "", units->at[roster.at[i].unit].code,
			roster.at[i].name);
	assert_string_equal(buffer_text(&got), expected);
	buffer_free(&got);
	roster_free(&roster);
	snapshot_free(snapshot);
}

static void a_roster_is_of_a_unit_or_of_its_branch(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	roster_is(store, "25495", true, "25495 Dương Ái|25495 Đỗ Ân|25495 Lê Bê");
	roster_is(store, "705", true, "");
	roster_is(store, "703", true, "703 Nguyễn Văn Ân");
	roster_is(store, "705", false,
		"25495 Dương Ái|25495 Đỗ Ân|25495 Lê Bê");
	roster_is(store, "72", true, "72 Âu Cơ");
	roster_is(store, "25474", true, "");
	roster_is(store, "25474", false, "");
}

static void all_that_a_contact_has_is_read(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot = all_units(store);
	size_t unit = units_find(&snapshot->units, "25495");
	struct roster roster;
	struct fault why = {0};

	assert_true(store_roster(store, &snapshot->units, unit, unit + 1, &roster, &why));
	assert_int_equal(roster.count, 3);
	assert_string_equal(roster.at[2].position, "Bí thư");
	assert_string_equal(roster.at[2].phone, "0901 234 567");
	assert_string_equal(roster.at[2].email, "b@example.org");
	assert_string_equal(roster.at[2].note, "x");
	assert_true(roster.at[2].rev > 0);
	assert_string_equal(roster.at[1].position, "");
	roster_free(&roster);
	snapshot_free(snapshot);
}

static struct unit_uses uses_of(struct store *store, const char *code)
{
	struct unit_uses uses;
	struct fault why = {0};

	if (!store_unit_uses(store, code, &uses, &why))
		fail_msg("%s", why.text);
	return uses;
}

static void what_hangs_on_a_unit_is_counted(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct unit_uses uses = uses_of(store, "25495"), before;

	assert_int_equal(uses.below, 0);
	assert_int_equal(uses.people, 3);
	assert_int_equal(uses.accounts, 0);
	assert_int_equal(uses.audiences, 0);
	assert_int_equal(uses_of(store, "705").below, 1);
	assert_true(uses_of(store, "705").entries > 0);

	before = uses;
	STEP(store, "admin", TABLE_DUTY, "KH1", "II.1", "25495", "doing");
	STEP(store, "admin", TABLE_RECEIPT, "KH1", "BC1", "25495", "1", "2020-06-20");
	STEP(store, "admin", TABLE_NUMBER, "KH1", "BC1", "N1", "25495", "3");
	STEP(store, "admin", TABLE_ACCOUNT, "leaf", "editor", "25495");
	STEP(store, "admin", TABLE_UNIT, "below", "Dưới", "co-so", "25495");
	uses = uses_of(store, "25495");
	assert_int_equal(uses.entries, before.entries + 3);
	assert_int_equal(uses.accounts, 1);
	assert_int_equal(uses.below, 1);
}

/* Whole words, whatever sets them apart: 705 is not in 7051. */
static void an_audience_names_a_unit_by_its_whole_code(void **state)
{
	static const struct {
		const char *audience;
		size_t named;
	} audiences[] = {{"below", 1}, {"co-so, below", 1}, {"co-so;BELOW;72", 1}, {"below2", 0},
		{"2below, co-so", 0}, {"co-so", 0}};
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "admin", TABLE_UNIT, "below", "Dưới", "co-so", "25495");
	for (size_t i = 0; i < COUNT(audiences); i++) {
		STEP(store, "admin", TABLE_ITEM, "KH1", "X", "task", "T", audiences[i].audience,
			[ITEM_POSITION] = "9");
		assert_int_equal(uses_of(store, "below").audiences, audiences[i].named);
	}
}

#define GIVEN(name) cmocka_unit_test_setup_teardown(name, given_people, given_gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		GIVEN(a_roster_is_of_a_unit_or_of_its_branch),
		GIVEN(all_that_a_contact_has_is_read),
		GIVEN(what_hangs_on_a_unit_is_counted),
		GIVEN(an_audience_names_a_unit_by_its_whole_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
