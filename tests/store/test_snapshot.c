/* Snapshots: everything of one plan, arranged, as it is at one moment; and the list of plans. */
#include "given.h"

static int given_filled(void **state)
{
	if (given_database(state) != 0)
		return -1;
	given_office(((struct given *)*state)->store);
	return 0;
}

static struct snapshot *taken(struct store *store, const char *plan, unsigned more)
{
	struct fault why = {0};
	struct snapshot *snapshot;

	if (!store_snapshot(store, plan, more, &snapshot, &why))
		fail_msg("%s", why.text);
	assert_non_null(snapshot);
	return snapshot;
}

static size_t said(const struct snapshot *snapshot)
{
	size_t count = 0;

	for (size_t i = 0; i < snapshot->run_count; i++)
		count += snapshot->runs[i].count;
	return count;
}

static void refused(struct store *store, const char *plan, enum fault_kind kind, const char *words)
{
	struct fault why = {0};
	struct snapshot *snapshot = (struct snapshot *)store; /* anything but NULL */

	assert_false(store_snapshot(store, plan, 0, &snapshot, &why));
	assert_null(snapshot);
	assert_fault(why, kind, words);
}

static int day(const char *iso)
{
	int read = DAY_NONE;

	assert_true(day_from_iso(iso, &read));
	return read;
}

static void an_empty_database_gives_the_default_rules_and_no_plan(void **state)
{
	struct store *store = opened(":memory:", false);
	struct snapshot *snapshot = taken(store, NULL, SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE);

	(void)state;
	assert_int_equal(snapshot->rules.utc_offset, 420);
	assert_int_equal(snapshot->rules.due_soon, 3);
	assert_int_equal(snapshot->rules.holiday_count, 0);
	assert_false(snapshot->has_plan);
	assert_int_equal(snapshot->units.count, 0);
	assert_int_equal(snapshot->item_count, 0);
	assert_int_equal(snapshot->person_count, 0);
	assert_int_equal(snapshot->last_step, 0);
	snapshot_free(snapshot);
	snapshot_free(NULL);
	store_close(store);
}

static void rules_are_the_settings_and_holidays_in_order(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;

	begin(store, "an", "rules");
	PUT(store, TABLE_SETTING, "utc_offset", "-210");
	PUT(store, TABLE_HOLIDAY, "2020-04-30", "Lễ");
	PUT(store, TABLE_HOLIDAY, "2019-12-25", "Lễ");
	commit(store);
	snapshot = taken(store, NULL, 0);
	assert_int_equal(snapshot->rules.utc_offset, -210);
	assert_int_equal(snapshot->rules.due_soon, 5);
	assert_int_equal(snapshot->rules.holiday_count, 3);
	assert_int_equal(snapshot->rules.holidays[0], day("2019-12-25"));
	assert_int_equal(snapshot->rules.holidays[1], day("2020-04-30"));
	assert_int_equal(snapshot->rules.holidays[2], day("2020-09-02"));
	assert_int_equal(snapshot->last_step, 2);
	snapshot_free(snapshot);
}

static void units_stand_in_tree_order_with_all_their_fields(void **state)
{
	static const char *const codes[] = {"72", "703", "25474", "705", "25495"};
	struct snapshot *snapshot = taken(((struct given *)*state)->store, NULL, 0);
	const struct unit *unit;

	assert_int_equal(snapshot->units.count, COUNT(codes));
	for (size_t i = 0; i < COUNT(codes); i++)
		assert_string_equal(snapshot->units.at[i].code, codes[i]);
	unit = &snapshot->units.at[units_find(&snapshot->units, "705")];
	assert_string_equal(unit->name, "Huyện đoàn Tân Biên");
	assert_string_equal(unit->kind, "huyen");
	assert_string_equal(unit->parent, "72");
	assert_string_equal(unit->aliases, "Tân Biên;TB");
	assert_int_equal(unit->valid_from, day("2000-01-01"));
	assert_int_equal(unit->valid_to, day("2025-06-30"));
	assert_int_equal(unit->rev, 1);
	assert_int_equal(unit->above, 0);
	assert_int_equal(unit->end, 5);
	assert_int_equal(unit->level, 1);
	assert_int_equal(snapshot->units.at[0].valid_from, DAY_NONE);
	assert_string_equal(snapshot->units.at[0].aliases, "");
	snapshot_free(snapshot);
}

