/* `?`: every command for this place, filtered as you type; Enter runs the one under the cursor. One
 * that cannot run now stays, with the reason. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define FOLD_SIZE 512
#define REASON_SIZE 200
#define KEYS_WIDTH 11
#define NAME_WIDTH 13

/* Whether it has what was typed: in its keys, name or help. */
static bool has_words(const struct desk *desk, const struct command *command)
{
	char needle[FOLD_SIZE], folded[FOLD_SIZE];
	struct buffer text = {0};
	bool found;

	text_fold(needle, sizeof needle, desk->edit.text);
	buffer_print(&text, "%s %s", command->name, say(command->help));
	text_fold(folded, sizeof folded, buffer_text(&text));
	buffer_free(&text);
	found = !*needle || text_has_words(folded, needle);
	return found || (desk->edit.text[0] && keys_have(desk_keys(desk, command), desk->edit.text));
}

/* Keys of this place first, then what can be typed only. */
static const struct command *help_row(const struct desk *desk, size_t wanted)
{
	const struct command *command;
	int pass;

	for (pass = 0; pass < 2; pass++) {
		for (command = commands; command->name; command++) {
			if (command_is_here(desk, command) != (pass == 0) ||
				(pass == 1 && !command->run && *desk_keys(desk, command)) ||
				!has_words(desk, command))
				continue;
			if (wanted-- == 0)
				return command;
		}
	}
	return NULL;
}

void help_open(struct desk *desk)
{
	edit_set(&desk->edit, "");
	desk->pick = desk->pick_top = 0;
	desk->on_pick = false;
	desk->over = &overlay_help;
}

static void pick_move(struct desk *desk, long step)
{
	desk->on_pick = true;
	for (; step > 0 && help_row(desk, desk->pick + 1); step--)
		desk->pick++;
	for (; step < 0 && desk->pick > 0; step++)
		desk->pick--;
}

static void help_run(struct desk *desk)
{
	const struct command *command = help_row(desk, desk->pick);
	char line[FOLD_SIZE];

	if (!command)
		return;
	desk->over = NULL;
	if (command_is_here(desk, command) || !command->run) {
		desk_do(desk, command, "");
		return;
	}
	/* It needs words: they are typed behind its name. */
	palette_open(desk);
	snprintf(line, sizeof line, "%s ", command->name);
	edit_set(&desk->edit, line);
}

static void help_key(struct desk *desk, const char *key)
{
	if (edit_key(&desk->edit, key)) {
		desk->pick = 0;
		desk->on_pick = false;
		return;
	}
	switch (overlay_move(desk, key)) {
	case MOVE_UP:
		pick_move(desk, -1);
		break;
	case MOVE_DOWN:
		pick_move(desk, 1);
		break;
	case MOVE_PAGE_UP:
		pick_move(desk, -desk->body_rows);
		break;
	case MOVE_PAGE_DOWN:
		pick_move(desk, desk->body_rows);
		break;
	case MOVE_OPEN:
		help_run(desk);
		break;
	case MOVE_BACK:
	case MOVE_CANCEL:
		if (desk->edit.text[0])
			edit_set(&desk->edit, "");
		else
			desk->over = NULL;
		desk->pick = 0;
		desk->on_pick = false;
		break;
	case MOVE_HELP:
		desk->over = NULL;
		break;
	default:
		break;
	}
}

static void help_paste(struct desk *desk, const char *text)
{
	edit_paste(&desk->edit, text);
	desk->pick = 0;
	desk->on_pick = false;
}

static void draw_command(const struct desk *desk, struct canvas *canvas, int row,
	const struct command *command)
{
	char reason[REASON_SIZE], fitted[FOLD_SIZE];
	struct buffer text = {0};
	bool is_wide = canvas->columns >= 60;
	int name = 2 + KEYS_WIDTH, about = is_wide ? name + NAME_WIDTH : name;

	act_reason(desk, command, reason, sizeof reason);
	if (command_is_here(desk, command))
		canvas_put(canvas, row, 2, KEYS_WIDTH - 1, STYLE_KEY,
			desk_keys(desk, command));
	else
		canvas_print(canvas, row, 2, STYLE_KEY, ":%.*s", is_wide ? 0 : KEYS_WIDTH - 2,
			command->name);
	if (is_wide)
		canvas_put(canvas, row, name, NAME_WIDTH - 1, STYLE_PLAIN, command->name);
	buffer_add(&text, say(command->help));
	if (*reason)
		buffer_print(&text, " (%s)", reason);
	text_fit(fitted, sizeof fitted, buffer_text(&text), canvas->columns - about, ALIGN_LEFT);
	canvas_put(canvas, row, about, -1, *reason ? STYLE_HINT : STYLE_PLAIN, text_trim(fitted));
	buffer_free(&text);
}

static void help_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	int first = layout->title + 1, rows = layout->message - first, row;
	size_t seen = rows > 0 ? (size_t)rows : 1;
	const struct command *command;

	if (desk->pick < desk->pick_top)
		desk->pick_top = desk->pick;
	if (desk->pick >= desk->pick_top + seen)
		desk->pick_top = desk->pick - seen + 1;
	area_blank(canvas, first, canvas->rows - first);
	for (row = 0; row < rows; row++) {
		command = help_row(desk, desk->pick_top + (size_t)row);
		if (!command)
			break;
		draw_command(desk, canvas, first + row, command);
		if (desk->pick_top + (size_t)row == desk->pick)
			canvas_put(canvas, first + row, 0, 1, STYLE_STRONG, ">");
	}
	if (row == 0)
		wrap_put(canvas, first, 2, rows, canvas->columns > 4 ? canvas->columns - 2 : 4, 0,
			STYLE_PLAIN,
			say(N_("no command has these words; Esc shows all")));
	if (layout->keys > layout->message)
		canvas_put(canvas, layout->keys, 0, -1, STYLE_HINT,
			say(N_("type to search · Enter runs it · Esc leaves")));
	/* TRANSLATORS: label of a field: what to search among the commands */
	field_draw(desk, canvas, layout->message, say(N_("Search: ")));
	if (desk->on_pick && row > 0)
		canvas_cursor(canvas, first + (int)(desk->pick - desk->pick_top), 1, false);
}

const struct overlay overlay_help = {help_key, help_paste, help_draw};
