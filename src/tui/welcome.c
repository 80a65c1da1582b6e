/* The first page of who has no database yet: the language, whether the signs can be read, and the
 * ways in. Nothing is made before a way in is taken. */
#include "inner.h"
#include "parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void welcome_show(struct desk *desk)
{
	/* Of no plan, no unit and no item: all that asks finds nothing. */
	desk_begin(desk, memory_take(1, sizeof(struct snapshot)));
	desk->now = desk->last = VIEW_WELCOME;
	desk->pick = 0;
}

/* ---- why a way is barred -------------------------------------------------------------------- */

/* Whether a file of that name could be made: its folder, or the first one above that is there. */
static bool can_make(const char *path, char *out, size_t size)
{
	char folder[EDIT_SIZE], *slash;
	struct stat about;
	int fault = 0;

	snprintf(folder, sizeof folder, "%s", path);
	do {
		slash = strrchr(folder, '/');
		snprintf(slash ? slash + (slash == folder) : folder, 2, "%s", slash ? "" : ".");
		fault = stat(folder, &about) != 0         ? errno
			: !S_ISDIR(about.st_mode)         ? ENOTDIR
			: access(folder, W_OK | X_OK) != 0 ? errno
							  : 0;
	} while (fault == ENOENT && slash && slash != folder);
	if (fault)
		snprintf(out, size, say(N_("nothing can be made in %s: %s")), folder,
			strerror(fault));
	return fault == 0;
}

void welcome_reason(const struct desk *desk, const struct command *command, char *out, size_t size)
{
	const struct app *app = desk->app;

	out[0] = '\0';
	if (command->move == MOVE_NEW_PLAN && app->readonly && !app->store)
		snprintf(out, size, "%s", say(N_("opened for reading only")));
	else if (command->move == MOVE_NEW_PLAN && !app->store)
		can_make(app->db, out, size);
	else if ((command->move == MOVE_SAMPLE || command->move == MOVE_TOUR) &&
		 access(app->samples, R_OK) != 0)
		snprintf(out, size, say(N_("the sample files are not there: %s")), app->samples);
}

/* ---- ways ----------------------------------------------------------------------------------- */

static void look_at_sample(struct desk *desk)
{
	struct fault why;
	char key[KEY_LABEL];

	aside_leave(desk);
	if (!aside_sample(desk, &why)) {
		desk_refuse(desk, &why);
		return;
	}
	desk_say(desk, STYLE_PLAIN,
		say(N_("sample data: do as you like; %s leaves it, and nothing of it stays")),
		key_label_of_leaving(desk, key));
}

static void ask_file_of(struct desk *desk, const char *kind)
{
	const char *words[] = {kind};

	desk->import_kind[0] = desk->import_file[0] = '\0';
	act_start(desk, command_named("import"), words, 1);
}

void welcome_new_plan(struct desk *desk)
{
	aside_leave(desk);
	desk->next_import = "plan";
	ask_file_of(desk, "units");
}

static const char *import_title(const struct request *request)
{
	const struct value *kind = request_value(request, "KIND");

	if (kind->given && strcmp(kind->text, "units") == 0)
		return say(N_("the units, a CSV file: shown first, nothing written yet"));
	if (kind->given && strcmp(kind->text, "plan") == 0)
		return say(N_("the plan, a CSV file: shown first, nothing written yet"));
	return say(N_("a CSV file: shown first, nothing written yet"));
}

/* Units are in, and the plan that goes with them is being asked for. */
static bool asks_plan_behind_units(const struct desk *desk)
{
	const struct value *kind;

	if (!act_is_import(desk) || !desk->snapshot->units.count || desk->snapshot->has_plan)
		return false;
	kind = request_value(&desk->act.request, "KIND");
	return kind->given && strcmp(kind->text, "plan") == 0;
}

void welcome_import_title(const struct desk *desk, char *out, size_t size)
{
	unsigned long units = desk->snapshot->units.count;

	if (asks_plan_behind_units(desk))
		snprintf(out, size,
			say_many("%lu unit is in; now the plan, a CSV file: shown first",
				"%lu units are in; now the plan, a CSV file: shown first", units),
			units);
	else
		snprintf(out, size, "%s", import_title(&desk->act.request));
}

void welcome_say_left(struct desk *desk)
{
	unsigned long units = desk->snapshot->units.count;

	if (asks_plan_behind_units(desk))
		desk_say(desk, STYLE_PLAIN,
			say_many("left: no plan was taken in; the %lu unit stays",
				"left: no plan was taken in; the %lu units stay", units),
			units);
	else
		desk_say(desk, STYLE_PLAIN, "%s", say(N_("left: nothing was changed")));
}

