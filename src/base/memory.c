/* Memory that is never NULL, and pools: blocks that live and die together. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POOL_FIRST ((size_t)4096)
#define POOL_LARGEST ((size_t)1 << 20)

struct pool_block {
	struct pool_block *older;
	size_t room, used;
	max_align_t bytes[];
};

_Noreturn void memory_exhausted(void)
{
	static char room[1024];

	/* Kept back until exit empties the streams: by then the terminal is as it was, and the words
	 * are not lost with the screen. */
	setvbuf(stderr, room, _IOFBF, sizeof room);
	fprintf(stderr, "tiendo: %s\n",
		say(N_("out of memory: end other programs and try again; look first (tiendo log) "
		       "whether the last change was made")));
	exit(2);
}

static size_t product(size_t count, size_t size)
{
	/* No object is larger than PTRDIFF_MAX: pointers into it could not be subtracted. */
	if (size != 0 && count > (size_t)PTRDIFF_MAX / size)
		memory_exhausted();
	return count * size;
}

void *memory_take(size_t count, size_t size)
{
	size_t bytes = product(count, size);
	void *block = calloc(bytes ? bytes : 1, 1);

	if (!block)
		memory_exhausted();
	return block;
}

void *memory_grow(void *block, size_t count, size_t size)
{
	size_t bytes = product(count, size);
	void *grown = realloc(block, bytes ? bytes : 1);

	if (!grown)
		memory_exhausted();
	return grown;
}

char *memory_text(const char *text)
{
	size_t bytes = strlen(text) + 1;

	return memcpy(memory_take(bytes, 1), text, bytes);
}

static struct pool_block *block_take(struct pool *pool, size_t bytes)
{
	struct pool_block *newest = pool->newest, *block;
	size_t room = newest ? newest->room * 2 : POOL_FIRST;

	if (room > POOL_LARGEST)
		room = POOL_LARGEST;
	if (room < bytes)
		room = bytes;
	if (room > (size_t)PTRDIFF_MAX - sizeof *block)
		memory_exhausted();
	block = memory_take(1, sizeof *block + room);
	block->room = room;
	if (newest && room == bytes && newest->room - newest->used > bytes / 8) {
		/* A request of its own size: the newest block, which still has room, stays in front. */
		block->older = newest->older;
		newest->older = block;
	} else {
		block->older = newest;
		pool->newest = block;
	}
	return block;
}

static void *pool_part(struct pool *pool, size_t bytes, size_t alignment)
{
	struct pool_block *block = pool->newest;
	size_t at = block ? (block->used + alignment - 1) / alignment * alignment : 0;

	if (!block || at > block->room || bytes > block->room - at) {
		block = block_take(pool, bytes);
		at = 0;
	}
	block->used = at + bytes;
	pool->bytes += bytes;
	return (char *)block->bytes + at;
}

void *pool_take(struct pool *pool, size_t bytes)
{
	/* At least one byte, so that two takings never give the same address. */
	return pool_part(pool, bytes ? bytes : 1, _Alignof(max_align_t));
}

char *pool_slice(struct pool *pool, const char *text, size_t length)
{
	char *slice;

	if (length >= (size_t)PTRDIFF_MAX)
		memory_exhausted();
	slice = pool_part(pool, length + 1, 1);
	if (length > 0)
		memcpy(slice, text, length);
	return slice; /* the block was zeroed: the NUL is there */
}

char *pool_text(struct pool *pool, const char *text)
{
	return pool_slice(pool, text ? text : "", text ? strlen(text) : 0);
}

void pool_free(struct pool *pool)
{
	struct pool_block *block = pool->newest, *older;

	for (; block; block = older) {
		older = block->older;
		free(block);
	}
	pool->newest = NULL;
	pool->bytes = 0;
}
