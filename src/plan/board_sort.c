/* The board worst first. A comparing sort of a country's duties takes longer than a key press may:
 * keys are sorted digit by digit, stably, so that plan order stays within a rank and deadline. */
#include "inner.h"

#include <stdlib.h>

#define DIGIT_BITS 11
#define DIGIT_VALUES (1u << DIGIT_BITS)
#define DEADLINE_BITS 28 /* below the four bits of a rank */

static const uint32_t state_ranks[STATES] = {
	[STATE_OVERDUE] = 0,
	[STATE_RETURNED] = 1,
	[STATE_LAST_DAY] = 2,
	[STATE_DUE_SOON] = 3,
	[STATE_EXTENDED] = 4,
	[STATE_IN_PROGRESS] = 5,
	[STATE_NOT_DUE] = 6,
	[STATE_NO_DATE] = 7,
	[STATE_LATE] = 8,
	[STATE_ON_TIME] = 9,
	[STATE_DONE] = 10,
	[STATE_EXEMPT] = 11,
};

struct place {
	uint32_t key, index;
};

/* Rank, then the deadline in force; a duty without one comes last. Overdue by most days is the
 * earliest deadline. */
static uint32_t duty_key(const struct duty *duty)
{
	const uint32_t last = ((uint32_t)1 << DEADLINE_BITS) - 1;
	int day = deadline_in_force(duty->verdict.last_day, duty->verdict.extended_to);
	int64_t deadline = (int64_t)day + ((int64_t)1 << (DEADLINE_BITS - 1));

	if (day == DAY_NONE)
		deadline = last;
	return state_ranks[duty->verdict.state] << DEADLINE_BITS | ((uint32_t)deadline & last);
}

static int plan_order_compare(const void *left, const void *right)
{
	const struct duty *a = left, *b = right;

	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return (a->unit > b->unit) - (a->unit < b->unit);
}

/* One stable pass by eleven bits; false where they are the same everywhere. */
static bool places_pass(const struct place *from, struct place *to, size_t count, int shift)
{
	size_t start[DIGIT_VALUES] = {0}, before = 0;

	for (size_t i = 0; i < count; i++)
		start[from[i].key >> shift & (DIGIT_VALUES - 1)]++;
	if (start[from[0].key >> shift & (DIGIT_VALUES - 1)] == count)
		return false;
	for (size_t digit = 0; digit < DIGIT_VALUES; digit++) {
		size_t here = start[digit];

		start[digit] = before;
		before += here;
	}
	for (size_t i = 0; i < count; i++)
		to[start[from[i].key >> shift & (DIGIT_VALUES - 1)]++] = from[i];
	return true;
}

/* Moves each duty to its place along the cycles of the order: a copy of a country's board would
 * cost more than the sorting. */
static void duties_place(struct duty *at, struct place *places, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct duty first = at[i];
		size_t to = i;

		while (places[to].index != i) {
			size_t from = places[to].index;

			at[to] = at[from];
			places[to].index = (uint32_t)to;
			to = from;
		}
		at[to] = first;
		places[to].index = (uint32_t)to;
	}
}

void board_sort(struct board *board)
{
	struct place *places, *other;

	for (size_t i = 1; i < board->count; i++) {
		if (plan_order_compare(&board->at[i - 1], &board->at[i]) > 0) {
			qsort(board->at, board->count, sizeof *board->at, plan_order_compare);
			break;
		}
	}
	if (!board->count)
		return;
	places = memory_take(board->count, sizeof *places);
	other = memory_take(board->count, sizeof *other);
	for (size_t i = 0; i < board->count; i++)
		places[i] = (struct place){.key = duty_key(&board->at[i]), .index = (uint32_t)i};
	for (int shift = 0; shift < 32; shift += DIGIT_BITS) {
		if (places_pass(places, other, board->count, shift)) {
			struct place *swap = places;

			places = other;
			other = swap;
		}
	}
	duties_place(board->at, places, board->count);
	free(places);
	free(other);
}
