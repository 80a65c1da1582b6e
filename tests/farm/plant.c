/* The things an officer does to a row of each kind of sheet, and the drawing of some of them. */
#include "plant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct draw {
	struct edits *edits;
	const struct grid *truth;
	size_t row;
	unsigned long state;
	bool vietnamese;
};

/* Knuth's MMIX generator: the same numbers everywhere. */
static unsigned draw_below(struct draw *draw, unsigned most)
{
	unsigned long long next = draw->state * 6364136223846793005ULL + 1442695040888963407ULL;

	draw->state = (unsigned long)next;
	return (unsigned)(next >> 33) % most;
}

static bool put(struct draw *draw, const char *heading, enum typed typed, const char *text,
        const char *wanted)
{
	struct edits *edits = draw->edits;
	size_t column = grid_column(draw->truth, heading);
	struct edit *edit = &edits->at[edits->count];

	if (column == (size_t)-1 || edits->count == EDITS_MOST ||
	        strcmp(grid_cell(draw->truth, draw->row, column)->text, wanted) == 0)
		return false;
	*edit = (struct edit){.row = draw->row, .column = column, .typed = typed};
	snprintf(edit->text, sizeof edit->text, "%s", text);
	snprintf(edit->wanted, sizeof edit->wanted, "%s", wanted);
	edits->count++;
	return true;
}

static bool is_empty(const struct draw *draw, const char *heading)
{
	return !*grid_at(draw->truth, draw->row, heading);
}

static bool is(const struct draw *draw, const char *heading, const char *text)
{
	return strcmp(grid_at(draw->truth, draw->row, heading), text) == 0;
}

static bool text_into(struct draw *draw, const char *heading)
{
	static const char *const texts[] = {"đã nộp bản giấy", "gửi lại \"bản 2\", có dấu",
	        "dòng một\ndòng hai", "chờ ký; sang tuần gửi", "🙂 xong cả rồi",
	        "họp lúc 14 giờ", "31/BC-ĐTN", "Phòng Nội vụ, ông Ba", "đạt 90 phần trăm",
	        "(không có)"};
	const char *text = texts[draw_below(draw, 10)];

	if (strchr(text, '\n') && strcmp(heading, "note") != 0)
		text = "một dòng thôi";
	return put(draw, heading, TYPED_TEXT, text, text);
}

static bool number_into(struct draw *draw, const char *heading)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%u", draw_below(draw, 3000) + 1);
	return put(draw, heading, TYPED_NUMBER, digits, digits);
}

/* A day from January to June 2020, not before that one. */
static bool day_into(struct draw *draw, const char *heading, const char *earliest)
{
	char iso[24];

	do {
		snprintf(iso, sizeof iso, "2020-%02u-%02u", draw_below(draw, 6) + 1,
		        draw_below(draw, 27) + 1);
	} while (strcmp(iso, earliest) < 0);
	return put(draw, heading, TYPED_DATE, iso, iso);
}

static bool status_into(struct draw *draw, const char *word)
{
	const char *typed = strcmp(word, "done") == 0 ? "đã xong" : "đang làm";

	return put(draw, "status", TYPED_TEXT, draw->vietnamese ? typed : word, word);
}

static bool task_edit(struct draw *draw)
{
	static const char *const free_columns[] = {"document", "note"};
	bool done = is(draw, "status", "done");

	if (is(draw, "status", "exempt"))
		return false;
	switch (draw_below(draw, 6)) {
	case 0:
	case 1:
		return done ? day_into(draw, "done_on", "")
		            : status_into(draw, "done") && day_into(draw, "done_on", "");
	case 2:
		return !done && status_into(draw, "doing");
	case 3:
		return number_into(draw, "count");
	case 4:
		return day_into(draw, "document_date", "");
	default:
		return text_into(draw, free_columns[draw_below(draw, 2)]);
	}
}

static bool receipt_edit(struct draw *draw)
{
	if (is(draw, "verdict", "exempt"))
		return false;
	if (is_empty(draw, "received_on"))
		return day_into(draw, "received_on", "") &&
		       (draw_below(draw, 2) || text_into(draw, "document"));
	switch (draw_below(draw, 5)) {
	case 0:
		return is_empty(draw, "returned_on") && day_into(draw, "received_on", "");
	case 1:
		return is(draw, "received_on", "") ||
		       (strcmp(grid_at(draw->truth, draw->row, "received_on"), "2020-06-20") < 0 &&
		               day_into(draw, "returned_on",
		                       grid_at(draw->truth, draw->row, "received_on")));
	case 2:
		return day_into(draw, "document_date", "");
	case 3:
		return text_into(draw, "document");
	default:
		return text_into(draw, "note");
	}
}

