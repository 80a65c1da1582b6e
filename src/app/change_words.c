/* A change of a row in the words of the office: "705 · BC1: ngày nhận: – → 26/6/2020". */
#include "inner.h"

#include <string.h>

/* What people call a field; the same name means the same in every table. */
static const struct {
	const char *field, *label;
} labels[] = {{"name", N_("name")}, {"kind", N_("kind")}, {"parent", N_("unit above")},
	{"valid_from", N_("valid from")}, {"valid_to", N_("valid to")},
	{"aliases", N_("other names")}, {"phone", N_("phone")}, {"email", N_("email")},
	{"note", N_("note")}, {"title", N_("title")}, {"document", N_("document")},
	{"issued", N_("issued on")}, {"issuer", N_("issued by")}, {"partners", N_("partners")},
	{"audience", N_("audience")}, {"starts", N_("from day")}, {"ends", N_("to day")},
	{"date_counts", N_("day that counts")}, {"closed", N_("closed on")}, {"type", N_("type")},
	{"due_before", N_("due before")}, {"wording", N_("wording of the deadline")},
	{"proof", N_("proof")}, {"target", N_("target")}, {"measure", N_("measure")},
	{"progress", N_("status")}, {"done_on", N_("done on")},
	{"document_date", N_("document's day")}, {"count", N_("count")},
	{"exempt_why", N_("not applicable because")}, {"extended_to", N_("extended to")},
	{"extended_by", N_("extended by")}, {"extended_why", N_("extended because")},
	{"reminders", N_("reminders")}, {"received_on", N_("received on")},
	{"returned_on", N_("sent back on")}, {"value", N_("value")}};

static const char *field_label(enum table table, const char *field)
{
	if (strcmp(field, "position") == 0)
		return table == TABLE_PERSON ? say(N_("position held"))
					     : say(N_("place in the plan"));
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].field, field) == 0)
			return say(labels[i].label);
	return field;
}

const char *table_shown(enum table table)
{
	/* TRANSLATORS: kinds of rows; "duty": a unit's task or report */
	static const char *const names[TABLES] = {N_("setting"), N_("holiday"), N_("unit"), N_("person"),
		N_("plan"), N_("item"), N_("duty"), N_("receipt"), N_("number"), N_("account")};
	return say(names[table]);
}

/* Days as the office writes them, states in its words, nothing as a dash. */
static void add_side(const char *field, const char *text, struct buffer *out)
{
	static const struct {
		const char *word, *label;
	} words[] = {{"doing", N_("in progress")}, {"done", N_("done")}, {"before", N_("before")},
		{"by", N_("by")}};
	char day_shown[DAY_TEXT];
	int day;
	if (!*text) {
		buffer_add(out, "–");
		return;
	}
	if (day_from_iso(text, &day))
		text = day_print(day, day_shown);
	bool coded = strcmp(field, "progress") == 0 || strcmp(field, "wording") == 0;
	for (size_t i = 0; coded && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, text) == 0)
			text = say(words[i].label);
	buffer_add(out, text);
}

void field_print(enum table table, const char *field, const char *text, struct buffer *out)
{
	buffer_print(out, "%s: ", field_label(table, field));
	add_side(field, text, out);
}

/* The last word of a key: the version of a receipt. */
static const char *last_word(const char *key)
{
	const char *space = strrchr(key, ' ');
	return space ? space + 1 : key;
}

static void add_unit(const struct snapshot *snapshot, const char *code, enum change_part part,
	struct buffer *out)
{
	size_t unit = units_find(&snapshot->units, code);
	buffer_add(out, code);
	if (unit != NOWHERE && part != CHANGE_CODED)
		buffer_print(out, " %s", snapshot->units.at[unit].name);
}

static void add_item(
	const struct snapshot *snapshot, const char *code, bool titled, struct buffer *out)
{
	size_t item = items_find(snapshot->items, snapshot->item_count, code);
	buffer_add(out, code);
	if (item != NOWHERE && titled)
		buffer_print(out, " %s", snapshot->items[item].title);
}

/* "PLAN REPORT NUMBER UNIT": the report, whose number it is. */
static void add_report(const char *key, struct buffer *out)
{
	const char *at = strchr(key, ' ');
	if (!at)
		return;
	buffer_add(out, " · ");
	buffer_bytes(out, at + 1, strcspn(at + 1, " "));
}

static void add_subject(const struct snapshot *snapshot, const struct log_change *change,
	enum change_part part, struct buffer *out)
{
	const char *rest = strchr(change->key, ' ');
	if (*change->unit && *change->item) {
		add_unit(snapshot, change->unit, part, out);
		if (change->table == TABLE_NUMBER)
			add_report(change->key, out);
		buffer_add(out, " · ");
		add_item(snapshot, change->item, part == CHANGE_SUBJECT, out);
	} else {
		buffer_print(out, "%s ", table_shown(change->table));
		if (change->table == TABLE_PERSON && rest)
			buffer_print(out, "%s · ", rest + 1);
		if (*change->unit)
			add_unit(snapshot, change->unit, part, out);
		else if (*change->item)
			add_item(snapshot, change->item, part != CHANGE_CODED, out);
		else
			buffer_add(out, change->key);
	}
	if (change->table == TABLE_RECEIPT && strcmp(last_word(change->key), "1") != 0)
		buffer_print(out, say(N_(" (version %s)")), last_word(change->key));
}

void change_print(const struct snapshot *snapshot, const struct log_change *change,
	enum change_part part, struct buffer *out)
{
	if (change->how == 'x') {
		buffer_add(out, part == CHANGE_SUBJECT ? "" : change->after);
		return;
	}
	if (part != CHANGE_CELL)
		add_subject(snapshot, change, part, out);
	if (part == CHANGE_SUBJECT)
		return;
	buffer_add(out, part == CHANGE_CELL ? "" : ": ");
	if (!*change->field) {
		buffer_add(out, change->how == 'd' ? say(N_("removed")) : say(N_("added")));
		return;
	}
	buffer_print(out, "%s: ", field_label(change->table, change->field));
	add_side(change->field, change->before, out);
	buffer_add(out, " → ");
	add_side(change->field, change->after, out);
}
