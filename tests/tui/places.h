/* Every place of the screen, found by the tables: each screen, and on each what every command that
 * works there opens (prompts, menus, texts, fields). What comes to the tables later is visited too. */
#ifndef TIENDO_TESTS_TUI_PLACES_H
#define TIENDO_TESTS_TUI_PLACES_H

#include "tui/seat.h"

/* Calls look at each; place: "due", "due extend", to be named where it fails. Returns how many. */
size_t places_visit(struct seat *seat, void (*look)(struct seat *seat, const char *place, void *with),
	void *with);

#endif
