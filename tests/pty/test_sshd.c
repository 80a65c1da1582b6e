/* The restricted entry through a real sshd on loopback, configured as samples/ssh says: what is allowed
 * works, the screen included, and every way around it that ssh offers leads nowhere. Skipped where
 * there is no sshd. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "cli/attempts.h"
#include "cli/named.h"
#include "pty/sshd.h"
#include "pty/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define SOON 30000
#define MOST 65536

static struct {
	char folder[64], user[64], port[8];
	pid_t sshd;
	bool is_there;
	int status; /* of the last run */
	char out[MOST], err[MOST];
} office;

/* ---- files, processes -------------------------------------------------------------------------- */

static const char *path_to(const char *name)
{
	static char paths[8][160];
	static unsigned next;
	char *path = paths[next++ % COUNT(paths)];

	snprintf(path, sizeof *paths, "%s/%s", office.folder, name);
	return path;
}

static void take_file(const char *name, char out[MOST])
{
	FILE *file = fopen(path_to(name), "r");
	size_t length = file ? fread(out, 1, MOST - 1, file) : 0;

	out[length] = '\0';
	if (file)
		fclose(file);
}

static bool is_made(const char *name)
{
	return access(path_to(name), F_OK) == 0;
}

static size_t lines_logged(void)
{
	static char log[MOST];
	size_t lines = 0;

	take_file("log", log);
	for (const char *at = log; *at; at++)
		lines += *at == '\n';
	return lines;
}

/* A line of sh in the office's folder. */
static bool shell(const char *format, ...)
{
	char line[4096];
	va_list arguments;
	int length = snprintf(line, sizeof line, "cd %s && ", office.folder);

	va_start(arguments, format);
	vsnprintf(line + length, sizeof line - (size_t)length, format, arguments);
	va_end(arguments);
	return system(line) == 0;
}

