/* Memory that runs out: every allocation is refused in turn, once and for good: the program's own and
 * those of the C library, SQLite, curses and gettext. Nothing crashes, nothing is lost, the terminal
 * is as it was. */
#include "fault/preload/short_memory.h"
#include "fault/scene.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
	struct tally *tally;
	char path[512], preload[4200];
} shared;

static int memory_open(void **state)
{
	const char *program = getenv("TIENDO");
	int file;
	void *mapped;

	if (scene_open(state) != 0)
		return -1;
	/* Beside the program: build/tests/fault/short_memory.so */
	snprintf(shared.preload, sizeof shared.preload, "LD_PRELOAD=%.*s/tests/fault/short_memory.so",
		(int)(strrchr(program, '/') - program), program);
	scene_path("../tally", shared.path);
	file = open(shared.path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (file < 0 || ftruncate(file, sizeof *shared.tally) != 0)
		return -1;
	mapped = mmap(NULL, sizeof *shared.tally, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	close(file);
	shared.tally = mapped;
	return mapped == MAP_FAILED ? -1 : 0;
}

static void run_short(const struct work *work, long at, bool sticks, struct trace *trace)
{
	static const struct strike none = {.how = STRIKE_NOTHING};
	char words[600];
	const char *const extra[] = {shared.preload, words, NULL};

	snprintf(words, sizeof words, "TIENDO_SHORT_MEMORY=%ld %d %s", at, sticks, shared.path);
	*shared.tally = (struct tally){.count = 0};
	scene_set(work);
	scene_run(work, &none, extra, false, trace);
}

static void sweep(const struct work *work)
{
	/* How many are tried: of half a million allocations of a large work the long version takes some
	 * too; they are the same few places again and again. */
	long share = !scene_is_long() ? (work->is_slow ? 2 : 6) : work->is_slow ? 997 : LONG_MAX;
	struct outcome outcome;
	struct trace trace;
	long count, tried = 0, in_library = 0;

	outcome_of(work, &outcome);
	run_short(work, -1, false, &trace);
	count = shared.tally->count;
	if (trace.status != work->status || count < 50) {
		scene_wrong("%s: %ld allocations counted", work->name, count);
		outcome_free(&outcome);
		return;
	}
	for (long at = 0; at < count; at += count / share + 1)
		for (int sticks = 0; sticks < 2; sticks++, tried++) {
			scene_tell("%s: allocation %ld of %ld%s", work->name, at, count,
				sticks ? " and all after it" : "");
			run_short(work, at, sticks, &trace);
			if (!shared.tally->is_struck)
				continue; /* addresses differ, and so may the last few */
			/* Curses 6.4 follows NULL, or leaves with status 1, where one of its own
			 * allocations fails. tiendo makes sure of memory before it calls it; what
			 * runs out within cannot be met, but the terminal and the data are whole. */
			if (work->keys && trace.is_restored &&
				(trace.status == 1000 + SIGSEGV || trace.status == 1)) {
				in_library++;
				trace.status = 2;
			}
			/* So does libxlsxwriter 1.1.4; what it writes has no name before it is whole. */
			if (trace.status == 1000 + SIGSEGV && work->makes &&
				strstr(work->makes, ".xlsx")) {
				in_library++;
				trace.status = 2;
				trace.is_mute = true;
			}
			/* It ends where it stands: a journal and a copy half written stay for the next. */
			outcome_holds(work, &outcome, &trace, strstr(scene_said(), "end other"));
		}
	print_message("%s: %ld allocations, %ld refused, %ld within a library\n", work->name, count, tried,
		in_library);
	outcome_free(&outcome);
}

static void no_want_of_memory_costs_anything(void **state)
{
	(void)state;
	if (!tracer_works())
		skip();
	for (size_t i = 0; i < works_count - works_screens; i++)
		if (scene_is_wanted(&works[i]))
			sweep(&works[i]);
	scene_ends_well();
}

static void no_want_of_memory_spoils_the_terminal(void **state)
{
	(void)state;
	if (!tracer_works())
		skip();
	for (size_t i = works_count - works_screens; i < works_count; i++)
		if (scene_is_wanted(&works[i]))
			sweep(&works[i]);
	scene_ends_well();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_want_of_memory_costs_anything),
		cmocka_unit_test(no_want_of_memory_spoils_the_terminal),
	};

	return cmocka_run_group_tests(tests, memory_open, scene_close);
}
