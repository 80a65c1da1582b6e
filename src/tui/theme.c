/* The themes (TUI.md §3). Every pair has a contrast of at least 4.5 to 1, also where a terminal
 * shows bold as bright; a test works it out. */
#include "inner.h"
#include "parts.h"

#include <string.h>

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, GREY, BRIGHT_WHITE = 15 };

#define OWN(marks) {COLOUR_OWN, COLOUR_OWN, marks}
/* What must be seen is on a ground of its own, the same in all themes with colours. */
#define SEEN                                                                                       \
	[STYLE_WARN] = {BLACK, YELLOW, 0}, [STYLE_BAD] = {WHITE, RED, MARK_BOLD},                  \
	[STYLE_BACK] = {BLACK, CYAN, 0}

static const struct look looks[THEMES][STYLES] = {
	[THEME_TERMINAL] = {
		[STYLE_PLAIN] = OWN(0), [STYLE_TITLE] = OWN(MARK_REVERSE),
		[STYLE_HEADING] = OWN(MARK_UNDERLINE), [STYLE_FAINT] = OWN(MARK_DIM),
		[STYLE_HINT] = OWN(0), [STYLE_STRONG] = OWN(MARK_BOLD), [STYLE_KEY] = OWN(MARK_BOLD),
		[STYLE_ERROR] = OWN(MARK_BOLD), SEEN,
	},
	[THEME_DARK] = {
		[STYLE_PLAIN] = {WHITE, BLACK, 0}, [STYLE_TITLE] = {WHITE, BLUE, MARK_BOLD},
		[STYLE_HEADING] = {CYAN, BLACK, MARK_UNDERLINE}, [STYLE_FAINT] = {GREY, BLACK, 0},
		[STYLE_HINT] = {WHITE, BLACK, 0}, [STYLE_STRONG] = {WHITE, BLACK, MARK_BOLD},
		[STYLE_KEY] = {CYAN, BLACK, MARK_BOLD}, [STYLE_ERROR] = {YELLOW, BLACK, MARK_BOLD}, SEEN,
	},
	/* No bold on the light ground: shown as bright it would be too pale. */
	[THEME_LIGHT] = {
		[STYLE_PLAIN] = {BLACK, BRIGHT_WHITE, 0}, [STYLE_TITLE] = {WHITE, BLUE, MARK_BOLD},
		[STYLE_HEADING] = {BLUE, BRIGHT_WHITE, MARK_UNDERLINE},
		[STYLE_FAINT] = {BLACK, BRIGHT_WHITE, 0}, [STYLE_HINT] = {BLACK, BRIGHT_WHITE, 0},
		[STYLE_STRONG] = {BLUE, BRIGHT_WHITE, 0}, [STYLE_KEY] = {BLUE, BRIGHT_WHITE, 0},
		[STYLE_ERROR] = {RED, BRIGHT_WHITE, 0}, SEEN,
	},
	[THEME_MONO] = {
		[STYLE_PLAIN] = OWN(0), [STYLE_TITLE] = OWN(MARK_REVERSE),
		[STYLE_HEADING] = OWN(MARK_UNDERLINE), [STYLE_FAINT] = OWN(MARK_DIM),
		[STYLE_HINT] = OWN(0), [STYLE_STRONG] = OWN(MARK_BOLD), [STYLE_WARN] = OWN(MARK_BOLD),
		[STYLE_BAD] = OWN(MARK_REVERSE | MARK_BOLD), [STYLE_BACK] = OWN(MARK_UNDERLINE),
		[STYLE_KEY] = OWN(MARK_BOLD), [STYLE_ERROR] = OWN(MARK_BOLD),
	},
};

struct look theme_look(enum theme theme, enum style style)
{
	return looks[theme][style < STYLES ? style : STYLE_PLAIN];
}

int theme_pair(enum theme theme, enum style style)
{
	struct look look = theme_look(theme, style), plain = theme_look(theme, STYLE_PLAIN);

	if (look.foreground == COLOUR_OWN)
		return 0;
	if (look.foreground == plain.foreground && look.background == plain.background)
		style = STYLE_PLAIN;
	return (int)theme * STYLES + (int)style + 1;
}

int theme_colour(int colour, int colours)
{
	return colour < colours ? colour : WHITE;
}

/* ---- choosing ------------------------------------------------------------------------------- */

static const char *const words[THEMES] = {"terminal", "dark", "light", "mono"};

const char *theme_word(enum theme theme)
{
	return words[theme];
}

enum theme theme_named(const char *word)
{
	int theme;

	for (theme = 0; word && theme < THEMES; theme++)
		if (strcmp(words[theme], word) == 0)
			return (enum theme)theme;
	return THEME_TERMINAL;
}

static const char *theme_label(enum theme theme)
{
	static const char *const labels[THEMES] = {
		/* TRANSLATORS: the four themes of the screen, behind "colours:" */
		[THEME_TERMINAL] = N_("the terminal's own"),
		[THEME_DARK] = N_("dark"),
		[THEME_LIGHT] = N_("light"),
		[THEME_MONO] = N_("none, bold and reverse instead"),
	};

	return say(labels[theme]);
}

/* For this person from now on, as the language is; where it cannot be kept, for now. */
static void take_theme(struct desk *desk, enum theme next)
{
	struct fault why;

	if (!desk->options.color) {
		desk_say(desk, STYLE_ERROR, "%s",
			say(N_("there are no colours to choose: the terminal has none, or NO_COLOR or "
			       "--color never says so")));
		return;
	}
	desk->theme = next;
	if (!desk->options.config || desk->app->account)
		desk_say(desk, STYLE_PLAIN, say(N_("colours: %s")), theme_label(next));
	else if (setting_keep(desk->options.config, "theme", words[next], &why))
		/* TRANSLATORS: a theme, the file of settings */
		desk_say(desk, STYLE_PLAIN, say(N_("colours: %s; kept in %s")), theme_label(next),
			desk->options.config);
	else
		/* TRANSLATORS: a theme, why it cannot be kept */
		desk_say(desk, STYLE_ERROR, say(N_("colours: %s until you leave: %s")),
			theme_label(next), why.text);
}

void theme_next(struct desk *desk)
{
	take_theme(desk, (enum theme)((desk->theme + 1) % THEMES));
}

bool theme_take(struct desk *desk, const char *word, struct fault *why)
{
	/* As Vietnamese calls them, in whatever language the screen is. */
	static const char *const called[THEMES] = {"theo cua so", "toi", "sang", "khong mau"};
	char folded[128];
	int theme;

	text_fold(folded, sizeof folded, word);
	for (theme = 0; theme < THEMES; theme++)
		if (strcmp(words[theme], folded) == 0 || strcmp(called[theme], folded) == 0) {
			take_theme(desk, (enum theme)theme);
			return true;
		}
	return refuse(why, FAULT_USAGE,
		N_("no colours %s; there are: terminal, dark, light, mono"), word);
}
