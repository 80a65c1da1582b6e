/* Texts as seen on a terminal: clusters, columns, cutting, padding, and the cleaning without which
 * nothing may be shown (QUALITY.md §3, Terminals). */
#include "inner.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

/* Latin and Vietnamese letters stand alone: no mark, no joining, one column. */
static bool is_plain(uint32_t character)
{
	return (character >= 0x20 && character < 0x300) ||
	       (character >= 0x1EA0 && character <= 0x1EF9);
}

static bool is_regional(uint32_t character)
{
	return character >= 0x1F1E6 && character <= 0x1F1FF;
}

/* The end of the cluster at text. The library (1.0) looks at pairs of characters only; flags (two
 * regional indicators, GB12) and joined emoji (GB11) need one more look back. */
static const char *cluster_end(const char *text, const char *end)
{
	const char *part = text, *next;
	uint32_t first, second;

	for (;;) {
		size_t bytes = text_step(part, (size_t)(end - part), &first);
		bool is_flag, is_joined;

		next = (const char *)u8_grapheme_next((const uint8_t *)part, (const uint8_t *)end);
		if (text_step(next, (size_t)(end - next), &second) == 0)
			return next;
		is_flag = part == text && next == part + bytes && is_regional(first) &&
		          is_regional(second);
		is_joined = next - part > 3 && memcmp(next - 3, "\xE2\x80\x8D", 3) == 0 &&
		            uc_is_property_extended_pictographic((ucs4_t)first) &&
		            uc_is_property_extended_pictographic((ucs4_t)second);
		if (!is_flag && !is_joined)
			return next;
		part = next;
	}
}

size_t text_grapheme(const char *text, size_t length)
{
	size_t bytes;
	uint32_t character, next;

	if (length == 0)
		return 0;
	bytes = text_step(text, length, &character);
	if (bytes == 1 && character == 0xFFFD)
		return 1; /* a malformed byte joins nothing */
	if (bytes == length)
		return bytes;
	if (is_plain(character)) {
		text_step(text + bytes, length - bytes, &next);
		if (is_plain(next))
			return bytes;
	}
	return (size_t)(cluster_end(text, text + length) - text);
}

static int character_columns(uint32_t character)
{
	int columns;

	if (is_plain(character))
		return 1;
	columns = uc_width((ucs4_t)character, "UTF-8");
	return columns < 0 ? 1 : columns;
}

/* Terminals add up characters and know no clusters; what is wider than two columns there is cleaned
 * away by text_clean (joiners) or does not occur in names. */
static int cluster_columns(const char *text, size_t length)
{
	size_t at = 0;
	uint32_t character;
	int columns = 0;

	while (at < length && columns < 2) {
		at += text_step(text + at, length - at, &character);
		columns += character_columns(character);
	}
	return columns > 2 ? 2 : columns;
}

int text_columns(const char *text)
{
	size_t left = strlen(text), bytes;
	int columns = 0;

	for (; left > 0 && columns < INT_MAX - 2; text += bytes, left -= bytes) {
		bytes = text_grapheme(text, left);
		columns += cluster_columns(text, bytes);
	}
	return columns;
}

size_t text_cut(const char *text, int columns, int *used)
{
	size_t length = strlen(text), at = 0, bytes;
	int total = 0, wide;

	while (at < length && columns >= 0) {
		bytes = text_grapheme(text + at, length - at);
		wide = cluster_columns(text + at, bytes);
		if (wide > columns - total)
			break;
		total += wide;
		at += bytes;
	}
	if (used)
		*used = total;
	return at;
}

char *text_cut_into(char *out, size_t size, const char *text, size_t length)
{
	size_t at = 0, bytes;

	if (size == 0)
		return out;
	if (length < size) {
		at = length;
	} else {
		while ((bytes = text_grapheme(text + at, length - at)) > 0 && bytes < size - at)
			at += bytes;
	}
	memmove(out, text, at);
	out[at] = '\0';
	return out;
}

