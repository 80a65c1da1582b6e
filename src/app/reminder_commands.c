/* Reminders: to whom one went, and texts to paste into a message for who has not sent. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool remind_one(struct app *app, const struct snapshot *snapshot, size_t item, size_t unit,
	struct fault *why)
{
	struct pool pool = {0};
	const char *fields[ROW_FIELDS], *keys[] = {snapshot->plan.code, snapshot->items[item].code,
						snapshot->units.at[unit].code};
	bool found;
	char count[24];
	bool fine = store_get(app->store, TABLE_DUTY, keys, &pool, fields, &found, why);
	if (fine) {
		memcpy(fields, keys, sizeof keys);
		snprintf(count, sizeof count, "%ld", strtol(fields[DUTY_REMINDERS], NULL, 10) + 1);
		fields[DUTY_REMINDERS] = count;
		fine = store_put(app->store, TABLE_DUTY, fields, why);
	}
	pool_free(&pool);
	return fine;
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* "Tuesday 30/6/2020": in a message the day of the week is what people act on. */
static char *day_in_full(int day, char *out, size_t size)
{
	static const char *const names[] = {N_("Monday %s"), N_("Tuesday %s"), N_("Wednesday %s"),
		N_("Thursday %s"), N_("Friday %s"), N_("Saturday %s"), N_("Sunday %s")};
	char printed[DAY_TEXT];
	snprintf(out, size, say(names[day_weekday(day) - 1]), day_print(day, printed));
	return out;
}

/* The deadline in the plan's own words, and the later one where it was granted. */
static void reminder_deadline(const struct item *item, const struct verdict *verdict,
	struct buffer *out)
{
	char last[80], extended[80], before[DAY_TEXT];
	if (item->due_before == DAY_NONE)
		return;
	day_in_full(item_last_day(item), last, sizeof last);
	day_print(item->due_before, before);
	if (item->wording == WORDING_BY)
		/* TRANSLATORS: the last day with its day of the week */
		buffer_print(out, say(N_("by the end of %s")), last);
	else
		/* TRANSLATORS: the plan's date; the last day with its day of the week */
		buffer_print(out, say(N_("before %s (the last day is %s)")), before, last);
	if (verdict->extended_to != DAY_NONE)
		/* TRANSLATORS: behind the deadline; the day it was extended to */
		buffer_print(out, say(N_(", extended to %s")),
			day_in_full(verdict->extended_to, extended, sizeof extended));
}

/* What to send, whole sentences: how it goes on depends on how much time is left. */
static const char *report_sentence(const struct verdict *verdict)
{
	/* TRANSLATORS: unit; report code, its title, plan title; deadline; number of days */
	if (verdict->state == STATE_RETURNED)
		return say(N_("To %s: the report %s \"%s\" of \"%s\" was sent back to you; it is due %s. "
			      "Please mend it and send it again.\n"));
	if (verdict->has_days && verdict->days < 0)
		return say(N_("To %s: the report %s \"%s\" of \"%s\" was due %s. Days over: %d; please send "
			      "it at once.\n"));
	if (verdict->has_days && verdict->days == 0)
		return say(N_("To %s: the report %s \"%s\" of \"%s\" is due %s. Today is the last day: "
			      "please send it today.\n"));
	if (verdict->has_days)
		return say(N_("To %s: the report %s \"%s\" of \"%s\" is due %s. Days left: %d; please "
			      "send it in time.\n"));
	return say(N_("To %s: the report %s \"%s\" of \"%s\" has not come yet. Please send it.\n"));
}

static const char *task_sentence(const struct verdict *verdict)
{
	/* TRANSLATORS: unit; task code, its title, plan title; deadline; number of days */
	if (verdict->has_days && verdict->days < 0)
		return say(N_("To %s: the task %s \"%s\" of \"%s\" was to be done %s. Days over: %d; "
			      "please do it and tell us at once.\n"));
	if (verdict->has_days && verdict->days == 0)
		return say(N_("To %s: the task %s \"%s\" of \"%s\" is to be done %s. Today is the last "
			      "day.\n"));
	if (verdict->has_days)
		return say(N_("To %s: the task %s \"%s\" of \"%s\" is to be done %s. Days left: %d; "
			      "please tell us when it is done.\n"));
	return say(N_("To %s: the task %s \"%s\" of \"%s\" is still open. Please tell us when it is "
		      "done.\n"));
}

