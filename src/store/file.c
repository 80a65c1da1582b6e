/* Looking at a database file before SQLite does, so that a foreign, newer or cut file is refused
 * untouched and in words; and getting files safely onto the disk. */
#include "inner.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Offsets of the SQLite file format, https://sqlite.org/fileformat.html §1.3. */
enum { HEADER_BYTES = 100, AT_PAGE_SIZE = 16, AT_CHANGES = 24, AT_PAGES = 28, AT_VERSION = 60,
	AT_APPLICATION = 68, AT_PAGES_VALID_FOR = 92 };

static uint32_t big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
		bytes[3];
}

static bool journal_is_there(const char *path)
{
	struct buffer name = {0};
	buffer_print(&name, "%s-journal", path);
	bool there = access(buffer_text(&name), F_OK) == 0;
	buffer_free(&name);
	return there;
}

static bool header_is_ours(
	const char *path, const unsigned char *header, sqlite3_int64 size, struct fault *why)
{
	if (size < HEADER_BYTES || memcmp(header, "SQLite format 3", 16) != 0)
		return refuse(why, FAULT_REFUSED,
			N_("%s is not a tiendo database: it was left as it is"), path);
	if (big_endian(header + AT_APPLICATION) != STORE_APPLICATION)
		return refuse(why, FAULT_REFUSED,
			N_("%s is a database of another program: it was left as it is"), path);
	uint32_t version = big_endian(header + AT_VERSION);
	if (version > STORE_VERSION)
		return refuse(why, FAULT_REFUSED,
			N_("%s was written by a newer tiendo (version %u of the file, this program "
			   "knows %u): it was left as it is; update tiendo"),
			path, (unsigned)version, (unsigned)STORE_VERSION);
	if (version < 1)
		return refuse(why, FAULT_REFUSED,
			N_("%s has no version: it was never finished; remove it and make it again"),
			path);
	uint32_t page = (uint32_t)header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];
	page = page == 1 ? 65536 : page;
	bool pages_known =
		big_endian(header + AT_CHANGES) == big_endian(header + AT_PAGES_VALID_FOR);
	/* With a journal beside it the file may lawfully be shorter: SQLite rolls it back. */
	if (pages_known && (uint64_t)size < (uint64_t)page * big_endian(header + AT_PAGES) &&
		!journal_is_there(path))
		return refuse(why, FAULT_REFUSED,
			N_("%s is cut short (%lld of %lld bytes): it was left as it is; take the "
			   "last backup"),
			path, (long long)size, (long long)page * big_endian(header + AT_PAGES));
	return true;
}

/* Reads through SQLite's own file layer: closing a descriptor of ours would drop the locks that
 * another connection of this process holds on the file (QUALITY.md §3). A header that ends early is
 * filled with zeros. */
static int header_read(const char *path, unsigned char header[HEADER_BYTES], sqlite3_int64 *size)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	if (!vfs) /* SQLite found no memory to begin with */
		return SQLITE_NOMEM;
	const char *name = sqlite3_create_filename(path, "", "", 0, NULL);
	sqlite3_file *file = memory_take(1, (size_t)vfs->szOsFile);
	int result = name
		? vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL)
		: SQLITE_NOMEM;
	if (result == SQLITE_OK)
		result = file->pMethods->xFileSize(file, size);
	if (result == SQLITE_OK)
		result = file->pMethods->xRead(file, header, HEADER_BYTES, 0);
	if (file->pMethods)
		file->pMethods->xClose(file);
	free(file);
	sqlite3_free_filename(name);
	return result == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : result;
}

