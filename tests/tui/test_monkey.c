/* A monkey at the desk, on a real database: nothing crashes, whatever the keys and the size, and
 * taking every step back gives the first database again. TIENDO_MONKEY=keys and TIENDO_SEED=number
 * make it go on for longer and otherwise; `make monkey` does both. */
#include "tui/monkey.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KEYS 4000

static char top_folder[4096];

static size_t wish(const char *name, size_t otherwise)
{
	const char *text = getenv(name);

	return text && *text ? (size_t)strtoull(text, NULL, 10) : otherwise;
}

/* ---- what a database holds ------------------------------------------------------------------ */

static sqlite3_stmt *ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	return statement;
}

static sqlite3 *base_open(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	return db;
}

/* Every column of a table but `rev`, as SQL writes values: types and bytes count. */
static void columns_print(sqlite3 *db, const char *table, struct buffer *out)
{
	sqlite3_stmt *columns = ask(db, "SELECT name FROM pragma_table_info(?1) WHERE name <> 'rev'");
	const char *between = "";

	sqlite3_bind_text(columns, 1, table, -1, SQLITE_STATIC);
	while (sqlite3_step(columns) == SQLITE_ROW) {
		buffer_print(out, "%squote(\"%s\")", between,
			(const char *)sqlite3_column_text(columns, 0));
		between = "||','||";
	}
	sqlite3_finalize(columns);
}

static void table_print(sqlite3 *db, const char *table, struct buffer *out)
{
	struct buffer sql = {0};
	sqlite3_stmt *rows;

	buffer_add(&sql, "SELECT ");
	columns_print(db, table, &sql);
	buffer_print(&sql, " FROM \"%s\" ORDER BY 1", table);
	rows = ask(db, buffer_text(&sql));
	while (sqlite3_step(rows) == SQLITE_ROW)
		buffer_print(out, "%s: %s\n", table, (const char *)sqlite3_column_text(rows, 0));
	sqlite3_finalize(rows);
	buffer_free(&sql);
}

/* All rows of all tables but the log itself, and the schema; `rev` is left out: it is the log's
 * stamp, and steps that were taken back have stamped. */
static void base_print(const char *path, struct buffer *out)
{
	sqlite3 *db = base_open(path);
	sqlite3_stmt *tables = ask(db, "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2");

	while (sqlite3_step(tables) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(tables, 1);
		const char *sql = (const char *)sqlite3_column_text(tables, 2);

		buffer_print(out, "%s\n", sql ? sql : name);
		if (strcmp((const char *)sqlite3_column_text(tables, 0), "table") == 0 &&
			strcmp(name, "step") != 0)
			table_print(db, name, out);
	}
	sqlite3_finalize(tables);
	sqlite3_close(db);
}

