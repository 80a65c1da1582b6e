/* Steps taken back by applying their changesets turned round, and done again. `rev` of a row is always
 * among what a change changes, so a row touched since the step no longer matches and is reported as a
 * conflict instead of being overwritten. */
#include "inner.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* What an account does not see is not there, by these words either. */
static bool is_seen(struct store *store, long step, struct fault *why)
{
	struct pool pool = {0};
	const char *actor, *at;
	bool seen = store_step_who(store, step, &pool, &actor, &at, why);
	pool_free(&pool);
	return seen;
}

static bool refuse_turn(struct store *store, long step, bool back, struct fault *why)
{
	if (step && !is_seen(store, step, why))
		return false;
	if (step)
		return refuse(why, FAULT_MISSING,
			N_("step %ld cannot be taken back: it is taken back already, or took back "
			   "another itself"),
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
		return is_seen(store, target->id, why) && refuse(why, FAULT_DENIED,
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
		(target.id || refuse_turn(store, step, back, why));
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
	static const char sql[] = "SELECT id, length(changeset)" STEPS_SINCE;
	struct rows rows;
	size_t room = 0, bytes = 0;
	*ids = NULL;
	*count = 0;
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_int64(rows.statement, 1, step);
	while (rows_next(&rows)) {
		*ids = make_room(*ids, *count, &room, sizeof **ids);
		(*ids)[(*count)++] = column_long(rows.statement, 0);
		bytes += (size_t)column_long(rows.statement, 1);
	}
	return rows_close(&rows, why) && fence_admits_at_once(store, *count, bytes, why) &&
		((*count > 0 && (*ids)[*count - 1] == step) || refuse_turn(store, step, true, why));
}

/* Whether the account may turn them all, before anybody is asked to confirm it. */
static bool may_turn_all(struct store *store, const long *ids, size_t count, struct fault *why)
{
	bool may = true;
	for (size_t i = 0; may && i < count && !fence_is_open(store); i++) {
		const char *actor = store->fence.account;
		struct target target = {0};
		may = target_read(store, named_step, actor, ids[i], &target, why) &&
			(!target.id || may_turn(store, actor, &target, why));
		target_free(&target);
	}
	return may;
}

bool store_count_since(struct store *store, long step, size_t *steps, struct fault *why)
{
	long *ids = NULL;
	bool counted = fence_read(store, why) && ids_since(store, step, &ids, steps, why) &&
		may_turn_all(store, ids, *steps, why);
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
			(target.id || refuse_turn(store, ids[i], true, why)) &&
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
	return store_redo_of(store, actor, 0, told, why);
}

bool store_redo_of(struct store *store, const char *actor, long undo, struct step_told *told,
	struct fault *why)
{
	static const char newest[] =
		"SELECT target.id, target.command, target.actor FROM step AS undo "
		"JOIN step AS target ON target.id = undo.target "
		"WHERE undo.actor = ?1 AND undo.way = 'undo' AND target.undone = 1 AND "
		"target.changeset IS NOT NULL AND undo.id > "
		"(SELECT coalesce(max(id), 0) FROM step WHERE actor = ?1 AND way = 'do') "
		"ORDER BY undo.id DESC LIMIT 1";
	static const char named[] =
		"SELECT target.id, target.command, target.actor FROM step AS undo "
		"JOIN step AS target ON target.id = undo.target "
		"WHERE undo.actor = ?1 AND undo.id = ?2 AND undo.way = 'undo' AND target.undone = 1 "
		"AND target.changeset IS NOT NULL";
	return turn_and_commit(store, actor, undo ? named : newest, undo, false, told, why);
}

long store_step_of(struct store *store, const long *made, size_t count, bool back)
{
	static const char to_undo[] =
		"SELECT way = 'do' AND undone = 0 AND changeset IS NOT NULL, 0 "
		"FROM step WHERE id = ?1";
	static const char to_redo[] =
		"SELECT way = 'undo' AND EXISTS (SELECT 1 FROM step AS target "
		"WHERE target.id = step.target AND undone = 1 AND changeset IS NOT NULL), way = 'do' "
		"FROM step WHERE id = ?1";
	bool fits = false, ends = false, read = true;
	while (read && !fits && !ends && count > 0) {
		struct rows rows;
		read = rows_open(&rows, store, back ? to_undo : to_redo, NULL);
		if (!read)
			break;
		sqlite3_bind_int64(rows.statement, 1, made[--count]);
		while (rows_next(&rows)) {
			fits = column_long(rows.statement, 0);
			ends = column_long(rows.statement, 1);
		}
		read = rows_close(&rows, NULL);
	}
	return read && fits ? made[count] : 0;
}
