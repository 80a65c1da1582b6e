/* Vietnamese dictionary order by its own rules, and beside ICU's where ICU is installed; there also
 * folding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tiendo/base.h"

#define KEY 512

static int sign(int number)
{
	return (number > 0) - (number < 0);
}

static int order(const char *a, const char *b)
{
	char key_a[KEY], key_b[KEY];

	return sign(strcmp(text_collation_key(key_a, KEY, a), text_collation_key(key_b, KEY, b)));
}

/* Each list in strictly rising order. */
static const char *const risen[][32] = {
        {"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m", "n",
                "o", "ô", "ơ", "p", "q", "r", "t", "u", "ư", "v", "w", "x", "y"},
        {"ma", "mà", "mả", "mã", "má", "mạ", "mac", "mạc", "mai", "mầm", "mẩm", "mấm"},
        {"", " ", "-", "0", "00010", "a", "漢"},
        {"Phường 1", "Phường 2", "Phường 2A", "Phường 10", "Phường 010b", "Phường 100",
                "Phường Bến Nghé"},
        {"an", "An", "AN", "án", "Án", "ÁN", "ân"},
        {"abcdefghijklmn", "abcdefghijklmN", "abcdefghijklMn", "abcdefGhijklmn", "Abcdefghijklmn"},
        /* the first syllable whose tone differs decides, however the tone is placed */
        {"bà ban", "bà bàn", "bà bán", "bá ban", "bá bàn"},
        {"hoa", "hòa", "hoả", "hõa", "hoá", "hoạ"}, {"hoà an", "hóa an", "hoà ân"},
        /* a space sorts before every letter: short words first */
        {"Gò Dầu", "Gò Vấp", "Gòa", "Gọn"}, {"Đa", "Đà", "Đạ", "Đác", "Đắc", "Đe"},
        {"xã 9", "xã 99", "xã 999999999999999999999", "xã 1000000000000000000000"},
        {"a b", "a-b", "a,b", "a.b", "a(b", "a/b", "a+b", "a→b", "a1", "ab"}};

static void the_dictionary_order_is_kept(void **state)
{
	size_t i, j, k;

	(void)state;
	for (i = 0; i < sizeof risen / sizeof *risen; i++) {
		for (j = 0; j < 32 && risen[i][j]; j++) {
			for (k = 0; k < 32 && risen[i][k]; k++) {
				int expected = (j > k) - (j < k);

				if (order(risen[i][j], risen[i][k]) != expected)
					print_message("%s, %s\n", risen[i][j], risen[i][k]);
				assert_int_equal(order(risen[i][j], risen[i][k]), expected);
			}
		}
	}
}

static void what_reads_the_same_has_the_same_key(void **state)
{
	static const char *const same[][2] = {{"Hòa", "Hoà"},
	        {"Go\u0300 Da\u0302\u0300u", "Gò Dầu"}, {"ậ", "a\u0323\u0302"},
	        {"ậ", "a\u0302\u0323"}, {"Ðà", "Đà"}, {"xã 07", "xã 7"}, {"a\u200Bb", "ab"},
	        {"Thuý", "Thúy"}, {"٣", "3"}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof same / sizeof *same; i++)
		assert_int_equal(order(same[i][0], same[i][1]), 0);
}

static void a_key_is_printable_and_never_ends_in_a_space(void **state)
{
	static const char *const texts[] = {
	        "", "a", "Á", "Huyện đoàn Gò-Dầu 12", "\xFF", "\033[m", "漢字"};
	char key[KEY];
	size_t i, j, length;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		length = strlen(text_collation_key(key, KEY, texts[i]));
		for (j = 0; j < length; j++)
			assert_in_range(key[j], ' ', '~');
		if (length > 0)
			assert_int_not_equal(key[length - 1], ' ');
	}
	/* A capital moves a word behind its small twin, the tone counts more than the capital. */
	assert_string_equal(text_collation_key(key, KEY, "ab"), "DG");
}

static void numbers_of_any_length_are_ordered_by_value(void **state)
{
	char a[400], b[400], key_a[2 * KEY], key_b[2 * KEY];
	int digits;

	(void)state;
	for (digits = 1; digits < 300; digits++) {
		snprintf(a, sizeof a, "x%0*d", digits, 0);
		memset(a + 1, '9', (size_t)digits);
		snprintf(b, sizeof b, "x1%0*d", digits, 0);
		text_collation_key(key_a, sizeof key_a, a);
		text_collation_key(key_b, sizeof key_b, b);
		assert_true(strcmp(key_a, key_b) < 0);
	}
}

