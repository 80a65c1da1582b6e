/* Requests as words: a line cut into words, and a request as it would be typed, for the log. */
#include "inner.h"

#include <string.h>

/* ---- as it would be typed -------------------------------------------------------------------- */

void word_add(struct buffer *out, const char *word)
{
	buffer_add(out, out->length ? " " : "");
	bool plain = *word && !strpbrk(word, " '\"\\\t\n#;|&$<>()*?[]{}~`!"); /* to a shell too */
	if (plain) {
		buffer_add(out, word);
		return;
	}
	buffer_add(out, "'");
	for (; *word; word++)
		if (*word == '\'')
			buffer_add(out, "'\\''");
		else
			buffer_bytes(out, word, 1);
	buffer_add(out, "'");
}

/* "number 703 SL01 5 --report BC1": the item has its place behind an option. */
static bool item_is_option(const struct command *command)
{
	for (const struct argument *argument = command->arguments; argument->ask; argument++)
		if (argument->option && (argument->ask == ASK_REPORT || argument->ask == ASK_ITEM))
			return true;
	return false;
}

/* Values a line each, as the units before them: the first few. */
static void add_values(struct buffer *out, const char *values)
{
	char value[VALUE_SIZE];
	struct buffer some = {0};
	size_t count = 0;
	while (value_next(&values, value)) {
		if (count < 8)
			buffer_print(&some, "%s%s", count ? "," : "", value);
		count++;
	}
	if (count > 8)
		buffer_print(&some, ",…(%zu)", count);
	if (count > 1)
		buffer_print(out, " %s", buffer_text(&some)); /* digits and signs */
	else
		word_add(out, buffer_text(&some));
	buffer_free(&some);
}

static void add_targets(const struct request *request, struct buffer *out)
{
	const struct snapshot *snapshot = request->snapshot;
	struct buffer units = {0};
	size_t shown = request->target_count < 8 ? request->target_count : 8;
	bool one_item = true;
	for (size_t i = 1; i < request->target_count; i++)
		one_item = one_item && request->targets[i].item == request->targets[0].item;
	for (size_t i = 0; i < shown; i++) {
		const struct target *target = &request->targets[i];
		buffer_print(&units, "%s%s", i ? "," : "", snapshot->units.at[target->unit].code);
		if (!one_item)
			buffer_print(&units, ":%s", snapshot->items[target->item].code);
	}
	if (shown < request->target_count)
		buffer_print(&units, ",…(%zu)", request->target_count);
	buffer_print(out, " %s", buffer_text(&units)); /* codes need no quotes */
	if (one_item && !item_is_option(request->command))
		word_add(out, snapshot->items[request->targets[0].item].code);
	buffer_free(&units);
}

void request_words(const struct request *request, struct buffer *out)
{
	buffer_add(out, request->command->name);
	if (request->target_count)
		add_targets(request, out);
	const struct argument *arguments = request->command->arguments;
	for (size_t i = 0; arguments[i].ask; i++) {
		const struct value *value = &request->values[i];
		bool aimed = request->target_count && arguments[i].ask >= ASK_UNITS &&
			     arguments[i].ask <= ASK_ITEM && !arguments[i].option;
		bool is_rev = arguments[i].option && strcmp(arguments[i].option, "--rev") == 0;
		if (!value->given || aimed || is_rev) /* of what was looked at, not of what was asked */
			continue;
		if (arguments[i].option)
			word_add(out, arguments[i].option);
		char iso[DAY_TEXT];
		if (arguments[i].ask == ASK_DAY || arguments[i].ask == ASK_DAY_OR_NONE)
			word_add(out, day_iso(value->day, iso));
		else if (arguments[i].ask == ASK_VALUE)
			add_values(out, value->text);
		else if (arguments[i].ask != ASK_FLAG)
			word_add(out, value->text);
	}
}

/* ---- words ----------------------------------------------------------------------------------- */

struct splitter {
	const char *at;
	struct buffer word;
	bool in_word;
};

/* One character of a word, or a quoted stretch; false on an open quote. */
static bool split_step(struct splitter *splitter)
{
	char quote = *splitter->at;
	splitter->in_word = true;
	if (quote == '\\' && splitter->at[1]) {
		buffer_bytes(&splitter->word, splitter->at + 1, 1);
		splitter->at += 2;
		return true;
	}
	if (quote != '\'' && quote != '"') {
		buffer_bytes(&splitter->word, splitter->at++, 1);
		return true;
	}
	for (splitter->at++; *splitter->at && *splitter->at != quote; splitter->at++) {
		if (quote == '"' && *splitter->at == '\\' && splitter->at[1])
			splitter->at++;
		buffer_bytes(&splitter->word, splitter->at, 1);
	}
	return *splitter->at && splitter->at++;
}

bool words_split(
	const char *line, struct pool *pool, const char ***words, size_t *count, struct fault *why)
{
	*words = pool_take(pool, (strlen(line) / 2 + 2) * sizeof **words);
	*count = 0;
	struct splitter splitter = {.at = line};
	bool fine = true;
	while (fine && *splitter.at) {
		if (!strchr(" \t\r\n", *splitter.at)) {
			fine = split_step(&splitter);
			continue;
		}
		splitter.at++;
		if (!splitter.in_word)
			continue;
		(*words)[(*count)++] = pool_text(pool, buffer_text(&splitter.word));
		buffer_clear(&splitter.word);
		splitter.in_word = false;
	}
	if (splitter.in_word)
		(*words)[(*count)++] = pool_text(pool, buffer_text(&splitter.word));
	buffer_free(&splitter.word);
	return fine || refuse(why, FAULT_USAGE, N_("a quote is left open: close it"));
}
