/* Counts in `status` and rows in `due` agree always: for every branch, day and way of grouping. */
#include "cli/run.h"

static const char *const days[] = {
	"5/6/2020", "11/6/2020", "28/6/2020", "30/6/2020", "2/7/2020", "20/8/2020"};
static const char *const units[] = {
	"", "--unit 72", "--unit 703", "--unit 711", "--unit TT02", "--unit 25456"};

struct parts {
	long on_time, late, open, overdue, returned, exempt;
};

static void add_state(struct parts *parts, const char *state)
{
	static const char *const open[] = {
		"not_due", "due_soon", "last_day", "extended", "in_progress", "no_date"};

	parts->on_time += strcmp(state, "on_time") == 0 || strcmp(state, "done") == 0;
	parts->late += strcmp(state, "late") == 0;
	parts->overdue += strcmp(state, "overdue") == 0;
	parts->returned += strcmp(state, "returned") == 0;
	parts->exempt += strcmp(state, "exempt") == 0;
	for (size_t i = 0; i < COUNT(open); i++)
		parts->open += strcmp(state, open[i]) == 0;
}

static long number_at(const struct table *table, size_t row, const char *heading)
{
	const char *text = table_at(table, row, heading);

	assert_true(*text && strspn(text, "0123456789") == strlen(text));
	return strtol(text, NULL, 10);
}

static void rate_is(
	const struct table *status, size_t row, const char *heading, long part, long whole)
{
	char expected[48] = "";

	if (whole > 0) {
		long tenths = (part * 2000 + whole) / (whole * 2);

		if (tenths == 1000 && part < whole)
			tenths = 999;
		if (tenths == 0 && part > 0)
			tenths = 1;
		snprintf(expected, sizeof expected, "%ld.%ld", tenths / 10, tenths % 10);
	}
	assert_string_equal(table_at(status, row, heading), expected);
}

/* A row of status has the parts that were counted, and everything that follows from them. */
static void row_adds_up(const struct table *status, size_t row, const struct parts *parts)
{
	long expected =
		parts->on_time + parts->late + parts->open + parts->overdue + parts->returned;
	long done = parts->on_time + parts->late;

	assert_int_equal(number_at(status, row, "on_time"), parts->on_time);
	assert_int_equal(number_at(status, row, "late"), parts->late);
	assert_int_equal(number_at(status, row, "open"), parts->open);
	assert_int_equal(number_at(status, row, "overdue"), parts->overdue);
	assert_int_equal(number_at(status, row, "returned"), parts->returned);
	assert_int_equal(number_at(status, row, "exempt"), parts->exempt);
	assert_int_equal(number_at(status, row, "expected"), expected);
	assert_int_equal(number_at(status, row, "total"), expected + parts->exempt);
	rate_is(status, row, "reporting_rate", done, expected);
	rate_is(status, row, "on_time_rate", parts->on_time, expected);
	rate_is(status, row, "completion_rate", done, done + parts->overdue);
}

/* Every duty of a branch as rows with unit, item and state: due --tasks for what is dated, and the
 * checklists of the undated tasks. */
struct duties {
	struct table due, tasks;
};

static void duties_read(
	struct office *office, struct duties *duties, const char *unit, const char *day)
{
	run_for(office, 0, "bare --db t.db --as-of %s %s due --tasks --csv", day, unit);
	table_read(&duties->due, office->out);
	run_for(office, 0, "bare --db t.db --as-of %s %s list tasks --csv", day, unit);
	table_read(&duties->tasks, office->out);
}

static void duties_free(struct duties *duties)
{
	table_free(&duties->due);
	table_free(&duties->tasks);
}

typedef bool belongs(const char *unit, const char *item, const void *to);

static bool is_report(const char *item)
{
	return strncmp(item, "BC", 2) == 0;
}

