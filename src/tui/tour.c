/* The guided lap: five tasks on sample data. What to do stands at the foot; that it was done is seen
 * by what the desk shows and by what was run, so that any way of doing it counts. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 1024
#define FOLD_SIZE 512
#define TASKS 5
#define NUMBERS 2 /* to be typed in */
#define ROWS_MOST 3

/* ---- what is to be done --------------------------------------------------------------------- */

static bool is_asked_who(const struct desk *desk)
{
	const struct view *view = &desk->views[VIEW_DUE];

	return desk->now == VIEW_DUE && !desk->over && view->tab != NOWHERE &&
	       strcmp(desk->snapshot->items[view->tab].code, "BC1") == 0 &&
	       view->shown == SHOWN_NOT_SENT;
}

/* Receipts of the report that is asked for; those of other units are no part of the task. */
static size_t receipts_asked(const struct snapshot *snapshot)
{
	size_t unit = units_find(&snapshot->units, "705"), item, count = 0;

	for (item = 0; item < snapshot->item_count && unit != NOWHERE; item++)
		if (strcmp(snapshot->items[item].code, "BC1") == 0)
			snapshot_receipts(snapshot, item, unit, &count);
	return count;
}

static bool is_received(const struct desk *desk)
{
	return receipts_asked(desk->snapshot) > desk->tour.receipts;
}

static bool is_found(const struct desk *desk)
{
	char folded[FOLD_SIZE];

	text_fold(folded, sizeof folded, desk->views[desk->now].filter);
	return !desk->over && strcmp(folded, "hoa thanh") == 0;
}

static bool is_run(const struct desk *desk)
{
	return desk->tour.done > 0;
}

static bool are_typed(const struct desk *desk)
{
	return desk->tour.done >= NUMBERS;
}

/* A task of two steps has its number twice. */
static const struct step {
	int task;
	const char *text;    /* msgid, with a %s for the key of each of the commands, in their order */
	const char *commands[2];
	bool (*is_done)(const struct desk *desk);
} steps[] = {
	{1, N_("Who has not sent report 1? %s goes to BC1, %s and Enter leave those who have not."),
		{"tab", "next-filter"}, is_asked_who},
	{2, N_("The report of Huyện đoàn Tân Biên has just come: go down to it, %s records it."),
		{"tick", NULL}, is_received},
	/* TRANSLATORS: keep "hoa thanh" as it is: it is typed without marks on purpose */
	{3, N_("Find Thị đoàn Hòa Thành: %s, then hoa thanh without any marks, then Enter."),
		{"filter", NULL}, is_found},
	{3, N_("It asks for more time: %s, then a day such as +5, Enter, the reason, Enter."),
		{"extend", NULL}, is_run},
	{4, N_("Numbers come by telephone: %s opens them. Type a number and Enter, for two units."),
		{"numbers", "number"}, are_typed},
	{5, N_("The last number was wrong: %s takes the last step back, whatever it was."),
		{"undo", NULL}, is_run},
};
#define STEPS (sizeof steps / sizeof steps[0])

/* Both are in the table. */
const char *tour_name(void)
{
	return command_named(strcmp(language_now(), "vi") == 0 ? "tap" : "tour")->name;
}

static void text_write(const struct desk *desk, char *out, size_t size)
{
	const struct tour *tour = &desk->tour;
	char first[KEY_LABEL], second[KEY_LABEL], leave[KEY_LABEL];
	const struct step *step = &steps[tour->step];
	size_t used;

	if (tour->step >= STEPS) {
		snprintf(out, size,
			say(N_("√ That was the lap. %s shows all keys; :%s or %s leaves the sample, "
			       "and nothing of it stays.")),
			key_label_of(desk, MOVE_HELP, first), tour_name(),
			key_label_of_leaving(desk, leave));
		return;
	}
	key_label(desk, command_named(step->commands[0]), first);
	key_label(desk, step->commands[1] ? command_named(step->commands[1]) : NULL, second);
	snprintf(out, size, say(N_("%sTask %d of %d (:%s ends it): ")), tour->step > 0 ? "√ " : "",
		step->task, TASKS, tour_name());
	used = strlen(out);
	snprintf(out + used, size - used, say(step->text), first, second);
}

/* ---- going on ------------------------------------------------------------------------------- */

static void task_begin(struct desk *desk, size_t step)
{
	desk->tour.step = step;
	desk->tour.done = 0;
	desk->tour.receipts = receipts_asked(desk->snapshot);
}

void tour_turn(struct desk *desk)
{
	char reason[FAULT_TEXT];
	struct fault why;
	bool was_on = desk->tour.is_on;

	welcome_reason(desk, command_of(MOVE_TOUR), reason, sizeof reason);
	if (*reason && !was_on) {
		desk_say(desk, STYLE_ERROR, "%s", reason);
		return;
	}
	aside_leave(desk);
	if (was_on) {
		desk_say(desk, STYLE_PLAIN, "%s", say(N_("the lap is over: nothing of it stays")));
		return;
	}
	if (!aside_sample(desk, &why)) {
		desk_refuse(desk, &why);
		return;
	}
	desk->tour.is_on = true;
	task_begin(desk, 0);
}

void tour_note(struct desk *desk, const struct command *command)
{
	const struct step *step = &steps[desk->tour.step];

	if (!desk->tour.is_on || desk->tour.step >= STEPS)
		return;
	if (strcmp(step->commands[0], command->name) == 0 ||
		(step->commands[1] && strcmp(step->commands[1], command->name) == 0))
		desk->tour.done++;
}

void tour_look(struct desk *desk)
{
	if (!desk->tour.is_on || desk->tour.step >= STEPS)
		return;
	if (steps[desk->tour.step].is_done(desk))
		task_begin(desk, desk->tour.step + 1);
}

/* ---- drawing -------------------------------------------------------------------------------- */

int tour_rows(const struct desk *desk, int rows, int columns)
{
	char text[TEXT_SIZE];
	struct canvas none = {0, 0, NULL, 0, 0, false};
	int wanted;

	if (!desk->tour.is_on || desk->now == VIEW_IMPORT || rows < 12)
		return 0;
	text_write(desk, text, sizeof text);
	wanted = wrap_put(&none, 0, 0, 0, columns - 2, 0, STYLE_PLAIN, text);
	return wanted < ROWS_MOST ? wanted : ROWS_MOST;
}

void tour_draw(const struct desk *desk, struct canvas *canvas, const struct layout *layout)
{
	char text[TEXT_SIZE];
	int rows = tour_rows(desk, canvas->rows, canvas->columns);

	if (layout->tour < 0 || rows == 0)
		return;
	text_write(desk, text, sizeof text);
	area_blank(canvas, layout->tour, rows);
	wrap_put(canvas, layout->tour, 1, rows, canvas->columns - 2, 0, STYLE_STRONG, text);
}
