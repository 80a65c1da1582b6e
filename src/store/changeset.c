/* Changesets as bytes. The format is SQLite's own, described in its sqlite3session.c: a header per
 * table ('T', columns, key flags, name), then its changes. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	const unsigned char *at, *end;
};

static bool skip_bytes(struct reader *reader, uint64_t count)
{
	if ((uint64_t)(reader->end - reader->at) < count)
		return false;
	reader->at += count;
	return true;
}

/* SQLite's variable-length integer: seven bits a byte, high bit set on all but the last. */
static bool read_varint(struct reader *reader, uint64_t *number)
{
	*number = 0;
	for (int i = 0; i < 9 && reader->at < reader->end; i++) {
		unsigned char byte = *reader->at++;
		if (i == 8) {
			*number = *number << 8 | byte;
			return true;
		}
		*number = *number << 7 | (byte & 0x7f);
		if (!(byte & 0x80))
			return true;
	}
	return false;
}

static bool skip_value(struct reader *reader)
{
	if (reader->at >= reader->end)
		return false;
	uint64_t length;
	switch (*reader->at++) {
	case SQLITE_INTEGER:
	case SQLITE_FLOAT:
		return skip_bytes(reader, 8);
	case SQLITE_TEXT:
	case SQLITE_BLOB:
		return read_varint(reader, &length) && skip_bytes(reader, length);
	case SQLITE_NULL:
	case 0: /* a column the change does not touch */
		return true;
	default:
		return false;
	}
}

/* A record: a value or nothing for each column; which of them tell one, as bits. */
static bool read_record(struct reader *reader, uint64_t columns, uint64_t *told)
{
	*told = 0;
	for (uint64_t i = 0; i < columns; i++) {
		if (reader->at < reader->end && *reader->at != 0)
			*told |= UINT64_C(1) << i;
		if (!skip_value(reader))
			return false;
	}
	return true;
}

/* One change: operation, indirect flag, then a whole record; an update has two, which tell of the same
 * columns, but for the keys, which only the first has. SQLite 3.40.1 does not look, and loses memory
 * over others. */
static bool skip_change(struct reader *reader, uint64_t keys, uint64_t columns)
{
	unsigned char operation = *reader->at;
	uint64_t all = columns < 64 ? (UINT64_C(1) << columns) - 1 : UINT64_MAX, before, after;
	if (operation != SQLITE_INSERT && operation != SQLITE_UPDATE && operation != SQLITE_DELETE)
		return false;
	if (!skip_bytes(reader, 2) || !read_record(reader, columns, &before))
		return false;
	if (operation != SQLITE_UPDATE)
		return before == all;
	return read_record(reader, columns, &after) && (before & keys) == keys &&
	       after == (before & ~keys);
}

/* The header of a table: how many columns it has, and which of them are keys, as bits. */
static bool read_header(
	struct reader *reader, uint64_t *columns, uint64_t *keys, const char **name)
{
	*keys = 0;
	if (*reader->at++ != 'T' || !read_varint(reader, columns) || *columns > CHANGE_COLUMNS)
		return false;
	for (uint64_t i = 0; i < *columns && reader->at + i < reader->end; i++)
		if (reader->at[i])
			*keys |= UINT64_C(1) << i;
	if (!skip_bytes(reader, *columns))
		return false;
	*name = (const char *)reader->at;
	const void *nul = memchr(*name, 0, (size_t)(reader->end - reader->at));
	if (!nul)
		return false;
	reader->at = (const unsigned char *)nul + 1;
	return true;
}

/* The header of a table and all its changes. */
static bool read_table(struct reader *reader, const char **name)
{
	uint64_t columns, keys;
	if (!read_header(reader, &columns, &keys, name))
		return false;
	while (reader->at < reader->end && *reader->at != 'T')
		if (!skip_change(reader, keys, columns))
			return false;
	return true;
}

bool changeset_is_whole(const void *bytes, size_t length)
{
	struct reader reader = {bytes, (const unsigned char *)bytes + length};
	const char *name;
	while (reader.at < reader.end)
		if (!read_table(&reader, &name))
			return false;
	return true;
}

/* ---- one change after the other --------------------------------------------------------------- */

#define PIECE_BYTES ((size_t)1 << 16)  /* read at a time */
#define CHANGE_BYTES ((size_t)1 << 26) /* no change of ours is longer */

void walk_bytes(struct walk *walk, const void *bytes, size_t length)
{
	*walk = (struct walk){.window = bytes, .have = length, .length = length};
}

bool walk_blob(struct walk *walk, struct store *store, long step, struct fault *why)
{
	*walk = (struct walk){.have = 0};
	walk->result = sqlite3_blob_open(
		store->db, "main", "step", "changeset", step, 0, &walk->blob);
	if (walk->result != SQLITE_OK)
		return store_refuse(store, walk->result, why);
	walk->length = (size_t)sqlite3_blob_bytes(walk->blob);
	return true;
}

