/* Rows of a plan file: the plan itself first, then its items in the order people read them. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check_days(struct import_state *state, size_t row, const char *from, const char *to)
{
	int first, last;
	if (day_from_iso(from, &first) && day_from_iso(to, &last) && last < first)
		import_refuse(state, row, "to", N_("it ends before it begins"));
}

/* What a plan's own row has no place for must not get lost without a word. */
static void warn_of_unused(struct import_state *state, size_t row)
{
	static const char *const unused[] = {"before", "by", "target", "measure"};
	for (size_t i = 0; i < sizeof unused / sizeof *unused; i++)
		if (*import_cell(state, row, unused[i]))
			import_warn(state, row, unused[i],
				N_("a plan itself has none of this: the cell was left out"));
}

static bool wish_plan(struct import_state *state, size_t row, const char *code, struct fault *why)
{
	const char *after[ROW_FIELDS] = {code, import_cell_or_null(state, row, "title"),
		import_cell_or_null(state, row, "document"),
		import_cell_or_null(state, row, "issued"),
		import_cell_or_null(state, row, "issuer"),
		import_cell_or_null(state, row, "partners"),
		import_cell_or_null(state, row, "audience"),
		import_cell_or_null(state, row, "note"), import_cell_or_null(state, row, "from"),
		import_cell_or_null(state, row, "to"), NULL, NULL, NULL};
	if (!import_wish(state, row, TABLE_PLAN, after, code, why))
		return false;
	const struct import_change *change = import_newest(state);
	if (!*change->after[PLAN_TITLE])
		import_refuse(state, row, "title", N_("a plan needs a title"));
	check_days(state, row, change->after[PLAN_STARTS], change->after[PLAN_ENDS]);
	warn_of_unused(state, row);
	return true;
}

/* "before D" and "by D" are two wordings of one exclusive day (DOMAIN.md §2). after: the item's
 * keys, and where the two go. */
static bool read_deadline(
	struct import_state *state, size_t row, const char **after, struct fault *why)
{
	const char *before = import_cell(state, row, "before"), *by = import_cell(state, row, "by");
	bool has_before = import_has(state, "before"), has_by = import_has(state, "by");
	const char *left[ROW_FIELDS];
	char iso[DAY_TEXT];
	int day;
	if (!import_left(state, row, TABLE_ITEM, after, left, why))
		return false;
	/* An absent column says nothing, so an empty one beside it clears only its own wording. */
	if (!*before && !*by && has_before != has_by &&
		strcmp(left[ITEM_WORDING], has_before ? "before" : "by") != 0)
		return true;
	if (!has_before && !has_by)
		return true;
	if (*before && *by)
		import_refuse(state, row, "by",
			N_("'before' and 'by' are both given: keep the wording the plan uses"));
	after[ITEM_DUE_BEFORE] = before;
	after[ITEM_WORDING] = *before ? "before" : "";
	if (*by && day_from_iso(by, &day)) {
		after[ITEM_DUE_BEFORE] = pool_text(&state->import->pool, day_iso(day + 1, iso));
		after[ITEM_WORDING] = "by";
	}
	return true;
}

static void check_audience(struct import_state *state, size_t row, const char *audience)
{
	struct fault why;
	if (!audience_check(audience, &state->snapshot->units, &why))
		import_refuse(state, row, "audience", "%s", why.text);
}

static void check_item(struct import_state *state, size_t row)
{
	const struct import_change *change = import_newest(state);
	const char *type = change->after[ITEM_TYPE];
	bool owed = strcmp(type, "task") == 0 || strcmp(type, "report") == 0;
	int due_before;
	if (!*change->after[ITEM_TITLE])
		import_refuse(state, row, "title", N_("an item needs a title"));
	if (!owed && *change->after[ITEM_DUE_BEFORE])
		import_refuse(state, row, *import_cell(state, row, "before") ? "before" : "by",
			N_("only tasks and reports have a deadline: give 'from' and 'to' instead"));
	if (strcmp(type, "report") == 0 && !*change->after[ITEM_DUE_BEFORE])
		import_warn(
			state, row, "before", N_("this report has no deadline: it is never late"));
	if (owed && !*change->after[ITEM_AUDIENCE])
		import_warn(state, row, "audience", N_("no audience: nobody owes it"));
	check_audience(state, row, change->after[ITEM_AUDIENCE]);
	check_days(state, row, change->after[ITEM_STARTS], change->after[ITEM_ENDS]);
	if (day_from_iso(change->after[ITEM_DUE_BEFORE], &due_before) &&
		day_is_free(&state->snapshot->rules, due_before - 1)) {
		char day[DAY_TEXT];
		import_warn(state, row, strcmp(change->after[ITEM_WORDING], "by") ? "before" : "by",
			N_("the last good day, %s %s, is no working day: it is not moved"),
			day_name(due_before - 1), day_print(due_before - 1, day));
	}
}

/* A new item goes behind the row above it in the file; one that is there keeps its place. */
struct positions {
	const struct snapshot *plan; /* as it is now; may be NULL */
	long last, most;
};

static long next_position(struct positions *positions)
{
	long above = 0;
	for (size_t i = 0; positions->plan && i < positions->plan->item_count; i++) {
		long position = positions->plan->items[i].position;
		if (position > positions->last && (!above || position < above))
			above = position;
	}
	long chosen =
		above ? positions->last + (above - positions->last) / 2 : positions->last + 1024;
	if (above && chosen == positions->last)
		chosen = positions->most + 1024;
	return chosen;
}

