/* Everything known of one duty, in words: a line each, for a card or the box beside the matrix. */
#include "details.h"
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

static void add_deadline(const struct desk *desk, const struct item *item,
	const struct verdict *verdict, struct buffer *out)
{
	char text[160], day[DAY_TEXT];

	deadline_print(item, text, sizeof text);
	if (*text)
		buffer_print(out, say(N_("Deadline: %s\n")), text);
	if (*text && day_is_free(&desk->snapshot->rules, verdict->last_day))
		buffer_print(out, say(N_("Note that the last day, %s, is no working day.\n")),
			day_name(verdict->last_day));
	if (item->from != DAY_NONE && item->to != DAY_NONE) {
		/* TRANSLATORS: the days a report covers: from, to */
		char to[DAY_TEXT];

		buffer_print(out, say(N_("Covers %s to %s\n")), day_print(item->from, day),
			day_print(item->to, to));
	}
}

static void add_events(
	const struct snapshot *snapshot, const struct item *item, struct buffer *out)
{
	char days[DAY_TEXT * 3];
	size_t i;

	for (i = 0; i < snapshot->item_count; i++) {
		const struct item *event = &snapshot->items[i];

		if (!item_meets_event(item, event, &snapshot->plan))
			continue;
		event_days(event, days, sizeof days);
		buffer_print(out, "%s %s %s\n", glyph_event(), days, event->title);
	}
}

static void add_note(const char *note, struct buffer *out)
{
	if (*note)
		buffer_print(out, say(N_("Note: %s\n")), note);
}

static void add_document(const char *document, int date, struct buffer *out)
{
	char day[DAY_TEXT];

	if (!*document)
		return;
	/* TRANSLATORS: number of a document, and its day */
	if (date != DAY_NONE)
		buffer_print(out, say(N_("Document: %s of %s\n")), document, day_print(date, day));
	else
		buffer_print(out, say(N_("Document: %s\n")), document);
}

static void add_receipts(const struct snapshot *snapshot, struct target target, struct buffer *out)
{
	size_t count, i;
	const struct receipt *receipts =
		snapshot_receipts(snapshot, target.item, target.unit, &count);
	char day[DAY_TEXT];

	for (i = 0; i < count; i++) {
		buffer_print(out, say(N_("Version %d: received %s\n")), receipts[i].version,
			day_print(receipts[i].received_on, day));
		add_document(receipts[i].document, receipts[i].document_date, out);
		if (receipts[i].returned_on != DAY_NONE)
			buffer_print(out, say(N_("Sent back on %s\n")),
				day_print(receipts[i].returned_on, day));
		add_note(receipts[i].note, out);
	}
}

static void add_record(const struct record *record, const struct item *item, struct buffer *out)
{
	char day[DAY_TEXT];

	if (*record->exempt_why)
		buffer_print(out, say(N_("Not applicable: %s\n")), record->exempt_why);
	if (record->extended_to != DAY_NONE) {
		/* TRANSLATORS: the new last day, who granted it, why */
		buffer_print(out, say(N_("Extended to %s by %s: %s\n")),
			day_print(record->extended_to, day), record->extended_by,
			record->extended_why);
	}
	if (record->progress == PROGRESS_DONE && record->done_on != DAY_NONE)
		buffer_print(out, say(N_("Done on %s\n")), day_print(record->done_on, day));
	add_document(record->document, record->document_date, out);
	if (record->count >= 0)
		/* TRANSLATORS: how many, and of what: "22 sessions" */
		buffer_print(out, say(N_("Count: %lld %s\n")), (long long)record->count,
			item->measure);
	add_note(record->note, out);
	if (record->reminders)
		buffer_print(out,
			say_many("Reminded %d time\n", "Reminded %d times\n",
				(unsigned long)record->reminders),
			record->reminders);
}

/* What the plan says of the item. */
static void add_item(const struct item *item, struct buffer *out)
{
	if (item->proof != PROOF_NONE)
		buffer_print(out, say(N_("Proof: %s\n")), say(proof_label(item->proof)));
	if (*item->target)
		buffer_print(out, say(N_("Target: %s\n")), item->target);
	if (*item->partners)
		buffer_print(out, say(N_("Together with: %s\n")), item->partners);
	if (*item->note)
		buffer_print(out, say(N_("The plan says: %s\n")), item->note);
}

void card_write(const struct desk *desk, struct target target, struct buffer *out)
{
	const struct snapshot *snapshot = desk->snapshot;
	const struct unit *unit = &snapshot->units.at[target.unit];
	const struct item *item = &snapshot->items[target.item];
	const struct record *record = snapshot_record(snapshot, target.item, target.unit);
	struct verdict verdict =
		snapshot_judge(snapshot, target.item, target.unit, desk->app->today);
	char state[160], left[80];

	verdict_print(&verdict, state, sizeof state);
	verdict_left(&verdict, left, sizeof left);
	buffer_print(out, "%s %s\n%s %s\n%s", unit->code, unit->name, item->code, item->title,
		state);
	if (verdict.has_days && verdict.state != STATE_ON_TIME && verdict.state != STATE_LATE)
		buffer_print(out, " · %s", left);
	buffer_add(out, "\n\n");
	add_deadline(desk, item, &verdict, out);
	add_events(snapshot, item, out);
	if (item->type == ITEM_REPORT)
		add_receipts(snapshot, target, out);
	if (record)
		add_record(record, item, out);
	add_item(item, out);
}

/* The words that say most: why not, why later, why back, under which number, what was noted. */
static const char *hint_text(
	const struct snapshot *snapshot, struct target target, const char **document)
{
	const struct record *record = snapshot_record(snapshot, target.item, target.unit);
	size_t count;
	const struct receipt *receipts =
		snapshot_receipts(snapshot, target.item, target.unit, &count);
	const struct receipt *last = count ? &receipts[count - 1] : NULL;

	*document = last ? last->document : record ? record->document : "";
	if (record && *record->exempt_why)
		return record->exempt_why;
	if (last && *last->note)
		return last->note;
	if (record && record->extended_to != DAY_NONE)
		return record->extended_why;
	return record ? record->note : "";
}

void card_hint(const struct desk *desk, struct target target, char *out, size_t size)
{
	const char *document, *note = hint_text(desk->snapshot, target, &document);
	struct buffer text = {0};

	buffer_print(&text, "%s%s%s", document, *document && *note ? " · " : "", note);
	text_clean(out, size, buffer_text(&text));
	buffer_free(&text);
}
