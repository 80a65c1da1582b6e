/* Listings of the office's own: its units, as rows and as a tree, and who works there. */
#include "inner.h"

#include <string.h>

/* ---- units ----------------------------------------------------------------------------------- */

static size_t branch_start(const struct listing *listing)
{
	return listing->unit == NOWHERE ? 0 : listing->unit;
}

static bool load_units(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	static const struct column columns[] = {{"code", "Mã đơn vị", COLUMN_CODE, 0, NULL},
		{"name", "Tên đơn vị", COLUMN_LINE, 0, NULL},
		{"kind", "Loại", COLUMN_CODE, 0, NULL},
		{"parent", "Đơn vị cấp trên", COLUMN_CODE, 0, NULL},
		{"level", "Cấp", COLUMN_COUNT, 0, NULL},
		{"valid_from", "Từ ngày", COLUMN_DATE, 0, NULL},
		{"valid_to", "Đến ngày", COLUMN_DATE, 0, NULL},
		{"aliases", "Tên khác", COLUMN_LINE, 0, NULL},
		{"rev", "Phiên bản", COLUMN_COUNT, 0, NULL}};
	(void)query;
	const struct units *units = &listing->snapshot->units;
	if (!listing->columns) { /* the file of units has no level: it has its own columns */
		listing->columns = columns;
		listing->column_count = sizeof columns / sizeof *columns;
	}
	if (!app_branch(app, listing->snapshot, &listing->unit, why))
		return false;
	listing->count = listing->unit == NOWHERE ? units->count
						  : units->at[listing->unit].end - listing->unit;
	return true;
}

static const struct unit *unit_of(const struct listing *listing, size_t row)
{
	return &listing->snapshot->units.at[branch_start(listing) + row];
}

static struct place unit_place(const struct listing *listing, size_t row)
{
	return (struct place){branch_start(listing) + row, NOWHERE};
}

static void unit_code(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->code);
}

static void unit_name(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->name);
}

static void unit_kind(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->kind);
}

static void unit_parent(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->parent);
}

static void unit_level(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%d", unit_of(listing, row)->level);
}

static void unit_valid_from(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_day(out, unit_of(listing, row)->valid_from);
}

static void unit_valid_to(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_day(out, unit_of(listing, row)->valid_to);
}

static void unit_aliases(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, unit_of(listing, row)->aliases);
}

static void unit_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_print(out, "%ld", unit_of(listing, row)->rev);
}

static const struct cell_rule unit_cells[] = {{"code", unit_code}, {"name", unit_name},
	{"kind", unit_kind}, {"parent", unit_parent}, {"level", unit_level},
	{"valid_from", unit_valid_from}, {"valid_to", unit_valid_to}, {"aliases", unit_aliases},
	{"rev", unit_rev}, {NULL, NULL}};

/* ---- units as a tree -------------------------------------------------------------------------- */

static const struct show tree_shows[] = {{N_("UNIT"), 0, 0, ALIGN_LEFT},
	{N_("CODE"), 12, 0, ALIGN_LEFT}, {N_("KIND"), 12, 2, ALIGN_LEFT},
	{N_("BELOW"), 6, 3, ALIGN_RIGHT}, {N_("VALID"), 26, 1, ALIGN_LEFT}};

/* "+" a unit that is folded, "-" one that is not: without a screen nothing is. */
static void tree_name(const struct listing *listing, size_t row, struct buffer *out)
{
	size_t place = branch_start(listing) + row;
	const struct unit *unit = unit_of(listing, row);
	int level = unit->level - listing->snapshot->units.at[branch_start(listing)].level;
	bool has_some = unit->end > place + 1;
	for (; level > 0; level--)
		buffer_add(out, "  ");
	if (listing->folded)
		buffer_add(out, !has_some ? "  " : listing->folded[place] ? "+ " : "- ");
	buffer_add(out, unit->name);
}

static void tree_below(const struct listing *listing, size_t row, struct buffer *out)
{
	size_t place = branch_start(listing) + row;
	if (unit_of(listing, row)->end > place + 1)
		cell_add_count(out, (int64_t)(unit_of(listing, row)->end - place - 1));
}

static void tree_validity(const struct listing *listing, size_t row, struct buffer *out)
{
	unit_validity(unit_of(listing, row), listing->today, out);
}

