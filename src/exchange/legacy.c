/* Files from before Unicode: windows-1258, TCVN3 (ABC), VISCII and VNI. Which one it is shows in
 * the words that come out: the right table gives Vietnamese, the others give none. */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "inner.h"

#define SAMPLE 65536
#define SAMPLE_HITS 2 /* fewer known words than this prove nothing */

struct table {
	const char *names[4]; /* as asked for; ends with NULL */
	const char *label, *letters_label;
	const char *iconv_name; /* NULL: the C library does not know it, vni.c does */
};

static const struct table tables[] = {
	{{"TCVN3", "TCVN", "ABC", NULL}, "TCVN3 (ABC)", N_("UTF-8 with letters of TCVN3 (ABC)"),
		"TCVN5712-1"},
	{{"CP1258", "windows-1258", NULL, NULL}, "windows-1258", NULL, "CP1258"},
	{{"VISCII", NULL, NULL, NULL}, "VISCII", NULL, "VISCII"},
	{{"VNI", NULL, NULL, NULL}, "VNI", N_("UTF-8 with letters of VNI"), NULL},
};
#define TABLES (sizeof tables / sizeof tables[0])

/* Words of plans and rosters, beside those of the headings. */
static const char common_words[] =
	"và của các được người không có đoàn huyện xã phường thị thành phố tỉnh báo cáo kế hoạch "
	"ngày tháng năm đơn vị tên họ số tổ chức thực hiện việc hạn đã chưa làm xong tại về với từ "
	"đến chú loại mã nội ủy bí thư phó trưởng chuyên viên nguyễn trần lê phạm hoàng thị văn "
	"gửi nhận nộp trễ đúng họp buổi lượt thanh niên mẫu tây hòa gò dầu bến cầu châu dương";

static bool decode_iconv(
	const char *name, const char *bytes, size_t length, struct buffer *out, size_t *bad)
{
	iconv_t converter = iconv_open("UTF-8", name);
	char *in = (char *)(uintptr_t)bytes, part[4096];
	size_t left = length;
	bool good = converter != (iconv_t)-1, flushed = false;

	while (good && !flushed) {
		char *end = part;
		size_t room = sizeof part;

		/* The last letter waits inside for a mark to follow until it is asked for. */
		flushed = left == 0;
		if (iconv(converter, flushed ? NULL : &in, flushed ? NULL : &left, &end, &room) ==
			(size_t)-1)
			good = errno == E2BIG;
		buffer_bytes(out, part, (size_t)(end - part));
	}
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	*bad = length - left;
	return good;
}

static bool decode_with(const struct table *table, const char *bytes, size_t length,
	struct buffer *out, size_t *bad)
{
	if (table->iconv_name)
		return decode_iconv(table->iconv_name, bytes, length, out, bad);
	return vni_decode(bytes, length, out, bad);
}

struct vocabulary {
	struct pool pool;
	size_t count;
	const char *words[512];
};

/* Words without marks are the same in every table and say nothing. */
static void vocabulary_add(struct vocabulary *vocabulary, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, " ,"), ascii = 0;
		char folded[64], *word = pool_slice(&vocabulary->pool, text, length);

		while (word[ascii] && (unsigned char)word[ascii] < 0x80)
			ascii++;
		text_fold_marked(folded, sizeof folded, word);
		if (word[ascii] && vocabulary->count < 512)
			vocabulary->words[vocabulary->count++] =
				pool_text(&vocabulary->pool, folded);
		text += length;
		text += strspn(text, " ,");
	}
}

static struct vocabulary *vocabulary_open(const struct sheet_format *format)
{
	struct vocabulary *vocabulary = memory_take(1, sizeof *vocabulary);

	vocabulary_add(vocabulary, common_words);
	for (size_t i = 0; i < format->count; i++)
		vocabulary_add(vocabulary, format->columns[i].heading);
	return vocabulary;
}

static void vocabulary_close(struct vocabulary *vocabulary)
{
	pool_free(&vocabulary->pool);
	free(vocabulary);
}

static size_t vocabulary_hits(struct vocabulary *vocabulary, const char *text, size_t length)
{
	struct pool pool = {0};
	char *sample, *folded;
	size_t hits = 0, size;

	if (length > SAMPLE * 3)
		length = SAMPLE * 3;
	sample = text_normalised(text, length, &pool);
	size = strlen(sample) * 3 + 8;
	folded = text_fold_marked(pool_take(&pool, size), size, sample);
	for (char *rest = NULL, *word = strtok_r(folded, " ", &rest); word;
		word = strtok_r(NULL, " ", &rest)) {
		for (size_t i = 0; i < vocabulary->count; i++) {
			if (strcmp(word, vocabulary->words[i]) == 0) {
				hits++;
				break;
			}
		}
	}
	pool_free(&pool);
	return hits;
}

/* The table that makes the most known words of these bytes; NULL where none beats `least`. */
static const struct table *best_table(struct vocabulary *vocabulary, const char *bytes,
	size_t length, size_t least, bool for_letters)
{
	const struct table *best = NULL;

	if (length > SAMPLE)
		length = SAMPLE;
	for (size_t i = 0; i < TABLES; i++) {
		struct buffer decoded = {0};
		size_t bad, hits = 0;

		if ((!for_letters || tables[i].letters_label) &&
			decode_with(&tables[i], bytes, length, &decoded, &bad))
			hits = vocabulary_hits(vocabulary, buffer_text(&decoded), decoded.length);
		if (hits > least) {
			least = hits;
			best = &tables[i];
		}
		buffer_free(&decoded);
	}
	return best;
}

