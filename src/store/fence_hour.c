/* How much one account may write in an hour, and take back at once. Nothing that is recorded is ever
 * taken out of the log, so that changes made for their own sake would fill the disk of all; and while
 * one step is being written everybody else waits. */
#include "inner.h"

#define HOUR 3600
#define MOST_BYTES ((int64_t)128 << 20) /* some uploads of the largest size, or thousands of notes */
#define STEP_BYTES 4096                 /* the least that a step counts for */
#define AT_ONCE_BYTES ((size_t)64 << 20)

bool fence_admits_more(struct store *store, size_t bytes, struct fault *why)
{
	static const char sql[] = "SELECT sum(?3 + length(command) + coalesce(length(changeset), 0)) "
				  "FROM step WHERE id >= ?1 AND actor = ?2";
	char since[INSTANT_TEXT];
	struct rows rows;
	int64_t sum = (int64_t)bytes;
	if (fence_is_open(store))
		return true;
	long first = store_step_before(store, instant_print(instant_now() - HOUR, since));
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_int64(rows.statement, 1, first);
	sqlite3_bind_text(rows.statement, 2, store->fence.account, -1, SQLITE_STATIC);
	sqlite3_bind_int64(rows.statement, 3, STEP_BYTES);
	while (rows_next(&rows))
		sum += sqlite3_column_int64(rows.statement, 0);
	return rows_close(&rows, why) &&
		(sum <= MOST_BYTES ||
			refuse(why, FAULT_DENIED,
				N_("the account %s has written more than %d MiB in an hour: nothing "
				   "was changed; go on later, or ask an admin"),
				store->fence.account, (int)(MOST_BYTES >> 20)));
}

bool fence_admits_at_once(
	const struct store *store, size_t steps, size_t bytes, struct fault *why)
{
	return fence_is_open(store) || bytes + steps * STEP_BYTES <= AT_ONCE_BYTES ||
		refuse(why, FAULT_REFUSED,
			N_("this is too much to be taken back at once, and nothing was changed: take the "
			   "steps back one by one with 'undo', or ask an admin"));
}
