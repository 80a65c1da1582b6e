/* Whom an item binds (DOMAIN.md §1, §5, §9). */
#include "given.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct pool pool;
static struct units units;

static int tree_given(void **state)
{
	struct unit given[] = {
		given_unit("72", "Tỉnh đoàn", "tinh", ""),
		given_unit("703", "Thành đoàn", "thanh", "72"),
		given_unit("705", "Huyện đoàn Tân Biên", "huyen", "72"),
		given_unit("706", "Huyện đoàn Tân Châu", "huyen", "72"),
		given_unit("709", "Thị đoàn Hòa Thành", "thi", "72"),
		given_unit("712", "Đoàn cũ", "thi", "72"),
		given_unit("713", "Đoàn mới", "thi", "72"),
		given_unit("7051", "Xã một", "co-so", "705"),
		given_unit("TT01", "Khối Cơ quan", "Trực thuộc", "72"),
		given_unit("TT02", "Khối Doanh nghiệp", "truc-thuoc", "72"),
		given_unit("x1", "Không loại", "", "712"),
	};

	(void)state;
	given[5].valid_to = D(6, 29);
	given[6].valid_from = D(7, 1);
	units = given_tree(given, COUNT(given), &pool);
	return 0;
}

static int tree_freed(void **state)
{
	(void)state;
	pool_free(&pool);
	return 0;
}

/* The codes that are bound, one space after each, in tree order. */
static const char *bound(const char *audience, int due_before, int plan_ends)
{
	static char codes[256];
	struct item item = given_item(ITEM_REPORT, "BC1", due_before);
	struct plan plan = {.ends = plan_ends};
	size_t count = 0;

	item.audience = audience;
	items_arrange(&item, 1, &plan, &units, &pool);
	codes[0] = '\0';
	for (size_t i = 0; i < units.count; i++) {
		if (!item_binds(&item, i))
			continue;
		strcat(strcat(codes, units.at[i].code), " ");
		count++;
	}
	assert_int_equal(item.bound_count, count);
	assert_int_equal(item.bound != NULL, count > 0);
	return codes;
}

static void kinds_bind_every_unit_of_the_kind_and_codes_that_unit_alone(void **state)
{
	static const struct {
		const char *audience, *codes;
	} rows[] = {
		{"", ""},
		{" , ;", ""},
		{"tinh", "72 "},
		{"huyen", "705 706 "},
		{"huyen,705", "705 706 "},
		{"705", "705 "}, /* not what is below it */
		{"huyen, 72 ;thanh", "72 703 705 706 "},
		{"Truc Thuoc", "TT01 TT02 "},
		{"trực-thuộc", "TT01 TT02 "},
		{"truc-thuoc", "TT01 TT02 "},
		{"tt01", "TT01 "},
		{"nobody", ""},
		{"nobody,thanh", "703 "},
		{"--,thanh", "703 "}, /* folds to nothing; not the units without a kind */
		{"co-so,\n703", "703 7051 "},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *codes = bound(rows[i].audience, D(8, 1), DAY_NONE);

		if (strcmp(codes, rows[i].codes) != 0)
			fail_msg("\"%s\" binds %s", rows[i].audience, codes);
	}
}

static void a_unit_is_bound_if_valid_on_the_last_good_day(void **state)
{
	(void)state;
	assert_string_equal(bound("thi", D(6, 30), DAY_NONE), "709 712 "); /* last good day 29/6 */
	assert_string_equal(bound("thi", D(7, 1), DAY_NONE), "709 ");
	assert_string_equal(bound("thi", D(7, 2), DAY_NONE), "709 713 ");
	assert_string_equal(bound("712,713", D(7, 2), DAY_NONE), "713 ");
	assert_string_equal(bound("712", D(7, 2), DAY_NONE), "");
}

static void an_undated_item_takes_the_plans_last_day(void **state)
{
	(void)state;
	assert_string_equal(bound("thi", DAY_NONE, D(6, 29)), "709 712 ");
	assert_string_equal(bound("thi", DAY_NONE, D(7, 31)), "709 713 ");
	assert_string_equal(bound("thi", DAY_NONE, DAY_NONE), "709 712 713 ");
	/* and the plan's last day says nothing about an item with its own */
	assert_string_equal(bound("thi", D(6, 30), D(7, 31)), "709 712 ");
}

