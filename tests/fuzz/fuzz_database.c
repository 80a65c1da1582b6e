/* A damaged or foreign database: the bytes are written to a file, which is opened, read and
 * checked. It is refused in words or read, never a crash, and reading leaves it as it was. */
#include "fuzz.h"
#include "tiendo/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[64], beside[96];

static void write_file(const uint8_t *bytes, size_t length)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	HOLDS(file >= 0);
	HOLDS(length == 0 || write(file, bytes, length) == (ssize_t)length);
	close(file);
}

static void check_unchanged(const uint8_t *bytes, size_t length)
{
	uint8_t *now = malloc(length + 2);
	int file = open(path, O_RDONLY);

	HOLDS(now && file >= 0);
	HOLDS(read(file, now, length + 1) == (ssize_t)length && memcmp(now, bytes, length) == 0);
	close(file);
	free(now);
}

static void check_fault(const struct fault *why)
{
	HOLDS(why->kind != FAULT_NONE && *why->text);
	HOLDS(text_is_utf8(why->text, strlen(why->text), NULL));
}

static void read_all(struct store *store)
{
	struct fault why = {.kind = FAULT_NONE};
	struct snapshot *snapshot;
	struct buffer report = {0};
	struct plans plans = {0};
	struct log log = {0};
	size_t problems;

	if (store_plans(store, &plans, &why)) {
		for (size_t i = 0; i < plans.count && i < 4; i++)
			if (store_snapshot(store, plans.at[i].code,
			            SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE, &snapshot, &why))
				snapshot_free(snapshot);
			else
				check_fault(&why);
		plans_free(&plans);
	} else {
		check_fault(&why);
	}
	if (store_log(store, 0, "", 100, &log, &why))
		log_free(&log);
	else
		check_fault(&why);
	if (!store_check(store, &report, &problems, &why))
		check_fault(&why);
	buffer_free(&report);
}

static void open_and_read(bool readonly)
{
	struct fault why = {.kind = FAULT_NONE};
	struct store *store = NULL;

	if (!store_open(&store, path, readonly, &why)) {
		check_fault(&why);
		HOLDS(!store);
		return;
	}
	read_all(store);
	if (!readonly) { /* a change on what was let in must end in words too */
		struct step_told told;

		store_set_patience(store, 0);
		if (!store_undo(store, "fuzz", 0, &told, &why))
			check_fault(&why);
	}
	store_close(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (!*path) {
		snprintf(path, sizeof path, "%s/tiendo-fuzz-%ld.db",
		        access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (long)getpid());
		snprintf(beside, sizeof beside, "%s.lock", path);
	}
	write_file(bytes, length);
	open_and_read(true);
	check_unchanged(bytes, length);
	open_and_read(false);
	unlink(path);
	unlink(beside);
	return 0;
}
