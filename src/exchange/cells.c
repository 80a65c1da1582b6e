/* One cell by its column's type, never by its looks (CSV.md, importer 4-8). The order is always the
 * same: trim, unwrap ="…", take the guard off, refuse a spreadsheet's error, then the type. */
#include <stdio.h>
#include <string.h>

#include "inner.h"

/* A blank that some programs pass over before they look for a sign: U+0020, U+00A0, U+3000, U+200B,
 * U+FEFF, ends of lines. Its bytes, or 0. */
static size_t blank_bytes(const char *text)
{
	switch ((unsigned char)text[0]) {
	case ' ':
	case '\n':
	case '\v':
	case '\f':
		return 1;
	case 0xC2:
		return text[1] == '\xA0' ? 2 : 0;
	case 0xE2:
		return strncmp(text, "\xE2\x80\x8B", 3) == 0 ? 3 : 0;
	case 0xE3:
		return strncmp(text, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
	case 0xEF:
		return strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	default:
		return 0;
	}
}

/* The wide forms, U+FF1D = U+FF0B + U+FF0D - U+FF20 @, are signs where such letters are typed. */
static bool is_sign(const char *text)
{
	if (text[0] == '\xEF' && text[1] == '\xBC')
		return text[2] && strchr("\x9D\x8B\x8D\xA0", text[2]);
	return text[0] && strchr("=+-@\t\r", text[0]);
}

bool cell_is_formula(const char *text, size_t apostrophes)
{
	size_t found = 0, blank;
	unsigned char first = (unsigned char)*text;

	/* Nearly all: begun by a letter, which neither passes over nor is. */
	if ((first | 0x20) >= 'a' && first < 0xC2)
		return false;
	while (text[found] == '\'')
		found++;
	if (found < apostrophes)
		return false;
	for (text += found; (blank = blank_bytes(text)) > 0; text += blank)
		;
	return is_sign(text);
}

bool cell_starts_blank(const char *text)
{
	return text[0] == '\t' || text[0] == '\r' || blank_bytes(text) > 0;
}

bool cell_is_wrapped(const char *text)
{
	const char *at = text + 2;

	if (text[0] != '=' || text[1] != '"')
		return false;
	while (*at && !(at[0] == '"' && at[1] != '"')) /* doubled inside, as the program wrote it */
		at += *at == '"' ? 2 : 1;
	return at[0] == '"' && at[1] == '\0';
}

bool cell_is_whole(const char *text)
{
	size_t sign = text[0] == '-' || text[0] == '+';
	size_t digits = strspn(text + sign, "0123456789");

	return digits > 0 && text[sign + digits] == '\0';
}

/* Whether text_trim could take something away; most cells thereby need no copy. */
static bool may_need_trim(const char *text, size_t length)
{
	unsigned char first = (unsigned char)text[0], last = (unsigned char)text[length - 1];
	unsigned char before = length > 1 ? (unsigned char)text[length - 2] : 0;

	return first <= ' ' || first == 0xC2 || first == 0xE2 || first == 0xEF || last <= ' ' ||
	       (last == 0xA0 && before == 0xC2) || (last == 0x8B && before == 0x80) ||
	       (last == 0xBF && before == 0xBB);
}

static char *unwrap(char *text)
{
	char *out = text;

	text[strlen(text) - 1] = '\0';
	for (const char *in = text + 2; *in; in++) {
		*out++ = *in;
		in += in[0] == '"' && in[1] == '"';
	}
	*out = '\0';
	return text;
}

const char *cell_bare(const char *raw, struct pool *pool)
{
	size_t length = strlen(raw);

	if (length == 0)
		return raw;
	if (may_need_trim(raw, length))
		raw = text_trim(pool_slice(pool, raw, length));
	if (cell_is_wrapped(raw))
		raw = text_trim(unwrap(pool_text(pool, raw)));
	return raw;
}

const char *cell_plain(const struct column *column, const char *raw, struct pool *pool)
{
	const char *text = cell_bare(raw, pool);
	bool is_free = !column || column->type == COLUMN_TEXT || column->type == COLUMN_LINE;

	if (is_free)
		return text + cell_is_formula(text, 1);
	if (text[0] != '\'')
		return text;
	text++;
	if (text[0] && may_need_trim(text, strlen(text)))
		return text_trim(pool_text(pool, text));
	return text;
}

static bool is_spreadsheet_error(const char *text)
{
	static const char *const errors[] = {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!",
		"#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", NULL};

	if (text[0] == '#') {
		for (const char *const *error = errors; *error; error++) {
			if (strcmp(text, *error) == 0)
				return true;
		}
		return strspn(text, "#") >= 3 && text[strspn(text, "#")] == '\0';
	}
	return strncmp(text, "Err:", 4) == 0 && strspn(text + 4, "0123456789") == 3 &&
	       text[7] == '\0';
}

/* is_loose: of several blanks side by side one is kept, for they are not seen in a name. */
static const char *on_one_line(const char *text, bool is_loose, struct pool *pool)
{
	char *start, *line;

	if (!strpbrk(text, "\n\t\v") && !(is_loose && strstr(text, "  ")))
		return text;
	start = line = pool_text(pool, text);
	for (char *at = line; *at;) {
		size_t blanks = strspn(at, " \n\t\v");

		if (blanks == 0 || (!is_loose && strcspn(at, "\n\t\v") >= blanks)) {
			*line++ = *at++;
			continue;
		}
		*line++ = ' ';
		at += blanks;
	}
	*line = '\0';
	return text_trim(start);
}

/* Controls of terminals and of writing direction, letters without a body or of nobody's. What joins
 * emoji and chooses their look is no such thing. */
static bool is_hidden(uint32_t character)
{
	static const uint32_t ranges[][2] = {{0x01, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD},
		{0x61C, 0x61C}, {0x180E, 0x180E}, {0x200B, 0x200C}, {0x200E, 0x200F},
		{0x2028, 0x202E}, {0x2060, 0x206F}, {0xE000, 0xF8FF}, {0xFEFF, 0xFEFF},
		{0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF}};

	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		if (character >= ranges[i][0] && character <= ranges[i][1])
			return true;
	}
	return false;
}

