/* What is recorded of one duty: done, begun, received, returned, extended, exempt, noted. Each rule
 * turns the row as it is into the row as it shall be, or refuses in words. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *day_text(struct change *change, int day)
{
	char iso[DAY_TEXT];
	return pool_text(change->pool, day_iso(day, iso));
}

static bool refuse_exempt(const struct change *change, struct fault *why)
{
	return refuse(why, FAULT_REFUSED,
		N_("%s · %s is not applicable (%s): make it applicable first with 'unexempt'"),
		change->unit->code, change->item->code, change->duty[DUTY_EXEMPT_WHY]);
}

/* The day given, or today; never later than the office's own day. */
static bool given_day(const struct change *change, int *day, struct fault *why)
{
	const struct value *value = request_value(change->request, "--on");
	*day = value->given ? value->day : change->app->today;
	int latest = change->app->clock_day > change->app->today ? change->app->clock_day
								 : change->app->today;
	char text[DAY_TEXT];
	/* A day behind the one looked at (--as-of) is taken, and told apart in the answer. */
	if (*day > latest)
		return refuse(why, FAULT_REFUSED,
			N_("%s is still to come: give the day it happened"), day_print(*day, text));
	return true;
}

static void take_option(struct change *change, const char *option, size_t field)
{
	const struct value *value = request_value(change->request, option);
	if (value->given) {
		change->duty[field] = value->text;
		change->duty_changed = true;
	}
}

static void take_count(struct change *change, const struct value *value)
{
	char digits[32];
	if (!value->given)
		return;
	snprintf(digits, sizeof digits, "%lld", (long long)value->count);
	change->duty[DUTY_COUNT] = pool_text(change->pool, digits);
	change->duty_changed = true;
}

bool finish_task(struct change *change, struct fault *why)
{
	int day;
	if (*change->duty[DUTY_EXEMPT_WHY])
		return refuse_exempt(change, why);
	if (!given_day(change, &day, why))
		return false;
	bool done = strcmp(change->duty[DUTY_PROGRESS], "done") == 0;
	change->duty_changed = true;
	change->duty[DUTY_PROGRESS] = "done";
	/* The first day sticks unless another is named. */
	if (!done || request_value(change->request, "--on")->given)
		change->duty[DUTY_DONE_ON] = day_text(change, day);
	take_option(change, "--document", DUTY_DOCUMENT);
	take_option(change, "--note", DUTY_NOTE);
	take_count(change, request_value(change->request, "--count"));
	return true;
}

bool begin_task(struct change *change, struct fault *why)
{
	if (*change->duty[DUTY_EXEMPT_WHY])
		return refuse_exempt(change, why);
	change->duty[DUTY_PROGRESS] = "doing";
	change->duty[DUTY_DONE_ON] = "";
	change->duty_changed = true;
	return true;
}

bool reopen_duty(struct change *change, struct fault *why)
{
	(void)why;
	if (change->item->type == ITEM_REPORT) {
		change->receipt_removed = change->receipt[RECEIPT_VERSION] != NULL;
		return true;
	}
	change->duty[DUTY_PROGRESS] = "";
	change->duty[DUTY_DONE_ON] = "";
	change->duty_changed = true;
	return true;
}

/* A report's next version: the first, an answer to a return, or a supplement. */
bool receive_report(struct change *change, struct fault *why)
{
	int day, before;
	if (*change->duty[DUTY_EXEMPT_WHY])
		return refuse_exempt(change, why);
	if (!given_day(change, &day, why))
		return false;
	const char *last = change->receipt[RECEIPT_VERSION];
	char text[DAY_TEXT], version[24];
	const char *latest = last ? (*change->receipt[RECEIPT_RETURNED_ON]
						    ? change->receipt[RECEIPT_RETURNED_ON]
						    : change->receipt[RECEIPT_RECEIVED_ON])
				  : NULL;
	if (latest && day_from_iso(latest, &before) && day < before)
		return refuse(why, FAULT_REFUSED,
			N_("version %s of %s · %s came or went back on %s: a later version cannot "
			   "be earlier"),
			last, change->unit->code, change->item->code, day_print(before, text));
	snprintf(version, sizeof version, "%ld", last ? strtol(last, NULL, 10) + 1 : 1L);
	const struct value *dated = request_value(change->request, "--document-date");
	const char *fields[] = {change->duty[0], change->duty[1], change->duty[2],
		pool_text(change->pool, version), day_text(change, day),
		request_value(change->request, "--document")->text,
		dated->given ? day_text(change, dated->day) : "", "",
		request_value(change->request, "--note")->text, ""};
	memcpy(change->receipt, fields, sizeof fields);
	change->receipt_changed = true;
	return true;
}

