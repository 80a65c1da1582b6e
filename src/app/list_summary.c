/* Rates and roll-ups: per item of a branch, or per unit, kind or child of the branch, each with the
 * parts that add up. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

struct roll_up {
	struct listing *listing;
	const struct snapshot *snapshot;
	const struct board *board;
	struct summary_row *rows;
	size_t count, room;
};

static struct summary_row *add_row(struct roll_up *roll, struct summary_row row)
{
	if (roll->count == roll->room) {
		roll->room = roll->room ? roll->room * 2 : 64;
		roll->rows = memory_grow(roll->rows, roll->room, sizeof *roll->rows);
	}
	roll->rows[roll->count] = row;
	return &roll->rows[roll->count++];
}

/* TRANSLATORS: titles of rows that sum up all reports, all tasks */
static const char *const sum_titles[] = {N_("reports"), N_("tasks")};

static void roll_by_item(struct roll_up *roll, size_t branch)
{
	const struct snapshot *snapshot = roll->snapshot;
	size_t *place = memory_take(snapshot->item_count + 1, sizeof *place);
	struct tally sums[2] = {{{0}, 0}, {{0}, 0}};
	for (int tasks = 0; tasks < 2; tasks++)
		for (size_t i = 0; i < snapshot->item_count; i++)
			if (item_is_owed(&snapshot->items[i]) &&
				(snapshot->items[i].type == ITEM_TASK) == tasks) {
				place[i] = roll->count;
				add_row(roll, (struct summary_row){.unit = branch,
						      .item = i,
						      .kind = "",
						      .title = snapshot->items[i].title});
			}
	for (size_t i = 0; i < roll->board->count; i++) {
		const struct duty *duty = &roll->board->at[i];
		tally_add(&roll->rows[place[duty->item]].tally, &duty->verdict);
		tally_add(&sums[snapshot->items[duty->item].type == ITEM_TASK], &duty->verdict);
	}
	for (int tasks = 0; tasks < 2; tasks++)
		add_row(roll, (struct summary_row){.unit = branch,
				      .item = NOWHERE,
				      .kind = "",
				      .title = sum_titles[tasks],
				      .tally = sums[tasks]});
	free(place);
}

/* Two rows, reports and tasks, for each group; group_of gives a unit's. */
static void roll_by_group(struct roll_up *roll, const size_t *group_of, size_t groups,
	const size_t *group_units, const char *const *group_kinds)
{
	for (size_t i = 0; i < groups; i++)
		for (int tasks = 0; tasks < 2; tasks++)
			add_row(roll,
				(struct summary_row){.unit = group_units ? group_units[i] : NOWHERE,
					.item = NOWHERE,
					.kind = group_kinds ? group_kinds[i] : "",
					.title = sum_titles[tasks]});
	for (size_t i = 0; i < roll->board->count; i++) {
		const struct duty *duty = &roll->board->at[i];
		size_t group = group_of[duty->unit];
		bool task = roll->snapshot->items[duty->item].type == ITEM_TASK;
		if (group != NOWHERE)
			tally_add(&roll->rows[group * 2 + task].tally, &duty->verdict);
	}
}

/* A group of its own for every unit that owes anything. */
static size_t group_units_alone(struct roll_up *roll, size_t *group_of, size_t *group_units)
{
	const struct units *units = &roll->snapshot->units;
	size_t groups = 0;
	bool *owes = memory_take(units->count + 1, sizeof *owes);
	for (size_t i = 0; i < roll->board->count; i++)
		owes[roll->board->at[i].unit] = true;
	for (size_t i = 0; i < units->count; i++)
		if (owes[i]) {
			group_of[i] = groups;
			group_units[groups++] = i;
		}
	free(owes);
	return groups;
}

/* The children of the branch's head with all below them; the head's own duties are a group too. */
static size_t group_branches(
	struct roll_up *roll, size_t branch, size_t *group_of, size_t *group_units)
{
	const struct units *units = &roll->snapshot->units;
	size_t groups = 0;
	for (size_t root = 0; root < units->count; root = units->at[root].end) {
		size_t head = branch == NOWHERE ? root : branch;
		group_of[head] = groups;
		group_units[groups++] = head;
		for (size_t child = head + 1; child < units->at[head].end;
			child = units->at[child].end) {
			for (size_t i = child; i < units->at[child].end; i++)
				group_of[i] = groups;
			group_units[groups++] = child;
		}
		if (branch != NOWHERE)
			break;
	}
	return groups;
}

