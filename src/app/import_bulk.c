/* Large files of people. Nearly all of their rows are new or the same as here, and of those no more
 * is kept than where in the file's text they stand. Sorted by their keys they are laid beside what
 * is here; whatever is neither plainly new nor plainly the same (errors, warnings, doubles, changes,
 * conflicts) becomes a sheet of few rows, and goes the way of all other files. */
#include "bulk_rows.h"
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define LARGEST ((size_t)1 << 29) /* bytes: places are 32 bits, also after decoding */

enum fate {
	FATE_SHEET = STREAM_KEPT, /* to the sheet of few rows */
	FATE_SAME,
	FATE_ADDED,
	FATE_IF_HERE, /* not plainly new: it was here when the sheet left */
};

struct import_bulk {
	struct sheet_stream *stream;
	struct pool names;
	struct bulk_rows rows; /* by key; after reading, those that are added */
	size_t row_count, row_room;
	unsigned char *fate; /* by row of the file */
	size_t log_bytes; /* of the added rows */
	struct buffer code; /* seen last, and whose it is */
	size_t unit;
};

/* ---- reading --------------------------------------------------------------------------------- */

/* The name's bytes for as long as the import lives. */
static const char *name_kept(struct import_bulk *bulk, struct slice name)
{
	if (stream_keeps(bulk->stream, name.text))
		return name.text;
	return pool_slice(&bulk->names, name.text, name.length);
}

static struct person_row person_of(const struct stream_row *row)
{
	struct person_row person;
	for (size_t i = 0; i < PERSON_REV; i++) {
		person.text[i] = row->cells[i].text;
		person.length[i] = row->cells[i].length;
	}
	return person;
}

/* As strtol would read it: the cell is a count, or is refused. */
static long rev_of(const struct stream_row *row)
{
	char text[24];
	struct slice rev = row->cells[PERSON_REV];
	size_t length = rev.length < sizeof text ? rev.length : sizeof text - 1;
	if (!length)
		return 0;
	memcpy(text, rev.text, length);
	text[length] = '\0';
	return strtol(text, NULL, 10);
}

/* A row that left here is new only by its key: steps after its rev may have taken it out, or somebody
 * edited the key. */
static enum fate first_fate(const struct import_state *state, const struct stream_row *row)
{
	if (!row->good)
		return FATE_SHEET;
	long left = rev_of(row);
	return left > 0 && left <= state->snapshot->last_step ? FATE_IF_HERE : FATE_ADDED;
}

static void add_fate(struct import_bulk *bulk, enum fate fate)
{
	if (bulk->row_count == bulk->row_room) {
		bulk->row_room = bulk->row_room ? bulk->row_room * 2 : 4096;
		bulk->fate = memory_grow(bulk->fate, bulk->row_room, sizeof *bulk->fate);
	}
	bulk->fate[bulk->row_count++] = (unsigned char)fate;
}

static void add_row(struct import_bulk *bulk, const struct stream_row *row, uint32_t unit)
{
	struct person_row person = person_of(row);
	struct slice name = row->cells[PERSON_NAME];
	bulk_rows_add(&bulk->rows, (struct bulk_row){.name = name_kept(bulk, name),
		.name_length = (uint32_t)name.length,
		.unit = unit,
		.at = (uint32_t)row->at,
		.row = (uint32_t)(bulk->row_count - 1),
		.bytes = (uint32_t)person_bytes(&person),
		.is_verbatim = row->is_verbatim});
}

/* The unit of the row; many of one unit stand together. *is_known: by its very code. */
static size_t find_unit(struct import_state *state, struct import_bulk *bulk,
	const struct stream_row *row, bool *is_known)
{
	struct slice code = row->misshapen ? (struct slice){"", 0} : row->cells[PERSON_UNIT];
	if (code.length != bulk->code.length ||
		memcmp(code.text, buffer_text(&bulk->code), code.length) != 0) {
		buffer_clear(&bulk->code);
		buffer_bytes(&bulk->code, code.text, code.length);
		bulk->unit = units_find(&state->snapshot->units, buffer_text(&bulk->code));
	}
	*is_known = bulk->unit != NOWHERE;
	if (*is_known || !code.length)
		return bulk->unit;
	return import_unit_meant(state, buffer_text(&bulk->code));
}

/* Takes a row with a key into the list, whatever else is to be said of it: it may be one of two. */
static void take_row(struct import_state *state, struct import_bulk *bulk,
	const struct code_order *order, const struct stream_row *row)
{
	bool is_known;
	size_t unit = find_unit(state, bulk, row, &is_known);
	add_fate(bulk, is_known ? first_fate(state, row) : FATE_SHEET);
	if (unit != NOWHERE && row->cells[PERSON_NAME].length)
		add_row(bulk, row, order->rank[unit]);
}

static bool refuse_cancelled(const struct import *import, struct fault *why)
{
	return refuse(why, FAULT_NO, N_("%s: cancelled: nothing was written"), import->file);
}

