/* The language of messages: gettext's Vietnamese catalogue, or the English msgids themselves. */
#include "inner.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "tiendo"

/* One of the three globals of the house (ARCHITECTURE.md, Ownership). */
static const char *language_in_use = "en";

static void locale_choose(void)
{
	const char *messages;

	/* glibc ships C.UTF-8; without it (or a UTF-8 LANG) there is nothing better to fall back to. */
	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_ALL, "C.UTF-8");
	/* gettext looks at LANGUAGE only when LC_MESSAGES is other than plain "C". */
	messages = setlocale(LC_MESSAGES, NULL);
	if (!messages || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
}

bool language_choose(const char *language, const char *catalogue)
{
	const char *known;

	if (strcmp(language, "vi") == 0)
		known = "vi";
	else if (strcmp(language, "en") == 0)
		known = "en";
	else
		return false;
	/* LANGUAGE first: setlocale and bindtextdomain then make gettext forget what it looked up. */
	setenv("LANGUAGE", known, 1);
	locale_choose();
	if (catalogue)
		bindtextdomain(DOMAIN, catalogue);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	language_in_use = known;
	return true;
}

const char *language_now(void)
{
	return language_in_use;
}

/* English needs no catalogue, so none can get in its way. */
static bool is_translated(void)
{
	return language_in_use[0] == 'v';
}

const char *say(const char *msgid)
{
	/* The msgid "" is the catalogue's own header. */
	if (!is_translated() || msgid[0] == '\0')
		return msgid;
	return dgettext(DOMAIN, msgid);
}

const char *say_many(const char *one, const char *many, unsigned long n)
{
	if (!is_translated())
		return n == 1 ? one : many;
	return dngettext(DOMAIN, one, many, n);
}
