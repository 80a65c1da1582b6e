/* The options that may stand anywhere, and what decides where none does: environment, config. */
#include "cli/run.h"

static void options_stand_anywhere(void **state)
{
	struct office *office = *state;
	static const char *const lines[] = {"--db t.db --as-of 28/6/2020 --unit 703 --csv due",
		"due --db t.db --as-of 28/6/2020 --unit 703 --csv",
		"--csv due --unit=703 --as-of=28/6/2020 --db=t.db",
		"--db t.db due --unit 703 --report BC1 --as-of 28/6/2020 --csv",
		"--db t.db due --report BC1 --unit 703 --csv --as-of 2020-06-28",
		"--db x --db t.db --as-of 1/1/2020 --as-of 28/6/2020 --json --csv due --unit=703"};

	for (size_t i = 0; i < COUNT(lines); i++) {
		run_for(office, 0, "bare %s", lines[i]);
		says(office, "PCMT2020,703,Thành đoàn Tây Ninh,BC1,");
		says(office, ",on_time,6,2020-06-24,,0\r\n");
		says_not(office, "705");
	}
}

static void two_dashes_end_the_options(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo -- start 703 II.3.c");
	run_for(office, 0, "tiendo start -- 703 II.3.c");
	run_for(office, 0, "tiendo note 703 -- II.3.c --readonly");
	run_for(office, 0, "tiendo list tasks --csv | grep 703,.*II.3.c");
	says(office, ",--readonly,");
	run_for(office, 2, "tiendo -- --csv due");
	complains(office, "no command --csv");
	run_for(office, 2, "tiendo start -- 703 II.3.c --note x");
	complains(office, "one word too many: --note");
}

static void an_option_wants_its_value_and_a_flag_none(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo due --unit");
	complains(office, "--unit needs a value behind it");
	run_for(office, 2, "tiendo due --readonly=no");
	complains(office, "--readonly takes no value");
	run_for(office, 2, "tiendo -v due");
	complains(office, "no option -v: see tiendo --help");
}

static void quiet_is_no_talk_but_still_answers_and_errors(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo -q done 703 II.3.c");
	assert_string_equal(office->out, "");
	run_for(office, 0, "tiendo -q import units $samples/units.csv");
	assert_string_equal(office->out, "");
	assert_string_equal(office->err, "");
	run_for(office, 0, "tiendo -q export units u.csv");
	assert_string_equal(office->out, "");
	run_for(office, 0, "tiendo -q undo; tiendo -q redo; tiendo -q check");
	assert_string_equal(office->out, "");
	run_for(office, 0, "tiendo due -q --csv");
	says(office, "BC1");
	run_for(office, 0, "tiendo help -q");
	says(office, "usage");
	run_for(office, 2, "tiendo -q done 999 II.1.a");
	complains(office, "no unit");
	file_put(office, "t.csv", "unit,task,status\n999,II.1.a,done\n");
	run_for(office, 3, "tiendo -q import tasks t.csv");
	complains(office, "t.csv:2: unit: ");
}

static void without_a_command_the_screen_wants_a_terminal(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo --ascii");
	complains(office, "tiendo due");
	assert_string_equal(office->out, "");
	run_for(office, 2, "bare");
}

/* ---- language -------------------------------------------------------------------------------- */

static void speaks(struct office *office, const char *setting, const char *language)
{
	run_for(office, 0, "%s; bare --db t.db export units - | head -1", setting);
	if (!holds(office->out, strcmp(language, "vi") == 0 ? "\"Mã đơn vị\"" : "\"code\""))
		fail_msg("%s does not give %s: %s", setting, language, office->out);
	assert_string_equal(office->err, "");
}

