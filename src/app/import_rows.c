/* What a row of any import leans on: its cells, complaints about them, the units and items that
 * they name, and keys that stand twice. What comes of it is in import_wish.c. */
#include "inner.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- cells and complaints -------------------------------------------------------------------- */

const char *import_cell(const struct import_state *state, size_t row, const char *column)
{
	const struct sheet *sheet = state->import->sheet;
	size_t index = sheet_column(sheet->format, column);
	if (index == NOWHERE || !sheet->has[index] || !sheet->rows[row].cells[index])
		return "";
	return sheet->rows[row].cells[index];
}

bool import_has(const struct import_state *state, const char *column)
{
	const struct sheet *sheet = state->import->sheet;
	size_t index = sheet_column(sheet->format, column);
	return index != NOWHERE && sheet->has[index];
}

/* A row with fewer cells than the header says nothing of the last columns. */
bool import_says(const struct import_state *state, size_t row, const char *column)
{
	const struct sheet *sheet = state->import->sheet;
	return import_has(state, column) &&
	       sheet->places[sheet_column(sheet->format, column)] < sheet->rows[row].raw_count;
}

const char *import_cell_or_null(const struct import_state *state, size_t row, const char *column)
{
	return import_says(state, row, column) ? import_cell(state, row, column) : NULL;
}

/* A cell as it stands in the file, for the eye that looks for it there. */
static const char *cell_as_it_came(const struct sheet *sheet, size_t row, size_t index)
{
	for (size_t i = 0; index != NOWHERE && i < sheet->rows[row].raw_count; i++)
		if (i < sheet->column_count && sheet->headings[i] == sheet->shown[index])
			return sheet->rows[row].raw[i];
	return "";
}

static void say_about(struct import_state *state, enum complaint_level level, size_t row,
	const char *column, const char *msgid, va_list arguments)
{
	struct sheet *sheet = state->import->sheet;
	size_t index = sheet_column(sheet->format, column);
	const char *shown = index == NOWHERE ? column : sheet->shown[index];
	char text[FAULT_TEXT];
	vsnprintf(text, sizeof text, say(msgid), arguments);
	if (level == COMPLAINT_ERROR)
		sheet->rows[row].refused = true;
	complain(&state->import->complaints, level, sheet->rows[row].line, shown,
		cell_as_it_came(sheet, row, index), "%s", text);
}

void import_refuse(
	struct import_state *state, size_t row, const char *column, const char *msgid, ...)
{
	va_list arguments;
	va_start(arguments, msgid);
	say_about(state, COMPLAINT_ERROR, row, column, msgid, arguments);
	va_end(arguments);
}

void import_refuse_lost(struct import_state *state, size_t row, const char *column, const char *was,
	const char *cure)
{
	struct sheet *sheet = state->import->sheet;
	size_t index = sheet_column(sheet->format, column);
	char text[FAULT_TEXT];
	snprintf(text, sizeof text,
		say(N_("letters were lost on the way, it was \"%s\": save the sheet as CSV UTF-8")),
		was);
	/* Reading may have refused it already, without knowing what it was. */
	if (complaint_retell(&state->import->complaints, sheet->rows[row].line, sheet->shown[index],
		    text, cure))
		return;
	import_refuse(state, row, column, "%s", text);
	import_cure(state, cure);
}

void import_warn(struct import_state *state, size_t row, const char *column, const char *msgid, ...)
{
	va_list arguments;
	va_start(arguments, msgid);
	say_about(state, COMPLAINT_WARNING, row, column, msgid, arguments);
	va_end(arguments);
}

void import_cure(struct import_state *state, const char *cure)
{
	complaint_cure(&state->import->complaints, cure, NULL);
}

/* ---- names in cells -------------------------------------------------------------------------- */

/* A unit's code without the zeros at its start. */
struct bare_code {
	const char *bare;
	size_t unit;
};

static int bare_order(const void *a, const void *b)
{
	return strcmp(((const struct bare_code *)a)->bare, ((const struct bare_code *)b)->bare);
}

void import_bare_codes(struct import_state *state)
{
	const struct units *units = &state->snapshot->units;
	struct bare_code *codes =
		pool_take(&state->import->pool, (units->count + 1) * sizeof *codes);
	for (size_t i = 0; i < units->count; i++) {
		const char *code = units->at[i].code;
		codes[i] = (struct bare_code){code + strspn(code, "0"), i};
	}
	qsort(codes, units->count, sizeof *codes, bare_order);
	state->bare_codes = codes;
}