static void put_clusters(struct outlet *outlet, const char *text, size_t length)
{
	size_t bytes;

	for (; length > 0 && !outlet->is_full; text += bytes, length -= bytes) {
		bytes = text_grapheme(text, length);
		outlet_put(outlet, text, bytes);
	}
}

static void put_spaces(struct outlet *outlet, int count)
{
	for (; count > 0 && !outlet->is_full; count--)
		outlet_put(outlet, " ", 1);
}

void text_fit(char *out, size_t size, const char *text, int columns, enum text_align align)
{
	struct outlet outlet;
	int used, spare, before;
	size_t bytes = text_cut(text, columns, &used);
	bool is_cut = text[bytes] != '\0' && columns > 0;

	if (is_cut) {
		bytes = text_cut(text, columns - 1, &used);
		used++;
	}
	spare = columns - used;
	before = align == ALIGN_LEFT ? 0 : align == ALIGN_RIGHT ? spare : spare / 2;
	outlet_open(&outlet, out, size);
	put_spaces(&outlet, before);
	put_clusters(&outlet, text, bytes);
	if (is_cut)
		outlet_put(&outlet, "…", strlen("…"));
	put_spaces(&outlet, spare - before);
}

/* Whether a terminal shows the character and does nothing else with it. */
static bool is_shown(uint32_t character)
{
	const uint32_t hidden = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs |
	                        UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl |
	                        UC_CATEGORY_MASK_Zp;

	if (character < 0x7F)
		return character >= 0x20;
	if (character < 0x300)
		return character >= 0xA0 && character != 0xAD; /* soft hyphen */
	if (is_plain(character))
		return true;
	if (uc_is_general_category_withtable((ucs4_t)character, hidden) ||
	        uc_is_property_default_ignorable_code_point((ucs4_t)character))
		return false;
	return uc_width((ucs4_t)character, "UTF-8") > 0 || text_kind(character) == KIND_MARK;
}

char *text_clean(char *out, size_t size, const char *text)
{
	struct outlet outlet;
	size_t left = strlen(text), bytes;
	uint32_t character;
	bool is_first = true;

	outlet_open(&outlet, out, size);
	for (; left > 0 && !outlet.is_full; text += bytes, left -= bytes) {
		bytes = text_step(text, left, &character);
		if (character == '\n' || character == '\t')
			outlet_put(&outlet, " ", 1);
		else if ((character == 0xFFFD && bytes == 1) || !is_shown(character) ||
		         (is_first && text_kind(character) == KIND_MARK))
			/* A mark that comes first would change the letter left of it on the screen. */
			outlet_put(&outlet, "\xEF\xBF\xBD", 3);
		else
			outlet_put(&outlet, text, bytes);
		is_first = false;
	}
	return out;
}

static bool acts_on_a_terminal(uint32_t character)
{
	return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x61C ||
	       character == 0x200E || character == 0x200F ||
	       (character >= 0x2028 && character <= 0x202E) ||
	       (character >= 0x2066 && character <= 0x2069);
}

char *text_clean_cell(char *out, size_t size, const char *text)
{
	struct outlet outlet;
	size_t left = strlen(text), bytes;
	uint32_t character;

	outlet_open(&outlet, out, size);
	for (; left > 0 && !outlet.is_full; text += bytes, left -= bytes) {
		bytes = text_step(text, left, &character);
		if (character == 0xFFFD && bytes == 1)
			outlet_put(&outlet, "\xEF\xBF\xBD", 3);
		else if (character == '\n' || character == '\t' || !acts_on_a_terminal(character))
			outlet_put(&outlet, text, bytes);
	}
	return out;
}

char *text_quote(char out[QUOTE_TEXT], const char *text)
{
	char clean[QUOTE_TEXT * 4];
	size_t bytes;

	text_clean(clean, sizeof clean, text);
	bytes = text_cut(clean, 32, NULL);
	if (clean[bytes] == '\0')
		return text_cut_into(out, QUOTE_TEXT, clean, bytes);
	text_cut_into(out, QUOTE_TEXT - strlen("…"), clean, text_cut(clean, 31, NULL));
	return strcat(out, "…");
}
