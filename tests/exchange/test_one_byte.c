/* Damage to one byte of a good file, of every kind and in every encoding: the file is refused, or
 * something is told about what came of it, or nothing but the cell that the byte stood in is another.
 * `make test` tries a share; `make mutations` tries every change to every byte. */
#include "given.h"

#include <iconv.h>

#include "exchange/inner.h"

/* ---- good files -------------------------------------------------------------------------------- */

#define COLUMNS 7
#define ROWS 5 /* the first are the headings */

static const char *const contents[6][ROWS][COLUMNS] = {
	{{"Mã đơn vị", "Tên đơn vị", "Loại", "Đơn vị cấp trên", "Từ ngày", "Tên khác", "Phiên bản"},
		{"72", "Tỉnh đoàn Tây Ninh", "tinh", "", "23/04/2019", "", "1"},
		{"703", "Thành đoàn Tây Ninh", "thanh", "72", "05/06/2019", "Tây Ninh; mẫu", "2"},
		{"X012", "Đoàn xã Tân Bình, số \"hai\"", "co-so", "703", "", "", "12"},
		{"X013", "Đoàn xã Hòa Hiệp", "co-so", "703", "07/08/2019", "Hiệp", "13"}},
	{{"Mã đơn vị", "Họ và tên", "Chức vụ", "Điện thoại", "Email", "Ghi chú", "Phiên bản"},
		{"703", "Nguyễn Văn Mẫu", "Bí thư", "0901 234 567", "a@b.vn", "", "4"},
		{"703", "Trần Thị Ví Dụ", "Phó bí thư", "0276 3822 333", "", "nhận báo cáo\nvà gửi", "5"},
		{"709", "Lê Hòa", "", "+84 902 345 678", "", "'- chưa rõ", "6"},
		{"710", "Phạm Dương", "Ủy viên", "", "c@d.vn", "", "7"}},
	{{"Loại mục", "Mã", "Nội dung", "Đối tượng thực hiện", "Trước ngày", "Minh chứng", "Phiên bản"},
		{"kế hoạch", "PC", "Kế hoạch tháng hành động", "", "", "", "1"},
		{"việc", "II.1", "Tổ chức thực hiện, họp", "huyen,thanh", "24/05/2020", "văn bản", "1"},
		{"báo cáo", "BC1", "Báo cáo tháng đầu", "huyen", "01/07/2020", "cả hai", "1"},
		{"số liệu", "SL01", "Buổi họp", "", "", "", "2"}},
	{{"Mã đơn vị", "Mã việc", "Tình trạng", "Ngày xong", "Số lượng", "Ghi chú", "Phiên bản"},
		{"703", "II.1", "đã xong", "23/04/2020", "1250", "họp, \"mở rộng\"", "3"},
		{"705", "II.1", "đang làm", "", "", "dòng một\ndòng hai", "4"},
		{"706", "II.2", "đã xong", "05/06/2020 (T6)", "7", "'=1+1", "5"},
		{"707", "II.2", "chưa làm", "", "", "", "6"}},
	{{"Mã đơn vị", "Mã báo cáo", "Ngày nhận", "Văn bản", "Lần", "Ngày trả lại", "Phiên bản"},
		{"703", "BC1", "26/06/2020 (T6)", "18-BC/ĐTN", "1", "29/06/2020 (T2)", "8"},
		{"703", "BC1", "02/07/2020 (T5)", "19-BC/ĐTN", "2", "", "9"},
		{"705", "BC1", "2020-06-27", "số 4; bổ sung", "1", "", "10"},
		{"706", "BC1", "01/06/2020 (T2)", "", "1", "", "11"}},
	{{"Mã báo cáo", "Mã đơn vị", "Tên đơn vị", "SL01 Buổi họp", "SL02 Lượt người", "SL03 Mô hình",
		 "Phiên bản"},
		{"BC1", "703", "Thành đoàn", "22", "2.455", "-", "1"},
		{"BC1", "705", "Huyện đoàn Tân Biên", "", "0", "1", "2"},
		{"BC1", "706", "Huyện đoàn Tân Châu", "7", "", "", "3"},
		{"BC1", "707", "Huyện đoàn Dương", "8", "12", "4", "4"}},
};

