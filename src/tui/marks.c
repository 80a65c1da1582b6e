/* Marked rows: a sorted set of what rows are about, so that marks outlive filters and reloads. */
#include "inner.h"
#include "list.h"

#include <stdlib.h>
#include <string.h>

static int target_compare(struct target a, struct target b)
{
	if (a.unit != b.unit)
		return a.unit < b.unit ? -1 : 1;
	return (a.item > b.item) - (a.item < b.item);
}

/* Where target is or would stand. */
static size_t marks_place(const struct marks *marks, struct target target)
{
	size_t low = 0, high = marks->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (target_compare(marks->at[middle], target) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool marks_have(const struct marks *marks, struct target target)
{
	size_t place = marks_place(marks, target);

	return place < marks->count && target_compare(marks->at[place], target) == 0;
}

void marks_set(struct marks *marks, struct target target, bool marked)
{
	size_t place = marks_place(marks, target);
	bool is_there = place < marks->count && target_compare(marks->at[place], target) == 0;

	if (is_there == marked)
		return;
	if (marked && marks->count == marks->room) {
		marks->room = marks->room ? marks->room * 2 : 64;
		marks->at = memory_grow(marks->at, marks->room, sizeof *marks->at);
	}
	if (marked) {
		memmove(marks->at + place + 1, marks->at + place,
			(marks->count - place) * sizeof *marks->at);
		marks->at[place] = target;
		marks->count++;
	} else {
		marks->count--;
		memmove(marks->at + place, marks->at + place + 1,
			(marks->count - place) * sizeof *marks->at);
	}
}

void marks_clear(struct marks *marks)
{
	free(marks->at);
	*marks = (struct marks){NULL, 0, 0};
}

static int targets_order(const void *left, const void *right)
{
	return target_compare(*(const struct target *)left, *(const struct target *)right);
}

/* All at once: one by one would move the rest of a country's marks each time. */
static void marks_add_all(struct marks *marks, const struct target *targets, size_t count)
{
	size_t i, kept = 0;

	marks->room = marks->count + count + 1;
	marks->at = memory_grow(marks->at, marks->room, sizeof *marks->at);
	memcpy(marks->at + marks->count, targets, count * sizeof *targets);
	marks->count += count;
	qsort(marks->at, marks->count, sizeof *marks->at, targets_order);
	for (i = 0; i < marks->count; i++) {
		if (kept == 0 || target_compare(marks->at[kept - 1], marks->at[i]) != 0)
			marks->at[kept++] = marks->at[i];
	}
	marks->count = kept;
}

/* ---- of a view ------------------------------------------------------------------------------ */

bool view_range(const struct view *view, size_t *first, size_t *last)
{
	struct view probe = *view;

	if (!view->in_range || !list_find(&probe, view->range_from))
		return false;
	*first = probe.at < view->at ? probe.at : view->at;
	*last = probe.at < view->at ? view->at : probe.at;
	return true;
}

/* What lines first..last are about. */
static struct target *lines_targets(const struct desk *desk, const struct view *view, size_t first,
	size_t last, size_t *count)
{
	struct target *targets = memory_take(last - first + 2, sizeof *targets);
	size_t line;

	*count = 0;
	for (line = first; line <= last && line < view->line_count; line++)
		*count += view_target(desk, view, line, &targets[*count]);
	return targets;
}

size_t view_mark_count(const struct desk *desk, const struct view *view)
{
	size_t first, last, line, count = view->marks.count;
	struct target target;

	if (!view_range(view, &first, &last))
		return count;
	for (line = first; line <= last; line++)
		count += view_target(desk, view, line, &target) &&
			!marks_have(&view->marks, target);
	return count;
}

static void range_close(struct desk *desk, struct view *view)
{
	size_t first, last, count;
	struct target *targets;

	if (view_range(view, &first, &last)) {
		targets = lines_targets(desk, view, first, last, &count);
		marks_add_all(&view->marks, targets, count);
		free(targets);
	}
	view->in_range = false;
}

void view_mark(struct desk *desk, struct view *view)
{
	struct target target;

	if (view->in_range)
		range_close(desk, view);
	else if (view_target(desk, view, view->at, &target))
		marks_set(&view->marks, target, !marks_have(&view->marks, target));
	list_step(view, 1);
}

void view_mark_range(struct desk *desk, struct view *view)
{
	if (view->in_range) {
		range_close(desk, view);
	} else if (list_has_row(view)) {
		view->in_range = true;
		view->range_from = view_key(view, view->lines[view->at].row);
	}
}

void view_mark_all(struct desk *desk, struct view *view)
{
	size_t count, i, marked = 0;
	struct target *targets;

	view->in_range = false;
	if (view->line_count == 0)
		return;
	targets = lines_targets(desk, view, 0, view->line_count - 1, &count);
	for (i = 0; i < count; i++)
		marked += marks_have(&view->marks, targets[i]);
	if (marked == count)
		marks_clear(&view->marks);
	else
		marks_add_all(&view->marks, targets, count);
	free(targets);
}

struct target *view_targets(const struct desk *desk, const struct view *view, size_t *count)
{
	struct marks all = {NULL, 0, 0};
	struct target *range;
	size_t first, last;

	if (view->marks.count)
		marks_add_all(&all, view->marks.at, view->marks.count);
	if (view_range(view, &first, &last)) {
		range = lines_targets(desk, view, first, last, count);
		marks_add_all(&all, range, *count);
		free(range);
	}
	*count = all.count;
	if (all.count)
		return all.at;
	free(all.at);
	return lines_targets(desk, view, view->at, view->at, count);
}
