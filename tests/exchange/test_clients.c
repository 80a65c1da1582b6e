/* One export, saved again by the programs of CSV.md, each with its own habits: it must come home
 * with nothing changed. The habits are those measured there; who has them is in each name. */
#include "given.h"

/* Canonical rows of a roster and of results; the columns are the format's own, rev last. */
static const char *const people[][7] = {
	{"703", "Nguyễn Văn Mẫu", "Bí thư, trưởng ban", "0901 234 567", "a@example.org",
		"- chưa nhận\nhẹn \"thứ ba\"", "12"},
	{"072", "Trần Thị Ví Dụ", "Văn thư", "0276 3822 333", "", "=SUM(A1)", "7"},
	{"710", "Lê Thử", "", "0901 000 001", "", "'=1", "7"},
	{"711", "Phạm Thị Giả Định", "Chuyên viên", "", "", "", "8"},
};
static const char *const receipts[][15] = {
	{"PCMT2020", "703", "Thành đoàn", "BC1", "Báo cáo 1", "2020-06-24", "18-BC/ĐTN",
		"2020-04-03", "1", "", "", "on_time", "", "2020-07-01", "12"},
	{"PCMT2020", "708", "Huyện đoàn", "BC1", "Báo cáo 1", "2020-07-02", "5/6", "2020-05-06",
		"1", "2020-07-03", "Thiếu số; gửi lại", "late", "2", "2020-07-01", "9"},
	{"PCMT2020", "710", "Huyện đoàn", "BC1", "Báo cáo 1", "", "", "", "", "", "", "", "",
		"2020-07-01", "1"},
};

struct client {
	const char *name;
	char separator;
	const char *mark, *line_end;
	bool to_utf16, bare, eats_guard, loses_zeros, iso_dates, short_rows, long_rows, ends_open,
		wraps;
	bool in_english, adds_midnight;
};

static const struct client clients[] = {
	{.name = "untouched", .mark = "\xEF\xBB\xBF"},
	{.name = "Excel, CSV UTF-8, vi-VN", .mark = "\xEF\xBB\xBF", .bare = true},
	{.name = "Excel, list separator ;", .separator = ';', .mark = "\xEF\xBB\xBF", .bare = true},
	{.name = "Excel, ragged rows", .mark = "\xEF\xBB\xBF", .bare = true, .short_rows = true},
	{.name = "Excel, columns touched once",
		.mark = "\xEF\xBB\xBF",
		.bare = true,
		.long_rows = true},
	{.name = "Excel, Unicode text",
		.separator = '\t',
		.mark = "\xFF\xFE",
		.to_utf16 = true,
		.bare = true},
	{.name = "Excel for Mac, old CSV", .line_end = "\r", .bare = true},
	{.name = "Calc, as text", .line_end = "\n"},
	{.name = "Calc, defaults", .line_end = "\n", .bare = true},
	{.name = "Calc, semicolon, all quoted", .separator = ';', .line_end = "\n"},
	{.name = "Calc, tab", .separator = '\t', .line_end = "\n", .bare = true},
	{.name = "Calc, special numbers", .line_end = "\n", .bare = true, .loses_zeros = true},
	{.name = "Calc, UTF-16",
		.mark = "\xFF\xFE",
		.line_end = "\n",
		.to_utf16 = true,
		.bare = true},
	{.name = "gnumeric", .line_end = "\n", .bare = true, .eats_guard = true},
	{.name = "gnumeric, zeros lost",
		.line_end = "\n",
		.bare = true,
		.eats_guard = true,
		.loses_zeros = true},
	{.name = "Google Sheets", .bare = true, .ends_open = true},
	{.name = "Google Sheets, ISO", .bare = true, .ends_open = true, .iso_dates = true},
	{.name = "pandas", .line_end = "\n", .bare = true, .iso_dates = true},
	{.name = "pandas, timestamps",
		.line_end = "\n",
		.bare = true,
		.iso_dates = true,
		.adds_midnight = true},
	{.name = "a script that wraps text", .wraps = true},
	{.name = "English session", .mark = "\xEF\xBB\xBF", .in_english = true},
	{.name = "English session, bare", .bare = true, .in_english = true, .iso_dates = true},
	{.name = "pipes", .separator = '|', .line_end = "\n", .bare = true},
};

/* What the exporter wrote and the client made of it. */
static void client_spell(const struct client *client, const struct column *column, const char *text,
	struct buffer *out)
{
	char room[DAY_TEXT];
	int day;

