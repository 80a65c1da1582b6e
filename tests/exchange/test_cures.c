/* What would take a refused cell's place, cells mended while a file is read, and reading stopped. */
#include "exchange/given.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct choice statuses[] = {
	{"open", "chưa làm"}, {"doing", "đang làm"}, {"done", "đã xong"}, {NULL, NULL}};

/* "cure|other", or "" where there is none. */
static const char *cured(enum column_type type, const char *text, char *out, size_t size)
{
	const struct column column = {"c", "c", type, 0, statuses};
	struct pool pool = {0};
	const char *cure, *other;

	out[0] = '\0';
	if (cell_cure(&column, text, GIVEN_TODAY, &pool, &cure, &other))
		snprintf(out, size, "%s|%s", cure, other);
	pool_free(&pool);
	return out;
}

static void a_cure_is_given_where_one_or_two_things_can_be_meant(void **state)
{
	static const struct {
		enum column_type type;
		const char *text, *cure;
	} cases[] = {
		{COLUMN_CHOICE, "doin", "doing|"},
		{COLUMN_CHOICE, "đã xog", "done|"},
		{COLUMN_CHOICE, "đang lamm", "doing|"},
		{COLUMN_CHOICE, "gì đó khác hẳn", ""},
		{COLUMN_CHOICE, "", ""},
		{COLUMN_DATE, "20/6/2020 14:30", "2020-06-20|"},
		{COLUMN_DATE, "2020-06-20T07:15:00Z", "2020-06-20|"},
		{COLUMN_DATE, "T2 20/6/2020", "2020-06-20|"},
		{COLUMN_DATE, "3/4/2020", "2020-04-03|2020-03-04"},
		{COLUMN_DATE, "31/6/2020", ""},
		{COLUMN_DATE, "cuối tháng", ""},
		{COLUMN_DATE, ":", ""},
		{COLUMN_COUNT, "12 buổi", "12|"},
		{COLUMN_COUNT, "100%", "100|"},
		{COLUMN_COUNT, "khoảng 30 người", "30|"},
		{COLUMN_COUNT, "12,5", ""},
		{COLUMN_COUNT, "2.45", ""},
		{COLUMN_COUNT, "-3", ""},
		{COLUMN_COUNT, "3/4", ""},
		{COLUMN_COUNT, "3 hoặc 4", ""},
		{COLUMN_COUNT, "007 buổi", ""},
		{COLUMN_COUNT, "không", ""},
		{COLUMN_COUNT, "1.23E+11", ""},
		{COLUMN_NUMBER, "5 tin", "5|"},
		{COLUMN_PHONE, "0901 234 567 (anh Nam)", "0901 234 567|"},
		{COLUMN_PHONE, "gọi sau", ""},
		{COLUMN_CODE, "7O5", ""},
		{COLUMN_TEXT, "#N/A", ""},
	};
	char out[128];

	(void)state;
	language_choose("en", NULL);
	for (size_t i = 0; i < COUNT(cases); i++)
		if (strcmp(cured(cases[i].type, cases[i].text, out, sizeof out), cases[i].cure) != 0)
			fail_msg("%s: \"%s\", not \"%s\"", cases[i].text, out, cases[i].cure);
}

/* Whatever is proposed is taken without a word when it stands in the file. */
static void a_cure_is_read_without_a_complaint(void **state)
{
	static const char *const texts[] = {"12 buổi", "20/6/2020 14:30", "3/4/2020", "đã xog",
		"0901 234 567 (anh Nam)"};
	static const enum column_type types[] = {
		COLUMN_COUNT, COLUMN_DATE, COLUMN_DATE, COLUMN_CHOICE, COLUMN_PHONE};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		const struct column column = {"c", "c", types[i], 0, statuses};
		struct pool pool = {0};
		const char *cure, *other;
		char out[64];

		assert_true(cell_cure(&column, texts[i], GIVEN_TODAY, &pool, &cure, &other));
		assert_true(cell_read(&column, cure, out, sizeof out, NULL));
		assert_true(!*other || cell_read(&column, other, out, sizeof out, NULL));
		pool_free(&pool);
	}
}

