/* One table, written in every way that programs write it: thousands of files that must all be read
 * as the same three rows, and that name their encoding. */
#include "given.h"

#include <iconv.h>

static const char expected[] = "703|Thành đoàn Tây Ninh|thanh\n"
			       "709|Thị đoàn Hòa Thành|thi\n"
			       "710|Huyện đoàn Gò Dầu, cơ sở 1; \"mẫu\" | x|huyen\n";

static const char *const vietnamese[] = {"Mã đơn vị", "Tên đơn vị", "Loại", "703",
	"Thành đoàn Tây Ninh", "thanh", "709", "Thị đoàn Hòa Thành", "thi", "710",
	"Huyện đoàn Gò Dầu, cơ sở 1; \"mẫu\" | x", "huyen"};
static const char *const vni[] = {"Ma\xF5 \xF1\xF4n v\xF2", "Te\xE2n \xF1\xF4n v\xF2", "Loa\xEFi",
	"703", "Tha\xF8nh \xF1oa\xF8n Ta\xE2y Ninh", "thanh", "709",
	("Th\xF2 \xF1oa\xF8n Ho\xF8" "a Tha\xF8nh"),
	"thi", "710", "Huye\xE4n \xF1oa\xF8n Go\xF8 Da\xE0u, c\xF4 s\xF4\xFB 1; \"ma\xE3u\" | x",
	"huyen"};
static const char *const english[] = {"code", "name", "kind"};

struct way {
	bool is_vni, is_pieces, as_letters;
	const char *mark, *converter, *named;
};

static const struct way ways[] = {
	{false, false, false, "", NULL, "UTF-8"},
	{false, true, false, "", NULL, "UTF-8"},
	{false, false, false, "\xEF\xBB\xBF", NULL, "UTF-8 with mark"},
	{false, false, false, "\xFF\xFE", "UTF-16LE", "UTF-16LE"},
	{false, false, false, "\xFE\xFF", "UTF-16BE", "UTF-16BE"},
	{false, false, false, "", "UTF-16LE", "UTF-16LE"},
	{false, false, false, "", "UTF-16BE", "UTF-16BE"},
	{false, false, false, "", "CP1258", "windows-1258"},
	{false, false, false, "", "TCVN5712-1", "TCVN3 (ABC)"},
	{false, false, false, "", "VISCII", "VISCII"},
	{true, false, false, "", NULL, "VNI"},
	{true, false, true, "", NULL, "UTF-8 with letters of VNI"},
	{false, false, true, "", "TCVN5712-1", "UTF-8 with letters of TCVN3 (ABC)"},
};

struct form {
	char separator;
	const char *line_end, *above;
	bool quote_all, in_english, ends_open;
};

static void add_cell(struct buffer *out, const char *text, const struct form *form)
{
	bool quoted = form->quote_all || strchr(text, '"') || strchr(text, form->separator);

	buffer_add(out, quoted ? "\"" : "");
	for (; *text; text++) {
		buffer_bytes(out, text, 1);
		if (*text == '"')
			buffer_add(out, "\"");
	}
	buffer_add(out, quoted ? "\"" : "");
}

static void write_table(struct buffer *out, const struct way *way, const struct form *form)
{
	if (form->above[0] == 's')
		buffer_print(out, "sep=%c%s", form->separator, form->line_end);
	else if (form->above[0])
		buffer_print(out, "%s%s%s", form->above, form->line_end, form->line_end);
	for (size_t i = 0; i < 12; i++) {
		const char *text = way->is_vni ? vni[i] : vietnamese[i];

		add_cell(out, form->in_english && i < 3 ? english[i] : text, form);
		if (i % 3 < 2)
			buffer_bytes(out, &form->separator, 1);
		else if (i < 11 || !form->ends_open)
			buffer_add(out, form->line_end);
	}
}

static void convert(struct buffer *text, const char *to)
{
	iconv_t converter = iconv_open(to, "UTF-8");
	size_t left = text->length, room = left * 4 + 16;
	char *in = text->text, *out = malloc(room), *end = out;

	assert_true(converter != (iconv_t)-1);
	assert_int_equal(iconv(converter, &in, &left, &end, &room), 0);
	iconv(converter, NULL, NULL, &end, &room);
	iconv_close(converter);
	buffer_clear(text);
	buffer_bytes(text, out, (size_t)(end - out));
	free(out);
}

/* U+0301 and its like apart from their letters, by hand: only the vowels of the table. */
static void take_apart(struct buffer *text)
{
	static const char *const pairs[][2] = {{"à", "a\xCC\x80"}, {"ị", "i\xCC\xA3"},
		{"ệ", "e\xCC\xA3\xCC\x82"}, {"ã", "a\xCC\x83"}, {"ê", "e\xCC\x82"},
		{"ò", "o\xCC\x80"}};
	struct buffer out = {0};

	for (const char *at = buffer_text(text); *at;) {
		size_t i = 0;

		while (i < 6 && strncmp(at, pairs[i][0], strlen(pairs[i][0])) != 0)
			i++;
		if (i < 6)
			buffer_add(&out, pairs[i][1]);
		else
			buffer_bytes(&out, at, 1);
		at += i < 6 ? strlen(pairs[i][0]) : 1;
	}
	buffer_free(text);
	*text = out;
}

static void bytes_to_letters(struct buffer *text)
{
	struct buffer out = {0};

	for (size_t i = 0; i < text->length; i++) {
		char letter[4];

		buffer_bytes(&out, letter, text_put(letter, (unsigned char)text->text[i]));
	}
	buffer_free(text);
	*text = out;
}

static void assert_read(const struct way *way, const struct form *form)
{
	struct buffer text = {0}, bytes = {0};
	struct given given;
	const char *rows;

	write_table(&text, way, form);
	if (way->is_pieces)
		take_apart(&text);
	if (way->converter)
		convert(&text, way->converter);
	if (way->as_letters)
		bytes_to_letters(&text);
	buffer_add(&bytes, way->mark);
	buffer_bytes(&bytes, text.text, text.length);
	given_bytes(&given, SHEET_UNITS, bytes.text, bytes.length, NULL);
	rows = given_rows(&given, "code name kind");
	if (strcmp(rows, expected) != 0 || strcmp(given.sheet->encoding, way->named) != 0)
		fail_msg("%s '%c' above \"%s\": %s %s", way->named, form->separator, form->above,
			rows, given.sheet ? given.sheet->encoding : given.why.text);
	assert_int_equal(given.sheet->separator, form->separator);
	given_free(&given);
	buffer_free(&text);
	buffer_free(&bytes);
}

static void every_way_of_writing_a_table_gives_the_same_rows(void **state)
{
	static const char separators[] = ",;\t|";
	static const char *const line_ends[] = {"\n", "\r\n", "\r", "\r\r\n"};
	static const char *const above[] = {"", "sep=", "TINH DOAN", "\n\n"};
	size_t count = 0;

	(void)state;
	for (size_t way = 0; way < sizeof ways / sizeof ways[0]; way++) {
		for (size_t i = 0; i < 4 * 4 * 4 * 8; i++) {
			struct form form = {separators[i % 4], line_ends[i / 4 % 4],
				above[i / 16 % 4], i / 64 % 2, i / 128 % 2, i / 256 % 2};

			assert_read(&ways[way], &form);
			count++;
		}
	}
	assert_int_equal(count, 6656);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_of_writing_a_table_gives_the_same_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
