/* What a unit's screen has besides its duties: how many numbers of each report it still owes, and
 * whom to call. Lines of the list that the cursor stops at, but no rows of the listing. */
#include "details.h"
#include "inner.h"
#include "list.h"
#include "parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 1024
#define CODE_WIDTH 8
#define AT GUTTER
#define NAMES_MOST 40 /* of numbers that are missing, told in the pane */

/* ---- loading --------------------------------------------------------------------------------- */

static bool is_owed_here(const struct desk *desk, size_t item)
{
	const struct snapshot *snapshot = desk->snapshot;

	return snapshot->items[item].type == ITEM_REPORT &&
		item_binds(&snapshot->items[item], desk->unit) &&
		snapshot_judge(snapshot, item, desk->unit, desk->app->today).state != STATE_EXEMPT;
}

static void reports_count(const struct desk *desk, struct unit_more *more)
{
	const struct snapshot *snapshot = desk->snapshot;
	size_t item, i;

	more->owed = memory_take(snapshot->item_count + 1, sizeof *more->owed);
	for (item = 0; item < snapshot->item_count; item++)
		more->asked += snapshot->items[item].type == ITEM_NUMBER;
	for (item = 0; more->asked > 0 && item < snapshot->item_count; item++) {
		struct numbers_owed *owed = &more->owed[more->owed_count];

		if (!is_owed_here(desk, item))
			continue;
		*owed = (struct numbers_owed){.report = item};
		for (i = 0; i < more->value_count; i++)
			owed->given += more->values[i].report == item &&
				snapshot->items[more->values[i].number].type == ITEM_NUMBER;
		more->owed_count++;
	}
}

bool unit_more_load(const struct desk *desk, struct view *view, struct fault *why)
{
	struct unit_more *more = memory_take(1, sizeof *more);
	struct store *store = desk->app->store;

	view->more = more;
	if (!store_roster(store, &desk->snapshot->units, desk->unit, desk->unit + 1, &more->roster,
		    why) ||
		!store_numbers_of(store, desk->snapshot, desk->unit, &more->values,
			&more->value_count, why))
		return false;
	reports_count(desk, more);
	return true;
}

void unit_more_free(struct unit_more *more)
{
	if (!more)
		return;
	roster_free(&more->roster);
	free(more->values);
	free(more->owed);
	free(more);
}

/* ---- as lines -------------------------------------------------------------------------------- */

size_t unit_more_lines(const struct view *view)
{
	return view->more ? view->more->owed_count + view->more->roster.count + 2 : 0;
}

void unit_more_add(struct view *view, uint32_t section)
{
	size_t count, i;

	/* What is searched for or sifted are the duties alone. */
	if (!view->more || *view->filter || view->shown != SHOWN_ALL)
		return;
	count = section == SECTION_NUMBERS ? view->more->owed_count : view->more->roster.count;
	if (count == 0)
		return;
	view->lines[view->line_count++] = (struct line){NO_ROW, section, 0};
	for (i = 0; i < count; i++)
		view->lines[view->line_count++] = (struct line){NO_ROW, section, (uint32_t)i + 1};
}

bool line_is_stop(const struct line *line)
{
	return line->row != NO_ROW || line->more > 0;
}

static const struct numbers_owed *owed_at(const struct view *view, size_t line)
{
	if (line >= view->line_count || view->lines[line].row != NO_ROW ||
		view->lines[line].more == 0 || view->lines[line].section != SECTION_NUMBERS)
		return NULL;
	return &view->more->owed[view->lines[line].more - 1];
}

static const struct person *person_at(const struct view *view, size_t line)
{
	if (line >= view->line_count || view->lines[line].row != NO_ROW ||
		view->lines[line].more == 0 || view->lines[line].section != SECTION_PEOPLE)
		return NULL;
	return &view->more->roster.at[view->lines[line].more - 1];
}

/* ---- in words -------------------------------------------------------------------------------- */

