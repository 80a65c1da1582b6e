/* What a build without libxlsxwriter has in workbook.c's place: a refusal. */
#include "workbook.h"

bool book_is_built(void)
{
	return false;
}

void book_open(struct book **book, int fd, const struct sheet_style *style)
{
	(void)fd;
	(void)style;
	*book = NULL;
}

void book_heading(struct book *book, const char *text)
{
	(void)book;
	(void)text;
}

void book_cell(struct book *book, const struct column *column, const char *canonical,
	const char *guard, const char *shown)
{
	(void)book;
	(void)column;
	(void)canonical;
	(void)guard;
	(void)shown;
}

void book_end_row(struct book *book)
{
	(void)book;
}

bool book_close(struct book *book, struct fault *why)
{
	(void)book;
	return refuse(why, FAULT_USAGE, N_("this program was built without workbooks: choose CSV"));
}
