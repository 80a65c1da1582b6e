/* Rows of every table, read, put and dropped by the same three functions. The statements stand side
 * by side here because they differ in nothing but names. */
#include "inner.h"

#include <assert.h>
#include <string.h>

struct table_row {
	const char *name;
	size_t keys, fields; /* rev included */
	const char *const *field;
	const char *sql[VERBS];
};

static const char *const setting_fields[] = {"name", "value", "rev"};
static const char *const holiday_fields[] = {"day", "name", "rev"};
static const char *const unit_fields[] = {"code", "name", "kind", "parent", "valid_from",
	"valid_to", "aliases", "rev"};
static const char *const person_fields[] = {"unit", "name", "position", "phone", "email",
	"note", "rev"};
static const char *const plan_fields[] = {"code", "title", "document", "issued", "issuer",
	"partners", "audience", "note", "starts", "ends", "date_counts", "closed", "rev"};
static const char *const item_fields[] = {"plan", "code", "type", "title", "audience",
	"due_before", "wording", "starts", "ends", "proof", "target", "partners", "measure",
	"document", "issued", "issuer", "note", "position", "rev"};
static const char *const duty_fields[] = {"plan", "item", "unit", "progress", "done_on",
	"document", "document_date", "count", "note", "exempt_why", "extended_to", "extended_by",
	"extended_why", "reminders", "rev"};
static const char *const receipt_fields[] = {"plan", "item", "unit", "version", "received_on",
	"document", "document_date", "returned_on", "note", "rev"};
static const char *const number_fields[] = {"plan", "report", "item", "unit", "value", "rev"};
static const char *const account_fields[] = {"name", "role", "unit", "rev"};

