/* The folders, databases and rules that all fault tests share. */
#include "fault/inner.h"

#include "store/inner.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define DONE "101", "V1", "--on", "2020-06-09"
#define SERVE "serve", "--as", "an"

const struct work works[] = {
	{.name = "tick", .words = {"done", DONE}},
	{.name = "bulk mark", .words = {"done", "-", "V1", "--on", "9/6/2020"}, .input = "units.txt"},
	{.name = "import of tasks", .words = {"import", "tasks", "-"}, .input = "tasks.csv"},
	{.name = "import of units", .words = {"import", "units", "-"}, .input = "more.csv"},
	{.name = "large import", .words = {"import", "people", "-"}, .input = "people.csv",
		.is_slow = true},
	{.name = "first import", .words = {"import", "units", "-"}, .input = "units.csv",
		.start = START_NOTHING},
	{.name = "new version", .words = {"list", "units"}, .start = START_OLD_VERSION,
		.is_quiet = true},
	{.name = "undo", .words = {"undo"}, .start = START_DONE},
	{.name = "undo of a large import", .words = {"undo"}, .start = START_LARGE,
		.is_slow = true},
	{.name = "purge", .words = {"--yes", "purge", "people"}, .start = START_DONE},
	{.name = "init", .words = {"init"}, .start = START_NOTHING, .is_quiet = true},
	{.name = "init with files", .start = START_NOTHING,
		.words = {"init", "--units-file", "../units.csv", "--plan-file", "../plan.csv"}},
	{.name = "backup", .words = {"backup", "copy.db"}, .start = START_DONE, .makes = "copy.db"},
	{.name = "export", .words = {"export", "tasks", "out.csv"}, .start = START_DONE,
		.makes = "out.csv"},
	{.name = "export to a pipe", .words = {"export", "people"}, .start = START_DONE},
	{.name = "workbook", .words = {"export", "tasks", "out.xlsx"}, .start = START_DONE,
		.makes = "out.xlsx"},
	{.name = "check", .words = {"check"}, .start = START_DONE},
	{.name = "due", .words = {"due", "--tasks"}, .start = START_DONE},
	{.name = "log", .words = {"log"}, .start = START_DONE},
	{.name = "served tick", .words = {SERVE}, .asked = "done 101 V1 --on 9/6/2020",
		.start = START_SHARED},
	{.name = "served import", .words = {SERVE}, .asked = "import tasks -", .input = "own.csv",
		.start = START_SHARED},
	{.name = "served export", .words = {SERVE}, .asked = "export people", .start = START_SHARED},
	{.name = "served log", .words = {SERVE}, .asked = "log", .start = START_SHARED},
	{.name = "tick of another's", .words = {SERVE}, .asked = "done 201 V1 --on 9/6/2020",
		.start = START_SHARED, .status = 5},
	{.name = "import of another's", .words = {SERVE}, .asked = "import tasks -",
		.input = "tasks.csv", .start = START_SHARED, .status = 3},
	{.name = "taking of another's", .words = {SERVE}, .asked = "import units -",
		.input = "taken.csv", .start = START_SHARED, .status = 5},
	{.name = "undo of another's", .words = {SERVE}, .asked = "undo 4", .start = START_SHARED,
		.status = 5},
	{.name = "tick on the screen", .keys = "jx"},
	{.name = "screen", .keys = "x\r?q\007\007/xa\rjk23456781v\007:q\007X28/6\ru", .start = START_DONE},
	{.name = "import on the screen", .keys = "i", .start = START_OFFICE},
	{.name = "served screen", .words = {SERVE}, .asked = "", .keys = "x\r?q\007\007/ba\rk2345678:log\r",
		.start = START_SHARED},
};
const size_t works_count = COUNT(works), works_screens = 4;

struct scene scene;