/* A spreadsheet turns 00123 into 123: the one code that differs in nothing else is meant. */
static size_t unit_but_for_zeros(const struct import_state *state, const char *code, size_t *fits)
{
	const struct bare_code *codes = state->bare_codes;
	size_t count = state->snapshot->units.count, low = 0, high = count;
	*fits = 0;
	code += strspn(code, "0");
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(codes[middle].bare, code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (*code && low + *fits < count && strcmp(codes[low + *fits].bare, code) == 0)
		++*fits;
	return *fits ? codes[low].unit : NOWHERE;
}

size_t import_unit_meant(const struct import_state *state, const char *code)
{
	size_t fits, unit = units_find(&state->snapshot->units, code);
	if (unit != NOWHERE)
		return unit;
	unit = unit_but_for_zeros(state, code, &fits);
	return fits == 1 ? unit : NOWHERE;
}

#define GUESSES 200

/* A wrong code and the right one nearest to it: most often it stands in many rows. */
struct guess {
	const char *code;
	size_t near;
};

/* The only code with the same letters and numbers; else the nearest. */
static size_t nearest_unit(const struct units *units, const char *code)
{
	size_t found = NOWHERE, fits = 0;
	for (size_t i = 0; i < units->count; i++)
		if (code_is_same_but_for_zeros(units->at[i].code, code)) {
			found = i;
			fits++;
		}
	return fits == 1 ? found : units_nearest(units, code);
}

/* Looking through all units takes its time: a file full of different wrong codes is not worth it. */
static size_t guess_unit(
	struct import_state *state, const struct units *units, const char *code)
{
	if (!state->guesses)
		state->guesses = pool_take(&state->import->pool, GUESSES * sizeof *state->guesses);
	for (size_t i = 0; i < state->guess_count; i++)
		if (strcmp(state->guesses[i].code, code) == 0)
			return state->guesses[i].near;
	if (state->guess_count == GUESSES)
		return NOWHERE;
	struct guess *guess = &state->guesses[state->guess_count++];
	*guess = (struct guess){pool_text(&state->import->pool, code), nearest_unit(units, code)};
	return guess->near;
}

/* The code of the one unit that is a slip of the finger away, or that is called so; "" else. */
static const char *unit_cure(const struct units *units, const char *code)
{
	const char *cure = "";
	size_t named;
	for (size_t i = 0; i < units->count; i++)
		if (code_is_slip(units->at[i].code, code)) {
			if (*cure)
				return "";
			cure = units->at[i].code;
		}
	if (!*cure && strchr(code, ' ') &&
		units_name(units, 0, units->count, code, &named, NULL))
		cure = units->at[named].code;
	return cure;
}

static const char *item_cure(
	const struct snapshot *snapshot, enum item_type type, const char *code)
{
	const char *cure = "";
	for (size_t i = 0; i < snapshot->item_count; i++)
		if (code_is_slip(snapshot->items[i].code, code)) {
			if (*cure)
				return "";
			cure = snapshot->items[i].type == type ? snapshot->items[i].code : "";
		}
	return cure;
}

void import_refuse_code(
	struct import_state *state, size_t row, const char *column, const struct units *units)
{
	const char *code = import_cell(state, row, column);
	size_t fits;
	unit_but_for_zeros(state, code, &fits);
	size_t near = guess_unit(state, units, code);
	if (fits > 1)
		import_refuse(state, row, column,
			N_("%zu units have this code but for zeros at its start: write it in full"),
			fits);
	else if (app_has_branch(state->app)) /* what is near may be far from what was meant */
		import_refuse(state, row, column,
			N_("no unit of %s and below has this code: this account changes no other"),
			state->app->branch);
	else if (near == NOWHERE)
		import_refuse(state, row, column,
			N_("no unit has this code: 'tiendo list units' shows them"));
	else
		import_refuse(state, row, column,
			N_("no unit has this code; did you mean %s (%s)?"), units->at[near].code,
			units->at[near].name);
	if (fits <= 1)
		import_cure(state, near != NOWHERE && code_is_same_but_for_zeros(
							      units->at[near].code, code)
					   ? units->at[near].code
					   : unit_cure(units, code));
}

bool import_unit(struct import_state *state, size_t row, const char *column, size_t *unit)
{
	const struct units *units = &state->snapshot->units;
	const char *code = import_cell(state, row, column);
	*unit = import_unit_meant(state, code);
	if (*unit == NOWHERE && *code)
		import_refuse_code(state, row, column, units);
	else if (*unit != NOWHERE && strcmp(units->at[*unit].code, code) != 0) {
		import_warn(state, row, column, N_("read as %s: the spreadsheet took its zeros"),
			units->at[*unit].code);
		import_cure(state, units->at[*unit].code);
	}
	return *unit != NOWHERE;
}

/* The item meant by a code, without a word; NOWHERE where there is none or several. */
static size_t item_meant(const struct snapshot *snapshot, const char *code)
{
	size_t found = items_find(snapshot->items, snapshot->item_count, code), fits = 0;
	if (found != NOWHERE)
		return found;
	for (size_t i = 0; i < snapshot->item_count; i++)
		if (code_is_same_number(snapshot->items[i].code, code)) {
			found = i;
			fits++;
		}
	return fits == 1 ? found : NOWHERE;
}

static void warn_of_number(struct import_state *state, size_t row, const char *column,
	const char *meant)
{
	import_warn(state, row, column,
		N_("read as %s: the spreadsheet made a number of this code"), meant);
}

static bool stands_in_file(const struct import_state *state, const char *column, const char *code)
{
	for (size_t row = 0; row < state->import->sheet->row_count; row++)
		if (strcasecmp(import_cell(state, row, column), code) == 0)
			return true;
	return false;
}

const char *import_code_exported(struct import_state *state, size_t row, const char *column,
	const char *const *known, size_t count)
{
	const char *code = import_cell(state, row, column), *found = NULL;
	if (strtol(import_cell(state, row, "rev"), NULL, 10) <= 0)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (!code_is_same_number(known[i], code))
			continue;
		if (found)
			return NULL;
		found = known[i];
	}
	if (!found || stands_in_file(state, column, found))
		return NULL;
	warn_of_number(state, row, column, found);
	return pool_text(&state->import->pool, found);
}

