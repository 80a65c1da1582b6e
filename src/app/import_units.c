/* Rows of files about units and the people who work for them. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every code that a parent may name: what is there and what the file brings, in strcmp order. */
struct known_codes {
	size_t count;
	const char **at;
};

static int code_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct known_codes codes_gather(struct import_state *state)
{
	const struct units *units = &state->snapshot->units;
	const struct sheet *sheet = state->import->sheet;
	struct known_codes codes = {
		0, pool_take(&state->import->pool,
			   (units->count + sheet->row_count + 1) * sizeof *codes.at)};
	for (size_t i = 0; i < units->count; i++)
		codes.at[codes.count++] = units->at[i].code;
	for (size_t row = 0; row < sheet->row_count; row++)
		if (!state->misshapen[row] && *import_cell(state, row, "code"))
			codes.at[codes.count++] = import_cell(state, row, "code");
	qsort(codes.at, codes.count, sizeof *codes.at, code_order);
	return codes;
}

/* The only known code that differs in nothing but zeros at its start; NULL: none, or several. */
static const char *code_but_for_zeros(const struct known_codes *codes, const char *code)
{
	const char *digits = code + strspn(code, "0"), *found = NULL;
	for (size_t i = 0; *digits && i < codes->count; i++) {
		if (strcmp(codes->at[i] + strspn(codes->at[i], "0"), digits) != 0)
			continue;
		if (found && strcmp(found, codes->at[i]) != 0)
			return NULL;
		found = codes->at[i];
	}
	return found;
}

static bool is_known(const struct known_codes *codes, const char *code)
{
	return bsearch(&code, codes->at, codes->count, sizeof *codes->at, code_order) != NULL;
}

/* The one known code that is a slip of the finger away; "" else. */
static const char *only_slip(const struct known_codes *codes, const char *code)
{
	const char *found = "";
	for (size_t i = 0; i < codes->count; i++)
		if (code_is_slip(codes->at[i], code) && strcmp(codes->at[i], found) != 0) {
			if (*found)
				return "";
			found = codes->at[i];
		}
	return found;
}

static bool is_named(const char *name, const struct unit *unit)
{
	char seen[512], known[512];
	return strcmp(text_fold(seen, sizeof seen, name),
		       text_fold(known, sizeof known, unit->name)) == 0;
}

/* Codes such as 1.10 and 12E5 lose more than zeros to a spreadsheet. */
static void restore_number(struct import_state *state, size_t row)
{
	const struct units *units = &state->snapshot->units;
	struct sheet *sheet = state->import->sheet;
	const char **known = memory_take(units->count + 1, sizeof *known);
	for (size_t i = 0; i < units->count; i++)
		known[i] = units->at[i].code;
	const char *exported = import_code_exported(state, row, "code", known, units->count);
	if (exported)
		sheet->rows[row].cells[sheet_column(sheet->format, "code")] = exported;
	free(known);
}

/* A code that nobody has means the unit whose code differs in nothing but zeros, where the row's
 * version or its name says that it left here. */
static void restore_zeros(struct import_state *state, size_t row)
{
	const struct units *units = &state->snapshot->units;
	const char *code = import_cell(state, row, "code"), *name = import_cell(state, row, "name");
	bool left_here = strtol(import_cell(state, row, "rev"), NULL, 10) > 0;
	size_t fits = 0, found = NOWHERE;
	if (!*code || units_find(units, code) != NOWHERE)
		return;
	for (size_t i = 0; i < units->count; i++) {
		const char *known = units->at[i].code;
		if (*known != '0' || strcmp(known + strspn(known, "0"), code) != 0)
			continue;
		left_here = left_here || is_named(name, &units->at[i]);
		found = i;
		fits++;
	}
	if (!fits) {
		restore_number(state, row);
		return;
	}
	if (!left_here)
		return;
	struct sheet *sheet = state->import->sheet;
	if (fits > 1)
		import_refuse(state, row, "code",
			N_("%zu units have this code but for zeros at its start: write it in full"),
			fits);
	else
		import_warn(state, row, "code", N_("read as %s: the spreadsheet took its zeros"),
			units->at[found].code);
	sheet->rows[row].cells[sheet_column(sheet->format, "code")] =
		fits > 1 ? "" : pool_text(&state->import->pool, units->at[found].code);
}

static const char *read_parent(
	struct import_state *state, size_t row, const struct known_codes *codes)
{
	const char *parent = import_cell_or_null(state, row, "parent");
	if (!parent || !*parent || is_known(codes, parent))
		return parent;
	const char *meant = code_but_for_zeros(codes, parent);
	if (!meant)
		return parent; /* check_tree says what is wrong with it */
	import_warn(state, row, "parent", N_("read as %s: the spreadsheet took its zeros"), meant);
	import_cure(state, meant);
	return pool_text(&state->import->pool, meant);
}

