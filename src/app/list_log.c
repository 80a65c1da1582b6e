/* The log as a listing: a row for each field that a step changed, newest step first. */
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

static bool load_log(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	char since[INSTANT_TEXT] = "";
	if (query->since != DAY_NONE)
		instant_print(
			((int64_t)query->since * 1440 - listing->snapshot->rules.utc_offset) * 60,
			since);
	struct log_window window = {.after = query->step ? query->step - 1 : 0,
		.before = query->step ? query->step + 1 : query->before,
		.since = since,
		.shows_damaged = true,
		.most = query->most,
		.few = query->few,
		.prefer = query->prefer,
		.prefer_count = query->prefer_count};
	if (!app_branch(app, listing->snapshot, &listing->unit, why) ||
		!store_log_window(app->store, &window, &listing->log, why))
		return false;
	const struct log *log = &listing->log;
	uint32_t *steps = pool_take(&listing->pool, (log->change_count + 1) * sizeof *steps);
	uint32_t *changes = pool_take(&listing->pool, (log->change_count + 1) * sizeof *changes);
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
