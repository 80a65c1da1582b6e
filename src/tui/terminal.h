/* The terminal past curses: bytes straight to it, and how large it says it is. */
#ifndef TIENDO_TUI_TERMINAL_H
#define TIENDO_TUI_TERMINAL_H

#include <stdbool.h>

/* All of it, or as much as the terminal takes before it fails. */
void terminal_send(const char *bytes);
/* A size is a claim of the other side: no larger than a screen can be. False: it says none. */
bool terminal_size(int *rows, int *columns);
bool terminal_is_vast(void); /* it says more than that */

#endif
