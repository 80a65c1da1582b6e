/* Printing a listing: a table for people, CSV, JSON or tab-separated text for machines. */
#include "inner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool print_flushed(struct fault *why)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	return refuse(why, FAULT_TROUBLE, N_("not all could be written: %s"), strerror(errno));
}

/* Once all was read; where it was not, what was printed leaves all the same. */
static bool print_ended(bool fine, struct fault *why)
{
	return print_flushed(fine ? why : NULL) && fine;
}

/* ---- the table ------------------------------------------------------------------------------- */

/* Columns of the terminal; 0 where the output is no terminal: then nothing is cut. */
static int terminal_width(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO))
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

static const char *state_color(enum state state)
{
	switch (state) {
	case STATE_OVERDUE:
		return "\033[1;37;41m";
	case STATE_DUE_SOON:
	case STATE_LAST_DAY:
		return "\033[30;43m";
	case STATE_RETURNED:
		return "\033[30;46m";
	default:
		return NULL;
	}
}

struct grid {
	struct listing *listing;
	size_t columns;
	int *widths; /* 0: dropped */
	struct show *shows;
	bool color;
};

static void add_clean(const char *text, struct buffer *out)
{
	size_t size = strlen(text) * 3 + 1; /* a byte becomes at most U+FFFD */
	char *clean = memory_take(size, 1);
	buffer_add(out, text_clean(clean, size, text));
	free(clean);
}

static void heading_text(const struct grid *grid, size_t column, struct buffer *out)
{
	buffer_clear(out);
	add_clean(say(grid->shows[column].heading), out);
}

static void cell_text(const struct grid *grid, size_t row, size_t column, struct buffer *out)
{
	struct buffer raw = {0};
	buffer_clear(out);
	listing_shown(grid->listing, row, column, &raw);
	add_clean(buffer_text(&raw), out);
	buffer_free(&raw);
}

static void widen(struct grid *grid, size_t column, const char *text)
{
	int width = text_columns(text);
	if (width > grid->widths[column])
		grid->widths[column] = width;
}

/* The widths that headings and rows want, those of all parts; ends at the first. */
static bool measure(struct grid *grid, struct fault *why)
{
	struct listing *listing = grid->listing;
	struct buffer cell = {0};
	bool fine = true;
	for (size_t i = 0; i < grid->columns; i++) {
		grid->shows[i] = listing_show(listing, i);
		heading_text(grid, i, &cell);
		widen(grid, i, buffer_text(&cell));
	}
	for (bool more = true; more; fine = listing_next(listing, &more, why))
		for (size_t row = 0; row < listing->count; row++)
			for (size_t i = 0; i < grid->columns; i++) {
				cell_text(grid, row, i, &cell);
				widen(grid, i, buffer_text(&cell));
			}
	buffer_free(&cell);
	return fine && listing_again(listing, why);
}

static int total_width(const struct grid *grid)
{
	int total = 0;
	for (size_t i = 0; i < grid->columns; i++)
		total += grid->widths[i] ? grid->widths[i] + 2 : 0;
	return total - 2;
}

/* Shortens the widest column down to 16, then drops columns from the least important. */
static void fit(struct grid *grid, int width)
{
	while (width > 0 && total_width(grid) > width) {
		size_t widest = 0, least = grid->columns;
		for (size_t i = 0; i < grid->columns; i++) {
			if (grid->widths[i] > grid->widths[widest])
				widest = i;
			if (grid->widths[i] && grid->shows[i].keep > 0 &&
				(least == grid->columns ||
					grid->shows[i].keep > grid->shows[least].keep))
				least = i;
		}
		if (grid->widths[widest] > 24 || least == grid->columns) {
			int over = total_width(grid) - width;
			int room = grid->widths[widest] - (least == grid->columns ? 4 : 24);
			if (room <= 0)
				return;
			grid->widths[widest] -= over < room ? over : room;
		} else {
			grid->widths[least] = 0;
		}
	}
}

static void add_fitted(const char *text, int width, enum text_align align, struct buffer *out)
{
	size_t size = strlen(text) + (size_t)width + 4; /* blanks, an ellipsis */
	char *fitted = memory_take(size, 1);
	text_fit(fitted, size, text, width, align);
	buffer_add(out, fitted);
	free(fitted);
}

