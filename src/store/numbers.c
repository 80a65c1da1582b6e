/* The numbers of a snapshot, carried on from an older one by what the log says of the steps between. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* More are read sooner all at once. */
#define STEPS_MOST 100
#define CHANGES_MOST 2000

/* ---- whether they can be carried ------------------------------------------------------------- */

static bool same_places(const struct snapshot *one, const struct snapshot *other)
{
	if (!one->has_plan || !other->has_plan || strcmp(one->plan.code, other->plan.code) != 0 ||
		one->units.count != other->units.count || one->item_count != other->item_count)
		return false;
	for (size_t i = 0; i < one->units.count; i++)
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
	value->report = items_find(snapshot->items, snapshot->item_count, codes[1]);
	value->number = items_find(snapshot->items, snapshot->item_count, codes[2]);
	value->unit = units_find(&snapshot->units, codes[3]);
	return strcmp(codes[0], snapshot->plan.code) == 0 && value->report != NOWHERE &&
	       value->number != NOWHERE && value->unit != NOWHERE;
}

static bool is_before(const struct number_value *a, const struct number_value *b)
{
	if (a->report != b->report)
		return a->report < b->report;
	return a->number != b->number ? a->number < b->number : a->unit < b->unit;
}

/* Where value stands or would stand. */
static size_t place_of(const struct snapshot *snapshot, const struct number_value *value)
{
	size_t low = 0, high = snapshot->number_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (is_before(&snapshot->numbers[middle], value))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void number_put(struct snapshot *snapshot, const struct number_value *value, bool is_there)
{
	size_t place = place_of(snapshot, value), behind = snapshot->number_count - place;
	bool was_there = place < snapshot->number_count &&
			 !is_before(value, &snapshot->numbers[place]);
	if (is_there && !was_there) {
		snapshot->numbers = memory_grow(snapshot->numbers, snapshot->number_count + 1,
			sizeof *snapshot->numbers);
		memmove(snapshot->numbers + place + 1, snapshot->numbers + place,
			behind * sizeof *snapshot->numbers);
		snapshot->number_count++;
	}
	if (is_there)
		snapshot->numbers[place] = *value;
	else if (was_there) {
		memmove(snapshot->numbers + place, snapshot->numbers + place + 1,
			(behind - 1) * sizeof *snapshot->numbers);
		snapshot->number_count--;
	}
}

/* The row as it stands now: an undo brings back an older rev, which the log does not tell. */
static bool number_read(struct store *store, struct snapshot *snapshot, struct number_value *value,
	struct pool *pool, struct fault *why)
{
	const char *fields[ROW_FIELDS], *keys[] = {snapshot->plan.code,
						snapshot->items[value->report].code,
						snapshot->items[value->number].code,
						snapshot->units.at[value->unit].code};
	bool found;
	if (!store_get(store, TABLE_NUMBER, keys, pool, fields, &found, why))
		return false;
	if (found) {
		value->not_applicable = strcmp(fields[NUMBER_VALUE], "-") == 0;
		value->value = strtoll(fields[NUMBER_VALUE], NULL, 10);
		value->rev = strtol(fields[NUMBER_REV], NULL, 10);
	}
	number_put(snapshot, value, found);
	return true;
}

static bool numbers_follow(struct store *store, struct snapshot *snapshot, const struct log *log,
	struct fault *why)
{
	struct pool pool = {0};
	bool fine = true;
	for (size_t i = 0; fine && i < log->change_count; i++) {
		struct number_value value = {.value = 0};
		if (key_read(snapshot, log->changes[i].key, &value))
			fine = number_read(store, snapshot, &value, &pool, why);
	}
	pool_free(&pool);
	return fine;
}

static void numbers_take(struct snapshot *snapshot, struct snapshot *older)
{
	snapshot->numbers = older->numbers;
	snapshot->number_count = older->number_count;
	snapshot->has_numbers = true;
	older->numbers = NULL;
	older->number_count = 0;
	older->has_numbers = false;
}

/* ---- the door -------------------------------------------------------------------------------- */

bool snapshot_add_numbers(struct store *store, struct snapshot *snapshot, struct snapshot *older,
	struct fault *why)
{
	struct log log = {.step_count = 0};
	if (snapshot->has_numbers || !snapshot->has_plan)
		return true;
	if (!older || !older->has_numbers || !same_places(snapshot, older) ||
		snapshot->last_step < older->last_step ||
		snapshot->last_step - older->last_step > STEPS_MOST)
		return numbers_load(store, snapshot, why);
	bool taken = false, fine = snapshot->last_step == older->last_step ||
		    store_log_of(store, TABLE_NUMBER, older->last_step, &log, why);
	if (fine && log.change_count > CHANGES_MOST) {
		fine = numbers_load(store, snapshot, why);
	} else if (fine) {
		numbers_take(snapshot, older);
		taken = true;
		fine = numbers_follow(store, snapshot, &log, why);
	}
	if (!fine && taken)
		numbers_take(older, snapshot);
	log_free(&log);
	return fine;
}
