/* The options that may stand anywhere on the command line, and the config files behind them. */
#include "inner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum which {
	OPTION_DB,
	OPTION_PLAN,
	OPTION_UNIT,
	OPTION_AS_OF,
	OPTION_LANG,
	OPTION_COLOR,
	OPTION_VALUES,
	OPTION_ASCII = OPTION_VALUES,
	OPTION_CSV,
	OPTION_JSON,
	OPTION_PLAIN,
	OPTION_READONLY,
	OPTION_YES,
	OPTION_NO_INPUT,
	OPTION_QUIET,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_REFERENCE,
	OPTIONS
};

static const char *const names[OPTIONS] = {"--db", "--plan", "--unit", "--as-of", "--lang",
	"--color", "--ascii", "--csv", "--json", "--plain", "--readonly", "--yes", "--no-input",
	"-q", "--help", "--version", "--reference"};

static void set_value(struct options *options, enum which which, const char *value)
{
	const char **places[OPTION_VALUES] = {&options->db, &options->plan, &options->unit,
		&options->as_of, &options->lang, &options->color};
	*places[which] = value;
}

static void set_flag(struct options *options, enum which which)
{
	switch (which) {
	case OPTION_ASCII:
		options->ascii = true;
		break;
	case OPTION_CSV:
		options->format = FORMAT_CSV;
		break;
	case OPTION_JSON:
		options->format = FORMAT_JSON;
		break;
	case OPTION_PLAIN:
		options->format = FORMAT_PLAIN;
		break;
	case OPTION_READONLY:
		options->readonly = true;
		break;
	case OPTION_YES:
		options->yes = true;
		break;
	case OPTION_NO_INPUT:
		options->no_input = true;
		break;
	case OPTION_QUIET:
		options->quiet = true;
		break;
	case OPTION_HELP:
		options->help = true;
		break;
	case OPTION_VERSION:
		options->version = true;
		break;
	default:
		options->reference = true;
		break;
	}
}

/* The global option a word is, and the value behind its "=". */
static enum which find(const char *word, const char **value)
{
	size_t length = strcspn(word, "=");
	*value = word[length] ? word + length + 1 : NULL;
	for (int i = 0; i < OPTIONS; i++)
		if (strlen(names[i]) == length && strncmp(names[i], word, length) == 0)
			return (enum which)i;
	return OPTIONS;
}

bool options_read(
	struct options *options, int count, const char *const *words, struct pool *pool,
	struct fault *why)
{
	options->words = pool_take(pool, ((size_t)count + 1) * sizeof *options->words);
	for (int i = 1; i < count; i++) {
		const char *value;
		if (strcmp(words[i], "--") == 0) {
			for (; i < count; i++)
				options->words[options->word_count++] = words[i];
			break;
		}
		enum which which = find(words[i], &value);
		if (which == OPTIONS) {
			/* Behind a command it may be that command's own, or the value of one. */
			if (words[i][0] == '-' && words[i][1] && !options->word_count)
				return refuse(why, FAULT_USAGE,
					N_("no option %s: see tiendo --help"), words[i]);
			options->words[options->word_count++] = words[i];
		} else if (options->is_client && (which == OPTION_DB || which == OPTION_REFERENCE)) {
			return refuse(why, FAULT_DENIED, N_("%s is not the client's to choose"),
				names[which]);
		} else if (which >= OPTION_VALUES) {
			if (value)
				return refuse(
					why, FAULT_USAGE, N_("%s takes no value"), names[which]);
			set_flag(options, which);
		} else {
			if (!value && ++i >= count)
				return refuse(why, FAULT_USAGE, N_("%s needs a value behind it"),
					names[which]);
			set_value(options, which, value ? value : words[i]);
		}
	}
	return true;
}

/* ---- config ---------------------------------------------------------------------------------- */

/* One of the words that the message names; NULL: it is none of them. */
static const char *one_of(const char *value, const char *const *words)
{
	while (*words && strcmp(*words, value) != 0)
		words++;
	return *words;
}

static bool config_lang(struct config *config, const char *path, int number, const char *value,
	struct fault *why)
{
	static const char *const words[] = {"vi", "en", NULL};
	const char *lang = one_of(value, words);
	config->lang = lang ? lang : config->lang;
	return lang || refuse(why, FAULT_USAGE, N_("%s:%d: lang is vi or en, not '%s'"), path,
			       number, value);
}

