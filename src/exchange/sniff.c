/* From a file's bytes to plain text: what is not a text file at all is refused in words, marks are
 * taken off, UTF-16 is converted, and what is not UTF-8 goes to legacy.c. */
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "inner.h"

#define CONTROL_Z 0x1A

struct signature {
	const char *bytes;
	size_t length;
	const char *refusal;
};

static const char workbook[] = N_("this is a spreadsheet workbook, not CSV: open it and save the "
				  "sheet as \"CSV UTF-8\"");
static const char web_page[] =
	N_("this is a web page, not CSV: open it in a spreadsheet and save it as \"CSV UTF-8\"");

static const struct signature signatures[] = {
	{"PK\x03\x04", 4, workbook},
	{"PK\x05\x06", 4, workbook},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, workbook},
	{"%PDF-", 5,
		N_("this is a PDF, not CSV: ask for the sheet itself, saved as \"CSV UTF-8\"")},
	{"{\\rtf", 5,
		N_("this is a word processor's document, not CSV: ask for a sheet saved as "
		   "\"CSV UTF-8\"")},
	{"<html", 5, web_page},
	{"<!DOCTYPE", 9, web_page},
	{"<table", 6, web_page},
	{"<?xml", 5,
		N_("this is an XML file, not CSV: open it in a spreadsheet and save it as "
		   "\"CSV UTF-8\"")},
	{"\x1F\x8B", 2, N_("this is a compressed file, not CSV: unpack it first")},
};

long sniff_line(const char *text, size_t offset)
{
	long line = 1;

	for (size_t i = 0; i < offset; i++) {
		if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
			line++;
	}
	return line;
}

/* Programs that write web pages and XML put a mark or an empty line before them. */
static bool refuse_not_text(const char *bytes, size_t length, struct fault *why)
{
	size_t before = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	while (before < length && bytes[before] && strchr(" \t\r\n", bytes[before]))
		before++;
	bytes += before;
	length -= before;
	for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
		const struct signature *signature = &signatures[i];

		if (length >= signature->length &&
			strncasecmp(bytes, signature->bytes, signature->length) == 0)
			return refuse(why, FAULT_REFUSED, "%s", say(signature->refusal));
	}
	return true;
}

static bool is_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!strchr(" \t\r\n", text[i]) || text[i] == '\0')
			return false;
	}
	return true;
}

static bool is_utf16(const char *encoding)
{
	return strcasecmp(encoding, "UTF-16LE") == 0 || strcasecmp(encoding, "UTF-16BE") == 0;
}

/* UTF-16 without a mark shows as a zero in every second byte wherever the letters are ASCII. */
static const char *guess_utf16(const char *bytes, size_t length)
{
	size_t zeros[2] = {0, 0};
	size_t look = length < 4096 ? length : 4096;

	if (length % 2 != 0)
		return NULL;
	for (size_t i = 0; i < look; i++)
		zeros[i % 2] += bytes[i] == '\0';
	if (zeros[0] == 0 && zeros[1] * 5 > look)
		return "UTF-16LE";
	if (zeros[1] == 0 && zeros[0] * 5 > look)
		return "UTF-16BE";
	return NULL;
}

/* gnumeric sets a mark not only at the start but again every few thousand letters, in the middle of
 * whatever stands there. As a letter U+FEFF has long had no use. */
static size_t drop_marks(char *text, size_t length)
{
	size_t kept = 0;

	for (size_t i = 0; i < length;) {
		if (i + 3 <= length && memcmp(text + i, "\xEF\xBB\xBF", 3) == 0)
			i += 3;
		else
			text[kept++] = text[i++];
	}
	return kept;
}

