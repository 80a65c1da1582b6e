/* Keys as bytes and as names. PuTTY, MobaXterm and others send more spellings than the terminfo
 * entry they are run under knows (TUI.md §1.4). */
#include "keys.h"

#include "signals.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PASTE_END "\033[201~"
#define PASTE_MOST ((size_t)1 << 20)
/* ms. Were it short, the rest of a paste on a bad line would run as commands. */
#define PASTE_PATIENCE 5000

const struct key_spelling *key_spelling(size_t n)
{
	static const struct key_spelling spellings[] = {
		{"\033[A", "Up"}, {"\033[B", "Down"}, {"\033[C", "Right"}, {"\033[D", "Left"},
		{"\033OA", "Up"}, {"\033OB", "Down"}, {"\033OC", "Right"}, {"\033OD", "Left"},
		{"\033[1~", "Home"}, {"\033[4~", "End"}, {"\033[7~", "Home"}, {"\033[8~", "End"},
		{"\033[H", "Home"}, {"\033[F", "End"}, {"\033OH", "Home"}, {"\033OF", "End"},
		{"\033[2~", "Insert"}, {"\033[3~", "Delete"},
		{"\033[5~", "PgUp"}, {"\033[6~", "PgDn"}, {"\033[Z", "S-Tab"},
		{"\033[11~", "F1"}, {"\033[12~", "F2"}, {"\033[13~", "F3"}, {"\033[14~", "F4"},
		{"\033OP", "F1"}, {"\033OQ", "F2"}, {"\033OR", "F3"}, {"\033OS", "F4"},
		{"\033[200~", KEY_PASTE}, {PASTE_END, KEY_PASTED},
		/* PuTTY's digit block in application mode: numbers are typed there. */
		{"\033Op", "0"}, {"\033Oq", "1"}, {"\033Or", "2"}, {"\033Os", "3"}, {"\033Ot", "4"},
		{"\033Ou", "5"}, {"\033Ov", "6"}, {"\033Ow", "7"}, {"\033Ox", "8"}, {"\033Oy", "9"},
		{"\033OM", "Enter"}, {"\033On", "."}, {"\033Ol", "+"}, {"\033Ok", "+"},
		{"\033Om", "-"}, {"\033Oj", "*"}, {"\033Oo", "/"},
	};

	return n < sizeof spellings / sizeof spellings[0] ? &spellings[n] : NULL;
}

bool key_of(uint32_t character, char name[KEY_TEXT])
{
	const char *word = NULL;

	switch (character) {
	case '\r':
	case '\n':
		word = "Enter";
		break;
	case '\t':
		word = "Tab";
		break;
	case 0x08:
	case 0x7F:
		word = "Backspace";
		break;
	case 0x1B:
		word = "Esc";
		break;
	case ' ':
		word = "Space";
		break;
	}
	if (word) {
		strcpy(name, word);
	} else if (character < 0x20) {
		name[0] = '^';
		name[1] = (char)(character + '@');
		name[2] = '\0';
	} else if (character >= 0x80 && character < 0xA0) {
		return false;
	} else {
		name[text_put(name, character)] = '\0';
	}
	return true;
}

bool key_of_name(const char *found, char name[KEY_TEXT])
{
	static const char *const names[][2] = {{"KEY_UP", "Up"}, {"KEY_DOWN", "Down"},
		{"KEY_LEFT", "Left"}, {"KEY_RIGHT", "Right"}, {"KEY_HOME", "Home"}, {"KEY_FIND", "Home"},
		{"KEY_END", "End"}, {"KEY_SELECT", "End"}, {"KEY_PPAGE", "PgUp"}, {"KEY_NPAGE", "PgDn"},
		{"KEY_IC", "Insert"}, {"KEY_DC", "Delete"}, {"KEY_BACKSPACE", "Backspace"},
		{"KEY_ENTER", "Enter"}, {"KEY_BTAB", "S-Tab"}};
	size_t i;
	int number;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i][0], found) == 0)
			found = names[i][1];
	if (sscanf(found, "KEY_F(%d)", &number) == 1 && number >= 1 && number <= 12)
		snprintf(name, KEY_TEXT, "F%d", number);
	else
		snprintf(name, KEY_TEXT, "%s", found);
	return name[0] != '\0';
}

/* How far the end mark has come with one more byte; only its first byte can start it again. */
static size_t end_advance(size_t matched, char byte)
{
	if (byte == PASTE_END[matched])
		return matched + 1;
	return byte == PASTE_END[0] ? 1 : 0;
}

static void paste_add(struct buffer *paste, char byte)
{
	bool is_after_return = paste->length > 0 && paste->text[paste->length - 1] == '\r';

	if (byte == '\0' || paste->length >= PASTE_MOST + strlen(PASTE_END))
		return;
	if (is_after_return)
		paste->text[paste->length - 1] = '\n';
	if (!is_after_return || byte != '\n')
		buffer_bytes(paste, &byte, 1);
}

/* Whether there are bytes to read before patience ends. */
static bool paste_goes_on(struct pollfd ready[2])
{
	int count;

	do {
		count = poll(ready, 2, PASTE_PATIENCE);
		if (signals_dying() || count == 0)
			return false;
		if (count > 0 && ready[1].revents)
			ready[1].fd = -1; /* a resize, say: it can wait */
	} while (count < 0 || ready[0].revents == 0);
	return true;
}

char *key_paste(int descriptor)
{
	struct pollfd ready[2] = {{descriptor, POLLIN, 0}, {signals_descriptor(), POLLIN, 0}};
	struct buffer paste = {0};
	char bytes[sizeof PASTE_END];
	size_t matched = 0;
	ssize_t got, i;

	while (matched < strlen(PASTE_END) && paste_goes_on(ready)) {
		/* Never more than the end mark still lacks: what follows belongs to curses. */
		got = read(descriptor, bytes, strlen(PASTE_END) - matched);
		if (got <= 0)
			break;
		for (i = 0; i < got; i++) {
			matched = end_advance(matched, bytes[i]);
			paste_add(&paste, bytes[i]);
		}
	}
	paste.length -= matched <= paste.length ? matched : paste.length;
	if (paste.length > PASTE_MOST)
		paste.length = PASTE_MOST;
	if (paste.length > 0 && paste.text[paste.length - 1] == '\r')
		paste.text[paste.length - 1] = '\n';
	buffer_bytes(&paste, "", 1);
	return paste.text;
}
