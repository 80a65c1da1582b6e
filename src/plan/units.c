/* The tree of units: put into tree order by a hash of codes and counted brothers, without
 * recursion, so that a chain of any depth and a country of communes both take linear time. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

static uint32_t code_hash(const char *code)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (; *code; code++)
		hash = (hash ^ (unsigned char)*code) * 16777619u;
	return hash ^ hash >> 15;
}

static size_t slots_for(size_t count)
{
	size_t slots = 8;

	while (slots < count * 2)
		slots *= 2;
	return slots;
}

/* The slot that holds code, or the empty one where it would go. A slot is an index + 1. */
static size_t slot_of(
	const uint32_t *slots, size_t slot_count, const struct unit *at, const char *code)
{
	size_t slot = code_hash(code) & (slot_count - 1);

	while (slots[slot] && strcmp(at[slots[slot] - 1].code, code) != 0)
		slot = (slot + 1) & (slot_count - 1);
	return slot;
}

/* What arranging needs on the way, by index in the list as given. */
struct sorting {
	const struct unit *given;
	size_t count;
	uint32_t *slots;
	size_t slot_count;
	size_t *parent; /* NOWHERE for roots, orphans and duplicates */
	size_t *first; /* child with the lowest code; [count] is the first root */
	size_t *next; /* brother with the next code */
	size_t *placed; /* index in the tree, NOWHERE until then */
	signed char *wrong; /* -1: nothing; else an enum unit_wrong */
};

static void sorting_open(struct sorting *sorting, const struct unit *given, size_t count)
{
	*sorting = (struct sorting){.given = given, .count = count};
	sorting->slot_count = slots_for(count);
	sorting->slots = memory_take(sorting->slot_count, sizeof *sorting->slots);
	sorting->parent = memory_take(count + 1, sizeof *sorting->parent);
	sorting->first = memory_take(count + 1, sizeof *sorting->first);
	sorting->next = memory_take(count + 1, sizeof *sorting->next);
	sorting->placed = memory_take(count + 1, sizeof *sorting->placed);
	sorting->wrong = memory_take(count + 1, sizeof *sorting->wrong);
	for (size_t i = 0; i <= count; i++) {
		sorting->parent[i] = sorting->first[i] = NOWHERE;
		sorting->next[i] = sorting->placed[i] = NOWHERE;
		sorting->wrong[i] = -1;
	}
}

static void sorting_close(struct sorting *sorting)
{
	free(sorting->slots);
	free(sorting->parent);
	free(sorting->first);
	free(sorting->next);
	free(sorting->placed);
	free(sorting->wrong);
}

/* Finds each unit's parent; marks duplicates (all but the first of a code) and orphans. */
static void parents_find(struct sorting *sorting)
{
	const struct unit *given = sorting->given;

	for (size_t i = 0; i < sorting->count; i++) {
		size_t slot = slot_of(sorting->slots, sorting->slot_count, given, given[i].code);

		if (sorting->slots[slot])
			sorting->wrong[i] = UNIT_TWICE;
		else
			sorting->slots[slot] = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < sorting->count; i++) {
		size_t slot;

		if (sorting->wrong[i] >= 0 || !given[i].parent[0])
			continue;
		slot = slot_of(sorting->slots, sorting->slot_count, given, given[i].parent);
		if (sorting->slots[slot])
			sorting->parent[i] = sorting->slots[slot] - 1;
		else
			sorting->wrong[i] = UNIT_ORPHAN;
	}
}

/* Marks the units that stand on a cycle (not those merely below one). trail holds, for each unit
 * walked over, the number of the walk that did it. */
static void cycles_mark(struct sorting *sorting)
{
	size_t *trail = memory_take(sorting->count + 1, sizeof *trail);

	for (size_t i = 0; i < sorting->count; i++) {
		size_t at = i;

		while (at != NOWHERE && !trail[at]) {
			trail[at] = i + 1;
			at = sorting->parent[at];
		}
		if (at == NOWHERE || trail[at] != i + 1)
			continue;
		while (sorting->wrong[at] != UNIT_CYCLE) {
			sorting->wrong[at] = UNIT_CYCLE;
			at = sorting->parent[at];
		}
	}
	free(trail);
}

static bool complaints_write(
	const struct sorting *sorting, struct unit_complaint *complaints, size_t *complaint_count)
{
	size_t room = *complaint_count, found = 0;

	for (size_t i = 0; i < sorting->count; i++) {
		if (sorting->wrong[i] < 0)
			continue;
		if (found < room)
			complaints[found] = (struct unit_complaint){
				.index = i, .wrong = (enum unit_wrong)sorting->wrong[i]};
		found++;
	}
	*complaint_count = found;
	return found == 0;
}

/* The first eight bytes as a number decide most comparisons without touching the text. */
struct coded {
	uint64_t start;
	const char *code;
	size_t index;
};

static int coded_compare(const void *left, const void *right)
{
	const struct coded *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return strcmp(a->code, b->code);
}

static struct coded *codes_sorted(const struct unit *given, size_t count)
{
	struct coded *coded = memory_take(count + 1, sizeof *coded);
	bool sorted = true;

