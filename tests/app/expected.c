/* Reads what a file of the corpus means: see expected.h. */
#include "app/expected.h"

#include <stdlib.h>
#include <string.h>

/* "\*40,ab;" is ab, forty times. Gives what stands behind it; NULL: it is none. */
static const char *unfold_many(const char *at, struct buffer *out)
{
	char *text;
	long times = strtol(at, &text, 10);
	const char *end = *text == ',' ? strchr(text, ';') : NULL;
	if (!end)
		return NULL;
	for (long i = 0; i < times; i++)
		buffer_bytes(out, text + 1, (size_t)(end - text - 1));
	return end + 1;
}

static const char *unfold(struct expected *expected, const char *text)
{
	static const char names[] = "ntepq\\", bytes[] = "\n\t\033|\"\\";
	struct buffer out = {0};
	while (text && *text) {
		const char *name = *text == '\\' && text[1] ? strchr(names, text[1]) : NULL;
		if (name) {
			buffer_bytes(&out, bytes + (name - names), 1);
			text += 2;
		} else if (text[0] == '\\' && text[1] == '*') {
			text = unfold_many(text + 2, &out);
		} else {
			buffer_bytes(&out, text++, 1);
		}
	}
	const char *kept = text ? pool_text(&expected->pool, buffer_text(&out)) : NULL;
	buffer_free(&out);
	return kept;
}

/* The parts of a text between " | ", each in turn; *rest is NULL behind the last. */
static char *next_part(char **rest)
{
	char *part = *rest, *bar = part ? strstr(part, " | ") : NULL;
	*rest = bar ? bar + 3 : NULL;
	if (bar)
		*bar = '\0';
	return part;
}

static bool read_row(struct expected *expected, char *line)
{
	static const char *const words[] = {
	        "added", "changed", "same", "removed", "refused", "nothing"};
	static const int hows[] = {
	        CHANGE_ADDED, CHANGE_CHANGED, CHANGE_SAME, CHANGE_REMOVED, CHANGE_REFUSED, -1};
	struct expected_row *row = &expected->rows[expected->row_count];
	char *at;
	if (expected->row_count++ == sizeof expected->rows / sizeof *expected->rows)
		return false;
	*row = (struct expected_row){.first = strtol(line, &at, 10)};
	row->last = *at == '-' ? strtol(at + 1, &at, 10) : row->first;
	if (*at++ != ' ' || row->first < 1 || row->last < row->first)
		return false;
	size_t length = strcspn(at, " "), which = 0;
	while (which < 6 && (strlen(words[which]) != length || strncmp(words[which], at, length)))
		which++;
	if (which == 6)
		return false;
	row->how = hows[which];
	if (!at[length])
		return which == 2 || which > 3;
	at += length + 1;
	char *cells = strstr(at, ": ");
	if (cells)
		*cells = '\0';
	row->key = unfold(expected, at);
	for (char *rest = cells ? cells + 2 : NULL, *cell; (cell = next_part(&rest)) != NULL;) {
		char *value = strchr(cell, '=');
		if (!value || row->count == EXPECTED_CELLS)
			return false;
		*value = '\0';
		row->fields[row->count] = cell;
		row->values[row->count++] = unfold(expected, value + 1);
	}
	return row->key && row->first == row->last;
}

static bool read_complaint(struct expected *expected, enum complaint_level level, char *line)
{
	struct expected_complaint *complaint = &expected->complaints[expected->complaint_count];
	char *at, *end;
	if (expected->complaint_count++ ==
	        sizeof expected->complaints / sizeof *expected->complaints)
		return false;
	*complaint = (struct expected_complaint){.level = level, .line = strtol(line, &at, 10)};
	if (at == line || strncmp(at, " \"", 2) != 0 || !(end = strstr(at + 2, "\" ")))
		return false;
	*end = '\0';
	complaint->column = unfold(expected, at + 2);
	complaint->phrase = end + 2;
	return complaint->column && *complaint->phrase;
}

static bool read_refused(struct expected *expected, char *rest)
{
	for (char *part; (part = next_part(&rest)) != NULL;) {
		if (expected->phrase_count == 8 || !*part)
			return false;
		expected->phrases[expected->phrase_count++] = part;
	}
	return true;
}

static bool read_line(struct expected *expected, char *line)
{
	static const char *const levels[] = {"error", "warning", "conflict"};
	char *rest = line + strcspn(line, " ");
	if (strchr("#", *line) || !*line)
		return true;
	if (strchr("0123456789", *line))
		return read_row(expected, line);
	if (*rest)
		*rest++ = '\0';
	for (int i = 0; i < 3; i++)
		if (strcmp(line, levels[i]) == 0)
			return read_complaint(expected, (enum complaint_level)i, rest);
	if (strcmp(line, "kind") == 0)
		return sheet_kind_from_word(rest, &expected->kind);
	if (strcmp(line, "refused") == 0)
		return read_refused(expected, rest);
	if (strcmp(line, "encoding") == 0)
		expected->encoding = rest;
	else if (strcmp(line, "separator") == 0)
		expected->separator = strcmp(rest, "tab") == 0 ? '\t' : *rest;
	else if (strcmp(line, "silent") == 0)
		expected->silent = rest;
	else if (strcmp(line, "read") == 0)
		expected->read = rest;
	else
		return false;
	return true;
}

const char *expected_read(struct expected *expected, const char *text)
{
	*expected = (struct expected){.kind = SHEET_KINDS};
	char *copy = pool_text(&expected->pool, text);
	for (char *line = copy, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		const char *whole = pool_text(&expected->pool, line);
		if (!read_line(expected, line))
			return whole;
	}
	if (expected->kind == SHEET_KINDS || !expected->read == !expected->phrase_count)
		return "(one of: kind; read or refused)";
	return NULL;
}

void expected_free(struct expected *expected)
{
	pool_free(&expected->pool);
}
