/* Names of files in fields: what a shell makes of ~, and completing them. */
#include "inner.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

char *file_expanded(const char *name, char *out, size_t size)
{
	const char *home = getenv("HOME");
	bool is_home = name[0] == '~' && (name[1] == '/' || name[1] == '\0') && home && *home;

	snprintf(out, size, "%s%s", is_home ? home : "", is_home ? name + 1 : name);
	return out;
}

char *file_told(const char *name, char *out, size_t size)
{
	const char *home = getenv("HOME"), *at;
	char *real = realpath(name, NULL);
	size_t length;

	at = real ? real : name;
	length = home ? strlen(home) : 0;
	if (length > 1 && strncmp(at, home, length) == 0 && at[length] == '/')
		snprintf(out, size, "~%s", at + length);
	else
		snprintf(out, size, "%s", at);
	free(real);
	return out;
}

static bool is_folder(const char *folder, const char *name)
{
	struct buffer path = {0};
	struct stat about;
	bool found;

	buffer_print(&path, "%s%s", folder, name);
	found = stat(buffer_text(&path), &about) == 0 && S_ISDIR(about.st_mode);
	buffer_free(&path);
	return found;
}

/* What all names in the folder that begin with `start` go on with, into out; how many there are. */
static size_t names_agree(const char *folder, const char *start, char *out, size_t size)
{
	DIR *names = opendir(*folder ? folder : ".");
	size_t length = strlen(start), count = 0, same;
	struct dirent *name;

	out[0] = '\0';
	while (names && (name = readdir(names)) != NULL) {
		if (strncmp(name->d_name, start, length) != 0 || strcmp(name->d_name, ".") == 0 ||
			strcmp(name->d_name, "..") == 0 ||
			(name->d_name[0] == '.' && start[0] != '.'))
			continue;
		if (count++ == 0)
			snprintf(out, size, "%s", name->d_name);
		for (same = 0; out[same] && out[same] == name->d_name[same];)
			same++;
		out[same] = '\0';
	}
	if (names)
		closedir(names);
	return count;
}

bool file_complete(struct edit *edit)
{
	char path[EDIT_SIZE], folder[EDIT_SIZE], agreed[EDIT_SIZE];
	const char *slash, *start;
	struct buffer whole = {0};
	size_t count, typed;

	file_expanded(edit->text, path, sizeof path);
	slash = strrchr(path, '/');
	start = slash ? slash + 1 : path;
	snprintf(folder, sizeof folder, "%.*s", (int)(start - path), path);
	count = names_agree(folder, start, agreed, sizeof agreed);
	/* A letter cut in two by names that differ inside it would be no text. */
	while (*agreed && !text_is_utf8(agreed, strlen(agreed), NULL))
		agreed[strlen(agreed) - 1] = '\0';
	if (count == 0 || strlen(agreed) < strlen(start))
		return false;
	typed = strlen(edit->text) - (strcmp(edit->text, "~") == 0 ? 0 : strlen(start));
	buffer_print(&whole, "%.*s%s%s", (int)typed, edit->text, agreed,
		count == 1 && is_folder(folder, agreed) ? "/" : "");
	edit_set(edit, buffer_text(&whole));
	buffer_free(&whole);
	return true;
}
