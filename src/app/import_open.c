/* An import from the words of its command: the file read once, prepared as often as somebody mends a
 * cell, chooses otherwise or changes the database. */
#include "inner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Below it the common way is quick enough and needs no more than some megabytes. */
#define BULK_ROWS 20000

/* ---- opening --------------------------------------------------------------------------------- */

static bool take_conflict(
	const struct request *request, enum on_conflict *choice, struct fault *why)
{
	const struct value *value = request_value(request, "--on-conflict");
	static const char *const words[] = {"stop", "mine", "theirs"};
	*choice = CONFLICT_STOP;
	for (int i = 0; value->given && i < 3; i++)
		if (strcmp(value->text, words[i]) == 0) {
			*choice = (enum on_conflict)i;
			return true;
		}
	return !value->given ||
	       refuse(why, FAULT_USAGE, N_("--on-conflict takes stop, mine or theirs, not %s"),
		       value->text);
}

static const char *option_text(
	const struct request *request, const char *option, struct pool *pool)
{
	const struct value *value = request_value(request, option);
	return value->given ? pool_text(pool, value->text) : NULL;
}

/* The command for the log without what may be chosen otherwise before it is done: import_words adds what
 * is in force then. */
static const char *words_without_choices(const struct request *request, struct pool *pool)
{
	struct request plain = *request;
	struct buffer words = {0};
	const struct argument *arguments = request->command->arguments;
	for (size_t i = 0; arguments[i].ask; i++)
		if (arguments[i].option && (strcmp(arguments[i].option, "--partial") == 0 ||
						   strcmp(arguments[i].option, "--on-conflict") == 0))
			plain.values[i].given = false;
	request_words(&plain, &words);
	const char *kept = pool_text(pool, buffer_text(&words));
	buffer_free(&words);
	return kept;
}

static bool take_options(const struct app *app, const struct request *request,
	struct import_source *source, struct fault *why)
{
	struct import_options *options = &source->options;
	const char *word = request_value(request, N_("KIND"))->text;
	source->words = words_without_choices(request, &source->pool);
	source->file = pool_text(&source->pool, request_value(request, N_("FILE"))->text);
	options->dry_run = request_value(request, "--dry-run")->given;
	options->partial = request_value(request, "--partial")->given;
	options->rejects = option_text(request, "--rejects", &source->pool);
	options->counts_rows = request_value(request, "--rows")->given;
	options->rows = request_value(request, "--rows")->count;
	options->sheet.encoding = option_text(request, "--encoding", &source->pool);
	options->sheet.limits = app->account ? &sheet_limits_officer : NULL;
	if (!sheet_kind_from_word(word, &source->kind) || source->kind > SHEET_NUMBERS)
		return refuse(why, FAULT_USAGE, N_("no kind %s; there are: %s"), word,
			"units, people, plan, tasks, receipts, numbers");
	return request_separator(request, &options->sheet.separator, why) &&
	       take_conflict(request, &options->on_conflict, why);
}

/* A file that cannot be read makes no database. */
static bool read_source(struct app *app, struct import_source *source, struct fault *why)
{
	bool dry_run = source->options.dry_run;
	if (strcmp(source->file, "-") != 0 && access(source->file, R_OK) != 0)
		return refuse(why, FAULT_TROUBLE, N_("cannot read %s: %s"), source->file,
			strerror(errno));
	const struct sheet_limits *limits = app->account ? &sheet_limits_officer : &sheet_limits_local;
	if (!file_read(source->file, limits->file_bytes, &source->bytes, &source->length, why))
		return false;
	/* An upload that was cut off ends like a whole one. */
	if (app->account && !dry_run && !file_sender_stays(why))
		return false;
	source->made = !dry_run && !app->store && file_is_absent(app->db);
	return app_open(app, !dry_run, why);
}

bool import_open(struct app *app, const struct request *request, struct import *import,
	struct fault *why)
{
	struct import_source *source = memory_take(1, sizeof *source);
	*import = (struct import){.source = source};
	/* What is taken in bulk is not looked at row by row, as the rows of an account must be. */
	source->options.bulk_rows = app->takes_bulk && !app->account ? BULK_ROWS : 0;
	if (!command_check(app, request, why) || !take_options(app, request, source, why) ||
		!read_source(app, source, why))
		return false;
	bool fine = import_prepare(app, source->kind, source->file, source->bytes, source->length,
		&source->options, import, why);
	import->source = source;
	if (!fine && source->made)
		database_unmake(app);
	return fine;
}

/* ---- mending --------------------------------------------------------------------------------- */

void import_mend(struct import *import, long line, const char *column, const char *text)
{
	struct import_source *source = import->source;
	if (source->fix_count == source->fix_room) {
		source->fix_room = source->fix_room ? source->fix_room * 2 : 16;
		source->fixes = memory_grow(source->fixes, source->fix_room, sizeof *source->fixes);
	}
	source->fixes[source->fix_count++] = (struct sheet_fix){
		line, pool_text(&source->pool, column), pool_text(&source->pool, text)};
}

const struct sheet_fix *import_unmend(struct import *import)
{
	struct import_source *source = import->source;
	return source->fix_count ? &source->fixes[--source->fix_count] : NULL;
}

struct placed_fix {
	struct sheet_fix fix;
	size_t made;
};

static int fix_order(const void *a, const void *b)
{
	const struct placed_fix *left = a, *right = b;
	if (left->fix.line != right->fix.line)
		return left->fix.line < right->fix.line ? -1 : 1;
	return left->made < right->made ? -1 : left->made > right->made;
}

static struct sheet_fix *fixes_by_line(const struct import_source *source)
{
	size_t count = source->fix_count;
	struct placed_fix *placed = memory_take(count + 1, sizeof *placed);
	struct sheet_fix *fixes = memory_take(count + 1, sizeof *fixes);
	for (size_t i = 0; i < count; i++)
		placed[i] = (struct placed_fix){source->fixes[i], i};
	qsort(placed, count, sizeof *placed, fix_order);
	for (size_t i = 0; i < count; i++)
		fixes[i] = placed[i].fix;
	free(placed);
	return fixes;
}

bool import_again(struct app *app, struct import *import, struct fault *why)
{
	struct import_source *source = import->source;
	struct import_options options = source->options;
	struct import fresh;
	struct sheet_fix *fixes = fixes_by_line(source);
	options.sheet.fixes = fixes;
	options.sheet.fix_count = source->fix_count;
	bool fine = import_prepare(app, source->kind, source->file, source->bytes, source->length,
		&options, &fresh, why);
	free(fixes);
	if (fine) {
		import->source = NULL;
		import_free(import);
		*import = fresh;
		import->source = source;
	} else {
		import_free(&fresh);
	}
	return fine;
}
