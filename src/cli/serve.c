/* The restricted entry for an SSH key: tiendo serve --as ACCOUNT, as a forced command. What the key
 * line says is the server's; all that the client sends, the command, TERM, LANG, is only ever asked
 * for an answer and gives none by itself. */
#include "inner.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

extern char **environ;

#define MOST_COMMAND_BYTES 8192
#define MOST_SESSIONS 8 /* of an account at a time */
#define IDLE_SECONDS 1800

/* ---- the log of refusals ----------------------------------------------------------------------- */

/* Who, which command, what rule: nothing that a client typed. */
static void log_refusal(const struct cli_start *start, const char *command, const char *rule)
{
	const char *account = start->app.account ? start->app.account : "-";
	char at[INSTANT_TEXT];
	struct buffer line = {0};
	if (start->log < 0) {
		syslog(LOG_WARNING, "refused account=%s command=%s rule=%s", account, command, rule);
		return;
	}
	buffer_print(&line, "%s refused account=%s command=%s rule=%s\n",
		instant_print(instant_now(), at), account, command, rule);
	/* Whole lines, also of many sessions; a full disk must not keep the refusal from its sender. */
	if (write(start->log, line.text, line.length) < 0)
		syslog(LOG_WARNING, "cannot write the log: refused account=%s command=%s rule=%s",
			account, command, rule);
	buffer_free(&line);
}

static void log_denied(const struct app *app, const char *command)
{
	/* app is the first member of the struct that serve_run was given. */
	log_refusal((const struct cli_start *)(const void *)app, command ? command : "-", "right");
}

/* Tells the client and the log. */
static int refuse_and_leave(
	const struct cli_start *start, const char *rule, const struct fault *why)
{
	log_refusal(start, "-", rule);
	return complain_and_leave(&start->app, why);
}

static bool log_open(struct cli_start *start, const char *path, struct fault *why)
{
	start->log = -1;
	if (!path) {
		openlog("tiendo", LOG_PID | LOG_NDELAY, LOG_AUTH);
		return true;
	}
	start->log = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640);
	if (start->log >= 0)
		return true;
	/* Where it should be is for who looks after the server. */
	int error = errno;
	openlog("tiendo", LOG_PID | LOG_NDELAY, LOG_AUTH);
	syslog(LOG_ERR, "cannot write %s: %s", path, strerror(error));
	return refuse(why, FAULT_TROUBLE,
		N_("the log on the server cannot be written (%s), so nobody is let in: ask who looks "
		   "after the server"),
		strerror(error));
}

/* ---- what the client sent ---------------------------------------------------------------------- */

struct client {
	const char *command; /* NULL: none, the screen is meant */
	const char *terminal; /* TERM where its shape is a terminal's; else NULL */
	bool strange_terminal;
};

/* Families of terminals; what follows is letters, digits and + . _ - alone, so never a path. */
static bool is_terminal_name(const char *name)
{
	static const char *const families[] = {"xterm", "screen", "tmux", "rxvt", "vt100", "vt102",
		"vt220", "vt320", "vt420", "vt520", "vte", "linux", "ansi", "putty", "konsole",
		"gnome", "alacritty", "kitty", "foot", "st", "wezterm", "ghostty", "cygwin",
		"mintty", "iterm", "Eterm", "eterm", "nsterm", "mlterm", "sun", "contour",
		"teraterm", "hterm", "ms-terminal", "dumb"};
	size_t length = strlen(name);
	bool known = false;
	if (length > 48 || strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "0123456789+._-") != length)
		return false;
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		size_t part = strlen(families[i]);
		known = known || (strncmp(name, families[i], part) == 0 &&
					 (!name[part] || strchr("-+.", name[part]) ||
						 (name[part] >= '0' && name[part] <= '9')));
	}
	return known;
}

static const char *client_language(void)
{
	static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
	const char *language = NULL;
	for (size_t i = 0; !language && i < sizeof variables / sizeof *variables; i++)
		language = language_of(getenv(variables[i]));
	return language;
}

/* Takes what is asked of the client's environment and forgets the rest, TMPDIR and TIENDO_… with it.
 * The account's home is what the system says. */
