/* kill -9 at every call that touches the disk, before it and in the middle of what it writes, and at
 * moments drawn by lot: what was acknowledged is there, nothing is half there. */
#include "fault/scene.h"
#include "tiendo/store.h"

#include <signal.h>
#include <time.h>

/* The first call that tells the person: what is killed after it was acknowledged. */
static long acknowledged_at(const struct outcome *outcome)
{
	for (long at = 0; at < outcome->trace.count; at++)
		if (strcmp(outcome->trace.calls[at].name, "write") == 0 &&
			strcmp(outcome->trace.calls[at].what, "out") == 0)
			return at;
	return outcome->trace.count;
}

static void kill_at(const struct work *work, const struct outcome *outcome,
	const struct strike *strike, bool is_acknowledged)
{
	const struct call *call = &outcome->trace.calls[strike->at];
	struct trace trace;

	scene_tell("%s: killed at call %ld, %s of %s%s", work->name, strike->at, call->name,
		call->what, strike->how == STRIKE_TEAR ? ", half done" : "");
	scene_set(work);
	scene_run(work, strike, NULL, false, &trace);
	/* What a screen showed as done counts as said. */
	is_acknowledged = is_acknowledged || (work->keys && strstr(scene_said(), "u: undo"));
	if (is_acknowledged && scene_content("t.db") != outcome->after)
		scene_wrong("what was acknowledged is not there");
	outcome_holds(work, outcome, &trace, true);
}

static long sweep(const struct work *work)
{
	struct outcome outcome;
	long kills = 0, share = scene_is_long() ? 1 : work->is_slow ? 701 : 89;

	outcome_of(work, &outcome);
	for (long at = 0; at < outcome.trace.count; at += share)
		for (int tears = 0; tears < 2; tears++) {
			struct strike strike = {tears ? STRIKE_TEAR : STRIKE_KILL, 0, at, false};

			if (tears && !(outcome.trace.calls[at].does & CALL_IN_PART))
				continue;
			kill_at(work, &outcome, &strike,
				!work->keys && at > acknowledged_at(&outcome));
			kills++;
		}
	outcome_free(&outcome);
	return kills;
}

static void a_kill_at_any_call_loses_nothing_that_was_said(void **state)
{
	long kills = 0;

	(void)state;
	if (!tracer_works())
		skip();
	for (size_t i = 0; i < works_count; i++)
		if (scene_is_wanted(&works[i]))
			kills += sweep(&works[i]);
	print_message("> at its calls: %ld kills\n", kills);
	scene_ends_well();
}

static long last_of(const struct outcome *outcome, const char *name, const char *what, long before)
{
	const struct call *calls = outcome->trace.calls;

	while (--before >= 0)
		if (strstr(calls[before].name, name) && strcmp(calls[before].what, what) == 0)
			break;
	return before;
}

/* A kill leaves what the system still holds; a power cut does not. */
static void what_is_acknowledged_was_synced_before(void **state)
{
	static const char *const names[] = {"tick", "bulk mark", "import of tasks", "large import",
		"first import", "undo", "undo of a large import", "purge"};

	int major = 0, minor = 0, patch = 0;

	(void)state;
	sscanf(store_engine(), "%d.%d.%d", &major, &minor, &patch);
	if (!tracer_works() || major * 1000000 + minor * 1000 + patch >= 3051003)
		skip(); /* there a write-ahead log is used, which is another order */
	for (size_t i = 0; i < COUNT(names); i++) {
		struct outcome outcome;
		long end, gone;

		outcome_of(scene_work(names[i]), &outcome);
		end = acknowledged_at(&outcome);
		gone = last_of(&outcome, "unlink", "t.db-journal", end);
		if (end == outcome.trace.count || last_of(&outcome, "write", "t.db", end) < 0 || gone < 0)
			scene_wrong("not the calls that were thought of");
		if (last_of(&outcome, "sync", "t.db", end) < last_of(&outcome, "write", "t.db", end))
			scene_wrong("the file was written after it was synced");
		if (last_of(&outcome, "sync", "t.db-journal", end) < 0)
			scene_wrong("the journal was not synced");
		if (last_of(&outcome, "sync", "run", end) < gone)
			scene_wrong("the folder was not synced after the journal had gone");
		outcome_free(&outcome);
	}
	scene_ends_well();
}

static uint32_t chance(uint32_t *seed)
{
	*seed ^= *seed << 13; /* xorshift32 */
	*seed ^= *seed >> 17;
	return *seed ^= *seed << 5;
}

/* Within the time that a work takes, twice over for those that have ended by then. */
static bool kill_by_lot(const struct work *work, const struct outcome *outcome, uint32_t *seed)
{
	struct trace trace;
	uint64_t now;
	bool is_acknowledged;

	scene_set(work);
	scene_run_killed(work, chance(seed) % (work->keys ? 60000 : 12000), &trace);
	is_acknowledged = trace.status == 0 ||
		(work->keys ? strstr(scene_said(), "u: undo") != NULL : scene_answered());
	now = scene_content("t.db");
	if (is_acknowledged && now != outcome->after)
		scene_wrong("what was acknowledged is not there");
	if (now != outcome->before && now != outcome->after)
		scene_wrong("neither before nor after");
	return trace.status == 1000 + SIGKILL;
}

/* Works of one kind, one after the other. */
static void kills_of(const char *kind, const char *const *names, size_t count)
{
	long kills = 0, wanted = scene_is_long() ? 1000 : 15;
	uint32_t seed = 20200628;
	struct outcome outcomes[3];

	assert_true(count <= COUNT(outcomes));
	for (size_t i = 0; i < count; i++)
		outcome_of(scene_work(names[i]), &outcomes[i]);
	for (long run = 0; kills < wanted && run < 20 * wanted; run++) {
		size_t i = (size_t)run % count;

		scene_tell("%s: killed in run %ld", names[i], run);
		kills += kill_by_lot(scene_work(names[i]), &outcomes[i], &seed);
	}
	print_message("> %s: %ld kills\n", kind, kills);
	assert_true(kills >= wanted);
	for (size_t i = 0; i < count; i++)
		outcome_free(&outcomes[i]);
}

static void a_kill_at_any_moment_loses_nothing_that_was_said(void **state)
{
	static const char *const commands[] = {"tick", "bulk mark", "undo"};
	static const char *const imports[] = {"import of tasks", "import of units"};
	static const char *const screens[] = {"tick on the screen"};

	(void)state;
	if (!tracer_works())
		skip();
	kills_of("commands", commands, COUNT(commands));
	kills_of("imports", imports, COUNT(imports));
	kills_of("the screen", screens, COUNT(screens));
	scene_ends_well();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kill_at_any_call_loses_nothing_that_was_said),
		cmocka_unit_test(what_is_acknowledged_was_synced_before),
		cmocka_unit_test(a_kill_at_any_moment_loses_nothing_that_was_said),
	};

	return cmocka_run_group_tests(tests, scene_open, scene_close);
}
