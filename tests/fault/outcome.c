/* What must hold after a fault, and telling what does not. */
#include "fault/inner.h"

#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#define MOST_TOLD 40

void scene_tell(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(scene.told, sizeof scene.told, format, arguments);
	va_end(arguments);
}

void scene_wrong(const char *format, ...)
{
	va_list arguments;
	char text[2000];

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (scene.wrong++ < MOST_TOLD)
		print_error("%s: %s\n    it said: %.500s\n", scene.told, text, scene.said);
}

void scene_ends_well(void)
{
	size_t wrong = scene.wrong;

	scene.wrong = 0;
	if (wrong)
		fail_msg("%zu of these went wrong", wrong);
}

void outcome_of(const struct work *work, struct outcome *outcome)
{
	static const struct strike none = {.how = STRIKE_NOTHING};

	scene_tell("%s", work->name);
	scene_set(work);
	outcome->before = scene_content("t.db");
	scene_set(work);
	scene_run(work, &none, NULL, true, &outcome->trace);
	if (outcome->trace.status != work->status)
		fail_msg("%s: status %d\n%s", work->name, outcome->trace.status, scene.said);
	outcome->after = scene_content("t.db");
	if (work->status != 0 && outcome->after != outcome->before)
		fail_msg("%s: it was refused, and done", work->name);
}

void outcome_free(struct outcome *outcome)
{
	free(outcome->trace.calls);
}

/* SQLite leaves a journal that it could not write the head of: it says nothing, and the next change
 * takes it away. */
static bool is_cold_journal(const char *name)
{
	char path[512];
	FILE *file;
	int first;

	if (strcmp(name, "t.db-journal") != 0)
		return false;
	file = fopen(scene_path(name, path), "rb");
	assert_non_null(file);
	first = getc(file);
	fclose(file);
	return first == 0;
}

static bool is_expected(const struct work *work, const char *name)
{
	return is_cold_journal(name) || strcmp(name, "t.db") == 0 || strcmp(name, "t.db.lock") == 0 ||
		(work->asked && strcmp(name, "t.db.sessions") == 0) || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
		(work->start == START_OLD_VERSION && strncmp(name, "t.db.v1-", 8) == 0 &&
			!strstr(name, ".part")) ||
		(work->makes && strcmp(name, work->makes) == 0);
}

static void nothing_lies_about(const struct work *work)
{
	DIR *at = opendir(scene.run);

	assert_non_null(at);
	for (struct dirent *file = readdir(at); file; file = readdir(at))
		if (!is_expected(work, file->d_name))
			scene_wrong("%s was left behind", file->d_name);
	closedir(at);
}

static void made_file_is_whole(const struct work *work)
{
	char path[512];

	if (!work->makes || access(scene_path(work->makes, path), F_OK) != 0)
		return;
	if (strstr(work->makes, ".db"))
		scene_content(work->makes); /* says so where it is not whole */
}

static void ended_honestly(const struct work *work, const struct trace *trace, bool is_done)
{
	if (trace->status >= 1000)
		scene_wrong("ended by signal %d", trace->status - 1000);
	else if (!trace->is_restored)
		scene_wrong("the terminal is not as it was");
	else if (trace->status != work->status && trace->status != 2 && trace->status != 4)
		scene_wrong("status %d", trace->status);
	else if (work->keys || trace->status == 0 || (trace->is_mute && !is_done))
		return;
	else if (!strstr(scene.said, "tiendo: "))
		scene_wrong("status %d without a word", trace->status);
	else if (is_done && !work->is_quiet && (strstr(scene.said, "nothing was") || !strstr(scene.said, "tiendo log")))
		scene_wrong("what was made is not told of");
}

/* The disk is mended, there is memory again: it goes, from this state as from one seen before. */
static void can_be_done_again(
	const struct work *work, const struct outcome *outcome, bool may_leave)
{
	size_t wrong = scene.wrong;
	uint64_t state, known;
	char path[512];

	if (work->makes)
		unlink(scene_path(work->makes, path));
	state = state_of_folder(work);
	if (state_is_known(state, &known))
		return;
	if (!run_well(work) || scene_content("t.db") != outcome->after)
		scene_wrong("done again, it is not the same");
	/* What nobody could remove is no other's to remove either: it may be somebody's. */
	if (!may_leave || !work->makes)
		nothing_lies_about(work);
	if (scene.wrong == wrong)
		state_note(state, 1);
}

void outcome_holds(const struct work *work, const struct outcome *outcome,
	const struct trace *trace, bool may_leave)
{
	uint64_t now = scene_content("t.db");
	bool is_done = now == outcome->after && outcome->after != outcome->before;

	if (getenv("TIENDO_FAULT_SHOW"))
		print_message("%s → %d%s: %.300s\n", scene.told, trace->status,
			is_done ? " done" : "", scene.said);
	/* Several steps make an office: each is whole. */
	bool is_begun = work->start == START_NOTHING && trace->status != 0 &&
		(now == scene.empty || (may_leave && now > 1));
	if (now != outcome->before && now != outcome->after && !is_begun) {
		scene_wrong("status %d: neither before nor after", trace->status);
		return;
	}
	if (trace->status == 0 && now != outcome->after && !work->keys)
		scene_wrong("status 0, and nothing was done");
	if (trace->status != 1000 + SIGKILL)
		ended_honestly(work, trace, is_done);
	if (!may_leave)
		nothing_lies_about(work);
	made_file_is_whole(work);
	if ((now == outcome->after && !work->makes) || work->keys || is_begun ||
		(may_leave && work->start == START_NOTHING))
		return;
	can_be_done_again(work, outcome, may_leave);
}
