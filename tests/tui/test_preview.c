/* The preview of an import at the desk: nothing is written until it is confirmed, and then it is one
 * step. */
#include "tui/seat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char broken[] = "unit,task,status,done_on,note\n"
			     "7O5,II.3.c,doing,,a\n"     /* 2: 705 */
			     "703,II.3.c,dxing,,b\n"     /* 3: doing */
			     "706,II.3.c,doing,,c\n"     /* 4: good */
			     "7O8,II.3.c,doing,,d\n";    /* 5: 708 */

static const char *path_of(const struct seat *seat, const char *name)
{
	static char path[200];

	snprintf(path, sizeof path, "%s/%s", seat->folder, name);
	return path;
}

static void put_file(const struct seat *seat, const char *name, const char *text)
{
	FILE *file = fopen(path_of(seat, name), "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void preview(struct seat *seat, const char *kind, const char *name)
{
	seat_press(seat, "i ^U");
	seat_type(seat, kind);
	seat_press(seat, "Enter ^U");
	seat_type(seat, path_of(seat, name));
	seat_press(seat, "Enter");
}

static void preview_broken(struct seat *seat)
{
	put_file(seat, "f.csv", broken);
	preview(seat, "tasks", "f.csv");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
}

static long last_step(struct seat *seat)
{
	struct snapshot *snapshot;
	struct fault why;
	long step;

	assert_true(app_snapshot(&seat->app, 0, &snapshot, &why));
	step = snapshot->last_step;
	snapshot_free(snapshot);
	return step;
}

/* Everything that is recorded, as machines would get it. */
static char *everything(struct seat *seat)
{
	static const char *const names[] = {"units", "tasks", "receipts", "numbers"};
	struct query query = {.reports = true, .tasks = true, .within = -1, .since = DAY_NONE,
		.unit = NOWHERE, .item = NOWHERE};
	struct buffer all = {0};
	size_t i, row, column;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct listing_kind *kind = listing_kind(names[i]);
		struct listing listing = {.kind = NULL};
		struct snapshot *snapshot;
		struct fault why;

		assert_true(app_snapshot(&seat->app, kind->more, &snapshot, &why));
		assert_true(listing_load(&seat->app, kind, snapshot, &query, &listing, &why));
		for (row = 0; row < listing.count; row++) {
			for (column = 0; column < listing.column_count; column++) {
				if (strcmp(listing.columns[column].name, "rev") == 0)
					continue;
				listing_cell(&listing, row, column, &all);
				buffer_add(&all, "|");
			}
			buffer_add(&all, "\n");
		}
		listing_free(&listing);
		snapshot_free(snapshot);
	}
	return all.text;
}

static void the_preview_tells_what_would_happen_and_writes_nothing(void **state)
{
	struct seat *seat = *state;
	long before = last_step(seat);

	preview_broken(seat);
	assert_true(seat_sees(seat, "UTF-8 · separator , · headings in line 1"));
	assert_true(seat_sees(seat, "[rows 4] refused 3  added 1  columns 5"));
	assert_true(seat_sees(seat, "+ "));
	assert_true(seat_sees(seat, "4 706 II.3.c · status: doing; note: c"));
	/* The cursor is on the first error, and so is the terminal's. */
	assert_non_null(strstr(seat_here(seat), "2 unit: \"7O5\" → 705"));
	assert_int_equal(seat->canvas.cursor_row, seat_find(seat, ">!"));
	assert_true(seat_sees(seat, "Nothing is written yet. p takes the 1 good row,"));
	seat_press(seat, "Enter");
	seat_says(seat, "refused 3, in conflict 0");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	seat_press(seat, "Esc");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	seat_says(seat, "nothing was written");
	assert_int_equal(last_step(seat), before);
}

static void errors_are_gone_through_one_by_one(void **state)
{
	struct seat *seat = *state;

	preview_broken(seat);
	seat_press(seat, ">");
	assert_non_null(strstr(seat_here(seat), "3 status: \"dxing\" → doing"));
	seat_press(seat, ">");
	assert_non_null(strstr(seat_here(seat), "5 unit: \"7O8\" → 708"));
	seat_press(seat, ">");
	seat_says(seat, "no error or conflict below");
	seat_press(seat, "< <");
	assert_non_null(strstr(seat_here(seat), "2 unit"));
	seat_press(seat, "<");
	seat_says(seat, "no error or conflict above");
	/* From a list without errors the way leads through all. */
	seat_press(seat, "f f");
	assert_true(seat_sees(seat, "[added 1]"));
	seat_press(seat, ">");
	assert_non_null(strstr(seat_here(seat), "5 unit"));
}

static void kinds_go_round_both_ways_and_leave_out_the_empty(void **state)
{
	struct seat *seat = *state;

	preview_broken(seat);
	seat_press(seat, "f");
	assert_true(seat_sees(seat, "[refused 3]"));
	seat_press(seat, "Tab");
	assert_true(seat_sees(seat, "[added 1]"));
	seat_press(seat, "l");
	assert_true(seat_sees(seat, "[columns 5]"));
	assert_true(seat_sees(seat, "status: read · for example doing"));
	seat_press(seat, "Right");
	assert_true(seat_sees(seat, "[rows 4]"));
	seat_press(seat, "h");
	assert_true(seat_sees(seat, "[columns 5]"));
}

static void an_order_that_nothing_proves_is_said(void **state)
{
	struct seat *seat = *state;

	put_file(seat, "f.csv", "unit,task,done_on\n705,II.1.a,3/4/2020\n");
	preview(seat, "tasks", "f.csv");
	seat_press(seat, "h");
	assert_true(seat_sees(seat, "done_on: read, the day before the month"));
}

static void a_cure_is_accepted_one_or_all_of_a_column_and_taken_back(void **state)
{
	struct seat *seat = *state;

	preview_broken(seat);
	seat_press(seat, "y");
	seat_says(seat, "1 cell mended; refused 2, in conflict 0");
	assert_non_null(strstr(seat_here(seat), "705 II.3.c"));
	assert_true(seat_sees(seat, "1 cell mended"));
	seat_press(seat, "u");
	seat_says(seat, "line 2 is again as the file has it");
	assert_non_null(strstr(seat_here(seat), "7O5"));
	seat_press(seat, "Y");
	seat_says(seat, "2 cells mended; refused 1, in conflict 0");
	seat_press(seat, "y"); /* on a row that is good now */
	seat_says(seat, "nothing is proposed here");
	seat_press(seat, "u"); /* all of them: it was one act */
	seat_says(seat, "2 cells are again as the file has them");
	assert_true(seat_sees(seat, "refused 3"));
	seat_press(seat, "u");
	seat_says(seat, "no cell is mended");
}

static void the_second_of_two_cures_has_a_key_of_its_own(void **state)
{
	struct seat *seat = *state;

	put_file(seat, "f.csv",
		"unit,task,done_on\n705,II.1.a,3/4/2020\n706,II.1.a,25/4/2020\n708,II.1.a,4/26/2020\n");
	preview(seat, "tasks", "f.csv");
	assert_true(seat_sees(seat, "y: → 2020-04-03 · t: → 2020-03-04"));
	seat_press(seat, "t");
	seat_says(seat, "1 cell mended; nothing is wrong");
	assert_true(seat_sees(seat, "→ 04/3/2020"));
	seat_press(seat, "t");
	seat_says(seat, "no second text");
}

static void a_cell_is_edited_by_hand(void **state)
{
	struct seat *seat = *state;

	preview_broken(seat);
	seat_press(seat, "> e");
	assert_string_equal(seat->desk->edit.text, "dxing");
	assert_true(seat_sees(seat, "line 3 · status"));
	seat_press(seat, "Esc");
	assert_true(seat_sees(seat, "refused 3"));
	seat_press(seat, "e ^U");
	seat_type(seat, "done");
	seat_press(seat, "Enter");
	seat_says(seat, "1 cell mended; refused 2");
	/* A cell of a good row, and one beyond the end of what the file has of it. */
	seat_press(seat, "f f e");
	seat_says(seat, "no single cell");
	assert_null(seat->desk->over);
}

static void a_value_with_control_characters_acts_on_nothing(void **state)
{
	struct seat *seat = *state;
	int row;

	put_file(seat, "f.csv", "unit,task,status,note\n7\033[2JO5,II.3.c,doing,x\xE2\x80\xAEy\n");
	preview(seat, "tasks", "f.csv");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	for (row = 0; row < seat->canvas.rows; row++) {
		assert_null(strchr(seat_row(seat, row), '\033'));
		assert_null(strstr(seat_row(seat, row), "\xE2\x80\xAE"));
	}
}

static void what_is_taken_in_is_one_step_that_u_takes_back(void **state)
{
	struct seat *seat = *state;
	char *before = everything(seat), *after;
	long step = last_step(seat);

	preview_broken(seat);
	seat_press(seat, "Y > y");
	seat_says(seat, "1 cell mended; nothing is wrong any more, Enter takes 4 rows in");
	seat_press(seat, "Up");
	assert_true(seat_sees(seat, "Enter takes 4 rows in"));
	seat_press(seat, "Enter");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	seat_says(seat, "added 4, changed 0, removed 0 (u: undo)");
	assert_int_equal(last_step(seat), step + 1);
	after = everything(seat);
	assert_string_not_equal(before, after);
	free(after);
	seat_press(seat, "u");
	after = everything(seat);
	assert_string_equal(before, after);
	free(after);
	free(before);
}

static void the_good_rows_are_taken_and_the_others_written(void **state)
{
	struct seat *seat = *state;
	char line[300];
	FILE *file;

	put_file(seat, "f.loi.csv", "not to be lost\n");
	preview_broken(seat);
	seat_press(seat, "p");
	assert_non_null(strstr(seat->desk->edit.text, "/f.loi-2.csv"));
	seat_press(seat, "Backspace Backspace Backspace Backspace Backspace Backspace . c s v");
	assert_true(seat_sees(seat, "a file of this name is there already"));
	seat_press(seat, "Enter"); /* does nothing */
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	seat_press(seat, "Esc p Enter");
	seat_says(seat, "added 1, changed 0, removed 0 (u: undo); 3 rows are in");
	file = fopen(path_of(seat, "f.loi-2.csv"), "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	assert_non_null(fgets(line, sizeof line, file));
	assert_non_null(strstr(line, "\"7O5\""));
	fclose(file);
	file = fopen(path_of(seat, "f.loi.csv"), "r");
	assert_non_null(fgets(line, sizeof line, file));
	assert_string_equal(line, "not to be lost\n");
	fclose(file);
}

static void one_row_left_out_is_one_row(void **state)
{
	struct seat *seat = *state;

	put_file(seat, "f.csv", "unit,task,status\n705,II.3.c,doing\n7O8,II.3.c,doing\n");
	preview(seat, "tasks", "f.csv");
	seat_press(seat, "p Enter");
	seat_says(seat, "; 1 row is in ");
}

/* What is said in the message line of the widest that most have. */
static void nothing_said_of_many_rows_is_cut(void **state)
{
	struct seat *seat = *state;
	struct buffer text = {0};
	int i;

	buffer_add(&text, "unit,task,status,note,rev\n705,II.3.c,doing,sheet,0\n");
	for (i = 0; i < 120; i++)
		buffer_add(&text, "7O5,II.3.c,doing,,\n");
	put_file(seat, "f.csv", buffer_text(&text));
	buffer_free(&text);
	seat_other(seat, "chi-huong", "note 705 II.3.c here");
	preview(seat, "tasks", "f.csv");
	seat_size(seat, 24, 80);
	seat_press(seat, "Enter");
	assert_true(seat_sees(seat, "refused 120, in conflict 1: mend (y, e), here or file (C), "
				    "good rows only (p)"));
	seat_press(seat, "C");
	seat_other(seat, "chi-huong", "note 705 II.3.c more");
	seat_press(seat, "p Enter");
	assert_true(seat_sees(seat, "look again, then do it again"));
}

static void a_conflict_is_decided_for_one_side(void **state)
{
	struct seat *seat = *state;

	put_file(seat, "f.csv", "unit,task,status,note,rev\n705,II.3.c,doing,sheet,0\n");
	seat_other(seat, "chi-huong", "note 705 II.3.c here");
	preview(seat, "tasks", "f.csv");
	assert_true(seat_sees(seat, "conflict 1"));
	assert_true(seat_sees(seat, "Nothing is written yet. C: here or the file."));
	/* How it is decided is told by the key, not by an option of the command line. */
	assert_true(seat_sees(seat, "C: as here, or as in the file"));
	assert_false(seat_sees(seat, "on-conflict"));
	assert_non_null(strstr(seat_here(seat), "2 705 II.3.c · changed here in step"));
	seat_press(seat, "Enter");
	seat_says(seat, "in conflict 1");
	seat_press(seat, "C");
	assert_true(seat_sees(seat, "conflicts: as here"));
	seat_press(seat, "C");
	assert_true(seat_sees(seat, "conflicts: as in the file"));
	assert_true(seat_sees(seat, "note: as in the file: here → sheet"));
	seat_press(seat, "Enter");
	seat_says(seat, "changed 1");
}

/* Where the two sides of a conflict are long, and where they are longer than any window. */
static void conflict_of_long_notes(struct seat *seat, size_t words)
{
	struct buffer here = {0}, file = {0};
	size_t i;

	buffer_add(&here, "note 705 II.3.c '");
	buffer_add(&file, "unit,task,status,note,rev\n705,II.3.c,doing,");
	for (i = 0; i < words; i++) {
		buffer_print(&here, "here%zu ", i);
		buffer_print(&file, "sheet%zu ", i);
	}
	buffer_add(&here, "HEREEND'");
	buffer_add(&file, "FILEEND,0\n");
	put_file(seat, "f.csv", buffer_text(&file));
	seat_other(seat, "chi-huong", buffer_text(&here));
	preview(seat, "tasks", "f.csv");
	buffer_free(&here);
	buffer_free(&file);
}

static void both_sides_of_a_conflict_are_seen_whole(void **state)
{
	static const int sizes[][2] = {{19, 46}, {24, 80}, {40, 120}};
	struct seat *seat = *state;
	size_t i;

	conflict_of_long_notes(seat, 12);
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		seat_size(seat, sizes[i][0], sizes[i][1]);
		assert_true(seat_sees(seat, "HEREEND"));
		assert_true(seat_sees(seat, "FILEEND"));
		assert_true(seat_sees(seat, "C: as here, or as in the file"));
		assert_non_null(strstr(seat_here(seat), "705 II.3.c"));
		assert_false(seat_sees(seat, "read the rest"));
	}
}

static void what_a_window_has_no_room_for_is_read_with_a_key(void **state)
{
	struct seat *seat = *state;

	conflict_of_long_notes(seat, 150);
	seat_size(seat, 19, 46);
	assert_false(seat_sees(seat, "FILEEND"));
	assert_true(seat_sees(seat, "T: read the rest · C: as here"));
	assert_non_null(strstr(seat_here(seat), "705 II.3.c")); /* the list is still there */
	seat_press(seat, "T");
	assert_true(seat_sees(seat, "here0 here1"));
	assert_true(seat_sees(seat, "line 2 "));
	seat_press(seat, "End");
	assert_true(seat_sees(seat, "FILEEND"));
	assert_true(seat_sees(seat, "rev: 0")); /* the row as the file has it */
	seat_press(seat, "Enter");
	assert_null(seat->desk->over);
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	/* Where no detail is drawn the key shows it all the same. */
	seat_size(seat, 12, 46);
	seat_press(seat, "T");
	assert_true(seat_sees(seat, "here0 here1"));
}

static void a_row_decided_for_a_side_is_marked_and_has_a_list_of_its_own(void **state)
{
	struct seat *seat = *state;

	put_file(seat, "f.csv", "unit,task,status,note,rev\n705,II.3.c,doing,sheet,0\n"
				"706,II.3.c,doing,more,0\n");
	seat_other(seat, "chi-huong", "note 705 II.3.c here");
	preview(seat, "tasks", "f.csv");
	assert_false(seat_sees(seat, "side chosen"));
	seat_press(seat, "C");
	assert_true(seat_sees(seat, "side chosen 1"));
	assert_true(seat_sees(seat, "≠  2 705 II.3.c · note: as here: here; in the file: sheet"));
	assert_true(seat_sees(seat, "706 II.3.c")); /* the others are where they were */
	seat_press(seat, "C");
	assert_true(seat_sees(seat, "≠  2 705 II.3.c · note: as in the file: here → sheet"));
	assert_true(seat_sees(seat, "side chosen 1"));
	seat_press(seat, "f f"); /* past what is told of it */
	assert_true(seat_sees(seat, "[side chosen 1]"));
	assert_non_null(strstr(seat_here(seat), "as in the file: here → sheet"));
	assert_false(seat_sees(seat, "706 II.3.c"));
	seat_press(seat, "f");
	assert_true(seat_sees(seat, "[changed 1]")); /* it is a change too */
	assert_true(seat_sees(seat, "note: here → sheet"));
	seat_press(seat, "C");
	assert_true(seat_sees(seat, "conflict 1"));
	assert_false(seat_sees(seat, "side chosen"));
}

static void what_others_did_meanwhile_is_looked_at_before_anything_is_taken(void **state)
{
	struct seat *seat = *state;
	long step;

	put_file(seat, "f.csv", "unit,task,status,note\n705,II.3.c,doing,mine\n");
	preview(seat, "tasks", "f.csv");
	seat_other(seat, "chi-huong", "note 705 II.3.c theirs");
	step = last_step(seat);
	seat_press(seat, "Enter");
	seat_says(seat, "others changed the database meanwhile");
	assert_int_equal(last_step(seat), step);
	assert_true(seat_sees(seat, "note: theirs → mine"));
	seat_press(seat, "Enter");
	seat_says(seat, "changed 1");
	/* The same where the look between the keys has seen it first. */
	preview(seat, "tasks", "f.csv");
	seat_press(seat, "Esc");
	put_file(seat, "f.csv", "unit,task,status,note\n705,II.3.c,doing,again\n");
	preview(seat, "tasks", "f.csv");
	seat_other(seat, "chi-huong", "note 705 II.3.c more");
	assert_true(desk_look(seat->desk));
	step = last_step(seat);
	seat_press(seat, "Enter");
	seat_says(seat, "others changed the database meanwhile");
	assert_int_equal(last_step(seat), step);
}

static void cells_mended_come_back_with_the_same_file(void **state)
{
	struct seat *seat = *state;

	preview_broken(seat);
	seat_press(seat, "Y Esc i Enter Enter");
	seat_says(seat, "2 cells are mended as you left them");
	assert_true(seat_sees(seat, "refused 1"));
	seat_press(seat, "Esc");
	put_file(seat, "f.csv", "unit,task,status,note\n7O5,II.3.c,doing,other\n");
	seat_press(seat, "i Enter Enter");
	assert_true(seat_sees(seat, "refused 1"));
	assert_false(seat_sees(seat, "mended"));
}

static void a_kind_and_a_file_named_before_give_way_to_what_is_typed(void **state)
{
	struct seat *seat = *state;

	preview_broken(seat);
	seat_press(seat, "Esc i");
	assert_true(seat_sees(seat, "a CSV file: shown first, nothing written yet"));
	assert_string_equal(seat->desk->edit.text, "tasks");
	seat_type(seat, "units");
	assert_string_equal(seat->desk->edit.text, "units");
	seat_press(seat, "Enter");
	assert_string_equal(seat->desk->edit.text, path_of(seat, "f.csv"));
	desk_paste(seat->desk, "/x.csv");
	assert_string_equal(seat->desk->edit.text, "/x.csv");
	/* Who moves in it wants to edit it. */
	seat_press(seat, "Esc i Enter Backspace Backspace");
	seat_type(seat, "sv");
	assert_string_equal(seat->desk->edit.text, path_of(seat, "f.csv"));
	seat_press(seat, "Esc i Left");
	seat_type(seat, "x");
	assert_string_equal(seat->desk->edit.text, "taskxs");
}

static void the_palette_opens_the_same_preview(void **state)
{
	struct seat *seat = *state;
	char line[300];
	long step = last_step(seat);

	put_file(seat, "f.csv", broken);
	snprintf(line, sizeof line, "import tasks %s --dry-run", path_of(seat, "f.csv"));
	seat_press(seat, ":");
	seat_type(seat, line);
	seat_press(seat, "Enter");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	seat_press(seat, "Y > y Enter");
	seat_says(seat, "--dry-run was given");
	assert_int_equal(last_step(seat), step);
}

static void a_file_that_cannot_be_read_opens_nothing(void **state)
{
	struct seat *seat = *state;

	preview(seat, "tasks", "nowhere.csv");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	assert_true(seat_sees(seat, "nowhere.csv"));
	/* A pipe that nobody writes to would shut the screen for ever. */
	assert_int_equal(mkfifo(path_of(seat, "pipe"), 0600), 0);
	seat_press(seat, "Esc Esc");
	preview(seat, "tasks", "pipe");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	assert_true(seat_sees(seat, "is no plain file"));
	seat_press(seat, "Esc Esc i ^U");
	seat_type(seat, "nothing");
	assert_true(seat_sees(seat, "no kind of that name"));
	seat_press(seat, "Enter");
	assert_non_null(seat->desk->over); /* still asked */
}

static void tab_completes_kinds_and_names_of_files(void **state)
{
	struct seat *seat = *state;

	put_file(seat, "việc tháng 6.csv", broken);
	setenv("HOME", seat->folder, 1);
	seat_press(seat, "i ^U t Tab");
	assert_string_equal(seat->desk->edit.text, "tasks");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "receipts");
	seat_press(seat, "^U t Enter");
	seat_type(seat, "~/vi");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "~/việc tháng 6.csv");
	seat_press(seat, "Enter");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	assert_true(seat_sees(seat, "refused 3"));
}

