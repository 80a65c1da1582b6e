/* Commands that make a database: an empty one, the sample. */
#include "inner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool make_database(struct app *app, struct fault *why)
{
	if (access(app->db, F_OK) == 0)
		return refuse(why, FAULT_REFUSED,
			N_("%s is there already: choose another name with --db, or open it as it "
			   "is"),
			app->db);
	return app_open(app, true, why);
}

void database_unmake(struct app *app)
{
	app_close(app);
	store_remove(app->db);
}

static bool import_named(struct app *app, enum sheet_kind kind, const char *path,
	struct reply *reply, struct fault *why)
{
	static const struct import_options options = {.dry_run = false};
	struct buffer command = {0};
	buffer_print(&command, "import %s %s", sheet_format(kind)->word, path);
	bool taken = import_file(app, kind, path, &options, buffer_text(&command), reply, why);
	buffer_free(&command);
	return taken;
}

bool run_init(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct value *plan = request_value(request, "--plan-file");
	const struct value *units = request_value(request, "--units-file");
	if (!make_database(app, why))
		return false;
	if ((units->given && !import_named(app, SHEET_UNITS, units->text, reply, why)) ||
		(plan->given && !import_named(app, SHEET_PLAN, plan->text, reply, why))) {
		database_unmake(app); /* mended, the same files can be given again */
		return false;
	}
	if (units->given && plan->given)
		buffer_print(&reply->text, say(N_("made %s\n")), app->db);
	else
		buffer_print(&reply->text, say(N_("made %s; next: import units, then a plan\n")),
			app->db);
	return true;
}

static bool run_line(struct app *app, const char *line, struct reply *reply, struct fault *why);

/* samples/steps.txt: commands that bring the sample to life, one a line. */
static bool run_steps(struct app *app, const char *path, struct reply *reply, struct fault *why)
{
	char *text, *rest, *line;
	size_t length;
	bool fine = true;
	if (!file_read(path, 1 << 20, &text, &length, why))
		return false;
	char *copy = memory_take(length + 1, 1);
	memcpy(copy, text, length);
	for (line = strtok_r(copy, "\n", &rest); fine && line; line = strtok_r(NULL, "\n", &rest))
		if (*line && *line != '#')
			fine = run_line(app, line, reply, why);
	free(copy);
	free(text);
	return fine;
}

static bool run_line(struct app *app, const char *line, struct reply *reply, struct fault *why)
{
	struct request request = {0};
	struct reply unheard = {0};
	const char **words;
	size_t count;
	bool fine = words_split(line, &request.pool, &words, &count, why);
	if (fine && count) {
		request_start(&request, command_named(words[0]));
		fine = request.command ? request_parse(app, &request, words + 1, count - 1, why) &&
						 command_run(app, &request, &unheard, why)
				       : refuse(why, FAULT_USAGE, N_("no command %s"), words[0]);
	}
	reply->changed += unheard.changed;
	reply_free(&unheard);
	request_free(&request);
	return fine;
}

bool run_demo(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	static const enum sheet_kind kinds[] = {
		SHEET_UNITS, SHEET_PEOPLE, SHEET_PLAN, SHEET_TASKS, SHEET_RECEIPTS, SHEET_NUMBERS};
	(void)request;
	struct reply unheard = {0};
	struct buffer path = {0};
	if (!make_database(app, why))
		return false;
	app->as_of = true;
	app->today = day_make(2020, 6, 28); /* two days before the first deadline */
	bool fine = true;
	for (size_t i = 0; fine && i < sizeof kinds / sizeof *kinds; i++) {
		buffer_clear(&path);
		buffer_print(&path, "%s/%s.csv", app->samples, sheet_format(kinds[i])->word);
		fine = import_named(app, kinds[i], buffer_text(&path), &unheard, why);
	}
	buffer_clear(&path);
	buffer_print(&path, "%s/steps.txt", app->samples);
	fine = fine && run_steps(app, buffer_text(&path), &unheard, why);
	if (fine)
		buffer_print(&reply->text,
			say(N_("made the sample database %s; open it with: tiendo --db %s --as-of "
			       "28/6/2020\n")),
			app->db, app->db);
	else {
		buffer_add(&reply->complaints, buffer_text(&unheard.complaints));
		database_unmake(app);
	}
	buffer_free(&path);
	reply_free(&unheard);
	return fine;
}
