/* Items of a plan: their words, finding them, and the section each stands under. */
#include "inner.h"

#include <string.h>

struct naming {
	const char *word, *label;
};

static const struct naming type_names[ITEM_TYPES] = {
	[ITEM_SECTION] = {"section", N_("section")},
	[ITEM_TASK] = {"task", N_("task")},
	[ITEM_REPORT] = {"report", N_("report")},
	[ITEM_NUMBER] = {"number", N_("number")},
	[ITEM_EVENT] = {"event", N_("event")},
};

static const struct naming proof_names[PROOFS] = {
	[PROOF_NONE] = {"none", N_("no proof")},
	[PROOF_DOCUMENT] = {"document", N_("document")},
	[PROOF_COUNT] = {"count", N_("count")},
	[PROOF_BOTH] = {"both", N_("document and count")},
};

static size_t naming_find(const struct naming *names, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (code_is_same(names[i].word, word))
			return i;
	return NOWHERE;
}

const char *item_type_word(enum item_type type)
{
	return type_names[type].word;
}

const char *item_type_label(enum item_type type)
{
	return type_names[type].label;
}

bool item_type_from_word(const char *word, enum item_type *type)
{
	size_t found = naming_find(type_names, ITEM_TYPES, word);

	if (found == NOWHERE)
		return false;
	*type = (enum item_type)found;
	return true;
}

const char *proof_word(enum proof proof)
{
	return proof_names[proof].word;
}

const char *proof_label(enum proof proof)
{
	return proof_names[proof].label;
}

bool proof_from_word(const char *word, enum proof *proof)
{
	size_t found = naming_find(proof_names, PROOFS, word);

	if (found == NOWHERE)
		return false;
	*proof = (enum proof)found;
	return true;
}

const char *progress_word(enum progress progress)
{
	static const char *const words[PROGRESSES] = {
		[PROGRESS_OPEN] = "open",
		[PROGRESS_DOING] = "doing",
		[PROGRESS_DONE] = "done",
	};

	return words[progress];
}

bool item_is_owed(const struct item *item)
{
	return item->type == ITEM_TASK || item->type == ITEM_REPORT;
}

int item_last_day(const struct item *item)
{
	return item->due_before == DAY_NONE ? DAY_NONE : item->due_before - 1;
}

bool item_binds(const struct item *item, size_t unit)
{
	return item->bound && item->bound[unit / 64] >> unit % 64 & 1;
}

size_t items_find(const struct item *items, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (code_is_same(items[i].code, code))
			return i;
	return NOWHERE;
}

size_t items_nearest(const struct item *items, size_t count, const char *code)
{
	char wanted[FOLD_SIZE], folded[FOLD_SIZE];
	size_t nearest = NOWHERE;
	int reach;

	text_fold(wanted, sizeof wanted, code);
	reach = code_reach(strlen(wanted));
	for (size_t i = 0; i < count && reach >= 0; i++) {
		int distance;

		text_fold(folded, sizeof folded, items[i].code);
		distance = text_distance(wanted, folded, reach);
		if (distance <= reach) {
			nearest = i;
			reach = distance - 1;
		}
	}
	return nearest;
}

/* Bytes of section's code if it stands in code as "II.1" does in "II.1.a", else 0. */
static size_t code_heads(const char *section, const char *code)
{
	size_t length = strlen(section);
	char start[FOLD_SIZE];

	if (!length || length >= sizeof start || strlen(code) <= length || code[length] != '.')
		return 0;
	memcpy(start, code, length);
	start[length] = '\0';
	return code_is_same(start, section) ? length : 0;
}

/* A section without a heading of its own code stands at the top; anything else that has none
 * belongs to the last section before it, as a reader of the paper would take it. */
size_t items_section(const struct item *items, size_t count, size_t index)
{
	size_t found = NOWHERE, longest = 0, last = NOWHERE;

	for (size_t i = 0; i < count; i++) {
		size_t length;

		if (items[i].type != ITEM_SECTION || i == index)
			continue;
		if (i < index)
			last = i;
		length = code_heads(items[i].code, items[index].code);
		if (length > longest) {
			longest = length;
			found = i;
		}
	}
	return longest || items[index].type == ITEM_SECTION ? found : last;
}

/* ---- events, targets ------------------------------------------------------------------------ */

bool item_meets_event(const struct item *item, const struct item *event, const struct plan *plan)
{
	int last = item_last_day(item), end = event->to != DAY_NONE ? event->to : event->from;

	if (event->type != ITEM_EVENT)
		return false;
	if (event->section != NOWHERE && event->section == item->section)
		return true;
	if (last == DAY_NONE || event->from == DAY_NONE || last < event->from || last > end)
		return false;
	return plan->starts == DAY_NONE || plan->ends == DAY_NONE || event->from > plan->starts ||
		end < plan->ends;
}

bool item_target_need(const struct item *item, size_t expected, size_t *need)
{
	const char *at = item->target;
	size_t percent = 0;
	int digits;

	for (digits = 0; *at >= '0' && *at <= '9' && digits < 4; at++, digits++)
		percent = percent * 10 + (size_t)(*at - '0');
	while (*at == ' ')
		at++;
	if (digits == 0 || *at != '%' || at[1] != '\0' || percent > 100)
		return false;
	*need = (expected * percent + 99) / 100;
	return true;
}
