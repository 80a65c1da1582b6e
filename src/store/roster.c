/* The contacts of a branch or of one unit, without those of all the others. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define KEY_SIZE 512

struct keyed {
	size_t unit;
	char *key;
	struct person person;
};

static int keyed_order(const void *a, const void *b)
{
	const struct keyed *left = a, *right = b;
	if (left->unit != right->unit)
		return left->unit < right->unit ? -1 : 1;
	return strcmp(left->key, right->key);
}

/* By unit, then name in Vietnamese order. */
static void sort_people(struct person *people, size_t count)
{
	struct text_collator *collator = text_collator_open();
	struct keyed *keyed = memory_take(count + 1, sizeof *keyed);
	struct pool keys = {0};
	char key[KEY_SIZE];
	for (size_t i = 0; i < count; i++) {
		text_collator_key(collator, key, sizeof key, people[i].name);
		keyed[i] = (struct keyed){people[i].unit, pool_text(&keys, key), people[i]};
	}
	qsort(keyed, count, sizeof *keyed, keyed_order);
	for (size_t i = 0; i < count; i++)
		people[i] = keyed[i].person;
	free(keyed);
	pool_free(&keys);
	text_collator_close(collator);
}

bool store_roster(struct store *store, const struct units *units, size_t from, size_t end,
	struct roster *roster, struct fault *why)
{
	static const char sql[] =
		"SELECT unit, name, position, phone, email, note, rev FROM person WHERE unit = ?1";
	size_t room = 0;
	*roster = (struct roster){.count = 0};
	for (size_t unit = from; unit < end; unit++) {
		struct rows rows;
		if (!rows_open(&rows, store, sql, why))
			return false;
		sqlite3_bind_text(rows.statement, 1, units->at[unit].code, -1, SQLITE_STATIC);
		while (rows_next(&rows)) {
			sqlite3_stmt *row = rows.statement;
			roster->at = make_room(roster->at, roster->count, &room, sizeof *roster->at);
			roster->at[roster->count++] = (struct person){.unit = unit,
				.name = column_text(row, PERSON_NAME, &roster->pool),
				.position = column_text(row, PERSON_POSITION, &roster->pool),
				.phone = column_text(row, PERSON_PHONE, &roster->pool),
				.email = column_text(row, PERSON_EMAIL, &roster->pool),
				.note = column_text(row, PERSON_NOTE, &roster->pool),
				.rev = column_long(row, PERSON_REV)};
		}
		if (!rows_close(&rows, why))
			return false;
	}
	if (roster->count > 1)
		sort_people(roster->at, roster->count);
	return true;
}

void roster_free(struct roster *roster)
{
	free(roster->at);
	pool_free(&roster->pool);
	*roster = (struct roster){.count = 0};
}
