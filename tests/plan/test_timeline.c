/* The days of a plan along a line: what it spans, where a day stands, and both ends. */
#include "given.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct snapshot given_plan(int starts, int ends, struct item *items, size_t count)
{
	struct snapshot snapshot = {.has_plan = true, .items = items, .item_count = count};

	snapshot.plan.starts = on(starts);
	snapshot.plan.ends = on(ends);
	return snapshot;
}

static struct item given_report(int due_before, enum wording wording)
{
	struct item item = given_item(ITEM_REPORT, "BC1", on(due_before));

	item.wording = wording;
	return item;
}

static struct item given_event(int from, int to)
{
	struct item item = given_item(ITEM_EVENT, "SK1", DAY_NONE);

	item.from = on(from);
	item.to = on(to);
	return item;
}

static void a_day_is_as_wide_as_the_room_gives(void **state)
{
	static const struct {
		int starts, ends, room, columns;
	} rows[] = {
		{601, 731, 61, 61},   /* a column a day, to be counted */
		{601, 731, 90, 61},
		{601, 731, 91, 91},   /* half as many again */
		{601, 731, 182, 182},
		{601, 731, 500, 183}, /* three at the most */
		{601, 731, 60, 60},   /* too many days: some share */
		{101, 1231, 61, 61},
		{601, 601, 60, 3},    /* a campaign of one day */
		{601, 731, 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct snapshot snapshot = given_plan(rows[i].starts, rows[i].ends, NULL, 0);
		struct timeline timeline;

		assert_true(timeline_make(&snapshot, rows[i].room, &timeline));
		assert_int_equal(timeline.columns, rows[i].columns);
		assert_int_equal(timeline_column(&timeline, on(rows[i].starts)), 0);
	}
}

static void days_before_and_behind_the_line_are_beside_it(void **state)
{
	static const struct {
		int day, column;
	} rows[] = {{531, -1}, {101, -1}, {601, 0}, {602, 1}, {628, 27}, {731, 60}, {801, 61},
		{1231, 61}};
	struct snapshot snapshot = given_plan(601, 731, NULL, 0);
	struct timeline timeline;

	(void)state;
	assert_true(timeline_make(&snapshot, 66, &timeline));
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(timeline_column(&timeline, on(rows[i].day)), rows[i].column);
	assert_int_equal(timeline_column(&timeline, DAY_NONE), -1);
	assert_int_equal(timeline_column(&timeline, INT_MAX), 61);
}

/* Whatever the room, columns follow days. */
static void days_stand_in_their_order_at_every_width(void **state)
{
	struct snapshot snapshot = given_plan(601, 1115, NULL, 0);

	(void)state;
	for (int room = 1; room < 400; room++) {
		struct timeline timeline;
		int last = 0;

		assert_true(timeline_make(&snapshot, room, &timeline));
		assert_in_range(timeline.columns, 1, room);
		for (int day = timeline.from; day <= timeline.to; day++) {
			int column = timeline_column(&timeline, day);

			assert_in_range(column, last, timeline.columns - 1);
			last = column;
		}
	}
}

/* 1/6/2020 is a Monday. */
static void weeks_begin_on_mondays_as_long_as_they_can_be_told_apart(void **state)
{
	static const struct {
		int room;
		const char *weeks;
	} rows[] = {
		{14, "|......|......"},
		{21, "|.........|.........."},
		{42, "|....................|...................."},
		{7, "|..|..."},
		{5, "|.|.."},
		{4, "...."},
	};
	struct snapshot snapshot = given_plan(601, 614, NULL, 0);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct timeline timeline;
		char weeks[64] = "";

		assert_true(timeline_make(&snapshot, rows[i].room, &timeline));
		for (int column = 0; column < timeline.columns; column++)
			weeks[column] = timeline_is_week(&timeline, column) ? '|' : '.';
		assert_string_equal(weeks, rows[i].weeks);
	}
}