/* The kinds are asked for, completed and told in the language of the screen, and taken in both. */
static void kinds_are_those_of_the_language_of_the_screen(void **state)
{
	struct seat *seat = *state;

	put_file(seat, "f.csv", "code,parent\n99,72\n");
	language_choose("vi", NULL);
	seat_press(seat, "i ^U");
	assert_true(seat_sees(seat, "đơn vị, người, kế hoạch, việc, phiếu nhận, số liệu"));
	seat_type(seat, "nguo");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "người");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "kế hoạch");
	/* The other language's word is another way to the same. */
	seat_press(seat, "^U");
	seat_type(seat, "uni");
	seat_press(seat, "Tab");
	assert_string_equal(seat->desk->edit.text, "đơn vị");
	seat_press(seat, "^U");
	seat_type(seat, "don vi");
	seat_press(seat, "Enter ^U");
	seat_type(seat, path_of(seat, "f.csv"));
	seat_press(seat, "Enter");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	assert_string_equal(seat->desk->import_kind, "units");
	assert_true(seat_sees(seat, "đơn vị · f.csv"));
	/* A column that the file lacks is told as an export heads it. */
	assert_true(seat_sees(seat, "Tên đơn vị"));
	seat_press(seat, "Esc i");
	assert_string_equal(seat->desk->edit.text, "đơn vị");
	language_choose("en", NULL);
}

