/* What is half typed when the line is lost is offered again: to the same person, for the same field of
 * the same row, and of several sessions each text. */
#include "tui/seat.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_take, seat_leave)

/* The only file of the folder, or one of them. */
static const char *draft_path(const struct seat *seat)
{
	static char path[400];
	struct dirent *entry;
	DIR *list = opendir(seat->drafts);

	assert_non_null(list);
	path[0] = '\0';
	while ((entry = readdir(list)) != NULL)
		if (entry->d_name[0] != '.')
			snprintf(path, sizeof path, "%s/%s", seat->drafts, entry->d_name);
	closedir(list);
	return path;
}

static void field_is(struct seat *seat, const char *text)
{
	assert_non_null(seat->desk->over);
	assert_string_equal(seat->desk->edit.text, text);
}

/* The session dies, and another begins. */
static void die(struct seat *seat)
{
	draft_keep(seat->desk);
	seat_open(seat);
}

/* ---- one session ---------------------------------------------------------------------------- */

static void a_half_typed_reason_comes_back_for_the_same_row_and_says_so(void **state)
{
	struct seat *seat = *state;
	struct stat about;

	seat_keep_drafts(seat);
	seat_press(seat, "Down o");
	seat_type(seat, "mưa lũ");
	draft_keep(seat->desk);
	assert_int_equal(stat(draft_path(seat), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(stat(seat->drafts, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	seat_open(seat);
	seat_says(seat, "half typed when the line was lost: Huyện đoàn Tân Biên · BC1 (o there has it again)");
	seat_press(seat, "o");
	field_is(seat, ""); /* another row */
	assert_false(seat_sees(seat, "when the line was lost"));
	seat_press(seat, "Esc Down o");
	field_is(seat, "mưa lũ");
	assert_true(seat_sees(seat, "this is what you had typed when the line was lost"));
	seat_type(seat, "!");
	assert_false(seat_sees(seat, "when the line was lost"));
	seat_press(seat, "Esc o");
	field_is(seat, ""); /* it was left */
	assert_int_equal(seat_draft_count(seat), 0);
}

/* kill -9 leaves no time to keep anything: the look for news every two seconds has kept it. */
static void what_is_being_typed_is_kept_before_any_end_and_gone_once_it_is_done(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	seat_press(seat, "Down o");
	seat_type(seat, "mất sóng");
	assert_false(desk_look(seat->desk));
	assert_int_equal(seat_draft_count(seat), 1);
	seat_open(seat); /* nobody kept anything at the end */
	seat_press(seat, "Down o");
	field_is(seat, "mất sóng");
	seat_open(seat); /* nor when it was offered */
	seat_press(seat, "Down o");
	field_is(seat, "mất sóng");
	seat_type(seat, "!");
	desk_look(seat->desk);
	assert_int_equal(seat_draft_count(seat), 1);
	seat_press(seat, "Enter");
	assert_null(seat->desk->over);
	assert_int_equal(seat_draft_count(seat), 0);
	seat_press(seat, "Down o");
	seat_type(seat, "nhầm");
	desk_look(seat->desk);
	seat_press(seat, "Esc");
	assert_int_equal(seat_draft_count(seat), 0);
}

static void nothing_is_kept_of_what_nobody_typed(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	draft_keep(seat->desk);
	seat_press(seat, "o");
	draft_keep(seat->desk); /* open, but nothing typed */
	seat_type(seat, "a");
	draft_keep(seat->desk);
	seat_press(seat, "Backspace");
	draft_keep(seat->desk); /* typed, and taken back */
	assert_int_equal(seat_draft_count(seat), 0);
	seat_press(seat, "Esc /");
	seat_type(seat, "hoa");
	draft_keep(seat->desk); /* a filter is no entry */
	seat_press(seat, "Esc 7 Down e");
	draft_keep(seat->desk); /* the name as it is */
	assert_int_equal(seat_draft_count(seat), 0);
}

static void a_word_to_choose_comes_back_to_be_replaced_and_a_file_to_be_typed_on(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	seat_press(seat, "i");
	seat_type(seat, "tas");
	die(seat);
	seat_press(seat, "i");
	field_is(seat, "tas");
	seat_type(seat, "units");
	field_is(seat, "units");
	seat_press(seat, "Enter");
	seat_type(seat, "/tmp/a");
	die(seat);
	seat_press(seat, "i");
	seat_type(seat, "units");
	seat_press(seat, "Enter");
	field_is(seat, "/tmp/a");
	seat_type(seat, "b.csv");
	field_is(seat, "/tmp/ab.csv");
}

static void what_was_only_offered_is_no_draft(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	strcpy(seat->desk->import_kind, "tasks");
	seat_press(seat, "i");
	field_is(seat, "tasks");
	draft_keep(seat->desk);
	assert_int_equal(seat_draft_count(seat), 0);
}

/* Enter on what is offered would rename the wrong one. */
static void what_was_typed_of_a_unit_is_not_offered_for_another(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	seat_press(seat, "7 Down Down e ^U");
	seat_type(seat, "Tên mới");
	die(seat);
	seat_says(seat, "(7 e there has it again)");
	seat_press(seat, "7 Down e");
	assert_string_not_equal(seat->desk->edit.text, "Tên mới");
	seat_press(seat, "Esc Down e");
	field_is(seat, "Tên mới");
}

static void of_several_fields_those_answered_before_come_back_too(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	seat_press(seat, "7 Down a");
	seat_type(seat, "705.9");
	seat_press(seat, "Enter");
	seat_type(seat, "Xã đoàn Thử");
	seat_press(seat, "Enter");
	assert_non_null(seat->desk->over);
	die(seat);
	seat_says(seat, "2 texts half typed");
	seat_press(seat, "7 Down a");
	field_is(seat, "705.9");
	seat_press(seat, "Enter");
	field_is(seat, "Xã đoàn Thử");
	assert_true(seat_sees(seat, "this is what you had typed when the line was lost"));
	/* Left, none of them is offered again. */
	seat_press(seat, "Esc a");
	field_is(seat, "");
	assert_int_equal(seat_draft_count(seat), 0);
}

static void a_line_at_the_colon_comes_back_too(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	seat_press(seat, ":");
	seat_type(seat, "note 705 BC1 gọi lại");
	die(seat);
	seat_says(seat, "half typed when the line was lost: a command (: there");
	seat_press(seat, ":");
	field_is(seat, "note 705 BC1 gọi lại");
	assert_true(seat_sees(seat, "this is what you had typed when the line was lost"));
	seat_press(seat, "Esc :");
	field_is(seat, "");
	seat_type(seat, "note");
	die(seat); /* a word is typed sooner than it is read */
	assert_int_equal(seat_draft_count(seat), 0);
}

/* Enter would write over it, and nobody would have been asked. */
static void what_another_wrote_there_since_is_told_with_the_offer(void **state)
{
	struct seat *seat = *state;

	seat_keep_drafts(seat);
	seat_press(seat, "Down c");
	seat_type(seat, "của tôi");
	die(seat);
	seat_other(seat, "khác", "note 705 BC1 'của người khác'");
	seat_open(seat);
	seat_press(seat, "Down c");
	field_is(seat, "của tôi");
	assert_true(seat_sees(seat, "since then another wrote here:"));
	assert_true(seat_sees(seat, "người khác"));
}

/* ---- several sessions ----------------------------------------------------------------------- */

static void two_sessions_lose_neither_of_two_texts(void **state)
{
	struct seat *seat = *state, other;

	seat_keep_drafts(seat);
	seat_beside(seat, &other);
	seat_press(seat, "Down o");
	seat_type(seat, "thứ nhất");
	draft_keep(seat->desk);
	seat_press(&other, "Down Down o");
	seat_type(&other, "thứ hai");
	draft_keep(other.desk);
	assert_int_equal(seat_draft_count(seat), 2);
	seat_leave_beside(&other);
	die(seat);
	seat_press(seat, "Down o");
	field_is(seat, "thứ nhất");
	seat_press(seat, "Esc Down o");
	field_is(seat, "thứ hai");
}

static void of_two_texts_for_one_field_both_are_offered_the_last_first(void **state)
{
	struct seat *seat = *state, other;
	struct timeval before[2];

	seat_keep_drafts(seat);
	seat_beside(seat, &other);
	seat_press(seat, "Down o");
	seat_type(seat, "thứ nhất");
	draft_keep(seat->desk);
	gettimeofday(&before[0], NULL);
	before[0].tv_sec -= 60;
	before[1] = before[0];
	assert_int_equal(utimes(draft_path(seat), before), 0);
	seat_press(&other, "Down o");
	field_is(&other, ""); /* the first is being typed still */
	seat_type(&other, "thứ hai");
	draft_keep(other.desk);
	seat_leave_beside(&other);
	seat_open(seat);
	seat_says(seat, "2 texts half typed");
	seat_press(seat, "Down o");
	field_is(seat, "thứ hai");
	seat_open(seat);
	seat_press(seat, "Down o");
	field_is(seat, "thứ hai");
	seat_press(seat, "Enter");
	seat_press(seat, "u o");
	field_is(seat, "thứ nhất");
}

static void what_a_session_is_typing_is_not_offered_to_another(void **state)
{
	struct seat *seat = *state, other;

	seat_keep_drafts(seat);
	seat_press(seat, "Down o");
	seat_type(seat, "đang gõ");
	draft_keep(seat->desk);
	seat_beside(seat, &other);
	assert_string_equal(other.desk->message, "");
	seat_press(&other, "Down o");
	field_is(&other, "");
	seat_leave_beside(&other);
	assert_int_equal(seat_draft_count(seat), 1);
}

static void a_text_for_another_database_waits_for_that_one(void **state)
{
	struct seat *seat = *state, other;

	seat_keep_drafts(seat);
	seat_beside(seat, &other);
	desk_close(other.desk);
	app_close(&other.app);
	other.desk = NULL;
	snprintf(other.path, sizeof other.path, "%s/other.db", seat->folder);
	assert_true(store_create(other.path, NULL));
	seat_press(seat, ":");
	seat_type(seat, "note 705 BC1 x");
	draft_keep(seat->desk);
	desk_close(seat->desk);
	seat->desk = NULL;
	seat_open(&other);
	assert_null(strstr(other.desk->message, "half typed"));
	seat_press(&other, ":");
	field_is(&other, "");
	seat_leave_beside(&other);
	seat_open(seat);
	seat_press(seat, ":");
	field_is(seat, "note 705 BC1 x");
}

/* ---- the files ------------------------------------------------------------------------------ */

static void put_draft(struct seat *seat, const char *key, const char *text, long age)
{
	struct draft draft = {.name = ""};
	struct timeval times[2];
	char path[400];

	assert_true(draft_write(seat->drafts, &draft, key, "", text));
	snprintf(path, sizeof path, "%s/%s", seat->drafts, draft.name);
	gettimeofday(&times[0], NULL);
	times[0].tv_sec -= age;
	times[1] = times[0];
	assert_int_equal(utimes(path, times), 0);
	draft_release(&draft);
}

static void the_oldest_go_where_there_are_too_many_and_those_of_a_month_ago(void **state)
{
	struct seat *seat = *state;
	const char *newest = NULL, *start, *text;
	struct draft draft = {.name = ""};
	struct pool pool = {0};
	char key[32];
	int i;

	seat_keep_drafts(seat);
	for (i = 0; i < DRAFTS_MOST + 3; i++) {
		snprintf(key, sizeof key, "db\tnote\t%d", i);
		put_draft(seat, key, "x", 60 * (i + 1));
	}
	put_draft(seat, "db\told", "x", 31L * 86400);
	assert_int_equal(drafts_settle(seat->drafts, "db\t", &pool, &newest), DRAFTS_MOST);
	assert_string_equal(newest, "db\tnote\t0");
	assert_int_equal(seat_draft_count(seat), DRAFTS_MOST);
	assert_false(draft_find(seat->drafts, &draft, "db\told", &pool, &start, &text));
	pool_free(&pool);
}

static void a_file_that_is_not_whole_is_no_draft_and_goes(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
	} wrong[] = {{"", 0}, {"db\tx", 4}, {"db\tx\0\0half", 10}, {"db\tx\0\0a\0more\0", 13},
		{"db\tx\0\0\xFF\0", 8}};
	struct seat *seat = *state;
	const char *newest = NULL;
	struct pool pool = {0};
	char path[400];
	size_t i;

	seat_keep_drafts(seat);
	for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct draft draft = {.name = ""};
		int file;

		assert_true(draft_write(seat->drafts, &draft, "db\tx", "", "whole"));
		snprintf(path, sizeof path, "%s/%s", seat->drafts, draft.name);
		draft_release(&draft);
		file = open(path, O_WRONLY | O_TRUNC);
		assert_int_equal(write(file, wrong[i].bytes, wrong[i].length), wrong[i].length);
		close(file);
		assert_int_equal(drafts_settle(seat->drafts, "db\t", &pool, &newest), 0);
		assert_int_equal(seat_draft_count(seat), 0);
	}
	pool_free(&pool);
}

static void what_cannot_be_written_leaves_what_was_kept_before(void **state)
{
	struct seat *seat = *state;
	const char *start, *text;
	struct draft draft = {.name = ""}, again = {.name = ""};
	struct pool pool = {0};
	char *long_text = pool_take(&pool, 40000);

	seat_keep_drafts(seat);
	memset(long_text, 'x', 39999);
	assert_true(draft_write(seat->drafts, &draft, "db\tx", "", "một"));
	assert_false(draft_write(seat->drafts, &draft, "db\tx", "", long_text));
	assert_false(draft_write("/dev/full/none", &draft, "db\tx", "", "hai"));
	draft_release(&draft);
	assert_true(draft_find(seat->drafts, &again, "db\tx", &pool, &start, &text));
	assert_string_equal(text, "một");
	draft_remove(seat->drafts, &again);
	pool_free(&pool);
}

static void a_link_planted_among_them_is_neither_read_nor_removed(void **state)
{
	struct seat *seat = *state;
	char path[400], other[160];
	FILE *file;

	seat_keep_drafts(seat);
	put_draft(seat, "db\tx", "x", 0);
	snprintf(path, sizeof path, "%s", draft_path(seat));
	unlink(path);
	snprintf(other, sizeof other, "%s/other", seat->folder);
	file = fopen(other, "w");
	assert_non_null(file);
	fputs("mine", file);
	fclose(file);
	assert_int_equal(symlink(other, path), 0);
	seat_open(seat);
	assert_string_equal(seat->desk->message, "");
	assert_int_equal(access(other, F_OK), 0);
	assert_int_equal(access(path, F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_half_typed_reason_comes_back_for_the_same_row_and_says_so),
		TEST(what_is_being_typed_is_kept_before_any_end_and_gone_once_it_is_done),
		TEST(nothing_is_kept_of_what_nobody_typed),
		TEST(a_word_to_choose_comes_back_to_be_replaced_and_a_file_to_be_typed_on),
		TEST(what_was_only_offered_is_no_draft),
		TEST(what_was_typed_of_a_unit_is_not_offered_for_another),
		TEST(of_several_fields_those_answered_before_come_back_too),
		TEST(a_line_at_the_colon_comes_back_too),
		TEST(what_another_wrote_there_since_is_told_with_the_offer),
		TEST(two_sessions_lose_neither_of_two_texts),
		TEST(of_two_texts_for_one_field_both_are_offered_the_last_first),
		TEST(what_a_session_is_typing_is_not_offered_to_another),
		TEST(a_text_for_another_database_waits_for_that_one),
		TEST(the_oldest_go_where_there_are_too_many_and_those_of_a_month_ago),
		TEST(a_file_that_is_not_whole_is_no_draft_and_goes),
		TEST(what_cannot_be_written_leaves_what_was_kept_before),
		TEST(a_link_planted_among_them_is_neither_read_nor_removed),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
