/* The command that takes files in: what was understood, what is wrong with it, what was done. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>

#define ATTEMPTS 3

static void tell_sheet(const struct import *import, struct buffer *out)
{
	const struct sheet *sheet = import->sheet;
	char separator[8];
	snprintf(separator, sizeof separator, sheet->separator == '\t' ? "tab" : "%c",
		sheet->separator);
	/* TRANSLATORS: file name, encoding, separator, line of the headings, number of rows */
	buffer_print(out, say(N_("%s: %s, separator %s, headings in line %ld, rows %zu\n")),
		import->file, say(sheet->encoding), separator, sheet->header_line, import->row_count);
}

static void tell_complaints(const struct import *import, struct buffer *out)
{
	char line[2048];
	for (size_t i = 0; i < import->complaints.count; i++) {
		complaint_print(&import->complaints.at[i], import->file, line, sizeof line);
		buffer_print(out, "%s\n", line);
	}
}

static bool take_and_tell(struct app *app, struct import *import,
	const struct import_options *options, const char *command, struct reply *reply,
	struct fault *why)
{
	long step = 0;
	bool taken = import_take(app, import, options, command, &step, why);
	/* What was prepared before others wrote is worth nothing: that they write again and again while
	 * a file is prepared is told in the end. */
	for (int attempt = 1; !taken && import->is_outdated && import->source && attempt < ATTEMPTS;
		attempt++)
		taken = import_again(app, import, why) &&
			import_take(app, import, options, command, &step, why);
	if (!taken && why->kind == FAULT_NO) /* who cancels wants no list of complaints */
		return false;
	tell_sheet(import, &reply->complaints);
	tell_complaints(import, &reply->complaints);
	if (step) {
		reply->step = step;
		reply->changed += import->of[CHANGE_ADDED] + import->of[CHANGE_CHANGED] +
				  import->of[CHANGE_REMOVED];
	}
	if (taken || why->kind == FAULT_REFUSED)
		import_print(import, options->dry_run, &reply->text);
	return taken;
}

bool import_file(struct app *app, enum sheet_kind kind, const char *path,
	const struct import_options *options, const char *command, struct reply *reply,
	struct fault *why)
{
	char *bytes;
	size_t length;
	if (!file_read(path, sheet_limits_local.file_bytes, &bytes, &length, why))
		return false;
	struct import import;
	bool taken = import_prepare(app, kind, path, bytes, length, options, &import, why);
	if (taken)
		taken = take_and_tell(app, &import, options, command, reply, why);
	else
		tell_complaints(&import, &reply->complaints);
	import_free(&import);
	free(bytes);
	return taken;
}

bool run_import(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct import import;
	bool made = false;
	app->takes_bulk = true;
	bool taken = import_open(app, request, &import, why);
	app->takes_bulk = false;
	if (taken) {
		made = import.source->made;
		taken = take_and_tell(app, &import, &import.source->options, import.source->words,
			reply, why);
	} else {
		tell_complaints(&import, &reply->complaints);
	}
	import_free(&import);
	if (made && !reply->step)
		database_unmake(app);
	return taken;
}
