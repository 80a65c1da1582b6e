/* The days of a plan along a line of columns: which days it spans, and where a day stands. */
#include "inner.h"

#define DAY_COLUMNS 3  /* a day of a short plan is no wider */
#define WEEK_COLUMNS 3 /* days in a column: with more of them weeks could not be told apart */

/* A column a day, so that days can be counted; where half as many again have room, all of it. */
static int columns_of(int64_t days, int room)
{
	if (room >= days * DAY_COLUMNS)
		return (int)days * DAY_COLUMNS;
	return room >= days && room < days + days / 2 ? (int)days : room;
}

static void span_take(struct timeline *span, int day)
{
	if (day == DAY_NONE)
		return;
	if (span->from == DAY_NONE || day < span->from)
		span->from = day;
	if (span->to == DAY_NONE || day > span->to)
		span->to = day;
}

int timeline_deadline(const struct item *item)
{
	if (item->type != ITEM_REPORT || item->due_before == DAY_NONE)
		return DAY_NONE;
	return item->wording == WORDING_BY ? item_last_day(item) : item->due_before;
}

/* What lies outside the plan's days is taken in as long as these keep half of the line. */
static void span_widen(const struct snapshot *snapshot, struct timeline *span)
{
	const struct timeline plan = *span;
	int64_t days = (int64_t)plan.to - plan.from + 1;

	for (size_t i = 0; i < snapshot->item_count; i++) {
		const struct item *item = &snapshot->items[i];
		int day = timeline_deadline(item);

		if (item->type == ITEM_EVENT)
			day = item->from;
		if (day == DAY_NONE || plan.from - (int64_t)day > days / 2 ||
			(int64_t)day - plan.to > days / 2)
			continue;
		span_take(span, day);
	}
}

static void span_of_items(const struct snapshot *snapshot, struct timeline *span)
{
	for (size_t i = 0; i < snapshot->item_count; i++) {
		const struct item *item = &snapshot->items[i];

		span_take(span, timeline_deadline(item));
		if (item->type == ITEM_EVENT) {
			span_take(span, item->from);
			span_take(span, item->to);
		}
	}
}

bool timeline_make(const struct snapshot *snapshot, int room, struct timeline *out)
{
	*out = (struct timeline){DAY_NONE, DAY_NONE, 0};
	if (!snapshot->has_plan || room < 1)
		return false;
	span_take(out, snapshot->plan.starts);
	span_take(out, snapshot->plan.ends);
	if (snapshot->plan.starts == DAY_NONE || snapshot->plan.ends == DAY_NONE)
		span_of_items(snapshot, out);
	else
		span_widen(snapshot, out);
	if (out->from == DAY_NONE)
		return false;
	out->columns = columns_of((int64_t)out->to - out->from + 1, room);
	return true;
}

int timeline_column(const struct timeline *timeline, int day)
{
	int64_t days = (int64_t)timeline->to - timeline->from + 1;

	if (day < timeline->from)
		return -1;
	if (day > timeline->to)
		return timeline->columns;
	return (int)(((int64_t)day - timeline->from) * timeline->columns / days);
}

/* The first day that stands in a column, or in one behind it. */
static int column_day(const struct timeline *timeline, int column)
{
	int64_t days = (int64_t)timeline->to - timeline->from + 1;

	return (int)(timeline->from +
		     (column * days + timeline->columns - 1) / timeline->columns);
}

bool timeline_is_week(const struct timeline *timeline, int column)
{
	int64_t days = (int64_t)timeline->to - timeline->from + 1;

	if (days > (int64_t)timeline->columns * WEEK_COLUMNS)
		return false;
	for (int day = column_day(timeline, column); timeline_column(timeline, day) == column; day++)
		if (day_weekday(day) == 1)
			return true;
	return false;
}
