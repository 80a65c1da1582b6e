/* The one function that gives states (DOMAIN.md §2, §3, §9), and the working days it counts. */
#include "inner.h"

#define SATURDAY 6

/* First of the holidays that is not before day. */
static size_t holiday_from(const struct rules *rules, int day)
{
	size_t low = 0, high = rules->holiday_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rules->holidays[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool day_is_free(const struct rules *rules, int day)
{
	size_t holiday = holiday_from(rules, day);

	return day_weekday(day) >= SATURDAY ||
		(holiday < rules->holiday_count && rules->holidays[holiday] == day);
}

int workdays_between(const struct rules *rules, int from, int to)
{
	int days, weekday;

	if (from > to)
		return 0;
	days = (to - from + 1) / 7 * 5;
	weekday = day_weekday(from);
	for (int rest = (to - from + 1) % 7; rest > 0; rest--) {
		days += weekday < SATURDAY;
		weekday = weekday % 7 + 1;
	}
	for (size_t i = holiday_from(rules, from); i < rules->holiday_count; i++) {
		int holiday = rules->holidays[i];

		if (holiday > to)
			break;
		if (day_weekday(holiday) < SATURDAY && (!i || rules->holidays[i - 1] != holiday))
			days--;
	}
	return days;
}

/* What is there of one duty on the day asked about. */
struct standing {
	bool is_exempt, is_returned, is_done, is_begun;
	int received_on; /* as shown */
	int counted_on; /* as judged; DAY_NONE: done on a day nobody knows */
};

static void receipts_stand(struct standing *standing, const struct plan *plan,
	const struct receipt *receipts, size_t count, int today)
{
	for (size_t i = 0; i < count; i++) {
		const struct receipt *receipt = &receipts[i];

		if (receipt->received_on > today)
			continue;
		if (!standing->is_done) {
			bool by_document =
				plan->by_document_date && receipt->document_date != DAY_NONE;

			standing->is_done = true;
			standing->received_on = receipt->received_on;
			standing->counted_on =
				by_document ? receipt->document_date : receipt->received_on;
		}
		/* Only what became of the latest version there matters. */
		standing->is_returned =
			receipt->returned_on != DAY_NONE && receipt->returned_on <= today;
	}
}

static struct standing duty_stand(const struct plan *plan, const struct item *item,
	const struct record *record, const struct receipt *receipts, size_t count, int today)
{
	struct standing standing = {.received_on = DAY_NONE, .counted_on = DAY_NONE};

	if (record)
		standing.is_exempt = record->exempt_why[0] != '\0';
	if (item->type == ITEM_REPORT) {
		receipts_stand(&standing, plan, receipts, count, today);
	} else if (record) {
		standing.is_begun = record->progress == PROGRESS_DOING;
		/* DAY_NONE is before every day: done on an unknown day is done. */
		standing.is_done = record->progress == PROGRESS_DONE && record->done_on <= today;
		if (standing.is_done)
			standing.received_on = standing.counted_on = record->done_on;
	}
	return standing;
}

static enum state done_judge(const struct standing *standing, int last_day)
{
	if (last_day == DAY_NONE)
		return STATE_DONE;
	return standing->counted_on <= last_day ? STATE_ON_TIME : STATE_LATE;
}

static enum state open_judge(
	const struct rules *rules, bool is_begun, int last_day, int extended_to, int today)
{
	if (last_day == DAY_NONE)
		return is_begun ? STATE_IN_PROGRESS : STATE_NO_DATE;
	if (extended_to == last_day && today <= extended_to)
		return STATE_EXTENDED;
	if (today > last_day)
		return STATE_OVERDUE;
	if (today == last_day)
		return STATE_LAST_DAY;
	if (workdays_between(rules, today + 1, last_day) <= rules->due_soon)
		return STATE_DUE_SOON;
	return is_begun ? STATE_IN_PROGRESS : STATE_NOT_DUE;
}

struct verdict duty_judge(const struct rules *rules, const struct plan *plan,
	const struct item *item, const struct record *record, const struct receipt *receipts,
	size_t count, int today)
{
	struct standing standing = duty_stand(plan, item, record, receipts, count, today);
	struct verdict verdict = {
		.received_on = standing.received_on,
		.due_before = item->due_before,
		.last_day = item_last_day(item),
		.extended_to = record ? record->extended_to : DAY_NONE,
		.reminders = record ? record->reminders : 0,
	};
	int last_day = deadline_in_force(verdict.last_day, verdict.extended_to);
	int day = today;

	if (standing.is_exempt) {
		verdict.state = STATE_EXEMPT;
		return verdict;
	}
	if (standing.is_returned) {
		verdict.state = STATE_RETURNED;
	} else if (standing.is_done) {
		verdict.state = done_judge(&standing, last_day);
		day = standing.counted_on;
	} else {
		verdict.state =
			open_judge(rules, standing.is_begun, last_day, verdict.extended_to, today);
	}
	verdict.has_days = last_day != DAY_NONE && day != DAY_NONE;
	if (verdict.has_days)
		verdict.days = last_day - day;
	verdict.within_extension = verdict.state == STATE_ON_TIME && verdict.last_day != DAY_NONE &&
					day > verdict.last_day;
	return verdict;
}
