/* SQLite writes page by page, and for a long row of new pages the calls cost more than the bytes. While a
 * step is filled its writes to the database's file go through here: those that stand side by side are
 * kept until they are many, and go out together. Nothing reads, measures, cuts, syncs or unlocks the
 * file before they are out, so that to SQLite, to other processes and to the disk the order of things
 * stays as it was; a process that dies with some kept left an unfinished transaction either way. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define GATHER_BYTES (1 << 16) /* of 128 KiB SQLite writes none (os_unix.c has but 17 bits for it) */

struct gather {
	sqlite3_io_methods methods; /* first: the file points to it in place of its own */
	const sqlite3_io_methods *own;
	sqlite3_file *file;
	sqlite3_int64 at; /* in the file, of what is kept */
	int length;
	unsigned char kept[GATHER_BYTES];
};

static struct gather *gather_of(sqlite3_file *file)
{
	return (struct gather *)(uintptr_t)file->pMethods;
}

/* What could not be written is lost, and SQLite takes the whole transaction back. */
static int let_go(struct gather *gather)
{
	int length = gather->length;
	gather->length = 0;
	return length ? gather->own->xWrite(gather->file, gather->kept, length, gather->at)
		      : SQLITE_OK;
}

static int gather_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
	struct gather *gather = gather_of(file);
	int result = SQLITE_OK;
	if (at != gather->at + gather->length || length > GATHER_BYTES - gather->length)
		result = let_go(gather);
	if (result != SQLITE_OK)
		return result;
	if (length > GATHER_BYTES)
		return gather->own->xWrite(file, bytes, length, at);
	if (!gather->length)
		gather->at = at;
	memcpy(gather->kept + gather->length, bytes, (size_t)length);
	gather->length += length;
	return SQLITE_OK;
}

static int gather_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
	struct gather *gather = gather_of(file);
	bool is_kept = at < gather->at + gather->length && gather->at < at + length;
	int result = is_kept ? let_go(gather) : SQLITE_OK;
	return result == SQLITE_OK ? gather->own->xRead(file, bytes, length, at) : result;
}

/* A transaction taken back for want of room on the disk begins by cutting the file: what lies behind
 * the cut needs none any more. */
static int gather_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct gather *gather = gather_of(file);
	if (gather->at + gather->length > size)
		gather->length = gather->at < size ? (int)(size - gather->at) : 0;
	int result = let_go(gather);
	return result == SQLITE_OK ? gather->own->xTruncate(file, size) : result;
}

static int gather_sync(sqlite3_file *file, int flags)
{
	struct gather *gather = gather_of(file);
	int result = let_go(gather);
	return result == SQLITE_OK ? gather->own->xSync(file, flags) : result;
}

static int gather_size(sqlite3_file *file, sqlite3_int64 *size)
{
	struct gather *gather = gather_of(file);
	int result = let_go(gather);
	return result == SQLITE_OK ? gather->own->xFileSize(file, size) : result;
}

static int gather_unlock(sqlite3_file *file, int lock)
{
	struct gather *gather = gather_of(file);
	int kept = let_go(gather), result = gather->own->xUnlock(file, lock);
	return kept == SQLITE_OK ? result : kept;
}

struct gather *gather_start(struct store *store)
{
	sqlite3_file *file = NULL;
	int result = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, (void *)&file);
	if (result != SQLITE_OK || !file || !file->pMethods) /* it is all in memory */
		return NULL;
	struct gather *gather = memory_take(1, sizeof *gather);
	gather->file = file;
	gather->own = file->pMethods;
	gather->methods = *file->pMethods;
	gather->methods.xWrite = gather_write;
	gather->methods.xRead = gather_read;
	gather->methods.xTruncate = gather_truncate;
	gather->methods.xSync = gather_sync;
	gather->methods.xFileSize = gather_size;
	gather->methods.xUnlock = gather_unlock;
	file->pMethods = &gather->methods;
	return gather;
}

int gather_end(struct gather *gather)
{
	if (!gather)
		return SQLITE_OK;
	int result = let_go(gather);
	gather->file->pMethods = gather->own;
	free(gather);
	return result;
}
