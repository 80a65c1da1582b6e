/* Finding the header and telling what every column is. */
#include "given.h"

#include "exchange/inner.h"

static void assert_rows(
	enum sheet_kind kind, const char *text, const char *names, const char *expected)
{
	struct given given;

	given_text(&given, kind, text);
	assert_string_equal(given_rows(&given, names), expected);
	given_free(&given);
}

static void headings_are_read_in_either_language_and_any_order(void **state)
{
	static const char *const headers[] = {"code,name,kind", "Mã đơn vị,Tên đơn vị,Loại",
		"MÃ ĐƠN VỊ,TÊN ĐƠN VỊ,LOẠI", "ma don vi,ten don vi,loai",
		"Mã_đơn-vị, Tên  đơn vị ,Loại:",
		"\"Mã\nđơn vị\",\"Tên đơn vị\n(đầy đủ)\",Loại [bắt buộc]", "code,Tên đơn vị,KIND",
		"Mã đơn vị (*),Tên đơn vị (không viết tắt),Loại (tinh, huyen)"};

	(void)state;
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		struct buffer text = {0};

		buffer_print(&text, "%s\n703,Thành đoàn,thanh\n",
			i == 7 ? "Mã đơn vị (*),Tên đơn vị "
				 "(không viết tắt),\"Loại (tinh, huyen)\""
			       : headers[i]);
		assert_rows(SHEET_UNITS, buffer_text(&text), "code name kind",
			"703|Thành đoàn|thanh\n");
		buffer_free(&text);
	}
	assert_rows(SHEET_UNITS, "kind,name,code\nthanh,Thành đoàn,703\n", "code name kind",
		"703|Thành đoàn|thanh\n");
}

static void a_file_of_another_kind_is_told_as_such(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_UNITS,
		"type,code,title,audience,before\ntask,1,A,703,30/6/2020\n");
	assert_non_null(strstr(given.why.text, "this looks like a plan file, not a units file"));
	given_free(&given);
}

static void every_separator_is_found(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code;name\n1;a,b\n", "code name", "1|a,b\n");
	assert_rows(SHEET_UNITS, "code\tname\n1\ta,b;c\n", "code name", "1|a,b;c\n");
	assert_rows(SHEET_UNITS, "code|name\n1|a\n", "code name", "1|a\n");
	assert_rows(SHEET_UNITS, "code\n1\n", "code", "1\n");
	assert_rows(SHEET_UNITS, "\"code\";\"name\"\n\"1\";\"a;b\"\n", "code name", "1|a;b\n");
}

static void a_separator_line_and_titles_above_the_header_drop_out(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "sep=;\ncode;name\n1;a\n", "code name", "1|a\n");
	assert_rows(SHEET_UNITS, "sep=,\r\ncode;name\r\n1;a\r\n", "code name", "1|a\n");
	assert_rows(SHEET_UNITS,
		"TỈNH ĐOÀN TÂY NINH,,\n***,,\n\n,DANH SÁCH ĐƠN VỊ,\nMã đơn vị,Tên đơn vị,\n1,a,\n",
		"code name", "1|a\n");
}

static void the_place_of_the_header_is_told(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_UNITS,
		"Tiêu đề\n\nsep;x\nMã đơn vị;Cột lạ;Lý do;Tên đơn vị\n1;z;y;a\n");
	assert_int_equal(given.sheet->header_line, 4);
	assert_int_equal(given.sheet->separator, ';');
	assert_int_equal(given.sheet->column_count, 4);
	assert_string_equal(given.sheet->headings[1], "Cột lạ");
	assert_int_equal(given.sheet->extra_count, 1);
	assert_string_equal(given.sheet->extras[0], "Cột lạ");
	assert_string_equal(given.sheet->rows[0].cells[given.sheet->format->count], "z");
	assert_true(given.sheet->has[0]);
	assert_false(given.sheet->has[2]);
	assert_string_equal(given.sheet->shown[1], "Tên đơn vị");
	assert_string_equal(given.sheet->shown[2], "kind");
	assert_string_equal(given.sheet->rows[0].cells[2], "");
	given_free(&given);
}

static void a_reason_column_of_a_reject_file_is_no_extra(void **state)
{
	static const char *const headers[] = {
		"code,Lý do", "code,reason", "code,LÝ DO:", "code,Reason"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct given given;
		struct buffer text = {0};

		buffer_print(&text, "%s\n1,x\n", headers[i]);
		given_text(&given, SHEET_UNITS, buffer_text(&text));
		assert_int_equal(given.sheet->extra_count, 0);
		assert_int_equal(given.sheet->column_count, 2);
		given_free(&given);
		buffer_free(&text);
	}
}

static void assert_refused(enum sheet_kind kind, const char *text, const char *says)
{
	struct given given;

	given_text(&given, kind, text);
	assert_null(given.sheet);
	assert_int_equal(given.why.kind, FAULT_REFUSED);
	assert_non_null(strstr(given.why.text, says));
	given_free(&given);
}

static void a_file_without_its_columns_is_refused_naming_them(void **state)
{
	(void)state;
	assert_refused(SHEET_UNITS, "name,kind\na,b\n", "\"Mã đơn vị\" (code)");
	assert_refused(SHEET_UNITS, "name,kind\na,b\n", "found: \"name\", \"kind\"");
	assert_refused(SHEET_TASKS, "task,status\n1,done\n", "\"Mã đơn vị\" (unit)");
	assert_refused(SHEET_RECEIPTS, "received_on\n1/7/2020\n", "(report)");
	assert_refused(SHEET_UNITS, "1,a\n2,b\n", "no header row");
	assert_refused(SHEET_UNITS, "Nguyễn Văn A,1/1/2000\n", "no header row");
}

