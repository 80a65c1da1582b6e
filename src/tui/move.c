/* What only a screen can do: moving about, from row to row and from screen to screen. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "log.h"
#include "matrix.h"
#include "news.h"
#include "numbers.h"
#include "parts.h"
#include "preview.h"
#include "reports.h"

#include <stdint.h>
#include <string.h>

/* ---- keys with more than one turn ----------------------------------------------------------- */

static void clear_filter(struct desk *desk, struct view *view)
{
	size_t unit = tree_unit(desk);

	view->filter[0] = '\0';
	view->is_inverted = false;
	list_arrange(desk, view);
	log_filter(desk);
	if (desk->now == VIEW_TREE)
		tree_show(desk, unit);
}

static void show_all(struct desk *desk, struct view *view)
{
	view->shown = SHOWN_ALL;
	list_arrange(desk, view);
}

/* Esc takes back one thing at a time; q leaves at once. */
static void leave(struct desk *desk, const char *key)
{
	struct view *view = desk_view(desk);
	bool is_escape = strcmp(key, "Esc") == 0;
	char label[KEY_LABEL];

	if (is_escape && view->in_range)
		view->in_range = false;
	else if (is_escape && *view->filter)
		clear_filter(desk, view);
	else if (is_escape && view->marks.count > 0)
		marks_clear(&view->marks);
	else if (is_escape && desk->changed.count > 0)
		marks_clear(&desk->changed);
	else if (desk->now == VIEW_DUE && desk->views[VIEW_DUE].scope.is_set)
		scope_drop(desk);
	else if (desk->now != VIEW_DUE)
		desk_back(desk);
	else if (is_escape && view->shown != SHOWN_ALL)
		show_all(desk, view);
	else if (!is_escape && aside_leave(desk))
		desk_say(desk, STYLE_PLAIN, "%s", say(N_("the sample is gone")));
	else if (!is_escape)
		desk->is_over = true;
	else
		desk_say(desk, STYLE_PLAIN,
			desk->aside.kind == ASIDE_SAMPLE
				? say(N_("%s leaves the sample; nothing of it is kept"))
				: say(N_("%s leaves; everything is saved already")),
			key_label_of_leaving(desk, label));
}

static void cancel(struct desk *desk)
{
	struct view *view = desk_view(desk);

	view->in_range = false;
	view->shown = SHOWN_ALL;
	marks_clear(&view->marks);
	marks_clear(&desk->changed);
	clear_filter(desk, view);
}

/* From an answer, whose places are those of its own snapshot, to the unit it names. */
static void open_answer(struct desk *desk, const struct view *view)
{
	const struct listing *listing = &view->listing;
	struct place place = {NOWHERE, NOWHERE};
	size_t unit = NOWHERE;

	if (listing->kind->place)
		place = listing->kind->place(listing, view->lines[view->at].row);
	if (place.unit != NOWHERE)
		unit = units_find(
			&desk->snapshot->units, listing->snapshot->units.at[place.unit].code);
	if (unit == NOWHERE) {
		desk_say(desk, STYLE_PLAIN, "%s", say(N_("there is nothing behind this row")));
		return;
	}
	desk->unit = unit;
	desk_show(desk, VIEW_UNIT);
}

static void open_row(struct desk *desk)
{
	struct view *view = desk_view(desk);
	struct buffer text = {0};
	struct target target;

	if (unit_more_open(desk))
		return;
	if (!list_has_row(view)) {
		desk_say(desk, STYLE_ERROR, "%s", say(N_("there is no row here")));
	} else if (desk->now == VIEW_LOG) {
		log_detail(desk, view, SIZE_MAX, &text);
		text_open(desk, say(view_kinds[VIEW_LOG].title), &text);
	} else if (desk->now == VIEW_REPORTS) {
		reports_open(desk);
	} else if (desk->now == VIEW_ANSWER) {
		open_answer(desk, view);
	} else if (desk->now == VIEW_TREE) {
		desk_show(desk, VIEW_PEOPLE);
	} else if (desk->now == VIEW_PEOPLE) {
		person_write(desk, people_at(view, view->at), &text);
		text_open(desk, say(view_kinds[VIEW_PEOPLE].title), &text);
	} else if (desk->now == VIEW_DUE || desk->now == VIEW_ITEM) {
		desk_show(desk, VIEW_UNIT);
	} else if (view_target(desk, view, view->at, &target)) {
		card_write(desk, target, &text);
		text_open(desk, desk->snapshot->units.at[target.unit].name, &text);
	} else if (desk->now == VIEW_MATRIX) {
		desk_say(desk, STYLE_PLAIN, "%s",
			say(N_("the plan does not ask this of this unit")));
	}
}

static void move_across(struct desk *desk, int step)
{
	if (desk->now == VIEW_MATRIX || desk->now == VIEW_NUMBERS)
		matrix_move(desk_view(desk), step);
	else if (desk->now == VIEW_TREE)
		tree_across(desk, step);
	else if (desk->now != VIEW_PEOPLE)
		board_next_tab(desk, step);
}

