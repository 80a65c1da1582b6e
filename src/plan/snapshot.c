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

const struct number_value *snapshot_number(
	const struct snapshot *snapshot, size_t report, size_t number, size_t unit)
{
	size_t low = 0, high = snapshot->number_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct number_value *value = &snapshot->numbers[middle];

		if (value->report == report && value->number == number && value->unit == unit)
			return value;
		if (value->report != report
				? value->report < report
				: pair_is_before(value->number, value->unit, number, unit))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct verdict snapshot_judge(const struct snapshot *snapshot, size_t item, size_t unit, int today)
{
	size_t count;
	const struct receipt *receipts = snapshot_receipts(snapshot, item, unit, &count);

	return duty_judge(&snapshot->rules, &snapshot->plan, &snapshot->items[item],
		snapshot_record(snapshot, item, unit), receipts, count, today);
}
