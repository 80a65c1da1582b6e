/* The program itself in a pseudo-terminal, typed at through an input method: Backspace as 0x08 and
 * 0x7f, the line stalling at every byte. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/program.h"

#include <stdio.h>
#include <string.h>

#define SOON 10000 /* ms */
#define STALL 200  /* ms: longer than the program waits for the rest */
#define HITCH 50   /* within a letter: shorter than it waits for that */

static struct terminal *open_screen(void)
{
	struct terminal *terminal = program_start("en", NULL, NULL, 24, 80);

	terminal_wait_text(terminal, "1-16/24", SOON);
	return terminal;
}

/* The stream makes one tick; then it is undone, on a new word. */
static void tick_and_undo(struct terminal *terminal, const char *stream, size_t stall)
{
	char first[32];
	bool is_within = ((unsigned char)stream[stall] & 0xC0) == 0x80;

	snprintf(first, sizeof first, "%.*s", (int)stall, stream);
	if (*first) {
		terminal_type(terminal, first);
		terminal_settle(terminal, is_within ? HITCH : STALL);
	}
	terminal_type(terminal, stream + stall);
	terminal_wait_text(terminal, "on time 4 +", SOON);
	terminal_type(terminal, "\033[Hu");
	terminal_wait_text(terminal, "on time 3 +", SOON);
	terminal_type(terminal, "\033[H");
	terminal_wait_no_text(terminal, "undo)", SOON);
}

static void a_tick_is_one_tick_wherever_the_line_stalls(void **state)
{
	static const char *const streams[] = {"e\010ẽ", "e\177ẽ", "ya\177\177ỹa", "ya\010\010ỹa"};
	struct terminal *terminal = open_screen();
	size_t i, stall;

	(void)state;
	for (i = 0; i < sizeof streams / sizeof streams[0]; i++)
		for (stall = 0; stall < strlen(streams[i]); stall++)
			tick_and_undo(terminal, streams[i], stall);
}

static void a_real_backspace_is_one_and_changes_nothing(void **state)
{
	struct terminal *terminal = open_screen();

	(void)state;
	terminal_type(terminal, "\177");
	terminal_wait_text(terminal, "Backspace does nothing here", SOON);
	terminal_type(terminal, "j\010");
	terminal_wait_no_text(terminal, "Backspace does nothing here", SOON);
	terminal_wait_text(terminal, "Backspace does nothing here", SOON);
	terminal_type(terminal, "/hoa\177");
	terminal_wait_text(terminal, "ho", SOON);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
			a_tick_is_one_tick_wherever_the_line_stalls, terminal_close_all),
		cmocka_unit_test_teardown(
			a_real_backspace_is_one_and_changes_nothing, terminal_close_all),
	};

	return cmocka_run_group_tests(tests, program_prepare, program_clear);
}
