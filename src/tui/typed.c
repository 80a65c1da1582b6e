/* Command keys while a Vietnamese input method is on (TUI.md §2): keys are taken one by one, bursts
 * held until they are one key only, and what was pressed is told. */
#include "typed.h"

#include <stdio.h>
#include <string.h>

/* ---- what is told ----------------------------------------------------------------------------- */

static void tell(struct told *told, const char *key)
{
	if (told->count < TOLD_MOST)
		snprintf(told->at[told->count++], TYPED_KEY, "%s", key);
}

static void tell_key(struct told *told, char key)
{
	char name[2] = {key, '\0'};

	tell(told, key == BACKSPACE ? "Backspace" : name);
}

void typed_forget(struct typed *typed)
{
	*typed = (struct typed){.method = typed->method,
		.method_is_said = typed->method_is_said,
		.pressed_is_known = true};
}

static void word_add(struct typed *typed, const char *character, char pressed)
{
	if (typed->count == TYPED_MOST) {
		memmove(typed->word[0], typed->word[1], (TYPED_MOST - 1) * TYPED_BYTES);
		typed->count--;
		typed->pressed_is_known = false;
	}
	snprintf(typed->word[typed->count++], TYPED_BYTES, "%s", character);
	if (pressed && typed->pressed_count < TYPED_MOST)
		typed->pressed[typed->pressed_count++] = pressed;
	else if (pressed)
		typed->pressed_is_known = false;
}

/* The key of a marked letter that comes alone, from a method that keeps a word until it is whole:
 * the last that was pressed. A mark alone comes from keyboards that have them. */
static char lone_key(const struct typed *typed, const char *character)
{
	char marked[2][TYPED_BYTES] = {"a", ""};
	struct letter letter[2];

	if (!is_combining(character)) {
		snprintf(marked[0], TYPED_BYTES, "%s", character);
		if (letters_read(marked, 1, letter) != 1)
			return 0;
	} else {
		snprintf(marked[1], TYPED_BYTES, "%s", character);
		if (letters_read(marked, 2, letter) != 1 || letters_are_plain(letter, 1)) {
			marked[0][0] = 'o'; /* a horn fits no a */
			if (letters_read(marked, 2, letter) != 1)
				return 0;
		}
	}
	if (letter->tone)
		return tone_key(letter->tone, typed->method);
	return letter->shape ? shape_key(letter, typed->method) : letter->base;
}

/* What a letter tells of the method that let it pass: Telex would have marked "ũ" with an x, VNI
 * with a 4. */
static void learn_from_plain(struct typed *typed, char key)
{
	struct letter letter;

	if (typed->method_is_said || !typed->is_made || typed->count != 1 ||
		typed->pressed_count < 2 || /* it came whole */
		letters_read(typed->word, 1, &letter) != 1 || letters_are_plain(&letter, 1) ||
		letter.shape == SHAPE_BAR)
		return;
	if (strchr("sfrxj", key))
		typed->method = METHOD_VNI;
	else if (strchr("12345", key))
		typed->method = METHOD_TELEX;
}

static void take_alone(struct typed *typed, const char *key, struct told *told)
{
	char pressed = lone_key(typed, key);
	bool is_plain = key[1] == '\0';

	if (!pressed) { /* of another language */
		typed_forget(typed);
		tell(told, key);
		return;
	}
	if (is_plain)
		learn_from_plain(typed, pressed);
	tell_key(told, pressed);
	typed->is_made = !is_plain;
	word_add(typed, key, pressed);
}

static void burst_close(struct typed *typed)
{
	typed->taken = typed->fresh_count = 0;
	typed->is_settled = typed->back_is_told = typed->key_is_told = false;
}

static void tell_person(struct typed *typed, struct told *told)
{
	struct typed burst = *typed;
	int i;

	typed->count -= typed->taken;
	burst_close(typed);
	typed->pressed_is_known = false; /* which of them made what was taken back is not known */
	for (i = 0; i < burst.taken && !burst.back_is_told; i++)
		tell(told, burst.is_left ? "KEY_SLEFT" : "Backspace");
	for (i = 0; i < burst.fresh_count; i++)
		take_alone(typed, burst.fresh[i], told);
	if (typed->count == 0)
		typed_forget(typed);
}

static void learn_from_burst(struct typed *typed, const struct burst *burst, char key)
{
	bool is_spelled = letters_are_plain(burst->new, burst->new_count) &&
		burst->new_count > burst->old_count;

	/* A mark typed twice: the key itself is there to be seen. */
	if (!typed->method_is_said && is_spelled && key >= '0' && key <= '9')
		typed->method = METHOD_VNI;
	else if (!typed->method_is_said && is_spelled && strchr("sfrxj", key))
		typed->method = METHOD_TELEX;
}

