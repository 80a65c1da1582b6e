/* Files from before Unicode. The bytes are written out, so that the tests do not lean on the
 * converter that the program uses. */
#include "given.h"

#include "exchange/inner.h"

static const char rows[] = "703|Thành đoàn Tây Ninh\n710|Huyện đoàn Gò Dầu\n";

#define TCVN3                                                                                      \
	"M\xB7 \xAE\xAC"                                                                           \
	"n v\xDE,T\xAAn \xAE\xAC"                                                                  \
	"n v\xDE\n"                                                                                \
	"703,Th\xB5nh \xAEo\xB5n T\xA9y Ninh\n710,Huy\xD6n \xAEo\xB5n G\xDF D\xC7u\n"
#define CP1258                                                                                     \
	"Ma\xDE \xF0\xF5n vi\xF2,T\xEAn \xF0\xF5n vi\xF2\n"                                         \
	"703,Th\xE0nh \xF0o\xE0n T\xE2y Ninh\n710,Huy\xEA\xF2n \xF0o\xE0n Go\xCC D\xE2\xCCu\n"
#define VISCII                                                                                     \
	"M\xE3 \xF0\xBDn v\xB8,T\xEAn \xF0\xBDn v\xB8\n"                                           \
	"703,Th\xE0nh \xF0o\xE0n T\xE2y Ninh\n710,Huy\xAEn \xF0o\xE0n G\xF2 D\xA5u\n"
#define VNI                                                                                        \
	"Ma\xF5 \xF1\xF4n v\xF2,Te\xE2n \xF1\xF4n v\xF2\n"                                         \
	"703,Tha\xF8nh \xF1oa\xF8n Ta\xE2y Ninh\n710,Huye\xE4n \xF1oa\xF8n Go\xF8 Da\xE0u\n"

static const struct {
	const char *name, *label, *bytes;
} files[] = {
	{"TCVN3", "TCVN3 (ABC)", TCVN3},
	{"CP1258", "windows-1258", CP1258},
	{"VISCII", "VISCII", VISCII},
	{"VNI", "VNI", VNI},
};

static void assert_taken(const char *bytes, const char *asked, const char *label)
{
	struct sheet_options options = {.encoding = asked, .today = GIVEN_TODAY};
	struct given given;

	given_bytes(&given, SHEET_UNITS, bytes, strlen(bytes), &options);
	assert_string_equal(given_rows(&given, "code name"), rows);
	assert_string_equal(given.sheet->encoding, label);
	given_free(&given);
}

static void every_table_is_found_by_its_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_taken(files[i].bytes, NULL, files[i].label);
}

static void a_table_can_be_asked_for_by_any_of_its_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_taken(files[i].bytes, files[i].name, files[i].label);
	assert_taken(TCVN3, "abc", "TCVN3 (ABC)");
	assert_taken(TCVN3, "tcvn", "TCVN3 (ABC)");
	assert_taken(CP1258, "windows-1258", "windows-1258");
}

static void the_last_letter_of_a_file_is_not_lost(void **state)
{
	struct given given;
	static const char text[] = "Ma\xDE \xF0\xF5n vi\xF2,T\xEAn \xF0\xF5n vi\xF2\n703,T\xE2y Nam";

	(void)state;
	given_bytes(&given, SHEET_UNITS, text, strlen(text), NULL);
	assert_string_equal(given_cell(&given, 0, "name"), "Tây Nam");
	given_free(&given);
}

/* A sheet typed in an old font and saved as "CSV UTF-8": every byte became a letter of Latin-1. */
static void to_letters(struct buffer *out, const char *bytes)
{
	for (; *bytes; bytes++) {
		char letter[4];

		buffer_bytes(out, letter, text_put(letter, (unsigned char)*bytes));
	}
}

static void letters_of_old_fonts_inside_utf8_are_seen(void **state)
{
	struct buffer text = {0};

	(void)state;
	to_letters(&text, TCVN3);
	assert_taken(buffer_text(&text), NULL, "UTF-8 with letters of TCVN3 (ABC)");
	buffer_clear(&text);
	to_letters(&text, VNI);
	assert_taken(buffer_text(&text), NULL, "UTF-8 with letters of VNI");
	buffer_free(&text);
}

static void quotation_marks_between_old_letters_stay(void **state)
{
	struct buffer text = {0};
	struct given given;

	(void)state;
	to_letters(&text, TCVN3);
	buffer_add(&text, "711,“B");
	to_letters(&text, "\xD5n C\xC7u");
	buffer_add(&text, "” – x\n");
	given_text(&given, SHEET_UNITS, buffer_text(&text));
	assert_string_equal(given_cell(&given, 2, "name"), "“Bến Cầu” – x");
	given_free(&given);
	buffer_free(&text);
}

static void a_large_file_is_known_by_its_beginning_and_decoded_to_its_end(void **state)
{
	for (int letters = 0; letters < 2; letters++) {
		struct buffer text = {0}, typed = {0};
		struct given given;

		buffer_add(&typed, TCVN3);
		for (int i = 0; i < 9000; i++)
			buffer_print(&typed, "%d,Huy\xD6n \xAEo\xB5n D\xC7u\n", 1000 + i);
		if (letters)
			to_letters(&text, buffer_text(&typed));
		else
			buffer_add(&text, buffer_text(&typed));
		given_bytes(&given, SHEET_UNITS, text.text, text.length, NULL);
		assert_int_equal(given.sheet->row_count, 9002);
		assert_string_equal(given_cell(&given, 9001, "name"), "Huyện đoàn Dầu");
		given_free(&given);
		buffer_free(&text);
		buffer_free(&typed);
	}
	(void)state;
}

