/* What the screen sends and costs, in a real pseudo-terminal: the sample at two sizes, then a
 * national tree. */
#include "bench/national.h"
#include "pty/terminal.h"

#include <sqlite3.h>

#define QUIET 250 /* ms without a byte: the program has answered */

static const char *program;

/* Milliseconds of processor time of another process; -1 where /proc does not tell. */
static double process_cpu(pid_t process)
{
	char path[64];
	unsigned long long nanoseconds;
	FILE *file;
	int read;

	snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)process);
	file = fopen(path, "r");
	if (!file)
		return -1;
	read = fscanf(file, "%llu", &nanoseconds);
	fclose(file);
	return read == 1 ? (double)nanoseconds / 1e6 : -1;
}

static long process_peak(pid_t process)
{
	char path[64], line[256];
	long kibibytes = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)process);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		sscanf(line, "VmHWM: %ld", &kibibytes);
	if (file)
		fclose(file);
	return kibibytes;
}

static void print_cost(const char *what, struct terminal_count cost, double cpu)
{
	printf("  %-58s %7zu B %4ld writes %8.2f ms cpu\n", what, cost.bytes, cost.writes, cpu);
	fflush(stdout);
}

static void press(struct terminal *terminal, const char *keys, const char *what)
{
	double before = process_cpu(terminal_process(terminal));
	struct terminal_count cost = terminal_cost(terminal, keys, QUIET);

	print_cost(what, cost, process_cpu(terminal_process(terminal)) - before);
}

static struct terminal *start(const char *db, int rows, int columns)
{
	const char *const words[] = {
	        program, "--db", db, "--as-of", "28/6/2020", "--lang", "vi", NULL};
	char what[80];
	long begun = terminal_clock();
	struct terminal *terminal = terminal_start(words, NULL, rows, columns);

	terminal_wait_text(terminal, "tiendo", 20000);
	long shown = terminal_clock() - begun;
	terminal_settle(terminal, QUIET);
	snprintf(what, sizeof what, "start, %dx%d (%ld ms wall, %.1f MB; 3.5 KB at 80x24)", columns,
	        rows, shown, (double)process_peak(terminal_process(terminal)) / 1024);
	print_cost(what, terminal_bytes(terminal), process_cpu(terminal_process(terminal)));
	return terminal;
}

static void leave_screen(struct terminal *terminal)
{
	terminal_type(terminal, ":quit\r");
	terminal_wait_end(terminal, 5000);
	terminal_close(terminal);
}

static void idle(struct terminal *terminal)
{
	double before = process_cpu(terminal_process(terminal));
	struct terminal_count cost = terminal_cost(terminal, "", 3000);

	print_cost("idle for 3 s (0 B)", cost, process_cpu(terminal_process(terminal)) - before);
}

