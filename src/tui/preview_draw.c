/* The preview of an import on the canvas: what was understood, how many of each kind, the list, all of
 * the entry under the cursor, what a key would do. Only the rows in sight are written. */
#include "inner.h"
#include "list.h"
#include "parts.h"
#include "preview.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 1024
#define DETAIL_ROWS 3  /* at least */
#define DETAIL_FROM 16 /* rows of a window that has room for it */
#define RULE_FROM 20

struct areas {
	int sheet, kinds, kind_rows, body, body_rows, rule, detail, detail_rows;
};

/* What is said of the entry under the cursor. */
struct detail {
	struct buffer text, keys;
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
		[KIND_DECIDED] = {"≠", "#", STYLE_STRONG},
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
			canvas_print(canvas, row, column, STYLE_HINT, "%*ld", width, line);
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
			preview->import.row_count == 0
				? say(N_("The file has headings and no row below them."))
				: say(N_("Every row of the file is here already, as it stands there.")));
}

/* ---- around it ------------------------------------------------------------------------------ */

static int lines_of(struct canvas *canvas, const struct buffer *text)
{
	return text->length == 0 ? 0
		: wrap_put(canvas, 0, 0, 0, canvas->columns - 2, 0, STYLE_PLAIN, text->text);
}

/* As many rows as it needs; those of the list that it leaves free, and half of them in any case. */
static int detail_rows(const struct preview *preview, struct canvas *canvas,
	const struct detail *detail, int room)
{
	int needed = lines_of(canvas, &detail->text) + lines_of(canvas, &detail->keys);
	int kept = preview->count < (size_t)(room / 2) ? (int)preview->count : room / 2;

	if (needed < DETAIL_ROWS)
		needed = DETAIL_ROWS;
	return needed < room - kept ? needed : room - kept;
}

static struct areas areas_of(const struct preview *preview, struct canvas *canvas,
	const struct layout *layout, const struct detail *detail)
{
	struct areas areas = {.sheet = layout->title + 1, .kinds = layout->title + 2, .rule = -1,
		.detail = -1};

	areas.kind_rows = put_kinds(preview, canvas, 0, false);
	areas.body = areas.kinds + areas.kind_rows;
	areas.body_rows = layout->message - areas.body;
	if (canvas->rows >= DETAIL_FROM) {
		int rule_rows = canvas->rows >= RULE_FROM;

		areas.detail_rows =
			detail_rows(preview, canvas, detail, areas.body_rows - rule_rows);
		areas.body_rows -= areas.detail_rows;
		areas.detail = areas.body + areas.body_rows;
		if (rule_rows)
			areas.rule = areas.body + --areas.body_rows;
	}
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

/* Where there is no room for all of it, a key that shows the rest. */
static void put_detail(const struct desk *desk, struct canvas *canvas, const struct areas *areas,
	struct detail *detail)
{
	int rows = areas->detail_rows, keys = lines_of(canvas, &detail->keys);
	struct buffer more = {0};

	if (areas->detail < 0)
		return;
	if (lines_of(canvas, &detail->text) + keys > rows) {
		add_key(desk, &more, MOVE_ENTRY, say(N_("read the rest")));
		buffer_print(&more, "%s%s", keys ? " · " : "", buffer_text(&detail->keys));
		buffer_free(&detail->keys);
		detail->keys = more;
		keys = lines_of(canvas, &detail->keys);
	}
	if (keys > rows / 2)
		keys = rows > 1 ? (rows + 1) / 2 : 1;
	wrap_put(canvas, areas->detail, 1, rows - keys, canvas->columns - 2, 0, STYLE_PLAIN,
		buffer_text(&detail->text));
	wrap_put(canvas, areas->detail + rows - keys, 1, keys, canvas->columns - 2, 0, STYLE_KEY,
		buffer_text(&detail->keys));
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
	struct detail detail = {{0}, {0}};
	struct areas areas;
	struct buffer sheet = {0};
	char fitted[TEXT_SIZE];

	if (preview_here(preview))
		entry_detail(desk, preview_here(preview), &detail.text, &detail.keys);
	areas = areas_of(preview, canvas, layout, &detail);
	desk->body_rows = areas.body_rows > 0 ? areas.body_rows : 1;
	bar_draw_title(desk, canvas, layout->title);
	sheet_write(preview, &sheet);
	text_fit(fitted, sizeof fitted, buffer_text(&sheet), canvas->columns - 1, ALIGN_LEFT);
	canvas_put(canvas, areas.sheet, 1, -1, STYLE_PLAIN, text_trim(fitted));
	buffer_free(&sheet);
	put_kinds(preview, canvas, areas.kinds, true);
	put_list(desk, canvas, &areas);
	put_rule(preview, canvas, areas.rule);
	put_detail(desk, canvas, &areas, &detail);
	buffer_free(&detail.text);
	buffer_free(&detail.keys);
	put_message(desk, canvas, layout->message);
	bar_draw_keys(desk, canvas, layout->keys);
}

void preview_row_text(const struct desk *desk, char *out, size_t size)
{
	const struct entry *here = preview_here(desk->preview);
	struct buffer text = {0}, keys = {0};

	if (here)
		entry_detail(desk, here, &text, &keys);
	else
		offer_write(desk, &text);
	snprintf(out, size, "%s%s%s", buffer_text(&text), keys.length ? "\n" : "",
		buffer_text(&keys));
	buffer_free(&text);
	buffer_free(&keys);
}
