/* The frame that commands put around what they change: a step told by the words that asked for it,
 * kept if the work was done and abandoned if not. */
#include "inner.h"

bool request_step_begin(struct app *app, const struct request *request, struct fault *why)
{
	struct buffer words = {0};
	request_words(request, &words);
	bool begun = step_begin(app->store, app->actor, buffer_text(&words), why);
	buffer_free(&words);
	return begun;
}

bool request_step_end(struct app *app, bool done, struct reply *reply, struct fault *why)
{
	if (done)
		return step_commit(app->store, &reply->step, why);
	step_abandon(app->store);
	return false;
}
