/* The fence around an account: what it sees and what it may change, read anew with every snapshot
 * and every step, so that an account taken away or moved is so at once. app says first, in its own
 * words, what a role may do; nothing gets past here that app forgot. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_words[ROLES] = {"viewer", "editor", "admin"};

const char *role_word(enum role role)
{
	return role_words[role];
}

bool role_from_word(const char *word, enum role *role)
{
	for (int i = 0; i < ROLES; i++)
		if (strcmp(role_words[i], word) == 0) {
			*role = (enum role)i;
			return true;
		}
	return false;
}

bool store_accounts(struct store *store, struct accounts *accounts, struct fault *why)
{
	static const char sql[] = "SELECT name, role, unit, rev FROM account ORDER BY name";
	struct rows rows;
	size_t room = 0;
	*accounts = (struct accounts){.count = 0};
	if (!fence_read(store, why) || !fence_admits_all(store, why) ||
		!rows_open(&rows, store, sql, why))
		return false;
	while (rows_next(&rows)) {
		accounts->at = make_room(accounts->at, accounts->count, &room, sizeof *accounts->at);
		struct account *account = &accounts->at[accounts->count++];
		*account = (struct account){
			.name = column_text(rows.statement, ACCOUNT_NAME, &accounts->pool),
			.unit = column_text(rows.statement, ACCOUNT_UNIT, &accounts->pool),
			.rev = column_long(rows.statement, ACCOUNT_REV)};
		role_from_word(column_word(rows.statement, ACCOUNT_ROLE), &account->role);
	}
	if (rows_close(&rows, why))
		return true;
	accounts_free(accounts);
	return false;
}

void accounts_free(struct accounts *accounts)
{
	pool_free(&accounts->pool);
	free(accounts->at);
	*accounts = (struct accounts){.count = 0};
}

/* ---- reading it -------------------------------------------------------------------------------- */

static bool read_account(struct store *store, bool *found, struct fault *why)
{
	static const char sql[] = "SELECT role, unit FROM account WHERE name = ?1";
	struct fence *fence = &store->fence;
	struct rows rows;
	*found = false;
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_text(rows.statement, 1, fence->account, -1, SQLITE_STATIC);
	while (rows_next(&rows)) {
		const char *unit = column_word(rows.statement, 1);
		/* A word that is no role, a code that is too long: of a damaged file, so nobody's. */
		*found = role_from_word(column_word(rows.statement, 0), &fence->role) &&
			strlen(unit) < sizeof fence->unit &&
			(fence->role != ROLE_EDITOR || *unit);
		text_normalise(fence->unit, sizeof fence->unit, *found ? unit : "");
	}
	fence->is_whole = !*fence->unit;
	return rows_close(&rows, why);
}

static bool read_branch(struct store *store, struct fault *why)
{
	static const char sql[] =
		"WITH RECURSIVE branch (code) AS (SELECT code FROM unit WHERE code = ?1 "
		"UNION SELECT unit.code FROM branch JOIN unit ON unit.parent = branch.code) "
		"SELECT code FROM branch ORDER BY code";
	struct fence *fence = &store->fence;
	struct rows rows;
	size_t room = fence->count;
	fence->count = 0;
	pool_free(&fence->pool);
	if (fence->is_whole)
		return true;
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_text(rows.statement, 1, fence->unit, -1, SQLITE_STATIC);
	while (rows_next(&rows)) {
		fence->codes = make_room(fence->codes, fence->count, &room, sizeof *fence->codes);
		fence->codes[fence->count++] = column_text(rows.statement, 0, &fence->pool);
	}
	return rows_close(&rows, why);
}

bool fence_read(struct store *store, struct fault *why)
{
	bool found;
	if (!store->fence.account)
		return true;
	bool was_read = read_account(store, &found, why);
	if (was_read && found && read_branch(store, why))
		return true;
	/* What cannot be read shows nothing. */
	store->fence.role = ROLE_VIEWER;
	store->fence.is_whole = false;
	store->fence.count = 0;
	if (was_read && !found)
		refuse(why, FAULT_DENIED,
			N_("there is no account %s: ask who looks after the database"),
			store->fence.account);
	return false;
}

