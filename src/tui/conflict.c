/* Two people wrote the same cells: both sides are shown and one key decides, this person's, the
 * other's, or a look at both with who and when; Esc goes back to the field with what was typed.
 * Nothing is written before. In a bulk "theirs" leaves the rows that others changed and does the
 * rest. */
#include "inner.h"
#include "log.h"
#include "news.h"
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE 1024

void conflict_drop(struct desk *desk)
{
	free(desk->conflict.at);
	pool_free(&desk->conflict.pool);
	memset(&desk->conflict, 0, sizeof desk->conflict);
}

void conflict_open(struct desk *desk, struct reply *reply)
{
	struct conflict *conflict = &desk->conflict;

	conflict_drop(desk);
	conflict->at = reply->clashes;
	conflict->count = reply->clash_count;
	conflict->told = reply->told;
	conflict->pool = reply->pool;
	reply->clashes = NULL;
	reply->clash_count = 0;
	memset(&reply->pool, 0, sizeof reply->pool);
	desk->over = &overlay_conflict;
	desk->has_news = true; /* the screen is older than what was just told */
}

bool field_again(struct desk *desk, const struct fault *why)
{
	struct act *act = &desk->act;

	if (!act->is_open || !act->from)
		return false;
	act->argument = act->asked;
	desk->asked = ASKED_ARGUMENT;
	desk->over = act->from;
	prompt_read(desk);
	if (why) {
		desk->is_refused = true;
		snprintf(desk->reading, sizeof desk->reading, "%s", fault_told(desk->app, why));
	}
	return true;
}

/* ---- deciding ------------------------------------------------------------------------------- */

static void take_mine(struct desk *desk)
{
	desk->act.request.on_conflict = CONFLICT_MINE;
	desk->act.request.told = desk->conflict.told;
	desk->over = NULL;
	act_again(desk);
}

/* What was typed for nothing is said once more: it can be read and copied. */
static void keep_theirs(struct desk *desk)
{
	const struct conflict *conflict = &desk->conflict;
	struct fault why;

	desk->over = NULL;
	if (desk->act.request.target_count > conflict->count) {
		desk->act.request.on_conflict = CONFLICT_THEIRS;
		act_again(desk);
		return;
	}
	draft_drop(desk);
	act_drop(desk);
	desk->has_news = false;
	if (!desk_reload(desk, 0, &why)) {
		desk_refuse(desk, &why);
	} else if (conflict->count == 1) {
		/* TRANSLATORS: what this person had wanted to write */
		desk_say(desk, STYLE_PLAIN, say(N_("theirs is kept; yours was: %s")),
			conflict->at[0].mine);
	} else {
		desk_say(desk, STYLE_PLAIN, "%s", say(N_("theirs is kept: nothing was changed")));
	}
}

static void leave(struct desk *desk)
{
	if (desk->conflict.is_compared) {
		desk->conflict.is_compared = false;
	} else if (!field_again(desk, NULL)) {
		desk->over = NULL;
		draft_drop(desk);
		act_drop(desk);
		desk_say(desk, STYLE_PLAIN, "%s", say(N_("left: nothing was changed")));
	}
}