static pid_t start(const char *const *words, const char *input)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child > 0)
		return child;
	dup2(open(input, O_RDONLY), STDIN_FILENO);
	dup2(open(path_to("out"), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
	dup2(open(path_to("err"), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
	alarm(60);
	execvp(words[0], (char *const *)(uintptr_t)words);
	_exit(127);
}

static void finish(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	office.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	take_file("out", office.out);
	take_file("err", office.err);
}

/* The words of an ssh that comes in as the account; `more` are options, ending with NULL. */
static void ssh_words(const char *words[40], const char *program, const char *account,
	const char *const *more, const char *command)
{
	static char key[160], destination[96];
	size_t count;

	snprintf(key, sizeof key, "%s/%s", office.folder, account);
	snprintf(destination, sizeof destination, "%s@127.0.0.1", office.user);
	count = sshd_words(words, program, key, office.port);
	while (more && *more)
		words[count++] = *more++;
	if (strcmp(program, "ssh") == 0)
		words[count++] = destination;
	if (command) {
		words[count++] = "--";
		words[count++] = command;
	}
	words[count] = NULL;
}

static void ssh_with(const char *account, const char *const *more, const char *command,
	const char *input)
{
	const char *words[40];

	ssh_words(words, "ssh", account, more, command);
	finish(start(words, input));
}

/* Over a line that stays open from one to the next: what is tried is what sshd runs, not its greeting. */
static void ssh(const char *account, const char *command)
{
	char path[120];

	snprintf(path, sizeof path, "ControlPath=%s/line-%s", office.folder, account);
	ssh_with(account,
		(const char *const[]){"-o", "ControlMaster=auto", "-o", "ControlPersist=60", "-o", path,
			NULL},
		command, "/dev/null");
}

static void expect(int status, const char *command)
{
	if (office.status != status)
		fail_msg("%s: status %d\n%s%s", command, office.status, office.out, office.err);
}

/* ---- the server -------------------------------------------------------------------------------- */

static bool office_filled(void)
{
	return shell("\"$TIENDO\" --db t.db --lang en demo >made 2>&1") &&
	       shell("\"$TIENDO\" --db t.db account add e --role editor --unit 703 >>made 2>&1 && "
		     "\"$TIENDO\" --db t.db account add a --role admin >>made 2>&1") &&
	       shell("\"$TIENDO\" --db t.db account add p --role viewer >>made 2>&1") &&
	       shell("for name in host e a p; do ssh-keygen -q -t ed25519 -N '' -C \"$name\" -f $name; "
		     "done") &&
	       shell("for name in e a; do \"$TIENDO\" --db t.db account key $name - <$name.pub; done | "
		     "sed 's| serve | --lang en --as-of 28/6/2020 serve |; s|\",restrict| --log "
		     "'$PWD'/log&|' >keys") &&
	       /* What a key's line gives besides tiendo: the same line with another program. */
	       shell("\"$TIENDO\" --db t.db account key p - <p.pub | "
		     "sed 's|command=\"[^\"]*\"|command=\"env\"|' >>keys");
}

static int server_open(void **state)
{
	const struct passwd *entry = getpwuid(getuid());
	char *samples = realpath("samples", NULL);

	(void)state;
	if (!sshd_is_there() || !entry || !samples)
		return 0;
	setenv("samples", samples, 1);
	free(samples);
	snprintf(office.folder, sizeof office.folder, "/tmp/tiendo-sshd-XXXXXX");
	assert_non_null(mkdtemp(office.folder));
	snprintf(office.user, sizeof office.user, "%.60s", entry->pw_name);
	if (office_filled())
		office.sshd = sshd_start(office.folder, office.user, office.port);
	office.is_there = office.sshd > 0;
	if (!office.is_there)
		print_error("sshd is here and does not start: see %s\n", office.folder);
	return office.is_there ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *at)
{
	(void)about;
	(void)kind;
	(void)at;
	return remove(path);
}

static int server_close(void **state)
{
	(void)state;
	if (office.is_there)
		shell("for line in line-*; do ssh -O exit -o ControlPath=$line x 2>>made; done");
	sshd_stop(office.sshd);
	if (office.is_there)
		nftw(office.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}

#define NEEDS_SSHD                                                                                 \
	do {                                                                                       \
		(void)state;                                                                       \
		if (!office.is_there)                                                              \
			skip();                                                                    \
	} while (0)

/* ---- tests ------------------------------------------------------------------------------------- */

/* A line at least for each command that some account may run; STEP is the newest step. */
static const struct {
	const char *account, *line;
	bool is_last; /* it leaves the office without what other tests need */
} allowed[] = {{"e", "due", 0}, {"e", "due --tasks --csv", 0}, {"e", "status --json", 0}, {"e", "log", 0},
	{"e", "help", 0}, {"e", "help note", 0}, {"e", "--version", 0}, {"e", "--help", 0},
	{"e", "note 703 BC2 x", 0}, {"e", "undo", 0}, {"e", "redo", 0},
	{"e", "done 703 II.3.c --on 25/6", 0}, {"e", "undo STEP", 0}, {"e", "redo", 0}, {"e", "reopen 703 II.3.c", 0}, {"e", "tick 703 II.3.c", 0},
	{"e", "tick-on 703 II.3.c --on 24/6", 0}, {"e", "start 703 II.3.b", 0},
	{"e", "receive 703 BC2", 0}, {"e", "return 703 BC2 --why 'a b'", 0},
	{"e", "extend 703 BC2 --until 31/12/2020 --why x", 0}, {"e", "exempt 703 BC2 --why x", 0},
	{"e", "unexempt 703 BC2", 0}, {"e", "count 703 II.1.a 3", 0},
	{"e", "number 703 SL01 90 --report BC2", 0}, {"e", "remind BC2", 0}, {"e", "message BC2", 0},
	{"e", "replay STEP", 0}, {"e", "add-unit 703-9 'Đoàn xã \"Mới\"' --kind co-so --parent 703", 0},
	{"e", "edit-unit 703-9 --name 'Đoàn xã Mới'", 0}, {"e", "undo-to STEP", 0},
	{"e", "remove-unit 703-9", 0}, {"e", "add-person 703 'Lê Thị Tới'", 0},
	{"e", "edit-person 703 'Lê Thị Tới' --phone 0900000009", 0},
	{"e", "remove-person 703 'Lê Thị Tới'", 0}, {"a", "check", 0}, {"a", "set", 0},
	{"a", "set due-soon 4", 0}, {"a", "holiday 1/7 'nghỉ bù'", 0}, {"a", "account list --csv", 0},
	{"a", "account add x --role viewer --unit 705", 0}, {"a", "account remove x", 0},
	{"a", "purge people --yes", true}};

static void ask_allowed(const char *account, const char *line)
{
	char text[200];
	const char *step = strstr(line, "STEP");

	snprintf(text, sizeof text, "%s", line);
	if (step) {
		ssh(account, "log --csv");
		snprintf(text, sizeof text, "%.*s%ld%s", (int)(step - line), line,
			strtol(strchr(office.out, '\n') + 1, NULL, 10), step + strlen("STEP"));
	}
	ssh(account, text);
	expect(0, text);
	if (strcmp(account, "e") == 0 && strstr(office.out, "Tân Biên"))
		fail_msg("%s: tells of 705", text);
}

static void each_command_has_a_line_here(void **state)
{
	const char *name;

	(void)state;
	for (size_t i = 0; (name = command_named_at(i)); i++) {
		bool is_tried = !command_is_for_accounts(name);

		for (size_t j = 0; j < COUNT(allowed); j++)
			is_tried = is_tried ||
				(strncmp(allowed[j].line, name, strlen(name)) == 0 &&
					strchr(" ", allowed[j].line[strlen(name)]) &&
					(*allowed[j].account == 'e' || !command_is_for_editors(name)));
		/* These three are tried with all that their tables name. */
		if (!is_tried && strcmp(name, "list") != 0 && strcmp(name, "export") != 0 &&
			strcmp(name, "import") != 0)
			fail_msg("%s is not tried through sshd", name);
	}
}

static void what_is_allowed_works_through_it(void **state)
{
	NEEDS_SSHD;
	for (size_t i = 0; i < COUNT(allowed); i++)
		if (!allowed[i].is_last)
			ask_allowed(allowed[i].account, allowed[i].line);
	assert_int_equal(lines_logged(), 0);
}

static void every_listing_comes_through_it(void **state)
{
	const char *name;

	NEEDS_SSHD;
	for (size_t i = 0; (name = listing_named_at(i)); i++) {
		char line[80];

		snprintf(line, sizeof line, "list %s%s", name,
			strcmp(name, "unit") == 0   ? " --unit 703"
			: strcmp(name, "item") == 0 ? " --item BC1"
						    : "");
		ask_allowed("e", line);
		assert_true(*office.out);
	}
	assert_int_equal(lines_logged(), 0);
}

/* Whoever may import a kind: what went out comes home and changes nothing. */
static void every_kind_of_sheet_goes_out_and_in(void **state)
{
	const char *name;

	NEEDS_SSHD;
	for (size_t i = 0; (name = export_named_at(i)); i++) {
		const char *account = strcmp(name, "units") == 0 || strcmp(name, "plan") == 0 ? "a" : "e";
		char line[80];

		snprintf(line, sizeof line, "export %s", name);
		ask_allowed("e", line);
		ssh(account, line);
		expect(0, line);
		assert_true(shell("cp out sheet.csv"));
		if (!import_named_at(i))
			continue;
		snprintf(line, sizeof line, "import %s -", name);
		ssh_with(account, NULL, line, path_to("sheet.csv"));
		expect(0, line);
		assert_non_null(strstr(office.out, "added 0, changed 0, removed 0"));
	}
	assert_int_equal(lines_logged(), 0);
}

/* The last of all tests. */
static void what_clears_things_away_works_through_it(void **state)
{
	size_t logged = lines_logged();

	NEEDS_SSHD;
	for (size_t i = 0; i < COUNT(allowed); i++)
		if (allowed[i].is_last)
			ask_allowed(allowed[i].account, allowed[i].line);
	assert_int_equal(lines_logged(), logged);
}

static void sheets_go_out_and_in(void **state)
{
	NEEDS_SSHD;
	ssh("e", "export people");
	expect(0, "export");
	assert_true(shell("cp out people.csv && printf '703,Lê Thị Qua,,,,,\\r\\n' >more && head -n 1 "
			  "people.csv >new.csv && cat more >>new.csv"));
	ssh_with("e", NULL, "import people -", path_to("people.csv"));
	expect(0, "import of an export");
	ssh_with("e", NULL, "import people - --rows 2", path_to("new.csv"));
	expect(3, "import --rows 2");
	ssh_with("e", NULL, "import people - --rows 1", path_to("new.csv"));
	expect(0, "import --rows 1");
	ssh("e", "list people --csv");
	assert_non_null(strstr(office.out, "Lê Thị Qua"));
}

static void no_attempt_to_escape_does_anything(void **state)
{
	NEEDS_SSHD;
	assert_true(COUNT(attempts) > ATTEMPTS_LEAST);
	for (size_t i = 0; i < COUNT(attempts); i++) {
		size_t logged = lines_logged();

		ssh("e", attempts[i]);
		if ((office.status != 5 && office.status != 2) || *office.out)
			fail_msg("%s: status %d\n%s%s", attempts[i], office.status, office.out,
				office.err);
		if (is_made("canary") || is_made("other.db"))
			fail_msg("%s: made a file", attempts[i]);
		if (lines_logged() != logged + 1)
			fail_msg("%s: logged %zu times", attempts[i], lines_logged() - logged);
	}
}

static void files_are_neither_brought_nor_taken(void **state)
{
	static const char *const copies[][5] = {{"-O", "keys", ":canary"}, {"keys", ":canary"},
		{"-O", ":t.db", "canary"}, {":t.db", "canary"}, {"-r", ":.", "canary"}};
	char remote[200];
	size_t logged;

	NEEDS_SSHD;
	for (size_t i = 0; i < COUNT(copies); i++) {
		const char *words[40], *more[6];
		size_t count = 0;

		for (; copies[i][count]; count++) {
			more[count] = copies[i][count];
			if (*more[count] == ':') {
				snprintf(remote, sizeof remote, "%s@127.0.0.1:%s/%s", office.user,
					office.folder, more[count] + 1);
				more[count] = remote;
			} else if (*more[count] != '-') {
				more[count] = path_to(more[count]);
			}
		}
		more[count] = NULL;
		logged = lines_logged();
		ssh_words(words, "scp", "e", more, NULL);
		finish(start(words, "/dev/null"));
		assert_true(office.status != 0);
		assert_false(is_made("canary"));
		assert_int_equal(lines_logged(), logged + 1);
	}
	logged = lines_logged();
	ssh_with("e", (const char *const[]){"-s", NULL}, "sftp", "/dev/null");
	assert_true(office.status != 0);
	assert_int_equal(lines_logged(), logged + 1);
	/* Which sshd knows nothing of: it never gets to tiendo. */
	ssh_with("e", (const char *const[]){"-s", NULL}, "x; touch canary", "/dev/null");
	assert_true(office.status != 0);
	assert_false(is_made("canary"));
}

static void nothing_is_forwarded(void **state)
{
	char local[64], back[96];

	NEEDS_SSHD;
	snprintf(local, sizeof local, "127.0.0.1:%s", office.port);
	snprintf(back, sizeof back, "0:127.0.0.1:%s", office.port);
	/* A way in to the server's network would show sshd's own greeting. */
	ssh_with("e", (const char *const[]){"-W", local, NULL}, NULL, "/dev/null");
	assert_true(office.status != 0);
	assert_null(strstr(office.out, "SSH-2.0"));
	ssh_with("e", (const char *const[]){"-o", "ExitOnForwardFailure=yes", "-R", back, NULL}, "due",
		"/dev/null");
	assert_true(office.status != 0);
	assert_string_equal(office.out, "");
	snprintf(back, sizeof back, "%.60s", path_to("canary"));
	strcat(back, ":22");
	ssh_with("e", (const char *const[]){"-o", "ExitOnForwardFailure=yes", "-R", back, NULL}, "due",
		"/dev/null");
	assert_true(office.status != 0);
	assert_false(is_made("canary"));
}

/* Asked for and not given: the command goes on without. */
static void neither_agent_nor_display_is_lent(void **state)
{
	const char *words[44] = {"ssh-agent"};

	NEEDS_SSHD;
	ssh_words(words + 1, "ssh", "p", (const char *const[]){"-A", "-Y", NULL}, "due");
	for (size_t i = 0; words[i]; i++)
		if (strcmp(words[i], "IdentityAgent=none") == 0)
			words[i] = "IdentityAgent=SSH_AUTH_SOCK";
	setenv("DISPLAY", "127.0.0.1:0", 1);
	finish(start(words, "/dev/null"));
	unsetenv("DISPLAY");
	expect(0, "env with -A -Y");
	assert_non_null(strstr(office.out, "SSH_ORIGINAL_COMMAND=due\n"));
	assert_null(strstr(office.out, "SSH_AUTH_SOCK="));
	assert_null(strstr(office.out, "DISPLAY="));
	ssh_with("e", (const char *const[]){"-A", "-X", NULL}, "due", "/dev/null");
	expect(0, "due with -A -X");
}

static void what_the_client_sends_along_decides_nothing(void **state)
{
	static const char *const sent[] = {"TIENDO_DB=other.db", "LC_ALL=/etc/passwd",
		"LC_MESSAGES=../../x", "LANG=$(touch canary)", "LC_x=;touch canary", "PATH=/tmp",
		"HOME=/nowhere", "LD_PRELOAD=/tmp/x.so", "TMPDIR=/nowhere", "SSH_ORIGINAL_COMMAND=check",
		"LC_ALL=() { :; }; touch canary"};
	static char wanted[MOST];

	NEEDS_SSHD;
	ssh("e", "list units --csv");
	expect(0, "list units");
	strcpy(wanted, office.out);
	for (size_t i = 0; i < COUNT(sent); i++) {
		char option[120];

		snprintf(option, sizeof option, "SetEnv=\"%s\"", sent[i]);
		ssh_with("e", (const char *const[]){"-o", option, NULL}, "list units --csv",
			"/dev/null");
		expect(0, sent[i]);
		assert_string_equal(office.out, wanted);
		assert_false(is_made("canary"));
	}
}

static void a_terminal_that_is_none_opens_no_screen(void **state)
{
	static const char *const names[] = {"$(touch canary)", "../../../tmp/x", "xterm;id", "x\nxterm"};

	NEEDS_SSHD;
	for (size_t i = 0; i < COUNT(names); i++) {
		size_t logged = lines_logged();

		setenv("TERM", names[i], 1);
		ssh_with("e", (const char *const[]){"-tt", NULL}, NULL, "/dev/null");
		setenv("TERM", "xterm", 1);
		expect(5, names[i]);
		assert_false(is_made("canary"));
		assert_int_equal(lines_logged(), logged + 1);
	}
}

static void the_screen_works_through_it(void **state)
{
	const char *words[40];
	struct terminal *terminal;

	NEEDS_SSHD;
	ssh_words(words, "ssh", "e", (const char *const[]){"-tt", NULL}, NULL);
	terminal = terminal_start(words, NULL, 24, 100);
	terminal_wait_text(terminal, "Thành đoàn Tây Ninh", SOON);
	assert_false(terminal_has_text(terminal, "Huyện đoàn"));
	terminal_type(terminal, ":note 703 BC1 through\r");
	terminal_wait_text(terminal, "(u: undo)", SOON);
	terminal_type(terminal, ":doctor\r");
	terminal_wait_text(terminal, "not to be had over SSH", SOON);
	terminal_type(terminal, ":quit\r");
	assert_int_equal(terminal_wait_end(terminal, SOON), 0);
	terminal_close(terminal);
	ssh("e", "log --csv");
	assert_non_null(strstr(office.out, ",e,note 703 BC1 through,"));
}

static void only_a_key_of_the_list_gets_in(void **state)
{
	NEEDS_SSHD;
	ssh("host", "due"); /* a key, but nobody's */
	expect(255, "due with another key");
	assert_string_equal(office.out, "");
}

/* A session holds a lock in the file of sessions as long as it runs. */
static void wait_for_session(bool is_open)
{
	long end = terminal_clock() + SOON;

	for (;;) {
		struct flock any = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
		int file = open(path_to("t.db.sessions"), O_RDWR | O_CLOEXEC);
		bool found = file >= 0 && fcntl(file, F_GETLK, &any) == 0 && any.l_type != F_UNLCK;

		if (file >= 0)
			close(file);
		if (found == is_open)
			return;
		if (terminal_clock() > end)
			fail_msg("waited in vain for a session to %s", is_open ? "begin" : "end");
		poll(NULL, 0, 10);
	}
}

static void an_upload_whose_sender_dies_is_not_taken(void **state)
{
	static const char rows[] = "unit,name\n703,Lê Văn Đứt\n";

	NEEDS_SSHD;
	wait_for_session(false);
	for (int i = 0; i < 8; i++) {
		const char *words[40];
		int ends[2];
		pid_t child;
		char input[32];

		assert_int_equal(pipe(ends), 0);
		fcntl(ends[1], F_SETFD, FD_CLOEXEC);
		snprintf(input, sizeof input, "/dev/fd/%d", ends[0]);
		ssh_words(words, "ssh", "e", NULL, "import people -");
		child = start(words, input);
		assert_int_equal(write(ends[1], rows, sizeof rows - 1), (ssize_t)sizeof rows - 1);
		wait_for_session(true);
		kill(child, SIGKILL);
		finish(child);
		close(ends[0]);
		close(ends[1]);
		wait_for_session(false);
	}
	ssh("e", "list people --csv");
	expect(0, "list people");
	assert_null(strstr(office.out, "Đứt"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_command_has_a_line_here),
		cmocka_unit_test(what_is_allowed_works_through_it),
		cmocka_unit_test(every_listing_comes_through_it),
		cmocka_unit_test(every_kind_of_sheet_goes_out_and_in),
		cmocka_unit_test(sheets_go_out_and_in),
		cmocka_unit_test(no_attempt_to_escape_does_anything),
		cmocka_unit_test(files_are_neither_brought_nor_taken),
		cmocka_unit_test(nothing_is_forwarded),
		cmocka_unit_test(neither_agent_nor_display_is_lent),
		cmocka_unit_test(what_the_client_sends_along_decides_nothing),
		cmocka_unit_test(a_terminal_that_is_none_opens_no_screen),
		cmocka_unit_test_teardown(the_screen_works_through_it, terminal_close_all),
		cmocka_unit_test(only_a_key_of_the_list_gets_in),
		cmocka_unit_test(an_upload_whose_sender_dies_is_not_taken),
		cmocka_unit_test(what_clears_things_away_works_through_it),
	};

	return cmocka_run_group_tests(tests, server_open, server_close);
}