static void the_environment_chooses_the_language_vietnamese_where_it_says_nothing(void **state)
{
	struct office *office = *state;

	speaks(office, "unset LANG", "vi");
	speaks(office, "export LANG=C", "vi");
	speaks(office, "export LANG=POSIX", "vi");
	speaks(office, "export LANG=C.UTF-8", "vi");
	speaks(office, "export LANG=vi_VN.UTF-8", "vi");
	speaks(office, "export LANG=vi_VN", "vi");
	speaks(office, "export LANG=en_US.UTF-8", "en");
	speaks(office, "export LANG=en_US", "en");
	speaks(office, "export LANG=fr_FR.UTF-8", "en");
	speaks(office, "export LANG=en_US.UTF-8 LC_ALL=vi_VN.UTF-8", "vi");
	speaks(office, "export LANG=vi_VN.UTF-8 LC_MESSAGES=en_US.UTF-8", "en");
	speaks(office, "export LANG=vi_VN.UTF-8 LANGUAGE=en:vi", "en");
	speaks(office, "export LANG=en_US.UTF-8 LANGUAGE=vi", "vi");
}

static void lang_is_vi_or_en(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "export LANG=en_US.UTF-8; bare --db t.db --lang vi export units");
	says(office, "Mã đơn vị");
	run_for(office, 0, "bare --db t.db --lang=en export units");
	says(office, "\"code\"");
	run_for(office, 2, "bare --db t.db --lang xx export units");
	complains(office, "xx");
	run_for(office, 2, "bare --db t.db --lang '' due");
}

static void vietnamese_survives_a_locale_that_knows_none(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "unset LANG; bare --db t.db --as-of 28/6/2020 list units --csv");
	says(office, "Huyện đoàn Gò Dầu");
	run_for(office, 0, "export LC_ALL=C; bare --db t.db --as-of 28/6/2020 due");
	says(office, "Huyện đoàn Tân Biên ");
	run_for(office, 0, "export LC_ALL=xx_YY.ISO-8859-1; bare --db t.db --as-of 28/6/2020 due");
	says(office, "Huyện đoàn Tân Biên ");
}

/* ---- config ---------------------------------------------------------------------------------- */

static void the_config_file_speaks_where_nothing_else_does(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"mkdir -p .config/tiendo c/tiendo; printf '# mine\\n\\n db = t.db\\nlang=en\\nplan "
		"= PCMT2020\\ncolor = never\\nascii = yes\\n' > .config/tiendo/config");
	run_for(office, 0, "bare --as-of 28/6/2020 due");
	says(office, "UNIT ");
	run_for(office, 0, "export LANG=vi_VN.UTF-8; bare export units");
	says(office, "\"code\""); /* a file of tiendo's own knows better than LANG */
	run_for(office, 2, "export TIENDO_DB=env.db; bare due");
	complains(office, "env.db");
	run_for(office, 2, "export TIENDO_DB=env.db; bare due --db opt.db");
	complains(office, "opt.db");
	run_for(office, 0, "export TIENDO_DB=; bare due --as-of 28/6/2020");
	run_for(office, 0, "bare --lang vi export units");
	says(office, "Mã đơn vị");
	run_for(office, 0,
		"printf 'db = none.db\\n' > c/tiendo/config; XDG_CONFIG_HOME=$PWD/c; export "
		"XDG_CONFIG_HOME; bare --db t.db due");
	run_for(office, 2, "XDG_CONFIG_HOME=$PWD/c; export XDG_CONFIG_HOME; bare due");
	complains(office, "none.db");
	/* What is no path from the root is no place: HOME's file speaks. */
	run_for(office, 2,
		"XDG_CONFIG_HOME=relative; export XDG_CONFIG_HOME; bare --plan NONE due");
	complains(office, "NONE");
}

