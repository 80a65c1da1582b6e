/* Items: words of the files, finding them, and the section each stands under. */
#include "given.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void every_type_and_proof_has_a_word_that_reads_back(void **state)
{
	static const char *const types[] = {"section", "task", "report", "number", "event"};
	static const char *const proofs[] = {"none", "document", "count", "both"};

	(void)state;
	assert_int_equal(COUNT(types), ITEM_TYPES);
	assert_int_equal(COUNT(proofs), PROOFS);
	for (size_t i = 0; i < ITEM_TYPES; i++) {
		enum item_type type = ITEM_TYPES;

		assert_string_equal(item_type_word((enum item_type)i), types[i]);
		assert_true(item_type_label((enum item_type)i)[0]);
		assert_true(item_type_from_word(types[i], &type));
		assert_int_equal(type, i);
	}
	for (size_t i = 0; i < PROOFS; i++) {
		enum proof proof = PROOFS;

		assert_string_equal(proof_word((enum proof)i), proofs[i]);
		assert_true(proof_label((enum proof)i)[0]);
		assert_true(proof_from_word(proofs[i], &proof));
		assert_int_equal(proof, i);
	}
	assert_string_equal(proof_label(PROOF_BOTH), "document and count");
	assert_string_equal(progress_word(PROGRESS_OPEN), "open");
	assert_string_equal(progress_word(PROGRESS_DOING), "doing");
	assert_string_equal(progress_word(PROGRESS_DONE), "done");
}

static void words_are_read_in_any_case_and_others_are_not(void **state)
{
	enum item_type type = ITEM_TYPES;
	enum proof proof = PROOFS;

	(void)state;
	assert_true(item_type_from_word("REPORT", &type));
	assert_int_equal(type, ITEM_REPORT);
	assert_true(proof_from_word("Both", &proof));
	assert_int_equal(proof, PROOF_BOTH);
	assert_false(item_type_from_word("plan", &type));
	assert_false(item_type_from_word("", &type));
	assert_false(proof_from_word("paper", &proof));
	assert_int_equal(type, ITEM_REPORT);
	assert_int_equal(proof, PROOF_BOTH);
}

static void tasks_and_reports_are_owed_and_nothing_else(void **state)
{
	(void)state;
	for (int type = 0; type < ITEM_TYPES; type++) {
		struct item item = given_item((enum item_type)type, "x", DAY_NONE);

		assert_int_equal(item_is_owed(&item), type == ITEM_TASK || type == ITEM_REPORT);
	}
}

static void the_last_day_is_the_one_before_the_exclusive_date(void **state)
{
	struct item dated = given_item(ITEM_REPORT, "BC1", D(7, 1));
	struct item undated = given_item(ITEM_TASK, "x", DAY_NONE);

	(void)state;
	assert_int_equal(item_last_day(&dated), D(6, 30));
	assert_int_equal(item_last_day(&undated), DAY_NONE);
}

static void items_are_found_by_code_in_any_case(void **state)
{
	struct item items[] = {
		given_item(ITEM_REPORT, "BC1", D(7, 1)),
		given_item(ITEM_REPORT, "BC2", D(8, 1)),
		given_item(ITEM_TASK, "III.2.4b", DAY_NONE),
		given_item(ITEM_TASK, "AZ", DAY_NONE),
	};

	(void)state;
	assert_int_equal(items_find(items, COUNT(items), "az"), 3);
	assert_int_equal(items_find(items, COUNT(items), "bc2"), 1);
	assert_int_equal(items_find(items, COUNT(items), "iii.2.4B"), 2);
	assert_int_equal(items_find(items, COUNT(items), "BC"), NOWHERE);
	assert_int_equal(items_find(items, COUNT(items), "BC@"), NOWHERE);
	assert_int_equal(items_find(items, COUNT(items), ""), NOWHERE);
	assert_int_equal(items_find(items, 0, "BC1"), NOWHERE);
}

static void the_nearest_item_is_offered_only_when_it_is_near(void **state)
{
	struct item items[] = {
		given_item(ITEM_REPORT, "BC1", D(7, 1)),
		given_item(ITEM_REPORT, "BC21", D(8, 1)),
		given_item(ITEM_TASK, "III.2.4b", DAY_NONE),
	};

	(void)state;
	assert_int_equal(items_nearest(items, COUNT(items), "BC2"), 0);
	assert_int_equal(items_nearest(items, COUNT(items), "BC22"), 1);
	assert_int_equal(items_nearest(items, COUNT(items), "III-2-4"), 2);
	assert_int_equal(items_nearest(items, COUNT(items), "VII.9"), NOWHERE);
	assert_int_equal(items_nearest(items, 0, "BC1"), NOWHERE);
}

