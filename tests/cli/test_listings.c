/* What listings say to machines: the names, the spellings, the order (INTERFACE.md "What listings
 * say to machines"). */
#include "cli/run.h"

static const char due_names[] = "plan,unit,unit_name,item,title,due_before,last_day,state,days,"
				"received_on,extended_to,reminders";
static const char status_names[] = "unit,unit_name,item,expected,on_time,late,open,overdue,"
				   "returned,exempt,total,reporting_rate,"
				   "on_time_rate,completion_rate,title,kind,extended";

static void names_are_as_promised(void **state)
{
	struct office *office = *state;
	static const struct {
		const char *line, *names;
	} listings[] = {{"due", due_names}, {"list due", due_names},
		{"list unit --unit 703", due_names}, {"list item --item BC1", due_names},
		{"status", status_names}, {"status --by unit", status_names},
		{"status --by kind", status_names}, {"status --by branch", status_names},
		{"list reports", status_names},
		{"list units", "code,name,kind,parent,level,valid_from,valid_to,aliases,rev"},
		{"list items",
			"type,code,title,audience,before,by,from,to,proof,target,partners,measure,"
			"document,issued,issuer,note,rev"},
		{"list plans",
			"type,code,title,audience,before,by,from,to,proof,target,partners,measure,"
			"document,issued,issuer,note,rev"},
		{"log", "step,at,actor,command,table,key,field,old,new"},
		{"list log", "step,at,actor,command,table,key,field,old,new"},
		{"list people", "unit,name,position,phone,email,note,rev"},
		{"list tasks", "plan,unit,unit_name,task,title,status,done_on,document,document_"
			       "date,count,"
			       "note,verdict,due,rev"},
		{"list receipts",
			"plan,unit,unit_name,report,title,received_on,document,document_date,"
			"version,returned_on,note,verdict,days_late,due,rev"}};

	for (size_t i = 0; i < COUNT(listings); i++) {
		struct table table;

		table_of(office, &table, "%s", listings[i].line);
		table_headed(&table, listings[i].names);
		assert_true(table.rows > 0);
		table_free(&table);
		/* The same names whatever the language. */
		table_of(office, &table, "%s --lang vi", listings[i].line);
		table_headed(&table, listings[i].names);
		table_free(&table);
	}
}

/* Reads an array of flat objects back into a table, so that the two spellings can be compared. */
static const char *json_text(const char *at, char *out)
{
	assert_int_equal(*at++, '"');
	for (; *at != '"'; at++) {
		if (*at == '\\') {
			at++;
			*out++ = (char)(*at == 'n' ? '\n' : *at == 't' ? '\t' : *at);
		} else {
			assert_true((unsigned char)*at >= ' ');
			*out++ = *at;
		}
	}
	*out = '\0';
	return at + 1;
}

static const char *json_value(const char *at, char *out)
{
	size_t length;

	if (*at == '"')
		return json_text(at, out);
	length = strcspn(at, ",}");
	sprintf(out, "%.*s", (int)length, at);
	if (strcmp(out, "null") == 0)
		*out = '\0';
	else
		assert_true(strspn(out, "-.0123456789") == strlen(out) && length > 0);
	return at + length;
}

static void json_equals(const char *json, const struct table *table)
{
	char name[256], value[8192];
	const char *at = json;

	assert_int_equal(*at++, '[');
	for (size_t row = 0; row < table->rows; row++) {
		at += strspn(at, " ,\n");
		assert_int_equal(*at++, '{');
		for (size_t i = 0; i < table->columns; i++) {
			at = json_text(at, name);
			assert_int_equal(strncmp(at, ": ", 2), 0);
			at = json_value(at + 2, value);
			assert_string_equal(name, table->cells[i]);
			assert_string_equal(value, table_at(table, row, name));
			at += strspn(at, ", ");
		}
		assert_int_equal(*at++, '}');
	}
	assert_string_equal(at, table->rows ? "\n]\n" : "]\n");
}

static void plain_equals(const char *plain, const struct table *table)
{
	size_t lines = 0, tabs = 0;

	for (const char *at = plain; *at; at++) {
		lines += *at == '\n';
		tabs += *at == '\t';
	}
	assert_int_equal(lines, table->rows + 1);
	assert_int_equal(tabs, (table->rows + 1) * (table->columns - 1));
}

