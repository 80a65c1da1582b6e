/* Many processes change one file at once, and an oracle says what must be in it afterwards: every
 * change that was acknowledged once and in its order, no other. Readers meanwhile see whole steps
 * alone. TIENDO_SOAK=1 runs 32 processes of 500 changes; how long they waited is printed, never
 * asserted. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tiendo/app.h"

#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COUNTED "703", "SL01", "+1", "--report", "BC1" /* everybody adds to the same number */
#define WRITTEN "705", "BC1"                           /* and writes into the same note */
#define MOST_WORDS 8

static struct {
	char folder[64], db[96];
	int processes, changes, readers;
	int step_pipe[2], stop_pipe[2];
} office;

/* What a process says of one change that was acknowledged; short enough to be written at once. */
struct done {
	int process, number; /* number: its how many-th */
	long step;
	int busy;            /* times it was told to try again before */
	double milliseconds; /* all of these included */
};

static bool is_soak(void)
{
	const char *soak = getenv("TIENDO_SOAK");

	return soak && strcmp(soak, "1") == 0;
}

static double clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- commands, as both shells run them ---------------------------------------------------------- */

static void app_prepare(struct app *app, const char *actor)
{
	*app = (struct app){.db = office.db,
		.actor = actor,
		.samples = "samples",
		.as_of = true,
		.today = day_make(2020, 6, 28)};
}

static bool run_words(struct app *app, const char *const *words, long *step, struct fault *why)
{
	struct request request = {.command = NULL};
	struct reply reply = {.step = 0};
	size_t count = 0;
	bool fine;

	while (words[count])
		count++;
	request_start(&request, command_named(words[0]));
	fine = request_parse(app, &request, words + 1, count - 1, why) &&
		command_run(app, &request, &reply, why);
	*step = reply.step;
	reply_free(&reply);
	request_free(&request);
	return fine;
}

/* ---- writers ----------------------------------------------------------------------------------- */

static _Noreturn void give_up(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s\n", what, why);
	_exit(1);
}

/* Every third change is of many rows in one step, of which readers see all or none. */
enum kind { ADDS, NOTES, BULK, KINDS };

static void change_words(enum kind kind, const char *text, const char *words[MOST_WORDS])
{
	const char *const all[KINDS][MOST_WORDS] = {{"number", COUNTED, NULL},
		{"note", WRITTEN, text, NULL}, {"note", "-", "BC2", text, NULL}};

	memcpy(words, all[kind], sizeof all[kind]);
	if (kind == BULK)
		words[1] = "703\n705\n706\n707\n708\n709\n710\n711\n712";
}

static enum kind kind_of(int number)
{
	return (enum kind)(number % KINDS);
}

static void text_of(int process, int number, char text[64])
{
	snprintf(text, 64, "p%d-%d", process, number);
}

static void change_once(struct app *app, int process, int number)
{
	struct done done = {.process = process, .number = number};
	const char *words[MOST_WORDS];
	double start = clock_now();
	struct fault why;
	char text[64];

	text_of(process, number, text);
	change_words(kind_of(number), text, words);
	while (!run_words(app, words, &done.step, &why)) {
		if (why.kind != FAULT_BUSY)
			give_up(text, why.text);
		done.busy++;
	}
	done.milliseconds = clock_now() - start;
	if (done.step <= 0)
		give_up(text, "acknowledged, but there was no step");
	if (write(office.step_pipe[1], &done, sizeof done) != (ssize_t)sizeof done)
		give_up(text, "nobody listens");
}

static _Noreturn void writer(int process)
{
	char actor[32];
	struct app app;

	snprintf(actor, sizeof actor, "p%d", process);
	app_prepare(&app, actor);
	for (int number = 0; number < office.changes; number++)
		change_once(&app, process, number);
	app_close(&app);
	_exit(0);
}

/* ---- readers ----------------------------------------------------------------------------------- */

