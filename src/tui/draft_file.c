/* Drafts as files: HASH-XXXXXX in a folder of the person's own, with key, what stood there and what was
 * typed, each ended by a zero byte. A file that has not all three was cut off by a death or a full
 * disk, and is none. */
#include "draft.h"
#include "edit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HASH_DIGITS 16
#define SUFFIX 7 /* -XXXXXX */
#define BYTES_MOST (2 * EDIT_SIZE + 8192)
#define DAY_SECONDS 86400

/* A file that no session keeps, open and locked while it is looked at. */
struct found {
	char name[DRAFT_NAME];
	int file;
	struct timespec at;
};

struct founds {
	struct found *at;
	size_t count, room;
};

uint64_t draft_print(const char *bytes, size_t length)
{
	return bytes_print(PRINT_BEGIN, bytes, length);
}

static char *path_of(struct buffer *path, const char *folder, const char *name)
{
	buffer_print(path, "%s/%s", folder, name);
	return path->text;
}

static void file_remove(const char *folder, const char *name)
{
	struct buffer path = {0};

	unlink(path_of(&path, folder, name));
	buffer_free(&path);
}

void draft_release(struct draft *draft)
{
	if (*draft->name)
		close(draft->file);
	memset(draft, 0, sizeof *draft);
}

void draft_remove(const char *folder, struct draft *draft)
{
	if (*draft->name)
		file_remove(folder, draft->name);
	draft_release(draft);
}

/* ---- writing -------------------------------------------------------------------------------- */

static bool write_all(int file, const struct buffer *bytes)
{
	return write(file, bytes->text, bytes->length) == (ssize_t)bytes->length;
}

bool draft_write(const char *folder, struct draft *draft, const char *key, const char *start,
	const char *text)
{
	struct draft fresh = {.file = -1};
	struct buffer bytes = {0}, path = {0};
	bool is_written;

	buffer_bytes(&bytes, key, strlen(key) + 1);
	buffer_bytes(&bytes, start, strlen(start) + 1);
	buffer_bytes(&bytes, text, strlen(text) + 1);
	fresh.print = draft_print(bytes.text, bytes.length);
	if (bytes.length > BYTES_MOST || (*draft->name && fresh.print == draft->print)) {
		bool is_kept = bytes.length <= BYTES_MOST;

		buffer_free(&bytes);
		return is_kept;
	}
	buffer_print(&path, "%s/%016" PRIx64 "-XXXXXX", folder, draft_print(key, strlen(key)));
	file_make_folders(path.text, 0700);
	/* A new file each time, and the old one only then away: a disk that is full costs nothing
	 * that was kept before. */
	fresh.file = mkstemp(path.text);
	is_written = fresh.file >= 0 && fcntl(fresh.file, F_SETFD, FD_CLOEXEC) == 0;
	/* Where nothing can be locked others may be offered it too: better than nobody. */
	if (is_written && flock(fresh.file, LOCK_EX | LOCK_NB) != 0)
		is_written = errno != EWOULDBLOCK;
	is_written = is_written && write_all(fresh.file, &bytes);
	if (is_written) {
		snprintf(fresh.name, sizeof fresh.name, "%s",
			path.text + path.length - HASH_DIGITS - SUFFIX);
		draft_remove(folder, draft);
		*draft = fresh;
	} else if (fresh.file >= 0) {
		unlink(path.text);
		close(fresh.file);
	}
	buffer_free(&bytes);
	buffer_free(&path);
	return is_written;
}

/* ---- reading -------------------------------------------------------------------------------- */

static bool is_name(const char *name)
{
	return strlen(name) == HASH_DIGITS + SUFFIX &&
	       strspn(name, "0123456789abcdef") == HASH_DIGITS && name[HASH_DIGITS] == '-';
}

