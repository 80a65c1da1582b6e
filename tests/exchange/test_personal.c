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
		"SL33 Họ và tên", "SL33 Điện thoại", "Ho\xCC\xA3 te\xCC\x82n", "HoTen", "HO_VA_TEN",
		"NgaySinh", "H Ọ  V À  T Ê N", "Họ & tên đệm", "Họ", "Họ lót", "Giới tính", "Dân tộc",
		"Số thẻ BHYT", "Số ĐT", "Sinh năm", "Chỗ ở", "Chỗ ở hiện nay", "ĐKHKTT", "HKTT",
		"Nguyên quán", "Hộ chiếu", "Giấy tờ tùy thân", "Tên cha", "Biệt danh",
		"Loại ma túy sử dụng", "Tình trạng nghiện", "Kết quả xét nghiệm", "HIV",
		"Số lần cai nghiện", "Tiền án, tiền sự", "Place of birth", "Year of birth", "Age",
		"Gender", "Given name", "Passport No.", "H\xC3\xA4 vµ tªn", "Hoï vaø teân",
		"Ngµy sinh", "§Þa chØ", "Há»\xC2\x8D vÃ\xC2\xA0 tÃªn", "Họ\xE2\x80\x8B và\xC2\xA0tên",
		"\xE2\x80\xAEHọ và tên",
		"CCCD (12 số)"};

	(void)state;
	for (size_t kind = 0; kind < 4; kind++) {
		for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
			struct fault why = {0};

			if (personal_check_heading(sheet_format(results[kind]), headings[i], &why))
				fail_msg("passes: %s", headings[i]);
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
		"name", "Address list", "Số lượng danh sách đã bàn giao", "",
		"SL05 Hộ được vay vốn", "SL06 Hộ", "SL07 Số ngày sinh hoạt", "SL08 Nam sinh viên",
		"SL09 Lượt đến địa chỉ đỏ", "SL10 Người bị đánh", "SL11 Người dân tộc thiểu số",
		"SL12 Học sinh nam", "SL13 Buổi tư vấn xét nghiệm HIV", "Tuổi trẻ", "Mã",
		"SL14 Số thẻ BHYT trao tặng", "SL15 Số ĐT được cai nghiện", "SL16 Địa chỉ nhân đạo"};

	(void)state;
	for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
		struct fault why;

		if (!personal_check_heading(sheet_format(SHEET_NUMBERS), headings[i], &why))
			fail_msg("refused: %s", headings[i]);
	}
}

static void a_roster_takes_work_contacts_and_nothing_more(void **state)
{
	static const char *const taken[] = {"Họ và tên", "Điện thoại", "Số điện thoại", "Email",
		"Địa chỉ email", "Địa chỉ thư điện tử", "E-mail address", "Chức vụ"};
	static const char *const refused[] = {"Ngày sinh", "Năm sinh", "CCCD", "Địa chỉ", "Nơi ở",
		"Address", "Hộ khẩu thường trú", "Căn cước", "Loại ma túy", "Tình trạng nghiện", "HIV"};

	(void)state;
	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
		struct fault why;

		assert_true(personal_check_heading(sheet_format(SHEET_PEOPLE), taken[i], &why));
	}
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		struct fault why;

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
	/* Without headings the first row is somebody. */
	given_text(&given, SHEET_TASKS, "Trần Giấu Kín,2001,Ghi chú\nLê Giấu Kín,2002,x\n");
	assert_null(given.sheet);
	assert_null(strstr(given.why.text, "Kín"));
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

/* Whether the file is refused for what it asks, and nothing is said that stands in it. */
static void assert_trips(enum sheet_kind kind, const char *text)
{
	struct given given;

	given_text(&given, kind, text);
	if (given.sheet)
		fail_msg("taken:\n%s", text);
	assert_true(strstr(given.why.text, "personal data") || strstr(given.why.text, "roster"));
	assert_null(strstr(given.why.text, "Giấu"));
	for (size_t i = 0; i < given.complaints.count; i++) {
		assert_null(strstr(given.complaints.at[i].text, "Giấu"));
		assert_string_equal(given.complaints.at[i].value, "");
	}
	given_free(&given);
}

