/* A session that stands still (stopped, on a line that stalls, on a computer that sleeps) at any call
 * that touches the disk, or where it waits for a key: others read and write meanwhile, or are told
 * within their patience that somebody writes; then it goes on, and nothing of either is lost. */
#include "fault/scene.h"

#include <fcntl.h>
#include <sys/wait.h>

#define NOTE "held by nobody"

/* What the others had while the session stood. */
static struct {
	int wrote, read; /* exit statuses */
	long kept_waiting, passed;
} others;

static int other_runs(const char *words)
{
	char line[2048], folder[512];
	int status;

	snprintf(line, sizeof line,
		"cd '%s' && TIENDO_WAIT=100 timeout 30 \"$TIENDO\" --db t.db --lang en --as-of 28/6/2020 %s "
		">../other.out 2>../other.err", scene_path("", folder), words);
	status = system(line);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool other_says(const char *file, const char *text)
{
	char line[1024], path[512];

	snprintf(line, sizeof line, "grep -qF '%s' '%s'", text, scene_path(file, path));
	return system(line) == 0;
}

static void is_served_or_told(int status, const char *what)
{
	if (status != 0 && status != 4)
		scene_wrong("%s by others meanwhile: status %d", what, status);
	if (status == 4 && !other_says("../other.err", "somebody else is writing"))
		scene_wrong("%s by others meanwhile: not told why it is not done", what);
}

static void others_work(void)
{
	others.wrote = other_runs("note 201 B1 '" NOTE "'");
	is_served_or_told(others.wrote, "a change");
	others.read = other_runs("due --tasks --csv");
	is_served_or_told(others.read, "reading");
	others.kept_waiting += others.wrote == 4;
	others.passed += others.wrote == 0;
}

static void hold(const struct work *work, const struct strike *strike)
{
	struct trace trace;
	bool is_there;

	scene_set(work);
	tracer_meanwhile(others_work);
	scene_run(work, strike, NULL, false, &trace);
	if (!trace.is_struck)
		scene_wrong("it was not called");
	if (trace.status != 0)
		scene_wrong("status %d after it went on", trace.status);
	scene_content("t.db"); /* says so where it is not whole */
	other_runs("log --csv");
	is_there = other_says("../other.out", NOTE);
	if (is_there != (others.wrote == 0))
		scene_wrong("the change of others is %s, and they were told %d",
			is_there ? "there" : "not there", others.wrote);
	if (!other_says("../other.out", work->keys ? ",tick " : work->words[0]))
		scene_wrong("what was held and went on is not there");
}

static void sweep(const struct work *work)
{
	struct outcome outcome;
	long share = scene_is_long() ? 1 : 23;

	outcome_of(work, &outcome);
	for (long at = share / 2; at < outcome.trace.count; at += share) {
		struct strike strike = {STRIKE_HOLD, 0, at, false};

		scene_tell("%s: held at call %ld, %s of %s", work->name, at,
			outcome.trace.calls[at].name, outcome.trace.calls[at].what);
		hold(work, &strike);
	}
	outcome_free(&outcome);
}

static void who_stands_still_at_any_call_keeps_nobody_waiting_untold(void **state)
{
	static const char *const names[] = {"tick", "bulk mark", "import of tasks", "tick on the screen"};

	(void)state;
	if (!tracer_works())
		skip();
	others.kept_waiting = others.passed = 0;
	for (size_t i = 0; i < COUNT(names); i++)
		if (scene_is_wanted(scene_work(names[i])))
			sweep(scene_work(names[i]));
	print_message("> others: %ld served, %ld told to try again\n", others.passed, others.kept_waiting);
	assert_true(others.passed > 0 && others.kept_waiting > 0);
	scene_ends_well();
}

static void who_waits_for_a_key_keeps_nobody_waiting_at_all(void **state)
{
	static const struct strike at_key = {STRIKE_HOLD, 0, AT_KEY, false};

	(void)state;
	if (!tracer_works())
		skip();
	scene_tell("held where it waits for a key");
	hold(scene_work("tick on the screen"), &at_key);
	assert_int_equal(others.wrote, 0);
	assert_int_equal(others.read, 0);
	scene_ends_well();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_stands_still_at_any_call_keeps_nobody_waiting_untold),
		cmocka_unit_test(who_waits_for_a_key_keeps_nobody_waiting_at_all),
	};

	return cmocka_run_group_tests(tests, scene_open, scene_close);
}
