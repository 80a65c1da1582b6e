/* The tree of units and the roster of each, as the other files of the screen know them. */
#ifndef TIENDO_TUI_TREE_H
#define TIENDO_TUI_TREE_H

#include "canvas.h"
#include "tiendo/app.h"

struct desk;
struct view;
struct layout;

/* ---- tree.c, tree_draw.c --------------------------------------------------------------------- */

struct tree {
	bool *folded;       /* by unit of the snapshot; NULL until it is shown */
	size_t count;
	struct roster roster; /* of the unit seen last */
	size_t of;
	long step;
	bool is_read;
	bool with_below;    /* people: of all units below, too */
	char wanted_unit[CODE_SIZE]; /* where the cursor goes after a change; "" and NOWHERE: nowhere */
	size_t wanted_person;
};
const bool *tree_folds(struct desk *desk); /* made when first asked for; the desk's */
void tree_carry(struct desk *desk, const size_t *map, const struct units *to);
void tree_forget(struct desk *desk);
size_t tree_unit(const struct desk *desk);
/* Unfolds what is above the unit and puts the cursor on it. */
void tree_show(struct desk *desk, size_t unit);
void tree_across(struct desk *desk, int step); /* < 0: left */
void tree_fold_all(struct desk *desk);
/* The contacts of one unit, kept until another is asked for; NULL: they cannot be read. */
const struct roster *tree_roster(struct desk *desk, size_t unit);
size_t person_key(const char *name); /* in place of an item in the key of a contact's row */
const struct person *people_at(const struct view *view, size_t line); /* NULL: no contact there */
void people_next_scope(struct desk *desk);
void person_write(const struct desk *desk, const struct person *person, struct buffer *out);
void tree_measure(const struct desk *desk, struct view *view); /* after list_measure */
void tree_draw(struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout);
void tree_hint(struct desk *desk, int columns, char *out, size_t size);
void people_draw_scope(const struct desk *desk, struct canvas *canvas, int row, int column);

/* ---- tree_act.c: a command on its way from the tree or a roster ------------------------------- */

bool tree_aim(struct desk *desk, struct fault *why);
/* How many rows it removes, to be typed first; refuses what could not be done then. */
bool tree_count(struct desk *desk, struct fault *why);
bool tree_start(struct desk *desk, char *out, size_t size); /* what the field asked for holds now */
/* Whether another removed the contact that is being edited: then that is said, and seen. */
bool tree_gone(struct desk *desk);
bool tree_subject(const struct desk *desk, char *out, size_t size); /* whom it is about */
void tree_note(struct desk *desk); /* before the request goes: where the cursor will go */
void tree_land(struct desk *desk);

#endif
