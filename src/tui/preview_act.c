/* What is done in the preview of an import: cells mended, sides chosen, rows taken in. */
#include "inner.h"
#include "news.h"
#include "parts.h"
#include "preview.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void say_plainly(struct desk *desk, const char *text)
{
	desk_say(desk, STYLE_PLAIN, "%s", text);
}

/* Behind what was mended: what is still wrong. */
static void say_mended(struct desk *desk, size_t mended)
{
	const struct preview *preview = desk->preview;

	if (preview_of(preview, KIND_ERRORS) + preview_of(preview, KIND_CONFLICTS) == 0) {
		desk_say(desk, STYLE_PLAIN,
			say_many("%lu cell mended; nothing is wrong any more, Enter takes %zu rows in",
				"%lu cells mended; nothing is wrong any more, Enter takes %zu rows in",
				mended),
			(unsigned long)mended, preview_taken(preview));
		return;
	}
	desk_say(desk, STYLE_PLAIN,
		say_many("%lu cell mended; refused %zu, in conflict %zu",
			"%lu cells mended; refused %zu, in conflict %zu", mended),
		(unsigned long)mended, preview_of(preview, KIND_ERRORS),
		preview_of(preview, KIND_CONFLICTS));
}

/* ---- mending -------------------------------------------------------------------------------- */

void preview_note_mends(struct preview *preview, size_t cells)
{
	preview->mended = memory_grow(
		preview->mended, preview->mended_count + 1, sizeof *preview->mended);
	preview->mended[preview->mended_count++] = cells;
}

/* A mend that cannot be prepared with is none. */
static bool prepare_mended(struct desk *desk, size_t mends)
{
	struct import *import = &desk->preview->import;

	if (preview_again(desk)) {
		preview_note_mends(desk->preview, mends);
		return true;
	}
	while (mends-- > 0)
		import_unmend(import);
	return false;
}

static void say_no_cure(struct desk *desk)
{
	char key[KEY_LABEL];

	desk_say(desk, STYLE_PLAIN, say(N_("nothing is proposed here: %s edits the cell")),
		key_label_of(desk, MOVE_MEND, key));
}

void preview_cure(struct desk *desk, bool is_other)
{
	struct preview *preview = desk->preview;
	const struct entry *here = preview_here(preview);
	const struct complaint *complaint = here ? entry_complaint(preview, here) : NULL;
	const char *cure = !complaint ? "" : is_other ? complaint->other : complaint->cure;

	if (!*cure) {
		if (is_other)
			say_plainly(desk, say(N_("no second text is proposed here")));
		else
			say_no_cure(desk);
		return;
	}
	import_mend(&preview->import, complaint->line, complaint->column, cure);
	if (prepare_mended(desk, 1))
		say_mended(desk, 1);
}

void preview_cure_column(struct desk *desk)
{
	struct preview *preview = desk->preview;
	struct import *import = &preview->import;
	const struct entry *here = preview_here(preview);
	const struct complaint *like = here ? entry_complaint(preview, here) : NULL, *complaint;
	size_t i, mended = 0;

	if (!like || !*like->cure) {
		say_no_cure(desk);
		return;
	}
	for (i = 0; i < import->complaints.count; i++) {
		complaint = &import->complaints.at[i];
		if (complaint->level != like->level || !*complaint->cure ||
			strcmp(complaint->column, like->column) != 0)
			continue;
		import_mend(import, complaint->line, complaint->column, complaint->cure);
		mended++;
	}
	if (prepare_mended(desk, mended))
		say_mended(desk, mended);
}

void preview_unmend(struct desk *desk)
{
	struct preview *preview = desk->preview;
	const struct sheet_fix *fix = NULL;
	size_t cells, i;
	long line = 0;

	if (preview->mended_count == 0) {
		say_plainly(desk, say(N_("no cell is mended")));
		return;
	}
	cells = preview->mended[--preview->mended_count];
	for (i = 0; i < cells && (fix = import_unmend(&preview->import)) != NULL; i++)
		line = fix->line;
	if (!preview_again(desk))
		return;
	preview_seek(preview, line);
	if (cells == 1)
		desk_say(desk, STYLE_PLAIN, say(N_("line %ld is again as the file has it")), line);
	else
		desk_say(desk, STYLE_PLAIN,
			say_many("%lu cell is again as the file has it",
				"%lu cells are again as the file has them", cells),
			(unsigned long)cells);
}