/* Texts made of what dates, counts, phones and words are made of, at random but always the same. */
static void no_text_has_a_cure_that_is_refused(void **state)
{
	static const char *const pieces[] = {"1", "2", "31", "06", "2020", "20", "/", "-", ".", ",", ":",
		" ", "T", "t2", "thứ ", "sun", "jun", "%", "+", "~", "đã ", "xong", "doin", "đang làm",
		"'", "=\"", "\"", "E+", "0", "0901", " 234 ", "(", ")", "buổi", "\xC2\xA0", "\n"};
	static const enum column_type types[] = {
		COLUMN_CODE, COLUMN_DATE, COLUMN_COUNT, COLUMN_NUMBER, COLUMN_PHONE, COLUMN_CHOICE};
	unsigned random = 28062020;
	size_t cures = 0;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		struct column column = {"c", "c", types[i % (int)COUNT(types)], 0, statuses};
		const char *cure = NULL, *other = NULL;
		char text[128] = "", out[128];
		struct pool pool = {0};

		for (int j = 0; j < 1 + i % 7; j++) {
			random = random * 1103515245 + 12345;
			strcat(text, pieces[random / 65536 % COUNT(pieces)]);
		}
		if (cell_cure(&column, text, GIVEN_TODAY, &pool, &cure, &other)) {
			cures++;
			assert_true(*cure);
			if (!cell_read(&column, cure, out, sizeof out, NULL) ||
				(*other && !cell_read(&column, other, out, sizeof out, NULL)))
				fail_msg("\"%s\": %s, %s", text, cure, other);
		}
		pool_free(&pool);
	}
	assert_true(cures > 100);
}

static const struct complaint *complaint_at(const struct given *given, long line)
{
	for (size_t i = 0; i < given->complaints.count; i++)
		if (given->complaints.at[i].line == line)
			return &given->complaints.at[i];
	fail_msg("nothing is wrong with line %ld", line);
	return NULL;
}

static void complaints_bring_their_cures(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_TASKS,
		"unit,task,status,done_on,count\n703,a,done,3/4/2020,1.234\n703,b,done,25/4/2020,\n"
		"703,c,done,4/26/2020,x\n");
	assert_string_equal(complaint_at(&given, 2)->cure, "2020-04-03");
	assert_string_equal(complaint_at(&given, 2)->other, "2020-03-04");
	assert_string_equal(complaint_at(&given, 4)->cure, "");
	assert_string_equal(complaint_at(&given, 4)->other, "");
	given_free(&given);
	/* What was read with a doubt: as it was read. */
	given_text(&given, SHEET_TASKS, "unit,task,count\n703,a,1.234\n");
	assert_string_equal(complaint_at(&given, 2)->cure, "1234");
	given_free(&given);
}

static void an_order_of_day_and_month_that_nothing_proves_is_known(void **state)
{
	static const struct {
		const char *text;
		bool assumed;
	} cases[] = {{"unit,task,done_on\n703,a,3/4/2020\n703,b,1/2/2020\n", true},
		{"unit,task,done_on\n703,a,3/4/2020\n703,b,25/2/2020\n", false},
		{"unit,task,done_on\n703,a,3/4/2020\n703,b,2/25/2020\n", false},
		{"unit,task,done_on\n703,a,4/4/2020\n703,b,2020-05-06\n", false},
		{"unit,task,done_on\n703,a,\n", false}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct given given;

		given_text(&given, SHEET_TASKS, cases[i].text);
		assert_non_null(given.sheet);
		if (given.sheet->day_assumed[sheet_column(given.sheet->format, "done_on")] !=
			cases[i].assumed)
			fail_msg("%s", cases[i].text);
		given_free(&given);
	}
}

