/* Units and people added, edited and removed from the screen: the commands of the table, aimed at the
 * row under the cursor, each field asked for with what is there. */
#include "inner.h"
#include "list.h"
#include "news.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_command(const struct desk *desk, const char *name)
{
	return desk->act.request.command == command_named(name);
}

static bool removes(const struct desk *desk)
{
	return is_command(desk, "remove-unit") || is_command(desk, "remove-person");
}

/* The argument of that option or label; NOWHERE: the command has none. */
static size_t argument_named(const struct request *request, const char *name)
{
	const struct argument *arguments = request->command->arguments;
	size_t i;

	for (i = 0; arguments[i].ask; i++)
		if (strcmp(arguments[i].option ? arguments[i].option : arguments[i].label, name) == 0)
			return i;
	return NOWHERE;
}

/* Gives an argument that has no value yet. */
static bool take(struct desk *desk, const char *name, const char *text, struct fault *why)
{
	struct request *request = &desk->act.request;
	size_t argument = argument_named(request, name);

	return argument == NOWHERE || request->values[argument].given ||
		request_take(desk->app, request, argument, text, why);
}

static bool take_rev(struct desk *desk, long rev, struct fault *why)
{
	char digits[32];

	snprintf(digits, sizeof digits, "%ld", rev);
	return take(desk, "--rev", digits, why);
}

/* ---- aiming --------------------------------------------------------------------------------- */

static bool aim_unit(struct desk *desk, size_t unit, struct fault *why)
{
	const struct unit *at = &desk->snapshot->units.at[unit];

	if (is_command(desk, "add-unit"))
		return take(desk, "--parent", at->code, why);
	if (!is_command(desk, "edit-unit") && !is_command(desk, "remove-unit") &&
		!is_command(desk, "add-person"))
		return true;
	if (desk->act.request.unit_count > 0)
		return true;
	return take(desk, "UNIT", at->code, why) && take_rev(desk, at->rev, why);
}

/* The names of the marked people, or of the one under the cursor, a line each. */
static bool names_of(struct desk *desk, struct buffer *names, size_t *unit, struct fault *why)
{
	const struct view *view = &desk->views[VIEW_PEOPLE];
	size_t line, i, count;
	struct target *targets = view_targets(desk, view, &count);
	bool fine = true;

	*unit = NOWHERE;
	for (line = 0; line < view->line_count; line++) {
		const struct person *person = people_at(view, line);
		bool is_meant = false;

		for (i = 0; person && i < count; i++)
			is_meant = is_meant || (targets[i].unit == person->unit &&
				targets[i].item == person_key(person->name));
		if (!is_meant)
			continue;
		if (*unit != NOWHERE && *unit != person->unit)
			fine = false;
		*unit = person->unit;
		buffer_print(names, "%s%s", names->length ? "\n" : "", person->name);
	}
	free(targets);
	return fine || refuse(why, FAULT_USAGE,
			       N_("people of several units are marked: one unit at a time"));
}

static bool aim_person(struct desk *desk, struct fault *why)
{
	const struct view *view = &desk->views[VIEW_PEOPLE];
	const struct units *units = &desk->snapshot->units;
	struct act *act = &desk->act;
	struct buffer names = {0};
	size_t unit = desk->unit;
	bool fine = true;

	if (act->request.unit_count > 0)
		return true;
	if (is_command(desk, "add-person") || is_command(desk, "edit-unit"))
		return unit == NOWHERE || aim_unit(desk, unit, why);
	if (!is_command(desk, "edit-person") && !is_command(desk, "remove-person"))
		return true;
	if (is_command(desk, "edit-person")) {
		const struct person *person = people_at(view, view->at);

		return !person || (take(desk, "UNIT", units->at[person->unit].code, why) &&
			take(desk, "NAME", person->name, why) && take_rev(desk, person->rev, why));
	}
	act->on_marks = view_mark_count(desk, view) > 0;
	fine = names_of(desk, &names, &unit, why);
	if (fine && names.length)
		fine = take(desk, "UNIT", units->at[unit].code, why) &&
			take(desk, "NAME", buffer_text(&names), why);
	buffer_free(&names);
	return fine;
}

