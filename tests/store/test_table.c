/* Rows of every table: their fields against the schema, what goes in comes out, what the schema
 * forbids is refused. */
#include "given.h"

/* A row of each table that the office has, with every field filled, and the same with every field
 * that is not a key changed. "" stays empty. */
static const struct {
	enum table table;
	const char *first[ROW_FIELDS], *second[ROW_FIELDS];
} full[] = {
	{TABLE_SETTING, {"utc_offset", "420"}, {"utc_offset", "-60"}},
	{TABLE_HOLIDAY, {"2020-04-30", "Giải phóng"}, {"2020-04-30", "Thống nhất"}},
	{TABLE_UNIT, {"99", "Đơn vị", "loai", "72", "2020-01-01", "2020-12-31", "a;b"},
		{"99", "Đơn vị mới", "khac", "705", "2020-02-01", "2021-12-31", "c"}},
	{TABLE_PERSON, {"705", "Lê Thị Bê", "Phó", "0912", "be@example.org", "n"},
		{"705", "Lê Thị Bê", "Trưởng", "0913", "b@example.org", "m"}},
	{TABLE_PLAN,
		{"KH2", "T", "d", "2020-01-01", "i", "p", "a", "n", "2020-02-01", "2020-03-01",
			"document", "2020-04-01"},
		{"KH2", "U", "e", "2020-01-02", "j", "q", "b", "o", "2020-02-02", "2020-03-02",
			"received", "2020-04-02"}},
	{TABLE_ITEM,
		{"KH1", "X1", "task", "T", "a", "2020-07-01", "before", "2020-06-01", "2020-06-30",
			"document", "t", "p", "m", "d", "2020-05-01", "i", "n", "7"},
		{"KH1", "X1", "report", "U", "b", "2020-07-02", "by", "2020-06-02", "2020-07-01",
			"count", "u", "q", "l", "e", "2020-05-02", "j", "o", "8"}},
	{TABLE_DUTY,
		{"KH1", "II.1", "703", "done", "2020-06-01", "d", "2020-06-02", "3", "n", "e",
			"2020-07-09", "b", "w", "1"},
		{"KH1", "II.1", "703", "doing", "", "e", "2020-06-03", "4", "o", "f", "2020-07-10",
			"c", "v", "2"}},
	{TABLE_RECEIPT,
		{"KH1", "BC1", "705", "1", "2020-06-30", "d", "2020-06-29", "2020-07-01", "n"},
		{"KH1", "BC1", "705", "1", "2020-07-01", "e", "2020-06-28", "2020-07-02", "o"}},
	{TABLE_NUMBER, {"KH1", "BC1", "N1", "705", "12"}, {"KH1", "BC1", "N1", "705", "-"}},
	{TABLE_ACCOUNT, {"tanbien", "viewer", "705"}, {"tanbien", "editor", "703"}},
};

static int given_filled(void **state)
{
	if (given_database(state) != 0)
		return -1;
	given_office(((struct given *)*state)->store);
	return 0;
}

static void assert_row(
	struct store *store, enum table table, const char *const *expected, const char *rev)
{
	for (size_t i = 0; i + 1 < table_fields(table); i++) {
		const char *field = field_of(store, table, i, expected);

		assert_non_null(field);
		assert_string_equal(field, expected[i] ? expected[i] : "");
	}
	assert_string_equal(field_of(store, table, table_fields(table) - 1, expected), rev);
}

static void fields_and_keys_are_those_of_the_schema(void **state)
{
	struct given *given = *state;

	for (int i = 0; i < TABLES; i++) {
		enum table table = (enum table)i, read = TABLES;
		struct rows rows;
		size_t fields = 0, keys = 0;

		assert_true(rows_open(&rows, given->store,
			"SELECT name, pk, cid FROM pragma_table_info(?1) ORDER BY cid", NULL));
		sqlite3_bind_text(rows.statement, 1, table_name(table), -1, SQLITE_STATIC);
		while (rows_next(&rows)) {
			assert_true(fields < table_fields(table));
			assert_string_equal(
				table_field(table, fields), column_word(rows.statement, 0));
			fields++;
			if (column_long(rows.statement, 1) == 0)
				continue;
			keys++; /* keys come first, in their order */
			assert_int_equal(column_long(rows.statement, 1), fields);
			assert_int_equal(keys, fields);
		}
		assert_true(rows_close(&rows, NULL));
		assert_int_equal(fields, table_fields(table));
		assert_int_equal(keys, table_keys(table));
		assert_true(fields <= ROW_FIELDS);
		assert_string_equal(table_field(table, fields - 1), "rev");
		assert_true(table_from_name(table_name(table), &read));
		assert_int_equal(read, table);
	}
}

