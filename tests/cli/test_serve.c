/* serve: the restricted entry for an SSH key. What a client may ask is answered; whatever else it
 * sends, as a command or around it, opens nothing, changes nothing, and stands in the log. */
#include "cli/attempts.h"
#include "cli/run.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* In the office: a (admin), e (editor of 703), v (viewer of 703); `served ACCOUNT COMMAND` asks as
 * sshd would, `canary` is a file that some would like to make. */
#define SERVED                                                                                     \
	"served() { SSH_ORIGINAL_COMMAND=$2 tiendo serve --as \"$1\" --log log; }; "

static int office_with_accounts(void **state)
{
	if (office_open(state) != 0)
		return -1;
	run_for(*state, 0, "tiendo account add a --role admin; tiendo account add e --role editor "
			   "--unit 703; tiendo account add v --role viewer --unit 703");
	return 0;
}

#define TEST_SERVED(name) cmocka_unit_test_setup_teardown(name, office_with_accounts, office_close)

static size_t lines_in(const struct office *office, const char *name)
{
	char *text = file_is(office, name) ? file_get(office, name) : strdup("");
	size_t lines = 0;

	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	free(text);
	return lines;
}

static void what_is_allowed_is_answered(void **state)
{
	struct office *office = *state;

	run_for(office, 0, SERVED "served e 'due --csv'");
	says(office, ",703,");
	says_not(office, ",705,");
	run_for(office, 0, SERVED "served e \"note 703 BC2 'xin lỗi; \\$(x) | y'\"");
	run_for(office, 0, SERVED "served e 'log --csv --since=1/1/2020'");
	says(office, ",e,note 703 BC2 'xin lỗi; $(x) | y',");
	run_for(office, 0, SERVED "served e 'export people' >x.csv");
	run_for(office, 0, SERVED "served e 'import people -' <x.csv");
	says(office, "same");
	run_for(office, 0, SERVED "served e 'help done'");
	run_for(office, 0, SERVED "served a 'account list'");
	run_for(office, 0, SERVED "served a 'purge people --yes'");
	run_for(office, 0, SERVED "served v --version");
	run_for(office, 0, SERVED "served v '--unit 25456 list units --csv'");
	says(office, "25456");
	says_not(office, "25459");
	assert_int_equal(lines_in(office, "log"), 0);
}

static size_t steps(struct office *office)
{
	struct table table;
	size_t rows;

	table_of(office, &table, "log");
	rows = table.rows;
	table_free(&table);
	return rows;
}

/* The words of an attempt reach the environment whole, whatever is in them. */
static void attempt(struct office *office, const char *account, const char *words)
{
	file_put(office, "words", words);
	run(office, SERVED "c=$(cat words; echo x); served %s \"${c%%x}\" <$samples/people.csv",
		account);
}

static void no_attempt_to_escape_does_anything(void **state)
{
	struct office *office = *state;
	size_t before = steps(office);

	assert_true(COUNT(attempts) > ATTEMPTS_LEAST);
	for (size_t i = 0; i < COUNT(attempts); i++) {
		size_t logged = lines_in(office, "log");

		attempt(office, "e", attempts[i]);
		if (office->status != 5 && office->status != 2)
			fail_msg("%s: status %d\n%s%s", attempts[i], office->status, office->out,
				office->err);
		if (*office->out)
			fail_msg("%s: answered %s", attempts[i], office->out);
		if (strncmp(office->err, "tiendo: ", 8) != 0 || strchr(office->err, '\x1b'))
			fail_msg("%s: said %s", attempts[i], office->err);
		if (file_is(office, "canary") || file_is(office, "other.db"))
			fail_msg("%s: made a file", attempts[i]);
		if (lines_in(office, "log") != logged + 1)
			fail_msg("%s: logged %zu times", attempts[i],
				lines_in(office, "log") - logged);
	}
	assert_int_equal(steps(office), before);
	run_for(office, 0, "tiendo check");
}

static void a_command_without_end_is_refused(void **state)
{
	struct office *office = *state;
	char *words = malloc(20000);

	memset(words, 'a', 19999);
	words[19999] = '\0';
	memcpy(words, "due ", 4);
	attempt(office, "e", words);
	assert_int_equal(office->status, 5);
	complains(office, "longer than 8192 bytes");
	words[8192] = '\0';
	attempt(office, "e", words);
	assert_int_equal(office->status, 2);
	free(words);
}

