/* Filling a request: the parsers that the command line and the prompts of the screen share, so that
 * a wrong day is refused in the same words wherever it was typed. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

void request_start(struct request *request, const struct command *command)
{
	request->command = command;
	request->item = request->number = NOWHERE;
}

void request_free(struct request *request)
{
	snapshot_free(request->snapshot);
	free(request->units);
	free(request->targets);
	pool_free(&request->pool);
	*request = (struct request){.command = NULL};
}

const struct value *request_value(const struct request *request, const char *name)
{
	static const struct value nothing = {
		.given = false, .text = "", .day = DAY_NONE, .count = -1};
	const struct argument *arguments = request->command->arguments;
	for (size_t i = 0; arguments[i].ask; i++) {
		const char *known = arguments[i].option ? arguments[i].option : arguments[i].label;
		if (known && strcmp(known, name) == 0)
			return request->values[i].given ? &request->values[i] : &nothing;
	}
	return &nothing;
}

static bool request_load(struct app *app, struct request *request, struct fault *why)
{
	if (request->snapshot)
		return true;
	return app_snapshot(app, 0, &request->snapshot, why);
}

static bool take_unit(struct app *app, struct request *request, const char *text, struct fault *why)
{
	if (!request_load(app, request, why))
		return false;
	const struct units *units = &request->snapshot->units;
	size_t branch, unit;
	if (!app_branch(app, request->snapshot, &branch, why))
		return false;
	size_t from = branch == NOWHERE ? 0 : branch;
	size_t end = branch == NOWHERE ? units->count : units->at[branch].end;
	if (!units_name(units, from, end, text, &unit, why))
		return refuse_unit(app, units, text, why);
	for (size_t i = 0; i < request->unit_count; i++)
		if (request->units[i] == unit)
			return true;
	request->units =
		memory_grow(request->units, request->unit_count + 1, sizeof *request->units);
	request->units[request->unit_count++] = unit;
	return true;
}

/* One unit, or several, a line each, as a shell reads them from standard input. */
static bool take_units(
	struct app *app, struct request *request, const char *text, struct fault *why)
{
	if (!strchr(text, '\n'))
		return take_unit(app, request, text, why);
	char *lines = memory_text(text), *rest;
	bool fine = true;
	for (char *line = strtok_r(lines, "\r\n", &rest); fine && line;
		line = strtok_r(NULL, "\r\n", &rest)) {
		line = text_trim(line);
		fine = !*line || take_unit(app, request, line, why);
	}
	free(lines);
	if (fine && !request->unit_count)
		return refuse(why, FAULT_USAGE, N_("no unit is named: give a code or name a line"));
	return fine;
}

static bool refuse_no_item(const struct snapshot *snapshot, const char *text, struct fault *why)
{
	size_t near = items_nearest(snapshot->items, snapshot->item_count, text);
	if (near == NOWHERE)
		return refuse(why, FAULT_MISSING,
			N_("no item %s in plan %s; 'tiendo list items' shows them"), text,
			snapshot->plan.code);
	return refuse(why, FAULT_MISSING, N_("no item %s in plan %s; did you mean %s (%s)?"), text,
		snapshot->plan.code, snapshot->items[near].code, snapshot->items[near].title);
}

static bool right_type(const struct item *item, enum ask ask, struct fault *why)
{
	if (ask == ASK_TASK && item->type == ITEM_REPORT)
		return refuse(why, FAULT_USAGE, N_("%s is a report: use 'receive'"), item->code);
	if (ask == ASK_REPORT && item->type == ITEM_TASK)
		return refuse(why, FAULT_USAGE, N_("%s is a task: use 'done'"), item->code);
	if (ask == ASK_NUMBER && item->type != ITEM_NUMBER)
		return refuse(why, FAULT_USAGE, N_("%s is not a number: it is a %s"), item->code,
			say(item_type_label(item->type)));
	if (ask != ASK_NUMBER && !item_is_owed(item))
		return refuse(why, FAULT_USAGE, N_("%s (%s) is not owed by units: it is a %s"),
			item->code, item->title, say(item_type_label(item->type)));
	return true;
}

static bool take_item(
	struct app *app, struct request *request, enum ask ask, const char *text, struct fault *why)
{
	if (!request_load(app, request, why))
		return false;
	const struct snapshot *snapshot = request->snapshot;
	if (!need_plan(snapshot, why))
		return false;
	size_t item = items_find(snapshot->items, snapshot->item_count, text);
	if (item == NOWHERE)
		return refuse_no_item(snapshot, text, why);
	if (!right_type(&snapshot->items[item], ask, why))
		return false;
	*(ask == ASK_NUMBER ? &request->number : &request->item) = item;
	return true;
}

