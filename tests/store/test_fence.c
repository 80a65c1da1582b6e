/* The fence around an account: what it sees, what it changes, what it takes back. The office:
 * 72 over 705 (25495 below) and 703 (25474 below). */
#include "given.h"

static int given_accounts(void **state)
{
	struct store *store;

	if (given_database(state) != 0)
		return -1;
	store = ((struct given *)*state)->store;
	given_office(store);
	STEP(store, "admin", TABLE_PERSON, "25495", "Lê Bê");
	begin(store, "admin", "account add");
	PUT(store, TABLE_ACCOUNT, "bien", "editor", "705");
	PUT(store, TABLE_ACCOUNT, "look", "viewer", "705");
	PUT(store, TABLE_ACCOUNT, "all", "viewer");
	PUT(store, TABLE_ACCOUNT, "leaf", "editor", "25495");
	commit(store);
	return 0;
}

static void act_as(struct store *store, const char *account)
{
	enum role role;
	struct fault why = {0};

	if (!store_act_as(store, account, &role, NULL, &why))
		fail_msg("%s", why.text);
}

static struct snapshot *seen(struct store *store)
{
	struct snapshot *snapshot;
	struct fault why = {0};

	if (!store_snapshot(
		    store, NULL, SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE, &snapshot, &why))
		fail_msg("%s", why.text);
	return snapshot;
}

static void sees(struct store *store, const char *account, const char *codes)
{
	struct buffer got = {0};
	struct snapshot *snapshot;

	act_as(store, account);
	snapshot = seen(store);
	for (size_t i = 0; i < snapshot->units.count; i++)
		buffer_print(&got, "%s%s", i ? " " : "", snapshot->units.at[i].code);
	assert_string_equal(buffer_text(&got), codes);
	buffer_free(&got);
	snapshot_free(snapshot);
}

static void an_account_sees_its_branch_and_no_other(void **state)
{
	struct store *store = ((struct given *)*state)->store;

	sees(store, "bien", "705 25495");
	sees(store, "look", "705 25495");
	sees(store, "leaf", "25495");
	sees(store, "all", "72 703 25474 705 25495");
	sees(store, "tinh", "72 703 25474 705 25495");
}

static void what_is_recorded_of_others_is_not_seen(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;

	act_as(store, "bien");
	snapshot = seen(store);
	assert_int_equal(snapshot->record_count, 1);  /* 705 II.1 */
	assert_int_equal(snapshot->receipt_count, 0); /* 703's */
	assert_int_equal(snapshot->run_count, 0);
	assert_int_equal(snapshot->person_count, 1);
	assert_string_equal(snapshot->people[0].name, "Lê Bê");
	assert_string_equal(snapshot->units.at[0].parent, "");
	snapshot_free(snapshot);

	assert_non_null(FIELD(store, TABLE_DUTY, DUTY_NOTE, "KH1", "II.1", "705"));
	assert_null(FIELD(store, TABLE_RECEIPT, RECEIPT_NOTE, "KH1", "BC1", "703", "1"));
	assert_null(FIELD(store, TABLE_NUMBER, NUMBER_VALUE, "KH1", "BC1", "N1", "703"));
	assert_null(FIELD(store, TABLE_PERSON, PERSON_NAME, "703", "Nguyễn Văn Ân"));
	assert_null(FIELD(store, TABLE_UNIT, UNIT_NAME, "72"));
	assert_null(FIELD(store, TABLE_ACCOUNT, ACCOUNT_ROLE, "bien"));
	assert_non_null(FIELD(store, TABLE_PLAN, PLAN_TITLE, "KH1"));
}

/* Large ones are read in another way than small ones, and show no more. */
static void a_large_branch_is_no_wider_than_a_small_one(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;

	act_as(store, "tinh");
	begin(store, "tinh", "import units");
	for (int i = 0; i <= SMALL_BRANCH; i++) {
		char code[16];

		snprintf(code, sizeof code, "705-%d", i);
		PUT(store, TABLE_UNIT, code, "Đoàn xã", "co-so", "705");
	}
	commit(store);
	STEP(store, "tinh", TABLE_PERSON, "25474", "Phạm Xê");
	act_as(store, "bien");
	snapshot = seen(store);
	assert_int_equal(snapshot->units.count, SMALL_BRANCH + 3); /* 705, 25495, and these */
	assert_int_equal(units_find(&snapshot->units, "703"), NOWHERE);
	assert_int_equal(units_find(&snapshot->units, "72"), NOWHERE);
	assert_int_equal(snapshot->record_count, 1);
	assert_int_equal(snapshot->receipt_count, 0);
	for (size_t i = 0; i < snapshot->run_count; i++)
		assert_int_equal(snapshot->runs[i].count, 0);
	assert_int_equal(snapshot->person_count, 1);
	snapshot_free(snapshot);
}