static void a_config_that_cannot_be_meant_is_told_with_its_line(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "mkdir -p .config/tiendo");
	file_put(office, ".config/tiendo/config", "lang = en\ncolour = red\n");
	run_for(office, 2, "tiendo due");
	complains(office, ".config/tiendo/config:2: no setting colour; there are: db, lang, plan, "
			  "color, theme, ascii, typing, key.COMMAND");
	file_put(office, ".config/tiendo/config", "lang = en\n\nred\n");
	run_for(office, 2, "tiendo due");
	complains(office, "config:3: a line is written key = value");
	file_put(office, ".config/tiendo/config", "lang = fr\n");
	run_for(office, 2, "bare --db t.db due");
	complains(office, "fr");
	file_put(office, ".config/tiendo/config", "color = blue\n");
	run_for(office, 2, "tiendo due");
	complains(office, "config:1: color is always, auto or never, not 'blue'");
	file_put(office, ".config/tiendo/config", "ascii = maybe\n");
	run_for(office, 2, "tiendo due");
	complains(office, "config:1: ascii is yes or no, not 'maybe'");
	file_put(office, ".config/tiendo/config", "ascii = no\nlang = zz\n");
	run_for(office, 2, "tiendo due");
	complains(office, "config:2: lang is vi or en, not 'zz'");
	file_put(office, ".config/tiendo/config", "typing = qwerty\n");
	run_for(office, 2, "tiendo due");
	complains(office, "config:1: typing is telex or vni, not qwerty");
	file_put(office, ".config/tiendo/config", "theme = blue\n");
	run_for(office, 2, "tiendo due");
	complains(office, "config:1: theme is terminal, dark, light or mono, not blue");
	file_put(office, ".config/tiendo/config", "typing = vni\ntheme = light\n");
	run_for(office, 0, "tiendo due");
}

static void what_asks_nothing_of_a_bad_config_goes_on(void **state)
{
	static const char *const configs[] = {"theme = plaid\n", "lang = en\nkey.tick = X\n"};
	struct office *office = *state;

	run_for(office, 0, "mkdir -p .config/tiendo");
	for (size_t i = 0; i < COUNT(configs); i++) {
		file_put(office, ".config/tiendo/config", configs[i]);
		run_for(office, 0, "tiendo --version && tiendo help && tiendo help due && tiendo due --help "
				   "&& tiendo completion bash");
		run_for(office, 0, "tiendo doctor");
		says(office, i ? "config:2: tick cannot have" : "config:1: theme is terminal");
		says(office, "database: ");
		run_for(office, 2, "tiendo due");
	}
}

static void keys_of_the_config_are_in_force_or_told_with_their_line(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "mkdir -p .config/tiendo");
	file_put(office, ".config/tiendo/config", "lang = en\nkey.tick = t F5\nkey.number = =\n");
	run_for(office, 0, "tiendo help tick");
	says(office, "key: t F5\n");
	run_for(office, 0, "tiendo help number");
	says(office, "key: =\n");
	run_for(office, 0, "tiendo --reference"); /* the manual's: the table's own */
	says(office, "Key: x\n");
	file_put(office, ".config/tiendo/config", "lang = en\n# mine\nkey.tick = X\n");
	run_for(office, 2, "tiendo due");
	complains(office, ".config/tiendo/config:3: tick cannot have the key X: it is tick-on's in "
			  "the same place; give key.tick-on another, or none");
	file_put(office, ".config/tiendo/config", "lang = en\nkey.ticks = t\n");
	run_for(office, 2, "tiendo due");
	complains(office, "config:2: no command ticks to give a key; did you mean tick?");
	/* In the language in use, though it is read before that is chosen. */
	file_put(office, ".config/tiendo/config", "lang = vi\nkey.ticks = t\n");
	run_for(office, 2, "bare --db t.db due");
	complains(office, "có phải là tick?");
}

/* ---- colour ---------------------------------------------------------------------------------- */

static bool is_coloured(const struct office *office)
{
	return strchr(office->out, '\033') != NULL;
}

static void colour_is_for_terminals_unless_it_is_wanted(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo due");
	assert_false(is_coloured(office));
	run_for(office, 0, "tiendo due --color always");
	assert_true(is_coloured(office));
	run_in_terminal(office, 80, "tiendo due");
	assert_true(is_coloured(office));
	run_in_terminal(office, 80, "tiendo due --color=never");
	assert_false(is_coloured(office));
	run_in_terminal(office, 80, "NO_COLOR=1; export NO_COLOR; tiendo due");
	assert_false(is_coloured(office));
	run_in_terminal(office, 80, "NO_COLOR=; export NO_COLOR; tiendo due");
	assert_true(is_coloured(office)); /* no-color.org: set and not empty */
	run_in_terminal(office, 80, "NO_COLOR=1; export NO_COLOR; tiendo due --color always");
	assert_true(is_coloured(office));
	run_in_terminal(office, 80, "TERM=dumb; tiendo due");
	assert_false(is_coloured(office));
	run_in_terminal(office, 80, "tiendo due --csv");
	assert_false(is_coloured(office));
	run_for(office, 2, "tiendo due --color blue");
}