static bool take_day(
	struct app *app, struct request *request, const char *text, int *day, struct fault *why)
{
	struct day_context context = {.today = app->today};
	if (!app_open(app, false, why))
		return false;
	context.today = app->today;
	if (!request->snapshot && !app_snapshot(app, 0, &request->snapshot, why))
		return false;
	const struct plan *plan = &request->snapshot->plan;
	if (request->snapshot->has_plan && plan->starts != DAY_NONE) {
		int month, of_month;
		day_split(plan->starts, &context.year, &month, &of_month);
	}
	return day_parse(text, context, day, why);
}

static bool take_value(const char *text, struct fault *why)
{
	char value[VALUE_SIZE], applied[VALUE_SIZE];
	while (value_next(&text, value))
		if (!value_apply(value, NULL, applied, why))
			return false;
	return true;
}

/* Blanks, tabs and line ends as a sheet would bring them back, so that an export of this text comes
 * home unchanged: LF for CR LF, nothing around the text, and in what is one line no break at all. */
static const char *text_as_in_sheet(char *text, bool one_line)
{
	char *out = text;
	for (const char *at = text; *at; at++) {
		if (*at == '\r' && at[1] == '\n')
			continue;
		*out++ = (char)(*at == '\r' ? '\n' : *at);
		if (one_line && (out[-1] == '\n' || out[-1] == '\t'))
			out[-1] = ' ';
	}
	*out = '\0';
	return text_trim(text);
}

static bool has_control(const char *text)
{
	for (; *text; text++)
		if (((unsigned char)*text < ' ' && !strchr("\t\n", *text)) || *text == 0x7f)
			return true;
	return false;
}

static bool take_text(struct request *request, const struct argument *asked, struct value *value,
	struct fault *why)
{
	char folded[8];
	/* A paper's number is one line wherever it is kept. */
	bool one_line = asked->option && strcmp(asked->option, "--document") == 0;
	value->text = text_as_in_sheet(pool_text(&request->pool, value->text), one_line);
	text_fold(folded, sizeof folded, value->text);
	/* What must give a reason must give a word; a note may be emptied. */
	if (asked->required && asked->option && !*folded)
		return refuse(why, FAULT_USAGE, N_("a reason is needed: a word or two"));
	if (has_control(value->text))
		return refuse(why, FAULT_USAGE,
			N_("a control character stands in this text: take it out"));
	if (strlen(value->text) > 4096)
		return refuse(
			why, FAULT_USAGE, N_("this text is longer than 4,096 bytes: shorten it"));
	return true;
}

/* A kind of file may be told in either language, and has one word in the log. */
static void take_kind(const struct argument *asked, struct value *value)
{
	enum sheet_kind kind;
	if (!asked->option && strcmp(asked->label, "KIND") == 0 &&
		sheet_kind_from_word(value->text, &kind))
		value->text = sheet_format(kind)->word;
}

bool request_take(struct app *app, struct request *request, size_t argument, const char *text,
	struct fault *why)
{
	const struct argument *asked = &request->command->arguments[argument];
	struct value *value = &request->values[argument];
	size_t bad;
	if (!text_is_utf8(text, strlen(text), &bad))
		return refuse(why, FAULT_USAGE,
			N_("what was typed is not UTF-8 text: check the terminal"));
	*value = (struct value){.given = true,
		.text = text_normalised(text, strlen(text), &request->pool),
		.day = DAY_NONE,
		.count = -1};
	text = value->text;
	switch (asked->ask) {
	case ASK_UNITS:
		return take_units(app, request, text, why);
	case ASK_TASK:
	case ASK_REPORT:
	case ASK_ITEM:
	case ASK_NUMBER:
		return take_item(app, request, asked->ask, text, why);
	case ASK_DAY:
		return take_day(app, request, text, &value->day, why);
	case ASK_DAY_OR_NONE:
		return !*text || take_day(app, request, text, &value->day, why);
	case ASK_COUNT:
		return count_parse(text, &value->count, why);
	case ASK_VALUE:
		return take_value(text, why);
	case ASK_TEXT:
		return take_text(request, asked, value, why);
	case ASK_WORD:
		take_kind(asked, value);
		return true;
	default:
		return true;
	}
}

/* The option a word names, its value cut off at "="; NULL: none of this command's. */
static const struct argument *find_option(
	const struct request *request, const char *word, const char **value)
{
	size_t length = strcspn(word, "=");
	*value = word[length] ? word + length + 1 : NULL;
	for (const struct argument *argument = request->command->arguments; argument->ask;
		argument++)
		if (argument->option && strlen(argument->option) == length &&
			strncmp(argument->option, word, length) == 0)
			return argument;
	return NULL;
}

static bool refuse_option(const struct request *request, const char *word, struct fault *why)
{
	struct buffer usage = {0};
	command_usage(request->command, &usage);
	refuse(why, FAULT_USAGE, N_("no option %s here; usage: tiendo %s"), word,
		buffer_text(&usage));
	buffer_free(&usage);
	return false;
}

