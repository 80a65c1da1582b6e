/* Every payload in every place that a file has, past every command: what reaches the terminal is
 * letters and ends of lines, nothing that acts on it. What is a letter is decided here, by ranges,
 * not by the program's own cleaning. */
#include "cli/run.h"

#include "pty/terminal.h"
#include "tiendo/base.h"

static const struct {
	const char *name, *bytes;
	bool in_codes; /* may be tried as a code: no blank that reading takes away */
} payloads[] = {
	{"clear", "\033[2J\033[1;1H", true},
	{"title", "\033]0;gone\007", true},
	{"clipboard", "\033]52;c;Z29uZQ==\033\\", true},
	{"answer", "\033[c\033[6n\005", true},
	{"device string", "\033P+q6e616d65\033\\", true},
	{"C1", "\xC2\x9B" "2J\xC2\x9D" "0;x\xC2\x9C", true},
	{"delete", "a\177\010\010b", true},
	{"bell and shift", "\007\016\017", true},
	{"bidi", "\xE2\x80\xAE" "abc\xE2\x80\xAC\xE2\x81\xA6" "d\xE2\x81\xA9\xD8\x9C", true},
	{"no width", "a\xE2\x80\x8B" "b\xE2\x80\x8D" "c\xE2\x81\xA0" "d\xEF\xBB\xBF" "e", true},
	{"tags", "\xF3\xA0\x80\x81\xF3\xA0\x81\x81", true},
	{"private", "\xEE\x80\x80\xF3\xB0\x80\x80", true},
	{"line separators", "a\xE2\x80\xA8" "b\xE2\x80\xA9" "c", true},
	{"vertical", "a\013b\014c", false},
	{"soft hyphen", "a\xC2\xAD" "b", true},
};

/* ---- what a terminal may be sent ---------------------------------------------------------------- */

static bool is_letter(uint32_t character)
{
	static const uint32_t ranges[][2] = {{0x00, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x61C, 0x61C},
		{0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
		{0xD800, 0xF8FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFC},
		{0xE0000, 0x10FFFF}};

	for (size_t i = 0; i < COUNT(ranges); i++)
		if (character >= ranges[i][0] && character <= ranges[i][1])
			return false;
	return true;
}

/* The first place where the text is more than letters and ends of lines; NULL: nowhere. */
static const char *first_wild(const char *text)
{
	uint32_t character;

	for (size_t left = strlen(text), step; left > 0; left -= step, text += step) {
		step = text_step(text, left, &character);
		if (*text == '\n' || *text == '\t' || (*text == '\r' && text[1] == '\n') ||
			(*text == '\r' && text[1] == '\r'))
			continue;
		if (!is_letter(character) || (character == 0xFFFD && step == 1))
			return text;
	}
	return NULL;
}

static void is_tame(const struct office *office, const char *payload, const char *line)
{
	/* Our own mark, before a sheet, is none of the data's. */
	const char *wild = first_wild(office->out + 3 * (strncmp(office->out, "\xEF\xBB\xBF", 3) == 0));

	if (!wild)
		wild = first_wild(office->err);
	if (wild)
		fail_msg("%s, %s: lets %02X %02X %02X through in \"%.60s\"", payload, line,
			(unsigned char)wild[0], (unsigned char)wild[1], (unsigned char)wild[2],
			wild > office->out + 30 ? wild - 30 : wild);
}

static void what_is_wild_is_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(payloads); i++) {
		char text[200];

		snprintf(text, sizeof text, "Đoàn %s xã\r\n", payloads[i].bytes);
		if (!first_wild(text))
			fail_msg("%s is not seen", payloads[i].name);
	}
	assert_null(first_wild("Đoàn xã Tân Bình\t1 … → ≠ – \xEF\xBF\xBD\r\n"));
	assert_non_null(first_wild("a\rb"));
	assert_non_null(first_wild("a\x9B" "b"));
}

/* ---- files that hold them ----------------------------------------------------------------------- */

