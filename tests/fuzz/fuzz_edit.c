/* The line editor under any keys and pastes: its text stays whole letters in NFC without control
 * characters, its place stays between letters, and what is shown of it fits. */
#include "fuzz.h"
#include "tui/edit.h"

static const char *const keys[] = {"Left", "Right", "Home", "End", "Backspace", "Delete", "^W", "^U",
        "^K", "^A", "^E", "M-b", "M-f", "Space", "Enter", "F1"};
#define KEYS (sizeof keys / sizeof *keys)
#define TYPED 32 /* the operations below it are keys by name, pastes, views */

static void check_place(const struct edit *edit, size_t place)
{
	size_t at = 0;

	HOLDS(place <= edit->length);
	while (at < place)
		at += text_grapheme(edit->text + at, edit->length - at);
	HOLDS(at == place);
}

static void check_text(const struct edit *edit)
{
	struct pool pool = {0};
	uint32_t character;

	HOLDS(edit->length < EDIT_SIZE && strlen(edit->text) == edit->length);
	HOLDS(text_is_utf8(edit->text, edit->length, NULL));
	HOLDS(strcmp(text_normalised(edit->text, edit->length, &pool), edit->text) == 0);
	for (size_t at = 0; at < edit->length;) {
		at += text_step(edit->text + at, edit->length - at, &character);
		HOLDS(character >= 0x20 && (character < 0x7F || character >= 0xA0));
	}
	check_place(edit, edit->at);
	pool_free(&pool);
}

static void check_view(const struct edit *edit, int columns)
{
	size_t from;
	int cursor;

	edit_view(edit, columns, &from, &cursor);
	HOLDS(from <= edit->at);
	check_place(edit, from);
	HOLDS(cursor >= 0 && cursor <= columns);
}

/* A paste or a key of that many bytes, as they come. */
static size_t take_text(struct edit *edit, const uint8_t *bytes, size_t length, bool is_paste)
{
	size_t count = length > 1 ? bytes[1] : 0;

	count = count < length - 1 ? count : length - 1;
	char *text = fuzz_text(bytes + 1, count);
	if (is_paste)
		edit_paste(edit, text);
	else
		edit_set(edit, text);
	free(text);
	return count + 1;
}

static size_t act(struct edit *edit, const uint8_t *bytes, size_t length)
{
	char letter[8];
	size_t bytes_taken = 1;
	uint32_t character;

	if (*bytes < KEYS) {
		edit_key(edit, keys[*bytes]);
	} else if (*bytes == KEYS) {
		edit->is_offered = true;
	} else if (*bytes < TYPED - 4) {
		check_view(edit, *bytes % 2 ? 1 + *bytes : 78);
	} else if (*bytes < TYPED) {
		return take_text(edit, bytes, length, *bytes < TYPED - 1);
	} else {
		bytes_taken = text_step((const char *)bytes, length, &character);
		letter[text_put(letter, character)] = '\0';
		edit_key(edit, letter);
	}
	return bytes_taken;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct edit edit;

	edit_set(&edit, "");
	for (size_t at = 0; at < length;) {
		at += act(&edit, bytes + at, length - at);
		check_text(&edit);
	}
	check_view(&edit, 40);
	return 0;
}
