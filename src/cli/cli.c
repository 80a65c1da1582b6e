/* The command line: options to app, words to a request, a reply to stdout and stderr, an outcome to
 * an exit status. */
#include "inner.h"
#include "teller.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the setting: language, database, day, actor --------------------------------------------- */

/* "vi_VN.UTF-8:en" says Vietnamese; "C" and "POSIX" say nothing. */
const char *language_of(const char *words)
{
	if (!words || !*words || strncmp(words, "C", 1) == 0 || strcmp(words, "POSIX") == 0)
		return NULL;
	return strncmp(words, "vi", 2) == 0 ? "vi" : "en";
}

static const char *choose_language(const struct options *options, const struct config *config)
{
	static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
	if (options->lang)
		return options->lang;
	if (config->lang)
		return config->lang;
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *language = language_of(getenv(variables[i]));
		if (language)
			return language;
	}
	return "vi";
}

/* Every change says who made it: where the system fails to tell, nothing is done under another name.
 * Who has no entry is told by $USER. */
static bool choose_actor(const char **actor, struct pool *pool, struct fault *why)
{
	errno = 0;
	const struct passwd *entry = getpwuid(getuid());
	int error = entry ? 0 : errno;
	char name[128], clean[128];
	const char *found = entry ? entry->pw_name : getenv("USER");
	text_normalise(name, sizeof name, found && *found ? found : "?");
	*actor = pool_text(pool, text_clean(clean, sizeof clean, name));
	if (error == EIO || error == EINTR || error == EMFILE || error == ENFILE || error == ENOMEM)
		return refuse(why, FAULT_TROUBLE,
			N_("the system cannot tell who you are (%s): try again"), strerror(error));
	return true;
}

static bool choose_color(
	const struct options *options, const struct config *config, bool *color, struct fault *why)
{
	const char *word = options->color ? options->color : config->color ? config->color : "auto";
	const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
	if (strcmp(word, "always") == 0 || strcmp(word, "never") == 0)
		*color = *word == 'a';
	else if (strcmp(word, "auto") == 0)
		*color = isatty(STDOUT_FILENO) && !(none && *none) && terminal &&
			 strcmp(terminal, "dumb") != 0;
	else
		return refuse(
			why, FAULT_USAGE, N_("--color takes always, auto or never, not %s"), word);
	return true;
}

/* $TIENDO_WAIT: how long a change waits for others; 0 would be the store's own choice. */
static bool choose_patience(struct app *app, struct fault *why)
{
	const char *text = getenv("TIENDO_WAIT");
	int64_t milliseconds;
	if (!text || !*text)
		return true;
	if (!count_parse(text, &milliseconds, NULL) || milliseconds > 3600000)
		return refuse(why, FAULT_USAGE,
			N_("TIENDO_WAIT takes milliseconds, at most 3600000, not %s"), text);
	app->patience = milliseconds ? (int)milliseconds : 1;
	return true;
}

/* A word from outside, in the one form that the database keeps; NULL stays NULL. */
static bool take_word(const char **word, struct pool *pool, struct fault *why)
{
	if (!*word)
		return true;
	if (!text_is_utf8(*word, strlen(*word), NULL))
		return refuse(why, FAULT_USAGE,
			N_("what was typed is not UTF-8 text: check the terminal"));
	*word = text_normalised(*word, strlen(*word), pool);
	return true;
}

/* What asks nothing of the settings goes on where they are bad, so that one can find out. */
static bool needs_settings(const struct options *options)
{
	static const char *const others[] = {"help", "doctor", "completion"};
	bool needs = !options->help && !options->version && !options->reference;
	for (size_t i = 0; options->word_count && i < sizeof others / sizeof *others; i++)
		needs = needs && strcmp(options->words[0], others[i]) != 0;
	return needs || options->is_client;
}

bool set_up(struct cli_start *start, const struct options *options, struct fault *why)
{
	struct config config = {.ascii = false};
	const char *trouble = NULL;
	struct pool *pool = &start->pool;
	const char *environment = getenv("TIENDO_DB");
	bool configured = config_read(&config, pool, why);
	const char *language = choose_language(options, &config);
	if (!language_choose(language, place_catalogue(pool))) {
		language_choose("vi", place_catalogue(pool));
		return refuse(why, FAULT_USAGE, N_("the language is vi or en, not %s"), language);
	}
	if (!configured) { /* said again now that the language is chosen */
		struct config again = {.ascii = false};
		struct fault bad;
		config_read(&again, pool, &bad);
		if (needs_settings(options)) {
			if (why)
				*why = bad;
			return false;
		}
		trouble = pool_text(pool, bad.text);
	}
	start->drafts = place_drafts(pool);
	start->history = place_history(pool);
	start->is_named = options->db || (environment && *environment);
	start->typing = config.typing;
	start->theme = config.theme;
	start->config = config_path(pool);
	start->ascii = options->ascii || config.ascii;
	start->app = (struct app){.db = options->db                   ? options->db
					: environment && *environment ? environment
					: config.db                   ? config.db
								      : place_database(pool),
		.plan = options->plan ? options->plan : config.plan,
		.unit = options->unit,
		.day = options->as_of,
		.samples = place_samples(pool),
		.program = place_program(pool),
		.bad_settings = trouble,
		.readonly = options->readonly,
		.today = DAY_NONE,
		.clock_day = DAY_NONE};
	if (!*start->app.db)
		return refuse(why, FAULT_USAGE, N_("the name of the database is empty: see --db"));
	struct fault bad;
	if (!keys_settle(&start->app, config.keys, pool, &bad)) {
		if (needs_settings(options)) {
			if (why)
				*why = bad;
			return false;
		}
		start->app.bad_settings = pool_text(pool, bad.text);
	}
	return choose_actor(&start->app.actor, pool, why) && choose_color(options, &config, &start->color, why) &&
	       choose_patience(&start->app, why) && take_word(&start->app.plan, pool, why) &&
	       take_word(&start->app.unit, pool, why) && take_word(&start->app.day, pool, why);
}