void preview_next_side(struct desk *desk)
{
	struct import_options *options = &desk->preview->import.source->options;
	enum on_conflict before = options->on_conflict;
	static const char *const says[] = {
		N_("rows changed here and in the file stop the import"),
		N_("rows changed here and in the file stay as they are here"),
		N_("rows changed here and in the file become as the file has them")};

	options->on_conflict = (enum on_conflict)((before + 1) % 3);
	if (preview_again(desk))
		say_plainly(desk, say(says[options->on_conflict]));
	else
		options->on_conflict = before;
}

/* ---- a cell by hand ------------------------------------------------------------------------- */

static bool find_cell(const struct preview *preview, size_t *row, size_t *column)
{
	const struct entry *here = preview_here(preview);

	if (!here || here->kind == KIND_COLUMNS)
		return false;
	*row = import_row_at(&preview->import, entry_line(preview, here));
	*column = import_column_at(&preview->import, entry_column(preview, here));
	return *row != NOWHERE && *column != NOWHERE;
}

void preview_edit(struct desk *desk)
{
	struct preview *preview = desk->preview;
	size_t row, column;

	if (find_cell(preview, &row, &column))
		prompt_open(desk, ASKED_CELL, import_raw(&preview->import, row, column));
	else
		say_plainly(desk, say(N_("this is about no single cell of a row: mend it in the file")));
}

static void take_cell(struct desk *desk)
{
	struct preview *preview = desk->preview;
	const struct entry *here = preview_here(preview);
	size_t row, column;

	if (!find_cell(preview, &row, &column))
		return;
	if (strcmp(desk->edit.text, import_raw(&preview->import, row, column)) == 0) {
		say_plainly(desk, say(N_("left: nothing was changed")));
		return;
	}
	import_mend(&preview->import, entry_line(preview, here), entry_column(preview, here),
		desk->edit.text);
	if (prepare_mended(desk, 1))
		say_mended(desk, 1);
}

/* ---- taking in ------------------------------------------------------------------------------ */

/* Nothing is done on what is no longer so. */
static bool look_again(struct desk *desk)
{
	if (preview_again(desk))
		desk_say(desk, STYLE_STRONG, "%s",
			say(N_("▪ others changed the database meanwhile: look again, then do it again")));
	return false;
}

static bool is_current(struct desk *desk)
{
	return import_is_current(desk->app, &desk->preview->import) || look_again(desk);
}

/* A first import was prepared against an empty database that is none of the person's. */
static bool is_on_own(struct desk *desk)
{
	bool was_there;
	struct fault why;

	if (desk->aside.kind != ASIDE_TRIAL)
		return true;
	if (aside_found(desk, &was_there, &why))
		return was_there ? look_again(desk) : preview_again(desk);
	desk_refuse(desk, &why);
	return false;
}

static bool may_take(struct desk *desk, bool good_only)
{
	const struct preview *preview = desk->preview;
	const struct import_options *options = &preview->import.source->options;
	size_t refused = preview_of(preview, KIND_ERRORS);
	size_t conflicts = preview_of(preview, KIND_CONFLICTS);
	char cure[KEY_LABEL], mend[KEY_LABEL], side[KEY_LABEL], good[KEY_LABEL];

	if (options->dry_run)
		desk_say(desk, STYLE_ERROR, "%s",
			say(N_("--dry-run was given: nothing is to be written")));
	else if ((refused || conflicts) && !good_only && !options->partial)
		desk_say(desk, STYLE_ERROR,
			say(N_("refused %zu, in conflict %zu: mend (%s, %s), here or file (%s), "
			       "good rows only (%s)")),
			refused, conflicts, key_label_of(desk, MOVE_CURE, cure),
			key_label_of(desk, MOVE_MEND, mend), key_label_of(desk, MOVE_NEXT_SIDE, side),
			key_label_of(desk, MOVE_TAKE_GOOD, good));
	else if (preview_takes_nothing(preview))
		say_plainly(desk, say(N_("there is nothing to take in: no row would change")));
	else
		return true;
	return false;
}

static void say_taken(struct desk *desk, const struct import *import)
{
	char key[KEY_LABEL];
	const size_t *of = import->of, left_out = of[CHANGE_REFUSED] + of[CHANGE_CONFLICT];
	const struct import_source *source = import->source;

	key_label(desk, command_named("undo"), key);
	if (source->options.rejects && left_out > 0)
		desk_say(desk, STYLE_PLAIN,
			say_many("added %zu, changed %zu, removed %zu (%s: undo); %zu row is in %s",
				"added %zu, changed %zu, removed %zu (%s: undo); %zu rows are in %s",
				left_out),
			of[CHANGE_ADDED], of[CHANGE_CHANGED], of[CHANGE_REMOVED], key, left_out,
			source->options.rejects);
	else
		desk_say(desk, STYLE_PLAIN, say(N_("added %zu, changed %zu, removed %zu (%s: undo)")),
			of[CHANGE_ADDED], of[CHANGE_CHANGED], of[CHANGE_REMOVED], key);
}

