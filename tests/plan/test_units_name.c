/* Which unit some words mean: the traps of DOMAIN.md §6. */
#include "given.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct pool pool;
static struct units units;

static struct unit with_aliases(struct unit unit, const char *aliases)
{
	unit.aliases = aliases;
	return unit;
}

static int tree_given(void **state)
{
	const struct unit given[] = {
		with_aliases(given_unit("72", "Tỉnh đoàn Tây Ninh", "tinh", ""), "Tỉnh Tây Ninh"),
		with_aliases(given_unit("703", "Thành đoàn Tây Ninh", "thanh", "72"),
			"Thành phố Tây Ninh;TP Tây Ninh"),
		with_aliases(given_unit("25456", "Đoàn phường 1", "co-so", "703"), "Phường 1;P1"),
		with_aliases(given_unit("25474", "Đoàn xã Tân Bình", "co-so", "703"),
			"Xã Tân Bình; Xã Tân Bình (TP Tây Ninh)"),
		with_aliases(
			given_unit("25499", "Đoàn phường 10", "co-so", "703"), "Phường 10;P10"),
		with_aliases(
			given_unit("705", "Huyện đoàn Tân Biên", "huyen", "72"), "Huyện Tân Biên"),
		with_aliases(given_unit("25486", "Đoàn thị trấn Tân Biên", "co-so", "705"), ""),
		with_aliases(given_unit("25495", "Đoàn xã Tân Bình", "co-so", "705"),
			"Xã Tân Bình;Xã Tân Bình (Tân Biên)"),
		with_aliases(
			given_unit("709", "Thị đoàn Hòa Thành", "thi", "72"), "Thị xã Hòa Thành"),
		with_aliases(given_unit("25567", "Đoàn xã Hòa Thạnh", "co-so", "708"), "Hòa Thạnh"),
		with_aliases(given_unit("708", "Huyện đoàn Châu Thành", "huyen", "72"), ""),
		with_aliases(
			given_unit("TT01", "Đoàn Khối Cơ quan (ví dụ)", "truc-thuoc", "72"), ""),
		with_aliases(given_unit("tt02", "Khối A", "truc-thuoc", "72"), ""),
		with_aliases(given_unit("Tt02", "Khối B", "truc-thuoc", "72"), ""),
	};

	(void)state;
	units = given_tree(given, COUNT(given), &pool);
	return 0;
}

static int tree_freed(void **state)
{
	(void)state;
	pool_free(&pool);
	return 0;
}

