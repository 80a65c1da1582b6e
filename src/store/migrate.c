/* Versions of the schema: an empty database of any of them, and an older file brought up to date, a
 * step a version, after a backup, in one transaction. */
#include "inner.h"

#include <assert.h>
#include <unistd.h>

/* src/store/steps/NNN.sql makes version NNN out of the one before; schema.sql is all of them. */
static const unsigned char newest[] = {
#include "store/schema.sql.h"
	0};
static const unsigned char step_001[] = {
#include "store/steps/001.sql.h"
	0};
static const unsigned char step_002[] = {
#include "store/steps/002.sql.h"
	0};
static const unsigned char *const steps[STORE_VERSION] = {step_001, step_002};

bool schema_run_steps(struct store *store, int from, int to, struct fault *why)
{
	assert(from >= 0 && from <= to && to <= STORE_VERSION);
	bool fine = store_run(store, "BEGIN IMMEDIATE", why);
	for (int version = from; fine && version < to; version++)
		fine = store_run(store, (const char *)steps[version], why);
	if (fine && store_run(store, "COMMIT", why))
		return true;
	if (!sqlite3_get_autocommit(store->db))
		store_run(store, "ROLLBACK", NULL);
	return false;
}

bool schema_build(struct store *store, int version, struct fault *why)
{
	if (version != STORE_VERSION)
		return schema_run_steps(store, 0, version, why);
	return store_run(store, "BEGIN IMMEDIATE", why) &&
		store_run(store, (const char *)newest, why) && store_run(store, "COMMIT", why);
}

bool schema_version(struct store *store, int *version, struct fault *why)
{
	int64_t answer;
	if (!store_ask(store, "PRAGMA user_version", &answer, why))
		return false;
	if (answer < 1 || answer > STORE_VERSION) /* it was looked at before it was opened */
		return refuse(why, FAULT_REFUSED,
			N_("%s has a version that cannot be: take the last backup"), store->path);
	*version = (int)answer;
	return true;
}

/* FILE.v1-20200701T010203Z: as the file was, with a name that sorts and is never taken. */
static bool back_up(struct store *store, int version, struct fault *why)
{
	struct buffer name = {0};
	char at[INSTANT_TEXT];
	instant_print(instant_now(), at);
	buffer_print(&name, "%s.v%d-", store->path, version);
	part_sweep(buffer_text(&name));
	for (const char *digit = at; *digit; digit++)
		if (*digit != '-' && *digit != ':')
			buffer_bytes(&name, digit, 1);
	/* One of the same second is of a try that failed. */
	size_t length = name.length;
	for (int more = 2; access(buffer_text(&name), F_OK) == 0; more++) {
		name.length = length;
		buffer_print(&name, "-%d", more);
	}
	bool kept = store_backup(store, buffer_text(&name), why);
	buffer_free(&name);
	return kept;
}

bool schema_bring_up(struct store *store, struct fault *why)
{
	int version = 0;
	if (!schema_version(store, &version, why))
		return false;
	if (version == STORE_VERSION)
		return true;
	if (!queue_enter(store, why))
		return false;
	/* Another session may have been quicker. */
	bool fine = schema_version(store, &version, why) &&
		(version == STORE_VERSION || (back_up(store, version, why) &&
						     schema_run_steps(store, version, STORE_VERSION, why)));
	queue_leave(store);
	return fine;
}
