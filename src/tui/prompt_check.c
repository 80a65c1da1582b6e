/* What is wrong with an answer is said at its field, and what cannot be done at all before anything is
 * asked: nobody types a form, or a reason, for nothing. The rules themselves are the commands'. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

static bool is_command(const struct desk *desk, const char *name)
{
	return desk->act.request.command == command_named(name);
}

static bool is_argument(const struct desk *desk, const char *name)
{
	const struct argument *asked =
		&desk->act.request.command->arguments[desk->act.argument];

	return strcmp(asked->option ? asked->option : asked->label, name) == 0;
}

/* ---- before anything is asked ---------------------------------------------------------------- */

static bool wants(const struct command *command, enum ask ask)
{
	const struct argument *argument;

	for (argument = command->arguments; argument->ask; argument++)
		if (argument->ask == ask)
			return true;
	return false;
}

/* Of the other type; with the key that is right on it. */
static bool check_type(const struct desk *desk, const struct item *item, struct fault *why)
{
	const struct command *command = desk->act.request.command;
	char key[KEY_LABEL];

	key_label(desk, command_named("tick"), key);
	if (item->type == ITEM_REPORT && wants(command, ASK_TASK))
		return refuse(why, FAULT_USAGE,
			/* TRANSLATORS: item, key */
			N_("%s is a report, this is for tasks: %s marks it received"), item->code,
			key);
	if (item->type == ITEM_TASK && wants(command, ASK_REPORT))
		return refuse(why, FAULT_USAGE,
			/* TRANSLATORS: item, key */
			N_("%s is a task, this is for reports: %s marks it done"), item->code, key);
	return true;
}

static bool check_return(const struct desk *desk, struct target target, struct fault *why)
{
	const char *unit = desk->snapshot->units.at[target.unit].code;
	const char *item = desk->snapshot->items[target.item].code;
	const struct receipt *receipts;
	size_t count;

	receipts = snapshot_receipts(desk->snapshot, target.item, target.unit, &count);
	if (!count)
		return refuse(why, FAULT_REFUSED,
			N_("%s has not sent %s: nothing to send back"), unit, item);
	if (receipts[count - 1].returned_on != DAY_NONE)
		return refuse(why, FAULT_REFUSED, N_("%s · %s was sent back already"), unit, item);
	return true;
}

bool act_check(const struct desk *desk, struct fault *why)
{
	const struct request *request = &desk->act.request;
	size_t i;

	for (i = 0; i < request->target_count; i++) {
		const struct item *item = &desk->snapshot->items[request->targets[i].item];

		if (!check_type(desk, item, why))
			return false;
		if (is_command(desk, "return") && !check_return(desk, request->targets[i], why))
			return false;
		if (is_command(desk, "extend") && item_last_day(item) == DAY_NONE)
			return refuse(why, FAULT_REFUSED,
				N_("%s has no deadline: there is nothing to extend"), item->code);
	}
	return true;
}

/* ---- the day of an extension ----------------------------------------------------------------- */

static bool is_extension(const struct desk *desk)
{
	return is_command(desk, "extend") && is_argument(desk, "--until");
}

static bool check_extension(const struct desk *desk, int until, struct fault *why)
{
	const struct request *request = &desk->act.request;
	char day[DAY_TEXT];
	size_t i;

	for (i = 0; i < request->target_count; i++) {
		const struct item *item = &desk->snapshot->items[request->targets[i].item];

		if (until <= item_last_day(item))
			return refuse(why, FAULT_REFUSED,
				N_("%s is good until %s already: give a later day"), item->code,
				day_print(item_last_day(item), day));
	}
	return true;
}

/* The deadline that a longer one is asked for, of a single row. */
static bool extension_hint(const struct desk *desk, char *out, size_t size)
{
	const struct request *request = &desk->act.request;
	const struct target *target = request->targets;
	const struct record *record;
	char day[DAY_TEXT], extended[DAY_TEXT];

	if (!is_extension(desk) || request->target_count != 1)
		return false;
	record = snapshot_record(desk->snapshot, target->item, target->unit);
	day_print(item_last_day(&desk->snapshot->items[target->item]), day);
	if (record && record->extended_to != DAY_NONE)
		snprintf(out, size, say(N_("last day now %s, extended to %s; a later one: 15/8, +30")),
			day, day_print(record->extended_to, extended));
	else
		snprintf(out, size, say(N_("last day now %s; a later one: 15/8, +30")), day);
	return true;
}

/* ---- units ----------------------------------------------------------------------------------- */

#define KINDS_MOST 32

static bool asks_unit_kind(const struct desk *desk)
{
	return (is_command(desk, "add-unit") || is_command(desk, "edit-unit")) &&
		is_argument(desk, "--kind");
}

/* The kinds that units have, each once. */
static size_t unit_kinds(const struct desk *desk, const char *kinds[KINDS_MOST])
{
	const struct units *units = &desk->snapshot->units;
	size_t count = 0, i, j;

	for (i = 0; i < units->count && count < KINDS_MOST; i++) {
		for (j = 0; j < count && strcmp(kinds[j], units->at[i].kind) != 0; j++)
			;
		if (j == count)
			kinds[count++] = units->at[i].kind;
	}
	return count;
}

