/* Days as they stand in files: people's spellings and what spreadsheets make of them. Day and month
 * are told apart by the column's other cells and by weekdays, never by what looks likely. */
#include <ctype.h>
#include <string.h>

#include "inner.h"

#define SERIAL_FIRST 30000 /* 18/02/1982 */
#define SERIAL_LAST 69999 /* 24/8/2091 */
#define SERIAL_OF_EPOCH 25569

/* A day taken apart: three numbers in the order written, and what stands around them. */
struct parts {
	int numbers[3];
	size_t digits[3]; /* 0: it was a month's name */
	size_t count;
	int weekday; /* 1 Monday … 7 Sunday; 0 none */
	bool has_time;
};

static bool word_is(const char *word, const char *list)
{
	size_t length = strlen(word);

	for (const char *at = list; length > 0 && (at = strstr(at, word)) != NULL; at++) {
		if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	}
	return false;
}

/* The weekday that a folded word is; after "thứ" also as a number in words. 0: none. */
static int weekday_of(const char *word, bool after_thu)
{
	static const char *const names[] = {"t2 mon monday", "t3 tue tuesday", "t4 wed wednesday",
		"t5 thu thursday", "t6 fri friday", "t7 sat saturday", "cn sun sunday"};
	static const char *const ordinals[] = {"2 hai", "3 ba", "4 tu", "5 nam", "6 sau", "7 bay"};

	for (int i = 0; i < 7; i++) {
		if (word_is(word, names[i]) || (after_thu && i < 6 && word_is(word, ordinals[i])))
			return i + 1;
	}
	return 0;
}

static int month_of(const char *word)
{
	static const char names[] = "jan feb mar apr may jun jul aug sep oct nov dec";
	const char *found = strlen(word) == 3 ? strstr(names, word) : NULL;

	return found && (found - names) % 4 == 0 ? (int)(found - names) / 4 + 1 : 0;
}

static bool parts_add(struct parts *parts, int number, size_t digits)
{
	if (parts->count == 3 || digits > 4)
		return false;
	parts->numbers[parts->count] = number;
	parts->digits[parts->count++] = digits;
	return true;
}

/* "00:00:00", "12:00 AM", "T00:00:00Z": what programs add to a day that has no time. */
static bool midnight(const char **at)
{
	size_t length = strspn(*at, "0123456789:.");
	size_t zeros = strspn(*at, "0:.");
	bool is_noon = strncmp(*at, "12:", 3) == 0 && 3 + strspn(*at + 3, "0:.") == length;
	bool is_morning;

	if (zeros != length && !is_noon)
		return false;
	*at += length;
	*at += strspn(*at, " ");
	is_morning = strncmp(*at, "AM", 2) == 0 || strncmp(*at, "SA", 2) == 0;
	*at += is_morning ? 2 : **at == 'Z';
	return is_morning || !is_noon;
}

static bool parts_digits(struct parts *parts, const char **at)
{
	size_t digits = strspn(*at, "0123456789");
	int number = 0;

	if ((*at)[digits] == ':') {
		if (parts->count < 3 || parts->has_time)
			return false;
		parts->has_time = true;
		return midnight(at);
	}
	for (size_t i = 0; i < digits && i < 5; i++)
		number = number * 10 + ((*at)[i] - '0');
	*at += digits;
	return parts_add(parts, number, digits);
}

/* Letters, and the digit of "T5" and "thứ 5". */
static bool parts_word(struct parts *parts, const char **at)
{
	static const char fillers[] = "ngay thang thg nam";
	char raw[32], word[32];
	size_t length = 0, next;
	bool is_thu;
	int day;

	while (isalpha((unsigned char)(*at)[length]) || (unsigned char)(*at)[length] >= 0x80)
		length++;
	if (length + 3 >= sizeof raw)
		return false;
	memcpy(raw, *at, length + 1);
	raw[length] = '\0';
	text_fold(word, sizeof word, raw);
	if (strcmp(word, "t") == 0 && parts->count == 3 && strchr(*at, ':')) {
		*at += 1; /* of an ISO instant */
		return true;
	}
	next = length + strspn(*at + length, " ");
	is_thu = strcmp(word, "thu") == 0 && strcmp(raw, "Thu") != 0 && strcmp(raw, "THU") != 0;
	if (is_thu || strcmp(word, "chu") == 0 || strcmp(word, "t") == 0) {
		size_t second = strcspn(*at + next, " ,()/.-");

		if (second + 1 >= sizeof raw)
			return false;
		memcpy(raw, *at + next, second);
		raw[second] = '\0';
		text_fold(word, sizeof word, raw);
		day = strcmp(word, "nhat") == 0 ? 7 : weekday_of(word, true);
		length = next + second;
	} else {
		day = weekday_of(word, false);
	}
	*at += length;
	if (day == 0)
		return word_is(word, fillers) ||
		       (month_of(word) && parts_add(parts, month_of(word), 0));
	parts->weekday = day;
	return true;
}

