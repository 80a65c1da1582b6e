/* Sheets leave, both sides go on, sheets come home: whatever was done here and there, undone and done
 * again, what comes out is what a model of cells says. Seeded, so that a failure can be repeated. */
#include "app/given.h"

#define WALKS 300
#define ROWS 8

static const char *const row_units[ROWS] = {
	"703", "703", "705", "705", "706", "708", "709", "711"};
static const char *const row_tasks[ROWS] = {
	"II.1.a", "II.1.b", "II.1.a", "II.1.b", "II.1.a", "II.1.b", "II.1.a", "II.1.b"};

/* What one row says; a state and its day are one word. */
enum { STATE, DOCUMENT, COUNTED, NOTE, CELLS };
static const char *const choices[CELLS][5] = {
	{"", "doing", "done 2020-06-20", "done 2020-06-21", "done 2020-06-22"},
	{"", "12/KH", "13/KH", "14/KH", "15/KH"},
	{"", "0", "1", "2", "3"},
	{"", "một", "hai", "ba", "bốn"},
};

struct row {
	const char *cells[CELLS];
	char rev[24];
};

struct walk {
	uint64_t seed;
	struct row base[ROWS], here[ROWS], sheet[ROWS];
};

/* xorshift64*, Vigna 2016. */
static size_t pick(struct walk *walk, size_t count)
{
	walk->seed ^= walk->seed >> 12;
	walk->seed ^= walk->seed << 25;
	walk->seed ^= walk->seed >> 27;
	return (size_t)((walk->seed * UINT64_C(2685821657736338717)) >> 33) % count;
}

static bool is_empty(const struct row *row)
{
	for (int cell = 0; cell < CELLS; cell++)
		if (*row->cells[cell])
			return false;
	return true;
}

static const char *known(int cell, const char *text)
{
	for (int i = 0; i < 5; i++)
		if (strcmp(choices[cell][i], text) == 0)
			return choices[cell][i];
	fail_msg("the database says \"%s\"", text);
	return "";
}

static void row_read(struct desk *desk, size_t at, struct row *row)
{
	const char *keys[] = {"PCMT2020", row_tasks[at], row_units[at]}, *fields[ROW_FIELDS];
	struct pool pool = {0};
	char state[32];
	bool found;

	assert_true(store_get(desk->app.store, TABLE_DUTY, keys, &pool, fields, &found, NULL));
	snprintf(state, sizeof state, "%s%s%s", fields[DUTY_PROGRESS],
		*fields[DUTY_DONE_ON] ? " " : "", fields[DUTY_DONE_ON]);
	row->cells[STATE] = known(STATE, state);
	row->cells[DOCUMENT] = known(DOCUMENT, fields[DUTY_DOCUMENT]);
	row->cells[COUNTED] = known(COUNTED, fields[DUTY_COUNT]);
	row->cells[NOTE] = known(NOTE, fields[DUTY_NOTE]);
	memset(row->rev, 0, sizeof row->rev);
	snprintf(row->rev, sizeof row->rev, "%s", fields[DUTY_REV]);
	pool_free(&pool);
}

static void rows_read(struct desk *desk, struct row *rows)
{
	for (size_t at = 0; at < ROWS; at++)
		row_read(desk, at, &rows[at]);
}

/* One change step of another, to one row. */
static void row_write(
	struct desk *desk, const char *actor, size_t at, const struct row *row)
{
	const char *fields[ROW_FIELDS] = {"PCMT2020", row_tasks[at], row_units[at]};
	long step;

	for (int i = 3; i < ROW_FIELDS; i++)
		fields[i] = "";
	fields[DUTY_PROGRESS] = strncmp(row->cells[STATE], "done", 4) == 0 ? "done"
									   : row->cells[STATE];
	if (strlen(row->cells[STATE]) > 5)
		fields[DUTY_DONE_ON] = row->cells[STATE] + 5;
	fields[DUTY_DOCUMENT] = row->cells[DOCUMENT];
	fields[DUTY_COUNT] = row->cells[COUNTED];
	fields[DUTY_NOTE] = row->cells[NOTE];
	assert_true(step_begin(desk->app.store, actor, "change", NULL));
	if (is_empty(row))
		assert_true(store_drop(desk->app.store, TABLE_DUTY, fields, NULL));
	else
		assert_true(store_put(desk->app.store, TABLE_DUTY, fields, NULL));
	assert_true(step_commit(desk->app.store, &step, NULL));
}

static void row_change(struct walk *walk, struct row *row)
{
	int cell = (int)pick(walk, CELLS);

	if (pick(walk, 6) == 0) {
		for (cell = 0; cell < CELLS; cell++)
			row->cells[cell] = "";
		return;
	}
	row->cells[cell] = choices[cell][pick(walk, 5)];
}

static void others_work(struct walk *walk, struct desk *desk, size_t most)
{
	for (size_t left = pick(walk, most + 1); left > 0; left--) {
		struct step_told told;
		size_t at = pick(walk, ROWS), what = pick(walk, 6);
		struct row row;

		if (what == 0) {
			store_undo(desk->app.store, "another", 0, &told, NULL);
		} else if (what == 1) {
			store_redo(desk->app.store, "another", &told, NULL);
		} else {
			row_read(desk, at, &row);
			row_change(walk, &row);
			row_write(desk, "another", at, &row);
		}
	}
}

