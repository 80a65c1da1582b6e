/* One question at the bottom of the screen: what it is for, the field, and under it how the parser
 * reads what stands there, at every key. */
#include "inner.h"
#include "numbers.h"
#include "preview.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- readings ------------------------------------------------------------------------------- */

void day_reading(const struct desk *desk, int day, char *out, size_t size)
{
	int away = day - desk->app->today;
	char printed[DAY_TEXT], distance[80];

	if (away == 0)
		snprintf(distance, sizeof distance, "%s", say(N_("today")));
	else if (away > 0)
		snprintf(distance, sizeof distance,
			say_many("%d day left", "%d days left", (unsigned long)away), away);
	else
		snprintf(distance, sizeof distance,
			say_many("%d day ago", "%d days ago", (unsigned long)-away), -away);
	snprintf(out, size, "→ %s %s · %s", day_name(day), day_print(day, printed), distance);
}

static const char *ask_hint(enum ask ask)
{
	switch (ask) {
	case ASK_DAY:
		return say(N_("a day: 30/6, 01/7/2020, today, +3, -1, fri"));
	case ASK_DAY_OR_NONE:
		return say(N_("a day: 30/6, 01/7/2020, today, +3; empty: no end to it"));
	case ASK_COUNT:
		return say(N_("a whole number: 12, 2.455"));
	case ASK_FILE:
		return say(N_("Enter: go on, Tab: complete the name, Esc: leave it"));
	case ASK_VALUE:
		return say(N_("a whole number; +5 adds; - not applicable; empty: not reported"));
	default:
		return say(N_("Enter: go on, Esc: leave it"));
	}
}

static void read_argument(struct desk *desk, const char *text)
{
	struct request *request = &desk->act.request;
	const struct argument *argument = &request->command->arguments[desk->act.argument];
	const struct value *value = &request->values[desk->act.argument];
	struct fault why;

	if (argument->ask == ASK_WORD && !argument->option && act_is_import(desk)) {
		kind_read(desk, text);
		return;
	}
	if (argument_hint(desk, text))
		return;
	if (!*text) {
		snprintf(desk->reading, sizeof desk->reading, "%s", ask_hint(argument->ask));
		return;
	}
	if (!request_take(desk->app, request, desk->act.argument, text, &why) ||
		!argument_check(desk, &why)) {
		desk->is_refused = true;
		snprintf(desk->reading, sizeof desk->reading, "%s", fault_told(desk->app, &why));
	} else if (argument->ask == ASK_DAY || argument->ask == ASK_DAY_OR_NONE) {
		day_reading(desk, value->day, desk->reading, sizeof desk->reading);
	} else if (argument->ask == ASK_VALUE && desk->now == VIEW_NUMBERS) {
		desk->is_refused = !numbers_reading(
			desk, value->text, desk->reading, sizeof desk->reading);
	} else if (argument->ask == ASK_COUNT) {
		snprintf(desk->reading, sizeof desk->reading, "→ %lld", (long long)value->count);
	} else {
		snprintf(desk->reading, sizeof desk->reading, "%s", ask_hint(argument->ask));
	}
}

/* The number to be typed. */
static size_t asked_count(const struct act *act)
{
	return act->steps ? act->steps : act->rows ? act->rows : act->request.target_count;
}

static void read_count(struct desk *desk, const char *text)
{
	size_t steps = desk->act.steps, count = asked_count(&desk->act);
	int64_t typed;

	desk->is_refused = !count_parse(text, &typed, NULL) || typed != (int64_t)count;
	snprintf(desk->reading, sizeof desk->reading,
		desk->is_refused && steps ? say(N_("%zu steps: type %zu to go on, Esc leaves it"))
		: desk->is_refused        ? say(N_("%zu rows: type %zu to go on, Esc leaves it"))
		: steps                   ? say(N_("→ %zu steps, all %zu of them"))
					  : say(N_("→ %zu rows, all %zu of them")),
		count, count);
}

static void read_file(struct desk *desk, const char *text)
{
	struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	struct fault why;
	char path[EDIT_SIZE];
	const char *reading;

	text = file_expanded(text, path, sizeof path);
	bool is_named = *text && strcmp(text, "-") != 0;
	bool is_text = desk->asked == ASKED_TEXT_FILE;
	desk->is_refused = !is_named || (!is_text && !export_style(text, &style, &why));
	reading = is_text ? say(N_("the text shown, as it is"))
		  : style.dialect == DIALECT_WORKBOOK ? say(N_("the rows shown, as an Excel workbook"))
						    : say(N_("the rows shown, as a CSV file"));
	if (!is_named)
		reading = say(N_("a file needs a name here"));
	else if (desk->is_refused)
		reading = why.text;
	else if (access(text, F_OK) == 0)
		reading = say(N_("→ takes the place of the file that is there"));
	snprintf(desk->reading, sizeof desk->reading, "%s", reading);
}

