/* The numbers of one report, units by numbers: which report, what a cell holds and what is odd about
 * it. Drawn in numbers_draw.c, typed into in numbers_edit.c. */
#include "inner.h"
#include "list.h"
#include "log.h"
#include "news.h"
#include "numbers.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TITLE_BYTES 20 /* with it a move across costs at most 64 (QUALITY.md §1) */

/* ---- which report --------------------------------------------------------------------------- */

static bool is_report(const struct snapshot *snapshot, size_t item)
{
	return item < snapshot->item_count && snapshot->items[item].type == ITEM_REPORT;
}

static bool asks_numbers(const struct snapshot *snapshot)
{
	size_t item;

	for (item = 0; item < snapshot->item_count; item++)
		if (snapshot->items[item].type == ITEM_NUMBER)
			return true;
	return false;
}

size_t numbers_report(const struct desk *desk)
{
	const struct snapshot *snapshot = desk->snapshot;
	size_t tab = desk->views[VIEW_NUMBERS].tab, item, last = NOWHERE;

	if (!asks_numbers(snapshot))
		return NOWHERE;
	if (is_report(snapshot, tab))
		return tab;
	if (is_report(snapshot, desk->item))
		return desk->item;
	for (item = 0; item < snapshot->item_count; item++) {
		if (!is_report(snapshot, item))
			continue;
		last = item;
		if (item_last_day(&snapshot->items[item]) >= desk->app->today)
			break;
	}
	return last;
}

/* ---- cells ---------------------------------------------------------------------------------- */

char *count_text(int64_t count, char out[COUNT_TEXT])
{
	bool is_vietnamese = strcmp(language_now(), "vi") == 0;
	char digits[COUNT_TEXT];
	int length = snprintf(digits, sizeof digits, "%lld", (long long)count), i;
	size_t used = 0;

	for (i = 0; i < length && used + 2 < COUNT_TEXT; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[used++] = is_vietnamese ? '.' : ',';
		out[used++] = digits[i];
	}
	out[used] = '\0';
	return out;
}

char *numbers_text(const struct number_value *value, char out[COUNT_TEXT])
{
	if (value && !value->not_applicable)
		return count_text(value->value, out);
	strcpy(out, value ? "-" : "");
	return out;
}

const struct number_value *numbers_value(
	const struct desk *desk, const struct view *view, size_t row, size_t column)
{
	struct target target = view_key(view, row);

	return snapshot_number(
		desk->snapshot, target.item, view->listing.items[column], target.unit);
}

/* Seen since the desk was opened, and marked until Esc takes the marks away. */
static bool is_by_another(const struct desk *desk, const struct view *view, size_t row,
	size_t column, const struct number_value *value)
{
	struct target target = {view_key(view, row).unit, view->listing.items[column]};

	return marks_have(&desk->changed, target) &&
		(!value || (value->rev > desk->opened && !desk_has_made(desk, value->rev)));
}

const char *numbers_mark(
	const struct desk *desk, const struct view *view, size_t row, size_t column)
{
	const struct number_value *value = numbers_value(desk, view, row, column);

	if (is_by_another(desk, view, row, column, value))
		return glyph_changed();
	if (!value || value->not_applicable)
		return "";
	if (numbers_below(view, row, column))
		return "<";
	return number_is_far(value->value, numbers_column(view, column)->sum.middle) ? "?" : "";
}

/* ---- words about a cell --------------------------------------------------------------------- */

/* Whole letters of a title, so few that it is cheap to send. */
static void add_title(struct buffer *out, const char *title)
{
	char clean[COUNT_TEXT * 16];
	size_t at = 0, bytes, length;

	text_clean(clean, sizeof clean, title);
	length = strlen(clean);
	while (at < length && (bytes = text_grapheme(clean + at, length - at)) <= TITLE_BYTES - at)
		at += bytes;
	buffer_bytes(out, clean, at);
	buffer_add(out, at < length ? "…" : "");
}