static void measure(const char *db, int rows, int columns)
{
	char downs[101];
	struct terminal *terminal = start(db, rows, columns);

	memset(downs, 'j', 100);
	downs[100] = '\0';
	press(terminal, "j", "cursor down (at most 64 B, one write)");
	press(terminal, "j", "cursor down again (64 B)");
	press(terminal, "x", "tick (160 B; the writes are the database's)");
	press(terminal, "u", "undo");
	press(terminal, "/", "filter: open");
	press(terminal, "h", "filter: a letter");
	press(terminal, "o", "filter: another");
	press(terminal, "\033", "filter: clear");
	press(terminal, "\033[6~", "page down (2.5 KB at 80x24)");
	press(terminal, "\033[F", "to the last row");
	press(terminal, "\033[H", "to the first row");
	press(terminal, downs, "100 downs at once (4 KB)");
	press(terminal, "2", "matrix (12 KB at 120x40)");
	press(terminal, "h", "matrix: a column left");
	press(terminal, "j", "matrix: a unit down");
	press(terminal, "z", "matrix: dense");
	press(terminal, "j", "matrix: dense: a unit down");
	press(terminal, "h", "matrix: dense: a column left");
	press(terminal, "5", "rates");
	press(terminal, "j", "rates: a row down");
	press(terminal, "b", "rates: by branch");
	press(terminal, "\033[6~", "rates: page down");
	press(terminal, "\r", "rates: the deadlines behind a row");
	press(terminal, "1", "all deadlines again");
	press(terminal, "6", "numbers");
	press(terminal, "j", "numbers: a unit down");
	press(terminal, "l", "numbers: a number right");
	press(terminal, "5", "numbers: a digit");
	press(terminal, "\r", "numbers: Enter");
	press(terminal, "u", "numbers: undo");
	press(terminal, "R", "numbers: the next report");
	press(terminal, "q7", "the tree of units");
	press(terminal, "j", "tree: a unit down");
	press(terminal, "l", "tree: unfold");
	press(terminal, "\r", "tree: a roster");
	press(terminal, "q3", "one unit");
	press(terminal, "j", "one unit: a row down");
	press(terminal, "\033[F", "one unit: to its contacts");
	press(terminal, "4", "one item");
	press(terminal, "j", "one item: a unit down");
	press(terminal, "\t", "one item: the next");
	press(terminal, "1", "back to the deadlines");
	idle(terminal);
	leave_screen(terminal);
}

/* Down and down again, behind the last row seen: what a key costs on average and at most. */
static void walk_down(struct terminal *terminal, int steps)
{
	struct terminal_count all = {0}, most = {0};
	double before = process_cpu(terminal_process(terminal));
	char what[80];

	for (int i = 0; i < steps; i++) {
		struct terminal_count cost = terminal_cost(terminal, "j", 40);

		all.bytes += cost.bytes;
		all.writes += cost.writes;
		if (cost.bytes > most.bytes)
			most = cost;
	}
	all.bytes /= (size_t)steps;
	all.writes /= steps;
	snprintf(what, sizeof what, "cursor down, scrolling: mean of %d (160 B)", steps);
	print_cost(what, all, (process_cpu(terminal_process(terminal)) - before) / steps);
	print_cost("cursor down, the list scrolling: the dearest", most, 0);
}

/* The menus of states, order and groups on the deadlines, and a walk among headings. */
static void measure_menus(struct terminal *terminal, int rows)
{
	press(terminal, "f", "states: the menu, not sent");
	press(terminal, "f", "states: overdue");
	press(terminal, "5", "states: due soon");
	press(terminal, "f1", "states: all again");
	press(terminal, "s", "order: the menu, by unit");
	press(terminal, "s", "order: by deadline");
	press(terminal, "1", "order: worst first");
	press(terminal, "b", "groups: the menu, by report");
	press(terminal, "b", "groups: by unit");
	press(terminal, "\r", "groups: the menu closes");
	press(terminal, "\033[H", "groups: to the first row");
	walk_down(terminal, rows);
	press(terminal, "\033[F", "groups: to the last row");
	press(terminal, "b1", "groups: none");
}

