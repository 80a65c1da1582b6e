/* Keys in force: the table's own, or those of a person's settings. Two commands of one place never
 * share a key, and the way out of everything stays. */
#include "inner.h"

#include <string.h>

static size_t command_count(void)
{
	size_t count = 0;
	while (commands[count].name)
		count++;
	return count;
}

const char *command_keys(const struct app *app, const struct command *command)
{
	return app->keys ? app->keys[command - commands] : command->keys;
}

bool keys_have(const char *keys, const char *key)
{
	size_t length = strlen(key), part;
	for (; *keys; keys += part + (keys[part] == ' ')) {
		part = strcspn(keys, " ");
		if (part == length && strncmp(keys, key, length) == 0)
			return true;
	}
	return false;
}

/* ---- one line -------------------------------------------------------------------------------- */

/* As screen.h names them. Marked letters are left out: input methods make them of others. */
static bool is_key(const char *key)
{
	static const char names[] =
		"Enter Esc Space Tab S-Tab Backspace Delete Insert Up Down Left Right Home End PgUp PgDn "
		"F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12";
	if (key[0] > ' ' && key[0] < 0x7F && !key[1])
		return true;
	if (key[0] == '^' && key[1] && !key[2])
		/* Of the control letters, H, I, J, M and [ are keys with names. */
		return strchr("ABCDEFGKLNOPQRSTUVWXYZ", key[1]) != NULL;
	return keys_have(names, key);
}

static const struct command *nearest_with_place(const char *name)
{
	const struct command *nearest = NULL;
	int best = 4;
	for (const struct command *command = commands; command->name; command++) {
		int distance = command->screens ? text_distance(name, command->name, best) : best;
		if (distance < best) {
			best = distance;
			nearest = command;
		}
	}
	return nearest;
}

static bool find_with_place(const char *name, const char *file, int line,
	const struct command **command, struct fault *why)
{
	*command = command_named(name);
	if (*command && (*command)->screens)
		return true;
	if (*command)
		return refuse(why, FAULT_USAGE,
			N_("%s:%d: %s has no key, it is typed after :; the list under ? has the names of "
			   "those that do"),
			file, line, name);
	const struct command *near = nearest_with_place(name);
	return refuse(why, FAULT_USAGE,
		near ? N_("%s:%d: no command %s to give a key; did you mean %s?")
		     : N_("%s:%d: no command %s to give a key; the list under ? has their names"),
		file, line, name, near ? near->name : "");
}

bool keys_take(struct key_choice **choices, const char *name, const char *keys, const char *file,
	int line, struct pool *pool, struct fault *why)
{
	const struct command *command;
	struct buffer joined = {0};
	if (!find_with_place(name, file, line, &command, why))
		return false;
	/* Not words_split: a quote is a key. */
	char *copy = pool_text(pool, keys);
	for (char *save = NULL, *key = strtok_r(copy, " \t", &save); key;
		key = strtok_r(NULL, " \t", &save)) {
		if (!is_key(key)) {
			buffer_free(&joined);
			return refuse(why, FAULT_USAGE,
				N_("%s:%d: no key %s; keys are a letter or sign without marks, ^A to ^Z, "
				   "F1 to F12, Space, Enter, Tab, Backspace, Delete, Up, PgUp and such"),
				file, line, key);
		}
		buffer_print(&joined, "%s%s", joined.length ? " " : "", key);
	}
	if (!*choices)
		*choices = pool_take(pool, command_count() * sizeof **choices);
	(*choices)[command - commands] = (struct key_choice){
		pool_text(pool, buffer_text(&joined)), pool_text(pool, file), line};
	buffer_free(&joined);
	return true;
}

/* ---- all of them ----------------------------------------------------------------------------- */

/* Fields are left by Esc, gone on from by Enter and completed by Tab: letters are text there. */
static bool keep_key(const char *const *keys, const struct key_choice *choices, enum move move,
	const char *key, struct fault *why)
{
	size_t i = 0;
	while (commands[i].move != move || !keys_have(commands[i].keys, key))
		i++;
	if (!choices[i].keys || keys_have(keys[i], key))
		return true;
	return refuse(why, FAULT_USAGE, N_("%s:%d: %s keeps the key %s: write it among the others"),
		choices[i].file, choices[i].line, commands[i].name, key);
}

static bool check_pair(const char *const *keys, const struct key_choice *choices, size_t i, size_t j,
	struct fault *why)
{
	char key[32];
	if (!(commands[i].screens & commands[j].screens))
		return true;
	for (const char *at = keys[i]; *at;) {
		size_t length = strcspn(at, " ");
		memcpy(key, at, length);
		key[length] = '\0';
		at += length + (at[length] == ' ');
		if (!keys_have(keys[j], key))
			continue;
		size_t blamed = choices[j].keys ? j : i, other = blamed == j ? i : j;
		return refuse(why, FAULT_USAGE,
			N_("%s:%d: %s cannot have the key %s: it is %s's in the same place; give key.%s "
			   "another, or none"),
			choices[blamed].file, choices[blamed].line, commands[blamed].name, key,
			commands[other].name, commands[other].name);
	}
	return true;
}

bool keys_settle(struct app *app, const struct key_choice *choices, struct pool *pool,
	struct fault *why)
{
	size_t count = command_count();
	if (!choices)
		return true;
	const char **keys = pool_take(pool, count * sizeof *keys);
	for (size_t i = 0; i < count; i++)
		keys[i] = choices[i].keys ? choices[i].keys : commands[i].keys;
	if (!keep_key(keys, choices, MOVE_BACK, "Esc", why) ||
		!keep_key(keys, choices, MOVE_OPEN, "Enter", why) ||
		!keep_key(keys, choices, MOVE_NEXT_TAB, "Tab", why))
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if ((choices[i].keys || choices[j].keys) &&
				!check_pair(keys, choices, j, i, why))
				return false;
	app->keys = keys;
	return true;
}
