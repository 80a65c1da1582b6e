/* Taking steps back and doing them again. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

#define TOLD_SIZE 600
#define TOLD_COLUMNS 40 /* a longer command is not read, and cut on a screen */

/* It is done and stored: what cannot be shown then (several plans are open, and none is named) does
 * not make it undone. */
static void show_then(struct app *app, struct reply *reply)
{
	struct fault unseen;
	reply_refresh(app, reply, &unseen);
}

/* Of a step, the command that it was; of one with a long list of what it was done to, how many those
 * are. */
static char *step_command(const struct step_told *told, char out[TOLD_SIZE])
{
	char name[TOLD_SIZE];

	snprintf(name, sizeof name, "%s", told->command);
	if (told->rows > 1 && text_columns(name) > TOLD_COLUMNS) {
		name[strcspn(name, " ")] = '\0';
		/* TRANSLATORS: name of a command, how many rows it changed */
		snprintf(out, TOLD_SIZE,
			say_many("%s, %lu row", "%s, %lu rows", (unsigned long)told->rows), name,
			(unsigned long)told->rows);
	} else {
		memcpy(out, name, sizeof name);
	}
	return out;
}

/* 0 is no step's number; the store takes it for the newest. */
static bool is_a_step(const struct value *step, struct fault *why)
{
	return !step->given || step->count > 0 ||
		refuse(why, FAULT_MISSING, N_("there is no step %ld"), (long)step->count);
}

/* The session's own newest, so that of two of one person's each takes back what was done there. 0: it
 * has none, and the person's newest is meant, whichever session or day it is of. */
static long step_of_session(struct app *app, const struct request *request, bool back)
{
	return store_step_of(app->store, request->made, request->made_count, back);
}

bool run_undo(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct value *step = request_value(request, N_("STEP"));
	struct step_told told;
	char command[TOLD_SIZE];
	if (!is_a_step(step, why))
		return false;
	long own = step->given ? 0 : step_of_session(app, request, true);
	if (!store_undo(app->store, app->actor, step->given ? (long)step->count : own, &told, why))
		return false;
	reply->step = told.step;
	reply->changed = told.rows;
	buffer_print(&reply->text,
		request->is_of_session && !step->given && !own
			/* TRANSLATORS: step number, the command it was */
			? say(N_("taken back, though not done on this screen: step %ld, %s"))
			/* TRANSLATORS: step number, the command it was */
			: say(N_("taken back: step %ld, %s")),
		told.target, step_command(&told, command));
	show_then(app, reply);
	return true;
}

bool run_undo_to(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct value *step = request_value(request, N_("STEP"));
	struct step_told told;
	size_t steps;
	if (!is_a_step(step, why) ||
		!store_undo_since(
			app->store, app->actor, (long)step->count, &steps, &told, why))
		return false;
	reply->step = told.step;
	reply->changed = told.rows;
	buffer_print(&reply->text,
		/* TRANSLATORS: so many steps, the number of the oldest, the command it was */
		say_many("%lu step taken back, to before step %ld, %s",
			"%lu steps taken back, to before step %ld, %s", (unsigned long)steps),
		(unsigned long)steps, told.target, told.command);
	return reply_refresh(app, reply, why);
}

bool run_redo(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct step_told told;
	char command[TOLD_SIZE];
	if (!store_redo_of(
		    app->store, app->actor, step_of_session(app, request, false), &told, why))
		return false;
	reply->step = told.step;
	reply->changed = told.rows;
	buffer_print(&reply->text, say(N_("done again: step %ld, %s")), told.target,
		step_command(&told, command));
	show_then(app, reply);
	return true;
}
