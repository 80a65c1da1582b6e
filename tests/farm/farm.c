/* The farm's hands: plants edits into an export, judges what came of them, tells what a client
 * respelled. run.sh drives it. */
#include "fods.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Written for the reader, and moved by what is edited beside them; remarks behind the name do not
 * matter. */
static bool is_derived(const char *heading)
{
	static const char *const derived[] = {"rev", "verdict", "due", "days_late", NULL};

	for (const char *const *name = derived; *name; name++) {
		size_t length = strlen(*name);

		if (strncmp(*name, heading, length) == 0 && strcspn(heading, " (#") == length)
			return true;
	}
	return false;
}

static bool same_shape(const struct grid *a, const struct grid *b)
{
	return a->rows == b->rows && a->columns == b->columns;
}

/* A day in one of the spellings that nobody can misread where the month may come first. */
static void day_type(char *out, size_t size, const char *iso, const char *locale, unsigned which)
{
	unsigned year, month, day;

	if (sscanf(iso, "%u-%u-%u", &year, &month, &day) != 3)
		give_up("%s is no day", iso);
	if (which % 3 == 0 || (strcmp(locale, "en-US") == 0 && day <= 12))
		snprintf(out, size, "%s", iso);
	else
		snprintf(out, size, which % 3 == 1 ? "%02u/%02u/%u" : "%u/%u/%u", day, month, year);
}

static void csv_plant(
        struct grid *sheet, const struct edits *edits, const char *locale, const char *path)
{
	char text[160];

	for (size_t i = 0; i < edits->count; i++) {
		const struct edit *edit = &edits->at[i];
		bool digits = edit->typed == TYPED_NUMBER;

		snprintf(text, sizeof text, "%s", edit->text);
		if (edit->typed == TYPED_DATE)
			day_type(text, sizeof text, edit->text, locale, (unsigned)i);
		cell_set(grid_cell(sheet, edit->row, edit->column), text, *text && !digits);
	}
	grid_write(sheet, path);
}

static void wanted_write(struct grid *truth, const struct edits *edits, const char *path)
{
	for (size_t i = 0; i < edits->count; i++)
		cell_set(grid_cell(truth, edits->at[i].row, edits->at[i].column),
		        edits->at[i].wanted, true);
	grid_write(truth, path);
}

/* plant SEED K KIND LANG LOCALE TRUTH SHEET OUT WANTED: prints cells, and the changes they make. */
static int plant(char **words)
{
	struct grid truth, sheet;
	struct edits edits;
	bool to_fods = strstr(words[7], ".fods") != NULL;

	grid_read(&truth, words[5]);
	edits_draw(&edits, &truth, words[2], strtoul(words[1], NULL, 10),
	        strtoul(words[0], NULL, 10), strcmp(words[3], "vi") == 0);
	if (to_fods) {
		fods_plant(words[6], words[7], &edits);
	} else {
		grid_read(&sheet, words[6]);
		if (!same_shape(&truth, &sheet))
			give_up("%s is not the sheet of %s", words[6], words[5]);
		csv_plant(&sheet, &edits, words[4], words[7]);
		grid_free(&sheet);
	}
	wanted_write(&truth, &edits, words[8]);
	printf("%zu %zu\n", edits.count,
	        strcmp(words[2], "numbers") == 0 ? edits.count : edits.rows);
	grid_free(&truth);
	return 0;
}

static void cell_print(const struct grid *grid, size_t row, size_t column)
{
	const struct cell *cell = grid_cell(grid, row, column);

	for (const char *at = cell->text; *at; at++) {
		if (*at == '\n')
			fputs("\\n", stdout);
		else if (*at == '\t')
			fputs("\\t", stdout);
		else
			putchar(*at);
	}
}

static void difference_print(
        const struct grid *from, const struct grid *to, size_t row, size_t column, const char *what)
{
	printf("%s\t%s\t%zu\t", what, grid_cell(from, 0, column)->text, row + 1);
	cell_print(from, row, column);
	putchar('\t');
	cell_print(to, row, column);
	putchar('\n');
}

/* judge TRUTH WANTED GOT: what was edited is there, and nothing else is. Prints "found strangers",
 * then a line for every cell that is not as wanted. */
static int judge(char **words)
{
	struct grid truth, wanted, got;
	size_t found = 0, strangers = 0;

	grid_read(&truth, words[0]);
	grid_read(&wanted, words[1]);
	grid_read(&got, words[2]);
	if (!same_shape(&truth, &wanted) || !same_shape(&wanted, &got)) {
		puts("0 1\nshape");
		return 1;
	}
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = wanted.columns; i < wanted.rows * wanted.columns; i++) {
			size_t row = i / wanted.columns, column = i % wanted.columns;
			bool edited = strcmp(truth.cells[i].text, wanted.cells[i].text) != 0;
			bool good = strcmp(wanted.cells[i].text, got.cells[i].text) == 0;

			if (is_derived(grid_cell(&wanted, 0, column)->text))
				continue;
			if (pass == 1 && !good)
				difference_print(
				        &wanted, &got, row, column, edited ? "missed" : "stranger");
			found += pass == 0 && edited && good;
			strangers += pass == 0 && !edited && !good;
		}
		if (pass == 0)
			printf("%zu %zu\n", found, strangers);
	}
	grid_free(&truth);
	grid_free(&wanted);
	grid_free(&got);
	return 0;
}

/* respelled SENT RETURNED: a line for every cell that the client wrote otherwise. */
static int respelled(char **words)
{
	struct grid sent, returned;

	grid_read(&sent, words[0]);
	grid_read(&returned, words[1]);
	for (size_t i = 0; i < sent.rows * sent.columns; i++) {
		size_t row = i / sent.columns, column = i % sent.columns;

		if (row >= returned.rows || column >= returned.columns) {
			puts("lost\t-\t-\t-\t-");
			return 1;
		}
		if (strcmp(sent.cells[i].text, grid_cell(&returned, row, column)->text) != 0)
			difference_print(&sent, &returned, row, column, "respelled");
	}
	grid_free(&sent);
	grid_free(&returned);
	return 0;
}

int main(int count, char **words)
{
	if (count == 11 && strcmp(words[1], "plant") == 0)
		return plant(words + 2);
	if (count == 5 && strcmp(words[1], "judge") == 0)
		return judge(words + 2);
	if (count == 4 && strcmp(words[1], "respelled") == 0)
		return respelled(words + 2);
	fputs("usage: farm plant SEED K KIND LANG LOCALE TRUTH SHEET OUT WANTED\n"
	      "       farm judge TRUTH WANTED GOT\n"
	      "       farm respelled SENT RETURNED\n",
	        stderr);
	return 2;
}
