/* Units by code: their bytes in order, as the database sorts them. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

struct code_of {
	const char *code;
	size_t unit;
};

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct code_of *)a)->code, ((const struct code_of *)b)->code);
}

void codes_order(const struct units *units, struct code_order *order)
{
	struct code_of *codes = memory_take(units->count, sizeof *codes);
	order->count = units->count;
	order->codes = memory_take(units->count, sizeof *order->codes);
	order->rank = memory_take(units->count, sizeof *order->rank);
	for (size_t i = 0; i < units->count; i++)
		codes[i] = (struct code_of){units->at[i].code, i};
	qsort(codes, units->count, sizeof *codes, by_code);
	for (size_t i = 0; i < units->count; i++) {
		order->codes[i] = codes[i].code;
		order->rank[codes[i].unit] = (uint32_t)i;
	}
	free(codes);
}

void codes_free(struct code_order *order)
{
	free(order->codes);
	free(order->rank);
}
