/* Command lines on the sample: words_split, request_parse and, for what only reads, command_run. A
 * line is refused in words or becomes a request whose targets are owed. */
#include "sample.h"

static bool may_run(const struct command *command)
{
	static const char *const names[] = {"due", "status", "list", "log", "help", "completion"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(command->name, names[i]) == 0)
			return true;
	return command->right == RIGHT_CHANGE; /* refused: the app is for reading */
}

static void check_targets(const struct request *request)
{
	for (size_t i = 0; i < request->target_count; i++) {
		HOLDS(request->targets[i].unit < request->snapshot->units.count);
		HOLDS(request->targets[i].item < request->snapshot->item_count);
		HOLDS(item_binds(&request->snapshot->items[request->targets[i].item],
		        request->targets[i].unit));
	}
}

static void run(const char *const *words, size_t count, const struct command *command)
{
	struct request request = {0};
	struct reply reply = {0};
	struct fault why = {.kind = FAULT_NONE};

	request_start(&request, command);
	if (!request_parse(&app, &request, words, count, &why)) {
		check_fault(&why);
	} else {
		check_targets(&request);
		if (may_run(command) && !command_run(&app, &request, &reply, &why))
			check_fault(&why);
		if (reply.listing && reply.listing->count) {
			struct buffer cell = {0};

			for (size_t i = 0; i < reply.listing->column_count; i++)
				listing_cell(reply.listing, reply.listing->count - 1, i, &cell);
			buffer_free(&cell);
		}
	}
	reply_free(&reply);
	request_free(&request);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct pool pool = {0};
	struct fault why = {.kind = FAULT_NONE};
	const char **words;
	size_t count;

	sample_open();
	char *line = fuzz_text(bytes, length);
	if (!words_split(line, &pool, &words, &count, &why)) {
		check_fault(&why);
	} else if (count > 0) {
		const struct command *command = command_named(words[0]);

		if (command)
			run(words + 1, count - 1, command);
		else
			command_nearest(words[0]);
	}
	pool_free(&pool);
	free(line);
	return 0;
}