/* The first such character of a text on one line; 0: none. */
static uint32_t hidden_in(const char *text)
{
	uint32_t character;

	for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
		bool may_be = *at < ' ' || *at == 0x7F || *at == 0xC2 || *at == 0xD8 ||
			      (*at == 0xE1 && at[1] == 0xA0) || *at == 0xE2 || *at >= 0xEE;

		if (!may_be)
			continue;
		text_step((const char *)at, strnlen((const char *)at, 4), &character);
		if (is_hidden(character))
			return character;
	}
	return 0;
}

static enum cell_result take_line(
	const char *text, struct pool *pool, const char **out, struct fault *why)
{
	uint32_t hidden;

	*out = on_one_line(text, true, pool);
	hidden = hidden_in(*out);
	if (!hidden)
		return CELL_GOOD;
	refuse(why, FAULT_REFUSED,
		N_("a character that cannot be seen stands in it (U+%04X): it is kept; type the "
		   "text again to be rid of it"),
		(unsigned)hidden);
	return CELL_WARNED;
}

/* A code is compared and typed: what cannot be seen in it can be no part of it. */
static enum cell_result take_code(
	const char *text, struct pool *pool, const char **out, struct fault *why)
{
	uint32_t hidden;

	*out = text;
	if (number_is_shortened(text, why))
		return CELL_REFUSED;
	*out = on_one_line(text, false, pool);
	hidden = hidden_in(*out);
	if (!hidden)
		return CELL_GOOD;
	refuse(why, FAULT_REFUSED,
		N_("a character that cannot be seen stands in it (U+%04X): type the code again"),
		(unsigned)hidden);
	return CELL_REFUSED;
}

const char *choice_spelling(
	const struct choice *choice, size_t index, char *folded, size_t size)
{
	const char *word = choice->also;
	char one[128];
	size_t length;

	if (index < 2)
		return text_fold(folded, size, index ? choice->vi : choice->word);
	while (word && index-- > 2) {
		word = strchr(word, '|');
		if (word)
			word++;
	}
	if (!word)
		return NULL;
	length = strcspn(word, "|");
	if (length >= sizeof one)
		return NULL;
	memcpy(one, word, length);
	one[length] = '\0';
	return text_fold(folded, size, one);
}

/* Folding takes off what a person doubts with. */
static bool choice_is(const struct choice *choice, const char *text, const char *folded)
{
	char known[128];

	for (size_t i = 0; choice_spelling(choice, i, known, sizeof known); i++) {
		if (strcmp(folded, known) == 0 && !strchr(text, '?'))
			return true;
	}
	return false;
}

static enum cell_result take_choice(
	const struct column *column, const char *text, const char **out, struct fault *why)
{
	bool vietnamese = strcmp(language_now(), "vi") == 0;
	char folded[128];
	struct buffer words = {0};

	*out = text;
	if (!*text)
		return CELL_GOOD;
	for (const struct choice *choice = column->choices; choice->word; choice++) {
		if (strcmp(text, choice->word) == 0 || strcmp(text, choice->vi) == 0) {
			*out = choice->word;
			return CELL_GOOD;
		}
	}
	text_fold(folded, sizeof folded, text);
	for (const struct choice *choice = column->choices; choice->word; choice++) {
		if (choice_is(choice, text, folded)) {
			*out = choice->word;
			buffer_free(&words);
			return CELL_GOOD;
		}
		buffer_print(&words, "%s%s", words.length ? ", " : "",
			vietnamese ? choice->vi : choice->word);
	}
	refuse(why, FAULT_REFUSED, N_("not one of the words known here: write %s"),
		buffer_text(&words));
	buffer_free(&words);
	return CELL_REFUSED;
}

