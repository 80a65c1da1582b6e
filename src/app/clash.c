/* Two people on one row: what a change is about to write against what others wrote in the same cells
 * after the person looked. A note does not meet a tick; two days do. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Cells that say one thing together. */
enum { STATUS = 1, DOCUMENT = 2, COUNT = 4, NOTE = 8, EXTENSION = 16, RECEIPT = 32 };

static const struct {
	size_t field;
	unsigned group;
} groups[] = {{DUTY_PROGRESS, STATUS}, {DUTY_DONE_ON, STATUS}, {DUTY_EXEMPT_WHY, STATUS},
	{DUTY_DOCUMENT, DOCUMENT}, {DUTY_DOCUMENT_DATE, DOCUMENT}, {DUTY_COUNT, COUNT},
	{DUTY_NOTE, NOTE}, {DUTY_EXTENDED_TO, EXTENSION}, {DUTY_EXTENDED_BY, EXTENSION},
	{DUTY_EXTENDED_WHY, EXTENSION}};
#define GROUPED (sizeof groups / sizeof *groups)

/* ---- what the person saw ---------------------------------------------------------------------- */

static const char *day_seen(int day, struct pool *pool)
{
	char iso[DAY_TEXT];
	return day == DAY_NONE ? "" : pool_text(pool, day_iso(day, iso));
}

/* The row as the snapshot has it; "" throughout where it has none. */
static void duty_seen(const struct change *change, const char *seen[ROW_FIELDS])
{
	const struct request *request = change->request;
	const struct snapshot *snapshot = request->snapshot;
	const struct record *record = snapshot_record(snapshot,
		(size_t)(change->item - snapshot->items),
		(size_t)(change->unit - snapshot->units.at));
	char digits[24] = "";
	for (size_t i = 0; i < ROW_FIELDS; i++)
		seen[i] = "";
	if (!record)
		return;
	if (record->count >= 0)
		snprintf(digits, sizeof digits, "%lld", (long long)record->count);
	seen[DUTY_PROGRESS] = record->progress == PROGRESS_DONE ? "done"
		: record->progress == PROGRESS_DOING            ? "doing"
								 : "";
	seen[DUTY_DONE_ON] = day_seen(record->done_on, change->pool);
	seen[DUTY_DOCUMENT] = record->document;
	seen[DUTY_DOCUMENT_DATE] = day_seen(record->document_date, change->pool);
	seen[DUTY_COUNT] = pool_text(change->pool, digits);
	seen[DUTY_NOTE] = record->note;
	seen[DUTY_EXEMPT_WHY] = record->exempt_why;
	seen[DUTY_EXTENDED_TO] = day_seen(record->extended_to, change->pool);
	seen[DUTY_EXTENDED_BY] = record->extended_by;
	seen[DUTY_EXTENDED_WHY] = record->extended_why;
}

static bool receipt_is_as_seen(const struct change *change, const struct change *before)
{
	const struct snapshot *snapshot = change->request->snapshot;
	size_t count;
	const struct receipt *seen =
		snapshot_receipts(snapshot, (size_t)(change->item - snapshot->items),
			(size_t)(change->unit - snapshot->units.at), &count);
	const char *version = before->receipt[RECEIPT_VERSION];
	if (!version || count == 0)
		return !version && count == 0;
	return strtol(version, NULL, 10) == seen[count - 1].version &&
		strtol(before->receipt[RECEIPT_REV], NULL, 10) == seen[count - 1].rev;
}

/* ---- whether they meet ------------------------------------------------------------------------ */

static unsigned duty_apart(const char *const *one, const char *const *other)
{
	unsigned apart = 0;
	for (size_t i = 0; i < GROUPED; i++)
		if (strcmp(one[groups[i].field], other[groups[i].field]) != 0)
			apart |= groups[i].group;
	return apart;
}

static unsigned written(const struct change *change, const struct change *before)
{
	unsigned mine = duty_apart(before->duty, change->duty);
	if (change->receipt_changed || change->receipt_removed)
		mine |= RECEIPT;
	/* Not applicable and received cannot both be so. */
	if (mine & STATUS && change->item->type == ITEM_REPORT)
		mine |= RECEIPT;
	return mine;
}

static long rev_of(const char *const *fields, size_t rev)
{
	return fields[rev] && *fields[rev] ? strtol(fields[rev], NULL, 10) : 0;
}

