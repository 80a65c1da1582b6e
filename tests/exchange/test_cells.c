/* One cell by its column's type: trimmed, unwrapped, unguarded, and never guessed by its looks. */
#include "given.h"

#include "exchange/inner.h"

struct example {
	const char *text, *expected; /* NULL: refused */
};

static void assert_cells(const struct column *column, const struct example *examples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char out[256] = "";
		struct fault why = {0};
		bool good = cell_read(column, examples[i].text, out, sizeof out, &why);

		if (good != (examples[i].expected != NULL))
			fail_msg("\"%s\": %s", examples[i].text, good ? out : why.text);
		if (good)
			assert_string_equal(out, examples[i].expected);
		else
			assert_int_equal(why.kind, FAULT_REFUSED);
	}
}

#define ASSERT_CELLS(type, list)                                                                   \
	assert_cells(&(const struct column){"x", "X", type, 0, NULL}, list,                        \
		sizeof(list) / sizeof(list)[0])

static void free_text_is_trimmed_unwrapped_and_unguarded_once(void **state)
{
	static const struct example examples[] = {
		{"", ""},
		{"a", "a"},
		{"  a b \t", "a b"},
		{"\xC2\xA0"
		 "a\xE2\x80\x8B",
			"a"},
		{"à", "à"},
		{"trà", "trà"},
		{"ҋ", "ҋ"},
		{"'=1", "=1"},
		{"''=1", "'=1"},
		{"'''-x", "''-x"},
		{"'+5", "+5"},
		{"'@b", "@b"},
		{"'\tx", "\tx"},
		{"'a", "'a"},
		{"'", "'"},
		{"''", "''"},
		{"=1+1", "=1+1"},
		{"-x", "-x"},
		{"=\"072\"", "072"},
		{"=\"a\"\"b\"", "a\"b"},
		{"=\"\"", ""},
		{"=\"", "=\""},
		{"'=\"x\"", "=\"x\""},
		{"a\nb", "a\nb"},
		{"#tag", "#tag"},
		{"##", "##"},
	};

	(void)state;
	ASSERT_CELLS(COLUMN_TEXT, examples);
}

static void errors_of_a_spreadsheet_are_no_values_even_in_notes(void **state)
{
	static const struct example examples[] = {
		{"#N/A", NULL},
		{"#NAME?", NULL},
		{"#REF!", NULL},
		{"#VALUE!", NULL},
		{"#DIV/0!", NULL},
		{"#NUM!", NULL},
		{"#NULL!", NULL},
		{"####", NULL},
		{"Err:502", NULL},
		{" #N/A ", NULL},
		{"Err:50", "Err:50"},
		{"Err:5022", "Err:5022"},
		{"#N/A là gì", "#N/A là gì"},
	};

	(void)state;
	ASSERT_CELLS(COLUMN_TEXT, examples);
	ASSERT_CELLS(COLUMN_LINE, examples);
	ASSERT_CELLS(COLUMN_CODE, examples);
}

static void a_line_has_no_line_breaks(void **state)
{
	static const struct example examples[] = {
		{"a\nb", "a b"},
		{"a \n \n b", "a b"},
		{"a\tb", "a b"},
		{"a  b", "a  b"},
		{"a\vb", "a b"},
		{"'=a\nb", "=a b"},
		{"x  y\nz", "x  y z"},
	};

	(void)state;
	ASSERT_CELLS(COLUMN_LINE, examples);
}

static void a_code_is_exact_but_for_a_leading_apostrophe(void **state)
{
	static const struct example examples[] = {
		{"072", "072"},
		{"'072", "072"},
		{"''x", "'x"},
		{"=\"001\"", "001"},
		{"12E5", "12E5"},
		{"1.10", "1.10"},
		{"III.1.1", "III.1.1"},
		{"1.23E+11", NULL},
		{"1,23E+11", NULL},
		{"9E-05", NULL},
		{"E+5", "E+5"},
		{"1E+", "1E+"},
		{"1E+5x", "1E+5x"},
		{" 703\xC2\xA0", "703"},
	};

	(void)state;
	ASSERT_CELLS(COLUMN_CODE, examples);
}