/* A new unit 1 beside 001 may be meant, but most often a spreadsheet took the zeros. */
static void warn_of_zeros(struct import_state *state, size_t row)
{
	const struct import_change *change = import_newest(state);
	const struct units *units = &state->snapshot->units;
	const char *code = change->after[UNIT_CODE];
	for (size_t i = 0; change->how == CHANGE_ADDED && i < units->count; i++) {
		const char *known = units->at[i].code;
		if (*known != '0' || strcmp(known + strspn(known, "0"), code) != 0)
			continue;
		import_warn(state, row, "code",
			N_("a new unit, although %s differs only in zeros that a spreadsheet "
			   "takes"),
			known);
		import_cure(state, known);
		return;
	}
}

/* An audience names kinds and codes alike, set apart by commas: one word, and no unit's code. */
static void check_kind(struct import_state *state, size_t row, const struct known_codes *codes)
{
	const struct import_change *change = import_newest(state);
	const char *kind = change->after[UNIT_KIND];
	if (!*kind)
		import_refuse(state, row, "kind", N_("a unit needs a kind: tinh, huyen, co-so …"));
	else if (strcmp(kind, change->before[UNIT_KIND]) == 0)
		return; /* as it was, or as an older program took it */
	else if (kind[strcspn(kind, " ,;\t\r\n")])
		import_refuse(state, row, "kind",
			N_("a kind is one word without commas: tinh, huyen, co-so …"));
	else if (is_known(codes, kind))
		import_refuse(state, row, "kind", N_("%s is a unit's code and cannot be a kind"),
			kind);
}

/* A code typed means the unit that has it, so that such an alias would name nothing, or, behind the
 * fence of an account that does not see that unit, another. */
static void check_aliases(struct import_state *state, size_t row, const struct known_codes *codes)
{
	const struct import_change *change = import_newest(state);
	const char *rest = change->after[UNIT_ALIASES];
	if (strcmp(rest, change->before[UNIT_ALIASES]) == 0)
		return;
	for (rest += strspn(rest, "; "); *rest; rest += strspn(rest, "; ")) {
		char alias[CODE_SIZE];
		size_t length = strcspn(rest, ";");
		snprintf(alias, sizeof alias, "%.*s", (int)(length < CODE_SIZE ? length : 0), rest);
		rest += length;
		for (length = strlen(alias); length && alias[length - 1] == ' '; length--)
			alias[length - 1] = '\0';
		if (!is_known(codes, alias))
			continue;
		import_refuse(state, row, "aliases",
			N_("%s is a unit's code and cannot be an alias"), alias);
		return;
	}
}

static void check_unit(struct import_state *state, size_t row, const struct known_codes *codes)
{
	const struct import_change *change = import_newest(state);
	int from, to;
	if (*change->after[UNIT_CODE] && !code_is_valid(change->after[UNIT_CODE]))
		import_refuse(state, row, "code",
			N_("a code is 1 to 32 of A-Z a-z 0-9 . _ - and begins with a letter or "
			   "digit"));
	if (!*change->after[UNIT_NAME])
		import_refuse(state, row, "name", N_("a unit needs a name"));
	check_kind(state, row, codes);
	check_aliases(state, row, codes);
	if (day_from_iso(change->after[UNIT_VALID_FROM], &from) &&
		day_from_iso(change->after[UNIT_VALID_TO], &to) && to < from)
		import_refuse(state, row, "valid_to", N_("it ends before it begins"));
	warn_of_zeros(state, row);
}

/* The tree as it would be: what is there, overlaid with what the file wishes. */
static size_t wished_tree(struct import_state *state, struct unit *list, size_t *rows)
{
	const struct units *units = &state->snapshot->units;
	const struct import *import = state->import;
	size_t count = 0;
	for (size_t i = 0; i < units->count; i++) {
		rows[count] = NOWHERE;
		list[count++] = units->at[i];
	}
	for (size_t i = 0; i < import->count; i++) {
		const struct import_change *change = &import->changes[i];
		if (import->sheet->rows[change->row].refused || change->how == CHANGE_KEPT ||
			change->how == CHANGE_CONFLICT)
			continue;
		size_t at = units_find(units, change->after[UNIT_CODE]);
		at = at == NOWHERE ? count++ : at;
		rows[at] = change->row;
		list[at] = (struct unit){.code = change->after[UNIT_CODE],
			.name = change->after[UNIT_NAME],
			.kind = change->after[UNIT_KIND],
			.aliases = change->after[UNIT_ALIASES],
			.parent = change->after[UNIT_PARENT]};
	}
	return count;
}