	for (size_t i = 0; i < count; i++) {
		const char *code = given[i].code;
		uint64_t start = 0;

		for (size_t byte = 0; byte < 8; byte++) {
			start = start << 8 | (unsigned char)*code;
			code += *code != 0;
		}
		coded[i] = (struct coded){.start = start, .code = given[i].code, .index = i};
		if (sorted && i && coded_compare(&coded[i - 1], &coded[i]) > 0)
			sorted = false;
	}
	if (!sorted)
		qsort(coded, count, sizeof *coded, coded_compare);
	return coded;
}

/* Hangs every unit under its parent; the last code first, so that each list begins with the
 * lowest. */
static void brothers_link(struct sorting *sorting, const struct coded *coded)
{
	for (size_t i = sorting->count; i-- > 0;) {
		size_t unit = coded[i].index;
		size_t parent = sorting->parent[unit];
		size_t list = parent == NOWHERE ? sorting->count : parent;

		sorting->next[unit] = sorting->first[list];
		sorting->first[list] = unit;
	}
}

static void tree_write(struct sorting *sorting, struct unit *at)
{
	size_t unit = sorting->first[sorting->count], written = 0;

	while (unit != NOWHERE) {
		size_t parent = sorting->parent[unit];
		size_t above = parent == NOWHERE ? NOWHERE : sorting->placed[parent];

		at[written] = sorting->given[unit];
		at[written].above = above;
		at[written].level = above == NOWHERE ? 0 : at[above].level + 1;
		sorting->placed[unit] = written++;
		if (sorting->first[unit] != NOWHERE) {
			unit = sorting->first[unit];
			continue;
		}
		for (;;) {
			at[sorting->placed[unit]].end = written;
			if (sorting->next[unit] != NOWHERE || sorting->parent[unit] == NOWHERE)
				break;
			unit = sorting->parent[unit];
		}
		unit = sorting->next[unit];
	}
}

static void slots_fill(struct units *units, struct pool *pool)
{
	units->slot_count = slots_for(units->count);
	units->slots = pool_take(pool, units->slot_count * sizeof *units->slots);
	for (size_t i = 0; i < units->count; i++) {
		size_t slot =
			slot_of(units->slots, units->slot_count, units->at, units->at[i].code);

		units->slots[slot] = (uint32_t)i + 1;
	}
}

static void order_fill(struct units *units, const struct sorting *sorting,
	const struct coded *coded, struct pool *pool)
{
	units->by_code = pool_take(pool, (units->count + 1) * sizeof *units->by_code);
	for (size_t i = 0; i < units->count; i++)
		units->by_code[i] = (struct unit_code){
			coded[i].code, (uint32_t)sorting->placed[coded[i].index]};
}

bool units_arrange(struct units *units, const struct unit *given, size_t count, struct pool *pool,
	struct unit_complaint *complaints, size_t *complaint_count)
{
	struct sorting sorting;
	bool is_tree;

	*units = (struct units){0};
	sorting_open(&sorting, given, count);
	parents_find(&sorting);
	cycles_mark(&sorting);
	is_tree = complaints_write(&sorting, complaints, complaint_count);
	if (is_tree) {
		units->count = count;
		units->at = pool_take(pool, (count + 1) * sizeof *units->at);
		struct coded *coded = codes_sorted(given, count);

		brothers_link(&sorting, coded);
		tree_write(&sorting, units->at);
		slots_fill(units, pool);
		order_fill(units, &sorting, coded, pool);
		free(coded);
	}
	sorting_close(&sorting);
	return is_tree;
}

size_t units_find(const struct units *units, const char *code)
{
	size_t slot;

	if (!units->slot_count)
		return NOWHERE;
	slot = slot_of(units->slots, units->slot_count, units->at, code);
	return units->slots[slot] ? units->slots[slot] - 1 : NOWHERE;
}

size_t units_find_next(const struct units *units, const char *code, size_t *at)
{
	int order = -1;

	for (; *at < units->count; ++*at) {
		order = strcmp(units->by_code[*at].code, code);
		if (order >= 0)
			break;
	}
	return order == 0 ? units->by_code[(*at)++].unit : units_find(units, code);
}

size_t units_find_blind(const struct units *units, size_t from, size_t end, const char *code)
{
	size_t found = units_find(units, code);

	if (found != NOWHERE && found >= from && found < end)
		return found;
	found = NOWHERE;
	for (size_t i = from; i < end; i++) {
		if (!code_is_same(units->at[i].code, code))
			continue;
		if (found != NOWHERE)
			return NOWHERE;
		found = i;
	}
	return found;
}

bool unit_is_valid(const struct unit *unit, int day)
{
	if (day == DAY_NONE)
		return true;
	return (unit->valid_from == DAY_NONE || unit->valid_from <= day) &&
		(unit->valid_to == DAY_NONE || unit->valid_to >= day);
}

void unit_validity(const struct unit *unit, int today, struct buffer *out)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	bool has_from = unit->valid_from != DAY_NONE, has_to = unit->valid_to != DAY_NONE;

	if (!has_from && !has_to)
		return;
	day_print(unit->valid_from, from);
	day_print(unit->valid_to, to);
	if (has_to && unit->valid_to < today)
		/* TRANSLATORS: a unit that is no more: its last day */
		buffer_print(out, say(N_("ended %s")), to);
	else if (has_from && unit->valid_from > today)
		/* TRANSLATORS: a unit that is not yet: its first day */
		buffer_print(out, say(N_("not before %s")), from);
	else if (has_to)
		buffer_print(out, say(N_("until %s")), to);
	else if (has_from)
		buffer_print(out, say(N_("since %s")), from);
}
