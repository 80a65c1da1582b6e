/* The contacts: of every unit for a snapshot, or of a branch alone; by unit, names in Vietnamese
 * order. And what keeps a unit from being removed. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define KEY_SIZE 512

/* The contacts of one unit, which the table gives one after another by the bytes of their names. */
struct run {
	size_t unit, first, count;
};

struct keyed {
	char *key;
	struct person person;
};

static int keyed_order(const void *a, const void *b)
{
	return strcmp(((const struct keyed *)a)->key, ((const struct keyed *)b)->key);
}

static int run_order(const void *a, const void *b)
{
	size_t left = ((const struct run *)a)->unit, right = ((const struct run *)b)->unit;
	return (left > right) - (left < right);
}

/* Copies the run to `to`, names in Vietnamese order. */
static void sort_run(struct text_collator *collator, const struct person *from, size_t count,
	struct person *to)
{
	struct keyed *keyed = memory_take(count, sizeof *keyed);
	struct pool keys = {0};
	char key[KEY_SIZE];
	for (size_t i = 0; i < count; i++) {
		text_collator_key(collator, key, sizeof key, from[i].name);
		keyed[i] = (struct keyed){pool_text(&keys, key), from[i]};
	}
	qsort(keyed, count, sizeof *keyed, keyed_order);
	for (size_t i = 0; i < count; i++)
		to[i] = keyed[i].person;
	free(keyed);
	pool_free(&keys);
}

/* What is read, and into what. */
struct reading {
	struct pool *pool;
	size_t count, room;
	struct person *people;
	size_t run_count, run_room;
	struct run *runs;
};

static void reading_sort(struct reading *reading)
{
	if (reading->count == 0) /* qsort takes no NULL */
		return;
	struct text_collator *collator = text_collator_open();
	struct person *sorted = memory_take(reading->count, sizeof *sorted);
	size_t count = 0;
	qsort(reading->runs, reading->run_count, sizeof *reading->runs, run_order);
	for (size_t i = 0; i < reading->run_count; i++) {
		const struct run *run = &reading->runs[i];
		sort_run(collator, reading->people + run->first, run->count, sorted + count);
		count += run->count;
	}
	free(reading->people);
	reading->people = sorted;
	text_collator_close(collator);
}

static struct person read_person(sqlite3_stmt *statement, size_t unit, struct pool *pool)
{
	return (struct person){.unit = unit,
		.name = column_text(statement, PERSON_NAME, pool),
		.position = column_text(statement, PERSON_POSITION, pool),
		.phone = column_text(statement, PERSON_PHONE, pool),
		.email = column_text(statement, PERSON_EMAIL, pool),
		.note = column_text(statement, PERSON_NOTE, pool),
		.rev = column_long(statement, PERSON_REV)};
}

/* One row, if it is of one of units[from..end). */
static void reading_take(struct reading *reading, sqlite3_stmt *statement,
	const struct units *units, size_t from, size_t end)
{
	const char *code = column_word(statement, PERSON_UNIT);
	struct run *last = reading->run_count ? &reading->runs[reading->run_count - 1] : NULL;
	if (!last || strcmp(units->at[last->unit].code, code) != 0) {
		size_t unit = units_find(units, code);
		if (unit == NOWHERE || unit < from || unit >= end)
			return;
		reading->runs = make_room(reading->runs, reading->run_count, &reading->run_room,
			sizeof *reading->runs);
		last = &reading->runs[reading->run_count++];
		*last = (struct run){unit, reading->count, 0};
	}
	reading->people = make_room(
		reading->people, reading->count, &reading->room, sizeof *reading->people);
	reading->people[reading->count++] = read_person(statement, last->unit, reading->pool);
	last->count++;
}

/* Those of units[from..end); top: of the branch alone that this unit is the top of, so that those of
 * all others need not be read. */
static bool people_read(struct store *store, const struct units *units, size_t from, size_t end,
	const char *top, struct reading *reading, struct fault *why)
{
#define PEOPLE "SELECT unit, name, position, phone, email, note, rev FROM "
#define IN_ORDER " ORDER BY unit, name"
	static const char all[] = PEOPLE "person" IN_ORDER;
	static const char one[] = PEOPLE "person WHERE unit = ?2" IN_ORDER;
	static const char of_branch[] =
		OF_BRANCH PEOPLE "branch CROSS JOIN person ON unit = top" IN_ORDER;
	struct rows rows;
	if (!rows_open(&rows, store, !top ? all : end - from == 1 ? one : of_branch, why))
		return false;
	if (top)
		sqlite3_bind_text(rows.statement, 2, top, -1, SQLITE_STATIC);
	while (rows_next(&rows))
		reading_take(reading, rows.statement, units, from, end);
	reading_sort(reading);
	free(reading->runs);
	return rows_close(&rows, why);
}

bool people_load(struct store *store, struct snapshot *snapshot, struct fault *why)
{
	struct reading reading = {.pool = &snapshot->pool};
	bool fine = people_read(store, &snapshot->units, 0, snapshot->units.count,
		branch_is_small(store) ? store->fence.unit : NULL, &reading, why);
	snapshot->people = reading.people;
	snapshot->person_count = reading.count;
	return fine;
}

bool store_roster(struct store *store, const struct units *units, size_t from, size_t end,
	struct roster *roster, struct fault *why)
{
	*roster = (struct roster){.count = 0};
	struct reading reading = {.pool = &roster->pool};
	bool is_small = end - from <= SMALL_BRANCH && from < units->count &&
		(end - from == 1 || end == units->at[from].end);
	bool fine = people_read(store, units, from, end, is_small ? units->at[from].code : NULL,
		&reading, why);
	roster->at = reading.people;
	roster->count = reading.count;
	return fine;
}

void roster_free(struct roster *roster)
{
	pool_free(&roster->pool);
	free(roster->at);
	*roster = (struct roster){.count = 0};
}

/* An audience names kinds and codes set apart by commas or semicolons. */
#define NAMED_IN_AUDIENCE                                                                          \
	"instr(',' || lower(replace(replace(audience, ';', ','), ' ', '')) || ',', "               \
	"',' || lower(?1) || ',') > 0"

bool store_unit_uses(
	struct store *store, const char *code, struct unit_uses *uses, struct fault *why)
{
	static const char sql[] =
		"SELECT (SELECT count(*) FROM unit WHERE parent = ?1), "
		"(SELECT count(*) FROM person WHERE unit = ?1), "
		"(SELECT count(*) FROM duty WHERE unit = ?1) + "
		"(SELECT count(*) FROM receipt WHERE unit = ?1) + "
		"(SELECT count(*) FROM number WHERE unit = ?1), "
		"(SELECT count(*) FROM account WHERE unit = ?1), "
		"(SELECT count(*) FROM item WHERE " NAMED_IN_AUDIENCE ") + "
		"(SELECT count(*) FROM plan WHERE " NAMED_IN_AUDIENCE ")";
	struct rows rows;
	*uses = (struct unit_uses){.below = 0};
	if (!rows_open(&rows, store, sql, why))
		return false;
	sqlite3_bind_text(rows.statement, 1, code, -1, SQLITE_STATIC);
	while (rows_next(&rows))
		*uses = (struct unit_uses){.below = (size_t)column_long(rows.statement, 0),
			.people = (size_t)column_long(rows.statement, 1),
			.entries = (size_t)column_long(rows.statement, 2),
			.accounts = (size_t)column_long(rows.statement, 3),
			.audiences = (size_t)column_long(rows.statement, 4)};
	return rows_close(&rows, why);
}
