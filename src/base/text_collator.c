/* Collation keys for many texts: what each common letter adds to a key is found out once, by taking
 * it apart as text_collate.c does, and looked up from then on. Texts with anything else in them get
 * their key the long way. */
#include "inner.h"

#include <stdlib.h>
#include <string.h>

#define LATIN_END 0x250     /* ASCII, Latin, ă đ ĩ ũ ơ ư */
#define VIETNAMESE 0x1E00   /* … and the other Vietnamese letters */
#define VIETNAMESE_END 0x1F00
#define KNOWN (LATIN_END + VIETNAMESE_END - VIETNAMESE)
#define LONGEST 120 /* bytes; longer texts go the long way */

struct weight {
	bool is_known, is_upper;
	char place; /* on the first level */
	char tone;  /* on the second; 0: none */
};

struct text_collator {
	struct weight weights[KNOWN];
};

static struct weight *weight_of(struct text_collator *collator, uint32_t character)
{
	if (character < LATIN_END)
		return &collator->weights[character];
	if (character >= VIETNAMESE && character < VIETNAMESE_END)
		return &collator->weights[LATIN_END + character - VIETNAMESE];
	return NULL;
}

/* What the key of the letter alone says: "place", "place tone", with the capital behind them. */
static void learn(struct weight *weight, uint32_t character)
{
	char letter[5] = "", key[32];
	const char *tone, *capital;

	letter[text_put(letter, character)] = '\0';
	text_collation_key(key, sizeof key, letter);
	if (!key[0] || (key[1] && key[1] != ' '))
		return;
	tone = key[1] ? key + 2 : key + 1;
	capital = strchr(tone, ' ');
	if (*tone && *tone != ' ' && tone[1] && tone[1] != ' ')
		return;
	*weight = (struct weight){.is_known = true,
		.is_upper = capital != NULL,
		.place = key[0],
		.tone = *tone == ' ' ? '\0' : *tone};
}

struct text_collator *text_collator_open(void)
{
	struct text_collator *collator = memory_take(1, sizeof *collator);

	for (uint32_t character = 'A'; character < VIETNAMESE_END; character++) {
		if (character == LATIN_END)
			character = VIETNAMESE;
		if (text_kind(character) == KIND_LETTER)
			learn(weight_of(collator, character), character);
	}
	return collator;
}

void text_collator_close(struct text_collator *collator)
{
	free(collator);
}

/* ---- keys of common texts -------------------------------------------------------------------- */

struct keys {
	char *end; /* of the first level, in the caller's room */
	char marks[LONGEST * 2], capitals[LONGEST];
	size_t mark_count, capital_count;
	size_t ends, blanks; /* syllables and capitals that nothing is said of yet */
	bool is_inside;
	int bits, count;
};

static void end_syllable(struct keys *keys)
{
	keys->ends += keys->is_inside;
	keys->is_inside = false;
}

static void add_capital(struct keys *keys, bool is_upper, bool is_last)
{
	keys->bits = keys->bits << 1 | is_upper;
	if (++keys->count < 6 && !is_last)
		return;
	if (keys->bits == 0) {
		keys->blanks++;
	} else {
		for (; keys->blanks > 0; keys->blanks--)
			keys->capitals[keys->capital_count++] = '0';
		keys->capitals[keys->capital_count++] = (char)('0' + keys->bits);
	}
	keys->bits = keys->count = 0;
}

static void add_letter(struct keys *keys, const struct weight *weight)
{
	*keys->end++ = weight->place;
	keys->is_inside = true;
	if (weight->tone) {
		for (; keys->ends > 0; keys->ends--)
			keys->marks[keys->mark_count++] = '0';
		keys->marks[keys->mark_count++] = weight->tone;
	}
	add_capital(keys, weight->is_upper, false);
}

/* A number of less than 93 digits: how many they are, then the digits; zeros before them are none. */
static const char *add_number(struct keys *keys, const char *text)
{
	size_t digits;

	end_syllable(keys);
	text += strspn(text, "0");
	digits = strspn(text, "0123456789");
	*keys->end++ = WEIGHT_NUMBER;
	*keys->end++ = (char)('!' + digits);
	memcpy(keys->end, text, digits);
	keys->end += digits;
	return text + digits;
}

/* False: something in the text is not common. */
static bool add_text(struct text_collator *collator, struct keys *keys, const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end) {
		const struct weight *weight;
		uint32_t character;

		if (*text == ' ') {
			end_syllable(keys);
			*keys->end++ = WEIGHT_SPACE;
			text++;
			continue;
		}
		if (*text >= '0' && *text <= '9') {
			text = add_number(keys, text);
			continue;
		}
		text += text_step(text, (size_t)(end - text), &character);
		weight = weight_of(collator, character);
		if (!weight || !weight->is_known)
			return false;
		add_letter(keys, weight);
	}
	add_capital(keys, false, true);
	return true;
}

char *text_collator_key(struct text_collator *collator, char *out, size_t size, const char *text)
{
	size_t length = strlen(text);
	struct keys keys;

	keys.end = out;
	keys.mark_count = keys.capital_count = keys.ends = keys.blanks = 0;
	keys.is_inside = false;
	keys.bits = keys.count = 0;
	if (length > LONGEST || size < LONGEST * 4 ||
		!add_text(collator, &keys, text, length))
		return text_collation_key(out, size, text);
	if (keys.mark_count || keys.capital_count)
		*keys.end++ = LEVEL_END;
	memcpy(keys.end, keys.marks, keys.mark_count);
	keys.end += keys.mark_count;
	if (keys.capital_count)
		*keys.end++ = LEVEL_END;
	memcpy(keys.end, keys.capitals, keys.capital_count);
	keys.end += keys.capital_count;
	*keys.end = '\0';
	return out;
}
