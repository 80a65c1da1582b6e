/* Listings of what an office sets up for a campaign: plans, and the items of a plan. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* ---- plans and items: the rows of a plan file ------------------------------------------------ */

static bool load_plans(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	(void)query;
	if (!store_plans(app->store, &listing->plan_rows, why))
		return false;
	listing->plans = &listing->plan_rows;
	listing->count = listing->plan_rows.count;
	return true;
}

/* The plan's own row comes first, as in the file. */
static bool load_items(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	(void)app;
	(void)query;
	if (!need_plan(listing->snapshot, why))
		return false;
	listing->count = listing->snapshot->item_count + 1;
	return true;
}

/* The plan or the item that a row is: one of the two. */
static const struct plan *plan_at(const struct listing *listing, size_t row)
{
	if (listing->plans)
		return &listing->plans->at[row];
	return row == 0 ? &listing->snapshot->plan : NULL;
}

static const struct item *item_at(const struct listing *listing, size_t row)
{
	return &listing->snapshot->items[row - 1];
}

static struct place item_place(const struct listing *listing, size_t row)
{
	return (struct place){NOWHERE, plan_at(listing, row) ? NOWHERE : row - 1};
}

/* A text that plans and items have under the same name. */
#define TEXT_CELL(name)                                                                            \
	static void row_##name(const struct listing *listing, size_t row, struct buffer *out)      \
	{                                                                                          \
		const struct plan *plan = plan_at(listing, row);                                   \
		buffer_add(out, plan ? plan->name : item_at(listing, row)->name);                  \
	}
TEXT_CELL(code)
TEXT_CELL(title)
TEXT_CELL(audience)
TEXT_CELL(partners)
TEXT_CELL(document)
TEXT_CELL(issuer)
TEXT_CELL(note)

static void row_type(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(
		out, plan_at(listing, row) ? "plan" : item_type_word(item_at(listing, row)->type));
}

static void row_before(const struct listing *listing, size_t row, struct buffer *out)
{
	if (!plan_at(listing, row) && item_at(listing, row)->wording == WORDING_BEFORE)
		cell_add_day(out, item_at(listing, row)->due_before);
}

static void row_by(const struct listing *listing, size_t row, struct buffer *out)
{
	if (!plan_at(listing, row) && item_at(listing, row)->wording == WORDING_BY)
		cell_add_day(out, item_last_day(item_at(listing, row)));
}

static void row_from(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct plan *plan = plan_at(listing, row);
	cell_add_day(out, plan ? plan->starts : item_at(listing, row)->from);
}

static void row_to(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct plan *plan = plan_at(listing, row);
	cell_add_day(out, plan ? plan->ends : item_at(listing, row)->to);
}

static void row_proof(const struct listing *listing, size_t row, struct buffer *out)
{
	if (!plan_at(listing, row))
		buffer_add(out, proof_word(item_at(listing, row)->proof));
}

static void row_target(const struct listing *listing, size_t row, struct buffer *out)
{
	if (!plan_at(listing, row))
		buffer_add(out, item_at(listing, row)->target);
}

static void row_measure(const struct listing *listing, size_t row, struct buffer *out)
{
	if (!plan_at(listing, row))
		buffer_add(out, item_at(listing, row)->measure);
}

static void row_issued(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct plan *plan = plan_at(listing, row);
	cell_add_day(out, plan ? plan->issued : item_at(listing, row)->issued);
}

static void row_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct plan *plan = plan_at(listing, row);
	buffer_print(out, "%ld", plan ? plan->rev : item_at(listing, row)->rev);
}

static const struct cell_rule item_cells[] = {{"type", row_type}, {"code", row_code},
	{"title", row_title}, {"audience", row_audience}, {"before", row_before}, {"by", row_by},
	{"from", row_from}, {"to", row_to}, {"proof", row_proof}, {"target", row_target},
	{"partners", row_partners}, {"measure", row_measure}, {"document", row_document},
	{"issued", row_issued}, {"issuer", row_issuer}, {"note", row_note}, {"rev", row_rev},
	{NULL, NULL}};

const struct listing_kind listing_plans = {"plans", N_("Plans"), 0, SHEET_PLAN, NULL, 0, load_plans,
	item_cells, NULL, NULL, NULL, NULL};
const struct listing_kind listing_items = {"items", N_("Items"), 0, SHEET_PLAN, NULL, 0, load_items,
	item_cells, NULL, NULL, item_place, NULL};