static struct parts duties_count(
	const struct duties *duties, bool reports, bool tasks, belongs *fits, const void *to)
{
	struct parts parts = {0};

	for (size_t row = 0; row < duties->due.rows; row++) {
		const char *item = table_at(&duties->due, row, "item");

		if ((is_report(item) ? reports : tasks) &&
			fits(table_at(&duties->due, row, "unit"), item, to))
			add_state(&parts, table_at(&duties->due, row, "state"));
	}
	for (size_t row = 0; tasks && row < duties->tasks.rows; row++)
		if (!*table_at(&duties->tasks, row, "due") &&
			fits(table_at(&duties->tasks, row, "unit"),
				table_at(&duties->tasks, row, "task"), to))
			add_state(&parts, table_at(&duties->tasks, row, "verdict"));
	return parts;
}

static bool is_item(const char *unit, const char *item, const void *to)
{
	(void)unit;
	return strcmp(item, to) == 0;
}

static bool is_unit(const char *unit, const char *item, const void *to)
{
	(void)item;
	return strcmp(unit, to) == 0;
}

static bool is_any(const char *unit, const char *item, const void *to)
{
	(void)unit;
	(void)item;
	(void)to;
	return true;
}

static void one_status_agrees(struct office *office, const char *unit, const char *day)
{
	struct duties duties;
	struct table status;
	size_t items = 0;

	duties_read(office, &duties, unit, day);
	run_for(office, 0, "bare --db t.db --as-of %s %s status --csv", day, unit);
	table_read(&status, office->out);
	for (size_t row = 0; row < status.rows; row++) {
		const char *item = table_at(&status, row, "item"),
			   *title = table_at(&status, row, "title");
		struct parts parts = *item ? duties_count(&duties, true, true, is_item, item)
					   : duties_count(&duties, strcmp(title, "reports") == 0,
						     strcmp(title, "tasks") == 0, is_any, NULL);

		items += *item != '\0';
		row_adds_up(&status, row, &parts);
	}
	assert_int_equal(items, 21); /* 2 reports and 19 tasks, also those that bind nobody here */
	assert_int_equal(status.rows, items + 2);
	assert_string_equal(table_at(&status, items, "title"), "reports");
	assert_string_equal(table_at(&status, items + 1, "title"), "tasks");
	table_free(&status);
	duties_free(&duties);
}

static void status_agrees_with_due_in_every_branch_on_every_day(void **state)
{
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(days); i++)
		for (size_t j = 0; j < COUNT(units); j++)
			one_status_agrees(office, units[j], days[i]);
}

static void it_agrees_after_changes_of_every_sort(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"tiendo exempt 703 II.1.a --why x; tiendo extend 705 III.2.1 --until 20/6 --why x");
	run_for(office, 0, "tiendo receive 705 BC1 --on 28/6; tiendo return 705 BC1 --why x");
	run_for(office, 0,
		"tiendo done 711 III.2.1 --on 15/6; tiendo start 711 III.2.2; tiendo reopen 703 "
		"II.1.b");
	run_for(office, 0, "tiendo extend 711 III.2.1 --until 16/6 --why x");
	for (size_t i = 0; i < COUNT(days); i++)
		one_status_agrees(office, units[i % COUNT(units)], days[i]);
}

/* Groups by unit: two rows each, reports then tasks, with the unit's code. */
static void by_unit_agrees(void **state)
{
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(days); i++) {
		struct duties duties;
		struct table status;

		duties_read(office, &duties, units[i % 3], days[i]);
		run_for(office, 0, "bare --db t.db --as-of %s %s status --by unit --csv", days[i],
			units[i % 3]);
		table_read(&status, office->out);
		assert_true(status.rows > 0 && status.rows % 2 == 0);
		for (size_t row = 0; row < status.rows; row++) {
			bool tasks = row % 2;
			struct parts parts = duties_count(
				&duties, !tasks, tasks, is_unit, table_at(&status, row, "unit"));

			assert_string_equal(
				table_at(&status, row, "title"), tasks ? "tasks" : "reports");
			assert_string_equal(table_at(&status, row, "item"), "");
			row_adds_up(&status, row, &parts);
		}
		table_free(&status);
		duties_free(&duties);
	}
}