static void print_row(const struct grid *grid, const char *const *texts, const char *color)
{
	struct buffer line = {0};
	for (size_t i = 0; i < grid->columns; i++) {
		if (!grid->widths[i])
			continue;
		buffer_add(&line, line.length ? "  " : "");
		add_fitted(texts[i], grid->widths[i], grid->shows[i].align, &line);
	}
	size_t length = line.length;
	while (!color && length > 0 && line.text[length - 1] == ' ') /* a colour fills its row */
		length--;
	printf("%s%.*s%s\n", color ? color : "", (int)length, buffer_text(&line),
		color ? "\033[0m" : "");
	buffer_free(&line);
}

static bool print_rows(struct grid *grid, struct fault *why)
{
	struct listing *listing = grid->listing;
	bool fine = true;
	struct buffer *cells = memory_take(grid->columns + 1, sizeof *cells);
	const char **texts = memory_take(grid->columns + 1, sizeof *texts);
	for (size_t i = 0; i < grid->columns; i++) {
		heading_text(grid, i, &cells[i]);
		texts[i] = buffer_text(&cells[i]);
	}
	print_row(grid, texts, NULL);
	for (bool more = true; more; fine = listing_next(listing, &more, why))
		for (size_t row = 0; row < listing->count; row++) {
			for (size_t i = 0; i < grid->columns; i++) {
				cell_text(grid, row, i, &cells[i]);
				texts[i] = buffer_text(&cells[i]);
			}
			enum state state = grid->color ? listing_state(listing, row) : STATES;
			print_row(grid, texts, state_color(state));
		}
	for (size_t i = 0; i < grid->columns; i++)
		buffer_free(&cells[i]);
	free(texts);
	free(cells);
	return fine;
}

/* A line of words, broken where the terminal ends; width 0: it has no end. */
static void print_wrapped(const char *text, int width)
{
	int at = 0;
	while (*text) {
		size_t length = strcspn(text, " ");
		struct buffer word = {0};
		buffer_bytes(&word, text, length);
		int columns = text_columns(buffer_text(&word));
		bool breaks = at > 0 && width > 0 && at + 1 + columns > width;
		printf("%s%s", at == 0 ? "" : breaks ? "\n" : " ", buffer_text(&word));
		at = breaks || at == 0 ? columns : at + 1 + columns;
		buffer_free(&word);
		text += length + (text[length] == ' ');
	}
	putchar('\n');
}

static void print_foot(const struct listing *listing, int width)
{
	struct buffer foot = {0}, clean = {0};
	listing->kind->foot(listing, &foot);
	add_clean(buffer_text(&foot), &clean);
	print_wrapped(buffer_text(&clean), width);
	buffer_free(&clean);
	buffer_free(&foot);
}

static bool print_table(struct listing *listing, bool color, struct fault *why)
{
	struct grid grid = {
		.listing = listing, .columns = listing_show_count(listing), .color = color};
	int width = terminal_width();
	grid.widths = memory_take(grid.columns + 1, sizeof *grid.widths);
	grid.shows = memory_take(grid.columns + 1, sizeof *grid.shows);
	bool fine = measure(&grid, why);
	if (fine) {
		fit(&grid, width);
		fine = print_rows(&grid, why);
	}
	if (fine && listing->kind->foot)
		print_foot(listing, width);
	free(grid.shows);
	free(grid.widths);
	return print_ended(fine, why);
}

/* ---- for machines ---------------------------------------------------------------------------- */

static bool print_csv(struct listing *listing, struct fault *why)
{
	static const struct sheet_style style = {
		.dialect = DIALECT_MACHINE, .separator = ',', .iso_dates = true};
	struct sheet_writer *writer;
	size_t rows;
	if (!print_flushed(why))
		return false;
	writer_open(&writer, STDOUT_FILENO, &style);
	bool fine = listing_write_all(listing, writer, &style, &rows, why);
	return writer_close(writer, fine ? why : NULL) && fine;
}

