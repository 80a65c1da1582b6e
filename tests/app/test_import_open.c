/* An import opened from its command: mended and prepared again, outdated by others, cancelled. */
#include "app/given.h"

static const char *path_of(const struct desk *desk, const char *name, char out[160])
{
	snprintf(out, 160, "%s/%s", desk->folder, name);
	return out;
}

static void put_file(const struct desk *desk, const char *name, const char *text)
{
	char path[160];
	FILE *file = fopen(path_of(desk, name, path), "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static bool is_there(const struct desk *desk, const char *name)
{
	char path[160];

	return access(path_of(desk, name, path), F_OK) == 0;
}

/* Only f.csv and the database: nothing half-written lies about. */
static size_t files_of(const struct desk *desk)
{
	struct buffer line = {0};
	char text[32] = "";
	FILE *list;

	buffer_print(&line, "ls -A '%s' | grep -v '^t[.]db' | wc -l", desk->folder);
	list = popen(buffer_text(&line), "r");
	assert_non_null(list);
	assert_non_null(fgets(text, sizeof text, list));
	pclose(list);
	buffer_free(&line);
	return (size_t)strtoul(text, NULL, 10);
}

/* import KIND FOLDER/f.csv OPTIONS */
static bool opened(struct desk *desk, const char *kind, const char *options, struct import *import)
{
	struct pool pool = {0};
	struct buffer line = {0};
	const char **words;
	size_t count;
	bool fine;

	desk_clear(desk);
	buffer_print(&line, "%s %s/f.csv %s", kind, desk->folder, options);
	assert_true(words_split(buffer_text(&line), &pool, &words, &count, &desk->why));
	request_start(&desk->request, command_named("import"));
	if (!request_parse(&desk->app, &desk->request, words, count, &desk->why))
		fail_msg("%s", desk->why.text);
	fine = import_open(&desk->app, &desk->request, import, &desk->why);
	pool_free(&pool);
	buffer_free(&line);
	return fine;
}

static void opens(struct desk *desk, const char *kind, const char *options, struct import *import)
{
	if (!opened(desk, kind, options, import))
		fail_msg("%s", desk->why.text);
}

static const struct complaint *complaint_of(const struct import *import, const char *column)
{
	for (size_t i = 0; i < import->complaints.count; i++)
		if (strcmp(import->complaints.at[i].column, column) == 0)
			return &import->complaints.at[i];
	fail_msg("nothing is wrong with %s", column);
	return NULL;
}

static void cures(struct desk *desk, const char *kind, const char *text, const char *column,
	const char *cure)
{
	struct import import;

	put_file(desk, "f.csv", text);
	opens(desk, kind, "", &import);
	assert_string_equal(complaint_of(&import, column)->cure, cure);
	import_free(&import);
}

static void codes_are_cured_where_one_is_a_slip_away(void **state)
{
	struct desk *desk = *state;

	cures(desk, "tasks", "unit,task,status\n7O5,II.1.a,done\n", "unit", "705");
	cures(desk, "tasks", "unit,task,status\n701,II.1.a,done\n", "unit", ""); /* 703, 705 … */
	cures(desk, "tasks", "unit,task,status\nThành đoàn Tây Ninh,II.1.a,done\n", "unit", "703");
	cures(desk, "tasks", "unit,task,status\n703,I.1.a,done\n", "task", "II.1.a");
	cures(desk, "tasks", "unit,task,status\n703,II.99,done\n", "task", "");
	cures(desk, "receipts", "unit,report\n703,BC11\n", "report", "BC1");
	cures(desk, "receipts", "unit,report\n703,BC9\n", "report", ""); /* BC1, BC2 */
	cures(desk, "units", "code,name,kind,parent\nX1,A,co-so,7O5\n", "parent", "705");
}

static void what_is_mended_is_prepared_anew_and_can_be_taken_back(void **state)
{
	struct desk *desk = *state;
	const struct sheet_fix *fix;
	struct import import;
	long step;

	put_file(desk, "f.csv", "unit,task,status,note\n7O5,II.3.c,doing,a\n703,II.3.c,dxing,b\n");
	opens(desk, "tasks", "", &import);
	assert_int_equal(import.of[CHANGE_REFUSED], 2);
	assert_false(import_run(&desk->app, &import, &step, &desk->why));
	import_mend(&import, 3, "status", "x");
	import_mend(&import, 3, "status", "doing");
	import_mend(&import, 2, "unit", "705");
	assert_true(import_again(&desk->app, &import, &desk->why));
	assert_int_equal(import.of[CHANGE_REFUSED], 0);
	assert_int_equal(import.of[CHANGE_ADDED], 2);
	assert_string_equal(import_raw(&import, 1, 2), "doing");
	fix = import_unmend(&import);
	assert_non_null(fix);
	assert_int_equal(fix->line, 2);
	assert_true(import_again(&desk->app, &import, &desk->why));
	assert_int_equal(import.of[CHANGE_REFUSED], 1);
	import_mend(&import, 2, "unit", "705");
	assert_true(import_again(&desk->app, &import, &desk->why));
	assert_true(import_run(&desk->app, &import, &step, &desk->why));
	assert_true(step > 0);
	import_free(&import);
	assert_int_equal(verdict_on(desk, "705", "II.3.c").state, STATE_IN_PROGRESS);
	done(desk, "undo");
	assert_int_equal(verdict_on(desk, "705", "II.3.c").state, STATE_NO_DATE);
}

static void the_rows_left_out_are_written_as_they_are_mended(void **state)
{
	struct desk *desk = *state;
	char options[200], path[160], line[400];
	struct import import;
	FILE *file;
	long step;

	put_file(desk, "f.csv", "unit,task,status\nX,II.3.c,dxing\n705,II.3.c,doing\n");
	snprintf(options, sizeof options, "--partial --rejects %s", path_of(desk, "r.csv", path));
	opens(desk, "tasks", options, &import);
	import_mend(&import, 2, "status", "doing");
	assert_true(import_again(&desk->app, &import, &desk->why));
	assert_false(import_run(&desk->app, &import, &step, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_REFUSED);
	assert_true(step > 0);
	import_free(&import);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	assert_non_null(fgets(line, sizeof line, file));
	assert_non_null(strstr(line, "\"X\",\"II.3.c\",\"doing\","));
	assert_null(fgets(line, sizeof line, file));
	fclose(file);
}

static void rejects_never_take_the_place_of_the_database(void **state)
{
	struct desk *desk = *state;
	char options[200];
	struct import import;
	long step;

	put_file(desk, "f.csv", "unit,task,status\nX,II.3.c,doing\n");
	snprintf(options, sizeof options, "--partial --rejects %s", desk->db);
	opens(desk, "tasks", options, &import);
	assert_false(import_run(&desk->app, &import, &step, &desk->why));
	import_free(&import);
	assert_non_null(strstr(desk->why.text, "is the database itself"));
	done(desk, "check");
}

static void the_right_to_import_is_asked_for_where_it_is_opened(void **state)
{
	struct desk *desk = *state;
	struct import import;

	put_file(desk, "f.csv", "unit,task,status\n705,II.3.c,doing\n");
	desk->app.readonly = true;
	assert_false(opened(desk, "tasks", "", &import));
	assert_int_equal(desk->why.kind, FAULT_DENIED);
	import_free(&import);
	opens(desk, "tasks", "--dry-run", &import);
	import_free(&import);
	desk->app.readonly = false;
	assert_false(opened(desk, "summary", "", &import));
	assert_int_equal(desk->why.kind, FAULT_USAGE);
	import_free(&import);
}

static void a_line_of_another(struct desk *desk, const char *line)
{
	struct desk other = {.app = desk->app};

	other.app.store = NULL;
	other.app.actor = "other";
	done(&other, line);
	desk_clear(&other);
	app_close(&other.app);
}

static void what_others_changed_meanwhile_is_not_overwritten(void **state)
{
	struct desk *desk = *state;
	struct import import;
	long step;

	put_file(desk, "f.csv", "unit,task,status,note\n705,II.3.c,doing,mine\n");
	opens(desk, "tasks", "", &import);
	a_line_of_another(desk, "note 705 II.3.c theirs");
	assert_false(import_run(&desk->app, &import, &step, &desk->why));
	assert_true(import.is_outdated);
	assert_int_equal(desk->why.kind, FAULT_BUSY);
	assert_int_equal(step, 0);
	assert_true(import_again(&desk->app, &import, &desk->why));
	assert_false(import.is_outdated);
	assert_int_equal(import.changes[0].how, CHANGE_CHANGED);
	assert_string_equal(import.changes[0].before[DUTY_NOTE], "theirs");
	assert_true(import_run(&desk->app, &import, &step, &desk->why));
	import_free(&import);
}

/* ---- cancelling ------------------------------------------------------------------------------ */

struct patience {
	size_t calls, most, of[STAGE_WRITE + 1];
};

static bool tell(void *context, enum stage stage, size_t done_steps, size_t total)
{
	struct patience *patience = context;

	assert_true(done_steps <= total);
	patience->of[stage]++;
	return ++patience->calls <= patience->most;
}

static void put_many(const struct desk *desk, size_t count)
{
	struct buffer text = {0};

	buffer_add(&text, "code,name,kind,parent\nBAD,,,\n");
	for (size_t i = 0; i < count; i++)
		buffer_print(&text, "N%zu,Chi đoàn %zu,co-so,703\n", i, i);
	put_file(desk, "f.csv", buffer_text(&text));
	buffer_free(&text);
}

/* One run with so many tellings answered with yes; true if it went through. */
static bool ran(struct desk *desk, struct patience *patience)
{
	char line[400];

	snprintf(line, sizeof line, "import units %s/f.csv --partial --rejects %s/r.csv", desk->folder,
		desk->folder);
	desk->app.watcher = (struct watcher){tell, patience};
	bool fine = typed(desk, line);
	desk->app.watcher = (struct watcher){NULL, NULL};
	return fine || desk->why.kind == FAULT_REFUSED;
}

static void whenever_it_is_cancelled_nothing_is_left_of_it(void **state)
{
	struct desk *desk = *state;
	struct snapshot *before = desk_snapshot(desk, 0), *after;
	struct patience patience = {.most = SIZE_MAX};
	size_t calls;

	put_many(desk, TELL_EVERY + 10);
	for (size_t most = 0;; most++) {
		patience = (struct patience){.most = most};
		if (ran(desk, &patience))
			break;
		assert_int_equal(desk->why.kind, FAULT_NO);
		assert_non_null(strstr(desk->why.text, "cancelled: nothing was written"));
		assert_int_equal(files_of(desk), 1);
		after = desk_snapshot(desk, 0);
		assert_int_equal(after->last_step, before->last_step);
		assert_int_equal(after->units.count, before->units.count);
		snapshot_free(after);
	}
	calls = patience.calls;
	assert_true(calls >= 6);
	for (int stage = 0; stage <= STAGE_WRITE; stage++)
		assert_true(patience.of[stage] >= 2);
	assert_true(is_there(desk, "r.csv"));
	after = desk_snapshot(desk, 0);
	assert_int_equal(after->units.count, before->units.count + TELL_EVERY + 10);
	snapshot_free(after);
	snapshot_free(before);
}

static void a_cancelled_import_makes_no_database(void **state)
{
	struct desk *desk = *state;
	struct patience patience = {.most = 0};

	put_many(desk, 3);
	assert_false(ran(desk, &patience));
	assert_int_equal(desk->why.kind, FAULT_NO);
	assert_false(is_there(desk, "t.db"));
}

static void a_cancelled_preparation_leaves_the_import_as_it_was(void **state)
{
	struct desk *desk = *state;
	struct patience patience = {.most = 0};
	struct import import;

	put_file(desk, "f.csv", "unit,task,status\n7O5,II.3.c,doing\n");
	opens(desk, "tasks", "", &import);
	import_mend(&import, 2, "unit", "705");
	desk->app.watcher = (struct watcher){tell, &patience};
	assert_false(import_again(&desk->app, &import, &desk->why));
	desk->app.watcher = (struct watcher){NULL, NULL};
	assert_int_equal(import.of[CHANGE_REFUSED], 1);
	assert_true(import_again(&desk->app, &import, &desk->why));
	assert_int_equal(import.of[CHANGE_REFUSED], 0);
	import_free(&import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(codes_are_cured_where_one_is_a_slip_away),
		TEST(what_is_mended_is_prepared_anew_and_can_be_taken_back),
		TEST(the_rows_left_out_are_written_as_they_are_mended),
		TEST(rejects_never_take_the_place_of_the_database),
		TEST(the_right_to_import_is_asked_for_where_it_is_opened),
		TEST(what_others_changed_meanwhile_is_not_overwritten),
		TEST(whenever_it_is_cancelled_nothing_is_left_of_it),
		TEST_BARE(a_cancelled_import_makes_no_database),
		TEST(a_cancelled_preparation_leaves_the_import_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
