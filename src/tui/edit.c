/* The line editor: a text in NFC and a place in it. Every change goes through edit_replace, so that
 * the text stays normalised and the place stays between clusters. */
#include "edit.h"

#include <stdlib.h>
#include <string.h>

/* The start of the cluster that ends at `at`. */
static size_t cluster_before(const struct edit *edit, size_t at)
{
	size_t start = 0, next;

	while ((next = start + text_grapheme(edit->text + start, edit->length - start)) < at)
		start = next;
	return at == 0 ? 0 : start;
}

static size_t cluster_after(const struct edit *edit, size_t at)
{
	return at + text_grapheme(edit->text + at, edit->length - at);
}

static bool is_blank_at(const struct edit *edit, size_t at)
{
	return edit->text[at] == ' ' || strncmp(edit->text + at, "\xC2\xA0", 2) == 0;
}

static size_t word_before(const struct edit *edit)
{
	size_t start = 0, next, word = 0;
	bool was_blank = true, is_blank;

	for (; start < edit->at; start = next) {
		next = cluster_after(edit, start);
		is_blank = is_blank_at(edit, start);
		if (was_blank && !is_blank)
			word = start;
		was_blank = is_blank;
	}
	return word;
}

static size_t word_after(const struct edit *edit)
{
	size_t at = edit->at;

	while (at < edit->length && is_blank_at(edit, at))
		at = cluster_after(edit, at);
	while (at < edit->length && !is_blank_at(edit, at))
		at = cluster_after(edit, at);
	return at;
}

/* Puts text in place of [from, to). What is typed joins what stands before it (a mark its letter).
 * When there is no room the new text is cut, never the old. */
static void edit_replace(struct edit *edit, size_t from, size_t to, const char *text)
{
	char after[EDIT_SIZE], before[EDIT_SIZE];
	struct buffer joined = {0};
	size_t room = EDIT_SIZE - (edit->length - to), at = 0;

	strcpy(after, edit->text + to);
	buffer_bytes(&joined, edit->text, from);
	buffer_add(&joined, text);
	text_normalise(before, room, buffer_text(&joined));
	buffer_clear(&joined);
	buffer_add(&joined, before);
	buffer_add(&joined, after);
	text_normalise(edit->text, EDIT_SIZE, buffer_text(&joined));
	buffer_free(&joined);
	edit->length = strlen(edit->text);
	/* The first cluster boundary from the new text's end on: the texts may have joined there. */
	edit->at = edit->length;
	while (at < strlen(before) && at < edit->length)
		at = cluster_after(edit, at);
	edit->at = at;
}

/* Whether a paste may bring it in: control characters may not. */
static bool is_taken(uint32_t character)
{
	return character >= 0x20 && character != 0x7F && !(character >= 0x80 && character < 0xA0);
}

static void add_line(struct buffer *buffer, const char *text)
{
	size_t left = strlen(text), bytes;
	uint32_t character;
	char whole[4];

	while (left > 0 && (text[left - 1] == '\n' || text[left - 1] == '\r'))
		left--;
	for (; left > 0; text += bytes, left -= bytes) {
		bytes = text_step(text, left, &character);
		if (character == '\r' && left > 1 && text[1] == '\n')
			continue;
		if (character == '\n' || character == '\r' || character == '\t')
			buffer_add(buffer, " ");
		else if (is_taken(character)) /* encoded anew: what is left out must join no bytes */
			buffer_bytes(buffer, whole, text_put(whole, character));
	}
}

void edit_set(struct edit *edit, const char *text)
{
	struct buffer line = {0};

	edit->is_offered = false;
	edit->text[0] = '\0';
	edit->length = edit->at = 0;
	add_line(&line, text);
	edit_replace(edit, 0, 0, buffer_text(&line));
	buffer_free(&line);
}

bool edit_paste(struct edit *edit, const char *text)
{
	struct buffer line = {0}, whole = {0};
	char *normal;
	bool fits;

	if (edit->is_offered)
		edit_set(edit, "");
	add_line(&line, text);
	buffer_bytes(&whole, edit->text, edit->at);
	buffer_add(&whole, buffer_text(&line));
	buffer_add(&whole, edit->text + edit->at);
	/* Normalised, a text grows to three times its bytes at most. */
	normal = memory_take(3 * whole.length + 1, 1);
	text_normalise(normal, 3 * whole.length + 1, buffer_text(&whole));
	fits = strlen(normal) < EDIT_SIZE;
	free(normal);
	buffer_free(&whole);
	edit_replace(edit, edit->at, edit->at, buffer_text(&line));
	buffer_free(&line);
	return fits;
}

static bool move_key(struct edit *edit, const char *key)
{
	if (strcmp(key, "Left") == 0)
		edit->at = cluster_before(edit, edit->at);
	else if (strcmp(key, "Right") == 0)
		edit->at = cluster_after(edit, edit->at);
	else if (strcmp(key, "Home") == 0 || strcmp(key, "^A") == 0)
		edit->at = 0;
	else if (strcmp(key, "End") == 0 || strcmp(key, "^E") == 0)
		edit->at = edit->length;
	else if (strcmp(key, "M-b") == 0)
		edit->at = word_before(edit);
	else if (strcmp(key, "M-f") == 0)
		edit->at = word_after(edit);
	else
		return false;
	return true;
}

static bool delete_key(struct edit *edit, const char *key)
{
	size_t from = edit->at, to = from;

	if (strcmp(key, "Backspace") == 0)
		from = cluster_before(edit, edit->at);
	else if (strcmp(key, "Delete") == 0)
		to = cluster_after(edit, edit->at);
	else if (strcmp(key, "^W") == 0)
		from = word_before(edit);
	else if (strcmp(key, "^U") == 0)
		from = 0;
	else if (strcmp(key, "^K") == 0)
		to = edit->length;
	else
		return false;
	edit_replace(edit, from, to, "");
	return true;
}

bool edit_key(struct edit *edit, const char *key)
{
	size_t length = strlen(key);
	uint32_t character;

	if (move_key(edit, key) || delete_key(edit, key)) {
		edit->is_offered = false;
		return true;
	}
	if (strcmp(key, "Space") == 0)
		key = " ";
	else if (length == 0 || text_grapheme(key, length) != length)
		return false;
	text_step(key, length, &character);
	if (!is_taken(character))
		return false;
	if (edit->is_offered)
		edit_set(edit, "");
	edit_replace(edit, edit->at, edit->at, key);
	return true;
}

static int columns_between(const struct edit *edit, size_t from, size_t to)
{
	char part[EDIT_SIZE];

	memcpy(part, edit->text + from, to - from);
	part[to - from] = '\0';
	return text_columns(part);
}

void edit_view(const struct edit *edit, int columns, size_t *from, int *cursor)
{
	int under = columns_between(edit, edit->at, cluster_after(edit, edit->at));
	int before, step;

	*from = 0;
	if (under < 1)
		under = 1; /* at the end the cursor stands on a blank */
	/* By halves, so that there is something to see on both sides and it seldom jumps. */
	while ((before = columns_between(edit, *from, edit->at)) > columns - under && before > 0) {
		step = 0;
		while (*from < edit->at && (step < columns / 2 || step == 0)) {
			size_t next = cluster_after(edit, *from);

			step += columns_between(edit, *from, next);
			*from = next;
		}
	}
	/* No column stays free while there is text on the left. */
	while (*from > 0) {
		size_t last = cluster_before(edit, *from);

		step = columns_between(edit, last, edit->length) + (edit->at == edit->length);
		if (step > columns)
			break;
		*from = last;
	}
	*cursor = columns_between(edit, *from, edit->at);
}