static void csv_json_and_plain_say_the_same(void **state)
{
	struct office *office = *state;
	static const char *const lines[] = {"due --tasks", "status", "status --by branch", "log",
		"list units", "list people", "list items", "list tasks", "list receipts",
		"list numbers", "list matrix", "list due --report BC2 --within 0"};

	run_for(office, 0, "tiendo done 703 II.3.c --on 25/6 --note 'hai \"dòng\"\n\tvà \\ một'");
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct table table;

		table_of(office, &table, "%s", lines[i]);
		run_for(office, 0, "tiendo --json %s", lines[i]);
		json_equals(office->out, &table);
		run_for(office, 0, "tiendo %s --plain", lines[i]);
		plain_equals(office->out, &table);
		table_free(&table);
	}
}

static void csv_is_rfc_4180_without_a_mark(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo list people --csv");
	assert_int_equal(strncmp(office->out, "unit,name,", 10), 0);
	says(office, "703,Phạm Thị Giả Định,Phó Bí thư Thành đoàn,0900 000 004,");
	says(office, "72,Lê Văn Thử,\"Văn thư, Văn phòng Tỉnh đoàn\",");
	for (const char *at = office->out; (at = strstr(at, "example.org,")) != NULL; at++)
		assert_true(at[12] != '\0');
	says(office, "\r\n");
}

static void json_keeps_counts_as_numbers_and_nothing_as_null(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo due --json");
	says(office, "\"days\": 2, \"received_on\": \"\", \"extended_to\": \"\", \"reminders\": 0");
	says(office, "\"state\": \"exempt\", \"days\": null");
	run_for(office, 0, "tiendo status --json");
	says(office, "\"reporting_rate\": 27.3");
	run_for(office, 0, "tiendo list numbers --json");
	says(office, "\"SL01 Buổi học tập và sinh hoạt chuyên đề\": \"22\"");
	run_for(office, 0, "tiendo --unit 25456 due --json");
	assert_string_equal(office->out, "[]\n");
}

static void json_spells_out_what_a_terminal_would_obey(void **state)
{
	struct office *office = *state;

	file_put(office, "u.csv",
		"code,name,kind\nX1,A\033[2J\xC2\x9B\xE2\x80\xAE\xF0\x9F\x98\x80\xF3\xA0\x81\x81Z,"
		"xa\n");
	run_for(office, 0, "tiendo import units u.csv");
	run_for(office, 0, "tiendo --unit X1 list units --json");
	says(office, "\"A\\u001b[2J\\u009b\\u202e");
	says(office, "\xF0\x9F\x98\x80");
	says(office, "\\udb40\\udc41Z\"");
	run_for(office, 0, "tiendo --unit X1 list units --csv"); /* a pipe gets the text itself */
	says(office, "A\033[2J");
	run_for(office, 0, "tiendo --unit X1 list units --plain");
	assert_null(strchr(office->out, '\033'));
}

static void plain_is_tab_separated_whatever_the_length(void **state)
{
	struct office *office = *state;
	char note[20001];

	memset(note, 'x', sizeof note - 1);
	note[sizeof note - 1] = '\0';
	file_put(office, "t.csv", "");
	run_for(office, 0,
		"printf 'unit,task,status,note\\n703,II.3.c,doing,%s\\n' > t.csv; tiendo import "
		"tasks t.csv",
		note);
	run_for(office, 0, "tiendo list tasks --plain | grep 703.*II.3.c");
	says(office, note);
	run_for(office, 0, "tiendo list tasks | grep II.3.c");
	says(office, note); /* a table that goes into a file is not cut either */
}

