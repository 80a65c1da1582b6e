/* What holds of any plan: some thousands of random ones, made from a printed seed. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLANS 4000
#define UNITS 12
#define ITEMS 6
#define LATEST 40 /* days from the first that anything happens on */

static uint64_t seed;

static int random_below(int limit)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)limit);
}

static bool by_chance(int percent)
{
	return random_below(100) < percent;
}

static int first_day(void)
{
	return D(6, 1);
}

static int random_day(int percent_none)
{
	return by_chance(percent_none) ? DAY_NONE : first_day() + random_below(LATEST);
}

/* One random plan with its arrays in place. */
struct world {
	struct snapshot snapshot;
	struct item items[ITEMS];
	struct record records[ITEMS * UNITS];
	struct receipt receipts[ITEMS * UNITS * 3];
	int holidays[3];
};

static void units_invent(struct world *world)
{
	static const char *const codes[UNITS] = {
		"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B"};
	static const char *const kinds[] = {"tinh", "huyen", "thi", "xa"};
	struct unit given[UNITS];

	for (int i = 0; i < UNITS; i++) {
		given[i] = given_unit(codes[i], "", kinds[random_below(4)],
			i && by_chance(85) ? codes[random_below(i)] : "");
		given[i].valid_from = random_day(85);
		given[i].valid_to = random_day(85);
	}
	for (int i = UNITS - 1; i > 0; i--) {
		int other = random_below(i + 1);
		struct unit swap = given[i];

		given[i] = given[other];
		given[other] = swap;
	}
	world->snapshot.units = given_tree(given, UNITS, &world->snapshot.pool);
}

static void record_invent(struct record *record)
{
	record->progress = (enum progress)random_below(PROGRESSES);
	if (record->progress == PROGRESS_DONE)
		record->done_on = random_day(10);
	record->exempt_why = by_chance(10) ? "why" : "";
	record->extended_to = random_day(70);
	record->reminders = random_below(3);
}

static void receipts_invent(struct world *world, size_t item, size_t unit)
{
	int day = first_day() + random_below(LATEST);

	for (int version = 1; version <= 3 && by_chance(50); version++) {
		struct receipt *receipt = &world->receipts[world->snapshot.receipt_count++];

		*receipt = given_receipt(item, unit, version, day);
		receipt->document_date = by_chance(50) ? DAY_NONE : day - random_below(5);
		if (by_chance(50))
			receipt->returned_on = day += random_below(4);
		day += random_below(4);
	}
}

static void world_invent(struct world *world)
{
	static const char *const audiences[] = {"", "huyen", "huyen,thi", "tinh,0,1", "xa,2", "3"};
	struct snapshot *snapshot = &world->snapshot;

	memset(world, 0, sizeof *world);
	units_invent(world);
	for (size_t i = 0; i < ITEMS; i++) {
		world->items[i] =
			given_item((enum item_type)random_below(ITEM_TYPES), "x", random_day(25));
		world->items[i].audience = audiences[random_below(6)];
	}
	*snapshot = (struct snapshot){.pool = snapshot->pool,
		.units = snapshot->units,
		.rules = {.due_soon = random_below(6),
			.holidays = world->holidays,
			.holiday_count = 3},
		.plan = {.ends = random_day(10), .by_document_date = by_chance(30)},
		.items = world->items,
		.item_count = ITEMS,
		.records = world->records,
		.receipts = world->receipts};
	for (int i = 0; i < 3; i++)
		world->holidays[i] = first_day() + 10 * i + random_below(10);
	items_arrange(world->items, ITEMS, &snapshot->plan, &snapshot->units, &snapshot->pool);
	for (size_t item = 0; item < ITEMS; item++) {
		for (size_t unit = 0; unit < UNITS; unit++) {
			if (by_chance(40)) {
				struct record *record = &world->records[snapshot->record_count++];

				*record = given_record(item, unit);
				record_invent(record);
			}
			receipts_invent(world, item, unit);
		}
	}
}

static struct board_query everything(int today)
{
	return (struct board_query){.today = today,
		.unit = NOWHERE,
		.item = NOWHERE,
		.reports = true,
		.tasks = true,
		.undated = true,
		.within = -1};
}

static void rate_check(const char *rate, size_t part, size_t whole)
{
	assert_int_equal(rate[0] == '\0', whole == 0);
	if (!whole)
		return;
	assert_true(strtod(rate, NULL) <= 100.0);
	assert_int_equal(strcmp(rate, "100.0") == 0, part == whole);
	assert_int_equal(strcmp(rate, "0.0") == 0, part == 0);
}

