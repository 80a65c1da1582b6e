/* The frame that commands put around what they change: a step told by the words that asked for it,
 * kept if the work was done and abandoned if not. */
#include "inner.h"

#include <string.h>

/* A unit that was taken for an option of the program is one of the command's too. */
static void add_unit(const struct app *app, const struct command *command, struct buffer *words)
{
	for (const struct argument *argument = command->arguments; argument->ask; argument++)
		if (app->unit && argument->option && strcmp(argument->option, "--unit") == 0) {
			word_add(words, argument->option);
			word_add(words, app->unit);
		}
}

bool request_step_begin(struct app *app, const struct request *request, struct fault *why)
{
	struct buffer words = {0};
	request_words(request, &words);
	add_unit(app, request->command, &words);
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
