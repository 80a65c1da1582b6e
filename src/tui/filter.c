/* The live filter: what is typed takes effect at every letter; Enter keeps it, Esc brings back the
 * one before. */
#include "inner.h"
#include "list.h"
#include "log.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

void filter_set(struct desk *desk, const char *text)
{
	struct view *view = desk_view(desk);

	view->is_inverted = text[0] == '!';
	snprintf(view->filter, sizeof view->filter, "%s", text + view->is_inverted);
	list_arrange(desk, view);
	log_filter(desk);
}

static void filter_apply(struct desk *desk)
{
	filter_set(desk, desk->edit.text);
}

void filter_open(struct desk *desk)
{
	struct view *view = desk_view(desk);
	char start[FILTER_SIZE + 1];

	strcpy(desk->filter_before, view->filter);
	desk->inverted_before = view->is_inverted;
	snprintf(start, sizeof start, "%s%s", view->is_inverted ? "!" : "", view->filter);
	edit_set(&desk->edit, start);
	desk->over = &overlay_filter;
}

static void filter_key(struct desk *desk, const char *key)
{
	struct view *view = desk_view(desk);

	if (edit_key(&desk->edit, key)) {
		filter_apply(desk);
		return;
	}
	switch (overlay_move(desk, key)) {
	case MOVE_UP:
		list_step(view, -1);
		break;
	case MOVE_DOWN:
		list_step(view, 1);
		break;
	case MOVE_BACK:
	case MOVE_CANCEL:
		strcpy(view->filter, desk->filter_before);
		view->is_inverted = desk->inverted_before;
		list_arrange(desk, view);
		log_filter(desk);
		desk->over = NULL;
		break;
	case MOVE_OPEN:
		desk->over = NULL;
		if (desk->now == VIEW_TREE)
			list_step(view, 0); /* found: there the cursor stays when the filter goes */
		break;
	default:
		break;
	}
}

static void filter_paste(struct desk *desk, const char *text)
{
	edit_paste(&desk->edit, text);
	filter_apply(desk);
}

static void filter_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	field_draw(desk, canvas, layout->message, "/");
}

const struct overlay overlay_filter = {filter_key, filter_paste, filter_draw};
