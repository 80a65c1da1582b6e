/* The preview of an import on the canvas: what was understood, how many of each kind, the list, all of
 * the entry under the cursor, what a key would do. Only the rows in sight are written. */
#include "preview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 1024
#define DETAIL_ROWS 3
#define DETAIL_FROM 16 /* rows of a window that has room for it */
#define RULE_FROM 20

struct areas {
	int sheet, kinds, kind_rows, body, body_rows, rule, detail;
};

/* ---- kinds ---------------------------------------------------------------------------------- */

static bool is_kind_shown(const struct preview *preview, enum kind kind)
{
	return kind == KIND_ALL || kind == preview->shown || preview_of(preview, kind) > 0;
}

/* Puts them into as many rows as they need, or only counts those. */
static int put_kinds(const struct preview *preview, struct canvas *canvas, int row, bool is_drawn)
{
	int column = 0, rows = 1, kind;
	char text[128];

	for (kind = 0; kind < KINDS; kind++) {
		bool is_open = (enum kind)kind == preview->shown;

		if (!is_kind_shown(preview, (enum kind)kind))
			continue;
		snprintf(text, sizeof text, is_open ? "[%s %zu]" : " %s %zu ",
			kind_label((enum kind)kind), preview_of(preview, (enum kind)kind));
		if (column > 0 && column + text_columns(text) > canvas->columns) {
			column = 0;
			rows++;
		}
		if (is_drawn)
			canvas_put(canvas, row + rows - 1, column, -1,
				is_open ? STYLE_STRONG : STYLE_PLAIN, text);
		column += text_columns(text);
	}
	return rows;
}

/* ---- the list ------------------------------------------------------------------------------- */

static void put_sign(const struct desk *desk, struct canvas *canvas, int row, enum kind kind)
{
	static const struct {
		const char *glyph, *ascii;
		enum style style;
	} signs[KINDS] = {
		[KIND_ERRORS] = {"!", "!", STYLE_BAD},
		[KIND_CONFLICTS] = {"≠", "#", STYLE_BACK},
		[KIND_WARNINGS] = {"▲", "?", STYLE_WARN},
		[KIND_CHANGED] = {"~", "~", STYLE_PLAIN},
		[KIND_ADDED] = {"+", "+", STYLE_PLAIN},
		[KIND_REMOVED] = {"-", "-", STYLE_PLAIN},
		[KIND_SAME] = {"=", "=", STYLE_PLAIN},
		[KIND_COLUMNS] = {" ", " ", STYLE_PLAIN},
	};

	canvas_put(canvas, row, 1, 1, signs[kind].style,
		desk->options.ascii ? signs[kind].ascii : signs[kind].glyph);
}

static bool is_mended(const struct preview *preview, long line)
{
	const struct import_source *source = preview->import.source;
	size_t i;

	for (i = 0; i < source->fix_count; i++)
		if (source->fixes[i].line == line)
			return true;
	return false;
}

static int line_width(const struct preview *preview)
{
	const struct sheet *sheet = preview->import.sheet;
	char text[32];

	snprintf(text, sizeof text, "%ld",
		sheet->row_count ? sheet->rows[sheet->row_count - 1].line : sheet->header_line);
	return (int)strlen(text);
}

static void put_entry(const struct desk *desk, struct canvas *canvas, int row, size_t index,
	int width)
{
	const struct preview *preview = desk->preview;
	const struct entry *entry = &preview->entries[index];
	long line = entry_line(preview, entry);
	struct buffer text = {0};
	char fitted[TEXT_SIZE];
	int column = 4;

	if (index == preview->at) {
		canvas_put(canvas, row, 0, 1, STYLE_PLAIN, ">");
		canvas_cursor(canvas, row, 1, false);
	}
	put_sign(desk, canvas, row, entry->kind);
	if (entry->kind == KIND_COLUMNS) {
		column = 3;
	} else {
		if (is_mended(preview, line))
			canvas_put(canvas, row, 2, 1, STYLE_STRONG, glyph_changed());
		if (line > 0)
			canvas_print(canvas, row, column, STYLE_FAINT, "%*ld", width, line);
		column += width + 1;
	}
	entry_write(preview, entry, &text);
	text_fit(fitted, sizeof fitted, buffer_text(&text), canvas->columns - column, ALIGN_LEFT);
	canvas_put(canvas, row, column, -1, STYLE_PLAIN, text_trim(fitted));
	buffer_free(&text);
}

