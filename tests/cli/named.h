/* What the program's own tables name, for tests that must leave none of it out. */
#ifndef TIENDO_TESTS_CLI_NAMED_H
#define TIENDO_TESTS_CLI_NAMED_H

#include <stdbool.h>
#include <stddef.h>

/* By place, from 0; NULL behind the last. */
const char *listing_named_at(size_t place);
const char *export_named_at(size_t place);
const char *import_named_at(size_t place);
/* Commands that run, not moves about the screen. */
const char *command_named_at(size_t place);
bool command_is_for_editors(const char *name);
bool command_is_for_accounts(const char *name); /* for some role */

#endif
