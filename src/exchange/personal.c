/* The tripwire of DOMAIN.md §7: tiendo tracks that a list of people moved, never who is on it. A
 * file whose headings ask for that is refused before anything of its rows is told or kept. */
#include <string.h>

#include "inner.h"

/* Folded, whole words anywhere in a heading. Work contacts may be on a roster, and only there. */
static const char *const words_never[] = {"ngay sinh", "nam sinh", "ngay thang nam sinh", "date of birth", "year of birth", "birth date", "birthdate",
	"birthday", "birthplace", "place of birth", "dob", "yob", "noi sinh", "cccd", "cmnd",
	"cmtnd", "so cmt", "can cuoc", "chung minh nhan dan", "chung minh thu", "so dinh danh",
	"ma dinh danh ca nhan", "giay to tuy than", "ho chieu", "passport", "citizen id",
	"citizen identification", "national id", "identity number", "identification number",
	"id number", "id card", "identity card", "ma the bhyt", "ma bhyt",
	"ma bhxh", "ma so bhxh", "dia chi", "home address", "permanent address",
	"current address", "residential address", "place of residence", "noi o",
	"cho o hien", "noi cu tru", "noi thuong tru", "thuong tru", "tam tru", "ho khau", "hktt",
	"dkhk", "dkhktt", "dktt", "que quan", "nguyen quan", "hometown", "home town",
	"danh sach nguoi nghien", "danh sach nguoi su dung", "danh sach doi tuong nghien", NULL};
static const char *const words_roster_only[] = {"ho ten", "ho va ten", "ho dem", "ho lot",
	"ten dem", "ten nguoi", "ten doi tuong", "ten hoc vien", "ten thanh nien",
	"ten benh nhan", "ten con nghien", "ten cha", "ten me",
	"full name", "fullname", "first name", "last name", "given name", "middle name", "surname",
	"person name", "name of person", "patient name", "so dien thoai", "sdt",
	"phone number", "danh sach nguoi", "danh sach doi tuong", NULL};
static const char *const words_start[] = {"dien thoai", "phone", "telephone", "mobile", NULL};
/* Alone these would stand in too many innocent headings. */
static const char *const words_whole[] = {"address", "sinh ngay", "sinh nam", "cho o", "so the bhyt",
	"so bhyt", "so the bhxh", "so bhxh", NULL};
static const char *const words_whole_results[] = {"gioi tinh", "dan toc", "ton giao", "tuoi",
	"biet danh", "bi danh", "so dt", "so dtdd", "dtdd", "gender", "sex", "age", "ethnicity",
	"religion", NULL};
static const char *const words_health[] = {"loai ma tuy", "loai ma tuy su dung", "chat ma tuy",
	"chat ma tuy su dung", "tinh trang nghien", "muc do nghien", "thoi gian nghien",
	"thoi gian su dung ma tuy", "so lan cai nghien", "ket qua xet nghiem", "tinh trang hiv",
	"hiv", "tinh trang suc khoe", "benh ly", "so benh an", "tien an", "tien an tien su",
	"drug used", "type of drug", "test result", "health status", "criminal record", NULL};

/* In these the words above are others: days of activity, male students, "red addresses" of history. */
static const char *const words_innocent[] = {"ngay sinh hoat", "nam sinh hoat", "noi sinh hoat",
	"nam sinh vien", "dia chi do", "dia chi nhan dao", "dia chi tin cay", NULL};

/* Titles: "danh sach", perhaps some of the small words, then whom. */
static const char *const words_small[] = {"cac", "nhung", "toan bo", "tong hop", "so", "quan ly",
	"trich ngang", "chi tiet", "thong ke", "theo doi", NULL};
static const char *const words_list[] = {"nguoi", "doi tuong", "thanh nien", "thanh thieu nien",
	"hoc vien", "con nghien", "nghien", NULL};
static const char *const words_list_roster[] = {"nguoi nghien", "nguoi su dung", "nguoi cai nghien",
	"doi tuong", "hoc vien", "thanh nien nghien", "thanh nien su dung",
	"thanh thieu nien nghien", "thanh thieu nien su dung", "con nghien", "nghien", NULL};
static const char *const words_list_english[] = {"list of people", "list of persons",
	"list of names", "list of drug users", "list of addicts", "list of patients", NULL};

static bool starts_with_word(const char *folded, const char *word)
{
	size_t length = strlen(word);

	return strncmp(folded, word, length) == 0 && (folded[length] == ' ' || !folded[length]);
}

/* The first of the words that the text starts with; NULL: none. */
static const char *starting_word(const char *folded, const char *const *words)
{
	while (*words && !starts_with_word(folded, *words))
		words++;
	return *words;
}

static bool has_any(const char *folded, const char *const *words)
{
	for (const char *at = folded; at; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (starting_word(at, words))
			return true;
	}
	return false;
}

/* What stands behind a number's code: "Điện thoại" of "SL07 Điện thoại". */
static const char *behind_code(const char *folded)
{
	size_t first = strcspn(folded, " ");

	return folded[first] && strcspn(folded, "0123456789") < first ? folded + first + 1 : folded;
}

/* Whether the letters are those of one of the words, wherever the spaces are: "HoTen", "H Ọ  T Ê N". */
static bool is_any(const char *folded, const char *const *words)
{
	for (; *words; words++) {
		const char *left = folded, *right = *words;

		while (*left && *left == *right) {
			left += 1 + (left[1] == ' ');
			right += 1 + (right[1] == ' ');
		}
		if (!*left && !*right)
			return true;
	}
	return false;
}