static enum cell_result take_date(
	const char *text, const struct cell_context *context, const char **out, struct fault *why)
{
	char iso[DAY_TEXT];
	enum cell_result result;
	int day;

	*out = text;
	if (!*text || day_from_iso(text, &day))
		return CELL_GOOD;
	result = date_read(&context->order, text, context->today, &day, why);
	if (result != CELL_REFUSED)
		*out = pool_text(context->pool, day_iso(day, iso));
	return result;
}

/* What a terminal may obey: controls but tabs and ends of lines. True with why. */
static bool has_control(const char *text, struct fault *why)
{
	uint32_t character;

	for (size_t left = strlen(text), step; left > 0; left -= step, text += step) {
		step = text_step(text, left, &character);
		if (character > 0x9F || (character >= ' ' && character < 0x7F) ||
			strchr("\t\n\r", (int)character))
			continue;
		return !refuse(why, FAULT_REFUSED,
			N_("a control character stands in it (U+%04X): take it out"),
			(unsigned)character);
	}
	return false;
}

static enum cell_result take_by_type(const struct column *column, const char *text,
	const struct cell_context *context, const char **out, struct fault *why)
{
	switch (column->type) {
	case COLUMN_CODE:
		return take_code(text, context->pool, out, why);
	case COLUMN_LINE:
		return take_line(text, context->pool, out, why);
	case COLUMN_DATE:
		return take_date(text, context, out, why);
	case COLUMN_COUNT:
		return count_take(text, context->pool, out, why);
	case COLUMN_NUMBER:
		return number_take(text, context->pool, out, why);
	case COLUMN_PHONE:
		return phone_take(text, context->pool, out, why);
	case COLUMN_CHOICE:
		return take_choice(column, text, out, why);
	case COLUMN_TEXT:
	case COLUMN_PERCENT: /* only written */
		break;
	}
	*out = text;
	return CELL_GOOD;
}

/* What most cells of most columns are: begun by a letter or a digit, ended by no blank, on one line.
 * Trimming, unwrapping and guards find nothing there; columns that spell values are left out. */
static bool is_common(const struct column *column, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	bool is_code = column->type == COLUMN_CODE, is_line = column->type == COLUMN_LINE;
	bool is_alphanumeric = (*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') ||
			       (*at >= 'a' && *at <= 'z');
	size_t length;

	if (!is_code && !is_line && column->type != COLUMN_TEXT)
		return false;
	if (*at == 'E' || (*at < 0x80 && !is_alphanumeric)) /* "Err:508" */
		return false;
	while ((length = plain_letter(at)) > 0 && !(is_code && (*at | 0x20) == 'e') && /* 1.2E+08 */
		!(is_line && at[0] == ' ' && at[1] == ' '))
		at += length;
	return !*at && at[-1] != ' ';
}

enum cell_result cell_take(const struct column *column, const char *raw,
	const struct cell_context *context, const char **text, struct fault *why)
{
	*text = raw;
	if (!*raw || is_common(column, raw))
		return CELL_GOOD;
	const char *cell = cell_plain(column, raw, context->pool);

	*text = cell;
	if (is_spreadsheet_error(cell))
		return refuse(why, FAULT_REFUSED,
			       N_("a spreadsheet's error, not a value: mend the formula or type "
			          "the value")),
		       CELL_REFUSED;
	if ((column->type == COLUMN_TEXT || column->type == COLUMN_LINE) &&
		damaged_cell(cell, why))
		return CELL_REFUSED;
	if (context->is_tame && has_control(cell, why))
		return CELL_REFUSED;
	return take_by_type(column, cell, context, text, why);
}

bool cell_read(
	const struct column *column, const char *text, char *out, size_t size, struct fault *why)
{
	struct pool pool = {0};
	struct cell_context context = {.pool = &pool};
	struct fault reason = {0};
	const char *canonical;
	bool good = cell_take(column, text, &context, &canonical, &reason) != CELL_REFUSED;

	if (good && strlen(canonical) >= size)
		good = refuse(&reason, FAULT_REFUSED, N_("too long: at most %zu bytes"), size - 1);
	if (good)
		memcpy(out, canonical, strlen(canonical) + 1);
	if (why)
		*why = reason;
	pool_free(&pool);
	return good;
}
