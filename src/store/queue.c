/* The writers' queue: a lock file that is never deleted, taken before SQLite's own lock, because
 * SQLite's busy handler sleeps and does not queue (QUALITY.md §3). */
#include "inner.h"

#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>

static int64_t milliseconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#define PAUSE 5000000 /* nanoseconds */

/* A moment's wait; false: no longer, because the time is up or the watcher says so. */
static bool wait_on(struct store *store, int64_t since)
{
	int64_t waited = milliseconds_now() - since;
	const struct watcher *watcher = store->watcher;
	store->gave_up = watcher && watcher->tell &&
		!watcher->tell(watcher->context, STAGE_WAIT, (size_t)waited,
			(size_t)store->patience);
	if (store->gave_up || waited >= store->patience)
		return false;
	nanosleep(&(struct timespec){.tv_nsec = PAUSE}, NULL);
	return true;
}

int queue_busy(void *context, int count)
{
	struct store *store = context;
	if (count == 0)
		store->waiting_since = milliseconds_now();
	return !store->never_waits && wait_on(store, store->waiting_since);
}

bool queue_enter(struct store *store, struct fault *why)
{
	if (store->lock < 0)
		return true;
	int64_t since = milliseconds_now();
	store->gave_up = false;
	while (flock(store->lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return refuse(why, FAULT_TROUBLE, N_("cannot lock %s.lock: %s"),
				store->path, strerror(errno));
		if (!wait_on(store, since))
			return store_refuse(store, SQLITE_BUSY, why);
	}
	return true;
}

void queue_leave(struct store *store)
{
	if (store->lock >= 0)
		flock(store->lock, LOCK_UN);
}

bool write_begin(struct store *store, struct fault *why)
{
	if (store->readonly)
		return refuse(
			why, FAULT_DENIED, N_("opened for reading only: nothing can be changed"));
	if (!queue_enter(store, why))
		return false;
	if (store_run(store, "BEGIN IMMEDIATE", why))
		return true;
	queue_leave(store);
	return false;
}

bool write_commit(struct store *store, struct fault *why)
{
	bool committed = store_run(store, "COMMIT", why);
	if (!committed)
		write_abandon(store);
	else
		queue_leave(store);
	return committed;
}

void write_abandon(struct store *store)
{
	if (!sqlite3_get_autocommit(store->db))
		store_run(store, "ROLLBACK", NULL);
	queue_leave(store);
}
