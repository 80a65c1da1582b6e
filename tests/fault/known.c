/* What a state of the folder was found to be: thousands of faults leave the same few, and each needs to
 * be looked at once. */
#include "fault/inner.h"
#include "tiendo/base.h"

#include <dirent.h>

struct known {
	uint64_t state, found;
};

static struct known *knowns;
static size_t known_count;

void hash(uint64_t *sum, const void *bytes, size_t length)
{
	*sum = bytes_print(*sum, bytes, length);
	*sum = bytes_print(*sum, "\xff", 1);
}

static void hash_file(const char *name, uint64_t *sum)
{
	char path[512], bytes[65536];
	FILE *file = fopen(scene_path(name, path), "rb");
	size_t got;

	if (!file)
		return;
	hash(sum, name, strlen(name));
	do {
		got = fread(bytes, 1, sizeof bytes, file);
		hash(sum, bytes, got);
	} while (got == sizeof bytes);
	fclose(file);
}

uint64_t state_of_file(const char *name)
{
	uint64_t sum = PRINT_BEGIN;

	hash_file(name, &sum);
	return sum;
}

uint64_t state_of_folder(const struct work *work)
{
	uint64_t sum = 0;
	DIR *at = opendir(scene.run);

	assert_non_null(at);
	for (struct dirent *file = readdir(at); file; file = readdir(at)) {
		uint64_t one = PRINT_BEGIN;

		if (*file->d_name != '.')
			hash_file(file->d_name, &one);
		else
			hash(&one, file->d_name, strlen(file->d_name));
		sum += one; /* in whatever order they are told */
	}
	closedir(at);
	hash(&sum, work->name, strlen(work->name));
	return sum;
}

bool state_is_known(uint64_t state, uint64_t *found)
{
	for (size_t i = known_count; i-- > 0;)
		if (knowns[i].state == state) {
			*found = knowns[i].found;
			return true;
		}
	return false;
}

void state_note(uint64_t state, uint64_t found)
{
	struct known *more = realloc(knowns, (known_count + 1) * sizeof *knowns);

	assert_non_null(more);
	knowns = more;
	knowns[known_count++] = (struct known){state, found};
}

void states_forget(void)
{
	free(knowns);
	knowns = NULL;
	known_count = 0;
}
