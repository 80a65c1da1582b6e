/* What must hold at every place of the screen: where the hardware cursor is, signs that have ASCII
 * twins, any size. TIENDO_RESIZES=number changes the size so often. */
#include "tui/places.h"

#include "tui/parts.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESIZES 2000
#define PLACES_LEAST 200

/* What a round of looking found wrong, and what it goes by. */
struct finding {
	int wrong;
	uint64_t chance;
	size_t sizes;     /* to be tried at each place */
	size_t tried;
};

static void tell(struct seat *seat, const char *place, const char *what, struct finding *finding)
{
	char text[4096];
	int row;

	if (finding->wrong++ > 20)
		return;
	print_message("%s, %dx%d, cursor at %d, %d: %s\n", place, seat->canvas.columns,
		seat->canvas.rows, seat->canvas.cursor_row, seat->canvas.cursor_column, what);
	for (row = 0; row < seat->canvas.rows; row++)
		print_message("  |%s\n", canvas_row(&seat->canvas, row, text, sizeof text));
}

static const char *cell_text(const struct canvas *canvas, int row, int column)
{
	if (column < 0 || column >= canvas->columns)
		return "";
	return canvas->cells[row * canvas->columns + column].text;
}

/* ---- the hardware cursor -------------------------------------------------------------------- */

/* At the marker of a row, between the brackets of a cell, on a dense cell turned round, in a field; where nothing is to be chosen,
 * at the start of the text to be read. */
static bool is_on_what_is_chosen(struct desk *desk, const struct canvas *canvas)
{
	int row = canvas->cursor_row, column = canvas->cursor_column;
	bool is_text = desk->over == &overlay_text;

	if (canvas->cursor_shown)
		return desk->over && desk->over->paste;
	if (is_text || (!desk->over && desk->now != VIEW_IMPORT && desk_view(desk)->line_count == 0))
		return (is_text ? row == 1 : row > 1) && (column == 0 || row > 1);
	if (strcmp(cell_text(canvas, row, 0), ">") == 0 && column <= 1)
		return true;
	if (desk->over == &overlay_choose)
		return strcmp(cell_text(canvas, row, column), ">") == 0;
	if (desk->now == VIEW_MATRIX && desk_view(desk)->cells != CELLS_WIDE)
		return canvas->cells[row * canvas->columns + column].style == STYLE_TITLE;
	return desk->over == &overlay_fill || strcmp(cell_text(canvas, row, column - 1), "[") == 0 ||
		strcmp(cell_text(canvas, row, column + 1), "]") == 0;
}

static void look_at_cursor(struct seat *seat, const char *place, void *with)
{
	if (!is_on_what_is_chosen(seat->desk, &seat->canvas))
		tell(seat, place, "nothing is chosen there", with);
}

static void the_hardware_cursor_is_on_what_is_chosen_everywhere(void **state)
{
	struct finding finding = {0};

	assert_true(places_visit(*state, look_at_cursor, &finding) > PLACES_LEAST);
	assert_int_equal(finding.wrong, 0);
}

static void the_hardware_cursor_follows_the_arrows_in_help_and_palette(void **state)
{
	struct seat *seat = *state;

	seat_press(seat, "?");
	assert_true(seat->canvas.cursor_shown);
	seat_press(seat, "Down Down");
	assert_false(seat->canvas.cursor_shown);
	assert_string_equal(cell_text(&seat->canvas, seat->canvas.cursor_row, 0), ">");
	seat_press(seat, "d");
	assert_true(seat->canvas.cursor_shown);
	seat_press(seat, "Esc Esc : Down Down");
	assert_false(seat->canvas.cursor_shown);
	assert_string_equal(cell_text(&seat->canvas, seat->canvas.cursor_row, 0), ">");
	seat_press(seat, "d");
	assert_true(seat->canvas.cursor_shown);
}

/* ---- signs ---------------------------------------------------------------------------------- */