static void a_plan_comes_with_all_its_fields(void **state)
{
	struct snapshot *snapshot = taken(((struct given *)*state)->store, NULL, 0);
	const struct plan *plan = &snapshot->plan;

	assert_true(snapshot->has_plan);
	assert_string_equal(plan->code, "KH1");
	assert_string_equal(plan->title, "Kế hoạch cao điểm");
	assert_string_equal(plan->document, "144-KH");
	assert_string_equal(plan->issuer, "Tỉnh đoàn");
	assert_string_equal(plan->partners, "Công an");
	assert_string_equal(plan->audience, "huyen,thanh");
	assert_string_equal(plan->note, "ghi chú");
	assert_int_equal(plan->issued, day("2020-05-26"));
	assert_int_equal(plan->starts, day("2020-06-01"));
	assert_int_equal(plan->ends, day("2020-07-31"));
	assert_false(plan->closed);
	assert_true(plan->by_document_date);
	assert_int_equal(plan->rev, 1);
	snapshot_free(snapshot);
}

static void items_stand_by_position_with_all_their_fields_and_audiences(void **state)
{
	static const char *const codes[] = {"II", "II.1", "BC1", "N1"};
	static const enum item_type types[] = {ITEM_SECTION, ITEM_TASK, ITEM_REPORT, ITEM_NUMBER};
	struct snapshot *snapshot = taken(((struct given *)*state)->store, NULL, 0);
	const struct item *item = &snapshot->items[1];

	assert_int_equal(snapshot->item_count, COUNT(codes));
	for (size_t i = 0; i < COUNT(codes); i++) {
		assert_string_equal(snapshot->items[i].code, codes[i]);
		assert_int_equal(snapshot->items[i].type, types[i]);
		assert_int_equal(snapshot->items[i].position, i + 1);
	}
	assert_string_equal(item->title, "Tuyên truyền");
	assert_string_equal(item->audience, "huyen");
	assert_int_equal(item->due_before, day("2020-07-01"));
	assert_int_equal(item->wording, WORDING_BEFORE);
	assert_int_equal(item->from, day("2020-06-01"));
	assert_int_equal(item->to, day("2020-06-30"));
	assert_int_equal(item->proof, PROOF_BOTH);
	assert_string_equal(item->target, "100%");
	assert_string_equal(item->partners, "Công an");
	assert_string_equal(item->measure, "buổi");
	assert_string_equal(item->document, "12-HD");
	assert_int_equal(item->issued, day("2020-05-01"));
	assert_string_equal(item->issuer, "Ban");
	assert_string_equal(item->note, "một");
	assert_int_equal(item->rev, 1);
	assert_int_equal(item->section, 0);
	assert_true(item_binds(item, units_find(&snapshot->units, "705")));
	assert_false(item_binds(item, units_find(&snapshot->units, "703")));
	assert_int_equal(snapshot->items[2].wording, WORDING_BY);
	assert_int_equal(snapshot->items[0].wording, WORDING_NONE);
	assert_int_equal(snapshot->items[0].due_before, DAY_NONE);
	assert_int_equal(snapshot->items[0].proof, PROOF_NONE);
	snapshot_free(snapshot);
}

