/* The words that an argument may be, where it is one of a few: told once, for every shell that
 * completes. */
#include "inner.h"

#include <stdio.h>
#include <string.h>

const char *const setting_words[] = {"timezone", "due-soon", "date-counts", "closed", NULL};

/* "add|list|remove" says them itself. */
static bool told_word(const char *label, size_t n, char out[ARGUMENT_WORD])
{
	for (; n > 0 && *label; n--) {
		label += strcspn(label, "|");
		label += *label == '|';
	}
	snprintf(out, ARGUMENT_WORD, "%.*s", (int)strcspn(label, "|"), label);
	return *out != '\0';
}

static const char *kind_word(bool comes_in, size_t n)
{
	size_t kinds = comes_in ? SHEET_NUMBERS + 1 : SHEET_KINDS;
	if (n < kinds)
		return sheet_format((enum sheet_kind)n)->word;
	return n == kinds && !comes_in ? "all" : NULL;
}

static const char *listing_word(size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!listing_kinds[i])
			return NULL;
	return listing_kinds[n] ? listing_kinds[n]->name : NULL;
}

static const char *setting_word(size_t n)
{
	return n + 1 < sizeof setting_words / sizeof *setting_words ? setting_words[n] : NULL;
}

bool argument_word(const struct command *command, const struct argument *argument, size_t n,
	char out[ARGUMENT_WORD])
{
	const char *label = argument->label, *word = NULL;
	out[0] = '\0';
	if (argument->ask != ASK_WORD || !label)
		return false;
	if (strchr(label, '|') || strcmp(label, "people") == 0)
		return told_word(label, n, out);
	if (strcmp(label, "KIND") == 0)
		word = kind_word(strcmp(command->name, "import") == 0, n);
	else if (!argument->option && strcmp(label, "NAME") == 0)
		word = strcmp(command->name, "list") == 0 ? listing_word(n)
		       : strcmp(command->name, "set") == 0 ? setting_word(n)
							   : NULL;
	if (word)
		snprintf(out, ARGUMENT_WORD, "%s", word);
	return word != NULL;
}
