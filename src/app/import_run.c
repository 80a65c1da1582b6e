/* Doing what was prepared: the refused rows into a file of their own, the good ones into the
 * database; both or neither. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Rows left out: refused, or in conflict. The caller frees it. */
static bool *left_out(const struct import *import)
{
	bool *out = memory_take(import->sheet->row_count + 1, sizeof *out);
	for (size_t row = 0; row < import->sheet->row_count; row++)
		out[row] = import->sheet->rows[row].refused;
	for (size_t i = 0; i < import->count; i++)
		if (import->changes[i].how == CHANGE_CONFLICT)
			out[import->changes[i].row] = true;
	return out;
}

/* Complaints are in the order of the rows: *at moves along. */
static void write_reasons(
	const struct import *import, long line, size_t *at, struct sheet_writer *writer)
{
	const struct complaints *complaints = &import->complaints;
	struct buffer reasons = {0};
	while (*at < complaints->count && complaints->at[*at].line < line)
		++*at;
	for (; *at < complaints->count && complaints->at[*at].line == line; ++*at) {
		const struct complaint *complaint = &complaints->at[*at];
		if (complaint->level != COMPLAINT_WARNING)
			buffer_print(&reasons, "%s%s%s%s", reasons.length ? "; " : "",
				complaint->column, *complaint->column ? ": " : "", complaint->text);
	}
	writer_cell(writer, NULL, buffer_text(&reasons));
	buffer_free(&reasons);
}

/* The column that an earlier file of rejects brought along. */
static bool is_reason(const char *heading)
{
	char folded[64];
	text_fold(folded, sizeof folded, heading);
	return strcmp(folded, "reason") == 0 || strcmp(folded, "ly do") == 0;
}

static void write_rejected_rows(const struct import *import, struct sheet_writer *writer)
{
	const struct sheet *sheet = import->sheet;
	bool *rejected = left_out(import);
	size_t complaint = 0;
	for (size_t i = 0; i < sheet->column_count; i++)
		if (!is_reason(sheet->headings[i]))
			writer_heading(writer, sheet->headings[i]);
	writer_heading(writer, strcmp(language_now(), "vi") == 0 ? "Lý do" : "reason");
	writer_end_row(writer);
	for (size_t row = 0; row < sheet->row_count; row++) {
		if (!rejected[row])
			continue;
		for (size_t i = 0; i < sheet->column_count; i++)
			if (!is_reason(sheet->headings[i]))
				writer_cell(writer, NULL,
					i < sheet->rows[row].raw_count ? sheet->rows[row].raw[i]
								       : "");
		write_reasons(import, sheet->rows[row].line, &complaint, writer);
		writer_end_row(writer);
	}
	free(rejected);
}

static bool is_same_file(const char *a, const char *b)
{
	struct stat left, right;
	return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev &&
	       left.st_ino == right.st_ino;
}

/* The refused rows as they came, and why: mended, the file can be imported as it is. It appears when
 * it is finished. */
static bool start_rejects(const struct app *app, const struct import *import, const char *path,
	struct file_out *file, struct fault *why)
{
	struct sheet_style style = {
		.dialect = DIALECT_SPREADSHEET, .separator = import->sheet->separator};
	struct sheet_writer *writer;
	if (is_same_file(path, import->file))
		return refuse(why, FAULT_USAGE,
			N_("%s is the file being imported: give --rejects another name"), path);
	if (!export_path_is_safe(app, path, why) || !file_start(file, path, why))
		return false;
	writer_open(&writer, file->fd, &style);
	write_rejected_rows(import, writer);
	if (writer_close(writer, why))
		return true;
	file_finish(file, false, NULL);
	return false;
}

/* What is refused must not be lost: without its file the good rows are not taken either. */
static bool keep_rejects(
	struct app *app, struct file_out *file, long *step, struct fault *why)
{
	struct step_told told;
	if (file_finish(file, true, why))
		return true;
	if (*step && store_undo(app->store, app->actor, *step, &told, NULL))
		*step = 0;
	return false;
}

bool import_take(struct app *app, struct import *import, const struct import_options *options,
	const char *command, long *step, struct fault *why)
{
	bool rejects =
		options->rejects && (import->of[CHANGE_REFUSED] || import->of[CHANGE_CONFLICT]);
	struct file_out file;
	struct fault unkept;
	*step = 0;
	if (rejects && !start_rejects(app, import, options->rejects, &file, why))
		return false;
	bool taken = import_commit(app, import, options, command, step, why);
	if (!rejects)
		return taken;
	if (!taken && why->kind != FAULT_REFUSED)
		return file_finish(&file, false, NULL) && false;
	if (keep_rejects(app, &file, step, &unkept))
		return taken;
	*why = unkept;
	return false;
}

bool import_run(struct app *app, struct import *import, long *step, struct fault *why)
{
	const struct import_options *options = &import->source->options;
	struct buffer words = {0};
	buffer_add(&words, import->source->words);
	/* Chosen after the command was given. */
	if (options->partial && !strstr(import->source->words, "--partial"))
		buffer_add(&words, " --partial");
	bool taken = import_take(app, import, options, buffer_text(&words), step, why);
	buffer_free(&words);
	return taken;
}
