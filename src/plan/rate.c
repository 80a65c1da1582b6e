/* Rates in percent with one decimal that never claim all or none when it is not so (DOMAIN.md
 * §9). */
#include "inner.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define ALL_TENTHS 1000

/* Half up, but 1000 only for all and 0 only for none; whole is not 0. */
static unsigned short rate_tenths(size_t part, size_t whole)
{
	size_t tenths;

	assert(part <= whole);
	if (part == 0 || part == whole)
		return part ? ALL_TENTHS : 0;
	tenths = (part * (2 * ALL_TENTHS) + whole) / (2 * whole);
	if (tenths < 1)
		return 1;
	return tenths >= ALL_TENTHS ? ALL_TENTHS - 1 : (unsigned short)tenths;
}

static char *rate_write(size_t part, size_t whole, char *out, size_t size, const char *format)
{
	unsigned short tenths = rate_tenths(part, whole);

	snprintf(out, size, format, tenths / 10u, tenths % 10u);
	return out;
}

char *rate_print(size_t part, size_t whole, char out[RATE_TEXT])
{
	if (whole)
		return rate_write(part, whole, out, RATE_TEXT, "%u.%u");
	out[0] = '\0';
	return out;
}

char *rate_show(size_t part, size_t whole, char out[RATE_TEXT + 4])
{
	bool has_comma = strcmp(language_now(), "vi") == 0;

	if (whole)
		return rate_write(
			part, whole, out, RATE_TEXT + 4, has_comma ? "%u,%u%%" : "%u.%u%%");
	strcpy(out, "–");
	return out;
}

char *rate_reporting(const struct tally *tally, char out[RATE_TEXT])
{
	return rate_print(tally_on_time(tally) + tally_late(tally), tally_expected(tally), out);
}

char *rate_on_time(const struct tally *tally, char out[RATE_TEXT])
{
	return rate_print(tally_on_time(tally), tally_expected(tally), out);
}

char *rate_completion(const struct tally *tally, char out[RATE_TEXT])
{
	size_t done = tally_on_time(tally) + tally_late(tally);

	return rate_print(done, done + tally_overdue(tally), out);
}

/* The part that lost most by rounding down; of equals the smallest, so that all stays rare. */
static size_t part_most_owed(const size_t *parts, size_t count, size_t whole, const int *tenths)
{
	size_t found = 0, most = 0;

	for (size_t i = 0; i < count; i++) {
		size_t exact = parts[i] * ALL_TENTHS;
		size_t given = (size_t)tenths[i] * whole;
		size_t owed = exact > given ? exact - given : 0;

		if (owed > most || (owed && owed == most && parts[i] < parts[found])) {
			found = i;
			most = owed;
		}
	}
	return found;
}

static size_t part_largest(const int *tenths, size_t count)
{
	size_t largest = 0;

	for (size_t i = 1; i < count; i++)
		if (tenths[i] > tenths[largest])
			largest = i;
	return largest;
}

void rate_parts(const size_t *parts, size_t count, int *tenths)
{
	size_t whole = 0;
	int left = ALL_TENTHS;

	for (size_t i = 0; i < count; i++) {
		whole += parts[i];
		tenths[i] = 0;
	}
	if (!whole)
		return;
	for (size_t i = 0; i < count; i++) {
		tenths[i] = (int)(parts[i] * ALL_TENTHS / whole);
		left -= tenths[i];
	}
	for (; left > 0; left--)
		tenths[part_most_owed(parts, count, whole, tenths)]++;
	/* 0.0 is for none: a part too small to show takes its tenth from the largest. */
	for (size_t i = 0; i < count; i++) {
		size_t largest = part_largest(tenths, count);

		if (parts[i] && !tenths[i] && tenths[largest] > 1) {
			tenths[largest]--;
			tenths[i]++;
		}
	}
}