static void a_count_is_a_whole_number(void **state)
{
	static const struct example examples[] = {
		{"", ""},
		{"0", "0"},
		{"22", "22"},
		{"'22", "22"},
		{"007", "7"},
		{"2455", "2455"},
		{"2.455", "2455"},
		{"2,455", "2455"},
		{"2 455", "2455"},
		{"2\xC2\xA0"
		 "455",
			"2455"},
		{"2\xE2\x80\xAF"
		 "455",
			"2455"},
		{"1.234.567", "1234567"},
		{"22.0", "22"},
		{"22,00", "22"},
		{"1.000", "1000"},
		{"=\"5\"", "5"},
		{"2.45", NULL},
		{"12,5", NULL},
		{"-1", NULL},
		{"1.23E+05", NULL},
		{"x", NULL},
		{"5 người", NULL},
		{"1000000000000", NULL},
		{"1.2345", NULL},
		{"99999999999999999999999999999999999999999999999999999999999999999999999999",
			NULL},
		{"ạ", NULL},
		{".0", NULL},
		{"-", NULL},
	};

	(void)state;
	ASSERT_CELLS(COLUMN_COUNT, examples);
}

static void zero_not_reported_and_not_applicable_are_three_values(void **state)
{
	static const struct example examples[] = {
		{"0", "0"},
		{"", ""},
		{"-", "-"},
		{"'-", "-"},
		{"–", "-"},
		{"—", "-"},
		{" - ", "-"},
		{"1.240", "1240"},
		{"--", NULL},
		{"-5", NULL},
		{"#N/A", NULL},
	};

	(void)state;
	ASSERT_CELLS(COLUMN_NUMBER, examples);
}

static void phones_are_grouped_and_get_back_a_lost_zero(void **state)
{
	static const struct example examples[] = {
		{"", ""},
		{"0901234567", "0901 234 567"},
		{"0901 234 567", "0901 234 567"},
		{"0901.234.567", "0901 234 567"},
		{"0901-234-567", "0901 234 567"},
		{"(0901) 234567", "0901 234 567"},
		{"901234567", "0901 234 567"},
		{"901234567.0", "0901 234 567"},
		{"901234567,0", "0901 234 567"},
		{"+84901234567", "0901 234 567"},
		{"+84 901 234 567", "0901 234 567"},
		{"84901234567", "0901 234 567"},
		{"+84 (0)901 234 567", "0901 234 567"},
		{"'+84901234567", "0901 234 567"},
		{"02763822333", "0276 3822 333"},
		{"2763822333", "0276 3822 333"},
		{"1763822333", "1763822333"},
		{"0276 3822 333", "0276 3822 333"},
		{"0901\xC2\xA0"
		 "234 567",
			"0901 234 567"},
		{"113", "113"},
		{"19001234", "19001234"},
		{"+14155550123", "+14155550123"},
		{"0901234567; 0276.3822333", "0901 234 567, 0276 3822 333"},
		{"0901234567/0902345678", "0901 234 567, 0902 345 678"},
		{"0901234567\n0902345678", "0901 234 567, 0902 345 678"},
		{"0901 234 567, 0276 3822 333", "0901 234 567, 0276 3822 333"},
		{"9.01E+08", NULL},
		{"12", NULL},
		{"0901 x", NULL},
		{"không có", NULL},
		{"0901+1", NULL},
		{"0901234567,", "0901 234 567"},
		{";0901234567", NULL},
		{"1234567890123456", NULL},
	};

	(void)state;
	ASSERT_CELLS(COLUMN_PHONE, examples);
}

static void a_choice_is_known_folded_in_both_languages(void **state)
{
	const struct sheet_format *tasks = sheet_format(SHEET_TASKS);
	static const struct example examples[] = {
		{"", ""},
		{"done", "done"},
		{"đã xong", "done"},
		{"ĐÃ XONG", "done"},
		{"da xong", "done"},
		{" Đã  xong. ", "done"},
		{"Open", "open"},
		{"không áp dụng", "exempt"},
		{"xong", NULL},
		{"x", NULL},
		{"đã xong rồi", NULL},
	};

	(void)state;
	assert_cells(&tasks->columns[sheet_column(tasks, "status")], examples,
		sizeof examples / sizeof examples[0]);
}

