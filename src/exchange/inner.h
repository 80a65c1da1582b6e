/* What only the files of this room see of each other. A file goes through them in this order:
 * sniff (bytes to text) → records (text to cells) → header (which column is which) → read (rows)
 * → read_cells, cells and dates (cells to canonical texts). */
#ifndef TIENDO_EXCHANGE_INNER_H
#define TIENDO_EXCHANGE_INNER_H

#include "tiendo/exchange.h"

#define PLACE_NONE ((size_t)-1)

/* ---- sniff.c, legacy.c, vni.c --------------------------------------------------------------- */

/* The file as UTF-8 in NFC without a mark; text points into the caller's bytes or into scratch. */
struct plain {
	const char *text;
	size_t length;
	const char *encoding;
	bool is_lettered; /* its letters are all plain ones; false: some may not be */
};

bool sniff_text(struct plain *plain, const char *bytes, size_t length,
	const struct sheet_options *options, const struct sheet_format *format,
	struct pool *scratch, struct fault *why);
/* The line, as an editor counts, that the byte at offset stands on. */
long sniff_line(const char *text, size_t offset);

/* Bytes that are not UTF-8, decoded by the table `name` ("CP1258", "TCVN3", "VISCII", "VNI") or,
 * with NULL, by the one that gives the most Vietnamese words. False with why: no table fits. */
bool legacy_text(struct plain *plain, const char *bytes, size_t length, const char *name,
	const struct sheet_format *format, struct pool *scratch, struct fault *why);
/* Text that is valid UTF-8 but was typed in an old font ("Hä vµ tªn"): decoded if it is one. */
bool legacy_letters(struct plain *plain, const struct sheet_format *format, struct pool *scratch);

/* The text as it reads if its Latin-1 letters were typed in the index-th of the old fonts, or are
 * the bytes of UTF-8 taken for letters. NULL: no more, or it holds other letters or none. */
const char *legacy_reading(const char *text, size_t index, struct pool *pool);

/* VNI bytes appended as UTF-8, marks apart. False: *bad is the offset of a byte VNI has not. */
bool vni_decode(const char *bytes, size_t length, struct buffer *out, size_t *bad);

/* ---- damaged.c ------------------------------------------------------------------------------ */

/* True with why: all letters of the file are UTF-8 that was taken for another encoding. */
bool damaged_file(const char *text, size_t length, struct fault *why);
/* True with why: some letters of the cell are, or became "?". */
bool damaged_cell(const char *text, struct fault *why);
/* The cell as it was, where that can be told. */
bool damaged_cure(const char *text, struct pool *pool, const char **cure);

/* ---- line.c --------------------------------------------------------------------------------- */

/* A line whose cells are bare without blanks at their ends, or between two quotation marks; none goes
 * on over lines. They lie where they were read. */
struct line {
	size_t count, room;
	struct slice *cells;
	size_t length;    /* without its end */
	const char *next; /* what follows it */
	bool is_odd;      /* controls, "?" or two blanks side by side are in it */
};
/* False: the line at `at` is empty or none of these. line starts zeroed and is used again and again,
 * until line_free. */
bool line_cut(struct line *line, const char *at, const char *end, char separator);
void line_free(struct line *line);

/* Bytes of a letter that is nothing but a letter: ASCII, or one of those that Vietnamese is written
 * with. 0: it may be something that cannot be seen, a blank, or damage. */
static inline size_t plain_letter(const unsigned char *at)
{
	if (*at < 0x80)
		return *at >= ' ' && *at < 0x7F && *at != '?';
	if (*at == 0xC5)
		return at[1] == 0xA8 || at[1] == 0xA9 ? 2 : 0;
	if (*at >= 0xC3 && *at <= 0xC6)
		return *at != 0xC6 || at[1] != 0x92 ? 2 : 0; /* 92: what a byte becomes */
	return *at == 0xE1 && (at[1] == 0xBA || at[1] == 0xBB) ? 3 : 0;
}

/* ---- records.c: the only file that knows libcsv --------------------------------------------- */

struct record {
	long line;       /* of its first character */
	long quote_line; /* unclosed: where the quotation mark opens */
	bool unclosed;   /* a cell runs on over lines because of a bad quotation mark */
	bool swallowed;  /* a bad quotation mark joined cells */
	bool stray;      /* a quotation mark stands where none may */
	bool torn;       /* a lone carriage return cut it, in a file whose lines end otherwise */
	size_t at;       /* of its first character in the text */
	bool plain;      /* the cells' bytes are those of the text: records_place */
	size_t count;
	const char **cells; /* line ends inside are \n; valid until the next call */
};

