/* Where the program finds its catalogue, its samples and the usual database. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *place_program(struct pool *pool)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	if (length <= 0)
		return "";
	path[length] = '\0';
	return pool_text(pool, path);
}

/* The folder of the running program; "" where the system does not tell. */
static const char *program_folder(struct pool *pool)
{
	const char *path = place_program(pool), *slash = strrchr(path, '/');
	return slash ? pool_slice(pool, path, (size_t)(slash - path)) : "";
}

/* The first folder of the list that holds the file; the last one where none does. A folder that
 * begins with a dot is seen from the program's own. */
static const char *first_with(
	const char *const *folders, size_t count, const char *file, struct pool *pool)
{
	const char *program = program_folder(pool);
	const char *chosen = "";
	for (size_t i = 0; i < count; i++) {
		struct buffer folder = {0}, path = {0};
		if (*folders[i] == '.')
			buffer_print(&folder, "%s%s", program, folders[i] + 1);
		else
			buffer_add(&folder, folders[i]);
		chosen = pool_text(pool, buffer_text(&folder));
		buffer_print(&path, "%s/%s", chosen, file);
		bool there = access(buffer_text(&path), R_OK) == 0;
		buffer_free(&folder);
		buffer_free(&path);
		if (there)
			return chosen;
	}
	return chosen;
}

const char *place_catalogue(struct pool *pool)
{
	static const char *const folders[] = {
		"./locale", "./../share/locale", TIENDO_DATADIR "/locale"};
	return first_with(
		folders, sizeof folders / sizeof *folders, "vi/LC_MESSAGES/tiendo.mo", pool);
}

const char *place_samples(struct pool *pool)
{
	static const char *const folders[] = {"./../samples", "./../../samples",
		"./../share/tiendo/samples", TIENDO_DATADIR "/tiendo/samples"};
	const char *found = first_with(folders, sizeof folders / sizeof *folders, "units.csv", pool);
	char *real = realpath(found, NULL); /* it is told to people */
	if (real)
		found = pool_text(pool, real);
	free(real);
	return found;
}

/* A file of the person's own: under the folder that the variable names, else under home. */
static const char *personal_file(
	const char *variable, const char *below_home, const char *name, struct pool *pool)
{
	const char *folder = getenv(variable), *home = getenv("HOME");
	struct buffer path = {0};
	if (folder && *folder == '/')
		buffer_print(&path, "%s/tiendo/%s", folder, name);
	else
		buffer_print(
			&path, "%s/%s/tiendo/%s", home && *home ? home : ".", below_home, name);
	const char *kept = pool_text(pool, buffer_text(&path));
	buffer_free(&path);
	return kept;
}

const char *place_database(struct pool *pool)
{
	return personal_file("XDG_DATA_HOME", ".local/share", "tiendo.db", pool);
}

const char *place_drafts(struct pool *pool)
{
	return personal_file("XDG_STATE_HOME", ".local/state", "drafts", pool);
}

const char *place_history(struct pool *pool)
{
	return personal_file("XDG_STATE_HOME", ".local/state", "history", pool);
}