/* Every table, a row inside and one outside where there is such a thing. */
static const struct {
	enum table table;
	const char *fields[ROW_FIELDS];
	bool inside;
} rows[] = {
	{TABLE_SETTING, {"due_soon", "1"}, false},
	{TABLE_HOLIDAY, {"2020-05-01", "x"}, false},
	{TABLE_UNIT, {"705", "Khác", "huyen", "72"}, false},
	{TABLE_UNIT, {"25495", "Khác", "co-so", "705"}, true},
	{TABLE_UNIT, {"703", "Của tôi", "thanh", "705"}, false},
	{TABLE_UNIT, {"25474", "Của tôi", "co-so", "705"}, false},
	{TABLE_PERSON, {"705", "A"}, true},
	{TABLE_PERSON, {"703", "A"}, false},
	{TABLE_PERSON, {"72", "A"}, false},
	{TABLE_PLAN, {"KH2", "T"}, false},
	{TABLE_ITEM, {"KH1", "X", "task", "T", [ITEM_POSITION] = "9"}, false},
	{TABLE_DUTY, {"KH1", "II.1", "705", "doing"}, true},
	{TABLE_DUTY, {"KH1", "II.1", "25495", "doing"}, true},
	{TABLE_DUTY, {"KH1", "II.1", "703", "doing"}, false},
	{TABLE_DUTY, {"KH1", "II.1", "72", "doing"}, false},
	{TABLE_RECEIPT, {"KH1", "BC1", "705", "1", "2020-06-30"}, true},
	{TABLE_RECEIPT, {"KH1", "BC1", "703", "1", "2020-06-01"}, false},
	{TABLE_NUMBER, {"KH1", "BC1", "N1", "705", "1"}, true},
	{TABLE_NUMBER, {"KH1", "BC1", "N1", "703", "1"}, false},
	{TABLE_ACCOUNT, {"bien", "admin"}, false},
	{TABLE_ACCOUNT, {"new", "viewer"}, false},
};

static void an_editor_changes_what_is_recorded_of_its_branch_alone(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	bool tried[TABLES] = {false};
	struct fault why = {0};

	act_as(store, "bien");
	for (size_t i = 0; i < COUNT(rows); i++) {
		tried[rows[i].table] = true;
		begin(store, "bien", "try");
		assert_int_equal(
			store_put(store, rows[i].table, rows[i].fields, &why), rows[i].inside);
		if (!rows[i].inside)
			assert_int_equal(why.kind, FAULT_DENIED);
		assert_int_equal(
			store_drop(store, rows[i].table, rows[i].fields, &why), rows[i].inside);
		if (!rows[i].inside)
			assert_int_equal(why.kind, FAULT_DENIED);
		step_abandon(store);
	}
	for (int table = 0; table < TABLES; table++)
		assert_true(tried[table]);
}

