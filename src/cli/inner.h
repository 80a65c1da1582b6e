/* What the files of cli share. */
#ifndef TIENDO_CLI_INNER_H
#define TIENDO_CLI_INNER_H

#include "tiendo/cli.h"

enum format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_PLAIN };

/* What the options, the environment and the config say; texts live in start->pool. */
struct options {
	const char *db, *plan, *unit, *as_of, *lang, *color;
	bool is_client; /* words that came over SSH: some options are not theirs to choose */
	bool ascii, readonly, yes, no_input, quiet, help, version, reference;
	enum format format;
	const char **words; /* the command and its arguments */
	size_t word_count;
};

/* Takes the global options out of argv; the rest stays, in order, in words. */
bool options_read(struct options *options, int count, const char *const *words, struct pool *pool,
	struct fault *why);

/* "key = value" files: the site's, then the user's over it. Options and environment win over both. */
struct config {
	const char *db, *lang, *plan, *color, *typing, *theme;
	struct key_choice *keys;
	bool ascii;
};
/* The person's file; NULL without a home. */
const char *config_path(struct pool *pool);
bool config_read(struct config *config, struct pool *pool, struct fault *why);

/* Where things are: beside the program in a build tree, else under the install prefix. */
const char *place_catalogue(struct pool *pool);
const char *place_samples(struct pool *pool);
const char *place_program(struct pool *pool); /* of this program; "" where it is not told */
const char *place_database(struct pool *pool); /* $XDG_DATA_HOME/tiendo/tiendo.db */

/* Whether all that was printed has left; false with why. */
bool print_flushed(struct fault *why);
const char *place_drafts(struct pool *pool);   /* $XDG_STATE_HOME/tiendo/drafts */
const char *place_history(struct pool *pool);  /* $XDG_STATE_HOME/tiendo/history */

/* cli.c, for serve.c */
const char *language_of(const char *words); /* "vi", "en", or NULL for a locale that says nothing */
bool set_up(struct cli_start *start, const struct options *options, struct fault *why);
int run_options(struct cli_start *start, struct options *options);
int complain_and_leave(const struct app *app, const struct fault *why);

/* serve --as ACCOUNT: options are those of the key line, words[0] is "serve". */
int serve_run(struct cli_start *start, struct options *server);
/* Gives up what a session over SSH never needs (confine.c). */
void confine(void);

/* Prints a listing, all its parts, to standard output; false with why if not all could be read or
 * written. */
bool print_listing(struct listing *listing, enum format format, bool color, struct fault *why);

#endif
