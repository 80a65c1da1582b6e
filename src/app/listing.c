/* The listings engine: loading, one cell for machines or for people, writing all rows. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct listing_kind *const listing_kinds[] = {&listing_units, &listing_tree, &listing_people,
	&listing_plans, &listing_items, &listing_due, &listing_matrix, &listing_unit, &listing_item,
	&listing_reports, &listing_tasks, &listing_receipts, &listing_numbers, &listing_log, NULL};

const struct listing_kind *listing_kind(const char *name)
{
	for (size_t i = 0; listing_kinds[i]; i++)
		if (strcmp(listing_kinds[i]->name, name) == 0)
			return listing_kinds[i];
	return NULL;
}

bool need_plan(const struct snapshot *snapshot, struct fault *why)
{
	return snapshot->has_plan ||
	       refuse(why, FAULT_MISSING,
		       N_("there is no plan yet: import one with 'tiendo import plan FILE'"));
}

void cell_add_day(struct buffer *out, int day)
{
	char iso[DAY_TEXT];
	buffer_add(out, day_iso(day, iso));
}

void cell_add_count(struct buffer *out, int64_t count)
{
	char digits[20];
	size_t first = sizeof digits;
	uint64_t left = count < 0 ? 0 - (uint64_t)count : (uint64_t)count;
	do
		digits[--first] = (char)('0' + left % 10);
	while (left /= 10);
	if (count < 0)
		digits[--first] = '-';
	buffer_bytes(out, digits + first, sizeof digits - first);
}

static void find_rules(struct listing *listing)
{
	const struct cell_rule *cells = listing->kind->cells;
	listing->rules =
		pool_take(&listing->pool, (listing->column_count + 1) * sizeof *listing->rules);
	for (size_t i = 0; i < listing->column_count; i++)
		for (size_t j = 0; cells[j].name; j++)
			if (strcmp(cells[j].name, listing->columns[i].name) == 0)
				listing->rules[i] = &cells[j];
}

bool listing_load(struct app *app, const struct listing_kind *kind, const struct snapshot *snapshot,
	const struct query *query, struct listing *listing, struct fault *why)
{
	*listing = (struct listing){.kind = kind,
		.snapshot = snapshot,
		.today = app->today,
		.unit = NOWHERE,
		.item = NOWHERE};
	if (kind->sheet >= 0) {
		const struct sheet_format *format = sheet_format((enum sheet_kind)kind->sheet);
		listing->columns = format->columns;
		listing->column_count = format->count;
	}
	if (!kind->load(app, listing, query, why))
		return false;
	find_rules(listing);
	return true;
}

void listing_free(struct listing *listing)
{
	pool_free(&listing->pool);
	plans_free(&listing->plan_rows);
	accounts_free(&listing->accounts);
	roster_free(&listing->roster);
	log_free(&listing->log);
	*listing = (struct listing){.count = 0};
}

void listing_cell(const struct listing *listing, size_t row, size_t column, struct buffer *out)
{
	if (listing->rules[column])
		listing->rules[column]->write(listing, row, out);
	else if (listing->kind->cell)
		listing->kind->cell(listing, row, column, out);
}

enum state listing_state(const struct listing *listing, size_t row)
{
	if (listing->receipts) /* a row is a version, and several are of one duty */
		row = listing->receipts[row].duty;
	return listing->board.at && listing->kind->place && row < listing->board.count
		       ? listing->board.at[row].verdict.state
		       : STATES;
}

/* ---- for people ------------------------------------------------------------------------------ */

/* Columns that are only of use to machines are not shown unless a kind says how. */
static bool is_shown(const struct column *column)
{
	return strcmp(column->name, "rev") != 0;
}

size_t listing_show_count(const struct listing *listing)
{
	if (listing->kind->shows)
		return listing->kind->show_count;
	size_t count = 0;
	for (size_t i = 0; i < listing->column_count; i++)
		count += is_shown(&listing->columns[i]);
	return count;
}

static size_t shown_column(const struct listing *listing, size_t show)
{
	for (size_t i = 0; i < listing->column_count; i++)
		if (is_shown(&listing->columns[i]) && show-- == 0)
			return i;
	return 0;
}

