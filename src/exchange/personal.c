/* The tripwire of DOMAIN.md §7: tiendo tracks that a list of people moved, never who is on it. A
 * file whose headings ask for that is refused before a single row of it is looked at. */
#include <string.h>

#include "inner.h"

/* Folded, whole words anywhere in a heading. Work contacts may be on a roster, and only there. */
static const char *const words_never[] = {"ngay sinh", "nam sinh", "ngay thang nam sinh",
	"date of birth", "birth date", "birthday", "dob", "cccd", "cmnd", "cmtnd", "can cuoc",
	"chung minh nhan dan", "chung minh thu", "so dinh danh", "ma dinh danh ca nhan",
	"citizen id", "national id", "id card", "identity card", "dia chi", "home address", "noi o",
	"noi cu tru", "noi thuong tru", "thuong tru", "tam tru", "ho khau", "que quan", "noi sinh",
	"danh sach nguoi nghien", "danh sach nguoi su dung", NULL};
static const char *const words_roster_only[] = {"ho ten", "ho va ten", "ho dem", "ten nguoi",
	"full name", "fullname", "first name", "last name", "surname", "so dien thoai", "sdt",
	"phone number", "ten doi tuong", "danh sach nguoi", "danh sach doi tuong", NULL};
static const char *const words_start[] = {"dien thoai", "phone", "telephone", "mobile", NULL};
static const char *const words_list[] = {"danh sach nguoi", "danh sach doi tuong",
	"danh sach thanh nien", "danh sach hoc vien", "list of people", "list of persons", NULL};
/* Alone these would stand in too many innocent headings. */
static const char *const words_whole[] = {"address", "sinh ngay", NULL};

static bool has_any(const char *folded, const char *const *words)
{
	for (; *words; words++) {
		size_t length = strlen(*words);

		for (const char *at = folded; (at = strstr(at, *words)) != NULL; at++) {
			if ((at == folded || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
				return true;
		}
	}
	return false;
}

/* … at its start, or after a number's code: "SL07 Điện thoại", but not "Lượt tư vấn qua điện
 * thoại". */
static bool begins_with_any(const char *folded, const char *const *words)
{
	size_t first = strcspn(folded, " ");

	if (folded[first] && strcspn(folded, "0123456789") < first &&
		begins_with_any(folded + first + 1, words))
		return true;
	for (; *words; words++) {
		size_t length = strlen(*words);

		if (strncmp(folded, *words, length) == 0 &&
			(folded[length] == ' ' || !folded[length]))
			return true;
	}
	return false;
}

static bool is_any(const char *folded, const char *const *words)
{
	for (; *words; words++) {
		if (strcmp(folded, *words) == 0)
			return true;
	}
	return false;
}

static bool is_mail_address(const char *folded)
{
	static const char *const words[] = {"email", "e mail", "mail", "thu dien tu", NULL};

	return has_any(folded, words);
}

static bool refuse_personal(struct fault *why)
{
	return refuse(why, FAULT_REFUSED,
		N_("a heading asks for personal data (name, birth, identity, address or phone): "
		   "tiendo records counts and paper numbers, never who is on a list; remove the "
		   "column or the list"));
}

bool personal_check_heading(
	const struct sheet_format *format, const char *heading, struct fault *why)
{
	char folded[512];

	if (format->kind == SHEET_UNITS)
		return true;
	text_fold(folded, sizeof folded, heading);
	if (format->kind == SHEET_PEOPLE) {
		bool asks = has_any(folded, words_never) || is_any(folded, words_whole);

		if (!asks || is_mail_address(folded))
			return true;
		return refuse(why, FAULT_REFUSED,
			N_("a heading asks for birth, identity or address: a roster holds work "
			   "contacts only; remove the column"));
	}
	if (has_any(folded, words_never) || has_any(folded, words_roster_only) ||
		begins_with_any(folded, words_start) || is_any(folded, words_whole))
		return refuse_personal(why);
	return true;
}

bool personal_check_title(const struct sheet_format *format, const char *title, struct fault *why)
{
	char folded[512];

	if (format->kind == SHEET_UNITS || format->kind == SHEET_PEOPLE)
		return true;
	return !has_any(text_fold(folded, sizeof folded, title), words_list) ||
	       refuse_personal(why);
}
