/* Which rows are shown: by state, and by the words typed, blind to marks and case. Each name is
 * folded once and asked once per key, however many rows bear it. */
#include "inner.h"
#include "list.h"
#include "log.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MOST 15
#define IS_MADE 0x8000u /* the top bit: the others are known */
#define FOLD_SIZE 1024

/* ---- folded names --------------------------------------------------------------------------- */

static void folds_make(struct desk *desk)
{
	const struct snapshot *snapshot = desk->snapshot;
	struct folds *folds = &desk->folds;

	if (folds->units && folds->unit_count == snapshot->units.count &&
		folds->item_count == snapshot->item_count)
		return;
	pool_free(&folds->pool);
	folds->unit_count = snapshot->units.count;
	folds->item_count = snapshot->item_count;
	folds->units = pool_take(&folds->pool, (folds->unit_count + 1) * sizeof *folds->units);
	folds->items = pool_take(&folds->pool, (folds->item_count + 1) * sizeof *folds->items);
}

static const char *fold_pair(struct pool *pool, const char *code, const char *name)
{
	char folded[FOLD_SIZE], text[FOLD_SIZE];
	struct buffer both = {0};

	buffer_print(&both, "%s %s", code, name);
	text_normalise(text, sizeof text, buffer_text(&both));
	buffer_free(&both);
	return pool_text(pool, text_fold(folded, sizeof folded, text));
}

const char *desk_unit_fold(struct desk *desk, size_t unit)
{
	const struct unit *named = &desk->snapshot->units.at[unit];
	const char **fold;

	folds_make(desk);
	fold = &desk->folds.units[unit];
	if (!*fold)
		*fold = fold_pair(&desk->folds.pool, named->code, named->name);
	return *fold;
}

const char *desk_item_fold(struct desk *desk, size_t item)
{
	const struct item *named = &desk->snapshot->items[item];
	const char **fold;

	folds_make(desk);
	fold = &desk->folds.items[item];
	if (!*fold)
		*fold = fold_pair(&desk->folds.pool, named->code, named->title);
	return *fold;
}

/* ---- words ---------------------------------------------------------------------------------- */

/* The words of a filter, and which of them each name has: a bit per word. */
struct needle {
	char folded[FILTER_SIZE];
	const char *words[WORDS_MOST];
	int count;
	uint16_t *units, *items; /* made when asked for */
};

static void needle_open(struct needle *needle, const struct desk *desk, const char *filter)
{
	char *word, *rest;

	text_fold(needle->folded, sizeof needle->folded, filter);
	needle->count = 0;
	for (word = strtok_r(needle->folded, " ", &rest); word && needle->count < WORDS_MOST;
		word = strtok_r(NULL, " ", &rest))
		needle->words[needle->count++] = word;
	needle->units = memory_take(desk->snapshot->units.count + 1, sizeof *needle->units);
	needle->items = memory_take(desk->snapshot->item_count + 1, sizeof *needle->items);
}

static void needle_close(struct needle *needle)
{
	free(needle->units);
	free(needle->items);
}

static uint16_t words_in(const struct needle *needle, const char *folded)
{
	uint16_t bits = IS_MADE;
	int i;

	for (i = 0; i < needle->count; i++)
		if (text_has_words(folded, needle->words[i]))
			bits |= (uint16_t)(1u << i);
	return bits;
}

static uint16_t unit_bits(struct desk *desk, struct needle *needle, size_t unit)
{
	if (!needle->units[unit])
		needle->units[unit] = words_in(needle, desk_unit_fold(desk, unit));
	return needle->units[unit];
}

static uint16_t item_bits(struct desk *desk, struct needle *needle, size_t item)
{
	if (!needle->items[item])
		needle->items[item] = words_in(needle, desk_item_fold(desk, item));
	return needle->items[item];
}

/* Rows that are no duties: what is shown of them. */
static uint16_t row_bits(const struct view *view, const struct needle *needle, size_t row)
{
	size_t shows = listing_show_count(&view->listing), i;
	struct buffer text = {0};
	char folded[FOLD_SIZE];
	uint16_t bits;

	for (i = 0; i < shows; i++) {
		listing_shown(&view->listing, row, i, &text);
		buffer_add(&text, " ");
	}
	bits = words_in(needle, text_fold(folded, sizeof folded, buffer_text(&text)));
	buffer_free(&text);
	return bits;
}

static bool row_has_words(
	struct desk *desk, const struct view *view, struct needle *needle, size_t row)
{
	const struct duty *duty = view_duty(view, row);
	uint16_t all = (uint16_t)(IS_MADE | ((1u << needle->count) - 1)), bits;

