/* What the fuzzers share. Each is one LLVMFuzzerTestOneInput, run by libFuzzer or, where clang is
 * not there, by mutate.c. */
#ifndef TIENDO_TESTS_FUZZ_H
#define TIENDO_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Not assert: it must hold in every build, and say where. */
#define HOLDS(statement)                                                                           \
	do {                                                                                       \
		if (!(statement)) {                                                                \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__,          \
			        #statement);                                                       \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

/* A copy with a NUL behind it, to be freed. */
static inline char *fuzz_text(const uint8_t *bytes, size_t length)
{
	char *text = malloc(length + 1);

	HOLDS(text);
	if (length > 0)
		memcpy(text, bytes, length);
	text[length] = '\0';
	return text;
}

#endif
