/* A whole country to work on: 63 provinces, 708 districts and 10,614 communes by numbers, and the
 * sample plan with every task and report bound to all of them. */
#ifndef TIENDO_TESTS_BENCH_NATIONAL_H
#define TIENDO_TESTS_BENCH_NATIONAL_H

#include "app/inner.h"
#include "bench.h"

#define PROVINCES 63
#define DISTRICTS 708
#define COMMUNES 10614

static struct app app;

static _Noreturn void leave(const struct fault *why)
{
	fprintf(stderr, "bench: %s\n", why->text);
	exit(2);
}

static void add_units(struct buffer *out)
{
	buffer_add(out, "code,name,kind,parent\n");
	for (int i = 0; i < PROVINCES; i++)
		buffer_print(out, "%02d,Tỉnh đoàn số %d,tinh,\n", i + 1, i + 1);
	for (int i = 0; i < DISTRICTS; i++)
		buffer_print(
		        out, "%03d,Huyện đoàn số %d,huyen,%02d\n", i + 1, i + 1, i % PROVINCES + 1);
	for (int i = 0; i < COMMUNES; i++)
		buffer_print(out, "%05d,Đoàn xã Hòa Bình số %d,co-so,%03d\n", i + 1, i + 1,
		        i % DISTRICTS + 1);
}

static void import_bytes(enum sheet_kind kind, const char *bytes, size_t length)
{
	static const struct import_options options = {.dry_run = false};
	struct import import;
	struct fault why;
	long step;

	if (!import_prepare(
	            &app, kind, sheet_format(kind)->word, bytes, length, &options, &import, &why) ||
	        !import_commit(&app, &import, &options, "import", &step, &why))
		leave(&why);
	import_free(&import);
}

/* The sample plan, every task and report owed by everybody. */
static void write_plan(const char *path)
{
	const char *folder = getenv("TIENDO_SAMPLES");
	const struct sheet_format *format = sheet_format(SHEET_PLAN);
	static const struct sheet_style style = {
	        .dialect = DIALECT_MACHINE, .separator = ',', .iso_dates = true};
	struct complaints complaints = {.count = 0};
	struct sheet_writer *writer;
	struct file_out file;
	struct sheet *sheet;
	struct fault why;
	char sample[256], *bytes;
	size_t length, type = sheet_column(format, "type"),
	               audience = sheet_column(format, "audience");

	snprintf(sample, sizeof sample, "%s/plan.csv", folder ? folder : "samples");
	if (!file_read(sample, 1 << 20, &bytes, &length, &why) ||
	        !sheet_read(&sheet, format, bytes, length, NULL, &complaints, &why) ||
	        !file_start(&file, path, &why))
		leave(&why);
	writer_open(&writer, file.fd, &style);
	for (size_t i = 0; i < format->count; i++)
		writer_heading(writer, format->columns[i].name);
	writer_end_row(writer);
	for (size_t row = 0; row < sheet->row_count; row++) {
		const char *word = sheet->rows[row].cells[type];
		bool owed = strcmp(word, "task") == 0 || strcmp(word, "report") == 0;

		for (size_t i = 0; i < format->count; i++)
			writer_cell(writer, &format->columns[i],
			        !sheet->has[i]          ? ""
			        : owed && i == audience ? "tinh,huyen,co-so"
			                                : sheet->rows[row].cells[i]);
		writer_end_row(writer);
	}
	if (!writer_close(writer, &why) || !file_finish(&file, true, &why))
		leave(&why);
	sheet_close(sheet);
	complaints_free(&complaints);
	free(bytes);
}

/* Makes the database and leaves it open in app. */
static void make_country(const char *db)
{
	struct buffer units = {0};
	struct stopwatch watch;
	struct fault why;
	char path[256], *bytes;
	size_t length;

	app = (struct app){
	        .db = db, .actor = "bench", .as_of = true, .today = day_make(2020, 6, 28)};
	if (!app_open(&app, true, &why))
		leave(&why);
	add_units(&units);
	watch = stopwatch_start();
	import_bytes(SHEET_UNITS, buffer_text(&units), units.length);
	stopwatch_print(watch, 1, "import of 11,385 units");
	buffer_free(&units);
	write_plan(bench_path("plan.csv", path));
	if (!file_read(path, 1 << 20, &bytes, &length, &why))
		leave(&why);
	import_bytes(SHEET_PLAN, bytes, length);
	free(bytes);
}

#endif
