/* Many new contacts in one step. Their part of the log is made first, in pieces, and the rows are
 * inserted from it by one statement a piece: a virtual table reads the piece. The step's row is
 * there before, with room for all of its changes, so that no more than a piece is ever held.
 *
 * Foreign keys are not looked up row by row, which would take longer than all the rest: the rows
 * come by unit, and each unit is looked for once, inside the transaction. */
#include "inner.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PIECE_BYTES ((size_t)1 << 20)
#define VALUES PERSON_REV

/* A changeset's header of the table: columns, place of each in the primary key, name. */
static const char header[] = "T\7\1\2\0\0\0\0\0person";

struct fill {
	struct buffer piece;
	size_t rows; /* in it */
	sqlite3_blob *log; /* the step's changeset */
	size_t at, end; /* what is written of it; where its part ends */
	sqlite3_stmt *insert, *unit_there;
	struct buffer unit; /* seen last */
	struct gather *gather;
	bool is_whole;
};

/* ---- the piece as a table -------------------------------------------------------------------- */

struct arriving {
	sqlite3_vtab base;
	struct fill *fill;
};

struct arriving_cursor {
	sqlite3_vtab_cursor base;
	const unsigned char *at; /* behind the row */
	size_t row;
	const char *text[VALUES];
	int length[VALUES];
};

static size_t varint_bytes(uint64_t number)
{
	size_t bytes = 1;
	while ((number >>= 7) && bytes < 9)
		bytes++;
	return bytes;
}

static void read_row(struct arriving_cursor *cursor)
{
	const unsigned char *at = cursor->at + 2; /* operation, indirect */
	for (int i = 0; i < VALUES; i++) {
		cursor->length[i] = 0;
		if (*at++ == SQLITE_NULL)
			continue;
		do
			cursor->length[i] = cursor->length[i] << 7 | (*at & 0x7f);
		while (*at++ & 0x80);
		cursor->text[i] = (const char *)at;
		at += cursor->length[i];
	}
	cursor->at = at + 9; /* rev */
}

static int arriving_connect(sqlite3 *db, void *context, int count, const char *const *words,
	sqlite3_vtab **table, char **error)
{
	(void)count, (void)words, (void)error;
	struct arriving *made = sqlite3_malloc(sizeof *made);
	if (!made)
		return SQLITE_NOMEM;
	*made = (struct arriving){.fill = context};
	*table = &made->base;
	return sqlite3_declare_vtab(
		db, "CREATE TABLE arriving (unit, name, position, phone, email, note)");
}

static int arriving_disconnect(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

static int arriving_plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedCost = 1e6;
	return SQLITE_OK;
}

static int arriving_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
	(void)table;
	struct arriving_cursor *made = sqlite3_malloc(sizeof *made);
	if (!made)
		return SQLITE_NOMEM;
	*made = (struct arriving_cursor){.row = 0};
	*cursor = &made->base;
	return SQLITE_OK;
}

static int arriving_close(sqlite3_vtab_cursor *cursor)
{
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static struct fill *fill_of(sqlite3_vtab_cursor *cursor)
{
	return ((struct arriving *)(void *)cursor->pVtab)->fill;
}

static int arriving_filter(
	sqlite3_vtab_cursor *base, int number, const char *text, int count, sqlite3_value **values)
{
	(void)number, (void)text, (void)count, (void)values;
	struct arriving_cursor *cursor = (struct arriving_cursor *)(void *)base;
	cursor->at = (const unsigned char *)buffer_text(&fill_of(base)->piece);
	cursor->row = 0;
	if (fill_of(base)->rows)
		read_row(cursor);
	return SQLITE_OK;
}

static int arriving_next(sqlite3_vtab_cursor *base)
{
	struct arriving_cursor *cursor = (struct arriving_cursor *)(void *)base;
	if (++cursor->row < fill_of(base)->rows)
		read_row(cursor);
	return SQLITE_OK;
}

static int arriving_eof(sqlite3_vtab_cursor *base)
{
	return ((struct arriving_cursor *)(void *)base)->row >= fill_of(base)->rows;
}

static int arriving_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	const struct arriving_cursor *cursor = (struct arriving_cursor *)(void *)base;
	if (cursor->length[column])
		sqlite3_result_text(
			context, cursor->text[column], cursor->length[column], SQLITE_STATIC);
	return SQLITE_OK;
}

static int arriving_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
	*rowid = (sqlite3_int64)((struct arriving_cursor *)(void *)base)->row;
	return SQLITE_OK;
}

