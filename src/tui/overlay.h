/* What takes the keys while it is open: filter, prompt, palette, menus, texts, a conflict; and what
 * is typed there, kept when the line is lost. */
#ifndef TIENDO_TUI_OVERLAY_H
#define TIENDO_TUI_OVERLAY_H

#include "canvas.h"
#include "edit.h"
#include "view.h"

struct desk;
struct layout;

struct overlay {
	void (*key)(struct desk *desk, const char *key);
	void (*paste)(struct desk *desk, const char *text); /* NULL: takes none */
	void (*draw)(struct desk *desk, struct canvas *canvas, const struct layout *layout);
};
extern const struct overlay overlay_filter, overlay_prompt, overlay_palette, overlay_help,
	overlay_text, overlay_menu, overlay_cell, overlay_fill, overlay_conflict, overlay_choose;

void filter_open(struct desk *desk);
void palette_open(struct desk *desk);
void help_open(struct desk *desk);
void menu_open(struct desk *desk);
void choose_open(struct desk *desk, enum setting setting); /* and moves on to the next choice */
/* Shows text until it is closed; takes the buffer over. */
void text_open(struct desk *desk, const char *title, struct buffer *text);
void text_again(struct desk *desk); /* the same, where it was left */

/* The field of desk->edit, with the cursor, behind a label. */
void field_draw(struct desk *desk, struct canvas *canvas, int row, const char *label);
enum asked { ASKED_ARGUMENT, ASKED_COUNT, ASKED_FILE, ASKED_CELL, ASKED_REJECTS, ASKED_TEXT_FILE,
	ASKED_DATABASE };
void prompt_open(struct desk *desk, enum asked asked, const char *start);
void prompt_tell_leaving(struct desk *desk, const char *key); /* to a key that ends other programs */
void prompt_read(struct desk *desk); /* what stands in the field, into desk->reading */
void prompt_paste(struct desk *desk, const char *text);
void prompt_accept(struct desk *desk); /* the overlay stays open where the answer is refused */
void prompt_leave(struct desk *desk);
/* prompt_draw.c */
void prompt_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout);
/* prompt_kind.c: the kind of file that an import asks for */
void kind_read(struct desk *desk, const char *text);
/* The only kind that begins so; with nothing typed or one typed whole, the next. False: there is none. */
bool kind_complete(const char *text, char *out, size_t size);
/* What a key does while an overlay is open; MOVE_NONE: nothing. */
enum move overlay_move(const struct desk *desk, const char *key);
/* Moves the first line shown of something long; who draws keeps the end in sight. False: no such move. */
bool overlay_scroll(const struct desk *desk, enum move move, size_t *top);

/* prompt_check.c */
/* Whether what is aimed at can be done at all; before anything is asked. */
bool act_check(const struct desk *desk, struct fault *why);
/* Whether the value just taken can be right, as far as the screen knows. */
bool argument_check(const struct desk *desk, struct fault *why);
/* What is there to know at this field, into desk->reading; false: nothing special. */
bool argument_hint(struct desk *desk, const char *text);
/* As kind_complete, of units; false as well where no kind of unit is asked for. */
bool unit_kind_complete(const struct desk *desk, const char *text, char *out, size_t size);
/* "Mark 24 rows?" false: the command has no question of its own. */
bool count_question(const struct desk *desk, char *out, size_t size);

/* conflict.c */
/* What another wrote meanwhile against what was about to be written; takes the clashes over. */
void conflict_open(struct desk *desk, struct reply *reply);
void conflict_drop(struct desk *desk);
/* The field asked for last, with what was typed and why (may be NULL) it was not taken; false: none. */
bool field_again(struct desk *desk, const struct fault *why);

/* file_names.c */
/* The name as a shell would take it: ~/ is the home folder. Returns out. */
char *file_expanded(const char *name, char *out, size_t size);
/* The whole path of a file that is there, with ~ for the home folder. */
char *file_told(const char *name, char *out, size_t size);
/* Completes what is typed as far as the names of files that begin so agree. False: there is none. */
bool file_complete(struct edit *edit);

/* palette_words.c: what the last word of a line may become */
struct choices {
	struct pool pool;
	size_t count, room;
	size_t from; /* bytes of the line that stay before a choice */
	struct option {
		const char *word, *about;
	} *at;
};
#define CHOICES_MOST 64
void choices_find(struct desk *desk, const char *line, struct choices *choices);
void choices_free(struct choices *choices);
void choice_add(struct choices *choices, const char *word, const char *about);

/* palette_files.c: the names of files that begin so, as words of a line */
void choices_add_files(struct choices *choices, const char *start);

#endif
