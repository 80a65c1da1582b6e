/* Listings of what an office sets up: units, people, plans, and the items of a plan. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* ---- units ----------------------------------------------------------------------------------- */

static size_t branch_start(const struct listing *listing)
{
	return listing->unit == NOWHERE ? 0 : listing->unit;
}

static bool load_units(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	static const struct column columns[] = {{"code", "Mã đơn vị", COLUMN_CODE, 0, NULL},
		{"name", "Tên đơn vị", COLUMN_LINE, 0, NULL},
		{"kind", "Loại", COLUMN_CODE, 0, NULL},
		{"parent", "Đơn vị cấp trên", COLUMN_CODE, 0, NULL},
		{"level", "Cấp", COLUMN_COUNT, 0, NULL},
		{"valid_from", "Từ ngày", COLUMN_DATE, 0, NULL},
		{"valid_to", "Đến ngày", COLUMN_DATE, 0, NULL},
		{"aliases", "Tên khác", COLUMN_LINE, 0, NULL},
		{"rev", "Phiên bản", COLUMN_COUNT, 0, NULL}};
	(void)query;
	const struct units *units = &listing->snapshot->units;
	if (!listing->columns) { /* the file of units has no level: it has its own columns */
		listing->columns = columns;
		listing->column_count = sizeof columns / sizeof *columns;
	}
	if (!app_branch(app, listing->snapshot, &listing->unit, why))
		return false;
	listing->count = listing->unit == NOWHERE ? units->count
						  : units->at[listing->unit].end - listing->unit;
	return true;
}

static const struct unit *unit_of(const struct listing *listing, size_t row)
{
	return &listing->snapshot->units.at[branch_start(listing) + row];
}

static struct place unit_place(const struct listing *listing, size_t row)
{
	return (struct place){branch_start(listing) + row, NOWHERE};
}

static void unit_code(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->code);
}

static void unit_name(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->name);
}

static void unit_kind(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->kind);
}

static void unit_parent(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->parent);
}

static void unit_level(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%d", unit_of(listing, row)->level);
}

static void unit_valid_from(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_day(out, unit_of(listing, row)->valid_from);
}

static void unit_valid_to(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_day(out, unit_of(listing, row)->valid_to);
}

static void unit_aliases(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->aliases);
}

static void unit_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%ld", unit_of(listing, row)->rev);
}

static const struct cell_rule unit_cells[] = {{"code", unit_code}, {"name", unit_name},
	{"kind", unit_kind}, {"parent", unit_parent}, {"level", unit_level},
	{"valid_from", unit_valid_from}, {"valid_to", unit_valid_to}, {"aliases", unit_aliases},
	{"rev", unit_rev}, {NULL, NULL}};

/* ---- people ---------------------------------------------------------------------------------- */

static bool load_people(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	const struct snapshot *snapshot = listing->snapshot;
	(void)query;
	if (!app_branch(app, snapshot, &listing->unit, why))
		return false;
	size_t from = branch_start(listing);
	size_t end = listing->unit == NOWHERE ? snapshot->units.count
					      : snapshot->units.at[listing->unit].end;
	size_t *rows = pool_take(&listing->pool, (snapshot->person_count + 1) * sizeof *rows);
	for (size_t i = 0; i < snapshot->person_count; i++)
		if (snapshot->people[i].unit >= from && snapshot->people[i].unit < end)
			rows[listing->count++] = i;
	listing->items = rows;
	return true;
}

static const struct person *person_of(const struct listing *listing, size_t row)
{
	return &listing->snapshot->people[listing->items[row]];
}

static struct place person_place(const struct listing *listing, size_t row)
{
	return (struct place){person_of(listing, row)->unit, NOWHERE};
}

static void person_unit(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->snapshot->units.at[person_of(listing, row)->unit].code);
}

static void person_name(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->name);
}

static void person_position(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->position);
}

static void person_phone(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->phone);
}

static void person_email(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->email);
}

static void person_note(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->note);
}

static void person_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_count(out, person_of(listing, row)->rev);
}

static const struct cell_rule person_cells[] = {{"unit", person_unit}, {"name", person_name},
	{"position", person_position}, {"phone", person_phone}, {"email", person_email},
	{"note", person_note}, {"rev", person_rev}, {NULL, NULL}};

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

const struct listing_kind listing_units = {
	"units", N_("Units"), 0, -1, NULL, 0, load_units, unit_cells, NULL, NULL, unit_place, NULL};
const struct listing_kind listing_units_file = {"units", N_("Units"), 0, SHEET_UNITS, NULL, 0,
	load_units, unit_cells, NULL, NULL, unit_place, NULL};
const struct listing_kind listing_people = {"people", N_("People"), SNAPSHOT_PEOPLE, SHEET_PEOPLE,
	NULL, 0, load_people, person_cells, NULL, NULL, person_place, NULL};
const struct listing_kind listing_plans = {"plans", N_("Plans"), 0, SHEET_PLAN, NULL, 0, load_plans,
	item_cells, NULL, NULL, NULL, NULL};
const struct listing_kind listing_items = {"items", N_("Items"), 0, SHEET_PLAN, NULL, 0, load_items,
	item_cells, NULL, NULL, item_place, NULL};