/* ---- running a command ----------------------------------------------------------------------- */

int complain_and_leave(const struct app *app, const struct fault *why)
{
	char clean[FAULT_TEXT];
	fprintf(stderr, "tiendo: %s\n", text_clean(clean, sizeof clean, fault_told(app, why)));
	return fault_status(why->kind);
}

/* The first word that is no option of the command's and no value of one; count: there is none. */
static size_t first_by_position(const struct command *command, const char **words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(words[i], "--") == 0)
			return i + 1 < count ? i + 1 : count;
		if (strncmp(words[i], "--", 2) != 0)
			return i;
		for (const struct argument *argument = command->arguments; argument->ask;
			argument++)
			if (argument->option && argument->ask != ASK_FLAG &&
				strcmp(argument->option, words[i]) == 0)
				i++;
	}
	return count;
}

/* "-" for the units means a line each on standard input. */
static bool read_units(const struct cli_start *start, const struct command *command,
	const char **words, size_t count, struct pool *pool, struct fault *why)
{
	char *bytes;
	size_t length, first = first_by_position(command, words, count);
	if (command->arguments[0].ask != ASK_UNITS || first >= count ||
		strcmp(words[first], "-") != 0)
		return true;
	if (!file_read("-", 1 << 20, &bytes, &length, why))
		return false;
	/* A text would end there, and what comes behind be lost without a word. */
	bool is_text = !memchr(bytes, '\0', length) ||
		refuse(why, FAULT_USAGE, N_("a NUL stands in this list of units: nothing was changed"));
	if (!is_text || (start->app.account && !file_sender_stays(why))) {
		free(bytes);
		return false;
	}
	struct buffer lines = {0};
	buffer_bytes(&lines, bytes, length);
	buffer_add(&lines, "\n");
	words[first] = pool_text(pool, buffer_text(&lines));
	buffer_free(&lines);
	free(bytes);
	return true;
}

/* What cannot be undone is asked about first; a script says --yes. */
static bool confirmed(
	const struct options *options, const struct command *command, struct fault *why)
{
	char answer[16];
	/* What is only read is refused later, in its own words. */
	if (command->right != RIGHT_DESTROY || options->yes || options->readonly)
		return true;
	if (options->no_input || !isatty(STDIN_FILENO))
		return refuse(why, FAULT_USAGE, N_("this cannot be undone: say --yes to do it"));
	fprintf(stderr, "%s ", say(N_("This cannot be undone. Type yes to do it:")));
	if (fgets(answer, sizeof answer, stdin) && strcmp(answer, "yes\n") == 0)
		return true;
	return refuse(why, FAULT_NO, N_("nothing was done"));
}

/* Line by line and cleaned: what it tells of comes from files and from other people. */
static void say_lines(FILE *to, const struct buffer *text)
{
	const char *line = buffer_text(text);
	size_t size = text->length * 3 + 1;
	char *clean = memory_take(size, 1);
	while (*line) {
		size_t length = strcspn(line, "\n");
		struct buffer one = {0};
		buffer_bytes(&one, line, length);
		fprintf(to, "%s\n", text_clean(clean, size, buffer_text(&one)));
		buffer_free(&one);
		line += length + (line[length] == '\n');
	}
	free(clean);
}

static bool show_reply(const struct cli_start *start, const struct options *options,
	struct reply *reply, bool fine, struct fault *why)
{
	if (!(options->quiet && fine))
		say_lines(stderr, &reply->complaints);
	if (reply->listing && fine) {
		/* Over SSH nobody knows what is at the other end of a pipe: mostly a terminal. */
		reply->listing->clean = output_cleaning(&start->app);
		return print_listing(reply->listing, options->format, start->color, why);
	}
	if (reply->is_answer || !options->quiet)
		say_lines(stdout, &reply->text);
	return print_flushed(why);
}

/* Whoever changes something where it may not last is told each time. */
static void warn_of_place(
	const struct app *app, const struct options *options, const struct command *command)
{
	struct fault warning;
	char clean[FAULT_TEXT];
	if (!options->quiet && command->right > RIGHT_READ && app_warning(app, &warning))
		fprintf(stderr, "tiendo: %s\n", text_clean(clean, sizeof clean, warning.text));
}

