/* What spreadsheets make of free text that nobody touched (CSV.md, "Which cells survive"). A text is
 * excused only in the spellings that a client writes, never in all that mean the same: 5 becoming
 * 05 is a person's doing. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

/* ---- numbers --------------------------------------------------------------------------------- */

/* Takes off what a client reads as the dress of a number: "$5", "5 €", and "(5)" or "5-" for -5. */
static const char *undress(const char *text, char *out, size_t size)
{
	static const char *const signs[] = {"$", "€", "₫", "£", "¥"};
	size_t length = strlen(text);

	if (length < 2 || length >= size)
		return text;
	if (text[0] == '(' && text[length - 1] == ')') {
		memcpy(out + 1, text + 1, length - 2);
		out[0] = '-';
		out[length - 1] = '\0';
		return out;
	}
	if (text[length - 1] == '-' && strspn(text, "0123456789.,") == length - 1) {
		memcpy(out + 1, text, length - 1);
		out[0] = '-';
		out[length] = '\0';
		return out;
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t sign = strlen(signs[i]);

		if (strncmp(text, signs[i], sign) == 0)
			return text + sign + strspn(text + sign, " ");
		if (length > sign && strcmp(text + length - sign, signs[i]) == 0) {
			memcpy(out, text, length - sign);
			length -= sign;
			while (length > 0 && out[length - 1] == ' ')
				length--;
			out[length] = '\0';
			return out;
		}
	}
	return text;
}

/* A number as some locale reads it: marks of thousands are dropped, the decimal mark is a point. */
static bool number_in(const char *text, char decimal, double *value, bool *percent)
{
	char thousands = decimal == '.' ? ',' : '.', plain[64], bare[64], *rest;
	size_t length = 0, group = 0;
	bool grouped = false, fraction = false;

	for (const char *at = undress(text, bare, sizeof bare); *at; at++) {
		bool digit = *at >= '0' && *at <= '9';

		if (strcmp(at, " %") == 0)
			continue;
		if (length + 1 >= sizeof plain)
			return false;
		if (*at == thousands && !fraction && length > 0 && (!grouped || group == 3)) {
			grouped = true;
			group = 0;
			continue;
		}
		fraction = fraction || *at == decimal || *at == 'e' || *at == 'E';
		group += digit && !fraction;
		plain[length++] = *at == decimal ? '.' : *at;
	}
	plain[length] = '\0';
	if ((grouped && group != 3) || !strpbrk(plain, "0123456789") ||
		plain[strspn(plain, "+-.0123456789eE%")] != '\0')
		return false;
	*value = strtod(plain, &rest);
	*percent = strcmp(rest, "%") == 0;
	return rest != plain && (*percent || *rest == '\0') && isfinite(*value);
}

/* Whether back is this printf'd number, with either decimal mark. */
static bool is_printed(const char *back, const char *format, int digits, double value)
{
	char text[400], *point;

	snprintf(text, sizeof text, format, digits, value);
	if (strcmp(back, text) == 0)
		return true;
	point = strchr(text, '.');
	if (point)
		*point = ',';
	return point && strcmp(back, text) == 0;
}

/* 1.23E+06, and the three digits of exponent that some write. */
static bool is_scientific(const char *back, double value)
{
	char shorter[64];
	const char *sign = strpbrk(back, "+-");
	size_t before;

	if (!sign || sign == back || sign[-1] != 'E' || strlen(back) >= sizeof shorter)
		return false;
	before = (size_t)(sign - back) + 1;
	memcpy(shorter, back, before);
	strcpy(shorter + before, back + before + (sign[1] == '0' && strlen(sign) > 3));
	for (int digits = 0; digits <= 14; digits++) {
		if (is_printed(shorter, "%.*E", digits, value))
			return true;
	}
	return false;
}

/* Fifteen digits are all that a workbook keeps: the rest become zeros. */
static bool is_rounded(const char *back, double value)
{
	char digits[32];
	int exponent;

	if (value < 1e15 || value >= 1e40 || strlen(back) != strspn(back, "0123456789"))
		return false;
	snprintf(digits, sizeof digits, "%.14E", value);
	exponent = atoi(strchr(digits, 'E') + 1);
	memmove(digits + 1, digits + 2, 14);
	digits[15] = '\0';
	return (int)strlen(back) == exponent + 1 && strncmp(back, digits, 15) == 0 &&
	       strspn(back + 15, "0") == strlen(back + 15);
}

static bool number_came_back(const char *left, const char *back)
{
	for (int i = 0; i < 2; i++) {
		double value;
		bool percent;

		if (!number_in(left, i ? ',' : '.', &value, &percent))
			continue;
		if (percent && (is_printed(back, "%.*f%%", 2, value) ||
				       is_printed(back, "%.*f%%", 0, value) ||
				       is_printed(back, "%.*g", 15, value / 100)))
			return true;
		if (percent)
			continue;
		if (is_printed(back, "%.*g", 15, value) || is_scientific(back, value))
			return true;
		if (is_rounded(back, value))
			return true;
	}
	return false;
}

