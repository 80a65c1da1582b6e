/* What the benchmarks share: clocks, a folder that goes away, and lines of figures. They never fail
 * for a figure. */
#ifndef TIENDO_TESTS_BENCH_H
#define TIENDO_TESTS_BENCH_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Milliseconds of processor time of this process, and on the wall. */
static inline double bench_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

struct stopwatch {
	double cpu, wall;
};

static inline struct stopwatch stopwatch_start(void)
{
	return (struct stopwatch){
	        bench_clock(CLOCK_PROCESS_CPUTIME_ID), bench_clock(CLOCK_MONOTONIC)};
}

/* Prints "what: N ms cpu, N ms wall", each of `rounds` on average. */
static inline void stopwatch_print(struct stopwatch start, int rounds, const char *what)
{
	double cpu = (bench_clock(CLOCK_PROCESS_CPUTIME_ID) - start.cpu) / rounds;
	double wall = (bench_clock(CLOCK_MONOTONIC) - start.wall) / rounds;

	printf("  %-58s %9.2f ms cpu %9.2f ms wall\n", what, cpu, wall);
	fflush(stdout);
}

static char bench_folder[64];

static inline void bench_folder_remove(void)
{
	DIR *folder = opendir(bench_folder);
	char path[512];

	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		snprintf(path, sizeof path, "%s/%s", bench_folder, entry->d_name);
		unlink(path);
	}
	if (folder)
		closedir(folder);
	rmdir(bench_folder);
}

/* The path of a file in a new folder that is removed at exit. */
static inline const char *bench_path(const char *name, char out[256])
{
	if (!*bench_folder) {
		strcpy(bench_folder, "/tmp/tiendo-bench-XXXXXX");
		if (!mkdtemp(bench_folder)) {
			perror("mkdtemp");
			exit(2);
		}
		atexit(bench_folder_remove);
	}
	snprintf(out, 256, "%s/%s", bench_folder, name);
	return out;
}

#endif
