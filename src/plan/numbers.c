/* Sums of the numbers units report: zero only if somebody said zero (DOMAIN.md §9). */
#include "inner.h"

#include <string.h>

static bool unit_is_exempt(const struct snapshot *snapshot, size_t item, size_t unit)
{
	const struct record *record = snapshot_record(snapshot, item, unit);

	return record && record->exempt_why[0];
}

/* Only units that owe the report count, so that "k of n reported" never has k above n and a
 * district's figure is not added to those of its communes. */
struct number_sum number_add_up(
	const struct snapshot *snapshot, size_t report, size_t number, size_t branch)
{
	const struct item *item = &snapshot->items[report];
	struct number_sum sum = {0};
	size_t from = 0, end = snapshot->units.count;

	if (branch != NOWHERE) {
		from = branch;
		end = snapshot->units.at[branch].end;
	}
	for (size_t unit = from; unit < end; unit++) {
		const struct number_value *value;

		if (!item_binds(item, unit) || unit_is_exempt(snapshot, report, unit))
			continue;
		sum.expected++;
		value = snapshot_number(snapshot, report, number, unit);
		if (!value)
			continue;
		if (value->not_applicable) {
			sum.not_applicable++;
		} else {
			sum.said++;
			sum.total += value->value;
		}
	}
	return sum;
}
