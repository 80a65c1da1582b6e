/* A cell's text as wide characters, which is what a terminal's library takes. */
#include "canvas.h"

#include <string.h>
#include <wchar.h>

bool cell_wide(const char *text, int columns, wchar_t *out, size_t most)
{
	size_t left = strlen(text), bytes, count = 0;
	uint32_t character;
	int width = 0;

	for (; (bytes = text_step(text, left, &character)) > 0; text += bytes, left -= bytes) {
		width += wcwidth((wchar_t)character);
		if (count == most || width != columns)
			break;
		out[count++] = (wchar_t)character;
	}
	out[count] = L'\0';
	if (bytes == 0 && width == columns)
		return true;
	out[0] = (wchar_t)0xFFFD;
	out[1] = L'\0';
	return columns == 1;
}
