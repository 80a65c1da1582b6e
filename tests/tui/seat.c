/* The seat that tests of the screen take: a real store filled by the program's own demo command. */
#include "tui/seat.h"

#include <dirent.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT_SIZE 4096

/* The sample is made once a program; every seat gets a copy. */
static char template_folder[64], template_path[96];

/* ---- files ---------------------------------------------------------------------------------- */

static void folder_make(char folder[64], char path[96], const char *name)
{
	const char *place = getenv("TMPDIR");

	snprintf(folder, 64, "%.40s/tiendo-seat-XXXXXX", place ? place : "/tmp");
	assert_non_null(mkdtemp(folder));
	snprintf(path, 96, "%s/%s", folder, name);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	return remove(path);
}

static void folder_remove(const char *folder)
{
	if (*folder)
		nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void file_copy(const char *from, const char *to)
{
	char bytes[TEXT_SIZE];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	size_t length;

	assert_non_null(in);
	assert_non_null(out);
	while ((length = fread(bytes, 1, sizeof bytes, in)) > 0)
		assert_int_equal(fwrite(bytes, 1, length, out), length);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

/* ---- commands ------------------------------------------------------------------------------- */

/* As the command line would: words by position and options. */
static void take_words(struct app *app, struct request *request, const char **words, size_t count)
{
	const struct argument *arguments = request->command->arguments;
	struct fault why;
	size_t i, j, position = 0;

	for (i = 1; i < count; i++) {
		if (strncmp(words[i], "--", 2) == 0) {
			j = 0;
			while (!arguments[j].option || strcmp(arguments[j].option, words[i]) != 0)
				j++;
			i++;
		} else {
			for (j = position; arguments[j].option;)
				j++;
			position = j + 1;
		}
		if (!request_take(app, request, j, words[i], &why))
			fail_msg("%s: %s", words[i], why.text);
	}
}

static void run_line(struct app *app, const char *line)
{
	struct request request = {.command = NULL};
	struct reply reply = {.step = 0};
	struct pool pool = {0};
	struct fault why;
	const char **words;
	size_t count;

	assert_true(words_split(line, &pool, &words, &count, &why));
	request_start(&request, command_named(words[0]));
	take_words(app, &request, words, count);
	if (!request_finish(app, &request, &why) || !command_run(app, &request, &reply, &why))
		fail_msg("%s: %s", line, why.text);
	request_free(&request);
	reply_free(&reply);
	pool_free(&pool);
}

static void app_prepare(struct app *app, const char *path, const char *actor)
{
	*app = (struct app){.db = path,
		.actor = actor,
		.samples = "samples",
		.as_of = true,
		.today = day_make(2020, 6, 28)};
}

void seat_other(struct seat *seat, const char *actor, const char *line)
{
	struct app app;

	app_prepare(&app, seat->path, actor);
	run_line(&app, line);
	app_close(&app);
}

/* ---- taking and leaving --------------------------------------------------------------------- */

/* Screens that say when something was changed are the same on every day. */
static void steps_date(void)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(template_path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE step SET at = '2020-06-27T07:30:00Z'", NULL, NULL,
				 NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int seats_prepare(void **state)
{
	struct app app;

	(void)state;
	language_choose("en", NULL);
	folder_make(template_folder, template_path, "sample.db");
	app_prepare(&app, template_path, "nobody");
	run_line(&app, "demo");
	app_close(&app);
	steps_date();
	return 0;
}

int seats_clear(void **state)
{
	(void)state;
	folder_remove(template_folder);
	return 0;
}

void seat_open(struct seat *seat)
{
	struct fault why;

	desk_close(seat->desk);
	seat->desk = NULL;
	if (!desk_open(&seat->desk, &seat->app, &seat->options, &why))
		fail_msg("%s", why.text);
}

void seat_keep_drafts(struct seat *seat)
{
	snprintf(seat->drafts, sizeof seat->drafts, "%s/kept/drafts", seat->folder);
	seat->options.drafts = seat->drafts;
	seat_open(seat);
}

size_t seat_draft_count(const struct seat *seat)
{
	struct dirent *entry;
	DIR *list = opendir(seat->drafts);
	size_t count = 0;

	while (list && (entry = readdir(list)) != NULL)
		count += entry->d_name[0] != '.';
	if (list)
		closedir(list);
	return count;
}

void seat_beside(struct seat *seat, struct seat *other)
{
	*other = *seat;
	other->desk = NULL;
	app_prepare(&other->app, other->path, seat->app.actor);
	other->options.drafts = seat->options.drafts;
	memset(&other->canvas, 0, sizeof other->canvas);
	canvas_size(&other->canvas, 24, 80);
	seat_open(other);
}

void seat_leave_beside(struct seat *other)
{
	desk_close(other->desk);
	app_close(&other->app);
	canvas_free(&other->canvas);
}

static struct seat *seat_make(const char *name)
{
	struct seat *seat = memory_take(1, sizeof *seat);

	language_choose("en", NULL);
	folder_make(seat->folder, seat->path, name);
	app_prepare(&seat->app, seat->path, "ban-phong-trao");
	canvas_size(&seat->canvas, 24, 80);
	return seat;
}

int seat_take(void **state)
{
	struct seat *seat = seat_make("plan.db");

	file_copy(template_path, seat->path);
	seat_open(seat);
	*state = seat;
	return 0;
}

int seat_take_empty(void **state)
{
	struct seat *seat = seat_make("empty.db");
	struct fault why;

	if (!store_create(seat->path, &why))
		fail_msg("%s", why.text);
	seat_open(seat);
	*state = seat;
	return 0;
}

int seat_take_nothing(void **state)
{
	struct seat *seat = seat_make("none.db");

	seat->options.keeps_db = true; /* as without --db */
	seat_open(seat);
	*state = seat;
	return 0;
}

int seat_leave(void **state)
{
	struct seat *seat = *state;

	desk_close(seat->desk);
	app_close(&seat->app);
	canvas_free(&seat->canvas);
	folder_remove(seat->folder);
	free(seat);
	return 0;
}

/* ---- pressing and seeing -------------------------------------------------------------------- */

void seat_size(struct seat *seat, int rows, int columns)
{
	canvas_size(&seat->canvas, rows, columns);
}

void seat_press(struct seat *seat, const char *keys)
{
	char key[64];
	size_t length;

	for (; *keys; keys += length + (keys[length] == ' ')) {
		length = strcspn(keys, " ");
		snprintf(key, sizeof key, "%.*s", (int)length, keys);
		desk_key(seat->desk, key);
		/* Pages are as long as what was drawn last. */
		desk_draw(seat->desk, &seat->canvas);
	}
}

void seat_type(struct seat *seat, const char *text)
{
	char key[32];
	size_t left = strlen(text), length;

	for (; left > 0; text += length, left -= length) {
		length = text_grapheme(text, left);
		snprintf(key, sizeof key, "%.*s", (int)length, text);
		desk_key(seat->desk, strcmp(key, " ") == 0 ? "Space" : key);
	}
}

const char *seat_row(struct seat *seat, int row)
{
	static char text[TEXT_SIZE];

	desk_draw(seat->desk, &seat->canvas);
	return canvas_row(&seat->canvas, row, text, sizeof text);
}

int seat_find(struct seat *seat, const char *text)
{
	int row;

	for (row = 0; row < seat->canvas.rows; row++)
		if (strstr(seat_row(seat, row), text))
			return row;
	return -1;
}

bool seat_sees(struct seat *seat, const char *text)
{
	return seat_find(seat, text) >= 0;
}

const char *seat_here(struct seat *seat)
{
	int row;

	for (row = 0; row < seat->canvas.rows; row++)
		if (seat_row(seat, row)[0] == '>')
			return seat_row(seat, row);
	return "";
}

void seat_says(struct seat *seat, const char *text)
{
	if (!strstr(seat->desk->message, text))
		fail_msg("said \"%s\", not \"%s\"", seat->desk->message, text);
}

/* ---- golden screens ------------------------------------------------------------------------- */

/* Tests run from the top folder; this file knows the way too. */
static void golden_path(char *path, size_t size, const char *name)
{
	const char *file = __FILE__, *slash = strrchr(file, '/');

	snprintf(path, size, "%.*s/golden/%s.txt", slash ? (int)(slash - file) : 1,
		slash ? file : ".", name);
}

static void golden_write(struct seat *seat, const char *path)
{
	FILE *file = fopen(path, "w");
	int row;

	assert_non_null(file);
	for (row = 0; row < seat->canvas.rows; row++)
		fprintf(file, "%s\n", seat_row(seat, row));
	assert_int_equal(fclose(file), 0);
}

void seat_golden(struct seat *seat, const char *name, int rows, int columns)
{
	const char *wish = getenv("TIENDO_GOLDEN");
	char path[TEXT_SIZE], line[TEXT_SIZE];
	FILE *file;
	int row;

	seat_size(seat, rows, columns);
	desk_draw(seat->desk, &seat->canvas);
	golden_path(path, sizeof path, name);
	if (wish && strcmp(wish, "write") == 0)
		golden_write(seat, path);
	file = fopen(path, "r");
	if (!file)
		fail_msg("%s is not there: TIENDO_GOLDEN=write makes it", path);
	for (row = 0; row < rows && fgets(line, sizeof line, file); row++) {
		line[strcspn(line, "\n")] = '\0';
		if (strcmp(line, seat_row(seat, row)) != 0) {
			fclose(file);
			fail_msg("%s:%d:\nwanted |%s|\nseen   |%s|", path, row + 1, line,
				seat_row(seat, row));
		}
	}
	assert_int_equal(row, rows);
	assert_null(fgets(line, sizeof line, file));
	fclose(file);
}

bool seat_vietnamese(void)
{
	const char *program = getenv("TIENDO");
	char folder[TEXT_SIZE], catalogue[TEXT_SIZE + 64];

	snprintf(folder, sizeof folder, "%s", program ? program : "build/tiendo");
	if (strrchr(folder, '/'))
		strrchr(folder, '/')[0] = '\0';
	strcat(folder, "/locale");
	snprintf(catalogue, sizeof catalogue, "%s/vi/LC_MESSAGES/tiendo.mo", folder);
	return access(catalogue, R_OK) == 0 && language_choose("vi", folder);
}
