/* What comes back from a spreadsheet without a person's doing, and what only a person can have done
 * (CSV.md, "Which cells survive"). */
#include "exchange/given.h"

struct pair {
	const char *left, *back;
};

static void each(const struct pair *pairs, size_t count, bool wanted)
{
	for (size_t i = 0; i < count; i++) {
		if (text_came_back(pairs[i].left, pairs[i].back) != wanted)
			print_error("%s -> %s\n", pairs[i].left, pairs[i].back);
		assert_int_equal(text_came_back(pairs[i].left, pairs[i].back), wanted);
	}
}
#define ARE_RESPELLED(pairs) each(pairs, sizeof pairs / sizeof *pairs, true)
#define ARE_EDITS(pairs) each(pairs, sizeof pairs / sizeof *pairs, false)

static void what_acts_on_a_terminal_is_left_out(void **state)
{
	static const struct pair left_out[] = {{"a\033[2Jb\nc", "a[2Jb\nc"}, {"x\u202Ey", "xy"},
		{"x\007", "x"}};
	static const struct pair edits[] = {{"a\033[2Jb", "ab"}, {"x\u202Ey", "x"}, {"a\nb", "ab"},
		{"x\u200By", "xy"}};

	(void)state;
	ARE_RESPELLED(left_out);
	ARE_EDITS(edits);
}

static void numbers_lose_what_a_number_has_no_place_for(void **state)
{
	static const struct pair pairs[] = {{"072", "72"}, {"000123", "123"}, {"+5", "5"},
		{"+84901234567", "84901234567"}, {"12E5", "1200000"}, {"12E5", "1,20E+06"},
		{"12E5", "1.2E+06"}, {"1234567890123456789", "1,23E+018"},
		{"1234567890123456789", "1.23456789012346E+18"},
		{"1234567890123456789", "1234567890123460000"}, {"1.10", "1.1"}, {"1.10", "1,1"},
		{"01.", "1"}, {"1.234", "1234"}, {"1.234.567", "1234567"}, {"12.50", "12.5"},
		{"12,5", "12.5"}, {"75%", "75,00%"}, {"75,5%", "75,50%"}, {"75%", "0,75"},
		{"120%", "1,2"}, {"100%", "1"}, {"100%", "100.00%"}, {"100%", "100 %"},
		{"-5", "-5"}, {"5-", "-5"}, {"1.5-", "-1,5"}, {"$5", "5"}, {"5 €", "5"}, {"(5)", "-5"},
		{"+12025550100", "12025550100"}, {"1,234", "1234"}, {"1,5E3", "1500"}, {"1.500", "1.5"},
		{"1.500", "1500"}, {"120%", "1.2"}, {"1234567890123456789", "1,23456789012346E+018"},
		{"1234567890123456789", "1.23456789012346E+018"}, {"1e3", "1000"}, {"5 %", "0,05"},
		{"5 %", "0.05"}, {"5 %", "5%"}, {"75,5%", "0,755"}, {"90 %", "0.9"}, {"90 %", "90%"}};

	(void)state;
	ARE_RESPELLED(pairs);
}

static void days_and_times_take_the_clients_form(void **state)
{
	static const struct pair pairs[] = {{"1/2", "01/02/26"}, {"1/2", "2026-02-01"},
		{"5/7", "05/07/2026"}, {"5/2020", "01/05/20"}, {"2026-03-26", "2026/03/26"},
		{"26/03/2026", "26/03/26"}, {"03/04/2026", "2026/03/04"}, {"3/4/2026", "03/04/2026"},
		{"2026-03-26", "26/03/2026"}, {"14:30", "14:30:00"}, {"14:30", "02:30:00 chiều"},
		{"14:30", "02:30:00 PM"}, {"8:05", "08:05:00"}, {"12:15", "12:15:00 PM"},
		{"00:15", "12:15:00 AM"}, {"05/06", "2026/05/06"}, {"05/06", "2026/06/05"},
		{"05/06/2020", "2020/05/06"}, {"1 Jan", "2026/01/01"}, {"26.03.2020", "2020/03/26"},
		{"26/3", "26/03/2026"}, {"3/2020", "2020/03/01"}, {"31/12", "2026/12/31"},
		{"Mar-20", "03/20/2026"}, {"Mar-20", "2026/03/20"}, {"1:00 PM", "13:00:00"},
		{"24:00", "24:00:00"}, {"10 Jul 2020", "07/10/2020"}, {"10 Jul 2020", "10.07.20"},
		{"Jul 10, 2020", "2020-07-10"}, {"10-Jul-20", "10/07/2020"},
		{"1:00 PM", "01:00:00 PM"}, {"14:30:15", "02:30:15 chiều"}};

	(void)state;
	ARE_RESPELLED(pairs);
}