bool import_item(struct import_state *state, size_t row, const char *column, enum item_type type,
	size_t *item)
{
	const struct snapshot *snapshot = state->snapshot;
	const char *code = import_cell(state, row, column);
	*item = item_meant(snapshot, code);
	if (*item != NOWHERE && snapshot->items[*item].type == type) {
		if (strcasecmp(snapshot->items[*item].code, code) != 0)
			warn_of_number(state, row, column, snapshot->items[*item].code);
		return true;
	}
	if (*item != NOWHERE) {
		import_refuse(state, row, column, N_("%s is a %s: a %s belongs here"), code,
			say(item_type_label(snapshot->items[*item].type)),
			say(item_type_label(type)));
		return false;
	}
	if (!*code) /* said already: a key is never empty */
		return false;
	size_t near = items_nearest(snapshot->items, snapshot->item_count, code);
	if (near == NOWHERE)
		import_refuse(state, row, column,
			N_("plan %s has no such item: 'tiendo list items' shows them"),
			snapshot->plan.code);
	else
		import_refuse(state, row, column,
			N_("plan %s has no such item; did you mean %s (%s)?"), snapshot->plan.code,
			snapshot->items[near].code, snapshot->items[near].title);
	import_cure(state, item_cure(snapshot, type, code));
	return false;
}

/* ---- the same key twice ---------------------------------------------------------------------- */

struct row_key {
	const char *key;
	size_t row;
};

static int key_order(const void *a, const void *b)
{
	const struct row_key *left = a, *right = b;
	int order = strcmp(left->key, right->key);
	return order ? order : left->row < right->row ? -1 : left->row > right->row;
}

static const char *in_capitals(const struct import_state *state, const char *text)
{
	char *copy = pool_text(&state->import->pool, text);
	for (char *at = copy; *at; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	return copy;
}

/* Two spellings of one key are the same key: 1 and 001, bc1 and BC1, no version and version 1. */
static const char *key_text(const struct import_state *state, size_t row, const char *column)
{
	const struct snapshot *snapshot = state->snapshot;
	const char *text = import_cell(state, row, column);
	size_t found;
	if (state->import->sheet->format->kind == SHEET_PLAN)
		return in_capitals(state, text);
	if (strcmp(column, "version") == 0)
		return *text ? text : "1";
	if (strcmp(column, "unit") == 0) {
		size_t fits = 0;
		found = units_find(&snapshot->units, text);
		if (found == NOWHERE)
			found = unit_but_for_zeros(state, text, &fits);
		if (fits > 1)
			return ""; /* which of them is not known, so nor is whether it is one */
		return found == NOWHERE ? text : snapshot->units.at[found].code;
	}
	if (strcmp(column, "task") == 0 || strcmp(column, "report") == 0) {
		found = item_meant(snapshot, text);
		return found == NOWHERE ? text : snapshot->items[found].code;
	}
	return text;
}

/* The row's key columns as one text; false where one of them is empty or cannot be told. */
static bool key_join(const struct import_state *state, size_t row, const char *const *columns,
	size_t count, struct buffer *joined)
{
	buffer_clear(joined);
	for (size_t i = 0; i < count; i++) {
		const char *text = key_text(state, row, columns[i]);
		if (!*text)
			return false;
		buffer_print(joined, "%s\x1f", text);
	}
	return !state->misshapen[row];
}

void import_refuse_doubles(struct import_state *state, const char *const *key_columns, size_t count)
{
	const struct sheet *sheet = state->import->sheet;
	struct row_key *keys = memory_take(sheet->row_count + 1, sizeof *keys);
	struct buffer joined = {0};
	size_t found = 0;
	for (size_t row = 0; row < sheet->row_count; row++)
		if (key_join(state, row, key_columns, count, &joined))
			keys[found++] = (struct row_key){
				pool_text(&state->import->pool, buffer_text(&joined)), row};
	buffer_free(&joined);
	qsort(keys, found, sizeof *keys, key_order);
	for (size_t i = 0; i < found; i++) {
		bool before = i > 0 && strcmp(keys[i].key, keys[i - 1].key) == 0;
		bool after = i + 1 < found && strcmp(keys[i].key, keys[i + 1].key) == 0;
		if (before || after)
			import_refuse(state, keys[i].row, key_columns[count - 1],
				N_("the same key stands in line %ld too: keep one of them"),
				sheet->rows[keys[before ? i - 1 : i + 1].row].line);
	}
	free(keys);
}
