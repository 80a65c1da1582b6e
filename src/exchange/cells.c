/* One cell by its column's type, never by its looks (CSV.md, importer 4-8). The order is always the
 * same: trim, unwrap ="…", take the guard off, refuse a spreadsheet's error, then the type. */
#include <stdio.h>
#include <string.h>

#include "inner.h"

bool cell_is_formula(const char *text, size_t apostrophes)
{
	size_t found;

	if (*text != '\'' && (apostrophes > 0 || (unsigned char)*text > '@')) /* nearly all */
		return false;
	found = strspn(text, "'");
	return found >= apostrophes && text[found] && strchr("=+-@\t\r", text[found]);
}

bool cell_is_wrapped(const char *text)
{
	size_t length = strlen(text);

	return length >= 3 && text[0] == '=' && text[1] == '"' && text[length - 1] == '"';
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

static const char *cell_trimmed(const char *raw, struct pool *pool)
{
	size_t length = strlen(raw);

	if (length == 0)
		return raw;
	if (may_need_trim(raw, length))
		raw = text_trim(pool_slice(pool, raw, length));
	if (cell_is_wrapped(raw))
		raw = unwrap(pool_text(pool, raw));
	return raw;
}

const char *cell_plain(const struct column *column, const char *raw, struct pool *pool)
{
	const char *text = cell_trimmed(raw, pool);
	bool is_free = !column || column->type == COLUMN_TEXT || column->type == COLUMN_LINE;

	return text + (is_free ? cell_is_formula(text, 1) : text[0] == '\'');
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

static enum cell_result take_line(const char *text, struct pool *pool, const char **out)
{
	char *line;

	*out = text;
	if (!strpbrk(text, "\n\t\v"))
		return CELL_GOOD;
	*out = line = pool_text(pool, text);
	for (char *at = line; *at;) {
		size_t blanks = strspn(at, " \n\t\v");

		if (blanks == 0 || strcspn(at, "\n\t\v") >= blanks) {
			*line++ = *at++;
			continue;
		}
		*line++ = ' ';
		at += blanks;
	}
	*line = '\0';
	return CELL_GOOD;
}

static enum cell_result take_choice(
	const struct column *column, const char *text, const char **out, struct fault *why)
{
	bool vietnamese = strcmp(language_now(), "vi") == 0;
	char folded[128], known[128];
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
		if (strcmp(folded, text_fold(known, sizeof known, choice->word)) == 0 ||
			strcmp(folded, text_fold(known, sizeof known, choice->vi)) == 0) {
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

static enum cell_result take_by_type(const struct column *column, const char *text,
	const struct cell_context *context, const char **out, struct fault *why)
{
	switch (column->type) {
	case COLUMN_CODE:
		if (number_is_shortened(text, why))
			return CELL_REFUSED;
		return take_line(text, context->pool, out);
	case COLUMN_LINE:
		return take_line(text, context->pool, out);
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
	bool is_code = column->type == COLUMN_CODE;
	bool is_alphanumeric = (*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') ||
			       (*at >= 'a' && *at <= 'z');

	if (!is_code && column->type != COLUMN_TEXT && column->type != COLUMN_LINE)
		return false;
	/* C2, E2 and EF may begin a blank, E "Err:508". */
	if (*at == 'E' || (!is_alphanumeric && (*at < 0xC3 || *at == 0xE2 || *at == 0xEF)))
		return false;
	while (*at >= ' ' && !(is_code && (*at | 0x20) == 'e')) /* 1.2E+08 */
		at++;
	return !*at && at[-1] != ' ' && at[-1] != 0xA0 && at[-1] != 0x8B && at[-1] != 0xBF;
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
	else if (why)
		*why = reason;
	pool_free(&pool);
	return good;
}
