/* What an account reads through serve: every listing, every kind of export and every other command that
 * tells of units, as the program's own tables name them. Nothing of a unit outside its branch is in
 * any, and what is inside is all there: the same as the server itself says of that branch. */
#include "cli/named.h"
#include "cli/run.h"

#define SERVED "served() { SSH_ORIGINAL_COMMAND=$2 tiendo serve --as \"$1\" --log log; }; "
#define SECRET "bimat" /* stands in every text that is recorded of 705, in no other */

static const struct account {
	const char *name, *top;
} accounts[] = {{"v", "703"}, {"leaf", "25456"}};

static int office_with_accounts(void **state)
{
	if (office_open(state) != 0)
		return -1;
	run_for(*state, 0, "tiendo account add v --role viewer --unit 703 && "
			   "tiendo account add e --role editor --unit 703 && "
			   "tiendo account add leaf --role editor --unit 25456 && "
			   "tiendo account add w --role viewer && "
			   "tiendo note 703 BC1 own && tiendo number 703 SL01 90 --report BC2 && "
			   "tiendo add-person 25456 'Lê Thị Trong'");
	run_for(*state, 0, "tiendo edit-unit 705 --aliases " SECRET "1 && tiendo add-person 705 " SECRET "2 "
			   "--position " SECRET " --note " SECRET " --email " SECRET "@x.vn && "
			   "tiendo receive 705 BC2 --document " SECRET "3 --note " SECRET " && "
			   "tiendo done 705 II.3.c --on 25/6 --document " SECRET "4 --note " SECRET " && "
			   "tiendo extend 705 BC1 --until 9/7 --why " SECRET "5 && tiendo note 705 BC1 " SECRET
			   " && tiendo exempt 705 II.3.b --why " SECRET "6 && tiendo remind BC1 && "
			   "tiendo number 705 SL01 777000 --report BC1 && "
			   "tiendo number 705 SL01 777000 --report BC2");
	return 0;
}

/* ---- who is outside ------------------------------------------------------------------------------ */

struct strangers {
	struct table units;
	const char *top;
};

static bool is_inside(const struct strangers *strangers, size_t row)
{
	const char *parent = table_at(&strangers->units, row, "parent");

	if (strcmp(table_at(&strangers->units, row, "code"), strangers->top) == 0)
		return true;
	return *parent && is_inside(strangers, table_row(&strangers->units, "code", parent, NULL));
}

/* A name that is also inside, or part of one, tells nothing. */
static bool is_telling(const struct strangers *strangers, const char *name)
{
	for (size_t row = 0; row < strangers->units.rows; row++)
		if (is_inside(strangers, row) && strstr(table_at(&strangers->units, row, "name"), name))
			return false;
	return true;
}

static void tells_of_no_stranger(
	const struct office *office, const struct strangers *strangers, const char *line)
{
	if (strstr(office->out, SECRET) || strstr(office->out, "777000") ||
		strstr(office->out, "777.000") || strstr(office->out, "777090"))
		fail_msg("%s: tells what is recorded of others", line);
	for (size_t row = 0; row < strangers->units.rows; row++) {
		const char *name = table_at(&strangers->units, row, "name");

		if (!is_inside(strangers, row) && strstr(office->out, name) &&
			is_telling(strangers, name))
			fail_msg("%s: tells of %s", line, name);
	}
}

static void has_no_code_of_a_stranger(
	const struct table *table, const struct strangers *strangers, const char *line)
{
	for (size_t row = 0; row < strangers->units.rows; row++) {
		const char *code = table_at(&strangers->units, row, "code");

		for (size_t i = 0; i < table->columns * (table->rows + 1) && !is_inside(strangers, row);
			i++)
			if (strcmp(table->cells[i], code) == 0)
				fail_msg("%s: names %s", line, code);
	}
}

/* ---- what is read -------------------------------------------------------------------------------- */

enum whose { OF_UNITS, OF_ALL }; /* the plan is everybody's */

struct reading {
	const char *line;
	enum whose whose;
	const char *apart[3]; /* columns in which the server says more of the same row */
};

/* The rest of the commands that tell of units; lists and exports are those of the tables. */
static const struct reading others[] = {{"due", OF_UNITS, {NULL}}, {"due --tasks", OF_UNITS, {NULL}},
	{"due --report BC1", OF_UNITS, {NULL}}, {"due --within 60", OF_UNITS, {NULL}},
	{"status", OF_UNITS, {"unit", "unit_name"}}, {"status --by unit", OF_UNITS, {NULL}},
	{"status --by kind", OF_UNITS, {NULL}}, {"status --by branch", OF_UNITS, {NULL}},
	{"list reports --by unit", OF_UNITS, {NULL}}, {"list reports --by kind", OF_UNITS, {NULL}},
	{"list reports --by branch", OF_UNITS, {NULL}}, {"list item --item II.3.c", OF_UNITS, {NULL}},
	{"log", OF_UNITS, {"command"}}, {"log --since 1/1/2020", OF_UNITS, {"command"}}};

