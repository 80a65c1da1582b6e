/* What stands above a list of duties: the tabs, the filter and the order in use. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "numbers.h"
#include "parts.h"

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