bool return_report(struct change *change, struct fault *why)
{
	int day, received;
	const char *note = change->receipt[RECEIPT_NOTE];
	if (!change->receipt[RECEIPT_VERSION])
		return refuse(why, FAULT_REFUSED, N_("%s has not sent %s: nothing to send back"),
			change->unit->code, change->item->code);
	if (*change->receipt[RECEIPT_RETURNED_ON])
		return refuse(why, FAULT_REFUSED, N_("%s · %s was sent back already"),
			change->unit->code, change->item->code);
	if (!given_day(change, &day, why))
		return false;
	if (day_from_iso(change->receipt[RECEIPT_RECEIVED_ON], &received) && day < received)
		return refuse(why, FAULT_REFUSED, N_("%s · %s cannot be sent back before it came"),
			change->unit->code, change->item->code);
	change->receipt[RECEIPT_RETURNED_ON] = day_text(change, day);
	struct buffer joined = {0};
	buffer_print(&joined, "%s%s%s", note, *note ? "; " : "",
		request_value(change->request, "--why")->text);
	change->receipt[RECEIPT_NOTE] = pool_text(change->pool, buffer_text(&joined));
	buffer_free(&joined);
	change->receipt_changed = true;
	return true;
}

bool extend_duty(struct change *change, struct fault *why)
{
	int until = request_value(change->request, "--until")->day;
	int last = item_last_day(change->item);
	char text[DAY_TEXT];
	if (*change->duty[DUTY_EXEMPT_WHY])
		return refuse_exempt(change, why);
	if (last == DAY_NONE)
		return refuse(why, FAULT_REFUSED,
			N_("%s has no deadline: there is nothing to extend"), change->item->code);
	if (until <= last)
		return refuse(why, FAULT_REFUSED,
			N_("%s is good until %s already: give a later day"), change->item->code,
			day_print(last, text));
	change->duty[DUTY_EXTENDED_TO] = day_text(change, until);
	change->duty[DUTY_EXTENDED_BY] = change->app->actor;
	change->duty[DUTY_EXTENDED_WHY] = request_value(change->request, "--why")->text;
	change->duty_changed = true;
	return true;
}

bool exempt_duty(struct change *change, struct fault *why)
{
	(void)why;
	change->duty[DUTY_EXEMPT_WHY] = request_value(change->request, "--why")->text;
	change->duty_changed = true;
	return true;
}

bool unexempt_duty(struct change *change, struct fault *why)
{
	(void)why;
	change->duty[DUTY_EXEMPT_WHY] = "";
	change->duty_changed = true;
	return true;
}

bool note_duty(struct change *change, struct fault *why)
{
	(void)why;
	const char *text = request_value(change->request, N_("TEXT"))->text;
	if (change->item->type == ITEM_REPORT && change->receipt[RECEIPT_VERSION]) {
		change->receipt[RECEIPT_NOTE] = text;
		change->receipt_changed = true;
		return true;
	}
	change->duty[DUTY_NOTE] = text;
	change->duty_changed = true;
	return true;
}

bool count_task(struct change *change, struct fault *why)
{
	if (*change->duty[DUTY_EXEMPT_WHY])
		return refuse_exempt(change, why);
	take_count(change, request_value(change->request, N_("COUNT")));
	return true;
}

static bool duty_is_done(const struct change *change)
{
	if (change->item->type == ITEM_REPORT)
		return change->receipt[RECEIPT_VERSION] && !*change->receipt[RECEIPT_RETURNED_ON];
	return strcmp(change->duty[DUTY_PROGRESS], "done") == 0;
}

static bool mark_duty(struct change *change, struct fault *why)
{
	return change->item->type == ITEM_REPORT ? receive_report(change, why)
						 : finish_task(change, why);
}

/* In a bulk what is not applicable is left out and counted; alone it is refused in words. */
static bool is_left_out(struct change *change)
{
	change->skipped = change->request->target_count > 1 && *change->duty[DUTY_EXEMPT_WHY];
	return change->skipped;
}

/* The toggle of the screen: marks what is open; where all are marked already, takes them back. */
bool tick_back(struct change *change, struct fault *why)
{
	return is_left_out(change) || reopen_duty(change, why);
}

/* Another marked it on another day than the one given here, after this person looked. */
static bool is_overtaken(const struct change *change)
{
	const struct request *request = change->request;
	const struct snapshot *snapshot = request->snapshot;
	const struct value *value = request_value(request, "--on");
	bool is_report = change->item->type == ITEM_REPORT;
	const char *recorded = is_report ? change->receipt[RECEIPT_RECEIVED_ON]
					 : change->duty[DUTY_DONE_ON];
	char iso[DAY_TEXT];
	if (!request->is_seen || !value->given || strcmp(day_iso(value->day, iso), recorded) == 0)
		return false;
	struct verdict seen = snapshot_judge(snapshot, (size_t)(change->item - snapshot->items),
		(size_t)(change->unit - snapshot->units.at), change->app->today);
	return !state_is_done(seen.state);
}

bool tick_open(struct change *change, struct fault *why)
{
	return is_left_out(change) || (duty_is_done(change) && !is_overtaken(change)) ||
		mark_duty(change, why);
}
