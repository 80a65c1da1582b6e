/* Where in a long step's changes an account's own begin: found once, by walking over all of the
 * others' before them, and remembered as long as the branch is the same. */
#include "inner.h"

#include <string.h>

/* Of the codes with their ends: another branch, or other units in it, is another print. */
static uint64_t branch_print(const struct fence *fence)
{
	uint64_t print = PRINT_BEGIN;
	for (size_t i = 0; i < fence->count; i++)
		print = bytes_print(print, fence->codes[i], strlen(fence->codes[i]) + 1);
	return print;
}

static struct long_step *find(struct store *store, long step)
{
	struct long_steps *known = &store->long_steps;
	uint64_t print = branch_print(&store->fence);
	if (known->print != print)
		*known = (struct long_steps){.print = print};
	for (size_t i = 0; i < known->count; i++)
		if (known->at[i].step == step)
			return &known->at[i];
	return NULL;
}

void long_step_resume(struct store *store, long step, struct walk *walk)
{
	const struct long_step *known = find(store, step);
	if (known)
		walk_go(walk, known->offset, known->columns, known->keys, known->table);
}

void long_step_note(struct store *store, long step, const struct walk *walk, bool is_found)
{
	struct long_steps *known = &store->long_steps;
	if (find(store, step))
		return;
	struct long_step *place = known->count < LONG_STEPS
		? &known->at[known->count++]
		: &known->at[known->next++ % LONG_STEPS];
	*place = (struct long_step){.step = step,
		.offset = is_found ? walk->end - walk->have + (size_t)(walk->record - walk->window)
				   : walk->length,
		.columns = walk->columns,
		.keys = walk->keys};
	memcpy(place->table, walk->table, sizeof place->table);
}
