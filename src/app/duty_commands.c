/* Commands that record something of duties. One frame makes one step of however many rows are meant;
 * what is done to a row is a rule of duty_rules.c. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

static bool duty_read(struct change *change, struct fault *why)
{
	struct store *store = change->app->store;
	const char *keys[4] = {
		change->request->snapshot->plan.code, change->item->code, change->unit->code, ""};
	bool found;
	if (!store_get(store, TABLE_DUTY, keys, change->pool, change->duty, &found, why))
		return false;
	memcpy(change->duty, keys, 3 * sizeof *keys);
	change->duty_changed = change->receipt_changed = change->receipt_removed = false;
	memset(change->receipt, 0, sizeof change->receipt);
	/* Versions are few: the latest is the last one there. */
	for (int version = 1;; version++) {
		char number[16];
		snprintf(number, sizeof number, "%d", version);
		keys[3] = number;
		const char *fields[ROW_FIELDS];
		if (!store_get(store, TABLE_RECEIPT, keys, change->pool, fields, &found, why))
			return false;
		if (!found)
			break;
		memcpy(change->receipt, fields, sizeof fields);
	}
	return true;
}

static bool duty_is_empty(const struct change *change)
{
	for (size_t i = DUTY_PROGRESS; i < DUTY_REV; i++)
		if (*change->duty[i])
			return false;
	return true;
}

static bool duty_write(struct change *change, struct fault *why)
{
	struct store *store = change->app->store;
	if (change->receipt_removed && !store_drop(store, TABLE_RECEIPT, change->receipt, why))
		return false;
	if (change->receipt_changed && !store_put(store, TABLE_RECEIPT, change->receipt, why))
		return false;
	if (!change->duty_changed)
		return true;
	return duty_is_empty(change) ? store_drop(store, TABLE_DUTY, change->duty, why)
				     : store_put(store, TABLE_DUTY, change->duty, why);
}

/* What goes with a receipt that is taken back, so that nobody loses a paper's number unseen. */
static void tell_removed(const struct change *change, struct buffer *out)
{
	char day_shown[DAY_TEXT];
	const char *document = change->receipt[RECEIPT_DOCUMENT];
	int day;
	if (!change->receipt_removed || !day_from_iso(change->receipt[RECEIPT_RECEIVED_ON], &day))
		return;
	/* TRANSLATORS: number of the version, the day it came, the paper's number in brackets */
	buffer_print(out, say(N_("version %s of %s%s%s%s taken back; ")),
		change->receipt[RECEIPT_VERSION], day_print(day, day_shown), *document ? " (" : "",
		document, *document ? ")" : "");
}

static bool change_all(struct app *app, const struct request *request, duty_rule *rule,
	struct reply *reply, size_t *skipped, struct fault *why)
{
	struct pool pool = {0};
	bool fine = true;
	for (size_t i = 0; fine && i < request->target_count; i++) {
		struct change change = {.app = app,
			.request = request,
			.item = &request->snapshot->items[request->targets[i].item],
			.unit = &request->snapshot->units.at[request->targets[i].unit],
			.pool = &pool}, before;
		fine = duty_read(&change, why);
		before = change;
		fine = fine && rule(&change, why);
		if (!fine || duty_clashes(&change, &before, reply))
			continue;
		fine = duty_write(&change, why);
		*skipped += change.skipped;
		if (fine && request->target_count == 1)
			tell_removed(&change, &reply->text);
	}
	pool_free(&pool);
	return clashes_allow(request, fine, reply, why);
}

/* What others changed meanwhile and what is not applicable is left as it is. */
static void tell_left(size_t skipped, struct reply *reply)
{
	if (skipped)
		buffer_print(&reply->text, say(N_("; %zu not applicable, left as they are")), skipped);
	if (reply->clash_count)
		buffer_print(&reply->text, say(N_("; %zu changed by others, left as they are")),
			reply->clash_count);
}