bool unit_kind_complete(const struct desk *desk, const char *text, char *out, size_t size)
{
	const char *kinds[KINDS_MOST];
	size_t count, i, found = NOWHERE;

	if (!asks_unit_kind(desk))
		return false;
	count = unit_kinds(desk, kinds);
	for (i = 0; i < count; i++)
		if (strcmp(kinds[i], text) == 0)
			found = (i + 1) % count;
	for (i = 0; i < count && found == NOWHERE; i++)
		if (strncmp(kinds[i], text, strlen(text)) == 0)
			found = i;
	if (found != NOWHERE)
		snprintf(out, size, "%s", kinds[found]);
	return found != NOWHERE;
}

/* An office may have kinds of its own: a new one is taken, but never unseen. */
static bool unit_kind_read(struct desk *desk, const char *text)
{
	const char *kinds[KINDS_MOST];
	struct buffer words = {0};
	size_t count, i;
	bool is_begun = false;

	count = asks_unit_kind(desk) ? unit_kinds(desk, kinds) : 0;
	if (!count)
		return false;
	for (i = 0; i < count; i++) {
		is_begun |= strncmp(kinds[i], text, strlen(text)) == 0;
		buffer_print(&words, "%s%s", words.length ? ", " : "", kinds[i]);
	}
	desk->is_refused = !is_begun;
	snprintf(desk->reading, sizeof desk->reading,
		desk->is_refused ? say(N_("a new kind, no unit has it; in use, by Tab: %s"))
				 : say(N_("kinds in use, by Tab: %s")),
		buffer_text(&words));
	buffer_free(&words);
	return true;
}

static bool check_unit_field(const struct desk *desk, const char *text, struct fault *why)
{
	const struct units *units = &desk->snapshot->units;
	bool is_new = is_command(desk, "add-unit");
	size_t unit;

	if (is_new && is_argument(desk, "CODE")) {
		if (!code_is_valid(text))
			return refuse(why, FAULT_REFUSED,
				N_("a code is 1 to 32 of A-Z a-z 0-9 . _ - and begins with a "
				   "letter or digit"));
		unit = units_find(units, text);
		if (unit != NOWHERE)
			return refuse(why, FAULT_REFUSED,
				N_("there is a unit %s (%s) already: 'edit-unit' changes it"),
				units->at[unit].code, units->at[unit].name);
	}
	if (!*text && is_argument(desk, is_new ? "NAME" : "--name"))
		return refuse(why, FAULT_REFUSED, N_("a unit needs a name"));
	if (!*text && is_argument(desk, "--kind"))
		return refuse(why, FAULT_REFUSED, N_("a unit needs a kind: tinh, huyen, co-so …"));
	return true;
}

/* ---- of a field ------------------------------------------------------------------------------ */

bool argument_check(const struct desk *desk, struct fault *why)
{
	const struct value *value = &desk->act.request.values[desk->act.argument];

	if (is_extension(desk))
		return check_extension(desk, value->day, why);
	if (is_command(desk, "add-unit") || is_command(desk, "edit-unit"))
		return check_unit_field(desk, value->text, why);
	return true;
}

bool argument_hint(struct desk *desk, const char *text)
{
	if (unit_kind_read(desk, text))
		return true;
	return !*text && extension_hint(desk, desk->reading, sizeof desk->reading);
}

/* ---- how many -------------------------------------------------------------------------------- */

/* Whether a tick would take back: all of it is done already. */
static bool takes_back(const struct desk *desk)
{
	const struct request *request = &desk->act.request;
	size_t i;

	for (i = 0; i < request->target_count; i++) {
		struct verdict verdict = snapshot_judge(desk->snapshot, request->targets[i].item,
			request->targets[i].unit, desk->app->today);

		if (verdict.state != STATE_EXEMPT && !state_is_done(verdict.state))
			return false;
	}
	return true;
}

bool count_question(const struct desk *desk, char *out, size_t size)
{
	const struct act *act = &desk->act;
	unsigned long count = act->steps ? act->steps : act->rows ? act->rows
								  : act->request.target_count;
	const char *words;
	char subject[128];

	if (act->steps)
		words = say_many("Take back %lu step?", "Take back %lu steps?", count);
	else if (act->rows)
		words = say_many("Remove %lu row?", "Remove %lu rows?", count);
	else if (is_command(desk, "tick") && takes_back(desk))
		words = say_many("Take the mark off %lu row?", "Take the mark off %lu rows?", count);
	else if (is_command(desk, "tick") || is_command(desk, "tick-on"))
		words = say_many("Mark %lu row?", "Mark %lu rows?", count);
	else
		return false;
	if (act->rows && tree_subject(desk, subject, sizeof subject)) {
		size_t used = (size_t)snprintf(out, size, "%s · ", subject);

		out += used < size ? used : 0;
		size -= used < size ? used : 0;
	}
	snprintf(out, size, words, count);
	return true;
}
