/* The corpus: files as people and their programs save them (tests/corpus), each taken by the office
 * of tests/corpus/office and compared with what a person means by it. */
#include "app/expected.h"
#include "app/given.h"

#include <dirent.h>

#define CORPUS "tests/corpus/"
#define FILES 400

struct corpus_case {
	char name[96]; /* without .csv */
	char test[96]; /* as a test may be called */
};

static char *office; /* the bytes of the office's database */
static size_t office_length;

/* What is being compared, and what is wrong with it so far. */
struct comparison {
	struct desk *desk;
	struct expected *expected;
	struct import import;
	bool taken;
	struct buffer wrong;
};

/* ---- the office ------------------------------------------------------------------------------ */

static int make_office(void **state)
{
	static const char *const kinds[] = {
	        "units", "people", "plan", "tasks", "receipts", "numbers"};
	struct desk *desk;
	void *own;
	char line[100];
	(void)state;
	desk_bare(&own);
	desk = own;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		snprintf(
		        line, sizeof line, "import %s " CORPUS "office/%s.csv", kinds[i], kinds[i]);
		done(desk, line);
	}
	app_close(&desk->app);
	assert_true(file_read(desk->db, 0, &office, &office_length, &desk->why));
	return desk_close(&own);
}

static int forget_office(void **state)
{
	(void)state;
	free(office);
	return 0;
}

static struct desk *desk_of_office(void)
{
	struct desk *desk;
	struct file_out file;
	void *state;
	desk_bare(&state);
	desk = state;
	assert_true(file_start(&file, desk->db, &desk->why));
	assert_int_equal(write(file.fd, office, office_length), office_length);
	assert_true(file_finish(&file, true, &desk->why));
	assert_true(app_open(&desk->app, false, &desk->why));
	desk->app.today = desk->app.clock_day = day_make(2020, 6, 28);
	return desk;
}

/* ---- what was understood, and complaints ------------------------------------------------------ */

static void compare_refusal(struct comparison *at, const char *file)
{
	const struct expected *expected = at->expected;
	const char *said = at->desk->why.text;
	if (at->taken)
		buffer_add(&at->wrong, "taken, but it should be refused as a whole\n");
	else if (!expected->phrase_count)
		buffer_print(&at->wrong, "refused as a whole: %s\n", said);
	for (size_t i = 0; !at->taken && i < expected->phrase_count; i++)
		if (!strstr(said, expected->phrases[i]))
			buffer_print(&at->wrong, "the refusal does not say \"%s\": %s\n",
			        expected->phrases[i], said);
	if (!at->taken && strncmp(said, file, strlen(file)) != 0)
		buffer_print(&at->wrong, "the refusal does not name the file: %s\n", said);
}

static void compare_reading(struct comparison *at)
{
	const struct sheet *sheet = at->import.sheet;
	char separator[2] = {sheet->separator, '\0'}, read[200];
	snprintf(read, sizeof read, "%s, %s, %ld, %zu", sheet->encoding,
	        *separator == '\t' ? "tab" : separator, sheet->header_line, sheet->row_count);
	if (strcmp(read, at->expected->read) != 0)
		buffer_print(&at->wrong, "read as \"%s\", not \"%s\"\n", read, at->expected->read);
}

static bool is_meant(const struct expected_complaint *wanted, const struct complaint *said)
{
	return !wanted->met && wanted->level == said->level && wanted->line == said->line &&
	       strcmp(wanted->column, said->column) == 0 && strstr(said->text, wanted->phrase);
}

/* What goes to a terminal holds no byte that would steer it. */
static void compare_print(struct comparison *at, const char *text)
{
	for (const char *byte = text; *byte; byte++)
		if ((unsigned char)*byte < ' ' || *byte == 0x7F)
			buffer_print(&at->wrong, "byte %d in what is printed\n", *byte);
	if (at->expected->silent && strstr(text, at->expected->silent))
		buffer_print(&at->wrong, "it repeats what it must not: %s\n", text);
}

static void compare_complaints(struct comparison *at)
{
	static const char *const levels[] = {"error", "warning", "conflict"};
	struct expected *expected = at->expected;
	const struct complaints *said = &at->import.complaints;
	char line[2048];
	for (size_t i = 0; i < said->count; i++) {
		size_t j = 0;
		while (j < expected->complaint_count &&
		        !is_meant(&expected->complaints[j], &said->at[i]))
			j++;
		complaint_print(&said->at[i], "", line, sizeof line);
		compare_print(at, line);
		if (j < expected->complaint_count)
			expected->complaints[j].met = true;
		else
			buffer_print(&at->wrong, "not expected: %s %ld \"%s\" %s\n",
			        levels[said->at[i].level], said->at[i].line, said->at[i].column,
			        said->at[i].text);
	}
	for (size_t j = 0; j < expected->complaint_count; j++)
		if (!expected->complaints[j].met)
			buffer_print(&at->wrong, "missing: %s %ld \"%s\" %s\n",
			        levels[expected->complaints[j].level], expected->complaints[j].line,
			        expected->complaints[j].column, expected->complaints[j].phrase);
}

