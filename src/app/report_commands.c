/* Reminders to who has not sent a report. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reminders ------------------------------------------------------------------------------- */

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

/* The deadline in the plan's own words, and the later one where it was granted. */
static void reminder_deadline(const struct item *report, const struct verdict *verdict,
	struct buffer *out)
{
	char deadline[160], day[DAY_TEXT];
	deadline_print(report, deadline, sizeof deadline);
	if (verdict->extended_to == DAY_NONE)
		buffer_add(out, deadline);
	else
		/* TRANSLATORS: the deadline in the plan's words; the day it was extended to */
		buffer_print(out, say(N_("%s, extended to %s")), deadline,
			day_print(verdict->extended_to, day));
}

/* What to send, whole sentences: how it goes on depends on how much time is left. */
static const char *reminder_sentence(const struct verdict *verdict)
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
	return say(N_("To %s: the report %s \"%s\" of \"%s\" is due %s. Days left: %d; please send it in "
		      "time.\n"));
}

/* A few lines to paste into a message. */
static void reminder_text(const struct snapshot *snapshot, size_t item, size_t unit,
	const struct verdict *verdict, struct buffer *out)
{
	const struct item *report = &snapshot->items[item];
	struct buffer deadline = {0};
	reminder_deadline(report, verdict, &deadline);
	buffer_print(out, reminder_sentence(verdict), snapshot->units.at[unit].name, report->code,
		report->title, snapshot->plan.title, buffer_text(&deadline), abs(verdict->days));
	buffer_free(&deadline);
}

static bool remind_all(struct app *app, const struct snapshot *snapshot,
	const struct target *targets, size_t count, struct reply *reply, struct fault *why)
{
	for (size_t i = 0; i < count; i++) {
		struct verdict verdict =
			snapshot_judge(snapshot, targets[i].item, targets[i].unit, app->today);
		if (state_is_done(verdict.state) || verdict.state == STATE_EXEMPT)
			continue;
		if (!remind_one(app, snapshot, targets[i].item, targets[i].unit, why))
			return false;
		reminder_text(snapshot, targets[i].item, targets[i].unit, &verdict, &reply->text);
		reply->changed++;
	}
	return true;
}

/* Without rows of a screen: every unit that owes the report, in the branch of --unit. */
static bool aim_at_report(struct app *app, struct request *request, struct fault *why)
{
	const struct snapshot *snapshot = request->snapshot;
	struct board board;
	struct board_query query = {
		.today = app->today, .item = request->item, .reports = true, .within = -1};
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

bool run_remind(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct buffer words = {0};
	bool whole_report = request->target_count == 0;
	if (whole_report && !aim_at_report(app, request, why))
		return false;
	if (whole_report) /* "remind BC1", not the list of who it went to */
		buffer_print(&words, "remind %s", request->snapshot->items[request->item].code);
	else
		request_words(request, &words);
	bool begun = step_begin(app->store, app->actor, buffer_text(&words), why);
	buffer_free(&words);
	if (!begun)
		return false;
	bool reminded = remind_all(
		app, request->snapshot, request->targets, request->target_count, reply, why);
	if (!request_step_end(app, reminded, reply, why) || !reply_refresh(app, reply, why))
		return false;
	reply->is_answer = true; /* texts to paste */
	if (!reply->changed)
		buffer_add(&reply->text, say(N_("nobody to remind: all have sent")));
	return true;
}
