/* Keys as bytes and as names: the spellings terminfo lacks, the names of characters, pastes. Knows
 * no curses; screen.c gives the spellings to it. */
#ifndef TIENDO_TUI_KEYS_H
#define TIENDO_TUI_KEYS_H

#include "tiendo/base.h"

#define KEY_TEXT 32

/* Names that are no keys of screen.h. */
#define KEY_PASTE "Paste"      /* a bracketed paste starts */
#define KEY_PASTED ""          /* a stray end of one: nothing */

struct key_spelling {
	const char *bytes, *name;
};

/* The n-th spelling; NULL after the last. */
const struct key_spelling *key_spelling(size_t n);

/* The name of what a character types ("Enter", "^L", "Space", "ế"); false for one that no key
 * types. Returns it in name. */
bool key_of(uint32_t character, char name[KEY_TEXT]);

/* The name of a key whose name in the library is "KEY_UP", "KEY_F(1)"; others keep theirs. False for
 * one that has none. */
bool key_of_name(const char *found, char name[KEY_TEXT]);

/* Reads a bracketed paste to its end and not a byte further: line breaks as '\n', no NUL, at most
 * 1 MiB kept. Gives up when nothing comes for some seconds, and on a deadly signal. To be freed. */
char *key_paste(int descriptor);

#endif