/* The person was told of what is there now and chose to write over it. */
static bool is_chosen(const struct request *request, long rev)
{
	return request->on_conflict == CONFLICT_MINE && rev <= request->told;
}

/* ---- telling it ------------------------------------------------------------------------------- */

static struct clash *clash_add(const struct change *change, struct reply *reply)
{
	const struct snapshot *snapshot = change->request->snapshot;
	reply->clashes =
		memory_grow(reply->clashes, reply->clash_count + 1, sizeof *reply->clashes);
	struct clash *clash = &reply->clashes[reply->clash_count++];
	*clash = (struct clash){.target = {(size_t)(change->unit - snapshot->units.at),
					(size_t)(change->item - snapshot->items)},
		.theirs = "",
		.mine = "",
		.actor = "",
		.at = ""};
	return clash;
}

/* Who wrote last what is there now: the newest step since that is about this unit and item. */
static void tell_who(const struct change *change, const char *item, long rev, struct clash *clash,
	struct reply *reply)
{
	struct log_window window = {.after = change->request->snapshot->last_step,
		.unit = change->unit->code,
		.item = item,
		.most = 1,
		.few = 1};
	struct log log;
	reply->told = rev > reply->told ? rev : reply->told;
	if (!store_log_window(change->app->store, &window, &log, NULL))
		return;
	if (log.step_count > 0) {
		clash->actor = pool_text(&reply->pool, log.steps[0].actor);
		clash->at = pool_text(&reply->pool, log.steps[0].at);
	}
	log_free(&log);
}

static void add_field(struct buffer *out, enum table table, size_t field, const char *text)
{
	buffer_add(out, out->length ? " · " : "");
	field_print(table, table_field(table, field), text ? text : "", out);
}

/* What both have is no news: one version against the other by what differs. */
static void add_receipt(
	struct buffer *out, const char *const *fields, const char *const *other)
{
	static const size_t told[] = {
		RECEIPT_RECEIVED_ON, RECEIPT_DOCUMENT, RECEIPT_RETURNED_ON, RECEIPT_NOTE};
	if (!fields[RECEIPT_VERSION]) {
		add_field(out, TABLE_RECEIPT, RECEIPT_RECEIVED_ON, "");
		return;
	}
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		if (other[RECEIPT_VERSION] ? strcmp(fields[told[i]], other[told[i]]) != 0
					   : i == 0 || *fields[told[i]])
			add_field(out, TABLE_RECEIPT, told[i], fields[told[i]]);
}

/* Of the cells where the two meet: what stands in them. */
static const char *side(const struct change *change, const struct change *against,
	unsigned apart, struct pool *pool)
{
	const char *const *other = against->duty;
	struct buffer words = {0};
	const char *none[ROW_FIELDS] = {NULL};
	const char *const *receipt = change->receipt_removed ? none : change->receipt;
	for (size_t i = 0; i < GROUPED; i++) {
		size_t field = groups[i].field;
		if (groups[i].group & apart && (*change->duty[field] || *other[field]) &&
			strcmp(change->duty[field], other[field]) != 0)
			add_field(&words, TABLE_DUTY, field, change->duty[field]);
	}
	if (apart & RECEIPT)
		add_receipt(&words, receipt, against->receipt_removed ? none : against->receipt);
	const char *told = pool_text(pool, buffer_text(&words));
	buffer_free(&words);
	return told;
}

bool duty_clashes(const struct change *change, const struct change *before, struct reply *reply)
{
	const struct request *request = change->request;
	const char *seen[ROW_FIELDS];
	if (!request->is_seen)
		return false;
	duty_seen(change, seen);
	unsigned theirs = duty_apart(seen, before->duty);
	if (!receipt_is_as_seen(change, before))
		theirs |= RECEIPT;
	unsigned apart = theirs & written(change, before);
	long rev = rev_of(before->duty, DUTY_REV), other = rev_of(before->receipt, RECEIPT_REV);
	rev = rev > other ? rev : other;
	if (!apart || is_chosen(request, rev))
		return false;
	struct clash *clash = clash_add(change, reply);
	clash->theirs = side(before, change, apart, &reply->pool);
	clash->mine = side(change, before, apart, &reply->pool);
	tell_who(change, change->item->code, rev, clash, reply);
	return true;
}

