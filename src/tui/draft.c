/* What is half typed when a session ends, in whatever way, is offered when the same is asked of the
 * same row again (TUI.md §1.7): the field that is open, those of the same command that were answered
 * before it, and the line at `:`. */
#include "inner.h"
#include "list.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define LINE ARGUMENTS /* the draft of the line at `:` */
#define TOLD_SIZE 512

/* ---- what a field is of --------------------------------------------------------------------- */

static void key_begin(const struct desk *desk, struct buffer *key)
{
	buffer_print(key, "%s\t", desk->app->store ? store_path(desk->app->store) : desk->app->db);
}

/* What was known before anything was asked. The version of a row is no part of it: that it became
 * another is told. */
static void key_add_given(const struct desk *desk, struct buffer *key)
{
	const struct act *act = &desk->act;
	const struct argument *argument = act->request.command->arguments;
	size_t i;

	for (i = 0; argument[i].ask; i++)
		if (act->request.values[i].given && i != act->argument && !act->answers[i] &&
			(argument[i].ask == ASK_TEXT || argument[i].ask == ASK_WORD))
			buffer_print(key, "\t%s", act->request.values[i].text);
}

/* Database, command, argument, then what it is done to: a draft fits nothing else. */
static void field_key(const struct desk *desk, size_t argument, struct buffer *key)
{
	const struct request *request = &desk->act.request;
	const struct snapshot *snapshot = desk->snapshot;

	key_begin(desk, key);
	buffer_print(key, "%s\t%zu", request->command->name, argument);
	if (request->target_count > 0)
		buffer_print(key, "\t%s\t%s\t%s%s", snapshot->plan.code,
			snapshot->units.at[request->targets[0].unit].code,
			snapshot->items[request->targets[0].item].code,
			request->target_count > 1 ? "\t…" : "");
	else if (request->unit_count > 0)
		buffer_print(key, "\t%s%s", snapshot->units.at[request->units[0]].code,
			request->unit_count > 1 ? "\t…" : "");
	if (request->number != NOWHERE)
		buffer_print(key, "\t%s", snapshot->items[request->number].code);
	key_add_given(desk, key);
}

static void line_key(const struct desk *desk, struct buffer *key)
{
	key_begin(desk, key);
	buffer_add(key, ":");
}

/* ---- keeping -------------------------------------------------------------------------------- */

static bool is_kept_here(const struct desk *desk)
{
	return desk->options.drafts && desk->aside.kind != ASIDE_SAMPLE;
}

/* Nothing is kept of what nobody typed. */
static void keep_or_not(struct desk *desk, size_t slot, const struct buffer *key, const char *start,
	const char *text)
{
	struct draft *draft = &desk->drafts.at[slot];

	if (*text && strcmp(text, start) != 0)
		draft_write(desk->options.drafts, draft, buffer_text(key), start, text);
	else
		draft_remove(desk->options.drafts, draft);
}

static void keep_field(struct desk *desk, size_t argument, const char *start, const char *text)
{
	struct buffer key = {0};

	field_key(desk, argument, &key);
	keep_or_not(desk, argument, &key, start ? start : "", text);
	buffer_free(&key);
}

static void keep_line(struct desk *desk)
{
	struct buffer key = {0};

	line_key(desk, &key);
	/* A word is typed again sooner than it is read. */
	keep_or_not(desk, LINE, &key, "", strchr(desk->edit.text, ' ') ? desk->edit.text : "");
	buffer_free(&key);
}

void draft_keep(struct desk *desk)
{
	const struct act *act = &desk->act;
	bool is_field = (desk->over == &overlay_prompt || desk->over == &overlay_cell) &&
		desk->asked == ASKED_ARGUMENT;
	size_t i;

	if (!is_kept_here(desk))
		return;
	if (desk->over == &overlay_palette)
		keep_line(desk);
	if (!desk->over || !act->is_open)
		return;
	for (i = 0; i < ARGUMENTS; i++)
		if (act->answers[i] && !(is_field && i == act->argument))
			keep_field(desk, i, act->starts[i], act->answers[i]);
	if (is_field && !desk->edit.is_offered)
		keep_field(desk, act->argument, act->start, desk->edit.text);
}

void draft_note_answer(struct desk *desk)
{
	struct act *act = &desk->act;

	act->answers[act->argument] = pool_text(&act->request.pool, desk->edit.text);
	act->starts[act->argument] = act->start;
}

/* ---- dropping ------------------------------------------------------------------------------- */

/* Of a command that was left or done the fields not come to yet are not asked for any more. What
 * another session typed of one that was is its own. */
static void drop_rest(struct desk *desk, const bool had[])
{
	struct pool pool = {0};
	const char *start, *text;
	size_t i;

	for (i = 0; desk->act.request.command->arguments[i].ask; i++) {
		struct draft other = {.file = -1};
		struct buffer key = {0};

		field_key(desk, i, &key);
		if (!had[i] && draft_find(desk->options.drafts, &other, buffer_text(&key), &pool,
				       &start, &text))
			draft_remove(desk->options.drafts, &other);
		buffer_free(&key);
	}
	pool_free(&pool);
}

void draft_drop(struct desk *desk)
{
	bool had[ARGUMENTS + 1], had_any = false;
	size_t i;

	for (i = 0; i <= ARGUMENTS; i++) {
		had[i] = *desk->drafts.at[i].name;
		had_any = had_any || (had[i] && i != LINE);
		draft_remove(desk->options.drafts, &desk->drafts.at[i]);
	}
	if (had_any && desk->act.is_open)
		drop_rest(desk, had);
}

void drafts_close(struct desk *desk)
{
	size_t i;

	for (i = 0; i <= ARGUMENTS; i++)
		draft_release(&desk->drafts.at[i]);
}

