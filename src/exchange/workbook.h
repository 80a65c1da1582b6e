/* The workbook side of write.c's writer: the same calls, with an Excel workbook as the outcome.
 * workbook.c has them through libxlsxwriter; a build without the library takes no_workbook.c. */
#ifndef TIENDO_EXCHANGE_WORKBOOK_H
#define TIENDO_EXCHANGE_WORKBOOK_H

#include <stdint.h>

#include "inner.h"

bool book_is_built(void);

struct book;
/* fd is an empty file, open for reading and writing; its bytes are there after book_close. */
void book_open(struct book **book, int fd, const struct sheet_style *style);
void book_heading(struct book *book, const char *text);
/* canonical decides what the cell is, shown is the text in it (words in the language in use). */
void book_cell(struct book *book, const struct column *column, const char *canonical,
	const char *guard, const char *shown);
void book_end_row(struct book *book);
/* Frees; false with why if anything could not be taken or did not reach the file. */
bool book_close(struct book *book, struct fault *why);

/* Whether the file is an archive of whole XML parts, and its sheet's rows are that many bytes. */
bool book_is_whole(int fd, uint64_t rows);

/* workbook_text.c */
/* Appends text so that a workbook reads back the same, which is not so for what looks like an
 * escape (the library does it for control characters) and for what no XML may hold. Returns the
 * number of letters as Excel counts them. */
size_t book_text_escape(struct buffer *out, const char *text);
int book_text_width(const char *text); /* of its longest line, in columns */

#endif