struct records;
/* text is borrowed until records_close and has no NUL, as sniff_text promises. */
struct records *records_open(const char *text, size_t length, char separator,
	const struct sheet_limits *limits);
/* The next record that is not a blank line. False: the end (why->kind is FAULT_NONE) or a limit
 * is passed. After an unclosed quotation mark it goes on at the line after it. */
bool records_next(struct records *records, struct record *record, struct fault *why);
/* Goes on with the record that starts at that place; its line is then not known. */
void records_seek(struct records *records, size_t at);
/* Where the next one begins, or blank lines before it. */
const char *records_at(const struct records *records);
/* Cuts the line that would be the next record, where it stands. False: records_next is to be asked. */
bool records_line(struct records *records, struct line *line);
/* Goes on behind that line. */
void records_pass(struct records *records, const struct line *line);
/* Where in the text a plain record's cell stands. */
size_t records_place(const struct records *records, const struct record *record, size_t cell);
void records_close(struct records *records);

/* ---- header.c, personal.c ------------------------------------------------------------------- */

struct layout {
	size_t before;       /* records up to and with the header row */
	size_t *place;       /* format->count: the file's column, or PLACE_NONE */
	size_t *extra_place; /* sheet->extra_count */
};

/* Finds separator and header row together and fills the sheet's headings, has, shown and extras. */
bool header_read(struct sheet *sheet, struct layout *layout, const struct plain *plain,
	const struct sheet_options *options, struct fault *why);
/* Warns of headings that were known only without their marks, though they have some. */
void header_warn(const struct sheet *sheet, struct complaints *complaints);
/* Folds a heading as it is compared: bracketed remarks are left out. Returns out. */
char *heading_fold(char *out, size_t size, const char *heading);
/* Which column of the format a folded heading is, in either language; PLACE_NONE: none. */
size_t heading_column(const struct sheet_format *format, const char *folded);

/* False with why where a heading of such a file asks for personal data (DOMAIN.md §7). */
bool personal_check_heading(const struct sheet_format *format, const char *heading,
	struct fault *why);
/* Puts before the reason where that stands; column 0: the line as a whole. False. */
bool personal_place(long line, size_t column, const char *heading, struct fault *why);
/* The same for a title, where only that of a list of names counts. */
bool personal_check_title(const struct sheet_format *format, const char *title,
	struct fault *why);
/* The same for a row above the header row: titles, or the upper line of the headings. */
bool personal_check_above(const struct sheet_format *format, const struct record *record,
	struct fault *why);
/* The same for a row below it that is no row of the table, for it lacks a key: the headings of
 * another list, or (first: directly below) the lower line of the headings. */
bool personal_check_below(const struct sheet *sheet, const struct record *record, bool first,
	struct fault *why);

/* ---- shape.c -------------------------------------------------------------------------------- */

/* Whether a heading is missing between others. */
bool shape_has_gap(const struct sheet *sheet);
/* Whether cells of the record look like the halves of a quoted one. */
bool shape_is_split(const struct record *record);
/* Rows with empty cells behind the last heading: refused where one stands alone or others have such
 * cells filled (some_too_wide), else told of. */
void shape_check_long(struct sheet *sheet, bool some_too_wide, struct complaints *complaints);

/* ---- footer.c ------------------------------------------------------------------------------- */

/* Whether a record is a total, a remark or a signature below the table rather than a row of it.
 * after_footer: the record before was one. */
/* Whether a required key has no cell, or one that no code can be. */
bool footer_lacks_key(const struct sheet *sheet, const struct layout *layout,
	const struct record *record);
bool footer_is(const struct sheet *sheet, const struct layout *layout, const struct record *record,
	bool after_footer);

/* ---- read.c --------------------------------------------------------------------------------- */

struct reading {
	struct sheet *sheet;
	struct layout layout;
	struct sheet_options options;
	struct complaints *complaints;
	const unsigned char *kept; /* by row of the file, as stream_sheet has it; NULL: all */
	size_t row_count; /* of the file */
	size_t room; /* of sheet->rows */
	bool after_totals; /* the last row was a total or a signature */
	bool some_too_wide; /* a row has cells behind the last heading */
	long torn_line; /* of the newest row, if a lone carriage return ended it; else 0 */
	size_t fix; /* the first of options.fixes that is not below the row read last */
	size_t short_count;
	long short_line;
};

/* The text of a cell as it came; "" where the row has none there. */
const char *row_raw(const struct sheet_row *row, size_t place);
bool refuse_cancelled(struct fault *why);

/* common_row.c */
struct common_rows {
	const struct sheet *sheet;
	const size_t *place;
	bool are_possible; /* in this sheet */
	bool is_lettered;  /* all letters of the file are plain ones */
	struct slice code; /* seen last, and in which column of the format */
	size_t code_of;
};
void common_rows_start(struct common_rows *rows, const struct sheet *sheet,
	const struct layout *layout, bool is_lettered);