struct show listing_show(const struct listing *listing, size_t show)
{
	if (listing->kind->shows)
		return listing->kind->shows[show];
	const struct column *column = &listing->columns[shown_column(listing, show)];
	bool right = column->type == COLUMN_COUNT || column->type == COLUMN_NUMBER ||
		     column->type == COLUMN_PERCENT;
	struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	return (struct show){
		column_heading(column, &style), -1, (int)show, right ? ALIGN_RIGHT : ALIGN_LEFT};
}

const char *choice_shown(const struct column *column, const char *word)
{
	bool vietnamese = strcmp(language_now(), "vi") == 0;
	for (const struct choice *choice = column->choices; choice && choice->word; choice++)
		if (strcmp(choice->word, word) == 0)
			return vietnamese ? choice->vi : choice->word;
	return word;
}

void listing_shown(const struct listing *listing, size_t row, size_t show, struct buffer *out)
{
	if (listing->kind->shows) {
		listing->kind->shown(listing, row, show, out);
		return;
	}
	size_t column = shown_column(listing, show);
	struct buffer cell = {0};
	char day_shown[DAY_TEXT];
	int day;
	listing_cell(listing, row, column, &cell);
	const char *text = buffer_text(&cell);
	if (listing->columns[column].type == COLUMN_DATE && day_from_iso(text, &day))
		text = day_print(day, day_shown);
	else if (listing->columns[column].type == COLUMN_CHOICE)
		text = choice_shown(&listing->columns[column], text);
	buffer_add(out, text);
	buffer_free(&cell);
}

/* ---- writing --------------------------------------------------------------------------------- */

enum cleaning output_cleaning(const struct app *app)
{
	return isatty(STDOUT_FILENO) ? CLEAN_LINES : app->account ? CLEAN_CELLS : CLEAN_NOTHING;
}

/* What may be written of a text: a copy to be freed; NULL: all of it. */
static char *cleaned(const struct listing *listing, const char *text)
{
	if (listing->clean == CLEAN_NOTHING)
		return NULL;
	size_t size = strlen(text) * 3 + 1; /* a byte becomes at most U+FFFD */
	char *copy = memory_take(size, 1);
	return listing->clean == CLEAN_CELLS ? text_clean_cell(copy, size, text)
					     : text_clean(copy, size, text);
}

static void write_heading(
	const struct listing *listing, const char *heading, struct sheet_writer *writer)
{
	char *clean = cleaned(listing, heading); /* a number's title comes from a file */
	writer_heading(writer, clean ? clean : heading);
	free(clean);
}

static void write_text(const struct listing *listing, const struct column *column, const char *text,
	struct sheet_writer *writer)
{
	char *clean = cleaned(listing, text);
	writer_cell(writer, column, clean ? clean : text);
	free(clean);
}

static void write_headings(const struct listing *listing, struct sheet_writer *writer,
	const struct sheet_style *style)
{
	for (size_t i = 0; i < listing->column_count; i++)
		write_heading(listing, column_heading(&listing->columns[i], style), writer);
	writer_end_row(writer);
}

static void write_rows(const struct listing *listing, const size_t *only, size_t count,
	struct sheet_writer *writer)
{
	struct buffer cell = {0};
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < listing->column_count; j++) {
			buffer_clear(&cell);
			listing_cell(listing, only ? only[i] : i, j, &cell);
			write_text(listing, &listing->columns[j], buffer_text(&cell), writer);
		}
		writer_end_row(writer);
	}
	buffer_free(&cell);
}

void listing_write(const struct listing *listing, const size_t *only, size_t only_count,
	struct sheet_writer *writer, const struct sheet_style *style)
{
	write_headings(listing, writer, style);
	write_rows(listing, only, only ? only_count : listing->count, writer);
}

bool listing_write_all(struct listing *listing, struct sheet_writer *writer,
	const struct sheet_style *style, size_t *rows, struct fault *why)
{
	bool fine = true;
	*rows = 0;
	write_headings(listing, writer, style);
	for (bool more = true; more; fine = listing_next(listing, &more, why)) {
		write_rows(listing, NULL, listing->count, writer);
		*rows += listing->count;
	}
	return fine;
}