static void a_fix_takes_the_cells_place(void **state)
{
	static const struct sheet_fix fixes[] = {{2, "task", "first"}, {2, "task", "last"},
		{2, "nowhere", "x"}, {3, "note", "beyond the end"}, {9, "task", "no such line"}};
	struct sheet_options options = {
		.today = GIVEN_TODAY, .fixes = fixes, .fix_count = COUNT(fixes)};
	static const char text[] = "unit,task,status,note\n703,a,xxx,n\n705,b\n706,c,done,k\n";
	struct given given;

	(void)state;
	given_bytes(&given, SHEET_TASKS, text, strlen(text), &options);
	assert_string_equal(given_cell(&given, 0, "task"), "last");
	assert_string_equal(given.sheet->rows[0].raw[1], "last");
	assert_string_equal(given_cell(&given, 0, "note"), "n");
	assert_string_equal(given_cell(&given, 1, "note"), "beyond the end");
	assert_string_equal(given_cell(&given, 1, "status"), "");
	assert_string_equal(given_cell(&given, 2, "task"), "c");
	given_free(&given);
}

/* Of a row of the wrong shape nobody can tell which cell is whose. */
static void a_fix_does_not_mend_a_rows_shape(void **state)
{
	static const struct sheet_fix fix = {2, "task", "x"};
	struct sheet_options options = {.today = GIVEN_TODAY, .fixes = &fix, .fix_count = 1};
	static const char text[] = "unit,task\n703,a,b,c\n";
	struct given given;

	(void)state;
	given_bytes(&given, SHEET_TASKS, text, strlen(text), &options);
	assert_true(given.sheet->rows[0].refused);
	given_free(&given);
}

struct patience {
	size_t calls, most, last_done, last_total;
};

static bool tell(void *context, enum stage stage, size_t done, size_t total)
{
	struct patience *patience = context;

	assert_int_equal(stage, STAGE_READ);
	assert_true(done <= total);
	assert_true(done >= patience->last_done);
	patience->last_done = done;
	patience->last_total = total;
	return ++patience->calls <= patience->most;
}

static char *many_rows(size_t count)
{
	struct buffer text = {0};

	buffer_add(&text, "unit,task,note\n");
	for (size_t i = 0; i < count; i++)
		buffer_print(&text, "703,T%zu,n\n", i);
	return text.text;
}

static void reading_tells_how_far_it_is_and_stops_when_told(void **state)
{
	char *text = many_rows(3 * TELL_EVERY);
	struct patience patience = {.most = SIZE_MAX};
	struct watcher watcher = {tell, &patience};
	struct sheet_options options = {.today = GIVEN_TODAY, .watcher = &watcher};
	struct given given;
	size_t calls;

	(void)state;
	given_bytes(&given, SHEET_TASKS, text, strlen(text), &options);
	assert_non_null(given.sheet);
	given_free(&given);
	calls = patience.calls;
	assert_true(calls > 6);
	for (size_t most = 0; most < calls; most++) {
		patience = (struct patience){.most = most};
		given_bytes(&given, SHEET_TASKS, text, strlen(text), &options);
		assert_null(given.sheet);
		assert_int_equal(given.why.kind, FAULT_NO);
		assert_int_equal(patience.calls, most + 1);
		given_free(&given);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cure_is_given_where_one_or_two_things_can_be_meant),
		cmocka_unit_test(a_cure_is_read_without_a_complaint),
		cmocka_unit_test(no_text_has_a_cure_that_is_refused),
		cmocka_unit_test(complaints_bring_their_cures),
		cmocka_unit_test(an_order_of_day_and_month_that_nothing_proves_is_known),
		cmocka_unit_test(a_fix_takes_the_cells_place),
		cmocka_unit_test(a_fix_does_not_mend_a_rows_shape),
		cmocka_unit_test(reading_tells_how_far_it_is_and_stops_when_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