bool tree_aim(struct desk *desk, struct fault *why)
{
	size_t unit = tree_unit(desk);

	if (desk->now == VIEW_PEOPLE)
		return aim_person(desk, why);
	return unit == NOWHERE || aim_unit(desk, unit, why);
}

/* ---- asking --------------------------------------------------------------------------------- */

static size_t lines_in(const char *text)
{
	size_t lines = 0;

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n')
		lines++;
	return lines;
}

/* What hangs on a unit, and the cure, is more than a line holds. */
static void show_whole(struct desk *desk, const struct fault *why)
{
	const char *told = fault_told(desk->app, why);
	struct buffer text = {0};

	if (text_columns(told) <= desk->columns)
		return;
	buffer_add(&text, told);
	text_open(desk, say(desk->act.request.command->help), &text);
}

/* How many rows a deletion takes away, to be typed; refused where it would be refused then. */
bool tree_count(struct desk *desk, struct fault *why)
{
	struct act *act = &desk->act;
	const struct request *request = &act->request;
	size_t i, rows;

	if (!removes(desk))
		return true;
	if (is_command(desk, "remove-person")) {
		act->rows = lines_in(request_value(request, "NAME")->text);
	} else {
		for (i = 0; i < request->unit_count; i++) {
			if (!unit_removal(desk->app, &desk->snapshot->units.at[request->units[i]],
				    &rows, why)) {
				show_whole(desk, why);
				return false;
			}
			act->rows += rows;
		}
	}
	act->is_confirmed = act->rows == 0;
	return true;
}

/* Brothers are of one kind, and so, most often, is the next. */
static const char *kind_below(const struct desk *desk)
{
	const struct units *units = &desk->snapshot->units;
	size_t unit = units_find(units, request_value(&desk->act.request, "--parent")->text);

	return unit != NOWHERE && units->at[unit].end > unit + 1 ? units->at[unit + 1].kind : "";
}

static void unit_field(const struct unit *unit, const char *option, char *out, size_t size)
{
	char day[DAY_TEXT] = "";
	const char *text = "";

	if (strcmp(option, "--name") == 0)
		text = unit->name;
	else if (strcmp(option, "--kind") == 0)
		text = unit->kind;
	else if (strcmp(option, "--parent") == 0)
		text = unit->parent;
	else if (strcmp(option, "--aliases") == 0)
		text = unit->aliases;
	else if (strcmp(option, "--from") == 0 && unit->valid_from != DAY_NONE)
		text = day_print(unit->valid_from, day);
	else if (strcmp(option, "--to") == 0 && unit->valid_to != DAY_NONE)
		text = day_print(unit->valid_to, day);
	snprintf(out, size, "%s", text);
}

/* False: there is nobody of that name there, or it cannot be read. */
static bool read_person(
	struct desk *desk, struct pool *pool, const char *stored[ROW_FIELDS], bool *read)
{
	const struct request *request = &desk->act.request;
	const char *keys[] = {desk->snapshot->units.at[request->units[0]].code,
		request_value(request, "NAME")->text};
	bool found = false;

	*read = store_get(desk->app->store, TABLE_PERSON, keys, pool, stored, &found, NULL);
	return *read && found;
}

static void person_field(struct desk *desk, const char *option, char *out, size_t size)
{
	const char *stored[ROW_FIELDS];
	struct pool pool = {0};
	size_t field;
	bool read;

	if (read_person(desk, &pool, stored, &read))
		for (field = 0; field < table_fields(TABLE_PERSON); field++)
			if (strcmp(table_field(TABLE_PERSON, field), option + 2) == 0)
				snprintf(out, size, "%s", stored[field]);
	pool_free(&pool);
}

