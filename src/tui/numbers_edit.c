/* Typing into a cell: the field stands in the cell, what it will become under it at every key. Enter
 * goes down, Tab right, as in a spreadsheet; each cell is a step of its own. */
#include "inner.h"
#include "list.h"
#include "matrix.h"
#include "numbers.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TITLE_SIZE 512

/* ---- what it becomes ------------------------------------------------------------------------ */

/* Keys may come before what they are about was drawn. */
static bool numbers_know_here(struct desk *desk)
{
	struct view *view = &desk->views[VIEW_NUMBERS];

	return view->column < view->listing.item_count &&
		numbers_know(desk, view, view->column);
}

static const struct number_value *value_here(const struct desk *desk)
{
	const struct view *view = &desk->views[VIEW_NUMBERS];

	return list_has_row(view) && view->column < view->listing.item_count
		? numbers_value(desk, view, view->lines[view->at].row, view->column)
		: NULL;
}

bool numbers_reading(struct desk *desk, const char *value, char *out, size_t size)
{
	const struct number_value *there;
	char applied[VALUE_SIZE], count[COUNT_TEXT], before[COUNT_TEXT];
	int64_t sum = 0;
	struct fault why;

	numbers_know_here(desk);
	there = value_here(desk);
	if (!value_apply(value, there, applied, &why)) {
		snprintf(out, size, "%s", why.text);
		return false;
	}
	if (*applied == '-') {
		snprintf(out, size, "→ %s", say(N_("not applicable")));
		return true;
	}
	count_parse(applied, &sum, NULL);
	if (value[0] == '+' && there)
		snprintf(out, size, "→ %s (%s %s)", count_text(sum, count),
			numbers_text(there, before), value);
	else
		snprintf(out, size, "→ %s", count_text(sum, count));
	return true;
}

/* ---- opening -------------------------------------------------------------------------------- */

/* Where argument `wanted` stands among those of `number`. */
static size_t argument_of(const struct command *command, enum ask wanted)
{
	size_t i;

	for (i = 0; command->arguments[i].ask && command->arguments[i].ask != wanted;)
		i++;
	return i;
}

/* The request that is about the cells of one column; a value comes later, or with a paste. */
void numbers_start(struct desk *desk, const struct target *targets, size_t count,
	const char *values)
{
	const struct command *command = command_of(MOVE_TYPE);
	const struct view *view = desk_view(desk);
	const char *texts[ARGUMENTS] = {NULL};

	texts[argument_of(command, ASK_NUMBER)] =
		desk->snapshot->items[view->listing.items[view->column]].code;
	texts[argument_of(command, ASK_REPORT)] = desk->snapshot->items[view->tab].code;
	texts[argument_of(command, ASK_VALUE)] = values;
	act_start_on(desk, command, targets, count, texts);
}

static bool is_typing(const char *key)
{
	return key[0] && !key[1] && strchr("0123456789+-", key[0]);
}

const char *numbers_field(const struct desk *desk, char *out, size_t size)
{
	const struct number_value *there = desk->now == VIEW_NUMBERS ? value_here(desk) : NULL;

	out[0] = '\0';
	if (there && there->not_applicable)
		snprintf(out, size, "-");
	else if (there)
		snprintf(out, size, "%lld", (long long)there->value);
	return out;
}

void numbers_type(struct desk *desk, const char *key)
{
	const struct view *view = desk_view(desk);
	struct target target;

	if (desk->now != VIEW_NUMBERS) {
		act_start(desk, command_of(MOVE_TYPE), NULL, 0);
		return;
	}
	if (!view->listing.item_count ||
		!view_target(desk, view, view->at, &target)) {
		desk_say(desk, STYLE_ERROR, "%s", say(N_("there is no row here")));
		return;
	}
	if (!numbers_know_here(desk))
		return;
	numbers_start(desk, &target, 1, NULL);
	if (desk->over != &overlay_prompt)
		return;
	desk->over = &overlay_cell;
	if (is_typing(key))
		edit_set(&desk->edit, key);
	prompt_read(desk);
}

/* ---- committing ----------------------------------------------------------------------------- */

static void cell_accept(struct desk *desk, int down, int right)
{
	prompt_accept(desk);
	if (desk->over || desk->message_style == STYLE_ERROR)
		return;
	if (down)
		list_step(desk_view(desk), down);
	if (right)
		matrix_move(desk_view(desk), right);
}

static void cell_key(struct desk *desk, const char *key)
{
	if (edit_key(&desk->edit, key)) {
		prompt_read(desk);
		return;
	}
	switch (overlay_move(desk, key)) {
	case MOVE_OPEN:
	case MOVE_DOWN:
		cell_accept(desk, 1, 0);
		break;
	case MOVE_UP:
		cell_accept(desk, -1, 0);
		break;
	case MOVE_NEXT_TAB:
	case MOVE_RIGHT:
		cell_accept(desk, 0, 1);
		break;
	case MOVE_LEFT:
		cell_accept(desk, 0, -1);
		break;
	case MOVE_BACK:
	case MOVE_CANCEL:
		prompt_leave(desk);
		break;
	default:
		prompt_tell_leaving(desk, key);
		break;
	}
}

static bool is_column(const char *text)
{
	size_t first = strcspn(text, "\r\n");

	return text[first + strspn(text + first, "\r\n")] != '\0';
}

static void cell_paste(struct desk *desk, const char *text)
{
	if (!is_column(text)) {
		prompt_paste(desk, text);
		return;
	}
	desk->over = NULL;
	draft_drop(desk);
	act_drop(desk);
	fill_open(desk, text);
}

void numbers_paste(struct desk *desk, const char *text)
{
	if (is_column(text)) {
		fill_open(desk, text);
		return;
	}
	numbers_type(desk, "+");
	if (desk->over != &overlay_cell)
		return;
	edit_set(&desk->edit, "");
	prompt_paste(desk, text);
}

/* ---- drawing -------------------------------------------------------------------------------- */

/* The field itself is drawn with its cell; without a grid it stands in the message line. */
static void cell_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	const struct item *number = &desk->snapshot->items[desk->act.request.number];
	const struct target *target = desk->act.request.targets;
	char title[TITLE_SIZE], fitted[FAULT_TEXT];
	const char *keys;
	int higher;

	if (layout->is_tiny) {
		field_draw(desk, canvas, layout->message, number->code);
		return;
	}
	snprintf(title, sizeof title, "%s · %s %s%s%s%s",
		desk->snapshot->units.at[target->unit].name, number->code, number->title,
		*number->measure ? " (" : "", number->measure, *number->measure ? ")" : "");
	higher = reading_draw(desk, canvas, layout);
	area_blank(canvas, layout->message - higher, 1);
	text_fit(fitted, sizeof fitted, title, layout->columns, ALIGN_LEFT);
	canvas_put(canvas, layout->message - higher, 0, -1, STYLE_PLAIN, text_trim(fitted));
	keys = say(N_("Enter: down · Tab: right · Esc: leave it"));
	if (higher == 0 &&
		layout->columns - text_columns(keys) > text_columns(desk->reading) + 2)
		canvas_put(canvas, layout->keys, layout->columns - text_columns(keys), -1,
			STYLE_HINT, keys);
}

const struct overlay overlay_cell = {cell_key, cell_paste, cell_draw};
