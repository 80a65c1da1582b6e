/* Many officers at their screens at once, through a real sshd: each looks around and makes ten
 * changes; every one of them is in the log once, and every session ends as it should.
 * TIENDO_SOAK=1: 100 sessions on a national tree, at the pace of quick typists, and figures: how long
 * keys wait for their answer, memory, and what it costs when nobody types. Nothing is asserted of a
 * time. Skipped where there is no sshd. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "bench/national.h"
#include "fault/sessions.h"
#include "pty/sshd.h"
#include "pty/terminal.h"

#include <ftw.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>

#define CHANGES 10
#define NO_ANSWER 5000
#define SOON 120000 /* ms: passes only when something is wrong */
#define MOST_SESSIONS 100

static struct {
	char folder[64], db[96], user[64], port[8], key[96], destination[80];
	pid_t sshd;
	bool is_there;
	int sessions, think; /* ms between an answer and the next key */
	int unanswered;
} office;

static struct session sessions[MOST_SESSIONS];

static bool is_soak(void)
{
	const char *soak = getenv("TIENDO_SOAK");

	return soak && strcmp(soak, "1") == 0;
}

/* ---- the office -------------------------------------------------------------------------------- */

static bool shell(const char *format, ...)
{
	char line[4096];
	va_list arguments;
	int length = snprintf(line, sizeof line, "cd %s && exec >>made 2>&1; db=%s; ", office.folder,
		office.db);

	va_start(arguments, format);
	vsnprintf(line + length, sizeof line - (size_t)length, format, arguments);
	va_end(arguments);
	return system(line) == 0;
}

/* Each officer has a commune of their own, and one key opens all accounts: the line of a key is chosen
 * by its own key, so each session needs another. */
static bool office_filled(void)
{
	if (is_soak()) {
		setenv("TIENDO_SAMPLES", "samples", 0);
		make_country(office.db);
		app_close(&app);
	} else if (!shell("\"$TIENDO\" --db $db demo")) {
		return false;
	}
	return shell("\"$TIENDO\" --db $db list units --csv | awk -F, '$3 == \"%s\" {print $1}' | "
		     "head -n %d >units", is_soak() ? "co-so" : "huyen", office.sessions) &&
	       shell("ssh-keygen -q -t ed25519 -N '' -f host; number=0; while read -r unit; do "
		     "ssh-keygen -q -t ed25519 -N '' -f key$number && \"$TIENDO\" --db $db account add "
		     "p$number --role editor --unit $unit && \"$TIENDO\" --db $db account key p$number - "
		     "<key$number.pub >line && sed 's| serve | --lang en --as-of 28/6/2020 serve |' "
		     "line >>keys || exit 1; number=$((number + 1)); done <units");
}

