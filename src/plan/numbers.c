/* Sums of the numbers units report: zero only if somebody said zero (DOMAIN.md §9). What is far from
 * the usual is told by the middle one. */
#include "inner.h"

#include <stdlib.h>

static bool unit_is_exempt(const struct snapshot *snapshot, size_t item, size_t unit)
{
	const struct record *record = snapshot_record(snapshot, item, unit);

	return record && record->exempt_why[0];
}

/* What units from..end say of one number, one after the other: they stand in this order. */
struct walk {
	const struct snapshot *snapshot;
	size_t report, number, unit, end;
	size_t at; /* among the snapshot's numbers */
};

static bool is_before(const struct number_value *value, const struct walk *walk)
{
	if (value->report != walk->report)
		return value->report < walk->report;
	if (value->number != walk->number)
		return value->number < walk->number;
	return value->unit < walk->unit;
}

static struct walk walk_start(
	const struct snapshot *snapshot, size_t report, size_t number, size_t branch)
{
	struct walk walk = {snapshot, report, number, 0, snapshot->units.count, 0};
	size_t high = snapshot->number_count, middle;

	if (branch != NOWHERE) {
		walk.unit = branch;
		walk.end = snapshot->units.at[branch].end;
	}
	while (walk.at < high) {
		middle = walk.at + (high - walk.at) / 2;
		if (is_before(&snapshot->numbers[middle], &walk))
			walk.at = middle + 1;
		else
			high = middle;
	}
	return walk;
}

/* The next unit that counts: only those that owe the report do, so that "k of n reported" never has
 * k above n and a district's figure is not added to those of its communes. *value: NULL where it
 * said nothing. */
static bool walk_next(struct walk *walk, const struct number_value **value)
{
	const struct snapshot *snapshot = walk->snapshot;
	const struct item *item = &snapshot->items[walk->report];

	for (; walk->unit < walk->end; walk->unit++) {
		if (!item_binds(item, walk->unit) ||
			unit_is_exempt(snapshot, walk->report, walk->unit))
			continue;
		while (walk->at < snapshot->number_count &&
			is_before(&snapshot->numbers[walk->at], walk))
			walk->at++;
		*value = walk->at < snapshot->number_count ? &snapshot->numbers[walk->at] : NULL;
		if (*value && ((*value)->report != walk->report ||
				      (*value)->number != walk->number ||
				      (*value)->unit != walk->unit))
			*value = NULL;
		walk->unit++;
		return true;
	}
	return false;
}

struct number_sum number_add_up(
	const struct snapshot *snapshot, size_t report, size_t number, size_t branch)
{
	struct walk walk = walk_start(snapshot, report, number, branch);
	const struct number_value *value;
	struct number_sum sum = {0};

	while (walk_next(&walk, &value)) {
		sum.expected++;
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

/* ---- what is usual ---------------------------------------------------------------------------- */

#define USUAL_LEAST 4  /* fewer counts have no middle to speak of */
#define FAR_TIMES 10   /* a digit too many, or one too few */
#define FAR_LEAST 50   /* small counts differ that much by nature */

/* The one of counts[0..count) that would stand at `place` were they sorted. */
static int64_t select_place(int64_t *counts, size_t count, size_t place)
{
	size_t low = 0, high = count - 1, i, j;
	int64_t pivot, swap;

	while (low < high) {
		pivot = counts[low + (high - low) / 2];
		i = low;
		j = high;
		while (i <= j) {
			while (counts[i] < pivot)
				i++;
			while (counts[j] > pivot)
				j--;
			if (i > j)
				break;
			swap = counts[i];
			counts[i++] = counts[j];
			counts[j] = swap;
			if (j == 0)
				break;
			j--;
		}
		if (place <= j)
			high = j;
		else if (place >= i)
			low = i;
		else
			break;
	}
	return counts[place];
}

int64_t number_middle(
	const struct snapshot *snapshot, size_t report, size_t number, size_t branch)
{
	struct walk walk = walk_start(snapshot, report, number, branch);
	const struct number_value *value;
	int64_t *counts = memory_take(walk.end - walk.unit + 1, sizeof *counts), middle = 0;
	size_t count = 0;

	while (walk_next(&walk, &value))
		if (value && !value->not_applicable && value->value > 0)
			counts[count++] = value->value;
	if (count >= USUAL_LEAST)
		middle = select_place(counts, count, count / 2);
	free(counts);
	return middle;
}

bool number_is_far(int64_t count, int64_t middle)
{
	if (count <= 0 || middle <= 0 || (count < FAR_LEAST && middle < FAR_LEAST))
		return false;
	return count / FAR_TIMES >= middle || middle / FAR_TIMES >= count;
}
