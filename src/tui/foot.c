/* The line that ends a board and adds up to the rows that are shown, made to fit: parts of zero go
 * first, then the words. */
#include "inner.h"
#include "list.h"
#include "parts.h"

#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 512

/* The line without its parts of zero: "a 3 + b 0 + c 4 = 7" becomes "a 3 + c 4 = 7". */
static void drop_zeros(const char *text, char *out, size_t size)
{
	const char *sum = strstr(text, " = "), *part = text, *end;
	size_t used = 0, length;

	out[0] = '\0';
	for (; sum && part < sum; part = end + 3) {
		end = strstr(part, " + ");
		if (!end || end > sum)
			end = sum;
		length = (size_t)(end - part);
		if (length > 2 && strncmp(end - 2, " 0", 2) == 0)
			continue;
		used += (size_t)snprintf(out + used, size - used, "%s%.*s", used ? " + " : "",
			(int)length, part);
		if (used >= size)
			return;
	}
	if (sum)
		snprintf(out + used, size - used, "%s%s", used ? "" : "0", sum);
}

/* By the letters of the states (DOMAIN.md §3): "D 3 + T 0 + . 8 + Q 0 + R 1 + - 1 = 13". */
static void print_letters(const struct view *view, char *out, size_t size)
{
	struct tally all = view->seen;

	if (!view_duty(view, 0)) {
		all = view->listing.board.reports;
		tally_join(&all, &view->listing.board.tasks);
	}
	snprintf(out, size, "%c %zu + %c %zu + %c %zu + %c %zu + %c %zu + %c %zu = %zu",
		state_letter(STATE_ON_TIME), tally_on_time(&all), state_letter(STATE_LATE),
		tally_late(&all), state_letter(STATE_NOT_DUE), tally_open(&all),
		state_letter(STATE_OVERDUE), tally_overdue(&all), state_letter(STATE_RETURNED),
		tally_returned(&all), state_letter(STATE_EXEMPT), tally_exempt(&all),
		tally_total(&all));
}

/* "D67+T1=68": rather without blanks than without its sum. */
static void squeeze(char *text)
{
	char *out = text;

	for (; *text; text++)
		if (*text != ' ')
			*out++ = *text;
	*out = '\0';
}

void foot_draw(const struct view *view, struct canvas *canvas, int row, int body_rows)
{
	struct buffer foot = {0};
	char text[TEXT_SIZE], letters[TEXT_SIZE], position[POSITION_SIZE];
	int room;

	list_position(view, body_rows, position);
	room = canvas->columns - 2 - text_columns(position);
	if (view_duty(view, 0)) {
		tally_print(&view->seen, text, sizeof text);
		buffer_add(&foot, text);
	} else {
		view->listing.kind->foot(&view->listing, &foot);
	}
	snprintf(text, sizeof text, "%s", buffer_text(&foot));
	if (text_columns(text) > room)
		drop_zeros(buffer_text(&foot), text, sizeof text);
	if (text_columns(text) > room) {
		print_letters(view, letters, sizeof letters);
		strcpy(text, letters);
	}
	if (text_columns(text) > room)
		drop_zeros(letters, text, sizeof text);
	if (text_columns(text) > room)
		squeeze(text);
	canvas_put(canvas, row, 1, room, STYLE_PLAIN, text);
	buffer_free(&foot);
}
