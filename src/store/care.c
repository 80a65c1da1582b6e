/* Looking after the file: verified copies, and a check of pages, keys and the exact schema. */
#include "inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Ends the reading; what is damaged is a line of the report, not a fault. What the disk did not give
 * is one, and nothing is known of the file then. */
static bool end_told(
	struct rows *rows, struct buffer *report, size_t *problems, struct fault *why)
{
	int result = rows->result & 0xff;
	bool is_damaged = result == SQLITE_CORRUPT || result == SQLITE_NOTADB;
	if ((is_damaged || *problems) && store_is_unread(rows->store)) {
		rows_close(rows, NULL);
		return store_refuse(rows->store, SQLITE_IOERR, why);
	}
	if (!is_damaged)
		return rows_close(rows, why);
	buffer_print(report, "%s\n", sqlite3_errmsg(rows->store->db));
	++*problems;
	rows_close(rows, NULL);
	return true;
}

/* Adds a line to report for each row, made of its first column; counts them. */
static bool collect(struct store *store, const char *sql, const char *line, struct buffer *report,
	size_t *problems, struct fault *why)
{
	struct rows rows;
	if (!rows_open(&rows, store, sql, why))
		return false;
	while (rows_next(&rows)) {
		const char *text = column_word(rows.statement, 0);
		if (strcmp(text, "ok") == 0) /* integrity_check's only row where all is well */
			continue;
		buffer_print(report, line, text);
		buffer_add(report, "\n");
		++*problems;
	}
	return end_told(&rows, report, problems, why);
}

/* The schema as one text, to be compared letter by letter: counting names isn't enough. */
static bool schema_text(struct store *store, struct buffer *text, struct fault *why)
{
	size_t rows = 0;
	return collect(store,
		"SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema "
		"ORDER BY type, name",
		"%s", text, &rows, why);
}

static bool check_schema(
	struct store *store, struct buffer *report, size_t *problems, struct fault *why)
{
	struct store *fresh;
	int version;
	if (!schema_version(store, &version, why) || !store_in_memory(&fresh, version, why))
		return false;
	struct buffer ours = {0}, theirs = {0};
	bool read = schema_text(fresh, &ours, why) && schema_text(store, &theirs, why);
	if (read && strcmp(buffer_text(&ours), buffer_text(&theirs)) != 0) {
		buffer_print(
			report, "%s\n", say(N_("the schema differs from the one tiendo makes")));
		++*problems;
	}
	buffer_free(&ours);
	buffer_free(&theirs);
	store_close(fresh);
	return read;
}

/* Foreign keys let a circle through, and then no snapshot can be taken. */
static bool check_tree(
	struct store *store, struct buffer *report, size_t *problems, struct fault *why)
{
	static const char sql[] =
		"WITH RECURSIVE reached (code) AS (SELECT code FROM unit WHERE parent IS NULL "
		"UNION SELECT unit.code FROM reached JOIN unit ON unit.parent = reached.code) "
		"SELECT code FROM unit WHERE code NOT IN (SELECT code FROM reached)";
	return collect(store, sql, say(N_("unit %s does not hang from the top of the tree")),
		report, problems, why);
}