struct way {
	const char *mark, *converter;
	bool is_vni, as_letters;
};
static const struct way ways[] = {
	{"", NULL, false, false},
	{"\xEF\xBB\xBF", NULL, false, false},
	{"\xFF\xFE", "UTF-16LE", false, false},
	{"\xFE\xFF", "UTF-16BE", false, false},
	{"", "UTF-16LE", false, false},
	{"", "UTF-16BE", false, false},
	{"", "CP1258", false, false},
	{"", "TCVN5712-1", false, false},
	{"", "VISCII", false, false},
	{"", NULL, true, false},
	{"", "TCVN5712-1", false, true},
	{"", NULL, true, true},
};
#define WAYS (sizeof ways / sizeof ways[0])

/* A file, and of each byte the cell it belongs to: row * COLUMNS + column. What separates belongs to
 * the cell before it. */
struct file {
	struct buffer bytes;
	int *cells;
	size_t room;
};

static char vni_pairs[0x2000][3]; /* by character; "": none */

static void vni_learn(void)
{
	for (unsigned first = 'A'; first < 256; first++) {
		for (unsigned second = 0; second < 256; second++) {
			char pair[3] = {(char)first, (char)second, '\0'}, letter[32];
			struct buffer out = {0};
			uint32_t character;
			size_t bad;

			if ((!second || second >= 0x80) && vni_decode(pair, second ? 2 : 1, &out, &bad))
				text_normalise(letter, sizeof letter, buffer_text(&out));
			else
				letter[0] = '\0';
			if (text_step(letter, strlen(letter), &character) == strlen(letter) &&
				character >= 0x80 && character < 0x2000 && !vni_pairs[character][0])
				memcpy(vni_pairs[character], pair, 3);
			buffer_free(&out);
		}
	}
}

static void to_vni(struct buffer *out, const char *text)
{
	uint32_t character;

	for (size_t left = strlen(text), step; left > 0; left -= step, text += step) {
		step = text_step(text, left, &character);
		if (character < 0x80) {
			buffer_bytes(out, text, 1);
			continue;
		}
		assert_true(vni_pairs[character][0]);
		buffer_add(out, vni_pairs[character]);
	}
}

static void converted(struct buffer *out, const char *text, const char *to)
{
	iconv_t converter = iconv_open(to, "UTF-8");
	size_t left = strlen(text), room = left * 4 + 16;
	char *copy = memory_text(text), *in = copy, *made = malloc(room), *end = made;

	assert_true(converter != (iconv_t)-1);
	assert_int_equal(iconv(converter, &in, &left, &end, &room), 0);
	iconv(converter, NULL, NULL, &end, &room);
	iconv_close(converter);
	buffer_bytes(out, made, (size_t)(end - made));
	free(made);
	free(copy);
}

static void put_piece(struct file *file, const struct way *way, const char *text, int cell)
{
	struct buffer piece = {0};

	if (way->is_vni)
		to_vni(&piece, text);
	else if (way->converter)
		converted(&piece, text, way->converter);
	else
		buffer_add(&piece, text);
	for (size_t i = 0; i < piece.length; i++) {
		char letter[4] = {piece.text[i]};
		size_t length = way->as_letters ? text_put(letter, (unsigned char)piece.text[i]) : 1;

		for (size_t j = 0; j < length; j++) {
			if (file->bytes.length == file->room) {
				file->room = file->room ? file->room * 2 : 1024;
				file->cells = memory_grow(file->cells, file->room, sizeof *file->cells);
			}
			file->cells[file->bytes.length] = cell;
			buffer_bytes(&file->bytes, letter + j, 1);
		}
	}
	buffer_free(&piece);
}

static void put_text(struct file *file, const struct way *way, const char *text, int cell,
	bool quote_all, const char *separator)
{
	bool quoted = quote_all || strpbrk(text, "\"\n") || strstr(text, separator);
	struct buffer spelled = {0};

	buffer_add(&spelled, quoted ? "\"" : "");
	for (const char *at = text; *at; at++) {
		buffer_bytes(&spelled, at, 1);
		buffer_add(&spelled, *at == '"' ? "\"" : "");
	}
	buffer_add(&spelled, quoted ? "\"" : "");
	put_piece(file, way, buffer_text(&spelled), cell);
	buffer_free(&spelled);
}

