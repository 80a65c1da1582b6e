/* The question at the bottom of the screen: what it is for, the field, and how the parser reads it. */
#include "inner.h"
#include "parts.h"
#include "preview.h"

#include <stdio.h>

#define TITLE_SIZE 512

static void title_write(const struct desk *desk, char *out, size_t size)
{
	const struct request *request = &desk->act.request;
	const struct snapshot *snapshot = desk->snapshot;
	char subject[TITLE_SIZE / 2];

	if (desk->asked == ASKED_FILE || desk->asked == ASKED_DATABASE) {
		snprintf(out, size, "%s", say(command_of(desk->asked == ASKED_FILE
			? MOVE_EXPORT : MOVE_OPEN_FILE)->help));
		return;
	}
	if (desk->asked == ASKED_CELL || desk->asked == ASKED_REJECTS) {
		preview_title(desk, out, size);
		return;
	}
	if (desk->asked == ASKED_TEXT_FILE) {
		snprintf(out, size, "%s", desk->text_title);
		return;
	}
	if (desk->asked == ASKED_COUNT && count_question(desk, out, size))
		return;
	if (act_is_import(desk))
		welcome_import_title(desk, out, size);
	else if (request->target_count == 1)
		snprintf(out, size, "%s · %s · %s",
			snapshot->units.at[request->targets[0].unit].name,
			snapshot->items[request->targets[0].item].code,
			say(request->command->help));
	else if (request->target_count > 1)
		snprintf(out, size,
			/* TRANSLATORS: so many rows, what is done to them */
			say_many("%lu row · %s", "%lu rows · %s", request->target_count),
			(unsigned long)request->target_count, say(request->command->help));
	else if (tree_subject(desk, subject, sizeof subject))
		snprintf(out, size, "%s · %s", subject, say(request->command->help));
	else
		snprintf(out, size, "%s", say(request->command->help));
}

static void label_write(const struct desk *desk, char *out, size_t size)
{
	const struct argument *argument;

	if (desk->asked == ASKED_FILE || desk->asked == ASKED_REJECTS ||
		desk->asked == ASKED_TEXT_FILE || desk->asked == ASKED_DATABASE) {
		snprintf(out, size, "%s: ", say(N_("FILE")));
	} else if (desk->asked == ASKED_CELL) {
		/* TRANSLATORS: label of a field: what is to stand in the cell */
		snprintf(out, size, "%s: ", say(N_("CELL")));
	} else if (desk->asked == ASKED_COUNT) {
		snprintf(out, size, "%s: ", say(N_("TYPE THE NUMBER")));
	} else {
		argument = &desk->act.request.command->arguments[desk->act.argument];
		snprintf(out, size, "%s: ",
			argument->label ? say(argument->label) : argument->option);
	}
}

void field_draw(struct desk *desk, struct canvas *canvas, int row, const char *label)
{
	int start, room, cursor;
	size_t from;

	if (row < 0)
		return;
	area_blank(canvas, row, 1);
	start = canvas_put(canvas, row, 0, canvas->columns / 2, STYLE_KEY, label);
	room = canvas->columns - start;
	edit_view(&desk->edit, room > 0 ? room : 1, &from, &cursor);
	canvas_put(canvas, row, start, room, desk->edit.is_offered ? STYLE_TITLE : STYLE_PLAIN,
		desk->edit.text + from);
	canvas_cursor(canvas, row, start + cursor, true);
}

void prompt_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	char title[TITLE_SIZE], fitted[FAULT_TEXT], label[TITLE_SIZE];
	int higher = reading_draw(desk, canvas, layout), above = layout->message - higher - 1;

	label_write(desk, label, sizeof label);
	if (above > 0) {
		title_write(desk, title, sizeof title);
		area_blank(canvas, above, 1);
		text_fit(fitted, sizeof fitted, title, layout->columns, ALIGN_LEFT);
		canvas_put(canvas, above, 0, -1, STYLE_STRONG, text_trim(fitted));
	}
	field_draw(desk, canvas, layout->message - higher, label);
}
