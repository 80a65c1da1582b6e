/* What stands above a list of duties: the tabs, the filter and the order in use; and what an empty list
 * says. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

#define PART_SIZE 200
#define UNIT_SETTING 26  /* the same, whole */
#define SETTING_LEAST 14 /* columns of what is filtered and sorted, at the right */

/* ---- tabs ----------------------------------------------------------------------------------- */

const char *order_label(enum order order)
{
	static const char *const labels[ORDERS] = {
		[ORDER_WORST] = N_("worst first"),
		[ORDER_UNIT] = N_("by unit"),
		[ORDER_DEADLINE] = N_("by deadline"),
		[ORDER_PLAN] = N_("as in the plan"),
	};

	return say(labels[order]);
}

static bool is_tab(const struct desk *desk, size_t item)
{
	return desk->snapshot->items[item].type == ITEM_REPORT;
}

static int put_tab(const struct desk *desk, struct canvas *canvas, int row, int column,
	const char *label, size_t tab)
{
	bool is_open = desk->views[desk->now].tab == tab;
	char text[PART_SIZE];

	snprintf(text, sizeof text, is_open ? "[%s]" : " %s ", label);
	if (column + text_columns(text) > canvas->columns)
		return column;
	return canvas_put(
		canvas, row, column, -1, is_open ? STYLE_STRONG : STYLE_PLAIN, text);
}

static int draw_tabs(const struct desk *desk, struct canvas *canvas, int row)
{
	size_t item;
	int column = 0;

	if (desk->now != VIEW_NUMBERS)
		column = put_tab(desk, canvas, row, 0, say(N_("all")), NOWHERE);
	for (item = 0; item < desk->snapshot->item_count; item++)
		if (is_tab(desk, item))
			column = put_tab(desk, canvas, row, column,
				desk->snapshot->items[item].code, item);
	return column;
}

static void add_setting(const struct desk *desk, enum move move, const char *label,
	struct buffer *out)
{
	char key[KEY_LABEL];

	if (command_at(desk, key_label_of(desk, move, key), view_kinds[desk->now].on))
		buffer_print(out, "%s%s:%s", out->length > 0 ? "  " : "", key, label);
}

static void setting_text(const struct desk *desk, bool with_order, struct buffer *out)
{
	const struct view *view = &desk->views[desk->now];

	buffer_clear(out);
	if (desk->now == VIEW_REPORTS || view->groups != GROUPS_NONE)
		add_setting(desk, MOVE_NEXT_GROUPS, groups_label(desk->now, view->groups), out);
	if (desk->now != VIEW_REPORTS)
		add_setting(desk, MOVE_NEXT_FILTER, shown_label(view->shown), out);
	if (with_order)
		add_setting(desk, MOVE_NEXT_SORT, order_label(view->order), out);
}

/* A filter or order that hides or moves rows is always to be seen. */
static void draw_setting(const struct desk *desk, struct canvas *canvas, int row, int column)
{
	const struct view *view = &desk->views[desk->now];
	struct buffer text = {0};
	int width;

	if (!(view_kinds[desk->now].on & (ON_SCREENS & ~(ON_LOG | ON_ROSTER))))
		return;
	setting_text(desk, true, &text);
	if (canvas->columns - text_columns(buffer_text(&text)) < column + 1)
		setting_text(desk, false, &text);
	width = text_columns(buffer_text(&text));
	if (canvas->columns - width >= column + 1 || view->shown != SHOWN_ALL)
		canvas_put(canvas, row, canvas->columns - width, -1,
			view->shown == SHOWN_ALL ? STYLE_PLAIN : STYLE_STRONG,
			buffer_text(&text));
	buffer_free(&text);
}

int board_draw_filter(const struct desk *desk, struct canvas *canvas, int row, int column)
{
	const struct view *view = &desk->views[desk->now];
	char text[FILTER_SIZE + 16];

	if (!*view->filter)
		return column;
	snprintf(text, sizeof text, " /%s%s", view->is_inverted ? "!" : "", view->filter);
	return canvas_put(canvas, row, column, -1, STYLE_STRONG, text);
}

void board_draw_tabs(const struct desk *desk, struct canvas *canvas, int row)
{
	char hint[PART_SIZE];
	int column = 0;

	if ((desk->now == VIEW_DUE || desk->now == VIEW_REPORTS || desk->now == VIEW_NUMBERS) &&
		desk->snapshot->has_plan)
		column = draw_tabs(desk, canvas, row);
	else if (desk->now == VIEW_ITEM)
		column = deadline_draw(desk, canvas, row, canvas->columns - SETTING_LEAST);
	else if (desk->now == VIEW_UNIT && !*desk->views[VIEW_UNIT].filter)
		unit_contact_draw(desk, canvas, row, canvas->columns - UNIT_SETTING);
	if (desk->now == VIEW_NUMBERS) {
		numbers_hint(desk, hint, sizeof hint);
		column = canvas_put(canvas, row, column + 1, -1, STYLE_PLAIN, hint);
	}
	column = board_draw_filter(desk, canvas, row, column);
	draw_setting(desk, canvas, row, column);
	if (desk->now == VIEW_MATRIX && !*desk->views[VIEW_MATRIX].filter)
		events_draw(desk, canvas, row);
}

