/* What short_memory.c and the test that lays it over a program share. */
#ifndef TIENDO_TESTS_FAULT_SHORT_MEMORY_H
#define TIENDO_TESTS_FAULT_SHORT_MEMORY_H

struct tally {
	long count; /* allocations asked for */
	int is_struck;
};

#endif
