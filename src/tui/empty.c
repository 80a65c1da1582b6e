/* What a screen says that has nothing to show: what it is for, why there is nothing, and which key
 * changes that. */
#include "inner.h"
#include "list.h"
#include "parts.h"

#include <stdio.h>

#define TEXT_SIZE 1024

static const char *purpose(enum view_name name)
{
	switch (name) {
	case VIEW_DUE:
		return say(N_("Here stands who owes what, worst first."));
	case VIEW_MATRIX:
		return say(N_("Here stand all units and all items: who has done what, at a glance."));
	case VIEW_UNIT:
		return say(N_("Here stand a unit's reports and tasks."));
	case VIEW_ITEM:
		return say(N_("Here stands one report or task, unit by unit."));
	case VIEW_REPORTS:
		return say(N_("Here stand the rates of reports and tasks, rolled up."));
	case VIEW_NUMBERS:
		return say(N_("Here the numbers asked for with a report are typed in, as in a "
			      "spreadsheet."));
	case VIEW_TREE:
		return say(N_("Here stand the units of the office as a tree, and who works in each."));
	case VIEW_PEOPLE:
		return say(N_("Here stand the contacts of this unit: name, position, phone, email."));
	case VIEW_LOG:
		return say(N_("Here stands who changed what and when."));
	default:
		return "";
	}
}

/* A plan comes in by a key, for who may take one in; others can only look round. */
static void no_plan(const struct desk *desk, struct buffer *out)
{
	const struct command *import = command_named("import");
	char key[KEY_LABEL], palette[KEY_LABEL];

	if (desk->app->readonly || !screen_offers(desk->app, import)) {
		buffer_add(out, say(N_("There is no plan yet: who keeps this database takes one in.")));
		return;
	}
	key_label(desk, import, key);
	key_label_of(desk, MOVE_PALETTE, palette);
	/* TRANSLATORS: a key; the key that starts a command, and the command */
	buffer_print(out,
		say(N_("There is no plan yet: %s takes one in from CSV files, first the units, then the "
		       "plan. %s%s shows the way round in sample data.")),
		key, palette, tour_name());
}

/* There is a plan. */
static void nothing_asked(const struct desk *desk, struct buffer *out)
{
	char key[KEY_LABEL], other[KEY_LABEL];

	switch (desk->now) {
	case VIEW_TREE:
		buffer_print(out, say(N_("There is none yet: %s adds one, %s takes in a file of units.")),
			key_label(desk, command_named("add-unit"), key),
			key_label(desk, command_named("import"), other));
		break;
	case VIEW_PEOPLE:
		buffer_print(out, say(N_("There is none yet: %s adds one.")),
			key_label(desk, command_named("add-person"), key));
		break;
	case VIEW_UNIT:
		buffer_print(out, say(N_("The plan asks nothing of this one; %s goes to the next.")),
			key_label(desk, command_named("tab"), key));
		break;
	case VIEW_REPORTS:
		buffer_print(out, say(N_("The plan asks nothing yet; %s takes a fuller one in.")),
			key_label(desk, command_named("import"), key));
		break;
	case VIEW_NUMBERS:
		buffer_print(out,
			say(N_("The plan asks for none: its rows of type number say which; %s takes "
			       "them in.")),
			key_label(desk, command_named("import"), key));
		break;
	case VIEW_LOG:
		buffer_print(out, say(N_("Nothing was changed yet; later %s takes a step back here.")),
			key_label(desk, command_named("undo"), key));
		break;
	case VIEW_ANSWER:
		buffer_print(out, say(N_("There is nothing of this kind; %s goes back.")),
			key_label_of_leaving(desk, key));
		break;
	default:
		buffer_print(out,
			say(N_("The plan asks no unit for it: its audience names none that is there; %s "
			       "takes units in.")),
			key_label(desk, command_named("import"), key));
	}
}

/* Rows there are, and none is shown. */
static void nothing_found(const struct desk *desk, struct buffer *out)
{
	const struct view *view = &desk->views[desk->now];
	char key[KEY_LABEL];

	key_label(desk, command_named("next-filter"), key);
	if (*view->filter && view->shown != SHOWN_ALL)
		/* TRANSLATORS: a state such as "overdue", what was typed, a key */
		buffer_print(out,
			view->is_inverted
				? say(N_("Every row that is \"%s\" has \"%s\"; Esc clears the filter, %s "
					 "chooses other states."))
				: say(N_("Nothing that is \"%s\" has \"%s\"; Esc clears the filter, %s "
					 "chooses other states.")),
			shown_label(view->shown), view->filter, key);
	else if (*view->filter)
		buffer_print(out,
			view->is_inverted
				? say(N_("Every row has \"%s\"; Esc clears the filter."))
				: say(N_("Nothing here has \"%s\"; Esc clears the filter.")),
			view->filter);
	else
		/* TRANSLATORS: a state such as "overdue", a key */
		buffer_print(out, say(N_("Nothing here is \"%s\"; Esc shows all, %s chooses other states.")),
			shown_label(view->shown), key);
}

void empty_draw(const struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	const struct view *view = &desk->views[desk->now];
	bool is_about_plan = view_kinds[desk->now].on & (ON_DUTIES | ON_NUMBERS | ON_REPORTS);
	int width = layout->columns > 4 ? layout->columns - 4 : layout->columns;
	int row = layout->body + (layout->body_rows > 2), column = (layout->columns - width) / 2;
	struct buffer text = {0};

	if (view->listing.count > 0 || (desk->now == VIEW_LOG && *view->filter)) {
		nothing_found(desk, &text);
	} else {
		buffer_print(&text, "%s ", purpose(desk->now));
		if (is_about_plan && !desk->snapshot->has_plan)
			no_plan(desk, &text);
		else
			nothing_asked(desk, &text);
	}
	wrap_put(canvas, row, column, layout->body_rows, width, 0, STYLE_PLAIN, buffer_text(&text));
	canvas_cursor(canvas, row, column, false);
	buffer_free(&text);
}
