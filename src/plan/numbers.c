/* Sums of the numbers units report: zero only if somebody said zero (DOMAIN.md §9). What is far from
 * the usual is told by the middle one. */
#include "inner.h"

#include <assert.h>
#include <stdlib.h>

/* What units from..end say of one number, one after the other: both they and what is recorded of
 * them stand in this order. */
struct walk {
	const struct snapshot *snapshot;
	const struct number_run *run; /* NULL: nobody says anything */
	size_t report, unit, end;
	size_t at, record; /* in the run, among the snapshot's records */
};

static struct walk walk_start(
	const struct snapshot *snapshot, size_t report, size_t number, size_t branch)
{
	struct walk walk = {.snapshot = snapshot,
		.run = number == NOWHERE ? NULL : snapshot_run(snapshot, report, number),
		.report = report,
		.end = snapshot->units.count};

	if (branch != NOWHERE) {
		walk.unit = branch;
		walk.end = snapshot->units.at[branch].end;
	}
	walk.at = walk.run ? number_run_from(walk.run, walk.unit) : 0;
	walk.record = snapshot_record_from(snapshot, report, walk.unit);
	return walk;
}

static bool unit_is_exempt(struct walk *walk)
{
	const struct record *records = walk->snapshot->records;
	size_t count = walk->snapshot->record_count;

	while (walk->record < count && records[walk->record].item == walk->report &&
		records[walk->record].unit < walk->unit)
		walk->record++;
	return walk->record < count && records[walk->record].item == walk->report &&
	       records[walk->record].unit == walk->unit && records[walk->record].exempt_why[0];
}

static const struct number_value *walk_value(struct walk *walk)
{
	const struct number_run *run = walk->run;

	while (run && walk->at < run->count && run->at[walk->at].unit < walk->unit)
		walk->at++;
	return run && walk->at < run->count && run->at[walk->at].unit == walk->unit
		? &run->at[walk->at]
		: NULL;
}

/* The next unit that counts: only those that owe the report do, so that "k of n reported" never has
 * k above n and a district's figure is not added to those of its communes. *value: NULL where it
 * said nothing. */
static bool walk_next(struct walk *walk, const struct number_value **value)
{
	const struct item *item = &walk->snapshot->items[walk->report];

	for (; walk->unit < walk->end; walk->unit++) {
		if (!item_binds(item, walk->unit) || unit_is_exempt(walk))
			continue;
		*value = walk_value(walk);
		walk->unit++;
		return true;
	}
	return false;
}

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

struct number_sum number_add_up(
	const struct snapshot *snapshot, size_t report, size_t number, size_t branch)
{
	struct walk walk = walk_start(snapshot, report, number, branch);
	const struct number_value *value;
	struct number_sum sum = {0};
	int64_t *counts = memory_take(walk.end - walk.unit + 1, sizeof *counts);
	size_t count = 0;

	assert(snapshot_knows(snapshot, report, number));
	while (walk_next(&walk, &value)) {
		sum.expected++;
		if (!value)
			continue;
		if (value->not_applicable) {
			sum.not_applicable++;
			continue;
		}
		sum.said++;
		sum.total += value->value;
		if (value->value > 0)
			counts[count++] = value->value;
	}
	if (count >= USUAL_LEAST)
		sum.middle = select_place(counts, count, count / 2);
	free(counts);
	return sum;
}

size_t number_expected(const struct snapshot *snapshot, size_t report, size_t branch)
{
	struct walk walk = walk_start(snapshot, report, NOWHERE, branch);
	const struct number_value *value;
	size_t expected = 0;

	while (walk_next(&walk, &value))
		expected++;
	return expected;
}

bool number_is_far(int64_t count, int64_t middle)
{
	if (count <= 0 || middle <= 0 || (count < FAR_LEAST && middle < FAR_LEAST))
		return false;
	return count / FAR_TIMES >= middle || middle / FAR_TIMES >= count;
}
