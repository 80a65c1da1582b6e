/* Large files of people go another way than small ones: whatever the file, both ways must come to
 * the same. Random rosters are taken both ways, into two databases that start alike. */
#include "app/given.h"

#include <iconv.h>

#define ROUNDS 400

struct twins {
	struct desk *common, *bulk; /* the common way; in bulk from the first row on */
};

static uint32_t dice;
static long newest_step; /* of both */

static size_t roll(size_t sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 17;
	dice ^= dice << 5;
	return dice % sides;
}

static const char *pick(const char *const *words)
{
	size_t count = 0;

	while (words[count])
		count++;
	return words[roll(count)];
}

/* ---- rosters ----------------------------------------------------------------------------------- */

static const char units[] = "code,name,kind,parent\nT,Tỉnh đoàn,province,\n001,Xã Một,commune,T\n"
			    "002,Xã Hai,commune,T\n010,Xã Mười,commune,T\n10,Xã Khác,commune,T\n"
			    "K-1,Khối,commune,T\nz9,Chín,commune,T\n";

static const char *const codes[] = {"001", "002", "010", "10", "K-1", "z9", "T", NULL};
static const char *const odd_codes[] = {
	"1", "2", "0010", "999", "", " 001", "'002", "\"=\"\"001\"\"\"", "k-1", "Xã Một", "1E+3",
	"1e5", "00?1", "unit", "Mã đơn vị", "0901 234 567", NULL};
static const char *const names[] = {"Lê An", "Lê An Bình", "Lê An B", "Nguyễn Thị Mai Anh",
	"Nguyễn Thị Mai Ánh", "Nguyễn Thị Mai", "Đỗ Quốc Oanh", "Võ Minh", "An", "Trần Văn Sơn", NULL};
static const char *const odd_names[] = {"", "  Võ Minh ", "\"Lan \"\"Bé\"\"\"", "\"Lê\nAn\"",
	"'=Lê", "#N/A", "Nguye\xCC\x82\xCC\x83n Thi\xCC\xA3 Mai", "\"Lê An\"x", "Lê \"An", "Lê  An",
	"Err:508", "L? An", "Lê\x7F An", "Lê\tAn", "Lê An\xC2\xA0", "Lê – An", "\"Lê An \"", "An2E+10",
	"Há»™i", "Ü An", "Trần\xE2\x80\x8BSơn", "(An)", NULL};
static const char *const positions[] = {"", "Bí thư", "Phó bí thư", "\"Ủy viên, thường trực\"", NULL};
static const char *const phones[] = {"", "0901 234 567", "0902 345 678", NULL};
static const char *const odd_phones[] = {
	"901234567", "+84901234567", "gọi sau", "1.2E+08", "0276 3822 333; 0901234567", "0901 234 5678",
	"0901 234 56", "0901-234-567", "0901 234 56a", NULL};
static const char *const notes[] = {"", "mới", "\"hai\r\ndòng\"", "'+1", "=1+1", "\"nói \"\"vâng\"\"\"", NULL};
static const char *const revs[] = {"", "0", "1", "2", "3", "5", "9", "40", "1.000", "x", NULL};
static const char *const lines_between[] = {"", "   ", "Tổng cộng", "Cộng:,12", "Người lập biểu",
	",,,,", "Tây Ninh, ngày 3 tháng 2 năm 2020", "\"chưa đóng", NULL};
static const char *const headings[2][7] = {
	{"unit", "name", "position", "phone", "email", "note", "rev"},
	{"Mã đơn vị", "Họ và tên", "Chức vụ", "Điện thoại", "Email", "Ghi chú", "Phiên bản"}};

struct shape {
	size_t columns, column[9]; /* 7: unknown, 8: without a heading */
	char separator;
	const char *line_end;
	size_t oddity; /* one row in so many */
};

static void shape_roll(struct shape *shape)
{
	*shape = (struct shape){.separator = ",;\t"[roll(3)],
		.line_end = roll(3) ? "\n" : "\r\n",
		.oddity = roll(3) ? 4 + roll(40) : 1000};
	for (size_t i = 0; i < 9; i++)
		if (i < 2 || roll(i < 7 ? 5 : 12))
			if (i < 7 || roll(6) == 0)
				shape->column[shape->columns++] = i;
	for (size_t i = 0; i < shape->columns && roll(2); i++) {
		size_t other = roll(shape->columns), kept = shape->column[i];

		shape->column[i] = shape->column[other];
		shape->column[other] = kept;
	}
}

static const char *cell_roll(const struct shape *shape, size_t column, char room[64])
{
	bool odd = roll(shape->oddity * 2) == 0;

	switch (column) {
	case 0:
		return pick(odd ? odd_codes : codes);
	case 1:
		if (odd)
			return pick(odd_names);
		snprintf(room, 64, "%s %zu", pick(names), roll(12));
		return roll(3) ? room : pick(names);
	case 2:
		return pick(positions);
	case 3:
		return pick(odd ? odd_phones : phones);
	case 4:
		return roll(2) ? "" : "a@b.vn";
	case 5:
		return roll(2) ? "" : pick(notes);
	case 6:
		if (odd || roll(3) == 0)
			return pick(revs);
		/* Sheets left not long ago. */
		snprintf(room, 64, "%ld", newest_step > 12 ? newest_step - (long)roll(12) : 1);
		return room;
	default:
		return roll(4) ? "" : "gì đó";
	}
}

