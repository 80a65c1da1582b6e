/* The cells of a sheet, a column at a time, because what one day means may depend on the days below
 * it and beside it. */
#include <stdlib.h>
#include <string.h>

#include "inner.h"

/* The order of day and month in a column of dates, from all its cells. *open_row: the first that
 * can be read in two ways. */
static struct date_order column_order(const struct reading *reading, size_t at, size_t *open_row)
{
	const struct sheet *sheet = reading->sheet;
	const struct column *column = &sheet->format->columns[at];
	struct date_order order = {.day_first = false};
	struct pool scratch = {0};

	if (reading->options.order != ORDER_BY_COLUMN) {
		order.month_first = reading->options.order == ORDER_MONTH;
		order.day_first = !order.month_first;
		order.proven = true;
		return order;
	}
	for (size_t i = 0; i < sheet->row_count; i++) {
		const struct sheet_row *row = &sheet->rows[i];
		bool was_open = order.is_open;
		int day;

		if (!row->cells[at][0] || day_from_iso(row->cells[at], &day))
			continue;
		*open_row = was_open ? *open_row : i;
		date_witness(&order, cell_plain(column, row->cells[at], &scratch),
			reading->options.today);
		/* A row of a wrong shape is not read, but the same program wrote its days. */
		order.is_open = was_open || (order.is_open && !row->refused);
	}
	pool_free(&scratch);
	return order;
}

/* Whether days of the column were read day first though nothing that was typed tells so: what an
 * export wrote with a weekday does not. */
static bool is_assumed(const struct date_order *order)
{
	bool is_told = order->month_first || (order->day_first && !order->by_names);

	return order->is_open && !is_told;
}

static struct date_order *column_orders(const struct reading *reading)
{
	const struct sheet *sheet = reading->sheet;
	size_t count = sheet->format->count;
	struct date_order *orders = memory_take(count, sizeof *orders);
	size_t *open_rows = memory_take(count, sizeof *open_rows);

	for (size_t at = 0; at < count; at++) {
		if (sheet->has[at] && sheet->format->columns[at].type == COLUMN_DATE)
			orders[at] = column_order(reading, at, &open_rows[at]);
	}
	date_orders_share(orders, count);
	for (size_t at = 0; at < count; at++) {
		const struct sheet_row *row = sheet->rows;

		if (is_assumed(&orders[at]) &&
			!(sheet->format->columns[at].flags & COLUMN_DERIVED))
			complain(reading->complaints, COMPLAINT_WARNING,
				row[open_rows[at]].line, sheet->shown[at],
				row[open_rows[at]].cells[at],
				N_("nothing tells whether the day or the month stands first: "
				   "the days of this column are read day first"));
	}
	free(open_rows);
	return orders;
}

/* A column of a thousand odd spellings is told about, not a thousand times. */
#define WARNINGS_A_COLUMN 3

/* What it was read as is its cure: written so, the cell leaves no question. */
static void warn_of_cell(struct reading *reading, const struct sheet_row *row, const char *shown,
	const char *text, const char *meant, size_t count, const struct fault *why)
{
	if (count > WARNINGS_A_COLUMN)
		return;
	complain(reading->complaints, COMPLAINT_WARNING, row->line, shown, text,
		count < WARNINGS_A_COLUMN
			? "%s"
			: N_("%s (more such cells below: look through the column)"),
		why->text);
	complaint_cure(reading->complaints, meant, NULL);
}

static void cure_cell(struct reading *reading, const struct column *column, const char *text)
{
	struct pool scratch = {0};
	const char *cure, *other;

	if (cell_cure(column, text, reading->options.today, &scratch, &cure, &other))
		complaint_cure(reading->complaints, cure, other);
	pool_free(&scratch);
}

static bool is_ambiguous(
	const struct column *column, const char *text, const struct cell_context *context)
{
	int day, day_first, month_first;

	return text[0] && !day_from_iso(text, &day) &&
	       date_readings(cell_plain(column, text, context->pool), context->today, &day_first,
		       &month_first);
}

static void read_cell(struct reading *reading, struct sheet_row *row, size_t at,
	struct cell_context *context, size_t *warned)
{
	struct sheet *sheet = reading->sheet;
	const struct column *column = &sheet->format->columns[at];
	const char *text = row->cells[at], *shown = sheet->shown[at];
	struct fault why;
	enum cell_result result = cell_take(column, text, context, &row->cells[at], &why);

	if (column->flags & COLUMN_DERIVED) {
		if (result == CELL_REFUSED)
			row->cells[at] = text;
		return;
	}
	if (column->type == COLUMN_DATE && is_ambiguous(column, text, context))
		sheet->ambiguous++;
	if (result == CELL_REFUSED) {
		complain(reading->complaints, COMPLAINT_ERROR, row->line, shown, text, "%s",
			why.text);
		cure_cell(reading, column, text);
		row->refused = true;
		if ((column->flags & COLUMN_KEY) || column->type == COLUMN_CHOICE)
			row->cells[at] = ""; /* spoken of: nothing is to be made of it any more */
	} else if (result == CELL_WARNED) {
		warn_of_cell(reading, row, shown, text, row->cells[at], (*warned)++, &why);
	} else if (row->cells[at][0] == '\0' && (column->flags & COLUMN_KEY) &&
		   !(column->flags & COLUMN_OPTIONAL)) {
		complain(reading->complaints, COMPLAINT_ERROR, row->line, shown, "",
			N_("empty: every row needs it"));
		row->refused = true;
	}
}

static bool read_columns(struct reading *reading, struct fault *why)
{
	struct sheet *sheet = reading->sheet;
	size_t rows = sheet->row_count, columns = sheet->format->count;
	bool *misshapen = memory_take(rows, sizeof *misshapen), good = true;
	struct date_order *orders = column_orders(reading);

	sheet->day_assumed = pool_take(&sheet->pool, columns * sizeof *sheet->day_assumed);
	for (size_t i = 0; i < sheet->row_count; i++)
		misshapen[i] = sheet->rows[i].refused;
	for (size_t at = 0; good && at < columns; at++) {
		struct cell_context context = {
			.pool = &sheet->pool, .order = orders[at], .today = reading->options.today,
			.is_tame = reading->options.limits && reading->options.limits->is_tame};
		size_t warned = 0;

		if (!sheet->has[at])
			continue;
		sheet->day_assumed[at] = is_assumed(&orders[at]);
		for (size_t i = 0; good && i < rows; i++) {
			if (!misshapen[i])
				read_cell(reading, &sheet->rows[i], at, &context, &warned);
			good = watcher_tell(reading->options.watcher, STAGE_READ,
				(columns + at) * rows + i, 2 * columns * rows);
		}
	}
	free(orders);
	free(misshapen);
	return good || refuse_cancelled(why);
}

/* A column without a heading is nobody's; silence about what stands in it would be a loss. */
static void warn_of_nameless(struct reading *reading)
{
	const struct sheet *sheet = reading->sheet;

	for (size_t i = 0; i < sheet->column_count; i++) {
		for (size_t j = 0; j < sheet->row_count && !sheet->headings[i][0]; j++) {
			const char *text = row_raw(&sheet->rows[j], i);

			if (text[0]) {
				complain(reading->complaints, COMPLAINT_WARNING,
					sheet->rows[j].line, "", text,
					N_("column %zu has no heading, so it is ignored: name it"),
					i + 1);
				break;
			}
		}
	}
}

bool read_cells(struct reading *reading, struct fault *why)
{
	if (!read_columns(reading, why))
		return false;
	header_warn(reading->sheet, reading->complaints);
	warn_of_nameless(reading);
	return true;
}
