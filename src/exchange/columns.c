/* The one table of columns per kind of file (INTERFACE.md "Files"), which import and export share.
 * The order here is the order of writing: keys, read-only context, then what people fill in. */
#include <string.h>

#include "inner.h"

/* What offices write besides. Words that may be two states ("ok", "yes", "0") are nobody's. */
static const struct choice choices_status[] = {
	{"open", "chưa làm",
		"chưa|chưa xong|chưa thực hiện|chưa hoàn thành|chưa triển khai|not done|not started"},
	{"doing", "đang làm", "đang thực hiện|đang triển khai|in progress|ongoing"},
	{"done", "đã xong",
		"xong|đã làm|đã làm xong|làm xong|hoàn thành|đã hoàn thành|đã thực hiện|rồi|x|"
		"finished|completed|complete"},
	{"exempt", "không áp dụng", NULL},
	{NULL, NULL, NULL},
};

static const struct choice choices_item[] = {
	{"plan", "kế hoạch", NULL},
	{"section", "mục", NULL},
	{"task", "việc", NULL},
	{"report", "báo cáo", NULL},
	{"number", "số liệu", NULL},
	{"event", "sự kiện", NULL},
	{NULL, NULL, NULL},
};

static const struct choice choices_proof[] = {
	{"none", "không", NULL},
	{"document", "văn bản", NULL},
	{"count", "số lượng", NULL},
	{"both", "cả hai", NULL},
	{NULL, NULL, NULL},
};

static const struct choice choices_state[] = {
	{"not_due", "chưa đến hạn", NULL},
	{"due_soon", "sắp đến hạn", NULL},
	{"last_day", "hạn cuối hôm nay", NULL},
	{"overdue", "quá hạn", NULL},
	{"on_time", "đúng hạn", NULL},
	{"late", "trễ hạn", NULL},
	{"returned", "trả lại", NULL},
	{"extended", "gia hạn", NULL},
	{"exempt", "không áp dụng", NULL},
	{"no_date", "không hạn", NULL},
	{"in_progress", "đang làm", NULL},
	{"done", "đã xong", NULL},
	{NULL, NULL, NULL},
};

#define KEY (COLUMN_KEY | COLUMN_REQUIRED)
#define KEY_WITH_DEFAULT (COLUMN_KEY | COLUMN_OPTIONAL)
#define REV {"rev", "Phiên bản", COLUMN_COUNT, 0, NULL}
#define PLAN {"plan", "Kế hoạch", COLUMN_CODE, KEY_WITH_DEFAULT, NULL}
#define UNIT {"unit", "Mã đơn vị", COLUMN_CODE, KEY, NULL}
#define UNIT_NAME {"unit_name", "Tên đơn vị", COLUMN_LINE, COLUMN_DERIVED, NULL}
#define REPORT {"report", "Mã báo cáo", COLUMN_CODE, KEY, NULL}
#define TITLE {"title", "Nội dung", COLUMN_LINE, COLUMN_DERIVED, NULL}
#define DOCUMENT {"document", "Văn bản", COLUMN_LINE, 0, NULL}
#define DOCUMENT_DATE {"document_date", "Ngày văn bản", COLUMN_DATE, 0, NULL}
#define NOTE {"note", "Ghi chú", COLUMN_TEXT, 0, NULL}
#define VERDICT {"verdict", "Đánh giá", COLUMN_CHOICE, COLUMN_DERIVED, choices_state}
#define DUE {"due", "Hạn", COLUMN_DATE, COLUMN_DERIVED, NULL}

static const struct column columns_units[] = {
	{"code", "Mã đơn vị", COLUMN_CODE, KEY, NULL},
	{"name", "Tên đơn vị", COLUMN_LINE, 0, NULL},
	{"kind", "Loại", COLUMN_CODE, 0, NULL},
	{"parent", "Đơn vị cấp trên", COLUMN_CODE, 0, NULL},
	{"valid_from", "Từ ngày", COLUMN_DATE, 0, NULL},
	{"valid_to", "Đến ngày", COLUMN_DATE, 0, NULL},
	{"aliases", "Tên khác", COLUMN_LINE, 0, NULL},
	REV,
};