static void an_item_stands_under_the_longest_section_code_that_heads_it(void **state)
{
	static const struct {
		enum item_type type;
		const char *code;
		size_t section;
	} rows[] = {
		{ITEM_TASK, "first", NOWHERE}, /* before any section */
		{ITEM_SECTION, "I", NOWHERE}, /* 1 */
		{ITEM_SECTION, "I.1", 1}, /* 2 */
		{ITEM_TASK, "I.1.a", 2}, /* 3 */
		{ITEM_TASK, "I.2.a", 1}, /* 4: no I.2, so I */
		{ITEM_SECTION, "II", NOWHERE}, /* 5: a section is not below the one before it */
		{ITEM_TASK, "i.1.b", 2}, /* 6: any case */
		{ITEM_SECTION, "III.2.5", 8}, /* 7: its heading comes after it */
		{ITEM_SECTION, "III", NOWHERE}, /* 8 */
		{ITEM_REPORT, "BC1", 8}, /* 9: no heading: the last section before */
		{ITEM_TASK, "III.2.51", 8}, /* 10: III.2.5 does not head III.2.51 */
		{ITEM_TASK, "III.2.5.x", 7}, /* 11 */
		{ITEM_SECTION, "", NOWHERE}, /* 12: heads nothing */
		{ITEM_NUMBER, "SL01", 12}, /* 13 */
	};
	struct item items[COUNT(rows)];
	struct plan plan = {.ends = DAY_NONE};
	struct units units = {0};
	struct pool pool = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		items[i] = given_item(rows[i].type, rows[i].code, DAY_NONE);
	items_arrange(items, COUNT(items), &plan, &units, &pool);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (items[i].section != rows[i].section)
			fail_msg("%s stands under %zu", rows[i].code, items[i].section);
	pool_free(&pool);
}

static void an_event_meets_items_of_its_section_and_those_that_fall_due_in_it(void **state)
{
	static const struct {
		int from, to, due_before;
		size_t section;
		bool meets;
	} rows[] = {
		{101, 130, 131, 9, true},   /* the last good day is its last */
		{101, 130, 132, 9, false},  /* one day behind it */
		{101, 130, 102, 9, true},   /* its first */
		{101, 130, 101, 9, false},
		{126, DAY_NONE, 127, 9, true}, /* of one day */
		{126, 126, 128, 9, false},
		{100, 160, 131, 9, false},  /* all of the plan's days */
		{100, 159, 131, 9, true},
		{101, 130, DAY_NONE, 9, false},
		{101, 130, DAY_NONE, 7, true}, /* under the same heading */
		{DAY_NONE, DAY_NONE, 131, 9, false},
	};
	struct plan plan = {.starts = 100, .ends = 160};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item event = given_item(ITEM_EVENT, "SK1", DAY_NONE);
		struct item item = given_item(ITEM_TASK, "a", rows[i].due_before);

		event.from = rows[i].from;
		event.to = rows[i].to;
		event.section = 7;
		item.section = rows[i].section;
		if (item_meets_event(&item, &event, &plan) != rows[i].meets)
			fail_msg("row %zu", i);
		event.type = ITEM_TASK;
		assert_false(item_meets_event(&item, &event, &plan));
	}
}

static void a_target_in_percent_tells_how_many_are_needed(void **state)
{
	static const struct {
		const char *target;
		size_t expected, need;
		bool is_told;
	} rows[] = {
		{"100%", 9, 9, true}, {"100 %", 9, 9, true}, {"80%", 9, 8, true},
		{"50%", 9, 5, true}, {"0%", 9, 0, true}, {"100%", 0, 0, true},
		{"1%", 11385, 114, true},
		{"101%", 9, 0, false}, {"", 9, 0, false}, {"%", 9, 0, false}, {"9", 9, 0, false},
		{"9 đội", 9, 0, false}, {"100%%", 9, 0, false}, {"-5%", 9, 0, false},
		{"12.5%", 9, 0, false}, {"99999999999999999999%", 9, 0, false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct item item = given_item(ITEM_TASK, "a", DAY_NONE);
		size_t need = 0;

		item.target = rows[i].target;
		if (item_target_need(&item, rows[i].expected, &need) != rows[i].is_told ||
			need != rows[i].need)
			fail_msg("%s of %zu", rows[i].target, rows[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_and_proof_has_a_word_that_reads_back),
		cmocka_unit_test(words_are_read_in_any_case_and_others_are_not),
		cmocka_unit_test(tasks_and_reports_are_owed_and_nothing_else),
		cmocka_unit_test(the_last_day_is_the_one_before_the_exclusive_date),
		cmocka_unit_test(items_are_found_by_code_in_any_case),
		cmocka_unit_test(the_nearest_item_is_offered_only_when_it_is_near),
		cmocka_unit_test(an_item_stands_under_the_longest_section_code_that_heads_it),
		cmocka_unit_test(an_event_meets_items_of_its_section_and_those_that_fall_due_in_it),
		cmocka_unit_test(a_target_in_percent_tells_how_many_are_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
