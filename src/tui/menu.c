/* `m`: the commands of this place by nines, for keyboards without arrows, Esc or Ctrl: a digit runs one
 * of the nine around the cursor, 0 goes to the next nine, and every key still means what it means. What
 * more the screen has rows for is shown too. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define PAGE_MOST 9
#define LINE_SIZE 512
#define REASON_SIZE 200
#define KEYS_WIDTH 8

/* The menu itself is not in it. */
static const struct command *menu_row(const struct desk *desk, size_t wanted)
{
	const struct command *command;

	for (command = commands; command->name; command++)
		if (command->move != MOVE_MENU && command_is_here(desk, command) && wanted-- == 0)
			return command;
	return NULL;
}

static size_t menu_count(const struct desk *desk)
{
	size_t count = 0;

	while (menu_row(desk, count))
		count++;
	return count;
}

/* On few rows a page is shorter. */
static size_t page_size(const struct desk *desk)
{
	return desk->body_rows < PAGE_MOST ? desk->body_rows > 0 ? (size_t)desk->body_rows : 1
					   : PAGE_MOST;
}

void menu_open(struct desk *desk)
{
	desk->pick = 0;
	desk->over = &overlay_menu;
}

static void menu_run(struct desk *desk, size_t row)
{
	const struct command *command = menu_row(desk, row);

	if (!command)
		return;
	desk->over = NULL;
	desk_do(desk, command, "");
}

static void turn(struct desk *desk, long pages)
{
	size_t size = page_size(desk), count = menu_count(desk), last = (count - 1) / size;
	size_t page = desk->pick / size;

	if (pages > 0)
		page = page == last ? 0 : page + 1;
	else
		page = page == 0 ? last : page - 1;
	desk->pick = page * size;
}

/* Keys that the menu has for itself; false: it has none of that kind. */
static bool menu_move(struct desk *desk, enum move move)
{
	switch (move) {
	case MOVE_UP:
		desk->pick -= desk->pick > 0;
		return true;
	case MOVE_DOWN:
		desk->pick += menu_row(desk, desk->pick + 1) != NULL;
		return true;
	case MOVE_LEFT:
	case MOVE_PAGE_UP:
		turn(desk, -1);
		return true;
	case MOVE_RIGHT:
	case MOVE_PAGE_DOWN:
		turn(desk, 1);
		return true;
	case MOVE_OPEN:
		menu_run(desk, desk->pick);
		return true;
	case MOVE_BACK:
	case MOVE_CANCEL:
	case MOVE_MENU:
		desk->over = NULL;
		return true;
	default:
		return false;
	}
}

static void menu_key(struct desk *desk, const char *key)
{
	const struct command *command;
	size_t size = page_size(desk);

	if (strcmp(key, "0") == 0) {
		turn(desk, 1);
	} else if (key[0] >= '1' && key[0] <= '9' && !key[1]) {
		if ((size_t)(key[0] - '0') <= size)
			menu_run(desk, desk->pick / size * size + (size_t)(key[0] - '1'));
	} else if (!menu_move(desk, overlay_move(desk, key))) {
		command = command_at(desk, key, view_kinds[desk->now].on);
		desk->over = command ? NULL : desk->over;
		if (command)
			desk_do(desk, command, key);
	}
}

static void draw_row(const struct desk *desk, struct canvas *canvas, int row, size_t number,
	const struct command *command)
{
	char reason[REASON_SIZE], fitted[LINE_SIZE], key[KEY_LABEL];
	struct buffer text = {0};
	int about = 4 + KEYS_WIDTH;

	act_reason(desk, command, reason, sizeof reason);
	if (number > 0) /* of those that a digit runs */
		canvas_print(canvas, row, 2, STYLE_STRONG, "%zu", number);
	canvas_put(canvas, row, 4, KEYS_WIDTH - 1, STYLE_KEY, key_label(desk, command, key));
	buffer_add(&text, say(command->help));
	if (*reason)
		buffer_print(&text, " (%s)", reason);
	text_fit(fitted, sizeof fitted, buffer_text(&text),
		canvas->columns > about ? canvas->columns - about : 0, ALIGN_LEFT);
	canvas_put(canvas, row, about, -1, *reason ? STYLE_HINT : STYLE_PLAIN, text_trim(fitted));
	buffer_free(&text);
}

/* The first command seen: the nine from their first on, or more of those before them where the last
 * ones leave rows. */
static size_t first_seen(size_t nine, size_t rows, size_t count)
{
	if (nine + rows <= count)
		return nine;
	return count > rows ? count - rows : 0;
}

static void menu_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	int top = layout->title + 1, row = top;
	size_t size = page_size(desk), nine = desk->pick / size * size, i;
	size_t rows = layout->message - top > (int)size ? (size_t)(layout->message - top) : size;
	const struct command *command;
	char leave[KEY_LABEL], keys[LINE_SIZE];

	area_blank(canvas, top, canvas->rows - top);
	i = first_seen(nine, rows, menu_count(desk));
	for (; (size_t)(row - top) < rows && (command = menu_row(desk, i)) != NULL; i++, row++) {
		draw_row(desk, canvas, row, i >= nine && i < nine + size ? i - nine + 1 : 0, command);
		if (i != desk->pick)
			continue;
		canvas_put(canvas, row, 0, 1, STYLE_STRONG, ">");
		canvas_cursor(canvas, row, 0, false);
	}
	canvas_print(canvas, layout->message, 0, STYLE_STRONG, "%s %zu/%zu", say(N_("Menu")),
		desk->pick / size + 1, (menu_count(desk) + size - 1) / size);
	if (layout->keys <= layout->message)
		return;
	/* TRANSLATORS: the key that leaves */
	snprintf(keys, sizeof keys, say(N_("a number runs it · 0: the next ones · %s: back")),
		key_label_of_leaving(desk, leave));
	canvas_put(canvas, layout->keys, 0, -1, STYLE_HINT, keys);
}

const struct overlay overlay_menu = {menu_key, NULL, menu_draw};