static void states_and_days_are_the_words_of_the_domain(void **state)
{
	struct office *office = *state;
	static const char *const words[] = {"on_time", "late", "in_progress", "not_due", "due_soon",
		"last_day", "overdue", "returned", "extended", "exempt", "no_date", "done"};
	struct table due;

	for (int day = 1; day <= 3; day++) {
		run_for(office, 0, "bare --db t.db --as-of %s due --tasks --csv",
			day == 1   ? "28/6/2020"
			: day == 2 ? "30/6/2020"
				   : "2/7/2020");
		table_read(&due, office->out);
		for (size_t row = 0; row < due.rows; row++) {
			bool known = false;

			for (size_t i = 0; i < COUNT(words); i++)
				known = known ||
					strcmp(table_at(&due, row, "state"), words[i]) == 0;
			assert_true(known);
			assert_string_equal(table_at(&due, row, "plan"), "PCMT2020");
		}
		if (day == 2)
			assert_int_equal(table_count(&due, "unit", "705", "item", "BC1", "state",
						 "last_day", "days", "0", NULL),
				1);
		if (day == 3) {
			assert_int_equal(
				table_count(&due, "unit", "705", "item", "BC1", "due_before",
					"2020-07-01", "last_day", "2020-06-30", "state", "overdue",
					"days", "-2", "received_on", "", NULL),
				1);
			assert_int_equal(table_count(&due, "unit", "711", "item", "BC1", "state",
						 "extended", "days", "1", "last_day", "2020-06-30",
						 "extended_to", "2020-07-03", NULL),
				1);
			assert_int_equal(
				table_count(&due, "unit", "712", "item", "BC1", "state", "on_time",
					"days", "5", "received_on", "2020-06-25", NULL),
				1);
			assert_int_equal(
				table_count(&due, "unit", "708", "item", "BC1", "state", "returned",
					"days", "-2", "received_on", "2020-06-22", NULL),
				1);
			assert_int_equal(table_count(&due, "unit", "TT02", "item", "BC1", "state",
						 "exempt", "days", "", NULL),
				1);
		}
		table_free(&due);
	}
	table_of(office, &due, "due --tasks");
	assert_int_equal(
		table_count(&due, "item", "III.2.1", "state", "late", "days", "-5", NULL), 1);
	table_free(&due);
}

static void due_has_a_row_for_each_unit_and_report_tasks_on_demand(void **state)
{
	struct office *office = *state;
	struct table due;

	table_of(office, &due, "due");
	assert_int_equal(due.rows, 24);
	assert_int_equal(table_count(&due, "item", "BC1", NULL), 12);
	assert_int_equal(table_count(&due, "state", "exempt", NULL), 1);
	table_free(&due);
	table_of(office, &due, "due --tasks");
	assert_int_equal(due.rows, 36); /* one task is dated */
	assert_int_equal(table_count(&due, "item", "III.2.1", NULL), 12);
	table_free(&due);
	table_of(office, &due, "due --report BC1");
	assert_int_equal(due.rows, 12);
	table_free(&due);
	table_of(office, &due, "due --report=II.1.a"); /* named, it needs no date */
	assert_int_equal(due.rows, 12);
	table_free(&due);
}

static int rank(const char *state)
{
	static const char *const worst_first[] = {"overdue", "returned", "last_day", "due_soon",
		"extended", "in_progress", "not_due", "no_date", "late", "on_time", "done",
		"exempt"};

	for (size_t i = 0; i < COUNT(worst_first); i++)
		if (strcmp(state, worst_first[i]) == 0)
			return (int)i;
	fail_msg("no state %s", state);
	return 0;
}

static void the_worst_come_first(void **state)
{
	struct office *office = *state;
	struct table due;

	run_for(office, 0, "bare --db t.db --as-of 5/7/2020 due --tasks --csv");
	table_read(&due, office->out);
	assert_string_equal(table_at(&due, 0, "item"), "III.2.1"); /* overdue since June */
	for (size_t row = 1; row < due.rows; row++) {
		int before = rank(table_at(&due, row - 1, "state")),
		    here = rank(table_at(&due, row, "state"));

		assert_true(before <= here);
		if (here == 0 && before == 0)
			assert_true(atoi(table_at(&due, row - 1, "days")) <=
				    atoi(table_at(&due, row, "days")));
	}
	table_free(&due);
}

