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

/* Adds bytes to a sum that is begun with PRINT_BEGIN. */
void hash(uint64_t *sum, const void *bytes, size_t length);

/* Numbers that tell one state from another: of a file by its bytes, of the whole folder for a work. */
uint64_t state_of_file(const char *name);
uint64_t state_of_folder(const struct work *work);
bool state_is_known(uint64_t state, uint64_t *found);
void state_note(uint64_t state, uint64_t found);
void states_forget(void);

#endif
