/* Rows: which are data, which are refused, what is kept of them, and the limits. */
#include "given.h"

static void assert_rows(
	enum sheet_kind kind, const char *text, const char *names, const char *expected)
{
	struct given given;

	given_text(&given, kind, text);
	assert_string_equal(given_rows(&given, names), expected);
	given_free(&given);
}

static void all_errors_of_a_file_come_in_one_go(void **state)
{
	(void)state;
	assert_rows(SHEET_TASKS,
		"Mã đơn vị,Mã việc,Tình trạng,Ngày xong,Số lượng\n"
		"703,II.1.a,đã xong,20/6/2020,22\n"
		"705,II.1.a,gần xong,31/4/2020,2.45\n"
		",II.1.a,đã xong,,\n"
		"706,II.1.b,đã xong,22/6/2020,1,2,3\n"
		"707,II.1.b,đang làm,,\n",
		"unit status done_on count",
		"703|done|2020-06-20|22\n707|doing||\n"
		"!3 Tình trạng\n!3 Ngày xong\n!3 Số lượng\n!4 Mã đơn vị\n!5 \n");
}

static void a_complaint_shows_column_value_and_cure(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_TASKS, "Mã đơn vị,Mã việc,Ngày xong\n703,II.1,31/4/2020\n");
	assert_int_equal(given.complaints.count, 1);
	assert_int_equal(given.complaints.errors, 1);
	assert_string_equal(given.complaints.at[0].column, "Ngày xong");
	assert_string_equal(given.complaints.at[0].value, "31/4/2020");
	assert_non_null(strstr(given.complaints.at[0].text, "01/7/2020"));
	assert_true(given.sheet->rows[0].refused);
	given_free(&given);
}

static void raw_cells_are_kept_as_they_came(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_TASKS,
		"Mã đơn vị,Mã việc,Lạ,Ngày xong\n703,\"II.1\",\"'=1\",\" 1/7/2020 \",x,y\n704,II.1\n");
	assert_int_equal(given.sheet->rows[0].raw_count, 6);
	assert_string_equal(given.sheet->rows[0].raw[2], "'=1");
	assert_string_equal(given.sheet->rows[0].raw[3], " 1/7/2020 ");
	assert_string_equal(given.sheet->rows[0].raw[5], "y");
	assert_int_equal(given.sheet->rows[1].raw_count, 2);
	assert_string_equal(given_cell(&given, 1, "done_on"), "");
	given_free(&given);
}

static void long_rows_are_errors_unless_nothing_is_in_the_extra_cells(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code,name\n1,a,,,\n2,b,\n3,c\n", "code name", "1|a\n2|b\n3|c\n?2 \n");
	assert_rows(SHEET_UNITS, "code,name\n1,a,\n", "code name", "1|a\n?2 \n");
}

/* "2,,b," was "2,b," before a separator too many came in. */
static void a_long_row_that_stands_alone_is_an_error_and_so_are_all_beside_a_full_one(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code,name\n1,a\n2,b,\n3,c\n", "code name", "1|a\n3|c\n!3 \n");
	assert_rows(SHEET_UNITS, "code,name\n1,a,,,\n2,b,c\n3,c\n", "code name", "3|c\n!2 \n!3 \n");
}

static void a_heading_missing_among_others_makes_short_rows_errors(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code,,name,kind\n1,a,x\n2,,b,y\n", "code name kind",
		"2|b|y\n!2 \n?2 \n");
	assert_rows(SHEET_UNITS, "code,name,,\n1,a\n2,b\n", "code name", "1|a\n2|b\n?2 \n");
}

static void a_heading_with_other_marks_is_told(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "Mã đơn vị,Tên đơn vì (đủ)\n1,a\n", "code name",
		"1|a\n?1 Tên đơn vì (đủ)\n");
	assert_rows(SHEET_UNITS, "MA DON VI,TÊN ĐƠN VỊ (đủ)\n1,a\n", "code name", "1|a\n");
}

static void short_rows_are_filled_with_one_warning(void **state)
{
	struct given given;

	(void)state;
	assert_rows(SHEET_UNITS, "code,name,kind\n1,a\n2\n3,c,x\n", "code name kind",
		"1|a|\n2||\n3|c|x\n?2 \n");
	given_text(&given, SHEET_UNITS, "code,name\n1\n2\n");
	assert_non_null(strstr(given.complaints.at[0].text, "2 rows"));
	given_free(&given);
	given_text(&given, SHEET_UNITS, "code,name\n1\n");
	assert_non_null(strstr(given.complaints.at[0].text, "1 row has"));
	given_free(&given);
}

static void a_short_row_with_a_bad_quotation_mark_is_never_filled(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code,name,kind\n1,\"x \"y\"\",\"z\"\n2,5\" ống\n3,5\" ống,k\n",
		"code name kind", "3|5\" ống|k\n!2 \n!3 \n");
}