static void facts_come_with_all_their_fields(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;
	const struct record *record;
	const struct receipt *receipt;
	const struct number_value *number;
	size_t unit, count;

	begin(store, "an", "more");
	PUT(store, TABLE_DUTY, "KH1", "BC1", "705", "doing");
	PUT(store, TABLE_DUTY, "KH1", "BC1",
		"703", [DUTY_EXEMPT_WHY] = "giải thể", [DUTY_COUNT] = "0");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N1", "705", "-");
	commit(store);
	snapshot = taken(store, NULL, SNAPSHOT_NUMBERS);
	unit = units_find(&snapshot->units, "705");
	record = snapshot_record(snapshot, 1, unit);
	assert_non_null(record);
	assert_int_equal(record->progress, PROGRESS_DONE);
	assert_int_equal(record->done_on, day("2020-06-20"));
	assert_string_equal(record->document, "7-BC");
	assert_int_equal(record->document_date, day("2020-06-19"));
	assert_int_equal(record->count, 12);
	assert_string_equal(record->note, "tốt");
	assert_string_equal(record->exempt_why, "");
	assert_int_equal(record->extended_to, day("2020-07-05"));
	assert_string_equal(record->extended_by, "admin");
	assert_string_equal(record->extended_why, "mưa");
	assert_int_equal(record->reminders, 2);
	assert_int_equal(record->rev, 1);
	record = snapshot_record(snapshot, 2, unit);
	assert_int_equal(record->progress, PROGRESS_DOING);
	assert_int_equal(record->count, -1);
	assert_int_equal(record->reminders, 0);
	assert_int_equal(record->rev, 2);

	unit = units_find(&snapshot->units, "703");
	record = snapshot_record(snapshot, 2, unit);
	assert_int_equal(record->progress, PROGRESS_OPEN);
	assert_string_equal(record->exempt_why, "giải thể");
	assert_int_equal(record->count, 0); /* none given is -1 */
	receipt = snapshot_receipts(snapshot, 2, unit, &count);
	assert_int_equal(count, 1);
	assert_int_equal(receipt->version, 1);
	assert_int_equal(receipt->received_on, day("2020-06-29"));
	assert_string_equal(receipt->document, "9-BC");
	assert_int_equal(receipt->document_date, day("2020-06-28"));
	assert_int_equal(receipt->returned_on, day("2020-06-30"));
	assert_string_equal(receipt->note, "thiếu số");
	assert_int_equal(receipt->rev, 1);
	number = snapshot_number(snapshot, 2, 3, unit);
	assert_int_equal(number->value, 25);
	assert_false(number->not_applicable);
	assert_int_equal(number->rev, 1);
	number = snapshot_number(snapshot, 2, 3, units_find(&snapshot->units, "705"));
	assert_true(number->not_applicable);
	assert_int_equal(number->rev, 2);
	snapshot_free(snapshot);
}

static void facts_are_sorted_however_the_plan_and_the_tree_stand(void **state)
{
	static const char *const reports[] = {"Z9", "BC1", "A1"}, /* by position, not by code */
				  *const units[] = {"705", "25474", "72", "703", "25495"};
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;

	begin(store, "an", "many");
	PUT(store, TABLE_ITEM, "KH1", "Z9", "report", "Z", [ITEM_POSITION] = "0");
	PUT(store, TABLE_ITEM, "KH1", "A1", "report", "A", [ITEM_POSITION] = "9");
	PUT(store, TABLE_ITEM, "KH1", "A2", "number", "A", [ITEM_POSITION] = "-1");
	for (size_t r = 0; r < COUNT(reports); r++)
		for (size_t u = 0; u < COUNT(units); u++) {
			PUT(store, TABLE_DUTY, "KH1", reports[r], units[u], "doing");
			PUT(store, TABLE_NUMBER, "KH1", reports[r], "N1", units[u], "1");
			PUT(store, TABLE_NUMBER, "KH1", reports[r], "A2", units[u], "1");
			PUT(store, TABLE_RECEIPT, "KH1", reports[r], units[u], "10", "2020-06-30");
			PUT(store, TABLE_RECEIPT, "KH1", reports[r], units[u], "2147483648",
				"2020-06-30");
			PUT(store, TABLE_RECEIPT, "KH1", reports[r], units[u], "9", "2020-06-30");
		}
	commit(store);
	snapshot = taken(store, NULL, SNAPSHOT_NUMBERS);
	assert_int_equal(snapshot->record_count, 16);
	for (size_t i = 1; i < snapshot->record_count; i++) {
		const struct record *a = &snapshot->records[i - 1], *b = a + 1;

		assert_true(a->item < b->item || (a->item == b->item && a->unit < b->unit));
	}
	assert_int_equal(snapshot->receipt_count, 46);
	for (size_t i = 1; i < snapshot->receipt_count; i++) {
		const struct receipt *a = &snapshot->receipts[i - 1], *b = a + 1;

		assert_true(a->item < b->item ||
			(a->item == b->item &&
				(a->unit < b->unit ||
					(a->unit == b->unit && a->version < b->version))));
	}
	assert_int_equal(said(snapshot), 30);
	assert_int_equal(snapshot->run_count, 6);
	for (size_t i = 0; i < snapshot->run_count; i++) {
		const struct number_run *run = &snapshot->runs[i], *last = run - 1;

		assert_true(i == 0 || last->report < run->report ||
			(last->report == run->report && last->number < run->number));
		for (size_t j = 0; j < run->count; j++) {
			assert_int_equal(run->at[j].report, run->report);
			assert_int_equal(run->at[j].number, run->number);
			assert_true(j == 0 || run->at[j - 1].unit < run->at[j].unit);
		}
	}
	snapshot_free(snapshot);
}