	if (column->type == COLUMN_DATE && day_from_iso(text, &day)) {
		buffer_add(out, client->iso_dates ? text : day_sheet(day, room));
		buffer_add(out, client->adds_midnight ? " 00:00:00" : "");
		return;
	}
	for (const struct choice *choice = column->choices; choice && choice->word; choice++) {
		if (strcmp(choice->word, text) == 0 && !client->in_english)
			text = choice->vi;
	}
	if (column->type == COLUMN_PHONE && client->loses_zeros) {
		for (text += *text == '0'; *text; text++)
			buffer_bytes(out, text, *text != ' ');
		return;
	}
	if (column->type == COLUMN_TEXT && text[strspn(text, "'")] &&
		strchr("=-", text[strspn(text, "'")]) && !client->eats_guard)
		buffer_add(out, "'");
	if (client->eats_guard && text[0] == '\'')
		buffer_add(out, "'"); /* it takes only the first of two */
	buffer_add(out, text);
}

static void client_cell(
	const struct client *client, const char *text, bool is_number, struct buffer *out)
{
	char special[] = "\"\r\n?";
	bool quoted;

	special[3] = client->separator ? client->separator : ',';
	quoted = strpbrk(text, special) || (!client->bare && !is_number && *text);
	if (client->wraps && !strpbrk(text, "\"\n,=") && *text) {
		buffer_print(out, "\"=\"\"%s\"\"\"", text);
		return;
	}
	buffer_add(out, quoted ? "\"" : "");
	for (; *text; text++) {
		buffer_bytes(out, text, 1);
		if (*text == '"')
			buffer_add(out, "\"");
	}
	buffer_add(out, quoted ? "\"" : "");
}

static void client_end_row(const struct client *client, struct buffer *out, size_t row_start)
{
	char separator = client->separator ? client->separator : ',';

	while (client->short_rows && out->length > row_start &&
		out->text[out->length - 1] == separator)
		out->length--;
	for (int i = 0; client->long_rows && i < 3; i++)
		buffer_bytes(out, &separator, 1);
	buffer_add(out, client->line_end ? client->line_end : "\r\n");
}

static void client_save(const struct client *client, const struct sheet_format *format,
	const char *const *cells, size_t rows, struct buffer *out)
{
	char separator = client->separator ? client->separator : ',';

	for (size_t row = 0; row <= rows; row++) {
		size_t start = out->length;

		for (size_t i = 0; i < format->count; i++) {
			const struct column *column = &format->columns[i];
			struct buffer spelled = {0};

			if (i > 0)
				buffer_bytes(out, &separator, 1);
			if (row == 0)
				buffer_add(&spelled,
					client->in_english ? column->name : column->heading);
			else
				client_spell(client, column, cells[(row - 1) * format->count + i],
					&spelled);
			client_cell(
				client, buffer_text(&spelled), column->type == COLUMN_COUNT, out);
			buffer_free(&spelled);
		}
		client_end_row(client, out, start);
	}
	if (client->ends_open)
		out->length -= 2;
}

static void encode(const struct client *client, const struct buffer *text, struct buffer *out)
{
	size_t at = 0;

	buffer_add(out, client->mark ? client->mark : "");
	if (!client->to_utf16) {
		buffer_bytes(out, text->text, text->length);
		return;
	}
	while (at < text->length) {
		uint32_t character;
		char pair[2];

		at += text_step(text->text + at, text->length - at, &character);
		pair[0] = (char)character;
		pair[1] = (char)(character >> 8);
		buffer_bytes(out, pair, 2);
	}
}

static void assert_comes_home(
	const struct client *client, enum sheet_kind kind, const char *const *cells, size_t rows)
{
	const struct sheet_format *format = sheet_format(kind);
	struct buffer text = {0}, bytes = {0};
	struct given given;

	client_save(client, format, cells, rows, &text);
	encode(client, &text, &bytes);
	given_bytes(&given, kind, bytes.text, bytes.length, NULL);
	if (!given.sheet || given.complaints.errors > 0 || given.sheet->row_count != rows)
		fail_msg("%s: %s", client->name,
			given.sheet ? given_rows(&given, format->columns[0].name) : given.why.text);
	for (size_t row = 0; row < rows; row++) {
		for (size_t i = 0; i < format->count; i++) {
			const char *cell = given.sheet->rows[row].cells[i];

			if (strcmp(cell, cells[row * format->count + i]) != 0)
				fail_msg("%s: \"%s\"", client->name, cell);
		}
	}
	given_free(&given);
	buffer_free(&text);
	buffer_free(&bytes);
}

static void a_roster_comes_home_unchanged_from_every_client(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof clients / sizeof clients[0]; i++)
		assert_comes_home(&clients[i], SHEET_PEOPLE, &people[0][0], 4);
}

static void receipts_come_home_unchanged_from_every_client(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof clients / sizeof clients[0]; i++)
		assert_comes_home(&clients[i], SHEET_RECEIPTS, &receipts[0][0], 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_roster_comes_home_unchanged_from_every_client),
		cmocka_unit_test(receipts_come_home_unchanged_from_every_client),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
