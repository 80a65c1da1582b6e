/* Listings whose rows are duties: the deadline board, one unit's checklist, one item across units,
 * and the files of tasks and receipts. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

static size_t duty_row(const struct listing *listing, size_t row)
{
	return listing->receipts ? listing->receipts[row].duty : row;
}

const struct duty *listed_duty(const struct listing *listing, size_t row)
{
	return &listing->board.at[duty_row(listing, row)];
}

const struct item *listed_item(const struct listing *listing, size_t row)
{
	return &listing->snapshot->items[listed_duty(listing, row)->item];
}

static const struct unit *listed_unit(const struct listing *listing, size_t row)
{
	return &listing->snapshot->units.at[listed_duty(listing, row)->unit];
}

const struct record *listed_record(const struct listing *listing, size_t row)
{
	const struct duty *duty = listed_duty(listing, row);
	return snapshot_record(listing->snapshot, duty->item, duty->unit);
}

struct place listed_place(const struct listing *listing, size_t row)
{
	const struct duty *duty = listed_duty(listing, row);
	return (struct place){duty->unit, duty->item};
}

/* ---- cells ----------------------------------------------------------------------------------- */

void duty_cell_plan(const struct listing *listing, size_t row, struct buffer *out)
{
	(void)row;
	buffer_add(out, listing->snapshot->plan.code);
}

void duty_cell_unit(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listed_unit(listing, row)->code);
}

void duty_cell_unit_name(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listed_unit(listing, row)->name);
}

void duty_cell_item(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listed_item(listing, row)->code);
}

void duty_cell_title(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listed_item(listing, row)->title);
}

static void cell_due_before(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_day(out, listed_duty(listing, row)->verdict.due_before);
}

static void cell_last_day(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_day(out, listed_duty(listing, row)->verdict.last_day);
}

void duty_cell_state(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, state_word(listed_duty(listing, row)->verdict.state));
}

static void cell_days(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct verdict *verdict = &listed_duty(listing, row)->verdict;
	if (verdict->has_days)
		cell_add_count(out, verdict->days);
}

static void cell_received_on(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_day(out, listed_duty(listing, row)->verdict.received_on);
}

static void cell_extended_to(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_day(out, listed_duty(listing, row)->verdict.extended_to);
}

static void cell_reminders(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_count(out, listed_duty(listing, row)->verdict.reminders);
}

static const struct cell_rule due_cells[] = {{"plan", duty_cell_plan}, {"unit", duty_cell_unit},
	{"unit_name", duty_cell_unit_name}, {"item", duty_cell_item}, {"title", duty_cell_title},
	{"due_before", cell_due_before}, {"last_day", cell_last_day}, {"state", duty_cell_state},
	{"days", cell_days}, {"received_on", cell_received_on}, {"extended_to", cell_extended_to},
	{"reminders", cell_reminders}, {NULL, NULL}};

/* ---- loading --------------------------------------------------------------------------------- */

bool find_owed(const struct snapshot *snapshot, const char *code, size_t *item, struct fault *why)
{
	*item = NOWHERE;
	if (!code)
		return true;
	*item = items_find(snapshot->items, snapshot->item_count, code);
	if (*item != NOWHERE && item_is_owed(&snapshot->items[*item]))
		return true;
	size_t near = items_nearest(snapshot->items, snapshot->item_count, code);
	if (near == NOWHERE || !item_is_owed(&snapshot->items[near]))
		return refuse(why, FAULT_MISSING,
			N_("no report or task %s in plan %s; 'tiendo list items' shows them"), code,
			snapshot->plan.code);
	return refuse(why, FAULT_MISSING, N_("no report or task %s in plan %s; did you mean %s (%s)?"),
		code, snapshot->plan.code, snapshot->items[near].code,
		snapshot->items[near].title);
}

bool load_board(
	struct app *app, struct listing *listing, struct board_query *query, struct fault *why)
{
	query->today = app->today;
	if (!need_plan(listing->snapshot, why) ||
		!app_branch(app, listing->snapshot, &query->unit, why))
		return false;
	board_build(listing->snapshot, query, &listing->pool, &listing->board);
	listing->count = listing->board.count;
	listing->item = query->item;
	return true;
}