/* ---- folders --------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about, (void)place;
	return kind == FTW_DP && strcmp(path, scene.run) == 0 ? 0 : remove(path);
}

static const char *base_path(const char *name, char out[512])
{
	snprintf(out, 512, "%s/%s", scene.folder, name);
	return out;
}

const char *scene_path(const char *name, char out[512])
{
	snprintf(out, 512, "%s/%s", scene.run, name);
	return out;
}

static void put(const char *name, const char *bytes, size_t length)
{
	char path[512];
	FILE *file = fopen(base_path(name, path), "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void copy(const char *from, const char *to)
{
	char bytes[65536];
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0660);
	ssize_t got;

	assert_true(in >= 0 && out >= 0);
	while ((got = read(in, bytes, sizeof bytes)) > 0)
		assert_int_equal(write(out, bytes, (size_t)got), got);
	assert_int_equal(got, 0);
	close(in);
	close(out);
}

bool scene_is_long(void)
{
	return getenv("TIENDO_SOAK") != NULL;
}

bool scene_is_wanted(const struct work *work)
{
	const char *only = getenv("TIENDO_FAULT_WORK");

	return !only || strcmp(only, work->name) == 0;
}

void scene_set(const struct work *work)
{
	static const char *const starts[] = {
		"office.db", NULL, "old.db", "done.db", "large.db", "shared.db"};
	char from[512], to[512];

	nftw(scene.run, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (starts[work->start])
		copy(base_path(starts[work->start], from), scene_path("t.db", to));
}

/* ---- running --------------------------------------------------------------------------------- */

static void read_said(const char *path)
{
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	scene.said[fread(scene.said, 1, sizeof scene.said - 1, file)] = '\0';
	fclose(file);
}

/* Whoever else is in the database, and where on the server it lies. */
static void tells_nothing_of_others(const char *output)
{
	static const char *const hidden[] = {"Cường", "0913", "Xã Ba", "Huyện B", "t.db"};
	char out[1 << 16];
	FILE *file = fopen(output, "rb");

	assert_non_null(file);
	out[fread(out, 1, sizeof out - 1, file)] = '\0';
	fclose(file);
	for (size_t i = 0; i < COUNT(hidden); i++)
		if (strstr(out, hidden[i]) || strstr(scene.said, hidden[i]))
			scene_wrong("%s was told of", hidden[i]);
	if (strstr(out, scene.folder) || strstr(scene.said, scene.folder))
		scene_wrong("a path was told");
}

const char *scene_said(void)
{
	return scene.said;
}

bool scene_answered(void)
{
	char path[512];
	struct stat about;

	return stat(base_path("out", path), &about) == 0 && about.st_size > 0;
}

const struct work *scene_work(const char *name)
{
	size_t i = 0;

	while (i + 1 < works_count && strcmp(works[i].name, name) != 0)
		i++;
	return &works[i];
}

static void run_with(const struct work *work, const struct strike *strike, const char *const *extra,
	bool calls_wanted, unsigned kill_after, struct trace *trace)
{
	const char *words[24] = {
		scene.program, "--db", "t.db", "--as-of", "28/6/2020", "--lang", "en"};
	const char *environment[10] = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TERM=xterm",
		"ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0", "TIENDO_WAIT=1000"};
	char home[600], asked[200], input[512], output[512], errors[512];
	size_t set = 6;
	struct job job = {words, environment, scene.run, NULL, base_path("out", output),
		base_path("err", errors), work->keys, kill_after};

	for (size_t i = 0; work->words[i]; i++)
		words[7 + i] = work->words[i];
	snprintf(home, sizeof home, "HOME=%s/home", scene.folder);
	environment[5] = home;
	snprintf(asked, sizeof asked, "SSH_ORIGINAL_COMMAND=%s", work->asked ? work->asked : "");
	if (work->asked && *work->asked)
		environment[set++] = asked;
	for (size_t i = 0; extra && extra[i]; i++)
		environment[set++] = extra[i];
	if (work->input)
		job.input = base_path(work->input, input);
	tracer_run(&job, strike, calls_wanted, trace);
	read_said(work->keys ? output : errors);
	if (work->asked)
		tells_nothing_of_others(output);
}

void scene_run(const struct work *work, const struct strike *strike, const char *const *extra,
	bool calls_wanted, struct trace *trace)
{
	run_with(work, strike, extra, calls_wanted, 0, trace);
}

