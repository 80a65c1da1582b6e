/* What an officer fills in: k edits of a sheet, drawn by a seed, with what each must come to. */
#ifndef TIENDO_TESTS_FARM_PLANT_H
#define TIENDO_TESTS_FARM_PLANT_H

#include "grid.h"

enum typed {
	TYPED_TEXT, /* stays what it is */
	TYPED_NUMBER, /* digits only: every spreadsheet makes a number of them */
	TYPED_DATE, /* text is ISO: the way of typing it is the client's */
	TYPED_SHARE /* "90%" */
};

struct edit {
	size_t row, column;
	enum typed typed;
	char text[160]; /* as typed in the language of the sheet */
	char wanted[160]; /* as the program must understand it: ISO days, English words */
};

#define EDITS_MOST 64

struct edits {
	size_t count, rows;
	struct edit at[EDITS_MOST];
};

/* truth is the sheet in English with ISO days and commas; kind is the export's word. Draws until at
 * least k cells are edited, one thing a person does per row. vietnamese: the words typed. */
void edits_draw(struct edits *edits, const struct grid *truth, const char *kind, size_t k,
        unsigned long seed, bool vietnamese);

#endif