/* Whether what was found is three numbers in an order that a day can have. */
static bool parts_fit(const struct parts *parts)
{
	const size_t *digits = parts->digits;

	if (parts->count != 3)
		return false;
	if (digits[0] == 4)
		return digits[1] < 3 && digits[2] < 3 && digits[2] > 0;
	return digits[0] < 3 && digits[1] < 3 && (digits[2] == 2 || digits[2] == 4) &&
	       (digits[0] > 0 || digits[1] > 0);
}

static bool parts_read(struct parts *parts, const char *text)
{
	bool after_mark = false;

	*parts = (struct parts){.count = 0};
	for (const char *at = text; *at;) {
		bool good = true;

		if (strchr("/.-", *at)) {
			good = !after_mark && parts->count > 0;
			after_mark = true;
			at++;
		} else if (strchr(" ,()", *at)) {
			at++;
		} else {
			after_mark = false;
			good = isdigit((unsigned char)*at) ? parts_digits(parts, &at)
							   : parts_word(parts, &at);
		}
		if (!good)
			return false;
	}
	return parts_fit(parts) && !after_mark;
}

/* The century of a two-digit year is the one that puts it nearest to today. */
static int full_year(int year, int today)
{
	int now = 2020, month, day;

	if (today > 0)
		day_split(today, &now, &month, &day);
	year += now / 100 * 100;
	if (year > now + 50)
		return year - 100;
	return year <= now - 50 ? year + 100 : year;
}

/* DAY_NONE also where the weekday written beside it says otherwise. */
static int parts_day(const struct parts *parts, int year, int month, int of_month)
{
	int day = day_make(year, month, of_month);

	if (day != DAY_NONE && parts->weekday && day_weekday(day) != parts->weekday)
		return DAY_NONE;
	return day;
}

/* The day read with the day first and with the month first. */
static void parts_days(const struct parts *parts, int today, int *day_first, int *month_first)
{
	int a = parts->numbers[0], b = parts->numbers[1], c = parts->numbers[2];

	if (parts->digits[0] == 4) {
		*day_first = *month_first = parts_day(parts, a, b, c);
		return;
	}
	if (parts->digits[2] == 2)
		c = full_year(c, today);
	*day_first = parts_day(parts, c, b, a);
	*month_first = parts_day(parts, c, a, b);
	if (parts->digits[0] == 0)
		*day_first = *month_first;
	else if (parts->digits[1] == 0)
		*month_first = *day_first;
}

void date_witness(struct date_order *order, const char *text, int today)
{
	struct parts parts;
	int day_first, month_first;

	if (!parts_read(&parts, text))
		return;
	parts_days(&parts, today, &day_first, &month_first);
	if (day_first != DAY_NONE && month_first == DAY_NONE)
		*(parts.weekday ? &order->named_day_first : &order->day_first) = true;
	if (month_first != DAY_NONE && day_first == DAY_NONE)
		*(parts.weekday ? &order->named_month_first : &order->month_first) = true;
	if (day_first != DAY_NONE && month_first != DAY_NONE && day_first != month_first)
		order->is_open = order->is_open || !parts.weekday;
}

void date_orders_share(struct date_order *orders, size_t count)
{
	struct date_order all = {.day_first = false};

	for (size_t i = 0; i < count; i++) {
		all.day_first = all.day_first || orders[i].day_first;
		all.month_first = all.month_first || orders[i].month_first;
		all.named_day_first = all.named_day_first || orders[i].named_day_first;
		all.named_month_first = all.named_month_first || orders[i].named_month_first;
	}
	if (!all.day_first && !all.month_first) {
		all.day_first = all.named_day_first;
		all.month_first = all.named_month_first;
	}
	for (size_t i = 0; i < count && all.day_first != all.month_first; i++) {
		if (!orders[i].day_first && !orders[i].month_first) {
			orders[i].day_first = all.day_first;
			orders[i].month_first = all.month_first;
		}
	}
}

