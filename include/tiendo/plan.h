/* The door of plan: the nouns and rules of DOMAIN.md. Pure: no input or output, no clock, no
 * globals; "today" is always an argument. Whoever loads a snapshot fills these structs and calls
 * units_arrange and items_arrange; from then on they are const. */
#ifndef TIENDO_PLAN_H
#define TIENDO_PLAN_H

#include "tiendo/base.h"

#define CODE_SIZE 33          /* bytes of a code with its NUL */
#define NOWHERE ((size_t)-1)  /* no unit, no item, no row */

/* [A-Za-z0-9][A-Za-z0-9._-]{0,31}: what unit, plan and item codes may look like (QUALITY.md §3). */
bool code_is_valid(const char *code);
/* Whether a spreadsheet may show both as one number: 007 and 7, 1.10 and 1.1, 12E5 and 1200000, in
 * a Vietnamese one 1.234 and 1234. */
bool code_is_same_number(const char *a, const char *b);

/* ---- units: a tree of any depth (DOMAIN.md §1, §6) ----------------------------------------- */

struct unit {
	const char *code, *name, *kind;
	const char *parent;  /* code; "" for a root */
	const char *aliases; /* separated by ; */
	int valid_from, valid_to; /* DAY_NONE: open; valid_to is the last valid day */
	long rev;
	/* set by units_arrange */
	size_t above; /* index of the parent or NOWHERE */
	size_t end;   /* one past the last unit below: the branch is [own index, end) */
	int level;    /* 0 at a root */
};

/* Units in tree order: a parent stands right before its branch, brothers by code. */
struct units {
	size_t count;
	struct unit *at;
	uint32_t *slots; /* by code; units_arrange fills it */
	size_t slot_count;
	struct unit_code {
		const char *code;
		uint32_t unit;
	} *by_code; /* in the order of strcmp; units_arrange fills it */
};

/* What a unit of an unarranged list is refused for. */
enum unit_wrong { UNIT_TWICE, UNIT_ORPHAN, UNIT_CYCLE };
struct unit_complaint {
	size_t index; /* in the list as given */
	enum unit_wrong wrong;
};

/* Puts given[0..count) (any order) into tree order in *units, whose arrays are taken from pool;
 * texts stay where they are. On a duplicate code, an unknown parent or a cycle: false, with up to
 * *complaint_count complaints written (in the order of the list) and *complaint_count set to how
 * many there are in all. */
bool units_arrange(struct units *units, const struct unit *given, size_t count, struct pool *pool,
	struct unit_complaint *complaints, size_t *complaint_count);

size_t units_find(const struct units *units, const char *code); /* exact; NOWHERE */
/* The same, sooner where many codes come in the order of strcmp: *at is 0 before the first, and where
 * they begin anew. */
size_t units_find_next(const struct units *units, const char *code, size_t *at);
bool unit_is_valid(const struct unit *unit, int day);
/* From when to when it is valid, as of a day, in the language in use: "ended 30/6/2025", "since
 * 01/7/2020"; appended to out, nothing where it always is. */
void unit_validity(const struct unit *unit, int today, struct buffer *out);

/* The one unit that `words` means: an exact code (case-blind); else the only name or alias equal to
 * it; else the only name or alias that has these words in it: first with marks (tone placement
 * ignored), then folded. Only units of the branch [from, end) are looked at. Several that fit
 * equally: FAULT_MISSING naming up to eight candidates with codes ("Tân Bình" exists twice,
 * DOMAIN.md §6). None: FAULT_MISSING naming the nearest. It never guesses. */
bool units_name(const struct units *units, size_t from, size_t end, const char *words,
	size_t *found, struct fault *why);

/* Whether units_name finds one, or several, anywhere. */
bool units_fit(const struct units *units, const char *words);
/* Whether a whole name or alias of one of them stands in a longer name but for its marks: typed with
 * those marks units_name takes it for a part of the longer one, "Hòa Thành" for "Ấp Hòa Thạnh". */
bool units_lured(const struct units *units, const char *name);

/* The code or name nearest to words, for "did you mean"; NOWHERE if nothing is near. */
size_t units_nearest(const struct units *units, const char *words);

/* ---- items (DOMAIN.md §1, §5) --------------------------------------------------------------- */

enum item_type { ITEM_SECTION, ITEM_TASK, ITEM_REPORT, ITEM_NUMBER, ITEM_EVENT, ITEM_TYPES };
enum proof { PROOF_NONE, PROOF_DOCUMENT, PROOF_COUNT, PROOF_BOTH, PROOFS };
/* How the plan worded a deadline. The stored day is always exclusive (due_before). */
enum wording { WORDING_NONE, WORDING_BEFORE, WORDING_BY };

