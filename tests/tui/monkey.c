/* What the monkey does. Nothing of it reaches beyond its own folder: a name of a file that would is
 * left before it is taken. */
#include "tui/monkey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define OTHER "huyen-705"

/* Keys of no command, keys of fields, and what an input method or a bad line may send. */
static const char *const odd_keys[] = {"Backspace", "Backspace", "Delete", "Insert", "^A", "^E",
	"^K", "^U", "^W", "^Y", "^C", "^Z", "^G", "M-b", "M-f", "M-x", "F5", "F12", "kRIT5", "S-Tab", "ơ",
	"ế", "đ", "漢", "\xCC\x81", "€", "\"", "'", "\\", "%", "$", "Space", "Tab", "Enter", "Esc", "Esc"};

static const char *const walks[] = {"Up", "Down", "Down", "Left", "Right", "PgUp", "PgDn", "Home",
	"End", "Tab", "Enter", "Space", "Esc"};

/* Typed letter by letter into whatever is open. */
static const char *const words[] = {"705", "BC1", "BC2", "II.1.a", "hoa thanh", "Hòa Thành", "!tan",
	"30/6", "31/2/2021", "01/7/2020", "t6", "mai", "+3", "-1", "12", "2.455", "-", "0",
	"99999999999999999999", "tasks", "units", "people", "plan", "receipts", "numbers", "tasks.csv",
	"slips.csv", "units.csv", "plan.csv", "receipts.csv", "numbers.csv", "people.csv", "other.csv",
	"book.xlsx", "mưa to, đường ngập", "%s%n%d", "\u202Eabc", "20", "36", "288"};

/* Behind ":" */
static const char *const lines[] = {"extend 705 BC1 --until 3/7 --why mưa", "tick 7", "done 703 II.1.a",
	"receive 712 BC1 --document 12-BC", "return 705 BC1 --why thiếu", "exempt 705 II.1.b --why không",
	"unexempt 705 II.1.b", "start 703 II.1.c", "reopen 703 II.1.a", "number 705 SL1 12 --report BC1",
	"note 705 BC1 \"hẹn gọi lại\"", "note 705 BC1 ''", "undo", "undo 3", "undo 12", "redo", "log",
	"log --since 1/6/2020", "due --within 3", "due --check", "status --by kind", "status --by unit",
	"list units", "list people", "list matrix", "list items --item x", "list nothing", "import tasks",
	"import units units.csv", "import plan plan.csv", "import tasks slips.csv", "check", "set",
	"set due-soon 5", "set timezone +7", "set closed 1/8/2020", "set closed ''", "holiday 1/7/2020 Lễ",
	"holiday 1/7/2020 --remove", "remind BC1", "message BC1", "account add lan --role viewer",
	"account list", "account remove lan", "backup copy.db", "export all out", "export due due.csv",
	"help", "help tick", "doctor", "purge people", "language", "theme", "menu", "quit", "tick-on",
	"open 'quote", "extend", "number", "count 703 II.1.b 12", "tap", "tour", "completion bash"};

static const char *const pastes[] = {"22\n-\n2.455\nabc\n\n0\n", "hoa", "705\tBC1\t30/6\n706\tBC2\t-\n",
	"\033[2J\033[31mred\033]0;title\007", "\r\n\r\n\r\n", "đ\xE1\xBB", "\xFF\xFE\xC0\x80", "30/6/2020",
	"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n22\n23\n24\n25\n26\n",
	"Hòa Thành, Tân Biên", "", "\"a\";b\n"};

static const char *const other_lines[] = {"tick 705 BC1", "tick 706 BC1", "tick 712 BC2",
	"extend 705 BC1 --until 5/7/2020 --why chờ", "number 705 SL1 7 --report BC1", "undo", "redo",
	"note 703 BC1 ghi", "done 704 II.1.a", "reopen 704 II.1.a", "import units other.csv"};

/* ---- chance --------------------------------------------------------------------------------- */

static uint64_t next_chance(struct monkey *monkey)
{
	uint64_t x = monkey->chance;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	monkey->chance = x;
	return (x * UINT64_C(2685821657736338717)) >> 16;
}

size_t monkey_pick(struct monkey *monkey, size_t end)
{
	return (size_t)(next_chance(monkey) % end);
}

#define PICK(monkey, array) ((array)[monkey_pick((monkey), COUNT(array))])

static void note(struct monkey *monkey, const char *what)
{
	snprintf(monkey->last[monkey->done % COUNT(monkey->last)], sizeof *monkey->last, "%s", what);
	monkey->done++;
}