static void what_lies_a_little_outside_the_plan_is_taken_in(void **state)
{
	static const struct {
		int due_before;
		enum wording wording;
		int to;
	} rows[] = {
		{801, WORDING_BEFORE, 801}, /* the wall stands behind the plan's last day */
		{801, WORDING_BY, 731},
		{801, WORDING_NONE, 801},
		{830, WORDING_BEFORE, 830},
		{831, WORDING_BEFORE, 731}, /* 31 of 61 days: the plan would lose its half */
		{1231, WORDING_BEFORE, 731},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item items[] = {given_report(rows[i].due_before, rows[i].wording)};
		struct snapshot snapshot = given_plan(601, 731, items, 1);
		struct timeline timeline;

		assert_true(timeline_make(&snapshot, 70, &timeline));
		assert_int_equal(timeline.from, D(6, 1));
		assert_int_equal(timeline.to, on(rows[i].to));
	}
}

static void an_event_before_the_plan_begins_the_line(void **state)
{
	struct item items[] = {given_event(520, 521), given_event(301, 301)};
	struct snapshot snapshot = given_plan(601, 731, items, 2);
	struct timeline timeline;

	(void)state;
	assert_true(timeline_make(&snapshot, 80, &timeline));
	assert_int_equal(timeline.from, D(5, 20));
	assert_int_equal(timeline.to, D(7, 31));
	assert_int_equal(timeline_column(&timeline, D(3, 1)), -1);
}

static void a_plan_without_days_goes_by_what_is_in_it(void **state)
{
	struct item items[] = {given_report(701, WORDING_BEFORE), given_event(626, 628),
		given_item(ITEM_TASK, "a", D(1, 1))};
	struct snapshot snapshot = given_plan(NEVER, NEVER, items, 3);
	struct timeline timeline;

	(void)state;
	assert_true(timeline_make(&snapshot, 80, &timeline));
	assert_int_equal(timeline.from, D(6, 26));
	assert_int_equal(timeline.to, D(7, 1));
	snapshot.plan.starts = D(6, 1);
	assert_true(timeline_make(&snapshot, 80, &timeline));
	assert_int_equal(timeline.from, D(6, 1));
	assert_int_equal(timeline.to, D(7, 1));
}

static void without_any_day_there_is_no_line(void **state)
{
	struct item items[] = {given_item(ITEM_TASK, "a", D(6, 10)),
		given_item(ITEM_EVENT, "SK", DAY_NONE), given_item(ITEM_REPORT, "BC", DAY_NONE)};
	struct snapshot snapshot = given_plan(NEVER, NEVER, items, 3);
	struct timeline timeline;

	(void)state;
	assert_false(timeline_make(&snapshot, 80, &timeline));
	snapshot = given_plan(601, 731, NULL, 0);
	assert_false(timeline_make(&snapshot, 0, &timeline));
	snapshot.has_plan = false;
	assert_false(timeline_make(&snapshot, 80, &timeline));
}

/* Days that no plan of people has, but a file may. */
static void a_line_of_thousands_of_years_stays_a_line(void **state)
{
	struct snapshot snapshot = {.has_plan = true};
	struct timeline timeline;

	(void)state;
	snapshot.plan.starts = INT_MIN + 1;
	snapshot.plan.ends = INT_MAX;
	assert_true(timeline_make(&snapshot, 70, &timeline));
	assert_int_equal(timeline.columns, 70);
	assert_int_equal(timeline_column(&timeline, INT_MAX), 69);
	assert_int_equal(timeline_column(&timeline, INT_MIN + 1), 0);
	assert_in_range(timeline_column(&timeline, 0), 34, 35);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_is_as_wide_as_the_room_gives),
		cmocka_unit_test(days_before_and_behind_the_line_are_beside_it),
		cmocka_unit_test(days_stand_in_their_order_at_every_width),
		cmocka_unit_test(weeks_begin_on_mondays_as_long_as_they_can_be_told_apart),
		cmocka_unit_test(what_lies_a_little_outside_the_plan_is_taken_in),
		cmocka_unit_test(an_event_before_the_plan_begins_the_line),
		cmocka_unit_test(a_plan_without_days_goes_by_what_is_in_it),
		cmocka_unit_test(without_any_day_there_is_no_line),
		cmocka_unit_test(a_line_of_thousands_of_years_stays_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
