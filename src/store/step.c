/* Change steps: what one person did at one time, recorded as a changeset, taken back by applying it
 * turned round. `rev` of a row is always among what a change changes, so a row touched since the
 * step no longer matches and is reported as a conflict instead of being overwritten. */
#include "inner.h"

#include <assert.h>
#include <stdio.h>
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

bool step_recorded(struct store *store, void **changeset, int *bytes, struct fault *why)
{
	int result = sqlite3session_changeset(store->session, bytes, changeset);
	sqlite3session_delete(store->session);
	store->session = NULL;
	return result == SQLITE_OK || store_refuse(store, result, why);
}

/* The step's own row, unless it was written before its changes; *is_kept: there are changes. */
static bool step_write(struct store *store, bool *is_kept, struct fault *why)
{
	int bytes = 0;
	void *changeset = NULL;
	*is_kept = store->fill != NULL;
	if (store->fill)
		return fill_is_whole(store) ||
			refuse(why, FAULT_TROUBLE,
				N_("the change was broken off by an earlier error: nothing was changed"));
	if (!step_recorded(store, &changeset, &bytes, why))
		return false;
	*is_kept = bytes > 0;
	struct step_row row = {"do", 0, changeset, (size_t)bytes};
	bool written = !bytes ||
		(fence_admits_changeset(store, changeset, bytes, why) &&
			step_insert(store, store->actor, store->command, &row, why));
	sqlite3_free(changeset);
	return written;
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

/* What an application that met a conflict tells: the first row, in words. */
struct conflict {
	char row[256];
	bool met;
};

static void conflict_note(struct conflict *conflict, sqlite3_changeset_iter *change)
{
	const char *name;
	int fields, operation, indirect;
	enum table table;
	if (conflict->met || sqlite3changeset_op(change, &name, &fields, &operation, &indirect) ||
		!table_from_name(name, &table))
		return;
	conflict->met = true;
	struct buffer words = {0};
	buffer_add(&words, name);
	for (size_t i = 0; i < table_keys(table); i++) {
		sqlite3_value *value = NULL;
		if (operation == SQLITE_INSERT)
			sqlite3changeset_new(change, (int)i, &value);
		else
			sqlite3changeset_old(change, (int)i, &value);
		const unsigned char *text = value ? sqlite3_value_text(value) : NULL;
		buffer_print(&words, " %s", text ? (const char *)text : "?");
	}
	text_normalise(conflict->row, sizeof conflict->row, buffer_text(&words));
	buffer_free(&words);
}

static int on_conflict(void *context, int kind, sqlite3_changeset_iter *change)
{
	/* A foreign key conflict comes without a row to name. */
	if (kind != SQLITE_CHANGESET_FOREIGN_KEY)
		conflict_note(context, change);
	return SQLITE_CHANGESET_ABORT;
}

/* Does the step's changes, or, back, takes them back. */
static bool apply(
	struct store *store, const struct target *target, bool back, struct fault *why)
{
	struct conflict conflict = {.met = false};
	/* A savepoint would keep every page that is changed in memory; the whole transaction goes where
	 * this fails. */
	int flags = SQLITE_CHANGESETAPPLY_NOSAVEPOINT;
	if (back)
		flags |= SQLITE_CHANGESETAPPLY_INVERT;
	int result = sqlite3changeset_apply_v2(store->db, target->bytes, target->changeset, NULL,
		on_conflict, &conflict, NULL, NULL, flags);
	if (conflict.met)
		return refuse(why, FAULT_REFUSED,
			N_("%s was changed since: that change must be taken back first (tiendo log "
			   "shows it)"),
			conflict.row);
	if (result == SQLITE_CONSTRAINT) /* foreign keys left hanging */
		return refuse(why, FAULT_REFUSED,
			N_("later entries rely on what this would take away: take them back first "
			   "(tiendo log shows them)"));
	return result == SQLITE_OK || store_refuse(store, result, why);
}

static size_t count_rows(const struct target *target)
{
	sqlite3_changeset_iter *change;
	size_t rows = 0;
	if (sqlite3changeset_start(&change, target->bytes, target->changeset) != SQLITE_OK)
		return 0;
	while (sqlite3changeset_next(change) == SQLITE_ROW)
		rows++;
	sqlite3changeset_finalize(change);
	return rows;
}

static bool mark_undone(struct store *store, long id, bool undone, struct fault *why)
{
	static const char sql[] = "UPDATE step SET undone = ?2 WHERE id = ?1";
	sqlite3_stmt *statement;
	if (!store_prepare(store, sql, &statement, why))
		return false;
	sqlite3_bind_int64(statement, 1, id);
	sqlite3_bind_int(statement, 2, undone);
	return store_finish(store, statement, why);
}

/* Inside the write transaction: applies, marks, and adds the step that says so. */
static bool turn(struct store *store, const char *actor, struct target *target, bool back,
	struct step_told *told, struct fault *why)
{
	if (!step_next(store, why))
		return false;
	if (!apply(store, target, back, why))
		return false;
	told->rows = count_rows(target);
	/* Marking the step writes its row anew, for which SQLite holds the changeset itself. */
	free(target->changeset);
	target->changeset = NULL;
	char command[64];
	snprintf(command, sizeof command, "%s %ld", back ? "undo" : "redo", target->id);
	struct step_row row = {back ? "undo" : "redo", target->id, NULL, 0};
	if (!mark_undone(store, target->id, back, why) ||
		!step_insert(store, actor, command, &row, why))
		return false;
	told->step = store->step;
	told->target = target->id;
	struct pool shown = {0};
	text_normalise(told->command, sizeof told->command,
		command_shown(store, target->command, &shown));
	pool_free(&shown);
	return true;
}

static bool refuse_turn(long step, bool back, struct fault *why)
{
	if (step)
		return refuse(why, FAULT_MISSING,
			N_("step %ld cannot be taken back: there is no such step, or it is taken "
			   "back already"),
			step);
	return refuse(why, FAULT_MISSING, back ? N_("nothing to undo") : N_("nothing to redo"));
}

/* An account behind a fence takes back its own steps alone, and none that left its branch. */
static bool may_turn(struct store *store, const char *actor, const struct target *target,
	struct fault *why)
{
	if (fence_is_open(store))
		return true;
	if (!target->actor || strcmp(target->actor, actor) != 0)
		return refuse(why, FAULT_DENIED,
			N_("step %ld is another's: this account takes back only its own"),
			target->id);
	return fence_admits_changeset(store, target->changeset, target->bytes, why);
}

/* Only by its number can a step be reached that stands behind one outside the branch. False. */
static bool name_next(struct store *store, const char *actor, long step, struct fault *why)
{
	static const char before[] =
		"SELECT id, command, actor FROM step WHERE actor = ?1 AND id < ?2 AND way = 'do' "
		"AND undone = 0 AND changeset IS NOT NULL ORDER BY id DESC LIMIT 1";
	struct fault blocked;
	bool read = true, found = false;
	long at = step;
	if (!why)
		return false;
	blocked = *why;
	while (read && at && !found) {
		struct target target = {0};
		read = target_read(store, before, actor, at, &target, NULL);
		at = target.id;
		found = read && at &&
			fence_admits_changeset(store, target.changeset, target.bytes, NULL);
		target_free(&target);
	}
	if (found)
		return refuse(why, blocked.kind,
			/* TRANSLATORS: a step's number, why it cannot be taken back, another's number */
			N_("step %ld cannot be taken back: %s; your next one before it: undo %ld"),
			step, blocked.text, at);
	return refuse(why, blocked.kind,
		N_("step %ld cannot be taken back: %s; you have none before it that could be"),
		step, blocked.text);
}

static bool turn_and_commit(struct store *store, const char *actor, const char *sql, long step,
	bool back, struct step_told *told, struct fault *why)
{
	struct target target = {0};
	if (!write_begin(store, why))
		return false;
	bool done = fence_read(store, why) && fence_admits_change(store, why) &&
		target_read(store, sql, actor, step, &target, why) &&
		(target.id || refuse_turn(step, back, why));
	done = done &&
		(may_turn(store, actor, &target, why) ||
			(!step && back && name_next(store, actor, target.id, why))) &&
		turn(store, actor, &target, back, told, why);
	target_free(&target);
	if (done)
		return write_commit(store, why);
	write_abandon(store);
	return false;
}

static const char named_step[] =
	"SELECT id, command, actor FROM step WHERE ?1 IS NOT NULL AND id = ?2 "
	"AND way = 'do' AND undone = 0 AND changeset IS NOT NULL";

bool store_undo(struct store *store, const char *actor, long step, struct step_told *told,
	struct fault *why)
{
	static const char newest[] =
		"SELECT id, command, actor FROM step WHERE actor = ?1 AND way = 'do' "
		"AND undone = 0 AND changeset IS NOT NULL ORDER BY id DESC LIMIT 1";
	return turn_and_commit(store, actor, step ? named_step : newest, step, true, told, why);
}

/* The newest first: what came later stands on what came before. */
#define STEPS_SINCE                                                                                \
	" FROM step WHERE id >= ?1 AND way = 'do' AND undone = 0 AND changeset IS NOT NULL "         \
	"ORDER BY id DESC"

static bool ids_since(
	struct store *store, long step, long **ids, size_t *count, struct fault *why)
{
	static const char sql[] = "SELECT id" STEPS_SINCE;
	struct rows rows;
	size_t room = 0;
	*ids = NULL;
	*count = 0;
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_int64(rows.statement, 1, step);
	while (rows_next(&rows)) {
		*ids = make_room(*ids, *count, &room, sizeof **ids);
		(*ids)[(*count)++] = column_long(rows.statement, 0);
	}
	return rows_close(&rows, why) &&
		((*count > 0 && (*ids)[*count - 1] == step) || refuse_turn(step, true, why));
}

bool store_count_since(struct store *store, long step, size_t *steps, struct fault *why)
{
	long *ids;
	bool counted = ids_since(store, step, &ids, steps, why);
	free(ids);
	return counted;
}

static bool turn_all(struct store *store, const char *actor, const long *ids, size_t count,
	struct step_told *told, struct fault *why)
{
	size_t rows = 0;
	for (size_t i = 0; i < count; i++) {
		struct target target = {0};
		bool done = target_read(store, named_step, actor, ids[i], &target, why) &&
			(target.id || refuse_turn(ids[i], true, why)) &&
			may_turn(store, actor, &target, why) &&
			turn(store, actor, &target, true, told, why);
		target_free(&target);
		if (!done)
			return false;
		rows += told->rows;
	}
	told->rows = rows;
	return true;
}

bool store_undo_since(struct store *store, const char *actor, long step, size_t *steps,
	struct step_told *told, struct fault *why)
{
	long *ids = NULL;
	if (!write_begin(store, why))
		return false;
	bool done = fence_read(store, why) && fence_admits_change(store, why) &&
		ids_since(store, step, &ids, steps, why) &&
		turn_all(store, actor, ids, *steps, told, why);
	free(ids);
	if (done)
		return write_commit(store, why);
	write_abandon(store);
	return false;
}

bool store_redo(struct store *store, const char *actor, struct step_told *told, struct fault *why)
{
	static const char sql[] =
		"SELECT target.id, target.command, target.actor FROM step AS undo "
		"JOIN step AS target ON target.id = undo.target "
		"WHERE undo.actor = ?1 AND undo.way = 'undo' AND target.undone = 1 AND "
		"target.changeset IS NOT NULL AND undo.id > "
		"(SELECT coalesce(max(id), 0) FROM step WHERE actor = ?1 AND way = 'do') "
		"ORDER BY undo.id DESC LIMIT 1";
	return turn_and_commit(store, actor, sql, 0, false, told, why);
}