static const struct table_row rows[TABLES] = {
	[TABLE_SETTING] = {"setting", 1, 3, setting_fields,
		{"SELECT name, value, rev "
		  "FROM setting WHERE name = ?1",
		 "INSERT INTO setting VALUES (?1, ?2, ?3) "
		  "ON CONFLICT (name) DO UPDATE SET "
		  "value = excluded.value, rev = excluded.rev "
		  "WHERE value IS NOT excluded.value",
		 "DELETE FROM setting WHERE name = ?1"}},
	[TABLE_HOLIDAY] = {"holiday", 1, 3, holiday_fields,
		{"SELECT day, name, rev "
		  "FROM holiday WHERE day = ?1",
		 "INSERT INTO holiday VALUES (?1, ?2, ?3) "
		  "ON CONFLICT (day) DO UPDATE SET "
		  "name = excluded.name, rev = excluded.rev "
		  "WHERE name IS NOT excluded.name",
		 "DELETE FROM holiday WHERE day = ?1"}},
	[TABLE_UNIT] = {"unit", 1, 8, unit_fields,
		{"SELECT code, name, kind, parent, valid_from, valid_to, aliases, rev "
		  "FROM unit WHERE code = ?1",
		 "INSERT INTO unit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
		  "ON CONFLICT (code) DO UPDATE SET "
		  "name = excluded.name, kind = excluded.kind, parent = excluded.parent, "
		  "valid_from = excluded.valid_from, valid_to = excluded.valid_to, "
		  "aliases = excluded.aliases, rev = excluded.rev "
		  "WHERE (name, kind, parent, valid_from, valid_to, aliases) IS NOT "
		  "(excluded.name, excluded.kind, excluded.parent, excluded.valid_from, "
		  "excluded.valid_to, excluded.aliases)",
		 "DELETE FROM unit WHERE code = ?1"}},
	[TABLE_PERSON] = {"person", 2, 7, person_fields,
		{"SELECT unit, name, position, phone, email, note, rev "
		  "FROM person WHERE unit = ?1 AND name = ?2",
		 "INSERT INTO person VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
		  "ON CONFLICT (unit, name) DO UPDATE SET "
		  "position = excluded.position, phone = excluded.phone, email = excluded.email, "
		  "note = excluded.note, rev = excluded.rev "
		  "WHERE (position, phone, email, note) IS NOT "
		  "(excluded.position, excluded.phone, excluded.email, excluded.note)",
		 "DELETE FROM person WHERE unit = ?1 AND name = ?2"}},
	[TABLE_PLAN] = {"plan", 1, 13, plan_fields,
		{"SELECT code, title, document, issued, issuer, partners, audience, note, starts, "
		  "ends, date_counts, closed, rev "
		  "FROM plan WHERE code = ?1",
		 "INSERT INTO plan VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
		  "ON CONFLICT (code) DO UPDATE SET "
		  "title = excluded.title, document = excluded.document, issued = excluded.issued, "
		  "issuer = excluded.issuer, partners = excluded.partners, "
		  "audience = excluded.audience, note = excluded.note, starts = excluded.starts, "
		  "ends = excluded.ends, date_counts = excluded.date_counts, "
		  "closed = excluded.closed, rev = excluded.rev "
		  "WHERE (title, document, issued, issuer, partners, audience, note, starts, ends, "
		  "date_counts, closed) IS NOT "
		  "(excluded.title, excluded.document, excluded.issued, excluded.issuer, "
		  "excluded.partners, excluded.audience, excluded.note, excluded.starts, "
		  "excluded.ends, excluded.date_counts, excluded.closed)",
		 "DELETE FROM plan WHERE code = ?1"}},
	[TABLE_ITEM] = {"item", 2, 19, item_fields,
		{"SELECT plan, code, type, title, audience, due_before, wording, starts, ends, "
		  "proof, target, partners, measure, document, issued, issuer, note, position, rev "
		  "FROM item WHERE plan = ?1 AND code = ?2",
		 "INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
		  "?14, ?15, ?16, ?17, ?18, ?19) "
		  "ON CONFLICT (plan, code) DO UPDATE SET "
		  "type = excluded.type, title = excluded.title, audience = excluded.audience, "
		  "due_before = excluded.due_before, wording = excluded.wording, "
		  "starts = excluded.starts, ends = excluded.ends, proof = excluded.proof, "
		  "target = excluded.target, partners = excluded.partners, "
		  "measure = excluded.measure, document = excluded.document, "
		  "issued = excluded.issued, issuer = excluded.issuer, "
		  "note = excluded.note, position = excluded.position, rev = excluded.rev "
		  "WHERE (type, title, audience, due_before, wording, starts, ends, proof, target, "
		  "partners, measure, document, issued, issuer, note, position) IS NOT "
		  "(excluded.type, excluded.title, excluded.audience, excluded.due_before, "
		  "excluded.wording, excluded.starts, excluded.ends, excluded.proof, "
		  "excluded.target, excluded.partners, excluded.measure, excluded.document, "
		  "excluded.issued, excluded.issuer, excluded.note, excluded.position)",
		 "DELETE FROM item WHERE plan = ?1 AND code = ?2"}},
	[TABLE_DUTY] = {"duty", 3, 15, duty_fields,
		{"SELECT plan, item, unit, progress, done_on, document, document_date, count, "
		  "note, exempt_why, extended_to, extended_by, extended_why, reminders, rev "
		  "FROM duty WHERE plan = ?1 AND item = ?2 AND unit = ?3",
		 "INSERT INTO duty VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
		  "?14, ?15) "
		  "ON CONFLICT (plan, item, unit) DO UPDATE SET "
		  "progress = excluded.progress, done_on = excluded.done_on, "
		  "document = excluded.document, document_date = excluded.document_date, "
		  "count = excluded.count, note = excluded.note, exempt_why = excluded.exempt_why, "
		  "extended_to = excluded.extended_to, extended_by = excluded.extended_by, "
		  "extended_why = excluded.extended_why, reminders = excluded.reminders, "
		  "rev = excluded.rev "
		  "WHERE (progress, done_on, document, document_date, count, note, exempt_why, "
		  "extended_to, extended_by, extended_why, reminders) IS NOT "
		  "(excluded.progress, excluded.done_on, excluded.document, "
		  "excluded.document_date, excluded.count, excluded.note, excluded.exempt_why, excluded.extended_to, "
		  "excluded.extended_by, excluded.extended_why, excluded.reminders)",
		 "DELETE FROM duty WHERE plan = ?1 AND item = ?2 AND unit = ?3"}},
	[TABLE_RECEIPT] = {"receipt", 4, 10, receipt_fields,
		{"SELECT plan, item, unit, version, received_on, document, document_date, "
		  "returned_on, note, rev "
		  "FROM receipt WHERE plan = ?1 AND item = ?2 AND unit = ?3 AND version = ?4",
		 "INSERT INTO receipt VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
		  "ON CONFLICT (plan, item, unit, version) DO UPDATE SET "
		  "received_on = excluded.received_on, document = excluded.document, "
		  "document_date = excluded.document_date, returned_on = excluded.returned_on, "
		  "note = excluded.note, rev = excluded.rev "
		  "WHERE (received_on, document, document_date, returned_on, note) IS NOT "
		  "(excluded.received_on, excluded.document, excluded.document_date, "
		  "excluded.returned_on, excluded.note)",
		 "DELETE FROM receipt "
		  "WHERE plan = ?1 AND item = ?2 AND unit = ?3 AND version = ?4"}},
	[TABLE_NUMBER] = {"number", 4, 6, number_fields,
		{"SELECT plan, report, item, unit, value, rev "
		  "FROM number WHERE plan = ?1 AND report = ?2 AND item = ?3 AND unit = ?4",
		 "INSERT INTO number VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
		  "ON CONFLICT (plan, report, item, unit) DO UPDATE SET "
		  "value = excluded.value, rev = excluded.rev "
		  "WHERE value IS NOT excluded.value",
		 "DELETE FROM number WHERE plan = ?1 AND report = ?2 AND item = ?3 AND unit = ?4"}},
	[TABLE_ACCOUNT] = {"account", 1, 4, account_fields,
		{"SELECT name, role, unit, rev "
		  "FROM account WHERE name = ?1",
		 "INSERT INTO account VALUES (?1, ?2, ?3, ?4) "
		  "ON CONFLICT (name) DO UPDATE SET "
		  "role = excluded.role, unit = excluded.unit, rev = excluded.rev "
		  "WHERE (role, unit) IS NOT (excluded.role, excluded.unit)",
		 "DELETE FROM account WHERE name = ?1"}},
};

