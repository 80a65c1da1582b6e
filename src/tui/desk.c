/* The desk: what the screen is about, keys to commands, and drawing all of it on a canvas. It knows
 * no curses, so that tests sit at it like a person. */
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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- opening -------------------------------------------------------------------------------- */

/* The first row tells whom and what the other screens are about until one is chosen. */
static void choose_first(struct desk *desk)
{
	const struct view *view = desk_view(desk);
	size_t item;

	desk->unit = desk->item = NOWHERE;
	if (view->listing.board.count > 0) {
		desk->unit = view->listing.board.at[0].unit;
		desk->item = view->listing.board.at[0].item;
		return;
	}
	for (item = 0; item < desk->snapshot->item_count && desk->item == NOWHERE; item++)
		if (item_is_owed(&desk->snapshot->items[item]))
			desk->item = item;
	if (desk->snapshot->units.count > 0)
		desk->unit = 0;
}

/* What is of one database. */
static void drop_all(struct desk *desk)
{
	int name;

	act_drop(desk);
	preview_free(desk->preview);
	fill_drop(desk);
	conflict_drop(desk);
	for (name = 0; name < VIEWS; name++)
		view_close(&desk->views[name]);
	marks_clear(&desk->changed);
	tree_forget(desk);
	pool_free(&desk->folds.pool);
	memset(&desk->folds, 0, sizeof desk->folds);
	snapshot_free(desk->answered);
	snapshot_free(desk->snapshot);
}

void desk_begin(struct desk *desk, struct snapshot *snapshot)
{
	int name;

	drop_all(desk);
	desk->preview = NULL;
	desk->answered = NULL;
	desk->snapshot = snapshot;
	for (name = 0; name < VIEWS; name++) {
		desk->views[name].order = view_kinds[name].orders[0];
		desk->views[name].tab = NOWHERE;
	}
	desk->now = desk->last = VIEW_DUE;
	desk->depth = 0;
	desk->unit = desk->item = NOWHERE;
	desk->own_count = 0;
	desk->has_news = false;
	desk->looked = desk->opened = snapshot->last_step;
}

bool desk_sit(struct desk *desk, struct fault *why)
{
	struct snapshot *snapshot;

	if (!app_open(desk->app, false, why) || !app_snapshot(desk->app, 0, &snapshot, why))
		return false;
	desk_begin(desk, snapshot);
	if (!view_load(desk, VIEW_DUE, why))
		return false;
	choose_first(desk);
	desk_hold_plan(desk);
	return true;
}

/* Nobody is to be shown round who came over SSH: the database is the server's to make. */
static bool is_first_run(const struct app *app)
{
	return !app->account && !app->store && file_is_absent(app->db);
}

bool desk_open(struct desk **out, struct app *app, const struct tui_options *options,
	struct fault *why)
{
	struct desk *desk = memory_take(1, sizeof *desk);

	desk->app = app;
	desk->options = *options;
	desk->theme = theme_named(options->theme);
	desk->body_rows = 1;
	desk->columns = 80;
	typed_forget(&desk->typed);
	desk->typed.method_is_said = options->typing != NULL;
	if (options->typing)
		desk->typed.method =
			strcmp(options->typing, "vni") == 0 ? METHOD_VNI : METHOD_TELEX;
	if (is_first_run(app)) {
		welcome_show(desk);
	} else if (!desk_sit(desk, why)) {
		desk_close(desk);
		return false;
	} else if (app_warning(app, why)) {
		desk_refuse(desk, why);
	}
	*out = desk;
	return true;
}

void desk_close(struct desk *desk)
{
	if (!desk)
		return;
	aside_drop(desk);
	desk->app->shown_plan = NULL;
	if (desk->db_path)
		desk->app->db = desk->db_given;
	free(desk->db_path);
	drop_all(desk);
	past_free(&desk->past);
	buffer_free(&desk->text);
	free(desk->own);
	free(desk);
}

bool desk_is_over(const struct desk *desk)
{
	return desk->is_over;
}

bool desk_takes_repaint(struct desk *desk)
{
	bool wanted = desk->wants_repaint;

	desk->wants_repaint = false;
	return wanted;
}

struct view *desk_view(struct desk *desk)
{
	return &desk->views[desk->now];
}

void desk_say(struct desk *desk, enum style style, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(desk->message, sizeof desk->message, format, arguments);
	va_end(arguments);
	desk->message_style = style;
}

void desk_refuse(struct desk *desk, const struct fault *why)
{
	desk_say(desk, STYLE_ERROR, "%s", why->text);
}

/* ---- keys ----------------------------------------------------------------------------------- */