/* A character as JSON may always write it; above U+FFFF as two halves. */
static void print_json_escape(uint32_t character)
{
	if (character > 0xFFFF)
		printf("\\u%04x\\u%04x", (unsigned)(0xD800 + ((character - 0x10000) >> 10)),
			(unsigned)(0xDC00 + ((character - 0x10000) & 0x3FF)));
	else
		printf("\\u%04x", (unsigned)character);
}

/* RFC 8259. Whatever a terminal may take for an order is escaped too: it means the same. */
static void print_json_text(const char *text)
{
	size_t length = strlen(text), step;
	uint32_t character;
	putchar('"');
	for (; (step = text_step(text, length, &character)) > 0; text += step, length -= step) {
		char one[5] = "", clean[8];
		memcpy(one, text, step);
		if (character == '"' || character == '\\')
			printf("\\%c", (int)character);
		else if (character == '\n')
			fputs("\\n", stdout);
		else if (character == '\t')
			fputs("\\t", stdout);
		else if (strcmp(text_clean(clean, sizeof clean, one), one) != 0)
			print_json_escape(character);
		else
			fputs(one, stdout);
	}
	putchar('"');
}

static bool is_number(const struct column *column)
{
	return column->type == COLUMN_COUNT || column->type == COLUMN_PERCENT;
}

/* Counts and rates are numbers, null where there is nothing to say; everything else is text. */
static void print_json_value(const struct column *column, const char *text)
{
	if (!is_number(column))
		print_json_text(text);
	else
		fputs(*text ? text : "null", stdout);
}

static void print_json_row(const struct listing *listing, size_t row, struct buffer *cell)
{
	for (size_t i = 0; i < listing->column_count; i++) {
		buffer_clear(cell);
		listing_cell(listing, row, i, cell);
		fputs(i ? ", " : "", stdout);
		print_json_text(listing->columns[i].name);
		fputs(": ", stdout);
		print_json_value(&listing->columns[i], buffer_text(cell));
	}
}

static bool print_json(struct listing *listing, struct fault *why)
{
	struct buffer cell = {0};
	size_t printed = 0;
	bool fine = true;
	fputs("[", stdout);
	for (bool more = true; more; fine = listing_next(listing, &more, why))
		for (size_t row = 0; row < listing->count; row++) {
			fputs(printed++ ? ",\n {" : "\n {", stdout);
			print_json_row(listing, row, &cell);
			fputs("}", stdout);
		}
	if (fine) /* half a list is not to be taken for a whole one */
		fputs(printed ? "\n]\n" : "]\n", stdout);
	buffer_free(&cell);
	return print_ended(fine, why);
}

/* Tabs and line breaks inside a cell become spaces, so that a line is a row. */
static void print_plain_text(const char *text)
{
	struct buffer clean = {0};
	add_clean(text, &clean);
	fputs(buffer_text(&clean), stdout);
	buffer_free(&clean);
}

static void print_plain_row(const struct listing *listing, size_t row, struct buffer *cell)
{
	for (size_t i = 0; i < listing->column_count; i++) {
		buffer_clear(cell);
		listing_cell(listing, row, i, cell);
		if (i)
			putchar('\t');
		print_plain_text(buffer_text(cell));
	}
	putchar('\n');
}

static bool print_plain(struct listing *listing, struct fault *why)
{
	struct buffer cell = {0};
	bool fine = true;
	for (size_t i = 0; i < listing->column_count; i++) {
		fputs(i ? "\t" : "", stdout);
		print_plain_text(listing->columns[i].name);
	}
	putchar('\n');
	for (bool more = true; more; fine = listing_next(listing, &more, why))
		for (size_t row = 0; row < listing->count; row++)
			print_plain_row(listing, row, &cell);
	buffer_free(&cell);
	return print_ended(fine, why);
}

bool print_listing(struct listing *listing, enum format format, bool color, struct fault *why)
{
	switch (format) {
	case FORMAT_CSV:
		return print_csv(listing, why);
	case FORMAT_JSON:
		return print_json(listing, why);
	case FORMAT_PLAIN:
		return print_plain(listing, why);
	default:
		return print_table(listing, color, why);
	}
}
