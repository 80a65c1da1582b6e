/* The numbers asked for with a report: what a typed value means, recording it, and the doubt that a
 * later report with less than an earlier one raises. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ---------------------------------------------------------------------------------- */

bool value_next(const char **at, char out[VALUE_SIZE])
{
	char line[VALUE_SIZE];
	const char *text = *at;
	if (!text)
		return false;
	size_t length = strcspn(text, "\r\n"), end = length;
	/* Too long for a number: what is left of it is none either. */
	if (length < sizeof line)
		snprintf(line, sizeof line, "%.*s", (int)length, text);
	else
		snprintf(line, sizeof line, "%.20s…", "????????????????????");
	strcpy(out, text_trim(line));
	end += text[end] == '\r' && text[end + 1] == '\n';
	*at = text[end] && text[end + 1] ? text + end + 1 : NULL;
	return true;
}

bool value_apply(const char *value, const struct number_value *there, char out[VALUE_SIZE],
	struct fault *why)
{
	bool adds = value[0] == '+';
	int64_t count, sum;
	snprintf(out, VALUE_SIZE, "%s", value);
	if (!*value || strcmp(value, "-") == 0)
		return true;
	if (!count_parse(value + adds, &count, why))
		return false;
	if (adds && there && there->not_applicable)
		return refuse(why, FAULT_USAGE,
			N_("it is not applicable, so %s cannot be added: give the count itself"),
			value + 1);
	sum = count + (adds && there ? there->value : 0);
	snprintf(out, VALUE_SIZE, "%lld", (long long)sum);
	return count_parse(out, &count, why); /* the sum has the limits of a count */
}

/* What stands in the file now, which others may have changed since the screen was drawn. */
static bool number_stored(struct app *app, const struct request *request,
	const struct target *target, struct number_value *value, bool *found, struct fault *why)
{
	const struct snapshot *snapshot = request->snapshot;
	const char *fields[ROW_FIELDS], *keys[] = {snapshot->plan.code,
						snapshot->items[target->item].code,
						snapshot->items[request->number].code,
						snapshot->units.at[target->unit].code};
	struct pool pool = {0};
	bool fine = store_get(app->store, TABLE_NUMBER, keys, &pool, fields, found, why);
	*value = (struct number_value){.not_applicable = false};
	if (fine && *found) {
		value->rev = strtol(fields[NUMBER_REV], NULL, 10);
		value->not_applicable = strcmp(fields[NUMBER_VALUE], "-") == 0;
		fine = value->not_applicable ||
		       count_parse(fields[NUMBER_VALUE], &value->value, why);
	}
	pool_free(&pool);
	return fine;
}

/* ---- recording ------------------------------------------------------------------------------- */

/* What is added to whatever is there overwrites nothing. */
static bool number_meets(struct app *app, const struct request *request,
	const struct target *target, const struct number_value *there, const char *typed,
	const char *digits, struct reply *reply)
{
	struct change change = {.app = app,
		.request = request,
		.item = &request->snapshot->items[target->item],
		.unit = &request->snapshot->units.at[target->unit]};
	char now[VALUE_SIZE] = "";
	if (there)
		snprintf(now, sizeof now, there->not_applicable ? "-" : "%lld",
			(long long)there->value);
	return *typed != '+' &&
		number_clashes(&change, now, there ? there->rev : 0, digits, reply);
}

static bool put_number(struct app *app, const struct request *request, const struct target *target,
	const char *typed, char digits[VALUE_SIZE], struct reply *reply, struct fault *why)
{
	const struct snapshot *snapshot = request->snapshot;
	const char *fields[ROW_FIELDS] = {snapshot->plan.code, snapshot->items[target->item].code,
		snapshot->items[request->number].code, snapshot->units.at[target->unit].code,
		digits, ""};
	struct number_value there;
	bool found;
	if (!number_stored(app, request, target, &there, &found, why) ||
		!value_apply(typed, found ? &there : NULL, digits, why))
		return false;
	if (number_meets(app, request, target, found ? &there : NULL, typed, digits, reply))
		return true;
	if (!*digits)
		return store_drop(app->store, TABLE_NUMBER, fields, why);
	return store_put(app->store, TABLE_NUMBER, fields, why);
}

/* ---- doubts ---------------------------------------------------------------------------------- */

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