static void the_log_tells_who_and_what_and_nothing_that_was_typed(void **state)
{
	struct office *office = *state;
	char *log;

	attempt(office, "e", "note 705 BC2 'Nguyễn Văn Bí Mật'");
	attempt(office, "e", "Secret-word");
	attempt(office, "v", "done 703 II.3.c");
	attempt(office, "nobody", "due");
	attempt(office, "e", "due 'open");
	log = file_get(office, "log");
	assert_non_null(strstr(log, " refused account=e command=note rule=right\n"));
	assert_non_null(strstr(log, " refused account=v command=done rule=right\n"));
	assert_non_null(strstr(log, " refused account=nobody command=- rule=account\n"));
	assert_non_null(strstr(log, " refused account=e command=- rule=words\n"));
	assert_null(strstr(log, "Mật"));
	assert_null(strstr(log, "Secret"));
	free(log);
}

static void the_environment_of_the_client_decides_nothing(void **state)
{
	struct office *office = *state;
	static const char *const variables[] = {"TIENDO_DB=other.db", "TIENDO_WAIT=long",
		"HOME=/nowhere", "XDG_CONFIG_HOME=$PWD/config", "XDG_DATA_HOME=$PWD",
		"XDG_STATE_HOME=$PWD", "TMPDIR=$PWD/no", "SQLITE_TMPDIR=$PWD/no", "LANG=../../../etc",
		"LC_ALL=/etc/passwd", "LC_MESSAGES='$(touch canary)'", "LANGUAGE=../../x:vi/../..",
		"TERMINFO=$PWD", "TERM='$(touch canary)'", "NO_COLOR=1", "EDITOR=touch",
		"PAGER='touch canary'", "SHELL=touch", "PATH=$PWD:$PATH", "IFS=e", "TZ=/etc/passwd",
		"COLUMNS=-1", "LINES=99999999", "OUTPUT_CHARSET=x", "NLSPATH=$PWD", "LOCPATH=$PWD",
		"USER=root", "LOGNAME=root", "SSH_CONNECTION='x y'", "MALLOC_CHECK_=3"};
	char *wanted;

	run_for(office, 0, "mkdir -p config/tiendo; echo 'db = other.db' >config/tiendo/config; "
			   "echo 'plan = NONE' >>config/tiendo/config");
	run_for(office, 0, SERVED "served e 'list units --csv'");
	wanted = strdup(office->out);
	for (size_t i = 0; i < COUNT(variables); i++) {
		run_for(office, 0, SERVED "export %s; served e 'list units --csv'",
			variables[i]);
		if (strcmp(office->out, wanted) != 0)
			fail_msg("%s: %s", variables[i], office->out);
		assert_false(file_is(office, "canary") || file_is(office, "other.db"));
	}
	free(wanted);
	/* Only which of two languages: the key line here fixes none. */
	run_for(office, 5, "LC_ALL=vi_VN.UTF-8 SSH_ORIGINAL_COMMAND=check bare --db t.db serve --as e");
	complains(office, "không dành cho");
	run_for(office, 5, "LANGUAGE=fr LC_ALL=C SSH_ORIGINAL_COMMAND=check bare --db t.db serve "
			   "--as e");
	complains(office, "is not for the account");
}

