/* Command keys while a Vietnamese input method is on: it takes letters back and sends marked ones
 * in their place; from what was added the key that was pressed is known (TUI.md §2). */
#include "inner.h"

#include <stdio.h>
#include <string.h>

#define MARKS_MOST (2 * TYPED_MOST)

struct letter {
	char base;
	int quality, tone; /* index of the mark; 0: none */
};

static const struct {
	const char *mark;
	char key;
} qualities[] = {{"", 0}, {"\xCC\x82", 0 /* the letter itself */}, {"\xCC\x86", 'w'},
	{"\xCC\x9B", 'w'}, {NULL /* đ */, 'd'}},
  tones[] = {{"", 0}, {"\xCC\x80", 'f'}, {"\xCC\x81", 's'}, {"\xCC\x89", 'r'}, {"\xCC\x83", 'x'},
	{"\xCC\xA3", 'j'}};

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* Whether text is base with these two marks; case does not matter. */
static bool letter_is(const char *text, char base, int quality, int tone)
{
	char spelled[32], composed[32], marked[32];

	snprintf(spelled, sizeof spelled, "%c%s%s", base, qualities[quality].mark,
		tones[tone].mark);
	text_normalise(composed, sizeof composed, spelled);
	return strcmp(text_fold_marked(spelled, sizeof spelled, text),
		       text_fold_marked(marked, sizeof marked, composed)) == 0;
}

/* By trial: there are 24 ways to mark a letter. */
static bool letter_read(const char *text, struct letter *letter)
{
	char folded[8], lower[8];
	int quality, tone;

	text_fold(folded, sizeof folded, text);
	if (folded[0] == '\0' || folded[1] != '\0')
		return false;
	if (strcmp(text_fold_marked(lower, sizeof lower, text), "đ") == 0) {
		*letter = (struct letter){'d', COUNT(qualities) - 1, 0};
		return true;
	}
	for (quality = 0; quality < COUNT(qualities) - 1; quality++) {
		for (tone = 0; tone < COUNT(tones); tone++) {
			if (!letter_is(text, folded[0], quality, tone))
				continue;
			*letter = (struct letter){folded[0], quality, tone};
			return true;
		}
	}
	return false;
}

static char quality_key(const struct letter *letter)
{
	char key = qualities[letter->quality].key;

	return key ? key : letter->base;
}

/* The key whose mark the new letters have and the old ones had not; 0: none. */
static char added_key(char (*before)[TYPED_LETTER], char (*after)[TYPED_LETTER], int count)
{
	struct letter old[TYPED_MOST], new[TYPED_MOST];
	int old_tone = 0, new_tone = 0, i;
	char key = 0;

	for (i = 0; i < count; i++) {
		if (!letter_read(before[i], &old[i]) || !letter_read(after[i], &new[i]) ||
			old[i].base != new[i].base)
			return 0;
		if (new[i].quality && new[i].quality != old[i].quality)
			key = quality_key(&new[i]);
		/* A word has one tone, which may move from one vowel to another. */
		old_tone = old[i].tone ? old[i].tone : old_tone;
		new_tone = new[i].tone ? new[i].tone : new_tone;
	}
	return key ? key : new_tone && new_tone != old_tone ? tones[new_tone].key : 0;
}

static void typed_forget(struct typed *typed)
{
	*typed = (struct typed){.count = 0};
}

static void typed_add(struct typed *typed, const char *letter)
{
	if (typed->count == TYPED_MOST) {
		memmove(typed->word[0], typed->word[1], (TYPED_MOST - 1) * TYPED_LETTER);
		typed->count--;
	}
	snprintf(typed->word[typed->count++], TYPED_LETTER, "%s", letter);
}

/* The letters taken back have all come again, marked. */
static bool typed_decode(struct typed *typed, char out[2])
{
	int start = typed->count - typed->taken;
	char key = added_key(&typed->word[start], typed->fresh, typed->taken);

	memcpy(typed->word[start], typed->fresh[0], (size_t)typed->taken * TYPED_LETTER);
	typed->taken = typed->fresh_count = 0;
	out[0] = key;
	out[1] = '\0';
	return key != 0;
}

const char *typed_key(struct typed *typed, const char *key, char out[2])
{
	char folded[8];
	bool is_letter = strlen(key) < TYPED_LETTER &&
		text_fold(folded, sizeof folded, key)[0] != '\0' && folded[1] == '\0' &&
		text_columns(key) == 1;

	if (strcmp(key, "Backspace") == 0) {
		if (typed->fresh_count > 0 || typed->taken == typed->count)
			typed_forget(typed);
		else
			typed->taken++;
		return key;
	}
	if (!is_letter) {
		typed_forget(typed);
		return key;
	}
	if (typed->taken == 0) {
		typed_add(typed, key);
		return key;
	}
	snprintf(typed->fresh[typed->fresh_count++], TYPED_LETTER, "%s", key);
	if (typed->fresh_count < typed->taken)
		return NULL;
	return typed_decode(typed, out) ? out : NULL;
}
