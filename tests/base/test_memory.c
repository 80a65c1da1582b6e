/* Memory that is never NULL, pools, and the end of a program that has none left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tiendo/base.h"

static bool is_zero(const void *block, size_t bytes)
{
	const unsigned char *byte = block;
	size_t i;

	for (i = 0; i < bytes; i++) {
		if (byte[i] != 0)
			return false;
	}
	return true;
}

static void memory_taken_is_zeroed_and_valid_when_empty(void **state)
{
	char *block = memory_take(1000, 3), *empty = memory_take(0, 0), *none = memory_take(7, 0);

	(void)state;
	assert_true(is_zero(block, 3000));
	assert_non_null(empty);
	assert_non_null(none);
	free(block);
	free(empty);
	free(none);
}

static void memory_that_grows_keeps_what_it_held(void **state)
{
	char *block = memory_grow(NULL, 4, 1);

	(void)state;
	memcpy(block, "abc", 4);
	block = memory_grow(block, 100000, 2);
	assert_string_equal(block, "abc");
	block = memory_grow(block, 0, 2);
	assert_non_null(block);
	free(block);
}

static void a_copied_text_is_another_block(void **state)
{
	const char *text = "Gò Dầu";
	char *copy = memory_text(text);

	(void)state;
	assert_string_equal(copy, text);
	assert_ptr_not_equal(copy, text);
	free(copy);
}

static int farewell;

static void say_farewell(void)
{
	if (write(farewell, "restored", 8) != 8)
		_exit(9);
}

static void too_much_taken(void)
{
	volatile size_t large = SIZE_MAX / 2;

	free(memory_take(large, 3));
}

static void too_much_grown(void)
{
	volatile size_t large = SIZE_MAX / 16;

	free(memory_grow(NULL, large, 32));
}

static void too_large_for_a_pool(void)
{
	volatile size_t large = SIZE_MAX - 3;
	struct pool pool = {0};

	pool_take(&pool, large);
}

static void too_long_for_a_slice(void)
{
	volatile size_t large = SIZE_MAX;
	struct pool pool = {0};

	pool_slice(&pool, "x", large);
}

static void too_long_for_a_buffer(void)
{
	volatile size_t large = SIZE_MAX - 1;
	struct buffer buffer = {0};

	buffer_bytes(&buffer, "x", large);
}

static void more_than_the_machine_has(void)
{
	volatile size_t large = PTRDIFF_MAX;

	free(memory_take(1, large));
}

static void more_than_the_machine_has_to_grow(void)
{
	volatile size_t large = PTRDIFF_MAX;

	free(memory_grow(NULL, 1, large));
}

/* Runs what cannot be given in a process of its own: status 2, a line on stderr, and atexit's
 * functions called. */
