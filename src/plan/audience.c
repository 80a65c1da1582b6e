/* Whom an item binds: the kinds and codes of its audience resolved to a bit per unit. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* Steps through the words of an audience: copies the next one, trimmed, into word and moves *rest
 * on. False at the end. A word longer than any name is cut. */
static bool audience_next(const char **rest, char word[FOLD_SIZE])
{
	const char *text = *rest;
	size_t length;

	text += strspn(text, ",; \t\r\n");
	if (!*text)
		return false;
	length = strcspn(text, ",;");
	*rest = text + length;
	while (strchr(" \t\r\n", text[length - 1]))
		length--;
	if (length >= FOLD_SIZE)
		length = FOLD_SIZE - 1;
	memcpy(word, text, length);
	word[length] = '\0';
	return true;
}

/* The kinds of all units, each once. */
struct kinds {
	size_t count;
	const char **name; /* as written */
	char (*folded)[FOLD_SIZE];
	uint32_t *of; /* by unit: index of its kind */
	bool has_days; /* some unit begins or ends on a day */
};

static size_t kind_find(const struct kinds *kinds, const char *kind)
{
	for (size_t i = 0; i < kinds->count; i++)
		if (kinds->name[i] == kind || strcmp(kinds->name[i], kind) == 0)
			return i;
	return NOWHERE;
}

static void kinds_gather(struct kinds *kinds, const struct units *units)
{
	size_t kind = NOWHERE, room = 16;

	*kinds = (struct kinds){.of = memory_take(units->count, sizeof *kinds->of)};
	kinds->name = memory_take(room, sizeof *kinds->name);
	kinds->folded = memory_take(room, sizeof *kinds->folded);
	for (size_t i = 0; i < units->count; i++) {
		const char *name = units->at[i].kind;

		kinds->has_days = kinds->has_days || units->at[i].valid_from != DAY_NONE ||
			units->at[i].valid_to != DAY_NONE;
		if (kind == NOWHERE || strcmp(kinds->name[kind], name) != 0)
			kind = kind_find(kinds, name);
		if (kind == NOWHERE) {
			if (kinds->count == room) {
				room *= 2;
				kinds->name = memory_grow(kinds->name, room, sizeof *kinds->name);
				kinds->folded =
					memory_grow(kinds->folded, room, sizeof *kinds->folded);
			}
			kind = kinds->count++;
			kinds->name[kind] = name;
			text_fold(kinds->folded[kind], FOLD_SIZE, name);
		}
		kinds->of[i] = (uint32_t)kind;
	}
}

static void kinds_free(struct kinds *kinds)
{
	free(kinds->of);
	free(kinds->name);
	free(kinds->folded);
}

/* Whether folded is a kind; sets taken[kind] for each kind written so. */
static bool kinds_take(const struct kinds *kinds, const char *folded, bool *taken)
{
	bool found = false;

	for (size_t i = 0; folded[0] && i < kinds->count; i++) {
		if (strcmp(kinds->folded[i], folded) != 0)
			continue;
		if (taken)
			taken[i] = true;
		found = true;
	}
	return found;
}

/* What was probably meant: the nearest kind, or the nearest unit's code where that is nearer. */
static const char *word_nearest(
	const char *folded, const struct kinds *kinds, const struct units *units)
{
	int reach = code_reach(strlen(folded));
	const char *nearest = NULL;
	char code[FOLD_SIZE];

	for (size_t i = 0; i < kinds->count; i++) {
		int distance = text_distance(folded, kinds->folded[i], reach);

		if (distance <= reach && kinds->name[i][0]) {
			nearest = kinds->name[i];
			reach = distance - 1;
		}
	}
	for (size_t i = 0; i < units->count && reach >= 0; i++) {
		int distance;

		text_fold(code, sizeof code, units->at[i].code);
		distance = text_distance(folded, code, reach);
		if (distance <= reach) {
			nearest = units->at[i].code;
			reach = distance - 1;
		}
	}
	return nearest;
}

