/* Counts, numbers that may be "not applicable", and phone numbers, as people and spreadsheets write
 * them. */
#include <stdio.h>
#include <string.h>

#include "inner.h"

bool number_is_shortened(const char *text, struct fault *why)
{
	size_t at = strspn(text, "0123456789.,");

	if (at == 0 || (text[at] != 'E' && text[at] != 'e') || !text[at + 1] ||
		!strchr("+-", text[at + 1]))
		return false;
	at += 2;
	if (!text[at] || text[at + strspn(text + at, "0123456789")])
		return false;
	refuse(why, FAULT_REFUSED,
		N_("a spreadsheet shortened this to a rounded number: format the column as Text "
		   "and type it again"));
	return true;
}

/* Spaces of every width go; "22.0" and "22,0" are how some programs write 22. */
static bool count_spelling(char *out, size_t size, const char *text)
{
	size_t length = 0;

	while (*text) {
		uint32_t character;
		size_t step = text_step(text, strlen(text), &character);

		if (character == 0xA0 || character == 0x202F || character == 0x2009)
			out[length++] = ' ';
		else if (step == 1 && length + 1 < size)
			out[length++] = *text;
		else
			return false;
		if (length + 1 >= size)
			return false;
		text += step;
	}
	out[length] = '\0';
	for (size_t zeros = 1; zeros <= 2 && length > zeros + 1; zeros++) {
		char *mark = out + length - zeros - 1;

		if (strspn(out, "0123456789") == (size_t)(mark - out) &&
			(*mark == '.' || *mark == ',') && strspn(mark + 1, "0") == zeros)
			*mark = '\0';
	}
	return true;
}

enum cell_result count_take(
	const char *text, struct pool *pool, const char **out, struct fault *why)
{
	char spelled[64], digits[24];
	int64_t count;
	size_t mark;

	*out = text;
	if (!*text)
		return CELL_GOOD;
	if (number_is_shortened(text, why))
		return CELL_REFUSED;
	if (!count_spelling(spelled, sizeof spelled, text) || !count_parse(spelled, &count, NULL)) {
		refuse(why, FAULT_REFUSED,
			N_("not a whole number: write 2455 or 2.455, at most 999,999,999,999"));
		return CELL_REFUSED;
	}
	snprintf(digits, sizeof digits, "%lld", (long long)count);
	if (strcmp(digits, text) != 0)
		*out = pool_text(pool, digits);
	mark = strspn(spelled, "0123456789");
	if (spelled[mark] && strchr(".,", spelled[mark]) && !strpbrk(spelled + mark + 1, ".,")) {
		refuse(why, FAULT_REFUSED, N_("read as %s: if a fraction was meant, correct it"),
			digits);
		return CELL_WARNED;
	}
	return CELL_GOOD;
}

enum cell_result number_take(
	const char *text, struct pool *pool, const char **out, struct fault *why)
{
	static const char *const dashes[] = {"-", "–", "—", "−", NULL};

	for (const char *const *dash = dashes; *dash; dash++) {
		if (strcmp(text, *dash) == 0) {
			*out = "-";
			return CELL_GOOD;
		}
	}
	return count_take(text, pool, out, why);
}

#define PHONE_DIGITS 15 /* E.164 */

/* Groups of a Vietnamese number: 0901 234 567, 0276 3822 333; others stay in one piece. */
static void phone_print(struct buffer *out, const char *digits)
{
	int length = (int)strlen(digits);

	if (digits[0] == '0' && (length == 10 || length == 11))
		buffer_print(
			out, "%.4s %.*s %s", digits, length - 7, digits + 4, digits + length - 3);
	else
		buffer_add(out, digits);
}

/* The national number behind +84 or 84; a lost first 0 comes back: mobile numbers have nine digits
 * after it, the others ten and begin with 2. */
static void phone_restore(struct buffer *out, const char *digits, bool has_plus)
{
	char restored[PHONE_DIGITS + 2] = "0";
	size_t count = strlen(digits);

	if (strncmp(digits, "84", 2) == 0 && (has_plus || count >= 11)) {
		strcat(restored, digits + 2 + (digits[2] == '0'));
	} else if (has_plus) {
		buffer_add(out, "+");
		strcpy(restored, digits);
	} else if ((count == 9 && digits[0] != '0') || (count == 10 && digits[0] == '2')) {
		strcat(restored, digits);
	} else {
		strcpy(restored, digits);
	}
	phone_print(out, restored);
}

static bool phone_add(struct buffer *out, const char *text, size_t length)
{
	char digits[PHONE_DIGITS + 1];
	size_t count = 0;
	bool has_plus = false;

	for (size_t i = 0; i < length; i++) {
		if (text[i] >= '0' && text[i] <= '9') {
			if (count == PHONE_DIGITS)
				return false;
			digits[count++] = text[i];
		} else if (text[i] == '+' && count == 0) {
			has_plus = true;
		} else if (!strchr(" .-()\t\xC2\xA0", text[i])) {
			return false;
		}
	}
	digits[count] = '\0';
	if (count < 3)
		return false;
	phone_restore(out, digits, has_plus);
	return true;
}

/* Already as it would be printed: most are. */
static bool phone_is_grouped(const char *text)
{
	static const char form[] = "0ddd ddd ddd";
	size_t i = 0;

	for (; form[i]; i++) {
		if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return false;
	}
	return text[i] == '\0';
}

/* A cell may hold two numbers: "0901 234 567; 0276 3822 333". */
enum cell_result phone_take(
	const char *text, struct pool *pool, const char **out, struct fault *why)
{
	static const char between[] = ",;/\n";
	struct buffer all = {0};
	size_t length = strlen(text), digits = strspn(text, "0123456789");
	bool good = true;

	*out = text;
	if (!*text || phone_is_grouped(text))
		return CELL_GOOD;
	if (number_is_shortened(text, why))
		return CELL_REFUSED;
	if (strcmp(text + digits, ".0") == 0 || strcmp(text + digits, ",0") == 0)
		length = digits;
	for (size_t at = 0; good && at < length;) {
		size_t one = strcspn(text + at, between);

		if (all.length > 0)
			buffer_add(&all, ", ");
		good = phone_add(&all, text + at, one < length - at ? one : length - at);
		at += one;
		at += strspn(text + at, between);
	}
	if (good && strcmp(buffer_text(&all), text) != 0)
		*out = pool_text(pool, buffer_text(&all));
	buffer_free(&all);
	if (good)
		return CELL_GOOD;
	refuse(why, FAULT_REFUSED,
		N_("not a phone number: write digits in groups, such as 0901 234 567"));
	return CELL_REFUSED;
}