static void every_table_of_the_schema_but_step_is_a_table(void **state)
{
	struct given *given = *state;
	struct rows rows;
	size_t tables = 0;
	enum table table;

	assert_true(rows_open(
		&rows, given->store, "SELECT name FROM sqlite_schema WHERE type = 'table'", NULL));
	while (rows_next(&rows)) {
		const char *name = column_word(rows.statement, 0);

		if (strcmp(name, "step") == 0)
			continue;
		assert_true(table_from_name(name, &table));
		tables++;
	}
	assert_true(rows_close(&rows, NULL));
	assert_int_equal(tables, TABLES);
	assert_false(table_from_name("step", &table));
	assert_false(table_from_name("", &table));
	assert_false(table_from_name("Unit", &table));
}

static void every_field_goes_in_and_comes_out(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	assert_int_equal(COUNT(full), TABLES);
	for (size_t i = 0; i < COUNT(full); i++) {
		enum table table = full[i].table;
		char rev[24];
		long step;

		assert_null(field_of(store, table, 0, full[i].first));
		begin(store, "a", "first");
		put_row(store, table, full[i].first);
		step = commit(store);
		snprintf(rev, sizeof rev, "%ld", step);
		assert_row(store, table, full[i].first, rev);

		begin(store, "a", "second");
		put_row(store, table, full[i].second);
		assert_int_equal(commit(store), step + 1);
		snprintf(rev, sizeof rev, "%ld", step + 1);
		assert_row(store, table, full[i].second, rev);

		begin(store, "a", "third");
		drop_row(store, table, full[i].second);
		assert_int_equal(commit(store), step + 2);
		assert_null(field_of(store, table, 0, full[i].first));
	}
	assert_whole(store);
}

static void each_single_field_changed_is_a_change(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	for (size_t i = 0; i < COUNT(full); i++) {
		enum table table = full[i].table;
		const char *fields[ROW_FIELDS];

		begin(store, "a", "first");
		put_row(store, table, full[i].first);
		assert_true(commit(store) > 0);
		memcpy(fields, full[i].first, sizeof fields);
		for (size_t field = table_keys(table); field + 1 < table_fields(table); field++) {
			/* A day done goes with "done": both change together. */
			fields[field] = full[i].second[field];
			if (table == TABLE_DUTY && field == DUTY_PROGRESS)
				continue;
			begin(store, "a", "one field");
			put_row(store, table, fields);
			if (commit(store) == 0)
				fail_msg("%s.%s", table_name(table), table_field(table, field));
			assert_string_equal(field_of(store, table, field, fields), fields[field]);
		}
	}
}

static void a_row_put_again_as_it_is_is_no_change(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	for (size_t i = 0; i < COUNT(full); i++) {
		begin(store, "a", "first");
		put_row(store, full[i].table, full[i].first);
		assert_true(commit(store) > 0);
		begin(store, "a", "again");
		put_row(store, full[i].table, full[i].first);
		assert_int_equal(commit(store), 0);
	}
}

static void a_number_put_as_other_digits_of_the_same_is_no_change(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	begin(store, "a", "zeros");
	PUT(store, TABLE_RECEIPT, "KH1", "BC1", "703", "01", "2020-06-29", "9-BC", "2020-06-28",
		"2020-06-30", "thiếu số");
	assert_int_equal(commit(store), 0);
	assert_string_equal(
		FIELD(store, TABLE_RECEIPT, RECEIPT_VERSION, "KH1", "BC1", "703", "01"), "1");
}

static void empty_is_null_in_the_file(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	STEP(store, "a", TABLE_UNIT, "98", "N", "k", "", "", NULL, "");
	assert_int_equal(asked(store,
				 "SELECT count(*) FROM unit WHERE code = '98' AND parent IS NULL "
				 "AND valid_from IS NULL AND valid_to IS NULL AND aliases IS NULL"),
		1);
	assert_string_equal(FIELD(store, TABLE_UNIT, UNIT_PARENT, "98"), "");
}

