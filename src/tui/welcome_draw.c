/* The welcome page drawn: what tiendo is, the ways in, the language, and a line of signs to see
 * whether this terminal has them. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 1024
#define WIDE_COLUMNS 70
#define PROSE_ROWS 16 /* fewer have the ways alone */

const struct command *welcome_way(size_t n)
{
	const struct command *command;

	for (command = commands; command->name; command++) {
		bool is_way = command->screens == ON_WELCOME || command->move == MOVE_LANGUAGE ||
			command->move == MOVE_ASCII;

		if (is_way && n-- == 0)
			return command;
	}
	return NULL;
}

static const char *way_name(const struct desk *desk, enum move move)
{
	switch (move) {
	case MOVE_SAMPLE:
		return say(N_("Look round in sample data"));
	case MOVE_NEW_PLAN:
		return say(N_("Begin a plan from CSV files"));
	case MOVE_OPEN_FILE:
		return say(N_("Open a database"));
	case MOVE_TOUR:
		return say(N_("Practise: five tasks"));
	case MOVE_LANGUAGE: /* in the language of who looks for it */
		return strcmp(language_now(), "vi") == 0 ? "English" : "Tiếng Việt";
	default:
		return desk->options.ascii ? say(N_("All signs")) : say(N_("Plain signs only"));
	}
}

static const char *way_about(const struct desk *desk, enum move move)
{
	switch (move) {
	case MOVE_SAMPLE:
		return say(N_("nothing of it stays when you leave it"));
	case MOVE_NEW_PLAN:
		return say(N_("the units, then the plan; shown first"));
	case MOVE_OPEN_FILE:
		return say(N_("a file that is there already, by its path"));
	case MOVE_TOUR:
		return say(N_("in sample data, a few minutes"));
	case MOVE_LANGUAGE:
		/* TRANSLATORS: of the language, behind its name; keep it short */
		return say(N_("from now on"));
	default:
		return desk->options.ascii ? say(N_("if this terminal shows more than these"))
					   : say(N_("if boxes or ? stand among these:\n√ ≈ ▒ · ○ ▲ ◄ » ▪ ─ │"));
	}
}

static int draw_prose(const struct desk *desk, struct canvas *canvas, int row, int columns)
{
	char text[TEXT_SIZE];
	bool is_named = !desk->options.keeps_db && !desk->app->store;

	if (is_named) { /* by --db or TIENDO_DB: mistyped, perhaps */
		snprintf(text, sizeof text, say(N_("There is no file %s")), desk->app->db);
		row += wrap_put(canvas, row, 1, 3, columns, 0, STYLE_ERROR, text);
		row += canvas->rows > PROSE_ROWS + 4;
	}
	row += wrap_put(canvas, row, 1, canvas->rows, columns, 0, STYLE_PLAIN,
		say(N_("tiendo keeps an office's plan, the units below it and what each has done: who "
		       "has sent what, whose report is due, who is late.")));
	if (is_named)
		return row + 1;
	snprintf(text, sizeof text, say(N_("No database yet: %s")), desk->app->db);
	row += canvas->rows > PROSE_ROWS + 4;
	row += wrap_put(canvas, row, 1, 3, columns, 0, STYLE_PLAIN, text);
	return row + 1;
}

static int put_about(struct canvas *canvas, int row, int column, int rows, const char *text)
{
	int wanted, room = canvas->rows - 2 - row;

	rows = rows < room ? rows : room;
	wanted = wrap_put(
		canvas, row, column, rows, canvas->columns - column - 1, 0, STYLE_FAINT, text);
	return wanted < rows ? wanted : rows;
}

/* Returns the row behind it. */
static int draw_way(const struct desk *desk, struct canvas *canvas, int row, size_t n,
	const struct command *way)
{
	char key[KEY_LABEL], reason[FAULT_TEXT];
	bool is_wide = canvas->columns >= WIDE_COLUMNS;
	struct buffer examples = {0};
	const char *about = way_about(desk, way->move);
	int at = is_wide ? 34 : 8, rows = is_wide || way->move == MOVE_ASCII ? 2 : 0;

	welcome_reason(desk, way, reason, sizeof reason);
	if (*reason) {
		about = reason;
		rows = 3;
	} else if (way->move == MOVE_NEW_PLAN) {
		/* TRANSLATORS: a folder */
		buffer_print(&examples, say(N_("%s\nexamples: %s")), about, desk->app->samples);
		about = buffer_text(&examples);
		rows = rows ? 3 : 0;
	}
	canvas_put(canvas, row, 0, 1, STYLE_STRONG, n == desk->pick ? ">" : " ");
	canvas_put(canvas, row, 2, 4, STYLE_KEY, key_label(desk, way, key));
	canvas_put(canvas, row, 5, is_wide ? at - 6 : -1, *reason ? STYLE_FAINT : STYLE_PLAIN,
		way_name(desk, way->move));
	if (n == desk->pick)
		canvas_cursor(canvas, row, 0, false);
	row += !is_wide || rows == 0;
	if (rows > 0)
		row += put_about(canvas, row, at, rows, about);
	buffer_free(&examples);
	return row;
}

void welcome_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	int row = layout->title + 1, columns = canvas->columns - 2;
	const struct command *way;
	size_t n;

	bar_draw_title(desk, canvas, layout->title);
	if (columns > 76)
		columns = 76; /* longer lines are hard to read */
	row += canvas->rows > PROSE_ROWS + 4;
	if (canvas->rows >= PROSE_ROWS)
		row = draw_prose(desk, canvas, row, columns);
	for (n = 0; (way = welcome_way(n)) != NULL && row < layout->message; n++) {
		/* What is looked at stands apart from where one goes. */
		if (way->move == MOVE_LANGUAGE && canvas->rows > PROSE_ROWS)
			row++;
		row = draw_way(desk, canvas, row, n, way);
	}
	area_blank(canvas, layout->message, canvas->rows - layout->message);
	bar_draw_message(desk, canvas, layout->message);
	bar_draw_keys(desk, canvas, layout->keys);
}

void welcome_row_text(const struct desk *desk, char *out, size_t size)
{
	const struct command *way = welcome_way(desk->pick);
	char key[KEY_LABEL];

	*out = '\0';
	if (way)
		snprintf(out, size, "%s %s", key_label(desk, way, key), way_name(desk, way->move));
}