bool number_clashes(const struct change *change, const char *there, long rev, const char *wished,
	struct reply *reply)
{
	const struct request *request = change->request;
	const struct snapshot *snapshot = request->snapshot;
	size_t report = (size_t)(change->item - snapshot->items);
	char seen[VALUE_SIZE] = "";
	if (!request->is_seen || !snapshot_knows(snapshot, report, request->number) ||
		strcmp(there, wished) == 0)
		return false;
	const struct number_value *value = snapshot_number(snapshot, report, request->number,
		(size_t)(change->unit - snapshot->units.at));
	if (value)
		snprintf(seen, sizeof seen, value->not_applicable ? "-" : "%lld",
			(long long)value->value);
	if (strcmp(seen, there) == 0 || is_chosen(request, rev))
		return false;
	struct clash *clash = clash_add(change, reply);
	struct buffer words = {0};
	add_field(&words, TABLE_NUMBER, NUMBER_VALUE, there);
	clash->theirs = pool_text(&reply->pool, buffer_text(&words));
	buffer_clear(&words);
	add_field(&words, TABLE_NUMBER, NUMBER_VALUE, wished);
	clash->mine = pool_text(&reply->pool, buffer_text(&words));
	buffer_free(&words);
	tell_who(change, snapshot->items[request->number].code, rev, clash, reply);
	return true;
}

static void entry_sides(const struct import *import, const struct import_change *change,
	struct buffer *theirs, struct buffer *mine)
{
	struct import_shown shown = {.name = NULL};
	for (size_t i = 0; i < table_fields(change->table); i++) {
		if (!(change->apart >> i & 1) ||
			!import_sides_shown(import, change->table, i, change->before,
				change->after, &shown))
			continue;
		buffer_print(theirs, "%s%s: %s", theirs->length ? " · " : "", shown.name,
			buffer_text(&shown.before));
		buffer_print(mine, "%s%s: %s", mine->length ? " · " : "", shown.name,
			buffer_text(&shown.after));
	}
	import_shown_free(&shown);
}

void entry_clashes(struct app *app, const struct request *request, const struct import *import,
	struct reply *reply)
{
	const struct import_change *change = import->count == 1 ? &import->changes[0] : NULL;
	struct buffer theirs = {0}, mine = {0};
	struct log_window window = {.most = 1, .few = 1};
	struct log log;
	if (!change || change->how != CHANGE_CONFLICT || request->unit_count != 1)
		return;
	for (size_t i = 0; i < import->complaints.count; i++)
		if (import->complaints.at[i].level == COMPLAINT_ERROR)
			return; /* what is wrong in itself is told first */
	entry_sides(import, change, &theirs, &mine);
	reply->clashes =
		memory_grow(reply->clashes, reply->clash_count + 1, sizeof *reply->clashes);
	struct clash *clash = &reply->clashes[reply->clash_count++];
	*clash = (struct clash){.target = {request->units[0], NOWHERE},
		.theirs = pool_text(&reply->pool, buffer_text(&theirs)),
		.mine = pool_text(&reply->pool, buffer_text(&mine)),
		.actor = "",
		.at = ""};
	buffer_free(&theirs);
	buffer_free(&mine);
	reply->told = strtol(change->before[table_fields(change->table) - 1], NULL, 10);
	window.after = reply->told - 1;
	window.before = reply->told + 1;
	if (!store_log_window(app->store, &window, &log, NULL))
		return;
	if (log.step_count > 0) {
		clash->actor = pool_text(&reply->pool, log.steps[0].actor);
		clash->at = pool_text(&reply->pool, log.steps[0].at);
	}
	log_free(&log);
}

bool clashes_allow(
	const struct request *request, bool fine, struct reply *reply, struct fault *why)
{
	const struct snapshot *snapshot = request->snapshot;
	if (!fine) /* what is wrong in itself is told first */
		reply->clash_count = 0;
	if (!fine || !reply->clash_count || request->on_conflict == CONFLICT_THEIRS)
		return fine;
	const struct clash *first = &reply->clashes[0];
	return refuse(why, FAULT_REFUSED,
		/* TRANSLATORS: unit, item: who, what they wrote */
		N_("%s · %s was changed meanwhile (%s: %s): nothing was written"),
		snapshot->units.at[first->target.unit].code,
		snapshot->items[first->target.item].code, first->actor, first->theirs);
}
