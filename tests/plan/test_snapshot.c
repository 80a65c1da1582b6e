/* Finding in a snapshot's sorted rows. */
#include "given.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void records_receipts_and_numbers_are_found_by_what_they_are_of(void **state)
{
	struct record records[] = {
		given_record(0, 1), given_record(0, 3), given_record(2, 0), given_record(2, 5)};
	struct receipt receipts[] = {given_receipt(1, 2, 1, 10), given_receipt(1, 2, 2, 20),
		given_receipt(1, 4, 1, 30), given_receipt(3, 0, 1, 40)};
	struct number_value numbers[] = {
		{.report = 1, .number = 5, .unit = 0, .value = 7},
		{.report = 1, .number = 5, .unit = 2, .value = 8},
		{.report = 1, .number = 6, .unit = 0, .value = 9},
		{.report = 3, .number = 4, .unit = 0, .value = 10},
	};
	struct number_run runs[] = {
		{1, 5, 2, numbers}, {1, 6, 1, numbers + 2}, {2, 5, 0, NULL}, {3, 4, 1, numbers + 3}};
	struct snapshot snapshot = {.records = records,
		.record_count = COUNT(records),
		.receipts = receipts,
		.receipt_count = COUNT(receipts),
		.runs = runs,
		.run_count = COUNT(runs)};
	size_t count = 99;

	(void)state;
	for (size_t i = 0; i < COUNT(records); i++)
		assert_ptr_equal(
			snapshot_record(&snapshot, records[i].item, records[i].unit), &records[i]);
	assert_null(snapshot_record(&snapshot, 0, 0));
	assert_null(snapshot_record(&snapshot, 0, 2));
	assert_null(snapshot_record(&snapshot, 1, 1));
	assert_null(snapshot_record(&snapshot, 2, 6));
	assert_ptr_equal(snapshot_receipts(&snapshot, 1, 2, &count), &receipts[0]);
	assert_int_equal(count, 2);
	assert_ptr_equal(snapshot_receipts(&snapshot, 1, 4, &count), &receipts[2]);
	assert_int_equal(count, 1);
	assert_ptr_equal(snapshot_receipts(&snapshot, 3, 0, &count), &receipts[3]);
	assert_null(snapshot_receipts(&snapshot, 1, 3, &count));
	assert_int_equal(count, 0);
	assert_null(snapshot_receipts(&snapshot, 3, 1, &count));
	for (size_t i = 0; i < COUNT(numbers); i++)
		assert_ptr_equal(snapshot_number(&snapshot, numbers[i].report, numbers[i].number,
						numbers[i].unit),
			&numbers[i]);
	assert_null(snapshot_number(&snapshot, 1, 5, 1));
	assert_null(snapshot_number(&snapshot, 0, 5, 0));
	assert_null(snapshot_number(&snapshot, 3, 5, 0));
	assert_null(snapshot_number(&snapshot, 2, 5, 0));
	/* Not said, or not asked for: these are two things. */
	assert_true(snapshot_knows(&snapshot, 2, 5));
	assert_false(snapshot_knows(&snapshot, 3, 5));
	snapshot.has_numbers = true;
	assert_true(snapshot_knows(&snapshot, 3, 5));
}

static void an_empty_snapshot_has_nothing(void **state)
{
	struct snapshot snapshot = {0};
	size_t count = 99;

	(void)state;
	assert_null(snapshot_record(&snapshot, 0, 0));
	assert_null(snapshot_receipts(&snapshot, 0, 0, &count));
	assert_int_equal(count, 0);
	assert_null(snapshot_number(&snapshot, 0, 0, 0));
}

static void a_duty_of_a_snapshot_is_judged_with_all_that_is_recorded(void **state)
{
	struct item items[] = {given_item(ITEM_REPORT, "BC1", D(7, 1))};
	struct record records[] = {given_record(0, 1)};
	struct receipt receipts[] = {
		given_receipt(0, 1, 1, D(7, 3)), given_receipt(0, 2, 1, D(7, 3))};
	struct snapshot snapshot = {.items = items,
		.item_count = 1,
		.records = records,
		.record_count = 1,
		.receipts = receipts,
		.receipt_count = 2};

	(void)state;
	records[0].extended_to = D(7, 5);
	assert_int_equal(snapshot_judge(&snapshot, 0, 0, D(7, 9)).state, STATE_OVERDUE);
	assert_int_equal(snapshot_judge(&snapshot, 0, 1, D(7, 9)).state, STATE_ON_TIME);
	assert_true(snapshot_judge(&snapshot, 0, 1, D(7, 9)).within_extension);
	assert_int_equal(snapshot_judge(&snapshot, 0, 2, D(7, 9)).state, STATE_LATE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_receipts_and_numbers_are_found_by_what_they_are_of),
		cmocka_unit_test(an_empty_snapshot_has_nothing),
		cmocka_unit_test(a_duty_of_a_snapshot_is_judged_with_all_that_is_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