static void any_text_comes_back_as_it_went_in(void **state)
{
	static const char *const texts[] = {"Hòa; \"Hoà\", 'x' % -- /* \\", "\xc4\x91\n\t\x1b[31m",
		"?1 :a @b $c", "  ", "\xff\xfe not UTF-8"};
	struct store *store = ((struct given *)*state)->store;

	for (size_t i = 0; i < COUNT(texts); i++) {
		STEP(store, "a", TABLE_SETTING, texts[i], texts[i]);
		assert_string_equal(FIELD(store, TABLE_SETTING, SETTING_VALUE, texts[i]), texts[i]);
	}
}

static void a_row_that_is_not_there_is_not_found(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	const char *fields[ROW_FIELDS];
	struct pool pool = {0};
	bool found = true;

	assert_true(store_get(store, TABLE_UNIT, FIELDS("nobody"), &pool, fields, &found, NULL));
	assert_false(found);
	for (size_t i = 0; i < table_fields(TABLE_UNIT); i++)
		assert_string_equal(fields[i], "");
	assert_true(store_get(store, TABLE_UNIT, FIELDS(""), &pool, fields, &found, NULL));
	assert_false(found);
	pool_free(&pool);
	begin(store, "a", "drop nothing");
	DROP(store, TABLE_DUTY, "KH1", "II.1", "nobody");
	assert_int_equal(commit(store), 0);
}

static void rows_are_read_within_a_step_as_they_will_be(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	begin(store, "a", "x");
	PUT(store, TABLE_SETTING, "x", "1");
	assert_string_equal(FIELD(store, TABLE_SETTING, SETTING_VALUE, "x"), "1");
	DROP(store, TABLE_SETTING, "x");
	assert_null(FIELD(store, TABLE_SETTING, SETTING_VALUE, "x"));
	step_abandon(store);
}