/* Letters with their marks, of which Vietnamese names are made. */
static bool is_letter(uint32_t character)
{
	return (character >= 0xC0 && character <= 0x24F && character != 0xD7 && character != 0xF7) ||
		(character >= 0x300 && character <= 0x36F) ||
		(character >= 0x1E00 && character <= 0x1EFF);
}

static void look_at_signs(struct seat *seat, const char *place, void *with)
{
	size_t count = (size_t)seat->canvas.rows * (size_t)seat->canvas.columns, i, left, bytes;
	uint32_t character;
	const char *text;

	for (i = 0; i < count; i++) {
		text = seat->canvas.cells[i].text;
		for (left = strlen(text); left > 0; text += bytes, left -= bytes) {
			bytes = text_step(text, left, &character);
			if (character >= 0x80 && !is_letter(character)) {
				tell(seat, place, seat->canvas.cells[i].text, with);
				return;
			}
		}
	}
}

static void ascii_shows_ascii_and_letters_alone_everywhere(void **state)
{
	struct seat *seat = *state;
	struct finding finding = {0};

	seat->options.ascii = true;
	seat_open(seat);
	assert_true(places_visit(seat, look_at_signs, &finding) > PLACES_LEAST);
	if (seat_vietnamese())
		places_visit(seat, look_at_signs, &finding);
	assert_int_equal(finding.wrong, 0);
}

/* ---- sizes ---------------------------------------------------------------------------------- */

static size_t pick(struct finding *finding, size_t end)
{
	finding->chance = finding->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(finding->chance >> 33) % end;
}

static void look_at_size(struct seat *seat, const char *place, struct finding *finding)
{
	const struct canvas *canvas = &seat->canvas;
	bool is_tiny = canvas->rows < 10 || canvas->columns < 40;
	size_t count = (size_t)canvas->rows * (size_t)canvas->columns, i;
	const char *widen = say("widen the window"), *row;
	struct canvas bar = {0};
	char help[64], text[4096];

	for (i = 0; i < count; i++)
		if (canvas->cells[i].style >= STYLES || !memchr(canvas->cells[i].text, '\0', CELL_TEXT))
			tell(seat, place, "a cell is no cell", finding);
	if (canvas->cursor_row >= canvas->rows || canvas->cursor_column >= canvas->columns)
		tell(seat, place, "the cursor is outside", finding);
	if (seat->desk->over)
		return;
	for (i = 1, row = ""; is_tiny && (int)i < canvas->rows - 2; i++) {
		row = seat_row(seat, (int)i);
		if (*row && strncmp(row, widen, strlen(row)) == 0)
			break;
	}
	if (is_tiny && canvas->rows > 3 && (int)i == canvas->rows - 2)
		tell(seat, place, "it does not ask to be widened", finding);
	snprintf(help, sizeof help, "?:%s", say("help"));
	if (!is_tiny && !strstr(seat_row(seat, canvas->rows - 1), help))
		tell(seat, place, "no key of help", finding);
	/* Nothing else writes where the keys stand. */
	canvas_size(&bar, canvas->rows, canvas->columns);
	if (!is_tiny)
		bar_draw_keys(seat->desk, &bar, canvas->rows - 1);
	canvas_row(&bar, canvas->rows - 1, text, sizeof text);
	if (!is_tiny && strcmp(text, seat_row(seat, canvas->rows - 1)) != 0)
		tell(seat, place, "the keys are written over", finding);
	canvas_free(&bar);
	if (is_tiny && canvas->rows > 1 && canvas->columns > 3 &&
		!strstr(seat_row(seat, canvas->rows - 1), "?"))
		tell(seat, place, "no key of help", finding);
}

