/* A text to read over the screen: a card, a long reply. Moves scroll it; Enter, Esc and q close
 * it. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

void text_open(struct desk *desk, const char *title, struct buffer *text)
{
	buffer_free(&desk->text);
	desk->text = *text;
	*text = (struct buffer){NULL, 0, 0};
	snprintf(desk->text_title, sizeof desk->text_title, "%s", title);
	desk->pick_top = 0;
	desk->over = &overlay_text;
}

void text_again(struct desk *desk)
{
	desk->over = &overlay_text;
}

static void ask_file(struct desk *desk)
{
	char name[64], day[DAY_TEXT];
	struct fault why;

	if (!screen_allowed(desk->app, command_of(MOVE_EXPORT), &why)) {
		desk_refuse(desk, &why);
		return;
	}
	snprintf(name, sizeof name, "tiendo-%s.txt", day_iso(desk->app->today, day));
	prompt_open(desk, ASKED_TEXT_FILE, name);
}

static void text_key(struct desk *desk, const char *key)
{
	enum move move = overlay_move(desk, key);

	if (overlay_scroll(desk, move, &desk->pick_top)) /* text_draw keeps the end in sight */
		return;
	switch (move) {
	case MOVE_EXPORT:
		ask_file(desk);
		break;
	case MOVE_OPEN:
	case MOVE_BACK:
	case MOVE_CANCEL:
		desk->over = NULL;
		break;
	case MOVE_HELP:
		help_open(desk);
		break;
	default:
		break;
	}
}

/* The title with the place in the text, and what was just said or the keys. */
static void draw_bars(const struct desk *desk, struct canvas *canvas, const struct layout *layout,
	int rows, int count)
{
	char more[64] = "", key[KEY_LABEL], keys[FILTER_SIZE];
	int room;

	if (count > rows)
		snprintf(more, sizeof more, " %zu-%zu/%d", desk->pick_top + 1,
			desk->pick_top + (size_t)rows, count);
	room = layout->columns - text_columns(more);
	canvas_put(canvas, layout->message, 0, room, STYLE_STRONG, desk->text_title);
	canvas_put(canvas, layout->message, room, -1, STYLE_PLAIN, more);
	if (layout->keys <= layout->message)
		return;
	if (screen_offers(desk->app, command_of(MOVE_EXPORT)))
		snprintf(keys, sizeof keys, say(N_("Esc closes it · %s writes it to a file")),
			key_label_of(desk, MOVE_EXPORT, key));
	else
		snprintf(keys, sizeof keys, "%s", say(N_("Esc closes it")));
	/* What the text itself says is not said again. */
	if (*desk->message && !strstr(buffer_text(&desk->text), desk->message))
		canvas_put(canvas, layout->keys, 0, -1, desk->message_style, desk->message);
	else
		canvas_put(canvas, layout->keys, 0, -1, STYLE_HINT, keys);
}

static void text_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	int first = layout->title + 1, rows = layout->message - first;
	int width = layout->columns > 4 ? layout->columns - 1 : layout->columns, count;

	if (rows < 1)
		rows = 1;
	area_blank(canvas, first, canvas->rows - first);
	if (width > 100)
		width = 100; /* longer lines are hard to read */
	/* From the first column on: a terminal's selection then takes the text and nothing else. */
	count = wrap_put(canvas, first, 0, 0, width, 0, STYLE_PLAIN, buffer_text(&desk->text));
	if (desk->pick_top + (size_t)rows > (size_t)count)
		desk->pick_top = count > rows ? (size_t)(count - rows) : 0;
	wrap_put(canvas, first, 0, rows, width, (int)desk->pick_top, STYLE_PLAIN,
		buffer_text(&desk->text));
	canvas_cursor(canvas, first, 0, false); /* where reading begins */
	draw_bars(desk, canvas, layout, rows, count);
}

const struct overlay overlay_text = {text_key, NULL, text_draw};
