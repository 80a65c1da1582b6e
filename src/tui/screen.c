/* The terminal through curses: start, blit, keys, resize, restore. The order of the calls at the
 * start, and what is not called at all, were measured: TUI.md §1. */
#include "screen.h"

#include "keys.h"
#include "signals.h"
#include "terminal.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#undef columns /* term.h takes common words */

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define ESCAPE_DELAY 150     /* ms; arrows split by slow links need it */
#define SPELLED 0x1000       /* key codes of our spellings, above all of curses' */
#define CURSES_WANTS 262144  /* bytes, for all that it may take at once */

/* curses' own screen, and what belongs to it. */
static struct {
	SCREEN *terminal;
	WINDOW *keys; /* a pad: reading keys from it never draws */
	struct termios settings;
	attr_t attributes[STYLES];
	enum theme theme;
	bool has_color, has_pairs[THEMES];
	int cursor_shown;
	struct event waiting; /* found by screen_has_input */
} screen;

static void prepare_reset(void)
{
	static const char *const names[] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
	size_t i;

	signals_reset_add(PASTE_OFF);
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		signals_reset_add(tigetstr(names[i]));
	signals_reset_add("\r\n");
}

static attr_t marks_attributes(unsigned marks)
{
	return (marks & MARK_BOLD ? A_BOLD : 0) | (marks & MARK_UNDERLINE ? A_UNDERLINE : 0) |
	       (marks & MARK_REVERSE ? A_REVERSE : 0) | (marks & MARK_DIM ? A_DIM : 0);
}

static void prepare_styles(enum theme theme)
{
	int style, pair;

	for (style = 0; style < STYLES; style++) {
		struct look look = theme_look(theme, (enum style)style);

		pair = theme_pair(theme, (enum style)style);
		screen.attributes[style] = marks_attributes(look.marks) | (attr_t)COLOR_PAIR(pair);
		if (pair && !screen.has_pairs[theme]) /* curses leaks one that is made anew */
			init_pair((short)pair, (short)theme_colour(look.foreground, COLORS),
				(short)theme_colour(look.background, COLORS));
	}
	screen.has_pairs[theme] = true;
	bkgdset(' ' | ((chtype)screen.attributes[STYLE_PLAIN] & A_COLOR));
}

/* Fewer than eight colours are none: they would be other ones. */
static bool find_colors(void)
{
	memset(screen.has_pairs, 0, sizeof screen.has_pairs);
	return has_colors() && start_color() != ERR && COLORS >= 8 && COLOR_PAIRS > THEME_PAIRS &&
	       use_default_colors() != ERR;
}

bool screen_theme(enum theme theme)
{
	if (!screen.has_color)
		theme = THEME_MONO;
	if (theme == screen.theme)
		return screen.has_color;
	screen.theme = theme;
	prepare_styles(theme);
	screen_repaint();
	return screen.has_color;
}

/* False: no memory. Without the pad no key would ever come. */
static bool prepare_keys(void)
{
	const struct key_spelling *spelling;
	int i;

	raw();
	noecho();
	nonl();
	screen.keys = newpad(1, 1);
	if (!screen.keys)
		return false;
	keypad(screen.keys, TRUE);
	nodelay(screen.keys, TRUE);
	if (!getenv("ESCDELAY"))
		set_escdelay(ESCAPE_DELAY);
	for (i = 0; (spelling = key_spelling((size_t)i)) != NULL; i++)
		define_key(spelling->bytes, SPELLED + i);
	return true;
}

static void forget_terminal(void)
{
	SCREEN *terminal = screen.terminal;

	if (screen.keys)
		delwin(screen.keys);
	screen.keys = NULL;
	screen.terminal = NULL;
	if (terminal)
		delscreen(terminal);
	signals_release();
}

static bool has_string(const char *name)
{
	const char *value = tigetstr(name);

	return value && value != (char *)-1 && *value;
}

/* The type to start: what TERM says, or xterm for a putty unknown here; NULL when a screen cannot
 * be shown on it. Asked before newterm, which has changed and leaked things when it refuses. */
static const char *find_type(const char *type)
{
	int error;
	bool is_fit;

	if (setupterm(type, STDOUT_FILENO, &error) == ERR) {
		if (strncmp(type, "putty", 5) != 0)
			return NULL;
		type = strstr(type, "256") ? "xterm-256color" : "xterm";
		if (setupterm(type, STDOUT_FILENO, &error) == ERR)
			return NULL;
	}
	is_fit = has_string("clear") && has_string("cup");
	del_curterm(cur_term);
	return is_fit ? type : NULL;
}