static bool count_is_below(int64_t count, int64_t earlier_count)
{
	char digits[VALUE_SIZE], earlier[VALUE_SIZE], said[FAULT_TEXT];
	snprintf(digits, sizeof digits, "%lld", (long long)count);
	snprintf(earlier, sizeof earlier, "%lld", (long long)earlier_count);
	return number_below(digits, earlier, "", "", said, sizeof said);
}

/* What was said of all of these in one earlier report, those decided left out. */
static bool doubts_read(struct app *app, const struct snapshot *snapshot, size_t earlier,
	const struct number_doubt *doubts, size_t count, struct number_value *values,
	bool *are_there, struct fault *why)
{
	size_t asked = 0;
	for (size_t i = 0; i < count; i++)
		if (doubts[i].earlier == NOWHERE)
			values[asked++] = (struct number_value){.report = (uint32_t)earlier,
				.number = (uint32_t)doubts[i].number,
				.unit = (uint32_t)doubts[i].unit};
	return asked == 0 ||
	       store_numbers_at(app->store, snapshot, values, are_there, asked, why);
}

bool number_doubts(struct app *app, const struct snapshot *snapshot, size_t report,
	struct number_doubt *doubts, size_t count, struct fault *why)
{
	struct number_value *values = memory_take(count + 1, sizeof *values);
	bool *are_there = memory_take(count + 1, sizeof *are_there), fine = true;
	for (size_t i = 0; i < count; i++)
		doubts[i].earlier = NOWHERE;
	for (size_t item = 0; fine && count && item < snapshot->item_count; item++) {
		size_t at = 0;
		if (!report_is_earlier(&snapshot->items[item], &snapshot->items[report]))
			continue;
		fine = doubts_read(app, snapshot, item, doubts, count, values, are_there, why);
		for (size_t i = 0; fine && i < count; i++) {
			if (doubts[i].earlier != NOWHERE)
				continue;
			if (are_there[at] && !values[at].not_applicable &&
				count_is_below(doubts[i].count, values[at].value)) {
				doubts[i].earlier = item;
				doubts[i].earlier_count = values[at].value;
			}
			at++;
		}
	}
	free(values);
	free(are_there);
	return fine;
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

/* ---- the command ------------------------------------------------------------------------------ */

static size_t values_count(const char *values)
{
	char value[VALUE_SIZE];
	size_t count = 0;
	while (value_next(&values, value))
		count++;
	return count;
}

/* One value for every unit, or each its own. */
static bool check_values(const struct request *request, const char *values, struct fault *why)
{
	size_t count = values_count(values);
	return count == 1 || count == request->target_count ||
	       refuse(why, FAULT_USAGE,
		       N_("%zu values for %zu units: give one for all, or as many as there are units"),
		       count, request->target_count);
}

static bool put_numbers(struct app *app, const struct request *request, const char *values,
	char digits[VALUE_SIZE], struct reply *reply, struct fault *why)
{
	char value[VALUE_SIZE] = "";
	for (size_t i = 0; i < request->target_count; i++) {
		value_next(&values, value);
		size_t met = reply->clash_count;
		if (!put_number(app, request, &request->targets[i], value, digits, reply, why))
			return clashes_allow(request, false, reply, why);
		if (reply->clash_count == met)
			warn_below(app, request, &request->targets[i], digits, reply);
	}
	return clashes_allow(request, true, reply, why);
}

static void tell_number(const struct request *request, const char *digits, struct reply *reply)
{
	const struct item *number = &request->snapshot->items[request->number];
	buffer_print(&reply->text, "%s %s: ", number->code, number->title);
	if (values_count(request_value(request, N_("VALUE"))->text) > 1)
		buffer_print(&reply->text,
			say_many("%lu unit", "%lu units", (unsigned long)reply->changed),
			(unsigned long)reply->changed);
	else
		buffer_add(&reply->text, !*digits ? say(N_("not reported"))
			: *digits == '-'          ? say(N_("not applicable"))
						  : digits);
}

bool run_number(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *values = request_value(request, N_("VALUE"))->text;
	char digits[VALUE_SIZE] = "";
	if (!check_values(request, values, why) || !request_step_begin(app, request, why))
		return false;
	bool put = put_numbers(app, request, values, digits, reply, why);
	if (!request_step_end(app, put, reply, why))
		return false;
	reply->changed = reply->step ? request->target_count - reply->clash_count : 0;
	if (reply->step)
		tell_number(request, digits, reply);
	else if (reply->clash_count)
		buffer_add(&reply->text, say(N_("left as it is: nothing was changed")));
	else
		buffer_add(&reply->text, say(N_("nothing changed: it is so already")));
	return true;
}
