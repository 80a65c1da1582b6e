/* Listings as wide as the plan: numbers (a row per unit and report, a column per number) and the
 * matrix (a row per unit, a column per task or report). */
#include "inner.h"

#include <stdio.h>
#include <string.h>

/* Columns known beforehand, then one per item, then what comes last. */
static void spread_columns(struct listing *listing, const struct column *before,
	size_t before_count, const struct column *after, size_t after_count, enum column_type type)
{
	const struct snapshot *snapshot = listing->snapshot;
	struct column *columns = pool_take(&listing->pool,
		(before_count + listing->item_count + after_count + 1) * sizeof *columns);
	memcpy(columns, before, before_count * sizeof *columns);
	for (size_t i = 0; i < listing->item_count; i++) {
		const struct item *item = &snapshot->items[listing->items[i]];
		struct buffer heading = {0};
		buffer_print(
			&heading, type == COLUMN_NUMBER ? "%s %s" : "%s", item->code, item->title);
		const char *name = pool_text(&listing->pool, buffer_text(&heading));
		buffer_free(&heading);
		columns[before_count + i] = (struct column){name, name, type, 0, NULL};
	}
	if (after_count)
		memcpy(columns + before_count + listing->item_count, after,
			after_count * sizeof *columns);
	listing->columns = columns;
	listing->column_count = before_count + listing->item_count + after_count;
}

static void gather_items(struct listing *listing, bool numbers)
{
	const struct snapshot *snapshot = listing->snapshot;
	size_t *items = pool_take(&listing->pool, (snapshot->item_count + 1) * sizeof *items);
	for (size_t i = 0; i < snapshot->item_count; i++)
		if (numbers ? snapshot->items[i].type == ITEM_NUMBER
			    : item_is_owed(&snapshot->items[i]))
			items[listing->item_count++] = i;
	listing->items = items;
}

/* ---- numbers --------------------------------------------------------------------------------- */

static bool load_numbers(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	const struct snapshot *snapshot = listing->snapshot;
	struct board_query wanted = {
		.today = app->today, .item = NOWHERE, .reports = true, .within = -1};
	if (!need_plan(snapshot, why))
		return false;
	if (!app_branch(app, snapshot, &wanted.unit, why))
		return false;
	if (!find_owed(snapshot, query->report, &wanted.item, why))
		return false;
	gather_items(listing, true);
	const struct sheet_format *format = sheet_format(SHEET_NUMBERS);
	spread_columns(listing, format->columns, format->count - 1,
		format->columns + format->count - 1, 1, COLUMN_NUMBER);
	board_build(snapshot, &wanted, &listing->pool, &listing->board);
	listing->count = listing->board.count;
	return true;
}

static const struct duty *number_duty(const struct listing *listing, size_t row)
{
	return &listing->board.at[row];
}

static void number_plan(const struct listing *listing, size_t row, struct buffer *out)
{
	(void)row;
	buffer_add(out, listing->snapshot->plan.code);
}

static void number_report(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->snapshot->items[number_duty(listing, row)->item].code);
}

static void number_unit(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->snapshot->units.at[number_duty(listing, row)->unit].code);
}

static void number_unit_name(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->snapshot->units.at[number_duty(listing, row)->unit].name);
}

static const struct number_value *number_at(const struct listing *listing, size_t row, size_t index)
{
	const struct duty *duty = number_duty(listing, row);
	return snapshot_number(listing->snapshot, duty->item, listing->items[index], duty->unit);
}

/* The newest of the row's numbers: what a returning sheet is compared with. */
static void number_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	long newest = 0;
	for (size_t i = 0; i < listing->item_count; i++) {
		const struct number_value *value = number_at(listing, row, i);
		if (value && value->rev > newest)
			newest = value->rev;
	}
	if (newest)
		buffer_print(out, "%ld", newest);
}

static const struct cell_rule number_cells[] = {{"plan", number_plan}, {"report", number_report},
	{"unit", number_unit}, {"unit_name", number_unit_name}, {"rev", number_rev}, {NULL, NULL}};

