/* A file's bytes read as a sheet, and what came of it as text that a test can compare. */
#ifndef TESTS_EXCHANGE_GIVEN_H
#define TESTS_EXCHANGE_GIVEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h> /* needs the first four */

#include "tiendo/exchange.h"

struct given {
	struct sheet *sheet; /* NULL: refused */
	struct complaints complaints;
	struct fault why;
	struct buffer text;
};

#define GIVEN_TODAY 18441 /* 28/6/2020 */

static inline void given_bytes(struct given *given, enum sheet_kind kind, const char *bytes,
	size_t length, const struct sheet_options *options)
{
	struct sheet_options usual = {.today = GIVEN_TODAY};
	/* A block of exactly that size, so that a sanitizer sees a step beyond it. */
	char *own = malloc(length ? length : 1);

	memcpy(own, bytes, length);
	*given = (struct given){.sheet = NULL};
	if (!sheet_read(&given->sheet, sheet_format(kind), own, length, options ? options : &usual,
		    &given->complaints, &given->why))
		assert_null(given->sheet);
	free(own);
}

static inline void given_text(struct given *given, enum sheet_kind kind, const char *text)
{
	given_bytes(given, kind, text, strlen(text), NULL);
}

static inline void given_free(struct given *given)
{
	sheet_close(given->sheet);
	complaints_free(&given->complaints);
	buffer_free(&given->text);
}

static inline const char *given_cell(const struct given *given, size_t row, const char *name)
{
	assert_non_null(given->sheet);
	assert_in_range(row, 0, given->sheet->row_count - 1);
	return given->sheet->rows[row].cells[sheet_column(given->sheet->format, name)];
}

/* Every row that was not refused as "703|Thành đoàn" lines, for the columns named, then one
 * "!LINE COLUMN" for every error and "?LINE COLUMN" for every warning. Refused whole: "REFUSED". */
static inline const char *given_rows(struct given *given, const char *names)
{
	struct buffer *out = &given->text;

	buffer_clear(out);
	if (!given->sheet) {
		assert_int_not_equal(given->why.kind, FAULT_NONE);
		assert_true(given->why.text[0] != '\0');
		return "REFUSED";
	}
	for (size_t row = 0; row < given->sheet->row_count; row++) {
		char list[128], *rest = NULL;

		if (given->sheet->rows[row].refused)
			continue;
		snprintf(list, sizeof list, "%s", names);
		for (char *name = strtok_r(list, " ", &rest); name;
			name = strtok_r(NULL, " ", &rest))
			buffer_print(
				out, "%s%s", name == list ? "" : "|", given_cell(given, row, name));
		buffer_add(out, "\n");
	}
	complaints_sort(&given->complaints);
	for (size_t i = 0; i < given->complaints.count; i++) {
		const struct complaint *complaint = &given->complaints.at[i];

		buffer_print(out, "%c%ld %s\n", complaint->level == COMPLAINT_ERROR ? '!' : '?',
			complaint->line, complaint->column);
	}
	return buffer_text(out);
}

#endif
