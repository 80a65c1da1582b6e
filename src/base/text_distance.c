/* How far two texts are from each other, for "did you mean". */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

static int characters(const char *text, uint32_t *out)
{
	size_t left = strlen(text), bytes;
	int count = 0;

	while ((bytes = text_step(text, left, &out[count])) > 0) {
		text += bytes;
		left -= bytes;
		count++;
	}
	return count;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Optimal string alignment, only the diagonal band that can stay within limit. Three rows of
 * width + 1: the one before the last, the last, this one. */
static int distance(
        const uint32_t *a, int height, const uint32_t *b, int width, int limit, int *rows)
{
	int *before = rows, *last = rows + width + 1, *row = last + width + 1, *spare;
	int i, j, from, to, best;

	for (j = 0; j <= width; j++)
		last[j] = least(j, limit + 1);
	for (i = 1; i <= height; i++) {
		from = i > limit ? i - limit : 1;
		to = least(width, i + limit);
		row[from - 1] = best = from == 1 ? least(i, limit + 1) : limit + 1;
		if (to < width)
			row[to + 1] = limit + 1;
		for (j = from; j <= to; j++) {
			row[j] = least(limit + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
			row[j] = least(row[j], least(last[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
			best = least(best, row[j]);
		}
		if (best > limit)
			return limit + 1;
		spare = before;
		before = last;
		last = row;
		row = spare;
	}
	return last[width];
}

int text_distance(const char *a, const char *b, int limit)
{
	size_t a_bytes = strlen(a), b_bytes = strlen(b), room = a_bytes + b_bytes + 2;
	uint32_t *letters;
	int *rows, height, width, result;

	limit = limit < 0 ? 0 : least(limit, INT_MAX - 1);
	/* A character has one to four bytes: these cannot be near enough. */
	if (a_bytes / 4 > b_bytes + (size_t)limit || b_bytes / 4 > a_bytes + (size_t)limit)
		return limit + 1;
	if (room >= INT_MAX / 3)
		memory_exhausted();
	limit = least(limit, (int)room);
	letters = memory_take(room, sizeof *letters);
	height = characters(a, letters);
	width = characters(b, letters + a_bytes + 1);
	rows = memory_take(3 * ((size_t)width + 1), sizeof *rows);
	if (abs(height - width) > limit)
		result = limit + 1;
	else
		result = distance(letters, height, letters + a_bytes + 1, width, limit, rows);
	free(rows);
	free(letters);
	return result;
}
