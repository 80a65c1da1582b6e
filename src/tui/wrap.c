/* Text in lines of whole words, and areas cleared for it. */
#include "inner.h"
#include "parts.h"

#include <string.h>

#define LINE_SIZE 1024

void area_clear(struct canvas *canvas, int row, int rows, int column, int columns)
{
	int i;

	for (; rows > 0; rows--, row++)
		for (i = column; i < column + columns; i++)
			canvas_put(canvas, row, i, 1, STYLE_PLAIN, " ");
}

void area_blank(struct canvas *canvas, int row, int rows)
{
	area_clear(canvas, row, rows, 0, canvas->columns);
}

/* Bytes of text's first line of at most `columns`: cut at a blank if there is one, or anywhere. */
static size_t line_length(const char *text, int columns)
{
	size_t fits = text_cut(text, columns, NULL), blank;
	const char *end = memchr(text, '\n', fits + 1); /* at the latest its last byte is there */

	if (end)
		return (size_t)(end - text);
	if (text[fits] == '\0' || text[fits] == ' ')
		return fits;
	for (blank = fits; blank > 0 && text[blank - 1] != ' ';)
		blank--;
	if (blank > 0)
		return blank;
	return fits > 0 ? fits : text_grapheme(text, strlen(text));
}

int wrap_put(struct canvas *canvas, int row, int column, int rows, int columns, int from,
	enum style style, const char *text)
{
	char line[LINE_SIZE];
	int count = 0;
	size_t length, kept;

	for (; *text; count++) {
		length = line_length(text, columns);
		kept = length < sizeof line ? length : sizeof line - 1;
		memcpy(line, text, kept);
		line[kept] = '\0';
		if (count >= from && count - from < rows) /* of no rows the count alone is asked */
			canvas_put(canvas, row + count - from, column, columns, style, line);
		text += length;
		if (*text == '\n')
			text++;
		else
			while (*text == ' ')
				text++;
	}
	return count;
}
