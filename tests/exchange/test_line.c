/* Lines cut in place: what is cut at all is cut as byte after byte would tell. */
#include "given.h"

#include "exchange/inner.h"

/* The way without wide instructions once more, to be tried also where there are some. */
bool line_cut_portably(struct line *line, const char *at, const char *end, char separator);
void line_free_portably(struct line *line);
#undef __SSE2__
#define line_cut line_cut_portably
#define line_free line_free_portably
#include "exchange/line.c"
#undef line_cut
#undef line_free

#define ROUNDS 40000

static uint32_t dice = 20200628;

static size_t roll(size_t sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 17;
	dice ^= dice << 5;
	return dice % sides;
}

/* ---- byte after byte --------------------------------------------------------------------------- */

struct slow_line {
	size_t count, next;
	struct slice cells[256];
	bool is_odd;
};

static bool slow_cell(const char *text, size_t length, size_t *at, char separator, struct slice *cell)
{
	size_t start = *at, end = start;

	if (start < length && text[start] == '"') {
		for (end = ++start; end < length && text[end] != '"'; end++)
			if (text[end] == '\n' || text[end] == '\r')
				return false;
		*at = end + 1;
		*cell = (struct slice){text + start, end - start};
		return end < length;
	}
	while (end < length && text[end] != separator && text[end] != '\n' && text[end] != '\r') {
		if (text[end] == '"')
			return false;
		end++;
	}
	*at = end;
	*cell = (struct slice){text + start, end - start};
	return start == end || (!strchr(" \t", text[start]) && !strchr(" \t", text[end - 1]));
}

static bool slow_cut(const char *text, size_t length, char separator, struct slow_line *line)
{
	size_t at = 0;

	*line = (struct slow_line){.count = 0};
	for (;; at++) {
		if (!slow_cell(text, length, &at, separator, &line->cells[line->count++]))
			return false;
		if (at == length || text[at] != separator)
			break;
	}
	for (size_t i = 0; i < at; i++) {
		bool is_control = (unsigned char)text[i] < ' ' && text[i] != separator;
		bool is_doubled = i > 0 && text[i] == ' ' && text[i - 1] == ' ';

		line->is_odd = line->is_odd || is_control || is_doubled || text[i] == '?' ||
			       text[i] == 0x7F;
	}
	line->next = at;
	if (at == 0)
		return false;
	if (at < length && text[at] == '\n')
		line->next = at + 1;
	else if (at + 1 < length && text[at] == '\r' && text[at + 1] == '\n')
		line->next = at + 2;
	else
		return at == length;
	return true;
}

/* ---- both -------------------------------------------------------------------------------------- */

/* Mostly what lines are made of, so that some are long. */
static void text_roll(struct buffer *text, char separator)
{
	static const char *const pieces[] = {"\"", " ", "\t", "\r\n", "\n", "\r", "?", "\x7F", "\x01",
		";", ",", "é", "  "};
	static const char *const words_of[] = {"", "An", "Nguyễn Thị Ánh Mai", "0901 234 567", "Bí thư"};
	size_t words = 1 + roll(30), oddity = 3 + roll(300);

	for (size_t i = 0; i < words; i++) {
		bool is_quoted = roll(4) == 0;

		buffer_print(text, "%s%s%s", is_quoted ? "\"" : "",
			words_of[roll(sizeof words_of / sizeof *words_of)], is_quoted ? "\"" : "");
		if (roll(oddity) == 0)
			buffer_add(text, pieces[roll(sizeof pieces / sizeof *pieces)]);
		buffer_bytes(text, &separator, roll(oddity) > 0);
	}
	buffer_add(text, roll(3) ? "\nmore?  \"" : "");
}

static void same_line(const struct line *line, const struct slow_line *slow, const char *text)
{
	assert_int_equal(line->count, slow->count);
	for (size_t i = 0; i < line->count; i++) {
		assert_ptr_equal(line->cells[i].text, slow->cells[i].text);
		assert_int_equal(line->cells[i].length, slow->cells[i].length);
	}
	assert_int_equal(line->next - text, slow->next);
	assert_int_equal(line->is_odd, slow->is_odd);
}

typedef bool cut_function(struct line *line, const char *at, const char *end, char separator);

static void cut_as_byte_after_byte(cut_function *cut_line)
{
	struct line line = {.count = 0};
	size_t cut = 0, odd = 0, left = 0;

	for (size_t round = 0; round < ROUNDS; round++) {
		struct buffer text = {0};
		struct slow_line slow;
		char separator = ",;\t|"[roll(4)];

		text_roll(&text, separator);
		/* In a block of its own size, so that a sanitizer sees a byte too many. */
		char *bytes = memcpy(memory_take(text.length ? text.length : 1, 1),
			buffer_text(&text), text.length);
		bool is_cut = cut_line(&line, bytes, bytes + text.length, separator);
		bool is_slow = slow_cut(bytes, text.length, separator, &slow);

		if (is_cut != is_slow)
			fail_msg("\"%s\": cut %d, byte after byte %d", buffer_text(&text), is_cut,
				is_slow);
		if (is_cut)
			same_line(&line, &slow, bytes);
		cut += is_cut && !line.is_odd;
		odd += is_cut && line.is_odd;
		left += !is_cut;
		free(bytes);
		buffer_free(&text);
	}
	assert_true(cut > ROUNDS / 20 && odd > ROUNDS / 100 && left > ROUNDS / 20);
	line_free(&line);
}

static void a_line_is_cut_as_byte_after_byte(void **state)
{
	(void)state;
	cut_as_byte_after_byte(line_cut);
}

static void without_wide_instructions_it_is_cut_alike(void **state)
{
	(void)state;
	cut_as_byte_after_byte(line_cut_portably);
}

static void the_end_of_the_text_ends_a_line(void **state)
{
	struct line line = {.count = 0};
	char text[200];
	(void)state;

	memset(text, 'a', sizeof text);
	for (size_t length = 1; length < sizeof text; length++) {
		assert_true(line_cut(&line, text, text + length, ','));
		assert_int_equal(line.count, 1);
		assert_int_equal(line.cells[0].length, length);
		assert_ptr_equal(line.next, text + length);
	}
	assert_false(line_cut(&line, text, text, ','));
	line_free(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_cut_as_byte_after_byte),
		cmocka_unit_test(without_wide_instructions_it_is_cut_alike),
		cmocka_unit_test(the_end_of_the_text_ends_a_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
