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

/* at: the first complaint of this line or of one below it. */
static void write_reasons(
	const struct import *import, long line, size_t at, struct sheet_writer *writer)
{
	const struct complaints *complaints = &import->complaints;
	struct buffer reasons = {0};
	for (; at < complaints->count && complaints->at[at].line == line; at++) {
		const struct complaint *complaint = &complaints->at[at];
		if (complaint->level != COMPLAINT_WARNING)
			buffer_print(&reasons, "%s%s%s%s%s%s", reasons.length ? "; " : "",
				complaint->column, *complaint->column ? ": " : "", complaint->text,
				*complaint->advice ? ": " : "", complaint->advice);
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

/* The format's column of dates that stands there in the file; NULL: it is none, or a derived one. */
static const struct column *date_column(const struct sheet *sheet, size_t place, size_t *at)
{
	for (*at = 0; *at < sheet->format->count; ++*at) {
		const struct column *column = &sheet->format->columns[*at];
		if (sheet->has[*at] && sheet->shown[*at] == sheet->headings[place])
			return column->type == COLUMN_DATE && !(column->flags & COLUMN_DERIVED)
				       ? column
				       : NULL;
	}
	return NULL;
}

/* Whether an error was told of a row's shape: its cells were not read then. Complaints are in the
 * order of the rows: at is the first of this one. */
static bool is_misshapen(const struct import *import, size_t at, long line)
{
	const struct complaints *complaints = &import->complaints;
	for (; at < complaints->count && complaints->at[at].line == line; at++)
		if (complaints->at[at].level == COMPLAINT_ERROR && !*complaints->at[at].column)
			return true;
	return false;
}

/* A day as it came, unless it would be read otherwise without the rows that are not here: then as
 * it was read, or, where nobody can tell, with a mark that keeps it from being taken. */
static void write_day(struct sheet_writer *writer, const struct column *column, const char *raw,
	const char *read)
{
	struct buffer marked = {0};
	char alone[DAY_TEXT];
	int day;
	bool reads_alone = cell_read(column, raw, alone, sizeof alone, NULL);
	if (reads_alone && !day_from_iso(read, &day))
		buffer_print(&marked, "%s ?", raw);
	else if (reads_alone && strcmp(alone, read) != 0)
		buffer_add(&marked, read);
	writer_cell(writer, NULL, marked.length ? buffer_text(&marked) : raw);
	buffer_free(&marked);
}

static bool is_short(const struct sheet *sheet, const struct sheet_row *row)
{
	return row->raw_count < sheet->column_count;
}

/* Cells of a row without the empty ones beyond the header. A row that ends before it stays short,
 * for empty cells would clear what the missing ones leave alone. */
static size_t raw_width(const struct sheet *sheet, const struct sheet_row *row, bool was_read)
{
	size_t width = row->raw_count;
	while (width > sheet->column_count && !*row->raw[width - 1])
		width--;
	return is_short(sheet, row) && !was_read ? sheet->column_count : width;
}

/* complaint: the first one of this row or of a row below it. */
static void write_raw_cells(const struct import *import, const struct sheet_row *row,
	size_t complaint, struct sheet_writer *writer)
{
	const struct sheet *sheet = import->sheet;
	bool was_read = !is_misshapen(import, complaint, row->line);
	size_t width = raw_width(sheet, row, was_read);
	for (size_t i = 0; i < width; i++) {
		const char *raw = i < row->raw_count ? row->raw[i] : "";
		const struct column *column = NULL;
		size_t at = 0;
		if (i < sheet->column_count && is_reason(sheet->headings[i]))
			continue;
		if (i < sheet->column_count && *raw && was_read)
			column = date_column(sheet, i, &at);
		if (column)
			write_day(writer, column, raw, row->cells[at]);
		else
			writer_cell(writer, NULL, raw);
	}
	if (!was_read && width <= sheet->column_count)
		writer_cell(writer, NULL, "?"); /* a cell too many: not taken until it is mended */
}

/* Whether a row has no shape: its cells may run on beyond the header, and must. Such complaints are
 * about no column. Or whether a row ends before the header does, and must. */
static bool any_ragged(const struct import *import, const bool *rejected)
{
	const struct complaints *complaints = &import->complaints;
	const struct sheet *sheet = import->sheet;
	for (size_t row = 0; row < sheet->row_count; row++)
		if (rejected[row] && is_short(sheet, &sheet->rows[row]))
			return true;
	for (size_t i = 0; i < complaints->count; i++)
		if (complaints->at[i].level == COMPLAINT_ERROR && !*complaints->at[i].column)
			return true;
	return false;
}

/* The reason is the last column, but the first where rows do not end with the header. */
static void write_rejected_rows(const struct import *import, struct sheet_writer *writer)
{
	const struct sheet *sheet = import->sheet;
	bool *rejected = left_out(import);
	bool reason_first = any_ragged(import, rejected);
	const char *reason = strcmp(language_now(), "vi") == 0 ? "Lý do" : "reason";
	size_t complaint = 0;
	if (reason_first)
		writer_heading(writer, reason);
	for (size_t i = 0; i < sheet->column_count; i++)
		if (!is_reason(sheet->headings[i]))
			writer_heading(writer, sheet->headings[i]);
	if (!reason_first)
		writer_heading(writer, reason);
	writer_end_row(writer);
	for (size_t row = 0; row < sheet->row_count; row++) {
		long line = sheet->rows[row].line;
		if (!rejected[row])
			continue;
		while (complaint < import->complaints.count &&
			import->complaints.at[complaint].line < line)
			complaint++;
		if (reason_first)
			write_reasons(import, line, complaint, writer);
		write_raw_cells(import, &sheet->rows[row], complaint, writer);
		if (!reason_first)
			write_reasons(import, line, complaint, writer);
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
	if (options->counts_rows && (int64_t)import->row_count != options->rows)
		return refuse(why, FAULT_REFUSED,
			N_("%s: %zu rows came, --rows says %lld: nothing was changed; send it again"),
			import->file, import->row_count, (long long)options->rows);
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

const char *import_words(struct import *import)
{
	const struct import_options *options = &import->source->options;
	struct buffer words = {0};
	buffer_print(&words, "%s%s%s", import->source->words,
		options->partial ? " --partial" : "",
		options->on_conflict == CONFLICT_MINE      ? " --on-conflict mine"
		: options->on_conflict == CONFLICT_THEIRS ? " --on-conflict theirs"
							  : "");
	const char *kept = pool_text(&import->source->pool, buffer_text(&words));
	buffer_free(&words);
	return kept;
}

bool import_run(struct app *app, struct import *import, long *step, struct fault *why)
{
	return import_take(app, import, &import->source->options, import_words(import), step, why);
}