static bool number_edit(struct draw *draw)
{
	size_t first = grid_column(draw->truth, "unit_name") + 1;
	size_t columns = draw->truth->columns - 1 - first; /* rev is last */
	const char *heading =
	        grid_cell(draw->truth, 0, first + draw_below(draw, (unsigned)columns))->text;

	switch (draw_below(draw, 6)) {
	case 0:
		return put(draw, heading, TYPED_TEXT, "-", "-");
	case 1:
		return put(draw, heading, TYPED_NUMBER, "0", "0");
	case 2:
		return put(draw, heading, TYPED_TEXT, "", "");
	default:
		return number_into(draw, heading);
	}
}

static bool phone_into(struct draw *draw)
{
	char grouped[24], digits[24];

	snprintf(grouped, sizeof grouped, "09%02u %03u %03u", draw_below(draw, 100),
	        draw_below(draw, 1000), draw_below(draw, 1000));
	snprintf(digits, sizeof digits, "%.4s%.3s%.3s", grouped, grouped + 5, grouped + 9);
	return draw_below(draw, 2) ? put(draw, "phone", TYPED_TEXT, grouped, grouped)
	                           : put(draw, "phone", TYPED_NUMBER, digits, grouped);
}

static bool person_edit(struct draw *draw)
{
	static const char *const columns[] = {"position", "note"};
	char address[48];

	switch (draw_below(draw, 4)) {
	case 0:
		snprintf(address, sizeof address, "thu%u@example.org", draw_below(draw, 1000));
		return put(draw, "email", TYPED_TEXT, address, address);
	case 1:
		return phone_into(draw);
	default:
		return text_into(draw, columns[draw_below(draw, 2)]);
	}
}

static bool unit_edit(struct draw *draw)
{
	char name[64];

	snprintf(name, sizeof name, "Đoàn xã Tân Hưng %u (mới)", draw_below(draw, 90) + 1);
	switch (draw_below(draw, 3)) {
	case 0:
		return put(draw, "name", TYPED_TEXT, name, name);
	case 1:
		return put(draw, "aliases", TYPED_TEXT, "Tân Hưng; xã TH", "Tân Hưng; xã TH");
	default:
		return is_empty(draw, "valid_from") && is_empty(draw, "valid_to") &&
		       day_into(draw, "valid_from", "");
	}
}

static bool item_edit(struct draw *draw)
{
	char share[24];

	switch (draw_below(draw, 6)) {
	case 0:
		return text_into(draw, "title");
	case 1:
		return text_into(draw, "note");
	case 2:
		return text_into(draw, "partners");
	case 3:
		snprintf(share, sizeof share, "%u%%", draw_below(draw, 98) + 2);
		return strchr(grid_at(draw->truth, draw->row, "target"), '%') &&
		       put(draw, "target", TYPED_SHARE, share, share);
	case 4:
		return !is_empty(draw, "before") && day_into(draw, "before", "");
	default:
		return !is_empty(draw, "by") && day_into(draw, "by", "");
	}
}

static const struct {
	const char *kind;
	bool (*edit)(struct draw *draw);
} kinds[] = {{"tasks", task_edit}, {"receipts", receipt_edit}, {"numbers", number_edit},
        {"people", person_edit}, {"units", unit_edit}, {"plan", item_edit}};

static bool is_edited(const struct edits *edits, size_t row)
{
	for (size_t i = 0; i < edits->count; i++)
		if (edits->at[i].row == row)
			return true;
	return false;
}

void edits_draw(struct edits *edits, const struct grid *truth, const char *kind, size_t k,
        unsigned long seed, bool vietnamese)
{
	struct draw draw = {edits, truth, 0, seed, vietnamese};
	bool (*edit)(struct draw * draw) = NULL;

	*edits = (struct edits){0};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			edit = kinds[i].edit;
	if (!edit)
		give_up("no edits are known for %s", kind);
	for (int tries = 0; edits->count < k && tries < 10000; tries++) {
		size_t before = edits->count;

		draw.row = 1 + draw_below(&draw, (unsigned)truth->rows - 1);
		if (is_edited(edits, draw.row))
			continue;
		if (edit(&draw))
			edits->rows++;
		else
			edits->count = before; /* half of a thing is none */
	}
	if (edits->count < k)
		give_up("%s: no place for %zu edits", kind, k);
}
