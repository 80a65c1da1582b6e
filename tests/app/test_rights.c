/* What each role may do: every row of the command table, inside the account's branch and outside it,
 * as it is written here once more. The accounts: a (admin), e (editor of 703), v (viewer of 703),
 * w (viewer of all). */
#include "given.h"

#include <fcntl.h>

static struct buffer office; /* bytes of the database that every trial begins with */

static void office_read(const char *path)
{
	char part[8192];
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	assert_true(file >= 0);
	while ((got = read(file, part, sizeof part)) > 0)
		buffer_bytes(&office, part, (size_t)got);
	close(file);
}

static void as(struct desk *desk, const char *account)
{
	app_close(&desk->app);
	desk->app.account = account;
	desk->app.actor = account ? account : "tester";
}

static int office_made(void **state)
{
	struct desk *desk;

	desk_open((void **)&desk);
	done(desk, "account add a --role admin");
	done(desk, "account add e --role editor --unit 703");
	done(desk, "account add v --role viewer --unit 703");
	done(desk, "account add w --role viewer");
	app_close(&desk->app);
	office_read(desk->db);
	desk_close((void **)&desk);
	*state = NULL;
	return 0;
}

static int office_gone(void **state)
{
	(void)state;
	buffer_free(&office);
	return 0;
}

