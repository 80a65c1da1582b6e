/* Rows that were in a sheet when it left and have been taken out of the database since. Only the
 * log remembers them, and without it an old sheet would bring back what somebody undid. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

struct removal {
	enum table table;
	const char *key; /* as the log joins it */
	long step;
};

struct removals {
	struct log log;
	size_t count;
	struct removal *at;
};

/* Newest first among those of one row. */
static int removal_order(const void *a, const void *b)
{
	const struct removal *left = a, *right = b;
	if (left->table != right->table)
		return left->table < right->table ? -1 : 1;
	int order = strcmp(left->key, right->key);
	return order ? order : left->step > right->step ? -1 : left->step < right->step;
}

static long oldest_rev(const struct import_state *state)
{
	const struct sheet *sheet = state->import->sheet;
	long oldest = 0;
	for (size_t row = 0; row < sheet->row_count; row++) {
		long rev = strtol(import_cell(state, row, "rev"), NULL, 10);
		if (rev > 0 && (!oldest || rev < oldest))
			oldest = rev;
	}
	return oldest;
}

/* A log that cannot be read remembers nothing: its trouble shows where it is asked for. */
static struct removals *removals_load(const struct import_state *state)
{
	struct removals *removals = memory_take(1, sizeof *removals);
	struct log *log = &removals->log;
	if (!store_log(state->app->store, oldest_rev(state), "", 0, log, NULL))
		return removals;
	removals->at = memory_take(log->change_count + 1, sizeof *removals->at);
	for (size_t i = 0; i < log->step_count; i++)
		for (size_t j = 0; j < log->steps[i].count; j++) {
			const struct log_change *change = &log->changes[log->steps[i].first + j];
			if (change->how == 'd')
				removals->at[removals->count++] = (struct removal){
					change->table, change->key, log->steps[i].id};
		}
	qsort(removals->at, removals->count, sizeof *removals->at, removal_order);
	return removals;
}

long import_removed_since(
	struct import_state *state, enum table table, const char *const *keys, long rev)
{
	if (!state->removals)
		state->removals = removals_load(state);
	const struct removals *removals = state->removals;
	struct buffer joined = {0};
	for (size_t i = 0; i < table_keys(table); i++)
		buffer_print(&joined, "%s%s", i ? " " : "", keys[i]);
	/* The last of all steps: sorts right before the row's newest. */
	struct removal wanted = {table, buffer_text(&joined), LONG_MAX};
	size_t low = 0, high = removals->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (removal_order(&removals->at[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	long step = low < removals->count && removals->at[low].table == table &&
				    strcmp(removals->at[low].key, wanted.key) == 0
			    ? removals->at[low].step
			    : 0;
	buffer_free(&joined);
	return step > rev ? step : 0;
}

void import_forget_removed(struct import_state *state)
{
	if (!state->removals)
		return;
	log_free(&state->removals->log);
	free(state->removals->at);
	free(state->removals);
	state->removals = NULL;
}
