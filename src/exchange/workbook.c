/* An Excel workbook through libxlsxwriter: one sheet, texts as texts, days as days, counts as
 * numbers, the states in their colours. Only here is that library known. Rows leave for a temporary
 * file as they come, so that a sheet of any length costs little memory. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "workbook.h"

#define LETTERS_MOST 32767   /* in a cell, counted as Excel does: in UTF-16 */
#define LETTERS_AS_TEXT 255  /* some Excels show #### for more in a cell of format Text */
#define WIDTH_MOST 60
#define ROWS_MOST 4000000000 /* bytes of the rows before packing: archives count in 32 bits */
#define FROZEN_MOST 70       /* columns of letters that may stand still beside those that scroll */
#define DAY_ZERO 25569       /* 1970-01-01 as a day of a spreadsheet */
#define DAY_FIRST 61         /* 1900-03-01: programs do not agree about those before */
#define DAY_LAST 2958465     /* 9999-12-31 */
#define DIGITS_MOST 15       /* a spreadsheet's numbers keep no more */
#define FORMAT_TEXT 49       /* the built-in "@" */
#define MADE_ON 315532800    /* 1980-01-01, as the archive's own: the same rows are the same bytes */

enum look { LOOK_TEXT, LOOK_WRAPPED, LOOK_LONG, LOOK_DATE, LOOK_COUNT, LOOK_PERCENT, LOOKS };
enum mark { MARK_WARN, MARK_BAD, MARK_BACK, MARKS };

struct book_column {
	const struct column *column; /* NULL: of headings alone, or plain text */
	int width;
};

struct book {
	int fd;
	lxw_workbook *library;
	lxw_worksheet *sheet;
	lxw_format *looks[LOOKS][2]; /* [1]: derived, so that people see what import passes over */
	lxw_format *marks[MARKS], *heading;
	struct book_column *columns;
	size_t column_count, row, cell;
	struct buffer text;
	bool has_failed;
	struct fault why; /* of the first thing that failed */
};

bool book_is_built(void)
{
	return true;
}

/* ---- opening --------------------------------------------------------------------------------- */

/* The library tells its troubles on standard error, in the middle of our screen. What kept stderr
 * is to be given back; -1: nothing could be done. */
static int silence_begin(void)
{
	int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (kept >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	if (nowhere >= 0)
		close(nowhere);
	return kept;
}

static void silence_end(int kept)
{
	if (kept < 0)
		return;
	dup2(kept, STDERR_FILENO);
	close(kept);
}

/* number NULL: what a spreadsheet makes of it. */
static lxw_format *format_make(struct book *book, const char *number, bool derived)
{
	lxw_format *format = workbook_add_format(book->library);

	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (number && strcmp(number, "@") == 0)
		format_set_num_format_index(format, FORMAT_TEXT);
	else if (number)
		format_set_num_format(format, number);
	if (derived)
		format_set_font_color(format, 0x707070);
	return format;
}

static void formats_make(struct book *book, bool iso_dates)
{
	static const struct {
		lxw_color_t letters, ground;
	} colours[MARKS] = {[MARK_WARN] = {LXW_COLOR_BLACK, LXW_COLOR_YELLOW},
		[MARK_BAD] = {LXW_COLOR_WHITE, LXW_COLOR_RED},
		[MARK_BACK] = {LXW_COLOR_BLACK, LXW_COLOR_CYAN}};
	const char *const numbers[LOOKS] = {[LOOK_TEXT] = "@",
		[LOOK_WRAPPED] = "@",
		[LOOK_DATE] = iso_dates ? "yyyy-mm-dd" : "dd/mm/yyyy",
		[LOOK_PERCENT] = "0.0"};

	for (int look = 0; look < LOOKS; look++) {
		for (int derived = 0; derived < 2; derived++) {
			lxw_format *format = format_make(book, numbers[look], derived);

			if (look == LOOK_WRAPPED || look == LOOK_LONG)
				format_set_text_wrap(format);
			book->looks[look][derived] = format;
		}
	}
	for (int mark = 0; mark < MARKS; mark++) {
		book->marks[mark] = format_make(book, "@", false);
		format_set_font_color(book->marks[mark], colours[mark].letters);
		format_set_bg_color(book->marks[mark], colours[mark].ground);
	}
	format_set_bold(book->marks[MARK_BAD]);
	book->heading = format_make(book, "@", false);
	format_set_bold(book->heading);
	format_set_text_wrap(book->heading);
}

/* title: of the sheet, or NULL; the library takes it as one that might be changed. */
static bool library_open(struct book *book, char *title)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	char author[] = "tiendo", path[32];
	lxw_doc_properties about = {.author = author, .created = MADE_ON};

	snprintf(path, sizeof path, "/dev/fd/%d", book->fd);
	book->library = workbook_new_opt(path, &options);
	if (!book->library)
		return false;
	if (title) {
		about.title = title;
		workbook_set_properties(book->library, &about);
		if (workbook_validate_sheet_name(book->library, title) == LXW_NO_ERROR)
			book->sheet = workbook_add_worksheet(book->library, title);
	} else {
		workbook_set_properties(book->library, &about);
	}
	if (!book->sheet)
		book->sheet = workbook_add_worksheet(book->library, NULL);
	return book->sheet != NULL;
}