static size_t group_kinds(struct roll_up *roll, size_t *group_of, const char **kinds)
{
	const struct units *units = &roll->snapshot->units;
	size_t groups = 0;
	for (size_t i = 0; i < roll->board->count; i++) {
		size_t unit = roll->board->at[i].unit, kind = 0;
		while (kind < groups && strcmp(kinds[kind], units->at[unit].kind) != 0)
			kind++;
		if (kind == groups)
			kinds[groups++] = units->at[unit].kind;
		group_of[unit] = kind;
	}
	return groups;
}

static void roll_by(struct roll_up *roll, const char *by, size_t branch)
{
	size_t count = roll->snapshot->units.count;
	size_t *group_of = memory_take(count + 1, sizeof *group_of);
	size_t *units = memory_take(count + 1, sizeof *units);
	const char **kinds = memory_take(count + 1, sizeof *kinds);
	for (size_t i = 0; i < count; i++)
		group_of[i] = NOWHERE;
	if (strcmp(by, "kind") == 0)
		roll_by_group(roll, group_of, group_kinds(roll, group_of, kinds), NULL, kinds);
	else if (strcmp(by, "unit") == 0)
		roll_by_group(
			roll, group_of, group_units_alone(roll, group_of, units), units, NULL);
	else
		roll_by_group(
			roll, group_of, group_branches(roll, branch, group_of, units), units, NULL);
	free(kinds);
	free(units);
	free(group_of);
}

/* Of one report alone there are no tasks, and of one task no reports. */
static void drop_others(struct roll_up *roll)
{
	size_t kept = 0;
	for (size_t i = 0; i < roll->count; i++)
		if (tally_total(&roll->rows[i].tally))
			roll->rows[kept++] = roll->rows[i];
	roll->count = kept;
}

/* A group without a single duty says nothing: a commune whose branch owes nothing. */
static void drop_empty(struct roll_up *roll)
{
	size_t kept = 0;
	for (size_t i = 0; i + 1 < roll->count; i += 2)
		if (tally_total(&roll->rows[i].tally) || tally_total(&roll->rows[i + 1].tally)) {
			roll->rows[kept++] = roll->rows[i];
			roll->rows[kept++] = roll->rows[i + 1];
		}
	roll->count = kept;
}

static bool load_summary(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	struct board_query wanted = {.today = app->today,
		.item = NOWHERE,
		.reports = true,
		.tasks = true,
		.undated = true,
		.within = -1};
	if (!need_plan(listing->snapshot, why))
		return false;
	if (!app_branch(app, listing->snapshot, &wanted.unit, why) ||
		!find_owed(listing->snapshot, query->report, &wanted.item, why))
		return false;
	board_build(listing->snapshot, &wanted, &listing->pool, &listing->board);
	struct roll_up roll = {
		.listing = listing, .snapshot = listing->snapshot, .board = &listing->board};
	if (query->by) {
		roll_by(&roll, query->by, wanted.unit);
		drop_empty(&roll);
	} else {
		roll_by_item(&roll, wanted.unit);
	}
	if (wanted.item != NOWHERE)
		drop_others(&roll);
	struct summary_row *rows = pool_take(&listing->pool, (roll.count + 1) * sizeof *rows);
	if (roll.count)
		memcpy(rows, roll.rows, roll.count * sizeof *rows);
	free(roll.rows);
	listing->summary = rows;
	listing->summary_count = listing->count = roll.count;
	return true;
}

static const struct summary_row *summary_of(const struct listing *listing, size_t row)
{
	return &listing->summary[row];
}

static void cell_unit(const struct listing *listing, size_t row, struct buffer *out)
{
	size_t unit = summary_of(listing, row)->unit;
	buffer_add(out, unit == NOWHERE ? "" : listing->snapshot->units.at[unit].code);
}

static void cell_unit_name(const struct listing *listing, size_t row, struct buffer *out)
{
	size_t unit = summary_of(listing, row)->unit;
	buffer_add(out, unit == NOWHERE ? "" : listing->snapshot->units.at[unit].name);
}

static void cell_item(const struct listing *listing, size_t row, struct buffer *out)
{
	size_t item = summary_of(listing, row)->item;
	buffer_add(out, item == NOWHERE ? "" : listing->snapshot->items[item].code);
}

static void cell_title(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, summary_of(listing, row)->title);
}

static void cell_kind(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, summary_of(listing, row)->kind);
}

