/* The preview of an import in words. */
#include "inner.h"
#include "parts.h"
#include "preview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *kind_label(enum kind kind)
{
	static const char *const labels[KINDS] = {
		[KIND_ALL] = N_("rows"),
		[KIND_ERRORS] = N_("refused"),
		[KIND_CONFLICTS] = N_("conflict"),
		[KIND_WARNINGS] = N_("to check"),
		[KIND_DECIDED] = N_("side chosen"),
		[KIND_CHANGED] = N_("changed"),
		[KIND_ADDED] = N_("added"),
		[KIND_REMOVED] = N_("removed"),
		[KIND_SAME] = N_("same"),
		[KIND_COLUMNS] = N_("columns"),
	};

	return say(labels[kind]);
}

/* A heading may be a sentence; what stands behind it is to be seen too. */
#define HEADING_COLUMNS 24

static void add_heading(struct buffer *out, const char *heading)
{
	char fitted[HEADING_COLUMNS * 20];

	if (text_columns(heading) > HEADING_COLUMNS)
		text_fit(fitted, sizeof fitted, heading, HEADING_COLUMNS, ALIGN_LEFT);
	else
		snprintf(fitted, sizeof fitted, "%s", heading);
	buffer_print(out, "%s: ", fitted);
}

/* ---- columns -------------------------------------------------------------------------------- */

/* The column of the format that a column of the file is; NOWHERE: none. */
static size_t known_column(const struct sheet *sheet, size_t column)
{
	size_t i;

	for (i = 0; i < sheet->format->count; i++)
		if (sheet->has[i] && strcmp(sheet->shown[i], sheet->headings[column]) == 0)
			return i;
	return NOWHERE;
}

/* In a wide sheet a column that nobody complained of is a number's. */
static bool is_number(const struct import *import, const char *heading)
{
	const struct complaints *complaints = &import->complaints;
	size_t i;

	for (i = 0; i < complaints->count &&
		complaints->at[i].line <= import->sheet->header_line; i++)
		if (strcmp(complaints->at[i].column, heading) == 0)
			return false;
	return import->sheet->format->wide && *heading;
}

static const char *example_of(const struct import *import, size_t column)
{
	size_t row;

	for (row = 0; row < import->sheet->row_count; row++)
		if (*import_raw(import, row, column))
			return import_raw(import, row, column);
	return "";
}

static void column_write(const struct import *import, size_t column, struct buffer *out)
{
	static const struct sheet_style style = {.dialect = DIALECT_SPREADSHEET};
	const struct sheet *sheet = import->sheet;
	const char *heading = sheet->headings[column], *example = example_of(import, column);
	size_t known = known_column(sheet, column);

	add_heading(out, *heading ? heading : "-");
	if (known == NOWHERE && !is_number(import, heading))
		buffer_add(out, say(N_("not known, left out")));
	else if (known == NOWHERE)
		buffer_add(out, say(N_("read as a number")));
	else if (sheet->format->columns[known].flags & COLUMN_DERIVED)
		buffer_add(out, say(N_("for people only, not read")));
	else if (strcmp(column_heading(&sheet->format->columns[known], &style), heading) == 0)
		buffer_add(out, say(N_("read")));
	else
		buffer_print(out, say(N_("read as %s")),
			column_heading(&sheet->format->columns[known], &style));
	if (known != NOWHERE && sheet->day_assumed[known])
		buffer_add(out, say(N_(", the day before the month: no cell tells otherwise")));
	if (*example)
		buffer_print(out, say(N_(" · for example %s")), example);
}

/* ---- entries -------------------------------------------------------------------------------- */

/* "703 II.1.a": what a conflict is about, rather than the column and the number that prove it. */
static const char *conflict_key(const struct preview *preview, const struct entry *entry)
{
	return entry->kind == KIND_CONFLICTS && entry->field != UNKNOWN
		? preview->import.changes[entry->field].key
		: NULL;
}

static void complaint_write(const struct preview *preview, const struct entry *entry,
	struct buffer *out)
{
	const struct complaint *complaint = entry_complaint(preview, entry);