void walk_go(struct walk *walk, size_t offset, uint64_t columns, uint64_t keys, const char *table)
{
	walk->end = offset;
	walk->columns = columns;
	walk->keys = keys;
	strcpy(walk->table, table);
}

/* More of the blob behind what the window has; false: there is no more, or too much for one change. */
static bool walk_more(struct walk *walk)
{
	size_t left = walk->have - walk->at, unread = walk->length - walk->end;
	size_t wanted = left < PIECE_BYTES ? PIECE_BYTES : left;
	if (!walk->blob || !unread || left > CHANGE_BYTES)
		return false;
	wanted = wanted < unread ? wanted : unread;
	if (walk->room < left + wanted) {
		walk->room = left + wanted;
		unsigned char *grown = memory_take(walk->room, 1);
		if (left)
			memcpy(grown, walk->window + walk->at, left);
		free(walk->own);
		walk->own = grown;
	} else if (left) {
		memmove(walk->own, walk->window + walk->at, left);
	}
	walk->result = sqlite3_blob_read(
		walk->blob, walk->own + left, (int)wanted, (int)walk->end);
	walk->window = walk->own;
	walk->at = 0;
	walk->have = left + wanted;
	walk->end += wanted;
	return walk->result == SQLITE_OK;
}

/* Reads something that is wholly in the window, with more of the window where it is not. */
static bool walk_take(struct walk *walk, bool (*take)(struct walk *, struct reader *))
{
	do {
		struct reader reader = {walk->window + walk->at, walk->window + walk->have};
		const unsigned char *start = reader.at;
		if (take(walk, &reader)) {
			walk->record = start;
			walk->at += (size_t)(reader.at - start);
			return true;
		}
	} while (walk_more(walk));
	return false;
}

static bool take_table(struct walk *walk, struct reader *reader)
{
	const char *name;
	if (!read_header(reader, &walk->columns, &walk->keys, &name) ||
		strlen(name) >= sizeof walk->table)
		return false;
	strcpy(walk->table, name);
	return true;
}

static bool take_change(struct walk *walk, struct reader *reader)
{
	return reader->at < reader->end && skip_change(reader, walk->keys, walk->columns);
}

/* A value of a record that was seen to be whole. */
static struct walk_value take_value(struct reader *reader)
{
	struct walk_value value = {.type = *reader->at++};
	uint64_t length = 0;
	if (value.type == SQLITE_TEXT || value.type == SQLITE_BLOB) {
		read_varint(reader, &length);
		value.text = (const char *)reader->at;
		value.length = (size_t)length;
	} else if (value.type == SQLITE_INTEGER || value.type == SQLITE_FLOAT) {
		length = 8;
		for (int i = 0; i < 8; i++)
			value.number = (int64_t)((uint64_t)value.number << 8 | reader->at[i]);
	}
	reader->at += length;
	return value;
}

bool walk_next(struct walk *walk)
{
	while (walk->result == SQLITE_OK && (walk->at < walk->have || walk_more(walk))) {
		bool is_table = walk->window[walk->at] == 'T';
		if (!is_table && !walk->table[0])
			break;
		if (!walk_take(walk, is_table ? take_table : take_change))
			break;
		if (is_table)
			continue;
		struct reader reader = {walk->record + 2, walk->window + walk->have};
		walk->operation = *walk->record;
		memset(walk->old, 0, walk->columns * sizeof *walk->old);
		memset(walk->new, 0, walk->columns * sizeof *walk->new);
		for (size_t i = 0; walk->operation != SQLITE_INSERT && i < walk->columns; i++)
			walk->old[i] = take_value(&reader);
		for (size_t i = 0; walk->operation != SQLITE_DELETE && i < walk->columns; i++)
			walk->new[i] = take_value(&reader);
		return true;
	}
	return false;
}

bool walk_close(struct walk *walk)
{
	bool is_whole = walk->result == SQLITE_OK && walk->at == walk->have &&
		(!walk->blob || walk->end == walk->length);
	sqlite3_blob_close(walk->blob);
	free(walk->own);
	walk->blob = NULL;
	walk->own = NULL;
	return is_whole;
}

bool changeset_without(const void *bytes, size_t length, const char *table, struct buffer *kept)
{
	struct reader reader = {bytes, (const unsigned char *)bytes + length};
	while (reader.at < reader.end) {
		const unsigned char *start = reader.at;
		const char *name;
		if (!read_table(&reader, &name))
			return false;
		if (strcmp(name, table) != 0)
			buffer_bytes(kept, start, (size_t)(reader.at - start));
	}
	return true;
}