static bool refuse_type(struct fault *why, const char *type)
{
	return refuse(why, FAULT_TROUBLE,
		N_("no screen can be shown on a terminal of type \"%s\": set TERM to what it is "
		   "(often xterm-256color), or use `tiendo due`, which prints plain text"),
		type);
}

static void leave_terminal(void)
{
	signals_writing(true);
	terminal_send(PASTE_OFF);
	endwin();
	signals_writing(false);
}

/* On the way out memory may be what is wanting, and curses follows NULL where it finds none. */
static void leave_at_exit(void)
{
	if (screen.terminal)
		signals_reset();
}

/* The same: better to end here, in words, than there. */
static void need_memory(void)
{
	free(memory_take(1, CURSES_WANTS));
}

static void take_size(void)
{
	int rows, columns;

	if (terminal_size(&rows, &columns))
		resize_term(rows, columns);
	/* Terminals reflow: nothing is known about what is on it, even at the old size. */
	screen_repaint();
}

bool screen_open(const struct screen_options *options, struct fault *why)
{
	static bool is_registered;
	const char *term = getenv("TERM"), *type;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
		tcgetattr(STDIN_FILENO, &screen.settings) != 0)
		return refuse(why, FAULT_TROUBLE,
			N_("the screen needs a terminal for its input and its output: use "
			   "`tiendo due`, which prints plain text"));
	need_memory();
	use_env(FALSE);
	/* The size is the client's to say: curses would take gigabytes for the largest. */
	use_tioctl(!terminal_is_vast());
	type = term && *term && strcmp(term, "dumb") != 0 ? find_type(term) : NULL;
	if (!type)
		return refuse_type(why, term ? term : "");
	fflush(stdout);
	if (!signals_watch(&screen.settings))
		return refuse(why, FAULT_TROUBLE,
			N_("no more files can be opened: close some programs"));
	screen.terminal = newterm(type, stdout, stdin); /* initscr exits where it cannot start */
	if (!screen.terminal) {
		signals_release();
		return refuse_type(why, term);
	}
	if (!is_registered)
		is_registered = atexit(leave_at_exit) == 0;
	prepare_reset();
	screen.has_color = options->color && find_colors();
	screen.theme = screen.has_color ? options->theme : THEME_MONO;
	prepare_styles(screen.theme);
	if (!prepare_keys()) {
		screen_close();
		return refuse(why, FAULT_TROUBLE, N_("out of memory: nothing was changed"));
	}
	if (terminal_is_vast())
		take_size();
	/* Without this pair curses flushes at every jump of the cursor. */
	endwin();
	refresh();
	curs_set(0);
	screen.cursor_shown = 0;
	terminal_send(PASTE_ON);
	return true;
}

void screen_close(void)
{
	if (!screen.terminal)
		return;
	leave_terminal();
	free(screen.waiting.text);
	memset(&screen.waiting, 0, sizeof screen.waiting);
	forget_terminal();
}

void screen_size(int *rows, int *columns)
{
	getmaxyx(stdscr, *rows, *columns);
}

static void show_cell(int row, int column, const struct cell *cell, int columns)
{
	attr_t attribute = screen.attributes[cell->style < STYLES ? cell->style : STYLE_PLAIN];
	unsigned char first = (unsigned char)cell->text[0];
	wchar_t wide[CCHARW_MAX + 1];
	cchar_t shown;
	bool is_whole;

	if (cell->text[1] == '\0') { /* ASCII */
		if (first != ' ' || attribute != screen.attributes[STYLE_PLAIN])
			mvaddch(row, column, first | (chtype)attribute);
		return;
	}
	is_whole = cell_wide(cell->text, columns, wide, CCHARW_MAX);
	setcchar(&shown, wide, attribute & ~A_COLOR, (short)PAIR_NUMBER(attribute), NULL);
	mvadd_wch(row, column, &shown);
	if (!is_whole)
		mvaddch(row, column + 1, ' ' | (chtype)attribute);
}

static void show_row(const struct canvas *canvas, int row, int columns)
{
	const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->columns;
	int column, width;

	for (column = 0; column < columns; column++) {
		if (cells[column].text[0] == '\0')
			continue;
		width = column + 1 < canvas->columns && cells[column + 1].text[0] == '\0' ? 2 : 1;
		if (column + width <= columns)
			show_cell(row, column, &cells[column], width);
	}
}

static void show_cursor(bool shown)
{
	if (screen.cursor_shown == shown)
		return;
	curs_set(shown);
	screen.cursor_shown = shown;
}

