/* What goes with reports: the numbers asked for with them. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

/* ---- numbers --------------------------------------------------------------------------------- */

static bool put_number(struct app *app, const struct request *request, const struct target *target,
	const char *value, struct fault *why)
{
	const struct snapshot *snapshot = request->snapshot;
	const char *fields[ROW_FIELDS] = {snapshot->plan.code, snapshot->items[target->item].code,
		snapshot->items[request->number].code, snapshot->units.at[target->unit].code, value,
		""};
	if (!*value)
		return store_drop(app->store, TABLE_NUMBER, fields, why);
	return store_put(app->store, TABLE_NUMBER, fields, why);
}

bool report_is_earlier(const struct item *earlier, const struct item *report)
{
	return earlier->type == ITEM_REPORT && earlier->from != DAY_NONE &&
	       earlier->from == report->from && earlier->to != DAY_NONE && earlier->to < report->to;
}

bool number_below(const char *value, const char *earlier_value, const char *earlier,
	const char *report, char *out, size_t size)
{
	int64_t count, before;
	if (!count_parse(value, &count, NULL) || !count_parse(earlier_value, &before, NULL) ||
		count >= before)
		return false;
	/* TRANSLATORS: two counts, the earlier report, the later one */
	snprintf(out, size,
		say(N_("%s is below the %s of %s, although %s counts from the same day on")), value,
		earlier_value, earlier, report);
	return true;
}

static void warn_below(struct app *app, const struct request *request, const struct target *target,
	const char *value, struct reply *reply)
{
	const struct snapshot *snapshot = request->snapshot;
	const struct item *report = &snapshot->items[target->item];
	struct pool pool = {0};
	char said[FAULT_TEXT];
	for (size_t i = 0; i < snapshot->item_count; i++) {
		const struct item *earlier = &snapshot->items[i];
		const char *fields[ROW_FIELDS], *keys[] = {snapshot->plan.code, earlier->code,
							snapshot->items[request->number].code,
							snapshot->units.at[target->unit].code};
		bool found;
		if (report_is_earlier(earlier, report) &&
			store_get(app->store, TABLE_NUMBER, keys, &pool, fields, &found, NULL) &&
			found &&
			number_below(value, fields[NUMBER_VALUE], earlier->code, report->code, said,
				sizeof said))
			buffer_print(&reply->complaints, say(N_("warning: %s · %s: %s\n")),
				snapshot->units.at[target->unit].code,
				snapshot->items[request->number].code, said);
	}
	pool_free(&pool);
}

static bool put_numbers(struct app *app, const struct request *request, const char *value,
	struct reply *reply, struct fault *why)
{
	for (size_t i = 0; i < request->target_count; i++) {
		if (!put_number(app, request, &request->targets[i], value, why))
			return false;
		warn_below(app, request, &request->targets[i], value, reply);
	}
	return true;
}

bool run_number(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *typed = request_value(request, N_("VALUE"))->text;
	char digits[32] = "";
	int64_t count;
	snprintf(digits, sizeof digits, "%s", typed);
	if (*typed && strcmp(typed, "-") != 0) {
		if (!count_parse(typed, &count, why))
			return false;
		snprintf(digits, sizeof digits, "%lld", (long long)count);
	}
	if (!request_step_begin(app, request, why))
		return false;
	bool put = put_numbers(app, request, digits, reply, why);
	if (!request_step_end(app, put, reply, why))
		return false;
	reply->changed = reply->step ? request->target_count : 0;
	const struct item *number = &request->snapshot->items[request->number];
	if (!reply->step)
		buffer_add(&reply->text, say(N_("nothing changed: it is so already")));
	else
		buffer_print(&reply->text, "%s %s: %s", number->code, number->title,
			!*digits         ? say(N_("not reported"))
			: *digits == '-' ? say(N_("not applicable"))
					 : digits);
	return true;
}