static bool config_color(struct config *config, const char *path, int number, const char *value,
	struct fault *why)
{
	static const char *const words[] = {"always", "auto", "never", NULL};
	const char *color = one_of(value, words);
	config->color = color ? color : config->color;
	return color || refuse(why, FAULT_USAGE,
				N_("%s:%d: color is always, auto or never, not '%s'"), path, number,
				value);
}

static bool config_ascii(struct config *config, const char *path, int number, const char *value,
	struct fault *why)
{
	static const char *const yes[] = {"yes", "true", NULL}, *const no[] = {"no", "false", NULL};
	config->ascii = one_of(value, yes) != NULL;
	return config->ascii || one_of(value, no) ||
	       refuse(why, FAULT_USAGE, N_("%s:%d: ascii is yes or no, not '%s'"), path, number,
		       value);
}

/* How a Vietnamese input method is typed at. */
static bool config_typing(struct config *config, const char *path, int number, const char *value,
	struct fault *why)
{
	if (strcmp(value, "telex") != 0 && strcmp(value, "vni") != 0)
		return refuse(why, FAULT_USAGE, N_("%s:%d: typing is telex or vni, not %s"), path,
			number, value);
	config->typing = value;
	return true;
}

/* The screen's colours. */
static bool config_theme(struct config *config, const char *path, int number, const char *value,
	struct fault *why)
{
	static const char *const themes[] = {"terminal", "dark", "light", "mono"};
	for (size_t i = 0; i < sizeof themes / sizeof themes[0]; i++)
		if (strcmp(themes[i], value) == 0)
			config->theme = themes[i];
	return (config->theme && strcmp(config->theme, value) == 0) ||
	       refuse(why, FAULT_USAGE,
		       N_("%s:%d: theme is terminal, dark, light or mono, not %s"), path, number, value);
}

static bool config_line(struct config *config, const char *path, int number, char *line,
	struct pool *pool, struct fault *why)
{
	char *equals = strchr(line, '=');
	line = text_trim(line);
	if (!*line || *line == '#')
		return true;
	if (!equals)
		return refuse(
			why, FAULT_USAGE, N_("%s:%d: a line is written key = value"), path, number);
	*equals = '\0';
	const char *key = text_trim(line), *value = pool_text(pool, text_trim(equals + 1));
	if (strcmp(key, "db") == 0)
		config->db = value;
	else if (strcmp(key, "lang") == 0)
		return config_lang(config, path, number, value, why);
	else if (strcmp(key, "plan") == 0)
		config->plan = value;
	else if (strcmp(key, "color") == 0)
		return config_color(config, path, number, value, why);
	else if (strncmp(key, "key.", 4) == 0)
		return keys_take(&config->keys, key + 4, value, path, number, pool, why);
	else if (strcmp(key, "typing") == 0)
		return config_typing(config, path, number, value, why);
	else if (strcmp(key, "theme") == 0)
		return config_theme(config, path, number, value, why);
	else if (strcmp(key, "ascii") == 0)
		return config_ascii(config, path, number, value, why);
	else
		return refuse(why, FAULT_USAGE,
			N_("%s:%d: no setting %s; there are: db, lang, plan, color, theme, "
			   "ascii, typing, key.COMMAND"),
			path, number, key);
	return true;
}

static bool config_file(
	struct config *config, const char *path, struct pool *pool, struct fault *why)
{
	FILE *file = fopen(path, "r");
	char line[4096];
	bool fine = true;
	if (!file)
		return true;
	for (int number = 1; fine && fgets(line, sizeof line, file); number++)
		fine = config_line(config, path, number, line, pool, why);
	fclose(file);
	return fine;
}

const char *config_path(struct pool *pool)
{
	const char *home = getenv("XDG_CONFIG_HOME");
	struct buffer path = {0};
	if (home && *home == '/')
		buffer_print(&path, "%s/tiendo/config", home);
	else if ((home = getenv("HOME")) && *home)
		buffer_print(&path, "%s/.config/tiendo/config", home);
	const char *kept = path.length ? pool_text(pool, buffer_text(&path)) : NULL;
	buffer_free(&path);
	return kept;
}

bool config_read(struct config *config, struct pool *pool, struct fault *why)
{
	const char *path = config_path(pool);
	return config_file(config, "/etc/tiendo.conf", pool, why) &&
	       (!path || config_file(config, path, pool, why));
}
