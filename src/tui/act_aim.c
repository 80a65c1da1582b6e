/* What a command on its way is about: the marks or the row under the cursor, the step of the log. */
#include "inner.h"
#include "list.h"
#include "log.h"

#include <stdlib.h>

/* An item's kind is refused before anything is asked, in the parser's words. */
static bool check_items(struct desk *desk, struct fault *why)
{
	struct request *request = &desk->act.request;
	const struct argument *arguments = request->command->arguments;
	bool *is_seen, fine = true;
	size_t i, argument = NOWHERE;

	for (i = 0; arguments[i].ask; i++)
		if (arguments[i].ask == ASK_TASK || arguments[i].ask == ASK_REPORT)
			argument = i;
	if (argument == NOWHERE)
		return true;
	is_seen = memory_take(desk->snapshot->item_count + 1, sizeof *is_seen);
	for (i = 0; fine && i < request->target_count; i++) {
		size_t item = request->targets[i].item;

		if (is_seen[item])
			continue;
		is_seen[item] = true;
		fine = request_take(
			desk->app, request, argument, desk->snapshot->items[item].code, why);
	}
	free(is_seen);
	request->values[argument].given = false;
	request->item = NOWHERE;
	return fine;
}

/* All steps from the one under the cursor, or the one named, to the newest: they are counted. */
static bool aim_back(
	struct desk *desk, struct request *request, const struct view *view, struct fault *why)
{
	char step[32];

	if (desk->now == VIEW_LOG && !request->values[0].given && list_has_row(view) &&
		log_step_text(view, view->lines[view->at].row, step, sizeof step) &&
		!request_take(desk->app, request, 0, step, why))
		return false;
	return !request->values[0].given || request->values[0].count == 0 ||
		store_count_since(desk->app->store, (long)request->values[0].count,
			&desk->act.steps, why);
}

bool act_aim(struct desk *desk, struct fault *why)
{
	struct act *act = &desk->act;
	struct view *view = desk_view(desk);
	const struct argument *first = act->request.command->arguments;
	struct target *targets;
	char step[32];
	size_t count;

	if (act->request.command == command_named("undo-to"))
		return aim_back(desk, &act->request, view, why);
	if (desk->now == VIEW_LOG && first->ask == ASK_COUNT && !first->option &&
		!act->request.values[0].given && list_has_row(view) &&
		log_step_text(view, view->lines[view->at].row, step, sizeof step))
		return request_take(desk->app, &act->request, 0, step, why);
	if (view_kinds[desk->now].on & ON_ROSTER && !tree_aim(desk, why))
		return false;
	if (!command_needs_rows(act->request.command) || act->request.unit_count > 0 ||
		act->request.item != NOWHERE || !(view_kinds[desk->now].on & ON_DUTIES))
		return true;
	act->on_marks = view_mark_count(desk, view) > 0;
	targets = view_targets(desk, view, &count);
	if (count > 0)
		request_aim(&act->request, targets, count);
	free(targets);
	return act_check(desk, why) && check_items(desk, why);
}
