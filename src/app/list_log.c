/* The log as a listing: a row for each field that a step changed, newest step first; all of them, or
 * part by part. */
#include "inner.h"

#include <string.h>

/* Changes of a branch are those about its units; what is about no unit belongs to the whole. */
static bool in_branch(const struct listing *listing, const struct log_change *change)
{
	if (listing->unit == NOWHERE)
		return true;
	size_t unit = units_find(&listing->snapshot->units, change->unit);
	return unit != NOWHERE && unit >= listing->unit &&
	       unit < listing->snapshot->units.at[listing->unit].end;
}

/* Rows are the changes of the branch, of what was read of the log. */
static void take_rows(struct listing *listing)
{
	struct log *log = &listing->log;
	uint32_t *steps = pool_take(&log->pool, (log->change_count + 1) * sizeof *steps);
	uint32_t *changes = pool_take(&log->pool, (log->change_count + 1) * sizeof *changes);
	listing->count = 0;
	for (size_t i = 0; i < log->step_count; i++)
		for (size_t j = 0; j < log->steps[i].count; j++) {
			size_t change = log->steps[i].first + j;
			if (!in_branch(listing, &log->changes[change]))
				continue;
			steps[listing->count] = (uint32_t)i;
			changes[listing->count++] = (uint32_t)change;
		}
	listing->log_steps = steps;
	listing->log_changes = changes;
}

/* ---- part by part ---------------------------------------------------------------------------- */

#define PART_CHANGES 32768 /* of a long step each part looks for its place anew */

struct listing_parts {
	struct store *store;
	struct log_window window;
	struct log_place place;
	char since[INSTANT_TEXT];
	bool is_first; /* no other part was read yet */
};

/* The next part that has rows; none: it was the last. */
static bool read_part(struct listing *listing, struct fault *why)
{
	struct listing_parts *parts = listing->parts;
	do {
		listing->count = 0;
		log_free(&listing->log);
		if (!store_log_window(parts->store, &parts->window, &listing->log, why))
			return false;
		take_rows(listing);
	} while (!listing->count && !parts->place.is_end);
	return true;
}

bool listing_next(struct listing *listing, bool *more, struct fault *why)
{
	struct listing_parts *parts = listing->parts;
	*more = parts && !parts->place.is_end;
	if (!*more)
		return true;
	parts->is_first = false;
	bool fine = read_part(listing, why);
	*more = fine && listing->count > 0;
	return fine;
}

bool listing_again(struct listing *listing, struct fault *why)
{
	struct listing_parts *parts = listing->parts;
	if (!parts || parts->is_first)
		return true;
	parts->window.before = parts->place.newest;
	parts->place = (struct log_place){.is_end = false};
	parts->is_first = true;
	return read_part(listing, why);
}

static bool load_log(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	struct listing_parts *parts = pool_take(&listing->pool, sizeof *parts);
	if (query->since != DAY_NONE)
		instant_print(
			((int64_t)query->since * 1440 - listing->snapshot->rules.utc_offset) * 60,
			parts->since);
	parts->store = app->store;
	parts->window = (struct log_window){.after = query->step ? query->step - 1 : 0,
		.before = query->step ? query->step + 1 : query->before,
		.since = parts->since,
		.shows_damaged = true,
		.most = query->most,
		.few = query->few,
		.prefer = query->prefer,
		.prefer_count = query->prefer_count,
		.part = PART_CHANGES};
	parts->is_first = true;
	if (!app_branch(app, listing->snapshot, &listing->unit, why))
		return false;
	if (query->in_parts) {
		parts->window.place = &parts->place;
		listing->parts = parts;
		return read_part(listing, why);
	}
	if (!store_log_window(app->store, &parts->window, &listing->log, why))
		return false;
	take_rows(listing);
	return true;
}

static const struct log_step *step_of(const struct listing *listing, size_t row)
{
	return &listing->log.steps[listing->log_steps[row]];
}

static const struct log_change *change_of(const struct listing *listing, size_t row)
{
	return &listing->log.changes[listing->log_changes[row]];
}

static void cell_step(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%ld", step_of(listing, row)->id);
}

static void cell_at(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, step_of(listing, row)->at);
}

static void cell_actor(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, step_of(listing, row)->actor);
}

static void cell_command(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, step_of(listing, row)->command);
}

static void cell_table(const struct listing *listing, size_t row, struct buffer *out)
{
	bool is_damaged = change_of(listing, row)->how == 'x';
	buffer_add(out, is_damaged ? "" : table_name(change_of(listing, row)->table));
}

static void cell_key(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, change_of(listing, row)->key);
}

static void cell_field(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, change_of(listing, row)->field);
}

static void cell_old(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, change_of(listing, row)->before);
}

static void cell_new(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, change_of(listing, row)->after);
}

static const struct cell_rule log_cells[] = {{"step", cell_step}, {"at", cell_at},
	{"actor", cell_actor}, {"command", cell_command}, {"table", cell_table}, {"key", cell_key},
	{"field", cell_field}, {"old", cell_old}, {"new", cell_new}, {NULL, NULL}};

/* ---- for people ------------------------------------------------------------------------------ */

/* The office's own time: day and minute. */
static void show_time(const struct listing *listing, size_t row, struct buffer *out)
{
	int64_t seconds;
	char day[DAY_TEXT];
	if (!instant_parse(step_of(listing, row)->at, &seconds))
		return;
	int offset = listing->snapshot->rules.utc_offset, minute = instant_minute(seconds, offset);
	buffer_print(out, "%s %02d:%02d", day_short(instant_day(seconds, offset), day), minute / 60,
		minute % 60);
}

static void show_change(const struct listing *listing, size_t row, struct buffer *out)
{
	change_print(listing->snapshot, change_of(listing, row), CHANGE_NAMED, out);
}

void listing_change(
	const struct listing *listing, size_t row, enum change_part part, struct buffer *out)
{
	change_print(listing->snapshot, change_of(listing, row), part, out);
}

bool listing_same_subject(const struct listing *listing, size_t row, size_t other)
{
	const struct log_change *one = change_of(listing, row), *two = change_of(listing, other);
	return listing->log_steps[row] == listing->log_steps[other] && one->table == two->table &&
		strcmp(one->key, two->key) == 0;
}

static const struct show log_shows[] = {{N_("STEP"), 5, 0, ALIGN_RIGHT},
	{N_("TIME"), 12, 2, ALIGN_LEFT}, {N_("WHO"), 10, 1, ALIGN_LEFT},
	{N_("COMMAND"), 24, 3, ALIGN_LEFT}, {N_("CHANGE"), 0, 0, ALIGN_LEFT}};

static void log_shown(const struct listing *listing, size_t row, size_t show, struct buffer *out)
{
	static void (*const functions[])(const struct listing *, size_t, struct buffer *) = {
		cell_step, show_time, cell_actor, cell_command, show_change};
	functions[show](listing, row, out);
}

static struct place log_place(const struct listing *listing, size_t row)
{
	const struct log_change *change = change_of(listing, row);
	return (struct place){units_find(&listing->snapshot->units, change->unit),
		items_find(listing->snapshot->items, listing->snapshot->item_count, change->item)};
}

const struct listing_kind listing_log = {"log", N_("Log"), 0, SHEET_LOG, log_shows,
	sizeof log_shows / sizeof *log_shows, load_log, log_cells, NULL, log_shown, log_place,
	NULL};