static const char *note_of(const struct snapshot *snapshot, const char *unit, const char *item)
{
	size_t place = units_find(&snapshot->units, unit);
	size_t report = items_find(snapshot->items, snapshot->item_count, item);
	const struct record *record = snapshot_record(snapshot, report, place);

	return record && record->note ? record->note : "";
}

static int64_t counter_of(const struct snapshot *snapshot)
{
	size_t unit = units_find(&snapshot->units, "703");
	size_t report = items_find(snapshot->items, snapshot->item_count, "BC1");
	size_t number = items_find(snapshot->items, snapshot->item_count, "SL01");
	const struct number_value *value = snapshot_number(snapshot, report, number, unit);

	return value ? value->value : 0;
}

/* One look: all rows of a bulk step say the same, and nothing goes backwards. */
static void look(struct app *app, long *last_step, int64_t *last_count)
{
	static const char *const bulk[] = {"705", "706", "707", "708", "709", "710", "711", "712"};
	struct snapshot *snapshot;
	struct fault why;

	if (!app_snapshot(app, SNAPSHOT_NUMBERS, &snapshot, &why)) {
		if (why.kind == FAULT_BUSY)
			return;
		give_up("reader", why.text);
	}
	for (size_t i = 0; i < sizeof bulk / sizeof *bulk; i++)
		if (strcmp(note_of(snapshot, "703", "BC2"), note_of(snapshot, bulk[i], "BC2")) != 0)
			give_up("reader", "saw a part of a step");
	if (snapshot->last_step < *last_step || counter_of(snapshot) < *last_count)
		give_up("reader", "saw an older state than before");
	*last_step = snapshot->last_step;
	*last_count = counter_of(snapshot);
	snapshot_free(snapshot);
}

static _Noreturn void reader(void)
{
	struct pollfd stop = {.fd = office.stop_pipe[0], .events = POLLIN};
	int64_t count = 0;
	struct app app;
	long step = 0;

	close(office.step_pipe[1]);
	close(office.stop_pipe[1]);
	app_prepare(&app, "reader");
	while (poll(&stop, 1, 0) == 0)
		look(&app, &step, &count);
	look(&app, &step, &count);
	app_close(&app);
	_exit(0);
}

/* ---- the oracle -------------------------------------------------------------------------------- */

struct told {
	struct done *at; /* [process * changes + number] */
	int count;
};