/* ---- records --------------------------------------------------------------------------------- */

static const char *const hows[] = {
        "added", "changed", "same", "removed", "refused", "conflict", "kept"};

/* Whether a field's value is the one meant: named, or else as it was. */
static const char *value_meant(const struct expected_row *row, const struct import_change *change,
        size_t field, bool *is_named)
{
	const char *name = table_field(change->table, field);
	*is_named = false;
	for (size_t i = 0; row && i < row->count; i++)
		if (strcmp(row->fields[i], name) == 0) {
			*is_named = true;
			return row->values[i];
		}
	return change->before[field];
}

/* Gives how many of the named fields there are. */
static size_t compare_fields(struct comparison *at, const struct expected_row *row,
        const struct import_change *change, const char *const *fields, const char *where)
{
	size_t named = 0;
	for (size_t i = table_keys(change->table); i + 1 < table_fields(change->table); i++) {
		bool is_named;
		const char *wanted = value_meant(row, change, i, &is_named);
		if (change->table == TABLE_ITEM && i == ITEM_POSITION && !is_named)
			continue;
		named += is_named;
		if (strcmp(fields[i], wanted) != 0)
			buffer_print(&at->wrong, "%s: line %ld, %s: %s is \"%s\", not \"%s\"\n",
			        where, at->import.sheet->rows[change->row].line, change->key,
			        table_field(change->table, i), fields[i], wanted);
	}
	return named;
}

static struct expected_row *row_meant(struct comparison *at, const struct import_change *change)
{
	struct expected *expected = at->expected;
	long line = at->import.sheet->rows[change->row].line;
	for (size_t i = 0; i < expected->row_count; i++)
		if (expected->rows[i].key && expected->rows[i].first == line &&
		        strcmp(expected->rows[i].key, change->key) == 0)
			return &expected->rows[i];
	for (size_t i = 0; i < expected->row_count; i++)
		if (!expected->rows[i].key && expected->rows[i].how == CHANGE_SAME &&
		        expected->rows[i].first <= line && line <= expected->rows[i].last)
			return &expected->rows[i];
	return NULL;
}

/* In a conflict the database decides what stays: a complaint tells of it, no row does. */
static void compare_change(struct comparison *at, const struct import_change *change)
{
	struct expected_row *row = row_meant(at, change);
	long line = at->import.sheet->rows[change->row].line;
	if (change->how == CHANGE_REFUSED || change->how == CHANGE_CONFLICT)
		return;
	if (!row) {
		buffer_print(&at->wrong, "not expected: %ld %s %s", line, hows[change->how],
		        change->key);
		for (size_t i = table_keys(change->table);
		        i + 1 < table_fields(change->table) && change->how != CHANGE_SAME; i++)
			if (strcmp(change->before[i], change->after[i]) != 0)
				buffer_print(&at->wrong, " | %s=%s", table_field(change->table, i),
				        change->after[i]);
		buffer_add(&at->wrong, "\n");
		return;
	}
	if (row->key && row->met)
		buffer_print(&at->wrong, "twice: line %ld %s\n", line, change->key);
	row->met = true;
	if ((int)change->how != row->how)
		buffer_print(&at->wrong, "line %ld, %s: %s, not %s\n", line, change->key,
		        hows[change->how], row->how < 0 ? "nothing" : hows[row->how]);
	if (change->how != CHANGE_REMOVED && change->how != CHANGE_SAME &&
	        compare_fields(at, row, change, change->after, "prepared") != row->count)
		buffer_print(&at->wrong, "line %ld: a field is named that there is not\n", line);
}