/* A journal that names another file makes SQLite remove that one: tiendo's never do. */
static bool journal_names_another(const char *path)
{
	static const unsigned char mark[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
	unsigned char end[sizeof mark];
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (file < 0)
		return false;
	bool names = lseek(file, -(off_t)sizeof end, SEEK_END) >= 0 &&
		read(file, end, sizeof end) == (ssize_t)sizeof end &&
		memcmp(end, mark, sizeof mark) == 0;
	close(file);
	return names;
}

/* SQLite opens what lies beside a database by its name alone: a pipe there would hold it up without
 * end, a link would lead it elsewhere. */
static bool company_is_ours(const char *path, struct fault *why)
{
	static const char *const endings[] = {"-journal", "-wal", "-shm"};
	bool fine = true;
	for (size_t i = 0; fine && i < sizeof endings / sizeof *endings; i++) {
		struct buffer name = {0};
		struct stat about;
		buffer_print(&name, "%s%s", path, endings[i]);
		if (lstat(buffer_text(&name), &about) == 0 &&
			(!S_ISREG(about.st_mode) ||
				(i == 0 && journal_names_another(buffer_text(&name)))))
			fine = refuse(why, FAULT_REFUSED,
				N_("%s is not what tiendo leaves beside a database: nothing was "
				   "opened; see what it is, and move it away"),
				buffer_text(&name));
		buffer_free(&name);
	}
	return fine;
}

bool file_is_ours(const char *path, struct fault *why)
{
	struct stat about;
	if (stat(path, &about) != 0 && errno == ENOENT)
		return refuse(why, FAULT_MISSING,
			N_("no database at %s: make one with 'tiendo init', or try 'tiendo demo'"),
			path);
	if (stat(path, &about) != 0 || access(path, R_OK) != 0)
		return refuse(why, FAULT_TROUBLE, N_("cannot read %s: %s"), path, strerror(errno));
	if (!S_ISREG(about.st_mode))
		return refuse(why, FAULT_REFUSED, N_("%s is not a file"), path);
	if (!company_is_ours(path, why))
		return false;
	unsigned char header[HEADER_BYTES];
	sqlite3_int64 size = 0;
	int result = header_read(path, header, &size);
	if (result != SQLITE_OK)
		return refuse(
			why, FAULT_TROUBLE, N_("cannot read %s: %s"), path, sqlite3_errstr(result));
	if (size == 0)
		return refuse(why, FAULT_REFUSED,
			N_("%s is empty, not a tiendo database: remove it, or name another file"),
			path);
	return header_is_ours(path, header, size, why);
}

static bool sync_one(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	bool synced = fsync(file) == 0;
	close(file);
	return synced;
}

void file_remove(const char *path)
{
	struct buffer journal = {0};
	buffer_print(&journal, "%s-journal", path);
	unlink(path);
	unlink(buffer_text(&journal));
	buffer_free(&journal);
}

/* "NAME.123.part" of a process that is no more. */
static bool is_dead_part(const char *name)
{
	const char *end = strrchr(name, '.'), *number = end;
	if (!end || strcmp(end, ".part") != 0)
		return false;
	while (number > name && isdigit((unsigned char)number[-1]))
		number--;
	long process = strtol(number, NULL, 10);
	return number > name && number[-1] == '.' && process > 0 && kill((pid_t)process, 0) != 0 &&
		errno == ESRCH;
}

void part_sweep(const char *path)
{
	char *first = memory_text(path), *second = memory_text(path);
	const char *folder = dirname(first), *start = basename(second);
	DIR *at = opendir(folder);
	for (struct dirent *file = at ? readdir(at) : NULL; file; file = readdir(at)) {
		struct buffer part = {0};
		buffer_print(&part, "%s/%s", folder, file->d_name);
		if (strncmp(file->d_name, start, strlen(start)) == 0 && is_dead_part(file->d_name))
			file_remove(buffer_text(&part));
		buffer_free(&part);
	}
	if (at)
		closedir(at);
	free(first);
	free(second);
}

char *part_make(const char *path, struct fault *why)
{
	struct buffer name = {0};
	part_sweep(path);
	buffer_print(&name, "%s.%ld.part", path, (long)getpid());
	const char *part = buffer_text(&name);
	file_remove(part); /* of a process of this number that was cut off */
	int file = open(part, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0660);
	char *real = file >= 0 ? realpath(part, NULL) : NULL;
	if (!real)
		refuse(why, FAULT_TROUBLE, N_("cannot make %s: %s"), path, strerror(errno));
	if (file >= 0 && !real)
		file_remove(part);
	if (file >= 0)
		close(file);
	buffer_free(&name);
	return real;
}

/* link refuses to replace a file that came in between; rename would not, but some file systems have
 * no links. */
static bool part_place(const char *part, const char *path, struct fault *why)
{
	bool placed = link(part, path) == 0 ||
		((errno == EPERM || errno == ENOTSUP || errno == ENOSYS) &&
			access(path, F_OK) != 0 && rename(part, path) == 0);
	if (!placed && errno == EEXIST)
		return refuse(why, FAULT_REFUSED,
			N_("%s is there already: choose another name, or open it as it is"), path);
	return placed ||
		refuse(why, FAULT_TROUBLE, N_("cannot make %s: %s"), path, strerror(errno));
}

bool part_end(char *part, const char *path, bool is_whole, struct fault *why)
{
	bool placed = is_whole && file_sync(part, why) && part_place(part, path, why);
	file_remove(part);
	free(part);
	bool confirmed = placed && file_sync(path, why);
	if (placed && !confirmed)
		unlink(path); /* so that the same can be asked for again */
	return confirmed;
}

void store_remove(const char *path)
{
	struct buffer lock = {0};
	buffer_print(&lock, "%s.lock", path);
	file_remove(path);
	unlink(buffer_text(&lock));
	buffer_free(&lock);
}

bool file_sync(const char *path, struct fault *why)
{
	char *copy = memory_text(path);
	bool synced = sync_one(path) && sync_one(dirname(copy));
	int error = errno;
	free(copy);
	return synced ||
		refuse(why, FAULT_TROUBLE, N_("%s could not be brought safely to the disk: %s"),
			path, strerror(error));
}
