/* VNI for Windows, which no C library knows: a letter and, in a second byte, all its marks. */
#include <string.h>

#include "inner.h"

#define GRAVE 0x300
#define ACUTE 0x301
#define CIRCUMFLEX 0x302
#define TILDE 0x303
#define BREVE 0x306
#define HOOK 0x309
#define DOT 0x323

/* After a vowel; capitals lie 0x20 below. */
static const struct {
	unsigned char byte;
	uint16_t marks[2];
} marks[] = {
	{0xF9, {ACUTE, 0}},
	{0xF8, {GRAVE, 0}},
	{0xFB, {HOOK, 0}},
	{0xF5, {TILDE, 0}},
	{0xEF, {DOT, 0}},
	{0xE2, {CIRCUMFLEX, 0}},
	{0xE1, {CIRCUMFLEX, ACUTE}},
	{0xE0, {CIRCUMFLEX, GRAVE}},
	{0xE5, {CIRCUMFLEX, HOOK}},
	{0xE3, {CIRCUMFLEX, TILDE}},
	{0xE4, {CIRCUMFLEX, DOT}},
	{0xEA, {BREVE, 0}},
	{0xE9, {BREVE, ACUTE}},
	{0xE8, {BREVE, GRAVE}},
	{0xFA, {BREVE, HOOK}},
	{0xFC, {BREVE, TILDE}},
	{0xEB, {BREVE, DOT}},
};

/* Letters of their own; capitals lie 0x20 below, and in Unicode one below or as given. */
static const struct {
	unsigned char byte;
	uint16_t small, capital;
} letters[] = {
	{0xF4, 0x1A1, 0x1A0}, /* ơ */
	{0xF6, 0x1B0, 0x1AF}, /* ư */
	{0xF1, 0x111, 0x110}, /* đ */
	{0xED, 0xED, 0xCD}, /* í */
	{0xEC, 0xEC, 0xCC}, /* ì */
	{0xE6, 0x1EC9, 0x1EC8}, /* ỉ */
	{0xF3, 0x129, 0x128}, /* ĩ */
	{0xF2, 0x1ECB, 0x1ECA}, /* ị */
	{0xEE, 0x1EF5, 0x1EF4}, /* ỵ */
};

/* The bytes 0x80-0x9F that windows-1252 has and offices use. */
static const struct {
	unsigned char byte;
	uint16_t character;
} signs[] = {{0x85, 0x2026}, {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C}, {0x94, 0x201D},
	{0x95, 0x2022}, {0x96, 0x2013}, {0x97, 0x2014}};

static void put(struct buffer *out, uint32_t character)
{
	char bytes[4];

	buffer_bytes(out, bytes, text_put(bytes, character));
}

static bool put_letter(struct buffer *out, unsigned char byte)
{
	unsigned char small = byte | 0x20;

	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
		if (letters[i].byte == small) {
			put(out, byte == small ? letters[i].small : letters[i].capital);
			return true;
		}
	}
	return false;
}

static bool put_marks(struct buffer *out, unsigned char byte)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (marks[i].byte == (byte | 0x20)) {
			put(out, marks[i].marks[0]);
			if (marks[i].marks[1])
				put(out, marks[i].marks[1]);
			return true;
		}
	}
	return false;
}

static bool put_sign(struct buffer *out, unsigned char byte)
{
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		if (signs[i].byte == byte) {
			put(out, signs[i].character);
			return true;
		}
	}
	if (byte >= 0xA0)
		put(out, byte);
	return byte >= 0xA0;
}

bool vni_decode(const char *bytes, size_t length, struct buffer *out, size_t *bad)
{
	bool after_vowel = false;

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		bool good = true, is_vowel = false;

		if (byte < 0x80) {
			put(out, byte);
			is_vowel = byte && strchr("aeouyAEOUY", byte);
		} else if (byte < 0xC0) {
			good = put_sign(out, byte);
		} else if (put_letter(out, byte)) {
			is_vowel = strchr("\xF4\xF6\xD4\xD6", byte) != NULL; /* ơ ư take tones */
		} else {
			good = after_vowel && put_marks(out, byte);
		}
		if (!good) {
			*bad = i;
			return false;
		}
		after_vowel = is_vowel;
	}
	*bad = length;
	return true;
}
