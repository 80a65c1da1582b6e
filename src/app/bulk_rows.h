/* The rows of a large file as they are kept: where in its text they stand, in the order of their keys. */
#ifndef TIENDO_APP_BULK_ROWS_H
#define TIENDO_APP_BULK_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bulk_row {
	uint64_t prefix; /* of the name: bytes that sort as a number */
	const char *name; /* borrowed */
	uint32_t name_length;
	uint32_t unit; /* by code */
	uint32_t at;   /* in the file's text */
	uint32_t row;  /* of the file */
	uint32_t bytes; /* in the log */
	bool is_verbatim;
};

struct bulk_rows {
	size_t count, room;
	struct bulk_row *at;
	bool is_unsorted;
};

void bulk_rows_add(struct bulk_rows *rows, struct bulk_row row); /* prefix is found here */
void bulk_rows_sort(struct bulk_rows *rows, size_t unit_count);
bool bulk_row_is_same_key(const struct bulk_row *a, const struct bulk_row *b);
void bulk_rows_free(struct bulk_rows *rows);

#endif