/* As people say it; exports and --csv keep the word of the data. */
static void tree_kind(const struct listing *listing, size_t row, struct buffer *out)
{
	/* TRANSLATORS: kinds of units (DOMAIN.md); a word of data, said as people say it */
	static const char *const known[] = {N_("tinh"), N_("huyen"), N_("thi"), N_("thanh"),
		N_("truc-thuoc"), N_("co-so")};
	const char *kind = unit_of(listing, row)->kind;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(kind, known[i]) == 0)
			kind = say(known[i]);
	buffer_add(out, kind);
}

static void tree_shown(const struct listing *listing, size_t row, size_t show, struct buffer *out)
{
	static listing_cell_function *const functions[] = {
		tree_name, unit_code, tree_kind, tree_below, tree_validity};
	functions[show](listing, row, out);
}

/* ---- people ---------------------------------------------------------------------------------- */

/* Of one unit, or of its branch, without the rest of the country. */
static bool load_roster(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	const struct units *units = &listing->snapshot->units;
	size_t end = query->alone ? query->unit + 1 : units->at[query->unit].end;
	listing->unit = query->unit;
	listing->has_roster = true;
	if (!store_roster(app->store, units, query->unit, end, &listing->roster, why))
		return false;
	listing->count = listing->roster.count;
	return true;
}

static bool load_people(
	struct app *app, struct listing *listing, const struct query *query, struct fault *why)
{
	const struct snapshot *snapshot = listing->snapshot;
	if (query->unit != NOWHERE)
		return load_roster(app, listing, query, why);
	if (!app_branch(app, snapshot, &listing->unit, why))
		return false;
	size_t from = branch_start(listing);
	size_t end = listing->unit == NOWHERE ? snapshot->units.count
					      : snapshot->units.at[listing->unit].end;
	size_t *rows = pool_take(&listing->pool, (snapshot->person_count + 1) * sizeof *rows);
	for (size_t i = 0; i < snapshot->person_count; i++)
		if (snapshot->people[i].unit >= from && snapshot->people[i].unit < end)
			rows[listing->count++] = i;
	listing->items = rows;
	return true;
}

static const struct person *person_of(const struct listing *listing, size_t row)
{
	return listing->has_roster ? &listing->roster.at[row]
				   : &listing->snapshot->people[listing->items[row]];
}

static struct place person_place(const struct listing *listing, size_t row)
{
	return (struct place){person_of(listing, row)->unit, NOWHERE};
}

static void person_unit(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, listing->snapshot->units.at[person_of(listing, row)->unit].code);
}

static void person_name(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->name);
}

static void person_position(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->position);
}

static void person_phone(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->phone);
}

static void person_email(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->email);
}

static void person_note(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_add(out, person_of(listing, row)->note);
}

static void person_rev(const struct listing *listing, size_t row, struct buffer *out)
{
	cell_add_count(out, person_of(listing, row)->rev);
}

static const struct show people_shows[] = {{N_("NAME"), 0, 0, ALIGN_LEFT},
	{N_("UNIT"), 12, 3, ALIGN_LEFT}, {N_("POSITION"), 24, 2, ALIGN_LEFT},
	{N_("PHONE"), 16, 1, ALIGN_LEFT}, {N_("EMAIL"), 24, 4, ALIGN_LEFT},
	{N_("NOTE"), 40, 5, ALIGN_LEFT}};

static void people_shown(const struct listing *listing, size_t row, size_t show, struct buffer *out)
{
	static listing_cell_function *const functions[] = {person_name, person_unit,
		person_position, person_phone, person_email, person_note};
	functions[show](listing, row, out);
}

static const struct cell_rule person_cells[] = {{"unit", person_unit}, {"name", person_name},
	{"position", person_position}, {"phone", person_phone}, {"email", person_email},
	{"note", person_note}, {"rev", person_rev}, {NULL, NULL}};

const struct listing_kind listing_units = {
	"units", N_("Units"), 0, -1, NULL, 0, load_units, unit_cells, NULL, NULL, unit_place, NULL};
const struct listing_kind listing_units_file = {"units", N_("Units"), 0, SHEET_UNITS, NULL, 0,
	load_units, unit_cells, NULL, NULL, unit_place, NULL};
const struct listing_kind listing_tree = {"tree", N_("Units as a tree"), 0, -1, tree_shows,
	sizeof tree_shows / sizeof *tree_shows, load_units, unit_cells, NULL, tree_shown, unit_place,
	NULL};
const struct listing_kind listing_people = {"people", N_("People"), SNAPSHOT_PEOPLE, SHEET_PEOPLE,
	people_shows, sizeof people_shows / sizeof *people_shows, load_people, person_cells, NULL,
	people_shown, person_place, NULL};
