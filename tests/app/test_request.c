/* Filling a request: from words as at the command line, from rows as at the screen. */
#include "app/given.h"

/* Aims a command at rows of the screen and takes an argument or two, as prompts do. */
static void aim(struct desk *desk, const char *name, const char *const *pairs, size_t count)
{
	struct target targets[8];

	desk_clear(desk);
	request_start(&desk->request, command_named(name));
	desk->request.snapshot = desk_snapshot(desk, 0);
	const struct snapshot *snapshot = desk->request.snapshot;
	for (size_t i = 0; i < count; i++)
		targets[i] = (struct target){units_find(&snapshot->units, pairs[2 * i]),
			items_find(snapshot->items, snapshot->item_count, pairs[2 * i + 1])};
	request_aim(&desk->request, targets, count);
}

static bool run_aimed(struct desk *desk)
{
	return request_finish(&desk->app, &desk->request, &desk->why) &&
	       command_run(&desk->app, &desk->request, &desk->reply, &desk->why);
}

static bool prompt(struct desk *desk, const char *option, const char *text)
{
	const struct argument *arguments = desk->request.command->arguments;

	for (size_t i = 0; arguments[i].ask; i++)
		if (arguments[i].option && strcmp(arguments[i].option, option) == 0)
			return request_take(&desk->app, &desk->request, i, text, &desk->why);
	fail_msg("no %s", option);
	return false;
}

static void rows_of_the_screen_are_ticked_in_one_step(void **state)
{
	static const char *const rows[] = {"705", "BC1", "706", "BC1", "705", "II.3.c"};
	struct desk *desk = *state;

	aim(desk, "tick", rows, 3);
	assert_true(run_aimed(desk));
	assert_int_equal(desk->reply.changed, 3);
	assert_int_equal(verdict_on(desk, "705", "BC1").state, STATE_ON_TIME);
	assert_int_equal(verdict_on(desk, "705", "II.3.c").state, STATE_DONE);
	done(desk, "log");
	struct buffer cell = {0};
	listing_cell(desk->reply.listing, 0, 3, &cell);
	assert_string_equal(buffer_text(&cell), "tick 705:BC1,706:BC1,705:II.3.c");
	buffer_free(&cell);
	aim(desk, "tick", rows, 3); /* all are done: the same key takes them back */
	assert_true(run_aimed(desk));
	assert_int_equal(verdict_on(desk, "705", "BC1").state, STATE_DUE_SOON);
	assert_int_equal(verdict_on(desk, "705", "II.3.c").state, STATE_NO_DATE);
}

static void a_prompt_refuses_in_the_words_of_the_command_line(void **state)
{
	static const char *const rows[] = {"705", "BC1"};
	struct desk *desk = *state;
	char said[FAULT_TEXT];

	aim(desk, "tick-on", rows, 1);
	assert_false(prompt(desk, "--on", "31/6"));
	snprintf(said, sizeof said, "%s", desk->why.text);
	refused(desk, "receive 705 BC1 --on 31/6", FAULT_USAGE, said);
	aim(desk, "tick-on", rows, 1);
	assert_false(
		request_finish(&desk->app, &desk->request, &desk->why)); /* the day is missing */
	assert_true(prompt(desk, "--on", "26/6"));
	assert_true(run_aimed(desk));
	assert_int_equal(verdict_on(desk, "705", "BC1").received_on, day_make(2020, 6, 26));
}

static void a_command_for_reports_refuses_marked_tasks(void **state)
{
	static const char *const rows[] = {"705", "BC1", "705", "II.1.a"};
	struct desk *desk = *state;

	aim(desk, "return", rows, 2);
	assert_true(prompt(desk, "--why", "thiếu"));
	assert_false(run_aimed(desk));
	assert_int_equal(desk->why.kind, FAULT_USAGE);
	assert_non_null(strstr(desk->why.text, "II.1.a is a task"));
}

static void marked_rows_can_be_reminded(void **state)
{
	static const char *const rows[] = {"705", "BC1", "710", "BC1", "706", "BC1"};
	struct desk *desk = *state;

	aim(desk, "remind", rows, 3);
	assert_true(run_aimed(desk));
	assert_int_equal(desk->reply.changed, 2); /* 710 has sent */
	assert_int_equal(verdict_on(desk, "705", "BC1").reminders, 1);
	assert_int_equal(verdict_on(desk, "710", "BC1").reminders, 0);
}

