/* What the files of base share behind the door: an outlet into a caller's buffer that cannot
 * overflow, and texts taken apart into letters and marks. */
#ifndef TIENDO_BASE_INNER_H
#define TIENDO_BASE_INNER_H

#include "tiendo/base.h"

/* Takes whole pieces while they fit and is full from the first that does not, so that what is in
 * it always ends between two pieces. size 0 takes nothing and writes nothing. */
struct outlet {
	char *out;
	size_t size, length;
	bool is_full;
};
void outlet_open(struct outlet *outlet, char *out, size_t size);
void outlet_put(struct outlet *outlet, const char *piece, size_t length);

/* Ends the program for want of memory, as memory_take does. */
_Noreturn void memory_exhausted(void);

/* Copies as many whole grapheme clusters of text as size holds. text may overlap out. */
char *text_cut_into(char *out, size_t size, const char *text, size_t length);

/* Steps through the full (compatibility) decomposition of a text, without reordering marks and
 * without characters that are never seen (zero-width, bidi controls, soft hyphen). Malformed bytes
 * read as U+FFFD. */
#define READER_QUEUE 32
struct text_reader {
	const char *text;
	size_t left;
	uint32_t queue[READER_QUEUE];
	int first, count;
};
void text_read(struct text_reader *reader, const char *text);
bool text_read_next(struct text_reader *reader, uint32_t *character); /* false at the end */

/* One character in lower case with the marks that follow it. D with stroke is đ here, also when it
 * was typed as the Icelandic Ð that looks the same. */
#define LETTER_MARKS 8
struct text_letter {
	uint32_t base;
	uint32_t marks[LETTER_MARKS]; /* in the order written; more than these are left out */
	int mark_count;
	bool is_upper;
};
/* False at the end. Marks that stand on nothing are passed over. */
bool text_read_letter(struct text_reader *reader, struct text_letter *letter);

enum text_kind { KIND_SPACE, KIND_SYMBOL, KIND_DIGIT, KIND_LETTER, KIND_MARK };
/* Of a character that a reader gave. KIND_LETTER includes numbers that are not decimal digits. */
enum text_kind text_kind(uint32_t character);
uint32_t text_lower(uint32_t character);
int text_digit(uint32_t character); /* its decimal value, -1 for what is no digit */

/* Weights of a collation key's first level. The space between levels sorts before all of them. */
#define LEVEL_END ' '
#define WEIGHT_SPACE '!'
#define WEIGHT_NUMBER 'C'

/* Combining marks of Vietnamese. */
#define MARK_GRAVE 0x0300
#define MARK_ACUTE 0x0301
#define MARK_CIRCUMFLEX 0x0302
#define MARK_TILDE 0x0303
#define MARK_BREVE 0x0306
#define MARK_HOOK 0x0309
#define MARK_HORN 0x031B
#define MARK_DOT 0x0323

/* For a message: text cleaned and cut to a length that leaves the sentence readable. */
#define QUOTE_TEXT 64
char *text_quote(char out[QUOTE_TEXT], const char *text);

#endif
