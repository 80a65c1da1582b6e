/* The screen of a terminal as libvterm keeps it, read as text and as looks. */
#include "pty/inner.h"

#include <stdlib.h>
#include <string.h>

static int note_property(VTermProp property, VTermValue *value, void *user)
{
	struct terminal *terminal = user;

	if (property == VTERM_PROP_CURSORVISIBLE)
		terminal->is_cursor_shown = value->boolean;
	else if (property == VTERM_PROP_ALTSCREEN)
		terminal->on_alternate = value->boolean;
	return 1;
}

/* libvterm 0.1.4 crashes on a wide letter where there is one column. */
int terminal_view_columns(int columns)
{
	return columns < 2 ? 2 : columns;
}

void terminal_view_open(struct terminal *terminal)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = note_property};

	terminal->vterm = vterm_new(terminal->rows, terminal_view_columns(terminal->columns));
	vterm_set_utf8(terminal->vterm, 1);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
	vterm_screen_reset(terminal->screen, 1);
	terminal->is_cursor_shown = true;
}

void terminal_view_rows(struct terminal *terminal)
{
	int i;

	if (terminal->rows <= terminal->row_count)
		return;
	terminal->row_texts = memory_grow(terminal->row_texts, (size_t)terminal->rows,
		sizeof *terminal->row_texts);
	for (i = terminal->row_count; i < terminal->rows; i++)
		terminal->row_texts[i] = (struct buffer){0};
	terminal->row_count = terminal->rows;
}

const char *terminal_row(struct terminal *terminal, int row)
{
	struct buffer *text;
	VTermScreenCell cell;
	VTermPos at = {row, 0};
	char bytes[4];
	size_t used = 0;
	int i;

	if (row < 0 || row >= terminal->rows)
		return "";
	text = &terminal->row_texts[row];
	buffer_clear(text);
	for (; at.col < terminal->columns; at.col++) {
		vterm_screen_get_cell(terminal->screen, at, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the right half of a wide one */
		if (cell.chars[0] == 0)
			buffer_add(text, " ");
		for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			buffer_bytes(text, bytes, text_put(bytes, cell.chars[i]));
		if (cell.chars[0] != 0 && cell.chars[0] != ' ')
			used = text->length;
	}
	text->length = used;
	buffer_bytes(text, "", 1);
	return text->text;
}

const char *terminal_screen(struct terminal *terminal)
{
	int row;

	buffer_clear(&terminal->text);
	for (row = 0; row < terminal->rows; row++)
		buffer_print(&terminal->text, "%s\n", terminal_row(terminal, row));
	return buffer_text(&terminal->text);
}

void terminal_cursor(struct terminal *terminal, int *row, int *column, bool *is_shown)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &at);
	*row = at.row;
	*column = at.col;
	*is_shown = terminal->is_cursor_shown;
}

bool terminal_on_alternate(struct terminal *terminal)
{
	return terminal->on_alternate;
}

static int palette_colour(const VTermColor *colour, bool is_default)
{
	return is_default ? -1 : VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : 256;
}

struct terminal_look terminal_look(struct terminal *terminal, int row, int column)
{
	VTermScreenCell cell = {0};
	VTermPos at = {row, column};

	vterm_screen_get_cell(terminal->screen, at, &cell);
	return (struct terminal_look){
		.is_bold = cell.attrs.bold,
		.is_underlined = cell.attrs.underline != VTERM_UNDERLINE_OFF,
		.is_reversed = cell.attrs.reverse,
		.foreground = palette_colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg)),
		.background = palette_colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)),
	};
}