static void rows_that_are_exempt_are_left_out_of_a_bulk(void **state)
{
	static const char *const rows[] = {"705", "BC1", "TT02", "BC1"};
	struct desk *desk = *state;

	aim(desk, "tick", rows, 2);
	assert_true(run_aimed(desk));
	assert_int_equal(verdict_on(desk, "705", "BC1").state, STATE_ON_TIME);
	assert_int_equal(verdict_on(desk, "TT02", "BC1").state, STATE_EXEMPT);
}

static void values_are_found_by_option_or_label(void **state)
{
	struct desk *desk = *state;

	done(desk, "done 703 II.3.c --count 2.455 --on 25/6");
	assert_int_equal(request_value(&desk->request, "--count")->count, 2455);
	assert_int_equal(request_value(&desk->request, "--on")->day, day_make(2020, 6, 25));
	assert_string_equal(request_value(&desk->request, "UNIT")->text, "703");
	assert_false(request_value(&desk->request, "--note")->given);
	assert_string_equal(request_value(&desk->request, "--note")->text, "");
	assert_false(request_value(&desk->request, "--frob")->given);
}

static void words_are_taken_whole(void **state)
{
	struct desk *desk = *state;

	refused(desk, "done 703", FAULT_USAGE, "TASK is missing; usage: tiendo done UNIT TASK");
	refused(desk, "done 703 II.3.c more", FAULT_USAGE, "one word too many: more");
	refused(desk, "done 703 II.3.c --on", FAULT_USAGE, "--on needs a value behind it");
	refused(desk, "done 703 II.3.c --frob 1", FAULT_USAGE, "no option --frob here");
	refused(desk, "done 703 II.3.c -f", FAULT_USAGE, "no option -f here");
	refused(desk, "due --tasks=1", FAULT_USAGE, "--tasks takes no value");
	refused(desk, "done 703 BC1", FAULT_USAGE, "use 'receive'");
	refused(desk, "extend 703 SL01 --until 9/7 --why x", FAULT_USAGE, "is not owed by units");
	done(desk, "done --on=-1 -- 703 II.3.c");
	assert_int_equal(verdict_on(desk, "703", "II.3.c").received_on, day_make(2020, 6, 27));
}

static void a_unit_named_twice_is_one(void **state)
{
	struct desk *desk = *state;

	desk_clear(desk);
	request_start(&desk->request, command_named("start"));
	assert_true(request_take(&desk->app, &desk->request, 0, "703\n705\r\n\n703\n", &desk->why));
	assert_int_equal(desk->request.unit_count, 2);
	assert_true(request_take(&desk->app, &desk->request, 1, "II.3.c", &desk->why));
	assert_true(run_aimed(desk));
	assert_int_equal(desk->reply.changed, 2);
	assert_string_equal(buffer_text(&desk->reply.text), "marked as begun; 2 duties changed");
}

static void lines_without_a_unit_are_none(void **state)
{
	struct desk *desk = *state;

	desk_clear(desk);
	request_start(&desk->request, command_named("start"));
	assert_false(request_take(&desk->app, &desk->request, 0, "\n  \n", &desk->why));
	assert_non_null(strstr(desk->why.text, "no unit is named"));
}

static void typed_words_become_nfc(void **state)
{
	struct desk *desk = *state;

	done(desk, "note 703 II.3.c 'To\xCC\x82i'");
	assert_string_equal(request_value(&desk->request, "TEXT")->text, "Tôi");
}

/* ---- words ----------------------------------------------------------------------------------- */

