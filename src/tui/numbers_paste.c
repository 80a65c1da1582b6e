/* A column pasted into the numbers: what would go where is shown first, and all of it becomes one
 * step (TUI.md §6). */
#include "inner.h"
#include "numbers.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 512
#define NAME_WIDTH 26

/* ---- reading -------------------------------------------------------------------------------- */

void fill_drop(struct desk *desk)
{
	pool_free(&desk->fill.pool);
	desk->fill = (struct fill){.count = 0};
}

static const struct number_value *value_at(const struct desk *desk, size_t i)
{
	const struct view *view = &desk->views[VIEW_NUMBERS];
	const struct target *target = &desk->fill.targets[i];

	return snapshot_number(desk->snapshot, target->item, view->listing.items[view->column],
		target->unit);
}

/* Why a value cannot be taken; "" if it can. */
static void value_reason(const struct desk *desk, size_t i, char *out, size_t size)
{
	const struct fill *fill = &desk->fill;
	char applied[VALUE_SIZE];
	struct fault why;

	out[0] = '\0';
	if (i >= fill->target_count)
		snprintf(out, size, "%s", say(N_("no unit is left for it")));
	else if (!value_apply(fill->values[i], value_at(desk, i), applied, &why))
		snprintf(out, size, "%s", why.text);
}

static void take_values(struct desk *desk, const char *text)
{
	struct fill *fill = &desk->fill;
	char value[VALUE_SIZE];
	const char *at;

	for (at = text; value_next(&at, value);)
		fill->count++;
	fill->values = pool_take(&fill->pool, fill->count * sizeof *fill->values);
	fill->count = 0;
	for (at = text; value_next(&at, value);)
		fill->values[fill->count++] = pool_text(&fill->pool, value);
}

/* The rows shown from the cursor down, filter and order included. */
static void take_targets(struct desk *desk)
{
	struct view *view = desk_view(desk);
	struct fill *fill = &desk->fill;
	size_t line;

	fill->targets = pool_take(&fill->pool, (fill->count + 1) * sizeof *fill->targets);
	for (line = view->at; line < view->line_count && fill->target_count < fill->count; line++)
		if (view_target(desk, view, line, &fill->targets[fill->target_count]))
			fill->target_count++;
}

void fill_open(struct desk *desk, const char *text)
{
	const struct command *command = command_of(MOVE_TYPE);
	char reason[FAULT_TEXT];
	struct fault why;
	size_t i;

	if (!screen_allowed(desk->app, command, &why)) {
		desk_refuse(desk, &why);
		return;
	}
	act_reason(desk, command, reason, sizeof reason);
	if (*reason || !desk_view(desk)->listing.item_count) {
		desk_say(desk, STYLE_ERROR, "%s",
			*reason ? reason : say(N_("there is no row here")));
		return;
	}
	if (strchr(text, '\t')) {
		desk_say(desk, STYLE_ERROR, "%s",
			say(N_("several columns were pasted: paste them one by one")));
		return;
	}
	if (!numbers_know(desk, desk_view(desk), desk_view(desk)->column))
		return;
	fill_drop(desk);
	take_values(desk, text);
	take_targets(desk);
	for (i = 0; i < desk->fill.count; i++) {
		value_reason(desk, i, reason, sizeof reason);
		desk->fill.refused += *reason != '\0';
	}
	desk->over = &overlay_fill;
}

/* ---- keys ----------------------------------------------------------------------------------- */

static void fill_accept(struct desk *desk)
{
	struct fill *fill = &desk->fill;
	struct buffer values = {0};
	size_t i;

	if (fill->refused) {
		desk_say(desk, STYLE_ERROR, "%s",
			say(N_("nothing is taken while a value is refused: mend the column and "
			       "paste it again")));
		return;
	}
	for (i = 0; i < fill->count; i++)
		buffer_print(&values, "%s\n", fill->values[i]);
	desk->over = NULL;
	numbers_start(desk, fill->targets, fill->target_count, buffer_text(&values));
	buffer_free(&values);
	fill_drop(desk);
}

static void fill_key(struct desk *desk, const char *key)
{
	enum move move = overlay_move(desk, key);

	if (overlay_scroll(desk, move, &desk->fill.top)) /* fill_draw keeps the end in sight */
		return;
	switch (move) {
	case MOVE_OPEN:
		fill_accept(desk);
		break;
	case MOVE_BACK:
	case MOVE_CANCEL:
		fill_drop(desk);
		desk->over = NULL;
		desk_say(desk, STYLE_PLAIN, "%s", say(N_("left: nothing was changed")));
		break;
	default:
		break;
	}
}

/* Values for which no unit is left have one line, however many they are. */
static size_t line_count(const struct fill *fill)
{
	return fill->count > fill->target_count + 1 ? fill->target_count + 1 : fill->count;
}

