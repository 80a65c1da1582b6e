/* `:`: a command typed as on the command line, with its usage, what fits, and Tab to complete. */
#include "inner.h"
#include "list.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define CHOICES_SHOWN 8
#define WORD_WIDTH 16
#define LINE_SIZE 512

void palette_open(struct desk *desk)
{
	draft_offer_line(desk);
	desk->pick = NOWHERE;
	desk->over = &overlay_palette;
	past_start(desk);
}

/* ---- running -------------------------------------------------------------------------------- */

/* What somebody may have begun to type, or mistyped; NULL: nothing is near. */
static const struct command *meant(const struct desk *desk, const char *name)
{
	const struct command *command;

	for (command = commands; command->name && name[0] && name[1]; command++)
		if (strncmp(command->name, name, strlen(name)) == 0 &&
			(!command->screens || command->screens & view_kinds[desk->now].on) &&
			screen_offers(desk->app, command))
			return command;
	return command_nearest(name);
}

/* All words behind the name are one text: none of them needs quotes. False: the move takes no text. */
static bool move_with_text(
	struct desk *desk, enum move move, const char **words, size_t count)
{
	struct buffer text = {0};
	struct fault why;
	bool fine = true;
	size_t i;

	if (move != MOVE_FILTER && move != MOVE_THEME && move != MOVE_LANGUAGE)
		return false;
	for (i = 0; i < count; i++)
		buffer_print(&text, "%s%s", i > 0 ? " " : "", words[i]);
	if (move == MOVE_THEME)
		fine = theme_take(desk, buffer_text(&text), &why);
	else if (move == MOVE_LANGUAGE)
		fine = language_named(desk, buffer_text(&text), &why);
	else
		filter_set(desk, buffer_text(&text));
	if (!fine)
		desk_refuse(desk, &why);
	if (move == MOVE_FILTER && desk->now == VIEW_TREE)
		list_step(desk_view(desk), 0);
	buffer_free(&text);
	return true;
}

static void visit(struct desk *desk, const struct request *request)
{
	struct target target = {NOWHERE, request->item};
	struct fault why;

	if (request->unit_count > 1) {
		refuse(&why, FAULT_USAGE, N_("one unit at a time"));
		desk_refuse(desk, &why);
		return;
	}
	if (request->unit_count == 1)
		target.unit = request->units[0];
	desk_show_at(desk,
		request->command->move == MOVE_UNIT           ? VIEW_UNIT
			: request->command->move == MOVE_ITEM ? VIEW_ITEM
							      : VIEW_NUMBERS,
		target);
}

/* What only the screen has, with words behind it: those that name a unit, an item, a filter; any
 * other would be taken for something that was done. */
static void move_with(
	struct desk *desk, const struct command *command, const char **words, size_t count)
{
	struct request request = {.snapshot = NULL};
	struct fault why;

	if (move_with_text(desk, command->move, words, count))
		return;
	request_start(&request, command);
	request.snapshot = desk->snapshot;
	if (!screen_allowed(desk->app, command, &why) ||
		!request_take_words(desk->app, &request, words, count, &why))
		desk_refuse(desk, &why);
	else if (command->move == MOVE_UNIT || command->move == MOVE_ITEM ||
		command->move == MOVE_NUMBERS)
		visit(desk, &request);
	else
		desk_do(desk, command, "");
	request.snapshot = NULL; /* the desk's, which may be another by now */
	request_free(&request);
}

/* The program's own options chose what the screen is about before it opened. */
static bool refuse_program_option(struct desk *desk, const struct command *command,
	const char **words, size_t count)
{
	static const char *const options[] = {"--unit", "--plan"};
	char filter[KEY_LABEL], unit[KEY_LABEL];
	const struct argument *argument;
	size_t i, o;

	for (argument = command->arguments; argument->ask; argument++)
		if (argument->option && strcmp(argument->option, "--unit") == 0)
			return false;
	for (i = 0; i < count; i++)
		for (o = 0; o < sizeof options / sizeof options[0]; o++) {
			size_t length = strlen(options[o]);

			if (strncmp(words[i], options[o], length) != 0 ||
				(words[i][length] && words[i][length] != '='))
				continue;
			/* TRANSLATORS: an option, two keys */
			desk_say(desk, STYLE_ERROR,
				say(N_("%s is given when tiendo is started, not here: %s filters "
				       "what is shown, %s opens one unit")),
				options[o], key_label_of(desk, MOVE_FILTER, filter),
				key_label_of(desk, MOVE_UNIT, unit));
			return true;
		}
	return false;
}