static void what_the_schema_forbids_is_refused(void **state)
{
	static const struct {
		enum table table;
		const char *fields[ROW_FIELDS];
	} bad[] = {
		{TABLE_SETTING, {"", "1"}},
		{TABLE_SETTING, {"x", ""}},
		{TABLE_HOLIDAY, {"2020-02-30", "impossible"}},
		{TABLE_HOLIDAY, {"2020-2-3", "short"}},
		{TABLE_HOLIDAY, {"20200203", "together"}},
		{TABLE_HOLIDAY, {"2020-02-03 10:00", "an instant"}},
		{TABLE_HOLIDAY, {"", "never"}},
		{TABLE_HOLIDAY, {"2020-02-03", ""}},
		{TABLE_UNIT, {"", "N", "k"}},
		{TABLE_UNIT, {"123456789012345678901234567890123", "N", "k"}},
		{TABLE_UNIT, {"9", "", "k"}},
		{TABLE_UNIT, {"9", "N", ""}},
		{TABLE_UNIT, {"9", "N", "k", "9"}},
		{TABLE_UNIT, {"9", "N", "k", "", "2021-02-29"}},
		{TABLE_UNIT, {"9", "N", "k", "", "", "2020-13-01"}},
		{TABLE_UNIT, {"9", "N", "k", "", "2020-02-02", "2020-02-01"}},
		{TABLE_PERSON, {"", "N"}},
		{TABLE_PERSON, {"703", ""}},
		{TABLE_PLAN, {"", "T"}},
		{TABLE_PLAN, {"123456789012345678901234567890123", "T"}},
		{TABLE_PLAN, {"P", ""}},
		{TABLE_PLAN, {"P", "T", [PLAN_ISSUED] = "2020-06-31"}},
		{TABLE_PLAN, {"P", "T", [PLAN_STARTS] = "2020-06-31"}},
		{TABLE_PLAN, {"P", "T", [PLAN_ENDS] = "2020-06-31"}},
		{TABLE_PLAN, {"P", "T", [PLAN_STARTS] = "2020-06-02", [PLAN_ENDS] = "2020-06-01"}},
		{TABLE_PLAN, {"P", "T", [PLAN_DATE_COUNTS] = "sent"}},
		{TABLE_PLAN, {"P", "T", [PLAN_CLOSED] = "yes"}},
		{TABLE_ITEM, {"KH1", "", "task", "T", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM,
			{"KH1", "123456789012345678901234567890123", "task",
				"T", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM, {"KH1", "I", "chore", "T", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM, {"KH1", "I", "task", "", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM, {"KH1", "I", "task", "T"}},
		{TABLE_ITEM, {"KH1", "I", "task", "T", [ITEM_POSITION] = "first"}},
		{TABLE_ITEM, {"KH1", "I", "task", "T", [ITEM_POSITION] = "1.5"}},
		{TABLE_ITEM,
			{"KH1", "I", "task", "T", "", "2020-06-31",
				"before", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM,
			{"KH1", "I", "task", "T", "", "2020-07-01", "", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM, {"KH1", "I", "task", "T", "", "", "before", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM,
			{"KH1", "I", "task", "T", "", "2020-07-01", "on", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM,
			{"KH1", "I", "task",
				"T", [ITEM_STARTS] = "2020-06-31", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM,
			{"KH1", "I", "task",
				"T", [ITEM_ENDS] = "2020-06-31", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM,
			{"KH1", "I", "task", "T", [ITEM_STARTS] = "2020-06-02",
				[ITEM_ENDS] = "2020-06-01", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM,
			{"KH1", "I", "task", "T", [ITEM_PROOF] = "none", [ITEM_POSITION] = "1"}},
		{TABLE_ITEM, {"KH1", "I", "task", "T", [ITEM_ISSUED] = "x", [ITEM_POSITION] = "1"}},
		{TABLE_DUTY, {"KH1", "II.1", ""}},
		{TABLE_DUTY, {"KH1", "II.1", "703", "open"}},
		{TABLE_DUTY, {"KH1", "II.1", "703", "doing", "2020-06-01"}},
		{TABLE_DUTY, {"KH1", "II.1", "703", "", "2020-06-01"}},
		{TABLE_DUTY, {"KH1", "II.1", "703", "done", "2020-06-31"}},
		{TABLE_DUTY, {"KH1", "II.1", "703", [DUTY_DOCUMENT_DATE] = "2020-06-31"}},
		{TABLE_DUTY, {"KH1", "II.1", "703", [DUTY_COUNT] = "-1"}},
		{TABLE_DUTY, {"KH1", "II.1", "703", [DUTY_COUNT] = "many"}},
		{TABLE_DUTY, {"KH1", "II.1", "703", [DUTY_EXTENDED_TO] = "2020-06-31"}},
		{TABLE_DUTY, {"KH1", "II.1", "703", [DUTY_REMINDERS] = "0"}},
		{TABLE_RECEIPT, {"KH1", "BC1", "703", "", "2020-06-01"}},
		{TABLE_RECEIPT, {"KH1", "BC1", "703", "0", "2020-06-01"}},
		{TABLE_RECEIPT, {"KH1", "BC1", "703", "2", ""}},
		{TABLE_RECEIPT, {"KH1", "BC1", "703", "2", "2020-06-31"}},
		{TABLE_RECEIPT, {"KH1", "BC1", "703", "2", "2020-06-02", "", "2020-06-31"}},
		{TABLE_RECEIPT, {"KH1", "BC1", "703", "2", "2020-06-02", "", "", "2020-06-31"}},
		{TABLE_RECEIPT, {"KH1", "BC1", "703", "2", "2020-06-02", "", "", "2020-06-01"}},
		{TABLE_NUMBER, {"KH1", "BC1", "N1", "705", ""}},
		{TABLE_NUMBER, {"KH1", "BC1", "N1", "705", "-1"}},
		{TABLE_NUMBER, {"KH1", "BC1", "N1", "705", "1.5"}},
		{TABLE_NUMBER, {"KH1", "BC1", "N1", "705", "12 "}},
		{TABLE_ACCOUNT, {"", "viewer", ""}},
		{TABLE_ACCOUNT, {"a", "owner", ""}},
		{TABLE_ACCOUNT, {"a", "", ""}},
		{TABLE_ACCOUNT, {"a", "admin", "705"}},
		{TABLE_ACCOUNT, {"a", "editor", ""}},
	};
	struct store *store = ((struct given *)*state)->store;
	char *before = content(store);

	begin(store, "a", "bad");
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct fault why = {0};

		if (store_put(store, bad[i].table, bad[i].fields, &why))
			fail_msg("row %zu of %s was taken", i, table_name(bad[i].table));
		if (why.kind != FAULT_REFUSED)
			fail_msg("row %zu: kind %d: %s", i, (int)why.kind, why.text);
	}
	assert_int_equal(commit(store), 0);
	assert_content(store, before);
	free(before);
}

static void a_refused_row_does_not_spoil_the_step(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};

	begin(store, "a", "x");
	PUT(store, TABLE_SETTING, "one", "1");
	assert_false(store_put(store, TABLE_HOLIDAY, FIELDS("2020-02-30", "x"), &why));
	assert_fault(why, FAULT_REFUSED, "CHECK");
	PUT(store, TABLE_SETTING, "two", "2");
	assert_int_equal(commit(store), 2);
	assert_string_equal(FIELD(store, TABLE_SETTING, SETTING_VALUE, "one"), "1");
	assert_string_equal(FIELD(store, TABLE_SETTING, SETTING_VALUE, "two"), "2");
}

static void what_points_to_nothing_is_refused_at_commit(void **state)
{
	static const struct {
		enum table table;
		const char *fields[ROW_FIELDS];
	} orphans[] = {
		{TABLE_UNIT, {"9", "N", "k", "no"}},
		{TABLE_PERSON, {"no", "N"}},
		{TABLE_ITEM, {"no", "I", "task", "T", [ITEM_POSITION] = "1"}},
		{TABLE_DUTY, {"KH1", "II.1", "no"}},
		{TABLE_DUTY, {"KH1", "no", "703"}},
		{TABLE_DUTY, {"no", "II.1", "703"}},
		{TABLE_RECEIPT, {"KH1", "BC1", "no", "1", "2020-06-01"}},
		{TABLE_RECEIPT, {"KH1", "no", "703", "1", "2020-06-01"}},
		{TABLE_NUMBER, {"KH1", "BC1", "N1", "no", "1"}},
		{TABLE_ACCOUNT, {"a", "editor", "no"}},
		{TABLE_NUMBER, {"KH1", "BC1", "no", "703", "1"}},
		{TABLE_NUMBER, {"KH1", "no", "N1", "703", "1"}},
	};
	struct store *store = ((struct given *)*state)->store;
	char *before = content(store);

	for (size_t i = 0; i < COUNT(orphans); i++) {
		struct fault why = {0};
		long step = -1;

		begin(store, "a", "orphan");
		put_row(store, orphans[i].table, orphans[i].fields);
		if (step_commit(store, &step, &why))
			fail_msg("orphan %zu was taken", i);
		/* Of a unit it is known which one is missing. */
		assert_true(why.kind == FAULT_REFUSED || why.kind == FAULT_MISSING);
		assert_int_equal(step, 0);
		assert_content(store, before);
	}
	begin(store, "a", "child first");
	PUT(store, TABLE_UNIT, "97", "Con", "k", "98");
	PUT(store, TABLE_UNIT, "98", "Cha", "k", "");
	assert_int_equal(commit(store), 2);
	free(before);
}

static void what_is_pointed_to_is_not_dropped(void **state)
{
	static const struct {
		enum table table;
		const char *keys[ROW_FIELDS];
	} needed[] = {
		{TABLE_UNIT, {"72"}},
		{TABLE_UNIT, {"703"}},
		{TABLE_PLAN, {"KH1"}},
		{TABLE_ITEM, {"KH1", "II.1"}},
		{TABLE_ITEM, {"KH1", "BC1"}},
		{TABLE_ITEM, {"KH1", "N1"}},
	};
	struct store *store = ((struct given *)*state)->store;

	for (size_t i = 0; i < COUNT(needed); i++) {
		struct fault why = {0};
		long step;

		begin(store, "a", "drop");
		drop_row(store, needed[i].table, needed[i].keys);
		assert_false(step_commit(store, &step, &why));
		assert_true(why.kind == FAULT_REFUSED || why.kind == FAULT_MISSING);
		assert_non_null(field_of(store, needed[i].table, 0, needed[i].keys));
	}
	assert_whole(store);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, given_filled, given_gone)
	const struct CMUnitTest tests[] = {
		IN_OFFICE(fields_and_keys_are_those_of_the_schema),
		IN_OFFICE(every_table_of_the_schema_but_step_is_a_table),
		IN_OFFICE(every_field_goes_in_and_comes_out),
		IN_OFFICE(each_single_field_changed_is_a_change),
		IN_OFFICE(a_row_put_again_as_it_is_is_no_change),
		IN_OFFICE(a_number_put_as_other_digits_of_the_same_is_no_change),
		IN_OFFICE(empty_is_null_in_the_file),
		IN_OFFICE(any_text_comes_back_as_it_went_in),
		IN_OFFICE(a_row_that_is_not_there_is_not_found),
		IN_OFFICE(rows_are_read_within_a_step_as_they_will_be),
		IN_OFFICE(what_the_schema_forbids_is_refused),
		IN_OFFICE(a_refused_row_does_not_spoil_the_step),
		IN_OFFICE(what_points_to_nothing_is_refused_at_commit),
		IN_OFFICE(what_is_pointed_to_is_not_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
