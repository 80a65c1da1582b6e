/* What an input method sends for keys of commands, and the keys that come out of it. In the streams
 * "<" is a Backspace, "«" Shift-Left, "~" the empty character of OpenKey. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tui/keys.h"
#include "tui/typed.h"

#include <stdio.h>
#include <string.h>

#define TEXT 512

struct stream {
	const char *bytes, *keys;
	enum method method;
};

/* With a gap these are other things: a mark typed twice or taken off, and then a key. (So is a letter
 * that waits for its mark: the same letter typed again.) */
static const char *const only_whole[] = {"u<ũ<uxk", "gi<ị<iạ", "gi<ị<iự"};

static bool is_only_whole(const struct stream *stream)
{
	size_t i;

	for (i = 0; i < sizeof only_whole / sizeof only_whole[0]; i++)
		if (strcmp(stream->bytes, only_whole[i]) == 0)
			return true;
	return false;
}

static const struct stream telex[] = {
	/* a tone on one letter */
	{"e<ẽ", "e x", 0}, {"u<ú", "u s", 0}, {"o<ò", "o f", 0}, {"a<ả", "a r", 0},
	{"y<ỵ", "y j", 0}, {"E<Ẽ", "E x", 0},
	/* hat, breve, horn, bar */
	{"a<â", "a a", 0}, {"e<ê", "e e", 0}, {"o<ô", "o o", 0}, {"a<ă", "a w", 0},
	{"o<ơ", "o w", 0}, {"u<ư", "u w", 0}, {"d<đ", "d d", 0}, {"D<Đ", "D d", 0},
	/* one after the other, and another for the first */
	{"a<â<ấ", "a a s", 0}, {"a<á<à", "a s f", 0}, {"a<â<ă", "a a w", 0},
	{"o<ó<ố", "o s o", 0}, {"u<ũ<ữ", "u x w", 0},
	/* behind other letters, which come again */
	{"ia<<ìa", "i a f", 0}, {"toan<<án", "t o a n s", 0}, {"da<<đa", "d a d", 0},
	{"kjx", "k j x", 0}, {"jjde<ẽ", "j j d e x", 0},
	{"uo<<ươ", "u o w", 0},
	/* a letter that moves the tone, or gives a horn */
	{"hoa<<òa<<oàn", "h o a f n", 0}, {"gi<ị<iạ", "g i j a", 0},
	{"gi<ị<iự", "g i j w", 0}, {"u<ư<ừo<<ườn", "u w f o n", 0}, {"u<ưo<ơn", "u w o n", 0},
	/* a mark typed twice is taken off; a third is a letter */
	{"a<á<as", "a s s", 0}, {"e<ẽ<ex", "e x x", 0}, {"a<â<aa", "a a a", 0},
	{"d<đ<dd", "d d d", 0}, {"d<đ<ddd", "d d d d", 0}, {"a<á<ass", "a s s s", 0},
	{"a<á<a", "a s z", 0}, {"a<â<ấ<â", "a a s z", 0},
	/* w alone */
	{"ư", "w", 0}, {"ư<w", "w w", 0}, {"u<ư<uw", "u w w", 0}, {"ư<ữ<w", "w x w", 0}, {"hư<ứ<w", "h w s w", 0},
	/* the word turns out to be no Vietnamese: it comes again as it was pressed */
	{"o<õu<<oxu ", "o x u Space", 0}, {"u<ũk<<uxk", "u x k", 0}, {"u<ũ<uxk", "u x k", 0},
	/* the method deletes for the person and sets the tone anew */
	{"hoa<<òa<<oàn<<<òa", "h o a f n Backspace", 0},
	/* other keys end a word */
	{"e e<ê", "e Space e e", 0}, {"e\re", "e Enter e", 0}, {"1e<ẽ2", "1 e x 2", 0},
	/* letters without Backspace: the key pressed last; marks of their own */
	{"á", "s", 0}, {"đ", "d", 0}, {"ậ", "j", 0}, {"e\xCC\x83", "e x", 0},
	{"u\xCC\x9B", "u w", 0},
	/* decomposed */
	{"e<e\xCC\x83", "e x", 0}, {"a<a\xCC\x81<<â\xCC\x81", "a s a", 0},
	{"a<a\xCC\x81<â\xCC\x81", "a s a", 0},
	/* Shift-Left (ibus-bamboo), an empty character first (OpenKey) */
	{"e«ẽ", "e x", 0}, {"ia««ìa", "i a f", 0}, {"e~<<ẽ", "e x", 0},
	{"ia~<<<ìa", "i a f", 0}, {"e~<<ẽ~<<ex", "e x x", 0},
};

