/* The import object: what a file would do to the database, row by row, for dry run, preview and run
 * alike; and doing it as one step. What the rows mean is in import_*.c, a function per kind. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- preparing ------------------------------------------------------------------------------- */

static import_rows_function *rows_function(enum sheet_kind kind)
{
	switch (kind) {
	case SHEET_UNITS:
		return import_units;
	case SHEET_PEOPLE:
		return import_people;
	case SHEET_PLAN:
		return import_plan_rows;
	case SHEET_TASKS:
		return import_tasks;
	case SHEET_RECEIPTS:
		return import_receipts;
	case SHEET_NUMBERS:
		return import_numbers;
	default:
		return NULL;
	}
}

/* Files about duties are of one plan: --plan, else the one that a row names, else the open one. A row
 * that names none that there is, is wrong in itself; *unknown: the first. */
static bool find_plan_of(
	struct import_state *state, const char **plan, size_t *unknown, struct fault *why)
{
	const struct sheet *sheet = state->import->sheet;
	const char *fields[ROW_FIELDS], *last = "";
	bool found = false;
	*plan = state->app->plan;
	*unknown = NOWHERE;
	for (size_t row = 0; !*plan && row < sheet->row_count; row++) {
		const char *named = import_cell(state, row, "plan");
		if (!*named || state->misshapen[row] || strcmp(named, last) == 0)
			continue;
		if (!import_stored(state, TABLE_PLAN, &named, fields, &found, why))
			return false;
		last = named;
		*plan = found ? named : NULL;
		*unknown = !found && *unknown == NOWHERE ? row : *unknown;
	}
	return true;
}

static bool refuse_other_plans(struct import_state *state, struct fault *why)
{
	const struct sheet *sheet = state->import->sheet;
	const char *code = state->snapshot->plan.code, *fields[ROW_FIELDS];
	for (size_t row = 0; row < sheet->row_count; row++) {
		const char *named = import_cell(state, row, "plan");
		bool found;
		if (!*named || state->misshapen[row] || strcmp(named, code) == 0)
			continue;
		if (!import_stored(state, TABLE_PLAN, &named, fields, &found, why))
			return false;
		if (found)
			import_refuse(state, row, "plan",
				N_("this import is about plan %s: put the rows of another into a "
				   "file of "
				   "their own"),
				code);
		else
			import_refuse(state, row, "plan",
				N_("there is no such plan; this import is about plan %s"), code);
		if (code_is_slip(code, named))
			import_cure(state, code);
	}
	return true;
}

static bool load_plan_of(struct import_state *state, struct fault *why)
{
	const struct sheet *sheet = state->import->sheet;
	const char *plan;
	size_t unknown;
	if (!find_plan_of(state, &plan, &unknown, why))
		return false;
	if (!plan)
		plan = state->app->shown_plan;
	if (!store_snapshot(state->app->store, plan, 0, &state->snapshot, why) ||
		!need_plan(state->snapshot, why))
		return unknown != NOWHERE
			       ? refuse(why, FAULT_MISSING,
					 N_("%s:%ld: %s: there is no plan %s: 'tiendo list plans' "
					    "shows them"),
					 state->import->file, sheet->rows[unknown].line,
					 sheet->shown[sheet_column(sheet->format, "plan")],
					 import_cell(state, unknown, "plan"))
			       : false;
	return refuse_other_plans(state, why);
}

static bool load_needed(struct import_state *state, struct fault *why)
{
	enum sheet_kind kind = state->import->sheet->format->kind;
	bool about_duties = kind == SHEET_TASKS || kind == SHEET_RECEIPTS || kind == SHEET_NUMBERS;
	bool is_meant; /* units, people and plans lean on units and rules: any plan will do */
	return about_duties ? load_plan_of(state, why)
			    : any_snapshot(state->app, 0, &state->snapshot, &is_meant, why);
}

static void name_extras(struct import *import)
{
	const struct sheet *sheet = import->sheet;
	for (size_t i = 0; i < sheet->extra_count && !sheet->format->wide; i++)
		complain(&import->complaints, COMPLAINT_WARNING, sheet->header_line,
			sheet->extras[i], "", N_("this column is not known and was left out"));
}

/* Rows whose shape leaves open which cell is whose: their complaint is about no column. Such
 * complaints come first and in the order of the rows. */
static void find_misshapen(struct import_state *state)
{
	const struct sheet *sheet = state->import->sheet;
	const struct complaints *complaints = &state->import->complaints;
	state->misshapen =
		pool_take(&state->import->pool, (sheet->row_count + 1) * sizeof *state->misshapen);
	size_t row = 0;
	for (size_t i = 0; i < complaints->count; i++) {
		if (complaints->at[i].level != COMPLAINT_ERROR || *complaints->at[i].column)
			continue;
		while (row < sheet->row_count && sheet->rows[row].line < complaints->at[i].line)
			row++;
		if (row < sheet->row_count && sheet->rows[row].line == complaints->at[i].line)
			state->misshapen[row] = true;
	}
}

