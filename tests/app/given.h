/* What the tests of app start from: the sample in a database of their own, in a folder that goes
 * with the test, and lines typed at it as at the screen's palette. */
#ifndef TIENDO_TESTS_APP_GIVEN_H
#define TIENDO_TESTS_APP_GIVEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/inner.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct desk {
	char folder[64], db[96];
	struct app app;
	struct request request; /* of the last line */
	struct reply reply;
	struct fault why;
};

static inline int desk_remove_one(
	const char *path, const struct stat *about, int kind, struct FTW *at)
{
	(void)about;
	(void)kind;
	(void)at;
	return remove(path);
}

static inline void desk_clear(struct desk *desk)
{
	reply_free(&desk->reply);
	request_free(&desk->request);
	desk->why = (struct fault){.kind = FAULT_NONE};
}

/* Runs a line; true if it was done. The request and reply stay until the next line. */
static inline bool typed(struct desk *desk, const char *line)
{
	struct pool pool = {0};
	const char **words;
	size_t count;

	desk_clear(desk);
	assert_true(words_split(line, &pool, &words, &count, &desk->why));
	const struct command *command = command_named(words[0]);
	assert_non_null(command);
	request_start(&desk->request, command);
	bool done = request_parse(&desk->app, &desk->request, words + 1, count - 1, &desk->why) &&
		    command_run(&desk->app, &desk->request, &desk->reply, &desk->why);
	pool_free(&pool);
	return done;
}

static inline void done(struct desk *desk, const char *line)
{
	if (!typed(desk, line))
		fail_msg("%s: %s", line, desk->why.text);
}

static inline void refused(
	struct desk *desk, const char *line, enum fault_kind kind, const char *text)
{
	if (typed(desk, line))
		fail_msg("%s was done", line);
	if (desk->why.kind != kind || !strstr(desk->why.text, text))
		fail_msg("%s: fault %d, %s", line, (int)desk->why.kind, desk->why.text);
}

/* Without a database. */
static inline int desk_bare(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);

	language_choose("en", NULL);
	/* In memory where there is such a place: what is tested here is not the disk. */
	snprintf(desk->folder, sizeof desk->folder, "%s/tiendo-app-XXXXXX",
		access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(desk->folder));
	snprintf(desk->db, sizeof desk->db, "%s/t.db", desk->folder);
	desk->app = (struct app){.db = desk->db,
		.actor = "tester",
		.samples = "samples",
		.as_of = true,
		.today = day_make(2020, 6, 28)};
	*state = desk;
	return 0;
}

static inline int desk_open(void **state)
{
	desk_bare(state);
	done(*state, "demo");
	return 0;
}

static inline int desk_close(void **state)
{
	struct desk *desk = *state;

	desk_clear(desk);
	app_close(&desk->app);
	nftw(desk->folder, desk_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(desk);
	return 0;
}

static inline struct snapshot *desk_snapshot(struct desk *desk, unsigned more)
{
	struct snapshot *snapshot;
	struct fault why;

	if (!app_snapshot(&desk->app, more, &snapshot, &why))
		fail_msg("%s", why.text);
	return snapshot;
}

/* The verdict on a duty as it is now. */
static inline struct verdict verdict_on(struct desk *desk, const char *unit, const char *item)
{
	struct snapshot *snapshot = desk_snapshot(desk, 0);
	size_t at = units_find(&snapshot->units, unit);
	size_t which = items_find(snapshot->items, snapshot->item_count, item);

	assert_true(at != NOWHERE && which != NOWHERE);
	struct verdict verdict = snapshot_judge(snapshot, which, at, desk->app.today);
	snapshot_free(snapshot);
	return verdict;
}

/* Opens a listing over a snapshot; both are freed with listing_gone. */
struct look {
	struct snapshot *snapshot;
	struct listing listing;
};

static inline void look_at(
	struct desk *desk, const struct listing_kind *kind, struct query query, struct look *look)
{
	struct fault why;

	look->snapshot = desk_snapshot(desk, kind->more);
	if (!listing_load(&desk->app, kind, look->snapshot, &query, &look->listing, &why))
		fail_msg("%s: %s", kind->name, why.text);
}

static inline void look_away(struct look *look)
{
	listing_free(&look->listing);
	snapshot_free(look->snapshot);
}

static const struct query whole = {
	.reports = true, .within = -1, .since = DAY_NONE, .unit = NOWHERE, .item = NOWHERE};

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)
#define TEST_BARE(name) cmocka_unit_test_setup_teardown(name, desk_bare, desk_close)

#endif
