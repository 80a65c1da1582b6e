/* Cells of a flat OpenDocument spreadsheet, set as a person's typing would. */
#ifndef TIENDO_TESTS_FARM_FODS_H
#define TIENDO_TESTS_FARM_FODS_H

#include "plant.h"

/* Ends the program where a cell to be edited is not there. */
void fods_plant(const char *from, const char *to, const struct edits *edits);

#endif
