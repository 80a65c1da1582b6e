/* Taking steps back and doing them again. */
#include "inner.h"

/* It is done and stored: what cannot be shown then (several plans are open, and none is named) does
 * not make it undone. */
static void show_then(struct app *app, struct reply *reply)
{
	struct fault unseen;
	reply_refresh(app, reply, &unseen);
}

bool run_undo(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct value *step = request_value(request, N_("STEP"));
	struct step_told told;
	if (!store_undo(app->store, app->actor, step->given ? (long)step->count : 0, &told, why))
		return false;
	reply->step = told.step;
	reply->changed = told.rows;
	/* TRANSLATORS: step number, the command it was */
	buffer_print(&reply->text, say(N_("taken back: step %ld, %s")), told.target, told.command);
	show_then(app, reply);
	return true;
}

bool run_undo_to(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct step_told told;
	size_t steps;
	if (!store_undo_since(app->store, app->actor,
		    (long)request_value(request, N_("STEP"))->count, &steps, &told, why))
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
	(void)request;
	struct step_told told;
	if (!store_redo(app->store, app->actor, &told, why))
		return false;
	reply->step = told.step;
	reply->changed = told.rows;
	buffer_print(&reply->text, say(N_("done again: step %ld, %s")), told.target, told.command);
	show_then(app, reply);
	return true;
}
