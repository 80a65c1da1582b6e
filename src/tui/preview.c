/* The preview of an import: what a file would do, row by row and cell by cell, before any of it is
 * done. Here are the list and the moves in it. */
#include "inner.h"
#include "preview.h"

#include <string.h>

/* ---- entries -------------------------------------------------------------------------------- */

size_t preview_of(const struct preview *preview, enum kind kind)
{
	const struct import *import = &preview->import;

	switch (kind) {
	case KIND_ALL:
		return import->sheet->row_count;
	case KIND_ERRORS:
		return import->of[CHANGE_REFUSED];
	case KIND_CONFLICTS:
		return import->of[CHANGE_CONFLICT];
	case KIND_WARNINGS:
		return import->complaints.warnings;
	case KIND_DECIDED:
		return preview->decided;
	case KIND_CHANGED:
		return import->of[CHANGE_CHANGED];
	case KIND_ADDED:
		return import->of[CHANGE_ADDED];
	case KIND_REMOVED:
		return import->of[CHANGE_REMOVED];
	case KIND_SAME:
		return import->of[CHANGE_SAME] + import->of[CHANGE_KEPT];
	default:
		return import->sheet->column_count;
	}
}

size_t preview_taken(const struct preview *preview)
{
	const size_t *of = preview->import.of;

	return of[CHANGE_ADDED] + of[CHANGE_CHANGED] + of[CHANGE_REMOVED];
}

bool preview_takes_nothing(const struct preview *preview)
{
	return preview_taken(preview) == 0;
}

const struct entry *preview_here(const struct preview *preview)
{
	return preview->at < preview->count ? &preview->entries[preview->at] : NULL;
}

const struct complaint *entry_complaint(const struct preview *preview, const struct entry *entry)
{
	return entry->kind <= KIND_WARNINGS ? &preview->import.complaints.at[entry->index] : NULL;
}

const struct import_change *entry_change(const struct preview *preview, const struct entry *entry)
{
	return entry->kind > KIND_WARNINGS && entry->kind < KIND_COLUMNS
		? &preview->import.changes[entry->index]
		: NULL;
}

long entry_line(const struct preview *preview, const struct entry *entry)
{
	const struct import_change *change = entry_change(preview, entry);
	const struct complaint *complaint = entry_complaint(preview, entry);

	if (complaint)
		return complaint->line;
	return change ? preview->import.sheet->rows[change->row].line
		      : preview->import.sheet->header_line;
}

const char *entry_column(const struct preview *preview, const struct entry *entry)
{
	const struct import_change *change = entry_change(preview, entry);
	const struct complaint *complaint = entry_complaint(preview, entry);
	const char *heading = NULL;

	if (complaint)
		return entry->kind == KIND_CONFLICTS ? "" : complaint->column;
	if (change && (entry->kind == KIND_CHANGED || entry->kind == KIND_DECIDED))
		heading = import_heading(&preview->import, change, entry->field);
	return heading ? heading : "";
}

static void entry_add(struct preview *preview, enum kind kind, size_t index, size_t field)
{
	if (preview->count == preview->room) {
		preview->room = preview->room ? preview->room * 2 : 256;
		preview->entries = memory_grow(
			preview->entries, preview->room, sizeof *preview->entries);
	}
	preview->entries[preview->count++] =
		(struct entry){kind, (uint32_t)index, (uint32_t)field};
}

/* The change that a conflict is about: the next one in conflict on that line. */
static size_t conflict_change(const struct import *import, long line, size_t *next)
{
	size_t found = *next;

	while (found < import->count && (import->changes[found].how != CHANGE_CONFLICT ||
		import->sheet->rows[import->changes[found].row].line < line))
		found++;
	if (found == import->count || import->sheet->rows[import->changes[found].row].line != line)
		return UNKNOWN;
	*next = found + 1;
	return found;
}

