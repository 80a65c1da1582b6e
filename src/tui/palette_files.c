/* Names of files as words of a command line. */
#include "inner.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int name_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in the folder that begin so, sorted, into a block of the pool; how many there are. */
static size_t names_read(const char *folder, const char *start, struct pool *pool, char ***names)
{
	DIR *entries = opendir(*folder ? folder : ".");
	struct dirent *entry;
	size_t count = 0;

	*names = pool_take(pool, CHOICES_MOST * sizeof **names);
	while (entries && count < CHOICES_MOST && (entry = readdir(entries)) != NULL) {
		const char *name = entry->d_name;

		if (strncmp(name, start, strlen(start)) == 0 && (*name != '.' || *start == '.') &&
			strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
			text_is_utf8(name, strlen(name), NULL))
			(*names)[count++] = pool_text(pool, name);
	}
	if (entries)
		closedir(entries);
	qsort(*names, count, sizeof **names, name_order);
	return count;
}

/* As it must stand in a line: in quotes where it has what parts words. */
static void word_write(const char *folder, const char *name, bool is_folder, struct buffer *out)
{
	bool is_apart = strpbrk(folder, " '\"\\") || strpbrk(name, " '\"\\");
	const char *quote = !is_apart ? "" : strchr(folder, '\'') || strchr(name, '\'') ? "\"" : "'";

	buffer_print(out, "%s%s%s%s%s", quote, folder, name, is_folder ? "/" : "",
		is_folder ? "" : quote);
}

void choices_add_files(struct choices *choices, const char *start)
{
	char path[EDIT_SIZE], folder[EDIT_SIZE];
	const char *slash = strrchr(start, '/');
	int before = slash ? (int)(slash + 1 - start) : 0; /* bytes of the folder as it was typed */
	size_t count, i;
	char **names;

	snprintf(folder, sizeof folder, "%.*s", before, start);
	file_expanded(folder, path, sizeof path);
	count = names_read(path, start + before, &choices->pool, &names);
	for (i = 0; i < count; i++) {
		struct buffer word = {0}, whole = {0};
		struct stat about;
		bool is_folder;

		buffer_print(&whole, "%s%s", path, names[i]);
		is_folder = stat(buffer_text(&whole), &about) == 0 && S_ISDIR(about.st_mode);
		word_write(folder, names[i], is_folder, &word);
		choice_add(choices, buffer_text(&word), "");
		buffer_free(&word);
		buffer_free(&whole);
	}
}
