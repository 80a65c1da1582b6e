/* Files read whole, and files that appear whole or not at all. */
#include "given.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/tiendo-file-XXXXXX";

static const char *place(const char *name)
{
	static char path[2][256];
	static int turn;

	turn = !turn;
	snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
	return path[turn];
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void assert_holds(const char *path, const char *text)
{
	struct fault why = {0};
	size_t length;
	char *bytes;

	assert_true(file_read(path, 0, &bytes, &length, &why));
	assert_int_equal(length, strlen(text));
	assert_memory_equal(bytes, text, length);
	free(bytes);
}

static void a_file_is_read_whole(void **state)
{
	struct buffer big = {0};

	(void)state;
	for (int i = 0; i < 20000; i++)
		buffer_print(&big, "%d,", i);
	put(place("a"), buffer_text(&big));
	assert_holds(place("a"), buffer_text(&big));
	put(place("a"), "");
	assert_holds(place("a"), "");
	buffer_free(&big);
}

static void more_than_the_limit_is_refused(void **state)
{
	struct fault why;
	size_t length;
	char *bytes;

	(void)state;
	put(place("a"), "123456789");
	assert_true(file_read(place("a"), 9, &bytes, &length, &why));
	free(bytes);
	assert_false(file_read(place("a"), 8, &bytes, &length, &why));
	assert_int_equal(why.kind, FAULT_REFUSED);
}

static void what_cannot_be_read_is_named(void **state)
{
	static const struct {
		const char *path;
		enum fault_kind kind;
	} examples[] = {{"/nonexistent/x", FAULT_MISSING}, {"/tmp", FAULT_TROUBLE},
		{"/dev/zero", FAULT_TROUBLE}, {"/dev/null/x", FAULT_TROUBLE}};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct fault why = {0};
		size_t length;
		char *bytes;

		assert_false(file_read(examples[i].path, 0, &bytes, &length, &why));
		assert_int_equal(why.kind, examples[i].kind);
		assert_non_null(strstr(why.text, examples[i].path));
	}
}