static const struct stream vni[] = {
	{"u<ú", "u 1", METHOD_VNI}, {"u<ù", "u 2", METHOD_VNI}, {"u<ủ", "u 3", METHOD_VNI},
	{"u<ũ", "u 4", METHOD_VNI}, {"u<ụ", "u 5", METHOD_VNI}, {"a<â", "a 6", METHOD_VNI},
	{"u<ư", "u 7", METHOD_VNI}, {"a<ă", "a 8", METHOD_VNI}, {"d<đ", "d 9", METHOD_VNI},
	{"a<á<a", "a 1 0", METHOD_VNI}, {"a<á<a1", "a 1 1", METHOD_VNI},
	{"d<đ<d9", "d 9 9", METHOD_VNI}, {"e<ê<ế", "e 6 1", METHOD_VNI},
	{"ia<<ìa", "i a 2", METHOD_VNI}, {"x2", "x 2", METHOD_VNI}, {"u12", "u 1 2", METHOD_VNI},
	{"uxs", "u x s", METHOD_VNI}, {"o<õu<<o4u ", "o 4 u Space", METHOD_VNI},
	{"hoa<<òa<<oàn", "h o a 2 n", METHOD_VNI}, {"đ", "9", METHOD_VNI},
	{"á", "1", METHOD_VNI},
};

/* What people type without a method, mistakes and all. */
static const struct stream plain[] = {
	{"<", "Backspace", 0}, {"<<x", "Backspace Backspace x", 0}, {"x<", "x Backspace", 0},
	{"x<x", "x Backspace x", 0}, {"ex<<ex", "e x Backspace Backspace e x", 0},
	{"e<x", "e Backspace x", 0}, {"ee<<<e", "e e Backspace Backspace Backspace e", 0},
	{"e<<", "e Backspace Backspace", 0}, {"e<\r", "e Backspace Enter", 0},
	{"aas", "a a s", 0}, {"dd", "d d", 0}, {"a1", "a 1", 0}, {"/<?", "/ Backspace ?", 0},
	{"e<E", "e Backspace E", 0}, {"x«", "x KEY_SLEFT", 0}, {"«", "KEY_SLEFT", 0},
	{"ß<é", "ß Backspace s", 0}, {"漢x", "漢 x", 0},
};

static void take_told(const struct told *told, char *out)
{
	int i;

	for (i = 0; i < told->count; i++)
		sprintf(out + strlen(out), "%s%s", *out ? " " : "", told->at[i]);
}

/* Feeds the stream; before each byte of gaps nothing comes for a while. */
static void feed(const struct stream *stream, char backspace, const char *gaps, char *out)
{
	struct typed typed = {.method = stream->method, .method_is_said = stream->method != 0};
	const char *at = stream->bytes;
	struct told told;
	uint32_t character;
	size_t bytes;
	char key[KEY_TEXT];

	out[0] = '\0';
	typed_forget(&typed);
	for (; *at; at += bytes) {
		if (at == gaps) {
			typed_settle(&typed, &told);
			take_told(&told, out);
		}
		bytes = text_step(at, strlen(at), &character);
		if (*at == '<')
			character = (uint32_t)backspace;
		if (*at == '~')
			character = 0x202F;
		assert_true(key_of(character, key));
		typed_take(&typed, strcmp(key, "«") == 0 ? "KEY_SLEFT" : key, &told);
		take_told(&told, out);
	}
	typed_settle(&typed, &told);
	take_told(&told, out);
	typed_settle(&typed, &told);
	assert_int_equal(told.count, 0);
	assert_false(typed_waits(&typed));
}

static void each(const struct stream *streams, size_t count)
{
	static const char backspaces[] = {'\b', '\177'};
	char keys[TEXT];
	size_t i, j;

	for (i = 0; i < count; i++) {
		for (j = 0; j < 2; j++) {
			feed(&streams[i], backspaces[j], NULL, keys);
			if (strcmp(keys, streams[i].keys) != 0)
				fail_msg("%s: %s, not %s", streams[i].bytes, keys, streams[i].keys);
		}
	}
}

#define EACH(streams) each(streams, sizeof streams / sizeof streams[0])

static void telex_gives_the_keys_that_were_pressed(void **state)
{
	(void)state;
	EACH(telex);
}

static void vni_gives_the_keys_that_were_pressed(void **state)
{
	(void)state;
	EACH(vni);
}

static void keys_of_a_person_pass_as_they_are(void **state)
{
	(void)state;
	EACH(plain);
}

/* Without keys that do nothing on any screen: a Backspace that came alone, a mark taken off, a horn
 * that came with the next letter. */
