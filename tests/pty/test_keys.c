/* Keys and pastes through screen.c in a real pseudo-terminal: the list of sample.c shows their
 * names, counted. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/sample.h"
#include "pty/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void keys_have_their_names(void **state)
{
	static const struct {
		const char *bytes, *name;
	} keys[] = {
		{"\033[A", "Up"}, {"\033OA", "Up"}, {"\033[B", "Down"}, {"\033[C", "Right"},
		{"\033[D", "Left"}, {"\033[1~", "Home"}, {"\033[7~", "Home"}, {"\033OH", "Home"},
		{"\033[4~", "End"}, {"\033[8~", "End"}, {"\033[5~", "PgUp"}, {"\033[6~", "PgDn"},
		{"\033[2~", "Insert"}, {"\033[3~", "Delete"}, {"\033[11~", "F1"},
		{"\033[14~", "F4"},
		{"\033OP", "F1"}, {"\033[15~", "F5"}, {"\033[24~", "F12"}, {"\010", "Backspace"},
		{"\177", "Backspace"}, {"\r", "Enter"}, {"\n", "Enter"}, {"\t", "Tab"},
		{"\033[Z", "S-Tab"}, {" ", "Space"}, {"\014", "^L"}, {"\032", "^Z"}, {"\003", "^C"},
		{"\023", "^S"}, {"\034", "^\\"}, {"\007", "^G"}, {"a", "a"}, {"ế", "ế"}, {"Đ", "Đ"},
		{"\033b", "M-b"}, {"\033đ", "M-đ"}, {"\033Op", "0"}, {"\033Oy", "9"},
		{"\033OM", "Enter"}, {"\033[1;5C", "kRIT5"}, {"漢", "漢"},
	};
	struct terminal *terminal = sample_start("keys", NULL);
	char wanted[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		terminal_type(terminal, keys[i].bytes);
		snprintf(wanted, sizeof wanted, "#%zu %s.", i + 1, keys[i].name);
		terminal_wait_text(terminal, wanted, SOON);
	}
}

static void an_arrow_byte_by_byte_is_one_arrow(void **state)
{
	struct terminal *terminal = sample_start("keys", NULL);

	(void)state;
	terminal_type_slowly(terminal, "\033[B", 30);
	terminal_wait_text(terminal, "#1 Down.", SOON);
	terminal_type_slowly(terminal, "\033OA", 30);
	terminal_wait_text(terminal, "#2 Up.", SOON);
	terminal_type_slowly(terminal, "ệ", 30);
	terminal_wait_text(terminal, "#3 ệ.", SOON);
}

static void escape_alone_is_escape(void **state)
{
	struct terminal *terminal = sample_start("keys", NULL);

	(void)state;
	terminal_type(terminal, "\033");
	terminal_wait_text(terminal, "#1 Esc.", SOON);
	terminal_type(terminal, "q");
	terminal_wait_text(terminal, "#2 q.", SOON);
	terminal_type(terminal, "\033\033");
	terminal_wait_text(terminal, "#4 Esc.", SOON);
}

static void malformed_bytes_swallow_no_keys(void **state)
{
	struct terminal *terminal = sample_start("keys", NULL);

	(void)state;
	terminal_type(terminal, "\377\300j\341\272k");
	terminal_wait_text(terminal, "#2 k.", SOON);
	terminal_type(terminal, "\033[999~");
	terminal_wait_text(terminal, " ~.", SOON);
}

static void a_paste_is_one_event_whatever_is_in_it(void **state)
{
	struct terminal *terminal = sample_start("keys", NULL);

	(void)state;
	terminal_type(terminal, "\033[200~Gò Dầu\r\n12\r\033[20\033[A\033\033[201~j");
	terminal_wait_text(terminal, "#2 j.", SOON);
	assert_string_equal(terminal_row(terminal, 22),
		"paste 1, 21 bytes: Gò Dầu 12 \xEF\xBF\xBD[20\xEF\xBF\xBD[A\xEF\xBF\xBD");
	terminal_type_slowly(terminal, "\033[200~ế\033[201~", 10);
	terminal_wait_text(terminal, "paste 3, 3 bytes: ế", SOON);
}

static void a_long_paste_arrives_whole(void **state)
{
	struct terminal *terminal = sample_start("keys", NULL);
	size_t length = 200000;
	char *paste = malloc(length + 1);

	(void)state;
	assert_non_null(paste);
	memset(paste, 'x', length);
	paste[length] = '\0';
	terminal_type(terminal, "\033[200~");
	terminal_type(terminal, paste);
	terminal_type(terminal, "\033[201~k");
	free(paste);
	terminal_wait_text(terminal, "#2 k.", SOON);
	terminal_wait_text(terminal, "paste 1, 200000 bytes: xxx", SOON);
}

#define TEST(name) cmocka_unit_test_teardown(name, terminal_close_all)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(keys_have_their_names),
		TEST(an_arrow_byte_by_byte_is_one_arrow),
		TEST(escape_alone_is_escape),
		TEST(malformed_bytes_swallow_no_keys),
		TEST(a_paste_is_one_event_whatever_is_in_it),
		TEST(a_long_paste_arrives_whole),
	};

	sample_main(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
