/* Texts taken apart into letters and the marks on them, for folding and for order. */
#include "inner.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

void text_read(struct text_reader *reader, const char *text)
{
	*reader = (struct text_reader){.text = text, .left = strlen(text)};
}

/* Decompositions nest (ế is ê and acute, ê is e and circumflex), first part first. */
static void decompose(struct text_reader *reader, uint32_t character)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag, count = -1, i;

	if (character >= 0xA0)
		count = uc_decomposition((ucs4_t)character, &tag, parts);
	if (count < 0) {
		if (reader->count < READER_QUEUE)
			reader->queue[reader->count++] = character;
		return;
	}
	for (i = 0; i < count; i++)
		decompose(reader, (uint32_t)parts[i]);
}

/* What is never seen and says nothing: zero-width, bidi controls, soft hyphen, selectors. */
static bool is_unseen(uint32_t character)
{
	if (character < 0x300 || (character >= 0x1EA0 && character <= 0x1EF9))
		return character == 0xAD;
	return uc_is_property_default_ignorable_code_point((ucs4_t)character) ||
	       uc_is_general_category_withtable((ucs4_t)character, UC_CATEGORY_MASK_Cf);
}

/* Sees to it that the queue holds the next character; false at the end. */
static bool reader_fill(struct text_reader *reader)
{
	uint32_t character;
	size_t bytes;

	while (reader->first == reader->count) {
		bytes = text_step(reader->text, reader->left, &character);
		if (bytes == 0)
			return false;
		reader->text += bytes;
		reader->left -= bytes;
		reader->first = reader->count = 0;
		if (!is_unseen(character))
			decompose(reader, character);
	}
	return true;
}

bool text_read_next(struct text_reader *reader, uint32_t *character)
{
	if (!reader_fill(reader))
		return false;
	*character = reader->queue[reader->first++];
	return true;
}

static enum text_kind ascii_kind(uint32_t character)
{
	if (character >= '0' && character <= '9')
		return KIND_DIGIT;
	if ((character | 0x20) >= 'a' && (character | 0x20) <= 'z')
		return KIND_LETTER;
	return character <= ' ' || character == 0x7F ? KIND_SPACE : KIND_SYMBOL;
}

enum text_kind text_kind(uint32_t character)
{
	const uint32_t marks = UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me;
	const uint32_t letters = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_Mc;
	ucs4_t code = (ucs4_t)character;

	if (character < 0x80)
		return ascii_kind(character);
	if (character >= 0x300 && character < 0x370)
		return KIND_MARK;
	if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Nd))
		return KIND_DIGIT;
	if (uc_is_general_category_withtable(code, letters))
		return KIND_LETTER;
	if (uc_is_general_category_withtable(code, marks))
		return KIND_MARK;
	if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Z | UC_CATEGORY_MASK_Cc))
		return KIND_SPACE;
	return KIND_SYMBOL;
}

int text_digit(uint32_t character)
{
	if (character < 0x80)
		return character >= '0' && character <= '9' ? (int)(character - '0') : -1;
	return uc_decimal_value((ucs4_t)character);
}

uint32_t text_lower(uint32_t character)
{
	switch (character) {
	case 0x00D0: /* Icelandic Eth: legacy Vietnamese fonts put it where Đ belongs */
	case 0x00F0:
	case 0x0110: /* D with stroke */
	case 0x0189: /* African D */
	case 0x0256:
		return 0x0111;
	}
	if (character < 0x80)
		return character >= 'A' && character <= 'Z' ? character + 0x20 : character;
	return (uint32_t)uc_tolower((ucs4_t)character);
}

bool text_read_letter(struct text_reader *reader, struct text_letter *letter)
{
	uint32_t character;

	do {
		if (!text_read_next(reader, &character))
			return false;
	} while (text_kind(character) == KIND_MARK);
	letter->base = text_lower(character);
	letter->is_upper =
	        letter->base != character && (uint32_t)uc_toupper((ucs4_t)character) == character;
	letter->mark_count = 0;
	while (reader_fill(reader) && text_kind(reader->queue[reader->first]) == KIND_MARK) {
		if (letter->mark_count < LETTER_MARKS)
			letter->marks[letter->mark_count++] = reader->queue[reader->first];
		reader->first++;
	}
	return true;
}
