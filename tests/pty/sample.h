/* A small full-screen list on screen.c: the program that the tests of screen.c run. It is the test
 * program itself, run again with an argument. */
#ifndef TIENDO_TESTS_PTY_SAMPLE_H
#define TIENDO_TESTS_PTY_SAMPLE_H

#include "pty/terminal.h"
#include "tui/screen.h"

#define SOON 10000 /* ms: passes only when something is wrong, also under valgrind */

/* The first thing in main. Where this run is to be the sample it does not return. */
void sample_main(int argc, char **argv);
/* Its path, for another program to run it; the argument is "sample". */
const char *sample_path(void);

/* mode: "" a list, "mono" without colour, "keys" shows the names of events instead of obeying them.
 * The program ends with 128 + signal, 100 on a lost line. env: see terminal_start. */
struct terminal *sample_begin(const char *mode, const char *const env[]);
/* The same, waiting until the list is on the 24x80 screen, its marker on row 1. */
struct terminal *sample_start(const char *mode, const char *const env[]);

#endif