static int office_open(void **state)
{
	const struct passwd *entry = getpwuid(getuid());

	(void)state;
	if (!sshd_is_there() || !entry)
		return 0;
	office.sessions = is_soak() ? MOST_SESSIONS : 4;
	office.think = is_soak() ? 700 : 20;
	snprintf(office.folder, sizeof office.folder, "/tmp/tiendo-sessions-XXXXXX");
	assert_non_null(mkdtemp(office.folder));
	snprintf(office.db, sizeof office.db, "%s/t.db", office.folder);
	snprintf(office.user, sizeof office.user, "%.60s", entry->pw_name);
	snprintf(office.destination, sizeof office.destination, "%s@127.0.0.1", office.user);
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

static int office_close(void **state)
{
	(void)state;
	for (int i = 0; i < MOST_SESSIONS; i++)
		session_kill(&sessions[i]);
	sshd_stop(office.sshd);
	if (office.is_there)
		nftw(office.folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}

/* ---- sessions ---------------------------------------------------------------------------------- */

static void begin(int number)
{
	const char *words[40];
	char key[96];
	size_t count;

	snprintf(key, sizeof key, "%s/key%d", office.folder, number);
	count = sshd_words(words, "ssh", key, office.port);
	words[count++] = "-tt";
	words[count++] = office.destination;
	words[count] = NULL;
	assert_true(session_start(&sessions[number], number, words));
}

/* Keys that everybody presses: a review, then ten notes on what is under the cursor. */
static const char *key_of_session(int number, int at, char text[64])
{
	/* each changes what is on the screen, so that there is an answer */
	static const char *const review[] = {"3", "j", "k", "j", "5", "1", "2", "3", "k", "1"};
	const int looks = (int)(sizeof review / sizeof *review);
	int change = (at - looks) / 2;

	if (at < looks)
		return review[at];
	if (change >= CHANGES)
		return NULL;
	if ((at - looks) % 2 == 0)
		return "c";
	snprintf(text, 64, "\025s%d-%d.\r", number, change); /* ^U: what is in the field goes */
	return text;
}

/* The next key of whoever has had an answer and thought about it. */
static void press_next(struct session *session, double now)
{
	char text[64];
	const char *key;

	if (session->is_waiting || now < session->next || session->is_over)
		return;
	key = key_of_session(session->number, session->at++, text);
	if (!key) {
		session->is_over = true;
		return;
	}
	session_type(session, key, now);
}

/* Two keys that came in one go may leave the screen as it was. */
static void give_up_waiting(struct session *session, double now)
{
	if (!session->is_waiting || now < session->asked + NO_ANSWER)
		return;
	session->is_waiting = false;
	office.unanswered++;
}

/* Until all of them have pressed all their keys and had all answers. */
static void everybody_types(void)
{
	double end = session_clock() + SOON, now;
	int over = 0;

	for (int i = 0; i < office.sessions; i++) /* not all at the same moment */
		sessions[i].next = session_clock() + office.think * i / office.sessions;
	while (over < office.sessions) {
		now = session_clock();
		assert_true(now < end);
		over = 0;
		for (int i = 0; i < office.sessions; i++) {
			give_up_waiting(&sessions[i], now);
			press_next(&sessions[i], now);
			over += sessions[i].is_over && !sessions[i].is_waiting;
		}
		assert_true(sessions_read(sessions, office.sessions, 10, office.think));
	}
}

static void everybody_waits_for(const char *text)
{
	double end = session_clock() + SOON;

	for (int i = 0; i < office.sessions; i++)
		while (!session_has_shown(&sessions[i], text)) {
			assert_true(session_clock() < end);
			assert_true(sessions_read(sessions, office.sessions, 50, 0));
		}
}

/* ---- figures ----------------------------------------------------------------------------------- */

static void print_answers(void)
{
	size_t count = 0;
	double *all = sessions_answers(sessions, office.sessions, &count);

	print_message("> %d sessions, %zu keys: answered in %.1f ms in the middle, 99%% in less than "
		      "%.1f ms, the longest %.1f ms; %d showed nothing\n",
		office.sessions, count, all[count / 2], all[count * 99 / 100], all[count - 1],
		office.unanswered);
	free(all);
}

static void print_work(double cpu_before, double milliseconds)
{
	struct footprint now = footprint_of(getenv("TIENDO"), office.db);

	print_message("> they worked for %.1f s and made %.1f changes/s, with %.1f s of processor time in "
		      "all for tiendo\n",
		milliseconds / 1000, office.sessions * CHANGES / milliseconds * 1000,
		(now.cpu - cpu_before) / 1000);
}

static void print_memory(const char *when)
{
	struct footprint programs = footprint_of(getenv("TIENDO"), office.db);
	struct footprint servers = footprint_of("/usr/sbin/sshd", "");

	if (programs.count > 0)
		print_message("> %s: tiendo %.1f MB of its own (PSS), %.1f MB resident (RSS) a session; "
			      "sshd %.1f MB (PSS) a session\n",
			when, programs.pss / programs.count / 1024,
			programs.rss / programs.count / 1024,
			servers.pss / programs.count / 1024);
}

static void print_idle(int seconds)
{
	struct footprint before = footprint_of(getenv("TIENDO"), office.db), after;
	double end = session_clock() + seconds * 1000;

	while (session_clock() < end)
		assert_true(sessions_read(sessions, office.sessions, 500, 0));
	after = footprint_of(getenv("TIENDO"), office.db);
	print_message("> nobody types: %.2f ms of processor time a second for all %d sessions\n",
		(after.cpu - before.cpu) / seconds, office.sessions);
}

/* ---- tests ------------------------------------------------------------------------------------- */

static size_t times(const char *log, const char *text)
{
	size_t count = 0;

	for (const char *at = log; (at = strstr(at, text)) != NULL; at += strlen(text))
		count++;
	return count;
}

static void every_note_is_in_the_log_once(void)
{
	char path[128], text[64], *log;
	size_t length;
	struct fault why;

	assert_true(shell("\"$TIENDO\" --db $db log --csv >log.csv && \"$TIENDO\" --db $db check"));
	snprintf(path, sizeof path, "%s/log.csv", office.folder);
	assert_true(file_read(path, 64 << 20, &log, &length, &why));
	for (int i = 0; i < office.sessions; i++)
		for (int change = 0; change < CHANGES; change++) {
			/* in the step's words, and as the new value, and as the old one of the next */
			snprintf(text, sizeof text, ",s%d-%d.\r\n", i, change);
			if (times(log, text) != 1)
				fail_msg("note s%d-%d. is in the log %zu times", i, change,
					times(log, text));
		}
	free(log);
}

static void everybody_works_at_once_and_nothing_is_lost(void **state)
{
	double begun = session_clock();

	(void)state;
	if (!office.is_there)
		skip();
	for (int i = 0; i < office.sessions; i++)
		begin(i);
	everybody_waits_for("BC1");
	print_message("> %d sessions opened in %.1f s\n", office.sessions,
		(session_clock() - begun) / 1000);
	if (is_soak()) {
		print_memory("after opening");
		print_idle(20);
	}
	struct footprint before = footprint_of(getenv("TIENDO"), office.db);
	begun = session_clock();
	everybody_types();
	print_work(before.cpu, session_clock() - begun);
	print_answers();
	print_memory("after working");
	for (int i = 0; i < office.sessions; i++)
		session_type(&sessions[i], ":quit\r", session_clock());
	for (int i = 0; i < office.sessions; i++)
		assert_int_equal(session_end(sessions, office.sessions, i, SOON), 0);
	every_note_is_in_the_log_once();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everybody_works_at_once_and_nothing_is_lost),
	};

	return cmocka_run_group_tests(tests, office_open, office_close);
}