/* Whether the line is a row of which reading would say nothing and change nothing: then cells are those
 * of the format. False: it may be one all the same. */
bool common_row(struct common_rows *rows, const char *start, const struct line *line,
	struct slice *cells);

enum record_role { RECORD_BLANK, RECORD_HEADER, RECORD_FOOTER, RECORD_ROW };
/* What a record below the header is; records are to be asked about in the order of the file. False
 * with why: it says that the file is one that is not taken. */
bool record_role(struct reading *reading, const struct record *record, bool first,
	enum record_role *role, struct fault *why);
/* Whether a row's shape allows to tell which cell belongs to which column; else why not. */
bool row_has_shape(const struct sheet *sheet, const struct record *record, struct fault *why);
/* Takes the records below the header as rows of the sheet, with complaints about their shape. */
bool read_records(struct reading *reading, const struct plain *plain, struct fault *why);
/* Reads the rows' cells, with complaints about them and the headings. False: cancelled. */
bool read_cells(struct reading *reading, struct fault *why);
/* An empty sheet of that format for sheet_close. */
struct sheet *sheet_new(const struct sheet_format *format);
/* Bytes to text to header: what is known of a sheet before its rows. */
bool read_header(struct reading *reading, struct plain *plain, const char *bytes, size_t length,
	struct pool *scratch, struct fault *why);

/* ---- cells.c, numbers.c, dates.c ------------------------------------------------------------ */

enum cell_result { CELL_GOOD, CELL_WARNED, CELL_REFUSED };

/* What the cells of one date column say about the order of day and month. Those with a weekday are
 * as an export wrote them and say nothing about what was typed below them, so they count apart. */
struct date_order {
	bool day_first, month_first, named_day_first, named_month_first;
	bool is_open; /* some day without a weekday can be read in two ways */
	bool by_names; /* the order is that of days with a weekday, for want of others */
	bool proven; /* by days of the file that are known */
};
void date_witness(struct date_order *order, const char *text, int today);
/* One program saved all columns: what some of them prove holds for those that prove nothing. */
void date_orders_share(struct date_order *orders, size_t count);
/* Both readings of a day; false where the cell is none that an order could decide. */
bool date_readings(const char *text, int today, int *day_first, int *month_first);
enum cell_result date_read(const struct date_order *order, const char *text, int today, int *day,
	struct fault *why);

/* The days that a refused text may mean: with the day first and with the month first, a time and a
 * wrong weekday left out of account; equal where there is one. False: none. */
bool date_meant(const char *text, int today, int *day_first, int *month_first);

struct cell_context {
	struct pool *pool;       /* of what had to be changed; else *text is the raw text itself */
	struct date_order order; /* of the column */
	int today;
	bool is_tame; /* refuses controls of terminals */
};
/* Reads one cell by its column's type. CELL_WARNED and CELL_REFUSED come with why. */
enum cell_result cell_take(const struct column *column, const char *raw,
	const struct cell_context *context, const char **text, struct fault *why);
enum cell_result count_take(const char *text, struct pool *pool, const char **out,
	struct fault *why);
enum cell_result number_take(const char *text, struct pool *pool, const char **out,
	struct fault *why);
enum cell_result phone_take(const char *text, struct pool *pool, const char **out,
	struct fault *why);
/* 1.23E+11, what a spreadsheet leaves of a long code, phone or count; why then says so. */
bool number_is_shortened(const char *text, struct fault *why);
/* Trimmed, freed from the ="…" that some programs wrap around text, and from the guard that
 * writer_cell puts before such a column's text (NULL: a heading). Is raw or lives in pool. */
const char *cell_plain(const struct column *column, const char *raw, struct pool *pool);
/* The same without taking the guard off. */
const char *cell_bare(const char *raw, struct pool *pool);
/* Whether text starts with apostrophes (at least that many) and then, perhaps behind blanks, a sign
 * that formulas have: = + - @, tab, carriage return, the wide forms of the first four. */
bool cell_is_formula(const char *text, size_t apostrophes);
bool cell_starts_blank(const char *text); /* with what reading takes away, or passes over */
bool cell_is_wrapped(const char *text); /* ="…", quotation marks doubled inside */
/* The index-th word that is read as that choice, folded; NULL: it has no more. */
const char *choice_spelling(const struct choice *choice, size_t index, char *folded, size_t size);
/* A whole number as a spreadsheet takes it: digits, perhaps one sign before them. */
bool cell_is_whole(const char *text);

#endif
