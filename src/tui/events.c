/* The days that a plan names: what is on now, else what comes, else what was last, in one line. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 512
#define TITLE_LEAST 8 /* columns of a title that is cut; fewer say nothing */

const char *glyph_event(void)
{
	return "◊";
}

int event_end(const struct item *event)
{
	return event->to != DAY_NONE ? event->to : event->from;
}

void event_days(const struct item *event, char *out, size_t size)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	day_short(event->from, from);
	day_short(event_end(event), to);
	if (strcmp(from, to) == 0)
		snprintf(out, size, "%s", from);
	else
		snprintf(out, size, "%s–%s", from, to);
}

enum event_turn event_turn(const struct item *event, int today)
{
	if (event_end(event) < today)
		return EVENT_OVER;
	return event->from > today ? EVENT_TO_COME : EVENT_ON;
}

struct dated {
	const struct item *event;
	enum event_turn turn;
	int day; /* what comes first in its turn */
};

static int dated_compare(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;

	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

static struct dated dated_make(const struct item *event, int today)
{
	enum event_turn turn = event_turn(event, today);
	int end = event_end(event);

	return (struct dated){event, turn,
		turn == EVENT_ON ? end : turn == EVENT_TO_COME ? event->from : -end};
}

static size_t events_sort(const struct desk *desk, struct dated *dated)
{
	const struct snapshot *snapshot = desk->snapshot;
	size_t i, seen, count = 0;

	for (i = 0; i < snapshot->item_count; i++)
		if (snapshot->items[i].type == ITEM_EVENT &&
			snapshot->items[i].from != DAY_NONE)
			dated[count++] = dated_make(&snapshot->items[i], desk->app->today);
	qsort(dated, count, sizeof *dated, dated_compare);
	/* What is over is told only where nothing else is, and the last of it alone. */
	if (count == 0 || dated[0].turn == EVENT_OVER)
		return count > 0;
	for (seen = 0; seen < count && dated[seen].turn != EVENT_OVER;)
		seen++;
	return seen;
}

static void event_words(const struct dated *dated, int today, char *out, size_t size)
{
	char day[DAY_TEXT];

	if (dated->turn == EVENT_ON && event_end(dated->event) == today)
		snprintf(out, size, "%s", say(N_("today")));
	else if (dated->turn == EVENT_ON)
		/* TRANSLATORS: the last day of something that is on: "to 30/6" */
		snprintf(out, size, say(N_("to %s")), day_short(event_end(dated->event), day));
	else if (dated->turn == EVENT_TO_COME)
		/* TRANSLATORS: the first day of something to come: "from 01/7" */
		snprintf(out, size, say(N_("from %s")), day_short(dated->event->from, day));
	else
		event_days(dated->event, out, size);
}

/* Up to the first cell that is taken. */
static int free_columns(const struct canvas *canvas, int row)
{
	const struct cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
	int column = 0;

	while (column < canvas->columns && strcmp(cells[column].text, " ") == 0)
		column++;
	return column < canvas->columns ? column - 1 : column;
}

void events_draw(const struct desk *desk, struct canvas *canvas, int row)
{
	int columns = free_columns(canvas, row);
	struct dated *dated = memory_take(desk->snapshot->item_count + 1, sizeof *dated);
	char words[TEXT_SIZE], text[TEXT_SIZE * 2], fitted[TEXT_SIZE * 2];
	size_t count = events_sort(desk, dated), i;
	int column = 1, least;

	for (i = 0; i < count; i++) {
		event_words(&dated[i], desk->app->today, words, sizeof words);
		snprintf(text, sizeof text, "%s %s %s", glyph_event(), words,
			dated[i].event->title);
		least = text_columns(words) + TITLE_LEAST + 2;
		if (column + least > columns)
			break;
		text_fit(fitted, sizeof fitted, text, columns - column, ALIGN_LEFT);
		column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, text_trim(fitted)) + 1;
	}
	free(dated);
}