/* Without xCreate: there is one such table and no file can ask for another. */
static const sqlite3_module arriving_module = {.iVersion = 0,
	.xConnect = arriving_connect,
	.xBestIndex = arriving_plan,
	.xDisconnect = arriving_disconnect,
	.xOpen = arriving_open,
	.xClose = arriving_close,
	.xFilter = arriving_filter,
	.xNext = arriving_next,
	.xEof = arriving_eof,
	.xColumn = arriving_column,
	.xRowid = arriving_rowid};

/* ---- filling --------------------------------------------------------------------------------- */

static size_t value_bytes(size_t length)
{
	return length ? 1 + varint_bytes(length) + length : 1;
}

size_t person_bytes(const struct person_row *row)
{
	size_t bytes = 2 + 1 + 8; /* operation, indirect; rev */
	for (int i = 0; i < VALUES; i++)
		bytes += value_bytes(row->length[i]);
	return bytes;
}

static unsigned char *put_varint(unsigned char *at, uint64_t number)
{
	for (size_t left = varint_bytes(number); left-- > 0;)
		*at++ = (unsigned char)((number >> (left * 7) & 0x7f) | (left ? 0x80 : 0));
	return at;
}

/* The row as a changeset tells of an insert. */
static void put_row(struct fill *fill, const struct person_row *row, long step)
{
	size_t bytes = person_bytes(row);
	unsigned char *at = (unsigned char *)buffer_more(&fill->piece, bytes);
	*at++ = SQLITE_INSERT;
	*at++ = 0;
	for (int i = 0; i < VALUES; i++) {
		if (!row->length[i]) {
			*at++ = SQLITE_NULL;
			continue;
		}
		*at++ = SQLITE_TEXT;
		at = put_varint(at, row->length[i]);
		memcpy(at, row->text[i], row->length[i]);
		at += row->length[i];
	}
	*at++ = SQLITE_INTEGER;
	for (int shift = 56; shift >= 0; shift -= 8)
		*at++ = (unsigned char)((uint64_t)step >> shift);
	fill->rows++;
}

static bool log_write(struct store *store, const void *bytes, size_t length, size_t at,
	struct fault *why)
{
	int result = sqlite3_blob_write(store->fill->log, bytes, (int)length, (int)at);
	return result == SQLITE_OK || store_refuse(store, result, why);
}

static bool refuse_raced(struct fault *why)
{
	return refuse(why, FAULT_BUSY,
		N_("another session added some of the same people meanwhile: nothing was changed; "
		   "import the file again"));
}

static bool flush_piece(struct store *store, struct fault *why)
{
	struct fill *fill = store->fill;
	if (!fill->rows)
		return true;
	if (fill->piece.length > fill->end - fill->at) /* more than was announced */
		return refuse_raced(why);
	if (!step_is_alive(store, why) ||
		!log_write(store, fill->piece.text, fill->piece.length, fill->at, why))
		return false;
	int result = sqlite3_step(fill->insert);
	int reset = sqlite3_reset(fill->insert);
	if (reset == SQLITE_CONSTRAINT_PRIMARYKEY)
		return refuse_raced(why);
	if (result != SQLITE_DONE || (size_t)sqlite3_changes(store->db) != fill->rows)
		return store_refuse(store, result == SQLITE_DONE ? SQLITE_CORRUPT : reset, why);
	fill->at += fill->piece.length;
	fill->rows = 0;
	buffer_clear(&fill->piece);
	return true;
}

/* The step's row, its log open for writing, what was recorded before at the log's end. */
static bool make_log(struct store *store, size_t bytes, struct fault *why)
{
	struct fill *fill = store->fill;
	const struct buffer *recorded = &store->recorded;
	fill->end = sizeof header + bytes;
	bool made = step_recorded(store, why);
	struct step_row row = {"do", 0, NULL, fill->end + recorded->length};
	made = made && step_insert(store, store->actor, store->command, &row, why);
	if (made) {
		int result = sqlite3_blob_open(
			store->db, "main", "step", "changeset", store->step, 1, &fill->log);
		made = result == SQLITE_OK || store_refuse(store, result, why);
	}
	made = made && log_write(store, header, sizeof header, 0, why) &&
		log_write(store, recorded->text, recorded->length, fill->end, why);
	fill->at = sizeof header;
	return made;
}

