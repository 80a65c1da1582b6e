/* A workbook's parts as texts: as much of the archive format as that takes. */
#ifndef TESTS_EXCHANGE_UNPACK_H
#define TESTS_EXCHANGE_UNPACK_H

#include <zlib.h>

#include "given.h"

static inline size_t unpack_number(const char *bytes, size_t count)
{
	size_t number = 0;

	while (count-- > 0)
		number = number << 8 | (unsigned char)bytes[count];
	return number;
}

static inline char *unpack_deflated(const char *packed, size_t packed_length, size_t length)
{
	char *plain = calloc(length + 1, 1);
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed,
		.avail_in = (uInt)packed_length,
		.next_out = (Bytef *)plain,
		.avail_out = (uInt)length};

	assert_int_equal(inflateInit2(&stream, -MAX_WBITS), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(stream.total_out, length);
	inflateEnd(&stream);
	return plain;
}

/* The part of that name, to be freed; the test fails if there is none. */
static inline char *unpack_part(const char *bytes, size_t length, const char *name)
{
	const char *end = bytes + length - 22, *record;

	assert_true(length > 22 && memcmp(end, "PK\5\6", 4) == 0);
	record = bytes + unpack_number(end + 16, 4);
	for (size_t left = unpack_number(end + 10, 2); left > 0; left--) {
		size_t name_length = unpack_number(record + 28, 2);

		assert_memory_equal(record, "PK\1\2", 4);
		if (name_length == strlen(name) && memcmp(record + 46, name, name_length) == 0) {
			const char *local = bytes + unpack_number(record + 42, 4);

			assert_int_equal(unpack_number(record + 10, 2), 8); /* deflated */
			return unpack_deflated(local + 30 + unpack_number(local + 26, 2) +
						       unpack_number(local + 28, 2),
				unpack_number(record + 20, 4), unpack_number(record + 24, 4));
		}
		record += 46 + name_length + unpack_number(record + 30, 2) +
			  unpack_number(record + 32, 2);
	}
	print_error("no part %s\n", name);
	assert_true(false);
	return NULL;
}

#endif
