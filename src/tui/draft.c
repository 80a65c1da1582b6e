/* A field half typed when the line was lost: kept in a file of the person's own, offered when the
 * same is asked of the same row again (TUI.md §1.7). */
#include "inner.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What the field was for: database, command, argument, first row. A draft fits nothing else. */
static void draft_key(const struct desk *desk, struct buffer *out)
{
	const struct request *request = &desk->act.request;
	const struct snapshot *snapshot = desk->snapshot;
	/* A conflict about what was answered: that field. */
	bool is_answered = desk->over == &overlay_conflict;

	buffer_print(out, "%s\t%s\t%zu",
		desk->app->store ? store_path(desk->app->store) : desk->app->db,
		request->command->name, is_answered ? desk->act.asked : desk->act.argument);
	if (request->target_count > 0)
		buffer_print(out, "\t%s\t%s", snapshot->units.at[request->targets[0].unit].code,
			snapshot->items[request->targets[0].item].code);
	if (request->number != NOWHERE)
		buffer_print(out, "\t%s", snapshot->items[request->number].code);
	buffer_add(out, "\n");
}

void draft_keep(const struct desk *desk)
{
	struct buffer draft = {0};
	const char *path = desk->options.draft;
	int file;

	bool is_answered = desk->over == &overlay_conflict && desk->act.from;

	if (!path || (desk->over != &overlay_prompt && desk->over != &overlay_cell && !is_answered) ||
		desk->asked != ASKED_ARGUMENT || desk->aside.kind == ASIDE_SAMPLE ||
		!desk->edit.text[0] || desk->edit.is_offered) /* nobody typed that */
		return;
	draft_key(desk, &draft);
	buffer_add(&draft, desk->edit.text);
	file_make_folders(path, 0700);
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	/* The line is lost and nobody is there to be told: what cannot be kept is not. */
	if (file >= 0 && write(file, draft.text, draft.length) != (ssize_t)draft.length)
		unlink(path);
	if (file >= 0)
		close(file);
	buffer_free(&draft);
}

static uint64_t text_print(const char *text)
{
	uint64_t print = 14695981039346656037u; /* FNV-1a */

	for (; *text; text++)
		print = (print ^ (unsigned char)*text) * 1099511628211u;
	return print;
}

void draft_follow(struct desk *desk)
{
	uint64_t print = text_print(desk->edit.text);

	if (print == desk->drafted)
		return;
	desk->drafted = print;
	draft_keep(desk);
}

void draft_drop(struct desk *desk)
{
	if (desk->drafted && desk->options.draft)
		unlink(desk->options.draft);
	desk->drafted = 0;
}

bool draft_take(struct desk *desk, char *out, size_t size)
{
	char kept[EDIT_SIZE + 8192];
	struct buffer key = {0};
	ssize_t length;
	bool fits;
	int file;

	if (!desk->options.draft)
		return false;
	file = open(desk->options.draft, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (file < 0)
		return false;
	length = read(file, kept, sizeof kept - 1);
	close(file);
	kept[length > 0 ? length : 0] = '\0';
	draft_key(desk, &key);
	fits = strncmp(kept, buffer_text(&key), key.length) == 0;
	if (fits) {
		text_normalise(out, size, kept + key.length);
		unlink(desk->options.draft);
	}
	buffer_free(&key);
	return fits;
}
