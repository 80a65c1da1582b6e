/* Screens of the real program as pictures for the README: run in a pseudo-terminal on the sample, read
 * cell by cell by libvterm, written as SVG. picture FOLDER writes them all there. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pty/terminal.h"
#include "tiendo/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOON 20000
#define CELL_WIDTH 8
#define CELL_HEIGHT 17
#define BASELINE 13
#define EDGE 10
#define INK 7 /* what stands for the terminal's own colour of text */
#define INK_TEXT "#d6d6d6"

static const struct picture {
	const char *name, *keys, *wait, *about;
	int rows, columns;
} pictures[] = {
	{"due", "", "14-BC", "the deadline board: who owes what, worst first", 24, 80},
	{"matrix", "2", "2 Matrix", "the matrix: all units and all items at a glance", 22, 110},
	{"numbers", "6jjjj", "4/11", "the numbers of a report, typed as in a spreadsheet", 21, 90},
};

/* ---- colours -------------------------------------------------------------------------------- */

/* The first 16 are a terminal's to choose: readable on the dark paper here. */
static void colour_write(int colour, char out[8])
{
	static const char *const first[] = {"#1d1f21", "#d54e53", "#8ab84a", "#e7c547", "#5f9fd7",
		"#b77fdb", "#54bdb5", "#d6d6d6", "#7f7f7f", "#f0696e", "#a5d463", "#f7de6a", "#85bdf0",
		"#d2a4ee", "#7fd9d2", "#ffffff"};
	static const int levels[] = {0, 95, 135, 175, 215, 255};
	int grey, cube = colour - 16;

	if (colour < 16) {
		strcpy(out, first[colour]);
	} else if (colour < 232) {
		snprintf(out, 8, "#%02x%02x%02x", (unsigned)levels[cube / 36], (unsigned)levels[cube / 6 % 6],
			(unsigned)levels[cube % 6]);
	} else {
		grey = 8 + (colour - 232) * 10;
		snprintf(out, 8, "#%02x%02x%02x", (unsigned)grey, (unsigned)grey, (unsigned)grey);
	}
}

struct ink {
	char text[8], paper[8];
	bool has_paper;
};

static struct ink ink_of(struct terminal_look look)
{
	int text = look.foreground, paper = look.background, other;
	struct ink ink;

	text = text < 0 || text > 255 ? INK : text;
	paper = paper < 0 || paper > 255 ? 0 : paper;
	if (look.is_reversed) {
		other = text;
		text = paper;
		paper = other;
	}
	if (look.is_bold && text < 8)
		text += 8;
	colour_write(text, ink.text);
	colour_write(paper, ink.paper);
	ink.has_paper = look.is_reversed || look.background >= 0;
	return ink;
}

/* ---- cells ---------------------------------------------------------------------------------- */

static bool looks_same(struct terminal_look a, struct terminal_look b)
{
	return a.is_bold == b.is_bold && a.is_underlined == b.is_underlined &&
	       a.is_reversed == b.is_reversed && a.foreground == b.foreground &&
	       a.background == b.background;
}

static void letters_write(FILE *file, const char *text, size_t length)
{
	for (; length > 0; text++, length--) {
		if (*text == '&')
			fputs("&amp;", file);
		else if (*text == '<')
			fputs("&lt;", file);
		else
			fputc(*text, file);
	}
}

/* Cells of one look, with the letters that stand in them: their width is said, so that a font that has
 * a sign narrower or wider moves nothing. */
static void run_write(FILE *file, int row, int from, int to, struct terminal_look look,
	const char *text, size_t length)
{
	struct ink ink = ink_of(look);
	int x = EDGE + from * CELL_WIDTH, y = EDGE + row * CELL_HEIGHT, width = (to - from) * CELL_WIDTH;
	bool is_blank = strspn(text, " ") >= length;

	if (ink.has_paper)
		fprintf(file, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", x, y,
			width, CELL_HEIGHT, ink.paper);
	if (is_blank && !look.is_underlined)
		return;
	fprintf(file, "<text x=\"%d\" y=\"%d\" textLength=\"%d\"", x, y + BASELINE, width);
	if (strcmp(ink.text, INK_TEXT) != 0)
		fprintf(file, " fill=\"%s\"", ink.text);
	fprintf(file, "%s%s>", look.is_bold ? " font-weight=\"bold\"" : "",
		look.is_underlined ? " text-decoration=\"underline\"" : "");
	letters_write(file, text, length);
	fputs("</text>\n", file);
}

