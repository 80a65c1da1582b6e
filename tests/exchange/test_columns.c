/* The table of columns: what INTERFACE.md promises, and what reading it back needs. */
#include "given.h"

#include "exchange/inner.h"

static void every_kind_has_its_word(void **state)
{
	static const char *const words[] = {
		"units", "people", "plan", "tasks", "receipts", "numbers", "summary", "due", "log"};

	(void)state;
	for (size_t i = 0; i < SHEET_KINDS; i++) {
		enum sheet_kind kind = SHEET_KINDS;

		assert_string_equal(sheet_format((enum sheet_kind)i)->word, words[i]);
		assert_int_equal(sheet_format((enum sheet_kind)i)->kind, i);
		assert_true(sheet_kind_from_word(words[i], &kind));
		assert_int_equal(kind, i);
	}
}

static void a_kind_has_a_vietnamese_word_too_with_or_without_its_marks(void **state)
{
	static const char *const words[] = {"đơn vị", "nguoi", "KẾ HOẠCH", "viec", "phiếu nhận",
		"so lieu", "tổng hợp", "thoi han", "Nhật ký"};

	(void)state;
	for (size_t i = 0; i < SHEET_KINDS; i++) {
		enum sheet_kind kind = SHEET_KINDS;

		assert_true(sheet_kind_from_word(words[i], &kind));
		assert_int_equal(kind, i);
		assert_string_equal(sheet_kind_word(kind), sheet_format(kind)->word);
	}
	language_choose("vi", NULL);
	assert_string_equal(sheet_kind_word(SHEET_UNITS), "đơn vị");
	language_choose("en", NULL);
}

static void an_unknown_kind_is_no_kind(void **state)
{
	enum sheet_kind kind = SHEET_LOG;

	(void)state;
	assert_false(sheet_kind_from_word("unit", &kind));
	assert_false(sheet_kind_from_word("", &kind));
	assert_int_equal(kind, SHEET_LOG);
}

static void the_columns_are_those_of_the_interface(void **state)
{
	static const char *const names[] = {"code name kind parent valid_from valid_to aliases rev",
		"unit name position phone email note rev",
		"type code title audience before by from to proof target partners measure document "
		"issued issuer note rev",
		"plan unit unit_name task title status done_on document document_date count note "
		"verdict due rev",
		"plan unit unit_name report title received_on document document_date version "
		"returned_on note verdict days_late due rev",
		"plan report unit unit_name rev",
		"unit unit_name item expected on_time late open overdue returned exempt total "
		"reporting_rate on_time_rate completion_rate title kind extended",
		"plan unit unit_name item title due_before last_day state days received_on "
		"extended_to reminders",
		"step at actor command table key field old new"};

	(void)state;
	for (size_t kind = 0; kind < SHEET_KINDS; kind++) {
		const struct sheet_format *format = sheet_format((enum sheet_kind)kind);
		struct buffer all = {0};

		for (size_t i = 0; i < format->count; i++)
			buffer_print(&all, "%s%s", i ? " " : "", format->columns[i].name);
		assert_string_equal(buffer_text(&all), names[kind]);
		buffer_free(&all);
	}
}

static void no_heading_can_be_taken_for_another_column(void **state)
{
	(void)state;
	for (size_t kind = 0; kind < SHEET_KINDS; kind++) {
		const struct sheet_format *format = sheet_format((enum sheet_kind)kind);

		for (size_t i = 0; i < format->count; i++) {
			char folded[256];
			const struct column *column = &format->columns[i];

			heading_fold(folded, sizeof folded, column->name);
			assert_int_equal(heading_column(format, folded), i);
			heading_fold(folded, sizeof folded, column->heading);
			assert_int_equal(heading_column(format, folded), i);
			assert_int_equal(sheet_column(format, column->name), i);
		}
	}
}