static void only_a_terminals_name_is_taken_from_term(void **state)
{
	struct office *office = *state;
	static const char *const wrong[] = {"../../etc/passwd", "/etc/passwd", "xterm/../../x",
		"$(touch canary)", "xterm;id", "xterm`id`", "x", "xtermite", "xterm xterm", "-xterm",
		"xterm\x1b[2J", "xterm\n", "XTERM", "file", ".xterm",
		"xterm-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
	static const char *const right[] = {"xterm", "xterm-256color", "screen.xterm-256color",
		"tmux-256color", "linux", "vt100", "rxvt-unicode-256color", "st-256color", "dumb"};

	for (size_t i = 0; i < COUNT(wrong); i++) {
		size_t logged = lines_in(office, "log");

		file_put(office, "term", wrong[i]);
		run_for(office, 5, "TERM=$(cat term; echo x); TERM=${TERM%%x}; export TERM; tiendo "
				   "serve --as e --log log");
		complains(office, "xterm-256color");
		assert_null(strchr(office->err, '\x1b'));
		assert_int_equal(lines_in(office, "log"), logged + 1);
	}
	/* Only that there is no terminal at the other end stands in the way then. */
	for (size_t i = 0; i < COUNT(right); i++)
		run_for(office, 2, "TERM=%s tiendo serve --as e", right[i]);
	assert_false(file_is(office, "canary"));
}

static void an_account_that_is_not_there_gets_nothing(void **state)
{
	struct office *office = *state;

	run_for(office, 5, SERVED "served nobody due");
	run_for(office, 5, "tiendo serve --as nobody");
	run_for(office, 2, SERVED "served '../e' due");
	run_for(office, 2, SERVED "served 'e f' due");
	run_for(office, 2, SERVED "served '' due");
	run_for(office, 2, "SSH_ORIGINAL_COMMAND=due tiendo serve");
	run_for(office, 2, "SSH_ORIGINAL_COMMAND=due tiendo serve --as e extra");
	run_for(office, 2, "SSH_ORIGINAL_COMMAND=due bare --db none.db serve --as e");
	assert_false(file_is(office, "none.db"));
	run_for(office, 0, "tiendo account remove e");
	run_for(office, 5, SERVED "served e due");
}

static void what_the_key_line_fixes_stays(void **state)
{
	struct office *office = *state;

	run_for(office, 5, "SSH_ORIGINAL_COMMAND='--unit 25459 list units' bare --db t.db --unit "
			   "25456 serve --as e");
	complains(office, "--unit is fixed by the server");
	run_for(office, 5, "SSH_ORIGINAL_COMMAND='done 703 II.3.c' bare --db t.db --readonly serve "
			   "--as e");
	run_for(office, 0, "SSH_ORIGINAL_COMMAND='list units --csv' bare --db t.db --unit 25456 serve "
			   "--as e");
	says(office, "25456");
	says_not(office, "25459");
}

/* Every place of every account is taken; then none is. */
static void sessions_of_an_account_are_counted(void **state)
{
	struct office *office = *state;
	struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char path[256];
	int file;

	run_for(office, 0, SERVED "served e due");
	snprintf(path, sizeof path, "%s/t.db.sessions", office->folder);
	file = open(path, O_RDWR | O_CLOEXEC);
	assert_true(file >= 0);
	assert_int_equal(fcntl(file, F_SETLK, &all), 0);
	run_for(office, 4, SERVED "served e due");
	complains(office, "logged in 8 times already");
	assert_int_equal(lines_in(office, "log"), 1);
	close(file);
	run_for(office, 0, SERVED "served e due");
}

/* Sessions that are open now, by the bytes that they hold; *one: the process of one of them. */
static int sessions_open(const struct office *office, pid_t *one)
{
	struct flock next = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char path[256];
	int file, count = 0;

	snprintf(path, sizeof path, "%s/t.db.sessions", office->folder);
	file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
	assert_true(file >= 0);
	while (fcntl(file, F_GETLK, &next) == 0 && next.l_type != F_UNLCK) {
		count++;
		*one = next.l_pid;
		next = (struct flock){.l_type = F_WRLCK,
			.l_whence = SEEK_SET,
			.l_start = next.l_start + next.l_len};
	}
	close(file);
	return count;
}

/* Each waits for its upload, which does not come. */
static void eight_sessions_of_an_account_and_no_more(void **state)
{
	struct office *office = *state;
	char path[256];
	pid_t one;
	int gate;

	run_for(office, 0, SERVED "mkfifo f; for i in 1 2 3 4 5 6 7 8; do { served e 'import people -' <f; echo $? "
				  ">>ended; } >/dev/null 2>&1 & done");
	snprintf(path, sizeof path, "%s/f", office->folder);
	gate = open(path, O_WRONLY | O_CLOEXEC);
	assert_true(gate >= 0);
	for (int i = 0; i < 2000 && sessions_open(office, &one) < 8; i++)
		poll(NULL, 0, 10);
	assert_int_equal(sessions_open(office, &one), 8);
	run_for(office, 4, SERVED "served e due");
	complains(office, "logged in 8 times already");
	run_for(office, 0, SERVED "served v due");
	assert_int_equal(lines_in(office, "log"), 1);
	close(gate);
	for (int i = 0; i < 2000 && lines_in(office, "ended") < 8; i++)
		poll(NULL, 0, 10);
	assert_int_equal(lines_in(office, "ended"), 8);
	run_for(office, 0, SERVED "served e due");
}

/* The leak checker of the sanitizers needs a process of its own, so there only core files are given up;
 * other machines have only the limits. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(WATCHED) || !(defined(__x86_64__) || defined(__aarch64__))
#define IS_FILTERED false
#else
#define IS_FILTERED true
#endif

static bool process_has(pid_t process, const char *file, const char *text)
{
	char path[64], bytes[8192];
	FILE *about;
	size_t length;

	snprintf(path, sizeof path, "/proc/%ld/%s", (long)process, file);
	about = fopen(path, "r");
	if (!about)
		return false;
	length = fread(bytes, 1, sizeof bytes - 1, about);
	bytes[length] = '\0';
	fclose(about);
	return strstr(bytes, text) != NULL;
}

/* What confine() gives up is given up by the session that a client gets. */
static void a_session_can_start_nothing(void **state)
{
	struct office *office = *state;
	char path[256];
	pid_t session = 0;
	int gate;

	if (access("/proc/self/limits", R_OK) != 0)
		skip();
	run_for(office, 0, SERVED "mkfifo f; served e 'import people -' <f >/dev/null 2>&1 &");
	snprintf(path, sizeof path, "%s/f", office->folder);
	gate = open(path, O_WRONLY | O_CLOEXEC);
	assert_true(gate >= 0);
	for (int i = 0; i < 2000 && sessions_open(office, &session) < 1; i++)
		poll(NULL, 0, 10);
	for (int i = 0; i < 2000 && !process_has(session, "limits", "Max core file size        0 "); i++)
		poll(NULL, 0, 10);
	assert_true(process_has(session, "limits", "Max core file size        0 "));
	for (int i = 0; IS_FILTERED && i < 2000 && !process_has(session, "status", "\nSeccomp:\t2\n"); i++)
		poll(NULL, 0, 10);
	assert_true(!IS_FILTERED || process_has(session, "status", "\nSeccomp:\t2\n"));
	close(gate);
}

/* What is printed into a line that stands still: the pipe is full, and the session waits. */
static void a_client_that_reads_no_more_keeps_nobody_waiting(void **state)
{
	static const char *const asked[] = {"export log", "log --csv", "log --json", "log --plain", "log"};
	struct office *office = *state;
	char path[256], bytes[65536];
	pid_t one;

	snprintf(path, sizeof path, "%s/f", office->folder);
	run_for(office, 0, "mkfifo f");
	for (size_t i = 0; i < COUNT(asked); i++) {
		int pipe = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC), held = 0;

		assert_true(pipe >= 0);
		run_for(office, 0, SERVED "served a '%s' >f 2>/dev/null &", asked[i]);
		for (int tries = 0; tries < 2000 && held < 60000; tries++) {
			poll(NULL, 0, 10);
			assert_int_equal(ioctl(pipe, FIONREAD, &held), 0);
		}
		assert_true(held >= 60000);
		run_for(office, 0, "TIENDO_WAIT=300 tiendo note 703 BC1 'meanwhile %zu'", i);
		run_for(office, 0, "TIENDO_WAIT=300 tiendo due");
		for (int tries = 0; tries < 20000 && sessions_open(office, &one) > 0; tries++)
			if (read(pipe, bytes, sizeof bytes) < 0)
				poll(NULL, 0, 1);
		assert_int_equal(sessions_open(office, &one), 0);
		close(pipe);
	}
}

