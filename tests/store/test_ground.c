/* Units that snapshots share: the same while the log tells of no change of them, never older than the
 * file. */
#include "given.h"

static int given_filled(void **state)
{
	if (given_database(state) != 0)
		return -1;
	given_office(((struct given *)*state)->store);
	return 0;
}

static struct snapshot *taken(struct store *store)
{
	struct fault why = {0};
	struct snapshot *snapshot;

	if (!store_snapshot(store, NULL, 0, &snapshot, &why))
		fail_msg("%s", why.text);
	return snapshot;
}

/* What it has of units is what a connection that shares with nobody reads. */
static void units_are_those_of(const struct given *given, const struct snapshot *snapshot)
{
	struct snapshot *whole;
	struct store *other;
	struct fault why;

	assert_true(store_open(&other, given->path, true, &why));
	whole = taken(other);
	assert_int_equal(snapshot->units.count, whole->units.count);
	for (size_t i = 0; i < whole->units.count; i++) {
		const struct unit *a = &snapshot->units.at[i], *b = &whole->units.at[i];

		assert_string_equal(a->code, b->code);
		assert_string_equal(a->name, b->name);
		assert_int_equal(a->above, b->above);
		assert_int_equal(a->rev, b->rev);
		assert_int_equal(units_find(&snapshot->units, b->code), i);
	}
	snapshot_free(whole);
	store_close(other);
}

/* Whether the next snapshot has the units of the last; older is freed and becomes the newer. */
static bool are_shared(const struct given *given, struct snapshot **older)
{
	struct snapshot *newer = taken(given->store);
	bool shared = newer->units.at == (*older)->units.at;

	units_are_those_of(given, newer);
	snapshot_free(*older);
	*older = newer;
	return shared;
}

static void what_is_recorded_leaves_units_as_they_are(void **state)
{
	struct given *given = *state;
	struct snapshot *older = taken(given->store);
	struct step_told told;
	struct fault why;

	assert_true(are_shared(given, &older));
	STEP(given->store, "an", TABLE_DUTY, "KH1", "II.1", "705", "doing");
	STEP(given->store, "an", TABLE_NUMBER, "KH1", "BC1", "N1", "705", "3");
	assert_true(are_shared(given, &older));
	assert_true(store_undo(given->store, "an", 0, &told, &why));
	assert_true(are_shared(given, &older));
	assert_true(store_redo(given->store, "an", &told, &why));
	assert_true(are_shared(given, &older));
	snapshot_free(older);
}

static void a_change_of_units_is_seen_and_so_is_its_undo(void **state)
{
	struct given *given = *state;
	struct snapshot *older = taken(given->store);
	struct step_told told;
	struct fault why;

	STEP(given->store, "an", TABLE_UNIT, "705", "Tên mới", "huyen", "72");
	assert_false(are_shared(given, &older));
	assert_string_equal(
		older->units.at[units_find(&older->units, "705")].name, "Tên mới");
	assert_true(are_shared(given, &older));
	assert_true(store_undo(given->store, "an", 0, &told, &why));
	assert_false(are_shared(given, &older));
	assert_true(store_redo(given->store, "an", &told, &why));
	assert_false(are_shared(given, &older));
	/* Among other changes of one step, too. */
	begin(given->store, "an", "both");
	PUT(given->store, TABLE_DUTY, "KH1", "II.1", "705", "doing");
	PUT(given->store, TABLE_UNIT, "700", "Mới", "huyen", "72");
	commit(given->store);
	STEP(given->store, "an", TABLE_DUTY, "KH1", "II.1", "703", "doing");
	assert_false(are_shared(given, &older));
	assert_true(units_find(&older->units, "700") != NOWHERE);
	snapshot_free(older);
}

static void a_change_of_another_connection_is_seen(void **state)
{
	struct given *given = *state;
	struct snapshot *older = taken(given->store);
	struct store *other;
	struct fault why;

	assert_true(store_open(&other, given->path, false, &why));
	STEP(other, "binh", TABLE_DUTY, "KH1", "II.1", "705", "doing");
	assert_true(are_shared(given, &older));
	STEP(other, "binh", TABLE_UNIT, "705", "Tên mới", "huyen", "72");
	store_close(other);
	assert_false(are_shared(given, &older));
	snapshot_free(older);
}

