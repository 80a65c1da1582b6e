/* The preview of an import opened, prepared again and left. */
#include "inner.h"
#include "preview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void preview_free(struct preview *preview)
{
	if (!preview)
		return;
	import_free(&preview->import);
	free(preview->entries);
	free(preview->mended);
	free(preview);
}

static void say_cancelled(struct desk *desk, const struct fault *why)
{
	const char *told = fault_told(desk->app, why);
	struct buffer text = {0};

	desk_refuse(desk, why);
	if (text_columns(told) <= desk->columns)
		return;
	buffer_add(&text, told);
	text_open(desk, say(command_named("import")->help), &text);
}

bool preview_again(struct desk *desk)
{
	struct preview *preview = desk->preview;
	long line = preview_line(preview);
	struct fault why;

	/* Preparing looks at the database as it is: what others did is still to be told. */
	if (store_has_news(desk->app->store))
		desk->has_news = true;
	if (!import_again(desk->app, &preview->import, &why)) {
		say_cancelled(desk, &why);
		return false;
	}
	if (preview->shown != KIND_COLUMNS && preview_of(preview, preview->shown) == 0)
		preview->shown = KIND_ALL;
	preview_show(preview, preview->shown);
	preview_seek(preview, line);
	return true;
}

/* The same file again: what was mended when it was left is mended again. */
static void mend_as_before(struct desk *desk, const struct preview *before)
{
	const struct import_source *old, *source = desk->preview->import.source;
	size_t i;

	if (!before)
		return;
	old = before->import.source;
	if (old->fix_count == 0 || old->kind != source->kind || old->length != source->length ||
		strcmp(old->file, source->file) != 0 ||
		memcmp(old->bytes, source->bytes, old->length) != 0)
		return;
	for (i = 0; i < old->fix_count; i++)
		import_mend(&desk->preview->import, old->fixes[i].line, old->fixes[i].column,
			old->fixes[i].text);
	preview_note_mends(desk->preview, old->fix_count);
	if (preview_again(desk))
		desk_say(desk, STYLE_STRONG,
			say_many("%lu cell is mended as you left it", "%lu cells are mended as you left them",
				old->fix_count),
			(unsigned long)old->fix_count);
}

/* A pipe would be waited for with the screen shut. */
static bool is_waited_for(const char *path, struct fault *why)
{
	struct stat about;

	if (stat(path, &about) != 0 || S_ISREG(about.st_mode) || S_ISDIR(about.st_mode))
		return false;
	return !refuse(why, FAULT_USAGE, N_("%s is no plain file: import it on the command line"), path);
}

/* Nothing came of it: no database is made. */
static void leave_trial(struct desk *desk)
{
	if (desk->aside.kind == ASIDE_TRIAL)
		aside_drop(desk);
}

void preview_open(struct desk *desk, const struct request *request)
{
	struct preview *preview = memory_take(1, sizeof *preview), *before = desk->preview;
	struct fault why;

	snprintf(desk->import_kind, sizeof desk->import_kind, "%s",
		request_value(request, "KIND")->text);
	snprintf(desk->import_file, sizeof desk->import_file, "%s",
		request_value(request, "FILE")->text);
	if (!command_check(desk->app, request, &why) || is_waited_for(desk->import_file, &why) ||
		!aside_trial(desk, &why) ||
		!import_open(desk->app, request, &preview->import, &why)) {
		preview_free(preview);
		leave_trial(desk);
		say_cancelled(desk, &why);
		return;
	}
	desk->preview = preview;
	preview_show(preview, KIND_ALL);
	desk_show(desk, VIEW_IMPORT);
	mend_as_before(desk, before);
	preview_free(before);
	if (preview->count > 0 && !entry_is_wrong(&preview->entries[0]) &&
		!preview_find_error(preview, 1))
		preview->at = 0;
}

void preview_reword(struct desk *desk)
{
	if (desk->preview && desk->now == VIEW_IMPORT)
		preview_again(desk);
}

/* Mends are kept for the same file; without any there is nothing to come back to. */
void preview_leave(struct desk *desk)
{
	desk_back(desk);
	leave_trial(desk);
	desk_say(desk, STYLE_PLAIN, say(N_("left %s: nothing was written")),
		desk->preview->import.source->file);
	if (desk->preview->import.source->fix_count > 0)
		return;
	preview_free(desk->preview);
	desk->preview = NULL;
}
