/* The bars: the title on top, the message line, and the keys of this place at the bottom, where
 * whole keys give way from the right and "?" never does. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "matrix.h"
#include "numbers.h"
#include "parts.h"
#include "reports.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 512
#define HINT_ROWS 24
#define PHONE_COLUMNS 60
#define LONG_MOST 8 /* rows of a message */

const char *desk_keys(const struct desk *desk, const struct command *command)
{
	return command_keys(desk->app, command);
}

bool command_is_here(const struct desk *desk, const struct command *command)
{
	return *desk_keys(desk, command) && command->screens & view_kinds[desk->now].on;
}

char *key_label(const struct desk *desk, const struct command *command, char out[KEY_LABEL])
{
	const char *keys = command ? desk_keys(desk, command) : "";

	snprintf(out, KEY_LABEL, "%.*s", (int)strcspn(keys, " "), keys);
	return out;
}

char *key_label_of(const struct desk *desk, enum move move, char out[KEY_LABEL])
{
	return key_label(desk, command_of(move), out);
}

char *key_label_of_leaving(const struct desk *desk, char out[KEY_LABEL])
{
	const char *keys = desk_keys(desk, command_of(MOVE_BACK));
	size_t length = strcspn(keys, " ");

	if (strncmp(keys, "Esc", length) == 0)
		keys += length + (keys[length] == ' ');
	snprintf(out, KEY_LABEL, "%.*s", (int)strcspn(keys, " "), keys);
	if (!*out)
		key_label_of(desk, MOVE_QUIT, out);
	if (!*out)
		snprintf(out, KEY_LABEL, ":%s", command_of(MOVE_QUIT)->name);
	return out;
}

/* ---- the title ------------------------------------------------------------------------------ */

/* What a screen is about: the plan, the unit or the item. */
static void subject_text(const struct desk *desk, char *out, size_t size)
{
	const struct snapshot *snapshot = desk->snapshot;
	const char *file = strrchr(desk->import_file, '/');
	enum sheet_kind kind;

	if (desk->now == VIEW_IMPORT)
		snprintf(out, size, "%s · %.*s",
			sheet_kind_from_word(desk->import_kind, &kind) ? sheet_kind_word(kind) : "", (int)size - FILTER_SIZE - 4,
			file ? file + 1 : desk->import_file);
	else if (desk->now == VIEW_UNIT && desk->unit != NOWHERE)
		snprintf(out, size, "%s %s", snapshot->units.at[desk->unit].code,
			snapshot->units.at[desk->unit].name);
	else if (desk->now == VIEW_PEOPLE && desk->unit != NOWHERE)
		snprintf(out, size, "%s %s", snapshot->units.at[desk->unit].code,
			snapshot->units.at[desk->unit].name);
	else if (desk->now == VIEW_ITEM && desk->item != NOWHERE)
		snprintf(out, size, "%s %s", snapshot->items[desk->item].code,
			snapshot->items[desk->item].title);
	else if (desk->now == VIEW_NUMBERS && desk->views[VIEW_NUMBERS].tab != NOWHERE)
		snprintf(out, size, "%s %s", snapshot->items[desk->views[VIEW_NUMBERS].tab].code,
			snapshot->items[desk->views[VIEW_NUMBERS].tab].title);
	else if (desk->now == VIEW_DUE && desk->views[VIEW_DUE].scope.is_set)
		scope_text(desk, out, size);
	else if (desk->now == VIEW_WELCOME)
		snprintf(out, size, "%s", TIENDO_VERSION);
	else
		snprintf(out, size, "%s",
			snapshot->has_plan ? snapshot->plan.title : say(N_("no plan yet")));
}

static void title_text(const struct desk *desk, char *out, size_t size)
{
	const struct view *view = &desk->views[desk->now];
	char key[KEY_LABEL], subject[TEXT_SIZE];
	const char *title = view_kinds[desk->now].title;

	if (desk->now == VIEW_ANSWER && view->listing.kind)
		title = view->listing.kind->title;
	key_label_of(desk, view_kinds[desk->now].move, key);
	if (view_kinds[desk->now].move == MOVE_NONE)
		key[0] = '\0';
	subject_text(desk, subject, sizeof subject);
	snprintf(out, size, "%s%s%s · %s", key, *key ? " " : "", say(title), subject);
}

