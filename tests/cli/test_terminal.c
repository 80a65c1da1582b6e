/* Tables in a terminal: as wide as it is and no wider, and nothing in the data acts on it. */
#include "cli/run.h"

#include "tiendo/base.h"

static const char *const tables[] = {"due", "due --tasks", "status", "status --by branch", "log",
	"list units", "list people", "list plans", "list items", "list matrix",
	"list unit --unit 703", "list item --item BC1", "list reports", "list tasks",
	"list receipts", "list numbers", "list log"};

/* The columns of the widest line, colours taken off. */
static int widest_line(const char *text)
{
	char *line = malloc(strlen(text) + 1);
	int widest = 0;

	while (*text) {
		size_t length = 0;

		while (*text && *text != '\n') {
			if (*text == '\033')
				text += strcspn(text, "m") + 1;
			else if (*text != '\r')
				line[length++] = *text++;
			else
				text++;
		}
		line[length] = '\0';
		if (text_columns(line) > widest)
			widest = text_columns(line);
		text += *text == '\n';
	}
	free(line);
	return widest;
}

static void every_table_fits_its_terminal(void **state)
{
	struct office *office = *state;
	static const int widths[] = {80, 60, 46, 120, 40};

	for (size_t i = 0; i < COUNT(tables); i++)
		for (size_t j = 0; j < COUNT(widths); j++) {
			run_in_terminal(office, widths[j], "tiendo %s", tables[i]);
			assert_int_equal(office->status, 0);
			if (widest_line(office->out) > widths[j])
				fail_msg("%s is %d columns wide in %d:\n%s", tables[i],
					widest_line(office->out), widths[j], office->out);
		}
}

static void the_line_that_adds_up_is_whole_even_where_it_is_broken(void **state)
{
	struct office *office = *state;
	char flat[20000];
	size_t length = 0;

	run_in_terminal(office, 46, "tiendo due");
	for (const char *at = office->out; *at && length + 1 < sizeof flat; at++)
		if (*at != '\r')
			flat[length++] = (char)(*at == '\n' ? ' ' : *at);
	flat[length] = '\0';
	assert_true(holds(flat, "on time 3 + late 0 + open in time 19 + overdue 0 + returned 1 + "
				"not applicable 1 = 24"));
}

static void in_a_file_or_pipe_nothing_is_cut(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo list items");
	says(office, "Phối hợp tuyên truyền, trang bị kiến thức cho thanh thiếu niên");
	says_not(office, "…");
	run_in_terminal(office, 80, "tiendo list items");
	says(office, "…");
}

/* Escape sequences, a C1 control, bidi, a bell: in names, titles, notes, everywhere. */
static const char evil[] = "\033[2J\033]0;x\007\xC2\x9B"
			   "31m\xE2\x80\xAE";

static void plant(struct office *office)
{
	char text[1200];

	snprintf(text, sizeof text, "code,name,kind,parent,aliases\n703,A%sB,thanh,72,%s\n", evil,
		evil);
	file_put(office, "u.csv", text);
	run_for(office, 0, "tiendo import units u.csv");
	snprintf(text, sizeof text,
		"type,code,title,note\nplan,PCMT2020,P%s,%s\nreport,BC1,R%s,%s\nnumber,SL01,S%s,"
		"\ntask,II.1.a,T%s,\n",
		evil, evil, evil, evil, evil, evil);
	file_put(office, "p.csv", text);
	run_for(office, 0, "tiendo import plan p.csv");
	snprintf(text, sizeof text, "unit,task,document,note\n703,II.1.a,D%s,N%s\n", evil, evil);
	file_put(office, "t.csv", text);
	run_for(office, 0, "tiendo import tasks t.csv");
	snprintf(text, sizeof text, "unit,name,position,note\n703,X%s,Y%s,Z%s\n", evil, evil, evil);
	file_put(office, "o.csv", text);
	run_for(office, 0, "tiendo import people o.csv");
}

