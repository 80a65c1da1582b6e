/* The door of exchange: files that come in and go out. It knows columns, spellings and dialects
 * (CSV.md, INTERFACE.md "Files"), not the store and not the commands. */
#ifndef TIENDO_EXCHANGE_H
#define TIENDO_EXCHANGE_H

#include "tiendo/base.h"

/* ---- one table of columns per kind of file, shared by import and export --------------------- */

enum sheet_kind {
	SHEET_UNITS, SHEET_PEOPLE, SHEET_PLAN, SHEET_TASKS, SHEET_RECEIPTS, SHEET_NUMBERS,
	SHEET_SUMMARY, SHEET_DUE, SHEET_LOG, /* written only */
	SHEET_KINDS
};

enum column_type {
	COLUMN_CODE,   /* exact text; a leading ' is dropped */
	COLUMN_TEXT,   /* free text; guarded against formulas, reversibly (CSV.md) */
	COLUMN_LINE,   /* free text on one line: a name, a title */
	COLUMN_DATE,   /* canonical form ISO */
	COLUMN_COUNT,  /* whole number >= 0 */
	COLUMN_NUMBER, /* count, "-" (not applicable) or "" (not reported) */
	COLUMN_PERCENT,/* "85.0"; only written */
	COLUMN_PHONE,  /* canonical form grouped: 0901 234 567 */
	COLUMN_CHOICE  /* one of choices; canonical form its English word */
};

struct choice {
	const char *word; /* English, canonical */
	const char *vi;   /* Vietnamese spelling, written and read */
	const char *also; /* other spellings that are read, set apart by |; NULL: none */
};

enum column_flag {
	COLUMN_KEY = 1,       /* part of the row's key: never empty unless COLUMN_OPTIONAL too */
	COLUMN_REQUIRED = 2,  /* the file is refused without it */
	COLUMN_DERIVED = 4,   /* written for the reader, ignored on import */
	COLUMN_OPTIONAL = 8   /* a key that has a default: plan, version */
};

struct column {
	const char *name;    /* English heading and field name: "received_on" */
	const char *heading; /* Vietnamese heading: "Ngày nhận" */
	enum column_type type;
	unsigned flags;
	const struct choice *choices; /* ends with a NULL word */
};

struct sheet_format {
	enum sheet_kind kind;
	const char *word, *vi; /* "units", "đơn vị": the KIND of the command line and of the screen */
	const struct column *columns;
	size_t count;
	bool wide; /* unknown columns carry values: one per number */
};

const struct sheet_format *sheet_format(enum sheet_kind kind);
/* Either language's word; the Vietnamese one with or without its marks. */
bool sheet_kind_from_word(const char *word, enum sheet_kind *kind);
const char *sheet_kind_word(enum sheet_kind kind); /* in the language in use */
size_t sheet_column(const struct sheet_format *format, const char *name); /* (size_t)-1: none */

/* ---- complaints: every error of a file in one go ---------------------------------------------- */

enum complaint_level { COMPLAINT_ERROR, COMPLAINT_WARNING, COMPLAINT_CONFLICT };

struct complaint {
	enum complaint_level level;
	long line;          /* as an editor counts; 0: the file as a whole */
	const char *column; /* heading as in the file; "" */
	const char *value;  /* as in the file; "" */
	const char *text;   /* reason and cure, in the language in use */
	const char *advice; /* the option that decides it, for who has no keys for that; "" */
	const char *cure;   /* the text that would take the cell's place; "" where none is known */
	const char *other;  /* the second of two that are possible; "" */
};

struct complaints {
	struct pool pool;
	size_t count, room, errors, warnings, conflicts;
	struct complaint *at;
};

void complain(struct complaints *complaints, enum complaint_level level, long line,
	const char *column, const char *value, const char *msgid, ...)
	__attribute__((format(printf, 6, 7)));
/* The cure of the complaint made last; other may be NULL. Both are copied. */
void complaint_cure(struct complaints *complaints, const char *cure, const char *other);
/* Tells an error about that cell anew, with a cure, where one is there already. */
bool complaint_retell(struct complaints *complaints, long line, const char *column, const char *text,
	const char *cure);
void complaint_advise(struct complaints *complaints, const char *msgid); /* the one made last */
void complaints_sort(struct complaints *complaints); /* by line, stable */
/* "FILE:LINE: column: reason: advice", display-clean; value quoted and cut. */
void complaint_print(const struct complaint *complaint, const char *file, char *out, size_t size);
void complaints_free(struct complaints *complaints);

/* ---- reading ---------------------------------------------------------------------------------- */

/* Sizes refused with a clear error (CSV.md, QUALITY.md §3 "Limits"). */
struct sheet_limits {
	size_t file_bytes, cell_bytes, columns, rows; /* 0: no limit */
	bool is_tame; /* refuses controls of terminals in cells */
};
extern const struct sheet_limits sheet_limits_local;   /* 1 GiB, 1 MiB a cell, 1,000 columns, no row limit */
extern const struct sheet_limits sheet_limits_officer; /* 16 MB, 4 KiB a cell, 64 columns, 100,000 rows */