static void assert_passes(enum sheet_kind kind, const char *text)
{
	struct given given;

	given_text(&given, kind, text);
	if (!given.sheet)
		fail_msg("%s:\n%s", given.why.text, text);
	given_free(&given);
}

static void headings_on_two_lines_are_read_together(void **state)
{
	(void)state;
	assert_trips(SHEET_TASKS, "Mã đơn vị,Mã việc,Người nghiện,,\n,,Họ tên,Năm sinh,Nơi ở\n"
				  "703,II.1,Trần Giấu,2001,Ấp 3\n");
	assert_trips(SHEET_TASKS, "TT,Đơn vị,Họ và tên,Năm sinh\n,Mã đơn vị,Mã việc,\n703,II.1,Giấu,2001\n");
	assert_trips(SHEET_TASKS, "Mã đơn vị,Mã việc,Ngày,\n,,sinh,\n703,II.1,Giấu,\n");
	assert_passes(SHEET_TASKS, "Mã đơn vị,Mã việc,Ngày xong,\n,,(nếu có),\n703,II.1,,\n");
}

static void a_second_list_below_the_table_is_found(void **state)
{
	(void)state;
	assert_trips(SHEET_TASKS,
		"Mã đơn vị,Mã việc,Tình trạng,Ghi chú\n703,II.1,đã xong,\n\nPhụ lục\n"
		"STT,Họ và tên,Năm sinh,Địa chỉ\n1,Trần Giấu,2001,Ấp 3\n");
	assert_passes(SHEET_TASKS,
		"Mã đơn vị,Mã việc,Ghi chú\n703,II.1,gửi về địa chỉ của Ban\nTổng cộng,1,xem địa chỉ\n");
}

static void titles_say_whose_list_it_is(void **state)
{
	static const char *const lists[] = {"DANH SÁCH CÁC ĐỐI TƯỢNG NGHIỆN",
		"Danh sách quản lý người sử dụng ma túy", "DANH SÁCH TRÍCH NGANG THANH NIÊN",
		"List of drug users", "DANH SÁCH HỌC VIÊN CAI NGHIỆN"};
	static const char *const others[] = {"DANH SÁCH ĐƠN VỊ", "DANH SÁCH VIỆC ĐÃ LÀM ĐẾN 20/6",
		"Danh sách các đơn vị tuyên truyền cho thanh niên", "Danh sách đối tượng thực hiện"};
	char text[400];

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		snprintf(text, sizeof text, "%s,,\nMã đơn vị,Mã việc,Ghi chú\n703,II.1,Giấu\n", lists[i]);
		assert_trips(SHEET_TASKS, text);
	}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		snprintf(text, sizeof text, "%s,,\nMã đơn vị,Mã việc,Ghi chú\n703,II.1,x\n", others[i]);
		assert_passes(SHEET_TASKS, text);
	}
	assert_trips(SHEET_PEOPLE, "DANH SÁCH NGƯỜI NGHIỆN MA TÚY\nMã đơn vị,Họ và tên\n703,Giấu\n");
	assert_passes(SHEET_PEOPLE,
		"DANH SÁCH CÁN BỘ ĐẦU MỐI PHÒNG, CHỐNG MA TÚY\nMã đơn vị,Họ và tên\n703,A\n");
}

static void a_heading_longer_than_any_word_hides_nothing(void **state)
{
	char text[2000];

	(void)state;
	snprintf(text, sizeof text, "Mã đơn vị,Mã việc,\"%0900d Họ và tên\"\n703,II.1,Giấu\n", 0);
	assert_trips(SHEET_TASKS, text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_result_file_that_asks_for_a_person_is_refused),
		cmocka_unit_test(innocent_headings_pass),
		cmocka_unit_test(a_roster_takes_work_contacts_and_nothing_more),
		cmocka_unit_test(what_was_refused_is_not_repeated),
		cmocka_unit_test(a_list_of_people_is_known_by_its_title_too),
		cmocka_unit_test(headings_on_two_lines_are_read_together),
		cmocka_unit_test(a_second_list_below_the_table_is_found),
		cmocka_unit_test(titles_say_whose_list_it_is),
		cmocka_unit_test(a_heading_longer_than_any_word_hides_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
