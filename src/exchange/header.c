/* Which separator, which row is the header, and which column is which: found together, as the pair
 * that knows the most headings. Titles and sep= lines above it thereby drop out. */
#include <string.h>

#include "inner.h"

#define RECORDS_LOOKED_AT 20
#define HEADING_FOLDED 256

char *heading_fold(char *out, size_t size, const char *heading)
{
	char kept[HEADING_FOLDED];
	size_t length = 0;
	int depth = 0;

	for (const char *at = heading; *at && length + 1 < sizeof kept; at++) {
		if (*at == '(' || *at == '[')
			depth++;
		if (depth == 0)
			kept[length++] = *at;
		if ((*at == ')' || *at == ']') && depth > 0)
			depth--;
	}
	kept[length] = '\0';
	text_fold(out, size, kept);
	return out[0] ? out : text_fold(out, size, heading);
}

size_t heading_column(const struct sheet_format *format, const char *folded)
{
	char known[HEADING_FOLDED];

	for (size_t i = 0; i < format->count; i++) {
		const struct column *column = &format->columns[i];

		if (strcmp(folded, heading_fold(known, sizeof known, column->heading)) == 0 ||
			strcmp(folded, heading_fold(known, sizeof known, column->name)) == 0)
			return i;
	}
	return PLACE_NONE;
}

static size_t cell_column(const struct sheet_format *format, const char *cell)
{
	char folded[HEADING_FOLDED];

	return heading_column(format, heading_fold(folded, sizeof folded, cell));
}

/* How many different columns a record names. */
static size_t record_score(const struct sheet_format *format, const struct record *record)
{
	uint64_t seen = 0;
	size_t score = 0;

	for (size_t i = 0; i < record->count; i++) {
		size_t column = cell_column(format, record->cells[i]);
		uint64_t bit = column == PLACE_NONE ? 0 : UINT64_C(1) << column;

		score += bit && !(seen & bit);
		seen |= bit;
	}
	return score;
}

struct candidate {
	char separator;
	size_t score, before;
	struct fault limit; /* passed before any header was seen */
};

static void look_with(char separator, const struct sheet_format *format, const struct plain *plain,
	const struct sheet_limits *limits, struct candidate *best)
{
	struct records *records = records_open(plain->text, plain->length, separator, limits);
	struct record record;
	struct fault why = {0};

	for (size_t i = 0; i < RECORDS_LOOKED_AT && records_next(records, &record, &why); i++) {
		size_t score = record_score(format, &record);

		if (score > best->score)
			*best = (struct candidate){
				.separator = separator, .score = score, .before = i + 1};
	}
	if (why.kind != FAULT_NONE && best->limit.kind == FAULT_NONE)
		best->limit = why;
	records_close(records);
}

static bool find_header(struct candidate *best, const struct sheet_format *format,
	const struct plain *plain, const struct sheet_options *options, struct fault *why)
{
	static const char separators[] = ",;\t|";
	struct buffer names = {0};

	*best = (struct candidate){.score = 0};
	for (const char *at = separators; *at; at++) {
		if (!options->separator || options->separator == *at)
			look_with(*at, format, plain, options->limits, best);
	}
	if (best->score > 0)
		return true;
	if (best->limit.kind != FAULT_NONE) {
		*why = best->limit;
		return false;
	}
	if (options->separator && !strchr(separators, options->separator))
		return refuse(why, FAULT_USAGE,
			N_("no such separator: it is one of comma, semicolon, tab and |"));
	/* What stands there is not repeated: it may be somebody's name. */
	for (size_t i = 0; i < format->count; i++) {
		if (format->columns[i].flags & COLUMN_REQUIRED)
			buffer_print(&names, "%s%s (%s)", names.length ? ", " : "",
				format->columns[i].heading, format->columns[i].name);
	}
	refuse(why, FAULT_REFUSED,
		N_("no header row: the first row must name the columns, at least %s; check that "
		   "this is a %s file and how its columns are separated"),
		buffer_text(&names), format->word);
	buffer_free(&names);
	return false;
}

