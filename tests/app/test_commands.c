/* The one table of commands: complete, without doubles, and what a shell gets back from a row. */
#include "app/given.h"

static void every_row_can_be_run_or_moves_the_screen(void **state)
{
	(void)state;
	for (const struct command *command = commands; command->name; command++) {
		assert_true((command->run != NULL) || (command->move != MOVE_NONE));
		assert_non_null(command->help);
		assert_true(*command->help);
		assert_non_null(command->arguments);
		if (!command->run)
			assert_true(command->screens != 0);
		if (*command->keys)
			assert_true(command->screens != 0);
		assert_ptr_equal(command_named(command->name), command);
	}
	assert_null(command_named("frobnicate"));
}

static bool shares_key(const char *left, const char *right)
{
	for (const char *at = left; *at; at += strcspn(at, " "), at += *at == ' ') {
		size_t length = strcspn(at, " ");

		for (const char *other = right; *other;
			other += strcspn(other, " "), other += *other == ' ')
			if (strcspn(other, " ") == length && strncmp(at, other, length) == 0)
				return true;
	}
	return false;
}

static void no_name_stands_twice_and_no_key_on_one_screen(void **state)
{
	(void)state;
	for (const struct command *command = commands; command->name; command++)
		for (const struct command *other = command + 1; other->name; other++) {
			assert_string_not_equal(command->name, other->name);
			if ((command->screens & other->screens) &&
				shares_key(command->keys, other->keys))
				fail_msg("%s and %s share a key", command->name, other->name);
		}
}

static void every_argument_says_what_it_wants(void **state)
{
	(void)state;
	for (const struct command *command = commands; command->name; command++) {
		size_t count = 0;
		bool optional = false;

		for (const struct argument *argument = command->arguments; argument->ask;
			argument++) {
			count++;
			assert_true((argument->label != NULL) || (argument->ask == ASK_FLAG));
			if (argument->option)
				assert_int_equal(strncmp(argument->option, "--", 2), 0);
			/* What must be there stands before what may be missing. */
			if (!argument->option && argument->required)
				assert_false(optional);
			optional = optional || (!argument->option && !argument->required);
		}
		assert_true(count <= ARGUMENTS);
	}
}

static void the_nearest_is_near_or_none(void **state)
{
	(void)state;
	assert_string_equal(command_nearest("reciev")->name, "receive");
	assert_null(command_nearest("frobnicate"));
	assert_null(command_nearest("mar")); /* "mark" is a key, not a command */
}

static void a_row_of_the_screen_cannot_be_run(void **state)
{
	struct desk *desk = *state;

	request_start(&desk->request, command_named("mark"));
	assert_false(command_run(&desk->app, &desk->request, &desk->reply, &desk->why));
	assert_int_equal(desk->why.kind, FAULT_USAGE);
}

static void rights_are_checked_where_commands_run(void **state)
{
	struct desk *desk = *state;

	app_close(&desk->app);
	desk->app.readonly = true;
	for (const struct command *command = commands; command->name; command++) {
		if (!command->run || command->right < RIGHT_CHANGE)
			continue;
		desk_clear(desk);
		request_start(&desk->request, command);
		assert_false(command_run(&desk->app, &desk->request, &desk->reply, &desk->why));
		assert_int_equal(desk->why.kind, FAULT_DENIED);
		assert_null(desk->app.store); /* not even opened */
	}
}

static void a_change_replies_with_its_step_and_a_fresh_snapshot(void **state)
{
	struct desk *desk = *state;

	done(desk, "done 703 II.3.c --on 25/6");
	assert_true(desk->reply.step > 0);
	assert_int_equal(desk->reply.changed, 1);
	assert_non_null(desk->reply.snapshot);
	assert_int_equal(desk->reply.snapshot->last_step, desk->reply.step);
	assert_non_null(
		strstr(buffer_text(&desk->reply.text), "703 Thành đoàn Tây Ninh · II.3.c: "));
	done(desk, "done 703 II.3.c --on 25/6");
	assert_int_equal(desk->reply.step, 0);
	assert_int_equal(desk->reply.changed, 0);
}

