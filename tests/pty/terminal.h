/* A program in a real pseudo-terminal, its screen read by libvterm. Nothing here sleeps: waiting is
 * for a text, an exit or a silence, each with a deadline in milliseconds. What does not come in
 * time fails the test (cmocka) with the whole screen printed.
 *
 * The program runs as a job in the foreground, as under a shell: it can be stopped and continued,
 * and knows a lost line only by its terminal (terminal_signal sends SIGHUP as sshd would).
 *
 *	struct terminal *terminal = terminal_start(argv, NULL, 24, 80);
 *	terminal_wait_text(terminal, "Huyện đoàn", 5000);
 *	terminal_type(terminal, "j");
 *	assert_string_equal(terminal_row(terminal, 4), ">...");
 *	terminal_close(terminal);
 */
#ifndef TIENDO_TESTS_PTY_TERMINAL_H
#define TIENDO_TESTS_PTY_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

struct terminal;

/* argv and env end with NULL. The environment is ours with TERM=xterm-256color and without LANG,
 * LANGUAGE, LC_*, NO_COLOR, ESCDELAY, LINES, COLUMNS; then each of env (may be NULL): "NAME=value"
 * sets, "NAME" unsets. */
struct terminal *terminal_start(const char *const argv[], const char *const env[], int rows,
	int columns);
/* Kills what still runs. NULL is allowed. */
void terminal_close(struct terminal *terminal);
/* Closes every terminal a failed test left open: a cmocka teardown. Returns 0. */
int terminal_close_all(void **state);

/* Types bytes as they are: "\r" is Enter, "\033[A" Up, "\177" Backspace. What the program shows
 * meanwhile is taken in, so that long pastes do not block. */
void terminal_type(struct terminal *terminal, const char *bytes);
/* Types byte by byte, each after a silence of gap milliseconds. */
void terminal_type_slowly(struct terminal *terminal, const char *bytes, int gap);

/* Until the text stands in one row of the screen, or no longer does. */
void terminal_wait_text(struct terminal *terminal, const char *text, int deadline);
void terminal_wait_no_text(struct terminal *terminal, const char *text, int deadline);
/* Until `row` starts with the text (a whole row when the text ends with "\n"). */
void terminal_wait_row(struct terminal *terminal, int row, const char *text, int deadline);
bool terminal_has_text(struct terminal *terminal, const char *text);

/* One row, trailing blanks cut; lives until the same row is asked for again. Outside: "". */
const char *terminal_row(struct terminal *terminal, int row);
/* All rows with line ends; lives until the next call. */
const char *terminal_screen(struct terminal *terminal);
void terminal_cursor(struct terminal *terminal, int *row, int *column, bool *is_shown);
bool terminal_on_alternate(struct terminal *terminal); /* the screen of full-screen programs */

/* How a cell looks; colours 0-255 of the palette, -1 the terminal's own. */
struct terminal_look {
	bool is_bold, is_underlined, is_reversed;
	int foreground, background;
};
struct terminal_look terminal_look(struct terminal *terminal, int row, int column);

/* What the program has written to the terminal so far. */
struct terminal_count {
	size_t bytes;
	size_t reads;   /* in how many pieces it came; a write may come in several */
	long writes;    /* write(2) calls of the program, to anything; -1 where /proc is mute */
};
struct terminal_count terminal_bytes(struct terminal *terminal);
/* Until no byte has come for `quiet` ms: for counting only. To wait for something wait for a text. */
void terminal_settle(struct terminal *terminal, int quiet);
/* What typing the bytes costs, up to the silence after it: `quiet` must be longer than the program
 * takes to answer. */
struct terminal_count terminal_cost(struct terminal *terminal, const char *bytes, int quiet);
/* Everything written since the byte `from`; not NUL-terminated. */
const char *terminal_output(struct terminal *terminal, size_t from, size_t *length);

void terminal_resize(struct terminal *terminal, int rows, int columns);
/* The line discipline as the program left it. */
struct termios terminal_settings(struct terminal *terminal);
/* A terminal that does not read: what the program writes stays where it is. */
void terminal_stall(struct terminal *terminal, bool is_stalled);
/* The line goes dead: the program's terminal answers nothing but errors. */
void terminal_hang_up(struct terminal *terminal);

pid_t terminal_process(struct terminal *terminal);
void terminal_signal(struct terminal *terminal, int number);
void terminal_wait_stop(struct terminal *terminal, int deadline); /* then terminal_signal SIGCONT */
/* Until the program has ended; what it wrote last is on the screen. Returns waitpid's status. */
int terminal_wait_end(struct terminal *terminal, int deadline);
/* Milliseconds on a clock that never jumps. */
long terminal_clock(void);

#endif