/* ---- moves ---------------------------------------------------------------------------------- */

/* On the rows that are there. */
static bool move_row(struct desk *desk, enum move move)
{
	struct view *view = desk_view(desk);
	int page = desk->body_rows > 1 ? desk->body_rows : 1;

	switch (move) {
	case MOVE_UP:
		list_step(view, -1);
		return true;
	case MOVE_DOWN:
		list_step(view, 1);
		return true;
	case MOVE_LEFT:
		move_across(desk, -1);
		return true;
	case MOVE_RIGHT:
		move_across(desk, 1);
		return true;
	case MOVE_PAGE_UP:
		list_page(view, -page);
		return true;
	case MOVE_PAGE_DOWN:
		list_page(view, page);
		return true;
	case MOVE_HOME:
		list_first(view);
		return true;
	case MOVE_END:
		list_last(view);
		return true;
	case MOVE_MARK:
		view_mark(desk, view);
		return true;
	case MOVE_RANGE:
		view_mark_range(desk, view);
		return true;
	case MOVE_ALL:
		view_mark_all(desk, view);
		return true;
	default:
		return false;
	}
}

/* To another screen or something over this one. */
static bool move_elsewhere(struct desk *desk, enum move move, const char *key)
{
	switch (move) {
	case MOVE_OPEN:
		open_row(desk);
		return true;
	case MOVE_BACK:
		leave(desk, key);
		return true;
	case MOVE_LAST_SCREEN:
		if (desk->last != VIEW_ANSWER)
			desk_show(desk, desk->last);
		return true;
	case MOVE_FILTER:
		filter_open(desk);
		return true;
	case MOVE_PALETTE:
		palette_open(desk);
		return true;
	case MOVE_HELP:
		help_open(desk);
		return true;
	case MOVE_MENU:
		menu_open(desk);
		return true;
	case MOVE_NEWS:
		news_open(desk);
		return true;
	case MOVE_EXPORT:
		export_ask(desk);
		return true;
	case MOVE_DUE:
		if (desk->views[VIEW_DUE].scope.is_set)
			scope_drop(desk);
		desk_show(desk, VIEW_DUE);
		return true;
	case MOVE_REPORTS:
		desk_show(desk, VIEW_REPORTS);
		return true;
	case MOVE_MATRIX:
		desk_show(desk, VIEW_MATRIX);
		return true;
	case MOVE_UNIT:
		desk_show(desk, VIEW_UNIT);
		return true;
	case MOVE_ITEM:
		desk_show(desk, VIEW_ITEM);
		return true;
	case MOVE_NUMBERS:
		desk_show(desk, VIEW_NUMBERS);
		return true;
	case MOVE_TREE:
		desk_show(desk, VIEW_TREE);
		return true;
	case MOVE_LOG:
		desk_show(desk, VIEW_LOG);
		return true;
	case MOVE_TYPE:
		numbers_type(desk, key);
		return true;
	case MOVE_HISTORY:
		numbers_history(desk);
		return true;
	default:
		return false;
	}
}

void desk_move(struct desk *desk, enum move move, const char *key)
{
	if (desk->now == VIEW_IMPORT && preview_move(desk, move))
		return;
	if (welcome_move(desk, move, key))
		return;
	if (log_turn(desk, move) || move_row(desk, move) || move_elsewhere(desk, move, key))
		return;
	switch (move) {
	case MOVE_NEXT_FILTER:
		choose_open(desk, SETTING_SHOWN);
		break;
	case MOVE_NEXT_SORT:
		choose_open(desk, SETTING_ORDER);
		break;
	case MOVE_NEXT_TAB:
		if (desk->now == VIEW_TREE)
			open_row(desk);
		else if (desk->now == VIEW_PEOPLE)
			people_next_scope(desk);
		else
			board_next_tab(desk, 1);
		break;
	case MOVE_FOLD_ALL:
		tree_fold_all(desk);
		break;
	case MOVE_NEXT_GROUPS:
		choose_open(desk, SETTING_GROUPS);
		break;
	case MOVE_FORMULA:
		reports_formula(desk);
		break;
	case MOVE_NEXT_CELLS:
		matrix_next_cells(desk);
		break;
	case MOVE_SUSPEND:
		desk->wants_stop = true;
		break;
	case MOVE_REPAINT:
		desk->wants_repaint = true;
		break;
	case MOVE_CANCEL:
		cancel(desk);
		break;
	case MOVE_LANGUAGE:
		language_next(desk);
		break;
	case MOVE_THEME:
		theme_next(desk);
		break;
	case MOVE_ASCII:
		signs_turn(desk);
		break;
	case MOVE_TOUR:
		tour_turn(desk);
		break;
	case MOVE_QUIT:
		desk->is_over = true;
		break;
	default:
		break;
	}
}
