/* Days, counts and instants as typed. What is read prints to something that reads the same. */
#include "fuzz.h"
#include "tiendo/base.h"

static void check_day(int day, struct day_context context)
{
	char iso[DAY_TEXT], printed[DAY_TEXT], sheet[DAY_TEXT];
	int year, month, of_month, again;

	day_split(day, &year, &month, &of_month);
	HOLDS(year >= 1900 && year <= 2199);
	HOLDS(day_make(year, month, of_month) == day);
	HOLDS(day_from_iso(day_iso(day, iso), &again) && again == day);
	HOLDS(day_parse(day_print(day, printed), context, &again, NULL) && again == day);
	HOLDS(strlen(day_sheet(day, sheet)) > strlen(iso));
	HOLDS(day_weekday(day) >= 1 && day_weekday(day) <= 7 && *day_name(day));
}

static void check_count(int64_t count)
{
	char digits[32];
	int64_t again;

	HOLDS(count >= 0 && count <= INT64_C(999999999999));
	snprintf(digits, sizeof digits, "%lld", (long long)count);
	HOLDS(count_parse(digits, &again, NULL) && again == count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const struct day_context contexts[] = {
	        {18441, 2020}, {18441, 0}, {20783, 2026}, {-25567, 1900}};
	char *text = fuzz_text(bytes, length);
	char printed[INSTANT_TEXT];
	struct fault why;
	int64_t count, seconds;
	int day;

	for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
		if (day_parse(text, contexts[i], &day, &why))
			check_day(day, contexts[i]);
		else
			HOLDS(*why.text && text_is_utf8(why.text, strlen(why.text), NULL));
	}
	if (day_from_iso(text, &day))
		HOLDS(strlen(text) == 10);
	if (count_parse(text, &count, &why))
		check_count(count);
	else
		HOLDS(*why.text && text_is_utf8(why.text, strlen(why.text), NULL));
	if (instant_parse(text, &seconds))
		HOLDS(strcmp(instant_print(seconds, printed), text) == 0);
	free(text);
	return 0;
}
