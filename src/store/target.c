/* The step that an undo or redo is about, with what it changed. */
#include "inner.h"

#include <stdlib.h>

void target_free(struct target *target)
{
	free(target->command);
	free(target->actor);
	free(target->changeset);
}

/* Straight out of the file: as a column of a row it would be held twice. */
static bool changeset_read(struct store *store, struct target *target, struct fault *why)
{
	sqlite3_blob *blob;
	int result = sqlite3_blob_open(
		store->db, "main", "step", "changeset", target->id, 0, &blob);
	if (result != SQLITE_OK)
		return store_refuse(store, result, why);
	target->bytes = sqlite3_blob_bytes(blob);
	target->changeset = memory_take((size_t)target->bytes + 1, 1);
	result = sqlite3_blob_read(blob, target->changeset, target->bytes, 0);
	sqlite3_blob_close(blob);
	if (result == SQLITE_OK && !changeset_is_whole(target->changeset, (size_t)target->bytes))
		result = SQLITE_CORRUPT;
	return result == SQLITE_OK || store_refuse(store, result, why);
}

bool target_read(struct store *store, const char *sql, const char *actor, long step,
	struct target *target, struct fault *why)
{
	struct rows rows;
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_text(rows.statement, 1, actor, -1, SQLITE_STATIC);
	if (sqlite3_bind_parameter_count(rows.statement) > 1)
		sqlite3_bind_int64(rows.statement, 2, step);
	while (rows_next(&rows)) { /* one, or none */
		target->id = column_long(rows.statement, 0);
		target->command = memory_text(column_word(rows.statement, 1));
		target->actor = memory_text(column_word(rows.statement, 2));
	}
	return rows_close(&rows, why) && (!target->id || changeset_read(store, target, why));
}