static void add_doubt(const struct desk *desk, const struct view *view, size_t row,
	const struct number_value *value, struct buffer *out)
{
	const struct number_doubt *doubt = &view->doubt;
	int64_t middle = numbers_column(view, view->column)->sum.middle;
	char text[COUNT_TEXT];

	if (numbers_below(view, row, view->column) && doubt->earlier != NOWHERE)
		buffer_print(out, " · < %s %s", desk->snapshot->items[doubt->earlier].code,
			count_text(doubt->earlier_count, text));
	else if (value && !value->not_applicable && number_is_far(value->value, middle))
		/* TRANSLATORS: behind "?": what is usual among the other units */
		buffer_print(out, say(N_(" · ? usual %s")), count_text(middle, text));
}

void numbers_hint(const struct desk *desk, char *out, size_t size)
{
	const struct view *view = &desk->views[VIEW_NUMBERS];
	const struct item *number;
	struct buffer text = {0};
	size_t row;

	out[0] = '\0';
	if (!list_has_row(view) || view->column >= view->listing.item_count)
		return;
	row = view->lines[view->at].row;
	number = &desk->snapshot->items[view->listing.items[view->column]];
	add_title(&text, number->title);
	add_doubt(desk, view, row, numbers_value(desk, view, row, view->column), &text);
	snprintf(out, size, "%s", buffer_text(&text));
	buffer_free(&text);
}

#define HISTORY_STEPS 50000 /* looked through for one number */

/* ---- history -------------------------------------------------------------------------------- */

static void add_change(const struct desk *desk, const struct log_step *step,
	const struct log_change *change, struct buffer *out)
{
	log_time(desk, step, out);
	buffer_print(out, " · %s · %s → %s\n", step->actor,
		*change->before ? change->before : say(N_("not reported")),
		*change->after ? change->after : say(N_("not reported")));
}

static void add_history(const struct desk *desk, const struct log *log, const char *key,
	struct buffer *out)
{
	size_t step, i, count = 0;

	for (step = 0; step < log->step_count; step++) {
		const struct log_step *one = &log->steps[step];

		for (i = one->first; i < one->first + one->count; i++) {
			if (strcmp(log->changes[i].key, key) != 0)
				continue;
			add_change(desk, one, &log->changes[i], out);
			count++;
		}
	}
	if (!count)
		buffer_add(out, say(N_("nobody has written this number yet\n")));
}

void numbers_history(struct desk *desk)
{
	const struct view *view = desk_view(desk);
	const struct snapshot *snapshot = desk->snapshot;
	struct buffer text = {0}, key = {0};
	struct log log = {.step_count = 0};
	struct target target;
	struct log_window window = {.one_table = true, .table = TABLE_NUMBER, .scan = HISTORY_STEPS};
	struct fault why;
	const struct item *number;

	if (!view_target(desk, view, view->at, &target) || !view->listing.item_count) {
		desk_say(desk, STYLE_ERROR, "%s", say(N_("there is no row here")));
		return;
	}
	number = &snapshot->items[view->listing.items[view->column]];
	buffer_print(&key, "%s %s %s %s", snapshot->plan.code, snapshot->items[target.item].code,
		number->code, snapshot->units.at[target.unit].code);
	buffer_print(&text, "%s %s\n%s · %s %s\n\n", snapshot->units.at[target.unit].code,
		snapshot->units.at[target.unit].name, snapshot->items[target.item].code,
		number->code, number->title);
	window.unit = snapshot->units.at[target.unit].code;
	window.item = number->code;
	if (store_log_window(desk->app->store, &window, &log, &why)) {
		add_history(desk, &log, buffer_text(&key), &text);
		text_open(desk, number->title, &text);
	} else {
		desk_refuse(desk, &why);
	}
	log_free(&log);
	buffer_free(&key);
	buffer_free(&text);
}
