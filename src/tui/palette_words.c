/* What the last word of a command line may become: a command, an option, a unit, an item. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

#define FOLD_SIZE 512

void choice_add(struct choices *choices, const char *word, const char *about)
{
	if (!choices->at)
		choices->at = pool_take(&choices->pool, CHOICES_MOST * sizeof *choices->at);
	if (choices->count == CHOICES_MOST)
		return;
	choices->at[choices->count++] = (struct option){
		pool_text(&choices->pool, word), pool_text(&choices->pool, about)};
}

void choices_free(struct choices *choices)
{
	pool_free(&choices->pool);
	*choices = (struct choices){.count = 0};
}

static void add_commands(const struct desk *desk, struct choices *choices, const char *start)
{
	const struct command *command;

	for (command = commands; command->name; command++)
		if (strncmp(command->name, start, strlen(start)) == 0 &&
			screen_offers(desk->app, command))
			choice_add(choices, command->name, say(command->help));
}

static void add_options(struct choices *choices, const struct command *command, const char *start)
{
	const struct argument *argument;

	for (argument = command->arguments; argument->ask; argument++)
		if (argument->option && strncmp(argument->option, start, strlen(start)) == 0)
			choice_add(choices, argument->option,
				argument->label ? say(argument->label) : "");
}

static bool code_starts(const char *code, const char *start)
{
	char a[FOLD_SIZE], b[FOLD_SIZE];

	text_fold(a, sizeof a, code);
	text_fold(b, sizeof b, start);
	return strncmp(a, b, strlen(b)) == 0;
}

static bool is_asked(const struct snapshot *snapshot, size_t unit)
{
	size_t item;

	for (item = 0; item < snapshot->item_count; item++)
		if (item_is_owed(&snapshot->items[item]) &&
			item_binds(&snapshot->items[item], unit))
			return true;
	return false;
}

/* Those of whom the plan asks something come first: one of them is meant, mostly. */
static void add_units(struct desk *desk, struct choices *choices, const char *start)
{
	const struct units *units = &desk->snapshot->units;
	char needle[FOLD_SIZE];
	size_t i;
	int pass;

	text_fold(needle, sizeof needle, start);
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < units->count && choices->count < CHOICES_MOST; i++)
			if (text_has_words(desk_unit_fold(desk, i), needle) &&
				is_asked(desk->snapshot, i) == (pass == 0))
				choice_add(choices, units->at[i].code, units->at[i].name);
}

static bool item_answers(const struct item *item, enum ask ask)
{
	switch (ask) {
	case ASK_TASK:
		return item->type == ITEM_TASK;
	case ASK_REPORT:
		return item->type == ITEM_REPORT;
	case ASK_NUMBER:
		return item->type == ITEM_NUMBER;
	default:
		return item_is_owed(item);
	}
}

static void add_items(struct desk *desk, struct choices *choices, enum ask ask, const char *start)
{
	const struct snapshot *snapshot = desk->snapshot;
	char needle[FOLD_SIZE];
	size_t i;

	text_fold(needle, sizeof needle, start);
	for (i = 0; i < snapshot->item_count; i++) {
		const struct item *item = &snapshot->items[i];

		if (!item_answers(item, ask))
			continue;
		if (code_starts(item->code, start) ||
			text_has_words(desk_item_fold(desk, i), needle))
			choice_add(choices, item->code, item->title);
	}
}

static const struct argument *option_named(const struct command *command, const char *word)
{
	const struct argument *argument;

	for (argument = command->arguments; argument->ask; argument++)
		if (argument->option && strcmp(argument->option, word) == 0)
			return argument;
	return NULL;
}

/* The argument that the word after words[1..count) is for; NULL: none. */
static const struct argument *argument_next(
	const struct command *command, const char **words, size_t count)
{
	const struct argument *argument, *option = NULL;
	size_t i, positions = 0;

	for (i = 1; i < count; i++) {
		if (option) {
			option = NULL;
		} else if (strncmp(words[i], "--", 2) == 0) {
			option = option_named(command, words[i]);
			if (option && option->ask == ASK_FLAG)
				option = NULL;
		} else {
			positions++;
		}
	}
	if (option)
		return option;
	for (argument = command->arguments; argument->ask; argument++)
		if (!argument->option && positions-- == 0)
			return argument;
	return NULL;
}

/* Names have blanks: whether the words from the unit's place on are the start of one, and then the
 * units that have them. */