void book_open(struct book **out, int fd, const struct sheet_style *style)
{
	struct book *book = memory_take(1, sizeof *book);
	/* Before the silence, in which a want of memory could not be told. */
	char *title = style->title ? memory_text(style->title) : NULL;
	int kept = silence_begin();

	book->fd = fd;
	if (library_open(book, title))
		formats_make(book, style->iso_dates);
	else
		book->has_failed = !refuse(&book->why, FAULT_TROUBLE,
			N_("no temporary file can be made for the workbook: set TMPDIR to a folder "
			   "with room"));
	silence_end(kept);
	free(title);
	*out = book;
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* The place for the next cell; NULL: nothing is taken any more. */
static struct book_column *cell_place(struct book *book)
{
	size_t at = book->cell++;

	if (book->has_failed)
		return NULL;
	if (book->row >= LXW_ROW_MAX || at >= LXW_COL_MAX) {
		book->has_failed = !refuse(&book->why, FAULT_REFUSED,
			N_("more than the 1,048,576 rows or 16,384 columns that a workbook takes: "
			   "name a .csv file"));
		return NULL;
	}
	if (at >= book->column_count) {
		book->columns = memory_grow(
			book->columns, book->column_count = at + 1, sizeof *book->columns);
		book->columns[at] = (struct book_column){.column = NULL};
	}
	return &book->columns[at];
}

static void widen(struct book_column *column, int width)
{
	if (width > column->width)
		column->width = width;
}

/* look LOOKS: format as it is. */
static void put_text(struct book *book, struct book_column *column, const char *guard,
	const char *text, enum look look, lxw_format *format)
{
	size_t letters;
	int width = book_text_width(text) + (int)strlen(guard);
	bool derived = column->column && (column->column->flags & COLUMN_DERIVED);

	buffer_clear(&book->text);
	letters = book_text_escape(&book->text, guard) + book_text_escape(&book->text, text);
	if (look == LOOK_TEXT && (width > WIDTH_MOST || strchr(text, '\n')))
		look = letters > LETTERS_AS_TEXT ? LOOK_LONG : LOOK_WRAPPED;
	if (look != LOOKS)
		format = book->looks[look][derived];
	widen(column, width);
	if (letters <= LETTERS_MOST &&
		worksheet_write_string(book->sheet, (lxw_row_t)book->row,
			(lxw_col_t)(book->cell - 1), buffer_text(&book->text),
			format) == LXW_NO_ERROR)
		return;
	book->has_failed = !refuse(&book->why, FAULT_REFUSED,
		N_("row %zu: a cell has more than the 32,767 letters that a workbook takes: name a "
		   ".csv file"),
		book->row + 1);
}

static void put_number(struct book *book, const struct book_column *column,
	double number, enum look look)
{
	bool derived = column->column->flags & COLUMN_DERIVED;

	worksheet_write_number(book->sheet, (lxw_row_t)book->row,
		(lxw_col_t)(book->cell - 1), number, book->looks[look][derived]);
}

void book_heading(struct book *book, const char *text)
{
	struct book_column *column = cell_place(book);

	if (!column)
		return;
	put_text(book, column, "", text, LOOKS, book->heading);
	column->width += 2; /* the button of the filter */
}

/* The colour of a state (those of the screen): MARKS for none. */
static enum mark state_mark(const struct column *column, const char *word)
{
	if (column->type != COLUMN_CHOICE)
		return MARKS;
	if (strcmp(word, "due_soon") == 0 || strcmp(word, "last_day") == 0)
		return MARK_WARN;
	if (strcmp(word, "overdue") == 0)
		return MARK_BAD;
	return strcmp(word, "returned") == 0 ? MARK_BACK : MARKS;
}

static enum look column_look(const struct column *column)
{
	switch (column ? column->type : COLUMN_TEXT) {
	case COLUMN_DATE:
		return LOOK_DATE;
	case COLUMN_COUNT:
	case COLUMN_NUMBER:
		return LOOK_COUNT;
	case COLUMN_PERCENT:
		return LOOK_PERCENT;
	default:
		return LOOK_TEXT;
	}
}

/* The number that a cell of such a look holds; false: it is text after all. */
static bool cell_number(enum look look, const char *canonical, double *number)
{
	char *end;
	int day;

	if (look == LOOK_DATE) {
		if (!day_from_iso(canonical, &day) || day + DAY_ZERO < DAY_FIRST ||
			day + DAY_ZERO > DAY_LAST)
			return false;
		*number = day + DAY_ZERO;
		return true;
	}
	if (look == LOOK_TEXT || strlen(canonical) > DIGITS_MOST ||
		(look == LOOK_COUNT && !cell_is_whole(canonical)))
		return false;
	*number = strtod(canonical, &end);
	return end > canonical && !*end && strspn(canonical, "+-.0123456789") == strlen(canonical);
}

void book_cell(struct book *book, const struct column *column, const char *canonical,
	const char *guard, const char *shown)
{
	struct book_column *place = cell_place(book);
	enum look look = column_look(column);
	enum mark mark;
	double number;

	if (!place)
		return;
	place->column = column;
	if (!*canonical)
		return;
	mark = column ? state_mark(column, canonical) : MARKS;
	if (mark != MARKS) {
		put_text(book, place, guard, shown, LOOKS, book->marks[mark]);
	} else if (cell_number(look, canonical, &number)) {
		put_number(book, place, number, look);
		widen(place, (int)strlen(canonical));
	} else {
		put_text(book, place, guard, shown, look, NULL);
	}
}

void book_end_row(struct book *book)
{
	book->row++;
	book->cell = 0;
}

/* ---- closing --------------------------------------------------------------------------------- */

/* Columns to stand still: up to the last key, if that leaves room for the others. */
static size_t frozen_columns(const struct book *book)
{
	size_t frozen = 0;
	int width = 0;

	for (size_t i = 0; i < book->column_count; i++) {
		const struct column *column = book->columns[i].column;

		width += book->columns[i].width + 1;
		if (width > FROZEN_MOST)
			break;
		if (column && (column->flags & COLUMN_KEY))
			frozen = i + 1;
		else if (!column || !(column->flags & COLUMN_DERIVED))
			break;
	}
	return frozen;
}

/* Every column gets its width and, for the cells that people fill in, the format of its kind: what
 * is typed into a column of codes stays text. */
static void sheet_furnish(struct book *book)
{
	lxw_col_t last = (lxw_col_t)(book->column_count - 1);
	lxw_row_t rows = book->row ? (lxw_row_t)(book->row - 1) : 0;

	for (size_t i = 0; i < book->column_count; i++) {
		const struct column *column = book->columns[i].column;
		bool derived = column && (column->flags & COLUMN_DERIVED);
		int width = book->columns[i].width;

		worksheet_set_column(book->sheet, (lxw_col_t)i, (lxw_col_t)i,
			(width < WIDTH_MOST ? width : WIDTH_MOST) + 1.5,
			book->looks[column_look(column)][derived]);
	}
	worksheet_freeze_panes(book->sheet, 1, (lxw_col_t)frozen_columns(book));
	if (book->column_count > 0)
		worksheet_autofilter(book->sheet, 0, 0, rows, last);
	worksheet_repeat_rows(book->sheet, 0, 0);
	worksheet_set_landscape(book->sheet);
}

static bool library_close(struct book *book, struct fault *why)
{
	FILE *rows = book->sheet->optimize_tmpfile;
	lxw_error error;
	long size;
	bool good;

	sheet_furnish(book);
	lxw_worksheet_write_single_row(book->sheet); /* the last one, which waits for a next */
	good = fflush(rows) == 0 && !ferror(rows);
	size = ftell(rows);
	if (size > ROWS_MOST)
		return refuse(why, FAULT_REFUSED,
			N_("more than the 4 GB that a workbook takes: name a .csv file"));
	errno = 0;
	error = workbook_close(book->library);
	book->library = NULL;
	if (error != LXW_NO_ERROR && error != LXW_ERROR_CREATING_TMPFILE)
		return refuse(why, FAULT_TROUBLE, N_("the file could not be written whole: %s"),
			errno ? strerror(errno) : lxw_strerror(error));
	if (error == LXW_NO_ERROR && good && size >= 0 &&
		book_is_whole(book->fd, (uint64_t)size))
		return true;
	return refuse(why, FAULT_TROUBLE,
		N_("the workbook could not be made whole: is there room for temporary files? TMPDIR "
		   "names their folder"));
}

bool book_close(struct book *book, struct fault *why)
{
	int kept = silence_begin();
	bool good = !book->has_failed && library_close(book, why);

	if (book->has_failed)
		*why = book->why;
	if (book->library)
		lxw_workbook_free(book->library);
	silence_end(kept);
	buffer_free(&book->text);
	free(book->columns);
	free(book);
	return good;
}
