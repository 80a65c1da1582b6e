/* The log: a row for each field that was changed, under its step; Enter shows all of the step, undo
 * takes back the step under the cursor. */
#include "inner.h"
#include "log.h"

#include <stdio.h>

#define CHANGES_SHOWN 1000
#define CHANGES_FEW 3 /* of a step with many: an import would bury all others */

const struct log_step *log_step_at(const struct view *view, size_t row)
{
	const struct listing *listing = &view->listing;

	return listing->log_steps && row < listing->count
		? &listing->log.steps[listing->log_steps[row]]
		: NULL;
}

bool log_step_text(const struct view *view, size_t row, char *out, size_t size)
{
	const struct log_step *step = log_step_at(view, row);

	if (step)
		snprintf(out, size, "%ld", step->id);
	return step != NULL;
}

/* Which of its step's changes a row is, of those that are held. */
static size_t place_in_step(const struct view *view, size_t row, const struct log_step *step)
{
	return view->listing.log_changes[row] - step->first;
}

bool log_row_is_shown(const struct view *view, size_t row)
{
	const struct log_step *step = log_step_at(view, row);

	return !step || (step->lines < LOG_CHANGES && !step->is_cut) ||
		place_in_step(view, row, step) < CHANGES_FEW;
}

char *log_more(const struct view *view, size_t row, char *out, size_t size)
{
	const struct log_step *step = log_step_at(view, row);

	out[0] = '\0';
	if (!step || log_row_is_shown(view, row + 1) ||
		place_in_step(view, row, step) + 1 != CHANGES_FEW)
		return out;
	if (step->is_cut)
		/* TRANSLATORS: behind the first of very many changes */
		snprintf(out, size, "%s", say(N_(" … and many more")));
	else
		/* TRANSLATORS: behind the first of many changes */
		snprintf(out, size, say(N_(" … and %zu more")), step->lines - CHANGES_FEW);
	return out;
}

static void time_print(const struct desk *desk, const struct log_step *step, bool is_short,
	struct buffer *out)
{
	int64_t seconds;
	char text[DAY_TEXT];
	int offset = desk->snapshot->rules.utc_offset, minute, day;

	if (!instant_parse(step->at, &seconds))
		return;
	minute = instant_minute(seconds, offset);
	day = instant_day(seconds, offset);
	buffer_print(out, "%s %02d:%02d", is_short ? day_short(day, text) : day_print(day, text),
		minute / 60, minute % 60);
}

void log_time_short(const struct desk *desk, const struct log_step *step, struct buffer *out)
{
	time_print(desk, step, true, out);
}

void log_time(const struct desk *desk, const struct log_step *step, struct buffer *out)
{
	time_print(desk, step, false, out);
}

static void add_way(const struct log_step *step, struct buffer *out)
{
	if (step->way == STEP_UNDO)
		buffer_print(out, say(N_("It takes back step %ld.\n")), step->target);
	if (step->way == STEP_REDO)
		buffer_print(out, say(N_("It does step %ld again.\n")), step->target);
	if (step->undone)
		buffer_add(out, say(N_("It was taken back.\n")));
}

void log_detail(const struct desk *desk, const struct view *view, size_t most, struct buffer *out)
{
	const struct log_step *step = log_step_at(view, view->lines[view->at].row);
	struct query query = {.within = -1,
		.since = DAY_NONE,
		.unit = NOWHERE,
		.item = NOWHERE,
		.few = most < CHANGES_SHOWN ? most : CHANGES_SHOWN};
	struct listing all = {.count = 0};
	struct fault why;
	size_t row;

	if (!step)
		return;
	/* TRANSLATORS: who acted */
	buffer_print(out, say(N_("Step %ld by %s, ")), step->id, step->actor);
	log_time(desk, step, out);
	buffer_print(out, "\n%s\n", step->command);
	add_way(step, out);
	buffer_add(out, "\n");
	query.step = step->id;
	if (listing_load(desk->app, listing_kind("log"), desk->snapshot, &query, &all, &why)) {
		for (row = 0; row < all.count; row++) {
			if (row == 0 || !listing_same_subject(&all, row, row - 1)) {
				listing_change(&all, row, CHANGE_SUBJECT, out);
				buffer_add(out, "\n");
			}
			buffer_add(out, "  ");
			listing_change(&all, row, CHANGE_CELL, out);
			buffer_add(out, "\n");
		}
		step = all.log.step_count ? &all.log.steps[0] : step;
		if (step->is_cut)
			buffer_print(out, say(N_("and many more: tiendo log --step %ld\n")),
				step->id);
		else if (step->lines > step->count)
			buffer_print(out, say(N_("and %zu more: tiendo log --step %ld\n")),
				step->lines - step->count, step->id);
	}
	listing_free(&all);
}