/* How the sample came about cannot be taken back: the monkey is to find an office at work. */
static void past_close(const char *path)
{
	sqlite3 *db = base_open(path);

	assert_int_equal(
		sqlite3_exec(db, "UPDATE step SET changeset = NULL", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* The newest step that is not taken back; 0: none. */
static long step_left(const char *path)
{
	sqlite3 *db = base_open(path);
	sqlite3_stmt *step = ask(db, "SELECT max(id) FROM step WHERE way = 'do' AND undone = 0 "
				     "AND changeset IS NOT NULL");
	long id = sqlite3_step(step) == SQLITE_ROW ? (long)sqlite3_column_int64(step, 0) : 0;

	sqlite3_finalize(step);
	sqlite3_close(db);
	return id;
}

/* Where two dumps part, to be read. */
static void assert_same(const char *before, const char *after)
{
	const char *start = before, *other = after;
	size_t i;

	for (i = 0; before[i] && before[i] == after[i]; i++) {
		if (before[i] == '\n') {
			start = before + i + 1;
			other = after + i + 1;
		}
	}
	if (before[i] || after[i])
		fail_msg("before |%.*s|, after |%.*s|", (int)strcspn(start, "\n"), start,
			(int)strcspn(other, "\n"), other);
}

/* ---- the monkey ----------------------------------------------------------------------------- */

static int sit(void **state)
{
	int status = seat_take(state);
	struct seat *seat = *state;

	assert_non_null(getcwd(top_folder, sizeof top_folder));
	past_close(seat->path);
	return status;
}

static int stand_up(void **state)
{
	assert_int_equal(chdir(top_folder), 0);
	return seat_leave(state);
}

/* A cell is one cluster as wide as its place, and nothing that acts on a terminal. */
static void assert_canvas_is_sound(const struct canvas *canvas)
{
	size_t count = (size_t)canvas->rows * (size_t)canvas->columns, i, j;

	assert_in_range(canvas->cursor_row, 0, canvas->rows - 1);
	assert_in_range(canvas->cursor_column, 0, canvas->columns - 1);
	for (i = 0; i < count; i++) {
		const struct cell *cell = &canvas->cells[i];

		assert_true(cell->style < STYLES);
		assert_non_null(memchr(cell->text, '\0', sizeof cell->text));
		for (j = 0; cell->text[j]; j++)
			assert_true((unsigned char)cell->text[j] >= 0x20 && cell->text[j] != 0x7F);
		assert_in_range(text_columns(cell->text), 0, 2);
	}
}

static void take_all_back(struct monkey *monkey)
{
	struct seat *seat = monkey->seat;
	struct fault why;
	char line[40];
	long step;

	while ((step = step_left(seat->path)) > 0) {
		snprintf(line, sizeof line, "undo %ld", step);
		if (!monkey_run(seat, seat->app.actor, line, &why))
			fail_msg("%s: %s", line, why.text);
		if (step_left(seat->path) >= step)
			fail_msg("%s did nothing", line);
	}
	desk_look(seat->desk);
	desk_draw(seat->desk, &seat->canvas);
}

static void no_keys_and_no_size_crash_it_and_all_can_be_taken_back(void **state)
{
	struct seat *seat = *state;
	size_t keys = wish("TIENDO_MONKEY", KEYS);
	uint64_t seed = wish("TIENDO_SEED", 1);
	struct buffer before = {0}, after = {0};
	bool is_seen[VIEWS] = {false};
	int views = 0, view;
	struct monkey monkey;
	struct fault why;

	print_message("seed %llu, %zu keys\n", (unsigned long long)seed, keys);
	base_print(seat->path, &before);
	if (seed % 2 == 0)
		seat_vietnamese();
	monkey_sit(&monkey, seat, seed);
	while (monkey.pressed < keys) {
		monkey_act(&monkey);
		assert_canvas_is_sound(&seat->canvas);
		is_seen[seat->desk->now] = true;
	}
	for (view = 0; view < VIEWS; view++)
		views += is_seen[view];
	print_message("%zu keys, %zu pastes, %zu sizes, left %zu times, %zu acts of another, "
		      "step %ld\n",
		monkey.pressed, monkey.pasted, monkey.resized, monkey.left, monkey.others,
		step_left(seat->path));
	/* One that stands still in a corner proves nothing. */
	assert_true(views > VIEWS / 2);
	assert_true(step_left(seat->path) > 0);
	take_all_back(&monkey);
	base_print(seat->path, &after);
	assert_same(buffer_text(&before), buffer_text(&after));
	assert_true(monkey_run(seat, seat->app.actor, "check", &why));
	buffer_free(&before);
	buffer_free(&after);
}

/* Found by it. */
static void a_screen_stays_with_its_plan_when_another_comes_beside_it(void **state)
{
	struct seat *seat = *state;
	struct monkey monkey;

	monkey_sit(&monkey, seat, 1);
	seat_other(seat, "van-thu", "import plan more.csv");
	desk_look(seat->desk);
	assert_true(seat_sees(seat, "PCMT") || seat_sees(seat, "Cao điểm"));
	seat_press(seat, "x");
	seat_says(seat, "(u: undo)");
	seat_press(seat, "u");
	seat_says(seat, "taken back");
	seat_press(seat, "U");
	seat_says(seat, "done again");
	seat_other(seat, "van-thu", "undo");
	desk_look(seat->desk);
	seat_says(seat, "van-thu");
}

static void a_screen_goes_on_when_its_plan_is_taken_back(void **state)
{
	struct seat *seat = *state;
	struct monkey monkey;

	monkey_sit(&monkey, seat, 1);
	seat_press(seat, ":");
	seat_type(seat, "import units units.csv");
	seat_press(seat, "Enter Enter :");
	seat_type(seat, "import plan more.csv");
	seat_press(seat, "Enter Enter Esc");
	assert_true(seat_sees(seat, "Đợt hai"));
	seat_press(seat, "u");
	seat_says(seat, "taken back");
	assert_true(seat_sees(seat, "no plan yet"));
	seat_press(seat, "U");
	seat_says(seat, "done again");
	assert_true(seat_sees(seat, "Đợt hai"));
}

static int sit_before_nothing(void **state)
{
	assert_non_null(getcwd(top_folder, sizeof top_folder));
	return seat_take_empty(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			no_keys_and_no_size_crash_it_and_all_can_be_taken_back, sit, stand_up),
		cmocka_unit_test_setup_teardown(
			a_screen_stays_with_its_plan_when_another_comes_beside_it, sit, stand_up),
		cmocka_unit_test_setup_teardown(
			a_screen_goes_on_when_its_plan_is_taken_back, sit_before_nothing, stand_up),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
