/* The sample database in memory, opened for reading only on 28/6/2020: what fuzzers act on. */
#ifndef TIENDO_TESTS_FUZZ_SAMPLE_H
#define TIENDO_TESTS_FUZZ_SAMPLE_H

#include "app/inner.h"
#include "fuzz.h"

static struct app app;

static inline _Noreturn void sample_stop(const struct fault *why)
{
	fprintf(stderr, "%s\n", why->text);
	exit(2);
}

static inline void sample_import(enum sheet_kind kind)
{
	static const struct import_options options = {.dry_run = false};
	const char *folder = getenv("TIENDO_SAMPLES");
	char path[1024], *bytes;
	struct import import;
	struct fault why;
	size_t length;
	long step;

	snprintf(path, sizeof path, "%s/%s.csv", folder ? folder : "samples",
	        sheet_format(kind)->word);
	if (!file_read(path, 1 << 20, &bytes, &length, &why) ||
	        !import_prepare(&app, kind, path, bytes, length, &options, &import, &why) ||
	        !import_commit(&app, &import, &options, "import", &step, &why))
		sample_stop(&why);
	free(bytes);
	import_free(&import);
}

static inline void sample_open(void)
{
	struct fault why;

	if (app.store)
		return;
	app = (struct app){.db = ":memory:",
	        .actor = "fuzz",
	        .as_of = true,
	        .today = 18441,
	        .clock_day = 18441};
	if (!store_open(&app.store, app.db, false, &why))
		sample_stop(&why);
	for (enum sheet_kind kind = SHEET_UNITS; kind <= SHEET_NUMBERS; kind++)
		sample_import(kind);
	app.readonly = true;
}

/* A refusal is in words. */
static inline void check_fault(const struct fault *why)
{
	HOLDS(why->kind != FAULT_NONE && *why->text);
	HOLDS(text_is_utf8(why->text, strlen(why->text), NULL));
}

#endif
