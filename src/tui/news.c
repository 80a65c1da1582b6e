/* A newer snapshot in place of an older: after an own change, or because others changed something.
 * Rows stay where they are; what others changed is marked and said. */
#include "inner.h"
#include "list.h"
#include "news.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define STEPS_READ 50
#define CHANGES_READ 4000 /* of a step: more rows are not looked through for a mark */
#define MARKS_ROOM 12 /* the message line ends with the number of marks */
#define LEAST_ROOM 12

/* A unit, or one of its contacts, whose name is what its key ends with. */
static void mark_unit(struct desk *desk, size_t unit, const struct log_change *change)
{
	size_t before = strlen(change->unit);

	if (change->table == TABLE_UNIT || change->table == TABLE_PERSON)
		marks_set(&desk->changed, (struct target){unit, NOWHERE}, true);
	if (change->table == TABLE_PERSON && strlen(change->key) > before)
		marks_set(&desk->changed,
			(struct target){unit, person_key(change->key + before + 1)}, true);
}

static void mark_changes(struct desk *desk, const struct snapshot *snapshot, const struct log *log,
	const struct log_step *step)
{
	struct target target;
	size_t i;

	for (i = step->first; i < step->first + step->count; i++) {
		target.unit = units_find(&snapshot->units, log->changes[i].unit);
		target.item = items_find(
			snapshot->items, snapshot->item_count, log->changes[i].item);
		if (target.unit != NOWHERE && target.item != NOWHERE)
			marks_set(&desk->changed, target, true);
		else if (target.unit != NOWHERE)
			mark_unit(desk, target.unit, &log->changes[i]);
	}
}

/* The command gives way, not the key that tells more. */
static void say_news(struct desk *desk, const struct log_step *newest, size_t steps)
{
	char key[KEY_LABEL], command[MESSAGE_SIZE];
	const char *whole = newest->command;
	int room = desk->columns - MARKS_ROOM, pass;

	key_label_of(desk, MOVE_NEWS, key);
	for (pass = 0; pass < 2; pass++) {
		text_fit(command, sizeof command, whole, pass ? room : 0, ALIGN_LEFT);
		if (steps == 1)
			/* TRANSLATORS: who, the command they gave, a key that tells more */
			desk_say(desk, STYLE_STRONG, say(N_("▪ %s: %s (%s: what)")),
				newest->actor, text_trim(command), key);
		else
			desk_say(desk, STYLE_STRONG,
				say(N_("▪ %s: %s, and %zu more changes of others (%s: what)")),
				newest->actor, text_trim(command), steps - 1, key);
		room -= text_columns(desk->message);
		room = room < LEAST_ROOM ? LEAST_ROOM : room;
	}
}

void desk_made(struct desk *desk, long step)
{
	if (desk->own_count == desk->own_room) {
		desk->own_room = desk->own_room ? desk->own_room * 2 : 64;
		desk->own = memory_grow(desk->own, desk->own_room, sizeof *desk->own);
	}
	desk->own[desk->own_count++] = step;
}

bool desk_has_made(const struct desk *desk, long step)
{
	size_t i;

	for (i = desk->own_count; i > 0; i--)
		if (desk->own[i - 1] == step)
			return true;
	return false;
}

/* Steps between the two snapshots that this desk did not make. */
static void look_at_others(struct desk *desk, const struct snapshot *snapshot, long own)
{
	const struct log_step *newest = NULL;
	long after = desk->snapshot->last_step;
	struct log_window window = {.after = after, .most = STEPS_READ, .few = CHANGES_READ};
	struct log log = {.step_count = 0};
	struct fault why;
	size_t i, steps = 0;

	/* Ids follow each other: the usual case costs no look at the log. */
	if (snapshot->last_step <= after || (own == after + 1 && snapshot->last_step == own))
		return;
	if (store_log_window(desk->app->store, &window, &log, &why)) {
		for (i = 0; i < log.step_count; i++) {
			if (desk_has_made(desk, log.steps[i].id))
				continue;
			mark_changes(desk, snapshot, &log, &log.steps[i]);
			newest = newest ? newest : &log.steps[i];
			steps++;
		}
		if (newest && !own)
			say_news(desk, newest, steps);
	}
	log_free(&log);
}