static void a_cut_key_never_turns_the_order_round(void **state)
{
	char key_a[64], key_b[64];
	size_t i, j, k, size;

	(void)state;
	for (i = 0; i < sizeof risen / sizeof *risen; i++) {
		for (j = 0; j < 32 && risen[i][j]; j++) {
			for (k = j + 1; k < 32 && risen[i][k]; k++) {
				for (size = 1; size < 20; size++) {
					text_collation_key(key_a, size, risen[i][j]);
					text_collation_key(key_b, size, risen[i][k]);
					assert_true(strcmp(key_a, key_b) <= 0);
				}
			}
		}
	}
}

/* Names as they stand in unit lists, all with the tone where the new spelling puts it. */
static const char *const names[] = {"Tỉnh đoàn Tây Ninh", "Thành đoàn Tây Ninh",
        "Huyện đoàn Gò Dầu", "Huyện đoàn Châu Thành", "Huyện đoàn Dương Minh Châu",
        "Huyện đoàn Tân Biên", "Huyện đoàn Tân Châu", "Huyện đoàn Bến Cầu", "Thị đoàn Hòa Thành",
        "Thị đoàn Trảng Bàng", "Đoàn xã Phước Vinh", "Đoàn xã Phước Thạnh", "Đoàn xã Phước Đông",
        "Đoàn xã Phước Trạch", "Đoàn xã Phước Chỉ", "Đoàn xã Phước Bình", "Đoàn xã Phước Lưu",
        "Đoàn xã Phước Minh", "Đoàn xã Phước Ninh", "Đoàn phường 1", "Đoàn phường 2",
        "Đoàn phường 3", "Đoàn phường 10", "Đoàn phường 11", "Đoàn phường IV", "ĐOÀN PHƯỜNG IV",
        "đoàn phường iv", "Đoàn phường Hiệp Ninh", "Đoàn phường Ninh Sơn", "Đoàn phường Ninh Thạnh",
        "Chi đoàn ấp 1", "Chi đoàn ấp 2", "Chi đoàn ấp 12", "Chi đoàn ấp Bàu Tre",
        "Chi đoàn ấp Bầu Tre", "Chi đoàn khu phố 3", "Đảng ủy Quân sự", "Đảng bộ", "Đặng", "Dặng",
        "Dang", "Đang", "Đà Nẵng", "Đà Lạt", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai",
        "Đồng Tháp", "An Giang", "Bà Rịa - Vũng Tàu", "Bắc Giang", "Bắc Kạn", "Bạc Liêu",
        "Bắc Ninh", "Bến Tre", "Bình Định", "Bình Dương", "Bình Phước", "Bình Thuận", "Cà Mau",
        "Cần Thơ", "Cao Bằng", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương",
        "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum",
        "Lai Châu", "Lâm Đồng", "Lạng Sơn", "Lào Cai", "Long An", "Nam Định", "Nghệ An",
        "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi",
        "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên",
        "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "TP. Hồ Chí Minh", "TP.HCM", "Trà Vinh",
        "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái", "Huyện Ia H'Drai",
        "Phan Rang-Tháp Chàm", "Trường THPT Nguyễn Trãi", "Trường THPT Nguyễn Huệ",
        "Trường THCS Nguyễn Thái Bình", "Trường CĐSP (cơ sở 2)", "Trường CĐSP (cơ sở 1)",
        "Bệnh viện ĐK", "Công an tỉnh", "công an tỉnh", "Công An Tỉnh", "Sở Tư pháp", "Sở Y tế",
        "Sở GD&ĐT", "Bưu điện", "Viettel", "VNPT", "Quỹ TDND", "Ủy ban", "ủy viên", "Ưu tú", "Ước",
        "ý yên", "Ỷ La", "ba", "bà", "bả", "bã", "bá", "bạ", "ban", "bàn", "bản", "bán", "bạn",
        "băn", "bằn", "bẳn", "bắn", "bặn", "bân", "bần", "bẩn", "bẫn", "bấn", "bận", "ma", "mạ ma",
        "má mà", "ma mạ", "Fecamp", "Jrai", "Wừu", "Zơ Nông", "Thôn 02", "Thôn 2A", "Thôn 2b",
        "Thôn 20", "Số 1/2", "Số 1-2", "Số 1, 2", "Số 1.2", "Số 1 2", "A@b", "A_b", "A~b", "A$b",
        "A#b", "A%b"};
#define NAMES (sizeof names / sizeof *names)

static void same_key(struct text_collator *collator, const char *text)
{
	char key[KEY], same[KEY];

	assert_string_equal(text_collator_key(collator, key, KEY, text),
		text_collation_key(same, KEY, text));
}