static bool convert_utf16(struct plain *plain, const char *bytes, size_t length,
	const char *encoding, struct pool *scratch, struct fault *why)
{
	iconv_t converter = iconv_open("UTF-8", encoding);
	size_t room = length / 2 * 3 + 8, left = length;
	char *text, *out, *in = (char *)(uintptr_t)bytes;
	bool whole;

	if (converter == (iconv_t)-1)
		return refuse(why, FAULT_TROUBLE,
			N_("this system cannot read %s: save the file as \"CSV UTF-8\""), encoding);
	text = out = pool_take(scratch, room);
	whole = iconv(converter, &in, &left, &out, &room) != (size_t)-1;
	iconv_close(converter);
	plain->text = text;
	plain->length = drop_marks(text, (size_t)(out - text));
	plain->encoding = encoding;
	if (!whole)
		return refuse(why, FAULT_REFUSED,
			N_("line %ld is not %s: save the file again as \"CSV UTF-8\""),
			sniff_line(text, plain->length), encoding);
	return true;
}

static bool starts_with(const char *bytes, size_t length, const char *mark, size_t mark_length)
{
	return length >= mark_length && memcmp(bytes, mark, mark_length) == 0;
}

/* Whether the text is UTF-8 with no letters but plain ones: then it is in NFC as well. Nearly all files
 * are such, and this takes half the time of asking for one after the other. */
static bool is_lettered(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text, *end = at + length;
	uint64_t word;

	while (at < end) {
		size_t step;

		while ((size_t)(end - at) >= sizeof word &&
			(memcpy(&word, at, sizeof word),
				(word & UINT64_C(0x8080808080808080)) == 0))
			at += sizeof word;
		while (at < end && *at < 0x80)
			at++;
		if (at == end)
			break;
		step = end - at > 1 ? plain_letter(at) : 0;
		if (step == 0 || (size_t)(end - at) < step || (at[1] & 0xC0) != 0x80 ||
			(at[step - 1] & 0xC0) != 0x80)
			return false;
		at += step;
	}
	return true;
}

/* Bytes to text in whatever normal form, by the encoding asked for or the file's own marks. */
static bool decode(struct plain *plain, const char *bytes, size_t length,
	const struct sheet_options *options, const struct sheet_format *format,
	struct pool *scratch, struct fault *why)
{
	const char *asked = options->encoding;
	size_t bad = 0;

	if (starts_with(bytes, length, "\xEF\xBB\xBF", 3)) {
		*plain = (struct plain){bytes + 3, length - 3, N_("UTF-8 with mark"), false};
		asked = "UTF-8";
	} else if (starts_with(bytes, length, "\xFF\xFE", 2)) {
		return convert_utf16(plain, bytes + 2, length - 2, "UTF-16LE", scratch, why);
	} else if (starts_with(bytes, length, "\xFE\xFF", 2)) {
		return convert_utf16(plain, bytes + 2, length - 2, "UTF-16BE", scratch, why);
	} else {
		*plain = (struct plain){bytes, length, "UTF-8", false};
	}
	if (!asked)
		asked = guess_utf16(bytes, length);
	if (asked && is_utf16(asked))
		return convert_utf16(plain, bytes, length, asked, scratch, why);
	if (asked && strcasecmp(asked, "UTF-8") != 0 && strcasecmp(asked, "UTF8") != 0)
		return legacy_text(plain, bytes, length, asked, format, scratch, why);
	plain->is_lettered = is_lettered(plain->text, plain->length);
	if (plain->is_lettered || text_is_utf8(plain->text, plain->length, &bad))
		return true;
	if (!asked && memchr(bytes, '\0', length) == NULL &&
		legacy_text(plain, bytes, length, NULL, format, scratch, why))
		return true;
	return refuse(why, FAULT_REFUSED,
		N_("line %ld is not UTF-8 text: save the file again as \"CSV UTF-8\", or name its "
		   "encoding"),
		sniff_line(plain->text, bad));
}

/* In an old encoding what is left of the letters may look like Vietnamese ones. */
static bool has_vietnamese(const struct plain *plain)
{
	for (size_t i = 0; i < plain->length; i++) {
		if ((unsigned char)plain->text[i] >= 0xC4)
			return strncmp(plain->encoding, "UTF", 3) == 0;
	}
	return false;
}

/* Programs that cannot write a letter put "?" or U+FFFD in its place: "Ng?y nh?n". */
static bool ends_word(char byte)
{
	return byte == '\0' || strchr(" \t\r\n\",;|", byte) != NULL;
}

