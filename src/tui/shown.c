/* Which states are shown: what each choice is called and takes in, how many rows it has, and the line
 * of counts, whose parts are the tabs by state. */
#include "inner.h"
#include "list.h"
#include "parts.h"

#include <stdio.h>

#define PART_SIZE 200

/* The label in a menu, that of the line of counts (NULL: not a part of it), the same where that line
 * is too short for all, whether it stands even where nothing is in it, and the states that it takes
 * in, a bit each. */
static const struct {
	const char *label, *part, *brief;
	bool is_always;
	unsigned states;
} kinds[SHOWNS] = {
#define BIT(state) (1u << STATE_##state)
	[SHOWN_ALL] = {N_("all"), NULL, NULL, true, ~0u},
	[SHOWN_NOT_SENT] = {N_("not sent"), NULL, NULL, true,
		~(BIT(ON_TIME) | BIT(LATE) | BIT(DONE) | BIT(EXEMPT))},
	[SHOWN_OVERDUE] = {N_("overdue"), N_("Overdue"), N_("Overdue"), true, BIT(OVERDUE)},
	/* TRANSLATORS: how many fall due today */
	[SHOWN_TODAY] = {N_("today"), N_("Today"), N_("Now"), true, BIT(LAST_DAY)},
	[SHOWN_DUE_SOON] = {N_("due soon"), N_("Due soon"), N_("Soon"), true, BIT(DUE_SOON)},
	[SHOWN_NOT_DUE] = {N_("not due"), N_("Not due"), N_("Later"), true, BIT(NOT_DUE)},
	[SHOWN_RECEIVED] = {N_("received"), N_("Received"), N_("Sent"), true,
		BIT(ON_TIME) | BIT(LATE) | BIT(DONE)},
	[SHOWN_RETURNED] = {N_("returned"), N_("Returned"), N_("Back"), false, BIT(RETURNED)},
	[SHOWN_EXTENDED] = {N_("extended"), N_("Extended"), N_("Ext."), false, BIT(EXTENDED)},
	[SHOWN_IN_PROGRESS] = {N_("in progress"), N_("In progress"), N_("Begun"), false, BIT(IN_PROGRESS)},
	[SHOWN_NO_DATE] = {N_("no date"), N_("No date"), N_("Undated"), false, BIT(NO_DATE)},
	[SHOWN_EXEMPT] = {N_("not applicable"), N_("n/a"), N_("n.a."), false, BIT(EXEMPT)},
#undef BIT
};

const char *shown_label(enum shown shown)
{
	return say(kinds[shown].label);
}

unsigned shown_states(enum shown shown)
{
	return kinds[shown].states;
}

bool state_is_shown(enum shown shown, enum state state)
{
	return kinds[shown].states >> state & 1;
}

/* The first eight have a place of their own in a menu; the others only where there are any. */
bool shown_is_offered(const struct view *view, enum shown shown)
{
	if (view->found[shown] > 0 || view->shown == shown)
		return true;
	return shown <= SHOWN_RETURNED;
}

/* Whether the line of counts has a part for it. */
static bool has_part(const struct view *view, enum shown shown)
{
	return kinds[shown].part && (kinds[shown].is_always || view->found[shown] > 0 ||
					    view->shown == shown);
}

static void part_print(const struct view *view, int shown, bool is_brief, char out[PART_SIZE])
{
	snprintf(out, PART_SIZE, "%s %zu", say(is_brief ? kinds[shown].brief : kinds[shown].part),
		view->found[shown]);
}

/* The columns of the whole line. */
static int counts_width(const struct view *view, bool is_brief)
{
	char part[PART_SIZE];
	int width = 0, i;

	for (i = 0; i < SHOWNS; i++) {
		if (!has_part(view, (enum shown)i))
			continue;
		part_print(view, i, is_brief, part);
		width += text_columns(part) + 3; /* "▪", and an edge at each side */
	}
	return width - 1;
}

/* "Overdue 0 ▪ Today 0 ▪[Due soon 6]▪ …": the five that decide a morning always, others where there
 * are any. Where all have no room their names are shorter, and what has none even then is told by
 * "…": the parts add up. */
void board_draw_counts(const struct desk *desk, struct canvas *canvas, int row)
{
	const struct view *view = &desk->views[desk->now];
	bool is_brief = counts_width(view, false) > canvas->columns;
	bool is_whole = counts_width(view, is_brief) <= canvas->columns;
	const char *edge = " "; /* before the next part */
	char part[PART_SIZE];
	int column = 0, i;

	for (i = 0; i < SHOWNS; i++) {
		bool is_open = view->shown == (enum shown)i;

		if (!has_part(view, (enum shown)i))
			continue;
		part_print(view, i, is_brief, part);
		if (column + 3 + text_columns(part) + (is_whole ? 0 : 2) > canvas->columns)
			continue;
		if (column > 0) {
			column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, edge);
			column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, "▪");
		}
		column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, is_open ? "[" : " ");
		column = canvas_put(canvas, row, column, -1,
			is_open ? STYLE_STRONG : STYLE_PLAIN, part);
		edge = is_open ? "]" : " ";
	}
	column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, edge);
	if (!is_whole)
		canvas_put(canvas, row, column, -1, STYLE_PLAIN, "…");
}