static void an_unknown_choice_lists_the_known_ones_in_the_language_in_use(void **state)
{
	const struct sheet_format *plan = sheet_format(SHEET_PLAN);
	const struct column *proof = &plan->columns[sheet_column(plan, "proof")];
	struct fault why;
	char out[64];

	(void)state;
	language_choose("en", NULL);
	assert_false(cell_read(proof, "x", out, sizeof out, &why));
	assert_non_null(strstr(why.text, "none, document, count, both"));
	language_choose("vi", NULL);
	assert_false(cell_read(proof, "x", out, sizeof out, &why));
	assert_non_null(strstr(why.text, "không, văn bản, số lượng, cả hai"));
	language_choose("en", NULL);
	assert_false(cell_read(proof, "x", out, sizeof out, NULL));
}

static void what_does_not_fit_is_refused_not_cut(void **state)
{
	const struct column column = {"x", "X", COLUMN_TEXT, 0, NULL};
	struct fault why = {0};
	char out[4];

	(void)state;
	assert_true(cell_read(&column, "abc", out, sizeof out, &why));
	assert_false(cell_read(&column, "abcd", out, sizeof out, &why));
	assert_non_null(strstr(why.text, "at most 3"));
}

static void percents_are_only_written(void **state)
{
	static const struct example examples[] = {{"85.0", "85.0"}, {" 85,0 ", "85,0"}};

	(void)state;
	ASSERT_CELLS(COLUMN_PERCENT, examples);
}

/* Controls and letters without a body: text keeps them, a line is warned about, a code has none. */
static void what_cannot_be_seen_is_kept_told_or_refused_by_type(void **state)
{
	static const char *const hidden[] = {"a\033[2Jb", "a\177b", ("a\xC2\x9B" "b"), ("a\xE2\x80\xAE" "b"),
		("a\xE2\x80\x8B" "b"), ("a\xF3\xA0\x81\x81" "b"), ("a\xC2\xAD" "b"), ("a\xEE\x80\x80" "b")};
	static const char *const seen[] = {"Đoàn xã Tân Bình", ("a\xC2\xA0" "b"), "…“”–→", "漢字", "ệ",
		"👨\xE2\x80\x8D👩", "❤\xEF\xB8\x8F"};
	struct pool pool = {0};
	struct cell_context context = {.pool = &pool};
	struct fault why;
	const char *out;

	(void)state;
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
		for (int type = COLUMN_CODE; type <= COLUMN_LINE; type++) {
			static const enum cell_result results[] = {CELL_REFUSED, CELL_GOOD, CELL_WARNED};
			struct column column = {"x", "X", (enum column_type)type, 0, NULL};

			assert_int_equal(cell_take(&column, hidden[i], &context, &out, &why),
				results[type]);
			assert_string_equal(out, hidden[i]);
		}
	}
	for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++) {
		struct column column = {"x", "X", COLUMN_LINE, 0, NULL};

		assert_int_equal(cell_take(&column, seen[i], &context, &out, &why), CELL_GOOD);
	}
	pool_free(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(free_text_is_trimmed_unwrapped_and_unguarded_once),
		cmocka_unit_test(errors_of_a_spreadsheet_are_no_values_even_in_notes),
		cmocka_unit_test(a_line_has_no_line_breaks),
		cmocka_unit_test(what_cannot_be_seen_is_kept_told_or_refused_by_type),
		cmocka_unit_test(a_code_is_exact_but_for_a_leading_apostrophe),
		cmocka_unit_test(a_count_is_a_whole_number),
		cmocka_unit_test(zero_not_reported_and_not_applicable_are_three_values),
		cmocka_unit_test(phones_are_grouped_and_get_back_a_lost_zero),
		cmocka_unit_test(a_choice_is_known_folded_in_both_languages),
		cmocka_unit_test(an_unknown_choice_lists_the_known_ones_in_the_language_in_use),
		cmocka_unit_test(what_does_not_fit_is_refused_not_cut),
		cmocka_unit_test(percents_are_only_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