	if (conflict_key(preview, entry)) {
		buffer_print(out, "%s · %s", conflict_key(preview, entry), complaint->text);
		return;
	}
	if (*complaint->column)
		add_heading(out, complaint->column);
	if (*complaint->value)
		buffer_print(out, "\"%s\" ", complaint->value);
	if (*complaint->cure)
		buffer_print(out, "→ %s", complaint->cure);
	if (*complaint->other)
		buffer_print(out, say(N_(" or %s")), complaint->other);
	buffer_print(out, "%s%s", *complaint->cure ? " · " : "", complaint->text);
}

/* Both sides of a cell that both changed, the one that goes in last. */
static void decided_write(const struct preview *preview, const struct entry *entry,
	struct buffer *out)
{
	const struct import *import = &preview->import;
	const struct import_change *change = entry_change(preview, entry);
	bool is_ours = import->source->options.on_conflict == CONFLICT_MINE;
	size_t column = import_column_at(import, entry_column(preview, entry));
	struct buffer here = {0};

	import_value(import, change, entry->field, false, &here);
	buffer_print(out, "%s · ", change->key);
	add_heading(out, import_label(import, change, entry->field));
	if (!is_ours) {
		buffer_print(out, say(N_("as in the file: %s → ")), buffer_text(&here));
		import_value(import, change, entry->field, true, out);
	} else {
		buffer_print(out, say(N_("as here: %s")), buffer_text(&here));
		if (column != NOWHERE) {
			const char *raw = import_raw(import, change->row, column);

			buffer_print(out, say(N_("; in the file: %s")), *raw ? raw : "-");
		}
	}
	buffer_free(&here);
}

static void change_write(const struct preview *preview, const struct entry *entry,
	struct buffer *out)
{
	const struct import_change *change = entry_change(preview, entry);
	const struct import *import = &preview->import;
	size_t field = table_keys(change->table);
	bool after = entry->kind != KIND_REMOVED;
	const char *between = " · ";

	buffer_add(out, change->key);
	if (entry->kind == KIND_CHANGED) {
		buffer_add(out, " · ");
		add_heading(out, import_label(import, change, entry->field));
		import_value(import, change, entry->field, false, out);
		buffer_add(out, " → ");
		import_value(import, change, entry->field, true, out);
		return;
	}
	for (; field + 1 < table_fields(change->table); field++) {
		if (!*(after ? change->after : change->before)[field] ||
			!import_heading(import, change, field))
			continue;
		buffer_add(out, between);
		add_heading(out, import_label(import, change, field));
		import_value(import, change, field, after, out);
		between = "; ";
	}
}

void entry_write(const struct preview *preview, const struct entry *entry, struct buffer *out)
{
	if (entry->kind == KIND_COLUMNS)
		column_write(&preview->import, entry->index, out);
	else if (entry_complaint(preview, entry))
		complaint_write(preview, entry, out);
	else if (entry->kind == KIND_DECIDED)
		decided_write(preview, entry, out);
	else
		change_write(preview, entry, out);
}

void add_key(const struct desk *desk, struct buffer *out, enum move move, const char *text)
{
	char key[KEY_LABEL];

	buffer_print(out, "%s%s: %s", out->length ? " · " : "", key_label_of(desk, move, key), text);
}

static void add_cure(
	const struct desk *desk, struct buffer *out, enum move move, const char *cure)
{
	struct buffer text = {0};

	if (!*cure)
		return;
	buffer_print(&text, "→ %s", cure);
	add_key(desk, out, move, buffer_text(&text));
	buffer_free(&text);
}

/* Whatever stands in a file, on one line and without what acts on a terminal. */
static void add_clean(struct buffer *out, struct buffer *text)
{
	size_t room = text->length * 3 + 1;
	char *clean = memory_take(room, 1);

	text_clean(clean, room, buffer_text(text));
	buffer_add(out, clean);
	free(clean);
	buffer_free(text);
}

void entry_detail(const struct desk *desk, const struct entry *entry, struct buffer *out,
	struct buffer *keys)
{
	const struct preview *preview = desk->preview;
	const struct complaint *complaint = entry_complaint(preview, entry);
	struct buffer text = {0};