static const struct column columns_people[] = {
	UNIT,
	{"name", "Họ và tên", COLUMN_LINE, KEY, NULL},
	{"position", "Chức vụ", COLUMN_LINE, 0, NULL},
	{"phone", "Điện thoại", COLUMN_PHONE, 0, NULL},
	{"email", "Email", COLUMN_LINE, 0, NULL},
	NOTE,
	REV,
};

static const struct column columns_plan[] = {
	{"type", "Loại mục", COLUMN_CHOICE, KEY, choices_item},
	{"code", "Mã", COLUMN_CODE, KEY, NULL},
	{"title", "Nội dung", COLUMN_LINE, 0, NULL},
	{"audience", "Đối tượng thực hiện", COLUMN_LINE, 0, NULL},
	{"before", "Trước ngày", COLUMN_DATE, 0, NULL},
	{"by", "Chậm nhất ngày", COLUMN_DATE, 0, NULL},
	{"from", "Từ ngày", COLUMN_DATE, 0, NULL},
	{"to", "Đến ngày", COLUMN_DATE, 0, NULL},
	{"proof", "Minh chứng", COLUMN_CHOICE, 0, choices_proof},
	{"target", "Chỉ tiêu", COLUMN_LINE, 0, NULL},
	{"partners", "Phối hợp", COLUMN_TEXT, 0, NULL},
	{"measure", "Đơn vị tính", COLUMN_LINE, 0, NULL},
	{"document", "Số, ký hiệu", COLUMN_LINE, 0, NULL},
	{"issued", "Ngày ban hành", COLUMN_DATE, 0, NULL},
	{"issuer", "Cơ quan ban hành", COLUMN_LINE, 0, NULL},
	NOTE,
	REV,
};

static const struct column columns_tasks[] = {
	PLAN,
	UNIT,
	UNIT_NAME,
	{"task", "Mã việc", COLUMN_CODE, KEY, NULL},
	TITLE,
	{"status", "Tình trạng", COLUMN_CHOICE, 0, choices_status},
	{"done_on", "Ngày xong", COLUMN_DATE, 0, NULL},
	DOCUMENT,
	DOCUMENT_DATE,
	{"count", "Số lượng", COLUMN_COUNT, 0, NULL},
	NOTE,
	VERDICT,
	DUE,
	REV,
};

static const struct column columns_receipts[] = {
	PLAN,
	UNIT,
	UNIT_NAME,
	REPORT,
	TITLE,
	{"received_on", "Ngày nhận", COLUMN_DATE, 0, NULL},
	DOCUMENT,
	DOCUMENT_DATE,
	{"version", "Lần", COLUMN_COUNT, KEY_WITH_DEFAULT, NULL},
	{"returned_on", "Ngày trả lại", COLUMN_DATE, 0, NULL},
	NOTE,
	VERDICT,
	{"days_late", "Số ngày trễ", COLUMN_COUNT, COLUMN_DERIVED, NULL},
	DUE,
	REV,
};

static const struct column columns_numbers[] = {PLAN, REPORT, UNIT, UNIT_NAME, REV};

static const struct column columns_summary[] = {
	{"unit", "Mã đơn vị", COLUMN_CODE, 0, NULL},
	{"unit_name", "Tên đơn vị", COLUMN_LINE, 0, NULL},
	{"item", "Mã mục", COLUMN_CODE, 0, NULL},
	{"expected", "Phải thực hiện", COLUMN_COUNT, 0, NULL},
	{"on_time", "Đúng hạn", COLUMN_COUNT, 0, NULL},
	{"late", "Trễ hạn", COLUMN_COUNT, 0, NULL},
	{"open", "Chưa xong, còn hạn", COLUMN_COUNT, 0, NULL},
	{"overdue", "Quá hạn", COLUMN_COUNT, 0, NULL},
	{"returned", "Trả lại", COLUMN_COUNT, 0, NULL},
	{"exempt", "Không áp dụng", COLUMN_COUNT, 0, NULL},
	{"total", "Tổng số", COLUMN_COUNT, 0, NULL},
	{"reporting_rate", "Tỷ lệ nộp (%)", COLUMN_PERCENT, 0, NULL},
	{"on_time_rate", "Tỷ lệ đúng hạn (%)", COLUMN_PERCENT, 0, NULL},
	{"completion_rate", "Hoàn thành trên số đến hạn (%)", COLUMN_PERCENT, 0, NULL},
	{"title", "Nội dung", COLUMN_LINE, 0, NULL},
	{"kind", "Loại", COLUMN_CODE, 0, NULL},
	{"extended", "Gia hạn", COLUMN_COUNT, 0, NULL},
};