static void tally_check(const struct tally *tally)
{
	size_t on_time = tally_on_time(tally), late = tally_late(tally), done = on_time + late;
	size_t parts[] = {on_time, late, tally_open(tally), tally_overdue(tally),
		tally_returned(tally), tally_exempt(tally)};
	size_t total = 0, of_states = 0;
	int tenths[6], sum = 0;
	char rate[RATE_TEXT];

	for (size_t i = 0; i < 6; i++)
		total += parts[i];
	for (size_t i = 0; i < STATES; i++)
		of_states += tally->of[i];
	assert_int_equal(total, tally_total(tally));
	assert_int_equal(total, of_states);
	assert_int_equal(total - tally_exempt(tally), tally_expected(tally));
	assert_true(tally->extended <= tally_on_time(tally) + tally_open(tally));
	rate_check(rate_reporting(tally, rate), done, tally_expected(tally));
	rate_check(rate_on_time(tally, rate), on_time, tally_expected(tally));
	rate_check(rate_completion(tally, rate), done, done + tally_overdue(tally));
	rate_parts(parts, 6, tenths);
	for (size_t i = 0; i < 6; i++) {
		sum += tenths[i];
		assert_int_equal(tenths[i] == 0, parts[i] == 0);
		assert_int_equal(tenths[i] == 1000, total && parts[i] == total);
	}
	assert_int_equal(sum, total ? 1000 : 0);
}

/* What is true of the duty, each thing said on its own, in the order of precedence (DOMAIN.md §3):
 * the first that holds must be the state. */
static enum state state_expected(const struct world *world, const struct duty *duty, int today)
{
	const struct snapshot *snapshot = &world->snapshot;
	const struct item *item = &snapshot->items[duty->item];
	const struct record *record = snapshot_record(snapshot, duty->item, duty->unit);
	size_t count;
	const struct receipt *receipts =
		snapshot_receipts(snapshot, duty->item, duty->unit, &count);
	int last = item_last_day(item), counted = DAY_NONE;
	bool done = false, begun = false, extended = false;

	if (record && record->exempt_why[0])
		return STATE_EXEMPT;
	if (record && record->extended_to != DAY_NONE && record->extended_to >= last) {
		last = record->extended_to;
		extended = true;
	}
	if (item->type == ITEM_REPORT) {
		while (count && receipts[count - 1].received_on > today)
			count--;
		if (count && receipts[count - 1].returned_on != DAY_NONE &&
			receipts[count - 1].returned_on <= today)
			return STATE_RETURNED;
		done = count > 0;
		if (done)
			counted = snapshot->plan.by_document_date &&
							receipts[0].document_date != DAY_NONE
						? receipts[0].document_date
						: receipts[0].received_on;
	} else if (record) {
		done = record->progress == PROGRESS_DONE &&
			(record->done_on == DAY_NONE || record->done_on <= today);
		begun = record->progress == PROGRESS_DOING;
		counted = record->done_on;
	}
	if (done && last == DAY_NONE)
		return STATE_DONE;
	if (done)
		return counted == DAY_NONE || counted < last + 1 ? STATE_ON_TIME : STATE_LATE;
	if (extended && today <= last)
		return STATE_EXTENDED;
	if (last != DAY_NONE && today >= last + 1)
		return STATE_OVERDUE;
	if (last != DAY_NONE && today == last)
		return STATE_LAST_DAY;
	if (last != DAY_NONE &&
		workdays_between(&snapshot->rules, today + 1, last) <= snapshot->rules.due_soon)
		return STATE_DUE_SOON;
	if (begun)
		return STATE_IN_PROGRESS;
	return last != DAY_NONE ? STATE_NOT_DUE : STATE_NO_DATE;
}

static void verdict_check(const struct verdict *verdict, int today)
{
	bool is_settled = verdict->state == STATE_ON_TIME || verdict->state == STATE_LATE;

	if (verdict->state == STATE_EXEMPT || verdict->state == STATE_DONE ||
		verdict->state == STATE_NO_DATE)
		assert_false(verdict->has_days);
	if (verdict->state == STATE_OVERDUE || verdict->state == STATE_LATE)
		assert_true(verdict->has_days && verdict->days < 0);
	if (verdict->state == STATE_ON_TIME && verdict->has_days)
		assert_true(verdict->days >= 0);
	if (verdict->state == STATE_LAST_DAY)
		assert_true(verdict->has_days && verdict->days == 0);
	if (is_settled || verdict->state == STATE_DONE || verdict->state == STATE_RETURNED)
		assert_true(verdict->received_on <= today);
	if (verdict->within_extension)
		assert_true(verdict->state == STATE_ON_TIME &&
				verdict->extended_to > verdict->last_day);
}