/* ---- acts ----------------------------------------------------------------------------------- */

/* A name that leads out of the folder. */
static bool leads_out(const struct desk *desk)
{
	const char *text = desk->edit.text, *at;

	if (!desk->over || !desk->over->paste)
		return false;
	if (*text == '/' || *text == '~' || strstr(text, ".."))
		return true;
	for (at = strchr(text, '/'); at; at = strchr(at + 1, '/'))
		if (at > text && strchr(" \t\"'=\\", at[-1]))
			return true;
	return strchr(text, '~') != NULL;
}

static void draw(struct monkey *monkey)
{
	struct seat *seat = monkey->seat;

	desk_draw(seat->desk, &seat->canvas);
	desk_takes_repaint(seat->desk);
	if (desk_is_over(seat->desk)) {
		monkey->left++;
		seat->app.plan = "PCMT2020"; /* it may have brought in another */
		seat_open(seat);
	}
}

static void press(struct monkey *monkey, const char *key)
{
	struct desk *desk = monkey->seat->desk;

	note(monkey, key);
	if (leads_out(desk))
		desk_key(desk, "^G");
	desk_key(desk, key);
	monkey->pressed++;
	draw(monkey);
}

static void type(struct monkey *monkey, const char *text)
{
	size_t left = strlen(text), length;
	char key[32];

	for (; left > 0; text += length, left -= length) {
		length = text_grapheme(text, left);
		snprintf(key, sizeof key, "%.*s", (int)length, text);
		press(monkey, strcmp(key, " ") == 0 ? "Space" : key);
	}
}

/* One of the keys of one of the commands: every row of the table has the same chance. */
static void press_command(struct monkey *monkey)
{
	const struct command *command;
	size_t count = 0, words_in;
	const char *keys, *at;
	char key[32];

	while (commands[count].name)
		count++;
	do
		command = &commands[monkey_pick(monkey, count)];
	while (!*command->keys);
	keys = command->keys;
	words_in = 1;
	for (at = keys; *at; at++)
		words_in += *at == ' ';
	for (words_in = monkey_pick(monkey, words_in); words_in > 0; words_in--)
		keys = strchr(keys, ' ') + 1;
	snprintf(key, sizeof key, "%.*s", (int)strcspn(keys, " "), keys);
	press(monkey, key);
}

static void paste(struct monkey *monkey)
{
	static char much[6000];
	const char *text = PICK(monkey, pastes);

	if (monkey_pick(monkey, 16) == 0) {
		memset(much, 'x', sizeof much - 1);
		text = much;
	}
	note(monkey, "a paste");
	desk_paste(monkey->seat->desk, text);
	monkey->pasted++;
	draw(monkey);
}

void monkey_resize(struct monkey *monkey)
{
	static const int sizes[][2] = {{24, 80}, {40, 120}, {19, 46}, {100, 300}, {1, 1}, {1, 80}, {24, 1},
		{10, 40}, {9, 40}, {10, 39}, {15, 60}, {16, 59}, {2, 2}};
	size_t which = monkey_pick(monkey, 2 * COUNT(sizes));
	int rows, columns;
	char what[64];

	rows = which < COUNT(sizes) ? sizes[which][0] : 1 + (int)monkey_pick(monkey, 50);
	columns = which < COUNT(sizes) ? sizes[which][1] : 1 + (int)monkey_pick(monkey, 140);
	snprintf(what, sizeof what, "%dx%d", columns, rows);
	note(monkey, what);
	seat_size(monkey->seat, rows, columns);
	monkey->resized++;
	draw(monkey);
}

static void let_time_pass(struct monkey *monkey)
{
	note(monkey, "nothing for a while");
	desk_settle(monkey->seat->desk);
	desk_look(monkey->seat->desk);
	draw(monkey);
}

bool monkey_run(struct seat *seat, const char *actor, const char *line, struct fault *why)
{
	struct app app = {.db = seat->path, .actor = actor, .as_of = true, .today = seat->app.today};
	struct request request = {.command = NULL};
	struct reply reply = {.step = 0};
	struct pool pool = {0};
	const char **given;
	size_t count;
	bool done;

	assert_true(words_split(line, &pool, &given, &count, why));
	request_start(&request, command_named(given[0]));
	done = request_parse(&app, &request, given + 1, count - 1, why) &&
		command_run(&app, &request, &reply, why);
	request_free(&request);
	reply_free(&reply);
	pool_free(&pool);
	app_close(&app);
	return done;
}