/* Which of day and month comes first where a cell alone does not tell. */
enum day_order { ORDER_BY_COLUMN /* its other cells tell, else the day */, ORDER_DAY, ORDER_MONTH };
/* A text that takes the place of a cell when the file is read: a cure that a person accepted. */
struct sheet_fix {
	long line;          /* of the row's first character, as in complaints */
	const char *column; /* its heading as in the file; the first that has it */
	const char *text;
};

struct sheet_options {
	const char *encoding;  /* NULL: sniff; else UTF-8, UTF-16LE, UTF-16BE, CP1258, TCVN3, VISCII */
	char separator;        /* 0: sniff; else , ; \t | */
	int today;             /* for a day without … nothing is guessed from it but two-digit years */
	const struct sheet_limits *limits; /* NULL: local */
	enum day_order order;  /* proven from outside the file: sheet_day_proves */
	const struct sheet_fix *fixes; /* by line; of two for one cell the later one stands */
	size_t fix_count;
	const struct watcher *watcher; /* NULL: nobody is told */
};

struct sheet_row {
	long line;           /* of the row's first character */
	bool refused;        /* something in it was complained about as an error */
	const char **cells;  /* format->count canonical texts, then extra_count texts of the other columns */
	const char **raw;    /* column_count texts as they came */
	size_t raw_count;
};

/* A file as it was understood. All texts are NFC and live in one pool. */
struct sheet {
	struct pool pool;
	const struct sheet_format *format;
	const char *encoding;   /* "UTF-8 with mark", … for the reader */
	char separator;
	long header_line;
	size_t column_count;    /* of the file */
	const char **headings;  /* as in the file */
	bool *has;              /* format->count: the column is there */
	const char **shown;     /* format->count: its heading as in the file, or as an export has it */
	bool *day_assumed;      /* format->count: its days were read day first, though no cell proves it */
	size_t extra_count;
	const char **extras;    /* headings of columns the format does not know, reason column left out */
	size_t row_count;
	struct sheet_row *rows;
	size_t *places;         /* format->count: the file's column, (size_t)-1 where it has none */
	size_t ambiguous;       /* days that may be read both ways, so that an order decided */
};

/* Reads a whole file's bytes as a sheet of that kind. False with why: the file as a whole cannot
 * be taken (empty, a workbook, not text, no header, a required or doubled column, personal data
 * asked for: DOMAIN.md §7, a limit), or the watcher said to stop. True: *sheet is to be closed with sheet_close; bad cells and
 * rows are in complaints and the rows marked refused. bytes are borrowed for the call. */
bool sheet_read(struct sheet **sheet, const struct sheet_format *format, const char *bytes,
	size_t length, const struct sheet_options *options, struct complaints *complaints,
	struct fault *why);
void sheet_close(struct sheet *sheet);

/* What a cell that is known to mean this day proves of the client that wrote it. ORDER_BY_COLUMN:
 * nothing, as of a cell spelled as this program writes days, which no client has touched. */
enum day_order sheet_day_proves(const struct sheet *sheet, size_t row, size_t column, int day);

/* Whether a spreadsheet, and no person, makes the second free text out of the first (CSV.md, "Which
 * cells survive"): 1.10 comes back as 1.1, 012 as 12, 75% as 0.75 or 75,00%, 1/2 as a day, 14:30 as
 * 14:30:00, a tab is dropped. True for equal texts. */
bool text_came_back(const char *left, const char *back);
/* The same of a text on one line, in which reading makes one blank of several (COLUMN_LINE). */
bool line_came_back(const char *left, const char *back);

/* Whether the second is the first text with letters outside ASCII turned into "?", at least one, and the
 * others as they were or as the nearest letter of an old encoding: no person's edit. */
bool text_lost_letters(const char *left, const char *back);

/* ---- reading large files ---------------------------------------------------------------------- */

/* A file whose rows are looked at one by one, each as often as wanted, and of which only those that
 * need more words become a sheet. For formats whose cells mean the same whatever stands below them:
 * no days, not wide. */
struct sheet_stream;

struct slice { /* ends by its length alone */
	const char *text;
	size_t length;
};

struct stream_row {
	size_t at;      /* its place, for stream_again */
	bool misshapen; /* which cell is whose cannot be told: no cells are given */
	bool good;      /* all that sheet_read would say of it alone is nothing */
	bool is_verbatim; /* the cells are what stands in the file, as it stands there */
	const struct slice *cells; /* format->count canonical texts, "" where there is none; valid until
	                            * the next row */
};

/* Refuses what sheet_read refuses of the file as a whole. bytes are borrowed until stream_close. */
bool stream_open(struct sheet_stream **stream, const struct sheet_format *format, const char *bytes,
	size_t length, const struct sheet_options *options, struct fault *why);