static void office_again(struct desk *desk)
{
	int file;

	as(desk, NULL);
	file = open(desk->db, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(file >= 0);
	assert_int_equal(write(file, office.text, office.length), (ssize_t)office.length);
	close(file);
}

static int desk_in_office(void **state)
{
	desk_bare(state);
	office_again(*state);
	return 0;
}

static int swapped(int descriptor, int with)
{
	int kept = dup(descriptor);

	fflush(stdout);
	assert_true(kept >= 0 && dup2(with, descriptor) == descriptor);
	close(with);
	return kept;
}

static void put_back(int descriptor, int kept)
{
	fflush(stdout);
	dup2(kept, descriptor);
	close(kept);
}

/* Types a line with this on standard input, and nothing of standard output to be seen. */
static bool typed_with(struct desk *desk, const char *line, const char *input)
{
	char path[96];
	int in, out, file;
	bool was_done;

	snprintf(path, sizeof path, "%s/input", desk->folder);
	file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_int_equal(write(file, input, strlen(input)), (ssize_t)strlen(input));
	assert_int_equal(lseek(file, 0, SEEK_SET), 0);
	in = swapped(STDIN_FILENO, file);
	out = swapped(STDOUT_FILENO, open("/dev/null", O_WRONLY | O_CLOEXEC));
	was_done = typed(desk, line);
	put_back(STDIN_FILENO, in);
	put_back(STDOUT_FILENO, out);
	return was_done;
}

#define ADMIN 1
#define EDITOR 2
#define VIEWER 4
#define WRITERS (ADMIN | EDITOR)
#define ALL (ADMIN | EDITOR | VIEWER)
#define NOBODY 0

static const struct trial {
	const char *command;
	unsigned who;
	const char *inside;
	const char *outside;   /* NULL: there is no such thing */
	const char *before[2]; /* typed under the account's name first, on the server itself */
	const char *input;
} trials[] = {
	{"tick", WRITERS, "703 II.3.c", "705 II.3.c", {NULL}, ""},
	{"tick-on", WRITERS, "703 II.3.c --on 25/6", "705 II.3.c --on 25/6", {NULL}, ""},
	{"done", WRITERS, "703 II.3.c --on 25/6", "705 II.3.c --on 25/6", {NULL}, ""},
	{"start", WRITERS, "703 II.3.c", "705 II.3.c", {NULL}, ""},
	{"reopen", WRITERS, "703 II.3.c", "705 II.3.c",
		{"done 703 II.3.c --on 25/6", "done 705 II.3.c --on 25/6"}, ""},
	{"receive", WRITERS, "703 BC2", "705 BC2", {NULL}, ""},
	{"return", WRITERS, "703 BC2 --why x", "705 BC2 --why x",
		{"receive 703 BC2", "receive 705 BC2"}, ""},
	{"extend", WRITERS, "703 BC2 --until 31/12/2020 --why x",
		"705 BC2 --until 31/12/2020 --why x", {NULL}, ""},
	{"exempt", WRITERS, "703 BC2 --why x", "705 BC2 --why x", {NULL}, ""},
	{"unexempt", WRITERS, "703 BC2", "705 BC2",
		{"exempt 703 BC2 --why x", "exempt 705 BC2 --why x"}, ""},
	{"note", WRITERS, "703 BC2 x", "705 BC2 x", {NULL}, ""},
	{"count", WRITERS, "703 II.1.a 3", "705 II.1.a 3", {NULL}, ""},
	{"number", WRITERS, "703 SL01 1 --report BC2", "705 SL01 1 --report BC2", {NULL}, ""},
	{"remind", WRITERS, "BC2", NULL, {NULL}, ""},
	{"message", ALL, "BC2", NULL, {NULL}, ""},
	{"add-unit", WRITERS, "703-9 Mới --kind co-so --parent 703",
		"705-9 Mới --kind co-so --parent 705", {NULL}, ""},
	{"edit-unit", WRITERS, "25474 --name Mới", "25495 --name Mới", {NULL}, ""},
	{"remove-unit", WRITERS, "703-9", "705-9",
		{"add-unit 703-9 Mới --kind co-so --parent 703",
			"add-unit 705-9 Mới --kind co-so --parent 705"}, ""},
	{"add-person", WRITERS, "703 Mới", "705 Mới", {NULL}, ""},
	{"edit-person", WRITERS, "703 'Phạm Thị Giả Định' --note x",
		"705 'Hoàng Văn Hư Cấu' --note x", {NULL}, ""},
	{"remove-person", WRITERS, "703 'Phạm Thị Giả Định'", "705 'Hoàng Văn Hư Cấu'", {NULL}, ""},
	{"undo", WRITERS, "", "1", {"note 703 BC2 x"}, ""},
	{"redo", WRITERS, "", NULL, {"note 703 BC2 x", "undo"}, ""},
	{"undo-to", WRITERS, "1", "1", {"note 703 BC2 x"}, ""},
	{"replay", ALL, "1", NULL, {NULL}, ""},
	{"due", ALL, "", NULL, {NULL}, ""},
	{"log", ALL, "", NULL, {NULL}, ""},
	{"status", ALL, "--by unit", NULL, {NULL}, ""},
	{"list", ALL, "people", NULL, {NULL}, ""},
	{"export", ALL, "people -", NULL, {NULL}, ""},
	{"import", WRITERS, "people -", NULL, {NULL}, "unit,name\n703,Lê Thị Mới\n"},
	{"check", ADMIN, "", NULL, {NULL}, ""},
	{"purge", ADMIN, "people", NULL, {NULL}, ""},
	{"set", ADMIN, "due-soon 4", NULL, {NULL}, ""},
	{"holiday", ADMIN, "1/7", NULL, {NULL}, ""},
	{"account", ADMIN, "list", NULL, {NULL}, ""},
	{"help", ALL, "", NULL, {NULL}, ""},
	{"init", NOBODY, "", NULL, {NULL}, ""},
	{"demo", NOBODY, "", NULL, {NULL}, ""},
	{"backup", NOBODY, "-", NULL, {NULL}, ""},
	{"serve", NOBODY, "--as a", NULL, {NULL}, ""},
	{"completion", NOBODY, "bash", NULL, {NULL}, ""},
	{"doctor", NOBODY, "", NULL, {NULL}, ""},
};

static const struct trial *trial_of(const char *command)
{
	for (size_t i = 0; i < COUNT(trials); i++)
		if (strcmp(trials[i].command, command) == 0)
			return &trials[i];
	return NULL;
}

static const struct {
	const char *name;
	unsigned bit;
} accounts[] = {{"a", ADMIN}, {"e", EDITOR}, {"v", VIEWER}, {"w", VIEWER}};

/* Moves that write files on the machine or open them, or go back to its shell. */
static bool is_of_the_machine(const char *name)
{
	static const char *const names[] = {"export-view", "take-good", "sample", "new-plan", "open-file",
		"tap", "tour", "suspend"};

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void every_command_has_a_trial_and_says_the_same(void **state)
{
	(void)state;
	for (const struct command *command = commands; command->name; command++) {
		const struct trial *trial = trial_of(command->name);
		unsigned who = (command->who & BY_ADMIN ? ADMIN : 0) |
			       (command->who & BY_EDITOR ? EDITOR : 0) |
			       (command->who & BY_VIEWER ? VIEWER : 0);

		if (!command->run) /* moves about the screen */
			assert_int_equal(who, is_of_the_machine(command->name) ? NOBODY : ALL);
		else if (!trial)
			fail_msg("%s: no trial says who may do it", command->name);
		else if (trial->who != who)
			fail_msg("%s: the table says %u, the trial %u", command->name, who,
				trial->who);
	}
	for (size_t i = 0; i < COUNT(trials); i++)
		assert_non_null(command_named(trials[i].command));
}

static void try(struct desk *desk, const struct trial *trial, const char *account,
	const char *arguments, bool is_allowed)
{
	char line[200];

	office_again(desk);
	desk->app.actor = account;
	for (size_t i = 0; i < COUNT(trial->before) && trial->before[i]; i++)
		done(desk, trial->before[i]);
	as(desk, account);
	snprintf(line, sizeof line, "%s %s", trial->command, arguments);
	bool was_done = typed_with(desk, line, trial->input);
	if (is_allowed && !was_done && strcmp(arguments, "1") != 0)
		fail_msg("%s may not: %s: %s", account, line, desk->why.text);
	/* A step that it does not see is not there. */
	bool is_unseen = strcmp(arguments, "1") == 0 && desk->why.kind == FAULT_MISSING;
	if (!is_allowed && (was_done || (desk->why.kind != FAULT_DENIED && !is_unseen)))
		fail_msg("%s: %s: fault %d, %s", account, line, (int)desk->why.kind,
			desk->why.text);
}

static void each_role_may_do_inside_its_branch_what_is_written_and_no_more(void **state)
{
	for (size_t i = 0; i < COUNT(trials); i++)
		for (size_t j = 0; j < COUNT(accounts); j++)
			try(*state, &trials[i], accounts[j].name, trials[i].inside,
				trials[i].who & accounts[j].bit);
}

static void outside_its_branch_only_an_admin_may(void **state)
{
	for (size_t i = 0; i < COUNT(trials); i++)
		for (size_t j = 0; j < COUNT(accounts); j++)
			if (trials[i].outside)
				try(*state, &trials[i], accounts[j].name, trials[i].outside,
					accounts[j].bit == ADMIN);
}

/* Its top, where its units go, codes that others have, units without one above: none is an editor's. */
static void an_editor_adds_and_moves_units_by_the_tree_as_it_was(void **state)
{
	static const char *const lines[] = {"edit-unit 703 --name X", "edit-unit 703 --to 1/7/2020",
		"edit-unit 25474 --parent 705", "edit-unit 25474 --parent 72",
		"edit-unit 25474 --parent ''", "edit-unit 703 --parent 25474", "remove-unit 703",
		"add-unit new Mới --kind co-so", "add-unit new Mới --kind co-so --parent 72",
		"add-unit 25495 Mới --kind co-so --parent 703", "edit-unit 25495 --parent 703"};
	struct desk *desk = *state;

	as(desk, "e");
	for (size_t i = 0; i < COUNT(lines); i++) {
		bool was_done = typed(desk, lines[i]);
		if (was_done || (desk->why.kind != FAULT_DENIED && i != 5 && i != 6))
			fail_msg("%s: fault %d, %s", lines[i], (int)desk->why.kind, desk->why.text);
	}
	done(desk, "add-unit new Mới --kind co-so --parent 703");
	done(desk, "edit-unit 25474 --parent new");
	done(desk, "undo");
	done(desk, "undo");
	done(desk, "redo");
	done(desk, "remove-unit new");
}

static void who_runs_the_program_on_the_server_is_an_admin_without_ceremony(void **state)
{
	struct desk *desk = *state;

	as(desk, NULL);
	done(desk, "note 703 BC2 x");
	done(desk, "note 705 BC2 x");
	done(desk, "doctor");
	done(desk, "set due-soon 4");
}

static void a_file_is_always_the_line_itself(void **state)
{
	static const char *const lines[] = {"import people /etc/passwd", "import people ./-",
		"import people -x/../../etc/passwd", "import tasks /dev/stdin", "export people x.csv",
		"export all folder", "export people /dev/stdout", "import people - --rejects x.csv",
		"import people - --rejects=/tmp/x"};
	struct desk *desk = *state;

	for (size_t i = 0; i < COUNT(lines); i++)
		for (size_t j = 0; j < COUNT(accounts); j++) {
			as(desk, accounts[j].name);
			if (typed_with(desk, lines[i], "unit,name\n703,A\n") ||
				(desk->why.kind != FAULT_DENIED && desk->why.kind != FAULT_USAGE))
				fail_msg("%s: %s: %s", accounts[j].name, lines[i], desk->why.text);
		}
}

static void the_tree_and_the_plan_are_imported_by_an_admin_alone(void **state)
{
	struct desk *desk = *state;
	/* A sibling would be taken by giving it a new parent. */
	static const char take[] = "code,name,kind,parent\n705,Của tôi,huyen,703\n";
	static const char plan[] = "type,code,title\nplan,KHX,x\n";

	as(desk, "e");
	assert_false(typed_with(desk, "import units -", take));
	assert_int_equal(desk->why.kind, FAULT_DENIED);
	assert_false(typed_with(desk, "import plan -", plan));
	assert_int_equal(desk->why.kind, FAULT_DENIED);
	as(desk, "a");
	if (!typed_with(desk, "import units -", take))
		fail_msg("%s", desk->why.text);
	as(desk, "e");
	done(desk, "note 705 BC2 x"); /* now it is below */
}

static void rows_of_others_are_refused_by_line_and_nothing_is_taken(void **state)
{
	static const struct {
		const char *line, *input;
	} sheets[] = {
		{"import people -", "unit,name\n703,Lê Mới\n705,Lê Khác\n72,Lê Tỉnh\n"},
		{"import tasks -", "unit,task,status,done_on\n703,II.3.c,done,2020-06-20\n"
				   "705,II.3.c,done,2020-06-20\n72,II.3.c,done,2020-06-20\n"},
		{"import receipts -", "unit,report,received_on\n703,BC2,2020-06-20\n"
				      "705,BC2,2020-06-20\n72,BC2,2020-06-20\n"},
		{"import numbers -", "report,unit,SL01\nBC2,703,90\nBC2,705,90\nBC2,72,90\n"}};
	struct desk *desk = *state;

	for (size_t i = 0; i < COUNT(sheets); i++) {
		char partial[64];

		as(desk, "e");
		assert_false(typed_with(desk, sheets[i].line, sheets[i].input));
		assert_int_equal(desk->why.kind, FAULT_REFUSED);
		if (strstr(buffer_text(&desk->reply.complaints), "-:2:"))
			fail_msg("%s: %s", sheets[i].line, buffer_text(&desk->reply.complaints));
		assert_non_null(strstr(buffer_text(&desk->reply.complaints), "-:3:"));
		assert_non_null(strstr(buffer_text(&desk->reply.complaints), "-:4:"));
		assert_null(strstr(buffer_text(&desk->reply.complaints), "Tân Biên"));
		snprintf(partial, sizeof partial, "%s --partial", sheets[i].line);
		assert_false(typed_with(desk, partial, sheets[i].input));
		assert_true(desk->reply.step > 0);
		assert_int_equal(desk->reply.changed, 1);
	}
}

#define MANY 20001 /* rows from which a file is taken in bulk where nobody looks on */

static void many_people(struct buffer *sheet, const char *last)
{
	buffer_clear(sheet);
	buffer_add(sheet, "unit,name\n");
	for (int i = 0; i < MANY; i++)
		buffer_print(sheet, "703,Lê %05d\n", i);
	buffer_print(sheet, "%s\n", last);
}

/* What is taken in bulk is not looked at row by row: an account's file never is. */
static void of_a_large_file_too_rows_of_others_are_refused_by_line(void **state)
{
	struct desk *desk = *state;
	struct buffer sheet = {0};

	many_people(&sheet, "705,Lê Khác");
	as(desk, "e");
	assert_false(typed_with(desk, "import people -", buffer_text(&sheet)));
	assert_int_equal(desk->why.kind, FAULT_REFUSED);
	assert_int_equal(desk->reply.step, 0);
	assert_non_null(strstr(buffer_text(&desk->reply.complaints), "-:20003:"));
	assert_null(strstr(buffer_text(&desk->reply.complaints), "Tân Biên"));
	assert_false(typed_with(desk, "import people - --partial", buffer_text(&sheet)));
	assert_int_equal(desk->reply.changed, MANY);
	done(desk, "undo");
	as(desk, "a");
	if (!typed_with(desk, "import people -", buffer_text(&sheet)))
		fail_msg("%s", desk->why.text);
	assert_int_equal(desk->reply.changed, MANY + 1);
	buffer_free(&sheet);
}

static void a_count_of_rows_holds_for_large_files_too(void **state)
{
	static const char *const names[] = {NULL, "a", "e"};
	struct desk *desk = *state;
	struct buffer sheet = {0};

	many_people(&sheet, "703,Lê Cuối");
	for (size_t i = 0; i < COUNT(names); i++) {
		as(desk, names[i]);
		assert_false(typed_with(
			desk, "import people - --rows 20001", buffer_text(&sheet)));
		assert_int_equal(desk->why.kind, FAULT_REFUSED);
		assert_non_null(strstr(desk->why.text, "20002 rows came, --rows says 20001"));
		assert_int_equal(desk->reply.step, 0);
		if (!typed_with(desk, "import people - --rows 20002", buffer_text(&sheet)))
			fail_msg("%s", desk->why.text);
		done(desk, "undo");
	}
	buffer_free(&sheet);
}

/* The screen's door to an import, which no command runs through. */
static void a_preview_reads_no_file_of_the_server(void **state)
{
	struct desk *desk = *state;
	const char *const words[] = {"people", "/etc/passwd"};

	for (size_t i = 0; i < COUNT(accounts); i++) {
		struct import import;

		as(desk, accounts[i].name);
		desk_clear(desk);
		request_start(&desk->request, command_named("import"));
		assert_true(request_parse(&desk->app, &desk->request, words, 2, &desk->why));
		assert_false(import_open(&desk->app, &desk->request, &import, &desk->why));
		assert_int_equal(desk->why.kind, FAULT_DENIED);
		assert_null(import.source->bytes);
		import_free(&import);
	}
}

/* Whom a line names: the units of the texts, and no other's. */
static void texts_to_send_are_for_the_branch_alone(void **state)
{
	static const char *const lines[] = {"message BC2", "message II.3.c", "remind BC2"};
	struct desk *desk = *state;

	for (size_t i = 0; i < COUNT(lines); i++) {
		as(desk, "e");
		done(desk, lines[i]);
		assert_non_null(strstr(buffer_text(&desk->reply.text), "Thành đoàn Tây Ninh"));
		if (strstr(buffer_text(&desk->reply.text), "Huyện đoàn"))
			fail_msg("%s: %s", lines[i], buffer_text(&desk->reply.text));
	}
}

static void nobody_hears_of_units_that_are_not_theirs(void **state)
{
	struct desk *desk = *state;
	static const char *const names[] = {"705", "Tân Biên", "huyen doan tan bien", "72", "999"};

	for (size_t i = 0; i < COUNT(names); i++) {
		struct buffer line = {0};

		as(desk, "e");
		buffer_print(&line, "note '%s' BC2 x", names[i]);
		refused(desk, buffer_text(&line), FAULT_DENIED, "sees only 703");
		assert_null(strstr(desk->why.text, "Huyện đoàn"));
		assert_null(strstr(desk->why.text, "Tỉnh đoàn"));
		buffer_free(&line);
		desk->app.unit = names[i];
		refused(desk, "due", FAULT_DENIED, "sees only 703");
		desk->app.unit = NULL;
	}
	/* Several of its own are a question, no refusal. */
	refused(desk, "note 'phuong' BC2 x", FAULT_MISSING, "fits several");
	/* Of two of that name, only one is seen: it is no longer two-faced. */
	done(desk, "due");
	assert_false(typed(desk, "note 'Xã Tân Bình' BC2 x"));
	assert_null(strstr(desk->why.text, "Tân Biên"));
}

static void cells(const struct listing *listing, struct buffer *out)
{
	for (size_t row = 0; row < listing->count; row++)
		for (size_t column = 0; column < listing->column_count; column++) {
			buffer_add(out, "|");
			listing_cell(listing, row, column, out);
		}
	buffer_add(out, "|");
}

static void lists_and_counts_are_of_the_branch_alone(void **state)
{
	static const char *const lines[] = {"due --tasks", "status --by unit", "status --by branch",
		"list reports --by unit", "log", "list units",
		"list people", "list matrix", "list reports", "list tasks", "list receipts",
		"list numbers", "list item --item BC1"};
	struct desk *desk = *state;

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct buffer all = {0}, own = {0};

		as(desk, "w");
		done(desk, lines[i]);
		cells(desk->reply.listing, &all);
		as(desk, "v");
		done(desk, lines[i]);
		cells(desk->reply.listing, &own);
		assert_true(desk->reply.listing->count > 0);
		if (strcmp(buffer_text(&own), buffer_text(&all)) == 0)
			fail_msg("%s: the same as everything", lines[i]);
		if (strstr(buffer_text(&own), "|705|") || strstr(buffer_text(&own), "Tân Biên"))
			fail_msg("%s: tells of 705", lines[i]);
		buffer_free(&all);
		buffer_free(&own);
	}
}

static void help_tells_an_account_of_what_it_may_run(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < COUNT(trials); i++)
		for (size_t j = 0; j < COUNT(accounts); j++) {
			char line[40];

			as(desk, accounts[j].name);
			done(desk, "help");
			snprintf(line, sizeof line, "\n  %s%s", trials[i].command,
				strcmp(trials[i].command, "tick") == 0 ? " " : "");
			if (!strstr(buffer_text(&desk->reply.text), line) ==
				!!(trials[i].who & accounts[j].bit))
				fail_msg("%s: %s", accounts[j].name, trials[i].command);
		}
}