static void headings_themselves_do_not_trip_the_wire(void **state)
{
	(void)state;
	for (size_t kind = 0; kind < SHEET_KINDS; kind++) {
		const struct sheet_format *format = sheet_format((enum sheet_kind)kind);
		struct fault why;

		for (size_t i = 0; i < format->count; i++) {
			assert_true(personal_check_heading(format, format->columns[i].name, &why));
			assert_true(
				personal_check_heading(format, format->columns[i].heading, &why));
		}
	}
}

static void choices_fold_apart_in_both_languages(void **state)
{
	(void)state;
	for (size_t kind = 0; kind < SHEET_KINDS; kind++) {
		const struct sheet_format *format = sheet_format((enum sheet_kind)kind);

		for (size_t i = 0; i < format->count; i++) {
			const struct column *column = &format->columns[i];
			char out[64];

			assert_int_equal(column->type == COLUMN_CHOICE, column->choices != NULL);
			for (size_t j = 0; column->choices && column->choices[j].word; j++) {
				assert_true(cell_read(
					column, column->choices[j].word, out, sizeof out, NULL));
				assert_string_equal(out, column->choices[j].word);
				assert_true(cell_read(
					column, column->choices[j].vi, out, sizeof out, NULL));
				assert_string_equal(out, column->choices[j].word);
			}
		}
	}
}

static void words_that_offices_use_are_read_where_they_mean_one_state(void **state)
{
	static const char *const words[][2] = {{"xong", "done"}, {"Đã làm", "done"},
		{"HOAN THANH", "done"}, {"đã hoàn thành", "done"}, {"rồi", "done"}, {"X", "done"},
		{"finished", "done"}, {"chưa", "open"}, {"Chưa xong", "open"},
		{"chưa thực hiện", "open"}, {"chưa hoàn thành", "open"},
		{"đang thực hiện", "doing"}, {"Đang triển khai", "doing"}, {"in progress", "doing"},
		{"xong?", NULL}, {"ok", NULL}, {"yes", NULL}, {"no", NULL}, {"không", NULL},
		{"gần xong", NULL}, {"hoàn thành 50%", NULL}};
	const struct sheet_format *format = sheet_format(SHEET_TASKS);
	const struct column *column = &format->columns[sheet_column(format, "status")];

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *wanted = words[i][1];
		char out[64];

		if (cell_read(column, words[i][0], out, sizeof out, NULL) != (wanted != NULL))
			fail_msg("%s", words[i][0]);
		if (wanted)
			assert_string_equal(out, wanted);
	}
}

static void a_name_that_is_no_column_is_found_nowhere(void **state)
{
	(void)state;
	assert_int_equal(sheet_column(sheet_format(SHEET_UNITS), "unit"), (size_t)-1);
}

static void headings_follow_language_and_dialect(void **state)
{
	const struct column *column = &sheet_format(SHEET_RECEIPTS)->columns[5];
	struct sheet_style sheet = {.dialect = DIALECT_SPREADSHEET};
	struct sheet_style machine = {.dialect = DIALECT_MACHINE};

	(void)state;
	language_choose("vi", NULL);
	assert_string_equal(column_heading(column, &sheet), "Ngày nhận");
	assert_string_equal(column_heading(column, &machine), "received_on");
	language_choose("en", NULL);
	assert_string_equal(column_heading(column, &sheet), "received_on");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_its_word),
		cmocka_unit_test(a_kind_has_a_vietnamese_word_too_with_or_without_its_marks),
		cmocka_unit_test(an_unknown_kind_is_no_kind),
		cmocka_unit_test(the_columns_are_those_of_the_interface),
		cmocka_unit_test(no_heading_can_be_taken_for_another_column),
		cmocka_unit_test(headings_themselves_do_not_trip_the_wire),
		cmocka_unit_test(choices_fold_apart_in_both_languages),
		cmocka_unit_test(words_that_offices_use_are_read_where_they_mean_one_state),
		cmocka_unit_test(a_name_that_is_no_column_is_found_nowhere),
		cmocka_unit_test(headings_follow_language_and_dialect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