static const struct column columns_due[] = {
	{"plan", "Kế hoạch", COLUMN_CODE, 0, NULL},
	{"unit", "Mã đơn vị", COLUMN_CODE, 0, NULL},
	{"unit_name", "Tên đơn vị", COLUMN_LINE, 0, NULL},
	{"item", "Mã mục", COLUMN_CODE, 0, NULL},
	{"title", "Nội dung", COLUMN_LINE, 0, NULL},
	{"due_before", "Hạn trước ngày", COLUMN_DATE, 0, NULL},
	{"last_day", "Ngày cuối của hạn", COLUMN_DATE, 0, NULL},
	{"state", "Trạng thái", COLUMN_CHOICE, 0, choices_state},
	{"days", "Số ngày", COLUMN_COUNT, 0, NULL},
	{"received_on", "Ngày nhận", COLUMN_DATE, 0, NULL},
	{"extended_to", "Gia hạn đến", COLUMN_DATE, 0, NULL},
	{"reminders", "Số lần nhắc", COLUMN_COUNT, 0, NULL},
};

static const struct column columns_log[] = {
	{"step", "Bước", COLUMN_COUNT, 0, NULL},
	{"at", "Thời điểm", COLUMN_LINE, 0, NULL},
	{"actor", "Người thực hiện", COLUMN_LINE, 0, NULL},
	{"command", "Lệnh", COLUMN_LINE, 0, NULL},
	{"table", "Bảng", COLUMN_LINE, 0, NULL},
	{"key", "Khóa", COLUMN_LINE, 0, NULL},
	{"field", "Trường", COLUMN_LINE, 0, NULL},
	{"old", "Trước", COLUMN_TEXT, 0, NULL},
	{"new", "Sau", COLUMN_TEXT, 0, NULL},
};

#define FORMAT(kind, word, vi, columns, wide) \
	{kind, word, vi, columns, sizeof(columns) / sizeof(columns)[0], wide}

static const struct sheet_format formats[SHEET_KINDS] = {
	FORMAT(SHEET_UNITS, "units", "đơn vị", columns_units, false),
	FORMAT(SHEET_PEOPLE, "people", "người", columns_people, false),
	FORMAT(SHEET_PLAN, "plan", "kế hoạch", columns_plan, false),
	FORMAT(SHEET_TASKS, "tasks", "việc", columns_tasks, false),
	FORMAT(SHEET_RECEIPTS, "receipts", "phiếu nhận", columns_receipts, false),
	FORMAT(SHEET_NUMBERS, "numbers", "số liệu", columns_numbers, true),
	FORMAT(SHEET_SUMMARY, "summary", "tổng hợp", columns_summary, false),
	FORMAT(SHEET_DUE, "due", "thời hạn", columns_due, false),
	FORMAT(SHEET_LOG, "log", "nhật ký", columns_log, false),
};

const struct sheet_format *sheet_format(enum sheet_kind kind)
{
	return &formats[kind];
}

bool sheet_kind_from_word(const char *word, enum sheet_kind *kind)
{
	char folded[64], known[64];

	text_fold(folded, sizeof folded, word);
	for (size_t i = 0; i < SHEET_KINDS; i++) {
		text_fold(known, sizeof known, formats[i].vi);
		if (strcmp(formats[i].word, word) == 0 || strcmp(known, folded) == 0) {
			*kind = formats[i].kind;
			return true;
		}
	}
	return false;
}

const char *sheet_kind_word(enum sheet_kind kind)
{
	return strcmp(language_now(), "vi") == 0 ? formats[kind].vi : formats[kind].word;
}

size_t sheet_column(const struct sheet_format *format, const char *name)
{
	for (size_t i = 0; i < format->count; i++) {
		if (strcmp(format->columns[i].name, name) == 0)
			return i;
	}
	return PLACE_NONE;
}

const char *column_heading(const struct column *column, const struct sheet_style *style)
{
	if (style->dialect != DIALECT_MACHINE && strcmp(language_now(), "vi") == 0)
		return column->heading;
	return column->name;
}