/* ---- offering ------------------------------------------------------------------------------- */

/* What is no longer there was answered or left by now. */
static const char *take(struct desk *desk, size_t slot, const struct buffer *key, struct pool *pool,
	const char **start)
{
	struct draft *draft = &desk->drafts.at[slot];
	const char *text = NULL;

	desk->drafts.offered = 0;
	desk->drafts.is_stale = false;
	draft_release(draft); /* of another command, whose field is gone */
	if (!draft_find(desk->options.drafts, draft, buffer_text(key), pool, start, &text))
		return NULL;
	text = text_normalised(text, strlen(text), pool);
	desk->drafts.offered = draft_print(text, strlen(text));
	return text;
}

const char *draft_offer(struct desk *desk, const char *start)
{
	struct act *act = &desk->act;
	struct buffer key = {0};
	const char *then, *text;

	if (!is_kept_here(desk))
		return start;
	field_key(desk, act->argument, &key);
	text = take(desk, act->argument, &key, &act->request.pool, &then);
	buffer_free(&key);
	desk->drafts.is_stale = text && strcmp(then, start) != 0;
	return text ? text : start;
}

void draft_offer_line(struct desk *desk)
{
	struct buffer key = {0};
	struct pool pool = {0};
	const char *start, *text = NULL;

	if (is_kept_here(desk)) {
		line_key(desk, &key);
		text = take(desk, LINE, &key, &pool, &start);
	}
	edit_set(&desk->edit, text ? text : "");
	buffer_free(&key);
	pool_free(&pool);
}

/* ---- telling -------------------------------------------------------------------------------- */

bool draft_tell_offer(const struct desk *desk, char *out, size_t size)
{
	const struct drafts *drafts = &desk->drafts;
	const char *now = desk->act.start;

	if (!drafts->offered ||
		draft_print(desk->edit.text, strlen(desk->edit.text)) != drafts->offered)
		return false;
	if (drafts->is_stale && now && *now)
		/* TRANSLATORS: what stands in the field by now */
		snprintf(out, size, say(N_("you had typed this when the line was lost; since then "
					   "another wrote here: %s")), now);
	else if (drafts->is_stale)
		snprintf(out, size, "%s", say(N_("you had typed this when the line was lost; since "
						 "then what stood here was cleared")));
	else
		snprintf(out, size, "%s",
			say(N_("this is what you had typed when the line was lost")));
	return true;
}

/* "Huyện đoàn Tân Biên · BC1" of the key behind the database; returns the command. */
static const struct command *subject_write(const struct desk *desk, const char *key, struct buffer *out)
{
	const struct command *command = NULL;
	char part[TOLD_SIZE];
	size_t number, unit;

	for (number = 0; *key; number++) {
		size_t length = strcspn(key, "\t");

		snprintf(part, sizeof part, "%.*s", (int)(length < sizeof part ? length : 0), key);
		key += length + (key[length] == '\t');
		if (number == 0)
			command = strcmp(part, ":") == 0 ? command_of(MOVE_PALETTE)
							 : command_named(part);
		/* 1 is the number of the field; a plan is not told where there is one alone. */
		if (number < 2 || strcmp(part, desk->snapshot->plan.code) == 0)
			continue;
		unit = units_find(&desk->snapshot->units, part);
		buffer_print(out, "%s%s", out->length ? " · " : "",
			unit != NOWHERE ? desk->snapshot->units.at[unit].name : part);
	}
	if (out->length == 0 && command)
		buffer_add(out, command == command_of(MOVE_PALETTE) ? say(N_("a command"))
								    : say(command->help));
	return command;
}

/* "o", and for what the first screen has not "7 e". */
static void keys_write(const struct desk *desk, const struct command *command, struct buffer *out)
{
	char key[KEY_LABEL];
	int name = VIEW_DUE;

	while (name < VIEWS && !(command->screens & view_kinds[name].on))
		name++;
	if (name == VIEW_PEOPLE) {
		buffer_print(out, "%s ", key_label_of(desk, MOVE_TREE, key));
		buffer_print(out, "%s ", key_label_of(desk, MOVE_OPEN, key));
	} else if (name != VIEW_DUE && name < VIEWS && view_kinds[name].move != MOVE_NONE) {
		buffer_print(out, "%s ", key_label_of(desk, view_kinds[name].move, key));
	}
	key_label(desk, command, key);
	buffer_print(out, "%s", *key ? key : command->name);
}

void draft_tell(struct desk *desk)
{
	struct buffer begin = {0}, subject = {0}, keys = {0};
	const struct command *command = NULL;
	struct pool pool = {0};
	const char *key = NULL;
	size_t count;

	if (!is_kept_here(desk) || !desk->snapshot)
		return;
	key_begin(desk, &begin);
	count = drafts_settle(desk->options.drafts, buffer_text(&begin), &pool, &key);
	if (count > 0)
		command = subject_write(desk, key + begin.length, &subject);
	if (command)
		keys_write(desk, command, &keys);
	if (count == 1)
		/* TRANSLATORS: unit, item; the keys that open the field again */
		desk_say(desk, STYLE_STRONG,
			say(N_("half typed when the line was lost: %s (%s there has it again)")),
			buffer_text(&subject), buffer_text(&keys));
	else if (count > 1)
		/* TRANSLATORS: number of texts; unit, item; the keys that open the field again */
		desk_say(desk, STYLE_STRONG,
			say(N_("%zu texts half typed when the line was lost; the last: %s (%s there has "
			       "it again)")),
			count, buffer_text(&subject), buffer_text(&keys));
	buffer_free(&begin);
	buffer_free(&subject);
	buffer_free(&keys);
	pool_free(&pool);
}