static void items_that_differ_by_case_alone_keep_their_own_facts(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;
	size_t unit;

	begin(store, "an", "twins");
	PUT(store, TABLE_ITEM, "KH1", "x1", "task", "T", [ITEM_POSITION] = "5");
	PUT(store, TABLE_ITEM, "KH1", "X1", "task", "T", [ITEM_POSITION] = "6");
	PUT(store, TABLE_DUTY, "KH1", "x1", "703", [DUTY_NOTE] = "small");
	PUT(store, TABLE_DUTY, "KH1", "X1", "703", [DUTY_NOTE] = "large");
	commit(store);
	snapshot = taken(store, NULL, 0);
	unit = units_find(&snapshot->units, "703");
	assert_string_equal(snapshot_record(snapshot, 4, unit)->note, "small");
	assert_string_equal(snapshot_record(snapshot, 5, unit)->note, "large");
	snapshot_free(snapshot);
}

static void numbers_and_people_come_only_if_asked_for(void **state)
{
	static const struct {
		unsigned more;
		size_t numbers, people;
	} rows[] = {
		{0, 0, 0},
		{SNAPSHOT_NUMBERS, 1, 0},
		{SNAPSHOT_PEOPLE, 0, 1},
		{SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE, 1, 1},
	};
	struct store *store = ((struct given *)*state)->store;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct snapshot *snapshot = taken(store, NULL, rows[i].more);

		assert_int_equal(said(snapshot), rows[i].numbers);
		assert_true(snapshot->has_numbers == (rows[i].numbers > 0));
		assert_int_equal(snapshot->person_count, rows[i].people);
		assert_int_equal(snapshot->record_count, 1);
		assert_int_equal(snapshot->receipt_count, 1);
		snapshot_free(snapshot);
	}
}

/* What is known is what the file says. */
static void numbers_are_those_of(struct store *store, const struct snapshot *snapshot)
{
	struct snapshot *whole = taken(store, NULL, SNAPSHOT_NUMBERS);

	for (size_t i = 0; i < snapshot->run_count; i++) {
		const struct number_run *run = &snapshot->runs[i],
					*same = snapshot_run(whole, run->report, run->number);

		assert_int_equal(run->count, same ? same->count : 0);
		for (size_t j = 0; j < run->count; j++) {
			const struct number_value *a = &run->at[j], *b = &same->at[j];

			assert_int_equal(a->report, b->report);
			assert_int_equal(a->number, b->number);
			assert_int_equal(a->unit, b->unit);
			assert_int_equal(a->not_applicable, b->not_applicable);
			assert_int_equal(a->value, b->value);
			assert_int_equal(a->rev, b->rev);
		}
	}
	snapshot_free(whole);
}

enum { BC1 = 2, N1 = 3 }; /* where they stand among the items */

