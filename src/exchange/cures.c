/* What a cell that was refused may have been meant to be: only where there is one way, or two, to
 * mean it. A person decides; nothing here is ever taken by itself. */
#include <string.h>

#include "inner.h"

#define TEXT_SIZE 128
#define SHORTEST 4 /* letters of a word in which one may be wrong */

/* Words that turn a state into another must be in both or in neither. */
static bool is_denied(const char *folded)
{
	static const char *const words[] = {"chua", "khong", "ko", "k", "not", "no", "un", "never"};
	size_t length = strcspn(folded, " ");

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strlen(words[i]) == length && strncmp(folded, words[i], length) == 0)
			return true;
	}
	return false;
}

/* Whether one letter is wrong in the word, one too many or one missing. A short word that is another
 * at its first letter is no slip: "none" is not "done". */
static bool is_slip_of(const char *folded, const char *known)
{
	size_t length = strlen(known);

	return length >= SHORTEST && (length > SHORTEST || *folded == *known) &&
	       is_denied(folded) == is_denied(known) && text_distance(folded, known, 1) == 1;
}

/* The one word known that it is a slip of. */
static const char *choice_cure(const struct column *column, const char *text)
{
	bool vietnamese = strcmp(language_now(), "vi") == 0;
	char folded[TEXT_SIZE], known[TEXT_SIZE];
	const struct choice *found = NULL;

	text_fold(folded, sizeof folded, text);
	for (const struct choice *choice = column->choices; choice->word; choice++) {
		for (size_t i = 0; choice_spelling(choice, i, known, sizeof known); i++) {
			if (!is_slip_of(folded, known))
				continue;
			if (found && found != choice)
				return NULL;
			found = choice;
		}
	}
	if (!found)
		return NULL;
	return vietnamese ? found->vi : found->word;
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
	case COLUMN_TEXT:
	case COLUMN_LINE:
		return damaged_cure(plain, pool, cure);
	default:
		return false;
	}
}