static void within_keeps_what_falls_due_soon_or_is_worse(void **state)
{
	struct office *office = *state;
	struct table due;

	table_of(office, &due, "due --within 2");
	assert_int_equal(table_count(&due, "state", "due_soon", NULL), 6);
	assert_int_equal(table_count(&due, "state", "returned", NULL), 1);
	assert_int_equal(due.rows, 7);
	table_free(&due);
	table_of(office, &due, "due --within 5");
	assert_int_equal(table_count(&due, "state", "extended", NULL), 1);
	assert_int_equal(due.rows, 8);
	table_free(&due);
	table_of(office, &due, "due --within 33 --report BC2");
	assert_int_equal(due.rows, 12);
	table_free(&due);
	table_of(office, &due, "due --within 1 --tasks");
	assert_int_equal(table_count(&due, "item", "III.2.1", "state", "overdue", NULL), 1);
	table_free(&due);
	table_of(office, &due, "due --within 999999999");
	assert_int_equal(table_count(&due, "state", "on_time", NULL), 0);
	table_free(&due);
}

static void a_day_back_is_the_board_as_it_stood(void **state)
{
	struct office *office = *state;
	struct table due;

	run_for(office, 0, "bare --db t.db --as-of 23/6/2020 due --csv");
	table_read(&due, office->out);
	assert_int_equal(
		table_count(&due, "state", "on_time", NULL), 1); /* 708, not sent back yet */
	assert_int_equal(
		table_count(&due, "unit", "708", "item", "BC1", "state", "on_time", NULL), 1);
	assert_int_equal(table_count(&due, "unit", "703", "item", "BC1", "state", "not_due",
				 "received_on", "", NULL),
		1);
	table_free(&due);
	run_for(office, 0, "bare --db t.db --as-of 24/6/2020 due --csv");
	table_read(&due, office->out);
	assert_int_equal(
		table_count(&due, "unit", "708", "item", "BC1", "state", "returned", NULL), 1);
	assert_int_equal(
		table_count(&due, "unit", "703", "item", "BC1", "received_on", "2020-06-24", NULL),
		1);
	table_free(&due);
	run_for(office, 0, "bare --db t.db --as-of 1/6/2020 list tasks --csv");
	table_read(&due, office->out);
	assert_int_equal(
		table_count(&due, "unit", "703", "task", "III.2.1", "verdict", "not_due", NULL), 1);
	table_free(&due);
}

static void listings_of_one_unit_and_one_item_need_their_name(void **state)
{
	struct office *office = *state;
	struct table rows;

	run_for(office, 2, "tiendo list unit");
	complains(office, "which unit? name it with --unit CODE");
	run_for(office, 2, "tiendo list item");
	complains(office, "which item? name it with --item CODE");
	run_for(office, 2, "tiendo list item --item BC9");
	table_of(office, &rows, "list unit --unit 703");
	assert_int_equal(table_count(&rows, "unit", "703", NULL), rows.rows);
	assert_string_equal(table_at(&rows, 0, "item"), "BC1");
	assert_int_equal(rows.rows, 18);
	table_free(&rows);
	table_of(office, &rows, "list item --item III.1.3b");
	assert_int_equal(rows.rows, 9);
	table_free(&rows);
}

static void units_are_listed_valid_or_not_as_a_tree(void **state)
{
	struct office *office = *state;
	struct table units;

	file_put(office, "u.csv", "code,name,kind,parent,valid_to\n79,Cũ,co-so,703,2010-01-01\n");
	run_for(office, 0, "tiendo import units u.csv");
	table_of(office, &units, "list units");
	assert_int_equal(units.rows, 108);
	assert_int_equal(
		table_count(&units, "code", "79", "level", "2", "valid_to", "2010-01-01", NULL), 1);
	assert_string_equal(table_at(&units, 0, "code"), "72");
	assert_string_equal(table_at(&units, 0, "level"), "0");
	table_free(&units);
	table_of(office, &units, "list units --unit 703");
	assert_int_equal(units.rows, 12);
	table_free(&units);
}