bool tree_gone(struct desk *desk)
{
	const struct request *request = &desk->act.request;
	const char *stored[ROW_FIELDS];
	struct pool pool = {0};
	struct fault why, unseen;
	bool read, is_gone;

	/* Only what was seen, not a name typed, can have gone. */
	if (!is_command(desk, "edit-person") || request->unit_count != 1 ||
		!request_value(request, "--rev")->given)
		return false;
	is_gone = !read_person(desk, &pool, stored, &read) && read;
	pool_free(&pool);
	if (!is_gone)
		return false;
	refuse(&why, FAULT_MISSING, N_("%s was removed or renamed meanwhile by another: nothing was changed"),
		request_value(request, "NAME")->text);
	draft_drop(desk);
	act_drop(desk);
	if (!desk_reload(desk, 0, &unseen))
		desk->has_news = true; /* the next look tries again */
	desk_refuse(desk, &why);
	return true;
}

bool tree_start(struct desk *desk, char *out, size_t size)
{
	const struct request *request = &desk->act.request;
	const struct argument *asked = &request->command->arguments[desk->act.argument];
	bool has_unit = request->unit_count == 1;

	out[0] = '\0';
	if (!asked->option)
		return false;
	if (is_command(desk, "add-unit") && strcmp(asked->option, "--kind") == 0)
		snprintf(out, size, "%s", kind_below(desk));
	else if (is_command(desk, "edit-unit") && has_unit)
		unit_field(&desk->snapshot->units.at[request->units[0]], asked->option, out, size);
	else if (is_command(desk, "edit-person") && has_unit)
		person_field(desk, asked->option, out, size);
	else
		return false;
	return true;
}

bool tree_subject(const struct desk *desk, char *out, size_t size)
{
	const struct request *request = &desk->act.request;
	const struct units *units = &desk->snapshot->units;
	size_t parent = NOWHERE;

	if (is_command(desk, "add-unit"))
		parent = units_find(units, request_value(request, "--parent")->text);
	else if (is_command(desk, "edit-person") && request_value(request, "NAME")->given) {
		snprintf(out, size, "%s", request_value(request, "NAME")->text);
		return true;
	} else if (request->target_count == 0 && request->unit_count == 1)
		parent = request->units[0];
	if (parent != NOWHERE)
		snprintf(out, size, "%s", units->at[parent].name);
	return parent != NOWHERE;
}

/* ---- afterwards ----------------------------------------------------------------------------- */

/* Where the cursor goes once the change is seen: on what is new, above what is gone. */
void tree_note(struct desk *desk)
{
	const struct request *request = &desk->act.request;
	const struct unit *unit = request->unit_count > 0
		? &desk->snapshot->units.at[request->units[0]] : NULL;
	const struct value *renamed;
	struct tree *tree = &desk->tree;

	tree->wanted_unit[0] = '\0';
	tree->wanted_person = NOWHERE;
	if (is_command(desk, "add-unit"))
		snprintf(tree->wanted_unit, sizeof tree->wanted_unit, "%s",
			request_value(request, "CODE")->text);
	else if (is_command(desk, "remove-unit") && unit)
		snprintf(tree->wanted_unit, sizeof tree->wanted_unit, "%s", unit->parent);
	else if (is_command(desk, "edit-unit") && unit)
		snprintf(tree->wanted_unit, sizeof tree->wanted_unit, "%s", unit->code);
	else if (is_command(desk, "add-person"))
		tree->wanted_person = person_key(request_value(request, "NAME")->text);
	else if (is_command(desk, "edit-person")) {
		renamed = request_value(request, "--name");
		if (renamed->given)
			tree->wanted_person = person_key(renamed->text);
	}
}

void tree_land(struct desk *desk)
{
	struct view *view = desk_view(desk);
	struct tree *tree = &desk->tree;
	size_t unit = units_find(&desk->snapshot->units, tree->wanted_unit), line;

	if (*tree->wanted_unit && unit != NOWHERE)
		desk->unit = unit;
	if (desk->now == VIEW_TREE && *tree->wanted_unit)
		tree_show(desk, unit);
	for (line = 0; desk->now == VIEW_PEOPLE && line < view->line_count; line++)
		if (tree->wanted_person != NOWHERE &&
			person_key(people_at(view, line)->name) == tree->wanted_person) {
			view->at = line;
			list_step(view, 0);
		}
	tree->wanted_unit[0] = '\0';
	tree->wanted_person = NOWHERE;
}
