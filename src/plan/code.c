/* Codes of units, plans and items: what they may look like, and when two are the same. */
#include "inner.h"

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