static void numbers_are_carried_on_by_the_log(void **state)
{
	static const char *const values[] = {"7", "-", "0", "", "31", ""};
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *older = taken(store, NULL, 0), *newer;
	const struct number_run *runs;
	struct step_told told;
	struct fault why;

	assert_false(snapshot_knows(older, BC1, N1));
	assert_true(snapshot_read_number(store, older, BC1, N1, &why));
	assert_int_equal(said(older), 1);
	numbers_are_those_of(store, older);
	for (size_t i = 0; i < 2 * COUNT(values); i++) {
		const char *unit = i % 2 ? "703" : "705", *value = values[i / 2];
		const char *fields[] = {"KH1", "BC1", "N1", unit, value, ""};

		begin(store, "an", "number");
		if (*value)
			assert_true(store_put(store, TABLE_NUMBER, fields, &why));
		else
			assert_true(store_drop(store, TABLE_NUMBER, fields, &why));
		commit(store);
		if (i == 5)
			assert_true(store_undo(store, "an", 0, &told, &why));
		newer = taken(store, NULL, 0);
		runs = older->runs;
		assert_true(snapshot_carry_numbers(store, newer, older, &why));
		assert_ptr_equal(newer->runs, runs); /* taken, not read anew */
		assert_int_equal(older->run_count, 0);
		assert_true(snapshot_knows(newer, BC1, N1));
		numbers_are_those_of(store, newer);
		snapshot_free(older);
		older = newer;
	}
	snapshot_free(older);
}

/* What nobody asked for is not known, whatever the log says of it. */
static void only_the_numbers_asked_for_are_read_and_carried_on(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *older, *newer;
	struct fault why;

	begin(store, "an", "more");
	PUT(store, TABLE_ITEM, "KH1", "N2", "number", "Hai", [ITEM_POSITION] = "9");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N2", "703", "5");
	commit(store);
	older = taken(store, NULL, 0);
	assert_true(snapshot_read_number(store, older, BC1, N1, &why));
	assert_true(snapshot_read_number(store, older, BC1, N1, &why));
	assert_int_equal(older->run_count, 1);
	assert_false(snapshot_knows(older, BC1, N1 + 1));
	begin(store, "an", "numbers");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N2", "703", "6");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N1", "705", "8");
	commit(store);
	newer = taken(store, NULL, 0);
	assert_true(snapshot_carry_numbers(store, newer, older, &why));
	assert_int_equal(newer->run_count, 1);
	assert_int_equal(said(newer), 2);
	assert_false(snapshot_knows(newer, BC1, N1 + 1));
	assert_true(snapshot_read_number(store, newer, BC1, N1 + 1, &why));
	assert_int_equal(snapshot_number(newer, BC1, N1 + 1, units_find(&newer->units, "703"))->value, 6);
	numbers_are_those_of(store, newer);
	snapshot_free(older);
	snapshot_free(newer);
}

/* A number that no unit has given is known to be nobody's. */
static void numbers_that_nobody_gave_are_known(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;
	struct fault why;

	begin(store, "an", "less");
	assert_true(store_drop(store, TABLE_NUMBER,
		(const char *const[]){"KH1", "BC1", "N1", "703", "", ""}, &why));
	commit(store);
	snapshot = taken(store, NULL, 0);
	assert_true(snapshot_read_number(store, snapshot, BC1, N1, &why));
	assert_true(snapshot_knows(snapshot, BC1, N1));
	assert_int_equal(said(snapshot), 0);
	snapshot_free(snapshot);
}

static void numbers_of_other_places_are_not_carried_on(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *older = taken(store, NULL, 0), *newer;
	struct fault why;

	assert_true(snapshot_read_number(store, older, BC1, N1, &why));
	begin(store, "an", "unit");
	PUT(store, TABLE_UNIT, "700", "Mới", "huyen", [UNIT_PARENT] = "72");
	commit(store);
	newer = taken(store, NULL, 0);
	assert_true(snapshot_carry_numbers(store, newer, older, &why));
	assert_int_equal(newer->run_count, 0);
	assert_int_equal(older->run_count, 1);
	assert_true(snapshot_read_number(store, newer, BC1, N1, &why));
	numbers_are_those_of(store, newer);
	snapshot_free(older);
	snapshot_free(newer);
}