static void acts_only(const char *keys, char *out)
{
	char copy[TEXT], *word;

	snprintf(copy, sizeof copy, "%s", keys);
	out[0] = '\0';
	for (word = strtok(copy, " "); word; word = strtok(NULL, " "))
		if (strcmp(word, "Backspace") != 0 && strcmp(word, "KEY_SLEFT") != 0 &&
			strcmp(word, "z") != 0 && strcmp(word, "w") != 0 && strcmp(word, "0") != 0)
			sprintf(out + strlen(out), "%s ", word);
}

static void split_each(const struct stream *streams, size_t count)
{
	char keys[TEXT], acts[TEXT], wanted[TEXT];
	const char *at;
	size_t i;

	for (i = 0; i < count; i++) {
		acts_only(streams[i].keys, wanted);
		for (at = streams[i].bytes; *at && !is_only_whole(&streams[i]); at++) {
			if (is_combining(at))
				continue;
			feed(&streams[i], '\177', at, keys);
			acts_only(keys, acts);
			if (strcmp(acts, wanted) != 0)
				fail_msg("%s, a gap before %s: %s, not %s", streams[i].bytes, at,
					acts, wanted);
		}
	}
}

static void a_gap_anywhere_in_a_stream_runs_no_other_command(void **state)
{
	(void)state;
	split_each(telex, sizeof telex / sizeof telex[0]);
	split_each(vni, sizeof vni / sizeof vni[0]);
	split_each(plain, sizeof plain / sizeof plain[0]);
}

/* Which method it is shows when it lets a key pass that the other would have taken. */
static void the_method_is_found_out(void **state)
{
	static const struct stream streams[] = {
		{"u<ũx u<ú", "u x x Space u 1", 0},   /* Telex would have taken the x */
		{"a<á<a1 a<á", "a s 1 Space a 1", 0}, /* a mark typed twice shows its key */
		{"u<ũx u<ú4 u<ú", "u x x Space u 1 4 Space u s", 0},
		{"a<á<as a<á", "a s s Space a s", 0},
		{"u<ũx u<ú", "u x x Space u s", METHOD_TELEX},
	};

	char keys[TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof streams / sizeof streams[0]; i++) {
		feed(&streams[i], '\177', strchr(streams[i].bytes, ' '), keys);
		assert_string_equal(keys, streams[i].keys);
	}
}

/* A word that is no Vietnamese comes again with the key that ends it, and that alone acts. */
static void a_word_given_back_acts_no_second_time(void **state)
{
	static const struct stream streams[] = {
		{"xie<<iẻ<<<xier ", "x i e r Space", 0},
		{"i<ĩdeux<<<<<ixdeux\r", "i x d e u x Enter", 0},
		{"y<ý91<<<y191 ", "y 1 9 1 Space", METHOD_VNI},
		{"u<ũ<u<ụu<<u405u ", "u 4 0 5 u Space", METHOD_VNI},
	};

	(void)state;
	EACH(streams);
}

/* Whatever comes: as many keys as can be, nothing lost that is no letter, no letter twice where
 * none was marked. */
static void any_stream_is_taken(void **state)
{
	static const char *const parts[] = {"a", "e", "u", "w", "d", "x", "1", "Space", "Enter", "Esc",
		"Backspace", "Backspace", "Backspace", "KEY_SLEFT", "ẽ", "ư", "đ", "Ữ", "ợ",
		"\xCC\x83", "\xCC\x9B", "\xE2\x80\xAF", "漢", "ß", "F1"};
	struct typed typed = {.method = METHOD_UNSAID};
	unsigned long seed = 20200628;
	struct told told;
	const char *key;
	long i;

	(void)state;
	typed_forget(&typed);
	for (i = 0; i < 200000; i++) {
		seed = seed * 1103515245UL + 12345UL;
		key = parts[(seed >> 16) % (sizeof parts / sizeof parts[0])];
		if ((seed >> 8) % 16 == 0)
			typed_settle(&typed, &told);
		typed_take(&typed, key, &told);
		assert_in_range(told.count, 0, TOLD_MOST);
		assert_in_range(typed.count, 0, TYPED_MOST);
		if (strlen(key) > 2 && key[0] >= 'A' && key[0] <= 'Z' && strcmp(key, "Backspace") != 0 &&
			strcmp(key, "KEY_SLEFT") != 0)
			assert_string_equal(told.at[told.count - 1], key);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telex_gives_the_keys_that_were_pressed),
		cmocka_unit_test(vni_gives_the_keys_that_were_pressed),
		cmocka_unit_test(keys_of_a_person_pass_as_they_are),
		cmocka_unit_test(a_gap_anywhere_in_a_stream_runs_no_other_command),
		cmocka_unit_test(the_method_is_found_out),
		cmocka_unit_test(a_word_given_back_acts_no_second_time),
		cmocka_unit_test(any_stream_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
