/* A burst of an input method: what it took back and what it sends in its place are compared. The one
 * key that makes the one out of the other was pressed. */
#include "typed.h"

#include <string.h>

int burst_start(const struct typed *typed)
{
	int start = typed->count - typed->taken;

	while (start > 0 && is_combining(typed->word[start]))
		start--;
	return start;
}

void burst_read(struct typed *typed, struct burst *burst)
{
	int start = burst_start(typed), before;

	burst->old_count = letters_read(&typed->word[start], typed->count - start, burst->old);
	burst->new_count = letters_read(typed->fresh, typed->fresh_count, burst->new);
	before = letters_read(typed->word, start, burst->word);
	burst->word_count = before + burst->new_count;
	if (before < 0 || burst->new_count < 0)
		burst->word_count = -1;
	else
		memcpy(burst->word + before, burst->new,
			(size_t)burst->new_count * sizeof *burst->new);
}

/* Telex makes "ư" of a w, and a w of that again. */
static bool is_w_again(const struct letter *old, const struct letter *new)
{
	return (old->base | 0x20) == 'u' && old->shape == SHAPE_HORN && (new->base | 0x20) == 'w';
}

struct difference burst_compare(const struct burst *burst, int count)
{
	struct difference found = {.is_same = true};
	int i;

	for (i = 0; i < count; i++) {
		const struct letter *old = &burst->old[i], *new = &burst->new[i];

		if (is_w_again(old, new))
			found.w = new->base;
		else
			found.bases_differ = found.bases_differ || old->base != new->base;
		found.is_same = found.is_same && old->base == new->base &&
			old->shape == new->shape && old->tone == new->tone;
		if (new->shape != old->shape && new->shape != SHAPE_NONE)
			found.shaped = new;
		if (new->shape != old->shape && new->shape == SHAPE_NONE)
			found.unshaped = old;
		found.old_tone = old->tone ? old->tone : found.old_tone;
		found.new_tone = new->tone ? new->tone : found.new_tone;
	}
	return found;
}

int spelled_back(const struct typed *typed, const struct burst *burst)
{
	int i;

	if (!typed->pressed_is_known || burst->word_count < 0 ||
		burst->word_count > typed->pressed_count + 1 ||
		letters_are_plain(burst->old, burst->old_count) ||
		!letters_are_plain(burst->new, burst->new_count))
		return -1;
	for (i = 0; i < burst->word_count && i < typed->pressed_count; i++)
		if ((burst->word[i].base | 0x20) != (typed->pressed[i] | 0x20))
			return -1;
	return burst->word_count;
}

/* Whether this key, typed once more, takes that mark off again. */
static bool undoes(char key, const struct difference *found)
{
	char small = (char)(key | 0x20);

	if (found->unshaped)
		return key == shape_key(found->unshaped, METHOD_VNI) ||
			small == shape_key(found->unshaped, METHOD_TELEX);
	return key == tone_key(found->old_tone, METHOD_VNI) ||
		small == tone_key(found->old_tone, METHOD_TELEX);
}

/* A letter more than was taken back: it moved the tone ("hòa" and n), or took a mark off. */
static int judge_longer(const struct burst *burst, const struct difference *found)
{
	const struct letter *last = &burst->new[burst->new_count - 1];
	char key = last->base;

	/* The tone went over to it: "gị" and a; and w. */
	if (last->tone && last->tone == found->old_tone && !found->new_tone)
		return last->shape == SHAPE_NONE                  ? key
			: last->shape == SHAPE_HORN && key == 'u' ? 'w'
								  : PERSON;
	if (last->shape || last->tone)
		return PERSON;
	if (found->unshaped || (found->old_tone && !found->new_tone))
		return undoes(key, found) ? key : PERSON;
	return key;
}

static int judge_marks(const struct typed *typed, const struct difference *found)
{
	if (found->w)
		return found->w;
	if (found->shaped)
		return shape_key(found->shaped, typed->method);
	if (found->new_tone != found->old_tone)
		return tone_key(found->new_tone, typed->method);
	return NO_KEY;
}

/* The word is what was pressed again. Either a mark was typed twice, right after it was made; or the
 * method has found at the word's end that it is no Vietnamese. */
static int judge_spelled(const struct typed *typed, const struct burst *burst, bool is_break)
{
	int common = burst->old_count < burst->new_count ? burst->old_count : burst->new_count;
	struct difference found = burst_compare(burst, common);
	char last = burst->word[burst->word_count - 1].base;

	return typed->is_made && !is_break && undoes(last, &found) ? last : NO_KEY;
}

int burst_judge(const struct typed *typed, const struct burst *burst, bool is_break)
{
	int common = burst->old_count < burst->new_count ? burst->old_count : burst->new_count;
	struct difference found;
	int spelled;

	if (burst->old_count < 0 || burst->new_count <= 0)
		return PERSON;
	spelled = spelled_back(typed, burst);
	if (spelled > typed->pressed_count)
		return burst->word[spelled - 1].base;
	if (spelled > 0 && spelled == typed->pressed_count)
		return judge_spelled(typed, burst, is_break);
	found = burst_compare(burst, common);
	if (found.is_same || found.bases_differ)
		return PERSON;
	if (burst->new_count == burst->old_count)
		return judge_marks(typed, &found);
	if (burst->new_count == burst->old_count + 1)
		return judge_longer(burst, &found);
	return burst->new_count == burst->old_count - 1 ? BACKSPACE : PERSON;
}

bool burst_can_go_on(const struct typed *typed, const struct burst *burst)
{
	int common = burst->old_count < burst->new_count ? burst->old_count : burst->new_count;
	struct difference found;
	int spelled;

	if (burst->old_count < 0 || burst->new_count < 0)
		return false;
	found = burst_compare(burst, common);
	spelled = spelled_back(typed, burst);
	/* A key that takes the mark off would not have made the word one longer: it is the next. */
	if (spelled > typed->pressed_count && undoes(burst->word[spelled - 1].base, &found))
		return false;
	if (spelled > 0)
		return true;
	if (found.bases_differ)
		return false;
	return burst->new_count <= burst->old_count ||
		burst_judge(typed, burst, false) != PERSON;
}

/* "ưo" becomes "ươ" with the letter that comes behind it. */
static bool follows_horn(const struct burst *burst, const struct letter *shaped)
{
	int at = (int)(shaped - burst->new), before = burst->word_count - burst->new_count - 1;

	if (shaped->shape != SHAPE_HORN || (at == 0 && before < 0))
		return false;
	return (at > 0 ? burst->old[at - 1] : burst->word[before]).shape == SHAPE_HORN;
}

bool burst_is_sure(const struct typed *typed, const struct burst *burst)
{
	struct difference found;
	int spelled = spelled_back(typed, burst);

	if (spelled >= 0)
		return spelled > typed->pressed_count;
	if (burst->new_count < burst->old_count)
		return false;
	found = burst_compare(burst, burst->old_count);
	if (burst->new_count > burst->old_count)
		return true;
	if (found.shaped && follows_horn(burst, found.shaped))
		return false;
	return !found.unshaped && (found.shaped || found.new_tone) &&
		!(found.old_tone && !found.new_tone);
}
