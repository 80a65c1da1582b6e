/* A line of plain cells, cut where it stands. Bytes that matter are found many at a time: nearly all of
 * a large file is read by this function alone, once or twice. */
#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "inner.h"

#define BLOCK 64 /* bytes looked at together: a bit for each */

struct marks {
	uint64_t cuts;   /* where a cell may end or begin to be quoted: separators, quotes, controls */
	uint64_t odd;    /* "?" and what deletes */
	uint64_t blanks;
};

#ifdef __SSE2__
/* Sixteen bytes at a time, on the machines that nearly all have. */
static inline struct marks look(const char *block, char separator)
{
	const __m128i separators = _mm_set1_epi8(separator), quotes = _mm_set1_epi8('"');
	const __m128i controls = _mm_set1_epi8(0x1F), deletes = _mm_set1_epi8(0x7F);
	struct marks marks = {0, 0, 0};

	for (unsigned i = 0; i < BLOCK; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
		__m128i cuts = _mm_or_si128(_mm_cmpeq_epi8(bytes, separators),
			_mm_or_si128(_mm_cmpeq_epi8(bytes, quotes),
				_mm_cmpeq_epi8(_mm_min_epu8(bytes, controls), bytes)));
		__m128i odd = _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x40)), deletes);
		__m128i blanks = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));

		marks.cuts |= (uint64_t)(unsigned)_mm_movemask_epi8(cuts) << i;
		marks.odd |= (uint64_t)(unsigned)_mm_movemask_epi8(odd) << i;
		marks.blanks |= (uint64_t)(unsigned)_mm_movemask_epi8(blanks) << i;
	}
	return marks;
}
#else
/* The lowest bits of eight bytes side by side, the first byte's lowest, whatever the machine's order. */
static inline uint64_t gather(const unsigned char *at)
{
	uint64_t word = (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
			(uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
			(uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;

	return word * UINT64_C(0x0102040810204080) >> 56;
}

/* Plain loops over bytes, without a branch: compilers make them into wide instructions. */
static inline struct marks look(const char *text, char separator)
{
	const unsigned char *block = (const unsigned char *)text;
	unsigned char cuts[BLOCK], odd[BLOCK], blanks[BLOCK], separates = (unsigned char)separator;
	struct marks marks = {0, 0, 0};

	for (unsigned i = 0; i < BLOCK; i++)
		cuts[i] = (block[i] == separates) | (block[i] == '"') | (block[i] < ' ');
	for (unsigned i = 0; i < BLOCK; i++)
		odd[i] = (block[i] | 0x40) == 0x7F;
	for (unsigned i = 0; i < BLOCK; i++)
		blanks[i] = block[i] == ' ';
	for (unsigned i = 0; i < BLOCK; i += 8) {
		marks.cuts |= gather(cuts + i) << i;
		marks.odd |= gather(odd + i) << i;
		marks.blanks |= gather(blanks + i) << i;
	}
	return marks;
}
#endif

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* The cell between its two ends; false: it has blanks there that stand outside quotation marks. */
static bool add_cell(struct line *line, const char *start, const char *closed, const char *end)
{
	bool is_quoted = closed != NULL;

	if (!is_quoted && end > start && (is_blank(*start) || is_blank(end[-1])))
		return false;
	if (line->count == line->room) {
		line->room = line->room ? line->room * 2 : 16;
		line->cells = memory_grow(line->cells, line->room, sizeof *line->cells);
	}
	line->cells[line->count++] = (struct slice){
		start + is_quoted, (size_t)((is_quoted ? closed - 1 : end) - start)};
	return true;
}

static bool end_line(struct line *line, const char *start, const char *at, const char *end)
{
	bool is_doubled = at < end && *at == '\r';

	if (at == start || (is_doubled && (at + 1 == end || at[1] != '\n')))
		return false;
	line->next = at < end ? at + 1 + is_doubled : end;
	line->length = (size_t)(at - start);
	return true;
}

/* Where in a line the cutting is. */
struct cutting {
	const char *start, *end; /* of the line, of all text */
	const char *cell, *closed; /* the cell begins; its second quotation mark */
	bool is_open; /* between two quotation marks */
	bool is_done;
};

/* One byte that matters; false: the line is not plain. */
static bool cut(struct line *line, struct cutting *cutting, const char *at, char byte, char separator)
{
	bool ends_line = byte == '\n' || byte == '\r';

	if (cutting->is_open) {
		cutting->is_open = byte != '"';
		cutting->closed = at;
		line->is_odd = line->is_odd || (byte < ' ' && byte != separator);
		return !ends_line;
	}
	if (cutting->closed && at != cutting->closed + 1)
		return false;
	if (byte == '"') {
		cutting->is_open = true;
		return !cutting->closed && at == cutting->cell;
	}
	if (byte != separator && !ends_line) {
		line->is_odd = true;
		return !cutting->closed;
	}
	if (!add_cell(line, cutting->cell, cutting->closed, at))
		return false;
	cutting->closed = NULL;
	cutting->cell = at + 1;
	cutting->is_done = ends_line;
	return !ends_line || end_line(line, cutting->start, at, cutting->end);
}

bool line_cut(struct line *line, const char *at, const char *end, char separator)
{
	struct cutting cutting = {.start = at, .end = end, .cell = at};
	uint64_t blank_before = 0;
	char last[BLOCK];

	line->count = 0;
	line->is_odd = false;
	for (;; at += BLOCK) {
		size_t left = (size_t)(end - at);
		const char *block = at;

		if (left < BLOCK) { /* all text ends as a line does */
			memset(last, '\n', BLOCK);
			block = memcpy(last, at, left);
		}
		struct marks marks = look(block, separator);
		uint64_t odd = marks.odd | (marks.blanks & (marks.blanks << 1 | blank_before));

		for (; marks.cuts; marks.cuts &= marks.cuts - 1) {
			unsigned place = (unsigned)__builtin_ctzll(marks.cuts);

			if (!cut(line, &cutting, at + place, block[place], separator))
				return false;
			if (cutting.is_done) {
				odd &= ((uint64_t)2 << place) - 1;
				line->is_odd = line->is_odd || odd;
				return true;
			}
		}
		blank_before = marks.blanks >> (BLOCK - 1);
		line->is_odd = line->is_odd || odd;
	}
}

void line_free(struct line *line)
{
	free(line->cells);
	*line = (struct line){.count = 0};
}