/* %1 is the payload. Each is imported; what cannot be a code is refused, in words that are tame. */
static const struct {
	const char *kind, *text;
	bool in_codes;
} files[] = {
	{"units", "code,name,kind,parent,aliases\n703,A%1B,thanh,72,x%1;y%1\n", false},
	{"plan", "type,code,title,target,partners,measure,document,issuer,note\n"
		 "plan,PCMT2020,P%1,,,,D%1,I%1,N%1\nreport,BC1,R%1,T%1,P%1,,,,N%1\n"
		 "number,SL01,S%1,,,M%1,,,\ntask,II.1.a,T%1,,,,,,\n",
		false},
	{"tasks", "unit,task,status,document,note\n703,II.1.a,doing,D%1,\"N%1\n%1\"\n", false},
	{"receipts", "unit,report,received_on,document,note\n703,BC1,2020-06-20,D%1,N%1\n", false},
	{"people", "unit,name,position,email,note\n703,X%1,Y%1,E%1,Z%1\n", false},
	{"tasks", "unit,task,un%1known,note\n705,II.1.a,v%1,N%1\n", false},
	{"numbers", "report,unit,SL01 x%1,SL99 y%1\nBC1,703,5,6\n", false},
	{"units", "code,name,kind\nK%1,x,%1\n%1,%1,co-so\n", true},
	{"units", "code,name,kind\n801,x,k%1\n", true},
	{"tasks", "unit,task,status,done_on,count\n%1703,II%1,do%1ne,1/7%1/2020,5%1\n", true},
	{"plan", "type,code,title\nplan,P%1,x\ntask,T%1,y\n", true},
	{"people", "unit,name,phone\n703,An,09%101\n", true},
	{"numbers", "report,unit,SL01\nBC1,703,5%1\n", true},
	{"receipts", "unit%1,%1,x\n%1,%1,%1\n", true},
};

static char *filled(const char *text, const char *payload)
{
	struct buffer out = {0};

	for (; *text; text++) {
		if (text[0] == '%' && text[1] == '1')
			buffer_add(&out, payload), text++;
		else
			buffer_bytes(&out, text, 1);
	}
	return out.text;
}

static const char *const commands[] = {"due", "due --tasks", "status", "status --by branch", "log",
	"list units", "list people", "list plans", "list items", "list matrix", "list unit --unit 703",
	"list item --item BC1", "list reports", "list tasks", "list receipts", "list numbers",
	"remind BC1", "export units -", "export people -", "export plan -", "export tasks -",
	"export receipts -", "export numbers -", "export due -", "export log -", "list units --csv",
	"list people --json", "list items --plain", "list tasks --csv", "list receipts --json",
	"undo", "redo", "check", "doctor", "note 703 BC1 \"$P\"",
	"done 703 III.1.1 --document \"$P\" --note \"$P\"", "extend 703 BC1 --until 9/7 --why \"$P\"",
	"return 703 BC1 --why \"$P\"", "\"$P\"", "list \"$P\"", "done \"$P\" \"$P\"", "help \"$P\"",
	"--unit \"$P\" due", "--plan \"$P\" due", "--as-of \"$P\" due", "--lang \"$P\" due",
	"--color \"$P\" due", "--db \"$P\" due", "--\"$P\" due", "import \"$P\" x.csv",
	"import units \"$P\"", "import units 0.csv --encoding \"$P\"",
	"import units 0.csv --separator \"$P\"", "import units 0.csv --on-conflict \"$P\"",
	"import units 0.csv --rejects \"$P/x/y\"", "export units \"$P/x/y\"", "backup \"$P/x/y\"",
	"export all 0.csv", "number 703 \"$P\" \"$P\" --report \"$P\"", "completion \"$P\""};

/* Kinds of terminals and locales that a screen may find itself in; each payload meets one of each, in
 * the long version (TIENDO_SOAK) all. */
static const char *const terms[] = {"TERM=xterm-256color", "TERM=linux", "TERM=screen", "TERM=vt220",
	"TERM=tmux-256color"};
static const char *const locales[] = {"LC_ALL=C", "LC_ALL=vi_VN.UTF-8", "LC_ALL=C.UTF-8",
	"LC_ALL=en_US.ISO-8859-1"};