/* Of every listing and kind of export there is one line here, or the test says which has none. */
static const struct {
	const char *name, *more;
	enum whose whose;
	const char *apart[3];
} lists[] = {{"units", "", OF_UNITS, {"parent", "level"}}, {"tree", "", OF_UNITS, {"parent", "level"}},
	{"people", "", OF_UNITS, {NULL}}, {"plans", "", OF_ALL, {NULL}}, {"items", "", OF_ALL, {NULL}},
	{"due", "", OF_UNITS, {NULL}}, {"matrix", "", OF_UNITS, {NULL}},
	{"unit", " --unit TOP", OF_UNITS, {NULL}}, {"item", " --item BC1", OF_UNITS, {NULL}},
	{"reports", "", OF_UNITS, {"unit", "unit_name"}}, {"tasks", "", OF_UNITS, {NULL}},
	{"receipts", "", OF_UNITS, {NULL}}, {"numbers", "", OF_UNITS, {NULL}},
	{"log", "", OF_UNITS, {"command"}}},
  exports[] = {{"units", "", OF_UNITS, {"parent"}}, {"people", "", OF_UNITS, {NULL}},
	{"plan", "", OF_ALL, {NULL}}, {"tasks", "", OF_UNITS, {NULL}},
	{"receipts", "", OF_UNITS, {NULL}}, {"numbers", "", OF_UNITS, {NULL}},
	{"summary", "", OF_UNITS, {"unit", "unit_name"}}, {"due", "", OF_UNITS, {NULL}},
	{"log", "", OF_UNITS, {"command"}}};

#define MOST_READINGS 64
static struct reading readings[MOST_READINGS];
static char lines[MOST_READINGS][64];
static size_t reading_count;

static void add_reading(const char *verb, const char *name, const char *more, enum whose whose,
	const char *const apart[3])
{
	assert_true(reading_count < MOST_READINGS);
	snprintf(lines[reading_count], sizeof *lines, "%s %s%s", verb, name, more);
	readings[reading_count] = (struct reading){lines[reading_count], whose,
		{apart[0], apart[1], apart[2]}};
	reading_count++;
}

static void readings_gather(void)
{
	const char *name;

	reading_count = 0;
	for (size_t i = 0; (name = listing_named_at(i)); i++) {
		size_t at = 0;

		while (at < COUNT(lists) && strcmp(lists[at].name, name) != 0)
			at++;
		if (at == COUNT(lists))
			fail_msg("list %s: whose it is stands nowhere here", name);
		add_reading("list", lists[at].name, lists[at].more, lists[at].whose, lists[at].apart);
	}
	for (size_t i = 0; (name = export_named_at(i)); i++) {
		size_t at = 0;

		while (at < COUNT(exports) && strcmp(exports[at].name, name) != 0)
			at++;
		if (at == COUNT(exports))
			fail_msg("export %s: whose it is stands nowhere here", name);
		add_reading("export", name, "", exports[at].whose, exports[at].apart);
	}
	for (size_t i = 0; i < COUNT(others); i++)
		add_reading(others[i].line, "", "", others[i].whose, others[i].apart);
}

/* The line with the top of the branch for TOP, asked for in a format. */
static void ask(struct office *office, const char *account, const struct reading *reading,
	const char *top, const char *format)
{
	char *line = strstr(reading->line, "TOP") ? text_replaced(reading->line, "TOP", top)
						  : strdup(reading->line);

	if (*account)
		run_for(office, 0, SERVED "served %s '%s%s'", account, line, format);
	else
		run_for(office, 0, "tiendo %s%s%s%s", line, format,
			strstr(line, "--unit") ? "" : " --unit ", strstr(line, "--unit") ? "" : top);
	free(line);
}

static const char *csv_of(const struct reading *reading)
{
	return strncmp(reading->line, "export", 6) == 0 ? "" : " --csv";
}

static bool is_apart(const struct reading *reading, const char *heading)
{
	for (size_t i = 0; i < COUNT(reading->apart) && reading->apart[i]; i++)
		if (strcmp(reading->apart[i], heading) == 0)
			return true;
	return false;
}

/* What the top of a branch hangs from is nothing to it. */
static bool is_left_out(const struct strangers *strangers, const char *own, const char *server)
{
	return !*own && table_count(&strangers->units, "code", server, NULL) == 1 &&
	       !is_inside(strangers, table_row(&strangers->units, "code", server, NULL));
}