bool date_readings(const char *text, int today, int *day_first, int *month_first)
{
	struct parts parts;

	if (!parts_read(&parts, text))
		return false;
	parts_days(&parts, today, day_first, month_first);
	return *day_first != DAY_NONE && *month_first != DAY_NONE && *day_first != *month_first;
}

static bool serial_read(const char *text, int *day)
{
	int serial = 0;

	if (strspn(text, "0123456789") != 5 ||
		(text[5] && strcmp(text + 5, ".0") != 0 && strcmp(text + 5, ",0") != 0))
		return false;
	for (size_t i = 0; i < 5; i++)
		serial = serial * 10 + (text[i] - '0');
	*day = serial - SERIAL_OF_EPOCH;
	return serial >= SERIAL_FIRST && serial <= SERIAL_LAST;
}

static enum cell_result choose_order(const struct date_order *order, bool is_named, int day_first,
	int month_first, int *day, struct fault *why)
{
	bool some_day_first = is_named ? order->named_day_first : order->day_first;
	bool some_month_first = is_named ? order->named_month_first : order->month_first;
	char iso[DAY_TEXT];

	if (some_day_first && some_month_first) {
		refuse(why, FAULT_REFUSED,
			N_("other days of this column are written day first and month first, so "
			   "this one cannot be told: write it as 2020-07-01"));
		return CELL_REFUSED;
	}
	*day = some_month_first ? month_first : day_first;
	if (!some_month_first)
		return CELL_GOOD;
	refuse(why, FAULT_REFUSED,
		order->proven ? N_("the days of this sheet that nobody touched came back month "
				   "first, so this is read as %s")
			      : N_("days here are written month first, so this is read as %s: "
				   "check it"),
		day_iso(*day, iso));
	return CELL_WARNED;
}

enum cell_result date_read(
	const struct date_order *order, const char *text, int today, int *day, struct fault *why)
{
	struct parts parts;
	int day_first, month_first;
	char iso[DAY_TEXT];

	if (serial_read(text, day)) {
		refuse(why, FAULT_REFUSED,
			N_("a spreadsheet's day number, read as %s: check it, and format the "
			   "column as a date"),
			day_iso(*day, iso));
		return CELL_WARNED;
	}
	if (!parts_read(&parts, text)) {
		refuse(why, FAULT_REFUSED,
			N_("not a day: write 01/7/2020 or 2020-07-01, without a time"));
		return CELL_REFUSED;
	}
	parts_days(&parts, today, &day_first, &month_first);
	if (day_first != DAY_NONE && month_first != DAY_NONE && day_first != month_first)
		return choose_order(
			order, parts.weekday != 0, day_first, month_first, day, why);
	*day = day_first != DAY_NONE ? day_first : month_first;
	if (*day != DAY_NONE)
		return CELL_GOOD;
	refuse(why, FAULT_REFUSED,
		parts.weekday ? N_("no such day, or it is not that weekday: correct it, as in "
				   "01/7/2020")
			      : N_("no such day in the calendar: write day, month, year, as in "
				   "01/7/2020"));
	return CELL_REFUSED;
}

/* "23/6/2020 14:30": up to the time of day. */
static size_t before_time(const char *text)
{
	size_t length = strcspn(text, ":");

	if (!text[length])
		return length;
	while (length > 0 && isdigit((unsigned char)text[length - 1]))
		length--;
	while (length > 0 && strchr(" ,T", text[length - 1]))
		length--;
	return length;
}

bool date_meant(const char *text, int today, int *day_first, int *month_first)
{
	size_t length = before_time(text);
	char day[64];
	struct parts parts;

	if (length == 0 || length >= sizeof day)
		return false;
	memcpy(day, text, length);
	day[length] = '\0';
	if (!parts_read(&parts, day))
		return false;
	parts_days(&parts, today, day_first, month_first);
	if (*day_first == DAY_NONE && *month_first == DAY_NONE) {
		parts.weekday = 0;
		parts_days(&parts, today, day_first, month_first);
	}
	if (*day_first == DAY_NONE)
		*day_first = *month_first;
	else if (*month_first == DAY_NONE)
		*month_first = *day_first;
	return *day_first != DAY_NONE;
}