/* Only the units of a branch, or of a kind; what is counted goes with what is left. */
static bool narrow_board(struct listing *listing, const struct query *query, struct fault *why)
{
	const struct snapshot *snapshot = listing->snapshot;
	struct board *board = &listing->board;
	size_t from = 0, end = snapshot->units.count, kept = 0;
	if (query->branch) {
		from = units_find(&snapshot->units, query->branch);
		if (from == NOWHERE)
			return refuse(why, FAULT_MISSING, N_("there is no unit %s any more"),
				query->branch);
		end = query->alone ? from + 1 : snapshot->units.at[from].end;
	}
	board->reports = board->tasks = (struct tally){{0}, 0};
	for (size_t i = 0; i < board->count; i++) {
		const struct duty *duty = &board->at[i];
		bool is_task = snapshot->items[duty->item].type == ITEM_TASK;
		if (duty->unit < from || duty->unit >= end ||
			(query->of_kind &&
				strcmp(snapshot->units.at[duty->unit].kind, query->of_kind) != 0))
			continue;
		tally_add(is_task ? &board->tasks : &board->reports, &duty->verdict);
		board->at[kept++] = *duty;
	}
	board->count = listing->count = kept;
	return true;
}

static bool load_due(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	struct board_query wanted = {.reports = query->reports,
		.tasks = query->tasks,
		.undated = query->undated,
		.within = query->within};
	if (!need_plan(listing->snapshot, why) ||
		!find_owed(listing->snapshot, query->report, &wanted.item, why))
		return false;
	if (wanted.item != NOWHERE) /* a task named is wanted, dated or not */
		wanted.tasks = wanted.undated =
			listing->snapshot->items[wanted.item].type == ITEM_TASK;
	if (!load_board(app, listing, &wanted, why))
		return false;
	if ((query->branch || query->of_kind) && !narrow_board(listing, query, why))
		return false;
	board_sort(&listing->board);
	return true;
}

/* One unit's own duties, not its branch's: reports on top, then tasks in the plan's order. */
static bool load_unit(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	const struct snapshot *snapshot = listing->snapshot;
	size_t unit = query->unit;
	if (!need_plan(snapshot, why))
		return false;
	if (unit == NOWHERE && !app_branch(app, snapshot, &unit, why))
		return false;
	if (unit == NOWHERE)
		return refuse(why, FAULT_USAGE, N_("which unit? name it with --unit CODE"));
	listing->unit = unit;
	struct duty *duties =
		pool_take(&listing->pool, (snapshot->item_count + 1) * sizeof *duties);
	size_t count = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t item = 0; item < snapshot->item_count; item++) {
			const struct item *one = &snapshot->items[item];
			if (!item_is_owed(one) || (one->type == ITEM_REPORT) != (pass == 0) ||
				!item_binds(one, unit))
				continue;
			struct verdict verdict = snapshot_judge(snapshot, item, unit, app->today);
			duties[count++] = (struct duty){(uint32_t)item, (uint32_t)unit, verdict};
			tally_add(pass == 0 ? &listing->board.reports : &listing->board.tasks,
				&verdict);
		}
	listing->board.at = duties;
	listing->board.count = listing->count = count;
	return true;
}

static bool load_item(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	struct board_query wanted = {
		.reports = true, .tasks = true, .undated = true, .item = query->item, .within = -1};
	if (!need_plan(listing->snapshot, why))
		return false;
	if (wanted.item == NOWHERE &&
		!find_owed(listing->snapshot, query->report, &wanted.item, why))
		return false;
	if (wanted.item == NOWHERE)
		return refuse(why, FAULT_USAGE, N_("which item? name it with --item CODE"));
	return load_board(app, listing, &wanted, why);
}

/* ---- for people ------------------------------------------------------------------------------ */

static void show_deadline(const struct listing *listing, size_t row, struct buffer *out)
{
	char text[80];
	deadline_short(listed_item(listing, row), text, sizeof text);
	buffer_add(out, *text ? text : "-");
}

static void show_left(const struct listing *listing, size_t row, struct buffer *out)
{
	char text[80];
	verdict_days(&listed_duty(listing, row)->verdict, text, sizeof text);
	buffer_add(out, text);
}