static void file_make(struct file *file, size_t kind, size_t index)
{
	static const char *const separators[] = {",", ";", "\t", "|"}, *const ends[] = {"\r\n", "\n", "\r"};
	const struct way *way = &ways[index];
	size_t form = kind * 7 + index;
	const char *separator = separators[form % 4], *end = ends[form % 3];
	struct way bare = {"", NULL, false, false};

	*file = (struct file){.room = 0};
	put_piece(file, &bare, way->mark, -1);
	for (int row = 0; row < ROWS; row++)
		for (int column = 0; column < COLUMNS; column++) {
			int cell = row * COLUMNS + column;

			put_text(file, way, contents[kind][row][column], cell, form / 2 % 2, separator);
			put_piece(file, way, column + 1 < COLUMNS ? separator : end, cell);
		}
}

/* ---- what may come of a change ------------------------------------------------------------------ */

static size_t cell_count(const struct sheet *sheet)
{
	return sheet->format->count + sheet->extra_count;
}

static bool is_same_cell(
	const struct sheet *a, size_t i, const struct sheet *b, size_t j, size_t at)
{
	return strcmp(a->rows[i].cells[at], b->rows[j].cells[at]) == 0;
}

/* Derived columns are never taken in. */
static bool is_same_row(const struct sheet *a, size_t i, const struct sheet *b, size_t j)
{
	if (a->rows[i].refused || b->rows[j].refused || cell_count(a) != cell_count(b))
		return false;
	for (size_t at = 0; at < cell_count(a); at++)
		if (!is_same_cell(a, i, b, j, at) &&
			(at >= a->format->count || !(a->format->columns[at].flags & COLUMN_DERIVED)))
			return false;
	return true;
}

static bool is_told(const struct given *given, long line)
{
	for (size_t i = 0; i < given->complaints.count; i++)
		if (given->complaints.at[i].line == line || given->complaints.at[i].line == 0 ||
			given->complaints.at[i].line == given->sheet->header_line)
			return true;
	return false;
}

/* How many cells differ without the row's being refused or told about. */
static size_t untold_cells(const struct given *whole, const struct given *given, size_t from,
	size_t end, size_t shift)
{
	size_t count = 0;

	for (size_t row = from; row < end; row++) {
		if (given->sheet->rows[row].refused || is_told(given, given->sheet->rows[row].line))
			continue;
		for (size_t at = 0; at < cell_count(whole->sheet); at++)
			count += !is_same_cell(whole->sheet, row + shift, given->sheet, row, at);
	}
	return count;
}

/* Why what came of it is wrong; NULL: it is not. */
static const char *verdict(const struct given *whole, const struct given *given, int cell)
{
	const struct sheet *before = whole->sheet, *after = given->sheet;
	size_t from = 0, tail = 0, lost;

	if (!after)
		return NULL;
	if (strcmp(after->encoding, before->encoding) != 0 &&
		strncmp(after->encoding, "UTF-8", 5) != 0)
		return "read as another encoding";
	/* A heading that is known no more is named when the file is imported. */
	if (after->extra_count != before->extra_count)
		return after->extra_count > before->extra_count || given->complaints.count
			       ? NULL
			       : "a column is gone";
	while (from < before->row_count && from < after->row_count &&
		is_same_row(before, from, after, from))
		from++;
	while (tail < before->row_count - from && tail < after->row_count - from &&
		is_same_row(before, before->row_count - 1 - tail, after, after->row_count - 1 - tail))
		tail++;
	if (before->row_count == after->row_count && from + tail == before->row_count)
		return NULL;
	if (before->row_count != after->row_count) {
		lost = before->row_count > after->row_count ? before->row_count - after->row_count : 0;
		return given->complaints.count > 0 && lost <= given->complaints.count
			       ? NULL
			       : "rows are gone or made, and nothing is told";
	}
	if (untold_cells(whole, given, from, after->row_count - tail, 0) > 1)
		return "more than one cell is another, and nothing is told";
	/* A byte between two rows belongs to both. */
	if (given->complaints.count == 0 &&
		(from + tail + 1 != before->row_count ||
			((int)from != cell / COLUMNS - 1 && (int)from != (cell + 1) / COLUMNS - 1)))
		return "a cell that was not touched is another";
	return NULL;
}

