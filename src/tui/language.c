/* The language of the screen, taken for this person from now on. */
#include "inner.h"
#include "news.h"
#include "parts.h"
#include "preview.h"

#include <string.h>

#define FOLD_SIZE 128

/* For this person from now on; where it cannot be kept it is changed for now. */
static void take_language(struct desk *desk, const char *language)
{
	struct fault why;
	int name;

	language_choose(language, NULL);
	for (name = 0; name < VIEWS; name++)
		memset(desk->views[name].widths, 0, sizeof desk->views[name].widths);
	if (desk->app->store && !desk_reload(desk, 0, &why))
		desk_refuse(desk, &why);
	else if (!desk->options.config || desk->app->account)
		desk_say(desk, STYLE_PLAIN, "%s", say(N_("this is English now")));
	else if (setting_keep(desk->options.config, "lang", language, &why))
		/* TRANSLATORS: the file of settings */
		desk_say(desk, STYLE_PLAIN, say(N_("this is English now; kept in %s")),
			desk->options.config);
	else
		desk_say(desk, STYLE_ERROR, say(N_("this is English until you leave: %s")),
			why.text);
	preview_reword(desk);
}

void language_next(struct desk *desk)
{
	take_language(desk, strcmp(language_now(), "vi") == 0 ? "en" : "vi");
}

bool language_named(struct desk *desk, const char *word, struct fault *why)
{
	/* As in settings, and as each language calls both. */
	static const char *const words[][2] = {{"vi", "vi"}, {"vietnamese", "vi"}, {"tieng viet", "vi"},
		{"viet", "vi"}, {"en", "en"}, {"english", "en"}, {"tieng anh", "en"}, {"anh", "en"}};
	char folded[FOLD_SIZE];
	size_t i;

	text_fold(folded, sizeof folded, word);
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i][0], folded) == 0) {
			take_language(desk, words[i][1]);
			return true;
		}
	return refuse(why, FAULT_USAGE, N_("no language %s; there are: vi, en"), word);
}
