/* Letters that were spoiled before the file came: UTF-8 taken for another encoding and saved again, and
 * letters that became "?". */
#include "exchange/given.h"

#define HEADER "unit,task,note,document\n"

static void a_file_whose_letters_were_taken_apart_is_refused_with_its_line(void **state)
{
	/* "Học tập", "Đã xong tại"; the bytes that windows-1252 has not stay as controls. */
	static const char *const files[] = {
		HEADER "703,II.1,plain,\n705,II.1,\"H\xC3\xA1\xC2\xBB\xC2\x8D"
		       "c t\xC3\xA1\xC2\xBA\xC2\xADp\",\n",
		HEADER "703,II.1,plain,\n705,II.1,Ä\xC2\x90Ã£ xong táº¡i,\n",
		HEADER "703,II.1,plain,\n705,II.1,Ä\xC2\x90" "Ă£ xong táº¡i,\n", /* by windows-1258 */
		HEADER "703,II.1,plain,\n705,II.1,lÃ\xC2\xA0m cÃ¡c,\n",
	};

	(void)state;
	language_choose("en", NULL);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct given given;

		given_text(&given, SHEET_TASKS, files[i]);
		assert_null(given.sheet);
		if (!strstr(given.why.text, "line 3") || !strstr(given.why.text, "as UTF-8"))
			fail_msg("%zu: %s", i, given.why.text);
		given_free(&given);
	}
}

static void headings_that_were_taken_apart_are_named_as_that(void **state)
{
	struct given given;

	(void)state;
	language_choose("en", NULL);
	given_text(&given, SHEET_TASKS, "MÃ£ Ä‘Æ¡n vá»‹,MÃ£ viá»‡c,Ghi chÃº\n703,II.1,a\n");
	assert_null(given.sheet);
	assert_non_null(strstr(given.why.text, "line 1: each Vietnamese letter"));
	given_free(&given);
}

static void letters_taken_apart_in_a_good_file_refuse_their_row_and_are_put_together(void **state)
{
	struct given given;
	struct pool pool = {0};

	(void)state;
	given_text(&given, SHEET_TASKS,
		"Mã đơn vị,Mã việc,Ghi chú\n703,II.1,Äã xong\n705,II.1,táº¡i huyá»‡n â€“ đợt 2\n"
		"072,II.1,tại\n");
	assert_string_equal(given_rows(&given, "note"), "Äã xong\ntại\n!3 Ghi chú\n");
	assert_string_equal(given.complaints.at[0].cure, "tại huyện – đợt 2");
	given_free(&given);
	/* The only one of its file. */
	given_text(&given, SHEET_TASKS, HEADER "703,II.1,táº¡i,\n705,II.1,b,\n");
	assert_string_equal(given_rows(&given, "note"), "b\n!2 note\n");
	given_free(&given);
	pool_free(&pool);
}

static void letters_that_only_stand_together_are_taken(void **state)
{
	static const char *const texts[] = {"ĐÃ\xC2\xA0XONG XÃ\xC2\xA0ĐOÀN", "“ĐÃ” và ‘XÃ’",
		"café, Zoë, naïve £5", "«má»", "Ä Ö Ü ß", "Æ, Å", "10 € á"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buffer file = {0};
		struct given given;

		buffer_print(&file, HEADER "703,II.1,\"%s\",\"%s\"\n", texts[i], texts[i]);
		given_text(&given, SHEET_TASKS, buffer_text(&file));
		assert_non_null(given.sheet);
		if (given.complaints.errors > 0)
			fail_msg("%s: %s", texts[i], given.complaints.at[0].text);
		assert_string_equal(given_cell(&given, 0, "note"), texts[i]);
		given_free(&given);
		buffer_free(&file);
	}
}

static void a_question_mark_before_a_letter_has_lost_one(void **state)
{
	static const char *const lost[] = {"07-Q?/?TN", "?ã làm xong ch?a", "th?c hiện", "Tr?n V?n",
		"(?oàn)", "xem http://y.vn/ và ch?a"};
	static const char *const meant[] = {"đã xong chưa?", "có? không?", "(?)", "?", "??", "bao nhiêu ?",
		"http://y.vn/q?z=1", "https://y.vn/q?trang", "www.y.vn/x?y", "ai?\nở đâu?", "khi nào?)",
		"1?2"};
	struct buffer file = {0};
	struct given given;

	(void)state;
	buffer_add(&file, "Mã đơn vị,Mã việc,Ghi chú,Văn bản\n");
	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
		buffer_print(&file, "703,L.%zu,%s,\n705,L.%zu,,%s\n", i, lost[i], i, lost[i]);
	given_text(&given, SHEET_TASKS, buffer_text(&file));
	assert_non_null(given.sheet);
	for (size_t i = 0; i < given.sheet->row_count; i++) {
		if (!given.sheet->rows[i].refused)
			fail_msg("%s", lost[i / 2]);
	}
	given_free(&given);
	buffer_clear(&file);
	buffer_add(&file, "Mã đơn vị,Mã việc,Ghi chú\n");
	for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
		buffer_print(&file, "703,L.%zu,\"%s\"\n", i, meant[i]);
	given_text(&given, SHEET_TASKS, buffer_text(&file));
	assert_non_null(given.sheet);
	for (size_t i = 0; i < given.sheet->row_count; i++) {
		if (given.sheet->rows[i].refused)
			fail_msg("%s", meant[i]);
		assert_string_equal(given_cell(&given, i, "note"), meant[i]);
	}
	given_free(&given);
	buffer_free(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_whose_letters_were_taken_apart_is_refused_with_its_line),
		cmocka_unit_test(headings_that_were_taken_apart_are_named_as_that),
		cmocka_unit_test(
			letters_taken_apart_in_a_good_file_refuse_their_row_and_are_put_together),
		cmocka_unit_test(letters_that_only_stand_together_are_taken),
		cmocka_unit_test(a_question_mark_before_a_letter_has_lost_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