static void complain_unit(struct import_state *state, size_t row, enum unit_wrong wrong,
	const struct units *known, const struct known_codes *codes)
{
	const char *parent = import_cell(state, row, "parent");
	if (wrong == UNIT_CYCLE) {
		import_refuse(state, row, "parent",
			N_("%s would stand below itself: give another unit above it"),
			import_cell(state, row, "code"));
		return;
	}
	size_t near = units_nearest(known, parent);
	if (is_known(codes, parent))
		import_refuse(
			state, row, "parent", N_("the unit above it, %s, was refused"), parent);
	else if (near == NOWHERE)
		import_refuse(state, row, "parent",
			N_("no unit %s, neither here nor in the file: add it, or mend the code"),
			parent);
	else
		import_refuse(state, row, "parent",
			N_("no unit %s, neither here nor in the file; did you mean %s (%s)?"),
			parent, known->at[near].code, known->at[near].name);
	if (!is_known(codes, parent))
		import_cure(state, only_slip(codes, parent));
}

/* One look at the tree; true if rows were refused, which may leave others without a parent. */
static bool refuse_strays(struct import_state *state, struct unit *list, size_t *rows,
	struct unit_complaint *wrongs, size_t most, const struct known_codes *codes)
{
	struct pool pool = {0};
	struct units tree;
	struct units known = {.at = list, .count = wished_tree(state, list, rows)};
	size_t wrong_count = most;
	bool again = false;
	if (!units_arrange(&tree, list, known.count, &pool, wrongs, &wrong_count))
		for (size_t i = 0; i < wrong_count && i < most; i++) {
			size_t row = rows[wrongs[i].index];
			if (row == NOWHERE || state->import->sheet->rows[row].refused)
				continue;
			complain_unit(state, row, wrongs[i].wrong, &known, codes);
			again = true;
		}
	pool_free(&pool);
	return again;
}

static void check_tree(struct import_state *state, const struct known_codes *codes)
{
	size_t most = state->snapshot->units.count + state->import->count + 1;
	struct unit *list = memory_take(most, sizeof *list);
	size_t *rows = memory_take(most, sizeof *rows);
	struct unit_complaint *wrongs = memory_take(most, sizeof *wrongs);
	while (refuse_strays(state, list, rows, wrongs, most, codes))
		;
	free(wrongs);
	free(rows);
	free(list);
}

bool import_units(struct import_state *state, struct fault *why)
{
	static const char *const keys[] = {"code"};
	const struct sheet *sheet = state->import->sheet;
	for (size_t row = 0; row < sheet->row_count; row++)
		if (!state->misshapen[row])
			restore_zeros(state, row);
	struct known_codes codes = codes_gather(state);
	import_refuse_doubles(state, keys, 1);
	for (size_t row = 0; row < sheet->row_count; row++) {
		if (!import_goes_on(state, row, why))
			return false;
		if (state->misshapen[row])
			continue;
		const char *code = import_cell(state, row, "code");
		const char *after[ROW_FIELDS] = {code, import_cell_or_null(state, row, "name"),
			import_cell_or_null(state, row, "kind"), read_parent(state, row, &codes),
			import_cell_or_null(state, row, "valid_from"),
			import_cell_or_null(state, row, "valid_to"),
			import_cell_or_null(state, row, "aliases"), NULL};
		if (!import_wish(state, row, TABLE_UNIT, after, code, why))
			return false;
		check_unit(state, row, &codes);
	}
	check_tree(state, &codes);
	return true;
}

bool import_people(struct import_state *state, struct fault *why)
{
	static const char *const keys[] = {"unit", "name"};
	const struct sheet *sheet = state->import->sheet;
	import_refuse_doubles(state, keys, 2);
	for (size_t row = 0; row < sheet->row_count; row++) {
		size_t unit;
		if (!import_goes_on(state, row, why))
			return false;
		if (state->misshapen[row] || !import_unit(state, row, "unit", &unit))
			continue;
		/* The snapshot's texts go with it; a change outlives it. */
		const char *code =
			pool_text(&state->import->pool, state->snapshot->units.at[unit].code);
		const char *after[ROW_FIELDS] = {code, import_cell(state, row, "name"),
			import_cell_or_null(state, row, "position"),
			import_cell_or_null(state, row, "phone"),
			import_cell_or_null(state, row, "email"),
			import_cell_or_null(state, row, "note"), NULL};
		struct buffer key = {0};
		buffer_print(&key, "%s %s", after[0], after[1]);
		bool wished = import_wish(state, row, TABLE_PERSON, after, buffer_text(&key), why);
		buffer_free(&key);
		if (!wished)
			return false;
	}
	return true;
}
