/* Finding in a snapshot's sorted rows, and the verdict on one duty of it. */
#include "inner.h"

static bool pair_is_before(size_t item, size_t unit, size_t other_item, size_t other_unit)
{
	return item != other_item ? item < other_item : unit < other_unit;
}

size_t snapshot_record_from(const struct snapshot *snapshot, size_t item, size_t unit)
{
	size_t low = 0, high = snapshot->record_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct record *record = &snapshot->records[middle];

		if (pair_is_before(record->item, record->unit, item, unit))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t snapshot_receipt_from(const struct snapshot *snapshot, size_t item, size_t unit)
{
	size_t low = 0, high = snapshot->receipt_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct receipt *receipt = &snapshot->receipts[middle];

		if (pair_is_before(receipt->item, receipt->unit, item, unit))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct record *snapshot_record(const struct snapshot *snapshot, size_t item, size_t unit)
{
	size_t at = snapshot_record_from(snapshot, item, unit);
	const struct record *record;

	if (at == snapshot->record_count)
		return NULL;
	record = &snapshot->records[at];
	return record->item == item && record->unit == unit ? record : NULL;
}

const struct receipt *snapshot_receipts(
	const struct snapshot *snapshot, size_t item, size_t unit, size_t *count)
{
	size_t from = snapshot_receipt_from(snapshot, item, unit), end = from;

	while (end < snapshot->receipt_count && snapshot->receipts[end].item == item &&
		snapshot->receipts[end].unit == unit)
		end++;
	*count = end - from;
	return end > from ? &snapshot->receipts[from] : NULL;
}

size_t snapshot_run_from(const struct snapshot *snapshot, size_t report, size_t number)
{
	size_t low = 0, high = snapshot->run_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct number_run *run = &snapshot->runs[middle];

		if (pair_is_before(run->report, run->number, report, number))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct number_run *snapshot_run(
	const struct snapshot *snapshot, size_t report, size_t number)
{
	size_t at = snapshot_run_from(snapshot, report, number);
	const struct number_run *run;

	if (at == snapshot->run_count)
		return NULL;
	run = &snapshot->runs[at];
	return run->report == report && run->number == number ? run : NULL;
}

bool snapshot_knows(const struct snapshot *snapshot, size_t report, size_t number)
{
	return snapshot->has_numbers || snapshot_run(snapshot, report, number) != NULL;
}

size_t number_run_from(const struct number_run *run, size_t unit)
{
	size_t low = 0, high = run->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (run->at[middle].unit < unit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct number_value *snapshot_number(
	const struct snapshot *snapshot, size_t report, size_t number, size_t unit)
{
	const struct number_run *run = snapshot_run(snapshot, report, number);
	size_t at = run ? number_run_from(run, unit) : 0;

	return run && at < run->count && run->at[at].unit == unit ? &run->at[at] : NULL;
}

struct verdict snapshot_judge(const struct snapshot *snapshot, size_t item, size_t unit, int today)
{
	size_t count;
	const struct receipt *receipts = snapshot_receipts(snapshot, item, unit, &count);

	return duty_judge(&snapshot->rules, &snapshot->plan, &snapshot->items[item],
		snapshot_record(snapshot, item, unit), receipts, count, today);
}
