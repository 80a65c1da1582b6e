/* Groups: what the rates are rolled up by, and what the deadlines are put together by, each group under
 * a heading. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "reports.h"

#include <stdlib.h>
#include <string.h>

#define HEADING_SIZE 1024

const char *groups_label(enum view_name name, enum groups groups)
{
	static const char *const labels[GROUPS] = {
		[GROUPS_NONE] = N_("by report and task"),
		[GROUPS_REPORT] = N_("by report"),
		[GROUPS_BRANCH] = N_("by branch"),
		[GROUPS_KIND] = N_("by kind"),
		[GROUPS_UNIT] = N_("by unit"),
	};

	if (groups == GROUPS_NONE && name != VIEW_REPORTS)
		return say(N_("no groups"));
	return say(labels[groups]);
}

bool groups_are_offered(enum view_name name, enum groups groups)
{
	if (name == VIEW_REPORTS)
		return groups != GROUPS_REPORT;
	return groups == GROUPS_NONE || groups == GROUPS_REPORT || groups == GROUPS_UNIT;
}

void groups_choose(struct desk *desk, enum groups groups)
{
	struct view *view = desk_view(desk);

	if (desk->now == VIEW_REPORTS)
		reports_roll_up(desk, groups);
	if (desk->now != VIEW_DUE)
		return;
	view->groups = groups;
	list_arrange(desk, view);
}

/* ---- deadlines in groups -------------------------------------------------------------------- */

bool rows_are_grouped(const struct view *view)
{
	return view->groups != GROUPS_NONE && view_duty(view, 0) != NULL;
}

static size_t group_of(const struct view *view, struct target target)
{
	return view->groups == GROUPS_UNIT ? target.unit : target.item;
}

uint32_t row_group(const struct view *view, uint32_t row)
{
	return (uint32_t)group_of(view, view_key(view, row));
}

/* Groups in the order in which they are first met, those that were shown before any other, so that
 * none changes its place under the cursor. */
struct turns {
	size_t count, met;
	uint32_t *turn; /* by group; NO_ROW: not met */
};

static void turns_meet(struct turns *turns, size_t group)
{
	if (group < turns->count && turns->turn[group] == NO_ROW)
		turns->turn[group] = (uint32_t)turns->met++;
}

static struct turns turns_make(const struct view *view, const uint32_t *rows, size_t count)
{
	const struct snapshot *snapshot = view->listing.snapshot;
	struct turns turns = {
		view->groups == GROUPS_UNIT ? snapshot->units.count : snapshot->item_count, 0, NULL};
	size_t i;

	turns.turn = memory_take(turns.count + 1, sizeof *turns.turn);
	memset(turns.turn, 0xFF, (turns.count + 1) * sizeof *turns.turn);
	for (i = 0; i < view->kept_count; i++)
		turns_meet(&turns, group_of(view, view->kept[i]));
	for (i = 0; i < count; i++)
		turns_meet(&turns, row_group(view, rows[i]));
	return turns;
}

void rows_group(const struct view *view, uint32_t *rows, size_t count)
{
	struct turns turns = turns_make(view, rows, count);
	size_t *start = memory_take(turns.met + 1, sizeof *start), before = 0, here, i;
	uint32_t *sorted = memory_take(count + 1, sizeof *sorted);

	for (i = 0; i < count; i++)
		start[turns.turn[row_group(view, rows[i])]]++;
	for (i = 0; i < turns.met; i++) {
		here = start[i];
		start[i] = before;
		before += here;
	}
	for (i = 0; i < count; i++)
		sorted[start[turns.turn[row_group(view, rows[i])]]++] = rows[i];
	memcpy(rows, sorted, count * sizeof *rows);
	free(turns.turn);
	free(start);
	free(sorted);
}

/* " (2, overdue 1)" */
static void add_counts(const struct view *view, size_t heading, struct buffer *out)
{
	size_t count = 0, overdue = 0, line;

	for (line = heading + 1; line < view->line_count && view->lines[line].row != NO_ROW; line++) {
		count++;
		overdue += view_duty(view, view->lines[line].row)->verdict.state == STATE_OVERDUE;
	}
	buffer_print(out, " (%zu", count);
	if (overdue)
		buffer_print(out, say(N_(", overdue %zu")), overdue);
	buffer_add(out, ")");
}

/* "705 Huyện đoàn Tân Biên", "BC1 Báo cáo kết quả tháng đầu · before 01/7" */
static void add_group(const struct view *view, uint32_t group, struct buffer *out)
{
	const struct snapshot *snapshot = view->listing.snapshot;
	char when[HINT_SIZE];

	if (view->groups == GROUPS_UNIT) {
		buffer_print(out, "%s %s", snapshot->units.at[group].code,
			snapshot->units.at[group].name);
		return;
	}
	deadline_short(&snapshot->items[group], when, sizeof when);
	buffer_print(out, "%s %s%s%s", snapshot->items[group].code, snapshot->items[group].title,
		*when ? " · " : "", when);
}

void group_draw_heading(const struct view *view, struct canvas *canvas, int row, size_t line)
{
	struct buffer name = {0}, counts = {0};
	char fitted[HEADING_SIZE];
	int room;

	add_group(view, view->lines[line].section, &name);
	add_counts(view, line, &counts);
	room = canvas->columns - 1 - text_columns(buffer_text(&counts));
	text_fit(fitted, sizeof fitted, buffer_text(&name), room > 0 ? room : 0, ALIGN_LEFT);
	room = canvas_put(canvas, row, 1, -1, STYLE_STRONG, text_trim(fitted));
	canvas_put(canvas, row, room, -1, STYLE_STRONG, buffer_text(&counts));
	buffer_free(&name);
	buffer_free(&counts);
}