void prompt_read(struct desk *desk)
{
	desk->is_refused = desk->is_warned = false;
	if (desk->asked == ASKED_ARGUMENT)
		read_argument(desk, desk->edit.text);
	else if (desk->asked == ASKED_COUNT)
		read_count(desk, desk->edit.text);
	else if (desk->asked == ASKED_FILE || desk->asked == ASKED_TEXT_FILE)
		read_file(desk, desk->edit.text);
	else if (desk->asked == ASKED_DATABASE)
		welcome_read(desk, desk->edit.text);
	else
		preview_read(desk, desk->edit.text);
	if (desk->asked == ASKED_ARGUMENT &&
		draft_tell_offer(desk, desk->reading, sizeof desk->reading))
		desk->is_refused = false;
}

void prompt_open(struct desk *desk, enum asked asked, const char *start)
{
	bool is_remembered = asked == ASKED_ARGUMENT && act_is_import(desk);
	const char *offered = asked == ASKED_ARGUMENT ? draft_offer(desk, start) : start;

	desk->asked = asked;
	/* A name of a file is typed on; a word is chosen. */
	if (offered != start)
		is_remembered = is_remembered &&
			desk->act.request.command->arguments[desk->act.argument].ask == ASK_WORD;
	edit_set(&desk->edit, offered);
	desk->edit.is_offered = is_remembered && *desk->edit.text;
	desk->over = &overlay_prompt;
	prompt_read(desk);
}

/* ---- answers -------------------------------------------------------------------------------- */

static void take_text_file(struct desk *desk)
{
	char told[EDIT_SIZE];
	struct fault why;

	text_again(desk);
	if (export_text(desk, desk->edit.text, &why))
		/* TRANSLATORS: a file */
		desk_say(desk, STYLE_PLAIN, say(N_("written to %s")),
			file_told(desk->edit.text, told, sizeof told));
	else
		desk_refuse(desk, &why);
}

static void take_file(struct desk *desk)
{
	char path[EDIT_SIZE], told[EDIT_SIZE];
	struct fault why;

	if (!export_write(desk, file_expanded(desk->edit.text, path, sizeof path), &why)) {
		desk_refuse(desk, &why);
		return;
	}
	desk_say(desk, STYLE_PLAIN,
		say_many("%lu row written to %s", "%lu rows written to %s",
			desk_view(desk)->row_count),
		(unsigned long)desk_view(desk)->row_count, file_told(path, told, sizeof told));
}

/* What is written over cannot be taken back by undo, so it is asked once more. */
static bool is_to_be_warned(struct desk *desk)
{
	char path[EDIT_SIZE];

	if ((desk->asked != ASKED_FILE && desk->asked != ASKED_TEXT_FILE) || desk->is_warned ||
		access(file_expanded(desk->edit.text, path, sizeof path), F_OK) != 0)
		return false;
	desk->is_warned = true;
	snprintf(desk->reading, sizeof desk->reading, "%s",
		say(N_("this file is there already: Enter again takes its place, Esc leaves it")));
	return true;
}

/* Without a name a file would be the terminal itself. */
static bool is_nameless(enum ask ask, const char *text)
{
	return ask == ASK_FILE && (!*text || strcmp(text, "-") == 0);
}

/* A needed argument is read even when nothing was typed: the parser says what is missing. */
static bool take_argument(struct desk *desk)
{
	struct act *act = &desk->act;
	const struct argument *argument = &act->request.command->arguments[act->argument];
	enum sheet_kind kind;
	struct fault why;

	if (is_nameless(argument->ask, desk->edit.text)) {
		desk->is_refused = true;
		snprintf(desk->reading, sizeof desk->reading, "%s",
			say(N_("a file needs a name here")));
		return false;
	}
	if (argument->ask == ASK_WORD && act_is_import(desk) &&
		!sheet_kind_from_word(desk->edit.text, &kind)) {
		char whole[EDIT_SIZE];

		/* A beginning that only one kind has is that kind. */
		if (!desk->edit.text[0] || !kind_complete(desk->edit.text, whole, sizeof whole))
			return false;
		edit_set(&desk->edit, whole);
	}
	/* What is as it was is not said again: another may have changed it meanwhile. */
	if (!argument->required && strcmp(desk->edit.text, act->start) == 0) {
		act->request.values[act->argument].given = false;
		return true;
	}
	if (request_take(desk->app, &act->request, act->argument, desk->edit.text, &why) &&
		argument_check(desk, &why)) {
		act_expand(desk);
		return true;
	}
	desk->is_refused = true;
	snprintf(desk->reading, sizeof desk->reading, "%s", fault_told(desk->app, &why));
	return false;
}