static void lines_split_like_a_shell_without_its_powers(void **state)
{
	static const struct {
		const char *line;
		const char *words[6];
	} lines[] = {
		{"a  b\tc", {"a", "b", "c"}},
		{"", {NULL}},
		{"  ", {NULL}},
		{"'a b' \"c d\"", {"a b", "c d"}},
		{"a'b'\"c\"d", {"abcd"}},
		{"\"a \\\" b\" 'c \\ d'", {"a \" b", "c \\ d"}},
		{"a\\ b \\'c", {"a b", "'c"}},
		{"'' \"\" x", {"", "", "x"}},
		{"$HOME `ls` *; | > #no", {"$HOME", "`ls`", "*;", "|", ">", "#no"}},
		{"end\\", {"end\\"}},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct pool pool = {0};
		struct fault why;
		const char **words;
		size_t count, wanted = 0;

		assert_true(words_split(lines[i].line, &pool, &words, &count, &why));
		while (wanted < 6 && lines[i].words[wanted])
			wanted++;
		assert_int_equal(count, wanted);
		for (size_t j = 0; j < count; j++)
			assert_string_equal(words[j], lines[i].words[j]);
		pool_free(&pool);
	}
}

static void an_open_quote_is_refused(void **state)
{
	static const char *const lines[] = {"'a", "b \"c", "\"a\\\"", "'"};
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct pool pool = {0};
		struct fault why;
		const char **words;
		size_t count;

		assert_false(words_split(lines[i], &pool, &words, &count, &why));
		assert_int_equal(why.kind, FAULT_USAGE);
		pool_free(&pool);
	}
}

/* What the log keeps can be typed again and means the same. */
static void a_request_is_told_as_it_would_be_typed(void **state)
{
	static const char *const lines[] = {
		"done 703 II.3.c --on 2020-06-25 --document '24-BC / \"x\"' --count 3",
		"receive 705 BC1 --on 2020-06-26 --note 'it'\\''s'",
		"number 705 SL01 - --report BC1", "number 705 SL01 '' --report BC2",
		"extend 705 BC1 --until 2020-07-05 --why '#1'", "due --tasks --check",
		"import tasks f.csv --dry-run --separator ';'"};
	struct desk *desk = *state;

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct buffer told = {0};

		typed(desk, lines[i]);
		request_words(&desk->request, &told);
		assert_string_equal(buffer_text(&told), lines[i]);
		buffer_free(&told);
	}
}

static void many_targets_are_told_in_short(void **state)
{
	struct desk *desk = *state;
	struct buffer told = {0};

	desk_clear(desk);
	request_start(&desk->request, command_named("start"));
	assert_true(request_take(&desk->app, &desk->request, 0,
		"703\n705\n706\n707\n708\n709\n710\n711\n712\nTT01\n", &desk->why));
	assert_true(request_take(&desk->app, &desk->request, 1, "II.3.c", &desk->why));
	assert_true(request_finish(&desk->app, &desk->request, &desk->why));
	request_words(&desk->request, &told);
	assert_string_equal(
		buffer_text(&told), "start 703,705,706,707,708,709,710,711,…(10) II.3.c");
	buffer_free(&told);
}

static void usage_shows_what_may_be_left_out(void **state)
{
	struct buffer usage = {0};
	(void)state;
	command_usage(command_named("done"), &usage);
	assert_string_equal(buffer_text(&usage),
		"done UNIT TASK [--on DAY] [--document TEXT] [--count COUNT] [--note TEXT]");
	buffer_clear(&usage);
	command_usage(command_named("due"), &usage);
	assert_string_equal(
		buffer_text(&usage), "due [--tasks] [--within DAYS] [--report REPORT] [--check]");
	buffer_free(&usage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_of_the_screen_are_ticked_in_one_step),
		TEST(a_prompt_refuses_in_the_words_of_the_command_line),
		TEST(a_command_for_reports_refuses_marked_tasks),
		TEST(marked_rows_can_be_reminded),
		TEST(rows_that_are_exempt_are_left_out_of_a_bulk),
		TEST(values_are_found_by_option_or_label),
		TEST(words_are_taken_whole),
		TEST(a_unit_named_twice_is_one),
		TEST(lines_without_a_unit_are_none),
		TEST(typed_words_become_nfc),
		cmocka_unit_test(lines_split_like_a_shell_without_its_powers),
		cmocka_unit_test(an_open_quote_is_refused),
		TEST(a_request_is_told_as_it_would_be_typed),
		TEST(many_targets_are_told_in_short),
		cmocka_unit_test(usage_shows_what_may_be_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