/* In an address a "?" is meant: http://y.vn/q?z=1. */
static bool is_in_address(const struct plain *plain, const char *at)
{
	const char *start = at, *end = plain->text + plain->length;

	while (start > plain->text && !ends_word(start[-1]))
		start--;
	for (; start < end && !ends_word(*start); start++) {
		if (*start == '=' || starts_with(start, (size_t)(end - start), "://", 3))
			return true;
	}
	return false;
}

static bool refuse_lossy(const struct plain *plain, struct fault *why)
{
	const char *text = plain->text, *end = text + plain->length, *at = text, *found = NULL;
	size_t marks = 0;

	while (at < end && (at = memchr(at, 0xEF, (size_t)(end - at))) != NULL) {
		if (starts_with(at, (size_t)(end - at), "\xEF\xBF\xBD", 3))
			return refuse(why, FAULT_REFUSED,
				N_("letters were lost on line %ld when the file was saved: open "
				   "the original and save it as \"CSV UTF-8\""),
				sniff_line(text, (size_t)(at - text)));
		at++;
	}
	at = text;
	while (marks < 3 && at < end && (at = memchr(at, '?', (size_t)(end - at))) != NULL) {
		if (at > text && at + 1 < end && at[-1] > '@' && at[1] > '@' &&
			!is_in_address(plain, at) && marks++ == 0)
			found = at;
		at++;
	}
	if (marks >= 3 && !has_vietnamese(plain))
		return refuse(why, FAULT_REFUSED,
			N_("letters became \"?\" on line %ld when the file was saved: open the "
			   "original and save it as \"CSV UTF-8\""),
			sniff_line(text, (size_t)(found - text)));
	return true;
}

/* Whether text is surely NFC already: no character that normalisation could touch. Covers all that
 * is normally written in Vietnamese; anything else goes the slow way and comes to the same. */
static bool is_surely_normal(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text, *end = at + length;
	uint64_t word;

	while (at < end) {
		if (*at < 0x80) {
			at++;
			while ((size_t)(end - at) >= sizeof word &&
				(memcpy(&word, at, sizeof word),
					(word & UINT64_C(0x8080808080808080)) == 0))
				at += sizeof word;
		} else if (*at >= 0xC2 && *at <= 0xCB) { /* up to U+02FF */
			at += 2;
		} else if (*at == 0xE1 && at[1] >= 0xB8 && at[1] <= 0xBB) { /* U+1E00-1EFF */
			at += 3;
		} else if (*at == 0xE2 && at[1] == 0x80 && at[2] >= 0x8B) { /* dashes, quotes */
			at += 3;
		} else {
			return false;
		}
	}
	return true;
}

bool sniff_text(struct plain *plain, const char *bytes, size_t length,
	const struct sheet_options *options, const struct sheet_format *format,
	struct pool *scratch, struct fault *why)
{
	const char *zero;

	plain->is_lettered = false;
	if (!refuse_not_text(bytes, length, why) ||
		!decode(plain, bytes, length, options, format, scratch, why))
		return false;
	zero = memchr(plain->text, '\0', plain->length);
	if (zero)
		return refuse(why, FAULT_REFUSED,
			N_("line %ld holds a zero byte, so this is not a text file: save the sheet "
			   "as \"CSV UTF-8\""),
			sniff_line(plain->text, (size_t)(zero - plain->text)));
	while (plain->length > 0 && plain->text[plain->length - 1] == CONTROL_Z)
		plain->length--;
	if (is_blank(plain->text, plain->length))
		return refuse(why, FAULT_REFUSED,
			N_("the file is empty: check that it is the right one and was saved"));
	if (!refuse_lossy(plain, why) || damaged_file(plain->text, plain->length, why))
		return false;
	if (!options->encoding && legacy_letters(plain, format, scratch))
		plain->is_lettered = false;
	if (!plain->is_lettered && !is_surely_normal(plain->text, plain->length)) {
		plain->text = text_normalised(plain->text, plain->length, scratch);
		plain->length = strlen(plain->text);
	}
	return true;
}