static void real_latin_letters_are_left_alone(void **state)
{
	static const char *const texts[] = {"Mã,Loại mục\nII.1,việc\n", "code,type\nà é,task\n",
		"code,type,title\n1,task,Ban bí thư họp\n",
		"code,type,title\n1,task,Übung für là đã\n"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct given given;

		given_text(&given, SHEET_PLAN, texts[i]);
		assert_string_equal(given.sheet->encoding, "UTF-8");
		given_free(&given);
	}
}

static void one_damaged_line_does_not_change_the_table(void **state)
{
	struct given given;
	struct buffer text = {0};

	(void)state;
	buffer_add(&text, "Mã đơn vị,Tên đơn vị\n703,Thành đoàn Tây Ninh\n");
	buffer_add(&text, "710,Huy\xD6n \xAEo\xB5n G\xDF D\xC7u\n");
	given_text(&given, SHEET_UNITS, buffer_text(&text));
	assert_null(given.sheet);
	assert_non_null(strstr(given.why.text, "line 3"));
	given_free(&given);
	buffer_free(&text);
}

static void bytes_that_make_no_words_are_refused_with_their_line(void **state)
{
	struct given given;

	(void)state;
	given_text(&given, SHEET_UNITS, "code,name\n703,\xB5\xB6\xDE\n");
	assert_null(given.sheet);
	assert_non_null(strstr(given.why.text, "line 2"));
	given_free(&given);
}

static void a_byte_that_the_table_has_not_is_named_by_line(void **state)
{
	static const struct {
		const char *encoding, *bytes;
	} examples[] = {
		{"VNI", "code,name\n703,b\xF9\n"}, /* a tone on no vowel */
		{"VNI", "code,name\n703,\x80\n"},
		{"CP1258", "code,name\n703,\xD2\xD2\x8A\n"},
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct sheet_options options = {.encoding = examples[i].encoding};
		struct given given;

		given_bytes(&given, SHEET_UNITS, examples[i].bytes, strlen(examples[i].bytes),
			&options);
		assert_null(given.sheet);
		assert_non_null(strstr(given.why.text, "line 2"));
		given_free(&given);
	}
}

static const struct {
	const char *vni, *text;
} vni_letters[] = {
	{"a\xF9 a\xF8 a\xFB a\xF5 a\xEF", "á à ả ã ạ"},
	{"a\xE2 a\xE1 a\xE0 a\xE5 a\xE3 a\xE4", "â ấ ầ ẩ ẫ ậ"},
	{"a\xEA a\xE9 a\xE8 a\xFA a\xFC a\xEB", "ă ắ ằ ẳ ẵ ặ"},
	{"e\xF9 e\xF8 e\xFB e\xF5 e\xEF e\xE2 e\xE1 e\xE0 e\xE5 e\xE3 e\xE4",
		"é è ẻ ẽ ẹ ê ế ề ể ễ ệ"},
	{"\xED \xEC \xE6 \xF3 \xF2", "í ì ỉ ĩ ị"},
	{"o\xF9 o\xF8 o\xFB o\xF5 o\xEF o\xE2 o\xE1 o\xE0 o\xE5 o\xE3 o\xE4",
		"ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ"},
	{"\xF4 \xF4\xF9 \xF4\xF8 \xF4\xFB \xF4\xF5 \xF4\xEF", "ơ ớ ờ ở ỡ ợ"},
	{"u\xF9 u\xF8 u\xFB u\xF5 u\xEF", "ú ù ủ ũ ụ"},
	{"\xF6 \xF6\xF9 \xF6\xF8 \xF6\xFB \xF6\xF5 \xF6\xEF", "ư ứ ừ ử ữ ự"},
	{"y\xF9 y\xF8 y\xFB y\xF5 \xEE \xF1", "ý ỳ ỷ ỹ ỵ đ"},
	{"A\xD9 A\xC2 A\xC1 A\xCA A\xC9 E\xC4 \xCD \xC6", "Á Â Ấ Ă Ắ Ệ Í Ỉ"},
	{"\xD4 \xD4\xD9 \xD6 \xD6\xCF \xCE \xD1 O\xC4", "Ơ Ớ Ư Ự Ỵ Đ Ộ"},
	{"\x93"
	 "a\x94 \x96 \xB0",
		"“a” – °"},
};

static void every_letter_of_vni_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vni_letters / sizeof vni_letters[0]; i++) {
		struct buffer out = {0};
		struct pool pool = {0};
		size_t bad;

		assert_true(vni_decode(vni_letters[i].vni, strlen(vni_letters[i].vni), &out, &bad));
		assert_string_equal(
			text_normalised(buffer_text(&out), out.length, &pool), vni_letters[i].text);
		buffer_free(&out);
		pool_free(&pool);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_table_is_found_by_its_words),
		cmocka_unit_test(a_table_can_be_asked_for_by_any_of_its_names),
		cmocka_unit_test(the_last_letter_of_a_file_is_not_lost),
		cmocka_unit_test(letters_of_old_fonts_inside_utf8_are_seen),
		cmocka_unit_test(quotation_marks_between_old_letters_stay),
		cmocka_unit_test(a_large_file_is_known_by_its_beginning_and_decoded_to_its_end),
		cmocka_unit_test(real_latin_letters_are_left_alone),
		cmocka_unit_test(one_damaged_line_does_not_change_the_table),
		cmocka_unit_test(bytes_that_make_no_words_are_refused_with_their_line),
		cmocka_unit_test(a_byte_that_the_table_has_not_is_named_by_line),
		cmocka_unit_test(every_letter_of_vni_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