static void run_words(struct desk *desk, const char **words, size_t count)
{
	const struct command *command = command_named(words[0]), *near;

	if (!command) {
		near = meant(desk, words[0]);
		if (near)
			desk_say(desk, STYLE_ERROR, say(N_("no command %s; did you mean %s?")),
				words[0], near->name);
		else
			desk_say(desk, STYLE_ERROR, say(N_("no command %s; Tab shows them all")),
				words[0]);
		return;
	}
	if (command->move != MOVE_NONE && count == 1)
		desk_do(desk, command, "");
	else if (command->move != MOVE_FILTER &&
		refuse_program_option(desk, command, words + 1, count - 1))
		return;
	else if (command->move != MOVE_NONE && !command->run)
		move_with(desk, command, words + 1, count - 1);
	else
		act_start(desk, command, words + 1, count - 1);
}

static void palette_run(struct desk *desk)
{
	struct pool pool = {0};
	struct fault why;
	char line[EDIT_SIZE];
	const char **words;
	size_t count;

	desk->over = NULL;
	draft_drop(desk);
	strcpy(line, desk->edit.text); /* the field may be another's before it is kept */
	if (!words_split(line, &pool, &words, &count, &why))
		desk_refuse(desk, &why);
	else if (count > 0) {
		past_add(desk, text_trim(line));
		run_words(desk, words, count);
	}
	pool_free(&pool);
}

/* ---- completing ----------------------------------------------------------------------------- */

/* Bytes that all choices begin with. */
static size_t common_length(const struct choices *choices)
{
	size_t length = strlen(choices->at[0].word), i;

	for (i = 1; i < choices->count; i++)
		while (strncmp(choices->at[0].word, choices->at[i].word, length) != 0)
			length--;
	return length;
}

/* Puts word[0..length) in place of what stands behind from. */
static void word_replace(
	struct desk *desk, size_t from, const char *word, size_t length, bool is_whole)
{
	struct buffer line = {0};

	buffer_bytes(&line, desk->edit.text, from);
	buffer_bytes(&line, word, length);
	/* A folder is gone on in. */
	buffer_add(&line, is_whole && !(length > 0 && word[length - 1] == '/') ? " " : "");
	edit_set(&desk->edit, buffer_text(&line));
	buffer_free(&line);
}

/* Whether more of the same can be typed: a name is not the start of its code. */
static bool goes_on(const char *typed, const char *word, size_t length)
{
	char a[LINE_SIZE], b[LINE_SIZE];

	text_fold(a, sizeof a, typed);
	text_fold(b, sizeof b, word);
	return length > strlen(typed) && strncmp(a, b, strlen(a)) == 0;
}

static void complete(struct desk *desk)
{
	struct choices choices;
	const char *word;
	size_t length;

	choices_find(desk, desk->edit.text, &choices);
	if (choices.count > 0) {
		length = common_length(&choices);
		word = choices.at[desk->pick < choices.count ? desk->pick : 0].word;
		if (desk->pick < choices.count || choices.count == 1)
			word_replace(desk, choices.from, word, strlen(word), true);
		else if (goes_on(desk->edit.text + choices.from, word, length))
			word_replace(desk, choices.from, word, length, false);
		desk->pick = NOWHERE;
	}
	choices_free(&choices);
}

static void pick_move(struct desk *desk, int step)
{
	struct choices choices;

	choices_find(desk, desk->edit.text, &choices);
	if (step > 0 && desk->pick == NOWHERE)
		desk->pick = 0;
	else if (step > 0 && desk->pick + 1 < choices.count)
		desk->pick++;
	else if (step < 0)
		desk->pick = desk->pick == 0 || desk->pick == NOWHERE ? NOWHERE : desk->pick - 1;
	if (choices.count == 0)
		desk->pick = NOWHERE;
	choices_free(&choices);
}

