/* What a session over SSH gives up: tried in a child that has given it up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/inner.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The leak checker of the sanitizers needs a process of its own, so nothing is given up there; and
 * other machines have only the limits. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(WATCHED) || !defined(__linux__) ||                    \
	!(defined(__x86_64__) || defined(__aarch64__))
#define IS_FILTERED false
#else
#define IS_FILTERED true
#endif

/* The status of a child that gave everything up and then tried. */
static int tried(int (*attempt)(void))
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		confine();
		_exit(attempt());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int refused_with(long result)
{
	return result < 0 && (errno == EPERM || errno == EAGAIN) ? 0 : 1;
}

static int fork_again(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return refused_with(child);
}

static int run_a_program(void)
{
	static char name[] = "sh";
	char *words[] = {name, NULL}, *none[] = {NULL};

	return refused_with(execve("/bin/sh", words, none));
}

static int reach_a_network(void)
{
	return refused_with(socket(AF_INET, SOCK_STREAM, 0));
}

static int run_a_shell(void)
{
	FILE *pipe = popen("exit 0", "r");

	if (pipe)
		pclose(pipe);
	return pipe ? 1 : 0;
}

/* What the program goes on with. */
static int work(void)
{
	struct store *store;
	struct fault why;
	bool fine = store_open(&store, ":memory:", false, &why) &&
		    step_begin(store, "a", "b", &why) && step_commit(store, &(long){0}, &why);

	store_close(store);
	return fine && socket(AF_UNIX, SOCK_DGRAM, 0) >= 0 && open("/dev/null", O_RDONLY) >= 0 ? 0 : 1;
}

static int leave_a_core(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0 ? 0 : 1;
}

/* Touched, so that no compiler leaves it out. */
static bool can_take(size_t bytes)
{
	volatile char *taken = malloc(bytes);

	if (taken)
		taken[bytes / 2] = 1;
	free((void *)(uintptr_t)taken);
	return taken != NULL;
}

static int take_much_memory(void)
{
	return can_take((size_t)100 << 20) && !can_take((size_t)600 << 20) ? 0 : 1;
}

static void nothing_can_be_started_or_reached(void **state)
{
	(void)state;
	/* Valgrind dies of an execve that is refused. */
	if (!IS_FILTERED || (getenv("RUNNER") && *getenv("RUNNER")))
		skip();
	assert_int_equal(tried(fork_again), 0);
	assert_int_equal(tried(run_a_program), 0);
	assert_int_equal(tried(run_a_shell), 0);
	assert_int_equal(tried(reach_a_network), 0);
	assert_int_equal(tried(take_much_memory), 0);
}

static void the_work_goes_on(void **state)
{
	(void)state;
	assert_int_equal(tried(work), 0);
	assert_int_equal(tried(leave_a_core), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_can_be_started_or_reached),
		cmocka_unit_test(the_work_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
