/* Civil days: numbers of days, made, split and printed. Never an instant, never a time zone
 * (DOMAIN.md §2). */
#include "inner.h"

#include <stdio.h>
#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2199
#define ERA_DAYS 146097 /* of the 400 years after which the calendar repeats */
#define EPOCH 719468 /* 0000-03-01 to 1970-01-01 */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

int day_make(int year, int month, int day)
{
	int shifted, era, of_era, of_year;

	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
	        day > month_days(year, month))
		return DAY_NONE;
	/* Years that begin in March put the leap day last. */
	shifted = year - (month <= 2);
	era = shifted / 400;
	of_era = shifted % 400;
	of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
}

void day_split(int day, int *year, int *month, int *of_month)
{
	int64_t since = (int64_t)day + EPOCH;
	int64_t era = since / ERA_DAYS - (since % ERA_DAYS < 0);
	int of_era = (int)(since - era * ERA_DAYS);
	int era_year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * era_year + era_year / 4 - era_year / 100);
	int from_march = (5 * of_year + 2) / 153;

	*of_month = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = (int)(era * 400) + era_year + (*month <= 2);
}

int day_weekday(int day)
{
	int from_monday = (day % 7 + 3) % 7; /* day 0 was a Thursday */

	return (from_monday + 7) % 7 + 1;
}

const char *day_name(int day)
{
	static const char *const names[2][7] = {{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
		{"T2", "T3", "T4", "T5", "T6", "T7", "CN"}};

	if (day == DAY_NONE)
		return "";
	return names[strcmp(language_now(), "vi") == 0][day_weekday(day) - 1];
}

bool day_from_iso(const char *text, int *day)
{
	static const char pattern[] = "dddd-dd-dd";
	int part[3] = {0, 0, 0}, at = 0, made;
	size_t i;

	for (i = 0; pattern[i] != '\0'; i++) {
		if (pattern[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return false;
		if (pattern[i] == '-')
			at++;
		else
			part[at] = part[at] * 10 + text[i] - '0';
	}
	if (text[i] != '\0')
		return false;
	made = day_make(part[0], part[1], part[2]);
	if (made == DAY_NONE)
		return false;
	*day = made;
	return true;
}

/* Prints year, month and day of month by a format that names them 1, 2 and 3. */
static char *print_parts(int day, char out[DAY_TEXT], const char *format)
{
	int year, month, of_month;

	out[0] = '\0';
	if (day == DAY_NONE)
		return out;
	day_split(day, &year, &month, &of_month);
	snprintf(out, DAY_TEXT, format, year, month, of_month);
	return out;
}

char *day_iso(int day, char out[DAY_TEXT])
{
	return print_parts(day, out, "%1$04d-%2$02d-%3$02d");
}

/* DOMAIN.md §8: a zero before days below 10 and before months 1 and 2 only, so that no digit can
 * be written in front of them. */
static const char *office_format(int day, const char *wide, const char *narrow)
{
	int year, month, of_month;

	day_split(day, &year, &month, &of_month);
	return month <= 2 ? wide : narrow;
}

char *day_print(int day, char out[DAY_TEXT])
{
	return print_parts(day, out, office_format(day, "%3$02d/%2$02d/%1$d", "%3$02d/%2$d/%1$d"));
}

char *day_short(int day, char out[DAY_TEXT])
{
	/* The year stands last and is cut off: a numbered format may not leave an argument out. */
	char *slash = strrchr(day_print(day, out), '/');

	if (slash)
		*slash = '\0';
	return out;
}

char *day_sheet(int day, char out[DAY_TEXT])
{
	static const char *const names[] = {"T2", "T3", "T4", "T5", "T6", "T7", "CN"};

	/* Always the Vietnamese weekday: CSV.md measured this spelling, and an English one would make
	 * some spreadsheets see a date after all. */
	if (*print_parts(day, out, "%3$02d/%2$02d/%1$d"))
		snprintf(out + strlen(out), DAY_TEXT - strlen(out), " (%s)",
		        names[day_weekday(day) - 1]);
	return out;
}