static void put_list(struct desk *desk, struct canvas *canvas, const struct areas *areas)
{
	struct preview *preview = desk->preview;
	size_t seen = areas->body_rows < 1 ? 1 : (size_t)areas->body_rows, i;
	int width = line_width(preview);

	if (preview->at < preview->top)
		preview->top = preview->at > seen / 2 ? preview->at - seen / 2 : 0;
	else if (preview->at >= preview->top + seen)
		preview->top = preview->at - (seen - 1 - seen / 2);
	if (preview->top + seen > preview->count)
		preview->top = preview->count > seen ? preview->count - seen : 0;
	for (i = 0; i < seen && preview->top + i < preview->count; i++)
		put_entry(desk, canvas, areas->body + (int)i, preview->top + i, width);
	if (preview->count == 0)
		wrap_put(canvas, areas->body, 2, areas->body_rows, canvas->columns - 4, 0, STYLE_PLAIN,
			say(N_("Every row of the file is here already, as it stands there.")));
}

/* ---- around it ------------------------------------------------------------------------------ */

static struct areas areas_of(
	const struct preview *preview, struct canvas *canvas, const struct layout *layout)
{
	struct areas areas = {.sheet = layout->title + 1, .kinds = layout->title + 2, .rule = -1,
		.detail = -1};

	areas.kind_rows = put_kinds(preview, canvas, 0, false);
	areas.body = areas.kinds + areas.kind_rows;
	areas.body_rows = layout->message - areas.body;
	if (canvas->rows >= DETAIL_FROM) {
		areas.body_rows -= DETAIL_ROWS;
		areas.detail = areas.body + areas.body_rows;
	}
	if (canvas->rows >= RULE_FROM)
		areas.rule = areas.body + --areas.body_rows;
	return areas;
}

static void put_rule(const struct preview *preview, struct canvas *canvas, int row)
{
	char position[POSITION_SIZE];
	int column;

	if (row < 0)
		return;
	for (column = 0; column < canvas->columns; column++)
		canvas_put(canvas, row, column, 1, STYLE_FAINT, "─");
	if (preview->count == 0)
		return;
	snprintf(position, sizeof position, " %zu/%zu ", preview->at + 1, preview->count);
	canvas_put(canvas, row, canvas->columns - text_columns(position) - 1, -1, STYLE_PLAIN,
		position);
}

static void put_detail(const struct desk *desk, struct canvas *canvas, int row)
{
	const struct entry *here = preview_here(desk->preview);
	struct buffer text = {0};
	char *clean, *keys;

	if (row < 0 || !here)
		return;
	entry_detail(desk, here, &text);
	keys = strrchr(buffer_text(&text), '\n');
	if (keys)
		*keys++ = '\0';
	clean = memory_take(text.length * 3 + 1, 1);
	text_clean(clean, text.length * 3 + 1, buffer_text(&text));
	wrap_put(canvas, row, 1, keys ? DETAIL_ROWS - 1 : DETAIL_ROWS, canvas->columns - 2, 0,
		STYLE_PLAIN, clean);
	if (keys)
		canvas_put(canvas, row + DETAIL_ROWS - 1, 1, -1, STYLE_KEY, keys);
	free(clean);
	buffer_free(&text);
}

static void put_message(struct desk *desk, struct canvas *canvas, int row)
{
	struct buffer offer = {0};
	char fitted[MESSAGE_SIZE];

	if (desk->message[0]) {
		bar_draw_message(desk, canvas, row);
		return;
	}
	offer_write(desk, &offer);
	text_fit(fitted, sizeof fitted, buffer_text(&offer), canvas->columns, ALIGN_LEFT);
	canvas_put(canvas, row, 0, -1, STYLE_STRONG, text_trim(fitted));
	buffer_free(&offer);
}

void preview_draw(struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	struct preview *preview = desk->preview;
	struct areas areas = areas_of(preview, canvas, layout);
	struct buffer sheet = {0};
	char fitted[TEXT_SIZE];

	desk->body_rows = areas.body_rows > 0 ? areas.body_rows : 1;
	bar_draw_title(desk, canvas, layout->title);
	sheet_write(preview, &sheet);
	text_fit(fitted, sizeof fitted, buffer_text(&sheet), canvas->columns - 1, ALIGN_LEFT);
	canvas_put(canvas, areas.sheet, 1, -1, STYLE_PLAIN, text_trim(fitted));
	buffer_free(&sheet);
	put_kinds(preview, canvas, areas.kinds, true);
	put_list(desk, canvas, &areas);
	put_rule(preview, canvas, areas.rule);
	put_detail(desk, canvas, areas.detail);
	put_message(desk, canvas, layout->message);
	bar_draw_keys(desk, canvas, layout->keys);
}

void preview_row_text(const struct desk *desk, char *out, size_t size)
{
	const struct entry *here = preview_here(desk->preview);
	struct buffer text = {0};

	if (here)
		entry_detail(desk, here, &text);
	else
		offer_write(desk, &text);
	snprintf(out, size, "%s", buffer_text(&text));
	buffer_free(&text);
}