/* ---- long work ------------------------------------------------------------------------------- */

struct patience {
	struct desk *desk;
	size_t calls, most;
};

static bool tell(void *context, enum stage stage, size_t done, size_t total)
{
	struct patience *patience = context;

	desk_works(patience->desk, stage, done, total);
	return ++patience->calls <= patience->most;
}

static void work_shows_after_a_second_and_then_seldom(void **state)
{
	struct works works = {0};

	(void)state;
	assert_false(works_show(&works, 5000));
	assert_false(works_show(&works, 5999));
	assert_true(works_show(&works, 6000));
	assert_false(works_show(&works, 6299));
	assert_true(works_show(&works, 6300));
	assert_false(works_show(&works, 9000)); /* other work: nothing was heard for long */
	assert_false(works_show(&works, 9900));
	assert_true(works_show(&works, 10000));
}

static void long_work_is_told_and_can_be_stopped_anywhere(void **state)
{
	struct seat *seat = *state;
	struct patience patience = {seat->desk, 0, 0};
	long step = last_step(seat);

	desk_works(seat->desk, STAGE_CHECK, 1, 4);
	seat_says(seat, "checking 25% · Esc stops it");
	put_file(seat, "f.csv", "unit,task,status\n705,II.3.c,doing\n");
	seat->app.watcher = (struct watcher){tell, &patience};
	preview(seat, "tasks", "f.csv");
	assert_int_equal(seat->desk->now, VIEW_DUE);
	seat_says(seat, "cancelled: nothing was written");
	patience.most = SIZE_MAX;
	seat_press(seat, "i Enter Enter");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	patience.most = patience.calls; /* the next call is the writing */
	seat_press(seat, "Enter");
	seat_says(seat, "cancelled: nothing was written");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	assert_int_equal(last_step(seat), step);
	patience.most = SIZE_MAX;
	seat_press(seat, "Enter");
	seat_says(seat, "added 1");
	seat->app.watcher = (struct watcher){NULL, NULL};
}

