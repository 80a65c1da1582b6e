/* The campaign in a line above the deadlines: its days, those gone by and those to come, its events,
 * the reports' deadlines and today; where the window is tall, a second line in words. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define LINE_ROWS 22    /* fewer belong to the list */
#define WORDS_ROWS 32
#define LINE_COLUMNS 60
#define LINE_MOST 240   /* columns */
#define LABEL_MOST 80
#define END_COLUMNS 7   /* " 01/6 " and one to spare */
#define MORE_COLUMNS 4  /* "   …" */
#define EVENT_DAYS 7    /* an event that lasts longer is told in words alone */

int timeline_rows(const struct desk *desk, int rows, int columns)
{
	struct timeline timeline;

	if (desk->now != VIEW_DUE || rows < LINE_ROWS || columns < LINE_COLUMNS ||
		!timeline_make(desk->snapshot, 1, &timeline))
		return 0;
	return rows < WORDS_ROWS ? 1 : 2;
}

/* The line being drawn: which of its columns say something already. */
struct line_drawn {
	const struct desk *desk;
	struct canvas *canvas;
	struct timeline timeline;
	int row, column; /* where it begins */
	int today;       /* its column */
	bool taken[LINE_MOST];
};

static void put_sign(struct line_drawn *line, int column, enum style style, const char *sign)
{
	canvas_put(line->canvas, line->row, line->column + column, 1, style, sign);
	line->taken[column] = true;
}

/* ---- signs ---------------------------------------------------------------------------------- */

/* A week begins at a notch. */
static void draw_days(struct line_drawn *line)
{
	/* In ASCII "·" would be "-" like the days gone by. */
	const char *ahead = line->desk->options.ascii ? "." : "·", *sign;
	int column;

	for (column = 0; column < line->timeline.columns; column++) {
		sign = column < line->today ? "─" : ahead;
		if (timeline_is_week(&line->timeline, column))
			sign = column < line->today ? "┴" : ":";
		canvas_put(line->canvas, line->row, line->column + column, 1, STYLE_PLAIN, sign);
	}
}

static bool event_is_long(const struct item *event)
{
	return event->to != DAY_NONE && (int64_t)event->to - event->from >= EVENT_DAYS;
}

static void draw_event(struct line_drawn *line, const struct item *event)
{
	int last = event_end(event);
	int column = timeline_column(&line->timeline, event->from);
	int end = timeline_column(&line->timeline, last);

	if (event->from == DAY_NONE || event_is_long(event))
		return;
	for (column = column < 0 ? 0 : column; column <= end && column < line->timeline.columns;
		column++)
		put_sign(line, column, STYLE_PLAIN, "◊");
}

/* A wall on the day that is too late, a block on the last good one; an arrow to one far behind. */
static void draw_deadline(struct line_drawn *line, const struct item *report)
{
	int column = timeline_column(&line->timeline, timeline_deadline(report));

	if (column >= line->timeline.columns)
		put_sign(line, line->timeline.columns - 1, STYLE_STRONG, "►");
	else if (column >= 0)
		put_sign(line, column, STYLE_STRONG, report->wording == WORDING_BY ? "■" : "│");
}

/* ---- labels --------------------------------------------------------------------------------- */

static bool is_free(const struct line_drawn *line, int from, int columns)
{
	int column;

	if (from < 0 || columns < 1 || from + columns > line->timeline.columns)
		return false;
	for (column = from; column < from + columns; column++)
		if (line->taken[column])
			return false;
	return true;
}

/* Beside the sign at a column: behind it, else before it, and a blank away from the next sign.
 * False where there is no room. */
static bool put_label(struct line_drawn *line, int column, enum style style, const char *label)
{
	int columns = text_columns(label), from = column + 1, i;

	if (!is_free(line, from, columns) ||
		(from + columns < line->timeline.columns && line->taken[from + columns]))
		from = column - columns;
	if (columns > LINE_MOST || !is_free(line, from, columns) ||
		(from > 0 && line->taken[from - 1] && from != column + 1))
		return false;
	canvas_put(line->canvas, line->row, line->column + from, columns, style, label);
	for (i = from; i < from + columns; i++)
		line->taken[i] = true;
	return true;
}

static void label_deadline(struct line_drawn *line, const struct item *report, enum style style)
{
	int column = timeline_column(&line->timeline, timeline_deadline(report));
	char when[LABEL_MOST], label[LABEL_MOST + CODE_SIZE];

	if (column >= line->timeline.columns) {
		column = line->timeline.columns - 1;
		day_print(timeline_deadline(report), when); /* of another year, perhaps */
	} else {
		deadline_short(report, when, sizeof when);
	}
	snprintf(label, sizeof label, "%s %s", report->code, when);
	if (!put_label(line, column, style, label))
		put_label(line, column, style, report->code);
}

static void label_event(struct line_drawn *line, const struct item *event)
{
	char day[DAY_TEXT];

	if (event->from == DAY_NONE || event_is_long(event))
		return;
	put_label(line, timeline_column(&line->timeline, event->from), STYLE_PLAIN,
		day_short(event->from, day));
}

/* Outside of the line today is an arrow at its end, and how far away it is. */
static void label_today(struct line_drawn *line)
{
	const struct timeline *timeline = &line->timeline;
	int today = line->desk->app->today;
	int64_t away = today < timeline->from ? (int64_t)timeline->from - today
					      : (int64_t)today - timeline->to;
	char label[LABEL_MOST];

	if (line->today < 0) {
		put_sign(line, 0, STYLE_STRONG, "◄");
		snprintf(label, sizeof label,
			say_many("begins in %ld day", "begins in %ld days", (unsigned long)away),
			(long)away);
		put_label(line, 0, STYLE_STRONG, label);
	} else if (line->today >= timeline->columns) {
		put_sign(line, timeline->columns - 1, STYLE_STRONG, "►");
		snprintf(label, sizeof label,
			say_many("ended %ld day ago", "ended %ld days ago", (unsigned long)away),
			(long)away);
		put_label(line, timeline->columns - 1, STYLE_STRONG, label);
	}
}

