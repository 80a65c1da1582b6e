/* Running the program in a folder of its own and reading what it said. */
#include "cli/run.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define PATIENCE 300 /* seconds until a program that hangs is ended */

static struct {
	char folder[64]; /* of the sample database */
	char samples[512];
	const char *program;
} offices;

static const char prelude[] =
	"tiendo() { \"$TIENDO\" --db t.db --as-of 28/6/2020 --lang en \"$@\"; }\n"
	"bare() { \"$TIENDO\" \"$@\"; }\n";

/* ---- folders --------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about;
	(void)kind;
	(void)place;
	return remove(path);
}

static void folder_make(char *path, size_t size)
{
	/* In memory where there is such a place: what is tested here is not the disk. */
	snprintf(path, size, "%s/tiendo-cli-XXXXXX",
		access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(path))
		fail_msg("no folder: %s", strerror(errno));
}

static void folder_remove(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static char *bytes_of(const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t length = 0, room = 4096;
	char *bytes = malloc(room + 1);

	if (!file)
		fail_msg("cannot read %s: %s", path, strerror(errno));
	for (;;) {
		size_t got = fread(bytes + length, 1, room - length, file);

		length += got;
		if (got == 0)
			break;
		if (length == room)
			bytes = realloc(bytes, (room *= 2) + 1);
	}
	fclose(file);
	bytes[length] = '\0';
	return bytes;
}

static void path_in(const struct office *office, const char *name, char out[512])
{
	snprintf(out, 512, "%s/%s", office->folder, name);
}

void file_put(const struct office *office, const char *name, const char *text)
{
	char path[512];
	FILE *file;

	path_in(office, name, path);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

char *file_get(const struct office *office, const char *name)
{
	char path[512];

	path_in(office, name, path);
	return bytes_of(path);
}

bool file_is(const struct office *office, const char *name)
{
	char path[512];

	path_in(office, name, path);
	return access(path, F_OK) == 0;
}

char *text_replaced(const char *text, const char *old, const char *new)
{
	const char *found = strstr(text, old);
	char *out = malloc(strlen(text) + strlen(new) + 1);

	if (!found)
		fail_msg("no \"%s\" in:\n%s", old, text);
	sprintf(out, "%.*s%s%s", (int)(found - text), text, new, found + strlen(old));
	return out;
}

/* ---- running --------------------------------------------------------------------------------- */

static void become_shell(const struct office *office, char *line)
{
	static const char *const kept[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
		"GCOV_PREFIX", "GCOV_PREFIX_STRIP", "LD_LIBRARY_PATH"};
	char entries[COUNT(kept) + 8][600];
	static char shell[] = "sh", option[] = "-c";
	char *environment[COUNT(kept) + 8], *words[] = {shell, option, line, NULL};
	size_t count = 0;

	for (size_t i = 0; i < COUNT(kept); i++)
		if (getenv(kept[i]))
			snprintf(entries[count++], sizeof *entries, "%s=%s", kept[i],
				getenv(kept[i]));
	snprintf(entries[count++], sizeof *entries, "TIENDO=%s", offices.program);
	snprintf(entries[count++], sizeof *entries, "HOME=%s", office->folder);
	snprintf(entries[count++], sizeof *entries, "samples=%s", offices.samples);
	snprintf(entries[count++], sizeof *entries, "TERM=xterm");
	snprintf(entries[count++], sizeof *entries, "LANG=C.UTF-8");
	for (size_t i = 0; i < count; i++)
		environment[i] = entries[i];
	environment[count] = NULL;
	if (chdir(office->folder) != 0)
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	alarm(PATIENCE);
	execve("/bin/sh", words, environment);
	_exit(127);
}

static int status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char *line_made(const char *format, va_list arguments)
{
	va_list again;
	int length;
	char *line;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, arguments);
	line = malloc(sizeof prelude + (size_t)length + 1);
	strcpy(line, prelude);
	vsprintf(line + strlen(line), format, again);
	va_end(again);
	return line;
}

static void forget(struct office *office)
{
	free(office->out);
	free(office->err);
	office->out = office->err = NULL;
}

static int open_for(const struct office *office, const char *name, int flags)
{
	char path[512];
	int file;

	path_in(office, name, path);
	file = open(path, flags, 0600);
	assert_true(file >= 0);
	return file;
}

static void run_line(struct office *office, char *line)
{
	pid_t child;

	forget(office);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		int flags = O_WRONLY | O_CREAT | O_TRUNC;

		dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
		dup2(open_for(office, ".out", flags), STDOUT_FILENO);
		dup2(open_for(office, ".err", flags), STDERR_FILENO);
		for (int file = 3; file < 64; file++)
			close(file);
		become_shell(office, line);
	}
	office->status = status_of(child);
	office->out = file_get(office, ".out");
	office->err = file_get(office, ".err");
}

void run(struct office *office, const char *format, ...)
{
	va_list arguments;
	char *line;

	va_start(arguments, format);
	line = line_made(format, arguments);
	va_end(arguments);
	run_line(office, line);
	free(line);
}

static void expect_status(const struct office *office, int status, const char *line)
{
	if (office->status != status)
		fail_msg("%s\nstatus %d instead of %d\nstdout: %s\nstderr: %s",
			line + strlen(prelude), office->status, status, office->out, office->err);
}

void run_for(struct office *office, int status, const char *format, ...)
{
	va_list arguments;
	char *line;

	va_start(arguments, format);
	line = line_made(format, arguments);
	va_end(arguments);
	run_line(office, line);
	expect_status(office, status, line);
	free(line);
}

