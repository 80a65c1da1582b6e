/* What a client's ssh brings as a command (first byte even): split into words and read for options.
 * And a file of settings (odd): read, its keys settled. Refused in words, or taken as it must be. */
#include "cli/inner.h"
#include "sample.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void check_client(const char *line)
{
	struct options options = {.is_client = true};
	struct pool pool = {0};
	struct fault why = {.kind = FAULT_NONE};
	const char **words, **all;
	size_t count;

	if (!words_split(line, &pool, &words, &count, &why)) {
		check_fault(&why);
		pool_free(&pool);
		return;
	}
	all = pool_take(&pool, (count + 2) * sizeof *all);
	all[0] = "tiendo";
	for (size_t i = 0; i < count; i++)
		all[i + 1] = words[i];
	if (options_read(&options, (int)count + 1, all, &pool, &why)) {
		HOLDS(!options.db && !options.reference && options.word_count <= count);
		for (size_t i = 0; i < options.word_count; i++)
			HOLDS(options.words[i]);
	} else {
		check_fault(&why);
	}
	pool_free(&pool);
}

static char home[64], settings[96]; /* $XDG_CONFIG_HOME and $XDG_CONFIG_HOME/tiendo */

static void settings_remove(void)
{
	rmdir(settings);
	rmdir(home);
}

/* The file, in memory where there is such a place. */
static const char *settings_path(void)
{
	static char path[128];

	if (*path)
		return path;
	snprintf(home, sizeof home, "%s/tiendo-fuzz-XXXXXX",
	        access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	HOLDS(mkdtemp(home));
	setenv("XDG_CONFIG_HOME", home, 1);
	snprintf(settings, sizeof settings, "%s/tiendo", home);
	HOLDS(mkdir(settings, 0700) == 0);
	atexit(settings_remove);
	snprintf(path, sizeof path, "%s/config", settings);
	return path;
}

static void check_settings(const uint8_t *bytes, size_t length)
{
	struct config config = {.ascii = false};
	struct pool pool = {0};
	struct fault why = {.kind = FAULT_NONE};
	struct app reader = {.db = ""};
	int file = open(settings_path(), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	HOLDS(file >= 0 && write(file, bytes, length) == (ssize_t)length);
	close(file);
	if (!config_read(&config, &pool, &why) || !keys_settle(&reader, config.keys, &pool, &why))
		check_fault(&why);
	else
		HOLDS(!config.typing || *config.typing);
	unlink(settings_path());
	pool_free(&pool);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (length < 1)
		return 0;
	if (bytes[0] % 2) {
		check_settings(bytes + 1, length - 1);
		return 0;
	}
	char *line = fuzz_text(bytes + 1, length - 1);
	check_client(line);
	free(line);
	return 0;
}
