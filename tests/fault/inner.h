/* What the files behind scene.h share. */
#ifndef TIENDO_TESTS_FAULT_INNER_H
#define TIENDO_TESTS_FAULT_INNER_H

#include "fault/scene.h"

struct scene {
	char folder[64], run[96], program[4096];
	char said[1 << 16];
	char told[300];
	uint64_t empty; /* content of a database just made */
	size_t wrong;
};
extern struct scene scene;

/* Undisturbed; anything but status 0 went wrong. */
bool run_well(const struct work *work);

#endif