static void a_few_numbers_are_read_one_by_one(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot = taken(store, NULL, 0);
	uint32_t has = (uint32_t)units_find(&snapshot->units, "703"),
		 has_not = (uint32_t)units_find(&snapshot->units, "705");
	struct number_value values[] = {{.report = BC1, .number = N1, .unit = has_not},
		{.report = BC1, .number = N1, .unit = has}};
	bool are_there[2];
	struct fault why;

	assert_true(store_numbers_at(store, snapshot, values, are_there, 2, &why));
	assert_false(are_there[0]);
	assert_true(are_there[1]);
	assert_int_equal(values[1].value, 25);
	assert_int_equal(values[1].rev, 1);
	assert_int_equal(snapshot->run_count, 0);
	snapshot_free(snapshot);
}

static void people_stand_by_unit_and_vietnamese_name(void **state)
{
	static const char *const names[] = {"Ân", "Đức", "Anh", "Dũng", "Ánh", "Ăn"},
				  *const sorted[] = {"Anh", "Ánh", "Ăn", "Ân", "Dũng", "Đức"};
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;
	const struct person *person;

	begin(store, "an", "people");
	for (size_t i = 0; i < COUNT(names); i++)
		PUT(store, TABLE_PERSON, "705", names[i]);
	PUT(store, TABLE_PERSON, "25495", "An");
	commit(store);
	snapshot = taken(store, NULL, SNAPSHOT_PEOPLE);
	assert_int_equal(snapshot->person_count, 8);
	person = &snapshot->people[0];
	assert_int_equal(person->unit, units_find(&snapshot->units, "703"));
	assert_string_equal(person->name, "Nguyễn Văn Ân");
	assert_string_equal(person->position, "Bí thư");
	assert_string_equal(person->phone, "0901234567");
	assert_string_equal(person->email, "an@example.org");
	assert_string_equal(person->note, "cũ");
	assert_int_equal(person->rev, 1);
	for (size_t i = 0; i < COUNT(sorted); i++)
		assert_string_equal(snapshot->people[1 + i].name, sorted[i]);
	assert_int_equal(snapshot->people[7].unit, units_find(&snapshot->units, "25495"));
	snapshot_free(snapshot);
}

static void only_facts_of_the_plan_meant_come(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;

	begin(store, "an", "second plan");
	PUT(store, TABLE_PLAN, "KH2", "Hai", [PLAN_STARTS] = "2021-01-01");
	PUT(store, TABLE_ITEM, "KH2", "II.1", "task", "Khác", [ITEM_POSITION] = "1");
	PUT(store, TABLE_DUTY, "KH2", "II.1", "703", "doing");
	PUT(store, TABLE_DUTY, "KH2", "II.1", "705", "doing");
	commit(store);
	snapshot = taken(store, "KH2", SNAPSHOT_NUMBERS);
	assert_string_equal(snapshot->plan.code, "KH2");
	assert_false(snapshot->plan.by_document_date);
	assert_int_equal(snapshot->item_count, 1);
	assert_int_equal(snapshot->record_count, 2);
	assert_int_equal(snapshot->receipt_count, 0);
	assert_int_equal(said(snapshot), 0);
	snapshot_free(snapshot);
	snapshot = taken(store, "KH1", 0);
	assert_int_equal(snapshot->item_count, 4);
	assert_int_equal(snapshot->record_count, 1);
	snapshot_free(snapshot);
}

