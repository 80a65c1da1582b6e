/* Days as people type them (DOMAIN.md §8, TUI.md §6). What could be read in two ways is refused. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define TYPED_LONGEST 64

/* A day typed in figures: two or three numbers with the same mark between them. */
struct figures {
	int value[3];
	size_t digits[3];
	int count;
	char mark;
};

static bool figures_read(const char *text, struct figures *figures)
{
	*figures = (struct figures){.mark = '\0'};
	for (;;) {
		size_t digits = strspn(text, "0123456789");

		if (digits == 0 || digits > 4 || figures->count == 3)
			return false;
		figures->value[figures->count] = atoi(text);
		figures->digits[figures->count++] = digits;
		text += digits;
		if (*text == '\0')
			return figures->count > 1;
		if ((*text != '/' && *text != '-') || (figures->mark && *text != figures->mark))
			return false;
		figures->mark = *text++;
	}
}

static bool refuse_form(const char *quote, struct fault *why)
{
	return refuse(why, FAULT_USAGE,
	        N_("not a day: \"%s\" (write 1/7/2020, 2020-07-01, 1/7, today, +3 or t6)"), quote);
}

static bool refuse_year(const char *quote, struct fault *why)
{
	return refuse(why, FAULT_USAGE,
	        N_("too far away: \"%s\" (years from 1900 to 2199, as in 1/7/2020)"), quote);
}

/* Why year, month and of_month make no day, told by the cure. */
static bool refuse_figures(
        const char *quote, bool is_year_first, int year, int month, int of_month, struct fault *why)
{
	int swapped = is_year_first ? DAY_NONE : day_make(year, of_month, month);
	char correct[DAY_TEXT], iso[DAY_TEXT];

	if (swapped != DAY_NONE)
		return refuse(why, FAULT_USAGE,
		        N_("month first: \"%s\" (the day comes first; write %s or %s)"), quote,
		        day_print(swapped, correct), day_iso(swapped, iso));
	if (day_make(2000, month, of_month) != DAY_NONE && day_make(year, 1, 1) == DAY_NONE)
		return refuse_year(quote, why);
	return refuse(why, FAULT_USAGE,
	        N_("no such day in the calendar: \"%s\" (write 1/7/2020 or 2020-07-01)"), quote);
}

static bool parse_figures(
        const struct figures *typed, const char *quote, int plan_year, int *day, struct fault *why)
{
	const int *value = typed->value;
	const size_t *digits = typed->digits;
	bool is_year_first = typed->count == 3 && digits[0] == 4 && typed->mark == '-';
	int year = typed->count == 3 ? value[2] : plan_year, month = value[1], of_month = value[0];
	int made;

	if (is_year_first) {
		year = value[0];
		of_month = value[2];
	}
	if (digits[1] > 2 || digits[is_year_first ? 2 : 0] > 2)
		return refuse_form(quote, why);
	if (typed->count == 3 && !is_year_first && digits[2] != 4) {
		if (digits[2] > 2)
			return refuse_form(quote, why);
		return refuse(why, FAULT_USAGE,
		        N_("two-digit year: \"%s\" (write 1/7/2020 or 2020-07-01)"), quote);
	}
	made = day_make(year, month, of_month);
	if (made == DAY_NONE)
		return refuse_figures(quote, is_year_first, year, month, of_month, why);
	*day = made;
	return true;
}

/* "+3", "-1": whether text has this form; *offset is then the number of days. */
static bool offset_read(const char *text, int *offset)
{
	size_t digits;

	if (*text != '+' && *text != '-')
		return false;
	digits = strspn(text + 1, "0123456789");
	if (digits == 0 || digits > 6 || text[1 + digits] != '\0')
		return false;
	*offset = atoi(text);
	return true;
}

/* A word for a day near today, folded: whether it is one; *offset is then the number of days. */
static bool word_read(const char *text, int today, int *offset)
{
	static const struct {
		const char *word;
		int offset;
	} near_words[] = {{"hom nay", 0}, {"today", 0}, {"mai", 1}, {"ngay mai", 1},
	        {"tomorrow", 1}, {"hom qua", -1}, {"yesterday", -1}};
	static const char *const weekdays[7][6] = {
	        {"t2", "thu 2", "thu2", "thu hai", "mon", "monday"},
	        {"t3", "thu 3", "thu3", "thu ba", "tue", "tuesday"},
	        {"t4", "thu 4", "thu4", "thu tu", "wed", "wednesday"},
	        {"t5", "thu 5", "thu5", "thu nam", "thu", "thursday"},
	        {"t6", "thu 6", "thu6", "thu sau", "fri", "friday"},
	        {"t7", "thu 7", "thu7", "thu bay", "sat", "saturday"},
	        {"cn", "chu nhat", "chunhat", "c n", "sun", "sunday"}};
	char folded[TYPED_LONGEST], marked[TYPED_LONGEST];
	size_t i, j;

	text_fold(folded, sizeof folded, text);
	text_fold_marked(marked, sizeof marked, text);
	for (i = 0; i < sizeof near_words / sizeof *near_words; i++) {
		if (strcmp(folded, near_words[i].word) == 0) {
			*offset = near_words[i].offset;
			return true;
		}
	}
	/* "thứ" by itself is half a weekday, not Thursday. */
	if (strcmp(folded, "thu") == 0 && strcmp(marked, "thu") != 0)
		return false;
	for (i = 0; i < 7; i++) {
		for (j = 0; j < 6; j++) {
			if (strcmp(folded, weekdays[i][j]) == 0) {
				*offset = ((int)i + 1 - day_weekday(today) + 7) % 7;
				return true;
			}
		}
	}
	return false;
}

/* The day that is offset from today, DAY_NONE when it is out of the years we know. */
static int day_near(int today, int offset)
{
	int year, month, of_month;

	if (today == DAY_NONE)
		return DAY_NONE;
	day_split(today + offset, &year, &month, &of_month);
	return day_make(year, month, of_month);
}

bool day_parse(const char *text, struct day_context context, int *day, struct fault *why)
{
	char copy[TYPED_LONGEST], quote[QUOTE_TEXT];
	struct figures typed;
	const char *start;
	int offset, made, year = context.year, month, of_month;

	text_quote(quote, text);
	if (strlen(text) >= sizeof copy)
		return refuse_form(quote, why);
	memcpy(copy, text, strlen(text) + 1);
	start = text_trim(copy);
	if (figures_read(start, &typed)) {
		if (year == 0)
			day_split(context.today, &year, &month, &of_month);
		return parse_figures(&typed, quote, year, day, why);
	}
	if (!offset_read(start, &offset) && !word_read(start, context.today, &offset))
		return refuse_form(quote, why);
	made = day_near(context.today, offset);
	if (made == DAY_NONE)
		return refuse_year(quote, why);
	*day = made;
	return true;
}