/* A share comes back as its fraction or its percent also with spaces before the sign. */
static bool share_came_back(const char *left, const char *back)
{
	char tight[64];
	size_t length = strlen(back);

	if (length < 3 || length >= sizeof tight || back[length - 1] != '%' ||
		(back[length - 2] != ' ' && (unsigned char)back[length - 2] != 0xA0))
		return false;
	length -= back[length - 2] == ' ' ? 2 : 3;
	memcpy(tight, back, length);
	strcpy(tight + length, "%");
	return strcmp(left, tight) == 0 || number_came_back(left, tight);
}

/* ---- days and times -------------------------------------------------------------------------- */

/* Numbers between marks that days are written with: 1/2, 26/03/2026, 2026-03-26. */
static size_t day_parts(const char *text, int parts[3], char *mark)
{
	size_t count = 0;

	*mark = '\0';
	while (count < 3) {
		size_t digits = strspn(text, "0123456789");

		if (digits == 0 || digits > 4)
			return 0;
		parts[count++] = atoi(text);
		text += digits;
		if (*text == '\0')
			return count > 1 ? count : 0;
		if (!strchr("/-.", *text) || (*mark && *mark != *text))
			return 0;
		*mark = *text++;
	}
	return 0;
}

/* "1 Jan", "Mar-20", "10 Jul 2020": a day, an English month's name and perhaps a year become numbers.
 * How many were found. */
static size_t named_day(const char *text, int parts[3])
{
	static const char names[] = "jan feb mar apr may jun jul aug sep oct nov dec";
	char folded[32], word[8];
	const char *month;
	int day, year = 0, end = 0, after = 0;

	if (strlen(text) >= sizeof folded)
		return 0;
	text_fold(folded, sizeof folded, text);
	if (sscanf(folded, "%2d %3[a-z]%n %4d%n", &day, word, &end, &year, &end) < 2 &&
		sscanf(folded, "%3[a-z] %2d%n%n %4d%n", word, &day, &end, &after, &year, &end) < 2)
		return 0;
	if (after > 0 && folded[after] >= '0' && folded[after] <= '9')
		return 0;
	month = strlen(word) == 3 ? strstr(names, word) : NULL;
	if (!month || (month - names) % 4 != 0 || day < 1 || day > 31 || folded[end])
		return 0;
	parts[0] = day;
	parts[1] = (int)(month - names) / 4 + 1;
	parts[2] = year;
	return year > 0 ? 3 : 2;
}

static bool same_year(int a, int b)
{
	return a == b || (a < 100 && b % 100 == a) || (b < 100 && a % 100 == b);
}

static bool pair_is(int a, int b, int c, int d)
{
	return (a == c && b == d) || (a == d && b == c);
}

static bool day_came_back(const char *left, const char *back)
{
	int a[3], b[3];
	char left_mark, back_mark;
	size_t named = named_day(left, a), count = named ? named : day_parts(left, a, &left_mark);

	if (count == 0 || day_parts(back, b, &back_mark) != 3)
		return false;
	if (named == 3) /* the month has a name, so its place proves nothing */
		return b[0] > 31 ? same_year(a[2], b[0]) && pair_is(a[0], a[1], b[1], b[2])
				 : same_year(a[2], b[2]) && pair_is(a[0], a[1], b[0], b[1]);
	if (b[0] > 31) { /* year first: which of the others was the day is the client's guess */
		if (count == 2)
			return pair_is(a[0], a[1], b[1], b[2]) ||
			       (same_year(a[1], b[0]) && a[0] == b[1] && b[2] == 1);
		return a[0] > 31 ? a[0] == b[0] && a[1] == b[1] && a[2] == b[2]
				 : same_year(a[2], b[0]) && pair_is(a[0], a[1], b[1], b[2]);
	}
	if (count == 2)
		return pair_is(a[0], a[1], b[0], b[1]) ||
		       (same_year(a[1], b[2]) && pair_is(1, a[0], b[0], b[1]));
	if (a[0] > 31)
		return same_year(a[0], b[2]) && pair_is(a[1], a[2], b[0], b[1]);
	/* The same order of its parts: clients pad zeros and cut years, people swap days. */
	return a[0] == b[0] && a[1] == b[1] && same_year(a[2], b[2]);
}