/* Bytes to rows, and what the rows lean on. */
static bool read_rows(struct import_state *state, enum sheet_kind kind, const char *bytes,
	size_t length, const struct import_options *options, enum day_order order,
	struct fault *why)
{
	struct import *import = state->import;
	struct sheet_options reading = options->sheet;
	struct fault unreadable;
	bool is_bulk = import_bulk_is_for(kind, bytes, length, options), is_read, is_meant;
	reading.today = state->app->clock_day;
	reading.order = order;
	reading.watcher = &state->app->watcher;
	if (is_bulk && !any_snapshot(state->app, 0, &state->snapshot, &is_meant, why))
		return false;
	if (is_bulk)
		import_bare_codes(state);
	is_read = !is_bulk || import_bulk_read(state, bytes, length, &reading, &unreadable);
	if (is_read && !import->bulk)
		is_read = sheet_read(&import->sheet, sheet_format(kind), bytes, length, &reading,
			&import->complaints, &unreadable);
	if (!is_read)
		return refuse(why, unreadable.kind, "%s: %s", import->file, unreadable.text);
	name_extras(import);
	find_misshapen(state);
	if (import->bulk)
		return true;
	import->row_count = import->sheet->row_count;
	if (!state->snapshot && !load_needed(state, why))
		return false;
	import_bare_codes(state);
	return true;
}

/* Where only the database went on, the sheet has nothing to say; its reader is told once. */
static void tell_stale(struct import_state *state)
{
	if (state->stale_count)
		complain(&state->import->complaints, COMPLAINT_WARNING, state->stale_line, "", "",
			say_many(N_("%zu row was changed here after this sheet left and stays as it "
				    "is now"),
				N_("%zu rows, this one first, were changed here after this sheet "
				   "left and stay as they are now"),
				state->stale_count),
			state->stale_count);
}

static void count_changes(struct import *import)
{
	for (size_t i = 0; i < import->count; i++)
		if (import->sheet->rows[import->changes[i].row].refused)
			import->changes[i].how = CHANGE_REFUSED;
	/* A wide row makes several changes; a refused row may have made none. */
	for (size_t i = 0; i < import->count; i++)
		if (import->changes[i].how != CHANGE_REFUSED)
			import->of[import->changes[i].how]++;
	for (size_t row = 0; row < import->sheet->row_count; row++)
		import->of[CHANGE_REFUSED] += import->sheet->rows[row].refused;
	complaints_sort(&import->complaints);
}

/* One reading of the file, and what it would do. *proven: the order of day and month that days which
 * nobody touched give away. */
static bool prepare(struct app *app, enum sheet_kind kind, const char *bytes, size_t length,
	const struct import_options *options, struct import *import, enum day_order *proven,
	struct fault *why)
{
	struct import_state state = {
		.app = app, .import = import, .on_conflict = options->on_conflict};
	if (!read_rows(&state, kind, bytes, length, options, *proven, why)) {
		snapshot_free(state.snapshot);
		return false;
	}
	bool fine = rows_function(kind)(&state, why);
	fine = fine && import_tell_rekeyed(&state, why);
	import_tell_names(&state);
	tell_stale(&state);
	import_forget_history(&state);
	snapshot_free(state.snapshot);
	if (state.day_first != state.month_first)
		*proven = state.day_first ? ORDER_DAY : ORDER_MONTH;
	if (fine)
		count_changes(import);
	return fine;
}

bool import_prepare(struct app *app, enum sheet_kind kind, const char *file, const char *bytes,
	size_t length, const struct import_options *options, struct import *import,
	struct fault *why)
{
	enum day_order proven = options->sheet.order;
	long version = app->store ? store_version(app->store) : -1;
	*import = (struct import){.file = file, .version = version};
	if (!rows_function(kind))
		return refuse(why, FAULT_USAGE,
			N_("%s is written, never read: import takes units, people, plan, tasks, "
			   "receipts or numbers"),
			sheet_format(kind)->word);
	bool fine = prepare(app, kind, bytes, length, options, import, &proven, why);
	if (!fine || !import->sheet->ambiguous || proven == options->sheet.order)
		return fine;
	import_free(import);
	import->file = file;
	import->version = version;
	return prepare(app, kind, bytes, length, options, import, &proven, why);
}

bool import_goes_on(const struct import_state *state, size_t row, struct fault *why)
{
	const struct import *import = state->import;
	return watcher_tell(&state->app->watcher, STAGE_CHECK, row, import->sheet->row_count) ||
	       refuse(why, FAULT_NO, N_("%s: cancelled: nothing was written"), import->file);
}

/* ---- doing it -------------------------------------------------------------------------------- */

static bool write_change(struct store *store, const struct import_change *change, struct fault *why)
{
	switch (change->how) {
	case CHANGE_ADDED:
	case CHANGE_CHANGED:
		return store_put(store, change->table, change->after, why);
	case CHANGE_REMOVED:
		return store_drop(store, change->table, change->after, why);
	default:
		return true;
	}
}

