/* Whole numbers as people type them (DOMAIN.md §8). */
#include "inner.h"

#include <string.h>

#define COUNT_LARGEST INT64_C(999999999999)

/* Bytes of the mark between groups of digits at text, 0 when there is none: point, comma, space,
 * no-break space, narrow no-break space. */
static size_t group_mark(const char *text)
{
	if (*text == '.' || *text == ',' || *text == ' ')
		return 1;
	if (strncmp(text, "\xC2\xA0", 2) == 0)
		return 2;
	return strncmp(text, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

static size_t digits_at(const char *text)
{
	return strspn(text, "0123456789");
}

/* Whether text is digits, in one piece or in exact groups of three set apart by one kind of mark. */
static bool is_count(const char *text)
{
	size_t digits = digits_at(text), mark;
	const char *first_mark = text + digits;

	if (digits == 0)
		return false;
	if (*first_mark == '\0')
		return true;
	/* "0.455" is a fraction, whatever the groups look like. */
	mark = group_mark(first_mark);
	if (digits > 3 || text[0] == '0' || mark == 0)
		return false;
	for (text = first_mark; *text != '\0'; text += mark + 3) {
		if (strncmp(text, first_mark, mark) != 0 || digits_at(text + mark) != 3)
			return false;
	}
	return true;
}

bool count_parse(const char *text, int64_t *count, struct fault *why)
{
	char trimmed[64], quote[QUOTE_TEXT];
	const char *start;
	int64_t value = 0;

	text_quote(quote, text);
	/* A blank copy of what is too long is refused like any other text that is no number. */
	trimmed[0] = '\0';
	if (strlen(text) < sizeof trimmed)
		memcpy(trimmed, text, strlen(text) + 1);
	start = text_trim(trimmed);
	if (!is_count(start))
		return refuse(why, FAULT_USAGE,
		        N_("not a whole number: \"%s\" (write 2455, 2.455 or 2,455)"), quote);
	for (; *start != '\0'; start++) {
		if (*start < '0' || *start > '9')
			continue;
		value = value * 10 + (*start - '0');
		if (value > COUNT_LARGEST)
			return refuse(why, FAULT_USAGE,
			        N_("too large a number: \"%s\" (write at most 999,999,999,999)"),
			        quote);
	}
	*count = value;
	return true;
}
