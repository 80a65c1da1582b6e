/* Codes that are a slip of the finger apart: told fast, for a file may be full of wrong ones. */
#include "inner.h"

#include <string.h>

static char lower(char letter)
{
	return (char)(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
}

static bool is_same(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return !*a && !*b;
}

bool code_is_slip(const char *code, const char *typed)
{
	while (*code && lower(*code) == lower(*typed)) {
		code++;
		typed++;
	}
	if (!*code || !*typed)
		return *code ? !code[1] : !*typed || !typed[1];
	return is_same(code + 1, typed + 1) || is_same(code + 1, typed) || is_same(code, typed + 1) ||
	       (lower(*code) == lower(typed[1]) && lower(code[1]) == lower(*typed) &&
		       is_same(code + 2, typed + 2));
}