static void the_plan_meant_is_named_or_the_only_open_one(void **state)
{
	static const struct {
		const char *closed[3]; /* of A, B, C; NULL: the plan is not there */
		const char *named, *expected; /* NULL: no plan */
	} rows[] = {
		{{NULL, NULL, NULL}, NULL, NULL},
		{{"", NULL, NULL}, NULL, "A"},
		{{"", NULL, NULL}, "A", "A"},
		{{"", "2020-01-01", "2020-01-01"}, NULL, "A"},
		{{"2020-01-01", "2020-01-01", ""}, NULL, "C"},
		{{"2020-01-01", NULL, NULL}, NULL, "A"}, /* one alone, though closed */
		{{"2020-01-01", "2020-01-01", NULL}, NULL, NULL},
		{{"2020-01-01", "2020-01-01", NULL}, "B", "B"},
		{{"", "", ""}, "B", "B"},
	};
	static const char *const codes[] = {"A", "B", "C"};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct store *store = opened(":memory:", false);
		struct snapshot *snapshot;

		begin(store, "an", "plans");
		for (size_t plan = 0; plan < COUNT(codes); plan++)
			if (rows[i].closed[plan])
				PUT(store, TABLE_PLAN, codes[plan],
					"T", [PLAN_CLOSED] = rows[i].closed[plan]);
		commit(store);
		snapshot = taken(store, rows[i].named, 0);
		assert_int_equal(snapshot->has_plan, rows[i].expected != NULL);
		if (rows[i].expected)
			assert_string_equal(snapshot->plan.code, rows[i].expected);
		if (rows[i].expected)
			assert_int_equal(snapshot->plan.closed,
				rows[i].closed[rows[i].expected[0] - 'A'][0] != '\0');
		snapshot_free(snapshot);
		store_close(store);
	}
}

static void several_open_plans_and_an_unknown_one_are_refused_by_name(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	refused(store, "KH9", FAULT_MISSING, "no plan KH9; there are: KH1");
	begin(store, "an", "plans");
	PUT(store, TABLE_PLAN, "KH2", "Hai", [PLAN_STARTS] = "2021-01-01");
	PUT(store, TABLE_PLAN, "KH3", "Ba", [PLAN_CLOSED] = "2021-01-01");
	commit(store);
	refused(store, NULL, FAULT_MISSING,
		"several plans are open: name one with --plan (KH2, KH1)");
	refused(store, "kh1", FAULT_MISSING, "no plan kh1; there are: KH2, KH1, KH3");
	store = opened(":memory:", false);
	refused(store, "KH1", FAULT_MISSING, "no plan KH1; there are: -");
	store_close(store);
}

static void plans_come_newest_first(void **state)
{
	static const char *const expected[] = {"K5", "K2", "K3", "KH1", "K4"};
	struct store *store = ((struct given *)*state)->store;
	struct plans plans;

	begin(store, "an", "plans");
	PUT(store, TABLE_PLAN, "K4", "Không ngày");
	PUT(store, TABLE_PLAN, "K3", "Ba", [PLAN_STARTS] = "2021-01-01");
	PUT(store, TABLE_PLAN, "K2",
		"Hai", [PLAN_STARTS] = "2021-01-01", [PLAN_CLOSED] = "2021-02-01");
	PUT(store, TABLE_PLAN, "K5", "Năm", [PLAN_STARTS] = "2022-01-01");
	commit(store);
	assert_true(store_plans(store, &plans, NULL));
	assert_int_equal(plans.count, COUNT(expected));
	for (size_t i = 0; i < COUNT(expected); i++)
		assert_string_equal(plans.at[i].code, expected[i]);
	assert_true(plans.at[1].closed);
	assert_int_equal(plans.at[4].starts, DAY_NONE);
	plans_free(&plans);
	assert_int_equal(plans.count, 0);
}

static void a_snapshot_within_a_step_shows_the_step(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;

	begin(store, "an", "x");
	PUT(store, TABLE_UNIT, "99", "Mới", "huyen", "72");
	snapshot = taken(store, NULL, 0);
	assert_int_equal(snapshot->units.count, 6);
	assert_int_equal(snapshot->last_step, 1);
	snapshot_free(snapshot);
	assert_int_equal(commit(store), 2); /* the step went on */
}

static void a_snapshot_outlives_its_store(void **state)
{
	struct given *given = *state;
	struct snapshot *snapshot = taken(given->store, NULL, SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE);

	shut(given);
	assert_string_equal(snapshot->plan.title, "Kế hoạch cao điểm");
	assert_string_equal(snapshot->units.at[0].name, "Tỉnh đoàn Tây Ninh");
	assert_string_equal(snapshot->people[0].name, "Nguyễn Văn Ân");
	snapshot_free(snapshot);
}

