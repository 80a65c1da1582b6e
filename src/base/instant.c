/* Instants: seconds of UTC, for the log. Deadlines never use them, except to ask which civil day it
 * is in the office. */
#include "inner.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY_SECONDS 86400

int64_t instant_now(void)
{
	return (int64_t)time(NULL);
}

int instant_day(int64_t seconds, int utc_offset_minutes)
{
	int64_t local = seconds, days;
	int year, month, of_month;

	/* Far outside of the years we know, and where the sum below would overflow. */
	if (seconds > (int64_t)INT_MAX * 60 || seconds < (int64_t)INT_MIN * 60)
		return DAY_NONE;
	local += (int64_t)utc_offset_minutes * 60;
	days = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
	day_split((int)days, &year, &month, &of_month);
	return day_make(year, month, of_month);
}

char *instant_print(int64_t seconds, char out[INSTANT_TEXT])
{
	char day_text[DAY_TEXT];
	int day = instant_day(seconds, 0), of_day;

	out[0] = '\0';
	if (day == DAY_NONE)
		return out;
	of_day = (int)(seconds - (int64_t)day * DAY_SECONDS);
	snprintf(out, INSTANT_TEXT, "%.10sT%02d:%02d:%02dZ", day_iso(day, day_text),
	        of_day / 3600 % 24, of_day / 60 % 60, of_day % 60);
	return out;
}

/* Two digits at text, at most `largest`; -1 for anything else. */
static int two_digits(const char *text, int largest)
{
	int value;

	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return -1;
	value = (text[0] - '0') * 10 + text[1] - '0';
	return value <= largest ? value : -1;
}

bool instant_parse(const char *text, int64_t *seconds)
{
	char day_text[11];
	int day, hour, minute, second;

	if (strlen(text) != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
	        text[19] != 'Z')
		return false;
	memcpy(day_text, text, 10);
	day_text[10] = '\0';
	hour = two_digits(text + 11, 23);
	minute = two_digits(text + 14, 59);
	second = two_digits(text + 17, 59);
	if (!day_from_iso(day_text, &day) || hour < 0 || minute < 0 || second < 0)
		return false;
	*seconds = (int64_t)day * DAY_SECONDS + hour * 3600 + minute * 60 + second;
	return true;
}

int instant_minute(int64_t seconds, int utc_offset_minutes)
{
	seconds += (int64_t)utc_offset_minutes * 60;
	return (int)((seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS / 60);
}