static bool add_units_named(struct desk *desk, struct choices *choices, const char *line,
	const char **words, size_t count)
{
	const struct command *command = command_named(words[0]);
	struct buffer name = {0};
	size_t i;

	if (count < 3 || !command || command->arguments[0].ask != ASK_UNITS ||
		units_find(&desk->snapshot->units, words[1]) != NOWHERE)
		return false;
	for (i = 1; i < count; i++) {
		if (strncmp(words[i], "--", 2) == 0) {
			buffer_free(&name);
			return false;
		}
		buffer_print(&name, "%s%s", i > 1 ? " " : "", words[i]);
	}
	add_units(desk, choices, buffer_text(&name));
	buffer_free(&name);
	if (choices->count > 0)
		choices->from = strcspn(line, " ") + 1;
	return choices->count > 0;
}

/* One of a few words, or the code of something. */
static void add_words(struct desk *desk, struct choices *choices, const struct command *command,
	const struct argument *argument, const char *start)
{
	char word[ARGUMENT_WORD];
	size_t n;

	if (command == command_of(MOVE_HELP)) {
		add_commands(desk, choices, start);
		return;
	}
	for (n = 0; argument_word(command, argument, n, word); n++)
		if (strncmp(word, start, strlen(start)) == 0)
			choice_add(choices, word,
				listing_kind(word) ? say(listing_kind(word)->title) : "");
	if (n > 0)
		return;
	if (strcmp(argument->label, "REPORT") == 0)
		add_items(desk, choices, ASK_REPORT, start);
	else if (strcmp(argument->label, "ITEM") == 0)
		add_items(desk, choices, ASK_ITEM, start);
	else if (strcmp(argument->label, "UNIT") == 0)
		add_units(desk, choices, start);
}

/* A day beside what it is read as; nothing typed: some that are often meant. */
static void add_days(const struct desk *desk, struct choices *choices, const char *start)
{
	static const char *const often[] = {"+0", "+1", "+3", "+7", "-1"};
	struct day_context context = {desk->app->today, 0};
	char reading[FOLD_SIZE];
	int day, month, of_month;
	size_t i;

	if (desk->snapshot->has_plan && desk->snapshot->plan.starts != DAY_NONE)
		day_split(desk->snapshot->plan.starts, &context.year, &month, &of_month);
	for (i = 0; i < (*start ? 1 : sizeof often / sizeof often[0]); i++) {
		const char *word = *start ? start : often[i];

		if (!day_parse(word, context, &day, NULL))
			continue;
		day_reading(desk, day, reading, sizeof reading);
		choice_add(choices, word, reading);
	}
}

static void add_arguments(struct desk *desk, struct choices *choices, const char **words,
	size_t count, const char *start)
{
	const struct command *command = command_named(words[0]);
	const struct argument *argument;

	if (!command)
		return;
	if (strncmp(start, "--", 2) == 0) {
		add_options(choices, command, start);
		return;
	}
	argument = argument_next(command, words, count);
	if (!argument)
		add_options(choices, command, start);
	else if (argument->ask == ASK_UNITS)
		add_units(desk, choices, start);
	else if (argument->ask >= ASK_TASK && argument->ask <= ASK_NUMBER)
		add_items(desk, choices, argument->ask, start);
	else if (argument->ask == ASK_DAY)
		add_days(desk, choices, start);
	else if (argument->ask == ASK_FILE && !desk->app->account)
		choices_add_files(choices, start);
	else if (argument->ask == ASK_WORD)
		add_words(desk, choices, command, argument, start);
}

/* Where the last word begins, with its quote; blanks inside quotes part nothing. */
static size_t last_word(const char *line)
{
	size_t start = 0, i;
	char quote = '\0';

	for (i = 0; line[i]; i++) {
		if (quote)
			quote = line[i] == quote ? '\0' : quote;
		else if (line[i] == '"' || line[i] == '\'')
			quote = line[i];
		else if (line[i] == ' ')
			start = i + 1;
	}
	return start;
}

/* A quote that is still open ends where the line does. */
static bool split_open(const char *line, struct pool *pool, const char ***words, size_t *count)
{
	static const char *const ends[] = {"", "\"", "'"};
	struct buffer closed = {0};
	bool is_split = false;
	size_t i;

	for (i = 0; !is_split && i < sizeof ends / sizeof ends[0]; i++) {
		buffer_clear(&closed);
		buffer_print(&closed, "%s%s", line, ends[i]);
		is_split = words_split(buffer_text(&closed), pool, words, count, NULL);
	}
	buffer_free(&closed);
	return is_split;
}

void choices_find(struct desk *desk, const char *line, struct choices *choices)
{
	size_t length = strlen(line), count;
	const char **words, *start = "";
	bool is_new = length == 0 || last_word(line) == length;

	*choices = (struct choices){.count = 0};
	if (!split_open(line, &choices->pool, &words, &count))
		return;
	choices->from = is_new ? length : last_word(line);
	if (!is_new && count > 0 && add_units_named(desk, choices, line, words, count))
		return;
	if (!is_new && count > 0)
		start = words[--count];
	if (count == 0)
		add_commands(desk, choices, start);
	else
		add_arguments(desk, choices, words, count, start);
}
