/* Running a command of the table from the screen: aim it at rows, ask for what is missing, confirm
 * what is large, run it, and say what happened. */
#include "inner.h"
#include "list.h"
#include "news.h"
#include "numbers.h"
#include "parts.h"
#include "preview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNASKED_MOST 20 /* more rows than this are confirmed by typing their count (TUI.md §2) */

/* ---- before --------------------------------------------------------------------------------- */

bool command_needs_rows(const struct command *command)
{
	const struct argument *argument;

	for (argument = command->arguments; argument->ask; argument++)
		if (argument->required && argument->ask >= ASK_UNITS && argument->ask <= ASK_ITEM)
			return true;
	return false;
}

static bool changes(const struct command *command)
{
	return command->right >= RIGHT_CHANGE;
}

/* Neither a row nor a word makes it run here. */
static bool is_barred(const struct desk *desk, const struct command *command)
{
	return command->right == RIGHT_DESTROY || (changes(command) && desk->app->readonly) ||
	       !screen_offers(desk->app, command);
}

void act_reason(const struct desk *desk, const struct command *command, char *out, size_t size)
{
	const struct view *view = &desk->views[desk->now];
	struct target target;

	out[0] = '\0';
	if (command->right == RIGHT_DESTROY)
		snprintf(out, size, "%s",
			say(N_("this cannot be undone: do it on the command line")));
	else if (is_barred(desk, command))
		snprintf(out, size, "%s",
			desk->app->readonly ? say(N_("opened for reading only"))
					    : say(N_("this account may not do it")));
	else if (!(command->screens & view_kinds[desk->now].on) || !command_needs_rows(command))
		welcome_reason(desk, command, out, size);
	else if (desk->now == VIEW_PEOPLE && command == command_named("add-person") &&
		desk->unit != NOWHERE)
		return; /* to an empty roster */
	else if (view->marks.count == 0 && !view_target(desk, view, view->at, &target))
		snprintf(out, size, "%s",
			desk->now == VIEW_MATRIX && list_has_row(view)
				? say(N_("the plan does not ask this of this unit"))
				: desk->now == VIEW_UNIT && view->line_count > 0
				? say(N_("this line is no report or task"))
				: say(N_("there is no row here")));
}

static void say_reason(struct desk *desk, const char *reason, const struct command *command)
{
	struct fault why;

	/* What is to be done about it is more than the list of commands has room for. */
	if (is_barred(desk, command) && app_barred(desk->app, &why))
		desk_refuse(desk, &why);
	else
		desk_say(desk, STYLE_ERROR, "%s · %s", reason, say(command->help));
}

bool act_is_import(const struct desk *desk)
{
	return desk->act.request.command == command_named("import");
}

void act_expand(struct desk *desk)
{
	struct request *request = &desk->act.request;
	const struct argument *arguments = request->command->arguments;
	char path[EDIT_SIZE];
	size_t i;

	for (i = 0; arguments[i].ask; i++)
		if (arguments[i].ask == ASK_FILE && request->values[i].given &&
			request->values[i].text[0] == '~')
			request->values[i].text = pool_text(&request->pool,
				file_expanded(request->values[i].text, path, sizeof path));
}

/* The words typed behind a command's name, read as on the command line; but a file named "-" would
 * be the terminal itself. */
static bool take_words(struct desk *desk, const char **words, size_t count, struct fault *why)
{
	struct request *request = &desk->act.request;
	const struct argument *arguments = request->command->arguments;
	size_t i;

	if (!request_take_words(desk->app, request, words, count, why))
		return false;
	act_expand(desk);
	for (i = 0; arguments[i].ask; i++) {
		/* Who types one option asks for no other. */
		desk->act.has_options |= arguments[i].option && request->values[i].given;
		if (arguments[i].ask == ASK_FILE && request->values[i].given &&
			strcmp(request->values[i].text, "-") == 0)
			return refuse(why, FAULT_USAGE, N_("a file needs a name here"));
	}
	return true;
}

