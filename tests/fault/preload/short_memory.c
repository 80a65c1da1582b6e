/* Laid over the C library with LD_PRELOAD: the Nth allocation of the program finds no memory, or that
 * one and all after it. $TIENDO_SHORT_MEMORY: "N sticks FILE"; FILE holds a struct tally. */
#define _GNU_SOURCE
#include "short_memory.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
	void *(*malloc)(size_t);
	void *(*calloc)(size_t, size_t);
	void *(*realloc)(void *, size_t);
	void (*free)(void *);
	int (*posix_memalign)(void **, size_t, size_t);
	void *(*aligned_alloc)(size_t, size_t);
} next;

/* For what looking up the functions above allocates itself. */
static _Alignas(16) char early[8192];
static size_t early_used;

static struct tally *tally;
static long at;
static bool sticks;

/* dlsym gives functions as pointers to data. */
static void find(void *to, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	memcpy(to, &found, sizeof found);
}

static void find_next(void)
{
	static bool is_looking;

	if (is_looking || next.free)
		return;
	is_looking = true;
	find(&next.malloc, "malloc");
	find(&next.calloc, "calloc");
	find(&next.realloc, "realloc");
	find(&next.posix_memalign, "posix_memalign");
	find(&next.aligned_alloc, "aligned_alloc");
	find(&next.free, "free");
	is_looking = false;
}

__attribute__((constructor)) static void start(void)
{
	const char *words = getenv("TIENDO_SHORT_MEMORY");
	char path[256];
	int stuck, file;
	void *shared;

	find_next();
	if (!words || sscanf(words, "%ld %d %255s", &at, &stuck, path) != 3)
		return;
	sticks = stuck != 0;
	file = open(path, O_RDWR | O_CLOEXEC);
	if (file < 0)
		return;
	shared = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	close(file);
	if (shared != MAP_FAILED)
		tally = shared;
}

/* glibc 2.36 asserts, and follows NULL, where it finds no memory while it looks for the user's name: its
 * own bug, before tiendo has opened anything. It gets what it wants there. */
static bool is_looking_for_user;

struct passwd *getpwuid(uid_t user)
{
	struct passwd *(*look)(uid_t);
	struct passwd *found;

	find(&look, "getpwuid");
	is_looking_for_user = true;
	found = look(user);
	is_looking_for_user = false;
	return found;
}

static bool is_refused(void)
{
	long now;

	if (!tally || is_looking_for_user)
		return false;
	now = tally->count++;
	if (at < 0 || (now != at && !(sticks && now > at)))
		return false;
	tally->is_struck = 1;
	errno = ENOMEM;
	return true;
}

static void *take_early(size_t size)
{
	void *taken = early + early_used;

	early_used += (size + 15) / 16 * 16;
	return early_used <= sizeof early ? taken : NULL;
}

static bool is_early(const void *block)
{
	return (uintptr_t)block >= (uintptr_t)early &&
	       (uintptr_t)block < (uintptr_t)(early + sizeof early);
}

void *malloc(size_t size)
{
	find_next();
	if (!next.free)
		return take_early(size);
	return is_refused() ? NULL : next.malloc(size);
}

void *calloc(size_t count, size_t size)
{
	find_next();
	if (!next.free)
		return take_early(count * size); /* zeros: nobody had it before */
	return is_refused() ? NULL : next.calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	void *moved;

	find_next();
	if (!next.free || is_early(block)) {
		moved = next.free ? next.malloc(size) : take_early(size);
		if (moved && block)
			memcpy(moved, block, size); /* what lies behind it is early too */
		return moved;
	}
	return is_refused() ? NULL : next.realloc(block, size);
}

void *reallocarray(void *block, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(block, bytes);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
	find_next();
	return is_refused() ? ENOMEM : next.posix_memalign(block, alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	find_next();
	return is_refused() ? NULL : next.aligned_alloc(alignment, size);
}

void free(void *block)
{
	if (block && next.free && !is_early(block))
		next.free(block);
}
