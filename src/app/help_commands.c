/* Help, completions and the reference of the manual: all made from the command table. */
#include "inner.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_one(
	const struct app *app, const struct command *command, struct buffer *out)
{
	struct buffer usage = {0};
	command_usage(command, &usage);
	buffer_print(out, "tiendo %s\n    %s\n", buffer_text(&usage), say(command->help));
	const char *keys = command_keys(app, command);
	if (*keys)
		buffer_print(out, say(N_("    key: %s\n")), keys);
	buffer_free(&usage);
}

/* An account is told of what it may run. */
static bool is_listed(const struct app *app, const struct command *command)
{
	return command->run && (!app->account || (command->who & (1u << app->role)));
}

static void print_all(const struct app *app, struct buffer *out)
{
	buffer_print(out, "%s\n\n",
		say(N_("usage: tiendo [options] [COMMAND [arguments]]; without a command it opens "
		       "the screen")));
	for (const struct command *command = commands; command->name; command++) {
		if (!is_listed(app, command))
			continue;
		struct buffer usage = {0};
		command_usage(command, &usage);
		buffer_print(out, "  %s\n        %s\n", buffer_text(&usage), say(command->help));
		buffer_free(&usage);
	}
	buffer_add(out,
		say(N_("\noptions, anywhere:\n"
		       "  --db FILE  --plan CODE  --unit CODE  --as-of DAY  --lang vi|en  --ascii\n"
		       "  --color always|auto|never  --csv  --json  --plain  --readonly  --yes\n"
		       "  --no-input  -q  --help  --version  --  (ends them)\n")));
	buffer_add(out, say(N_("\nenvironment:\n"
			       "  TIENDO_DB    the database, where --db does not name one\n"
			       "  TIENDO_WAIT  milliseconds to wait for others who write (5000)\n"
			       "  NO_COLOR     no colours\n")));
}

bool run_help(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const struct value *name = request_value(request, N_("COMMAND"));
	reply->is_answer = true;
	if (!name->given) {
		print_all(app, &reply->text);
		return true;
	}
	const struct command *command = command_named(name->text);
	if (!command) {
		const struct command *near = command_nearest(name->text);
		return refuse(why, FAULT_USAGE, N_("no command %s; did you mean %s?"), name->text,
			near ? near->name : "help");
	}
	print_one(app, command, &reply->text);
	return true;
}

/* ---- the manual's list ----------------------------------------------------------------------- */

/* roff wants its hyphens and leading dots escaped. */
static void roff_add(struct buffer *out, const char *text)
{
	for (; *text; text++)
		if (*text == '-')
			buffer_add(out, "\\-");
		else if (*text == '\\')
			buffer_add(out, "\\e");
		else
			buffer_bytes(out, text, 1);
}

void command_reference(struct buffer *out)
{
	for (const struct command *command = commands; command->name; command++) {
		struct buffer usage = {0};
		command_usage(command, &usage);
		buffer_add(out, ".TP\n");
		if (command->run) {
			buffer_add(out, ".B ");
			roff_add(out, buffer_text(&usage));
			buffer_add(out, "\n");
		} else {
			buffer_print(
				out, ".IR %s \" (%s)\"\n", command->name, say(N_("screen only")));
		}
		roff_add(out, say(command->help));
		if (*command->keys) {
			buffer_add(out, ". ");
			buffer_print(out, say(N_("Key: %s")), "");
			roff_add(out, command->keys);
		}
		buffer_add(out, "\n");
		buffer_free(&usage);
	}
}

/* ---- completions ----------------------------------------------------------------------------- */

static const char global_options[] =
	"--db --plan --unit --as-of --lang --ascii --color --csv --json --plain --readonly --yes "
	"--no-input -q --help --version";

static void add_options(const struct command *command, struct buffer *out)
{
	for (const struct argument *argument = command->arguments; argument->ask; argument++)
		if (argument->option)
			buffer_print(out, " %s", argument->option);
}

static void add_words(const struct command *command, struct buffer *out)
{
	const struct argument *first = command->arguments;
	char word[ARGUMENT_WORD];
	for (size_t n = 0; !first->option && argument_word(command, first, n, word); n++)
		buffer_print(out, "%s%s", n ? " " : "", word);
}