static void a_collator_gives_the_same_keys(void **state)
{
	static const char *const parts[] = {"a", "Ấ", "ế", "Đ", "đ", " ", "  ", "0", "00", "7", "12",
	        "-", "x", "ǘ", "Ỳ", "e\u0301", "ß", "漢", "²", "ª", "Ð", "ng", "ươ", "\xFF", "."};
	struct text_collator *collator = text_collator_open();
	uint32_t dice = 7;
	char text[256];

	(void)state;
	for (size_t i = 0; i < NAMES; i++)
		same_key(collator, names[i]);
	for (uint32_t character = 1; character < 0x2100; character++) {
		text[text_put(text, character)] = '\0';
		same_key(collator, text);
	}
	for (size_t i = 0; i < 20000; i++) {
		text[0] = '\0';
		for (size_t j = 0; j < i % 50; j++) {
			dice = dice * 1664525 + 1013904223;
			/* Mostly of the first, which are common. */
			strcat(text, parts[(dice >> 16) % (i % 3 ? 11 : sizeof parts / sizeof *parts)]);
		}
		same_key(collator, text);
	}
	text_collator_close(collator);
}

static void the_form_of_a_name_does_not_move_it(void **state)
{
	char apart[512], key_a[KEY], key_b[KEY];
	static const char *const typed[][2] = {{"ấ", "a\u0302\u0301"}, {"ò", "o\u0300"},
	        {"ệ", "ê\u0323"}, {"ườ", "u\u031Bo\u031B\u0300"}, {"ạ", "a\u0323"},
	        {"ầ", "a\u0302\u0300"}};
	size_t i, j;

	(void)state;
	for (i = 0; i < NAMES; i++) {
		const char *at = names[i];

		apart[0] = '\0';
		while (*at != '\0') {
			for (j = 0; j < sizeof typed / sizeof *typed; j++) {
				if (strncmp(at, typed[j][0], strlen(typed[j][0])) == 0)
					break;
			}
			if (j < sizeof typed / sizeof *typed) {
				strcat(apart, typed[j][1]);
				at += strlen(typed[j][0]);
			} else {
				strncat(apart, at++, 1);
			}
		}
		text_collation_key(key_a, KEY, names[i]);
		assert_string_equal(text_collation_key(key_b, KEY, apart), key_a);
	}
}

/* ---- ICU, opened at run time: nothing here is linked to it ---- */

struct icu {
	void *library, *collator;
	int version;
	int (*compare)(const void *, const char *, int32_t, const char *, int32_t, int *);
	void (*close)(void *);
};

static void *icu_symbol(const struct icu *icu, const char *name)
{
	char versioned[64];

	snprintf(versioned, sizeof versioned, "%s_%d", name, icu->version);
	return dlsym(icu->library, versioned);
}

static bool icu_open(struct icu *icu)
{
	char name[64];
	void *(*open)(const char *, int *);
	void (*set)(void *, int, int, int *);
	void *symbol;
	int trouble = 0;

	*icu = (struct icu){.version = 80};
	for (; icu->version >= 60 && !icu->library; icu->version--) {
		snprintf(name, sizeof name, "libicui18n.so.%d", icu->version);
		icu->library = dlopen(name, RTLD_NOW);
	}
	icu->version++;
	if (!icu->library)
		return false;
	/* ISO C has no cast from an object pointer to a function pointer. */
	symbol = icu_symbol(icu, "ucol_open");
	memcpy(&open, &symbol, sizeof open);
	symbol = icu_symbol(icu, "ucol_setAttribute");
	memcpy(&set, &symbol, sizeof set);
	symbol = icu_symbol(icu, "ucol_strcollUTF8");
	memcpy(&icu->compare, &symbol, sizeof icu->compare);
	symbol = icu_symbol(icu, "ucol_close");
	memcpy(&icu->close, &symbol, sizeof icu->close);
	if (!open || !set || !icu->compare || !icu->close)
		return false;
	icu->collator = open("vi", &trouble);
	set(icu->collator, 7, 17, &trouble); /* UCOL_NUMERIC_COLLATION, UCOL_ON */
	set(icu->collator, 4, 17, &trouble); /* UCOL_NORMALIZATION_MODE */
	return icu->collator && trouble <= 0;
}

/* The library stays open: unloading it would turn what it keeps into leaks. */
static void icu_close(struct icu *icu)
{
	if (icu->collator)
		icu->close(icu->collator);
}

static void assert_icu_agrees(struct icu *icu, const char *a, const char *b)
{
	int trouble = 0, theirs = icu->compare(icu->collator, a, -1, b, -1, &trouble);

	assert_true(trouble <= 0);
	if (order(a, b) != theirs)
		print_message("ours %d, ICU's %d: %s, %s\n", order(a, b), theirs, a, b);
	assert_int_equal(order(a, b), theirs);
}

