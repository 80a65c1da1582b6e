/* Writes the rows that are shown, filter and order included, as a CSV file or a workbook. */
#include "inner.h"
#include "numbers.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void export_ask(struct desk *desk)
{
	char name[128], start[96], day[DAY_TEXT];
	int n;

	if (!desk_view(desk)->listing.kind) {
		desk_say(desk, STYLE_ERROR, "%s", say(N_("there is nothing here to write")));
		return;
	}
	snprintf(start, sizeof start, "%s%s-%s",
		/* TRANSLATORS: first in the name of a file made of sample data: ASCII letters */
		desk->aside.kind == ASIDE_SAMPLE ? say(N_("sample-")) : "",
		desk_view(desk)->listing.kind->name, day_iso(desk->app->today, day));
	snprintf(name, sizeof name, "%s.csv", start);
	for (n = 2; n < 100 && access(name, F_OK) == 0; n++)
		snprintf(name, sizeof name, "%s-%d.csv", start, n);
	prompt_open(desk, ASKED_FILE, name);
}

bool export_text(struct desk *desk, const char *path, struct fault *why)
{
	const char *text = buffer_text(&desk->text);
	size_t left = desk->text.length;
	struct file_out file;
	ssize_t sent = 1;

	if (!export_path_is_safe(desk->app, path, why) || !file_start(&file, path, why))
		return false;
	for (; left > 0 && sent > 0; text += sent, left -= (size_t)(sent > 0 ? sent : 0))
		sent = write(file.fd, text, left);
	if (left > 0)
		refuse(why, FAULT_TROUBLE, N_("not all could be written: %s"), strerror(errno));
	return file_finish(&file, left == 0, left == 0 ? why : NULL) && left == 0;
}

static size_t *shown_rows(const struct view *view, size_t *count)
{
	size_t *rows = memory_take(view->row_count + 1, sizeof *rows), i;

	*count = 0;
	for (i = 0; i < view->line_count; i++)
		if (view->lines[i].row != NO_ROW)
			rows[(*count)++] = view->lines[i].row;
	return rows;
}

bool export_write(struct desk *desk, const char *path, struct fault *why)
{
	struct view *view = desk_view(desk);
	struct sheet_style style = {.dialect = DIALECT_SPREADSHEET,
		.separator = ',',
		.title = say(view->listing.kind->title)};
	struct sheet_writer *writer;
	struct file_out file;
	size_t count, *rows;
	bool fine;

	/* Those of the screen are read as they come in sight. */
	if (desk->now == VIEW_NUMBERS && !numbers_know_all(desk, view, why))
		return false;
	if (!export_style(path, &style, why) || !export_path_is_safe(desk->app, path, why) ||
		!file_start(&file, path, why))
		return false;
	rows = shown_rows(view, &count);
	writer_open(&writer, file.fd, &style);
	listing_write(&view->listing, rows, count, writer, &style);
	free(rows);
	fine = writer_close(writer, why);
	return file_finish(&file, fine, fine ? why : NULL) && fine;
}