	if (!complaint || complaint->line > 0)
		buffer_print(&text, say(N_("line %ld · ")), entry_line(preview, entry));
	if (!complaint) {
		entry_write(preview, entry, &text);
		add_clean(out, &text);
		return;
	}
	if (conflict_key(preview, entry))
		buffer_print(&text, "%s: ", conflict_key(preview, entry));
	else if (*complaint->column)
		buffer_print(&text, "%s: ", complaint->column);
	if (*complaint->value && !conflict_key(preview, entry))
		buffer_print(&text, "\"%s\": ", complaint->value);
	buffer_add(&text, complaint->text);
	add_clean(out, &text);
	add_cure(desk, keys, MOVE_CURE, complaint->cure);
	add_cure(desk, keys, MOVE_CURE_OTHER, complaint->other);
	if (complaint->level == COMPLAINT_CONFLICT)
		add_key(desk, keys, MOVE_NEXT_SIDE, say(N_("as here, or as in the file")));
}

void preview_read_entry(struct desk *desk)
{
	const struct preview *preview = desk->preview;
	const struct import *import = &preview->import;
	const struct entry *here = preview_here(preview);
	struct buffer text = {0}, keys = {0};
	char title[64];
	size_t row, column;

	if (!here)
		return;
	entry_detail(desk, here, &text, &keys);
	buffer_free(&keys);
	/* TRANSLATORS: a line of the file */
	snprintf(title, sizeof title, say(N_("line %ld")), entry_line(preview, here));
	row = here->kind == KIND_COLUMNS ? NOWHERE : import_row_at(import, entry_line(preview, here));
	buffer_add(&text, row == NOWHERE ? "" : "\n");
	for (column = 0; row != NOWHERE && column < import->sheet->column_count; column++) {
		struct buffer cell = {0};

		if (!*import_raw(import, row, column))
			continue;
		buffer_print(&cell, "%s: %s", import->sheet->headings[column],
			import_raw(import, row, column));
		buffer_add(&text, "\n");
		add_clean(&text, &cell);
	}
	text_open(desk, title, &text);
}

/* ---- the whole ------------------------------------------------------------------------------ */

void sheet_write(const struct preview *preview, struct buffer *out)
{
	const struct import *import = &preview->import;
	const struct sheet *sheet = import->sheet;
	char separator[2] = {sheet->separator, '\0'};
	size_t mends = import->source->fix_count;

	/* TRANSLATORS: encoding, separator, line of the headings */
	buffer_print(out, say(N_("%s · separator %s · headings in line %ld")), say(sheet->encoding),
		sheet->separator == '\t' ? "tab" : separator, sheet->header_line);
	if (mends)
		buffer_print(out, say_many(" · %lu cell mended", " · %lu cells mended", mends),
			(unsigned long)mends);
	if (import->source->options.on_conflict == CONFLICT_MINE)
		buffer_add(out, say(N_(" · conflicts: as here")));
	if (import->source->options.on_conflict == CONFLICT_THEIRS)
		buffer_add(out, say(N_(" · conflicts: as in the file")));
}

void offer_write(const struct desk *desk, struct buffer *out)
{
	const struct preview *preview = desk->preview;
	char key[KEY_LABEL];
	size_t refused = preview_of(preview, KIND_ERRORS);
	size_t conflicts = preview_of(preview, KIND_CONFLICTS), taken = preview_taken(preview);
	bool is_partial = preview->import.source->options.partial;

	if (taken == 0 && !refused && !conflicts)
		buffer_add(out, say(N_("Nothing would change. Esc leaves.")));
	else if (conflicts && !refused && !is_partial)
		buffer_print(out,
			say(N_("Nothing is written yet. %s: here or the file.")),
			key_label_of(desk, MOVE_NEXT_SIDE, key));
	else if (taken == 0)
		buffer_print(out, say(N_("Nothing is written yet. %s edits a cell, Esc leaves.")),
			key_label_of(desk, MOVE_MEND, key));
	else if (refused && !is_partial)
		buffer_print(out,
			say_many("Nothing is written yet. %s takes the %lu good row, Esc leaves.",
				"Nothing is written yet. %s takes the %lu good rows, Esc leaves.",
				taken),
			key_label_of(desk, MOVE_TAKE_GOOD, key), (unsigned long)taken);
	else
		buffer_print(out,
			say_many("Nothing is written yet. Enter takes %lu row in, Esc leaves.",
				"Nothing is written yet. Enter takes %lu rows in, Esc leaves.", taken),
			(unsigned long)taken);
}
