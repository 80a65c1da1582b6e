/* Costs on a national tree: opening, the board, a page of it, a receipt, a filter. */
#include "bench/national.h"

#define PAGE 40

static struct snapshot *open_and_read(void)
{
	struct snapshot *snapshot;
	struct fault why;

	app_close(&app);
	if (!app_open(&app, false, &why) || !app_snapshot(&app, 0, &snapshot, &why))
		leave(&why);
	return snapshot;
}

static void build_board(const struct snapshot *snapshot, bool tasks)
{
	struct board_query query = {.today = app.today,
	        .unit = NOWHERE,
	        .item = NOWHERE,
	        .reports = true,
	        .tasks = tasks,
	        .undated = tasks,
	        .within = -1};
	struct pool pool = {0};
	struct board board;
	char what[80];
	struct stopwatch watch = stopwatch_start();

	board_build(snapshot, &query, &pool, &board);
	snprintf(what, sizeof what, "board of %zu duties: build", board.count);
	stopwatch_print(watch, 1, what);
	watch = stopwatch_start();
	board_sort(&board);
	snprintf(what, sizeof what, "board of %zu duties: sort", board.count);
	stopwatch_print(watch, 1, what);
	pool_free(&pool);
}

static void load_due(const struct snapshot *snapshot, struct listing *listing)
{
	struct query query = {.reports = true,
	        .tasks = true,
	        .within = -1,
	        .since = DAY_NONE,
	        .unit = NOWHERE,
	        .item = NOWHERE};
	struct fault why;

	if (!listing_load(&app, listing_kind("due"), snapshot, &query, listing, &why))
		leave(&why);
}

static size_t show_row(const struct listing *listing, size_t row, struct buffer *out)
{
	buffer_clear(out);
	for (size_t i = 0; i < listing_show_count(listing); i++) {
		listing_shown(listing, row, i, out);
		buffer_add(out, " ");
	}
	return out->length;
}

static void first_page(const struct snapshot *snapshot)
{
	struct listing listing = {0};
	struct buffer cells = {0};
	struct stopwatch watch = stopwatch_start();
	char what[80];

	load_due(snapshot, &listing);
	snprintf(what, sizeof what, "listing due, %zu rows: load", listing.count);
	stopwatch_print(watch, 1, what);
	watch = stopwatch_start();
	for (size_t row = 0; row < PAGE && row < listing.count; row++)
		show_row(&listing, row, &cells);
	stopwatch_print(watch, 1, "listing due: texts of the first 40 rows");
	buffer_free(&cells);
	listing_free(&listing);
}

/* Everything a filter could need of every row, made anew: the most that a key may cost. */
static void filter_rows(const struct snapshot *snapshot)
{
	struct listing listing = {0};
	struct buffer cells = {0};
	char folded[1024];
	size_t found = 0;
	char what[80];

	load_due(snapshot, &listing);
	struct stopwatch watch = stopwatch_start();
	for (size_t row = 0; row < listing.count; row++) {
		show_row(&listing, row, &cells);
		found += text_has_words(
		        text_fold(folded, sizeof folded, buffer_text(&cells)), "hoa binh so 77");
	}
	snprintf(what, sizeof what, "filter over the texts of all %zu rows (%zu fit)",
	        listing.count, found);
	stopwatch_print(watch, 1, what);
	listing_free(&listing);
	found = 0;
	watch = stopwatch_start();
	for (size_t unit = 0; unit < snapshot->units.count; unit++)
		found += text_has_words(
		        text_fold(folded, sizeof folded, snapshot->units.at[unit].name),
		        "hoa binh so 77");
	snprintf(what, sizeof what, "filter over the names of all units (%zu fit)", found);
	stopwatch_print(watch, 1, what);
	buffer_free(&cells);
}

static void receive(const char *unit)
{
	const char *words[] = {unit, "BC1", "--document", "12-BC/ĐTN"};
	struct request request = {0};
	struct reply reply = {0};
	struct fault why;

	request_start(&request, command_named("receive"));
	if (!request_parse(&app, &request, words, 4, &why) ||
	        !command_run(&app, &request, &reply, &why))
		leave(&why);
	reply_free(&reply);
	request_free(&request);
}

int main(void)
{
	char path[256], code[16];
	struct stopwatch watch;

	printf("national tree: %d units, the sample plan bound to all\n",
	        PROVINCES + DISTRICTS + COMMUNES);
	language_choose("vi", "");
	make_country(bench_path("national.db", path));
	watch = stopwatch_start();
	struct snapshot *snapshot = open_and_read();
	stopwatch_print(watch, 1, "open and snapshot");
	build_board(snapshot, false);
	build_board(snapshot, true);
	first_page(snapshot);
	filter_rows(snapshot);
	snapshot_free(snapshot);
	watch = stopwatch_start();
	for (int i = 0; i < 5; i++) {
		snprintf(code, sizeof code, "%05d", 1000 + i);
		receive(code);
	}
	stopwatch_print(watch, 5, "a receipt: parse, commit, snapshot for the answer");
	app_close(&app);
	return 0;
}