static void items_of_one_audience_bind_by_their_own_days(void **state)
{
	struct item items[] = {given_item(ITEM_REPORT, "BC1", D(6, 30)),
		given_item(ITEM_REPORT, "BC2", D(7, 2)), given_item(ITEM_REPORT, "BC3", D(6, 30)),
		given_item(ITEM_REPORT, "BC4", D(6, 30))};
	struct plan plan = {.ends = DAY_NONE};
	size_t left = units_find(&units, "712"), come = units_find(&units, "713");

	(void)state;
	for (size_t i = 0; i < COUNT(items); i++)
		items[i].audience = i == 3 ? "713" : "thi";
	items_arrange(items, COUNT(items), &plan, &units, &pool);
	assert_true(item_binds(&items[0], left) && !item_binds(&items[0], come));
	assert_true(item_binds(&items[1], come) && !item_binds(&items[1], left));
	assert_true(item_binds(&items[2], left) && !item_binds(&items[2], come));
	assert_int_equal(items[2].bound_count, 2);
	assert_int_equal(items[3].bound_count, 0);
}

static void whether_the_parent_is_valid_does_not_matter(void **state)
{
	(void)state;
	assert_string_equal(bound("x1", D(8, 1), DAY_NONE), "x1 ");
}

static void no_units_bind_nobody(void **state)
{
	struct item item = given_item(ITEM_TASK, "a", DAY_NONE);
	struct plan plan = {.ends = DAY_NONE};
	struct units none = {0};

	(void)state;
	item.audience = "tinh";
	items_arrange(&item, 1, &plan, &none, &pool);
	assert_null(item.bound);
	assert_false(item_binds(&item, 0));
}

static void a_right_audience_is_let_through(void **state)
{
	static const char *const right[] = {"", "huyen,thi,thanh,truc-thuoc", "Huyện; THI", "72",
		"tt01, Tt02", " ,; ", "co so"};

	(void)state;
	for (size_t i = 0; i < COUNT(right); i++)
		if (!audience_check(right[i], &units, NULL))
			fail_msg("refused: %s", right[i]);
}

static void a_wrong_word_is_refused_with_the_nearest(void **state)
{
	static const struct {
		const char *audience, *word, *nearest;
	} rows[] = {
		{"huyenn,thi", "\"huyenn\"", "\"huyen\"?"},
		{"thi, huyn ,zzz", "\"huyn\"", "\"huyen\"?"},
		{"704", "\"704\"", "\"703\"?"},
		{"TT03", "\"TT03\"", "\"TT01\"?"},
		{"quân khu bảy", "\"quân khu bảy\"", NULL},
		{"--", "\"--\"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fault why = {0};

		assert_false(audience_check(rows[i].audience, &units, &why));
		assert_int_equal(why.kind, FAULT_REFUSED);
		if (!strstr(why.text, rows[i].word))
			fail_msg("%s: %s", rows[i].audience, why.text);
		if (rows[i].nearest ? !strstr(why.text, rows[i].nearest)
					: strstr(why.text, "did you mean") != NULL)
			fail_msg("%s: %s", rows[i].audience, why.text);
	}
}

static void a_word_longer_than_any_name_is_refused_not_overrun(void **state)
{
	char *longest = memory_take(5001, 1);
	struct fault why;

	(void)state;
	memset(longest, 'a', 5000);
	assert_false(audience_check(longest, &units, &why));
	assert_int_equal(why.kind, FAULT_REFUSED);
	free(longest);
}

static void more_kinds_than_a_few_are_all_known(void **state)
{
	struct unit given[70];
	static char codes[70][16], kinds[70][16];
	struct pool own = {0};
	struct item item = given_item(ITEM_TASK, "a", DAY_NONE);
	struct plan plan = {.ends = DAY_NONE};
	struct units many;

	(void)state;
	for (int i = 0; i < 70; i++) {
		snprintf(codes[i], sizeof codes[i], "u%02d", i);
		snprintf(kinds[i], sizeof kinds[i], "k%02d", i / 2);
		given[i] = given_unit(codes[i], "", kinds[i], "");
	}
	many = given_tree(given, 70, &own);
	item.audience = "k34,k00";
	items_arrange(&item, 1, &plan, &many, &own);
	assert_int_equal(item.bound_count, 4);
	assert_true(item_binds(&item, 0) && item_binds(&item, 1));
	assert_true(item_binds(&item, 68) && item_binds(&item, 69));
	pool_free(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_bind_every_unit_of_the_kind_and_codes_that_unit_alone),
		cmocka_unit_test(a_unit_is_bound_if_valid_on_the_last_good_day),
		cmocka_unit_test(an_undated_item_takes_the_plans_last_day),
		cmocka_unit_test(items_of_one_audience_bind_by_their_own_days),
		cmocka_unit_test(whether_the_parent_is_valid_does_not_matter),
		cmocka_unit_test(no_units_bind_nobody),
		cmocka_unit_test(a_right_audience_is_let_through),
		cmocka_unit_test(a_wrong_word_is_refused_with_the_nearest),
		cmocka_unit_test(a_word_longer_than_any_name_is_refused_not_overrun),
		cmocka_unit_test(more_kinds_than_a_few_are_all_known),
	};

	return cmocka_run_group_tests(tests, tree_given, tree_freed);
}
