/* Help, completions, the reference of the manual, the doctor: all of them from the one table. */
#include "cli/run.h"

static const char *const promised[] = {"init", "demo", "import", "export", "list", "due", "status",
	"done", "start", "reopen", "receive", "return", "extend", "exempt", "unexempt", "number",
	"remind", "log", "undo", "redo", "backup", "check", "purge", "account", "serve", "help",
	"completion", "doctor"};

static const struct {
	const char *command, *usage;
} usages[] = {
	{"init", "init [--plan-file FILE] [--units-file FILE]\n"},
	{"demo", "demo\n"},
	{"import", "import KIND FILE [--dry-run] [--partial] [--rejects FILE] [--encoding NAME] "
		   "[--separator CHARACTER] [--on-conflict stop|mine|theirs] [--rows COUNT]\n"},
	{"export", "export KIND [FILE] [--separator CHARACTER] [--iso-dates]"},
	{"list", "list NAME"},
	{"due", "due [--tasks] [--within DAYS] [--report REPORT] [--check]\n"},
	{"status", "status [--by unit|kind|branch]\n"},
	{"done", "done UNIT TASK [--on DAY] [--document TEXT] [--count COUNT] [--note TEXT]\n"},
	{"start", "start UNIT TASK\n"},
	{"reopen", "reopen UNIT "},
	{"receive", "receive UNIT REPORT [--on DAY] [--document TEXT]"},
	{"return", "return UNIT REPORT --why REASON"},
	{"extend", "extend UNIT ITEM --until DAY --why REASON\n"},
	{"exempt", "exempt UNIT ITEM --why REASON\n"},
	{"unexempt", "unexempt UNIT ITEM\n"},
	{"number", "number UNIT NUMBER VALUE --report REPORT\n"},
	{"remind", "remind REPORT\n"},
	{"log", "log [--since DAY] [--step STEP]\n"},
	{"undo", "undo [STEP]\n"},
	{"redo", "redo\n"},
	{"backup", "backup FILE\n"},
	{"check", "check\n"},
	{"purge", "purge people\n"},
	{"account", "account add|list|remove|key [ACCOUNT] [KEY] [--role admin|editor|viewer] "
		    "[--unit UNIT]\n"},
	{"serve", "serve --as ACCOUNT [--idle SECONDS] [--log FILE]\n"},
	{"help", "help [COMMAND]\n"},
	{"completion", "completion bash|zsh|fish\n"},
	{"doctor", "doctor\n"},
};

static void every_command_has_its_help(void **state)
{
	struct office *office = *state;

	assert_int_equal(COUNT(usages), COUNT(promised));
	for (size_t i = 0; i < COUNT(usages); i++) {
		char start[200];

		run_for(office, 0, "tiendo help %s", usages[i].command);
		snprintf(start, sizeof start, "tiendo %s", usages[i].usage);
		if (strncmp(office->out, start, strlen(start)) != 0)
			fail_msg("%s: %s", start, office->out);
		says(office, "\n    ");
		char *help = strdup(office->out);
		run_for(office, 0, "tiendo %s --help", usages[i].command);
		assert_string_equal(office->out, help);
		run_for(office, 0, "tiendo --help %s some more", usages[i].command);
		assert_string_equal(office->out, help);
		free(help);
	}
}

static void help_lists_every_command_and_option(void **state)
{
	struct office *office = *state;
	static const char *const options[] = {"--db FILE", "--plan CODE", "--unit CODE", "--as-of",
		"--lang vi|en", "--ascii", "--color always|auto|never", "--csv", "--json",
		"--plain", "--readonly", "--yes", "--no-input", "-q", "--help", "--version",
		"TIENDO_DB", "TIENDO_WAIT", "NO_COLOR"};

	run_for(office, 0, "tiendo --help");
	for (size_t i = 0; i < COUNT(promised); i++) {
		char line[64];

		snprintf(line, sizeof line, "\n  %s", promised[i]);
		says(office, line);
	}
	for (size_t i = 0; i < COUNT(options); i++)
		says(office, options[i]);
	assert_string_equal(office->err, "");
	char *all = strdup(office->out);
	run_for(office, 0, "tiendo help");
	assert_string_equal(office->out, all);
	run_for(office, 0, "tiendo frobnicate --help");
	assert_string_equal(office->out, all);
	free(all);
}

