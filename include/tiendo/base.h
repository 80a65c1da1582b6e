/* The door of base: faults, long work, memory, text and civil dates. Nothing here logs or draws; the only
 * outside things it touches are the clock (instant_now) and the message catalogue (say). */
#ifndef TIENDO_BASE_H
#define TIENDO_BASE_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- messages ----------------------------------------------------------------------------- */

/* Marks a literal for the catalogue without translating it where it stands. */
#define N_(msgid) msgid

/* The text of msgid in the language in use; msgid itself where there is no translation. */
const char *say(const char *msgid) __attribute__((format_arg(1)));
const char *say_many(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

/* Chooses the language of every later say(): "vi" or "en". Called at start and by a language
 * switch; catalogue is the folder that holds vi/LC_MESSAGES/tiendo.mo (borrowed for the call).
 * Promises a UTF-8 character type afterwards (C.UTF-8 when the locale has none, TUI.md §1) and
 * LC_NUMERIC "C". Returns false, changing nothing, for a language other than these two. */
bool language_choose(const char *language, const char *catalogue);
const char *language_now(void);

/* ---- faults ------------------------------------------------------------------------------- */

/* What went wrong, by what a caller can do about it. fault_status gives the exit status of
 * INTERFACE.md: 0 none, 1 no, 2 usage/missing/trouble, 3 refused, 4 busy, 5 denied. */
enum fault_kind {
	FAULT_NONE,
	FAULT_NO,      /* the answer is "no": something is overdue, a filter finds nothing */
	FAULT_USAGE,   /* the words of a call are wrong */
	FAULT_MISSING, /* a thing named does not exist, or the name fits several */
	FAULT_TROUBLE, /* the system, a file or a database does not do its part */
	FAULT_REFUSED, /* data that cannot be taken */
	FAULT_BUSY,    /* somebody else holds the database */
	FAULT_DENIED   /* this person may not do it */
};

#define FAULT_TEXT 768

struct fault {
	enum fault_kind kind;
	char text[FAULT_TEXT]; /* a whole sentence in the language in use, no trailing period or newline */
};

int fault_status(enum fault_kind kind);

/* Fills *why (which may be NULL) with the translated, formatted text and returns false, so that
 * a refusal is one statement: return refuse(why, FAULT_MISSING, N_("no unit %s"), code);
 * Over-long text is cut at a character boundary. */
bool refuse(struct fault *why, enum fault_kind kind, const char *msgid, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- long work ------------------------------------------------------------------------------ */

enum stage {
	STAGE_READ, STAGE_CHECK, STAGE_WRITE,
	STAGE_WAIT /* for others who write: done and total are milliseconds */
};

/* Whom long work tells how far it is: at the start of a stage and every TELL_EVERY steps. */
struct watcher {
	bool (*tell)(void *context, enum stage stage, size_t done, size_t total); /* false: stop */
	void *context;
};
#define TELL_EVERY 2048

/* Whether the work is to go on. watcher may be NULL or tell nobody. Cheap where done is no multiple
 * of TELL_EVERY: it is to be called at every step. */
bool watcher_tell(const struct watcher *watcher, enum stage stage, size_t done, size_t total);
const char *stage_name(enum stage stage); /* in the language in use: "reading" */

/* ---- memory ------------------------------------------------------------------------------- */

/* Never return NULL: when memory is exhausted they say so on stderr and exit(2), which runs the
 * atexit handlers (the terminal is restored) and leaves an open transaction to be rolled back. */
void *memory_take(size_t count, size_t size);               /* zeroed; size 0 gives a valid block */
void *memory_grow(void *block, size_t count, size_t size);  /* realloc; new part not zeroed */
char *memory_text(const char *text);                        /* a copy, to be freed */

/* Blocks that live and die together. A zeroed struct pool is an empty pool. */
struct pool_block;
struct pool {
	struct pool_block *newest;
	size_t bytes; /* handed out so far */
};
void *pool_take(struct pool *pool, size_t bytes);            /* zeroed, aligned for any type */
char *pool_text(struct pool *pool, const char *text);        /* a copy; NULL gives "" */
char *pool_slice(struct pool *pool, const char *text, size_t length);
void pool_free(struct pool *pool);                           /* the pool is empty and usable again */

/* A text that grows. A zeroed struct buffer is empty; buffer_text never gives NULL. */
struct buffer {
	char *text; /* NUL-terminated when not NULL; may hold NULs inside length */
	size_t length, room;
};
void buffer_add(struct buffer *buffer, const char *text);
void buffer_bytes(struct buffer *buffer, const void *bytes, size_t length);
/* Makes it that much longer and returns where the new bytes, still to be written, stand. */
char *buffer_more(struct buffer *buffer, size_t length);
void buffer_print(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
const char *buffer_text(const struct buffer *buffer);
void buffer_clear(struct buffer *buffer); /* empty, room kept */
void buffer_free(struct buffer *buffer);

/* ---- prints of bytes ------------------------------------------------------------------------ */

/* FNV-1a, 64 bits: tells what differs by chance, never what somebody made to look alike. print is
 * PRINT_BEGIN, or what came of the bytes before these. The same in every version: files are named by it
 * and locks lie where it says. */
#define PRINT_BEGIN UINT64_C(14695981039346656037)
uint64_t bytes_print(uint64_t print, const void *bytes, size_t length);

/* ---- text: UTF-8 in and out ---------------------------------------------------------------- */

/* Decodes one character of text[0..length): returns its bytes (1-4) and sets *character, or 0 at
 * the end, or at malformed bytes returns 1 with *character = 0xFFFD. Strict: RFC 3629. */
size_t text_step(const char *text, size_t length, uint32_t *character);
size_t text_put(char out[4], uint32_t character); /* encodes; returns bytes written */
/* Whether all of it is strict UTF-8; else *where (may be NULL) is the offset of the first bad byte. */
bool text_is_utf8(const char *text, size_t length, size_t *where);

/* NFC (Unicode UAX #15, by libunistring). Malformed bytes become U+FFFD. */
char *text_normalised(const char *text, size_t length, struct pool *pool);
/* The same into a buffer, cut at a grapheme boundary; returns out. */
char *text_normalise(char *out, size_t size, const char *text);

/* Bytes of the grapheme cluster (UAX #29) that starts text[0..length); 0 at the end. */
size_t text_grapheme(const char *text, size_t length);
/* Terminal columns (0, 1 or 2 a cluster) of the whole text; control characters count as 1. */
int text_columns(const char *text);
/* Bytes of text's longest prefix of whole clusters within `columns`; *used (may be NULL) gets its
 * width. */
size_t text_cut(const char *text, int columns, int *used);
enum text_align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_MIDDLE };
/* Exactly `columns` wide: cut with "…" at the end where too long, spaces where too short. */
void text_fit(char *out, size_t size, const char *text, int columns, enum text_align align);

/* For display: every control, bidi control (U+061C, 200E-200F, 202A-202E, 2066-2069), zero-width,
 * tag, private-use and unassigned character, and every malformed byte, becomes U+FFFD; newline and
 * tab become a space. Nothing that comes out can act on a terminal (QUALITY.md §3). Returns out. */
char *text_clean(char *out, size_t size, const char *text);
/* For a cell of a sheet that may be shown on a terminal: controls but newlines and tabs, bidi controls
 * and separators of lines are left out, malformed bytes become U+FFFD; all else, seen or not, stays. */
char *text_clean_cell(char *out, size_t size, const char *text);

/* For search: marks off, đ to d, case off, runs of spaces and punctuation to one space, trimmed.
 * "Huyện đoàn Gò-Dầu" gives "huyen doan go dau". "Hoà" equals "Hòa". Returns out. */
char *text_fold(char *out, size_t size, const char *text);
/* The same but marks are kept, with the tone mark in one place, so that "Hòa" equals "Hoà" and
 * differs from "Hoa" and "Hoả". Returns out. */
char *text_fold_marked(char *out, size_t size, const char *text);
/* Whether needle (already folded) stands in hay (already folded) at the start of a word. */
bool text_has_words(const char *hay, const char *needle);

/* A key whose strcmp order is Vietnamese dictionary order: a ă â b c d đ e ê … with tones
 * (ngang huyền hỏi ngã sắc nặng) deciding between words of the same letters, syllable by
 * syllable; digits as numbers ("Phường 2" before "Phường 10"). Returns out. */
char *text_collation_key(char *out, size_t size, const char *text);

/* The same keys, much faster, for whoever needs them by the thousands. */
struct text_collator;
struct text_collator *text_collator_open(void);
char *text_collator_key(struct text_collator *collator, char *out, size_t size, const char *text);
void text_collator_close(struct text_collator *collator);

/* Edits (insert, delete, replace, swap of neighbours) between two texts, at most `limit` + 1. */
int text_distance(const char *a, const char *b, int limit);

/* Trims ASCII blanks, U+00A0, U+200B, U+FEFF from both ends, in place; returns the new start. */
char *text_trim(char *text);

/* Whole numbers >= 0 as typed (DOMAIN.md §8): "2455", "2.455", "2,455", "2 455"; exact groups of
 * three only, "2.45" is refused; at most 999,999,999,999. */
bool count_parse(const char *text, int64_t *count, struct fault *why);

/* ---- civil days (DOMAIN.md §2, §8): never instants, never the server's zone ----------------- */

/* Days since 1970-01-01, proleptic Gregorian; years 1900-2199 only. */
#define DAY_NONE INT_MIN
#define DAY_TEXT 24 /* room for any printed day */

/* DAY_NONE for a day that cannot be (31/4, 29/2/2019, month 13, a year out of range). */
int day_make(int year, int month, int day);
void day_split(int day, int *year, int *month, int *of_month);
int day_weekday(int day); /* 1 Monday … 7 Sunday */

/* What a typed day may lean on. year 0: a day without a year means today's year. */
struct day_context {
	int today;
	int year; /* of the plan */
};
/* Reads a day as typed: 1/7/2020 01/07/2020 1-7-2020 2020-07-01 1/7, today/hôm nay,
 * yesterday/hôm qua, tomorrow/mai, +3, -1, and weekday words (t2…t7, cn, mon…sun: the next such
 * day, today included), blind to marks and case. Two-digit years, month first and impossible days
 * are refused, naming the accepted forms. */
bool day_parse(const char *text, struct day_context context, int *day, struct fault *why);
/* Exactly YYYY-MM-DD and possible. */
bool day_from_iso(const char *text, int *day);

/* Each writes at most DAY_TEXT bytes and returns out; DAY_NONE gives "". */
char *day_iso(int day, char out[DAY_TEXT]);    /* 2020-07-01 */
char *day_print(int day, char out[DAY_TEXT]);  /* as the office writes: 01/7/2020, 04/5/2020, 26/12/2020 */
char *day_short(int day, char out[DAY_TEXT]);  /* without the year: 01/7 */
char *day_sheet(int day, char out[DAY_TEXT]);  /* for spreadsheets: 26/03/2026 (T5) */
/* "T2" … "T7", "CN", or "Mon" … "Sun", by the language in use. */
const char *day_name(int day);

/* ---- instants ------------------------------------------------------------------------------ */

int64_t instant_now(void);                           /* seconds since 1970, UTC */
#define INSTANT_TEXT 24
char *instant_print(int64_t seconds, char out[INSTANT_TEXT]); /* RFC 3339: 2020-06-28T01:02:03Z */
bool instant_parse(const char *text, int64_t *seconds);       /* exactly that form */
int instant_day(int64_t seconds, int utc_offset_minutes);     /* the civil day there */
int instant_minute(int64_t seconds, int utc_offset_minutes);  /* 0 to 1439: of that day */

#endif
