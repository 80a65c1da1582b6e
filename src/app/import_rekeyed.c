/* A key edited in a row that left here makes another thing, and the old one stays: nothing is wrong with
 * that, but it is seldom meant; one that lost letters on the way is refused. The row's rev tells when it left, and the log what had that rev. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define PAIRS_MOST ((size_t)10000000) /* beyond it the file is another office's */

/* What is here, had the rev of a new row, and stands in no row of the file. */
struct left_behind {
	long rev;
	const char *key; /* joined */
	const char *fields[ROW_FIELDS];
};

static long rev_of(const struct import_state *state, const struct import_change *change)
{
	bool is_taken = !state->import->sheet->rows[change->row].refused;
	long rev = change->how == CHANGE_ADDED && is_taken
			   ? strtol(import_cell(state, change->row, "rev"), NULL, 10)
			   : 0;
	return rev > 0 && rev <= state->snapshot->last_step ? rev : 0;
}

static int text_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All keys of the file, sorted; the caller frees them. */
static const char **keys_of_file(struct import_state *state)
{
	const struct import *import = state->import;
	const char **keys = memory_take(import->count + 1, sizeof *keys);
	for (size_t i = 0; i < import->count; i++)
		keys[i] = import_keys_joined(
			state, import->changes[i].table, import->changes[i].after);
	qsort(keys, import->count, sizeof *keys, text_order);
	return keys;
}

/* A joined key's parts: none but the last, the name of a person, has blanks in it. */
static bool split_key(struct pool *pool, enum table table, const char *joined, const char **keys)
{
	size_t count = table_keys(table);
	for (size_t i = 0; i + 1 < count; i++) {
		const char *blank = strchr(joined, ' ');
		if (!blank)
			return false;
		keys[i] = pool_slice(pool, joined, (size_t)(blank - joined));
		joined = blank + 1;
	}
	keys[count - 1] = pool_text(pool, joined);
	return true;
}

static int behind_order(const void *a, const void *b)
{
	const struct left_behind *left = a, *right = b;
	if (left->rev != right->rev)
		return left->rev < right->rev ? -1 : 1;
	return strcmp(left->key, right->key);
}

/* Takes up the rows that a step of the log touched, each once. */
static bool gather(struct import_state *state, enum table table, const struct log *log,
	struct left_behind *behind, size_t *count, struct fault *why)
{
	struct pool *pool = &state->import->pool;
	const char **file = keys_of_file(state);
	bool fine = true;
	*count = 0;
	for (size_t i = 0; fine && i < log->step_count; i++)
		for (size_t j = 0; fine && j < log->steps[i].count; j++) {
			const char *key = log->changes[log->steps[i].first + j].key;
			const char *keys[ROW_FIELDS];
			struct left_behind *at = &behind[*count];
			bool is_again = *count && at[-1].rev == log->steps[i].id &&
					strcmp(at[-1].key, key) == 0;
			bool found = false;
			if (is_again || bsearch(&key, file, state->import->count, sizeof *file,
						text_order) ||
				!split_key(pool, table, key, keys))
				continue;
			fine = import_stored(state, table, keys, at->fields, &found, why);
			at->rev = log->steps[i].id;
			at->key = pool_text(pool, key);
			*count += found;
		}
	free(file);
	qsort(behind, *count, sizeof *behind, behind_order);
	return fine;
}

/* Whether all that the new row says beside its key is what the other says. */
static bool is_alike(const struct import *import, const struct import_change *change,
	const struct left_behind *behind)
{
	bool says_something = false;
	for (size_t i = table_keys(change->table); i + 1 < table_fields(change->table); i++) {
		if (!*change->after[i] || !import_field_column(import, change->table, i))
			continue;
		if (strcmp(change->after[i], behind->fields[i]) != 0)
			return false;
		says_something = true;
	}
	return says_something;
}

/* The last key column is the one that was most likely edited. */
static const char *key_column(const struct sheet_format *format)
{
	const char *name = format->columns[0].name;
	for (size_t i = 0; i < format->count; i++)
		if ((format->columns[i].flags & (COLUMN_KEY | COLUMN_OPTIONAL)) == COLUMN_KEY)
			name = format->columns[i].name;
	return name;
}

/* ---- people: there may be a million of one rev, so they are looked at one by one -------------------- */

#define PEOPLE_ADDED_MOST 100
#define PEOPLE_FOUND_MOST 1000

struct people_behind {
	struct import_state *state;
	const char **file; /* keys of the sheet's rows, sorted */
	const struct import_change *added[PEOPLE_ADDED_MOST];
	size_t added_count;
	struct left_behind *at; /* by key */
	size_t count;
};