static void expect_end(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void collect(struct told *told)
{
	struct done done;

	told->at = calloc((size_t)office.processes * (size_t)office.changes, sizeof *told->at);
	told->count = 0;
	assert_non_null(told->at);
	while (read(office.step_pipe[0], &done, sizeof done) == (ssize_t)sizeof done) {
		struct done *place = &told->at[done.process * office.changes + done.number];

		assert_int_equal(place->step, 0);
		*place = done;
		told->count++;
	}
}

static void the_file_is_whole(struct app *app)
{
	struct fault why;
	long step;

	if (!run_words(app, (const char *const[]){"check", NULL}, &step, &why))
		fail_msg("%s", why.text);
}

/* The log has each acknowledged step under its number, by its actor, in its words; no other; and
 * each process' in the order in which it made them. */
static void the_log_has_exactly(struct app *app, const struct told *told, long before)
{
	struct fault why;
	struct log log;
	long *numbered;

	assert_true(store_log(app->store, before, "", 0, &log, &why));
	assert_int_equal(log.step_count, told->count);
	numbered = calloc(log.step_count, sizeof *numbered); /* index of the acknowledgment, plus 1 */
	for (int i = 0; i < told->count; i++) {
		long place = told->at[i].step - before - 1;

		assert_in_range(place, 0, told->count - 1);
		assert_int_equal(numbered[place], 0);
		numbered[place] = i + 1;
		if (told->at[i].number > 0)
			assert_true(told->at[i].step > told->at[i - 1].step);
	}
	for (size_t i = 0; i < log.step_count; i++) { /* newest first */
		const struct done *done = &told->at[numbered[log.steps[i].id - before - 1] - 1];
		char actor[32], text[64];

		snprintf(actor, sizeof actor, "p%d", done->process);
		text_of(done->process, done->number, text);
		assert_string_equal(log.steps[i].actor, actor);
		if (kind_of(done->number) == ADDS)
			assert_non_null(strstr(log.steps[i].command, "SL01 +1"));
		else
			assert_non_null(strstr(log.steps[i].command, text));
	}
	free(numbered);
	log_free(&log);
}

/* The newest acknowledged text of a kind of change. */
static void newest_of(const struct told *told, enum kind kind, char text[64])
{
	long newest = 0;

	for (int i = 0; i < told->count; i++)
		if (kind_of(told->at[i].number) == kind && told->at[i].step > newest) {
			newest = told->at[i].step;
			text_of(told->at[i].process, told->at[i].number, text);
		}
}

static void the_rows_are_as_the_newest_made_them(
	struct app *app, const struct told *told, int64_t counted_before)
{
	struct snapshot *snapshot;
	struct fault why;
	char text[64];
	int64_t adds = 0;

	for (int i = 0; i < told->count; i++)
		adds += kind_of(told->at[i].number) == ADDS;
	assert_true(app_snapshot(app, SNAPSHOT_NUMBERS, &snapshot, &why));
	assert_int_equal(counter_of(snapshot), counted_before + adds);
	newest_of(told, NOTES, text);
	assert_string_equal(note_of(snapshot, "705", "BC1"), text);
	newest_of(told, BULK, text);
	assert_string_equal(note_of(snapshot, "712", "BC2"), text);
	snapshot_free(snapshot);
}

static int by_wait(const void *a, const void *b)
{
	double left = ((const struct done *)a)->milliseconds;
	double right = ((const struct done *)b)->milliseconds;

	return (left > right) - (left < right);
}

static void print_waits(struct told *told, double milliseconds)
{
	int busy = 0;

	qsort(told->at, (size_t)told->count, sizeof *told->at, by_wait);
	for (int i = 0; i < told->count; i++)
		busy += told->at[i].busy;
	print_message("> %d processes x %d changes: %.0f changes/s; a change took %.1f ms in the middle, "
		      "99%% less than %.1f ms, the longest %.1f ms; %d times told to try again\n",
		office.processes, office.changes, told->count / milliseconds * 1e3,
		told->at[told->count / 2].milliseconds,
		told->at[(int)(told->count * 0.99)].milliseconds,
		told->at[told->count - 1].milliseconds, busy);
}

/* ---- tests ------------------------------------------------------------------------------------- */

static pid_t start(void (*work)(int), int process)
{
	pid_t child;

	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (work)
			work(process);
		reader();
	}
	return child;
}

static void write_all(int process)
{
	close(office.stop_pipe[1]);
	writer(process);
}

static void nothing_is_lost_or_doubled_and_readers_see_whole_steps(void **state)
{
	pid_t children[64];
	struct snapshot *snapshot;
	struct told told;
	struct fault why;
	struct app app;
	double begun = clock_now();

	(void)state;
	app_prepare(&app, "oracle");
	assert_true(app_snapshot(&app, SNAPSHOT_NUMBERS, &snapshot, &why));
	long before = snapshot->last_step;
	int64_t counted_before = counter_of(snapshot);
	snapshot_free(snapshot);
	app_close(&app); /* locks are not carried over a fork */
	assert_int_equal(pipe(office.step_pipe), 0);
	assert_int_equal(pipe(office.stop_pipe), 0);
	for (int i = 0; i < office.processes + office.readers; i++)
		children[i] = start(i < office.processes ? write_all : NULL, i);
	close(office.step_pipe[1]);
	collect(&told);
	double took = clock_now() - begun;
	close(office.stop_pipe[1]);
	for (int i = 0; i < office.processes + office.readers; i++)
		expect_end(children[i]);
	close(office.step_pipe[0]);
	close(office.stop_pipe[0]);
	assert_int_equal(told.count, office.processes * office.changes);
	assert_true(app_open(&app, false, &why));
	the_log_has_exactly(&app, &told, before);
	the_rows_are_as_the_newest_made_them(&app, &told, counted_before);
	the_file_is_whole(&app);
	print_waits(&told, took);
	free(told.at);
	app_close(&app);
}