void fence_free(struct store *store)
{
	free(store->fence.account);
	free(store->fence.codes);
	pool_free(&store->fence.pool);
	store->fence = (struct fence){.account = NULL};
}

bool store_act_as(struct store *store, const char *account, enum role *role, char unit[CODE_SIZE],
	struct fault *why)
{
	fence_free(store);
	store->fence.account = memory_text(account);
	if (!fence_read(store, why))
		return false;
	*role = store->fence.role;
	if (unit)
		memcpy(unit, store->fence.unit, CODE_SIZE);
	return true;
}

/* ---- asking it --------------------------------------------------------------------------------- */

bool fence_is_open(const struct store *store)
{
	return !store->fence.account || store->fence.role == ROLE_ADMIN;
}

static int code_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool fence_has_unit(const struct store *store, const char *code)
{
	const struct fence *fence = &store->fence;
	if (fence_is_open(store) || fence->is_whole)
		return true;
	return code && fence->count > 0 && bsearch(&code, fence->codes, fence->count, sizeof *fence->codes,
					   code_order) != NULL;
}

bool fence_shows(const struct store *store, enum table table, const char *const *keys)
{
	int unit = table_unit_key(table);
	if (fence_is_open(store))
		return true;
	return unit < 0 ? table != TABLE_ACCOUNT : fence_has_unit(store, keys[unit]);
}

bool fence_admits_change(const struct store *store, struct fault *why)
{
	return fence_is_open(store) || store->fence.role == ROLE_EDITOR ||
		refuse(why, FAULT_DENIED,
			N_("the account %s may look at things, not change them"),
			store->fence.account);
}

bool fence_admits_all(const struct store *store, struct fault *why)
{
	return fence_is_open(store) ||
		refuse(why, FAULT_DENIED, N_("only an admin may do this, not the account %s"),
			store->fence.account);
}

static bool refuse_outside(const struct store *store, const char *code, struct fault *why)
{
	return refuse(why, FAULT_DENIED,
		N_("%s is outside the branch of the account %s (%s and all below it): "
		   "nothing was changed"),
		code ? code : "?", store->fence.account, store->fence.unit);
}

/* Who is above the top of a branch decides on it; what is below it is the branch's own. */
static bool admits_unit(const struct store *store, const char *code, struct fault *why)
{
	if (code && strcmp(code, store->fence.unit) == 0)
		return refuse(why, FAULT_DENIED,
			N_("%s is the top of the branch of the account %s: only an admin changes "
			   "it"),
			code, store->fence.account);
	return fence_has_unit(store, code) || refuse_outside(store, code, why);
}

bool fence_admits(const struct store *store, enum table table, const char *const *keys,
	struct fault *why)
{
	int unit = table_unit_key(table);
	if (fence_is_open(store))
		return true;
	if (!fence_admits_change(store, why))
		return false;
	/* The plan and what is set for all are not an editor's. */
	if (unit < 0)
		return fence_admits_all(store, why);
	if (table == TABLE_UNIT)
		return admits_unit(store, keys[unit], why);
	return fence_has_unit(store, keys[unit]) || refuse_outside(store, keys[unit], why);
}

static bool is_taken(struct store *store, const char *code, bool *taken, struct fault *why)
{
	static const char sql[] = "SELECT 1 FROM unit WHERE code = ?1";
	struct rows rows;
	*taken = false;
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_text(rows.statement, 1, code, -1, SQLITE_STATIC);
	while (rows_next(&rows))
		*taken = true;
	return rows_close(&rows, why);
}

