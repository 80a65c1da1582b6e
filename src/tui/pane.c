/* The pane of details: everything known of the row or cell under the cursor, beside a list or below
 * it, where a screen is wide enough. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "log.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define PANE_MOST 100  /* a longer line is hard to read */
#define LIST_LEAST 80  /* columns that the list keeps */
#define BESIDE_MOST 60
#define DUE_FROM 150 /* on a smaller screen the deadlines are worth more than the pane and its bytes */

int pane_columns(const struct desk *desk, int columns)
{
	bool has_pane = desk->now == VIEW_UNIT || desk->now == VIEW_ITEM ||
		(desk->now == VIEW_DUE && columns >= DUE_FROM);

	if (!has_pane || columns < PANE_FROM)
		return 0;
	return columns - LIST_LEAST > BESIDE_MOST ? BESIDE_MOST : columns - LIST_LEAST;
}

/* ---- who changed it last --------------------------------------------------------------------- */

/* The newest step that touched what the target is about; 0: nothing was recorded. */
static long target_rev(const struct snapshot *snapshot, struct target target)
{
	const struct record *record = snapshot_record(snapshot, target.item, target.unit);
	size_t count, i;
	const struct receipt *receipts =
		snapshot_receipts(snapshot, target.item, target.unit, &count);
	long rev = record ? record->rev : 0;

	for (i = 0; i < count; i++)
		rev = receipts[i].rev > rev ? receipts[i].rev : rev;
	return rev;
}

/* Asked of the store once for a step, not with every key. */
void pane_look(struct desk *desk)
{
	const struct view *view = desk_view(desk);
	struct target target;
	struct pool pool = {0};
	struct log_step step = {.id = 0};
	struct buffer text = {0};
	struct fault why;
	long rev;

	if (!view_target(desk, view, view->at, &target) ||
		(rev = target_rev(desk->snapshot, target)) == desk->last_change.step)
		return;
	desk->last_change.step = rev;
	desk->last_change.text[0] = '\0';
	if (rev > 0 &&
		store_step_who(desk->app->store, rev, &pool, &step.actor, &step.at, &why)) {
		log_time(desk, &step, &text);
		/* TRANSLATORS: when something was changed last, and by whom */
		snprintf(desk->last_change.text, sizeof desk->last_change.text,
			say(N_("Last changed %s by %s")), buffer_text(&text), step.actor);
	}
	buffer_free(&text);
	pool_free(&pool);
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void write_unasked(const struct desk *desk, const struct view *view, struct buffer *out)
{
	const struct snapshot *snapshot = desk->snapshot;
	const struct unit *unit;
	const struct item *item;

	if (view != &desk->views[VIEW_MATRIX] || !list_has_row(view) ||
		view->column >= view->listing.item_count)
		return;
	unit = &snapshot->units.at[view->listing.units[view->lines[view->at].row]];
	item = &snapshot->items[view->listing.items[view->column]];
	buffer_print(out, "%s %s\n%s %s\n\n%s", unit->code, unit->name, item->code, item->title,
		say(N_("the plan does not ask this of this unit")));
}

static void pane_write(const struct desk *desk, const struct view *view, struct buffer *out)
{
	struct target target;

	if (unit_more_write(desk, view, out))
		return;
	if (!view_target(desk, view, view->at, &target)) {
		write_unasked(desk, view, out);
		return;
	}
	card_write(desk, target, out);
	if (target_rev(desk->snapshot, target) > 0 &&
		target_rev(desk->snapshot, target) == desk->last_change.step)
		buffer_print(out, "\n%s", desk->last_change.text);
}

void pane_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	struct area area)
{
	struct buffer text = {0};
	int columns = area.columns > PANE_MOST ? PANE_MOST : area.columns;

	pane_write(desk, view, &text);
	if (area.rows > 0 && wrap_put(canvas, area.row, area.column, area.rows, columns, 0,
				     STYLE_PLAIN, buffer_text(&text)) > area.rows)
		canvas_put(canvas, area.row + area.rows - 1, area.column + columns - 1, 1,
			STYLE_PLAIN, "…");
	buffer_free(&text);
}

void pane_draw_beside(const struct desk *desk, const struct view *view, struct canvas *canvas,
	struct area area)
{
	int row;

	for (row = area.row; row < area.row + area.rows; row++)
		canvas_put(canvas, row, area.column, 1, STYLE_FAINT, "│");
	pane_draw(desk, view, canvas,
		(struct area){area.row, area.column + 2, area.rows, area.columns - 2});
}