static void owed_print(const struct view *view, const struct numbers_owed *owed, char *out,
	size_t size)
{
	size_t asked = view->more->asked;

	if (owed->given >= asked)
		snprintf(out, size, say(N_("all %zu given")), asked);
	else if (owed->given == 0)
		snprintf(out, size, say(N_("none of %zu given yet")), asked);
	else
		/* TRANSLATORS: how many numbers of how many were reported, how many are missing */
		snprintf(out, size, say(N_("%zu of %zu given, %zu missing")), owed->given, asked,
			asked - owed->given);
}

static void add_part(struct buffer *out, const char *part)
{
	if (*part)
		buffer_print(out, "%s%s", out->length ? " · " : "", part);
}

static void person_print(const struct person *person, char *out, size_t size)
{
	struct buffer text = {0};

	add_part(&text, person->name);
	add_part(&text, person->position);
	add_part(&text, person->phone);
	add_part(&text, person->email);
	snprintf(out, size, "%s", buffer_text(&text));
	buffer_free(&text);
}

const char *unit_more_heading(uint32_t section)
{
	/* TRANSLATORS: heading over how many numbers of each report a unit has not reported yet */
	return section == SECTION_NUMBERS ? say(N_("Numbers owed"))
					  /* TRANSLATORS: heading over people to call */
					  : say(N_("Contacts"));
}

bool unit_more_text(
	const struct desk *desk, const struct view *view, size_t line, char *out, size_t size)
{
	const struct numbers_owed *owed = owed_at(view, line);
	const struct person *person = person_at(view, line);
	char words[TEXT_SIZE];

	out[0] = '\0';
	if (owed) {
		owed_print(view, owed, words, sizeof words);
		snprintf(out, size, "%s %s", desk->snapshot->items[owed->report].code, words);
	} else if (person) {
		person_print(person, out, size);
	}
	return owed || person;
}

static void put_owed(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, int columns, const struct numbers_owed *owed)
{
	char words[TEXT_SIZE], hint[TEXT_SIZE], key[KEY_LABEL];
	int at = AT + CODE_WIDTH + 1;

	if (owed->given >= view->more->asked)
		state_put(desk, canvas, row, 1, STATE_ON_TIME);
	canvas_put(canvas, row, AT, CODE_WIDTH, STYLE_PLAIN,
		desk->snapshot->items[owed->report].code);
	owed_print(view, owed, words, sizeof words);
	at = canvas_put(canvas, row, at, columns - at, STYLE_PLAIN, words);
	snprintf(hint, sizeof hint, say(N_("%s: fill in")),
		key_label_of(desk, MOVE_OPEN, key));
	if (at + 2 + text_columns(hint) <= columns)
		canvas_put(canvas, row, at + 2, -1, STYLE_FAINT, hint);
}

void unit_more_draw(const struct desk *desk, const struct view *view, struct canvas *canvas,
	int row, size_t line, int columns)
{
	const struct numbers_owed *owed = owed_at(view, line);
	const struct person *person = person_at(view, line);
	char text[TEXT_SIZE], fitted[TEXT_SIZE];

	if (line == view->at) {
		canvas_put(canvas, row, 0, 1, STYLE_PLAIN, ">");
		canvas_cursor(canvas, row, 1, false);
	}
	if (owed)
		put_owed(desk, view, canvas, row, columns, owed);
	if (!person)
		return;
	person_print(person, text, sizeof text);
	text_fit(fitted, sizeof fitted, text, columns - AT - 1, ALIGN_LEFT);
	canvas_put(canvas, row, AT, -1, STYLE_PLAIN, text_trim(fitted));
}

