/* Folding for search: what is the same, and what must stay different. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tiendo/base.h"

/* The Vietnamese alphabet with all tones, and what each line folds to. */
static const struct {
	const char *letters, *plain;
} alphabet[] = {{"aàảãáạăằẳẵắặâầẩẫấậAÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ", "a"}, {"eèẻẽéẹêềểễếệEÈẺẼÉẸÊỀỂỄẾỆ", "e"},
        {"iìỉĩíịIÌỈĨÍỊ", "i"}, {"oòỏõóọôồổỗốộơờởỡớợOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ", "o"},
        {"uùủũúụưừửữứựUÙỦŨÚỤƯỪỬỮỨỰ", "u"}, {"yỳỷỹýỵYỲỶỸÝỴ", "y"}, {"dDđĐ", "d"}};

static void folding_takes_off_every_mark_of_every_letter(void **state)
{
	char letter[8], out[16];
	const char *at;
	uint32_t character;
	size_t i, bytes;

	(void)state;
	for (i = 0; i < sizeof alphabet / sizeof *alphabet; i++) {
		for (at = alphabet[i].letters; *at != '\0'; at += bytes) {
			bytes = text_step(at, strlen(at), &character);
			memcpy(letter, at, bytes);
			letter[bytes] = '\0';
			assert_string_equal(text_fold(out, sizeof out, letter), alphabet[i].plain);
		}
	}
}

static void names_fold_to_what_people_type(void **state)
{
	static const char *const cases[][2] = {{"Huyện đoàn Gò-Dầu", "huyen doan go dau"},
	        {"Hoà", "hoa"}, {"Hòa", "hoa"}, {"", ""}, {" \t-–…()", ""},
	        {"  TP. Hồ Chí Minh ", "tp ho chi minh"}, {"Ho\u0300a", "hoa"},
	        {"HUYE\u0302\u0323N", "huyen"}, {"Ðà Nẵng", "da nang"}, {"Ðức ðức Ɖ", "duc duc d"},
	        {"Phường 10/Quận 3", "phuong 10 quan 3"}, {"a\u200Bb", "ab"},
	        {"\uFEFFxã\u00AD", "xa"}, {"a\u00A0b", "a b"}, {"a\u202Eb", "ab"},
	        {"ﬁ Ｈｕｙệｎ ²", "fi huyen 2"}, {"ÀB.Ç", "ab c"}, {"İı ẞß", "iı ßß"},
	        {"漢字。한", "漢字 한"}, {"a\xFFz", "a z"}, {"\xE1\xBA", ""},
	        {"№ 5 + 3 = 8", "no 5 3 8"}, {"_x_", "x"}, {"\u0301a", "a"}, {"٣", "٣"},
	        {"a\033[31mb", "a 31mb"}, {"Ⅳ", "iv"}};
	char out[128], again[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		text_fold(out, sizeof out, cases[i][0]);
		if (strcmp(cases[i][0], "漢字。한") != 0) /* syllables stay in their parts */
			assert_string_equal(out, cases[i][1]);
		assert_string_equal(text_fold(again, sizeof again, out), out);
	}
	text_fold(out, sizeof out, "漢字。한");
	assert_string_equal(out, text_fold(again, sizeof again, "漢字 \u1112\u1161\u11AB"));
}

static void a_cut_fold_ends_in_a_word_never_in_a_space(void **state)
{
	static const char *const cut[] = {"", "", "x", "xa", "xa", "xa p", "xa ph"};
	char out[16];
	size_t size;

	(void)state;
	for (size = 1; size < sizeof cut / sizeof *cut; size++)
		assert_string_equal(text_fold(out, size, "Xã Phước"), cut[size]);
}

/* Each row: all of these are the same word, and no word of another row. */
static const char *const words[][5] = {{"Hòa", "Hoà", "hòa", "HOÀ", "Ho\u0300a"},
        {"Hoa", "hoa", "HOA"}, {"Hỏa", "Hoả", "hoa\u0309"}, {"Hóa", "Hoá"}, {"Họa", "Hoạ"},
        {"Hõa", "Hoã"}, {"Thủy", "Thuỷ", "THUỶ"}, {"Thúy", "Thuý"}, {"Thuy"}, {"Quý", "Qúy"},
        {"Quy"}, {"Huỳnh", "Hùynh"}, {"Huynh"}, {"Đức", "Ðức", "đức", "Đư\u0301c"}, {"Dức"},
        {"Nguyễn", "Nguyê\u0303n", "NGUYỄN", "Ngũyên"}, {"Nguyên"}, {"Nguyen"}, {"Khoẻ", "Khỏe"},
        {"Khoe"}, {"Điện", "Đi\u0323ên", "đie\u0323\u0302n"}, {"Điên"},
        {"Trảng Bàng", " trảng - bàng "}, {"Trang Bàng"}, {"Trảng Bang"}, {"Trăng Bàng"}};

static void marks_count_but_not_where_the_tone_stands(void **state)
{
	char a[64], b[64];
	size_t i, j, k, l;

	(void)state;
	for (i = 0; i < sizeof words / sizeof *words; i++) {
		for (j = 0; j < 5 && words[i][j]; j++) {
			text_fold_marked(a, sizeof a, words[i][j]);
			for (k = 0; k < sizeof words / sizeof *words; k++) {
				for (l = 0; l < 5 && words[k][l]; l++) {
					text_fold_marked(b, sizeof b, words[k][l]);
					if ((strcmp(a, b) == 0) != (i == k))
						print_message("%s, %s\n", words[i][j], words[k][l]);
					assert_int_equal(strcmp(a, b) == 0, i == k);
				}
			}
		}
	}
}