static void look_at_sizes(struct seat *seat, const char *place, void *with)
{
	struct finding *finding = with;
	size_t i;

	for (i = 0; i < finding->sizes; i++, finding->tried++) {
		bool is_small = pick(finding, 3) == 0;

		seat_size(seat, 1 + (int)pick(finding, is_small ? 12 : 60),
			1 + (int)pick(finding, is_small ? 45 : 160));
		if (pick(finding, 50) == 0)
			seat_size(seat, 100, 300);
		desk_draw(seat->desk, &seat->canvas);
		look_at_size(seat, place, finding);
	}
	seat_size(seat, 24, 80);
	desk_draw(seat->desk, &seat->canvas);
}

static void every_place_stands_any_size(void **state)
{
	const char *wish = getenv("TIENDO_RESIZES");
	size_t wanted = wish && *wish ? (size_t)strtoull(wish, NULL, 10) : RESIZES;
	struct finding finding = {.chance = 1, .sizes = 1 + wanted / PLACES_LEAST};

	places_visit(*state, look_at_sizes, &finding);
	print_message("%zu sizes\n", finding.tried);
	assert_true(finding.tried >= wanted);
	assert_int_equal(finding.wrong, 0);
}

/* ---- any length ----------------------------------------------------------------------------- */

/* Texts that came by no command of ours: far longer than those take, with and without blanks, in
 * letters of several bytes; ends in whole letters wherever a buffer does. */
static int seat_take_long(void **state)
{
	static const char sql[] =
		"UPDATE unit SET name = replace(hex(zeroblob(9000)), '00', 'Ế ổ '), kind = 'huyen', "
		"aliases = name || ';' || replace(hex(zeroblob(3000)), '00', 'ữđ') WHERE code = '703';"
		"UPDATE unit SET name = 'Đ' || replace(hex(zeroblob(30000)), '00', 'Ặ') WHERE code = '705';"
		"UPDATE unit SET name = 'x' || replace(hex(zeroblob(600)), '00', 'Ặ') WHERE code = '25456';"
		"UPDATE plan SET title = replace(hex(zeroblob(9000)), '00', 'Ế ổ '), issuer = title, "
		"partners = title, document = title, note = title;"
		"UPDATE item SET title = substr(code || replace(hex(zeroblob(9000)), '00', 'ữ Ặ'), 1, "
		"CASE type WHEN 'task' THEN 517 ELSE 30000 END), measure = title, partners = title, "
		"note = title, document = title WHERE type <> 'task' OR code IN ('II.1.a', 'III.1.1');"
		"UPDATE person SET name = replace(hex(zeroblob(9000)), '00', 'Ếữ ') || unit, "
		"position = name, phone = name, email = name, note = name "
		"WHERE unit IN ('703', '705');"
		"UPDATE duty SET note = replace(hex(zeroblob(9000)), '00', 'Ếữ '), document = note;"
		"UPDATE receipt SET note = replace(hex(zeroblob(9000)), '00', 'Ếữ '), document = note;"
		"UPDATE step SET actor = replace(hex(zeroblob(9000)), '00', 'Ếữ '), "
		"command = command || ' ' || actor;";
	struct seat *seat;
	sqlite3 *db;

	seat_take(state);
	seat = *state;
	desk_close(seat->desk);
	seat->desk = NULL;
	app_close(&seat->app);
	assert_int_equal(sqlite3_open(seat->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	seat_open(seat);
	return 0;
}

static void every_place_stands_texts_of_any_length(void **state)
{
	struct finding finding = {.chance = 1, .sizes = 2};

	places_visit(*state, look_at_sizes, &finding);
	assert_true(finding.tried >= PLACES_LEAST);
	assert_int_equal(finding.wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_hardware_cursor_is_on_what_is_chosen_everywhere, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(
			the_hardware_cursor_follows_the_arrows_in_help_and_palette, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(
			ascii_shows_ascii_and_letters_alone_everywhere, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(every_place_stands_any_size, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(
			every_place_stands_texts_of_any_length, seat_take_long, seat_leave),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