static void row_roll(const struct shape *shape, struct buffer *out)
{
	size_t columns = shape->columns;
	char room[64];

	if (roll(shape->oddity) == 0) {
		buffer_print(out, "%s%s", pick(lines_between), shape->line_end);
		return;
	}
	if (roll(shape->oddity * 2) == 0)
		columns = roll(columns) + 1;
	for (size_t i = 0; i < columns; i++)
		buffer_print(out, "%.*s%s", i > 0, &shape->separator,
			cell_roll(shape, shape->column[i], room));
	if (roll(shape->oddity * 2) == 0)
		buffer_print(out, "%c%s", shape->separator, roll(2) ? "" : "mừng");
	buffer_add(out, shape->line_end);
}

static void header_print(const struct shape *shape, size_t language, struct buffer *out)
{
	for (size_t i = 0; i < shape->columns; i++)
		buffer_print(out, "%.*s%s", i > 0, &shape->separator,
			shape->column[i] < 7   ? headings[language][shape->column[i]]
			: shape->column[i] < 8 ? "Khác"
					       : "");
	buffer_add(out, shape->line_end);
}

static void encode(struct buffer *text, const char *encoding)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	struct buffer encoded = {0};
	char *in = text->text, *out;
	size_t left = text->length, room = text->length * 2 + 16, all = room;

	assert_true(converter != (iconv_t)-1);
	out = buffer_more(&encoded, room);
	if (iconv(converter, &in, &left, &out, &room) != (size_t)-1) {
		encoded.length = all - room;
		buffer_free(text);
		*text = encoded;
	} else {
		buffer_free(&encoded);
	}
	iconv_close(converter);
}

static void roster_roll(struct buffer *text)
{
	struct shape shape;
	size_t rows = roll(60), language = roll(2);

	shape_roll(&shape);
	if (roll(8) == 0)
		buffer_add(text, "\xEF\xBB\xBF");
	if (roll(8) == 0)
		buffer_print(text, "DANH SÁCH%s", shape.line_end);
	header_print(&shape, language, text);
	for (size_t i = 0; i < rows; i++) {
		row_roll(&shape, text);
		if (roll(shape.oddity * 8) == 0)
			header_print(&shape, language, text);
	}
	if (roll(6) == 0)
		encode(text, roll(2) ? "UTF-16" : "VISCII");
}

/* ---- both ways --------------------------------------------------------------------------------- */

/* Shows the first line that differs. */
static void same_text(const char *what, const struct buffer *common, const struct buffer *bulk)
{
	const char *left = buffer_text(common), *right = buffer_text(bulk);
	size_t line = 1;

	while (*left && *left == *right) {
		line += *left == '\n';
		left++;
		right++;
	}
	while (left > buffer_text(common) && left[-1] != '\n') {
		left--;
		right--;
	}
	if (strcmp(left, right) != 0)
		fail_msg("%s, line %zu: \"%.*s\", in bulk \"%.*s\"", what, line,
			(int)strcspn(left, "\n"), left, (int)strcspn(right, "\n"), right);
}

static int line_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A step's changes have no order of their own. */
static void sort_lines(struct buffer *text)
{
	char *lines[4096];
	size_t count = 0;
	struct buffer sorted = {0};

	for (char *line = text->text ? strtok(text->text, "\n") : NULL; line && count < 4096;
		line = strtok(NULL, "\n"))
		lines[count++] = line;
	qsort(lines, count, sizeof *lines, line_order);
	for (size_t i = 0; i < count; i++)
		buffer_print(&sorted, "%s\n", lines[i]);
	buffer_free(text);
	*text = sorted;
}

static void print_listing(struct desk *desk, const struct listing_kind *kind, struct buffer *out)
{
	struct look look;
	struct query query = whole;

	query.most = 2;
	look_at(desk, kind, query, &look);
	for (size_t row = 0; row < look.listing.count; row++) {
		for (size_t column = 0; column < look.listing.column_count; column++) {
			if (strcmp(look.listing.columns[column].name, "at") == 0)
				continue;
			struct buffer cell = {0};
			listing_cell(&look.listing, row, column, &cell);
			for (size_t i = 0; i < cell.length; i++)
				if (cell.text[i] == '\n')
					cell.text[i] = ' ';
			buffer_print(out, "%s|", buffer_text(&cell));
			buffer_free(&cell);
		}
		buffer_add(out, "\n");
	}
	look_away(&look);
	sort_lines(out);
}