static void the_matrix_has_a_letter_for_each_duty(void **state)
{
	struct office *office = *state;
	struct table matrix;
	size_t row;

	table_of(office, &matrix, "list matrix");
	assert_int_equal(matrix.rows, 13);
	row = table_row(&matrix, "unit", "703", NULL);
	assert_string_equal(table_at(&matrix, row, "BC1"), "D");
	assert_string_equal(table_at(&matrix, row, "II.1.c"), "~");
	assert_string_equal(table_at(&matrix, row, "III.1.1"), "");
	row = table_row(&matrix, "unit", "708", NULL);
	assert_string_equal(table_at(&matrix, row, "BC1"), "R");
	row = table_row(&matrix, "unit", "711", NULL);
	assert_string_equal(table_at(&matrix, row, "BC1"), "G");
	row = table_row(&matrix, "unit", "TT02", NULL);
	assert_string_equal(table_at(&matrix, row, "BC1"), "-");
	table_free(&matrix);
	table_of(office, &matrix, "list matrix --unit 705");
	assert_int_equal(matrix.rows, 1);
	table_free(&matrix);
}

/* What would narrow nothing is refused with the listings that it narrows; what narrows one is taken. */
static void an_option_of_other_listings_is_refused_with_their_names(void **state)
{
	static const struct {
		const char *option, *value, *listings;
	} options[] = {
		{"--tasks", "", " due "}, {"--within", " 5", " due "},
		{"--report", " BC1", " due item reports tasks receipts numbers "},
		{"--item", " BC1", " due item reports tasks receipts numbers "},
		{"--by", " kind", " reports "}, {"--since", " 1/6/2020", " log "},
	};
	static const char *const names[] = {"units", "tree", "people", "plans", "items", "due", "matrix",
		"unit", "item", "reports", "tasks", "receipts", "numbers", "log"};
	struct office *office = *state;
	char list[32], said[64];

	for (size_t i = 0; i < COUNT(options); i++) {
		/* One run of the shell for all listings: the statuses, then the words. */
		run_for(office, 0,
			"for i in units tree people plans items due matrix unit item reports tasks "
			"receipts numbers log; do j=$i; [ $i = item ] && j='item --item BC1'; "
			"tiendo --unit 703 list $j %s%s >/dev/null; echo \" $i:$?\"; done",
			options[i].option, options[i].value);
		for (size_t j = 0; j < COUNT(names); j++) {
			snprintf(list, sizeof list, " %s ", names[j]);
			bool is_taken = strstr(options[i].listings, list) != NULL;
			snprintf(said, sizeof said, " %s:%d\n", names[j], is_taken ? 0 : 2);
			says(office, said);
			snprintf(said, sizeof said, "'list %s' has no %s; that is for: ", names[j],
				options[i].option);
			assert_int_equal(holds(office->err, said), !is_taken);
		}
	}
	run_for(office, 2, "tiendo list units --within 3");
	complains(office, "'list units' has no --within; that is for: due");
	run_for(office, 2, "tiendo list numbers --by unit");
	complains(office, "that is for: reports");
}

static void a_listing_that_is_none_is_refused_with_all_names(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo list dues");
	complains(office, "no listing dues; there are: units, tree, people, plans, items, due, "
			  "matrix, unit, item, reports, tasks, receipts, numbers, log");
	run_for(office, 2, "tiendo list");
	complains(office, "NAME is missing");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_are_as_promised),
		TEST(csv_json_and_plain_say_the_same),
		TEST(csv_is_rfc_4180_without_a_mark),
		TEST(json_keeps_counts_as_numbers_and_nothing_as_null),
		TEST(json_spells_out_what_a_terminal_would_obey),
		TEST(plain_is_tab_separated_whatever_the_length),
		TEST(states_and_days_are_the_words_of_the_domain),
		TEST(due_has_a_row_for_each_unit_and_report_tasks_on_demand),
		TEST(the_worst_come_first),
		TEST(within_keeps_what_falls_due_soon_or_is_worse),
		TEST(a_day_back_is_the_board_as_it_stood),
		TEST(listings_of_one_unit_and_one_item_need_their_name),
		TEST(units_are_listed_valid_or_not_as_a_tree),
		TEST(the_matrix_has_a_letter_for_each_duty),
		TEST(a_listing_that_is_none_is_refused_with_all_names),
		TEST(an_option_of_other_listings_is_refused_with_their_names),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
