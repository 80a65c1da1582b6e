/* The board: which duties a query asks for, and worst first. */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { I, BC1, BC2, VIEC, LAM, SL1, ITEMS };
enum { ROOT, A, A1, B, C, UNITS };

static struct snapshot snapshot;
static struct item items[ITEMS];
static struct record records[4];
static struct receipt receipts[4];

/* On 05/7/2020: BC1 (before 01/7) A on time, B overdue, C extended to 10/7; BC2 (before 01/8) A
 * returned, B not due, C exempt; VIEC (before 10/6, province) overdue; LAM undated, A begun. */
static int plan_given(void **state)
{
	const struct unit given[UNITS] = {
		given_unit("0", "", "tinh", ""),
		given_unit("a", "", "huyen", "0"),
		given_unit("a1", "", "xa", "a"),
		given_unit("b", "", "huyen", "0"),
		given_unit("c", "", "huyen", "0"),
	};

	(void)state;
	items[I] = given_item(ITEM_SECTION, "I", DAY_NONE);
	items[BC1] = given_item(ITEM_REPORT, "BC1", D(7, 1));
	items[BC2] = given_item(ITEM_REPORT, "BC2", D(8, 1));
	items[VIEC] = given_item(ITEM_TASK, "VIEC", D(6, 10));
	items[LAM] = given_item(ITEM_TASK, "LAM", DAY_NONE);
	items[SL1] = given_item(ITEM_NUMBER, "SL1", DAY_NONE);
	items[BC1].audience = items[BC2].audience = items[LAM].audience = "huyen";
	items[SL1].audience = "huyen"; /* a number is nobody's duty */
	items[VIEC].audience = "tinh";
	records[0] = given_record(BC1, C);
	records[0].extended_to = D(7, 10);
	records[1] = given_record(BC2, C);
	records[1].exempt_why = "no members";
	records[2] = given_record(LAM, A);
	records[2].progress = PROGRESS_DOING;
	receipts[0] = given_receipt(BC1, A, 1, D(6, 29));
	receipts[1] = given_receipt(BC2, A, 1, D(7, 1));
	receipts[1].returned_on = D(7, 2);
	snapshot = (struct snapshot){.rules = {.due_soon = 3},
		.plan = {.ends = D(7, 31)},
		.items = items,
		.item_count = ITEMS,
		.records = records,
		.record_count = 3,
		.receipts = receipts,
		.receipt_count = 2};
	snapshot.units = given_tree(given, UNITS, &snapshot.pool);
	items_arrange(items, ITEMS, &snapshot.plan, &snapshot.units, &snapshot.pool);
	return 0;
}

static int plan_freed(void **state)
{
	(void)state;
	pool_free(&snapshot.pool);
	return 0;
}

static struct board_query everything(void)
{
	return (struct board_query){.today = D(7, 5),
		.unit = NOWHERE,
		.item = NOWHERE,
		.reports = true,
		.tasks = true,
		.undated = true,
		.within = -1};
}

/* "BC1a=D …" in the order of the board. */
static const char *board_text(const struct board *board)
{
	static char text[512];
	size_t length = 0;

	text[0] = '\0';
	for (size_t i = 0; i < board->count; i++)
		length += (size_t)snprintf(text + length, sizeof text - length, "%s%s%s=%c",
			i ? " " : "", items[board->at[i].item].code,
			snapshot.units.at[board->at[i].unit].code,
			state_letter(board->at[i].verdict.state));
	return text;
}

static void check(struct board_query query, bool is_sorted, const char *expected)
{
	struct pool pool = {0};
	struct board board;

	board_build(&snapshot, &query, &pool, &board);
	if (is_sorted)
		board_sort(&board);
	assert_string_equal(board_text(&board), expected);
	assert_int_equal(tally_total(&board.reports) + tally_total(&board.tasks), board.count);
	pool_free(&pool);
}

static void everything_stands_in_plan_order(void **state)
{
	(void)state;
	check(everything(), false,
		"BC1a=D BC1b=Q BC1c=G BC2a=R BC2b=. BC2c=- VIEC0=Q LAMa=~ LAMb=k LAMc=k");
}

static void sorted_it_is_worst_first(void **state)
{
	(void)state;
	check(everything(), true,
		"VIEC0=Q BC1b=Q BC2a=R BC1c=G LAMa=~ BC2b=. LAMb=k LAMc=k BC1a=D BC2c=-");
}

static void a_query_narrows_by_kind_of_item_date_item_and_branch(void **state)
{
	struct board_query query = everything();

	(void)state;
	query.tasks = false;
	check(query, false, "BC1a=D BC1b=Q BC1c=G BC2a=R BC2b=. BC2c=-");
	query = everything();
	query.reports = false;
	check(query, false, "VIEC0=Q LAMa=~ LAMb=k LAMc=k");
	query.undated = false;
	check(query, false, "VIEC0=Q");
	query = everything();
	query.item = BC2;
	check(query, false, "BC2a=R BC2b=. BC2c=-");
	query.unit = B;
	check(query, false, "BC2b=.");
	query.item = I;
	check(query, false, "");
	query = everything();
	query.unit = A;
	check(query, false, "BC1a=D BC2a=R LAMa=~");
	query.unit = A1;
	check(query, true, "");
	query.unit = ROOT;
	check(query, false,
		"BC1a=D BC1b=Q BC1c=G BC2a=R BC2b=. BC2c=- VIEC0=Q LAMa=~ LAMb=k LAMc=k");
}