/* Codes are blind to case: bc1 is the BC1 that is there. And 1.1 is the 1.10 that was exported. */
static const char *item_code(struct import_state *state, size_t row, const struct snapshot *now)
{
	const char *code = import_cell(state, row, "code"), *exported;
	size_t item = now ? items_find(now->items, now->item_count, code) : NOWHERE;
	if (item != NOWHERE)
		return pool_text(&state->import->pool, now->items[item].code);
	if (!now || !*code)
		return code;
	const char **known = memory_take(now->item_count + 1, sizeof *known);
	for (size_t i = 0; i < now->item_count; i++)
		known[i] = now->items[i].code;
	exported = import_code_exported(state, row, "code", known, now->item_count);
	free(known);
	return exported ? exported : code;
}

/* An edited share comes as 0.9 from gnumeric and where the cell's format went: the item had a share,
 * so a fraction is one. */
static const char *read_target(struct import_state *state, size_t row, const struct snapshot *now,
	const char *code)
{
	const char *typed = import_cell_or_null(state, row, "target");
	size_t item = now ? items_find(now->items, now->item_count, code) : NOWHERE;
	const char *known = item == NOWHERE ? "" : now->items[item].target;
	char plain[32], share[32], *rest;
	if (!typed || !strchr(known, '%') || strlen(typed) >= sizeof plain ||
		text_came_back(known, typed) || typed[strspn(typed, "0123456789.,")])
		return typed;
	strcpy(plain, typed);
	if (strchr(plain, ','))
		*strchr(plain, ',') = '.';
	double fraction = strtod(plain, &rest);
	if (rest == plain || *rest || fraction <= 0 || fraction > 1)
		return typed;
	snprintf(share, sizeof share, "%.6g%%", fraction * 100);
	import_warn(state, row, "target",
		N_("read as %s: the spreadsheet made a fraction of the percentage"), share);
	return pool_text(&state->import->pool, share);
}

static bool wish_item(struct import_state *state, size_t row, const char *plan,
	struct positions *positions, struct fault *why)
{
	const char *code = item_code(state, row, positions->plan);
	const char *proof = import_cell_or_null(state, row, "proof");
	const char *after[ROW_FIELDS] = {plan, code, import_cell(state, row, "type"),
		import_cell_or_null(state, row, "title"),
		import_cell_or_null(state, row, "audience"), NULL, NULL,
		import_cell_or_null(state, row, "from"), import_cell_or_null(state, row, "to"),
		proof && strcmp(proof, "none") == 0 ? "" : proof,
		read_target(state, row, positions->plan, code),
		import_cell_or_null(state, row, "partners"),
		import_cell_or_null(state, row, "measure"),
		import_cell_or_null(state, row, "document"),
		import_cell_or_null(state, row, "issued"),
		import_cell_or_null(state, row, "issuer"), import_cell_or_null(state, row, "note"),
		NULL, NULL};
	if (!read_deadline(state, row, after, why) ||
		!import_wish(state, row, TABLE_ITEM, after, code, why))
		return false;
	struct import_change *change = import_newest(state);
	if (change->how == CHANGE_ADDED) {
		char digits[24];
		snprintf(digits, sizeof digits, "%ld", next_position(positions));
		change->after[ITEM_POSITION] = pool_text(&state->import->pool, digits);
	}
	positions->last = strtol(change->after[ITEM_POSITION], NULL, 10);
	positions->most = positions->last > positions->most ? positions->last : positions->most;
	check_item(state, row);
	return true;
}

/* One row; a plan that is not the first stays unread, for it is no item. */
static bool wish_row(struct import_state *state, size_t row, const char *plan,
	struct positions *positions, struct fault *why)
{
	bool is_plan = strcmp(import_cell(state, row, "type"), "plan") == 0;
	const char *code = import_cell(state, row, "code");
	if (row == 0 && !is_plan && *import_cell(state, row, "type"))
		import_refuse(state, row, "type",
			N_("the first row of a plan file is the plan itself: type plan, its code "
			   "and title"));
	if (*code && !code_is_valid(code))
		import_refuse(state, row, "code",
			N_("a code is 1 to 32 of A-Z a-z 0-9 . _ - and begins with a letter or "
			   "digit"));
	if (is_plan && row > 0) {
		import_refuse(state, row, "type",
			N_("one file is one plan: put this one into a file of its own"));
		return true;
	}
	return is_plan ? wish_plan(state, row, plan, why)
		       : wish_item(state, row, plan, positions, why);
}

/* Items of a plan that is refused itself have nowhere to go; its complaint speaks for them. */
static void refuse_with_plan(struct import *import)
{
	for (size_t row = 1; row < import->sheet->row_count; row++)
		import->sheet->rows[row].refused = true;
}

bool import_plan_rows(struct import_state *state, struct fault *why)
{
	static const char *const keys[] = {"code"};
	const struct sheet *sheet = state->import->sheet;
	const char *plan = sheet->row_count ? import_cell(state, 0, "code") : "";
	struct snapshot *now = NULL;
	import_refuse_doubles(state, keys, 1);
	if (!store_snapshot(state->app->store, plan, 0, &now, NULL))
		now = NULL; /* a new plan */
	struct positions positions = {.plan = now};
	for (size_t i = 0; now && i < now->item_count; i++)
		if (now->items[i].position > positions.most)
			positions.most = now->items[i].position;
	bool fine = true;
	for (size_t row = 0; fine && row < sheet->row_count; row++)
		fine = import_goes_on(state, row, why) &&
		       (state->misshapen[row] || wish_row(state, row, plan, &positions, why));
	if (fine && !now && sheet->row_count && sheet->rows[0].refused)
		refuse_with_plan(state->import);
	snapshot_free(now);
	return fine;
}