/* Whom to call, without going down to the contacts: the first who has a number. */
void unit_contact_draw(const struct desk *desk, struct canvas *canvas, int row, int room)
{
	const struct view *view = &desk->views[VIEW_UNIT];
	const struct roster *roster = view->more ? &view->more->roster : NULL;
	char text[TEXT_SIZE];
	struct person first;
	size_t i;

	for (i = 0; roster && i < roster->count && !*roster->at[i].phone;)
		i++;
	if (!roster || i >= roster->count)
		return;
	first = roster->at[i];
	person_print(&first, text, sizeof text);
	if (text_columns(text) >= room)
		first.email = "";
	person_print(&first, text, sizeof text);
	if (text_columns(text) >= room)
		first.position = "";
	person_print(&first, text, sizeof text);
	if (text_columns(text) < room)
		canvas_put(canvas, row, 1, -1, STYLE_PLAIN, text);
	else if (text_columns(first.phone) < room)
		canvas_put(canvas, row, 1, -1, STYLE_PLAIN, first.phone);
}

/* ---- opened, or told in the pane --------------------------------------------------------------- */

static void add_line(struct buffer *out, const char *label, const char *text)
{
	if (*text)
		buffer_print(out, "%s: %s\n", label, text);
}

static void write_person(
	const struct desk *desk, const struct person *person, struct buffer *out)
{
	const struct unit *unit = &desk->snapshot->units.at[desk->unit];

	buffer_print(out, "%s\n%s %s\n\n", person->name, unit->code, unit->name);
	add_line(out, say(N_("Position")), person->position);
	add_line(out, say(N_("Phone")), person->phone);
	add_line(out, say(N_("Email")), person->email);
	add_line(out, say(N_("Note")), person->note);
}

static bool is_given(const struct unit_more *more, size_t report, size_t number)
{
	size_t i;

	for (i = 0; i < more->value_count; i++)
		if (more->values[i].report == report && more->values[i].number == number)
			return true;
	return false;
}

static void write_owed(const struct desk *desk, const struct view *view,
	const struct numbers_owed *owed, struct buffer *out)
{
	const struct snapshot *snapshot = desk->snapshot;
	char words[TEXT_SIZE];
	size_t i, told = 0;

	owed_print(view, owed, words, sizeof words);
	buffer_print(out, "%s %s\n%s\n\n", snapshot->items[owed->report].code,
		snapshot->items[owed->report].title, words);
	for (i = 0; i < snapshot->item_count && told < NAMES_MOST; i++) {
		if (snapshot->items[i].type != ITEM_NUMBER ||
			is_given(view->more, owed->report, i))
			continue;
		buffer_print(out, "%s %s\n", snapshot->items[i].code, snapshot->items[i].title);
		told++;
	}
}

bool unit_more_write(const struct desk *desk, const struct view *view, struct buffer *out)
{
	const struct numbers_owed *owed = owed_at(view, view->at);
	const struct person *person = person_at(view, view->at);

	if (owed)
		write_owed(desk, view, owed, out);
	else if (person)
		write_person(desk, person, out);
	return owed || person;
}

/* Its column among the numbers; of a report that has all of them the first. */
static size_t first_missing(
	const struct desk *desk, const struct view *view, const struct numbers_owed *owed)
{
	const struct snapshot *snapshot = desk->snapshot;
	size_t item, column = 0;

	for (item = 0; item < snapshot->item_count; item++) {
		if (snapshot->items[item].type != ITEM_NUMBER)
			continue;
		if (!is_given(view->more, owed->report, item))
			return column;
		column++;
	}
	return 0;
}

bool unit_more_open(struct desk *desk)
{
	const struct view *view = desk_view(desk);
	const struct numbers_owed *owed = owed_at(view, view->at);
	const struct person *person = person_at(view, view->at);
	struct buffer text = {0};

	if (owed) {
		desk->item = owed->report;
		desk->views[VIEW_NUMBERS].column = first_missing(desk, view, owed);
		desk_show(desk, VIEW_NUMBERS);
	} else if (person) {
		write_person(desk, person, &text);
		text_open(desk, unit_more_heading(SECTION_PEOPLE), &text);
		buffer_free(&text);
	}
	return owed || person;
}