void bar_draw_title(const struct desk *desk, struct canvas *canvas, int row)
{
	char title[TEXT_SIZE * 2], fitted[TEXT_SIZE * 2], right[TEXT_SIZE], day[DAY_TEXT];
	const char *start = canvas->columns >= 60 ? " tiendo │ " : " ", *sample = "";
	int today = desk->app->today, room, column;

	if (desk->now == VIEW_WELCOME) /* the day is the office's, and there is none yet */
		snprintf(right, sizeof right, " %s ", desk->app->actor);
	else
		snprintf(right, sizeof right, canvas->columns >= 60 ? " %s %s │ %s%s " : " %s %s ",
			day_name(today), day_print(today, day), desk->app->actor,
			desk->app->readonly && desk->aside.kind == ASIDE_NONE ? say(N_(" (reading)"))
									      : "");
	if (desk->aside.kind == ASIDE_SAMPLE) /* never to be taken for the office's own */
		/* TRANSLATORS: first in the title of every screen of the sample; capitals */
		sample = say(N_(" SAMPLE "));
	room = canvas->columns - text_columns(sample) - text_columns(start) - text_columns(right);
	if (room < 12) {
		room += text_columns(right);
		right[0] = '\0';
	}
	for (column = 0; column < canvas->columns; column++)
		canvas_put(canvas, row, column, 1, STYLE_TITLE, " ");
	column = canvas_put(canvas, row, 0, -1, STYLE_BAD, sample);
	column = canvas_put(canvas, row, column, -1, STYLE_TITLE, start);
	title_text(desk, title, sizeof title);
	text_fit(fitted, sizeof fitted, title, room > 0 ? room : 0, ALIGN_LEFT);
	canvas_put(canvas, row, column, -1, STYLE_TITLE, fitted);
	canvas_put(canvas, row, canvas->columns - text_columns(right), -1, STYLE_TITLE, right);
}

/* ---- keys ----------------------------------------------------------------------------------- */

/* Where there is no plan no row can come: what fills the screen has the room. */
static bool is_for_rows(const struct desk *desk, const struct command *command)
{
	bool is_general = command->move == MOVE_PALETTE || command->move == MOVE_MENU ||
		command->move == MOVE_HELP;

	return view_kinds[desk->now].on & (ON_SCREENS & ~ON_ROSTER) && !desk->snapshot->has_plan && !is_general &&
	       (!command->run || command_needs_rows(command));
}

static bool is_in_bar(const struct desk *desk, const struct command *command)
{
	return command->bar && command_is_here(desk, command) &&
	       screen_offers(desk->app, command) && !is_for_rows(desk, command);
}

static int key_width(const struct desk *desk, const struct command *command)
{
	char key[KEY_LABEL];

	return text_columns(key_label(desk, command, key)) + 1 + text_columns(say(command->bar));
}

static int put_key(const struct desk *desk, struct canvas *canvas, int row, int column,
	const struct command *command)
{
	char key[KEY_LABEL];

	column = canvas_put(canvas, row, column, -1, STYLE_KEY, key_label(desk, command, key));
	column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, ":");
	return canvas_put(canvas, row, column, -1, STYLE_PLAIN, say(command->bar));
}

