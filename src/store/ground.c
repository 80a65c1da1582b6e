/* The units, which change seldom and are many: shared by all snapshots between which the log tells of
 * no change of them, so that a tick need not read and arrange a whole country. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* Where the log tells of more than this, they are sooner read again. */
#define STEPS_MOST 100
#define BYTES_MOST 65536 /* of one step */

struct ground {
	size_t users;
	long step;   /* all up to this one is in it */
	bool is_whole;
	char top[CODE_SIZE]; /* of the branch that is seen */
	struct pool pool;
	struct units units;
};

/* ---- reading --------------------------------------------------------------------------------- */

static struct unit read_unit(sqlite3_stmt *statement, struct pool *pool)
{
	return (struct unit){.code = column_text(statement, UNIT_CODE, pool),
		.name = column_text(statement, UNIT_NAME, pool),
		.kind = column_text(statement, UNIT_KIND, pool),
		.parent = column_text(statement, UNIT_PARENT, pool),
		.valid_from = column_day(statement, UNIT_VALID_FROM),
		.valid_to = column_day(statement, UNIT_VALID_TO),
		.aliases = column_text(statement, UNIT_ALIASES, pool),
		.rev = column_long(statement, UNIT_REV)};
}

static bool units_load(struct store *store, struct ground *ground, struct fault *why)
{
#define UNITS "SELECT code, name, kind, parent, valid_from, valid_to, aliases, rev FROM "
	static const char all[] = UNITS "unit";
	static const char of_branch[] = OF_BRANCH UNITS "branch CROSS JOIN unit ON code = top";
	bool is_small = branch_is_small(store);
	struct rows rows;
	if (!rows_open(&rows, store, is_small ? of_branch : all, why))
		return false;
	if (is_small)
		sqlite3_bind_text(rows.statement, 2, store->fence.unit, -1, SQLITE_STATIC);
	struct unit *units = NULL;
	size_t count = 0, room = 0;
	while (rows_next(&rows)) {
		if (!fence_has_unit(store, column_word(rows.statement, UNIT_CODE)))
			continue;
		units = make_room(units, count, &room, sizeof *units);
		units[count++] = read_unit(rows.statement, &ground->pool);
		/* The top of a branch hangs from nothing that is seen. */
		if (strcmp(units[count - 1].code, store->fence.unit) == 0)
			units[count - 1].parent = "";
	}
	bool fine = rows_close(&rows, why);
	struct unit_complaint first;
	size_t complaints = 1;
	if (fine && !units_arrange(
			    &ground->units, units, count, &ground->pool, &first, &complaints))
		fine = refuse(why, FAULT_REFUSED,
			N_("the units do not form a tree (at %s): run 'tiendo check'"),
			units[first.index].code);
	free(units);
	return fine;
}

/* ---- whether it still holds ------------------------------------------------------------------- */

/* Tables that units are made of, and what is seen of them. */
static bool is_ground(const char *table)
{
	return strcmp(table, table_name(TABLE_UNIT)) == 0 ||
	       strcmp(table, table_name(TABLE_ACCOUNT)) == 0;
}

/* A changeset that cannot be read may tell of anything. */
static bool changeset_moves(const void *bytes, size_t length)
{
	struct walk walk;
	bool moves = false;
	if (!bytes)
		return true;
	walk_bytes(&walk, bytes, length);
	while (!moves && walk_next(&walk))
		moves = is_ground(walk.table);
	return !walk_close(&walk) || moves;
}

/* All units are seen. */
static bool sees_all(const struct store *store)
{
	return fence_is_open(store) || store->fence.is_whole;
}

/* False, too, where it cannot be told. */
static bool ground_holds(struct store *store, const struct ground *ground, long last)
{
	/* An undo and a redo change what their target did. */
	static const char sql[] =
		"SELECT CASE WHEN length(made.changeset) <= ?2 THEN made.changeset END FROM step "
		"JOIN step AS made ON made.id = coalesce(step.target, step.id) WHERE step.id > ?1";
	struct rows rows;
	bool holds = true;
	if (last < ground->step || last - ground->step > STEPS_MOST ||
		ground->is_whole != sees_all(store) ||
		strcmp(ground->top, store->fence.unit) != 0)
		return false;
	if (last == ground->step)
		return true;
	if (!rows_open(&rows, store, sql, NULL))
		return false;
	sqlite3_bind_int64(rows.statement, 1, ground->step);
	sqlite3_bind_int64(rows.statement, 2, BYTES_MOST);
	while (holds && rows_next(&rows)) {
		const void *bytes = sqlite3_column_blob(rows.statement, 0);
		holds = !changeset_moves(bytes, (size_t)sqlite3_column_bytes(rows.statement, 0));
	}
	return rows_close(&rows, NULL) && holds;
}

/* ---- sharing --------------------------------------------------------------------------------- */

void ground_leave(struct ground *ground)
{
	if (!ground || --ground->users > 0)
		return;
	pool_free(&ground->pool);
	free(ground);
}

static struct ground *ground_load(struct store *store, struct fault *why)
{
	struct ground *ground = memory_take(1, sizeof *ground);
	ground->users = 1;
	ground->is_whole = sees_all(store);
	memcpy(ground->top, store->fence.unit, sizeof ground->top);
	if (units_load(store, ground, why))
		return ground;
	ground_leave(ground);
	return NULL;
}

bool ground_take(struct store *store, struct snapshot *snapshot, bool is_shared, struct fault *why)
{
	struct ground *ground = store->ground;
	if (!is_shared || !ground || !ground_holds(store, ground, snapshot->last_step)) {
		ground = ground_load(store, why);
		if (!ground)
			return false;
		if (is_shared) {
			ground_leave(store->ground);
			store->ground = ground;
		}
	}
	if (is_shared) {
		ground->step = snapshot->last_step;
		ground->users++;
	}
	snapshot->ground = ground;
	snapshot->units = ground->units;
	return true;
}