/* A row that made no record: refused with a complaint, refused with others, or nothing in it. */
static void compare_row(struct comparison *at, size_t row)
{
	const struct sheet_row *seen = &at->import.sheet->rows[row];
	struct expected *expected = at->expected;
	bool has_change = false, has_error = false, is_nothing = false, is_refused = false;
	for (size_t i = 0; i < at->import.count; i++)
		has_change = has_change || at->import.changes[i].row == row;
	for (size_t i = 0; i < expected->complaint_count; i++)
		has_error = has_error || (expected->complaints[i].line == seen->line &&
		                                 expected->complaints[i].level == COMPLAINT_ERROR);
	for (size_t i = 0; i < expected->row_count; i++) {
		struct expected_row *wanted = &expected->rows[i];
		if (wanted->key || wanted->first > seen->line || seen->line > wanted->last)
			continue;
		is_nothing = is_nothing || wanted->how == -1;
		is_refused = is_refused || wanted->how == CHANGE_REFUSED;
		wanted->met = wanted->met || wanted->how == -1 || wanted->how == CHANGE_REFUSED;
	}
	if (seen->refused != (has_error || is_refused))
		buffer_print(&at->wrong, "line %ld is %srefused\n", seen->line,
		        seen->refused ? "" : "not ");
	if (!seen->refused && !has_change && !is_nothing)
		buffer_print(&at->wrong, "line %ld leads to nothing\n", seen->line);
	if (!seen->refused && has_change && is_nothing)
		buffer_print(&at->wrong, "line %ld leads to something\n", seen->line);
}

static void compare_records(struct comparison *at)
{
	for (size_t i = 0; i < at->import.count; i++)
		compare_change(at, &at->import.changes[i]);
	for (size_t i = 0; i < at->import.sheet->row_count; i++)
		compare_row(at, i);
	for (size_t i = 0; i < at->expected->row_count; i++)
		if (!at->expected->rows[i].met)
			buffer_print(&at->wrong, "missing: line %ld %s\n",
			        at->expected->rows[i].first,
			        at->expected->rows[i].key ? at->expected->rows[i].key : "");
}

/* ---- after a real commit ---------------------------------------------------------------------- */

static void compare_stored(struct comparison *at)
{
	struct pool pool = {0};
	for (size_t i = 0; i < at->import.count; i++) {
		const struct import_change *change = &at->import.changes[i];
		const char *fields[ROW_FIELDS];
		bool found, is_gone = change->how == CHANGE_REMOVED;
		if (change->how == CHANGE_REFUSED || change->how == CHANGE_CONFLICT)
			continue;
		assert_true(store_get(at->desk->app.store, change->table, change->after, &pool,
		        fields, &found, &at->desk->why));
		if (is_gone ? found : !found && change->how != CHANGE_SAME)
			buffer_print(&at->wrong, "%s is %s\n", change->key,
			        found ? "still there" : "not there");
		else if (!is_gone)
			compare_fields(at, row_meant(at, change), change, fields, "stored");
	}
	pool_free(&pool);
}

static void commit(struct comparison *at)
{
	struct import_options all = {.dry_run = false}, good = {.partial = true};
	bool is_whole = !at->import.of[CHANGE_REFUSED] && !at->import.of[CHANGE_CONFLICT];
	long step;
	bool done =
	        import_commit(&at->desk->app, &at->import, &all, "import", &step, &at->desk->why);
	assert_int_equal(done, is_whole);
	if (!is_whole) {
		assert_int_equal(step, 0);
		assert_false(import_commit(
		        &at->desk->app, &at->import, &good, "import", &step, &at->desk->why));
		assert_int_equal(at->desk->why.kind, FAULT_REFUSED);
	}
	compare_stored(at);
}

/* The same file once more has nothing new to say. */
static void compare_second_time(struct comparison *at, const char *bytes, size_t length)
{
	struct import_options options = {.sheet = {.encoding = at->expected->encoding,
	                                         .separator = at->expected->separator}};
	struct import again;
	if (!import_prepare(&at->desk->app, at->expected->kind, "again", bytes, length, &options,
	            &again, &at->desk->why))
		buffer_print(&at->wrong, "refused the second time: %s\n", at->desk->why.text);
	else if (again.of[CHANGE_ADDED] + again.of[CHANGE_CHANGED] + again.of[CHANGE_REMOVED] > 0)
		buffer_add(&at->wrong, "the second time there is something new\n");
	import_free(&again);
}

/* What was rejected is not taken by itself, only once somebody mended it. */
static void compare_rejects(struct comparison *at, const char *file)
{
	const struct expected *expected = at->expected;
	const char *kind = sheet_format(expected->kind)->word;
	char line[400], option[60] = "";
	if (!at->import.of[CHANGE_REFUSED])
		return;
	if (expected->encoding)
		snprintf(option, sizeof option, "--encoding %s", expected->encoding);
	snprintf(line, sizeof line, "import %s %s %s --rejects %s/r.csv", kind, file, option,
		at->desk->folder);
	assert_false(typed(at->desk, line));
	assert_int_equal(at->desk->why.kind, FAULT_REFUSED);
	snprintf(line, sizeof line, "import %s %s/r.csv --dry-run", kind, at->desk->folder);
	assert_false(typed(at->desk, line));
	const char *said = buffer_text(&at->desk->reply.text);
	if (*said && !strstr(said, "added 0, changed 0, removed 0, same 0,"))
		buffer_print(&at->wrong, "what was rejected is taken: %s\n", said);
}