static const char *const languages[] = {"en", "vi"};

/* Under `sh` a payload goes by the variable P. */
static void put_payload(struct office *office, const char *payload)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		char name[32], *text = filled(files[i].text, payload);

		snprintf(name, sizeof name, "%zu.csv", i);
		file_put(office, name, text);
		free(text);
	}
	file_put(office, "payload", payload);
}

static void no_payload_reaches_the_terminal(void **state)
{
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(payloads); i++) {
		const char *name = payloads[i].name;
		char line[300];

		put_payload(office, payloads[i].bytes);
		run_for(office, 0, "cp t.db clean.db");
		for (size_t j = 0; j < COUNT(files); j++) {
			const char *options[] = {"--dry-run", "--partial --rejects r.csv"};

			for (size_t k = 0; k < COUNT(options); k++) {
				snprintf(line, sizeof line, "import %s %zu.csv %s", files[j].kind, j,
					options[k]);
				run_in_terminal(office, 80, "export %s; tiendo --lang %s --color never %s",
					locales[i % COUNT(locales)], languages[i % COUNT(languages)],
					line);
				is_tame(office, name, line);
				if (files[j].in_codes && payloads[i].in_codes &&
					office->status != 3)
					fail_msg("%s: %s is taken as a code:\n%s", name, line,
						office->out);
				if (!files[j].in_codes && office->status != 0)
					fail_msg("%s: %s is refused:\n%s", name, line, office->out);
			}
		}
		for (size_t j = 0; j < COUNT(commands); j++) {
			snprintf(line, sizeof line, "%s", commands[j]);
			run_in_terminal(office, 80,
				"export %s; P=$(cat payload; echo .); P=${P%%.}; tiendo --lang %s --color never %s",
				locales[i % COUNT(locales)], languages[i % COUNT(languages)], line);
			is_tame(office, name, line);
		}
		run_for(office, 0, "mv clean.db t.db");
	}
}

static void messages_in_a_file_are_as_tame(void **state)
{
	struct office *office = *state;

	put_payload(office, payloads[0].bytes);
	for (size_t j = 0; j < COUNT(files); j++) {
		run(office, "tiendo import %s %zu.csv --dry-run", files[j].kind, j);
		is_tame(office, payloads[0].name, files[j].text);
		run(office, "tiendo --lang vi import %s %zu.csv --dry-run", files[j].kind, j);
		is_tame(office, payloads[0].name, files[j].text);
	}
}

/* Names may hold any bytes, also such as are no UTF-8. */
static void a_name_of_a_file_is_told_tamely(void **state)
{
	struct office *office = *state;
	static const char *const more[] = {("\x9B" "2J"), "\xFF\xFE", "\xC3", "a\nb"};

	for (size_t i = 0; i < COUNT(payloads) + COUNT(more); i++) {
		const char *bytes = i < COUNT(payloads) ? payloads[i].bytes : more[i - COUNT(payloads)];
		static const char *const lines[] = {"import units \"$P\"", "import tasks \"$P\" --dry-run",
			"import units \"$P\" --rejects \"$P.r\" --partial", "export units \"$P.out\"",
			"backup \"$P.b\"", "--db \"$P.db\" init", "--db \"$P.db\" due", "--db \"$P.db\" doctor",
			"export all \"$P.d\"", "check", "log", "list log --csv"};

		if (strchr(bytes, '/'))
			continue;
		file_put(office, "payload", bytes);
		run_for(office, 0,
			"P=$(cat payload; echo .); P=${P%%.}; "
			"printf 'code,name,kind\\n1,x,co-so\\n,,\\n?,x,y\\n' > \"$P\"");
		for (size_t j = 0; j < COUNT(lines); j++) {
			run_in_terminal(office, 80,
				"P=$(cat payload; echo .); P=${P%%.}; tiendo --color never %s", lines[j]);
			is_tame(office, bytes, lines[j]);
		}
	}
}

