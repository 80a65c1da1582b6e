/* Keys from a person's settings, and the file that keeps one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tiendo/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct line {
	const char *name, *keys;
};

/* The lines of a file "c" in order; false with why, from whichever of the two steps. */
static bool choose(struct app *app, const struct line *lines, size_t count, struct pool *pool,
	struct fault *why)
{
	struct key_choice *choices = NULL;

	*app = (struct app){.keys = NULL};
	for (size_t i = 0; i < count; i++)
		if (!keys_take(&choices, lines[i].name, lines[i].keys, "c", (int)i + 1, pool, why))
			return false;
	return keys_settle(app, choices, pool, why);
}

static const char *keys_of(const struct app *app, const char *name)
{
	return command_keys(app, command_named(name));
}

static void commands_have_the_keys_that_were_chosen(void **state)
{
	static const struct line lines[] = {{"tick", "y"}, {"tick", "F5  \t Z"}, {"menu", ""}};
	struct pool pool = {0};
	struct app app;
	struct fault why;

	(void)state;
	assert_true(choose(&app, lines, 3, &pool, &why));
	assert_string_equal(keys_of(&app, "tick"), "F5 Z"); /* the later line */
	assert_string_equal(keys_of(&app, "menu"), "");
	assert_string_equal(keys_of(&app, "undo"), "u");
	pool_free(&pool);
	assert_true(choose(&app, NULL, 0, &pool, &why));
	assert_string_equal(keys_of(&app, "tick"), "x");
}

static void two_commands_may_change_keys(void **state)
{
	static const struct line lines[] = {{"tick", "s"}, {"sort", "x"}};
	struct pool pool = {0};
	struct app app;
	struct fault why;

	(void)state;
	assert_true(choose(&app, lines, 2, &pool, &why));
	assert_string_equal(keys_of(&app, "tick"), "s");
	assert_string_equal(keys_of(&app, "sort"), "x");
	pool_free(&pool);
}

static void what_cannot_be_meant_is_refused_with_its_line(void **state)
{
	static const struct {
		struct line lines[2];
		const char *says;
	} faults[] = {
		{{{"tick", "X"}}, "c:1: tick cannot have the key X: it is tick-on's"},
		{{{"undo", "F5"}, {"redo", "y F5"}}, "c:2: redo cannot have the key F5: it is undo's"},
		{{{"undo", "x"}, {"redo", "y"}}, "c:1: undo cannot have the key x: it is tick's"},
		{{{"sorte", "y"}}, "c:1: no command sorte to give a key; did you mean sort?"},
		{{{"zzzzzzzz", "y"}}, "c:1: no command zzzzzzzz"},
		{{{"done", "y"}}, "c:1: done has no key, it is typed after :"},
		{{{"tick", "\xC4\x91"}}, "c:1: no key \xC4\x91; keys are"},
		{{{"tick", "M-x"}}, "c:1: no key M-x"}, {{{"tick", "xy"}}, "c:1: no key xy"},
		{{{"tick", "^i"}}, "c:1: no key ^i"}, {{{"tick", "^M"}}, "c:1: no key ^M"},
		{{{"tick", "F13"}}, "c:1: no key F13"},
		{{{"back", "q"}}, "c:1: back keeps the key Esc"},
		{{{"open", "F5"}}, "c:1: open keeps the key Enter"},
		{{{"tab", ""}}, "c:1: tab keeps the key Tab"},
	};
	struct pool pool = {0};
	struct app app;
	struct fault why;

	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		size_t count = faults[i].lines[1].name ? 2 : 1;

		assert_false(choose(&app, faults[i].lines, count, &pool, &why));
		assert_int_equal(why.kind, FAULT_USAGE);
		if (strncmp(why.text, faults[i].says, strlen(faults[i].says)) != 0)
			fail_msg("%s, not %s", why.text, faults[i].says);
		assert_null(app.keys);
		pool_free(&pool);
	}
}

static void every_key_of_the_table_can_be_chosen(void **state)
{
	struct pool pool = {0};
	struct app app;
	struct fault why;

	(void)state;
	for (const struct command *command = commands; command->name; command++) {
		struct line line = {command->name, command->keys};

		if (command->screens && !choose(&app, &line, 1, &pool, &why))
			fail_msg("%s", why.text);
		pool_free(&pool);
	}
}

/* ---- the file -------------------------------------------------------------------------------- */

static char folder[] = "/tmp/tiendo-keys-XXXXXX";

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void holds(const char *path, const char *text)
{
	char bytes[512];
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(bytes, text);
}

static void a_setting_is_kept_and_the_rest_left_alone(void **state)
{
	static const struct {
		const char *before, *after;
	} files[] = {
		{"", "lang = en\n"}, {"db = x", "db = x\nlang = en\n"},
		{"# lang = vi\n  lang=vi  \ndb = lang\n", "# lang = vi\nlang = en\ndb = lang\n"},
		{"language = x\nlang\n\n", "language = x\nlang\n\nlang = en\n"},
		{"lang = vi\nlang = vi\n", "lang = en\nlang = en\n"},
	};
	struct fault why;

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		put("c", files[i].before);
		assert_true(setting_keep("c", "lang", "en", &why));
		holds("c", files[i].after);
	}
}

static void a_setting_makes_its_file_and_keeps_a_link(void **state)
{
	struct stat status;
	struct fault why;

	(void)state;
	assert_true(setting_keep("new/folder/c", "lang", "en", &why));
	holds("new/folder/c", "lang = en\n");
	put("c", "db = x\n");
	assert_int_equal(symlink("c", "link"), 0);
	assert_true(setting_keep("link", "lang", "vi", &why));
	holds("c", "db = x\nlang = vi\n");
	assert_int_equal(lstat("link", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_false(setting_keep("new", "lang", "vi", &why)); /* a folder */
}

static int enter_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? chdir(folder) : -1;
}

static int leave_folder(void **state)
{
	(void)state;
	unlink("new/folder/c");
	rmdir("new/folder");
	rmdir("new");
	unlink("link");
	unlink("c");
	return chdir("/") || rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands_have_the_keys_that_were_chosen),
		cmocka_unit_test(two_commands_may_change_keys),
		cmocka_unit_test(what_cannot_be_meant_is_refused_with_its_line),
		cmocka_unit_test(every_key_of_the_table_can_be_chosen),
		cmocka_unit_test(a_setting_is_kept_and_the_rest_left_alone),
		cmocka_unit_test(a_setting_makes_its_file_and_keeps_a_link),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
