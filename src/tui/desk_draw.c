/* The whole screen on a canvas: title, counts, the rows of where one is, foot, message and keys, and
 * over them what takes the keys. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "log.h"
#include "matrix.h"
#include "numbers.h"
#include "parts.h"
#include "preview.h"
#include "reports.h"

static void draw_foot(const struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	const struct view *view = &desk->views[desk->now];

	if (layout->foot < 0)
		return;
	if (view->listing.kind && view->listing.kind->foot)
		foot_draw(desk, canvas, layout->foot, layout->body_rows);
	else if (desk->now == VIEW_PEOPLE)
		people_draw_scope(desk, canvas, layout->foot,
			board_draw_filter(desk, canvas, layout->foot, 0));
	else if (desk->now == VIEW_LOG || desk->now == VIEW_TREE)
		board_draw_filter(desk, canvas, layout->foot, 0);
}

/* Below what a list needs: the row under the cursor, and the two keys that must work. */
static void draw_tiny(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	char text[MESSAGE_SIZE], help[KEY_LABEL], leave[KEY_LABEL];
	int most = canvas->rows > 4 ? canvas->rows - 3 : 1, used;

	if (desk->now == VIEW_IMPORT)
		preview_row_text(desk, text, sizeof text);
	else if (desk->now == VIEW_WELCOME)
		welcome_row_text(desk, text, sizeof text);
	else
		list_row_text(desk, desk_view(desk), text, sizeof text);
	used = wrap_put(canvas, 0, 0, most, canvas->columns, 0, STYLE_PLAIN, text);
	used = used < 1 ? 1 : used < most ? used : most;
	canvas_cursor(canvas, 0, 0, false);
	if (canvas->rows > 3)
		canvas_put(canvas, used, 0, -1, STYLE_HINT, say(N_("widen the window")));
	if (layout->message > 0)
		canvas_put(canvas, layout->message, 0, -1, desk->message_style, desk->message);
	if (layout->keys > 0)
		canvas_print(canvas, layout->keys, 0, STYLE_PLAIN, "%s %s",
			key_label_of_leaving(desk, leave), key_label_of(desk, MOVE_HELP, help));
}

static void draw_screen(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	struct view *view = desk_view(desk);

	bar_draw_title(desk, canvas, layout->title);
	if (layout->counts >= 0)
		board_draw_counts(desk, canvas, layout->counts);
	if (layout->tabs >= 0)
		board_draw_tabs(desk, canvas, layout->tabs);
	if (layout->words >= 0)
		item_words_draw(desk, canvas, layout->words, layout->word_rows);
	if (layout->progress >= 0)
		progress_draw(desk, canvas, layout->progress);
	if (layout->timeline >= 0)
		timeline_draw(desk, canvas, layout->timeline, layout->timeline_rows);
	draw_foot(desk, canvas, layout);
	if (desk->now == VIEW_MATRIX) {
		matrix_draw(desk, view, canvas, layout);
	} else if (desk->now == VIEW_REPORTS) {
		list_window(view, layout->body_rows);
		reports_draw(desk, view, canvas, layout);
	} else if (desk->now == VIEW_TREE) {
		list_window(view, layout->body_rows);
		tree_draw(desk, view, canvas, layout);
	} else if (desk->now == VIEW_LOG) {
		list_window(view, layout->body_rows);
		log_draw(desk, view, canvas, layout);
	} else if (desk->now == VIEW_NUMBERS) {
		numbers_draw(desk, view, canvas, layout);
	} else {
		list_window(view, layout->body_rows);
		list_draw(desk, view, canvas, layout);
		if (layout->pane > 0)
			pane_draw_beside(desk, view, canvas,
				(struct area){layout->body, layout->columns - layout->pane,
					layout->body_rows, layout->pane});
	}
	if (view->line_count == 0)
		empty_draw(desk, canvas, layout);
	tour_draw(desk, canvas, layout);
	bar_draw_message(desk, canvas, layout->message);
	bar_draw_keys(desk, canvas, layout->keys);
}

void desk_draw(struct desk *desk, struct canvas *canvas)
{
	struct layout layout = layout_of(desk, canvas->rows, canvas->columns);

	canvas_blank(canvas);
	desk->body_rows = layout.body_rows;
	desk->columns = canvas->columns;
	if (canvas->columns >= PANE_FROM)
		pane_look(desk);
	if (desk->now == VIEW_NUMBERS)
		numbers_look(desk, &layout);
	if (layout.is_tiny)
		draw_tiny(desk, canvas, &layout);
	else if (desk->now == VIEW_IMPORT)
		preview_draw(desk, canvas, &layout);
	else if (desk->now == VIEW_WELCOME)
		welcome_draw(desk, canvas, &layout);
	else
		draw_screen(desk, canvas, &layout);
	if (desk->over)
		desk->over->draw(desk, canvas, &layout);
	if (desk->options.ascii)
		canvas_to_ascii(canvas);
}