void scene_run_killed(const struct work *work, unsigned microseconds, struct trace *trace)
{
	static const struct strike none = {.how = STRIKE_NOTHING};

	/* It may be gone before it has opened these: then they are not the last run's. */
	put("out", "", 0);
	put("err", "", 0);
	run_with(work, &none, NULL, false, microseconds + 1, trace);
}

bool run_well(const struct work *work)
{
	static const struct strike none = {.how = STRIKE_NOTHING};
	struct trace trace;

	scene_run(work, &none, NULL, false, &trace);
	if (trace.status != work->status)
		scene_wrong("%s, undisturbed: status %d", work->name, trace.status);
	return trace.status == work->status;
}

/* ---- databases ------------------------------------------------------------------------------- */

static void hash_rows(struct store *store, const char *sql, uint64_t *sum)
{
	struct rows rows;
	struct fault why;

	assert_true(rows_open(&rows, store, sql, &why));
	while (rows_next(&rows))
		for (int i = 0; i < sqlite3_column_count(rows.statement); i++)
			hash(sum, sqlite3_column_blob(rows.statement, i),
				(size_t)sqlite3_column_bytes(rows.statement, i));
	assert_true(rows_close(&rows, &why));
}

static uint64_t content(const char *name, const char *path)
{
	char sql[64];
	uint64_t sum = PRINT_BEGIN;
	struct buffer report = {0};
	struct store *store;
	struct fault why = {.kind = FAULT_NONE};
	size_t problems = 0;

	/* An old version is told by that, and stays one. */
	bool is_old = false;
	sqlite3 *db;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK)
		is_old = sqlite3_step(statement) == SQLITE_ROW &&
			sqlite3_column_int(statement, 0) < STORE_VERSION;
	sqlite3_finalize(statement);
	sqlite3_close(db);
	if (!store_open(&store, path, is_old || strcmp(name, "t.db") != 0, &why)) {
		scene_wrong("%s: %s", name, why.text);
		return 1;
	}
	if (!store_check(store, &report, &problems, &why) || problems)
		scene_wrong("%s is not whole: %s%s", name, why.text, buffer_text(&report));
	buffer_free(&report);
	hash(&sum, &is_old, sizeof is_old);
	for (int table = 0; table < TABLES; table++) {
		if (is_old && table == TABLE_ACCOUNT)
			continue;
		snprintf(sql, sizeof sql, "SELECT * FROM %s", table_name((enum table)table));
		hash_rows(store, sql, &sum);
	}
	hash_rows(store, "SELECT id, actor, command, way, target, undone, changeset FROM step", &sum);
	store_close(store);
	return sum;
}

uint64_t scene_content(const char *name)
{
	char path[512], journal[512], log[512];
	struct stat about;
	size_t wrong = scene.wrong;
	uint64_t state, sum;

	/* An empty file is what the very first call leaves where nothing can be removed again. */
	if (stat(scene_path(name, path), &about) != 0 || about.st_size == 0)
		return 0;
	snprintf(journal, sizeof journal, "%.500s-journal", path);
	snprintf(log, sizeof log, "%.500s-wal", path);
	/* Not of the file alone, where something is to be rolled back. */
	if (access(journal, F_OK) == 0 || access(log, F_OK) == 0)
		return content(name, path);
	state = state_of_file(name);
	if (state_is_known(state, &sum))
		return sum;
	sum = content(name, path);
	if (scene.wrong == wrong)
		state_note(state, sum);
	return sum;
}

/* ---- opening --------------------------------------------------------------------------------- */

static const char units[] = "code,name,kind,parent\n"
			    "1,Tỉnh đoàn,tinh,\n10,Huyện A,huyen,1\n20,Huyện B,huyen,1\n"
			    "101,Xã Một,xa,10\n102,Xã Hai,xa,10\n201,Xã Ba,xa,20\n";
static const char more[] = "code,name,kind,parent\n103,Xã Tư,xa,10\n202,Xã Năm,xa,20\n";
static const char plan[] =
	"type,code,title,audience,before,by,from,to\n"
	"plan,KH1,Kế hoạch,,,,2020-01-01,2020-12-31\n"
	"task,V1,Việc một,\"huyen,xa\",,2020-06-10,,\n"
	"report,B1,Báo cáo,\"huyen,xa\",2020-07-01,,2020-01-01,2020-06-30\n"
	"number,S1,Số buổi,,,,,\n";
