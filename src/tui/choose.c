/* The small menu of what a setting can be: the states shown, the order, the groups. The key that opens
 * it moves on to the next choice at once, and again at each further press; a digit goes to one. What is
 * chosen shows behind the menu. */
#include "inner.h"
#include "list.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define CHOICES_ROOM 16
#define TEXT_SIZE 200
#define CHOICE_KEYS "123456789abcdefg"
#define DIGITS 9 /* of them */

/* What can be chosen here, in the menu's order. */
struct menu {
	int count, now; /* now: the present one's place */
	int at[CHOICES_ROOM];
};

static void menu_add(struct menu *menu, int choice, int present)
{
	if (choice == present)
		menu->now = menu->count;
	menu->at[menu->count++] = choice;
}

static struct menu menu_of(const struct desk *desk)
{
	const struct view *view = &desk->views[desk->now];
	const struct view_kind *kind = &view_kinds[desk->now];
	struct menu menu = {0};
	int i;

	switch (desk->setting) {
	case SETTING_SHOWN:
		for (i = 0; i < SHOWNS; i++)
			if (shown_is_offered(view, (enum shown)i))
				menu_add(&menu, i, (int)view->shown);
		break;
	case SETTING_ORDER:
		for (i = 0; i < kind->order_count; i++)
			menu_add(&menu, (int)kind->orders[i], (int)view->order);
		break;
	case SETTING_GROUPS:
		for (i = 0; i < GROUPS; i++)
			if (groups_are_offered(desk->now, (enum groups)i))
				menu_add(&menu, i, (int)view->groups);
		break;
	}
	return menu;
}

static const char *choice_label(const struct desk *desk, int choice)
{
	if (desk->setting == SETTING_SHOWN)
		return shown_label((enum shown)choice);
	if (desk->setting == SETTING_ORDER)
		return order_label((enum order)choice);
	return groups_label(desk->now, (enum groups)choice);
}

static int present(const struct desk *desk)
{
	const struct view *view = &desk->views[desk->now];

	return desk->setting == SETTING_SHOWN   ? (int)view->shown
		: desk->setting == SETTING_ORDER ? (int)view->order
						 : (int)view->groups;
}

static void choose(struct desk *desk, int choice)
{
	struct view *view = desk_view(desk);

	if (choice == present(desk))
		return;
	if (desk->setting == SETTING_GROUPS) {
		groups_choose(desk, (enum groups)choice);
		return;
	}
	if (desk->setting == SETTING_SHOWN)
		view->shown = (enum shown)choice;
	else
		view->order = (enum order)choice;
	list_arrange(desk, view);
}

static void choose_step(struct desk *desk, int step)
{
	struct menu menu = menu_of(desk);

	if (menu.count > 0)
		choose(desk, menu.at[(menu.now + step + menu.count) % menu.count]);
}

void choose_open(struct desk *desk, enum setting setting)
{
	desk->setting = setting;
	desk->chosen_before = present(desk);
	desk->over = &overlay_choose;
	choose_step(desk, 1);
}

static enum move setting_move(enum setting setting)
{
	static const enum move moves[] = {
		[SETTING_SHOWN] = MOVE_NEXT_FILTER,
		[SETTING_ORDER] = MOVE_NEXT_SORT,
		[SETTING_GROUPS] = MOVE_NEXT_GROUPS,
	};

	return moves[setting];
}

/* The place that a key names; -1: none. */
static int place_of_key(const struct menu *menu, const char *key)
{
	const char *place = key[0] && !key[1] ? strchr(CHOICE_KEYS, key[0]) : NULL;

	return place && place - CHOICE_KEYS < menu->count ? (int)(place - CHOICE_KEYS) : -1;
}

/* Any other key is a command's, as if the menu were not there. */
static void choose_pass(struct desk *desk, const char *key)
{
	const struct command *command = command_at(desk, key, view_kinds[desk->now].on);

	if (key[0] >= '0' && key[0] <= '9' && !key[1])
		return; /* a choice that is not there: no screen is meant */
	desk->over = NULL;
	if (command)
		desk_do(desk, command, key);
}