static void within_some_days_takes_what_falls_due_is_overdue_or_returned(void **state)
{
	struct board_query query = everything();

	(void)state;
	query.within = 0;
	check(query, false, "BC1b=Q BC2a=R VIEC0=Q");
	query.within = 4;
	check(query, false, "BC1b=Q BC2a=R VIEC0=Q");
	query.within = 5; /* 10/7 */
	check(query, false, "BC1b=Q BC1c=G BC2a=R VIEC0=Q");
	query.within = 26; /* 31/7 */
	check(query, false, "BC1b=Q BC1c=G BC2a=R BC2b=. VIEC0=Q");
	query.within = 7;
	query.today = D(6, 23); /* nothing later has happened */
	check(query, false, "BC1a=. BC1b=. VIEC0=Q");
}

static void a_task_without_a_date_that_was_extended_is_a_dated_one(void **state)
{
	struct board_query query = everything();

	(void)state;
	records[2].extended_to = D(7, 6);
	query.undated = false;
	query.within = 1;
	query.reports = false;
	check(query, false, "VIEC0=Q LAMa=G");
	records[2].extended_to = DAY_NONE;
}

static void what_is_recorded_of_units_outside_is_passed_over(void **state)
{
	struct board_query query = everything();
	struct record kept = records[0];

	(void)state;
	/* a record of a commune that does not owe the item, and rows of items not asked for */
	records[0] = given_record(BC1, A1);
	records[0].exempt_why = "stray";
	query.item = BC1;
	query.unit = A;
	check(query, false, "BC1a=D");
	query.unit = NOWHERE;
	check(query, false, "BC1a=D BC1b=Q BC1c=Q");
	records[0] = kept;
}

static void the_tallies_are_of_what_is_in_it(void **state)
{
	struct board_query query = everything();
	struct pool pool = {0};
	struct board board;
	char out[256];

	(void)state;
	board_build(&snapshot, &query, &pool, &board);
	tally_print(&board.reports, out, sizeof out);
	assert_string_equal(out, "on time 1 + late 0 + open in time 2 + overdue 1 + returned 1 + "
					"not applicable 1 = 6");
	tally_print(&board.tasks, out, sizeof out);
	assert_string_equal(out, "on time 0 + late 0 + open in time 1 + overdue 1 + returned 0"
					" + not applicable 0 + no date 2 = 4");
	assert_int_equal(board.reports.extended, 1);
	pool_free(&pool);
}

static int expected_rank(enum state state)
{
	static const enum state order[] = {STATE_OVERDUE, STATE_RETURNED, STATE_LAST_DAY,
		STATE_DUE_SOON, STATE_EXTENDED, STATE_IN_PROGRESS, STATE_NOT_DUE, STATE_NO_DATE,
		STATE_LATE, STATE_ON_TIME, STATE_DONE, STATE_EXEMPT};
	int rank = 0;

	assert_int_equal(COUNT(order), STATES);
	while (order[rank] != state)
		rank++;
	return rank;
}

static int64_t in_force(const struct duty *duty)
{
	int day = duty->verdict.last_day;

	if (duty->verdict.extended_to > day)
		day = duty->verdict.extended_to;
	return day == DAY_NONE ? INT64_MAX : day;
}

static int duty_compare(const void *left, const void *right)
{
	const struct duty *a = left, *b = right;
	int ranks = expected_rank(a->verdict.state) - expected_rank(b->verdict.state);

	if (ranks)
		return ranks;
	if (in_force(a) != in_force(b))
		return in_force(a) < in_force(b) ? -1 : 1;
	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return a->unit < b->unit ? -1 : a->unit > b->unit;
}

/* Duties in any order, of every state and with deadlines over three centuries, come out as a
 * comparing sort would have them. */
static void the_order_is_that_of_a_comparing_sort(void **state)
{
	enum { MANY = 3000 };
	struct duty *duties = memory_take(MANY, sizeof *duties);
	struct duty *sorted = memory_take(MANY, sizeof *sorted);
	struct board board = {.count = MANY, .at = duties};
	uint32_t seed = 20200628;

	(void)state;
	for (uint32_t i = 0; i < MANY; i++) {
		seed = seed * 1664525u + 1013904223u;
		duties[i].item = i * 7 % 30;
		duties[i].unit = i * 13 % MANY;
		duties[i].verdict.state = (enum state)((seed >> 24) % STATES);
		duties[i].verdict.last_day =
			seed >> 20 & 1 ? DAY_NONE
					: day_make(1900, 1, 1) + (int)((seed >> 4) % 109000);
		duties[i].verdict.extended_to =
			seed >> 21 & 1 ? DAY_NONE : day_make(2020, 1, 1) + (int)((seed >> 8) % 50);
	}
	memcpy(sorted, duties, MANY * sizeof *duties);
	qsort(sorted, MANY, sizeof *sorted, duty_compare);
	board_sort(&board);
	for (size_t i = 0; i < MANY; i++)
		if (duty_compare(&sorted[i], &duties[i]) != 0)
			fail_msg("place %zu", i);
	board_sort(&board); /* sorting what is sorted changes nothing */
	for (size_t i = 0; i < MANY; i++)
		if (duty_compare(&sorted[i], &duties[i]) != 0)
			fail_msg("place %zu after sorting again", i);
	free(duties);
	free(sorted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_stands_in_plan_order),
		cmocka_unit_test(sorted_it_is_worst_first),
		cmocka_unit_test(a_query_narrows_by_kind_of_item_date_item_and_branch),
		cmocka_unit_test(within_some_days_takes_what_falls_due_is_overdue_or_returned),
		cmocka_unit_test(a_task_without_a_date_that_was_extended_is_a_dated_one),
		cmocka_unit_test(what_is_recorded_of_units_outside_is_passed_over),
		cmocka_unit_test(the_tallies_are_of_what_is_in_it),
		cmocka_unit_test(the_order_is_that_of_a_comparing_sort),
	};

	return cmocka_run_group_tests(tests, plan_given, plan_freed);
}
