/* A disk that fails: every system call that touches it is made to fail in turn, once and for good,
 * through everything the program does with files, and not one of them costs anybody anything. */
#include "fault/scene.h"

#include <errno.h>

struct fault_kind_row {
	int error;
	const char *name;
	unsigned needs; /* of the call */
	enum strike_how how;
};

static const struct fault_kind_row faults[] = {
	{EIO, "EIO", 0, STRIKE_ERROR},
	{ENOSPC, "ENOSPC", CALL_TAKES_ROOM, STRIKE_ERROR},
	{EDQUOT, "EDQUOT", CALL_TAKES_ROOM, STRIKE_ERROR},
	{EINTR, "EINTR", CALL_WAITS, STRIKE_ERROR},
	{EMFILE, "EMFILE", CALL_OPENS, STRIKE_ERROR},
	{ENOLCK, "ENOLCK", CALL_LOCKS, STRIKE_ERROR},
	{0, "short", CALL_IN_PART, STRIKE_SHORT},
};

#define SHARE 23 /* no multiple of the number of faults: each comes to its turn */

/* Of calls that are alike (the same of the same file) the short version takes the first, and of the
 * faults that it may meet every so many. */
static bool is_chosen(const struct work *work, const struct call *calls, long at, size_t *turn)
{
	long alike = 1;

	if (scene_is_long())
		return true;
	for (long i = 0; i < at; i++)
		alike += calls[i].name == calls[at].name &&
			strcmp(calls[i].what, calls[at].what) == 0;
	return alike == 1 && (*turn)++ % (work->is_slow ? 5 * SHARE : SHARE) == 0;
}

static void strike_once(const struct work *work, const struct outcome *outcome,
	const struct strike *strike, const char *name)
{
	const struct call *call = &outcome->trace.calls[strike->at];
	struct trace trace;

	scene_tell("%s: call %ld, %s of %s: %s%s", work->name, strike->at, call->name, call->what,
		name, strike->sticks ? " for good" : "");
	scene_set(work);
	scene_run(work, strike, NULL, false, &trace);
	if (!trace.is_struck)
		scene_wrong("it was not called");
	outcome_holds(work, outcome, &trace,
		strstr(call->name, "link") || (strike->sticks && strike->error == EIO));
}

static void sweep(const struct work *work)
{
	struct outcome outcome;
	size_t turn = 0, strikes = 0;

	outcome_of(work, &outcome);
	for (long at = 0; at < outcome.trace.count; at++)
		for (size_t i = 0; i < COUNT(faults) * 2; i++) {
			const struct fault_kind_row *fault = &faults[i / 2];
			struct strike strike = {fault->how, fault->error, at, i % 2};

			/* What is broken off for good would be tried again for good. */
			if (strike.sticks && (fault->error == EINTR || fault->how == STRIKE_SHORT))
				continue;
			if ((outcome.trace.calls[at].does & fault->needs) != fault->needs ||
				!is_chosen(work, outcome.trace.calls, at, &turn))
				continue;
			strike_once(work, &outcome, &strike, fault->name);
			strikes++;
		}
	assert_true(strikes > 2);
	print_message("%s: %ld calls, %zu faults\n", work->name, outcome.trace.count, strikes);
	outcome_free(&outcome);
}

static void no_fault_of_the_disk_costs_anything(void **state)
{
	(void)state;
	if (!tracer_works())
		skip();
	for (size_t i = 0; i < works_count - works_screens; i++)
		if (scene_is_wanted(&works[i]))
			sweep(&works[i]);
	scene_ends_well();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_fault_of_the_disk_costs_anything),
	};

	return cmocka_run_group_tests(tests, scene_open, scene_close);
}
