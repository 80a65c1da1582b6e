/* What people put below a table: totals, remarks, place and date, signatures. Such rows are skipped
 * with a warning, and only when they cannot be data: they have no key. */
#include <string.h>

#include "inner.h"

/* Folded; the whole first cell, or its first words. */
static const char *const words_whole[] = {"cong", "tong", "total", "sum", "totals", NULL};
static const char *const words_start[] = {"tong cong", "tong so", "cong chung", "grand total",
	"nguoi lap", "nguoi tong hop", "nguoi bao cao", "tm ", "thay mat", "ky ten", "thu truong",
	"bi thu", "pho bi thu", "chu tich", "truong ban", "xac nhan", "noi nhan", "ghi chu",
	"prepared by", "signed", "note", NULL};

static bool is_word_of_footer(const char *cell)
{
	char folded[128];

	text_fold(folded, sizeof folded, cell);
	for (const char *const *word = words_whole; *word; word++) {
		if (strcmp(folded, *word) == 0)
			return true;
	}
	for (const char *const *word = words_start; *word; word++) {
		if (strncmp(folded, *word, strlen(*word)) == 0)
			return true;
	}
	return strstr(folded, "ngay") && strstr(folded, "thang") && strstr(folded, "nam");
}

static bool is_like_a_code(const char *cell)
{
	bool has_digit = false;

	for (const char *at = cell; *at; at++) {
		if ((unsigned char)*at >= 0x80 || *at == ' ' || *at == '\n')
			return false;
		has_digit = has_digit || (*at >= '0' && *at <= '9');
	}
	return has_digit;
}

/* Whether a required key has no cell, or one that no code can be. */
static bool lacks_key(const struct sheet *sheet, const struct layout *layout,
	const struct record *record, bool *all_empty)
{
	bool lacks = false;

	*all_empty = true;
	for (size_t i = 0; i < sheet->format->count; i++) {
		const struct column *column = &sheet->format->columns[i];
		size_t place = layout->place[i];
		const char *cell;

		if (!(column->flags & COLUMN_REQUIRED))
			continue;
		cell = place < record->count ? record->cells[place] : "";
		if (cell[0])
			*all_empty = false;
		if (!cell[0] || (column->type == COLUMN_CODE && !is_like_a_code(cell)))
			lacks = true;
	}
	return lacks;
}

bool footer_lacks_key(
	const struct sheet *sheet, const struct layout *layout, const struct record *record)
{
	bool all_empty;

	return lacks_key(sheet, layout, record, &all_empty);
}

bool footer_is(const struct sheet *sheet, const struct layout *layout, const struct record *record,
	bool after_footer)
{
	bool all_empty;

	if (!lacks_key(sheet, layout, record, &all_empty))
		return false;
	if (after_footer && all_empty)
		return true;
	for (size_t i = 0; i < record->count; i++) {
		if (record->cells[i][0])
			return is_word_of_footer(record->cells[i]);
	}
	return false;
}