/* False: another session keeps it, or it is none of ours. */
static bool found_open(const char *folder, const char *name, struct found *found)
{
	struct buffer path = {0};
	struct stat held, named;
	bool is_ours;

	path_of(&path, folder, name);
	memcpy(found->name, name, DRAFT_NAME); /* is_name told how long it is */
	found->file = open(path.text, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (found->file < 0) {
		buffer_free(&path);
		return false;
	}
	is_ours = fstat(found->file, &held) == 0 && S_ISREG(held.st_mode) &&
		  held.st_uid == geteuid() &&
		  (flock(found->file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) &&
		  /* Not one that was taken away between being opened and being locked. */
		  lstat(path.text, &named) == 0 && named.st_ino == held.st_ino &&
		  named.st_dev == held.st_dev;
	found->at = held.st_mtim;
	if (!is_ours)
		close(found->file);
	buffer_free(&path);
	return is_ours;
}

static int by_age(const void *one, const void *two)
{
	const struct timespec *a = &((const struct found *)one)->at,
			      *b = &((const struct found *)two)->at;

	if (a->tv_sec != b->tv_sec)
		return a->tv_sec < b->tv_sec ? 1 : -1;
	return (a->tv_nsec < b->tv_nsec) - (a->tv_nsec > b->tv_nsec);
}

/* Those whose name begins so, newest first. */
static struct founds founds_open(const char *folder, const char *begin)
{
	struct founds founds = {0};
	struct found found;
	struct dirent *entry;
	DIR *list = opendir(folder);

	while (list && (entry = readdir(list)) != NULL) {
		if (!is_name(entry->d_name) ||
			strncmp(entry->d_name, begin, strlen(begin)) != 0 ||
			!found_open(folder, entry->d_name, &found))
			continue;
		if (founds.count == founds.room) {
			founds.room = founds.room ? founds.room * 2 : 16;
			founds.at = memory_grow(founds.at, founds.room, sizeof *founds.at);
		}
		founds.at[founds.count++] = found;
	}
	if (list)
		closedir(list);
	if (founds.count > 1)
		qsort(founds.at, founds.count, sizeof *founds.at, by_age);
	return founds;
}

static void founds_close(struct founds *founds)
{
	size_t i;

	for (i = 0; i < founds->count; i++)
		if (founds->at[i].file >= 0)
			close(founds->at[i].file);
	free(founds->at);
}

/* False: it is not whole. parts: key, start, text. */
static bool found_read(const struct found *found, struct pool *pool, const char *parts[3],
	uint64_t *print)
{
	char *bytes = pool_take(pool, BYTES_MOST + 1);
	ssize_t length = pread(found->file, bytes, BYTES_MOST + 1, 0);
	size_t at = 0, part;

	if (length <= 0 || length > BYTES_MOST || bytes[length - 1] != '\0')
		return false;
	for (part = 0; part < 3 && at < (size_t)length; part++) {
		parts[part] = bytes + at;
		at += strlen(bytes + at) + 1;
		if (!text_is_utf8(parts[part], strlen(parts[part]), NULL))
			return false;
	}
	*print = draft_print(bytes, (size_t)length);
	return part == 3 && at == (size_t)length;
}

bool draft_find(const char *folder, struct draft *draft, const char *key, struct pool *pool,
	const char **start, const char **text)
{
	char begin[DRAFT_NAME];
	struct founds founds;
	const char *parts[3];
	uint64_t print;
	size_t i;

	snprintf(begin, sizeof begin, "%016" PRIx64, draft_print(key, strlen(key)));
	founds = founds_open(folder, begin);
	for (i = 0; i < founds.count && !*draft->name; i++) {
		struct found *found = &founds.at[i];

		if (!found_read(found, pool, parts, &print) || strcmp(parts[0], key) != 0)
			continue;
		memcpy(draft->name, found->name, sizeof draft->name);
		draft->file = found->file;
		draft->print = print;
		found->file = -1;
		*start = parts[1];
		*text = parts[2];
	}
	founds_close(&founds);
	return *draft->name;
}

size_t drafts_settle(const char *folder, const char *begin, struct pool *pool, const char **key)
{
	struct founds founds = founds_open(folder, "");
	time_t now = time(NULL);
	size_t kept = 0, fitting = 0, i;
	const char *parts[3];
	uint64_t print;

	for (i = 0; i < founds.count; i++) {
		const struct found *found = &founds.at[i];
		struct pool bytes = {0};

		if (kept == DRAFTS_MOST || now - found->at.tv_sec > (time_t)DRAFT_DAYS * DAY_SECONDS ||
			!found_read(found, &bytes, parts, &print)) {
			file_remove(folder, found->name);
		} else {
			kept++;
			if (strncmp(parts[0], begin, strlen(begin)) == 0 && fitting++ == 0)
				*key = pool_text(pool, parts[0]);
		}
		pool_free(&bytes);
	}
	founds_close(&founds);
	return fitting;
}