/* ---- changes -------------------------------------------------------------------------------------- */

enum { OTHER_BITS = 8, REPLACED = 22, INSERTED = 22 };
#define CHANGES (OTHER_BITS + REPLACED + INSERTED + 2)
static const char bytes_tried[] = "\",;\t|\r\n'=+-@/. 01x#\x1A\xC3\xFE";

static void change(struct buffer *out, const struct buffer *good, size_t at, size_t how)
{
	const char *text = good->text;

	buffer_clear(out);
	buffer_bytes(out, text, at);
	if (how < OTHER_BITS) {
		char byte = (char)(text[at] ^ (1 << how));

		buffer_bytes(out, &byte, 1);
	} else if (how < OTHER_BITS + REPLACED) {
		buffer_bytes(out, &bytes_tried[how - OTHER_BITS], 1);
	} else if (how < OTHER_BITS + REPLACED + INSERTED) {
		buffer_bytes(out, &bytes_tried[how - OTHER_BITS - REPLACED], 1);
		buffer_bytes(out, text + at, 1);
	} else if (how == CHANGES - 1) { /* twice */
		buffer_bytes(out, text + at, 1);
		buffer_bytes(out, text + at, 1);
	}
	buffer_bytes(out, text + at + 1, good->length - at - 1);
}

static size_t tries, refused, told, silent_wrong;

static void try_change(const struct file *file, size_t kind, size_t way, const struct given *whole,
	size_t at, size_t how)
{
	struct buffer damaged = {0};
	struct given given;
	const char *wrong;

	change(&damaged, &file->bytes, at, how);
	given_bytes(&given, (enum sheet_kind)kind, damaged.text, damaged.length, NULL);
	tries++;
	refused += !given.sheet;
	told += given.sheet && given.complaints.count > 0;
	wrong = verdict(whole, &given, file->cells[at]);
	if (wrong) {
		silent_wrong++;
		if (silent_wrong < 40)
			print_message("kind %zu, way %zu, byte %zu (cell %d) change %zu: %s\n", kind,
				way, at, file->cells[at], how, wrong);
		if (silent_wrong < 40) {
			size_t from = at < 24 ? 0 : at - 24;

			print_message("  %.*s -> %.*s\n", 48, file->bytes.text + from, 48,
				damaged.text + from);
			for (size_t row = 0; row < given.sheet->row_count; row++) {
				for (size_t i = 0; i < cell_count(given.sheet); i++)
					print_message("|%s", given.sheet->rows[row].cells[i]);
				print_message("%s\n", given.sheet->rows[row].refused ? " REFUSED" : "");
			}
		}
	}
	given_free(&given);
	buffer_free(&damaged);
}

static void one_byte_never_changes_more_than_its_own_cell_unseen(void **state)
{
	const char *asked = getenv("TIENDO_MUTATIONS");
	size_t share = asked && strcmp(asked, "all") == 0 ? 1 : 61; /* prime: every change has its turn */
	size_t turn = 0;

	(void)state;
	vni_learn();
	tries = refused = told = silent_wrong = 0;
	for (size_t kind = 0; kind < 6; kind++)
		for (size_t way = 0; way < WAYS; way++) {
			struct file file;
			struct given whole;

			file_make(&file, kind, way);
			given_bytes(&whole, (enum sheet_kind)kind, file.bytes.text, file.bytes.length,
				NULL);
			if (!whole.sheet || whole.complaints.count ||
				whole.sheet->row_count != ROWS - 1)
				fail_msg("kind %zu, way %zu is not read: %s %s", kind, way,
					whole.why.text, given_rows(&whole, "rev"));
			for (size_t at = 0; at < file.bytes.length; at++)
				for (size_t how = 0; how < CHANGES; how++)
					if (turn++ % share == 0)
						try_change(&file, kind, way, &whole, at, how);
			given_free(&whole);
			buffer_free(&file.bytes);
			free(file.cells);
		}
	print_message("%zu changes: %zu refused whole, %zu told, %zu wrong\n", tries, refused, told,
		silent_wrong);
	assert_int_equal(silent_wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_byte_never_changes_more_than_its_own_cell_unseen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
