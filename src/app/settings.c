/* A person's file of settings, written by the program: one line of it, the rest as it was. */
#include "inner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SETTINGS_MOST ((size_t)1 << 20)

static bool line_has(const char *line, size_t length, const char *name)
{
	size_t start = 0, end;
	while (start < length && (line[start] == ' ' || line[start] == '\t'))
		start++;
	end = start;
	while (end < length && line[end] != '=')
		end++;
	if (end == length)
		return false;
	while (end > start && (line[end - 1] == ' ' || line[end - 1] == '\t'))
		end--;
	return end - start == strlen(name) && strncmp(line + start, name, end - start) == 0;
}

static void settings_change(
	const char *text, const char *name, const char *value, struct buffer *out)
{
	bool found = false;
	for (size_t length; *text; text += length + (text[length] == '\n')) {
		length = strcspn(text, "\n");
		if (line_has(text, length, name)) {
			buffer_print(out, "%s = %s", name, value);
			found = true;
		} else {
			buffer_bytes(out, text, length);
		}
		buffer_add(out, "\n");
	}
	if (!found)
		buffer_print(out, "%s = %s\n", name, value);
}

static bool settings_write(const char *path, const struct buffer *text, struct fault *why)
{
	struct file_out file;
	size_t sent = 0;
	if (!file_start(&file, path, why))
		return false;
	while (sent < text->length) {
		ssize_t some = write(file.fd, text->text + sent, text->length - sent);
		if (some <= 0)
			break;
		sent += (size_t)some;
	}
	bool fine = sent == text->length;
	if (!fine)
		refuse(why, FAULT_TROUBLE, N_("not all could be written: %s"), strerror(errno));
	return file_finish(&file, fine, fine ? why : NULL) && fine;
}

bool setting_keep(const char *path, const char *name, const char *value, struct fault *why)
{
	/* A link stays one: what it leads to is written. */
	char *real = realpath(path, NULL), *bytes = NULL;
	struct buffer before = {0}, after = {0};
	size_t length = 0;
	if (!real)
		file_make_folders(path, 0700);
	bool fine = !real || file_read(real, SETTINGS_MOST, &bytes, &length, why);
	if (fine) {
		buffer_bytes(&before, bytes ? bytes : "", length);
		settings_change(buffer_text(&before), name, value, &after);
		fine = settings_write(real ? real : path, &after, why);
	}
	buffer_free(&before);
	buffer_free(&after);
	free(bytes);
	free(real);
	return fine;
}