static void other_texts_lose_tabs_marks_and_their_case(void **state)
{
	static const struct pair pairs[] = {{"a\tb", "ab"}, {"a\tb", "a b"}, {"'a", "a"},
		{"''", "'"}, {"'", ""}, {"'=1", "=1"},
		{"''nháy", "'nháy"}, {"true", "TRUE"}, {"false", "FALSE"}, {"sai", "SAI"},
		{"đúng", "ĐÚNG"}, {"=\"007\"", "007"}, {"=\"a\"\"b\"", "a\"b"},
		{"cột\tgiữa", "cộtgiữa"}, {"chưa nộp", "chưa nộp"}};

	(void)state;
	ARE_RESPELLED(pairs);
}

static void a_cell_is_cut_where_workbooks_cut_it(void **state)
{
	char *left = memory_take(40001, 1), *back = memory_take(40001, 1);

	(void)state;
	memset(left, 'x', 40000);
	memset(back, 'x', 32767);
	assert_true(text_came_back(left, back));
	back[32766] = '\0';
	assert_false(text_came_back(left, back));
	free(back);
	free(left);
}

static void what_a_person_does_is_an_edit(void **state)
{
	static const struct pair pairs[] = {{"5", "05"}, {"5", "+5"}, {"1.1", "1.10"}, {"72", "072"},
		{"12", "12.5"}, {"75%", "76%"}, {"75%", "76,00%"}, {"75%", "75"}, {"1", "100%"},
		{"03/04/2026", "04/03/2026"}, {"3/4/2026", "3/5/2026"}, {"1/2", "1/3"},
		{"1/2", "03/02/26"}, {"1/2", "1"}, {"2026-03-26", "2026-03-27"}, {"14:30", "14:31:00"},
		{"14:30", "02:30:00"}, {"14:30", "02:30:00 AM"}, {"a\tb", "a c"}, {"ab", "a\tb"},
		{"a", ""}, {"", "a"}, {"abc", "ab"}, {"'a", "b"}, {"true", "FALSE"}, {"đúng", "TRUE"}, {"dung", "ĐÚNG"},
		{"1 Jan", "2026/02/01"}, {"$5", "6"}, {"(5)", "5"}, {"1 Jan", "1"}, {"Mar", "2026/03/01"},
		{"12 tháng", "12"},
		{"1.234", "1235"}, {"1.23.4", "1234"}, {"12", "1,20E+02"}, {"chưa nộp", "Chưa nộp"},
		{"25:00", "25:00:00"}, {"24:01", "24:01:00"}, {"24:00", "00:00:00"}, {"5-", "5"},
		{"5-", "-6"}, {"10 Jul 2020", "07/11/2020"}, {"10 Jul 2020", "10/07/2021"},
		{"Jul 2020", "20/07/2020"}, {"10 July 2020", "07/10/2020"}, {"'", "a"}, {"-", ""}, {"inf", "INF"}, {"1e999", "1"}};

	(void)state;
	ARE_EDITS(pairs);
}

static void blanks_beside_blanks_go_from_lines_alone(void **state)
{
	(void)state;
	assert_true(line_came_back("Nguyễn  Văn   A", "Nguyễn Văn A"));
	assert_true(line_came_back("1.10", "1.1"));
	assert_false(line_came_back("Nguyễn Văn A", "Nguyễn  Văn A"));
	assert_false(line_came_back("Nguyễn  Văn", "NguyễnVăn"));
	assert_false(line_came_back("a  b", "a c"));
	assert_false(line_came_back("a ", "a"));
	assert_false(text_came_back("a  b", "a b"));
}

static void letters_are_lost_where_an_encoding_had_none_for_them(void **state)
{
	static const struct pair lost[] = {{"đã làm", "?ã làm"}, {"07-QĐ/ĐTN", "07-Q?/?TN"},
		{"Đã xong tại", "Ðã xong t?i"}, {"ươm mầm", "uom m?m"}, {"tốt 😀", "t?t ??"},
		{"chưa? ệ", "ch?a? ?"}};
	static const struct pair edits[] = {{"đã làm", "đã làm"}, {"đã làm", "da lam"}, {"a?", "a?"},
		{"đã", "?ãi"}, {"đãi", "?ã"}, {"abc", "a?c"}, {"đã làm", "?ã xong"}, {"", ""}, {"đ", ""},
		{"", "?"}};

	(void)state;
	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
		if (!text_lost_letters(lost[i].left, lost[i].back))
			fail_msg("%s -> %s", lost[i].left, lost[i].back);
	}
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		if (text_lost_letters(edits[i].left, edits[i].back))
			fail_msg("%s -> %s", edits[i].left, edits[i].back);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_acts_on_a_terminal_is_left_out),
		cmocka_unit_test(numbers_lose_what_a_number_has_no_place_for),
		cmocka_unit_test(days_and_times_take_the_clients_form),
		cmocka_unit_test(other_texts_lose_tabs_marks_and_their_case),
		cmocka_unit_test(a_cell_is_cut_where_workbooks_cut_it),
		cmocka_unit_test(what_a_person_does_is_an_edit),
		cmocka_unit_test(blanks_beside_blanks_go_from_lines_alone),
		cmocka_unit_test(letters_are_lost_where_an_encoding_had_none_for_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
