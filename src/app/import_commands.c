/* The command that takes files in: what was understood, what is wrong with it, what was done. */
#include "inner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void tell_sheet(const struct import *import, struct buffer *out)
{
	const struct sheet *sheet = import->sheet;
	char separator[8];
	snprintf(separator, sizeof separator, sheet->separator == '\t' ? "tab" : "%c",
		sheet->separator);
	/* TRANSLATORS: file name, encoding, separator, line of the headings, number of rows */
	buffer_print(out, say(N_("%s: %s, separator %s, headings in line %ld, rows %zu\n")),
		import->file, say(sheet->encoding), separator, sheet->header_line, sheet->row_count);
}

static void tell_complaints(const struct import *import, struct buffer *out)
{
	char line[2048];
	for (size_t i = 0; i < import->complaints.count; i++) {
		complaint_print(&import->complaints.at[i], import->file, line, sizeof line);
		buffer_print(out, "%s\n", line);
	}
}

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

/* The refused rows as they came, and why: mended, the file can be imported as it is. */
static bool write_rejects(const struct import *import, const char *path, struct fault *why)
{
	struct sheet_style style = {
		.dialect = DIALECT_SPREADSHEET, .separator = import->sheet->separator};
	struct sheet_writer *writer;
	struct file_out file;
	if (is_same_file(path, import->file))
		return refuse(why, FAULT_USAGE,
			N_("%s is the file being imported: give --rejects another name"), path);
	if (!file_start(&file, path, why))
		return false;
	writer_open(&writer, file.fd, &style);
	write_rejected_rows(import, writer);
	bool written = writer_close(writer, why);
	return file_finish(&file, written, written ? why : NULL) && written;
}

static bool import_and_tell(struct app *app, struct import *import,
	const struct import_options *options, const char *command, struct reply *reply,
	struct fault *why)
{
	long step = 0;
	tell_sheet(import, &reply->complaints);
	tell_complaints(import, &reply->complaints);
	if (options->counts_rows && (int64_t)import->sheet->row_count != options->rows)
		return refuse(why, FAULT_REFUSED,
			N_("%s: %zu rows came, --rows says %lld: nothing was changed; send it again"),
			import->file, import->sheet->row_count, (long long)options->rows);
	/* Before anything is taken: what is refused must not be lost. */
	if (options->rejects && (import->of[CHANGE_REFUSED] || import->of[CHANGE_CONFLICT]) &&
		!write_rejects(import, options->rejects, why))
		return false;
	bool taken = import_commit(app, import, options, command, &step, why);
	if (step) {
		reply->step = step;
		reply->changed += import->of[CHANGE_ADDED] + import->of[CHANGE_CHANGED] +
				  import->of[CHANGE_REMOVED];
	}
	import_print(import, options->dry_run, &reply->text);
	return taken;
}

bool import_file(struct app *app, enum sheet_kind kind, const char *path,
	const struct import_options *options, const char *command, struct reply *reply,
	struct fault *why)
{
	char *bytes;
	size_t length;
	const struct sheet_limits *limits = app->account ? &sheet_limits_officer : &sheet_limits_local;
	if (!file_read(path, limits->file_bytes, &bytes, &length, why))
		return false;
	struct import import;
	/* An upload that was cut off ends like a whole one. */
	if (app->account && !options->dry_run && strcmp(path, "-") == 0 && !file_sender_stays(why)) {
		free(bytes);
		return false;
	}
	bool taken = import_prepare(app, kind, path, bytes, length, options, &import, why);
	free(bytes);
	if (taken)
		taken = import_and_tell(app, &import, options, command, reply, why);
	else
		tell_complaints(&import, &reply->complaints);
	import_free(&import);
	return taken;
}

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

bool run_import(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	enum sheet_kind kind;
	const struct value *rejects = request_value(request, "--rejects");
	const struct value *encoding = request_value(request, "--encoding");
	const struct value *rows = request_value(request, "--rows");
	struct import_options options = {.dry_run = request_value(request, "--dry-run")->given,
		.partial = request_value(request, "--partial")->given,
		.rejects = rejects->given ? rejects->text : NULL,
		.counts_rows = rows->given,
		.rows = rows->count,
		.sheet = {.encoding = encoding->given ? encoding->text : NULL,
			.limits = app->account ? &sheet_limits_officer : NULL}};
	const char *word = request_value(request, N_("KIND"))->text;
	const char *path = request_value(request, N_("FILE"))->text;
	if (!sheet_kind_from_word(word, &kind) || kind > SHEET_NUMBERS)
		return refuse(why, FAULT_USAGE, N_("no kind %s; there are: %s"), word,
			"units, people, plan, tasks, receipts, numbers");
	if (!request_separator(request, &options.sheet.separator, why) ||
		!take_conflict(request, &options.on_conflict, why))
		return false;
	/* A file that cannot be read makes no database, and one that is refused leaves none behind. */
	if (strcmp(path, "-") != 0 && access(path, R_OK) != 0)
		return refuse(why, FAULT_TROUBLE, N_("cannot read %s: %s"), path, strerror(errno));
	bool makes = !options.dry_run && !app->store && access(app->db, F_OK) != 0;
	if (!app_open(app, !options.dry_run, why))
		return false;
	struct buffer words = {0};
	request_words(request, &words);
	bool taken = import_file(app, kind, path, &options, buffer_text(&words), reply, why);
	buffer_free(&words);
	if (makes && !reply->step)
		database_unmake(app);
	return taken;
}
