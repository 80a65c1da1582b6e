/* What the files of plan share among themselves. */
#ifndef TIENDO_PLAN_INNER_H
#define TIENDO_PLAN_INNER_H

#include "tiendo/plan.h"

#define FOLD_SIZE 512 /* room for a folded name; what is longer is compared by its beginning */

/* ASCII case off: codes, words of columns. */
bool code_is_same(const char *a, const char *b);
/* How many edits away a text of this many bytes is still "near". */
int code_reach(size_t length);

/* The unit of [from, end) whose code is this: exactly, else the only one that is when case is off.
 * NOWHERE when there is none, or several. */
size_t units_find_blind(const struct units *units, size_t from, size_t end, const char *code);

/* The section items[index] stands under, or NOWHERE. */
size_t items_section(const struct item *items, size_t count, size_t index);

/* The last good day in force: the extension's, else the item's. An extension is a later date
 * (DOMAIN.md §1): where the item's own day was moved past it, the item's counts. */
int deadline_in_force(int last_day, int extended_to);

/* First of the rows that is not before (item, unit). */
size_t snapshot_record_from(const struct snapshot *snapshot, size_t item, size_t unit);
size_t snapshot_receipt_from(const struct snapshot *snapshot, size_t item, size_t unit);

#endif