static void a_list_of_many_is_gone_through_to_its_end(void **state)
{
	struct seat *seat = *state;
	struct buffer text = {0};
	size_t i;

	buffer_add(&text, "code,name,kind,parent\n");
	for (i = 0; i < 20000; i++)
		buffer_print(&text, "N%zu,Chi đoàn %zu,co-so,703\n", i, i);
	buffer_add(&text, "BAD,,,\n");
	put_file(seat, "f.csv", buffer_text(&text));
	buffer_free(&text);
	preview(seat, "units", "f.csv");
	assert_true(seat_sees(seat, "20002 "));
	seat_press(seat, "Home");
	assert_non_null(strstr(seat_here(seat), "N0 "));
	seat_press(seat, "End Up PgUp PgDn");
	assert_non_null(strstr(seat_here(seat), "20002 "));
}

static void every_size_of_window_shows_the_row_at_hand(void **state)
{
	struct seat *seat = *state;
	int rows, columns;

	preview_broken(seat);
	for (rows = 1; rows <= 30; rows++) {
		for (columns = 1; columns <= 130; columns += rows % 7 + 1) {
			seat_size(seat, rows, columns);
			desk_draw(seat->desk, &seat->canvas);
			assert_in_range(seat->canvas.cursor_row, 0, rows - 1);
		}
	}
	seat_size(seat, 10, 40);
	assert_non_null(strstr(seat_here(seat), "7O5"));
}

