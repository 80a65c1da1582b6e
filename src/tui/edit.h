/* A one-line text editor that knows no curses and no canvas: whole letters (grapheme clusters),
 * words, paste, NFC always. Any Backspace deletes one letter (TUI.md §2). */
#ifndef TIENDO_TUI_EDIT_H
#define TIENDO_TUI_EDIT_H

#include "tiendo/base.h"

#define EDIT_SIZE 4096

struct edit {
	char text[EDIT_SIZE]; /* NFC, no line breaks (a pasted one becomes a space, a last one nothing) */
	size_t length, at;    /* bytes; at is on a cluster boundary */
	bool is_offered;      /* what is typed or pasted takes its place; any other key keeps it */
};

void edit_set(struct edit *edit, const char *text); /* cursor at the end */
/* Takes a key by name ("a", "ế", "Left", "Home", "Backspace", "Delete", "^W", "^U", "^K", "^A",
 * "^E", "M-b", "M-f", "Space"); false if it is none of the editor's. */
bool edit_key(struct edit *edit, const char *key);
bool edit_paste(struct edit *edit, const char *text); /* false: it was cut, there is no more room */
/* The part that fits into `columns` around the cursor: *from is the first byte, *cursor the
 * column. */
void edit_view(const struct edit *edit, int columns, size_t *from, int *cursor);

#endif