static void words_name_the_only_unit_that_fits(void **state)
{
	static const struct {
		const char *words, *code;
	} rows[] = {
		{"703", "703"},
		{"tt01", "TT01"},
		{"tt02", "tt02"},
		{"Tt02", "Tt02"},
		{"Thành đoàn Tây Ninh", "703"},
		{"thanh doan tay ninh", "703"},
		{"TP Tây Ninh", "703"},
		{"tp. tay ninh", "703"},
		{"P1", "25456"},
		{"phường 1", "25456"},
		{"Phuong 1", "25456"},
		{"PHƯỜNG 10", "25499"},
		{"Huyện đoàn Tân Biên", "705"},
		{"huyen tan bien", "705"},
		{"thị trấn tân biên", "25486"},
		{"thi tran tan bien", "25486"},
		/* marks that were typed are believed, wherever the tone stands */
		{"Hòa Thành", "709"},
		{"Hoà Thành", "709"},
		{"Hòa Thạnh", "25567"},
		{"Hoà Thạnh", "25567"},
		{"xa hoa thanh", NULL},
		{"Châu Thành", "708"},
		{"co quan", "TT01"},
		{"khối cơ qu", "TT01"},
		{"khoi co q", "TT01"},
		{"Xã Tân Bình (Tân Biên)", "25495"},
		{"tan binh tay ninh", NULL}, /* "(TP Tây Ninh)": tp stands between */
		{"tan binh (tp tay ninh)", "25474"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fault why = {0};
		size_t found = NOWHERE;
		bool named = units_name(&units, 0, units.count, rows[i].words, &found, &why);
		size_t expected = rows[i].code ? units_find(&units, rows[i].code) : NOWHERE;

		if (named != (expected != NOWHERE) || (named && found != expected))
			fail_msg("%s: %s", rows[i].words, named ? units.at[found].code : why.text);
		if (!named)
			assert_int_equal(why.kind, FAULT_MISSING);
	}
}

static const char *refusal(size_t from, size_t end, const char *words)
{
	static struct fault why;
	size_t found = NOWHERE;

	assert_false(units_name(&units, from, end, words, &found, &why));
	assert_int_equal(why.kind, FAULT_MISSING);
	assert_int_equal(found, NOWHERE);
	return why.text;
}

static void words_fit_one_unit_or_several_or_none(void **state)
{
	(void)state;
	assert_true(units_fit(&units, "Tân Bình"));
	assert_true(units_fit(&units, "huyen doan tan bien"));
	assert_true(units_fit(&units, "705"));
	assert_false(units_fit(&units, "999"));
	assert_false(units_fit(&units, ""));
	assert_false(units_fit(&units, "nowhere at all"));
}

static void two_units_of_one_name_are_asked_back_with_codes_and_what_is_above(void **state)
{
	const char *text = refusal(0, units.count, "Tân Bình");

	(void)state;
	assert_non_null(strstr(text, "25474 Đoàn xã Tân Bình (Thành đoàn Tây Ninh)"));
	assert_non_null(strstr(text, "25495 Đoàn xã Tân Bình (Huyện đoàn Tân Biên)"));
}

static void without_accents_hoa_thanh_is_two_units(void **state)
{
	const char *text;

	(void)state;
	text = refusal(0, units.count, "xa hoa thanh");
	assert_non_null(strstr(text, "709"));
	assert_non_null(strstr(text, "25567"));
}

static void a_district_and_a_commune_of_one_name_are_asked_back(void **state)
{
	const char *text = refusal(0, units.count, "Tân Biên");

	(void)state;
	assert_non_null(strstr(text, "705"));
	assert_non_null(strstr(text, "25486"));
}

static void codes_that_differ_in_case_only_are_asked_back(void **state)
{
	const char *text = refusal(0, units.count, "TT02");

	(void)state;
	assert_non_null(strstr(text, "tt02"));
	assert_non_null(strstr(text, "Tt02"));
}

static void only_the_branch_is_looked_at(void **state)
{
	size_t district = units_find(&units, "705"), end = units.at[district].end, found = NOWHERE;

	(void)state;
	assert_true(units_name(&units, district, end, "tan binh", &found, NULL));
	assert_string_equal(units.at[found].code, "25495");
	assert_null(strstr(refusal(district, end, "703"), "Thành đoàn"));
	assert_null(strstr(refusal(district, end, "Châu Thành"), "708"));
}

static void nothing_that_fits_names_the_nearest(void **state)
{
	(void)state;
	assert_non_null(strstr(refusal(0, units.count, "Tân Bìng"), "Đoàn xã Tân Bình"));
	assert_non_null(strstr(refusal(0, units.count, "25475"), "25474"));
	assert_string_equal(refusal(0, units.count, "Phú Quốc"), "no unit \"Phú Quốc\"");
	assert_string_equal(refusal(0, units.count, "999999999"), "no unit \"999999999\"");
	assert_string_equal(refusal(0, units.count, ""), "no unit \"\"");
	assert_string_equal(refusal(0, units.count, "--"), "no unit \"--\"");
}

static void the_nearest_is_a_code_or_a_name(void **state)
{
	(void)state;
	assert_string_equal(units.at[units_nearest(&units, "7O5")].code, "705");
	assert_string_equal(units.at[units_nearest(&units, "Chau Thanhh")].code, "708");
	assert_string_equal(units.at[units_nearest(&units, "huyen doan tan bein")].code, "705");
	assert_int_equal(units_nearest(&units, "xyz"), NOWHERE);
	assert_int_equal(units_nearest(&units, ""), NOWHERE);
}

static void more_than_eight_that_fit_are_cut_short(void **state)
{
	struct unit given[10];
	char names[10][40];
	struct pool own = {0};
	struct units ten;
	struct fault why;
	size_t found;

	(void)state;
	for (int i = 0; i < 10; i++) {
		static const char *const codes[] = {
			"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"};

		snprintf(names[i], sizeof names[i], "Chi đoàn khu %d", i);
		given[i] = given_unit(codes[i], names[i], "k", "");
	}
	ten = given_tree(given, 10, &own);
	assert_false(units_name(&ten, 0, 10, "chi đoàn", &found, &why));
	assert_non_null(strstr(why.text, "c7 Chi đoàn khu 7; …"));
	assert_null(strstr(why.text, "c8"));
	assert_false(units_name(&ten, 0, 8, "chi đoàn", &found, &why));
	assert_non_null(strstr(why.text, "c7"));
	assert_null(strstr(why.text, "…"));
	pool_free(&own);
}

static void an_own_name_goes_before_other_names_where_marks_were_typed(void **state)
{
	const struct unit given[] = {
		with_aliases(given_unit("709", "Thị đoàn Hòa Thành", "thi", ""), "Thị xã Hòa Thành"),
		with_aliases(given_unit("25630", "Đoàn phường Long Hoa", "co-so", "709"),
			"Phường Long Hoa;Thị trấn Hòa Thành"),
	};
	struct pool own = {0};
	struct units two = given_tree(given, COUNT(given), &own);
	size_t found = NOWHERE;

	(void)state;
	assert_true(units_name(&two, 0, 2, "hòa thành", &found, NULL));
	assert_int_equal(found, units_find(&two, "709"));
	assert_true(units_name(&two, 0, 2, "thị trấn hòa thành", &found, NULL));
	assert_int_equal(found, units_find(&two, "25630"));
	assert_false(units_name(&two, 0, 2, "hoa thanh", &found, NULL));
	pool_free(&own);
}

/* Marks that were typed are believed, so that a slip in them finds the longer name that has them. */
static void a_longer_name_with_other_marks_lures_what_is_typed_for_a_whole_one(void **state)
{
	static const struct {
		const char *name;
		bool lures;
	} rows[] = {
		{"Chi đoàn Hòa Thạnh mới", true}, {"Chi đoàn hoa thanh mới", true},
		{"Chi đoàn Hoà Thành mới", false}, {"Chi đoàn Hòa Thạnhh", false},
		{"Xã gò dấu", true}, {"Gò Dầu Hạ", false}, {"Long Hoa", false}, {"", false},
	};
	const struct unit given[] = {
		with_aliases(given_unit("709", "Thị đoàn Hòa Thành", "thi", ""), "TX; Hòa Thành"),
		given_unit("710", "Gò Dầu", "huyen", ""),
		given_unit("9x", "Chi đoàn Hòa Thạnh mới", "co-so", ""),
	};
	struct pool own = {0};
	struct units all = given_tree(given, COUNT(given), &own);
	struct units others = all;
	size_t found = NOWHERE;

	(void)state;
	assert_true(units_name(&all, 0, all.count, "Hòa Thạnh", &found, NULL));
	assert_int_equal(found, units_find(&all, "9x"));
	others.count = 2;
	assert_string_equal(others.at[1].code, "710");
	for (size_t i = 0; i < COUNT(rows); i++)
		if (units_lured(&others, rows[i].name) != rows[i].lures)
			fail_msg("%s", rows[i].name);
	pool_free(&own);
}

static void whole_words_go_before_beginnings_wherever_they_stand(void **state)
{
	const struct unit given[] = {
		given_unit("A", "Tổ 10 tổ 1", "k", ""),
		given_unit("B", "Tổ 12", "k", ""),
		given_unit("C", "Hoan anh", "k", ""), /* "an" ends one word and begins another */
		given_unit("D", "Khu an", "k", ""),
	};
	struct pool own = {0};
	struct units four = given_tree(given, COUNT(given), &own);
	size_t found = NOWHERE;

	(void)state;
	assert_true(units_name(&four, 0, 4, "tổ 1", &found, NULL));
	assert_int_equal(found, 0);
	assert_true(units_name(&four, 0, 4, "to 1", &found, NULL));
	assert_int_equal(found, 0);
	assert_true(units_name(&four, 0, 4, "an", &found, NULL));
	assert_int_equal(found, 3);
	pool_free(&own);
}

static void a_name_in_brackets_counts_only_where_nobody_bears_it(void **state)
{
	struct unit given[] = {
		given_unit("1", "Thị đoàn Hòa Thành", "k", ""),
		given_unit("2", "Đoàn phường Long Hoa", "k", ""),
		given_unit("3", "Đoàn xã An Cơ (Gò Dầu)", "k", ""),
		given_unit("4", "Đoàn xã An Cư (Gò Dâu)", "k", ""),
	};
	static const struct {
		const char *words;
		size_t found;
	} rows[] = {
		{"Hòa Thành", 0},
		{"hoa thanh", 0},
		{"long hoa hoa thanh", 1},
		{"Phường Long Hoa (Hòa Thành)", 1},
		{"phuong long hoa (hoa thanh)", 1},
		{"gò dầu", 2},
		{"Gò Dâu", 3},
		{"go dau", NOWHERE},
		{"go da", NOWHERE},
		{"xyz", NOWHERE},
	};
	struct pool own = {0};
	struct units four;

	(void)state;
	given[1].aliases = "Phường Long Hoa (Hòa Thành)";
	four = given_tree(given, COUNT(given), &own);
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t found = NOWHERE;

		units_name(&four, 0, 4, rows[i].words, &found, NULL);
		if (found != rows[i].found)
			fail_msg("%s: %zu", rows[i].words, found);
	}
	pool_free(&own);
}