/* The tree below the top of its branch is an editor's, as it was before the step. */
static void an_editor_moves_units_within_its_branch_alone(void **state)
{
	static const struct {
		const char *fields[ROW_FIELDS];
		bool fine;
	} moves[] = {
		{{"25495", "Khác", "co-so", "705"}, true}, {{"25495", "Khác", "co-so", "703"}, false},
		{{"25495", "Khác", "co-so", "72"}, false}, {{"25495", "Khác", "co-so", ""}, false},
		{{"new", "Mới", "co-so", "705"}, true}, {{"new", "Mới", "co-so", "25495"}, true},
		{{"new", "Mới", "co-so", "703"}, false}, {{"new", "Mới", "co-so", ""}, false},
		{{"705", "Đầu", "huyen", "72"}, false}, {{"705", "Đầu", "huyen", "25495"}, false},
	};
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};

	act_as(store, "bien");
	for (size_t i = 0; i < COUNT(moves); i++) {
		begin(store, "bien", "try");
		assert_int_equal(
			store_put(store, TABLE_UNIT, moves[i].fields, &why), moves[i].fine);
		if (!moves[i].fine)
			assert_int_equal(why.kind, FAULT_DENIED);
		step_abandon(store);
	}
	/* Not even in two puts: the first one's unit was not there before. */
	begin(store, "bien", "try");
	PUT(store, TABLE_UNIT, "new", "Mới", "co-so", "705");
	assert_false(store_put(store, TABLE_UNIT, FIELDS("next", "Mới", "co-so", "new"), &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	step_abandon(store);
}

/* Kind and days decide who owes what; a name that half fits one elsewhere draws its entries. */
static void an_editor_makes_units_that_owe_and_are_called_nothing_of_others(void **state)
{
	static const struct {
		const char *fields[ROW_FIELDS];
		bool fine;
	} tries[] = {
		{{"25495", "Xã Tân Bình", "huyen", "705"}, false},
		{{"25495", "Xã Tân Bình", "co-so", "705", "2020-01-01"}, false},
		{{"25495", "Xã Tân Bình", "co-so", "705", "", "2020-01-01"}, false},
		{{"new", "Mới", "huyen", "705"}, false}, {{"new", "Mới", "thanh", "705"}, false},
		{{"25495", "doan tay ninh", "co-so", "705"}, false},
		{{"25495", "Thanh doan", "co-so", "705"}, false},
		{{"25495", "703", "co-so", "705"}, false},
		{{"new", "Thành đoàn", "co-so", "705"}, false},
		{{"tay-ninh", "Mới", "co-so", "705"}, false}, {{"705-1", "Mới", "co-so", "705"}, true},
		{{"25495", "Xã Tân Bình", "co-so", "705", "", "", "Ấp; doan tay"}, false},
		{{"25495", "Xã Tân Bình", "co-so", "705", "", "", "Ấp; 703"}, false},
		/* what is typed with a slip for 703 would be part of the longer name */
		{{"25495", "Đội Thành đoàn Tây Nính", "co-so", "705"}, false},
		{{"new", "Mới", "co-so", "705", "", "", "Ấp;Đội thanh doan tay ninh"}, false},
		{{"25495", "Đội Thành đoàn Tây Ninh", "co-so", "705"}, true},
		{{"25495", "Thành đoàn Tây Ninh", "co-so", "705"}, true},
		{{"25495", "Huyện đoàn", "co-so", "705", "", "", "Ấp;Xã Tân Bình"}, true},
	};
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	struct step_told told;

	act_as(store, "bien");
	for (size_t i = 0; i < COUNT(tries); i++) {
		begin(store, "bien", "try");
		assert_int_equal(
			store_put(store, TABLE_UNIT, tries[i].fields, &why), tries[i].fine);
		if (!tries[i].fine)
			assert_int_equal(why.kind, FAULT_DENIED);
		step_abandon(store);
	}
	/* Nor by taking back what it did while it might. */
	act_as(store, "tinh");
	STEP(store, "bien", TABLE_UNIT, "25495", "Xã Tân Bình", "huyen", "705");
	act_as(store, "bien");
	assert_false(store_undo(store, "bien", 0, &told, &why));
	assert_int_equal(why.kind, FAULT_DENIED);
}

static void a_unit_taken_past_put_is_stopped_at_the_commit(void **state)
{
	static const char *const sneaks[] = {
		"UPDATE unit SET parent = '705' WHERE code = '25474'",
		"UPDATE unit SET parent = '703' WHERE code = '25495'",
		"UPDATE unit SET name = 'Đầu' WHERE code = '705'",
		"UPDATE unit SET kind = 'huyen' WHERE code = '25495'",
		"INSERT INTO unit VALUES ('new', 'Mới', 'co-so', '703', NULL, NULL, NULL, 1)",
		"INSERT INTO unit VALUES ('new', 'Mới', 'co-so', NULL, NULL, NULL, NULL, 1)",
		"DELETE FROM unit WHERE code = 'spare'"};
	struct given *given = *state;
	struct fault why = {0};
	long step;

	STEP(given->store, "admin", TABLE_UNIT, "spare", "Trống", "co-so", "703");
	char *before = content(given->store);
	for (size_t i = 0; i < COUNT(sneaks); i++) {
		act_as(given->store, "bien");
		begin(given->store, "bien", "sneak");
		assert_true(store_run(given->store, sneaks[i], &why));
		assert_false(step_commit(given->store, &step, &why));
		assert_int_equal(why.kind, FAULT_DENIED);
	}
	reopen(given);
	assert_content(given->store, before);
	free(before);
}

static void an_editor_takes_back_what_it_did_to_units(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct step_told told;
	struct fault why = {0};

	act_as(store, "bien");
	STEP(store, "bien", TABLE_UNIT, "new", "Mới", "co-so", "705");
	assert_true(store_undo(store, "bien", 0, &told, &why));
	assert_null(FIELD(store, TABLE_UNIT, UNIT_NAME, "new"));
	assert_true(store_redo(store, "bien", &told, &why));
	sees(store, "bien", "705 25495 new");
	begin(store, "bien", "remove-unit new");
	DROP(store, TABLE_UNIT, "new");
	commit(store);
	assert_true(store_undo(store, "bien", 0, &told, &why));
	STEP(store, "bien", TABLE_UNIT, "new", "Mới", "co-so", "25495");
	act_as(store, "tinh");
	STEP(store, "tinh", TABLE_UNIT, "25495", "Xã Tân Bình", "co-so", "703");
	act_as(store, "bien");
	assert_false(store_undo(store, "bien", 0, &told, &why));
	assert_int_equal(why.kind, FAULT_DENIED);
}

static void what_gets_past_put_is_stopped_at_the_commit(void **state)
{
	struct given *given = *state;
	char *before = content(given->store);
	struct fault why = {0};
	long step;

	act_as(given->store, "bien");
	begin(given->store, "bien", "sneak");
	assert_true(store_run(given->store, "UPDATE duty SET note = 'mine' WHERE unit = '705'",
		&why));
	assert_true(store_run(given->store, "UPDATE person SET note = 'mine'", &why));
	assert_false(step_commit(given->store, &step, &why));
	assert_fault(why, FAULT_DENIED, "703 is outside the branch");
	reopen(given);
	assert_content(given->store, before);
	free(before);
}

static void a_viewer_changes_nothing(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	static const char *const viewers[] = {"look", "all"};
	struct step_told told;
	struct fault why = {0};

	for (size_t i = 0; i < COUNT(viewers); i++) {
		act_as(store, viewers[i]);
		assert_false(step_begin(store, viewers[i], "x", &why));
		assert_fault(why, FAULT_DENIED, "not change");
		assert_false(store_undo(store, viewers[i], 0, &told, &why));
		assert_int_equal(why.kind, FAULT_DENIED);
		assert_false(store_redo(store, viewers[i], &told, &why));
		assert_int_equal(why.kind, FAULT_DENIED);
	}
}

static void only_an_admin_touches_the_file_as_a_whole(void **state)
{
	struct given *given = *state;
	static const char *const others[] = {"bien", "look", "all"};
	struct buffer report = {0};
	struct accounts accounts;
	struct fault why = {0};
	char path[256];
	size_t count;

	given_path(given, "copy.db", path);
	for (size_t i = 0; i < COUNT(others); i++) {
		act_as(given->store, others[i]);
		assert_false(store_backup(given->store, path, &why));
		assert_int_equal(why.kind, FAULT_DENIED);
		assert_false(store_check(given->store, &report, &count, &why));
		assert_int_equal(why.kind, FAULT_DENIED);
		assert_false(store_purge_people(given->store, others[i], &count, &why));
		assert_int_equal(why.kind, FAULT_DENIED);
		assert_false(store_accounts(given->store, &accounts, &why));
		assert_int_equal(why.kind, FAULT_DENIED);
	}
	act_as(given->store, "tinh");
	assert_true(store_backup(given->store, path, &why));
	assert_true(store_accounts(given->store, &accounts, &why));
	assert_int_equal(accounts.count, 5);
	assert_string_equal(accounts.at[1].name, "bien");
	assert_string_equal(accounts.at[1].unit, "705");
	accounts_free(&accounts);
	assert_true(store_purge_people(given->store, "tinh", &count, &why));
	assert_int_equal(count, 2);
	buffer_free(&report);
}

static void an_editor_takes_back_its_own_steps_alone(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct step_told told;
	struct fault why = {0};
	long others, own, unseen;
	size_t steps;

	unseen = STEP(store, "admin", TABLE_DUTY, "KH1", "II.1", "703", "doing");
	others = STEP(store, "admin", TABLE_DUTY, "KH1", "II.1", "25495", "done", "2020-06-02");
	act_as(store, "bien");
	own = STEP(store, "bien", TABLE_DUTY, "KH1", "BC1", "705", "", "", "7-BC");
	assert_false(store_undo(store, "bien", others, &told, &why));
	assert_fault(why, FAULT_DENIED, "another's");
	assert_false(store_undo(store, "bien", unseen, &told, &why));
	assert_fault(why, FAULT_MISSING, "there is no step");
	/* Before anybody is asked whether so many are meant. */
	assert_false(store_count_since(store, others, &steps, &why));
	assert_fault(why, FAULT_DENIED, "another's");
	assert_true(store_count_since(store, own, &steps, &why));
	assert_true(store_undo(store, "bien", own, &told, &why));
	assert_true(store_redo(store, "bien", &told, &why));
	assert_true(store_undo(store, "bien", 0, &told, &why));
	assert_int_equal(told.target, own);
	assert_false(store_undo(store, "bien", 0, &told, &why));
	assert_int_equal(why.kind, FAULT_MISSING);
}

/* It was made when the branch was wider, or under the same name on the server itself. */
static void an_own_step_that_left_the_branch_is_not_taken_back(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct step_told told;
	struct fault why = {0};

	begin(store, "bien", "both");
	PUT(store, TABLE_DUTY, "KH1", "BC1", "705", "", "", "1");
	PUT(store, TABLE_DUTY, "KH1", "BC1", "703", "", "", "1");
	commit(store);
	act_as(store, "bien");
	assert_false(store_undo(store, "bien", 0, &told, &why));
	assert_fault(why, FAULT_DENIED, "703 is outside");
	assert_fault(why, FAULT_DENIED, "you have none before it");
	assert_string_equal(FIELD(store, TABLE_DUTY, DUTY_DOCUMENT, "KH1", "BC1", "705"), "1");
}

/* What stands behind it is reached by the number told; nothing is passed over without a word. */
static void a_step_that_left_the_branch_names_the_next_that_did_not(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct step_told told;
	struct fault why = {0};
	char wanted[64];
	long own;

	own = STEP(store, "bien", TABLE_DUTY, "KH1", "BC1", "705", "", "", "7-BC");
	STEP(store, "bien", TABLE_DUTY, "KH1", "BC1", "703", "", "", "1");
	STEP(store, "bien", TABLE_DUTY, "KH1", "BC1", "703", "", "", "2");
	act_as(store, "bien");
	assert_false(store_undo(store, "bien", 0, &told, &why));
	snprintf(wanted, sizeof wanted, "your next one before it: undo %ld", own);
	assert_fault(why, FAULT_DENIED, wanted);
	assert_fault(why, FAULT_DENIED, "703 is outside");
	assert_true(store_undo(store, "bien", own, &told, &why));
	assert_int_equal(told.target, own);
}

static void an_account_or_a_branch_that_changes_is_changed_at_once(void **state)
{
	struct given *given = *state;
	struct store *store = given->store, *admin = opened(given->path, false);
	struct snapshot *snapshot;
	struct fault why = {0};

	sees(store, "bien", "705 25495");
	STEP(admin, "admin", TABLE_UNIT, "25495", "Xã Tân Bình", "co-so", "703");
	snapshot = seen(store);
	assert_int_equal(snapshot->units.count, 1);
	snapshot_free(snapshot);
	begin(store, "bien", "x");
	assert_false(store_put(
		store, TABLE_DUTY, FIELDS("KH1", "II.1", "25495", "doing"), &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	step_abandon(store);

	STEP(admin, "admin", TABLE_ACCOUNT, "bien", "viewer", "705");
	assert_false(step_begin(store, "bien", "x", &why));
	assert_int_equal(why.kind, FAULT_DENIED);

	begin(admin, "admin", "remove");
	DROP(admin, TABLE_ACCOUNT, "bien");
	commit(admin);
	assert_false(store_snapshot(store, NULL, 0, &snapshot, &why));
	assert_fault(why, FAULT_DENIED, "no account bien");
	assert_false(step_begin(store, "bien", "x", &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	assert_null(FIELD(store, TABLE_DUTY, DUTY_NOTE, "KH1", "II.1", "705"));
	store_close(admin);
}

static void the_log_tells_an_account_of_its_branch_alone(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	struct log log;

	begin(store, "admin", "exempt 703,705 BC1 --why secret");
	PUT(store, TABLE_DUTY, "KH1", "BC1", "705", [DUTY_EXEMPT_WHY] = "a");
	PUT(store, TABLE_DUTY, "KH1", "BC1", "703", [DUTY_EXEMPT_WHY] = "b");
	commit(store);
	begin(store, "admin", "note 703 II.1 hidden");
	PUT(store, TABLE_DUTY, "KH1", "II.1", "703", [DUTY_NOTE] = "hidden");
	commit(store);

	act_as(store, "bien");
	assert_true(store_log(store, 0, "", 1, &log, &why));
	assert_int_equal(log.step_count, 1);
	assert_string_equal(log.steps[0].command, "exempt …");
	assert_int_equal(log.change_count, 1);
	assert_string_equal(log.changes[0].unit, "705");
	log_free(&log);
	assert_true(store_log(store, 0, "", 0, &log, &why));
	for (size_t i = 0; i < log.change_count; i++)
		if (strcmp(log.changes[i].unit, "705") != 0)
			assert_string_equal(log.changes[i].unit, "25495");
	log_free(&log);
	assert_true(store_log_of(store, TABLE_DUTY, 0, &log, &why));
	assert_int_equal(log.step_count, 2);
	log_free(&log);

	act_as(store, "tinh");
	assert_true(store_log(store, 0, "", 1, &log, &why));
	assert_string_equal(log.steps[0].command, "note 703 II.1 hidden");
	log_free(&log);
}

/* Of a step that changed only what the account sees, but named others too. */
static void the_log_tells_an_account_no_unit_of_others(void **state)
{
	static const struct {
		const char *words, *told;
	} commands[] = {{"done 705,703 II.1", "done …"}, {"done 705:II.1,703:II.1", "done …"},
		{"done 705,25495,…(12) II.1", "done …"}, {"edit-unit 25495 --parent 72", "edit-unit …"},
		{"note 705 II.1 'not 25495'", "note 705 II.1 'not 25495'"},
		{"done 705,25495 II.1", "done 705,25495 II.1"}, {"remind BC1", "remind BC1"}};
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	struct log log;

	for (size_t i = 0; i < COUNT(commands); i++) {
		act_as(store, "tinh");
		begin(store, "admin", commands[i].words);
		PUT(store, TABLE_DUTY, "KH1", "II.1", "705", i % 2 ? "doing" : "done");
		commit(store);
		act_as(store, "bien");
		assert_true(store_log(store, 0, "", 1, &log, &why));
		assert_string_equal(log.steps[0].command, commands[i].told);
		log_free(&log);
	}
	assert_true(store_log(store, 0, "", 0, &log, &why));
	for (size_t i = 0; i < log.change_count; i++) {
		assert_string_not_equal(log.changes[i].before, "72"); /* above the branch */
		assert_string_not_equal(log.changes[i].after, "72");
	}
	log_free(&log);
}

/* Where a file lies on the server is told to no account, to who runs the program there it is. */
static void the_log_tells_an_account_no_path_of_the_server(void **state)
{
	static const char words[] = "import tasks '/srv/đoàn viên/kế hoạch.csv' --rejects /tmp/x.csv "
				    "--separator ';'";
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	struct log log;

	begin(store, "admin", words);
	PUT(store, TABLE_DUTY, "KH1", "BC1", "705", [DUTY_NOTE] = "a");
	commit(store);
	assert_true(store_log(store, 0, "", 1, &log, &why));
	assert_string_equal(log.steps[0].command, words);
	log_free(&log);
	act_as(store, "bien");
	assert_true(store_log(store, 0, "", 1, &log, &why));
	assert_string_equal(log.steps[0].command,
		"import tasks 'kế hoạch.csv' --rejects x.csv --separator ';'");
	log_free(&log);
}

/* Steps filled at once are not laid before the fence row by row, nor is walking over all contacts. */
static void only_an_admin_fills_a_step(void **state)
{
	struct given *given = *state;
	struct person_row row = {.text = {[PERSON_UNIT] = "705", [PERSON_NAME] = "Lê Mới"},
		.length = {[PERSON_UNIT] = 3}};
	struct fault why = {0};
	long step;

	row.length[PERSON_NAME] = strlen(row.text[PERSON_NAME]);
	act_as(given->store, "bien");
	begin(given->store, "bien", "import people -");
	assert_false(step_fill_begin(given->store, person_bytes(&row), &why));
	assert_int_equal(why.kind, FAULT_DENIED);
	step_abandon(given->store);
	act_as(given->store, "tinh");
	begin(given->store, "tinh", "import people -");
	assert_true(step_fill_begin(given->store, person_bytes(&row), &why));
	assert_true(step_fill(given->store, &row, &why));
	assert_true(step_fill_end(given->store, &why));
	assert_true(step_commit(given->store, &step, &why));
}

static void contacts_walked_over_are_those_of_the_branch(void **state)
{
	static const struct {
		const char *account, *names;
	} accounts[] = {{"bien", "25495 Lê Bê\n"}, {"look", "25495 Lê Bê\n"}, {"leaf", "25495 Lê Bê\n"},
		{"all", "25495 Lê Bê\n703 Nguyễn Văn Ân\n"}, {"tinh", "25495 Lê Bê\n703 Nguyễn Văn Ân\n"}};
	struct given *given = *state;

	for (size_t i = 0; i < COUNT(accounts); i++) {
		const char *fields[ROW_FIELDS];
		struct buffer names = {0};
		struct people *people;
		struct fault why = {0};

		act_as(given->store, accounts[i].account);
		assert_true(people_open(&people, given->store, &why));
		while (people_next(people, fields))
			buffer_print(&names, "%s %s\n", fields[PERSON_UNIT], fields[PERSON_NAME]);
		assert_true(people_close(people, &why));
		assert_string_equal(buffer_text(&names), accounts[i].names);
		buffer_free(&names);
	}
}

static void who_made_a_step_is_told_of_what_is_seen(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	const char *actor, *at;
	struct step_told told;
	struct pool pool = {0};
	struct fault why = {0};
	long here, there;

	here = STEP(store, "admin", TABLE_NUMBER, "KH1", "BC1", "N1", "705", "5");
	there = STEP(store, "admin", TABLE_NUMBER, "KH1", "BC1", "N1", "703", "6");
	act_as(store, "bien");
	assert_true(store_step_who(store, here, &pool, &actor, &at, &why));
	assert_string_equal(actor, "admin");
	assert_false(store_step_who(store, there, &pool, &actor, &at, &why));
	assert_int_equal(why.kind, FAULT_MISSING);
	act_as(store, "tinh");
	assert_true(store_step_who(store, there, &pool, &actor, &at, &why));
	assert_true(store_undo(store, "admin", there, &told, &why));
	assert_true(store_step_who(store, told.step, &pool, &actor, &at, &why));
	act_as(store, "bien");
	assert_false(store_step_who(store, told.step, &pool, &actor, &at, &why));
	pool_free(&pool);
}

enum { BC1 = 2, N1 = 3 }; /* where they stand among the items */

/* A snapshot's numbers come from the one before and the log: by both only the branch's. */
static void numbers_carried_on_are_of_the_branch_alone(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *older, *newer;
	struct fault why = {0};

	act_as(store, "bien");
	assert_true(store_snapshot(store, NULL, 0, &older, &why));
	assert_true(snapshot_read_number(store, older, BC1, N1, &why));
	assert_int_equal(older->runs[0].count, 0); /* 703 has one */
	act_as(store, "tinh");
	begin(store, "admin", "number");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N1", "705", "5");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N1", "703", "7");
	commit(store);
	act_as(store, "bien");
	assert_true(store_snapshot(store, NULL, 0, &newer, &why));
	assert_true(snapshot_carry_numbers(store, newer, older, &why));
	assert_int_equal(newer->runs[0].count, 1);
	assert_int_equal(newer->runs[0].at[0].value, 5);
	assert_string_equal(newer->units.at[newer->runs[0].at[0].unit].code, "705");
	snapshot_free(older);
	snapshot_free(newer);
}

/* A small branch is looked up unit by unit, and comes out as it does from the whole table. */
static void contacts_and_numbers_of_a_branch_are_those_of_its_units(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct snapshot *snapshot;
	struct roster roster;
	struct fault why = {0};

	act_as(store, "tinh");
	begin(store, "admin", "more");
	PUT(store, TABLE_ITEM, "KH1", "N2", "number", "Hai", [ITEM_POSITION] = "-1");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N1", "25495", "3");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N1", "705", "5");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N2", "705", "-");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N2", "25474", "9"); /* below 703 */
	PUT(store, TABLE_PERSON, "25495", "An", "", "1", "", "");
	PUT(store, TABLE_PERSON, "25474", "Bình", "", "2", "", "");
	commit(store);
	act_as(store, "bien");
	assert_true(store_snapshot(
		store, NULL, SNAPSHOT_NUMBERS | SNAPSHOT_PEOPLE, &snapshot, &why));
	assert_int_equal(snapshot->run_count, 2);
	assert_string_equal(snapshot->items[snapshot->runs[0].number].code, "N2");
	assert_int_equal(snapshot->runs[0].count, 1);
	assert_true(snapshot->runs[0].at[0].not_applicable);
	assert_int_equal(snapshot->runs[1].count, 2);
	assert_string_equal(snapshot->units.at[snapshot->runs[1].at[0].unit].code, "705");
	assert_int_equal(snapshot->runs[1].at[0].value, 5);
	assert_int_equal(snapshot->runs[1].at[1].value, 3);
	assert_int_equal(snapshot->person_count, 2);
	assert_string_equal(snapshot->people[0].name, "An");
	assert_string_equal(snapshot->people[1].name, "Lê Bê");
	snapshot_free(snapshot);
	/* The same of a part of what is seen, without a fence. */
	act_as(store, "tinh");
	assert_true(store_snapshot(store, NULL, 0, &snapshot, &why));
	size_t top = units_find(&snapshot->units, "705");
	assert_true(store_roster(
		store, &snapshot->units, top, snapshot->units.at[top].end, &roster, &why));
	assert_int_equal(roster.count, 2);
	assert_string_equal(roster.at[0].name, "An");
	assert_string_equal(roster.at[1].name, "Lê Bê");
	roster_free(&roster);
	assert_true(store_roster(
		store, &snapshot->units, 0, snapshot->units.count, &roster, &why));
	assert_int_equal(roster.count, 4);
	roster_free(&roster);
	snapshot_free(snapshot);
}

/* A unit outside is none of the snapshot's, so nothing of it can be asked for. */
static void contacts_and_numbers_are_those_of_one_unit(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct number_value *values;
	struct snapshot *snapshot;
	struct roster roster;
	struct fault why = {0};
	size_t count;

	act_as(store, "tinh");
	begin(store, "admin", "people");
	PUT(store, TABLE_PERSON, "705", "Phan Văn Đạt", "Bí thư", "1", "", "");
	PUT(store, TABLE_PERSON, "705", "Phan Văn Dũng", "", "2", "", "");
	PUT(store, TABLE_NUMBER, "KH1", "BC1", "N1", "705", "5");
	commit(store);
	act_as(store, "bien");
	assert_true(store_snapshot(store, NULL, 0, &snapshot, &why));
	assert_int_equal(units_find(&snapshot->units, "703"), NOWHERE);
	size_t unit = units_find(&snapshot->units, "705");
	assert_true(store_roster(store, &snapshot->units, unit, unit + 1, &roster, &why));
	assert_int_equal(roster.count, 2);
	/* d comes before đ, whatever their bytes are. */
	assert_string_equal(roster.at[0].name, "Phan Văn Dũng");
	assert_string_equal(roster.at[1].position, "Bí thư");
	assert_int_equal(roster.at[1].unit, unit);
	roster_free(&roster);
	assert_true(store_numbers_of(store, snapshot, unit, &values, &count, &why));
	assert_int_equal(count, 1);
	assert_int_equal(values[0].value, 5);
	assert_int_equal(values[0].unit, unit);
	free(values);
	snapshot_free(snapshot);
}

/* Steps as an account makes them in the time that one takes: at, of a sum that is just below. */
static void write_much(const struct given *given, const char *at)
{
	char sql[600];

	snprintf(sql, sizeof sql,
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 32750) "
		"INSERT INTO step (id, at, actor, command, way, changeset) SELECT i + "
		"(SELECT max(id) FROM step), strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', 'now', '%s'), 'bien', "
		"'', 'do', x'' FROM n", at);
	raw(given->path, sql);
}

static bool tick_as(struct store *store, const char *account, const char *unit, const char *done,
	struct fault *why)
{
	long step;

	act_as(store, account);
	begin(store, account, "done");
	PUT(store, TABLE_DUTY, "KH1", "II.1", unit, done);
	return step_commit(store, &step, why);
}

static void an_account_cannot_fill_the_disk_of_all(void **state)
{
	struct given *given = *state;
	struct fault why = {0};

	write_much(given, "-2 hours");
	assert_true(tick_as(given->store, "bien", "705", "doing", &why));
	write_much(given, "-10 minutes");
	assert_true(tick_as(given->store, "bien", "705", "done", &why));
	for (int i = 0; i < 20; i++)
		if (!tick_as(given->store, "bien", "705", i % 2 ? "done" : "doing", &why))
			break;
	assert_fault(why, FAULT_DENIED, "more than 128 MiB in an hour");
	/* Others, and who looks after it all, go on. */
	assert_true(tick_as(given->store, "leaf", "25495", "doing", &why));
	assert_true(tick_as(given->store, "tinh", "705", "doing", &why));
}

static void an_account_keeps_nobody_waiting_for_all_that_it_takes_back(void **state)
{
	struct given *given = *state;
	struct fault why = {0};
	struct step_told told;
	size_t steps;
	long first = STEP(given->store, "tinh", TABLE_SETTING, "x", "1") + 1;

	write_much(given, "-2 hours");
	act_as(given->store, "bien");
	assert_false(store_undo_since(given->store, "bien", first, &steps, &told, &why));
	assert_fault(why, FAULT_REFUSED, "too much to be taken back at once");
	assert_false(store_count_since(given->store, first, &steps, &why));
	assert_fault(why, FAULT_REFUSED, "too much to be taken back at once");
}

static void an_account_that_is_not_there_opens_nothing(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	static const char *const names[] = {"", "nobody", "bien ", "BIEN", "bien'--", "%"};
	struct snapshot *snapshot;
	struct fault why = {0};
	enum role role;

	for (size_t i = 0; i < COUNT(names); i++) {
		assert_false(store_act_as(store, names[i], &role, NULL, &why));
		assert_int_equal(why.kind, FAULT_DENIED);
		assert_false(store_snapshot(store, NULL, 0, &snapshot, &why));
		assert_false(step_begin(store, "x", "x", &why));
	}
}

static void an_account_that_cannot_be_read_is_not_called_missing(void **state)
{
	struct store *store = ((struct given *)*state)->store;
	struct fault why = {0};
	enum role role;

	assert_int_equal(sqlite3_exec(store->db, "DROP TABLE account", NULL, NULL, NULL), SQLITE_OK);
	assert_false(store_act_as(store, "bien", &role, NULL, &why));
	assert_int_equal(why.kind, FAULT_TROUBLE);
	assert_false(fence_is_open(store));
}

#define FENCED(name) cmocka_unit_test_setup_teardown(name, given_accounts, given_gone)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FENCED(an_account_sees_its_branch_and_no_other),
		FENCED(what_is_recorded_of_others_is_not_seen),
		FENCED(a_large_branch_is_no_wider_than_a_small_one),
		FENCED(an_editor_changes_what_is_recorded_of_its_branch_alone),
		FENCED(an_editor_moves_units_within_its_branch_alone),
		FENCED(an_editor_makes_units_that_owe_and_are_called_nothing_of_others),
		FENCED(a_unit_taken_past_put_is_stopped_at_the_commit),
		FENCED(an_editor_takes_back_what_it_did_to_units),
		FENCED(what_gets_past_put_is_stopped_at_the_commit),
		FENCED(a_viewer_changes_nothing),
		FENCED(only_an_admin_touches_the_file_as_a_whole),
		FENCED(an_editor_takes_back_its_own_steps_alone),
		FENCED(an_own_step_that_left_the_branch_is_not_taken_back),
		FENCED(a_step_that_left_the_branch_names_the_next_that_did_not),
		FENCED(an_account_or_a_branch_that_changes_is_changed_at_once),
		FENCED(the_log_tells_an_account_of_its_branch_alone),
		FENCED(the_log_tells_an_account_no_unit_of_others),
		FENCED(the_log_tells_an_account_no_path_of_the_server),
		FENCED(only_an_admin_fills_a_step),
		FENCED(contacts_walked_over_are_those_of_the_branch),
		FENCED(who_made_a_step_is_told_of_what_is_seen),
		FENCED(numbers_carried_on_are_of_the_branch_alone),
		FENCED(contacts_and_numbers_of_a_branch_are_those_of_its_units),
		FENCED(contacts_and_numbers_are_those_of_one_unit),
		FENCED(an_account_cannot_fill_the_disk_of_all),
		FENCED(an_account_keeps_nobody_waiting_for_all_that_it_takes_back),
		FENCED(an_account_that_is_not_there_opens_nothing),
		FENCED(an_account_that_cannot_be_read_is_not_called_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