/* A screen stays with the plan it shows, whatever plan comes beside it. */
void desk_hold_plan(struct desk *desk)
{
	if (desk->app->shown_plan || !desk->snapshot->has_plan || desk->snapshot->plan.closed)
		return;
	snprintf(desk->plan, sizeof desk->plan, "%s", desk->snapshot->plan.code);
	desk->app->shown_plan = desk->plan;
}

void desk_renew(struct desk *desk, struct snapshot *snapshot, long own)
{
	struct fault why;
	int name;

	/* Numbers are many, and one screen shows them: kept while it is open. Rather what was, and
	 * another try at the next look, than cells that seem empty. */
	if (desk->now == VIEW_NUMBERS &&
		!snapshot_carry_numbers(desk->app->store, snapshot, desk->snapshot, &why)) {
		snapshot_free(snapshot);
		desk->has_news = true;
		desk_refuse(desk, &why);
		return;
	}
	for (name = 0; name < VIEWS; name++)
		if (name != VIEW_ANSWER && desk->views[name].is_loaded)
			view_keep(&desk->views[name]);
	if (own)
		desk_made(desk, own);
	desk_carry(desk, desk->snapshot, snapshot);
	look_at_others(desk, snapshot, own);
	for (name = 0; name < VIEWS; name++)
		if (name != VIEW_ANSWER)
			view_drop(&desk->views[name]);
	snapshot_free(desk->snapshot);
	desk->snapshot = snapshot;
	desk_hold_plan(desk);
	if (desk->now != VIEW_ANSWER && !view_load(desk, desk->now, &why))
		desk_refuse(desk, &why);
}

bool desk_reload(struct desk *desk, long own, struct fault *why)
{
	struct snapshot *snapshot;

	if (!app_snapshot(desk->app, 0, &snapshot, why)) {
		if (!desk->app->shown_plan || why->kind != FAULT_MISSING)
			return false;
		desk->app->shown_plan = NULL; /* it is gone */
		if (!app_snapshot(desk->app, 0, &snapshot, why))
			return false;
	}
	desk_renew(desk, snapshot, own);
	return true;
}

/* The office's day begins while the screen is open. */
static bool day_turned(struct desk *desk)
{
	int day = instant_day(instant_now(), desk->snapshot->rules.utc_offset);

	if (desk->app->as_of || day == desk->app->today)
		return false;
	desk->app->today = desk->app->clock_day = day;
	return true;
}

/* A backup restored beneath the screen: what is shown is of a file that nobody sees any more. Said
 * again after each key, for whatever is done from now on is refused. */
static bool is_out_of_place(struct desk *desk, bool *is_told)
{
	struct fault why;

	if (!desk->app->store || store_is_in_place(desk->app->store, &why))
		return false;
	if (desk->app->account) /* whose place is not told */
		refuse(&why, FAULT_TROUBLE,
			N_("the database was replaced while it was open: nothing can be changed any "
			   "more; log in again"));
	*is_told = strcmp(desk->message, why.text) != 0;
	desk_refuse(desk, &why);
	return true;
}

bool desk_look(struct desk *desk)
{
	bool is_new_day, is_told;
	char printed[DAY_TEXT];
	struct fault why;

	if (desk->over)
		draft_keep(desk);
	if (desk->now == VIEW_WELCOME)
		return false;
	if (!desk->over && is_out_of_place(desk, &is_told))
		return is_told;
	is_new_day = day_turned(desk);
	if (store_has_news(desk->app->store))
		desk->has_news = true;
	desk->has_news = desk->has_news || is_new_day;
	/* Not under a half-typed answer: it comes when that is done. */
	if (!desk->has_news || desk->over)
		return false;
	desk->has_news = false;
	if (is_new_day)
		desk_say(desk, STYLE_STRONG, say(N_("A new day: %s %s")),
			day_name(desk->app->today), day_print(desk->app->today, printed));
	if (!desk_reload(desk, 0, &why)) {
		desk_refuse(desk, &why);
		desk->has_news = why.kind == FAULT_BUSY; /* the next look tries again */
		desk->is_over = why.kind == FAULT_DENIED; /* the account is gone */
		if (desk->is_over)
			desk->gone = why;
	}
	return true;
}
