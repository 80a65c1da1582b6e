/* Vietnamese dictionary order as keys for strcmp, in printable ASCII. Three levels, each behind a
 * space: the letters (ă, â, đ, ê, ô, ơ, ư are letters of their own), then the marks syllable by
 * syllable, then capitals. Agrees with CLDR's "vi" except where a tone stands in the syllable. */
#include "inner.h"

#include <string.h>

#define WEIGHT_PUNCTUATION '"' /* and the 31 that follow */
#define WEIGHT_OTHER_SYMBOL 'B'
#define WEIGHT_LETTER 'D'
#define WEIGHT_OTHER_LETTER 'e'

static const char punctuation[] = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/* Where each Latin letter stands in the Vietnamese alphabet (f, j, w and z of foreign names where
 * Latin has them), and the marks that make the letters right behind it. */
#define LETTER_SHAPES 2
static const struct {
	int place;
	uint32_t shapes[LETTER_SHAPES];
} alphabet[26] = {{0, {MARK_BREVE, MARK_CIRCUMFLEX}}, {3, {0}}, {4, {0}}, {5, {0}},
        {7, {MARK_CIRCUMFLEX}}, {9, {0}}, {10, {0}}, {11, {0}}, {12, {0}}, {13, {0}}, {14, {0}},
        {15, {0}}, {16, {0}}, {17, {0}}, {18, {MARK_CIRCUMFLEX, MARK_HORN}}, {21, {0}}, {22, {0}},
        {23, {0}}, {24, {0}}, {25, {0}}, {26, {MARK_HORN}}, {28, {0}}, {29, {0}}, {30, {0}},
        {31, {0}}, {32, {0}}};
#define PLACE_D_STROKE 6 /* đ, behind d */

static void put_byte(struct outlet *outlet, int byte)
{
	char piece = (char)byte;

	outlet_put(outlet, &piece, 1);
}

/* Four bytes in the order of the characters, for those without a weight of their own. */
static void put_code(struct outlet *outlet, uint32_t character)
{
	char piece[4];
	int i;

	for (i = 0; i < 4; i++)
		piece[i] = (char)('0' + (character >> (18 - 6 * i) & 0x3F));
	outlet_put(outlet, piece, sizeof piece);
}

/* The letter's place in the alphabet, -1 for other alphabets; *shape is the index of the mark that
 * is part of the letter, -1 when there is none. */
static int alphabet_place(const struct text_letter *letter, int *shape)
{
	uint32_t from_a = letter->base - 'a';
	int mark, i;

	*shape = -1;
	if (from_a >= 26)
		return letter->base == 0x111 ? PLACE_D_STROKE : -1;
	for (mark = 0; mark < letter->mark_count; mark++) {
		for (i = 0; i < LETTER_SHAPES; i++) {
			if (letter->marks[mark] == alphabet[from_a].shapes[i]) {
				*shape = mark;
				return alphabet[from_a].place + 1 + i;
			}
		}
	}
	return alphabet[from_a].place;
}

/* Writes the number that begins with the digit `first`, so that one of more digits sorts later; a
 * count of 93 and more goes on in a further byte. Leading zeros say nothing. */
static void put_number(struct outlet *outlet, struct text_reader *reader, int first)
{
	struct text_reader ahead = *reader;
	struct text_letter letter;
	size_t following = 0, significant = first > 0;
	int digit;

	while (text_read_letter(&ahead, &letter) && (digit = text_digit(letter.base)) >= 0) {
		following++;
		significant += significant > 0 || digit > 0;
	}
	put_byte(outlet, WEIGHT_NUMBER);
	for (; significant >= 93; significant -= 93)
		put_byte(outlet, '~');
	put_byte(outlet, '!' + (int)significant);
	if (first > 0)
		put_byte(outlet, '0' + first);
	for (; following > 0 && text_read_letter(reader, &letter); following--) {
		digit = text_digit(letter.base);
		first |= digit;
		if (first > 0)
			put_byte(outlet, '0' + digit);
	}
}

static void put_letters(struct outlet *outlet, const char *text)
{
	struct text_reader reader;
	struct text_letter letter;
	const char *found;
	int place, shape;

	text_read(&reader, text);
	while (!outlet->is_full && text_read_letter(&reader, &letter)) {
		switch (text_kind(letter.base)) {
		case KIND_DIGIT:
			put_number(outlet, &reader, text_digit(letter.base));
			break;
		case KIND_LETTER:
			place = alphabet_place(&letter, &shape);
			put_byte(outlet, place < 0 ? WEIGHT_OTHER_LETTER : WEIGHT_LETTER + place);
			if (place < 0)
				put_code(outlet, letter.base);
			break;
		case KIND_SYMBOL:
			found = letter.base < 0x80 ? strchr(punctuation, (int)letter.base) : NULL;
			put_byte(outlet, found ? WEIGHT_PUNCTUATION + (int)(found - punctuation)
			                       : WEIGHT_OTHER_SYMBOL);
			if (!found)
				put_code(outlet, letter.base);
			break;
		default:
			put_byte(outlet, WEIGHT_SPACE);
		}
	}
}

static void put_mark(struct outlet *outlet, uint32_t mark)
{
	static const uint32_t tones[] = {MARK_GRAVE, MARK_HOOK, MARK_TILDE, MARK_ACUTE, MARK_DOT};
	int i;

	for (i = 0; i < 5; i++) {
		if (tones[i] == mark) {
			put_byte(outlet, '1' + i);
			return;
		}
	}
	put_byte(outlet, '6');
	put_code(outlet, mark);
}

/* The marks of each syllable, then a '0'; the last of these are left out. */
static void put_marks(struct outlet *outlet, const char *text)
{
	struct text_reader reader;
	struct text_letter letter;
	size_t ends = 0;
	int shape, i;
	bool is_inside = false;

	text_read(&reader, text);
	while (!outlet->is_full && text_read_letter(&reader, &letter)) {
		if (text_kind(letter.base) != KIND_LETTER) {
			ends += is_inside;
			is_inside = false;
			continue;
		}
		is_inside = true;
		alphabet_place(&letter, &shape);
		for (i = 0; i < letter.mark_count; i++) {
			if (i == shape)
				continue;
			for (; ends > 0; ends--)
				put_byte(outlet, '0');
			put_mark(outlet, letter.marks[i]);
		}
	}
}

/* Six letters a byte, a bit for each that is a capital; bytes without any are left out at the end. */
static void put_capitals(struct outlet *outlet, const char *text)
{
	struct text_reader reader;
	struct text_letter letter;
	size_t blanks = 0;
	int bits = 0, count = 0;
	bool is_more = true;

	text_read(&reader, text);
	while (!outlet->is_full && is_more) {
		is_more = text_read_letter(&reader, &letter);
		if (is_more && text_kind(letter.base) != KIND_LETTER)
			continue;
		bits = bits << 1 | (is_more && letter.is_upper);
		if (++count < 6 && is_more)
			continue;
		if (bits == 0) {
			blanks++;
		} else {
			for (; blanks > 0; blanks--)
				put_byte(outlet, '0');
			put_byte(outlet, '0' + bits);
		}
		bits = count = 0;
	}
}

char *text_collation_key(char *out, size_t size, const char *text)
{
	struct outlet outlet;

	outlet_open(&outlet, out, size);
	put_letters(&outlet, text);
	put_byte(&outlet, LEVEL_END);
	put_marks(&outlet, text);
	put_byte(&outlet, LEVEL_END);
	put_capitals(&outlet, text);
	while (outlet.length > 0 && out[outlet.length - 1] == LEVEL_END)
		out[--outlet.length] = '\0';
	return out;
}
