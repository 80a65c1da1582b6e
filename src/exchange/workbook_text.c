/* Text as a workbook holds it. Knows nothing of the library. */
#include <string.h>

#include "workbook.h"

/* _x0041_ is how a workbook writes a letter that XML cannot hold. */
static bool is_escape(const char *text)
{
	return text[0] == '_' && text[1] == 'x' &&
	       strspn(text + 2, "0123456789abcdefABCDEF") >= 4 && text[6] == '_';
}

size_t book_text_escape(struct buffer *out, const char *text)
{
	size_t left = strlen(text), letters = 0;

	while (left > 0) {
		uint32_t character;
		size_t length = text_step(text, left, &character);

		letters += character >= 0x10000 ? 2 : 1;
		if (character == 0xFFFD || character == 0xFFFE || character == 0xFFFF)
			buffer_add(out, "\xEF\xBF\xBD");
		else if (is_escape(text))
			buffer_add(out, "_x005F_");
		else
			buffer_bytes(out, text, length);
		text += length;
		left -= length;
	}
	return letters;
}

int book_text_width(const char *text)
{
	const char *end;
	struct buffer line = {0};
	int width, widest = 0;

	if (!strchr(text, '\n'))
		return text_columns(text);
	for (;; text = end + 1) {
		end = strchr(text, '\n');
		buffer_clear(&line);
		buffer_bytes(&line, text, end ? (size_t)(end - text) : strlen(text));
		width = text_columns(buffer_text(&line));
		if (width > widest)
			widest = width;
		if (!end)
			break;
	}
	buffer_free(&line);
	return widest;
}