static void cells_joined_by_a_bad_mark_are_refused_even_at_the_right_count(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code,name\n1,\"x \"y\"\",\"z\"\n2,\"a \"b\" c\"\n", "code name",
		"2|a \"b\" c\n!2 \n");
}

static void an_unclosed_mark_names_its_line_and_the_rest_is_still_read(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_UNITS, "code,name\n1,a\n2,\"b\n3,c\n4,d\n,e\n");
	assert_string_equal(given_rows(&given, "code name"), "1|a\n3|c\n4|d\n!3 \n!6 code\n");
	assert_non_null(strstr(given.complaints.at[0].text, "line 3"));
	given_free(&given);
}

static void a_row_torn_by_a_stray_line_end_is_refused(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code,name,kind\n1,a\rb,k\n2,c,k\n", "code name kind",
		"2|c|k\n!2 \n!3 \n");
	/* Cut in its last cell, the first half looks like a whole row. */
	assert_rows(SHEET_UNITS, "code,name,kind\n1,a,k\rk\n2,c,k\n", "code name kind",
		"2|c|k\n!2 \n!3 \n");
	assert_rows(SHEET_UNITS, "code,name\n1,a\r2,b\n3,c\n", "code name", "1|a\n2|b\n3|c\n");
	assert_rows(SHEET_UNITS, "code,name\r1,a\r2\r", "code name", "1|a\n2|\n?3 \n");
}

static void blank_rows_and_a_second_header_are_skipped(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code,name\n,\n1,a\n\n  ,\xC2\xA0\ncode,name\n2,b\n\"\",\"\"\n",
		"code name", "1|a\n2|b\n?6 \n");
	assert_rows(SHEET_UNITS, "\xEF\xBB\xBF code,name\n1,a\n\xEF\xBB\xBF code,name \n2,b\n",
		"code name", "1|a\n2|b\n?3 \n");
}

static void totals_and_signatures_below_the_table_are_noted_and_skipped(void **state)
{
	(void)state;
	assert_rows(SHEET_TASKS,
		"Mã đơn vị,Mã việc,Số lượng\n703,II.1,5\n705,II.1,6\nTổng cộng,,11\n,,\n"
		",,\"Tây Ninh, ngày 30 tháng 6 năm 2020\"\nNgười lập biểu,,Thủ trưởng\n,,Nguyễn Văn A\n",
		"unit task count", "703|II.1|5\n705|II.1|6\n?4 \n?6 \n?7 \n?8 \n");
	assert_rows(SHEET_TASKS, "unit,task,count\nTotal,,5\nCộng,,5\nTM. BAN THƯỜNG VỤ,,\n",
		"unit", "?2 \n?3 \n?4 \n");
}

static void a_row_with_its_keys_is_data_whatever_it_says(void **state)
{
	(void)state;
	assert_rows(SHEET_TASKS, "note,unit,task\nTổng cộng,703,II.1\n", "unit note",
		"703|Tổng cộng\n");
	assert_rows(SHEET_UNITS, "code,name\nTONG1,Tổng đội\n", "code name", "TONG1|Tổng đội\n");
}

static void data_after_a_total_is_data_again(void **state)
{
	(void)state;
	assert_rows(SHEET_TASKS, "unit,task\n703,II.1\nTổng số,\n705,II.1\n,II.2\n", "unit task",
		"703|II.1\n705|II.1\n?3 \n!5 unit\n");
}

static void a_key_with_a_default_may_be_empty(void **state)
{
	(void)state;
	assert_rows(SHEET_RECEIPTS, "plan,unit,report,version\n,703,BC1,\nP,,BC1,1\n",
		"plan unit version", "|703|\n!3 unit\n");
}

static void odd_spellings_of_a_column_are_warned_about_a_few_times(void **state)
{
	(void)state;
	assert_rows(SHEET_TASKS, "unit,task,count\n1,a,1.500\n2,a,2.500\n3,a,1.234.567\n", "count",
		"1500\n2500\n1234567\n?2 count\n?3 count\n");
	assert_rows(SHEET_TASKS,
		"unit,task,done_on\n1,a,44012\n2,a,44012\n3,a,44012\n4,a,44012\n5,a,44012\n6,a,44012\n",
		"unit", "1\n2\n3\n4\n5\n6\n?2 done_on\n?3 done_on\n?4 done_on\n?5 done_on\n");
}

static void limits_refuse_the_file_in_words(void **state)
{
	static const struct {
		struct sheet_limits limits;
		const char *says;
	} examples[] = {
		{{.file_bytes = 20}, "more than 20 bytes"},
		{{.cell_bytes = 8}, "more than 8 bytes"},
		{{.columns = 2}, "at most 2"},
		{{.rows = 2}, "more than 2 rows"},
	};
	static const char text[] = "code,name\n1,a\n2,b\n3,cccccccccccc,d\n";

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct sheet_options options = {.limits = &examples[i].limits};
		struct given given;

		given_bytes(&given, SHEET_UNITS, text, strlen(text), &options);
		assert_null(given.sheet);
		assert_int_equal(given.why.kind, FAULT_REFUSED);
		assert_non_null(strstr(given.why.text, examples[i].says));
		given_free(&given);
	}
}