static void undo_and_redo_reply_with_step_and_rows(void **state)
{
	struct desk *desk = *state;

	done(desk, "done 703 II.3.c --on 25/6");
	long step = desk->reply.step;
	done(desk, "undo");
	assert_int_equal(desk->reply.step, step + 1);
	assert_int_equal(desk->reply.changed, 1);
	assert_non_null(desk->reply.snapshot);
	done(desk, "redo");
	assert_int_equal(desk->reply.step, step + 2);
	refused(desk, "redo", FAULT_MISSING, "nothing to redo");
}

static void another_s_steps_are_not_taken_back_by_undo_alone(void **state)
{
	struct desk *desk = *state;

	done(desk, "start 703 II.3.c");
	desk->app.actor = "other";
	refused(desk, "undo", FAULT_MISSING, "nothing to undo");
	done(desk, "start 705 II.3.c");
	done(desk, "undo");
	assert_non_null(strstr(buffer_text(&desk->reply.text), "start 705 II.3.c"));
}

static void an_answer_is_no_talk(void **state)
{
	static const char *const answers[] = {
		"help", "help done", "completion bash", "doctor", "set", "remind BC1"};
	static const char *const talk[] = {"start 703 II.3.c", "undo", "check", "holiday 1/7"};
	struct desk *desk = *state;

	for (size_t i = 0; i < COUNT(answers); i++) {
		done(desk, answers[i]);
		assert_true(desk->reply.is_answer);
		assert_true(desk->reply.text.length > 0);
	}
	for (size_t i = 0; i < COUNT(talk); i++) {
		done(desk, talk[i]);
		assert_false(desk->reply.is_answer);
	}
}

static const char *const changing[] = {"done 703 II.3.c", "start 703 II.3.c", "reopen 703 II.1.a",
	"receive 705 BC1", "return 703 BC1 --why x", "extend 705 BC1 --until 9/7 --why x",
	"exempt 705 BC1 --why x", "unexempt TT02 BC1", "note 703 BC1 x", "count 703 II.1.a 9",
	"number 703 SL01 9 --report BC1", "remind BC1", "tick 705 BC1", "set due-soon 5",
	"set closed yes", "holiday 1/7", "undo",
	"import units samples/units.csv --on-conflict theirs"};

static void whoever_writes_is_waited_for_then_told(void **state)
{
	struct desk *desk = *state;
	struct store *other;

	assert_true(store_open(&other, desk->db, false, &desk->why));
	assert_true(step_begin(other, "other", "holds", &desk->why));
	store_set_patience(desk->app.store, 1);
	for (size_t i = 0; i + 1 < COUNT(changing); i++) {
		refused(desk, changing[i], FAULT_BUSY, "somebody else is writing");
		assert_int_equal(desk->reply.step, 0);
	}
	refused(desk, "redo", FAULT_BUSY, "");
	refused(desk, "purge people", FAULT_BUSY, "");
	step_abandon(other);
	store_close(other);
	for (size_t i = 0; i < COUNT(changing); i++)
		done(desk, changing[i]);
}

/* Takes II.3.c, BC1 and SL01 out of the plan, as another session might at any moment. */
static void items_go(struct desk *desk)
{
	static const char *const gone[] = {"II.3.c", "BC1", "SL01"};
	long step;

	assert_true(step_begin(desk->app.store, "other", "gone", &desk->why));
	for (size_t i = 0; i < COUNT(gone); i++)
		assert_true(store_drop(desk->app.store, TABLE_ITEM,
			(const char *[]){"PCMT2020", gone[i]}, &desk->why));
	for (size_t i = 0; i < 12; i++) { /* what is recorded of them goes first */
		static const char *const units[] = {"703", "705", "706", "707", "708", "709", "710",
			"711", "712", "TT01", "TT02", "TT03"};
		const char *keys[] = {"PCMT2020", "BC1", units[i], "1"},
			   *second[] = {"PCMT2020", "BC1", units[i], "2"};

		assert_true(store_drop(desk->app.store, TABLE_DUTY, keys, &desk->why));
		assert_true(store_drop(desk->app.store, TABLE_RECEIPT, keys, &desk->why));
		assert_true(store_drop(desk->app.store, TABLE_RECEIPT, second, &desk->why));
		for (int number = 1; number <= 32; number++) {
			char code[16];
			snprintf(code, sizeof code, "SL%02d", number);
			const char *four[] = {"PCMT2020", "BC1", code, units[i]};
			assert_true(store_drop(desk->app.store, TABLE_NUMBER, four, &desk->why));
		}
	}
	assert_true(step_commit(desk->app.store, &step, &desk->why));
}

