/* The log: a row for each field that was changed; Enter shows the whole step, undo takes back the
 * step under the cursor. */
#include "inner.h"

#include <stdio.h>

#define CHANGES_SHOWN 200
#define CHANGES_LISTED 8 /* a step with more has one row: an import would bury all others */

static const struct log_step *step_of(const struct view *view, size_t row)
{
	const struct listing *listing = &view->listing;

	return listing->log_steps && row < listing->count
		? &listing->log.steps[listing->log_steps[row]]
		: NULL;
}

bool log_step_text(const struct view *view, size_t row, char *out, size_t size)
{
	const struct log_step *step = step_of(view, row);

	if (step)
		snprintf(out, size, "%ld", step->id);
	return step != NULL;
}

bool log_goes_on(const struct view *view, size_t line)
{
	const uint32_t *steps = view->listing.log_steps;

	return steps && line > view->top &&
		steps[view->lines[line].row] == steps[view->lines[line - 1].row];
}

bool log_row_is_shown(const struct view *view, size_t row)
{
	const struct log_step *step = step_of(view, row);

	return !step || step->count <= CHANGES_LISTED || row == 0 ||
		view->listing.log_steps[row] != view->listing.log_steps[row - 1];
}

char *log_more(const struct view *view, size_t row, char *out, size_t size)
{
	const struct log_step *step = step_of(view, row);

	out[0] = '\0';
	if (step && step->count > CHANGES_LISTED)
		/* TRANSLATORS: behind the first of many changes */
		snprintf(out, size, say(N_(" … and %zu more")), step->count - 1);
	return out;
}

void log_time(const struct desk *desk, const struct log_step *step, struct buffer *out)
{
	int64_t seconds;
	char day[DAY_TEXT];
	int offset = desk->snapshot->rules.utc_offset, minute;

	if (!instant_parse(step->at, &seconds))
		return;
	minute = instant_minute(seconds, offset);
	buffer_print(out, "%s %02d:%02d", day_print(instant_day(seconds, offset), day), minute / 60,
		minute % 60);
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

void log_detail(const struct desk *desk, const struct view *view, struct buffer *out)
{
	const struct listing *listing = &view->listing;
	size_t row = view->lines[view->at].row, last = listing_show_count(listing) - 1, shown;
	const struct log_step *step = step_of(view, row);

	if (!step)
		return;
	/* TRANSLATORS: who acted */
	buffer_print(out, say(N_("Step %ld by %s, ")), step->id, step->actor);
	log_time(desk, step, out);
	buffer_print(out, "\n%s\n", step->command);
	add_way(step, out);
	buffer_add(out, "\n");
	while (row > 0 && step_of(view, row - 1) == step)
		row--;
	for (shown = 0; shown < CHANGES_SHOWN && step_of(view, row) == step; shown++, row++) {
		listing_shown(listing, row, last, out);
		buffer_add(out, "\n");
	}
	if (step->count > shown)
		buffer_print(out, say(N_("and %zu more\n")), step->count - shown);
}