/* Whatever the groups, they add up to the whole. */
static void groups_sum_to_the_whole(
	struct office *office, const char *by, const char *unit, const char *day)
{
	static const char *const columns[] = {"expected", "on_time", "late", "open", "overdue",
		"returned", "exempt", "total", "extended"};
	struct table whole, groups;

	run_for(office, 0, "bare --db t.db --as-of %s %s status --csv", day, unit);
	table_read(&whole, office->out);
	run_for(office, 0, "bare --db t.db --as-of %s %s status --by %s --csv", day, unit, by);
	table_read(&groups, office->out);
	for (int tasks = 0; tasks < 2; tasks++)
		for (size_t i = 0; i < COUNT(columns); i++) {
			long sum = 0;

			for (size_t row = (size_t)tasks; row < groups.rows; row += 2)
				sum += number_at(&groups, row, columns[i]);
			assert_int_equal(
				sum, number_at(&whole, whole.rows - 2 + (size_t)tasks, columns[i]));
		}
	table_free(&groups);
	table_free(&whole);
}

static void every_grouping_adds_up_to_the_whole(void **state)
{
	struct office *office = *state;
	static const char *const ways[] = {"unit", "kind", "branch"};

	for (size_t i = 0; i < COUNT(ways); i++)
		for (size_t j = 0; j < COUNT(units); j++)
			groups_sum_to_the_whole(
				office, ways[i], units[j], days[(i + j) % COUNT(days)]);
}

static void groups_carry_their_code_or_kind(void **state)
{
	struct office *office = *state;
	struct table status;

	table_of(office, &status, "status --by branch");
	assert_string_equal(table_at(&status, 0, "unit"), "72"); /* the root's own duties */
	assert_int_equal(number_at(&status, 1, "total"), 3);
	assert_int_equal(
		table_count(&status, "unit", "703", "unit_name", "Thành đoàn Tây Ninh", NULL), 2);
	assert_int_equal(status.rows, 26);
	table_free(&status);
	table_of(office, &status, "status --by kind");
	assert_int_equal(table_count(&status, "kind", "huyen", "unit", "", NULL), 2);
	assert_int_equal(
		table_count(&status, "kind", "truc-thuoc", "title", "reports", "exempt", "1", NULL),
		1);
	assert_int_equal(status.rows, 10);
	table_free(&status);
	table_of(office, &status, "status --unit 703");
	assert_string_equal(table_at(&status, 0, "unit"), "703");
	table_free(&status);
	table_of(office, &status, "status");
	assert_string_equal(table_at(&status, 0, "unit"), "");
	assert_string_equal(table_at(&status, 0, "item"), "BC1");
	assert_string_equal(table_at(&status, 0, "title"), "Báo cáo kết quả tháng đầu");
	assert_string_equal(table_at(&status, 0, "extended"), "1");
	table_free(&status);
}

/* Of one report alone: the row that all of them have for it, and its groups add up to that. */
static void one_report_alone_is_its_row_of_all(void **state)
{
	static const char *const columns[] = {"expected", "on_time", "late", "open", "overdue",
		"returned", "exempt", "total", "extended"};
	static const char *const items[] = {"BC1", "BC2", "III.2.1"},
				  *const ways[] = {"unit", "kind", "branch"};
	struct office *office = *state;
	struct table whole, alone, groups;

	table_of(office, &whole, "status");
	for (size_t i = 0; i < COUNT(items); i++) {
		size_t row = 0;

		while (strcmp(table_at(&whole, row, "item"), items[i]) != 0)
			row++;
		run_for(office, 0, "tiendo list reports --report %s --csv", items[i]);
		table_read(&alone, office->out);
		run_for(office, 0, "tiendo list reports --by %s --report %s --csv", ways[i],
			items[i]);
		table_read(&groups, office->out);
		assert_int_equal(alone.rows, 2); /* it, and the sum over it */
		for (size_t j = 0; j < COUNT(columns); j++) {
			long sum = 0;

			assert_int_equal(number_at(&alone, 0, columns[j]),
				number_at(&whole, row, columns[j]));
			assert_int_equal(number_at(&alone, 1, columns[j]),
				number_at(&whole, row, columns[j]));
			for (size_t k = 0; k < groups.rows; k++)
				sum += number_at(&groups, k, columns[j]);
			assert_int_equal(sum, number_at(&whole, row, columns[j]));
		}
		table_free(&alone);
		table_free(&groups);
	}
	table_free(&whole);
	run_for(office, 2, "tiendo list reports --report BC9");
	run_for(office, 2, "tiendo list reports --by moon");
}

