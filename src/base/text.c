/* Texts as bytes: stepping through UTF-8, bringing it to NFC at every entrance, trimming. General
 * Unicode work is libunistring's; only the text*.c files know it. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#define REPLACEMENT 0xFFFD

/* RFC 3629: the shortest form only, no surrogates, nothing above U+10FFFF. */
size_t text_step(const char *text, size_t length, uint32_t *character)
{
	const unsigned char *byte = (const unsigned char *)text;
	unsigned char low = 0x80, high = 0xBF;
	size_t bytes, i;
	uint32_t value;

	if (length == 0)
		return 0;
	*character = byte[0];
	if (byte[0] < 0x80)
		return 1;
	*character = REPLACEMENT;
	if (byte[0] < 0xC2 || byte[0] > 0xF4)
		return 1;
	bytes = byte[0] < 0xE0 ? 2 : byte[0] < 0xF0 ? 3 : 4;
	if (byte[0] == 0xE0)
		low = 0xA0;
	else if (byte[0] == 0xED)
		high = 0x9F;
	else if (byte[0] == 0xF0)
		low = 0x90;
	else if (byte[0] == 0xF4)
		high = 0x8F;
	if (length < bytes || byte[1] < low || byte[1] > high)
		return 1;
	value = byte[0] & (0x7Fu >> bytes);
	for (i = 1; i < bytes; i++) {
		if ((byte[i] & 0xC0) != 0x80)
			return 1;
		value = value << 6 | (byte[i] & 0x3Fu);
	}
	*character = value;
	return bytes;
}

size_t text_put(char out[4], uint32_t character)
{
	if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
		character = REPLACEMENT;
	if (character < 0x80) {
		out[0] = (char)character;
		return 1;
	}
	if (character < 0x800) {
		out[0] = (char)(0xC0 | character >> 6);
		out[1] = (char)(0x80 | (character & 0x3F));
		return 2;
	}
	if (character < 0x10000) {
		out[0] = (char)(0xE0 | character >> 12);
		out[1] = (char)(0x80 | (character >> 6 & 0x3F));
		out[2] = (char)(0x80 | (character & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | character >> 18);
	out[1] = (char)(0x80 | (character >> 12 & 0x3F));
	out[2] = (char)(0x80 | (character >> 6 & 0x3F));
	out[3] = (char)(0x80 | (character & 0x3F));
	return 4;
}

/* Bytes of text before the first that is NUL or not ASCII, eight at a time: every cell of a file
 * comes through here. */
static size_t ascii_bytes(const char *text, size_t length)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
	uint64_t word;
	size_t at = 0;

	for (; length - at >= sizeof word; at += sizeof word) {
		memcpy(&word, text + at, sizeof word);
		/* A borrow reaches the top bit of a byte only from a zero byte or from behind one. */
		if ((word & tops) != 0 || ((word - ones) & ~word & tops) != 0)
			break;
	}
	while (at < length && text[at] != '\0' && ((unsigned char)text[at] & 0x80) == 0)
		at++;
	return at;
}

static bool is_continued(const char *text, size_t bytes)
{
	for (size_t i = 1; i < bytes; i++) {
		if (((unsigned char)text[i] & 0xC0) != 0x80)
			return false;
	}
	return true;
}

/* Bytes of the character at text where no more than its first byte decides what may follow: all of
 * Vietnamese. 0: ask text_step. */
static size_t common_step(const char *text, size_t length)
{
	unsigned char first = (unsigned char)text[0];

	if (first >= 0xC2 && first <= 0xDF)
		return length >= 2 && is_continued(text, 2) ? 2 : 0;
	if (first >= 0xE1 && first <= 0xEC)
		return length >= 3 && is_continued(text, 3) ? 3 : 0;
	return 0;
}

bool text_is_utf8(const char *text, size_t length, size_t *where)
{
	size_t at = 0, bytes;
	uint32_t character;

	while ((at += ascii_bytes(text + at, length - at)) < length) {
		bytes = common_step(text + at, length - at);
		if (bytes == 0)
			bytes = text_step(text + at, length - at, &character);
		if (bytes == 1 && text[at] != '\0') { /* text_step takes one byte of what is bad */
			if (where)
				*where = at;
			return false;
		}
		at += bytes;
	}
	return true;
}

/* Whether text is surely in NFC already: ASCII, Latin and Vietnamese letters, common dashes and
 * quotation marks, none of which ever changes or joins another of them. */
static bool is_settled(const char *text, size_t length)
{
	size_t at = ascii_bytes(text, length);
	uint32_t character;

	while (at < length) {
		at += text_step(text + at, length - at, &character);
		if (character == 0 || (character >= 0x300 && character < 0x1EA0) ||
		        (character > 0x1EF9 && character < 0x2010) || character > 0x2027)
			return false;
		at += ascii_bytes(text + at, length - at);
	}
	return true;
}

char *text_normalised(const char *text, size_t length, struct pool *pool)
{
	char *repaired, *slice;
	uint8_t *normal;
	size_t at = 0, bytes = 0, normal_length;
	uint32_t character;

	if (is_settled(text, length))
		return pool_slice(pool, text, length);
	/* A malformed byte grows to the three of U+FFFD; so does NUL, which would hide what follows. */
	repaired = memory_take(length + 1, 3);
	while (at < length) {
		at += text_step(text + at, length - at, &character);
		bytes += text_put(repaired + bytes, character ? character : REPLACEMENT);
	}
	normal = u8_normalize(UNINORM_NFC, (const uint8_t *)repaired, bytes, NULL, &normal_length);
	free(repaired);
	if (!normal)
		memory_exhausted();
	slice = pool_slice(pool, (const char *)normal, normal_length);
	free(normal);
	return slice;
}

char *text_normalise(char *out, size_t size, const char *text)
{
	struct pool pool = {0};
	size_t length = strlen(text);

	if (is_settled(text, length))
		return text_cut_into(out, size, text, length);
	text = text_normalised(text, length, &pool);
	text_cut_into(out, size, text, strlen(text));
	pool_free(&pool);
	return out;
}

/* Bytes of the blank at text, 0 when there is none. */
static size_t blank_bytes(const char *text)
{
	if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
		return 1;
	if (strncmp(text, "\xC2\xA0", 2) == 0)
		return 2;
	if (strncmp(text, "\xE2\x80\x8B", 3) == 0 || strncmp(text, "\xEF\xBB\xBF", 3) == 0)
		return 3;
	return 0;
}

char *text_trim(char *text)
{
	char *at, *end;
	size_t blank;

	while ((blank = blank_bytes(text)) > 0)
		text += blank;
	for (at = end = text; *at != '\0';) {
		blank = blank_bytes(at);
		at += blank ? blank : 1;
		if (blank == 0)
			end = at;
	}
	*end = '\0';
	return text;
}

void outlet_open(struct outlet *outlet, char *out, size_t size)
{
	*outlet = (struct outlet){out, size, 0, size == 0};
	if (size > 0)
		out[0] = '\0';
}

void outlet_put(struct outlet *outlet, const char *piece, size_t length)
{
	if (outlet->is_full || length >= outlet->size - outlet->length) {
		outlet->is_full = true;
		return;
	}
	memcpy(outlet->out + outlet->length, piece, length);
	outlet->length += length;
	outlet->out[outlet->length] = '\0';
}

uint64_t bytes_print(uint64_t print, const void *bytes, size_t length)
{
	for (const unsigned char *at = bytes; length > 0; length--, at++)
		print = (print ^ *at) * UINT64_C(1099511628211);
	return print;
}
