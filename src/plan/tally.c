/* Counting verdicts into parts that always add up to the total (DOMAIN.md §4, §9). */
#include "inner.h"

#include <stdio.h>

void tally_add(struct tally *tally, const struct verdict *verdict)
{
	tally->of[verdict->state]++;
	tally->extended += verdict->state == STATE_EXTENDED || verdict->within_extension;
}

void tally_join(struct tally *into, const struct tally *more)
{
	for (int state = 0; state < STATES; state++)
		into->of[state] += more->of[state];
	into->extended += more->extended;
}

size_t tally_on_time(const struct tally *tally)
{
	return tally->of[STATE_ON_TIME] + tally->of[STATE_DONE];
}

size_t tally_late(const struct tally *tally)
{
	return tally->of[STATE_LATE];
}

size_t tally_open(const struct tally *tally)
{
	return tally->of[STATE_NOT_DUE] + tally->of[STATE_DUE_SOON] + tally->of[STATE_LAST_DAY] +
		tally->of[STATE_EXTENDED] + tally->of[STATE_IN_PROGRESS] + tally->of[STATE_NO_DATE];
}

size_t tally_overdue(const struct tally *tally)
{
	return tally->of[STATE_OVERDUE];
}

size_t tally_returned(const struct tally *tally)
{
	return tally->of[STATE_RETURNED];
}

size_t tally_exempt(const struct tally *tally)
{
	return tally->of[STATE_EXEMPT];
}

size_t tally_expected(const struct tally *tally)
{
	return tally_on_time(tally) + tally_late(tally) + tally_open(tally) + tally_overdue(tally) +
		tally_returned(tally);
}

size_t tally_total(const struct tally *tally)
{
	return tally_expected(tally) + tally_exempt(tally);
}

void tally_print(const struct tally *tally, char *out, size_t size)
{
	size_t undated = tally->of[STATE_NO_DATE];

	if (undated)
		snprintf(out, size,
			say("on time %zu + late %zu + open in time %zu + overdue %zu"
				" + returned %zu + not applicable %zu + no date %zu = %zu"),
			tally_on_time(tally), tally_late(tally), tally_open(tally) - undated,
			tally_overdue(tally), tally_returned(tally), tally_exempt(tally), undated,
			tally_total(tally));
	else
		snprintf(out, size,
			say("on time %zu + late %zu + open in time %zu + overdue %zu"
				" + returned %zu + not applicable %zu = %zu"),
			tally_on_time(tally), tally_late(tally), tally_open(tally),
			tally_overdue(tally), tally_returned(tally), tally_exempt(tally),
			tally_total(tally));
}
