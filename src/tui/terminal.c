/* The terminal past curses, on descriptor 1. */
#include "terminal.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define MOST_ROWS 512
#define MOST_COLUMNS 1024

void terminal_send(const char *bytes)
{
	size_t left = strlen(bytes);
	ssize_t sent;

	for (; left > 0; bytes += sent, left -= (size_t)sent) {
		sent = write(STDOUT_FILENO, bytes, left);
		if (sent < 0)
			return;
	}
}

bool terminal_is_vast(void)
{
	struct winsize size;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
	       (size.ws_row > MOST_ROWS || size.ws_col > MOST_COLUMNS);
}

bool terminal_size(int *rows, int *columns)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		return false;
	*rows = size.ws_row < MOST_ROWS ? size.ws_row : MOST_ROWS;
	*columns = size.ws_col < MOST_COLUMNS ? size.ws_col : MOST_COLUMNS;
	return true;
}
