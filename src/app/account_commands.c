/* Accounts: who may come in over SSH, as what, and the line that lets their key in. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

/* ---- the list ---------------------------------------------------------------------------------- */

static bool load_accounts(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	static const struct choice roles[] = {
		{"viewer", "xem", NULL}, {"editor", "nhập liệu", NULL}, {"admin", "quản trị", NULL},
		{NULL, NULL, NULL}};
	static const struct column columns[] = {{"account", "Tài khoản", COLUMN_CODE, 0, NULL},
		{"role", "Vai trò", COLUMN_CHOICE, 0, roles},
		{"unit", "Mã đơn vị", COLUMN_CODE, 0, NULL},
		{"unit_name", "Tên đơn vị", COLUMN_LINE, 0, NULL},
		{"rev", "Phiên bản", COLUMN_COUNT, 0, NULL}};
	(void)query;
	listing->columns = columns;
	listing->column_count = sizeof columns / sizeof *columns;
	if (!store_accounts(app->store, &listing->accounts, why))
		return false;
	listing->count = listing->accounts.count;
	return true;
}

static void cell_name(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->accounts.at[row].name);
}

static void cell_role(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, role_word(listing->accounts.at[row].role));
}

static void cell_unit(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->accounts.at[row].unit);
}

static void cell_unit_name(const struct listing *listing, size_t row, struct buffer *out)
{
	const struct units *units = &listing->snapshot->units;
	size_t unit = units_find(units, listing->accounts.at[row].unit);
	if (unit != NOWHERE)
		buffer_add(out, units->at[unit].name);
}

static void cell_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%ld", listing->accounts.at[row].rev);
}

static const struct cell_rule account_cells[] = {{"account", cell_name}, {"role", cell_role},
	{"unit", cell_unit}, {"unit_name", cell_unit_name}, {"rev", cell_rev}, {NULL, NULL}};

const struct listing_kind listing_accounts = {"accounts", N_("Accounts"), 0, -1, NULL, 0,
	load_accounts, account_cells, NULL, NULL, NULL, NULL};

static bool account_list(
	struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	static const struct query query = {.within = -1, .unit = NOWHERE, .item = NOWHERE};
	bool is_meant;
	(void)request;
	if (!any_snapshot(app, 0, &reply->snapshot, &is_meant, why))
		return false;
	reply->listing = memory_take(1, sizeof *reply->listing);
	return listing_load(app, &listing_accounts, reply->snapshot, &query, reply->listing, why);
}

/* ---- one account ------------------------------------------------------------------------------- */

static bool take_name(const struct request *request, const char **name, struct fault *why)
{
	const struct value *value = request_value(request, N_("ACCOUNT"));
	*name = value->text;
	if (!value->given)
		return refuse(why, FAULT_USAGE, N_("which account? give its name"));
	return code_is_valid(*name) ||
	       refuse(why, FAULT_USAGE,
		       N_("the name of an account is 1 to 32 of A-Z a-z 0-9 . _ - and begins with a "
			  "letter or digit"));
}

static bool need_account(struct app *app, const char *name, struct fault *why)
{
	const char *keys[] = {name}, *fields[ROW_FIELDS];
	struct pool pool = {0};
	bool found;
	bool read = store_get(app->store, TABLE_ACCOUNT, keys, &pool, fields, &found, why);
	pool_free(&pool);
	if (!read)
		return false;
	return found || refuse(why, FAULT_MISSING,
				N_("there is no account %s: 'tiendo account list' shows them"), name);
}

/* The unit of --unit as a code; "" where none is given. The command line takes --unit as its own. */
static bool take_branch(struct app *app, const struct request *request, struct pool *pool,
	const char **code, struct fault *why)
{
	const struct value *value = request_value(request, "--unit");
	const char *typed = value->given ? value->text : app->unit;
	struct snapshot *snapshot;
	size_t unit;
	bool is_meant;
	*code = "";
	if (!typed)
		return true;
	if (!any_snapshot(app, 0, &snapshot, &is_meant, why))
		return false;
	bool found = units_name(&snapshot->units, 0, snapshot->units.count, typed, &unit, why);
	if (found)
		*code = pool_text(pool, snapshot->units.at[unit].code);
	snapshot_free(snapshot);
	return found;
}