static void number_cell(
	const struct listing *listing, size_t row, size_t column, struct buffer *out)
{
	const struct number_value *value =
		number_at(listing, row, column - (sheet_format(SHEET_NUMBERS)->count - 1));
	if (!value)
		return;
	if (value->not_applicable)
		buffer_add(out, "-");
	else
		buffer_print(out, "%lld", (long long)value->value);
}

static struct place number_place(const struct listing *listing, size_t row)
{
	const struct duty *duty = number_duty(listing, row);
	return (struct place){duty->unit, duty->item};
}

/* ---- the matrix ------------------------------------------------------------------------------ */

static const struct column matrix_before[] = {{"unit", "Mã đơn vị", COLUMN_CODE, 0, NULL},
	{"unit_name", "Tên đơn vị", COLUMN_LINE, 0, NULL}};
static const struct column matrix_after[] = {
	{"done", "Xong", COLUMN_COUNT, 0, NULL}, {"overdue", "Quá hạn", COLUMN_COUNT, 0, NULL}};
#define MATRIX_BEFORE (sizeof matrix_before / sizeof *matrix_before)

/* Units that owe anything, in tree order. */
static bool load_matrix(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	const struct snapshot *snapshot = listing->snapshot;
	size_t branch;
	(void)query;
	if (!need_plan(snapshot, why))
		return false;
	if (!app_branch(app, snapshot, &branch, why))
		return false;
	gather_items(listing, false);
	spread_columns(listing, matrix_before, MATRIX_BEFORE, matrix_after, 2, COLUMN_LINE);
	size_t from = branch == NOWHERE ? 0 : branch;
	size_t end = branch == NOWHERE ? snapshot->units.count : snapshot->units.at[branch].end;
	size_t *units = pool_take(&listing->pool, (end - from + 1) * sizeof *units);
	for (size_t unit = from; unit < end; unit++)
		for (size_t i = 0; i < listing->item_count; i++)
			if (item_binds(&snapshot->items[listing->items[i]], unit)) {
				units[listing->count++] = unit;
				break;
			}
	listing->units = units;
	return true;
}

static void matrix_unit(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->snapshot->units.at[listing->units[row]].code);
}

static void matrix_unit_name(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->snapshot->units.at[listing->units[row]].name);
}

static size_t matrix_count(const struct listing *listing, size_t row, bool overdue)
{
	const struct snapshot *snapshot = listing->snapshot;
	struct tally tally = {{0}, 0};
	for (size_t i = 0; i < listing->item_count; i++) {
		if (!item_binds(&snapshot->items[listing->items[i]], listing->units[row]))
			continue;
		struct verdict verdict = snapshot_judge(
			snapshot, listing->items[i], listing->units[row], listing->today);
		tally_add(&tally, &verdict);
	}
	return overdue ? tally_overdue(&tally) : tally_on_time(&tally) + tally_late(&tally);
}

static void matrix_done(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%zu", matrix_count(listing, row, false));
}

static void matrix_overdue(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%zu", matrix_count(listing, row, true));
}

static const struct cell_rule matrix_cells[] = {{"unit", matrix_unit},
	{"unit_name", matrix_unit_name}, {"done", matrix_done}, {"overdue", matrix_overdue},
	{NULL, NULL}};

static void matrix_cell(
	const struct listing *listing, size_t row, size_t column, struct buffer *out)
{
	const struct snapshot *snapshot = listing->snapshot;
	size_t item = listing->items[column - MATRIX_BEFORE];
	if (!item_binds(&snapshot->items[item], listing->units[row]))
		return;
	struct verdict verdict =
		snapshot_judge(snapshot, item, listing->units[row], listing->today);
	buffer_print(out, "%c", state_letter(verdict.state));
}

static struct place matrix_place(const struct listing *listing, size_t row)
{
	return (struct place){listing->units[row], NOWHERE};
}

const struct listing_kind listing_numbers = {"numbers", N_("Numbers"), SNAPSHOT_NUMBERS, -1, NULL,
	0, load_numbers, number_cells, number_cell, NULL, number_place, NULL};
const struct listing_kind listing_matrix = {"matrix", N_("Matrix"), 0, -1, NULL, 0, load_matrix,
	matrix_cells, matrix_cell, NULL, matrix_place, NULL};
