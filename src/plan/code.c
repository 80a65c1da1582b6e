/* Codes of units, plans and items: what they may look like, and when two are the same. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

static bool letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool code_is_valid(const char *code)
{
	size_t length = 0;

	if (!letter_or_digit(code[0]))
		return false;
	while (code[length]) {
		if (!letter_or_digit(code[length]) && !strchr("._-", code[length]))
			return false;
		length++;
		if (length >= CODE_SIZE)
			return false;
	}
	return true;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool code_is_same(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

int code_reach(size_t length)
{
	if (length < 5)
		return length > 1;
	return length < 9 ? 2 : (int)(length < 30 ? length / 3 : 10);
}

/* The value of digits with one mark before the decimals and an exponent, if the text is nothing else;
 * marks_group: marks are thousands' and say nothing. */
static bool code_value(const char *code, bool marks_group, double *value)
{
	char plain[CODE_SIZE], *end;
	size_t length = 0;

	if (strspn(code, "0123456789") == 0)
		return false;
	for (; *code; code++) {
		if (!strchr("0123456789.,eE", *code) || length + 1 == sizeof plain)
			return false;
		if (!strchr(".,", *code) || !marks_group)
			plain[length++] = *code == ',' ? '.' : *code;
	}
	plain[length] = '\0';
	*value = strtod(plain, &end);
	return *end == '\0';
}

bool code_is_same_number(const char *a, const char *b)
{
	double left, right;

	for (int i = 0; i < 4; i++) {
		if (code_value(a, i & 1, &left) && code_value(b, i & 2, &right) && left == right)
			return true;
	}
	return false;
}