static void a_marked_fold_is_composed_lower_case_and_stable(void **state)
{
	static const char *const cases[][2] = {{"", ""}, {"XÃ -- Phước  Vinh.", "xã phứơc vinh"},
	        {"Hoà", "hòa"}, {"ẬM ỢN", "ậm ợn"}, {"a\u0302\u0323", "ậ"}, {"Élysée", "élysée"},
	        {"Ñandú ÇA Öl", "ñandú ça öl"}, {"x\u0301\u0323", "x\u0323\u0301"},
	        {"\u0301a", "a"}, {"12a\u0300", "12à"}, {"\u200Ba\u200B\u0300", "à"},
	        {"a\xFFá", "a á"}, {"óà", "ó\u0300a"}, {"aaaaaaaáaaaaaaaaá", "áaaaaaaaaaaaaaaaá"}};
	char out[128], again[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		text_fold_marked(out, sizeof out, cases[i][0]);
		assert_string_equal(out, cases[i][1]);
		assert_string_equal(text_fold_marked(again, sizeof again, out), out);
	}
}

static void half_a_word_is_found_while_it_is_typed(void **state)
{
	static const char *const typed[][2] = {{"hoà", "Hoàn"}, {"hòa", "Hoàng Hoa Thám"},
	        {"phướ", "Phước"}, {"nguyễ", "Nguyễn"}, {"thuỷ", "Thủy Đông"},
	        {"trả", "Trảng Bàng"}, {"quyế", "Quyết"}};
	char hay[64], needle[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof typed / sizeof *typed; i++) {
		text_fold_marked(needle, sizeof needle, typed[i][0]);
		text_fold_marked(hay, sizeof hay, typed[i][1]);
		assert_true(text_has_words(hay, needle));
	}
}

static void more_marks_than_anyone_writes_are_left_out(void **state)
{
	char text[2 + 2 * 100], out[64];
	size_t i;

	(void)state;
	for (text[0] = 'a', i = 0; i < 100; i++)
		memcpy(text + 1 + 2 * i, i % 2 ? "\u0301" : "\u0308", 2);
	text[201] = '\0';
	assert_string_equal(text_fold(out, sizeof out, text), "a");
	text_fold_marked(out, sizeof out, text);
	assert_true(text_is_utf8(out, strlen(out), NULL));
	assert_in_range(strlen(out), 4, 36);
	/* Eight vowels, each with more tones than fit on the first. */
	for (i = 0; i < 16; i++)
		memcpy(text + 6 * i, "a\u0300\u0301x", 6);
	text[96] = '\0';
	text_fold_marked(out, sizeof out, text);
	assert_true(text_is_utf8(out, strlen(out), NULL));
}

static void a_needle_is_found_at_the_start_of_words(void **state)
{
	static const struct {
		const char *hay, *needle;
		bool is_found;
	} cases[] = {{"huyen doan go dau", "go", true}, {"huyen doan go dau", "go d", true},
	        {"huyen doan go dau", "huyen", true}, {"huyen doan go dau", "h", true},
	        {"huyen doan go dau", "dau", true}, {"huyen doan go dau", "oan", false},
	        {"huyen doan go dau", "yen", false}, {"huyen doan go dau", "daug", false},
	        {"huyen doan go dau", "go dau x", false}, {"huyen doan go dau", "", true},
	        {"", "", true}, {"", "a", false}, {"a", "ab", false}, {"aa ab", "ab", true},
	        {"thuy", "thu", true}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(text_has_words(cases[i].hay, cases[i].needle), cases[i].is_found);
}

static void huge_texts_are_folded(void **state)
{
	enum { PIECES = 300000 };
	char *text = malloc(PIECES * 3 + 1), *out = malloc(PIECES * 3 + 1);
	size_t i;

	(void)state;
	for (i = 0; i < PIECES; i++)
		memcpy(text + 3 * i, "ế", 3);
	text[PIECES * 3] = '\0';
	assert_int_equal(strlen(text_fold(out, PIECES * 3 + 1, text)), PIECES);
	assert_true(strlen(text_fold_marked(out, PIECES * 3 + 1, text)) > PIECES);
	/* A small buffer costs nothing, however long the text is. */
	assert_string_equal(text_fold(out, 3, text), "ee");
	free(text);
	free(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(folding_takes_off_every_mark_of_every_letter),
	        cmocka_unit_test(names_fold_to_what_people_type),
	        cmocka_unit_test(a_cut_fold_ends_in_a_word_never_in_a_space),
	        cmocka_unit_test(marks_count_but_not_where_the_tone_stands),
	        cmocka_unit_test(a_marked_fold_is_composed_lower_case_and_stable),
	        cmocka_unit_test(half_a_word_is_found_while_it_is_typed),
	        cmocka_unit_test(more_marks_than_anyone_writes_are_left_out),
	        cmocka_unit_test(a_needle_is_found_at_the_start_of_words),
	        cmocka_unit_test(huge_texts_are_folded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
