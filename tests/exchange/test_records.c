/* Cutting text into records: every trap of libcsv in CSV.md, and line numbers throughout. */
#include "given.h"

#include "exchange/inner.h"

/* All records as "LINE:cell|cell flags\n"; newlines inside cells shown as ^. */
static const char *cut(
	struct buffer *out, const char *text, char separator, const struct sheet_limits *limits)
{
	struct records *records =
		records_open(text, strlen(text), separator, limits ? limits : &sheet_limits_local);
	struct record record;
	struct fault why;

	buffer_clear(out);
	while (records_next(records, &record, &why)) {
		buffer_print(out, "%ld:", record.line);
		for (size_t i = 0; i < record.count; i++) {
			buffer_print(out, "%s", i ? "|" : "");
			for (const char *at = record.cells[i]; *at; at++)
				buffer_print(out, "%c", *at == '\n' ? '^' : *at);
		}
		if (record.unclosed)
			buffer_print(out, " unclosed%ld", record.quote_line);
		if (record.swallowed)
			buffer_add(out, " swallowed");
		if (record.stray)
			buffer_add(out, " stray");
		if (record.torn)
			buffer_add(out, " torn");
		buffer_add(out, "\n");
	}
	if (why.kind != FAULT_NONE)
		buffer_add(out, "LIMIT\n");
	records_close(records);
	return buffer_text(out);
}

struct example {
	const char *text, *expected;
};

static void assert_cut(const struct example *examples, size_t count, char separator)
{
	struct buffer out = {0};

	for (size_t i = 0; i < count; i++)
		assert_string_equal(
			cut(&out, examples[i].text, separator, NULL), examples[i].expected);
	buffer_free(&out);
}

#define ASSERT_CUT(examples, separator)                                                            \
	assert_cut(examples, sizeof(examples) / sizeof(examples)[0], separator)

static void lines_are_counted_as_an_editor_does(void **state)
{
	static const struct example examples[] = {
		{"a,b\nc,d\n", "1:a|b\n2:c|d\n"},
		{"a,b\r\nc,d\r\n", "1:a|b\n2:c|d\n"},
		{"a,b\rc,d\r", "1:a|b\n2:c|d\n"},
		{"a,b\nc,d", "1:a|b\n2:c|d\n"},
		{"\n\na,b\n\n \t\n\nc,d\n", "3:a|b\n7:c|d\n"},
		{"a,\"x\ny\nz\"\nc,d\n", "1:a|x^y^z\n4:c|d\n"},
		{"a,\"x\r\ny\r\n\"\r\nc,d\r\n", "1:a|x^y^\n4:c|d\n"},
		{"a,\"x\ry\"\rc,d\r", "1:a|x^y\n3:c|d\n"},
		{"a,\"x\ny\"\rc,d\r", "1:a|x^y\n3:c|d\n"},
		{"a,\"\n\n\",\"\n\"\nb\n", "1:a|^^|^\n5:b\n"},
		{"", ""},
		{"\n", ""},
	};

	(void)state;
	ASSERT_CUT(examples, ',');
}

static void cells_are_split_as_rfc_4180_says(void **state)
{
	static const struct example examples[] = {
		{"a,,b,\n", "1:a||b|\n"},
		{",\n", "1:|\n"},
		{"\"a,b\",\"c\"\"d\"\n", "1:a,b|c\"d\n"},
		{"\"\",\"\"\"\"\n", "1:|\"\n"},
		{"\"\"\n", "1:\n"},
		{"a\\,b\n", "1:a\\|b\n"}, /* a backslash escapes nothing */
		{" a , \"b,c\" ,d\n", "1:a|b,c|d\n"},
	};

	(void)state;
	ASSERT_CUT(examples, ',');
}

static void other_separators_split_and_tabs_keep_empty_cells(void **state)
{
	static const struct example tabs[] = {{"a\t\tb\t\n\t\n", "1:a||b|\n2:|\n"}};
	static const struct example semicolons[] = {{"a;1,5;b\n", "1:a|1,5|b\n"}};

	(void)state;
	ASSERT_CUT(tabs, '\t');
	ASSERT_CUT(semicolons, ';');
}