static void sheet_text(const struct row *rows, struct buffer *out)
{
	buffer_add(out, "unit,task,status,done_on,document,count,note,rev\n");
	for (size_t at = 0; at < ROWS; at++) {
		const char *state = rows[at].cells[STATE];
		bool is_done = strncmp(state, "done", 4) == 0;

		buffer_print(out, "%s,%s,%s,%s,%s,%s,%s,%s\n", row_units[at], row_tasks[at],
			is_done  ? "done"
			: *state ? state
				 : "open",
			is_done ? state + 5 : "", rows[at].cells[DOCUMENT],
			rows[at].cells[COUNTED], rows[at].cells[NOTE], rows[at].rev);
	}
}

/* What the row becomes, told from its cells alone. True: the two sides cannot both be right. */
static bool model(const struct walk *walk, size_t at, enum on_conflict choice, struct row *out)
{
	const struct row *base = &walk->base[at], *here = &walk->here[at],
			 *sheet = &walk->sheet[at];
	bool was_removed = is_empty(here) && !is_empty(base), apart = false;

	*out = *here;
	for (int cell = 0; cell < CELLS; cell++) {
		bool edited = sheet->cells[cell] != base->cells[cell];
		bool differs = edited && here->cells[cell] != base->cells[cell] &&
			       sheet->cells[cell] != here->cells[cell];

		if (was_removed)
			apart = apart || (edited && *sheet->cells[cell]);
		else if (edited && (!differs || choice == CONFLICT_THEIRS))
			out->cells[cell] = sheet->cells[cell];
		apart = apart || (differs && !was_removed);
	}
	if (was_removed && apart && choice == CONFLICT_THEIRS)
		*out = *sheet;
	if (apart && choice == CONFLICT_STOP)
		*out = *here;
	return apart;
}

static void sheet_comes_home(struct walk *walk, struct desk *desk, enum on_conflict choice)
{
	struct import_options options = {.on_conflict = choice, .partial = true};
	struct buffer text = {0};
	struct import import;
	size_t conflicts = 0;
	struct fault why;
	long step;

	rows_read(desk, walk->here);
	sheet_text(walk->sheet, &text);
	assert_true(import_prepare(&desk->app, SHEET_TASKS, "t.csv", buffer_text(&text),
		text.length, &options, &import, &why));
	assert_int_equal(import.of[CHANGE_REFUSED], 0);
	bool taken = import_commit(&desk->app, &import, &options, "import", &step, &why);
	if (taken != (import.of[CHANGE_CONFLICT] == 0))
		fail_msg("%s", why.text);
	for (size_t at = 0; at < ROWS; at++) {
		struct row wanted, got;

		conflicts += model(walk, at, choice, &wanted) && choice == CONFLICT_STOP;
		row_read(desk, at, &got);
		for (int cell = 0; cell < CELLS; cell++)
			if (got.cells[cell] != wanted.cells[cell])
				fail_msg("%s %s: cell %d: left \"%s\", here \"%s\", sheet \"%s\", "
					 "wanted \"%s\", became \"%s\"",
					row_units[at], row_tasks[at], cell, walk->base[at].cells[cell],
					walk->here[at].cells[cell], walk->sheet[at].cells[cell],
					wanted.cells[cell], got.cells[cell]);
	}
	assert_int_equal(import.of[CHANGE_CONFLICT], conflicts);
	import_free(&import);
	buffer_free(&text);
}

static void what_comes_home_is_what_people_did_on_both_sides(void **state)
{
	struct desk *desk = *state;

	for (uint64_t seed = 1; seed <= WALKS; seed++) {
		struct walk walk = {.seed = seed * UINT64_C(0x9E3779B97F4A7C15)};

		others_work(&walk, desk, 6);
		rows_read(desk, walk.base);
		memcpy(walk.sheet, walk.base, sizeof walk.sheet);
		/* The same sheet comes home a few times, with more done on both sides each time. */
		for (size_t round = 0; round < 3; round++) {
			others_work(&walk, desk, 4);
			for (size_t left = pick(&walk, 5); left > 0; left--)
				row_change(&walk, &walk.sheet[pick(&walk, ROWS)]);
			sheet_comes_home(&walk, desk, (enum on_conflict)pick(&walk, 3));
		}
	}
}

static void a_sheet_that_nobody_edited_changes_nothing_however_old(void **state)
{
	struct desk *desk = *state;
	struct walk walk = {.seed = 7};

	rows_read(desk, walk.base);
	memcpy(walk.sheet, walk.base, sizeof walk.sheet);
	for (size_t round = 0; round < 40; round++) {
		struct row after[ROWS];

		others_work(&walk, desk, 5);
		sheet_comes_home(&walk, desk, (enum on_conflict)(round % 3));
		rows_read(desk, after);
		assert_memory_equal(after, walk.here, sizeof after);
	}
}

/* The sample without the rows that the model is about. */
static int cleared(void **state)
{
	static const struct row empty = {{"", "", "", ""}, ""};

	desk_open(state);
	for (size_t at = 0; at < ROWS; at++)
		row_write(*state, "office", at, &empty);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_comes_home_is_what_people_did_on_both_sides, cleared, desk_close),
		cmocka_unit_test_setup_teardown(
			a_sheet_that_nobody_edited_changes_nothing_however_old, cleared,
			desk_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