const char *table_name(enum table table)
{
	return rows[table].name;
}

size_t table_fields(enum table table)
{
	return rows[table].fields;
}

size_t table_keys(enum table table)
{
	return rows[table].keys;
}

const char *table_field(enum table table, size_t field)
{
	assert(field < rows[table].fields);
	return rows[table].field[field];
}

bool table_from_name(const char *name, enum table *table)
{
	for (int i = 0; i < TABLES; i++)
		if (strcmp(rows[i].name, name) == 0) {
			*table = (enum table)i;
			return true;
		}
	return false;
}

static sqlite3_stmt *statement_for(
	struct store *store, enum table table, int verb, struct fault *why)
{
	sqlite3_stmt **statement = &store->prepared[table][verb];
	if (!*statement && !store_prepare(store, rows[table].sql[verb], statement, why))
		return NULL;
	return *statement;
}

static bool bind_texts(
	struct store *store, sqlite3_stmt *statement, const char *const *texts, size_t count,
	struct fault *why)
{
	for (size_t i = 0; i < count; i++) {
		int result = store_bind(statement, (int)i + 1, texts[i]);
		if (result != SQLITE_OK)
			return store_refuse(store, result, why);
	}
	return true;
}

bool store_get(struct store *store, enum table table, const char *const *keys, struct pool *pool,
	const char **fields, bool *found, struct fault *why)
{
	sqlite3_stmt *statement = statement_for(store, table, VERB_GET, why);
	if (!statement || !bind_texts(store, statement, keys, rows[table].keys, why))
		return false;
	/* What is not shown is not there. */
	int result = fence_shows(store, table, keys) ? sqlite3_step(statement) : SQLITE_DONE;
	*found = result == SQLITE_ROW;
	for (size_t i = 0; i < rows[table].fields; i++)
		fields[i] = *found ? column_text(statement, (int)i, pool) : "";
	/* A statement left open would hold up every writer (QUALITY.md §3). */
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return result == SQLITE_ROW || result == SQLITE_DONE || store_refuse(store, result, why);
}

/* Runs a prepared change and leaves the statement ready for the next. */
static bool run_change(struct store *store, sqlite3_stmt *statement, struct fault *why)
{
	if (!step_is_alive(store, why))
		return false;
	int result = sqlite3_step(statement);
	bool done = result == SQLITE_DONE || store_refuse(store, result, why);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return done;
}

bool store_put(struct store *store, enum table table, const char *const *fields, struct fault *why)
{
	assert(store->session);
	sqlite3_stmt *statement = statement_for(store, table, VERB_PUT, why);
	size_t rev = rows[table].fields - 1;
	if (!statement || !fence_admits_put(store, table, fields, why) ||
		!bind_texts(store, statement, fields, rev, why))
		return false;
	sqlite3_bind_int64(statement, (int)rev + 1, store->step);
	return run_change(store, statement, why);
}

bool store_drop(struct store *store, enum table table, const char *const *keys, struct fault *why)
{
	assert(store->session);
	sqlite3_stmt *statement = statement_for(store, table, VERB_DROP, why);
	return statement && fence_admits(store, table, keys, why) &&
		bind_texts(store, statement, keys, rows[table].keys, why) &&
		run_change(store, statement, why);
}