/* Pass 1 of 3: every row is read and checked. */
static bool take_rows(struct import_state *state, struct import_bulk *bulk,
	const struct code_order *order, size_t length, struct fault *why)
{
	struct stream_row row;
	bulk->unit = units_find(&state->snapshot->units, "");
	while (!stream_needs_neighbours(bulk->stream) && stream_next(bulk->stream, &row, why)) {
		size_t rows = bulk->row_count;
		if (rows % TELL_EVERY == 0 && !watcher_tell(&state->app->watcher, STAGE_READ, rows,
						      length / (row.at / (rows + 1) + 1)))
			return refuse(why, FAULT_NO, N_("cancelled: nothing was written"));
		if (row.at > UINT32_MAX || bulk->row_count == UINT32_MAX)
			return refuse(why, FAULT_REFUSED, N_("more than %zu bytes: split the file"),
				LARGEST);
		take_row(state, bulk, order, &row);
	}
	return stream_needs_neighbours(bulk->stream) || why->kind == FAULT_NONE;
}

static void find_doubles(struct import_bulk *bulk)
{
	for (size_t i = 1; i < bulk->rows.count; i++)
		if (bulk_row_is_same_key(&bulk->rows.at[i - 1], &bulk->rows.at[i]))
			bulk->fate[bulk->rows.at[i - 1].row] = bulk->fate[bulk->rows.at[i].row] = FATE_SHEET;
}

/* ---- beside what is here --------------------------------------------------------------------- */

static int stored_order(
	const struct bulk_row *row, const char *code, const char *const *stored)
{
	int order = strcmp(code, stored[PERSON_UNIT]);
	if (order)
		return order;
	size_t length = strlen(stored[PERSON_NAME]);
	order = memcmp(row->name, stored[PERSON_NAME],
		row->name_length < length ? row->name_length : length);
	return order ? order : row->name_length < length ? -1 : row->name_length > length;
}

static bool is_text(struct slice slice, const char *text)
{
	return strncmp(slice.text, text, slice.length) == 0 && !text[slice.length];
}

/* A column that the sheet has not leaves the value alone. A row that changed here since the sheet left
 * is told of even where the sheet says the same. */
static bool is_same(
	struct import_bulk *bulk, const struct bulk_row *row, const char *const *stored)
{
	const struct sheet *about = stream_about(bulk->stream);
	struct stream_row read;
	stream_again(bulk->stream, row->at, row->is_verbatim, &read);
	for (size_t i = PERSON_POSITION; i < PERSON_REV; i++)
		if (about->has[i] && !is_text(read.cells[i], stored[i]))
			return false;
	return !about->has[PERSON_REV] || rev_of(&read) == strtol(stored[PERSON_REV], NULL, 10);
}

static void decide_found(
	struct import_bulk *bulk, const struct bulk_row *row, const char *const *stored)
{
	unsigned char *fate = &bulk->fate[row->row];
	if (*fate != FATE_SHEET)
		*fate = is_same(bulk, row, stored) ? FATE_SAME : FATE_SHEET;
}

static void decide_new(struct import_bulk *bulk, const struct bulk_row *row)
{
	unsigned char *fate = &bulk->fate[row->row];
	if (*fate == FATE_IF_HERE)
		*fate = FATE_SHEET;
}

/* Pass 2 of 3: the file's rows and the database's, both by key. */
static bool lay_beside(struct import_bulk *bulk, struct store *store,
	const struct code_order *order, struct fault *why)
{
	struct people *people;
	const char *stored[ROW_FIELDS];
	size_t i = 0;
	if (!people_open(&people, store, why))
		return false;
	while (i < bulk->rows.count && people_next(people, stored)) {
		int side = 1;
		while (i < bulk->rows.count &&
			(side = stored_order(&bulk->rows.at[i], order->codes[bulk->rows.at[i].unit],
				 stored)) < 0)
			decide_new(bulk, &bulk->rows.at[i++]);
		for (; side == 0 && i < bulk->rows.count; i++) { /* doubles too */
			decide_found(bulk, &bulk->rows.at[i], stored);
			if (i + 1 < bulk->rows.count && !bulk_row_is_same_key(&bulk->rows.at[i], &bulk->rows.at[i + 1]))
				side = 1;
		}
	}
	for (; i < bulk->rows.count; i++)
		decide_new(bulk, &bulk->rows.at[i]);
	return people_close(people, why);
}

/* What is left of the list: the rows to add. */
static void keep_added(struct import_bulk *bulk)
{
	size_t kept = 0;
	for (size_t i = 0; i < bulk->rows.count; i++) {
		enum fate fate = (enum fate)bulk->fate[bulk->rows.at[i].row];
		if (fate == FATE_ADDED) {
			bulk->log_bytes += bulk->rows.at[i].bytes;
			bulk->rows.at[kept++] = bulk->rows.at[i];
		}
	}
	bulk->rows.count = kept;
}