/* Whatever is pressed in whatever order, it can be drawn and left, and nothing unconfirmed is done. */
static void no_keys_in_any_order_write_what_was_not_confirmed(void **state)
{
	static const char *const keys[] = {"y", "Y", "t", "e", "u", "C", ">", "<", "f", "Tab", "h", "l",
		"j", "k", "PgDn", "PgUp", "Home", "End", "p", "?", "Esc", "Backspace", "x", "7", "^U",
		"^L", "^G", "i", "^W", "d", "T"};
	struct seat *seat = *state;
	long step = last_step(seat);
	unsigned random = 20200628;
	int i;

	put_file(seat, "f.csv", broken);
	for (i = 0; i < 3000; i++) {
		if (seat->desk->now != VIEW_IMPORT) {
			seat_press(seat, "Esc Esc Esc");
			preview(seat, "tasks", "f.csv");
			assert_int_equal(seat->desk->now, VIEW_IMPORT);
		}
		random = random * 1103515245 + 12345;
		seat_press(seat, keys[random / 65536 % (sizeof keys / sizeof keys[0])]);
		if (seat->desk->over == &overlay_prompt && random / 256 % 4 == 0 &&
			seat->desk->asked == ASKED_CELL)
			seat_press(seat, "Enter");
	}
	assert_int_equal(last_step(seat), step);
}

