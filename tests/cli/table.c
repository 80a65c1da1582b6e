/* CSV as a reader would take it, to be asked about by heading. */
#include "cli/run.h"

/* Takes one cell, unquoting in place; *at ends on the separator or line end behind it. */
static char *take_cell(char **at)
{
	char *cell = *at, *in = *at, *out = *at;

	if (*in != '"') {
		in += strcspn(in, ",\r\n");
		*at = in;
		return cell;
	}
	for (in++; *in && !(in[0] == '"' && in[1] != '"'); in++) {
		if (*in == '"')
			in++;
		*out++ = *in;
	}
	assert_int_equal(*in, '"');
	*at = in + 1;
	*out = '\0';
	return cell;
}

void table_read(struct table *table, const char *csv)
{
	size_t count = 0, room = 64;
	char *at;

	*table = (struct table){.columns = 0};
	if (strncmp(csv, "\xEF\xBB\xBF", 3) == 0)
		csv += 3;
	at = table->text = strdup(csv);
	table->cells = malloc(room * sizeof *table->cells);
	while (*at) {
		char end;

		if (count == room)
			table->cells = realloc(table->cells, (room *= 2) * sizeof *table->cells);
		table->cells[count++] = take_cell(&at);
		end = *at;
		*at = '\0';
		at += end != '\0';
		if (end == '\r') {
			assert_int_equal(*at, '\n');
			at++;
		}
		if (end != ',' && !table->columns)
			table->columns = count;
		if (end != ',')
			assert_int_equal(
				count % table->columns, 0); /* rows all as wide as the header */
	}
	assert_true(table->columns > 0);
	table->rows = count / table->columns - 1;
}

void table_free(struct table *table)
{
	free(table->cells);
	free(table->text);
	*table = (struct table){.columns = 0};
}

size_t table_column(const struct table *table, const char *heading)
{
	for (size_t i = 0; i < table->columns; i++)
		if (strcmp(table->cells[i], heading) == 0)
			return i;
	fail_msg("no column %s", heading);
	return 0;
}

const char *table_at(const struct table *table, size_t row, const char *heading)
{
	assert_true(row < table->rows);
	return table->cells[(row + 1) * table->columns + table_column(table, heading)];
}

static bool row_fits(const struct table *table, size_t row, va_list pairs)
{
	const char *heading;
	bool fits = true;

	while ((heading = va_arg(pairs, const char *)) != NULL) {
		const char *value = va_arg(pairs, const char *);

		fits = fits && strcmp(table_at(table, row, heading), value) == 0;
	}
	return fits;
}

size_t table_row(const struct table *table, ...)
{
	for (size_t row = 0; row < table->rows; row++) {
		va_list pairs;
		bool fits;

		va_start(pairs, table);
		fits = row_fits(table, row, pairs);
		va_end(pairs);
		if (fits)
			return row;
	}
	fail_msg("no such row");
	return 0;
}

size_t table_count(const struct table *table, ...)
{
	size_t count = 0;

	for (size_t row = 0; row < table->rows; row++) {
		va_list pairs;

		va_start(pairs, table);
		count += row_fits(table, row, pairs);
		va_end(pairs);
	}
	return count;
}

void table_headed(const struct table *table, const char *names)
{
	char joined[4096] = "";

	for (size_t i = 0; i < table->columns; i++) {
		strcat(joined, i ? "," : "");
		strcat(joined, table->cells[i]);
	}
	assert_string_equal(joined, names);
}
