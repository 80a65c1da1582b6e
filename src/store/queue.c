/* The writers' queue: a lock file that is never deleted, taken before SQLite's own lock, because
 * SQLite's busy handler sleeps and does not queue (QUALITY.md §3). Who comes draws a number and waits
 * for the one before; whoever is running when the lock becomes free would else take it again and
 * again before those who sleep have woken. The numbers are only the order: what keeps two from
 * writing at once is the lock of the whole file, and all of it goes with a process that dies. */
#include "inner.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOOK_EVERY 50 /* ms: how far a deadline may be overrun */

/* Places in the lock file: the number drawn last stands in its first bytes; a lock on the one behind
 * guards them, and one on the place of a number is held as long as that number's turn is not over. */
enum { AT_GUARD = 4, AT_NUMBERS = 64, MOST_NUMBERS = 1 << 30 };

static int64_t milliseconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whether to wait on; not when the time is up, or the watcher, who is told, says so. */
static bool goes_on(struct store *store, int64_t since)
{
	int64_t waited = milliseconds_now() - since;
	const struct watcher *watcher = store->watcher;
	store->gave_up = watcher && watcher->tell &&
		!watcher->tell(watcher->context, STAGE_WAIT, (size_t)waited,
			(size_t)store->patience);
	return !store->gave_up && waited < store->patience;
}

static void interrupt(int number)
{
	(void)number;
}

/* A signal now and then, which does nothing but end a call that waits. Again and again, because one
 * may come just before the call. */
struct waking {
	timer_t timer;
	bool is_on;
	struct sigaction before;
};

static void waking_begin(struct waking *waking)
{
	struct sigaction action = {.sa_handler = interrupt}; /* no SA_RESTART: that is its purpose */
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
	const struct timespec every = {.tv_nsec = LOOK_EVERY * 1000000L};
	const struct itimerspec times = {every, every};
	sigemptyset(&action.sa_mask);
	waking->is_on = sigaction(SIGRTMIN, &action, &waking->before) == 0 &&
		timer_create(CLOCK_MONOTONIC, &event, &waking->timer) == 0;
	if (waking->is_on)
		timer_settime(waking->timer, 0, &times, NULL);
}

static void waking_end(struct waking *waking)
{
	if (waking->is_on)
		timer_delete(waking->timer);
	sigaction(SIGRTMIN, &waking->before, NULL);
}

/* ---- drawing a number and waiting for the one before ------------------------------------------- */

static int place_set(const struct store *store, short type, long place, bool waits)
{
	struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};
	return fcntl(store->lock, waits ? F_SETLKW : F_SETLK, &lock) == 0 ? 0 : errno;
}

/* Takes a place, waiting as long as it goes on. 0, or an error; EINTR: the wait is over. */
static int place_take(struct store *store, short type, long place, int64_t since)
{
	struct waking waking;
	int error = place_set(store, type, place, false);
	if (error != EACCES && error != EAGAIN)
		return error;
	waking_begin(&waking);
	do
		error = waking.is_on ? place_set(store, type, place, true) : ENOLCK;
	while (error == EINTR && goes_on(store, since));
	waking_end(&waking);
	return error;
}

/* -1 where none can be had, on a full disk say: then it goes without. */
static void number_draw(struct store *store, int64_t since)
{
	uint32_t last = 0;
	store->number = -1;
	if (place_take(store, F_WRLCK, AT_GUARD, since) != 0)
		return;
	if (pread(store->lock, &last, sizeof last, 0) != (ssize_t)sizeof last)
		last = 0;
	last = (last + 1) % MOST_NUMBERS;
	if (pwrite(store->lock, &last, sizeof last, 0) == (ssize_t)sizeof last &&
		place_set(store, F_WRLCK, AT_NUMBERS + (long)last, false) == 0)
		store->number = (long)last;
	place_set(store, F_UNLCK, AT_GUARD, false);
}

static void number_give_back(struct store *store)
{
	if (store->number >= 0)
		place_set(store, F_UNLCK, AT_NUMBERS + store->number, false);
	store->number = -1;
}

static void wait_for_number_before(struct store *store, int64_t since)
{
	long before = (store->number + MOST_NUMBERS - 1) % MOST_NUMBERS;
	if (store->number < 0)
		return;
	if (place_take(store, F_RDLCK, AT_NUMBERS + before, since) == 0)
		place_set(store, F_UNLCK, AT_NUMBERS + before, false);
}

/* 0, EWOULDBLOCK when the wait is over, or what flock says. */
static int wait_for_lock(struct store *store, int64_t since)
{
	struct waking waking;
	if (flock(store->lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	int error = errno;
	if (error != EWOULDBLOCK && error != EINTR)
		return error;
	waking_begin(&waking);
	for (error = EINTR; error == EINTR && goes_on(store, since);)
		error = flock(store->lock, LOCK_EX | (waking.is_on ? 0 : LOCK_NB)) == 0 ? 0 : errno;
	waking_end(&waking);
	return error == EINTR ? EWOULDBLOCK : error;
}

bool queue_enter(struct store *store, struct fault *why)
{
	if (store->lock < 0)
		return true;
	int64_t since = milliseconds_now();
	store->gave_up = false;
	number_draw(store, since);
	wait_for_number_before(store, since);
	int error = wait_for_lock(store, since);
	if (error == 0)
		return true;
	number_give_back(store);
	if (error == EWOULDBLOCK)
		return store_refuse(store, SQLITE_BUSY, why);
	return refuse(why, FAULT_TROUBLE, N_("cannot lock %s.lock: %s"), store->path, strerror(error));
}

void queue_leave(struct store *store)
{
	if (store->lock < 0)
		return;
	flock(store->lock, LOCK_UN);
	number_give_back(store);
}

int queue_busy(void *context, int times)
{
	struct store *store = context;
	if (times == 0)
		store->waiting_since = milliseconds_now();
	if (store->never_waits || !goes_on(store, store->waiting_since))
		return 0;
	nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
	return 1;
}

static void roll_back(struct store *store)
{
	if (!sqlite3_get_autocommit(store->db))
		store_run(store, "ROLLBACK", NULL);
}

/* Cut to nothing in place, as by a shell's ">": no file with a schema in it is empty. */
static bool is_emptied(const struct store *store)
{
	struct stat about;
	return stat(store->path, &about) == 0 && about.st_size == 0;
}

/* What is written into a file that was removed, or that another was put in the place of, goes with it:
 * a backup restored under an open screen would be changed by nobody. */
bool store_is_in_place(struct store *store, struct fault *why)
{
	int has_moved = 0;
	sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
	return (!has_moved && !is_emptied(store)) ||
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
	if (store_run(store, "BEGIN IMMEDIATE", why) && store_is_in_place(store, why))
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
	if (!store_is_in_place(store, why)) {
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
