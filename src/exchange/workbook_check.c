/* Whether a workbook on the disk is what it should be. libxlsxwriter writes its parts to temporary
 * files and looks at no result: on a full disk it packs what is left of them and calls that a
 * success. So every part is unpacked once more, its sum compared and its tags counted. */
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "workbook.h"

#define END_RECORD 22 /* bytes at the end of an archive without a comment */
#define FILE_RECORD 46
#define LOCAL_RECORD 30
#define DEFLATED 8

/* What has been seen of a part's XML; < and > stand in no text and no attribute of it. */
struct tags {
	uint64_t at;    /* bytes seen */
	long depth;
	bool is_inside; /* between < and > */
	bool is_broken;
	bool has_root;
	unsigned char last;
	char name[16];  /* of this tag, with its / ; cut */
	size_t used;
	uint64_t rows_from, rows_to;
};

struct part {
	uint32_t sum, packed, unpacked, offset;
	unsigned method;
};

static uint32_t number_at(const unsigned char *bytes, size_t count)
{
	uint32_t number = 0;

	while (count-- > 0)
		number = number << 8 | bytes[count];
	return number;
}

static bool read_at(int fd, void *bytes, size_t length, off_t offset)
{
	size_t done = 0;

	while (done < length) {
		ssize_t got = pread(fd, (char *)bytes + done, length - done, offset + (off_t)done);

		if (got <= 0)
			return false;
		done += (size_t)got;
	}
	return true;
}

static void tag_ends(struct tags *tags)
{
	bool is_end = tags->name[0] == '/', is_remark = tags->name[0] == '?';

	tags->is_inside = false;
	tags->name[tags->used] = '\0';
	if (strcmp(tags->name, "sheetData") == 0)
		tags->rows_from = tags->at;
	if (strcmp(tags->name, "/sheetData") == 0)
		tags->rows_to = tags->at - strlen("</sheetData>");
	if (is_end)
		tags->depth--;
	else if (!is_remark && tags->last != '/')
		tags->has_root = ++tags->depth > 0;
}

static void tags_see(struct tags *tags, const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = bytes[i];

		tags->at++;
		if (byte == '<') {
			tags->is_broken = tags->is_broken || tags->is_inside;
			tags->is_inside = true;
			tags->used = 0;
		} else if (tags->is_inside && byte == '>') {
			tag_ends(tags);
		} else if (tags->is_inside && tags->used + 1 < sizeof tags->name) {
			tags->name[tags->used++] = (char)byte;
		}
		tags->last = byte;
	}
}

/* Unpacks what stands at offset into tags; false if it is not what the record of it says. */
static bool part_unpack(int fd, const struct part *part, off_t offset, struct tags *tags)
{
	unsigned char packed[16384], plain[16384];
	z_stream stream = {.next_in = packed};
	uint32_t left = part->packed;
	uLong sum = crc32(0, NULL, 0);
	int status = Z_OK;

	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) /* bare, without zlib's own head */
		return false;
	while (status == Z_OK) {
		if (stream.avail_in == 0 && left > 0) {
			uInt length = left < sizeof packed ? left : (uInt)sizeof packed;

			if (!read_at(fd, packed, length, offset))
				break;
			stream.next_in = packed;
			stream.avail_in = length;
			offset += length;
			left -= length;
		}
		stream.next_out = plain;
		stream.avail_out = sizeof plain;
		status = inflate(&stream, Z_NO_FLUSH);
		tags_see(tags, plain, sizeof plain - stream.avail_out);
		sum = crc32(sum, plain, (uInt)(sizeof plain - stream.avail_out));
	}
	inflateEnd(&stream);
	return status == Z_STREAM_END && left == 0 && sum == part->sum &&
	       tags->at == part->unpacked;
}

static bool part_is_whole(int fd, const struct part *part, bool is_sheet, uint64_t rows)
{
	unsigned char local[LOCAL_RECORD];
	struct tags tags = {0};

	if (part->method != DEFLATED || !read_at(fd, local, sizeof local, part->offset) ||
		!part_unpack(fd, part,
			(off_t)part->offset + LOCAL_RECORD + number_at(local + 26, 2) +
				number_at(local + 28, 2),
			&tags))
		return false;
	if (is_sheet && (tags.rows_to < tags.rows_from || tags.rows_to - tags.rows_from != rows))
		return false;
	return tags.has_root && !tags.is_broken && !tags.is_inside && tags.depth == 0;
}

bool book_is_whole(int fd, uint64_t rows)
{
	static const char sheet_name[] = "xl/worksheets/sheet1.xml";
	unsigned char end[END_RECORD], record[FILE_RECORD];
	off_t size = lseek(fd, 0, SEEK_END), at;
	unsigned count, sheets = 0;

	if (size < END_RECORD || !read_at(fd, end, sizeof end, size - END_RECORD) ||
		memcmp(end, "PK\5\6", 4) != 0)
		return false;
	count = number_at(end + 10, 2);
	at = (off_t)number_at(end + 16, 4);
	for (unsigned i = 0; i < count; i++) {
		char name[sizeof sheet_name] = "";
		struct part part;
		size_t length;
		bool is_sheet;

		if (!read_at(fd, record, sizeof record, at) || memcmp(record, "PK\1\2", 4) != 0)
			return false;
		part = (struct part){.method = number_at(record + 10, 2),
			.sum = number_at(record + 16, 4),
			.packed = number_at(record + 20, 4),
			.unpacked = number_at(record + 24, 4),
			.offset = number_at(record + 42, 4)};
		length = number_at(record + 28, 2);
		if (length == sizeof sheet_name - 1 && !read_at(fd, name, length, at + FILE_RECORD))
			return false;
		is_sheet = strcmp(name, sheet_name) == 0;
		if (!part_is_whole(fd, &part, is_sheet, rows))
			return false;
		sheets += is_sheet;
		at += FILE_RECORD + (off_t)length + number_at(record + 30, 2) +
		      number_at(record + 32, 2);
	}
	return sheets == 1;
}
