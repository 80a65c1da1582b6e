/* The folder, the sample in it, and the words that the program is started with. */
#include "pty/program.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORDS 24

char program_folder[64], program_db[96];

const char *program_path(void)
{
	const char *named = getenv("TIENDO");

	return named ? named : "build/tiendo";
}

bool program_runs(const char *line)
{
	char shell[1024];

	snprintf(shell, sizeof shell,
		"'%s' --db %s --lang en --as-of 28/6/2020 %s >/dev/null 2>&1", program_path(),
		program_db, line);
	return system(shell) == 0;
}

int program_prepare(void **state)
{
	(void)state;
	snprintf(program_folder, sizeof program_folder, "/tmp/tiendo-pty-XXXXXX");
	if (!mkdtemp(program_folder))
		return -1;
	snprintf(program_db, sizeof program_db, "%s/t.db", program_folder);
	return program_runs("demo") ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *at)
{
	(void)about;
	(void)kind;
	(void)at;
	return remove(path);
}

int program_clear(void **state)
{
	terminal_close_all(state);
	return nftw(program_folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

struct terminal *program_start(const char *language, const char *const more[],
	const char *const env[], int rows, int columns)
{
	const char *words[WORDS] = {program_path(), "--db", program_db, "--as-of", "28/6/2020", "--lang",
		language};
	size_t used = 7;

	for (size_t i = 0; more && more[i] && used + 1 < WORDS; i++)
		words[used++] = more[i];
	return terminal_start(words, env, rows, columns);
}
