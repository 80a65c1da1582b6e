/* The tripwire of DOMAIN.md §7, in every spelling that a heading may have. */
#include "given.h"

#include "exchange/inner.h"

static const enum sheet_kind results[] = {SHEET_PLAN, SHEET_TASKS, SHEET_RECEIPTS, SHEET_NUMBERS};

static void a_result_file_that_asks_for_a_person_is_refused(void **state)
{
	static const char *const headings[] = {"Họ tên", "Họ và tên", "HỌ VÀ TÊN", "ho va ten",
		"Họ, tên người nghiện", "Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh", "CCCD",
		"Số CMND", "Số CCCD/CMND", "Căn cước công dân", "Chứng minh nhân dân",
		"Số định danh cá nhân", "Địa chỉ", "Địa chỉ thường trú", "Nơi ở hiện nay",
		"Nơi cư trú", "Hộ khẩu", "Quê quán", "Số điện thoại", "Điện thoại", "SĐT",
		"Danh sách người nghiện", "Người (họ tên)", "Danh sách\nngười nghiện", "Full name",
		"Date of birth", "Phone", "Phone number", "Home address", "Address", "ID card",
		"SL33 Họ và tên", "SL33 Điện thoại", "Ho\xCC\xA3 te\xCC\x82n"};

	(void)state;
	for (size_t kind = 0; kind < 4; kind++) {
		for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
			struct fault why = {0};

			assert_false(personal_check_heading(
				sheet_format(results[kind]), headings[i], &why));
			assert_int_equal(why.kind, FAULT_REFUSED);
			assert_true(personal_check_heading(
				sheet_format(SHEET_UNITS), headings[i], &why));
		}
	}
}

static void innocent_headings_pass(void **state)
{
	static const char *const headings[] = {"Ghi chú", "SL29 Người được vận động cai nghiện",
		"SL40 Lượt tư vấn qua điện thoại", "Tên đơn vị", "Người thực hiện", "Căn cứ",
		"Học viên", "Địa chính", "Ủy ban thường trực", "Số người", "Ngày", "Sinh hoạt",
		"name", "Address list", "Số lượng danh sách đã bàn giao", ""};

	(void)state;
	for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
		struct fault why;

		assert_true(personal_check_heading(sheet_format(SHEET_NUMBERS), headings[i], &why));
	}
}

static void a_roster_takes_work_contacts_and_nothing_more(void **state)
{
	static const char *const taken[] = {"Họ và tên", "Điện thoại", "Số điện thoại", "Email",
		"Địa chỉ email", "Địa chỉ thư điện tử", "E-mail address", "Chức vụ"};
	static const char *const refused[] = {"Ngày sinh", "Năm sinh", "CCCD", "Địa chỉ", "Nơi ở",
		"Address", "Hộ khẩu thường trú", "Căn cước"};

	(void)state;
	for (size_t i = 0; i < 8; i++) {
		struct fault why;

		assert_true(personal_check_heading(sheet_format(SHEET_PEOPLE), taken[i], &why));
		assert_false(personal_check_heading(sheet_format(SHEET_PEOPLE), refused[i], &why));
	}
}

static void what_was_refused_is_not_repeated(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_RECEIPTS,
		"Mã đơn vị,Mã báo cáo,Họ và tên Bí Mật,Ngày sinh\n703,BC1,Trần Giấu Kín,1/1/2001\n");
	assert_null(given.sheet);
	assert_null(strstr(given.why.text, "Kín"));
	assert_null(strstr(given.why.text, "Bí Mật"));
	assert_null(strstr(given.why.text, "2001"));
	assert_non_null(strstr(given.why.text, "personal data"));
	assert_int_equal(given.complaints.count, 0);
	given_free(&given);
}

static void a_list_of_people_is_known_by_its_title_too(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_TASKS,
		"DANH SÁCH NGƯỜI NGHIỆN,,\nMã đơn vị,Mã việc,Ghi chú\n703,II.1,x\n");
	assert_null(given.sheet);
	given_free(&given);
	given_text(&given, SHEET_TASKS,
		"Địa chỉ: 82 đường 30/4,,\nMã đơn vị,Mã việc,Ghi chú\n703,II.1,x\n");
	assert_non_null(given.sheet);
	given_free(&given);
	given_text(&given, SHEET_PEOPLE, "DANH SÁCH NGƯỜI LIÊN HỆ\nMã đơn vị,Họ và tên\n703,A\n");
	assert_non_null(given.sheet);
	given_free(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_result_file_that_asks_for_a_person_is_refused),
		cmocka_unit_test(innocent_headings_pass),
		cmocka_unit_test(a_roster_takes_work_contacts_and_nothing_more),
		cmocka_unit_test(what_was_refused_is_not_repeated),
		cmocka_unit_test(a_list_of_people_is_known_by_its_title_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