static void names_stand_in_the_order_of_icu(void **state)
{
	struct icu icu;
	size_t i, j;

	(void)state;
	if (!icu_open(&icu)) {
		icu_close(&icu);
		skip();
	}
	for (i = 0; i < NAMES; i++) {
		for (j = 0; j < NAMES; j++)
			assert_icu_agrees(&icu, names[i], names[j]);
	}
	icu_close(&icu);
}

/* All syllables of some initials, every vowel with every tone, some finals. */
static void syllables_stand_in_the_order_of_icu(void **state)
{
	static const char *const initials[] = {"", "d", "đ", "Đ", "ng", "th"};
	static const char vowels[] =
	        "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
	        "AÀÁÂĂĐÊÔƠƯ";
	static const char *const finals[] = {"", "n", "ng 2"};
	static char syllables[2000][16];
	struct icu icu;
	size_t count = 0, i, j, bytes;
	uint32_t character;
	const char *at;

	(void)state;
	if (!icu_open(&icu)) {
		icu_close(&icu);
		skip();
	}
	for (i = 0; i < sizeof initials / sizeof *initials; i++) {
		for (j = 0; j < sizeof finals / sizeof *finals; j++) {
			for (at = vowels; *at != '\0'; at += bytes) {
				bytes = text_step(at, strlen(at), &character);
				snprintf(syllables[count++], sizeof *syllables, "%s%.*s%s",
				        initials[i], (int)bytes, at, finals[j]);
			}
		}
	}
	/* Each with a spread of the others: all pairs would take valgrind minutes. */
	for (i = 0; i < count; i++) {
		for (j = i % 23; j < count; j += 23)
			assert_icu_agrees(&icu, syllables[i], syllables[j]);
	}
	icu_close(&icu);
}

static void icu_wide(uint16_t *wide, int32_t *length, const char *text)
{
	size_t left = strlen(text), bytes;
	uint32_t character;

	for (*length = 0; (bytes = text_step(text, left, &character)) > 0;
	        text += bytes, left -= bytes)
		wide[(*length)++] = (uint16_t)character; /* names have nothing beyond U+FFFF */
	wide[*length] = 0;
}

/* ICU's own way to search letters: marks off, đ to d, lower case. Words only: what stands between
 * them is treated by our own rule. */
static void words_fold_as_icu_folds_them(void **state)
{
	void *(*open)(const uint16_t *, int32_t, int, void *, int32_t, void *, int *);
	void (*change)(void *, uint16_t *, int32_t *, int32_t, int32_t, int32_t *, int *);
	void (*close)(void *);
	void *symbols[3], *transliterator;
	uint16_t wide[256];
	int32_t length, limit;
	char word[256], folded[256];
	struct icu icu;
	size_t i, at;
	int trouble = 0;

	(void)state;
	if (!icu_open(&icu)) {
		icu_close(&icu);
		skip();
	}
	symbols[0] = icu_symbol(&icu, "utrans_openU");
	symbols[1] = icu_symbol(&icu, "utrans_transUChars");
	symbols[2] = icu_symbol(&icu, "utrans_close");
	memcpy(&open, &symbols[0], sizeof open);
	memcpy(&change, &symbols[1], sizeof change);
	memcpy(&close, &symbols[2], sizeof close);
	icu_wide(wide, &length, "NFD; [:Mn:] Remove; Latin-ASCII; Lower");
	transliterator = open(wide, length, 0, NULL, 0, NULL, &trouble);
	assert_true(trouble <= 0);
	for (i = 0; i < NAMES; i++) {
		for (at = 0, word[0] = '\0'; names[i][at] != '\0'; at++) {
			if (!strchr(" .,-()/&'@_~$#%", names[i][at]))
				strncat(word, names[i] + at, 1);
		}
		text_fold(folded, sizeof folded, word);
		icu_wide(wide, &length, word);
		limit = length;
		change(transliterator, wide, &length, 256, 0, &limit, &trouble);
		assert_true(trouble <= 0);
		assert_int_equal(length, strlen(folded));
		for (at = 0; folded[at] != '\0'; at++)
			assert_int_equal(folded[at], wide[at]);
	}
	close(transliterator);
	icu_close(&icu);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_dictionary_order_is_kept),
	        cmocka_unit_test(what_reads_the_same_has_the_same_key),
	        cmocka_unit_test(a_key_is_printable_and_never_ends_in_a_space),
	        cmocka_unit_test(numbers_of_any_length_are_ordered_by_value),
	        cmocka_unit_test(a_cut_key_never_turns_the_order_round),
	        cmocka_unit_test(a_collator_gives_the_same_keys),
	        cmocka_unit_test(the_form_of_a_name_does_not_move_it),
	        cmocka_unit_test(names_stand_in_the_order_of_icu),
	        cmocka_unit_test(syllables_stand_in_the_order_of_icu),
	        cmocka_unit_test(words_fold_as_icu_folds_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
