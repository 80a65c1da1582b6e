/* What an editor may make of a unit below the top of its branch. Two things about a unit reach past
 * the branch: its kind and days decide what is owed, and so the office's figures; and its names are
 * what others type, so that one that half fits a unit elsewhere, or has its name in it with other
 * marks, would draw that unit's entries to it. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

static bool is_same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool fence_refuse_kind(const struct store *store, const char *code, struct fault *why)
{
	return refuse(why, FAULT_DENIED,
		N_("%s: kind and days decide what a unit owes, and the account %s does not change "
		   "them: ask an admin"),
		code ? code : "?", store->fence.account);
}

/* A kind is in use below the top if the branch, as it was before the step, has such a unit. */
static bool admits_kind(struct store *store, const char *kind, struct fault *why)
{
	static const char sql[] = "SELECT code FROM unit WHERE kind = ?1";
	struct rows rows;
	bool found = false;
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_text(rows.statement, 1, kind, -1, SQLITE_STATIC);
	while (rows_next(&rows)) {
		const char *code = column_word(rows.statement, 0);
		found = found || (strcmp(code, store->fence.unit) != 0 && fence_has_unit(store, code));
	}
	return rows_close(&rows, why) &&
		(found ||
			refuse(why, FAULT_DENIED,
				N_("no unit below the top of the branch of the account %s is of the "
				   "kind %s: only an admin adds the first"),
				store->fence.account, kind ? kind : "?"));
}

/* The next of names set apart by ';', blanks around it left out. */
static bool name_next(const char **rest, struct pool *pool, const char **name)
{
	const char *from = *rest + strspn(*rest, "; ");
	size_t length = strcspn(from, ";");
	*rest = from + length;
	while (length && from[length - 1] == ' ')
		length--;
	*name = pool_slice(pool, from, length);
	return length > 0;
}

static bool is_among(const char *names, const char *name, struct pool *pool)
{
	const char *other;
	while (name_next(&names, pool, &other))
		if (strcmp(other, name) == 0)
			return true;
	return false;
}

/* The very name of another is no lure: whatever fits the one fits the other, and is asked back. */
static bool is_a_name_of_one(const struct units *outside, const char *name, struct pool *pool)
{
	for (size_t i = 0; i < outside->count; i++)
		if (strcmp(outside->at[i].name, name) == 0 ||
			is_among(outside->at[i].aliases, name, pool))
			return true;
	return false;
}

static bool admits_own(const struct store *store, const struct units *outside, const char *name,
	struct fault *why)
{
	return (!units_fit(outside, name) && !units_lured(outside, name)) ||
		refuse(why, FAULT_DENIED,
			N_("\"%s\" would also fit a unit outside the branch of the account %s: give a "
			   "name that is the unit's own, or ask an admin"),
			name, store->fence.account);
}

static bool admits_name(const struct store *store, const struct units *outside, const char *name,
	struct pool *pool, struct fault *why)
{
	return is_a_name_of_one(outside, name, pool) || admits_own(store, outside, name, why);
}

static bool read_outside(
	struct store *store, struct units *outside, struct pool *pool, struct fault *why)
{
	static const char sql[] = "SELECT code, name, aliases FROM unit";
	struct rows rows;
	size_t room = 0;
	if (!rows_open(&rows, store, sql, why))
		return false;
	while (rows_next(&rows)) {
		if (fence_has_unit(store, column_word(rows.statement, 0)))
			continue;
		outside->at = make_room(outside->at, outside->count, &room, sizeof *outside->at);
		outside->at[outside->count++] = (struct unit){
			.code = column_text(rows.statement, 0, pool),
			.name = column_text(rows.statement, 1, pool),
			.aliases = column_text(rows.statement, 2, pool),
			.above = NOWHERE};
	}
	return rows_close(&rows, why);
}

static bool admits_names(struct store *store, const char *const *before,
	const char *const *fields, struct fault *why)
{
	struct pool pool = {0};
	struct units outside = {.count = 0};
	bool is_renamed = !is_same(before[UNIT_NAME], fields[UNIT_NAME]);
	const char *aliases = fields[UNIT_ALIASES] ? fields[UNIT_ALIASES] : "", *name;
	const char *old = before[UNIT_ALIASES] ? before[UNIT_ALIASES] : "";
	bool is_new = is_same(before[UNIT_CODE], "");
	const char *code = is_new && fields[UNIT_CODE] ? fields[UNIT_CODE] : "";
	if (!is_renamed && is_same(old, aliases))
		return true;
	/* A new code goes before any name that others have; numbers are nobody's names. */
	bool fine = read_outside(store, &outside, &pool, why) &&
		(!code[strspn(code, "0123456789._-")] ||
			admits_own(store, &outside, code, why)) &&
		(!is_renamed || !fields[UNIT_NAME] ||
			admits_name(store, &outside, fields[UNIT_NAME], &pool, why));
	while (fine && name_next(&aliases, &pool, &name))
		fine = is_among(old, name, &pool) || admits_name(store, &outside, name, &pool, why);
	free(outside.at);
	pool_free(&pool);
	return fine;
}

bool fence_admits_fields(
	struct store *store, const char *const *fields, bool taken, struct fault *why)
{
	const char *before[ROW_FIELDS] = {NULL};
	struct pool pool = {0};
	bool found = false;
	bool fine = !taken ||
		store_get(store, TABLE_UNIT, &fields[UNIT_CODE], &pool, before, &found, why);
	if (fine && !found)
		fine = admits_kind(store, fields[UNIT_KIND], why);
	else if (fine && !(is_same(before[UNIT_KIND], fields[UNIT_KIND]) &&
				 is_same(before[UNIT_VALID_FROM], fields[UNIT_VALID_FROM]) &&
				 is_same(before[UNIT_VALID_TO], fields[UNIT_VALID_TO])))
		fine = fence_refuse_kind(store, fields[UNIT_CODE], why);
	fine = fine && admits_names(store, before, fields, why);
	pool_free(&pool);
	return fine;
}
