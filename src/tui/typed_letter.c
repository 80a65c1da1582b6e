/* Vietnamese letters: base, shape and tone, and the keys of Telex and VNI for them. */
#include "typed.h"

#include <string.h>

static const struct {
	char base;
	enum shape shape;
	const char *tones[6]; /* none, grave, acute, hook, tilde, dot */
} letter_rows[] = {
	{'a', SHAPE_NONE, {"a", "à", "á", "ả", "ã", "ạ"}},
	{'a', SHAPE_BREVE, {"ă", "ằ", "ắ", "ẳ", "ẵ", "ặ"}},
	{'a', SHAPE_HAT, {"â", "ầ", "ấ", "ẩ", "ẫ", "ậ"}},
	{'e', SHAPE_NONE, {"e", "è", "é", "ẻ", "ẽ", "ẹ"}},
	{'e', SHAPE_HAT, {"ê", "ề", "ế", "ể", "ễ", "ệ"}},
	{'i', SHAPE_NONE, {"i", "ì", "í", "ỉ", "ĩ", "ị"}},
	{'o', SHAPE_NONE, {"o", "ò", "ó", "ỏ", "õ", "ọ"}},
	{'o', SHAPE_HAT, {"ô", "ồ", "ố", "ổ", "ỗ", "ộ"}},
	{'o', SHAPE_HORN, {"ơ", "ờ", "ớ", "ở", "ỡ", "ợ"}},
	{'u', SHAPE_NONE, {"u", "ù", "ú", "ủ", "ũ", "ụ"}},
	{'u', SHAPE_HORN, {"ư", "ừ", "ứ", "ử", "ữ", "ự"}},
	{'y', SHAPE_NONE, {"y", "ỳ", "ý", "ỷ", "ỹ", "ỵ"}},
	{'d', SHAPE_BAR, {"đ", "", "", "", "", ""}},
};

#define LETTER_ROWS (sizeof letter_rows / sizeof letter_rows[0])

static bool is_plain(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		(byte >= '0' && byte <= '9');
}

/* text: one composed character. */
static bool letter_read(const char *text, struct letter *letter)
{
	char lower[4 * TYPED_BYTES];
	size_t row;
	int tone;

	if (text[0] && !text[1]) {
		*letter = (struct letter){text[0], SHAPE_NONE, 0};
		return is_plain(text[0]);
	}
	text_fold_marked(lower, sizeof lower, text);
	for (row = 0; row < LETTER_ROWS; row++) {
		for (tone = 0; tone < 6; tone++) {
			if (strcmp(letter_rows[row].tones[tone], lower) != 0)
				continue;
			*letter = (struct letter){
				letter_rows[row].base, letter_rows[row].shape, tone};
			if (strcmp(lower, text) != 0)
				letter->base = (char)(letter->base - 'a' + 'A');
			return true;
		}
	}
	return false;
}

int letters_read(char (*characters)[TYPED_BYTES], int count, struct letter *letters)
{
	char spelled[(TYPED_MOST + 1) * TYPED_BYTES] = "", composed[3 * sizeof spelled], one[8];
	const char *at = composed;
	size_t left, bytes;
	uint32_t character;
	int i, found = 0;

	for (i = 0; i < count; i++)
		if (!is_filler(characters[i]))
			strcat(spelled, characters[i]);
	text_normalise(composed, sizeof composed, spelled);
	for (left = strlen(at); left > 0; at += bytes, left -= bytes) {
		bytes = text_step(at, left, &character);
		memcpy(one, at, bytes);
		one[bytes] = '\0';
		if (!letter_read(one, &letters[found++]))
			return -1;
	}
	return found;
}

bool letters_are_plain(const struct letter *letters, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (letters[i].shape != SHAPE_NONE || letters[i].tone)
			return false;
	return true;
}

char shape_key(const struct letter *letter, enum method method)
{
	char base = (char)(letter->base | 0x20); /* small */
	const char telex[] = {0, base, 'w', 'w', 'd'}, vni[] = {0, '6', '8', '7', '9'};

	return method == METHOD_VNI ? vni[letter->shape] : telex[letter->shape];
}

char tone_key(int tone, enum method method)
{
	return method == METHOD_VNI ? "021345"[tone] : "zfsrxj"[tone];
}

/* U+0300–U+036F */
bool is_combining(const char *character)
{
	unsigned char first = (unsigned char)character[0];

	return first == 0xCC || (first == 0xCD && (unsigned char)character[1] <= 0xAF);
}

/* OpenKey's way around a browser's guesses, sent to every program: U+202F or U+200C first. */
bool is_filler(const char *character)
{
	return strcmp(character, "\xE2\x80\xAF") == 0 || strcmp(character, "\xE2\x80\x8C") == 0;
}
