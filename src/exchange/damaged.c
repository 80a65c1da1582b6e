/* Letters that a program spoiled before the file came here: the bytes of one letter of UTF-8 taken for
 * two or three letters of windows-1252 ("Há»™i" for "Hội") or windows-1258, and letters that became
 * "?" ("?ã xong"). Such text is valid, so only what it looks like tells. */
#include <ctype.h>
#include <string.h>

#include "inner.h"

/* ---- bytes taken for letters ------------------------------------------------------------------ */

/* The byte that the letter stands for: windows-1252, and the A that windows-1258 has with another mark.
 * -1: none above ASCII. */
static int byte_of(uint32_t letter)
{
	static const uint16_t high[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
		0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018,
		0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
		0x0153, 0x9D, 0x017E, 0x0178};

	if (letter >= 0x80 && letter <= 0xFF)
		return (int)letter;
	if (letter == 0x102) /* Ă */
		return 0xC3;
	for (int i = 0; letter >= 0x100 && i < 32; i++) {
		if (high[i] == letter)
			return 0x80 + i;
	}
	return -1;
}

static bool is_vietnamese(uint32_t letter)
{
	static const uint16_t others[] = {0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0,
		0x1A1, 0x1AF, 0x1B0};
	static const char latin[] = "\xC0\xC1\xC2\xC3\xC8\xC9\xCA\xCC\xCD\xD2\xD3\xD4\xD5\xD9\xDA\xDD"
				    "\xE0\xE1\xE2\xE3\xE8\xE9\xEA\xEC\xED\xF2\xF3\xF4\xF5\xF9\xFA\xFD";

	if (letter >= 0x1EA0 && letter <= 0x1EF9)
		return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (others[i] == letter)
			return true;
	}
	return letter >= 0xC0 && letter <= 0xFF && strchr(latin, (int)letter);
}

/* How many bytes of text are the letters that one was taken apart into; 0: none start here. */
static size_t apart(const char *text, size_t length, uint32_t *letter)
{
	uint32_t character;
	size_t at = text_step(text, length, &character), rest;
	int byte = byte_of(character);

	if (byte >= 0xC3 && byte <= 0xC6)
		rest = 1;
	else if (byte == 0xE1 || byte == 0xE2)
		rest = 2;
	else
		return 0;
	*letter = (uint32_t)byte & (rest == 1 ? 0x1F : 0x0F);
	for (; rest > 0; rest--) {
		size_t step = at < length ? text_step(text + at, length - at, &character) : 0;

		byte = step > 0 ? byte_of(character) : -1;
		if (byte < 0x80 || byte > 0xBF)
			return 0;
		*letter = *letter << 6 | ((uint32_t)byte & 0x3F);
		at += step;
	}
	return at;
}

/* An Ã that ends a word has a hard blank or a closing mark behind it also in good text. */
static bool is_by_chance(const char *text, size_t at, uint32_t letter)
{
	bool follows_small = at > 0 && text[at - 1] >= 'a' && text[at - 1] <= 'z';

	return (letter == 0xE0 || (letter >= 0xD2 && letter <= 0xD4)) && !follows_small;
}

/* The line of the first letter taken apart in a text none of whose letters are whole; 0: it is good.
 * One alone may be an accident: its cell is refused. */
static long line_taken_apart(const char *text, size_t length)
{
	size_t found = 0, first = 0;

	for (size_t at = 0; at < length;) {
		uint32_t letter, character;
		size_t bytes;

		if ((unsigned char)text[at] < 0x80) {
			at++;
			continue;
		}
		bytes = apart(text + at, length - at, &letter);
		if (bytes > 0) {
			if (is_vietnamese(letter) && !is_by_chance(text, at, letter))
				first = found++ ? first : at;
			at += bytes;
			continue;
		}
		at += text_step(text + at, length - at, &character);
		if (character > 0x102 && is_vietnamese(character))
			return 0;
	}
	return found > 1 ? sniff_line(text, first) : 0;
}

bool damaged_file(const char *text, size_t length, struct fault *why)
{
	long line = line_taken_apart(text, length);

	return line > 0 && !refuse(why, FAULT_REFUSED,
				   N_("line %ld: each Vietnamese letter became two or three others when "
				      "the file was opened in another encoding and saved: open the "
				      "original as UTF-8 and save it as \"CSV UTF-8\""),
				   line);
}

static bool is_apart(const char *text)
{
	size_t length = strlen(text);
	uint32_t letter;

	for (size_t at = 0; at < length; at++) {
		if ((unsigned char)text[at] >= 0xC3 && apart(text + at, length - at, &letter) > 0 &&
			is_vietnamese(letter) && !is_by_chance(text, at, letter))
			return true;
	}
	return false;
}

static void add_letter(struct buffer *out, uint32_t letter)
{
	char bytes[3] = {(char)(0xE0 | letter >> 12), (char)(0x80 | (letter >> 6 & 0x3F)),
		(char)(0x80 | (letter & 0x3F))};

	if (letter < 0x800)
		bytes[1] = (char)(0xC0 | letter >> 6);
	buffer_bytes(out, bytes + (letter < 0x800), letter < 0x800 ? 2 : 3);
}

bool damaged_cure(const char *text, struct pool *pool, const char **cure)
{
	struct buffer mended = {0};
	size_t length = strlen(text);
	struct fault why;

	if (!is_apart(text))
		return false;
	for (size_t at = 0; at < length;) {
		uint32_t letter = 0;
		size_t bytes = apart(text + at, length - at, &letter);

		if (bytes > 0 && letter >= 0x80) {
			add_letter(&mended, letter);
		} else {
			bytes = text_step(text + at, length - at, &letter);
			buffer_bytes(&mended, text + at, bytes);
		}
		at += bytes;
	}
	*cure = text_normalised(buffer_text(&mended), mended.length, pool);
	buffer_free(&mended);
	return !damaged_cell(*cure, &why);
}

/* ---- letters that became "?" ------------------------------------------------------------------ */

static bool is_letter(const char *at)
{
	unsigned char byte = (unsigned char)*at;

	return byte >= 0xC3 ? byte != 0xE2 : isalpha(byte) != 0;
}

/* A "?" before a letter has lost one; at the end of a word it asks something, and in an address it
 * begins the search. */
static bool has_lost_letters(const char *text)
{
	for (const char *found = text; (found = strchr(found, '?')) != NULL; found++) {
		const char *start = found;
		size_t length;

		if (!is_letter(found + 1))
			continue;
		while (start > text && !strchr(" \t\n\",;|", start[-1]))
			start--;
		length = strcspn(start, " \t\n\",;|");
		if (!memchr(start, '=', length) && strncmp(start, "www.", 4) != 0) {
			const char *scheme = strstr(start, "://");

			if (!scheme || (size_t)(scheme - start) >= length)
				return true;
		}
	}
	return false;
}

bool damaged_cell(const char *text, struct fault *why)
{
	if (is_apart(text))
		return !refuse(why, FAULT_REFUSED,
			N_("each Vietnamese letter in it became two or three others in another "
			   "encoding: type it again"));
	if (strchr(text, '?') && has_lost_letters(text))
		return !refuse(why, FAULT_REFUSED,
			N_("letters in it became \"?\" when the file was saved: type it again, or put "
			   "a blank behind a \"?\" that is meant"));
	return false;
}
