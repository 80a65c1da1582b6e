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

bool queue_enter(struct store *store, struct fault *why)
{
	if (store->lock < 0)
		return true;
	int64_t deadline = milliseconds_now() + store->patience;
	while (flock(store->lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return refuse(why, FAULT_TROUBLE, N_("cannot lock %s.lock: %s"),
				store->path, strerror(errno));
		if (milliseconds_now() >= deadline)
			return refuse(why, FAULT_BUSY,
				N_("the database is busy: somebody else is writing; try again in "
				   "a moment"));
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	}
	return true;
}

void queue_leave(struct store *store)
{
	if (store->lock >= 0)
		flock(store->lock, LOCK_UN);
}

static void roll_back(struct store *store)
{
	if (!sqlite3_get_autocommit(store->db))
		store_run(store, "ROLLBACK", NULL);
}

/* What is written into a file that was removed, or that another was put in the place of, goes with it:
 * a backup restored under an open screen would be changed by nobody. */
static bool is_in_place(struct store *store, struct fault *why)
{
	int has_moved = 0;
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
	return !has_moved ||
		refuse(why, FAULT_TROUBLE,
			N_("%s was removed or replaced while it was open: nothing was changed; leave "
			   "tiendo and start it again"),
			store->path);
}

bool write_begin(struct store *store, struct fault *why)
{
	if (store->readonly)
		return refuse(
			why, FAULT_DENIED, N_("opened for reading only: nothing can be changed"));
	if (!queue_enter(store, why))
		return false;
	if (store_run(store, "BEGIN IMMEDIATE", why) && is_in_place(store, why))
		return true;
	roll_back(store);
	queue_leave(store);
	return false;
}

/* A commit that failed may have failed after the point from which the change is there: the file
 * itself tells, as long as it can be read. Nobody else writes meanwhile. */
static void tell_what_is_kept(struct store *store, struct fault *why)
{
	int64_t last;
	if (!store_ask(store, "SELECT max(id) FROM step", &last, NULL))
		refuse(why, FAULT_TROUBLE,
			N_("the disk fails, and whether the change was made cannot be told: look at "
			   "it (tiendo log) before you do it again"));
	else if (last >= store->step)
		store_refuse(store, SQLITE_IOERR_DIR_FSYNC, why);
}

bool write_commit(struct store *store, struct fault *why)
{
	if (!is_in_place(store, why)) {
		write_abandon(store);
		return false;
	}
	int result = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	if (result != SQLITE_OK) {
		store_refuse(store, result, why);
		roll_back(store);
		if (result != SQLITE_BUSY)
			tell_what_is_kept(store, why);
	}
	queue_leave(store);
	return result == SQLITE_OK;
}

void write_abandon(struct store *store)
{
	roll_back(store);
	queue_leave(store);
}