static void client_take(struct client *client, struct pool *pool)
{
	static char *nothing[] = {NULL};
	const char *command = getenv("SSH_ORIGINAL_COMMAND"), *terminal = getenv("TERM");
	const char *language = client_language();
	const struct passwd *entry = getpwuid(getuid());
	*client = (struct client){.command = command ? pool_text(pool, command) : NULL};
	if (terminal && *terminal && is_terminal_name(terminal))
		client->terminal = pool_text(pool, terminal);
	client->strange_terminal = terminal && *terminal && !client->terminal;
	environ = nothing;
	setenv("HOME", entry && entry->pw_dir && *entry->pw_dir ? entry->pw_dir : "/", 1);
	setenv("LANG", "C.UTF-8", 1);
	if (language)
		setenv("LANGUAGE", language, 1);
	if (client->terminal)
		setenv("TERM", client->terminal, 1);
}

static bool command_is_text(const char *command, struct fault *why)
{
	if (strlen(command) > MOST_COMMAND_BYTES)
		return refuse(why, FAULT_DENIED, N_("this command is longer than %d bytes"),
			MOST_COMMAND_BYTES);
	if (!text_is_utf8(command, strlen(command), NULL))
		return refuse(why, FAULT_DENIED, N_("this command is not UTF-8 text"));
	uint32_t character;
	for (size_t left = strlen(command), step; left > 0; left -= step, command += step) {
		step = text_step(command, left, &character);
		if (character < ' ' || (character >= 0x7F && character <= 0x9F) ||
			character == 0x2028 || character == 0x2029)
			return refuse(why, FAULT_DENIED,
				N_("a control character or a line end stands in this command"));
	}
	return true;
}

/* The client's words as options and a command; split here, never by a shell. */
static bool client_read(const struct client *client, struct options *asked, struct pool *pool,
	struct fault *why)
{
	const char **words = NULL;
	size_t count = 0;
	*asked = (struct options){.format = FORMAT_TABLE, .is_client = true};
	if (!client->command)
		return options_read(asked, 0, NULL, pool, why);
	if (!command_is_text(client->command, why) ||
		!words_split(client->command, pool, &words, &count, why))
		return false;
	const char **all = pool_take(pool, (count + 2) * sizeof *all);
	all[0] = "tiendo";
	for (size_t i = 0; i < count; i++)
		all[i + 1] = words[i];
	return options_read(asked, (int)count + 1, all, pool, why);
}

/* What the key line fixes is fixed; the rest is the client's to choose. */
static bool client_join(struct options *asked, const struct options *server, struct fault *why)
{
	const struct {
		const char *name, *fixed, **chosen;
	} values[] = {{"--plan", server->plan, &asked->plan}, {"--unit", server->unit, &asked->unit},
		{"--as-of", server->as_of, &asked->as_of}, {"--lang", server->lang, &asked->lang},
		{"--color", server->color, &asked->color}};
	asked->db = server->db;
	asked->readonly = asked->readonly || server->readonly;
	asked->ascii = asked->ascii || server->ascii;
	bool fine = true;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		if (!values[i].fixed)
			continue;
		if (*values[i].chosen && fine)
			fine = refuse(why, FAULT_DENIED, N_("%s is fixed by the server"),
				values[i].name);
		*values[i].chosen = values[i].fixed;
	}
	return fine;
}

/* ---- sessions ---------------------------------------------------------------------------------- */

/* An account has a few bytes of its own in FILE.sessions, by the print of its name; a session
 * locks one of them, and the system lets go of it when the session ends, however it ends. */
static off_t first_byte(const char *account)
{
	return (off_t)(bytes_print(PRINT_BEGIN, account, strlen(account)) & 0xffffffffffffu) * MOST_SESSIONS;
}

static bool session_enter(const struct app *app, struct fault *why)
{
	struct buffer path = {0};
	buffer_print(&path, "%s.sessions", store_path(app->store));
	/* Open until the end: closing any descriptor of it would give up the lock. */
	int file = open(buffer_text(&path), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0660);
	bool entered = file >= 0 || refuse(why, FAULT_TROUBLE, N_("cannot open %s: %s"),
					   buffer_text(&path), strerror(errno));
	buffer_free(&path);
	if (!entered)
		return false;
	for (int i = 0; i < MOST_SESSIONS; i++) {
		struct flock place = {.l_type = F_WRLCK,
			.l_whence = SEEK_SET,
			.l_start = first_byte(app->account) + i,
			.l_len = 1};
		if (fcntl(file, F_SETLK, &place) == 0)
			return true;
	}
	close(file);
	return refuse(why, FAULT_BUSY,
		N_("the account %s is logged in %d times already: close one of them"), app->account,
		MOST_SESSIONS);
}

