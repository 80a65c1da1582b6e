/* The kind of file that an import asks for: read as it is typed, completed, gone round by Tab; told in
 * the language of the screen, taken in both. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

#define KIND_SIZE 64

static bool is_kind(const char *text, enum sheet_kind *kind)
{
	return sheet_kind_from_word(text, kind) && *kind <= SHEET_NUMBERS;
}

/* Whether a word of the kind, marks off, begins with this; one of the screen's language alone? */
static bool begins(enum sheet_kind kind, const char *folded, bool as_shown)
{
	const char *const words[] = {sheet_kind_word(kind), sheet_format(kind)->word,
		sheet_format(kind)->vi};
	char word[KIND_SIZE];
	size_t i;

	for (i = 0; i < (as_shown ? 1 : sizeof words / sizeof *words); i++)
		if (strncmp(text_fold(word, sizeof word, words[i]), folded, strlen(folded)) == 0)
			return true;
	return false;
}

static void kinds_add(struct buffer *words, enum sheet_kind kind)
{
	buffer_print(words, "%s%s", words->length ? ", " : "", sheet_kind_word(kind));
}

/* What kinds of files come in: those that begin with what is typed; all where it is one of them, for
 * Tab goes round. */
void kind_read(struct desk *desk, const char *text)
{
	struct buffer words = {0}, all = {0};
	char folded[EDIT_SIZE];
	enum sheet_kind whole;
	bool is_whole = is_kind(text, &whole);
	int kind;

	text_fold(folded, sizeof folded, text);
	for (kind = 0; kind <= SHEET_NUMBERS; kind++) {
		kinds_add(&all, (enum sheet_kind)kind);
		if (is_whole || begins((enum sheet_kind)kind, folded, false))
			kinds_add(&words, (enum sheet_kind)kind);
	}
	desk->is_refused = words.length == 0;
	snprintf(desk->reading, sizeof desk->reading,
		words.length ? say(N_("what the file has, by Tab: %s"))
			     : say(N_("no kind of that name; there are: %s")),
		buffer_text(words.length ? &words : &all));
	buffer_free(&words);
	buffer_free(&all);
}

bool kind_complete(const char *text, char *out, size_t size)
{
	char folded[EDIT_SIZE];
	enum sheet_kind whole;
	int kind, pass, found = -1;

	text_fold(folded, sizeof folded, text);
	if (is_kind(text, &whole))
		found = (whole + 1) % (SHEET_NUMBERS + 1);
	/* The screen's own words go first. */
	for (pass = 0; pass < 2 && found < 0; pass++)
		for (kind = 0; kind <= SHEET_NUMBERS && found < 0; kind++)
			if (begins((enum sheet_kind)kind, folded, pass == 0))
				found = kind;
	if (found >= 0)
		snprintf(out, size, "%s", sheet_kind_word((enum sheet_kind)found));
	return found >= 0;
}