static void count_fates(struct import_bulk *bulk, struct import *import)
{
	for (size_t row = 0; row < bulk->row_count; row++) {
		import->of[CHANGE_ADDED] += bulk->fate[row] == FATE_ADDED;
		import->of[CHANGE_SAME] += bulk->fate[row] == FATE_SAME;
	}
	import->row_count = bulk->row_count;
}

/* ---- the import's part ----------------------------------------------------------------------- */

bool import_bulk_is_for(
	enum sheet_kind kind, const char *bytes, size_t length, const struct import_options *options)
{
	const char *at = bytes, *end = bytes + length;
	if (kind != SHEET_PEOPLE || !options->bulk_rows || length > LARGEST ||
		options->sheet.fix_count) /* somebody is mending it */
		return false;
	for (size_t lines = 0; at && lines < options->bulk_rows; lines++) {
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at + 1 : NULL;
	}
	return at != NULL;
}

bool import_bulk_read(struct import_state *state, const char *bytes, size_t length,
	const struct sheet_options *options, struct fault *why)
{
	struct import *import = state->import;
	struct import_bulk *bulk = import->bulk = memory_take(1, sizeof *bulk);
	struct code_order order;
	if (!stream_open(&bulk->stream, sheet_format(SHEET_PEOPLE), bytes, length, options, why))
		return false;
	codes_order(&state->snapshot->units, &order);
	bool fine = take_rows(state, bulk, &order, length, why);
	bool is_bulk = fine && !stream_needs_neighbours(bulk->stream);
	if (is_bulk) {
		bulk_rows_sort(&bulk->rows, order.count);
		find_doubles(bulk);
		fine = lay_beside(bulk, state->app->store, &order, why);
	}
	codes_free(&order);
	if (!fine)
		return false;
	if (!is_bulk) {
		import_bulk_free(bulk);
		import->bulk = NULL;
		return true;
	}
	keep_added(bulk);
	count_fates(bulk, import);
	return stream_sheet(
		bulk->stream, bulk->fate, &import->sheet, &import->complaints, why);
}

/* Pass 3 of 3: the new rows, by key. */
bool import_bulk_write(struct app *app, const struct import *import, struct fault *why)
{
	struct store *store = app->store;
	const struct import_bulk *bulk = import->bulk;
	struct stream_row row;
	if (!bulk || !bulk->rows.count)
		return true;
	if (!step_fill_begin(store, bulk->log_bytes, why))
		return false;
	for (size_t i = 0; i < bulk->rows.count; i++) {
		if (!watcher_tell(&app->watcher, STAGE_WRITE, i, bulk->rows.count))
			return refuse_cancelled(import, why);
		stream_again(bulk->stream, bulk->rows.at[i].at, bulk->rows.at[i].is_verbatim, &row);
		struct person_row person = person_of(&row);
		if (!step_fill(store, &person, why))
			return false;
	}
	return step_fill_end(store, why);
}

static const char *key_of(const struct stream_row *row, struct buffer *key)
{
	const struct slice *cells = row->cells;
	buffer_clear(key);
	buffer_bytes(key, cells[PERSON_UNIT].text, cells[PERSON_UNIT].length);
	buffer_add(key, " ");
	buffer_bytes(key, cells[PERSON_NAME].text, cells[PERSON_NAME].length);
	return buffer_text(key);
}

void import_bulk_each(
	const struct import *import, void (*take)(void *to, const char *key), void *to)
{
	const struct import_bulk *bulk = import->bulk;
	struct stream_row row;
	struct fault why;
	struct buffer key = {0};
	stream_rewind(bulk->stream);
	for (size_t i = 0; i < bulk->row_count && stream_next(bulk->stream, &row, &why); i++)
		if (bulk->fate[i] != FATE_SHEET)
			take(to, key_of(&row, &key));
	buffer_free(&key);
}

/* Nothing was kept of what is added but its place: the file is read once more. */
void import_bulk_print(const struct import *import, struct buffer *out)
{
	const struct import_bulk *bulk = import->bulk;
	struct stream_row row;
	struct fault why;
	struct buffer key = {0};
	size_t change = 0, of_sheet = 0;
	stream_rewind(bulk->stream);
	for (size_t i = 0; i < bulk->row_count && stream_next(bulk->stream, &row, &why); i++) {
		if (bulk->fate[i] == FATE_ADDED) {
			struct import_change added = {.how = CHANGE_ADDED,
				.table = TABLE_PERSON,
				.key = key_of(&row, &key)};
			import_print_change(import, &added, out);
		}
		if (bulk->fate[i] != FATE_SHEET)
			continue;
		for (; change < import->count && import->changes[change].row == of_sheet; change++)
			import_print_change(import, &import->changes[change], out);
		of_sheet++;
	}
	buffer_free(&key);
}

void import_bulk_free(struct import_bulk *bulk)
{
	if (!bulk)
		return;
	stream_close(bulk->stream);
	pool_free(&bulk->names);
	buffer_free(&bulk->code);
	bulk_rows_free(&bulk->rows);
	free(bulk->fate);
	free(bulk);
}