/* Enter on a wrong number changes what is said, or it would seem to do nothing. */
static void refuse_count(struct desk *desk)
{
	const char *text = desk->edit.text;
	size_t count = asked_count(&desk->act);

	if (*text)
		snprintf(desk->reading, sizeof desk->reading,
			say(N_("not %s: only the number %zu goes on, Esc leaves it")), text, count);
	else
		snprintf(desk->reading, sizeof desk->reading,
			say(N_("nothing is typed yet: type %zu to go on, Esc leaves it")), count);
}

void prompt_accept(struct desk *desk)
{
	if (desk->asked == ASKED_ARGUMENT && !take_argument(desk))
		return;
	if (desk->asked != ASKED_ARGUMENT && (desk->is_refused || is_to_be_warned(desk))) {
		if (desk->asked == ASKED_COUNT && desk->is_refused)
			refuse_count(desk);
		return;
	}
	desk->act.from = desk->asked == ASKED_ARGUMENT ? desk->over : NULL;
	desk->act.asked = desk->act.argument;
	if (desk->asked == ASKED_ARGUMENT)
		draft_note_answer(desk);
	desk->over = NULL;
	if (desk->asked == ASKED_FILE || desk->asked == ASKED_TEXT_FILE) {
		if (desk->asked == ASKED_FILE)
			take_file(desk);
		else
			take_text_file(desk);
		return;
	}
	if (desk->asked == ASKED_CELL || desk->asked == ASKED_REJECTS) {
		preview_answer(desk);
		return;
	}
	if (desk->asked == ASKED_DATABASE) {
		welcome_answer(desk);
		return;
	}
	if (desk->asked == ASKED_COUNT)
		desk->act.is_confirmed = true;
	else
		desk->act.argument++;
	act_go_on(desk);
}

void prompt_leave(struct desk *desk)
{
	desk->over = NULL;
	draft_drop(desk);
	if (desk->asked == ASKED_TEXT_FILE)
		text_again(desk);
	welcome_say_left(desk);
	act_drop(desk);
}

/* The name of a file, or the kind of one: as far as what is typed tells it. */
static void prompt_complete(struct desk *desk)
{
	const struct argument *argument = NULL;
	char kind[EDIT_SIZE];

	if (desk->asked == ASKED_ARGUMENT)
		argument = &desk->act.request.command->arguments[desk->act.argument];
	if (argument && argument->ask == ASK_WORD) {
		if (act_is_import(desk) ? kind_complete(desk->edit.text, kind, sizeof kind)
				       : unit_kind_complete(desk, desk->edit.text, kind, sizeof kind))
			edit_set(&desk->edit, kind);
	} else if (desk->app->account) { /* no name of the server's is told */
		return;
	} else if (argument ? argument->ask == ASK_FILE
			    : desk->asked != ASKED_COUNT && desk->asked != ASKED_CELL) {
		file_complete(&desk->edit);
	}
	prompt_read(desk);
}

void prompt_tell_leaving(struct desk *desk, const char *key)
{
	if (strcmp(key, "^C") == 0 || strcmp(key, "^\\") == 0 || strcmp(key, "^Z") == 0)
		snprintf(desk->reading, sizeof desk->reading, "%s", say(N_("Esc leaves the field")));
}

static void prompt_key(struct desk *desk, const char *key)
{
	if (edit_key(&desk->edit, key)) {
		prompt_read(desk);
		return;
	}
	switch (overlay_move(desk, key)) {
	case MOVE_NEXT_TAB:
		prompt_complete(desk);
		break;
	case MOVE_OPEN:
		prompt_accept(desk);
		break;
	case MOVE_BACK:
	case MOVE_CANCEL:
		prompt_leave(desk);
		break;
	default:
		prompt_tell_leaving(desk, key);
		break;
	}
}

void prompt_paste(struct desk *desk, const char *text)
{
	bool fits = edit_paste(&desk->edit, text);

	prompt_read(desk);
	if (!fits) {
		desk->is_refused = true;
		snprintf(desk->reading, sizeof desk->reading, "%s",
			say(N_("the paste was cut: a field holds 4,096 bytes")));
	}
}

const struct overlay overlay_prompt = {prompt_key, prompt_paste, prompt_draw};