/* What no constraint of the schema says and every change keeps to. The first column names the row. */
static bool check_rules(
	struct store *store, struct buffer *report, size_t *problems, struct fault *why)
{
#define NO_CODE(name) "(" name " GLOB '*[^A-Za-z0-9._-]*' OR " name " GLOB '[._-]*')"
#define NO_STEP(table, key) \
	"SELECT '" table " ' || " key " FROM " table " WHERE rev NOT IN (SELECT id FROM step)"
	static const struct {
		const char *sql, *line;
	} rules[] = {
		{"SELECT code FROM unit WHERE " NO_CODE("code") " UNION ALL SELECT code FROM plan WHERE "
			NO_CODE("code") " UNION ALL SELECT code FROM item WHERE " NO_CODE("code")
			" UNION ALL SELECT name FROM account WHERE " NO_CODE("name"),
			N_("%s is no code that tiendo takes")},
		{NO_STEP("unit", "code") " UNION ALL " NO_STEP("person", "unit || ' ' || name")
			" UNION ALL " NO_STEP("plan", "code") " UNION ALL "
			NO_STEP("item", "plan || ' ' || code") " UNION ALL "
			NO_STEP("duty", "plan || ' ' || item || ' ' || unit") " UNION ALL "
			NO_STEP("receipt", "plan || ' ' || item || ' ' || unit") " UNION ALL "
			NO_STEP("number", "plan || ' ' || item || ' ' || unit") " UNION ALL "
			NO_STEP("setting", "name") " UNION ALL " NO_STEP("holiday", "day")
			" UNION ALL " NO_STEP("account", "name"),
			N_("%s: the log does not have the step that changed it last")},
		{"SELECT duty.plan || ' ' || item.code || ' ' || unit FROM duty JOIN item ON "
			"item.plan = duty.plan AND item.code = duty.item WHERE type NOT IN "
			"('task', 'report') UNION ALL SELECT receipt.plan || ' ' || item.code || ' ' || "
			"unit FROM receipt JOIN item ON item.plan = receipt.plan AND item.code = "
			"receipt.item WHERE type <> 'report' UNION ALL SELECT number.plan || ' ' || "
			"item.code || ' ' || unit FROM number JOIN item ON item.plan = number.plan AND "
			"item.code IN (number.item, number.report) WHERE type <> "
			"iif(item.code = number.item, 'number', 'report')",
			N_("%s: something is recorded that an item of this kind cannot have")},
		{"SELECT plan || ' ' || item || ' ' || unit FROM number WHERE length(value) > 12 UNION "
			"ALL SELECT plan || ' ' || item || ' ' || unit FROM duty WHERE count > "
			"999999999999",
			N_("%s: the number is larger than tiendo takes")},
		{"SELECT id FROM step WHERE at IS NOT strftime('%Y-%m-%dT%H:%M:%SZ', at) OR "
			"(way <> 'do' AND (undone OR changeset IS NOT NULL OR "
			"target NOT IN (SELECT id FROM step WHERE way = 'do')))",
			N_("step %s of the log cannot be as it is")},
		{"SELECT name FROM setting WHERE name IN ('utc_offset', 'due_soon') AND "
			"(value <> CAST(value AS INTEGER) OR abs(value) > 840)",
			N_("the setting %s has no value that can be")},
	};
	bool fine = true;
	for (size_t i = 0; fine && i < sizeof rules / sizeof *rules; i++)
		fine = collect(store, rules[i].sql, say(rules[i].line), report, problems, why);
	return fine;
}

static bool is_text(sqlite3_stmt *statement, int column)
{
	const char *text = column_word(statement, column);
	size_t length = (size_t)sqlite3_column_bytes(statement, column);
	return sqlite3_column_type(statement, column) != SQLITE_TEXT ||
		(strlen(text) == length && text_is_utf8(text, length, NULL));
}

/* A cell of a file has at most a megabyte, what is typed less; normalised it may be three times that. */
#define TEXT_BYTES (3 << 20)

/* What is wrong with a text; NULL: nothing. */
static const char *text_fault(sqlite3_stmt *statement, int column)
{
	if (!is_text(statement, column))
		return say(N_("%s %s: the text of %s is damaged"));
	if (sqlite3_column_bytes(statement, column) > TEXT_BYTES)
		return say(N_("%s %s: the text of %s is longer than any that tiendo takes"));
	return NULL;
}

/* SQLite keeps any bytes as a text: a letter that a bit was lost of is found here, or nowhere. */
static bool check_texts(
	struct store *store, struct buffer *report, size_t *problems, struct fault *why)
{
	bool fine = true;
	for (int table = 0; fine && table < TABLES; table++) {
		const char *name = table_name((enum table)table);
		struct buffer sql = {0};
		struct rows rows;
		buffer_print(&sql, "SELECT * FROM %s", name);
		fine = rows_open(&rows, store, buffer_text(&sql), why);
		buffer_free(&sql);
		while (fine && rows_next(&rows))
			for (int i = 0; i < sqlite3_column_count(rows.statement); i++) {
				const char *line = text_fault(rows.statement, i);
				if (!line)
					continue;
				buffer_print(report, line, name, column_word(rows.statement, 0),
					sqlite3_column_name(rows.statement, i));
				buffer_add(report, "\n");
				++*problems;
			}
		fine = fine && end_told(&rows, report, problems, why);
	}
	return fine;
}