/* A step may come to nothing: what is read within it is nobody else's. */
static void units_of_an_open_step_are_not_shared(void **state)
{
	struct given *given = *state;
	struct snapshot *older = taken(given->store), *within;

	begin(given->store, "an", "nothing");
	PUT(given->store, TABLE_UNIT, "700", "Mới", "huyen", "72");
	within = taken(given->store);
	assert_true(units_find(&within->units, "700") != NOWHERE);
	step_abandon(given->store);
	snapshot_free(within);
	assert_true(are_shared(given, &older));
	assert_int_equal(units_find(&older->units, "700"), NOWHERE);
	snapshot_free(older);
}

/* What the log cannot tell, or tells at length, is read again. */
static void a_log_that_tells_nothing_is_not_leant_on(void **state)
{
	struct given *given = *state;
	struct snapshot *older = taken(given->store);
	struct fault why;

	STEP(given->store, "an", TABLE_UNIT, "705", "Tên mới", "huyen", "72");
	assert_true(store_run(given->store,
		"UPDATE step SET changeset = NULL WHERE id = (SELECT max(id) FROM step)", &why));
	assert_false(are_shared(given, &older));
	STEP(given->store, "an", TABLE_UNIT, "705", "Khác", "huyen", "72");
	assert_true(store_run(given->store,
		"UPDATE step SET changeset = x'54' WHERE id = (SELECT max(id) FROM step)", &why));
	assert_false(are_shared(given, &older));
	for (int i = 0; i < 101; i++)
		STEP(given->store, "an", TABLE_DUTY, "KH1", "II.1", "705",
			i % 2 ? "doing" : "done");
	assert_false(are_shared(given, &older));
	snapshot_free(older);
}

static void another_account_has_its_own_units(void **state)
{
	struct given *given = *state;
	struct snapshot *all = taken(given->store), *branch;
	enum role role;
	struct fault why;

	STEP(given->store, "admin", TABLE_ACCOUNT, "bien", "editor", "705");
	STEP(given->store, "admin", TABLE_ACCOUNT, "tinh", "admin");
	assert_true(store_act_as(given->store, "bien", &role, NULL, &why));
	branch = taken(given->store);
	assert_true(branch->units.count < all->units.count);
	assert_string_equal(branch->units.at[0].code, "705");
	assert_true(store_act_as(given->store, "tinh", &role, NULL, &why));
	assert_false(are_shared(given, &branch));
	/* An account that is moved sees another branch at once. */
	assert_true(store_act_as(given->store, "bien", &role, NULL, &why));
	snapshot_free(branch);
	branch = taken(given->store);
	assert_string_equal(branch->units.at[0].code, "705");
	assert_true(store_act_as(given->store, "tinh", &role, NULL, &why));
	STEP(given->store, "admin", TABLE_ACCOUNT, "bien", "editor", "703");
	assert_true(store_act_as(given->store, "bien", &role, NULL, &why));
	snapshot_free(branch);
	branch = taken(given->store);
	assert_string_equal(branch->units.at[0].code, "703");
	snapshot_free(branch);
	snapshot_free(all);
}

static void a_snapshot_outlives_the_store_and_those_it_shares_with(void **state)
{
	struct given *given = *state;
	struct snapshot *one = taken(given->store), *other = taken(given->store);

	assert_ptr_equal(one->units.at, other->units.at);
	snapshot_free(one);
	store_close(given->store);
	given->store = NULL;
	assert_int_equal(units_find(&other->units, other->units.at[0].code), 0);
	snapshot_free(other);
}

#define IN_OFFICE(name) cmocka_unit_test_setup_teardown(name, given_filled, given_gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_OFFICE(what_is_recorded_leaves_units_as_they_are),
		IN_OFFICE(a_change_of_units_is_seen_and_so_is_its_undo),
		IN_OFFICE(a_change_of_another_connection_is_seen),
		IN_OFFICE(units_of_an_open_step_are_not_shared),
		IN_OFFICE(a_log_that_tells_nothing_is_not_leant_on),
		IN_OFFICE(another_account_has_its_own_units),
		IN_OFFICE(a_snapshot_outlives_the_store_and_those_it_shares_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