static void what_goes_while_a_command_is_typed_refuses_it_whole(void **state)
{
	static const char *const lines[] = {"done 703 II.3.c", "start 703 II.3.c",
		"receive 705 BC1", "number 703 SL01 9 --report BC1", "remind BC1",
		"note 705 BC1 x"};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct desk *desk;
		struct pool pool = {0};
		const char **words;
		size_t count;

		desk_open(state);
		desk = *state;
		desk_clear(desk);
		assert_true(words_split(lines[i], &pool, &words, &count, &desk->why));
		request_start(&desk->request, command_named(words[0]));
		assert_true(request_parse(
			&desk->app, &desk->request, words + 1, count - 1, &desk->why));
		items_go(desk);
		assert_false(command_run(&desk->app, &desk->request, &desk->reply, &desk->why));
		assert_int_equal(desk->why.kind, FAULT_REFUSED);
		assert_int_equal(desk->reply.step, 0);
		pool_free(&pool);
		done(desk, "check");
		done(desk, "undo"); /* nothing is left open */
		desk_close(state);
	}
}

static void a_demo_without_its_samples_leaves_nothing(void **state)
{
	struct desk *desk = *state;

	desk->app.samples = desk->folder;
	refused(desk, "demo", FAULT_MISSING, "units.csv");
	assert_int_equal(access(desk->db, F_OK), -1);
	assert_null(desk->app.store);
	desk->app.samples = "samples";
	done(desk, "demo");
}

static void check_finds_a_version_without_the_one_before(void **state)
{
	struct desk *desk = *state;
	const char *fields[] = {"PCMT2020", "BC1", "705", "3", "2020-06-20", "", "", "", "", ""};
	long step;

	assert_true(step_begin(desk->app.store, "tester", "gap", &desk->why));
	assert_true(store_put(desk->app.store, TABLE_RECEIPT, fields, &desk->why));
	assert_true(step_commit(desk->app.store, &step, &desk->why));
	refused(desk, "check", FAULT_REFUSED, "problems found: 1");
	assert_non_null(strstr(buffer_text(&desk->reply.complaints),
		"PCMT2020 BC1: version 3 of 705 is there, an earlier one is not"));
}

static void reminders_are_shown_and_a_kind_has_its_line(void **state)
{
	struct desk *desk = *state;
	struct query by = whole;
	struct buffer cell = {0};
	struct look look;

	done(desk, "remind BC1");
	done(desk, "remind BC1");
	look_at(desk, &listing_due, whole, &look);
	listing_shown(&look.listing, 0, 4, &cell);
	assert_string_equal(buffer_text(&cell), "2 times");
	look_away(&look);
	buffer_clear(&cell);
	by.by = "kind";
	look_at(desk, &listing_summary, by, &look);
	listing_shown(&look.listing, 0, 0, &cell);
	assert_string_equal(buffer_text(&cell), "thanh · reports");
	buffer_free(&cell);
	look_away(&look);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_can_be_run_or_moves_the_screen),
		cmocka_unit_test(no_name_stands_twice_and_no_key_on_one_screen),
		cmocka_unit_test(every_argument_says_what_it_wants),
		cmocka_unit_test(the_nearest_is_near_or_none),
		TEST(a_row_of_the_screen_cannot_be_run),
		TEST(rights_are_checked_where_commands_run),
		TEST(a_change_replies_with_its_step_and_a_fresh_snapshot),
		TEST(undo_and_redo_reply_with_step_and_rows),
		TEST(another_s_steps_are_not_taken_back_by_undo_alone),
		TEST(an_answer_is_no_talk),
		TEST(whoever_writes_is_waited_for_then_told),
		cmocka_unit_test(what_goes_while_a_command_is_typed_refuses_it_whole),
		TEST_BARE(a_demo_without_its_samples_leaves_nothing),
		TEST(check_finds_a_version_without_the_one_before),
		TEST(reminders_are_shown_and_a_kind_has_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