/* Byte sequences that the screen never sends of itself. (It may ring the bell.) */
static const struct {
	const char *bytes;
	size_t length;
} never_sent[] = {{"\033]0;", 4}, {"\033]52", 4}, {"\033P+q", 4}, {"\033[6n", 4}, {"\005", 1},
	{"\016", 1}, {"\177", 1}, {"\xC2\x9B", 2}, {"\xC2\x9D", 2}, {"\xE2\x80\xAE", 3},
	{"\xE2\x81\xA6", 3}, {"\xE2\x80\x8B", 3}, {"\xE2\x81\xA0", 3}, {"\xF3\xA0", 2},
	{"\xEE\x80\x80", 3}, {"\xE2\x80\xA8", 3}, {"\xC2\xAD", 2}, {"\xD8\x9C", 2}};

static void screen_is_tame(struct terminal *terminal, const char *payload)
{
	size_t length;
	const char *output = terminal_output(terminal, 0, &length);

	for (size_t i = 0; i < COUNT(never_sent); i++)
		for (size_t at = 0; at + never_sent[i].length <= length; at++)
			if (memcmp(output + at, never_sent[i].bytes, never_sent[i].length) == 0)
				fail_msg("%s: the screen sends %02X %02X %02X (rule %zu)\n%s", payload,
					(unsigned char)output[at], (unsigned char)output[at + 1],
					(unsigned char)output[at + 2], i, terminal_screen(terminal));
}

static void look_at_every_screen(const char *db, const char *payload, size_t which)
{
	const char *const words[] = {getenv("TIENDO"), "--db", db, "--as-of", "28/6/2020", "--lang",
		languages[which % COUNT(languages)], NULL};
	const char *const environment[] = {
		terms[which % COUNT(terms)], locales[which % COUNT(locales)], NULL};
	struct terminal *terminal = terminal_start(words, environment, 40, 120);

	terminal_wait_text(terminal, "Huyện đoàn Gò Dầu", 20000);
	/* Every screen and card, a filter of the payload's own letters, the log, the help. */
	terminal_type_slowly(terminal,
		"jj2lj\r`3jj\r\033" "4jj\r\033" "5jjj\r\0336jj\r7jj8jj9jjLjj\033" "1/A\r\r?j\033:due\r\033", 20);
	screen_is_tame(terminal, payload);
	terminal_close(terminal);
}

static void no_payload_reaches_the_screen(void **state)
{
	struct office *office = *state;
	size_t all = COUNT(terms) * COUNT(locales), each = getenv("TIENDO_SOAK") ? all : 1;
	char db[300];

	snprintf(db, sizeof db, "%s/t.db", office->folder);
	for (size_t i = 0; i < COUNT(payloads); i++) {
		put_payload(office, payloads[i].bytes);
		run_for(office, 0, "cp t.db clean.db; for i in 0 1 2 3 4 5 6; do case $i in 0) k=units ;; "
				   "1) k=plan ;; 3) k=receipts ;; 4) k=people ;; 6) k=numbers ;; *) k=tasks ;; "
				   "esac; tiendo import $k $i.csv || exit 1; done");
		for (size_t j = 0; j < each; j++)
			look_at_every_screen(db, payloads[i].name, i + j);
		run_for(office, 0, "mv clean.db t.db; rm -f t.db.lock");
	}
}

/* Where they are text they come home as they were. */
static void what_is_text_survives_as_data(void **state)
{
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(payloads); i++) {
		char *notes, *text = filled("unit,task,note\n703,II.1.a,\"x%1y\"\n", payloads[i].bytes);

		file_put(office, "n.csv", text);
		run_for(office, 0, "tiendo import tasks n.csv; tiendo export tasks o.csv; "
				   "tiendo import tasks o.csv");
		says(office, "added 0, changed 0");
		notes = file_get(office, "o.csv");
		if (!holds(notes, payloads[i].bytes))
			fail_msg("%s did not come home", payloads[i].name);
		free(notes);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_wild_is_seen),
		TEST(no_payload_reaches_the_terminal),
		TEST(messages_in_a_file_are_as_tame),
		TEST(a_name_of_a_file_is_told_tamely),
		TEST(no_payload_reaches_the_screen),
		TEST(what_is_text_survives_as_data),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
