/* What is wrong in a file: collected, put in the file's order, and shown as one line each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inner.h"

/* A value is kept to be recognised, not to be stored: the row's raw cells have all of it. */
#define VALUE_KEPT 240
#define VALUE_SHOWN 40

static char *value_kept(struct pool *pool, const char *value)
{
	size_t length = strlen(value);

	if (length > VALUE_KEPT) {
		length = VALUE_KEPT;
		while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80)
			length--;
	}
	return pool_slice(pool, value, length);
}

void complain(struct complaints *complaints, enum complaint_level level, long line,
	const char *column, const char *value, const char *msgid, ...)
{
	va_list arguments;
	struct complaint *complaint;
	int length;
	char *text;

	va_start(arguments, msgid);
	length = vsnprintf(NULL, 0, say(msgid), arguments);
	va_end(arguments);
	text = pool_take(&complaints->pool, (size_t)length + 1);
	va_start(arguments, msgid);
	vsnprintf(text, (size_t)length + 1, say(msgid), arguments);
	va_end(arguments);
	if (complaints->count == complaints->room) {
		complaints->room = complaints->room ? complaints->room * 2 : 16;
		complaints->at =
			memory_grow(complaints->at, complaints->room, sizeof *complaints->at);
	}
	complaint = &complaints->at[complaints->count++];
	complaint->level = level;
	complaint->line = line;
	complaint->column = pool_text(&complaints->pool, column);
	complaint->value = value_kept(&complaints->pool, value ? value : "");
	complaint->text = text;
	complaint->cure = complaint->other = "";
	if (level == COMPLAINT_ERROR)
		complaints->errors++;
	else if (level == COMPLAINT_WARNING)
		complaints->warnings++;
	else
		complaints->conflicts++;
}

void complaint_cure(struct complaints *complaints, const char *cure, const char *other)
{
	struct complaint *complaint = &complaints->at[complaints->count - 1];

	complaint->cure = pool_text(&complaints->pool, cure);
	complaint->other = pool_text(&complaints->pool, other);
}

/* Merges the sorted runs [0, middle) and [middle, count) of from into to. */
static void merge_runs(
	struct complaint *to, const struct complaint *from, size_t middle, size_t count)
{
	size_t left = 0, right = middle;

	for (size_t i = 0; i < count; i++) {
		bool take_left =
			left < middle && (right == count || from[left].line <= from[right].line);

		to[i] = take_left ? from[left++] : from[right++];
	}
}

void complaints_sort(struct complaints *complaints)
{
	size_t count = complaints->count;
	struct complaint *from = complaints->at, *to;

	if (count < 2)
		return;
	to = memory_take(count, sizeof *to);
	for (size_t run = 1; run < count; run *= 2) {
		struct complaint *swap = from;

		for (size_t start = 0; start < count; start += run * 2) {
			size_t left = count - start;
			size_t length = left < run * 2 ? left : run * 2;

			merge_runs(to + start, from + start, length < run ? length : run, length);
		}
		from = to;
		to = swap;
	}
	free(to);
	complaints->at = from;
	complaints->room = count;
}

void complaint_print(const struct complaint *complaint, const char *file, char *out, size_t size)
{
	struct buffer line = {0};
	char shown[VALUE_KEPT * 3 + 8];

	buffer_add(&line, file);
	if (complaint->line > 0)
		buffer_print(&line, ":%ld", complaint->line);
	buffer_add(&line, ": ");
	if (complaint->column[0])
		buffer_print(&line, "%s: ", complaint->column);
	if (complaint->value[0]) {
		text_clean(shown, sizeof shown, complaint->value);
		size_t cut = text_cut(shown, VALUE_SHOWN, NULL);

		buffer_print(&line, "\"%.*s%s\": ", (int)cut, shown, shown[cut] ? "…" : "");
	}
	buffer_add(&line, complaint->text);
	text_clean(out, size, buffer_text(&line));
	buffer_free(&line);
}

void complaints_free(struct complaints *complaints)
{
	pool_free(&complaints->pool);
	free(complaints->at);
	*complaints = (struct complaints){0};
}
