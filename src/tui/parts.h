/* Where the parts of a screen stand, and what is the same on many of them: title, counts, tabs, days,
 * keys; states and words as they are put on a canvas. */
#ifndef TIENDO_TUI_PARTS_H
#define TIENDO_TUI_PARTS_H

#include "canvas.h"
#include "view.h"

struct desk;

/* Rows of the canvas; -1 where a thing has no room. */
struct layout {
	int title, counts, tabs, timeline, head, body, body_rows, tour, foot, message, keys;
	int timeline_rows, words, word_rows, progress; /* the last three: of an item, of a unit */
	int columns;
	int pane; /* columns at the right that are the pane's, its rule included; 0: there is none */
	bool is_tiny;
};
#define SHORT_ROWS 16 /* fewer have no rules */
struct layout layout_of(const struct desk *desk, int rows, int columns);

/* board.c; the counts in shown.c */
const char *order_label(enum order order);
void board_draw_counts(const struct desk *desk, struct canvas *canvas, int row);
void board_draw_tabs(const struct desk *desk, struct canvas *canvas, int row);
/* The words in use, where there are any; returns the column behind them. */
int board_draw_filter(const struct desk *desk, struct canvas *canvas, int row, int column);
void board_next_tab(struct desk *desk, int step);

/* empty.c */
void empty_draw(const struct desk *desk, struct canvas *canvas, const struct layout *layout);

/* timeline_draw.c */
int timeline_rows(const struct desk *desk, int rows, int columns); /* on a screen of this size */
void timeline_draw(const struct desk *desk, struct canvas *canvas, int row, int rows);

/* foot.c */
void foot_draw(const struct desk *desk, struct canvas *canvas, int row, int body_rows);

/* bar.c */
void bar_draw_title(const struct desk *desk, struct canvas *canvas, int row);
void bar_draw_keys(const struct desk *desk, struct canvas *canvas, int row);
void bar_draw_message(struct desk *desk, struct canvas *canvas, int row);
/* The first key of a command: "?" of help; "" where it has none. out has room for KEY_LABEL. */
#define KEY_LABEL 16
char *key_label(const struct desk *desk, const struct command *command, char out[KEY_LABEL]);
char *key_label_of(const struct desk *desk, enum move move, char out[KEY_LABEL]);
char *key_label_of_leaving(const struct desk *desk, char out[KEY_LABEL]); /* "q": not Esc */
const char *desk_keys(const struct desk *desk, const struct command *command);
bool command_is_here(const struct desk *desk, const struct command *command); /* it has a key */

/* state_style.c */
#define SIGN_SIZE 8
/* Its glyph, or its letter where only ASCII is wanted. */
char *state_sign(const struct desk *desk, enum state state, char out[SIGN_SIZE]);
void state_put(const struct desk *desk, struct canvas *canvas, int row, int column,
	enum state state);
enum style state_style(enum state state);
const char *glyph_changed(void);
void canvas_to_ascii(struct canvas *canvas);
void signs_turn(struct desk *desk); /* ASCII alone, or all of them */

/* theme.c */
void theme_next(struct desk *desk);
/* By its word in settings or in Vietnamese; false with why for any other. */
bool theme_take(struct desk *desk, const char *word, struct fault *why);

/* language.c: the same */
void language_next(struct desk *desk);
bool language_named(struct desk *desk, const char *word, struct fault *why);

/* reading_draw.c: desk->reading in the last rows; returns by how many rows the field stands higher */
int reading_draw(const struct desk *desk, struct canvas *canvas, const struct layout *layout);

/* wrap.c: words in lines */
/* Puts text from line `from` on into an area; returns how many lines text has in all. */
int wrap_put(struct canvas *canvas, int row, int column, int rows, int columns, int from,
	enum style style, const char *text);
void area_blank(struct canvas *canvas, int row, int rows);
void area_clear(struct canvas *canvas, int row, int rows, int column, int columns);

/* progress.c: how far a unit or item is, what the plan says of the item */
struct tally view_sum(const struct view *view); /* of all duties listed */
void progress_draw(const struct desk *desk, struct canvas *canvas, int row);
void item_words_draw(const struct desk *desk, struct canvas *canvas, int row, int rows);
int deadline_draw(const struct desk *desk, struct canvas *canvas, int row, int room);

/* events.c: the plan's days and what is on them, as far as the row is free */
void events_draw(const struct desk *desk, struct canvas *canvas, int row);
const char *glyph_event(void);
/* "01/6–30/6" of an event, "26/6" of one day */
int event_end(const struct item *event); /* its last day */
/* What is told first: what is on, what is to come, what is over; of an event with days. */
enum event_turn { EVENT_ON, EVENT_TO_COME, EVENT_OVER };
enum event_turn event_turn(const struct item *event, int today);
void event_days(const struct item *event, char *out, size_t size);

#endif