static void a_supplement_does_not_shift_the_colours_of_the_rows_below(void **state)
{
	struct office *office = *state;
	char *line;

	run_for(office, 0, "tiendo list receipts --color always | grep 708");
	line = office->out;
	assert_true(holds(line, "\033[30;46m")); /* returned */
	run_for(office, 0, "tiendo list receipts --color always | grep '705.*BC1'");
	assert_true(holds(office->out, "\033[30;43m")); /* due soon */
	run_for(office, 0, "tiendo list receipts --color always | grep '703.*BC1'");
	assert_false(is_coloured(office));
}

/* ---- the day --------------------------------------------------------------------------------- */

static void as_of_takes_every_way_to_write_a_day(void **state)
{
	struct office *office = *state;
	static const char *const days[] = {"30/6/2020", "2020-06-30", "30-6-2020", "30/6", "30/06"};

	for (size_t i = 0; i < COUNT(days); i++) {
		run_for(office, 0, "bare --db t.db --as-of %s due --csv", days[i]);
		says(office, ",last_day,0,");
	}
	run_for(office, 0, "bare --db t.db --as-of -1 due --csv");
	says(office, ",overdue,");
	run_for(office, 2, "bare --db t.db --as-of 31/6 due");
	complains(office, "tiendo: ");
	run_for(office, 2, "bare --db t.db --as-of soon due");
}

static void without_as_of_today_is_the_office_s_day(void **state)
{
	struct office *office = *state;
	const char *found;
	int shown[3], before[3], after[3];

	run_for(office, 0, "bare --db t.db due --csv");
	says(office, ",overdue,-");
	/* POSIX writes UTC+7 as -7; midnight may pass between the two. */
	run_for(office, 0,
		"TZ=UTC-7 date +%%d/%%m/%%Y; TZ=UTC+11 bare --db t.db --lang en doctor; TZ=UTC-7 "
		"date +%%d/%%m/%%Y");
	assert_int_equal(sscanf(office->out, "%d/%d/%d", &before[0], &before[1], &before[2]), 3);
	found = strstr(office->out, "today for the office: ");
	assert_non_null(found);
	assert_int_equal(sscanf(found, "today for the office: %d/%d/%d %d/%d/%d", &shown[0],
				 &shown[1], &shown[2], &after[0], &after[1], &after[2]),
		6);
	assert_true(memcmp(shown, before, sizeof shown) == 0 ||
		    memcmp(shown, after, sizeof shown) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(options_stand_anywhere),
		TEST(two_dashes_end_the_options),
		TEST(an_option_wants_its_value_and_a_flag_none),
		TEST(quiet_is_no_talk_but_still_answers_and_errors),
		TEST(without_a_command_the_screen_wants_a_terminal),
		TEST(the_environment_chooses_the_language_vietnamese_where_it_says_nothing),
		TEST(lang_is_vi_or_en),
		TEST(vietnamese_survives_a_locale_that_knows_none),
		TEST(what_asks_nothing_of_a_bad_config_goes_on),
		TEST(the_config_file_speaks_where_nothing_else_does),
		TEST(a_config_that_cannot_be_meant_is_told_with_its_line),
		TEST(keys_of_the_config_are_in_force_or_told_with_their_line),
		TEST(colour_is_for_terminals_unless_it_is_wanted),
		TEST(a_supplement_does_not_shift_the_colours_of_the_rows_below),
		TEST(as_of_takes_every_way_to_write_a_day),
		TEST(without_as_of_today_is_the_office_s_day),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