/* "-x": of days and counts a minus is a part ("-1"), alone it is a value. */
static bool looks_like_option(const char *word)
{
	return word[0] == '-' &&
	       ((word[1] >= 'a' && word[1] <= 'z') || (word[1] >= 'A' && word[1] <= 'Z'));
}

static bool take_option(struct app *app, struct request *request, const char *const *words,
	size_t count, size_t *at, struct fault *why)
{
	const char *value;
	const struct argument *option = find_option(request, words[*at], &value);
	if (!option)
		return refuse_option(request, words[*at], why);
	if (option->ask == ASK_FLAG && value)
		return refuse(why, FAULT_USAGE, N_("%s takes no value"), option->option);
	if (option->ask == ASK_FLAG)
		value = "";
	if (!value && ++*at >= count)
		return refuse(why, FAULT_USAGE, N_("%s needs a value behind it"), option->option);
	size_t index = (size_t)(option - request->command->arguments);
	return request_take(app, request, index, value ? value : words[*at], why);
}

static bool take_words(struct app *app, struct request *request, const char *const *words,
	size_t count, struct fault *why)
{
	const struct argument *arguments = request->command->arguments;
	size_t position = 0;
	bool options = true;
	for (size_t i = 0; i < count; i++) {
		if (options && strcmp(words[i], "--") == 0) {
			options = false;
			continue;
		}
		if (options && strncmp(words[i], "--", 2) == 0) {
			if (!take_option(app, request, words, count, &i, why))
				return false;
			continue;
		}
		if (options && looks_like_option(words[i]))
			return refuse_option(request, words[i], why);
		while (arguments[position].ask && arguments[position].option)
			position++;
		if (!arguments[position].ask)
			return refuse(why, FAULT_USAGE, N_("one word too many: %s"), words[i]);
		if (!request_take(app, request, position++, words[i], why))
			return false;
	}
	return true;
}

bool request_take_words(struct app *app, struct request *request, const char *const *words,
	size_t count, struct fault *why)
{
	return take_words(app, request, words, count, why) ||
	       tell_denied(app, request->command, why);
}

bool request_parse(struct app *app, struct request *request, const char *const *words, size_t count,
	struct fault *why)
{
	return request_take_words(app, request, words, count, why) &&
	       request_finish(app, request, why);
}

static bool check_given(const struct request *request, struct fault *why)
{
	const struct argument *arguments = request->command->arguments;
	for (size_t i = 0; arguments[i].ask; i++) {
		bool aimed = request->target_count && arguments[i].ask >= ASK_UNITS &&
			     arguments[i].ask <= ASK_ITEM;
		if (!arguments[i].required || request->values[i].given || aimed)
			continue;
		struct buffer usage = {0};
		command_usage(request->command, &usage);
		const char *label = arguments[i].label ? say(arguments[i].label) : "";
		refuse(why, FAULT_USAGE, N_("%s%s%s is missing; usage: tiendo %s"),
			arguments[i].option ? arguments[i].option : "",
			arguments[i].option ? " " : "", label, buffer_text(&usage));
		buffer_free(&usage);
		return false;
	}
	return true;
}

static bool refuse_unbound(const struct unit *unit, const struct item *item, struct fault *why)
{
	return refuse(why, FAULT_USAGE, N_("%s is not for %s (%s): its audience is %s"), item->code,
		unit->code, unit->name, *item->audience ? item->audience : "-");
}

bool request_finish(struct app *app, struct request *request, struct fault *why)
{
	(void)app;
	if (!check_given(request, why))
		return false;
	const struct snapshot *snapshot = request->snapshot;
	for (size_t i = 0; i < request->target_count; i++) {
		enum ask ask = ASK_ITEM;
		for (const struct argument *asked = request->command->arguments; asked->ask;
			asked++)
			if (asked->ask == ASK_TASK || asked->ask == ASK_REPORT)
				ask = asked->ask;
		if (!right_type(&snapshot->items[request->targets[i].item], ask, why))
			return false;
	}
	if (request->target_count || !request->unit_count || request->item == NOWHERE)
		return true;
	request->targets = memory_take(request->unit_count, sizeof *request->targets);
	for (size_t i = 0; i < request->unit_count; i++) {
		struct target target = {request->units[i], request->item};
		if (!item_binds(&snapshot->items[target.item], target.unit))
			return refuse_unbound(&snapshot->units.at[target.unit],
				&snapshot->items[target.item], why);
		request->targets[request->target_count++] = target;
	}
	return true;
}

void request_aim(struct request *request, const struct target *targets, size_t count)
{
	free(request->targets);
	request->targets = memory_take(count + 1, sizeof *request->targets);
	memcpy(request->targets, targets, count * sizeof *targets);
	request->target_count = count;
}
