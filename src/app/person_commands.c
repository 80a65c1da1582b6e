/* Contacts of a unit's roster as typed one by one. The log keeps the command without what is personal
 * in it: what was changed is in the step, which `purge people` cleans (DOMAIN.md §7). */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_MOST 8

static const struct {
	const char *option, *column;
	int field;
} fields[] = {{"--position", "position", PERSON_POSITION}, {"--phone", "phone", PERSON_PHONE},
	{"--email", "email", PERSON_EMAIL}, {"--note", "note", PERSON_NOTE}};

/* ---- which one is meant ----------------------------------------------------------------------- */

static bool refuse_no_person(
	const struct roster *roster, const struct unit *unit, const char *words, struct fault *why)
{
	struct buffer names = {0};
	for (size_t i = 0; i < roster->count && i < NAMED_MOST; i++)
		buffer_print(&names, "%s%s", i ? ", " : "", roster->at[i].name);
	buffer_add(&names, roster->count > NAMED_MOST ? ", …" : "");
	if (roster->count)
		/* TRANSLATORS: words typed, code, name, names of people */
		refuse(why, FAULT_MISSING, N_("no one is %s on the roster of %s (%s); there are: %s"),
			words, unit->code, unit->name, buffer_text(&names));
	else
		refuse(why, FAULT_MISSING, N_("there is nobody on the roster of %s (%s)"),
			unit->code, unit->name);
	buffer_free(&names);
	return false;
}

/* The only one whose folded name is the needle, or, partly, has its words. */
static size_t only_one(const struct roster *roster, const char *needle, bool partly)
{
	size_t found = NOWHERE;
	char name[1024];
	for (size_t i = 0; i < roster->count; i++) {
		text_fold(name, sizeof name, roster->at[i].name);
		if (partly ? !text_has_words(name, needle) : strcmp(name, needle) != 0)
			continue;
		if (found != NOWHERE)
			return NOWHERE;
		found = i;
	}
	return found;
}

/* By the name itself; else by the only one that is it, or has it in it, blind to marks. */
static bool find_person(const struct roster *roster, const struct unit *unit, const char *words,
	size_t *found, struct fault *why)
{
	char needle[1024];
	for (size_t i = 0; i < roster->count; i++)
		if (strcmp(roster->at[i].name, words) == 0) {
			*found = i;
			return true;
		}
	text_fold(needle, sizeof needle, words);
	*found = *needle ? only_one(roster, needle, false) : NOWHERE;
	if (*needle && *found == NOWHERE)
		*found = only_one(roster, needle, true);
	return *found != NOWHERE || refuse_no_person(roster, unit, words, why);
}

static bool take_roster(struct app *app, const struct request *request, struct roster *roster,
	struct fault *why)
{
	const struct units *units = &request->snapshot->units;
	if (request->unit_count != 1)
		return refuse(why, FAULT_USAGE, N_("one unit at a time"));
	return store_roster(
		app->store, units, request->units[0], request->units[0] + 1, roster, why);
}

static const struct unit *unit_meant(const struct request *request)
{
	return &request->snapshot->units.at[request->units[0]];
}

/* ---- adding and editing ----------------------------------------------------------------------- */

static void log_words(const struct request *request, struct buffer *words)
{
	buffer_print(words, "%s %s", request->command->name, unit_meant(request)->code);
}

static bool run(struct app *app, const struct request *request, struct entry *entry,
	struct reply *reply, struct fault *why)
{
	struct buffer words = {0};
	log_words(request, &words);
	entry->words = buffer_text(&words);
	bool done = entry_run(app, entry, reply, why);
	buffer_free(&words);
	entry_free(entry);
	return done;
}

bool run_add_person(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct entry entry = {.kind = SHEET_PEOPLE, .is_new = true};
	const char *name = request_value(request, N_("NAME"))->text;
	if (request->unit_count != 1)
		return refuse(why, FAULT_USAGE, N_("one unit at a time"));
	entry_add(&entry, "unit", unit_meant(request)->code);
	entry_add(&entry, "name", name);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (request_value(request, fields[i].option)->given)
			entry_add(&entry, fields[i].column,
				request_value(request, fields[i].option)->text);
	if (!run(app, request, &entry, reply, why))
		return false;
	/* TRANSLATORS: name of a person, code of a unit */
	buffer_print(&reply->text, say(N_("%s is a contact of %s now\n")), name,
		unit_meant(request)->code);
	return true;
}