void welcome_open_file(struct desk *desk)
{
	act_drop(desk);
	prompt_open(desk, ASKED_DATABASE, "");
}

void welcome_go_on(struct desk *desk)
{
	struct fault why;
	const char *next = desk->next_import;

	if (desk->now == VIEW_WELCOME && desk->app->store && desk->aside.kind == ASIDE_NONE &&
		!desk_sit(desk, &why))
		desk_refuse(desk, &why);
	if (!next || desk->over || desk->now == VIEW_IMPORT)
		return;
	desk->next_import = NULL;
	/* The first file was taken in if there are units; left, nothing more is asked. */
	if (strcmp(desk->import_kind, "units") == 0 && desk->snapshot->units.count > 0 &&
		!desk->snapshot->has_plan)
		ask_file_of(desk, next);
}

static void pick(struct desk *desk, long step)
{
	if (step < 0 && desk->pick > 0)
		desk->pick--;
	else if (step > 0 && welcome_way(desk->pick + 1))
		desk->pick++;
}

static void leave(struct desk *desk, const char *key)
{
	char label[KEY_LABEL];

	desk->is_over = strcmp(key, "Esc") != 0;
	if (!desk->is_over)
		desk_say(desk, STYLE_PLAIN, say(N_("%s leaves")), key_label_of_leaving(desk, label));
}

static void take_way(struct desk *desk, const struct command *command)
{
	char reason[FAULT_TEXT];

	welcome_reason(desk, command, reason, sizeof reason);
	if (*reason)
		desk_say(desk, STYLE_ERROR, "%s", reason);
	else if (command->move == MOVE_SAMPLE)
		look_at_sample(desk);
	else if (command->move == MOVE_NEW_PLAN)
		welcome_new_plan(desk);
	else if (command->move == MOVE_OPEN_FILE)
		welcome_open_file(desk);
	else
		desk_do(desk, command, "");
}

/* Moves on the page itself; elsewhere they are the lists'. */
static bool move_on_page(struct desk *desk, enum move move, const char *key)
{
	switch (move) {
	case MOVE_UP:
	case MOVE_LEFT:
		pick(desk, -1);
		return true;
	case MOVE_DOWN:
	case MOVE_RIGHT:
	case MOVE_NEXT_TAB:
		pick(desk, 1);
		return true;
	case MOVE_HOME:
	case MOVE_PAGE_UP:
		desk->pick = 0;
		return true;
	case MOVE_END:
	case MOVE_PAGE_DOWN:
		while (welcome_way(desk->pick + 1))
			desk->pick++;
		return true;
	case MOVE_OPEN:
		take_way(desk, welcome_way(desk->pick));
		return true;
	case MOVE_BACK:
		leave(desk, key);
		return true;
	case MOVE_CANCEL:
		return true;
	default:
		return false;
	}
}

bool welcome_move(struct desk *desk, enum move move, const char *key)
{
	if (desk->now == VIEW_WELCOME && move_on_page(desk, move, key))
		return true;
	if (move != MOVE_SAMPLE && move != MOVE_NEW_PLAN && move != MOVE_OPEN_FILE)
		return false;
	take_way(desk, command_of(move));
	return true;
}

/* ---- a file that is there ------------------------------------------------------------------- */

void welcome_read(struct desk *desk, const char *text)
{
	char path[EDIT_SIZE];
	struct stat about;
	const char *reading = say(N_("Enter: go on, Tab: complete the name, Esc: leave it"));

	file_expanded(text, path, sizeof path);
	desk->is_refused = !*text;
	if (*text && stat(path, &about) != 0) {
		desk->is_refused = true;
		reading = strerror(errno);
	} else if (*text && S_ISDIR(about.st_mode)) {
		desk->is_refused = true;
		reading = say(N_("this is a folder: Tab goes on in it"));
	}
	snprintf(desk->reading, sizeof desk->reading, "%s", reading);
}

void welcome_answer(struct desk *desk)
{
	char path[EDIT_SIZE], *real;
	struct fault why;

	real = realpath(file_expanded(desk->edit.text, path, sizeof path), NULL);
	aside_leave(desk);
	if (!aside_open_file(desk, real ? real : path, &why))
		desk_refuse(desk, &why);
	else if (desk->options.config && desk->options.keeps_db &&
		 setting_keep(desk->options.config, "db", desk->app->db, &why))
		/* TRANSLATORS: a database, the file of settings */
		desk_say(desk, STYLE_PLAIN, say(N_("opened %s, from now on; kept in %s")),
			desk->app->db, desk->options.config);
	else
		desk_say(desk, STYLE_PLAIN, say(N_("opened %s")), desk->app->db);
	free(real);
}