bool step_fill_begin(struct store *store, size_t bytes, struct fault *why)
{
	static const char insert[] =
		"INSERT INTO person (unit, name, position, phone, email, note, rev) "
		"SELECT unit, name, position, phone, email, note, ?1 FROM arriving";
	static const char unit_there[] = "SELECT 1 FROM unit WHERE code = ?1";
	assert(store->session && !store->fill);
	/* The changes of a filled step are not laid before the fence one by one. */
	if (!step_is_alive(store, why) || !fence_admits_all(store, why))
		return false;
	struct fill *fill = store->fill = memory_take(1, sizeof *fill);
	fill->gather = gather_start(store);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, (int *)NULL);
	int result = sqlite3_create_module(store->db, "arriving", &arriving_module, fill);
	if (result != SQLITE_OK)
		return store_refuse(store, result, why);
	if (!make_log(store, bytes, why) || !store_prepare(store, insert, &fill->insert, why) ||
		!store_prepare(store, unit_there, &fill->unit_there, why))
		return false;
	sqlite3_bind_int64(fill->insert, 1, store->step);
	return true;
}

/* Rows come by unit, so each is looked for once. */
static bool need_unit(
	struct store *store, const char *code, size_t length, struct fault *why)
{
	struct fill *fill = store->fill;
	if (fill->unit.length == length && length > 0 &&
		memcmp(fill->unit.text, code, length) == 0)
		return true;
	buffer_clear(&fill->unit);
	buffer_bytes(&fill->unit, code, length);
	sqlite3_bind_text(fill->unit_there, 1, fill->unit.text, (int)length, SQLITE_STATIC);
	int result = sqlite3_step(fill->unit_there);
	sqlite3_reset(fill->unit_there);
	if (result == SQLITE_DONE)
		return refuse(why, FAULT_REFUSED,
			N_("unit %s is there no more: nothing was changed; import the file again"),
			fill->unit.text);
	return result == SQLITE_ROW || store_refuse(store, result, why);
}

bool step_fill(struct store *store, const struct person_row *row, struct fault *why)
{
	struct fill *fill = store->fill;
	assert(fill && !fill->is_whole);
	if (!need_unit(store, row->text[PERSON_UNIT], row->length[PERSON_UNIT], why))
		return false;
	put_row(fill, row, store->step);
	return fill->piece.length < PIECE_BYTES || flush_piece(store, why);
}

bool step_fill_end(struct store *store, struct fault *why)
{
	struct fill *fill = store->fill;
	if (!flush_piece(store, why))
		return false;
	fill->is_whole = fill->at == fill->end;
	int result = sqlite3_blob_close(fill->log);
	fill->log = NULL;
	int gathered = gather_end(fill->gather);
	fill->gather = NULL;
	result = result == SQLITE_OK ? gathered : result;
	return result == SQLITE_OK || store_refuse(store, result, why);
}

bool fill_is_whole(const struct store *store)
{
	return store->fill->is_whole;
}

void fill_close(struct store *store)
{
	struct fill *fill = store->fill;
	if (!fill)
		return;
	sqlite3_blob_close(fill->log);
	sqlite3_finalize(fill->insert);
	sqlite3_finalize(fill->unit_there);
	gather_end(fill->gather); /* left open where all is taken back */
	sqlite3_create_module(store->db, "arriving", NULL, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)NULL);
	buffer_free(&fill->piece);
	buffer_free(&fill->unit);
	free(fill);
	store->fill = NULL;
}

/* ---- walking over what is there -------------------------------------------------------------- */

struct people {
	struct rows rows;
};

bool people_open(struct people **people, struct store *store, struct fault *why)
{
	static const char sql[] = "SELECT unit, name, position, phone, email, note, rev "
				  "FROM person ORDER BY unit, name";
	*people = NULL;
	if (!fence_read(store, why))
		return false;
	struct people *opened = memory_take(1, sizeof *opened);
	if (!rows_open(&opened->rows, store, sql, why)) {
		free(opened);
		return false;
	}
	*people = opened;
	return true;
}

bool people_next(struct people *people, const char *fields[ROW_FIELDS])
{
	do
		if (!rows_next(&people->rows))
			return false;
	while (!fence_has_unit(people->rows.store, column_word(people->rows.statement, PERSON_UNIT)));
	for (int i = 0; i <= PERSON_REV; i++)
		fields[i] = column_word(people->rows.statement, i);
	return true;
}

bool people_close(struct people *people, struct fault *why)
{
	if (people->rows.result == SQLITE_ROW || people->rows.result == SQLITE_OK) /* enough seen */
		people->rows.result = SQLITE_DONE;
	bool read = rows_close(&people->rows, why);
	free(people);
	return read;
}