struct item {
	enum item_type type;
	const char *code, *title, *audience, *partners, *measure, *target, *document, *issuer, *note;
	int due_before; /* exclusive; DAY_NONE: no deadline */
	enum wording wording;
	int from, to;   /* period covered or the event's days; DAY_NONE: none */
	int issued;
	enum proof proof;
	long position;
	long rev;
	/* set by items_arrange */
	size_t section; /* index of the section it stands under, or NOWHERE */
	uint64_t *bound; /* a bit per unit: its audience, validity included; NULL: binds nobody */
	size_t bound_count;
};

struct plan {
	const char *code, *title, *document, *issuer, *partners, *audience, *note;
	int issued, starts, ends;
	bool closed;
	bool by_document_date; /* which date counts: received (default) or the document's (DOMAIN.md §2) */
	long rev;
};

/* English words of the CSV columns: "task", "both"; and the catalogue msgid of the label. */
const char *item_type_word(enum item_type type);
const char *item_type_label(enum item_type type);
bool item_type_from_word(const char *word, enum item_type *type);
const char *proof_word(enum proof proof);
const char *proof_label(enum proof proof);
bool proof_from_word(const char *word, enum proof *proof);

/* Whether item creates duties: a task or a report. */
bool item_is_owed(const struct item *item);
int item_last_day(const struct item *item); /* due_before - 1; DAY_NONE: none */

/* Checks the words of an audience ("huyen,thi,thanh,truc-thuoc" or codes; kinds compared folded)
 * against the units: false with FAULT_REFUSED naming the first word that names no unit and the
 * nearest kind or code. An empty audience is right (a section has none). */
bool audience_check(const char *audience, const struct units *units, struct fault *why);

/* Finds sections (the nearest row of type section, by code prefix "II.1" of "II.1.a", else the
 * last section before it) and resolves audiences: a unit is bound if a word names its kind or its
 * code and it is valid on the item's last good day, or the plan's last day (DOMAIN.md §9). An
 * unknown word binds nobody. Items must be in order of position. */
void items_arrange(struct item *items, size_t count, const struct plan *plan,
	const struct units *units, struct pool *pool);

bool item_binds(const struct item *item, size_t unit);
/* Whether the item belongs with an event: both stand under one section, or the item's last good day
 * falls on the event's days, unless those are all of the plan's. False where event is none. */
bool item_meets_event(
	const struct item *item, const struct item *event, const struct plan *plan);
/* How many of `expected` an item's target asks to be done, rounded up: "100%" of 9 is 9. False where
 * the target is no percentage from 0 to 100. */
bool item_target_need(const struct item *item, size_t expected, size_t *need);
size_t items_find(const struct item *items, size_t count, const char *code); /* case-blind; NOWHERE */
size_t items_nearest(const struct item *items, size_t count, const char *code);

/* "before 01/7/2020 (last day 30/6/2020)" / "trước 01/7/2020 (chậm nhất hết ngày 30/6/2020)", or
 * "by 30/6/2020 (before 01/7/2020)": both readings always (DOMAIN.md §2). "" without a deadline. */
void deadline_print(const struct item *item, char *out, size_t size);
/* Only the plan's own words, without year: "before 01/7", "by 30/6". */
void deadline_short(const struct item *item, char *out, size_t size);

/* ---- what is recorded ----------------------------------------------------------------------- */

enum progress { PROGRESS_OPEN, PROGRESS_DOING, PROGRESS_DONE, PROGRESSES };
const char *progress_word(enum progress progress); /* "open", "doing", "done" */

/* Whatever was recorded of one unit and one task or report. Absent means nothing was. */
struct record {
	size_t item, unit; /* indices */
	enum progress progress; /* tasks */
	int done_on;
	const char *document;
	int document_date;
	int64_t count; /* -1: none given */
	const char *note;
	const char *exempt_why; /* "" : not exempt */
	int extended_to; /* the last good day of the latest extension, or DAY_NONE */
	const char *extended_by, *extended_why;
	int reminders;
	long rev;
};

struct receipt {
	size_t item, unit;
	int version; /* 1, 2, … */
	int received_on;
	const char *document;
	int document_date;
	int returned_on; /* DAY_NONE: not sent back */
	const char *note;
	long rev;
};

struct person {
	size_t unit;
	const char *name, *position, *phone, *email, *note;
	long rev;
};

struct number_value {
	uint32_t report, number, unit; /* items, items, units */
	bool not_applicable;
	int64_t value;
	long rev;
};

/* What the units say of one number in one report; of a whole country, that many. */
struct number_run {
	size_t report, number; /* items */
	size_t count;
	struct number_value *at; /* by unit */
};