bool fence_admits_put(
	struct store *store, enum table table, const char *const *fields, struct fault *why)
{
	bool taken;
	if (table != TABLE_UNIT || fence_is_open(store))
		return fence_admits(store, table, fields, why);
	/* By the tree as it was before: where it goes is as much in question as where it comes from. */
	if (!fence_admits_change(store, why) ||
		!is_taken(store, fields[UNIT_CODE], &taken, why) ||
		(taken && !admits_unit(store, fields[UNIT_CODE], why)))
		return false;
	bool has_parent = fields[UNIT_PARENT] && *fields[UNIT_PARENT];
	return (fence_has_unit(store, fields[UNIT_PARENT]) ||
		       refuse_outside(store, fields[has_parent ? UNIT_PARENT : UNIT_CODE], why)) &&
		fence_admits_fields(store, fields, taken, why);
}

/* The keys of the change that the iterator stands at; NULL where it has none. */
static const char *change_key(sqlite3_changeset_iter *change, int operation, int field)
{
	sqlite3_value *value = NULL;
	if (operation == SQLITE_INSERT)
		sqlite3changeset_new(change, field, &value);
	else
		sqlite3changeset_old(change, field, &value);
	return value ? (const char *)sqlite3_value_text(value) : NULL;
}

/* The unit above in one of the two states of a changed row; true where the change says nothing of it. */
static bool parent_is_inside(const struct store *store, sqlite3_value *parent)
{
	return !parent || fence_has_unit(store, (const char *)sqlite3_value_text(parent));
}

static bool has_new(sqlite3_changeset_iter *change, int field)
{
	sqlite3_value *value = NULL;
	sqlite3changeset_new(change, field, &value);
	return value != NULL;
}

static bool admits_unit_change(const struct store *store, sqlite3_changeset_iter *change,
	int operation, struct fault *why)
{
	sqlite3_value *from = NULL, *to = NULL;
	const char *code = change_key(change, operation, UNIT_CODE);
	if (operation != SQLITE_INSERT)
		sqlite3changeset_old(change, UNIT_PARENT, &from);
	if (operation != SQLITE_DELETE)
		sqlite3changeset_new(change, UNIT_PARENT, &to);
	/* One that is new, or gone, is known by what it hangs from alone. */
	if (operation == SQLITE_UPDATE && !admits_unit(store, code, why))
		return false;
	if (operation == SQLITE_UPDATE && (has_new(change, UNIT_KIND) ||
		has_new(change, UNIT_VALID_FROM) || has_new(change, UNIT_VALID_TO)))
		return fence_refuse_kind(store, code, why);
	return (parent_is_inside(store, from) && parent_is_inside(store, to)) ||
		refuse_outside(store, code, why);
}

static bool admits_one(
	const struct store *store, sqlite3_changeset_iter *change, struct fault *why)
{
	const char *name, *keys[ROW_FIELDS] = {NULL};
	int fields, operation, indirect;
	enum table table;
	if (sqlite3changeset_op(change, &name, &fields, &operation, &indirect) != SQLITE_OK ||
		!table_from_name(name, &table))
		return fence_admits_all(store, why);
	int unit = table_unit_key(table);
	if (table == TABLE_UNIT)
		return admits_unit_change(store, change, operation, why);
	if (unit >= 0)
		keys[unit] = change_key(change, operation, unit);
	if (unit >= 0 && !keys[unit])
		return fence_admits_all(store, why);
	return fence_admits(store, table, keys, why);
}

bool fence_admits_changeset(
	const struct store *store, const void *bytes, int length, struct fault *why)
{
	sqlite3_changeset_iter *at;
	if (fence_is_open(store))
		return true;
	/* SQLite's iterator takes a pointer to what it will not change. */
	if (!changeset_is_whole(bytes, (size_t)length) ||
		sqlite3changeset_start(&at, length, (void *)(uintptr_t)bytes) != SQLITE_OK)
		return fence_admits_all(store, why);
	bool admits = true;
	int result = SQLITE_ROW;
	while (admits && (result = sqlite3changeset_next(at)) == SQLITE_ROW)
		admits = admits_one(store, at, why);
	sqlite3changeset_finalize(at);
	if (admits && result != SQLITE_DONE)
		return fence_admits_all(store, why);
	return admits;
}