/* Rows enough to scroll. */
static void measure_scrolling(const char *db, int rows, int columns)
{
	struct terminal *terminal = start(db, rows, columns);

	walk_down(terminal, 2 * rows);
	press(terminal, "\033[6~", "page down");
	press(terminal, "\033[F", "to the last row");
	press(terminal, "x", "tick");
	press(terminal, "/", "filter: open");
	press(terminal, "h", "filter: a letter");
	press(terminal, "\033", "filter: clear");
	measure_menus(terminal, rows);
	press(terminal, "2", "matrix");
	press(terminal, "j", "matrix: a row down");
	press(terminal, "f", "matrix: the menu of states");
	press(terminal, "1", "matrix: all units again");
	press(terminal, "zj", "matrix: dense, a unit down");
	press(terminal, "3", "one unit");
	press(terminal, "\t", "one unit: the next");
	press(terminal, "4", "one item");
	press(terminal, "\t", "one item: the next");
	press(terminal, "s\r", "one item: sort");
	press(terminal, "5", "rates");
	press(terminal, "b", "rates: by branch");
	press(terminal, "b", "rates: by kind");
	press(terminal, "b", "rates: by unit");
	press(terminal, "j", "rates: a row down");
	press(terminal, "\033[6~", "rates: page down");
	press(terminal, "\t", "rates: one report");
	press(terminal, "s", "rates: sort");
	press(terminal, "/", "rates: filter: open");
	press(terminal, "h", "rates: filter: a letter");
	press(terminal, "\033", "rates: filter: clear");
	press(terminal, "\r", "rates: the deadlines behind a row");
	press(terminal, "6", "numbers, all 728,640 of them (16 ms)");
	press(terminal, "j", "numbers: a unit down");
	press(terminal, "l", "numbers: a number right");
	press(terminal, "\033[6~", "numbers: page down");
	press(terminal, "llllllllllll", "numbers: twelve right, scrolling");
	press(terminal, "5", "numbers: a digit");
	press(terminal, "\r", "numbers: Enter");
	press(terminal, "R", "numbers: the next report");
	press(terminal, "/", "numbers: filter: open");
	press(terminal, "h", "numbers: filter: a letter");
	press(terminal, "\033", "numbers: filter: clear");
	press(terminal, "s", "numbers: sort");
	press(terminal, "q", "numbers: back");
	press(terminal, "7", "tree");
	press(terminal, "j", "tree: a unit down");
	press(terminal, "z", "tree: fold all");
	press(terminal, "z", "tree: unfold all");
	press(terminal, "j", "tree: a unit down");
	press(terminal, "\033[6~", "tree: page down");
	press(terminal, "\033[F", "tree: to the last row");
	press(terminal, "h", "tree: fold, or out of a branch");
	press(terminal, "/", "tree: filter: open");
	press(terminal, "h", "tree: filter: a letter");
	press(terminal, "o", "tree: filter: another");
	press(terminal, "\033", "tree: filter: clear");
	press(terminal, "\r", "tree: a roster");
	press(terminal, "q", "tree: back");
	idle(terminal);
	leave_screen(terminal);
}

/* The sample, made by the program itself. */
static bool make_sample(const char *db)
{
	char line[1024];

	snprintf(line, sizeof line, "'%s' -q --db '%s' demo", program, db);
	return system(line) == 0;
}

/* Every number of both reports from every unit, as the table has them. */
static void fill_numbers(const char *db)
{
	static const char sql[] =
	        "INSERT INTO number (plan, report, item, unit, value, rev) SELECT report.plan, "
	        "report.code, number.code, unit.code, abs(random()) % 1000, 1 FROM item AS report "
	        "JOIN item AS number ON number.type = 'number' JOIN unit "
	        "WHERE report.type = 'report'";
	sqlite3 *base;

	if (sqlite3_open(db, &base) != SQLITE_OK ||
	        sqlite3_exec(base, sql, NULL, NULL, NULL) != SQLITE_OK)
		fprintf(stderr, "bench_screen: no numbers: %s\n", sqlite3_errmsg(base));
	sqlite3_close(base);
}

int main(void)
{
	char sample[256], country[256];

	program = getenv("TIENDO") ? getenv("TIENDO") : "build/tiendo";
	language_choose("vi", "");
	bench_path("sample.db", sample);
	if (!make_sample(sample)) {
		fprintf(stderr, "bench_screen: %s makes no sample\n", program);
		return 2;
	}
	printf("screen, the sample at 80x24\n");
	measure(sample, 24, 80);
	printf("screen, the sample at 120x40\n");
	measure(sample, 40, 120);
	printf("screen, a national tree at 120x40\n");
	make_country(bench_path("national.db", country));
	app_close(&app);
	fill_numbers(country);
	measure_scrolling(country, 40, 120);
	return 0;
}