void act_start(struct desk *desk, const struct command *command, const char **words, size_t count)
{
	struct act *act = &desk->act;
	char reason[FAULT_TEXT] = "";
	struct fault why;

	act_drop(desk);
	if (!screen_allowed(desk->app, command, &why)) {
		desk_refuse(desk, &why);
		return;
	}
	if (count == 0 || changes(command))
		act_reason(desk, command, reason, sizeof reason);
	if (*reason && (count == 0 || is_barred(desk, command))) {
		say_reason(desk, reason, command);
		return;
	}
	request_start(&act->request, command);
	act->request.snapshot = desk->snapshot;
	act->request.is_seen = true;
	act->request.is_of_session = true;
	act->request.made = desk->own;
	act->request.made_count = desk->own_count;
	act->is_open = true;
	act->is_confirmed = true;
	if (!take_words(desk, words, count, &why) || !act_aim(desk, &why) ||
		!tree_count(desk, &why)) {
		act_drop(desk);
		desk_refuse(desk, &why);
		return;
	}
	if (changes(command) &&
		(act->request.target_count > UNASKED_MOST || act->steps > 1))
		act->is_confirmed = false;
	act_go_on(desk);
}

void act_start_on(struct desk *desk, const struct command *command, const struct target *targets,
	size_t count, const char *const texts[ARGUMENTS])
{
	struct act *act = &desk->act;
	char reason[FAULT_TEXT];
	bool fine = true;
	struct fault why;
	size_t i;

	act_drop(desk);
	if (!screen_allowed(desk->app, command, &why)) {
		desk_refuse(desk, &why);
		return;
	}
	act_reason(desk, command, reason, sizeof reason);
	if (*reason) {
		say_reason(desk, reason, command);
		return;
	}
	request_start(&act->request, command);
	act->request.snapshot = desk->snapshot;
	act->request.is_seen = true;
	act->is_open = true;
	for (i = 0; fine && command->arguments[i].ask; i++)
		fine = !texts[i] || request_take(desk->app, &act->request, i, texts[i], &why);
	if (!fine) {
		act_drop(desk);
		desk_refuse(desk, &why);
		return;
	}
	request_aim(&act->request, targets, count);
	act->is_confirmed = count <= UNASKED_MOST;
	act_go_on(desk);
}

void act_drop(struct desk *desk)
{
	if (desk->act.is_open) {
		desk->act.request.snapshot = NULL; /* it is the desk's */
		request_free(&desk->act.request);
	}
	memset(&desk->act, 0, sizeof desk->act);
}

/* ---- asking --------------------------------------------------------------------------------- */

static bool is_asked(const struct act *act, size_t argument)
{
	const struct request *request = &act->request;
	const struct argument *asked = &request->command->arguments[argument];
	bool is_aimed = request->target_count > 0 && asked->ask >= ASK_UNITS &&
		asked->ask <= ASK_ITEM;
	/* Without a name it would go to the terminal itself. */
	bool is_file = asked->ask == ASK_FILE && !asked->option;

	return (asked->required || (asked->prompted && !act->has_options) || is_file) &&
		!request->values[argument].given && !is_aimed;
}