/* ---- one test a file -------------------------------------------------------------------------- */

static void compare(struct comparison *at, const char *file, const char *bytes, size_t length)
{
	struct import_options options = {.sheet = {.encoding = at->expected->encoding,
	                                         .separator = at->expected->separator}};
	at->taken = import_prepare(&at->desk->app, at->expected->kind, file, bytes, length,
	        &options, &at->import, &at->desk->why);
	if (!at->taken || at->expected->phrase_count > 0)
		compare_refusal(at, file);
	if (!at->taken)
		compare_print(at, at->desk->why.text);
	if (!at->taken || at->expected->phrase_count > 0)
		return;
	compare_reading(at);
	compare_complaints(at);
	compare_records(at);
	if (!at->wrong.length)
		compare_rejects(at, file);
	if (!at->wrong.length)
		commit(at);
	if (!at->wrong.length)
		compare_second_time(at, bytes, length);
}

static void a_file_means_what_a_person_means(void **state)
{
	const struct corpus_case *which = *state;
	char path[200], said[1200];
	char *bytes, *text;
	size_t length, text_length;
	struct fault why;
	struct expected *expected = calloc(1, sizeof *expected);
	snprintf(path, sizeof path, CORPUS "%s.expect", which->name);
	if (!file_read(path, 0, &text, &text_length, &why))
		fail_msg("%s", why.text);
	text = realloc(text, text_length + 1);
	text[text_length] = '\0';
	const char *line = expected_read(expected, text);
	if (line)
		fail_msg("%s: not understood: %s", path, line);
	free(text);
	snprintf(path, sizeof path, CORPUS "%s.csv", which->name);
	if (!file_read(path, 0, &bytes, &length, &why))
		fail_msg("%s", why.text);
	struct desk *desk = desk_of_office();
	struct comparison comparison = {.desk = desk, .expected = expected};
	compare(&comparison, path, bytes, length);
	bool is_wrong = comparison.wrong.length > 0;
	snprintf(said, sizeof said, "%s", buffer_text(&comparison.wrong));
	buffer_free(&comparison.wrong);
	import_free(&comparison.import);
	void *own = desk;
	desk_close(&own);
	free(bytes);
	expected_free(expected);
	free(expected);
	if (is_wrong)
		fail_msg("%s:\n%s", which->name, said);
}

static struct corpus_case cases[FILES];
static size_t case_count;

static int case_order(const void *a, const void *b)
{
	return strcmp(((const struct corpus_case *)a)->name, ((const struct corpus_case *)b)->name);
}

/* A file of either ending is a case: what lacks the other cannot be read, and says so. */
static void note_case(const char *file)
{
	const char *dot = strrchr(file, '.');
	size_t length = dot ? (size_t)(dot - file) : 0;
	struct corpus_case *one = &cases[case_count];
	if (!dot || length + 1 > sizeof one->name ||
	        (strcmp(dot, ".csv") != 0 && strcmp(dot, ".expect") != 0))
		return;
	memcpy(one->name, file, length);
	one->name[length] = '\0';
	for (size_t i = 0; i < case_count; i++)
		if (strcmp(cases[i].name, one->name) == 0)
			return;
	for (size_t i = 0; i <= length; i++)
		one->test[i] = one->name[i] == '-' ? '_' : one->name[i];
	if (case_count + 1 < FILES)
		case_count++;
}

static void the_corpus_is_there(void **state)
{
	(void)state;
	assert_in_range(case_count, 80, FILES - 2);
}

int main(void)
{
	static struct CMUnitTest tests[FILES + 1];
	DIR *folder = opendir(CORPUS);
	for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
		note_case(entry->d_name);
	if (folder)
		closedir(folder);
	qsort(cases, case_count, sizeof *cases, case_order);
	for (size_t i = 0; i < case_count; i++)
		tests[i] = (struct CMUnitTest){
		        cases[i].test, a_file_means_what_a_person_means, NULL, NULL, &cases[i]};
	tests[case_count] = (struct CMUnitTest)cmocka_unit_test(the_corpus_is_there);
	return _cmocka_run_group_tests("tests", tests, case_count + 1, make_office, forget_office);
}