/* Reads the header record again, checking the titles above it, and keeps its cells. */
static bool keep_headings(struct sheet *sheet, const struct candidate *found,
	const struct plain *plain, const struct sheet_options *options, struct fault *why)
{
	struct records *records =
		records_open(plain->text, plain->length, found->separator, options->limits);
	struct record record = {0};
	bool good = true;

	for (size_t i = 0; good && i < found->before && records_next(records, &record, why); i++) {
		if (i + 1 < found->before)
			good = personal_check_above(sheet->format, &record, why);
	}
	sheet->separator = found->separator;
	sheet->header_line = record.line;
	sheet->column_count = record.count;
	sheet->headings = pool_take(&sheet->pool, (record.count + 1) * sizeof *sheet->headings);
	for (size_t i = 0; good && i < record.count; i++) {
		const char *text = cell_plain(NULL, record.cells[i], &sheet->pool);

		sheet->headings[i] = pool_text(&sheet->pool, text);
		good = personal_check_heading(sheet->format, text, why) ||
		       personal_place(record.line, i + 1, text, why);
	}
	if (good && record.unclosed)
		good = refuse(why, FAULT_REFUSED,
			N_("the quotation mark that opens on line %ld, in the header, is never "
			   "closed: close it"),
			record.quote_line);
	records_close(records);
	return good;
}

static bool is_reason(const char *heading)
{
	char folded[HEADING_FOLDED];

	heading_fold(folded, sizeof folded, heading);
	return strcmp(folded, "ly do") == 0 || strcmp(folded, "reason") == 0;
}

static bool place_columns(struct sheet *sheet, struct layout *layout, struct fault *why)
{
	static const struct sheet_style exported = {.dialect = DIALECT_SPREADSHEET};
	const struct sheet_format *format = sheet->format;

	for (size_t i = 0; i < format->count; i++) {
		layout->place[i] = PLACE_NONE;
		sheet->shown[i] = column_heading(&format->columns[i], &exported);
	}
	for (size_t i = 0; i < sheet->column_count; i++) {
		size_t column = cell_column(format, sheet->headings[i]);

		if (column == PLACE_NONE) {
			if (sheet->headings[i][0] && !is_reason(sheet->headings[i])) {
				layout->extra_place[sheet->extra_count] = i;
				sheet->extras[sheet->extra_count++] = sheet->headings[i];
			}
			continue;
		}
		if (layout->place[column] != PLACE_NONE)
			return refuse(why, FAULT_REFUSED,
				N_("line %ld: columns \"%s\" and \"%s\" are the same column: "
				   "remove one"),
				sheet->header_line, sheet->headings[layout->place[column]],
				sheet->headings[i]);
		layout->place[column] = i;
		sheet->has[column] = true;
		sheet->shown[column] = sheet->headings[i];
	}
	return true;
}

/* A row that has but one known word in it may be data, which a refusal must not repeat. */
static bool may_be_data(const struct sheet *sheet, const struct candidate *row)
{
	if (row->score > 1)
		return false;
	for (size_t i = 0; i < sheet->column_count; i++) {
		if (strpbrk(sheet->headings[i], "0123456789"))
			return true;
	}
	return row->before > 1;
}

static bool check_required(
	const struct sheet *sheet, const struct candidate *row, struct fault *why)
{
	const struct sheet_format *format = sheet->format;
	struct buffer missing = {0}, found = {0};
	bool good;

	for (size_t i = 0; i < format->count; i++) {
		const struct column *column = &format->columns[i];

		if ((column->flags & COLUMN_REQUIRED) && !sheet->has[i])
			buffer_print(&missing, "%s\"%s\" (%s)", missing.length ? ", " : "",
				column->heading, column->name);
	}
	for (size_t i = 0; i < sheet->column_count && !may_be_data(sheet, row); i++)
		buffer_print(&found, "%s\"%s\"", found.length ? ", " : "", sheet->headings[i]);
	good = missing.length == 0 ||
	       refuse(why, FAULT_REFUSED,
		       N_("line %ld: no column %s: add it to the header; found: %s"),
		       sheet->header_line, buffer_text(&missing),
		       found.length ? buffer_text(&found) : "-");
	buffer_free(&missing);
	buffer_free(&found);
	return good;
}

