/* Change steps: what one person did at one time, recorded as a changeset. */
#include "inner.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool session_start(struct store *store, struct fault *why)
{
	int result = sqlite3session_create(store->db, "main", &store->session);
	for (int table = 0; result == SQLITE_OK && table < TABLES; table++)
		result = sqlite3session_attach(store->session, table_name((enum table)table));
	return result == SQLITE_OK || store_refuse(store, result, why);
}

static void session_end(struct store *store)
{
	if (store->session) /* it takes no NULL */
		sqlite3session_delete(store->session);
	store->session = NULL;
	buffer_free(&store->recorded);
	fill_close(store);
	free(store->actor);
	free(store->command);
	store->actor = store->command = NULL;
}

bool step_next(struct store *store, struct fault *why)
{
	int64_t last;
	if (!store_ask(store, "SELECT max(id) FROM step", &last, why))
		return false;
	store->step = (long)last + 1;
	return true;
}

bool step_begin(struct store *store, const char *actor, const char *command, struct fault *why)
{
	assert(!store->actor);
	if (!write_begin(store, why))
		return false;
	store->actor = memory_text(actor);
	store->command = memory_text(command);
	/* Under the write lock: the account as it is, the tree as it was before. */
	if (fence_read(store, why) && fence_admits_change(store, why) && step_next(store, why) &&
		session_start(store, why))
		return true;
	session_end(store);
	write_abandon(store);
	return false;
}

bool step_part(struct store *store, struct fault *why)
{
	return step_is_alive(store, why) && step_recorded(store, why) && session_start(store, why);
}

void step_abandon(struct store *store)
{
	if (!store->actor)
		return;
	session_end(store);
	write_abandon(store);
}

bool step_is_alive(struct store *store, struct fault *why)
{
	return !sqlite3_get_autocommit(store->db) ||
		refuse(why, FAULT_TROUBLE,
			N_("the change was broken off by an earlier error: nothing was changed"));
}

bool step_insert(struct store *store, const char *actor, const char *command,
	const struct step_row *row, struct fault *why)
{
	static const char sql[] =
		"INSERT INTO step (id, at, actor, command, way, target, changeset) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
	sqlite3_stmt *statement;
	if (!store_prepare(store, sql, &statement, why))
		return false;
	char at[INSTANT_TEXT];
	instant_print(instant_now(), at);
	sqlite3_bind_int64(statement, 1, store->step);
	sqlite3_bind_text(statement, 2, at, -1, SQLITE_STATIC);
	sqlite3_bind_text(statement, 3, actor, -1, SQLITE_STATIC);
	sqlite3_bind_text(statement, 4, command, -1, SQLITE_STATIC);
	sqlite3_bind_text(statement, 5, row->way, -1, SQLITE_STATIC);
	if (row->target)
		sqlite3_bind_int64(statement, 6, row->target);
	int bound = SQLITE_OK;
	if (row->changeset)
		bound = sqlite3_bind_blob64(
			statement, 7, row->changeset, row->bytes, SQLITE_STATIC);
	else if (row->bytes)
		bound = sqlite3_bind_zeroblob64(statement, 7, row->bytes);
	if (bound == SQLITE_TOOBIG) {
		sqlite3_finalize(statement);
		return refuse(why, FAULT_REFUSED,
			N_("too many changes for one step: nothing was changed; split the file"));
	}
	return store_finish(store, statement, why);
}

/* Changesets one behind the other are one again, as long as none of their rows is another's too. */
bool step_recorded(struct store *store, struct fault *why)
{
	void *changeset = NULL;
	int bytes = 0;
	int result = sqlite3session_changeset(store->session, &bytes, &changeset);
	sqlite3session_delete(store->session);
	store->session = NULL;
	if (result == SQLITE_OK && store->recorded.length + (size_t)bytes > INT_MAX)
		result = SQLITE_TOOBIG;
	if (result == SQLITE_OK && bytes)
		buffer_bytes(&store->recorded, changeset, (size_t)bytes);
	sqlite3_free(changeset);
	return result == SQLITE_OK || store_refuse(store, result, why);
}

/* The step's own row, unless it was written before its changes; *is_kept: there are changes. */
static bool step_write(struct store *store, bool *is_kept, struct fault *why)
{
	const struct buffer *all = &store->recorded;
	*is_kept = store->fill != NULL;
	if (store->fill)
		return fill_is_whole(store) ||
			refuse(why, FAULT_TROUBLE,
				N_("the change was broken off by an earlier error: nothing was changed"));
	if (!step_recorded(store, why))
		return false;
	*is_kept = all->length > 0;
	struct step_row row = {"do", 0, all->text, all->length};
	return !*is_kept ||
		(fence_admits_changeset(store, all->text, (int)all->length, why) &&
			fence_admits_more(store, all->length, why) &&
			step_insert(store, store->actor, store->command, &row, why));
}

bool step_commit(struct store *store, long *step, struct fault *why)
{
	bool is_kept = false;
	assert(store->actor);
	*step = 0;
	bool written = step_is_alive(store, why) && step_write(store, &is_kept, why);
	if (!written || !is_kept) {
		step_abandon(store);
		return written;
	}
	session_end(store);
	if (!write_commit(store, why))
		return false;
	*step = store->step;
	return true;
}
