/* The verdict on one duty: every row of DOMAIN.md §2 and §3 and every reading of §9. The calendar:
 * 26/6/2020 is a Friday, 28/6 a Sunday, 30/6 a Tuesday. */
#include "given.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct rules rules = {.utc_offset = 420, .due_soon = 3};
static const struct plan plan = {.ends = DAY_NONE};
static const struct plan by_document = {.ends = DAY_NONE, .by_document_date = true};

static struct verdict report_judge(int due_before, int received_on, int today)
{
	struct item item = given_item(ITEM_REPORT, "BC1", on(due_before));
	struct receipt receipt = given_receipt(0, 0, 1, on(received_on));

	return duty_judge(&rules, &plan, &item, NULL, received_on ? &receipt : NULL,
		received_on != NEVER, on(today));
}

static void an_exclusive_date_makes_the_day_before_it_the_last_good_one(void **state)
{
	/* "before 01/7" is stored as 01/7, "by 01/7" as 02/7 */
	static const struct {
		int due_before, received_on;
		enum state state;
		int days;
	} rows[] = {
		{701, 630, STATE_ON_TIME, 0},
		{701, 701, STATE_LATE, -1},
		{701, 702, STATE_LATE, -2},
		{702, 630, STATE_ON_TIME, 1},
		{702, 701, STATE_ON_TIME, 0},
		{702, 702, STATE_LATE, -1},
		{701, 615, STATE_ON_TIME, 15},
		{701, 801, STATE_LATE, -32},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct verdict verdict = report_judge(rows[i].due_before, rows[i].received_on, 901);

		if (verdict.state != rows[i].state || verdict.days != rows[i].days ||
			!verdict.has_days)
			fail_msg(
				"row %zu: %s, %d days", i, state_word(verdict.state), verdict.days);
		assert_int_equal(verdict.received_on, on(rows[i].received_on));
		assert_int_equal(verdict.due_before, on(rows[i].due_before));
		assert_int_equal(verdict.last_day, on(rows[i].due_before) - 1);
		assert_int_equal(verdict.extended_to, DAY_NONE);
		assert_false(verdict.within_extension);
	}
}