static void received_within_an_extension_is_on_time_and_extended(void **state)
{
	struct office *office = *state;
	struct table status;

	run_for(office, 0, "tiendo receive 711 BC1 --on 2/7/2020");
	run_for(office, 0, "bare --db t.db --as-of 5/7/2020 status --csv");
	table_read(&status, office->out);
	assert_int_equal(table_count(&status, "item", "BC1", "on_time", "4", "late", "0", "overdue",
				 "6", "extended", "1", NULL),
		1);
	table_free(&status);
	run_for(office, 0, "bare --db t.db --as-of 5/7/2020 due --csv");
	table_read(&status, office->out);
	assert_int_equal(
		table_count(&status, "unit", "711", "item", "BC1", "state", "on_time", "days", "1",
			"extended_to", "2020-07-03", "due_before", "2020-07-01", NULL),
		1);
	table_free(&status);
}

/* R1 of DOMAIN.md §4: 20 expected = 14 on time + 3 late + 3 missing. */
static void the_worked_example_comes_out(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"printf 'code,name,kind\\n' > u.csv; printf 'unit,report,received_on\\n' > r.csv\n"
		"for i in $(seq 1 20); do printf 'U%%d,Đơn vị,huyen\\n' $i >> u.csv; done\n"
		"for i in $(seq 1 14); do printf 'U%%d,R1,30/6/2020\\n' $i >> r.csv; done\n"
		"for i in 15 16 17; do printf 'U%%d,R1,1/7/2020\\n' $i >> r.csv; done");
	file_put(office, "p.csv",
		"type,code,title,audience,before\nplan,P,Kế hoạch,,\nreport,R1,Báo "
		"cáo,huyen,1/7/2020\n");
	run_for(office, 0, "bare --db w.db init --units-file u.csv --plan-file p.csv");
	run_for(office, 0, "bare --db w.db import receipts r.csv");
	run_for(office, 0, "bare --db w.db --as-of 5/7/2020 status --csv");
	says(office, "R1,20,14,3,0,3,0,0,20,85.0,70.0,85.0,");
	run_for(office, 0, "bare --db w.db --as-of 5/7/2020 --lang en status");
	says(office, "on time 14 + late 3 + open in time 0 + overdue 3 + returned 0 + not "
		     "applicable 0 = 20\n");
	says(office, "85.0%");
	run_for(office, 0, "bare --db w.db --as-of 5/7/2020 --lang vi status");
	says(office, "85,0%");
	says(office, "–"); /* no task at all: 0/0 is neither 0 nor 100 */
	run_for(office, 0, "bare --db w.db --as-of 5/7/2020 status --csv");
	says(office, ",,0,0,0,0,0,0,0,0,,,,tasks,");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(status_agrees_with_due_in_every_branch_on_every_day),
		TEST(it_agrees_after_changes_of_every_sort),
		TEST(by_unit_agrees),
		TEST(every_grouping_adds_up_to_the_whole),
		TEST(groups_carry_their_code_or_kind),
		TEST(one_report_alone_is_its_row_of_all),
		TEST(received_within_an_extension_is_on_time_and_extended),
		TEST_BARE(the_worked_example_comes_out),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
