/* The plans of the file, and which of them is meant. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

static struct plan read_plan(sqlite3_stmt *statement, struct pool *pool)
{
	return (struct plan){.code = column_text(statement, PLAN_CODE, pool),
		.title = column_text(statement, PLAN_TITLE, pool),
		.document = column_text(statement, PLAN_DOCUMENT, pool),
		.issued = column_day(statement, PLAN_ISSUED),
		.issuer = column_text(statement, PLAN_ISSUER, pool),
		.partners = column_text(statement, PLAN_PARTNERS, pool),
		.audience = column_text(statement, PLAN_AUDIENCE, pool),
		.note = column_text(statement, PLAN_NOTE, pool),
		.starts = column_day(statement, PLAN_STARTS),
		.ends = column_day(statement, PLAN_ENDS),
		.by_document_date =
			strcmp(column_word(statement, PLAN_DATE_COUNTS), "document") == 0,
		.closed = !column_is_null(statement, PLAN_CLOSED),
		.rev = column_long(statement, PLAN_REV)};
}

bool store_plans(struct store *store, struct plans *plans, struct fault *why)
{
	static const char sql[] =
		"SELECT code, title, document, issued, issuer, partners, audience, note, starts, "
		"ends, date_counts, closed, rev FROM plan ORDER BY starts DESC, code";
	*plans = (struct plans){.count = 0};
	struct rows rows;
	if (!rows_open(&rows, store, sql, why))
		return false;
	size_t room = 0;
	while (rows_next(&rows)) {
		plans->at = make_room(plans->at, plans->count, &room, sizeof *plans->at);
		plans->at[plans->count++] = read_plan(rows.statement, &plans->pool);
	}
	if (rows_close(&rows, why))
		return true;
	plans_free(plans);
	return false;
}

void plans_free(struct plans *plans)
{
	pool_free(&plans->pool);
	free(plans->at);
	*plans = (struct plans){.count = 0};
}

static bool refuse_which_plan(const struct plans *plans, const char *code, struct fault *why)
{
	struct buffer codes = {0};
	for (size_t i = 0; i < plans->count; i++)
		if (code || !plans->at[i].closed)
			buffer_print(&codes, "%s%s", codes.length ? ", " : "", plans->at[i].code);
	if (code)
		refuse(why, FAULT_MISSING, N_("no plan %s; there are: %s"), *code ? code : "''",
			codes.length ? buffer_text(&codes) : "-");
	else
		refuse(why, FAULT_MISSING, N_("several plans are open: name one with --plan (%s)"),
			buffer_text(&codes));
	buffer_free(&codes);
	return false;
}

/* The plan meant by code, or the only open one. */
static bool choose_plan(
	const struct plans *plans, const char *code, struct snapshot *snapshot, struct fault *why)
{
	size_t open = 0;
	const struct plan *chosen = NULL;
	for (size_t i = 0; i < plans->count; i++) {
		const struct plan *plan = &plans->at[i];
		open += !plan->closed;
		if (code ? strcmp(plan->code, code) == 0 : !plan->closed)
			chosen = plan;
	}
	/* One finished plan alone is still what a reader means. */
	if (!code && !open && plans->count == 1)
		chosen = &plans->at[0];
	if ((code && !chosen) || (!code && open > 1))
		return refuse_which_plan(plans, code, why);
	if (!chosen)
		return true;
	snapshot->has_plan = true;
	snapshot->plan = *chosen;
	const char **texts[] = {&snapshot->plan.code, &snapshot->plan.title,
		&snapshot->plan.document, &snapshot->plan.issuer, &snapshot->plan.partners,
		&snapshot->plan.audience, &snapshot->plan.note};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = pool_text(&snapshot->pool, *texts[i]);
	return true;
}

bool plan_load(struct store *store, const char *code, struct snapshot *snapshot, struct fault *why)
{
	struct plans plans;
	if (!store_plans(store, &plans, why))
		return false;
	bool chosen = choose_plan(&plans, code, snapshot, why);
	plans_free(&plans);
	return chosen;
}