static void other_screens_keys_do_nothing_here(void **state)
{
	struct seat *seat = *state;

	preview_broken(seat);
	seat_press(seat, "2");
	seat_says(seat, "2 does nothing here");
	assert_int_equal(seat->desk->now, VIEW_IMPORT);
	seat_press(seat, "? Esc x");
	seat_says(seat, "x does nothing here");
	seat_press(seat, "Esc `");
	assert_int_equal(seat->desk->now, VIEW_DUE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_preview_tells_what_would_happen_and_writes_nothing),
		TEST(errors_are_gone_through_one_by_one),
		TEST(kinds_go_round_both_ways_and_leave_out_the_empty),
		TEST(an_order_that_nothing_proves_is_said),
		TEST(a_cure_is_accepted_one_or_all_of_a_column_and_taken_back),
		TEST(the_second_of_two_cures_has_a_key_of_its_own),
		TEST(a_cell_is_edited_by_hand),
		TEST(a_value_with_control_characters_acts_on_nothing),
		TEST(what_is_taken_in_is_one_step_that_u_takes_back),
		TEST(the_good_rows_are_taken_and_the_others_written),
		TEST(one_row_left_out_is_one_row),
		TEST(nothing_said_of_many_rows_is_cut),
		TEST(a_conflict_is_decided_for_one_side),
		TEST(a_row_decided_for_a_side_is_marked_and_has_a_list_of_its_own),
		TEST(both_sides_of_a_conflict_are_seen_whole),
		TEST(what_a_window_has_no_room_for_is_read_with_a_key),
		TEST(what_others_did_meanwhile_is_looked_at_before_anything_is_taken),
		TEST(cells_mended_come_back_with_the_same_file),
		TEST(a_kind_and_a_file_named_before_give_way_to_what_is_typed),
		TEST(the_palette_opens_the_same_preview),
		TEST(a_file_that_cannot_be_read_opens_nothing),
		TEST(tab_completes_kinds_and_names_of_files),
		TEST(kinds_are_those_of_the_language_of_the_screen),
		cmocka_unit_test(work_shows_after_a_second_and_then_seldom),
		TEST(long_work_is_told_and_can_be_stopped_anywhere),
		TEST(a_list_of_many_is_gone_through_to_its_end),
		TEST(every_size_of_window_shows_the_row_at_hand),
		TEST(no_keys_in_any_order_write_what_was_not_confirmed),
		TEST(other_screens_keys_do_nothing_here),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