void screen_show(const struct canvas *canvas)
{
	int rows, columns, row;

	need_memory();
	screen_size(&rows, &columns);
	if (canvas->rows < rows)
		rows = canvas->rows;
	if (canvas->columns < columns)
		columns = canvas->columns;
	erase();
	for (row = 0; row < rows; row++)
		show_row(canvas, row, columns);
	move(canvas->cursor_row < rows ? canvas->cursor_row : rows - 1,
		canvas->cursor_column < columns ? canvas->cursor_column : columns - 1);
	signals_writing(true);
	if (!canvas->cursor_shown)
		show_cursor(false);
	wnoutrefresh(stdscr);
	doupdate();
	if (canvas->cursor_shown)
		show_cursor(true);
	signals_writing(false);
}

void screen_repaint(void)
{
	clearok(curscr, TRUE);
}

static bool is_key_name_of(int code, char name[KEY_TEXT])
{
	const char *found = keyname(code);

	if (code == KEY_RESIZE || code == KEY_MOUSE)
		return false;
	if (code >= SPELLED && key_spelling((size_t)(code - SPELLED)))
		found = key_spelling((size_t)(code - SPELLED))->name;
	return found && key_of_name(found, name);
}

/* The character whose first byte is `first`. Not get_wch: on a slow link it loses letters whose
 * bytes come apart, and it swallows up to fifteen keys after a malformed byte. */
static bool read_character(int first, uint32_t *character)
{
	size_t need = first < 0xC2 || first > 0xF4 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
	char bytes[4] = {(char)first};
	size_t length = 1;
	int next;

	*character = (uint32_t)first;
	if (first < 0x80)
		return true;
	wtimeout(screen.keys, ESCAPE_DELAY);
	while (length < need) {
		next = wgetch(screen.keys);
		if (next < 0x80 || next > 0xBF) {
			if (next != ERR)
				ungetch(next);
			break;
		}
		bytes[length++] = (char)next;
	}
	nodelay(screen.keys, TRUE);
	return text_step(bytes, length, character) > 1;
}

static bool read_name(int code, char name[KEY_TEXT])
{
	uint32_t character;

	if (code > 0xFF)
		return is_key_name_of(code, name);
	return read_character(code, &character) && key_of(character, name);
}

/* Esc and a key within the delay is Alt and that key; two Escs are two. */
static void read_alt(char name[KEY_TEXT])
{
	char plain[KEY_TEXT];
	int next = wgetch(screen.keys);
	bool is_named = next != ERR && next != 0x1B && read_name(next, plain);

	if (next == 0x1B || (is_named && strcmp(plain, KEY_PASTE) == 0)) {
		ungetch(next);
		is_named = false;
	}
	if (is_named)
		snprintf(name, KEY_TEXT, "M-%.*s", KEY_TEXT - 3, plain);
	else
		strcpy(name, "Esc");
}

static bool take_key(struct event *event)
{
	int code;

	while ((code = wgetch(screen.keys)) != ERR) {
		if (code == 0x1B)
			read_alt(event->key);
		else if (!read_name(code, event->key))
			continue;
		event->kind = EVENT_KEY;
		if (strcmp(event->key, KEY_PASTE) != 0)
			return true;
		event->kind = EVENT_PASTE;
		event->key[0] = '\0';
		event->text = key_paste(STDIN_FILENO);
		return true;
	}
	return false;
}

static bool take_signal(struct event *event)
{
	struct signals taken = signals_take();

	if (taken.death) {
		event->kind = EVENT_HANGUP;
		event->signal = taken.death;
		return true;
	}
	if (taken.stop) {
		leave_terminal();
		signals_stop_here();
	}
	if (taken.stop || taken.resume) {
		reset_prog_mode();
		terminal_send(PASTE_ON);
	}
	if (!taken.stop && !taken.resume && !taken.resize)
		return false;
	take_size();
	event->kind = EVENT_RESIZE;
	return true;
}

static bool wait_for_event(struct event *event, int milliseconds)
{
	int64_t end = milliseconds < 0 ? -1 : signals_clock() + milliseconds;

	while (!take_signal(event) && !take_key(event)) {
		switch (signals_wait(end)) {
		case WAIT_OVER:
			return false;
		case WAIT_LOST:
			event->kind = EVENT_HANGUP;
			return true;
		case WAIT_READY:
			break;
		}
	}
	return true;
}

bool screen_event(struct event *event, int milliseconds)
{
	*event = screen.waiting;
	memset(&screen.waiting, 0, sizeof screen.waiting);
	return event->kind != EVENT_NONE || wait_for_event(event, milliseconds);
}

bool screen_has_input(void)
{
	return screen.waiting.kind != EVENT_NONE || wait_for_event(&screen.waiting, 0);
}