static void is_the_same(const struct strangers *strangers, const struct reading *reading,
	const struct table *own, const struct table *server)
{
	if (own->columns != server->columns || own->rows != server->rows)
		fail_msg("%s: %zu rows, the server has %zu", reading->line, own->rows, server->rows);
	for (size_t i = 0; i < own->columns * (own->rows + 1); i++)
		if (!is_apart(reading, own->cells[i % own->columns]) &&
			strcmp(own->cells[i], server->cells[i]) != 0 &&
			!is_left_out(strangers, own->cells[i], server->cells[i]))
			fail_msg("%s: says \"%s\", the server \"%s\"", reading->line, own->cells[i],
				server->cells[i]);
}

/* ---- tests --------------------------------------------------------------------------------------- */

static void reads(struct office *office, const struct account *account,
	const struct strangers *strangers, const struct reading *reading)
{
	struct table own, server, whole;
	char *said;

	ask(office, account->name, reading, account->top, csv_of(reading));
	said = strdup(office->out);
	table_read(&own, said);
	if (reading->whose == OF_UNITS) {
		tells_of_no_stranger(office, strangers, reading->line);
		has_no_code_of_a_stranger(&own, strangers, reading->line);
		ask(office, "", reading, account->top, csv_of(reading));
		table_read(&server, office->out);
		is_the_same(strangers, reading, &own, &server);
		table_free(&server);
	}
	if (own.rows == 0 && strcmp(account->top, "703") == 0)
		fail_msg("%s: is empty, which shows nothing", reading->line);
	/* Who sees all of it does see more: the test would notice. */
	ask(office, "w", reading, "72", csv_of(reading));
	table_read(&whole, office->out);
	if ((reading->whose == OF_UNITS) == (strcmp(said, office->out) == 0) &&
		strcmp(account->top, "703") == 0)
		fail_msg("%s: is what everybody sees, or is not", reading->line);
	table_free(&whole);
	table_free(&own);
	free(said);
}

static void every_listing_and_export_is_of_the_branch_and_all_of_it(void **state)
{
	struct office *office = *state;
	struct strangers strangers;

	readings_gather();
	table_of(office, &strangers.units, "list units");
	for (size_t i = 0; i < COUNT(accounts); i++)
		for (size_t j = 0; j < reading_count; j++) {
			strangers.top = accounts[i].top;
			reads(office, &accounts[i], &strangers, &readings[j]);
		}
	table_free(&strangers.units);
}

static void so_it_is_in_every_format(void **state)
{
	static const char *const formats[] = {"", " --json", " --plain"};
	struct office *office = *state;
	struct strangers strangers = {.top = "703"};

	readings_gather();
	table_of(office, &strangers.units, "list units");
	for (size_t i = 0; i < reading_count; i++)
		for (size_t j = 0; j < COUNT(formats); j++) {
			if (readings[i].whose == OF_ALL || strncmp(readings[i].line, "export", 6) == 0)
				continue;
			ask(office, "v", &readings[i], "703", formats[j]);
			tells_of_no_stranger(office, &strangers, readings[i].line);
		}
	table_free(&strangers.units);
}

/* A step of others is not there, whichever command asks for it; texts to send name the branch alone. */
static void nor_is_anything_told_by_other_commands(void **state)
{
	static const char *const lines_read[] = {"message BC1", "message BC2", "message II.3.c", "help",
		"help note", "log --step 1", "note xx BC1 x", "note bien BC1 x", "list unit",
		"list unit --unit bien", "due --report bien"};
	struct office *office = *state;
	struct strangers strangers = {.top = "703"};
	struct table steps;

	table_of(office, &strangers.units, "list units");
	for (size_t i = 0; i < COUNT(lines_read); i++) {
		run(office, SERVED "served e '%s'", lines_read[i]);
		tells_of_no_stranger(office, &strangers, lines_read[i]);
		free(office->out);
		office->out = strdup(office->err);
		tells_of_no_stranger(office, &strangers, lines_read[i]);
	}
	table_of(office, &steps, "log");
	for (size_t i = 0; i < steps.rows; i++) {
		const char *step = table_at(&steps, i, "step");

		if (i > 0 && strcmp(step, table_at(&steps, i - 1, "step")) == 0)
			continue;
		run(office, SERVED "for c in 'replay %s' 'log --step %s' 'undo %s' 'undo-to %s'; do served v "
				   "\"$c\"; done 2>&1",
			step, step, step, step);
		tells_of_no_stranger(office, &strangers, step);
	}
	table_free(&steps);
	table_free(&strangers.units);
}

#define TEST_SERVED(name) cmocka_unit_test_setup_teardown(name, office_with_accounts, office_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_SERVED(every_listing_and_export_is_of_the_branch_and_all_of_it),
		TEST_SERVED(so_it_is_in_every_format),
		TEST_SERVED(nor_is_anything_told_by_other_commands),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