static unsigned told;

static void tell(const struct app *app, const char *command)
{
	assert_non_null(app->account);
	assert_true(!command || command_named(command));
	told++;
}

static void every_refusal_is_told(void **state)
{
	static const char *const lines[] = {"set due-soon 4", "note 705 BC2 x", "backup -",
		"export people x.csv", "import units -", "undo 1"};
	struct desk *desk = *state;

	desk->app.denied = tell;
	as(desk, "e");
	for (size_t i = 0; i < COUNT(lines); i++) {
		told = 0;
		assert_false(typed_with(desk, lines[i], ""));
		assert_int_equal(desk->why.kind, FAULT_DENIED);
		assert_int_equal(told, 1);
	}
	told = 0;
	done(desk, "due");
	assert_int_equal(told, 0);
}

static void a_step_says_which_account_made_it(void **state)
{
	struct desk *desk = *state;

	as(desk, "e");
	done(desk, "note 703 BC2 x");
	done(desk, "log");
	assert_string_equal(desk->reply.listing->log.steps[0].actor, "e");
}

static void an_account_that_changes_meanwhile_is_changed_at_the_next_command(void **state)
{
	struct desk *desk = *state, *server;

	as(desk, "e");
	done(desk, "note 703 BC2 x");
	desk_bare((void **)&server);
	server->app.db = desk->db;
	done(server, "account add e --role viewer --unit 703");
	refused(desk, "note 703 BC2 y", FAULT_DENIED, "whose role is viewer");
	done(server, "account add e --role editor --unit 703");
	done(desk, "note 703 BC2 y");
	done(server, "account remove e");
	refused(desk, "note 703 BC2 z", FAULT_DENIED, "no account e");
	refused(desk, "due", FAULT_DENIED, "no account e");
	desk_close((void **)&server);
}