/* What is known before the rows: headings, has, shown. */
const struct sheet *stream_about(const struct sheet_stream *stream);
/* The rows in the order of the file. False: the end (why->kind is FAULT_NONE) or a limit. */
bool stream_next(struct sheet_stream *stream, struct stream_row *row, struct fault *why);
/* Whether one of the rows so far, having cells behind the last heading, is to be judged by the rows
 * around it: then the file is one for sheet_read. */
bool stream_needs_neighbours(const struct sheet_stream *stream);
/* From the first row again. */
void stream_rewind(struct sheet_stream *stream);
/* The row at a place that stream_next gave, a good one; is_verbatim: what was said of it there. */
void stream_again(struct sheet_stream *stream, size_t at, bool is_verbatim, struct stream_row *row);
/* Whether the text of a cell stands as it is in the file: then it is valid until stream_close. */
bool stream_keeps(const struct sheet_stream *stream, const char *text);
/* The sheet that sheet_read would make, of the rows whose byte in kept is STREAM_KEPT alone, with the
 * complaints of all that are not good. It outlives the stream. All rows have been looked at. */
#define STREAM_KEPT 1
bool stream_sheet(struct sheet_stream *stream, const unsigned char *kept, struct sheet **sheet,
	struct complaints *complaints, struct fault *why);
void stream_close(struct sheet_stream *stream); /* NULL allowed */

/* One cell by its column's type, outside a sheet (the number columns of a wide file): canonical
 * text into out, or false with why. True with why->kind set: read, with a doubt to be told. */
bool cell_read(const struct column *column, const char *text, char *out, size_t size,
	struct fault *why);

/* The only way that text, refused by that column's type, may have been meant, or the only two; false
 * where none or more are possible. */
bool cell_cure(const struct column *column, const char *text, int today, struct pool *pool,
	const char **cure, const char **other);

/* ---- writing ---------------------------------------------------------------------------------- */

/* A workbook (.xlsx) is written where the build has libxlsxwriter: texts stay texts, days are days,
 * counts are numbers. */
enum dialect { DIALECT_SPREADSHEET, DIALECT_MACHINE, DIALECT_WORKBOOK };
bool writer_makes_workbooks(void);

struct sheet_style {
	enum dialect dialect;
	char separator;  /* , or ; (spreadsheet) */
	bool iso_dates;
	const char *title; /* of a workbook and its sheet; may be NULL; borrowed until writer_open ends */
};

/* Writes rows to a file descriptor. Any error is remembered: writer_close tells it. For a workbook
 * fd is an empty file, open for reading and writing, as file_start gives it; rows, columns and cells
 * beyond what workbooks take are refused, and its temporary files are where $TMPDIR says. */
struct sheet_writer;
void writer_open(struct sheet_writer **writer, int fd, const struct sheet_style *style);
/* The header row's cell; call once a column, then writer_end_row. */
void writer_heading(struct sheet_writer *writer, const char *text);
/* One cell; text is canonical (ISO dates, English choices, plain counts) and is spelled by type,
 * style and the language in use. column may be NULL: a cell as it came from a file (rejects), which
 * reads again as what it read as; nothing in it is run by a spreadsheet either. */
void writer_cell(struct sheet_writer *writer, const struct column *column, const char *text);
void writer_end_row(struct sheet_writer *writer);
/* Flushes and frees; false with why if any byte did not reach the descriptor, or was refused. */
bool writer_close(struct sheet_writer *writer, struct fault *why);

/* Heading of a column in this style: Vietnamese or English by language; machine: English name. A
 * workbook has it as the spreadsheet. */
const char *column_heading(const struct column *column, const struct sheet_style *style);

/* ---- files ------------------------------------------------------------------------------------ */

/* Reads path ("-": standard input) whole; *bytes is the caller's to free. Refuses folders, devices
 * that are not plain input, and more than limit bytes. */
bool file_read(const char *path, size_t limit, char **bytes, size_t *length, struct fault *why);

/* After the end of standard input that comes over a line: whether the one who sent it is still there.
 * A line that is lost ends like a whole file; a fifth of a second later its other ends are closed
 * (QUALITY.md §3). FAULT_TROUBLE: nobody is there to be told. */
bool file_sender_stays(struct fault *why);

/* Nothing is there. False where that cannot be told, for a disk that fails say: then opening tells. */
bool file_is_absent(const char *path);

/* Makes the folders above path that are not there yet, with that mode. One that cannot be made shows
 * when the file itself is opened. */
void file_make_folders(const char *path, unsigned mode);

/* A file that appears whole or not at all: written without a name (where the system cannot do that,
 * under one beside its place), synced, renamed. "-" writes to
 * standard output. file_finish(…, false, …) removes the unfinished one; path is kept as it was. */
struct file_out {
	int fd;
	char *path, *temporary;
	bool nameless; /* it has no name yet: whatever ends the program ends the file */
};
bool file_start(struct file_out *file, const char *path, struct fault *why);
bool file_finish(struct file_out *file, bool keep, struct fault *why);

#endif