/* The word is what the burst left of it. */
static void burst_apply(struct typed *typed, const struct burst *burst, int key)
{
	int i, fresh = typed->fresh_count;

	typed->count = burst_start(typed);
	burst_close(typed);
	typed->is_made = !letters_are_plain(burst->new, burst->new_count);
	for (i = 0; i < fresh; i++)
		word_add(typed, typed->fresh[i], 0);
	if (key == BACKSPACE || typed->pressed_count == TYPED_MOST)
		typed->pressed_is_known = false;
	else if (key != NO_KEY)
		typed->pressed[typed->pressed_count++] = (char)key;
}

static void burst_end(struct typed *typed, struct told *told, bool is_break)
{
	struct burst burst;
	int key = PERSON;

	if (typed->taken == 0)
		return;
	burst_read(typed, &burst);
	if (typed->key_is_told)
		key = NO_KEY;
	else if (typed->fresh_count > 0)
		key = burst_judge(typed, &burst, is_break);
	if (key == PERSON) {
		tell_person(typed, told);
		return;
	}
	if (key != NO_KEY && key != BACKSPACE)
		learn_from_burst(typed, &burst, (char)key);
	burst_apply(typed, &burst, key);
	if (key != NO_KEY)
		tell_key(told, (char)key);
}

/* ---- taking ----------------------------------------------------------------------------------- */

static bool is_of_word(const char *key)
{
	struct letter letter[TYPED_BYTES];
	char one[1][TYPED_BYTES];

	if (strlen(key) >= TYPED_BYTES)
		return false;
	snprintf(one[0], TYPED_BYTES, "%s", key);
	return is_combining(key) || letters_read(one, 1, letter) == 1;
}

static void take_back(struct typed *typed, const char *key, struct told *told)
{
	bool is_left = strcmp(key, "Backspace") != 0;

	if (typed->fresh_count > 0 || (typed->taken > 0 && typed->is_left != is_left))
		burst_end(typed, told, false);
	if (typed->taken < typed->count) {
		typed->taken++;
		typed->is_left = is_left;
		return;
	}
	/* More than the word has. */
	burst_end(typed, told, false);
	typed_forget(typed);
	tell(told, key);
}

/* Whether the key belongs to the burst. */
static bool take_fresh(struct typed *typed, const char *key, struct told *told)
{
	struct burst burst;

	if (typed->fresh_count > TYPED_MOST)
		return false;
	snprintf(typed->fresh[typed->fresh_count++], TYPED_BYTES, "%s", key);
	burst_read(typed, &burst);
	if (!burst_can_go_on(typed, &burst)) {
		typed->fresh_count--;
		return false;
	}
	if (burst_is_sure(typed, &burst))
		burst_end(typed, told, false);
	return true;
}

void typed_take(struct typed *typed, const char *key, struct told *told)
{
	told->count = 0;
	typed->is_settled = false;
	if (strcmp(key, "Backspace") == 0 || strcmp(key, "KEY_SLEFT") == 0) {
		take_back(typed, key, told);
	} else if (is_filler(key)) {
		burst_end(typed, told, false);
		word_add(typed, key, 0);
	} else if (!is_of_word(key)) {
		burst_end(typed, told, true);
		typed_forget(typed);
		tell(told, key);
	} else if (typed->taken == 0 || !take_fresh(typed, key, told)) {
		burst_end(typed, told, false);
		take_alone(typed, key, told);
	}
}

bool typed_waits(const struct typed *typed)
{
	return typed->taken > 0 && !typed->is_settled;
}

/* The half of a burst: the rest may still come, but what is known need not wait for it. */
static bool settle_half(struct typed *typed, struct told *told)
{
	struct difference found;
	struct burst burst;
	int i, tone = 0;

	burst_read(typed, &burst);
	if (typed->fresh_count == 0) {
		for (i = 0; i < typed->taken && !typed->back_is_told; i++)
			tell(told, typed->is_left ? "KEY_SLEFT" : "Backspace");
		typed->back_is_told = true;
		return true;
	}
	if (burst_judge(typed, &burst, false) == PERSON && spelled_back(typed, &burst) > 0)
		return true;
	if (burst.new_count >= burst.old_count)
		return false;
	found = burst_compare(&burst, burst.new_count);
	for (i = 0; i < burst.old_count; i++)
		tone = burst.old[i].tone ? burst.old[i].tone : tone;
	if (found.is_same || found.bases_differ)
		return false;
	if (!found.shaped && (!found.new_tone || found.new_tone == tone))
		/* It moves, or stands on a letter still to come; all but one is what a deletion leaves. */
		return burst.new_count < burst.old_count - 1 || !found.new_tone;
	tell_key(told, found.shaped ? shape_key(found.shaped, typed->method)
				    : tone_key(found.new_tone, typed->method));
	typed->key_is_told = true;
	return true;
}

void typed_settle(struct typed *typed, struct told *told)
{
	told->count = 0;
	if (!typed_waits(typed))
		return;
	typed->is_settled = true;
	if (!settle_half(typed, told))
		burst_end(typed, told, false);
}