static void is_tame(const struct office *office, const char *line)
{
	static const char *const acts[] = {"\033", "\007", "\xC2\x9B", "\xE2\x80\xAE"};

	for (size_t i = 0; i < COUNT(acts); i++)
		if (holds(office->out, acts[i]) || holds(office->err, acts[i]))
			fail_msg("%s lets %zu through", line, i);
}

static void nothing_in_the_data_acts_on_the_terminal(void **state)
{
	struct office *office = *state;
	static const char *const others[] = {"remind BC1", "undo", "check", "export units",
		"export tasks", "export numbers", "export log", "import units u.csv --dry-run",
		"import units u.csv", "import people o.csv --dry-run", "list numbers",
		"start 703 BC1", "done 703 III.1.1", "number 703 SL01 5 --report BC1",
		"extend 703 BC1 --until 9/7 --why x", "note 703 BC1 x", "--unit AB list units",
		"doctor"};
	static const char *const formats[] = {"", "--csv", "--json", "--plain"};

	plant(office);
	for (size_t i = 0; i < COUNT(tables); i++)
		for (size_t j = 0; j < COUNT(formats); j++) {
			run_in_terminal(
				office, 80, "tiendo --color never %s %s", tables[i], formats[j]);
			is_tame(office, tables[i]);
		}
	for (size_t i = 0; i < COUNT(others); i++) {
		run_in_terminal(office, 80, "tiendo --color never %s", others[i]);
		is_tame(office, others[i]);
		run(office, "tiendo --color never %s 2>&1 >/dev/null",
			others[i]); /* messages, wherever */
		is_tame(office, others[i]);
	}
}

static void a_file_gets_the_text_as_it_is(void **state)
{
	struct office *office = *state;
	char *units;

	plant(office);
	run_for(office, 0, "tiendo export units u2.csv; tiendo import units u2.csv");
	says(office, "added 0, changed 0");
	units = file_get(office, "u2.csv");
	assert_true(holds(units, evil));
	free(units);
	run_for(office, 0, "tiendo list units --csv");
	says(office, evil);
}

static void a_closed_output_harms_nothing(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"tiendo export all before; tiendo start 703 II.3.c >&-; tiendo undo >&- 2>&-; "
		"tiendo due >&- <&-; "
		"tiendo export all after");
	run_for(office, 0,
		"for kind in units people plan tasks receipts numbers summary due; do cmp "
		"before/$kind.csv after/$kind.csv || exit 1; done");
	run_for(office, 0, "tiendo check");
	run_for(office, 0, "tiendo list units | head -1");
}

static size_t contacts(struct office *office)
{
	struct table people;
	size_t count;

	table_of(office, &people, "list people");
	count = people.rows;
	table_free(&people);
	return count;
}

static void what_cannot_be_undone_is_asked_about(void **state)
{
	struct office *office = *state;

	run_in_terminal(office, 80, "echo yes > answer; tiendo purge people < answer");
	assert_int_equal(office->status, 2); /* an answer from a file is none */
	office->typed = "no\n";
	run_in_terminal(office, 80, "tiendo purge people");
	says(office, "This cannot be undone. Type yes to do it:");
	says(office, "nothing was done");
	assert_int_equal(office->status, 1);
	office->typed = "\004"; /* end of input */
	run_in_terminal(office, 80, "tiendo purge people");
	assert_int_equal(office->status, 1);
	office->typed = "yes\n";
	run_in_terminal(office, 80, "tiendo purge people --no-input");
	assert_int_equal(office->status, 2);
	assert_int_equal(contacts(office), 16);
	run_in_terminal(office, 80, "tiendo purge people");
	assert_int_equal(office->status, 0);
	assert_int_equal(contacts(office), 0);
	run_in_terminal(office, 80, "tiendo purge people --yes < /dev/null");
	says(office, "0 contacts removed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_table_fits_its_terminal),
		TEST(the_line_that_adds_up_is_whole_even_where_it_is_broken),
		TEST(in_a_file_or_pipe_nothing_is_cut),
		TEST(nothing_in_the_data_acts_on_the_terminal),
		TEST(a_file_gets_the_text_as_it_is),
		TEST(a_closed_output_harms_nothing),
		TEST(what_cannot_be_undone_is_asked_about),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