/* As a script's many programs: each opens the file for one change. */
static void programs_that_change_one_thing_each_lose_nothing(void **state)
{
	char line[512];
	struct snapshot *snapshot;
	struct fault why;
	struct app app;
	int64_t before;

	(void)state;
	app_prepare(&app, "oracle");
	assert_true(app_snapshot(&app, SNAPSHOT_NUMBERS, &snapshot, &why));
	before = counter_of(snapshot);
	snapshot_free(snapshot);
	snprintf(line, sizeof line,
		"for p in $(seq %d); do (for i in $(seq %d); do \"$TIENDO\" -q --db %s --as-of "
		"28/6/2020 number 703 SL01 +1 --report BC1 || exit 1; done) & pids=\"$pids $!\"; done; "
		"for p in $pids; do wait $p || exit 1; done",
		is_soak() ? 32 : 6, is_soak() ? 20 : 5, office.db);
	assert_int_equal(system(line), 0);
	assert_true(app_snapshot(&app, SNAPSHOT_NUMBERS, &snapshot, &why));
	assert_int_equal(counter_of(snapshot), before + (is_soak() ? 32 * 20 : 6 * 5));
	snapshot_free(snapshot);
	app_close(&app);
}

/* Of two who work on one file each takes back the own last step, however they alternate. */
static void everybody_takes_back_the_own_last_step(void **state)
{
	struct app first, second;
	struct snapshot *snapshot;
	struct fault why;
	long step;

	(void)state;
	app_prepare(&first, "an");
	app_prepare(&second, "binh");
	assert_true(run_words(&first, (const char *const[]){"note", "706", "BC1", "an's", NULL}, &step,
		&why));
	assert_true(run_words(&second, (const char *const[]){"note", "707", "BC1", "binh's", NULL},
		&step, &why));
	assert_true(run_words(&first, (const char *const[]){"undo", NULL}, &step, &why));
	assert_true(app_snapshot(&second, 0, &snapshot, &why));
	assert_string_equal(note_of(snapshot, "706", "BC1"), "");
	assert_string_equal(note_of(snapshot, "707", "BC1"), "binh's");
	snapshot_free(snapshot);
	assert_false(run_words(&first, (const char *const[]){"undo", NULL}, &step, &why));
	assert_int_equal(why.kind, FAULT_MISSING);
	assert_true(run_words(&second, (const char *const[]){"undo", NULL}, &step, &why));
	assert_true(run_words(&first, (const char *const[]){"redo", NULL}, &step, &why));
	app_close(&first);
	app_close(&second);
}

/* ---- the office -------------------------------------------------------------------------------- */

static int office_open(void **state)
{
	const char *words[MOST_WORDS];
	struct fault why;
	struct app app;
	long step;

	(void)state;
	office.processes = is_soak() ? 32 : 8;
	office.changes = is_soak() ? 500 : 25;
	office.readers = is_soak() ? 4 : 1;
	snprintf(office.folder, sizeof office.folder, "/tmp/tiendo-many-XXXXXX");
	if (!mkdtemp(office.folder))
		return -1;
	snprintf(office.db, sizeof office.db, "%s/t.db", office.folder);
	language_choose("en", NULL);
	app_prepare(&app, "office");
	change_words(BULK, "the same in all", words);
	if (!run_words(&app, (const char *const[]){"demo", NULL}, &step, &why) ||
		!run_words(&app, words, &step, &why)) {
		print_error("%s\n", why.text);
		return -1;
	}
	app_close(&app);
	return 0;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *at)
{
	(void)about;
	(void)kind;
	(void)at;
	return remove(path);
}

static int office_close(void **state)
{
	(void)state;
	return nftw(office.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost_or_doubled_and_readers_see_whole_steps),
		cmocka_unit_test(programs_that_change_one_thing_each_lose_nothing),
		cmocka_unit_test(everybody_takes_back_the_own_last_step),
	};

	return cmocka_run_group_tests(tests, office_open, office_close);
}