static void a_name_longer_than_any_is_compared_by_its_beginning(void **state)
{
	static char longest[2000];
	struct pool own = {0};
	struct unit given;
	struct units one;
	size_t found = NOWHERE;

	(void)state;
	for (size_t i = 0; i + 10 < sizeof longest; i += 8)
		memcpy(longest + i, "ab cd eẹ", 8);
	given = given_unit("long", longest, "k", "");
	given.aliases = longest;
	one = given_tree(&given, 1, &own);
	assert_true(units_name(&one, 0, 1, "ab cd", &found, NULL));
	assert_int_equal(found, 0);
	pool_free(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_name_the_only_unit_that_fits),
		cmocka_unit_test(two_units_of_one_name_are_asked_back_with_codes_and_what_is_above),
		cmocka_unit_test(without_accents_hoa_thanh_is_two_units),
		cmocka_unit_test(a_district_and_a_commune_of_one_name_are_asked_back),
		cmocka_unit_test(codes_that_differ_in_case_only_are_asked_back),
		cmocka_unit_test(only_the_branch_is_looked_at),
		cmocka_unit_test(nothing_that_fits_names_the_nearest),
		cmocka_unit_test(the_nearest_is_a_code_or_a_name),
		cmocka_unit_test(more_than_eight_that_fit_are_cut_short),
		cmocka_unit_test(a_longer_name_with_other_marks_lures_what_is_typed_for_a_whole_one),
		cmocka_unit_test(whole_words_go_before_beginnings_wherever_they_stand),
		cmocka_unit_test(a_name_in_brackets_counts_only_where_nobody_bears_it),
		cmocka_unit_test(words_fit_one_unit_or_several_or_none),
		cmocka_unit_test(an_own_name_goes_before_other_names_where_marks_were_typed),
		cmocka_unit_test(a_name_longer_than_any_is_compared_by_its_beginning),
	};

	return cmocka_run_group_tests(tests, tree_given, tree_freed);
}
