/* The columns of numbers: read from the file, added up and compared with earlier reports as they come
 * in sight; of a whole country there are too many for one key. */
#include "inner.h"
#include "list.h"
#include "numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH_LEAST 5  /* room to type in */
#define WIDTH_MOST 15

void numbers_prepare(const struct desk *desk, struct view *view)
{
	size_t branch = NOWHERE;

	view->numbers = memory_take(view->listing.item_count + 1, sizeof *view->numbers);
	view->expected = 0;
	if (view->column >= view->listing.item_count)
		view->column = 0;
	if (view->tab == NOWHERE)
		return;
	app_branch(desk->app, desk->snapshot, &branch, NULL);
	view->expected = number_expected(desk->snapshot, view->tab, branch);
}

void numbers_drop(struct view *view)
{
	size_t i;

	for (i = 0; view->numbers && i < view->listing.item_count; i++)
		free(view->numbers[i].below);
	free(view->numbers);
	view->numbers = NULL;
}

bool numbers_know(struct desk *desk, struct view *view, size_t column)
{
	size_t number = view->listing.items[column];
	enum style style = desk->message_style;
	char message[MESSAGE_SIZE];
	struct fault why;
	bool fine;

	if (snapshot_knows(desk->snapshot, view->tab, number))
		return true;
	if (view->is_reading) /* the screen is drawn while another session is waited for */
		return false;
	memcpy(message, desk->message, sizeof message);
	view->is_reading = true;
	fine = snapshot_read_number(desk->app->store, desk->snapshot, view->tab, number, &why);
	view->is_reading = false;
	memcpy(desk->message, message, sizeof message); /* a wait was told there */
	desk->message_style = style;
	if (!fine)
		desk_refuse(desk, &why);
	return fine;
}

bool numbers_know_all(struct desk *desk, struct view *view, struct fault *why)
{
	bool fine = true;
	size_t i;

	for (i = 0; fine && i < view->listing.item_count; i++)
		fine = snapshot_read_number(desk->app->store, desk->snapshot, view->tab,
			view->listing.items[i], why);
	return fine;
}

static void widen(int *width, int columns)
{
	if (columns > *width && columns <= WIDTH_MOST)
		*width = columns;
}

/* Room for "all of all" under the sum: nothing moves while units report. */
int numbers_least(const struct desk *desk, const struct view *view, size_t column)
{
	int width = WIDTH_LEAST;
	char text[COUNT_TEXT];

	snprintf(text, sizeof text, "%zu/%zu", view->expected, view->expected);
	widen(&width, text_columns(text));
	widen(&width, text_columns(desk->snapshot->items[view->listing.items[column]].code));
	return width;
}

/* A column costs as much as there are units: only those that come in sight are looked at. */
void numbers_make(struct desk *desk, struct view *view, size_t column)
{
	struct number_column *made = &view->numbers[column];
	size_t branch = NOWHERE;
	char text[COUNT_TEXT];

	if (made->is_made || view->is_reading || view->is_stuck)
		return;
	made->width = numbers_least(desk, view, column);
	view->is_stuck = !numbers_know(desk, view, column);
	if (view->is_stuck)
		return;
	app_branch(desk->app, desk->snapshot, &branch, NULL);
	made->sum = number_add_up(
		desk->snapshot, view->tab, view->listing.items[column], branch);
	made->below = memory_take(view->listing.count + 1, sizeof *made->below);
	widen(&made->width, text_columns(count_text(made->sum.total, text)));
	made->is_made = true;
}

const struct number_column *numbers_column(const struct view *view, size_t column)
{
	static const struct number_column none = {.width = WIDTH_LEAST};

	return view->numbers[column].width ? &view->numbers[column] : &none;
}

/* ---- earlier reports ------------------------------------------------------------------------- */

/* False where there is no count to be doubted. */
static bool doubt_of(const struct desk *desk, const struct view *view, size_t line, size_t column,
	struct number_doubt *doubt)
{
	const struct number_value *value =
		numbers_value(desk, view, view->lines[line].row, column);

	if (!value || value->not_applicable)
		return false;
	*doubt = (struct number_doubt){
		.number = value->number, .unit = value->unit, .count = value->value};
	return true;
}

/* The cells of one column whose values are still to be compared. */
static size_t column_doubts(const struct desk *desk, const struct view *view, size_t column,
	size_t line, size_t end, struct number_doubt *doubts, unsigned char **below)
{
	const struct number_column *made = numbers_column(view, column);
	size_t count = 0;

	for (; made->is_made && line < end && line < view->line_count; line++) {
		unsigned char *cell = &made->below[view->lines[line].row];

		if (*cell == BELOW_UNKNOWN && doubt_of(desk, view, line, column, &doubts[count]))
			below[count++] = cell;
	}
	return count;
}

bool numbers_below(const struct view *view, size_t row, size_t column)
{
	const struct number_column *made = numbers_column(view, column);

	return made->is_made && made->below[row] == BELOW_IS;
}

/* The cell under the cursor, of which more is told. */
static void compare_here(struct desk *desk, struct view *view)
{
	struct fault why;

	view->doubt.earlier = NOWHERE;
	if (list_has_row(view) && numbers_below(view, view->lines[view->at].row, view->column) &&
		doubt_of(desk, view, view->at, view->column, &view->doubt) &&
		!number_doubts(desk->app, desk->snapshot, view->tab, &view->doubt, 1, &why))
		view->doubt.earlier = NOWHERE;
}

void numbers_compare(struct desk *desk, struct view *view, size_t first, size_t end, size_t line,
	size_t lines)
{
	size_t most = (end - first) * lines + 1, count = 0, i;
	struct number_doubt *doubts = memory_take(most, sizeof *doubts);
	unsigned char **below = memory_take(most, sizeof *below);
	struct fault why;

	for (i = first; i < end; i++)
		count += column_doubts(
			desk, view, i, line, line + lines, doubts + count, below + count);
	view->is_reading = true;
	if (!number_doubts(desk->app, desk->snapshot, view->tab, doubts, count, &why)) {
		desk_refuse(desk, &why);
		count = 0;
	}
	for (i = 0; i < count; i++)
		*below[i] = doubts[i].earlier == NOWHERE ? BELOW_NOT : BELOW_IS;
	compare_here(desk, view);
	view->is_reading = false;
	free(doubts);
	free(below);
}
