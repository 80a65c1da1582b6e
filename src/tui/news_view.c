/* `L`: what others changed since this was last looked at, as a text: when, who, what. */
#include "inner.h"
#include "log.h"
#include "news.h"

#define STEPS_MOST 200
#define CHANGES_MOST 8 /* of a step; the log has them all */

static const struct log_step *step_at(const struct listing *listing, size_t row)
{
	return &listing->log.steps[listing->log_steps[row]];
}

/* The step whose first row this is; returns the row behind its last. */
static size_t step_write(
	const struct desk *desk, const struct listing *listing, size_t row, struct buffer *out)
{
	const struct log_step *step = step_at(listing, row);
	size_t change = listing_show_count(listing) - 1, shown = 0;

	buffer_add(out, out->length ? "\n▪ " : "▪ ");
	log_time(desk, step, out);
	buffer_print(out, " · %s: %s\n", step->actor, step->command);
	for (; row < listing->count && step_at(listing, row) == step; row++) {
		if (shown++ >= CHANGES_MOST)
			continue;
		buffer_add(out, "  ");
		listing_shown(listing, row, change, out);
		buffer_add(out, "\n");
	}
	if (shown > CHANGES_MOST)
		buffer_print(out, say(N_("  and %zu more\n")), shown - CHANGES_MOST);
	return row;
}

static void news_write(const struct desk *desk, const struct listing *listing, struct buffer *out)
{
	size_t row = 0;

	while (row < listing->count && step_at(listing, row)->id > desk->looked) {
		const struct log_step *step = step_at(listing, row);

		if (!desk_has_made(desk, step->id))
			row = step_write(desk, listing, row, out);
		else
			while (row < listing->count && step_at(listing, row) == step)
				row++;
	}
}

void news_open(struct desk *desk)
{
	struct query query = {.within = -1,
		.since = DAY_NONE,
		.unit = NOWHERE,
		.item = NOWHERE,
		.most = STEPS_MOST};
	struct listing listing = {.count = 0};
	struct buffer text = {0};
	struct fault why;

	if (!desk_reload(desk, 0, &why) ||
		!listing_load(desk->app, listing_kind("log"), desk->snapshot, &query, &listing,
			&why)) {
		desk_refuse(desk, &why);
	} else {
		news_write(desk, &listing, &text);
		desk->looked = desk->snapshot->last_step;
		desk->message[0] = '\0';
		if (text.length > 0)
			text_open(desk, say(command_of(MOVE_NEWS)->help), &text);
		else
			desk_say(desk, STYLE_PLAIN, "%s",
				say(N_("others have changed nothing since you last looked")));
	}
	buffer_free(&text);
	listing_free(&listing);
}
