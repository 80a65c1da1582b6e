/* What is said of a database on a network file system: on the screen, by doctor, by commands that
 * change something. statfs answers here that everything lies on NFS. */
#include "tui/seat.h"

#include "tiendo/cli.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#define WARNING "lies on a network file system (NFS)"

/* In place of the C library's. */
int statfs(const char *path, struct statfs *about)
{
	(void)path;
	memset(about, 0, sizeof *about);
	about->f_type = 0x6969;
	return 0;
}

static void the_screen_tells_it_when_it_opens(void **state)
{
	struct seat *seat = *state;

	seat_says(seat, WARNING);
	seat_press(seat, "j");
	assert_null(strstr(seat->desk->message, WARNING));
}

static void an_account_is_not_told_what_it_cannot_mend(void **state)
{
	struct seat *seat = *state;

	seat_other(seat, "admin", "account add e --role editor --unit 703");
	app_close(&seat->app);
	seat->app.account = "e";
	seat_open(seat);
	assert_string_equal(seat->desk->message, "");
}

/* What the command line says on standard error. */
static void command(struct seat *seat, const char *word, const char *more, char out[4096])
{
	char name[] = "tiendo", option[] = "--db", language[] = "--lang=en";
	char *words[] = {name, option, seat->path, language, (char *)(uintptr_t)word,
		(char *)(uintptr_t)more, NULL};
	struct cli_start start;
	size_t length = 0;
	ssize_t got;
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
		_exit(cli_run(more ? 6 : 5, words, &start));
	}
	close(ends[1]);
	while ((got = read(ends[0], out + length, 4095 - length)) > 0)
		length += (size_t)got;
	out[length] = '\0';
	close(ends[0]);
	waitpid(child, NULL, 0);
}

static void commands_that_change_something_tell_it_and_others_do_not(void **state)
{
	char said[4096];

	command(*state, "undo", NULL, said);
	assert_non_null(strstr(said, "tiendo: warning: "));
	assert_non_null(strstr(said, WARNING));
	command(*state, "undo", "-q", said);
	assert_null(strstr(said, WARNING));
	command(*state, "due", NULL, said);
	assert_null(strstr(said, WARNING));
}

static void doctor_tells_it(void **state)
{
	struct seat *seat = *state;
	struct request request = {.command = NULL};
	struct reply reply = {.step = 0};
	struct fault why;

	request_start(&request, command_named("doctor"));
	assert_true(command_run(&seat->app, &request, &reply, &why));
	assert_non_null(strstr(buffer_text(&reply.text), WARNING));
	request_free(&request);
	reply_free(&reply);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, seat_take, seat_leave)
	const struct CMUnitTest tests[] = {
		TEST(the_screen_tells_it_when_it_opens),
		TEST(an_account_is_not_told_what_it_cannot_mend),
		TEST(commands_that_change_something_tell_it_and_others_do_not),
		TEST(doctor_tells_it),
	};

	return cmocka_run_group_tests(tests, seats_prepare, seats_clear);
}