static const char tasks[] = "unit,task,status,done_on,note\n"
			    "101,V1,done,2020-06-09,một\n102,V1,doing,,hai\n201,V1,done,10/6/2020,\n";
static const char own[] = "unit,task,status,done_on,note\n101,V1,done,2020-06-09,một\n102,V1,doing,,hai\n";
static const char taken[] = "code,name,kind,parent\n201,Xã Ba,xa,10\n";
static const char people[] = "unit,name,phone\n101,Lê Thị Bê,0912\n201,Trần Văn Cường,0913\n";

/* More than are taken row by row. */
static void put_large_roster(void)
{
	struct buffer roster = {0};
	static const char *const codes[] = {"1", "10", "101", "102", "20", "201"};

	buffer_add(&roster, "unit,name,phone\n");
	for (int i = 0; i < 21000; i++)
		buffer_print(&roster, "%s,Người số %d,0900%06d\n", codes[i % 6], i, i);
	put("people.csv", buffer_text(&roster), roster.length);
	buffer_free(&roster);
}

static void keep_as(const char *name)
{
	char from[512], to[512];

	scene_content("t.db"); /* nothing is to be rolled back */
	copy(scene_path("t.db", from), base_path(name, to));
}

static void make_databases(void)
{
	char units_path[512], plan_path[512], to[512];
	const struct work office = {.name = "office", .start = START_NOTHING,
		.words = {"init", "--units-file", units_path, "--plan-file", plan_path}};
	const struct work empty = {.name = "empty", .start = START_NOTHING, .words = {"init"}};
	const struct work roster = {.name = "roster", .words = {"import", "people", "-"},
		.input = "few.csv"};
	const struct work tick = {.name = "tick", .words = {"done", DONE}};
	const struct work account = {.name = "account",
		.words = {"account", "add", "an", "--role", "editor", "--unit", "10"}};
	const struct work foreign = {.name = "foreign", .words = {"note", "201", "B1", "Cường"}};
	const struct work large = {.name = "large", .words = {"import", "people", "-"},
		.input = "people.csv"};

	scene_set(&empty);
	run_well(&empty);
	scene.empty = scene_content("t.db");
	base_path("units.csv", units_path);
	base_path("plan.csv", plan_path);
	scene_set(&office);
	run_well(&office);
	keep_as("office.db");
	run_well(&large);
	keep_as("large.db");
	scene_set(&roster);
	run_well(&roster);
	run_well(&tick);
	keep_as("done.db");
	run_well(&account);
	run_well(&foreign);
	keep_as("shared.db");
	copy("tests/store/version-1.db", base_path("old.db", to));
}

int scene_open(void **state)
{
	const char *program = getenv("TIENDO");
	char path[512];

	(void)state;
	if (!program || !realpath(program, scene.program)) {
		print_error("TIENDO must name the program: see tests/run.sh\n");
		return -1;
	}
	/* In memory where there is such a place: what fails here is not the disk. */
	snprintf(scene.folder, sizeof scene.folder, "%s/tiendo-fault-XXXXXX",
		access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(scene.folder))
		return -1;
	snprintf(scene.run, sizeof scene.run, "%s/run", scene.folder);
	mkdir(scene.run, 0700);
	mkdir(base_path("home", path), 0700);
	put("units.csv", units, strlen(units));
	put("more.csv", more, strlen(more));
	put("plan.csv", plan, strlen(plan));
	put("tasks.csv", tasks, strlen(tasks));
	put("own.csv", own, strlen(own));
	put("taken.csv", taken, strlen(taken));
	put("few.csv", people, strlen(people));
	put("units.txt", "10\n20\n101\n201\n", strlen("10\n20\n101\n201\n"));
	put_large_roster();
	if (tracer_works())
		make_databases();
	return scene.wrong ? -1 : 0;
}

int scene_close(void **state)
{
	(void)state;
	states_forget();
	*scene.run = '\0';
	nftw(scene.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}
