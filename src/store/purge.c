/* Removing every contact for good: the rows, and what the log's changesets still hold of them. */
#include "inner.h"

static bool rewrite_step(
	struct store *store, long id, const struct buffer *kept, struct fault *why)
{
	static const char sql[] = "UPDATE step SET changeset = ?2 WHERE id = ?1";
	sqlite3_stmt *statement;
	if (!store_prepare(store, sql, &statement, why))
		return false;
	sqlite3_bind_int64(statement, 1, id);
	if (kept->length)
		sqlite3_bind_blob(statement, 2, kept->text, (int)kept->length, SQLITE_STATIC);
	return store_finish(store, statement, why);
}

static bool rewrite_log(struct store *store, struct fault *why)
{
	static const char sql[] = "SELECT id, changeset FROM step WHERE changeset IS NOT NULL";
	struct rows rows;
	if (!rows_open(&rows, store, sql, why))
		return false;
	bool fine = true;
	while (fine && rows_next(&rows)) {
		struct buffer kept = {0};
		long id = column_long(rows.statement, 0);
		const void *bytes = sqlite3_column_blob(rows.statement, 1);
		size_t length = (size_t)sqlite3_column_bytes(rows.statement, 1);
		fine = changeset_without(bytes, length, table_name(TABLE_PERSON), &kept) ||
			refuse(why, FAULT_REFUSED,
				N_("step %ld of the log cannot be read: run 'tiendo check'; "
				   "nothing was removed"),
				id);
		if (fine && kept.length != length)
			fine = rewrite_step(store, id, &kept, why);
		buffer_free(&kept);
	}
	return rows_close(&rows, fine ? why : NULL) && fine;
}

static bool purge(struct store *store, const char *actor, size_t *removed, struct fault *why)
{
	static const struct step_row row = {"do", 0, NULL, 0};
	int64_t people;
	if (!step_next(store, why) ||
		!store_ask(store, "SELECT count(*) FROM person", &people, why) ||
		!store_run(store, "DELETE FROM person", why) || !rewrite_log(store, why))
		return false;
	*removed = (size_t)people;
	return step_insert(store, actor, "purge people", &row, why);
}

/* Where there is a write-ahead log it holds old pages until it is cut; elsewhere that does nothing. */
static bool wipe(struct store *store, struct fault *why)
{
	struct fault cause;
	if (store_run(store, "VACUUM", &cause) &&
		store_run(store, "PRAGMA wal_checkpoint(TRUNCATE)", &cause))
		return true;
	/* Whatever it is called here, nothing was refused. */
	return refuse(why, cause.kind == FAULT_BUSY ? FAULT_BUSY : FAULT_TROUBLE,
		N_("the contacts were removed (tiendo log shows it), but traces of them may still "
		   "be in the file, which could not be written anew: run 'tiendo purge people' once "
		   "more when nobody uses it and the disk has room"));
}

bool store_purge_people(struct store *store, const char *actor, size_t *removed, struct fault *why)
{
	/* Freed pages are overwritten, and VACUUM drops what older versions of pages still hold. */
	if (!fence_read(store, why) || !fence_admits_all(store, why) ||
		!store_run(store, "PRAGMA secure_delete = ON", why) || !write_begin(store, why))
		return false;
	if (!purge(store, actor, removed, why)) {
		write_abandon(store);
		return false;
	}
	return write_commit(store, why) && wipe(store, why);
}