/* ---- serving ----------------------------------------------------------------------------------- */

/* The words of the key line behind "serve". */
static bool server_read(struct cli_start *start, const struct options *server, const char **log,
	struct fault *why)
{
	struct request request = {0};
	request_start(&request, command_named("serve"));
	bool fine = request_parse(
		&start->app, &request, server->words + 1, server->word_count - 1, why);
	if (fine) {
		const struct value *account = request_value(&request, "--as");
		const struct value *idle = request_value(&request, "--idle");
		const struct value *file = request_value(&request, "--log");
		start->app.account = pool_text(&start->pool, account->text);
		start->idle = !idle->given         ? IDLE_SECONDS
			      : idle->count > 86400 ? 86400
						    : (int)idle->count;
		*log = file->given ? pool_text(&start->pool, file->text) : NULL;
		fine = code_is_valid(start->app.account) ||
		       refuse(why, FAULT_USAGE,
			       N_("the name of an account is 1 to 32 of A-Z a-z 0-9 . _ - and begins "
				  "with a letter or digit"));
	}
	request_free(&request);
	return fine;
}

/* What one officer has half typed is not offered to another, although they share a home. */
static const char *drafts_of(const struct cli_start *start, struct pool *pool)
{
	struct buffer path = {0};
	buffer_print(&path, "%s-%s", start->drafts, start->app.account);
	const char *kept = pool_text(pool, buffer_text(&path));
	buffer_free(&path);
	return kept;
}

static int serve_screen(struct cli_start *start, const struct client *client)
{
	struct fault why;
	if (client->strange_terminal) {
		refuse(&why, FAULT_DENIED,
			N_("the terminal that TERM names is not known here: set it to xterm-256color, "
			   "or whatever yours is like"));
		return refuse_and_leave(start, "terminal", &why);
	}
	start->wants_screen = true;
	return 0;
}

int serve_run(struct cli_start *start, struct options *server)
{
	struct options asked;
	struct client client;
	struct fault why, misread = {.kind = FAULT_NONE};
	const char *log = NULL;
	client_take(&client, &start->pool);
	bool read = client_read(&client, &asked, &start->pool, &misread);
	bool joined = client_join(&asked, server, &why);
	bool set = set_up(start, &asked, joined ? &why : NULL);
	struct fault words = {.kind = FAULT_NONE};
	if (!server_read(start, server, &log, &words) || !log_open(start, log, &words))
		return complain_and_leave(&start->app, &words);
	start->app.actor = start->app.account;
	start->app.denied = log_denied;
	start->drafts = drafts_of(start, &start->pool);
	start->config = start->history = NULL; /* many share them, and none may write them */
	if (!read) /* said again now that the language is chosen */
		client_read(&client, &asked, &start->pool, &misread);
	if (!read || !joined)
		return refuse_and_leave(start, "words", read ? &why : &misread);
	if (!set)
		return complain_and_leave(&start->app, &why);
	if (!app_open(&start->app, false, &why)) {
		bool is_denied = why.kind == FAULT_DENIED;
		return is_denied || why.kind != FAULT_BUSY
			? refuse_and_leave(start, is_denied ? "account" : "database", &why)
			: complain_and_leave(&start->app, &why);
	}
	if (!session_enter(&start->app, &why))
		return refuse_and_leave(start, "sessions", &why);
	confine();
	if (!client.command || (!asked.word_count && !asked.help && !asked.version))
		return serve_screen(start, &client);
	int status = run_options(start, &asked);
	if (start->wants_screen)
		return serve_screen(start, &client);
	/* Words that mean nothing may be a mistake, or an attempt. What is not allowed was logged. */
	if (status == fault_status(FAULT_USAGE))
		log_refusal(start, asked.word_count && command_named(asked.words[0]) ? asked.words[0]
										     : "-",
			"words");
	return status;
}