static void stray_quotation_marks_are_seen(void **state)
{
	static const struct example examples[] = {
		{"5\" pipe,b\n", "1:5\" pipe|b stray\n"},
		{"\"a \"b\" c\",d\n", "1:a \"b\" c|d stray\n"},
		{"\"x \"y\"\",\"z\"\n", "1:x \"y\",\"z swallowed stray\n"},
		{"\"Hi\", ok\"\n", "1:Hi|ok\" stray\n"},
		{"\"a\" \"b\",c\n", "1:a\" \"b|c stray\n"},
		{"\"a\" \" b\",c\n", "1:a\" \" b|c stray\n"},
	};

	(void)state;
	ASSERT_CUT(examples, ',');
}

static void an_unclosed_quotation_mark_costs_one_record_not_the_file(void **state)
{
	static const struct example examples[] = {
		{"a,\"b\nc,d\ne,f\n", "1:a|b unclosed1\n2:c|d\n3:e|f\n"},
		{"a,\"b", "1:a|b unclosed1\n"},
		{"a,\"b\r\nc,d\r\n", "1:a|b unclosed1\n2:c|d\n"},
		{"a,\"\n", "1:a| unclosed1\n"},
		/* The next quoted cell closes it too early: the mark where it opened is named. */
		{"a,\"b\nc,d\ne,\"f\"\ng,h\n", "1:a|b unclosed1 stray\n2:c|d\n3:e|f\n4:g|h\n"},
		/* It opens on the second line of a record. */
		{"\"x\ny\",\"b\nc,d\n", "1:x^y|b unclosed2\n3:c|d\n"},
		{"\"a \"b\" c\nd\"\ne,f\n", "1:a \"b\" c unclosed1 stray\n2:d\" stray\n3:e|f\n"},
	};

	(void)state;
	ASSERT_CUT(examples, ',');
}

static void a_lone_carriage_return_tears_a_row(void **state)
{
	static const struct example examples[] = {
		{"a,b\nc\rd,e\nf,g\n", "1:a|b\n2:c torn\n3:d|e torn\n4:f|g\n"},
		{"a,b\r\r\nc,d\r\r\n", "1:a|b\n3:c|d\n"},
		{"a,b\rc\rd,e", "1:a|b\n2:c\n3:d|e\n"},
	};

	(void)state;
	ASSERT_CUT(examples, ',');
}

static void a_cell_over_the_limit_is_refused(void **state)
{
	struct sheet_limits limits = {.cell_bytes = 8, .columns = 3};
	struct buffer out = {0};

	(void)state;
	assert_string_equal(cut(&out, "a,12345678\n", ',', &limits), "1:a|12345678\n");
	assert_string_equal(cut(&out, "a,b\na,123456789\n", ',', &limits), "1:a|b\nLIMIT\n");
	assert_string_equal(cut(&out, "\"12345678\"\n", ',', &limits), "LIMIT\n");
	assert_string_equal(cut(&out, "\"123456789\n\"\nb\n", ',', &limits),
		"1:123456789 unclosed1\n2: unclosed2\n3:b\n");
	assert_string_equal(cut(&out, "1,2,3\n", ',', &limits), "1:1|2|3\n");
	assert_string_equal(cut(&out, "1,2,3,4\n", ',', &limits), "LIMIT\n");
	buffer_free(&out);
}

static void many_cells_and_records_fit(void **state)
{
	struct buffer text = {0};
	struct records *records;
	struct record record;
	struct fault why;
	long count = 0;

	(void)state;
	for (int row = 0; row < 300; row++) {
		for (int i = 0; i < 400; i++)
			buffer_print(&text, "%s%d", i ? "," : "", i);
		buffer_add(&text, "\n");
	}
	records = records_open(text.text, text.length, ',', &sheet_limits_local);
	while (records_next(records, &record, &why)) {
		assert_int_equal(record.line, ++count);
		assert_int_equal(record.count, 400);
		assert_string_equal(record.cells[399], "399");
	}
	assert_int_equal(count, 300);
	records_close(records);
	records_close(NULL);
	buffer_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_counted_as_an_editor_does),
		cmocka_unit_test(cells_are_split_as_rfc_4180_says),
		cmocka_unit_test(other_separators_split_and_tabs_keep_empty_cells),
		cmocka_unit_test(stray_quotation_marks_are_seen),
		cmocka_unit_test(an_unclosed_quotation_mark_costs_one_record_not_the_file),
		cmocka_unit_test(a_lone_carriage_return_tears_a_row),
		cmocka_unit_test(a_cell_over_the_limit_is_refused),
		cmocka_unit_test(many_cells_and_records_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