static void a_file_without_a_header_is_refused_without_repeating_it(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_TASKS, "Nguyễn Văn A,1/1/2000\n");
	assert_null(given.sheet);
	assert_null(strstr(given.why.text, "Nguyễn"));
	given_free(&given);
	given_text(&given, SHEET_TASKS, "a,b\nNguyễn Văn A,Ghi chú\n");
	assert_null(given.sheet);
	assert_null(strstr(given.why.text, "Nguyễn"));
	given_free(&given);
}

static void a_column_named_twice_is_refused(void **state)
{
	(void)state;
	assert_refused(SHEET_UNITS, "code,name,Mã đơn vị\n1,a,2\n", "\"code\" and \"Mã đơn vị\"");
	assert_refused(SHEET_UNITS, "code,name,name\n1,a,b\n", "same column");
}

static void a_header_whose_quotation_mark_is_open_is_refused(void **state)
{
	(void)state;
	assert_refused(SHEET_UNITS, "code,\"name\n1,a\n", "never closed");
}

static void a_separator_can_be_asked_for(void **state)
{
	struct sheet_options options = {.separator = ';'};
	struct given given;

	(void)state;
	given_bytes(&given, SHEET_UNITS, "code;name\n1;a\n", 14, &options);
	assert_string_equal(given_rows(&given, "code name"), "1|a\n");
	given_free(&given);
	given_bytes(&given, SHEET_UNITS, "code,name\n1,a\n", 14, &options);
	assert_null(given.sheet);
	assert_int_equal(given.why.kind, FAULT_REFUSED);
	given_free(&given);
	options.separator = 'x';
	given_bytes(&given, SHEET_UNITS, "code,name\n1,a\n", 14, &options);
	assert_null(given.sheet);
	assert_int_equal(given.why.kind, FAULT_USAGE);
	given_free(&given);
}

static void a_header_beyond_the_limits_is_refused_as_such(void **state)
{
	struct sheet_limits limits = {.columns = 2};
	struct sheet_options options = {.limits = &limits};
	struct given given;

	(void)state;
	given_bytes(&given, SHEET_UNITS, "code,name,kind\n1,a,b\n", 21, &options);
	assert_null(given.sheet);
	assert_non_null(strstr(given.why.text, "at most 2"));
	given_free(&given);
}

static void brackets_are_remarks_unless_nothing_else_is_there(void **state)
{
	static const struct {
		const char *heading, *folded;
	} examples[] = {
		{"Ngày nhận (dd/mm/yyyy)", "ngay nhan"},
		{"[x] Mã [y]", "ma"},
		{"(mã)", "ma"},
		{"a (b (c) d) e", "a e"},
		{"a ) b", "a b"},
		{"a ( b", "a"},
		{"", ""},
		{"()", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
		char out[256];

		heading_fold(out, sizeof out, examples[i].heading);
		assert_string_equal(out, examples[i].folded);
	}
}

static void a_column_with_values_but_no_heading_is_warned_about(void **state)
{
	(void)state;
	assert_rows(SHEET_UNITS, "code,,name,\n1,,a,\n2,x,b,\n3,y,c,\n", "code name",
		"1|a\n2|b\n3|c\n?3 \n");
}

static void unknown_columns_of_a_wide_file_keep_their_values(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_NUMBERS,
		"Mã báo cáo,Mã đơn vị,SL01 Buổi,\"SL02 Lượt, người\",rev\nBC1,703,22,\"1.240\",4\n");
	assert_int_equal(given.sheet->extra_count, 2);
	assert_string_equal(given.sheet->extras[1], "SL02 Lượt, người");
	assert_string_equal(given.sheet->rows[0].cells[5], "22");
	assert_string_equal(given.sheet->rows[0].cells[6], "1.240");
	assert_string_equal(given_cell(&given, 0, "rev"), "4");
	assert_true(given.sheet->format->wide);
	given_free(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_are_read_in_either_language_and_any_order),
		cmocka_unit_test(a_file_of_another_kind_is_told_as_such),
		cmocka_unit_test(every_separator_is_found),
		cmocka_unit_test(a_separator_line_and_titles_above_the_header_drop_out),
		cmocka_unit_test(the_place_of_the_header_is_told),
		cmocka_unit_test(a_reason_column_of_a_reject_file_is_no_extra),
		cmocka_unit_test(a_file_without_its_columns_is_refused_naming_them),
		cmocka_unit_test(a_file_without_a_header_is_refused_without_repeating_it),
		cmocka_unit_test(a_column_named_twice_is_refused),
		cmocka_unit_test(a_header_whose_quotation_mark_is_open_is_refused),
		cmocka_unit_test(a_separator_can_be_asked_for),
		cmocka_unit_test(a_header_beyond_the_limits_is_refused_as_such),
		cmocka_unit_test(brackets_are_remarks_unless_nothing_else_is_there),
		cmocka_unit_test(a_column_with_values_but_no_heading_is_warned_about),
		cmocka_unit_test(unknown_columns_of_a_wide_file_keep_their_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