/* ---- drawing -------------------------------------------------------------------------------- */

/* "1.240"; in words what is no count. */
static const char *shown(const char *text)
{
	return !*text ? say(N_("not reported")) : *text == '-' ? say(N_("not applicable")) : text;
}

static void draw_value(const struct desk *desk, struct canvas *canvas, int row, size_t i)
{
	const struct fill *fill = &desk->fill;
	char reason[FAULT_TEXT], text[FAULT_TEXT + TEXT_SIZE], fitted[TEXT_SIZE];
	char before[COUNT_TEXT], after[VALUE_SIZE];
	int name = canvas->columns >= 60 ? NAME_WIDTH : 20;
	int64_t count;
	size_t left = fill->count - i;

	if (i >= fill->target_count && left > 1) {
		canvas_put(canvas, row, 0, 1, STYLE_BAD, "!");
		snprintf(text, sizeof text,
			say_many("%lu value too many: no unit is left",
				"%lu values too many: no unit is left", (unsigned long)left),
			(unsigned long)left);
		canvas_put(canvas, row, 2, -1, STYLE_PLAIN, text);
		return;
	}
	value_reason(desk, i, reason, sizeof reason);
	canvas_put(canvas, row, 0, 1, STYLE_BAD, *reason ? "!" : "");
	if (i < fill->target_count) {
		text_fit(text, sizeof text,
			desk->snapshot->units.at[fill->targets[i].unit].name, name, ALIGN_LEFT);
		canvas_put(canvas, row, 2, name, STYLE_PLAIN, text_trim(text));
	}
	if (*reason) {
		snprintf(text, sizeof text, "\"%s\": %s", fill->values[i], reason);
	} else {
		value_apply(fill->values[i], value_at(desk, i), after, NULL);
		numbers_text(value_at(desk, i), before);
		if (count_parse(after, &count, NULL))
			count_text(count, after);
		if (strcmp(before, after) == 0)
			snprintf(text, sizeof text, say(N_("%s, as it is")), shown(after));
		else
			snprintf(text, sizeof text, "%s → %s", shown(before), shown(after));
	}
	text_fit(fitted, sizeof fitted, text, canvas->columns - name - 3, ALIGN_LEFT);
	canvas_put(canvas, row, name + 3, -1, STYLE_PLAIN, text_trim(fitted));
}

static void title_write(const struct desk *desk, char *out, size_t size)
{
	const struct view *view = &desk->views[VIEW_NUMBERS];
	const struct item *number = &desk->snapshot->items[view->listing.items[view->column]];

	/* TRANSLATORS: so many values pasted into a number of a report */
	snprintf(out, size,
		say_many("%lu value into %s %s · %s", "%lu values into %s %s · %s",
			(unsigned long)desk->fill.count),
		(unsigned long)desk->fill.count, number->code, number->title,
		desk->snapshot->items[view->tab].code);
}

static void fill_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	struct fill *fill = &desk->fill;
	int first = layout->title + 1, rows, row;
	size_t lines = line_count(fill);
	char text[TEXT_SIZE];

	if (layout->message < first + 1)
		first = 0;
	rows = (layout->message > 0 ? layout->message : canvas->rows) - first - 1;
	rows = rows < 1 ? 1 : rows;
	if (fill->top + (size_t)rows > lines)
		fill->top = lines > (size_t)rows ? lines - (size_t)rows : 0;
	area_blank(canvas, first, canvas->rows - first);
	title_write(desk, text, sizeof text);
	canvas_put(canvas, first, 0, -1, STYLE_STRONG, text);
	for (row = 0; row < rows && fill->top + (size_t)row < lines; row++)
		draw_value(desk, canvas, first + 1 + row, fill->top + (size_t)row);
	canvas_cursor(canvas, first + 1, 0, false);
	snprintf(text, sizeof text, "%zu-%zu/%zu", fill->top + 1, fill->top + (size_t)row,
		lines);
	canvas_put(canvas, layout->message, canvas->columns - text_columns(text), -1, STYLE_PLAIN,
		text);
	canvas_put(canvas, layout->message, 0, canvas->columns - text_columns(text) - 1,
		desk->message_style, desk->message);
	if (fill->refused && !desk->message[0]) {
		snprintf(text, sizeof text,
			say_many("%lu value is refused", "%lu values are refused",
				(unsigned long)fill->refused),
			(unsigned long)fill->refused);
		canvas_put(canvas, layout->message, 0, -1, STYLE_ERROR, text);
	}
	canvas_put(canvas, layout->keys, 0, -1, STYLE_HINT,
		say(N_("Enter records all in one step · Esc leaves it")));
}

const struct overlay overlay_fill = {fill_key, NULL, fill_draw};
