/* Hostile bytes: whatever comes in, the answer is a sheet that keeps its promises or a refusal in
 * words; and damage to one byte of a good file never changes another row unseen. */
#include "given.h"

#include "exchange/inner.h"

static const char *const seeds[] = {
	"\xEF\xBB\xBF\"Mã đơn vị\",\"Tên đơn vị\",\"Loại\",\"Từ ngày\"\r\n"
	"\"703\",\"Thành đoàn, \"\"A\"\"\",\"thanh\",\"26/03/2026 (T5)\"\r\n\"709\",\"Thị\nđoàn\",,\r\n",
	"sep=;\ncode;name;kind;valid_from\n703;a;b;1/7/2020\nTổng cộng;;;\n704;\"x;y\";c;44012\n",
	"unit\ttask\tstatus\tcount\tdone_on\r703\tII.1\tđã xong\t1.500\t13/1/2020\r",
	"report,unit,SL01 Buổi,SL02 Lượt,rev\nBC1,703,22,-,4\nBC1,704,\"'=1\",,\"=\"\"5\"\"\"\n",
	"M\xB7 \xAE\xAC"
	"n v\xDE,T\xAAn \xAE\xAC"
	"n v\xDE\n703,Th\xB5nh \xAEo\xB5n\n",
	"\xFF\xFE"
	"u\0n\0i\0t\0,\0n\0a\0m\0e\0\n\0"
	"7\0,\0a\0\n\0",
	"unit,name,phone,email\n703,Nguyễn Văn A,+84 901 234 567,a@b\n704,B,9.01E+08,\n",
};
static const size_t seed_lengths[] = {0, 0, 0, 0, 0, 30, 0};

static uint32_t next(uint32_t *random)
{
	*random = *random * 1664525 + 1013904223;
	return *random >> 8;
}

static size_t mutate(char *bytes, size_t length, size_t room, uint32_t *random)
{
	static const char special[] =
		"\"\"\"',;\t|\r\n\n\0=+-@ \x1A\xC3\xA0\xE1\xBB\xFF\xFE\xEF\x80";
	size_t at = length ? next(random) % length : 0;
	char byte = special[next(random) % (sizeof special - 1)];

	switch (next(random) % 6) {
	case 0: /* another byte */
		if (length)
			bytes[at] = (char)next(random);
		return length;
	case 1:
		if (length)
			bytes[at] = byte;
		return length;
	case 2: /* one more */
		if (length == room)
			return length;
		memmove(bytes + at + 1, bytes + at, length - at);
		bytes[at] = byte;
		return length + 1;
	case 3: { /* some fewer */
		size_t gone = next(random) % 8;

		if (at + gone > length)
			gone = length - at;
		memmove(bytes + at, bytes + at + gone, length - at - gone);
		return length - gone;
	}
	case 4: { /* a part again */
		size_t part = next(random) % 40;

		if (at + part > length)
			part = length - at;
		if (length + part > room)
			return length;
		memmove(bytes + at + part, bytes + at, length - at);
		return length + part;
	}
	default: /* cut off */
		return next(random) % 4 == 0 ? at : length;
	}
}

static void assert_promises(const struct given *given)
{
	const struct sheet *sheet = given->sheet;
	long line = 0;
	char printed[512];

	if (!sheet) {
		assert_int_not_equal(given->why.kind, FAULT_NONE);
		assert_true(given->why.text[0] != '\0');
		assert_true(text_is_utf8(given->why.text, strlen(given->why.text), NULL));
		return;
	}
	for (size_t i = 0; i < sheet->row_count; i++) {
		const struct sheet_row *row = &sheet->rows[i];
		size_t cells = sheet->format->count + sheet->extra_count;

		assert_true(row->line > line && row->line > sheet->header_line);
		line = row->line;
		for (size_t j = 0; j < cells + row->raw_count; j++) {
			const char *text = j < cells ? row->cells[j] : row->raw[j - cells];

			assert_non_null(text);
			assert_true(text_is_utf8(text, strlen(text), NULL));
		}
		for (size_t j = 0; !row->refused && j < sheet->format->count; j++)
			assert_false((sheet->format->columns[j].flags & COLUMN_REQUIRED) &&
				     !row->cells[j][0]);
	}
	for (size_t i = 0; i < given->complaints.count; i++) {
		assert_true(given->complaints.at[i].text[0] != '\0');
		complaint_print(&given->complaints.at[i], "x.csv", printed, sizeof printed);
		assert_true(text_is_utf8(printed, strlen(printed), NULL));
	}
}

