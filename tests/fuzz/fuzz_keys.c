/* What a terminal sends, through a real pseudo-terminal and the program's own decoder to keys and
 * pastes by name, and on to the reader of Vietnamese input methods: every key is a name that can be
 * shown, nothing is lost, nothing is waited for without end. */
#include "fuzz.h"
#include "tui/screen.h"
#include "tui/typed.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* What follows the bytes: the end of a paste that they may have begun, and a key that they lack. */
#define LAST "\033[201~\037"
#define LAST_KEY "^_"

static const int ours[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGHUP, SIGTERM, SIGINT};
#define OURS (sizeof ours / sizeof *ours)

static int keyboard = -1, standard[2];

/* The terminal is on the standard files only while the decoder runs. */
static void files_turn(int in, int out)
{
	HOLDS(dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0);
}

static int terminal_open(void)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	int terminal;

	keyboard = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	HOLDS(keyboard >= 0 && grantpt(keyboard) == 0 && unlockpt(keyboard) == 0);
	terminal = open(ptsname(keyboard), O_RDWR | O_NOCTTY | O_CLOEXEC);
	HOLDS(terminal >= 0 && ioctl(terminal, TIOCSWINSZ, &size) == 0);
	return terminal;
}

/* What it is sent is not read by anybody: it must not fill up. */
static void terminal_forget_output(void)
{
	char bytes[4096];

	fcntl(keyboard, F_SETFL, O_NONBLOCK);
	while (read(keyboard, bytes, sizeof bytes) > 0)
		continue;
	fcntl(keyboard, F_SETFL, 0);
}

static int start(void)
{
	static int terminal = -1;
	struct screen_options options = {.color = true};
	struct sigaction before[OURS];
	struct fault why;

	if (terminal >= 0)
		return terminal;
	terminal = terminal_open();
	standard[0] = dup(STDIN_FILENO);
	standard[1] = dup(STDOUT_FILENO);
	setenv("TERM", "xterm-256color", 1);
	files_turn(terminal, terminal);
	for (size_t i = 0; i < OURS; i++)
		sigaction(ours[i], NULL, &before[i]);
	if (!screen_open(&options, &why)) {
		fprintf(stderr, "%s\n", why.text);
		exit(2);
	}
	for (size_t i = 0; i < OURS; i++) /* whoever runs this wants to see the crash */
		sigaction(ours[i], &before[i], NULL);
	return terminal;
}

static void check_name(const char *key)
{
	size_t length = strlen(key);

	HOLDS(length > 0 && length < TYPED_KEY && text_is_utf8(key, length, NULL));
	for (size_t i = 0; i < length; i++)
		HOLDS((unsigned char)key[i] > 0x20 && key[i] != 0x7F);
}

static void check_told(const struct told *told)
{
	HOLDS(told->count >= 0 && told->count <= TOLD_MOST);
	for (int i = 0; i < told->count; i++)
		check_name(told->at[i]);
}

static void take(struct typed *typed, const char *key, bool pauses)
{
	bool in_burst = typed->taken > 0;
	struct told told;

	typed_take(typed, key, &told);
	check_told(&told);
	/* Where nothing was taken back nothing is held: the key itself comes out, at once. */
	if (!in_burst && key[1] == '\0' && !typed_waits(typed))
		HOLDS(told.count > 0 && strcmp(told.at[told.count - 1], key) == 0);
	if (!pauses)
		return;
	typed_settle(typed, &told);
	check_told(&told);
	HOLDS(!typed_waits(typed));
}

static void check_paste(const char *text)
{
	HOLDS(text);
	HOLDS(!strchr(text, '\r'));
}

/* All that comes until the key that was added. */
static void read_keys(struct typed *typed, unsigned pauses)
{
	struct event event;

	do {
		HOLDS(screen_event(&event, 10000));
		HOLDS(event.kind == EVENT_KEY || event.kind == EVENT_PASTE);
		if (event.kind == EVENT_PASTE) {
			check_paste(event.text);
			free(event.text);
			typed_forget(typed);
		} else {
			check_name(event.key);
			take(typed, event.key, pauses & 1);
			pauses = pauses >> 1 | pauses << 7;
		}
	} while (event.kind != EVENT_KEY || strcmp(event.key, LAST_KEY) != 0);
	HOLDS(!screen_has_input());
}

/* The first byte: which method is said, and after which keys nothing comes for a while. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct typed typed = {.method_is_said = false};

	if (length < 1 || length > 3000) /* a terminal holds 4,095 */
		return 0;
	typed.method = (enum method)(bytes[0] % 3);
	typed.method_is_said = typed.method != METHOD_UNSAID;
	typed_forget(&typed);
	char *sent = malloc(length + sizeof LAST);
	HOLDS(sent);
	memcpy(sent, bytes + 1, length - 1);
	for (size_t i = 0; i < length - 1; i++)
		if (sent[i] == LAST[sizeof LAST - 2])
			sent[i] = '\t';
	memcpy(sent + length - 1, LAST, sizeof LAST - 1);
	files_turn(start(), start());
	length += sizeof LAST - 2;
	HOLDS(write(keyboard, sent, length) == (ssize_t)length);
	read_keys(&typed, bytes[0] / 4);
	terminal_forget_output();
	files_turn(standard[0], standard[1]);
	free(sent);
	return 0;
}