static void uploads_have_limits(void **state)
{
	struct office *office = *state;

	run_for(office, 3, SERVED "{ echo unit,name; awk 'BEGIN { for (i = 0; i < 100001; i++) print "
				  "\"703,A\" i }'; } | served e 'import people -'");
	complains(office, "more than 100000 rows");
	run_for(office, 3, SERVED "{ echo unit,name; head -c 16777217 /dev/zero | tr '\\0' a; } | "
				  "served e 'import people -'");
	complains(office, "larger than 16777216 bytes");
	run_for(office, 3, SERVED "{ echo unit,name,note; printf '703,A,'; head -c 4097 /dev/zero | tr "
				  "'\\0' a; echo; } | served e 'import people -'");
	run_for(office, 3, SERVED "{ printf unit,name; for i in $(seq 63); do printf ,x$i; done; echo; "
				  "echo 703,A; } | served e 'import people -'");
	run_for(office, 0, SERVED "{ printf unit,name; for i in $(seq 62); do printf ,x$i; done; echo; "
				  "echo 703,A; } | served e 'import people -'");
	/* On the server itself they are wider. */
	run_for(office, 0, "{ echo unit,name,note; printf '703,B,'; head -c 4097 /dev/zero | tr '\\0' "
			   "a; echo; } | tiendo import people -");
}