	if (duty)
		bits = unit_bits(desk, needle, duty->unit) | item_bits(desk, needle, duty->item);
	else if (view->tallies)
		bits = unit_bits(desk, needle, view->listing.units[row]);
	else if (view->listing.summary && view->listing.summary[row].item != NOWHERE)
		bits = item_bits(desk, needle, view->listing.summary[row].item);
	else if (view->listing.summary && view->listing.summary[row].unit != NOWHERE)
		bits = unit_bits(desk, needle, view->listing.summary[row].unit);
	else
		bits = row_bits(view, needle, row);
	return (bits == all) != view->is_inverted;
}

/* ---- states --------------------------------------------------------------------------------- */

/* A bit for each state that is in a row; of rows without any, all. */
static unsigned row_states(const struct view *view, size_t row)
{
	const struct duty *duty = view_duty(view, row);
	unsigned states = 0;
	int state;

	if (duty)
		return 1u << duty->verdict.state;
	if (!view->tallies)
		return ~0u;
	for (state = 0; state < STATES; state++)
		states |= (unsigned)(view->tallies[row].of[state] > 0) << state;
	return states;
}

/* A group of which nothing is asked is no row; nor is what the log tells within another. */
static bool row_is_there(const struct view *view, size_t row)
{
	if (view->listing.summary && tally_total(view_tally(view, row)) == 0)
		return false;
	return log_row_is_shown(view, row);
}

/* Of a tree without a filter: all but what is inside a folded branch. */
static size_t tree_open_rows(const struct desk *desk, const struct view *view, uint32_t *rows)
{
	const struct unit *units = desk->snapshot->units.at;
	size_t row = 0, count = 0, unit;

	while (row < view->listing.count) {
		unit = view_key(view, row).unit;
		rows[count++] = (uint32_t)row;
		row += view->listing.folded[unit] ? units[unit].end - unit : 1;
	}
	return count;
}

static bool unit_is_found(
	struct desk *desk, const struct view *view, struct needle *needle, size_t unit)
{
	uint16_t all = (uint16_t)(IS_MADE | ((1u << needle->count) - 1));
	uint16_t bits = unit_bits(desk, needle, unit);
	const char *aliases = desk->snapshot->units.at[unit].aliases;
	char folded[FOLD_SIZE];

	if (bits != all && *aliases)
		bits |= words_in(needle, text_fold(folded, sizeof folded, aliases));
	return (bits == all) != view->is_inverted;
}

/* What was typed, wherever it is folded away, and what is above it, so that one sees where it is. */
static size_t tree_found_rows(
	struct desk *desk, const struct view *view, struct needle *needle, uint32_t *rows)
{
	const struct unit *units = desk->snapshot->units.at;
	bool *is_shown = memory_take(desk->snapshot->units.count + 1, sizeof *is_shown);
	size_t row, count = 0, unit;

	for (row = view->listing.count; row-- > 0;) {
		unit = view_key(view, row).unit;
		is_shown[unit] = is_shown[unit] || unit_is_found(desk, view, needle, unit);
		if (is_shown[unit] && units[unit].above != NOWHERE)
			is_shown[units[unit].above] = true;
	}
	for (row = 0; row < view->listing.count; row++)
		if (is_shown[view_key(view, row).unit])
			rows[count++] = (uint32_t)row;
	free(is_shown);
	return count;
}

bool row_is_found(struct desk *desk, const struct view *view, size_t row)
{
	struct needle needle;
	bool is_found;

	needle_open(&needle, desk, view->filter);
	is_found = unit_is_found(desk, view, &needle, view_key(view, row).unit);
	needle_close(&needle);
	return is_found;
}

size_t rows_filter(struct desk *desk, struct view *view, uint32_t *rows)
{
	struct needle needle;
	unsigned states;
	size_t row, count = 0;
	int i;

	memset(view->found, 0, sizeof view->found);
	needle_open(&needle, desk, view->filter);
	if (view->listing.folded) {
		count = needle.count ? tree_found_rows(desk, view, &needle, rows)
				     : tree_open_rows(desk, view, rows);
		needle_close(&needle);
		return count;
	}
	for (row = 0; row < view->listing.count; row++) {
		if (!row_is_there(view, row) ||
			(needle.count > 0 && !row_has_words(desk, view, &needle, row)))
			continue;
		states = row_states(view, row);
		for (i = 0; i < SHOWNS; i++)
			view->found[i] += (states & shown_states((enum shown)i)) != 0;
		/* A unit of which nothing is asked has no state, and is one of all. */
		if (view->shown == SHOWN_ALL || states & shown_states(view->shown))
			rows[count++] = (uint32_t)row;
	}
	needle_close(&needle);
	return count;
}