static bool find_command(const struct app *app, struct options *options,
	const struct command **command, struct fault *why)
{
	const char *name = options->help ? "help" : options->words[0];
	if (options->help) /* of the words, only the one that help is asked about */
		options->word_count = options->word_count && command_named(options->words[0]);
	*command = command_named(name);
	if (*command && (*command)->run)
		return !app->account || command_allowed(app, *command, why);
	if (app->account) {
		app->denied(app, NULL);
		return refuse(why, FAULT_DENIED,
			N_("'%s' is no command that is given over SSH: 'help' shows them"), name);
	}
	if (*command && listing_kind(name))
		return refuse(why, FAULT_USAGE,
			N_("'%s' is a key of the screen; here it is 'tiendo list %s'"), name, name);
	const struct command *near = command_nearest(name);
	if (near)
		return refuse(
			why, FAULT_USAGE, N_("no command %s; did you mean %s?"), name, near->name);
	return refuse(why, FAULT_USAGE, N_("no command %s: see tiendo --help"), name);
}

/* Long work is told of on a terminal and stopped by signals. */
static bool run_watched(struct cli_start *start, const struct options *options,
	struct request *request, struct reply *reply, int *death, struct fault *why)
{
	struct teller teller;
	teller_begin(&teller, options->quiet ? -1 : teller_terminal());
	start->app.watcher = (struct watcher){teller_tell, &teller};
	bool fine = command_run(&start->app, request, reply, why);
	start->app.watcher = (struct watcher){NULL, NULL};
	*death = teller_end(&teller);
	return fine;
}

static int run(struct cli_start *start, struct options *options)
{
	struct fault why = {.kind = FAULT_NONE};
	struct request request = {0};
	struct reply reply = {0};
	const struct command *command;
	start->app.takes_parts = true;
	size_t skip = options->help ? 0 : 1;
	if (!find_command(&start->app, options, &command, &why))
		return complain_and_leave(&start->app, &why);
	request_start(&request, command);
	const char **words = options->words + skip;
	size_t count = options->word_count - skip;
	bool ready = confirmed(options, command, &why) &&
		     read_units(start, command, words, count, &start->pool, &why) &&
		     request_parse(&start->app, &request, words, count, &why);
	int death = 0;
	bool fine = ready && run_watched(start, options, &request, &reply, &death, &why);
	warn_of_place(&start->app, options, command);
	struct fault unwritten;
	bool shown = !ready || show_reply(start, options, &reply, fine, &unwritten);
	if (!shown && command->right != RIGHT_READ && (reply.step || reply.changed))
		refuse(&unwritten, FAULT_TROUBLE,
			N_("the change was made (tiendo log shows it), but what there is to say of it "
			   "could not be written: check the disk that the output goes to"));
	int status = !fine           ? complain_and_leave(&start->app, &why)
		     : !shown        ? complain_and_leave(&start->app, &unwritten)
		     : reply.said_no ? fault_status(FAULT_NO)
				     : 0;
	reply_free(&reply);
	request_free(&request);
	/* What was done before a signal came is done. */
	return death && why.kind == FAULT_NO ? 128 + death : status;
}

static int print_version(const struct cli_start *start)
{
	struct fault why;
	printf("tiendo %s\n", TIENDO_VERSION);
	return print_flushed(&why) ? 0 : complain_and_leave(&start->app, &why);
}

static int print_reference(const struct cli_start *start)
{
	struct buffer text = {0};
	struct fault why;
	command_reference(&text);
	fputs(buffer_text(&text), stdout);
	buffer_free(&text);
	return print_flushed(&why) ? 0 : complain_and_leave(&start->app, &why);
}

/* What is asked for once everything is set up; a screen is not run here. */
int run_options(struct cli_start *start, struct options *options)
{
	if (options->version)
		return print_version(start);
	if (options->reference)
		return print_reference(start);
	if (options->word_count && strcmp(options->words[0], "--") == 0) {
		options->words++;
		options->word_count--;
	}
	start->wants_screen = !options->help && !options->word_count;
	return start->wants_screen ? 0 : run(start, options);
}

int cli_run(int count, char **argv, struct cli_start *start)
{
	const char *const *words = (const char *const *)argv;
	struct options options = {.format = FORMAT_TABLE};
	struct fault why, misread;
	*start = (struct cli_start){.log = -1};
	bool read = options_read(&options, count, words, &start->pool, &misread);
	if (read && options.word_count && strcmp(options.words[0], "serve") == 0 && !options.help)
		return serve_run(start, &options);
	bool set = set_up(start, &options, &why);
	if (!read) /* said again now that the language is chosen */
		options_read(&options, count, words, &start->pool, &misread);
	if (!read || !set)
		return complain_and_leave(&start->app, read ? &why : &misread);
	return run_options(start, &options);
}

void cli_end(struct cli_start *start)
{
	app_close(&start->app);
	pool_free(&start->pool);
}