static void palette_key(struct desk *desk, const char *key)
{
	if (edit_key(&desk->edit, key)) {
		desk->pick = NOWHERE;
		desk->past.at = desk->past.count;
		return;
	}
	switch (overlay_move(desk, key)) {
	case MOVE_UP:
		if (desk->pick != NOWHERE)
			pick_move(desk, -1);
		else
			past_move(desk, -1);
		break;
	case MOVE_DOWN:
		if (desk->pick != NOWHERE || !past_is_shown(desk))
			pick_move(desk, 1);
		else
			past_move(desk, 1);
		break;
	case MOVE_NEXT_TAB:
		complete(desk);
		break;
	case MOVE_OPEN:
		if (desk->pick != NOWHERE)
			complete(desk);
		else
			palette_run(desk);
		break;
	case MOVE_BACK:
	case MOVE_CANCEL:
		desk->over = NULL;
		draft_drop(desk);
		break;
	default:
		break;
	}
}

static void palette_paste(struct desk *desk, const char *text)
{
	edit_paste(&desk->edit, text);
	desk->pick = NOWHERE;
}

/* ---- drawing -------------------------------------------------------------------------------- */

/* A key of a move that is no letter: letters are typed here. Rows of the table share moves. */
static const char *key_beside_text(const struct desk *desk, enum move move, char out[KEY_LABEL])
{
	const struct command *command;
	const char *keys;
	size_t length;

	for (command = commands; command->name; command++) {
		keys = command->move == move ? desk_keys(desk, command) : "";
		for (; *keys; keys += length + (keys[length] == ' ')) {
			length = strcspn(keys, " ");
			snprintf(out, KEY_LABEL, "%.*s", (int)length, keys);
			if (length > 1)
				return out;
		}
	}
	return key_label_of(desk, move, out);
}

static void usage_write(const struct desk *desk, char *out, size_t size)
{
	char name[LINE_SIZE], key[KEY_LABEL], up[KEY_LABEL];
	const struct command *command;
	struct buffer usage = {0};

	snprintf(name, sizeof name, "%.*s", (int)strcspn(desk->edit.text, " "), desk->edit.text);
	command = command_named(name);
	if (command)
		command_usage(command, &usage);
	if (draft_tell_offer(desk, out, size))
		; /* before all else */
	else if (command)
		snprintf(out, size, "%s", buffer_text(&usage));
	else
		snprintf(out, size, say(N_("%s completes · %s: typed before · Enter runs · Esc leaves")),
			key_beside_text(desk, MOVE_NEXT_TAB, key),
			key_beside_text(desk, MOVE_UP, up));
	buffer_free(&usage);
}

static void choice_draw(struct canvas *canvas, int row, const struct option *option, bool is_picked)
{
	char fitted[LINE_SIZE];
	int about = WORD_WIDTH + 2;

	if (text_columns(option->word) >= WORD_WIDTH)
		about = text_columns(option->word) + 3;
	canvas_put(canvas, row, 0, 1, STYLE_STRONG, is_picked ? ">" : " ");
	canvas_put(canvas, row, 1, about - 1, STYLE_KEY, option->word);
	text_fit(fitted, sizeof fitted, option->about,
		canvas->columns > about ? canvas->columns - about : 0, ALIGN_LEFT);
	canvas_put(canvas, row, about, -1, STYLE_PLAIN, text_trim(fitted));
}

static void palette_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	struct choices choices;
	size_t first = 0, shown, i;
	int picked = -1;
	char usage[LINE_SIZE], fitted[LINE_SIZE];
	int row;

	choices_find(desk, desk->edit.text, &choices);
	shown = choices.count < CHOICES_SHOWN ? choices.count : CHOICES_SHOWN;
	if (layout->message - 1 < (int)shown)
		shown = layout->message > 1 ? (size_t)layout->message - 1 : 0;
	if (desk->pick != NOWHERE && desk->pick >= shown)
		first = desk->pick - shown + 1;
	row = layout->message - (int)shown;
	area_blank(canvas, row, (int)shown);
	for (i = first; i < first + shown && i < choices.count; i++, row++) {
		choice_draw(canvas, row, &choices.at[i], i == desk->pick);
		if (i == desk->pick)
			picked = row;
	}
	choices_free(&choices);
	if (layout->keys > layout->message) {
		usage_write(desk, usage, sizeof usage);
		text_fit(fitted, sizeof fitted, usage, layout->columns, ALIGN_LEFT);
		area_blank(canvas, layout->keys, 1);
		canvas_put(canvas, layout->keys, 0, -1, STYLE_HINT, text_trim(fitted));
	}
	field_draw(desk, canvas, layout->message, ":");
	if (picked >= 0)
		canvas_cursor(canvas, picked, 1, false);
}

const struct overlay overlay_palette = {palette_key, palette_paste, palette_draw};