/* The tab, unit or item beside this one. */
static size_t item_beside(const struct desk *desk, size_t item, int step, bool reports_only)
{
	size_t count = desk->snapshot->item_count, i;

	for (i = 0; i <= count; i++) {
		/* NOWHERE stands before the first and after the last. */
		item = item == NOWHERE ? (step > 0 ? 0 : count - 1)
			: step > 0     ? item + 1
			: item == 0    ? NOWHERE
				       : item - 1;
		if (item == NOWHERE || item >= count)
			return NOWHERE;
		if (reports_only ? is_tab(desk, item)
				 : item_is_owed(&desk->snapshot->items[item]) &&
					desk->snapshot->items[item].bound_count > 0)
			return item;
	}
	return NOWHERE;
}

static bool unit_owes(const struct desk *desk, size_t unit)
{
	size_t item;

	for (item = 0; item < desk->snapshot->item_count; item++)
		if (item_is_owed(&desk->snapshot->items[item]) &&
			item_binds(&desk->snapshot->items[item], unit))
			return true;
	return false;
}

static size_t unit_beside(const struct desk *desk, size_t unit, int step)
{
	size_t count = desk->snapshot->units.count, i;

	for (i = 0; i < count && unit != NOWHERE; i++) {
		unit = (unit + (step > 0 ? 1 : count - 1)) % count;
		if (unit_owes(desk, unit))
			break;
	}
	return unit;
}

/* The same unit's row in the numbers of the next report; behind the last comes the first. */
static void next_report(struct desk *desk, int step)
{
	struct view *view = &desk->views[VIEW_NUMBERS];

	view->tab = item_beside(desk, view->tab, step, true);
	if (view->tab == NOWHERE)
		view->tab = item_beside(desk, NOWHERE, step, true);
	view->here.item = view->tab;
}

void board_next_tab(struct desk *desk, int step)
{
	struct fault why;
	size_t item;

	if (!desk->snapshot->has_plan || desk->snapshot->item_count == 0)
		return;
	if (desk->now == VIEW_UNIT) {
		desk->unit = unit_beside(desk, desk->unit, step);
	} else if (desk->now == VIEW_ITEM) {
		item = item_beside(desk, desk->item, step, false);
		desk->item = item == NOWHERE ? item_beside(desk, NOWHERE, step, false) : item;
	} else if (desk->now == VIEW_NUMBERS) {
		next_report(desk, step);
	} else if (desk->now == VIEW_DUE || desk->now == VIEW_REPORTS) {
		desk->views[desk->now].tab =
			item_beside(desk, desk->views[desk->now].tab, step, true);
	} else {
		return;
	}
	if (!view_load(desk, desk->now, &why))
		desk_refuse(desk, &why);
}

/* ---- nothing to show ------------------------------------------------------------------------ */

/* What the screen is for; there is nothing on it for lack of anything to show. */
static const char *purpose_text(const struct desk *desk)
{
	switch (desk->now) {
	case VIEW_ANSWER:
		return say(N_("There is nothing of this kind. Esc goes back."));
	case VIEW_TREE:
		return say(N_("Here stand the units of the office as a tree, and who works in each. There "
			      "is none yet: add one, or import a file of units."));
	case VIEW_PEOPLE:
		return say(N_("Here stand the contacts of this unit: name, position, phone, email. There "
			      "is none yet: add one."));
	case VIEW_LOG:
		return say(N_("Here stands who changed what and when. Nothing was changed yet."));
	case VIEW_REPORTS:
		return say(N_("Here stand the rates of reports and tasks, rolled up. The plan asks "
			      "nothing yet."));
	case VIEW_NUMBERS:
		return say(N_("Here the numbers asked for with a report are typed in, as in a "
			      "spreadsheet. The plan asks for none: its rows of type number say "
			      "which."));
	case VIEW_UNIT:
		return say(N_("Here stand a unit's reports and tasks. "
			      "The plan asks nothing of this one."));
	default:
		return say(N_("Here stands who owes what. The plan asks no unit for it: "
			      "its audience names none that is there."));
	}
}

static void empty_text(const struct desk *desk, char *out, size_t size)
{
	const struct view *view = &desk->views[desk->now];
	bool is_about_plan = view_kinds[desk->now].on & (ON_DUTIES | ON_NUMBERS | ON_REPORTS);
	char key[KEY_LABEL];

	if (is_about_plan && !desk->snapshot->has_plan) {
		key_label_of(desk, MOVE_PALETTE, key);
		/* TRANSLATORS: %s is the key that starts a command */
		snprintf(out, size,
			say(N_("Here stands who owes what, worst first. There is no plan yet. "
			       "These bring one in: %simport units FILE, then %simport plan FILE")),
			key, key);
	} else if ((view->listing.count > 0 || desk->now == VIEW_LOG) && *view->filter) {
		snprintf(out, size,
			view->is_inverted
				? say(N_("Every row has \"%s\"; Esc clears the filter."))
				: say(N_("Nothing here has \"%s\"; Esc clears the filter.")),
			view->filter);
	} else if (view->listing.count > 0) {
		key_label_of(desk, MOVE_NEXT_FILTER, key);
		/* TRANSLATORS: a state such as "overdue", a key */
		snprintf(out, size, say(N_("Nothing here is \"%s\"; %s shows the next kind.")),
			shown_label(view->shown), key);
	} else {
		snprintf(out, size, "%s", purpose_text(desk));
	}
}

void board_draw_empty(const struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	char text[PART_SIZE * 3];
	int width = layout->columns > 4 ? layout->columns - 4 : layout->columns;
	int row = layout->body + (layout->body_rows > 2), column = (layout->columns - width) / 2;

	empty_text(desk, text, sizeof text);
	wrap_put(canvas, row, column, layout->body_rows, width, 0, STYLE_PLAIN, text);
	canvas_cursor(canvas, row, column, false);
}