static void add_complaint(struct preview *preview, size_t index, size_t *conflict)
{
	static const enum kind kinds[] = {[COMPLAINT_ERROR] = KIND_ERRORS,
		[COMPLAINT_WARNING] = KIND_WARNINGS, [COMPLAINT_CONFLICT] = KIND_CONFLICTS};
	const struct complaint *complaint = &preview->import.complaints.at[index];
	enum kind kind = kinds[complaint->level];

	if (preview->shown == KIND_ALL || preview->shown == kind)
		entry_add(preview, kind, index,
			kind == KIND_CONFLICTS ? conflict_change(&preview->import, complaint->line, conflict)
					       : 0);
}

/* What is refused or in conflict stands in complaints. */
static bool change_kind(const struct import_change *change, enum kind *kind)
{
	switch (change->how) {
	case CHANGE_ADDED:
		*kind = KIND_ADDED;
		return true;
	case CHANGE_CHANGED:
		*kind = KIND_CHANGED;
		return true;
	case CHANGE_REMOVED:
		*kind = KIND_REMOVED;
		return true;
	case CHANGE_SAME:
	case CHANGE_KEPT:
		*kind = KIND_SAME;
		return true;
	default:
		return false;
	}
}

static bool is_decided(const struct import_change *change)
{
	return change->apart && change->how != CHANGE_CONFLICT;
}

/* The cells that a side was chosen for, so that nothing goes in or stays out unseen. */
static void add_decided(struct preview *preview, size_t index)
{
	const struct import_change *change = &preview->import.changes[index];
	size_t field;

	if (!is_decided(change) || (preview->shown != KIND_ALL && preview->shown != KIND_DECIDED))
		return;
	for (field = 0; field < table_fields(change->table); field++)
		if (change->apart >> field & 1)
			entry_add(preview, KIND_DECIDED, index, field);
}

static void add_change(struct preview *preview, size_t index)
{
	const struct import_change *change = &preview->import.changes[index];
	enum kind kind;
	size_t field;

	add_decided(preview, index);
	if (preview->shown == KIND_ALL && is_decided(change) && change->how != CHANGE_CHANGED)
		return;
	if (!change_kind(change, &kind) ||
		(preview->shown == KIND_ALL ? kind == KIND_SAME : preview->shown != kind))
		return;
	if (kind != KIND_CHANGED) {
		entry_add(preview, kind, index, 0);
		return;
	}
	for (field = table_keys(change->table); field + 1 < table_fields(change->table); field++)
		if (strcmp(change->before[field], change->after[field]) != 0 &&
			!(preview->shown == KIND_ALL && change->apart >> field & 1))
			entry_add(preview, kind, index, field);
}

void preview_show(struct preview *preview, enum kind kind)
{
	const struct import *import = &preview->import;
	size_t complaint = 0, change = 0, conflict = 0, i;

	preview->shown = kind;
	preview->count = 0;
	preview->decided = 0;
	for (i = 0; i < import->count; i++)
		preview->decided += is_decided(&import->changes[i]);
	for (i = 0; kind == KIND_COLUMNS && i < import->sheet->column_count; i++)
		entry_add(preview, kind, i, 0);
	for (i = 0; kind != KIND_COLUMNS && i < import->complaints.count + import->count; i++) {
		if (complaint < import->complaints.count &&
			(change == import->count ||
				import->complaints.at[complaint].line <=
					import->sheet->rows[import->changes[change].row].line))
			add_complaint(preview, complaint++, &conflict);
		else
			add_change(preview, change++);
	}
	if (preview->at >= preview->count)
		preview->at = preview->count ? preview->count - 1 : 0;
}

/* ---- moves ---------------------------------------------------------------------------------- */

static void step(struct preview *preview, long rows)
{
	if (rows < 0)
		preview->at = preview->at > (size_t)-rows ? preview->at - (size_t)-rows : 0;
	else if (preview->count > 0)
		preview->at = preview->at + (size_t)rows < preview->count
			? preview->at + (size_t)rows
			: preview->count - 1;
}