/* Settings of the database that rules lean on. */
struct rules {
	int utc_offset; /* minutes; +420 */
	int due_soon;   /* W working days; 3 */
	const int *holidays; /* ascending days */
	size_t holiday_count;
};

/* One plan and everything the rules need, loaded at one moment; texts share one pool. */
struct snapshot {
	struct pool pool;
	struct rules rules;
	bool has_plan;
	struct plan plan;
	struct units units;
	struct ground *ground; /* whose the units are, where a store keeps them for several snapshots */
	size_t item_count;
	struct item *items; /* by position */
	size_t record_count;
	struct record *records;   /* by item, unit */
	size_t receipt_count;
	struct receipt *receipts; /* by item, unit, version */
	size_t run_count;
	struct number_run *runs; /* by report, number; only those that were asked for */
	bool has_numbers; /* all of them were: what has no run here nobody has given */
	size_t person_count;
	struct person *people; /* by unit, then name in Vietnamese order; only if asked for */
	long last_step; /* id of the newest change step it contains; 0: none */
};

const struct record *snapshot_record(const struct snapshot *snapshot, size_t item, size_t unit);
/* First of the versions; *count how many. NULL with 0 where nothing was received. */
const struct receipt *snapshot_receipts(const struct snapshot *snapshot, size_t item, size_t unit,
	size_t *count);
/* NULL where nothing was said, and where the number was not asked for, which snapshot_knows tells. */
const struct number_value *snapshot_number(const struct snapshot *snapshot, size_t report,
	size_t number, size_t unit);
bool snapshot_knows(const struct snapshot *snapshot, size_t report, size_t number);
/* NULL where there is none. */
const struct number_run *snapshot_run(
	const struct snapshot *snapshot, size_t report, size_t number);
/* For who fills them: the first run, the first value of a run, that is not before this. */
size_t snapshot_run_from(const struct snapshot *snapshot, size_t report, size_t number);
size_t number_run_from(const struct number_run *run, size_t unit);

/* ---- states (DOMAIN.md §3, §9) -------------------------------------------------------------- */

enum state {
	STATE_NOT_DUE, STATE_DUE_SOON, STATE_LAST_DAY, STATE_OVERDUE, STATE_ON_TIME, STATE_LATE,
	STATE_RETURNED, STATE_EXTENDED, STATE_EXEMPT, STATE_NO_DATE, STATE_IN_PROGRESS,
	STATE_DONE, /* a task without a date, done: letter D */
	STATES
};
const char *state_word(enum state state);   /* not_due …: INTERFACE.md */
bool state_from_word(const char *word, enum state *state);
const char *state_label(enum state state);  /* msgid: "not due" */
bool state_is_done(enum state state);       /* done or received, on time or not */
char state_letter(enum state state);        /* . s ! Q D T R G - k ~ */

struct verdict {
	enum state state;
	bool has_days;
	int days;        /* DOMAIN.md §9 "days" */
	int received_on; /* version 1's day, of a task the day done; DAY_NONE: nothing there on that day */
	int due_before;  /* the original one; DAY_NONE */
	int last_day;    /* the original one */
	int extended_to; /* DAY_NONE: none granted */
	int reminders;
	bool within_extension; /* on time only thanks to the extension */
};

/* The verdict on one duty as it stands at the end of day `today`: the one function that gives
 * states. record may be NULL; receipts[0..count) are the versions in order (reports only). */
struct verdict duty_judge(const struct rules *rules, const struct plan *plan,
	const struct item *item, const struct record *record, const struct receipt *receipts,
	size_t count, int today);
struct verdict snapshot_judge(const struct snapshot *snapshot, size_t item, size_t unit, int today);

/* Working days (Monday to Friday, holidays out) among from..to, both included. */
int workdays_between(const struct rules *rules, int from, int to);
/* Whether the last good day falls on a weekend or holiday: warned about, never shifted. */
bool day_is_free(const struct rules *rules, int day);

/* "overdue (2 days)", "late (1 day)", "extended to 05/7/2020", "last day today", "on time":
 * a state with its figure, in the language in use. */
void verdict_print(const struct verdict *verdict, char *out, size_t size);
/* "2 days left", "today", "3 days over", "-". */
void verdict_left(const struct verdict *verdict, char *out, size_t size);
/* The same in a column whose heading says "left": "2 days". */
void verdict_days(const struct verdict *verdict, char *out, size_t size);

/* ---- counts and rates (DOMAIN.md §4, §9) ---------------------------------------------------- */