static void take_person(struct people_behind *people, const char *const *stored)
{
	struct import_state *state = people->state;
	struct left_behind *behind = &people->at[people->count];
	bool is_near = false;
	*behind = (struct left_behind){.rev = strtol(stored[PERSON_REV], NULL, 10)};
	memcpy(behind->fields, stored, table_fields(TABLE_PERSON) * sizeof *stored);
	for (size_t i = 0; !is_near && i < people->added_count; i++) {
		const struct import_change *added = people->added[i];
		is_near = rev_of(state, added) == behind->rev &&
			  (is_alike(state->import, added, behind) ||
				  text_lost_letters(
					  stored[PERSON_NAME], added->after[PERSON_NAME]));
	}
	if (!is_near)
		return;
	behind->key = import_keys_joined(state, TABLE_PERSON, stored);
	for (size_t i = 0; i < table_fields(TABLE_PERSON); i++)
		behind->fields[i] = pool_text(&state->import->pool, stored[i]);
	people->count += !bsearch(&behind->key, people->file, state->import->count,
		sizeof *people->file, text_order);
}

static int behind_key_order(const void *a, const void *b)
{
	return strcmp(((const struct left_behind *)a)->key, ((const struct left_behind *)b)->key);
}

/* A person who stands in the file has not been left behind. */
static void take_plain_row(void *to, const char *key)
{
	struct people_behind *people = to;
	struct left_behind wanted = {.key = key};
	struct left_behind *found = bsearch(
		&wanted, people->at, people->count, sizeof *people->at, behind_key_order);
	if (found)
		found->rev = 0;
}

static bool gather_people(struct people_behind *people, struct fault *why)
{
	struct import_state *state = people->state;
	struct people *stored;
	const char *fields[ROW_FIELDS];
	if (!people_open(&stored, state->app->store, why))
		return false;
	people->file = keys_of_file(state);
	people->at = memory_take(PEOPLE_FOUND_MOST + 1, sizeof *people->at);
	while (people->count < PEOPLE_FOUND_MOST && people_next(stored, fields))
		take_person(people, fields);
	free(people->file);
	qsort(people->at, people->count, sizeof *people->at, behind_key_order);
	if (people->count && state->import->bulk)
		import_bulk_each(state->import, take_plain_row, people);
	return people_close(stored, why);
}

static void tell(struct import_state *state, const struct import_change *change,
	const struct left_behind *behind, size_t count)
{
	const struct left_behind *found = NULL;
	const char *column = key_column(state->import->sheet->format);
	long rev = rev_of(state, change);
	const char *key = rev ? import_keys_joined(state, change->table, change->after) : "";
	for (size_t i = 0; rev && i < count; i++) {
		if (behind[i].rev == rev && text_lost_letters(behind[i].key, key)) {
			import_refuse_lost(state, change->row, column, behind[i].key, "");
			return;
		}
		if (behind[i].rev != rev || !is_alike(state->import, change, &behind[i]))
			continue;
		if (found && strcmp(found->key, behind[i].key) != 0)
			return;
		found = &behind[i];
	}
	if (found)
		import_warn(state, change->row, column,
			N_("this row left here as %s: with another key it is another one, and %s "
			   "stays as it is"),
			found->key, found->key);
}

static bool tell_people(struct import_state *state, struct fault *why)
{
	const struct import *import = state->import;
	struct people_behind people = {.state = state};
	for (size_t i = 0; i < import->count; i++) {
		if (!rev_of(state, &import->changes[i]))
			continue;
		if (people.added_count == PEOPLE_ADDED_MOST)
			return true;
		people.added[people.added_count++] = &import->changes[i];
	}
	bool fine = !people.added_count || gather_people(&people, why);
	for (size_t i = 0; fine && i < people.added_count; i++)
		tell(state, people.added[i], people.at, people.count);
	free(people.at);
	return fine;
}

bool import_tell_rekeyed(struct import_state *state, struct fault *why)
{
	const struct import *import = state->import;
	struct log log;
	long oldest = 0;
	size_t added = 0, count;
	enum table table = TABLE_UNIT;
	if (import->sheet->format->kind == SHEET_PEOPLE)
		return tell_people(state, why);
	for (size_t i = 0; i < import->count; i++) {
		long rev = rev_of(state, &import->changes[i]);
		if (!rev)
			continue;
		oldest = !oldest || rev < oldest ? rev : oldest;
		table = import->changes[i].table;
		added++;
	}
	/* A log that cannot be read remembers nothing: its trouble shows where it is asked for. */
	if (!added || !store_log_of(state->app->store, table, oldest - 1, &log, NULL))
		return true;
	bool fine = true;
	if (log.change_count < PAIRS_MOST / added) {
		struct left_behind *behind = memory_take(log.change_count + 1, sizeof *behind);
		fine = gather(state, table, &log, behind, &count, why);
		for (size_t i = 0; fine && i < import->count; i++)
			if (import->changes[i].table == table)
				tell(state, &import->changes[i], behind, count);
		free(behind);
	}
	log_free(&log);
	return fine;
}