/* The first entry of that line or behind it. */
static size_t entry_at(const struct preview *preview, long line)
{
	size_t low = 0, high = preview->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (entry_line(preview, &preview->entries[middle]) < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void preview_seek(struct preview *preview, long line)
{
	if (preview->shown != KIND_COLUMNS) /* which are all of one line */
		preview->at = entry_at(preview, line);
	step(preview, 0);
}

long preview_line(const struct preview *preview)
{
	const struct entry *here = preview_here(preview);

	return here && here->kind != KIND_COLUMNS ? entry_line(preview, here) : 0;
}

static void next_kind(struct preview *preview, int by)
{
	long line = preview_line(preview);
	int kind = preview->shown;

	do
		kind = (kind + KINDS + by) % KINDS;
	while (kind != KIND_ALL && preview_of(preview, (enum kind)kind) == 0);
	preview_show(preview, (enum kind)kind);
	preview->at = 0;
	preview_seek(preview, line);
}

bool entry_is_wrong(const struct entry *entry)
{
	return entry->kind == KIND_ERRORS || entry->kind == KIND_CONFLICTS;
}

bool preview_find_error(struct preview *preview, int by)
{
	size_t i = preview->at;

	while (by > 0 ? i + 1 < preview->count : i > 0) {
		i = by > 0 ? i + 1 : i - 1;
		if (entry_is_wrong(&preview->entries[i])) {
			preview->at = i;
			return true;
		}
	}
	return false;
}

static void next_error(struct desk *desk, int by)
{
	struct preview *preview = desk->preview;
	long line = preview_line(preview);

	if (preview->shown != KIND_ALL && preview->shown != KIND_ERRORS &&
		preview->shown != KIND_CONFLICTS) {
		preview_show(preview, KIND_ALL);
		preview_seek(preview, line);
	}
	if (!preview_find_error(preview, by))
		desk_say(desk, STYLE_PLAIN, "%s",
			by > 0 ? say(N_("no error or conflict below this row"))
			       : say(N_("no error or conflict above this row")));
}

static bool move_row(struct desk *desk, enum move move)
{
	struct preview *preview = desk->preview;
	int page = desk->body_rows > 1 ? desk->body_rows : 1;

	switch (move) {
	case MOVE_UP:
		step(preview, -1);
		return true;
	case MOVE_DOWN:
		step(preview, 1);
		return true;
	case MOVE_PAGE_UP:
		step(preview, -page);
		return true;
	case MOVE_PAGE_DOWN:
		step(preview, page);
		return true;
	case MOVE_HOME:
		preview->at = 0;
		return true;
	case MOVE_END:
		preview->at = preview->count ? preview->count - 1 : 0;
		return true;
	case MOVE_LEFT:
		next_kind(preview, -1);
		return true;
	case MOVE_RIGHT:
	case MOVE_NEXT_TAB:
	case MOVE_NEXT_FILTER:
		next_kind(preview, 1);
		return true;
	case MOVE_NEXT_ERROR:
		next_error(desk, 1);
		return true;
	case MOVE_LAST_ERROR:
		next_error(desk, -1);
		return true;
	default:
		return false;
	}
}

bool preview_move(struct desk *desk, enum move move)
{
	if (move_row(desk, move))
		return true;
	switch (move) {
	case MOVE_BACK:
	case MOVE_CANCEL:
		preview_leave(desk);
		return true;
	case MOVE_TAKE_ALL:
		preview_take(desk, false);
		return true;
	case MOVE_TAKE_GOOD:
		preview_ask_rejects(desk);
		return true;
	case MOVE_CURE:
		preview_cure(desk, false);
		return true;
	case MOVE_CURE_OTHER:
		preview_cure(desk, true);
		return true;
	case MOVE_CURE_COLUMN:
		preview_cure_column(desk);
		return true;
	case MOVE_MEND:
		preview_edit(desk);
		return true;
	case MOVE_UNMEND:
		preview_unmend(desk);
		return true;
	case MOVE_NEXT_SIDE:
		preview_next_side(desk);
		return true;
	case MOVE_ENTRY:
		preview_read_entry(desk);
		return true;
	default:
		return false;
	}
}
