/* Text functions on any bytes: nothing is written behind a buffer, what comes out is strict UTF-8
 * and fits, and doing it twice changes nothing more. The first byte gives the size of buffers. */
#include "fuzz.h"
#include "tiendo/base.h"

#define LONGEST 4096

typedef char *into_buffer(char *out, size_t size, const char *text);

static void check_into(into_buffer *function, const char *text, size_t size, bool twice)
{
	/* blocks of exactly that size, so that one byte too many is seen */
	char *out = malloc(size), *again = malloc(size);

	HOLDS(out && again);
	HOLDS(function(out, size, text) == out);
	HOLDS(strlen(out) < size && text_is_utf8(out, strlen(out), NULL));
	function(again, size, out);
	HOLDS(!twice || strcmp(out, again) == 0);
	free(out);
	free(again);
}

static void check_steps(const char *text, size_t length)
{
	size_t at, step, clusters = 0;
	uint32_t character;
	bool good = true;
	char back[4];

	for (at = 0; at < length; at += step) {
		step = text_step(text + at, length - at, &character);
		HOLDS(step >= 1 && step <= 4 && at + step <= length);
		HOLDS(character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF));
		if (character != 0xFFFD)
			HOLDS(text_put(back, character) == step &&
			        memcmp(back, text + at, step) == 0);
		else
			good = good && step == 3;
	}
	HOLDS(text_step(text + at, 0, &character) == 0);
	HOLDS(!text_is_utf8(text, length, &at) || good);
	for (at = 0; at < length; at += step) {
		step = text_grapheme(text + at, length - at);
		HOLDS(step >= 1 && at + step <= length);
		clusters++;
	}
	HOLDS(clusters <= length);
}

static void check_columns(const char *text, int columns)
{
	char fitted[LONGEST * 4 + 1024], behind_blank[LONGEST * 4 + 2];
	int used = -1;
	size_t bytes = text_cut(text, columns, &used);

	HOLDS(bytes <= strlen(text) && used >= 0 && used <= columns);
	snprintf(behind_blank, sizeof behind_blank, " %s", text);
	/* A text that begins with a combining mark would join the blanks put before it. */
	bool joins = text_grapheme(behind_blank, strlen(behind_blank)) > 1;
	for (enum text_align align = ALIGN_LEFT; align <= ALIGN_MIDDLE; align++) {
		text_fit(fitted, sizeof fitted, text, columns, align);
		HOLDS(text_columns(fitted) == columns || (joins && align != ALIGN_LEFT));
	}
}

static void check_pairs(const char *text, size_t length)
{
	char *left = fuzz_text((const uint8_t *)text, length / 2);
	const char *right = text + length / 2;
	int distance = text_distance(left, right, 5);

	HOLDS(distance >= 0 && distance <= 6);
	HOLDS(distance == text_distance(right, left, 5));
	HOLDS(text_distance(left, left, 5) == 0);
	text_has_words(left, right);
	HOLDS(text_has_words(text, ""));
	free(left);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct pool pool = {0};

	if (length < 1 || length > LONGEST)
		return 0;
	size_t size = 1 + bytes[0];
	char *text = fuzz_text(bytes + 1, length - 1);
	length = strlen(text);
	char *normal = text_normalised(text, length, &pool);
	HOLDS(text_is_utf8(normal, strlen(normal), NULL));
	HOLDS(strcmp(text_normalised(normal, strlen(normal), &pool), normal) == 0);
	check_steps(text, length);
	check_into(text_normalise, text, size, false);
	check_into(text_clean, text, size, true);
	check_into(text_clean_cell, text, size, true);
	check_into(text_fold, normal, size, false);
	check_into(text_fold_marked, normal, size, false);
	check_into(text_fold, normal, LONGEST * 8, true);
	check_into(text_clean, text, LONGEST * 8, true);
	char key[LONGEST * 8];
	HOLDS(text_collation_key(key, size < sizeof key ? size : sizeof key, normal) == key);
	HOLDS(strlen(key) < size);
	char clean[LONGEST * 4];
	text_clean(clean, sizeof clean, text);
	check_columns(clean, bytes[0] % 100);
	check_pairs(normal, strlen(normal));
	HOLDS(strlen(text_trim(text)) <= length);
	pool_free(&pool);
	free(text);
	return 0;
}
