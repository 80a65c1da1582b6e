/* A disk that is really full: a small file system of its own with just so much room left, from none to
 * enough. And a database brought back from its copy as the manual tells. */
#define _GNU_SOURCE
#include "fault/scene.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define PAGE 4096

/* Takes all room but so many pages. */
static void leave_room(long pages)
{
	char path[512], block[PAGE] = "";
	struct statvfs about;
	int file = open(scene_path(".ballast", path), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(file >= 0 && statvfs(path, &about) == 0);
	for (long left = (long)about.f_bfree; left > pages; left--)
		assert_int_equal(write(file, block, sizeof block), PAGE);
	close(file);
}

struct tries {
	long tried, refused;
};

/* From no room to enough. */
static void sweep(const struct work *work, struct tries *tries)
{
	static const struct strike none = {.how = STRIKE_NOTHING};
	struct outcome outcome;
	struct trace trace = {.status = -1};
	char path[512];
	long step = work->is_slow ? 5 : scene_is_long() ? 1 : 3, pages = 0;

	outcome_of(work, &outcome);
	for (; trace.status != work->status && pages < 3000; pages += step) {
		scene_tell("%s: room for %ld pages", work->name, pages);
		scene_set(work);
		leave_room(pages);
		scene_run(work, &none, NULL, false, &trace);
		unlink(scene_path(".ballast", path));
		outcome_holds(work, &outcome, &trace, false);
		tries->tried++;
		tries->refused += trace.status != work->status;
	}
	if (trace.status != work->status)
		scene_wrong("never had room enough");
	outcome_free(&outcome);
}

static bool is_chosen(const struct work *work)
{
	static const char *const names[] = {"tick", "bulk mark", "import of tasks", "undo", "purge",
		"first import", "new version", "backup", "export", "served tick"};
	bool chosen = scene_is_long();

	for (size_t i = 0; i < COUNT(names); i++)
		chosen = chosen || strcmp(names[i], work->name) == 0;
	return chosen && scene_is_wanted(work);
}

static void a_full_disk_changes_nothing_and_is_told(void **state)
{
	char folder[512];
	struct tries tries = {0, 0};

	(void)state;
	scene_path("", folder);
	if (!tracer_works() || mount("none", folder, "tmpfs", 0, "size=16m,mode=700") != 0)
		skip(); /* for the administrator alone */
	for (size_t i = 0; i < works_count - works_screens; i++)
		if (is_chosen(&works[i]))
			sweep(&works[i], &tries);
	umount2(folder, MNT_DETACH);
	print_message("> %ld sizes of disks, %ld too small\n", tries.tried, tries.refused);
	assert_true(tries.refused > (scene_is_long() ? 300 : 20)); /* QUALITY.md §2 */
	scene_ends_well();
}

/* What the manual says under "Backup and restore", after a program was killed amid a change. */
static void a_copy_is_brought_back_over_what_a_kill_left(void **state)
{
	static const struct strike kill_late = {STRIKE_KILL, 0, 0, false};
	const struct work *backup = scene_work("backup"), *tick = scene_work("undo");
	struct outcome outcome;
	struct strike strike = kill_late;
	struct trace trace;
	char line[2200], at[512], folder[512];
	uint64_t before;

	(void)state;
	if (!tracer_works())
		skip();
	outcome_of(tick, &outcome);
	/* Before the journal is taken away: it is there and full. */
	for (strike.at = outcome.trace.count; strike.at-- > 0;)
		if (strcmp(outcome.trace.calls[strike.at].name, "unlink") == 0)
			break;
	outcome_free(&outcome);
	outcome_of(backup, &outcome);
	outcome_free(&outcome);
	before = scene_content("copy.db");
	scene_run(tick, &strike, NULL, false, &trace);
	assert_int_equal(trace.status, 1000 + SIGKILL);
	assert_int_equal(access(scene_path("t.db-journal", at), F_OK), 0);
	scene_path("", folder);
	snprintf(line, sizeof line,
		"cd '%s' && mkdir aside && for file in t.db t.db-journal t.db-wal t.db-shm; do "
		"[ ! -e $file ] || mv $file aside || exit; done && cp copy.db t.db.new && sync && "
		"mv t.db.new t.db", folder);
	assert_int_equal(system(line), 0);
	scene_tell("brought back");
	assert_true(scene_content("t.db") != 0);
	if (scene_content("t.db") != before)
		scene_wrong("it is not what was copied");
	snprintf(line, sizeof line, "cd '%s' && rm -r aside copy.db", folder);
	assert_int_equal(system(line), 0);
	scene_ends_well();
}

/* Also where the sweep was broken off. */
static int full_close(void **state)
{
	char folder[512];

	umount2(scene_path("", folder), MNT_DETACH);
	return scene_close(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_disk_changes_nothing_and_is_told),
		cmocka_unit_test(a_copy_is_brought_back_over_what_a_kill_left),
	};

	return cmocka_run_group_tests(tests, scene_open, full_close);
}
