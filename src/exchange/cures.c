/* What a cell that was refused may have been meant to be: only where there is one way, or two, to
 * mean it. A person decides; nothing here is ever taken by itself. */
#include <string.h>

#include "inner.h"

#define TEXT_SIZE 128
#define NEAR 2 /* letters that may be wrong in a word */

/* The one word known that is nearest; two as near as each other are none. */
static const char *choice_cure(const struct column *column, const char *text)
{
	bool vietnamese = strcmp(language_now(), "vi") == 0, is_tied = false;
	char folded[TEXT_SIZE], known[TEXT_SIZE];
	const struct choice *nearest = NULL;
	int best = NEAR + 1;

	text_fold(folded, sizeof folded, text);
	for (const struct choice *choice = column->choices; choice->word; choice++) {
		for (int i = 0; i < 2; i++) {
			const char *word = i ? choice->vi : choice->word;
			int limit = strlen(word) > 4 ? NEAR : 1;
			int distance = text_distance(
				folded, text_fold(known, sizeof known, word), limit);

			if (distance > limit || distance > best)
				continue;
			is_tied = distance == best && nearest && nearest != choice;
			best = distance;
			nearest = choice;
		}
	}
	if (!nearest || is_tied)
		return NULL;
	return vietnamese ? nearest->vi : nearest->word;
}

/* A day with a time behind it, or with a weekday that is not its own: the day is what is left. */
static bool date_cure(const char *text, int today, struct pool *pool, const char **cure,
	const char **other)
{
	int day_first, month_first;
	char iso[DAY_TEXT];

	if (!date_meant(text, today, &day_first, &month_first))
		return false;
	*cure = pool_text(pool, day_iso(day_first, iso));
	if (month_first != day_first)
		*other = pool_text(pool, day_iso(month_first, iso));
	return true;
}

/* "12 buổi", "~12", "100%": the only number in it, if it is a whole one. */
static bool count_cure(const char *text, struct pool *pool, const char **cure)
{
	size_t start = strcspn(text, "0123456789"), length = strspn(text + start, "0123456789");
	const char *rest = text + start + length;
	const char *number = pool_slice(pool, text + start, length), *taken;

	/* A mark beside the digits may be part of the number, a sign before it certainly is. */
	if (length == 0 || rest[strcspn(rest, "0123456789")] ||
		(start > 0 && strchr("-+.,/", text[start - 1])) ||
		(*rest && strchr("-+.,/", *rest)))
		return false;
	*cure = number;
	return count_take(number, pool, &taken, NULL) != CELL_REFUSED && taken == number;
}

/* "0901 234 567 (anh Nam)": a number with words about it. */
static bool phone_cure(const char *text, struct pool *pool, const char **cure)
{
	size_t start = strcspn(text, "+0123456789");
	size_t length = strspn(text + start, "+0123456789 .-");
	const char *rest = text + start + length, *number;
	size_t digits = 0;

	for (size_t i = 0; i < length; i++)
		digits += text[start + i] >= '0' && text[start + i] <= '9';
	if (digits < 9 || rest[strcspn(rest, "0123456789")])
		return false;
	number = pool_slice(pool, text + start, length);
	return phone_take(number, pool, cure, NULL) == CELL_GOOD;
}

bool cell_cure(const struct column *column, const char *text, int today, struct pool *pool,
	const char **cure, const char **other)
{
	const char *plain = cell_plain(column, text, pool);

	*cure = *other = "";
	if (number_is_shortened(plain, NULL)) /* what was lost cannot be told */
		return false;
	switch (column->type) {
	case COLUMN_CHOICE:
		*cure = choice_cure(column, plain);
		return *cure != NULL;
	case COLUMN_DATE:
		return date_cure(plain, today, pool, cure, other);
	case COLUMN_COUNT:
	case COLUMN_NUMBER:
		return count_cure(plain, pool, cure);
	case COLUMN_PHONE:
		return phone_cure(plain, pool, cure);
	default:
		return false;
	}
}
