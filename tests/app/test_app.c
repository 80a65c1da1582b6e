/* Opening: what is made, what is only read, which day it is, which branch is meant. */
#include "app/given.h"

#include <sys/wait.h>

static void reading_makes_no_database(void **state)
{
	struct desk *desk = *state;
	struct snapshot *snapshot;

	assert_false(app_open(&desk->app, false, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_MISSING);
	assert_false(app_snapshot(&desk->app, 0, &snapshot, &desk->why));
	assert_null(snapshot);
	assert_int_equal(access(desk->db, F_OK), -1);
}

static void making_makes_the_folders_above_it(void **state)
{
	struct desk *desk = *state;
	char path[200];

	snprintf(path, sizeof path, "%s/a/b/c.db", desk->folder);
	desk->app.db = path;
	assert_true(app_open(&desk->app, true, &desk->why));
	assert_int_equal(access(path, R_OK), 0);
	assert_true(app_open(&desk->app, true, &desk->why)); /* open already */
	app_close(&desk->app);
}

static void nothing_is_made_when_opened_for_reading(void **state)
{
	struct desk *desk = *state;

	desk->app.readonly = true;
	assert_false(app_open(&desk->app, true, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_DENIED);
	assert_int_equal(access(desk->db, F_OK), -1);
}

/* Root may write everything, so it is asked as nobody; the status is what went wrong. */
static int asked_as_nobody(struct desk *desk, const char *barred)
{
	struct fault why = {.kind = FAULT_NONE};

	if (geteuid() == 0 && setuid(65534) != 0)
		return 1;
	if (!app_open(&desk->app, false, &desk->why) || !app_barred(&desk->app, &why))
		return 2;
	if (!strstr(why.text, barred))
		return 3;
	if (typed(desk, "set due-soon 4") || desk->why.kind != FAULT_DENIED)
		return 4;
	return strcmp(desk->why.text, why.text) == 0 ? 0 : 5;
}

static void who_may_not_write_is_told_what_cannot_be_written(void **state)
{
	struct desk *desk = *state;
	char lock[128], barred[160];
	const struct {
		mode_t file, lock, folder;
		const char *barred;
	} cases[] = {{0444, 0666, 0777, desk->db}, {0666, 0444, 0777, lock},
		{0666, 0666, 0555, desk->folder}};
	size_t i;

	done(desk, "set due-soon 5"); /* which makes the lock */
	app_close(&desk->app);
	snprintf(lock, sizeof lock, "%s.lock", desk->db);
	for (i = 0; i < COUNT(cases); i++) {
		int status;
		pid_t child;

		assert_int_equal(chmod(desk->db, cases[i].file), 0);
		assert_int_equal(chmod(lock, cases[i].lock), 0);
		assert_int_equal(chmod(desk->folder, cases[i].folder), 0);
		snprintf(barred, sizeof barred, "%s cannot", cases[i].barred);
		child = fork();
		if (child == 0)
			_exit(asked_as_nobody(desk, barred));
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(chmod(desk->folder, 0700), 0);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

static void who_asked_for_reading_is_told_no_more(void **state)
{
	struct desk *desk = *state;
	struct fault why;

	app_close(&desk->app);
	desk->app.readonly = true;
	assert_true(app_open(&desk->app, false, &why));
	assert_false(app_barred(&desk->app, &why));
	refused(desk, "set due-soon 4", FAULT_DENIED, "opened for reading only: nothing");
}

static void a_database_in_memory_will_do(void **state)
{
	struct desk *desk = *state;

	desk->app.db = ":memory:";
	assert_true(app_open(&desk->app, false, &desk->why));
	done(desk, "import units samples/units.csv");
	assert_int_equal(desk->reply.changed, 107);
}

static void today_is_the_office_s_unless_it_was_given(void **state)
{
	struct desk *desk = *state;
	int day = instant_day(instant_now(), 420);

	app_close(&desk->app);
	desk->app.as_of = false;
	assert_true(app_open(&desk->app, false, &desk->why));
	assert_true(desk->app.today == day || desk->app.today == day + 1);
	assert_int_equal(desk->app.today, desk->app.clock_day);
	done(desk, "set timezone -12");
	app_close(&desk->app);
	assert_true(app_open(&desk->app, false, &desk->why));
	day = instant_day(instant_now(), -720);
	assert_true(desk->app.today == day || desk->app.today == day - 1);
}

static void a_day_typed_leans_on_the_plan_s_year(void **state)
{
	struct desk *desk = *state;

	app_close(&desk->app);
	desk->app.as_of = false;
	desk->app.day = "30/6";
	assert_true(app_open(&desk->app, false, &desk->why));
	assert_int_equal(desk->app.today, day_make(2020, 6, 30));
	assert_true(desk->app.as_of);
	app_close(&desk->app);
	desk->app.as_of = false;
	desk->app.day = "31/6";
	assert_false(app_open(&desk->app, false, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_USAGE);
	assert_null(desk->app.store);
}

static void the_branch_is_the_unit_named_or_all(void **state)
{
	struct desk *desk = *state;
	struct snapshot *snapshot = desk_snapshot(desk, 0);
	size_t branch;

	assert_true(app_branch(&desk->app, snapshot, &branch, &desk->why));
	assert_int_equal(branch, NOWHERE);
	desk->app.unit = "703";
	assert_true(app_branch(&desk->app, snapshot, &branch, &desk->why));
	assert_string_equal(snapshot->units.at[branch].code, "703");
	desk->app.unit = "Tân Bình";
	assert_false(app_branch(&desk->app, snapshot, &branch, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_MISSING);
	snapshot_free(snapshot);
}

/* Every reading command in a branch that is not there says so, and none reads on. */
static void a_branch_that_is_not_there_stops_every_listing(void **state)
{
	struct desk *desk = *state;

	desk->app.unit = "999";
	for (size_t i = 0; listing_kinds[i]; i++) {
		char line[80];

		if (strcmp(listing_kinds[i]->name, "plans") == 0 ||
			strcmp(listing_kinds[i]->name, "items") == 0)
			continue;
		snprintf(line, sizeof line, "list %s%s", listing_kinds[i]->name,
			strcmp(listing_kinds[i]->name, "item") == 0 ? " --item BC1" : "");
		refused(desk, line, FAULT_MISSING, "999");
	}
	refused(desk, "remind BC1", FAULT_MISSING, "999");
	refused(desk, "start 703 II.3.c", FAULT_MISSING, "999");
}

static void every_listing_but_five_needs_a_plan(void **state)
{
	static const char *const planless[] = {"units", "tree", "people", "plans", "log"};
	struct desk *desk = *state;

	done(desk, "init");
	for (size_t i = 0; listing_kinds[i]; i++) {
		char line[80];
		bool needs = true;

		for (size_t j = 0; j < COUNT(planless); j++)
			needs = needs && strcmp(listing_kinds[i]->name, planless[j]) != 0;
		snprintf(line, sizeof line, "list %s", listing_kinds[i]->name);
		if (needs)
			refused(desk, line, FAULT_MISSING, "there is no plan yet");
		else
			done(desk, line);
	}
	refused(desk, "status", FAULT_MISSING, "there is no plan yet");
	refused(desk, "start 1 V1", FAULT_MISSING, "");
}

static void patience_is_the_app_s(void **state)
{
	struct desk *desk = *state;
	struct app other = desk->app;
	struct fault why;

	other.store = NULL;
	other.patience = 1;
	assert_true(step_begin(desk->app.store, "tester", "held", &why));
	assert_true(app_open(&other, false, &why));
	assert_false(step_begin(other.store, "other", "waits", &why));
	assert_int_equal(why.kind, FAULT_BUSY);
	step_abandon(desk->app.store);
	app_close(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_BARE(reading_makes_no_database),
		TEST_BARE(making_makes_the_folders_above_it),
		TEST_BARE(nothing_is_made_when_opened_for_reading),
		TEST(who_may_not_write_is_told_what_cannot_be_written),
		TEST(who_asked_for_reading_is_told_no_more),
		TEST_BARE(a_database_in_memory_will_do),
		TEST(today_is_the_office_s_unless_it_was_given),
		TEST(a_day_typed_leans_on_the_plan_s_year),
		TEST(the_branch_is_the_unit_named_or_all),
		TEST(a_branch_that_is_not_there_stops_every_listing),
		TEST_BARE(every_listing_but_five_needs_a_plan),
		TEST(patience_is_the_app_s),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