/* A line to paste into a message. */
static void reminder_text(const struct snapshot *snapshot, const struct target *target,
	const struct verdict *verdict, struct buffer *out)
{
	const struct item *item = &snapshot->items[target->item];
	struct buffer deadline = {0};
	reminder_deadline(item, verdict, &deadline);
	buffer_print(out,
		item->type == ITEM_REPORT ? report_sentence(verdict) : task_sentence(verdict),
		snapshot->units.at[target->unit].name, item->code, item->title,
		snapshot->plan.title, buffer_text(&deadline), abs(verdict->days));
	buffer_free(&deadline);
}

/* ---- whom ------------------------------------------------------------------------------------ */

/* A text for each that has not sent or done it; logged: a reminder is counted too. */
static bool remind_all(struct app *app, const struct request *request, bool logged,
	struct reply *reply, struct fault *why)
{
	const struct snapshot *snapshot = request->snapshot;
	for (size_t i = 0; i < request->target_count; i++) {
		const struct target *target = &request->targets[i];
		struct verdict verdict =
			snapshot_judge(snapshot, target->item, target->unit, app->today);
		if (state_is_done(verdict.state) || verdict.state == STATE_EXEMPT)
			continue;
		if (logged && !remind_one(app, snapshot, target->item, target->unit, why))
			return false;
		reminder_text(snapshot, target, &verdict, &reply->text);
		reply->changed++;
	}
	return true;
}

/* Without rows of a screen: every unit that owes the item, in the branch of --unit. */
static bool aim_at_item(struct app *app, struct request *request, struct fault *why)
{
	const struct snapshot *snapshot = request->snapshot;
	struct board board;
	struct board_query query = {.today = app->today,
		.item = request->item,
		.reports = true,
		.tasks = true,
		.undated = true,
		.within = -1};
	if (!app_branch(app, snapshot, &query.unit, why))
		return false;
	board_build(snapshot, &query, &request->pool, &board);
	struct target *targets = memory_take(board.count + 1, sizeof *targets);
	for (size_t i = 0; i < board.count; i++)
		targets[i] = (struct target){board.at[i].unit, board.at[i].item};
	free(request->targets);
	request->targets = targets;
	request->target_count = board.count;
	return true;
}

static void say_nobody(const struct request *request, struct reply *reply)
{
	bool tasks = request->item != NOWHERE &&
		     request->snapshot->items[request->item].type == ITEM_TASK;
	reply->is_answer = true; /* texts to paste */
	if (!reply->changed)
		buffer_add(&reply->text, tasks ? say(N_("nobody to remind: all have done it"))
					       : say(N_("nobody to remind: all have sent")));
}

bool run_message(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	if (request->target_count == 0 && !aim_at_item(app, request, why))
		return false;
	if (!remind_all(app, request, false, reply, why))
		return false;
	say_nobody(request, reply);
	return true;
}

bool run_remind(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct buffer words = {0};
	bool whole_report = request->target_count == 0;
	if (whole_report && !aim_at_item(app, request, why))
		return false;
	if (whole_report) /* "remind BC1", not the list of who it went to */
		buffer_print(&words, "remind %s", request->snapshot->items[request->item].code);
	else
		request_words(request, &words);
	bool begun = step_begin(app->store, app->actor, buffer_text(&words), why);
	buffer_free(&words);
	if (!begun)
		return false;
	bool reminded = remind_all(app, request, true, reply, why);
	if (!request_step_end(app, reminded, reply, why) || !reply_refresh(app, reply, why))
		return false;
	say_nobody(request, reply);
	return true;
}