#define COUNT_CELL(name)                                                                           \
	static void cell_##name(const struct listing *listing, size_t row, struct buffer *out)     \
	{                                                                                          \
		buffer_print(out, "%zu", tally_##name(&summary_of(listing, row)->tally));          \
	}
COUNT_CELL(expected)
COUNT_CELL(on_time)
COUNT_CELL(late)
COUNT_CELL(open)
COUNT_CELL(overdue)
COUNT_CELL(returned)
COUNT_CELL(exempt)
COUNT_CELL(total)

static void cell_extended(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%zu", summary_of(listing, row)->tally.extended);
}

#define RATE_CELL(name)                                                                            \
	static void cell_rate_##name(                                                              \
		const struct listing *listing, size_t row, struct buffer *out)                     \
	{                                                                                          \
		char text[RATE_TEXT];                                                              \
		buffer_add(out, rate_##name(&summary_of(listing, row)->tally, text));              \
	}
RATE_CELL(reporting)
RATE_CELL(on_time)
RATE_CELL(completion)

static const struct cell_rule summary_cells[] = {{"unit", cell_unit}, {"unit_name", cell_unit_name},
	{"item", cell_item}, {"expected", cell_expected}, {"on_time", cell_on_time},
	{"late", cell_late}, {"open", cell_open}, {"overdue", cell_overdue},
	{"returned", cell_returned}, {"exempt", cell_exempt}, {"total", cell_total},
	{"reporting_rate", cell_rate_reporting}, {"on_time_rate", cell_rate_on_time},
	{"completion_rate", cell_rate_completion}, {"title", cell_title}, {"kind", cell_kind},
	{"extended", cell_extended}, {NULL, NULL}};

/* ---- for people ------------------------------------------------------------------------------ */

/* What the row is about: the item, the unit, the kind, or a sum. */
static void show_subject(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct summary_row *summary = summary_of(listing, row);
	if (summary->item != NOWHERE)
		buffer_print(
			out, "%s %s", listing->snapshot->items[summary->item].code, summary->title);
	else if (*summary->kind)
		buffer_print(out, "%s · %s", summary->kind, say(summary->title));
	else if (summary->unit != NOWHERE)
		buffer_print(out, "%s · %s", listing->snapshot->units.at[summary->unit].name,
			say(summary->title));
	else
		buffer_print(out, "= %s", say(summary->title));
}

static void show_rate(size_t part, size_t whole, struct buffer *out)
{
	char text[RATE_TEXT + 4];
	buffer_add(out, rate_show(part, whole, text));
}

static void show_on_time_rate(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct tally *tally = &summary_of(listing, row)->tally;
	show_rate(tally_on_time(tally), tally_expected(tally), out);
}

static void show_reporting_rate(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct tally *tally = &summary_of(listing, row)->tally;
	show_rate(tally_on_time(tally) + tally_late(tally), tally_expected(tally), out);
}

static const struct show summary_shows[] = {{N_("CONTENT"), 0, 0, ALIGN_LEFT},
	{N_("ON TIME"), 8, 0, ALIGN_RIGHT}, {N_("LATE"), 6, 0, ALIGN_RIGHT},
	{N_("OPEN"), 8, 0, ALIGN_RIGHT}, {N_("OVERDUE"), 8, 0, ALIGN_RIGHT},
	{N_("RETURNED"), 8, 3, ALIGN_RIGHT}, {N_("N/A"), 6, 4, ALIGN_RIGHT},
	{N_("TOTAL"), 6, 2, ALIGN_RIGHT}, {N_("SENT %"), 8, 1, ALIGN_RIGHT},
	{N_("ON TIME %"), 9, 0, ALIGN_RIGHT}};

static void summary_shown(
	const struct listing *listing, size_t row, size_t show, struct buffer *out)
{
	static void (*const functions[])(const struct listing *, size_t, struct buffer *) = {
		show_subject, cell_on_time, cell_late, cell_open, cell_overdue, cell_returned,
		cell_exempt, cell_total, show_reporting_rate, show_on_time_rate};
	functions[show](listing, row, out);
}

/* The line that adds up is over everything in the listing: reports and tasks. */
static void summary_foot(const struct listing *listing, struct buffer *out)
{
	struct tally all = listing->board.reports;
	char text[240];
	tally_join(&all, &listing->board.tasks);
	tally_print(&all, text, sizeof text);
	buffer_add(out, text);
}

#define SHOWS(shows) shows, sizeof(shows) / sizeof *(shows)

const struct listing_kind listing_summary = {"summary", N_("Rates"), 0, SHEET_SUMMARY,
	SHOWS(summary_shows), load_summary, summary_cells, NULL, summary_shown, NULL, summary_foot};
const struct listing_kind listing_reports = {"reports", N_("Reports"), 0, SHEET_SUMMARY,
	SHOWS(summary_shows), load_summary, summary_cells, NULL, summary_shown, NULL, summary_foot};
