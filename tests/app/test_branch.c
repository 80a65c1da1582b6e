/* What an account sees of the sample is exactly what everybody together sees, cut to its branch,
 * whichever unit is the top of it. */
#include "given.h"

static bool is_below(const struct units *units, size_t unit, const char *top)
{
	while (unit != NOWHERE) {
		if (strcmp(units->at[unit].code, top) == 0)
			return true;
		unit = units->at[unit].parent && *units->at[unit].parent
			? units_find(units, units->at[unit].parent)
			: NOWHERE;
	}
	return false;
}

static const char *code_at(const struct snapshot *snapshot, size_t unit)
{
	return snapshot->units.at[unit].code;
}

static void check_units(const struct snapshot *every, const struct snapshot *part, const char *top)
{
	size_t at = 0;

	for (size_t i = 0; i < every->units.count; i++) {
		if (!is_below(&every->units, i, top))
			continue;
		assert_true(at < part->units.count);
		assert_string_equal(code_at(part, at), code_at(every, i));
		assert_string_equal(part->units.at[at].name, every->units.at[i].name);
		at++;
	}
	assert_int_equal(at, part->units.count);
}

static void check_records(const struct snapshot *every, const struct snapshot *part, const char *top)
{
	size_t at = 0;

	for (size_t i = 0; i < every->record_count; i++) {
		const struct record *mine = &part->records[at], *all = &every->records[i];

		if (!is_below(&every->units, all->unit, top))
			continue;
		assert_true(at++ < part->record_count);
		assert_int_equal(mine->item, all->item);
		assert_string_equal(code_at(part, mine->unit), code_at(every, all->unit));
		assert_int_equal(mine->rev, all->rev);
		assert_string_equal(mine->note, all->note);
	}
	assert_int_equal(at, part->record_count);
}

static void check_receipts(
	const struct snapshot *every, const struct snapshot *part, const char *top)
{
	size_t at = 0;

	for (size_t i = 0; i < every->receipt_count; i++) {
		const struct receipt *mine = &part->receipts[at], *all = &every->receipts[i];

		if (!is_below(&every->units, all->unit, top))
			continue;
		assert_true(at++ < part->receipt_count);
		assert_int_equal(mine->item, all->item);
		assert_string_equal(code_at(part, mine->unit), code_at(every, all->unit));
		assert_int_equal(mine->version, all->version);
		assert_int_equal(mine->received_on, all->received_on);
	}
	assert_int_equal(at, part->receipt_count);
}

static void a_branch_is_the_whole_cut_to_it(void **state)
{
	struct desk *desk = *state;
	struct snapshot *every = desk_snapshot(desk, 0), *part;
	struct store *store;
	struct fault why;
	enum role role;
	char line[96];

	for (size_t i = 0; i < every->units.count; i++) {
		snprintf(line, sizeof line, "account add e --role editor --unit %s", code_at(every, i));
		done(desk, line);
		assert_true(store_open(&store, desk->db, false, &why));
		assert_true(store_act_as(store, "e", &role, NULL, &why));
		assert_true(store_snapshot(store, NULL, 0, &part, &why));
		check_units(every, part, code_at(every, i));
		check_records(every, part, code_at(every, i));
		check_receipts(every, part, code_at(every, i));
		snapshot_free(part);
		store_close(store);
	}
	assert_true(every->record_count > 0 && every->receipt_count > 0);
	snapshot_free(every);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_branch_is_the_whole_cut_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
