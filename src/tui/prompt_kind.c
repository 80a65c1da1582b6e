/* The kind of file that an import asks for: read as it is typed, completed, gone round by Tab. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

/* What kinds of files come in: those that begin with what is typed; all where it is one of them, for
 * Tab goes round. */
void kind_read(struct desk *desk, const char *text)
{
	struct buffer words = {0};
	enum sheet_kind whole;
	bool is_whole = sheet_kind_from_word(text, &whole) && whole <= SHEET_NUMBERS;
	int kind;

	for (kind = 0; kind <= SHEET_NUMBERS; kind++) {
		const char *word = sheet_format((enum sheet_kind)kind)->word;

		if (is_whole || strncmp(word, text, strlen(text)) == 0)
			buffer_print(&words, "%s%s", words.length ? ", " : "", word);
	}
	desk->is_refused = words.length == 0;
	snprintf(desk->reading, sizeof desk->reading,
		words.length ? say(N_("what the file has, by Tab: %s"))
			     : say(N_("no kind of that name; there are: %s")),
		words.length ? buffer_text(&words)
			     : "units, people, plan, tasks, receipts, numbers");
	buffer_free(&words);
}

bool kind_complete(const char *text, char *out, size_t size)
{
	enum sheet_kind whole;
	int kind, found = -1;

	if (sheet_kind_from_word(text, &whole) && whole <= SHEET_NUMBERS) {
		found = (whole + 1) % (SHEET_NUMBERS + 1);
	} else {
		for (kind = 0; kind <= SHEET_NUMBERS && found < 0; kind++)
			if (strncmp(sheet_format((enum sheet_kind)kind)->word, text,
				    strlen(text)) == 0)
				found = kind;
	}
	if (found >= 0)
		snprintf(out, size, "%s", sheet_format((enum sheet_kind)found)->word);
	return found >= 0;
}
