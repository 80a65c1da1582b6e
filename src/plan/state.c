/* The words, labels and letters of states (DOMAIN.md §3, INTERFACE.md), and verdicts in words. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *word, *label;
	char letter;
} names[STATES] = {
	[STATE_NOT_DUE] = {"not_due", N_("not due"), '.'},
	[STATE_DUE_SOON] = {"due_soon", N_("due soon"), 's'},
	[STATE_LAST_DAY] = {"last_day", N_("last day"), '!'},
	[STATE_OVERDUE] = {"overdue", N_("overdue"), 'Q'},
	[STATE_ON_TIME] = {"on_time", N_("on time"), 'D'},
	[STATE_LATE] = {"late", N_("late"), 'T'},
	[STATE_RETURNED] = {"returned", N_("returned"), 'R'},
	[STATE_EXTENDED] = {"extended", N_("extended"), 'G'},
	[STATE_EXEMPT] = {"exempt", N_("not applicable"), '-'},
	[STATE_NO_DATE] = {"no_date", N_("no date"), 'k'},
	[STATE_IN_PROGRESS] = {"in_progress", N_("in progress"), '~'},
	[STATE_DONE] = {"done", N_("done"), 'D'},
};

const char *state_word(enum state state)
{
	return names[state].word;
}

bool state_from_word(const char *word, enum state *state)
{
	for (int i = 0; i < STATES; i++) {
		if (strcmp(names[i].word, word) == 0) {
			*state = (enum state)i;
			return true;
		}
	}
	return false;
}

const char *state_label(enum state state)
{
	return names[state].label;
}

bool state_is_done(enum state state)
{
	return state == STATE_ON_TIME || state == STATE_LATE || state == STATE_DONE;
}

char state_letter(enum state state)
{
	return names[state].letter;
}

void verdict_print(const struct verdict *verdict, char *out, size_t size)
{
	char day[DAY_TEXT];
	int over = -verdict->days;

	if (verdict->state == STATE_OVERDUE)
		snprintf(out, size,
			say_many("overdue (%d day)", "overdue (%d days)", (unsigned long)over),
			over);
	else if (verdict->state == STATE_LATE)
		snprintf(out, size,
			say_many("late (%d day)", "late (%d days)", (unsigned long)over), over);
	else if (verdict->state == STATE_EXTENDED)
		snprintf(out, size, say("extended to %s"), day_print(verdict->extended_to, day));
	else if (verdict->state == STATE_LAST_DAY)
		snprintf(out, size, "%s", say("last day today"));
	else
		snprintf(out, size, "%s", say(names[verdict->state].label));
}

/* Days left are worded by the caller, the rest is the same wherever it is said. */
static bool has_days_left(const struct verdict *verdict, char *out, size_t size)
{
	bool is_settled = verdict->state == STATE_ON_TIME || verdict->state == STATE_LATE;
	int days = verdict->days;

	if (!verdict->has_days || is_settled)
		snprintf(out, size, "-");
	else if (days == 0)
		snprintf(out, size, "%s", say("today"));
	else if (days < 0)
		snprintf(out, size, say_many("%d day over", "%d days over", (unsigned long)-days),
			-days);
	else
		return true;
	return false;
}

void verdict_left(const struct verdict *verdict, char *out, size_t size)
{
	if (has_days_left(verdict, out, size))
		snprintf(out, size,
			say_many("%d day left", "%d days left", (unsigned long)verdict->days),
			verdict->days);
}

void verdict_days(const struct verdict *verdict, char *out, size_t size)
{
	if (has_days_left(verdict, out, size))
		snprintf(out, size, say_many("%d day", "%d days", (unsigned long)verdict->days),
			verdict->days);
}
