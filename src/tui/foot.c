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

/* By the signs of the states (DOMAIN.md §3): "√ 3 + ≈ 0 + · 8 + ! 0 + ◄ 1 + ○ 1 = 13". */
static void print_signs(const struct desk *desk, const struct view *view, char *out, size_t size)
{
	struct tally all = view->seen;
	char signs[6][SIGN_SIZE];

	if (!view_duty(view, 0)) {
		all = view->listing.board.reports;
		tally_join(&all, &view->listing.board.tasks);
	}
	snprintf(out, size, "%s %zu + %s %zu + %s %zu + %s %zu + %s %zu + %s %zu = %zu",
		state_sign(desk, STATE_ON_TIME, signs[0]), tally_on_time(&all),
		state_sign(desk, STATE_LATE, signs[1]), tally_late(&all),
		state_sign(desk, STATE_NOT_DUE, signs[2]), tally_open(&all),
		state_sign(desk, STATE_OVERDUE, signs[3]), tally_overdue(&all),
		state_sign(desk, STATE_RETURNED, signs[4]), tally_returned(&all),
		state_sign(desk, STATE_EXEMPT, signs[5]), tally_exempt(&all), tally_total(&all));
}

/* "√67+≈1=68": rather without blanks than without its sum. */
static void squeeze(char *text)
{
	char *out = text;

	for (; *text; text++)
		if (*text != ' ')
			*out++ = *text;
	*out = '\0';
}

void foot_draw(const struct desk *desk, struct canvas *canvas, int row, int body_rows)
{
	const struct view *view = &desk->views[desk->now];
	struct buffer foot = {0};
	char text[TEXT_SIZE], signs[TEXT_SIZE], position[POSITION_SIZE];
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
		print_signs(desk, view, signs, sizeof signs);
		strcpy(text, signs);
	}
	if (text_columns(text) > room)
		drop_zeros(signs, text, sizeof text);
	if (text_columns(text) > room)
		squeeze(text);
	canvas_put(canvas, row, 1, room, STYLE_PLAIN, text);
	buffer_free(&foot);
}
