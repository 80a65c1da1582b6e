/* The tree on the canvas: the list, and beside it, where there is room, the unit under the cursor
 * with its roster. */
#include "inner.h"
#include "list.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define PANE_FROM 120 /* columns of a screen that has a pane */
#define PANE_COLUMNS 42
#define VALIDITY_MOST 26

static bool has_pane(int columns)
{
	return columns >= PANE_FROM;
}

static void add_validity(const struct desk *desk, const struct unit *unit, struct buffer *out)
{
	size_t before = out->length;

	unit_validity(unit, desk->app->today, out);
	if (out->length > before)
		buffer_add(out, "\n");
}

static void add_person(const struct person *person, struct buffer *out)
{
	buffer_print(out, "\n%s\n", person->name);
	if (*person->position)
		buffer_print(out, "  %s\n", person->position);
	if (*person->phone || *person->email)
		buffer_print(out, "  %s%s%s\n", person->phone,
			*person->phone && *person->email ? " · " : "", person->email);
	if (*person->note)
		buffer_print(out, "  %s\n", person->note);
}

static void unit_write(struct desk *desk, size_t place, struct buffer *out)
{
	const struct units *units = &desk->snapshot->units;
	const struct unit *unit = &units->at[place];
	const struct roster *roster = tree_roster(desk, place);
	size_t i;

	buffer_print(out, "%s · %s\n", unit->code, unit->kind);
	if (unit->above != NOWHERE)
		buffer_print(out, "%s: %s\n", say(N_("unit above")), units->at[unit->above].name);
	if (*unit->aliases)
		buffer_print(out, "%s: %s\n", say(N_("other names")), unit->aliases);
	add_validity(desk, unit, out);
	for (i = 0; roster && i < roster->count; i++)
		add_person(&roster->at[i], out);
	if (roster && roster->count == 0)
		buffer_print(out, "\n%s\n", say(N_("nobody on its roster yet")));
}

static void draw_pane(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	int column = layout->columns - PANE_COLUMNS, row, top = layout->body;
	size_t unit = tree_unit(desk);
	struct buffer text = {0};

	for (row = layout->body; row < layout->body + layout->body_rows; row++)
		canvas_put(canvas, row, column, 1, STYLE_HEADING, "│");
	if (unit == NOWHERE)
		return;
	top += wrap_put(canvas, top, column + 2, layout->body_rows, PANE_COLUMNS - 2, 0,
		STYLE_STRONG, desk->snapshot->units.at[unit].name);
	unit_write(desk, unit, &text);
	wrap_put(canvas, top, column + 2, layout->body + layout->body_rows - top,
		PANE_COLUMNS - 2, 0, STYLE_PLAIN, buffer_text(&text));
	buffer_free(&text);
}

/* One unit among thousands that begins or ends must be seen to: all are looked at, not a sample. */
void tree_measure(const struct desk *desk, struct view *view)
{
	const struct units *units = &desk->snapshot->units;
	size_t last = listing_show_count(&view->listing) - 1, i;
	struct buffer text = {0};
	int columns;

	view->is_bare[last] = true;
	for (i = 0; i < units->count; i++) {
		buffer_clear(&text);
		unit_validity(&units->at[i], desk->app->today, &text);
		columns = text_columns(buffer_text(&text));
		view->is_bare[last] = view->is_bare[last] && columns == 0;
		if (columns > view->widths[last] && columns <= VALIDITY_MOST)
			view->widths[last] = columns;
	}
	buffer_free(&text);
}

void tree_draw(struct desk *desk, struct view *view, struct canvas *canvas,
	const struct layout *layout)
{
	struct layout list = *layout;

	if (has_pane(layout->columns))
		list.columns -= PANE_COLUMNS;
	list_draw(desk, view, canvas, &list);
	if (has_pane(layout->columns))
		draw_pane(desk, canvas, layout);
}

/* Where no pane is: the first of the roster and a telephone, short, for a cursor move is cheap. */
void tree_hint(struct desk *desk, int columns, char *out, size_t size)
{
	size_t unit = tree_unit(desk);
	const struct roster *roster = has_pane(columns) ? NULL : tree_roster(desk, unit);
	struct buffer text = {0};

	out[0] = '\0';
	if (!roster)
		return;
	if (!unit_is_valid(&desk->snapshot->units.at[unit], desk->app->today))
		unit_validity(&desk->snapshot->units.at[unit], desk->app->today, &text);
	if (roster->count > 0)
		buffer_print(&text, "%s%s%s%s", text.length ? " · " : "", roster->at[0].name,
			*roster->at[0].phone ? " · " : "", roster->at[0].phone);
	if (roster->count > 1)
		buffer_print(&text, " · +%zu", roster->count - 1);
	text_normalise(out, size, buffer_text(&text));
	buffer_free(&text);
}

/* Whose people are shown, and the key that shows more or fewer. */
void people_draw_scope(const struct desk *desk, struct canvas *canvas, int row, int column)
{
	char key[KEY_LABEL];

	key_label(desk, command_named("tab"), key);
	canvas_print(canvas, row, column, STYLE_PLAIN, " %s:%s", key,
		desk->tree.with_below ? say(N_("with all below it")) : say(N_("this unit alone")));
}
