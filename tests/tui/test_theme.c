/* How it looks: contrast by the table of pairs, states told apart without colour, themes changed and
 * kept. */
#include "tui/seat.h"

#include "tui/parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CONTRAST_LEAST 4.5 /* WCAG 2.1, 1.4.3, for text */

/* ---- contrast ------------------------------------------------------------------------------- */

/* The sixteen colours as xterm has them. */
static const unsigned xterm_colours[16] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
	0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
	0xffffff};

static double linear(unsigned byte)
{
	double share = byte / 255.0;

	return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(int colour)
{
	unsigned value = xterm_colours[colour];

	return 0.2126 * linear(value >> 16) + 0.7152 * linear(value >> 8 & 255) +
	       0.0722 * linear(value & 255);
}

static double contrast(int one, int other)
{
	double a = luminance(one) + 0.05, b = luminance(other) + 0.05;

	return a > b ? a / b : b / a;
}

static void contrast_is_worked_out_as_the_standard_says(void **state)
{
	(void)state;
	assert_true(fabs(contrast(0, 15) - 21.0) < 0.001);
	assert_true(fabs(contrast(7, 7) - 1.0) < 0.001);
	assert_true(contrast(8, 7) < CONTRAST_LEAST); /* grey on white is what must not be */
}

static void assert_readable(enum theme theme, enum style style, int colours)
{
	struct look look = theme_look(theme, style);
	int front = theme_colour(look.foreground, colours);
	int back = theme_colour(look.background, colours);

	if (contrast(front, back) < CONTRAST_LEAST)
		fail_msg("%s, style %d, %d colours: %.2f", theme_word(theme), (int)style, colours,
			contrast(front, back));
	/* Many terminals show bold as the bright one of the same colour. */
	if (look.marks & MARK_BOLD && front < 8 && contrast(front + 8, back) < CONTRAST_LEAST)
		fail_msg("%s, style %d, %d colours, bold as bright: %.2f", theme_word(theme), (int)style,
			colours, contrast(front + 8, back));
}

static void every_pair_can_be_read(void **state)
{
	int theme, style, pairs = 0;

	(void)state;
	for (theme = 0; theme < THEMES; theme++) {
		for (style = 0; style < STYLES; style++) {
			struct look look = theme_look((enum theme)theme, (enum style)style);

			/* Both of a pair or none: what the terminal has is its owner's choice. */
			assert_int_equal(look.foreground == COLOUR_OWN, look.background == COLOUR_OWN);
			if (look.foreground == COLOUR_OWN)
				continue;
			assert_readable((enum theme)theme, (enum style)style, 8);
			assert_readable((enum theme)theme, (enum style)style, 16);
			pairs++;
		}
	}
	assert_true(pairs > 2 * STYLES);
}

static void dark_and_light_paint_every_cell_and_mono_none(void **state)
{
	int style;

	(void)state;
	for (style = 0; style < STYLES; style++) {
		assert_int_not_equal(theme_look(THEME_DARK, (enum style)style).background, COLOUR_OWN);
		assert_int_not_equal(theme_look(THEME_LIGHT, (enum style)style).background, COLOUR_OWN);
		assert_int_equal(theme_look(THEME_MONO, (enum style)style).foreground, COLOUR_OWN);
	}
}

/* ---- without colour ------------------------------------------------------------------------- */

/* As state_put draws it; ascii: as a letter. */
static const char *sign_of(struct seat *seat, enum state state, bool ascii)
{
	static char texts[2][STATES][CELL_TEXT];

	seat->desk->options.ascii = ascii;
	canvas_blank(&seat->canvas);
	state_put(seat->desk, &seat->canvas, 0, 0, state);
	strcpy(texts[ascii][state], seat->canvas.cells[0].text);
	return texts[ascii][state];
}

/* The last day is a day that is due soon, and what is done without a date is done: these two share
 * a sign, and the words in the row tell. */
static bool may_share(enum state one, enum state other)
{
	return (one == STATE_DUE_SOON && other == STATE_LAST_DAY) ||
	       (one == STATE_ON_TIME && other == STATE_DONE);
}

static void every_state_has_a_sign_a_letter_and_words_of_its_own(void **state)
{
	struct seat *seat = *state;
	int one, other;

	for (one = 0; one < STATES; one++) {
		assert_string_not_equal(sign_of(seat, (enum state)one, false), " ");
		assert_string_not_equal(sign_of(seat, (enum state)one, true), " ");
		for (other = one + 1; other < STATES; other++) {
			assert_string_not_equal(
				state_label((enum state)one), state_label((enum state)other));
			if (one != STATE_ON_TIME || other != STATE_DONE)
				assert_string_not_equal(sign_of(seat, (enum state)one, true),
					sign_of(seat, (enum state)other, true));
			if (!may_share((enum state)one, (enum state)other))
				assert_string_not_equal(sign_of(seat, (enum state)one, false),
					sign_of(seat, (enum state)other, false));
		}
	}
}

/* Who sees no red and no green sees the same; in mono what must be acted on still stands out. */
static void what_must_be_acted_on_stands_out_without_colour(void **state)
{
	static const enum state loud[] = {STATE_OVERDUE, STATE_DUE_SOON, STATE_RETURNED};
	unsigned plain = theme_look(THEME_MONO, STYLE_PLAIN).marks;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof loud / sizeof loud[0]; i++) {
		struct look look = theme_look(THEME_MONO, state_style(loud[i]));

		assert_int_not_equal(look.marks, plain);
		for (j = 0; j < i; j++)
			assert_int_not_equal(
				look.marks, theme_look(THEME_MONO, state_style(loud[j])).marks);
	}
	for (i = 0; i < THEMES; i++)
		for (j = 0; j < STYLES; j++)
			assert_int_not_equal(theme_look((enum theme)i, (enum style)j).foreground, 2);
}