static bool check_branch(enum role role, const char *unit, struct fault *why)
{
	if (role == ROLE_ADMIN && *unit)
		return refuse(why, FAULT_USAGE, N_("an admin has no branch: leave --unit out"));
	if (role == ROLE_EDITOR && !*unit)
		return refuse(why, FAULT_USAGE,
			N_("an editor needs a branch: --unit and the code of its top"));
	return true;
}

static bool account_add(
	struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct value *word = request_value(request, "--role");
	const char *fields[ROW_FIELDS] = {NULL}, *name, *unit;
	enum role role;
	if (!take_name(request, &name, why))
		return false;
	if (!word->given || !role_from_word(word->text, &role))
		return refuse(why, FAULT_USAGE, N_("--role takes admin, editor or viewer"));
	if (!take_branch(app, request, &request->pool, &unit, why) ||
		!check_branch(role, unit, why))
		return false;
	fields[ACCOUNT_NAME] = name;
	fields[ACCOUNT_ROLE] = role_word(role);
	fields[ACCOUNT_UNIT] = unit;
	if (!request_step_begin(app, request, why))
		return false;
	bool put = store_put(app->store, TABLE_ACCOUNT, fields, why);
	if (!request_step_end(app, put, reply, why))
		return false;
	if (*unit)
		buffer_print(&reply->text, say(N_("%s: %s of %s and all below it\n")), name,
			role_word(role), unit);
	else
		buffer_print(&reply->text, say(N_("%s: %s of the whole office\n")), name,
			role_word(role));
	return true;
}

static bool account_remove(
	struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *name;
	if (!take_name(request, &name, why) || !need_account(app, name, why) ||
		!request_step_begin(app, request, why))
		return false;
	bool dropped = store_drop(app->store, TABLE_ACCOUNT, &name, why);
	if (!request_step_end(app, dropped, reply, why))
		return false;
	buffer_print(&reply->text,
		say(N_("%s comes in no more; take its lines out of authorized_keys too\n")), name);
	return true;
}

/* The key as given, or from standard input; "" where none is. */
static bool take_key(const struct request *request, struct buffer *key, struct fault *why)
{
	const struct value *value = request_value(request, N_("KEY"));
	char *bytes;
	size_t length;
	if (!value->given)
		return true;
	if (strcmp(value->text, "-") != 0)
		return key_read(value->text, key, why);
	if (!file_read("-", 16384, &bytes, &length, why))
		return false;
	struct buffer text = {0};
	buffer_bytes(&text, bytes, length);
	free(bytes);
	bool fine = strlen(buffer_text(&text)) == length
			    ? key_read(buffer_text(&text), key, why)
			    : refuse(why, FAULT_REFUSED, N_("a NUL stands in this key"));
	buffer_free(&text);
	return fine;
}

static bool account_key(
	struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *name;
	struct buffer key = {0};
	bool fine = take_name(request, &name, why) && need_account(app, name, why) &&
		    take_key(request, &key, why) &&
		    key_line(app, name, buffer_text(&key), &reply->text, why);
	reply->is_answer = fine;
	if (fine && !key.length)
		buffer_add(&reply->complaints,
			say(N_("put a blank and the officer's public key behind this line\n")));
	buffer_free(&key);
	return fine;
}

bool run_account(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	static const struct {
		const char *word;
		command_run_function *run;
	} acts[] = {{"add", account_add}, {"list", account_list}, {"remove", account_remove},
		{"key", account_key}};
	const char *word = request_value(request, "add|list|remove|key")->text;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (strcmp(acts[i].word, word) == 0)
			return acts[i].run(app, request, reply, why);
	return refuse(why, FAULT_USAGE, N_("account takes add, list, remove or key, not %s"), word);
}

bool run_serve(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	(void)app;
	(void)request;
	(void)reply;
	return refuse(why, FAULT_USAGE,
		N_("serve stands first on its command line, in authorized_keys"));
}
