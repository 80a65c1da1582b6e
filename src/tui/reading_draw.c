/* How a field is read, under it: a line; but why an answer is refused, and what was offered, are told
 * whole, with the field moved up for it, for the end of such a text is what to do about it. */
#include "inner.h"
#include "parts.h"

#include <string.h>

#define ROWS_MOST 4

static int reading_rows(const struct desk *desk, const struct layout *layout)
{
	char told[FAULT_TEXT];
	int rows = 1;

	if (layout->keys < 0 || layout->keys == layout->message)
		return 0;
	if (!layout->is_tiny && (desk->is_refused || draft_tell_offer(desk, told, sizeof told)))
		rows = wrap_put(NULL, 0, 0, 0, layout->columns, 0, STYLE_PLAIN, desk->reading);
	if (rows > ROWS_MOST)
		rows = ROWS_MOST;
	return rows < 1 ? 1 : rows;
}

int reading_draw(const struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	enum style style = desk->is_refused ? STYLE_ERROR : STYLE_PLAIN;
	int rows = reading_rows(desk, layout);
	char fitted[FAULT_TEXT];

	if (rows == 0)
		return 0;
	area_blank(canvas, layout->keys - rows + 1, rows);
	if (rows > 1) {
		wrap_put(canvas, layout->keys - rows + 1, 0, rows, layout->columns, 0, style,
			desk->reading);
		return rows - 1;
	}
	text_fit(fitted, sizeof fitted, desk->reading, layout->columns, ALIGN_LEFT);
	canvas_put(canvas, layout->keys, 0, -1, style, text_trim(fitted));
	return 0;
}
