/* Folding: what two texts must share to be the same to somebody who searches. */
#include "inner.h"

#include <string.h>
#include <uninorm.h>

/* Puts the piece behind the space that spaced[0] is, and that space too when something was passed
 * over since the last piece. */
static void put_piece(struct outlet *outlet, bool *is_apart, const char *spaced, size_t length)
{
	bool with_space = *is_apart && outlet->length > 0;

	outlet_put(outlet, with_space ? spaced : spaced + 1, with_space ? length + 1 : length);
	*is_apart = false;
}

char *text_fold(char *out, size_t size, const char *text)
{
	struct text_reader reader;
	struct outlet outlet;
	uint32_t character;
	char spaced[1 + 4] = " ";
	bool is_apart = false;

	outlet_open(&outlet, out, size);
	text_read(&reader, text);
	while (!outlet.is_full && text_read_next(&reader, &character)) {
		switch (text_kind(character)) {
		case KIND_MARK:
			break;
		case KIND_SPACE:
		case KIND_SYMBOL:
			is_apart = true;
			break;
		case KIND_DIGIT:
		case KIND_LETTER:
			character = text_lower(character);
			if (character == 0x111) /* đ */
				character = 'd';
			put_piece(&outlet, &is_apart, spaced, text_put(spaced + 1, character));
			break;
		}
	}
	return out;
}

/* Vowels that stand together, and the tones met among them. Where the tone is written within such
 * a run says nothing ("hòa", "hoà"), so all are put on the first: "Phước" gives "phứơc". There, and
 * not where spelling wants it, half a word stays the beginning of the whole ("hoà", "hoàn"). */
#define RUN_VOWELS 8
struct vowel_run {
	struct text_letter vowels[RUN_VOWELS];
	int count;
	uint32_t tones[LETTER_MARKS];
	int tone_count;
};

static bool is_vowel(uint32_t base)
{
	return base < 0x80 && base != 0 && strchr("aeiouy", (int)base) != NULL;
}

static bool is_tone(uint32_t mark)
{
	return mark == MARK_GRAVE || mark == MARK_HOOK || mark == MARK_TILDE ||
	       mark == MARK_ACUTE || mark == MARK_DOT;
}

static void run_add(struct vowel_run *run, const struct text_letter *vowel)
{
	struct text_letter *kept = &run->vowels[run->count++];
	int i;

	*kept = *vowel;
	kept->mark_count = 0;
	for (i = 0; i < vowel->mark_count; i++) {
		if (!is_tone(vowel->marks[i]))
			kept->marks[kept->mark_count++] = vowel->marks[i];
		else if (run->tone_count < LETTER_MARKS)
			run->tones[run->tone_count++] = vowel->marks[i];
	}
}

/* A letter with its marks, composed. */
static void put_letter(struct outlet *outlet, bool *is_apart, const struct text_letter *letter)
{
	char piece[4 * (1 + LETTER_MARKS)];
	char spaced[1 + 3 * sizeof piece] =
	        " "; /* NFC lengthens UTF-8 at most threefold (UAX #15) */
	size_t length = text_put(piece, letter->base), composed = sizeof spaced - 1;
	int i;

	for (i = 0; i < letter->mark_count; i++)
		length += text_put(piece + length, letter->marks[i]);
	if (letter->mark_count == 0) {
		memcpy(spaced + 1, piece, length);
		composed = length;
	} else if (!u8_normalize(UNINORM_NFC, (const uint8_t *)piece, length, (uint8_t *)spaced + 1,
	                   &composed)) {
		memory_exhausted();
	}
	put_piece(outlet, is_apart, spaced, composed);
}

static void put_run(struct outlet *outlet, bool *is_apart, struct vowel_run *run)
{
	struct text_letter *first = &run->vowels[0];
	int i;

	for (i = 0; i < run->tone_count && run->count > 0 && first->mark_count < LETTER_MARKS; i++)
		first->marks[first->mark_count++] = run->tones[i];
	for (i = 0; i < run->count; i++)
		put_letter(outlet, is_apart, &run->vowels[i]);
	run->count = run->tone_count = 0;
}

char *text_fold_marked(char *out, size_t size, const char *text)
{
	struct text_reader reader;
	struct outlet outlet;
	struct text_letter letter;
	struct vowel_run run = {.count = 0};
	enum text_kind kind;
	bool is_apart = false;

	outlet_open(&outlet, out, size);
	text_read(&reader, text);
	while (!outlet.is_full && text_read_letter(&reader, &letter)) {
		if (is_vowel(letter.base)) {
			if (run.count == RUN_VOWELS)
				put_run(&outlet, &is_apart, &run);
			run_add(&run, &letter);
			continue;
		}
		put_run(&outlet, &is_apart, &run);
		kind = text_kind(letter.base);
		if (kind == KIND_SPACE || kind == KIND_SYMBOL)
			is_apart = true;
		else
			put_letter(&outlet, &is_apart, &letter);
	}
	put_run(&outlet, &is_apart, &run);
	return out;
}

bool text_has_words(const char *hay, const char *needle)
{
	size_t length = strlen(needle);

	for (;;) {
		if (strncmp(hay, needle, length) == 0)
			return true;
		hay = strchr(hay, ' ');
		if (!hay)
			return false;
		hay++;
	}
}