static void complete_bash(struct buffer *out)
{
	buffer_add(out, "# bash completion for tiendo: made by 'tiendo completion bash'\n"
			"_tiendo()\n{\n\tlocal word=${COMP_WORDS[COMP_CWORD]} command= i\n"
			"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
			"\t\tcase ${COMP_WORDS[i]} in\n"
			"\t\t--db|--plan|--unit|--as-of|--lang|--color) ((i++)) ;;\n"
			"\t\t-*) ;;\n\t\t*) command=${COMP_WORDS[i]}; break ;;\n\t\tesac\n\tdone\n"
			"\tlocal words\n\tcase $command in\n\t\"\") words=\"");
	for (const struct command *command = commands; command->name; command++)
		if (command->run)
			buffer_print(out, "%s ", command->name);
	buffer_print(out, "%s\" ;;\n", global_options);
	for (const struct command *command = commands; command->name; command++) {
		if (!command->run)
			continue;
		buffer_print(out, "\t%s) words=\"", command->name);
		add_words(command, out);
		add_options(command, out);
		buffer_add(out, "\" ;;\n");
	}
	buffer_add(out, "\tesac\n\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\"; "
			"compgen -f -- \"$word\")\n}\ncomplete -o filenames -F _tiendo tiendo\n");
}

static void complete_zsh(struct buffer *out)
{
	buffer_add(out,
		"#compdef tiendo\n# zsh completion for tiendo: made by 'tiendo completion zsh'\n"
		"_tiendo() {\n\tlocal -a commands=(\n");
	for (const struct command *command = commands; command->name; command++)
		if (command->run)
			buffer_print(out, "\t\t'%s:%s'\n", command->name, command->help);
	buffer_print(out,
		"\t)\n\tif ((CURRENT == 2)); then\n\t\t_describe command commands\n"
		"\t\tcompadd -- %s\n\t\treturn\n\tfi\n\tcase $words[2] in\n",
		global_options);
	for (const struct command *command = commands; command->name; command++) {
		if (!command->run)
			continue;
		buffer_print(out, "\t%s) compadd --", command->name);
		add_options(command, out);
		buffer_add(out, " ;;\n");
	}
	buffer_add(out, "\tesac\n\t_files\n}\n_tiendo \"$@\"\n");
}

static void complete_fish(struct buffer *out)
{
	buffer_add(out, "# fish completion for tiendo: made by 'tiendo completion fish'\n");
	for (const struct command *command = commands; command->name; command++) {
		if (!command->run)
			continue;
		buffer_print(out, "complete -c tiendo -n __fish_use_subcommand -a %s -d '%s'\n",
			command->name, command->help);
		for (const struct argument *argument = command->arguments; argument->ask;
			argument++)
			if (argument->option)
				buffer_print(out,
					"complete -c tiendo -n '__fish_seen_subcommand_from %s' -l "
					"%s%s\n",
					command->name, argument->option + 2,
					argument->ask == ASK_FLAG ? "" : " -r");
	}
}

bool run_completion(
	struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	const char *shell = request_value(request, "bash|zsh|fish")->text;
	(void)app;
	reply->is_answer = true;
	if (strcmp(shell, "bash") == 0)
		complete_bash(&reply->text);
	else if (strcmp(shell, "zsh") == 0)
		complete_zsh(&reply->text);
	else if (strcmp(shell, "fish") == 0)
		complete_fish(&reply->text);
	else
		return refuse(why, FAULT_USAGE, N_("completions are for bash, zsh or fish, not %s"),
			shell);
	return true;
}

/* ---- doctor ---------------------------------------------------------------------------------- */

static void tell_variable(const char *name, struct buffer *out)
{
	const char *value = getenv(name);
	char clean[256];
	buffer_print(out, "%s=%s\n", name, value ? text_clean(clean, sizeof clean, value) : "");
}

bool run_doctor(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	struct fault trouble;
	struct buffer *out = &reply->text;
	char day[DAY_TEXT];
	(void)request;
	(void)why;
	reply->is_answer = true;
	buffer_print(out, "tiendo %s, SQLite %s\n", TIENDO_VERSION, store_engine());
	buffer_add(out, writer_makes_workbooks()
				? say(N_("workbooks (.xlsx): written\n"))
				: say(N_("workbooks (.xlsx): not in this build\n")));
	tell_variable("TERM", out);
	tell_variable("LANG", out);
	tell_variable("LC_ALL", out);
	tell_variable("NO_COLOR", out);
	buffer_print(out, say(N_("characters: %s; language: %s\n")), nl_langinfo(CODESET),
		language_now());
	buffer_print(out, say(N_("glyph test: √ ≈ ▒ · ○ ▲ ! ◄ » ▪ Đ ế ữ\n")));
	if (app->bad_settings)
		buffer_print(out, say(N_("settings: %s\n")), app->bad_settings);
	if (!app_open(app, false, &trouble)) {
		buffer_print(out, say(N_("database: %s\n")), trouble.text);
		return true;
	}
	buffer_print(out, say(N_("database: %s (journal %s)\n")), store_path(app->store),
		store_journal_mode(app->store));
	if (app_warning(app, &trouble))
		buffer_print(out, "%s\n", trouble.text);
	if (app_barred(app, &trouble))
		buffer_print(out, "%s\n", trouble.text);
	buffer_print(out, say(N_("today for the office: %s\n")), day_print(app->today, day));
	return true;
}
