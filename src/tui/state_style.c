/* States as letters, glyphs and styles (TUI.md §3): WGL4 glyphs only, an ASCII twin for each,
 * colour for the exceptions alone. */
#include "inner.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *glyph;
	enum style style;
} looks[STATES] = {
	[STATE_NOT_DUE] = {"·", STYLE_PLAIN},
	[STATE_DUE_SOON] = {"▲", STYLE_WARN},
	[STATE_LAST_DAY] = {"▲", STYLE_WARN},
	[STATE_OVERDUE] = {"!", STYLE_BAD},
	[STATE_ON_TIME] = {"√", STYLE_PLAIN},
	[STATE_LATE] = {"≈", STYLE_PLAIN},
	[STATE_RETURNED] = {"◄", STYLE_BACK},
	[STATE_EXTENDED] = {"»", STYLE_PLAIN},
	[STATE_EXEMPT] = {"○", STYLE_PLAIN},
	[STATE_NO_DATE] = {"-", STYLE_PLAIN},
	[STATE_IN_PROGRESS] = {"▒", STYLE_PLAIN},
	[STATE_DONE] = {"√", STYLE_PLAIN},
};

enum style state_style(enum state state)
{
	return looks[state].style;
}

const char *glyph_changed(void)
{
	return "▪";
}

char *state_sign(const struct desk *desk, enum state state, char out[SIGN_SIZE])
{
	if (desk->options.ascii)
		snprintf(out, SIGN_SIZE, "%c", state_letter(state));
	else
		snprintf(out, SIGN_SIZE, "%s", looks[state].glyph);
	return out;
}

void state_put(const struct desk *desk, struct canvas *canvas, int row, int column,
	enum state state)
{
	char sign[SIGN_SIZE];

	canvas_put(canvas, row, column, 1, looks[state].style, state_sign(desk, state, sign));
}

/* The other signs of the screen; letters are left alone: names are Vietnamese. */
void canvas_to_ascii(struct canvas *canvas)
{
	static const char twins[][2][4] = {{"│", "|"}, {"·", "-"}, {"…", "~"}, {"→", ">"},
		{"▪", "+"}, {"–", "-"}, {"─", "-"}, {"←", "<"}, {"‹", "<"},
		{"›", ">"}, {"±", "+"}, {"◊", "@"}, {"▼", "V"}, {"■", "#"}, {"◄", "<"},
		{"►", ">"}, {"┴", "+"}, {"└", "+"}, {"√", "*"}};
	size_t count = (size_t)canvas->rows * (size_t)canvas->columns, i, j;

	for (i = 0; i < count; i++) {
		if ((unsigned char)canvas->cells[i].text[0] < 0x80)
			continue;
		for (j = 0; j < sizeof twins / sizeof twins[0]; j++)
			if (strcmp(canvas->cells[i].text, twins[j][0]) == 0)
				strcpy(canvas->cells[i].text, twins[j][1]);
	}
}

/* For this person from now on; where it cannot be kept it is so for now. */
void signs_turn(struct desk *desk)
{
	struct fault why;
	bool ascii = desk->options.ascii = !desk->options.ascii;
	const char *said = ascii ? say(N_("plain signs now")) : say(N_("all signs now"));

	if (!desk->options.config || desk->app->account)
		desk_say(desk, STYLE_PLAIN, "%s", said);
	else if (setting_keep(desk->options.config, "ascii", ascii ? "yes" : "no", &why))
		/* TRANSLATORS: what is so now, the file of settings */
		desk_say(desk, STYLE_PLAIN, say(N_("%s; kept in %s")), said, desk->options.config);
	else
		desk_say(desk, STYLE_ERROR, say(N_("%s, until you leave: %s")), said, why.text);
}
