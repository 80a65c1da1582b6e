/* How wide the columns of a list are, and which give way on a narrow screen. */
#include "inner.h"
#include "list.h"

#include <string.h>

#define SAMPLE_ROWS 64   /* the whole of a country would take longer than a key may */
#define NAME_LEAST 20    /* of the column that takes the rest: names differ at their ends */
#define NAME_MOST 40     /* further apart, a row is hard to follow */
#define LAST_LEAST 16
#define SENTENCE_LEAST 40 /* of one at the end: what was changed, from what to what */

static bool text_is_bare(const char *text)
{
	return text[0] == '\0' || strcmp(text, "-") == 0;
}

static void width_grow(int *width, const char *text)
{
	int columns = text_columns(text);

	if (columns > *width)
		*width = columns;
}

/* The first rows are of all kinds, but for a tree: there they are of one branch. */
static size_t sample_row(const struct listing *listing, size_t row)
{
	if (!listing->folded || listing->count <= SAMPLE_ROWS)
		return row;
	return listing->count - 1 - row * (listing->count - 1) / (SAMPLE_ROWS - 1);
}

void list_measure(struct view *view)
{
	const struct listing *listing = &view->listing;
	size_t shows = listing->kind ? listing_show_count(listing) : 0, row, i;
	struct buffer text = {0};

	if (shows > SHOWS_MOST)
		shows = SHOWS_MOST;
	for (i = 0; i < shows; i++) {
		struct show show = listing_show(listing, i);
		int content = view->widths[i];

		view->is_bare[i] = true;
		for (row = 0; row < listing->count && row < SAMPLE_ROWS; row++) {
			buffer_clear(&text);
			listing_shown(listing, sample_row(listing, row), i, &text);
			width_grow(&content, buffer_text(&text));
			view->is_bare[i] = view->is_bare[i] && text_is_bare(buffer_text(&text));
		}
		if (show.width > 0 && content > show.width && content > view->widths[i])
			content = show.width;
		view->widths[i] = content;
		width_grow(&view->widths[i], say(show.heading));
	}
	buffer_free(&text);
}

/* The column that takes the rest: the one that says so, else the widest. */
static size_t column_loose(const struct view *view, size_t shows)
{
	size_t i, widest = 0;

	for (i = 0; i < shows; i++) {
		if (listing_show(&view->listing, i).width == 0)
			return i;
		if (view->widths[i] > view->widths[widest])
			widest = i;
	}
	return widest;
}

static int loose_least(size_t shows, size_t loose)
{
	return loose + 1 == shows ? SENTENCE_LEAST : NAME_LEAST;
}

/* Whether the column may give way to another that is cut off. */
static bool column_is_spare(const struct view *view, size_t i, size_t loose)
{
	return i != loose && view->is_bare[i] && listing_show(&view->listing, i).keep > 0;
}

/* What is left for the loose column. */
static int columns_rest(
	const struct column_place *places, size_t shows, size_t loose, int columns, int gap)
{
	int rest = columns - GUTTER;
	size_t i;

	for (i = 0; i < shows; i++)
		if (i != loose && places[i].width > 0)
			rest -= places[i].width + gap;
	return rest;
}

/* Takes away the column that is least needed; false when all the others must stay. */
static bool column_drop(
	const struct view *view, struct column_place *places, size_t shows, size_t loose)
{
	size_t i, worst = shows;
	int keep = 0;

	for (i = 0; i < shows; i++) {
		if (i == loose || places[i].width == 0 ||
			listing_show(&view->listing, i).keep <= keep)
			continue;
		keep = listing_show(&view->listing, i).keep;
		worst = i;
	}
	if (worst == shows)
		return false;
	places[worst].width = 0;
	return true;
}

/* A narrow column may fit where a more needed one was too wide. */
static void columns_again(const struct view *view, struct column_place *places, size_t shows,
	size_t loose, int columns)
{
	size_t i;

	for (i = 0; i < shows; i++)
		if (places[i].width == 0 && !view->is_bare[i] &&
			columns_rest(places, shows, loose, columns, 1) - view->widths[i] - 1 >=
				loose_least(shows, loose))
			places[i].width = view->widths[i];
}

static void columns_fit(const struct view *view, struct column_place *places, size_t shows,
	size_t loose, int columns)
{
	struct column_place *last = &places[shows - 1];
	int rest;
	size_t i;

	for (i = 0; i < shows; i++)
		if (column_is_spare(view, i, loose) &&
			columns_rest(places, shows, loose, columns, 1) < view->widths[loose])
			places[i].width = 0;
	for (;;) {
		rest = columns_rest(places, shows, loose, columns, 1);
		if (rest < NAME_LEAST && shows - 1 != loose && last->width > LAST_LEAST) {
			last->width -= NAME_LEAST - rest;
			if (last->width < LAST_LEAST)
				last->width = LAST_LEAST;
			rest = columns_rest(places, shows, loose, columns, 1);
		}
		if (rest >= loose_least(shows, loose) ||
			!column_drop(view, places, shows, loose))
			break;
	}
	columns_again(view, places, shows, loose, columns);
}

size_t list_place(const struct view *view, int columns, struct column_place *places)
{
	size_t shows = listing_show_count(&view->listing), loose, i;
	int gap = 1, at = GUTTER, wanted, rest;

	if (shows > SHOWS_MOST)
		shows = SHOWS_MOST;
	loose = column_loose(view, shows);
	for (i = 0; i < shows; i++)
		places[i] = (struct column_place){
			0, view->widths[i], listing_show(&view->listing, i).align};
	/* What the state will be after the next key is not known yet: room for the usual ones. */
	if (shows - 1 != loose && places[shows - 1].width < LAST_LEAST)
		places[shows - 1].width = LAST_LEAST;
	wanted = view->widths[loose] > NAME_MOST ? view->widths[loose] : NAME_MOST;
	columns_fit(view, places, shows, loose, columns);
	if (columns_rest(places, shows, loose, columns, 2) >= view->widths[loose])
		gap = 2;
	rest = columns_rest(places, shows, loose, columns, gap);
	places[loose].width = rest < 1 ? 1 : rest < wanted ? rest : wanted;
	for (i = 0; i < shows; i++) {
		places[i].column = at;
		if (places[i].width > 0)
			at += places[i].width + gap;
	}
	/* What had no room must not come back as a stump. */
	if (places[shows - 1].width > 0 && places[shows - 1].align == ALIGN_LEFT &&
		columns > places[shows - 1].column)
		places[shows - 1].width = columns - places[shows - 1].column;
	return shows;
}
