/* Snapshots that take the place of the one shown: what others did, and where the cursor is then. */
#ifndef TIENDO_TUI_NEWS_H
#define TIENDO_TUI_NEWS_H

#include "tiendo/app.h"

struct desk;

/* news.c */
/* Takes a snapshot newer than the desk's over; own is the step that this desk made, or 0. Says who
 * else changed what. */
void desk_renew(struct desk *desk, struct snapshot *snapshot, long own);
bool desk_reload(struct desk *desk, long own, struct fault *why);
void desk_hold_plan(struct desk *desk); /* the plan shown is the one meant from now on */
void desk_made(struct desk *desk, long step); /* so that it is never told as another's */
bool desk_has_made(const struct desk *desk, long step);
void news_open(struct desk *desk); /* news_view.c: what others changed, as a text */

/* carry.c: the places on every screen, where units or items were changed */
void desk_carry(struct desk *desk, const struct snapshot *from, const struct snapshot *to);

#endif
