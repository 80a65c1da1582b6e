/* The words of a step, as they are told to who may not see all that they name. */
#include "inner.h"

#include <string.h>

/* A command that named others' units is cut to its first word. */
static const char *command_cut(const char *command, struct pool *pool)
{
	struct buffer first = {0};
	buffer_bytes(&first, command, strcspn(command, " "));
	buffer_add(&first, " …");
	const char *shown = pool_text(pool, buffer_text(&first));
	buffer_free(&first);
	return shown;
}

/* Where a file lies on the server is nothing to who comes in over a line: only its name is told. */
const char *command_shown(const struct store *store, const char *command, struct pool *pool)
{
	bool has_file = strncmp(command, "import ", 7) == 0 || strncmp(command, "init ", 5) == 0;
	struct buffer shown = {0};
	if (!store->fence.account || !has_file)
		return command;
	while (*command) {
		size_t blank = strspn(command, " "), word = 0, from = 0;
		buffer_bytes(&shown, command, blank);
		command += blank;
		for (bool quoted = false; command[word] && (quoted || command[word] != ' '); word++) {
			quoted = quoted != (command[word] == '\'');
			if (command[word] == '/')
				from = word + 1;
		}
		if (from && *command == '\'')
			buffer_add(&shown, "'");
		buffer_bytes(&shown, command + from, word - from);
		command += word;
	}
	const char *kept = pool_text(pool, buffer_text(&shown));
	buffer_free(&shown);
	return kept;
}

/* A code of a unit that the account does not see. */
static bool is_unit_outside(struct store *store, const char *word, size_t length)
{
	static const char sql[] = "SELECT 1 FROM unit WHERE code = ?1";
	char code[CODE_SIZE];
	struct rows rows;
	bool is_there = false;
	if (length == 0 || length >= sizeof code)
		return false;
	memcpy(code, word, length);
	code[length] = '\0';
	if (!code_is_valid(code) || fence_has_unit(store, code))
		return false;
	if (!rows_open(&rows, store, sql, NULL))
		return true;
	sqlite3_bind_text(rows.statement, 1, code, -1, SQLITE_STATIC);
	while (rows_next(&rows))
		is_there = true;
	return !rows_close(&rows, NULL) || is_there;
}

/* "done 703,705 II.1", "done 703:II.1,705:II.2", "edit-unit 25495 --parent 72", "done 703,…(12) II.1":
 * nothing may have changed for some of those that were named. */
static bool names_others(struct store *store, const char *command)
{
	bool is_found = strstr(command, "…(") != NULL;
	for (const char *word = command + strcspn(command, " "); *word && !is_found;) {
		word += strspn(word, " ,:'");
		size_t length = strcspn(word, " ,:'");
		is_found = is_unit_outside(store, word, length);
		word += length;
	}
	return is_found;
}

const char *command_told(struct store *store, const char *actor, const char *command, bool is_cut,
	struct pool *pool)
{
	const char *account = store->fence.account;
	bool is_own = account && strcmp(actor, account) == 0;
	if (is_cut || (!fence_is_open(store) && !store->fence.is_whole && !is_own &&
			      names_others(store, command)))
		return command_cut(command, pool);
	return command_shown(store, command, pool);
}