/* What is there already, to be edited instead of typed again. */
static const char *argument_start(struct desk *desk, char *out, size_t size)
{
	const struct request *request = &desk->act.request;
	const struct argument *asked = &request->command->arguments[desk->act.argument];
	const struct target *target = request->targets;
	const struct record *record;
	const struct receipt *receipts;
	enum sheet_kind kind;
	size_t count;

	if (tree_start(desk, out, size))
		return out;
	if (act_is_import(desk) && !asked->option) {
		if (asked->ask == ASK_FILE)
			snprintf(out, size, "%s", desk->import_file);
		else if (sheet_kind_from_word(desk->import_kind, &kind))
			snprintf(out, size, "%s", sheet_kind_word(kind));
		return out;
	}
	if (request->target_count != 1 || asked->option)
		return out;
	if (asked->ask == ASK_VALUE)
		return numbers_field(desk, out, size);
	record = snapshot_record(desk->snapshot, target->item, target->unit);
	receipts = snapshot_receipts(desk->snapshot, target->item, target->unit, &count);
	if (asked->ask == ASK_TEXT && count > 0)
		snprintf(out, size, "%s", receipts[count - 1].note);
	else if (asked->ask == ASK_TEXT && record)
		snprintf(out, size, "%s", record->note);
	else if (asked->ask == ASK_COUNT && record && record->count >= 0)
		snprintf(out, size, "%lld", (long long)record->count);
	return out;
}

static void act_run(struct desk *desk);

void act_go_on(struct desk *desk)
{
	struct act *act = &desk->act;
	const struct argument *arguments = act->request.command->arguments;
	char start[EDIT_SIZE];

	if (tree_gone(desk))
		return;
	if (!act->is_confirmed) {
		prompt_open(desk, ASKED_COUNT, "");
		return;
	}
	while (arguments[act->argument].ask && !is_asked(act, act->argument))
		act->argument++;
	if (!arguments[act->argument].ask) {
		act_run(desk);
		return;
	}
	edit_set(&desk->edit, argument_start(desk, start, sizeof start));
	act->start = pool_text(&act->request.pool, desk->edit.text);
	prompt_open(desk, ASKED_ARGUMENT, start);
}

/* ---- afterwards ----------------------------------------------------------------------------- */

/* Texts to paste stand apart, each to be copied alone. */
static void set_apart(struct buffer *text)
{
	struct buffer apart = {0};
	const char *line = buffer_text(text);
	size_t length;

	for (; *line; line += length + (line[length] == '\n')) {
		length = strcspn(line, "\n");
		buffer_add(&apart, apart.length ? "\n" : "");
		buffer_bytes(&apart, line, length);
		buffer_add(&apart, "\n");
	}
	buffer_free(text);
	*text = apart;
}

/* More than a line, and texts made to be copied, are shown to be read: what is wrong with a file,
 * what was said, why it was refused (NULL: it was not). */
static void show_reply(struct desk *desk, const struct reply *reply, const struct command *command,
	const struct fault *why)
{
	const char *text = buffer_text(&reply->text), *end = strchr(text, '\n');
	const char *told = why ? fault_told(desk->app, why) : "";
	bool is_long = (end && end[1]) || reply->is_to_copy || (reply->is_answer && reply->changed) ||
		(why && (*text || text_columns(told) > desk->columns));
	struct buffer all = {0};

	if (!is_long && reply->complaints.length == 0)
		return;
	buffer_add(&all, buffer_text(&reply->complaints));
	buffer_add(&all, text);
	if (reply->is_answer && reply->changed)
		set_apart(&all);
	if (why)
		buffer_print(&all, "%s%s", *text && text[strlen(text) - 1] != '\n' ? "\n" : "",
			told);
	text_open(desk, say(command->help), &all);
}

/* The first line goes to the message line. */
static void say_reply(struct desk *desk, struct reply *reply, const struct command *command)
{
	const char *text = buffer_text(&reply->text);
	char key[KEY_LABEL] = "";

	if (reply->step && command != command_named("undo"))
		key_label(desk, command_named("undo"), key);
	if (reply->is_answer && reply->changed)
		desk_say(desk, STYLE_PLAIN, say_many("%lu text to paste", "%lu texts to paste",
				reply->changed), (unsigned long)reply->changed);
	else if (!reply->is_to_copy)
		desk_say(desk, STYLE_PLAIN, "%.*s", (int)strcspn(text, "\n"), text);
	/* One doubt fits the line, and nobody who types a column wants more in the way. */
	if (desk->now == VIEW_NUMBERS && reply->complaints.length > 0) {
		text = buffer_text(&reply->complaints);
		desk_say(desk, STYLE_STRONG, "%.*s", (int)strcspn(text, "\n"), text);
		return;
	}
	if (*key) {
		/* TRANSLATORS: behind what was done: the key that takes it back */
		size_t used = strlen(desk->message);

		snprintf(desk->message + used, sizeof desk->message - used, say(N_(" (%s: undo)")),
			key);
	}
	show_reply(desk, reply, command, NULL);
}