static bool is_mail_address(const char *folded)
{
	static const char *const words[] = {"email", "e mail", "mail", "thu dien tu", NULL};

	return has_any(folded, words);
}

static bool forget_innocent(char *folded)
{
	bool found = false;

	for (const char *const *words = words_innocent; *words; words++) {
		size_t length = strlen(*words);

		for (char *at = folded; (at = strstr(at, *words)) != NULL; at += length)
			found = memset(at, '.', length) != NULL;
	}
	return found;
}

static bool asks_for_person(enum sheet_kind kind, const char *folded)
{
	const char *bare = behind_code(folded);

	if (has_any(folded, words_never) || is_any(bare, words_never) ||
		is_any(bare, words_whole) || is_any(bare, words_health))
		return kind != SHEET_PEOPLE || !is_mail_address(folded);
	return kind != SHEET_PEOPLE &&
	       (has_any(folded, words_roster_only) || is_any(bare, words_roster_only) ||
		       starting_word(bare, words_start) || is_any(bare, words_whole_results));
}

static bool is_title_of_list(enum sheet_kind kind, const char *folded)
{
	const char *at = folded, *small;

	if (has_any(folded, words_list_english))
		return true;
	while ((at = strstr(at, "danh sach ")) != NULL) {
		at += strlen("danh sach ");
		while ((small = starting_word(at, words_small)) && at[strlen(small)])
			at += strlen(small) + 1;
		if (starting_word(at, kind == SHEET_PEOPLE ? words_list_roster : words_list) &&
			!starts_with_word(at, "doi tuong thuc hien"))
			return true;
	}
	return false;
}

/* As it stands, and as it reads if it was typed in an old font while the rest of the file was not.
 * "Họ", a family name, is "Hộ", a household, once its marks are off. */
static bool is_asking(const struct sheet_format *format, const char *text,
	bool (*asks)(enum sheet_kind kind, const char *folded))
{
	struct pool pool = {0};
	size_t size = strlen(text) * 3 + 8;
	char *folded = pool_take(&pool, size);
	const char *reading = text;
	bool found = false, is_innocent = false;

	for (size_t i = 0; !found && !is_innocent && reading;
		reading = legacy_reading(text, i++, &pool)) {
		if (asks == asks_for_person && format->kind != SHEET_PEOPLE)
			found = strcmp(text_fold_marked(folded, size, reading), "họ") == 0;
		text_fold(folded, size, reading);
		is_innocent = forget_innocent(folded);
		found = found || asks(format->kind, folded);
	}
	pool_free(&pool);
	return found;
}

static bool refuse_personal(const struct sheet_format *format, struct fault *why)
{
	if (format->kind == SHEET_PEOPLE)
		return refuse(why, FAULT_REFUSED,
			N_("a heading asks for birth, identity, address or health: a roster holds "
			   "work contacts only; remove the column or the list"));
	return refuse(why, FAULT_REFUSED,
		N_("a heading asks for personal data (name, birth, identity, address or phone): "
		   "tiendo records counts and paper numbers, never who is on a list; remove the "
		   "column or the list"));
}

bool personal_check_heading(
	const struct sheet_format *format, const char *heading, struct fault *why)
{
	return format->kind == SHEET_UNITS || !is_asking(format, heading, asks_for_person) ||
	       refuse_personal(format, why);
}

bool personal_check_title(const struct sheet_format *format, const char *title, struct fault *why)
{
	return format->kind == SHEET_UNITS || !is_asking(format, title, is_title_of_list) ||
	       refuse_personal(format, why);
}

/* How many cells of the record ask, alone or below the cells above it ("Ngày" over "sinh"). */
static size_t asking_cells(const struct sheet_format *format, const struct record *record,
	const char *const *above, size_t above_count)
{
	size_t found = 0;

	for (size_t i = 0; i < record->count; i++) {
		struct buffer both = {0};

		if (!record->cells[i][0])
			continue;
		buffer_print(
			&both, "%s %s", i < above_count ? above[i] : "", record->cells[i]);
		found += is_asking(format, record->cells[i], asks_for_person) ||
			 is_asking(format, buffer_text(&both), asks_for_person);
		buffer_free(&both);
	}
	return found;
}

bool personal_check_above(
	const struct sheet_format *format, const struct record *record, struct fault *why)
{
	size_t filled = 0;

	for (size_t i = 0; i < record->count; i++) {
		filled += record->cells[i][0] != '\0';
		if (!personal_check_title(format, record->cells[i], why))
			return false;
	}
	/* One or two cells are a letterhead: "Địa chỉ: 82 đường 30/4". */
	return filled < 3 || format->kind == SHEET_UNITS ||
	       asking_cells(format, record, NULL, 0) == 0 || refuse_personal(format, why);
}

bool personal_check_below(const struct sheet *sheet, const struct record *record, bool first,
	struct fault *why)
{
	size_t asking;

	if (sheet->format->kind == SHEET_UNITS)
		return true;
	asking = asking_cells(sheet->format, record, first ? sheet->headings : NULL,
		first ? sheet->column_count : 0);
	/* One cell further down may be a remark in which such a word occurs. */
	return asking < (first ? 1 : 2) || refuse_personal(sheet->format, why);
}