/* A new name is a new key: the whole row goes over to it. */
static void add_cells(const struct request *request, const char *const *stored, bool is_renamed,
	struct entry *entry)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct value *value = request_value(request, fields[i].option);
		if (value->given)
			entry_add(entry, fields[i].column, value->text);
		else if (is_renamed)
			entry_add(entry, fields[i].column, stored[fields[i].field]);
	}
}

static bool edit(struct app *app, const struct request *request, const char *name,
	struct reply *reply, struct fault *why)
{
	const struct value *renamed = request_value(request, "--name");
	const char *keys[] = {unit_meant(request)->code, name}, *stored[ROW_FIELDS];
	struct entry entry = {.kind = SHEET_PEOPLE, .request = request};
	struct pool pool = {0};
	bool found, stale;
	bool is_renamed = renamed->given && strcmp(renamed->text, name) != 0;
	if (!entry_is_stale(app, request, TABLE_PERSON, keys, &stale, why) ||
		!store_get(app->store, TABLE_PERSON, keys, &pool, stored, &found, why) ||
		(!found && !refuse_gone(name, why))) {
		pool_free(&pool);
		return false;
	}
	if (is_renamed && stale) {
		pool_free(&pool);
		return refuse(why, FAULT_REFUSED,
			N_("%s was changed by another meanwhile; nothing was changed: look, and edit "
			   "it again"),
			name);
	}
	entry_add(&entry, "unit", keys[0]);
	entry_add(&entry, "name", is_renamed ? renamed->text : name);
	add_cells(request, stored, is_renamed, &entry);
	if (stale)
		entry_add(&entry, "rev", request_value(request, "--rev")->text);
	if (is_renamed) {
		entry.in_place_of = keys;
		entry.before = stored;
	}
	bool done = run(app, request, &entry, reply, why);
	pool_free(&pool);
	return done;
}

bool run_edit_person(
	struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct roster roster = {.count = 0};
	size_t person = NOWHERE;
	if (!take_roster(app, request, &roster, why) ||
		!find_person(&roster, unit_meant(request), request_value(request, N_("NAME"))->text,
			&person, why) ||
		person >= roster.count ||
		!edit(app, request, roster.at[person].name, reply, why)) {
		roster_free(&roster);
		return false;
	}
	struct buffer told = reply->text;
	reply->text = (struct buffer){0};
	buffer_print(&reply->text, "%s: %s\n", roster.at[person].name,
		told.length ? buffer_text(&told) : say(N_("nothing was to be changed")));
	buffer_free(&told);
	roster_free(&roster);
	return true;
}

/* ---- removing --------------------------------------------------------------------------------- */

/* The names, a line each, each one once. */
static bool find_all(const struct request *request, const struct roster *roster, bool *is_meant,
	struct fault *why)
{
	char *lines = memory_text(request_value(request, N_("NAME"))->text), *rest;
	bool fine = true, any = false;
	for (char *line = strtok_r(lines, "\r\n", &rest); fine && line;
		line = strtok_r(NULL, "\r\n", &rest)) {
		size_t person;
		if (!*(line = text_trim(line)))
			continue;
		fine = find_person(roster, unit_meant(request), line, &person, why);
		if (fine)
			is_meant[person] = any = true;
	}
	free(lines);
	return fine && (any || refuse(why, FAULT_USAGE, N_("whom? give a name of the roster")));
}

static bool drop_all(struct app *app, const struct request *request, const struct roster *roster,
	const bool *is_meant, struct reply *reply, struct fault *why)
{
	struct buffer words = {0};
	log_words(request, &words);
	bool fine = step_begin(app->store, app->actor, buffer_text(&words), why);
	buffer_free(&words);
	if (!fine)
		return false;
	for (size_t i = 0; fine && i < roster->count; i++) {
		const char *keys[] = {unit_meant(request)->code, roster->at[i].name};
		fine = !is_meant[i] || store_drop(app->store, TABLE_PERSON, keys, why);
		reply->changed += is_meant[i];
	}
	return request_step_end(app, fine, reply, why);
}

bool run_remove_person(
	struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct roster roster = {.count = 0};
	bool *is_meant = NULL;
	bool fine = take_roster(app, request, &roster, why);
	if (fine) {
		is_meant = memory_take(roster.count + 1, sizeof *is_meant);
		fine = find_all(request, &roster, is_meant, why) &&
		       drop_all(app, request, &roster, is_meant, reply, why);
	}
	if (fine)
		buffer_print(&reply->text,
			say_many("%lu contact of %s (%s) removed\n", "%lu contacts of %s (%s) removed\n",
				reply->changed),
			(unsigned long)reply->changed, unit_meant(request)->code,
			unit_meant(request)->name);
	free(is_meant);
	roster_free(&roster);
	return fine;
}
