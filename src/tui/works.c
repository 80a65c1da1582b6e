/* Long work said on the message line: what is going on, how far it is, how to stop it. */
#include "inner.h"

bool works_show(struct works *works, int64_t now)
{
	/* Heard of again after a while: this is other work. */
	if (works->heard == 0 || now - works->heard > WORKS_AFTER)
		works->started = now;
	works->heard = now;
	if (now - works->started < WORKS_AFTER || now - works->shown < WORKS_EVERY)
		return false;
	works->shown = now;
	return true;
}

void desk_works(struct desk *desk, enum stage stage, size_t done, size_t total)
{
	if (stage == STAGE_WAIT) {
		desk_say(desk, STYLE_STRONG, "%s", stage_name(stage));
		return;
	}
	/* TRANSLATORS: "reading", percent */
	desk_say(desk, STYLE_STRONG, say(N_("%s %zu%% · Esc stops it: nothing is written")),
		stage_name(stage), total ? (size_t)((double)done / (double)total * 100) : 0);
}