static void an_open_report_goes_from_not_due_to_overdue(void **state)
{
	static const struct {
		int due_before, today;
		enum state state;
		int days;
	} rows[] = {
		{701, 624, STATE_NOT_DUE, 6}, /* Thu Fri Mon Tue to come: four */
		{701, 625, STATE_DUE_SOON, 5}, /* Fri Mon Tue: three */
		{701, 628, STATE_DUE_SOON, 2},
		{701, 629, STATE_DUE_SOON, 1},
		{701, 630, STATE_LAST_DAY, 0},
		{701, 701, STATE_OVERDUE, -1},
		{701, 705, STATE_OVERDUE, -5},
		/* a Friday before a Sunday's last day: no working day left, due soon all the same */
		{629, 626, STATE_DUE_SOON, 2},
		{629, 627, STATE_DUE_SOON, 1},
		{629, 628, STATE_LAST_DAY, 0},
		/* never shifted: the Sunday was the last good day */
		{629, 629, STATE_OVERDUE, -1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct verdict verdict = report_judge(rows[i].due_before, NEVER, rows[i].today);

		if (verdict.state != rows[i].state || verdict.days != rows[i].days ||
			!verdict.has_days)
			fail_msg(
				"row %zu: %s, %d days", i, state_word(verdict.state), verdict.days);
		assert_int_equal(verdict.received_on, DAY_NONE);
	}
}

static void a_report_due_today_is_not_late(void **state)
{
	struct verdict verdict = report_judge(701, NEVER, 630);

	(void)state;
	assert_int_equal(verdict.state, STATE_LAST_DAY);
	assert_int_equal(verdict.days, 0);
}

static void tasks_are_judged_by_progress_and_the_day_done(void **state)
{
	static const struct {
		int due_before;
		enum progress progress;
		int done_on, today;
		enum state state;
		bool has_days;
		int days, received_on;
	} rows[] = {
		{701, PROGRESS_OPEN, NEVER, 610, STATE_NOT_DUE, true, 20, NEVER},
		{701, PROGRESS_DOING, NEVER, 610, STATE_IN_PROGRESS, true, 20, NEVER},
		{701, PROGRESS_DOING, NEVER, 625, STATE_DUE_SOON, true, 5, NEVER},
		{701, PROGRESS_DOING, NEVER, 630, STATE_LAST_DAY, true, 0, NEVER},
		{701, PROGRESS_DOING, NEVER, 701, STATE_OVERDUE, true, -1, NEVER},
		{701, PROGRESS_DONE, 630, 710, STATE_ON_TIME, true, 0, 630},
		{701, PROGRESS_DONE, 620, 710, STATE_ON_TIME, true, 10, 620},
		{701, PROGRESS_DONE, 703, 710, STATE_LATE, true, -3, 703},
		{701, PROGRESS_DONE, NEVER, 710, STATE_ON_TIME, false, 0, NEVER},
		/* done after the day asked about: simply open, not begun */
		{701, PROGRESS_DONE, 620, 619, STATE_NOT_DUE, true, 11, NEVER},
		{701, PROGRESS_DONE, 620, 620, STATE_ON_TIME, true, 10, 620},
		{701, PROGRESS_DONE, 705, 702, STATE_OVERDUE, true, -2, NEVER},
		/* no date */
		{NEVER, PROGRESS_OPEN, NEVER, 610, STATE_NO_DATE, false, 0, NEVER},
		{NEVER, PROGRESS_DOING, NEVER, 610, STATE_IN_PROGRESS, false, 0, NEVER},
		{NEVER, PROGRESS_DONE, 609, 610, STATE_DONE, false, 0, 609},
		{NEVER, PROGRESS_DONE, NEVER, 610, STATE_DONE, false, 0, NEVER},
		{NEVER, PROGRESS_DONE, 611, 610, STATE_NO_DATE, false, 0, NEVER},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item item = given_item(ITEM_TASK, "a", on(rows[i].due_before));
		struct record record = given_record(0, 0);
		struct verdict verdict;

		record.progress = rows[i].progress;
		record.done_on = on(rows[i].done_on);
		verdict = duty_judge(&rules, &plan, &item, &record, NULL, 0, on(rows[i].today));
		if (verdict.state != rows[i].state || verdict.has_days != rows[i].has_days ||
			verdict.days != rows[i].days ||
			verdict.received_on != on(rows[i].received_on))
			fail_msg(
				"row %zu: %s, %d days", i, state_word(verdict.state), verdict.days);
	}
}

static void a_report_without_a_date_is_no_date_then_done(void **state)
{
	(void)state;
	assert_int_equal(report_judge(NEVER, NEVER, 610).state, STATE_NO_DATE);
	assert_int_equal(report_judge(NEVER, 609, 610).state, STATE_DONE);
	assert_false(report_judge(NEVER, 609, 610).has_days);
}

static void a_receipt_after_the_day_asked_about_is_not_there_yet(void **state)
{
	(void)state;
	assert_int_equal(report_judge(701, 628, 627).state, STATE_DUE_SOON);
	assert_int_equal(report_judge(701, 628, 627).received_on, DAY_NONE);
	assert_int_equal(report_judge(701, 628, 628).state, STATE_ON_TIME);
	assert_int_equal(report_judge(701, 705, 704).state, STATE_OVERDUE);
	assert_int_equal(report_judge(701, 705, 704).days, -4);
	assert_int_equal(report_judge(701, 705, 705).state, STATE_LATE);
}

static void versions_and_returns_never_change_version_ones_punctuality(void **state)
{
	static const struct {
		int received[3], returned[3], today;
		enum state state;
		int days, received_on;
	} rows[] = {
		/* on time, then returned in July, then sent again: on time */
		{{628, NEVER, NEVER}, {702, NEVER, NEVER}, 630, STATE_ON_TIME, 2, 628},
		{{628, NEVER, NEVER}, {702, NEVER, NEVER}, 701, STATE_ON_TIME, 2, 628},
		{{628, NEVER, NEVER}, {702, NEVER, NEVER}, 702, STATE_RETURNED, -2, 628},
		{{628, 705, NEVER}, {702, NEVER, NEVER}, 704, STATE_RETURNED, -4, 628},
		{{628, 705, NEVER}, {702, NEVER, NEVER}, 705, STATE_ON_TIME, 2, 628},
		{{628, 705, NEVER}, {702, 706, NEVER}, 706, STATE_RETURNED, -6, 628},
		{{628, 705, 707}, {702, 706, NEVER}, 707, STATE_ON_TIME, 2, 628},
		/* returned before the deadline: days to it are left */
		{{620, NEVER, NEVER}, {622, NEVER, NEVER}, 625, STATE_RETURNED, 5, 620},
		/* a supplement without a return */
		{{630, 715, NEVER}, {NEVER, NEVER, NEVER}, 720, STATE_ON_TIME, 0, 630},
		/* late stays late */
		{{703, 704, NEVER}, {703, NEVER, NEVER}, 710, STATE_LATE, -3, 703},
		/* sent back and in again on one day */
		{{620, 622, NEVER}, {622, NEVER, NEVER}, 622, STATE_ON_TIME, 10, 620},
		/* version 1 returned after version 2 came: the latest there counts */
		{{620, 621, NEVER}, {625, NEVER, NEVER}, 626, STATE_ON_TIME, 10, 620},
		/* not in yet, so it cannot have been sent back either */
		{{628, NEVER, NEVER}, {629, NEVER, NEVER}, 627, STATE_DUE_SOON, 3, NEVER},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item item = given_item(ITEM_REPORT, "BC1", D(7, 1));
		struct receipt receipts[3];
		struct verdict verdict;
		size_t count = 0;

		while (count < 3 && rows[i].received[count]) {
			receipts[count] =
				given_receipt(0, 0, (int)count + 1, on(rows[i].received[count]));
			receipts[count].returned_on = on(rows[i].returned[count]);
			count++;
		}
		verdict =
			duty_judge(&rules, &plan, &item, NULL, receipts, count, on(rows[i].today));
		if (verdict.state != rows[i].state || verdict.days != rows[i].days ||
			verdict.received_on != on(rows[i].received_on))
			fail_msg(
				"row %zu: %s, %d days", i, state_word(verdict.state), verdict.days);
	}
}

static void a_returned_report_without_a_date_has_no_days(void **state)
{
	struct item item = given_item(ITEM_REPORT, "BC1", DAY_NONE);
	struct receipt receipt = given_receipt(0, 0, 1, D(6, 1));
	struct verdict verdict;

	(void)state;
	receipt.returned_on = D(6, 2);
	verdict = duty_judge(&rules, &plan, &item, NULL, &receipt, 1, D(6, 3));
	assert_int_equal(verdict.state, STATE_RETURNED);
	assert_false(verdict.has_days);
}

static void the_plan_says_which_date_counts(void **state)
{
	struct item item = given_item(ITEM_REPORT, "BC1", D(7, 1));
	struct receipt receipt = given_receipt(0, 0, 1, D(7, 2));
	struct verdict verdict;

	(void)state;
	receipt.document_date = D(6, 29);
	assert_int_equal(
		duty_judge(&rules, &plan, &item, NULL, &receipt, 1, D(7, 9)).state, STATE_LATE);
	verdict = duty_judge(&rules, &by_document, &item, NULL, &receipt, 1, D(7, 9));
	assert_int_equal(verdict.state, STATE_ON_TIME);
	assert_int_equal(verdict.days, 1);
	assert_int_equal(verdict.received_on, D(7, 2));
	/* it is there from the day it came, not from the day it was written */
	verdict = duty_judge(&rules, &by_document, &item, NULL, &receipt, 1, D(7, 1));
	assert_int_equal(verdict.state, STATE_OVERDUE);
	receipt.document_date = DAY_NONE;
	verdict = duty_judge(&rules, &by_document, &item, NULL, &receipt, 1, D(7, 9));
	assert_int_equal(verdict.state, STATE_LATE);
}

static void an_extension_moves_the_deadline_of_its_unit(void **state)
{
	static const struct {
		enum item_type type;
		int due_before, extended_to, received_on, today;
		enum state state;
		bool has_days;
		int days;
		bool within_extension;
	} rows[] = {
		/* in force: extended, also before the original deadline, also on its last day */
		{ITEM_REPORT, 701, 705, NEVER, 610, STATE_EXTENDED, true, 25, false},
		{ITEM_REPORT, 701, 705, NEVER, 630, STATE_EXTENDED, true, 5, false},
		{ITEM_REPORT, 701, 705, NEVER, 703, STATE_EXTENDED, true, 2, false},
		{ITEM_REPORT, 701, 705, NEVER, 705, STATE_EXTENDED, true, 0, false},
		/* past: overdue counts from it */
		{ITEM_REPORT, 701, 705, NEVER, 706, STATE_OVERDUE, true, -1, false},
		/* received */
		{ITEM_REPORT, 701, 705, 630, 710, STATE_ON_TIME, true, 5, false},
		{ITEM_REPORT, 701, 705, 701, 710, STATE_ON_TIME, true, 4, true},
		{ITEM_REPORT, 701, 705, 705, 710, STATE_ON_TIME, true, 0, true},
		{ITEM_REPORT, 701, 705, 706, 710, STATE_LATE, true, -1, false},
		/* not there yet: still extended */
		{ITEM_REPORT, 701, 705, 704, 703, STATE_EXTENDED, true, 2, false},
		/* an item without a date gets one */
		{ITEM_REPORT, NEVER, 705, NEVER, 701, STATE_EXTENDED, true, 4, false},
		{ITEM_REPORT, NEVER, 705, NEVER, 707, STATE_OVERDUE, true, -2, false},
		{ITEM_REPORT, NEVER, 705, 704, 707, STATE_ON_TIME, true, 1, false},
		/* to the day that was the last one anyway */
		{ITEM_REPORT, 701, 630, NEVER, 630, STATE_EXTENDED, true, 0, false},
		/* the deadline of all was moved past it */
		{ITEM_REPORT, 701, 620, NEVER, 619, STATE_NOT_DUE, true, 11, false},
		{ITEM_REPORT, 701, 620, NEVER, 621, STATE_NOT_DUE, true, 9, false},
		{ITEM_REPORT, 701, 620, 630, 710, STATE_ON_TIME, true, 0, false},
		{ITEM_TASK, 701, 705, NEVER, 610, STATE_EXTENDED, true, 25, false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item item = given_item(rows[i].type, "a", on(rows[i].due_before));
		struct receipt receipt = given_receipt(0, 0, 1, on(rows[i].received_on));
		struct record record = given_record(0, 0);
		struct verdict verdict;

		record.extended_to = on(rows[i].extended_to);
		record.progress = rows[i].type == ITEM_TASK ? PROGRESS_DOING : PROGRESS_OPEN;
		record.reminders = 2;
		verdict = duty_judge(&rules, &plan, &item, &record, &receipt,
			rows[i].received_on != NEVER, on(rows[i].today));
		if (verdict.state != rows[i].state || verdict.has_days != rows[i].has_days ||
			verdict.days != rows[i].days ||
			verdict.within_extension != rows[i].within_extension)
			fail_msg(
				"row %zu: %s, %d days", i, state_word(verdict.state), verdict.days);
		/* the original stays shown, and so does the extension */
		assert_int_equal(verdict.due_before, item.due_before);
		assert_int_equal(verdict.last_day, item_last_day(&item));
		assert_int_equal(verdict.extended_to, record.extended_to);
		assert_int_equal(verdict.reminders, 2);
	}
}

static void a_report_returned_within_an_extension_has_days_to_it(void **state)
{
	struct item item = given_item(ITEM_REPORT, "BC1", D(7, 1));
	struct receipt receipt = given_receipt(0, 0, 1, D(6, 30));
	struct record record = given_record(0, 0);
	struct verdict verdict;

	(void)state;
	receipt.returned_on = D(7, 1);
	record.extended_to = D(7, 5);
	verdict = duty_judge(&rules, &plan, &item, &record, &receipt, 1, D(7, 2));
	assert_int_equal(verdict.state, STATE_RETURNED);
	assert_int_equal(verdict.days, 3);
}

/* Each row is a duty in which everything below its own state in the order of precedence, that can
 * be true at once, is true too. */
static void states_take_precedence_in_the_order_of_the_domain(void **state)
{
	static const struct {
		const char *exempt_why;
		int due_before, extended_to, received_on, returned_on, today;
		enum progress progress;
		enum item_type type;
		enum state state;
	} rows[] = {
		{"dissolved", 701, 705, 703, 704, 704, 0, ITEM_REPORT, STATE_EXEMPT},
		{"dissolved", 701, 705, NEVER, NEVER, 710, 0, ITEM_REPORT, STATE_EXEMPT},
		{"dissolved", NEVER, NEVER, NEVER, NEVER, 710, PROGRESS_DONE, ITEM_TASK,
			STATE_EXEMPT},
		{"", 701, 705, 703, 704, 704, 0, ITEM_REPORT, STATE_RETURNED},
		{"", 701, 705, 703, NEVER, 704, 0, ITEM_REPORT, STATE_ON_TIME},
		{"", 701, NEVER, 703, NEVER, 704, 0, ITEM_REPORT, STATE_LATE},
		{"", 701, 705, NEVER, NEVER, 703, PROGRESS_DOING, ITEM_TASK, STATE_EXTENDED},
		{"", 701, 705, NEVER, NEVER, 630, PROGRESS_DOING, ITEM_TASK, STATE_EXTENDED},
		{"", 701, NEVER, NEVER, NEVER, 701, PROGRESS_DOING, ITEM_TASK, STATE_OVERDUE},
		{"", 701, NEVER, NEVER, NEVER, 630, PROGRESS_DOING, ITEM_TASK, STATE_LAST_DAY},
		{"", 701, NEVER, NEVER, NEVER, 629, PROGRESS_DOING, ITEM_TASK, STATE_DUE_SOON},
		{"", 701, NEVER, NEVER, NEVER, 601, PROGRESS_DOING, ITEM_TASK, STATE_IN_PROGRESS},
		{"", 701, NEVER, NEVER, NEVER, 601, PROGRESS_OPEN, ITEM_TASK, STATE_NOT_DUE},
		{"", NEVER, NEVER, NEVER, NEVER, 601, PROGRESS_OPEN, ITEM_TASK, STATE_NO_DATE},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item item = given_item(rows[i].type, "a", on(rows[i].due_before));
		struct receipt receipt = given_receipt(0, 0, 1, on(rows[i].received_on));
		struct record record = given_record(0, 0);
		struct verdict verdict;

		receipt.returned_on = on(rows[i].returned_on);
		record.exempt_why = rows[i].exempt_why;
		record.extended_to = on(rows[i].extended_to);
		record.progress = rows[i].progress;
		verdict = duty_judge(&rules, &plan, &item, &record, &receipt,
			rows[i].received_on != NEVER, on(rows[i].today));
		if (verdict.state != rows[i].state)
			fail_msg("row %zu: %s", i, state_word(verdict.state));
		if (verdict.state == STATE_EXEMPT)
			assert_false(verdict.has_days);
	}
}

static void receipts_say_nothing_about_a_task_nor_progress_about_a_report(void **state)
{
	struct item task = given_item(ITEM_TASK, "a", D(7, 1));
	struct item report = given_item(ITEM_REPORT, "b", D(7, 1));
	struct receipt receipt = given_receipt(0, 0, 1, D(6, 1));
	struct record record = given_record(0, 0);

	(void)state;
	record.progress = PROGRESS_DOING;
	assert_int_equal(
		duty_judge(&rules, &plan, &task, NULL, &receipt, 1, D(6, 2)).state, STATE_NOT_DUE);
	assert_int_equal(
		duty_judge(&rules, &plan, &report, &record, NULL, 0, D(6, 2)).state, STATE_NOT_DUE);
	record.progress = PROGRESS_DONE;
	assert_int_equal(
		duty_judge(&rules, &plan, &report, &record, NULL, 0, D(6, 2)).state, STATE_NOT_DUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_exclusive_date_makes_the_day_before_it_the_last_good_one),
		cmocka_unit_test(an_open_report_goes_from_not_due_to_overdue),
		cmocka_unit_test(a_report_due_today_is_not_late),
		cmocka_unit_test(tasks_are_judged_by_progress_and_the_day_done),
		cmocka_unit_test(a_report_without_a_date_is_no_date_then_done),
		cmocka_unit_test(a_receipt_after_the_day_asked_about_is_not_there_yet),
		cmocka_unit_test(versions_and_returns_never_change_version_ones_punctuality),
		cmocka_unit_test(a_returned_report_without_a_date_has_no_days),
		cmocka_unit_test(the_plan_says_which_date_counts),
		cmocka_unit_test(an_extension_moves_the_deadline_of_its_unit),
		cmocka_unit_test(a_report_returned_within_an_extension_has_days_to_it),
		cmocka_unit_test(states_take_precedence_in_the_order_of_the_domain),
		cmocka_unit_test(receipts_say_nothing_about_a_task_nor_progress_about_a_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
