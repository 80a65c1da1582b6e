/* tiendo: picks a shell. A command on the command line runs and ends; without one the screen opens. */
#include "tiendo/cli.h"
#include "tiendo/tui.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* A descriptor 0 to 2 that is closed would be given to the database file, and what is meant for the
 * terminal would be written into it (QUALITY.md §3). */
static void open_standard_files(void)
{
	/* For reading only: what is printed to a closed output fails and is told, not lost. */
	for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
		if (fcntl(file, F_GETFD) < 0)
			open("/dev/null", O_RDONLY);
}

int main(int count, char **words)
{
	struct cli_start start;
	open_standard_files();
	int status = cli_run(count, words, &start);
	if (start.wants_screen) {
		struct tui_options options = {.ascii = start.ascii,
			.color = start.color,
			.theme = start.theme,
			.idle = start.idle,
			.drafts = start.drafts,
			.config = start.config,
			.history = start.history,
			.keeps_db = !start.is_named,
			.typing = start.typing};
		struct fault why;
		if (!tui_run(&start.app, &options, &status, &why)) {
			fprintf(stderr, "tiendo: %s\n", fault_told(&start.app, &why));
			status = fault_status(why.kind);
		}
	}
	cli_end(&start);
	return status;
}
