/* Changesets as bytes. The format is SQLite's own, described in its sqlite3session.c: a header per
 * table ('T', columns, key flags, name), then its changes. */
#include "inner.h"

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

#define COLUMNS_MOST 64 /* of a table of ours: far fewer */

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

/* The header of a table and all its changes. */
static bool read_table(struct reader *reader, const char **name)
{
	uint64_t columns, keys = 0;
	if (*reader->at++ != 'T' || !read_varint(reader, &columns) || columns > COLUMNS_MOST)
		return false;
	for (uint64_t i = 0; i < columns && reader->at + i < reader->end; i++)
		if (reader->at[i])
			keys |= UINT64_C(1) << i;
	if (!skip_bytes(reader, columns))
		return false;
	*name = (const char *)reader->at;
	const void *nul = memchr(*name, 0, (size_t)(reader->end - reader->at));
	if (!nul)
		return false;
	reader->at = (const unsigned char *)nul + 1;
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
