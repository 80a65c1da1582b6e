/* The language of messages, in every environment a login may bring. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tiendo/base.h"

static char folder[] = "/tmp/tiendo-language-XXXXXX";
static char first[64], second[64];
static bool has_catalogues;

/* Compiles a catalogue in which "no unit %s" is said with the given word. */
static bool catalogue_write(const char *place, const char *word)
{
	char path[128], command[400];
	FILE *file;

	mkdir(place, 0700);
	snprintf(path, sizeof path, "%s/vi", place);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/vi/LC_MESSAGES", place);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/vi.po", place);
	file = fopen(path, "w");
	if (!file)
		return false;
	fprintf(file,
	        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n"
	        "Plural-Forms: nplurals=1; plural=0;\\n\"\n\n"
	        "msgid \"no unit %%s\"\nmsgstr \"không có %s %%1$s\"\n\n"
	        "msgid \"%%d day\"\nmsgid_plural \"%%d days\"\nmsgstr[0] \"%%d ngày\"\n",
	        word);
	if (fclose(file) != 0)
		return false;
	snprintf(command, sizeof command,
	        "msgfmt -o %s/vi/LC_MESSAGES/tiendo.mo %s/vi.po >/dev/null 2>&1", place, place);
	return system(command) == 0;
}

static int catalogues_make(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(first, sizeof first, "%s/first", folder);
	snprintf(second, sizeof second, "%s/second", folder);
	has_catalogues = catalogue_write(first, "đơn vị") && catalogue_write(second, "đơn-vị");
	return 0;
}

static int catalogues_remove(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

static void english_is_the_msgid_before_any_choice(void **state)
{
	(void)state;
	assert_string_equal(language_now(), "en");
	assert_string_equal(say("no unit %s"), "no unit %s");
	assert_string_equal(say_many("%d day", "%d days", 1), "%d day");
	assert_string_equal(say_many("%d day", "%d days", 0), "%d days");
}

static void an_unknown_language_changes_nothing(void **state)
{
	static const char *const unknown[] = {"fr", "", "VI", "vi_VN", "english", "v"};
	size_t i;

	(void)state;
	assert_true(language_choose("en", first));
	for (i = 0; i < sizeof unknown / sizeof *unknown; i++) {
		assert_false(language_choose(unknown[i], first));
		assert_string_equal(language_now(), "en");
		assert_string_equal(getenv("LANGUAGE"), "en");
	}
}

static void vietnamese_is_spoken_in_every_environment(void **state)
{
	static const struct {
		const char *lang, *all, *type, *messages, *language;
	} cases[] = {{NULL, NULL, NULL, NULL, NULL}, {"C", NULL, NULL, NULL, NULL},
	        {NULL, "C", NULL, NULL, NULL}, {NULL, "POSIX", NULL, NULL, "en"},
	        {"C.UTF-8", NULL, NULL, NULL, "fr:de"}, {NULL, "C.UTF-8", NULL, NULL, NULL},
	        {"xx_YY.UTF-8", NULL, NULL, NULL, NULL}, {NULL, "xx_YY", NULL, NULL, NULL},
	        {NULL, NULL, "C.UTF-8", "C", NULL}, {"C", NULL, "C.UTF-8", "POSIX", "en_US"},
	        {"vi_VN", NULL, NULL, NULL, NULL}, {"en_US.UTF-8", NULL, NULL, NULL, "en"},
	        {NULL, "vi_VN.TCVN", NULL, NULL, NULL}};
	size_t i, j;

	(void)state;
	if (!has_catalogues)
		skip();
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *const pairs[][2] = {{"LANG", cases[i].lang}, {"LC_ALL", cases[i].all},
		        {"LC_CTYPE", cases[i].type}, {"LC_MESSAGES", cases[i].messages},
		        {"LANGUAGE", cases[i].language}};

		for (j = 0; j < sizeof pairs / sizeof *pairs; j++) {
			if (pairs[j][1])
				setenv(pairs[j][0], pairs[j][1], 1);
			else
				unsetenv(pairs[j][0]);
		}
		assert_true(language_choose("vi", first));
		assert_string_equal(language_now(), "vi");
		assert_string_equal(say("no unit %s"), "không có đơn vị %1$s");
		assert_string_equal(nl_langinfo(CODESET), "UTF-8");
		assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
		assert_string_equal(getenv("LANGUAGE"), "vi");
	}
}

static void the_language_can_be_switched_while_running(void **state)
{
	int round;

	(void)state;
	if (!has_catalogues)
		skip();
	for (round = 0; round < 3; round++) {
		assert_true(language_choose("vi", first));
		assert_string_equal(say("no unit %s"), "không có đơn vị %1$s");
		assert_string_equal(say_many("%d day", "%d days", 1), "%d ngày");
		assert_true(language_choose("en", first));
		assert_string_equal(say("no unit %s"), "no unit %s");
		assert_string_equal(say_many("%d day", "%d days", 2), "%d days");
		assert_string_equal(nl_langinfo(CODESET), "UTF-8");
	}
}

static void another_catalogue_takes_over_at_once(void **state)
{
	(void)state;
	if (!has_catalogues)
		skip();
	language_choose("vi", first);
	assert_string_equal(say("no unit %s"), "không có đơn vị %1$s");
	language_choose("vi", second);
	assert_string_equal(say("no unit %s"), "không có đơn-vị %1$s");
	language_choose("vi", first);
	assert_string_equal(say("no unit %s"), "không có đơn vị %1$s");
}

static void what_has_no_translation_is_said_in_english(void **state)
{
	(void)state;
	language_choose("vi", first);
	assert_string_equal(say("never heard of"), "never heard of");
	assert_string_equal(say(""), "");
	assert_string_equal(say_many("%d cow", "%d cows", 1), "%d cow");
	assert_string_equal(say_many("%d cow", "%d cows", 7), "%d cows");
}

static void a_missing_catalogue_leaves_english(void **state)
{
	(void)state;
	assert_true(language_choose("vi", "/nonexistent"));
	assert_string_equal(say("no unit %s"), "no unit %s");
	assert_string_equal(language_now(), "vi");
	assert_true(language_choose("vi", NULL));
}

static void a_refusal_is_said_in_the_language_in_use(void **state)
{
	struct fault why;

	(void)state;
	if (!has_catalogues)
		skip();
	language_choose("vi", first);
	refuse(&why, FAULT_MISSING, N_("no unit %s"), "X1");
	assert_string_equal(why.text, "không có đơn vị X1");
	language_choose("en", first);
	refuse(&why, FAULT_MISSING, N_("no unit %s"), "X1");
	assert_string_equal(why.text, "no unit X1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(english_is_the_msgid_before_any_choice),
	        cmocka_unit_test(an_unknown_language_changes_nothing),
	        cmocka_unit_test(vietnamese_is_spoken_in_every_environment),
	        cmocka_unit_test(the_language_can_be_switched_while_running),
	        cmocka_unit_test(another_catalogue_takes_over_at_once),
	        cmocka_unit_test(what_has_no_translation_is_said_in_english),
	        cmocka_unit_test(a_missing_catalogue_leaves_english),
	        cmocka_unit_test(a_refusal_is_said_in_the_language_in_use),
	};

	return cmocka_run_group_tests(tests, catalogues_make, catalogues_remove);
}