static bool word_refuse(const char *word, const char *folded, const struct kinds *kinds,
	const struct units *units, struct fault *why)
{
	const char *nearest = word_nearest(folded, kinds, units);

	if (nearest)
		return refuse(why, FAULT_REFUSED,
			N_("\"%s\" names no kind of unit and no unit; did you mean \"%s\"?"), word,
			nearest);
	return refuse(why, FAULT_REFUSED, N_("\"%s\" names no kind of unit and no unit"), word);
}

bool audience_check(const char *audience, const struct units *units, struct fault *why)
{
	char word[FOLD_SIZE], folded[FOLD_SIZE];
	struct kinds kinds;
	bool is_right = true;

	kinds_gather(&kinds, units);
	while (is_right && audience_next(&audience, word)) {
		text_fold(folded, sizeof folded, word);
		if (!kinds_take(&kinds, folded, NULL) &&
			units_find_blind(units, 0, units->count, word) == NOWHERE)
			is_right = word_refuse(word, folded, &kinds, units, why);
	}
	kinds_free(&kinds);
	return is_right;
}

static void item_bind(struct item *item, const struct units *units, size_t unit, int day)
{
	uint64_t bit = (uint64_t)1 << unit % 64;

	if (!unit_is_valid(&units->at[unit], day) || item->bound[unit / 64] & bit)
		return;
	item->bound[unit / 64] |= bit;
	item->bound_count++;
}

/* The day on which a unit must be there to be bound. */
static int item_day(const struct item *item, const struct plan *plan)
{
	return item->due_before == DAY_NONE ? plan->ends : item_last_day(item);
}

/* The items before that bind the same: most of a plan is for the same units, and they may be many. */
static bool audience_share(struct item *items, size_t count, const struct plan *plan,
	const struct kinds *kinds)
{
	struct item *item = &items[count];

	for (size_t i = count; i > 0 && *item->audience; i--) {
		if (strcmp(items[i - 1].audience, item->audience) != 0 ||
			(kinds->has_days && item_day(&items[i - 1], plan) != item_day(item, plan)))
			continue;
		item->bound = items[i - 1].bound;
		item->bound_count = items[i - 1].bound_count;
		return true;
	}
	return false;
}

static void audience_resolve(struct item *item, const struct plan *plan, const struct units *units,
	const struct kinds *kinds, bool *taken, struct pool *pool)
{
	int day = item_day(item, plan);
	const char *rest = item->audience;
	char word[FOLD_SIZE], folded[FOLD_SIZE];
	bool has_kinds = false;

	item->bound = NULL;
	item->bound_count = 0;
	if (!audience_next(&rest, word) || !units->count)
		return;
	item->bound = pool_take(pool, (units->count + 63) / 64 * sizeof *item->bound);
	memset(taken, 0, kinds->count * sizeof *taken);
	do {
		size_t unit = units_find_blind(units, 0, units->count, word);

		text_fold(folded, sizeof folded, word);
		has_kinds |= kinds_take(kinds, folded, taken);
		if (unit != NOWHERE)
			item_bind(item, units, unit, day);
	} while (audience_next(&rest, word));
	for (size_t unit = 0; has_kinds && unit < units->count; unit++)
		if (taken[kinds->of[unit]])
			item_bind(item, units, unit, day);
	if (!item->bound_count)
		item->bound = NULL;
}

void items_arrange(struct item *items, size_t count, const struct plan *plan,
	const struct units *units, struct pool *pool)
{
	struct kinds kinds;
	bool *taken;

	kinds_gather(&kinds, units);
	taken = memory_take(kinds.count, sizeof *taken);
	for (size_t i = 0; i < count; i++) {
		items[i].section = items_section(items, count, i);
		if (!audience_share(items, i, plan, &kinds))
			audience_resolve(&items[i], plan, units, &kinds, taken, pool);
	}
	free(taken);
	kinds_free(&kinds);
}
