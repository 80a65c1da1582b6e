/* Loading one plan and all that the rules need as it is at one moment: rules, units, items, and the
 * sparse facts, arranged by plan's own functions. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

static bool load_rules(struct store *store, struct snapshot *snapshot, struct fault *why)
{
	int64_t offset, soon;
	if (!store_ask(store,
		    "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = "
		    "'utc_offset'), 420)",
		    &offset, why) ||
		!store_ask(store,
			"SELECT coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = "
			"'due_soon'), 3)",
			&soon, why))
		return false;
	snapshot->rules.utc_offset = (int)offset;
	snapshot->rules.due_soon = (int)soon;
	return true;
}

static bool load_holidays(struct store *store, struct snapshot *snapshot, struct fault *why)
{
	static const char sql[] = "SELECT day FROM holiday ORDER BY day";
	struct rows rows;
	if (!rows_open(&rows, store, sql, why))
		return false;
	int *days = NULL;
	size_t count = 0, room = 0;
	while (rows_next(&rows)) {
		days = make_room(days, count, &room, sizeof *days);
		days[count++] = column_day(rows.statement, 0);
	}
	int *kept = pool_take(&snapshot->pool, count * sizeof *kept);
	if (count)
		memcpy(kept, days, count * sizeof *kept);
	free(days);
	snapshot->rules.holidays = kept;
	snapshot->rules.holiday_count = count;
	return rows_close(&rows, why);
}

bool branch_is_small(const struct store *store)
{
	return !fence_is_open(store) && !store->fence.is_whole && store->fence.count <= SMALL_BRANCH;
}

static struct item read_item(sqlite3_stmt *statement, struct pool *pool)
{
	struct item item = {.code = column_text(statement, ITEM_CODE, pool),
		.title = column_text(statement, ITEM_TITLE, pool),
		.audience = column_text(statement, ITEM_AUDIENCE, pool),
		.due_before = column_day(statement, ITEM_DUE_BEFORE),
		.from = column_day(statement, ITEM_STARTS),
		.to = column_day(statement, ITEM_ENDS),
		.target = column_text(statement, ITEM_TARGET, pool),
		.partners = column_text(statement, ITEM_PARTNERS, pool),
		.measure = column_text(statement, ITEM_MEASURE, pool),
		.document = column_text(statement, ITEM_DOCUMENT, pool),
		.issued = column_day(statement, ITEM_ISSUED),
		.issuer = column_text(statement, ITEM_ISSUER, pool),
		.note = column_text(statement, ITEM_NOTE, pool),
		.position = column_long(statement, ITEM_POSITION),
		.rev = column_long(statement, ITEM_REV)};
	const char *wording = column_word(statement, ITEM_WORDING);
	item.wording = !*wording                    ? WORDING_NONE
		: strcmp(wording, "before") == 0 ? WORDING_BEFORE
						 : WORDING_BY;
	item_type_from_word(column_word(statement, ITEM_TYPE), &item.type);
	proof_from_word(column_word(statement, ITEM_PROOF), &item.proof);
	return item;
}

static bool load_items(struct store *store, struct snapshot *snapshot, struct fault *why)
{
	static const char sql[] =
		"SELECT plan, code, type, title, audience, due_before, wording, starts, ends, "
		"proof, target, partners, measure, document, issued, issuer, note, position, rev "
		"FROM item WHERE plan = ?1 ORDER BY position, code";
	struct rows rows;
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_text(rows.statement, 1, snapshot->plan.code, -1, SQLITE_STATIC);
	size_t room = 0;
	while (rows_next(&rows)) {
		snapshot->items = make_room(
			snapshot->items, snapshot->item_count, &room, sizeof *snapshot->items);
		snapshot->items[snapshot->item_count++] =
			read_item(rows.statement, &snapshot->pool);
	}
	if (!rows_close(&rows, why))
		return false;
	items_arrange(snapshot->items, snapshot->item_count, &snapshot->plan, &snapshot->units,
		&snapshot->pool);
	return true;
}

static bool load_all(struct store *store, const char *plan, unsigned more, bool is_shared,
	struct snapshot *snapshot, struct fault *why)
{
	int64_t last;
	if (!fence_read(store, why) || !load_rules(store, snapshot, why) || !load_holidays(store, snapshot, why) ||
		!plan_load(store, plan, snapshot, why))
		return false;
	if (more & SNAPSHOT_BRIEF)
		return true;
	if (!store_ask(store, "SELECT max(id) FROM step", &last, why))
		return false;
	snapshot->last_step = (long)last;
	if (!ground_take(store, snapshot, is_shared, why))
		return false;
	if ((more & SNAPSHOT_PEOPLE) && !people_load(store, snapshot, why))
		return false;
	if (!snapshot->has_plan)
		return true;
	return load_items(store, snapshot, why) && records_load(store, snapshot, why) &&
		receipts_load(store, snapshot, why) &&
		(!(more & SNAPSHOT_NUMBERS) || numbers_load(store, snapshot, why));
}

bool store_snapshot(struct store *store, const char *plan, unsigned more,
	struct snapshot **snapshot, struct fault *why)
{
	struct snapshot *loaded = memory_take(1, sizeof *loaded);
	/* One read transaction, so that all is of the same moment. Inside a step there is one. */
	bool own = sqlite3_get_autocommit(store->db);
	bool fine = (!own || store_run(store, "BEGIN", why)) &&
		load_all(store, plan, more, own, loaded, why);
	if (fine)
		store_has_news(store); /* before others can write again */
	if (own && !sqlite3_get_autocommit(store->db))
		store_run(store, "COMMIT", NULL);
	if (!fine) {
		snapshot_free(loaded);
		loaded = NULL;
	}
	*snapshot = loaded;
	return fine;
}

void snapshot_free(struct snapshot *snapshot)
{
	if (!snapshot)
		return;
	free(snapshot->items);
	free(snapshot->records);
	free(snapshot->receipts);
	runs_free(snapshot);
	ground_leave(snapshot->ground);
	free(snapshot->people);
	pool_free(&snapshot->pool);
	free(snapshot);
}