static bool check_log(
	struct store *store, struct buffer *report, size_t *problems, struct fault *why)
{
	static const char sql[] = "SELECT id, changeset FROM step WHERE changeset IS NOT NULL";
	struct rows rows;
	if (!rows_open(&rows, store, sql, why))
		return false;
	while (rows_next(&rows)) {
		const void *bytes = sqlite3_column_blob(rows.statement, 1);
		if (!bytes ||
			changeset_is_whole(bytes, (size_t)sqlite3_column_bytes(rows.statement, 1)))
			continue;
		buffer_print(report, say(N_("step %ld of the log cannot be read")),
			column_long(rows.statement, 0));
		buffer_add(report, "\n");
		++*problems;
	}
	return end_told(&rows, report, problems, why);
}

bool store_check(struct store *store, struct buffer *report, size_t *problems, struct fault *why)
{
	int version;
	*problems = 0;
	if (!fence_admits_all(store, why) || !schema_version(store, &version, why) ||
		!collect(store, "PRAGMA integrity_check", "%s", report, problems, why) ||
		!collect(store,
			"SELECT \"table\" || ' → ' || \"parent\" FROM pragma_foreign_key_check",
			say(N_("a row points to nothing: %s")), report, problems, why) ||
		!check_schema(store, report, problems, why) ||
		!check_tree(store, report, problems, why) || !check_log(store, report, problems, why))
		return false;
	/* Rules are asked of tables that are what they should be. */
	return *problems || version != STORE_VERSION ||
		(check_rules(store, report, problems, why) &&
			check_texts(store, report, problems, why));
}

static bool copy_is_whole(const char *path, struct fault *why)
{
	struct store *copy;
	if (!store_open(&copy, path, true, why))
		return false;
	struct buffer report = {0};
	size_t problems;
	bool whole = store_check(copy, &report, &problems, why);
	if (whole && problems)
		whole = refuse(why, FAULT_TROUBLE,
			N_("the copy did not come out whole (%s): nothing was kept"),
			buffer_text(&report));
	buffer_free(&report);
	store_close(copy);
	return whole;
}

/* SQLite calls a copy that the disk does not give back damaged, as if the database were. */
static void refuse_copy(
	struct store *store, const char *path, int result, struct fault *why)
{
	struct buffer report = {0};
	size_t problems = 0;
	bool is_sound = (result & 0xff) == SQLITE_CORRUPT &&
		collect(store, "PRAGMA quick_check(1)", "%s", &report, &problems, NULL) && !problems;
	buffer_free(&report);
	if (is_sound)
		refuse(why, FAULT_TROUBLE,
			N_("the disk that %s is on fails: choose another place for the copy"), path);
	else
		store_refuse(store, result, why);
}

static bool copy_into(struct store *store, const char *path, struct fault *why)
{
	static const char sql[] = "VACUUM INTO ?1";
	sqlite3_stmt *statement;
	if (!store_prepare(store, sql, &statement, why))
		return false;
	sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
	int result = sqlite3_step(statement);
	sqlite3_finalize(statement);
	if (result != SQLITE_DONE)
		refuse_copy(store, path, result, why);
	return result == SQLITE_DONE;
}

/* VACUUM INTO reads one moment and works while others write; cp and .backup do not (QUALITY.md
 * §3). */
bool store_backup(struct store *store, const char *path, struct fault *why)
{
	if (!fence_admits_all(store, why))
		return false;
	if (access(path, F_OK) == 0)
		return refuse(why, FAULT_REFUSED,
			N_("%s is there already: choose another name for the copy"), path);
	char *part = part_make(path, why);
	if (!part)
		return false;
	bool copied = copy_into(store, part, why) && copy_is_whole(part, why);
	return part_end(part, path, copied, why);
}