static void the_usual_limits_are_those_of_the_manual(void **state)
{
	(void)state;
	assert_int_equal(sheet_limits_local.file_bytes, 1073741824);
	assert_int_equal(sheet_limits_local.cell_bytes, 1048576);
	assert_int_equal(sheet_limits_local.columns, 1000);
	assert_int_equal(sheet_limits_local.rows, 0);
	assert_int_equal(sheet_limits_officer.file_bytes, 16777216);
	assert_int_equal(sheet_limits_officer.cell_bytes, 4096);
	assert_int_equal(sheet_limits_officer.columns, 64);
	assert_int_equal(sheet_limits_officer.rows, 100000);
}

static void a_megabyte_in_one_cell_is_taken_and_one_byte_more_is_not(void **state)
{
	for (size_t more = 0; more < 2; more++) {
		struct buffer text = {0};
		struct given given;
		char *cell = malloc(1048577);

		memset(cell, 'a', 1048577);
		buffer_add(&text, "code,name,aliases\n1,x,");
		buffer_bytes(&text, cell, 1048576 + more);
		buffer_add(&text, "\n");
		given_bytes(&given, SHEET_UNITS, text.text, text.length, NULL);
		assert_int_equal(given.sheet == NULL, more);
		given_free(&given);
		buffer_free(&text);
		free(cell);
	}
	(void)state;
}

static void without_options_the_usual_ones_hold(void **state)
{
	struct complaints complaints = {0};
	struct sheet *sheet;

	(void)state;
	assert_true(sheet_read(
		&sheet, sheet_format(SHEET_UNITS), "code\n1\n", 7, NULL, &complaints, NULL));
	sheet_close(sheet);
	assert_false(sheet_read(&sheet, sheet_format(SHEET_UNITS), "", 0, NULL, &complaints, NULL));
	assert_null(sheet);
	sheet_close(NULL);
	complaints_free(&complaints);
}

static void ten_thousand_rows_are_read_to_the_last(void **state)
{
	struct buffer text = {0};
	struct given given;

	(void)state;
	buffer_add(&text, "Mã đơn vị,Mã việc,Ngày xong,Ghi chú\r\n");
	for (int i = 0; i < 10000; i++)
		buffer_print(&text, "%d,II.1,%d/%d/2020,\"dòng\n%d\"\r\n", 10000 + i, i % 28 + 1,
			i % 12 + 1, i);
	given_bytes(&given, SHEET_TASKS, text.text, text.length, NULL);
	assert_int_equal(given.sheet->row_count, 10000);
	assert_int_equal(given.complaints.count, 0);
	assert_int_equal(given.sheet->rows[9999].line, 2 * 9999 + 2);
	assert_string_equal(given_cell(&given, 9999, "note"), "dòng\n9999");
	given_free(&given);
	buffer_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_errors_of_a_file_come_in_one_go),
		cmocka_unit_test(a_complaint_shows_column_value_and_cure),
		cmocka_unit_test(raw_cells_are_kept_as_they_came),
		cmocka_unit_test(long_rows_are_errors_unless_nothing_is_in_the_extra_cells),
		cmocka_unit_test(a_long_row_that_stands_alone_is_an_error_and_so_are_all_beside_a_full_one),
		cmocka_unit_test(a_heading_missing_among_others_makes_short_rows_errors),
		cmocka_unit_test(a_heading_with_other_marks_is_told),
		cmocka_unit_test(short_rows_are_filled_with_one_warning),
		cmocka_unit_test(a_short_row_with_a_bad_quotation_mark_is_never_filled),
		cmocka_unit_test(cells_joined_by_a_bad_mark_are_refused_even_at_the_right_count),
		cmocka_unit_test(an_unclosed_mark_names_its_line_and_the_rest_is_still_read),
		cmocka_unit_test(a_row_torn_by_a_stray_line_end_is_refused),
		cmocka_unit_test(blank_rows_and_a_second_header_are_skipped),
		cmocka_unit_test(totals_and_signatures_below_the_table_are_noted_and_skipped),
		cmocka_unit_test(a_row_with_its_keys_is_data_whatever_it_says),
		cmocka_unit_test(data_after_a_total_is_data_again),
		cmocka_unit_test(a_key_with_a_default_may_be_empty),
		cmocka_unit_test(odd_spellings_of_a_column_are_warned_about_a_few_times),
		cmocka_unit_test(limits_refuse_the_file_in_words),
		cmocka_unit_test(the_usual_limits_are_those_of_the_manual),
		cmocka_unit_test(a_megabyte_in_one_cell_is_taken_and_one_byte_more_is_not),
		cmocka_unit_test(without_options_the_usual_ones_hold),
		cmocka_unit_test(ten_thousand_rows_are_read_to_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