const struct command *command_at(const struct desk *desk, const char *key, unsigned screens)
{
	const struct command *command;

	for (command = commands; command->name; command++)
		if (command->screens & screens && keys_have(desk_keys(desk, command), key))
			return command;
	return NULL;
}

const struct command *command_of(enum move move)
{
	const struct command *command;

	for (command = commands; command->name; command++)
		if (command->move == move)
			return command;
	return NULL;
}

enum move overlay_move(const struct desk *desk, const char *key)
{
	const struct command *command = command_at(desk, key, ON_HELP | view_kinds[desk->now].on);

	return command ? command->move : MOVE_NONE;
}

bool overlay_scroll(const struct desk *desk, enum move move, size_t *top)
{
	size_t page = (size_t)(desk->body_rows > 0 ? desk->body_rows : 1);

	switch (move) {
	case MOVE_UP:
		*top -= *top > 0;
		return true;
	case MOVE_DOWN:
		++*top;
		return true;
	case MOVE_PAGE_UP:
		*top -= *top < page ? *top : page;
		return true;
	case MOVE_PAGE_DOWN:
		*top += page;
		return true;
	case MOVE_HOME:
		*top = 0;
		return true;
	case MOVE_END:
		*top = SIZE_MAX / 2;
		return true;
	default:
		return false;
	}
}

void desk_do(struct desk *desk, const struct command *command, const char *key)
{
	struct fault why;

	if (command->move == MOVE_NONE)
		act_start(desk, command, NULL, 0);
	else if (screen_allowed(desk->app, command, &why))
		desk_move(desk, command->move, key);
	else
		desk_refuse(desk, &why);
}

static void say_unknown(struct desk *desk, const char *key)
{
	char help[KEY_LABEL];

	/* What ends other programs: who presses it wants out. */
	if (strcmp(key, "^C") == 0 || strcmp(key, "^\\") == 0) {
		desk_say(desk, STYLE_PLAIN, say(N_("%s leaves")),
			key_label_of_leaving(desk, help));
		return;
	}
	key_label_of(desk, MOVE_HELP, help);
	desk_say(desk, STYLE_ERROR, say(N_("%s does nothing here; %s shows the keys")), key, help);
}

/* Esc and a key that came too soon after it: nothing but moves by word in a field is on Alt. */
static bool is_escape_and_key(const struct desk *desk, const char *key)
{
	bool is_word_move = strcmp(key, "M-b") == 0 || strcmp(key, "M-f") == 0;

	return strncmp(key, "M-", 2) == 0 && key[2] && !(desk->over && is_word_move);
}

/* What the keys of commands are for, not a field: where an input method must be seen through. */
static bool takes_commands(const struct desk *desk)
{
	return !desk->over || !desk->over->paste;
}

static void key_act(struct desk *desk, const char *key)
{
	const struct command *command;

	desk->message[0] = '\0';
	if (desk->over)
		desk->over->key(desk, key);
	else if ((command = command_at(desk, key, view_kinds[desk->now].on)) != NULL)
		desk_do(desk, command, key);
	else
		say_unknown(desk, key);
	welcome_go_on(desk);
	tour_look(desk);
}

static void act_on_told(struct desk *desk, const struct told *told)
{
	int i;

	for (i = 0; i < told->count; i++)
		key_act(desk, told->at[i]);
}

void desk_key(struct desk *desk, const char *key)
{
	struct told told;

	if (is_escape_and_key(desk, key)) {
		desk_key(desk, "Esc");
		desk_key(desk, key + 2);
	} else if (takes_commands(desk)) {
		typed_take(&desk->typed, key, &told);
		act_on_told(desk, &told);
	} else {
		typed_forget(&desk->typed);
		key_act(desk, key);
	}
}

int desk_patience(const struct desk *desk)
{
	return typed_waits(&desk->typed) ? TYPED_PATIENCE : -1;
}

void desk_settle(struct desk *desk)
{
	struct told told;

	typed_settle(&desk->typed, &told);
	act_on_told(desk, &told);
}

void desk_paste(struct desk *desk, const char *text)
{
	char filter[KEY_LABEL], palette[KEY_LABEL];

	desk_settle(desk);
	typed_forget(&desk->typed);
	desk->message[0] = '\0';
	if (desk->over && desk->over->paste) {
		desk->over->paste(desk, text);
		return;
	}
	if (!desk->over && desk->now == VIEW_NUMBERS) {
		numbers_paste(desk, text);
		return;
	}
	/* Pasted letters are no keys: they would run as commands. */
	key_label_of(desk, MOVE_FILTER, filter);
	key_label_of(desk, MOVE_PALETTE, palette);
	desk_say(desk, STYLE_ERROR,
		say(N_("a paste goes into a field: %s to find, %s for a command")), filter,
		palette);
}

/* ---- drawing -------------------------------------------------------------------------------- */

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
