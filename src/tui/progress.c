/* How far a unit or an item is, in one line; and what the plan says of the item. */
#include "inner.h"
#include "parts.h"
#include "reports.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 512
#define BAR_WIDE 20
#define BAR_NARROW 10
#define BAR_FROM 70 /* columns of a screen with the wide one */

struct tally view_sum(const struct view *view)
{
	struct tally sum = view->listing.board.reports;

	tally_join(&sum, &view->listing.board.tasks);
	return sum;
}

static size_t tally_done(const struct tally *tally)
{
	return tally_on_time(tally) + tally_late(tally);
}

/* Before its last day is over a rate is progress, no verdict (DOMAIN.md §4). */
static bool has_verdict(const struct desk *desk, const struct item *item)
{
	return item && item_last_day(item) != DAY_NONE && item_last_day(item) < desk->app->today;
}

static void count_words(const struct item *item, const struct tally *tally, char *out, size_t size)
{
	size_t done = tally_done(tally), expected = tally_expected(tally), need;

	if (item && *item->target && item_target_need(item, expected, &need))
		/* TRANSLATORS: "target 100%: 5 of 9 done" */
		snprintf(out, size, say(N_("target %s: %zu of %zu done")), item->target, done,
			expected);
	else if (item && item->type == ITEM_REPORT)
		snprintf(out, size, say(N_("%zu of %zu received")), done, expected);
	else
		snprintf(out, size, say(N_("%zu of %zu done")), done, expected);
}

static void rate_words(const struct desk *desk, const struct item *item,
	const struct tally *tally, char *out, size_t size)
{
	size_t expected = tally_expected(tally);
	char rate[RATE_TEXT + 4];

	if (has_verdict(desk, item))
		snprintf(out, size, say(N_("on time %s")),
			rate_show(tally_on_time(tally), expected, rate));
	else
		/* TRANSLATORS: how far it is before the deadline, in percent */
		snprintf(out, size, say(N_("progress %s")),
			rate_show(tally_done(tally), expected, rate));
}

static void target_words(const struct item *item, const struct tally *tally, char *out, size_t size)
{
	size_t done = tally_done(tally), need;

	out[0] = '\0';
	if (!*item->target)
		return;
	if (!item_target_need(item, tally_expected(tally), &need))
		snprintf(out, size, say(N_("target: %s")), item->target);
	else if (done >= need)
		snprintf(out, size, "%s", say(N_("target reached")));
	else
		/* TRANSLATORS: how many units more until the target is reached */
		snprintf(out, size, say(N_("%zu more to go")), need - done);
}

static void proof_words(const struct item *item, char *out, size_t size)
{
	out[0] = '\0';
	if (item->proof == PROOF_NONE)
		return;
	if (*item->measure)
		/* TRANSLATORS: what proves it, and what is counted: "proof: count (sessions)" */
		snprintf(out, size, say(N_("proof: %s (%s)")), say(proof_label(item->proof)),
			item->measure);
	else
		snprintf(out, size, say(N_("proof: %s")), say(proof_label(item->proof)));
}

/* " · " and the words, if they fit whole. */
static int put_more(struct canvas *canvas, int row, int column, const char *words)
{
	if (!*words || column + 3 + text_columns(words) > canvas->columns)
		return column;
	column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, " · ");
	return canvas_put(canvas, row, column, -1, STYLE_PLAIN, words);
}

/* "8 of 12 done ████████···· progress 66.7% · 1 not applicable left out · proof: count" */
void progress_draw(const struct desk *desk, struct canvas *canvas, int row)
{
	const struct view *view = &desk->views[desk->now];
	const struct item *item = desk->now == VIEW_ITEM && desk->item != NOWHERE
		? &desk->snapshot->items[desk->item]
		: NULL;
	struct tally sum = view_sum(view);
	int width = canvas->columns >= BAR_FROM ? BAR_WIDE : BAR_NARROW, column;
	char text[TEXT_SIZE];

	if (!view->listing.kind)
		return;
	if (tally_total(&sum) == 0) {
		/* Where contacts fill the list it would not be said anywhere. */
		if (desk->now == VIEW_UNIT && view->line_count > 0)
			canvas_put(canvas, row, 1, -1, STYLE_PLAIN,
				say(N_("The plan asks nothing of this unit.")));
		return;
	}
	count_words(item, &sum, text, sizeof text);
	column = canvas_put(canvas, row, 1, -1, STYLE_PLAIN, text) + 1;
	if (column + width < canvas->columns) {
		rate_bar(desk, canvas, row, column, width, &sum);
		column += width + 1;
	}
	rate_words(desk, item, &sum, text, sizeof text);
	if (column + text_columns(text) <= canvas->columns)
		column = canvas_put(canvas, row, column, -1, STYLE_PLAIN, text);
	if (!item)
		return;
	target_words(item, &sum, text, sizeof text);
	column = put_more(canvas, row, column, text);
	if (tally_exempt(&sum)) {
		snprintf(text, sizeof text, say(N_("%zu not applicable left out")),
			tally_exempt(&sum));
		column = put_more(canvas, row, column, text);
	}
	proof_words(item, text, sizeof text);
	put_more(canvas, row, column, text);
}

/* ---- what the plan says of the item ----------------------------------------------------------- */

static void put_line(struct canvas *canvas, int row, const char *code, const char *title)
{
	char text[TEXT_SIZE], fitted[TEXT_SIZE];

	snprintf(text, sizeof text, "%s %s", code, title);
	text_fit(fitted, sizeof fitted, text, canvas->columns - 1, ALIGN_LEFT);
	canvas_put(canvas, row, 1, -1, STYLE_PLAIN, text_trim(fitted));
}

/* The title whole, which the bar on top may have cut; above it the section, where there are two rows. */
void item_words_draw(const struct desk *desk, struct canvas *canvas, int row, int rows)
{
	const struct snapshot *snapshot = desk->snapshot;
	const struct item *item, *section;

	if (desk->item == NOWHERE)
		return;
	item = &snapshot->items[desk->item];
	if (rows > 1 && item->section != NOWHERE) {
		section = &snapshot->items[item->section];
		put_line(canvas, row, section->code, section->title);
	}
	put_line(canvas, row + rows - 1, item->code, item->title);
}

/* The plan's own words and the other reading, or where there is no room the words alone. */
int deadline_draw(const struct desk *desk, struct canvas *canvas, int row, int room)
{
	const struct item *item;
	char text[TEXT_SIZE];

	if (desk->item == NOWHERE)
		return 0;
	item = &desk->snapshot->items[desk->item];
	deadline_print(item, text, sizeof text);
	if (!*text)
		snprintf(text, sizeof text, "%s", say(N_("no date")));
	if (text_columns(text) >= room)
		deadline_short(item, text, sizeof text);
	return canvas_put(canvas, row, 1, -1, STYLE_PLAIN, text);
}
