/* A million contacts in and out, beside the sqlite3 shell on the same file at the same moment: the
 * figures are ratios of pairs, the least of several. */
#include "bench.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define ROWS 1000000
#define UNITS 10614
#define PAIRS 3

struct run {
	double seconds; /* on the wall */
	long kilobytes; /* most that it held */
};

/* In a child of its own, so that what is measured of children is of this one alone. */
static void run_measured(const char *line, int answer)
{
	struct rusage used;
	int status;
	pid_t child = fork();

	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);

		if (chdir(bench_folder) != 0 || dup2(null, 1) < 0)
			_exit(127);
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(127);
	}
	if (waitpid(child, &status, 0) != child || status != 0)
		_exit(1);
	getrusage(RUSAGE_CHILDREN, &used);
	_exit(write(answer, &used.ru_maxrss, sizeof used.ru_maxrss) < 0);
}

/* Runs a line of sh in the bench folder. */
static struct run run(const char *line)
{
	double start = bench_clock(CLOCK_MONOTONIC);
	struct run result = {0, 0};
	int ends[2], status = 1;
	pid_t child = pipe(ends) == 0 ? fork() : -1;

	if (child == 0)
		run_measured(line, ends[1]);
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0 ||
		read(ends[0], &result.kilobytes, sizeof result.kilobytes) < 0) {
		fprintf(stderr, "bench: %s: status %d\n", line, status);
		exit(2);
	}
	close(ends[0]);
	close(ends[1]);
	result.seconds = (bench_clock(CLOCK_MONOTONIC) - start) / 1e3;
	return result;
}

/* ---- the files --------------------------------------------------------------------------------- */

static const char *const families[] = {
	"Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ"};
static const char *const middles[] = {
	"Văn", "Thị", "Minh", "Ngọc", "Thanh", "Hoài", "Quốc", "Thu", "Đức", "Kim"};
static const char *const givens[] = {"An", "Bình", "Châu", "Dũng", "Giang", "Hạnh", "Khoa", "Linh",
	"Mai", "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Trang", "Uyên", "Vy", "Yến"};
#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint32_t dice = 5;

static size_t roll(size_t sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 17;
	dice ^= dice << 5;
	return dice % sides;
}

static int line_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void write_lines(const char *name, const char *header, char **lines, size_t count)
{
	char path[256];
	FILE *file = fopen(bench_path(name, path), "w");

	fprintf(file, "%s\n", header);
	for (size_t i = 0; i < count; i++)
		fprintf(file, "%s\n", lines[i]);
	if (fclose(file) != 0) {
		perror(path);
		exit(2);
	}
}

static void write_units(void)
{
	char path[256];
	FILE *file = fopen(bench_path("units.csv", path), "w");

	fprintf(file, "code,name,kind,parent\nT,Trung ương,tw,\n");
	for (int i = 1; i <= UNITS; i++)
		fprintf(file, "%05d,Đơn vị số %d,co-so,T\n", i, i);
	fclose(file);
}

static void write_rosters(void)
{
	static const char header[] = "unit,name,position,phone,email,note";
	char **lines = malloc(ROWS * sizeof *lines), line[256];

	for (size_t i = 0; i < ROWS; i++) {
		snprintf(line, sizeof line, "%05zu,\"%s %s %s %zu\",Bí thư,0%zu %03zu %03zu,,",
			i % UNITS + 1, families[roll(COUNT(families))],
			middles[roll(COUNT(middles))], givens[roll(COUNT(givens))], i,
			900 + roll(100), roll(1000), roll(1000));
		lines[i] = strdup(line);
	}
	for (size_t i = ROWS; i > 1; i--) {
		size_t other = roll(i);
		char *kept = lines[i - 1];

		lines[i - 1] = lines[other];
		lines[other] = kept;
	}
	write_lines("random.csv", header, lines, ROWS);
	qsort(lines, ROWS, sizeof *lines, line_order);
	write_lines("sorted.csv", header, lines, ROWS);
	for (size_t i = 0; i < ROWS; i++)
		free(lines[i]);
	free(lines);
}

static void write_table(void)
{
	char path[256];
	FILE *file = fopen(bench_path("table.sql", path), "w");

	fprintf(file, "CREATE TABLE person (unit TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''),"
		      " position TEXT, phone TEXT, email TEXT, note TEXT,"
		      " PRIMARY KEY (unit, name)) STRICT, WITHOUT ROWID;\n");
	fclose(file);
}

/* ---- the pairs --------------------------------------------------------------------------------- */

struct best {
	double ratio, ours, theirs;
	long kilobytes;
};

static void note(struct best *best, struct run ours, struct run theirs)
{
	double ratio = ours.seconds / theirs.seconds;

	if (best->ratio == 0 || ratio < best->ratio)
		*best = (struct best){ratio, ours.seconds, theirs.seconds, best->kilobytes};
	if (ours.kilobytes > best->kilobytes)
		best->kilobytes = ours.kilobytes;
}

static void tell(const char *what, const struct best *best, double wanted)
{
	printf("  %-44s %5.2f of sqlite3 (wanted %.2f)  %6.2f s, %6.2f s  %4ld MB\n", what,
		best->ratio, wanted, best->ours, best->theirs, best->kilobytes / 1024);
	fflush(stdout);
}

static void bench_imports(const char *order)
{
	char ours[256], theirs[256], what[64];
	struct best first = {0}, again = {0};

	snprintf(ours, sizeof ours, "\"$TIENDO\" --db t.db -q import people %s.csv", order);
	snprintf(theirs, sizeof theirs,
		"rm -f s.db && sqlite3 s.db -cmd '.read table.sql' '.import --csv --skip 1 %s.csv person'",
		order);
	for (int pair = 0; pair < PAIRS; pair++) {
		run("cp units.db t.db");
		struct run mine = run(ours), second = run(ours), shell = run(theirs);

		note(&first, mine, shell);
		note(&again, second, shell);
	}
	snprintf(what, sizeof what, "import, %s order", order);
	tell(what, &first, 0.5);
	snprintf(what, sizeof what, "the same file again, %s order", order);
	tell(what, &again, 0.5);
}

static void bench_export(void)
{
	struct best best = {0};

	for (int pair = 0; pair < PAIRS; pair++) {
		struct run mine = run("\"$TIENDO\" --db t.db -q export people out.csv");
		struct run shell = run("sqlite3 -csv t.db 'SELECT person.*, unit.name FROM person JOIN"
				       " unit ON unit.code = person.unit' > shell.csv");

		note(&best, mine, shell);
	}
	tell("export", &best, 0.8);
}

static void bench_history(void)
{
	static const char *const lines[] = {"undo", "redo", "check"};
	char line[128];

	for (size_t i = 0; i < COUNT(lines); i++) {
		snprintf(line, sizeof line, "\"$TIENDO\" --db t.db -q %s", lines[i]);
		struct run mine = run(line);

		printf("  %-44s %49.2f s %13ld MB\n", lines[i], mine.seconds, mine.kilobytes / 1024);
	}
}

int main(void)
{
	char path[256];

	bench_path("", path);
	printf("%d contacts of %d units (least of %d pairs; times: tiendo, sqlite3)\n", ROWS, UNITS,
		PAIRS);
	if (system("command -v sqlite3 >/dev/null") != 0) {
		printf("  there is no sqlite3 shell here to compare with\n");
		return 0;
	}
	write_units();
	write_rosters();
	write_table();
	run("\"$TIENDO\" --db units.db -q import units units.csv");
	bench_imports("random");
	bench_imports("sorted");
	bench_export();
	bench_history();
	return 0;
}
