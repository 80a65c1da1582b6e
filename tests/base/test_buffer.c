/* A text that grows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tiendo/base.h"

static void an_empty_buffer_reads_as_an_empty_text(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	assert_string_equal(buffer_text(&buffer), "");
	buffer_clear(&buffer);
	assert_string_equal(buffer_text(&buffer), "");
	buffer_add(&buffer, "");
	buffer_bytes(&buffer, NULL, 0);
	assert_int_equal(buffer.length, 0);
	assert_string_equal(buffer_text(&buffer), "");
	buffer_free(&buffer);
	buffer_free(&buffer);
}

static void what_is_added_stands_behind_what_was_there(void **state)
{
	struct buffer buffer = {0};

	(void)state;
	buffer_add(&buffer, "xã ");
	buffer_bytes(&buffer, "Phước Vinh…", strlen("Phước Vinh"));
	buffer_print(&buffer, ": %d/%s", 12, "25");
	buffer_print(&buffer, "%s", "");
	assert_string_equal(buffer_text(&buffer), "xã Phước Vinh: 12/25");
	assert_int_equal(buffer.length, strlen("xã Phước Vinh: 12/25"));
	buffer_free(&buffer);
}

static void a_buffer_grows_past_every_size(void **state)
{
	struct buffer buffer = {0};
	size_t i;

	(void)state;
	for (i = 0; i < 5000; i++) {
		buffer_print(&buffer, "%c", (int)('a' + i % 26));
		assert_int_equal(buffer.length, i + 1);
		assert_true(buffer.room > buffer.length);
		assert_int_equal(buffer.text[i + 1], '\0');
	}
	for (i = 0; i < 5000; i++)
		assert_int_equal(buffer.text[i], 'a' + i % 26);
	buffer_print(&buffer, "%0100000d", 7);
	assert_int_equal(buffer.length, 105000);
	assert_int_equal(buffer.text[104999], '7');
	buffer_free(&buffer);
}

static void a_buffer_holds_bytes_of_every_value(void **state)
{
	struct buffer buffer = {0};
	unsigned char bytes[256];
	int i;

	(void)state;
	for (i = 0; i < 256; i++)
		bytes[i] = (unsigned char)i;
	buffer_bytes(&buffer, bytes, sizeof bytes);
	assert_int_equal(buffer.length, 256);
	assert_memory_equal(buffer.text, bytes, 256);
	assert_int_equal(buffer.text[256], '\0');
	buffer_free(&buffer);
}

static void what_cannot_be_printed_adds_nothing(void **state)
{
	static const wchar_t no_character[] = {0x7FFFFFF0, 0};
	struct buffer buffer = {0};

	(void)state;
	buffer_add(&buffer, "kept");
	buffer_print(&buffer, "%ls", no_character);
	assert_string_equal(buffer_text(&buffer), "kept");
	buffer_free(&buffer);
}

static void a_cleared_buffer_keeps_its_room(void **state)
{
	struct buffer buffer = {0};
	size_t room;

	(void)state;
	buffer_print(&buffer, "%0500d", 1);
	room = buffer.room;
	buffer_clear(&buffer);
	assert_string_equal(buffer_text(&buffer), "");
	assert_int_equal(buffer.length, 0);
	assert_int_equal(buffer.room, room);
	buffer_add(&buffer, "again");
	assert_string_equal(buffer_text(&buffer), "again");
	buffer_free(&buffer);
	assert_null(buffer.text);
	assert_int_equal(buffer.room, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(an_empty_buffer_reads_as_an_empty_text),
	        cmocka_unit_test(what_is_added_stands_behind_what_was_there),
	        cmocka_unit_test(a_buffer_grows_past_every_size),
	        cmocka_unit_test(a_buffer_holds_bytes_of_every_value),
	        cmocka_unit_test(what_cannot_be_printed_adds_nothing),
	        cmocka_unit_test(a_cleared_buffer_keeps_its_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