static bool clock_read(const char *text, int *seconds)
{
	static const char *const evening[] = {"pm", "ch", "chieu"}, *const morning[] = {
		"am", "sa", "sang"};
	int part[3] = {0}, count = 0;
	char word[32];

	for (; count < 3; count++) {
		size_t digits = strspn(text, "0123456789");

		if (digits == 0 || digits > 2)
			return false;
		part[count] = atoi(text);
		text += digits;
		if (*text != ':')
			break;
		text++;
	}
	/* 24:00 ends a day. */
	if (count == 0 || count > 2 || part[0] > 24 || part[1] > 59 || part[2] > 59 ||
		(part[0] == 24 && part[1] + part[2] > 0))
		return false;
	text_fold(word, sizeof word, text);
	for (int i = 0; i < 3; i++) {
		if (strcmp(word, evening[i]) == 0 && part[0] <= 12)
			part[0] = part[0] % 12 + 12, word[0] = '\0';
		else if (strcmp(word, morning[i]) == 0 && part[0] <= 12)
			part[0] %= 12, word[0] = '\0';
	}
	*seconds = (part[0] * 60 + part[1]) * 60 + part[2];
	return word[0] == '\0';
}

static bool clock_came_back(const char *left, const char *back)
{
	int was, is;

	return clock_read(left, &was) && clock_read(back, &is) && was == is;
}

/* ---- other texts ------------------------------------------------------------------------------- */

/* Truth values are written in capitals, in the client's language. */
static bool truth_came_back(const char *left, const char *back)
{
	static const char *const truths[] = {"TRUE", "FALSE", "ĐÚNG", "SAI"};
	char folded[16], known[16];

	for (int i = 0; i < 4; i++) {
		if (strcmp(back, truths[i]) == 0)
			return strcmp(text_fold_marked(folded, sizeof folded, left),
				       text_fold_marked(known, sizeof known, truths[i])) == 0;
	}
	return false;
}

/* ods drops tabs, some ways in turn them into spaces; a workbook cuts a cell after 32,767 letters. */
static bool letters_came_back(const char *left, const char *back)
{
	size_t letters = 0;

	for (; *left; left++) {
		if (*left == '\t') {
			back += *back == '\t' || *back == ' ';
			continue;
		}
		if (*left != *back)
			break;
		letters += ((unsigned char)*left & 0xC0) != 0x80;
		letters += (unsigned char)*left >= 0xF0; /* two of UTF-16 */
		back++;
	}
	return *back == '\0' && (*left == '\0' || letters == 32767);
}

/* Without the guard that gnumeric eats, a text such as ="007" is read as what it wraps. */
static bool wrap_came_back(const char *left, const char *back)
{
	if (!cell_is_wrapped(left))
		return false;
	for (left += 2; *left && *left == *back; left++, back++)
		left += left[0] == '"' && left[1] == '"';
	return *back == '\0' && strcmp(left, "\"") == 0;
}

/* Over SSH, what might act on a terminal is left out. */
static bool clean_came_back(const char *left, const char *back)
{
	size_t size = strlen(left) * 3 + 1;
	char *clean = memory_take(size, 1);
	bool same = strcmp(text_clean_cell(clean, size, left), back) == 0;
	free(clean);
	return same;
}

bool text_came_back(const char *left, const char *back)
{
	/* An apostrophe alone is eaten by some. */
	if (strcmp(left, back) == 0 || (strcmp(left, "'") == 0 && *back == '\0'))
		return true;
	if (*left == '\0' || *back == '\0')
		return false;
	return letters_came_back(left, back) || (left[0] == '\'' && strcmp(left + 1, back) == 0) ||
	       number_came_back(left, back) || share_came_back(left, back) ||
	       day_came_back(left, back) || clock_came_back(left, back) ||
	       truth_came_back(left, back) || wrap_came_back(left, back) ||
	       clean_came_back(left, back);
}

bool line_came_back(const char *left, const char *back)
{
	if (text_came_back(left, back))
		return true;
	for (; *left; left++, back++) {
		if (*left != *back)
			return false;
		if (*left == ' ')
			left += strspn(left, " ") - 1;
	}
	return *back == '\0';
}

/* ---- letters that were lost -------------------------------------------------------------------- */

/* What the second text has for a letter of the first: itself, "?", two of them for a letter of two
 * units, or the letter nearest to it in the encoding that was saved. The bytes of it; 0: another. */
static size_t lost_as(const char *left, size_t step, const char *back)
{
	char letter[8], nearest[8];

	if (strncmp(left, back, step) == 0)
		return step;
	if (step == 1)
		return 0;
	if (*back == '?')
		return step == 4 && back[1] == '?' ? 2 : 1;
	if (strncmp(left, "Đ", step) == 0 && strncmp(back, "Ð", 2) == 0)
		return 2;
	memcpy(letter, left, step);
	letter[step] = '\0';
	text_fold(nearest, sizeof nearest, letter);
	return nearest[0] && !nearest[1] && (*back | 0x20) == nearest[0];
}

bool text_lost_letters(const char *left, const char *back)
{
	bool some_lost = false;

	while (*left) {
		uint32_t character;
		size_t step = text_step(left, strnlen(left, 4), &character);
		size_t length = lost_as(left, step, back);

		if (length == 0)
			return false;
		some_lost = some_lost || (step > 1 && *back == '?');
		left += step;
		back += length;
	}
	return some_lost && *back == '\0';
}