/* What was said stands before what others did meanwhile: it may be why nothing was to be done. */
static void renew_after(struct desk *desk, struct snapshot *fresh, long step)
{
	char said[MESSAGE_SIZE], news[MESSAGE_SIZE];

	strcpy(said, desk->message);
	desk->message[0] = '\0';
	desk_renew(desk, fresh, step);
	strcpy(news, desk->message);
	if (*said && *news)
		desk_say(desk, STYLE_STRONG, "%s · %s", said, news);
	else if (*said)
		strcpy(desk->message, said);
}

static void show_answer(struct desk *desk, struct reply *reply)
{
	struct view *view = &desk->views[VIEW_ANSWER];

	view_close(view);
	snapshot_free(desk->answered);
	view->listing = *reply->listing;
	free(reply->listing);
	reply->listing = NULL;
	desk->answered = reply->snapshot;
	reply->snapshot = NULL;
	view->order = ORDER_PLAN;
	view->is_loaded = true;
	desk_show(desk, VIEW_ANSWER);
	list_measure(view);
	list_arrange(desk, view);
}

static void act_answer(struct desk *desk, struct reply *reply, const struct command *command)
{
	struct snapshot *fresh = reply->listing ? NULL : reply->snapshot;
	struct fault why;

	if (reply->step)
		tour_note(desk, command);
	if (desk->act.on_marks && changes(command))
		marks_clear(&desk_view(desk)->marks);
	desk_view(desk)->in_range = false;
	tree_note(desk);
	draft_drop(desk);
	act_drop(desk);
	say_reply(desk, reply, command);
	if (reply->listing) {
		show_answer(desk, reply);
	} else if (fresh) {
		reply->snapshot = NULL;
		renew_after(desk, fresh, reply->step);
	} else if (changes(command) && !desk_reload(desk, reply->step, &why)) {
		desk_refuse(desk, &why);
	}
	tree_land(desk);
}

/* Nothing that was typed is to blame, so none of it is lost. */
static bool is_not_theirs(const struct fault *why)
{
	return why->kind == FAULT_BUSY || why->kind == FAULT_TROUBLE || why->kind == FAULT_NO ||
		why->kind == FAULT_MISSING; /* another removed it */
}

void act_again(struct desk *desk)
{
	act_run(desk);
}

static void act_run(struct desk *desk)
{
	const struct command *command = desk->act.request.command;
	struct reply reply = {.step = 0};
	struct fault why;

	if (act_is_import(desk) && request_finish(desk->app, &desk->act.request, &why)) {
		preview_open(desk, &desk->act.request);
		draft_drop(desk);
		act_drop(desk);
		return;
	}
	if (request_finish(desk->app, &desk->act.request, &why) &&
		command_run(desk->app, &desk->act.request, &reply, &why)) {
		act_answer(desk, &reply, command);
	} else if (reply.clash_count > 0) {
		conflict_open(desk, &reply);
	} else if (is_not_theirs(&why) && !reply.step && field_again(desk, &why)) {
		/* Enter tries it once more. */
	} else {
		draft_drop(desk);
		act_drop(desk);
		desk_refuse(desk, &why);
		show_reply(desk, &reply, command, &why);
		/* It was made; only looking at it afterwards failed. The next look shows it, and what
		 * others did, which the command itself may have looked at. */
		if (reply.step)
			desk_made(desk, reply.step);
		desk->has_news = desk->has_news || changes(command);
	}
	reply_free(&reply);
}