static void verdicts_are_same(const struct verdict *a, const struct verdict *b)
{
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->has_days, b->has_days);
	assert_int_equal(a->days, b->days);
	assert_int_equal(a->received_on, b->received_on);
	assert_int_equal(a->due_before, b->due_before);
	assert_int_equal(a->last_day, b->last_day);
	assert_int_equal(a->extended_to, b->extended_to);
	assert_int_equal(a->reminders, b->reminders);
	assert_int_equal(a->within_extension, b->within_extension);
}

static void board_check(const struct world *world, int today)
{
	const struct snapshot *snapshot = &world->snapshot;
	struct board_query query = everything(today);
	struct pool pool = {0};
	struct board board;
	struct tally both = {0};
	size_t bound = 0;

	board_build(snapshot, &query, &pool, &board);
	for (size_t i = 0; i < ITEMS; i++)
		if (item_is_owed(&snapshot->items[i]))
			bound += snapshot->items[i].bound_count;
	assert_int_equal(board.count, bound);
	tally_join(&both, &board.reports);
	tally_join(&both, &board.tasks);
	assert_int_equal(tally_total(&both), bound);
	tally_check(&board.reports);
	tally_check(&board.tasks);
	tally_check(&both);
	for (size_t i = 0; i < board.count; i++) {
		const struct duty *duty = &board.at[i];
		struct verdict alone = snapshot_judge(snapshot, duty->item, duty->unit, today);

		assert_true(item_binds(&snapshot->items[duty->item], duty->unit));
		verdicts_are_same(&alone, &duty->verdict);
		assert_int_equal(duty->verdict.state, state_expected(world, duty, today));
		verdict_check(&duty->verdict, today);
	}
	board_sort(&board);
	assert_int_equal(board.count, bound);
	pool_free(&pool);
}

/* The branches of the roots and every unit's own row add up to the whole. */
static void branches_check(const struct world *world, int today)
{
	const struct units *units = &world->snapshot.units;
	struct board_query query = everything(today);
	struct pool pool = {0};
	struct board board;
	size_t whole, sum = 0;

	board_build(&world->snapshot, &query, &pool, &board);
	whole = board.count;
	for (size_t unit = 0; unit < units->count; unit = units->at[unit].end) {
		query.unit = unit;
		board_build(&world->snapshot, &query, &pool, &board);
		sum += board.count;
	}
	assert_int_equal(sum, whole);
	sum = 0;
	query.unit = NOWHERE;
	for (size_t item = 0; item < ITEMS; item++) {
		query.item = item;
		board_build(&world->snapshot, &query, &pool, &board);
		sum += board.count;
	}
	assert_int_equal(sum, whole);
	pool_free(&pool);
}

/* Everything done in the far future is what there is when nothing is left out: a board on a day
 * after all events has every receipt there, and no later day changes what was received. */
static void far_future_check(const struct world *world)
{
	const struct snapshot *snapshot = &world->snapshot;
	int after_all = first_day() + 10 * LATEST, far = D(1, 1) + 60000;
	struct board_query query = everything(after_all);
	struct pool pool = {0};
	struct board board, later;

	board_build(snapshot, &query, &pool, &board);
	query.today = far;
	board_build(snapshot, &query, &pool, &later);
	assert_int_equal(board.count, later.count);
	for (size_t i = 0; i < board.count; i++) {
		const struct verdict *verdict = &board.at[i].verdict;
		size_t count;

		assert_int_equal(verdict->state, later.at[i].verdict.state);
		assert_int_equal(verdict->received_on, later.at[i].verdict.received_on);
		snapshot_receipts(snapshot, board.at[i].item, board.at[i].unit, &count);
		if (snapshot->items[board.at[i].item].type == ITEM_REPORT)
			assert_int_equal(verdict->received_on != DAY_NONE, count > 0);
	}
	pool_free(&pool);
}

static uint64_t plan_seed; /* of the plan being looked at; 0 when all is well */

/* TIENDO_SEED=N looks at that plan alone. */
static void what_is_true_of_any_plan_is_true_of_thousands_of_random_ones(void **state)
{
	const char *given = getenv("TIENDO_SEED");
	uint64_t first = given ? strtoull(given, NULL, 10) : 20200628;
	static struct world world;

	(void)state;
	for (plan_seed = first; plan_seed < first + (given ? 1 : PLANS); plan_seed++) {
		seed = plan_seed * 2654435761u;
		world_invent(&world);
		for (int day = 0; day < 5; day++) {
			int today = first_day() - 5 + random_below(LATEST + 20);

			board_check(&world, today);
			branches_check(&world, today);
		}
		far_future_check(&world);
		pool_free(&world.snapshot.pool);
	}
	plan_seed = 0;
}

static int seed_shown(void **state)
{
	(void)state;
	if (plan_seed)
		printf("TIENDO_SEED=%llu\n", (unsigned long long)plan_seed);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
			what_is_true_of_any_plan_is_true_of_thousands_of_random_ones, seed_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