static void pipes_and_standard_input_are_read(void **state)
{
	int ends[2], own = dup(STDIN_FILENO);
	char path[32];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "abc", 3), 3);
	close(ends[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	assert_holds(path, "abc");
	close(ends[0]);
	put(place("a"), "xyz");
	ends[0] = open(place("a"), O_RDONLY);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_holds("-", "xyz");
	dup2(own, STDIN_FILENO);
	close(own);
}

static void a_failing_read_is_told(void **state)
{
	int own = dup(STDIN_FILENO), fd = open(place("w"), O_WRONLY | O_CREAT, 0666);
	struct fault why = {0};
	size_t length;
	char *bytes;

	(void)state;
	dup2(fd, STDIN_FILENO);
	close(fd);
	assert_false(file_read("-", 0, &bytes, &length, &why));
	assert_int_equal(why.kind, FAULT_TROUBLE);
	dup2(own, STDIN_FILENO);
	close(own);
}

static void write_text(struct file_out *file, const char *text)
{
	assert_int_equal(write(file->fd, text, strlen(text)), strlen(text));
}

static mode_t mode_of(const char *path)
{
	struct stat about;

	assert_int_equal(stat(path, &about), 0);
	return about.st_mode & 07777;
}

static void a_new_file_appears_only_when_finished(void **state)
{
	struct file_out file;
	struct fault why = {0};
	mode_t mask = umask(027);

	(void)state;
	assert_true(file_start(&file, place("new"), &why));
	write_text(&file, "abc");
	assert_int_equal(access(place("new"), F_OK), -1);
	assert_true(file_finish(&file, true, &why));
	assert_holds(place("new"), "abc");
	assert_int_equal(mode_of(place("new")), 0640);
	assert_int_equal(file.fd, -1);
	umask(mask);
}

static void an_existing_file_keeps_its_mode_and_its_content_until_then(void **state)
{
	struct file_out file;
	struct fault why = {0};

	(void)state;
	put(place("old"), "before");
	chmod(place("old"), 0604);
	assert_true(file_start(&file, place("old"), &why));
	write_text(&file, "after");
	assert_holds(place("old"), "before");
	assert_true(file_finish(&file, true, &why));
	assert_holds(place("old"), "after");
	assert_int_equal(mode_of(place("old")), 0604);
}

/* How many names in the folder begin so. */
static int names_with(const char *start)
{
	DIR *names = opendir(folder);
	int count = 0;

	assert_non_null(names);
	for (struct dirent *name; (name = readdir(names));)
		count += strncmp(name->d_name, start, strlen(start)) == 0;
	closedir(names);
	return count;
}

static void an_unfinished_file_leaves_no_trace(void **state)
{
	struct file_out file;
	struct fault why = {0};

	(void)state;
	put(place("kept"), "before");
	assert_true(file_start(&file, place("kept"), &why));
	write_text(&file, "half");
	assert_true(file_finish(&file, false, &why));
	assert_holds(place("kept"), "before");
	assert_int_equal(names_with(".kept."), 0);
}

/* Nobody is there any more to clean up. */
static void a_writer_that_is_killed_leaves_no_trace_where_files_need_no_name(void **state)
{
	struct file_out file;
	struct fault why = {0};
	int status;

	(void)state;
	assert_true(file_start(&file, place("killed"), &why));
	bool nameless = file.nameless;
	assert_true(file_finish(&file, false, &why));
	pid_t child = fork();
	if (child == 0) {
		if (file_start(&file, place("killed"), &why))
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(names_with(".killed."), nameless ? 0 : 1);
}

static void a_link_keeps_pointing_to_the_file(void **state)
{
	struct file_out file;
	struct fault why = {0};
	struct stat about;

	(void)state;
	put(place("target"), "before");
	assert_int_equal(symlink("target", place("link")), 0);
	assert_true(file_start(&file, place("link"), &why));
	write_text(&file, "after");
	assert_true(file_finish(&file, true, &why));
	assert_holds(place("target"), "after");
	assert_int_equal(lstat(place("link"), &about), 0);
	assert_true(S_ISLNK(about.st_mode));
}

static void a_write_protected_file_is_not_replaced(void **state)
{
	struct file_out file;
	struct fault why = {0};

	(void)state;
	put(place("protected"), "before");
	chmod(place("protected"), 0444);
	chmod(folder, 0777);
	if (geteuid() == 0) /* to whom nothing is protected */
		assert_int_equal(seteuid(65534), 0);
	assert_false(file_start(&file, place("protected"), &why));
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(why.kind, FAULT_TROUBLE);
	assert_holds(place("protected"), "before");
}

static void a_name_taken_by_a_leftover_is_passed_over(void **state)
{
	struct file_out file;
	struct fault why = {0};
	char leftover[64];

	(void)state;
	snprintf(leftover, sizeof leftover, ".busy.%ld-0", (long)getpid());
	put(place(leftover), "leftover");
	assert_true(file_start(&file, place("busy"), &why));
	assert_true(file_finish(&file, true, &why));
	assert_holds(place("busy"), "");
	assert_holds(place(leftover), "leftover");
}

static void a_file_without_a_folder_goes_to_the_current_one(void **state)
{
	struct file_out file;
	struct fault why = {0};
	int own = open(".", O_RDONLY);

	(void)state;
	assert_int_equal(chdir(folder), 0);
	assert_true(file_start(&file, "here", &why));
	write_text(&file, "x");
	assert_true(file_finish(&file, true, &why));
	assert_holds("here", "x");
	assert_int_equal(fchdir(own), 0);
	close(own);
}

static void what_cannot_be_written_is_named(void **state)
{
	static const struct {
		const char *path;
		enum fault_kind kind;
	} examples[] = {{"/nonexistent/x", FAULT_MISSING}, {"/tmp", FAULT_TROUBLE},
		{"/dev/null/x", FAULT_TROUBLE}};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct file_out file;
		struct fault why = {0};

		assert_false(file_start(&file, examples[i].path, &why));
		assert_int_equal(why.kind, examples[i].kind);
		assert_int_equal(file.fd, -1);
		assert_null(file.path);
	}
}

static void a_place_that_was_taken_meanwhile_is_told_and_cleaned_up(void **state)
{
	struct file_out file;
	struct fault why = {0};

	(void)state;
	assert_true(file_start(&file, place("taken"), &why));
	assert_int_equal(mkdir(place("taken"), 0777), 0);
	assert_false(file_finish(&file, true, &why));
	assert_int_equal(why.kind, FAULT_TROUBLE);
	assert_int_equal(names_with(".taken."), 0);
}

static void devices_and_standard_output_are_written_in_place(void **state)
{
	struct file_out file;
	struct fault why = {0};
	struct stat about;

	(void)state;
	assert_true(file_start(&file, "/dev/null", &why));
	assert_null(file.temporary);
	write_text(&file, "x");
	assert_true(file_finish(&file, true, &why));
	assert_int_equal(stat("/dev/null", &about), 0);
	assert_true(S_ISCHR(about.st_mode));
	assert_true(file_start(&file, "-", &why));
	assert_int_equal(file.fd, STDOUT_FILENO);
	assert_true(file_finish(&file, true, &why));
	assert_true(fcntl(STDOUT_FILENO, F_GETFD) >= 0);
}

static void a_descriptor_lost_before_the_end_is_told(void **state)
{
	struct file_out file;
	struct fault why = {0};

	(void)state;
	assert_true(file_start(&file, place("lost"), &why));
	close(file.fd);
	assert_false(file_finish(&file, true, &why));
	assert_int_equal(access(place("lost"), F_OK), -1);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof command, "rm -r %s", folder);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_read_whole),
		cmocka_unit_test(more_than_the_limit_is_refused),
		cmocka_unit_test(what_cannot_be_read_is_named),
		cmocka_unit_test(pipes_and_standard_input_are_read),
		cmocka_unit_test(a_failing_read_is_told),
		cmocka_unit_test(a_new_file_appears_only_when_finished),
		cmocka_unit_test(an_existing_file_keeps_its_mode_and_its_content_until_then),
		cmocka_unit_test(an_unfinished_file_leaves_no_trace),
		cmocka_unit_test(a_writer_that_is_killed_leaves_no_trace_where_files_need_no_name),
		cmocka_unit_test(a_link_keeps_pointing_to_the_file),
		cmocka_unit_test(a_write_protected_file_is_not_replaced),
		cmocka_unit_test(a_name_taken_by_a_leftover_is_passed_over),
		cmocka_unit_test(a_file_without_a_folder_goes_to_the_current_one),
		cmocka_unit_test(what_cannot_be_written_is_named),
		cmocka_unit_test(a_place_that_was_taken_meanwhile_is_told_and_cleaned_up),
		cmocka_unit_test(devices_and_standard_output_are_written_in_place),
		cmocka_unit_test(a_descriptor_lost_before_the_end_is_told),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