static void show_reminders(const struct listing *listing, size_t row, struct buffer *out)
{
	int reminders = listed_duty(listing, row)->verdict.reminders;
	if (reminders)
		buffer_print(
			out, say_many("%d time", "%d times", (unsigned long)reminders), reminders);
	else
		buffer_add(out, "-");
}

static void show_state(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct verdict *verdict = &listed_duty(listing, row)->verdict;
	char text[120], day[DAY_TEXT];
	verdict_print(verdict, text, sizeof text);
	if (verdict->state == STATE_EXTENDED) /* without the year, as the deadline beside it */
		snprintf(text, sizeof text, say("extended to %s"),
			day_short(verdict->extended_to, day));
	buffer_add(out, text);
	/* Behind "returned" the day would be read as that of the return. */
	if (verdict->received_on != DAY_NONE && verdict->state != STATE_RETURNED)
		buffer_print(out, " %s", day_short(verdict->received_on, day));
}

typedef void show_function(const struct listing *listing, size_t row, struct buffer *out);

static const struct show due_shows[] = {{N_("UNIT"), 0, 0, ALIGN_LEFT},
	{N_("ITEM"), 8, 3, ALIGN_LEFT}, {N_("DEADLINE"), 13, 2, ALIGN_LEFT},
	{N_("LEFT"), 16, 1, ALIGN_LEFT}, {N_("REMINDED"), 7, 4, ALIGN_LEFT},
	{N_("STATE"), 22, 0, ALIGN_LEFT}};

static void due_shown(const struct listing *listing, size_t row, size_t show, struct buffer *out)
{
	static show_function *const functions[] = {duty_cell_unit_name, duty_cell_item,
		show_deadline, show_left, show_reminders, show_state};
	functions[show](listing, row, out);
}

static const struct show unit_shows[] = {{N_("ITEM"), 10, 0, ALIGN_LEFT},
	{N_("CONTENT"), 0, 0, ALIGN_LEFT}, {N_("DEADLINE"), 13, 2, ALIGN_LEFT},
	{N_("LEFT"), 16, 3, ALIGN_LEFT}, {N_("STATE"), 22, 0, ALIGN_LEFT}};

static void unit_shown(const struct listing *listing, size_t row, size_t show, struct buffer *out)
{
	static show_function *const functions[] = {
		duty_cell_item, duty_cell_title, show_deadline, show_left, show_state};
	functions[show](listing, row, out);
}

static void show_document(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct duty *duty = listed_duty(listing, row);
	size_t versions;
	const struct receipt *receipts =
		snapshot_receipts(listing->snapshot, duty->item, duty->unit, &versions);
	if (versions)
		buffer_add(out, receipts[versions - 1].document);
	else
		duty_cell_document(listing, row, out);
}

static const struct show item_shows[] = {{N_("UNIT"), 0, 0, ALIGN_LEFT},
	{N_("DOCUMENT"), 18, 2, ALIGN_LEFT}, {N_("COUNT"), 6, 3, ALIGN_RIGHT},
	{N_("LEFT"), 16, 1, ALIGN_LEFT}, {N_("STATE"), 22, 0, ALIGN_LEFT}};

static void item_shown(const struct listing *listing, size_t row, size_t show, struct buffer *out)
{
	static show_function *const functions[] = {
		duty_cell_unit_name, show_document, duty_cell_count, show_left, show_state};
	functions[show](listing, row, out);
}

void board_foot(const struct listing *listing, struct buffer *out)
{
	struct tally all = listing->board.reports;
	char text[240];
	tally_join(&all, &listing->board.tasks);
	tally_print(&all, text, sizeof text);
	buffer_add(out, text);
}

#define SHOWS(shows) shows, sizeof(shows) / sizeof *(shows)

const struct listing_kind listing_due = {"due", N_("Deadlines"), 0, SHEET_DUE, SHOWS(due_shows),
	load_due, due_cells, NULL, due_shown, listed_place, board_foot};
const struct listing_kind listing_unit = {"unit", N_("Unit"), 0, SHEET_DUE, SHOWS(unit_shows),
	load_unit, due_cells, NULL, unit_shown, listed_place, board_foot};
const struct listing_kind listing_item = {"item", N_("Item"), 0, SHEET_DUE, SHOWS(item_shows),
	load_item, due_cells, NULL, item_shown, listed_place, board_foot};