/* Where the file lies, and what an admin would do, is nothing to an officer. */
static void a_database_that_cannot_be_used_is_told_without_its_place(void **state)
{
	static const char *const spoilt[] = {"rm -f t.db", "head -c 9000 kept.db >t.db", "echo x >t.db",
		": >t.db", "rm t.db; mkdir t.db"};
	struct office *office = *state;

	run_for(office, 0, "cp t.db kept.db");
	for (size_t i = 0; i < COUNT(spoilt); i++) {
		run(office, SERVED "%s; served e due", spoilt[i]);
		assert_true(office->status == 2 || office->status == 3);
		complains(office, "ask who looks after the server");
		complains_not(office, "t.db");
		complains_not(office, "/");
		complains_not(office, "backup");
	}
}

/* An admin who is not there is told how the file is, but not where. */
static void what_is_checked_over_the_line_is_told_without_its_place(void **state)
{
	struct office *office = *state;

	run_for(office, 0, SERVED "served a check");
	assert_string_equal(office->out, "the database: all is well\n");
	run(office, SERVED "head -c 4096 /dev/zero | dd of=t.db bs=4096 seek=5 conv=notrunc 2>&-; "
			   "served a check");
	assert_int_not_equal(office->status, 0);
	complains_not(office, "t.db");
	complains_not(office, office->folder);
}

/* What stands in a database from elsewhere and what comes over SSH: neither acts on the terminal at
 * the other end of the pipe. */
static void no_control_character_comes_in_or_goes_out(void **state)
{
	static const char *const asked[] = {"export tasks", "export log", "log --csv", "log",
		"list tasks --csv", "list tasks --json", "list tasks --plain", "list tasks", "export all -"};
	static const char *const bad[] = {"\\033[2J", "\\177", "\\302\\233", "\\007"};
	struct office *office = *state;

	run_for(office, 0, "printf 'unit,task,status,note\\n703,II.3.c,doing,a\\033]2;x\\007b\\302\\233c\\n' "
			   "| tiendo import tasks -");
	run_for(office, 0, "tiendo list tasks --csv"); /* on the server itself it is kept as it is */
	says(office, "a\033]2;x\007b");
	for (size_t i = 0; i < COUNT(asked); i++) {
		run(office, SERVED "served e '%s'", asked[i]);
		assert_null(strchr(office->out, '\033'));
		assert_null(strchr(office->out, '\007'));
		assert_null(strstr(office->out, "\xC2\x9B"));
		assert_null(strchr(office->err, '\033'));
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		run_for(office, 3, SERVED "printf 'unit,task,status,note\\n703,II.3.c,doing,x%sx\\n' | "
				   "served e 'import tasks -'", bad[i]);
		complains(office, "2");
		complains(office, "note");
		complains(office, "take it out");
	}
	run_for(office, 0, SERVED "printf 'unit,task,status,note\\n703,II.3.c,doing,\"x\\ty\\nz\"\\n' | "
			   "served e 'import tasks -'");
}

/* Whatever its texts hold. */
static void a_sheet_that_went_out_comes_home_and_changes_nothing(void **state)
{
	static const char *const kinds[] = {"people", "tasks", "receipts", "numbers"};
	struct office *office = *state;

	run_for(office, 0, "printf 'unit,task,status,note\n703,II.3.c,doing,\"hai\ndòng\tvà\033[2J "
			   "\xE2\x80\xAEngược\xE2\x80\x8B \xE2\x9C\x94\xEF\xB8\x8F\"\n' | tiendo import tasks -");
	run_for(office, 0, "printf 'unit,name,note\n703,L\xE2\x80\x8Bê Ẩn,\"a\nb\"\n' | tiendo import people -");
	run_for(office, 0, "printf 'unit,report,received_on,note\n703,BC2,2020-06-20,\"a\nb\"\n' | tiendo "
			   "import receipts -");
	for (size_t i = 0; i < COUNT(kinds); i++) {
		run_for(office, 0, SERVED "served e 'export %s' >x.csv", kinds[i]);
		run_for(office, 0, SERVED "served e 'import %s -' <x.csv", kinds[i]);
		says(office, "added 0, changed 0, removed 0");
	}
	run_for(office, 0, SERVED "served e 'list tasks --csv'");
	says(office, "\"hai\ndòng\tvà[2J ngược");
}