/* ---- choosing ------------------------------------------------------------------------------- */

static void run_theme(struct seat *seat)
{
	seat_press(seat, ":");
	seat_type(seat, "theme");
	seat_press(seat, "Enter");
}

static const char *config_text(const char *path)
{
	static char text[1024];
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	return text;
}

static void the_palette_changes_the_theme_and_keeps_it(void **state)
{
	struct seat *seat = *state;
	char config[128];
	FILE *file;

	snprintf(config, sizeof config, "%s/config", seat->folder);
	file = fopen(config, "w");
	assert_non_null(file);
	fputs("# mine\nlang = en\n", file);
	assert_int_equal(fclose(file), 0);
	seat->options.config = config;
	seat->options.color = true;
	seat_open(seat);
	assert_int_equal(seat->desk->theme, THEME_TERMINAL);
	run_theme(seat);
	assert_int_equal(seat->desk->theme, THEME_DARK);
	seat_says(seat, "colours: dark; kept in ");
	assert_string_equal(config_text(config), "# mine\nlang = en\ntheme = dark\n");
	run_theme(seat);
	assert_string_equal(config_text(config), "# mine\nlang = en\ntheme = light\n");
	run_theme(seat);
	assert_int_equal(seat->desk->theme, THEME_MONO);
	run_theme(seat);
	assert_int_equal(seat->desk->theme, THEME_TERMINAL);
	seat->options.theme = "light";
	seat_open(seat);
	assert_int_equal(seat->desk->theme, THEME_LIGHT);
	seat->options.config = NULL;
	seat_open(seat);
	run_theme(seat);
	seat_says(seat, "colours: none");
	assert_string_equal(config_text(config), "# mine\nlang = en\ntheme = terminal\n");
}

static void where_there_are_no_colours_the_reason_is_told(void **state)
{
	struct seat *seat = *state;

	seat->options.color = false;
	seat_open(seat);
	run_theme(seat);
	seat_says(seat, "there are no colours to choose");
	assert_int_equal(seat->desk->theme, THEME_TERMINAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_is_worked_out_as_the_standard_says),
		cmocka_unit_test(every_pair_can_be_read),
		cmocka_unit_test(dark_and_light_paint_every_cell_and_mono_none),
		cmocka_unit_test_setup_teardown(
			every_state_has_a_sign_a_letter_and_words_of_its_own, seat_take, seat_leave),
		cmocka_unit_test(what_must_be_acted_on_stands_out_without_colour),
		cmocka_unit_test_setup_teardown(
			the_palette_changes_the_theme_and_keeps_it, seat_take, seat_leave),
		cmocka_unit_test_setup_teardown(
			where_there_are_no_colours_the_reason_is_told, seat_take, seat_leave),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
