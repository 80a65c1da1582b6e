/* Rows whose number of cells fits only by chance, or nearly: what stands in them may stand under the
 * wrong heading, so it is told rather than taken. */
#include <string.h>

#include "inner.h"

/* A separator too many in the header leaves a heading empty; short rows then fit no more. */
bool shape_has_gap(const struct sheet *sheet)
{
	size_t named = sheet->column_count;

	while (named > 0 && !sheet->headings[named - 1][0])
		named--;
	for (size_t i = 0; i < named; i++) {
		if (!sheet->headings[i][0])
			return true;
	}
	return false;
}

/* Where a separator was lost before a quoted cell, the marks of that cell stand in two bare ones. */
bool shape_is_split(const struct record *record)
{
	size_t marked = 0;

	for (size_t i = 0; record->stray && i < record->count; i++)
		marked += strchr(record->cells[i], '"') && !cell_is_wrapped(record->cells[i]);
	return marked > 1;
}

static bool is_long(const struct sheet *sheet, size_t row)
{
	return row < sheet->row_count && sheet->rows[row].raw_count > sheet->column_count;
}

void shape_check_long(struct sheet *sheet, bool some_too_wide, struct complaints *complaints)
{
	size_t count = 0;
	long line = 0;

	for (size_t i = 0; i < sheet->row_count; i++) {
		struct sheet_row *row = &sheet->rows[i];
		bool is_alone = sheet->row_count > 1 && !is_long(sheet, i + 1) &&
				!(i > 0 && is_long(sheet, i - 1));

		if (row->refused || !is_long(sheet, i))
			continue;
		if (!is_alone && !some_too_wide) {
			line = count++ ? line : row->line;
			continue;
		}
		complain(complaints, COMPLAINT_ERROR, row->line, "", "",
			N_("%zu cells where the header has %zu, the last ones empty: a separator "
			   "too many moves cells; remove it, or put the cell that contains it in "
			   "quotation marks"),
			row->raw_count, sheet->column_count);
		row->refused = true;
	}
	if (count > 0)
		complain(complaints, COMPLAINT_WARNING, line, "", "",
			say_many(N_("%zu row has empty cells behind the last heading"),
				N_("%zu rows, this one first, have empty cells behind the last "
				   "heading"),
				count),
			count);
}
