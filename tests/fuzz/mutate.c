/* A plain main for the fuzzers where libFuzzer is not there: runs the seeds, then random mutations
 * of them, for a while. What was being tried when it crashed lies in PREFIXcrash. Takes these of
 * libFuzzer's options: -max_total_time, -seed, -max_len, -artifact_prefix; then folders of seeds. */
#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct seed {
	uint8_t *bytes;
	size_t length;
};

static struct seed *seeds;
static size_t seed_count;
static size_t longest = 65536;
static uint64_t state = 1;
static struct seed trying;
static char crash[4096] = "crash";

static uint64_t random_below(uint64_t end)
{
	/* xorshift64*, Vigna 2016 */
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (state * UINT64_C(2685821657736338717) >> 11) % end;
}

static void keep_what_was_tried(int number)
{
	int file = open(crash, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (file >= 0 && write(file, trying.bytes, trying.length) >= 0)
		close(file);
	signal(number, SIG_DFL);
	raise(number);
}

static void add_seed(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct stat about;
	struct seed seed;

	if (!file || fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode)) {
		if (file)
			fclose(file);
		return;
	}
	seed.bytes = malloc((size_t)about.st_size + 1);
	seeds = realloc(seeds, (seed_count + 1) * sizeof *seeds);
	HOLDS(seed.bytes && seeds);
	seed.length = fread(seed.bytes, 1, (size_t)about.st_size, file);
	fclose(file);
	seeds[seed_count++] = seed;
}

static void add_seeds(const char *path)
{
	DIR *folder = opendir(path);
	char name[4096];

	if (!folder) {
		add_seed(path);
		return;
	}
	for (struct dirent *entry; (entry = readdir(folder));) {
		snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.')
			add_seed(name);
	}
	closedir(folder);
}

static size_t insert_piece(
        uint8_t *bytes, size_t length, size_t room, const uint8_t *piece, size_t size)
{
	size_t at = random_below(length + 1);

	if (length + size > room)
		return length;
	memmove(bytes + at + size, bytes + at, length - at);
	memcpy(bytes + at, piece, size);
	return length + size;
}

static size_t mutate_once(uint8_t *bytes, size_t length, size_t room)
{
	static const char *const pieces[] = {"\"", ",", ";", "\t", "\r\n", "\n", "'", "=", "-", "+",
	        "\xEF\xBB\xBF", "\xFF\xFE", "\xCC\x81", "\xE1\xBA\xBF", "\xC4\x90",
	        "\xF0\x9F\x98\x80", "\0", "31/12/2020", "99999999999", "--", " ", "\\", "BC1",
	        "703"};
	const struct seed *other = &seeds[random_below(seed_count)];
	size_t at = length ? random_below(length) : 0, size, piece;

	switch (random_below(6)) {
	case 0:
		if (length)
			bytes[at] ^= (uint8_t)(1u << random_below(8));
		return length;
	case 1:
		if (length)
			bytes[at] = (uint8_t)random_below(256);
		return length;
	case 2: /* a stretch gone */
		size = length ? random_below(length - at < 32 ? length - at + 1 : 32) : 0;
		memmove(bytes + at, bytes + at + size, length - at - size);
		return length - size;
	case 3: /* a stretch twice */
		size = length ? random_below(length - at < 64 ? length - at + 1 : 64) : 0;
		if (length + size > room)
			return length;
		memmove(bytes + at + size, bytes + at, length - at);
		return length + size;
	case 4:
		piece = random_below(sizeof pieces / sizeof pieces[0]);
		return insert_piece(bytes, length, room, (const uint8_t *)pieces[piece],
		        strlen(pieces[piece]) ? strlen(pieces[piece]) : 1);
	default: /* a stretch of another seed */
		at = other->length ? random_below(other->length) : 0;
		size = other->length ? random_below(other->length - at) % 256 : 0;
		return insert_piece(bytes, length, room, other->bytes + at, size);
	}
}

static void try(const uint8_t *bytes, size_t length)
{
	trying.length = length < longest ? length : longest;
	memcpy(trying.bytes, bytes, trying.length);
	LLVMFuzzerTestOneInput(trying.bytes, trying.length);
}

static long try_mutations(time_t end)
{
	uint8_t *bytes = malloc(longest + 1);
	long runs = 0;

	HOLDS(bytes);
	while (time(NULL) < end) {
		const struct seed *seed = &seeds[random_below(seed_count)];
		size_t length = seed->length < longest ? seed->length : longest;

		memcpy(bytes, seed->bytes, length);
		for (uint64_t changes = 1 + random_below(8); changes > 0; changes--)
			length = mutate_once(bytes, length, longest);
		try(bytes, length);
		runs++;
	}
	free(bytes);
	return runs;
}

int main(int count, char **words)
{
	long seconds = 20;

	for (int i = 1; i < count; i++) {
		if (strncmp(words[i], "-max_total_time=", 16) == 0)
			seconds = strtol(words[i] + 16, NULL, 10);
		else if (strncmp(words[i], "-seed=", 6) == 0)
			state = strtoull(words[i] + 6, NULL, 10) | 1;
		else if (strncmp(words[i], "-max_len=", 9) == 0)
			longest = strtoull(words[i] + 9, NULL, 10);
		else if (strncmp(words[i], "-artifact_prefix=", 17) == 0)
			snprintf(crash, sizeof crash, "%scrash", words[i] + 17);
		else if (words[i][0] != '-')
			add_seeds(words[i]);
	}
	if (seed_count == 0) {
		fprintf(stderr, "mutate: no seeds\n");
		return 2;
	}
	trying.bytes = malloc(longest + 1);
	HOLDS(trying.bytes);
	signal(SIGABRT, keep_what_was_tried);
	signal(SIGSEGV, keep_what_was_tried);
	signal(SIGFPE, keep_what_was_tried);
	for (size_t i = 0; i < seed_count; i++)
		try(seeds[i].bytes, seeds[i].length);
	printf("%zu seeds and %ld mutations held\n", seed_count,
	        try_mutations(time(NULL) + seconds));
	return 0;
}
