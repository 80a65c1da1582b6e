/* A deadline in words: both readings always (DOMAIN.md §2), or only the plan's own. */
#include "inner.h"

#include <stdio.h>

int deadline_in_force(int last_day, int extended_to)
{
	return extended_to > last_day ? extended_to : last_day; /* DAY_NONE is before every day */
}

void deadline_print(const struct item *item, char *out, size_t size)
{
	char before[DAY_TEXT], last[DAY_TEXT];

	if (item->due_before == DAY_NONE) {
		snprintf(out, size, "%s", "");
		return;
	}
	day_print(item->due_before, before);
	day_print(item_last_day(item), last);
	if (item->wording == WORDING_BY)
		snprintf(out, size, say("by %s (before %s)"), last, before);
	else
		snprintf(out, size, say("before %s (last day %s)"), before, last);
}

void deadline_short(const struct item *item, char *out, size_t size)
{
	char day[DAY_TEXT];

	if (item->due_before == DAY_NONE)
		snprintf(out, size, "%s", "");
	else if (item->wording == WORDING_BY)
		snprintf(out, size, say("by %s"), day_short(item_last_day(item), day));
	else
		snprintf(out, size, say("before %s"), day_short(item->due_before, day));
}
