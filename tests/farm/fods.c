/* A pass over the file's first table: rows and cells are counted, the edited ones written anew. What
 * was typed becomes what a spreadsheet stores for it: a day, a number, a share or a text. */
#include "fods.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The formats that typing a day and a share gives a cell: the language's own order, a whole percent. */
static const char styles[] =
        "<number:date-style style:name=\"farm-day-format\" number:automatic-order=\"true\" "
        "number:format-source=\"language\"><number:day number:style=\"long\"/>"
        "<number:text>/</number:text><number:month number:style=\"long\"/>"
        "<number:text>/</number:text><number:year number:style=\"long\"/></number:date-style>"
        "<number:percentage-style style:name=\"farm-share-format\"><number:number "
        "number:decimal-places=\"0\" number:min-integer-digits=\"1\"/><number:text>%</number:text>"
        "</number:percentage-style>"
        "<style:style style:name=\"farm-day\" style:family=\"table-cell\" "
        "style:parent-style-name=\"Default\" style:data-style-name=\"farm-day-format\"/>"
        "<style:style style:name=\"farm-share\" style:family=\"table-cell\" "
        "style:parent-style-name=\"Default\" style:data-style-name=\"farm-share-format\"/>";

static void text_write(FILE *out, const char *text)
{
	fputs("<text:p>", out);
	for (; *text; text++) {
		switch (*text) {
		case '\n':
			fputs("</text:p><text:p>", out);
			break;
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		default:
			fputc(*text, out);
		}
	}
	fputs("</text:p>", out);
}

static void cell_write(FILE *out, const struct edit *edit)
{
	switch (edit->typed) {
	case TYPED_DATE:
		fprintf(out,
		        "<table:table-cell table:style-name=\"farm-day\" "
		        "office:value-type=\"date\" office:date-value=\"%s\"/>",
		        edit->text);
		return;
	case TYPED_NUMBER: /* a zero in front is lost, as it is on typing */
		fprintf(out,
		        "<table:table-cell office:value-type=\"float\" office:value=\"%.0f\"/>",
		        atof(edit->text));
		return;
	case TYPED_SHARE:
		fprintf(out,
		        "<table:table-cell table:style-name=\"farm-share\" "
		        "office:value-type=\"percentage\" office:value=\"%.2f\"/>",
		        atof(edit->text) / 100);
		return;
	case TYPED_TEXT:
		break;
	}
	if (!*edit->text) {
		fputs("<table:table-cell/>", out);
		return;
	}
	fputs("<table:table-cell office:value-type=\"string\">", out);
	text_write(out, edit->text);
	fputs("</table:table-cell>", out);
}

static size_t repeats(const char *element, const char *attribute)
{
	const char *end = strchr(element, '>'), *found = strstr(element, attribute);

	return found && found < end ? strtoul(found + strlen(attribute), NULL, 10) : 1;
}

/* Behind the element that begins here. */
static const char *element_end(const char *element, const char *closing)
{
	const char *end = strchr(element, '>');

	if (!end)
		give_up("an element without an end");
	if (end[-1] == '/')
		return end + 1;
	end = strstr(end, closing);
	if (!end)
		give_up("no %s", closing);
	return end + strlen(closing);
}

static const struct edit *edit_at(const struct edits *edits, size_t row, size_t column)
{
	for (size_t i = 0; i < edits->count; i++)
		if (edits->at[i].row == row && edits->at[i].column == column)
			return &edits->at[i];
	return NULL;
}

static void empty_write(FILE *out, size_t count)
{
	if (count > 0)
		fprintf(out, "<table:table-cell table:number-columns-repeated=\"%zu\"/>", count);
}

/* A cell element that stands for several columns: its content goes to those that are not edited. */
static size_t cells_write(FILE *out, const char *element, const char *end, size_t row,
        size_t column, const struct edits *edits)
{
	size_t count = repeats(element, "table:number-columns-repeated=\"");
	bool edited = false;
	size_t planted = 0;

	for (size_t i = 0; i < edits->count; i++)
		edited = edited || (edits->at[i].row == row && edits->at[i].column >= column &&
		                           edits->at[i].column < column + count);
	if (!edited) {
		fwrite(element, 1, (size_t)(end - element), out);
		return 0;
	}
	for (size_t i = 0; i < count && column + i < 2000; i++) {
		const struct edit *edit = edit_at(edits, row, column + i);
		const char *attribute = strstr(element, " table:number-columns-repeated=\"");

		if (edit) {
			cell_write(out, edit);
			planted++;
		} else if (!attribute || attribute > strchr(element, '>')) {
			fwrite(element, 1, (size_t)(end - element), out);
		} else {
			const char *behind = strchr(strchr(attribute, '"') + 1, '"') + 1;

			fwrite(element, 1, (size_t)(attribute - element), out);
			fwrite(behind, 1, (size_t)(end - behind), out);
		}
	}
	return planted;
}

static size_t row_write(FILE *out, const char *row_start, const char *row_end, size_t row,
        const struct edits *edits)
{
	const char *at = strchr(row_start, '>') + 1;
	size_t column = 0, planted = 0;

	fwrite(row_start, 1, (size_t)(at - row_start), out);
	while (at < row_end) {
		const char *cell = strstr(at, "<table:table-cell"), *end;

		if (!cell || cell >= row_end)
			break;
		fwrite(at, 1, (size_t)(cell - at), out);
		end = element_end(cell, "</table:table-cell>");
		planted += cells_write(out, cell, end, row, column, edits);
		column += repeats(cell, "table:number-columns-repeated=\"");
		at = end;
	}
	for (size_t beyond = column; beyond < column + 64; beyond++) { /* a row that ended early */
		const struct edit *edit = edit_at(edits, row, beyond);

		if (edit) {
			empty_write(out, beyond - column);
			cell_write(out, edit);
			column = beyond + 1;
			planted++;
		}
	}
	fwrite(at, 1, (size_t)(row_end - at), out);
	return planted;
}

void fods_plant(const char *from, const char *to, const struct edits *edits)
{
	size_t length, row = 0, planted = 0;
	char *bytes = bytes_read(from, &length);
	FILE *out = fopen(to, "wb");
	const char *at;

	if (!out)
		give_up("%s: %s", to, strerror(errno));
	at = strstr(bytes, "</office:automatic-styles>");
	if (!at)
		give_up("%s: no place for styles", from);
	fwrite(bytes, 1, (size_t)(at - bytes), out);
	fputs(styles, out);
	for (;;) {
		const char *start = strstr(at, "<table:table-row"), *end;

		if (!start)
			break;
		fwrite(at, 1, (size_t)(start - at), out);
		end = element_end(start, "</table:table-row>");
		planted += row_write(out, start, end, row, edits);
		row += repeats(start, "table:number-rows-repeated=\"");
		at = end;
	}
	fputs(at, out);
	if (fclose(out) != 0)
		give_up("%s: %s", to, strerror(errno));
	free(bytes);
	if (planted != edits->count)
		give_up("%s: %zu of %zu edits found their cell", from, planted, edits->count);
}