static void let_another_act(struct monkey *monkey)
{
	struct fault why;

	note(monkey, "another session");
	monkey_run(monkey->seat, OTHER, PICK(monkey, other_lines), &why);
	monkey->others++;
	if (monkey_pick(monkey, 2))
		let_time_pass(monkey);
}

static void run_line(struct monkey *monkey)
{
	press(monkey, "Esc");
	press(monkey, "Esc");
	press(monkey, ":");
	type(monkey, PICK(monkey, lines));
	if (monkey_pick(monkey, 4))
		press(monkey, "Enter");
}

/* Through the preview to the end of it, more often than chance would. */
static void import(struct monkey *monkey)
{
	static const char *const imports[] = {"import units units.csv", "import units other.csv",
		"import plan plan.csv", "import plan more.csv", "import people people.csv",
		"import receipts receipts.csv", "import numbers numbers.csv", "import tasks tasks.csv",
		"import tasks slips.csv"};
	static const char *const keys[] = {"y", "Y", "p", "e", "C", ">", "Down", "Tab", "f", "Enter", "u"};
	size_t left = monkey_pick(monkey, 6);

	press(monkey, "Esc");
	press(monkey, "Esc");
	press(monkey, ":");
	type(monkey, PICK(monkey, imports));
	press(monkey, "Enter");
	for (; left > 0; left--)
		press(monkey, PICK(monkey, keys));
	press(monkey, "Enter");
	if (monkey_pick(monkey, 2))
		press(monkey, "Enter");
}

void monkey_act(struct monkey *monkey)
{
	size_t what = monkey_pick(monkey, 100);

	if (what < 45)
		press_command(monkey);
	else if (what < 70)
		press(monkey, PICK(monkey, walks));
	else if (what < 78)
		press(monkey, PICK(monkey, odd_keys));
	else if (what < 86)
		type(monkey, PICK(monkey, words));
	else if (what < 87)
		run_line(monkey);
	else if (what < 88)
		import(monkey);
	else if (what < 91)
		paste(monkey);
	else if (what < 97)
		monkey_resize(monkey);
	else if (what < 99)
		let_time_pass(monkey);
	else
		let_another_act(monkey);
}

/* ---- sitting down --------------------------------------------------------------------------- */

static void put_file(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void take_sample(const char *from, const char *folder, const char *name)
{
	char path[4096], bytes[4096];
	size_t length;
	FILE *in, *out;

	snprintf(path, sizeof path, "%s/%s", from, name);
	in = fopen(path, "r");
	assert_non_null(in);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	out = fopen(path, "w");
	assert_non_null(out);
	while ((length = fread(bytes, 1, sizeof bytes, in)) > 0)
		fwrite(bytes, 1, length, out);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

void monkey_sit(struct monkey *monkey, struct seat *seat, uint64_t seed)
{
	static const char *const samples[] = {"tasks.csv", "units.csv", "people.csv", "plan.csv",
		"receipts.csv", "numbers.csv"};
	static char config[96];
	char slips[96];
	size_t i;

	memset(monkey, 0, sizeof *monkey);
	monkey->seat = seat;
	monkey->chance = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	for (i = 0; i < COUNT(samples); i++)
		take_sample("samples", seat->folder, samples[i]);
	take_sample("tests/tui/files", seat->folder, "tasks.csv");
	snprintf(slips, sizeof slips, "%s/slips.csv", seat->folder);
	assert_int_equal(chdir(seat->folder), 0);
	assert_int_equal(rename("tasks.csv", "slips.csv"), 0);
	put_file("tasks.csv", "plan,unit,task,status,done_on\n,703,II.1.a,done,20/6/2020\n"
			      ",705,II.1.b,doing,\n,704,II.2.a,open,\n");
	put_file("more.csv", "type,code,title,before,audience\nplan,CD2020,Đợt hai,,\n"
			     "section,IX,Việc thêm,,\ntask,IX.1,Việc một,1/8/2020,huyện\n"
			     "report,BC9,Báo cáo thêm,2/8/2020,\nnumber,SL9,Số thêm,,\n");
	put_file("other.csv", "code,name,kind,parent\n799,Huyện đoàn Mới,huyện,\n705,Tân Biên (mới),,\n");
	snprintf(config, sizeof config, "%s/config", seat->folder);
	setenv("HOME", seat->folder, 1);
	seat->options.config = config;
	seat_open(seat);
	draw(monkey);
}