static void conflict_key(struct desk *desk, const char *key)
{
	const struct command *command = command_at(desk, key, ON_CONFLICT);
	enum move move = command ? command->move : overlay_move(desk, key);

	if (desk->conflict.is_compared && overlay_scroll(desk, move, &desk->conflict.top))
		return;
	switch (move) {
	case MOVE_MINE:
		take_mine(desk);
		break;
	case MOVE_THEIRS:
		keep_theirs(desk);
		break;
	case MOVE_COMPARE:
		desk->conflict.is_compared = !desk->conflict.is_compared;
		desk->conflict.top = 0;
		break;
	case MOVE_BACK:
	case MOVE_CANCEL:
		leave(desk);
		break;
	default:
		break;
	}
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void row_name(const struct desk *desk, const struct clash *clash, struct buffer *out)
{
	const struct request *request = &desk->act.request;
	const struct snapshot *snapshot = desk->snapshot;

	buffer_add(out, snapshot->units.at[clash->target.unit].name);
	if (clash->target.item == NOWHERE) { /* the unit itself, or one of its contacts */
		if (*request_value(request, "NAME")->text)
			buffer_print(out, " · %s", request_value(request, "NAME")->text);
		return;
	}
	buffer_print(out, " · %s", snapshot->items[clash->target.item].code);
	if (request->number != NOWHERE)
		buffer_print(out, " · %s", snapshot->items[request->number].code);
}

static void add_who(const struct desk *desk, const struct clash *clash, struct buffer *out)
{
	struct log_step step = {.at = clash->at};

	buffer_add(out, *clash->actor ? clash->actor : say(N_("another session")));
	if (*clash->at) {
		buffer_add(out, ", ");
		log_time(desk, &step, out);
	}
}

static void title_write(const struct desk *desk, struct buffer *out)
{
	const struct conflict *conflict = &desk->conflict;
	size_t rows = desk->act.request.target_count;

	if (rows <= 1) {
		row_name(desk, &conflict->at[0], out);
		/* TRANSLATORS: behind the row */
		buffer_add(out, say(N_(": changed by another meanwhile")));
		return;
	}
	/* TRANSLATORS: so many of so many rows */
	buffer_print(out, say(N_("%zu of %zu rows were changed by others meanwhile: ")),
		conflict->count, rows);
	row_name(desk, &conflict->at[0], out);
	if (conflict->count > 1)
		buffer_add(out, ", …");
}

static void side_write(const struct desk *desk, const struct clash *clash, bool mine,
	struct buffer *out)
{
	buffer_print(out, "%s %s", mine ? say(N_("yours: ")) : say(N_("theirs:")),
		mine ? clash->mine : clash->theirs);
	if (!mine) {
		buffer_add(out, " (");
		add_who(desk, clash, out);
		buffer_add(out, ")");
	}
}

static void put_line(
	struct canvas *canvas, int row, enum style style, struct buffer *text)
{
	char fitted[LINE_SIZE];

	area_blank(canvas, row, 1);
	text_fit(fitted, sizeof fitted, buffer_text(text), canvas->columns, ALIGN_LEFT);
	canvas_put(canvas, row, 0, -1, style, text_trim(fitted));
	buffer_clear(text);
}

/* "y: write yours · t: keep theirs · c: compare · Esc: back" as far as there is room. */
static void draw_keys(const struct desk *desk, struct canvas *canvas, int row)
{
	static const enum move moves[] = {MOVE_MINE, MOVE_THEIRS, MOVE_COMPARE};
	char key[KEY_LABEL];
	int column = 0;
	size_t i;

	area_blank(canvas, row, 1);
	for (i = 0; i < sizeof moves / sizeof moves[0]; i++) {
		const struct command *command = command_of(moves[i]);
		const char *label = say(command->bar);

		if (moves[i] == MOVE_THEIRS &&
			desk->act.request.target_count > desk->conflict.count)
			label = say(N_("do the others"));
		column = canvas_put(canvas, row, column, -1, STYLE_KEY,
			key_label(desk, command, key));
		column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, ":");
		column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, label) + 1;
	}
	canvas_put(canvas, row, column, -1, STYLE_FAINT,
		desk->act.from ? say(N_("Esc: back to the field")) : say(N_("Esc: leave it")));
}

/* Every row with both sides, who and when. */
static void draw_compared(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	struct conflict *conflict = &desk->conflict;
	int first = layout->title + 1, rows = layout->keys - first, count;
	struct buffer text = {0};
	size_t i;

	for (i = 0; i < conflict->count; i++) {
		row_name(desk, &conflict->at[i], &text);
		buffer_add(&text, "\n  ");
		side_write(desk, &conflict->at[i], false, &text);
		buffer_add(&text, "\n  ");
		side_write(desk, &conflict->at[i], true, &text);
		buffer_add(&text, "\n\n");
	}
	area_blank(canvas, first, rows);
	count = wrap_put(canvas, first, 0, 0, canvas->columns - 1, 0, STYLE_PLAIN,
		buffer_text(&text));
	if (conflict->top + (size_t)rows > (size_t)count)
		conflict->top = count > rows ? (size_t)(count - rows) : 0;
	wrap_put(canvas, first, 0, rows, canvas->columns - 1, (int)conflict->top, STYLE_PLAIN,
		buffer_text(&text));
	buffer_free(&text);
	canvas_cursor(canvas, first, 0, false);
}

static void conflict_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	const struct clash *clash = &desk->conflict.at[0];
	struct buffer line = {0};
	int row = layout->keys - 3;

	draw_keys(desk, canvas, layout->keys > 0 ? layout->keys : canvas->rows - 1);
	if (desk->conflict.is_compared && layout->keys - layout->title > 2) {
		draw_compared(desk, canvas, layout);
	} else if (row > 0) {
		title_write(desk, &line);
		put_line(canvas, row, STYLE_WARN, &line);
		canvas_cursor(canvas, row, 0, false);
		side_write(desk, clash, false, &line);
		put_line(canvas, row + 1, STYLE_PLAIN, &line);
		side_write(desk, clash, true, &line);
		put_line(canvas, row + 2, STYLE_PLAIN, &line);
	}
	buffer_free(&line);
}

const struct overlay overlay_conflict = {conflict_key, NULL, conflict_draw};
