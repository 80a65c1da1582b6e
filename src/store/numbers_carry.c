/* The numbers of a snapshot, carried on from an older one by what the log says of the steps between. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* Where there is more than this between, they are sooner read again. */
#define STEPS_MOST 100
#define CHANGES_MOST 2000

/* ---- whether they can be carried ------------------------------------------------------------- */

static bool same_places(const struct snapshot *one, const struct snapshot *other)
{
	if (!one->has_plan || !other->has_plan || strcmp(one->plan.code, other->plan.code) != 0 ||
		one->units.count != other->units.count || one->item_count != other->item_count)
		return false;
	for (size_t i = 0; one->units.at != other->units.at && i < one->units.count; i++)
		if (strcmp(one->units.at[i].code, other->units.at[i].code) != 0)
			return false;
	for (size_t i = 0; i < one->item_count; i++)
		if (strcmp(one->items[i].code, other->items[i].code) != 0)
			return false;
	return true;
}

/* ---- one change ------------------------------------------------------------------------------ */

/* The words of "PLAN REPORT NUMBER UNIT"; codes have no blanks. */
static bool key_read(const struct snapshot *snapshot, const char *key, struct number_value *value)
{
	char codes[4][CODE_SIZE];
	for (int i = 0; i < 4; i++) {
		size_t length = strcspn(key, " ");
		if (length >= CODE_SIZE)
			return false;
		memcpy(codes[i], key, length);
		codes[i][length] = '\0';
		key += length + (key[length] == ' ');
	}
	struct finder exact = {snapshot, "", NOWHERE};
	size_t report = find_item(&exact, codes[1]), number = find_item(&exact, codes[2]);
	size_t unit = units_find(&snapshot->units, codes[3]);
	*value = (struct number_value){.report = (uint32_t)report,
		.number = (uint32_t)number,
		.unit = (uint32_t)unit};
	return strcmp(codes[0], snapshot->plan.code) == 0 && report != NOWHERE &&
	       number != NOWHERE && unit != NOWHERE;
}

static void run_put(struct number_run *run, const struct number_value *value, bool is_there)
{
	size_t place = number_run_from(run, value->unit), behind = run->count - place;
	bool was_there = place < run->count && run->at[place].unit == value->unit;
	if (is_there && !was_there) {
		run->at = memory_grow(run->at, run->count + 1, sizeof *run->at);
		memmove(run->at + place + 1, run->at + place, behind * sizeof *run->at);
		run->count++;
	}
	if (is_there)
		run->at[place] = *value;
	else if (was_there) {
		memmove(run->at + place, run->at + place + 1, (behind - 1) * sizeof *run->at);
		run->count--;
	}
}

/* The row as it stands now: an undo brings back an older rev, which the log does not tell. */
static bool number_follow(struct store *store, struct snapshot *snapshot,
	struct number_value *value, struct fault *why)
{
	size_t at = snapshot_run_from(snapshot, value->report, value->number);
	bool is_there;
	if (!snapshot_run(snapshot, value->report, value->number))
		return true; /* it is read when it is asked for */
	if (!store_numbers_at(store, snapshot, value, &is_there, 1, why))
		return false;
	run_put(&snapshot->runs[at], value, is_there);
	return true;
}

static bool numbers_follow(struct store *store, struct snapshot *snapshot, const struct log *log,
	struct fault *why)
{
	bool fine = true;
	for (size_t i = 0; fine && i < log->change_count; i++) {
		struct number_value value;
		if (key_read(snapshot, log->changes[i].key, &value))
			fine = number_follow(store, snapshot, &value, why);
	}
	return fine;
}

static void numbers_take(struct snapshot *snapshot, struct snapshot *older)
{
	snapshot->runs = older->runs;
	snapshot->run_count = older->run_count;
	older->runs = NULL;
	older->run_count = 0;
}

/* ---- the door -------------------------------------------------------------------------------- */

bool snapshot_carry_numbers(struct store *store, struct snapshot *snapshot, struct snapshot *older,
	struct fault *why)
{
	struct log log = {.step_count = 0};
	struct log_window window = {.after = older->last_step,
		.few = CHANGES_MOST + 1,
		.one_table = true,
		.table = TABLE_NUMBER};
	if (snapshot->has_numbers || !older->run_count || !same_places(snapshot, older) ||
		snapshot->last_step < older->last_step ||
		snapshot->last_step - older->last_step > STEPS_MOST)
		return true;
	bool fine = snapshot->last_step == older->last_step ||
		    store_log_window(store, &window, &log, why);
	if (fine && log.change_count <= CHANGES_MOST) {
		runs_free(snapshot);
		numbers_take(snapshot, older);
		fine = numbers_follow(store, snapshot, &log, why);
		if (!fine)
			numbers_take(older, snapshot);
	}
	log_free(&log);
	return fine;
}