/* What was done, where the state does not show it: a report that came is on time, extended or not. */
static void tell_act(const struct app *app, const struct request *request, struct buffer *out)
{
	const char *name = request->command->name, *text = request_value(request, N_("TEXT"))->text;
	char shown[DAY_TEXT];
	int day = request_value(request, "--on")->day;
	if (strcmp(name, "extend") == 0)
		buffer_print(out, say(N_("extended to %s; ")),
			day_print(request_value(request, "--until")->day, shown));
	else if (strcmp(name, "exempt") == 0)
		buffer_add(out, say(N_("marked as not applicable; ")));
	else if (strcmp(name, "return") == 0)
		buffer_add(out, say(N_("sent back; ")));
	else if (strcmp(name, "start") == 0)
		buffer_add(out, say(N_("marked as begun; ")));
	else if (strcmp(name, "note") == 0)
		buffer_add(out, *text ? say(N_("note kept; ")) : say(N_("note cleared; ")));
	else if (strcmp(name, "count") == 0)
		buffer_print(out, say(N_("count %s kept; ")), request_value(request, N_("COUNT"))->text);
	if (day > app->today) /* taken, but the board of --as-of stands before it */
		buffer_print(out, say(N_("recorded for %s, it shows from that day on; ")),
			day_print(day, shown));
}

/* "705 Huyện đoàn Tân Biên · BC1: on time", or how many; what was done before it, for a narrow line
 * is cut at its end. */
static void say_result(
	struct app *app, const struct request *request, size_t skipped, struct reply *reply)
{
	const struct snapshot *now = reply->snapshot;
	const struct target *target = &request->targets[0];
	if (!reply->step) {
		buffer_add(&reply->text,
			reply->clash_count ? say(N_("left as it is: nothing was changed"))
					   : say(N_("nothing changed: it is so already")));
		return;
	}
	tell_act(app, request, &reply->text);
	if (request->target_count > 1) {
		unsigned long changed = request->target_count - skipped - reply->clash_count;
		buffer_print(&reply->text,
			say_many("%lu duty changed", "%lu duties changed", changed), changed);
		tell_left(skipped, reply);
		return;
	}
	char words[160];
	size_t unit = units_find(&now->units, request->snapshot->units.at[target->unit].code);
	size_t item = items_find(
		now->items, now->item_count, request->snapshot->items[target->item].code);
	if (unit == NOWHERE || item == NOWHERE)
		return;
	struct verdict verdict = snapshot_judge(now, item, unit, app->today);
	verdict_print(&verdict, words, sizeof words);
	buffer_print(&reply->text, "%s %s · %s: %s", now->units.at[unit].code,
		now->units.at[unit].name, now->items[item].code, words);
}

static bool change_duties(struct app *app, struct request *request, struct reply *reply,
	duty_rule *rule, struct fault *why)
{
	if (!request_step_begin(app, request, why))
		return false;
	size_t skipped = 0;
	bool done = change_all(app, request, rule, reply, &skipped, why);
	if (!request_step_end(app, done, reply, why))
		return false;
	reply->changed =
		reply->step ? request->target_count - skipped - reply->clash_count : 0;
	if (!reply_refresh(app, reply, why))
		return false;
	say_result(app, request, skipped, reply);
	return true;
}

/* ---- the commands ---------------------------------------------------------------------------- */

/* A command that is one rule, done to each duty. */
#define RUN_RULE(run, rule)                                                                        \
	bool run(struct app *app, struct request *request, struct reply *reply, struct fault *why)     \
	{                                                                                          \
		return change_duties(app, request, reply, rule, why);                              \
	}
RUN_RULE(run_done, finish_task)
RUN_RULE(run_start, begin_task)
RUN_RULE(run_reopen, reopen_duty)
RUN_RULE(run_receive, receive_report)
RUN_RULE(run_return, return_report)
RUN_RULE(run_extend, extend_duty)
RUN_RULE(run_exempt, exempt_duty)
RUN_RULE(run_unexempt, unexempt_duty)
RUN_RULE(run_note, note_duty)
RUN_RULE(run_count, count_task)

static bool all_done(const struct request *request, int today)
{
	for (size_t i = 0; i < request->target_count; i++) {
		const struct target *target = &request->targets[i];
		struct verdict verdict =
			snapshot_judge(request->snapshot, target->item, target->unit, today);
		if (verdict.state == STATE_EXEMPT && request->target_count > 1)
			continue; /* neither done nor to be done */
		if (!state_is_done(verdict.state))
			return false;
	}
	return true;
}

bool run_tick(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	bool back = !request_value(request, "--on")->given && all_done(request, app->today);
	return change_duties(app, request, reply, back ? tick_back : tick_open, why);
}