/* "Hần" is "han" without its marks, and so is "Hạn"; "han" says nothing of marks. */
void header_warn(const struct sheet *sheet, struct complaints *complaints)
{
	char marked[HEADING_FOLDED], known[HEADING_FOLDED], bare[HEADING_FOLDED];

	for (size_t i = 0; i < sheet->format->count; i++) {
		const struct column *column = &sheet->format->columns[i];
		size_t length;

		if (!sheet->has[i])
			continue;
		text_fold_marked(marked, sizeof marked, sheet->shown[i]);
		text_fold_marked(known, sizeof known, column->heading);
		length = strlen(known);
		/* Remarks in brackets follow. */
		if (strncmp(marked, known, length) == 0 && (!marked[length] || marked[length] == ' '))
			continue;
		text_fold(bare, sizeof bare, sheet->shown[i]);
		if (strcmp(bare, marked) != 0)
			complain(complaints, COMPLAINT_WARNING, sheet->header_line, sheet->shown[i], "",
				N_("read as the column \"%s\" (%s), though it is written otherwise"),
				column->heading, column->name);
	}
}

static size_t headings_known(const struct sheet *sheet, const struct sheet_format *format)
{
	struct record record = {.cells = sheet->headings, .count = sheet->column_count};

	return record_score(format, &record);
}

/* All that a file of that kind must have is there. */
static bool has_required(const struct sheet *sheet, const struct sheet_format *format)
{
	for (size_t i = 0, j; i < format->count; i++) {
		if (!(format->columns[i].flags & COLUMN_REQUIRED))
			continue;
		for (j = 0; j < sheet->column_count; j++)
			if (cell_column(format, sheet->headings[j]) == i)
				break;
		if (j == sheet->column_count)
			return false;
	}
	return true;
}

/* A file of another kind is told as such: one refusal instead of one for every row. */
static bool check_kind(const struct sheet *sheet, struct fault *why)
{
	size_t own = headings_known(sheet, sheet->format);

	for (int kind = 0; kind <= SHEET_NUMBERS; kind++) {
		const struct sheet_format *other = sheet_format((enum sheet_kind)kind);

		if (other != sheet->format && headings_known(sheet, other) >= own + 3 &&
			has_required(sheet, other))
			return refuse(why, FAULT_REFUSED,
				N_("this looks like a %s file, not a %s file: import it as %s"),
				other->word, sheet->format->word, other->word);
	}
	return true;
}

bool header_read(struct sheet *sheet, struct layout *layout, const struct plain *plain,
	const struct sheet_options *options, struct fault *why)
{
	const struct sheet_format *format = sheet->format;
	struct pool *pool = &sheet->pool;
	struct candidate found;

	if (!find_header(&found, format, plain, options, why) ||
		!keep_headings(sheet, &found, plain, options, why))
		return false;
	sheet->has = pool_take(pool, (format->count + 1) * sizeof *sheet->has);
	sheet->shown = pool_take(pool, (format->count + 1) * sizeof *sheet->shown);
	sheet->extras = pool_take(pool, (sheet->column_count + 1) * sizeof *sheet->extras);
	layout->place = pool_take(pool, (format->count + 1) * sizeof *layout->place);
	layout->extra_place =
		pool_take(pool, (sheet->column_count + 1) * sizeof *layout->extra_place);
	layout->before = found.before;
	return check_kind(sheet, why) && place_columns(sheet, layout, why) &&
	       check_required(sheet, &found, why);
}