/* What an editor would look for among the contacts of others is none of its business, and no bar. */
static void an_editor_renames_a_contact_in_its_sheet(void **state)
{
	struct office *office = *state;
	char *sheet, *edited;

	run_for(office, 0, SERVED "served e 'export people' >x.csv");
	sheet = file_get(office, "x.csv");
	edited = text_replaced(sheet, "Phạm Thị Giả Định", "Phạm Thị Mới");
	file_put(office, "x.csv", edited);
	free(edited);
	free(sheet);
	run_for(office, 0, SERVED "served e 'import people -' <x.csv");
	says(office, "added 1");
	complains(office, "this row left here as 703 Phạm Thị Giả Định");
}

/* The other end of what is printed is closed, as sshd leaves it when its client is gone. */
#define GONE "mkfifo gone; exec 7<>gone; exec 8>gone; exec 7<&-; "

static void an_upload_whose_sender_is_gone_is_not_taken(void **state)
{
	struct office *office = *state;

	run(office, SERVED GONE "printf 'unit,name\\n703,Cụt\\n' | served e 'import people -' >&8");
	assert_true(office->status != 0);
	complains(office, "the line was lost");
	run_for(office, 0, "tiendo list people --csv");
	says_not(office, "Cụt");
	run(office, SERVED GONE "printf '703\\n25456\\n' | served e 'note - BC2 Cụt' >&8");
	assert_true(office->status != 0);
	run_for(office, 0, "tiendo log --csv");
	says_not(office, "Cụt");
	run_for(office, 0, SERVED "printf 'unit,name\\n703,Cả\\n' | served e 'import people -'");
	run_for(office, 0, "tiendo list people --csv");
	says(office, "Cả");
}

static void an_upload_may_say_how_many_rows_it_has(void **state)
{
	struct office *office = *state;

	run_for(office, 3, "printf 'unit,name\\n703,A\\n' | tiendo import people - --rows 2");
	complains(office, "1 rows came, --rows says 2");
	run_for(office, 3, "printf 'unit,name\\n703,A\\n703,B\\n' | tiendo import people - --rows 1");
	run_for(office, 0, "tiendo list people --csv");
	says_not(office, "703,A,");
	run_for(office, 0, "printf 'unit,name\\n703,A\\n703,B\\n' | tiendo import people - --rows 2");
	run_for(office, 2, "printf 'unit,name\\n' | tiendo import people - --rows many");
}

static void a_log_that_cannot_be_written_lets_nobody_in(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "SSH_ORIGINAL_COMMAND=due tiendo serve --as e --log none/log");
	assert_string_equal(office->out, "");
	complains(office, "the log on the server cannot be written (No such file or directory)");
	complains_not(office, "none/log");
}

static void a_list_of_units_with_a_nul_is_not_taken_in_part(void **state)
{
	struct office *office = *state;

	run_for(office, 2, SERVED "printf '703\\n\\0\\n25456\\n' | served e 'note - BC2 half'");
	complains(office, "a NUL stands in this list");
	run_for(office, 0, "tiendo list log --csv");
	says_not(office, "half");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_SERVED(what_is_allowed_is_answered),
		TEST_SERVED(no_attempt_to_escape_does_anything),
		TEST_SERVED(a_command_without_end_is_refused),
		TEST_SERVED(the_log_tells_who_and_what_and_nothing_that_was_typed),
		TEST_SERVED(the_environment_of_the_client_decides_nothing),
		TEST_SERVED(only_a_terminals_name_is_taken_from_term),
		TEST_SERVED(an_account_that_is_not_there_gets_nothing),
		TEST_SERVED(what_the_key_line_fixes_stays),
		TEST_SERVED(sessions_of_an_account_are_counted),
		TEST_SERVED(eight_sessions_of_an_account_and_no_more),
		TEST_SERVED(a_session_can_start_nothing),
		TEST_SERVED(a_client_that_reads_no_more_keeps_nobody_waiting),
		TEST_SERVED(uploads_have_limits),
		TEST_SERVED(a_database_that_cannot_be_used_is_told_without_its_place),
		TEST_SERVED(what_is_checked_over_the_line_is_told_without_its_place),
		TEST_SERVED(no_control_character_comes_in_or_goes_out),
		TEST_SERVED(a_sheet_that_went_out_comes_home_and_changes_nothing),
		TEST_SERVED(an_editor_renames_a_contact_in_its_sheet),
		TEST_SERVED(an_upload_whose_sender_is_gone_is_not_taken),
		TEST_SERVED(an_upload_may_say_how_many_rows_it_has),
		TEST_SERVED(a_log_that_cannot_be_written_lets_nobody_in),
		TEST_SERVED(a_list_of_units_with_a_nul_is_not_taken_in_part),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