static void a_snapshot_leaves_nothing_open_that_holds_up_a_writer(void **state)
{
	struct given *given = *state;
	struct store *second = opened(given->path, false);

	store_set_patience(second, 0);
	for (int i = 0; i < 3; i++) {
		char value[16];

		snapshot_free(taken(given->store, NULL, SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE));
		refused(given->store, "none", FAULT_MISSING, "no plan");
		snprintf(value, sizeof value, "%d", i);
		STEP(second, "an", TABLE_SETTING, "x", value);
	}
	store_close(second);
}

static void facts_that_point_to_nothing_are_left_out(void **state)
{
	struct given *given = *state;
	struct snapshot *snapshot;

	begin(given->store, "an", "more");
	PUT(given->store, TABLE_DUTY, "KH1", "II.1", "25495", "doing");
	PUT(given->store, TABLE_RECEIPT, "KH1", "BC1", "25495", "1", "2020-06-30");
	PUT(given->store, TABLE_NUMBER, "KH1", "BC1", "N1", "25495", "1");
	PUT(given->store, TABLE_PERSON, "25495", "Bê");
	commit(given->store);
	shut(given);
	raw(given->path, "DELETE FROM unit WHERE code = '25495'; DELETE FROM item WHERE code = 'N1'");
	given->store = opened(given->path, false);
	snapshot = taken(given->store, NULL, SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE);
	assert_int_equal(snapshot->units.count, 4);
	assert_int_equal(snapshot->record_count, 1);
	assert_int_equal(snapshot->receipt_count, 1);
	assert_int_equal(said(snapshot), 0);
	assert_int_equal(snapshot->person_count, 1);
	snapshot_free(snapshot);
}

static void units_in_a_circle_are_refused_and_check_says_so(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct buffer report = {0};
	struct step_told told;
	size_t problems;

	STEP(store, "an", TABLE_UNIT, "72", "Tỉnh đoàn Tây Ninh", "tinh", "25474");
	refused(store, NULL, FAULT_REFUSED, "do not form a tree (at 25474)");
	assert_true(store_check(store, &report, &problems, NULL));
	assert_true(problems > 0);
	assert_non_null(strstr(buffer_text(&report), "25474"));
	buffer_free(&report);
	assert_true(store_undo(store, "an", 0, &told, NULL)); /* the way out */
	snapshot_free(taken(store, NULL, 0));
	assert_whole(store);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, given_filled, given_gone)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_database_gives_the_default_rules_and_no_plan),
		IN_OFFICE(rules_are_the_settings_and_holidays_in_order),
		IN_OFFICE(units_stand_in_tree_order_with_all_their_fields),
		IN_OFFICE(a_plan_comes_with_all_its_fields),
		IN_OFFICE(items_stand_by_position_with_all_their_fields_and_audiences),
		IN_OFFICE(facts_come_with_all_their_fields),
		IN_OFFICE(facts_are_sorted_however_the_plan_and_the_tree_stand),
		IN_OFFICE(items_that_differ_by_case_alone_keep_their_own_facts),
		IN_OFFICE(numbers_and_people_come_only_if_asked_for),
		IN_OFFICE(numbers_are_carried_on_by_the_log),
		IN_OFFICE(only_the_numbers_asked_for_are_read_and_carried_on),
		IN_OFFICE(numbers_that_nobody_gave_are_known),
		IN_OFFICE(numbers_of_other_places_are_not_carried_on),
		IN_OFFICE(a_few_numbers_are_read_one_by_one),
		IN_OFFICE(people_stand_by_unit_and_vietnamese_name),
		IN_OFFICE(only_facts_of_the_plan_meant_come),
		cmocka_unit_test(the_plan_meant_is_named_or_the_only_open_one),
		IN_OFFICE(several_open_plans_and_an_unknown_one_are_refused_by_name),
		IN_OFFICE(plans_come_newest_first),
		IN_OFFICE(a_snapshot_within_a_step_shows_the_step),
		IN_OFFICE(a_snapshot_outlives_its_store),
		IN_OFFICE(a_snapshot_leaves_nothing_open_that_holds_up_a_writer),
		IN_OFFICE(facts_that_point_to_nothing_are_left_out),
		IN_OFFICE(units_in_a_circle_are_refused_and_check_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