/* The columns that the letter at text takes; blanks behind the last one take one each. */
static int letter_columns(const char *text, size_t length)
{
	char letter[64];

	snprintf(letter, sizeof letter, "%.*s", (int)length, text);
	return length > 0 && text_columns(letter) > 1 ? text_columns(letter) : 1;
}

/* A run is a word, or blanks, of one look: words stay in their places whatever the font. */
static void row_write(FILE *file, struct terminal *terminal, int row, int columns)
{
	const char *text = terminal_row(terminal, row), *start = text;
	struct terminal_look look = terminal_look(terminal, row, 0), next;
	bool was_blank = true, is_blank;
	int from = 0, at = 0;
	size_t length;

	for (; at < columns; at += letter_columns(text - length, length)) {
		next = terminal_look(terminal, row, at);
		is_blank = *text == ' ' || *text == '\0';
		if (at > from && (is_blank != was_blank || !looks_same(look, next))) {
			run_write(file, row, from, at, look, start, (size_t)(text - start));
			from = at;
			start = text;
		}
		look = next;
		was_blank = is_blank;
		length = text_grapheme(text, strlen(text));
		text += length;
	}
	run_write(file, row, from, columns, look, start, (size_t)(text - start));
}

static void picture_write(FILE *file, struct terminal *terminal, const struct picture *picture)
{
	int width = picture->columns * CELL_WIDTH + 2 * EDGE, row;
	int height = picture->rows * CELL_HEIGHT + 2 * EDGE;

	fprintf(file,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		"viewBox=\"0 0 %d %d\" xml:space=\"preserve\" fill=\"" INK_TEXT "\" font-size=\"13.3\" "
		"font-family=\"'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace\">\n",
		width, height, width, height);
	fprintf(file, "<title>tiendo: %s</title>\n", picture->about);
	fprintf(file, "<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#1d1f21\"/>\n", width, height);
	for (row = 0; row < picture->rows; row++)
		row_write(file, terminal, row, picture->columns);
	fputs("</svg>\n", file);
}

/* ---- the program ---------------------------------------------------------------------------- */

static const char *program(void)
{
	const char *named = getenv("TIENDO");

	return named ? named : "build/tiendo";
}

static bool office(const char *db, const char *words)
{
	char line[1024];

	snprintf(line, sizeof line, "'%s' --db '%s' --lang en --as-of 28/6/2020 %s >/dev/null", program(), db,
		words);
	return system(line) == 0;
}

/* As an account, whose name is the same on every machine. */
static bool picture_make(const char *db, const char *folder, const struct picture *picture)
{
	const char *argv[] = {program(), "serve", "--as", "ban-phong-trao", "--db", db, "--lang", "en",
		"--as-of", "28/6/2020", NULL};
	struct terminal *terminal = terminal_start(argv, NULL, picture->rows, picture->columns);
	char path[1024];
	FILE *file;
	bool is_whole;

	terminal_wait_text(terminal, "?:help", SOON);
	terminal_type(terminal, picture->keys);
	terminal_wait_text(terminal, picture->wait, SOON);
	terminal_settle(terminal, 100);
	snprintf(path, sizeof path, "%s/%s.svg", folder, picture->name);
	file = fopen(path, "w");
	if (!file)
		return false;
	picture_write(file, terminal, picture);
	is_whole = !ferror(file);
	terminal_close(terminal);
	return fclose(file) == 0 && is_whole;
}

int main(int argc, char **argv)
{
	char place[] = "/tmp/tiendo-picture-XXXXXX", db[64], line[128];
	bool fine;
	size_t i;

	if (argc != 2 || !mkdtemp(place)) {
		fprintf(stderr, "usage: picture FOLDER\n");
		return 2;
	}
	snprintf(db, sizeof db, "%s/t.db", place);
	fine = office(db, "demo") && office(db, "account add ban-phong-trao --role admin");
	for (i = 0; fine && i < sizeof pictures / sizeof pictures[0]; i++)
		fine = picture_make(db, argv[1], &pictures[i]);
	snprintf(line, sizeof line, "rm -rf '%s'", place);
	fine = system(line) == 0 && fine;
	return fine ? 0 : 1;
}