struct tally {
	size_t of[STATES];
	size_t extended; /* received within an extension, or extension in force */
};
void tally_add(struct tally *tally, const struct verdict *verdict);
void tally_join(struct tally *into, const struct tally *more);
/* The parts of status; undated tasks count: done as on time, open as open. */
size_t tally_on_time(const struct tally *tally);
size_t tally_late(const struct tally *tally);
size_t tally_open(const struct tally *tally); /* not due, due soon, last day, extended, in progress, no date */
size_t tally_overdue(const struct tally *tally);
size_t tally_returned(const struct tally *tally);
size_t tally_exempt(const struct tally *tally);
size_t tally_expected(const struct tally *tally); /* all but exempt */
size_t tally_total(const struct tally *tally);
/* "on time 14 + late 3 + open in time 0 + overdue 3 + returned 0 + not applicable 0 = 20":
 * no date is a part of its own when any duty has none. */
void tally_print(const struct tally *tally, char *out, size_t size);

#define RATE_TEXT 8
/* part of whole in percent with one decimal: 100.0 only for all, 0.0 only for none; "" for 0/0.
 * part > whole is a programming error (assert). */
char *rate_print(size_t part, size_t whole, char out[RATE_TEXT]);
/* The same for people: decimal comma where the language is Vietnamese, "–" for 0/0, "%". */
char *rate_show(size_t part, size_t whole, char out[RATE_TEXT + 4]);
char *rate_reporting(const struct tally *tally, char out[RATE_TEXT]);  /* (on time + late) / expected */
char *rate_on_time(const struct tally *tally, char out[RATE_TEXT]);    /* on time / expected */
char *rate_completion(const struct tally *tally, char out[RATE_TEXT]); /* done / (done + overdue) */
/* Percent in tenths for each part, by largest remainder: they add up to 1000 exactly (or all 0). */
void rate_parts(const size_t *parts, size_t count, int *tenths);

/* ---- the board: duties worst first ----------------------------------------------------------- */

struct duty {
	uint32_t item, unit;
	struct verdict verdict;
};

struct board_query {
	int today;
	size_t unit;   /* this branch only; NOWHERE: all */
	size_t item;   /* this item only; NOWHERE: all */
	bool reports, tasks;
	bool undated;  /* tasks without a date too */
	int within;    /* only what falls due within this many days or is overdue or returned; -1: all */
};

struct board {
	size_t count;
	struct duty *at; /* from pool */
	struct tally reports, tasks; /* of what is in it */
};

/* Every duty that the query asks for, in plan order (item, then unit); from pool. */
void board_build(const struct snapshot *snapshot, const struct board_query *query,
	struct pool *pool, struct board *board);
/* Worst first: overdue by most days, returned, last day, due soon, extended, in progress, not due,
 * no date, late, on time, done, not applicable; within one by deadline, item, unit. */
void board_sort(struct board *board);

/* ---- the timeline: the days of a plan along a line of columns -------------------------------- */

struct timeline {
	int from, to; /* the first and the last day on it */
	int columns;  /* in use: one a day, up to three where there is room, or one for several days */
};

/* The plan's days, with reports' deadlines and events before and behind them as far as the plan keeps
 * half of the line; a plan without a first or last day goes by its deadlines and events. False where
 * no day is known, or there is no room. */
bool timeline_make(const struct snapshot *snapshot, int room, struct timeline *out);
/* The first of a day's columns; -1 before the line, its columns behind it. */
int timeline_column(const struct timeline *timeline, int day);
/* Whether a Monday begins in a column of the line; never where a column has more than three days. */
bool timeline_is_week(const struct timeline *timeline, int column);
/* The day that a report's deadline is marked at, by the plan's own words: the first that is too late
 * ("before"), or the last good one ("by"). DAY_NONE: no report, or no deadline. */
int timeline_deadline(const struct item *item);

/* Sum of a number over a branch for one report (DOMAIN.md §9), which the snapshot must know: zero only
 * if somebody said zero. */
struct number_sum {
	int64_t total;
	size_t said;           /* units that gave a value */
	size_t not_applicable;
	size_t expected;       /* units that owe the report and are not exempt */
	int64_t middle;        /* one of the counts above zero; 0: fewer than four, too few to say what is usual */
};
struct number_sum number_add_up(const struct snapshot *snapshot, size_t report, size_t number,
	size_t branch);
/* What is expected in each sum of that report, whatever the snapshot knows of numbers. */
size_t number_expected(const struct snapshot *snapshot, size_t report, size_t branch);
/* Whether a count is far from the middle one, ten times more or less, as one digit too many or too
 * few makes it. Zero never is, nor is any where both are below fifty. */
bool number_is_far(int64_t count, int64_t middle);

#endif