static void same_database(const struct twins *twins)
{
	static const struct listing_kind *const kinds[] = {&listing_people, &listing_log};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct buffer common = {0}, bulk = {0};

		print_listing(twins->common, kinds[i], &common);
		print_listing(twins->bulk, kinds[i], &bulk);
		same_text(kinds[i]->name, &common, &bulk);
		buffer_free(&common);
		buffer_free(&bulk);
	}
}

static void put_file(const char *path, const struct buffer *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text->text, 1, text->length, file), text->length);
	fclose(file);
}

static void get_file(const char *path, struct buffer *text)
{
	char *bytes;
	size_t length;
	struct fault why;

	if (!file_read(path, 0, &bytes, &length, &why)) {
		buffer_add(text, "none");
		return;
	}
	buffer_bytes(text, bytes, length);
	free(bytes);
}

/* "changed here in step 3 (tester, 28/6/2020 08:08)": the two were made at times of their own. */
static void forget_times(struct buffer *said)
{
	static const char who[] = "(tester, ";
	char *at = said->text;

	while ((at = strstr(at, who)) != NULL) {
		for (at += strlen(who); *at && *at != ')'; at++)
			*at = *at >= '0' && *at <= '9' ? '0' : *at;
	}
}

/* Takes the file and tells all that was said; the rejects go into text too. */
static void take(struct desk *desk, struct import_options options, size_t bulk_rows, bool asks_rejects,
	struct buffer *said)
{
	char rejects[128];
	bool taken;

	snprintf(rejects, sizeof rejects, "%s/rejects.csv", desk->folder);
	unlink(rejects);
	desk_clear(desk);
	options.bulk_rows = bulk_rows;
	options.rejects = asks_rejects ? rejects : NULL;
	taken = import_file(&desk->app, SHEET_PEOPLE, "roster.csv", &options, "import people roster.csv",
		&desk->reply, &desk->why);
	buffer_print(said, "%d %d %s\n%s%s%zu %ld\n", taken, (int)desk->why.kind, desk->why.text,
		buffer_text(&desk->reply.complaints), buffer_text(&desk->reply.text),
		desk->reply.changed, desk->reply.step);
	get_file(rejects, said);
	forget_times(said);
}

static void take_both_ways(const struct twins *twins, const struct import_options *options)
{
	bool asks_rejects = roll(2);
	struct buffer common = {0}, bulk = {0};

	take(twins->common, *options, 0, asks_rejects, &common);
	take(twins->bulk, *options, 1, asks_rejects, &bulk);
	same_text("what was said", &common, &bulk);
	buffer_free(&common);
	buffer_free(&bulk);
	same_database(twins);
}

static void type_both(const struct twins *twins, const char *line)
{
	bool common = typed(twins->common, line), bulk = typed(twins->bulk, line);

	if (common != bulk || strcmp(twins->common->why.text, twins->bulk->why.text) != 0)
		fail_msg("%s: %s; in bulk: %s", line, twins->common->why.text,
			twins->bulk->why.text);
	same_database(twins);
}

static struct desk *desk_new(void)
{
	void *state;

	desk_bare(&state);
	return state;
}

/* The files lie in the folder of one of them, under names that both can be told. */
static void twins_open(struct twins *twins)
{
	struct buffer text = {0};

	*twins = (struct twins){desk_new(), desk_new()};
	assert_int_equal(chdir(twins->common->folder), 0);
	buffer_add(&text, units);
	put_file("units.csv", &text);
	buffer_free(&text);
	done(twins->common, "import units units.csv");
	done(twins->bulk, "import units units.csv");
}

static void twins_close(struct twins *twins)
{
	void *common = twins->common, *bulk = twins->bulk;

	assert_int_equal(chdir("/"), 0);
	desk_close(&common);
	desk_close(&bulk);
}

/* One office after another: rosters, steps taken back and done again, contacts purged. */
static void both_ways_come_to_the_same(void **state)
{
	struct twins twins;
	size_t added = 0, told = 0;
	(void)state;

	dice = 20200628;
	twins_open(&twins);
	for (size_t round = 0; round < ROUNDS; round++) {
		struct import_options options = {.partial = roll(3) > 0,
			.dry_run = roll(5) == 0,
			.on_conflict = (enum on_conflict)roll(3)};
		struct buffer text = {0};

		roster_roll(&text);
		put_file("roster.csv", &text);
		buffer_free(&text);
		take_both_ways(&twins, &options);
		added += twins.bulk->reply.step > 0;
		if (twins.bulk->reply.step > 0)
			newest_step = twins.bulk->reply.step;
		told += twins.bulk->reply.complaints.length > 100;
		if (twins.bulk->reply.step > 0 && roll(3) == 0)
			type_both(&twins, "undo");
		if (roll(6) == 0)
			type_both(&twins, "redo");
		if (roll(20) == 0)
			type_both(&twins, "purge people");
		if (roll(40) == 0)
			done(twins.bulk, "check");
	}
	/* The rosters were worth it. */
	assert_true(added > ROUNDS / 10 && told > ROUNDS / 10);
	twins_close(&twins);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways_come_to_the_same),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
