/* The command that gives files out: one kind, or all into a folder. */
#include "inner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

bool request_separator(const struct request *request, char *separator, struct fault *why)
{
	const struct value *value = request_value(request, "--separator");
	if (!value->given)
		return true;
	const char *text = strcmp(value->text, "tab") == 0 || strcmp(value->text, "\\t") == 0
				   ? "\t"
				   : value->text;
	if (strlen(text) != 1 || !strchr(",;\t|", *text))
		return refuse(why, FAULT_USAGE, N_("--separator takes , ; | or tab, not '%s'"),
			value->text);
	*separator = *text;
	return true;
}

static const struct listing_kind *exported(enum sheet_kind kind)
{
	static const struct listing_kind *const kinds[SHEET_KINDS] = {&listing_units_file,
		&listing_people, &listing_items, &listing_tasks, &listing_receipts,
		&listing_numbers, &listing_summary, &listing_due, &listing_log};
	return kinds[kind];
}

static bool is_same_file(const char *a, const char *b)
{
	struct stat left, right;
	return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev &&
	       left.st_ino == right.st_ino;
}

/* A sheet written over the database would end it, and with it what the sheet was made from. */
bool export_path_is_safe(const struct app *app, const char *path, struct fault *why)
{
	if (app->account && strcmp(path, "-") != 0)
		return refuse(why, FAULT_DENIED,
			N_("no file is written on the server: export to '-' and keep it on your "
			   "side"));
	static const char *const beside[] = {"", ".lock", "-journal", "-wal", "-shm"};
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		struct buffer name = {0};
		buffer_print(&name, "%s%s", app->db, beside[i]);
		bool same = is_same_file(path, buffer_text(&name));
		buffer_free(&name);
		if (same)
			return refuse(why, FAULT_REFUSED,
				N_("%s is the database itself: choose another name"), path);
	}
	return true;
}

static bool write_listing(struct listing *listing, const char *path,
	const struct sheet_style *style, size_t *rows, struct fault *why)
{
	struct sheet_writer *writer;
	struct file_out file;
	if (!file_start(&file, path, why))
		return false;
	writer_open(&writer, file.fd, style);
	bool read = listing_write_all(listing, writer, style, rows, why);
	bool written = writer_close(writer, read ? why : NULL) && read;
	return file_finish(&file, written, written ? why : NULL) && written;
}

/* Which day decides punctuality goes with every sheet that tells of it (DOMAIN.md §2); not into the
 * sheet, whose first line is its headings (CSV.md). */
static void tell_day_that_counts(
	const struct snapshot *snapshot, enum sheet_kind kind, struct buffer *out)
{
	bool judges = kind == SHEET_TASKS || kind == SHEET_RECEIPTS || kind == SHEET_SUMMARY ||
		kind == SHEET_DUE;
	if (judges && snapshot->has_plan)
		buffer_print(out, "%s: %s\n", snapshot->plan.code,
			snapshot->plan.by_document_date
				? say(N_("on time or late by the day of the document"))
				: say(N_("on time or late by the day of receipt")));
}

static bool export_one(struct app *app, const struct request *request, enum sheet_kind kind,
	const char *path, const struct sheet_style *style, struct reply *reply, struct fault *why)
{
	const struct listing_kind *listed = exported(kind);
	const struct value *report = request_value(request, "--report");
	struct query query = {.reports = true,
		.tasks = request_value(request, "--tasks")->given,
		.within = -1,
		.report = report->given ? report->text : NULL,
		.since = DAY_NONE,
		.in_parts = true,
		.unit = NOWHERE,
		.item = NOWHERE};
	struct snapshot *snapshot;
	size_t rows = 0;
	struct listing listing = {0};
	if (!app_snapshot(app, listed->more, &snapshot, why))
		return false;
	bool fine = listing_load(app, listed, snapshot, &query, &listing, why);
	listing.clean = strcmp(path, "-") == 0 ? output_cleaning(app) : CLEAN_NOTHING;
	fine = fine && export_path_is_safe(app, path, why) &&
	       write_listing(&listing, path, style, &rows, why);
	if (fine)
		tell_day_that_counts(snapshot, kind, &reply->complaints);
	if (fine && strcmp(path, "-") != 0)
		buffer_print(&reply->text,
			say_many("%s: %zu row\n", "%s: %zu rows\n", (unsigned long)rows),
			path, rows);
	listing_free(&listing);
	snapshot_free(snapshot);
	return fine;
}

static bool export_all(struct app *app, const struct request *request, const char *folder,
	const struct sheet_style *style, struct reply *reply, struct fault *why)
{
	if (strcmp(folder, "-") == 0)
		return refuse(why, FAULT_USAGE, N_("'export all' needs a folder to write into"));
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return refuse(why, FAULT_TROUBLE, N_("cannot make the folder %s: %s"), folder,
			strerror(errno));
	bool fine = true;
	for (int kind = 0; fine && kind < SHEET_KINDS; kind++) {
		struct buffer path = {0};
		buffer_print(&path, "%s/%s.csv", folder, sheet_format((enum sheet_kind)kind)->word);
		fine = export_one(
			app, request, (enum sheet_kind)kind, buffer_text(&path), style, reply, why);
		buffer_free(&path);
	}
	return fine;
}

static bool ends_in(const char *path, const char *ending)
{
	const char *dot = strrchr(path, '.');
	return dot && strcasecmp(dot, ending) == 0;
}

bool export_style(const char *path, struct sheet_style *style, struct fault *why)
{
	bool is_workbook = ends_in(path, ".xlsx");
	if (is_workbook && writer_makes_workbooks()) {
		style->dialect = DIALECT_WORKBOOK;
		return true;
	}
	if (is_workbook)
		return refuse(why, FAULT_USAGE,
			N_("%s: this program was built without workbooks: name a .csv file, which a "
			   "spreadsheet opens too"),
			path);
	/* A spreadsheet would call CSV under such a name a damaged file. */
	if (ends_in(path, ".xls") || ends_in(path, ".ods"))
		return refuse(why, FAULT_USAGE,
			N_("%s: workbooks of this kind are not written: name a .csv or .xlsx file"),
			path);
	return true;
}

bool run_export(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *word = request_value(request, N_("KIND"))->text;
	const struct value *file = request_value(request, N_("FILE"));
	const char *path = file->given ? file->text : "-";
	struct sheet_style style = {.dialect = DIALECT_SPREADSHEET,
		.separator = ',',
		.iso_dates = request_value(request, "--iso-dates")->given};
	enum sheet_kind kind;
	if (!request_separator(request, &style.separator, why))
		return false;
	if (strcmp(word, "all") == 0)
		return export_all(app, request, path, &style, reply, why);
	if (!sheet_kind_from_word(word, &kind))
		return refuse(why, FAULT_USAGE, N_("no kind %s; there are: %s"), word,
			"units, people, plan, tasks, receipts, numbers, summary, due, log, all");
	if (!export_style(path, &style, why))
		return false;
	if (style.dialect == DIALECT_WORKBOOK && request_value(request, "--separator")->given)
		return refuse(why, FAULT_USAGE,
			N_("a workbook has no separators: leave --separator out"));
	style.title = say(exported(kind)->title);
	return export_one(app, request, kind, path, &style, reply, why);
}
