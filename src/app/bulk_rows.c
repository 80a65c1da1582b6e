/* The rows of a large file in the order of their keys: bytes of the unit's code, then of the name. */
#include "bulk_rows.h"

#include <stdlib.h>
#include <string.h>

#include "tiendo/base.h"

static uint64_t name_prefix(const char *name, size_t length)
{
	uint64_t prefix = 0;
	for (size_t i = 0; i < sizeof prefix; i++)
		prefix = prefix << 8 | (i < length ? (unsigned char)name[i] : 0);
	return prefix;
}

static int row_order(const void *a, const void *b)
{
	const struct bulk_row *left = a, *right = b;
	if (left->unit != right->unit)
		return left->unit < right->unit ? -1 : 1;
	if (left->prefix != right->prefix)
		return left->prefix < right->prefix ? -1 : 1;
	size_t common = left->name_length < right->name_length ? left->name_length
							       : right->name_length;
	int order = memcmp(left->name, right->name, common);
	if (order || left->name_length != right->name_length)
		return order ? order : left->name_length < right->name_length ? -1 : 1;
	return left->row < right->row ? -1 : left->row > right->row;
}

void bulk_rows_add(struct bulk_rows *rows, struct bulk_row row)
{
	if (rows->count == rows->room) {
		rows->room = rows->room ? rows->room * 2 : 4096;
		rows->at = memory_grow(rows->at, rows->room, sizeof *rows->at);
	}
	row.prefix = name_prefix(row.name, row.name_length);
	rows->is_unsorted = rows->is_unsorted ||
			    (rows->count > 0 && row_order(&rows->at[rows->count - 1], &row) > 0);
	rows->at[rows->count++] = row;
}

/* To their units first, each row moved once and in place; then each unit by itself. */
void bulk_rows_sort(struct bulk_rows *rows, size_t unit_count)
{
	if (!rows->is_unsorted)
		return;
	size_t *end = memory_take(unit_count + 1, sizeof *end);
	size_t *next = memory_take(unit_count + 1, sizeof *next);
	for (size_t i = 0; i < rows->count; i++)
		end[rows->at[i].unit]++;
	for (size_t unit = 0, sum = 0; unit < unit_count; unit++) {
		next[unit] = sum;
		sum += end[unit];
		end[unit] = sum;
	}
	for (size_t unit = 0; unit < unit_count; unit++) {
		size_t start = unit ? end[unit - 1] : 0;
		while (next[unit] < end[unit]) {
			struct bulk_row row = rows->at[next[unit]];
			struct bulk_row *place = &rows->at[next[row.unit]++];
			if (row.unit == unit)
				continue;
			rows->at[next[unit]] = *place;
			*place = row;
		}
		qsort(rows->at + start, end[unit] - start, sizeof *rows->at, row_order);
	}
	free(end);
	free(next);
	rows->is_unsorted = false;
}

bool bulk_row_is_same_key(const struct bulk_row *a, const struct bulk_row *b)
{
	return a->unit == b->unit && a->prefix == b->prefix && a->name_length == b->name_length &&
	       memcmp(a->name, b->name, a->name_length) == 0;
}

void bulk_rows_free(struct bulk_rows *rows)
{
	free(rows->at);
	*rows = (struct bulk_rows){.count = 0};
}