static void assert_exhausts(void (*take)(void))
{
	char heard[64] = "", said[128] = "";
	int bye[2], error[2], status;
	pid_t child;

	assert_int_equal(pipe(bye) | pipe(error), 0);
	child = fork();
	if (child == 0) {
		farewell = bye[1];
		dup2(error[1], 2);
		atexit(say_farewell);
		take();
		_exit(0);
	}
	close(bye[1]);
	close(error[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_int_equal(read(bye[0], heard, sizeof heard - 1), 8);
	assert_string_equal(heard, "restored");
	assert_true(read(error[0], said, sizeof said - 1) > 0);
	assert_non_null(strstr(said, "tiendo: out of memory: "));
	close(bye[0]);
	close(error[0]);
}

static void a_size_that_overflows_ends_the_program_cleanly(void **state)
{
	(void)state;
	assert_exhausts(too_much_taken);
	assert_exhausts(too_much_grown);
	assert_exhausts(too_large_for_a_pool);
	assert_exhausts(too_long_for_a_slice);
	assert_exhausts(too_long_for_a_buffer);
}

#if defined __has_feature
#if __has_feature(address_sanitizer)
#define OWN_ALLOCATOR 1
#endif
#endif
#if defined __SANITIZE_ADDRESS__ && !defined OWN_ALLOCATOR
#define OWN_ALLOCATOR 1
#endif

static void exhausted_memory_ends_the_program_cleanly(void **state)
{
	(void)state;
#ifdef OWN_ALLOCATOR
	skip(); /* the sanitizer stops at such a request by itself */
#endif
	assert_exhausts(more_than_the_machine_has);
	assert_exhausts(more_than_the_machine_has_to_grow);
}

static void a_pool_gives_aligned_zeroed_parts_that_do_not_overlap(void **state)
{
	static unsigned char *part[600];
	struct pool pool = {0};
	size_t i, j, sum = 0;

	(void)state;
	for (i = 0; i < 600; i++) {
		part[i] = pool_take(&pool, i * 7 % 301);
		sum += i * 7 % 301 ? i * 7 % 301 : 1;
		assert_int_equal((uintptr_t)part[i] % _Alignof(max_align_t), 0);
		assert_true(is_zero(part[i], i * 7 % 301));
		memset(part[i], (int)(i % 255 + 1), i * 7 % 301);
		/* Texts between them do not disturb the alignment of what follows. */
		assert_string_equal(pool_text(&pool, "x"), "x");
	}
	for (i = 0; i < 600; i++) {
		for (j = 0; j < i * 7 % 301; j++)
			assert_int_equal(part[i][j], i % 255 + 1);
	}
	assert_int_equal(pool.bytes, sum + 600 * 2);
	pool_free(&pool);
}

static void a_pool_takes_parts_of_any_size(void **state)
{
	static const size_t sizes[] = {1, 4096, 4097, 3000000, 10, 100000, 1, 5000000, 2, 16};
	struct pool pool = {0};
	char *before = NULL, *part;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		part = pool_take(&pool, sizes[i]);
		assert_true(is_zero(part, sizes[i]));
		memset(part, 'a' + (int)i, sizes[i]);
		for (j = 0; before && j < sizes[i - 1]; j++)
			assert_int_equal(before[j], 'a' + (int)i - 1);
		before = part;
	}
	pool_free(&pool);
}

static void a_large_part_leaves_the_rest_of_the_block_in_use(void **state)
{
	struct pool pool = {0};
	char *small = pool_take(&pool, 16), *after;

	(void)state;
	assert_non_null(pool_take(&pool, 16384));
	after = pool_take(&pool, 16);
	assert_ptr_equal(after, small + 16);
	pool_free(&pool);
}

static void texts_in_a_pool_are_copies_with_an_end(void **state)
{
	struct pool pool = {0};

	(void)state;
	assert_string_equal(pool_text(&pool, NULL), "");
	assert_string_equal(pool_text(&pool, "Trảng Bàng"), "Trảng Bàng");
	assert_string_equal(pool_slice(&pool, "Trảng Bàng", 1), "T");
	assert_string_equal(pool_slice(&pool, NULL, 0), "");
	assert_memory_equal(pool_slice(&pool, "a\0b", 3), "a\0b", 4);
	pool_free(&pool);
}

static void a_freed_pool_is_empty_and_usable(void **state)
{
	struct pool pool = {0};

	(void)state;
	pool_free(&pool);
	pool_take(&pool, 100);
	pool_free(&pool);
	assert_int_equal(pool.bytes, 0);
	assert_true(is_zero(pool_take(&pool, 100), 100));
	assert_int_equal(pool.bytes, 100);
	pool_free(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(memory_taken_is_zeroed_and_valid_when_empty),
	        cmocka_unit_test(memory_that_grows_keeps_what_it_held),
	        cmocka_unit_test(a_copied_text_is_another_block),
	        cmocka_unit_test(a_size_that_overflows_ends_the_program_cleanly),
	        cmocka_unit_test(exhausted_memory_ends_the_program_cleanly),
	        cmocka_unit_test(a_pool_gives_aligned_zeroed_parts_that_do_not_overlap),
	        cmocka_unit_test(a_pool_takes_parts_of_any_size),
	        cmocka_unit_test(a_large_part_leaves_the_rest_of_the_block_in_use),
	        cmocka_unit_test(texts_in_a_pool_are_copies_with_an_end),
	        cmocka_unit_test(a_freed_pool_is_empty_and_usable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
