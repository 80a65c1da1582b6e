/* Lines typed at `:` before, in a file of the person's own that holds the last of them. Not kept:
 * lines about people or accounts, and anything of who came over SSH. */
#include "inner.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MOST ((size_t)64 << 10) /* past that it is written anew with the last lines */
#define LINE_MOST 500
#define DIGITS 9

void past_free(struct past *past)
{
	while (past->count > 0)
		free(past->lines[--past->count]);
	free(past->typed);
	*past = (struct past){.is_read = false};
}

/* One that is there already moves to the end. */
static void line_add(struct past *past, const char *line, size_t length)
{
	size_t i;

	for (i = 0; i < past->count && !(strncmp(past->lines[i], line, length) == 0 &&
						past->lines[i][length] == '\0');)
		i++;
	if (i == past->count && past->count == PAST_MOST)
		i = 0;
	if (i < past->count) {
		free(past->lines[i]);
		memmove(&past->lines[i], &past->lines[i + 1],
			(past->count - i - 1) * sizeof past->lines[0]);
		past->count--;
	}
	past->lines[past->count] = memory_take(length + 1, 1);
	memcpy(past->lines[past->count++], line, length);
}

/* ---- what is kept --------------------------------------------------------------------------- */

/* A telephone or account number, whatever stands between its digits. */
static bool has_number(const char *line)
{
	int digits = 0;

	for (; *line && digits < DIGITS; line++) {
		if (*line >= '0' && *line <= '9')
			digits++;
		else if (!strchr(" .-", *line))
			digits = 0;
	}
	return digits == DIGITS;
}

/* What was typed of people is not for a file that nobody thinks of. */
static bool is_kept(const char *line)
{
	static const char *const about_people[] = {"person", "people", "contact", "account"};
	size_t i;

	if (!*line || strlen(line) > LINE_MOST || strchr(line, '@') || has_number(line))
		return false;
	for (i = 0; i < sizeof about_people / sizeof about_people[0]; i++)
		if (strstr(line, about_people[i]))
			return false;
	return true;
}

/* ---- the file ------------------------------------------------------------------------------- */

static const char *past_path(const struct desk *desk)
{
	return desk->app->account ? NULL : desk->options.history;
}

/* What cannot be kept is not: the line itself was run all the same. Whole lines, for another session
 * may write here too. */
static void file_write(const char *path, const struct buffer *text, int flag)
{
	int file;

	file_make_folders(path, 0700);
	file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flag, 0600);
	if (file < 0)
		return;
	/* One that others can read gets nothing, nor one that is only half written. */
	if (fchmod(file, 0600) != 0 || write(file, text->text, text->length) < 0)
		unlink(path);
	close(file);
}

static void file_shorten(const struct past *past, const char *path)
{
	struct buffer text = {0};
	size_t i;

	for (i = 0; i < past->count; i++)
		buffer_print(&text, "%s\n", past->lines[i]);
	file_write(path, &text, O_TRUNC);
	buffer_free(&text);
}

static void past_read(struct desk *desk)
{
	struct past *past = &desk->past;
	const char *path = past_path(desk);
	char *bytes = NULL, *at, *end;
	size_t length = 0;

	past->is_read = true;
	if (!path || access(path, R_OK) != 0)
		return;
	if (!file_read(path, FILE_MOST * 4, &bytes, &length, NULL))
		length = 0;
	for (at = bytes; length > 0 && (end = memchr(at, '\n', length - (size_t)(at - bytes))) != NULL;
		at = end + 1) {
		size_t size = (size_t)(end - at);

		if (size > 0 && size <= LINE_MOST && !memchr(at, '\0', size) &&
			text_is_utf8(at, size, NULL))
			line_add(past, at, size);
	}
	if (length == 0 || length > FILE_MOST)
		file_shorten(past, path);
	free(bytes);
}

/* ---- going through it ----------------------------------------------------------------------- */

void past_start(struct desk *desk)
{
	struct past *past = &desk->past;

	if (!past->is_read)
		past_read(desk);
	past->at = past->count;
}

void past_add(struct desk *desk, const char *line)
{
	const char *path = past_path(desk);
	struct buffer text = {0};

	if (!is_kept(line))
		return;
	line_add(&desk->past, line, strlen(line));
	buffer_print(&text, "%s\n", line);
	if (path)
		file_write(path, &text, O_APPEND);
	buffer_free(&text);
}

bool past_is_shown(const struct desk *desk)
{
	return desk->past.at < desk->past.count;
}

bool past_move(struct desk *desk, int step)
{
	struct past *past = &desk->past;
	size_t at = past->at;

	if (!past_is_shown(desk)) {
		free(past->typed);
		past->typed = memory_text(desk->edit.text);
	}
	do {
		if (step < 0 ? at == 0 : at >= past->count)
			return false;
		at = step < 0 ? at - 1 : at + 1;
	} while (at < past->count &&
		strncmp(past->lines[at], past->typed, strlen(past->typed)) != 0);
	past->at = at;
	edit_set(&desk->edit, at < past->count ? past->lines[at] : past->typed);
	return true;
}