static void choose_key(struct desk *desk, const char *key)
{
	struct menu menu = menu_of(desk);
	enum move move = overlay_move(desk, key);
	int place = place_of_key(&menu, key);

	if (place >= 0) {
		choose(desk, menu.at[place]);
		desk->over = NULL;
	} else if (move == setting_move(desk->setting)) {
		choose_step(desk, 1);
	} else if (move == MOVE_DOWN && menu.now + 1 < menu.count) {
		choose_step(desk, 1);
	} else if (move == MOVE_UP && menu.now > 0) {
		choose_step(desk, -1);
	} else if (move == MOVE_BACK || move == MOVE_CANCEL) {
		choose(desk, desk->chosen_before);
		desk->over = NULL;
	} else if (move == MOVE_OPEN) {
		desk->over = NULL;
	} else if (move != MOVE_DOWN && move != MOVE_UP) {
		choose_pass(desk, key);
	}
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void choice_text(const struct desk *desk, const struct menu *menu, int place, char *out,
	size_t size, bool with_count)
{
	int choice = menu->at[place];

	snprintf(out, size, "%c%c %s", place == menu->now ? '>' : ' ', CHOICE_KEYS[place],
		choice_label(desk, choice));
	if (with_count && desk->setting == SETTING_SHOWN)
		snprintf(out + strlen(out), size - strlen(out), "  %zu",
			desk->views[desk->now].found[choice]);
}

static int menu_width(const struct desk *desk, const struct menu *menu)
{
	char text[TEXT_SIZE];
	int width = 0, place;

	for (place = 0; place < menu->count; place++) {
		choice_text(desk, menu, place, text, sizeof text, true);
		if (text_columns(text) > width)
			width = text_columns(text);
	}
	return width + 2; /* the edge, and a blank behind */
}

static void draw_choice(const struct desk *desk, const struct menu *menu, int place,
	struct canvas *canvas, int row, int width)
{
	int left = canvas->columns - width;
	enum style style = place == menu->now ? STYLE_STRONG : STYLE_PLAIN;
	char text[TEXT_SIZE];

	area_clear(canvas, row, 1, left, width);
	canvas_put(canvas, row, left, 1, STYLE_PLAIN, "│");
	choice_text(desk, menu, place, text, sizeof text, false);
	canvas_put(canvas, row, left + 1, width - 1, style, text);
	if (place == menu->now)
		canvas_cursor(canvas, row, left + 1, false);
	/* On a screen too narrow for both the name has the room. */
	if (desk->setting != SETTING_SHOWN || width < menu_width(desk, menu))
		return;
	snprintf(text, sizeof text, "%zu", desk->views[desk->now].found[menu->at[place]]);
	canvas_put(canvas, row, canvas->columns - 1 - text_columns(text), -1, style, text);
}

static void draw_edge(struct canvas *canvas, int row, int width)
{
	int column;

	canvas_put(canvas, row, canvas->columns - width, 1, STYLE_PLAIN, "└");
	for (column = canvas->columns - width + 1; column < canvas->columns; column++)
		canvas_put(canvas, row, column, 1, STYLE_PLAIN, "─");
}

/* The keys of the choices: "1-4", "1-9 a-c". */
static char *choice_keys(int count, char out[KEY_LABEL])
{
	int used = snprintf(out, KEY_LABEL, count > 1 ? "1-%c" : "1",
		CHOICE_KEYS[count > DIGITS ? DIGITS - 1 : count - 1]);

	if (count > DIGITS)
		snprintf(out + used, KEY_LABEL - (size_t)used, count > DIGITS + 1 ? " a-%c" : " a",
			CHOICE_KEYS[count - 1]);
	return out;
}

/* In place of the list's keys, which are not what is asked now. */
static void draw_hint(const struct desk *desk, const struct menu *menu, struct canvas *canvas,
	const struct layout *layout)
{
	char keys[KEY_LABEL], next[KEY_LABEL], done[KEY_LABEL], back[KEY_LABEL];

	if (layout->message < 0 || menu->count < 1)
		return;
	area_blank(canvas, layout->keys, 1);
	key_label_of(desk, setting_move(desk->setting), next);
	key_label_of(desk, MOVE_OPEN, done);
	key_label_of(desk, MOVE_BACK, back);
	/* TRANSLATORS: keys: those of the choices, the one pressed again, the one that closes, the one
	 * that goes back */
	canvas_print(canvas, layout->keys, 0, STYLE_HINT,
		say(N_(" %s:choose %s:next %s:done %s:back")),
		choice_keys(menu->count, keys), next, done, back);
}

/* Below the setting that it is about, at the right: names stay in sight. Where rows are few, those
 * around the present choice. */
static void choose_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	struct menu menu = menu_of(desk);
	int top = layout->is_tiny ? 0 : layout->tabs >= 0 ? layout->tabs + 1 : layout->title + 1;
	int width = menu_width(desk, &menu), first = 0, i;
	int rows = (layout->message > top ? layout->message : canvas->rows) - top;

	if (width > canvas->columns)
		width = canvas->columns;
	if (menu.now >= rows)
		first = menu.now - rows + 1;
	for (i = first; i < menu.count && i - first < rows; i++)
		draw_choice(desk, &menu, i, canvas, top + i - first, width);
	if (i - first < rows)
		draw_edge(canvas, top + i - first, width);
	draw_hint(desk, &menu, canvas, layout);
}

const struct overlay overlay_choose = {choose_key, NULL, choose_draw};