bool import_is_current(struct app *app, const struct import *import)
{
	return store_version(app->store) == import->version;
}

/* What was prepared leans on rows as they were; from here on nobody can change them, for the lock is
 * ours. */
static bool is_up_to_date(struct app *app, struct import *import, struct fault *why)
{
	import->is_outdated = !import_is_current(app, import);
	return !import->is_outdated ||
	       refuse(why, FAULT_BUSY,
		       N_("%s: others changed the database meanwhile: nothing was written; import it "
			  "again"),
		       import->file);
}

#define PART_CHANGES 500

/* No row is written twice: those of a file with the same keys are refused. */
static bool write_all(struct app *app, const struct import *import, struct fault *why)
{
	for (size_t i = 0; i < import->count; i++) {
		if (i % PART_CHANGES == PART_CHANGES - 1 && !step_part(app->store, why))
			return false;
		if (!watcher_tell(&app->watcher, STAGE_WRITE, i, import->count))
			return refuse(why, FAULT_NO, N_("%s: cancelled: nothing was written"),
				import->file);
		if (!write_change(app->store, &import->changes[i], why))
			return false;
	}
	return import_bulk_write(app, import, why);
}

static bool write_changes(
	struct app *app, struct import *import, const char *command, long *step, struct fault *why)
{
	if (!step_begin(app->store, app->actor, command, why))
		return false;
	if (is_up_to_date(app, import, why) && write_all(app, import, why))
		return step_commit(app->store, step, why);
	step_abandon(app->store);
	return false;
}

bool import_commit(struct app *app, struct import *import, const struct import_options *options,
	const char *command, long *step, struct fault *why)
{
	size_t refused = import->of[CHANGE_REFUSED], conflicts = import->of[CHANGE_CONFLICT];
	*step = 0;
	if ((refused || conflicts) && !options->partial)
		return refuse(why, FAULT_REFUSED,
			N_("%s: nothing was written: refused %zu, in conflict %zu; mend the rows, "
			   "or take "
			   "the good ones with --partial"),
			import->file, refused, conflicts);
	if (!options->dry_run && !write_changes(app, import, command, step, why))
		return false;
	if (refused || conflicts)
		return refuse(why, FAULT_REFUSED,
			options->dry_run
				? N_("%s: the good rows would be taken; refused %zu, in conflict "
				     "%zu")
				: N_("%s: the good rows were taken; refused %zu, in conflict %zu"),
			import->file, refused, conflicts);
	return true;
}

/* ---- telling --------------------------------------------------------------------------------- */

void import_print_change(
	const struct import *import, const struct import_change *change, struct buffer *out)
{
	static const char *const how[] = {N_("added"), N_("changed"), N_("same"), N_("removed"),
		N_("refused"), N_("conflict"), N_("kept")};
	bool by_cell = change->how == CHANGE_CHANGED || change->how == CHANGE_REMOVED ||
		       change->how == CHANGE_CONFLICT;
	if (change->how == CHANGE_SAME)
		return;
	if (!by_cell)
		buffer_print(out, "%s %s: %s\n", table_shown(change->table), change->key,
			say(how[change->how]));
	struct import_shown shown = {.name = NULL};
	for (size_t i = table_keys(change->table); by_cell && i + 1 < table_fields(change->table);
		i++)
		if (strcmp(change->before[i], change->after[i]) != 0 &&
			import_sides_shown(import, change->table, i, change->before, change->after,
				&shown))
			buffer_print(out, "%s %s: %s: %s: %s → %s\n", table_shown(change->table),
				change->key, say(how[change->how]), shown.name,
				buffer_text(&shown.before), buffer_text(&shown.after));
	import_shown_free(&shown);
}

void import_print(const struct import *import, bool full, struct buffer *out)
{
	if (full && import->bulk)
		import_bulk_print(import, out);
	for (size_t i = 0; full && !import->bulk && i < import->count; i++)
		import_print_change(import, &import->changes[i], out);
	buffer_print(out,
		say(N_("added %zu, changed %zu, removed %zu, same %zu, refused %zu, in conflict "
		       "%zu\n")),
		import->of[CHANGE_ADDED], import->of[CHANGE_CHANGED], import->of[CHANGE_REMOVED],
		import->of[CHANGE_SAME] + import->of[CHANGE_KEPT], import->of[CHANGE_REFUSED],
		import->of[CHANGE_CONFLICT]);
}

void import_free(struct import *import)
{
	struct import_source *source = import->source;
	import_bulk_free(import->bulk);
	sheet_close(import->sheet);
	complaints_free(&import->complaints);
	pool_free(&import->pool);
	free(import->changes);
	if (source) {
		pool_free(&source->pool);
		free(source->bytes);
		free(source->fixes);
		free(source);
	}
	*import = (struct import){.count = 0};
}