static void no_bytes_break_the_reader(void **state)
{
	uint32_t random = 19560323;
	char bytes[1024];

	(void)state;
	for (size_t round = 0; round < 7000; round++) {
		size_t seed = round % 7;
		size_t length = seed_lengths[seed] ? seed_lengths[seed] : strlen(seeds[seed]);
		enum sheet_kind kind = (enum sheet_kind)(next(&random) % (SHEET_NUMBERS + 1));
		struct given given;

		memcpy(bytes, seeds[seed], length);
		for (size_t times = 1 + next(&random) % 6; times > 0; times--)
			length = mutate(bytes, length, sizeof bytes, &random);
		given_bytes(&given, kind, bytes, length, NULL);
		assert_promises(&given);
		given_free(&given);
	}
}

/* How many good rows of one sheet are nowhere in the other. */
static size_t rows_missing(const struct sheet *from, const struct sheet *in)
{
	size_t missing = 0;

	for (size_t i = 0; i < from->row_count; i++) {
		bool found = from->rows[i].refused;

		for (size_t j = 0; j < in->row_count && !found; j++) {
			found = true;
			for (size_t k = 0; k < from->format->count; k++)
				found = found &&
					strcmp(from->rows[i].cells[k], in->rows[j].cells[k]) == 0;
		}
		missing += !found;
	}
	return missing;
}

static void one_damaged_byte_never_changes_another_row_unseen(void **state)
{
	static const char text[] =
		"\xEF\xBB\xBF\"Mã đơn vị\",\"Mã việc\",\"Tình trạng\",\"Ngày xong\",\"Số lượng\",\"Ghi chú\"\r\n"
		"\"703\",\"II.1.a\",\"đã xong\",\"03/04/2020 (T6)\",22,\"họp, \"\"mở rộng\"\"\"\r\n"
		"\"705\",\"II.1.a\",\"đang làm\",,,\"dòng một\ndòng hai\"\r\n"
		"\"706\",\"II.1.b\",\"đã xong\",\"20/06/2020 (T7)\",5,\r\n"
		"\"707\",\"II.1.b\",\"chưa làm\",,,\"'- chưa nộp\"\r\n"
		"\"708\",\"II.1.b\",\"đã xong\",\"05/06/2020 (T6)\",7,\"x\"\r\n";
	static const char bytes[] = "\",\r\nx;'=";
	size_t length = strlen(text), start = (size_t)(strchr(text, '\n') + 1 - text);
	struct given whole;

	(void)state;
	given_text(&whole, SHEET_TASKS, text);
	assert_int_equal(whole.sheet->row_count, 5);
	assert_int_equal(whole.complaints.count, 0);
	for (size_t at = start; at < length; at++) {
		for (size_t change = 0; change < 17; change++) {
			struct buffer damaged = {0};
			struct given given;

			buffer_bytes(&damaged, text, at);
			if (change > 0)
				buffer_bytes(&damaged, &bytes[(change - 1) / 2], 1);
			buffer_bytes(&damaged, text + at + (change % 2 == 0),
				length - at - (change % 2 == 0));
			given_bytes(&given, SHEET_TASKS, damaged.text, damaged.length, NULL);
			if (given.sheet && given.complaints.count == 0)
				assert_true(rows_missing(whole.sheet, given.sheet) <= 1);
			given_free(&given);
			buffer_free(&damaged);
		}
	}
	given_free(&whole);
}

static void a_cut_file_is_read_up_to_the_cut_and_no_row_of_it_changes(void **state)
{
	const char *text = seeds[0];
	struct given whole;

	(void)state;
	given_text(&whole, SHEET_UNITS, text);
	for (size_t length = strcspn(text, "\n"); length < strlen(text); length++) {
		struct given given;

		given_bytes(&given, SHEET_UNITS, text, length, NULL);
		assert_promises(&given);
		if (given.sheet)
			assert_true(rows_missing(given.sheet, whole.sheet) <= 1);
		given_free(&given);
	}
	given_free(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_bytes_break_the_reader),
		cmocka_unit_test(one_damaged_byte_never_changes_another_row_unseen),
		cmocka_unit_test(a_cut_file_is_read_up_to_the_cut_and_no_row_of_it_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