/* The deadline that comes next says so first, then what there is room for. */
static void draw_labels(struct line_drawn *line)
{
	const struct snapshot *snapshot = line->desk->snapshot;
	size_t next = NOWHERE, i;

	label_today(line);
	for (i = 0; i < snapshot->item_count; i++)
		if (snapshot->items[i].type == ITEM_REPORT &&
			item_last_day(&snapshot->items[i]) >= line->desk->app->today &&
			(next == NOWHERE || snapshot->items[i].due_before <
						    snapshot->items[next].due_before))
			next = i;
	if (next != NOWHERE)
		label_deadline(line, &snapshot->items[next], STYLE_STRONG);
	for (i = 0; i < snapshot->item_count; i++)
		if (i != next && timeline_deadline(&snapshot->items[i]) != DAY_NONE)
			label_deadline(line, &snapshot->items[i], STYLE_PLAIN);
	for (i = 0; i < snapshot->item_count; i++)
		if (snapshot->items[i].type == ITEM_EVENT)
			label_event(line, &snapshot->items[i]);
}

static void draw_line(struct line_drawn *line)
{
	const struct snapshot *snapshot = line->desk->snapshot;
	size_t i;

	draw_days(line);
	for (i = 0; i < snapshot->item_count; i++)
		if (snapshot->items[i].type == ITEM_EVENT)
			draw_event(line, &snapshot->items[i]);
	for (i = 0; i < snapshot->item_count; i++)
		draw_deadline(line, &snapshot->items[i]);
	if (line->today >= 0 && line->today < line->timeline.columns)
		put_sign(line, line->today, STYLE_STRONG, "▼");
	draw_labels(line);
}

/* ---- words ---------------------------------------------------------------------------------- */

/* The event's days; of one that goes on "to 30/6". */
static void event_when(const struct item *event, int today, struct buffer *out)
{
	char days[2 * DAY_TEXT + 4];

	if (event_turn(event, today) != EVENT_ON || event_end(event) == event->from) {
		event_days(event, days, sizeof days);
		buffer_add(out, days);
		return;
	}
	day_short(event->to, days);
	/* TRANSLATORS: an event that goes on to this day */
	buffer_print(out, say(N_("to %s")), days);
}

/* What lasts as long as the plan says nothing. */
static bool event_is_told(const struct plan *plan, const struct item *event)
{
	return event->type == ITEM_EVENT && event->from != DAY_NONE &&
	       (event->from > plan->starts || event->to < plan->ends || event->to == DAY_NONE);
}

/* Adds the event's words, or nothing where they have no room behind those of others. */
static bool add_event(const struct item *event, int today, int room, bool is_first,
	struct buffer *out)
{
	size_t before = out->length;

	buffer_add(out, before > 0 ? "   ◊ " : "◊ ");
	event_when(event, today, out);
	buffer_print(out, " %s", event->title);
	if (is_first || text_columns(buffer_text(out)) <= room)
		return true;
	out->length = before;
	out->text[before] = '\0';
	return false;
}

static void draw_words(const struct desk *desk, struct canvas *canvas, int row)
{
	const struct snapshot *snapshot = desk->snapshot;
	const struct plan *plan = &snapshot->plan;
	int today = desk->app->today, room = canvas->columns - 2;
	enum event_turn turn;
	struct buffer text = {0};
	char fitted[LINE_MOST * CELL_TEXT];
	size_t events = 0, left_out = 0, i;

	if (plan->starts != DAY_NONE && plan->starts <= today && plan->ends >= today)
		/* TRANSLATORS: of the days of a campaign */
		buffer_print(&text, say(N_("▼ day %d of %d")), today - plan->starts + 1,
			plan->ends - plan->starts + 1);
	for (turn = EVENT_ON; turn <= EVENT_OVER; turn++)
		for (i = 0; i < snapshot->item_count; i++)
			if (event_is_told(plan, &snapshot->items[i]) &&
				event_turn(&snapshot->items[i], today) == turn)
				left_out += !add_event(&snapshot->items[i], today,
					room - MORE_COLUMNS, events++ == 0, &text);
	if (left_out > 0)
		buffer_add(&text, "   …");
	text_fit(fitted, sizeof fitted, buffer_text(&text), room, ALIGN_LEFT);
	canvas_put(canvas, row, 1, -1, STYLE_PLAIN, text_trim(fitted));
	buffer_free(&text);
}

void timeline_draw(const struct desk *desk, struct canvas *canvas, int row, int rows)
{
	int room = canvas->columns - 2 * END_COLUMNS;
	struct line_drawn line = {.desk = desk, .canvas = canvas, .row = row, .column = END_COLUMNS};
	char day[DAY_TEXT];

	if (rows < 1 ||
		!timeline_make(desk->snapshot, room < LINE_MOST ? room : LINE_MOST, &line.timeline))
		return;
	line.today = timeline_column(&line.timeline, desk->app->today);
	canvas_put(canvas, row, 1, END_COLUMNS - 1, STYLE_PLAIN,
		day_short(line.timeline.from, day));
	canvas_put(canvas, row, END_COLUMNS + line.timeline.columns + 1, -1, STYLE_PLAIN,
		day_short(line.timeline.to, day));
	draw_line(&line);
	if (rows > 1)
		draw_words(desk, canvas, row + 1);
}