/* Help never drops; nor does the menu on a phone, whose keyboard may lack half of the keys. */
void bar_draw_keys(const struct desk *desk, struct canvas *canvas, int row)
{
	const struct command *last[2] = {command_of(MOVE_MENU), command_of(MOVE_HELP)}, *command;
	int room = canvas->columns - 2, column = 1, width, i;
	int from = canvas->columns < PHONE_COLUMNS && is_in_bar(desk, last[0]) ? 0 : 1;

	for (i = from; i < 2; i++)
		room -= key_width(desk, last[i]) + (i < 1);
	if (desk->now == VIEW_NUMBERS) { /* where digits lead nowhere else */
		char key[KEY_LABEL];

		column = canvas_put(canvas, row, column, -1, STYLE_KEY, key_label_of_leaving(desk, key));
		/* TRANSLATORS: in the key bar, behind a key and a colon: to the screen before */
		column = canvas_print(canvas, row, column, STYLE_PLAIN, ":%s", say(N_("back"))) + 1;
	}
	for (command = commands; command->name; command++) {
		if (command == last[0] || command == last[1] || !is_in_bar(desk, command))
			continue;
		width = key_width(desk, command);
		if (column + width > room)
			break;
		column = put_key(desk, canvas, row, column, command) + 1;
	}
	for (i = from; i < 2; i++)
		column = put_key(desk, canvas, row, column < canvas->columns - 1 ? column : 0,
				 last[i]) + 1;
}

/* ---- the message line ----------------------------------------------------------------------- */

/* Where nothing has to be said and there is room: what the list does not show of the row. */
static const char *message_text(struct desk *desk, const struct canvas *canvas,
	char hint[HINT_SIZE])
{
	const struct view *view = &desk->views[desk->now];
	struct target target;

	if (!desk->message[0] && desk->now == VIEW_NUMBERS && canvas->rows < SHORT_ROWS) {
		numbers_hint(desk, hint, HINT_SIZE);
		return hint;
	}
	if (!desk->message[0] && desk->now == VIEW_MATRIX && canvas->columns < PANE_FROM) {
		matrix_hint(desk, hint, HINT_SIZE);
		return hint;
	}
	if (!desk->message[0] && desk->now == VIEW_TREE && canvas->rows >= SHORT_ROWS) {
		tree_hint(desk, canvas->columns, hint, HINT_SIZE);
		return hint;
	}
	if (desk->message[0] || canvas->rows < HINT_ROWS || desk->now == VIEW_MATRIX ||
		pane_columns(desk, canvas->columns) > 0 ||
		!(view_kinds[desk->now].on & ON_DUTIES) ||
		!view_target(desk, view, view->at, &target))
		return desk->message;
	card_hint(desk, target, hint, HINT_SIZE);
	return hint;
}

/* What was said and is longer than the line has the rows above it too, until the next key: why it
 * was refused stands first, what helps last. */
static void draw_long(struct canvas *canvas, int row, enum style style, const char *message)
{
	int rows = wrap_put(canvas, row, 0, 0, canvas->columns, 0, style, message);
	int most = row > 2 * LONG_MOST ? LONG_MOST : row / 2 + 1;

	if (rows > most)
		rows = most;
	area_blank(canvas, row - rows + 1, rows);
	wrap_put(canvas, row - rows + 1, 0, rows, canvas->columns, 0, style, message);
}

void bar_draw_message(struct desk *desk, struct canvas *canvas, int row)
{
	const struct view *view = &desk->views[desk->now];
	size_t marks = view_mark_count(desk, view);
	char text[TEXT_SIZE] = "", fitted[MESSAGE_SIZE + TEXT_SIZE], hint[HINT_SIZE];
	const char *message = message_text(desk, canvas, hint);
	enum style style = message == hint ? STYLE_PLAIN : desk->message_style;
	int room;

	if (marks)
		snprintf(text, sizeof text,
			view->in_range
				? say_many("%lu mark, range open", "%lu marks, range open", marks)
				: say_many("%lu mark", "%lu marks", marks),
			(unsigned long)marks);
	room = canvas->columns - (marks ? text_columns(text) + 1 : 0);
	canvas_put(canvas, row, canvas->columns - text_columns(text), -1, STYLE_STRONG, text);
	if (text_columns(message) <= room) {
		canvas_put(canvas, row, 0, room, style, message);
		return;
	}
	if (message == desk->message) {
		draw_long(canvas, row, style, message);
		return;
	}
	text_fit(fitted, sizeof fitted, message, room > 0 ? room : 0, ALIGN_LEFT);
	canvas_put(canvas, row, 0, room, style, fitted);
}