static void taken(struct desk *desk, long made)
{
	struct preview *preview = desk->preview;
	char said[MESSAGE_SIZE];
	struct fault why;

	desk->preview = NULL;
	desk_back(desk);
	say_taken(desk, &preview->import);
	preview_free(preview);
	strcpy(said, desk->message);
	if (desk_reload(desk, made, &why))
		desk_say(desk, STYLE_PLAIN, "%s", said);
	else
		desk_refuse(desk, &why);
}

void preview_take(struct desk *desk, bool good_only)
{
	struct import *import = &desk->preview->import;
	struct import_options *options = &import->source->options, before = *options;
	struct fault why = {.kind = FAULT_NONE};
	long made = 0;

	if (!may_take(desk, good_only) || !is_on_own(desk) || !is_current(desk))
		return;
	options->partial = options->partial || good_only;
	import_run(desk->app, import, &made, &why);
	if (made) {
		taken(desk, made);
		return;
	}
	*options = before;
	if (import->is_outdated)
		is_current(desk);
	else
		desk_refuse(desk, &why);
}

/* ---- the rows left out ---------------------------------------------------------------------- */

/* tasks.csv: tasks.loi.csv, or the first tasks.loi-2.csv that is not there. */
static void rejects_name(const struct desk *desk, char *out, size_t size)
{
	const char *file = desk->preview->import.source->file, *dot = strrchr(file, '.');
	size_t length = dot && !strchr(dot, '/') ? (size_t)(dot - file) : strlen(file);
	int number = 1;

	snprintf(out, size, "%.*s.loi.csv", (int)length, file);
	while (access(out, F_OK) == 0 && ++number < 100)
		snprintf(out, size, "%.*s.loi-%d.csv", (int)length, file, number);
}

void preview_ask_rejects(struct desk *desk)
{
	char name[EDIT_SIZE];

	if (!may_take(desk, true))
		return;
	if (preview_of(desk->preview, KIND_ERRORS) + preview_of(desk->preview, KIND_CONFLICTS) == 0) {
		say_plainly(desk, say(N_("no row is left out: Enter takes them all in")));
		return;
	}
	rejects_name(desk, name, sizeof name);
	prompt_open(desk, ASKED_REJECTS, name);
}

static void take_rejects(struct desk *desk)
{
	struct import_source *source = desk->preview->import.source;
	const char *before = source->options.rejects;
	char path[EDIT_SIZE];

	file_expanded(desk->edit.text, path, sizeof path);
	source->options.rejects = pool_text(&source->pool, path);
	preview_take(desk, true);
	if (desk->preview)
		source->options.rejects = before;
}

/* ---- what prompts ask ----------------------------------------------------------------------- */

void preview_read(struct desk *desk, const char *text)
{
	const char *reading = say(N_("the rows left out, with the reason: mended, the file can be imported"));
	char path[EDIT_SIZE];

	if (desk->asked == ASKED_CELL) {
		snprintf(desk->reading, sizeof desk->reading, "%s",
			say(N_("as it would be typed in the sheet; the file itself stays as it is")));
		return;
	}
	file_expanded(text, path, sizeof path);
	desk->is_refused = !*text || strcmp(text, "-") == 0 || access(path, F_OK) == 0;
	if (!*text || strcmp(text, "-") == 0)
		reading = say(N_("a file needs a name here"));
	else if (desk->is_refused)
		reading = say(N_("a file of this name is there already: choose another name"));
	snprintf(desk->reading, sizeof desk->reading, "%s", reading);
}

void preview_answer(struct desk *desk)
{
	if (desk->asked == ASKED_CELL)
		take_cell(desk);
	else
		take_rejects(desk);
}

void preview_title(const struct desk *desk, char *out, size_t size)
{
	const struct preview *preview = desk->preview;
	const struct entry *here = preview_here(preview);

	if (desk->asked == ASKED_CELL && here)
		snprintf(out, size, say(N_("line %ld · %s")), entry_line(preview, here),
			entry_column(preview, here));
	else
		snprintf(out, size, "%s", say(command_of(MOVE_TAKE_GOOD)->help));
}