/* Whether most letters are well-formed UTF-8: then the rest is damage, not another table. */
static bool is_mostly_utf8(const char *bytes, size_t length)
{
	size_t good = 0, bad = 0;

	for (size_t at = 0; at < length;) {
		uint32_t character;
		size_t step = text_step(bytes + at, length - at, &character);

		good += step > 1;
		bad += step == 1 && character == 0xFFFD;
		at += step;
	}
	return good * 4 >= bad;
}

static const struct table *table_named(const char *name)
{
	for (size_t i = 0; i < TABLES; i++) {
		for (const char *const *known = tables[i].names; *known; known++) {
			if (strcasecmp(*known, name) == 0)
				return &tables[i];
		}
	}
	return NULL;
}

static const struct table *table_guessed(
	const char *bytes, size_t length, const struct sheet_format *format)
{
	struct vocabulary *vocabulary;
	const struct table *table;

	if (is_mostly_utf8(bytes, length))
		return NULL;
	vocabulary = vocabulary_open(format);
	table = best_table(vocabulary, bytes, length, SAMPLE_HITS - 1, false);
	vocabulary_close(vocabulary);
	return table;
}

bool legacy_text(struct plain *plain, const char *bytes, size_t length, const char *name,
	const struct sheet_format *format, struct pool *scratch, struct fault *why)
{
	const struct table *table = name ? table_named(name) : table_guessed(bytes, length, format);
	struct buffer decoded = {0};
	size_t bad;

	if (!table && name)
		return refuse(why, FAULT_USAGE,
			N_("no encoding %s: it is one of UTF-8, UTF-16LE, UTF-16BE, CP1258, TCVN3, "
			   "VISCII, VNI"),
			name);
	if (!table)
		return refuse(why, FAULT_REFUSED, N_("no encoding fits: save it as \"CSV UTF-8\""));
	if (!decode_with(table, bytes, length, &decoded, &bad)) {
		buffer_free(&decoded);
		return refuse(why, FAULT_REFUSED,
			N_("line %ld is not %s: save the file again as \"CSV UTF-8\""),
			sniff_line(bytes, bad), table->label);
	}
	plain->text = pool_slice(scratch, buffer_text(&decoded), decoded.length);
	plain->length = decoded.length;
	plain->encoding = table->label;
	buffer_free(&decoded);
	return true;
}

/* Whether the text can be one: some letters, all of them of Latin-1. Quotation marks and dashes
 * that a program put in are no letters of the font. */
static bool is_latin(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text, *end = at + length;
	bool any = false;

	while (at < end) {
		if (*at < 0x80) {
			at++;
		} else if (*at <= 0xC3) {
			any = true;
			at += 2;
		} else if (at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0x90 && at[2] <= 0xA6) {
			at += 3;
		} else {
			return false;
		}
	}
	return any;
}

/* The bytes as which the first letters were typed. */
static void letters_sample(const char *text, size_t length, struct buffer *bytes)
{
	for (size_t at = 0; at < length && bytes->length < SAMPLE;) {
		uint32_t character;
		char byte;

		at += text_step(text + at, length - at, &character);
		byte = character < 0x100 ? (char)character : ' ';
		buffer_bytes(bytes, &byte, 1);
	}
}

static void letters_decode(
	const struct table *table, const char *text, size_t length, struct buffer *out)
{
	struct buffer run = {0};

	for (size_t at = 0; at <= length;) {
		uint32_t character = 0;
		size_t bad, step = text_step(text + at, length - at, &character);
		char byte = (char)character;

		if (step > 0 && character < 0x100) {
			buffer_bytes(&run, &byte, 1);
			at += step;
			continue;
		}
		/* What the table does not know stays as it stands. */
		if (!decode_with(table, buffer_text(&run), run.length, out, &bad))
			buffer_bytes(out, buffer_text(&run) + bad, run.length - bad);
		buffer_clear(&run);
		buffer_bytes(out, text + at, step);
		at += step ? step : 1;
	}
	buffer_free(&run);
}

bool legacy_letters(struct plain *plain, const struct sheet_format *format, struct pool *scratch)
{
	struct buffer bytes = {0}, decoded = {0};
	struct vocabulary *vocabulary;
	const struct table *table = NULL;
	size_t own;

	if (is_latin(plain->text, plain->length)) {
		letters_sample(plain->text, plain->length, &bytes);
		vocabulary = vocabulary_open(format);
		own = vocabulary_hits(vocabulary, plain->text, plain->length);
		table = best_table(
			vocabulary, bytes.text, bytes.length, own + SAMPLE_HITS - 1, true);
		vocabulary_close(vocabulary);
	}
	if (table) {
		letters_decode(table, plain->text, plain->length, &decoded);
		plain->text = pool_slice(scratch, buffer_text(&decoded), decoded.length);
		plain->length = decoded.length;
		plain->encoding = table->letters_label;
	}
	buffer_free(&bytes);
	buffer_free(&decoded);
	return table != NULL;
}

const char *legacy_reading(const char *text, size_t index, struct pool *pool)
{
	struct buffer bytes = {0};
	const char *reading = NULL;
	size_t length = strlen(text), fonts = 0;

	if (!is_latin(text, length))
		return NULL;
	for (size_t i = 0; i < TABLES; i++) {
		if (tables[i].letters_label && fonts++ == index) {
			letters_decode(&tables[i], text, length, &bytes);
			reading = text_normalised(buffer_text(&bytes), bytes.length, pool);
		}
	}
	if (index == fonts) {
		letters_sample(text, length, &bytes);
		reading = text_normalised(buffer_text(&bytes), bytes.length, pool);
	}
	buffer_free(&bytes);
	return reading;
}