void table_of(struct office *office, struct table *table, const char *format, ...)
{
	va_list arguments;
	char *line, *whole;

	va_start(arguments, format);
	line = line_made(format, arguments);
	va_end(arguments);
	whole = malloc(strlen(line) + 32);
	sprintf(whole, "%stiendo --csv %s", prelude, line + strlen(prelude));
	run_line(office, whole);
	expect_status(office, 0, whole);
	table_read(table, office->out);
	free(whole);
	free(line);
}

/* ---- a small office -------------------------------------------------------------------------- */

const char small_units[] = "code,name,kind,parent\n"
				  "1,Tỉnh đoàn,tinh,\n10,Huyện A,huyen,1\n20,Huyện B,huyen,1\n"
				  "101,Xã Một,xa,10\n102,Xã Hai,xa,10\n201,Xã Ba,xa,20\n";
const char small_plan[] =
	"type,code,title,audience,before,by,from,to\n"
	"plan,KH1,Kế hoạch,,,,2020-01-01,2020-12-31\n"
	"task,V1,Việc một,\"huyen,xa\",,2020-06-10,,\n"
	"task,V2,Việc hai,huyen,,,,\n"
	"report,B1,Báo cáo,\"huyen,xa\",2020-07-01,,2020-01-01,2020-06-30\n"
	"report,B2,Báo cáo năm,\"huyen,xa\",2020-12-31,,2020-01-01,2020-12-31\n"
	"number,S1,Số buổi,,,,,\nnumber,S2,Số người,,,,,\n";

void open_small(struct office *office)
{
	file_put(office, "u.csv", small_units);
	file_put(office, "p.csv", small_plan);
	run_for(office, 0, "tiendo init --units-file u.csv --plan-file p.csv");
}

/* ---- in a terminal --------------------------------------------------------------------------- */

static void become_terminal(const struct office *office, const char *name, int columns, char *line)
{
	struct winsize size = {.ws_row = 24, .ws_col = (unsigned short)columns};
	int terminal;

	setsid();
	terminal = open(name, O_RDWR);
	if (terminal < 0 || ioctl(terminal, TIOCSWINSZ, &size) != 0)
		_exit(126);
	dup2(terminal, STDIN_FILENO);
	dup2(terminal, STDOUT_FILENO);
	dup2(terminal, STDERR_FILENO);
	for (int file = 3; file < 64; file++)
		close(file);
	become_shell(office, line);
}

/* All that comes until the last writer is gone; a terminal tells that as an error. */
static char *drain(int from)
{
	size_t length = 0, room = 4096;
	char *bytes = malloc(room + 1);

	for (;;) {
		ssize_t got = read(from, bytes + length, room - length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		length += (size_t)got;
		if (length == room)
			bytes = realloc(bytes, (room *= 2) + 1);
	}
	bytes[length] = '\0';
	return bytes;
}

void run_in_terminal(struct office *office, int columns, const char *format, ...)
{
	int keeper = posix_openpt(O_RDWR | O_NOCTTY);
	va_list arguments;
	char *line, name[128];
	pid_t child;

	forget(office);
	va_start(arguments, format);
	line = line_made(format, arguments);
	va_end(arguments);
	assert_true(keeper >= 0 && grantpt(keeper) == 0 && unlockpt(keeper) == 0);
	snprintf(name, sizeof name, "%s", ptsname(keeper));
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		become_terminal(office, name, columns, line);
	if (office->typed)
		assert_int_equal(
			write(keeper, office->typed, strlen(office->typed)), strlen(office->typed));
	office->out = drain(keeper);
	office->err = strdup("");
	office->status = status_of(child);
	close(keeper);
	free(line);
}

/* ---- what it said ---------------------------------------------------------------------------- */

bool holds(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

void says(const struct office *office, const char *text)
{
	if (!holds(office->out, text))
		fail_msg("stdout lacks \"%s\":\n%s\nstderr: %s", text, office->out, office->err);
}

void says_not(const struct office *office, const char *text)
{
	if (holds(office->out, text))
		fail_msg("stdout has \"%s\":\n%s", text, office->out);
}

void complains(const struct office *office, const char *text)
{
	if (!holds(office->err, text))
		fail_msg("stderr lacks \"%s\":\n%s\nstdout: %s", text, office->err, office->out);
}

void complains_not(const struct office *office, const char *text)
{
	if (holds(office->err, text))
		fail_msg("stderr has \"%s\":\n%s", text, office->err);
}

/* ---- offices --------------------------------------------------------------------------------- */

int offices_open(void **state)
{
	struct office first = {.status = 0};
	char here[400];

	(void)state;
	offices.program = getenv("TIENDO");
	if (!offices.program || !getcwd(here, sizeof here)) {
		print_error("TIENDO must name the program: see tests/run.sh\n");
		return -1;
	}
	snprintf(offices.samples, sizeof offices.samples, "%s/samples", here);
	folder_make(offices.folder, sizeof offices.folder);
	snprintf(first.folder, sizeof first.folder, "%s", offices.folder);
	run_for(&first, 0, "tiendo demo");
	forget(&first);
	return 0;
}

int offices_close(void **state)
{
	(void)state;
	folder_remove(offices.folder);
	return 0;
}

int office_bare(void **state)
{
	struct office *office = calloc(1, sizeof *office);

	folder_make(office->folder, sizeof office->folder);
	*state = office;
	return 0;
}

int office_open(void **state)
{
	struct office *office;
	char from[128];

	office_bare(state);
	office = *state;
	snprintf(from, sizeof from, "%s/t.db", offices.folder);
	run_for(office, 0, "cp %s t.db", from);
	return 0;
}

int office_close(void **state)
{
	struct office *office = *state;

	forget(office);
	folder_remove(office->folder);
	free(office);
	return 0;
}
