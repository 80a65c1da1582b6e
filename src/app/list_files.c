/* Listings that are files of what was recorded: tasks, a row a duty; receipts, a row a version. */
#include "inner.h"

#include <string.h>

/* The last good day in force, for who reads the sheet. */
static void cell_due(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct verdict *verdict = &listed_duty(listing, row)->verdict;
	cell_add_day(
		out, verdict->extended_to != DAY_NONE ? verdict->extended_to : verdict->last_day);
}

static void cell_status(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct record *record = listed_record(listing, row);
	if (record && *record->exempt_why)
		buffer_add(out, "exempt");
	else
		buffer_add(out, progress_word(record ? record->progress : PROGRESS_OPEN));
}

/* A day says "done": what was done before an exemption stays under it, unseen. */
static void cell_done_on(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct record *record = listed_record(listing, row);
	cell_add_day(out, record && !*record->exempt_why ? record->done_on : DAY_NONE);
}

void duty_cell_document(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct record *record = listed_record(listing, row);
	buffer_add(out, record ? record->document : "");
}

static void cell_document_date(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct record *record = listed_record(listing, row);
	cell_add_day(out, record ? record->document_date : DAY_NONE);
}

void duty_cell_count(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct record *record = listed_record(listing, row);
	if (record && record->count >= 0)
		cell_add_count(out, record->count);
}

static void cell_note(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct record *record = listed_record(listing, row);
	if (record)
		buffer_add(out, *record->exempt_why ? record->exempt_why : record->note);
}

static void cell_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct record *record = listed_record(listing, row);
	if (record)
		cell_add_count(out, record->rev);
}

static void cell_receipt_received(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct receipt *receipt = listing->receipts[row].receipt;
	cell_add_day(out, receipt ? receipt->received_on : DAY_NONE);
}

static void cell_receipt_document(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct receipt *receipt = listing->receipts[row].receipt;
	buffer_add(out, receipt ? receipt->document : "");
}

static void cell_receipt_document_date(
	const struct listing *listing, size_t row, struct buffer *out)
{
	const struct receipt *receipt = listing->receipts[row].receipt;
	cell_add_day(out, receipt ? receipt->document_date : DAY_NONE);
}

static void cell_receipt_version(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_count(out, listing->receipts[row].version);
}

static void cell_receipt_returned(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct receipt *receipt = listing->receipts[row].receipt;
	cell_add_day(out, receipt ? receipt->returned_on : DAY_NONE);
}

static void cell_receipt_note(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct receipt *receipt = listing->receipts[row].receipt;
	buffer_add(out, receipt ? receipt->note : "");
}

static void cell_receipt_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct receipt *receipt = listing->receipts[row].receipt;
	if (receipt)
		cell_add_count(out, receipt->rev);
}

static void cell_days_late(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct verdict *verdict = &listed_duty(listing, row)->verdict;
	if (verdict->state == STATE_LATE || verdict->state == STATE_OVERDUE)
		cell_add_count(out, -(int64_t)verdict->days);
}

static const struct cell_rule task_cells[] = {{"plan", duty_cell_plan}, {"unit", duty_cell_unit},
	{"unit_name", duty_cell_unit_name}, {"task", duty_cell_item}, {"title", duty_cell_title},
	{"status", cell_status}, {"done_on", cell_done_on}, {"document", duty_cell_document},
	{"document_date", cell_document_date}, {"count", duty_cell_count}, {"note", cell_note},
	{"verdict", duty_cell_state}, {"due", cell_due}, {"rev", cell_rev}, {NULL, NULL}};

static const struct cell_rule receipt_cells[] = {{"plan", duty_cell_plan}, {"unit", duty_cell_unit},
	{"unit_name", duty_cell_unit_name}, {"report", duty_cell_item}, {"title", duty_cell_title},
	{"received_on", cell_receipt_received}, {"document", cell_receipt_document},
	{"document_date", cell_receipt_document_date}, {"version", cell_receipt_version},
	{"returned_on", cell_receipt_returned}, {"note", cell_receipt_note},
	{"verdict", duty_cell_state}, {"days_late", cell_days_late}, {"due", cell_due},
	{"rev", cell_receipt_rev}, {NULL, NULL}};

static bool load_tasks(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	struct board_query wanted = {.tasks = true, .undated = true, .within = -1};
	return need_plan(listing->snapshot, why) &&
	       find_owed(listing->snapshot, query->report, &wanted.item, why) &&
	       load_board(app, listing, &wanted, why);
}

static bool load_receipts(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	struct board_query wanted = {.reports = true, .within = -1};
	if (!need_plan(listing->snapshot, why) ||
		!find_owed(listing->snapshot, query->report, &wanted.item, why) ||
		!load_board(app, listing, &wanted, why))
		return false;
	struct receipt_row *rows = pool_take(&listing->pool,
		(listing->board.count + listing->snapshot->receipt_count + 1) * sizeof *rows);
	size_t count = 0;
	for (size_t i = 0; i < listing->board.count; i++) {
		const struct duty *duty = &listing->board.at[i];
		size_t versions;
		const struct receipt *first =
			snapshot_receipts(listing->snapshot, duty->item, duty->unit, &versions);
		for (size_t j = 0; j < versions; j++)
			rows[count++] =
				(struct receipt_row){(uint32_t)i, first[j].version, &first[j]};
		if (!versions)
			rows[count++] = (struct receipt_row){(uint32_t)i, 1, NULL};
	}
	listing->receipts = rows;
	listing->count = count;
	return true;
}

const struct listing_kind listing_tasks = {"tasks", N_("Tasks"), 0, SHEET_TASKS, NULL, 0,
	load_tasks, task_cells, NULL, NULL, listed_place, board_foot};
const struct listing_kind listing_receipts = {"receipts", N_("Receipts"), 0, SHEET_RECEIPTS, NULL,
	0, load_receipts, receipt_cells, NULL, NULL, listed_place, NULL};
