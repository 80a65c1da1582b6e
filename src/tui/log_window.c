/* The log a part at a time: a log of a million steps costs a key no more than one of ten. Past either
 * end of the part held the next one is read; words that name a day or a unit choose the part. */
#include "inner.h"
#include "list.h"
#include "log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OVERLAP 30 /* steps seen again beside the next part */

static bool load(struct desk *desk, struct view *view)
{
	struct fault why;

	view_forget(view);
	if (view_load(desk, VIEW_LOG, &why))
		return true;
	desk_refuse(desk, &why);
	return false;
}

/* The newest step of the part that has any before `before`; 0: the newest of all. */
static void go(struct desk *desk, struct view *view, long before)
{
	view->log_before = before > desk->snapshot->last_step ? 0 : before;
	load(desk, view);
}

static bool is_filtered(const struct view *view)
{
	return *view->filter != '\0';
}

/* The next older part; without a filter the cursor stays on its row. */
static bool go_older(struct desk *desk, struct view *view)
{
	const struct log *log = &view->listing.log;
	size_t kept = log->step_count > OVERLAP ? log->step_count - OVERLAP : 0;

	if (log->oldest <= 1)
		return false;
	if (!is_filtered(view) && log->step_count > 0) {
		go(desk, view, log->steps[kept].id + 1);
		return false;
	}
	view->has_here = false;
	view->at = view->top = 0;
	go(desk, view, log->oldest);
	if (view->line_count == 0)
		desk_say(desk, STYLE_PLAIN,
			say(N_("nothing of it back to step %ld; again looks further back")),
			view->listing.log.oldest);
	return true;
}

static bool go_newer(struct desk *desk, struct view *view)
{
	const struct log *log = &view->listing.log;
	long step = log->step_count > 0 ? log->steps[0].id : view->log_before;

	if (!view->log_before)
		return false;
	if (is_filtered(view))
		view->has_here = false;
	go(desk, view, step + LOG_STEPS - OVERLAP);
	if (is_filtered(view))
		list_last(view);
	return is_filtered(view);
}

/* An account sees few of the steps: further up until one is found. */
static void go_oldest(struct desk *desk, struct view *view)
{
	long before = LOG_STEPS + 1;

	view->has_here = false;
	do {
		go(desk, view, before);
		before *= 2;
	} while (view->log_before && view->line_count == 0);
	list_last(view);
}

static bool is_at_end(const struct view *view, bool first)
{
	size_t line;

	if (view->line_count == 0)
		return true;
	if (first)
		return view->at <= 1; /* the first line is a heading */
	for (line = view->at + 1; line < view->line_count; line++)
		if (view->lines[line].row != NO_ROW)
			return false;
	return true;
}

bool log_turn(struct desk *desk, enum move move)
{
	struct view *view = desk_view(desk);

	if (desk->now != VIEW_LOG)
		return false;
	switch (move) {
	case MOVE_DOWN:
	case MOVE_PAGE_DOWN:
		return is_at_end(view, false) && go_older(desk, view);
	case MOVE_UP:
	case MOVE_PAGE_UP:
		return is_at_end(view, true) && go_newer(desk, view);
	case MOVE_HOME:
		if (view->log_before)
			go(desk, view, 0);
		return false;
	case MOVE_END:
		if (view->listing.log.oldest > 1)
			go_oldest(desk, view);
		return false;
	default:
		return false;
	}
}

/* ---- the filter ------------------------------------------------------------------------------- */

/* A day among the words: "26/6". Without a year it is of the office's own, not of the plan's. */
static bool day_named(const struct desk *desk, const char *words, int *day)
{
	struct day_context context = {.today = desk->app->clock_day};
	char copy[FILTER_SIZE], *word, *rest;
	int month, of_month;

	day_split(context.today, &context.year, &month, &of_month);
	snprintf(copy, sizeof copy, "%s", words);
	for (word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		if (strchr(word, '/') && day_parse(word, context, day, NULL))
			return true;
	return false;
}

static int code_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **log_prefer(struct desk *desk, const struct view *view, struct query *query)
{
	const struct units *units = &desk->snapshot->units;
	char folded[FILTER_SIZE];
	const char **codes;
	size_t unit, count = 0;

	text_fold(folded, sizeof folded, view->filter);
	if (!*folded || view->is_inverted)
		return NULL;
	codes = memory_take(units->count + 1, sizeof *codes);
	for (unit = 0; unit < units->count; unit++)
		if (text_has_words(desk_unit_fold(desk, unit), folded))
			codes[count++] = units->at[unit].code;
	qsort(codes, count, sizeof *codes, code_order);
	query->prefer = codes;
	query->prefer_count = count;
	return codes;
}

void log_filter(struct desk *desk)
{
	struct view *view = &desk->views[VIEW_LOG];
	char instant[INSTANT_TEXT];
	long before = 0;
	int day;

	if (desk->now != VIEW_LOG)
		return;
	if (!view->is_inverted && day_named(desk, view->filter, &day)) {
		instant_print(((int64_t)(day + 1) * 1440 - desk->snapshot->rules.utc_offset) * 60,
			instant);
		before = store_step_before(desk->app->store, instant);
	}
	go(desk, view, before);
}