#define TRIAL(name) cmocka_unit_test_setup_teardown(name, desk_in_office, desk_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_has_a_trial_and_says_the_same),
		TRIAL(each_role_may_do_inside_its_branch_what_is_written_and_no_more),
		TRIAL(outside_its_branch_only_an_admin_may),
		TRIAL(an_editor_adds_and_moves_units_by_the_tree_as_it_was),
		TRIAL(who_runs_the_program_on_the_server_is_an_admin_without_ceremony),
		TRIAL(a_file_is_always_the_line_itself),
		TRIAL(the_tree_and_the_plan_are_imported_by_an_admin_alone),
		TRIAL(rows_of_others_are_refused_by_line_and_nothing_is_taken),
		TRIAL(of_a_large_file_too_rows_of_others_are_refused_by_line),
		TRIAL(a_count_of_rows_holds_for_large_files_too),
		TRIAL(a_preview_reads_no_file_of_the_server),
		TRIAL(texts_to_send_are_for_the_branch_alone),
		TRIAL(nobody_hears_of_units_that_are_not_theirs),
		TRIAL(lists_and_counts_are_of_the_branch_alone),
		TRIAL(help_tells_an_account_of_what_it_may_run),
		TRIAL(every_refusal_is_told),
		TRIAL(a_step_says_which_account_made_it),
		TRIAL(an_account_that_changes_meanwhile_is_changed_at_the_next_command),
	};

	return cmocka_run_group_tests(tests, office_made, office_gone);
}