static void help_needs_no_database(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "bare --db none.db --help");
	run_for(office, 0, "bare --db none.db help done");
	run_for(office, 0, "bare --db none.db completion bash");
	run_for(office, 0, "bare --db none.db --as-of nonsense help");
	assert_false(file_is(office, "none.db"));
}

static void a_key_of_the_screen_can_be_asked_about(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo help undo");
	says(office, "key: u");
	run_for(office, 0, "tiendo help filter");
	says(office, "key: /");
}

static void version_is_one_line_of_the_program_and_its_number(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo --version");
	assert_int_equal(strncmp(office->out, "tiendo ", 7), 0);
	assert_int_equal(strspn(office->out + 7, "0123456789."), strlen(office->out) - 8);
	run_for(office, 0, "tiendo due --version");
	assert_int_equal(strncmp(office->out, "tiendo ", 7), 0);
}

static void completions_are_scripts_that_shells_take(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo completion bash > c.bash");
	run_for(office, 0, "if command -v bash >/dev/null; then bash -n c.bash; fi");
	assert_string_equal(office->err, "");
	run_for(office, 0,
		"tiendo completion zsh > c.zsh; if command -v zsh >/dev/null; then zsh -n c.zsh; "
		"fi");
	run_for(office, 0,
		"tiendo completion fish > c.fish; if command -v fish >/dev/null; then fish -n "
		"c.fish; fi");
	for (size_t i = 0; i < COUNT(promised); i++)
		run_for(office, 0,
			"grep -q '%s' c.bash && grep -q '%s:' c.zsh && grep -q ' -a %s ' c.fish",
			promised[i], promised[i], promised[i]);
	run_for(office, 2, "tiendo completion tcsh");
	complains(office, "completions are for bash, zsh or fish, not tcsh");
	run_for(office, 2, "tiendo completion");
}

/* What bash offers for a line whose last word is to be completed. */
static void bash_offers(struct office *office, const char *words, const char *offered)
{
	run_for(office, 0,
		"if command -v bash >/dev/null; then bash -c '. ./c.bash; COMP_WORDS=(%s); "
		"COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _tiendo; printf \"%%s \" "
		"\"${COMPREPLY[@]}\"'; "
		"else printf '%s '; fi",
		words, offered);
	says(office, offered);
}

static void bash_completes_commands_kinds_names_and_options(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo completion bash > c.bash");
	bash_offers(office, "tiendo rec", "receive");
	bash_offers(office, "tiendo --db x.db sta", "start status");
	bash_offers(office, "tiendo import re", "receipts");
	bash_offers(office, "tiendo export su", "summary");
	bash_offers(office, "tiendo list mat", "matrix");
	bash_offers(office, "tiendo extend --u", "--until");
	bash_offers(office, "tiendo --reado", "--readonly");
}

static void the_reference_is_roff_for_every_row(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo --reference");
	for (size_t i = 0; i < COUNT(promised); i++) {
		char line[64];

		snprintf(line, sizeof line, ".TP\n.B %s", promised[i]);
		says(office, line);
	}
	says(office, ".B extend UNIT ITEM \\-\\-until DAY \\-\\-why REASON\n");
	says(office, ".IR filter ");
	says(office, "Key: ");
	run_for(office, 0,
		"if command -v groff >/dev/null; then tiendo --reference | groff -man -ww -z 2>&1; "
		"fi");
}

static void the_doctor_tells_terminal_locale_and_database(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo doctor");
	says(office, "tiendo ");
	says(office, "SQLite 3.");
	says(office, "TERM=xterm\n");
	says(office, "LANG=C.UTF-8\n");
	says(office, "characters: UTF-8; language: en");
	says(office, "t.db (journal ");
	says(office, "today for the office: 28/6/2020");
	run_for(office, 0, "bare --lang en --db none.db doctor");
	says(office, "database: no database at none.db");
	assert_false(file_is(office, "none.db"));
	run_for(office, 0, "TERM=$(printf 'x\\033[2J'); tiendo doctor");
	assert_null(strchr(office->out, '\033'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_command_has_its_help),
		TEST(help_lists_every_command_and_option),
		TEST(help_needs_no_database),
		TEST(a_key_of_the_screen_can_be_asked_about),
		TEST(version_is_one_line_of_the_program_and_its_number),
		TEST(completions_are_scripts_that_shells_take),
		TEST(bash_completes_commands_kinds_names_and_options),
		TEST(the_reference_is_roff_for_every_row),
		TEST(the_doctor_tells_terminal_locale_and_database),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
